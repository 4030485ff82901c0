"""Pages made by hand: lines of text at given places, for tests that need no picture."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from extractor.document import Box, Line, Page, Word
from extractor.fields import Findings
from extractor.fields.candidates import Leaf
from extractor.fields.labels import read_labels
from extractor.paragraphs import page_cells, passages_of

EM = 0.03
"""Width of a wide character, as a fraction of the page."""


def line(text: str, left: float, top: float, *, em: float = EM, confidence: float = 0.99) -> Line:
    """Return a line whose width follows from its characters."""
    width = sum(em if east_asian_width(char) in "WF" else em / 2 for char in text)
    box = Box(left, top, min(left + width, 1.0), top + em)
    return Line(text, box, confidence, (Word(text, box, confidence),))


def page(*lines: Line, number: int = 1) -> Page:
    """Return a square page with these lines in the order given."""
    return Page(number, 1000, 1000, lines)


def body(*texts: str, top: float = 0.3, left: float = 0.1) -> tuple[Line, ...]:
    """Return a wrapped paragraph: lines one under another at one left edge."""
    return tuple(line(text, left, top + 0.05 * row) for row, text in enumerate(texts))


def leaf(*lines: Line) -> Leaf:
    """Return what the finders look at, for one page with these lines."""
    made = page(*lines)
    cells = page_cells(made)
    return Leaf(cells, passages_of(made), read_labels(cells))


def values(found: Findings, name: str) -> list[str]:
    """Return what was found under a name, in order; of bodies only those that issued."""
    return [str(f.value) for f in found.fields if f.name == name and f.role in (None, "issuer")]


def value(found: Findings, name: str) -> str | None:
    """Return the first of what was found under a name, None if there is nothing."""
    return next(iter(values(found, name)), None)


TOP, LOWER, STEP = 0.08, 0.62, 0.04
"""Where the first line and the first signature of a sheet stand, and how far its lines are apart."""
_TYPE, _LARGE, _COLUMNS, _TABLE = 0.026, 0.042, 56, 0.28


def sheet(*lines: str) -> Page:
    """Return an upright sheet of the lines, wrapped and set as their first sign says.

    `#` sets a line large and in the middle, `~` puts it where signatures stand; cells of a row
    are parted by `|`.
    """
    made: list[Line] = []
    top = TOP
    for text in lines:
        if text.startswith("#"):
            made.append(_set(text[1:], max(0.05, 0.5 - _width(text[1:]) * _LARGE / 4), top, _LARGE))
            top += 1.5 * STEP
        elif text.startswith("~"):
            top = max(top, LOWER)
            made.append(_set(text[1:], 0.55, top, _TYPE))
            top += STEP
        elif "|" in text:
            cells = text.split("|")
            made.extend(_set(cell, 0.12 + _TABLE * i, top, _TYPE) for i, cell in enumerate(cells))
            top += STEP
        else:
            for row in _wrapped(text):
                made.append(_set(row, 0.12, top, _TYPE))
                top += STEP
    return Page(1, 1000, 1414, tuple(made))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _set(text: str, left: float, top: float, size: float) -> Line:
    box = Box(left, top, min(0.97, left + _width(text) * size / 2), top + 0.9 * size)
    return Line(text, box, 0.99, (Word(text, box, 0.99),))


def _wrapped(text: str) -> list[str]:
    rows = [""]
    for piece in re.findall(r"[A-Za-z0-9'’.,-]+|.", text):
        if _width(rows[-1] + piece) > _COLUMNS:
            rows.append("")
        rows[-1] += piece
    return [row.strip() for row in rows]
