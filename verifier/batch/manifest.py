"""A table that lists claims: who claims what, proven by which files; CSV or xlsx.

Read line by line, so that its length costs no memory. A row that is wrong costs its claim
alone: also a quote that is never closed, or a byte that is no text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from extractor.errors import Failure, MissingInput, UnsupportedInput
from verifier.batch.entries import file_at, wrong
from verifier.batch.gathering import GivenRow, gather
from verifier.batch.headings import COLUMNS, FACT, Heading, heading_of
from verifier.batch.list_rows import Bad, rows_of
from verifier.claim_file import MOST_FILES, claim_from_json
from verifier.errors import ClaimError, UsageFailure
from verifier.model import Subject
from verifier.registers.tables import MAX_LINES_ABOVE, Row, cell_text
from verifier.store.batch_files import ListedFile
from verifier.store.batches import CLAIM, Listed

ENDINGS = (".csv", ".xlsx", ".tsv", ".txt")
_SUBJECTS = {
    **{subject.value: subject for subject in Subject},
    **dict.fromkeys(("公需", "公需科目", "公需课", "公需课程"), Subject.PUBLIC),
    **dict.fromkeys(("专业", "专业科目", "专业课", "专业课程"), Subject.PROFESSIONAL),
    **dict.fromkeys(("选修", "个人选修", "选修科目", "个人选修科目"), Subject.ELECTIVE),
}
_BETWEEN = re.compile(r"[;；|｜\r\n]+")
"""What stands between the names of several files in one cell."""
_MOST_CELL = 2_000
_REMEDY = "请修改清单中的这一行。 Correct this row of the list."


@dataclass(frozen=True, slots=True)
class Manifest:
    """A table opened: its headings are known, its rows not read yet."""

    path: Path
    heading: Heading
    rows: Iterator[Row | Bad]

    def entries(self) -> Iterator[Listed]:
        """Yield an entry for each claim: a row that is not blank, or several of one number."""
        base = self.path.absolute().parent.resolve()
        rows = (_given(row, self.heading.places) for row in self.rows if not _is_blank(row))
        if CLAIM in self.heading.places:
            for claim in gather(rows, CLAIM, "file", MOST_FILES + 1):
                yield _entry(claim, base)
        else:
            for row in rows:
                yield _entry([row], base)


def open_manifest(path: Path) -> Manifest:
    """Return the table of a file.

    Raises:
        UsageFailure: it cannot be read, or has no column for files.
    """
    rows = rows_of(path)
    for row in islice(rows, MAX_LINES_ABOVE):
        heading = heading_of(row) if isinstance(row, Row) else None
        if heading is not None:
            return Manifest(path, heading, rows)
    raise UsageFailure(
        f"{path.name} 没有「文件」一列。 The list has no column for files.",
        "第一行须有列名：文件、姓名、单位、申报学时、科目。"
        " Its first line must name the columns: file, holder, unit, hours, subject.",
    )


def _is_blank(row: Row | Bad) -> bool:
    return isinstance(row, Row) and row.is_blank


def _given(row: Row | Bad, places: Mapping[str, int]) -> GivenRow:
    """Return what a row says, cut where a cell is too long anyway."""
    if isinstance(row, Bad):
        return GivenRow(row.line, fault=row.reason)
    texts = {
        name: text[: _MOST_CELL + 1]
        for name, index in places.items()
        if index < len(row.cells) and (text := cell_text(row.cells[index]))
    }
    cells = {
        name: text if name == "file" else normalize("NFKC", text) for name, text in texts.items()
    }
    return GivenRow(row.line, cells)


def _entry(rows: Sequence[GivenRow], base: Path) -> Listed:
    """Return the claim of a row, or of several with one number."""
    first = rows[0]
    if first.fault is not None:
        return wrong(_row_name(first.line), _fault(first.fault), {"row": first.line})
    given: Mapping[str, str] = {}
    files: tuple[ListedFile, ...] = ()
    try:
        for row in rows:
            _look(row)
        files = _files(rows, base)
        given = _together(rows)
        claim = _claim(given)
    except Failure as failure:
        listed = _listed(first.line, given or first.cells)
        return wrong(_label(first, files), failure, listed, files)
    listed = _listed(first.line, given)
    if len(files) == 1 and files[0].fault is not None:
        return wrong(files[0].name, files[0].fault, listed)
    return Listed(files[0].name, files, claim, listed)


def _look(row: GivenRow) -> None:
    if any(len(text) > _MOST_CELL for text in row.cells.values()):
        raise _fault(f"有超过 {_MOST_CELL} 字的单元格 · a cell is too long")
    if any("\ufffd" in text for text in row.cells.values()):
        raise _fault("含无法解码的字符 · holds bytes that are no text")


def _together(rows: Sequence[GivenRow]) -> Mapping[str, str]:
    """Return what the rows of one claim say of it; each thing need be said in one of them only.

    Raises:
        ClaimError: two of them do not say the same, or there are too many.
    """
    given: dict[str, tuple[int, str]] = {}
    for row in rows:
        for name, text in row.cells.items():
            line, said = given.setdefault(name, (row.line, text))
            if name != "file" and _value(name, said) != _value(name, text):
                column = next((word for word in COLUMNS.get(name, ()) if not word.isascii()), name)
                raise _fault(
                    f"同一件申报的第 {line} 行与第 {row.line} 行「{column}」不同"
                    f" · rows {line} and {row.line} of one claim differ in: {name}"
                )
    return {name: text for name, (_, text) in given.items()}


def _label(row: GivenRow, files: Sequence[ListedFile]) -> str:
    if files:
        return files[0].name
    return row.cells.get("file", "").replace("\\", "/") or _row_name(row.line)


def _listed(line: int, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what of a row is told beside its result; numbers of people are not."""
    told = (CLAIM, "holder", "unit", "hours", "subject")
    return {"row": line, **{name: given[name] for name in told if name in given}}


