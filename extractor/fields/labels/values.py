"""Where the value of a label stands: beside it, below it, in lines of its own.

Places alone decide here; which words are labels is told by `words`, what a label means
and how it is read from a line by `form`.
"""

from __future__ import annotations

import re

from extractor.fields.labels.ends import ValueEnd, trimmed, whole
from extractor.fields.labels.rests import (
    BEGINS_SENTENCE,
    CLAUSE_END,
    CLOSE_LINES,
    WRAP_EDGE,
    begins_with_label,
    is_another_value,
    is_centred_rest,
    rest_of_line,
)
from extractor.fields.labels.words import (
    IN_LETTERS,
    any_field,
    has_label,
    is_label,
    labels_in,
    squeeze,
    starts_with_label,
)
from extractor.language.names import is_name
from extractor.paragraphs import ONLY_DATE
from extractor.passages import Cell, Slice

_OTHER_LABEL = re.compile(r"^[\s★·•*]*[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,13}\s?[:：]")
"""A line with a label, known or not (「版 本 号:」): the value above it is over."""
_TITLE_LABEL = re.compile(r"([㐀-鿿]{2,10})[:：]")
_TITLES = frozenset({"activity_title", "work_title"})
"""What 「课题名称」 and 「论文题目」 stand before, whose values are long."""
_INDENT = 1.6
"""Signs by which the second line of a title may begin to the right of the first."""
_OF_PERSONS = frozenset({"holder_name", "leader", "authors"})
_ONLY_NUMBER = re.compile(r"^[^\d,，。:：]{0,12}[(（〔\[]\d{4}[)）〕\]][^\d,，。:：]{0,6}\d+\s?号$")
"""「某教训(2019)骨字第052号」, which is nobody's value but the paper's own number."""
_ENDS_NAME = re.compile(
    r"(?:高级|骨干|专题)?(?:培训|研修|学习|进修|训练)?(?:班|项目|课程|活动|培训|研修)"
)
"""What is left of a course's name for its second line, and elsewhere a label: 「培训班」."""
_DAY = re.compile(r"(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]")
_HOURS = re.compile(r"\d\s*(?:学时|课时|学分)")
_SHORT_OF = 8.0
"""Signs that may be left blank at the end of a line that is full."""
_IN_FIGURES = re.compile(r"[\u4e00-\u9fff]{2,6}\s+\d[\d/.]*\s?(?:%|分|学时|课时)?\s*")
"""「必修 14/14」 is told by itself and is no value's second line."""
_ONLY_ENGLISH = re.compile(r"[A-Z][A-Za-z,&’'()-]*(?: [A-Za-z,&’'()-]+){2,}")
_ENDS_IN_CHINESE = re.compile(r"[\u3400-\u9fff)）”》]\s*$")
"""A line of English below it translates it."""
_NEXT_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.．、](?!\d))"
)
_ONLY_FIGURE = re.compile(r"\d{1,4}(?:\.\d)?\s*(?:学时|课时|学分|分|小时|天)?")
_ITEM_NUMBER = re.compile(r"\s*[(（]?\d{1,2}[)）.．、]?\s*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEW_SIGNS = 3
_SHORTEST_VALUE = 3
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_BULLET = re.compile(r"\s*[★•●■◆▲◇※►▶▪]")
_FAR = 0.2
_REACH_RIGHT = 0.5  # of the page's width, from a label to its value
_REACH_ALONE = 0.8  # where nothing else stands in the row: a list set to both edges
_REACH_DOWN = 3.2  # in label heights
_REACH_COLUMN = 0.15  # of the page's width: the lines of one cell, centred, begin this near
_ASTRIDE = 1.6  # in line heights: how far the lines of a value stand from a label beside its middle
_CLOSER = 0.85  # of the step to the next row: the lines of one value stand closer
_NEXT_ROW = 3.0  # in line heights, between two rows of a form
_TABLE_ROWS = 2
_ROW_STEP = 1.6  # of the distance between head and first row
_LONGEST_LABEL = 20  # characters
_RUNNING_TEXT = 0.6  # of the page's width: no cell of a column is as wide
_MOST_ROWS = 4  # lines that a value may wrap into


def with_second_line(part: Slice, label: Cell, cells: tuple[Cell, ...]) -> tuple[Slice, ...]:
    """Return a value with its second line, which begins right under the first or its label.

    Under the middle of a title that fills its line the rest may be centred.
    """
    box = part.cell.line.span_box(part.first, part.last)
    start = box.left
    for cell in cells:
        step = cell.box.top - label.box.top
        if (
            0.6 * label.box.height < step <= CLOSE_LINES * label.box.height
            and (
                abs(cell.box.left - start) <= 0.6 * label.em
                or _wraps_to_label(cell, label, cells)
                or is_centred_rest(cell, box, label, cells)
            )
            and _alike(cell, label)
            and not has_label(cell.line.text)
            and not begins_with_label(cell.line.text)
            and not ONLY_DATE.match(cell.line.text)
            and not labelled_by_another(cell, label, cells)
        ):
            return part, Slice(cell, 0, len(cell.line.text))
    return (part,)


def _wraps_to_label(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a line at the left edge of a full one goes on with its value.

    What begins as a sentence, a label or words and a gap is the next line of the form.
    """
    edge = max(other.box.right for other in cells)
    text = cell.line.text.strip()
    return (
        abs(cell.box.left - label.box.left) <= 0.6 * label.em
        and label.box.right >= edge - WRAP_EDGE * label.em
        and not (BEGINS_SENTENCE.match(text) or _OTHER_LABEL.match(text) or re.search(r"\s", text))
    )


def neighbour(
    label: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> tuple[Slice, ...]:
    """Return the value to the right of a label that fills its cell, or else below it."""
    if _BULLET.match(label.line.text) and right and _BULLET.match(right[0].line.text):
        return _right_below(label, below)  # two items beside one another, each over its value
    if right and (first := _before_next_label(right[0])) is not None:
        return (first,) if right[0].box.left - label.box.right <= _REACH_RIGHT else ()
    has_colon = label.line.text.rstrip().endswith((":", "："))
    columns = len(right) > 1 and not _names_somebody(label, right[0])
    columns = columns and all(_heads_a_table(head, below) for head in (label, *right[:2]))
    if columns and not has_colon:
        return ()  # the heads of columns, of which no list knows the second
    astride = _astride(label, right, cells) if not right or has_label(right[0].line.text) else []
    flush = _flush_below(label, right, below)
    beside = astride or ([flush] if flush else _beside(label, right, below, cells))
    if beside:
        return tuple(part for part in map(whole, beside) if part is not None)
    if _heads_a_table(label, below):
        return ()
    return _right_below(label, below)


def _right_below(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> tuple[Slice, ...]:
    """Return what stands in one of the next two rows under a label, if it is no label itself."""
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
                part = whole(cell)
                return (part,) if part else ()
    return ()


def _names_somebody(label: Cell, beside: Cell) -> bool:
    """Tell whether a person's name stands beside a person's label: 「作 者 | 张三 | 单位 | …」."""
    text = beside.line.text
    of_persons = any_field(squeeze(label.line.text).strip(":：")) in _OF_PERSONS
    return of_persons and is_name(text) and not has_label(text)


def _before_next_label(cell: Cell) -> Slice | None:
    """Return the value in a line that goes on with a label: 「某某医院 职称:主治医师」."""
    mark = next(labels_in(cell.line.text), None)
    if mark is None or mark.start() < _SHORTEST_VALUE:
        return None
    if not re.search(r"\s$", cell.line.text[: mark.start("label")]):
        return None
    return trimmed(Slice(cell, 0, mark.start("label")))


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
        and cell.box.left >= label.box.right - 2 * first.em
        and (not has_label(cell.line.text) or _ENDS_NAME.fullmatch(cell.line.text.strip()))
        and not labelled_by_another(cell, label, cells)
        and (cell is first or not _is_numbered(cell, label, cells))
    ]
    column.sort(key=lambda cell: cell.box.top)
    lines = [first]
    for cell in (c for c in column if c.box.top > first.box.top):
        close = cell.box.top - lines[-1].box.top <= CLOSE_LINES * lines[-1].box.height
        if close or _fills_next_row(cell, lines[-1], label, cells):
            lines.append(cell)
    for cell in reversed([c for c in column if c.box.top < first.box.top]):
        low = min(cell.box.height, lines[0].box.height)  # a heading stands further off
        if lines[0].box.top - cell.box.top > CLOSE_LINES * low:
            continue
        if _ends_value_above(cell, lines[0], label, cells):
            break
        lines.insert(0, cell)
    return lines


def _ends_value_above(cell: Cell, below: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a line stands closer to the value of the label above than to the one below.

    The second line of a title over 「课题编号 | X」.
    """
    step = below.box.top - cell.box.top
    return any(
        0 < cell.box.top - above.box.top <= _CLOSER * step
        and abs(above.box.left - cell.box.left) <= above.em
        and labelled_by_another(above, label, cells)
        for above in cells
        if above.page == cell.page
    )


def _is_numbered(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a cell is a row of a numbered list: 「4 | 李四」 over 「角色 | 参与人」."""
    return any(
        other.page == cell.page
        and label.box.left <= other.box.right <= cell.box.left
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.5 * cell.box.height
        and _ITEM_NUMBER.fullmatch(other.line.text)
        for other in cells
    )


def _fills_next_row(cell: Cell, above: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a title goes on in the next row of a form, which has no label of its own.

    The row below, as far off, has its label and its value again; a label may be unread, so what
    looks like another field's value goes on with nothing.
    """
    text = cell.line.text.strip()
    if any_field(squeeze(label.line.text).strip(":：")) not in _TITLES:
        return False
    if is_another_value(text):
        return False
    step = cell.box.top - above.box.top
    return step <= _NEXT_ROW * cell.box.height and any(
        abs(other.box.left - label.box.left) <= 0.6 * label.em
        and abs(other.box.top - cell.box.top - step) <= 0.2 * step
        and has_label(other.line.text)
        and any(
            abs(value.box.left - above.box.left) <= above.em
            and abs(value.box.centre[1] - other.box.centre[1]) <= 0.5 * other.box.height
            for value in cells
        )
        for other in cells
    )


def _title_in_next_row(cell: Cell, label: Cell, start: float, cells: tuple[Cell, ...]) -> bool:
    """Tell whether the title behind a label goes on in a line as far below as the next row is.

    「课题名称:…」 over its second line, and that as far over 「承担单位:…」.
    """
    title = _TITLE_LABEL.match(squeeze(label.line.text))
    step = cell.box.top - label.box.top
    if title is None or any_field(title[1]) not in _TITLES:
        return False
    indented = -0.6 * label.em <= cell.box.left - start <= _INDENT * label.em
    return indented and not is_another_value(cell.line.text.strip()) and any(
        abs(other.box.left - label.box.left) <= 0.6 * label.em
        and abs(other.box.top - cell.box.top - step) <= 0.2 * step
        and _OTHER_LABEL.match(other.line.text)
        for other in cells
    )  # fmt: skip


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
        and not labelled_by_another(cell, label, cells)
    ]
    first = min((cell.box.left for cell in near), default=0.0)
    near = sorted((c for c in near if c.box.left - first <= _REACH_COLUMN), key=lambda c: c.box.top)
    if len(near) != 2 or not near[0].box.centre[1] < middle < near[1].box.centre[1]:
        return []
    return near


def labelled_by_another(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
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
    if squeeze(cell.line.text).strip(":：") in IN_LETTERS:
        return False
    translated = _HAN.search(label.line.text) and not _HAN.search(cell.line.text)
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
        if cell.box.width > _RUNNING_TEXT:
            break  # a line of text below the only row
        if has_label(cell.line.text) or starts_with_label(cell.line.text):
            break  # the next label with its own value below it: a list, not a table
        if column and cell.box.top - column[-1].box.bottom > _ROW_STEP * max(
            column[-1].box.top - label.box.bottom, label.box.height
        ):
            break  # rows follow one another at one distance; a signature stands apart
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


def _stands_over_day(cell: Cell, cells: list[Cell]) -> bool:
    below = next((one for one in cells if one.box.top > cell.box.centre[1]), None)
    return below is not None and ONLY_DATE.match(below.line.text) is not None


def with_continuation(
    part: Slice,
    label: Cell,
    left: float,
    cells: tuple[Cell, ...],
    end: ValueEnd = ValueEnd.WITH_LINE,
) -> list[Slice]:
    """Return the value behind a colon with the lines that it wraps into.

    One that ends before a gap goes on in a column of its own, if at all.

    They begin under the value or under its label, whose left edge is `left`, stand as
    close as lines of one text do, and have no label of their own.
    """
    slices = [part]
    if _ONLY_FIGURE.fullmatch(part.text.strip()):
        return slices
    rest = rest_of_line(part, cells, ends_line=end is ValueEnd.WITH_LINE)
    if rest is not None:
        return [part, rest]
    right_edge = max((cell.box.right for cell in cells), default=part.cell.box.right)
    start = part.cell.line.span_box(part.first, part.last).left
    edges = (start,) if end is ValueEnd.BEFORE_GAP else (start, left, label.box.left)
    followers = sorted(
        (cell for cell in cells if cell.box.top > label.box.centre[1]), key=lambda c: c.box.top
    )
    for cell in followers:
        last = slices[-1].cell
        step = cell.box.top - last.box.top
        over = slices[-1].text.rstrip().endswith("。")
        if over or step > 2.2 * last.box.height or len(slices) > _MOST_ROWS:
            break
        aligned = any(abs(cell.box.left - edge) <= 1.5 * last.em for edge in edges)
        if not (aligned and _alike(cell, last)) or labelled_by_another(cell, label, cells):
            continue
        text = cell.line.text
        if has_label(text) or any(p.match(text) for p in (_OTHER_LABEL, ONLY_DATE, _ONLY_NUMBER)):
            break
        listing = slices[-1].text.rstrip().endswith(("、", ",", "，"))
        full = last.box.right >= right_edge - WRAP_EDGE * last.em
        close = step <= CLOSE_LINES * last.box.height
        # whoever signs stands over the day
        close = close and not _stands_over_day(cell, followers)
        if not (full or listing or close or _title_in_next_row(cell, label, start, cells)):
            break
        free = end is ValueEnd.AT_LABEL or abs(cell.box.left - start) <= 1.5 * last.em
        if not (free or listing or last.box.right >= right_edge - _SHORT_OF * last.em):
            break  # who begins under the label had no room left in the line above
        if (
            BEGINS_SENTENCE.match(text)
            or _IN_FIGURES.fullmatch(text)
            or (_ONLY_ENGLISH.fullmatch(text) and _ENDS_IN_CHINESE.search(slices[-1].text))
            or _NEXT_ITEM.match(text)
            or any(fact.search(text) and not fact.search(part.text) for fact in (_DAY, _HOURS))
        ):
            break
        clause = CLAUSE_END.search(text)
        if clause is not None and "。" in text:
            # the label stands in running text: its value ends with the clause
            if last.box.right >= right_edge - WRAP_EDGE * last.em and clause.start():
                slices.append(Slice(cell, 0, clause.start()))
            break
        slices.append(Slice(cell, 0, len(cell.line.text)))
    return slices
