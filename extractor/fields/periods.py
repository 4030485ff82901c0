"""Find the dates that must be kept apart: the learning period's two ends and the day of issue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best
from extractor.fields.damaged_dates import SOON, mend_day
from extractor.fields.label_words import has_label
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage, join_cells

_LABEL_TRUST = 0.985
_JUDGED_LABELS = frozenset(
    {
        "批准日期",
        "批准时间",
        "评审时间",
        "评审日期",
        "评审通过时间",
        "通过时间",
        "取得时间",
        "取得日期",
        "取得资格时间",
        "资格取得时间",
        "资格取得日期",
        "资格时间",
        "授予时间",
        "授予日期",
    }
)
"""When somebody was found worthy, which is not when it was put on paper."""
_WEAK_LABELS = _JUDGED_LABELS | {"日期", "date", "时间", "issued", "dated", "from", "to", "名称"}
_WEAK_TRUST = 0.9
_STANDALONE_TRUST = 0.97
_YEAR_TRUST = 0.8
_BODY_TRUST = 0.96
_LONE_TRUST = 0.88
_MENDED_TRUST = 0.7
_PRINTED_TRUST = 0.8
_OPEN_ENDED = re.compile(r"\d[日号]?\s*(?:[-—–―~～至到]|(?<=\d)一)\s*$")
"""「学习时间:2021.10.08—」, the rest on the next line."""
_SPOILT_TRUST = 0.5
_SPOILT_START = re.compile(r"(\d[\d年月日号./-]{4,})\s*(?:至|到|—+|–|~|～)\s*$")
"""「2022-05-111至」: a period that began with something which is no day."""
_ROW, _COLUMN = 5.0, 0.02
"""How far apart rows are, in line heights, and how straight a column is, of the page's width."""
_PRINTED_LABELS = frozenset({"打印日期", "打印时间"})
_DAY_LEFT = re.compile(r"\s*(?:[^\s，。,;；:：]{0,3}[日号]|[-./日]?\d)")
"""Behind a month: a day that was there and could not be read."""
_NOT_LEARNING = re.compile(
    r"(?:有效期|有效|出生|(?<![㐀-鿿])生于|打印|查询|申报|成立|批准|印发|发布|公布|文件|根据|按照|截止|截至|注册|"
    r"expir\w*|valid|born|print\w*|date of birth)[^，,。；;]{0,12}$",
    re.IGNORECASE,
)
_IN_STAGES = re.compile(r"分[两二三四五]个?(?:阶段|段|期|次)|第[一二三]阶段")
_BEGAN = re.compile(r"(?:正式)?(?:开班|开始|开学|开课|启动|开幕|开营|报到)")
_ENDED = re.compile(r"(?:顺利|圆满)?(?:结束|结业|结班|闭幕|结营|学习期满)")
_UNTIL = re.compile(r"(?:研修|学习|培训|研训|实践)(?:时间|期限|日期)?(?:截至|截止到?|至)\s*$")
_DATE_OF_ISSUE_BEFORE = re.compile(
    r"(?:发证|颁发|颁证|签发|填发|出具|开具|核发|落款)(?:日期|时间)?\s*[:：]?\s*$|"
    r"(?:issued|dated|awarded|given|signed)(?:\s+\w+){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_LEARNING_AROUND = re.compile(
    r"参加|参与|参训|聆听|收看|修畢|修毕|參加|学习|學習|培訓|讲座|论坛|会议|活动|研讨|培训|研修|进修|举办|举行|开展|完成|期间|出席|网络|课程|集中|"
    r"attend|complet|participat|held|course|training|workshop|conference|session|present at|"
    r"took part|from",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s*[·|,，;；]\s*(?:共|计|合计)?\s*\d{1,3}\s*"
    r"(?:学时|课时|(?:contact |training |class |CPD )?hours)"
)
"""「13 August 2021 · 12 contact hours」: a line of facts on the training."""
_COUNTED_BEFORE = re.compile(
    r"\d\s*(?:学时|课时|(?:contact |training |class |CPD )?hours)\s*[·|,，;；]\s*$"
)
_SIGNS = re.compile(r"[\s:：,，.。、;；()（）\-—_|]+")
_YEAR_CUT = re.compile(r"(?P<year>20\d)年+(?P<month>\d{1,2})月(?:(?P<day>[0-3]?\d)日)?")
_MONTHS = 12
_LOWER_PART = 0.4
_SIGNED_THERE = re.compile(r"意见$|盖章|签章|公章")
"""Labels of cells of a form in which somebody signs, stamps and dates."""
_HEAD = 0.3
_LETTER_TRUST = 0.88
_SIGNED_ABOVE = 3.0
"""Heights of a line between the day of a signature and the name above it."""
_SIGNED_BY = 0.6
_SENTENCE = re.compile(
    r"[。]|兹|\b(?:certif|confirm|pleased|hereby|awarded|presented)\w*", re.IGNORECASE
)


