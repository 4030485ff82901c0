"""Find what a transcript tells beside its table: of which class it is, and the result of all."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.trimming import is_title

_CLASS_OF = re.compile(
    r"(?:系|为|是)[^,，。;；“”《》]{0,16}[“《](?P<t>[^“”《》]{4,40}(?:班|项目|培训|研修|课程))[”》](?:的)?(?:学员|学生)"
)
"""「张三系“2018级公共理论课程班”学员」"""
_HEADED = re.compile(
    r"(?P<t>[^,，。:：]{4,40}?(?:培训|研修|进修|轮训|集训|班))(?:学员|班级)?"
    r"(?:结业|结班|考核|考试|学习|测试|课程){0,3}成绩(?:单|表|证明书?|[㐀-鿿]{2}[单表]|通知书?)"
)
"""「消防设施操作员(中级)岗前培训考核成绩表」"""
_TRUST, _HEADED_TRUST = 0.9, 0.84
_OF_HOURS = frozenset({"学时", "课时"})
_HOURS_TRUST = 0.88
"""What is called the hours of all may be one line of a table."""
_OF_ALL = re.compile(r"^(?:结业|毕业|综合|最终|总评|鉴定)|(?:鉴定|结论)$")
"""「结业鉴定」 beside a table is no result of a course."""


def class_attended(leaf: Leaf) -> list[Candidate]:
    """Return the class whose marks a transcript tells, where no label does."""
    if leaf.labels("activity_title"):
        return []
    return [
        Candidate("activity_title", match["t"], _TRUST, passage, *match.span("t"), "class-of")
        for passage in leaf.passages
        for match in _CLASS_OF.finditer(passage.text)
    ][:1]


def class_in_heading(leaf: Leaf) -> list[Candidate]:
    """Return the training that heads its marks: 「某某岗前培训考核成绩表」."""
    return [
        Candidate("activity_title", match["t"], _HEADED_TRUST, passage, *match.span("t"), "heading")
        for passage in find_headings(leaf)
        if (match := _HEADED.fullmatch(passage.text)) and is_title(match["t"])
    ][:1]


def of_the_whole(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return what every kind may have without what is told of a single course only.

    A sum without its column may be one of credits; a result stands behind a colon, where a
    table has its own column of results.
    """
    kept = []
    results = [
        one.value for one in leaf.labels("result") if one.inline or _OF_ALL.search(one.label)
    ]
    for one in general:
        if one.name == "hours":
            told = one.unit in _OF_HOURS and one.method.startswith("hours:")
            kept += [replace(one, trust=min(one.trust, _HOURS_TRUST))] if told else []
        elif one.name != "result" or any(one.passage is value for value in results):
            kept.append(one)
    return kept
