"""From a file, or a folder of files, to registers; every fault of a file at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

from verifier.errors import Fault, RegisterError
from verifier.model import RegisterEntry
from verifier.registers.cells import CellFault, read_cell, tidy
from verifier.registers.columns import (
    CellType,
    Column,
    Shape,
    heading_key,
    register_of_file,
    shape_of,
)
from verifier.registers.tables import (
    MAX_BYTES,
    MAX_FAULTS,
    MAX_LINES_ABOVE,
    Row,
    Table,
    cell_text,
    csv_tables,
)
from verifier.registers.workbooks import workbook_tables

_ENDINGS = (".csv", ".xlsx")
# What stands below the table on an annex.
_FOOTERS = (
    "联系人",
    "联系电话",
    "填报人",
    "填表人",
    "制表",
    "审核人",
    "负责人",
    "合计",
    "总计",
    "注",
)


@dataclass(frozen=True, slots=True)
class Register:
    """A register as loaded: its entries in the order of the file, and what is worth knowing.

    A note is no fault: the entry it speaks of is kept.
    """

    id: str
    entries: tuple[RegisterEntry, ...]
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table whose headings were found: which column stands where, what stands above."""

    table: Table
    shape: Shape
    heading: Row
    places: Mapping[int, Column]
    above: Mapping[str, str]


def load_register(path: Path, register: str) -> Register:
    """Return the register that a CSV or xlsx file holds.

    Raises:
        RegisterError: the file cannot be read or is wrong; carries every fault.
    """
    shape = shape_of(register)
    faults: list[Fault] = []
    notes: list[Fault] = []
    entries: list[RegisterEntry] = []
    for headed in _headed_tables(_tables_of(path), shape, faults, notes):
        notes.extend(_heading_notes(headed))
        entries.extend(_entries(headed, faults, notes))
    if faults:
        raise RegisterError(_capped(faults, path.name))
    notes.extend(_duplicates(shape, entries))
    return Register(register, tuple(entries), tuple(_capped(notes, path.name)))


def load_folder(folder: Path) -> tuple[tuple[Register, ...], tuple[Fault, ...]]:
    """Return the registers of a folder, and notes on files that are none.

    A register may be divided among several files, as pass lists are by class.

    Raises:
        RegisterError: there is no register, or some file is wrong; all faults are listed.
    """
    if not folder.is_dir():
        raise RegisterError([Fault(folder.name, 1, "不是文件夹 · not a folder")])
    found: dict[str, list[Register]] = {}
    faults: list[Fault] = []
    ignored: list[Fault] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.is_dir():
            continue
        register = register_of_file(path.stem)
        if register is None or path.suffix.lower() not in _ENDINGS:
            ignored.append(Fault(path.name, 1, "不是名册文件，未载入 · no register; not loaded"))
            continue
        try:
            found.setdefault(register, []).append(load_register(path, register))
        except RegisterError as error:
            faults.extend(error.faults)
    if not found and not faults:
        faults = [Fault(folder.name, 1, "没有名册文件 · holds no register"), *ignored]
    if faults:
        raise RegisterError(faults)
    return tuple(_joined(register, parts) for register, parts in found.items()), tuple(ignored)


def _joined(register: str, parts: list[Register]) -> Register:
    if len(parts) == 1:
        return parts[0]
    entries = tuple(entry for part in parts for entry in part.entries)
    notes = [note for part in parts for note in part.notes]
    notes.extend(_duplicates(shape_of(register), entries))
    return Register(register, entries, tuple(_capped(notes, register)))


def _tables_of(path: Path) -> tuple[Table, ...]:
    def fault(reason: str) -> tuple[Table, ...]:
        return (Table(path.name, (), (Fault(path.name, 1, reason),)),)

    try:
        if not path.is_file():
            return fault("没有这个文件 · there is no such file")
        if path.stat().st_size > MAX_BYTES:
            return fault(f"超过 {MAX_BYTES} 字节 · more than {MAX_BYTES} bytes")
        blob = path.read_bytes()
    except (OSError, ValueError) as error:
        return fault(f"无法读取 · cannot be read: {type(error).__name__}")
    match path.suffix.lower():
        case ".csv":
            return csv_tables(blob, path.name)
        case ".xlsx":
            return workbook_tables(blob, path.name)
        case _:
            return fault("须为 .csv 或 .xlsx 文件 · must be a .csv or .xlsx file")


