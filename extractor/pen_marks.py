"""Find what somebody marked: with a highlighter, a red rule below, a frame, a tick, in red type.

Who hands in a list of many projects, or the contents of a journal, marks the one that is meant.
What a mark means is not asked here; a coloured heading looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.document import Box, Line
from extractor.image import Picture, shrink
from extractor.pen_ticks import ticked_rows
from extractor.red_type import red_row

_LISTS = re.compile(
    r"序号|排序|名单|一览表|汇总表|下列(?:课题|项目)|现予(?:公布|公示)|以上(?:依次|分别)为|(?:下达|公布|公示)[^。]{0,24}(?:项目|课题)|目录|目次|要目|篇目|本期导读|contents|(?:课题|项目)名称(?:主持人|负责人|所在|单位)",
    re.IGNORECASE,
)
"""Words of a page that may list several projects or articles."""
_ENTRY = re.compile(r"[㐀-鿿]\s?[(（]\s?\d{1,3}\s?[)）]\s*$|(?:[.…·⋯]{3,}|…)\s*\d{1,3}\s*$")
_END = 40
"""Characters of a line's end that are looked at: a line of dots may be long."""
_ENTRIES = 4
"""So many lines that end in a page's number, and a cover lists the contents of its issue."""
_ISSUE, _JOURNAL = (
    re.compile(r"第\d{1,3}期|总\d{1,4}期"),
    re.compile(r"ISSN|CN\d\d|[月季旬周年]刊|创刊"),
)
_FEW = 40
"""A page of so few lines that names an issue of a journal is its cover, which tells of articles."""
_SIDE, _RULE_SIDE = 800, 1600
"""Longer sides, in pixels, of the copies in which bands and rules are looked for."""
_TINT, _LIGHT = 9.0, 140
"""Distance of a highlighter's colour from the paper's (CIELAB a, b), and its least lightness."""
_RED = 28.0
"""How much redder than the paper a rule is (CIELAB a), and how far from its colour a frame's."""
_COARSE, _AROUND = (96, 128), 39
"""Width and height of the copy that tells the paper's colour, and how much lies around a place."""
_LEAST_BAND, _MOST_BAND = (0.1, 0.011), (0.98, 0.1)
"""Width and height of a band, as shares of the page."""
_LEAST_RING, _NAME = 0.04, re.compile(r"[㐀-鿿·](?:\s?[㐀-鿿·]){1,5}")
"""One name of a row may be ringed."""
_FILLED, _SPECK = 0.6, 3
_LEAST_RULE, _THICKEST = 0.05, 0.006
_ALIKE, _TALLEST_FRAME = 0.01, 0.12
"""Two rules as far left and right, so far over one another, frame what lies between them."""
_JOIN, _SLICES = 5, 16
"""Pixels over which a ring's line goes on, and pieces in which its inside is told."""
_LONG_RING, _HOLLOW, _SPECKS, _MOST_HOLES = 2.0, 0.4, 0.01, 2
"""A ring around a row is so much longer than high, its inside fills so much of its box, and hardly
any of it is red."""
_UNDER = 0.9
"""Heights of a line that its rule may stand below it."""


@dataclass(frozen=True, slots=True)
class _Rule:
    left: float
    right: float
    middle: float


def marks_on_list(image: Picture, lines: Sequence[Line]) -> tuple[Box, ...]:
    """Return where a page that lists something was marked; other pages are not looked at."""
    words = "".join("".join(line.text.split()) for line in lines)
    lists = (
        _LISTS.search(words)
        or sum(1 for line in lines if _ENTRY.search(line.text[-_END:])) >= _ENTRIES
        or (len(lines) <= _FEW and _ISSUE.search(words) and _JOURNAL.search(words))
    )
    return pen_marks(image, lines) if lists else ()