def _value(name: str, text: str) -> str:
    """Return what a cell says in the words of a claim file."""
    match name:
        case "subject":
            return _SUBJECTS.get(text.casefold(), text)
        case "hours":
            return text.rstrip("学课时小hours. ").strip()
        case "year":
            return text.removesuffix("年度").removesuffix("年")
        case _:
            return text


def _claim(given: Mapping[str, str]) -> str:
    """Return the claim of a row as JSON, looked at already.

    Raises:
        ClaimError: something in it is wrong.
    """
    data: dict[str, Any] = {}
    holder = {"name": given.get("holder"), "id": given.get("holder_id")}
    if any(holder.values()):
        data["holder"] = {key: value for key, value in holder.items() if value}
    for name in ("subject", "hours", "title", "submitted", "year"):
        if name in given:
            data[name] = _value(name, given[name])
    if "unit" in given:
        data["school"] = given["unit"]
    facts = {name.removeprefix(FACT): text for name, text in given.items() if name.startswith(FACT)}
    if facts:
        data["facts"] = facts
    text = json.dumps(data, ensure_ascii=False)
    try:
        claim_from_json(text)
    except ClaimError as error:
        raise ClaimError(error.message, _REMEDY) from None
    return text


def _files(rows: Sequence[GivenRow], base: Path) -> tuple[ListedFile, ...]:
    """Return the files of a claim in the order of the list, each once.

    Raises:
        MissingInput: no row names any.
        ClaimError: they are too many.
    """
    found: dict[str, ListedFile] = {}
    for row in rows:
        for name in _names(row.cells.get("file", ""), base):
            file = _listed_file(name, base)
            found.setdefault(file.location or f"\0{name}", file)
    if not found:
        raise MissingInput("这一行没有文件名。 This row names no file.", _REMEDY)
    if len(rows) > MOST_FILES or len(found) > MOST_FILES:
        raise _fault(
            f"一件申报超过 {MOST_FILES} 个文件 · more than {MOST_FILES} files of one claim"
        )
    return tuple(found.values())


def _names(cell: str, base: Path) -> list[str]:
    """Return the names in a cell; one that is a file's as it stands is one name."""
    whole = cell.replace("\\", "/").strip()
    if not _BETWEEN.search(whole) or _is_file(whole, base):
        return [whole] if whole else []
    return [name for part in _BETWEEN.split(whole) if (name := part.strip())]


def _is_file(name: str, base: Path) -> bool:
    try:
        return _file(name, base).is_file()
    except (Failure, OSError, ValueError):
        return False


def _listed_file(name: str, base: Path) -> ListedFile:
    try:
        return file_at(_file(name, base), name)
    except Failure as failure:
        return ListedFile(name, "", f"fault {failure.code}", failure)


def _file(name: str, base: Path) -> Path:
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


def _fault(reason: str) -> Failure:
    return ClaimError(f"清单中这一行有误：{reason}。 This row of the list is wrong.", _REMEDY)


def _row_name(line: int) -> str:
    return f"第 {line} 行 row {line}"
