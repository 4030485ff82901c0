"""Read a list of people: what its row says of the holder, and of nobody else.

「认定表」 of a school names everybody of a class, each with hours of their own; the sum below is
nobody's. Only the row that bears the holder's name counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.fields.amounts import OWED, plain
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import label_fields, squeeze
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, join_cells

KINDS = frozenset(
    {
        "hours_statement",
        "training_certificate",
        "unit_letter",
        "attendance_proof",
        "screenshot",
        "project",
    }
)
_NAMES = frozenset({"姓名", "教师姓名", "学员姓名", "参训教师", "参训人员"})
_LEADERS = frozenset(
    {"主持人", "负责人", "课题主持人", "课题负责人", "项目主持人", "项目负责人", "申报人", "申请人"}
)
"""Of the projects that a notice lists, one a row."""
_TOLD = frozenset({"hours", "employer", "result", "credits", "holder_rank"})
_RANKS = frozenset({"排名", "排序", "位次", "名次"})
"""What heads the places of a team's members; 「序号」 counts the rows of any list."""
_PLACE = re.compile(r"[1-9]\d?")
_MARK = re.compile(r"[▲△▴★☆●◆■√✓*※]")
_MARK_TOLD = re.compile(
    r"[▲△▴★☆●◆■√✓*※][^。]{0,8}(?:为|是|即)[^。]{0,4}(?:申报人|申请人|本人|持证人)"
)
"""「姓名以▲标注者为申报人」."""
_SHORT = re.compile(r"[\u3400-\u9fff·]{2,5}")
_MARKED_TRUST = 0.92
_LEAST_ROWS = 2
_TRUST = 0.93
_FIGURE = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*(?:学时|课时|学分)?")
_BODY = 0.6
_REACH = 0.04
"""Of the page's width: so far a narrow column's values stand from its heading."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of people: its headings, and its rows with the name that each bears.

    `marked` is the cell of the only name that bears a mark (▲), if the page says what it means, or
    that somebody marked with a pen.
    """

    heads: tuple[Cell, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    marked: Cell | None
    within: frozenset[tuple[int, int]]
    """The keys of all cells from the headings down to the last name."""

    def own(self, holder: str | None) -> list[Candidate]:
        """Return what the holder's row says; nothing where none or several bear the name."""
        mine = [row for name, row in self.rows if holder and name == squeeze(holder)]
        return _values(self.heads, mine[0]) if len(mine) == 1 else []

    def holds(self, cell: Cell) -> bool:
        """Say whether a cell stands in one of the rows."""
        return cell.key in self.within

    def holder(self) -> Candidate | None:
        """Return whom the mark says to be the holder."""
        if self.marked is None:
            return None
        passage = join_cells((self.marked,))
        name = _bare(passage.text)
        start = max(passage.text.find(name), 0)
        end = start + len(name)
        return Candidate("holder_name", name, _MARKED_TRUST, passage, start, end, "marked-row")


def find_roster(leaf: Leaf) -> Roster | None:
    """Return the first list of people of a document, None if it has none."""
    for rows in leaf.rows_by_page:
        for number, row in enumerate(rows):
            lists_projects = leaf.kind == "project" and any(_is_title(cell) for cell in row)
            heads = _LEADERS if lists_projects else _NAMES
            head = next((cell for cell in row if _key(cell) in heads), None)
            if head is None or len(row) <= 1:
                continue
            named = tuple(
                (name, cell, below)
                for below in rows[number + 1 :]
                for cell in below
                if _under(head, cell) and _names(name := _bare(cell.line.text), cell.line.text)
            )
            if len({name for name, *_ in named}) >= _LEAST_ROWS:
                told = any(_MARK_TOLD.search(one.line.text) for one in leaf.cells)
                marked = [
                    cell
                    for _, cell, _ in named
                    if cell.key in leaf.marked or (told and _MARK.search(cell.line.text))
                ]
                if leaf.kind == "project" and not lists_projects and len(marked) != 1:
                    continue  # a project's team, of whom nobody says who hands it in
                people = tuple((name, below) for name, _, below in named)
                last = rows.index(named[-1][2])
                within = frozenset(one.key for below in rows[number : last + 1] for one in below)
                return Roster(row, people, marked[0] if len(marked) == 1 else None, within)
    return None


def _names(name: str, printed: str) -> bool:
    """Tell whether a cell under 姓名 holds a name; a marked one does, however rare its surname."""
    return is_name(name) or bool(_MARK.search(printed) and _SHORT.fullmatch(name))


def _bare(text: str) -> str:
    """Return a name without the mark beside it."""
    return squeeze(_MARK.sub("", text))


def _key(cell: Cell) -> str:
    return squeeze(cell.line.text.strip(":： "))


def _is_title(cell: Cell) -> bool:
    return label_fields("project").get(_key(cell)) == "activity_title"


def _under(head: Cell, cell: Cell) -> bool:
    reach = max(head.box.width, _REACH)
    shared = min(head.box.right, cell.box.right) - max(head.box.left, cell.box.left)
    return abs(cell.box.centre[0] - head.box.centre[0]) <= reach or shared > 0.5 * head.box.width


def _values(heads: tuple[Cell, ...], row: tuple[Cell, ...]) -> list[Candidate]:
    found = []
    for head in heads:
        name = "holder_rank" if _key(head) in _RANKS else label_fields().get(_key(head), "")
        cell = min(
            (cell for cell in row if _under(head, cell)),
            key=lambda one: abs(one.box.centre[0] - head.box.centre[0]),
            default=None,
        )
        if name not in _TOLD or cell is None or (name == "hours" and OWED.search(_key(head))):
            continue
        passage = join_cells((cell,))
        made = Candidate(name, passage.text, _TRUST, passage, 0, len(passage.text), "own-row")
        if name in ("hours", "credits"):
            figure = _FIGURE.fullmatch(passage.text)
            if figure:
                unit = "学时" if name == "hours" else "学分"
                found.append(replace(made, value=plain(Decimal(figure[1])), unit=unit))
        elif name == "holder_rank":
            if _PLACE.fullmatch(passage.text):
                found.append(replace(made, value=Decimal(passage.text)))
        elif name == "result" or organisation_likelihood(passage.text) >= _BODY:
            found.append(made)
    return found
