"""Read a byline that stands to the right of its title: the name alone over the author's school."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import team
from extractor.fields.publications.running_heads import people_of
from extractor.fields.publications.spelt_names import is_under
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, join_cells

_TRUST, _BODY = 0.88, 0.8
_LEAD = re.compile(r"\s*(?:(?:文|撰文|作者)\s?[/／|｜:：]|[□■◇◆○●◎△▲☆★])\s*")
_FAR = 1.0
"""Heights of a title's line within which a byline beside it begins above or below it."""


def names_beside(leaf: Leaf, title: Candidate) -> list[Candidate]:
    """Return `authors`: the names right of a title with the body below, or a mark before them."""
    lines = title.passage.cells
    right = max(cell.box.right for cell in lines)
    tall = max(cell.box.height for cell in lines)
    top, bottom = lines[0].box.top - _FAR * tall, lines[-1].box.bottom + _FAR * tall
    for cell in leaf.cells:
        beside = cell.page == title.passage.page and cell.box.left >= right
        if not (beside and top <= cell.box.centre[1] <= bottom and cell.box.height < tall):
            continue
        lead = _LEAD.match(cell.line.text)
        names = people_of(cell.line.text[lead.end() if lead else 0 :])
        if names and (lead or any(_is_body_under(one, cell) for one in leaf.cells)):
            return team("authors", names, join_cells((cell,)), _TRUST, "paper:beside-title")
    return []


def _is_body_under(below: Cell, cell: Cell) -> bool:
    text = re.sub(r"[()（）]", "", below.line.text).strip()
    return (
        below.page == cell.page and is_under(below, cell) and organisation_likelihood(text) >= _BODY
    )
