"""Find what an invitation or a notice announces: which meeting, when, where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, from_label
from extractor.fields.letter_heads import (
    employer_addressed,
    employer_below_name,
    employer_filled_in,
    employer_over_dear,
    holder_above_dear,
    represented,
    sent_on,
)
from extractor.fields.meetings.columns import MIXED, mixes_columns, unmixed
from extractor.fields.meetings.days import meeting_days
from extractor.fields.meetings.english import (
    NO_NAME,
    employer_told,
    holder_told,
    invited_to,
    named_below,
    without_invitation,
)
from extractor.fields.meetings.english_cards import card_of_invitation
from extractor.fields.meetings.heads import (
    BY_SENTENCE,
    OF_A_ROUND,
    as_its_head_has_it,
    of_a_round,
    with_its_beginning,
    with_its_occasion,
    with_its_round,
    with_its_second,
)
from extractor.fields.meetings.places import EVENT, VERB, find_place
from extractor.fields.quotes import quoted_in
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.standing import ANY_MEETING, marked_below
from extractor.fields.titles.trimming import is_title, trimmed_title, within_marks
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

_HELD = re.compile(
    rf"{VERB}(?!过)(?:的|了)?(?P<t>[^。;；,，]{{4,70}}?{EVENT}(?:[(（][^()（）]{{1,20}}[)）])?[”」》]?(?:(?:19|20)\d\d(?=[。,，;；]))?)(?=[。,，;；(（]|$|的|之|\s|届时|现|我|诚|特|改[为至在由期]|筹备|即将|业已|已经)"
)
_MEETING_TWICE = re.compile(r"(?:会议|[年大]会|研讨会|交流会|论坛)会议$")
_WILL = re.compile(
    r"(?:^|[。,，;；:：!！])\s{0,4}(?:由[^。,，]{2,30}(?:主办|承办)的)?(?P<t>[^。;；,，:：!！]{4,70}?)\s{0,4}"
    r"(?:[(（][A-Z][A-Za-z0-9 ,.&'’:-]{3,160}[)）])?\s*"
    r"(?:定于|拟于|将于|兹定于|计划于|拟定于|谨定于|订于|将在|(?<![少低高多等])于)\s*(?=[0-9二〇○年一]|近期|本月)"
)
_ATTEND = re.compile(
    rf"(?:出席|参[加与](?![形方]式|人员|对象)|莅临|列席(?!代表|人员|单位|会议)|莅会|光临|观看(?:了)?(?:直播)?[:：]?)(?:由[^。,，]{{2,30}}?(?:举办|主办|召开|组织)的)?(?:我[会校院单位]{{1,2}}[^。,，]{{0,12}}?(?:举办|召开|组织)的)?(?P<t>[^。;；,，]{{4,70}}?{EVENT})(?=[。,，;；(（]|$|并|的|\s|(?:19|20)\d\d[.年/-])"
)
_ABOUT = re.compile(
    rf"(?<![照据按循行]《)关于(?:{VERB}|(?:诚挚)?邀请(?:您|贵单位)?(?:参加|出席))(?:[^“《。]{{0,8}}参加)?(?P<t>.{{4,80}}?)的?(?:预备?|补充|第[一二三]轮|正式|再次|延期)?(?:通知|公告|函|邀请|启事|公示|方案)"
)
TAKEN_BY = "meeting:taken-by"
"""How the meeting was named that took an article."""
_TAKEN_BY = re.compile(
    rf"(?:已|现)?(?:被|获)[“「]?(?P<t>[^。;；,，“”「」]{{4,50}}?{EVENT})[”」]?(?:接受|接收|录用|采纳)"
)
"""「您提交的摘要已被2024国际护理信息学大会接受为口头报告」"""
_CHOSEN_FOR = re.compile(
    rf"(?:已|成功)?入选[“「]?(?P<t>[^。;；,，“”「」]{{4,50}}?{EVENT})[”」]?(?=[。,，;；(（]|$)"
)
"""「您提交的论文已入选第十一届课程建设论坛」"""
_SENT_TO = re.compile(
    rf"[向给][“「]?(?P<t>[^。;；,，“”「」《》]{{4,50}}?{EVENT})[”」]?(?:组委会|秘书处)?(?:所)?"
    r"(?:提交|投稿|投寄|报送|递交|投递)"
)
"""「您向第二届劳动教育论坛提交的论文已入选」"""
_APPROVED = re.compile(
    rf"(?:^|[。；;!！])\s*(?P<t>[^。;；,，:：]{{4,60}}?{EVENT})[,，]?\s*"
    r"经(?:[^。;；,，]{4,30}(?:批准|同意|审批|核准)[,，]\s*(?:将|定|拟|兹)|"
    r"[^。;；,，]{0,20}(?:研究|讨论|审议|商定)[,，]?(?:决定)?[,，]?\s*(?:拟|将|定)?于)"
)
"""「第八届研讨会经某某教育学会批准,将于2018年7月12日举行」, 「第三次会议,经研究决定于4月召开」"""
_ENDS_IN_VERB = re.compile(r"(?:举办|举行|召开|主办|舉辦|舉行|召開)$")
_NAME_FIRST = re.compile(
    rf"(?P<t>[^。;；,，:：!！]{{4,60}}?{EVENT})\s?"
    r"(?=$|[,，。;；]|[诚谨敬特恭]|[㐀-鿿·]{2,6}\s?(?:女士|先生|老师|教授|校长|园长))"
)
"""「首届某某研讨会诚挚邀请您」, 「2018某某论坛张三女士」"""
_MOVED = re.compile(
    rf"(?:^|[。；;])\s*(?:原定的?)?(?P<t>[^。;；,，:：]{{4,50}}?{EVENT})\s*(?:[(（][^()（）]{{2,30}}[)）])?\s*"
    r"(?:因|由于)[^。;；]{2,40}[改移迁延](?:至|到|期|在|为|于)"
)
_CHANGED = re.compile(
    rf"原[定拟计](?:计划)?(?:于?[^,，。;；]{{0,12}})?(?:[线现][上下场])?(?:召开|举办|举行)的(?P<t>[^。;；,，:：]{{4,50}}?{EVENT})\s*"
    r"(?:[(（][^()（）]{2,30}[)）])?\s*(?:调整|变更|改|转)为?"
)
"""「受疫情影响,原定线下召开的第九届研讨会调整为线上举行」"""
"""「第五届学者会议(ECSE 2022)因原会场另有安排,改至柳湾市宾馆举行」"""
_HELD_BY = re.compile(
    rf"(?:^|[。；;])\s*(?P<t>[^。;；,，:：!！]{{4,60}}?{EVENT}(?:[(（](?:19|20)\d\d年?[)）])?)\s*"
    r"[是将]?由[^。;；]{4,60}(?:主办|承办|举办)"
)
"""「某某学术研讨会(2024)由某某学会主办」"""
_BY_MODE = re.compile(
    rf"(?:^|[。；;])\s*(?P<t>[^。;；,，:：!！]{{4,60}}?{EVENT})\s*(?:以|采取|采用)[^。;；,，]{{2,30}}(?:方式|形式)"
    r"[,，]?\s*(?:定|拟|将)?[于在]"
)
"""「第九届地理教学年会以线上线下结合的方式,于2020年12月4日在柳湾市召开」"""
_SINCE = re.compile(
    rf"(?:^|[。；;!！])\s*(?:由[^。;；,，:：]{{3,30}}?(?:发起|创办|倡办|主办|举办)的)?(?P<t>[^。;；,，:：!！]{{6,60}}?{EVENT})自(?:19|20)\d\d年(?:起|以来|开始|创办)"
)
"""「“某某杯”课堂教学交流月自2018年起每年举办一届」, of which 「第四届交流月」 is one"""
_OPENS = re.compile(
    rf"(?:^|[。；;!！])\s*(?:以[“「][^“”「」]{{2,40}}[”」]为(?:主题|题|主旨)的)?"
    rf"(?P<t>[^。;；,，:：!！]{{6,60}}?{EVENT})(?:即将|行将|将于近期)"
    r"(?:盛大|隆重|正式|如期)?(?:开幕|召开|举行|举办|拉开|启幕|揭幕|启动|开启|启航|到来)"
)
"""「第四届某某大赛暨研讨会即将开幕。」"""
_DOES_MORE = re.compile(
    r"(?<=[会坛座动班坊讲训修日周月])\s?并(?:主持|担任|作|做|主讲|发言|授课|执教|点评|观摩|指导|承担|宣读|参与|展示)"
)
"""「关于邀请参加某某大会并主持分论坛的函」"""
_SHORT_NAME = re.compile(
    rf"(?:^(?=[^()（）]+[)）],?\s(?:which|to be|will|is)\b)|"
    rf"\b[A-Z][A-Z-]{{2,12}}\s?(?:(?:19|20)\d\d)?\s?[(（])"
    rf"(?P<t>[㐀-鿿][^()（）。;；,，]{{3,50}}{EVENT})[)）]"
)
"""「speak at ISNC 2019 (某某国际论坛)」"""
_ASKED_TO = re.compile(
    r"^(?:(?:事由|主题)[:：])?(?:诚挚|[诚敬特谨])?邀请?"
    r"(?:[您你]|贵[㐀-鿿]{1,2})?(?:[参參]加|出席|莅临)"
)
"""「主题:邀请参加某某交流会」"""
_BEFORE_NAME = re.compile(
    r"(?:线[上下]|云端|在线)\s?[·•:：]\s?|"
    r"[A-Z][A-Z-]{2,12}(?:\s?(?:20)?\d\d)?\s?[|｜]\s?(?=[㐀-鿿\d])|"
    r"(?:年度|系列|品牌|重点|特色|传统)(?:学术|教研|教学|科研|主题)?(?:活动|项目|会议)(?=[“「])|"
    r"(?:(?:国家|[省市区县])级)?继续(?:医学)?教育(?:培训|培养|学习)?项目[:：]?\s*(?=[^的之]{8})"
)
"""「线上·第三届某某会议」, 「继续医学教育项目」 over the name: how it is held, and its series.

