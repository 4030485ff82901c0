"""Which papers of one class print their number, or a school, in other type than the others do.

A number that was set anew is seldom in the type of the class. Classmates share a part of their
numbers, so the same characters can be laid on each other: what the others print alike and one
paper does not stands out, and is shown to a person beside a classmate's. Names are not compared:
too few classmates share a character, and one character says too little. docs/duplicates.md has
the figures.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import median
from typing import Protocol
from unicodedata import normalize

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Field, Line
from extractor.image import Picture
from verifier.duplicates.document import Document

FIELDS = {"certificate_number": 4, "employer": 2}
"""What is compared, and the fewest characters in one that two papers must share of it."""
BESIDE = 8
"""Classmates that a paper is compared with."""
_LEAST = 4
"""Classmates that must share a part, for there to be a usual likeness."""
_APART = 0.10
"""So much less alike than the least alike of the others, or than their spread, if that is more."""
_HEIGHT = 24
"""Pixels of the characters' height when compared."""
_SIZES = (0.84, 0.92, 1.0, 1.08, 1.16)
_BETWEEN = 0.04
"""The heights of two lines' ink are equal up to so much: a comma or a rule may stand in one.
The best size is looked for in steps, then half a step to either side."""
_PLAIN = 0.9
"""Print that is so alike one way round is not laid the other way too."""
_LOWEST = 8
_NARROWEST = 12
_STEEPEST = 0.08
_INKED = 0.35
_BARE = 0.02
"""The ink spreads so little where there is only paper, or a veil of noise."""

Plane = NDArray[np.float32]


class Paper(Protocol):
    """A paper of a class, whose document is loaded when first asked for."""

    @property
    def document(self) -> Document:
        """The document."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The print of a value, level: its characters, their left and right edges, its rows.

    `ink` is 0 on paper and up to 1; edges and rows are pixels of it.
    """

    text: str
    ink: Plane
    edges: tuple[tuple[float, float], ...]
    rows: tuple[int, int]

    def part(self, start: int, end: int) -> Plane | None:
        """Return the print of `text[start:end]`, cut to its height; None if it is too small."""
        top, bottom = self.rows
        left, right = max(int(self.edges[start][0]), 0), int(self.edges[end - 1][1]) + 1
        found = self.ink[top:bottom, left:right]
        if min(found.shape) < _LOWEST or found.std() < _BARE:
            return None
        inked = np.nonzero(found.max(axis=1) > _INKED * found.max())[0]
        cut = found[inked[0] : inked[-1] + 1]
        return cut if len(cut) >= _LOWEST else None


@dataclass(frozen=True, slots=True)
class OtherType:
    """A paper, by its place in the class, whose field is set otherwise than a classmate's."""

    paper: int
    beside: int
    field: str
    likeness: float
    usual: float
    """The likeness of the paper with its classmates, and of those with each other, at most 1."""


def set_otherwise(papers: Sequence[Paper], of: Collection[int]) -> tuple[OtherType, ...]:
    """Return what is set in other type on the papers asked about; the newest classmates first."""
    found = []
    for name, least in FIELDS.items():
        strips = _Strips(papers, name)
        for one in of:
            told = _odd(strips, one, least)
            if told is not None:
                found.append(told)
    return tuple(found)


class _Strips:
    """The strips of a field, cut when first asked for, and how alike they are."""

    def __init__(self, papers: Sequence[Paper], name: str) -> None:
        self.name, self.count = name, len(papers)
        self._papers = papers
        self._cut: dict[int, Strip | None] = {}
        self._alike: dict[tuple[int, int], float | None] = {}

    def of(self, paper: int) -> Strip | None:
        if paper not in self._cut:
            self._cut[paper] = strip_of(self._papers[paper].document, self.name)
        return self._cut[paper]

    def alike(self, a: int, b: int, least: int) -> float | None:
        pair = min(a, b), max(a, b)
        if pair not in self._alike:
            one, other = self.of(pair[0]), self.of(pair[1])
            known = None if one is None or other is None else likeness(one, other, least)
            self._alike[pair] = known
        return self._alike[pair]


