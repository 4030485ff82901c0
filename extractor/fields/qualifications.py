"""Find what a certificate of a qualification tells: which one, which grade, by which way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, agreed, from_label
from extractor.fields.quotes import quoted_in
from extractor.fields.titles.headings import find_headings
from extractor.language.dates import find_dates
from extractor.language.levels import grade_of
from extractor.passages import Passage, join_cells

_GAINED = re.compile(
    r"(?:取得|具备|获得|具有|授予|通过)\s*(?:了)?(?P<t>[^,，。;；:：]{2,36}?)\s*(?:专业技术职务任职资格|专业技术资格|任职资格|职业资格|执业资格|职业技能等级|上岗资格|(?<!职业)(?<!执业)(?<!上岗)资格|职称|等级)(?:证书)?"
)
_PASSED = re.compile(
    r"(?:参加|通过)[^。]{0,20}?(?P<t>(?:全国|国家)[^,，。;；]{4,30}?考试[^,，。;；]{0,16}?)(?=[,，。;；]|成绩|合格|$)"
)
_EXAM_HEAD = re.compile(
    r"(?P<t>(?:全国|国家)[\u3400-\u9fff（）()]{3,24}(?:等级考试|水平测试|考试)[\u3400-\u9fffA-Za-z（）()]{0,16}?)(?:合格证书|等级证书|成绩证书|证书|$)"
)
_GRADED = re.compile(r"(?:评审|评定|认定|等级|级别|为|取得|具备|任职|资格|职称)")
_REVIEWED = re.compile(r"评审|评委会|评审委员会|认定通过|考核认定|聘任")
_EXAMINED = re.compile(
    r"统一(?:组织的?)?考试|全国.{0,12}考试|考试合格|通过.{0,12}考试|以考代评|等级考试|准考证"
)
_MANDARIN = re.compile(r"(?:等级|水平)\s*(?:为|达到|达|[:：])?\s*([一二三]级[甲乙]等)")
_NAMED_NUMBER = re.compile(
    r"([\u3400-\u9fff]{4,14}证书?)(?:编码|编号|号码|号)\s*[:：]?\s*([A-Za-z0-9][A-Za-z0-9-]{6,29})"
)
"""「医师执业证书编码:…」 beside the number of another certificate"""
_PAPER = re.compile(r"(?:通知|告知|证明|证)[书单]?")
"""「任 职 资 格  通知书」 is what the page is called."""
_OWN_LINE = re.compile(r"(?!专业技术人员)[\u3400-\u9fff()（）]{2,16}(?:职业|执业)资格")
"""The qualification's name on a line of its own below what the paper is called."""
_SHORTEST = 2


def find_qualification(leaf: Leaf) -> list[Candidate]:
    """Return the qualification's name, its grade and whether it came by examination or review."""
    return [
        *_title(leaf),
        *_level(leaf),
        *_mode(leaf),
        *_mandarin(leaf),
        *_own_number(leaf),
        *_approval(leaf),
    ]


def _own_number(leaf: Leaf) -> list[Candidate]:
    """Return the number whose label repeats what the page is called, where others stand by it."""
    heads = [re.sub(r"\s", "", passage.text) for passage in find_headings(leaf)]
    found = [
        Candidate(
            "certificate_number", match[2], 0.95, passage, *match.span(2), "qualification:number"
        )
        for passage in (join_cells((cell,)) for cell in leaf.cells)
        if (match := _NAMED_NUMBER.search(passage.text))
        and any(head.endswith(match[1]) for head in heads)
    ]
    return found if len(found) == 1 else []


def _approval(leaf: Leaf) -> list[Candidate]:
    """Return the number of the notice that the qualification was approved by."""
    return [
        replace(from_label("document_number", one, 0.92), value=re.sub(r"\s", "", one.value.text))
        for one in leaf.labels("document_number")
        if any(char.isdigit() for char in one.value.text)
    ][:1]


