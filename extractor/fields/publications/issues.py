"""Find where in a journal an article appeared: volume, issue, date and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, best
from extractor.fields.labels.form import Labelled
from extractor.fields.publications.newspapers import number_of_newspaper
from extractor.language.dates import DateMention, find_dates, resolve_year
from extractor.language.normalise import normalise
from extractor.language.numerals import parse_number
from extractor.passages import Cell, Passage, join_cells

_HEAD, _FOOT = 0.13, 0.93  # running heads and feet stand above and below
_UNDER_HEAD = 0.2  # where a running head of two lines may end
FEW = 16  # lines at most on a cover
_SHORT = 60  # characters at most of a line that is no sentence of the text
_LONGEST_HEAD = 110  # of a running head in letters: journal, volume, issue, year and pages
_ISSUE_N = r"([0-9]{1,2}(?:\s?[-~—–、+]\s?[0-9]{1,2})?|S[0-9]|Z[0-9]|增刊[0-9]?)"
_NUMBER_OF_ARTICLE = (
    r"(?:文章编号|Article\s?(?:ID|No\.?|Number))\s?[】\]〕]?\s?[:：]?\s?"
    r"[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx]\s?"
)
_VOL = r"Vo\s?[l1](?:ume)?"
"""「Vo1.27」: the letter is easily read as the figure."""
ISSUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?\s?[,，]?\s?第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，]?\s?[(（]?第?\s?(?P<i>{_ISSUE_N})\s?期",
        rf"第\s?(?P<v>[0-9]{{1,3}})\s?卷\s?[,，·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?期",
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?年?度?\s?[,，.·]?\s?[(（]?第\s?(?P<i>{_ISSUE_N})\s?[期辑]",
        r"第\s?(?P<v>[0-9]{1,3})\s?卷\s?[,，·]?\s?(?P<i>增刊\s?[0-9]?)(?!\s?[期(（])",
        r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?[,，·]?\s?(?P<i>增刊\s?[0-9]?)(?!\s?[期(（])",
        r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?(?P<i>[0-9]{1,2})\s?月号",
        r"(?P<cy>[二一][〇○零九][〇○零一二三四五六七八九]{2})\s?年\s?第\s?(?P<ci>[一二三四五六七八九十]{1,3})\s?期",
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，]\s?(?P<v>[0-9]{{1,3}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）]",
        rf"(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[,，.]\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?!\s?[0-9])",
        rf"(?<=[㐀-鿿)）])[,，.]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[(（]\s?(?P<i>{_ISSUE_N})\s?[)）](?=\s*$|[:：,，])",
        r"[(（](?P<y>20[0-9]{2}|19[0-9]{2})[)）]\s?(?P<v>[0-9]{1,3})\s?[:：]\s?(?P<i>[0-9]{1,2})\s?[,，]\s?[0-9]{1,4}\s?[-~—–－]\s?[0-9]",
        r"(?<![0-9])(?P<v>[0-9]{1,3})\s?[(（](?P<i>[0-9]{1,2}|S[0-9])[)）]\s?[:：]\s?[0-9]{1,4}\s?[-~—–－]\s?[0-9]",
        r"(?P<y>20[0-9]{2}|19[0-9]{2})\s?年\s?(?P<i>[0-9]{1,2})\s?期",
        rf"(?<![A-Za-z]){_VOL}\.?\s?(?P<v>[0-9]{{1,3}})\s?[,，.]?\s?(?:\([^)]{{1,12}}\))?\s?(?:No|Issue|Number|Iss)\.?\s?(?P<i>{_ISSUE_N})(?:\s?[(（,，]\s?(?P<y>20[0-9]{{2}})\s?[)）]?)?",
        rf"{_NUMBER_OF_ARTICLE}[(（]\s?(?P<y>20[0-9]{{2}}|19[0-9]{{2}})\s?[)）]\s?(?P<i>[0-9]{{1,2}}|S[0-9]|Z[0-9])\s?[-–—－]",
        r"(?<![0-9.总])(?P<y>20[0-9]{2})\s?[./·]\s?(?P<i>[0-9]{1,2})(?![0-9]|\s?[-./·年]\s?[0-9])",
        rf"(?<!总)第\s?(?P<i>{_ISSUE_N})\s?期",
        r"(?<![A-Za-z])No\.?\s?(?P<i>[0-9]{1,2})(?![0-9])\s?[,，]?\s?(?P<y>20[0-9]{2})?",
        rf"(?<![A-Za-z]){_VOL}\.?\s?(?P<v>[0-9]{{1,3}})(?![0-9])",
        r"(?<![A-Za-z])Issue\s?(?P<i>[0-9]{1,2})(?![0-9])",
        r"第\s?(?P<v>[0-9]{1,3})\s?卷",
    )
)
_PLAIN = 14
"""Up to this rank a phrase leaves no doubt that it means year, volume or issue."""
_OF_PART = re.compile(r"\s?[(（]\s?[上中下]\s?[)）]")
"""「2022.6(下)」: some count the part as an issue of its own, some do not."""
_PART_TRUST = 0.88
HOW_TO_CITE = re.compile(
    r"\s*[【\[]?\s*(?:本文)?(?:引用|引文)(?:本文)?(?:格式|信息)?\s*[】\]]?\s*[:：]|"
    r"\s*[【\[]?(?:引用格式|引用信息|引用本文|引文格式|本文引用格式|Citation|Cite this article)"
)
"""Before the reference that a page gives of its own article."""
_ENTRY = re.compile(r"\s*[\[［]\s?[0-9]+\s?[\]］]")
_MARKED = re.compile(r"[\[［]\s?[JMDC]\s?[\]］]")
"""The sort of work in brackets, as a reference has it."""
_END_OF_TITLE = 5
"""Signs at least of a title's end that begins a line of the reference to the article itself."""
_PAGES = (
    rf"{_NUMBER_OF_ARTICLE}[(（]\s?[0-9]{{4}}\s?[)）]\s?[0-9SZ]{{1,2}}\s?[-–—－]\s?(?P<a>[0-9]{{3,4}})\s?[-–—－]\s?(?P<n>[0-9]{{2}})(?![0-9])",
    r"(?:第|P{1,2}\.?|p{1,2}\.?|页码|起止页码?|页数|Pages?)(?:预排|暂定|拟定?|安排)?[为在]?\s?[:：.]?\s?(?P<a>[0-9]{1,4})\s?页?\s?[-~—–－至～到]\s?[第P]?\s?(?P<b>[0-9]{1,4})\s?页?",
    r"[(（][0-9SZ]{1,3}[)）]\s?[:：]\s?(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})",
    r"(?:期|No\.?\s?[0-9]{1,2}|Issue\s?[0-9]{1,2})\s*[)）]?\s?[,，:：]?\s*(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})(?:\s?页|\s*$)",
    r"[(（](?:19|20)[0-9]{2}[)）]\s?[0-9]{1,3}\s?[:：]\s?[0-9]{1,2}\s?[,，]\s?(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})",
    r"(?:No\.?|Issue)\s?[0-9]{1,2}\s?[(（](?:19|20)[0-9]{2}[)）]\s?[,，:：]?\s?(?:pp?\.?\s?)?(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})",
    r"(?:19|20)[0-9]{2}\s?[,，;；]\s?(?P<a>[0-9]{1,4})\s?[-~—–－]\s?(?P<b>[0-9]{1,4})\s*$",
)
_FROM_TO = re.compile(
    r"[Pp.]{0,3}\s?([0-9]{1,4})\s?[-~—–－至～]\s?P?([0-9]{1,4})\s?页?(?:\s?[,，(（;；]?\s?共\s?[0-9]{1,3}\s?页\s?[)）]?)?"
)
_BEFORE_PAGES = re.compile(r"[(（][0-9SZ]{1,3}[)）]\s?[:：]\s*$")
_PUBLISHED = re.compile(r"\s*(?:出版|出刊|刊出|发行|[双半]?月刊|季刊|[上中下]旬刊?)")
_PUBLISHED_ON = re.compile(r"(?:出版|出刊|刊出|发行|发表)(?:日期|时间)\s*[:：]?")
_NEXT_LINE, _NEAR = 2.0, 40
"""Heights of a line, and lines in the order of reading, within which the next one stands."""
_RECEIVED = re.compile(
    r"检索|打印|下载|查询|委托|上网|收稿|修回|修改|录用|接受|网络首发|基金|立项|"
    r"\b(?:received|revised|accepted|available online)\b",
    re.IGNORECASE,
)
"""A foot may tell when the article came in, and not when it was printed."""
_MONTH_ALONE = re.compile(
    r"(?<![0-9年.])(?P<m>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:旬|半月))?刊?\s?(?:出版|出刊|刊出)|"
    r"第\s?[0-9]{1,2}\s?期\s?[(（]\s?(?P<n>1[0-2]|0?[1-9])\s?月\s?(?:[上中下](?:旬|半月)刊?)?\s?[)）]"
)
"""「11月下半月出版」, 「第6期(6月)」 beside the year of the issue."""
_YEAR_VOLUME_ISSUE = re.compile(
    r"(?:19|20)[0-9]{2}\s?[/／、-]\s?(?P<volume>[0-9]{1,3})\s?[/／、-]\s?(?P<issue>[0-9]{1,2})"
)
"""「2023 / 36 / 02」 behind 「年/卷/期」"""
_FIGURE = re.compile(r"第?\s?([0-9]{1,3})\s?[卷期]?")
_ONLY_YEAR = re.compile(
    r"\s*((?:19|20)[0-9]{2})\s?年?\s*(?:[/／·|｜]?\s?[上中下](?:旬|半月)刊?)?\s*"
)
"""「2018」, 「2018 / 下旬」"""
_COVER_TRUST = 0.84
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
_ONLINE = re.compile(r"online|网络|在线|首发", re.IGNORECASE)
"""When an article could be read before it was printed."""
_JOINED_TRUST = 0.88
"""Of a date whose year stands elsewhere on the page."""


