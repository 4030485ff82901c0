"""The columns that a list of claims may have, and where a line names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from verifier.registers.columns import heading_key
from verifier.registers.tables import Row, cell_text
from verifier.store.batches import CLAIM

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "file": ("file", "filename", "file name", "path", "document", "文件", "文件名", "文件名称",
             "材料", "材料文件", "证明材料", "附件", "附件名", "路径", "文件路径"),
    "holder": ("holder", "holder name", "name", "teacher", "姓名", "申报人", "教师", "教师姓名",
               "持证人", "申报人姓名"),
    "holder_id": ("holder id", "id", "id number", "身份证", "身份证号", "身份证号码", "证件号码",
                  "证件号"),
    "unit": ("unit", "school", "employer", "单位", "学校", "工作单位", "所在单位", "单位名称",
             "任教学校", "学校名称"),
    "hours": ("hours", "declared hours", "claimed hours", "学时", "申报学时", "申报学时数",
              "学时数", "课时"),
    "subject": ("subject", "subject class", "科目", "申报科目", "学时类别", "科目类别", "类别"),
    "title": ("title", "activity", "activity title", "名称", "活动名称", "项目名称", "培训名称",
              "申报名称", "培训项目"),
    "submitted": ("submitted", "filed", "申报日期", "提交日期"),
    "year": ("year", "年度", "申报年度"),
    CLAIM: ("claim", "claim number", "claim no", "claim id", "申报编号", "申报号", "申报单号",
            "申报序号", "申报项编号", "申请编号", "申请号", "申请单号"),
}  # fmt: skip
"""The headings of each column, compared as those of registers are."""
FACT = "fact:"
"""Before the name of a fact that a column states."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each column stands, and the headings that mean nothing here."""

    line: int
    places: Mapping[str, int]
    ignored: tuple[str, ...]


def heading_of(row: Row) -> Heading | None:
    """Return what a line of headings says, None where no column for files is among them."""
    known = {heading_key(word): name for name, words in COLUMNS.items() for word in words}
    places: dict[str, int] = {}
    ignored = []
    for index, cell in enumerate(row.cells):
        text = normalize("NFKC", cell_text(cell)).replace("_", " ").strip()
        fact = text.casefold().replace(" ", "_")
        name = fact if fact.startswith(FACT) else known.get(heading_key(text))
        if name is not None and name not in places:
            places[name] = index
        elif text:
            ignored.append(text)
    return Heading(row.line, places, tuple(ignored)) if "file" in places else None
