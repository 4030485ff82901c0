"""Lay one page's picture on another's and say where they differ.

The second picture is registered on the first by local features (ORB, MAGSAC), once as a flat
sheet and once bent by a stiff polynomial, for paper that curls. What differs must differ under
both: the polynomial alone bends true changes away, the flat sheet alone fails on curled paper.
Pictures are compared by local correlation on the red channel, where the seal fades.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box
from extractor.image import Picture, flatten_light, resize

Plane = NDArray[np.float32]
Matrix = NDArray[np.float64]

LONGER_SIDE = 1200
"""Pixels that both pictures are brought to."""
_FEATURES, _FEATURES_OF_PART = 1600, 400
_RATIO = 0.8
_LEAST_INLIERS = 30
_REACH = 4.0
"""Pixels that a flat sheet's features may lie off."""
_BEND_REACH = 14.0
_DEGREE = 4
_WINDOW = 15
_SHIFTS = (-4, -2, 0, 2, 4)
_LOW, _HIGH, _FACTOR = 0.22, 0.60, 3.5
"""A place differs from `_FACTOR` times the page's 90th percentile on, within these bounds."""
_RIM = 0.03
"""Share of a page at each edge where copies are dark and papers curl."""
_QUIET, _BESIDE = 0.06, 1.7
"""Print is the same below this change, or below so many times that of its neighbours."""
_INK_SPREAD = 10.0
"""Standard deviation of grey levels in a window that holds print."""
_BARE = np.float32(_INK_SPREAD**2)
_CONTRAST = np.float32(0.3)
"""Print may be paler by this factor on one of the two, as on a copy."""
_STRIP = 128
"""Rows of a page that are compared at a time."""


class Ink(Enum):
    """What the pictures say about one place."""

    SAME = auto()
    DIFFERENT = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture made ready: the plane that is compared, RGB, and what reading it gave."""

    plane: Picture
    colour: Picture
    keys: tuple[NDArray[np.float32], NDArray[np.uint8]] | None
    is_grey: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.plane.shape[1], self.plane.shape[0]


@dataclass(frozen=True, slots=True)
class Aligned:
    """One page laid on another: the map of what differs, in the pixels of the first.

    `matrix` maps pixels of the second sheet to pixels of the first. `change` is 1 minus the
    best local correlation, the smaller one of both alignments; `held` is False where the second
    page does not reach.
    """

    matrix: Matrix
    change: Plane
    held: NDArray[np.bool_]
    threshold: float
    is_saturated: bool
    inliers: int
    size_a: tuple[int, int]
    size_b: tuple[int, int]

    def ink_at(self, box: Box, usual: float | None = None) -> Ink:
        """Say whether the print inside a box of the first page is the same on the second.

        `usual` is how far print that is surely the same differs beside it: one small figure
        stands out from its neighbours long before it does from the page.
        """
        if self.is_saturated or not self.is_held(box):
            return Ink.UNSURE
        worst = self.worst_at(box)
        if worst >= self.threshold:
            return Ink.DIFFERENT
        same = 0.75 * self.threshold
        if usual is not None:
            same = min(same, max(_QUIET, _BESIDE * usual))
        return Ink.SAME if worst < same else Ink.UNSURE

    def worst_at(self, box: Box) -> float:
        """Return how far the print inside a box of the first page differs, 0 to 1."""
        part = self.change[_pixels(box, self.size_a)]
        return float(np.percentile(part, 97)) if part.size else 0.0

    def is_held(self, box: Box) -> bool:
        """Say whether the second page reaches over a box of the first."""
        part = self.held[_pixels(box, self.size_a)]
        return part.size > 0 and float(part.mean()) > 0.9

    def largest_change(self, apart_from: Sequence[Box]) -> int:
        """Return the pixels of the largest region that differs, rim and given boxes left out."""
        differs = (self.change >= self.threshold) & self.held
        rows, columns = (round(_RIM * side) for side in differs.shape)
        inner = np.zeros(differs.shape, np.uint8)
        inner[rows:-rows, columns:-columns] = differs[rows:-rows, columns:-columns]
        for box in apart_from:
            inner[_pixels(box, self.size_a)] = 0
        _, _, found, _ = cv2.connectedComponentsWithStats(inner)
        return int(found[1:, cv2.CC_STAT_AREA].max(initial=0))

    def to_b(self, box: Box) -> Box:
        """Return where a box of the first page lies on the second."""
        return _carry(
            box, np.asarray(np.linalg.inv(self.matrix), np.float64), self.size_a, self.size_b
        )

    def to_a(self, box: Box) -> Box:
        """Return where a box of the second page lies on the first."""
        return _carry(box, self.matrix, self.size_b, self.size_a)

    @property
    def fractions(self) -> tuple[float, ...]:
        """The matrix between fractions of the pages, row by row."""
        scale_b = np.diag((*self.size_b, 1.0))
        scale_a = np.diag((1 / self.size_a[0], 1 / self.size_a[1], 1.0))
        whole = scale_a @ self.matrix @ scale_b
        return tuple(float(round(value, 8)) for value in (whole / whole[2, 2]).ravel())


def prepare(image: Picture) -> Sheet:
    """Return a page's RGB picture ready for `align`."""
    return _prepared(image, LONGER_SIDE / max(image.shape[:2]), _FEATURES)