@dataclass(frozen=True, slots=True)
class IssueMention:
    """A volume, an issue and a year as far as one phrase tells them, with its place."""

    year: str | None
    volume: str | None
    issue: str | None
    passage: Passage
    start: int
    end: int
    rank: int


def find_issue(leaf: Leaf, *, anywhere: bool = False) -> list[Candidate]:
    """Return at most one `volume`, `issue` and `issue_date` of the journal.

    A letter tells them `anywhere`, pages of a journal in heads, on the cover, beside the title.

    What most phrases say is taken; a date of publication that is printed as such is more exact
    than the year.
    """
    lines = leaf.passages if anywhere else _lines(leaf)
    mentions = [m for passage in lines for m in issue_mentions(passage)]
    mentions = mentions or _alone(leaf)
    found: list[Candidate] = []
    for name in ("volume", "issue", "year"):
        values = [(getattr(m, name), m) for m in mentions if getattr(m, name)]
        if not values:
            continue
        votes = Counter(value for value, _ in values)
        first = min(m.rank for _, m in values)
        value, mention = max(
            values,
            key=lambda one: (votes[one[0]] + (2 if one[1].rank == first else 0), -one[1].rank),
        )
        rivals = len(votes) > 1 and votes.most_common(2)[1][1] >= votes[value]
        trust = 0.8 if rivals else 0.97 if mention.rank <= _PLAIN else 0.92
        if name == "issue" and _OF_PART.match(mention.passage.text, mention.end):
            trust = min(trust, _PART_TRUST)
        field = "issue_date" if name == "year" else name
        found.append(
            Candidate(
                field, value, trust, mention.passage, mention.start, mention.end, "journal:issue"
            )
        )
    told = {c.name for c in found}
    found.extend(c for c in _labelled(leaf) if c.name not in told)
    if "issue" not in {c.name for c in found}:
        found.extend(_issue_of_cover(leaf) or number_of_newspaper(leaf))
    return [*[c for c in found if c.name != "issue_date"], *_dated(leaf, found)]


