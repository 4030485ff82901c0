"""Ledgers as spreadsheets open them: CSV, xlsx and JSON; no cell can act, no number is damaged."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

_ACTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for the old encoding of the machine."""

Row = Sequence[str | int | float | None]


def as_csv(
    headings: Sequence[str], rows: Iterable[Row], *, above: Iterable[Row] = ()
) -> Iterator[bytes]:
    """Yield the lines of a CSV file that spreadsheets read as what it says.

    `above` are lines before the headings, as on an annex.
    """
    is_first = True
    for row in (*above, headings):
        yield _line([harmless(cell) for cell in row], first=is_first)
        is_first = False
    for row in rows:
        yield _line([harmless(cell) for cell in row])


def _line(cells: Sequence[object], *, first: bool = False) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(["" if c is None else c for c in cells])
    return ((_MARK if first else "") + buffer.getvalue()).encode()


def harmless(cell: str | float | None) -> str | float | None:
    """Return a cell that no spreadsheet takes for a formula; long figures stay text."""
    if not isinstance(cell, str):
        return cell
    if cell.startswith(_ACTS):
        return f"'{cell}"
    # fifteen digits are all that a spreadsheet's number holds: 「="…"」 keeps the rest
    return f'="{cell}"' if cell.isascii() and cell.isdigit() and len(cell) > 11 else cell


def as_xlsx(
    title: str, headings: Sequence[str], rows: Iterable[Row], *, above: Sequence[Row] = ()
) -> bytes:
    """Return a workbook with one sheet; every text is a text cell.

    `above` are lines before the headings, as on an annex.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = f"A{len(above) + 2}"
    for row in chain(above, [headings], rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def as_json_lines(keys: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield one JSON object a row."""
    for row in rows:
        told: Mapping[str, object] = dict(zip(keys, row, strict=True))
        yield (json.dumps(told, ensure_ascii=False) + "\n").encode()
