"""Bring the rows of a list together that belong to one claim, wherever in it they stand.

They wait in a file that has no name and goes with the process, so that the length of a list
costs no memory.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from operator import itemgetter

from verifier.errors import StoreFailure

_ORPHAN = "所属的上一行无法读取 · it belongs to the row above, which cannot be read"


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of a list: its line, its cells that are not empty by column, or why it is none."""

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    fault: str | None = None


def gather(rows: Iterable[GivenRow], column: str, file: str, most: int) -> Iterator[list[GivenRow]]:
    """Yield the rows of each claim, in the order of their first; at most `most` rows of one.

    Rows with one value in `column` are one claim. A row that says nothing but its `file` belongs
    to the row above it, as merged cells leave it. Every other row is a claim by itself.

    Raises:
        StoreFailure: there is no room on the disk.
    """
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as disk:
            disk.execute("CREATE TABLE given (seq INTEGER PRIMARY KEY, claim BLOB, row TEXT)")
            disk.execute("BEGIN")
            disk.executemany("INSERT INTO given VALUES (?, ?, ?)", _keyed(rows, column, file))
            found = disk.execute(
                "SELECT MIN(seq) OVER (PARTITION BY claim) AS first, row FROM given"
                " ORDER BY first, seq"
            )
            for _, group in groupby(found, itemgetter(0)):
                yield [_read(row) for _, row in islice(group, most)]
    except sqlite3.Error as error:
        raise StoreFailure(
            f"清单无法整理。 The list cannot be put in order: {error}",
            "请检查临时文件夹的剩余空间。 Look for room in the folder for temporary files.",
        ) from error


def _keyed(rows: Iterable[GivenRow], column: str, file: str) -> Iterator[tuple[int, bytes, str]]:
    above: bytes | None = None
    is_after_fault = False
    for number, given in enumerate(rows):
        row, is_only_file = given, given.cells.keys() == {file}
        claim = row.cells.get(column)
        key = _digest("row", str(number)) if claim is None else _digest("claim", claim)
        if row.fault is not None:
            above, is_after_fault = None, True
        elif not is_only_file:
            above, is_after_fault = key, False
        elif above is not None:
            key = above
        elif is_after_fault:
            row = replace(row, fault=_ORPHAN)
        yield number, key, _written(row)


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]


def _written(row: GivenRow) -> str:
    return json.dumps([row.line, dict(row.cells), row.fault])


def _read(text: str) -> GivenRow:
    line, cells, fault = json.loads(text)
    return GivenRow(line, cells, fault)
