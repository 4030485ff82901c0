"""Find the ticks of a coloured pen before or behind the entries of a list, and what they mark.

A tick goes down a little and then up, in one thin stroke; its lowest point stands in the row that
is meant, its end may reach into the one above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line

_WIDE, _HIGH = (0.012, 0.12), (0.009, 0.08)
"""Width and height of a tick, as shares of the page."""
_ASPECT, _STROKE = (0.4, 2.5), 0.4
"""A tick's width in heights, and in heights how thick its stroke is at most, measured upright."""
_KNEE = (0.1, 0.6)
"""Where in a tick's width its lowest point is."""
_SHORT_ARM, _LONG_ARM, _TOP = 0.15, 0.6, 0.15
"""In heights how far its arms rise above the knee, and how far below its top the long one ends."""
_STRAIGHT_DOWN, _STRAIGHT_UP = 0.8, 0.93
_ONE_STROKE = 0.85
"""Of its columns in which nothing but one stroke is."""
_LOWER = 0.6
"""Of a tick's height, from below, that stands in its own row."""
_BESIDE = 2.5
"""Heights of a line from its end within which a tick belongs to it."""
_MOST = 2
"""More ticks are those of a printed form."""
_EDGE = 0.995


def ticked_rows(inks: Sequence[NDArray[np.bool_]], lines: Sequence[Line]) -> list[Box]:
    """Return the rows that one or two ticks mark, each from the line at the tick to the far edge.

    Each of `inks` is where the page has one colour of pen.
    """
    ticks = [tick for ink in inks for tick in _ticks(ink)]
    if len(ticks) > _MOST:
        return []
    rows = [_row_of(tick, lines) for tick in ticks]
    return [row for row in rows if row is not None]


def _ticks(ink: NDArray[np.bool_]) -> Iterator[Box]:
    height, width = ink.shape
    # print under the pen cuts its stroke
    joined = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for label, (left, top, across, down, _) in enumerate(stats[1:], start=1):
        fits = (
            _WIDE[0] <= across / width <= _WIDE[1]
            and _HIGH[0] <= down / height <= _HIGH[1]
            and _ASPECT[0] <= across / down <= _ASPECT[1]
        )
        if fits and _is_tick(labels[top : top + down, left : left + across] == label):
            right, bottom = left + across, top + down
            yield Box(*map(float, (left / width, top / height, right / width, bottom / height)))


def _is_tick(shape: NDArray[np.bool_]) -> bool:
    """Tell whether a shape is one thin stroke that goes down for a little and up for longer."""
    down, across = shape.shape
    rows = np.arange(down)[:, None]
    thick = shape.sum(axis=0)
    middle = (shape * rows).sum(axis=0) / thick
    spans = down - shape[::-1].argmax(axis=0) - shape.argmax(axis=0)
    if np.median(thick) > _STROKE * down or (spans <= thick + 1).mean() < _ONE_STROKE:
        return False
    knee = int(middle.argmax())
    if not _KNEE[0] * across <= knee <= _KNEE[1] * across:
        return False
    rise = middle[knee] - middle
    if rise[0] < _SHORT_ARM * down or rise[-1] < _LONG_ARM * down or rise[0] > rise[-1]:
        return False
    if shape[: max(1, round(_TOP * down)), -max(1, across // 4) :].sum() == 0:
        return False
    at = np.arange(across)
    falls = float(np.corrcoef(at[: knee + 1], middle[: knee + 1])[0, 1])
    climbs = -float(np.corrcoef(at[knee:], middle[knee:])[0, 1])
    return falls >= _STRAIGHT_DOWN and climbs >= _STRAIGHT_UP


def _row_of(tick: Box, lines: Sequence[Line]) -> Box | None:
    """Return the row of the line beside which, or on whose end, a tick's lower part stands.

    Between two columns of entries a tick stands before the right one.
    """
    foot = Box(tick.left, tick.bottom - _LOWER * tick.height, tick.right, tick.bottom)
    level = [line.box for line in lines if _shared(foot, line.box) > 0]
    before = [box for box in level if _is_before(tick, box)]
    behind = [box for box in level if _is_behind(tick, box)]
    own = max(before or behind, key=lambda box: _shared(foot, box), default=None)
    if own is None:
        return None
    left, right = (own.left, _EDGE) if before else (1 - _EDGE, own.right)
    return Box(left, own.top, right, own.bottom)


def _shared(foot: Box, line: Box) -> float:
    return min(foot.bottom, line.bottom) - max(foot.top, line.top)


def _is_before(tick: Box, line: Box) -> bool:
    near = _BESIDE * line.height
    return tick.left < line.left + line.height and line.left - tick.right <= near


def _is_behind(tick: Box, line: Box) -> bool:
    near = _BESIDE * line.height
    return tick.right > line.right and -line.height <= tick.left - line.right <= near
