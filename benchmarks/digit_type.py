"""Measure whether one digit of a number shows that it is of another type than its neighbours.

    python benchmarks/digit_type.py [--folder fixtures/test --folder fixtures/dev] [--pages 220]

Nothing in the product uses this; docs/originality.md says why. Digits of numbers on original
pages are measured against the other digits of the same number. The largest deviation on every
second page is the threshold; the other pages tell how often it errs, and how often it finds a
digit that was typed over in another font, typed and softened like the print, or copied from
elsewhere on the page, each stored as JPEG again. Years whose first two digits are printed and
whose last two are filled in by another machine are originals too.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))

from captures import flatbed, flatbed_b

from extractor.document import Line
from extractor.engines import Engine, load_engine
from extractor.intake import open_upload
from extractor.pages import read_page

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]
Corners = tuple[int, int, int, int]

MEASURES = ("height", "baseline", "darkness", "sharpness", "stroke", "paper", "grain")
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
_NUMBER = re.compile(r"\d{2,}")
_SURE = 0.85
_LOWEST = 12
"""Pixels of the lowest digits that are measured."""
_FORGED_A_PAGE = 3
_YEARS = 120


@dataclass(frozen=True, slots=True)
class Number:
    """A number on a page: the strip of its line and the box of each digit."""

    text: str
    strip: Picture
    boxes: tuple[Corners, ...]

    @property
    def deviations(self) -> Floats:
        """How far each digit is from the others: digits x measures."""
        ink, _ = _ink(self.strip)
        each = np.array([_measured(self.strip, ink, box) for box in self.boxes])
        return np.array([_apart(each, i) for i in range(len(each))])


def numbers_of(path: Path, engine: Engine) -> Iterator[Number]:
    """Yield the numbers of a file whose digits stand apart from one another."""
    with open_upload(path.read_bytes(), path.name) as upload:
        for sheet in upload.sheets():
            read = read_page(sheet, engine)
            for line in read.page.lines:
                if not line.vertical and line.confidence >= _SURE:
                    yield from _numbers_on(line, read.image)


def _numbers_on(line: Line, image: Picture) -> Iterator[Number]:
    height, width = image.shape[:2]
    tall = line.box.height * height
    left, top = int(max(0, line.box.left * width - tall)), int(line.box.top * height - 0.6 * tall)
    left, top = left - left % 8, max(0, top) - max(0, top) % 8  # on the grid of the JPEG
    right, bottom = line.box.right * width + tall, line.box.bottom * height + 0.6 * tall
    strip = np.ascontiguousarray(image[top : int(bottom), left : int(right)])
    for match in _NUMBER.finditer(line.text):
        span = line.span_box(*match.span())
        place = (
            int(span.left * width) - left - 2, int(span.top * height) - top - 2,
            int(span.right * width) - left + 2, int(span.bottom * height) - top + 2,
        )  # fmt: skip
        boxes = _digits(strip, place, len(match.group()))
        if boxes:
            yield Number(match.group(), strip, boxes)


def _ink(strip: Picture) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    red = strip[..., 0].astype(np.float32)
    ink = np.clip(np.percentile(red, 85) - red, 0, None).astype(np.float32)
    return ink, (ink > max(25.0, 0.4 * float(np.percentile(ink, 98)))).astype(np.uint8)


def _digits(strip: Picture, place: Corners, count: int) -> tuple[Corners, ...]:
    """Return the box of each digit, nothing where they are not as many as they should be."""
    left, top, right, bottom = (max(0, edge) for edge in place)
    part = _ink(strip)[1][top:bottom, left:right]
    if min(part.shape, default=0) < _LOWEST:
        return ()
    high = part.shape[0]
    _, _, found, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    boxes = sorted(
        (left + int(x), top + int(y), left + int(x + w), top + int(y + h))
        for x, y, w, h, _ in found[1:]
        if max(0.35 * high, _LOWEST) <= h <= high and w <= 0.75 * high
    )
    return tuple(boxes) if len(boxes) == count else ()


def _measured(strip: Picture, ink: NDArray[np.float32], box: Corners) -> list[float]:
    """Return middle, height, foot, darkness, sharpness, stroke, paper's three colours, grain."""
    left, top, right, bottom = box
    near = slice(max(0, top - 2), bottom + 2), slice(max(0, left - 2), right + 2)
    part = ink[near]
    darkest = max(float(np.percentile(part, 97)), 1.0)
    rows = part.max(axis=1)
    inked = np.nonzero(rows > 0.5 * rows.max())[0]
    head, foot = _edge(rows, int(inked[0]), -1), _edge(rows, int(inked[-1]), 1)
    across, down = cv2.Sobel(part, cv2.CV_32F, 1, 0), cv2.Sobel(part, cv2.CV_32F, 0, 1)
    sharp = float(np.percentile(cv2.magnitude(across, down), 95)) / 8 / darkest
    solid = (part > 0.5 * darkest).astype(np.uint8)
    stroke = float(np.percentile(cv2.distanceTransform(solid, cv2.DIST_L2, 3)[solid > 0], 90))
    bare = cv2.dilate((part > 15).astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    paper = strip[near][bare].astype(np.float64)
    ground = [*paper.mean(axis=0), paper.std(axis=0).mean()] if len(paper) > 12 else [np.nan] * 4
    return [
        (left + right) / 2, foot - head, near[0].start + foot, darkest, sharp, stroke, *ground
    ]  # fmt: skip


def _edge(rows: NDArray[np.float32], last: int, step: int) -> float:
    """Return where the ink of the rows falls to a half beyond the last inked row."""
    beyond = last + step
    if not 0 <= beyond < len(rows):
        return float(last)
    half, inner, outer = 0.5 * float(rows.max()), float(rows[last]), float(rows[beyond])
    return last + step * (inner - half) / max(inner - outer, 1e-3)


def _apart(each: Floats, i: int) -> list[float]:
    """Return how far a digit is from the median of the others, in each measure."""
    others = np.delete(each, i, axis=0)
    usual = np.array([_median(column) for column in others.T])
    line = np.polyfit(others[:, 0], others[:, 2], 1 if len(others) > 2 else 0)
    foot = abs(each[i, 2] - np.polyval(line, each[i, 0]))
    ratios = [abs(float(np.log(each[i, k] / usual[k]))) for k in (3, 4, 5)]
    paper = float(np.abs(each[i, 6:9] - usual[6:9]).max())
    grain = abs(float(np.log((each[i, 9] + 1) / (usual[9] + 1))))
    known = [0.0 if np.isnan(value) else value for value in (paper, grain)]
    return [abs(each[i, 1] - usual[1]) / usual[1], foot / usual[1], *ratios, *known]


def _median(column: Floats) -> float:
    known = column[~np.isnan(column)]
    return float(np.median(known)) if known.size else np.nan


def forged(
    number: Number, i: int, way: str, mates: Sequence[Number], pick: random.Random
) -> Number:
    """Return the number with another digit in that place, stored as JPEG."""
    strip = number.strip.copy()
    if way == "copied":
        _copy(strip, number.boxes[i], *_mate(number, i, mates, pick))
    else:
        digit = pick.choice([one for one in "0123456789" if one != number.text[i]])
        _type(strip, number.boxes[i], digit, pick, soft=way == "softened")
    return again(number, strip, pick)


def again(number: Number, strip: Picture, pick: random.Random) -> Number:
    """Return the number as it is found on its strip once that was stored as JPEG."""
    held = io.BytesIO()
    Image.fromarray(strip).save(held, "JPEG", quality=pick.randint(82, 95))
    seen = np.asarray(Image.open(held).convert("RGB"))
    lefts, tops, rights, bottoms = zip(*number.boxes, strict=True)
    place = min(lefts) - 2, min(tops) - 4, max(rights) + 2, max(bottoms) + 4
    return Number(number.text, seen, _digits(seen, place, len(number.text)))


def _mate(
    number: Number, i: int, mates: Sequence[Number], pick: random.Random
) -> tuple[Picture, Corners]:
    """Choose another digit of much the same height from the page."""
    high = number.boxes[i][3] - number.boxes[i][1]
    fit = [
        (mate.strip, box)
        for mate in mates
        for digit, box in zip(mate.text, mate.boxes, strict=True)
        if digit != number.text[i] and abs((box[3] - box[1]) / high - 1) < 0.12
    ]
    return pick.choice(fit or [(number.strip, number.boxes[i - 1])])


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


def filled_years(pick: random.Random) -> Iterator[Number]:
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
        whole = tuple(tuple(map(int, box)) for box in boxes)
        yield again(Number(year, strip, whole), strip, pick)  # type: ignore[arg-type]


def share(told: Sequence[bool]) -> str:
    """Return a share as `95 % (19/20)`."""
    return f"{np.mean(told):.0%} ({sum(told)}/{len(told)})".replace("%", " %") if told else "-"


def table(pages: Sequence[Sequence[Number]], longest: int) -> str:
    """Return what each measure tells of numbers with at least so many digits."""
    pick = random.Random(longest)
    chosen = [[one for one in page if len(one.text) >= longest] for page in pages]
    chosen = [page for page in chosen if page]
    limit = np.max([one.deviations.max(axis=0) for page in chosen[::2] for one in page], axis=0)
    honest: dict[int, list[bool]] = defaultdict(list)
    found: dict[tuple[int, str], list[bool]] = defaultdict(list)
    years = [one.deviations for one in filled_years(pick) if one.boxes]
    for page in chosen[1::2]:
        worst = np.max([one.deviations.max(axis=0) for one in page], axis=0)
        for k in range(len(MEASURES)):
            honest[k].append(bool(worst[k] > limit[k]))
        for way in WAYS:
            for _ in range(_FORGED_A_PAGE):
                number = pick.choice(page)
                i = pick.randrange(len(number.text))
                made = forged(number, i, way, page, pick)
                apart = made.deviations[i] if made.boxes else np.zeros(len(MEASURES))
                for k in range(len(MEASURES)):
                    found[k, way].append(bool(apart[k] > limit[k]))
    lines = [
        f"| numbers of {longest} digits or more | threshold | original pages hinted at | "
        f"{' | '.join(WAYS)} | years filled in |",
        "|---|" + "---|" * (len(WAYS) + 3),
    ]
    for k, name in enumerate(MEASURES):
        ways = " | ".join(share(found[k, way]) for way in WAYS)
        filled = share([bool(year[:, k].max() > limit[k]) for year in years])
        lines.append(f"| {name} | {limit[k]:.2f} | {share(honest[k])} | {ways} | {filled} |")
    return "\n".join(lines)


def main() -> None:
    """Read the original pages and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, action="append")
    parser.add_argument("--pages", type=int, default=220)
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    engine = load_engine("rapid")
    names = []
    for folder in chosen.folder or [ROOT / "fixtures/test", ROOT / "fixtures/dev"]:
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        names += [folder / name for name, label in sorted(truth.items()) if label.get("original")]
    random.Random(0).shuffle(names)
    pages = []
    for path in [name for name in names if name.suffix != ".pdf"][: chosen.pages]:
        pages.append(list(numbers_of(path, engine)))
        print(f"{path.name}: {len(pages[-1])} numbers", file=sys.stderr)
    print("\n\n".join(table(pages, longest) for longest in (2, 3, 4)))


if __name__ == "__main__":
    main()
