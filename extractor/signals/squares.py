"""Finds square and oblong stamps on a plane of ink: name seals, frames with words in them.

Either a frame of even line around separate strokes, or a block of ink from which the characters
are spared. Tables, borders, photographs' frames and headlines lie in coloured ink too: they are
too large, empty, or have no line around them. Knows neither colours nor text.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.levels import percentile
from extractor.signals.colour import Plane

MIN_SIDE, MAX_SIDE = 0.018, 0.16
"""Sides as shares of the page's longer side: a name seal of 10 mm on a page photographed from
afar, a stamp of words of 40 mm on half a sheet."""
_LONGEST = 4.5
"""Times longer than wide."""
_FAINTEST = 0.04
_LINE = 0.09
"""The frame is looked for within this share of the shorter side from the edge."""
_CLOSED, _LEAST_SIDE = 0.85, 0.7
_LEAST_FILLED, _MOST_FILLED = 0.08, 0.8
_MARGIN, _BUSY = 0.12, 0.3
_FAR, _ALONE = 0.7, 0.03
_SQUARENESS = 0.82
_SOLID, _SOLID_SIDE = 0.5, 0.055
"""What is inked further than this is a name seal in white on red, and these are small: a
portrait on a coloured ground and a painted heading are not."""
_PATTERN = 3
"""So many of one size are an ornament."""
_LIKE = 0.12
_SAMPLES = 64


@dataclass(frozen=True, slots=True)
class Square:
    """A rectangle on a plane: four corners, clockwise from the top left, x and y in pixels."""

    corners: tuple[tuple[float, float], ...]
    closed: float
    filled: float


def find_squares(plane: Plane) -> tuple[Square, ...]:
    """Return the stamps of a plane with about 1000 pixels on its longer side, largest first."""
    side = max(plane.shape)
    soft: Plane = cv2.GaussianBlur(plane, (0, 0), 0.8).astype(np.float32, copy=False)
    inked = soft[soft > _FAINTEST]
    if inked.size < MIN_SIDE * side:
        return ()
    level = max(_FAINTEST, 0.35 * percentile(inked, 75))
    mask = cv2.morphologyEx(
        (soft > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
    )
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for outline in outlines:
        _, sizes, _ = cv2.minAreaRect(outline)
        least, most = min(sizes), max(sizes)
        if least < MIN_SIDE * side or most > MAX_SIDE * side or most > _LONGEST * least:
            continue
        corners = _ordered(np.asarray(cv2.boxPoints(cv2.minAreaRect(outline)), np.float32))
        hull = cv2.contourArea(cv2.convexHull(outline))
        if hull < _SQUARENESS * least * most:
            continue  # rings, stars and letters leave the corners empty
        square = _measured(soft, level, corners)
        if square is not None and (square.filled <= _SOLID or most <= _SOLID_SIDE * side):
            found.append(square)
    found = [one for one in found if sum(_is_like(one, other) for other in found) < _PATTERN]
    found.sort(key=lambda one: -_area(one))
    return tuple(found)


def upright(image: Plane, square: Square, *, height: int) -> Plane:
    """Return what lies in a rectangle, levelled; `height` is that of its shorter side, pixels."""
    source = np.asarray(square.corners, np.float32)
    wide = float(np.linalg.norm(source[1] - source[0]))
    tall = max(1.0, float(np.linalg.norm(source[3] - source[0])))
    size = max(1, round(height * wide / tall)), height
    target = np.asarray([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    return np.asarray(cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR), image.dtype)


def _ordered(points: Plane) -> tuple[tuple[float, float], ...]:
    """Return four corners clockwise from the top left of the nearly level rectangle."""
    centre = points.mean(axis=0)
    turns = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    clockwise = points[np.argsort(turns)]
    first = int(clockwise.sum(axis=1).argmin())
    corners = np.roll(clockwise, -first, axis=0)
    return tuple((float(x), float(y)) for x, y in corners)


def _measured(soft: Plane, level: float, corners: tuple[tuple[float, float], ...]) -> Square | None:
    flat = upright(soft, Square(corners, 0, 0), height=_SAMPLES)
    height, width = flat.shape
    reach = max(2, round(_LINE * height))
    sides = (flat[:reach].max(axis=0), flat[-reach:].max(axis=0),
             flat[:, :reach].max(axis=1), flat[:, -reach:].max(axis=1))  # fmt: skip
    shares = [float((edge > level).mean()) for edge in sides]
    inside = flat[reach : height - reach, reach : width - reach]
    filled = float((inside > level).mean()) if inside.size else 0.0
    closed = float(np.mean(shares))
    if closed < _CLOSED or min(shares) < _LEAST_SIDE:
        return None
    # the bold characters of a headline are blocks too, with their like beside them
    margin, most = (_FAR, _ALONE) if filled > _SOLID else (_MARGIN, _BUSY)
    if not _LEAST_FILLED <= filled <= _MOST_FILLED or _around(soft, level, corners, margin) > most:
        return None
    return Square(corners, closed, filled)


def _around(
    soft: Plane, level: float, corners: tuple[tuple[float, float], ...], margin: float
) -> float:
    """Return the share of ink around a rectangle, up to so many of its sides from its edge."""
    source = np.asarray(corners, np.float32)
    centre = source.mean(axis=0)
    wider = centre + (source - centre) * (1 + 2 * margin)
    points = tuple((float(x), float(y)) for x, y in wider)
    flat = upright(soft, Square(points, 0, 0), height=_SAMPLES)
    edge = max(1, round(margin / (1 + 2 * margin) * _SAMPLES * 0.7))
    around = np.concatenate(
        [flat[:edge].ravel(), flat[-edge:].ravel(), flat[:, :edge].ravel(), flat[:, -edge:].ravel()]
    )
    return float((around > level).mean())


def _is_like(one: Square, other: Square) -> bool:
    return abs(_area(one) - _area(other)) <= _LIKE * max(_area(one), _area(other))


def _area(square: Square) -> float:
    corners = np.asarray(square.corners, np.float32)
    return float(cv2.contourArea(corners))
