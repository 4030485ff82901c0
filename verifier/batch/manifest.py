"""A table that lists documents: who claims which file for what; CSV or xlsx.

Read line by line, so that its length costs no memory. A row that is wrong costs itself
alone: also a quote that is never closed, or a byte that is no text.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from extractor.errors import Failure, MissingInput, UnsupportedInput
from verifier.batch.entries import from_path, wrong
from verifier.claim_file import claim_from_json
from verifier.errors import ClaimError, UsageFailure
from verifier.model import Subject
from verifier.registers.columns import heading_key
from verifier.registers.tables import DELIMITERS, MAX_LINES_ABOVE, Row, cell_text
from verifier.registers.workbooks import workbook_tables
from verifier.store.batches import Listed

ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "filename", "file name", "path", "document", "文件", "文件名", "文件名称",
             "材料", "材料文件", "证明材料", "附件", "附件名", "路径", "文件路径"),
    "holder": ("holder", "holder name", "name", "teacher", "姓名", "申报人", "教师", "教师姓名",
               "持证人", "申报人姓名"),
    "holder_id": ("holder id", "id", "id number", "身份证", "身份证号", "身份证号码", "证件号码",
                  "证件号"),
    "unit": ("unit", "school", "employer", "单位", "学校", "工作单位", "所在单位", "单位名称",
             "任教学校", "学校名称"),
    "hours": ("hours", "declared hours", "claimed hours", "学时", "申报学时", "申报学时数",
              "学时数", "课时"),
    "subject": ("subject", "subject class", "科目", "申报科目", "学时类别", "科目类别", "类别"),
    "title": ("title", "activity", "activity title", "名称", "活动名称", "项目名称", "培训名称",
              "申报名称", "培训项目"),
    "submitted": ("submitted", "filed", "申报日期", "提交日期"),
    "year": ("year", "年度", "申报年度"),
}  # fmt: skip
"""The headings of each column, compared as those of registers are."""
_SUBJECTS = {
    **{subject.value: subject for subject in Subject},
    **dict.fromkeys(("公需", "公需科目", "公需课", "公需课程"), Subject.PUBLIC),
    **dict.fromkeys(("专业", "专业科目", "专业课", "专业课程"), Subject.PROFESSIONAL),
    **dict.fromkeys(("选修", "个人选修", "选修科目", "个人选修科目"), Subject.ELECTIVE),
}
_FACT = "fact:"
_MOST_CELL = 2_000
_MOST_JOINED = 20
"""Lines that one row may take up, by line breaks within quotes."""
_SEEN = 1 << 16
_REMEDY = "请修改清单中的这一行。 Correct this row of the list."


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each column stands, and the headings that mean nothing here."""

    line: int
    places: Mapping[str, int]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A table opened: its headings are known, its rows not read yet."""

    path: Path
    heading: Heading
    rows: Iterator[Row | _Bad]

    def entries(self) -> Iterator[Listed]:
        """Yield an entry for each row that is not blank."""
        base = self.path.absolute().parent.resolve()
        for row in self.rows:
            if isinstance(row, _Bad):
                yield wrong(_row_name(row.line), _fault(row.reason), listed={"row": row.line})
            elif not row.is_blank:
                yield _entry(row, self.heading.places, base)


@dataclass(frozen=True, slots=True)
class _Bad:
    """A line that is no row."""

    line: int
    reason: str


def open_manifest(path: Path) -> Manifest:
    """Return the table of a file.

    Raises:
        UsageFailure: it cannot be read, or has no column for files.
    """
    rows = _workbook_rows(path) if path.suffix.casefold() == ".xlsx" else _csv_rows(path)
    for row in islice(rows, MAX_LINES_ABOVE):
        heading = _heading(row) if isinstance(row, Row) else None
        if heading is not None:
            return Manifest(path, heading, rows)
    raise UsageFailure(
        f"{path.name} 没有「文件」一列。 The list has no column for files.",
        "第一行须有列名：文件、姓名、单位、申报学时、科目。"
        " Its first line must name the columns: file, holder, unit, hours, subject.",
    )


def _heading(row: Row) -> Heading | None:
    known = {heading_key(word): name for name, words in COLUMNS.items() for word in words}
    places: dict[str, int] = {}
    ignored = []
    for index, cell in enumerate(row.cells):
        text = normalize("NFKC", cell_text(cell)).replace("_", " ").strip()
        fact = text.casefold().replace(" ", "_")
        name = fact if fact.startswith(_FACT) else known.get(heading_key(text))
        if name is not None and name not in places:
            places[name] = index
        elif text:
            ignored.append(text)
    return Heading(row.line, places, tuple(ignored)) if "file" in places else None


def _entry(row: Row, places: Mapping[str, int], base: Path) -> Listed:
    given = {
        name: normalize("NFKC", text) if name != "file" else text
        for name, index in places.items()
        if index < len(row.cells) and (text := cell_text(row.cells[index]))
    }
    listed = _listed(row.line, given)
    name = given.get("file", "").replace("\\", "/")
    try:
        if any(len(text) > _MOST_CELL for text in given.values()):
            raise _fault(f"有超过 {_MOST_CELL} 字的单元格 · a cell is too long")
        if any("\ufffd" in text for text in given.values()):
            raise _fault("含无法解码的字符 · holds bytes that are no text")
        claim = _claim(given)
        path = _file(name, base)
    except Failure as failure:
        return wrong(name or _row_name(row.line), failure, listed=listed)
    return from_path(path, name, claim, listed)


def _listed(line: int, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what of a row is told beside its result; numbers of people are not."""
    shown = {name: given[name] for name in ("holder", "unit", "hours", "subject") if name in given}
    return {"row": line, **shown}


