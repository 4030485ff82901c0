"""Where the value of a label stands: beside it, below it, in lines of its own.

Places alone decide here; which words are labels is told by `words`, what a label means
and how it is read from a line by `form`.
"""

from __future__ import annotations

import re

from extractor.fields.labels.ends import trimmed, whole
from extractor.fields.labels.nearby import TITLES, alike, labelled_by_another
from extractor.fields.labels.rests import (
    CLOSE_LINES,
    is_another_value,
)
from extractor.fields.labels.words import (
    any_field,
    has_label,
    is_label,
    labels_in,
    squeeze,
    starts_with_label,
)
from extractor.language.names import is_name
from extractor.passages import Cell, Slice

_OF_PERSONS = frozenset({"holder_name", "leader", "authors"})
_ENDS_NAME = re.compile(
    r"(?:高级|骨干|专题)?(?:培训|研修|学习|进修|训练)?(?:班|项目|课程|活动|培训|研修)"
)
"""What is left of a course's name for its second line, and elsewhere a label: 「培训班」."""
_ITEM_NUMBER = re.compile(r"\s*[(（]?\d{1,2}[)）.．、]?\s*")
_SHORTEST_VALUE = 3
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_BULLET = re.compile(r"\s*[★•●■◆▲◇※►▶▪]")
_FAR = 0.2
_REACH_RIGHT = 0.5  # of the page's width, from a label to its value
_REACH_ALONE = 0.8  # where nothing else stands in the row: a list set to both edges
_REACH_DOWN = 3.2  # in label heights
_REACH_COLUMN = 0.15  # of the page's width: the lines of one cell, centred, begin this near
_ASTRIDE = 1.6  # in line heights: how far the lines of a value stand from a label beside its middle
_CLOSER = 0.85  # of the step to the next row: the lines of one value stand closer
_NEXT_ROW = 3.0  # in line heights, between two rows of a form
_TABLE_ROWS = 2
_ROW_STEP = 1.6  # of the distance between head and first row
_RUNNING_TEXT = 0.6  # of the page's width: no cell of a column is as wide


