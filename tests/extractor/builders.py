"""Pages made by hand: lines of text at given places, for tests that need no picture."""

from __future__ import annotations

from unicodedata import east_asian_width

from extractor.document import Box, Line, Page, Word
from extractor.fields import Findings
from extractor.fields.candidates import Leaf
from extractor.fields.labels.form import read_labels
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
