"""Read a record in an English index: the title over 「By:」, the journal beside 「Source:」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import catalogued_names, names_in, team
from extractor.passages import Cell, join_cells

_TRUST = 0.88
_BY = re.compile(r"\s*(?:By|Authors?(?:\(s\))?)\s?(?::\s*|$)", re.IGNORECASE)
_SOURCE = re.compile(
    r"\s*(?:Source(?:\sTitle)?|Published\sin|Journal(?:\sTitle)?|Publication(?:\sTitle)?)\s?(?::\s*|$)",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"\s*Vol(?:ume)?\.?\s?(?::\s*|$)", re.IGNORECASE)
_FIGURE = re.compile(r"\s*(?P<v>[0-9]{1,3})(?![0-9])")
_RECORD = re.compile(
    r"\s*(?:Record|Result|Document)\s[0-9]+\s(?:of|/)\s[0-9]+.*|.*\s[>›»]\s.*", re.IGNORECASE
)
"""「Record 2 of 9」, 「Search > Results for … > Record 2 of 9」"""
_NUMBERED = re.compile(r"\s*[\[(（]\s?[0-9](?:\s?[,，]\s?[0-9])*\s?[\])）]")
_NAME = re.compile(r"[A-Z][A-Za-z&:,'’ -]{5,100}")
_NEXT_LINE = 1.8
"""Heights of a line within which the next one of a value stands."""
_IN_FULL = re.compile(
    r"[A-Z][\w'’-]+,\s?[A-Z][A-Z. -]{0,5}\s?\((?P<n>[A-Z][\w'’-]+,\s?[^();]{1,40})\)"
)
"""「Qiao, ZW (Qiao, Zhiwen) [1]」"""
_LEAST_WORDS, _MOST_LINES = 4, 3
_AS_TALL, _GAP = 0.85, 0.9
"""Of the lowest line of a title: how tall the others are, and how far apart, in its heights."""


def of_english_record(leaf: Leaf) -> list[Candidate]:
    """Return title, authors, journal and volume of a record with both 「By:」 and 「Source:」."""
    if leaf.labels("activity_title"):
        return []  # its labels tell all
    for by in leaf.cells:
        if not _BY.match(by.line.text):
            continue
        cells = [cell for cell in leaf.cells if cell.page == by.page]
        below = [cell for cell in cells if cell.box.top > by.box.top]
        source = next((cell for cell in below if _SOURCE.match(cell.line.text)), None)
        title = _title_over(by, cells)
        if source is None or not title:
            continue
        passage = join_cells(tuple(title))
        end = len(passage.text)
        found = [Candidate("activity_title", passage.text, _TRUST, passage, 0, end, "record:title")]
        who, people = _said(by, _BY, cells)
        lines = _with_next_lines(who, by, cells)
        if len(lines) > 1:
            people = join_cells(lines).raw
        plain = _NUMBERED.sub("", people)
        names = _in_full(plain) or catalogued_names(plain) or names_in(plain)
        found += team("authors", names, join_cells(lines), _TRUST, "record:by")
        where, journal = _said(source, _SOURCE, cells)
        if _NAME.fullmatch(journal):
            found.append(_told("journal", journal, where))
        volume = next((cell for cell in below if _VOLUME.match(cell.line.text)), None)
        beside, told = _said(volume, _VOLUME, cells) if volume else (by, "")
        if figure := _FIGURE.match(told):
            found.append(_told("volume", figure["v"], beside))
        return found
    return []


def _title_over(by: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """Return the lines of one type right above 「By:」, from its edge."""
    above = [
        cell
        for cell in cells
        if cell.box.centre[1] < by.box.top and abs(cell.box.left - by.box.left) <= 2 * by.em
    ]
    lines: list[Cell] = []
    for cell in sorted(above, key=lambda one: -one.box.top):
        next_one = lines[0] if lines else by
        far = next_one.box.top - cell.box.bottom > _GAP * cell.box.height
        smaller = bool(lines) and cell.box.height < _AS_TALL * lines[-1].box.height
        if far or smaller or _RECORD.fullmatch(cell.line.text) or len(lines) == _MOST_LINES:
            break
        lines.insert(0, cell)
    words = sum(len(re.findall(r"[A-Za-z]+", cell.line.text)) for cell in lines)
    return lines if words >= _LEAST_WORDS else []


def _said(label: Cell, pattern: re.Pattern[str], cells: Sequence[Cell]) -> tuple[Cell, str]:
    """Return what stands behind a label, in its line or in the next cell of its row."""
    match = pattern.match(label.line.text)
    rest = label.line.text[match.end() :].strip() if match else ""
    if rest:
        return label, rest
    row = [
        cell
        for cell in cells
        if cell.box.left >= label.box.right
        and abs(cell.box.centre[1] - label.box.centre[1]) < 0.6 * label.box.height
    ]
    beside = min(row, key=lambda cell: cell.box.left, default=label)
    return beside, beside.line.text.strip() if beside is not label else ""


def _with_next_lines(value: Cell, label: Cell, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the lines of a value that stands beside its label: what follows has no label."""
    lines = [value]
    if value is label:
        return (value,)
    for cell in sorted(cells, key=lambda one: one.box.top):
        last = lines[-1]
        if not 0 < cell.box.top - last.box.top <= _NEXT_LINE * last.box.height:
            continue
        has_label = any(
            abs(one.box.centre[1] - cell.box.centre[1]) < 0.6 * cell.box.height
            for one in cells
            if one.box.right < value.box.left
        )
        if abs(cell.box.left - value.box.left) <= value.em and not has_label:
            lines.append(cell)
    return tuple(lines)


def _in_full(people: str) -> list[str]:
    """Return the full names where each of the catalogue's short ones has its own in brackets."""
    names = [" ".join(match["n"].split()) for match in _IN_FULL.finditer(people)]
    pieces = [piece for piece in re.split(r"[;；]", people) if piece.strip()]
    return names if len(names) == len(pieces) else []


def _told(field: str, value: str, cell: Cell) -> Candidate:
    passage = join_cells((cell,))
    start = max(passage.text.find(value), 0)
    return Candidate(field, value, _TRUST, passage, start, start + len(value), "record:row")