def _alone(leaf: Leaf) -> list[IssueMention]:
    """Return the issue and its year that fill a line of their own, wherever that stands."""
    passages = (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= _SHORT)
    return [
        told
        for passage in passages
        for told in issue_mentions(passage)
        if told.year and told.issue and told.end - told.start == len(passage.text.strip())
    ]


def _labelled(leaf: Leaf) -> Iterator[Candidate]:
    """Yield what a form says under 「卷」 and 「期」, each a bare figure."""
    for name in ("volume", "issue"):
        for one in leaf.labels(name):
            figure = _FIGURE.fullmatch(one.value.text.strip())
            if figure:
                value = str(int(figure[1]))
                yield Candidate(name, value, 0.92, one.value, *figure.span(1), f"label:{name}")
                break
    for one in leaf.labels("issue_when"):
        # 「2019-04-25」 under 「出版日期」 is a day
        is_told = "卷" in one.label
        parts = _YEAR_VOLUME_ISSUE.fullmatch(one.value.text.strip()) if is_told else None
        for name in ("volume", "issue") if parts else ():
            value = str(int(parts[name])) if parts else ""
            yield Candidate(name, value, 0.9, one.value, 0, len(one.value.text), f"label:{name}")
        for told in issue_mentions(one.value):
            for name, said in (
                ("volume", told.volume), ("issue", told.issue), ("issue_date", told.year),
            ):  # fmt: skip
                if said:
                    yield Candidate(
                        name, said, 0.95, one.value, told.start, told.end, f"label:{one.label}"
                    )


