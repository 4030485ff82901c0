"""Read the one project that a notice lists: a table whose cells are wrapped, its head too.

A list of several projects is nobody's proof by itself: then nothing is said, unless somebody marked
the row that is meant, or a line beside the table names its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import label_fields, squeeze
from extractor.fields.people.teams import announced_names, team
from extractor.fields.projects.roles import usual_word
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, Passage, join_cells

_LEAST_COLUMNS = 3
_ADDRESS = re.compile(
    r"(?:致|尊敬的)?(?P<n>[\u3400-\u9fff()（）·\s]{2,40}?)\s?(?:同志|老师|教师|先生|女士|教授|校长|园长|主任)?\s?[:：]"
)
_NEEDED = frozenset({"activity_title", "leader"})
_NUMBERED = frozenset({"activity_title", "project_number"})
_OF_ROW = frozenset({"activity_title", "project_number", "result"})
_DAYS = frozenset({"start", "end", "period"})
_SINGLE = ("leader", "project_number")
"""Columns whose cells have one line each."""
_STAR = re.compile(r"\s*[★☆▲△※●◆■→☞✔√*＊]+\s*")
_A_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-z〔〕\[\]()（）_/-]{4,30}")
_GAP = 2.5
"""Heights of a line without any below which a table has ended."""
_LEAST_TITLE = 5
_SEVERAL = 3
"""People who lead in so many rows: two may share a project."""
_LEVEL_WITH = 0.7
"""Heights of a line by which the middles of two cells of one row may differ."""
_TRUST = 0.88
ROW = "list:row"
"""How a value of the listed project was found."""
_BODY, _WHOLE_BODY = 0.5, 0.8
_LINE_TRUST = 0.86
_ITEM_LINE = re.compile(
    r"\s*[★☆▲△※●◆■√✓*]?\s*(?:[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|"
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．.])\s*"
)
_NAME_THEN_BODY = re.compile(r"(?P<n>[㐀-鿿](?:\s[㐀-鿿]){1,3})(?P<e>[㐀-鿿]{4,30})")
"""「张 小 三某某小学」: the gap between them was where a line ended."""
_WIDE_GAP = re.compile(r"\s{2,}|\u3000+")
_LEADING_CODE = re.compile(r"(?P<n>(?=[A-Z0-9-]*\d)[A-Z][A-Z0-9-]{3,20})\s*")
"""「(三)WK13-03 农村小学的作业  张三  某某小学」"""
_HEADS = {"编号": "project_number"}
"""What heads a column of a list of projects and elsewhere may be the paper's own."""
_NOTE = re.compile(r"\s*(?:说\s?明|备\s?注|附\s?注|注)\s*[:：]")
"""What stands below a table."""
_OF_LINE = re.compile(r"^\s*\d{1,3}\s+(?=\S)|(?<=\d)\s+\d{1,3}\s*$")
_SHORT_NAME = re.compile(r"[㐀-鿿]{2,4}")
"""Of whom a marked row names: a rare surname, or one that was misread."""

_WITH_BODY = re.compile(r"[(（](?:所在|工作)?(?:学校|单位|部门)[)）]$")
"""「主持人(学校)」 heads a column of 「张三(某某小学)」."""
_NAME_AND_BODY = re.compile(r"(?P<n>[㐀-鿿·]{2,8})[(（](?P<e>[㐀-鿿]{2,24})[)）]")
_POINTS = re.compile(r"\s*[→➔➜➤☞▶►⇒✓✔√←⬅◀]+\s*")
_OWN_NOTE = re.compile(
    r"本人|(?:申报|申请|送审|参评|持有)(?:人|者|教师)|(?:红线|划线|下划线|箭头|标[注记红]|圈[出注]|涂色)[处者部]?"
)
"""What somebody wrote on a list of whose project it is uploaded for."""
_OF_WHAT = re.compile(r"^(?:子?课题|子?项目)(?=主持人|负责人)")
"""「项目负责人」 heads a column of those who are 负责人."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: what its head announces, where it stands, and its cells."""

    field: str
    word: str
    middle: float
    left: float
    cells: tuple[Cell, ...] = ()

    @property
    def passage(self) -> Passage:
        """All lines of the column as one text."""
        return join_cells(self.cells)


