"""Read when and where a meeting is from labels side by side, each over its value.

「会议时间 | 会议地点」 over 「7月22—24日 | 某某会展中心」, below which small print may go on.
"""

from __future__ import annotations

from extractor.fields.labels.ends import whole
from extractor.fields.labels.words import any_field, has_label, squeeze, whole_label
from extractor.language.dates import find_dates
from extractor.passages import Cell, Slice

_WHEN, _WHERE = frozenset({"period", "start"}), frozenset({"location"})
_NEAR = 2.0
"""Heights of a label in which its value begins below it."""
_SHORTEST_PLACE = 3


def under_labels(rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Cell, Slice]]:
    """Return the labels of such a row with their values; nothing of a table with several rows."""
    found: list[tuple[Cell, Slice]] = []
    for at, heads in enumerate(rows[:-1]):
        fields = [_field_of(cell) for cell in heads]
        if not (_WHEN.intersection(fields) and _WHERE.intersection(fields) and all(fields)):
            continue
        values = [_value_under(head, rows[at + 1]) for head in heads]
        if at + 2 < len(rows) and any(_is_day(cell) for cell in rows[at + 2][:1]):
            continue  # a timetable, whose second row is as good as the first
        pairs = zip(heads, fields, values, strict=True)
        found += [
            (head, part)
            for head, field, cell in pairs
            if cell is not None and _fits(cell, field) and (part := whole(cell)) is not None
        ]
    return found


def _field_of(cell: Cell) -> str:
    label = whole_label(cell.line.text)
    return (any_field(squeeze(label["label"])) or "") if label else ""


def _value_under(head: Cell, row: tuple[Cell, ...]) -> Cell | None:
    """Return the cell below a label that lies under its middle or in whose middle it stands."""
    under = [
        cell
        for cell in row
        if cell.box.top - head.box.bottom <= _NEAR * head.box.height
        and (
            cell.box.left <= head.box.centre[0] <= cell.box.right
            or head.box.left <= cell.box.centre[0] <= head.box.right
        )
    ]
    return under[0] if len(under) == 1 else None


def _is_day(cell: Cell) -> bool:
    """Tell whether a cell says a day and hardly more: 「21日全天报到」 tells of something else."""
    text = cell.line.text.strip()
    return any(2 * (day.end - day.start) > len(text) for day in find_dates(text))


def _fits(cell: Cell, field: str) -> bool:
    text = cell.line.text.strip()
    if has_label(text):
        return False
    dated = bool(find_dates(text))
    return dated if field in _WHEN else not dated and len(text) >= _SHORTEST_PLACE
