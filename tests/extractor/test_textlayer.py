"""The text layer against the picture: who is believed, and what is said about it."""

import numpy as np
import pytest

from extractor.document import Box, Line, Origin, Word
from extractor.textlayer import merge_readings, turn_box

PAGE = np.tile(np.array([255, 20], np.uint8), (400, 150))[..., None].repeat(3, axis=2)
"""Print everywhere."""


def line(text, top, *, confidence=1.0, left=0.1, right=0.9, origin=Origin.OCR):
    box = Box(left, top, right, top + 0.04)
    return Line(text, box, confidence, (Word(text, box, confidence),), origin)


def layer(text, top, **options):
    return line(text, top, origin=Origin.TEXT_LAYER, **options)


def merge(layer_lines, seen, image=PAGE):
    return merge_readings(layer_lines, seen, image, number=3)


def test_without_a_layer_the_engine_is_believed():
    merged = merge([], [line("共计40学时", 0.2)])
    assert merged.origin is Origin.OCR
    assert merged.problems == ()


def test_a_sound_layer_is_exact_where_the_engine_slips():
    merged = merge([layer("广州教育学会专业培训", 0.2)], [line("广州敎育学会专业培训", 0.2)])
    assert [found.text for found in merged.lines] == ["广州教育学会专业培训"]
    assert merged.origin is Origin.TEXT_LAYER
    assert merged.problems == ()


def test_what_only_the_picture_shows_is_added():
    merged = merge([layer("结业证书", 0.1)], [line("结业证书", 0.1), line("印章文字", 0.7)])
    assert [found.text for found in merged.lines] == ["结业证书", "印章文字"]


def test_a_cell_that_the_engine_sees_larger_is_not_there_twice():
    box = Box(0.1, 0.19, 0.5, 0.29)
    seen = Line("工号", box, 1.0, (Word("工号", box, 1.0),))
    merged = merge([layer("项目成员", 0.1), layer("工号", 0.22, left=0.28, right=0.34)],
                   [line("项目成员", 0.1), seen])  # fmt: skip
    assert [found.text for found in merged.lines] == ["项目成员", "工号"]


@pytest.mark.parametrize("text", ["\ue001\ue002\ue003学时", "\ufffd\ufffd年", "\x01\x02\x03课时"])
def test_a_garbled_layer_is_replaced(text):
    merged = merge([layer(text, 0.2)], [line("共计40学时", 0.2)])
    assert [found.text for found in merged.lines] == ["共计40学时"]
    assert [problem.code for problem in merged.problems] == ["P-TEXT-LAYER-GARBLED"]
    assert merged.problems[0].page == 3


def test_a_layer_with_a_wrong_character_map_is_replaced():
    merged = merge(
        [layer("甲乙丙丁戊己庚辛", 0.2)], [line("参加专业课程培训", 0.2, confidence=0.99)]
    )
    assert [found.text for found in merged.lines] == ["参加专业课程培训"]
    assert [problem.code for problem in merged.problems] == ["P-TEXT-LAYER-CONTRADICTS"]


def test_one_other_digit_in_the_layer_is_a_contradiction_and_the_picture_wins():
    seen = [line("参加专业课程培训", 0.1), line("共计40学时", 0.2)]
    merged = merge([layer("参加专业课程培训", 0.1), layer("共计80学时", 0.2)], seen)
    assert [found.text for found in merged.lines] == ["参加专业课程培训", "共计40学时"]
    problem = merged.problems[0]
    assert problem.code == "P-TEXT-LAYER-CONTRADICTS"
    assert "共计80学时 ≠ 共计40学时" in problem.message


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("引言…………………4", "引言………"),
        ("反应生成 Li O 的途径", "反应生成Li2O₂的途径"),
        ("1.5", "1.51"),
        ("Table of contents .... 7", "Table of contents"),
    ],
)
def test_a_figure_lost_or_gained_beside_the_text_is_no_contradiction(text, picture):
    assert merge([layer(text, 0.2)], [line(picture, 0.2)]).problems == ()


def test_a_number_that_grew_is_a_contradiction():
    merged = merge([layer("参加培训共计400学时", 0.2)], [line("参加培训共计40学时", 0.2)])
    assert [problem.code for problem in merged.problems] == ["P-TEXT-LAYER-CONTRADICTS"]


def test_text_seen_beside_a_line_is_not_held_against_it():
    tick = line("3.52.5", 0.2, left=0.88, right=0.99)
    assert merge([layer("Voltage 4", 0.2)], [tick]).problems == ()


def test_an_unsure_reading_does_not_contradict_the_layer():
    seen = [line("参加专业课程培训", 0.1), line("共计40学时", 0.2, confidence=0.6)]
    merged = merge([layer("参加专业课程培训", 0.1), layer("共计48学时", 0.2)], seen)
    assert merged.lines[1].text == "共计48学时"
    assert merged.problems == ()


def test_text_without_ink_is_left_out_and_named():
    page = PAGE.copy()
    page[200:] = 255
    merged = merge(
        [layer("结业证书", 0.1), layer("共计99学时", 0.7)], [line("结业证书", 0.1)], page
    )
    assert [found.text for found in merged.lines] == ["结业证书"]
    assert [problem.code for problem in merged.problems] == ["P-TEXT-LAYER-INVISIBLE"]
    assert "共计99学时" in merged.problems[0].message


def test_visible_text_that_the_engine_missed_is_kept():
    merged = merge([layer("结业证书", 0.1), layer("第1页", 0.9)], [line("结业证书", 0.1)])
    assert [found.text for found in merged.lines] == ["结业证书", "第1页"]
    assert merged.problems == ()


def test_a_part_of_a_long_line_that_was_seen_agrees_with_it():
    seen = [line("姓名：李某某  学时：40", 0.2)]
    halves = [layer("姓名：李某某", 0.2, right=0.4), layer("学时：40", 0.2, left=0.6)]
    merged = merge(halves, seen)
    assert [found.text for found in merged.lines] == ["姓名：李某某", "学时：40"]
    assert merged.problems == ()


def test_boxes_turn_with_the_page():
    box = Box(0.1, 0.2, 0.4, 0.3)
    assert turn_box(box, 90) == Box(0.7, 0.1, 0.8, 0.4)
    for degrees in (0, 90, 180, 270):
        back = turn_box(turn_box(box, degrees), 360 - degrees)
        assert back.as_list() == box.as_list()