def _claim(given: Mapping[str, str]) -> str:
    """Return the claim of a row as JSON, looked at already.

    Raises:
        ClaimError: something in it is wrong.
    """
    data: dict[str, Any] = {}
    holder = {"name": given.get("holder"), "id": given.get("holder_id")}
    if any(holder.values()):
        data["holder"] = {key: value for key, value in holder.items() if value}
    if "subject" in given:
        data["subject"] = _SUBJECTS.get(given["subject"].casefold(), given["subject"])
    if "hours" in given:
        data["hours"] = given["hours"].rstrip("学课时小hours. ").strip()
    for name in ("title", "submitted"):
        if name in given:
            data[name] = given[name]
    if "year" in given:
        data["year"] = given["year"].removesuffix("年度").removesuffix("年")
    if "unit" in given:
        data["school"] = given["unit"]
    facts = {
        name.removeprefix(_FACT): text for name, text in given.items() if name.startswith(_FACT)
    }
    if facts:
        data["facts"] = facts
    text = json.dumps(data, ensure_ascii=False)
    try:
        claim_from_json(text)
    except ClaimError as error:
        raise ClaimError(error.message, _REMEDY) from None
    return text


def _file(name: str, base: Path) -> Path:
    if not name:
        raise MissingInput("这一行没有文件名。 This row names no file.", _REMEDY)
    given = PurePosixPath(name)
    try:
        path = (base / given).resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise MissingInput(
            "文件名无法使用。 The name of the file cannot be used.", _REMEDY
        ) from error
    if not path.is_relative_to(base):
        raise UnsupportedInput(
            "文件不在清单所在的文件夹内。 The file lies outside of the list's folder.",
            "请把文件与清单放在同一文件夹。 Put the files beside the list.",
        )
    return path


def _csv_rows(path: Path) -> Iterator[Row | _Bad]:
    try:
        encoding = _encoding(path)
        with path.open(encoding=encoding, errors="replace") as file:
            head = file.read(_SEEN)
    except OSError as error:
        raise UsageFailure(f"清单 {path.name} 无法打开。 The list cannot be opened.") from error
    sample = head.splitlines()[:MAX_LINES_ABOVE]
    delimiter = max(DELIMITERS, key=lambda sign: max((s.count(sign) for s in sample), default=0))
    return _parsed(path, encoding, delimiter)


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


def _parsed(path: Path, encoding: str, delimiter: str) -> Iterator[Row | _Bad]:
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
                yield _Bad(number, "引号没有成对 · a quote is not closed")
                continue
            lines.skip(more)
            try:
                cells = next(csv.reader([joined], delimiter=delimiter), [])
            except csv.Error as error:
                yield _Bad(number, f"CSV 语法错误 · not CSV: {error}")
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


def _workbook_rows(path: Path) -> Iterator[Row | _Bad]:
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
    bad = (_Bad(fault.line, fault.reason) for fault in faults)
    return chain([first], rows, bad)


def _fault(reason: str) -> Failure:
    return ClaimError(f"清单中这一行有误：{reason}。 This row of the list is wrong.", _REMEDY)


def _row_name(line: int) -> str:
    return f"第 {line} 行 row {line}"
