"""Leave out of a list of projects every item but the one that the page points at.

A year-book or a notice lists many; somebody wrote 「← 本人」 behind one of them, or below the list
「★为本人所加」, 「本页第112项负责人张三系…」: nothing of the others is the holder's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extractor.document import Box, Page
from extractor.fields.labels.words import squeeze
from extractor.language.numerals import parse_number
from extractor.paragraphs import page_cells, rows_of
from extractor.passages import Cell

_OF_PROJECTS = re.compile(r"课题|立项|结[题项]|(?:科研|研究|基金)项目")
_SIGNS = "★☆▲△※●◆■→☞✔√＊*"
_ITEM = re.compile(
    rf"\s*(?P<sign>[{_SIGNS}]?)\s*(?:[(（]\s*(?P<a>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*[)）]|"
    r"(?P<b>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[、．]|[.](?!\d))|(?P<c>\d{1,4})\s*$)"
)
"""「★(三)WK13-03 …」, 「4.《…》」, 「112」 in a cell of its own"""
_SIGN_TOLD = re.compile(
    rf"[{_SIGNS}]\s*(?:号|者|处|的)?(?:为|系|是|即|表示)?[^。{_SIGNS}]{{0,8}}"
    r"(?:本人|申报人|申请人|持有|持证|打印者|标注|所加|所标|(?:申报|申请|送审|参评)[^。]{0,4}(?:者|教师|人员))"
)
"""「★为本人所加」: what the sign before an item means"""
_SIGNED_NAME = re.compile(
    rf"[{_SIGNS}]\s?(?P<n>[㐀-鿿·]{{2,8}})|(?P<m>[㐀-鿿·]{{2,8}})\s?[{_SIGNS}]"
)
"""「★王小明」 in a cell of a table"""
_PRIZE = re.compile(r"(?:特等|[一二三]等|优秀|优胜|鼓励|入围)奖")
"""What each row of a notice of prizes has: 「二等奖 | 自然材料的运用 | 仇佳宁 | 某某幼儿园」"""
_LEAST_CELLS = 3
_HERE = re.compile(r"←|⬅|◀|<-{1,2}|(?:即|此为|此系|系)本人|本人[(（](?:第|排|序)")
"""Behind an item: 「← 本人(第4项)」"""
_NTH = re.compile(
    r"第\s?(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,5})\s?(?:行|项|号|位|个|名)(?!证|文)|"
    r"序号\s?(?:为|是|[:：])?\s?(?P<o>\d{1,4})(?!\d)"
)
_BY_HAND = re.compile(
    r"下?划线|划出|标[注记出]|圈[出注]|箭头|涂[色黄]|所指|本人|打印者|持有人|持单人"
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}")
_LEAST = 2
_FALLS_SHORT = 0.9
"""Of the widest line: an item whose line is shorter does not go on in the next."""


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    sign: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """All that the item says, without gaps."""
        return "".join(squeeze(cell.line.text) for row in self.rows for cell in row)


def without_other_items(page: Page) -> Page:
    """Return the page without the items of its list but the one that it points at."""
    text = "".join(line.text for line in page.lines)
    rows = rows_of(page_cells(page))
    signed = _SIGN_TOLD.search(text) is not None
    if signed and (others := _others_than(rows, _named_by_sign)):
        return _without(page, others)
    others = _others_than(rows, _lies_in(page.marks)) if page.marks else ()
    if others and all(any(_PRIZE.search(cell.line.text) for cell in row) for row in others):
        return _without(page, others)
    if not _OF_PROJECTS.search(text):
        return page
    items = _items(rows)
    if len(items) < _LEAST:
        return page
    inside = {cell.key for item in items for row in item.rows for cell in row}
    outside = [cell.line.text for cell in page_cells(page) if cell.key not in inside]
    meant = _signed(items, text) or _told_beside(items) or _told_below(items, outside)
    if len(meant) != 1:
        return page
    return _without(page, [row for item in items if item not in meant for row in item.rows])


def _without(page: Page, rows: Iterable[tuple[Cell, ...]]) -> Page:
    """Return the page without the lines of these rows."""
    others = {cell.key[1] for row in rows for cell in row}
    lines = tuple(line for at, line in enumerate(page.lines) if at not in others)
    return replace(page, lines=lines)


def _others_than(
    rows: tuple[tuple[Cell, ...], ...], is_meant: Callable[[Cell], object]
) -> tuple[tuple[Cell, ...], ...]:
    """Return a table's rows but the one that holds a cell that is meant, nothing if several do.

    「一等奖 | 某某中学 | ★王小明」. A table's rows have as many cells; the first are heads.
    """
    signed = [
        at
        for at, row in enumerate(rows)
        if len(row) >= _LEAST_CELLS and any(is_meant(cell) for cell in row)
    ]
    if len(signed) != 1:
        return ()
    first = last = at = signed[0]
    while first > 0 and len(rows[first - 1]) == len(rows[at]):
        first -= 1
    while last + 1 < len(rows) and len(rows[last + 1]) == len(rows[at]):
        last += 1
    # a roster has its own reader
    is_roster = any("姓名" in squeeze(cell.line.text) for cell in rows[first])
    return () if first == at or is_roster else (*rows[first + 1 : at], *rows[at + 1 : last + 1])


def _lies_in(marks: tuple[Box, ...]) -> Callable[[Cell], bool]:
    """Return what tells whether a cell was marked with a pen or a highlighter."""

    def is_marked(cell: Cell) -> bool:
        x, y = cell.line.box.centre
        return any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in marks)

    return is_marked


def _named_by_sign(cell: Cell) -> str:
    """Return the name beside a sign, "" for none."""
    match = _SIGNED_NAME.fullmatch(cell.line.text.strip())
    return (match["n"] or match["m"]) if match else ""


def signed_name(cells: tuple[Cell, ...]) -> tuple[Cell, str] | None:
    """Return the cell and the name of whom a sign in a table says to be who hands it in."""
    if not _SIGN_TOLD.search("".join(cell.line.text for cell in cells)):
        return None
    found = [(cell, name) for cell in cells if (name := _named_by_sign(cell))]
    return found[0] if len(found) == 1 else None


def _items(rows: tuple[tuple[Cell, ...], ...]) -> list[_Item]:
    """Return the longest run of items whose numbers rise, each with the lines it goes on in."""
    runs: list[list[_Item]] = [[]]
    for row in rows:
        begun = _ITEM.match(row[0].line.text)
        told = begun and (begun["a"] or begun["b"] or begun["c"])
        value = parse_number(told) if told else None
        alone = begun is not None and begun["c"] is not None and len(row) < _LEAST
        if begun is not None and value is not None and not alone:
            item = _Item(int(value), begun["sign"], (row,))
            if runs[-1] and item.number <= runs[-1][-1].number:
                runs.append([])
            runs[-1].append(item)
        elif runs[-1] and _goes_on(runs[-1][-1], row):
            last = runs[-1][-1]
            runs[-1][-1] = replace(last, rows=(*last.rows, row))
    return max(runs, key=len)


def _goes_on(item: _Item, row: tuple[Cell, ...]) -> bool:
    """Tell whether a row goes on with an item: below it, and its last line was a full one."""
    above, below = item.rows[-1], row[0]
    near = below.box.top - above[-1].box.bottom <= 2 * below.box.height
    full = above[-1].box.right >= _FALLS_SHORT * max(cell.box.right for cell in (*above, *row))
    of_list = len(item.rows[0]) == 1 and len(row) == 1
    return near and full and of_list and not below.line.text.strip().startswith(("(", "（"))


def _signed(items: list[_Item], text: str) -> list[_Item]:
    """Return the items before which the sign stands of which the page says what it means."""
    return [item for item in items if item.sign] if _SIGN_TOLD.search(text) else []


def _told_beside(items: list[_Item]) -> list[_Item]:
    return [item for item in items if _HERE.search(item.text)]


def _told_below(items: list[_Item], outside: list[str]) -> list[_Item]:
    """Return the items whose number a line beside the list tells, with a name of theirs."""
    told: list[_Item] = []
    for line in outside:
        for match in _NTH.finditer(line):
            number = parse_number(match["n"] or match["o"])
            named = [item for item in items if item.number == number]
            told += [
                item
                for item in named
                if item not in told and (_BY_HAND.search(line) or _names(item, line))
            ]
    return told


def _names(item: _Item, line: str) -> bool:
    """Tell whether a line has a whole cell of an item in it: whose project it is."""
    plain = squeeze(line)
    cells = [_NAME.match(squeeze(cell.line.text)) for row in item.rows for cell in row]
    return any(cell is not None and cell.group() in plain for cell in cells)
