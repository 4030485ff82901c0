"""Compare two values of one field as a reader would: misreadings are alike, not different.

What was not read, or not surely, is for the caller to leave out: it is never a difference.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio, ratio

from extractor.document import Field
from verifier.names import Likeness, compare_ids, compare_names
from verifier.numbers import bare_number, plain
from verifier.relations import Match

_CONFUSED = str.maketrans("OQDILZSBG", "000112586")
_DOCUMENT_NUMBER = re.compile(r"[〔\[【(（]\s*(?:19|20)\d{2}\s*[〕\]】)）]\s*\d{1,4}\s*号")
_LEAST_NUMBER = 6
_LEAST_TAIL = 4
_SAME_TITLE, _ALIKE_TITLE = 96, 85
_ALIKE_BODY = 88
LEAST_TITLE = 6
"""Characters from which a text can be told to stand within another."""
_CHINESE_FIGURES = "一二三四五六七八九十"


def same_value(name: str, one: Field, other: Field) -> Match:
    """Compare the values of one field by what the field is; how sure they are is not asked."""
    first, second = one.value, other.value
    match name:
        case "hours":
            equal = Decimal(str(first)) == Decimal(str(second))
            return Match.SAME if equal else Match.DIFFERENT
        case "start_date" | "end_date":
            return same_date(str(first), str(second))
        case "certificate_number":
            return same_number(str(first), str(second))
        case "project_number":
            return same_project_number(str(first), str(second))
        case "holder_name":
            return _likeness(compare_names(str(first), str(second)))
        case "holder_id":
            return _likeness(compare_ids(str(first), str(second)))
        case "activity_title":
            return same_title(str(first), str(second))
        case _:
            return same_text(str(first), str(second))


def same_number(one: str, other: str) -> Match:
    """Compare two certificate numbers; numbers of one class often differ by their last digit."""
    first, second = bare_number(one).upper(), bare_number(other).upper()
    if first == second:
        return Match.SAME
    if first.translate(_CONFUSED) == second.translate(_CONFUSED):
        return Match.ALIKE
    if len(first) != len(second) and Levenshtein.distance(first, second) == 1:
        return Match.ALIKE  # a character lost in reading; another digit is another number
    return Match.DIFFERENT


def same_project_number(one: str, other: str) -> Match:
    """Compare two numbers of projects; one may stand with the programme's words before it."""
    shorter, longer = sorted((plain(one), plain(other)), key=len)
    is_within = len(shorter) >= _LEAST_TAIL and longer.endswith(shorter)
    return Match.ALIKE if is_within and shorter != longer else same_number(one, other)


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
    inside = shorter >= LEAST_TITLE and partial_ratio(first, second) >= _SAME_TITLE
    return Match.ALIKE if likeness >= _ALIKE_TITLE or inside else Match.DIFFERENT


def same_date(first: str, second: str) -> Match:
    """Compare as exactly as both are written; the same month of a less exact date is alike."""
    if first == second:
        return Match.SAME
    shorter, longer = sorted((first, second), key=len)
    return Match.ALIKE if longer.startswith(shorter) else Match.DIFFERENT


def same_text(first: str, second: str) -> Match:
    """Compare two names or texts; a few characters read otherwise are alike."""
    likeness = ratio(plain(first), plain(second))
    if likeness >= _SAME_TITLE:
        return Match.SAME
    return Match.ALIKE if likeness >= _ALIKE_BODY else Match.DIFFERENT


def figures(text: str) -> tuple[str, ...]:
    """Return the figures of a text in their order, Arabic or behind 第."""
    return tuple(re.findall(rf"\d+|(?<=第)[{_CHINESE_FIGURES}]+", text))


def is_own_number(text: str) -> bool:
    """Say whether a number can be one paper's own: long enough, and not that of a notice."""
    bare = plain(text)
    digits = sum(char.isdigit() for char in bare)
    return len(bare) >= _LEAST_NUMBER and digits >= 3 and not _DOCUMENT_NUMBER.search(text)


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
