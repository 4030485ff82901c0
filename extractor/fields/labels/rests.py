"""The rest of a value of running text: what closes its bracket or its clause on the next line."""

from __future__ import annotations

import re

from extractor.document import Box
from extractor.fields.labels.words import any_field, has_label, squeeze
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, Slice

BEGINS_SENTENCE = re.compile(
    r"^\s*(?:特[发颁此]|兹|经(?:[考审评培]|编委|编辑|专家|初审|复审|终审|外审|同行|研究|我|本刊)|上述(?:稿件|论文|文章|课题|项目)|本(?:通知|函|证明)|准予|授予|[该此](?:同志|学员|教师|老师|生|员)|本证|此证|您|你[于在自]|"
    r"[于在自](?:19|20|[二一][〇○零])|参加|完成|[甲乙丙]方(?![(（:：])|双方|"
    r"(?:Offered|Organi[sz]ed|Held|Hosted|Provided|Presented|Delivered|Conducted|Issued|Awarded|"
    r"Taught) (?:by|at|in|on|through)\b)"
)
CLAUSE_END = re.compile(r"[,，。;；]")
_IN_CLAUSE = re.compile(r"(?:证明|证实|兹有|今有|现有|[,，。;；)）]).{0,12}$")
"""Before a label that stands in a sentence."""
_PARAGRAPH = 3.0
"""Signs by which the first line of a paragraph may be indented."""
_LONGEST_REST = 16
_LAST_SIGNS = re.compile(r"\s*(?P<w>[\u3400-\u9fffA-Za-z0-9（）()、]{1,10})\s*[。.;；]\s*")
_OPEN_BRACKET = re.compile(r"[(（][^()（）]*$")
_CLOSING = re.compile(r"([^()（）,，:：;；。]{1,16})[)）]")
_SORT_OF_LABEL = re.compile(
    r"(?:名称|编号|级别|类别|类型|等级|单位|学校|部门|人|时间|日期|年月|期限|周期|地点|形式|方式|学科|成员)$"
)
_LABEL_SIZES = range(4, 8)
_A_BODY = 0.8
CLOSE_LINES = 1.75  # in line heights, between the lines of one value
WRAP_EDGE = 2.5  # in line heights: how near the edge a value must come to go on below


def rest_of_line(part: Slice, cells: tuple[Cell, ...], *, ends_line: bool) -> Slice | None:
    """Return what of a value stands on the next line, None where nothing says that it goes on."""
    rest = _rest_of_bracket(part, cells)
    if rest is None and ends_line:
        return _rest_of_clause(part, cells) or _last_signs(part, cells)
    return rest


def _last_signs(part: Slice, cells: tuple[Cell, ...]) -> Slice | None:
    """Return the few signs with which an indented paragraph ends: 「会议地点:…二楼报告/厅。」."""
    cell = part.cell
    edge = max(other.box.right for other in cells)
    full = cell.box.right >= edge - WRAP_EDGE * cell.em
    if not full or "。" in part.text or part.text.rstrip().endswith((",", "，", ";", "；")):
        return None
    for below in cells:
        step = below.box.top - cell.box.top
        near = 0.6 * cell.box.height < step <= CLOSE_LINES * cell.box.height
        indented = -_PARAGRAPH * cell.em <= below.box.left - cell.box.left <= -0.6 * cell.em
        last = _LAST_SIGNS.fullmatch(below.line.text)
        begins = last is None or has_label(last["w"]) or BEGINS_SENTENCE.match(last["w"])
        if near and indented and last and not begins:
            return Slice(below, last.start("w"), last.end("w"))
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


def _rest_of_clause(part: Slice, cells: tuple[Cell, ...]) -> Slice | None:
    """Return the rest of a clause of running text: 「兹证明张三,单位:某某市第/二中学,于…」.

    The next line of an indented paragraph begins to the left of the line with the label.
    """
    cell = part.cell
    edge = max(other.box.right for other in cells)
    before, open_end = cell.line.text[: part.first], CLAUSE_END.search(part.text) is None
    full = cell.box.right >= edge - WRAP_EDGE * cell.em
    if not (full and open_end and _IN_CLAUSE.search(before)):
        return None
    for below in sorted(cells, key=lambda one: one.box.top):
        step = below.box.top - cell.box.top
        if not 0.6 * cell.box.height < step <= CLOSE_LINES * cell.box.height:
            continue
        flush = -_PARAGRAPH * cell.em <= below.box.left - cell.box.left <= 0.6 * cell.em
        clause = CLAUSE_END.search(below.line.text)
        if not flush or clause is None or not 0 < clause.start() <= _LONGEST_REST:
            return None
        rest = below.line.text[: clause.start()]
        broken = has_label(below.line.text) or BEGINS_SENTENCE.match(rest)
        return None if broken else Slice(below, 0, clause.start())
    return None


def is_another_value(text: str) -> bool:
    """Tell whether a line looks like the value of a field whose label was not read."""
    body = organisation_likelihood(text) >= _A_BODY
    return body or is_name(text) or re.search(r"\d", text) is not None


def begins_with_label(text: str) -> bool:
    """Tell whether a line is a label and its value, of which the gap was lost: 「课题级别区级」."""
    signs = squeeze(text)
    return any(
        size < len(signs)
        and _SORT_OF_LABEL.search(signs[:size])
        and any_field(signs[:size]) is not None
        for size in _LABEL_SIZES
    )


def is_centred_rest(cell: Cell, value: Box, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether the rest of a title stands under its middle: 「…引入大课」 over 「间的研究」.

    The title's line is among the widest of the page, and the line below none of another field.
    """
    return (
        abs(cell.box.centre[0] - (value.left + value.right) / 2) <= label.em
        and cell.box.width < value.width
        and value.right >= max(other.box.right for other in cells) - WRAP_EDGE * label.em
        and not is_another_value(cell.line.text.strip())
        and not re.search(r"\s", cell.line.text.strip())
    )
