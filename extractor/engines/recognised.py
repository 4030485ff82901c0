"""Turn what a recogniser says about one crop into a `Line` with its words in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from unicodedata import east_asian_width, normalize

import numpy as np

from extractor.document import Box, Line, Word
from extractor.image import Quad

DOUBTFUL = 0.9
"""A character read with less confidence is kept apart."""
WIDE_GAP = 2.5
"""Two characters this many usual distances apart belong to different words."""
WIDE_GAP_OF_SIGNS = 1.7
"""The same of two Chinese characters, which are set evenly: of 60 steps from here on, on 120 pages
of four authors, all were blanks, of those below some were not."""


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
    """Return the line with one word for each run of evenly set, surely read characters.

    `quad` is in pixels of an upright page of `width` by `height`. Where two
    characters stand far apart, a space is put between them. A doubtful character
    is a word of its own, so that its confidence is not lost in that of others.
    """
    words: list[Word] = []
    steps = relative_steps(recognised)
    runs = _runs(recognised, steps)
    for (first, last), following in zip(runs, [*runs[1:], None], strict=True):
        start, end = _extent(recognised, first, last)
        part = _part_of_quad(quad, start, end, vertical=vertical)
        confidence = float(np.mean(recognised.confidences[first:last]))
        spaced = following is not None and _is_apart(recognised, steps, last, following[0])
        text = recognised.text[first:last] + (" " if spaced else "")
        words.append(Word(text, _bounds(part, width, height), confidence))
    return Line(
        text="".join(word.text for word in words),
        box=_bounds(quad, width, height),
        confidence=recognised.confidence,
        words=tuple(words),
        vertical=vertical,
    )


def without_doubtful_accents(recognised: Recognised) -> Recognised:
    """Return the line with doubtfully read letters in their plain form: 「Institutión」.

    Specks of a copy over a letter look like an accent; a real one is read surely.
    """
    text = "".join(
        _plain(char) if confidence < DOUBTFUL else char
        for char, confidence in zip(recognised.text, recognised.confidences, strict=True)
    )
    return replace(recognised, text=text)


def _plain(char: str) -> str:
    base = normalize("NFD", char)[0]
    return base if base.isascii() and base.isalpha() else char


def relative_steps(recognised: Recognised) -> list[float]:
    """Return the step from each character to the next, over the usual one of the line."""
    steps = _steps(recognised)
    usual = median(steps) if steps else 0.0
    return [step / usual for step in steps] if usual > 0 else [1.0] * len(steps)


def _runs(recognised: Recognised, steps: list[float]) -> list[tuple[int, int]]:
    """Return half-open ranges of the text without the white space between them."""
    text = recognised.text
    doubtful = [confidence < DOUBTFUL for confidence in recognised.confidences]
    runs: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if char.isspace():
            continue
        if (
            runs
            and runs[-1][1] == i
            and not (doubtful[i] or doubtful[i - 1])
            and not _is_apart(recognised, steps, i, i)
        ):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _is_apart(recognised: Recognised, steps: list[float], end: int, start: int) -> bool:
    """Tell whether white space lies between the characters before `end` and from `start`."""
    if start > end:
        return True
    signs = all(map(_is_sign, recognised.text[end - 1 : end + 1]))
    return steps[end - 1] > (WIDE_GAP_OF_SIGNS if signs else WIDE_GAP)


def _steps(recognised: Recognised) -> list[float]:
    """Return the distance of each character to the next, in widths of a character."""
    text, centres = recognised.text, recognised.centres
    return [
        (centres[i + 1] - centres[i]) / (_advance(text[i]) + _advance(text[i + 1])) * 2
        for i in range(len(text) - 1)
    ]


def _is_sign(char: str) -> bool:
    """Tell whether a character is a Chinese one, as wide as it is high."""
    return "\u3400" <= char <= "\u9fff"


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
