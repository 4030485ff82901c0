"""Finds the rings of round and oval seals on a plane of ink, and proves that they are rings.

Knows neither colours nor text: it is given a plane (redness, blueness or
darkness) and answers with ellipses. A medal, an emblem, a border or a headline
also lies in red ink; what makes a seal is a thin closed line, calm paper around
it and a band of separate strokes just inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.levels import percentile
from extractor.signals.colour import Plane

if TYPE_CHECKING:
    from cv2.typing import MatLike

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse on a plane, in its pixels, with the measures that make it a seal.

    `axes` are the two half axes, `angle` the direction of the first in degrees,
    clockwise from the right. `level` is the ink of the line, `closed` the share
    of the turn on which the line stands, `strokes` the changes between ink and
    paper on one turn through the band of text.
    """

    centre: tuple[float, float]
    axes: tuple[float, float]
    angle: float
    level: float = 0.0
    closed: float = 0.0
    strokes: int = 0
    filled: float = 0.0
    busy_outside: float = 0.0
    crest: float = 0.0

    @property
    def radius(self) -> float:
        """Mean half axis."""
        return (self.axes[0] + self.axes[1]) / 2

    def points(self, angles: Floats, reach: Floats) -> tuple[Floats, Floats]:
        """Return x and y at these angles (radians, clockwise) and multiples of the ellipse.

        Angles count from the right in the picture, whatever the ellipse's own
        direction, so that a strip cut along them starts at a known place.
        """
        turn = np.deg2rad(self.angle)
        cos, sin = np.cos(angles - turn), np.sin(angles - turn)
        first, second = self.axes
        x = first * cos * reach
        y = second * sin * reach
        return (
            (self.centre[0] + x * np.cos(turn) - y * np.sin(turn)).astype(np.float32),
            (self.centre[1] + x * np.sin(turn) + y * np.cos(turn)).astype(np.float32),
        )


MIN_RADIUS = 0.028
MAX_RADIUS = 0.17
"""Radii as shares of the longer side: from a small seal on a page photographed from
afar (the smallest of 61 real pages is 0.045) to a large one on half a sheet."""

_SMALLEST_PLANE = 32
"""Pixels: on less there is no ring with text in it."""
_LEAST_POINTS = 5
"""Points that an ellipse is fitted to, at least."""
_FAINTEST = 0.03
"""Ink of the faintest line that still counts as one, of 1."""
_MIN_CLOSED = 0.6
_MIN_CREST = 0.7
_WELL_CLOSED = 0.85
_CLEAN_CREST = 0.88
_MIN_STROKES = 10
_MAX_FILLED = 0.72
_MAX_BUSY = 0.4
_MAX_STRETCH, _MAX_OVAL = 1.4, 1.7
_CLEARLY_CLOSED = 0.95
_LEANING = 1.1
_BIN = 2
_ARC = 4
_VOTE_CLIP = 0.3
_FAINT_CLIP = 0.06
_VOTE_EDGE = 0.17
_VOTE_FULL = 0.8
_VOTE_BLUR = 5
"""Cells of a side over which votes are blurred: wider, 390 rings stayed the same."""
_FEWEST_EDGES = 40
_MOST_EDGES = 12_000
_CANDIDATES = 24
_LEAST_VOTES = 0.4
"""Votes by which a circle is worth proving. Of 1004 rings on pages of two authors one had fewer,
and half of all candidates have."""
_RIM = 1.06
"""Times a ring's axes, its line and the blur of its line end."""
_LEAST_TURN = 0.35
"""An ellipse is fitted to a line that is seen on at least this share of the turn."""
_ANGLES = np.linspace(0, 2 * np.pi, 240, endpoint=False, dtype=np.float32)
_WAVES = np.stack(
    [np.ones_like(_ANGLES)]
    + [wave(order * _ANGLES) for order in (1, 2) for wave in (np.cos, np.sin)],
    axis=1,
    dtype=np.float64,
)
"""An off-centre ellipse in polar form is about a sum of these, of shape (angles, 5)."""


def find_rings(plane: Plane, *, faint: bool = True, crossed: bool = False) -> tuple[Ring, ...]:
    """Return the rings that pass as seals, the clearest first, none twice.

    `plane` should have about 1000 pixels on its longer side: the ring of an
    ordinary seal is then two to four pixels wide. `faint` looks once more, for worn
    impressions, where nothing clear was found. `crossed` takes ovals too whose calm inside and
    outside is broken by print of the same ink, as on a copy: so that little is missed, where a
    ring too many accuses nobody.
    """
    side = max(plane.shape)
    if min(plane.shape) < max(_SMALLEST_PLANE, MIN_RADIUS * side):
        return ()  # no seal fits on so thin a strip
    soft: Plane = cv2.GaussianBlur(plane, (0, 0), 1.0).astype(np.float32, copy=False)
    outlined = (_enclosed(soft, side) if crossed else []) + _blobs(soft, side)
    passed = _proved(soft, side, outlined, crossed=crossed)
    rest = _without(soft, [ring for ring in passed if _is_clear(ring)])
    passed += _proved(soft, side, _votes(rest, side, _VOTE_CLIP), passed, crossed=crossed)
    # a worn impression beside a bold headline: its edges count only once the headline's are cut
    if not passed and faint:
        passed = _proved(soft, side, _votes(soft, side, _FAINT_CLIP))
    return _distinct(passed)