def _odd(strips: _Strips, one: int, least: int) -> OtherType | None:
    """Say whether a paper is less like its classmates than any of them is like the others."""
    beside: dict[int, float] = {}
    for other in range(strips.count):
        if other != one and len(beside) < BESIDE:
            value = strips.alike(one, other, least)
            if value is not None:
                beside[other] = value
    usual = [
        median(values)
        for other in beside
        if len(values := _values(strips, other, beside, least)) >= 2
    ]
    if len(usual) < _LEAST:
        return None
    own, middle, low = median(beside.values()), median(usual), float(np.quantile(usual, 0.15))
    if own >= low - max(_APART, middle - low):
        return None
    shown = min(beside, key=lambda other: abs(beside[other] - own))
    return OtherType(one, shown, strips.name, round(own, 3), round(middle, 3))


def _values(strips: _Strips, one: int, others: Collection[int], least: int) -> list[float]:
    found = (strips.alike(one, other, least) for other in others if other != one)
    return [value for value in found if value is not None]


def strip_of(document: Document, name: str) -> Strip | None:
    """Return the print of a field; None if it or its line was not read, or has no picture."""
    found = document.extraction.first(name)
    if found is None or not 1 <= found.place.page <= len(document.pictures):
        return None
    where = _line_of(document, found)
    return _cut(document.pictures[found.place.page - 1], found, *where) if where else None


def _line_of(document: Document, found: Field) -> tuple[Line, int] | None:
    """Return the line with the words of a field, and at which character they begin."""
    at = found.place.box
    for page in document.extraction.pages:
        for line in page.lines if page.number == found.place.page else ():
            begin = -1 if line.vertical else line.text.find(found.text)
            if begin < 0 or not found.text:
                continue
            span = line.span_box(begin, begin + len(found.text))
            x, y = span.centre
            if at.left <= x <= at.right and abs(y - at.centre[1]) < span.height:
                return line, begin
    return None


def _cut(image: Picture, found: Field, line: Line, begin: int) -> Strip | None:
    high, wide = image.shape[:2]
    tall = line.box.height * high
    whole = line.span_box(begin, begin + len(found.text))
    left, right = max(int(whole.left * wide - 0.8 * tall), 0), int(whole.right * wide + 0.8 * tall)
    top, bottom = max(int(whole.top * high - 0.25 * tall), 0), int(whole.bottom * high + tall / 4)
    shade = image[top:bottom, left:right, 0].astype(np.float32)
    if min(shade.shape) < _LOWEST:
        return None
    edges = tuple(
        (span.left * wide - left, span.right * wide - left)
        for at in range(begin, begin + len(found.text))
        for span in (line.span_box(at, at + 1),)
    )
    rows = max(int(whole.top * high) - top, 0), int(whole.bottom * high) - top + 1
    ink = _without_rules(_ink_of(shade), tall)
    ink = _level(ink, (max(int(edges[0][0]), 0), int(edges[-1][1])))
    return Strip(normalize("NFKC", found.text), ink, edges, rows)


def _ink_of(shade: Plane) -> Plane:
    """Return how much darker than the paper around it everything is, 0 to 1."""
    paper = cv2.GaussianBlur(cv2.dilate(shade, np.ones((9, 9), np.uint8)), (0, 0), 9)
    return np.asarray(np.clip(1 - shade / np.maximum(paper, 1), 0, 1), np.float32)


def _without_rules(ink: Plane, tall: float) -> Plane:
    """Take away what is longer than any stroke: the line under a blank, the edge of a cell."""
    stroke = np.ones((1, max(int(1.6 * tall), 9)), np.uint8)
    rules = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, stroke), np.ones((3, 3), np.uint8))
    return np.asarray(np.clip(ink - rules, 0, 1), np.float32)


