"""Find what an invitation or a notice announces: which meeting, when, where.

The days of the meeting are told apart from the letter's own date, from the day to arrive and from
deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, from_label
from extractor.fields.headings import find_headings
from extractor.fields.labels import Labelled
from extractor.fields.letter_heads import (
    cells_of_the_letter,
    employer_addressed,
    employer_below_name,
    holder_above_dear,
    is_of_the_letter,
    sent_on,
)
from extractor.fields.meeting_places import EVENT, VERB, find_place
from extractor.fields.quotes import quoted_in
from extractor.fields.standing_titles import marked_below
from extractor.fields.titles import is_title, trimmed_title, within_marks
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

_HELD = re.compile(
    rf"{VERB}(?:的|了)?(?P<t>[^。;；,，]{{4,70}}?{EVENT}(?:[(（][^()（）]{{1,20}}[)）])?[”」》]?)(?=[。,，;；(（]|$|的|之|\s|届时|现|我|诚|特)"
)
_WILL = re.compile(
    r"(?:^|[。,，;；:：!！])\s*(?:由[^。,，]{2,30}(?:主办|承办)的)?(?P<t>[^。;；,，:：]{4,70}?)\s*"
    r"(?:[(（][A-Z][A-Za-z0-9 ,.&'’:-]{3,160}[)）])?\s*"
    r"(?:定于|拟于|将于|兹定于|计划于|拟定于|谨定于|订于|将在|(?<![少低高多等])于)\s*(?=[0-9二〇○年一]|近期|本月)"
)
_ATTEND = re.compile(
    rf"(?:出席|参加|莅临|列席|莅会|参与|光临|观看(?:了)?(?:直播)?[:：]?)(?:由[^。,，]{{2,30}}?(?:举办|主办|召开|组织)的)?(?:我[会校院单位]{{1,2}}[^。,，]{{0,12}}?(?:举办|召开|组织)的)?(?P<t>[^。;；,，]{{4,70}}?{EVENT})(?=[。,，;；(（]|$|并|的|\s|(?:19|20)\d\d[.年/-])"
)
_ABOUT = re.compile(
    rf"(?<![照据按循行]《)关于(?:{VERB}|(?:诚挚)?邀请(?:您|贵单位)?(?:参加|出席))(?:[^“《。]{{0,8}}参加)?(?P<t>.{{4,80}}?)的?(?:预备?|补充|第[一二三]轮|正式|再次|延期)?(?:通知|公告|函|邀请|启事|公示|方案)"
)
_ENGLISH = re.compile(
    r"(?:attend(?:ed|ing)?|participated? in|speak at|take part in|(?:lecture|speech|talk|paper|presentation|report|address|poster) at|invited? you to|invite you to|invited to|invitation to|speaker at|to)\s+(?:the\s+)?(?:our\s+)?(?P<t>(?:The\s+)?[A-Z0-9][^.,;\n]{4,90}?(?:Conference|Symposium|Forum|Congress|Seminar|Workshop|Summit|Meeting|Colloquium|Convention)(?:\s+(?:on|of|for|in)\s+(?![0-9]|(?:January|February|March|April|May|June|July|August|September|October|November|December))[^.,;\n]{0,60}?|\s+[0-9]{4})?)(?=,|\.|;|\s+(?:which|to be|will|held|on\s+[0-9A-Z]|from|taking|at|hosted|organi[sz]ed)\b|$)"  # noqa: E501
)
_TAKEN_BY = re.compile(
    rf"(?:已|现)?(?:被|获)[“「]?(?P<t>[^。;；,，“”「」]{{4,50}}?{EVENT})[”」]?(?:接受|接收|录用|采纳)"
)
"""「您提交的摘要已被2024国际护理信息学大会接受为口头报告」"""
_CHOSEN_FOR = re.compile(
    rf"(?:已|成功)?入选[“「]?(?P<t>[^。;；,，“”「」]{{4,50}}?{EVENT})[”」]?(?=[。,，;；(（]|$)"
)
"""「您提交的论文已入选第十一届课程建设论坛」"""
_APPROVED = re.compile(
    rf"(?:^|[。；;])\s*(?P<t>[^。;；,，:：]{{4,60}}?{EVENT})\s*经[^。;；,，]{{4,30}}(?:批准|同意|审批|核准)[,，]\s*(?:将|定|拟|兹)"
)
"""「第八届研讨会经某某教育学会批准,将于2018年7月12日举行」"""
_MOVED = re.compile(
    rf"(?:^|[。；;])\s*(?:原定的?)?(?P<t>[^。;；,，:：]{{4,50}}?{EVENT})\s*(?:[(（][^()（）]{{2,30}}[)）])?\s*"
    r"(?:因|由于)[^。;；]{2,40}[改移迁延](?:至|到|期|在|为|于)"
)
"""「第五届学者会议(ECSE 2022)因原会场另有安排,改至柳湾市宾馆举行」"""
_CALLED_SO = re.compile(r"(?:[会班]|论坛|沙龙|讲座|培训|研修|活动|比赛|大赛)$")
"""How a meeting's name ends; 「论坛主题:融合·支持·个别化」 is what it is about."""
_THEME = 0.85
_SOCIETY = re.compile(r"(?:研究|[学协商]|联合|委员|基金|理事|促进)会$")
"""A body whose name ends as a meeting's does."""
_SESSION = re.compile(
    r"(?<=[班目坊])第[\d一二三四五六七八九十]{1,3}次(?:集中?|线上|线下)?(?:培训|研修|学习|活动|面授|会议)?$"
)
"""Which of its meetings a course has: no part of its name."""
_ROUND = re.compile(r"\s?[(（]?第[一二三四1-4]轮(?:会议)?[)）]?$")
"""「某某研讨会(第二轮会议通知)」"""
_TOPIC_AND_SORT = re.compile(r"[“《][^“”《》]{4,}[”》][^“”《》]{2,8}")
"""「“高原生态”学术座谈会」: whether its sort belongs to the name is a person's to say."""
_EITHER = 0.88
_YEAR_IN_MARKS = re.compile(r"[(（](?:19|20)\d\d(?:年度?)?[)）](?=[”》])")
"""「“某某学术年会(2023)”」: the mark that closes stands behind the year."""
_DEADLINE_BEFORE = re.compile(
    r"(?:截止|截至|报名|回执|提交|投稿|报送|注册|缴费|反馈|汇款|deadline|before|by|no later than|until|confirm)[^。;；,，]{0,16}$",  # noqa: E501
    re.IGNORECASE,
)
_DEADLINE_AFTER = re.compile(
    r"^\s*(?:\([^)]{1,8}\))?\s*(?:之?前|以前|截止|下班前|\d{1,2}[:：时点]\d{0,2}分?前)(?![往来后期])"
)
_CHECK_IN = re.compile(r"报到|签到|注册|离会|返程|check-?in", re.IGNORECASE)
_LAST_DAY = re.compile(r"(?<![\d月./])(\d{1,2})日|[-—–~至](\d{1,2})日")
_LAST_BY_SLASH = re.compile(r"[-—–~至](\d{1,2})[/.](\d{1,2})(?![\d/.])")
"""「2023/5/20报到,5/20—5/21授课」"""
_POSTPONED = re.compile(
    r"(?:(?:first|originally|initially|previously) (?:planned|scheduled|announced)[^.]{0,12}|"
    r"原(?:定|计划|拟)(?:于)?)$",
    re.IGNORECASE,
)
"""「the meeting first planned for 17 April has been postponed and will be held on 30 October」"""
_ARRIVAL_FIRST = re.compile(r"\s*[^,，;；]{4,14}[日号](?:全天)?报到[,，;；]\s*\d{1,2}[日号]")
"""「5月25日报到,26日—27日上课」, all that a label tells"""
_OF_A_LETTER = re.compile(r"(?:通知|函|公告|文件|预告)\s*[(（]\s*$")
"""「第一轮通知(2023年2月20日)发出后」"""
_TIME_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})?\s?[、.．]?\s?(?:会议|培训|活动|举办|研修|学习)?时间\s?[:：]?"
)
_ITSELF = re.compile(r"(?:正式)?(?:会议|活动|培训|大会|论坛|开会)\s*[:：]?")
_LONGEST_MEETING = 10
_DAYS_OF_MONTH = 31
_FEWEST_DAYS = 2
_HEADED = 0.8
_MONTH_TRUST = 0.8
_SCOPE = re.compile(
    r"召开|举办|举行|开展|定于|会议时间|会期|邀请[您你]于|held|take place|时间|from", re.IGNORECASE
)
_NAMED_BY = re.compile(r"邀\s*请|通\s*知|请\s*柬|invitation|日程|议程|手册|预告", re.IGNORECASE)
_SHORTEST = 4
_LONGEST_CUT = 8
_BODY = 0.8
_NOT_NAME = re.compile(
    r"^(?:我|本|贵|该|此|这|上述|有关|相关|以下|为|关于|尊敬|现|经|兹|各|请|您|谨|敬|诚)|^(?:会议|活动|大会|本次会议|此次会议|培训)$|^(?:会议|大会|论坛)的?(?:各项|全部|全程|所有)|附件|联系|(?:通知|邀请函|公告)已?$"
)


