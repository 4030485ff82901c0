"""A seal cut out, and the text of its ring laid out in a line, for a person to compare.

Pictures of what is on the page: nothing is cleaned, sharpened or recognised here.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractor.document import Seal
from extractor.image import Picture
from extractor.signals.rings import Ring

_MARGIN = 0.08
_BEYOND = 1.02
"""Boxes of seals are drawn this much wider than the ellipse of the ring."""
_LARGEST_RADIUS = 220
_SMALLEST_RADIUS = 40
_OUTER, _INNER = 1.06, 0.5
_FIRST = np.pi / 2
"""The line begins at the foot of the seal, where no text stands, and runs clockwise."""


def seal_pictures(image: Picture, seal: Seal) -> tuple[Picture, Picture]:
    """Return the seal with a little of what is around it, and its ring unrolled, both RGB."""
    height, width = image.shape[:2]
    box = seal.place.box
    left, right = box.left * width, box.right * width
    top, bottom = box.top * height, box.bottom * height
    pad = _MARGIN * max(right - left, bottom - top)
    whole = image[
        max(0, int(top - pad)) : max(1, int(bottom + pad) + 1),
        max(0, int(left - pad)) : max(1, int(right + pad) + 1),
    ]
    axes = (right - left) / 2 / _BEYOND, (bottom - top) / 2 / _BEYOND
    ring = Ring(((left + right) / 2, (top + bottom) / 2), axes, 0.0)
    return np.ascontiguousarray(whole), _unrolled(image, ring)


def ring_in(whole: Picture) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the middle and the half axes of the ring in a seal as `seal_pictures` cuts it out."""
    height, width = whole.shape[:2]
    pad = _MARGIN * max(height, width) / (1 + 2 * _MARGIN)
    axes = ((width - 2 * pad) / 2 / _BEYOND, (height - 2 * pad) / 2 / _BEYOND)
    return ((width - 1) / 2, (height - 1) / 2), axes


def _unrolled(image: Picture, ring: Ring) -> Picture:
    radius = min(_LARGEST_RADIUS, max(_SMALLEST_RADIUS, ring.radius))
    columns = round(2 * np.pi * radius * (_OUTER + _INNER) / 2)
    rows = round(radius * (_OUTER - _INNER))
    angles = _FIRST + np.linspace(0, 2 * np.pi, columns, endpoint=False, dtype=np.float32)
    reach = np.linspace(_OUTER, _INNER, rows, dtype=np.float32)
    x, y = ring.points(angles[None, :].astype(np.float32), reach[:, None])
    paper = (255, 255, 255)
    line = cv2.remap(
        image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return np.asarray(line, np.uint8)
