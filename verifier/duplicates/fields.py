"""Compare the key facts of two documents as a reader would: misreadings are alike, not different.

A field that one document does not show, or that was read unsurely, is unknown: it weighs
nothing and is never a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio, ratio

from extractor.document import Extraction, Field
from verifier.duplicates.weights import bits_of, chances
from verifier.keys import SURE
from verifier.names import Likeness, compare_ids, compare_names
from verifier.relations import FieldMatch, Match

_CONFUSED = str.maketrans("OQDILZSBG", "000112586")
_DOCUMENT_NUMBER = re.compile(r"[〔\[【(（]\s*(?:19|20)\d{2}\s*[〕\]】)）]\s*\d{1,4}\s*号")
_LEAST_NUMBER = 6
_SAME_TITLE, _ALIKE_TITLE = 96, 85
_ALIKE_BODY = 88
_LEAST_TITLE = 6
_CHINESE_FIGURES = "一二三四五六七八九十"


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


def same_number(one: str, other: str) -> Match:
    """Compare two certificate numbers; numbers of one class often differ by their last digit."""
    first, second = plain(one).upper(), plain(other).upper()
    if first == second:
        return Match.SAME
    if first.translate(_CONFUSED) == second.translate(_CONFUSED):
        return Match.ALIKE
    if len(first) != len(second) and Levenshtein.distance(first, second) == 1:
        return Match.ALIKE  # a character lost in reading; another digit is another number
    return Match.DIFFERENT


def same_title(one: str, other: str) -> Match:
    """Compare two titles; a figure in them tells one term or class from the next."""
    first, second = plain(one), plain(other)
    if first == second:
        return Match.SAME
    if figures(first) != figures(second):
        return Match.DIFFERENT
    likeness = ratio(first, second)
    shorter = min(len(first), len(second))
    if likeness >= _SAME_TITLE:
        return Match.SAME
    inside = shorter >= _LEAST_TITLE and partial_ratio(first, second) >= _SAME_TITLE
    return Match.ALIKE if likeness >= _ALIKE_TITLE or inside else Match.DIFFERENT


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of a text in their order, Arabic or behind 第."""
    return tuple(re.findall(rf"\d+|(?<=第)[{_CHINESE_FIGURES}]+", text))


def plain(text: str) -> str:
    """Return the letters and figures of a text, of one width and case."""
    return "".join(char for char in normalize("NFKC", text).casefold() if char.isalnum())


def is_own_number(text: str) -> bool:
    """Say whether a number can be one paper's own: long enough, and not that of a notice."""
    bare = plain(text)
    digits = sum(char.isdigit() for char in bare)
    return len(bare) >= _LEAST_NUMBER and digits >= 3 and not _DOCUMENT_NUMBER.search(text)


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
    match = _values(name, one, other)
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


def _values(name: str, one: Field, other: Field) -> Match:
    first, second = one.value, other.value
    match name:
        case "hours":
            equal = Decimal(str(first)) == Decimal(str(second))
            return Match.SAME if equal else Match.DIFFERENT
        case "start_date" | "end_date":
            return _dates(str(first), str(second))
        case "certificate_number":
            return same_number(str(first), str(second))
        case "holder_name":
            return _likeness(compare_names(str(first), str(second)))
        case "holder_id":
            return _likeness(compare_ids(str(first), str(second)))
        case "activity_title":
            return same_title(str(first), str(second))
        case _:
            return _text_match(str(first), str(second))


def _likeness(likeness: Likeness) -> Match:
    match likeness:
        case Likeness.EQUAL:
            return Match.SAME
        case Likeness.CLOSE | Likeness.MASKED:
            return Match.ALIKE
        case Likeness.OTHER_SCRIPT:
            return Match.UNKNOWN
        case Likeness.DIFFERENT:
            return Match.DIFFERENT


def _dates(first: str, second: str) -> Match:
    """Compare as exactly as both are written; the same month of a less exact date is alike."""
    if first == second:
        return Match.SAME
    shorter, longer = sorted((first, second), key=len)
    return Match.ALIKE if longer.startswith(shorter) else Match.DIFFERENT


def _text_match(first: str, second: str) -> Match:
    likeness = ratio(plain(first), plain(second))
    if likeness >= _SAME_TITLE:
        return Match.SAME
    return Match.ALIKE if likeness >= _ALIKE_BODY else Match.DIFFERENT


def _bodies(a: Extraction, b: Extraction) -> Match:
    ours, theirs = _names(a.all("issuers")), _names(b.all("issuers"))
    best = max(
        (_text_match(one, other) for one in ours for other in theirs),
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
    if len(wanted) >= _LEAST_TITLE and wanted in given:
        return Match.SAME, "mentioned"
    return Match.UNKNOWN, "one_side"


def _text(document: Extraction) -> str:
    return "\n".join(page.text for page in document.pages)
