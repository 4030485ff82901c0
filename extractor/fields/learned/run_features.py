"""Describe a run of lines by its type, its place and its neighbours on the page, and its words.

A title is not known by what it says but by how it is set: larger than the text, in the middle, its
authors under it, nothing of its own type next to it. A description is a set of short texts, as in
`features`; of measures each step that is reached is a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.fields.learned.around import Around
from extractor.fields.learned.measures import THIN, Group, squeeze, steps, type_of
from extractor.fields.learned.runs import Run
from extractor.language.names import name_likelihood

_HAN = re.compile(r"[\u3400-\u9fff]")
_LEADS_NAMES = re.compile(r"\s*(?:作\s*者|撰文|文|[□■◎●/])\s*[:：/／]?\s*")
_BETWEEN_NAMES = re.compile(r"[\s,，、;；/·*＊\d¹²³①②③()（）]+")
_ABSTRACT = re.compile(r"摘\s*要|内容提要|[Aa]bstract|ABSTRACT|关键词|Key\s*words")
_OF_JOURNAL = re.compile(
    r"ISSN|CN\s?\d|DOI|doi|https?:|www|第\s*\d+\s*[期卷]|Vol|No\.|\d{4}\s*年|下载|被引|检索|数据库|"
    r"收稿|基金|作者|单位|主办|主管|编辑|出版"
)
_ENTRY = re.compile(r"[…·.．・]{4,}|[/／]\s*\d+$|\s\d{1,3}$|\(\d+\)$")
"""An entry of contents."""
_OF_DATABASE = re.compile(r"下载|被引|检索|导出|收藏|分享|登录|首页|期刊导航")
_ENTRIES, _WORDS_OF_DATABASE = 6, 3
_DASH = re.compile(r"[—–\-―一]{1,2}")
_STOP, _FIGURES = re.compile(r"[。;；]"), re.compile(r"\d{3}")
_MARKS, _PAIRS = (",", ":"), (("《", "》"), ("“", "”"), ("(", ")"))
_NAMED, _BEGINS = 0.5, 10
_ALIKE, _CLOSE, _IN_LINE = (0.85, 1.18), 1.0, 0.04
"""Type of the same size, a line's height apart, on one axis: more of the same text."""
_FEW_CHINESE = 0.3
_TOUCHES, _BELOW = 0.01, 0.25
"""Of the page's height, within which the abstract begins under a title."""
_MOST_LARGER = 6
_CROSSED = frozenset({"size", "under-names", "larger", "over-like", "under-like", "length", "off"})
"""What means something else on contents, on a database's page and over an article."""


def describe_runs(
    around: Around, runs: Sequence[Run], marked: Collection[tuple[int, int]]
) -> list[tuple[Group, Group]]:
    """Return what tells of the page, and of each run of it; `marked` are keys of lines."""
    page = _Sheet(around, marked)
    return [(page.group, tuple(page.told(run))) for run in runs]