def _proved(
    soft: Plane,
    side: int,
    candidates: list[Ring],
    known: Sequence[Ring] = (),
    *,
    crossed: bool = False,
) -> list[Ring]:
    """Return the candidates that pass as seals, pulled onto their lines; `known` passed before."""
    passed: list[Ring] = []
    for candidate in candidates:
        if any(same_ring(candidate, ring) and _is_clear(ring) for ring in (*known, *passed)):
            continue
        ring = _refined(soft, candidate)
        if ring is None or not _has_seals_size(ring, side):
            continue
        ring = _measured(soft, ring)
        if crossed and not _is_seal(ring, crossed=crossed):
            ring = _followed(soft, ring)
        if _is_seal(ring, crossed=crossed) and _has_seals_size(ring, side):
            passed.append(ring)
    return passed


def _distinct(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """Return the rings without those that are found twice or lie in another, the clearest first."""
    best: list[Ring] = []
    for ring in sorted(rings, key=lambda ring: -ring.closed * ring.crest):
        if not any(same_ring(ring, other) or _is_part_of(ring, other) for other in best):
            best.append(ring)
    return tuple(best)


def _without(soft: Plane, rings: Sequence[Ring]) -> Plane:
    """Return the ink without that of clear rings, which votes for nothing else."""
    if not rings:
        return soft
    rest = soft.copy()
    for ring in rings:
        box = ring.centre, (2 * _RIM * ring.axes[0], 2 * _RIM * ring.axes[1]), ring.angle
        cv2.ellipse(rest, box, 0, cv2.FILLED)
    return rest


def _has_seals_size(ring: Ring, side: int) -> bool:
    return MIN_RADIUS * side <= ring.radius <= MAX_RADIUS * side


def _is_seal(ring: Ring, *, crossed: bool) -> bool:
    return (
        ring.level >= _FAINTEST
        and ring.closed >= _MIN_CLOSED
        and ring.crest >= _MIN_CREST
        and (ring.closed >= _WELL_CLOSED or ring.crest >= _CLEAN_CREST)
        and ring.strokes >= _MIN_STROKES
        and ring.filled <= _MAX_FILLED
        and ring.busy_outside <= _MAX_BUSY
        and max(ring.axes) <= _stretch(ring, crossed=crossed) * min(ring.axes)
    )


def _stretch(ring: Ring, *, crossed: bool) -> float:
    """Return how many times longer than wide a ring may be: an oval's line has to be clear."""
    is_clear = ring.closed >= _CLEARLY_CLOSED and (crossed or ring.crest >= _CLEAN_CREST)
    return _MAX_OVAL if is_clear else _MAX_STRETCH


def _is_halfway(ring: Ring) -> bool:
    """Tell an ellipse that lies along some of an oval's line and has not reached the rest."""
    return ring.closed < _CLEARLY_CLOSED and max(ring.axes) >= _LEANING * min(ring.axes)


def _followed(soft: Plane, ring: Ring) -> Ring:
    """Pull an ellipse further, twice at most: an oval lies far from the circles that propose."""
    for _ in range(2):
        further = _refined(soft, ring) if _is_halfway(ring) else None
        if further is None:
            break
        ring = _measured(soft, further)
    return ring


def _is_clear(ring: Ring) -> bool:
    """Tell whether a second candidate at the same place could not be better."""
    return ring.closed > 0.9 and ring.crest > 0.85


def same_ring(one: Ring, other: Ring) -> bool:
    """Tell whether two ellipses are two findings of one ring."""
    return _distance(one, other) < 0.5 * max(one.radius, other.radius)


def _is_part_of(ring: Ring, other: Ring) -> bool:
    """Tell a ring that the text band of a larger seal feigns from a second impression."""
    return ring.radius < 0.75 * other.radius and _distance(ring, other) < other.radius


def _distance(one: Ring, other: Ring) -> float:
    return float(np.hypot(one.centre[0] - other.centre[0], one.centre[1] - other.centre[1]))


def _blobs(soft: Plane, side: int) -> list[Ring]:
    """Return connected ink whose outline is an ellipse: oval seals, and any that stand alone."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    joined = cv2.morphologyEx(_inked(soft), cv2.MORPH_CLOSE, kernel)
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return _elliptic(outlines, side)


def _enclosed(soft: Plane, side: int) -> list[Ring]:
    """Return paper that an elliptic line shuts off from the page, whatever print crosses it."""
    paper = 1 - cv2.dilate(_inked(soft), np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(paper, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    return _elliptic(outlines, side)


def _inked(soft: Plane) -> NDArray[np.uint8]:
    return (soft > max(_FAINTEST, 0.25 * _strong(soft))).astype(np.uint8)


def _elliptic(outlines: Sequence[MatLike], side: int) -> list[Ring]:
    """Return the ellipses of those outlines that are one, and of a seal's size."""
    rings = []
    for outline in outlines:
        _, _, width, height = cv2.boundingRect(outline)
        least, most = min(width, height) / 2, max(width, height) / 2
        if least < MIN_RADIUS * side * 0.7 or most > MAX_RADIUS * side * 1.3:
            continue
        hull = cv2.convexHull(outline)
        if len(hull) < _LEAST_POINTS:
            continue
        centre, sizes, angle = cv2.fitEllipseDirect(hull)
        if min(sizes) <= 0 or cv2.contourArea(hull) < 0.8 * np.pi * sizes[0] * sizes[1] / 4:
            continue
        rings.append(Ring((centre[0], centre[1]), (sizes[0] / 2, sizes[1] / 2), angle))
    return rings


def _strong(soft: Plane) -> float:
    inked = soft[soft > _FAINTEST]
    return percentile(inked, 75) if inked.size else 0.0


def _votes(soft: Plane, side: int, clip: float) -> list[Ring]:
    """Circles on whose centre the edges of the ink agree: seals that touch other ink."""
    half = cv2.resize(np.minimum(soft, clip), None, fx=0.5, fy=0.5)
    half = cv2.GaussianBlur(half, (0, 0), 0.8)
    across, down = cv2.Sobel(half, cv2.CV_32F, 1, 0), cv2.Sobel(half, cv2.CV_32F, 0, 1)
    steep = cv2.magnitude(across, down)
    rows, columns = np.nonzero(steep > _VOTE_EDGE * clip)
    if rows.size < _FEWEST_EDGES:
        return []
    kept = np.linspace(0, rows.size - 1, min(rows.size, _MOST_EDGES)).astype(np.intp)
    rows, columns = rows[kept], columns[kept]
    length = steep[rows, columns]
    weight = np.minimum(length / (_VOTE_FULL * clip), 1)
    radii = np.arange(MIN_RADIUS * side / 2, MAX_RADIUS * side / 2, _BIN, dtype=np.float32)
    height, width = half.shape[0] // _BIN + 1, half.shape[1] // _BIN + 1
    # Votes may fall beyond the page: to give them room costs less than to sort them out.
    room = int(radii[-1]) // _BIN + 2
    across_all = width + 2 * room
    cells = (height + 2 * room) * across_all
    unit_x, unit_y = across[rows, columns] / length / _BIN, down[rows, columns] / length / _BIN
    both_x, both_y = np.concatenate([-unit_x, unit_x]), np.concatenate([-unit_y, unit_y])
    from_x = np.tile(columns.astype(np.float32) / _BIN + room, 2)
    from_y = np.tile(rows.astype(np.float32) / _BIN + room, 2)
    weights = np.tile(weight.astype(np.float64), 2)
    best, best_radii = np.zeros((2, height, width), np.float32)
    before = np.zeros_like(best)
    x, y = np.empty((2, both_x.size), np.float32)
    for radius in radii:
        # in place, for memory costs more than the reckoning
        np.add(np.multiply(both_x, radius, out=x), from_x, out=x)
        np.add(np.multiply(both_y, radius, out=y), from_y, out=y)
        at = y.astype(np.intp)
        at *= across_all
        at += x.astype(np.int32)
        votes = np.bincount(at, weights, minlength=cells).reshape(-1, across_all)
        on_page = votes[room : room + height, room : room + width].astype(np.float32)
        here = np.asarray(cv2.GaussianBlur(on_page, (_VOTE_BLUR, _VOTE_BLUR), 1.0), np.float32)
        here /= radius
        # a ring between two radii votes for both
        both = here + before
        best_radii[both > best] = radius
        np.maximum(best, both, out=best)
        before = here
    return _peaks(best, best_radii)


def _peaks(best: Floats, radii: Floats) -> list[Ring]:
    """Return circles of those radii around the cells with the most votes, the likeliest first."""
    rings: list[Ring] = []
    for _ in range(_CANDIDATES):
        row, column = np.unravel_index(int(best.argmax()), best.shape)
        if best[row, column] < _LEAST_VOTES:
            break
        radius = float(radii[row, column])
        centre = (float(column) * _BIN * 2 + _BIN, float(row) * _BIN * 2 + _BIN)
        rings.append(Ring(centre, (2 * radius, 2 * radius), 0.0))
        reach = max(2, int(radius / _BIN * 0.35))
        best[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1] = 0
    return rings


def _refined(soft: Plane, ring: Ring) -> Ring | None:
    """Pull the ellipse onto the line of ink, in three rounds of narrowing search."""
    for reach in (0.2, 0.12, 0.06):
        steps = np.linspace(1 - reach, 1 + reach, 33, dtype=np.float32)
        turn = _unrolled(soft, ring, steps)
        strength = turn.max(axis=1)
        if float(strength.max()) < _FAINTEST:
            return None
        # the outermost ink of each direction: what lies further in is text
        inked = turn > max(0.5 * percentile(strength, 60), _FAINTEST / 2)
        # ink up to the edge of the search is a border or a picture, not the line
        seen = inked.any(axis=1) & ~inked[:, -1]
        if np.count_nonzero(seen) < _LEAST_TURN * _ANGLES.size:
            return None
        outermost = steps[steps.size - 1 - inked[:, ::-1].argmax(axis=1)]
        inner = _line_centre(turn, outermost, steps)
        fit = _smooth_turn(inner, seen)
        if fit is None:
            return None
        x, y = ring.points(_ANGLES, fit)
        centre, sizes, angle = cv2.fitEllipseDirect(np.stack([x, y], axis=1).reshape(-1, 1, 2))
        if not np.all(np.isfinite(sizes)) or min(sizes) < 8:
            return None
        ring = Ring((centre[0], centre[1]), (sizes[0] / 2, sizes[1] / 2), angle)
    return ring


def _line_centre(turn: Floats, outermost: Floats, steps: Floats) -> Floats:
    """Move from the outer edge of the ink to the middle of its line."""
    near = np.abs(steps[None, :] - (outermost[:, None] - 0.02)) <= 0.04
    weight = np.where(near, turn, 0) + 1e-6
    return np.asarray((weight * steps).sum(axis=1) / weight.sum(axis=1), np.float32)


def _smooth_turn(reach: Floats, seen: NDArray[np.bool_]) -> Floats | None:
    """Fit an off-centre ellipse in polar form and drop what does not lie on it."""
    used, fit = seen, reach
    for _ in range(4):
        if np.count_nonzero(used) < _LEAST_TURN * _ANGLES.size:
            return None
        waves = _WAVES[used]
        # the normal equations take a third of the time; five waves over a third of a turn or
        # more are far enough from alike for doubles
        fit = _WAVES @ np.linalg.solve(waves.T @ waves, waves.T @ reach[used])
        off = np.abs(reach - fit)
        used = seen & (off <= max(0.015, 1.5 * percentile(off[seen], 50)))
    return np.asarray(fit, np.float32)


def _unrolled(soft: Plane, ring: Ring, steps: Floats) -> Floats:
    x, y = ring.points(_ANGLES[:, None], steps[None, :])
    return np.asarray(cv2.remap(soft, x, y, cv2.INTER_LINEAR), np.float32)


def _along(turn: Floats) -> Floats:
    """Average a little along the line: it goes on where strokes of text do not."""
    wide = np.concatenate([turn[-_ARC:], turn, turn[:_ARC]])
    return np.asarray(cv2.blur(wide, (1, 2 * _ARC + 1))[_ARC:-_ARC], np.float32)


def _measured(soft: Plane, ring: Ring) -> Ring:
    line = _along(_unrolled(soft, ring, np.linspace(0.955, 1.045, 9, dtype=np.float32))).max(axis=1)
    level = percentile(line, 60)
    inside = _unrolled(soft, ring, np.linspace(0.86, 0.9, 3, dtype=np.float32)).mean()
    beyond = _unrolled(soft, ring, np.linspace(1.1, 1.2, 5, dtype=np.float32))
    band = _unrolled(soft, ring, np.linspace(0.6, 0.88, 15, dtype=np.float32))
    noise = float(np.median(beyond)) + _FAINTEST / 2
    ink = max(0.4 * level, noise)
    text = max(0.35 * percentile(band, 92), noise)
    changes = np.count_nonzero(np.diff((band > text).astype(np.int8), axis=0), axis=0)
    return Ring(
        ring.centre,
        ring.axes,
        ring.angle,
        level=level,
        closed=float((line > ink).mean()),
        strokes=int(changes.max()),
        filled=float((band > text).mean()),
        busy_outside=float((beyond.max(axis=1) > ink).mean()),
        crest=float(1 - (inside + beyond.mean()) / 2 / max(float(line.mean()), 1e-6)),
    )
