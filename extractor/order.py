"""Put the lines of one upright page into reading order; pure geometry, no text is looked at.

Rows run left to right and follow one another downwards, once the page's skew is
taken out. Side-by-side columns of running text are read one after the other; a
grid of labels and values is not, it is read row by row. Downward lines follow
after all others, from right to left.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import median

from extractor.document import Line

SAME_ROW = 0.4
"""Lines side by side share a row if their heights meet in this share of the lower one."""
SAME_PLACE = 0.25
"""Lines above one another share a row only if their middles are this close, in heights."""
BESIDE = 0.5
"""Boxes that overlap across by less than this many heights stand side by side."""
COLUMN_STEP = 0.5
"""Downward lines whose middles differ by less than this share of their width share a column."""
COLUMN_LINES = 4
"""A column of running text has at least so many lines."""
COLUMN_FILL = 0.6
"""The usual line of running text fills at least this share of its column."""
COLUMN_WIDTH = 7.0
"""It is at least so many heights wide; a form's labels are shorter."""
PARAGRAPH_LINES, PARAGRAPH_WIDTH, PARAGRAPH_EDGE, PARAGRAPH_STEP = 3, 12.0, 1.0, 2.2
"""So many lines, so many heights wide, whose right edges agree to so many heights, so many heights
apart, were broken where their column ends."""
IN_STEP = 0.15
"""Lines side by side whose middles are this close, in heights, share a row of a table."""
OUT_OF_STEP = 0.4
"""Of what stands aside of a paragraph less than this share is in step with it; labels are."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A line in pixels after the skew is taken out: its middle, extent and index."""

    index: int
    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2


_Relation = Callable[[list[_Item], list[_Item]], bool]
"""Whether two blocks side by side are read one after the other"""


def reading_order(
    lines: Sequence[Line], *, width: int, height: int, skew: float = 0.0
) -> tuple[Line, ...]:
    """Return the lines in the order a person reads them.

    `width` and `height` are the page's pixels, `skew` the angle of its lines in
    degrees, positive where they fall to the right.
    """
    items = [_item(i, line, width, height, skew) for i, line in enumerate(lines)]
    across = [item for item in items if not lines[item.index].vertical]
    down = [item for item in items if lines[item.index].vertical]
    down.sort(key=lambda item: (-item.x, item.y))
    ordered = _block(across) + _columns_from_right(down)
    return tuple(lines[item.index] for item in ordered)


def text_and_asides(
    lines: Sequence[Line], *, width: int, height: int, skew: float = 0.0
) -> tuple[tuple[int, ...], ...]:
    """Return the places in `lines` of each block of a text and what stands aside of it, in order.

    Lines that run over both are a block between them. A page without such an aside, and one in
    columns of running text, is one block.
    """
    items = [_item(i, line, width, height, skew) for i, line in enumerate(lines)]
    across = [item for item in items if not lines[item.index].vertical]
    gutter = None
    if _gutter(across, _are_running_texts) is None:
        gutter = _gutter(across, _are_text_and_aside)
    if gutter is None:
        return (tuple(range(len(lines))),)
    blocks: list[list[int]] = []
    goes_on = False
    for band, is_column in _bands(across, gutter, _are_text_and_aside):
        places = [item.index for item in band]
        if goes_on and not is_column:
            blocks[-1] += places
        else:
            blocks.append(places)
        goes_on = not is_column
    blocks.append([item.index for item in items if lines[item.index].vertical])
    return tuple(tuple(sorted(block)) for block in blocks if block)


def _item(index: int, line: Line, width: int, height: int, skew: float) -> _Item:
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    x, y = line.box.centre
    x, y = x * width, y * height
    w, h = line.box.width * width, line.box.height * height
    # An upright box around a leaning line is higher than the line: by length times sine.
    if line.vertical:
        thick, long = _lean_extent(w, h, abs(sin), cos)
        w, h = thick, long
    else:
        thick, long = _lean_extent(h, w, abs(sin), cos)
        w, h = long, thick
    return _Item(index, x * cos + y * sin, y * cos - x * sin, w, h)


def _lean_extent(thick: float, long: float, sin: float, cos: float) -> tuple[float, float]:
    """Return thickness and length of a line whose upright box is `thick` by `long`."""
    scale = cos * cos - sin * sin
    inner_thick = (thick * cos - long * sin) / scale
    inner_long = (long * cos - thick * sin) / scale
    if inner_thick <= 0 or inner_long <= 0:
        return thick, long
    return inner_thick, inner_long


def _block(items: list[_Item]) -> list[_Item]:
    """Return a block in order: by columns where a gutter runs through text, else by rows."""
    for are_columns in (_are_running_texts, _are_text_and_aside):
        gutter = _gutter(items, are_columns)
        if gutter is not None:
            bands = _bands(items, gutter, are_columns)
            return [
                item
                for band, is_column in bands
                for item in (_block(band) if is_column else _rows(band))
            ]
    return _rows(items)


