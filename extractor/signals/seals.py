"""Finds the seals on a page and reads their rings.

Red first, then blue; grey rings are found by `find_grey_rings`, for a seal without colour in a
capture with colour is a photocopy's. Medals, emblems, borders and headlines in red are
not seals. What a seal means for a claim is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractor.document import Box, Place, Seal
from extractor.levels import percentile
from extractor.signals.colour import InkMap, Plane, Rgb, ink_map
from extractor.signals.rings import Ring, find_rings, same_ring
from extractor.signals.seal_line import read_line
from extractor.signals.seal_text import READING_RADIUS, ReadStrip, read_ring

FINDING_SIDE = 1000
"""Pixels of the longer side of the copy on which rings are looked for."""
_LEAST_INK = 0.0004
"""Share of a page that the thinnest ring inks; with less there is no seal."""
_INK = 0.04
_ORANGE = 0.5
_MARGIN = 1.25
GREY_SATURATION = 0.14
"""Grey rings of copies have at most 0.05, the palest red one of 61 real pages 0.24."""
_GREY_LEVEL = 0.12
_GREY_CLOSED = 0.85
_LEAST_SPREAD = 0.8
_PAPER_DARKNESS = 0.03
_OTHERS, _OWN = 0.1, 0.3
"""Shares of colour in darkness up to which ink is print's, and from which it is the seal's."""


@dataclass(frozen=True, slots=True)
class FoundRing:
    """A seal's ring on the shrunken page: where, in which ink, how strong.

    `saturation` is the share of the ink's strength that its strongest colour takes beyond its
    weakest, near 0 for grey and 0.2 to 1 for seals on real pages; `level` is its darkness, 0 to 1.
    """

    ring: Ring
    colour: str
    saturation: float
    level: float


def find_seals(
    image: Rgb, *, page: int, read_strip: ReadStrip | None, printed: Sequence[str] = ()
) -> tuple[Seal, ...]:
    """Return the coloured seals of an upright page, the clearest first, with what they say."""
    ink = ink_map(image, max_side=FINDING_SIDE)
    found = find_coloured_rings(ink)
    return read_seals(image, ink, found, page=page, read_strip=read_strip, printed=printed)


def read_seals(
    image: Rgb,
    ink: InkMap,
    found: Sequence[FoundRing],
    *,
    page: int,
    read_strip: ReadStrip | None,
    printed: Sequence[str] = (),
) -> tuple[Seal, ...]:
    """Return the rings as seals with their text.

    Without `read_strip` the seals have no words. `printed` are the page's lines,
    which spare further attempts where a ring repeats one. The confidence of a text is the
    probability that it is exactly what the ring says.
    """
    seals = []
    for one in found:
        base = "red" if one.colour == "orange" else one.colour
        seal = Seal(ring_place(ink, one.ring, page), one.colour)
        seals.append(_read(seal, image, ink.scale, one.ring, base, read_strip, printed))
    return tuple(seals)


def find_coloured_rings(ink: InkMap) -> tuple[FoundRing, ...]:
    """Return the red, orange and blue rings of a page, the clearest of each first."""
    found = []
    for base, plane in (("red", ink.redness), ("blue", ink.blueness)):
        if float((plane > _INK).mean()) < _LEAST_INK:
            continue
        for ring in find_rings(plane):
            saturation, level = ring_colour(ink, ring)
            found.append(FoundRing(ring, _colour(plane, ink, ring, base), saturation, level))
    return tuple(found)


def find_grey_rings(ink: InkMap, coloured: Sequence[FoundRing]) -> tuple[FoundRing, ...]:
    """Return rings without colour, those of the coloured seals left out.

    Looked for in the darkness of all ink, where a red ring is found again: what tells the two
    is the colour of the line, weighted by its darkness, so that thin lines mixed with paper and
    black print across them weigh little. Beside a coloured seal a grey one only keeps the page
    from passing, so there ovals with print across them are believed too.
    """
    found = []
    for ring in find_rings(ink.darkness, faint=False, crossed=bool(coloured)):
        if any(same_ring(ring, other.ring) for other in coloured):
            continue
        saturation, level = ring_colour(ink, ring)
        sure = ring.closed >= _GREY_CLOSED and level >= _GREY_LEVEL
        if sure and saturation <= GREY_SATURATION:
            found.append(FoundRing(ring, "grey", saturation, level))
    return tuple(found)


def ring_colour(ink: InkMap, ring: Ring) -> tuple[float, float]:
    """Return the saturation and the darkness of a ring's line, the median of all directions."""
    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False, dtype=np.float32)
    x, y = ring.points(angles[:, None], np.linspace(0.955, 1.045, 9, dtype=np.float32)[None, :])
    taken = 1 - cv2.remap(ink.transmission, x, y, cv2.INTER_LINEAR)
    weight = np.clip(taken.mean(axis=2, keepdims=True), 0, 1) ** 2 + 1e-6
    line = np.median((taken * weight).sum(axis=1) / weight.sum(axis=1), axis=0)
    strongest = max(float(line.max()), 1e-3)
    return float(line.max() - line.min()) / strongest, float(line.mean())


