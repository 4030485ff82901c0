"""Compare the key facts of two documents field by field.

A field that one document does not show, or that was read unsurely, is unknown: it weighs
nothing and is never a difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from extractor.document import Extraction, Field
from extractor.language.dates import find_dates
from verifier.agreement import is_own_number, same_text, same_value
from verifier.duplicates.titles import compare_titles, text_of
from verifier.duplicates.weights import bits_of, chances
from verifier.keys import SURE
from verifier.numbers import plain
from verifier.relations import FieldMatch, Match

PERIOD = ("start_date", "end_date")


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
    if name == "activity_title":
        return compare_titles(a, b, one, other)
    if name in PERIOD and (one is None) != (other is None):
        return _dated(a if other is None else b, b if other is None else a)
    if one is None or other is None:
        return Match.UNKNOWN, "one_side"
    if name == "issuers":
        return _bodies(a, b), "bodies"
    match = same_value(name, one, other)
    sure = min(one.confidence, other.confidence) >= SURE
    if match in (Match.DIFFERENT, Match.ALIKE) and not sure:
        if name in PERIOD and Match.SAME in (_dated(a, b)[0], _dated(b, a)[0]):
            return Match.SAME, "mentioned"
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
        any(plain(one) in plain(text_of(b)) for one in ours)
        or any(plain(other) in plain(text_of(a)) for other in theirs)
    ):
        return Match.ALIKE
    return best


def _names(fields: Iterable[Field]) -> list[str]:
    return [str(field.value) for field in fields]


def _dated(given: Extraction, silent: Extraction) -> tuple[Match, str]:
    """Say whether a document in whose fields the days were not found shows those of another one."""
    days = tuple(str(field.value) for name in PERIOD if (field := given.first(name)) is not None)
    wanted = days[0], days[-1]
    # a period may run over the end of a line, and lines that follow one another may be two dates
    lines = "\n".join(page.text for page in silent.pages)
    shown = _periods(lines) | _periods(text_of(silent))
    return (Match.SAME, "mentioned") if wanted in shown else (Match.UNKNOWN, "one_side")


@lru_cache(maxsize=256)
def _periods(text: str) -> frozenset[tuple[str, str]]:
    """Return the first and last days of all periods that a text states."""
    return frozenset((one.first.iso(), one.last.iso()) for one in find_dates(text))