def find_periods(leaf: Leaf) -> list[Candidate]:
    """Return at most one `start_date`, `end_date` and `issue_date`.

    A year missing in the period (「7月5日至9日」) is taken from the day of issue or from
    a year printed elsewhere, never invented.
    """
    issue = agreed(_issue_candidates(leaf))
    years = _years(leaf, issue)
    start, end = _period(leaf, issue, years)
    if _is_damaged(issue, end or start):
        issue = _mended_issue(leaf, end or start, years) or _less_than_sure(issue)
    return [found for found in (start, end, issue) if found is not None]


def _is_damaged(issue: Candidate | None, learnt: Candidate | None) -> bool:
    """Tell whether a day of issue is missing, cut short, or lies before what it testifies."""
    if issue is None:
        return True
    value = str(issue.value)
    if len(value) == len("2021-07") and _DAY_LEFT.match(issue.passage.text[issue.end :]):
        return True
    # An appointment or an invitation is issued before: only a year read in part is doubted.
    before = learnt is not None and value < str(learnt.value)[: len(value)]
    return before and any(mention.year_restored for mention in find_dates(issue.passage.text))


def _mended_issue(leaf: Leaf, learnt: Candidate | None, years: list[int]) -> Candidate | None:
    """Return the only day of issue that fits what is left of a damaged one, soon after the end."""
    cut = [
        one
        for one in _cut_years(leaf)
        if learnt is None or str(one.value)[:7] >= str(learnt.value)[:7]
    ]
    if cut:
        return cut[0] if len(cut) == 1 else None
    if learnt is not None and len(str(learnt.value)) >= len("2021-07"):
        first = date.fromisoformat(f"{learnt.value}-01"[:10])
        last = first + timedelta(SOON)
    elif len(set(years)) == 1:
        first, last = date(years[0], 1, 1), date(_last_year(leaf, years[0]), 12, 31)
    else:
        return None
    labelled = [one.value for one in leaf.labels("issue_date")]
    for passage in (*labelled, *_lower_lines(leaf)):
        day = mend_day(passage.text, first, last)
        if day is not None and (learnt is None or passage.place != learnt.passage.place):
            return Candidate(
                "issue_date",
                day.isoformat(),
                _MENDED_TRUST,
                passage,
                0,
                len(passage.text),
                "mended",
            )
    return None


def _cut_years(leaf: Leaf) -> list[Candidate]:
    """Return the days that 「202年11月5日」 can be, by the years that the page names elsewhere."""
    text = "\n".join(passage.text for passage in leaf.passages)
    named = sorted(set(re.findall(r"(?<!\d)20\d\d(?!\d)", text)))
    for passage in _lower_lines(leaf):
        left = _YEAR_CUT.fullmatch(_SIGNS.sub("", passage.text))
        if left is None or not 1 <= int(left["month"]) <= _MONTHS:
            continue
        rest = "".join(f"-{int(left[part]):02d}" for part in ("month", "day") if left[part])
        return [
            Candidate(
                "issue_date", year + rest, _MENDED_TRUST, passage, 0, len(passage.text), "mended"
            )
            for year in named
            if year.startswith(left["year"])
        ]
    return []


def _less_than_sure(issue: Candidate | None) -> Candidate | None:
    return None if issue is None else replace(issue, trust=min(issue.trust, _MENDED_TRUST))


def _issue_candidates(leaf: Leaf) -> list[Candidate]:
    found: list[Candidate] = []
    for labelled in leaf.labels("issue_date"):
        mention = next(iter(find_dates(labelled.value.text)), None)
        if mention is not None and mention.first == mention.last and mention.year_given:
            trust = _WEAK_TRUST if labelled.label in _WEAK_LABELS else _LABEL_TRUST
            found.append(_date("issue_date", mention, labelled.value, trust, "label:issue_date"))
    for passage in leaf.passages:
        found.extend(
            _date("issue_date", mention, passage, 0.95, "cue:issued")
            for mention in find_dates(passage.text)
            if mention.year_given and _DATE_OF_ISSUE_BEFORE.search(passage.text[: mention.start])
        )
    strongest = max((c.trust for c in found), default=0.0)
    if strongest < (_WEAK_TRUST if leaf.kind == "translation" else 0.95):
        # on a translation the last day that stands alone is the translator's
        standing = _standing_dates(leaf)
        signed = [one for one in standing if _is_below_a_body(one, leaf)]
        found.extend((signed or standing)[-1:])
    if not found:
        found.extend(_letter_dates(leaf) or _closing_dates(leaf) or _printed_dates(leaf))
    return found


