"""Where a person stands among those who made a work, on which the hours may hang."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.document import Extraction, Field
from verifier.names import Likeness, compare_names

RANK = "holder_rank"


def place_among_authors(name: str, document: Extraction) -> tuple[int, Field] | None:
    """Return the place, from 1, of the one author of that name; None where it is nobody's."""
    places = [
        (place, author)
        for place, author in enumerate(document.all("authors"), start=1)
        if compare_names(name, str(author.value)) is Likeness.EQUAL
    ]
    return places[0] if len(places) == 1 else None


def place_in_team(name: str, document: Extraction) -> Field | None:
    """Return the place of a member as a field: as stated of them, else that in the list.

    A list is as sure as the names down to the member. One name alone has no order.
    """
    stated, holder = document.first(RANK), document.first("holder_name")
    is_holder = holder is not None and compare_names(name, str(holder.value)) is Likeness.EQUAL
    if stated is not None and is_holder:
        return stated
    found, authors = place_among_authors(name, document), document.all("authors")
    if found is None or len(authors) == 1:
        return None
    place, author = found
    sure = min(one.confidence for one in authors[:place])
    return replace(author, name=RANK, value=Decimal(place), confidence=sure)
