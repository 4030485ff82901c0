"""Which of many documents are worth comparing with one: proposed by fields, text and bits.

Nothing is decided here. What shares no field, no wording and no look with a document is left
out; of the others the likeliest by fields come first, so that a class of two hundred does not
push out the one that matters.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.fingerprint import Fingerprint, distance, fingerprint_page
from verifier.duplicates.document import Document
from verifier.duplicates.fields import compare_fields
from verifier.relations import FieldMatch, Match

MOST = 50
"""Documents that one is compared with at most."""
NEAR = 40
"""Bits of 256: within them two pages probably have one template."""
_LIKE_TEXT = 0.3
_TELLING = ("certificate_number", "holder_name", "holder_id", "activity_title")


def propose(document: Document, others: Iterable[Document], most: int = MOST) -> list[Document]:
    """Return the documents worth comparing, the likeliest by their fields first."""
    found: list[tuple[float, int, Document]] = []
    for order, other in enumerate(others):
        fields = compare_fields(document.extraction, other.extraction)
        if _may_be_related(document, other, fields):
            found.append((-sum(match.weight for match in fields), order, other))
    found.sort(key=lambda one: one[:2])
    return [other for _, _, other in found[:most]]


def is_surely_another(fields: Iterable[FieldMatch]) -> bool:
    """Say whether number and holder were both read and differ: a classmate, or a stranger.

    Such a pair needs no look at its pictures, unless it is another proof of one event, which
    the fields tell by themselves.
    """
    found = {match.name: match.match for match in fields}
    holder = Match.DIFFERENT in (found.get("holder_name"), found.get("holder_id"))
    return holder and found.get("certificate_number") is Match.DIFFERENT


def _may_be_related(a: Document, b: Document, fields: Iterable[FieldMatch]) -> bool:
    if a.extraction.source.sha256 == b.extraction.source.sha256:
        return True
    if any(match.name in _TELLING and match.match in (Match.SAME, Match.ALIKE) for match in fields):
        return True
    return _share_text(a, b) or _look_alike(a, b)


def _share_text(a: Document, b: Document) -> bool:
    for page in a.extraction.pages:
        ours = a.shingles(page)
        for other in b.extraction.pages:
            theirs = b.shingles(other)
            shorter = min(len(ours), len(theirs))
            if shorter and len(ours & theirs) >= _LIKE_TEXT * shorter:
                return True
    return False


def _look_alike(a: Document, b: Document) -> bool:
    ours, theirs = _marks(a), _marks(b)
    return any(
        distance(one.upright, turned) <= NEAR
        for one in ours
        for other in theirs
        for turned in other.turns
    )


def _marks(document: Document) -> tuple[Fingerprint, ...]:
    if document.marks is None:
        document.marks = tuple(fingerprint_page(picture) for picture in document.pictures)
    return document.marks