def _issue_of_cover(leaf: Leaf) -> list[Candidate]:
    """Return the bare figure right above or below the year of a cover that tells no more."""
    for year in leaf.cells:
        if not _ONLY_YEAR.fullmatch(year.line.text):
            continue
        page = [cell for cell in leaf.cells if cell.page == year.page]
        near = [
            cell
            for cell in page
            if re.fullmatch(r"\s*(?:0?[1-9]|1[0-9]|2[0-4])\s*", cell.line.text)
            and abs(cell.box.centre[1] - year.box.centre[1]) <= 2.5 * cell.box.height
        ]
        if len(page) <= FEW and len(near) == 1:
            passage = join_cells((near[0],))
            value = str(int(near[0].line.text))
            end = len(passage.text)
            return [Candidate("issue", value, _COVER_TRUST, passage, 0, end, "journal:cover")]
    return []


def _dated(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the date of publication: by its label or words, in a running head, or the year."""
    year = next((c for c in found if c.name == "issue_date"), None)
    told = leaf.labels("issue_when")
    labelled = [c for one in told if not _is_online(one) for c in _day_labelled(one)]
    online = [c for one in told if _is_online(one) for c in _day_labelled(one)]
    labelled = labelled or list(_below_label(leaf)) or list(_year_labelled(leaf))
    printed = [
        Candidate("issue_date", d.first.iso(), 0.95, passage, d.start, d.end, "journal:published")
        for passage in (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= _SHORT)
        for d in find_dates(passage.text)
        if _PUBLISHED.match(passage.text, d.end) and _is_of_issue(d, year)
    ]
    printed = printed or list(_without_year(leaf, year)) or list(_in_figures(leaf))
    heads = [
        Candidate("issue_date", d.first.iso(), 0.93, passage, d.start, d.end, "journal:month")
        for passage in (join_cells((cell,)) for cell in leaf.cells if _is_head(cell))
        if not _RECEIVED.search(passage.text)
        for d in find_dates(passage.text)
        if d.shape in ("cn", "english") and _is_of_issue(d, year)
    ]
    heads = heads or list(_beside_issue(leaf, year))
    dated = best(labelled) or best(printed) or best(heads) or best(online)
    chosen = dated or year or best(_year_of_cover(leaf, found))
    return [chosen] if chosen else []


def _is_online(one: Labelled) -> bool:
    """Tell whether a label, or the line it begins, is on the network: 「网络首发日期」."""
    return _ONLINE.search(one.label + one.value.cells[0].line.text) is not None


def _day_labelled(one: Labelled) -> Iterator[Candidate]:
    """Yield the day or the month that a value begins with."""
    for d in find_dates(one.value.text)[:1]:
        if d.year_given and d.first.month is not None:
            day = d.first.iso()
            yield Candidate("issue_date", day, 0.95, one.value, d.start, d.end, "label:published")


def _year_labelled(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the year that fills the cell of 「出版年」."""
    for one in leaf.labels("issue_when"):
        match = _ONLY_YEAR.fullmatch(one.value.text)
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


def _beside_issue(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month in the row of the issue, or alone in a line of the cover: 「Nov. 2016」."""
    for row in leaf.rows:
        passages = [join_cells((cell,)) for cell in row]
        told = any(True for passage in passages for _ in issue_mentions(passage))
        page = sum(cell.page == row[0].page for cell in leaf.cells)
        for passage in passages:
            if len(passage.text) > _SHORT or _RECEIVED.search(passage.text):
                continue
            for d in find_dates(passage.text):
                alone = not _WORDS.search(passage.text[: d.start] + passage.text[d.end :])
                if not (told or (alone and page <= FEW)) or d.shape not in ("cn", "english"):
                    continue
                if _is_of_issue(d, year):
                    # a day apart from the issue may be when somebody made out a copy
                    trust = _MONTH_TRUST if told or d.first.day is None else _JOINED_TRUST
                    yield Candidate(
                        "issue_date", d.first.iso(), trust, passage, d.start, d.end,
                        "journal:month",
                    )  # fmt: skip


def _without_year(leaf: Leaf, year: Candidate | None) -> Iterator[Candidate]:
    """Yield the month or the day of publication that is printed without the issue's year."""
    if year is None:
        return
    for cell in leaf.cells:
        passage = join_cells((cell,))
        if len(passage.text) > _SHORT:
            continue
        for d in find_dates(passage.text):
            if d.year_given or d.first.month is None or not _PUBLISHED.match(passage.text, d.end):
                continue
            day = resolve_year(d, year=int(str(year.value))).first.iso()
            yield Candidate(
                "issue_date", day, _JOINED_TRUST, passage, d.start, d.end, "journal:day"
            )
        for month in _MONTH_ALONE.finditer(passage.text):
            told = f"{year.value}-{int(month['m'] or month['n']):02d}"
            yield Candidate(
                "issue_date", told, _JOINED_TRUST, passage, *month.span(), "journal:month"
            )


def _in_figures(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the month that the journal's parameters end in, or of which the issue is a part."""
    for passage in leaf.passages:
        match = _PARAMETERS.search(passage.text)
        if match:
            told, span = f"{match['y']}-{match['m']}", (match.start("y"), match.end("m"))
            yield Candidate("issue_date", told, 0.93, passage, *span, "journal:parameters")
    for cell in leaf.cells:
        passage = join_cells((cell,))
        match = _MONTH_OF_PART.search(passage.text) if _is_head(cell) else None
        match = match or _MONTH_OF_FOOT.fullmatch(passage.text)
        if match:
            told, span = f"{match['y']}-{match['m']}", (match.start("y"), match.end("m"))
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
        match = _ONLY_YEAR.fullmatch(cell.line.text)
        if few and match:
            passage = join_cells((cell,))
            years.append(
                Candidate(
                    "issue_date", match[1], 0.92, passage, 0, len(passage.text), "journal:cover"
                )
            )
    return years


def issue_mentions(passage: Passage) -> Iterator[IssueMention]:
    """Yield what each phrase on volume and issue says; of overlapping ones the fullest."""
    taken: list[tuple[int, int]] = []
    for rank, pattern in enumerate(ISSUES):
        for match in pattern.finditer(passage.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            parts = match.groupdict()
            issue, year = parts.get("i"), parts.get("y")
            if parts.get("cy"):
                issue, year = (str(parse_number(parts[part])) for part in ("ci", "cy"))
            issue = re.sub(r"\s", "", issue) if issue else issue
            if issue and issue.isdigit():
                issue = str(int(issue))
                if not 1 <= int(issue) <= 60:
                    continue
            yield IssueMention(year, parts.get("v"), issue, passage, *match.span(), rank)


def _lines(leaf: Leaf) -> Iterator[Passage]:
    """Yield the lines that may tell the issue: heads, covers, the article's number; no references."""  # noqa: E501
    for cell in leaf.cells:
        text = cell.line.text
        if _ENTRY.match(text) or _MARKED.search(text):
            continue
        page = [c for c in leaf.cells if c.page == cell.page]
        short = len(text) <= (_LONGEST_HEAD if cell.box.centre[1] < _HEAD else _SHORT)
        if (
            short and (is_running(cell) or len(page) <= FEW * 2 or cell.box.centre[1] < 0.4)
        ) or "文章编号" in normalise(text).text:
            yield join_cells((cell,))
    for passage in leaf.passages:
        # a running head in letters may be broken into two lines
        broken = len(passage.cells) > 1 and passage.box.centre[1] < _UNDER_HEAD
        if broken and len(passage.text) <= _LONGEST_HEAD and not _MARKED.search(passage.text):
            yield passage


def _is_head(cell: Cell) -> bool:
    return is_running(cell) or cell.box.centre[1] < _UNDER_HEAD


def is_running(cell: Cell) -> bool:
    """Tell whether a line stands where running heads and feet do."""
    return cell.box.centre[1] < _HEAD or cell.box.centre[1] > _FOOT


def cites_itself(text: str, title: str) -> bool:
    """Tell whether a reference is that of the page's own article, by its cue or its title."""
    if HOW_TO_CITE.match(text):
        return True
    if _ENTRY.match(text):
        return False
    plain, told = (re.sub(r"[\s—–-]", "", normalise(one).text) for one in (text, title))
    # the end of the title, where the reference's first line was left behind
    cut = _MARKED.split(plain)[0]
    whole = bool(told) and told in plain
    return whole or (len(cut) >= _END_OF_TITLE and told.endswith(cut))


def _over_two_lines(leaf: Leaf) -> Iterator[Passage]:
    """Yield a line of the head that ends in 「2022, 28(6):」 with the pages below it."""
    for above, below in pairwise(leaf.cells):
        if (
            above.page == below.page
            and _is_head(above)
            and _BEFORE_PAGES.search(above.line.text)
            and _FROM_TO.match(below.line.text)
        ):
            yield join_cells((above, below))


def find_pages(leaf: Leaf, *, title: str = "") -> list[Candidate]:
    """Return at most one `pages`, as 12-15; `title` is what the article is called."""
    found = []
    for passage in (*leaf.passages, *_over_two_lines(leaf)):
        cited = cites_itself(passage.text, title)
        if _MARKED.search(passage.text) and not cited:
            continue  # a reference tells the pages of another work
        for rank, pattern in enumerate(_PAGES):
            for match in re.finditer(pattern, passage.text):
                first = int(match["a"])
                last = first + int(match["n"]) - 1 if rank == 0 else int(match["b"])
                if 0 < first <= last < first + 60:
                    # reckoned from the number of pages: five authors label the first one alone
                    trust = 0.88 if rank == 0 else 0.85
                    found.append(
                        Candidate(
                            "pages", f"{first}-{last}", trust, passage, *match.span(), "pages"
                        )
                    )
    found.extend(
        Candidate("pages", f"{told[1]}-{told[2]}", 0.88, one.value, *told.span(), "label:pages")
        for one in leaf.labels("pages")
        if (told := _FROM_TO.fullmatch(one.value.text.strip()))
        and int(told[1]) <= int(told[2]) < int(told[1]) + 60
    )
    chosen = best(found)
    return [chosen] if chosen else []
