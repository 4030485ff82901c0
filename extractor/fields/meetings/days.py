"""Find the days of a meeting.

They are told apart from the letter's own date, from the day to arrive and from deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.days.periods import whole_row
from extractor.fields.labels.form import Labelled
from extractor.fields.letter_heads import (
    cells_of_the_letter,
    is_of_the_letter,
)
from extractor.fields.meetings.columns import MIXED, mixes_columns
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

_DEADLINE_BEFORE = re.compile(
    r"(?:截止|截至|报名|回执|提交|投稿|报送|注册|缴费|反馈|汇款|deadline|before|(?<!ed )\bby|no later than|until|confirm)[^。;；,，]{0,16}$",  # noqa: E501
    re.IGNORECASE,
)
_DEADLINE_AFTER = re.compile(
    r"^\s*(?:\([^)]{1,8}\))?\s*(?:之?前|以前|截止|下班前|\d{1,2}[:：时点]\d{0,2}分?前)(?![往来后期])"
)
_CHECK_IN = re.compile(r"报到|签到|注册|离会|返程|check-?in", re.IGNORECASE)
_CLAUSE = re.compile(r"[,，;；。](?=\s?\d{1,2}月|\s*$)")
"""「6月24日报到,6月25日—26日开会」: only what stands in its own clause is told of a day."""
_LAST_DAY = re.compile(r"(?<![\d月./])(\d{1,2})日|[-—–~至](\d{1,2})日")
_LAST_BY_SLASH = re.compile(r"[-—–~至](\d{1,2})[/.](\d{1,2})(?![\d/.])")
"""「2023/5/20报到,5/20—5/21授课」"""
_POSTPONED = re.compile(
    r"(?:(?:first|originally|initially|previously) (?:planned|scheduled|announced)[^.]{0,12}|"
    r"原(?:定|计划|拟)(?:于)?)$",
    re.IGNORECASE,
)
"""「the meeting first planned for 17 April has been postponed and will be held on 30 October」"""
_NO_MEETING = re.compile(
    r"(?:(?:发送|发件|收件|打印|发布|更新|生成|创建|提交|浏览|上传|下载|导出|查询|签发|制表|填表|登记|审核|录用|"
    r"宣读|发言|报告|演讲|汇报|彩排|布展|撤展|接站|送站|入住|退房|報名|報到|截止|發文|发文)(?:时间|日期|時間)|"
    r"(?:sent|printed|issued|published|posted|updated)(?: on| at)?)\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""「发布时间:2020-09-08」, 「宣读时间:6月19日」: when something else was or will be."""
