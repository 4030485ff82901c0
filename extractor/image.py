"""Turn pixels into pixels: channels, quarter turns, crops; it finds and recognises nothing.

Pictures are arrays of uint8: RGB of shape (height, width, 3) or grey of shape
(height, width). A quad is four corners, clockwise from the top left, as an
array of shape (4, 2) holding x and y in pixels.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Quad = NDArray[np.float32]

TALL = 1.5
"""A crop this many times taller than wide holds text that runs downwards."""
_TURNS = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_NEXT = np.array([1, 2, 3, 0])
"""The corner that follows each."""
CROP_HEIGHT = 96
"""Crops of taller lines are shrunk to this before they are read: twice what the model sees."""


def red_channel(image: Picture) -> Picture:
    """Return the red channel: red ink fades into the paper and leaves the print under a seal."""
    return np.ascontiguousarray(image[..., 0])


def as_colour(grey: Picture) -> Picture:
    """Return the grey picture as three equal channels."""
    return np.repeat(grey[..., None], 3, axis=2)


def turn(image: Picture, degrees: int) -> Picture:
    """Return the picture turned clockwise by a multiple of 90 degrees."""
    code = _TURNS.get(degrees % 360)
    return image if code is None else np.asarray(cv2.rotate(image, code), np.uint8)


def turn_quads(quads: Quad, degrees: int, width: int, height: int) -> Quad:
    """Return quads of shape (n, 4, 2) as they lie after a clockwise turn of the picture.

    `width` and `height` are those of the picture before the turn. The corners
    are counted from the new top left.
    """
    x, y = quads[..., 0], quads[..., 1]
    match degrees % 360:
        case 90:
            moved = np.stack((height - y, x), axis=-1)
        case 180:
            moved = np.stack((width - x, height - y), axis=-1)
        case 270:
            moved = np.stack((y, width - x), axis=-1)
        case _:
            return quads
    return np.roll(moved, degrees // 90, axis=1).astype(np.float32)


def level_quads(quads: Quad) -> Quad:
    """Return quads of shape (n, 4, 2) that start where the edge that points right begins.

    Whoever sorts corners by their place, as detectors do, takes a steep, slightly
    leaning line for a level one.
    """
    edges = np.roll(quads, -1, axis=1) - quads
    rightward = edges[..., 0] / np.maximum(np.linalg.norm(edges, axis=2), 1e-6)
    starts = rightward.argmax(axis=1)
    order = (starts[:, None] + np.arange(4)) % 4
    return np.take_along_axis(quads, order[..., None], axis=1)


def quad_size(quad: Quad) -> tuple[float, float]:
    """Return the longer of the two widths and of the two heights, in pixels."""
    edges = quad - quad[_NEXT]
    top, right, bottom, left = np.sqrt((edges * edges).sum(axis=1)).tolist()
    return max(top, bottom), max(left, right)


def lengthen(quad: Quad) -> Quad:
    """Return the quad made longer by its thickness at both of its short sides."""
    width, height = quad_size(quad)
    top_left, top_right, bottom_right, bottom_left = quad
    if height > width:
        share = width / max(height, 1.0)
        left, right = (bottom_left - top_left) * share, (bottom_right - top_right) * share
        corners = (top_left - left, top_right - right, bottom_right + right, bottom_left + left)
    else:
        share = height / max(width, 1.0)
        upper, lower = (top_right - top_left) * share, (bottom_right - bottom_left) * share
        corners = (top_left - upper, top_right + upper, bottom_right + lower, bottom_left - lower)
    return np.stack(corners).astype(np.float32)


def crop_quad(grey: Picture, quad: Quad) -> Picture:
    """Return what lies inside the quad as an upright rectangle.

    Tall lines come out shrunk to `CROP_HEIGHT`; the model would alias them.
    """
    width, height = quad_size(quad)
    thickness = min(width, height)
    scale = min(1.0, CROP_HEIGHT / max(thickness, 1.0))
    x0, y0 = np.maximum(np.floor(quad.min(axis=0)).astype(int) - 1, 0)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int) + 2
    part = grey[y0:y1, x0:x1]
    moved = quad - np.array([x0, y0], dtype=np.float32)
    if scale < 1.0:
        size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
        moved = moved * (np.array(size) / (part.shape[1], part.shape[0])).astype(np.float32)
        part = resize(part, size)
        width, height = width * scale, height * scale
    columns, rows = max(1, math.floor(width)), max(1, math.floor(height))
    target = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.ascontiguousarray(moved, dtype=np.float32), target)
    return np.asarray(
        cv2.warpPerspective(
            part, matrix, (columns, rows), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        dtype=np.uint8,
    )


def resize(image: Picture, size: tuple[int, int]) -> Picture:
    """Return the picture in another size, given as (width, height) in pixels.

    Halving first takes half the time and is the same mean, but for an odd last row or column.
    """
    while size[0] * 2 <= image.shape[1] and size[1] * 2 <= image.shape[0]:
        image = _halved(image)
    shrinks = size[0] * size[1] < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), dtype=np.uint8)


def shrink(image: Picture, longest: int, *, soft: bool = False) -> Picture:
    """Return a copy whose longer side has at most `longest` pixels, on which shapes are looked for.

    Halved as often as may be and interpolated for the rest: a fifth of the time of `resize`, whose
    means are for what is read or compared.
    """
    height, width = image.shape[:2]
    scale = min(1.0, longest / max(1, height, width))
    if scale == 1.0:
        return image
    size = max(1, round(width * scale)), max(1, round(height * scale))
    while size[0] * 2 <= image.shape[1] and size[1] * 2 <= image.shape[0]:
        image = _halved(image)
    if soft:
        image = np.asarray(cv2.GaussianBlur(image, (3, 3), 0), dtype=np.uint8)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def sampled(image: Picture, step: int) -> Picture:
    """Return one pixel of `step` in one row of `step`, as they are; a rest at an edge is left.

    OpenCV takes a quarter of the time of a slice with steps that is copied.
    """
    size = image.shape[1] // step, image.shape[0] // step
    if min(size) == 0:
        return image[:1, :1]
    whole = image[: size[1] * step, : size[0] * step]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _halved(image: Picture) -> Picture:
    """Return the mean of each two by two pixels."""
    width, height = image.shape[1] // 2, image.shape[0] // 2
    even = image[: height * 2, : width * 2]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def flatten_light(grey: Picture) -> Picture:
    """Return the grey picture with the paper made evenly white: shadows and folds go.

    The paper's brightness is taken from the median of a neighbourhood wider
    than any stroke, measured on a small copy.
    """
    height, width = grey.shape
    scale = 256 / max(height, width)
    small = resize(grey, (max(1, round(width * scale)), max(1, round(height * scale))))
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((3, 3), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    flat = cv2.divide(grey, np.maximum(paper, 1), scale=255)
    return np.asarray(flat, dtype=np.uint8)
