"""Read the marked row of a list of projects whose columns have no heads, by what its cells are."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import squeeze
from extractor.fields.projects.lists import Column, is_level, told_of
from extractor.fields.projects.roles import usual_word
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood

_TITLE = re.compile(r"[^\d\s][^\s]*[㐀-鿿]{5}")
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9-]{5,24}")
_LEADERS_TOLD = re.compile(
    r"(?:姓名(?:均|都)?|以上[^。]{4,40})[为是、](?:课题|项目)?(主持人|负责人)"
)
"""「以上姓名均为课题负责人」 below a list without heads."""
_BODY = 0.5
_SEVERAL, _BOTH = 3, 2
"""Other names in the column of a list, and what is called like a body in a row of two."""


def find_headless_row(leaf: Leaf) -> list[Candidate]:
    """Return title, leader with role and employer, and number of the one marked project."""
    marked = [cell for cell in leaf.cells if cell.key in leaf.marked]
    names = [cell for cell in marked if is_name(squeeze(cell.line.text))]
    if len(names) != 1:
        return []
    leader = names[0]
    in_column = [
        cell
        for cell in leaf.cells
        if cell is not leader
        and abs(cell.box.left - leader.box.left) <= leader.em
        and is_name(squeeze(cell.line.text))
    ]
    # the rule below a red head marks the line over it, too; a ring may lie on the name alone
    row = marked if len(marked) > 1 else [cell for cell in leaf.cells if cell.page == leader.page]
    rest = [cell for cell in row if cell is not leader and is_level(cell, names)]
    bodies = [cell for cell in rest if organisation_likelihood(squeeze(cell.line.text)) >= _BODY]
    titles = [cell for cell in rest if cell not in bodies and _TITLE.match(squeeze(cell.line.text))]
    if not titles and len(bodies) == _BOTH:
        # 「某某远程会诊平台」 is called like a body, and stands before the one that does it
        titles, bodies = bodies[:1], bodies[1:]
    if len(in_column) < _SEVERAL or len(bodies) != 1 or len(titles) != 1:
        return []
    told = {"leader": leader, "activity_title": titles[0], "employer": bodies[0]}
    codes = [cell for cell in rest if _CODE.fullmatch(squeeze(cell.line.text))]
    if len(codes) == 1:
        told["project_number"] = codes[0]
    said = _LEADERS_TOLD.search("".join(cell.line.text for cell in leaf.cells))
    word = said[1] if said else usual_word(leaf)
    columns = [
        Column(field, word, cell.box.centre[0], cell.box.left, (cell,))
        for field, cell in told.items()
    ]
    return told_of(columns, is_marked=True)
