"""Days that are known only to the month or year, as the span of days they may be."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from extractor.document import Extraction, Field

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the earliest to the latest that something may mean, both included."""

    first: date
    last: date


def span_of(value: str) -> Span | None:
    """Return the days that 「2021」, 「2021-07」 or 「2021-07-05」 may be, None for no date."""
    found = _ISO.fullmatch(value)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return Span(date(int(value[:4]), 1, 1), date(int(value[:4]), 12, 31))
        if day is None:
            return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Span(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning period as read: the spans of its two ends and the fields they came from."""

    start: Span
    end: Span
    fields: tuple[Field, ...]

    @property
    def text(self) -> str:
        """The period as the document states it."""
        return " – ".join(dict.fromkeys(str(found.value) for found in self.fields))

    @property
    def is_exact(self) -> bool:
        """Say whether both ends are known to the day."""
        return self.start.first == self.start.last and self.end.first == self.end.last


def learning_of(extraction: Extraction) -> Learning | None:
    """Return the learning period; one end alone stands for both, None if neither is a date."""
    start, end = extraction.first("start_date"), extraction.first("end_date")
    known = [
        (found, span)
        for found in (start, end)
        if found is not None and (span := span_of(str(found.value))) is not None
    ]
    if not known:
        return None
    return Learning(known[0][1], known[-1][1], tuple(found for found, _ in known))
