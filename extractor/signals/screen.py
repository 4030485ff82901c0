"""Finds the grid of a screen in a photograph of it: a fine pattern whose colours are out of step.

A screen lights red, green and blue in cells side by side, so that the beat of its cells with
the camera's makes coloured waves, and makes them on white too. Ink in lines or dots (guilloche,
a printed tint, ruled paper) also repeats, but takes from all three colours at once, in step.
One patch shows only strong waves; the spectra of many patches added up show faint ones, since
grain averages out and a wave stays where it is. JPEG repeats every eight pixels and its halved
colours every sixteen; those places of the spectrum are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box
from extractor.image import sampled
from extractor.signals.colour import Rgb, extremes

PATCH = 128
"""Pixels of a side: the finest pattern is two pixels, and a patch holds only blank paper."""
_CELL, _SAMPLE = 16, 4
_STEP = 64
_PATCHES = 32
_LOWEST, _HIGHEST = 0.066, 0.47
"""Cycles per pixel: slower waves are shading and folds, faster ones the mosaic of the sensor."""
_JPEG = 1 / 16
_JPEG_REACH = 0.012
_PAPER = 220.0
_DARKEST_PAPER = 60.0
_BURNT = 254
_UNSEEN = 0.04
"""Grey levels of a wave that nothing could show."""
_INKED = 0.93
"""Blank paper is nowhere darker than this share of its own mean."""
_AROUND = 21
"""Places of the spectrum, each way, among which a peak stands out."""
_FEWEST = 4
_COHERENT = 0.5
"""Two colours wave together from this share of their power."""
_PEAKS, _WIDTH = 6, 4
"""Peaks that are looked at, and places around each that belong to it."""
_FAINT, _CLEAR, _MANY = 1.8, 3.0, 12
_HEIGHT = 1.0
_APART = 1.2
"""Pixels. Lenses, scanners and halved colours displace one colour of ink against another by less
(0.9 at most on 943 pictures of two authors without a screen, but for one JPEG of quality 30)."""

_EACH = np.eye(3)
_AGAINST_GREEN = np.array([[1.0, -1.0, 0.0], [0.0, -1.0, 1.0]])
"""What is made of red, green and blue: each by itself, or red and blue less green."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grid:
    """A pattern of a page, with the patch on which it is clearest.

    `clearness` is how far its peak's power lies above what is usual around it (natural
    logarithm), `amplitude` its height in grey levels, `apart` how many pixels lie between the
    waves of two of its colours (0 where nothing is there), `pitch` its length in pixels; all over
    the `patches` together.
    """

    clearness: float
    amplitude: float
    apart: float
    patches: int
    pitch: float
    box: Box

    @property
    def is_there(self) -> bool:
        """Tell whether the pattern stands out, whatever made it."""
        clear = _FAINT if self.patches >= _MANY else _CLEAR
        enough = self.patches >= _FEWEST
        return enough and self.clearness >= clear and self.amplitude >= _HEIGHT

    @property
    def is_a_screens(self) -> bool:
        """Tell whether the pattern is a screen's: there, and its colours side by side."""
        return self.is_there and self.apart >= _APART


