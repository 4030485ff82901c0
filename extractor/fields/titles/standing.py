"""Find names of trainings apart from sentences: on a line of their own, over the page, as meant.

What stands below 「has completed the course」, what a heading is called, and what heading a
sentence means; with what both this and the sentences need: a clause, and a candidate in it.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import has_label, is_label
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.trimming import (
    PAIRS,
    SHORTEST,
    quotation,
    stripped,
    unquoted,
)
from extractor.language.dates import find_dates
from extractor.language.hours import find_hours
from extractor.language.organisations import organisation_likelihood
from extractor.language.pipeline import matches
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

QUOTED_TRUST = 0.88
SENTENCE_TRUST = 0.86
_IS_SENTENCE = re.compile(r"^(?:兹|今有|现有|特此)|特此证明|[,，;；。].*[,，;；。]")
"""「兹有我校学生…,于…,特此证明」 ends like a heading and is none."""
WHOLE_BODY = 0.9
_HEADING_TRUST = 0.7
_MEANT_TRUST = 0.9
_THIS_ONE = re.compile(
    r"(?:参加|完成)了?(?:本[期次届]|此次|该[期次])(?P<what>[㐀-鿿]{2,8}?)(?=[,，。;；]|的)"
)
CLAUSE_END = re.compile(r"[，,。；;！!]|(?<![A-Za-z])\.(?=\s|$)")
ANY_MEETING = re.compile(
    r"(?:线[上下]|云端?|在线|网络|视频|学术|专题|专家|国际|全国|教学|教研|教育|高端|系列)*"
    r"(?:会议|研讨会|交流会|报告会|讲座|论坛|峰会|年会|大会|活动)"
)
"""「线上学术会议」 over 「邀请函」 says what sort of meeting it is."""
_SUFFIX = re.compile(
    r"^(?:高级|专题|骨干)?(?:研修班|培训班|学习班|进修班|提高班|训练营|集训营|工作坊|培训项目|研修项目|"
    r"培训课程|课程|培训|研修|学习|项目|活动|会议|论坛|讲座|研讨会|年会|大会)"
)
_HOLDER_PENDING = re.compile(
    r"(?:由|经|受)[^。；;]{2,40}(?:主办|举办|组织|承办|协办|委托|指导|支持)$"
)
"""Who held it is still being listed: 「由甲主办,乙承办的…」."""
_GIVEN_BY = re.compile(
    r"(?:开设|举办|组织|主办|开展|提供|推出)的(?:以下|下列)?(?:(?:在线|开放|网络|线上|慕课|公开|精品|选修|必修|培训)*课程)?[:：]?$"
)
"""「完成某某大学在本平台开设的」: what it gave is called on the next line."""
_WRAPS = re.compile(r"(?:\b(?:to|of|and|for|in|the|with|on|a|an|from)|[:,&–-])\s*$")
"""An English title whose line ends in the middle of a phrase."""
_BARE_LEAD = re.compile(
    r"(?:completed|attended|participated in|participation in|completion of|completing|attending)"
    r"(?:\s+[a-z][\w-]*|\s+\d[\w.-]*|\s+CPD)*\s*:?$"
)
_TUITION = re.compile(r"\bhours?\s+of\s+[a-z]+\s+(?:in|on|for)\s*:?$")
"""「completed 45 hours of tuition in」: what was taught stands on the next line."""
_COURSE_LEAD = re.compile(
    r"(?:参加|完成|修完|学完|修习|修读|学习)[^，,。;；]{0,40}(?:课程|慕课|培训班?|研修班?|项目|讲座|活动)[:：]?$"
)
"""「完成某大学开设的在线课程」: its name is quoted on the next line."""

_FOLLOWING = re.compile(
    r"(?:参[加与]|完成|修[完读习毕]|学[完习]|接受)了?(?:由?[^,，。;；:：]{0,20}的)?(?:下列|以下|下述|如下)(?:[㐀-鿿]{0,6})(?:课程|培训|项目|活动|研修|进修|讲座)"
)
"""「参加下列课程的学习,共计120学时:」: the course stands on a line of its own below."""
_IN_ENGLISH_TOO = re.compile(r"\s*[(（][A-Za-z][^㐀-鿿]*[)）]?\s*$")
_LISTS_NEXT = re.compile(r"\s*(?:\d{1,2}[.、．)）]|[一二三四五六]、|[①②③④])")
_ENDS_OPEN = re.compile(r"(?:(?:召开|举办|举行|开展|主办)的|(?:出席|参加)了?)$")
_MARKED_MEETING = re.compile(r"[“《「][^“”《》「」]{4,60}(?:会|论坛|讲座|沙龙|班|活动|大赛)[”》」]")
_BELOW_TRUST = 0.88


def referred_to(leaf: Leaf) -> list[Candidate]:
    """Return the heading that a sentence means with 「参加本期暑期学校」."""
    found = []
    for passage in leaf.passages:
        for meant in _THIS_ONE.finditer(passage.text):
            for heading in find_headings(leaf):
                text = heading.text
                if text.endswith(meant["what"]) and len(text) > len(meant["what"]) + SHORTEST:
                    span = unquoted(text, 0, len(text))
                    found.append(title_at(heading, span, _MEANT_TRUST, "heading:meant"))
    return found


def marked_below(leaf: Leaf) -> list[Candidate]:
    """Return a meeting in marks on a line of its own, below 「…在某某市召开的」."""
    return [
        title_at(below, (1, len(below.text) - 1), _BELOW_TRUST, "meeting:next-line")
        for above, below in pairwise(leaf.passages)
        if _ENDS_OPEN.search(above.text) and _MARKED_MEETING.fullmatch(below.text)
    ]


def following(leaf: Leaf) -> list[Candidate]:
    """Return the one course below a sentence that ends in a colon: 「参加下列课程的学习,…:」."""
    found = []
    for above, below, after in zip(
        leaf.passages, leaf.passages[1:], [*leaf.passages[2:], None], strict=False
    ):
        leads = _FOLLOWING.search(above.text) and above.text.rstrip().endswith((":", "："))
        text = _IN_ENGLISH_TOO.sub("", below.text)
        listed = any(one and _LISTS_NEXT.match(one.text) for one in (below, after))
        plain = not (has_label(below.text) or CLAUSE_END.search(text) or find_dates(text))
        if leads and plain and not listed and has_chinese(text) and len(text) > SHORTEST:
            span = unquoted(text, 0, len(text))
            found.append(title_at(below, span, _BELOW_TRUST, "sentence:following"))
    return found


def from_next_line(leaf: Leaf) -> list[Candidate]:
    """Return the name that stands on a line of its own below 「has completed the course」."""
    found = []
    for passage, beneath, after in zip(
        leaf.passages, leaf.passages[1:], [*leaf.passages[2:], None], strict=False
    ):
        text, below = passage.text, beneath
        if after is not None and has_chinese(text) and not has_chinese(below.text):
            passage, below = beneath, after  # its English line stands between
        cue = next(
            (
                c
                for c in matches(text, "activity")
                if c.label == "attend" and c.end >= len(text) - 1
            ),
            None,
        )
        named = _COURSE_LEAD.search(text) and re.match(r"[《“「]", below.text)
        taught = _TUITION.search(text)
        lead = cue or named or taught or _BARE_LEAD.search(text) or _GIVEN_BY.search(text)
        near = 0 <= below.box.top - passage.box.bottom <= 3.5 * below.height
        if lead is None or not near or has_label(below.text):
            continue
        if not taught and any(hours.end >= len(text) - 1 for hours in find_hours(text)):
            continue  # 「and has attended 30 contact hours」: who signs stands below
        if after is not None and (_WRAPS.search(below.text) or _is_wrapped(below, after)):
            below = below if find_dates(after.text) else join_cells((*below.cells, *after.cells))
        below = _before_label(below)
        begin, end = clause_from(below.text, 0, set())
        quoted = quotation(below.text, begin, end)
        span = quoted or unquoted(below.text, *stripped(below.text, begin, end))
        if organisation_likelihood(below.text[slice(*span)]) >= WHOLE_BODY:
            continue  # who signs, where the name stands on the line before
        trust = QUOTED_TRUST if named else SENTENCE_TRUST
        found.append(title_at(below, span, trust, "next-line"))
    return found


def _before_label(passage: Passage) -> Passage:
    """Return a passage up to the first cell that is a label: 「…大会 / 时间  5月20日」."""
    first, *rest = passage.cells
    own = (first, *takewhile(lambda cell: not is_label(cell.line.text), rest))
    return passage if len(own) == len(passage.cells) else join_cells(own)


def _is_wrapped(line: Passage, after: Passage) -> bool:
    """Tell whether a centred name goes on in a shorter centred line of the same type below it."""
    apart = abs(line.box.centre[0] - after.box.centre[0])
    step = after.box.top - line.box.top
    alike = 0.8 <= after.height / line.height <= 1.25
    return (
        alike
        and 0 < step <= 2 * line.height
        and apart <= 0.01
        and after.box.left > line.box.left
        and has_chinese(after.text)
        and not has_label(after.text)
        and CLAUSE_END.search(after.text) is None
    )


def clause_from(text: str, start: int, stops: set[int]) -> tuple[int, int]:
    """Return the clause that begins at `start`; marks inside quotes do not end it."""
    closing: list[str] = []
    dated = {i for date in find_dates(text) for i in range(date.start, date.end)}
    for index in range(start, len(text)):
        char = text[index]
        if index in dated:
            continue  # the comma of 「July 5, 2021」 ends nothing
        if closing and char == closing[-1]:
            closing.pop()
        elif char in PAIRS and PAIRS[char] in text[index + 1 :]:
            closing.append(PAIRS[char])
        elif closing or _HOLDER_PENDING.search(text[start:index]):
            continue
        elif CLAUSE_END.match(text, index) or index in stops - {start}:
            return start, index
    return start, len(text)


def title_at(passage: Passage, span: tuple[int, int], trust: float, method: str) -> Candidate:
    """Return the candidate for a name at a place of a passage."""
    start, end = span
    return Candidate("activity_title", passage.text[start:end], trust, passage, start, end, method)


def from_headings(leaf: Leaf) -> list[Candidate]:
    """Return a name read off the heading: 「2021年骨干教师培训班结业证书」."""
    found = []
    for passage in find_headings(leaf):
        text = passage.text
        if _IS_SENTENCE.search(text):
            continue
        for cue in matches(text, "activity"):
            if cue.label == "title_word" and cue.end >= len(text) - 1:
                # of 「救护员培训证书」 the training is the name, not the first word of the paper
                of_name = text[cue.start :].startswith("培训") and not text[: cue.start].endswith(
                    "培训"
                )
                end = cue.start + (2 if of_name else 0)
                span = unquoted(text, 0, end)
                if span[1] - span[0] >= 6 and organisation_likelihood(text) < 0.5:
                    found.append(title_at(passage, span, _HEADING_TRUST, "heading"))
        suffix = re.search(_SUFFIX.pattern[1:] + r"(?:[(（][^()（）]{1,8}[)）])?$", text)
        named = suffix and suffix.start() >= SHORTEST and not ANY_MEETING.fullmatch(text)
        if named and len(text) < 45:
            span = unquoted(text, 0, len(text))
            found.append(title_at(passage, span, _HEADING_TRUST - 0.02, "heading:suffix"))
    # 「“国培计划(2021)”——」 over the rest: the rest alone is no whole name
    wholes = [str(c.value) for c in found if "——" in str(c.value)]
    return [c for c in found if not any(w != c.value and w.endswith(str(c.value)) for w in wholes)]
