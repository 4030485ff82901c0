"""Find as whose member somebody is invited: 「您所在的某某中心」, 「致:某某中学」, 「抄送:…」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, Passage, join_cells

KIND = "conference_invitation"
_BODY = 0.8
_AT_YOURS = re.compile(
    r"[您你](?:所在的?(?:工作)?(?:单位|学校)?|(?:任教|执教|任职|供职|就职|工作|服务)的(?:单位|学校)?)(?P<e>[㐀-鿿()（）]{4,30}?)"
    r"(?=[在已均也将对多长]|同意|[,，。;；“]|的)"
)
"""「您所在的某某中心在…方面的经验」, 「您所在单位某某中心已同意您参会」

「您任教的某某学校多年坚持…」
"""
_OF_WHICH = re.compile(
    r"[您你][^。;；:：“《]{2,40}[,，]\s?(?:所在|任教|执教|任职|供职|就职)的(?:单位|学校)?(?P<e>[㐀-鿿()（）]{4,30}?)"
    r"(?=[在已均也将对多长是]|[,，。;；“])"
)
"""「您长期从事一线教学,所在的某某小学在…方面形成了经验」"""
_HOUSES = (
    r"(?:学校|中学|小学|幼儿园|学院|大学|中心|医院|研究院|研究所|教研室|公司|职中|中专|技校|少年宫|"
    r"图书馆|博物馆|文化馆|[一二三四五六七八九十]中)"
)
_YOUR_DEEDS = re.compile(
    rf"[您你](?:长期|多年来?|一直|现|始终)?在(?P<e>(?![我本贵该此这])[㐀-鿿()（）]{{3,24}}?{_HOUSES})"
    r"(?:多年|长期|一直)?(?=开设|开发|创办|创建|任教|任职|从事|工作|坚持|推行|推进|探索|打造|耕耘|建立|带领)"
)
"""「您在某某小学开设的蜡染社团独具特色」; who holds a lesson there may be a guest."""
_HELLO = re.compile(
    rf"^\s?(?P<e>[㐀-鿿()（）]{{2,26}}?{_HOUSES})\s?[㐀-鿿·]{{2,8}}?"
    r"(?:同志|老师|先生|女士|副?教授|主任|校长|园长|博士|专家)\s?[,，!！]\s?(?:[您你]好|见字如面|展信佳)"
)
"""「某某学院张三老师,您好:」"""
_HELLO_TRUST = 0.88
_AT_HIS = re.compile(
    r"(?:^|[:：,，;；、])\s?(?P<e>[㐀-鿿]{4,30})[(（][㐀-鿿·]{2,8}(?:同志|老师|先生|女士|教授|专家)"
    r"(?:所在|工作|派出|任职)(?:单位|学校)[)）]"
)
"""「抄送:某某中学(张三同志所在单位)」"""
_YOUR_HOUSE = re.compile(
    r"(?:[您你]的(?:工作|所在|任职)?单位|注明(?:工作|所在)?单位(?:名称)?)\s?[为是]?\s?[“「](?P<e>[㐀-鿿()（）]{4,30})[”」]"
)
"""「系统会自动带出您的单位“某某研究院”」"""
_YOU_SERVE = re.compile(
    r"(?:[您你]|阁下|閣下|台端|先生|女士|老师)(?:现|長期|长期)?(?:任教|执教|任职|供职|就职|執教|任職|供職)[于於]?"
    r"(?P<e>[㐀-鿿()（）]{4,30}?)(?=[,，。;；]|以来|以來|多年|期间|[一二三四五六七八九十\d]{1,2}[余餘]?[年载載])"
)
"""「素仰阁下执教某某学校以来」, 「台端任教某某學校,」"""
_ALLOWED_BY = re.compile(
    r"(?:征得|徵得|商得|(?:^|[,，。])\s?经(?=[^,，。]{4,34}同意[,，]\s?[特现拟谨诚]?邀请?[您你]))(?P<e>[㐀-鿿()（）]{4,30}?(?:学校|中学|小学|幼儿园|学院|大学|中心|医院|研究所|公司|馆))(?:的)?同意"
)
"""「并征得某某学校同意,现邀请你」"""
_AS_DELEGATE = re.compile(r"[您你]的[㐀-鿿]{2,6}[(（](?P<e>[㐀-鿿]{4,30})(?:代表|教师|职工)[)）]")
"""「您的参会资格(某某幼儿园代表)继续有效」"""
_LED_BY_YOU = re.compile(
    r"[您你]所?(?:指导|带领|率领|主持)的(?P<e>[㐀-鿿()（）]{4,30}?)(?=[“「《,，。;；])"
)
"""「您所指导的某某小学“…”合唱团」: where somebody leads, and may be employed."""
_YOU_IN_BRACKETS = re.compile(
    r"[您你]\s?[(（](?:(?:工作|所在|任职)?单位[:：])?(?P<e>[㐀-鿿]{4,30})[)）](?=作为|担任|参加|出席|到会|以|[,，为])"
)
"""「诚挚邀请您(某某学院)作为特约嘉宾」"""
_PASSED_ON = re.compile(
    r"^\s?(?P<e>[㐀-鿿]{4,30}?)[,，]?(?:并请?|敬?请|烦请?)?转(?:交|达|致|呈)?[㐀-鿿·]{2,8}?"
    r"(?:同志|老师|先生|女士|副?教授|主任|研究员|博士|医师|专家)\s?[:：]"
)
"""「某某专科学校并转张三教授:」"""
_YOU_ARE_OF = re.compile(
    r"[您你](?:现)?是(?P<e>(?![我本贵一这该此])[㐀-鿿]{2,24}?(?:学校|中学|小学|幼儿园|学院|大学|医院|研究院|研究所|教研室|中心))"
    r"(?=(?:的|[一二三四五六七八九高初大中小]|语文|数学|英语|[㐀-鿿]{1,6}(?:教师|老师|班主任|组长|校长|园长|主任|教授)))"
    r"[㐀-鿿]{0,14}(?:教师|老师|班主任|组长|校长|园长|主任|教授|教研员|讲师|医师|护士|研究员|骨干)"
)
"""「您是某某小学一年级的班主任」, 「您是某某学院的骨干教师」"""
_TOLD = (
    (_YOU_ARE_OF, 0.88),
    (_AT_YOURS, 0.92),
    (_OF_WHICH, 0.88),
    (_YOUR_DEEDS, 0.85),
    (_AT_HIS, 0.92),
    (_YOUR_HOUSE, 0.9),
    (_YOU_SERVE, 0.88),
    (_ALLOWED_BY, 0.86),
    (_AS_DELEGATE, 0.88),
    (_LED_BY_YOU, 0.79),
    (_YOU_IN_BRACKETS, 0.9),
    (_PASSED_ON, 0.9),
)
"""How sentences tell the house of whom they invite, with the trust in each."""
_TO = frozenset({"致", "to", "受文者", "发往"})
_TO_SOMEBODY = re.compile(
    r"\s*[^,，。;；:：]{1,16}(?:老师|同志|先生|女士|教授|主任|校长|园长|博士|医师|工程师)\s*[:：]"
)
"""「张老师:」; a letter to nobody asks the body to send anyone."""
_TO_ONE = re.compile(
    r"\s*[㐀-鿿·](?:[\s　]?[㐀-鿿·]){1,11}[\s　]*(?:副?教授|老[师師]|同志|先生|女士|主任|校[长長]|园[长長]|博士|[医醫][师師]|研究[员員]|工程[师師])"  # noqa: E501
    r"[\s　]*(?:台[鉴鑒]|惠[鉴鑒]|道[鉴鑒])?\s*[:：]?\s*"
)
_SIGNS_OFF = re.compile(
    r"\s*(?:[敬谨诚恭]\s?[邀约订启上请]|[敬謹誠恭]\s?[邀約訂啟啓上請]|鞠躬)\s*[。.]?\s*$"
)
_CLOSE = 2.5
"""Heights of a line from a body down to the name under it."""
_OF_CHINA = re.compile(r"^\s*中国\s+")
"""In a letter from abroad 「中国 某某大学」."""
_ASKS = re.compile(
    r"\s*(?:[诚敬特谨恭]邀|诚挚邀请|恭请|邀请|诚邀单位|邀请单位|受邀单位)\s*[:：]?\s*"
)
"""In a table 「诚邀 | 某某公司」, whose guest the next row names."""


def invited_from(leaf: Leaf) -> list[Candidate]:
    """Return the bodies that an invitation names as the house of whom it invites."""
    if leaf.kind != KIND:
        return []
    found = [
        one
        for passage in leaf.passages
        for pattern, trust in _TOLD
        for match in pattern.finditer(passage.text)
        for one in _body(passage, match["e"], match.start("e"), trust)
    ]
    found += [
        one
        for line in leaf.lines
        if (hello := _HELLO.match(line.text)) is not None
        for one in _body(line, hello["e"], hello.start("e"), _HELLO_TRUST)
    ]
    return [*found, *_in_table(leaf), *_in_head(leaf), *_over_name(leaf)]


def _over_name(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the body over 「张三老师:」, a line of the same type that no other line names.

    Whoever writes the letter signs it, too.
    """
    for above, below in _over_one_another(leaf):
        alike = 0.8 <= above.box.height / below.box.height <= 1.25
        flush = above.page == below.page and abs(above.box.left - below.box.left) <= 2 * above.em
        if not (alike and flush and _TO_ONE.fullmatch(below.line.text)):
            continue
        if not above.index and not _is_signed_by_another(above, leaf):
            continue  # the head of the paper
        passage = join_cells((above,))
        name = re.sub(r"\s+", "", _OF_CHINA.sub("", passage.raw)).strip(",，")
        if sum(name in line.text for line in leaf.lines) == 1:
            yield from _body(passage, name, 0, 0.88)


