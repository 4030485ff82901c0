"""Put labels together that a form sets wide, 「姓」 「名:张三」, or on two lines.

What such a label means, and where its value stands, is told by `form` and `values`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce

from extractor.fields.labels.rests import CLOSE_LINES
from extractor.fields.labels.words import is_label
from extractor.paragraphs import rows_of
from extractor.passages import Cell, joined_line

_SINGLE = re.compile(r"^\s*[\u4e00-\u9fff]\s*$")
_PART_OF_LABEL = re.compile(r"[\u4e00-\u9fff]{1,7}[:：]?")
_REST = 3
"""Characters at most of a label's second line."""
_MOST_PIECES = 10
_HEAD_OF_LABEL = re.compile(r"^\s*[\u4e00-\u9fff][\u4e00-\u9fff\s]{0,3}(?=\s*[:：]|\s|$)")


def rows_with_whole_labels(cells: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a page in which every label is one cell."""
    closed = tuple(cell for row in rows_of(cells) for cell in _closed_up(row))
    return tuple(_closed_up(row) for row in rows_of(_stacked(closed)))


def _stacked(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells with labels of two lines as one: 「证书编」 over 「号」."""
    short = [cell for cell in cells if _PART_OF_LABEL.fullmatch(cell.line.text.strip())]
    whole: dict[tuple[int, int], Cell] = {}
    ends: set[tuple[int, int]] = set()
    for cell in short:
        if is_label(cell.line.text):
            continue
        for below in short:
            step = below.box.top - cell.box.top
            near = 0.6 * cell.box.height < step <= CLOSE_LINES * cell.box.height
            centred = abs(below.box.centre[0] - cell.box.centre[0]) <= cell.em
            rest = below.line.text.strip()
            fits = near and centred and len(rest) <= _REST
            if fits and is_label(cell.line.text.strip() + rest):
                whole[cell.key] = _joined(cell, below)
                ends.add(below.key)
    return tuple(whole.get(cell.key, cell) for cell in cells if cell.key not in ends)


def _closed_up(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row in which a label that was set wide is whole again: 「姓」 and 「名:张三」.

    It may be in more pieces: 「出」, 「版」, 「日」 and 「期:2021年6月20日」.
    """
    closed: list[Cell] = []
    at = 0
    while at < len(row):
        end = _end_of_spread(row, at)
        closed.append(reduce(_joined, row[at : end + 1]))
        at = end + 1
    return tuple(closed)


def _end_of_spread(row: tuple[Cell, ...], at: int) -> int:
    """Return where the longest label ends whose signs stand apart from `at` on; `at` for none."""
    last = at
    while last + 1 < min(len(row), at + _MOST_PIECES) and _SINGLE.match(row[last].line.text):
        last += 1
    for end in range(last, at, -1):
        head = _HEAD_OF_LABEL.match(row[end].line.text)
        signs = "".join(cell.line.text.strip() for cell in row[at:end])
        if head and is_label(signs + head.group()):
            return end
    return at


def _joined(left: Cell, right: Cell) -> Cell:
    line = joined_line(left.line, right.line, left.line.box.union(right.line.box))
    return replace(right, line=line, box=left.box.union(right.box))
