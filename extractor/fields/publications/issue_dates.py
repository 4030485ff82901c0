"""Find when an issue of a journal appeared: a day, a month or the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, best
from extractor.fields.labels.form import Labelled
from extractor.fields.publications.issue_mentions import FEW, SHORT, is_head, issue_mentions
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.passages import Cell, Passage, join_cells

_PUBLISHED = re.compile(r"\s*(?:出版|出刊|刊出|发行|印行|[双半]?月刊|季刊|[上中下]旬刊?)")
_PUBLISHED_ON = re.compile(r"(?:出版|出刊|刊出|发行|发表|印行|刊行)(?:日期|时间)\s*[:：]?")
_BEHIND_WORD = re.compile(
    r"(?<![已将拟未])(?:出版|出刊|刊出|印行)(?:于|日)?\s?[:：]\s?$|"
    r"(?<!首次)(?<!网络)(?<!在线)(?<!线上)(?<![将拟未])(?:出版|出刊|刊出|发行|印行|刊行)(?:日期|时间)\s*[:：]?\s*$"
)
"""「出刊:2014年10月18日」, 「出版日期2014年10月18日」 in an imprint, its colon lost or never set"""
_TOLD_OF_DAY = re.compile(
    r"(?<![将拟未])(?:出版|出刊|刊出|发行|印行|刊行|发表)(?:日期|时间|日)?\s*[:：]?\s*$"
)
"""What stands before the day of an issue, in its line or in the cell beside it."""
_AS_TALL = 0.9
"""Of the issue's line: a year in smaller type is told of something else."""
_NEXT_LINE, _NEAR = 2.0, 40
"""Heights of a line, and lines in the order of reading, within which the next one stands."""
_RECEIVED = re.compile(
    r"检索|打印|下载|查询|委托|上网|收稿|修回|修改|录用|接受|网络首发|基金|立项|审[核批定]|核[对实]|认定|复印|填[表写报]|申[报请]|登记|"
    r"\b(?:received|revised|accepted|available online)\b",
    re.IGNORECASE,
)
"""A foot may tell when the article came in, or who checked the copy, not when it was printed."""
_MONTH_ALONE = re.compile(
    r"(?<![0-9年.])(?P<m>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:旬|半月))?刊?\s?(?:出版|出刊|刊出)|"
    r"(?<![0-9年.])(?P<p>1[0-2]|0?[1-9])\s?月\s?[上中下](?:旬|半月)刊|"
    r"第\s?[0-9]{1,2}\s?期\s?[(（]\s?(?P<n>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:(?:旬|半月)刊?)?)?\s?[)）]"
)
"""「11月下半月出版」, 「5月下旬刊」, 「第6期(6月)」 beside the year of the issue."""
ONLY_YEAR = re.compile(
    r"\s*((?:19|20)[0-9]{2})\s?年?\s*(?:[/／·|｜]?\s?[上中下](?:旬|半月)刊?)?\s*"
)
"""「2018」, 「2018 / 下旬」"""
_PART_ALONE = re.compile(
    r"\s*(?P<m>1[0-2]|0?[1-9])\s?月\s?[·•/／|｜]?\s?[上中下](?:旬|半月)刊?\s*[(（]?\s?(?:总\s?第\s?[0-9]{1,4}\s?期)?\s?[)）]?\s*|"
    r"\s*(?P<x>1[0-2]|0?[1-9])\s?月\s*[·•,，/|｜]?\s*(?:第\s?[0-9]{1,3}\s?卷\s?[·,，]?\s*)?第\s?[0-9]{1,2}\s?期\s*[(（]?\s?(?:总\s?第\s?[0-9]{1,4}\s?期)?\s?[)）]?\s*|"
    r"(?:第\s?[0-9]{1,3}\s?卷\s?[·,，]?\s*)?第\s?[0-9]{1,2}\s?期\s*[·•,，/|｜]?\s?(?P<w>1[0-2]|0?[1-9])\s?月\s?[(（]?\s?(?:总\s?第\s?[0-9]{1,4}\s?期)?\s?[)）]?\s*"
)
"""「8月下旬」, 「8月·上半月刊 总第462期」, 「第8期 8月」, 「6月 第19卷 第3期」 on a cover"""
_PART_OF_MONTH = re.compile(
    r"(?<![0-9.])(?P<y>20[0-9]{2})\s?[./·]\s?(?P<m>1[0-2]|0?[1-9])\s*"
    r"(?:[(（]?\s?[上中下](?:旬|半月)刊|[(（]\s?[上中下]\s?[)）])"
)
"""「2020.9 下半月刊」, 「2020.9(下)」: the figure is the month where the issue has another."""
_BEFORE_DAY = re.compile(r"(?:No|Issue|Number|Iss)\.?\s?$", re.IGNORECASE)
"""「No. 1 Feb. 2022」: the figure is the issue's, no day."""
_MONTH_TRUST = 0.92
_WORDS = re.compile(r"[㐀-鿿A-Za-z]{3,}")
_PARAMETERS = re.compile(
    r"期刊基本参数.{20,100}\*\s?(?P<y>(?:19|20)[0-9]{2})-(?P<m>1[0-2]|0[1-9])(?![0-9])"
)
"""「期刊基本参数:CN62-1101/F*1999*m*A4*56*zh*P*¥15.00*500*10*2022-10」"""
_MONTH_OF_PART = re.compile(
    r"(?<![0-9.])(?P<y>20[0-9]{2})\s?[./·]\s?(?P<m>1[0-2]|0[1-9])\s?[(（]\s?[上中下](?:旬|半月)?刊?\s?[)）]"
)
"""「2023.04(中)」: a figure of two signs is the month of which an issue is a part."""
_MONTH_OF_FOOT = re.compile(
    r"\s*(?P<y>20[0-9]{2})\s?[./·]\s?(?P<m>1[0-2]|0[1-9])\s*[(（]?\s?总\s?第\s?[0-9]{1,4}\s?期\s?[)）]?\s*"
)
"""「2021.06 总第449期」 in the foot, beside 「2021年第6期」 in the head"""
_BY = r"[·•.|｜/／\-—–－]"
_MONTH_BY_FOLIO = re.compile(
    rf"[\s·•|｜\-—–]*(?P<before>第?\s?[0-9]{{1,4}}\s?页?(?:\s*{_BY}+\s*|\s{{2,}}|(?<=页)\s?))?"
    r"(?P<y>(?:19|20)[0-9]{2})\s?(?:年\s?(?P<m>1[0-2]|0?[1-9])\s?月(?:号|刊|出版)?)"
    rf"(?P<behind>(?:\s*{_BY}+\s*|\s{{1,}}第\s?|\s?第(?=\s?[0-9]{{1,4}}\s?页))[0-9]{{1,4}}\s?页?)?[\s·•|｜\-—–]*"
)
"""「2022年3月·37」, 「第37页 2022年3月」: a foot tells the month beside the page's number."""
_TOP, _BOTTOM = 0.12, 0.85
_MONTH_BEHIND_ISSUE = re.compile(
    r"[0-9]\s?期\s?[(（]\s?(?P<y>(?:19|20)[0-9]{2})\s?[/.年]\s?(?P<m>1[0-2]|0?[1-9])\s?月?\s?[)）]"
)
"""「25卷4期(2022/10)」"""
_ONLINE = re.compile(r"online|网络|在线|首发", re.IGNORECASE)
"""When an article could be read before it was printed."""
_ISSUED_ONLINE = re.compile(
    r"(?:在线|网络|线上|上线)(?:出版|发表)(?:日期|时间|\s?[:：]|\s*$)|published online",
    re.IGNORECASE,
)
_ONLINE_TRUST = 0.86
"""A day is more than the year, if it need not be that of print."""
_YEAR_BESIDE_DAY = 0.86
_JOINED_TRUST = 0.88
"""Of a date whose year stands elsewhere on the page."""


