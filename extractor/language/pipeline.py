"""Phrases by name: which patterns of a group a text holds, where, with what in their slots.

spaCy is loaded at the first question and the pipeline of a group is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractor.language import phrasebook
from extractor.language.normalise import Normalised, normalise

if TYPE_CHECKING:
    from extractor.language.tokens import GroupMatcher

MAX_CHARACTERS = 20_000
"""Longer texts are searched in pieces of this length, cut at a line break if there is one."""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A pattern found in a text.

    `priority` is the place of the pattern in its file, from 0. `captures` maps
    each filled slot to its half-open place in the text.
    """

    name: str
    label: str
    priority: int
    start: int
    end: int
    captures: dict[str, tuple[int, int]]


@lru_cache(maxsize=256)
def matches(text: str, group: str) -> tuple[PhraseMatch, ...]:
    """Return every match of the group's patterns, by place, then in the file's order.

    Of one pattern only the longest of overlapping matches is returned; matches
    of different patterns may overlap. Line breaks count as spaces.

    Raises:
        PatternError: there is no such group, or a data file has a fault.
    """
    named = phrasebook.group(group)
    norm = _normalised(text)
    matcher = nlp(group)
    found: list[PhraseMatch] = []
    for base, piece in _pieces(norm.text):
        for match in matcher.matches(piece):
            start, end = norm.span(base + match.start, base + match.end)
            captures = {
                slot: norm.span(base + first, base + last)
                for slot, (first, last) in match.captures.items()
            }
            pattern = named[match.pattern]
            found.append(
                PhraseMatch(pattern.name, pattern.label, match.pattern, start, end, captures)
            )
    return tuple(found)


@cache
def nlp(group: str) -> GroupMatcher:
    """Return the group's pipeline; the first call loads spaCy (about two seconds)."""
    from extractor.language.tokens import GroupMatcher

    return GroupMatcher(phrasebook.group(group), phrasebook.lexicon())


@lru_cache(maxsize=64)
def _normalised(text: str) -> Normalised:
    return normalise(text)


def _pieces(plain: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    start = 0
    while start < len(plain):
        end = min(start + MAX_CHARACTERS, len(plain))
        if end < len(plain):
            end = plain.rfind("\n", start + 1, end) + 1 or end
        pieces.append((start, plain[start:end].rstrip()))
        start = end
    return pieces
