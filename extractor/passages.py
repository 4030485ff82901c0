"""A passage: lines that a person reads as one text, each sign of which knows its place.

Whatever is found in a passage's text can so be shown on the page. Which lines belong together is
told by `paragraphs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from extractor.document import Box, Line, Place, Word
from extractor.language.normalise import normalise

_HAN = re.compile(r"[\u3400-\u9fff]")
_LINE = 8  # characters from which a line of text may break within a number
_GAP = 2  # characters between two of a text that one space more than a word's leaves


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a page with its page number: the unit that passages are made of."""

    page: int
    index: int
    line: Line
    aspect: float
    """Width of the page divided by its height: turns heights into widths."""
    box: Box
    """Where the line would stand if the page lay straight; for comparing, not for showing."""

    @property
    def key(self) -> tuple[int, int]:
        """Page and line number: the same for every look at one line."""
        return self.page, self.index

    @property
    def em(self) -> float:
        """Height of the line, as a fraction of the page's width."""
        return self.box.height / self.aspect


@dataclass(frozen=True, slots=True)
class Slice:
    """Part of a line: the characters from `first` up to `last` of the cell's text."""

    cell: Cell
    first: int
    last: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.cell.line.text[self.first : self.last]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    part: Slice


@dataclass(frozen=True, slots=True)
class Passage:
    """A normalised text with the place of each character.

    `text` is NFKC with spaces between Chinese characters removed; `raw` is what was
    read. `cells` are the lines it was made of, in order.
    """

    text: str
    raw: str
    cells: tuple[Cell, ...]
    _offsets: tuple[int, ...]
    _pieces: tuple[_Piece, ...]

    @property
    def page(self) -> int:
        """Number of the page it stands on."""
        return self.cells[0].page

    @property
    def box(self) -> Box:
        """The box around all its lines."""
        box = self.cells[0].box
        for cell in self.cells[1:]:
            box = box.union(cell.box)
        return box

    @property
    def height(self) -> float:
        """Height of its largest line, as a fraction of the page."""
        return max(cell.box.height for cell in self.cells)

    def gaps(self) -> frozenset[int]:
        """Return where in `text` a wide gap was left out, as between two columns of a line."""
        return frozenset(
            at
            for at in range(1, len(self.text))
            if self._offsets[at] - self._offsets[at - 1] > _GAP
            and not self.raw[self._offsets[at - 1] + 1 : self._offsets[at]].strip()
        )

    def place(self, start: int, end: int) -> Place:
        """Return where `text[start:end]` stands; a span over several lines gets their union."""
        box: Box | None = None
        for cell, first, last in self._slices(start, end):
            part = cell.line.span_box(first, last)
            box = part if box is None else box.union(part)
        return Place(self.page, box if box is not None else self.box)

    def cells_at(self, start: int, end: int) -> tuple[Cell, ...]:
        """Return the lines on which `text[start:end]` stands."""
        return tuple(cell for cell, _, _ in self._slices(start, end))

    def runs_over(self, start: int, end: int) -> bool:
        """Tell whether `text[start:end]` goes from a cell too short to wrap into another."""
        lines = [cell.line.text for cell, _, _ in self._slices(start, end)]
        return any(len(line) < _LINE for line in lines[:-1])

    def confidence(self, start: int, end: int) -> float:
        """Return the recogniser's lowest confidence along `text[start:end]`."""
        lowest = 1.0
        for cell, first, last in self._slices(start, end):
            offset = 0
            for word in cell.line.words:
                if offset < last and offset + len(word.text) > first:
                    lowest = min(lowest, word.confidence)
                offset += len(word.text)
        return lowest

    def _slices(self, start: int, end: int) -> list[tuple[Cell, int, int]]:
        if not self._offsets or start >= end:
            return []
        first = self._offsets[min(start, len(self._offsets) - 1)]
        last = self._offsets[min(end, len(self._offsets)) - 1] + 1
        slices: list[tuple[Cell, int, int]] = []
        for piece in self._pieces:
            part = piece.part
            begin = max(first - piece.start, 0)
            stop = min(last - piece.start, part.last - part.first)
            if begin < stop:
                slices.append((part.cell, part.first + begin, part.first + stop))
        return slices


def joined_line(first: Line, rest: Line, box: Box) -> Line:
    """Return two lines as one that stands in `box`; each character keeps its own place."""
    edge = first.box
    gap = Word(" ", Box(edge.right, edge.top, max(edge.right, rest.box.left), edge.bottom), 1.0)
    return Line(
        f"{first.text} {rest.text}",
        box,
        min(first.confidence, rest.confidence),
        (*first.words, gap, *rest.words),
        rest.origin,
    )


def join_cells(cells: tuple[Cell, ...]) -> Passage:
    """Return one passage of these lines, in the order given.

    Chinese text is joined without a space, words of the Latin script with one.
    """
    return join_slices(tuple(Slice(cell, 0, len(cell.line.text)) for cell in cells))


def join_slices(slices: tuple[Slice, ...]) -> Passage:
    """Return one passage of these parts of lines, in the order given."""
    raw = ""
    pieces: list[_Piece] = []
    for part in slices:
        if raw and _needs_space(raw, part.text, is_line=len(pieces[-1].part.text) >= _LINE):
            raw += " "
        pieces.append(_Piece(len(raw), part))
        raw += part.text
    tidy = normalise(raw)
    cells = tuple(part.cell for part in slices)
    return Passage(tidy.text, raw, cells, tuple(tidy.offsets), tuple(pieces))


def _needs_space(before: str, after: str, *, is_line: bool) -> bool:
    if not before or not after or before.endswith("-"):
        return False
    if before[-1].isdigit() and after[0].isdigit() and _HAN.search(before):
        # a number broken at the end of a line of Chinese; two cells of a table are two numbers
        return not is_line
    return not (_is_wide(before[-1]) or _is_wide(after[0]))


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
