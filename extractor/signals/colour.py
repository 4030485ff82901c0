"""Pixels to ink colour: what the ink takes from each primary of the paper around it.

Dividing the local paper out first makes warm lamps, tinted paper and shading
drop out, so that one threshold serves a scan and a phone picture. Nothing here
looks for shapes or decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.image import shrink

Rgb = NDArray[np.uint8]
"""height x width x 3, red first."""
Plane = NDArray[np.float32]
"""height x width, one value a pixel."""

_PAPER_SHRINK = 8
_PAPER_REACH = 9
"""Paper is the lightest of 9 x 9 cells of 8 px: wider than a stroke, a star or
a ring of a seal at the working size, narrower than a coloured border or a photo."""
Pixel = TypeVar("Pixel", np.uint8, np.float32)
_MEAN = np.full((1, 3), 1 / 3, np.float32)
_FLOOR = 16.0
"""Grey levels added above and below the fraction: on a dark table a division by
almost nothing would turn noise into colour."""


@dataclass(frozen=True)
class InkMap:
    """A page as the light that its ink lets through, channel by channel.

    `transmission` is height x width x 3, 1.0 for bare paper and near 0 for black;
    `scale` is working pixels per original pixel.
    """

    transmission: NDArray[np.float32]
    scale: float

    @cached_property
    def redness(self) -> Plane:
        """How much more red than green and blue passes: about 0 for grey ink, to 1 for red."""
        red, green, blue = self._planes
        return np.maximum(red - np.maximum(green, blue), 0)

    @cached_property
    def blueness(self) -> Plane:
        """How much more blue than red and green passes."""
        red, green, blue = self._planes
        return np.maximum(blue - np.maximum(red, green), 0)

    @cached_property
    def darkness(self) -> Plane:
        """How much ink of any colour takes away, 0 for bare paper to 1 for black."""
        passed = cv2.transform(self.transmission, _MEAN)
        return np.asarray(np.clip(1 - passed, 0, 1), np.float32)

    @cached_property
    def _planes(self) -> tuple[Plane, Plane, Plane]:
        """The three primaries, each in one piece, which halves the time of what follows."""
        red, green, blue = (np.asarray(one, np.float32) for one in cv2.split(self.transmission))
        return red, green, blue


def extremes(image: NDArray[Pixel]) -> tuple[NDArray[Pixel], NDArray[Pixel]]:
    """Return each pixel's weakest and strongest primary; ten times faster than along an axis."""
    red, green, blue = cv2.split(image)
    weakest, strongest = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    return np.asarray(weakest, image.dtype), np.asarray(strongest, image.dtype)


def ink_map(image: Rgb, *, max_side: int) -> InkMap:
    """Return the ink of a page on a copy whose longer side has at most `max_side` pixels.

    Shrinking averages, so that the noise of a faded impression goes before any
    threshold sees it.
    """
    scale = min(1.0, max_side / max(image.shape[:2]))
    pixels = shrink(image, max_side).astype(np.float32)
    paper = _raised_paper(pixels)
    # in place: new memory costs more than the reckoning
    pixels += _FLOOR
    return InkMap(np.divide(pixels, paper, out=pixels), scale)


def _raised_paper(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the paper around each pixel, raised by `_FLOOR`."""
    height, width = pixels.shape[:2]
    size = max(1, width // _PAPER_SHRINK), max(1, height // _PAPER_SHRINK)
    cells = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    lightest = cv2.dilate(cells, np.ones((_PAPER_REACH, _PAPER_REACH), np.uint8))
    smooth = cv2.GaussianBlur(lightest, (0, 0), 3) + _FLOOR
    return np.asarray(cv2.resize(smooth, (width, height)), np.float32)
