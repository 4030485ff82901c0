"""Whether a class's seals were stamped by hand, and whether two papers carry one impression.

A hand turns a seal on each paper a little its own way; print turns it the same on all. So papers
of a class that carry one seal in several turns were stamped, and only of these does a repeated
impression say anything. Turns are measured on the ring of text, unrolled around the middle of
the seal, where a turn is a shift; impressions are compared where the print around the seal
lies on the other paper's, for names and schools of other lengths move the rest of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box
from extractor.image import Picture
from extractor.signals.seal_pictures import ring_in
from verifier.duplicates.aligned import Matrix, Sheet, matched_points, redness

Ring = NDArray[np.complex64]
"""A ring of text by its frequencies along the turn: of shape (circles, frequencies)."""

LEAST_STAMPED = 5
"""Papers of one seal, each in a turn of its own, that make a class known to be stamped."""
REPEATS = 0.97
"""Impressions that correlate so far, in one place and turn, are one."""
_DIRECTIONS = 720
_CIRCLES = np.linspace(0.40, 0.90, 24, dtype=np.float32)
_SAME_SEAL = 0.55
_SAME_TURN, _OTHER_TURN = 4.0, 3.0
"""Degrees: so far apart captures of one impression may lie, as sheets lie askew; from so many on
two impressions count as two where several others do, which no five sheets' lie explains."""
_TRIED = 3
_LEAST_POINTS = 12
_REACH = 2.0
_SHIFT = 1
"""Pixels, of a page of 1200, that the same impression may seem to lie apart: 0.25 mm of A4."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How far one ring is turned against another, in degrees, and how far they then correlate."""

    degrees: float
    likeness: float


def ring_of(seal: Picture) -> Ring | None:
    """Return the ring of a seal that was cut out by `seal_pictures`; None if it has no colour."""
    (x, y), (across, down) = ring_in(seal)
    levels = seal.astype(np.int16)
    ink = (levels.max(axis=2) - levels.min(axis=2)).astype(np.float32)
    ink = cv2.GaussianBlur(ink, (0, 0), max(0.5, across / 60))
    angles = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False, dtype=np.float32)
    where = (x + across * np.cos(angles) * _CIRCLES[:, None],
             y + down * np.sin(angles) * _CIRCLES[:, None])  # fmt: skip
    unrolled = cv2.remap(ink, where[0].astype(np.float32), where[1].astype(np.float32),
                         cv2.INTER_LINEAR)  # fmt: skip
    unrolled -= unrolled.mean(axis=1, keepdims=True)
    size = float(np.linalg.norm(unrolled))
    return np.fft.rfft(unrolled / size, axis=1).astype(np.complex64) if size > 1 else None


def turn_between(a: Ring, b: Ring) -> Turn:
    """Return the turn in which two rings are likest."""
    found = np.fft.irfft((a * np.conj(b)).sum(axis=0), n=_DIRECTIONS)
    best = int(found.argmax())
    shift = best if best <= _DIRECTIONS // 2 else best - _DIRECTIONS
    return Turn(shift * 360 / _DIRECTIONS, float(found[best]))


def is_stamped(papers: Sequence[Sequence[Ring]]) -> bool:
    """Say whether the papers of a class show one seal in at least `LEAST_STAMPED` turns."""
    with_rings = [rings for rings in papers if rings]
    return any(
        _turns_of(ring, with_rings) >= LEAST_STAMPED
        for rings in with_rings[:_TRIED]
        for ring in rings
    )


def _turns_of(seal: Ring, papers: Sequence[Sequence[Ring]]) -> int:
    """Count papers that carry a seal and are turned from one another, the most that there are."""
    found = []
    for rings in papers:
        turn, ring = max(
            ((turn_between(seal, ring), ring) for ring in rings), key=lambda one: one[0].likeness
        )
        if turn.likeness >= _SAME_SEAL:
            found.append((turn.degrees, ring))
    found.sort(key=lambda one: one[0])
    kept = found[:1]
    for degrees, ring in found:
        if abs(turn_between(kept[-1][1], ring).degrees) >= _OTHER_TURN:
            kept.append((degrees, ring))
    return len(kept)


def alike(a: Mapping[int, Ring], b: Mapping[int, Ring]) -> tuple[tuple[int, int], ...]:
    """Return the numbers of the seals of two papers that may be one impression each.

    Nothing, if one of the seals that both carry is turned otherwise: who carries an impression
    over carries all of the page.
    """
    found = []
    for number, ring in a.items():
        turns = ((turn_between(ring, other), theirs) for theirs, other in b.items())
        turn, theirs = max(turns, key=lambda one: one[0].likeness, default=(Turn(0, 0), 0))
        if turn.likeness < _SAME_SEAL:
            continue
        if abs(turn.degrees) > _SAME_TURN:
            return ()
        found.append((number, theirs))
    return tuple(found)


def impression_likeness(a: Sheet, b: Sheet, box: Box) -> float | None:
    """Return how far the impression in a box of the first page is that of the second, -1 to 1.

    The print around the seal is laid on the other page's; then the impressions must lie in one
    place. None if there is too little print around, or either page has no colour.
    """
    if a.is_grey or b.is_grey:
        return None
    matrix = _laid_around(a, b, box)
    if matrix is None:
        return None
    width, height = a.size
    rim = _SHIFT + 2
    left, top = max(int(box.left * width) - rim, 0), max(int(box.top * height) - rim, 0)
    right = min(int(box.right * width) + rim, width)
    bottom = min(int(box.bottom * height) + rim, height)
    moved = cv2.warpAffine(b.colour, matrix, (width, height), borderValue=(255,) * 3)
    ours = _smooth(redness(a.colour[top:bottom, left:right]))
    theirs = _smooth(redness(np.asarray(moved[top:bottom, left:right], np.uint8)))
    core = ours[_SHIFT:-_SHIFT, _SHIFT:-_SHIFT]
    if min(core.shape, default=0) < 4 * rim or min(float(ours.std()), float(theirs.std())) < 4:
        return None
    return float(cv2.matchTemplate(theirs, core, cv2.TM_CCOEFF_NORMED).max())


def _laid_around(a: Sheet, b: Sheet, box: Box) -> Matrix | None:
    """Return what lays the second page on the first around a box: affine, of shape (2, 3)."""
    found = matched_points(a, b)
    if found is None:
        return None
    source, target = found
    width, height = a.size
    reach = max(box.width * width, box.height * height)
    low = np.array([box.left * width, box.top * height]) - reach
    high = np.array([box.right * width, box.bottom * height]) + reach
    near = ((target > low) & (target < high)).all(axis=1)
    if int(near.sum()) < _LEAST_POINTS:
        return None
    matrix, mask = cv2.estimateAffine2D(
        source[near], target[near], method=cv2.RANSAC, ransacReprojThreshold=_REACH, maxIters=3000
    )
    laid = np.asarray(matrix, np.float64)
    if laid.size != 6 or int(mask.sum()) < _LEAST_POINTS:
        return None  # without a solution it has no numbers
    return laid


def _smooth(part: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(part, (0, 0), 1.0), np.uint8)
