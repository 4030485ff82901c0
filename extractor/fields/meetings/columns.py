"""Tell text whose lines were read across columns, of which no sentence is whole, and part it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Leaf
from extractor.paragraphs import passages_of_rows
from extractor.passages import Cell, Passage

MIXED = 0.8
"""How far what such a text says is believed at most."""
_FEWEST_ROWS = 2
_LAPPED = 0.5
_BETWEEN = 0.01
"""Of the page's width: what no line crosses from its head to its foot parts its columns."""
_ACROSS = 0.6
"""Of the page's width: a wider line stands over or under the columns."""
_FEWEST_LINES = 4


def mixes_columns(passage: Passage) -> bool:
    """Tell whether more than one row of a passage has cells side by side.

    「…传承与创 | 下午  现场教学」 over 「新大会,诚邀 | 8月20日  研讨」: a timetable and a text.
    """
    return sum(_side_by_side(*pair) for pair in pairwise(passage.cells)) >= _FEWEST_ROWS


def _side_by_side(one: Cell, other: Cell) -> bool:
    apart = abs(one.box.centre[1] - other.box.centre[1])
    return one.page == other.page and apart <= _LAPPED * min(one.box.height, other.box.height)


def unmixed(leaf: Leaf) -> Leaf:
    """Return the leaf with the passages of each column, where some were read across them.

    A letter on a folded card, beside which the timetable stands.
    """
    if not any(mixes_columns(passage) for passage in leaf.passages):
        return leaf
    passages = []
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = tuple(cell for cell in leaf.cells if cell.page == page)
        columns = _columns(cells)
        if columns:
            passages += [one for column in columns for one in passages_of_rows(column)]
        else:
            passages += [one for one in leaf.passages if one.page == page]
    return replace(leaf, passages=tuple(passages))


def _columns(cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """Return the lines of each column with those across them first, nothing for a page of one."""
    across = tuple(cell for cell in cells if cell.box.width >= _ACROSS or cell.line.vertical)
    columns: list[list[Cell]] = []
    edge = -1.0
    for cell in sorted(cells, key=lambda one: one.box.left):
        if cell in across:
            continue
        if not columns or cell.box.left > edge + _BETWEEN:
            columns.append([])
        columns[-1].append(cell)
        edge = max(edge, cell.box.right)
    wide = [column for column in columns if len(column) >= _FEWEST_LINES]
    if len(wide) < 2 or len(wide) < len(columns):
        return []
    groups = [across, *map(tuple, columns)]
    return [tuple(sorted(group, key=lambda one: one.box.top)) for group in groups if group]
