"""Read labels side by side, each over its value.

「会议时间 | 会议地点」 over 「7月22—24日 | 某某会展中心」, below which small print may go on; and
whole papers set so, row by row.
"""

from __future__ import annotations

import re

from extractor.fields.labels.ends import whole
from extractor.fields.labels.words import any_field, has_label, is_label, squeeze, whole_label
from extractor.language.dates import find_dates
from extractor.passages import Cell, Slice

_WHEN, _WHERE = frozenset({"period", "start"}), frozenset({"location"})
_NEAR = 2.0
"""Heights of a label in which its value begins below it."""
_SHORTEST_PLACE = 3
_HEAD = re.compile(r"[㐀-鿿]{2,10}")
_FEWEST_ROWS = 2
"""Rows of labels from which on a page is set in tiles."""
_CLOSER = 0.8
"""Of the step to the next row of labels: a value stands closer to its own."""
_LONG = 8
"""Signs of a line from which it may go on below."""
_FLUSH = 0.8
"""Signs by which a value may begin beside the left edge of its label."""


def in_tiles(rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Cell, tuple[Slice, ...]]]:
    """Return the labels with their values of a page set in tiles, some maybe on no list.

    「受邀人 | 工作单位」 over 「张三 | 某某小学」, 「会议名称 | 规模」 over 「某研讨会 | 约80人」:
    what stands beside such a label is another label, not its value.
    """
    heads = [at for at in range(len(rows) - 1) if _heads_tiles(rows[at], rows[at + 1])]
    apart = [at for at in heads if _stands_apart(at, heads, rows)]
    if len(apart) < _FEWEST_ROWS:
        return []
    ends = [*apart[1:], len(rows)]
    return [
        (head, parts)
        for at, end in zip(apart, ends, strict=True)
        for head in rows[at]
        if (parts := _lines_under(head, rows[at + 1 : end]))
    ]


def _heads_tiles(heads: tuple[Cell, ...], values: tuple[Cell, ...]) -> bool:
    """Tell whether short words side by side, most of them labels, each stand over a value."""
    texts = [squeeze(head.line.text) for head in heads]
    known = sum(map(is_label, texts))
    return (
        len(heads) > 1
        and 2 * known >= len(heads)
        and all(map(_HEAD.fullmatch, texts))
        and all(_flush_under(head, values) for head in heads)
        and not any(has_label(cell.line.text) for cell in values)
    )


def _flush_under(head: Cell, values: tuple[Cell, ...]) -> list[Cell]:
    return [
        cell
        for cell in values
        if abs(cell.box.left - head.box.left) <= _FLUSH * head.em
        and 0 < cell.box.top - head.box.top <= _NEAR * head.box.height
    ]


def _stands_apart(at: int, heads: list[int], rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a row of labels stands closer to its values than these do to the next row."""
    top, value = rows[at][0].box.top, rows[at + 1][0].box.top
    below = [row[0].box.top for row in rows[at + 2 : at + 3]]
    return at + 1 not in heads and (not below or value - top <= _CLOSER * (below[0] - value))


def _lines_under(head: Cell, rows: tuple[tuple[Cell, ...], ...]) -> tuple[Slice, ...]:
    """Return the lines under a label down to the next one, as close as those of one value."""
    lines = [head]
    for row in rows:
        goes_on = lines[-1] is head or len(lines[-1].line.text) >= _LONG
        if not goes_on or any(has_label(cell.line.text) for cell in row):
            break
        lines += _flush_under(lines[-1], row)[:1]
    return tuple(part for part in map(whole, lines[1:]) if part is not None)


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