def _bands(
    items: list[_Item], gutter: float, are_columns: _Relation
) -> list[tuple[list[_Item], bool]]:
    """Return a block in pieces from top to bottom, each with whether it is a column.

    What crosses the gutter parts the block.
    """
    bars = sorted(
        (item for item in items if item.left < gutter < item.right), key=lambda item: item.y
    )
    places = [bar.y for bar in bars]
    between: list[list[_Item]] = [[] for _ in range(len(bars) + 1)]
    for item in items:
        if not item.left < gutter < item.right:
            between[bisect_right(places, item.y)].append(item)
    bands: list[tuple[list[_Item], bool]] = []
    for band, bar in zip_longest(between, bars):
        left = [item for item in band if item.x < gutter]
        right = [item for item in band if item.x >= gutter]
        if are_columns(left, right):
            bands += [(left, True), (right, True)]
        else:
            bands.append((band, False))
        if bar is not None:
            bands.append(([bar], False))
    return bands


def _gutter(items: list[_Item], are_columns: _Relation) -> float | None:
    """Return the x between two columns, None if there are none.

    Of the gaps beside which both columns stand, the one that the fewest lines
    cross wins.
    """
    lefts, rights = sorted(item.left for item in items), sorted(item.right for item in items)
    found: list[tuple[int, float]] = []
    for edge in sorted(set(lefts))[1:]:
        gutter = edge - 1.0
        crossing = bisect_right(lefts, gutter) - bisect_right(rights, gutter)
        if crossing * 2 <= len(items):
            found.append((crossing, gutter))
    for _, gutter in sorted(found):
        left = [item for item in items if item.right <= gutter]
        right = [item for item in items if item.left > gutter]
        if are_columns(left, right):
            return gutter
    return None


def _are_running_texts(left: list[_Item], right: list[_Item]) -> bool:
    return _is_running_text(left) and _is_running_text(right)


def _are_text_and_aside(left: list[_Item], right: list[_Item]) -> bool:
    return _is_aside(left, right) or _is_aside(right, left)


def _is_aside(items: list[_Item], text: list[_Item]) -> bool:
    """Tell whether short lines beside a paragraph keep a step of their own: dates beside a letter.

    A form's labels stand in step with its values.
    """
    paragraph = _paragraph(text)
    if not paragraph or len(items) < COLUMN_LINES:
        return False
    top, bottom = paragraph[0].y, paragraph[-1].y
    beside = [item for item in items if top <= item.y <= bottom]
    in_step = [
        item
        for item in items
        if any(abs(item.y - other.y) <= IN_STEP * item.height for other in text)
    ]
    return len(beside) >= PARAGRAPH_LINES - 1 and len(in_step) < OUT_OF_STEP * len(items)


def _paragraph(items: list[_Item]) -> list[_Item]:
    """Return the longest run of lines that were broken where their column ends."""
    edge = max((item.right for item in items), default=0.0)
    longest: list[_Item] = []
    run: list[_Item] = []
    for item in sorted(items, key=lambda item: item.y):
        reaches = (
            item.width >= PARAGRAPH_WIDTH * item.height
            and edge - item.right <= PARAGRAPH_EDGE * item.height
        )
        if run and (not reaches or item.y - run[-1].y > PARAGRAPH_STEP * item.height):
            run = []
        if reaches:
            run.append(item)
        longest = max(longest, run, key=len)
    return longest if len(longest) >= PARAGRAPH_LINES else []


def _is_running_text(items: list[_Item]) -> bool:
    """Tell whether most lines fill the width that they span together, and more than a label's."""
    if len(items) < COLUMN_LINES:
        return False
    span = max(item.right for item in items) - min(item.left for item in items)
    usual = median(item.width for item in items)
    return usual >= max(COLUMN_FILL * span, COLUMN_WIDTH * median(item.height for item in items))


def _rows(items: list[_Item]) -> list[_Item]:
    rows: list[list[_Item]] = []
    for item in sorted(items, key=lambda item: item.y):
        if rows and _shares_row(item, rows[-1]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda item: item.x)]


def _shares_row(item: _Item, row: list[_Item]) -> bool:
    """Tell whether the item stands beside the others, not under one of them.

    A label set beside the middle of its value's two lines goes with the first.
    """
    nearest = min(row, key=lambda other: abs(other.x - item.x))
    lower = min(item.height, nearest.height)
    apart = abs(item.y - nearest.y)
    if any(_overlap_across(item, other) > BESIDE * lower for other in row):
        return apart < SAME_PLACE * lower
    return (item.height + nearest.height) / 2 - apart > SAME_ROW * lower


def _overlap_across(one: _Item, other: _Item) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _columns_from_right(items: list[_Item]) -> list[_Item]:
    columns: list[list[_Item]] = []
    for item in items:
        if columns and columns[-1][0].x - item.x < COLUMN_STEP * item.width:
            columns[-1].append(item)
        else:
            columns.append([item])
    return [item for column in columns for item in sorted(column, key=lambda item: item.y)]
