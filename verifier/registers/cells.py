"""From a cell to the text of a value: days as ISO 8601, amounts as decimals, names, numbers.

A fault's reason says what the cell should be and never shows what it is: a shifted
column puts identity numbers anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from unicodedata import category, normalize

from verifier.registers.columns import CellType
from verifier.registers.tables import Cell, cell_text

FIRST_YEAR, LAST_YEAR = 1950, 2100
MAX_HOURS = 10_000

_EMPTY = frozenset(("", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a"))
_NO_END = frozenset(("长期", "长期有效", "永久", "永久有效", "至今", "无期限", "不限"))
_YES, _NO = (
    frozenset(("是", "已公布", "已公示", "yes", "true", "√", "✓")),
    frozenset(("否", "未公布", "未公示", "no", "false", "×")),
)

_TIME = r"(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAYS = tuple(
    re.compile(shape + _TIME)
    for shape in (
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{4})/(\d{1,2})/(\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]",
    )
)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(18_264, 73_416)  # 1950 to 2100

_AMOUNT = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)(?:学时|课时|个学时|个课时|hours?)?", re.IGNORECASE)

_PERIOD = re.compile(
    r"(?:(?P<y1>\d{4})[年./-])?(?P<m1>\d{1,2})[月./-](?P<d1>\d{1,2})[日号]?"
    r"(?:(?:至|到|~|—+|–|-+)"
    r"(?:(?P<y2>\d{4})[年./-])?(?:(?P<m2>\d{1,2})[月./-])?(?P<d2>\d{1,2})[日号]?)?"
)

_NAMES = re.compile(r"[、;；|\n]+")
_ID_SIGNS = re.compile(r"[^0-9A-Z*]")
_MASKS = str.maketrans(dict.fromkeys("＊×✱●○□", "*"))
# Longer numbers lose their last digits in a spreadsheet's number cell.
_EXACT_DIGITS = 15


class CellFault(ValueError):
    """A cell is not what its column holds; the message says what it should be."""


def tidy(text: str) -> str:
    """Return a text on one line without invisible signs, as it is kept and shown."""
    visible = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(visible.split())


def id_key(text: str) -> str:
    """Return an identity number as numbers are compared: letters, digits and masks."""
    return _ID_SIGNS.sub("", normalize("NFKC", text.translate(_MASKS)).upper())


def read_cell(cell: Cell, kind: CellType) -> str:
    """Return what a cell says, empty if it says nothing.

    Raises:
        CellFault: it is not what the column holds.
    """
    if tidy(cell_text(cell)).casefold() in _EMPTY:
        return ""
    return _READ[kind](cell)


def _text(cell: Cell) -> str:
    return tidy(cell_text(cell))


def _names(cell: Cell) -> str:
    return "、".join(part for raw in _NAMES.split(cell_text(cell)) if (part := tidy(raw)))


def _id(cell: Cell) -> str:
    text = cell_text(cell)
    digits = len(text.partition(".")[0])
    if (isinstance(cell, Decimal) and digits > _EXACT_DIGITS) or re.fullmatch(
        r"[\d.]+E\+?\d+", text, re.IGNORECASE
    ):
        raise CellFault(
            "号码被电子表格按数字存储而失真，请改为文本格式重填"
            " · the number was damaged by a spreadsheet: format the column as text"
        )
    key = id_key(text)
    if not any(char.isdigit() for char in key):
        raise CellFault("须为证件号码 · must be an identity number")
    return key


def _day(cell: Cell) -> str:
    if isinstance(cell, str):
        return _iso_day(re.sub(r"\s+", " ", normalize("NFKC", tidy(cell))))
    if isinstance(cell, Decimal):
        if cell != int(cell) or int(cell) not in _EXCEL_SERIALS:
            raise CellFault(_NO_DAY)
        cell = _EXCEL_EPOCH + timedelta(days=int(cell))
    if isinstance(cell, datetime) or not FIRST_YEAR <= cell.year <= LAST_YEAR:
        raise CellFault(_NO_DAY)
    return cell.isoformat()


_NO_DAY = "须为日期，如 2021-07-05 · must be a day, such as 2021-07-05"


def _iso_day(text: str) -> str:
    for candidate in (text, text.replace(" ", "")):
        found = next((m for shape in _DAYS if (m := shape.fullmatch(candidate))), None)
        if found is not None:
            year, month, day = (int(part) for part in found.groups())
            return _calendar_day(year, month, day)
    raise CellFault(_NO_DAY)


def _calendar_day(year: int, month: int, day: int) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellFault(_NO_DAY)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise CellFault("没有这一天 · there is no such day") from None


def _last_day(cell: Cell) -> str:
    return "" if _text(cell) in _NO_END else _day(cell)


def _published(cell: Cell) -> str:
    word = _text(cell).casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    return _day(cell)


def _amount(cell: Cell) -> str:
    compact = "".join(normalize("NFKC", cell_text(cell)).split())
    found = _AMOUNT.fullmatch(compact) if not isinstance(cell, date) else None
    try:
        amount = Decimal(found.group(1)) if found is not None else Decimal(-1)
    except InvalidOperation:
        amount = Decimal(-1)
    if not 0 <= amount <= MAX_HOURS:
        raise CellFault(
            f"须为 0 至 {MAX_HOURS} 的学时数 · must be class hours from 0 to {MAX_HOURS}"
        )
    return cell_text(amount)


def _period(cell: Cell) -> str:
    """Return `first/last`, each a day or, where the year is missing, `--07-05`."""
    if isinstance(cell, date):
        day = _day(cell)
        return f"{day}/{day}"
    compact = "".join(normalize("NFKC", cell_text(cell)).replace("～", "~").split())
    found = _PERIOD.fullmatch(compact)
    if found is None:
        raise CellFault(
            "须为起止日期，如 2021年7月5日至7月9日 · must be the first and the last day"
        )
    first_year = found["y1"]
    last_year = found["y2"] or first_year
    first = _day_or_month_day(first_year, found["m1"], found["d1"])
    if found["d2"] is None:
        return f"{first}/{first}"
    last = _day_or_month_day(last_year, found["m2"] or found["m1"], found["d2"])
    if len(first) == len(last) and last < first and first_year is not None:
        raise CellFault("起止日期颠倒 · the days are reversed")
    return f"{first}/{last}"


def _day_or_month_day(year: str | None, month: str, day: str) -> str:
    if year is not None:
        return _calendar_day(int(year), int(month), int(day))
    # 2020 has every day that any year has.
    return "-" + _calendar_day(2020, int(month), int(day))[4:]


_READ: Mapping[CellType, Callable[[Cell], str]] = {
    CellType.TEXT: _text,
    CellType.NAME: _text,
    CellType.NAMES: _names,
    CellType.ID: _id,
    CellType.DAY: _day,
    CellType.LAST_DAY: _last_day,
    CellType.AMOUNT: _amount,
    CellType.PUBLISHED: _published,
    CellType.STATUS: _text,
    CellType.PERIOD: _period,
}
