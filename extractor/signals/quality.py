"""Measures how well a picture can be read: sharpness, size of type, light, edges, one sheet only.

Everything is measured on the lines that were found, because blank paper is
never sharp and a dark table around a page is no fault of the page. It grades
the picture, not the document, and mends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line, Origin, Quality
from extractor.image import sampled, shrink
from extractor.levels import percentile
from extractor.signals.colour import Rgb, extremes

GRADES = ("good", "fair", "poor")
"""From best to worst."""

_MOST_LINES = 24
_SAMPLE_HEIGHT, _SAMPLE_STEP = 32, 8
_BURNT = 252
_LIGHT_PAPER = 244
"""On paper as light as this burnt white is the scanner's, and not a lamp's reflection."""
_RINGS = ((1, 5), (40, 46))
"""Around a burnt spot, pixels of the shrunken page: where a reflection fades, and where it has."""
_FADING, _CLEARLY = 0.3, 10
_EDGE = 0.004
_LOOK_SIDE = 500
_SHEET_LEVEL, _TABLE_LEVEL = 0.8, 0.65
"""A sheet is at least so light, and what lies between two sheets at most so light, measured
against the paper under the text."""
_SHEET_SHARE, _SHEET_FILLED = 0.08, 0.8
_SHEET_LINES, _SHEET_TEXT = 3, 20


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
    "glare": _Scale(0.012, 0.06, falling=False),
    "cut_off": _Scale(1, 4, falling=False),
    "several_documents": _Scale(1, 9, falling=False),
    "unsure_reading": _Scale(0.85, 0.65),
}


_EVEN, _SPECKS = 24, 0.002
"""Grey levels within which paper is even, and the share of a blank page that may lie beyond."""


def assess_quality(image: Rgb, lines: Sequence[Line], *, rotation: int = 0) -> Quality:
    """Return the grade of one upright page with the reasons against it, the worst first.

    Reasons: blurred, low_resolution, dark, glare, cut_off, several_documents,
    unsure_reading and, for a page on which nothing was read, no_text, with blank where the paper
    is even. `turned`, for one that had to be turned by `rotation` degrees, lowers no grade.
    """
    seen = [line for line in lines if line.origin is Origin.OCR]
    if not lines:
        # what is even because it is dark may be anything
        is_paper = _SCALES["dark"].grade(_paper_level(image)) == 0 and is_blank(image)
        return Quality("poor", ("no_text", "blank") if is_paper else ("no_text",))
    measures = {"dark": _paper_level(image)}
    if seen:
        crops = [_crop(image, line.box) for line in _longest(seen)]
        inks = [crop for crop in crops if crop.size]
        small = shrink(image, _LOOK_SIDE)
        measures |= {
            "blurred": _median([_sharpness(crop) for crop in inks], 1.0),
            "low_resolution": _median([float(_type_height(image, line)) for line in seen], 99.0),
            "glare": _glare(small, seen),
            "cut_off": float(sum(_touches_edge(line.box) for line in seen)),
            "several_documents": float(_sheets(small, seen)),
            "unsure_reading": _mean_confidence(seen),
        }
    grades = {name: _SCALES[name].grade(value) for name, value in measures.items()}
    reasons = sorted((name for name in grades if grades[name]), key=lambda name: -grades[name])
    turned = ("turned",) if rotation else ()
    return Quality(GRADES[max(grades.values())], (*reasons, *turned))


def is_blank(image: Rgb) -> bool:
    """Tell whether a page is even paper, as the back of a certificate is, and not one unread."""
    grey = cv2.cvtColor(shrink(image, _LOOK_SIDE), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    inner = grey[height // 20 : height - height // 20, width // 20 : width - width // 20]
    apart = np.abs(inner.astype(np.int16) - int(np.median(inner))) > _EVEN
    return float(apart.mean()) < _SPECKS


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
    contrast = percentile(grey, 98) - percentile(grey, 2)
    if grey.shape[1] < 2 or contrast < 1:
        return 1.0
    steps = np.abs(np.diff(grey, axis=1))
    return percentile(steps, 98) / contrast


def _type_height(image: Rgb, line: Line) -> int:
    height, width = image.shape[:2]
    return int(line.box.width * width if line.vertical else line.box.height * height)


def _paper_level(image: Rgb) -> float:
    """Return the brightness of the paper: what the lighter part of the page reaches, 0 to 255."""
    return percentile(extremes(sampled(image, _SAMPLE_STEP))[1], 75)


def _glare(small: Rgb, lines: Sequence[Line]) -> float:
    """Return the share of the text's area under the largest burnt spot of a darker paper."""
    weakest = extremes(_text_part(small, lines))[0]
    if weakest.size == 0 or float(np.median(weakest)) > _LIGHT_PAPER:
        return 0.0
    burnt = cv2.morphologyEx(
        (weakest >= _BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)
    )
    _, labels, stats, _ = cv2.connectedComponentsWithStats(burnt)
    if len(stats) == 1:
        return 0.0
    label = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    spot = (labels == label).astype(np.uint8)
    return float(spot.mean()) if _is_lamp(weakest, spot) else 0.0