def neighbour(
    label: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> tuple[Slice, ...]:
    """Return the value to the right of a label that fills its cell, or else below it."""
    if _BULLET.match(label.line.text) and right and _BULLET.match(right[0].line.text):
        return _right_below(label, below)  # two items beside one another, each over its value
    if right and (first := _before_next_label(right[0])) is not None:
        return (first,) if right[0].box.left - label.box.right <= _REACH_RIGHT else ()
    has_colon = label.line.text.rstrip().endswith((":", "："))
    columns = len(right) > 1 and not _names_somebody(label, right[0])
    columns = columns and all(_heads_a_table(head, below) for head in (label, *right[:2]))
    if columns and not has_colon:
        return ()  # the heads of columns, of which no list knows the second
    astride = _astride(label, right, cells) if not right or has_label(right[0].line.text) else []
    flush = _flush_below(label, right, below)
    beside = astride or ([flush] if flush else _beside(label, right, below, cells))
    if beside:
        return tuple(part for part in map(whole, beside) if part is not None)
    if _heads_a_table(label, below):
        return ()
    return _right_below(label, below)


def _right_below(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> tuple[Slice, ...]:
    """Return what stands in one of the next two rows under a label, if it is no label itself."""
    for row in below[:2]:
        for cell in row:
            step = cell.box.top - label.box.bottom
            if step > _REACH_DOWN * label.box.height or has_label(cell.line.text):
                continue
            middle = cell.box.centre[0]
            aligned = (
                label.box.left - 0.02 <= middle <= label.box.right + 0.02
                or cell.box.left <= label.box.centre[0] <= cell.box.right
            )
            if aligned:
                part = whole(cell)
                return (part,) if part else ()
    return ()


def _names_somebody(label: Cell, beside: Cell) -> bool:
    """Tell whether a person's name stands beside a person's label: 「作 者 | 张三 | 单位 | …」."""
    text = beside.line.text
    of_persons = any_field(squeeze(label.line.text).strip(":：")) in _OF_PERSONS
    return of_persons and is_name(text) and not has_label(text)


def _before_next_label(cell: Cell) -> Slice | None:
    """Return the value in a line that goes on with a label: 「某某医院 职称:主治医师」."""
    mark = next(labels_in(cell.line.text), None)
    if mark is None or mark.start() < _SHORTEST_VALUE:
        return None
    if not re.search(r"\s$", cell.line.text[: mark.start("label")]):
        return None
    return trimmed(Slice(cell, 0, mark.start("label")))


def _flush_below(
    label: Cell, right: tuple[Cell, ...], below: tuple[tuple[Cell, ...], ...]
) -> Cell | None:
    """Return the line right under a label whose row goes on only far away: 「证书编号:」."""
    far = not right or right[0].box.left - label.box.right > _FAR
    if not far or not label.line.text.rstrip().endswith((":", "：")):
        return None
    for cell in below[0] if below else ():
        near = cell.box.top - label.box.bottom <= label.box.height
        flush = abs(cell.box.left - label.box.left) <= 0.6 * label.em
        if near and flush and not has_label(cell.line.text):
            return cell
    return None


def _beside(
    label: Cell,
    right: tuple[Cell, ...],
    below: tuple[tuple[Cell, ...], ...],
    cells: tuple[Cell, ...],
) -> list[Cell]:
    """Return the lines of the value to the right of a label, from top to bottom.

    The value of a table cell may have several lines, with the label at their middle or
    at the first; they share their left edge and stand closer than the rows do.
    """
    first = right[0] if right else _first_to_the_right(label, below)
    if first is None or has_label(first.line.text):
        return []
    alone = len(right) <= 1
    if first.box.left - label.box.right > (_REACH_ALONE if alone else _REACH_RIGHT):
        return []
    column = [
        cell
        for cell in cells
        if (
            abs(cell.box.left - first.box.left) <= 0.6 * first.em
            or abs(cell.box.right - first.box.right) <= 0.6 * first.em
            or (
                abs(cell.box.centre[0] - first.box.centre[0]) <= 0.6 * first.em
                and not _LATIN_WORD.search(cell.line.text + first.line.text)
            )
        )
        and alike(cell, first)
        and cell.box.left >= label.box.right - 2 * first.em
        and (not has_label(cell.line.text) or _ENDS_NAME.fullmatch(cell.line.text.strip()))
        and not labelled_by_another(cell, label, cells)
        and (cell is first or not _is_numbered(cell, label, cells))
    ]
    column.sort(key=lambda cell: cell.box.top)
    lines = [first]
    for cell in (c for c in column if c.box.top > first.box.top):
        close = cell.box.top - lines[-1].box.top <= CLOSE_LINES * lines[-1].box.height
        if close or _fills_next_row(cell, lines[-1], label, cells):
            lines.append(cell)
    for cell in reversed([c for c in column if c.box.top < first.box.top]):
        low = min(cell.box.height, lines[0].box.height)  # a heading stands further off
        if lines[0].box.top - cell.box.top > CLOSE_LINES * low:
            continue
        if _ends_value_above(cell, lines[0], label, cells):
            break
        lines.insert(0, cell)
    return lines


def _ends_value_above(cell: Cell, below: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a line stands closer to the value of the label above than to the one below.

    The second line of a title over 「课题编号 | X」.
    """
    step = below.box.top - cell.box.top
    return any(
        0 < cell.box.top - above.box.top <= _CLOSER * step
        and abs(above.box.left - cell.box.left) <= above.em
        and labelled_by_another(above, label, cells)
        for above in cells
        if above.page == cell.page
    )


def _is_numbered(cell: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a cell is a row of a numbered list: 「4 | 李四」 over 「角色 | 参与人」."""
    return any(
        other.page == cell.page
        and label.box.left <= other.box.right <= cell.box.left
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.5 * cell.box.height
        and _ITEM_NUMBER.fullmatch(other.line.text)
        for other in cells
    )


def _fills_next_row(cell: Cell, above: Cell, label: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a title goes on in the next row of a form, which has no label of its own.

    The row below, as far off, has its label and its value again; a label may be unread, so what
    looks like another field's value goes on with nothing.
    """
    text = cell.line.text.strip()
    if any_field(squeeze(label.line.text).strip(":：")) not in TITLES:
        return False
    if is_another_value(text):
        return False
    step = cell.box.top - above.box.top
    return step <= _NEXT_ROW * cell.box.height and any(
        abs(other.box.left - label.box.left) <= 0.6 * label.em
        and abs(other.box.top - cell.box.top - step) <= 0.2 * step
        and has_label(other.line.text)
        and any(
            abs(value.box.left - above.box.left) <= above.em
            and abs(value.box.centre[1] - other.box.centre[1]) <= 0.5 * other.box.height
            for value in cells
        )
        for other in cells
    )


def _astride(label: Cell, right: tuple[Cell, ...], cells: tuple[Cell, ...]) -> list[Cell]:
    """Return a value of two lines to the right of a label that stands between them.

    `right` is what stands in the label's row; the next label there ends the value's cell.
    """
    middle = label.box.centre[1]
    beyond = right[0].box.left if right else 1.0
    near = [
        cell
        for cell in cells
        if 0 <= cell.box.left - label.box.right <= _REACH_RIGHT
        and cell.box.right <= beyond
        and abs(cell.box.centre[1] - middle) <= _ASTRIDE * max(cell.box.height, label.box.height)
        and not is_label(cell.line.text)
        and not labelled_by_another(cell, label, cells)
    ]
    first = min((cell.box.left for cell in near), default=0.0)
    near = sorted((c for c in near if c.box.left - first <= _REACH_COLUMN), key=lambda c: c.box.top)
    if len(near) != 2 or not near[0].box.centre[1] < middle < near[1].box.centre[1]:
        return []
    return near


def _heads_a_table(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether a label has a column of several values below it: none is the value."""
    column: list[Cell] = []
    under = (
        cell
        for row in below[:4]
        for cell in row
        if cell.box.left <= label.box.right
        and cell.box.right >= label.box.left
        and cell.box.top - label.box.bottom <= 8 * label.box.height
    )
    for cell in under:
        if cell.box.width > _RUNNING_TEXT:
            break  # a line of text below the only row
        if has_label(cell.line.text) or starts_with_label(cell.line.text):
            break  # the next label with its own value below it: a list, not a table
        if column and cell.box.top - column[-1].box.bottom > _ROW_STEP * max(
            column[-1].box.top - label.box.bottom, label.box.height
        ):
            break  # rows follow one another at one distance; a signature stands apart
        column.append(cell)
    alike = [cell for cell in column if 0.6 <= cell.box.height / label.box.height <= 1.6]
    return len(alike) >= _TABLE_ROWS


def _first_to_the_right(label: Cell, below: tuple[tuple[Cell, ...], ...]) -> Cell | None:
    """Return a value centred between a Chinese label and its English line below."""
    for row in below[:1]:
        for cell in row:
            if (
                cell.box.left >= label.box.right
                and cell.box.top < label.box.bottom + 0.3 * label.box.height
            ):
                return cell
    return None
