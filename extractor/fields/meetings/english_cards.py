"""Read an English card of invitation, whose one sentence is set line by line in the middle."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.meetings.english import EVENT_EN
from extractor.language.dates import find_dates
from extractor.passages import Cell, join_cells

_ASKS = re.compile(
    r"requests? the (?:pleasure|honou?r) of (?:the|your) (?:company|presence|attendance)",
    re.IGNORECASE,
)
_TO_WHAT = re.compile(
    r"(?:at|to attend|to join|for|to|on the occasion of|during)(?:\s+(?:the|its|our|their))?\s*",
    re.IGNORECASE,
)
"""「at the」, a line of its own over the name of the meeting"""
_WHEN = re.compile(r"(?:to be held |which will be held )?(?:from|on|at|in)\b", re.IGNORECASE)
_NAME = re.compile(rf"\b{EVENT_EN}\b")
_HOUSE = re.compile(
    r"\b(?:Hall|Room|Cent(?:re|er)|Hotel|School|College|University|Academy|Theatre|Theater|Auditorium|Library|Museum|"
    r"Kindergarten|Institute|Building|House|Garden|Inn|Resort)\b"
)
_NO_PLACE = re.compile(r"[:：@]|R\.?S\.?V\.?P|\b(?:reply|please|contact|dress)\b", re.IGNORECASE)
_TRUST, _MOST_LINES = 0.86, 3


def card_of_invitation(leaf: Leaf) -> list[Candidate]:
    """Return the meeting, and the house below its days, that an English card invites to."""
    cells = leaf.cells
    if not any(_ASKS.search(cell.line.text) for cell in cells):
        return []
    for at, cell in enumerate(cells):
        if not _TO_WHAT.fullmatch(cell.line.text.strip()):
            continue
        lines: list[Cell] = []
        for below in cells[at + 1 : at + 1 + _MOST_LINES]:
            if (
                _WHEN.match(below.line.text) and find_dates(below.line.text)
            ) or below.line.text == "":
                break
            lines.append(below)
        if lines and _NAME.search(" ".join(one.line.text for one in lines)):
            return [*_whole("activity_title", lines), *_place(cells[at + 1 + len(lines) :])]
    return []


def _place(below: tuple[Cell, ...]) -> list[Candidate]:
    """Return the house in the line right below that of the days."""
    dated = [cell for cell in below[:1] if find_dates(cell.line.text)]
    house = below[1:2] if dated else ()
    if house and _HOUSE.search(house[0].line.text) and not _NO_PLACE.search(house[0].line.text):
        return _whole("location", list(house))
    return []


def _whole(name: str, lines: list[Cell]) -> list[Candidate]:
    passage = join_cells(tuple(lines))
    text = passage.text.strip(" ,.")
    start = max(passage.text.find(text), 0)
    return [Candidate(name, text, _TRUST, passage, start, start + len(text), "meeting:card")]
