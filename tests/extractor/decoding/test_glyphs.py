import pytest

from extractor.decoding.glyphs import Glyph, glyphs_to_lines

SIZE = 10.0
WIDTH, HEIGHT = 600.0, 800.0


def row(text, *, x=50.0, y=100.0, gap=0.0, pitch=None):
    """Glyphs of a line: wide ones an em across, others half; a space leaves its room empty."""
    glyphs = []
    for char in text:
        across = SIZE if ord(char) > 0x2E80 else SIZE / 2
        if not char.isspace():
            glyphs.append(Glyph(char, x, y, x + across, y + SIZE * 1.2, SIZE))
        x += pitch if pitch is not None else across + gap
    return glyphs


def column(text, *, x=300.0, y=100.0, pitch=SIZE * 1.05):
    return [
        Glyph(char, x, y + pitch * i, x + SIZE, y + pitch * i + SIZE, SIZE)
        for i, char in enumerate(text)
    ]


def texts(glyphs):
    return [line.text for line in glyphs_to_lines(glyphs, WIDTH, HEIGHT)]


def test_characters_in_a_row_are_a_line():
    (line,) = glyphs_to_lines(row("共计40学时"), WIDTH, HEIGHT)
    assert line.text == "共计40学时"
    assert line.box.left == pytest.approx(50 / WIDTH)
    assert line.box.right == pytest.approx(100 / WIDTH)
    assert not line.vertical


def test_latin_words_are_parted_by_spaces_and_cover_the_line():
    (line,) = glyphs_to_lines(row("40 credit hours"), WIDTH, HEIGHT)
    assert line.text == "40 credit hours"
    assert [word.text for word in line.words] == ["40 ", "credit ", "hours"]


def test_the_order_in_the_file_does_not_matter():
    glyphs = row("共计40学时")
    assert texts(glyphs[::-1]) == ["共计40学时"]


def test_a_heading_spaced_out_evenly_is_one_word():
    assert texts(row("结业证书", gap=SIZE * 2)) == ["结业证书"]


def test_two_names_with_a_gap_keep_a_space():
    assert texts(row("张三", x=50) + row("李四", x=50 + SIZE * 3)) == ["张三 李四"]


def test_cells_of_a_table_are_lines_of_their_own():
    glyphs = row("姓名", x=50) + row("张三丰", x=120) + row("学时", x=250) + row("40", x=320)
    assert texts(glyphs) == ["姓名", "张三丰", "学时", "40"]


def test_rows_stay_apart_and_come_from_the_top():
    assert texts(row("第二行", y=130) + row("第一行", y=100)) == ["第一行", "第二行"]


def test_a_small_raised_sign_stays_on_its_row():
    raised = Glyph("2", 80.5, 98.0, 83.0, 106.0, 5.0)
    assert texts([*row("平方米"), raised]) == ["平方米2"]


def test_vertical_writing_is_one_vertical_line():
    (line,) = glyphs_to_lines(column("继续教育证书"), WIDTH, HEIGHT)
    assert line.text == "继续教育证书"
    assert line.vertical


def test_stacked_cells_are_not_vertical_writing():
    assert texts(column("是否是", pitch=SIZE * 1.8)) == ["是", "否", "是"]


def test_stacked_numbers_are_not_vertical_writing():
    assert texts(column("123", pitch=SIZE * 1.05)) == ["1", "2", "3"]


def test_false_bold_is_read_once():
    again = [
        Glyph(each.text, each.left + 0.5, each.top, each.right + 0.5, each.bottom, SIZE)
        for each in row("共计44学时")
    ]
    assert texts(row("共计44学时") + again) == ["共计44学时"]


@pytest.mark.parametrize("turn", [1, 3])
def test_text_that_lies_on_its_side_is_a_tall_line(turn):
    glyphs = [
        Glyph(char, 100, 200 + 10 * i, 112, 210 + 10 * i, SIZE, turn)
        for i, char in enumerate("共计学时" if turn == 1 else "时学计共")
    ]
    (line,) = glyphs_to_lines(glyphs, WIDTH, HEIGHT)
    assert line.text == "共计学时"
    assert line.box.as_list() == [
        pytest.approx(100 / WIDTH, abs=1e-4),
        0.25,
        pytest.approx(112 / WIDTH, abs=1e-4),
        0.3,
    ]
    assert not line.vertical


def test_a_page_without_extent_is_refused():
    with pytest.raises(ValueError, match="extent"):
        glyphs_to_lines([], 0, HEIGHT)
