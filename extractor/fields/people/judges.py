"""Leave out the table of those who judged: experts' names, houses and signatures are nobody's.

「专家组 | 姓名 | 单位 | 职称 | 签名」, or 「职务 | 姓名 | 单位 | 签名」 beside experts' words, over
 「组长 | 张三 | 某某学院 | 教授 | 张三」.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Page
from extractor.language.names import is_name
from extractor.paragraphs import page_cells, rows_of
from extractor.passages import Cell

_JUDGES = re.compile(
    r"(?:鉴定|评审|验收|论证|评议|评估|审议)?(?:专家|评委|委员)(?:小?组|会)?(?:成员|人员|名单|签名|签字)?|"
    r"(?:成果)?(?:鉴定|评审|验收|论证|评议|评估|审议)小?组(?:成员|人员|名单|签名|签字)?"
)
_OF_PROJECT = re.compile(
    r"(?:(?:课题|项目)(?:主持人|负责人|组长|名称|编号)|主持人|负责人|成果名称|立项编号)(?:$|[:：].*)"
)
"""A label of the project on which they judged: a list of experts alone is made out for these."""
_HOUSES = frozenset({"单位", "工作单位", "所在单位"})
_PERSON = frozenset({"姓名", "专家姓名"})
_OF_JUDGES = re.compile(r"单位|工作单位|所在单位|职称|职务|职称/职务|签名|签字|专业")
_LEADS = re.compile(r"组长|专家组长|主任委员")
_TOLD = re.compile(r"专家组|鉴定(?:专家|意见)|评审(?:专家|意见)|评议组|验收(?:专家|意见)")
_SIGNED = frozenset({"签名", "签字", "签名/签章"})
_LEAST = 3
"""Columns of such a table."""
_NEXT_ROW = 3.0
"""Heights of a row below which the next one is no row of the table."""


def without_judges(page: Page) -> Page:
    """Return the page without the rows of a table whose head names experts and their houses."""
    if not any("姓名" in line.text for line in page.lines):
        return page
    rows = rows_of(page_cells(page))
    told = any(_TOLD.search(line.text) for line in page.lines)
    of_project = any(_OF_PROJECT.fullmatch(_squeezed(line.text)) for line in page.lines)
    left_out: set[int] = set()
    for number, row in enumerate(rows):
        named = _names_judges(row, rows[number - 1] if number else ())
        signed = _is_signed(row) and (named or (told and _is_led(rows[number + 1 :][:1])))
        if signed or (of_project and named and _names_houses(row)):
            left_out |= {cell.key[1] for cell in row}
            left_out |= {
                cell.key[1] for one in _rows_below(row, rows[number + 1 :]) for cell in one
            }
    if not left_out:
        return page
    lines = tuple(line for at, line in enumerate(page.lines) if at not in left_out)
    return replace(page, lines=lines)


def _is_signed(row: tuple[Cell, ...]) -> bool:
    """Tell whether a row heads a table of people with a column for their signatures.

    A list of experts without one is made out for them: 「评审专家名单」.
    """
    keys = {_plain(cell) for cell in row}
    columns = sum(key in _PERSON or _OF_JUDGES.fullmatch(key) is not None for key in keys)
    return columns >= _LEAST and not keys.isdisjoint(_PERSON) and not keys.isdisjoint(_SIGNED)


def _names_houses(row: tuple[Cell, ...]) -> bool:
    """Tell whether a row heads a table of people and where they work: 「专家组 | 姓名 | 单位」."""
    keys = {_plain(cell) for cell in row}
    return len(row) >= _LEAST and not keys.isdisjoint(_PERSON) and not keys.isdisjoint(_HOUSES)


def _names_judges(row: tuple[Cell, ...], above: tuple[Cell, ...]) -> bool:
    """Tell whether the head of a table, or the one line over it, calls its people experts."""
    named = [_plain(cell) for cell in (*row, *(above if len(above) == 1 else ()))]
    return any(_JUDGES.fullmatch(key) or key == "专家姓名" for key in named)


def _is_led(below: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a table begins with the leader of a group: 「组长 | 张三 | …」."""
    return any(_LEADS.fullmatch(_plain(cell)) for one in below for cell in one[:1])


def _rows_below(
    head: tuple[Cell, ...], rows: tuple[tuple[Cell, ...], ...]
) -> list[tuple[Cell, ...]]:
    """Return the rows that follow the head and hold a name."""
    found: list[tuple[Cell, ...]] = []
    above = head[0]
    for row in rows:
        apart = row[0].box.top - above.box.bottom
        named = any(is_name(_plain(cell)) for cell in row)
        if apart > _NEXT_ROW * above.box.height or len(row) < _LEAST or not named:
            break
        found.append(row)
        above = row[0]
    return found


def _plain(cell: Cell) -> str:
    return _squeezed(cell.line.text)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
