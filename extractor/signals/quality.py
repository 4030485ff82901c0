"""Measures how well a picture can be read: sharpness, size of type, light, cut edges.

Everything is measured on the lines that were found, because blank paper is
never sharp and a dark table around a page is no fault of the page. It grades
the picture, not the document, and mends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractor.document import Box, Line, Origin, Quality
from extractor.signals.colour import Rgb, extremes

GRADES = ("good", "fair", "poor")
"""From best to worst."""

_MOST_LINES = 24
_SAMPLE_HEIGHT = 32
_BURNT = 252
_ALL_BURNT = 0.97
_EDGE = 0.004


@dataclass(frozen=True, slots=True)
class _Scale:
    """Two thresholds of one measure: beyond `fair` it is noted, beyond `poor` it spoils the page.

    `falling` tells that small values are the bad ones.
    """

    fair: float
    poor: float
    falling: bool = True

    def grade(self, value: float) -> int:
        """Return 0, 1 or 2: an index of GRADES."""
        sign = 1 if self.falling else -1
        return int(sign * value < sign * self.fair) + int(sign * value < sign * self.poor)


_SCALES = {
    "blurred": _Scale(0.16, 0.09),
    "low_resolution": _Scale(16, 10),
    "dark": _Scale(95, 55),
    "glare": _Scale(0.04, 0.15, falling=False),
    "cut_off": _Scale(1, 4, falling=False),
    "unsure_reading": _Scale(0.85, 0.65),
}


def assess_quality(image: Rgb, lines: Sequence[Line]) -> Quality:
    """Return the grade of one upright page with the reasons against it, the worst first.

    Reasons: blurred, low_resolution, dark, glare, cut_off,
    unsure_reading and, for a page on which nothing was read, no_text.
    """
    seen = [line for line in lines if line.origin is Origin.OCR]
    if not lines:
        return Quality("poor", ("no_text",))
    measures = {"dark": _paper_level(image)}
    if seen:
        crops = [_crop(image, line.box) for line in _longest(seen)]
        inks = [crop for crop in crops if crop.size]
        measures |= {
            "blurred": _median([_sharpness(crop) for crop in inks], 1.0),
            "low_resolution": _median([float(_type_height(image, line)) for line in seen], 99.0),
            "glare": _glare(image, seen),
            "cut_off": float(sum(_touches_edge(line.box) for line in seen)),
            "unsure_reading": _mean_confidence(seen),
        }
    grades = {name: _SCALES[name].grade(value) for name, value in measures.items()}
    reasons = sorted((name for name in grades if grades[name]), key=lambda name: -grades[name])
    return Quality(GRADES[max(grades.values())], tuple(reasons))


def join_quality(pages: Sequence[Quality]) -> Quality:
    """Return the quality of a document: its worst page's grade and every reason once."""
    if not pages:
        return Quality("poor", ("no_text",))
    ranked = sorted(pages, key=lambda quality: -GRADES.index(quality.grade))
    reasons = dict.fromkeys(reason for quality in ranked for reason in quality.reasons)
    return Quality(ranked[0].grade, tuple(reasons))


def _longest(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -len(line.text))[:_MOST_LINES]


def _crop(image: Rgb, box: Box) -> Rgb:
    height, width = image.shape[:2]
    top, bottom = int(box.top * height), int(box.bottom * height) + 1
    left, right = int(box.left * width), int(box.right * width) + 1
    return image[top:bottom, left:right]


def _sharpness(crop: Rgb) -> float:
    """Return the steepest step between neighbouring pixels, as a share of the ink's contrast.

    Taken at one height of type, so that small and large lines compare.
    """
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)
    scale = _SAMPLE_HEIGHT / grey.shape[0]
    if scale < 1:
        shrunk = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        grey = shrunk.astype(np.float32, copy=False)
    contrast = float(np.percentile(grey, 98) - np.percentile(grey, 2))
    if grey.shape[1] < 2 or contrast < 1:
        return 1.0
    steps = np.abs(np.diff(grey, axis=1))
    return float(np.percentile(steps, 98)) / contrast


def _type_height(image: Rgb, line: Line) -> int:
    height, width = image.shape[:2]
    return int(line.box.width * width if line.vertical else line.box.height * height)


def _paper_level(image: Rgb) -> float:
    """Return the brightness of the paper: what the lighter part of the page reaches, 0 to 255."""
    return float(np.percentile(image[::8, ::8].max(axis=2), 75))


def _glare(image: Rgb, lines: Sequence[Line]) -> float:
    """Return the share of the text's area that is burnt out beside text that is not."""
    crops = [_crop(image, line.box) for line in _longest(lines)]
    burnt = [float((extremes(crop)[0] >= _BURNT).mean()) for crop in crops if crop.size]
    whole = [share for share in burnt if share > _ALL_BURNT]
    return len(whole) / len(burnt) if burnt and _paper_level(image) < _BURNT else 0.0


def _touches_edge(box: Box) -> bool:
    return box.left <= _EDGE or box.right >= 1 - _EDGE


def _mean_confidence(lines: Sequence[Line]) -> float:
    weights = [len(line.text) for line in lines]
    total = sum(line.confidence * weight for line, weight in zip(lines, weights, strict=True))
    return total / max(1, sum(weights))


def _median(values: Sequence[float], default: float) -> float:
    return float(np.median(values)) if values else default