def _headed_tables(
    tables: tuple[Table, ...], shape: Shape, faults: list[Fault], notes: list[Fault]
) -> Iterator[_Headed]:
    """Yield the tables with headings; of one text cut by several delimiters the best one."""
    sheets: dict[str, list[Table]] = {}
    for table in tables:
        sheets.setdefault(table.file, []).append(table)
    best = [max(cuts, key=lambda cut: _score(cut, shape)) for cuts in sheets.values()]
    headed = [table for table in best if _score(table, shape) > 0]
    for table in best:
        if table in headed or not headed:
            faults.extend(table.faults)
        if table not in headed:
            reason = "没有找到表头 · no row of headings was found"
            target = notes if headed else faults
            if headed or not table.faults:
                target.append(Fault(table.file, table.rows[0].line if table.rows else 1, reason))
    for table in headed:
        found = _head(table, shape, faults)
        if found is not None:
            yield found


def _columns_in(row: Row, shape: Shape) -> dict[int, Column]:
    return {
        index: column
        for index, cell in enumerate(row.cells)
        if isinstance(cell, str) and (column := shape.column_of(cell)) is not None
    }


def _row_score(row: Row, shape: Shape) -> int:
    """Weigh a row as headings: columns that a row must have count double."""
    columns = set(_columns_in(row, shape).values())
    return sum(1 + (column.needed and not column.above) for column in columns)


def _score(table: Table, shape: Shape) -> int:
    return max((_row_score(row, shape) for row in table.rows[:MAX_LINES_ABOVE]), default=0)


def _head(table: Table, shape: Shape, faults: list[Fault]) -> _Headed | None:
    heading = max(table.rows[:MAX_LINES_ABOVE], key=lambda row: _row_score(row, shape))
    places = _columns_in(heading, shape)
    above = _lines_above(table, heading, shape, faults)
    before = len(faults)
    for column in shape.columns:
        count = sum(found is column for found in places.values())
        if count > 1:
            reason = f"两列同为{column.heading} · two columns hold {column.name}"
            faults.append(Fault(table.file, heading.line, reason))
        elif count == 0 and column.needed and column.name not in above:
            reason = f"缺少{column.heading} · {column.name} is missing"
            faults.append(Fault(table.file, heading.line, reason))
    if len(faults) > before and not set(places.values()) & {shape.column("name")}:
        return None  # the rows mean nothing without their names
    return _Headed(table, shape, heading, places, above)


def _lines_above(
    table: Table, heading: Row, shape: Shape, faults: list[Fault]
) -> Mapping[str, str]:
    """Return what the lines above the table say: `label | value` or `label: value`."""
    found: dict[str, str] = {}
    for row in table.rows:
        if row.line >= heading.line:
            break
        for index, cell in enumerate(row.cells):
            label, colon, rest = normalize("NFKC", cell_text(cell)).partition(":")
            column = shape.column_of(label)
            if column is None or not column.above or column.name in found:
                continue
            value = rest if colon and tidy(rest) else _next_value(row, index, shape)
            try:
                found[column.name] = read_cell(value, column.type)
            except CellFault as error:
                found[column.name] = ""
                reason = f"{column.heading}（{column.name}）：{error}"
                faults.append(Fault(table.file, row.line, reason))
                continue
            if not found[column.name] and column.filled:
                reason = f"{column.heading}为空 · {column.name} is empty"
                faults.append(Fault(table.file, row.line, reason))
    return found


def _next_value(row: Row, index: int, shape: Shape) -> str:
    for cell in row.cells[index + 1 :]:
        text = cell_text(cell)
        if text:
            column = shape.column_of(normalize("NFKC", text).partition(":")[0])
            return "" if column is not None and column.above else text
    return ""


def _heading_notes(headed: _Headed) -> Iterator[Fault]:
    for index, cell in enumerate(headed.heading.cells):
        if index not in headed.places and heading_key(cell_text(cell)):
            reason = f"第 {index + 1} 列的标题不认识，原样保留 · heading {index + 1} is not known"
            yield Fault(headed.table.file, headed.heading.line, reason)


def _entries(headed: _Headed, faults: list[Fault], notes: list[Fault]) -> Iterator[RegisterEntry]:
    repeated = tuple(heading_key(cell_text(cell)) for cell in headed.heading.cells)
    unknown: set[str] = set()
    for row in headed.table.rows:
        if row.line <= headed.heading.line or _is_footer(row, headed):
            continue
        if tuple(heading_key(cell_text(cell)) for cell in row.cells) == repeated:
            continue  # the headings again, as at the top of a printed page
        values = _values(row, headed, faults)
        if len(faults) > MAX_FAULTS:
            return
        status, is_known = _status(values, headed.shape)
        if not is_known and status not in unknown:
            unknown.add(status)
            reason = "状态的词不认识，原样保留 · a word for the state is not known; kept as it is"
            notes.append(Fault(headed.table.file, row.line, reason))
        # A plan's own name is its title; a person's row keeps both.
        name = values.pop("name", "") or values.get("title", "")
        values["file"] = headed.table.file
        yield RegisterEntry(tidy(name), status, MappingProxyType(values), row.line)