def find_meeting(leaf: Leaf) -> list[Candidate]:
    """Return the meeting's name, its first and last day, and its place."""
    found = [*_title(leaf), *_days(leaf), *find_place(leaf), *sent_on(leaf)]
    employers = employer_addressed(leaf) or _employer_over_dear(leaf)
    if not employers and not leaf.labels("employer"):
        employers = employer_below_name(leaf)
    return [*found, *employers, *holder_above_dear(leaf)]


def _employer_over_dear(leaf: Leaf) -> list[Candidate]:
    """Return the labelled employer whose line runs on into 「Dear Ms. Shui」, without that."""
    return [
        replace(named, value=str(named.value)[: dear.start()], end=named.start + dear.start())
        for one in leaf.labels("employer")
        for named in [from_label("employer", one, 0.92)]
        if (dear := re.search(r"\s+Dear\s", str(named.value)))
    ][:1]


def find_attended(leaf: Leaf) -> list[Candidate]:
    """Return the meeting that somebody attended, as the sentence names it, and its place."""
    found = [
        named
        for passage in leaf.passages
        for pattern, trust, method in (
            (_HELD, 0.945, "meeting:held"),
            (_ATTEND, 0.935, "meeting:attend"),
            (_ENGLISH, 0.9, "meeting:english"),
        )
        for match in pattern.finditer(passage.text)
        for named in _named(passage, *match.span("t"), trust, method)
    ]
    found = found or [replace(c, trust=0.9) for p in leaf.passages for c in _quoted(p)]
    # 「感谢您参加本次会议」: the meeting is named above the text alone
    found = _in_chinese_if_any(found)
    if leaf.language == "zh" and not any(has_chinese(str(c.value)) for c in found):
        found += marked_below(leaf)
    found = found or [replace(c, trust=_HEADED) for c in _from_heading(leaf)]
    chosen = agreed(_in_chinese_if_any(found))
    return [*([chosen] if chosen else []), *find_place(leaf)]


