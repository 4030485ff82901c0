"""Hold a picture while it is read: where its lines and seals lie, and which way it was turned.

Geometry only; nothing is recognised here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from extractor.document import Box
from extractor.engines.recognised import Recognised
from extractor.image import TALL, Picture, Quad, crop_quad, quad_size, turn, turn_quads

LONG = 3
"""Lines so many times longer than thick tell the skew of a page."""
SAME = 0.4
"""Two findings of one line share more than this of the smaller one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture being read: grey pixels, the lines on it, the turn made, what is known.

    `grey` has the seals faded, `raw` has not; `quads` are lines, `seals` boxes.
    `cut` says that ink was cut out with a seal, which may have been print.
    `known` holds what was recognised while the turn was decided, by line.
    """

    grey: Picture
    raw: Picture
    quads: Quad
    seals: Quad
    cut: bool = False
    rotation: int = 0
    known: Mapping[int, Recognised] = field(default_factory=dict)

    def turned(self, degrees: int, *, known: Mapping[int, Recognised]) -> Sheet:
        """Return the sheet turned clockwise; the lines keep their numbers."""
        if degrees == 0:
            return replace(self, known=known)
        height, width = self.grey.shape[:2]
        return Sheet(
            turn(self.grey, degrees),
            turn(self.raw, degrees),
            turn_quads(self.quads, degrees, width, height),
            turn_quads(self.seals, degrees, width, height),
            self.cut,
            (self.rotation + degrees) % 360,
            known,
        )

    def touches_seal(self, i: int) -> bool:
        """Tell whether the bounds of a line meet those of a seal."""
        return _touches(self.quads[i], self.seals)

    def skew(self, *, vertical: bool) -> float:
        """Return the angle of the long lines in degrees, 0 if there are none.

        It is their median weighted by length: a watermark that slants behind the text has many
        lines, but short ones.
        """
        angles, lengths = [], []
        for quad in self.quads:
            width, height = quad_size(quad)
            if vertical and height > LONG * width:
                x, y = quad[3] - quad[0]
                angles.append(math.degrees(math.atan2(-x, y)))
                lengths.append(height)
            elif not vertical and width > LONG * height:
                x, y = quad[1] - quad[0]
                angles.append(math.degrees(math.atan2(y, x)))
                lengths.append(width)
        if not angles:
            return 0.0
        order = np.argsort(angles)
        reached = np.cumsum(np.asarray(lengths)[order])
        return float(angles[order[np.searchsorted(reached, reached[-1] / 2)]])


def join_lines(cut: Quad, whole: Quad, seals: Quad) -> Quad:
    """Return the lines found without the seals, and at the seals those found with them as well.

    What goes with a seal may have been print, and what stays may have hidden it: of two lines in
    one place the longer one stays. All are of shape (n, 4, 2).
    """
    kept = [quad for quad in cut if not _touches(quad, seals)]
    near = [quad for quad in (*whole, *cut) if _touches(quad, seals)]
    chosen: list[Quad] = []
    for quad in sorted(near, key=lambda quad: -max(quad_size(quad))):
        if all(_shared(quad, other) <= SAME for other in chosen):
            chosen.append(quad)
    return np.asarray([*kept, *chosen], dtype=np.float32).reshape(-1, 4, 2)


def _touches(quad: Quad, seals: Quad) -> bool:
    low = np.maximum(quad.min(axis=0), seals.min(axis=1))
    high = np.minimum(quad.max(axis=0), seals.max(axis=1))
    return bool((low < high).all(axis=1).any())


def _shared(quad: Quad, other: Quad) -> float:
    """Return the share of the smaller one that lies in the other, however they lean."""
    shared, _ = cv2.intersectConvexConvex(quad, other)
    smaller = min(cv2.contourArea(quad), cv2.contourArea(other))
    return float(shared) / max(smaller, 1.0)


def boxes_to_quads(boxes: Sequence[Box], *, width: int, height: int) -> Quad:
    """Return the boxes in pixels, as quads of shape (n, 4, 2)."""
    corners = [
        [(b.left, b.top), (b.right, b.top), (b.right, b.bottom), (b.left, b.bottom)] for b in boxes
    ]
    scaled = np.array(corners, dtype=np.float32).reshape(-1, 4, 2)
    return scaled * np.array([width, height], dtype=np.float32)


def is_tall(quad: Quad) -> bool:
    """Tell whether the line runs downwards."""
    width, height = quad_size(quad)
    return height >= TALL * width


def line_crop(grey: Picture, quad: Quad) -> Picture:
    """Return the line as the recogniser wants it: tall ones lying on their left side."""
    crop = crop_quad(grey, quad)
    return turn(crop, 270) if is_tall(quad) else crop
