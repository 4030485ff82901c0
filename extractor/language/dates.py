"""Dates and periods as certificates write them, in Chinese and English.

A date is as exact as its text: 「2021年7月」 has no day, 「7月5日」 has no year.
Relative dates (明天) and lunar months are not read, and nothing is guessed:
an order of day and month that could be either is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.language import date_shapes as shapes
from extractor.language.normalise import normalise

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Years outside are misreadings, not dates of a study; both ends count."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year; `year` is None where the text leaves it out."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Return ISO 8601, as exact as the date: `2021`, `2021-07`, `2021-07-05`, `--07-05`."""
        parts = [f"{self.year:04d}" if self.year is not None else "-"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def precision(self) -> int:
        """How exact it is: 1 a year, 2 a month, 3 a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    def exists(self) -> bool:
        """Say whether the calendar has such a date, in any year if the year is open."""
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            return False
        if self.month is None:
            return self.day is None and self.year is not None
        if not 1 <= self.month <= 12:
            return False
        days = monthrange(self.year if self.year is not None else 2000, self.month)[1]
        return self.day is None or 1 <= self.day <= days


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a period in a text: `text` is what stands from `start` to `end`.

    `first` and `last` are equal for a single date. `shape` names the form:
    `cn`, `numeric`, `compact`, `english`, `season` (2021年暑期), `term`
    (2020-2021学年第二学期), `school_year` or `sexagenary` (辛丑年); the last
    four give years only. `year_given` is False where the text has no year;
    `year_restored` is True where a sign of it was lost in reading and put
    back (二二一年七月), or it was written short (21年7月5日).
    """

    start: int
    end: int
    text: str
    first: PartialDate
    last: PartialDate
    shape: str
    year_given: bool
    year_restored: bool = False

    @property
    def is_range(self) -> bool:
        """Whether the text states a beginning and an end."""
        return self.first != self.last


@lru_cache(maxsize=256)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return every date and period in the text, from left to right, none overlapping.

    A period whose end lies before its beginning is not believed: at most its
    two dates are reported, each by itself. An impossible date (2月31日) is not a date, nor is
    what remains of it.
    """
    norm = normalise(text)
    found: list[DateMention] = []
    for start, end, first, last, shape in date_spans(norm.text):
        begin, stop = norm.span(start, end)
        found.append(
            DateMention(
                start=begin,
                end=stop,
                text=text[begin:stop],
                first=first,
                last=last,
                shape=shape,
                year_given=first.year is not None,
                year_restored=shapes.RESTORED_YEAR.match(norm.text, start) is not None,
            )
        )
    return tuple(found)


def resolve_year(mention: DateMention, *, year: int) -> DateMention:
    """Return the mention with the year of its beginning filled in where it has none.

    A period that runs over New Year (12月28日—1月3日) ends in the next year.
    A mention with a year, or one that would not exist (2月29日), stays as it is.
    """
    if mention.year_given:
        return mention
    first, last = _with_year(mention.first, mention.last, year)
    if not (first.exists() and last.exists()):
        return mention
    return replace(mention, first=first, last=last)


@lru_cache(maxsize=256)
def date_spans(plain: str) -> tuple[tuple[int, int, PartialDate, PartialDate, str], ...]:
    """Return (start, end, first, last, shape) of every date in an already normalised text."""
    found: list[tuple[int, int, PartialDate, PartialDate, str]] = []
    position = 0
    while (candidate := shapes.CANDIDATE.search(plain, position)) is not None:
        position = candidate.start()
        reading = _read_at(plain, position)
        if reading is None:
            position += 1
            continue
        end, dates, shape = reading
        if dates is not None:
            found.append((position, end, *dates, shape))
        position = end
    return tuple(found)


Reading = tuple[int, "tuple[PartialDate, PartialDate] | None", str]


def _read_at(plain: str, position: int) -> Reading | None:
    """Read the date that begins here: its end, its two ends (None if impossible), its form."""
    for read in (_read_year_name, _read_whole_range, _read_from_left):
        reading = read(plain, position)
        if reading is not None:
            return reading
    return None


def _read_year_name(plain: str, position: int) -> Reading | None:
    """Read a school year, a term, a season or a sexagenary year."""
    match = shapes.SCHOOL_YEAR.match(plain, position)
    if match:
        return _school_year(match)
    match = shapes.SEASON.match(plain, position)
    if match:
        year = PartialDate(shapes.year_of(match["y"]))
        return match.end(), (year, year) if year.exists() else None, "season"
    match = shapes.SEXAGENARY.match(plain, position)
    if match:
        found = shapes.sexagenary_year(match.group())
        if found is not None:
            return match.end(), (PartialDate(found), PartialDate(found)), "sexagenary"
    return None


def _school_year(match: re.Match[str]) -> Reading | None:
    start = shapes.year_of(match["y"])
    if start is None:
        return None
    if match["z"] and shapes.year_of(match["z"].zfill(4), short=True) not in {
        start + 1,
        (start + 1) % 100,
    }:
        return match.end(), None, "school_year"
    first, last = PartialDate(start), PartialDate(start + 1)
    if not (first.exists() and last.exists()):
        return match.end(), None, "school_year"
    if not match["term"]:
        return match.end(), (first, last), "school_year"
    second = match["term"] in shapes.SECOND_TERMS
    return match.end(), (last if second else first, last), "term"


def _read_whole_range(plain: str, position: int) -> Reading | None:
    """Read the ranges whose first half is no date of its own (「7月5-9日」, "5-9 July 2021")."""
    for pattern in shapes.WHOLE_RANGES:
        match = pattern.match(plain, position)
        if match is None:
            continue
        parts = shapes.parts_of(match)
        first = PartialDate(parts.get("y"), parts.get("m"), parts.get("d"))
        last = PartialDate(
            parts.get("y2", parts.get("y")), parts.get("m2", parts.get("m")), parts.get("d2")
        )
        dates = _ordered(first, last)
        if dates is not None:
            return match.end(), dates, shapes.NAMES[pattern]
    return None


def _read_from_left(plain: str, position: int) -> Reading | None:
    """Read a date and, if a range mark and a fitting date follow, the period they make."""
    for pattern in shapes.LEFT:
        match = pattern.match(plain, position)
        if match is None:
            continue
        parts = shapes.parts_of(match)
        left = PartialDate(parts.get("y"), parts.get("m"), parts.get("d"))
        shape = shapes.NAMES[pattern]
        if shape == "compact" and shapes.LABEL_BEFORE.search(
            plain, max(0, position - 12), position
        ):
            return match.end(), None, shape
        if not left.exists():
            return match.end(), None, shape
        continued = _read_right(plain, match, left)
        if continued is not None:
            return continued[0], continued[1], shape
        if shapes.is_part_of_a_code(plain, match.end(), shape):
            return match.end(), None, shape
        return match.end(), (left, left), shape
    return None


def _read_right(
    plain: str, match: re.Match[str], left: PartialDate
) -> tuple[int, tuple[PartialDate, PartialDate]] | None:
    """Read the second half of a period whose first half was matched."""
    mark = shapes.TAIL_AND_MARK.match(plain, match.end())
    if mark is None:
        return None
    for pattern in shapes.RIGHT:
        second = pattern.match(plain, mark.end())
        if second is None or not shapes.right_fits(pattern, left.precision, match, mark["mark"]):
            continue
        parts = shapes.parts_of(second)
        month = None if left.precision == 1 else left.month
        right = PartialDate(parts.get("y"), parts.get("m", month), parts.get("d"))
        if right.precision != left.precision and (right.year is None or left.precision == 1):
            continue
        dates = _ordered(left, right)
        if dates is not None:
            return second.end(), dates
    return None


def _ordered(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate] | None:
    """Give each half the year that only the other states; None if that makes no period."""
    if first.year is None and last.year is not None:
        wraps = _month_and_day(first) > _month_and_day(last)
        first = replace(first, year=last.year - wraps)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year)
    if not (first.exists() and last.exists()):
        return None
    if first.year is None:
        # Over New Year is at most half a year long, else the halves are misread.
        gap = ((last.month or 0) - (first.month or 0)) % 12
        backwards = _month_and_day(first) > _month_and_day(last)
        return None if backwards and (gap == 0 or gap > 6) else (first, last)
    return (first, last) if _key(first) <= _key(last) else None


def _with_year(first: PartialDate, last: PartialDate, year: int) -> tuple[PartialDate, PartialDate]:
    wraps = _month_and_day(first) > _month_and_day(last)
    return replace(first, year=year), replace(last, year=year + wraps)


def _month_and_day(date: PartialDate) -> tuple[int, int]:
    return date.month or 0, date.day or 0


def _key(date: PartialDate) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0
