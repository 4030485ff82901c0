"""Put the lines of one upright page into reading order; pure geometry, no text is looked at.

Rows run left to right and follow one another downwards, once the page's skew is
taken out. Side-by-side columns of running text are read one after the other; a
grid of labels and values is not, it is read row by row. Downward lines follow
after all others, from right to left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
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
    gutter = _gutter(items)
    if gutter is None:
        return _rows(items)
    crossing = [item for item in items if item.left < gutter < item.right]
    ordered: list[_Item] = []
    above = -math.inf
    for bar in [*sorted(crossing, key=lambda item: item.y), None]:
        below = math.inf if bar is None else bar.y
        band = [item for item in items if item not in crossing and above <= item.y < below]
        left = [item for item in band if item.x < gutter]
        right = [item for item in band if item.x >= gutter]
        if _is_running_text(left) and _is_running_text(right):
            ordered += _block(left) + _block(right)
        else:
            ordered += _rows(band)
        if bar is not None:
            ordered.append(bar)
            above = bar.y
    return ordered


def _gutter(items: list[_Item]) -> float | None:
    """Return the x between two columns of running text, None if there are none.

    Of the gaps beside which both columns stand, the one that the fewest lines
    cross wins.
    """
    best: tuple[int, float] | None = None
    edges = sorted({item.left for item in items})
    for edge in edges[1:]:
        gutter = edge - 1.0
        left = [item for item in items if item.right <= gutter]
        right = [item for item in items if item.left > gutter]
        crossing = len(items) - len(left) - len(right)
        if (
            crossing * 2 <= len(items)
            and _is_running_text(left)
            and _is_running_text(right)
            and (best is None or crossing < best[0])
        ):
            best = crossing, gutter
    return best[1] if best is not None else None


def _is_running_text(items: list[_Item]) -> bool:
    """Tell whether most lines fill the width that they span together."""
    if len(items) < COLUMN_LINES:
        return False
    span = max(item.right for item in items) - min(item.left for item in items)
    return median(item.width for item in items) >= COLUMN_FILL * span


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