So are its letters in 「ISSE 2023 | 第三届某某会议」, and what it is of 「年度学术活动“…”研讨会」.
"""
_CALLED_SO = re.compile(r"(?:[会班]|论坛|沙龙|讲座|培训|研修|活动|比赛|大赛)$")
"""How a meeting's name ends; 「论坛主题:融合·支持·个别化」 is what it is about."""
_THEME = 0.85
_SOCIETY = re.compile(
    r"(?:(?:研究|[学协商]|联合|委员|基金|理事|促进)会|(?:研究|[學協商聯]|聯合|委員|基金|理事|促進)會)$"
)
"""A body whose name ends as a meeting's does."""
_SESSION = re.compile(
    r"(?<=[班目坊])第[\d一二三四五六七八九十]{1,3}次(?:集中?|线上|线下)?(?:培训|研修|学习|活动|面授|会议)?$"
)
"""Which of its meetings a course has: no part of its name."""
_MODE = re.compile(
    r"\s?[(（](?:线上|线下|网络|视频|在线)(?:线[上下])?(?:结合|同步|会议|举行|召开)?[)）]$"
)
"""「某某年会(线上线下结合)」: how it is held."""
_PART_OF_IT = re.compile(r"(?:研修班|培训班|研讨班|年会|大会|论坛|研讨会|工作坊)[^,，]{2}")
"""「出席研修班中期教学论坛」: a part of the whole that the letter names elsewhere."""
_ROUND = re.compile(r"\s?[(（]?第[一二三四1-4]轮(?:会议)?[)）]?$")
"""「某某研讨会(第二轮会议通知)」"""
_IS_EVENT = re.compile(rf"{EVENT}$")
_JOINED_NEXT = re.compile(r"\s*(?:纪念|庆祝|庆典)?(?:大会|活动|会)?暨")
_ONLY_AN_EVENT = re.compile(r"[“《](?P<t>[^“”《》]{4,})[”》](?:系列)?活动")
"""「“某某大讲堂·历史专场”活动」: what every event is called is no part of its name."""
_TOPIC_AND_SORT = re.compile(r"[“《][^“”《》]{4,}[”》][^“”《》]{2,8}")
"""「“高原生态”学术座谈会」: whether its sort belongs to the name is a person's to say."""
_EITHER = 0.88
_RIVAL = 0.75
_YEAR_IN_MARKS = re.compile(r"[(（][^()（）“”《》]{2,20}[)）](?=[”》])")
"""「“某某学术年会(2023)”」, 「“某某年会(第七届)”」: the mark that closes stands behind it."""
_BIDS = re.compile(r"光临|莅临|拨冗|[敬恭]请")
"""「敬请张三园长光临指导」, a line of a card that was joined to the name's."""
_HEADED = 0.8
_NAMED_BY = re.compile(r"邀\s*请|通\s*知|请\s*柬|invitation|日程|议程|手册|预告", re.IGNORECASE)
_SHORTEST = 4
_LONGEST_CUT = 8
_BODY = 0.8
_NOT_NAME = re.compile(
    r"^(?:全部|各个?)?[一二两三四五六七八九十\d]{1,3}个?(?:半场|半天|场次|整天)的?|^(?:我|本|贵|该|此|这|上述|有关|相关|以下|为|关于|尊敬|现|经|兹|各|请|您|谨|敬|诚)|^(?:会议|活动|大会|本次会议|此次会议|培训)$|^(?:会议|大会|论坛)的?(?:各项|全部|全程|所有)|附件|联系|(?:通知|邀请函|公告)已?$|^[一二三四五六七八九十]{1,2}、|[者员]请$|[须应请]$|^代表(?:出席|参加)|^(?:论文|摘要|稿件|征文)(?:入选|录用|接收)|务必$|邀请[您你]$|(?:出席|参加)(?:本次|此次)?(?:会议|大会|活动)$|\d{3,4}-\d{7,8}"
)


