"""Read the head of a newspaper's page: its name, and its number counted from the first issue."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.publications.stacked_names import stacked_name
from extractor.passages import Passage, join_cells

_TOP = 0.2
"""Of the page's height: so far down its head reaches."""
_SHEET = (
    r"(?:第?\s?[A-Da-d]?\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s?版|[A-D][0-9]{1,2}|0[1-9])"
)
"""「第3版」, 「B2」, 「04」: which of its sheets a page is."""
_NAME = re.compile(
    rf"\s*(?:{_SHEET}[\s·•|｜/／]+)?《?(?P<j>[㐀-鿿]{{1,10}}(?:教育|教师|教学|学生|学习|[日晚时周导]|青年|少年|科技|科学|文化|语文|英语|数学)报)》?"
    rf"(?:[\s·•|｜/／]+{_SHEET})?\s*"
)
_TOLD = re.compile(
    r"国内统一(?:连续出版物|刊)号|(?<!总)第\s?[0-9]{3,5}\s?期|"
    r"(?:19|20)[0-9]{2}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日"
)
"""What stands beside the name of a newspaper."""
_GAP = re.compile(r"(?<![0-9版\s])(?:\s{2,}|\u3000)")
"""Between the name and what else the line tells: 「B2  某某教师报」 has its sheet before it."""
_NUMBER = re.compile(
    r"(?:国内统一(?:连续出版物|刊)号|星期[一二三四五六日天]).{0,40}?(?<!总)第\s?(?P<i>[0-9]{3,5})\s?期|"
    r"邮发代号\s?[:：]?\s?[0-9]{1,2}\s?[-–—－]\s?[0-9×xX*]{1,4}\s*第\s?(?P<p>[0-9]{3,5})\s?期|"
    r"月\s?[0-9]{1,2}\s?日\s*第\s?(?P<d>[0-9]{3,5})\s?期|"
    r"总第\s?(?P<t>[0-9]{3,5})\s?期\s*今日\s?[一二三四五六七八九十0-9]{1,3}\s?版"
)
"""「2023年5月24日 第1873期」, 「总第4126期 今日八版」: only a newspaper counts so."""
_ALONE = re.compile(
    r"(?:总\s?)?第\s?([0-9]{3,5})\s?期"
    r"(?:[\s,，|｜·]*(?:(?:今日|本期|共)\s?[一二三四五六七八九十0-9]{1,3}\s?版|国内统一|邮发代号|CN\s?[0-9]|星期|"
    r"(?:本版)?(?:责任|执行)?(?:编辑|责编|主编|版式|校对|美编)\s?[:：/／]).*)?"
)
"""「第3412期 今日八版」, 「第3127期 国内统一连续出版物号:…」, 「第2107期 本版编辑:王小明」"""
_NAME_TRUST, _NUMBER_TRUST = 0.92, 0.9


def name_of_newspaper(leaf: Leaf) -> list[Candidate]:
    """Return `journal`: the name alone in a line of a head that tells the day or the number."""
    heads = _heads(leaf)
    told = {passage.page for passage in heads if _TOLD.search(passage.text)}
    return [
        Candidate(
            "journal",
            match["j"],
            _NAME_TRUST,
            passage,
            *_span_of(match["j"], passage),
            "journal:newspaper",
        )
        for passage in heads
        if passage.page in told and (match := _NAME.fullmatch(_GAP.split(passage.raw.strip())[0]))
    ][:1]


def number_of_newspaper(leaf: Leaf) -> list[Candidate]:
    """Return `issue`: 「国内统一连续出版物号… 第4128期」."""
    heads = _heads(leaf)
    told = [(passage, match) for passage in heads if (match := _NUMBER.search(passage.text))]
    stacked = [one for one in stacked_name(leaf) if str(one.value).endswith("报")]
    if not told and (stacked or name_of_newspaper(leaf)):
        # 「国内统一刊号:CN 34-0067 | 责编:王小明 | 第1482期」
        told = [(one, match) for one in heads if (match := _ALONE.fullmatch(one.text.strip()))]
    return [
        Candidate(
            "issue",
            match[match.lastindex or 0],
            _NUMBER_TRUST,
            passage,
            *match.span(match.lastindex or 0),
            "journal:newspaper",
        )
        for passage, match in told
    ][:1]


def _span_of(name: str, passage: Passage) -> tuple[int, int]:
    start = max(passage.text.find(name), 0)
    return start, start + len(name)


def _heads(leaf: Leaf) -> list[Passage]:
    return [join_cells((cell,)) for cell in leaf.cells if cell.box.centre[1] < _TOP]
