"""Read a list of people: what its row says of the holder, and of nobody else.

「认定表」 of a school names everybody of a class, each with hours of their own; the sum below is
nobody's. Only the row that bears the holder's name counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.label_words import label_fields, squeeze
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.paragraphs import rows_of
from extractor.passages import Cell, join_cells

KINDS = frozenset(
    {"hours_statement", "training_certificate", "unit_letter", "attendance_proof", "screenshot"}
)
_NAMES = frozenset({"姓名", "教师姓名", "学员姓名", "参训教师", "参训人员"})
_HEADS = {"hours": "hours", "employer": "employer", "result": "result", "credits": "credits"}
_LEAST_ROWS = 2
_TRUST = 0.93
_FIGURE = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*(?:学时|课时|学分)?")
_REACH = 0.04
"""Of the page's width: so far a narrow column's values stand from its heading."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of people: its headings, and its rows with the name that each bears."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    def own(self, holder: str | None) -> list[Candidate]:
        """Return what the holder's row says; nothing where none or several bear the name."""
        mine = [row for name, row in self.rows if holder and name == squeeze(holder)]
        return _values(self.heads, mine[0]) if len(mine) == 1 else []

    def bears(self, name: str) -> bool:
        """Say whether a row bears the name."""
        return any(squeeze(name) == other for other, _ in self.rows)


def find_roster(leaf: Leaf) -> Roster | None:
    """Return the first list of people of a document, None if it has none."""
    for page in sorted({cell.page for cell in leaf.cells}):
        rows = rows_of(tuple(cell for cell in leaf.cells if cell.page == page))
        for number, row in enumerate(rows):
            head = next((cell for cell in row if _key(cell) in _NAMES), None)
            if head is None or len(row) <= 1:
                continue
            named = tuple(
                (name, below)
                for below in rows[number + 1 :]
                for cell in below
                if _under(head, cell) and is_name(name := squeeze(cell.line.text))
            )
            if len({name for name, _ in named}) >= _LEAST_ROWS:
                return Roster(row, named)
    return None


def _key(cell: Cell) -> str:
    return squeeze(cell.line.text.strip(":： "))


def _under(head: Cell, cell: Cell) -> bool:
    reach = max(head.box.width, _REACH)
    return abs(cell.box.centre[0] - head.box.centre[0]) <= reach


def _values(heads: tuple[Cell, ...], row: tuple[Cell, ...]) -> list[Candidate]:
    found = []
    for head in heads:
        name = _HEADS.get(label_fields().get(_key(head), ""))
        cell = min(
            (cell for cell in row if _under(head, cell)),
            key=lambda one: abs(one.box.centre[0] - head.box.centre[0]),
            default=None,
        )
        if name is None or cell is None:
            continue
        passage = join_cells((cell,))
        made = Candidate(name, passage.text, _TRUST, passage, 0, len(passage.text), "own-row")
        if name in ("hours", "credits"):
            figure = _FIGURE.fullmatch(passage.text)
            if figure:
                unit = "学时" if name == "hours" else "学分"
                found.append(replace(made, value=Decimal(figure[1]), unit=unit))
        elif name == "result" or organisation_likelihood(passage.text) >= 0.6:
            found.append(made)
    return found