def date_of_issue(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the date of publication: by its label or words, in a running head, or the year."""
    year = next((c for c in found if c.name == "issue_date"), None)
    told = leaf.labels("issue_when")
    labelled = [c for one in told if not _is_online(one) for c in _day_labelled(one)]
    online = [c for one in told if _is_online(one) for c in _day_labelled(one)]
    labelled = labelled or list(_below_label(leaf)) or list(_year_labelled(leaf))
    printed = [
        Candidate("issue_date", d.first.iso(), 0.95, passage, d.start, d.end, "journal:published")
        for passage in (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= SHORT)
        for d in find_dates(passage.text)
        if _PUBLISHED.match(passage.text, d.end) or _BEHIND_WORD.search(passage.text[: d.start])
        if _is_of_issue(d, year)
    ]
    of_cover = year or best(_year_of_cover(leaf, found))
    printed = printed or list(_without_year(leaf, of_cover)) or list(_in_figures(leaf, found))
    heads = [
        Candidate("issue_date", _day_of(d, passage), 0.93, passage, d.start, d.end, "journal:month")
        for passage in (join_cells((cell,)) for cell in leaf.cells if is_head(cell))
        if not _RECEIVED.search(passage.text)
        for d in find_dates(passage.text)
        if d.shape in ("cn", "english") and _is_of_issue(d, year)
    ]
    heads = heads or list(_beside_issue(leaf, year)) or list(_in_foot(leaf, year))
    dated = best(labelled) or best(printed) or best(heads) or _published_online(leaf, year) or year
    chosen = dated or best(online) or best(_year_of_cover(leaf, found))
    if chosen and ONLY_YEAR.fullmatch(str(chosen.value)) and _prints_day(leaf):
        chosen = replace(chosen, trust=min(chosen.trust, _YEAR_BESIDE_DAY))
    return [chosen] if chosen else []


def _prints_day(leaf: Leaf) -> bool:
    """Tell whether a page has a whole day beside a word such as 「出版日期」, though not as read.

    The year of the issue is then less than the page tells.
    """
    for row in leaf.rows:
        passages = [join_cells((cell,)) for cell in row if len(cell.line.text) <= SHORT]
        for at, passage in enumerate(passages):
            beside = passages[at - 1].text if at else ""
            for d in find_dates(passage.text):
                before = passage.text[: d.start].strip() or beside
                if d.year_given and d.first.day and _TOLD_OF_DAY.search(before):
                    return True
    return False


def _day_of(date: DateMention, passage: Passage) -> str:
    """Return the day, or the month alone where the figure before it counts issues."""
    numbered = _BEFORE_DAY.search(passage.text[: date.start]) is not None
    return date.first.iso()[:7] if numbered else date.first.iso()


_OF_A_PLATFORM = re.compile(r"上网日期|上网时间|不代表")
"""「在线出版日期:2021-10-12(平台首次上网日期,不代表论文的发表时间)」"""


def _is_online(one: Labelled) -> bool:
    """Tell whether a label, or the line it begins, is on the network: 「网络首发日期」."""
    return _ONLINE.search(one.label + one.value.cells[0].line.text) is not None


def _published_online(leaf: Leaf, year: Candidate | None) -> Candidate | None:
    """Return the day on which an issue of that year came out on the network: 「在线出版日期」.

    An article that is first published there has no issue by then: 「网络首发日期」 is none.
    """
    days = [
        replace(day, trust=_ONLINE_TRUST)
        for one in leaf.labels("issue_when")
        if _ISSUED_ONLINE.search(one.value.cells[0].line.text + one.label)
        and not _OF_A_PLATFORM.search(one.value.text)
        for day in _day_labelled(one)
        if year is not None and str(day.value).startswith(str(year.value))
    ]
    return best(days)


def _day_labelled(one: Labelled) -> Iterator[Candidate]:
    """Yield the day or the month that a value begins with."""
    for d in find_dates(one.value.text)[:1]:
        if d.year_given and d.first.month is not None:
            day = d.first.iso()
            yield Candidate("issue_date", day, 0.95, one.value, d.start, d.end, "label:published")


def _year_labelled(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the year that fills the cell of 「出版年」."""
    for one in leaf.labels("issue_when"):
        match = ONLY_YEAR.fullmatch(one.value.text)
        if match and "年" in one.label:
            yield Candidate(
                "issue_date", match[1], 0.93, one.value, *match.span(1), f"label:{one.label}"
            )


def _below_label(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the day in the line below 「出版日期」 in a narrow column beside the contents."""
    for at, cell in enumerate(leaf.cells):
        if not _PUBLISHED_ON.fullmatch(cell.line.text.strip()):
            continue
        below = [
            one
            for one in leaf.cells[at + 1 : at + 1 + _NEAR]
            if one.page == cell.page
            and abs(one.box.left - cell.box.left) <= cell.em
            and 0 < one.box.top - cell.box.top <= _NEXT_LINE * cell.box.height
        ]
        nearest = min(below, key=lambda one: one.box.top, default=None)
        passage = join_cells((nearest,)) if nearest else None
        for d in find_dates(passage.text)[:1] if passage else ():
            if passage and d.year_given and d.first.month is not None:
                yield Candidate(
                    "issue_date", d.first.iso(), 0.93, passage, d.start, d.end, "below-label"
                )


def _in_foot(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month beside the page's number below, or above, all of its text."""
    for cell in leaf.cells:
        passage = join_cells((cell,))
        match = _MONTH_BY_FOLIO.fullmatch(passage.text)
        if not match or not _is_at_edge(cell, leaf):
            continue
        told = f"{match['y']}-{int(match['m']):02d}"
        if year is None or told.startswith(str(year.value)):
            numbered = match["before"] or match["behind"]
            trust = _MONTH_TRUST if numbered else _JOINED_TRUST
            span = match.start("y"), match.end("m")
            yield Candidate("issue_date", told, trust, passage, *span, "journal:month")


def _is_at_edge(cell: Cell, leaf: Leaf) -> bool:
    """Tell whether a line stands in the first or the last row of its page, near the edge."""
    others = [c.box for c in leaf.cells if c.page == cell.page and c.key != cell.key]
    middle = cell.box.centre[1]
    first = middle < _TOP and all(box.bottom > cell.box.top for box in others)
    last = middle > _BOTTOM and all(box.top < cell.box.bottom for box in others)
    return first or last


def _beside_issue(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month in the row of the issue, or alone in a line of the cover: 「Nov. 2016」."""
    for row in leaf.rows:
        passages = [join_cells((cell,)) for cell in row]
        told = any(True for passage in passages for _ in issue_mentions(passage))
        page = sum(cell.page == row[0].page for cell in leaf.cells)
        for passage in passages:
            if len(passage.text) > SHORT or _RECEIVED.search(passage.text):
                continue
            for d in find_dates(passage.text):
                alone = not _WORDS.search(passage.text[: d.start] + passage.text[d.end :])
                # a month says no more than when the issue is of, a day as easily when it was copied
                most = FEW if d.first.day else 2 * FEW
                if not (told or (alone and page <= most)) or d.shape not in ("cn", "english"):
                    continue
                if _is_of_issue(d, year):
                    # a day apart from the issue may be when somebody made out a copy
                    trust = _MONTH_TRUST if told or d.first.day is None else _JOINED_TRUST
                    yield Candidate(
                        "issue_date", _day_of(d, passage), trust, passage, d.start, d.end,
                        "journal:month",
                    )  # fmt: skip


def _without_year(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month or the day of publication that is printed without the issue's year."""
    if year is None:
        return
    for cell in leaf.cells:
        passage = join_cells((cell,))
        if len(passage.text) > SHORT:
            continue
        for d in find_dates(passage.text):
            if d.year_given or d.first.month is None or not _PUBLISHED.match(passage.text, d.end):
                continue
            day = resolve_year(d, year=int(str(year.value))).first.iso()
            yield Candidate(
                "issue_date", day, _JOINED_TRUST, passage, d.start, d.end, "journal:day"
            )
        part = _PART_ALONE.fullmatch(passage.text)
        few = sum(one.page == cell.page for one in leaf.cells) <= 2 * FEW
        if part and (few or is_head(cell)):
            told = f"{year.value}-{int(part['m'] or part['w'] or part['x']):02d}"
            yield Candidate(
                "issue_date", told, _JOINED_TRUST, passage, *part.span(), "journal:month"
            )
        for month in _MONTH_ALONE.finditer(passage.text):
            told = f"{year.value}-{int(month['m'] or month['p'] or month['n']):02d}"
            yield Candidate(
                "issue_date", told, _JOINED_TRUST, passage, *month.span(), "journal:month"
            )


def _in_figures(leaf: Leaf, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the month that the journal's parameters end in, or of which the issue is a part."""
    for passage in leaf.passages:
        match = _PARAMETERS.search(passage.text)
        if match:
            told, span = f"{match['y']}-{match['m']}", (match.start("y"), match.end("m"))
            yield Candidate("issue_date", told, 0.93, passage, *span, "journal:parameters")
    issues = {str(c.value) for c in found if c.name == "issue"}
    for passage in (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= 2 * SHORT):
        match = _MONTH_BEHIND_ISSUE.search(passage.text)
        if match:
            told, span = f"{match['y']}-{int(match['m']):02d}", (match.start("y"), match.end("m"))
            yield Candidate("issue_date", told, 0.93, passage, *span, "journal:month")
    for cell in leaf.cells:
        passage = join_cells((cell,))
        match = _MONTH_OF_PART.search(passage.text) if is_head(cell) else None
        match = match or _MONTH_OF_FOOT.fullmatch(passage.text)
        part = _PART_OF_MONTH.search(passage.text) if is_head(cell) and issues else None
        match = match or (part if part and str(int(part["m"])) not in issues else None)
        if match:
            told = f"{match['y']}-{int(match['m']):02d}"
            span = match.start("y"), match.end("m")
            yield Candidate("issue_date", told, _JOINED_TRUST, passage, *span, "journal:month")


def _is_of_issue(date: DateMention, year: Candidate | None) -> bool:
    """Tell whether a date names a month or a day of the year that the issue is of."""
    exact = date.year_given and date.first == date.last and date.first.month is not None
    return exact and (year is None or date.first.iso().startswith(str(year.value)))


def _year_of_cover(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the year that stands on a line of its own where few lines and an issue stand."""
    if not any(c.name == "issue" for c in found):
        return []
    years = []
    for cell in leaf.cells:
        few = sum(other.page == cell.page for other in leaf.cells) <= FEW
        match = ONLY_YEAR.fullmatch(cell.line.text)
        if match and (few or _stands_by_issue(cell, leaf)):
            passage = join_cells((cell,))
            years.append(
                Candidate(
                    "issue_date", match[1], 0.92, passage, 0, len(passage.text), "journal:cover"
                )
            )
    return years


def _stands_by_issue(year: Cell, leaf: Leaf) -> bool:
    """Tell whether a large year stands right over, below or beside the issue in a cover's head."""
    return is_head(year) and any(
        cell.page == year.page
        and cell.key != year.key
        and is_head(cell)
        and year.box.height >= _AS_TALL * cell.box.height
        and min(cell.box.right, year.box.right) > max(cell.box.left, year.box.left) - year.em
        and -year.box.height
        <= max(cell.box.top - year.box.bottom, year.box.top - cell.box.bottom)
        <= year.box.height
        and any(told.issue and not told.year for told in issue_mentions(join_cells((cell,))))
        for cell in leaf.cells
    )
