"""Turn what a recogniser says about one crop into a `Line` with its words in place."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from unicodedata import east_asian_width

import numpy as np

from extractor.document import Box, Line, Word
from extractor.image import Quad

WIDE_GAP = 2.5
"""Two characters this many usual distances apart belong to different words."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of one crop.

    `centres` gives, for each character, where its middle lies along the crop
    (0 is its start, 1 its end); `confidence` is the mean over the characters.
    """

    text: str
    confidence: float
    centres: tuple[float, ...]
    confidences: tuple[float, ...]


NOTHING = Recognised("", 0.0, (), ())


def recognised_to_line(
    recognised: Recognised, quad: Quad, *, width: int, height: int, vertical: bool
) -> Line:
    """Return the line with one word for each run of evenly set characters.

    `quad` is in pixels of an upright page of `width` by `height`. Where two
    characters stand far apart, a space is put between them.
    """
    words: list[Word] = []
    for first, last in _runs(recognised):
        start, end = _extent(recognised, first, last)
        part = _part_of_quad(quad, start, end, vertical=vertical)
        confidence = float(np.mean(recognised.confidences[first:last]))
        if words and not words[-1].text.endswith(" "):
            words[-1] = Word(words[-1].text + " ", words[-1].box, words[-1].confidence)
        text = recognised.text[first:last]
        words.append(Word(text, _bounds(part, width, height), confidence))
    return Line(
        text="".join(word.text for word in words),
        box=_bounds(quad, width, height),
        confidence=recognised.confidence,
        words=tuple(words),
        vertical=vertical,
    )


def largest_gap(recognised: Recognised) -> float:
    """Return the widest step between neighbouring characters over the usual one, 1 if even.

    White space that was recognised explains a wide step and does not count.
    """
    text, steps = recognised.text, _steps(recognised)
    usual = median(steps) if steps else 0.0
    inner = [step for i, step in enumerate(steps) if not text[i : i + 2].count(" ")]
    return max(inner, default=usual) / usual if usual > 0 else 1.0


def _runs(recognised: Recognised) -> list[tuple[int, int]]:
    """Return half-open ranges of the text without the white space between them."""
    text, steps = recognised.text, _steps(recognised)
    usual = median(steps) if steps else 0.0
    runs: list[tuple[int, int]] = []
    start = 0
    for i, char in enumerate(text):
        if char.isspace():
            if start < i:
                runs.append((start, i))
            start = i + 1
        elif start < i and steps[i - 1] > WIDE_GAP * usual > 0:
            runs.append((start, i))
            start = i
    if start < len(text):
        runs.append((start, len(text)))
    return runs


def _steps(recognised: Recognised) -> list[float]:
    """Return the distance of each character to the next, in widths of a character."""
    text, centres = recognised.text, recognised.centres
    return [
        (centres[i + 1] - centres[i]) / (_advance(text[i]) + _advance(text[i + 1])) * 2
        for i in range(len(text) - 1)
    ]


def _advance(char: str) -> float:
    return 1.0 if east_asian_width(char) in "WF" else 0.5


def _extent(recognised: Recognised, first: int, last: int) -> tuple[float, float]:
    """Return where a run starts and ends along the crop, 0 to 1."""
    text, centres = recognised.text, recognised.centres
    total = sum(map(_advance, text[first:last]))
    inner = total - (_advance(text[first]) + _advance(text[last - 1])) / 2
    if inner > 0:
        unit = (centres[last - 1] - centres[first]) / inner
    else:
        unit = 1.0 / max(sum(map(_advance, text)), 1.0)
    start = centres[first] - unit * _advance(text[first]) / 2
    end = centres[last - 1] + unit * _advance(text[last - 1]) / 2
    return max(0.0, start), min(1.0, end)


def _part_of_quad(quad: Quad, start: float, end: float, *, vertical: bool) -> Quad:
    top_left, top_right, bottom_right, bottom_left = quad
    if vertical:
        left, right = bottom_left - top_left, bottom_right - top_right
        corners = (
            top_left + left * start,
            top_right + right * start,
            top_right + right * end,
            top_left + left * end,
        )
    else:
        upper, lower = top_right - top_left, bottom_right - bottom_left
        corners = (
            top_left + upper * start,
            top_left + upper * end,
            bottom_left + lower * end,
            bottom_left + lower * start,
        )
    return np.stack(corners).astype(np.float32)


def _bounds(quad: Quad, width: int, height: int) -> Box:
    scaled = quad / np.array([width, height], dtype=np.float32)
    left, top = np.clip(scaled.min(axis=0), 0.0, 1.0)
    right, bottom = np.clip(scaled.max(axis=0), 0.0, 1.0)
    return Box(float(left), float(top), float(right), float(bottom))
