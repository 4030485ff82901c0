"""Take the author whom somebody marked on a reprint for whoever hands it in.

Some journals print the speaker's or the corresponding author's name in another way, so that a
person has to say whose mark it is.
"""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.marked import MARKED_NAME, MARKED_TRUST, marked_holder
from extractor.passages import join_cells

_NUMBER = re.compile(r"\s*[\[(（]?\s*([1-9¹²³⁴⁵])")
"""The number of an author's house, behind the name."""
_RAISED = str.maketrans("¹²³⁴⁵", "12345")
_HOUSE = re.compile(r"(?<![\d.])([1-9])\s*[.．、]?\s*([㐀-鿿][㐀-鿿()（）·]{3,40})")
_FEWEST = 2
"""Numbered houses that make a list."""
_BELOW = 0.14
"""Of the page's height: how far below their names the authors' houses are told."""


def marked_author(leaf: Leaf, authors: list[Candidate]) -> list[Candidate]:
    """Return the author whose name is marked as the holder, with the rank and the house."""
    marked = marked_holder(authors, leaf)
    return [*marked, *(_house_of(marked[0], leaf) if marked else ())]


def _house_of(one: Candidate, leaf: Leaf) -> list[Candidate]:
    """Return the body with the number that stands behind the author's name."""
    number = _NUMBER.match(one.passage.text, one.end)
    if number is None:
        return []
    place = one.place
    below = [
        join_cells((cell,))
        for cell in leaf.cells
        if cell.page == place.page and 0 < cell.box.top - place.box.top <= _BELOW
    ]
    houses = [(house, line) for line in below for house in _HOUSE.finditer(line.text)]
    if len({house[1] for house, _ in houses}) < _FEWEST:
        return []  # a figure before some words is no list
    found = [
        Candidate("employer", house[2], MARKED_TRUST, line, *house.span(2), MARKED_NAME)
        for house, line in houses
        if house[1] == number[1].translate(_RAISED)
    ]
    return found if len({one.value for one in found}) == 1 else []