def find_meeting(leaf: Leaf) -> list[Candidate]:
    """Return the meeting's name, its first and last day, and its place."""
    parted = unmixed(leaf)
    found = [*_title(parted), *meeting_days(leaf), *find_place(parted), *sent_on(leaf)]
    found += [one for one in card_of_invitation(leaf) if one.name == "location"]
    employers = employer_addressed(leaf) or employer_over_dear(leaf) or represented(leaf)
    employers = employers or employer_told(leaf)
    if not employers and not leaf.labels("employer"):
        employers = employer_below_name(leaf) or employer_filled_in(leaf)
    return [*found, *employers, *(holder_above_dear(leaf) or holder_told(leaf))]


def find_attended(leaf: Leaf) -> list[Candidate]:
    """Return the meeting that somebody attended, as the sentence names it, and its place."""
    found = [
        named
        for passage in leaf.passages
        for pattern, trust, method in (
            (_HELD, 0.945, "meeting:held"),
            (_ATTEND, 0.935, "meeting:attend"),
            (_BY_MODE, 0.91, "meeting:by-mode"),
        )
        for match in pattern.finditer(passage.text)
        for named in _named(passage, *match.span("t"), trust, method)
    ]
    found += [one for passage in leaf.passages for one in _in_english(passage)]
    found = found or [replace(c, trust=0.9) for p in leaf.passages for c in _quoted(p)]
    # 「感谢您参加本次会议」: the meeting is named above the text alone
    found = _in_chinese_if_any(found)
    if leaf.language == "zh" and not any(has_chinese(str(c.value)) for c in found):
        found += marked_below(leaf)
    found = found or [replace(c, trust=_HEADED) for c in _from_heading(leaf)]
    found = _in_chinese_if_any(found)
    chosen = agreed(found)
    return [*([_as_told(chosen, found)] if chosen else []), *find_place(leaf)]


