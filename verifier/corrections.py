"""Fields that a person set right, put into a reading before it is judged again.

A correction names a field as the report does: `hours`, or `issuers.2` for the second of several.
What was read stays where it is kept; only the judgement sees the new value, as surely as a
person saw it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from extractor.document import Extraction, Field, FieldValue
from verifier.contract.report import LISTED
from verifier.errors import NotAllowed

METHOD = "reviewer"
_MOST = Decimal(100_000_000)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def corrected(extraction: Extraction, corrections: Mapping[str, str]) -> Extraction:
    """Return a reading with some of its fields set right; a key it does not have changes nothing.

    A value that the field cannot have is left as it was read.
    """
    return replace(extraction, fields=tuple(_fields(extraction, corrections)))


def value_of(key: str, read: object, text: str) -> FieldValue:
    """Return what a person wrote as the value of a field that was read as something.

    Raises:
        NotAllowed: it is none that the field can have.
    """
    if isinstance(read, int | float | Decimal):
        return _amount(text)
    return _day(text) if key.endswith("_date") else text


def _fields(extraction: Extraction, corrections: Mapping[str, str]) -> Iterator[Field]:
    seen: dict[str, int] = {}
    for field in extraction.fields:
        name = field.name
        seen[name] = seen.get(name, 0) + 1
        if name not in LISTED:
            mended = _mended(field, corrections.get(name))
            if mended is None:
                yield field
            elif field is extraction.first(name):  # what else was read of it is settled too
                yield mended
            continue
        several = len(extraction.all(name)) > 1
        key = f"{name}.{seen[name]}" if several else name
        yield _mended(field, corrections.get(key)) or field


def _mended(field: Field, text: str | None) -> Field | None:
    if text is None:
        return None
    try:
        value = value_of(field.name, field.value, text)
    except NotAllowed:
        return None
    return replace(field, value=value, confidence=1.0, method=METHOD)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= _MOST:
        raise NotAllowed(f"须为数字：{text[:20]}。 This must be a number.")
    return amount


def _day(text: str) -> str:
    try:
        if _DAY.fullmatch(text) is not None:
            date.fromisoformat(f"{text}-01-01"[:10])
            return text
    except ValueError:
        pass
    raise NotAllowed(f"日期写作 2021-07-05：{text[:20]}。 Write a day as 2021-07-05.")