def find_listed(leaf: Leaf) -> list[Candidate]:
    """Return title, leader with role and employer, number and grade of the one listed project."""
    for rows in leaf.rows_by_page:
        for at, row in enumerate(rows):
            columns = _read(row, rows[at + 1 :])
            meant = (
                _marked(columns, leaf.marked)
                or _starred(columns)
                or _told_by_number(columns, leaf)
                or _of_addressee(columns, leaf)
                or _of_note(columns, leaf)
            )
            fields = {column.field for column in meant or columns}
            if fields >= _NEEDED:
                return told_of(meant or columns, is_marked=bool(meant))
            if meant and fields >= _NUMBERED:
                of_row = [
                    _candidate(column.field, column) for column in meant if column.field in _OF_ROW
                ]
                return [*of_row, *_days(meant)]
    return _told_in_line(leaf)


def lists_several(leaf: Leaf) -> bool:
    """Tell whether a page lists the projects of several people: a title of it may be anybody's."""
    for rows in leaf.rows_by_page:
        for at, row in enumerate(rows):
            columns = _read(row, rows[at + 1 :])
            leaders = [
                cell for column in columns if column.field == "leader" for cell in column.cells
            ]
            titles = any(column.field == "activity_title" for column in columns)
            if titles and sum(is_name(squeeze(cell.line.text)) for cell in leaders) >= _SEVERAL:
                return True
    return False


def _told_in_line(leaf: Leaf) -> list[Candidate]:
    """Return what the one item of a list says whose parts only gaps keep apart."""
    told = [found for passage in leaf.passages if (found := _in_line(passage, leaf))]
    return told[0] if len(told) == 1 else []


def _in_line(passage: Passage, leaf: Leaf) -> list[Candidate]:
    item = _ITEM_LINE.match(passage.raw)
    pieces = _WIDE_GAP.split(passage.raw[item.end() :].strip()) if item else []
    code = _LEADING_CODE.match(pieces[0]) if pieces else None
    if code is not None:
        pieces = [piece for piece in (pieces[0][code.end() :].strip(), *pieces[1:]) if piece]
    joined = _NAME_THEN_BODY.fullmatch(pieces[-1].strip()) if pieces else None
    if joined is not None:
        pieces = [*pieces[:-1], joined["n"], joined["e"]]
    if len(pieces) != _LEAST_COLUMNS:
        return []
    title, name, body = (squeeze(piece) for piece in pieces)
    if (
        len(title) < _LEAST_TITLE
        or not is_name(name)
        or organisation_likelihood(body) < _WHOLE_BODY
    ):
        return []
    values = [
        ("activity_title", title, ROW), ("holder_name", name, ROW),
        ("employer", body, "behind-name"),
        ("project_role", usual_word(leaf), "list:leader"),
        *([("project_number", code["n"], ROW)] if code else []),
    ]  # fmt: skip
    end = len(passage.text)
    return [Candidate(f, value, _LINE_TRUST, passage, 0, end, how) for f, value, how in values]


def _starred(columns: list[Column]) -> list[Column]:
    """Return the one row with a sign before its first cell: 「★KT-014」."""
    firsts = columns[0].cells if columns else ()
    starred = [cell for cell in firsts if _STAR.match(cell.line.text)]
    return _row_of(starred[0], firsts, columns) if len(starred) == 1 < len(firsts) else []


def _row_of(own: Cell, firsts: tuple[Cell, ...], columns: list[Column]) -> list[Column]:
    """Return the columns with what stands nearest to one cell among those of its column."""
    middles = [cell.box.centre[1] for cell in firsts]
    keys = frozenset(
        cell.key
        for column in columns
        for cell in column.cells
        if min(middles, key=lambda middle: abs(middle - cell.box.centre[1])) == own.box.centre[1]
    )
    return _marked(columns, keys)


def _told_by_number(columns: list[Column], leaf: Leaf) -> list[Column]:
    """Return the row whose number stands on the page once more: 「对应课题XK16-11」."""
    numbers = next((c.cells for c in columns if c.field == "project_number"), ())
    inside = {cell.key for column in columns for cell in column.cells}
    outside = " ".join(cell.line.text for cell in leaf.cells if cell.key not in inside)
    told = [
        cell
        for cell in numbers
        if (text := cell.line.text.strip())
        and _A_NUMBER.fullmatch(text)
        and re.search(rf"(?<![0-9A-Za-z-]){re.escape(text)}(?![0-9A-Za-z-])", outside)
    ]
    if len(told) != 1 or len(numbers) < len(columns[0].cells):
        return []
    return _row_of(told[0], numbers, columns)


