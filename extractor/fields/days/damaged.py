"""Complete a day of issue of which a seal or a stain took a sign or two.

A document is issued when the learning is over, and soon: of the days in that time, often
one only can have left what is still to be read. Where two could, there is no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractor.language.normalise import normalise

SOON = 180
"""Days after the end of the learning within which a damaged day of issue is looked for."""
MOST_EDITS = 2
"""Signs that may be missing, wrong or too many."""
_LEAST_SIGNS = 5
_SIGN = re.compile(r"[0-9〇一二三四五六七八九十年月日号./-]")
_NUMERAL = re.compile(r"[一二三四五六七八九十]")
_PARTED = re.compile(r"[月./-]")
"""Without a sign between month and day a run of figures could be anything."""
_ZEROS = str.maketrans("零○◯OoＯ", "〇〇〇〇〇〇")
_DIGITS = "〇一二三四五六七八九"
_YEAR_GONE = re.compile(r"^年?(?=[0-9一二三四五六七八九十]{1,3}月)")


def mend_day(text: str, first: date, last: date) -> date | None:
    """Return the only day from `first` to `last` of which the text can be the damaged writing.

    Whole dates are not asked for here: `find_dates` reads them.
    """
    left = normalise(text).text.translate(_ZEROS).replace(" ", "")
    if not _NUMERAL.search(left):
        left = left.replace("〇", "0")
    signs = len(_SIGN.findall(left))
    if signs < _LEAST_SIGNS or len(left) - signs > MOST_EDITS or not _PARTED.search(left):
        return None
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    if _YEAR_GONE.match(left):
        rest = _YEAR_GONE.sub("", left)
        same = [day for day in days if any(rest == form.partition("年")[2] for form in _forms(day))]
        return same[0] if len(same) == 1 else None
    edits = {
        day: min(Levenshtein.distance(left, f, score_cutoff=MOST_EDITS) for f in _forms(day))
        for day in days
    }
    nearest = min(edits.values(), default=MOST_EDITS + 1)
    found = [day for day, count in edits.items() if count == nearest]
    return found[0] if len(found) == 1 and nearest <= MOST_EDITS else None


@cache
def _forms(day: date) -> tuple[str, ...]:
    """Return the ways in which a day is usually printed under a signature."""
    year, month, number = day.year, day.month, day.day
    spoken = "".join(_DIGITS[int(digit)] for digit in str(year))
    return (
        f"{spoken}年{_spoken(month)}月{_spoken(number)}日",
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        *(f"{year}{mark}{month:02}{mark}{number:02}" for mark in ".-/"),
        *(f"{year}{mark}{month}{mark}{number}" for mark in ".-/"),
    )


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("", "十", "二十", "三十")[tens] + (_DIGITS[ones] if ones else "")