_BEGINS = re.compile(
    r"\s*(?:[(（][^()（）]{1,6}[)）]|周[一二三四五六日]|星期[一二三四五六日])?\s*(?:上午|下午|早上|晚上|晚|早)?\s*"
    r"(?:[\d一二三四五六七八九十]{1,3}\s*[:：时点]\s*(?:\d{1,2}分?|整|半)?)?\s*(?:正式)?(?:开始|开幕|起)"
)
"""「12月2日下午2:30开始」: the first of the days of which a sentence tells all."""
_ONE_OF_THE_DAYS = 0.88
_NUMBER = r"[\d一二三四五六七八九十]{1,3}"
_ARRIVAL_FIRST = re.compile(
    r"\s*[^,，;；]{4,14}[日号]\s*[(（]?(?:全天)?报到[)）]?[,，;；、]\s*\d{1,2}[日号]"
)
"""「5月25日报到,26日—27日上课」, 「28日(报到)、29日、30日」, all that a label tells"""
_ARRIVAL_TRUST = 0.88
"""Offices differ in whether the day of arrival is one of the meeting's."""
_FORMALLY = re.compile(
    rf"[^,，;；。]{{0,24}}报到[,，;；]\s*(?P<days>(?:\d{{1,2}}月)?{_NUMBER}[日号]?"
    rf"(?:\s*(?:[、至到和~]|[-—–]{{1,2}})\s*(?:\d{{1,2}}月)?{_NUMBER}[日号])*)[^,，;；。]{{0,2}}"
    r"(?:正式|开会[,，;；]\s*\d{1,2}日[^,，;；。]{0,4}(?:返程|离会|疏散))"
)
"""「会议于十一月六日在某某宾馆报到,七日、八日正式会议」: the meeting's are the days behind."""
_OF_A_LETTER = re.compile(r"(?:通知|函|公告|文件|预告)\s*[(（]\s*$")
"""「第一轮通知(2023年2月20日)发出后」"""
_TIME_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})?\s?[、.．]?\s?(?:会议|培训|活动|举办|研修|学习)?时间\s?[:：]?"
)
_ITSELF = re.compile(r"(?:正式)?(?:会议|活动|培训|大会|论坛|开会)\s*[:：]?")
_LONGEST_MEETING = 10
_LONGEST_COURSE = 60
_OF_A_LECTURE = re.compile(r"(?:讲座|授课|讲课|上课|讲学|报告)(?:时间|日期)")
"""Of a course that goes on for weeks a lecturer is asked for one day."""
_DAYS_OF_MONTH = 31
_FEWEST_DAYS = 2
_MONTH_TRUST = 0.8
_SCOPE = re.compile(
    r"召开|举办|举行|开展|定于|舉行|舉辦|召開|[訂定]於|会议时间|会期|邀请[您你]于|held|hosted|convened|organi[sz]ed|scheduled|takes? place|taking place|invite you to|时间|from",  # noqa: E501
    re.IGNORECASE,
)
_FAX_HEAD = re.compile(r"\s*(?:FROM|FAX|TEL|TO)\s*[:：]\s*[\d+(（]", re.IGNORECASE)
"""「FROM : 0591 3377 1188  2017/10/30 15:17  P.01」: what the machine prints over a fax"""
_LEAVING = re.compile(r"[^,，。;；、()（）]{0,8}(?:离会|返程|离开|疏散|撤展|离店|离\s*$)")
"""「12日早餐后离会」: a day on which nothing is held"""
_ASIDE = re.compile(r"\s*[(（][^()（）]{0,30}(?:报到|签到|离会|返程)")
_BROKEN_OFF = re.compile(r"\s*[至到—–~-]\s*\d{1,2}\s*")


def meeting_days(leaf: Leaf) -> list[Candidate]:
    """Return the first and the last day: by label, else from the sentence that announces it."""
    years = _years(leaf)
    labelled = [
        pair
        for one in (*leaf.labels("period"), *_beside_arrival(leaf))
        if not is_of_the_letter(one, leaf)
        for pair in _pair(whole_row(leaf, one.value), years, 0.97, "label:period")
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
        for pair in _pair(one.value, years, _ARRIVAL_TRUST, "label:period", arriving=True)
    ]
    labelled = labelled or _between_ends(leaf)
    if labelled:
        lectures = [one.value for one in leaf.labels("period") if _OF_A_LECTURE.match(one.label)]
        longest = _LONGEST_COURSE if labelled[0][0].passage in lectures else _LONGEST_MEETING
        return list(_whole_of(labelled[0], _spoken(leaf, years), longest))
    chosen = max(_spoken(leaf, years), key=_sureness, default=None)
    return list(chosen) if chosen is not None else _days_in_column(leaf, years)


def _spoken(leaf: Leaf, years: list[int]) -> list[tuple[Candidate, Candidate]]:
    """Return the days that sentences tell."""
    of_letter = cells_of_the_letter(leaf)
    return [
        pair
        for passage in leaf.passages
        if _SCOPE.search(passage.text) or _FORMALLY.search(passage.text)
        if not passage.text.startswith("报到")
        if not any(cell.key in of_letter for cell in passage.cells)
        if not _FAX_HEAD.match(passage.text)
        for trust in [MIXED if mixes_columns(passage) else 0.94]
        for pair in map(_doubted_month, _pair(passage, years, trust, "meeting:sentence"))
    ]


def _between_ends(leaf: Leaf) -> list[tuple[Candidate, Candidate]]:
    """Return the days behind 「开始日期」 and 「结束日期」."""
    first, last = (
        [
            Candidate(name, day.first.iso(), 0.96, one.value, day.start, day.end, "label:ends")
            for one in leaf.labels(field)
            if not one.guessed and not _CHECK_IN.search(one.label)
            for day in find_dates(one.value.text)[:1]
            if day.year_given and day.first == day.last and day.first.day is not None
        ]
        for field, name in (("start", "start_date"), ("end", "end_date"))
    )
    return [(a, b) for a, b in zip(first, last, strict=False) if str(a.value) <= str(b.value)]


