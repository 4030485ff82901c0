"""Gather single characters with boxes into lines of words, by geometry alone.

Rows of a table come out as one line a cell; spaced-out headings and vertical
writing stay whole. Characters are kept as they are: nothing is normalised.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from extractor.decoded import make_line
from extractor.document import Box, Line, Word

SAME_ROW = 0.5
"""Boxes that share this part of the lower one's height stand on one row."""
SPACE = 0.22
"""A gap of so many em after or before a narrow character is a space between words."""
WIDE_SPACE = 0.4
"""A gap of so many em between two wide characters is a space, unless all are so spaced."""
CELL_GAP = 1.6
"""A gap of so many em starts another line, unless the characters are evenly spaced out."""
SPACED_GAP = 4.0
"""Characters spaced out evenly belong together up to this gap, in em."""
EVEN = 0.35
"""Gaps of a spaced-out run differ by less than this part of their mean."""
STACK_GAP = 0.35
"""Characters one under another are vertical writing if the gap is under so many em."""
TWIN = 0.2
"""The same character drawn twice within so many em is one made bold."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its box in points from the page's top left, its em size in points.

    `turn` is the clockwise quarter turns by which it lies. `visible` is False
    for text that the file holds but does not draw, `outside` True for text off the page.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    turn: int = 0
    visible: bool = True
    outside: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the box, as (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def wide(self) -> bool:
        """Tell whether the character fills an em square, as Chinese ones do."""
        return east_asian_width(self.text[0]) in "WF"


def glyphs_to_lines(glyphs: Sequence[Glyph], width: float, height: float) -> tuple[Line, ...]:
    """Return the lines, top to bottom and then left to right; boxes as fractions of the page.

    Raises:
        ValueError: The page has no extent.
    """
    if width <= 0 or height <= 0:
        raise ValueError("a page has an extent")
    lines: list[Line] = []
    for turn in range(4):
        lying = [_turned(glyph, -turn) for glyph in glyphs if glyph.turn == turn]
        if not lying:
            continue
        stacks, rest = _take_stacks(_without_twins(lying))
        for row in _rows(rest):
            lines.extend(_row_to_lines(row, turn, width, height))
        lines.extend(_stack_to_line(stack, turn, width, height) for stack in stacks)
    return tuple(sorted(lines, key=lambda line: (round(line.box.top, 2), line.box.left)))


def _turned(glyph: Glyph, quarters: int) -> Glyph:
    """Return the glyph turned clockwise about the page's corner, by quarters."""
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    for _ in range(quarters % 4):
        left, top, right, bottom = -bottom, left, -top, right
    return replace(glyph, left=left, top=top, right=right, bottom=bottom)


