"""From a file's bytes to rows of cells with their lines; knows no register.

CSV comes here; workbooks are read by `workbooks`. Files are the office's own, yet
treated as hostile: every size is bounded, nothing in a cell is ever evaluated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from verifier.errors import Fault

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 60
MAX_TEXT = 2_000
MAX_FAULTS = 200

DELIMITERS = (",", "\t", ";")
_ENCODINGS = ("utf-8-sig", "gb18030")
# Tables of offices open with a title and a few lines about the list.
MAX_LINES_ABOVE = 30

Cell = str | date | Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, from the left; an empty cell is an empty text."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands in the line."""
        return not any(cell_text(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one sheet, blank ones left out; `file` is the name that faults carry."""

    file: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as text: a day as ISO 8601, a number without exponent."""
    match cell:
        case str():
            return cell.strip()
        case Decimal():
            shown = f"{cell:f}"
            return shown.rstrip("0").rstrip(".") if "." in shown else shown
        case _:
            return cell.isoformat()


def row_faults(row: Row, file: str) -> Iterator[Fault]:
    """Yield what makes a row unusable whatever it is about: its width, a cell's length."""
    if len(row.cells) > MAX_COLUMNS:
        yield Fault(file, row.line, f"超过 {MAX_COLUMNS} 列 · more than {MAX_COLUMNS} columns")
    for index, cell in enumerate(row.cells[:MAX_COLUMNS], start=1):
        if isinstance(cell, str) and len(cell) > MAX_TEXT:
            yield Fault(
                file,
                row.line,
                f"第 {index} 列超过 {MAX_TEXT} 字"
                f" · column {index} is longer than {MAX_TEXT} characters",
            )


def csv_tables(blob: bytes, file: str) -> tuple[Table, ...]:
    """Return the table of a CSV file once for every delimiter under which it can be read.

    Which of them is meant only the headings tell. Without any, one table with
    the fault is returned.
    """
    text, fault = _decoded(blob, file)
    if fault is not None:
        return (Table(file, (), (fault,)),)
    present = [sign for sign in DELIMITERS if sign in text] or [","]
    return tuple(_table(text, file, sign) for sign in present)


def _decoded(blob: bytes, file: str) -> tuple[str, Fault | None]:
    if b"\0" in blob:
        reason = "含空字节，可能不是文本或为 UTF-16，请另存为 UTF-8 CSV · holds NUL bytes"
        return "", Fault(file, blob.count(b"\n", 0, blob.index(b"\0")) + 1, reason)
    for encoding in _ENCODINGS:
        try:
            return blob.decode(encoding), None
        except UnicodeDecodeError:
            continue
    return "", Fault(file, 1, "编码须为 UTF-8 或 GB18030 · neither UTF-8 nor GB18030")


def _table(text: str, file: str, delimiter: str) -> Table:
    rows: list[Row] = []
    faults: list[Fault] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            faults.append(Fault(file, line, f"CSV 语法错误 · not CSV: {error}"))
            break
        row = Row(line, tuple(_without_blank_end(cells)))
        line = reader.line_num + 1
        if row.is_blank:
            continue
        if len(rows) >= MAX_ROWS:
            faults.append(Fault(file, row.line, f"超过 {MAX_ROWS} 行 · more than {MAX_ROWS} rows"))
            break
        rows.append(row)
        faults.extend(row_faults(row, file))
        if len(faults) >= MAX_FAULTS:
            break
    return Table(file, tuple(rows), tuple(faults))


def _without_blank_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells
