"""From an xlsx workbook to rows of cells; macros, formulas and links are never run.

openpyxl reads the cells. Before it sees a workbook every part is measured as a
stream, so that a small file cannot grow in memory: sizes, entities, elements.
"""

from __future__ import annotations

import io
import lzma
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import IO, Any
from xml.parsers import expat

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from verifier.errors import Fault
from verifier.registers.tables import (
    MAX_COLUMNS,
    MAX_FAULTS,
    MAX_ROWS,
    Cell,
    Row,
    Table,
    row_faults,
)

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000
MAX_LINES = 1_048_576
"""Lines of a sheet, as in Excel; most of them are blank."""
MAX_DEPTH = 64
MAX_ROW_ELEMENTS = 100_000
MAX_ELEMENTS = 300_000
MAX_STRING_ELEMENTS = 4_000_000

_CHUNK = 1 << 20
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_LARGEST = 10**18
# Columns looked at beyond the limit, so that a table that is too wide is noticed.
_LOOKED_AT = MAX_COLUMNS + 40

# What openpyxl and the standard library raise on a workbook that is not sound.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    expat.ExpatError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    SyntaxError,
    EOFError,
    OSError,
)


class _Refused(Exception):
    """The workbook passes a limit; the message says which."""


@dataclass(slots=True)
class _Inspection:
    """What a pass over one part found: its elements, formulas without a value, by line."""

    depth: int = 0
    elements: int = 0
    limit: int = MAX_ELEMENTS
    lines: int = 0
    in_row: int | None = None
    line: int = 0
    formula: bool = False
    value: bool = False
    text_type: bool = False
    uncounted: list[int] = field(default_factory=list)


def workbook_tables(blob: bytes, file: str) -> tuple[Table, ...]:
    """Return the visible sheets that are not blank; a file that cannot be read is a fault."""
    try:
        uncounted = _inspect(blob)
        return tuple(_tables(blob, file, uncounted))
    except _Refused as error:
        return (Table(file, (), (Fault(file, 1, str(error)),)),)
    except _BROKEN:
        reason = "不是完好的 xlsx 工作簿 · not a sound xlsx workbook"
        return (Table(file, (), (Fault(file, 1, reason),)),)


def _inspect(blob: bytes) -> dict[str, list[int]]:
    """Return the lines of formulas without a value, by part; refuse what passes a limit."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise _Refused(f"内含文件超过 {MAX_PARTS} 个 · more than {MAX_PARTS} parts")
        # The standard library never unpacks more than a part declares.
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise _Refused(f"解压后超过 {MAX_UNPACKED} 字节 · unpacks to more than that")
        if len({part.filename for part in parts}) < len(parts):
            raise _Refused("内含同名文件 · two parts of one name")
        found = {}
        for part in parts:
            with archive.open(part) as stream:
                found[part.filename] = _inspect_part(stream)
        return found


def _inspect_part(stream: IO[bytes]) -> list[int]:
    head = stream.read(_CHUNK)
    if not _may_be_xml(head):
        return []
    state = _Inspection()
    parser = expat.ParserCreate(namespace_separator=" ")

    def value_text(_text: str) -> None:
        state.value = True

    def start(name: str, attributes: dict[str, str]) -> None:
        _count(state, name, attributes)
        if state.formula and name == _MAIN + "v":
            parser.CharacterDataHandler = value_text

    def end(name: str) -> None:
        state.depth -= 1
        if name == _MAIN + "v":
            parser.CharacterDataHandler = None
        elif name == _MAIN + "c":
            if state.formula and not state.value and not state.text_type:
                state.uncounted.append(state.line)
            state.formula = False
        elif name == _MAIN + "row":
            state.in_row = None

    def doctype(*_: object) -> None:
        raise _Refused("含 XML 文档类型定义 · holds an XML document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    for chunk in chain([head], iter(lambda: stream.read(_CHUNK), b"")):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return state.uncounted[:MAX_FAULTS]


def _may_be_xml(head: bytes) -> bool:
    return head[:1] in (b"<", b" ", b"\t", b"\r", b"\n", b"\0") or head.startswith(
        (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    )


def _count(state: _Inspection, name: str, attributes: dict[str, str]) -> None:
    """Count an element that begins, and note where in the sheet it stands."""
    state.depth += 1
    if state.depth > MAX_DEPTH:
        raise _Refused("XML 嵌套过深 · nested too deep")
    if state.depth == 1 and name == _MAIN + "sst":
        state.limit = MAX_STRING_ELEMENTS
    if state.in_row is not None:
        state.in_row += 1
        if state.in_row > MAX_ROW_ELEMENTS:
            raise _Refused("一行内容过多 · one row holds too much")
        if name == _MAIN + "c":
            state.formula, state.value = False, False
            state.text_type = attributes.get("t") == "str"
        elif name == _MAIN + "f":
            state.formula = True
        return
    if name == _MAIN + "row":
        state.lines += 1
        state.in_row = 0
        state.line = int(attributes.get("r", state.line + 1))
        if state.lines > MAX_LINES or not 1 <= state.line <= MAX_LINES:
            raise _Refused(f"超过 {MAX_LINES} 行 · more than {MAX_LINES} lines")
        return
    state.elements += 1
    if state.elements > state.limit:
        raise _Refused("工作簿内容过多 · the workbook holds too much")


def _tables(blob: bytes, file: str, uncounted: dict[str, list[int]]) -> Iterator[Table]:
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions that it leaves out; cells are all we want.
        warnings.simplefilter("ignore")
        book: Any = openpyxl.load_workbook(
            io.BytesIO(blob), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        tables = [_table(sheet, file, uncounted) for sheet in sheets]
    filled = [table for table in tables if table.rows or table.faults]
    if len(filled) == 1:
        return iter((Table(file, filled[0].rows, _renamed(filled[0].faults, file)),))
    return iter(filled or [Table(file, ())])


def _renamed(faults: tuple[Fault, ...], file: str) -> tuple[Fault, ...]:
    return tuple(Fault(file, fault.line, fault.reason) for fault in faults)


def _table(sheet: Any, file: str, uncounted: dict[str, list[int]]) -> Table:  # noqa: ANN401 - openpyxl has no types
    name = f"{file}[{sheet.title}]"
    part = str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - a sheet has no public path
    rows: list[Row] = []
    faults = [
        Fault(name, line, "公式没有计算结果，请在 Excel 中打开并保存 · a formula without its value")
        for line in uncounted.get(part, [])
    ]
    sheet.reset_dimensions()
    for line, values in enumerate(sheet.iter_rows(max_col=_LOOKED_AT), start=1):
        row = _row(line, values)
        if row.is_blank:
            continue
        if len(rows) >= MAX_ROWS:
            faults.append(Fault(name, line, f"超过 {MAX_ROWS} 行 · more than {MAX_ROWS} rows"))
            break
        rows.append(row)
        faults.extend(row_faults(row, name))
        faults.extend(_error_faults(line, values, name))
        if len(faults) >= MAX_FAULTS:
            break
    return Table(name, tuple(rows), tuple(faults))


def _error_faults(line: int, cells: tuple[Any, ...], file: str) -> Iterator[Fault]:
    for index, cell in enumerate(cells, start=1):
        if getattr(cell, "data_type", None) == "e":
            reason = f"第 {index} 列为错误值 · column {index} holds an error of the spreadsheet"
            yield Fault(file, line, reason)


def _row(line: int, cells: tuple[Any, ...]) -> Row:
    values = [_cell(cell.value) for cell in cells]
    while values and values[-1] == "":
        values.pop()
    return Row(line, tuple(values))


def _cell(value: object) -> Cell:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float():
            return Decimal(repr(value)) if abs(value) < _LARGEST else str(value)
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return str(value)