def _in_chinese_if_any(found: list[Candidate]) -> list[Candidate]:
    """Return the Chinese names of a meeting that a page in two languages names twice."""
    return [c for c in found if has_chinese(str(c.value))] or found


def _title(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("activity_title"):
        title = from_label("activity_title", one, 0.97)
        if one.label.endswith("主题") and not _CALLED_SO.search(str(title.value)):
            title = replace(title, trust=_THEME)
        if len(str(title.value)) >= _SHORTEST:
            found.append(title)
    for passage in (*find_headings(leaf), *leaf.passages):
        for pattern, trust, method in (
            (_ABOUT, 0.96, "meeting:about"),
            (_HELD, 0.93, "meeting:held"),
            (_WILL, 0.91, "meeting:will"),
            (_ATTEND, 0.92, "meeting:attend"),
            (_TAKEN_BY, 0.9, "meeting:taken-by"),
            (_MOVED, 0.91, "meeting:moved"),
            (_CHOSEN_FOR, 0.9, "meeting:chosen-for"),
            (_APPROVED, 0.91, "meeting:approved"),
            (_ENGLISH, 0.9, "meeting:english"),
        ):
            for match in pattern.finditer(passage.text):
                found.extend(_named(passage, *match.span("t"), trust, method))
        found.extend(_quoted(passage))
    heading = _from_heading(leaf)
    # a line over 「邀请函」 is the name only if nothing in the text says another
    found.extend(heading)
    found = _in_chinese_if_any(found) if leaf.language == "zh" else found
    whole = {str(c.value) for c in found}
    found = [c for c in found if not any(_is_cut_of(str(c.value), name) for name in whole)]
    chosen = agreed(found)
    return [_with_its_society(chosen, found)] if chosen else []


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


def _is_cut_of(name: str, whole: str) -> bool:
    """Tell whether a name ends where a line of the whole one did: 「…培训」 of 「…培训班」."""
    return whole != name and whole.startswith(name) and len(whole) - len(name) <= _LONGEST_CUT


def _named(passage: Passage, start: int, end: int, trust: float, method: str) -> list[Candidate]:
    start, end = trimmed_title(passage.text, start, end)
    for aside in (_SESSION, _ROUND):
        found = aside.search(passage.text, start, end)
        end = found.start() if found else end
    start, end = within_marks(passage.text, start, end) or (start, end)
    year = _YEAR_IN_MARKS.match(passage.text, end)
    if year and passage.text[start - 1 : start] in ("“", "《"):
        end = year.end()
    text = passage.text[start:end]
    if not is_title(text) or _NOT_NAME.search(text):
        return []
    if _SOCIETY.search(text) and organisation_likelihood(text) >= _BODY:
        return []
    if _TOPIC_AND_SORT.fullmatch(text):
        trust = min(trust, _EITHER)
    return [Candidate("activity_title", text, trust, passage, start, end, method)]


def _quoted(passage: Passage) -> list[Candidate]:
    return [
        Candidate("activity_title", one.text, 0.94, passage, one.start, one.end, "meeting:quoted")
        for one in quoted_in(passage.text)
        if len(one.text) >= _SHORTEST
        and re.search(rf"{EVENT}$|论坛|Conference|Forum", one.text)
        and re.search(r"召开|举办|举行|参加|出席|莅临|列席|定于|[诚特敬]邀", passage.text)
    ][:1]


def _from_heading(leaf: Leaf) -> list[Candidate]:
    """Return the line above or before the word that says what sort of letter it is."""
    found = []
    for passage in find_headings(leaf):
        first = passage.cells[0].line.text
        if len(passage.cells) > 1 and organisation_likelihood(first) >= _BODY:
            # the red head over the notice's own heading
            passage = join_cells(passage.cells[1:])
        match = re.match(
            rf"(?P<t>.{{4,60}}?(?:{EVENT}|班|"
            rf"(?:Conference|Forum|Symposium|Congress|Summit)(?: (?:on|of|for)"
            rf" [A-Z][^.,;]{{4,60}})?))"
            rf"\s*(?:的)?(?:论文|征文)?(?:录用)?暨?(?:参会|会议|开班|报名)?(?:{_NAMED_BY.pattern}|$)",
            passage.text,
        )
        if match:
            found.extend(_named(passage, *match.span("t"), 0.89, "meeting:heading"))
    return found[:2]


def _beside_arrival(leaf: Leaf) -> Iterator[Labelled]:
    """Yield the meeting's own part of 「报到:7月15日;会议:7月16日—18日」."""
    for one in leaf.labels("none"):
        days = find_dates(one.value.text) if _ITSELF.fullmatch(one.label) else ()
        if days and days[0].start == 0:
            yield one


def _days(leaf: Leaf) -> list[Candidate]:
    """Return the first and the last day: by label, else from the sentence that announces it."""
    years = _years(leaf)
    labelled = [
        pair
        for one in (*leaf.labels("period"), *_beside_arrival(leaf))
        if not is_of_the_letter(one, leaf)
        for pair in _pair(one.value, years, 0.97, "label:period")
    ]
    labelled = labelled or [
        pair
        for heading, below in pairwise(leaf.passages)
        if _TIME_HEADING.fullmatch(heading.text.strip())
        for pair in _pair(below, years, 0.95, "label:period")
    ]
    labelled = labelled or [
        pair
        for one in leaf.labels("period")
        if _ARRIVAL_FIRST.match(one.value.text) and not is_of_the_letter(one, leaf)
        for pair in _pair(one.value, years, 0.9, "label:period", arriving=True)
    ]
    if labelled:
        return list(labelled[0])
    of_letter = cells_of_the_letter(leaf)
    spoken = [
        pair
        for passage in leaf.passages
        if _SCOPE.search(passage.text) and not passage.text.startswith("报到")
        if not any(cell.key in of_letter for cell in passage.cells)
        for pair in map(_doubted_month, _pair(passage, years, 0.94, "meeting:sentence"))
    ]
    chosen = max(spoken, key=_sureness, default=None)
    return list(chosen) if chosen is not None else _days_in_column(leaf, years)


def _days_in_column(leaf: Leaf, years: list[int]) -> list[Candidate]:
    """Return the first and the last of the days that stand under one another in a timetable."""
    days: list[tuple[str, Passage]] = []
    left: float | None = None
    for cell in leaf.cells:
        passage = join_cells((cell,))
        dates = [d for d in find_dates(passage.text) if d.first.day and d.first == d.last]
        if len(dates) != 1 or not _is_alone(passage, dates[0]):
            continue
        if left is not None and abs(cell.box.left - left) > cell.em:
            continue
        if not dates[0].year_given and not years:
            continue
        day = dates[0] if dates[0].year_given else resolve_year(dates[0], year=years[0])
        left = cell.box.left if left is None else left
        days.append((day.first.iso(), passage))
    if len({day for day, _ in days}) < _FEWEST_DAYS:
        return []
    first, last = min(days, key=lambda d: d[0]), max(days, key=lambda d: d[0])
    return [
        Candidate(name, day, 0.8, passage, 0, len(passage.text), "meeting:timetable")
        for name, (day, passage) in (("start_date", first), ("end_date", last))
    ]


def _doubted_month(pair: tuple[Candidate, Candidate]) -> tuple[Candidate, Candidate]:
    """Return a pair of days; of a month alone (「11月底」) less sure."""
    first, last = pair
    if first.value != last.value or len(str(first.value)) > len("2021-11"):
        return pair
    return (
        replace(first, trust=min(first.trust, _MONTH_TRUST)),
        replace(last, trust=min(last.trust, _MONTH_TRUST)),
    )


def _sureness(pair: tuple[Candidate, Candidate]) -> float:
    return pair[0].confidence


def _years(leaf: Leaf) -> list[int]:
    found = [
        mention.first.year
        for passage in leaf.passages
        for mention in find_dates(passage.text)
        if mention.year_given and mention.first.year
    ]
    return sorted(found, key=found.count, reverse=True)


def _pair(
    passage: Passage,
    years: list[int],
    trust: float,
    method: str,
    *,
    arriving: bool = False,
) -> list[tuple[Candidate, Candidate]]:
    """Return the first of the days of a passage that is the meeting's, rather than a month.

    Of a label that tells of `arriving` that day begins it.
    """
    told = find_dates(passage.text)
    for mention in sorted(told, key=lambda one: one.first.day is None):
        before = passage.text[max(0, mention.start - 24) : mention.start]
        after = passage.text[mention.end : mention.end + 8]
        if (
            mention.first.month is None
            or _DEADLINE_BEFORE.search(before)
            or _DEADLINE_AFTER.search(after)
        ):
            continue
        if _POSTPONED.search(before) or _OF_A_LETTER.search(before):
            continue
        if not arriving and _CHECK_IN.search(before[-10:]):
            continue
        if not arriving and _CHECK_IN.search(after[:6]):
            continue
        if (
            not _is_alone(passage, mention)
            and method != "label:period"
            and not _SCOPE.search(before + after + passage.text[mention.end : mention.end + 60])
        ):
            continue
        dated = mention
        if not mention.year_given:
            if not years:
                continue
            dated, trust = resolve_year(mention, year=years[0]), trust * 0.97
        first, last = dated.first.iso(), dated.last.iso()
        if method == "label:period":
            last = max(last, _last_day(passage.text, mention, dated))
        return [
            (
                Candidate("start_date", first, trust, passage, mention.start, mention.end, method),
                Candidate("end_date", last, trust, passage, mention.start, mention.end, method),
            )
        ]
    return []


_LEAVING = re.compile(r"[^,，。;；、()（）]{0,8}(?:离会|返程|离开|疏散|撤展|离店|离\s*$)")
"""「12日早餐后离会」: a day on which nothing is held"""


_ASIDE = re.compile(r"\s*[(（][^()（）]{0,30}(?:报到|签到|离会|返程)")


def _last_day(text: str, mention: DateMention, dated: DateMention) -> str:
    """Return the last day told of the same month: 「24日报到,25日—26日会议」; "" for none."""
    day = dated.last
    if day.year is None or day.month is None or day.day is None:
        return ""
    if mention.first != mention.last and _ASIDE.match(text, mention.end):
        return ""  # who arrives and leaves when stands in brackets behind the days
    found = [
        int(match[1] or match[2])
        for match in _LAST_DAY.finditer(text, mention.end)
        if not _DEADLINE_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
        and not _DEADLINE_AFTER.match(text[match.end() :])
        and not _LEAVING.match(text, match.end())
    ]
    found += [
        int(match[2])
        for match in _LAST_BY_SLASH.finditer(text, mention.end)
        if int(match[1]) == day.month
    ]
    later = [
        other.last.day
        for other in find_dates(text[mention.end :])
        if not _LEAVING.match(text, mention.end + other.end)
        and other.last.month == day.month
        and other.last.day
        and other.last.year in (None, day.year)
    ]
    days = [one for one in (*found, *later) if day.day < one <= day.day + _LONGEST_MEETING]
    return replace(day, day=max(days)).iso() if days and max(days) <= _DAYS_OF_MONTH else ""


def _is_alone(passage: Passage, mention: DateMention) -> bool:
    return len(passage.text) - (mention.end - mention.start) <= 6