def prepare_part(image: Picture, part: tuple[slice, slice]) -> Sheet:
    """Return some rows and columns of a page's RGB picture, as large as `prepare` makes them."""
    return _prepared(image[part], LONGER_SIDE / max(image.shape[:2]), _FEATURES_OF_PART)


def _prepared(image: Picture, scale: float, features: int) -> Sheet:
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    colour = resize(image, size)
    red, green, blue = cv2.split(colour)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    plane = flatten_light(np.asarray(red, np.uint8))
    finder = cv2.ORB.create(features, 1.3, 6, fastThreshold=10)
    points, marks = finder.detectAndCompute(plane, None)
    keys = None
    if len(points) >= _LEAST_INLIERS:
        keys = np.array([point.pt for point in points], np.float32), np.asarray(marks, np.uint8)
    return Sheet(plane, colour, keys, is_grey=float(np.percentile(spread, 99.5)) < 24)


def align(a: Sheet, b: Sheet) -> Aligned | None:
    """Lay the second page on the first; None if they have too little in common."""
    found = matched_points(a, b)
    if found is None:
        return None
    source, target = found
    found_matrix, mask = cv2.findHomography(source, target, cv2.USAC_MAGSAC, _REACH, maxIters=4000)
    matrix = np.asarray(found_matrix, np.float64)
    if matrix.size != 9 or int(mask.sum()) < _LEAST_INLIERS or not _is_sane(matrix, a, b):
        return None  # without a solution it has no numbers
    width, height = a.size
    flat = np.asarray(
        cv2.warpPerspective(b.plane, matrix, (width, height), borderValue=255), np.uint8
    )
    reach = cv2.warpPerspective(np.full_like(b.plane, 255), matrix, (width, height))
    ready = _ready(a.plane)
    change = _change(ready, _ready(flat))
    bent = _bend(source, target, matrix, flat)
    if bent is not None:
        change = np.minimum(change, _change(ready, _ready(bent)))
    held = cv2.erode(reach, np.ones((9, 9), np.uint8)) > 200
    inked = held & (ready.spread > _INK_SPREAD)
    level = float(np.percentile(change[inked], 90)) if inked.any() else 1.0
    threshold = min(max(_FACTOR * level, _LOW), _HIGH)
    return Aligned(
        matrix=matrix,
        change=change,
        held=held,
        threshold=threshold,
        is_saturated=_FACTOR * level >= _HIGH,
        inliers=int(mask.sum()),
        size_a=a.size,
        size_b=b.size,
    )


def seal_likeness(a: Sheet, b: Sheet, aligned: Aligned, box: Box) -> float | None:
    """Return how far the impression in a box of the first page repeats on the second, -1 to 1.

    None if either is without colour there. Classmates' own impressions reach 0.92 by chance.
    """
    if a.is_grey or b.is_grey:
        return None
    width, height = a.size
    moved = np.asarray(
        cv2.warpPerspective(b.colour, aligned.matrix, (width, height), borderValue=(255,) * 3),
        np.uint8,
    )
    pad_x, pad_y = int(0.02 * width), int(0.02 * height)
    left, top = max(int(box.left * width) - pad_x, 0), max(int(box.top * height) - pad_y, 0)
    right, bottom = int(box.right * width) + pad_x, int(box.bottom * height) + pad_y
    one = redness(a.colour[top:bottom, left:right])
    other = redness(moved[top:bottom, left:right])
    if min(one.shape) < 4 * 8 or float(one.std()) < 4 or float(other.std()) < 4:
        return None
    core = one[8:-8, 8:-8]
    found = cv2.matchTemplate(other, core, cv2.TM_CCOEFF_NORMED)
    return float(found.max())


