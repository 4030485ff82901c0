"""Reads the words that stand straight inside a seal, below its star: 培训专用章, 继续教育学院.

Tried only on coloured ink: across a grey seal lies the page's own print, which reads as well as
the seal's. Of 159 coloured seals on pages of two authors, 24 with such words, none was given
words that it does not bear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.levels import percentile
from extractor.signals.colour import Plane
from extractor.signals.rings import Ring
from extractor.signals.seal_text import ReadStrip

_RADIUS = 150
"""Pixels of the ring on the upright picture of its inside."""
_EDGE = 0.9
"""Of the radius: beyond it stands the ring's line."""
_CORE = 0.6
"""Of the radius: within it no text of the ring stands, so that it tells which way the words lie."""
_CHORD = 0.82
_STAR = 0.42
_SOLID = 21
"""Pixels of a disc that fits into a star and into no stroke of a character."""
_INK, _PLAIN = 90, 50
"""Values of 255: of a stroke, and of ink at all."""
_LEAST = 0.004
"""Share of the inside that the ink of two characters takes."""
_TURNS = range(-60, 61, 4)
_FINER = range(-3, 4)
_APART = 9
"""Degrees between two directions that are tried; of a seal the arc's middle is up, roughly."""
_TRIED = 2
_LOW, _HIGH = 0.1, 0.4
"""Heights of a line of words, of the radius."""
_FROM = 0.05
_WITHIN = 5
"""Rows within which the next stroke of a character follows; a star ends further above."""
_SURE = 0.85
_HEIGHT = 48
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]")
_LINE = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9()（）]*[\u4e00-\u9fff)）]")
_PURPOSE = re.compile(r"(?<=专用).?$")
"""Behind 专用 a seal says 章; its last character is where the ring's text comes near."""

_Grid = NDArray[np.float32]
_Bytes = NDArray[np.uint8]


def _grid() -> tuple[_Grid, _Grid]:
    side = np.linspace(-1, 1, 2 * _RADIUS, dtype=np.float32)
    across, down = np.meshgrid(side, side)
    return np.hypot(across, down), np.arctan2(down, across)


_OUT, _ANGLE = _grid()


def read_line(ink: Plane, ring: Ring, up: float, read_strip: ReadStrip) -> str | None:
    """Return the words inside a coloured seal, none where there are none or they are not clear.

    `up` is the direction of the middle of the ring's text, radians clockwise from the right.
    """
    inside = _inside(ink, ring, up)
    core = np.where(_OUT < _CORE, inside, 0).astype(np.uint8)
    if float((core > _INK).mean()) < _LEAST:
        return None
    readings = [
        read_strip(strip)
        for turn in _directions(core)
        for strip in _strips(_turned(inside, turn), _turned(core, turn))
    ]
    words = [(score, _words(text)) for text, score in readings if score >= _SURE]
    return max((found for found in words if found[1]), default=(0.0, None))[1]


def _inside(ink: Plane, ring: Ring, up: float) -> _Bytes:
    """Return what stands inside the ring's line, upright, the star left out; 255 is full ink."""
    x, y = ring.points(_ANGLE + np.float32(up + np.pi / 2), _OUT)
    found = np.where(_OUT < _EDGE, cv2.remap(ink, x, y, cv2.INTER_LINEAR), 0)
    inked = found[found > 0.05]
    if inked.size < _PLAIN:
        return np.zeros(found.shape, np.uint8)
    even = (255 * np.clip(found / percentile(inked, 80), 0, 1)).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_SOLID, _SOLID))
    solid = (cv2.morphologyEx(even, cv2.MORPH_OPEN, disc) > _INK) & (_OUT < _STAR)
    _, pieces = cv2.connectedComponents(((even > _PLAIN) & (_OUT < _STAR)).astype(np.uint8))
    star = np.isin(pieces, np.unique(pieces[solid])) & (pieces > 0)
    even[cv2.dilate(star.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 0
    return even


def _turned(picture: _Bytes, degrees: float) -> _Bytes:
    middle = _RADIUS - 0.5
    matrix = cv2.getRotationMatrix2D((middle, middle), degrees, 1)
    return np.asarray(cv2.warpAffine(picture, matrix, picture.shape[::-1]), np.uint8)


def _directions(core: _Bytes) -> list[int]:
    """Return the turns, in degrees, under which ink below the star falls into rows best."""

    def contrast(turn: int) -> float:
        below = _rows(_turned(core, turn))[round((1 + _LOW) * _RADIUS) :]
        return float((np.diff(below) ** 2).sum())

    tried: list[int] = []
    for turn in sorted(_TURNS, key=contrast, reverse=True):
        if all(abs(turn - other) > _APART for other in tried):
            tried.append(turn)
        if len(tried) == _TRIED:
            break
    return [max((turn + step for step in _FINER), key=contrast) for turn in tried]


def _rows(picture: _Bytes) -> Plane:
    return np.asarray(picture.mean(axis=1, dtype=np.float32) / 255, np.float32)


def _strips(inside: _Bytes, core: _Bytes) -> Iterator[_Bytes]:
    """Cut out the lines of words below the middle, dark on white, as the recogniser wants them."""
    rows = _rows(core)
    first = round((1 + _FROM) * _RADIUS)
    for top, bottom in _runs(rows > max(0.012, 0.2 * float(rows[first:].max()))):
        height = bottom - top
        if top < first or not _LOW * _RADIUS <= height <= _HIGH * _RADIUS:
            continue
        left, right = _columns(inside[top:bottom], bottom)
        if right - left <= 1.6 * height:
            continue
        cut = 255 - inside[max(0, top - 3) : bottom + 3, max(0, left - 8) : right + 8]
        width = max(_HEIGHT, round(cut.shape[1] * _HEIGHT / cut.shape[0]))
        line = cv2.resize(cut, (width, _HEIGHT), interpolation=cv2.INTER_CUBIC)
        yield np.repeat(np.asarray(line, np.uint8)[:, :, None], 3, axis=2)


def _runs(inked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return first and last (exclusive) row of each run; strokes of one character may part it."""
    for row in np.flatnonzero(np.diff(inked.astype(np.int8)) == -1) + 1:
        inked[row : row + _WITHIN] |= bool(inked[row : row + _WITHIN].any())
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inked, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _columns(line: _Bytes, bottom: int) -> tuple[int, int]:
    """Return first and last (exclusive) column of the words: from the middle to the first gap.

    The ring's own text stands beyond a chord of the circle.
    """
    down = bottom / _RADIUS - 1
    half = round(_RADIUS * max(0.0, _CHORD**2 - down**2) ** 0.5)
    inked: NDArray[np.bool_] = np.asarray((line > _INK).any(axis=0))
    inked[: _RADIUS - half] = False
    inked[_RADIUS + half :] = False
    gap = round(0.9 * line.shape[0])
    near = np.flatnonzero(inked[_RADIUS - gap : _RADIUS + gap])
    if not near.size:
        return 0, 0
    columns = np.flatnonzero(inked)
    start = int(near[near.size // 2]) + _RADIUS - gap
    breaks = np.flatnonzero(np.diff(columns) > gap)
    before = [int(columns[one + 1]) for one in breaks if columns[one + 1] <= start]
    behind = [int(columns[one]) for one in breaks if columns[one] >= start]
    return max(before, default=int(columns[0])), min(behind, default=int(columns[-1])) + 1


def _words(text: str) -> str | None:
    found = _LINE.search("".join(text.split()))
    if found is None or len(_IDEOGRAPHS.findall(found.group())) < 2:
        return None
    return _PURPOSE.sub("章", found.group())