def _in_chinese_if_any(found: list[Candidate]) -> list[Candidate]:
    """Return the Chinese names of a meeting that a page in two languages names twice."""
    return [c for c in found if has_chinese(str(c.value))] or found


def _title(leaf: Leaf) -> list[Candidate]:
    card = card_of_invitation(leaf)
    found = [one for one in card if one.name == "activity_title"]
    for one in leaf.labels("activity_title"):
        title = _without_request(from_label("activity_title", one, 0.97))
        title = without_invitation(title)
        if NO_NAME.match(str(title.value)) or any(title.stands_on(one) for one in card):
            continue  # 「The 5th Conference on」 over 「Advanced Welding」 is no label
        if one.label.endswith("主题") and not _CALLED_SO.search(str(title.value)):
            title = replace(title, trust=_THEME)
        if len(str(title.value)) >= _SHORTEST:
            found.append(title)
    for passage in (*find_headings(leaf), *_joined_on(leaf)):
        for pattern, trust, method in (
            (_ABOUT, 0.96, "meeting:about"),
            (_HELD, 0.93, "meeting:held"),
            (_WILL, 0.91, "meeting:will"),
            (_ATTEND, 0.92, "meeting:attend"),
            (_TAKEN_BY, 0.9, TAKEN_BY),
            (_MOVED, 0.91, "meeting:moved"),
            (_CHANGED, 0.91, "meeting:moved"),
            (_CHOSEN_FOR, 0.9, "meeting:chosen-for"),
            (_SENT_TO, 0.9, "meeting:sent-to"),
            (_APPROVED, 0.91, "meeting:approved"),
            (_HELD_BY, 0.91, "meeting:held-by"),
            (_BY_MODE, 0.91, "meeting:by-mode"),
            (_SINCE, 0.92, "meeting:since"),
            (_OPENS, 0.9, "meeting:opens"),
            (_SHORT_NAME, 0.9, "meeting:short-name"),
        ):
            for match in pattern.finditer(passage.text):
                start, end = match.span("t")
                # 「…学术会议」 over 「会议于…」
                end -= len("会议") * bool(_MEETING_TWICE.search(match["t"]))
                found.extend(_named(passage, start, end, trust, method))
        found.extend(_in_english(passage))
        found.extend(_quoted(passage))
    found.extend(_below_verb(leaf))
    heading = _from_heading(leaf)
    # a line over 「邀请函」 is the name only if nothing in the text says another
    found.extend(heading)
    found = found or of_a_round(leaf)
    found = _in_chinese_if_any(found) if leaf.language == "zh" else found
    whole = {str(c.value) for c in found}
    found = [
        c
        for c in found
        if not any(_is_cut_of(str(c.value), w) or _is_sort_of(str(c.value), w) for w in whole)
    ]
    chosen = agreed(found)
    if chosen is None:
        return []
    told = _with_its_society(_as_told(chosen, found), found)
    told = with_its_beginning(with_its_occasion(told, leaf), heading)
    told = with_its_second(with_its_round(told, leaf), leaf)
    return [as_its_head_has_it(told, leaf)]


