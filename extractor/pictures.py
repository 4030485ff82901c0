"""A page's picture for people to look at: drawn again from its pixels, never the upload itself."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.image import Picture

LONGER_SIDE = 1700
"""Pixels: small print stays readable, a page weighs a quarter of a megabyte."""
_QUALITY = 82


def encode_page(image: Picture, longer_side: int = LONGER_SIDE) -> bytes:
    """Return an RGB picture of shape (height, width, 3) as JPEG, at most so large."""
    scale = longer_side / max(image.shape[:2])
    if scale < 1:
        image = np.asarray(
            cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    done, made = cv2.imencode(
        ".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    if not done:
        raise ValueError("the picture cannot be encoded")
    return made.tobytes()
