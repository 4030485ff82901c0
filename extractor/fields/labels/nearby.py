"""How the lines of a form stand to one another: of one size, of another label's row."""

from __future__ import annotations

import re

from extractor.fields.labels.words import (
    IN_LETTERS,
    has_label,
    squeeze,
)
from extractor.passages import Cell

TITLES = frozenset({"activity_title", "work_title"})
"""What 「课题名称」 and 「论文题目」 stand before, whose values are long."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEW_SIGNS = 3
_LONGEST_LABEL = 20  # characters


def alike(cell: Cell, other: Cell) -> bool:
    """Tell whether two lines are of one size; the box of a sign or two measures otherwise."""
    loose = min(len(cell.line.text.strip()), len(other.line.text.strip())) <= _FEW_SIGNS
    low, high = (0.6, 1.67) if loose else (0.75, 1.33)
    return low <= cell.box.height / other.box.height <= high


def labelled_by_another(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a cell has a label of its own to its left."""
    return any(
        other.key not in (label.key, cell.key)
        and other.box.left < cell.box.left
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.6 * cell.box.height
        and (has_label(other.line.text) or _in_column_of(label, other))
        and not _translates(other, label)
        for other in cells
    )


def _in_column_of(label: Cell, cell: Cell) -> bool:
    """Tell whether a cell stands under or over a label as the labels of a form do."""
    flush = abs(cell.box.left - label.box.left) <= 0.5 * label.em
    alike = 0.75 <= cell.box.height / label.box.height <= 1.33
    return flush and alike and len(cell.line.text.strip()) <= _LONGEST_LABEL


def _translates(cell: Cell, label: Cell) -> bool:
    """Tell whether a Latin label stands right below a Chinese one and means the same."""
    below = 0 < cell.box.top - label.box.top <= 2.6 * label.box.height
    beneath = abs(cell.box.left - label.box.left) <= 2 * label.em
    if squeeze(cell.line.text).strip(":：") in IN_LETTERS:
        return False
    translated = _HAN.search(label.line.text) and not _HAN.search(cell.line.text)
    return below and beneath and bool(translated)
