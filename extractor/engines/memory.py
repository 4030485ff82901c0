"""Remember lines and layouts of pages read before, so that forty papers of one class cost little.

The papers of a class that a platform draws, or that were exported one by one, are the same but for
a name and a number. A line whose pixels were read before is answered from memory, which is exact. A
page's small copy is all that the detector sees: where it is that of an earlier page, that page's
lines lie, and the detector looks at the places that differ alone. Nothing is taken from an earlier
page but where lines lie and what pixels say; scans of paper, no two of which share a pixel, are
read as if nothing were remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.engines.recognised import Recognised
from extractor.engines.sheet import overlap
from extractor.image import Picture, Quad

MOST_LINES = 4096
MOST_LAYOUTS = 32
"""A small copy has 0.7 MB at most of A4's shape."""
MOST_AREA = 0.4
"""Where more than this share of a page would be looked at anew, the whole of it is."""
NEAR = 8
"""Changed pixels of the small copy so near to one another are one place."""
CONTEXT = 48
"""So many pixels of the small copy around a place are shown to the detector with it."""
STEP = 32
"""The detector takes sides that are multiples of this."""
SAMPLED = 64
"""One in so many pages of a known layout is looked at whole; a layout that lied is forgotten."""
SAME_LINE = 0.7
"""Two findings of one line share so much of the smaller one, and neither is much larger."""
MUCH_LARGER = 1.3

Bounds = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of a small copy."""
FindLines = Callable[[Picture, tuple[int, int]], Quad]
"""From a small copy, and height and width of the picture, to its lines as quads (n, 4, 2)."""


class LineMemory:
    """What crops of lines say, by their pixels."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: OrderedDict[bytes, Recognised] = OrderedDict()

    def recognised(self, crop: Picture, read: Callable[[Picture], Recognised]) -> Recognised:
        """Return what the crop says; `read` is asked if these pixels were not seen before."""
        key = blake2b(crop.tobytes(), digest_size=16, salt=b"%d" % crop.shape[1]).digest()
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = read(crop)
            if len(self._known) > MOST_LINES:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    small: Picture
    shape: tuple[int, int]
    quads: Quad


class LayoutMemory:
    """Where the lines of pages lie, by their small copies."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: list[_Layout] = []

    def lines(self, small: Picture, shape: tuple[int, int], find: FindLines) -> Quad:
        """Return the lines on a page, as quads (n, 4, 2) in pixels of the page.

        `small` is its grey small copy with sides in 32s, `shape` the page's height and width.
        """
        nearest = self._nearest(small, shape)
        known = None if nearest is None else _with_changes(nearest, small, find)
        if nearest is None or known is None:
            quads = find(small, shape)
            self._known = [*self._known, _Layout(small, shape, quads)][-MOST_LAYOUTS:]
            return quads
        self._known.remove(nearest)
        if _is_sampled(small):
            quads = find(small, shape)
            if not _agree(known, quads):
                return quads
            known = quads
        self._known.append(nearest)
        return known

    def _nearest(self, small: Picture, shape: tuple[int, int]) -> _Layout | None:
        same = [one for one in self._known if one.shape == shape]
        return min(same, key=lambda one: np.count_nonzero(one.small != small), default=None)


def _with_changes(layout: _Layout, small: Picture, find: FindLines) -> Quad | None:
    """Return the layout's lines, those of changed places found anew; None if nearly all changed."""
    height, width = small.shape
    scale = np.array([layout.shape[1] / width, layout.shape[0] / height], np.float32)
    changed = layout.small != small
    bounds = [_bounds(quad / scale) for quad in layout.quads]
    is_kept = [not _in(changed, bound).any() for bound in bounds]
    places = _places(changed, [b for b, kept in zip(bounds, is_kept, strict=True) if not kept])
    windows = [_window(place, width=width, height=height) for place in places]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in windows)
    if area > MOST_AREA * small.size:
        return None
    quads = [quad for quad, kept in zip(layout.quads, is_kept, strict=True) if kept]
    for place, (left, top, right, bottom) in zip(places, windows, strict=True):
        size = (bottom - top) * scale[1], (right - left) * scale[0]
        part = np.ascontiguousarray(small[top:bottom, left:right])
        found = find(part, (round(float(size[0])), round(float(size[1]))))
        moved = found + np.array([left, top], np.float32) * scale
        quads = _joined(quads, [q for q in moved if _holds(place, q.mean(axis=0) / scale)])
    return np.asarray(quads, np.float32).reshape(-1, 4, 2)


