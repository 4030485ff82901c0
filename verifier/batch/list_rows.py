"""The rows of a list's file, one after the other: CSV of any usual kind, or xlsx.

A line that is no row costs itself alone: a quote that is never closed, or no CSV at all.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from verifier.batch.headings import heading_of
from verifier.errors import UsageFailure
from verifier.registers.tables import DELIMITERS, MAX_LINES_ABOVE, Row
from verifier.registers.workbooks import workbook_tables

_MOST_JOINED = 20
"""Lines that one row may take up, by line breaks within quotes."""
_SEEN = 1 << 16


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is no row."""

    line: int
    reason: str


def rows_of(path: Path) -> Iterator[Row | Bad]:
    """Return the rows of a list.

    Raises:
        UsageFailure: it cannot be opened.
    """
    return _workbook_rows(path) if path.suffix.casefold() == ".xlsx" else _csv_rows(path)


def _csv_rows(path: Path) -> Iterator[Row | Bad]:
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, errors="replace") as file:
            head = file.read(_SEEN)
    except OSError as error:
        raise UsageFailure(f"清单 {path.name} 无法打开。 The list cannot be opened.") from error
    return _parsed(path, encoding, _delimiter(head.splitlines()[:MAX_LINES_ABOVE]))


def _delimiter(lines: Sequence[str]) -> str:
    """Return what stands between cells: what makes the most of the line of headings.

    How often a sign comes says little: a cell with the names of many files holds more semicolons
    than the list has columns.
    """

    def weight(sign: str) -> tuple[int, int]:
        try:
            rows = [Row(0, tuple(cells)) for cells in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return 0, 0
        found = [(len(head.places), len(row.cells)) for row in rows if (head := heading_of(row))]
        return max(found, default=(0, 0))

    return max(DELIMITERS, key=weight)


def _encoding(path: Path) -> str:
    """Return the encoding of a file: the first under which all of it is text, else the likelier."""
    with path.open("rb") as file:
        start = file.read(_SEEN)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    wrong_signs = {}
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        with path.open("rb") as file:
            try:
                while part := file.read(_SEEN):
                    decoder.decode(part)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                wrong_signs[encoding] = start.decode(encoding, "replace").count("\ufffd")
                continue
        return encoding
    return min(wrong_signs, key=lambda encoding: wrong_signs[encoding])


def _parsed(path: Path, encoding: str, delimiter: str) -> Iterator[Row | Bad]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = _Lines(file)
        for number, line in lines:
            joined, more = line, 0
            while joined.count('"') % 2 and more < _MOST_JOINED:
                following = lines.peek(more)
                if following is None:
                    break
                joined += following
                more += 1
            if joined.count('"') % 2:
                yield Bad(number, "引号没有成对 · a quote is not closed")
                continue
            lines.skip(more)
            try:
                cells = next(csv.reader([joined], delimiter=delimiter), [])
            except csv.Error as error:
                yield Bad(number, f"CSV 语法错误 · not CSV: {error}")
                continue
            yield Row(number, tuple(cells))


class _Lines:
    """The lines of a file with their numbers, and a look at those to come."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._ahead: list[str] = []
        self._number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str]:
        line = self._ahead.pop(0) if self._ahead else next(self._lines)
        self._number += 1
        return self._number, line

    def peek(self, index: int) -> str | None:
        self._ahead += islice(self._lines, index + 1 - len(self._ahead))
        return self._ahead[index] if index < len(self._ahead) else None

    def skip(self, number: int) -> None:
        del self._ahead[:number]
        self._number += number


def _workbook_rows(path: Path) -> Iterator[Row | Bad]:
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise UsageFailure(f"清单 {path.name} 无法打开。 The list cannot be opened.") from error
    tables = workbook_tables(blob, path.name)
    faults = [fault for table in tables for fault in table.faults]
    rows = chain.from_iterable(table.rows for table in tables)
    first = next(rows, None)
    if first is None:
        reason = faults[0].reason if faults else "没有内容 · it is empty"
        raise UsageFailure(f"清单 {path.name}：{reason}。 The list cannot be read.")
    bad = (Bad(fault.line, fault.reason) for fault in faults)
    return chain([first], rows, bad)