def find_grid(image: Rgb) -> Grid | None:
    """Return the pattern on the blank parts of an upright page that is most like a screen's.

    None where nothing is blank. `image` has its full size: a shrunken copy has averaged the grid
    away.
    """
    spots = _blank_spots(image)
    if not spots:
        return None
    patches = [image[y : y + PATCH, x : x + PATCH] for y, x in spots]
    powers = [_power(patch) for patch in patches]
    height = float(_window().sum() / 2)
    mean = np.asarray(sum(powers) / len(powers), np.float32)
    opposite = np.roll(mean[::-1, ::-1], (1, 1), axis=(0, 1))
    half = ((mean + opposite) / 2)[:, : PATCH // 2 + 1]
    power = np.asarray(cv2.blur(half, (3, 3)), np.float32)
    clearness = _clearness(power, (_UNSEEN * height) ** 2)
    rows, columns = image.shape[:2]
    levels: list[Floats] = []
    found = []
    for row, column in _peaks(clearness):
        best = int(np.argmax([one[row, column] + one[-row, -column] for one in powers]))
        top, left = spots[best]
        grid = Grid(
            clearness=float(clearness[row, column]),
            amplitude=float(np.sqrt(9 * power[row, column])) / height,
            apart=0.0,
            patches=len(spots),
            pitch=float(PATCH / max(np.hypot(min(row, PATCH - row), column), 1)),
            box=Box(left / columns, top / rows, (left + PATCH) / columns, (top + PATCH) / rows),
        )
        if grid.is_there:
            levels = levels or [_faded(_lit(patch)) for patch in patches]
            apart = _turn(levels, row, column) * grid.pitch / (2 * np.pi)
            grid = replace(grid, apart=apart)
        found.append(grid)
    # the clearest of a screen's peaks, else the clearest of all
    return max(found, key=lambda grid: (grid.is_a_screens, grid.clearness))


def _peaks(clearness: Floats) -> list[tuple[int, int]]:
    """Return the places of the clearest peaks, the clearest first."""
    left = clearness.copy()
    found = []
    for _ in range(_PEAKS):
        row, column = (int(i) for i in np.unravel_index(int(left.argmax()), left.shape))
        found.append((row, column))
        around = np.arange(row - _WIDTH, row + _WIDTH + 1) % PATCH
        left[around, max(0, column - _WIDTH) : column + _WIDTH + 1] = 0
    return found


@cache
def _window() -> Floats:
    """Return what fades a patch to its edge, of shape (PATCH, PATCH)."""
    return np.outer(np.hanning(PATCH), np.hanning(PATCH)).astype(np.float32)


def _lit(patch: Rgb, mix: NDArray[np.float64] = _EACH) -> Floats:
    """Return a patch as by a white lamp, of its colours or of what `mix` makes of them.

    Print in black would otherwise wave in colours under the lamp's own.
    """
    lamp = _PAPER / np.maximum(cv2.mean(patch)[:3], 1)
    return patch.astype(np.float32) @ (mix * lamp).astype(np.float32).T


def _faded(level: Floats) -> Floats:
    """Return planes of a patch with the shading gone, faded to its edge; in place."""
    level -= cv2.blur(level, (31, 31))
    level *= np.repeat(_window()[..., None], level.shape[2], axis=2)
    return level


def _power(patch: Rgb) -> Floats:
    """Return the power of a colour's own waves, of shape (PATCH, PATCH).

    Red against green and blue against green are transformed as one plane of complex numbers:
    half the sum of a place and its opposite is the power of both.
    """
    waves = cv2.dft(_faded(_lit(patch, _AGAINST_GREEN)))
    return np.asarray(cv2.mulSpectrums(waves, waves, 0, conjB=True)[..., 0], np.float32)


def _clearness(power: Floats, least: float) -> Floats:
    """Return how far each place lies above what is usual around it, 0 where nothing is asked."""
    level = np.log(power + least).astype(np.float32)
    # the half that the transform leaves out, so that the window has neighbours on all sides
    other = np.roll(level[::-1, -2:0:-1], 1, axis=0)
    whole = np.tile(np.concatenate([level, other], axis=1), (3, 3))
    around = cv2.blur(whole, (_AROUND, _AROUND))[PATCH : 2 * PATCH, PATCH : PATCH + power.shape[1]]
    return np.asarray(np.where(_band(), level - around, 0), np.float32)


def _turn(levels: Sequence[Floats], row: int, column: int) -> float:
    """Return the largest phase between two colours that wave together at the peak, radians.

    Ink takes its share of each colour at one place, so that its waves rise and fall together;
    a screen's cells lie side by side.
    """
    rows = np.arange(row - 1, row + 2) % PATCH
    columns = np.arange(max(0, column - 1), min(PATCH // 2, column + 1) + 1)
    turns = np.exp(-2j * np.pi / PATCH * np.arange(PATCH)).astype(np.complex64)
    down = turns[np.outer(rows, np.arange(PATCH)) % PATCH]
    across = turns[np.outer(np.arange(PATCH), columns) % PATCH]
    around = np.stack([down @ one.transpose(2, 0, 1) @ across for one in levels], axis=1)
    flat = around.reshape(3, -1)
    cross = flat @ flat.conj().T
    power = np.sqrt(np.maximum(np.real(np.diag(cross)), 1e-9))
    together = cross / np.outer(power, power)
    told = np.abs(together) >= _COHERENT
    return float(np.abs(np.angle(together))[told].max(initial=0.0))


def _blank_spots(image: Rgb) -> list[tuple[int, int]]:
    """Return corners (y, x) of patches without print, the least burnt first, then the lightest.

    Where a screen's white is burnt out it shows no cells any more.
    """
    rows, columns = image.shape[0] // _CELL, image.shape[1] // _CELL
    across = PATCH // _CELL
    if rows < across or columns < across:
        return []
    size = columns, rows
    part = image[: rows * _CELL, : columns * _CELL]
    level = cv2.resize(part[..., 1], size, interpolation=cv2.INTER_AREA).astype(np.float32)
    strongest = extremes(sampled(part, _SAMPLE))[1]
    burnt = (strongest >= _BURNT).astype(np.float32)
    burnt = np.asarray(cv2.resize(burnt, size, interpolation=cv2.INTER_AREA), np.float32)
    # each place stands for the patch that begins there
    mean = _over_patch(level)
    clipped = _over_patch(burnt)
    darkest = cv2.erode(level, np.ones((across, across), np.uint8), anchor=(0, 0))
    step = _STEP // _CELL
    found = [
        (float(clipped[y, x]), -float(mean[y, x]), y * _CELL, x * _CELL)
        for y in range(0, rows - across + 1, step)
        for x in range(0, columns - across + 1, step)
        if darkest[y, x] >= _INKED * mean[y, x] and mean[y, x] > _DARKEST_PAPER
    ]
    return [(y, x) for _, _, y, x in sorted(found)[:_PATCHES]]


def _over_patch(cells: Floats) -> Floats:
    side = PATCH // _CELL
    mean = cv2.blur(cells, (side, side), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(mean, np.float32)


@cache
def _band() -> NDArray[np.bool_]:
    down = np.abs(np.fft.fftfreq(PATCH))[:, None]
    across = np.fft.rfftfreq(PATCH)[None, :]
    speed = np.hypot(down, across)
    kept = (speed >= _LOWEST) & (down <= _HIGHEST) & (across <= _HIGHEST)
    for first, second in ((down, across), (across, down)):
        step = np.abs(first - _JPEG * np.round(first / _JPEG)) <= _JPEG_REACH
        kept &= ~(step & (second <= _JPEG_REACH))
    return np.asarray(kept, np.bool_)
