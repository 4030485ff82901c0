"""Compare what two pages say of the work they are of: the journal and its issue, or the book."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.document import Extraction, Field, PartKind
from verifier.agreement import same_number, same_text, same_title
from verifier.keys import SURE
from verifier.relations import Match

SAME_WORK = ("journal", "issn", "cn_number", "issue_date", "volume", "issue")
"""What two pages of one issue of a journal agree in, as far as both show it."""
_NUMBERS = ("issn", "cn_number")


def work_match(name: str, one: Field, other: Field) -> Match:
    """Compare what two pages say of the journal and the issue; unsure readings say nothing."""
    if min(one.confidence, other.confidence) < SURE:
        return Match.UNKNOWN
    first, second = str(one.value), str(other.value)
    if name in _NUMBERS:
        return same_number(first, second)
    if name == "issue_date":
        # a running head tells the year, the imprint the day
        return Match.SAME if first[:4] == second[:4] else Match.DIFFERENT
    if name in ("volume", "issue"):
        return Match.SAME if first == second else Match.DIFFERENT
    return same_text(first, second)


def compare_work(one: Extraction, other: Extraction) -> Mapping[str, Match]:
    """Return how two pages agree in what names the journal and its issue."""
    return {
        name: work_match(name, ours, theirs)
        for name in SAME_WORK
        if (ours := one.first(name)) is not None and (theirs := other.first(name)) is not None
    }


def is_one_book(one: Extraction, other: Extraction) -> bool:
    """Say whether two pages are of one book: by its number, or by its title where one has none.

    Numbers that were surely read decide. Titles that agree do so where the authors do not differ.
    """
    numbers = [page.first("isbn") for page in (one, other)]
    if all(number is not None and number.confidence >= SURE for number in numbers):
        first, second = (str(number.value) for number in numbers if number is not None)
        return same_number(first, second) is Match.SAME
    titles = [page.first("activity_title") for page in (one, other)]
    if not all(titles):
        return False
    names = (str(title.value) for title in titles if title is not None)
    return same_title(*names) in (Match.SAME, Match.ALIKE) and not _differ(one, other)


def _differ(one: Extraction, other: Extraction) -> bool:
    """Say whether two pages name authors of whom none is on the other."""
    named = [{str(field.value) for field in page.all("authors")} for page in (one, other)]
    return all(named) and not named[0] & named[1]


def is_the_journals(document: Extraction) -> bool:
    """Say whether a document is pages of a journal without an article.

    Everybody who wrote in that issue has the same cover and contents: that two people hand
    them in says nothing about either.
    """
    kinds = {part.kind for part in document.parts}
    return bool(kinds) and PartKind.ARTICLE not in kinds
