"""Put side by side what a text layer says and what the picture shows: texts, and facts.

Two readings of one page are to agree. Where they do not, the picture has been believed; here
the difference is written down with both readings and both places, for a person to look at.
The text that a scanner's program puts under its picture has mistakes like any reading, so
that of a scanned page only facts are compared, and only those that both state surely.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from extractor.document import Box, Field, Line, Page, Place, TextDifference
from extractor.fields import find_fields
from extractor.pages import LayerReading

FACTS = (
    "hours", "holder_name", "holder_id", "start_date", "end_date", "issue_date",
    "certificate_number", "activity_title",
)  # fmt: skip
"""The facts that a hidden text may not state otherwise than the picture."""
SURE = 0.8
"""Of a scanned page both readings of a fact have to be at least so sure."""
MOST = 20
"""Differences that are written down of one document."""
ADDITION = 12
"""Characters of a scanner's line that cannot have come of dust or a stamp."""
SHORTEST = 2
"""Characters of a hidden line below which it is dust."""


def find_differences(
    pages: Sequence[Page],
    layers: Sequence[LayerReading],
    scanned: Sequence[bool],
    fields: Sequence[Field],
) -> tuple[TextDifference, ...]:
    """Return what the text layers say and the pictures do not, facts first.

    `scanned` says of each page whether it is a scanner's; `fields` are the document's as
    they were found, without the hidden text.
    """
    found: list[TextDifference] = []
    for page, layer, is_scan in zip(pages, layers, scanned, strict=True):
        facts = _facts(page, layer, fields, is_scan=is_scan)
        found += facts
        found += _hidden(page, layer, facts, is_scan=is_scan)
        found += _contradicted(page, layer)
    found.sort(key=lambda difference: difference.field is None)
    return tuple(found[:MOST])


def _facts(
    page: Page, layer: LayerReading, fields: Sequence[Field], *, is_scan: bool
) -> list[TextDifference]:
    """Return the facts that a page's hidden text states otherwise than the document."""
    lines = tuple(line for _, line in layer.hidden)
    if not any(_is_telling(line) for line in lines):
        return []
    reasons = {line.text: why for why, line in layer.hidden}
    hidden = Page(page.number, page.width, page.height, lines)
    stated = find_fields((hidden,)).fields
    found = []
    for field in stated:
        if field.name not in FACTS:
            continue
        known = [other for other in fields if other.name == field.name]
        if any(_same(other, field) for other in known) or (is_scan and not _is_sure(field, known)):
            continue
        best = max(known, key=lambda other: other.confidence, default=None)
        why = next((why for text, why in reasons.items() if field.text in text), "invisible")
        found.append(
            TextDifference(
                why,
                field.text or str(field.value),
                field.place,
                None if best is None else best.text or str(best.value),
                None if best is None else best.place,
                field.name,
            )
        )
    return found


def _hidden(
    page: Page, layer: LayerReading, facts: Sequence[TextDifference], *, is_scan: bool
) -> list[TextDifference]:
    """Return the hidden lines of a page that no differing fact stands in.

    Of a scanner's text only long lines count, and only where the picture shows none at all.
    """
    told = [fact.text for fact in facts]
    return [
        TextDifference(why, line.text, Place(page.number, _clipped(line.box)))
        for why, line in layer.hidden
        if _is_telling(line)
        and not any(text in line.text for text in told)
        and not (is_scan and not _is_addition(line, page.lines))
    ]


def _contradicted(page: Page, layer: LayerReading) -> list[TextDifference]:
    return [
        TextDifference(
            "contradicts",
            line.text,
            Place(page.number, line.box),
            "".join(other.text for other in others),
            Place(page.number, _around(others)),
        )
        for line, others in layer.contradicted
    ]


def _is_telling(line: Line) -> bool:
    return sum(char.isalnum() for char in line.text) >= SHORTEST


def _is_addition(line: Line, seen: Sequence[Line]) -> bool:
    """Tell whether a line is long and stands where nothing was seen."""
    letters = sum(char.isalnum() for char in line.text)
    return letters >= ADDITION and not any(line.box.overlap(other.box) > 0 for other in seen)


def _is_sure(field: Field, known: Sequence[Field]) -> bool:
    return field.confidence >= SURE and any(other.confidence >= SURE for other in known)


def _same(one: Field, other: Field) -> bool:
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        return one.value == other.value
    first, second = _plain(str(one.value)), _plain(str(other.value))
    # A date may be stated to the month in one place and to the day in another.
    return first.startswith(second) or second.startswith(first)


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum()).lower()


def _around(lines: Sequence[Line]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box


def _clipped(box: Box) -> Box:
    left, top, right, bottom = (min(max(v, 0.0), 1.0) for v in box.as_list())
    return Box(left, top, right, bottom)