def _is_lamp(level: NDArray[np.uint8], spot: NDArray[np.uint8]) -> bool:
    """Tell a reflection, which fades within a little way, from a white card and from slow shade."""
    paper = float(np.median(level))
    near, far = (
        level[(cv2.dilate(spot, _disc(outer)) - cv2.dilate(spot, _disc(inner))) > 0]
        for inner, outer in _RINGS
    )
    if near.size == 0 or far.size == 0:
        return False
    soft = float(np.median(near)) >= paper + _FADING * (_BURNT - paper)
    return soft and float(np.median(far)) <= _LIGHT_PAPER - _CLEARLY


def _disc(radius: int) -> NDArray[np.uint8]:
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def _text_part(image: Rgb, lines: Sequence[Line]) -> Rgb:
    """Return the part of the page that holds its text."""
    hull = lines[0].box
    for line in lines[1:]:
        hull = hull.union(line.box)
    return np.ascontiguousarray(_crop(image, hull))


def _sheets(small: Rgb, lines: Sequence[Line]) -> int:
    """Return how many sheets with text lie apart on a darker table, 1 where nothing parts them."""
    level = extremes(small)[1]
    height, width = level.shape
    places = [
        (min(height - 1, int(y * height)), min(width - 1, int(x * width)))
        for x, y in (line.box.centre for line in lines)
    ]
    around = cv2.dilate(level, np.ones((9, 9), np.uint8))
    paper = float(np.median([around[place] for place in places]))
    light = cv2.morphologyEx(
        (level >= _SHEET_LEVEL * paper).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)
    )
    if light.all() or float(level[light == 0].mean()) > _TABLE_LEVEL * paper:
        return 1
    _, labels, stats, _ = cv2.connectedComponentsWithStats(light)
    found = 0
    for label, (*_, area) in enumerate(stats[1:], start=1):
        own = [line for line, place in zip(lines, places, strict=True) if labels[place] == label]
        text = sum(len(line.text) for line in own)
        if area < _SHEET_SHARE * level.size or len(own) < _SHEET_LINES or text < _SHEET_TEXT:
            continue
        outline, _ = cv2.findContours(
            (labels == label).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
        )
        points = np.concatenate(outline)
        _, sides, _ = cv2.minAreaRect(points)
        found += area >= _SHEET_FILLED * sides[0] * sides[1]
    return max(1, found)


def _touches_edge(box: Box) -> bool:
    return min(box.left, box.top) <= _EDGE or max(box.right, box.bottom) >= 1 - _EDGE


def _mean_confidence(lines: Sequence[Line]) -> float:
    weights = [len(line.text) for line in lines]
    total = sum(line.confidence * weight for line, weight in zip(lines, weights, strict=True))
    return total / max(1, sum(weights))


def _median(values: Sequence[float], default: float) -> float:
    return float(np.median(values)) if values else default