def pen_marks(image: Picture, lines: Sequence[Line]) -> tuple[Box, ...]:
    """Return where a page was marked, from top to bottom; `image` is its upright RGB picture.

    A line of red below print is a mark on the line of text that it runs under.
    """
    fine = _chroma(image, _RULE_SIDE)
    red = fine.red > _RED
    # a highlighter is light
    coloured = red | ((fine.distance > _RED) & (fine.light < _LIGHT))
    framed = list(_framed(list(_rules(coloured))))
    rings = [
        piece
        for ring in _rings(coloured)
        if ring[-1].right - ring[0].left >= _LEAST_BAND[0] or _holds_a_name(ring, lines)
        for piece in ring
    ]
    edges = [edge for pair in framed for edge in pair]
    ruled = [
        rule
        for rule in _rules(red)
        if not any(_is_one(rule, edge) for edge in edges)
        if not any(_lies_on(rule, ring) for ring in rings)
    ]
    marks = [
        *_bands(_chroma(image, _SIDE)),
        *rings,
        *(Box(a.left, a.middle, a.right, b.middle) for a, b in framed),
        *(line.box for line in lines if any(_runs_under(rule, line.box) for rule in ruled)),
        *ticked_rows(_pens(fine), lines),
        *red_row(fine.light, fine.red, lines),
    ]
    return tuple(sorted(marks, key=lambda box: box.top))


@dataclass(frozen=True, slots=True)
class _Chroma:
    """Lightness of each pixel, and its colour (a, b) against that of the paper around it."""

    light: NDArray[np.uint8]
    red: NDArray[np.float32]
    blue: NDArray[np.float32]
    distance: NDArray[np.float32]


def _chroma(image: Picture, side: int) -> _Chroma:
    small = shrink(image, side)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    coarse = cv2.resize(lab[..., 1:], _COARSE, interpolation=cv2.INTER_AREA)
    # most of what lies around a band is paper
    usual = np.stack([cv2.medianBlur(coarse[..., at], _AROUND) for at in (0, 1)], axis=-1)
    paper = cv2.resize(usual, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    apart = lab[..., 1:].astype(np.float32) - paper
    red, yellow = cv2.split(apart)
    distance = np.asarray(cv2.magnitude(red, yellow), np.float32)
    return _Chroma(
        np.asarray(lab[..., 0], np.uint8),
        np.asarray(red, np.float32),
        -np.asarray(yellow, np.float32),
        distance,
    )


def _pens(chroma: _Chroma) -> tuple[NDArray[np.bool_], ...]:
    """Return where the page has the ink of a red pen, and of a blue one: they may cross print."""
    inked = chroma.distance > _RED
    red = inked & (chroma.red >= chroma.blue) & (chroma.red > 0)
    return red, inked & (chroma.blue > chroma.red)


def _bands(chroma: _Chroma) -> Iterator[Box]:
    """Yield the light bands of another colour, in which print leaves holes."""
    height, width = chroma.light.shape
    tinted = ((chroma.distance > _TINT) & (chroma.light > _LIGHT)).astype(np.uint8)
    # the edges of coloured type are as light, but thinner than a band between its letters
    broad = cv2.morphologyEx(tinted, cv2.MORPH_OPEN, _block(_SPECK, _SPECK))
    closed = cv2.morphologyEx(broad, cv2.MORPH_CLOSE, _block(width * 0.02, height * 0.01))
    whole = cv2.morphologyEx(closed, cv2.MORPH_OPEN, _block(width * 0.03, height * 0.008))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    for label, (left, top, across, down, filled) in enumerate(stats[1:], start=1):
        right, bottom = left + across, top + down
        box = Box(*map(float, (left / width, top / height, right / width, bottom / height)))
        fits = (
            _LEAST_BAND[0] <= box.width <= _MOST_BAND[0]
            and _LEAST_BAND[1] <= box.height <= _MOST_BAND[1]
        )
        if fits and filled >= _FILLED * _slanted_area(labels[top:bottom, left:right] == label):
            yield box


def _slanted_area(blob: NDArray[np.bool_]) -> float:
    """Return the pixels of the smallest rectangle around a shape, which may lie aslant."""
    points = cv2.findNonZero(blob.astype(np.uint8))
    (_, (across, down), _) = cv2.minAreaRect(points)
    return float((across + 1) * (down + 1))


def _rules(ink: NDArray[np.bool_]) -> Iterator[_Rule]:
    """Yield the thin level lines of an ink."""
    height, width = ink.shape
    # a rule in a scan that lies aslant falls by some pixels
    thick = cv2.dilate(ink.astype(np.uint8), _block(1, 3))
    level = cv2.morphologyEx(thick, cv2.MORPH_OPEN, _block(width * _LEAST_RULE, 1))
    joined = cv2.morphologyEx(level, cv2.MORPH_CLOSE, _block(width * 0.02, 3))
    for left, top, across, down, _ in cv2.connectedComponentsWithStats(joined)[2][1:]:
        if down <= max(_THICKEST * height, 0.04 * across) + 2:
            right, middle = left + across, top + down / 2
            yield _Rule(*map(float, (left / width, right / width, middle / height)))


def _rings(ink: NDArray[np.bool_]) -> Iterator[list[Box]]:
    """Yield what lies within each ring or frame of an ink, in upright slices: it may lie aslant.

    A stamp has print of its colour in its frame, a table many frames beside one another.
    """
    height, width = ink.shape
    drawn = ink.astype(np.uint8)
    closed = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, _block(_JOIN, _JOIN))
    outlines, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    parents = [int(entry[3]) for entry in tree[0]] if outlines else []
    for outline, parent in zip(outlines, parents, strict=True):
        left, top, across, down = cv2.boundingRect(outline)
        fits = (
            _LEAST_RING * width <= across <= _MOST_BAND[0] * width
            and _LEAST_BAND[1] * height <= down <= _TALLEST_FRAME * height
            and across >= _LONG_RING * down
        )
        if parent < 0 or not fits or parents.count(parent) > _MOST_HOLES:
            continue
        inside = np.zeros((down, across), np.uint8)
        cv2.drawContours(inside, [outline], -1, 1, cv2.FILLED, offset=(-left, -top))
        # the outline of a hole runs on the line around it
        inner = cv2.erode(
            inside, _block(2 * _JOIN, 2 * _JOIN), borderType=cv2.BORDER_CONSTANT, borderValue=0
        )
        inked = (drawn[top : top + down, left : left + across] * inner).sum()
        if inside.mean() < _HOLLOW or inked > _SPECKS * inner.sum():
            continue
        slices = []
        for columns in np.array_split(np.arange(across), _SLICES):
            rows = np.flatnonzero(inside[:, columns].any(axis=1))
            if rows.size:
                slices.append(
                    Box(
                        float((left + columns[0]) / width),
                        float((top + rows[0]) / height),
                        float((left + columns[-1] + 1) / width),
                        float((top + rows[-1] + 1) / height),
                    )
                )
        yield slices


