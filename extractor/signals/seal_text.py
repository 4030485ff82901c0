"""Reads what the ring of a seal says: unrolls the band of text and has it recognised.

Works on ink of one colour, so that black print across the seal does not stand
in the strip. The answer is corroboration for the printed issuer, not a field:
on clean scans nine rings in ten come out exactly, on phone pictures and strong
compression four in ten. It knows no list of names and corrects nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.signals.colour import Plane
from extractor.signals.rings import Ring

ReadStrip = Callable[[NDArray[np.uint8]], tuple[str, float]]
"""Recognises one horizontal line of text, RGB, and returns it with a score from 0 to 1."""

READING_RADIUS = 150
"""Pixels of the mean half axis on the plane that is unrolled; an ordinary seal of
42 mm has 165 at 200 dpi."""

_TURN = 960
"""Columns of a whole turn: one for each pixel of the circle through the text."""
_REACH = np.linspace(0.93, 0.5, 66, dtype=np.float32)
_STRIP_HEIGHT = 48
_STRETCHES = (0.75, 1.0, 1.35, 0.55)
_GOOD_ENOUGH = 0.97
_PAD = 10


@dataclass(frozen=True, slots=True)
class RingText:
    """What a ring says, with the recogniser's own score (not yet a probability)."""

    text: str
    score: float


def read_ring(ink: Plane, ring: Ring, read_strip: ReadStrip) -> RingText:
    """Return the best reading of the text along a ring.

    `ink` is a plane on which `ring` has a mean half axis of about
    `READING_RADIUS`; other sizes read worse.
    """
    strip = text_strip(ink, ring)
    best = RingText("", 0.0)
    if strip.shape[1] < 2 * strip.shape[0]:
        return best
    for stretch in _STRETCHES:
        width = max(_STRIP_HEIGHT, round(strip.shape[1] * _STRIP_HEIGHT / strip.shape[0] * stretch))
        line = cv2.resize(strip, (width, _STRIP_HEIGHT), interpolation=cv2.INTER_AREA)
        text, score = read_strip(np.repeat(line[:, :, None], 3, axis=2))
        if score > best.score and text:
            best = RingText(text, score)
        if best.score >= _GOOD_ENOUGH:
            break
    return best


def text_strip(ink: Plane, ring: Ring) -> NDArray[np.uint8]:
    """Return the ring's text as one horizontal line, dark on white.

    It begins and ends in the middle of the widest gap, which is where a Chinese
    seal's text begins and ends; characters stand with their heads outwards.
    """
    angles = np.linspace(0, 2 * np.pi, _TURN, endpoint=False, dtype=np.float32)
    x, y = ring.points(angles[None, :], _REACH[:, None])
    turn = np.asarray(cv2.remap(ink, x, y, cv2.INTER_LINEAR), np.float32)
    even = _locally_even(turn)
    top, bottom = _text_rows(even)
    band = even[top:bottom]
    start, end = _text_columns(band)
    text = np.take(band, np.arange(start, end) % _TURN, axis=1)
    text = np.pad(text, ((3, 3), (_PAD, _PAD)))
    return np.asarray(255 * (1 - np.clip(text, 0, 1)), np.uint8)


def _locally_even(turn: Plane) -> Plane:
    """Lift worn and pale parts of the impression to the same contrast as the rest."""
    wide = np.concatenate([turn[:, -80:], turn, turn[:, :80]], axis=1)
    strong = cv2.dilate(cv2.GaussianBlur(wide, (0, 0), 1.5), np.ones((41, 61), np.uint8))
    strong = cv2.blur(strong, (81, 41))[:, 80:-80]
    floor = max(0.35 * float(np.percentile(strong, 90)), 0.02)
    return np.asarray(np.clip(turn / np.maximum(strong, floor), 0, 1), np.float32)


def _text_rows(even: Plane) -> tuple[int, int]:
    """Find the rows between the line of the ring and the centre's star or words."""
    profile = cv2.blur(even.mean(axis=1).reshape(-1, 1), (1, 5)).ravel()
    outer = 6 + int(profile[6:30].argmax())
    level = 0.35 * float(profile[outer])
    top = outer
    while top > 0 and profile[top] > level:
        top -= 1
    bottom = outer
    while bottom < profile.size - 1 and (profile[bottom] > level or bottom - top < 22):
        bottom += 1
    return max(0, top - 1), min(profile.size, bottom + 2)


def _text_columns(band: Plane) -> tuple[int, int]:
    """Cut the turn in its widest gap; the end may pass the last column by one turn."""
    inked = cv2.blur(band.mean(axis=0).reshape(1, -1), (9, 1)).ravel()
    empty = inked < 0.3 * float(np.percentile(inked, 75))
    if not empty.any() or empty.all():
        return _TURN // 4, _TURN // 4 + _TURN
    twice = np.concatenate([empty, empty]).astype(np.int8)
    edges = np.diff(np.concatenate([[0], twice, [0]]))
    starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
    widest = int((ends - starts).argmax())
    return int(ends[widest]) % _TURN, int(ends[widest]) % _TURN + _TURN - int(
        ends[widest] - starts[widest]
    )