def _level(ink: Plane, columns: tuple[int, int]) -> Plane:
    """Shear a strip so that its characters stand on one height, as those of a straight page do."""
    left, right = columns
    strong = np.where(ink > 0.3 * ink.max(), ink, 0)[:, left:right]
    weight = strong.sum(axis=0)
    at = np.nonzero(weight)[0]
    if len(at) < 2 * _LOWEST:
        return ink
    middle = (strong * np.arange(len(strong))[:, None]).sum(axis=0)[at] / weight[at]
    slope = 0.0
    for _ in range(3):
        slope, offset = np.polyfit(at, middle, 1)
        off = np.abs(middle - slope * at - offset)
        near = off <= max(1.5, 2 * float(np.median(off)))
        at, middle = at[near], middle[near]
        if len(at) < _NARROWEST:
            return ink
    slope = float(np.clip(slope, -_STEEPEST, _STEEPEST))
    shear = np.array([[1, 0, 0], [-slope, 1, slope * (left + right) / 2]], np.float32)
    return np.asarray(cv2.warpAffine(ink, shear, ink.shape[::-1]), np.float32)


def likeness(a: Strip, b: Strip, least: int) -> float | None:
    """Return how far the longest part that two texts share correlates in print, at most 1.

    None if they share fewer characters than `least`, or the print of these is too small.
    """
    begin_a, begin_b, length = shared_part(a.text, b.text)
    if length < least or len(a.text) != len(a.edges) or len(b.text) != len(b.edges):
        return None
    one = a, begin_a, begin_a + length
    other = b, begin_b, begin_b + length
    found = _laid(one, other)
    if found is not None and found >= _PLAIN:
        return found
    turned = _laid(other, one)
    return max((value for value in (found, turned) if value is not None), default=None)


def shared_part(a: str, b: str) -> tuple[int, int, int]:
    """Return where the longest part without spaces that two texts share begins, and its length."""
    # a space is like nothing: another sign stands for it in each text
    texts = a.replace(" ", "\0"), b.replace(" ", "\1")
    found = SequenceMatcher(None, *texts, autojunk=False).find_longest_match()
    return found.a, found.b, found.size


_Part = tuple[Strip, int, int]


def _laid(one: _Part, other: _Part) -> float | None:
    """Return the best correlation of a part with the print around the same part of another."""
    (a, *span_a), (b, *span_b) = one, other
    mine, theirs = a.part(*span_a), b.part(*span_b)
    if mine is None or theirs is None:
        return None
    mine = _resized(mine, _HEIGHT / len(mine))
    if mine.shape[1] < _NARROWEST:
        return None
    reach = len(theirs)
    left, right = int(b.edges[span_b[0]][0]) - reach, int(b.edges[span_b[1] - 1][1]) + reach
    around = b.ink[:, max(left, 0) : right]

    def at(size: float) -> float:
        field = _resized(around, size * _HEIGHT / reach)
        low, narrow = (max(mine.shape[k] - field.shape[k], 0) for k in (0, 1))
        return _correlation(np.pad(field, ((0, low), (0, narrow))), mine)

    best, size = max((at(size), size) for size in _SIZES)
    return max(best, at(size - _BETWEEN), at(size + _BETWEEN))


def _correlation(field: Plane, part: Plane) -> float:
    """Return the best correlation of a part with a place of the field that bears print."""
    found = cv2.matchTemplate(field, part, cv2.TM_CCOEFF_NORMED)
    size, anchor = part.shape[::-1], (0, 0)
    mean = cv2.boxFilter(field, cv2.CV_32F, size, anchor=anchor)
    spread = cv2.sqrBoxFilter(field, cv2.CV_32F, size, anchor=anchor) - mean * mean
    # on bare paper nothing is divided by nothing, and a born-digital page is as bare as that
    bears = spread[: found.shape[0], : found.shape[1]] > _BARE**2
    return float(found[bears].max(initial=-1.0))


def _resized(ink: Plane, scale: float) -> Plane:
    made = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(made, (0, 0), 0.8), np.float32)
