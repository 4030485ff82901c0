"""Find the day on which a document was issued: labelled, under a signature, or damaged."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.days.damaged import SOON, mend_day
from extractor.fields.labels.form import Labelled
from extractor.fields.slips import foot_of_letter
from extractor.language.dates import DateMention, find_dates
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, Passage, join_cells

LABEL_TRUST = 0.985
_JUDGED_LABELS = frozenset(
    {
        "开题时间",
        "开题日期",
        "认定日期",
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
        "结题时间",
        "结题日期",
        "结项时间",
        "立项时间",
        "立项日期",
        "鉴定时间",
        "鉴定日期",
        "审定时间",
        "审定日期",
        "终审日期",
    }
)
"""When somebody was found worthy, which is not when it was put on paper."""
_WEAK_LABELS = _JUDGED_LABELS | frozenset(
    {
        "日期",
        "date",
        "时间",
        "issued",
        "dated",
        "from",
        "to",
        "名称",
        "生成时间",
        "生成日期",
        "检索日期",
    }
)
_WEAK_TRUST = 0.9
_STANDALONE_TRUST = 0.97
_YEAR_TRUST = 0.8
MENDED_TRUST = 0.7
_EITHER_TRUST = 0.88
_PRINTED_TRUST = 0.8
_ROW, _COLUMN = 5.0, 0.02
"""How far apart rows are, in line heights, and how straight a column is, of the page's width."""
_PRINTED_LABELS = frozenset(
    {
        "打印日期",
        "打印时间",
        "打印",
        "打印于",
        "生成时间",
        "生成日期",
        "填表日期",
        "填表时间",
        "填写日期",
        "制表日期",
        "申请日期",
        "申请时间",
        "申报日期",
        "申报时间",
    }
)
_DAY_LEFT = re.compile(r"\s*(?:[^\s，。,;；:：]{0,3}[日号]|[-./日]?\d)")
"""Behind a month: a day that was there and could not be read."""
ISSUED_BEFORE = re.compile(
    r"(?:发证|颁发|颁证|签发|填发|出具|开具|核发|落款)(?:日期|时间)?\s*[:：]?\s*$|"
    r"(?:issued|dated|awarded|given|signed)(?:\s+\w+){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_OF_ANOTHER_PAPER = re.compile(
    r"\b(?:agreement|contract|memorandum|MoU|treaty|scheme)\b[^.;]{0,40}$", re.IGNORECASE
)
"""「selected under an agreement signed on 14 January 2019」"""
LEARNING_AROUND = re.compile(
    r"参加|参与|参训|聆听|收看|修畢|修毕|參加|学习|學習|培訓|讲座|论坛|会议|活动|研讨|培训|研修|进修|举办|举行|开展|完成|期间|出席|网络|课程|集中|"
    r"attend|complet|participat|held|course|training|workshop|conference|session|present at|"
    r"took part|from",
    re.IGNORECASE,
)
COUNTED_BEFORE = re.compile(
    r"\d\s*(?:学时|课时|(?:contact |training |class |CPD )?hours)\s*[·|,，;；]\s*$"
)
_SIGNS = re.compile(r"[\s:：,，.。、;；()（）\-—_|]+")
_YEAR_CUT = re.compile(r"(?P<year>20\d)年+(?P<month>\d{1,2})月(?:(?P<day>[0-3]?\d)日)?")
_MONTHS = 12
_LOWER_PART = 0.4
_SIGNED_THERE = re.compile(r"意见$|盖章|签章|公章|(?:负责|签发|经办|审核|审批)人$|[校院园所馆]长$")
"""Labels of those who sign, and of cells of a form in which somebody signs, stamps and dates."""
_ROW_OF_TABLE = 4
"""Cells of a row that is one of several rows of a list, where a day is no signature's."""
_NOT_A_SIGNATURE = re.compile(
    r"https?:|www\.|(?:^|\D)\d{1,2}:\d{2}\s*\d{4}/\d{1,2}/\d{1,2}\s*$|[A-Za-z].*\d{4}\.\s*$|收稿|修回|修订日期|录用日期|定稿|年\s?(?:修订|新|第[一二三四五]|[春秋])?版\s*$|\b(?:received|revised|accepted)\b",
    re.IGNORECASE,
)
"""「20:16 2021/7/28」 is a window's clock; 「… to/February 2024.」, 「〔收稿日期〕2023-10-19」"""
_OF_AN_ISSUE = re.compile(r"\s*第\s?\d{1,3}\s?[卷期辑]")
"""「2022年第12卷第1期」 is when a paper will appear."""
_AT_TOWN = re.compile(r"^[于於][\u3400-\u9fff]{2,4}$")
"""「2021年10月18日於澳門」"""
_HEAD = 0.3
_LETTER_TRUST = 0.88
_SIGNED_ABOVE = 3.0
"""Heights of a line between the day of a signature and the name above it."""
_SIGNED_BY = 0.6
_SURELY_A_BODY = 0.8
_SENTENCE = re.compile(
    r"[。]|兹|\b(?:certif(?!icates?\b)|confirm|pleased|hereby|awarded|presented)\w*", re.IGNORECASE
)