def _printed_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day on which a platform's paper was printed, where no other day was given."""
    return [
        _date("issue_date", mention, one.value, _PRINTED_TRUST, "label:printed")
        for one in leaf.labels("none")
        if one.label in _PRINTED_LABELS
        for mention in find_dates(one.value.text)[:1]
        if mention.first.day is not None and mention.year_given
    ][:1]


def _closing_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day that stands alone below the last sentence of a short letter."""
    for cell in reversed(leaf.cells):
        passage = join_cells((cell,))
        if _SENTENCE.search(passage.text):
            break
        mention = _only_date(passage)
        alone = mention is not None and not _SIGNS.sub("", passage.text[: mention.start])
        if mention is not None and alone and mention.first.day is not None:
            return [_date("issue_date", mention, passage, _LETTER_TRUST, "letter-end")]
    return []


def _letter_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day that stands alone at the head of a letter, before its first sentence."""
    for cell in leaf.cells:
        passage = join_cells((cell,))
        if cell.box.centre[1] > _HEAD or _SENTENCE.search(passage.text):
            break
        mention = _only_date(passage)
        if mention is not None and mention.first.day is not None:
            return [_date("issue_date", mention, passage, _LETTER_TRUST, "letter-head")]
    return []


def _standing_dates(leaf: Leaf) -> list[Candidate]:
    """Return dates that stand alone, or behind a body's name, in the lower part of the page."""
    found = []
    for passage in _lower_lines(leaf):
        mention = _only_date(passage)
        if mention is not None and not _is_of_column(passage, mention, leaf):
            # of a day a year alone is left over more often than it is printed
            trust = _YEAR_TRUST if mention.first.month is None else _STANDALONE_TRUST
            found.append(_date("issue_date", mention, passage, trust, "standing"))
    return found


def _is_of_column(passage: Passage, mention: DateMention, leaf: Leaf) -> bool:
    """Tell whether a month stands over or under another in a table, as those of exams do."""
    box = passage.box
    if mention.first.day is not None:
        return False
    here = [cell for cell in leaf.cells if cell.page == passage.page]
    another = any(
        0.6 * box.height < abs(box.top - cell.box.top) <= _ROW * box.height
        and abs(cell.box.centre[0] - box.centre[0]) <= _COLUMN
        and _only_date(join_cells((cell,))) is not None
        for cell in here
    )
    beside = any(
        cell.box.right < box.left and abs(cell.box.centre[1] - box.centre[1]) <= 0.6 * box.height
        for cell in here
    )
    return another and beside


def _is_below_a_body(date: Candidate, leaf: Leaf) -> bool:
    """Tell whether a day stands under a body's name, as in a signature; stamps have none there."""
    box = date.passage.box
    return any(
        cell.page == date.passage.page
        and 0 < box.top - cell.box.top <= _SIGNED_ABOVE * box.height
        and cell.box.left <= box.right
        and box.left <= cell.box.right
        and organisation_likelihood(re.split(r"[:：]", cell.line.text)[-1]) >= _SIGNED_BY
        for cell in leaf.cells
    )


def _lower_lines(leaf: Leaf) -> list[Passage]:
    """Return the lines in the lower part of the page that are not another label's value."""
    taken = {
        cell.key
        for labelled in leaf.labelled
        if (
            labelled.field in ("period", "start", "end", "none", "holder_id")
            or (labelled.field == "issue_date" and labelled.label in _JUDGED_LABELS)
        )
        and not _SIGNED_THERE.search(labelled.label)
        for cell in labelled.value.cells
    }
    return [
        join_cells((cell,))
        for cell in leaf.cells
        if cell.key not in taken and cell.box.centre[1] >= _LOWER_PART
    ]


