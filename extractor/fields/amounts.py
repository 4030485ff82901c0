"""Find how many hours, and how many credits, a document gives its holder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.form import Labelled
from extractor.fields.labels.words import is_label, label_fields
from extractor.language.hours import HoursMention, HoursRole, choose_total, find_hours
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, Passage, Slice, join_slices

_TOTAL_ROW = re.compile(
    r"^(?:total)?(?:(?:本|[两一二三四五六\d])?(?:年度?|学年|学期|周期|期|次)|全年)?(?:实际)?(?:完成|获得|取得|认定|登记)?"
    r"(?:总计|合计|共计|累计|总学时|(?:学时|课时)[(（]?(?:合计|总计|总数?)|小计|total)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,3}[.、]?")
"""What stands before an item of a list; its sum has none."""
_NUMBER = re.compile(r"^\s*\d{1,4}(?:\.\d{1,2})?\s*(?:学时|课时|节|小时|h)?\s*$", re.IGNORECASE)
_BARE_H = re.compile(r"\s*[\d.]+\s*h\s*")
"""「24 h」 in running text is a measurement, not training."""
_OF_CREDITS = re.compile(r"(?!.*(?:学时|课时|hour)).*(?:学分|credit|point)", re.IGNORECASE)
"""「学分」 heads a column of credits, 「学时(学分)」 one of hours."""
OWED = re.compile(r"申报|申请|计划|应(?:修|完成|学|得|获|达|训|有)|要求|规定|标准|最低|目标")
"""「申报学时」 beside 「认定学时」: what was asked for, not what was given."""
_DUTY = re.compile(
    r"(?:本?年度?|学年|周期)?(?:应|须|需)(?:修|完成|学|训)"
    r"(?:总?学时|课时)?数?[:：]?"
)
_ASKED_FOR = re.compile(r"\s*(?:申\s*[报请]|自\s*报|送\s*审)")
_GRANTED = re.compile(r"\s*(?:核\s*[准定]|审\s*[核定批]|认\s*定|批\s*准|确\s*认)")
_ASKED_BEFORE = re.compile(
    r"(?:申报|申请|自报|送审)(?:的)?(?:总)?(?:学时|课时)?数?(?:为|共|计)?[:：]?\s*$"
)
"""「申报学时:16学时」, read in one line"""
_WITHIN = re.compile(r"(?:之|以)?内|值班|热线|客服|服务|核酸|阴性")
"""「24小时内同步」, 「48小时内核酸检测证明」: how soon, not how long somebody learned."""
_OPEN_FOR = re.compile(
    r"(?:热线|电话|客服|值班|营业|开放|急诊|报警|值守|咨询)(?:时间|号码)?\s*[:：]?[\s\dxX×*＊()（）、,，/—-]*$"
)
"""「服务热线:96000(24小时)」: when somebody answers; a course on first aid has hours."""
_MINUTES = re.compile(r"\s*\d{1,2}\s*分(?!之|钟[/／])")
"""「累计9小时46分」 is more than nine hours."""
_WEEKLY = re.compile(r"周$")
"""「周课时14节」 is what somebody teaches."""
_COLUMN_LEAST = 2
_OF_ALL = re.compile(r"(?:累计|合计|总计|共计|总)(?:学时|课时)")
_ONE_ROW_TRUST = 0.88
_EXPLICIT = "explicit total"
_DENIED_TRUST = 0.86
"""Of a total that another figure on the page contradicts."""
_ODD_TRUST = 0.85
_OFFERED_TRUST = 0.88
"""Of credits that an invitation offers to whoever comes."""
_TOTAL, _WHOLE = "table:total", "table:whole"
"""How a total was found: below a column, and below that column which sums up the others."""
_WHOLE_TRUST = 0.9
_ONE_OF_SEVERAL = 0.6
"""Of a column of hours beside others, which are hours too."""
_OF_THE_CLASS = re.compile(r"[(（](?:该|此|本|全)(?:班|项目|次?培训|课程)[^()（）]{0,8}$")
"""「授课8学时(该班总学时为24学时)」: not what the holder did."""
_SUM_HEAD = re.compile(r"(?:年度|学时)?(?:小计|合计|总计|共计)(?:学时)?")
_PART_HEAD = re.compile(r"(?!.*[周日天])[\u3400-\u9fff]{2,8}(?<!总)(?:学时|课时)数?")
_WHOLE_HEAD = re.compile(r"总|合计|累计|实[得修际获]|已[修得获]|完成|获得|取得")
_CREDIT_UNITS = frozenset({"学分", "credits", "points"})


def find_amounts(leaf: Leaf) -> list[Candidate]:
    """Return at most one `hours` and one `credits`.

    Totals win over single figures; per-day values, session numbers, parts, and hours
    that are required rather than earned are never taken for the total.
    """
    sources: list[tuple[HoursMention, Passage]] = []
    columns = _columns(leaf)
    in_columns = {cell.key for column in columns for cell in (column.head, *column.cells)}
    owed = _owed_beside(leaf)
    for passage in leaf.passages:
        sources.extend(
            (mention, passage)
            for mention in find_hours(passage.text)
            if not _BARE_H.fullmatch(mention.text)
            and passage.cells[0].key not in owed
            and _is_of_learning(mention, passage.text)
            and not _heads_a_column(mention, passage)
        )
    seen = {_key(passage, mention) for mention, passage in sources}
    told = _granted_if_told(leaf)
    if len(told) < len(leaf.labels("hours")):
        apart = (one for one in leaf.labels("hours") if one not in told and not one.inline)
        asked = {cell.key for one in apart for cell in one.value.cells}
        sources = [(m, p) for m, p in sources if not _is_asked_for(m, p, asked)]
    for labelled in told:
        value_cell = labelled.value.cells[0]
        if labelled.inline or value_cell.key in in_columns:
            continue
        joined = _with_label(labelled.wording, labelled.value)
        if joined is not None and _key(joined[1], joined[0]) not in seen:
            sources.append(joined)
    own = [(m, p) for m, p in sources if not _OF_THE_CLASS.search(p.text[: m.start])]
    told_of = _beside_table(_totals(own or sources), _column_totals(columns))
    if leaf.kind == "conference_invitation":
        return [
            replace(one, trust=min(one.trust, _OFFERED_TRUST)) if one.name == "credits" else one
            for one in told_of
        ]
    return told_of


def _owed_beside(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the cells at whose left a label says that they tell a duty: 「年度应修 | 90学时」."""
    return {
        right.key
        for row in leaf.rows
        for left, right in pairwise(row)
        if _DUTY.fullmatch("".join(left.line.text.split()))
    }


