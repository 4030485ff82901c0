"""The results as a workbook: a row a document, written as a stream; no cell can act.

The rows of a claim stand together under its number, each with what is recommended of all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from verifier import labels
from verifier.batch.results import Answer, Document, Tally
from verifier.batch.words import RECOMMENDATIONS, RELATION_WORDS, reason_text
from verifier.legibility import shown_kind_of
from verifier.store.batches import CLAIM, UNREAD

_MOST_ROWS = 1_000_000
"""Of one sheet; Excel takes 48,576 more."""
_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}
_MOST_TEXT = 32_000
HEADINGS = (
    "序号", "文件", "单位", "申报人", "申报学时", "建议", "核定学时", "材料种类", "姓名",
    "活动名称", "学时", "开始日期", "结束日期", "发证日期", "发证单位", "证书编号", "图像质量",
    "待核事项", "重复材料", "无法读取的原因", "申报编号", "第几份/共几份", "整件建议", "整件学时",
)  # fmt: skip

Cell = str | int | float | None


class Book:
    """A workbook on its way to the disk."""

    def __init__(self) -> None:
        """Begin."""
        self._book = Workbook(write_only=True)
        self._summary = self._book.create_sheet("汇总")
        self._sheet: Any = None
        self._rows = _MOST_ROWS
        self._sheets = 0

    def add(self, answer: Answer) -> None:
        """Write the rows of an answer."""
        for place in range(len(answer.documents)):
            self._add(_row(answer, place))

    def _add(self, row: Sequence[Cell]) -> None:
        if self._rows >= _MOST_ROWS:
            self._sheets += 1
            self._sheet = self._book.create_sheet(
                "明细" if self._sheets == 1 else f"明细{self._sheets}"
            )
            self._sheet.freeze_panes = "A2"
            self._append(self._sheet, HEADINGS)
            self._rows = 0
        self._append(self._sheet, row)
        self._rows += 1

    def save(self, path: Path, tally: Tally, title: str) -> None:
        """Write the sums and finish the file."""
        self._append(self._summary, (title, ""))
        self._append(self._summary, ("材料 documents", tally.documents))
        self._append(self._summary, ("申报 claims", tally.claims))
        self._append(self._summary, ("核定学时合计 hours in all", tally.hours))
        for code, words in RECOMMENDATIONS.items():
            self._append(self._summary, (words[0], tally.recommendations[code]))
        self._append(self._summary, ())
        self._append(self._summary, ("待核事项", "件数"))
        for (_, reason), number in tally.reasons.most_common():
            self._append(self._summary, (reason_text(reason)[0], number))
        if tally.units:
            unit_sheet = self._book.create_sheet("单位")
            self._append(unit_sheet, ("单位", *(words[0] for words in RECOMMENDATIONS.values())))
            for unit, counts in sorted(tally.units.items()):
                self._append(unit_sheet, (unit, *(counts[code] for code in RECOMMENDATIONS)))
        self._book.save(path)

    def _append(self, sheet: Any, values: Sequence[Cell]) -> None:  # noqa: ANN401
        cells = []
        for value in values:
            shown = value.translate(_ILLEGAL)[:_MOST_TEXT] if isinstance(value, str) else value
            cell = WriteOnlyCell(sheet, value=shown)
            if isinstance(shown, str):
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)


def _row(answer: Answer, place: int) -> tuple[Cell, ...]:
    document: Document = answer.documents[place]
    data, listed = document.data, answer.listed
    kind = shown_kind_of(data)
    error = data.get("error")
    return (
        answer.number, document.name, listed.get("unit"), listed.get("holder"),
        listed.get("hours"), _recommended(document.recommendation), document.hours,
        labels.KINDS.get(kind, (kind,))[0],
        *(document.field(name) for name in ("holder_name", "activity_title", "hours", "start_date",
                                            "end_date", "issue_date", "issuers",
                                            "certificate_number")),
        data.get("quality", {}).get("grade"),
        "\n".join(one["message"] for one in document.open_findings),
        "；".join(f"{RELATION_WORDS[name][0]}：第 {other} 份" for name, other in document.repeats),
        f"{error['code']} {error['message']}" if error else None,
        listed.get(CLAIM), f"{place + 1}/{len(answer.documents)}",
        _recommended(answer.recommendation), answer.hours,
    )  # fmt: skip


def _recommended(code: str) -> str:
    return RECOMMENDATIONS.get(code, RECOMMENDATIONS[UNREAD])[0]
