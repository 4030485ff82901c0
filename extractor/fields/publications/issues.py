"""Find where in a journal an article appeared: volume, issue, date and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, best
from extractor.fields.publications.issue_dates import ONLY_YEAR, date_of_issue
from extractor.fields.publications.issue_mentions import (
    FEW,
    HEAD,
    NUMBER_OF_ARTICLE,
    SHORT,
    SURE_RANKS,
    UNDER_HEAD,
    IssueMention,
    is_head,
    is_running,
    issue_mentions,
)
from extractor.fields.publications.newspapers import number_of_newspaper
from extractor.fields.publications.spelt_names import is_under
from extractor.language.normalise import normalise
from extractor.passages import Passage, join_cells

_LONGEST_HEAD = 110  # of a running head in letters: journal, volume, issue, year and pages
_OF_PART = re.compile(r"\s?[(（]\s?[上中下]\s?[)）]")
"""「2022.6(下)」: some count the part as an issue of its own, some do not."""
_PART_TRUST = 0.88
HOW_TO_CITE = re.compile(
    r"\s*[【\[]?\s*(?:本文)?(?:引用|引文)(?:本文)?(?:格式|信息)?\s*[】\]]?\s*[:：]|"
    r"\s*[【\[]?(?:引用格式|引用信息|引用本文|引文格式|本文引用格式|Citation|Cite this article)"
)
"""Before the reference that a page gives of its own article."""
_ENTRY = re.compile(r"\s*[\[［]\s?[0-9]+\s?[\]］]")
_MARKED = re.compile(r"[\[［]\s?[JMDC](?:\s?/\s?OL)?\s?[\]］]")
"""The sort of work in brackets, as a reference has it."""
_END_OF_TITLE = 5
"""Signs at least of a title's end that begins a line of the reference to the article itself."""
_PAGES = (
    rf"{NUMBER_OF_ARTICLE}[(（]\s?[0-9]{{4}}\s?[)）]\s?[0-9SZ]{{1,2}}\s?[-–—－]\s?(?P<a>[0-9]{{3,4}})\s?[-–—－]\s?(?P<n>[0-9]{{2}})(?![0-9])",
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
_YEAR_VOLUME_ISSUE = re.compile(
    r"(?P<issue_date>(?:19|20)[0-9]{2})\s?年?\s?[/／、-]\s?第?(?P<volume>[0-9]{1,3})\s?卷?\s?[/／、-]"
    r"\s?第?(?P<issue>[0-9]{1,2})\s?期?"
)
"""「2023 / 36 / 02」, 「2017年/29卷/1期」 behind 「年/卷/期」"""
_YEAR_ISSUE = re.compile(
    r"(?P<issue_date>(?:19|20)[0-9]{2})\s?年?\s?[,，]?\s?[(（]\s?(?P<issue>[0-9]{1,2})\s?[)）]"
)
"""「2021(11)」 behind 「年,期」"""
_FIGURE = re.compile(r"第?\s?([0-9]{1,3})\s?[卷期]?")
_ALL_OF_ISSUE = re.compile(
    r"\s*(?:第\s?[0-9]{1,3}\s?卷\s*[·,，]?\s*)?第?\s?[0-9]{1,2}(?:\s?[-–—]\s?[0-9]{1,2})?\s?期\s*"
    r"(?:[(（]?\s?总\s?第?\s?[0-9]{1,4}\s?期\s?[)）]?)?\s*"
)
_COVER_TRUST, _YEAR_TRUST = 0.84, 0.88
_FIRST_IN, _REPRINTED = (
    re.compile(r"(?:原(?:载|刊)|转载|摘)[于自编]{0,2}\s?《[^《》]{2,30}》\s?$"),
    0.8,
)
"""「原载《某某教育》2001年第4期」 tells the issue in which a text was printed before."""


def find_issue(leaf: Leaf, *, anywhere: bool = False) -> list[Candidate]:
    """Return at most one `volume`, `issue` and `issue_date` of the journal.

    A letter tells them `anywhere`, pages of a journal in heads, on the cover, beside the title.

    What most phrases say is taken; a date of publication that is printed as such is more exact
    than the year.
    """
    lines = leaf.passages if anywhere else _lines(leaf)
    mentions = [m for passage in lines for m in issue_mentions(passage)]
    mentions = mentions or _alone(leaf) or _under_year(leaf)
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
        trust = 0.8 if rivals else 0.97 if mention.rank < SURE_RANKS else 0.92
        if name == "issue" and _OF_PART.match(mention.passage.text, mention.end):
            trust = min(trust, _PART_TRUST)
        if _FIRST_IN.search(mention.passage.text[: mention.start]):
            trust = min(trust, _REPRINTED)
        field = name
        if name == "year":
            # the month may be printed where nobody looked
            field, trust = "issue_date", min(trust, _YEAR_TRUST)
        found.append(
            Candidate(
                field, value, trust, mention.passage, mention.start, mention.end, "journal:issue"
            )
        )
    told = {c.name for c in found}
    found.extend(c for c in _labelled(leaf) if c.name not in told)
    if "issue" not in {c.name for c in found}:
        found.extend(_issue_of_cover(leaf) or number_of_newspaper(leaf))
    return [*[c for c in found if c.name != "issue_date"], *date_of_issue(leaf, found)]


def _alone(leaf: Leaf) -> list[IssueMention]:
    """Return the issue and its year that fill a line of their own, wherever that stands."""
    passages = (join_cells((cell,)) for cell in leaf.cells if len(cell.line.text) <= SHORT)
    return [
        told
        for passage in passages
        for told in issue_mentions(passage)
        if told.year and told.issue and told.end - told.start == len(passage.text.strip())
    ]


def _under_year(leaf: Leaf) -> list[IssueMention]:
    """Return the issue that fills the line right by a year: 「2017」 over 「第11期」."""
    for year in leaf.cells:
        told = ONLY_YEAR.fullmatch(year.line.text)
        for cell in leaf.cells if told else ():
            near = cell.page == year.page and (is_under(cell, year) or is_under(year, cell))
            passage = join_cells((cell,))
            for one in issue_mentions(passage) if near else ():
                if told and one.issue and not one.year and _ALL_OF_ISSUE.fullmatch(passage.text):
                    of_year = IssueMention(
                        told[1], None, None, join_cells((year,)), *told.span(1), one.rank
                    )
                    return [one, of_year]
    return []


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
        for name in ("volume", "issue", "issue_date") if parts else ():
            value = str(int(parts[name])) if parts else ""
            yield Candidate(name, value, 0.9, one.value, 0, len(one.value.text), f"label:{name}")
        dated = _YEAR_ISSUE.fullmatch(one.value.text.strip()) if "期" in one.label else None
        for name in ("issue", "issue_date") if dated else ():
            value = str(int(dated[name])) if dated else ""
            yield Candidate(name, value, 0.92, one.value, 0, len(one.value.text), f"label:{name}")
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
        if not ONLY_YEAR.fullmatch(year.line.text):
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


def _lines(leaf: Leaf) -> Iterator[Passage]:
    """Yield the lines that may tell the issue: heads, covers, the article's number; no references."""  # noqa: E501
    for cell in leaf.cells:
        text = cell.line.text
        if _ENTRY.match(text) or _MARKED.search(text):
            continue
        page = [c for c in leaf.cells if c.page == cell.page]
        short = len(text) <= (_LONGEST_HEAD if cell.box.centre[1] < HEAD else SHORT)
        if (
            short and (is_running(cell) or len(page) <= FEW * 2 or cell.box.centre[1] < 0.4)
        ) or "文章编号" in normalise(text).text:
            yield join_cells((cell,))
    for passage in leaf.passages:
        # a running head in letters may be broken into two lines
        broken = len(passage.cells) > 1 and passage.box.centre[1] < UNDER_HEAD
        if broken and len(passage.text) <= _LONGEST_HEAD and not _MARKED.search(passage.text):
            yield passage


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
            and is_head(above)
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