def _over_one_another(leaf: Leaf) -> Iterator[tuple[Cell, Cell]]:
    """Yield each cell with the next, and with the one under it where another column is between."""
    for above, below in pairwise(leaf.cells):
        yield above, below
    for above in leaf.cells:
        under = [
            cell
            for cell in leaf.cells
            if cell.page == above.page
            and abs(cell.box.left - above.box.left) <= 2 * above.em
            and 0 < cell.box.top - above.box.top <= _CLOSE * above.box.height
        ]
        nearest = min(under, key=lambda cell: cell.box.top, default=None)
        if nearest is not None and nearest.index != above.index + 1:
            yield above, nearest


def _is_signed_by_another(head: Cell, leaf: Leaf) -> bool:
    """Tell whether another body than the one at the head sends its regards: 「某某学会 敬邀」."""
    name = tidy_organisation(head.line.text)
    return any(
        (signed := _SIGNS_OFF.search(cell.line.text))
        and organisation_likelihood(before := cell.line.text[: signed.start()]) >= _BODY
        and name not in tidy_organisation(before)
        for cell in leaf.cells
        if cell.box.top > head.box.bottom
    )


def _body(passage: Passage, text: str, start: int, trust: float) -> Iterator[Candidate]:
    name = tidy_organisation(text)
    at = passage.text.find(name, start)
    if at >= 0 and organisation_likelihood(name) >= _BODY:
        span = (at, at + len(name))
        yield Candidate("employer", name, trust, passage, *span, "invited:member-of")


def _in_table(leaf: Leaf) -> Iterator[Candidate]:
    for row in leaf.rows:
        for label, value in pairwise(row):
            if _ASKS.fullmatch(label.line.text):
                passage = join_cells((value,))
                yield from _body(passage, passage.text, 0, 0.88)


def _in_head(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the body to which a letter or a fax to somebody is: 「致(TO):某某中学」."""
    somebody = any(_TO_SOMEBODY.fullmatch(line.text) for line in leaf.lines)
    for one in leaf.labels("holder_name") if somebody else ():
        if one.label.lower() in _TO and has_chinese(one.value.text):
            passage = join_cells(one.value.cells[:1])
            text = re.split(r"[:：]", passage.text)[-1] if one.inline else passage.text
            yield from _body(passage, text, 0, 0.86)
