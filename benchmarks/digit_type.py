"""Measure how often a digit that was typed over shows by its edges, and an honest one does.

    python benchmarks/digit_type.py [--folder fixtures/test --folder fixtures/dev] [--write]

Every original page of the folders is read, and the digits of its dates, hours and long numbers are
looked at as the product does (`extractor/signals/digits.py`). Then, on pages of each condition,
one digit is typed over in another font, typed and softened like the print, or copied from
elsewhere on the page, and the picture is stored as JPEG again: a file that was edited after it was
taken. Years whose first two digits are printed and whose last two are filled in by another
machine are originals too. `--write` puts the table into docs/originality.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))

from captures import flatbed, flatbed_b

from extractor.engines import Engine, load_engine
from extractor.image import Picture
from extractor.intake import open_upload
from extractor.pages import read_page
from extractor.signals.digits import (
    Corners,
    DigitStrip,
    cut_digits,
    digit_boxes,
    odd_digits_of,
    solid_ink,
)

WAYS = ("typed", "softened", "copied")
_FONTS = [
    path
    for path in (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
        "/usr/share/fonts/truetype/arphic/ukai.ttc",
        "/usr/share/fonts/truetype/arphic/uming.ttc",
    )
    if Path(path).exists()
]
_FORGED_A_PAGE = 3
_YEARS = 120
_DOC = ROOT / "docs" / "originality.md"


def strips_of(path: Path, engine: Engine) -> Iterator[DigitStrip]:
    """Yield the deciding numbers of a file, line by line."""
    with open_upload(path.read_bytes(), path.name) as upload:
        for sheet in upload.sheets():
            read = read_page(sheet, engine)
            for line in read.page.lines:
                cut = cut_digits(read.image, line)
                if cut is not None:
                    yield cut


def forged(
    cut: DigitStrip, at: tuple[int, int], way: str, mates: Sequence[DigitStrip], pick: random.Random
) -> DigitStrip:
    """Return the strip with another digit in that place (number, digit of it), stored as JPEG."""
    strip, (text, boxes) = cut.strip.copy(), cut.numbers[at[0]]
    box = boxes[at[1]]
    if way == "copied":
        _copy(strip, box, *_mate(cut, text[at[1]], box, mates, pick))
    else:
        digit = pick.choice([one for one in "0123456789" if one != text[at[1]]])
        _type(strip, box, digit, pick, soft=way == "softened")
    return again(cut, strip, pick)


def again(cut: DigitStrip, strip: Picture, pick: random.Random) -> DigitStrip:
    """Return the digits as they are found on the strip once that was stored as JPEG."""
    held = io.BytesIO()
    Image.fromarray(strip).save(held, "JPEG", quality=pick.randint(82, 95))
    seen = np.asarray(Image.open(held).convert("RGB"))
    ink, numbers = solid_ink(seen), []
    for text, boxes in cut.numbers:
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        place = min(lefts) - 2, min(tops) - 4, max(rights) + 2, max(bottoms) + 4
        found = digit_boxes(ink, place, len(text))
        if found:
            numbers.append((text, found))
    return replace(cut, strip=seen, numbers=tuple(numbers))


def _mate(
    cut: DigitStrip, value: str, box: Corners, mates: Sequence[DigitStrip], pick: random.Random
) -> tuple[Picture, Corners]:
    """Choose another digit of much the same height from the page."""
    high = box[3] - box[1]
    fit = [
        (mate.strip, other)
        for mate in mates
        for text, boxes in mate.numbers
        for digit, other in zip(text, boxes, strict=True)
        if digit != value and abs((other[3] - other[1]) / high - 1) < 0.12
    ]
    return pick.choice(fit or [(cut.strip, cut.boxes[0])])


def _copy(strip: Picture, box: Corners, source: Picture, taken: Corners) -> None:
    part = source[max(0, taken[1] - 2) : taken[3] + 2, max(0, taken[0] - 2) : taken[2] + 2]
    ratio = (box[3] - box[1]) / (taken[3] - taken[1])
    part = np.asarray(cv2.resize(part, None, fx=ratio, fy=ratio), np.uint8)
    left = max(0, (box[0] + box[2] - part.shape[1]) // 2)
    top = max(0, box[1] - round(2 * ratio))
    onto = strip[top : top + part.shape[0], left : left + part.shape[1]]
    onto[:] = part[: onto.shape[0], : onto.shape[1]]


def _type(strip: Picture, box: Corners, digit: str, pick: random.Random, *, soft: bool) -> None:
    """Paint the digit over with paper and write another on it, as high and as dark."""
    left, top, right, bottom = box
    around = strip[max(0, top - 6) : bottom + 6, max(0, left - 4) : right + 4].reshape(-1, 3)
    light = around.sum(axis=1)
    ink = np.median(around[light <= np.percentile(light, 4)], axis=0)
    bare = around[light >= np.percentile(light, 60)]
    cover = strip[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2]
    grain = np.random.default_rng(pick.randrange(2**32)).normal(0, bare.std(axis=0), cover.shape)
    cover[:] = np.clip(np.median(bare, axis=0) + (0.7 * grain if soft else 0), 0, 255)
    name = pick.choice(_FONTS)
    font = ImageFont.truetype(name, size := round(1.4 * (bottom - top)))
    high = font.getbbox(digit, anchor="ls")
    font = ImageFont.truetype(name, round(size * (bottom - top) / (high[3] - high[1])))
    edges = font.getbbox(digit, anchor="ls")
    layer = Image.new("L", strip.shape[1::-1])
    at = (left + right - edges[0] - edges[2]) / 2, bottom - edges[3]
    ImageDraw.Draw(layer).text(at, digit, font=font, fill=255, anchor="ls")
    written = np.asarray(layer, np.float32)[..., None] / 255
    if soft:
        written = cv2.GaussianBlur(written, (0, 0), 0.7)[..., None]
    strip[:] = np.clip(strip * (1 - written) + ink * written, 0, 255)


def filled_years(pick: random.Random) -> Iterator[DigitStrip]:
    """Yield scans of years, the last two digits filled in by another machine: originals."""
    rng = np.random.default_rng(pick.randrange(2**32))
    for _ in range(_YEARS):
        sheet = Image.new("L", (640, 160), 255)
        draw = ImageDraw.Draw(sheet)
        size, x, boxes = pick.randint(34, 48), 240.0, []
        other = round(size * pick.uniform(0.92, 1.08))
        pens = [(pick.choice(_FONTS), size, 20), (pick.choice(_FONTS), other, pick.randint(20, 90))]
        for i, digit in enumerate(year := str(pick.randint(2010, 2029))):
            name, points, tone = pens[i // 2]
            font = ImageFont.truetype(name, points)
            foot = 100 + (pick.randint(-2, 2) if i == 2 else 0)
            draw.text((x, foot), digit, font=font, fill=tone, anchor="ls")
            boxes.append(draw.textbbox((x, foot), digit, font=font, anchor="ls"))
            x += font.getlength(digit) + 2
        light = np.repeat(np.asarray(sheet, np.float32)[..., None] / 255, 3, axis=2)
        strip = pick.choice((flatbed, flatbed_b))(light, rng)
        whole = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in boxes)
        yield again(DigitStrip(strip, 0, 0, ((year, whole),)), strip, pick)


def is_hinted_at(cut: DigitStrip, number: str | None = None) -> bool:
    """Tell whether a digit of the strip differs, of that number if one is given."""
    found = odd_digits_of(cut)
    return any(number is None or cut.numbers[which][0] == number for which, _, _ in found)


def share(told: Sequence[bool]) -> str:
    """Return a share as `95 % (19/20)`."""
    return f"{np.mean(told):.0%} ({sum(told)}/{len(told)})".replace("%", " %") if told else "-"


def table(pages: Sequence[tuple[str, Sequence[DigitStrip]]]) -> str:
    """Return what was found on pages, each with its condition, and after forging."""
    pick = random.Random(1)
    honest: dict[str, list[bool]] = defaultdict(list)
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for condition, cuts in pages:
        for name in (condition, "all"):
            honest[name].append(any(is_hinted_at(cut) for cut in cuts))
        for way in WAYS if cuts else ():
            for _ in range(_FORGED_A_PAGE):
                cut = pick.choice(cuts)
                which = pick.randrange(len(cut.numbers))
                at = which, pick.randrange(len(cut.numbers[which][0]))
                made = forged(cut, at, way, cuts, pick)
                told = is_hinted_at(made, cut.numbers[which][0])
                for name in (condition, "all"):
                    found[name, way].append(told)
    lines = [
        f"| capture | original pages hinted at | {' | '.join(WAYS)} |",
        "|---|" + "---|" * (len(WAYS) + 1),
    ]
    for name in sorted(honest, key=lambda name: (name == "all", name)):
        ways = " | ".join(share(found[name, way]) for way in WAYS)
        lines.append(f"| {name} | {share(honest[name])} | {ways} |")
    years = [is_hinted_at(one) for one in filled_years(pick) if one.numbers]
    lines.append(f"| years filled in by another machine | {share(years)} | | | |")
    return "\n".join(lines)


def main() -> None:
    """Read the original pages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, action="append")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    engine = load_engine("rapid")
    pages = []
    for folder in chosen.folder or [ROOT / "fixtures/test", ROOT / "fixtures/dev"]:
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        for name, label in sorted(truth.items()):
            if label.get("original") and not name.endswith(".pdf"):
                pages.append((label["condition"], list(strips_of(folder / name, engine))))
                print(f"{name}: {len(pages[-1][1])} lines with numbers", file=sys.stderr)
    made = table(pages)
    print(made)
    if chosen.write:
        text = _DOC.read_text("utf-8")
        before, rest = text.split("<!-- digits -->\n")
        _, after = rest.split("<!-- /digits -->")
        _DOC.write_text(f"{before}<!-- digits -->\n{made}\n<!-- /digits -->{after}", "utf-8")


if __name__ == "__main__":
    main()
