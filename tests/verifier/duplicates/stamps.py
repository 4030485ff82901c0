"""Papers with a seal stamped on them, drawn: ring, letters around, the issuer's print beneath."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractor.document import Box, Place, Seal
from extractor.image import Picture
from extractor.signals.seal_pictures import seal_pictures
from tests.verifier.duplicates.papers import SIZE, noisy, paper
from verifier.duplicates.class_seals import Paper
from verifier.duplicates.document import Document
from verifier.duplicates.impressions import ring_of

CENTRE = (710, 1090)
_RADIUS = 95
_LETTERS = "NORTHHILLBUREAUOFED"


def stamped(
    turn: float,
    *,
    holder: int = 0,
    at: tuple[int, int] = (0, 0),
    ink: tuple[int, int, int] = (205, 40, 50),
) -> Document:
    """Return a holder's paper with the seal turned by so many degrees and moved by pixels."""
    document = paper(
        holder_name=f"Holder Number{holder:02d}", certificate_number=f"NB2021{holder:04d}"
    )
    image = Image.fromarray(document.pictures[0])
    draw = ImageDraw.Draw(image)
    draw.rectangle((CENTRE[0] - 150, CENTRE[1] - 170, 940, 1240), fill=(250, 249, 246))
    for row, text in enumerate(
        ("Northhill Bureau", "of Education", "12 July 2021", "Examined: Wei")
    ):
        draw.text((590, 1000 + 46 * row), text, font=ImageFont.load_default(30), fill=(25, 25, 30))
    pixels = np.asarray(image).copy()
    x, y = CENTRE[0] + at[0], CENTRE[1] + at[1]
    mask = _seal(turn)
    half = mask.shape[0] // 2
    part = pixels[y - half : y + half, x - half : x + half].astype(np.float32)
    share = mask[..., None].astype(np.float32) / 255 * 0.85
    inked = part * (1 - share) + np.minimum(part, np.float32(ink)) * share
    pixels[y - half : y + half, x - half : x + half] = inked.astype(np.uint8)
    reach = _RADIUS * 1.02
    box = Box(
        (x - reach) / SIZE[0], (y - reach) / SIZE[1], (x + reach) / SIZE[0], (y + reach) / SIZE[1]
    )
    extraction = replace(document.extraction, seals=(Seal(Place(1, box), "red"),))
    return Document(extraction, (pixels,))


def captured(document: Document, seed: int) -> Document:
    """Return the paper laid on a scanner's glass."""
    return noisy(document, seed)


def crops(document: Document) -> list[Picture]:
    """Return the pictures of its seals, as they are kept when it is read."""
    return [seal_pictures(document.pictures[0], seal)[0] for seal in document.extraction.seals]


def of_class(*documents: Document) -> list[Paper]:
    """Return the papers with the rings of their seals."""
    made = []
    for document in documents:
        rings = {
            n: ring
            for n, crop in enumerate(crops(document), 1)
            if (ring := ring_of(crop)) is not None
        }
        made.append(Paper(rings, lambda document=document: document))
    return made


def _seal(turn: float) -> np.ndarray:
    side = 2 * _RADIUS + 20
    flat = Image.new("L", (side, side))
    draw = ImageDraw.Draw(flat)
    draw.ellipse((10, 10, side - 10, side - 10), outline=255, width=6)
    draw.polygon([(side / 2 + 22 * np.sin(k * 4 * np.pi / 5), side / 2 - 22 * np.cos(k * 4 * np.pi / 5))
                  for k in range(5)], fill=255)  # fmt: skip
    whole = np.asarray(flat).copy()
    for number, letter in enumerate(_LETTERS):
        one = Image.new("L", (side, side))
        ImageDraw.Draw(one).text(
            (side / 2, 34), letter, font=ImageFont.load_default(30), fill=255, anchor="mm"
        )
        whole = np.maximum(whole, _turned(np.asarray(one), number * 340 / len(_LETTERS) - 170))
    return _turned(whole, turn)


def _turned(part: np.ndarray, degrees: float) -> np.ndarray:
    side = part.shape[0]
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), -degrees, 1)
    return cv2.warpAffine(part, matrix, (side, side))
