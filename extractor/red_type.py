"""Find the one row of a list that is printed in red: 「表中红色字体为本人课题」.

A list's heading, the names of a journal's parts and the letters of a head are coloured, too, but
not in one row of several cells among others in black.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line

_DARKER, _REDDER = 35, 15.0
"""How much darker than the paper ink is, and how much redder red ink (CIELAB L in 255, a)."""
_PAPER = 90
"""Percentile of a line's lightness that is the paper's."""
_RED_SHARE, _PLAIN_SHARE = 0.5, 0.1
_MOST_INK = 0.5
"""How much of a line's box its strokes fill at most."""
_TALL = 1.3
"""Median heights of a line from which it heads something."""
_LEAST_CELLS, _LEAST_PLAIN = 2, 6
_LEVEL = 0.8
"""Heights of a line by which two cells of one row stand higher or lower, the page lying aslant."""
_HEADING = re.compile(
    r"序号|编号$|名称$|主持人$|负责人$|单位$|作者$|题目$|目\s*录|contents", re.IGNORECASE
)


def red_row(
    light: NDArray[np.uint8], red: NDArray[np.float32], lines: Sequence[Line]
) -> tuple[Box, ...]:
    """Return the cells of the only row in red among rows in black, none if there are more.

    `light` and `red` are each pixel's lightness and how much redder than the paper it is.
    """
    printed = [line for line in lines if not line.vertical and len(line.text.strip()) > 1]
    if not printed:
        return ()
    usual = median(line.box.height for line in printed)
    shares = [(line, _red_share(line.box, light, red)) for line in printed]
    rows = list(_rows([line for line, share in shares if share >= _RED_SHARE]))
    several = [row for row in rows if len(row) >= _LEAST_CELLS and _is_of_list(row, usual)]
    plain = sum(1 for _, share in shares if share <= _PLAIN_SHARE)
    if len(several) != 1 or plain < _LEAST_PLAIN:
        return ()
    return tuple(line.box for line in several[0])


def _is_of_list(row: Sequence[Line], usual: float) -> bool:
    """Tell whether a row is in the type of the list and no heading of its columns."""
    headed = any(_HEADING.search("".join(line.text.split())) for line in row)
    return not headed and all(line.box.height <= _TALL * usual for line in row)


def _red_share(box: Box, light: NDArray[np.uint8], red: NDArray[np.float32]) -> float:
    """Return how much of a line's ink is red, 0 where there is none."""
    height, width = light.shape
    rows = slice(int(box.top * height), int(box.bottom * height) + 1)
    columns = slice(int(box.left * width), int(box.right * width) + 1)
    part = light[rows, columns]
    if part.size == 0:
        return 0.0
    ink = part < np.percentile(part, _PAPER) - _DARKER
    if ink.mean() > _MOST_INK:
        return 0.0  # white type on a red bar
    return float((ink & (red[rows, columns] > _REDDER)).sum() / max(1, ink.sum()))


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines that stand beside one another, from left to right."""
    left = sorted(lines, key=lambda line: line.box.left)
    while left:
        row = [left.pop(0)]
        for line in list(left):
            last = row[-1].box
            apart = abs(line.box.centre[1] - last.centre[1])
            if apart <= _LEVEL * last.height and line.box.left >= last.right - last.height:
                row.append(line)
                left.remove(line)
        yield row
