"""Find on which page of a paper an article begins, and the lines of its head there."""

from __future__ import annotations

import re

from extractor.fields.candidates import Leaf
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.journal_sections import FIRST_PRINTED
from extractor.passages import Cell, join_cells

ABSTRACT = re.compile(
    r"^\s*[【\[［〔(（]?\s*(?:内\s*容\s*)?(?:摘\s*要|提\s*要|文\s{0,3}摘(?=\s*[】\]］〕:：])|关\s*键\s*词|Abstract(?!s\sof)|ABSTRACT(?!S\sOF)|A\s?b\s?s\s?t\s?r\s?a\s?c\s?t|Keywords?|Key\s?words)"
)
RUNNING = re.compile(
    r"DOI|ISSN|http|www\.|[a-z]\.(?:com|net|cn|org)\b|收稿日期|文章编号|中图分类号|^\s*第?\s*\d+\s*页?\s*$|^[·•\-—\s]*\d+[·•\-—\s]*$",
    re.IGNORECASE,
)
_UPPER_PART = 0.5
_COVER_PART = 0.75
_REPRINT = re.compile(r"\s*[（(【]?\s*(?:论\s?文\s?)?(?:抽\s?印\s?本|单\s?行\s?本)\s*[)）】]?\s*")
"""On the cover of a reprint title and authors stand in the middle."""
_HEAD_OF_COVER = 0.4
WHOLE = 900  # characters of a page from which its text counts as being there
_SENTENCES = 3
"""Ends of sentences from which a page without an abstract has an article's text."""
_NOT_ARTICLE = re.compile(
    r"^\s*(?:目\s*[录次]|contents\b)|(?:检索|收录)[^,，。]{0,6}(?:证明|报告)|兹证明|^\s*(?:主编|社长|总编辑|编委)\s*[:：]",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"\s*(?:主\s*[管办]|编\s*辑\s*出\s*版|出\s*版|[副总]?主\s*编|(?:执行|常务)副?主编|社\s*长|总\s*编\s*辑|编委会|责任编辑|"
    r"(?:封面|版式|美术|装帧)(?:设计|编辑)|责任校对|国际标准|国内统一|国内刊号|国际刊号|广告|邮发代号|国外代号|印\s*刷|发\s*行|"
    r"开\s*本|印\s*张|定\s*价|订\s*[阅价购])(?:单位|部门|日期|机关|者|主任|连续出版物号|刊号|(?:经营)?许可证号?|处|发行)?\s*(?:[:：].*)?"
)
"""A line of the page that says who makes a journal: its label, alone or with what it says."""
_OF_IMPRINT = 6
"""Such lines from which a page without an abstract is that page, whatever its notes tell."""
_SENTENCE_END = re.compile(r"[。？！]|(?<=[㐀-鿿)）])\s?[.．](?=\s|$)")
"""Journals of mathematics end a sentence with a point: 「过定点．」."""


def article_page(leaf: Leaf) -> int | None:
    """Return the page on which an article begins: that of its abstract, or the fullest."""
    marked = [cell.page for cell in leaf.cells if ABSTRACT.match(cell.line.text)]
    if marked:
        return min(marked)
    reprint = [cell.page for cell in leaf.cells if _REPRINT.fullmatch(cell.line.text)]
    if reprint:
        return min(reprint)
    pages = {cell.page for cell in leaf.cells}
    lengths = {p: sum(len(c.line.text) for c in leaf.cells if c.page == p) for p in pages}
    full = [p for p, length in lengths.items() if length >= WHOLE]
    return min(full) if full else _page_of_text(leaf)


def _page_of_text(leaf: Leaf) -> int | None:
    """Return the first page of some sentences below a title: one that is short, or cut off."""
    for page in sorted({cell.page for cell in leaf.cells}):
        cells = [cell for cell in leaf.cells if cell.page == page]
        if any(_NOT_ARTICLE.search(cell.line.text) for cell in cells):
            return None
        if sum(_IMPRINT.fullmatch(cell.line.text) is not None for cell in cells) >= _OF_IMPRINT:
            return None
        if sum(len(_SENTENCE_END.findall(cell.line.text)) for cell in cells) >= _SENTENCES:
            return page
    return None


def head_lines(leaf: Leaf, page: int) -> list[Cell]:
    """Return the lines above the abstract, or of the upper part where there is none."""
    cells = [cell for cell in leaf.cells if cell.page == page]
    tops = [cell.box.top for cell in cells if ABSTRACT.match(cell.line.text)]
    # an article may begin in the middle of the page on which another ends
    is_cover = any(_REPRINT.fullmatch(cell.line.text) for cell in cells)
    limit = min(tops, default=_COVER_PART if is_cover else _UPPER_PART)
    head = [c for c in cells if c.box.centre[1] < limit and not RUNNING.search(c.line.text)]
    return _below_masthead(head) if is_cover else head


def _below_masthead(head: list[Cell]) -> list[Cell]:
    """Return what a reprint's cover says below the journal's name with its issue, or above it."""
    named = [c.box.top for c in head if FIRST_PRINTED.fullmatch(c.line.text)]
    if named:
        return [c for c in head if c.box.bottom <= min(named)] or head
    issues = [c for c in head if any(True for _ in issue_mentions(join_cells((c,))))]
    # further down the issue is told of what stands above it
    foot = max((c.box.bottom for c in issues if c.box.bottom < _HEAD_OF_COVER), default=0.0)
    return [c for c in head if c.box.centre[1] > foot] or head