def _of_addressee(columns: list[Column], leaf: Leaf) -> list[Column]:
    """Return the row of whom the letter over the list is to: 「某某学校张三同志:…见下表第4项」."""
    leaders = next((c.cells for c in columns if c.field == "leader"), ())
    inside = {cell.key for column in columns for cell in column.cells}
    greetings = [
        address["n"].replace(" ", "")
        for cell in leaf.cells
        if cell.key not in inside and (address := _ADDRESS.fullmatch(cell.line.text.strip()))
    ]
    told = [
        cell
        for cell in leaders
        if is_name(name := squeeze(cell.line.text)) and any(g.endswith(name) for g in greetings)
    ]
    if len(told) != 1 or len(leaders) < _SEVERAL:
        return []
    return _row_of(told[0], leaders, columns)


def _of_note(columns: list[Column], leaf: Leaf) -> list[Column]:
    """Return the row that a note names or an arrow points at: 「红线处为本人(张三)课题」."""
    leaders = next((c.cells for c in columns if c.field == "leader"), ())
    if len(leaders) < _SEVERAL:
        return []
    inside = {cell.key for column in columns for cell in column.cells}
    outside = [cell for cell in leaf.cells if cell.key not in inside]
    notes = [squeeze(cell.line.text) for cell in outside if _OWN_NOTE.search(cell.line.text)]
    arrows = [cell for cell in outside if _POINTS.fullmatch(cell.line.text)]
    told = [
        cell
        for cell in leaders
        if is_name(name := squeeze(cell.line.text)) and any(name in note for note in notes)
    ]
    if not told and len(arrows) == 1:
        told = [cell for cell in leaders if _is_level_with(cell, arrows[0])]
    return _row_of(told[0], leaders, columns) if len(told) == 1 else []


def _is_level_with(cell: Cell, arrow: Cell) -> bool:
    apart = abs(cell.box.centre[1] - arrow.box.centre[1])
    return cell.page == arrow.page and apart <= _LEVEL_WITH * cell.box.height


def _read(head: tuple[Cell, ...], below: tuple[tuple[Cell, ...], ...]) -> list[Column]:
    """Return the columns under a row of labels, some of which may go on in the row below it."""
    fields = label_fields("project")
    if len(head) < _LEAST_COLUMNS:
        return []
    seconds = [cell for row in below[:1] for cell in row]
    columns: list[Column] = []
    used: set[tuple[int, int]] = set()
    for cell in head:
        word = _WITH_BODY.sub("", squeeze(cell.line.text))
        field = _HEADS.get(word, fields.get(word, ""))
        rest = next((c for c in (*head, *seconds) if _is_under(c, cell)), None)
        longer = word + squeeze(rest.line.text) if rest is not None else word
        if rest is not None and not field and longer in fields:
            used.add(rest.key)
            word, field = longer, fields[longer]
        if cell.key not in used:
            columns.append(Column(field, word, cell.box.centre[0], cell.box.left))
    if sum(bool(column.field) for column in columns) < _LEAST_COLUMNS:
        return []
    return _filled(columns, head, [[c for c in row if c.key not in used] for row in below])


def _filled(columns: list[Column], head: tuple[Cell, ...], rows: list[list[Cell]]) -> list[Column]:
    """Return the columns with the lines that stand nearest to the middle of each."""
    given: dict[float, list[Cell]] = {column.middle: [] for column in columns}
    height = max(cell.box.height for cell in head)
    bottom = max(cell.box.bottom for cell in head)
    for row in rows:
        if row and min(cell.box.top for cell in row) - bottom > _GAP * height:
            break
        if row and _NOTE.match(row[0].line.text):
            break
        if len(row) == 1 and _covers_columns(row[0], columns):
            break  # a sentence below the table
        for cell in row:
            if _POINTS.fullmatch(cell.line.text):
                continue  # an arrow that somebody drew before a row
            given[_column_of(cell, given, columns)].append(cell)
            bottom = max(bottom, cell.box.bottom)
    return [
        replace(column, cells=tuple(sorted(given[column.middle], key=lambda cell: cell.box.top)))
        for column in columns
        if given[column.middle]
    ]


def _covers_columns(cell: Cell, columns: list[Column]) -> bool:
    return sum(cell.box.left < column.middle < cell.box.right for column in columns) > 1


def _column_of(cell: Cell, given: dict[float, list[Cell]], columns: list[Column]) -> float:
    """Return the middle of the column of a cell: that whose left edge it shares, else the nearest.

    The last sign of a wrapped title may stand nearer to the head of the column before it.
    """
    flush = [
        middle
        for middle, cells in given.items()
        if cells and abs(cells[-1].box.left - cell.box.left) <= 0.5 * cell.em
    ]
    # a long title under a short head, both of which begin at the edge of the column
    flush = flush or [
        column.middle for column in columns if abs(column.left - cell.box.left) <= 0.2 * cell.em
    ]
    return flush[0] if flush else min(given, key=lambda middle: abs(middle - cell.box.centre[0]))


