"""What somebody marked on a page that lists several things, and what is read of it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractor.document import Box, Line, Word
from extractor.fields import find_fields
from extractor.pen_marks import marks_on_list, pen_marks
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIZE = (1000, 1400)
ROWS = tuple(0.2 + 0.05 * row for row in range(6))


def line(text: str, top: float) -> Line:
    box = Box(0.12, top, 0.88, top + 0.018)
    return Line(text, box, 0.99, (Word(text, box, 0.99),))


LINES = (line("立项名单", 0.1), *(line("课题名称与主持人", top) for top in ROWS))


def page(*, paper=(252, 251, 247), band=None, tint=(255, 240, 90)):
    """A page of rows of print, one of them perhaps under a highlighter."""
    image = np.full((SIZE[1], SIZE[0], 3), paper, np.uint8)
    if band is not None:
        top = int((ROWS[band] - 0.006) * SIZE[1])
        image[top : top + int(0.03 * SIZE[1]), 100:900] = tint
    for top in ROWS:
        for left in range(120, 880, 24):
            first = int(top * SIZE[1])
            image[first + 4 : first + 22, left : left + 14] = (40, 40, 40)
    return image


def rule(image, top, left=110, right=890, colour=(210, 30, 40)):
    cv2.line(image, (left, int(top * SIZE[1])), (right, int(top * SIZE[1])), colour, 3)
    return image


def row_of(marks):
    assert len(marks) == 1
    return [at for at, top in enumerate(ROWS) if marks[0].top - 0.01 <= top <= marks[0].bottom]


@pytest.mark.parametrize(
    "tint", [(255, 240, 90), (160, 245, 150), (255, 190, 215), (150, 215, 255)]
)
@pytest.mark.parametrize("paper", [(252, 251, 247), (225, 210, 180)])
def test_a_row_under_a_highlighter_is_marked(tint, paper):
    assert row_of(pen_marks(page(paper=paper, band=2, tint=tint), LINES)) == [2]


def test_a_band_that_lies_aslant_is_marked():
    image = page()
    corners = np.array([(90, 398), (910, 428), (910, 458), (90, 428)])
    under = np.full_like(image, 255)
    cv2.fillPoly(under, [corners], (255, 240, 90))
    (mark,) = pen_marks(np.minimum(image, under), LINES)
    assert (mark.left, mark.right) == pytest.approx((0.09, 0.91), abs=0.02)


def test_letters_in_colour_are_no_band():
    image = page()
    for left in range(120, 320, 10):
        image[60:84, left : left + 2] = (150, 190, 255)
        image[60:84:6, left : left + 8] = (150, 190, 255)
    assert pen_marks(image, LINES) == ()


def test_a_row_over_a_red_rule_is_marked():
    image = rule(page(), ROWS[3] + 0.021)
    assert row_of(pen_marks(image, LINES)) == [3]


def test_a_blue_rule_alone_marks_nothing():
    assert pen_marks(rule(page(), ROWS[3] + 0.021, colour=(30, 60, 160)), LINES) == ()


def test_a_row_within_a_red_frame_is_marked_and_not_the_one_over_it():
    image = page()
    cv2.rectangle(
        image,
        (105, int((ROWS[2] - 0.012) * SIZE[1])),
        (895, int((ROWS[2] + 0.03) * SIZE[1])),
        (210, 30, 40),
        3,
    )
    assert inside(pen_marks(image, LINES)) == [2]


@pytest.mark.parametrize("ink", [(210, 30, 40), (30, 60, 160)])
def test_a_frame_as_wide_as_the_red_rule_of_the_letterhead_is_one(ink):
    # the red rule of an official letter is as wide as the frame, far over it
    image = rule(page(), 0.13, left=105, right=895)
    cv2.rectangle(
        image,
        (105, int((ROWS[3] - 0.012) * SIZE[1])),
        (895, int((ROWS[3] + 0.03) * SIZE[1])),
        ink,
        4,
    )
    for left in (300, 600):  # black rules of the table cross the frame
        cv2.line(image, (left, 250), (left, 700), (20, 20, 20), 3)
    assert inside(pen_marks(image, LINES)) == [3]


def inside(marks):
    """The rows whose middle lies within some mark."""
    return [
        at
        for at, top in enumerate(ROWS)
        if any(m.left <= 0.5 <= m.right and m.top <= top + 0.009 <= m.bottom for m in marks)
    ]


def test_a_row_within_a_slanted_frame_or_a_ring_is_marked_and_no_other():
    left, right, top = 105, 895, int((ROWS[2] - 0.008) * SIZE[1])
    corners = [(left, top - 6), (right, top + 8), (right, top + 46), (left, top + 32)]
    framed = cv2.polylines(page(), [np.array(corners, np.int32)], True, (210, 30, 40), 3)
    assert inside(pen_marks(framed, LINES)) == [2]
    middle = (500, int((ROWS[4] + 0.009) * SIZE[1]))
    ringed = cv2.ellipse(page(), middle, (420, 28), 0, 0, 360, (210, 30, 40), 4)
    assert inside(pen_marks(ringed, LINES)) == [4]


@pytest.mark.parametrize("high", [20, 24])
def test_a_flat_ring_that_lies_aslant_marks_the_row_within(high):
    middle = (500, int((ROWS[3] + 0.008) * SIZE[1]))
    ringed = cv2.ellipse(page(), middle, (425, high), 1.5, 0, 360, (210, 30, 40), 5)
    assert inside(pen_marks(ringed, LINES)) == [3]


def test_the_frames_of_a_stamp_and_of_a_red_table_are_no_rings():
    stamped = cv2.rectangle(page(), (300, 1150), (700, 1240), (210, 30, 40), 4)
    for left in range(320, 680, 40):
        cv2.rectangle(stamped, (left, 1170), (left + 24, 1220), (210, 30, 40), -1)
    assert not [m for m in pen_marks(stamped, LINES) if m.width < 0.06]
    table = page()
    for top in (*ROWS, ROWS[-1] + 0.05):
        rule(table, top - 0.012)
    for left in (110, 500, 890):
        cv2.line(table, (left, int((ROWS[0] - 0.012) * SIZE[1])), (left, int((ROWS[-1] + 0.038) * SIZE[1])), (210, 30, 40), 3)  # fmt: skip
    assert not [m for m in pen_marks(table, LINES) if m.width < 0.06]


def test_a_cover_that_lists_contents_is_looked_at():
    entries = [line(f"论课堂的提问{at}　李明（{3 * at}）", 0.2 + 0.05 * at) for at in range(5)]
    image = cv2.rectangle(page(), (105, 405), (895, 455), (210, 30, 40), 3)
    assert marks_on_list(image, entries)
    assert not marks_on_list(image, entries[:2])


def test_a_plain_page_and_black_rules_bear_no_mark():
    image = page()
    for top in ROWS:
        rule(image, top + 0.024, colour=(20, 20, 20))
    assert pen_marks(image, LINES) == ()


def test_only_pages_that_list_something_are_looked_at():
    image = page(band=2)
    assert marks_on_list(image, LINES)
    assert marks_on_list(image, LINES[1:]) == ()


LIST = (
    "#2022年度区级小课题立项名单", "立项编号|课题名称|主持人|单位",
    "ZX2022-032|幼儿园自然角微课程的开发|蔺佳|澄园区众意路幼儿园",
    "ZX2022-033|小学高段数学错题资源的有效利用|东郭亮|澄园区七里河小学",
    "ZX2022-034|初中生物户外观察作业的设计|和志芳|澄园区第二中学",
    "~澄园区教学研究中心", "~2022年10月12日",
)  # fmt: skip


def marked(*lines, word):
    made = sheet(*lines)
    box = next(one.box for one in made.lines if word in one.text)
    return replace(made, marks=(Box(0.05, box.top - 0.005, 0.98, box.bottom + 0.005),))


def test_the_marked_row_of_a_list_is_the_project_that_is_meant():
    found = find_fields((marked(*LIST, word="东郭亮"),))
    assert value(found, "activity_title") == "小学高段数学错题资源的有效利用"
    assert value(found, "holder_name") == "东郭亮"
    assert value(found, "project_number") == "ZX2022-033"
    assert value(found, "employer") == "澄园区七里河小学"


def test_an_unmarked_list_is_nobodys():
    found = find_fields((sheet(*LIST),))
    assert value(found, "holder_name") is None
    assert value(found, "project_number") is None


CONTENTS = (
    "#澄园教与学", "2021年第4期", "#目录", "整本书阅读任务群的学习评价|詹晓棠|15",
    "初中道德与法治议题式教学的实践与反思|闻人子轩|21", "基于地方史料的高中历史课堂|卞如意|27",
)  # fmt: skip


def test_the_marked_row_of_contents_is_the_article_that_is_meant():
    found = find_fields((marked(*CONTENTS, word="闻人子轩"),))
    assert value(found, "activity_title") == "初中道德与法治议题式教学的实践与反思"
    assert values(found, "authors") == ["闻人子轩"]


def test_names_in_cells_of_their_own_are_the_authors_of_the_marked_row():
    lines = (*CONTENTS[:-1], "基于地方史料的高中历史课堂|卞如意|秦志远|27")
    found = find_fields((marked(*lines, word="卞如意"),))
    assert value(found, "activity_title") == "基于地方史料的高中历史课堂"
    assert values(found, "authors") == ["卞如意", "秦志远"]


def test_a_mark_over_two_rows_has_the_title_and_the_authors_at_the_right_below_it():
    made = sheet(
        "#澄园教与学", "2021年第4期", "#目录",
        "整本书阅读任务群的学习评价|(15)", "~詹晓棠，卞如意",
        "初中道德与法治议题式教学的实践与反思|(21)", "~闻人子轩，秦志远",
        "基于地方史料的高中历史课堂|(27)", "~陆晓雯",
    )  # fmt: skip
    top = next(one.box.top for one in made.lines if "议题式" in one.text)
    bottom = next(one.box.bottom for one in made.lines if "闻人子轩" in one.text)
    page = replace(made, marks=(Box(0.05, top - 0.005, 0.98, bottom + 0.005),))
    found = find_fields((page,))
    assert value(found, "activity_title") == "初中道德与法治议题式教学的实践与反思"
    assert values(found, "authors") == ["闻人子轩", "秦志远"]


def ticked(image, row, left=60, colour=(210, 30, 40), thick=4):
    """A page with a tick of the pen before one of its rows, its end reaching into the row above."""
    foot = int((ROWS[row] + 0.02) * SIZE[1])
    tick = np.array([(left, foot - 22), (left + 16, foot), (left + 48, foot - 46)])
    cv2.polylines(image, [tick], isClosed=False, color=colour, thickness=thick)
    return image


@pytest.mark.parametrize("colour", [(210, 30, 40), (30, 60, 190), (230, 60, 120), (40, 40, 160)])
@pytest.mark.parametrize("left", [40, 64, 90, 870, 890, 910])
def test_a_tick_before_or_behind_a_row_marks_it(colour, left):
    assert row_of(pen_marks(ticked(page(), 3, left, colour), LINES)) == [3]


def test_a_tick_of_print_and_those_of_a_form_mark_nothing():
    assert pen_marks(ticked(page(), 3, colour=(40, 40, 40)), LINES) == ()
    image = page()
    for row in (1, 2, 4):
        ticked(image, row)
    assert pen_marks(image, LINES) == ()


@pytest.mark.parametrize("turned", [[(0, 46), (32, 0), (48, 22)], [(0, 0), (24, 46), (26, 0)]])
def test_other_small_signs_of_colour_are_no_ticks(turned):
    image = page()
    at = np.array([(60 + x, int(ROWS[3] * SIZE[1]) - 16 + y) for x, y in turned])
    cv2.polylines(image, [at], isClosed=False, color=(210, 30, 40), thickness=4)
    assert pen_marks(image, LINES) == ()
