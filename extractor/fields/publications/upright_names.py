"""Read a journal's name that stands upright in large type beside its contents.

Below it in the same column stands the name in pinyin, or the issue: 「2017」 over 「第11期」.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.spelt_names import syllables
from extractor.fields.publications.upright_titles import is_upright
from extractor.passages import Cell, join_cells

_NAME = re.compile(r"\s*《?(?P<j>[㐀-鿿]{3,12})》?\s*")
_LARGE = 1.4
"""Of the usual type: how wide an upright name is at least."""
_FAR_BELOW = 0.35
"""Of the page's height: how far down its column goes on."""
_SPELT_TRUST, _TRUST = 0.92, 0.82


def upright_name(leaf: Leaf) -> list[Candidate]:
    """Return `journal`: the upright name with its pinyin or the issue in its column below."""
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        usual = median(cell.em for cell in cells)
        for cell in cells:
            match = _NAME.fullmatch(cell.line.text)
            large = cell.box.width >= _LARGE * usual
            if match is None or not (large and is_upright(cell)):
                continue
            trust = _trust_of(match["j"], _column_below(cell, cells))
            if trust:
                passage = join_cells((cell,))
                start = max(passage.text.find(match["j"]), 0)
                end = start + len(match["j"])
                return [
                    Candidate("journal", match["j"], trust, passage, start, end, "journal:upright")
                ]
    return []


def _column_below(cell: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """Return the lines below an upright one that do not leave its width."""
    return [
        one
        for one in cells
        if -cell.box.width < one.box.top - cell.box.bottom < _FAR_BELOW
        and one.key != cell.key
        and cell.box.left - cell.box.width / 2 <= one.box.left
        and one.box.right <= cell.box.right + cell.box.width / 2
    ]


def _trust_of(name: str, column: Sequence[Cell]) -> float:
    spelt = [count for one in column if (count := syllables(one.line.text))]
    if sum(spelt) == len(name):
        return _SPELT_TRUST
    told = any(m.issue for one in column for m in issue_mentions(join_cells((one,))))
    return _TRUST if told else 0.0