def _only_date(passage: Passage) -> DateMention | None:
    mentions = find_dates(passage.text)
    if not mentions or not mentions[0].year_given:
        return None
    mention = mentions[0]
    if mention.first != mention.last:
        return None
    if any((m.first, m.last) != (mention.first, mention.last) for m in mentions):
        return None
    if _COUNTED_BEFORE.search(passage.text[: mention.start]):
        return None  # hours and day on one line tell of the training
    rest = _SIGNS.sub("", passage.text[: mention.start])
    after = passage.text[mention.end :]
    for again in reversed(mentions[1:]):  # 「2021年7月5日 July 5, 2021」
        at = again.start - mention.end
        after = after[:at] + after[again.end - mention.end :]
    after = _SIGNS.sub("", after)
    if len(after) > 2 or re.search(r"[，。参加至到]", passage.text):
        return None
    return mention if len(rest) <= 2 or not _LEARNING_AROUND.search(rest) else None


def _years(leaf: Leaf, issue: Candidate | None) -> list[int]:
    years = [int(str(issue.value)[:4])] if issue else []
    for passage in leaf.passages:
        years.extend(
            m.first.year for m in find_dates(passage.text) if m.year_given and m.first.year
        )
    for passage in leaf.passages:
        years.extend(int(y) for y in re.findall(r"(?<!\d)(20[0-4]\d)\s*年", passage.text))
    return years


def _last_year(leaf: Leaf, year: int) -> int:
    """Return the year in which a school year that begins in `year` ends, if the page tells one."""
    spans = (m for passage in leaf.passages for m in find_dates(passage.text))
    return max(year, *(m.last.year or 0 for m in spans if m.first.year == year), year)


def _period(
    leaf: Leaf, issue: Candidate | None, years: list[int]
) -> tuple[Candidate | None, Candidate | None]:
    found: list[tuple[Candidate, Candidate]] = []
    for labelled in leaf.labels("period", "start"):
        # 「from 1 June to 2 June 2021」: a beginning may bring its end
        if labelled.field == "period" or _has_range(labelled.value):
            pairs = _pairs(labelled.value, years, _LABEL_TRUST, "label:period", labelled=True)
            if _OPEN_ENDED.search(labelled.value.text):
                pairs = _gone_on(leaf, pairs, years)
            found.extend(pairs)
    starts = _ends(leaf, "start", "start_date")
    ends = _ends(leaf, "end", "end_date")
    if starts and ends:
        return best(starts), best(ends)
    if not found:
        for passage in leaf.passages:
            found.extend(_pairs(passage, years, _BODY_TRUST, "sentence", labelled=False))
        known = [one for one in (issue, *starts, *ends) if one is not None]
        found = [pair for pair in found if not any(pair[0].stands_on(one) for one in known)]
    if not found and not starts and not ends:
        found = _lone_days(leaf, issue)
    if not found:
        return best(starts), best(ends)
    ranges = [pair for pair in found if pair[0].value != pair[1].value]
    if ranges and any(_IN_STAGES.search(passage.text) for passage in leaf.passages):
        ranges = found  # a stage of one day is one too
    chosen = ranges or found
    if len({(p[0].value, p[1].value) for p in chosen}) > 1 and ranges:
        first = min(ranges, key=lambda pair: str(pair[0].value))
        last = max(ranges, key=lambda pair: str(pair[1].value))
        return _less_sure(first[0]), _less_sure(last[1])
    return max(chosen, key=lambda pair: pair[0].confidence)


def _gone_on(
    leaf: Leaf, broken: list[tuple[Candidate, Candidate]], years: list[int]
) -> list[tuple[Candidate, Candidate]]:
    """Return a period that the end of a line broke off, as the sentence around it has it."""
    begun = {str(first.value) for first, _ in broken}
    whole = [
        pair
        for passage in leaf.passages
        for pair in _pairs(passage, years, _BODY_TRUST, "sentence", labelled=True)
        if str(pair[0].value) in begun and pair[0].value != pair[1].value
    ]
    return whole or [(first, replace(last, trust=_SPOILT_TRUST)) for first, last in broken]


def _lone_days(leaf: Leaf, issue: Candidate | None) -> list[tuple[Candidate, Candidate]]:
    """Return a day on a line of its own that continues the sentence on the learning."""
    found = []
    for above, passage in pairwise(leaf.passages):
        mention = _only_date(passage)
        if mention is None or mention.first.month is None or has_label(passage.text):
            continue
        if not _LEARNING_AROUND.search(above.text) or above.text.rstrip().endswith(("。", ".")):
            continue
        pair = (
            _date("start_date", mention, passage, _LONE_TRUST, "lone-day"),
            _date("end_date", mention, passage, _LONE_TRUST, "lone-day"),
        )
        if issue is not None and not pair[0].stands_on(issue):
            found.append(pair)
    return found[:1]