def ring_place(ink: InkMap, ring: Ring, page: int) -> Place:
    """Return where a ring stands on its page."""
    height, width = ink.transmission.shape[:2]
    return Place(page, _box(ring, width, height))


def _box(ring: Ring, width: int, height: int) -> Box:
    angles = np.linspace(0, 2 * np.pi, 90, dtype=np.float32)
    x, y = ring.points(angles, np.full_like(angles, 1.02))
    return Box(
        float(np.clip(x.min() / width, 0, 1)),
        float(np.clip(y.min() / height, 0, 1)),
        float(np.clip(x.max() / width, 0, 1)),
        float(np.clip(y.max() / height, 0, 1)),
    )


def _colour(plane: Plane, ink: InkMap, ring: Ring, base: str) -> str:
    """Tell orange from red on the line itself, where the coloured ink stands."""
    if base != "red":
        return base
    _, green, blue = ring_absorption(ink, ring, plane)
    return "orange" if green < _ORANGE * blue else "red"


def ring_absorption(ink: InkMap, ring: Ring, plane: Plane) -> tuple[float, float, float]:
    """Return how much red, green and blue the line of a ring takes from the light, 0 to 1.

    Weighted by `plane` squared: on a shrunken page a thin line is mixed with
    paper, and a plain mean would call a pale red seal grey.
    """
    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False, dtype=np.float32)
    reach = np.linspace(0.96, 1.04, 9, dtype=np.float32)
    x, y = ring.points(angles[:, None], reach[None, :])
    light = cv2.remap(ink.transmission, x, y, cv2.INTER_LINEAR)
    taken = np.clip(1 - light, 0, 1)
    weight = cv2.remap(plane, x, y, cv2.INTER_LINEAR)[:, :, None] ** 2 + 1e-6
    mean = (taken * weight).sum(axis=(0, 1)) / weight.sum(axis=(0, 1))
    return float(mean[0]), float(mean[1]), float(mean[2])


def _read(
    seal: Seal,
    image: Rgb,
    scale: float,
    ring: Ring,
    base: str,
    read_strip: ReadStrip | None,
    printed: Sequence[str],
) -> Seal:
    if read_strip is None:
        return seal
    plane, placed = reading_plane(image, scale, ring, base)
    found = read_ring(plane, placed, read_strip, printed=printed)
    line = None if base == "grey" else read_line(plane, placed, found.up, read_strip)
    score = found.score if found.text else 0.0
    return replace(seal, text=found.text or None, confidence=score, line=line)


def _sharp(coloured: Plane, darkness: Plane, spread: float) -> Plane:
    """Return ink of one colour as dark as it is where that colour stands near.

    JPEG keeps colour at half the size of brightness, in which the characters of a small seal are
    spots; their darkness is sharp. Black print across a seal weighs no more than the seal's own
    ink. `spread` is pixels for one of the capture. Of 471 seals on pages of five authors 330 are
    read exactly so, by their colour alone 300.
    """
    if not coloured.any():
        return coloured
    near, all_near = (
        cv2.GaussianBlur(plane, (0, 0), max(_LEAST_SPREAD, spread))
        for plane in (coloured, darkness)
    )
    share = near / (all_near + _PAPER_DARKNESS)
    strongest = percentile(darkness[coloured > coloured.max() / 2], 70)
    owned = np.clip((share - _OTHERS) / (_OWN - _OTHERS), 0, 1)
    return np.asarray(np.minimum(darkness, strongest) * owned, np.float32)


def reading_plane(image: Rgb, scale: float, ring: Ring, base: str) -> tuple[Plane, Ring]:
    """Cut a ring from the full picture, at the size for reading, as ink of its colour.

    `scale` is pixels of the plane on which `ring` lies per pixel of `image`.
    """
    half = _MARGIN * max(ring.axes) / scale
    x, y = ring.centre[0] / scale, ring.centre[1] / scale
    left, top = max(0, int(x - half)), max(0, int(y - half))
    crop = image[top : int(y + half) + 1, left : int(x + half) + 1]
    factor = READING_RADIUS / (ring.radius / scale)
    size = max(1, round(crop.shape[1] * factor)), max(1, round(crop.shape[0] * factor))
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    sized = np.asarray(cv2.resize(crop, size, interpolation=method), np.uint8)
    ink = ink_map(sized, max_side=max(sized.shape))
    coloured = ink.blueness if base == "blue" else ink.redness
    plane = ink.darkness if base == "grey" else _sharp(coloured, ink.darkness, factor)
    placed = Ring(
        ((x - left) * factor, (y - top) * factor),
        (ring.axes[0] / scale * factor, ring.axes[1] / scale * factor),
        ring.angle,
    )
    return plane, placed
