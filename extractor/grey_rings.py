"""Take round seals off a page without colour: a photocopy, or a grey scan of a stamped sheet.

Grey ink paler than the print is lifted to the paper's level all over the seal.
A seal copied as black as the print cannot be told from it, so that only its
ring is cut out; the recogniser mostly reads over the cuts. (To cut the star as
well cost as many characters as it freed.)
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box
from extractor.image import Picture, resize
from extractor.levels import percentile

SEARCH_SIDE = 640
"""Longer side, in pixels, of the copy in which rings are looked for."""
SMALLEST, LARGEST = 0.04, 0.13
"""Radius of a seal as a share of the page's longer side."""
ROUNDNESS = 0.7
"""Share of a circle that has to be seen (OpenCV's measure; 86 pages, all rings, none false)."""
EDGE = 200
"""Strength of an edge for OpenCV's search."""
REACH = 0.12
"""The ring is traced within this share of its radius."""
ANGLES = np.arange(180, dtype=np.float32) * np.float32(2 * np.pi / 180)
STEPS = 49
DARKEST = 0.9
"""What is at least so dark, over the darkest, is the ring in one direction."""
NEAR = 0.04
"""Directions in which the darkest point lies further off than this are print, not ring."""
LIFTABLE = 0.3
"""Seal ink paler than this share of the paper's brightness can be told from print."""
CUT = 0.8
"""So many thicknesses to either side of a black ring's middle go."""

Floats = NDArray[np.float32]


def cut_grey_rings(grey: Picture) -> tuple[Picture, tuple[Box, ...]]:
    """Return the grey picture without the seals on it, and where they are."""
    height, width = grey.shape
    scale = min(1.0, SEARCH_SIDE / max(height, width))
    small = resize(grey, (max(1, round(width * scale)), max(1, round(height * scale))))
    side = max(small.shape)
    found = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        2 * SMALLEST * side,
        param1=EDGE,
        param2=ROUNDNESS,
        minRadius=int(SMALLEST * side),
        maxRadius=int(LARGEST * side),
    )
    if found is None:
        return grey, ()
    result, seals = grey.copy(), []
    for circle in found.reshape(-1, 3) / scale:
        x, y, radius, thickness = _traced(grey, *map(float, circle))
        _cut(result, x, y, radius, thickness)
        outer = radius + thickness / 2
        edges = (
            (x - outer) / width,
            (y - outer) / height,
            (x + outer) / width,
            (y + outer) / height,
        )
        seals.append(Box(*(min(1.0, max(0.0, edge)) for edge in edges)))
    return result, tuple(seals)


def _traced(grey: Picture, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """Return centre, radius and thickness of the ring, measured on the full picture."""
    reach = np.linspace(1 - REACH, 1 + REACH, STEPS, dtype=np.float32) * radius
    mean = radius
    for _ in range(2):
        darkness = _unrolled(grey, x, y, reach)
        darkest = darkness >= DARKEST * darkness.max(axis=1, keepdims=True)
        middle = (darkest * reach).sum(axis=1) / darkest.sum(axis=1)
        near = np.abs(middle - np.median(middle)) < NEAR * radius
        # r(angle) = r0 + dx cos + dy sin for a centre that is off by (dx, dy).
        terms = np.stack((np.ones_like(ANGLES), np.cos(ANGLES), np.sin(ANGLES)), axis=1)
        (mean, dx, dy), *_ = np.linalg.lstsq(terms[near], middle[near], rcond=None)
        x, y = x + float(dx), y + float(dy)
    profile = np.median(_unrolled(grey, x, y, reach), axis=0)
    inked = profile > profile.max() / 2
    return x, y, float(mean), float(inked.sum() * (reach[1] - reach[0]))


def _unrolled(grey: Picture, x: float, y: float, reach: Floats) -> Floats:
    """Return the darkness around a centre: one row for each angle, one column a radius."""
    columns = x + np.cos(ANGLES)[:, None] * reach[None, :]
    rows = y + np.sin(ANGLES)[:, None] * reach[None, :]
    seen = cv2.remap(
        grey,
        columns.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
        borderValue=255,
    )
    return np.asarray(255 - cv2.GaussianBlur(seen, (5, 1), 0), dtype=np.float32)


def _cut(grey: Picture, x: float, y: float, radius: float, thickness: float) -> None:
    """Lift the seal's ink to the paper's level, in place."""
    height, width = grey.shape
    outer = radius + 2 * thickness
    left, right = max(0, int(x - outer)), min(width, int(x + outer) + 1)
    top, bottom = max(0, int(y - outer)), min(height, int(y + outer) + 1)
    part = grey[top:bottom, left:right].astype(np.float32)
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    distance = np.hypot(columns - x, rows - y)
    ring = np.abs(distance - radius) < thickness / 2
    if not ring.any():
        return
    paper = percentile(part, 80)
    level = float(np.median(part[ring])) / max(paper, 1.0)
    if level > LIFTABLE:
        mask = distance < radius + thickness
        cut = np.minimum(part / level, np.maximum(part, paper))
    else:
        mask = np.abs(distance - radius) < thickness * CUT
        cut = np.full_like(part, paper)
    grey[top:bottom, left:right] = np.where(mask, cut, part).astype(np.uint8)