@dataclass(frozen=True, slots=True)
class _Ready:
    """A plane with what is known of the window around each pixel.

    `least` is the smallest scale that a change is measured by: print may be so much paler.
    """

    plane: Picture
    mean: Plane
    spread: Plane
    least: Plane


def _ready(plane: Picture) -> _Ready:
    smooth = np.asarray(cv2.GaussianBlur(plane, (0, 0), 1.0), np.uint8)
    mean = _windowed(smooth)
    variance = np.maximum(_product(smooth, smooth) - mean * mean, 0)
    return _Ready(smooth, mean, np.sqrt(variance), variance * _CONTRAST + _BARE)


def _windowed(plane: NDArray[np.uint8] | NDArray[np.uint16]) -> Plane:
    """Return the mean of the window around each pixel."""
    return np.asarray(cv2.boxFilter(plane, cv2.CV_32F, (_WINDOW, _WINDOW)), np.float32)


def _product(a: Picture, b: Picture) -> Plane:
    """Return the mean of the product in the window around each pixel."""
    return _windowed(np.asarray(cv2.multiply(a, b, dtype=cv2.CV_16U), np.uint16))


def _change(a: _Ready, b: _Ready) -> Plane:
    """Return 1 minus the best correlation of each window over small shifts; 0 on bare paper.

    The stronger print of the two sets the scale, so that print against bare paper is a change,
    and print against the same print in another contrast is none. One strip after the other, as
    much as the processor holds near by: in whole pages it takes twice the time.
    """
    height, width = a.plane.shape
    best = np.full((height, width), -1, np.float32)
    for top in range(0, height, _STRIP):
        for dy in _SHIFTS:
            low, high = max(dy, 0), height + min(dy, 0)
            rows = max(top, low), min(top + _STRIP, high)
            if rows[0] < rows[1]:
                for dx in _SHIFTS:
                    _raise_to(best, a, b, (dx, dy), rows)
    return np.asarray(np.clip(1 - best, 0, 1), np.float32)


