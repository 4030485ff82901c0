"""Take whom somebody marked among a book's editors for whoever hands it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import squeeze
from extractor.fields.people.in_sentences import bracketed_employer
from extractor.fields.people.marked import MARKED_NAME, MARKED_TRUST, marked_one
from extractor.language.names import is_name
from extractor.passages import Passage, join_cells

_EDITED = re.compile(
    r"^\s*(?P<role>(?:执行)?副\s*主\s*编|(?:执行)?主\s*编|参\s*编|编\s*委|编\s*者|编\s*著)"
    r"(?:\s*[:：]\s*|\s+|(?=[㐀-鿿]{2,4}(?:$|[(（、,，])))(?P<names>.{2,})$"
)
"""「副主编 石慧(某某医院)」"""
_NAME = re.compile(r"(?<![㐀-鿿])[㐀-鿿·](?:\s?[㐀-鿿·]){1,5}(?![㐀-鿿])")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def marked_editor(leaf: Leaf) -> list[Candidate]:
    """Return the editor whose name is marked as the holder, with the role and the house told."""
    editors = list(_editors(leaf))
    at = marked_one([one for one, _ in editors], leaf)
    if at is None:
        return []
    one, role = editors[at]
    houses = [
        replace(body, trust=min(body.trust, MARKED_TRUST))
        for other, _ in editors
        if other.value == one.value
        for body in bracketed_employer(other.passage, other.end)
    ]
    return [one, role, *houses[:1]]


def editors_of(leaf: Leaf) -> list[Candidate]:
    """Return everybody whom a line names behind what they did for the book, as it stands there."""
    return [one for one, _ in _editors(leaf)]


def _editors(leaf: Leaf) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield everybody of the lines that begin with what they did, each with that."""
    for passage in (join_cells((cell,)) for cell in leaf.cells):
        told = _EDITED.match(passage.text)
        if told is None:
            continue
        role = _told("author_role", squeeze(told["role"]), passage, told.span("role"))
        at = told.start("names")
        plain = _BRACKETS.sub(lambda inside: "/" * len(inside.group()), told["names"])
        for match in _NAME.finditer(plain):
            name = squeeze(match.group())
            if is_name(name):
                span = (at + match.start(), at + match.end())
                yield _told("holder_name", name, passage, span), role


def _told(name: str, value: str, passage: Passage, span: tuple[int, int]) -> Candidate:
    return Candidate(name, value, MARKED_TRUST, passage, *span, MARKED_NAME)
