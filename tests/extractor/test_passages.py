"""Lines become passages: what belongs together is one text, and every character keeps its place."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractor.paragraphs import page_cells, passages_of, rows_of
from extractor.passages import join_cells
from tests.extractor.builders import body, line, page


def texts(*lines):
    return [passage.text for passage in passages_of(page(*lines))]


def test_a_wrapped_sentence_becomes_one_passage():
    lines = body("学员张三于二〇二一年七月五日至九日参加骨干教师高级", "研修班,共计四十学时。")
    assert texts(*lines) == [
        "学员张三于二〇二一年七月五日至九日参加骨干教师高级研修班,共计四十学时。"
    ]


def test_a_heading_and_the_text_below_it_stay_apart():
    lines = (line("结业证书", 0.35, 0.1, em=0.07), *body("张三同志参加培训。"))
    assert texts(*lines) == ["结业证书", "张三同志参加培训。"]


def test_a_body_and_the_date_below_it_stay_apart():
    lines = (line("某某市教师发展中心", 0.55, 0.7), line("2021年7月9日", 0.6, 0.75))
    assert texts(*lines) == ["某某市教师发展中心", "2021年7月9日"]


def test_a_new_label_begins_a_new_passage():
    lines = body("姓名:张三", "单位:某某市第一中学")
    assert texts(*lines) == ["姓名:张三", "单位:某某市第一中学"]


def test_pieces_of_a_filled_in_form_become_one_row():
    lines = (
        line("张三", 0.1, 0.3),
        line("同志于", 0.18, 0.301),
        line("2021", 0.28, 0.299),
        line("年参加培训", 0.35, 0.3),
    )
    assert texts(*lines) == ["张三同志于2021年参加培训"]


def test_columns_far_apart_stay_apart():
    lines = (line("编号:A1", 0.1, 0.8), line("某某大学", 0.7, 0.8))
    assert texts(*lines) == ["编号:A1", "某某大学"]


def test_latin_words_are_joined_with_a_space():
    lines = body(
        "This is to certify that Wang Fang has completed the full", "training course on assessment"
    )
    assert texts(*lines) == [
        "This is to certify that Wang Fang has completed the full training course on assessment"
    ]


def test_a_span_over_two_lines_is_placed_around_both():
    lines = body("学员张三于二〇二一年七月五日至九日参加骨干教师高级", "研修班,共计四十学时。")
    passage = passages_of(page(*lines))[0]
    start = passage.text.index("高级研修班")
    place = passage.place(start, start + len("高级研修班"))
    assert place.box.top == lines[0].box.top
    assert place.box.bottom == lines[1].box.bottom


def test_the_confidence_of_a_span_is_that_of_its_weakest_line():
    lines = (line("共计四十", 0.1, 0.3, confidence=0.9), line("学时", 0.22, 0.3, confidence=0.4))
    passage = passages_of(page(*lines))[0]
    assert passage.confidence(0, 6) == 0.4
    assert passage.confidence(0, 4) == 0.9


def test_rows_run_from_top_to_bottom_and_left_to_right():
    cells = page_cells(page(line("乙", 0.5, 0.101), line("丙", 0.1, 0.2), line("甲", 0.1, 0.1)))
    rows = [[cell.line.text for cell in row] for row in rows_of(cells)]
    assert rows == [["甲", "乙"], ["丙"]]


@given(st.lists(st.text("甲乙 12ab学时:。", min_size=1, max_size=12), min_size=1, max_size=8))
def test_every_character_of_a_passage_stands_inside_its_lines(rows):
    lines = [line(text, 0.1, 0.05 + 0.1 * index) for index, text in enumerate(rows)]
    cells = page_cells(page(*lines))
    if not cells:
        return
    passage = join_cells(cells)
    for start in range(len(passage.text)):
        box = passage.place(start, start + 1).box
        assert passage.box.left - 1e-9 <= box.left <= box.right <= passage.box.right + 1e-9
        assert 0 <= passage.confidence(start, start + 1) <= 1


def test_a_tall_heading_beside_two_lines_makes_no_row_of_them():
    heading = line("高等学校教师", 0.1, 0.3, em=0.06)
    first = line("祝小霄于2020年9月至2021年1月参加", 0.5, 0.295, em=0.025)
    second = line("教师岗前培训,共计110学时,", 0.5, 0.33, em=0.025)
    texts = [passage.text for passage in passages_of(page(heading, first, second))]
    assert "祝小霄于2020年9月至2021年1月参加教师岗前培训,共计110学时," in texts


def test_a_sentence_is_not_broken_by_what_stands_aside_of_it():
    letter = (
        "由某某学会主办、某某医院承办的二〇二四年",
        "学术年会,兹定于2024年10月18日至",
        "20日在某某大酒店召开。会议邀请知名专家,围",
        "绕热点开展讲座与讨论。我们诚挚邀请您参会。",
    )
    lines = tuple(line(text, 0.1, 0.3 + 0.04 * row) for row, text in enumerate(letter))
    wide = tuple(replace(one, box=replace(one.box, right=0.7)) for one in lines)
    aside = ("报到", "当日十三时起", "会务费", "代表八百元", "联系")
    beside = tuple(line(text, 0.73, 0.285 + 0.048 * row) for row, text in enumerate(aside))
    assert texts(*sorted((*wide, *beside), key=lambda one: one.box.top)) == [
        "".join(letter),
        *aside,
    ]
