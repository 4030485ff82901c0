"""Find what a sentence sets in quotation marks or title marks, marks inside it passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_READ_STRAIGHT = {"“": '"', '"': "”"}
"""What the second of two marks may have been read as."""
_PAIRS = {"《": "》", "“": "”", "「": "」", "『": "』", "〈": "〉", '"': '"'}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks, from `start` to `end`, the marks left out."""

    text: str
    start: int
    end: int
    mark: str


def quoted_in(text: str) -> tuple[Quoted, ...]:
    """Return the outermost quotations from left to right; one that is never closed is left out."""
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[Quoted]:
    at = 0
    while at < len(text):
        mark = text[at]
        if mark not in _PAIRS:
            at += 1
            continue
        close = _close(text, at)
        if close < 0:
            at += 1
            continue
        if close > at + 1:
            yield Quoted(text[at + 1 : close], at + 1, close, mark)
        at = close + 1


def _close(text: str, opening: int) -> int:
    mark, partner = text[opening], _PAIRS[text[opening]]
    depth = 0
    for at in range(opening + 1, len(text)):
        if text[at] == partner:
            if depth == 0:
                return at
            depth -= 1
        elif text[at] == mark:
            depth += 1
    close = text.find(partner, opening + 1)
    straight = _READ_STRAIGHT.get(mark)
    return text.find(straight, opening + 1) if close < 0 and straight else close
