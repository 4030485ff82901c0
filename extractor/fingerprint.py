"""A page as bits and shingles: what proposes that two pages may be alike, and decides nothing.

The bits are a perceptual hash (the signs of low cosine frequencies against their median, after
Zauner 2010) of the sheet, cut from its desk or glass and evenly lit. Certificates of one class
differ in a few of the 256 bits only, so that equal bits mean "same template", never "same paper".
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from unicodedata import normalize

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.image import Picture, as_colour, flatten_light, resize, turn

BITS = 256
TURNS = (0, 90, 180, 270)
SHINGLE = 3
"""Characters of a shingle."""
_SIDE = 64
_KEPT = 16
_WORK = 512
_LEAST_SHEET = 0.3
"""A sheet fills at least this share of a photo."""
_INK = 40
"""Grey levels below the paper from which a pixel counts as ink."""
_RIM = 0.01


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hashes of a page, 32 bytes each, as it lies in the four turns of `TURNS`."""

    turns: tuple[bytes, bytes, bytes, bytes]

    @property
    def upright(self) -> bytes:
        """The hash of the page as it was read."""
        return self.turns[0]


def fingerprint_page(image: Picture) -> Fingerprint:
    """Return the hashes of an RGB or grey page; the page's own turn is the first."""
    sheet = rectify(image)
    square = np.asarray(cv2.resize(sheet, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    first, second, third, fourth = (_hash(turn(square, degrees)) for degrees in TURNS)
    return Fingerprint((first, second, third, fourth))


def rectify(image: Picture) -> Picture:
    """Return the sheet alone in grey: from its corners, evenly lit, cut to its print."""
    colour = image if image.ndim == 3 else as_colour(image)
    scale = _WORK * 2 / max(colour.shape[:2])
    if scale < 1:
        size = max(1, round(colour.shape[1] * scale)), max(1, round(colour.shape[0] * scale))
        colour = resize(colour, size)
    quad = find_sheet(colour)
    grey = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    if quad is not None:
        grey = _straighten(grey, quad)
    return _cut_to_print(flatten_light(grey))


def find_sheet(colour: Picture) -> NDArray[np.float32] | None:
    """Return the corners of a bright sheet on a darker ground, clockwise from the top left.

    None if the picture is the sheet itself.
    """
    height, width = colour.shape[:2]
    scale = _WORK / max(height, width)
    small = resize(colour, (max(1, round(width * scale)), max(1, round(height * scale))))
    value = cv2.GaussianBlur(small.max(axis=2), (0, 0), 3)
    level, mask = cv2.threshold(value, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    rim = np.concatenate((value[:2].ravel(), value[-2:].ravel(), value[:, 0], value[:, -1]))
    if float(np.mean(rim < level)) < 0.5:
        return None
    outlines, _ = cv2.findContours(
        cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)),
        cv2.RETR_EXTERNAL,
        cv2.CHAIN_APPROX_SIMPLE,
    )
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    if cv2.contourArea(largest) < _LEAST_SHEET * value.size:
        return None
    hull = cv2.convexHull(largest)
    around = cv2.arcLength(hull, closed=True)
    for share in (0.02, 0.03, 0.05, 0.08):
        corners = cv2.approxPolyDP(hull, share * around, closed=True)
        if len(corners) == 4:
            return _in_order(corners.reshape(4, 2).astype(np.float32) / scale)
    return None


def shingles_of(text: str) -> frozenset[int]:
    """Return the runs of three characters of a text, each as a 32-bit number.

    Only letters, figures and Chinese characters count, of one width and case.
    """
    plain = re.sub(r"[\W_]+", "", normalize("NFKC", text).casefold())
    parts = {plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1))} - {""}
    return frozenset(zlib.crc32(part.encode()) for part in parts)


def distance(one: bytes, other: bytes) -> int:
    """Return in how many of their bits two hashes differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def _in_order(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    total, lean = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [total.argmin(), lean.argmax(), total.argmax(), lean.argmin()]
    return corners[order]


def _straighten(grey: Picture, quad: NDArray[np.float32]) -> Picture:
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = round(float(max(sides[0], sides[2]))), round(float(max(sides[1], sides[3])))
    if min(width, height) < _SIDE:
        return grey
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    return np.asarray(cv2.warpPerspective(grey, matrix, (width, height)), dtype=np.uint8)


def _cut_to_print(flat: Picture) -> Picture:
    """Return the part that holds the print; a copy's dark rim and single specks do not count."""
    rows, columns = (max(1, round(side * _RIM)) for side in flat.shape)
    inner = flat[rows:-rows, columns:-columns]
    if inner.size == 0:
        return flat
    ink = cv2.medianBlur((inner < 255 - _INK).astype(np.uint8), 3)
    down, across = ink.sum(axis=1), ink.sum(axis=0)
    ys = np.flatnonzero(down > 0.004 * inner.shape[1])
    xs = np.flatnonzero(across > 0.004 * inner.shape[0])
    if len(ys) < _SIDE // 2 or len(xs) < _SIDE // 2:
        return inner
    return np.ascontiguousarray(inner[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1])


def _hash(square: Picture) -> bytes:
    waves = np.asarray(cv2.dct(square.astype(np.float32)))[: _KEPT + 1, : _KEPT + 1][1:, 1:]
    return np.packbits(waves > np.median(waves)).tobytes()