def settled(
    leaf: Leaf, issue: Candidate | None, learnt: Candidate | None, years: list[int]
) -> Candidate | None:
    """Return the day of issue, completed or doubted where it is damaged.

    `learnt` is the last day of the learning that is known, `years` those that the document names.
    """
    if not _is_damaged(issue, learnt):
        return issue
    return _mended_issue(leaf, learnt, years) or _less_than_sure(issue)


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
                MENDED_TRUST,
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
                "issue_date", year + rest, MENDED_TRUST, passage, 0, len(passage.text), "mended"
            )
            for year in named
            if year.startswith(left["year"])
        ]
    return []


def _less_than_sure(issue: Candidate | None) -> Candidate | None:
    return None if issue is None else replace(issue, trust=min(issue.trust, MENDED_TRUST))


def issue_candidates(leaf: Leaf) -> list[Candidate]:
    """Return the days of issue that labels, signatures, or the edges of a letter give."""
    found: list[Candidate] = []
    for labelled in leaf.labels("issue_date"):
        text = labelled.value.text
        mention = next(iter(find_dates(text)), None)
        if mention is not None and _OF_AN_ISSUE.match(text, mention.end):
            continue
        if mention is not None and mention.first == mention.last and mention.year_given:
            trust = _WEAK_TRUST if labelled.label in _WEAK_LABELS else LABEL_TRUST
            found.append(
                date_candidate("issue_date", mention, labelled.value, trust, "label:issue_date")
            )
    for passage in leaf.passages:
        found.extend(
            date_candidate("issue_date", mention, passage, 0.95, "cue:issued")
            for mention in find_dates(passage.text)
            if mention.year_given
            and ISSUED_BEFORE.search(passage.text[: mention.start])
            and not _OF_ANOTHER_PAPER.search(passage.text[: mention.start])
        )
    exact = _days_of_a_month(found, leaf)
    if exact:
        return exact
    strongest = max((c.trust for c in found), default=0.0)
    if strongest < (_WEAK_TRUST if leaf.kind == "translation" else 0.95):
        # on a translation the last day that stands alone is the translator's
        standing = _standing_dates(leaf)
        signed = [one for one in standing if _is_below_a_body(one, leaf)]
        last = (signed or standing)[-1:]
        if len({str(one.value) for one in signed}) > 1:
            # the employer's day and that of whoever it is shown to
            last = [replace(one, trust=min(one.trust, _EITHER_TRUST)) for one in last]
        found.extend(last)
    if found and all(len(str(one.value)) == len("2012") for one in found):
        # 「2012年」 at the foot of a cover, that tells the day on which it was filled in
        years = tuple(str(one.value) for one in found)
        days = [one for one in _printed_dates(leaf) if str(one.value).startswith(years)]
        found = days or found
    if not found:
        found.extend(_letter_dates(leaf) or _closing_dates(leaf) or _printed_dates(leaf))
    return found


def _days_of_a_month(found: list[Candidate], leaf: Leaf) -> list[Candidate]:
    """Return the day below a signature where labels give nothing but its month."""
    months = {str(one.value) for one in found}
    if len(months) != 1 or len(month := months.pop()) != len("2021-11"):
        return []
    return [one for one in _standing_dates(leaf) if str(one.value).startswith(f"{month}-")][-1:]


def _printed_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day on which a paper was printed or filled in, where no other day was given."""
    return [
        date_candidate("issue_date", mention, one.value, _PRINTED_TRUST, "label:printed")
        for one in leaf.labels("none")
        if one.label.rstrip(":：") in _PRINTED_LABELS
        for mention in find_dates(one.value.text)[:1]
        if mention.first.day is not None and mention.year_given
    ][:1]


def _closing_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day that stands alone below the last sentence of a short letter."""
    for cell in reversed(leaf.cells):
        passage = join_cells((cell,))
        if _SENTENCE.search(passage.text):
            break
        mention = only_date(passage)
        alone = mention is not None and not _SIGNS.sub("", passage.text[: mention.start])
        if mention is not None and alone and mention.first.day is not None:
            return [date_candidate("issue_date", mention, passage, _LETTER_TRUST, "letter-end")]
    return []


