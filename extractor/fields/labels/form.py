"""Find what a form says: a label such as 「姓名」 and the value beside, behind or below it.

The label words are data (`extractor/kinds/labels.yaml`). This module reads labels
out of lines and rows; where their values stand is told by `values`, what a value
means by the finder of its field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.fields.labels.continuing import with_continuation, with_second_line
from extractor.fields.labels.ends import (
    TRANSLATED_LEAD,
    before_bracket,
    end_of,
    reaches_end,
    trimmed,
    whole,
    within_bracket,
    without_translation,
)
from extractor.fields.labels.nearby import labelled_by_another
from extractor.fields.labels.rests import CLOSE_LINES
from extractor.fields.labels.spread import rows_with_whole_labels
from extractor.fields.labels.tiles import in_tiles, under_labels
from extractor.fields.labels.values import neighbour
from extractor.fields.labels.words import (
    IN_LETTERS,
    UNKNOWN,
    any_field,
    has_label,
    is_known,
    is_label,
    label_fields,
    marks_in,
    squeeze,
    whole_label,
)
from extractor.language.dates import find_dates
from extractor.language.levels import scope_of
from extractor.language.names import is_name, name_likelihood
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, Passage, Slice, join_slices

_SIGNS_APART = re.compile(r"[\u4e00-\u9fff](?:\s{1,4}[\u4e00-\u9fff]){2,8}")
_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
_GOES_ON = re.compile(r"[a-z]+[.,;]\s")
"""「contact hours. Each of the …」: a sentence whose first word could be a label."""
_ADDRESS = re.compile(r"([\u3400-\u9fff()（）]{6,40})[:：]")
_OFFICE = re.compile(r"..(?:[局厅处校院会][㐀-鿿]{2,4}[科处股室]|教务处|人事处|办公室)[:：]$")
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s?[、.．]\s*")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,9}(?:市|县|区|州|盟|大学|学院|中学|小学|宾馆|酒店|饭店|会议中心)"
)
_OCCUPATION = ("职业名称", "资格名称", "职称名称", "工种名称")
_OCCUPATION_NAME = re.compile(r"[\u4e00-\u9fff()（）]{2,14}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROW_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}")
_OF_PERSONS = frozenset({"holder_name", "leader"})
_LEADS = re.compile(r"(?:课题|项目)(?:负责人|主持人|申请人|承担人)")
_LONGEST_LEVEL, _LONGEST_RUN = 4, 8
_NAMED = re.compile(r"(?![为是、及与和]).{4,}")
"""What follows 「培训名称」 where the gap between them was lost."""
_LETTERS = frozenset({"说明", "证明"})
_DEED = re.compile(
    r"[\u4e00-\u9fff·]{1,5}(?:\s{1,4}[\u4e00-\u9fff]{1,3})?\s*"
    r"(?:[于自从]\s?(?:19|20|[二一]〇)|[,，]|系\s?[\u4e00-\u9fff]{4})"
)
"""「学员 谷春生 于2015年…」 goes on as a sentence."""
_POST = re.compile(
    r"(?:General|Programme|Program|Executive|Organi[sz]ing|Local|\s)*(?:Secretary|Secretariat|Chair(?:man|person|woman)?|Director|"
    r"Manager|Co-?ordinator|Officer|Organi[sz]er|Administrator|Convenor|Convener|Committee|Office|Lead(?:er)?)",
    re.IGNORECASE,
)
"""「Conference Secretary」 below a signature is who signs, no label with its value."""
_ENGLISH_PART = re.compile(r"(?:of|for|and|in)\s")
_CAPITALS = re.compile(r"[A-Z]{3,}")
_TRANSLATION = re.compile(
    r"(?:\s|professional|occupational|vocational|qualification|skills?|level|title|category|name|"
    r"type|grade|class|number|date|issued?|approval|full|of|the|no|"
    r"organi[sz]ation|employer|institution|unit|school)+",
    re.IGNORECASE,
)
"""「Qualification Level」: another label in English beside a Chinese one, no value of it."""
_DATED = frozenset({"issue_date", "period", "start", "end", "none"})
_SURELY = 0.8
_LEVEL = 0.3
_TILES = 2
"""Labels in a row at least, each below its value."""
_FIGURE = re.compile(r"\d")
_TRANSLATED = re.compile(r"[A-Za-z .()/]+")
_BETWEEN_LABELS = 0.2
"""How much like a name the words between 「姓名」 and the next label are at least."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the label that announces it.

    `inline` is True when label and value stand in one line with a colon, the surest form.
    """

    field: str
    label: str
    value: Passage
    inline: bool
    wording: str = ""
    """The label as it is printed; `label` is in lower case and without spaces."""
    guessed: bool = False
    """Whether no list knows the label, so that its end and the value alone say what it means."""


def read_labels(cells: tuple[Cell, ...], kind: str = "") -> tuple[Labelled, ...]:
    """Return every labelled value on a page, in reading order; empty blanks are left out.

    The fields are those that the labels announce on a document of the kind.
    """
    rows = rows_with_whole_labels(cells)
    cells = tuple(cell for row in rows for cell in row)
    stacked = in_tiles(rows)
    heads = {head.key for head, _ in stacked}
    found = [_labelled(head.line.text, parts, inline=False) for head, parts in stacked]
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            if cell.key in heads:
                continue
            right = tuple(one for one in row[position + 1 :] if _is_level(one, cell))
            found.extend(_read_cell(cell, right, rows[number + 1 :], cells))
    found.extend(_under_values(rows, heads))
    read = {one.label for one in found}
    tiles = [_labelled(head.line.text, (part,), inline=False) for head, part in under_labels(rows)]
    found.extend(one for one in tiles if one.label not in read)
    fields = label_fields(kind)
    told = {(one.label, squeeze(one.value.text)) for one in found}
    return tuple(
        replace(one, field=fields.get(one.label, one.field))
        for one in found
        if not (_HAN.search(one.label) and _TRANSLATION.fullmatch(one.value.text))
        and not _repeats_label(one, told)
    )


def _repeats_label(one: Labelled, told: set[tuple[str, str]]) -> bool:
    """Tell whether a value that is told elsewhere begins with its label: 「刊名 刊 名 某学刊」.

    A layer of text and the picture of it may both give a label.
    """
    value = squeeze(one.value.text)
    return value.startswith(one.label) and (one.label, value.removeprefix(one.label)) in told


def _under_values(
    rows: tuple[tuple[Cell, ...], ...], heads: set[tuple[int, int]]
) -> list[Labelled]:
    """Read a row of figures with their labels below them: 「48」 over 「课程学时」.

    Each label has its value right above its middle, and no value below, as the `heads` have.
    """
    found: list[Labelled] = []
    for above, labels, below in zip(rows, rows[1:], [*rows[2:], ()], strict=False):
        if len(labels) < _TILES or len(above) != len(labels) or labels[0].key in heads:
            continue
        if not all(is_label(cell.line.text) for cell in labels):
            continue
        pairs = list(zip(above, labels, strict=True))
        if not all(_is_over(value, label) for value, label in pairs):
            continue
        if not any(_FIGURE.search(value.line.text) for value in above) or any(
            _is_over(label, cell) and not _TRANSLATED.fullmatch(cell.line.text.strip())
            for label, cell in zip(labels, below, strict=False)
        ):
            continue
        for value, label in pairs:
            part = whole(value)
            if part is not None:
                found.append(_labelled(label.line.text, (part,), inline=False))
    return found


def _is_level(one: Cell, label: Cell) -> bool:
    """Tell whether a cell of a row stands beside a label: large type joins two rows to one."""
    shared = min(one.box.bottom, label.box.bottom) - max(one.box.top, label.box.top)
    return shared >= _LEVEL * min(one.box.height, label.box.height)


def _is_over(upper: Cell, lower: Cell) -> bool:
    """Tell whether a cell stands close above the middle of another and is no label itself."""
    step = lower.box.top - upper.box.bottom
    apart = abs(upper.box.centre[0] - lower.box.centre[0])
    near = step <= 2 * max(upper.box.height, lower.box.height)
    return (
        near
        and apart <= max(upper.box.width, lower.box.width) / 2 + lower.em
        and not has_label(upper.line.text)
    )


def _read_cell(
    cell: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Labelled]:
    text = cell.line.text
    only = whole_label(text)
    address = _ADDRESS.fullmatch(text.strip())
    if address and not only and organisation_likelihood(address[1]) >= _SURELY:
        return []  # 「某某学院:」 is whom a letter is to
    if only:
        if _translates_label(cell, cells) or _heads_a_letter(text):
            return []
        value = neighbour(cell, right, below, cells)
        return [_labelled(only["label"], value, inline=False)] if value else []
    marks = marks_in(text)
    if len(marks) == 1 and marks[0].re is UNKNOWN:
        return _read_unknown(cell, marks[0], right, below, cells)
    if not marks:
        return [_with_flush_end(one, cells) for one in _read_colonless(cell, cells)]
    return _read_marks(marks, cell, right, below, cells)


def _read_marks(
    marks: list[re.Match[str]],
    cell: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Labelled]:
    """Return what stands behind each of the labels of one line."""
    text = cell.line.text
    found = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        end = after.start() if after else len(text)
        part = without_translation(trimmed(Slice(cell, mark.end(), end)), mark["label"])
        part = before_bracket(within_bracket(part, text[: mark.start()]))
        if part is not None and not after and _read_twice(part, right):
            part = whole(right[0])
        if part is not None:
            slices = [part]
            if is_known(mark) and reaches_end(part, end):
                left = cell.line.span_box(mark.start(), mark.end()).left
                slices = with_continuation(part, cell, left, cells, end_of(cell, part, after))
            found.append(_labelled(mark["label"], tuple(slices), inline=True))
        elif not after:
            value = neighbour(cell, right, below, cells)
            if value:
                found.append(_labelled(mark["label"], value, inline=False))
    return found


def _heads_a_letter(text: str) -> bool:
    """Tell whether 「说 明」 without a colon is what a letter is called, not a label."""
    return squeeze(text) in _LETTERS


def _read_twice(part: Slice, right: tuple[Cell, ...]) -> bool:
    """Tell whether the end of a line was read again as the start of the one beside it."""
    if not right:
        return False
    beside = right[0]
    overlapping = beside.box.left < part.cell.box.right - 0.3 * part.cell.em
    return overlapping and beside.line.text.strip().startswith(part.text.strip())


def _read_unknown(
    cell: Cell,
    label: re.Match[str],
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Labelled]:
    """Read a label that no list knows: its value is taken out of the others' way."""
    part = trimmed(Slice(cell, label.end(), len(cell.line.text)))
    if part is None and _OFFICE.search(squeeze(label.group())):
        return []  # 「市教育局人事科:」 is whom a letter is to
    value = (part,) if part else neighbour(cell, right, below, cells)
    return [Labelled("none", label.group(), join_slices(value), inline=True)] if value else []


