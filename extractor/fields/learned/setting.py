"""Describe how a stretch is set: the type, place and neighbours of the lines on which it stands.

A name alone on its line in the middle of a page, a cell to the right of another or under the head
of a column, a line at the foot: what stands there says as much as the words in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.fields.candidates import Leaf
from extractor.fields.learned.around import Around
from extractor.fields.learned.measures import THIN, Group, squeeze, steps, type_of
from extractor.fields.learned.spans import Span
from extractor.passages import Cell

_SHORT = 14
"""Signs of a neighbour that may be a label: told whole, of others how they begin and end."""
_HEAD_OF_COLUMN = (2, 6)
_ROWS_TO_HEAD = 6
_MOST_LARGER, _MOST_ROWS, _MOST_IN_ROW = 6, 4, 4
_CROSSED = (
    "size", "off", "over=", "under=", "top", "over-type", "under-type", "of-largest", "larger",
)  # fmt: skip
"""What means something else for a whole line than for a part of one."""
_Key = tuple[tuple[int, int], ...]
"""The keys of some lines."""


class Setting:
    """How the lines of a document are set; what several stretches share is told once."""

    def __init__(self, leaf: Leaf) -> None:
        """Look at the lines of each page."""
        pages: dict[int, list[Cell]] = {}
        for cell in leaf.cells:
            pages.setdefault(cell.page, []).append(cell)
        self._marked = leaf.marked
        self._around = {page: Around(cells) for page, cells in pages.items()}
        self._types = {page: sorted(map(type_of, cells)) for page, cells in pages.items()}
        self._at_right = {a.key: b for row in leaf.rows for a, b in pairwise(row)}
        self._at_left = {b.key: a for row in leaf.rows for a, b in pairwise(row)}
        self._in_row = {cell.key: len(row) for row in leaf.rows for cell in row}
        self._texts = {cell.key: squeeze(cell.line.text) for cell in leaf.cells}
        self._told: dict[_Key, Group] = {}
        self._crossed: dict[tuple[bool, _Key], Group] = {}

    def of(self, span: Span) -> tuple[Group, Group, Group]:
        """Return what tells of a stretch's lines, of these as a whole or in part, and its share."""
        cells = span.passage.cells_at(span.start, span.end)
        if not cells:
            return (), (), ()
        key = tuple(cell.key for cell in cells)
        if key not in self._told:
            self._told[key] = tuple(f"set:{one}" for one in self._of_lines(cells))
        lines = self._told[key]
        text = "".join(self._texts[one] for one in key)
        value = "".join(span.text.split())
        fills = text == value
        if (fills, key) not in self._crossed:
            self._crossed[fills, key] = tuple(_crossed(lines, fills=fills))
        share = steps("share", len(value) / max(1, len(text)))
        return lines, self._crossed[fills, key], share

    def _of_lines(self, cells: Sequence[Cell]) -> Iterator[str]:
        first, last = cells[0], cells[-1]
        types = self._types[first.page]
        size = max(map(type_of, cells))
        left = min(cell.box.left for cell in cells)
        right = max(cell.box.right for cell in cells)
        yield f"larger={min(sum(one > 1.1 * size for one in types), _MOST_LARGER)}"
        yield f"rows={min(len(cells), _MOST_ROWS)}"
        yield f"in-row={min(self._in_row.get(first.key, 1), _MOST_IN_ROW)}"
        if any(cell.key in self._marked for cell in cells):
            yield "marked"
        yield from steps("size", size / median(types))
        yield from steps("of-largest", size / types[-1])
        yield from steps("top", first.box.top)
        yield from steps("foot", first.box.top)
        yield from steps("off", abs((left + right) / 2 - 0.5))
        yield from steps("width", right - left)
        yield from steps("left", left)
        yield from steps("right", right)
        yield from self._of_neighbours(first, last)

    def _of_neighbours(self, first: Cell, last: Cell) -> Iterator[str]:
        around, height = self._around[first.page], max(first.box.height, THIN)
        over, under = around.over(first), around.under(last)
        for side, other, beside in (("over", over, first), ("under", under, last)):
            yield from self._words(side, other)
            if other is None:
                continue
            gap = max(other.box.top - last.box.bottom, first.box.top - other.box.bottom) / height
            type_ = type_of(other) / type_of(beside)
            yield from (f"{side}-{step}" for step in steps("gap", gap))
            yield from (f"{side}-{step}" for step in steps("type", type_))
        yield from self._words("right", self._at_right.get(last.key))
        yield from self._words("left", self._at_left.get(first.key))
        for _ in range(_ROWS_TO_HEAD):
            over = around.over(over) if over is not None else None
            if over is None:
                break
            head = self._texts[over.key]
            if _HEAD_OF_COLUMN[0] <= len(head) <= _HEAD_OF_COLUMN[1]:
                yield f"column={head}"

    def _words(self, side: str, other: Cell | None) -> Iterator[str]:
        if other is None:
            yield f"{side}=nothing"
            return
        text = self._texts[other.key]
        if len(text) <= _SHORT:
            yield f"{side}={text}"
        yield f"{side}-ends={text[-2:]}"
        yield f"{side}-begins={text[:2]}"


def _crossed(lines: Group, *, fills: bool) -> Iterator[str]:
    """Yield whether a stretch is all that stands on its lines, alone and with what this changes."""
    which = "whole" if fills else "part"
    yield f"set:{which}"
    for one in lines:
        if one.removeprefix("set:").startswith(_CROSSED):
            yield f"{which}/{one}"
