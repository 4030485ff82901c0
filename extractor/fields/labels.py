"""Find what a form says: a label such as 「姓名」 and the value beside, behind or below it.

The label words are data (`extractor/kinds/labels.yaml`). This module pairs labels with
values by their places; what a value means is decided by the finder of its field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.document import Box, Line, Word
from extractor.fields.label_words import (
    any_field,
    has_label,
    is_label,
    label_fields,
    label_patterns,
    squeeze,
)
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.passages import ONLY_DATE, Cell, Passage, Slice, join_slices, rows_of

_BEGINS_SENTENCE = re.compile(r"^\s*(?:特[发颁此]|兹|经考[核试]|准予|该同志|本证|此证)")
_UNKNOWN = re.compile(
    r"^[\s★·•*]*(?![各致]|尊敬|敬爱|亲爱)[\u4e00-\u9fff]{2,8}(?<!同志)(?<!老师)(?<!先生)(?<!女士)(?<!同学)(?<!学员)(?<!教师)[:：]"
)
_OTHER_LABEL = re.compile(r"^[\s★·•*]*[\u4e00-\u9fff]{2,14}[:：]")
"""A line with a label, known or not: the value above it is over."""
_GOES_ON = re.compile(r"[a-z]+[.,;]\s")
"""「contact hours. Each of the …」: a sentence whose first word could be a label."""
_ENDS_NAME = re.compile(
    r"(?:高级|骨干|专题)?(?:培训|研修|学习|进修|训练)?(?:班|项目|课程|活动|培训|研修)"
)
"""What is left of a course's name for its second line, and elsewhere a label: 「培训班」."""
_FEW_SIGNS = 2
_OPEN_BRACKET = re.compile(r"[(（][^()（）]*$")
_CLOSING = re.compile(r"([^()（）,，:：;；。]{1,16})[)）]")
_ADDRESS = re.compile(r"([\u3400-\u9fff()（）]{6,40})[:：]")
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_FAR = 0.2
_REACH_RIGHT = 0.5  # of the page's width, from a label to its value
_REACH_ALONE = 0.8  # where nothing else stands in the row: a list set to both edges
_REACH_DOWN = 3.2  # in label heights
_REACH_COLUMN = 0.15  # of the page's width: the lines of one cell, centred, begin this near
_ASTRIDE = 1.6  # in line heights: how far the lines of a value stand from a label beside its middle
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s?[、.．]\s*")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,9}(?:市|县|区|州|盟|大学|学院|中学|小学|宾馆|酒店|饭店|会议中心)"
)
_OCCUPATION = ("职业名称", "资格名称", "职称名称", "工种名称")
_OCCUPATION_NAME = re.compile(r"[\u4e00-\u9fff()（）]{2,14}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SINGLE = re.compile(r"^\s*[\u4e00-\u9fff]\s*$")
_HEAD_OF_LABEL = re.compile(r"^\s*[\u4e00-\u9fff][\u4e00-\u9fff\s]{0,3}(?=\s*[:：]|\s|$)")
_DATED = frozenset({"issue_date", "period", "start", "end", "none"})
_SURELY = 0.8
_CLOSE_LINES = 1.75  # in line heights, between the lines of one value
_TABLE_ROWS = 2
_LONGEST_LABEL = 20  # characters
_MOST_ROWS = 4  # lines that a value may wrap into
_WRAP_EDGE = 2.5  # in line heights: how near the edge a value must come to go on below


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


def read_labels(cells: tuple[Cell, ...], kind: str = "") -> tuple[Labelled, ...]:
    """Return every labelled value on a page, in reading order; empty blanks are left out.

    The fields are those that the labels announce on a document of the kind.
    """
    rows = tuple(_closed_up(row) for row in rows_of(cells))
    cells = tuple(cell for row in rows for cell in row)
    found: list[Labelled] = []
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            found.extend(_read_cell(cell, row[position + 1 :], rows[number + 1 :], cells))
    fields = label_fields(kind)
    return tuple(replace(one, field=fields.get(one.label, one.field)) for one in found)


def _closed_up(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row in which a label that was set wide is whole again: 「姓」 and 「名:张三」."""
    closed: list[Cell] = []
    for cell in row:
        before = closed[-1] if closed else None
        if before is not None and _SINGLE.match(before.line.text):
            head = _HEAD_OF_LABEL.match(cell.line.text)
            if head and is_label(before.line.text.strip() + head.group()):
                closed[-1] = _joined(before, cell)
                continue
        closed.append(cell)
    return tuple(closed)


def _joined(left: Cell, right: Cell) -> Cell:
    a, b = left.line, right.line
    gap = Word(" ", Box(a.box.right, a.box.top, max(a.box.right, b.box.left), a.box.bottom), 1.0)
    line = Line(
        f"{a.text} {b.text}",
        a.box.union(b.box),
        min(a.confidence, b.confidence),
        (*a.words, gap, *b.words),
        b.origin,
    )
    return replace(right, line=line, box=left.box.union(right.box))


def _read_cell(
    cell: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Labelled]:
    inline, whole = label_patterns()
    text = cell.line.text
    only = whole.match(text)
    address = _ADDRESS.fullmatch(text.strip())
    if address and not only and organisation_likelihood(address[1]) >= _SURELY:
        return []  # 「某某学院:」 is whom a letter is to
    if only:
        if _translates_label(cell, cells):
            return []
        value = _neighbour(cell, right, below, cells)
        return [_labelled(only["label"], value, inline=False)] if value else []
    marks = [mark for mark in inline.finditer(text) if not _ends_other_label(text, mark)]
    # 「学习课程:公需科目:…」: what looks like a second label begins the first one's value
    marks = [m for i, m in enumerate(marks) if i == 0 or m.start() > marks[i - 1].end()]
    unknown = _UNKNOWN.match(text)
    if unknown and not any(mark.start() < unknown.end() for mark in marks):
        return _read_unknown(cell, unknown, right, below, cells)
    if not marks:
        return [_with_flush_end(one, cells) for one in _read_colonless(cell, cells)]
    found = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        end = after.start() if after else len(text)
        part = _trimmed(Slice(cell, mark.end(), end))
        if part is not None and not after and _read_twice(part, right):
            part = _whole(right[0])
        if part is not None:
            left = cell.line.span_box(mark.start(), mark.end()).left
            slices = _with_continuation(part, cell, left, cells)
            found.append(_labelled(mark["label"], tuple(slices), inline=True))
        elif not after:
            value = _neighbour(cell, right, below, cells)
            if value:
                found.append(_labelled(mark["label"], value, inline=False))
    return found


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
    part = _trimmed(Slice(cell, label.end(), len(cell.line.text)))
    value = (part,) if part else _neighbour(cell, right, below, cells)
    return [Labelled("none", label.group(), join_slices(value), inline=True)] if value else []


def _translates_label(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a Latin label stands under a Chinese one, whose value is beside that."""
    if re.search(r"[\u4e00-\u9fff]", cell.line.text):
        return False
    return any(
        0 < cell.box.top - other.box.top <= 2.2 * max(cell.box.height, other.box.height)
        and other.box.left - 0.02 <= cell.box.centre[0]
        and cell.box.left <= other.box.right
        and re.search(r"[\u4e00-\u9fff]", other.line.text)
        and has_label(other.line.text)
        for other in cells
    )


def _ends_other_label(text: str, mark: re.Match[str]) -> bool:
    """Tell whether the label is the end of a longer one that is not known (「获奖单位:」)."""
    before = text[: mark.start()].strip(" ★·•*")
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,6}", before)) and not is_name(before)


def _with_second_line(part: Slice, label: Cell, cells: tuple[Cell, ...]) -> tuple[Slice, ...]:
    """Return a value with its second line, which begins right under the first."""
    start = part.cell.line.span_box(part.first, part.last).left
    for cell in cells:
        step = cell.box.top - label.box.top
        if (
            0.6 * label.box.height < step <= _CLOSE_LINES * label.box.height
            and abs(cell.box.left - start) <= 0.6 * label.em
            and _alike(cell, label)
            and not has_label(cell.line.text)
            and not ONLY_DATE.match(cell.line.text)
            and not _labelled_by_another(cell, label, cells)
        ):
            return part, Slice(cell, 0, len(cell.line.text))
    return (part,)


def _read_colonless(cell: Cell, cells: tuple[Cell, ...] = ()) -> list[Labelled]:
    """Read 「姓名 张三」: a label at the start, a gap, and a value."""
    text = cell.line.text
    gap = re.search(r"(?<=\S)\s+(?=\S)", text)
    while gap:
        if is_label(text[: gap.start()]):
            part = _trimmed(Slice(cell, gap.end(), len(text)))
            if part is not None and not is_label(part.text) and not _is_prose(part.text):
                slices = _with_second_line(part, cell, cells)
                return [_labelled(text[: gap.start()], slices, inline=False)]
        gap = re.compile(r"(?<=\S)\s+(?=\S)").search(text, gap.end())
    return _read_run_together(cell)


def _is_prose(text: str) -> bool:
    """Tell whether what stands behind an English word goes on as a sentence or ends one."""
    return bool(_GOES_ON.match(text) or re.fullmatch(r"[A-Z]?[a-z]+\.", text.strip()))


def _with_flush_end(one: Labelled, cells: tuple[Cell, ...]) -> Labelled:
    """Return a value set to the right edge with the few signs that went to its second line."""
    last = one.value.cells[-1]
    below = [
        cell
        for cell in cells
        if 0.6 * last.box.height < cell.box.top - last.box.top <= _CLOSE_LINES * last.box.height
        and abs(cell.box.right - last.box.right) <= 0.6 * last.em
        and cell.box.left > last.box.centre[0]
        and not re.search(r"[:：]", cell.line.text)
        and not _labelled_by_another(cell, last, cells)
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
    for size in range(min(6, len(text) - 2), 1, -1):
        field = any_field(squeeze(text[:size]))
        rest = text[size:].strip()
        fits = (
            (field == "holder_name" and is_name(rest))
            or (field == "employer" and organisation_likelihood(rest) >= _SURELY)
            or (field in _DATED and _begins_with_date(rest))
            or (field == "location" and _PLACE.match(rest) is not None)
            or (text[:size] in _OCCUPATION and _OCCUPATION_NAME.fullmatch(rest) is not None)
        )
        if fits:
            start = first + size + len(text[size:]) - len(text[size:].lstrip())
            end = len(cell.line.text)
            return [_labelled(text[:size], (Slice(cell, start, end),), inline=False)]
    return []


def _begins_with_date(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and found[0].start == 0 and found[0].year_given


def _labelled(label: str, slices: tuple[Slice, ...], *, inline: bool) -> Labelled:
    key = squeeze(re.sub(r"[:：﹕_*★·•]", "", label))
    field = label_fields().get(key, "none")
    return Labelled(field, key, join_slices(slices), inline, label.strip())


def _trimmed(part: Slice) -> Slice | None:
    text = part.text
    head = len(text) - len(text.lstrip(" \t_＿　.。:："))
    body = text.rstrip(" \t_＿　")
    if len(body) <= head:
        return None
    return Slice(part.cell, part.first + head, part.first + len(body))


def _neighbour(
    label: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> tuple[Slice, ...]:
    """Return the value to the right of a label that fills its cell, or else below it."""
    astride = _astride(label, right, cells) if not right or has_label(right[0].line.text) else []
    flush = _flush_below(label, right, below)
    beside = astride or ([flush] if flush else _beside(label, right, below, cells))
    if beside:
        return tuple(part for part in map(_whole, beside) if part is not None)
    if _heads_a_table(label, below):
        return ()
    for row in below[:2]:
        for cell in row:
            step = cell.box.top - label.box.bottom
            if step > _REACH_DOWN * label.box.height or has_label(cell.line.text):
                continue
            middle = cell.box.centre[0]
            aligned = (
                label.box.left - 0.02 <= middle <= label.box.right + 0.02
                or cell.box.left <= label.box.centre[0] <= cell.box.right
            )
            if aligned:
                part = _whole(cell)
                return (part,) if part else ()
    return ()


def _flush_below(
    label: Cell, right: tuple[Cell, ...], below: tuple[tuple[Cell, ...], ...]
) -> Cell | None:
    """Return the line right under a label whose row goes on only far away: 「证书编号:」."""
    far = not right or right[0].box.left - label.box.right > _FAR
    if not far or not label.line.text.rstrip().endswith((":", "：")):
        return None
    for cell in below[0] if below else ():
        near = cell.box.top - label.box.bottom <= label.box.height
        flush = abs(cell.box.left - label.box.left) <= 0.6 * label.em
        if near and flush and not has_label(cell.line.text):
            return cell
    return None


def _whole(cell: Cell) -> Slice | None:
    return _trimmed(Slice(cell, 0, len(cell.line.text)))


def _beside(
    label: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Cell]:
    """Return the lines of the value to the right of a label, from top to bottom.

    The value of a table cell may have several lines, with the label at their middle or
    at the first; they share their left edge and stand closer than the rows do.
    """
    first = right[0] if right else _first_to_the_right(label, below)
    if first is None or has_label(first.line.text):
        return []
    alone = len(right) <= 1
    if first.box.left - label.box.right > (_REACH_ALONE if alone else _REACH_RIGHT):
        return []
    column = [
        cell
        for cell in cells
        if (
            abs(cell.box.left - first.box.left) <= 0.6 * first.em
            or abs(cell.box.right - first.box.right) <= 0.6 * first.em
            or (
                abs(cell.box.centre[0] - first.box.centre[0]) <= 0.6 * first.em
                and not _LATIN_WORD.search(cell.line.text + first.line.text)
            )
        )
        and _alike(cell, first)
        and (not has_label(cell.line.text) or _ENDS_NAME.fullmatch(cell.line.text.strip()))
        and not _labelled_by_another(cell, label, cells)
    ]
    column.sort(key=lambda cell: cell.box.top)
    lines = [first]
    for cell in (c for c in column if c.box.top > first.box.top):
        if cell.box.top - lines[-1].box.top <= _CLOSE_LINES * lines[-1].box.height:
            lines.append(cell)
    for cell in reversed([c for c in column if c.box.top < first.box.top]):
        if lines[0].box.top - cell.box.top <= _CLOSE_LINES * cell.box.height:
            lines.insert(0, cell)
    return lines


def _alike(cell: Cell, other: Cell) -> bool:
    """Tell whether two lines are of one size; the box of a sign or two measures otherwise."""
    loose = min(len(cell.line.text.strip()), len(other.line.text.strip())) <= _FEW_SIGNS
    low, high = (0.6, 1.67) if loose else (0.75, 1.33)
    return low <= cell.box.height / other.box.height <= high


def _astride(label: Cell, right: tuple[Cell, ...], cells: tuple[Cell, ...]) -> list[Cell]:
    """Return a value of two lines to the right of a label that stands between them.

    `right` is what stands in the label's row; the next label there ends the value's cell.
    """
    middle = label.box.centre[1]
    beyond = right[0].box.left if right else 1.0
    near = [
        cell
        for cell in cells
        if 0 <= cell.box.left - label.box.right <= _REACH_RIGHT
        and cell.box.right <= beyond
        and abs(cell.box.centre[1] - middle) <= _ASTRIDE * max(cell.box.height, label.box.height)
        and not is_label(cell.line.text)
        and not _labelled_by_another(cell, label, cells)
    ]
    first = min((cell.box.left for cell in near), default=0.0)
    near = sorted((c for c in near if c.box.left - first <= _REACH_COLUMN), key=lambda c: c.box.top)
    if len(near) != 2 or not near[0].box.centre[1] < middle < near[1].box.centre[1]:
        return []
    return near


def _labelled_by_another(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a cell has a label of its own to its left."""
    return any(
        other.key not in (label.key, cell.key)
        and other.box.left < cell.box.left
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.6 * cell.box.height
        and (has_label(other.line.text) or _in_column_of(label, other))
        and not _translates(other, label)
        for other in cells
    )


def _in_column_of(label: Cell, cell: Cell) -> bool:
    """Tell whether a cell stands under or over a label as the labels of a form do."""
    flush = abs(cell.box.left - label.box.left) <= 0.5 * label.em
    alike = 0.75 <= cell.box.height / label.box.height <= 1.33
    return flush and alike and len(cell.line.text.strip()) <= _LONGEST_LABEL


def _translates(cell: Cell, label: Cell) -> bool:
    """Tell whether a Latin label stands right below a Chinese one and means the same."""
    below = 0 < cell.box.top - label.box.top <= 2.6 * label.box.height
    beneath = abs(cell.box.left - label.box.left) <= 2 * label.em
    chinese = re.compile(r"[\u4e00-\u9fff]")
    translated = chinese.search(label.line.text) and not chinese.search(cell.line.text)
    return below and beneath and bool(translated)


def _heads_a_table(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a label has a column of several values below it: none is the value."""
    column: list[Cell] = []
    under = (
        cell
        for row in below[:4]
        for cell in row
        if cell.box.left <= label.box.right
        and cell.box.right >= label.box.left
        and cell.box.top - label.box.bottom <= 8 * label.box.height
    )
    for cell in under:
        if has_label(cell.line.text):
            break  # the next label with its own value below it: a list, not a table
        column.append(cell)
    alike = [cell for cell in column if 0.6 <= cell.box.height / label.box.height <= 1.6]
    return len(alike) >= _TABLE_ROWS


def _first_to_the_right(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> Cell | None:
    """Return a value centred between a Chinese label and its English line below."""
    for row in below[:1]:
        for cell in row:
            if (
                cell.box.left >= label.box.right
                and cell.box.top < label.box.bottom + 0.3 * label.box.height
            ):
                return cell
    return None


def _rest_of_bracket(part: Slice, cells: tuple[Cell, ...]) -> Slice | None:
    """Return what closes on the next line a bracket of running text: 「(单位:某某中/学)」."""
    text = part.cell.line.text
    before = text[: part.first]
    if not _OPEN_BRACKET.search(before) or re.search(r"[)）]", text[part.first :]):
        return None
    for cell in cells:
        step = cell.box.top - part.cell.box.top
        near = 0.6 * part.cell.box.height < step <= 2.2 * part.cell.box.height
        closing = _CLOSING.match(cell.line.text)
        if near and closing and cell.box.left <= part.cell.box.left + part.cell.em:
            return Slice(cell, 0, closing.end(1))
    return None


def _with_continuation(
    part: Slice, label: Cell, left: float, cells: tuple[Cell, ...]
) -> list[Slice]:
    """Return the value behind a colon with the lines that it wraps into.

    They begin under the value or under its label, whose left edge is `left`, stand as
    close as lines of one text do, and have no label of their own.
    """
    slices = [part]
    rest = _rest_of_bracket(part, cells)
    if rest is not None:
        return [part, rest]
    right_edge = max((cell.box.right for cell in cells), default=part.cell.box.right)
    start = part.cell.line.span_box(part.first, part.last).left
    edges = (start, left, label.box.left)
    followers = sorted(
        (cell for cell in cells if cell.box.top > label.box.centre[1]), key=lambda c: c.box.top
    )
    for cell in followers:
        last = slices[-1].cell
        step = cell.box.top - last.box.top
        if step > 2.2 * last.box.height or len(slices) > _MOST_ROWS:
            break
        alike = 0.75 <= cell.box.height / last.box.height <= 1.33
        aligned = any(abs(cell.box.left - edge) <= 1.5 * last.em for edge in edges)
        if not (alike and aligned) or _labelled_by_another(cell, label, cells):
            continue
        text = cell.line.text
        if has_label(text) or _OTHER_LABEL.match(text) or ONLY_DATE.match(text):
            break
        listing = slices[-1].text.rstrip().endswith(("、", ",", "，"))
        full = last.box.right >= right_edge - _WRAP_EDGE * last.em
        if not (full or listing or step <= _CLOSE_LINES * last.box.height):
            break
        if _BEGINS_SENTENCE.match(cell.line.text):
            break
        slices.append(Slice(cell, 0, len(cell.line.text)))
    return slices
