"""Take the ink of round red seals off a page, so that the print under them can be read.

Works on pixels alone: what a seal says, and whether it is genuine, is not asked.
The red channel already fades bright red; real seals are darker, and their rest
still breaks words apart. Inside a seal the rest is lifted to the paper's level.
"""

from __future__ import annotations

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extractor.document import Box
from extractor.image import Picture, red_channel, resize, shrink

SEARCH_SIDE = 800
"""Longer side, in pixels, of the copy in which seals are looked for."""
REDDISH = 1.16
"""Red over the stronger of green and blue, both relative to the paper: red ink is there."""
RED = 1.35
"""The same, where the ink is surely red and not mixed with the edge of print."""
SMALLEST = 0.08
LARGEST = 0.35
"""A seal measures this share of the page's longer side."""
LONGEST_ASPECT = 1.8
"""A round seal photographed aslant is at most so much longer than wide."""
RING = 0.7
"""Red covers at least this share of the ellipse that fits the seal's box; letters do not."""
INSIDE = 0.75
LEAST_INSIDE = 0.05
"""Within that radius a seal's text and star cover at least this share; an O is empty."""
ANGLES = np.arange(90) * (2 * np.pi / 90)
MARGIN = 0.08
"""Ink blurs over the rim of a seal by this share of its size."""

Floats = NDArray[np.float32]


def fade_seals(image: Picture) -> tuple[Picture, tuple[Box, ...]]:
    """Return the red channel with the seals faded to paper, and where the seals are.

    `image` is RGB of shape (height, width, 3). Red print elsewhere stays as it is.
    """
    grey = red_channel(image)
    small = shrink(image, SEARCH_SIDE, soft=True)
    paper = _paper(small)
    seals = tuple(_round_seals(_redness(small, paper) > REDDISH))
    for box in seals:
        _fade(grey, image, paper, box)
    return grey, seals


def _paper(small: Picture) -> Picture:
    """Return the colour of the paper around each pixel: what a wide neighbourhood has most of."""
    height, width = small.shape[:2]
    light = cv2.dilate(small, np.ones((5, 5), np.uint8))
    coarse = resize(np.asarray(light, np.uint8), (max(1, width // 4), max(1, height // 4)))
    # Median of a neighbourhood of 13 at a quarter of the size: a fifteenth of the page.
    blurred = np.asarray(cv2.medianBlur(coarse, 13), dtype=np.uint8)
    return np.asarray(cv2.resize(blurred, (width, height)), dtype=np.uint8)


def _redness(image: Picture, paper: Picture) -> Floats:
    """Return red over the stronger of green and blue, each relative to the paper."""
    red, green, blue = (
        _ratio(ink, sheet) for ink, sheet in zip(cv2.split(image), cv2.split(paper), strict=True)
    )
    return np.divide(red, np.maximum(green, blue, out=green), out=red)


def _ratio(ink: MatLike, sheet: MatLike) -> Floats:
    """Return one primary relative to the paper; in place, for memory costs more than reckoning."""
    part, under = ink.astype(np.float32), sheet.astype(np.float32)
    part += 1
    under += 1
    return np.divide(part, under, out=part)


def _round_seals(red: NDArray[np.bool_]) -> list[Box]:
    height, width = red.shape
    side = max(height, width)
    # the part that is red at all: most of a page is not
    x0, y0, across, down = cv2.boundingRect(red.astype(np.uint8))
    if min(across, down) < SMALLEST * side:
        return []
    part = red[y0 : y0 + down, x0 : x0 + across]
    # Gaps in a ring are not closed first: that would weld neighbouring seals and letters together.
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part.astype(np.uint8))
    found = []
    for label, (x, y, w, h, _) in enumerate(stats[1:], start=1):
        fits = min(w, h) >= SMALLEST * side and max(w, h) <= LARGEST * side
        if fits and max(w, h) <= LONGEST_ASPECT * min(w, h):
            blob = labels[y : y + h, x : x + w] == label
            inked = _share_inside(part[y : y + h, x : x + w])
            if inked >= LEAST_INSIDE and _ring_share(blob) >= RING:
                left, top = (x0 + x) / width, (y0 + y) / height
                right, bottom = (x0 + x + w) / width, (y0 + y + h) / height
                found.append(Box(float(left), float(top), float(right), float(bottom)))
    return found


def _ring_share(blob: NDArray[np.bool_]) -> float:
    """Return the share of directions in which the blob reaches the ellipse of its box."""
    height, width = blob.shape
    hit = np.zeros(len(ANGLES), dtype=bool)
    for radius in (1.0, 0.96, 0.92, 0.88):
        x = np.round((width - 1) / 2 * (1 + radius * np.cos(ANGLES))).astype(int)
        y = np.round((height - 1) / 2 * (1 + radius * np.sin(ANGLES))).astype(int)
        hit |= blob[y, x]
    return float(hit.mean())


def _share_inside(red: NDArray[np.bool_]) -> float:
    height, width = red.shape
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return float(red[x * x + y * y < INSIDE * INSIDE].mean())


def _fade(grey: Picture, image: Picture, paper: Picture, box: Box) -> None:
    """Lift the red ink in the box to the paper's level, in place.

    Print over a seal is darker than the seal's ink in the red channel, so that
    dividing by the ink's usual level leaves it dark.
    """
    height, width = grey.shape
    aside, above = box.width * MARGIN, box.height * MARGIN
    left, right = int(max(0.0, box.left - aside) * width), int((box.right + aside) * width) + 1
    top, bottom = int(max(0.0, box.top - above) * height), int((box.bottom + above) * height) + 1
    part = image[top:bottom, left:right]
    rows, columns = part.shape[:2]
    x, y = paper.shape[1] / width, paper.shape[0] / height
    near = paper[
        int(top * y) : max(int(bottom * y), int(top * y) + 1),
        int(left * x) : max(int(right * x), int(left * x) + 1),
    ]
    around = resize(near, (columns, rows))
    redness = _redness(part, around)
    ink = redness > RED
    if not ink.any():
        return
    sheet = np.maximum(around[..., 0].astype(np.float32), 1.0)
    seen = part[..., 0].astype(np.float32)
    level = max(float(np.median(seen[ink] / sheet[ink])), 0.05)
    mask = cv2.dilate((redness > REDDISH).astype(np.float32), np.ones((3, 3), np.uint8))
    mask = cv2.GaussianBlur(mask, (0, 0), 1.0)
    lifted = np.minimum(seen / (1.0 - mask * (1.0 - min(level, 1.0))), np.maximum(sheet, seen))
    grey[top:bottom, left:right] = lifted.astype(np.uint8)