def _as_told(chosen: Candidate, found: list[Candidate]) -> Candidate:
    """Return a name less than sure where one way alone tells it: a sentence, or any with a rival.

    Of 72 such names on pages of fourteen authors that nobody had read 11 were wrong, of 93 that
    two ways tell 2.
    """
    if any(c.value == chosen.value and c.method != chosen.method for c in found):
        return chosen
    disputed = any(c.value != chosen.value and c.confidence > _RIVAL for c in found)
    if disputed or chosen.method in BY_SENTENCE:
        return replace(chosen, trust=min(chosen.trust, _EITHER))
    return chosen


def _joined_on(leaf: Leaf) -> Iterator[Passage]:
    """Yield the passages, one that the next goes on with 「暨2019年学术年会」 together with it."""
    for passage, below in zip(leaf.passages, [*leaf.passages[1:], None], strict=True):
        if below is not None and _JOINED_NEXT.match(below.text):
            yield join_cells((*passage.cells, *below.cells))
        else:
            yield passage


def _below_verb(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the name below 「…在某某中心举办」, behind which those who are invited may stand."""
    for above, below in pairwise(leaf.passages):
        named = _ENDS_IN_VERB.search(above.text) and _NAME_FIRST.match(below.text)
        if named:
            yield from _named(below, *named.span("t"), _EITHER, "meeting:below-verb")
    for passage, start, end in named_below(leaf):
        yield from _named(passage, start, end, _EITHER, "meeting:below-verb")


def _in_english(passage: Passage) -> Iterator[Candidate]:
    for start, end, trust in invited_to(passage):
        yield from _named(passage, start, end, trust, "meeting:english")


def _with_its_society(chosen: Candidate, found: list[Candidate]) -> Candidate:
    """Return a society's meeting by the name that the text gives with the society's before it.

    The heading leaves out whose it is: 「关于召开2023年学术年会的通知」; what stands in marks is
    whole.
    """
    name = str(chosen.value)
    for one in found:
        if one.method == "meeting:quoted" and str(one.value).endswith(name):
            return one
        lead = str(one.value).removesuffix(name)
        if lead != str(one.value) and lead and organisation_likelihood(lead) >= _BODY:
            return replace(one, trust=_EITHER)
    return chosen


def _is_house(text: str) -> bool:
    return organisation_likelihood(text) >= _BODY


def _is_cut_of(name: str, whole: str) -> bool:
    """Tell whether a name ends where a line of the whole one did: 「…培训」 of 「…培训班」."""
    return whole != name and whole.startswith(name) and len(whole) - len(name) <= _LONGEST_CUT


def _is_sort_of(name: str, whole: str) -> bool:
    """Tell whether a name is what follows the marks in another: 「全国研讨活动」 below 「“…”」."""
    lead = whole.removesuffix(name)
    return lead != whole and lead.startswith(("“", "《")) and lead.endswith(("”", "》"))


def _without_request(title: Candidate) -> Candidate:
    """Return the name in a mail's subject without the words that ask somebody to come."""
    asked = _ASKED_TO.match(str(title.value))
    if asked is None:
        return title
    return replace(title, value=str(title.value)[asked.end() :], start=title.start + asked.end())


def _named(passage: Passage, start: int, end: int, trust: float, method: str) -> list[Candidate]:
    start, end = trimmed_title(passage.text, start, end)
    lead = _BEFORE_NAME.match(passage.text, start, end)
    start, end = trimmed_title(passage.text, lead.end(), end) if lead else (start, end)
    for aside in (_SESSION, _MODE, _ROUND, _DOES_MORE):
        found = aside.search(passage.text, start, end)
        end = found.start() if found else end
    start, end = within_marks(passage.text, start, end) or (start, end)
    year = _YEAR_IN_MARKS.match(passage.text, end)
    if year and passage.text[start - 1 : start] in ("“", "《"):
        end = year.end()
    text = passage.text[start:end]
    if not is_title(text) or _NOT_NAME.search(text):
        return []
    if whole := _ONLY_AN_EVENT.fullmatch(passage.text, start, end):
        start, end = whole.span("t")
        text = whole["t"]
    if _SOCIETY.search(text) and organisation_likelihood(text) >= _BODY:
        return []
    if method == "meeting:attend" and _PART_OF_IT.match(text):
        return []
    if method == "meeting:will" and not _IS_EVENT.search(text) and _is_house(text):
        return []  # 「某某研究院谨定于4月26日举办」 says who will hold it
    if _JOINED_NEXT.match(passage.text, end):
        trust = min(trust, _EITHER)  # 「…会员代表大会」 over 「暨2019年学术年会」
    if _TOPIC_AND_SORT.fullmatch(text):
        trust = min(trust, _EITHER)
    if mixes_columns(passage):
        trust = min(trust, MIXED)
    return [Candidate("activity_title", text, trust, passage, start, end, method)]


def _quoted(passage: Passage) -> list[Candidate]:
    return [
        Candidate("activity_title", one.text, 0.94, passage, one.start, one.end, "meeting:quoted")
        for one in quoted_in(passage.text)
        if len(one.text) >= _SHORTEST
        and re.search(
            rf"{EVENT}\s?(?:(?:19|20)\d\d|[(（][^()（）]{{2,20}}[)）])?$|论坛|論壇|Conference|Forum",
            one.text,
        )
        and re.search(
            r"召开|举办|举行|参加|出席|莅临|列席|定于|[诚特敬]邀|邀請|舉辦|舉行|蒞臨|邀请[^。]{2,24}担任",
            passage.text,
        )
    ][:1]


def _from_heading(leaf: Leaf) -> list[Candidate]:
    """Return the line above or before the word that says what sort of letter it is."""
    found = []
    for passage in find_headings(leaf):
        first = passage.cells[0].line.text
        named = OF_A_ROUND.match(first) or (_IS_EVENT.search(first) and not _SOCIETY.search(first))
        if len(passage.cells) > 1 and not named and organisation_likelihood(first) >= _BODY:
            # the red head over the notice's own heading
            passage = join_cells(passage.cells[1:])
        elif len(passage.cells) > 1 and not has_chinese(first) and has_chinese(passage.text):
            passage = join_cells(passage.cells[1:])  # 「INVITATION LETTER」
        match = re.match(
            rf"(?P<t>.{{4,60}}?(?:{EVENT}|班|"
            rf"(?:Conference|Forum|Symposium|Congress|Summit)(?: (?:on|of|for)"
            rf" [A-Z][^.,;]{{4,60}})?))"
            rf"\s*(?:[(（](?:第[一二三四五1-5]轮|补充|预备|正式)(?:会议)?)?(?:的)?(?:论文|征文)?(?:录用)?(?:(?:授课|点评|特邀|受邀|主讲|报告|评审|参会)?(?:专家|嘉宾|讲师|评委|代表))?暨?(?:参会|会议|开班|报名)?(?:{_NAMED_BY.pattern}|$)",
            passage.text,
        )
        if match and not (ANY_MEETING.fullmatch(match["t"].strip()) or _BIDS.search(match["t"])):
            found.extend(_named(passage, *match.span("t"), 0.89, "meeting:heading"))
    return [c for c in found if not any(_is_rest_of(c, whole) for whole in found)][:2]


def _is_rest_of(one: Candidate, whole: Candidate) -> bool:
    """Tell whether a name is the second line of one whose first tells its year or its round."""
    lead = str(whole.value).removesuffix(str(one.value))
    return bool(lead) and lead != str(whole.value) and OF_A_ROUND.match(lead) is not None