def _title(leaf: Leaf) -> list[Candidate]:
    labelled = [from_label("activity_title", one, 0.96) for one in leaf.labels("activity_title")]
    found = [
        c
        for c in labelled
        if len(str(c.value)) >= _SHORTEST
        and not _is_signed(c)
        and not _PAPER.fullmatch(str(c.value))
    ]
    found.extend(c for passage in leaf.passages for c in _gained(passage))
    found = found or [
        Candidate("activity_title", text, 0.85, passage, 0, len(passage.text), "qualification:line")
        for passage in (join_cells((cell,)) for cell in leaf.cells)
        if _OWN_LINE.fullmatch(text := passage.text.strip())
    ]
    chosen = agreed(found) or agreed(list(_examined(leaf)))
    return [chosen] if chosen else []


def _mandarin(leaf: Leaf) -> list[Candidate]:
    """Return the grade of a test of spoken Chinese (「二级甲等」) as the result."""
    if not any("普通话" in passage.text for passage in leaf.passages):
        return []
    found = [
        Candidate("result", match[1], 0.95, passage, *match.span(1), "qualification:mandarin")
        for passage in leaf.passages
        if (match := _MANDARIN.search(passage.text))
    ]
    return found[:1]


def _is_signed(candidate: Candidate) -> bool:
    """Tell whether the value is a signature: 「职称」 may stand in a stamp beside it."""
    return bool(find_dates(str(candidate.value)))


def _gained(passage: Passage) -> Iterator[Candidate]:
    for match in _GAINED.finditer(passage.text):
        named = quoted_in(match["t"])
        text = named[0].text if named else match["t"].strip('“”"《》 ')
        if len(text) >= _SHORTEST and not re.search(r"相应|本|该|规定|合格$", text):
            start = passage.text.find(text, match.start())
            end = start + len(text)
            yield Candidate(
                "activity_title", text, 0.93, passage, start, end, "qualification:gained"
            )


def _examined(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the examination that was passed, by the sentence or by the heading."""
    for passage in leaf.passages:
        match = _PASSED.search(passage.text)
        if match and not re.match(r"(?:全国|国家)统一", match["t"]):
            span = match.span("t")
            yield Candidate(
                "activity_title", match["t"], 0.88, passage, *span, "qualification:passed"
            )
    for passage in find_headings(leaf):
        match = _EXAM_HEAD.search(passage.text)
        if match:
            span = match.span("t")
            yield Candidate(
                "activity_title", match["t"], 0.85, passage, *span, "qualification:heading"
            )


def _level(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("level"):
        hit = grade_of(one.value.text)
        if hit:
            return [Candidate("level", hit[0], 0.96, one.value, hit[1], hit[2], "label:level")]
    found = []
    for passage in leaf.passages:
        hit = grade_of(passage.text)
        if hit and _GRADED.search(passage.text) and not _is_post(passage, hit[1]):
            found.append(
                Candidate("level", hit[0], 0.82, passage, hit[1], hit[2], "qualification:level")
            )
    chosen = agreed(found)
    return [chosen] if chosen else []


def _is_post(passage: Passage, at: int) -> bool:
    """Tell 「高级中学」 and 「高级人民法院」 from a grade."""
    return re.match(r"高级(?:中学|人民|法院|检察|技工学校|职业)", passage.text[at:]) is not None


def _mode(leaf: Leaf) -> list[Candidate]:
    """Return `exam` or `review`; where the page speaks of both, nothing."""
    hits: dict[str, Candidate] = {}
    for passage in leaf.passages:
        for mode, pattern in (("exam", _EXAMINED), ("review", _REVIEWED)):
            match = pattern.search(passage.text)
            if match:
                hits.setdefault(
                    mode, Candidate("mode", mode, 0.9, passage, *match.span(), "qualification:mode")
                )
    return list(hits.values()) if len(hits) == 1 else []
