"""Square and oblong stamps of a page as seals, with the words of those that hold one line.

A name seal is in seal script, which no engine here reads; a frame around 复印件 or 与原件相符 is
read, whatever its colour and slant, because words of that sort decide what a paper is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.document import Box, Line, Place, Seal, Word
from extractor.levels import percentile
from extractor.signals.colour import InkMap, Plane, Rgb, ink_map
from extractor.signals.rings import Ring
from extractor.signals.seal_text import ReadStrip
from extractor.signals.squares import Square, find_squares, upright

_HEIGHT = 64
"""Pixels of a stamp's height when it is read."""
_ONE_LINE = 1.7
"""Times longer than wide, from which a stamp holds one line of words."""
_FRAME = 0.13
"""Share of the height that is frame, at either edge."""
_SURE = 0.6


def find_stamps(
    image: Rgb,
    ink: InkMap,
    rings: Sequence[Ring],
    *,
    page: int,
    read_strip: ReadStrip | None,
) -> tuple[Seal, ...]:
    """Return the red square stamps of an upright page, none of which lies within a ring."""
    found = []
    for square in find_squares(ink.redness):
        x, y = np.mean(square.corners, axis=0)
        if any(np.hypot(x - ring.centre[0], y - ring.centre[1]) < ring.radius for ring in rings):
            continue
        text, score = _read(image, square, ink.scale, read_strip)
        found.append(Seal(Place(page, _box(square, ink)), "red", text, round(score, 4), "square"))
    return tuple(found)


def lines_of(stamps: Sequence[Seal]) -> tuple[Line, ...]:
    """Return what the stamps say as lines of the page."""
    return tuple(
        Line(one.text, one.place.box, one.confidence,
             (Word(one.text, one.place.box, one.confidence),))
        for one in stamps
        if one.text
    )  # fmt: skip


def _read(
    image: Rgb, square: Square, scale: float, read_strip: ReadStrip | None
) -> tuple[str | None, float]:
    corners = np.asarray(square.corners, np.float32) / scale
    (left, top), (right, bottom) = corners.min(axis=0) - 4, corners.max(axis=0) + 4
    wide = float(np.linalg.norm(corners[1] - corners[0]))
    tall = float(np.linalg.norm(corners[3] - corners[0]))
    if read_strip is None or wide < _ONE_LINE * tall:
        return None, 0.0
    x, y = max(0, int(left)), max(0, int(top))
    crop = np.ascontiguousarray(image[y : int(bottom) + 1, x : int(right) + 1])
    plane: Plane = ink_map(crop, max_side=max(crop.shape)).redness
    points = tuple((float(a) - x, float(b) - y) for a, b in corners)
    flat = upright(plane, Square(points, 0, 0), height=_HEIGHT)
    edge = round(_FRAME * _HEIGHT)
    inside = flat[edge:-edge, edge:-edge]
    strong = max(percentile(inside, 95), 0.05)
    dark = np.asarray(255 * (1 - np.clip(inside / strong, 0, 1)), np.uint8)
    strip = np.pad(dark, 6, constant_values=255)
    text, score = read_strip(np.repeat(strip[:, :, None], 3, axis=2))
    return (text, score) if text and score >= _SURE else (None, 0.0)


def _box(square: Square, ink: InkMap) -> Box:
    height, width = ink.transmission.shape[:2]
    corners = np.asarray(square.corners, np.float32) / (width, height)
    left, top = np.clip(corners.min(axis=0), 0, 1)
    right, bottom = np.clip(corners.max(axis=0), 0, 1)
    return Box(float(left), float(top), float(right), float(bottom))