def _is_footer(row: Row, headed: _Headed) -> bool:
    first = next((text for cell in row.cells if (text := cell_text(cell))), "")
    key = heading_key(first.partition("：")[0].partition(":")[0])
    filled = sum(bool(cell_text(cell)) for cell in row.cells)
    return key in _FOOTERS and filled < max(3, len(headed.places) - 1)


def _values(row: Row, headed: _Headed, faults: list[Fault]) -> dict[str, str]:
    """Return the row's values by column; what is wrong is added to the faults."""
    file, values = headed.table.file, dict(headed.above)
    told = set()
    for index, cell in enumerate(row.cells):
        column = headed.places.get(index)
        if column is None:
            key = _extra_key(index, headed)
            if key is not None:
                values[key] = tidy(cell_text(cell))
            elif cell_text(cell):
                reason = "比表头多出单元格 · more cells than headings"
                faults.append(Fault(file, row.line, reason))
            continue
        try:
            values[column.name] = read_cell(cell, column.type)
        except CellFault as error:
            told.add(column)
            faults.append(Fault(file, row.line, f"{column.heading}（{column.name}）：{error}"))
    for column in headed.places.values():
        if column.filled and not values.get(column.name) and column not in told:
            reason = f"{column.heading}为空 · {column.name} is empty"
            faults.append(Fault(file, row.line, reason))
    _split_period(values)
    faults.extend(_contradictions(values, file, row.line))
    return {name: value for name, value in values.items() if value}


def _extra_key(index: int, headed: _Headed) -> str | None:
    """Return the heading of a column that the register does not know, None if it has none."""
    if index >= len(headed.heading.cells):
        return None
    heading = tidy(cell_text(headed.heading.cells[index]))
    return f"other:{heading}" if heading else None


def _split_period(values: dict[str, str]) -> None:
    """Put a period's days into `start` and `end`, or what is known of them without a year."""
    first, slash, last = values.get("period", "").partition("/")
    if not slash:
        return
    has_year = not first.startswith("--") and not last.startswith("--")
    suffix = "" if has_year else "_without_year"
    values[f"start{suffix}"], values[f"end{suffix}"] = first, last


def _contradictions(values: Mapping[str, str], file: str, line: int) -> Iterator[Fault]:
    for first, last in (("start", "end"), ("valid_from", "valid_to")):
        if values.get(first) and values.get(last) and values[last] < values[first]:
            yield Fault(file, line, f"起止日期颠倒 · {last} is before {first}")
    if values.get("alias") and tidy(values["alias"]) == tidy(values.get("name", "")):
        yield Fault(file, line, "两个名称相同 · alias and name are the same")


def _status(values: Mapping[str, str], shape: Shape) -> tuple[str, bool]:
    """Return the program's word for a row's state, and whether it is one; a mark stands."""
    column = next((c for c in shape.columns if c.type is CellType.STATUS), None)
    word = values.get(column.name, "") if column is not None else ""
    if not word:
        return shape.status, True
    folded = "".join(normalize("NFKC", word).split()).casefold()
    return shape.states.get(folded, folded), folded in shape.states or _is_number(folded)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("分", "", 1).isdigit()


def _duplicates(shape: Shape, entries: Iterable[RegisterEntry]) -> Iterator[Fault]:
    """Note rows that repeat the key of a row before them; both rows stay."""
    rows = list(entries)
    for names in shape.unique:
        seen: dict[tuple[str, ...], RegisterEntry] = {}
        for entry in rows:
            values = {"name": entry.name, **entry.columns}
            key = tuple("".join(normalize("NFKC", values.get(name, "")).split()) for name in names)
            if not any(key):
                continue
            first = seen.setdefault(key, entry)
            if first is not entry:
                where = f"{first.columns.get('file', '')}:{first.line}"
                reason = f"与 {where} 重复，两行都保留 · repeats {'+'.join(names)} of {where}"
                yield Fault(entry.columns.get("file", ""), entry.line, reason)


def _capped(faults: list[Fault], file: str) -> list[Fault]:
    unique = sorted(set(faults))
    if len(unique) <= MAX_FAULTS:
        return unique
    rest = len(unique) - MAX_FAULTS
    last = max(fault.line for fault in unique)
    more = f"另有至少 {rest} 处 · and at least {rest} more"
    return [*unique[:MAX_FAULTS], Fault(file, last + 1, more)]
