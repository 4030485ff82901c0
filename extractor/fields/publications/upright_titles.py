"""Read a title that stands upright beside its article, and who wrote it at its foot.

Newspapers set it so: its columns follow one another from right to left. One of them is easily
lost to the recogniser, so that nothing of it is surely whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import names_in, team
from extractor.fields.publications.running_heads import people_of
from extractor.passages import Cell, join_cells

UPRIGHT = "paper:upright"
"""How such a title is told apart."""
_TITLE_TRUST, _AUTHOR_TRUST = 0.86, 0.85
_SIGN = 0.6
"""Of a column's width: how far apart its signs stand at least."""
_LEAST_SIGNS, _LEAST_TITLE = 3, 5
_MOST_COLUMNS, _OF_TEXT = 3, re.compile(r"[。；;]")
_ALIKE = 0.7
"""Of the widest column's width: as wide at least are the others of one title."""
_SIGNED, _AS_WIDE = re.compile(r"(?:文|撰文|作者)\s?[/／|｜:：丨]\s?(?=[㐀-鿿])"), 1.4
"""「文/王小明」, and how much wider a sign below it may be."""
_NEXT_COLUMN, _FOOT = 1.0, 1.5
"""Widths of a column within which the next one, and the names at its foot, stand."""


def is_upright(cell: Cell) -> bool:
    """Tell whether a line runs down the page."""
    signs = len(re.findall(r"\S", cell.line.text))
    return signs >= _LEAST_SIGNS and cell.em >= _SIGN * signs * cell.box.width


def upright_title(head: Sequence[Cell], largest: Cell) -> Candidate | None:
    """Return `activity_title`: the upright line in the largest type, and those beside it."""
    columns = [largest]
    for cell in sorted(head, key=lambda one: abs(one.box.centre[0] - largest.box.centre[0])):
        if cell.key != largest.key and is_upright(cell) and _is_beside(cell, columns):
            columns.append(cell)
    columns.sort(key=lambda one: -one.box.centre[0])
    passage = join_cells(tuple(columns))
    text = passage.text.strip()
    if len(columns) > _MOST_COLUMNS or _OF_TEXT.search(text):
        return None  # the page itself is written downwards
    if len(text) < _LEAST_TITLE or people_of(text):
        return None
    return Candidate("activity_title", text, _TITLE_TRUST, passage, 0, len(text), UPRIGHT)


def upright_authors(leaf: Leaf, title: Candidate) -> list[Candidate]:
    """Return the names that stand upright in smaller type below a title's columns."""
    columns = title.passage.cells
    wide = max(cell.box.width for cell in columns)
    left, right = min(c.box.left for c in columns), max(c.box.right for c in columns)
    foot = max(cell.box.bottom for cell in columns)
    for cell in leaf.cells:
        box = cell.box
        own = cell.page == title.passage.page and left - wide / 2 <= box.centre[0] <= right
        near = -0.5 * wide <= box.top - foot <= _FOOT * wide
        names = names_in(cell.line.text)
        # of two signs a name is hardly taller than wide
        if own and near and names and box.width < wide and cell.em > box.width:
            return team("authors", names, join_cells((cell,)), _AUTHOR_TRUST, UPRIGHT)
    return _sign_by_sign(leaf, title) or _signed_beside(leaf, title)


def _sign_by_sign(leaf: Leaf, title: Candidate) -> list[Candidate]:
    """Return the name whose signs stand one below another under a title, each read alone."""
    columns = title.passage.cells
    wide = max(cell.box.width for cell in columns)
    left, right = min(c.box.left for c in columns), max(c.box.right for c in columns)
    foot = max(cell.box.bottom for cell in columns)
    signs = [
        cell
        for cell in leaf.cells
        if cell.page == title.passage.page
        and left <= cell.box.centre[0] <= right
        and cell.box.top >= foot - 0.5 * wide
        and re.fullmatch(r"[㐀-鿿]", cell.line.text.strip())
    ]
    column: list[Cell] = []
    for cell in sorted(signs, key=lambda one: one.box.top):
        above = column[-1].box.bottom if column else foot
        if cell.box.top - above > _FOOT * (cell.box.height if column else wide):
            break
        column.append(cell)
    names = people_of("".join(cell.line.text.strip() for cell in column)) if column else []
    if len(names) != 1:
        return []
    return team("authors", names, join_cells(tuple(column)), _AUTHOR_TRUST, UPRIGHT)


def _signed_beside(leaf: Leaf, title: Candidate) -> list[Candidate]:
    """Return the names of an upright 「文/王小明」 beside a title's columns, others below it.

    A name that stands apart from the first is read sign by sign.
    """
    columns = title.passage.cells
    wide = max(cell.box.width for cell in columns)
    for cell in leaf.cells:
        lead = _SIGNED.match(cell.line.text.strip())
        gaps = [max(c.box.left - cell.box.right, cell.box.left - c.box.right) for c in columns]
        if lead is None or cell.page != title.passage.page or min(gaps) > _NEXT_COLUMN * wide:
            continue
        if cell.em <= cell.box.width or cell.box.width >= wide:
            continue
        below = [
            one
            for one in leaf.cells
            if one.page == cell.page
            and one.box.top >= cell.box.bottom
            and abs(one.box.centre[0] - cell.box.centre[0]) <= cell.box.width / 2
            and one.box.width <= _AS_WIDE * cell.box.width
        ]
        column = (cell, *sorted(below, key=lambda one: one.box.top))
        names = people_of(cell.line.text.strip()[lead.end() :])
        rest = "".join(one.line.text.strip() for one in column[1:])
        names = [*names, *people_of(rest)]
        return team("authors", names, join_cells(column), _AUTHOR_TRUST, UPRIGHT) if names else []
    return []


def _is_beside(cell: Cell, columns: Sequence[Cell]) -> bool:
    """Tell whether an upright line is the next column of a title, in the same type."""
    widest = max(one.box.width for one in columns)
    gaps = [max(one.box.left - cell.box.right, cell.box.left - one.box.right) for one in columns]
    level = any(cell.box.top < one.box.bottom and one.box.top < cell.box.bottom for one in columns)
    return level and cell.box.width >= _ALIKE * widest and min(gaps) <= _NEXT_COLUMN * widest
