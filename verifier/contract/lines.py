"""JSON in and out: one value or JSON Lines, read line by line, and lines written.

A line that is wrong costs itself alone; the others go on. Numbers keep their
decimals; NaN, infinities and bytes that are no UTF-8 are refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from verifier.errors import FactsError, UsageFailure

MAX_LINE_BYTES = 4 * 1024 * 1024
MAX_DOCUMENT_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Item:
    """One JSON value and the line it begins on, or why there is none."""

    line: int
    value: Any = None
    error: FactsError | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """What was given: its values, and whether it came as JSON Lines."""

    are_lines: bool
    items: Iterator[Item]


def open_input(source: str) -> BinaryIO:
    """Return a file opened for reading bytes.

    Raises:
        UsageFailure: there is no such plain file, or it cannot be opened.
    """
    path = Path(source)
    try:
        if path.is_dir():
            name = path.name or source
            raise UsageFailure(f"{name} 是文件夹。 {name} is a folder.")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise UsageFailure(
            f"文件 {path.name} 无法打开。 The file {path.name} cannot be opened."
        ) from error


def print_line(text: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{text}\n")


def read_json(stream: BinaryIO) -> Items:
    """Return the values of a stream, lazily if it holds JSON Lines.

    A first line that is complete JSON by itself, followed by more, makes JSON
    Lines; anything else is one document.

    Raises:
        FactsError: the stream is empty, or is one document that is no JSON.
    """
    numbered = enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES + 1), b""), start=1)
    head: list[bytes] = []
    size = 0
    for number, raw in numbered:
        head.append(raw)
        size += len(raw)
        if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        first = _parsed(raw, number)
        if first.error is None:
            return _lines_or_one(first, numbered)
        break
    else:
        raise FactsError("输入是空的。 The input is empty.")
    return Items(are_lines=False, items=iter((_whole(head, size, numbered),)))


def _lines_or_one(first: Item, rest: Iterator[tuple[int, bytes]]) -> Items:
    for number, raw in rest:
        if raw.strip():
            again = chain(((number, raw),), rest)
            return Items(are_lines=True, items=chain((first,), _each(again)))
    return Items(are_lines=False, items=iter((first,)))


def _each(numbered: Iterator[tuple[int, bytes]]) -> Iterator[Item]:
    for number, raw in numbered:
        if not raw.strip():
            continue
        if len(raw) > MAX_LINE_BYTES:
            message = f"超过 {MAX_LINE_BYTES} 字节 · longer than {MAX_LINE_BYTES} bytes"
            yield Item(number, error=_error(number, message))
            while not raw.endswith(b"\n"):
                raw = next(numbered, (0, b"\n"))[1]
            continue
        yield _parsed(raw, number)


def _whole(head: list[bytes], size: int, rest: Iterator[tuple[int, bytes]]) -> Item:
    for _, raw in rest:
        head.append(raw)
        size += len(raw)
        if size > MAX_DOCUMENT_BYTES:
            raise FactsError(
                f"输入超过 {MAX_DOCUMENT_BYTES} 字节；请改用每行一个 JSON。"
                f" The input is larger than {MAX_DOCUMENT_BYTES} bytes; use JSON Lines."
            )
    item = _parsed(b"".join(head), 1)
    if item.error is not None:
        raise item.error
    return item


def _parsed(raw: bytes, line: int) -> Item:
    try:
        text = raw.decode("utf-8-sig").rstrip("\r\n")
        return Item(line, _DECODER.decode(text))
    except UnicodeDecodeError:
        return Item(line, error=_error(line, "不是 UTF-8 · not UTF-8"))
    except json.JSONDecodeError as error:
        at = line + error.lineno - 1
        return Item(line, error=_error(at, f"不是 JSON · not JSON: {error.msg}"))
    except (ValueError, RecursionError) as error:
        return Item(line, error=_error(line, f"不是可用的 JSON · not usable JSON: {error}"))


def _refused(name: str) -> None:
    raise ValueError(name)


def _error(line: int, reason: str) -> FactsError:
    return FactsError(f"第 {line} 行：{reason} (line {line}).")


# One decoder for all lines: making one costs more than a line takes to read.
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refused)
