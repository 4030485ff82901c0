"""Find when the learning began and ended, kept apart from the day of issue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best
from extractor.fields.days.damaged import SOON, mend_day
from extractor.fields.days.issue import (
    COUNTED_BEFORE,
    ISSUED_BEFORE,
    LABEL_TRUST,
    LEARNING_AROUND,
    MENDED_TRUST,
    date_candidate,
    issue_candidates,
    only_date,
    settled,
)
from extractor.fields.days.told_ends import BEGAN_OR_ENDED, ended_later, until_later, with_year
from extractor.fields.labels.words import has_label
from extractor.language.dates import DateMention, find_dates
from extractor.passages import Passage, join_cells

_BODY_TRUST = 0.96
_LEARNT_BEFORE = frozenset(
    {"training_certificate", "hours_statement", "attendance_proof", "transcript"}
)
"""Kinds of paper that are made out when the learning is over."""
_LONE_TRUST = 0.88
_OPEN_ENDED = re.compile(r"\d[日号]?\s*(?:[-—–―~～至到]|(?<=\d)一)\s*$")
"""「学习时间:2021.10.08—」, the rest on the next line."""
_END_BELOW, _NEXT_LINE = re.compile(r"\s*(?:至|到)\s*(?:[12]\s?\d|二\s?[〇○零Oo0])"), 2.5
_END_BESIDE = re.compile(
    r"\s*(?:(?:至|到|截?止(?:于|到)?|[-—–―~～]+)\s*)(?:(?:[12]\s?\d|二\s?[〇○零Oo0])|\d{1,2}\s?[月日])"
)
"""「至2013年8月22日」, 「—8月22日」 in the cell beside 「自2013年8月19日」"""
_UNTIL_CELL = re.compile(r"\s*[-—–―~～至到]+\s*")
_SPOILT_TRUST = 0.5
_COLUMN_TRUST = 0.8
_ONE_STAGE_TRUST = 0.7
_OTHER_END_TRUST = 0.85
"""Of the end that no label tells, beside a beginning that one does, or the other way round."""
_OF_MAIL, _SOON_BEHIND = frozenset({"from", "to"}), 4
"""Labels of a period and of a fax, and how soon behind them a period begins."""
_LATE = 5
"""Years: so long after the training few papers are made out."""
_SPOILT_START = re.compile(
    r"([\d二〇○][\d一二三四五六七八九十〇○零年月日号./-]{4,})\s*(?:至|到|—+|–|~|～)\s*$"
)
"""「2022-05-111至」: a period that began with something which is no day."""
_MORE_MONTHS = re.compile(r"\s*[、,，和及]\s*\d{1,2}\s*月")
"""「于3月、5月、7月分三次」: no one of them is when it was."""
_SPOILT_END = re.compile(r"\s*(?:至|到|—+|–|~|～)\s*(?:\d|[二一][〇○零])")
"""「2021年9月至20222年7月」: a period that ends with something which is no day."""
_SPOILT_DAY = re.compile(r"\s*[^\u4e00-\u9fff,;:()（）、，。；：]{1,4}[日号]")
"""「2021年9月T6日」: the day behind a month is there and was not read."""
_NOT_LEARNING = re.compile(
    r"(?:今天是|最[近后](?:学习|登录)|公示期|筛选|有效期|有效|出生|(?<![㐀-鿿])生于|打印|查询|申报(?!人|者|教师|职称)|成立|批准|印发|发布|公布|文件|根据|按照|截止|截至|注册|"
    r"expir\w*|valid|born|print\w*|date of birth)[^，,。；;]{0,12}$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:起|开始)?\s*(?:会议(?:研究|评议|审议|讨论|通过)|第\d+号会议|[)）]?审议通过|指导[^,，。]{0,16}学生|担任|兼任|分配|"
    r"(?:正式)?出版|(?:\d{1,2}[:：时点]\d{0,2})?前(?![往后])|制(?![作定])|印[发制]?|填[报写表]|打印|签订|出生|生(?=[,，。;；)）])|取得|入[馆所社局]|进入|考入|升入|转入|调入|加入|录取|入学|入校|入职|入伍|入党|毕业|参加工作|"
    r"通过[^,，。;；]{0,6}(?:考试|考核|测试|答辩)|[到来][我本贵](?:校|院|园|单位|公司|中心)|起?在[我本贵](?:校|院|园|单位|公司|中心)(?:任|工|就|从))"
)
"""What a day begins that is no training: a course of studies, a post."""
_IN_STAGES = re.compile(r"分[两二三四五]个?(?:阶段|段|期|次)|第[一二三]阶段")
_ENROLLED = re.compile(r"label:(?:入学|录取)(?:时间|日期|年月)?")
_ARRIVAL = re.compile(r"label:报到(?:时间|日期)?")
_ARRIVES, _LONE_ARRIVAL = re.compile(r"[^,，;；。]{0,24}(?:报到|签到)"), 0.8
"""「2021年5月28日(报到)、29日、30日」: the day on which people arrive is hardly all of it."""
_AND_THEN = re.compile(r"\s*(?:[、,，]|[和及与]|以及)\s*$")
"""「3月11日、3月12日」: the learning took both days."""
_UNTIL = re.compile(r"(?:研修|学习|培训|研训|实践)(?:时间|期限|日期)?(?:截至|截止到?|至)\s*$")
_COUNTED_AFTER = re.compile(
    r"\s*[·|,，;；]\s*(?:共|计|合计)?\s*\d{1,3}\s*"
    r"(?:学时|课时|(?:contact |training |class |CPD )?hours)"
)
"""「13 August 2021 · 12 contact hours」: a line of facts on the training."""


def find_periods(leaf: Leaf) -> list[Candidate]:
    """Return at most one `start_date`, `end_date` and `issue_date`.

    A year missing in the period (「7月5日至9日」) is taken from the day of issue or from
    a year printed elsewhere, never invented.
    """
    issue = agreed(issue_candidates(leaf))
    years = _years(leaf, issue)
    start, end = _period(leaf, issue, years)
    issue = settled(leaf, issue, end or start, years)
    if issue is not None and _is_far_off(issue, years):
        issue = _less_sure(issue)
    return [found for found in (start, end, issue) if found is not None]


def _is_far_off(issue: Candidate, years: list[int]) -> bool:
    """Tell whether it is years after all that a page tells of: 二〇一九 read as 二〇二九."""
    year = int(str(issue.value)[:4])
    others = [other for other in years if other != year]
    return bool(others) and year - max(others) > _LATE


def _years(leaf: Leaf, issue: Candidate | None) -> list[int]:
    years = [int(str(issue.value)[:4])] if issue else []
    for passage in leaf.passages:
        years.extend(
            m.first.year for m in find_dates(passage.text) if m.year_given and m.first.year
        )
    for passage in leaf.passages:
        years.extend(int(y) for y in re.findall(r"(?<!\d)(20[0-4]\d)\s*年", passage.text))
    return years


def _period(
    leaf: Leaf, issue: Candidate | None, years: list[int]
) -> tuple[Candidate | None, Candidate | None]:
    issued = str(issue.value) if issue is not None and leaf.kind in _LEARNT_BEFORE else ""
    found = _labelled_pairs(leaf, years, issued)
    starts, arrivals = _parted(_ends(leaf, "start", "start_date"))
    ends = _ends(leaf, "end", "end_date")
    if not ends:
        # of whoever is still enrolled it tells no period
        starts = [one for one in starts if not _ENROLLED.fullmatch(one.method)]
    if starts and ends:
        return best(starts), best(ends)
    if not found:
        for passage in _passages(leaf):
            found.extend(
                _pairs(passage, years, _BODY_TRUST, "sentence", labelled=False, issued=issued)
            )
        known = [one for one in (issue, *starts, *ends) if one is not None]
        found = [pair for pair in found if not any(pair[0].stands_on(one) for one in known)]
    if not any(first.value != last.value for first, last in found):
        starts = starts or arrivals
    if not found and not starts and not ends:
        found = _lone_days(leaf, issue)
    if not found:
        return best(starts), best(ends)
    told = _whole_of(found, leaf)
    if told[0].method == "label:period" and told[0].value != told[1].value:
        return told
    if (start := best(starts)) is not None:
        return start, _beside(told[1], fits=str(told[1].value) >= str(start.value))
    if (end := best(ends)) is not None:
        return _beside(told[0], fits=str(told[0].value) <= str(end.value)), end
    return told


def _whole_of(found: list[tuple[Candidate, Candidate]], leaf: Leaf) -> tuple[Candidate, Candidate]:
    """Return the surest of the periods found, or what several of them span together."""
    ranges = [pair for pair in found if pair[0].value != pair[1].value]
    if ranges and any(_IN_STAGES.search(passage.text) for passage in leaf.passages):
        if len(found) == 1 and _stands_aside(found[0][0]):
            return _of_one_stage(found[0])
        ranges = found  # a stage of one day is one too
    chosen = ranges or found
    if len({(p[0].value, p[1].value) for p in chosen}) > 1 and ranges:
        first = min(ranges, key=lambda pair: str(pair[0].value))
        last = max(ranges, key=lambda pair: str(pair[1].value))
        return _less_sure(first[0]), _less_sure(last[1])
    surest = max(chosen, key=lambda pair: pair[0].confidence)
    if len({pair[0].value for pair in chosen}) > 1:
        return _less_sure(surest[0]), _less_sure(surest[1])
    return surest


def _stands_aside(first: Candidate) -> bool:
    """Tell whether a period stands in brackets."""
    return first.passage.text[: first.start].endswith(("(", "（"))


def _of_one_stage(told: tuple[Candidate, Candidate]) -> tuple[Candidate, Candidate]:
    """Return the days of one stage of several, which are hardly those of the whole.

    「分三段进行:线上学习,集中面授(3月18日至21日),返岗实践」
    """
    first, last = (replace(one, trust=min(one.trust, _ONE_STAGE_TRUST)) for one in told)
    return first, last


def _labelled_pairs(leaf: Leaf, years: list[int], issued: str) -> list[tuple[Candidate, Candidate]]:
    """Return the periods that labels announce; one that its line breaks off is told whole."""
    found = []
    for labelled in leaf.labels("period", "start"):
        # 「from 1 June to 2 June 2021」: a beginning may bring its end
        if labelled.field != "period" and not _has_range(labelled.value):
            continue
        value = whole_row(leaf, labelled.value)
        pairs = _pairs(value, years, LABEL_TRUST, "label:period", labelled=True, issued=issued)
        if _OPEN_ENDED.search(labelled.value.text):
            pairs = _gone_on(leaf, pairs, years) or _spoilt(pairs)
        elif pairs and all(first.value == last.value for first, last in pairs):
            pairs = _gone_on(leaf, pairs, years) or pairs
        found.extend(pairs)
    return found


def _beside(end: Candidate, *, fits: bool) -> Candidate | None:
    """Return the day that is told beside a labelled beginning or end, which may be another one."""
    return replace(end, trust=min(end.trust, _OTHER_END_TRUST)) if fits else None


def _passages(leaf: Leaf) -> list[Passage]:
    """Return the passages; one that ends in half a period goes on with the day below it."""
    whole: list[Passage] = []
    for passage in leaf.passages:
        dates = find_dates(passage.text)
        if whole and dates and dates[0].start == 0 and _OPEN_ENDED.search(whole[-1].text):
            whole[-1] = join_cells((*whole[-1].cells, *passage.cells))
        else:
            whole.append(passage)
    return whole


def whole_row(leaf: Leaf, value: Passage) -> Passage:
    """Return a cell with those that end its period: 「2021-04-12 | 至 | 2021-07-05」.

    「自2013年8月19日 | 至2013年8月22日」 may stand in two cells; on a narrow form the end stands
    on the line below: 「自2014年3月1日 / 至2016年2月29日」.
    """
    for row in leaf.rows:
        for cell, beside, *beyond in (row[at : at + 3] for at in range(len(row) - 1)):
            if cell.key != value.cells[-1].key:
                continue
            if beyond and _UNTIL_CELL.fullmatch(beside.line.text):
                return join_cells((*value.cells, beside, *beyond))
            if _END_BESIDE.match(beside.line.text):
                return join_cells((*value.cells, beside))
    last = value.cells[-1]
    for above, below in pairwise(leaf.cells):
        close = 0 < below.box.top - above.box.top <= _NEXT_LINE * above.box.height
        if above.key == last.key and close and _END_BELOW.match(below.line.text):
            return join_cells((*value.cells, below))
    return value


def _gone_on(
    leaf: Leaf, broken: list[tuple[Candidate, Candidate]], years: list[int]
) -> list[tuple[Candidate, Candidate]]:
    """Return a period that the end of a line broke off, as the sentence around it has it."""
    begun = {str(first.value) for first, _ in broken}
    return [
        pair
        for passage in _passages(leaf)
        for pair in _pairs(passage, years, _BODY_TRUST, "sentence", labelled=True)
        if str(pair[0].value) in begun and pair[0].value != pair[1].value
    ]


def _spoilt(broken: list[tuple[Candidate, Candidate]]) -> list[tuple[Candidate, Candidate]]:
    return [(first, replace(last, trust=_SPOILT_TRUST)) for first, last in broken]


def _lone_days(leaf: Leaf, issue: Candidate | None) -> list[tuple[Candidate, Candidate]]:
    """Return a day on a line of its own that continues the sentence on the learning."""
    found = []
    for above, passage in pairwise(leaf.passages):
        mention = only_date(passage)
        if mention is None or mention.first.month is None or has_label(passage.text):
            continue
        if not LEARNING_AROUND.search(above.text) or above.text.rstrip().endswith(("。", ".")):
            continue
        pair = (
            date_candidate("start_date", mention, passage, _LONE_TRUST, "lone-day"),
            date_candidate("end_date", mention, passage, _LONE_TRUST, "lone-day"),
        )
        if issue is not None and not pair[0].stands_on(issue):
            found.append(pair)
    return found[:1]


def _less_sure(candidate: Candidate) -> Candidate:
    """Return the candidate with the trust of one of several differing periods."""
    return replace(candidate, trust=min(candidate.trust, 0.8))


def _parted(starts: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Return the days on which the learning begins, and those on which people arrive for it."""
    arrivals = [one for one in starts if _ARRIVAL.fullmatch(one.method)]
    others = [one for one in starts if one not in arrivals]
    return others, [replace(one, trust=min(one.trust, _OTHER_END_TRUST)) for one in arrivals]


