"""Read an index's page of one article, headed by where it appeared.

「Reg Anaesth Pract. 2021 Jul;46(7):588-595. doi: 10.1136/…」 stands over the title in large type:
the way medical indexes cite (ICMJE Recommendations, Samples of Formatted References).
"""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.passages import Cell, Passage, join_cells

_TRUST = 0.88
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CITED = re.compile(
    r"\s*[>›»•·]?\s*(?P<journal>[A-Z][A-Za-z&() -]{2,60}?)\s?\.\s?(?P<year>(?:19|20)\d\d)"
    rf"(?:\s?(?P<month>{'|'.join(_MONTHS)})[a-z]*(?:\s?-\s?[A-Z][a-z]+)?(?:\s\d{{1,2}})?)?\s?;\s?"
    r"(?P<volume>\d{1,4})\s?(?:[(（]\s?(?P<issue>\d{1,3})[^()（）]{0,12}[)）])?\s?:\s?[A-Za-z]?\d"
)
_LARGER = 1.15
"""Times the height of the citation: the title below it."""
_GAP, _MOST_LINES = 1.2, 4
_NEAR = 3.0
"""Heights of the citation between it and the title: 「Epub 2021 Apr 29.」 may stand between."""
_FLUSH = 2.0
PEOPLE = re.compile(r"(?:[A-Z][\w'’.-]*+[,，;*]*+\s*+|\d++[,，;*]*+\s*+|and\s++|&\s++){3,}+$")
"""「Xiong Biyun 1, Gan Lulu 2」: words of a title begin small; possessive, for lines are hostile"""
HEADED = "cited:head"


def of_cited_head(leaf: Leaf) -> list[Candidate]:
    """Return title, journal, year and month, volume and issue of the article of such a page."""
    for cell in leaf.cells:
        passage = join_cells((cell,))
        cited = _CITED.match(passage.text)
        title = _title_under(cell, leaf) if cited else []
        if cited is None or not title:
            continue
        whole = join_cells(tuple(title))
        months = cited["month"]
        day = cited["year"] + (f"-{_MONTHS.index(months) + 1:02d}" if months else "")
        found = [
            Candidate(
                "activity_title", whole.text, _TRUST, whole, 0, len(whole.text), "cited:title"
            ),
            _part("journal", cited["journal"], passage, cited.span("journal")),
            _part("issue_date", day, passage, cited.span("year")),
            _part("volume", cited["volume"], passage, cited.span("volume")),
        ]
        if cited["issue"]:
            found.append(_part("issue", cited["issue"], passage, cited.span("issue")))
        return found
    return []


def _part(name: str, value: str, passage: Passage, span: tuple[int, int]) -> Candidate:
    return Candidate(name, value, _TRUST, passage, *span, HEADED)


def _title_under(head: Cell, leaf: Leaf) -> list[Cell]:
    """Return the lines in larger type below the citation, from its edge."""
    below = [
        cell
        for cell in leaf.cells
        if cell.page == head.page
        and cell.box.centre[1] > head.box.bottom
        and abs(cell.box.left - head.box.left) <= _FLUSH * head.em
    ]
    lines: list[Cell] = []
    for cell in sorted(below, key=lambda one: one.box.top):
        is_large = cell.box.height >= _LARGER * min(head.box.height, _usual(below))
        if not lines:
            if cell.box.top - head.box.bottom > _NEAR * head.box.height:
                return []
            if is_large:
                lines.append(cell)
            continue
        gap = cell.box.top - lines[-1].box.bottom
        far = gap > _GAP * cell.box.height or len(lines) == _MOST_LINES
        if not is_large or far or PEOPLE.match(cell.line.text.strip()):
            break
        lines.append(cell)
    return lines


def _usual(cells: list[Cell]) -> float:
    """Return the height of most lines."""
    heights = sorted(cell.box.height for cell in cells)
    return heights[len(heights) // 2]
