"""Find the one name of a line of names that somebody ringed, underlined or highlighted.

Who hands in a reprint of several authors marks their own name. Print marks names, too (links are
underlined, heads stand on tinted bands), but then not one among others. Lengths below are in
characters of the line unless they say otherwise.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line
from extractor.image import Picture
from extractor.passages import joined_line

_WORD = re.compile(r"(?<![㐀-鿿])[㐀-鿿]\s{1,2}[㐀-鿿](?![㐀-鿿])|[㐀-鿿·]+")
"""「王小明」, 「王 明」"""
_OF_SENTENCE = re.compile(
    r"关\s?键\s?词|主题词|[。%<>=～~±？！“”《》℃]|[的了是与等]|\S{6,}[:：]|\d{4,}|[A-Za-z]{12,}"
)
_LONGEST, _NAME = 60, (2, 12)
"""Of a line that names authors, and of one of them: a longer line is a sentence."""
_FEWEST = 2
"""One name alone is marked among none."""
_SHORT, _FEW = 5, 3
"""Up to so long are names: half the words of a line of names, or all but one of a few."""
_SPECK = 4.0
"""Pixels of a character that is too small to look at."""
_EM, _WIDEST = 24, 4000
"""Pixels of a character in the copy that is looked at, and of the copy: a line with one tiny
character would make it huge."""
_AROUND = 1.6
"""How much of the page around a line is looked at."""
_TINT, _LIGHT = 9.0, 140
"""Distance of a highlighter's colour from the paper's (CIELAB a, b in 255), its least lightness."""
_COLOURED, _DARK, _PAPER = 28.0, 45, 80
"""Distance of a pen's colour from the paper's, how much darker than it ink is, and the percentile
of lightness that is the paper's."""
_SHADE, _EVEN = 8.0, 4.0
"""How much darker than all others a shaded row's paper is, and how much these differ at most."""
_TINTED, _PLAIN = 0.6, 0.15
"""Shares of its place that are tinted where a name is highlighted, and where it is not."""
_UNDERLINED, _FREE, _BESIDE = 0.85, 0.4, 1.0
"""Share of a name that a rule runs under, and of what lies so near at its sides at most."""
_NOT_UNDERLINED = 0.7
"""Strokes at the foot of characters are met on so much of a name at most."""
_RINGED, _FRAMED = 0.75, 0.97
"""Share of each side on which a ring is met, and of those above and below within a longer frame."""
_NEARLY, _ALL_ROUND, _NOT_RINGED = 0.6, 3.5, 0.35
"""A ring that print crosses: shares of each side and of all four together, and of some side of
every other name at most."""
_BELOW, _RULE = 0.56, 1.05
"""From the middle of a line to where its type ends and to where a rule below it still runs."""
_ABOVE, _ASIDE = (0.42, 1.3), (-0.2, 1.0)
"""Where a ring runs: from the middle upwards and downwards, and from the name's ends."""
_TYPE = 0.85
"""From the middle of a line to where its type and the ring around it are looked for."""
_IN_ROW = 0.85
"""How far a mark runs from the middle at most in a table, whose rules lie beyond it."""
_ALONE = re.compile(r"[㐀-鿿·](?:\s?[㐀-鿿·]){1,3}")
_ONE_NAME = re.compile(r"[㐀-鿿·](?:\s?[㐀-鿿·]){1,3}[\d,，*＊a-z①-⑨]{0,4}")
_OF_A_HOUSE = re.compile(r"[\d*＊a-z①-⑨]$")
"""「罗世杰2」: the number of the author's house, which no cell of a table has"""
_SAME_ROW, _NEXT_NAME = 0.5, 4.0
"""How far apart names of a row are in heights of a line, up and down and from one another."""
_LEAST_ROWS, _ALIGNED, _NEXT_ROW = 3, 0.012, 4.0
"""Names that make a column, how far apart in widths of the page their middles or their left edges
are, and how far the next one stands below, in heights of a line."""
_ROW = 0.8
"""Heights of a line that a row reaches up and down from its name."""
_LEAST_STROKE = 8
"""Pixels of ink that are no speck of a copier."""
_DASHES = np.ones((5, 5), np.uint8)
"""A frame may be of dashes."""


