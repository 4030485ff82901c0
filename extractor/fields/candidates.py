"""What a finder proposes: a value with its place and how far the way it was found is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractor.document import Field, FieldValue, Place
from extractor.fields.labels.form import Labelled
from extractor.fields.quotes import quoted_in
from extractor.language.scripts import has_chinese, recognise_language
from extractor.paragraphs import rows_of
from extractor.passages import Cell, Passage, join_cells

_MARKS = '《》〈〉“”" 。;；,，/／'
_READING_WEIGHT = 0.6
"""How much of a doubtful reading passes on to the value: 1 would multiply it in full."""


Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Leaf:
    """Everything the finders look at: the cells, passages and labelled values of all pages."""

    cells: tuple[Cell, ...]
    passages: tuple[Passage, ...]
    labelled: tuple[Labelled, ...]
    kind: str = ""
    """The kind that the document was recognised as; its labels are read in this light."""
    marked: frozenset[tuple[int, int]] = frozenset()
    """The keys of the cells that somebody marked on a list."""
    marked_names: tuple[Place, ...] = ()
    """Where a single name is marked among others."""

    @cached_property
    def language(self) -> str:
        """`zh` or `en`: the script that carries the text."""
        return recognise_language("\n".join(cell.line.text for cell in self.cells))

    @cached_property
    def rows(self) -> Rows:
        """The rows of all cells; where there are several pages, one row may hold cells of two."""
        return rows_of(self.cells)

    @cached_property
    def rows_by_page(self) -> tuple[Rows, ...]:
        """The rows of each page, in the order of the pages."""
        pages = sorted({cell.page for cell in self.cells})
        return tuple(rows_of(tuple(c for c in self.cells if c.page == page)) for page in pages)

    @cached_property
    def lines(self) -> tuple[Passage, ...]:
        """Each line as a passage of its own."""
        return tuple(join_cells((cell,)) for cell in self.cells)

    def labels(self, *fields: str) -> tuple[Labelled, ...]:
        """Return the labelled values of these fields, in reading order."""
        return tuple(found for found in self.labelled if found.field in fields)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value found at `passage.text[start:end]`.

    `trust` is the probability that this way of finding it gives the right value
    when the text was read without error.
    """

    name: str
    value: FieldValue
    trust: float
    passage: Passage
    start: int
    end: int
    method: str
    role: str | None = None
    unit: str | None = None

    @property
    def confidence(self) -> float:
        """Trust in the way, lowered by doubt about the reading."""
        read = self.passage.confidence(self.start, self.end)
        return round(self.trust * (1 - _READING_WEIGHT * (1 - read)), 4)

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.passage.place(self.start, self.end)

    def stands_on(self, other: Candidate) -> bool:
        """Tell whether both were read at one place, if perhaps in different passages."""
        mine, theirs = self.place, other.place
        return mine.page == theirs.page and (
            mine.box.overlap(theirs.box) > 0.5 or theirs.box.overlap(mine.box) > 0.5
        )

    def field(self) -> Field:
        """Return the field with its place on the page."""
        return Field(
            name=self.name,
            value=self.value,
            confidence=self.confidence,
            place=self.place,
            text=self.passage.text[self.start : self.end],
            method=self.method,
            role=self.role,
            unit=self.unit,
        )


def texts_of(leaf: Leaf) -> list[Passage]:
    """Return the passages, and each two of a page that follow one another as one.

    「荣获某某大赛」 over a large 「一等奖」 is one sentence in two sizes.
    """
    joined = [
        join_cells((*above.cells, *below.cells))
        for above, below in pairwise(leaf.passages)
        if above.page == below.page
    ]
    return [*leaf.passages, *joined]


def from_label(name: str, labelled: Labelled, trust: float) -> Candidate:
    """Return the whole value behind a label, the marks around it left out."""
    quoted = quoted_in(labelled.value.text)
    if quoted and quoted[0].mark == "《" and quoted[0].start == 1:
        # 「题目:《…》」 ends with its mark, whatever line stands below
        one = quoted[0]
        return Candidate(
            name, one.text, trust, labelled.value, one.start, one.end, f"label:{labelled.label}"
        )
    text = labelled.value.text.strip(_MARKS)
    start = max(labelled.value.text.find(text), 0)
    for mark, partner in ("“”", "《》"):
        if text.count(partner) > text.count(mark) and labelled.value.text[:start].endswith(mark):
            start, text = start - 1, mark + text
    return Candidate(
        name, text, trust, labelled.value, start, start + len(text), f"label:{labelled.label}"
    )


def best(candidates: list[Candidate]) -> Candidate | None:
    """Return the likeliest candidate; the earlier one where two are equal."""
    return max(candidates, key=lambda found: found.confidence, default=None)


def in_its_language(candidates: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the Chinese values of a Chinese document, if any: it may repeat all in English."""
    chinese = [found for found in candidates if has_chinese(str(found.value))]
    return chinese if chinese and leaf.language == "zh" else candidates


def agreed(candidates: list[Candidate]) -> Candidate | None:
    """Return the best candidate, surer where another way found the same value.

    Each independent agreement halves the doubt; a rival value nearly as good keeps it.
    """
    chosen = best(candidates)
    if chosen is None:
        return None
    same = {c.method for c in candidates if c.value == chosen.value} - {chosen.method}
    doubt = (1 - chosen.trust) * 0.5 ** len(same)
    rival = max((c.confidence for c in candidates if c.value != chosen.value), default=0.0)
    if rival > 0.75:
        doubt = max(doubt, 0.5 * rival * (1 - chosen.trust) + 0.02)
    return Candidate(
        chosen.name,
        chosen.value,
        1 - doubt,
        chosen.passage,
        chosen.start,
        chosen.end,
        chosen.method,
        chosen.role,
        chosen.unit,
    )