def _translates_label(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a Latin label stands under a Chinese one, whose value is beside that."""
    if (
        re.search(r"[\u4e00-\u9fff]", cell.line.text)
        or squeeze(cell.line.text).strip(":：") in IN_LETTERS
    ):
        return False
    return any(
        0 < cell.box.top - other.box.top <= 2.2 * max(cell.box.height, other.box.height)
        and other.box.left - 0.02 <= cell.box.centre[0]
        and cell.box.left <= other.box.right
        and re.search(r"[\u4e00-\u9fff]", other.line.text)
        and has_label(other.line.text)
        for other in cells
    )


def _read_colonless(cell: Cell, cells: tuple[Cell, ...] = ()) -> list[Labelled]:
    """Read 「姓名 张三」: a label at the start, a gap, and a value."""
    text = cell.line.text
    lead = TRANSLATED_LEAD.match(text)
    begin = lead.end() if lead and _HAN.match(text[lead.end() :]) else 0
    wide = _end_of_wide_label(text, begin)
    if wide:
        part = trimmed(Slice(cell, wide, len(text)))
        if part is not None and not is_label(part.text) and not _is_prose(part.text):
            slices = with_second_line(part, cell, cells)
            return [_labelled(text[begin:wide], slices, inline=False)]
    gap = _GAP.search(text, begin)
    while gap:
        if is_label(text[begin : gap.start()]):
            part = without_translation(
                trimmed(Slice(cell, gap.end(), len(text))), text[begin : gap.start()]
            )
            told = any_field(squeeze(text[begin : gap.start()])) in _OF_PERSONS
            if told and part is not None and _DEED.match(part.text):
                # 「姓名 张三 ,性别 男 ,工作单位 …」 is a form filled in as a sentence
                return _several_in_row(cell, text, gap.start())
            if part is not None and _ENGLISH_PART.match(part.text):
                return []  # 「School of Foreign Studies」
            if part is not None and not is_label(part.text) and not _is_prose(part.text):
                if _POST.fullmatch(part.text):
                    return []
                if _CAPITALS.fullmatch(text[begin : gap.start()]) and _CAPITALS.match(part.text):
                    return []  # 「TRAINING RECORD」 heads the page
                several = _several_in_row(cell, text, gap.start())
                if several:
                    return several
                slices = with_second_line(part, cell, cells)
                return [_labelled(text[begin : gap.start()], slices, inline=False)]
        gap = re.compile(r"(?<=\S)\s+(?=\S)").search(text, gap.end())
    return _read_run_together(cell)


def _end_of_wide_label(text: str, begin: int) -> int:
    """Return where the longest label ends whose signs stand apart in one line, 0 for none.

    「课 题 名 称 农村小学的作业」 has 「课题」 in it, too; 「立 项 编 号X-12」 no gap behind it.
    """
    signs = _SIGNS_APART.match(text, begin)
    ends = [at.end() for at in re.finditer(r"[\u4e00-\u9fff]", signs.group())] if signs else []
    return next(
        (begin + end for end in reversed(ends[2:]) if is_label(text[begin : begin + end])), 0
    )


def _several_in_row(cell: Cell, text: str, end: int) -> list[Labelled]:
    """Read 「单位 某某中学 职称 高级教师」: a row of labels and values parted by gaps."""
    starts = [0]
    ends = [end]
    for word in re.finditer(r"[^\s,，;；]+", text[end:]):
        first, last = end + word.start(), end + word.end()
        told = text[ends[-1] : first].strip(" ,，;；")
        goes_on = text[last:].strip()
        if _ROW_LABEL.fullmatch(word.group()) and is_label(word.group()) and told and goes_on:
            starts.append(first)
            ends.append(last)
    if len(starts) == 1:
        return []
    found = []
    for number, (start, label_end) in enumerate(zip(starts, ends, strict=True)):
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        part = trimmed(Slice(cell, label_end, stop))
        if part is not None:
            found.append(_labelled(text[start:label_end], (part,), inline=False))
    return found


def _is_prose(text: str) -> bool:
    """Tell whether what stands behind an English word goes on as a sentence or ends one."""
    return bool(_GOES_ON.match(text) or re.fullmatch(r"[A-Z]?[a-z]+\.", text.strip()))


def _with_flush_end(one: Labelled, cells: tuple[Cell, ...]) -> Labelled:
    """Return a value set to the right edge with the few signs that went to its second line."""
    last = one.value.cells[-1]
    below = [
        cell
        for cell in cells
        if 0.6 * last.box.height < cell.box.top - last.box.top <= CLOSE_LINES * last.box.height
        and abs(cell.box.right - last.box.right) <= 0.6 * last.em
        and cell.box.left > last.box.centre[0]
        and not re.search(r"[:：]", cell.line.text)
        and not labelled_by_another(cell, last, cells)
    ]
    if len(below) != 1 or _HAN.search(below[0].line.text) is None:
        return one
    first = len(last.line.text) - len(one.value.raw)
    part = Slice(last, max(first, 0), len(last.line.text))
    joined = join_slices((part, Slice(below[0], 0, len(below[0].line.text))))
    return replace(one, value=joined)


def _read_run_together(cell: Cell) -> list[Labelled]:
    """Read 「姓名张三」, where the gap was lost, if the rest can only be such a value."""
    numbered = _NUMBERED.match(cell.line.text)
    first = numbered.end() if numbered else 0
    text = cell.line.text[first:]
    for size in range(min(_LONGEST_RUN, len(text) - 2), 1, -1):
        field = any_field(squeeze(text[:size]))
        rest = text[size:].strip()
        fits = (
            ((field in _OF_PERSONS or _LEADS.fullmatch(text[:size])) and is_name(rest))
            or (field == "level" and scope_of(rest) is not None and len(rest) <= _LONGEST_LEVEL)
            or (
                field == "employer"
                and text[:size] != "学校"
                and organisation_likelihood(rest) >= _SURELY
            )
            or (field in _DATED and _begins_with_date(rest))
            or (field == "location" and _PLACE.match(rest) is not None)
            or (text[:size] in _OCCUPATION and _OCCUPATION_NAME.fullmatch(rest) is not None)
            or (field == "activity_title" and text[:size].endswith("名称") and _NAMED.match(rest))
        )
        if fits:
            start = first + size + len(text[size:]) - len(text[size:].lstrip())
            end = len(cell.line.text)
            return [_labelled(text[:size], (Slice(cell, start, end),), inline=False)]
        if field in _OF_PERSONS and text[:size].endswith("名"):
            pair = _name_and_next(cell, first, size)
            if pair:
                return pair
    return []


def _name_and_next(cell: Cell, first: int, size: int) -> list[Labelled]:
    """Read 「姓名张三部门护理系」, a row of two labels of which no gap is left."""
    text, begin = cell.line.text, first + size
    for end in range(begin + 2, min(begin + 5, len(text))):
        if name_likelihood(text[begin:end]) < _BETWEEN_LABELS:
            continue
        for stop in range(min(end + 4, len(text) - 1), end + 1, -1):
            if any_field(squeeze(text[end:stop])) is not None:
                return [
                    _labelled(text[first:begin], (Slice(cell, begin, end),), inline=False),
                    _labelled(text[end:stop], (Slice(cell, stop, len(text)),), inline=False),
                ]
    return []


def _begins_with_date(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and found[0].start == 0 and found[0].year_given


def _labelled(label: str, slices: tuple[Slice, ...], *, inline: bool) -> Labelled:
    key = squeeze(re.sub(r"[:：﹕_*★·•]", "", label))
    field = label_fields().get(key, "none")
    return Labelled(field, key, join_slices(slices), inline, label.strip())
