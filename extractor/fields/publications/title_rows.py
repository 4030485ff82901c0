"""Join the pieces of a title that stand in one row, and tell what stands close around a title.

A title's row may be read in pieces, 「把书店」 and 「“请”进校园」; the name of a rubric in the
margin stands in the same row, too, but in smaller type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.passages import Cell

_HAN = re.compile(r"[㐀-鿿]")
_NARROW = re.compile(r"[“”‘’《》「」『』()（）,，:：、!！?？—–-]")
"""Signs that take up half of their width, or all of it."""
_LEVEL, _LIKE = 0.5, 0.85
"""Share of the lower line's height, and of the larger sign's width, from which two are alike."""
_GAP, _CUT = 0.8, -0.6
"""Signs between two pieces of one row, which their boxes may cut into."""
_WIDE_GAP, _AS_TALL, _NEAR, _LEAST = 2.5, 0.6, 0.6, 2


def in_rows(head: Sequence[Cell], lines: Sequence[Cell]) -> list[Cell]:
    """Return the lines of a title row by row, with pieces of its rows, without rubrics beside it.

    `head` are the lines that may be of the title.
    """
    own = list(lines)
    for cell in lines:
        beside = [one for one in lines if one is not cell and _is_level(one, cell)]
        smaller = any(_signs(cell)[1] < _LIKE * _signs(one)[0] for one in beside)
        if smaller and len(_HAN.findall(cell.line.text)) <= len(beside[0].line.text):
            own.remove(cell)  # 「教养笔记」 in the margin
    for cell in list(own):
        pieces = [one for one in head if one not in own and _is_level(one, cell)]
        own += [one for one in pieces if _goes_on(*sorted((one, cell), key=_left))]
    return _ordered(own)


def _ordered(lines: Sequence[Cell]) -> list[Cell]:
    """Return lines from top to bottom, those of one row from left to right."""
    rows: list[list[Cell]] = []
    for cell in lines:
        row = next((row for row in rows if any(_is_level(cell, one) for one in row)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return [cell for row in rows for cell in sorted(row, key=_left)]


def _left(cell: Cell) -> float:
    return cell.box.left


def _is_level(one: Cell, other: Cell) -> bool:
    """Tell whether two lines stand beside one another in one row."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    first, second = sorted((one, other), key=_left)
    apart = second.box.left - first.box.right >= _CUT * max(_signs(first)[0], _signs(second)[0])
    return (
        one.key != other.key
        and one.page == other.page
        and apart
        and shared >= _LEVEL * min(one.box.height, other.box.height)
    )


def _signs(cell: Cell) -> tuple[float, float]:
    """Return how wide a sign of a line is at least and at most: marks may take up half a sign."""
    han, narrow = len(_HAN.findall(cell.line.text)), len(_NARROW.findall(cell.line.text))
    width = cell.box.width
    return width / max(1, han + narrow), width / max(1.0, han + 0.5 * narrow)


def _in_one_type(one: Cell, other: Cell) -> bool:
    """Tell whether two Chinese lines have signs about as wide as each other."""
    if min(len(_HAN.findall(cell.line.text)) for cell in (one, other)) < _LEAST:
        return False
    (least, most), (low, high) = _signs(one), _signs(other)
    return most >= _LIKE * low and high >= _LIKE * least


def _goes_on(left: Cell, right: Cell) -> bool:
    """Tell whether a piece follows on the one to its left, in the same type."""
    gap = right.box.left - left.box.right
    heights = sorted((left.box.height, right.box.height))
    sign = max(_signs(left)[0], _signs(right)[0])
    return gap <= _GAP * sign and heights[0] >= _AS_TALL * heights[1] and _in_one_type(left, right)


def stands_close(cell: Cell, lines: Sequence[Cell]) -> bool:
    """Tell whether a line in the type of a title stands right above it, or beside its first row."""
    first = lines[0]
    if cell in lines or not _in_one_type(cell, first):
        return False
    gap = first.box.top - cell.box.bottom
    over = -_LEVEL * first.box.height < gap < _NEAR * first.box.height
    under = min(cell.box.right, first.box.right) > max(cell.box.left, first.box.left)
    level = _is_level(cell, first)
    left, right = sorted((cell, first), key=_left)
    near = right.box.left - left.box.right <= _WIDE_GAP * _signs(first)[1]
    alike = cell.box.height >= _LIKE * first.box.height
    return alike and ((over and under) or (level and near))


def is_between(cell: Cell, title: Cell, follows: Cell) -> bool:
    """Tell whether a line stands under a title, above or beside what follows at the right."""
    under = min(cell.box.right, title.box.right) > max(cell.box.left, title.box.left)
    foot = title.box.bottom - 0.2 * title.box.height
    return (
        cell.key not in (title.key, follows.key)
        and under
        and foot <= cell.box.top < follows.box.centre[1]
        and len(_HAN.findall(cell.line.text)) > _LEAST
    )
