"""Find the headings of a document: the large and the short lines near the top of a page."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from extractor.fields.candidates import Leaf
from extractor.fields.labels.words import has_label
from extractor.passages import Passage, join_cells

_GOES_ON = ("——", "—", "--", "──")
"""A heading that ends so goes on in the line below it."""
_WIDE, _SHORT, _CENTRED = 0.4, 0.6, 0.04
"""Shares of the page: a line that is full, a rest that is not, how well it is centred."""
_REST = re.compile(
    r"(?:班|培训|研修|项目|活动|课程|计划|工程|[流讨谈摩告习进演示年]会|论坛|峰会|沙龙|[)）])$"
)
_REST_OF_LETTER = re.compile(
    r"(?:会议?|论坛|沙龙|班|培训|活动)的?(?:参会|会议)?(?:邀请[函书信]|请柬|通知)$"
)
"""「某某学习班暨某某学术」 over 「会议邀请函」: the end of the name, and what it heads."""
_LARGER = 1.2  # times the usual height: type that is meant to stand out


def find_headings(leaf: Leaf) -> list[Passage]:
    """Return the short passages near the top, and large ones one under another as one."""
    upper = [p for p in leaf.passages if p.box.centre[1] <= 0.45 and not _begins_with_label(p)]
    usual = median([cell.box.height for cell in leaf.cells]) if leaf.cells else 0.0
    large = [p for p in upper if p.height >= _LARGER * usual]
    joined = [
        join_cells((*above.cells, *below.cells))
        for above, below in pairwise(large)
        if _goes_on(above, below)
    ]
    # a long name of ordinary size whose short rest stands in the middle below it
    joined += [
        join_cells((*above.cells, *below.cells))
        for above, below in pairwise(upper)
        if not (above in large and below in large)
        and _goes_on(above, below)
        and _ends_heading(above.text, below.text)
        and above.box.width >= _WIDE
        and below.box.width <= _SHORT * above.box.width
        and abs(above.box.centre[0] - below.box.centre[0]) <= _CENTRED
    ]
    unfinished = [
        (above, below)
        for above, below in pairwise(upper)
        if above.text.endswith(_GOES_ON) and below not in large[1:]
    ]
    joined += [join_cells((*above.cells, *below.cells)) for above, below in unfinished]
    halves = [half for pair in unfinished for half in pair]
    return [*joined, *(passage for passage in upper if passage not in halves)]


def _ends_heading(above: str, below: str) -> bool:
    """Tell whether a line ends the name that the one above it begins."""
    if _REST.search(below):
        return True
    return _REST_OF_LETTER.search(below) is not None and _REST.search(above) is None


def _begins_with_label(passage: Passage) -> bool:
    """Tell whether a passage is a label with its value, or a row of a form that begins so."""
    return has_label(passage.text) or (
        len(passage.cells) > 1 and has_label(passage.cells[0].line.text)
    )


def _goes_on(above: Passage, below: Passage) -> bool:
    return (
        below.box.top - above.box.bottom <= 1.2 * above.height
        and 0.7 <= below.height / above.height <= 1.4
        and abs(above.box.centre[0] - below.box.centre[0]) <= 0.15
    )
