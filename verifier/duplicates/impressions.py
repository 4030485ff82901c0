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
from verifier.duplicates.aligned import (
    LONGER_SIDE,
    Matrix,
    Sheet,
    matched_points,
    prepare_part,
    redness,
)

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
_EDGE = 31
"""Pixels, of a page of 1200, at the edge of a picture in which no features are looked for."""
_REACH = 2.0
_SHIFT = 1
"""Pixels, of a page of 1200, that the same impression may seem to lie apart: 0.25 mm of A4."""


@dataclass(frozen=True, slots=True)
class Around:
    """A seal with the print around it: made ready, and where the seal lies on it in pixels."""

    sheet: Sheet
    seal: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Turn:
    """How far one ring is turned against another, in degrees, and how far they then correlate."""

    degrees: float
    likeness: float


def ring_of(seal: Picture) -> Ring | None:
    """Return the ring of a seal that was cut out by `seal_pictures`; None if it has no colour."""
    (x, y), (across, down) = ring_in(seal)
    red, green, blue = cv2.split(seal)
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    ink = cv2.GaussianBlur(spread.astype(np.float32), (0, 0), max(0.5, across / 60))
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


def alike(a: Mapping[int, Ring], b: Mapping[int, Ring]) -> tuple[tuple[int, int, float], ...]:
    """Return the numbers of the seals of two papers that may be one impression each, with the turn.

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
        found.append((number, theirs, abs(turn.degrees)))
    return tuple(found)


def around(page: Picture, box: Box) -> Around:
    """Return a seal of a page with the print around it, ready to be compared."""
    height, width = page.shape[:2]
    scale = LONGER_SIDE / max(height, width)
    reach = max(box.width * width, box.height * height) + _EDGE / scale
    left, top = max(int(box.left * width - reach), 0), max(int(box.top * height - reach), 0)
    right, bottom = int(box.right * width + reach), int(box.bottom * height + reach)
    sheet = prepare_part(page, (slice(top, bottom), slice(left, right)))
    corners = np.array([box.left * width - left, box.top * height - top,
                        box.right * width - left, box.bottom * height - top])  # fmt: skip
    first_x, first_y, last_x, last_y = (corners * scale).astype(int)
    return Around(sheet, (int(first_x), int(first_y), int(last_x), int(last_y)))


def impression_likeness(a: Around, b: Around) -> float | None:
    """Return how far one impression is the other, -1 to 1.

    The print around the second seal is laid on that around the first; then the impressions must
    lie in one place. None if there is too little print around, or either has no colour.
    """
    if a.sheet.is_grey or b.sheet.is_grey:
        return None
    matrix = _laid(a.sheet, b.sheet)
    if matrix is None:
        return None
    width, height = a.sheet.size
    rim = _SHIFT + 2
    left, top, right, bottom = a.seal
    here = np.s_[
        max(top - rim, 0) : min(bottom + rim, height), max(left - rim, 0) : min(right + rim, width)
    ]
    moved = cv2.warpPerspective(b.sheet.colour, matrix, (width, height), borderValue=(255,) * 3)
    ours = _smooth(redness(a.sheet.colour[here]))
    theirs = _smooth(redness(np.asarray(moved[here], np.uint8)))
    core = ours[_SHIFT:-_SHIFT, _SHIFT:-_SHIFT]
    if min(core.shape, default=0) < 4 * rim or min(float(ours.std()), float(theirs.std())) < 4:
        return None
    return float(cv2.matchTemplate(theirs, core, cv2.TM_CCOEFF_NORMED).max())


def _laid(a: Sheet, b: Sheet) -> Matrix | None:
    """Return the homography that lays the second part on the first: a phone looks at it aslant."""
    found = matched_points(a, b)
    if found is None:
        return None
    matrix, mask = cv2.findHomography(*found, cv2.USAC_MAGSAC, _REACH, maxIters=3000)
    laid = np.asarray(matrix, np.float64)
    if laid.size != 9 or int(mask.sum()) < _LEAST_POINTS:
        return None  # without a solution it has no numbers
    return laid


def _smooth(part: Picture) -> Picture:
    return np.asarray(cv2.GaussianBlur(part, (0, 0), 1.0), np.uint8)
