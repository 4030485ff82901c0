"""Tell a journal's masthead from the title of the article that a page prints below it.

A masthead is set larger than the article: its issue stands right below it, with the journal's
numbers and who makes it, and only then the title, over its authors. One that its pinyin follows is
none either: no title is spelt so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractor.fields.people.teams import names_in
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.journal_heads import APPEARS, names_issue_alone
from extractor.fields.publications.spelt_names import is_latin, pinyin_under
from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell, join_cells

_NAME = re.compile(r"[\u3400-\u9fff()（）·\s]{4,24}")
_LARGER, _AS_TALL = 1.2, 0.7
_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN, _NEAR = 3, 2.5
"""Lines at most between a masthead and its issue; heights within which the next line stands."""
_LEAST_TITLE, _UPPER_HALF = 5, 0.5
_SUPPLEMENT = re.compile(
    r"(?:19|20)[0-9]{2}\s?年?(?:度|第?\s?[0-9一二三四]\s?[季期])?\s?(?:增|专|特)\s?[刊辑].*"
)
"""「2023年增刊(学术论文专辑)」 under the journal's name"""
_OF_IMPRINT = re.compile(
    r"ISSN|CN\s?[0-9]{2}|主\s?[管办编]|编辑部|杂志社|编委|电\s?话|邮\s?箱|[—–_=-]{4,}|[:：]\s*$|@|www|http",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s*[(（\[]?\s*[1一]?\s?[.、．]?\s?[\u3400-\u9fff]{2,}.*[)）\]]\s*")
"""「(某某学院 机电系)」 under the authors"""


def masthead_lines(head: Sequence[Cell]) -> set[tuple[int, int]]:
    """Return the keys of a masthead and of what stands between it and its issue, if a head has one.

    Below that must stand who wrote an article, else the line may be the title itself, where its
    pinyin does not tell it.
    """
    lines = sorted(head, key=lambda cell: cell.box.top)
    if not lines:
        return set()
    usual = median(cell.box.height for cell in lines)
    for at, cell in enumerate(lines):
        large = cell.box.height >= _LARGER * usual
        if not (large and _NAME.fullmatch(cell.line.text.strip())):
            continue
        if spelt := pinyin_under(cell, lines):
            return {cell.key, *(one.key for one in spelt)}
        if _stands_under_issue(lines, at):
            return {cell.key, lines[at + 1].key}
        own = [cell]
        for below in lines[at + 1 : at + 2 + _BETWEEN]:
            if below.box.top - own[-1].box.bottom > _NEAR * own[-1].box.height:
                break
            own.append(below)
            if _tells_issue(below):
                return {c.key for c in own} if _has_authors(lines[at + len(own) :]) else set()
            if not _is_between(below):
                break
    return set()


def _stands_under_issue(lines: Sequence[Cell], at: int) -> bool:
    """Tell whether a large name has the issue over it and its own name in letters below.

    「第33卷 第1期 | 2024年2月」 over 「某某工程学报」 and 「SOME ENGINEERING」. A large title must
    follow with its authors, else the line is the title itself, over the same in English.
    """
    over, below, rest = lines[:at], lines[at + 1 : at + 2], lines[at + 2 :]
    return (
        bool(over and below)
        and any(map(names_issue_alone, over[-_BETWEEN:]))
        and is_latin(below[0].line.text)
        and any(
            one.box.height >= _AS_TALL * lines[at].box.height
            and len(_HAN.findall(one.line.text)) > len(_HAN.findall(lines[at].line.text))
            for one in rest
        )
        and _has_authors(rest)
    )


def name_over_article(cells: Sequence[Cell]) -> Cell | None:
    """Return the masthead of a page on which an article stands below it."""
    keys = masthead_lines([cell for cell in cells if cell.box.centre[1] < _UPPER_HALF])
    own = [cell for cell in cells if cell.key in keys]
    return min(own, key=lambda cell: cell.box.top, default=None)


def _tells_issue(cell: Cell) -> bool:
    """Tell whether a line begins with the issue, or tells it and names nothing else."""
    first = next(iter(issue_mentions(join_cells((cell,)))), None)
    if first is None:
        return False
    starts = first.start == 0 and first.issue is not None and bool(first.year or first.volume)
    return starts or names_issue_alone(cell)


def _is_between(cell: Cell) -> bool:
    """Tell whether a line is the journal's name in letters, how often it appears, or its number."""
    text = cell.line.text
    numbered = any(one.kind in (SerialKind.ISSN, SerialKind.CN) for one in find_serials(text))
    named = APPEARS.fullmatch(text.strip()) or _SUPPLEMENT.fullmatch(text.strip())
    return numbered or is_latin(text) or named is not None


def _has_authors(lines: Sequence[Cell]) -> bool:
    return any(
        names_in(cell.line.text) and not _OF_IMPRINT.search(cell.line.text) for cell in lines
    )


def title_over_authors(lines: Sequence[Cell]) -> Cell | None:
    """Return the line right above the names that stand over where their owners work."""
    rows = sorted(lines, key=lambda cell: cell.box.top)
    for title, names, where in zip(rows, rows[1:], rows[2:], strict=False):
        told = names_in(names.line.text) and not _OF_IMPRINT.search(names.line.text)
        text = title.line.text.strip()
        if (
            told
            and _WHERE.fullmatch(where.line.text)
            and len(text) >= _LEAST_TITLE
            and not _OF_IMPRINT.search(text)
            and not names_in(text)
        ):
            return title
    return None
