"""Leave out the lines of a cover or a card that have the meeting's name between them.

「第六届特殊教育学校」 over 「康复教学研讨会」 beside the text of an invitation look like two bodies
that sign; together they are the name that the text tells.
"""

from __future__ import annotations

import re

from extractor.fields.bodies.two_lines import WHOLE_NAME
from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood

_MOST_LINES = 3
_MARKS = re.compile(r"[\s“”《》「」·—–-]")
_OF_A_ROUND = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届期次]|(?:19|20)\d\d")


def without_lines_of(title: str, issuers: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the bodies without those that are a line of the name, as a cover breaks it."""
    keys = _keys_of_lines(_MARKS.sub("", title), leaf) if title else frozenset()
    return [one for one in issuers if not all(cell.key in keys for cell in one.passage.cells)]


def _keys_of_lines(title: str, leaf: Leaf) -> frozenset[tuple[int, int]]:
    """Return the keys of the lines, one under another, that make up a name and nothing else.

    「某某学会」 over 「2023年年会」 may sign all the same; no body's name begins as a round's does.
    """
    found: set[tuple[int, int]] = set()
    for count in range(2, _MOST_LINES + 1):
        for at in range(len(leaf.cells) - count + 1):
            cells = leaf.cells[at : at + count]
            lines = [_MARKS.sub("", cell.line.text) for cell in cells]
            if "".join(lines) != title:
                continue
            of_a_round = _OF_A_ROUND.match(lines[0]) is not None
            found |= {
                cell.key
                for cell, text in zip(cells, lines, strict=True)
                if of_a_round or organisation_likelihood(text) < WHOLE_NAME
            }
    return frozenset(found)
