"""The row of a list that is printed in red, among rows in black."""

import cv2
import numpy as np
import pytest

from extractor.document import Box, Line, Word
from extractor.pen_marks import marks_on_list
from extractor.red_type import red_row

SIZE = (1000, 1400)
ROWS = tuple(0.2 + 0.05 * row for row in range(6))
COLUMNS = ((0.1, 0.25), (0.3, 0.6), (0.65, 0.8), (0.84, 0.92))
BLACK, RED, PAPER = (40, 40, 40), (205, 30, 35), (252, 251, 247)


def line(text: str, box: Box) -> Line:
    return Line(text, box, 0.99, (Word(text, box, 0.99),))


def table(inks, *, fall=0.0, bars=()):
    """A page with a table, its cells printed in `inks` by (row, column), falling to the right."""
    image = np.full((SIZE[1], SIZE[0], 3), PAPER, np.uint8)
    lines = [line("关于公布立项名单的通知", Box(0.2, 0.05, 0.8, 0.08))]
    for at, top in enumerate(ROWS):
        for column, (left, right) in enumerate(COLUMNS):
            box = Box(left, top + fall * left, right, top + fall * left + 0.018)
            lines.append(line(f"第{at}行第{column}格", box))
            first, last = int(box.left * SIZE[0]), int(box.right * SIZE[0])
            rows = slice(int(box.top * SIZE[1]) + 3, int(box.bottom * SIZE[1]) - 2)
            if at in bars:
                image[rows.start - 6 : rows.stop + 6, first - 8 : last + 8] = RED
            for start in range(first, last, 12):
                ink = PAPER if at in bars else inks.get((at, column), inks.get(at, BLACK))
                image[rows, start : start + 4] = ink
    return image, tuple(lines)


def marked(image, lines):
    marks = marks_on_list(image, lines)
    return sorted({at for at, top in enumerate(ROWS) for box in marks if abs(box.top - top) < 0.02})


@pytest.mark.parametrize("red", [RED, (230, 60, 60), (180, 20, 40)])
@pytest.mark.parametrize("fall", [0.0, 0.02, -0.02])
def test_the_only_row_in_red_is_marked_whole(red, fall):
    image, lines = table({3: red}, fall=fall)
    assert marked(image, lines) == [3]
    assert len(marks_on_list(image, lines)) == len(COLUMNS)


@pytest.mark.parametrize(
    "inks",
    [{}, {1: RED, 4: RED}, {(2, 1): RED}, dict.fromkeys(range(6), RED)],
    ids=["black", "two rows", "one cell", "all"],
)
def test_one_cell_or_more_rows_mark_nothing(inks):
    assert marks_on_list(*table(inks)) == ()


def test_white_type_on_a_red_bar_is_not_in_red():
    image, lines = table({}, bars=(0,))
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    red = lab[..., 1].astype(np.float32) - 128
    assert red_row(lab[..., 0], red, lines) == ()
    image, lines = table({0: RED})
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    assert len(red_row(lab[..., 0], lab[..., 1].astype(np.float32) - 128, lines)) == len(COLUMNS)
