"""Where the readings of two pages differ, character by character, with both places.

Lines are put in one order first, by where they lie on the first page, so that two engines' runs
that cut or order lines differently give the same text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from extractor.document import Box, Line, Page

_MOST = 6000
"""Characters of a page that are compared: a page of small print has fewer."""
_INLINE = 0.3
_MOVED = 2


@dataclass(frozen=True, slots=True)
class Char:
    """A letter, figure or Chinese character that was read, with its place."""

    char: str
    box: Box
    confidence: float
    line: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of characters that the other page has not so; either side may be empty.

    `inline` holds if the rest of its line was found on the other page: otherwise a whole line
    was read on one page only.
    """

    a: tuple[Char, ...]
    b: tuple[Char, ...]
    inline: bool

    @property
    def text_a(self) -> str:
        """What the first page says."""
        return "".join(char.char for char in self.a)

    @property
    def text_b(self) -> str:
        """What the second page says."""
        return "".join(char.char for char in self.b)

    @property
    def confidence(self) -> float:
        """The least certain character of both sides."""
        return min(char.confidence for char in (*self.a, *self.b))


@dataclass(frozen=True, slots=True)
class TextDiff:
    """What two pages' readings share and where they differ."""

    edits: tuple[Edit, ...]
    matched_a: tuple[Char, ...]
    matched_b: tuple[Char, ...]
    coverage: float
    """Share of the shorter text that the other one has."""


def compare_text(a: Page, b: Page, to_a: Callable[[Box], Box] | None) -> TextDiff:
    """Compare the readings of two pages; `to_a` carries a box of the second to the first."""
    if to_a is None:
        first, second = _in_reading_order(a), _in_reading_order(b)
    else:
        first, second = _in_common_order(a, b, to_a)
    one, other = "".join(c.char for c in first), "".join(c.char for c in second)
    edits: list[tuple[tuple[Char, ...], tuple[Char, ...]]] = []
    same_a: list[Char] = []
    same_b: list[Char] = []
    for step in Levenshtein.opcodes(one, other):
        part = first[step.src_start : step.src_end]
        counterpart = second[step.dest_start : step.dest_end]
        if step.tag == "equal":
            same_a += part
            same_b += counterpart
        elif edits and _follows(edits[-1], part, counterpart):
            edits[-1] = ((*edits[-1][0], *part), (*edits[-1][1], *counterpart))
        else:
            edits.append((tuple(part), tuple(counterpart)))
    edits, moved_a, moved_b = _without_moved(edits)
    same_a += moved_a
    same_b += moved_b
    full_a, full_b = _full_lines(first, same_a), _full_lines(second, same_b)
    shortest = min(len(first), len(second))
    return TextDiff(
        edits=tuple(
            Edit(
                left,
                right,
                bool(left and right)
                or any(char.line in full_a for char in left)
                or any(char.line in full_b for char in right),
            )
            for left, right in edits
        ),
        matched_a=tuple(same_a),
        matched_b=tuple(same_b),
        coverage=len(same_a) / shortest if shortest else 0.0,
    )


def _follows(
    last: tuple[tuple[Char, ...], tuple[Char, ...]], a: Sequence[Char], b: Sequence[Char]
) -> bool:
    """Say whether an edit touches the one before it, on both pages."""
    left, right = last
    goes_on_a = not a or not left or a[0].line == left[-1].line
    goes_on_b = not b or not right or b[0].line == right[-1].line
    near_a = not a or not left or a[0].box.left - left[-1].box.right < left[-1].box.width
    near_b = not b or not right or b[0].box.left - right[-1].box.right < right[-1].box.width
    return goes_on_a and goes_on_b and near_a and near_b and bool((a and left) or (b and right))


def _without_moved(
    edits: list[tuple[tuple[Char, ...], tuple[Char, ...]]],
) -> tuple[list[tuple[tuple[Char, ...], tuple[Char, ...]]], list[Char], list[Char]]:
    """Take out runs that stand elsewhere on the other page: lines read in another order."""
    gone_a: list[Char] = []
    gone_b: list[Char] = []
    for i, (left, _) in enumerate(edits):
        text = "".join(char.char for char in left)
        if len(text) < _MOVED:
            continue
        for j, (_, right) in enumerate(edits):
            at = "".join(char.char for char in right).find(text)
            if i != j and at >= 0:
                gone_a += left
                gone_b += right[at : at + len(text)]
                edits[i] = ((), edits[i][1])
                edits[j] = (edits[j][0], (*right[:at], *right[at + len(text) :]))
                break
    return [edit for edit in edits if edit[0] or edit[1]], gone_a, gone_b


def _full_lines(chars: Sequence[Char], same: Sequence[Char]) -> frozenset[int]:
    """Return the lines of which a good part was found on the other page."""
    lengths: dict[int, int] = {}
    found: dict[int, int] = {}
    for char in chars:
        lengths[char.line] = lengths.get(char.line, 0) + 1
    for char in same:
        found[char.line] = found.get(char.line, 0) + 1
    return frozenset(line for line, n in found.items() if n >= _INLINE * lengths[line])


def _in_reading_order(page: Page) -> list[Char]:
    return [char for i, line in enumerate(page.lines) for char in _chars(line, i)][:_MOST]


def _in_common_order(a: Page, b: Page, to_a: Callable[[Box], Box]) -> tuple[list[Char], list[Char]]:
    """Sort the lines of both pages into common rows of the first page."""
    lean = math.tan(math.radians(a.skew)) * a.width / max(a.height, 1)
    placed = [(line.box, False, i, line) for i, line in enumerate(a.lines)]
    placed += [(to_a(line.box), True, i, line) for i, line in enumerate(b.lines)]
    levelled = sorted(
        ((box.centre[1] - box.centre[0] * lean, box, is_b, i, line)
         for box, is_b, i, line in placed),
        key=lambda one: one[0],
    )  # fmt: skip
    rows: list[list[tuple[float, Box, bool, int, Line]]] = []
    for one in levelled:
        height = one[1].height
        if rows and one[0] - rows[-1][0][0] < 0.6 * min(height, rows[-1][0][1].height):
            rows[-1].append(one)
        else:
            rows.append([one])
    first: list[Char] = []
    second: list[Char] = []
    for row in rows:
        for _, _, is_b, i, line in sorted(row, key=lambda one: one[1].left):
            (second if is_b else first).extend(_chars(line, i))
    return first[:_MOST], second[:_MOST]


def _chars(line: Line, number: int) -> list[Char]:
    """Return what counts of a line: letters and figures, and a point between figures."""
    found = []
    offset = 0
    for word in line.words:
        for k, raw in enumerate(word.text):
            at = offset + k
            inside = 0 < at < len(line.text) - 1
            is_point = (
                raw == "."
                and inside
                and (line.text[at - 1].isdigit() and line.text[at + 1].isdigit())
            )
            for char in normalize("NFKC", raw).casefold():
                if char.isalnum() or is_point:
                    box = line.span_box(at, at + 1)
                    found.append(Char(char, box, word.confidence, number))
        offset += len(word.text)
    return found
