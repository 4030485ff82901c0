"""Where in its line the value of a label begins and ends: at a bracket, a mark, the next label."""

from __future__ import annotations

import re
from enum import Enum, auto

from extractor.passages import Cell, Slice

_GAP = 1.2
"""Signs wide: from here on a gap parts a value from the next label in its line."""
TRANSLATED_LEAD = re.compile(
    r"(?:/\s*)?"
    r"(?:Full |ID |Certificate |Issue |Training |Study |Skill |Course )?(?:Name|Number|No\.?|Type|"
    r"Unit|Affiliation|Institution|Organi[sz]ation|Employer|School|Occupation|Job|Level|Title|Date|"
    r"Period|Hours|Sex|Gender|Result|Assessment|Grade|Programme|Program|Course|Code|Issued|ID|Mode)"
    r"(?:\s+of\s+[A-Z][a-z]+)?\s*[:：]?\s+(?=\S)"
)
"""「Name」 behind 「姓名」"""
_HAN = re.compile(r"[\u4e00-\u9fff]")


class ValueEnd(Enum):
    """Where in its line a value ends: with it, before a gap and a label, or right at a label."""

    WITH_LINE = auto()
    BEFORE_GAP = auto()
    AT_LABEL = auto()


def trimmed(part: Slice) -> Slice | None:
    """Return a part of a line without blanks and marks at its ends; None if nothing is left."""
    text = part.text
    head = len(text) - len(text.lstrip(" \t_＿　.。:："))
    body = text.rstrip(" \t_＿　")
    if len(body) <= head:
        return None
    return Slice(part.cell, part.first + head, part.first + len(body))


def whole(cell: Cell) -> Slice | None:
    """Return all of a line as a value; None if it is blank."""
    return trimmed(Slice(cell, 0, len(cell.line.text)))


def without_translation(part: Slice | None, label: str) -> Slice | None:
    """Return the value of 「姓名 Name 张三」 without the label's other language."""
    if part is None or not _HAN.search(label):
        return part
    lead = TRANSLATED_LEAD.match(part.text)
    if lead is None or lead.end() >= len(part.text):
        return part
    return trimmed(Slice(part.cell, part.first + lead.end(), part.last))


_MORE_BEHIND = 3
"""Signs behind a closing bracket from which the sentence goes on there."""


def within_bracket(part: Slice | None, before: str) -> Slice | None:
    """Return a value to the end of the bracket in which its label stands: 「(主题:某某),时间…」.

    The bracket may have been opened in the line before.
    """
    if part is None:
        return part
    opened = len(re.findall(r"[(（]", before)) > len(re.findall(r"[)）]", before))
    depth = 1
    for at, sign in enumerate(part.text):
        depth += (sign in "(（") - (sign in ")）")
        if depth == 0:
            goes_on = opened or len(part.text) - at > _MORE_BEHIND
            if not goes_on:
                return part
            return trimmed(Slice(part.cell, part.first, part.first + at)) if at else None
    return part


def before_bracket(part: Slice | None) -> Slice | None:
    """Return a value without the bracket that the next label opens: 「X-12(发证日期:…)」."""
    if part is None or not part.text.endswith(("(", "（")):
        return part
    return trimmed(Slice(part.cell, part.first, part.last - 1))


def reaches_end(part: Slice, end: int) -> bool:
    """Tell whether a value goes to where it may: one in or before a bracket ends with it.

    So does one with a mark between it and the next label: 「(第一作者:张三;单位:…)」.
    """
    text = part.cell.line.text
    closed = end < len(text) and part.text.endswith((";", "；", "，", ",", "。"))
    return not closed and not re.search(r"[()（）]", text[part.last : end])


def end_of(cell: Cell, part: Slice, after: re.Match[str] | None) -> ValueEnd:
    """Return where a value ends in its line, in which the label `after` may come next."""
    if after is None:
        return ValueEnd.WITH_LINE
    value = cell.line.span_box(part.first, part.last)
    blank = len(after.group()) - len(after.group().lstrip())
    behind = cell.line.span_box(after.start() + blank, after.end())
    is_apart = blank > 1 or behind.left - value.right > _GAP * cell.em
    return ValueEnd.BEFORE_GAP if is_apart else ValueEnd.AT_LABEL
