"""Find of which of several winners an award is: of whoever is spoken to, or keeps this copy."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.names import is_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

PRIZE = r"(?:[一二三四壹贰叁1234]\s*等\s*奖|特\s*等\s*奖|优\s*秀\s*奖|优\s*胜\s*奖|金\s*奖|银\s*奖|铜\s*奖|第\s*[一二三四五六]\s*名|冠军|亚军|季军|鼓励奖|最佳[\u3400-\u9fff]{1,8}奖)"  # noqa: E501
"""A prize as it is called."""
_OWN_CLASS = re.compile(
    rf"(?:[你您](?!们的学生)|贵校教师|本人)[^。;；]{{0,60}}?(?:名列|荣\s*获|获评|获得|被?评为|被?授予|列为|位列|获)\s*(?P<p>{PRIZE})"
)
"""「…抄送获奖者张三:你在本次竞赛中名列二等奖」 below the list of all prizes"""
_RANKED_BY_NAME = re.compile(
    r"第(?P<r>[一二三四五六七八九十]{1,2}|\d{1,2})(?:作者|完成人|获奖人|参与人)[:：]?(?P<n>[\u3400-\u9fff]{2,4}?)"
    r"(?=收执|持有|保管|留存|[、,，;；。)）]|$)"
)
"""「第一作者张三收执,第二作者李四收执」"""
_BEARER = re.compile(
    r"(?:本证|此证|本份|此份)?(?:持有人|持证人|收执人|执有人)(?:为|系|是|[:：])?(?P<n>[\u3400-\u9fff]{2,4})(?=[。)）,，;；]|$)"
)
_TEACHER_WON = re.compile(
    rf"(?P<e>[\u3400-\u9fff]{{4,20}}?(?:学校|[中小大]学|学院|幼儿园|中心校?|医院|局|公司))?"
    rf"(?:教师|老师|职工|选手)(?P<n>[\u3400-\u9fff]{{2,4}}?)(?:同志|老师)?(?:荣获|获得?|被评为|喜获)了?{PRIZE}"
)
_BODY = 0.8


def is_own_prize(prize: Candidate) -> bool:
    """Tell whether a prize is what a sentence says that whoever is spoken to has won."""
    return any(
        match.start("p") <= prize.start and prize.end <= match.end("p")
        for match in _OWN_CLASS.finditer(prize.passage.text)
    )


def bearer(leaf: Leaf) -> Candidate | None:
    """Return who keeps this copy of a certificate made out to several: 「此为乙份,持有人张三」."""
    for passage in leaf.passages:
        for match in _BEARER.finditer(passage.text):
            if is_name(match["n"]):
                span = match.span("n")
                return Candidate("holder_name", match["n"], 0.92, passage, *span, "award:bearer")
    return None


def ranked_by_name(passage: Passage) -> list[re.Match[str]]:
    """Return where a passage tells the ranks of several by their names, nothing if of one."""
    ranked = list(_RANKED_BY_NAME.finditer(passage.text))
    return ranked if len({one["r"] for one in ranked}) > 1 else []


def rank_of_bearer(leaf: Leaf, passage: Passage, ranked: list[re.Match[str]]) -> list[Candidate]:
    """Return the rank of whoever keeps this copy, where a page tells the ranks of several."""
    keeper = bearer(leaf)
    own = [one for one in ranked if keeper is not None and one["n"] == keeper.value]
    rank = parse_number(own[0]["r"]) if own else None
    if rank is None:
        return []
    span = own[0].span("r")
    return [Candidate("holder_rank", Decimal(int(rank)), 0.92, passage, *span, "award:bearer")]


def told_winner(leaf: Leaf) -> list[Candidate]:
    """Return the one person whom a notice tells with the prize: 「某某中学教师 张三 获二等奖」."""
    won = [
        (match, passage)
        for passage in leaf.passages
        for match in _TEACHER_WON.finditer(passage.text)
        if is_name(match["n"])
    ]
    if len({match["n"] for match, _ in won}) != 1:
        return []
    match, passage = won[0]
    found = [Candidate("holder_name", match["n"], 0.9, passage, *match.span("n"), "award:winner")]
    if match["e"] and organisation_likelihood(match["e"]) >= _BODY:
        span = match.span("e")
        found.append(Candidate("employer", match["e"], 0.9, passage, *span, "before-name"))
    return found