def _granted_if_told(leaf: Leaf) -> tuple[Labelled, ...]:
    """Return the labels of hours, without what was asked for where another says what was granted.

    「申报学时 | 16学时 | 核定学时 | 12学时」
    """
    told = leaf.labels("hours")
    if not any(_GRANTED.match(one.wording) for one in told):
        return told
    return tuple(one for one in told if not _ASKED_FOR.match(one.wording))


def _is_asked_for(mention: HoursMention, passage: Passage, asked: set[tuple[int, int]]) -> bool:
    """Tell whether a figure is what was asked for; `asked` are the cells beside such labels."""
    if _ASKED_BEFORE.search(passage.text[: mention.value_span[0]]):
        return True
    cells = passage.cells_at(*mention.value_span)
    return bool(cells) and all(cell.key in asked for cell in cells)


def _of_columns(summed: list[Candidate]) -> list[Candidate]:
    """Return the total of a table that counts hours in several columns.

    It is that of the column that adds up the others; without one no column is sure.
    """
    figures = [Decimal(str(one.value)) for one in summed]
    if len(set(figures)) <= 1:
        return summed[:1]
    whole = [one for one, figure in zip(summed, figures, strict=True) if 2 * figure == sum(figures)]
    # the columns of some parts may not be known as such: 「公需 | 专业 | 校本研修 | 合计」
    whole = whole or [
        replace(one, trust=min(one.trust, _WHOLE_TRUST))
        for one, figure in zip(summed, figures, strict=True)
        if one.method == _WHOLE and 2 * figure >= sum(figures)
    ]
    return whole[:1] or [replace(one, trust=min(one.trust, _ONE_OF_SEVERAL)) for one in summed[:1]]


def _heads_a_column(mention: HoursMention, passage: Passage) -> bool:
    """Tell whether a bare figure stands in another cell than 「学时」 before it, as in a table."""
    bare = mention.value_span[1] == mention.end
    return bare and passage.runs_over(mention.start, mention.end)


def _is_of_learning(mention: HoursMention, text: str) -> bool:
    """Tell whether a figure can be hours of study: no nothing by the clock, no term, no duty."""
    if mention.unit == "小时" and mention.value == 0:
        return False  # 「今日学习:0小时12分」
    if mention.unit == "小时" and _WITHIN.match(text, mention.end):
        return False
    if mention.unit == "小时" and _OPEN_FOR.search(text[: mention.start]):
        return False
    return _WEEKLY.search(text[: mention.start]) is None


