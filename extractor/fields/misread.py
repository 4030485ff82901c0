"""Put the character that is meant for one that was read, and say that it was not read so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from extractor.document import Line

_TRUST = 0.6
"""Confidence of a word with a character that was not read: a person is to compare."""


def with_meant(line: Line, meant: Mapping[int, str]) -> Line:
    """Return the line with other characters at these places of its text, doubtful there."""
    if not meant:
        return line
    text = "".join(meant.get(at, sign) for at, sign in enumerate(line.text))
    starts = accumulate((len(word.text) for word in line.words), initial=0)
    words = tuple(
        replace(
            word,
            text=text[start : start + len(word.text)],
            confidence=min(word.confidence, _TRUST),
        )
        if any(start <= at < start + len(word.text) for at in meant)
        else word
        for start, word in zip(starts, line.words, strict=False)
    )
    return replace(line, text=text, words=words)