def _less_sure(candidate: Candidate) -> Candidate:
    """Return the candidate with the trust of one of several differing periods."""
    return replace(candidate, trust=min(candidate.trust, 0.8))


def _ends(leaf: Leaf, label: str, name: str) -> list[Candidate]:
    return [
        _date(name, mention, labelled.value, _LABEL_TRUST, f"label:{label}")
        for labelled in leaf.labels(label)
        for mention in find_dates(labelled.value.text)[:1]
        if mention.year_given and mention.first == mention.last
    ]


def _has_range(passage: Passage) -> bool:
    return any(mention.first != mention.last for mention in find_dates(passage.text))


def _pairs(
    passage: Passage, years: list[int], trust: float, method: str, *, labelled: bool
) -> list[tuple[Candidate, Candidate]]:
    found: list[tuple[Candidate, Candidate]] = []
    for mention in find_dates(passage.text):
        before = passage.text[: mention.start]
        if not labelled and not _is_learning(passage, mention, before):
            if found and _UNTIL.search(before) and mention.first == mention.last:
                # 「…集中研修…,网络研修时间截至2020年12月20日」: the whole lasts until then
                last = _date("end_date", mention, passage, trust, method)
                found[-1] = (found[-1][0], last)
            continue
        dated, weight = _with_year(mention, years, trust)
        if dated is None:
            continue
        ended = _ended_later(passage, mention, years)
        if ended is not None:
            found.append(
                (
                    _date("start_date", dated, passage, weight, method),
                    _date("end_date", ended, passage, weight, method),
                )
            )
            continue
        if dated.first.month is None:
            continue  # bare years name an event or a school year, not when it took place
        if (spoilt := _SPOILT_START.search(before)) and dated.first == dated.last:
            start = _mended_start(spoilt[1], dated, passage, method)
            found.append((start, _date("end_date", dated, passage, weight, method)))
            continue
        found.append(
            (
                _date("start_date", dated, passage, weight, method),
                _date("end_date", dated, passage, weight, method),
            )
        )
    return found


def _mended_start(left: str, ended: DateMention, passage: Passage, method: str) -> Candidate:
    """Return the day of which a period's spoilt beginning can be the writing, else the last day."""
    last = ended.first
    known = last.year is not None and last.day is not None
    until = date.fromisoformat(last.iso()) if known else None
    day = mend_day(left, until - timedelta(SOON), until) if until is not None else None
    if day is None:
        return _date("start_date", ended, passage, _SPOILT_TRUST, method)
    return Candidate(
        "start_date", day.isoformat(), _MENDED_TRUST, passage, 0, len(passage.text), "mended"
    )


def _ended_later(passage: Passage, begun: DateMention, years: list[int]) -> DateMention | None:
    """Return the day of the end in 「于2019年12月2日开班,12月6日结束」."""
    if begun.first != begun.last or not _BEGAN.match(passage.text, begun.end):
        return None
    for mention in find_dates(passage.text):
        if mention.start > begun.end and _ENDED.match(passage.text, mention.end):
            known = [begun.first.year] if begun.first.year else years
            return _with_year(mention, known, 1.0)[0]
    return None


def _is_learning(passage: Passage, mention: DateMention, before: str) -> bool:
    if _NOT_LEARNING.search(before) or _DATE_OF_ISSUE_BEFORE.search(before):
        return False
    if mention.first != mention.last:
        return True
    around = before[-60:] + passage.text[mention.end : mention.end + 40]
    is_told = (
        _LEARNING_AROUND.search(around)
        or _COUNTED_AFTER.match(passage.text, mention.end)
        or _COUNTED_BEFORE.search(before)
    )
    return bool(is_told) and _only_date(passage) is None


def _with_year(
    mention: DateMention, years: list[int], trust: float
) -> tuple[DateMention | None, float]:
    if mention.year_given:
        return mention, trust
    if not years:
        return None, 0.0
    distinct = set(years)
    return resolve_year(mention, year=years[0]), trust * (0.97 if len(distinct) == 1 else 0.85)


def _date(
    name: str, mention: DateMention, passage: Passage, trust: float, method: str
) -> Candidate:
    value = mention.last if name == "end_date" else mention.first
    return Candidate(name, value.iso(), trust, passage, mention.start, mention.end, method)