def _ends(leaf: Leaf, label: str, name: str) -> list[Candidate]:
    return [
        date_candidate(name, mention, labelled.value, LABEL_TRUST, f"label:{labelled.label}")
        for labelled in leaf.labels(label)
        for mention in find_dates(labelled.value.text)[:1]
        if mention.year_given
        and mention.first == mention.last
        # 「FROM : 0591 3377 1188  2017/10/30 15:17」 at the head of a fax is who sent it
        and (mention.start <= _SOON_BEHIND or labelled.label.lower() not in _OF_MAIL)
        # 「2020.09.21 开课 | 2020.11.15 结课」: what each day is stands behind it
        and not BEGAN_OR_ENDED.match(labelled.value.text, mention.end)
    ]


def _has_range(passage: Passage) -> bool:
    return any(mention.first != mention.last for mention in find_dates(passage.text))


def _pairs(
    passage: Passage,
    years: list[int],
    trust: float,
    method: str,
    *,
    labelled: bool,
    issued: str = "",
) -> list[tuple[Candidate, Candidate]]:
    found: list[tuple[Candidate, Candidate]] = []
    for mention in find_dates(passage.text):
        before = passage.text[: mention.start]
        whole = not labelled and ended_later(passage, mention, years) is not None
        if not labelled and not whole and not _is_learning(passage, mention, before):
            if found and _UNTIL.search(before) and mention.first == mention.last:
                # 「…集中研修…,网络研修时间截至2020年12月20日」: the whole lasts until then
                last = date_candidate("end_date", mention, passage, trust, method)
                found[-1] = (found[-1][0], last)
            continue
        dated, weight = with_year(mention, years, trust, issued)
        weight = min(weight, _doubt(passage, mention, labelled=labelled))
        if dated is None:
            continue
        ended = ended_later(passage, mention, years) or until_later(passage, mention, years)
        if ended is not None:
            found.append(
                (
                    date_candidate("start_date", dated, passage, weight, method),
                    date_candidate("end_date", ended, passage, weight, method),
                )
            )
            continue
        if found and _follows_on(passage, found[-1][1], mention, dated):
            first = replace(found[-1][0], trust=weight)
            found[-1] = (first, date_candidate("end_date", dated, passage, weight, method))
            continue
        several = _MORE_MONTHS.match(passage.text, mention.end)
        spoilt_end = _SPOILT_END.match(passage.text, mention.end)
        if dated.first == dated.last and (several or spoilt_end):
            weight = _SPOILT_TRUST
        if dated.first == dated.last and _ARRIVES.match(passage.text, mention.end):
            weight = min(weight, _LONE_ARRIVAL)
        if dated.first.month is None:
            continue  # bare years name an event or a school year, not when it took place
        if (spoilt := _SPOILT_START.search(before)) and dated.first == dated.last:
            start = _mended_start(spoilt[1], dated, passage, method)
            found.append((start, date_candidate("end_date", dated, passage, weight, method)))
            continue
        found.append(
            (
                date_candidate("start_date", dated, passage, weight, method),
                date_candidate("end_date", dated, passage, weight, method),
            )
        )
    return found


