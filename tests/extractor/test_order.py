"""Reading order: rows, columns, grids, skew and downward lines."""

import math

from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Box, Line
from extractor.order import reading_order, text_and_asides

WIDTH, HEIGHT = 1000, 1400


def line(text, left, top, right, bottom, *, vertical=False):
    box = Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)
    return Line(text, box, 1.0, (), vertical=vertical)


def order(lines, skew=0.0):
    ordered = reading_order(lines, width=WIDTH, height=HEIGHT, skew=skew)
    return [line.text for line in ordered]


def test_rows_run_down_and_each_from_left_to_right():
    lines = [
        line("d", 500, 203, 700, 233),
        line("b", 450, 98, 700, 131),
        line("a", 100, 100, 300, 130),
        line("c", 100, 200, 300, 230),
    ]
    assert order(lines) == ["a", "b", "c", "d"]


def test_a_big_title_does_not_swallow_the_small_line_below_it():
    lines = [line("title", 300, 100, 700, 200), line("below", 100, 205, 400, 225)]
    assert order(lines) == ["title", "below"]


def test_a_grid_of_labels_and_values_is_read_row_by_row():
    lines = []
    for row in range(6):
        y = 200 + 50 * row
        lines += [line(f"label{row}", 100, y, 220, y + 30), line(f"v{row}", 600, y, 700, y + 30)]
    lines[1] = line("v0", 600, 200, 900, 230)
    lines[5] = line("v2", 600, 300, 640, 330)
    lines[7] = line("v3", 600, 350, 640, 380)
    lines[9] = line("v4", 600, 400, 640, 430)
    expected = [text for row in range(6) for text in (f"label{row}", f"v{row}")]
    assert order(lines) == expected


def test_a_label_beside_a_value_of_two_lines_comes_before_both():
    lines = [
        line("value, first", 330, 370, 870, 394),
        line("label", 181, 380, 311, 409),
        line("value, second", 330, 394, 420, 423),
    ]
    assert order(lines) == ["label", "value, first", "value, second"]


def two_columns():
    lines = [line("title", 150, 80, 850, 130)]
    for row in range(8):
        y = 200 + 40 * row
        lines.append(line(f"l{row}", 100, y, 480, y + 28))
        lines.append(line(f"r{row}", 520, y + 3, 900, y + 31))
    lines.append(line("foot", 100, 600, 900, 630))
    return lines


def test_columns_of_running_text_are_read_one_after_the_other():
    left, right = [f"l{i}" for i in range(8)], [f"r{i}" for i in range(8)]
    assert order(two_columns()) == ["title", *left, *right, "foot"]


def test_downward_lines_follow_the_rest_from_right_to_left():
    lines = [
        line("second", 700, 100, 740, 800, vertical=True),
        line("first", 800, 100, 840, 800, vertical=True),
        line("across", 100, 900, 500, 940),
    ]
    assert order(lines) == ["across", "first", "second"]


def test_no_lines_give_no_lines():
    assert order([]) == []


def leaning(lines, degrees):
    """Return the lines as their upright boxes lie after the page leaned to the right."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = []
    for old in lines:
        x, y = old.box.centre
        x, y = x * WIDTH - WIDTH / 2, y * HEIGHT - HEIGHT / 2
        w, h = old.box.width * WIDTH, old.box.height * HEIGHT
        cx, cy = x * cos - y * sin + WIDTH / 2, x * sin + y * cos + HEIGHT / 2
        bw, bh = w * cos + h * abs(sin), w * abs(sin) + h * cos
        turned.append(line(old.text, cx - bw / 2, cy - bh / 2, cx + bw / 2, cy + bh / 2))
    return turned


@given(skew=st.floats(-8, 8), seed=st.randoms(use_true_random=False))
def test_skew_and_the_order_of_detection_change_nothing(skew, seed):
    lines = two_columns()
    expected = order(lines)
    shuffled = leaning(lines, skew)
    seed.shuffle(shuffled)
    assert order(shuffled, skew) == expected


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 1300), st.integers(5, 100), st.booleans()),
        max_size=30,
    ),
    st.floats(-10, 10),
)
def test_every_line_comes_out_once(boxes, skew):
    lines = [
        line(str(i), x, y, x + size, y + 20, vertical=vertical)
        for i, (x, y, size, vertical) in enumerate(boxes)
    ]
    assert sorted(order(lines, skew)) == sorted(line.text for line in lines)


def letter_with_aside():
    """Return a letter of six full lines, beside which short lines stand at a step of their own."""
    lines = [line("title", 150, 80, 850, 130)]
    lines += [line(f"t{row}", 100, 200 + 40 * row, 600, 228 + 40 * row) for row in range(6)]
    lines += [line(f"a{row}", 640, 185 + 45 * row, 760, 213 + 45 * row) for row in range(5)]
    return lines


def test_what_stands_aside_of_a_letter_is_read_behind_it():
    letter, aside = [f"t{row}" for row in range(6)], [f"a{row}" for row in range(5)]
    assert order(letter_with_aside()) == ["title", *letter, *aside]


def blocks(lines):
    found = text_and_asides(lines, width=WIDTH, height=HEIGHT)
    return [[lines[at].text for at in block] for block in found]


def test_a_letter_and_its_aside_are_blocks_of_their_own():
    letter, aside = [f"t{row}" for row in range(6)], [f"a{row}" for row in range(5)]
    assert blocks(letter_with_aside()) == [["title"], letter, aside]


def test_a_forms_labels_stand_in_step_with_its_values():
    lines = []
    for row in range(6):
        y = 200 + 40 * row
        lines += [line(f"l{row}", 100, y, 220, y + 28), line(f"v{row}", 260, y, 800, y + 28)]
    assert len(blocks(lines)) == 1
    assert order(lines) == [text for row in range(6) for text in (f"l{row}", f"v{row}")]


def test_a_short_label_and_a_short_value_are_no_columns_of_text():
    lines = []
    for row in range(6):
        y = 200 + 40 * row
        lines += [line(f"l{row}", 100, y, 220, y + 28), line(f"v{row}", 240, y, 400, y + 28)]
    assert order(lines) == [text for row in range(6) for text in (f"l{row}", f"v{row}")]
