"""Tell text whose lines were read across two columns, of which no sentence is whole."""

from __future__ import annotations

from itertools import pairwise

from extractor.passages import Cell, Passage

MIXED = 0.8
"""How far what such a text says is believed at most."""
_FEWEST_ROWS = 2
_LAPPED = 0.5


def mixes_columns(passage: Passage) -> bool:
    """Tell whether more than one row of a passage has cells side by side.

    「…传承与创 | 下午  现场教学」 over 「新大会,诚邀 | 8月20日  研讨」: a timetable and a text.
    """
    return sum(_side_by_side(*pair) for pair in pairwise(passage.cells)) >= _FEWEST_ROWS


def _side_by_side(one: Cell, other: Cell) -> bool:
    apart = abs(one.box.centre[1] - other.box.centre[1])
    return one.page == other.page and apart <= _LAPPED * min(one.box.height, other.box.height)