def _letter_dates(leaf: Leaf) -> list[Candidate]:
    """Return the day that stands alone at the head of a letter, before its first sentence."""
    for cell in leaf.cells:
        passage = join_cells((cell,))
        if cell.box.centre[1] > _HEAD or _SENTENCE.search(passage.text):
            break
        mention = only_date(passage)
        if mention is not None and mention.first.day is not None and not _is_in_table(cell, leaf):
            return [date_candidate("issue_date", mention, passage, _LETTER_TRUST, "letter-head")]
    return []


def _is_in_table(cell: Cell, leaf: Leaf) -> bool:
    """Tell whether a line is a cell in a row of a table: two others stand beside it."""
    beside = [
        other
        for other in leaf.cells
        if other.page == cell.page
        and other.key != cell.key
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.5 * cell.box.height
    ]
    return len(beside) > 1


def _standing_dates(leaf: Leaf) -> list[Candidate]:
    """Return dates that stand alone, or behind a body's name, in the lower part of the page."""
    found = []
    rows = leaf.rows
    wide = [len(row) >= _ROW_OF_TABLE for row in rows]
    listed = {
        cell.key
        for at, row in enumerate(rows)
        for cell in row
        if wide[at] and (any(wide[max(at - 1, 0) : at]) or any(wide[at + 1 : at + 2]))
    }
    for passage in _lower_lines(leaf):
        mention = only_date(passage)
        if passage.cells[0].key in listed or _NOT_A_SIGNATURE.search(passage.text):
            continue
        if mention is not None and not _is_of_column(passage, mention, leaf):
            # of a day a year alone is left over more often than it is printed
            trust = _YEAR_TRUST if mention.first.month is None else _STANDALONE_TRUST
            found.append(date_candidate("issue_date", mention, passage, trust, "standing"))
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
        and only_date(join_cells((cell,))) is not None
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
        and not _is_signature(labelled)
        for cell in labelled.value.cells
    }
    # above a slip to be torn off the signature stands higher
    lower = _LOWER_PART * foot_of_letter(leaf)
    return [
        join_cells((cell,))
        for cell in leaf.cells
        if cell.key not in taken and cell.box.centre[1] >= lower
    ]


def _is_signature(one: Labelled) -> bool:
    """Tell whether beside a label of no field a body signs, with the day right under its name.

    So it does in the cell of a form whose label is 「学院」 over 「审批」, in two lines.
    """
    return one.field == "none" and any(
        organisation_likelihood(above.line.text) >= _SURELY_A_BODY
        and 0 < below.box.top - above.box.top <= _SIGNED_ABOVE * below.box.height
        and only_date(join_cells((below,))) is not None
        for above, below in pairwise(one.value.cells)
    )


def only_date(passage: Passage) -> DateMention | None:
    """Return the date that is all a line says, None if it says more or tells of the learning."""
    mentions = find_dates(passage.text)
    if not mentions or not mentions[0].year_given:
        return None
    mention = mentions[0]
    if mention.first != mention.last:
        return None
    if any((m.first, m.last) != (mention.first, mention.last) for m in mentions):
        return None
    if COUNTED_BEFORE.search(passage.text[: mention.start]):
        return None  # hours and day on one line tell of the training
    rest = _SIGNS.sub("", passage.text[: mention.start])
    after = passage.text[mention.end :]
    for again in reversed(mentions[1:]):  # 「2021年7月5日 July 5, 2021」
        at = again.start - mention.end
        after = after[:at] + after[again.end - mention.end :]
    after = _AT_TOWN.sub("", _SIGNS.sub("", after))
    if len(after) > 2 or re.search(r"[，。参加至到]|,(?=[㐀-鿿])", passage.text):
        return None
    return mention if len(rest) <= 2 or not LEARNING_AROUND.search(rest) else None


def _last_year(leaf: Leaf, year: int) -> int:
    """Return the year in which a school year that begins in `year` ends, if the page tells one."""
    spans = (m for passage in leaf.passages for m in find_dates(passage.text))
    return max(year, *(m.last.year or 0 for m in spans if m.first.year == year), year)


def date_candidate(
    name: str, mention: DateMention, passage: Passage, trust: float, method: str
) -> Candidate:
    """Return a date as the value of a field, as exact as it is written."""
    value = mention.last if name == "end_date" else mention.first
    return Candidate(name, value.iso(), trust, passage, mention.start, mention.end, method)
