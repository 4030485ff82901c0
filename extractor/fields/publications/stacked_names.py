"""Read a journal's name that stands in two lines of large type, one right under the other.

「特教研究」 may be the second line of 「某某特教研究」: neither line is what the journal is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.publications.issue_mentions import UNDER_HEAD, issue_mentions
from extractor.fields.publications.spelt_names import is_latin, is_under
from extractor.fields.publications.upright_titles import is_upright
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, join_cells

_LINE = re.compile(r"[㐀-鿿]{2,8}")
_WHOLE = re.compile(
    r"[㐀-鿿]{2,10}(?:(?:教育|教学|教研|课程|科学|技术|学习|管理|文化|学术)?"
    r"(?:研究|学刊|学报|导刊|月刊|杂志|论坛|评论|通讯|探索|参考|天地|世界|时代|前沿|论丛|文摘|视野)|"
    r"教育|教学|教研|科学|(?:教育|教师|教学|学生|[日晚时周导]|青年|少年|科技|文化)报)"
)
"""What both lines together are called like."""
_OF_NEWSPAPER = re.compile(r"报$")
_LONGEST = 12
_LARGE = 1.4
"""Times as tall as the usual line such a name is at least; nothing at the top is taller."""
_ALIKE, _GAP = 0.8, 0.6
_BESIDE = 2.0
"""Heights of a line within which the issue, or the name in letters, stands around the name."""
_SURE, _PLAIN = 0.92, 0.84


def stacked_name(leaf: Leaf) -> list[Candidate]:
    """Return `journal`: the name in two large lines at the top, its issue told around it."""
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        for first, second in _pairs(cells):
            trust = _trust_of(first, second, cells)
            if trust:
                passage = join_cells((first, second))
                text = _joined(first, second)
                end = len(passage.text)
                return [Candidate("journal", text, trust, passage, 0, end, "journal:stacked")]
    return []


def without_halves(found: list[Candidate], stacked: list[Candidate]) -> list[Candidate]:
    """Return the names of journals without those that are one line of a name in two."""
    halves = {line.line.text.strip() for one in stacked for line in one.passage.cells}
    return [one for one in found if str(one.value) not in halves]


def _pairs(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield two lines in the largest type of a page, one right under the other at its top."""
    usual = median(cell.box.height for cell in cells)
    large = sorted(
        (
            cell
            for cell in cells
            if cell.box.height >= _LARGE * usual and _LINE.fullmatch(cell.line.text.strip())
        ),
        key=lambda cell: cell.box.top,
    )
    for first, second in combinations(large, 2):
        tall = min(first.box.height, second.box.height)
        rest = [c for c in cells if c.key not in (first.key, second.key) and c.box.top < UNDER_HEAD]
        others = max((c.box.height for c in rest if not is_upright(c)), default=0.0)
        if tall < _ALIKE * max(first.box.height, second.box.height) or tall < others:
            continue
        near = -0.3 * tall < second.box.top - first.box.bottom < _GAP * tall
        apart = min(
            abs(first.box.left - second.box.left),
            abs(first.box.centre[0] - second.box.centre[0]),
        )
        # what stands over a name tells that it is none: it is a title under its section
        over = [c for c in rest if is_under(first, c)]
        if near and apart <= first.em and first.box.top < UNDER_HEAD and not over:
            yield first, second


def _trust_of(first: Cell, second: Cell, cells: Sequence[Cell]) -> float:
    name = _joined(first, second)
    if len(name) > _LONGEST or not _WHOLE.fullmatch(name):
        return 0.0
    reach = _BESIDE * max(first.box.height, second.box.height)
    around = [
        c
        for c in cells
        if c.key not in (first.key, second.key)
        and first.box.top - reach <= c.box.centre[1] <= second.box.bottom + reach
    ]
    told = any(True for c in around for _ in issue_mentions(join_cells((c,))))
    numbered = any(
        one.kind in (SerialKind.ISSN, SerialKind.CN)
        for c in around
        for one in find_serials(c.line.text)
    )
    spelt = any(is_latin(c.line.text) for c in around)
    if _OF_NEWSPAPER.search(name):
        return _SURE if numbered else 0.0
    return (_SURE if spelt else _PLAIN) if told else 0.0


def _joined(first: Cell, second: Cell) -> str:
    return first.line.text.strip() + second.line.text.strip()
