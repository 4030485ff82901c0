"""Finds the grid of a screen in a photograph of it: a fine pattern whose colours are out of step.

A screen lights red, green and blue in cells side by side, so that the beat of its cells with
the camera's makes coloured waves, and makes them on white too. Ink in lines or dots (guilloche,
a printed tint, ruled paper) also repeats, but takes from all three colours at once, in step.
JPEG repeats every eight pixels; those places of the spectrum are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box
from extractor.signals.colour import Rgb

PATCH = 128
"""Pixels of a side: the finest pattern is two pixels, and a patch holds only blank paper."""
_PATCHES = 9
_LOWEST, _HIGHEST = 0.06, 0.47
"""Cycles per pixel: slower waves are shading and folds, faster ones the mosaic of the sensor."""
_JPEG = 1 / 8
_JPEG_REACH = 0.016
_PAPER = 220.0
_UNSEEN = 0.3
"""Grey levels of a wave that nobody sees."""
_INKED = 0.93
"""Blank paper is nowhere darker than this share of its own mean."""
_LEAST_SHARE, _LEAST_AMPLITUDE = 0.1, 1.0
_PLAIN_TO_SEE, _SOME_AGREEING, _RAINBOW = 5.0, 0.4, 0.1
_LEAST_AGREEING, _FEWEST = 0.85, 4
_LEAST_OUT_OF_STEP = 0.03
"""Of 393 fixtures and 61 real pages without a screen none meets either set of them."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grid:
    """The clearest pattern on a page, with the patch on which it is clearest.

    `share` is the peak's share of the colours' fine detail, `amplitude` its height in grey
    levels (both the median over the patches), `agreeing` the share of the `patches` whose peak
    lies at the same place, `out_of_step` how little one ink explains it, `pitch` its length in
    pixels.
    """

    share: float
    amplitude: float
    agreeing: float
    patches: int
    out_of_step: float
    pitch: float
    box: Box

    @property
    def is_a_screens(self) -> bool:
        """Tell whether the pattern is a screen's: strong, the same everywhere, out of step."""
        if self.patches < _FEWEST or self.share < _LEAST_SHARE:
            return False
        alike = self.agreeing >= _LEAST_AGREEING and self.out_of_step >= _LEAST_OUT_OF_STEP
        # two waves of like strength share the patches between them
        rainbow = self.agreeing >= _SOME_AGREEING and self.out_of_step >= _RAINBOW
        return (alike and self.amplitude >= _LEAST_AMPLITUDE) or (
            rainbow and self.amplitude >= _PLAIN_TO_SEE
        )


