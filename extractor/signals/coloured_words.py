"""Reads words in coloured ink by themselves: a stamp or a hand's note across black print.

The engine reads the page in the red channel, where red ink fades and a note runs together with the
print beside it. Here only the colour is looked at, so that what is read is what was put on the
paper later. Used for the words by which a copy calls itself one, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line, Word
from extractor.levels import percentile
from extractor.signals.colour import InkMap, Plane, Rgb, ink_map
from extractor.signals.rings import Ring
from extractor.signals.seal_text import ReadStrip
from extractor.signals.squares import Square, upright

_INK = 0.07
_LEAST_INK, _MOST_INK = 0.0002, 0.06
"""Shares of the page in that ink: with less there are no words, with more it is a ground."""
_JOIN = 0.022
"""Characters so far apart, as a share of the longer side, are of one note."""
_TALLEST, _SHORTEST = 0.075, 0.009
_LONG = 2.2
_MOST = 5
_HEIGHT = 56
_PAD = 0.15
_STEEPEST = 25.0
_SURE = 0.55
_KNOWN, _MOST_OF_LINE = 0.9, 0.7
_MARGIN = 0.5
"""Of a line's height: by so much a strip around its ink is larger than its box."""
_RING = 1.12


def find_coloured_words(
    image: Rgb,
    ink: InkMap,
    rings: Sequence[Ring],
    read_strip: ReadStrip,
    *,
    known: Sequence[Line] = (),
) -> tuple[Line, ...]:
    """Return the lines in red and in blue ink outside of the seals, levelled and read.

    A heading in colour that is one of the `known` lines, read surely, says nothing new.
    """
    read = [line.box for line in known if line.confidence >= _KNOWN]
    found: list[Line] = []
    for name, plane in (("redness", ink.redness), ("blueness", ink.blueness)):
        mask = (plane > _INK).astype(np.uint8)
        for ring in rings:
            centre = round(ring.centre[0]), round(ring.centre[1])
            cv2.circle(mask, centre, round(_RING * max(ring.axes)), 0, -1)
        if _LEAST_INK <= float(mask.mean()) <= _MOST_INK:
            for strip in _strips(mask)[:_MOST]:
                if any(_is_within(_box(strip, ink), box) for box in read):
                    continue
                line = _read(image, strip, ink, name, read_strip)
                if line is not None:
                    found.append(line)
    return tuple(found)


def _strips(mask: NDArray[np.uint8]) -> list[Square]:
    """Return the slanted rectangles around runs of ink, the longest first."""
    side = max(mask.shape)
    reach = max(3, round(_JOIN * side))
    joined = cv2.dilate(mask, np.ones((max(3, reach // 3), reach), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines:
        x, y, width, height = cv2.boundingRect(outline)
        rows, columns = np.nonzero(mask[y : y + height, x : x + width])
        points = np.stack([columns + x, rows + y], axis=1).astype(np.float32)
        centre, sizes, angle = cv2.minAreaRect(points)
        if sizes[0] < sizes[1]:
            sizes, angle = (sizes[1], sizes[0]), angle - 90
        angle = (angle + 90) % 180 - 90
        if not _SHORTEST * side <= sizes[1] <= _TALLEST * side or abs(angle) > _STEEPEST:
            continue
        if sizes[0] < _LONG * sizes[1]:
            continue
        pad = _PAD * sizes[1]
        wide, tall = sizes[0] + 2 * pad, sizes[1] + 2 * pad
        along = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
        down = np.array([-along[1], along[0]])
        middle = np.asarray(centre)
        corners = tuple(
            (float(point[0]), float(point[1]))
            for point in (
                middle - along * wide / 2 - down * tall / 2,
                middle + along * wide / 2 - down * tall / 2,
                middle + along * wide / 2 + down * tall / 2,
                middle - along * wide / 2 + down * tall / 2,
            )
        )
        found.append((sizes[0], Square(corners, 0, 0)))
    return [strip for _, strip in sorted(found, key=lambda pair: -pair[0])]


def _read(image: Rgb, strip: Square, ink: InkMap, name: str, read_strip: ReadStrip) -> Line | None:
    corners = np.asarray(strip.corners, np.float32) / ink.scale
    (left, top), (right, bottom) = corners.min(axis=0) - 8, corners.max(axis=0) + 8
    x, y = max(0, int(left)), max(0, int(top))
    crop = np.ascontiguousarray(image[y : int(bottom) + 1, x : int(right) + 1])
    if min(crop.shape[:2]) < 2:
        return None
    plane: Plane = getattr(ink_map(crop, max_side=max(crop.shape)), name)
    points = tuple((float(a) - x, float(b) - y) for a, b in corners)
    flat = upright(plane, Square(points, 0, 0), height=_HEIGHT)
    strong = max(percentile(flat, 97), 0.05)
    dark = np.asarray(255 * (1 - np.clip(flat / strong, 0, 1)), np.uint8)
    text, score = read_strip(np.repeat(dark[:, :, None], 3, axis=2))
    if not text or score < _SURE:
        return None
    box = _box(strip, ink)
    return Line(text, box, score, (Word(text, box, score),))


def _box(strip: Square, ink: InkMap) -> Box:
    height, width = ink.transmission.shape[:2]
    ends = np.clip(np.asarray(strip.corners, np.float32) / (width, height), 0, 1)
    return Box(*(float(v) for v in (*ends.min(axis=0), *ends.max(axis=0))))


def _is_within(box: Box, line: Box) -> bool:
    """Tell whether a strip lies level on a line and takes most of it: its ink is the line's own."""
    margin = _MARGIN * line.height
    return (
        box.width >= _MOST_OF_LINE * line.width
        and box.left >= line.left - margin
        and box.right <= line.right + margin
        and box.top >= line.top - margin
        and box.bottom <= line.bottom + margin
    )
