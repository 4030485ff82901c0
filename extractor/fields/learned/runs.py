"""Propose what on a page may be one text set for itself: lines under one another, or part of one.

A title stands in one to four lines, or in a part of them: before dots, a gap or the journal's
issue, in marks, between 「关于举办」 and 「的邀请函」. All such runs are proposed, some hundreds a
page; which of them is the title is for the model to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.learned.around import Around
from extractor.fields.learned.measures import squeeze
from extractor.paragraphs import rows_of
from extractor.passages import Cell, Passage, join_cells

_MOST_LINES = 4
_SHORTEST, _LONGEST = 4, 150
_LABEL = re.compile(
    r"【?(?:题\s*[名目]|篇\s*名|标\s*题|文\s*题|(?:论文|文章)(?:题目|名称)|[Tt]itle)】?\s*[:：]?\s*"
)
_QUOTED = re.compile(r"《([^《》]{4,60})》")
_DOTS = re.compile(r"[…·.．・]{3,}|[/／|｜]|[(（]\s?\d{1,4}\s?[)）]\s*$")
"""What parts an entry of contents from its author or its page."""
_ISSUE = re.compile(r"\s*[,，·•/／|｜—–-]?\s*(?:[(（]?(?:19|20)\d{2}|第\s?\d+\s?[卷期]|总第|Vol)")
"""What follows a journal's name in a running head, or above a record."""
_LEADS = re.compile(
    r"(?:关于|为)?(?:邀请|诚邀|参加|出席|举[办行]|召开|开展|组织)*(?:您|贵[校园]|贵?单位|专家)?(?:参加|出席|莅临)?"
)
_TAILS = re.compile(
    r"(?:的?(?:邀\s?请\s?[函书信]|请\s?[柬帖]|(?:会议|预)?通\s?知|函|[日议]程(?:安排)?|(?:报名)?回执|第[一二三]轮通知|"
    r"[(（](?![^()（）]*届)[^()（）]{2,8}[)）]))+$"
)
"""What stands around a meeting's name in the heading of its letter."""
_IN_MARKS = re.compile(r"“([^“”]{4,60})”")
_HELD = re.compile(
    r"(?:举[办行]|召开|参加|出席|主办的?|承办的?|组织的?|开展)(?P<what>“?[^,，。;；并]{6,60}?"
    r"(?:会议|研讨会|论坛|年会|大会|活动|研讨|讲座|培训班?|研修班?|展示|观摩|交流会|学术会|沙龙|[节周日赛]))"
    r"(?=[,，。;；的(（]|$|现|将)"
)
"""「将于四月举办某某研讨会,现邀请…」"""
_WIDE_GAP = re.compile(r"\s{2,}")
_LEADING = re.compile(
    r"(?:[【\[〔][^【】\[\]〔〕]{1,10}[】\]〕]|[\s《〈“\"'■●◆▲□※★·•*＊\-【】\[\]])+(?:的(?=[\u3400-\u9fff]{4}))?|的(?=[\u3400-\u9fff]{4})"
)
"""Marks before a title, and the tag of what it was filed under: 「[学术期刊]」."""
_CLOSED = " 》〉”"
_TRAILING = re.compile(r"(?:[\s》〉*＊※①②③†‡^'¹²³]|(?<=[\u3400-\u9fff])[.．,，])+$")
_NO_TITLE = re.compile(r"[(（][^()（）]*[)）]|[—–―].*", re.DOTALL)
"""「(教育科学版)」, 「——以某地为例」: a part of something else"""


@dataclass(frozen=True, slots=True)
class Run:
    """The text `passage.text[start:end]` over the lines `cells`, and how it was come upon."""

    cells: tuple[Cell, ...]
    passage: Passage
    start: int
    end: int
    way: str

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.passage.text[self.start : self.end]

    @property
    def value(self) -> str:
        """The text as values are compared."""
        return squeeze(self.text)


def runs_of(around: Around) -> Iterator[Run]:
    """Yield the runs of the lines of a page."""
    for row in rows_of(around.cells):
        if 1 < len(row) <= _MOST_LINES:
            passage = join_cells(tuple(row))
            yield from _trimmed(tuple(row), passage, 0, len(passage.text), "row")
    for cell in around.cells:
        cells: tuple[Cell, ...] = (cell,)
        while True:
            passage = join_cells(cells)
            yield from _trimmed(cells, passage, 0, len(passage.text), "whole")
            yield from _within(cells, passage)
            below = around.next_of_run(cells[-1]) if len(cells) < _MOST_LINES else None
            if below is None or below in cells:
                break
            cells = (*cells, below)
        yield from _parts(cell, around.next_of_run(cell))


def _within(cells: tuple[Cell, ...], passage: Passage) -> Iterator[Run]:
    """Yield the parts of lines that may be a meeting's name."""
    text = passage.text
    lead, tail = _LEADS.match(text), _TAILS.search(text)
    bare = (lead.end() if lead is not None else 0, tail.start() if tail is not None else len(text))
    if bare != (0, len(text)):
        yield from _trimmed(cells, passage, *bare, "bare")
    for quoted in _IN_MARKS.finditer(text):
        yield from _trimmed(cells, passage, *quoted.span(1), "marks")
    for held in _HELD.finditer(text):
        yield from _trimmed(cells, passage, *held.span("what"), "held")


def _parts(cell: Cell, below: Cell | None) -> Iterator[Run]:
    passage = join_cells((cell,))
    text = passage.text
    label = _LABEL.match(text)
    if label is not None:
        yield from _trimmed((cell,), passage, label.end(), len(text), "label")
        if below is not None:
            both = join_cells((cell, below))
            yield from _trimmed((cell, below), both, label.end(), len(both.text), "label")
    for quoted in _QUOTED.finditer(text):
        yield from _trimmed((cell,), passage, *quoted.span(1), "quoted")
    dots = _DOTS.search(text)
    if dots is not None:
        yield from _trimmed((cell,), passage, 0, dots.start(), "dots")
    issue = _ISSUE.search(text)
    if issue is not None:
        yield from _trimmed((cell,), passage, 0, issue.start(), "issue")
    gap = min(passage.gaps(), default=None) or next(
        (one.start() for one in _WIDE_GAP.finditer(text)), None
    )
    if gap is not None:
        yield from _trimmed((cell,), passage, 0, gap, "gap")


def _trimmed(
    cells: tuple[Cell, ...], passage: Passage, start: int, end: int, way: str
) -> Iterator[Run]:
    """Yield the run without the marks around it, if it has the length of a title."""
    text = passage.text[start:end]
    lead = _LEADING.match(text)
    first = lead.end() if lead is not None else 0
    for opening, closing in ("“”", "《》"):
        # 「《…》第七届笔会」 begins with its mark
        if closing in text[first:].rstrip(_CLOSED) and opening in text[:first]:
            first = text.index(opening)
            break
    last = len(text) - (len(tail[0]) if (tail := _TRAILING.search(text)) else 0)
    if "《" in text[first:last] and text[last : last + 1] == "》":
        last += 1  # 「谈《背影》」 ends with its mark
    run = Run(cells, passage, start + first, start + last, way)
    if (
        first < last
        and not _NO_TITLE.fullmatch(run.text)
        and _SHORTEST <= len(run.value) <= _LONGEST
    ):
        yield run