def _beside_table(stated: list[Candidate], summed: list[Candidate]) -> list[Candidate]:
    """Return the figures of the text with those of a table, whose total row decides.

    A figure in a heading (「360学时培训」) says what was asked for as often as what was done; a
    total that a sentence states and the table denies is not sure.
    """
    credits_ = [one for one in summed if one.name == "credits"]
    if credits_ and not any(one.name == "credits" for one in stated):
        stated = [*stated, credits_[0]]
    summed = [one for one in summed if one.name == "hours"]
    hours = next((one for one in stated if one.name == "hours"), None)
    if hours is None:
        return [*stated, *_of_columns(summed)]
    totals = [one for one in summed if one.method in (_TOTAL, _WHOLE)]
    if len(totals) != 1 or len(summed) != 1 or totals[0].value == hours.value:
        return stated  # none, or what was applied for beside what was granted
    total = totals[0]
    rest = [one for one in stated if one is not hours]
    if _EXPLICIT in hours.method:
        return [*rest, replace(hours, trust=min(hours.trust, _DENIED_TRUST))]
    return [*rest, replace(total, trust=min(total.trust, _DENIED_TRUST))]


def _key(passage: Passage, mention: HoursMention) -> tuple[int, int, Decimal]:
    cell = passage.cells[0]
    return cell.page, cell.index, mention.value


def _with_label(label: str, value: Passage) -> tuple[HoursMention, Passage] | None:
    """Read a label and its value from two cells as one text, placed on the value."""
    text = f"{label} {value.text}"
    for mention in find_hours(text):
        start = max(mention.start - len(label) - 1, 0)
        end = max(mention.end - len(label) - 1, start)
        if end > start or _NUMBER.match(value.text):
            moved = replace(mention, start=start, end=end or len(value.text), text=value.text)
            return moved, value
    return None


def _totals(sources: list[tuple[HoursMention, Passage]]) -> list[Candidate]:
    """Return the total of hours and, on its own, that of credits."""
    mentions = [mention for mention, _ in sources]
    credits_only = [mention for mention in mentions if mention.role is HoursRole.CREDIT]
    found: dict[str, Candidate] = {}
    for total in (choose_total(mentions), choose_total(credits_only)):
        if total is None:
            continue
        name = "credits" if total.unit in _CREDIT_UNITS else "hours"
        mention = total.mentions[0]
        # hours come whole or half; another fraction is more often a misread point
        passage = next(p for m, p in sources if m is mention)
        is_odd = (total.value * 2) % 1 != 0 or _MINUTES.match(passage.text, mention.end) is not None
        found.setdefault(
            name,
            Candidate(
                name,
                plain(total.value),
                min(total.certainty, _ODD_TRUST) if is_odd else total.certainty,
                passage,
                mention.start,
                mention.end,
                f"hours:{total.reason}",
                unit=total.unit or "学时",
            ),
        )
    return list(found.values())


def plain(value: Decimal) -> Decimal:
    """Return 12 for 「12.0」: a point without a fraction behind it says nothing."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table under a heading that announces hours, with its total if there is one.

    `is_numbered` says that the last row, too, bears the number of an item.
    """

    head: Cell
    cells: tuple[Cell, ...]
    total: Cell | None
    is_numbered: bool = False


def _columns(leaf: Leaf) -> list[_Column]:
    found = [column for rows in leaf.rows_by_page for column in _columns_of(rows)]
    return sorted(found, key=_is_owed)


def _is_owed(column: _Column) -> bool:
    return bool(OWED.search(column.head.line.text))


def _columns_of(rows: tuple[tuple[Cell, ...], ...]) -> list[_Column]:
    columns = []
    for number, row in enumerate(rows):
        keys = [_head_key(head.line.text) for head in row]
        counted = [label_fields().get(key) == "hours" for key in keys]
        parts = _parts_beside(keys, counted)
        counted = [one or part for one, part in zip(counted, parts, strict=True)]
        for head, key, is_hours, is_part in zip(row, keys, counted, parts, strict=True):
            sums_up = counted.count(True) > 1 and _SUM_HEAD.fullmatch(key) is not None
            if len(row) < _COLUMN_LEAST or not (is_hours or sums_up):
                continue
            if not (sums_up or is_part) and not is_label(head.line.text):
                continue
            column = _cells_below(head, rows[number + 1 :])
            if len(column.cells) < _COLUMN_LEAST and _OF_ALL.match(key):
                column = _only_figure(head, row, rows[number + 1 : number + 2]) or column
                columns += [column] if column.total else []
                continue
            if len(column.cells) >= _COLUMN_LEAST:
                columns.append(column)
    return columns


