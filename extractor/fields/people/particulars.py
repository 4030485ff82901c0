"""Find where the holder works from the lines under their picture: name, particulars, school."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import squeeze
from extractor.language.dates import find_dates
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.passages import Cell, join_cells

_PARTICULARS = re.compile(
    r"\s*(?:性\s?别|民\s?族|出生(?:年月|日期)?|年\s?龄|籍\s?贯|学\s?历|学\s?位|职\s?称|职\s?务|学\s?科|任教学科|政治面貌)\s?[:：]|"
    r"\s*[男女]\s*[,，、/|｜\s]\s*[\u3400-\u9fff]{1,6}族\s*"
)
"""「性别:女  民族:汉族」, 「女,汉族」"""
_MOST_LINES = 3
_NEXT_LINE = 2.6
"""Heights of a line down to the next one under a picture."""
_WHOLE_BODY = 0.8
_TRUST = 0.85


def school_under_picture(leaf: Leaf, name: str) -> list[Candidate]:
    """Return the body under a name and a line of particulars: 「张三 / 性别:女 / 某某小学」.

    One over a day signs the page instead.
    """
    for cell in leaf.cells:
        if squeeze(cell.line.text) != squeeze(name):
            continue
        below = _under(cell, leaf)
        lines = 0
        while below is not None and lines < _MOST_LINES and _PARTICULARS.match(below.line.text):
            below, lines = _under(below, leaf), lines + 1
        if below is None or not lines or _is_dated(below, leaf):
            continue
        passage = join_cells((below,))
        body = tidy_organisation(passage.text)
        if organisation_likelihood(body) >= _WHOLE_BODY:
            start = max(passage.text.find(body), 0)
            span = (start, start + len(body))
            return [Candidate("employer", body, _TRUST, passage, *span, "below-name")]
    return []


def _under(cell: Cell, leaf: Leaf) -> Cell | None:
    """Return the next line of the column that a cell stands in, if it is near."""
    near = [
        one
        for one in leaf.cells
        if one.page == cell.page
        and 0 < one.box.top - cell.box.top <= _NEXT_LINE * cell.box.height
        and one.box.left < cell.box.right
        and cell.box.left < one.box.right
        and one.box.centre[1] > cell.box.bottom
    ]
    return min(near, key=lambda one: one.box.top, default=None)


def _is_dated(cell: Cell, leaf: Leaf) -> bool:
    below = _under(cell, leaf)
    return below is not None and bool(find_dates(below.line.text))
