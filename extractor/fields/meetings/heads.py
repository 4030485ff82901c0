"""Call a meeting as the head of its letter does, which may say more of its name than the text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.meetings.places import EVENT
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, join_cells

OF_ITS_HEAD = "meeting:of-its-head"
"""How a meeting was named whose society's name a sentence and the line over the heading have."""
BY_SENTENCE = frozenset({"meeting:held", "meeting:attend", "meeting:will"})
"""Ways that take a name out of a sentence, where it may go on or begin before."""
_ROUND_BELOW = re.compile(r"\s*[(（]第[\d一二三四五六七八九十]{1,3}[届期次][)）]\s*")
"""「某某成长论坛」 over 「(第七届)」, set in a line of its own"""
_ASKS = re.compile(r"关于|召开|举[办行]|主办|邀请|参[加会]")
"""What a heading asks or tells before a name, of which it is no part."""
_HAN, _LATIN = re.compile(r"[㐀-鿿]"), re.compile(r"[A-Za-z]{4}")
_LEAST_LEAD = 2
"""「邀」 over 「请函」 is no beginning, nor is the name in English."""
_EITHER, _BODY = 0.88, 0.8
_AT_HEAD = 0.8
_WHOLE_NAME = re.compile(rf"[^。;；,，:：]{{8,40}}{EVENT}")
_OCCASION = re.compile(
    r"(?:建校|建园|建院|建馆|建会|建所|成立|创办|创建|创立|办学|办园|诞辰|校庆|院庆|园庆|开园|开馆)"
    r"[一二三四五六七八九十百\d]{1,5}周年(?:纪念|庆典|庆祝|华诞)?\s*$"
)
_NEXT_LINE = 2.2
_HEAD_LINES = 3
OF_A_ROUND = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[届期次]|(?:19|20)\d\d年?(?=[㐀-鿿])")
"""「第三届某某片区寄宿制学校」 over 「管理经验交流会」: how no body's name begins."""


def as_its_head_has_it(told: Candidate, leaf: Leaf) -> Candidate:
    """Return a name as the finders' own word, which two lines of the head have between them.

    「某某职业教育集团」 over 「2019年年会」, and in the text 「某某职业教育集团2019年年会定于…」.
    """
    name = str(told.value)
    for above, below in pairwise(leaf.cells):
        lines = (above.line.text.strip(), below.line.text.strip())
        if "".join(lines) == name and organisation_likelihood(lines[0]) >= _BODY:
            return replace(told, method=OF_ITS_HEAD)
    return told


def with_its_beginning(chosen: Candidate, headings: list[Candidate]) -> Candidate:
    """Return a name that a sentence tells as the head has it, with more before it.

    「第六届某某研讨会」, 「某某学习班暨某某学术会议」 heads what the text calls by its last part.
    """
    name = str(chosen.value)
    if chosen.method not in BY_SENTENCE:
        return chosen
    for one in headings:
        lead = str(one.value).removesuffix(name)
        if (
            lead in ("", str(one.value))
            or len(_HAN.findall(lead)) < _LEAST_LEAD
            or _LATIN.search(lead)
            or organisation_likelihood(lead) >= _BODY
            or _ASKS.search(lead)
        ):
            continue
        return replace(one, trust=min(one.trust, _EITHER), method=OF_ITS_HEAD)
    return chosen


_SECOND = re.compile(r"暨[㐀-鿿\d“”\"()（）《》·]{4,40}(?:会|班|坛|赛|周|活动|仪式)")


def with_its_round(chosen: Candidate, leaf: Leaf) -> Candidate:
    """Return a meeting's name with 「(第七届)」, which its heading sets in a line below it."""
    name = str(chosen.value)
    for above, below in pairwise(leaf.cells):
        if above.line.text.strip() == name and _ROUND_BELOW.fullmatch(below.line.text):
            return _over_two_lines(chosen, above, below, chosen.trust)
    return chosen


def with_its_second(chosen: Candidate, leaf: Leaf) -> Candidate:
    """Return a meeting's name with 「暨某某培训班」, which its heading sets in a line below it."""
    name = str(chosen.value)
    for above, below in pairwise(leaf.cells):
        near = 0 < below.box.top - above.box.top <= _NEXT_LINE * below.box.height
        second = _SECOND.fullmatch(below.line.text.strip())
        if above.line.text.strip() == name and second and near:
            return _over_two_lines(chosen, above, below, _EITHER)
    return chosen


def with_its_occasion(chosen: Candidate, leaf: Leaf) -> Candidate:
    """Return a meeting's name with the anniversary in the line above it, which it is held for.

    「某某师范学校建校六十周年」 over 「学前教育发展论坛」.
    """
    name = str(chosen.value)
    for above, below in pairwise(leaf.cells):
        near = 0 < below.box.top - above.box.top <= _NEXT_LINE * below.box.height
        centred = abs(above.box.centre[0] - below.box.centre[0]) <= below.em
        if (
            below.line.text.strip() == name
            and near
            and centred
            and _OCCASION.search(above.line.text)
        ):
            return _over_two_lines(chosen, above, below, _EITHER)
    return chosen


def _over_two_lines(chosen: Candidate, above: Cell, below: Cell, trust: float) -> Candidate:
    """Return a name that two lines tell."""
    whole = join_cells((above, below))
    return replace(
        chosen, value=whole.text, passage=whole, start=0, end=len(whole.text),
        trust=min(chosen.trust, trust),
    )  # fmt: skip


def of_a_round(leaf: Leaf) -> list[Candidate]:
    """Return the line at the head that is wholly a meeting's name with its round or its year.

    「第六届某某论坛」 over 「嘉宾 | 张三」: the word that says what it is may stand in the margin.
    """
    return [
        Candidate("activity_title", text, _AT_HEAD, line, 0, len(line.text), "meeting:round")
        for line in leaf.lines[:_HEAD_LINES]
        if (text := line.text.strip())
        and OF_A_ROUND.match(text)
        and _WHOLE_NAME.fullmatch(text)
        and organisation_likelihood(text) < _BODY
    ][:1]