def _joined(kept: Sequence[Quad], found: Sequence[Quad]) -> list[Quad]:
    """Return both, where they meet the kept one, unless the one found goes well beyond it."""
    joined = list(kept)
    for quad in found:
        same = [i for i, one in enumerate(joined) if overlap(quad, one) >= SAME_LINE]
        if all(_is_much_larger(quad, joined[i]) for i in same):
            joined = [one for i, one in enumerate(joined) if i not in same]
            joined.append(quad)
    return joined


def _places(changed: NDArray[np.bool_], touched: Sequence[Bounds]) -> list[Bounds]:
    """Return the places that changed, with the whole of the lines that are touched; none meet."""
    near = cv2.dilate(changed.astype(np.uint8), np.ones((2 * NEAR + 1, 2 * NEAR + 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    places: list[Bounds] = []
    for x, y, w, h, _ in stats[1:]:
        place, grown = None, (int(x), int(y), int(x + w), int(y + h))
        while place != grown:
            place = grown
            grown = _around([place, *(one for one in (*touched, *places) if _meet(one, place))])
        places = [*(other for other in places if not _meet(other, grown)), grown]
    return places


def _window(place: Bounds, *, width: int, height: int) -> Bounds:
    """Return a place with what lies around it, of sides that the detector takes."""
    left, right = _stretch(place[0], place[2], width)
    top, bottom = _stretch(place[1], place[3], height)
    return left, top, right, bottom


def _stretch(low: int, high: int, side: int) -> tuple[int, int]:
    wanted = min(side, -(-(high - low + 2 * CONTEXT) // STEP) * STEP)
    start = min(max(0, low - (wanted - (high - low)) // 2), side - wanted)
    return start, start + wanted


def _bounds(quad: Quad) -> Bounds:
    """Return the pixels that a line touches, with one more on each side."""
    left, top = np.floor(quad.min(axis=0)).astype(int) - 1
    right, bottom = np.ceil(quad.max(axis=0)).astype(int) + 1
    return int(left), int(top), int(right), int(bottom)


def _in(plane: NDArray[np.bool_], bounds: Bounds) -> NDArray[np.bool_]:
    left, top, right, bottom = bounds
    return plane[max(0, top) : bottom, max(0, left) : right]


def _around(bounds: Sequence[Bounds]) -> Bounds:
    left, top, right, bottom = zip(*bounds, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(place: Bounds, point: Quad) -> bool:
    return bool(place[0] <= point[0] <= place[2] and place[1] <= point[1] <= place[3])


def _is_sampled(small: Picture) -> bool:
    return blake2b(small.tobytes(), digest_size=1).digest()[0] % SAMPLED == 0


def _agree(some: Quad, others: Quad) -> bool:
    """Tell whether two findings of a page's lines are the same."""
    return len(some) == len(others) and all(
        any(_is_same(quad, other) for other in others) for quad in some
    )


def _is_same(quad: Quad, other: Quad) -> bool:
    alike = overlap(quad, other) >= SAME_LINE
    return alike and not _is_much_larger(quad, other) and not _is_much_larger(other, quad)


def _is_much_larger(quad: Quad, other: Quad) -> bool:
    return cv2.contourArea(quad) > MUCH_LARGER * cv2.contourArea(other)