def marked_names(image: Picture, lines: Sequence[Line], *, skew: float = 0.0) -> tuple[Box, ...]:
    """Return the places of words that are marked among others, one a line at most.

    Whether they are names of anybody is not asked.

    Args:
        image: The upright RGB picture of the page.
        lines: Its lines.
        skew: How far the lines fall to the right, in degrees.
    """
    rows = (*lines, *_rows_of_names(lines))
    marked = (_marked_in_line(image, line, skew) for line in rows)
    return tuple(box for box in marked if box is not None)


def _rows_of_names(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield as one line the names beside one another that were read as a line each."""
    alone = [one for one in lines if not one.vertical and _ONE_NAME.fullmatch(one.text.strip())]
    rows: list[list[Line]] = []
    for one in sorted(alone, key=lambda one: one.box.left):
        row = next((row for row in rows if _stands_beside(one, row[-1])), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    for row in rows:
        if len(row) >= _FEWEST and any(_OF_A_HOUSE.search(one.text.strip()) for one in row):
            whole = row[0]
            for one in row[1:]:
                whole = joined_line(whole, one, whole.box.union(one.box))
            yield whole


def _stands_beside(one: Line, other: Line) -> bool:
    height = min(one.box.height, other.box.height)
    apart = abs(one.box.centre[1] - other.box.centre[1])
    gap = one.box.left - other.box.right
    return apart <= _SAME_ROW * height and -height <= gap <= _NEXT_NAME * height


def rows_of_marked_names(
    image: Picture, lines: Sequence[Line], *, skew: float = 0.0
) -> tuple[Box, ...]:
    """Return the rows of a table, as wide as the page, in whose column of names one is marked."""
    found = (_marked_in_column(image, column, skew) for column in _columns(lines))
    rows = [_row_of(box) for box in found if box is not None]
    # who is named twice in a row, printed and signed, is marked twice
    return tuple(
        row for row in rows if not any(_lies_in(other, row) for other in rows if other != row)
    )


def _row_of(name: Box) -> Box:
    middle, far = name.centre[1], _ROW * name.height
    return Box(0.0, middle - far, 1.0, middle + far)


def _lies_in(row: Box, other: Box) -> bool:
    """Tell whether the middle of a lower row lies in a higher one."""
    return row.height < other.height and other.top <= row.centre[1] <= other.bottom


@dataclass(frozen=True, slots=True)
class _Strip:
    """A line and what lies around it, `_EM` pixels a character, its middle in the middle row."""

    tinted: NDArray[np.bool_]
    ink: NDArray[np.bool_]

    @property
    def middle(self) -> int:
        """The row in which the middle of the line should lie."""
        return len(self.ink) // 2

    def middle_of(self, columns: slice) -> int:
        """Return the row in which the middle of a name lies: a photo's lines fall unevenly."""
        top = self.middle - _pixels(_TYPE)
        rows = self.ink[top : self.middle + _pixels(_TYPE), columns].any(axis=1)
        inked = np.flatnonzero(rows)
        return top + (int(inked[0]) + int(inked[-1])) // 2 if inked.size else self.middle


def _marked_in_line(image: Picture, line: Line, skew: float) -> Box | None:
    """Return the place of the one marked name of a line, None if there is none."""
    if line.vertical or len(line.text) > _LONGEST or _OF_SENTENCE.search(line.text):
        return None
    names = [line.span_box(*match.span()) for match in _WORD.finditer(line.text)]
    signs = [len(match.group().replace(" ", "")) for match in _WORD.finditer(line.text)]
    if len(names) < _FEWEST or not _may_be_names(signs):
        return None
    width = image.shape[1]
    em = min(box.width * width / count for box, count in zip(names, signs, strict=True))
    if not _is_legible(image, line, em):
        return None
    strip = _copy_of(image, line, em, skew).strip()
    scale, left = _EM / em, line.box.left * width - _AROUND * em
    named = [
        _Named(
            strip,
            slice(
                int((box.left * width - left) * scale),
                int((box.right * width - left) * scale) + 1,
            ),
        )
        for box in names
    ]
    at = _which_of(named, far=_ABOVE[1])
    return names[at] if at is not None and _NAME[0] <= signs[at] <= _NAME[1] else None


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the names that stand under one another, from top to bottom."""
    alone = sorted(
        (one for one in lines if not one.vertical and _ALONE.fullmatch(one.text.strip())),
        key=lambda one: one.box.top,
    )
    columns: list[list[Line]] = []
    for one in alone:
        over = next((column for column in columns if _stands_under(one, column[-1])), None)
        if over is None:
            columns.append([one])
        else:
            over.append(one)
    yield from (column for column in columns if len(column) >= _LEAST_ROWS)


def _stands_under(one: Line, other: Line) -> bool:
    apart = min(abs(one.box.centre[0] - other.box.centre[0]), abs(one.box.left - other.box.left))
    below = one.box.top - other.box.top
    return apart <= _ALIGNED and 0 < below <= _NEXT_ROW * other.box.height


def _marked_in_column(image: Picture, column: Sequence[Line], skew: float) -> Box | None:
    """Return the place of the one marked name of a column, which its head is not."""
    width = image.shape[1]
    em = min(one.box.width * width / len("".join(one.text.split())) for one in column)
    if not all(_is_legible(image, one, em) for one in column):
        return None
    copies = [_copy_of(image, one, em, skew) for one in column]
    # a whole row is tinted: the others tell the paper's colour
    paper = np.asarray(np.median([one.paper for one in copies], axis=0), np.float32)
    strips = [one.strip(paper) for one in copies]
    margin = _pixels(_AROUND)
    named = [_Named(one, slice(margin, one.ink.shape[1] - margin)) for one in strips]
    at = _shaded([one.ground for one in copies])
    if at is None:
        at = _which_of(named, far=_IN_ROW)
    return column[at].box if at else None


def _shaded(grounds: Sequence[float]) -> int | None:
    """Return which row's paper alone is darker: a copier makes a highlighter's band grey."""
    at = min(range(len(grounds)), key=grounds.__getitem__)
    others = [one for place, one in enumerate(grounds) if place != at]
    is_apart = min(others) - grounds[at] >= _SHADE and max(others) - min(others) <= _EVEN
    return at if is_apart else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A name on its strip, and the columns that it takes there."""

    strip: _Strip
    columns: slice


def _which_of(names: Sequence[_Named], *, far: float) -> int | None:
    """Return which one of several names is marked; a mark runs so `far` from its middle at most."""
    ways = (
        _the_one([_is_highlighted(one.strip, one.columns) for one in names]),
        _the_one([_is_underlined(one.strip, one.columns, far) for one in names]),
        _ringed([_outline(one.strip, one.columns, far) for one in names]),
    )
    return next((at for at in ways if at is not None), None)


def _the_one(marked: Sequence[bool | None]) -> int | None:
    """Return which one is marked, where most of the others surely are not."""
    others = len(marked) - 1
    is_one = marked.count(True) == 1 and 2 * marked.count(False) >= others
    return marked.index(True) if is_one else None


def _is_legible(image: Picture, line: Line, em: float) -> bool:
    return em >= _SPECK and line.box.width * image.shape[1] * _EM <= _WIDEST * em


def _may_be_names(signs: Sequence[int]) -> bool:
    short = sum(1 for count in signs if count <= _SHORT)
    return 2 * short >= len(signs) and (len(signs) > _FEW or short >= len(signs) - 1)


@dataclass(frozen=True, slots=True)
class _Copy:
    """What lies around a line: lightness, colour (CIELAB a, b), and those of the paper there."""

    light: NDArray[np.float32]
    colour: NDArray[np.float32]
    bright: float
    paper: NDArray[np.float32]

    @property
    def ground(self) -> float:
        """The lightness of what the line itself stands on."""
        middle, half = len(self.light) // 2, _pixels(0.6)
        return float(np.percentile(self.light[middle - half : middle + half], _PAPER))

    def strip(self, paper: NDArray[np.float32] | None = None) -> _Strip:
        """Return where it is tinted and where there is ink, on the paper here or on that given."""
        distance = np.linalg.norm(self.colour - (self.paper if paper is None else paper), axis=-1)
        return _Strip(
            tinted=(distance > _TINT) & (self.light > _LIGHT),
            ink=_without_specks((self.light < self.bright - _DARK) | (distance > _COLOURED)),
        )


def _copy_of(image: Picture, line: Line, em: float, skew: float) -> _Copy:
    height, width = image.shape[:2]
    scale, slope = _EM / em, math.tan(math.radians(skew))
    left, right = line.box.left * width - _AROUND * em, line.box.right * width + _AROUND * em
    x, y = line.box.centre[0] * width, line.box.centre[1] * height
    across, down = round((right - left) * scale), 2 * _pixels(_AROUND + 0.5)
    onto = np.array(
        [[scale, 0, -left * scale], [-slope * scale, scale, down / 2 + (slope * x - y) * scale]]
    )
    copy = cv2.warpAffine(
        image, onto, (across, down), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    lab = cv2.cvtColor(copy, cv2.COLOR_RGB2LAB).astype(np.float32)
    light, colour = lab[..., 0], lab[..., 1:]
    bright = float(np.percentile(light, _PAPER))
    paper = np.median(colour[light >= bright - _DARK / 2], axis=0)
    return _Copy(light, colour, bright, np.asarray(paper, np.float32))


def _without_specks(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    large = stats[:, cv2.CC_STAT_AREA] >= _LEAST_STROKE
    large[0] = False
    return np.asarray(large[labels], np.bool_)


def _is_highlighted(strip: _Strip, columns: slice) -> bool | None:
    """Tell whether a name is highlighted; None where it is hard to tell."""
    half = _pixels(0.5)
    place = strip.tinted[strip.middle - half : strip.middle + half, columns]
    return _is_met(place, _TINTED, _PLAIN)


def _is_underlined(strip: _Strip, columns: slice, reach: float) -> bool | None:
    """Tell whether a rule runs under a name, and under no more than it."""
    start, end = strip.middle + _pixels(_BELOW), strip.middle + _pixels(min(reach, _RULE))
    # a rule may be a pixel thick, and fall by some
    band = cv2.dilate(strip.ink[start - 2 : end].astype(np.uint8), np.ones((3, 1), np.uint8))
    row = band[int(band[:, columns].mean(axis=1).argmax())]
    beside, gap = _pixels(_BESIDE), _pixels(0.2)
    around = np.concatenate(
        [row[max(0, columns.start - beside) : max(0, columns.start - gap)],
         row[columns.stop + gap : columns.stop + beside]]
    )  # fmt: skip
    is_met = _is_met(row[columns], _UNDERLINED, _NOT_UNDERLINED)
    goes_on = around.size > 0 and float(around.mean()) > _FREE
    return None if is_met and goes_on else is_met


def _ringed(outlines: Sequence[tuple[float, float, float, float]]) -> int | None:
    """Return which name has ink on all four sides, if it is one.

    Strokes of its own and of its neighbours are met, too; within a frame around all names, or
    between the rules of a table, each is met so from above and below.
    """
    ringed = [at for at, sides in enumerate(outlines) if min(sides) >= _RINGED]
    others = [min(sides) for sides in outlines if not _is_nearly_ringed(sides)]
    if not ringed and len(others) == len(outlines) - 1 and max(others) <= _NOT_RINGED:
        ringed = [at for at, sides in enumerate(outlines) if _is_nearly_ringed(sides)]
    framed = [at for at, sides in enumerate(outlines) if min(sides[:2]) >= _FRAMED]
    return ringed[0] if len(ringed) == 1 and set(framed) <= set(ringed) else None


def _is_nearly_ringed(sides: tuple[float, float, float, float]) -> bool:
    return min(sides) >= _NEARLY and sum(sides) >= _ALL_ROUND


def _outline(strip: _Strip, columns: slice, reach: float) -> tuple[float, float, float, float]:
    """Return on how much of a name ink is met above, below, before and behind it, 0 to 1."""
    middle = strip.middle_of(columns)
    ink = np.asarray(cv2.morphologyEx(strip.ink.astype(np.uint8), cv2.MORPH_CLOSE, _DASHES))
    near, far = _pixels(_ABOVE[0]), _pixels(reach)
    inner, outer = map(_pixels, _ASIDE)
    rows = slice(middle - _pixels(0.33), middle + _pixels(0.33))
    # an oval is lower at its ends
    fifth = (columns.stop - columns.start) // 5
    across = slice(columns.start + fifth, columns.stop - fifth)
    above = ink[max(0, middle - far) : middle - near, across].any(axis=0)
    below = ink[middle + near : middle + far, across].any(axis=0)
    before = ink[rows, max(0, columns.start - outer) : columns.start - inner].any(axis=1)
    behind = ink[rows, columns.stop + inner : columns.stop + outer].any(axis=1)
    return _share(above), _share(below), _share(before), _share(behind)


def _is_met(place: NDArray[Any], least: float, most: float) -> bool | None:
    share = _share(place)
    return True if share >= least else False if share <= most else None


def _share(place: NDArray[Any] | np.bool) -> float:
    return float(place.mean()) if place.size else 0.0


def _pixels(characters: float) -> int:
    return round(characters * _EM)