def _holds_a_name(ring: Sequence[Box], lines: Sequence[Line]) -> bool:
    """Tell whether all that stands in a small ring is a name: a stamp's pieces are hollow, too."""
    held = [
        line
        for line in lines
        if ring[0].left <= line.box.centre[0] <= ring[-1].right
        and min(one.top for one in ring) <= line.box.centre[1] <= max(one.bottom for one in ring)
    ]
    return len(held) == 1 and _NAME.fullmatch(held[0].text.strip()) is not None


def _is_one(rule: _Rule, edge: _Rule) -> bool:
    """Tell whether a red line is an edge of a frame, which was found in every colour."""
    return abs(rule.middle - edge.middle) <= _THICKEST and abs(rule.left - edge.left) <= _ALIKE


def _lies_on(rule: _Rule, ring: Box) -> bool:
    """Tell whether a level line is a piece of a ring's own."""
    beside = min(abs(rule.middle - ring.top), abs(rule.middle - ring.bottom)) <= _THICKEST
    return beside and rule.left <= ring.right and ring.left <= rule.right


def _framed(rules: Sequence[_Rule]) -> Iterator[tuple[_Rule, _Rule]]:
    """Yield the pairs of rules that frame something; three and more are the rules of a table."""
    for at, rule in enumerate(rules):
        alike = [
            other
            for other in (*rules[:at], *rules[at + 1 :])
            if abs(other.left - rule.left) <= _ALIKE
            and abs(other.right - rule.right) <= _ALIKE
            and abs(other.middle - rule.middle) <= _TALLEST_FRAME
        ]
        if len(alike) == 1 and alike[0].middle > rule.middle:
            yield rule, alike[0]


def _runs_under(rule: _Rule, box: Box) -> bool:
    shared = min(rule.right, box.right) - max(rule.left, box.left)
    below = rule.middle - box.bottom
    near = -0.35 * box.height <= below <= _UNDER * box.height
    return near and shared >= 0.5 * min(box.width, rule.right - rule.left)


def _block(across: float, down: float) -> NDArray[np.uint8]:
    return np.ones((max(1, round(down)), max(1, round(across))), np.uint8)
