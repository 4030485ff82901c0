"""`xueshi convert`: facts in, hours out; line by line, so that memory stays flat."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any, BinaryIO

import orjson

from verifier.contract.award import award_data, awards_data
from verifier.contract.lines import Item, open_input, print_line, read_json
from verifier.converting.convert import Converter
from verifier.converting.together import together
from verifier.errors import FactsError, UsageFailure
from verifier.facts import FactError, Value
from verifier.policy.load import load_policy
from verifier.settings import load_settings

_REMEMBERED = 4096
"""Answers kept: in a backlog a whole class has the same facts."""


def _encode(data: object) -> str:
    return orjson.dumps(data).decode()


def convert(policy_id: str, source: str) -> int:
    """Print what the facts of a file (`-`: standard input) are worth; return the exit code.

    Raises:
        FactsError: the input is one document and wrong.
        UsageFailure: the file cannot be opened, or the notice says nothing of conversion.
    """
    policy = load_policy(policy_id, load_settings().policies)
    try:
        converter = Converter(policy)
    except LookupError:
        raise UsageFailure(
            f"通知 {policy_id} 没有学时折算的规定。"
            f" The notice {policy_id} says nothing of conversion."
        ) from None
    if source == "-":
        return _convert_all(converter, sys.stdin.buffer, print_line)
    with open_input(source) as stream:
        return _convert_all(converter, stream, print_line)


def _convert_all(converter: Converter, stream: BinaryIO, tell: Callable[[str], None]) -> int:
    given = read_json(stream)
    code = 0

    @lru_cache(maxsize=_REMEMBERED)
    def worth(facts: tuple[tuple[str, Value], ...]) -> str:
        return _encode(award_data(converter.one(dict(facts))))

    for item in given.items:
        try:
            line = _converted(converter, item, worth)
        except FactsError as error:
            if not given.are_lines:
                raise
            code = error.exit_code
            told = {"code": error.code, "message": error.message, "line": item.line}
            line = _encode({"error": told})
        tell(line)
    return code


def _converted(
    converter: Converter, item: Item, worth: Callable[[tuple[tuple[str, Value], ...]], str]
) -> str:
    if item.error is not None:
        raise item.error
    if not isinstance(item.value, list):
        facts, unknown = _facts(converter, item.value, item.line, None)
        if unknown:
            return _encode(award_data(converter.one(facts, unknown)))
        return worth(converter.relevant(facts))
    read = [
        _facts(converter, value, item.line, index)
        for index, value in enumerate(item.value, start=1)
    ]
    items = [(facts, converter.one(facts, unknown)) for facts, unknown in read]
    return _encode(awards_data(together(converter, items)))


def _facts(converter: Converter, value: Any, line: int, index: int | None) -> Any:  # noqa: ANN401
    place_zh, place_en = f"第 {line} 行", f"line {line}"
    if index is not None:
        place_zh, place_en = f"{place_zh}第 {index} 项", f"{place_en}, item {index}"
    if not isinstance(value, dict):
        raise FactsError(
            f"{place_zh}：须是 JSON 对象。 Each item must be a JSON object ({place_en})."
        )
    try:
        return converter.read(value)
    except FactError as error:
        raise FactsError(f"{place_zh}：{error} ({place_en}).") from None