def _raise_to(
    best: Plane, a: _Ready, b: _Ready, shift: tuple[int, int], rows: tuple[int, int]
) -> None:
    """Raise the best correlation of some rows to that under one shift of the second plane."""
    dx, dy = shift
    (height, width), (top, bottom) = best.shape, rows
    left, right = max(dx, 0), width + min(dx, 0)
    # windows at the edges of the rows reach beyond them, as far as both planes do
    above = min(_WINDOW // 2, top - max(dy, 0))
    below = min(_WINDOW // 2, height + min(dy, 0) - bottom)
    wide = np.s_[top - above : bottom + below, left:right]
    there = np.s_[top - above - dy : bottom + below - dy, left - dx : right - dx]
    here, other = (
        np.s_[top:bottom, left:right],
        np.s_[top - dy : bottom - dy, left - dx : right - dx],
    )
    together = _product(a.plane[wide], b.plane[there])[above : above + bottom - top]
    means = cv2.multiply(a.mean[here], b.mean[other])
    alike: Plane = np.asarray(cv2.subtract(together, means), np.float32)
    alike += _BARE
    scale: Plane = np.asarray(cv2.multiply(a.spread[here], b.spread[other]), np.float32)
    scale += _BARE
    cv2.max(scale, a.least[here], scale)
    cv2.max(scale, b.least[other], scale)
    cv2.divide(alike, scale, alike)
    np.maximum(best[here], alike, out=best[here])


def matched_points(a: Sheet, b: Sheet) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    """Return points of the second sheet and where they lie on the first; None if they are few."""
    if a.keys is None or b.keys is None:
        return None
    near = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(b.keys[1], a.keys[1], k=2)
    good = [
        pair[0] for pair in near if len(pair) == 2 and pair[0].distance < _RATIO * pair[1].distance
    ]
    if len(good) < _LEAST_INLIERS:
        return None
    source = b.keys[0][[match.queryIdx for match in good]]
    target = a.keys[0][[match.trainIdx for match in good]]
    return source, target


def _is_sane(matrix: Matrix, a: Sheet, b: Sheet) -> bool:
    """Say whether the second sheet comes out unmirrored, convex and of a like size."""
    width, height = b.size
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float32)
    moved = cv2.perspectiveTransform(corners, matrix)[0]
    area = cv2.contourArea(moved.astype(np.float32), oriented=True)
    share = area / (a.size[0] * a.size[1])
    return bool(cv2.isContourConvex(moved.astype(np.float32))) and 0.1 < share < 10


def _bend(
    source: NDArray[np.float32], target: NDArray[np.float32], matrix: Matrix, flat: Picture
) -> Picture | None:
    """Return the flat sheet bent by a polynomial of degree four, None if nothing is to be bent."""
    moved = cv2.perspectiveTransform(source[None], matrix)[0]
    off = moved - target
    near = np.linalg.norm(off, axis=1) < _BEND_REACH
    if near.sum() < 4 * _LEAST_INLIERS:
        return None
    height, width = flat.shape
    centre = np.array([width / 2, height / 2])
    terms = _terms(height, width)
    x, y = ((target[near] - centre) / centre).T
    basis = np.stack([term(x, y) for term in terms], axis=1)
    weight = np.ones(len(basis))
    solution = np.zeros((basis.shape[1], 2))
    for _ in range(4):
        scaled = basis * weight[:, None]
        left = scaled.T @ basis + 1e-2 * np.eye(basis.shape[1])
        solution = np.linalg.solve(left, scaled.T @ off[near])
        rest = np.linalg.norm(off[near] - basis @ solution, axis=1)
        weight = 1 / (1 + (rest / 1.5) ** 2)
    step = 8
    ys, xs = np.mgrid[0:height:step, 0:width:step].astype(np.float64)
    grid = np.stack(
        [term((xs - centre[0]) / centre[0], (ys - centre[1]) / centre[1]) for term in terms],
        axis=-1,
    )
    shift = (grid @ solution).astype(np.float32)
    if float(np.abs(shift).max()) < 0.75:
        return None
    whole = cv2.resize(shift, (width, height), interpolation=cv2.INTER_LINEAR)
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    return np.asarray(
        cv2.remap(flat, xx + whole[..., 0], yy + whole[..., 1], cv2.INTER_LINEAR,
                  borderValue=255), np.uint8,
    )  # fmt: skip


def _terms(height: int, width: int) -> list[Callable[[Matrix, Matrix], Matrix]]:
    del height, width
    return [
        lambda x, y, i=i, j=j: x**i * y**j  # type: ignore[misc]
        for i in range(_DEGREE + 1)
        for j in range(_DEGREE + 1 - i)
    ]


def redness(part: Picture) -> Picture:
    """Return how much more red than green and blue a picture is, 0 to 255."""
    wide = part.astype(np.int16)
    return np.clip(wide[..., 0] - (wide[..., 1] + wide[..., 2]) // 2, 0, 255).astype(np.uint8)


def _carry(box: Box, matrix: Matrix, size: tuple[int, int], other: tuple[int, int]) -> Box:
    """Return the rectangle around a box carried from one page to another, cut to the page."""
    width, height = size
    corners = np.array(
        [[[box.left * width, box.top * height], [box.right * width, box.top * height],
          [box.right * width, box.bottom * height], [box.left * width, box.bottom * height]]],
        np.float64,
    )  # fmt: skip
    moved = cv2.perspectiveTransform(corners, matrix)[0] / other
    low, high = np.clip(moved.min(axis=0), 0, 1), np.clip(moved.max(axis=0), 0, 1)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _pixels(box: Box, size: tuple[int, int]) -> tuple[slice, slice]:
    """Return the rows and columns that a box covers on a page of that size."""
    width, height = size
    left, right = int(box.left * width), math.ceil(box.right * width)
    top, bottom = int(box.top * height), math.ceil(box.bottom * height)
    return slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0))