def _whole_of(
    told: tuple[Candidate, Candidate],
    spoken: list[tuple[Candidate, Candidate]],
    longest: int,
) -> tuple[Candidate, Candidate]:
    """Return the labelled days, or the sentence's range of which they are a single day.

    Which of both is meant is told where the label says that the meeting begins on that day.
    A label that tells day by day who arrives when leaves out a day that the sentence counts.
    """
    first, last = told
    if first.value != last.value:
        arriving = [
            (replace(start, trust=_ONE_OF_THE_DAYS), replace(end, trust=_ONE_OF_THE_DAYS))
            for start, end in spoken
            if str(start.value) < str(first.value) and end.value == last.value
            if _is_one_of(str(first.value), str(start.value), str(end.value), longest)
            if _CHECK_IN.search(first.passage.text[: first.start])
        ]
        return arriving[0] if arriving else told
    for start, end in spoken:
        if _is_one_of(str(first.value), str(start.value), str(end.value), longest):
            begins = first.value == start.value and _BEGINS.match(first.passage.text, first.end)
            limit = 1.0 if begins else _ONE_OF_THE_DAYS
            return (
                replace(start, trust=min(start.trust, limit)),
                replace(end, trust=min(end.trust, limit)),
            )
    return told


def _is_one_of(day: str, first: str, last: str, longest: int) -> bool:
    """Tell whether a day is one of several, the `longest` at most that a meeting can go on."""
    whole = len(day) == len(first) == len(last) == len("2021-06-01")
    if not whole or not first <= day <= last:
        return False
    return 0 < (date.fromisoformat(last) - date.fromisoformat(first)).days <= longest


def _beside_arrival(leaf: Leaf) -> Iterator[Labelled]:
    """Yield the meeting's own part of 「报到:7月15日;会议:7月16日—18日」."""
    for one in leaf.labels("none"):
        days = find_dates(one.value.text) if _ITSELF.fullmatch(one.label) else ()
        if days and days[0].start == 0:
            yield one


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
        if method == "label:period" and _BROKEN_OFF.fullmatch(passage.text, mention.end):
            return []  # 「7月25日至27」, whose end stands in the next line
        if _POSTPONED.search(before) or _OF_A_LETTER.search(before) or _NO_MEETING.search(before):
            continue
        formal = None if arriving else _behind_arrival(passage.text, mention)
        if formal is not None and (formal.year_given or years):
            days = formal if formal.year_given else resolve_year(formal, year=years[0])
            ends = days.first.iso(), days.last.iso()
            return [_both(ends, min(trust, _ARRIVAL_TRUST), passage, mention, method)]
        if not arriving and _CHECK_IN.search(_CLAUSE.split(before[-10:])[-1]):
            continue
        if not arriving and _CHECK_IN.search(after[:6]):
            continue
        if (
            not _is_alone(passage, mention)
            and method != "label:period"
            and not _SCOPE.search(
                passage.text[max(0, mention.start - _back(passage)) : mention.end + 8]
                + passage.text[mention.end : mention.end + 60]
            )
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
        return [_both((first, last), trust, passage, mention, method)]
    return []


def _both(
    ends: tuple[str, str], trust: float, passage: Passage, mention: DateMention, method: str
) -> tuple[Candidate, Candidate]:
    """Return the first and the last day, told where the mention stands."""
    start, end = mention.start, mention.end
    return (
        Candidate("start_date", ends[0], trust, passage, start, end, method),
        Candidate("end_date", ends[1], trust, passage, start, end, method),
    )


def _behind_arrival(text: str, arrival: DateMention) -> DateMention | None:
    """Return the days that are formally the meeting's, behind that on which people arrive."""
    behind = _FORMALLY.match(text, arrival.end)
    if behind is None or arrival.first != arrival.last or arrival.first.day is None:
        return None
    told = behind["days"] if "月" in behind["days"] else f"{arrival.first.month}月{behind['days']}"
    days = find_dates(told)
    if len(days) != 1 or days[0].end < len(told):
        return None
    year = arrival.first.year
    first, last = replace(days[0].first, year=year), replace(days[0].last, year=year)
    return replace(days[0], first=first, last=last, year_given=year is not None)


def _back(passage: Passage) -> int:
    """Return how far before a day a sentence may say what it is of: English takes more signs."""
    return 40 if has_chinese(passage.text) else 110


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
