"""Certificates drawn with Pillow together with their readings: no engine, every place known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractor.document import Box, Extraction, Field, Kind, Line, Page, Place, Seal, Source, Word
from verifier.duplicates.document import Document

SIZE = (1000, 1400)
Row = tuple[str, int, int]
"""What a line says, how far down it stands and how large."""
ROWS: tuple[Row, ...] = (
    ("CERTIFICATE OF CONTINUING EDUCATION", 180, 44),
    ("awarded by the Northhill Bureau of Education", 270, 30),
    ("Name {holder_name}", 400, 34),
    ("has taken part in {activity_title}", 480, 30),
    ("from {start_date} to {end_date}", 560, 30),
    ("and has completed {hours} hours of training", 640, 30),
    ("with attendance checked on every day of the course", 720, 26),
    ("No. {certificate_number}", 900, 30),
    ("Issued on {issue_date}", 980, 28),
)
_DEFAULT = {
    "holder_name": "Lin Xiaoyun",
    "activity_title": "Teaching Reading in Primary Schools",
    "start_date": "2021-07-05",
    "end_date": "2021-07-09",
    "hours": "48",
    "certificate_number": "NB20210042",
    "issue_date": "2021-07-12",
}


def paper(
    *,
    without: tuple[str, ...] = (),
    confidence: float = 0.98,
    rows: tuple[Row, ...] = ROWS,
    **facts: str,
) -> Document:
    """Return a certificate with its reading; `without` names fields that were not found."""
    values = _DEFAULT | facts
    image = Image.new("RGB", SIZE, (250, 249, 246))
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline=(60, 90, 60), width=6)
    for x in range(80, 920, 60):
        draw.line((x, 1250, x + 30, 1300), fill=(120, 150, 120), width=3)
    lines, fields = [], []
    for row, y, size in rows:
        font = ImageFont.load_default(size)
        text = row.format(**values)
        draw.text((110, y), text, font=font, fill=(25, 25, 30))
        lines.append(_line(text, 110, y, size, font, confidence))
        for name, value in values.items():
            if "{" + name + "}" in row and name not in without:
                start = text.index(value)
                box = lines[-1].span_box(start, start + len(value))
                shown: str | Decimal = Decimal(value) if name == "hours" else value
                fields.append(Field(name, shown, confidence, Place(1, box), value, "drawn"))
    seal = Box(0.62, 0.66, 0.80, 0.80)
    centre = (round(0.71 * SIZE[0]), round(0.73 * SIZE[1]))
    pixels = np.asarray(image).copy()
    cv2.circle(pixels, centre, 80, (200, 40, 50), 6)
    cv2.line(pixels, (centre[0] - 50, centre[1]), (centre[0] + 50, centre[1]), (200, 40, 50), 8)
    page = Page(1, *SIZE, tuple(lines))
    fields.append(Field("issuers", "Northhill Bureau of Education", confidence,
                        Place(1, lines[1].box), "", "drawn", role="issuer"))  # fmt: skip
    source = Source("drawn.png", f"{abs(hash(tuple(values.items()))):064x}"[:64], "image/png", 1)
    extraction = Extraction(
        source, Kind("training_certificate", 0.98), "en", (page,), tuple(fields),
        (Seal(Place(1, seal), "red"),),
    )  # fmt: skip
    return Document(extraction, (pixels,))


def warped(document: Document, matrix: np.ndarray, size: tuple[int, int] = SIZE) -> Document:
    """Return the document as another capture shows it: picture and places carried along."""
    (picture,) = document.pictures
    page = document.extraction.pages[0]
    moved = cv2.warpPerspective(picture, matrix, size, borderValue=(250, 249, 246))

    def carry(box: Box) -> Box:
        corners = np.array(
            [[[x * page.width, y * page.height] for x in (box.left, box.right)
              for y in (box.top, box.bottom)]], np.float64,
        )  # fmt: skip
        there = cv2.perspectiveTransform(corners, matrix)[0] / size
        low, high = np.clip(there.min(axis=0), 0, 1), np.clip(there.max(axis=0), 0, 1)
        return Box(*map(float, (*low, *high)))

    def line(one: Line) -> Line:
        words = tuple(replace(word, box=carry(word.box)) for word in one.words)
        return replace(one, box=carry(one.box), words=words)

    seen = [one for one in map(line, page.lines) if one.box.width > 0.02 and one.box.height > 0.005]
    kept = tuple(
        replace(field, place=Place(1, carry(field.place.box)))
        for field in document.extraction.fields
        if carry(field.place.box).height > 0.005
    )
    return Document(
        replace(
            document.extraction,
            source=replace(document.extraction.source, sha256=f"{int(matrix.sum() * 1e6):064x}"),
            pages=(Page(1, *size, tuple(seen)),),
            fields=kept,
            seals=tuple(replace(s, place=Place(1, carry(s.place.box)))
                        for s in document.extraction.seals),
        ),
        (moved,),
    )  # fmt: skip


def noisy(document: Document, seed: int = 1) -> Document:
    """Return the document scanned once more: other tones, noise, a slight turn."""
    rng = np.random.default_rng(seed)
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), float(rng.uniform(-1, 1)), 0.98)
    moved = warped(document, np.vstack((turn, (0, 0, 1))))
    toned = moved.pictures[0].astype(np.float32) * 0.95 + rng.normal(0, 4, (*SIZE[::-1], 3))
    return Document(moved.extraction, (np.clip(toned, 0, 255).astype(np.uint8),))


def _line(text: str, x: int, y: int, size: int, font: object, confidence: float) -> Line:
    """Return the line with one word a character, where the font draws it."""
    words = []
    for at, char in enumerate(text):
        left = x + font.getlength(text[:at])  # type: ignore[attr-defined]
        right = x + font.getlength(text[: at + 1])  # type: ignore[attr-defined]
        box = Box(left / SIZE[0], y / SIZE[1], right / SIZE[0], (y + size * 1.2) / SIZE[1])
        words.append(Word(char, box, confidence))
    whole = words[0].box.union(words[-1].box)
    return Line(text, whole, confidence, tuple(words))
