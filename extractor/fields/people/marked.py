"""Tell which one of several named people somebody marked: with a pen, a rule or a highlighter."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.pointed import signed_name
from extractor.language.names import is_name
from extractor.passages import join_cells

MARKED_NAME = "marked-name"
BY_SIGN, _SIGNED = "marked-by-sign", 0.88
MARKED_TRUST = 0.78
"""Below what a rule asks for (0.8): no finding against anybody rests on whose the mark is."""


def marked_one(people: Sequence[Candidate], leaf: Leaf) -> int | None:
    """Return which of the people is marked, None if none is or several are."""
    marked = [at for at, one in enumerate(people) if _is_marked(one, leaf)]
    return marked[0] if len(marked) == 1 else None


def marked_holder(people: Sequence[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return who of the people is marked as the holder, with their place among them."""
    at = marked_one(people, leaf)
    if at is None:
        return []
    one = people[at]
    return [
        Candidate(name, value, MARKED_TRUST, one.passage, one.start, one.end, MARKED_NAME)
        for name, value in (("holder_name", one.value), ("holder_rank", Decimal(at + 1)))
    ]


def holder_by_sign(leaf: Leaf) -> list[Candidate]:
    """Return whom a sign marks, of which the page says what it means: 「★为申报人」."""
    signed = signed_name(leaf.cells)
    if signed is None or not is_name(signed[1]):
        return []
    cell, name = signed
    passage = join_cells((cell,))
    start = max(passage.text.find(name), 0)
    return [Candidate("holder_name", name, _SIGNED, passage, start, start + len(name), BY_SIGN)]


def _is_marked(one: Candidate, leaf: Leaf) -> bool:
    place = one.place
    x, y = place.box.centre
    return any(
        mark.page == place.page
        and mark.box.left <= x <= mark.box.right
        and mark.box.top <= y <= mark.box.bottom
        for mark in leaf.marked_names
    )
