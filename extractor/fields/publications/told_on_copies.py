"""Read which author of a page is its holder where a note calls the article one's own, or ours.

「红框内为本人论文,王小明系第三作者」, 「所标论文为本人成果(第二作者 王小明)」, 「兹证明所示论文为
我校教师王小明同志(独著)所撰写」: the name is one that the page gives among the authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.publications.spelt_names import is_under
from extractor.language.organisations import organisation_likelihood, without_department
from extractor.passages import Passage, join_cells

_OF_COPY = re.compile(
    r"[红蓝黑黄绿方]色?[框线圈]|[加划画圈]框|框(?:内|中|出|选|起|示)|所[标示框圈划画](?!准|范)|标[注记识明]处?|[划画圈]线|"
    r"箭头所?[示指]|(?:上述|以上|上列)(?:目[录次]|论文|文章)|(?:本人|申报人|我)的?(?:所写|撰写|发表)?的?(?:论文|文章|成果|作品|拙作)|"
    r"[兹特]证明"
)
"""What a note says of the copy it stands on, or of whose the article is."""
_NTH = r"第\s?(?P<r>[一二三四五六七八九十]|[0-9]{1,2})\s?(?:作者|署名人?|完成人)"
_ALONE = r"(?P<own>独[著撰立]|唯一作者|独立作者|独立撰写|独立完成)"
_HOUSE = r"[我本](?:校|院|系|园|所|局|馆|会|单位|中心|医院|公司|研究[院所])"
_POST = (
    r"(?:在职|在编|专任|青年|骨干)?"
    r"(?:教\s?[师工]|老师|职工|员工|教研员|研究员|医师|医生|护士|干部|工作人员|学生)?"
)
_BEHIND = re.compile(
    rf"(?:同志|老师)?\s?[(（]?\s?(?:{_NTH}|{_ALONE})\s?[)）]?|"
    rf"(?:同志|老师)?\s?[,，]?\s?(?:系|为|是|署名|排名)\s?(?:本文|该文|该论文|此文|论文|文章)?的?(?:{_NTH.replace('<r>', '<p>')}|{_ALONE.replace('<own>', '<o>')})"  # noqa: E501
)
"""Behind the name: 「王小明系第三作者」, 「王小明同志(独著)」"""
_BEFORE = re.compile(rf"{_NTH}\s?[:：为是系即,，]?\s?[(（]?\s?$")
"""「(第二作者 王小明)」"""
_OURS_BEFORE = re.compile(rf"{_HOUSE}[㐀-鿿]{{0,8}}?{_POST}\s?$")
_OURS_BEHIND = re.compile(rf"(?:同志|老师)?\s?[,，]?\s?(?:系|为|是)\s?{_HOUSE}")
_OFFICE = re.compile(
    r"(?<=[㐀-鿿]{4})(?:科研|教学|教务|教科|人事|组织人事|社科|科技|学术|教师发展)(?:管理|工作)?(?:处|科|室|部|办公室|中心)$"
)
"""「某某党校科研处」 signs for the school."""
_FIGURES = {sign: at for at, sign in enumerate("一二三四五六七八九十", 1)}
_TRUST, _SIGNED_TRUST = 0.88, 0.86
_BODY, _BELOW = 0.8, 0.2
"""Of the page's height: how far below a note its house may sign it."""


def told_on_copy(leaf: Leaf, authors: list[str]) -> list[Candidate]:
    """Return the holder, the place among the authors and, of 「我校教师」, the house that signs."""
    for passage in _notes(leaf):
        told = [found for name in authors if (found := _told_of(passage, name, authors, leaf))]
        if len(told) == 1:
            return told[0]
    return []


def _notes(leaf: Leaf) -> Iterator[Passage]:
    """Yield what speaks of the copy: a line, two under each other, or a whole passage."""
    pairs = (
        join_cells((one, below))
        for one in leaf.cells
        if _OF_COPY.search(one.line.text)
        for below in leaf.cells
        if below.page == one.page and is_under(below, one)
    )
    for passage in (*leaf.lines, *pairs, *leaf.passages):
        if _OF_COPY.search(passage.text):
            yield passage


def _told_of(passage: Passage, name: str, authors: list[str], leaf: Leaf) -> list[Candidate]:
    """Return what a note says of an author, nothing if it does not call them anything."""
    for match in re.finditer(r"\s?".join(map(re.escape, name)), passage.text):
        head = passage.text[: match.start()]
        behind = _BEHIND.match(passage.text, match.end())
        before = _BEFORE.search(head)
        ours = _OURS_BEFORE.search(head) or _OURS_BEHIND.match(passage.text, match.end())
        if not (behind or before or ours):
            continue
        found = [Candidate("holder_name", name, _TRUST, passage, *match.span(), "note:copy")]
        rank = _rank(behind, before, authors)
        if rank is not None:
            found.append(
                Candidate("holder_rank", rank, _TRUST, passage, *match.span(), "note:copy")
            )
        return [*found, *(_house_below(passage, leaf) if ours else [])]
    return []


def _rank(
    behind: re.Match[str] | None, before: re.Match[str] | None, authors: list[str]
) -> Decimal | None:
    """Return the place that is told, if there are so many authors."""
    told = (behind["r"] or behind["p"]) if behind else before["r"] if before else None
    if told is None:
        alone = behind is not None and len(authors) == 1
        return Decimal(1) if alone else None
    number = _FIGURES.get(told) or int(told)
    return Decimal(number) if 1 <= number <= len(authors) else None


def _house_below(note: Passage, leaf: Leaf) -> list[Candidate]:
    """Return `employer`: the only body that stands below a note on 「我校教师」, which it signs."""
    found: dict[str, Candidate] = {}
    for line in leaf.lines:
        below = line.page == note.page and 0 < line.box.top - note.box.top < _BELOW
        text = line.text.strip()
        if not below or line.cells[0] in note.cells:
            continue
        body = _OFFICE.sub("", without_department(text))
        if re.fullmatch(r"[㐀-鿿()（）]{4,30}", body) and organisation_likelihood(body) >= _BODY:
            at = max(line.text.find(body), 0)
            found.setdefault(
                body,
                Candidate("employer", body, _SIGNED_TRUST, line, at, at + len(body), "note:copy"),
            )
    return list(found.values()) if len(found) == 1 else []
