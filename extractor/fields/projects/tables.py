"""Read the team of a project from a form, which names them one under another."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import label_fields, squeeze
from extractor.fields.people.teams import team
from extractor.language.names import is_name, name_likelihood, tidy_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.words import words
from extractor.passages import Cell, join_cells

_NAMES_HEAD = "姓名"
_LEADS = re.compile(r"(?:课题|项目)?(?:第一)?(?:主持人?|负责人|组长)(?:$|[、,，/])")
IN_OWN_ROW = "table:own-row"
"""How an employer is found that stands in the holder's row of a roll."""
_WORK_HEADS = frozenset({"单位", "工作单位", "所在单位", "学校", "工作学校", "所在学校"})
_NUMBERED = re.compile(r"\d{1,2}[.、．)）]?(?P<n>[\u3400-\u9fff·]{2,12})")
_NAME_AND_BODY = 2
_WHOLE_BODY = 0.8
_BODY = 0.6
_LEAST_COLUMNS = 3
_NEXT_ROW = 3
"""Heights of the head without a name below which the column has ended."""
_UNCOMMON = 0.2
_ONE_OF_TEAM = 0.79
_HAN_NAME = re.compile(r"[㐀-鿿]{2,4}")


def tabled_team(leaf: Leaf) -> list[Candidate]:
    """Return the team of a form: the names one under another below 「姓名」, leader first.

    Where the rows tell projects, they are a list of these and nobody's team.
    """
    fields = label_fields("project")
    for rows in leaf.rows_by_page:
        for number, row in enumerate(rows):
            keys = [squeeze(cell.line.text) for cell in row]
            if _NAMES_HEAD not in keys or len(row) < _LEAST_COLUMNS:
                continue
            if {fields.get(key) for key in keys} & {"activity_title", "project_number"}:
                continue
            people = _under(row[keys.index(_NAMES_HEAD)], rows[number + 1 :])
            if len(people) > 1:
                return people
    return []


def employer_in_team(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return where the holder works by their row of the team's table: 「姓名 | 分工 | 单位」."""
    if holder is None or not tabled_team(leaf):
        return []
    for rows in leaf.rows_by_page:
        for number, row in enumerate(rows):
            keys = [squeeze(cell.line.text) for cell in row]
            head = next((cell for cell in row if squeeze(cell.line.text) in _WORK_HEADS), None)
            if _NAMES_HEAD not in keys or head is None:
                continue
            own = [
                below
                for below in rows[number + 1 :]
                if any(squeeze(cell.line.text) == str(holder.value) for cell in below)
            ]
            cells = [c for c in own[0] if _stands_under(head, c)] if len(own) == 1 else []
            if len(cells) == 1 and organisation_likelihood(squeeze(cells[0].line.text)) >= _BODY:
                passage = join_cells((cells[0],))
                text = squeeze(passage.text)
                end = len(passage.text)
                return [Candidate("employer", text, 0.92, passage, 0, end, IN_OWN_ROW)]
    return []


def employer_in_numbered_row(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return the body beside the holder in a list of the team: 「4.李小四  某某小学」.

    Other rows must have a body of theirs, too.
    """
    name = str(holder.value) if holder is not None else ""
    found: list[Candidate] = []
    rows = 0
    for row in leaf.rows:
        numbered = _NUMBERED.fullmatch(squeeze(row[0].line.text))
        body = squeeze(row[1].line.text) if len(row) == _NAME_AND_BODY else ""
        if numbered is None or organisation_likelihood(body) < _WHOLE_BODY:
            continue
        rows += 1
        if numbered["n"] == name:
            passage = join_cells((row[1],))
            end = len(passage.text)
            found.append(Candidate("employer", body, 0.91, passage, 0, end, IN_OWN_ROW))
    return found if len(found) == 1 and rows > 1 else []


def _stands_under(head: Cell, cell: Cell) -> bool:
    flush = abs(cell.box.left - head.box.left) <= head.em
    return flush or cell.box.left < _middle(head) < cell.box.right


def doubted_in_team(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return the candidates, whoever stands alone in the cell of a team's table not as sure holder.

    All who worked on the project stand so, and no one of them is whose paper it is.
    """
    people = tabled_team(leaf)
    return [
        replace(one, trust=min(one.trust, _ONE_OF_TEAM))
        if one.name == "holder_name"
        and one.method == "standing"
        and any(one.stands_on(other) for other in people)
        else one
        for one in general
    ]


def _under(head: Cell, rows: tuple[tuple[Cell, ...], ...]) -> list[Candidate]:
    """Return the names of a column, those of the rows that tell who leads before the others."""
    people: list[Candidate] = []
    bottom = head.box.bottom
    for row in rows:
        cell = next(
            (one for one in row if abs(_middle(one) - _middle(head)) < head.box.width), None
        )
        if cell is None:
            continue
        name = tidy_name(cell.line.text)
        near = cell.box.top - bottom <= _NEXT_ROW * head.box.height
        # among the others of a table a name may begin like none: 「阿迪力江」
        strange = len(row) >= _LEAST_COLUMNS and _HAN_NAME.fullmatch(name)
        is_word = name in words("not_names")  # 「通过」 in a table of steps below the people
        if not near or is_word or (name_likelihood(name) < _UNCOMMON and not strange):
            break
        bottom = cell.box.bottom
        leads = any(_LEADS.match(squeeze(one.line.text)) for one in row)
        passage = join_cells((cell,))
        role = "leader" if leads else "member"
        people += [
            replace(c, role=role) for c in team("authors", [name], passage, 0.9, "table:people")
        ]
    plain = sum(is_name(str(c.value)) for c in people)
    return sorted(people, key=lambda c: c.role != "leader") if 2 * plain > len(people) else []


def _middle(cell: Cell) -> float:
    return cell.box.centre[0]