def _marked(columns: list[Column], marked: frozenset[tuple[int, int]]) -> list[Column]:
    """Return the columns with the lines of theirs that were marked, without the others."""
    told = [
        replace(column, cells=tuple(cell for cell in column.cells if cell.key in marked))
        for column in columns
    ]
    return _without_strays([column for column in told if column.cells])


def _without_strays(columns: list[Column]) -> list[Column]:
    """Return the columns of a marked row without a name or number that a stray mark touches.

    What a mark of the next row, or the edge of a seal, reaches stands level with nothing else.
    """
    lone = [column.cells[0] for column in columns if len(column.cells) == 1]
    return [
        replace(column, cells=level)
        if column.field in _SINGLE
        and len(column.cells) > 1
        and all(map(_is_whole, column.cells))
        and (level := tuple(cell for cell in column.cells if is_level(cell, lone)))
        else column
        for column in columns
    ]


def _is_whole(cell: Cell) -> bool:
    text = squeeze(cell.line.text)
    return is_name(text) or _A_NUMBER.fullmatch(text) is not None


def is_level(cell: Cell, others: list[Cell]) -> bool:
    """Tell whether a cell stands in the row of most of the others."""
    level = [
        abs(cell.box.centre[1] - other.box.centre[1]) <= _LEVEL_WITH * other.box.height
        for other in others
    ]
    return 2 * sum(level) > len(level)


def _is_under(below: Cell, cell: Cell) -> bool:
    near = 0 <= below.box.top - cell.box.bottom + 0.5 * cell.box.height <= cell.box.height
    return near and below.box.left < cell.box.right and cell.box.left < below.box.right


def told_of(columns: list[Column], *, is_marked: bool) -> list[Candidate]:
    """Return what the columns of one row tell, nothing where they may hold two."""
    by_field = {column.field: column for column in reversed(columns)}
    leader, title = by_field["leader"], by_field["activity_title"]
    name = squeeze(leader.passage.text)
    is_row = is_marked or all(len(column.cells) == 1 for column in columns)
    both = _NAME_AND_BODY.fullmatch(name)
    name = both["n"] if both else name
    is_one = is_name(name) or (is_row and _SHORT_NAME.fullmatch(name))
    if not is_one or len(squeeze(title.passage.text)) < _LEAST_TITLE:
        return []  # two rows, whose names would be one another's continuation
    found = [
        _candidate("activity_title", title),
        replace(_candidate("holder_name", leader), value=name),
        Candidate(
            "project_role", _OF_WHAT.sub("", leader.word), _TRUST, leader.passage, 0,
            len(leader.passage.text), "list:leader",
        ),
    ]  # fmt: skip
    found += [
        _candidate(field, by_field[field])
        for field in ("project_number", "result")
        if field in by_field
    ]
    found += _days(columns)
    members = by_field.get("members")
    others = announced_names(members.passage.raw, surely=True) if members else []
    others = [other for other in others if other != name]
    if members and others:
        found += team("authors", [name], leader.passage, _TRUST, "list:leader")
        found += team("authors", others, members.passage, _TRUST, "list:members")
    employer = by_field.get("employer")
    if both:
        passage = leader.passage
        end = len(passage.text)
        found.append(Candidate("employer", both["e"], _TRUST, passage, 0, end, ROW))
    elif employer and organisation_likelihood(squeeze(employer.passage.text)) >= _BODY:
        found.append(_candidate("employer", employer))
    return found


def _days(columns: list[Column]) -> list[Candidate]:
    """Return when the listed project begins and ends: 「起始时间 | 完成时间」, 「研究周期」."""
    found: list[Candidate] = []
    for column in columns:
        days = find_dates(column.passage.text) if column.field in _DAYS else []
        if not days or not all(day.year_given for day in days):
            continue
        told = {"start_date": days[0].first, "end_date": days[-1].last}
        if column.field == "period" and told["start_date"] == told["end_date"]:
            continue
        for name, day in told.items():
            if column.field == "period" or name.startswith(column.field):
                span = (days[0].start, days[-1].end)
                found.append(Candidate(name, day.iso(), _TRUST, column.passage, *span, ROW))
    return found


def _candidate(field: str, column: Column) -> Candidate:
    passage = column.passage
    text = "".join(passage.text.split())
    if field == "project_number":
        # 「36 HJ2022C036」: the line's own number stands before it, or seems to stand behind
        text = "".join(_STAR.sub("", _OF_LINE.sub("", passage.raw)).split())
    return Candidate(field, text, _TRUST, passage, 0, len(passage.text), ROW)