def _without_twins(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Drop a character that is drawn again in almost the same place, as for false bold."""
    kept: dict[tuple[str, int, int], list[Glyph]] = {}
    result = []
    for glyph in glyphs:
        x, y = glyph.middle
        reach = max(glyph.size, 1.0)
        column, row = int(x // reach), int(y // reach)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in kept.get((glyph.text, column + dx, row + dy), ())
        )
        if any(_close(glyph, other) for other in near):
            continue
        kept.setdefault((glyph.text, column, row), []).append(glyph)
        result.append(glyph)
    return result


def _close(one: Glyph, other: Glyph) -> bool:
    reach = TWIN * min(one.size, other.size)
    (x1, y1), (x2, y2) = one.middle, other.middle
    return abs(x1 - x2) < reach and abs(y1 - y2) < reach


def _take_stacks(glyphs: list[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Part the columns of vertical writing, of three wide characters or more, from the rest."""
    stacks: list[list[Glyph]] = []
    rest: list[Glyph] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and _stands_under(glyph, run[-1]):
            run.append(glyph)
            continue
        (stacks.append(run) if len(run) >= 3 else rest.extend(run))
        run = [glyph]
    (stacks.append(run) if len(run) >= 3 else rest.extend(run))
    return stacks, rest


def _stands_under(glyph: Glyph, above: Glyph) -> bool:
    if not (glyph.wide and above.wide):
        return False
    size = min(glyph.size, above.size)
    aligned = abs(glyph.middle[0] - above.middle[0]) < SAME_ROW / 2 * size
    pitch = glyph.middle[1] - above.middle[1]
    return aligned and SAME_ROW * size < pitch < (1 + STACK_GAP) * size


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by rows from the top, each from left to right."""
    rows: list[list[Glyph]] = []
    extents: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda each: each.middle[1]):
        for index in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            top, bottom = extents[index]
            shared = min(bottom, glyph.bottom) - max(top, glyph.top)
            if shared > SAME_ROW * min(bottom - top, glyph.bottom - glyph.top):
                rows[index].append(glyph)
                break
        else:
            rows.append([glyph])
            extents.append((glyph.top, glyph.bottom))
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _row_to_lines(row: list[Glyph], turn: int, width: float, height: float) -> list[Line]:
    lines = []
    for cell in _cells(row):
        words: list[list[Glyph]] = [[cell[0]]]
        spaced = _spaced_out(cell)
        for before, glyph in itertools.pairwise(cell):
            if not spaced and _is_space(before, glyph):
                words.append([glyph])
            else:
                words[-1].append(glyph)
        lines.append(_to_line(words, turn, width, height, vertical=False))
    return lines


def _cells(row: list[Glyph]) -> list[list[Glyph]]:
    """Cut a row where the gap is wide, but not inside an evenly spaced-out heading."""
    gaps = [_gap(before, glyph) for before, glyph in itertools.pairwise(row)]
    if len(row) >= 3 and _are_even(gaps) and max(gaps) < SPACED_GAP:
        return [row]
    cells = [[row[0]]]
    for gap, glyph in zip(gaps, row[1:], strict=True):
        if gap > CELL_GAP:
            cells.append([glyph])
        else:
            cells[-1].append(glyph)
    return cells


def _spaced_out(cell: list[Glyph]) -> bool:
    """Tell whether the characters are wide ones set apart evenly, as in 结 业 证 书."""
    gaps = [_gap(before, glyph) for before, glyph in itertools.pairwise(cell)]
    return len(cell) >= 3 and all(glyph.wide for glyph in cell) and _are_even(gaps)


def _are_even(gaps: Sequence[float]) -> bool:
    mean = sum(gaps) / len(gaps)
    return mean > 0 and max(abs(gap - mean) for gap in gaps) < EVEN * max(mean, 1.0)


def _gap(before: Glyph, glyph: Glyph) -> float:
    return (glyph.left - before.right) / max(min(before.size, glyph.size), 0.1)


def _is_space(before: Glyph, glyph: Glyph) -> bool:
    return _gap(before, glyph) > (WIDE_SPACE if before.wide and glyph.wide else SPACE)


def _stack_to_line(stack: list[Glyph], turn: int, width: float, height: float) -> Line:
    return _to_line([stack], turn, width, height, vertical=turn % 2 == 0)


def _to_line(
    words: list[list[Glyph]], turn: int, width: float, height: float, *, vertical: bool
) -> Line:
    top = min(glyph.top for word in words for glyph in word)
    bottom = max(glyph.bottom for word in words for glyph in word)
    made = []
    for index, word in enumerate(words):
        text = "".join(glyph.text for glyph in word) + (" " if index < len(words) - 1 else "")
        left, right = min(each.left for each in word), max(each.right for each in word)
        whole = _turned(Glyph("x", left, top, right, bottom, 1.0), turn)
        made.append(Word(text, _fractions(whole, width, height), 1.0))
    return make_line(tuple(made), vertical=vertical)


def _fractions(glyph: Glyph, width: float, height: float) -> Box:
    def within(value: float) -> float:
        return min(max(value, 0.0), 1.0)

    return Box(
        within(glyph.left / width),
        within(glyph.top / height),
        within(glyph.right / width),
        within(glyph.bottom / height),
    )
