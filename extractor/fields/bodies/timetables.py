"""Tell the lines of a timetable from those in which a body signs."""

from __future__ import annotations

import re

from extractor.fields.bodies.two_lines import WHOLE_NAME
from extractor.fields.candidates import Leaf
from extractor.language.organisations import organisation_likelihood

_OF_A_DAY = re.compile(
    r"\s*(?:(?:\d{1,2}\s?月\s?)?\d{1,2}\s?[日号]|第[一二三四五六七]天|[上下中]午|早上|晚上|当晚|晚间|\d{1,2}\s?[:：]\s?\d{2})"
    r"(?:\s?[(（][^()（）]{1,8}[)）])?(?:[上下中]午|早上|晚上?|全天)?(?:\s?\d{1,2}\s?[:：]\s?\d{2})?"
    r"\s*[-—–~至到:：]?\s*(?=[㐀-鿿])"
)
"""「14日 分组研讨、离会」, 「下午 参观某某学院」: an item of a timetable."""
_ONLY_A_DAY = re.compile(
    r"\s*(?:\d{1,2}\s?[/.月-]\s?\d{1,2}\s?[日号]?|\d{1,2}\s?[日号]|第[一二三四五六七]天|(?:星期|周)[一二三四五六日天])?"
    r"\s*(?:[(（][^()（）]{1,8}[)）])?\s*(?:[上下中]午|早上|晚上?|全天)?\s*"
    r"(?:\d{1,2}\s?[:：]\s?\d{2}(?:\s*[-—–~至到]+\s*\d{1,2}\s?[:：]\s?\d{2})?)?\s*"
)
"""「09/16」, 「9月16日上午」, 「14:30—16:00」, 「第二天」 in the first column of a timetable"""


def is_of_a_day(text: str) -> bool:
    """Tell whether a line says what is done on a day; whoever signs may stand behind theirs."""
    day = _OF_A_DAY.match(text)
    return day is not None and organisation_likelihood(text[day.end() :]) < WHOLE_NAME


def beside_days(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the cells behind a day without its year, or an hour: 「09/16 | 专题报告、总结会」.

    They are items of a timetable; whoever signs has the year beside the name.
    """
    return {
        cell.key for row in leaf.rows if _ONLY_A_DAY.fullmatch(row[0].line.text) for cell in row[1:]
    }
