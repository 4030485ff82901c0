"""How a value goes on below its first line: under it, under its label, in the next row."""

from __future__ import annotations

import re

from extractor.fields.labels.ends import ValueEnd
from extractor.fields.labels.nearby import TITLES, alike, labelled_by_another
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
    any_field,
    has_label,
    squeeze,
)
from extractor.paragraphs import ONLY_DATE
from extractor.passages import Cell, Slice

_OTHER_LABEL = re.compile(r"^[\s★·•*]*[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,13}\s?[:：]")
"""A line with a label, known or not (「版 本 号:」): the value above it is over."""
_TITLE_LABEL = re.compile(r"([㐀-鿿]{2,10})[:：]")
_INDENT = 1.6
"""Signs by which the second line of a title may begin to the right of the first."""
_ONLY_NUMBER = re.compile(r"^[^\d,，。:：]{0,12}[(（〔\[]\d{4}[)）〕\]][^\d,，。:：]{0,6}\d+\s?号$")
"""「某教训(2019)骨字第052号」, which is nobody's value but the paper's own number."""
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
            and alike(cell, label)
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


def _title_in_next_row(cell: Cell, label: Cell, start: float, cells: tuple[Cell, ...]) -> bool:
    """Tell whether the title behind a label goes on in a line as far below as the next row is.

    「课题名称:…」 over its second line, and that as far over 「承担单位:…」.
    """
    title = _TITLE_LABEL.match(squeeze(label.line.text))
    step = cell.box.top - label.box.top
    if title is None or any_field(title[1]) not in TITLES:
        return False
    indented = -0.6 * label.em <= cell.box.left - start <= _INDENT * label.em
    return indented and not is_another_value(cell.line.text.strip()) and any(
        abs(other.box.left - label.box.left) <= 0.6 * label.em
        and abs(other.box.top - cell.box.top - step) <= 0.2 * step
        and _OTHER_LABEL.match(other.line.text)
        for other in cells
    )  # fmt: skip


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
        if not (aligned and alike(cell, last)) or labelled_by_another(cell, label, cells):
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
