"""The list of people who passed a class (合格人员汇总表), as its annex has it.

The columns are those of the register of the same name, so that what leaves here can be handed
in anywhere that reads it. Source: Hefei HR 2021, annex 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verifier.registers import register_template
from web.export import Row, as_csv, as_json_lines, as_xlsx

REGISTER = "pass-list"
NAME = "继续教育合格人员简明情况汇总表"
FORMS = ("xlsx", "csv", "jsonl")
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}


@dataclass(frozen=True, slots=True)
class Annex:
    """One list: who hands it in when, and its people by the columns of the register."""

    unit: str
    day: date
    people: Sequence[Mapping[str, str]]

    def __post_init__(self) -> None:
        """Write each period as the annex has it, 「2021-07-05至2021-07-09」."""
        written = [
            {**one, "period": one["period"].replace("/", "至")} if one.get("period") else one
            for one in self.people
        ]
        object.__setattr__(self, "people", written)

    def head(self, name: str) -> str:
        """Return what the list says of the class as a whole; empty if its rows differ."""
        said = {one.get(name, "") for one in self.people}
        return said.pop() if len(said) == 1 else ""


def annex_file(annex: Annex, form: str) -> tuple[bytes, str]:
    """Return the list as a file of a form, and its media type."""
    names = register_template(REGISTER, english=True)
    headings = dict(zip(names, register_template(REGISTER), strict=True))
    heads = {name: annex.head(name) for name in ("title", "period")}
    columns = [name for name in names if name != "organiser" and not heads.get(name)]
    above: list[Row] = [
        [NAME], ["填报单位", annex.unit], ["填表时间", annex.day.isoformat()],
        *([headings[name], told] for name, told in heads.items() if told),
    ]  # fmt: skip
    told = [headings[name] for name in columns]
    rows = [_row(one, columns, number) for number, one in enumerate(annex.people, start=1)]
    if form == "xlsx":
        return as_xlsx("合格人员", told, rows, above=above), _MEDIA[form]
    if form == "csv":
        return b"".join(as_csv(told, rows, above=above)), _MEDIA[form]
    whole = [name for name in names if name != "organiser"]
    lines = as_json_lines(whole, (_row(one, whole, n) for n, one in enumerate(annex.people, 1)))
    return b"".join(lines), _MEDIA[form]


def _row(one: Mapping[str, str], columns: Iterable[str], number: int) -> Row:
    return [number if name == "number" else one.get(name, "") for name in columns]