def _doubt(passage: Passage, mention: DateMention, *, labelled: bool) -> float:
    """Return how far a day is believed at most, by what stands around it."""
    if mention.last.day is None and _SPOILT_DAY.match(passage.text, mention.end):
        return _SPOILT_TRUST
    return _COLUMN_TRUST if not labelled and _fills_a_column(passage, mention) else 1.0


def _follows_on(
    passage: Passage, last: Candidate, mention: DateMention, dated: DateMention
) -> bool:
    """Tell whether a day goes on with the one before it: 「3月11日、3月12日」."""
    between = passage.text[last.end : mention.start]
    first = str(last.value)
    return (
        bool(between)
        and _AND_THEN.fullmatch(between) is not None
        and len(first) == len(dated.first.iso())
        and first < dated.first.iso()
    )


def _fills_a_column(passage: Passage, mention: DateMention) -> bool:
    """Tell whether a date is a cell of its own beside others, as in the row of a list."""
    date = passage.text[mention.start : mention.end]
    for cell in passage.cells:
        if cell.line.text.strip() == date:
            middle, reach = cell.box.centre[1], 0.5 * cell.box.height
            beside = [c for c in passage.cells if abs(c.box.centre[1] - middle) <= reach]
            return len(beside) > 1
    return False


def _mended_start(left: str, ended: DateMention, passage: Passage, method: str) -> Candidate:
    """Return the day of which a period's spoilt beginning can be the writing, else the last day."""
    last = ended.first
    known = last.year is not None and last.day is not None
    until = date.fromisoformat(last.iso()) if known else None
    day = mend_day(left, until - timedelta(SOON), until) if until is not None else None
    if day is None:
        return date_candidate("start_date", ended, passage, _SPOILT_TRUST, method)
    return Candidate(
        "start_date", day.isoformat(), MENDED_TRUST, passage, 0, len(passage.text), "mended"
    )


def _is_learning(passage: Passage, mention: DateMention, before: str) -> bool:
    if _NOT_LEARNING.search(before) or ISSUED_BEFORE.search(before):
        return False
    if mention.first != mention.last:
        return True
    if _JOINED.match(passage.text, mention.end):
        return False
    around = before[-60:] + passage.text[mention.end : mention.end + 40]
    is_told = (
        LEARNING_AROUND.search(around)
        or _COUNTED_AFTER.match(passage.text, mention.end)
        or COUNTED_BEFORE.search(before)
    )
    return bool(is_told) and only_date(passage) is None