class _Sheet:
    """A page whose runs are described: what is the same for all of them is told once."""

    def __init__(self, around: Around, marked: Collection[tuple[int, int]]) -> None:
        self._around, self._marked, cells = around, marked, around.cells
        self._types = sorted(map(type_of, cells))
        self._usual, self._largest = median(self._types or [1.0]), max(self._types, default=1.0)
        self._text = "".join(squeeze(cell.line.text) for cell in cells)
        self._abstracts = [c.box.top for c in cells if _ABSTRACT.search(c.line.text)]
        self._named = {cell.key: _share_of_names(cell.line.text) for cell in cells}
        chinese = len(_HAN.findall(self._text)) >= _FEW_CHINESE * len(self._text)
        self._language = "zh" if chinese else "en"
        entries = sum(_ENTRY.search(cell.line.text) is not None for cell in cells)
        words = sum(len(_OF_DATABASE.findall(cell.line.text)) for cell in cells)
        self._sort = "contents" if entries >= _ENTRIES else "article"
        if self._sort == "article" and words >= _WORDS_OF_DATABASE:
            self._sort = "record"
        self.group: Group = (f"page={self._sort}",)

    def told(self, run: Run) -> Iterator[str]:
        """Yield what tells of a run."""
        for feature in (*self._of_place(run), *self._of_neighbours(run), *self._of_text(run)):
            yield feature
            if re.split("[=<>]", feature, maxsplit=1)[0] in _CROSSED:
                yield f"{feature}/{self._sort}"

    def _of_place(self, run: Run) -> Iterator[str]:
        types = [type_of(cell) for cell in run.cells]
        size = max(types)
        larger = sum(one > 1.1 * size for one in self._types)
        left = min(cell.box.left for cell in run.cells)
        right = max(cell.box.right for cell in run.cells)
        yield f"way={run.way}"
        yield f"way={run.way}/{self._sort}"
        yield f"larger={min(larger, _MOST_LARGER)}"
        yield f"rows={len(run.cells)}"
        if any(cell.key in self._marked for cell in run.cells):
            yield "marked"
        yield from steps("size", size / self._usual)
        yield from steps("of-largest", size / self._largest)
        yield from steps("top", run.cells[0].box.top)
        yield from steps("off", abs((left + right) / 2 - 0.5))
        yield from steps("width", right - left)
        yield from steps("even", min(types) / size)
        foot = run.cells[-1].box.bottom
        if any(foot - _TOUCHES <= top <= foot + _BELOW for top in self._abstracts):
            yield "over-abstract"

    def _of_neighbours(self, run: Run) -> Iterator[str]:
        first, last = run.cells[0], run.cells[-1]
        height = max(first.box.height, THIN)
        above, below = self._around.over(first), self._around.under(last)
        for side, other, beside in (("over", above, first), ("under", below, last)):
            if other is None:
                yield f"{side}=nothing"
                continue
            gap = max(other.box.top - last.box.bottom, first.box.top - other.box.bottom) / height
            type_ = type_of(other) / type_of(beside)
            yield from (f"{side}-{step}" for step in steps("gap", gap))
            yield from (f"{side}-{step}" for step in steps("type", type_))
            yield from (f"{side}-{step}" for step in steps("names", self._named[other.key]))
            if _ALIKE[0] < type_ < _ALIKE[1] and gap < _CLOSE:
                yield f"{side}-like"
                if abs(other.box.centre[0] - beside.box.centre[0]) < _IN_LINE:
                    yield f"{side}-in-line"
            if _ABSTRACT.search(other.line.text):
                yield f"{side}-abstract"
            if _OF_JOURNAL.search(other.line.text):
                yield f"{side}-journal"
            if _DASH.match(other.line.text.strip()):
                yield f"{side}-dash"

    def _of_text(self, run: Run) -> Iterator[str]:
        value = run.value
        if _HAN.search(value):
            yield from steps("length", len(value))
        else:
            yield from steps("letters", len(value))
            yield f"latin/{self._language}"
        yield from (f"ends{size}={value[-size:]}" for size in (1, 2))
        yield from (f"begins{size}={value[:size]}" for size in (1, 2))
        yield from steps("names", self._named[run.cells[-1].key])
        if len(run.cells) > 1 and self._named[run.cells[0].key] > _NAMED:
            yield "begins-with-names"
        yield from steps("times", self._text.count(value))
        if len(value) > _BEGINS:
            yield from (
                f"beginning-{step}" for step in steps("times", self._text.count(value[:_BEGINS]))
            )
        for told, pattern in (("journal", _OF_JOURNAL), ("abstract", _ABSTRACT), ("stop", _STOP)):
            if pattern.search(value):
                yield told
        if _FIGURES.search(value):
            yield "figures"
        yield from (mark for mark in _MARKS if mark in value)
        if any(value.count(one) != value.count(other) for one, other in _PAIRS):
            yield "half-a-pair"
        for one, other in pairwise(value):
            if _HAN.match(one) and _HAN.match(other):
                yield f"word={one}{other}"


def _share_of_names(text: str) -> float:
    """Return how many of the words of a line are names of people, 0 to 1."""
    words = [one for one in _BETWEEN_NAMES.split(_LEADS_NAMES.sub("", text, count=1)) if one]
    names = sum(name_likelihood(word) >= _NAMED for word in words)
    return names / len(words) if words else 0.0