def _parts_beside(keys: list[str], counted: list[bool]) -> list[bool]:
    """Tell which heads name hours of a sort: 「集中培训学时 | 校本研修学时 | 小计」.

    They count beside hours that are known as such, or with a sum; not beside what was granted.
    """
    summed = any(map(_SUM_HEAD.fullmatch, keys))
    known = [key for key, one in zip(keys, counted, strict=True) if one]
    granted = any(_GRANTED.match(key) or _WHOLE_HEAD.search(key) for key in known)
    if not summed and (not known or granted):
        return [False] * len(keys)
    return [_PART_HEAD.fullmatch(key) is not None for key in keys]


def _only_figure(
    head: Cell, row: tuple[Cell, ...], rows: tuple[tuple[Cell, ...], ...]
) -> _Column | None:
    """Return the total that a table of one row has below 「累计学时」, beside its parts."""
    for below in rows:
        cell = below[row.index(head)] if len(below) == len(row) else None
        if cell is not None and _NUMBER.match(cell.line.text) and _under(head, cell):
            return _Column(head, (cell,), cell)
    return None


def _head_key(text: str) -> str:
    """Return what heads a column as labels are looked up; of 「Hours 学时」 its Chinese."""
    key = re.sub(r"[\s:：()（）]", "", text).lower()
    return re.sub(r"[a-z/.]", "", key) if has_chinese(key) else key


def _cells_below(head: Cell, rows: tuple[tuple[Cell, ...], ...]) -> _Column:
    cells: list[Cell] = []
    total: Cell | None = None
    is_numbered = False
    for row in rows:
        cell = next((c for c in row if _under(head, c) and _NUMBER.match(c.line.text)), None)
        if cell is None:
            if cells and any(_under(head, c) for c in row):
                break
            continue
        if _TOTAL_ROW.match(row_label(row)):
            total = cell
            break
        cells.append(cell)
        is_numbered = row[0] is not cell and bool(_ORDINAL.fullmatch(row[0].line.text.strip()))
    if total is not None:
        cells.append(total)
    return _Column(head, tuple(cells), total, is_numbered)


def row_label(row: tuple[Cell, ...]) -> str:
    """Return what a row begins with, without gaps; 「合 | 计 | 32」 may be read sign by sign."""
    first, *rest = ("".join(cell.line.text.split()) for cell in row[:2])
    return first + "".join(rest) if len(first) == 1 and has_chinese(first) else first


def _under(head: Cell, cell: Cell) -> bool:
    middle = cell.box.centre[0]
    reach = max(head.box.width, 0.04)
    return abs(middle - head.box.centre[0]) <= reach and cell.box.top > head.box.top


def _column_totals(columns: list[_Column]) -> list[Candidate]:
    """Return the total of each column of hours: of its total row, or summed."""
    found = []
    done = [column for column in columns if not _is_owed(column)]
    for one in done or columns:
        column = _with_its_sum(one)
        chosen = column.total or column.cells[-1]
        passage = join_slices((Slice(chosen, 0, len(chosen.line.text)),))
        parts = [_figure(cell) for cell in column.cells if cell is not column.total]
        total = plain(_figure(column.total) if column.total else sum(parts, Decimal(0)))
        agrees = column.total is not None and total == sum(parts, Decimal(0))
        trust = 0.98 if agrees else 0.9 if column.total else 0.75
        trust = _ONE_ROW_TRUST if len(column.cells) == 1 else trust
        sums_up = _SUM_HEAD.fullmatch(_head_key(column.head.line.text)) is not None
        method = "table:sum" if column.total is None else _WHOLE if sums_up else _TOTAL
        is_credits = _OF_CREDITS.match(column.head.line.text) is not None
        name, unit = ("credits", "学分") if is_credits else ("hours", "学时")
        found.append(
            Candidate(name, total, trust, passage, 0, len(passage.text), method, unit=unit)
        )
    return found


def _with_its_sum(column: _Column) -> _Column:
    """Return a column whose last figure is the sum of the others with that one as its total."""
    *parts, last = column.cells
    summed = sum(map(_figure, parts), Decimal(0))
    if column.total is not None or column.is_numbered or len(parts) <= 1 or summed != _figure(last):
        return column
    return replace(column, total=last)


def _figure(cell: Cell | None) -> Decimal:
    match = re.search(r"\d+(?:\.\d+)?", cell.line.text if cell else "")
    return Decimal(match.group()) if match else Decimal(0)
