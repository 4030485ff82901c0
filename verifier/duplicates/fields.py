"""Compare the key facts of two documents field by field.

A field that one document does not show, or that was read unsurely, is unknown: it weighs
nothing and is never a difference.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.document import Extraction, Field
from verifier.agreement import LEAST_TITLE, is_own_number, plain, same_text, same_value
from verifier.duplicates.weights import bits_of, chances
from verifier.keys import SURE
from verifier.relations import FieldMatch, Match


def compare_fields(a: Extraction, b: Extraction) -> tuple[FieldMatch, ...]:
    """Return the comparison of every field that either document shows."""
    found = []
    for name in chances():
        one, other = _best(a, name), _best(b, name)
        if one is None and other is None:
            continue
        match, level = _compare(name, a, b, one, other)
        found.append(FieldMatch(name, match, level, bits_of(name, match), one, other))
    return tuple(found)


def _best(document: Extraction, name: str) -> Field | None:
    found = document.first(name)
    if found is not None and name == "certificate_number" and not is_own_number(str(found.value)):
        return None
    return found


def _compare(
    name: str, a: Extraction, b: Extraction, one: Field | None, other: Field | None
) -> tuple[Match, str]:
    if name == "activity_title" and None in (one, other):
        if one is not None:
            return _mentioned(str(one.value), _text(b))
        if other is not None:
            return _mentioned(str(other.value), _text(a))
    if one is None or other is None:
        return Match.UNKNOWN, "one_side"
    if name == "issuers":
        return _bodies(a, b), "bodies"
    match = same_value(name, one, other)
    sure = min(one.confidence, other.confidence) >= SURE
    if match is Match.DIFFERENT and name == "activity_title":
        # the titles may have been cut differently: what counts is whether the other shows it
        shown = max((one, other), key=lambda field: len(str(field.value)))
        text = _text(b if shown is one else a)
        if _mentioned(str(shown.value), text)[0] is Match.SAME:
            return Match.SAME, "mentioned"
    if match in (Match.DIFFERENT, Match.ALIKE) and not sure:
        return Match.UNKNOWN, "unsure"
    return match, match.value


def _bodies(a: Extraction, b: Extraction) -> Match:
    ours, theirs = _names(a.all("issuers")), _names(b.all("issuers"))
    best = max(
        (same_text(one, other) for one in ours for other in theirs),
        key=(Match.DIFFERENT, Match.ALIKE, Match.SAME).index,
        default=Match.UNKNOWN,
    )
    if best is Match.DIFFERENT and (
        any(plain(one) in plain(_text(b)) for one in ours)
        or any(plain(other) in plain(_text(a)) for other in theirs)
    ):
        return Match.ALIKE
    return best


def _names(fields: Iterable[Field]) -> list[str]:
    return [str(field.value) for field in fields]


def _mentioned(title: str, text: str) -> tuple[Match, str]:
    wanted, given = plain(title), plain(text)
    if len(wanted) >= LEAST_TITLE and wanted in given:
        return Match.SAME, "mentioned"
    return Match.UNKNOWN, "one_side"


def _text(document: Extraction) -> str:
    return "\n".join(page.text for page in document.pages)
