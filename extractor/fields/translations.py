"""Part a translation from what its translator and who compared it have written below."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Seal
from extractor.fields.candidates import Leaf
from extractor.fields.publications.work_proofs import tells_of_translator
from extractor.passages import Cell

_TRANSLATOR = re.compile(
    r"(?:译文|翻译件?|译本)[^。]{0,16}(?:一致|相符|无误|准确|忠实|属实)|"
    r"译\s?者|译\s?员|翻译(?:人|员|机构|公司|单位|者|日期|声明|服务|中心|社)|"
    r"translator|translated by|certif\w+ translation|true and accurate translation",
    re.IGNORECASE,
)
_NEXT_LINE = 2.2
"""Heights of a line down to the next one of a signature."""
_BELOW = 0.35
"""Of the page: above it a heading says that this is a translation."""


def of_the_original(leaf: Leaf, seals: tuple[Seal, ...] = ()) -> tuple[Leaf, tuple[Seal, ...]]:
    """Return leaf and seals without what stands from the translator's first word downwards.

    The bodies and the day of a translation are those of the document that was translated.
    Leaves of other kinds are returned as they are, as is a translator's own proof, and
    one that has nothing else.
    """
    if leaf.kind != "translation" or tells_of_translator(leaf):
        return leaf, seals
    firsts = {
        cell.page: cell
        for cell in reversed(leaf.cells)
        if cell.box.centre[1] >= _BELOW and _TRANSLATOR.search(cell.line.text)
    }
    tops = {page: cell.box.top for page, cell in firsts.items()}
    kept = {cell.key for cell in leaf.cells if cell.box.centre[1] < tops.get(cell.page, 2.0)}
    kept |= _beside(leaf, firsts, kept)
    if not kept or not tops:
        return leaf, seals
    original = replace(
        leaf,
        cells=tuple(cell for cell in leaf.cells if cell.key in kept),
        passages=tuple(p for p in leaf.passages if all(cell.key in kept for cell in p.cells)),
        labelled=tuple(
            one for one in leaf.labelled if all(cell.key in kept for cell in one.value.cells)
        ),
    )
    stamped = tuple(
        seal for seal in seals if seal.place.box.centre[1] < tops.get(seal.place.page, 2.0)
    )
    return original, stamped


def _beside(
    leaf: Leaf, firsts: dict[int, Cell], kept: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return the keys of the signature's lines that stand right of the translator's words.

    Its first line stands above these, the others close under one another.
    """
    found: set[tuple[int, int]] = set()
    for cell in sorted(leaf.cells, key=lambda one: one.box.top):
        first = firsts.get(cell.page)
        if first is None or cell.key in kept or _TRANSLATOR.search(cell.line.text):
            continue
        above = [
            one
            for one in leaf.cells
            if one.page == cell.page
            and one.key in kept | found
            and 0 < cell.box.top - one.box.top <= _NEXT_LINE * one.box.height
            and one.box.left < cell.box.right
            and cell.box.left < one.box.right
        ]
        if cell.box.left > first.box.right and above:
            found.add(cell.key)
    return found
