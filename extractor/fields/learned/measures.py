"""What every description is made of: texts as they are compared, sizes of type, steps of a measure.

A measure is told by the steps that it reaches, each of which weighs by itself: so a sum of weights
follows any curve that rises and falls.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from unicodedata import normalize

from extractor.passages import Cell

Group = tuple[str, ...]
_SPACE = re.compile(r"\s+")

THIN = 1e-4
"""The least height of a line: a hostile file may have lines of none."""
_STEPS = {
    "size": (0.8, 0.95, 1.1, 1.3, 1.6, 2, 2.6),
    "of-largest": (0.4, 0.6, 0.75, 0.9, 0.999),
    "top": (0.05, 0.1, 0.15, 0.22, 0.3, 0.45, 0.6),
    "foot": (0.7, 0.8, 0.9),
    "left": (0.15, 0.3, 0.5, 0.7, 0.85),
    "right": (0.15, 0.3, 0.5, 0.7, 0.85),
    "off": (0.03, 0.08, 0.15, 0.25),
    "width": (0.1, 0.25, 0.4, 0.6),
    "even": (0.6, 0.75, 0.85, 0.93),
    "gap": (0, 0.3, 0.6, 1, 1.6, 3),
    "type": (0.5, 0.7, 0.85, 0.95, 1.05, 1.2, 1.5),
    "share": (0.2, 0.4, 0.6, 0.8, 0.95),
    "names": (0.3, 0.6, 0.99),
    "length": (6, 9, 12, 16, 20, 26, 34, 45, 70),
    "letters": (20, 40, 60, 100),
    "times": (2, 3),
}
"""Where the steps of each measure lie."""


def squeeze(text: str) -> str:
    """Return the text as values are compared: NFKC, without white space."""
    return _SPACE.sub("", normalize("NFKC", text))


def steps(name: str, measure: float) -> Group:
    """Return each step that a measure reaches; that it reaches none is told, too."""
    return _reached(name, bisect_right(_STEPS[name], measure))


@cache
def _reached(name: str, count: int) -> Group:
    known = _STEPS[name]
    return tuple(f"{name}>{step}" for step in known[:count]) or (f"{name}<{known[0]}",)


def type_of(cell: Cell) -> float:
    """Return the size of a line's type in widths of the page, of an upright line, too."""
    return max(min(cell.em, cell.box.width), THIN)