def find_grid(image: Rgb) -> Grid | None:
    """Return the pattern on the blank parts of an upright page, None where nothing is blank.

    `image` has its full size: a shrunken copy has averaged the grid away.
    """
    spots = _blank_spots(image)
    if not spots:
        return None
    window = np.outer(np.hanning(PATCH), np.hanning(PATCH)).astype(np.float32)
    spectra = []
    for row, column in spots:
        patch = image[row : row + PATCH, column : column + PATCH].astype(np.float32)
        # the lamp's colour out first, or print in black would wave in colours under it
        patch *= _PAPER / np.maximum(patch.mean(axis=(0, 1)), 1)
        patch -= cv2.blur(patch, (31, 31))
        waves = np.stack([np.fft.rfft2(patch[..., i] * window) for i in range(3)])
        spectra.append(waves)
    kept = _band()
    # a colour's own wave: red against green, blue against green
    powers = [
        (np.abs(waves[0] - waves[1]) ** 2 + np.abs(waves[2] - waves[1]) ** 2) * kept
        for waves in spectra
    ]
    peaks = [cv2.boxFilter(power, -1, (3, 3), normalize=False) * kept for power in powers]
    usual = _usual_of_length(np.mean(peaks, axis=0), kept, window)
    clear = [peak / usual for peak in peaks]
    places = [np.unravel_index(int(one.argmax()), one.shape) for one in clear]
    heights = [float(peak[place]) for peak, place in zip(peaks, places, strict=True)]
    shares = [
        height / max(float(power.sum()), 1e-6)
        for height, power in zip(heights, powers, strict=True)
    ]
    common = np.sum(clear, axis=0)
    peak_row, peak_column = (int(i) for i in np.unravel_index(int(common.argmax()), kept.shape))
    near = [
        min(abs(r - peak_row), PATCH - abs(r - peak_row)) <= 3 and abs(c - peak_column) <= 3
        for r, c in places
    ]
    order = np.argsort(shares)
    best = int(order[-1])
    middle = order[len(order) // 2 :]
    fy = min(peak_row, PATCH - peak_row) / PATCH
    fx = peak_column / PATCH
    height, width = image.shape[:2]
    top, left = spots[best]
    return Grid(
        share=float(np.median(shares)),
        amplitude=float(np.sqrt(np.median(heights)) / (window.sum() / 2)),
        agreeing=float(np.mean(near)),
        patches=len(spots),
        out_of_step=_out_of_step([spectra[i] for i in middle], [places[i] for i in middle]),
        pitch=float(1 / max(np.hypot(fx, fy), 1e-3)),
        box=Box(left / width, top / height, (left + PATCH) / width, (top + PATCH) / height),
    )


def _usual_of_length(peak: Floats, kept: NDArray[np.bool_], window: Floats) -> Floats:
    """Return for each place how high waves of its length usually are.

    Grain and JPEG leave more of long waves than of short ones; a slope is no peak.
    """
    down = np.abs(np.fft.fftfreq(PATCH))[:, None]
    rings = np.rint(np.hypot(down, np.fft.rfftfreq(PATCH)[None, :]) * PATCH).astype(np.intp)
    usual = np.full(rings.max() + 1, (_UNSEEN * window.sum() / 2) ** 2, np.float32)
    for ring in np.unique(rings[kept]):
        usual[ring] += np.median(peak[kept & (rings == ring)])
    return np.asarray(usual[rings], np.float32)


def _out_of_step(spectra: list[NDArray[np.complex128]], places: list[tuple[np.intp, ...]]) -> float:
    """Return how little one ink explains the waves at the peaks: 0 in step, to 1."""
    shares = []
    for waves, (row, column) in zip(spectra, places, strict=True):
        rows = np.arange(row - 1, row + 2) % PATCH
        columns = np.clip(np.arange(column - 1, column + 2), 0, PATCH // 2)
        around = waves[:, rows][:, :, columns].reshape(3, -1)
        # an ink takes a fixed real share of each colour; what is left has another phase
        matrix = np.real(around @ around.conj().T)
        values = np.linalg.eigvalsh(matrix)
        shares.append(float(1 - values[-1] / max(values.sum(), 1e-9)))
    return float(np.median(shares))


def _blank_spots(image: Rgb) -> list[tuple[int, int]]:
    """Return corners of patches without print, spread over the page, the lightest first."""
    height, width = image.shape[:2]
    rows, columns = height // PATCH, width // PATCH
    if rows < 1 or columns < 1:
        return []
    green = image[: rows * PATCH, : columns * PATCH, 1]
    cells = cv2.resize(green, (columns * 8, rows * 8), interpolation=cv2.INTER_AREA)
    cells = cells.reshape(rows, 8, columns, 8).astype(np.float32)
    mean, darkest = cells.mean(axis=(1, 3)), cells.min(axis=(1, 3))
    light = np.where(darkest >= _INKED * mean, mean, 0)
    found: list[tuple[int, int]] = []
    for place in np.argsort(-light, axis=None):
        row, column = divmod(int(place), columns)
        if light[row, column] < 0.5 * light.max() or light[row, column] <= 0:
            break
        if all(abs(row - r) + abs(column - c) > 1 for r, c in found):
            found.append((row, column))
        if len(found) == _PATCHES:
            break
    return [(row * PATCH, column * PATCH) for row, column in found]


def _band() -> NDArray[np.bool_]:
    down = np.abs(np.fft.fftfreq(PATCH))[:, None]
    across = np.fft.rfftfreq(PATCH)[None, :]
    speed = np.hypot(down, across)
    kept = (speed >= _LOWEST) & (down <= _HIGHEST) & (across <= _HIGHEST)
    for first, second in ((down, across), (across, down)):
        step = np.abs(first - _JPEG * np.round(first / _JPEG)) <= _JPEG_REACH
        kept &= ~(step & (second <= _JPEG_REACH))
    return np.asarray(kept, np.bool_)
