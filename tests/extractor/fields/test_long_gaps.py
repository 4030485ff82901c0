"""A hidden text may have gaps of hundreds of blanks, and may not cost seconds for it."""

from extractor.fields import find_fields, leaf_of
from extractor.fields.publications.author_rows import names_mixed
from tests.extractor.builders import line, page, value


def test_a_gap_of_hundreds_of_blanks_is_as_wide_as_any():
    name = line("姓名：" + " " * 400 + "王小明", 0.1, 0.2, em=0.001)
    found = leaf_of((page(name),))
    assert max(len(cell.line.text) for cell in found.cells) < 24
    letter = page(
        line("培训证书", 0.3, 0.1, em=0.05), name,
        line("参加我院举办的教师培训，共24学时。", 0.1, 0.3), line("霖州教育学院", 0.6, 0.7),
    )  # fmt: skip
    assert value(find_fields((letter,)), "holder_name") == "王小明"


def test_a_usual_gap_stays():
    usual = page(line("姓名    王小明", 0.1, 0.2))
    assert [cell.line for cell in leaf_of((usual,)).cells] == list(usual.lines)


def test_a_row_of_many_words_in_letters_is_no_list_of_people():
    """Where a name in letters ends would be tried for each of its words, and each of the next."""
    assert names_mixed("王小明 " + "Aa Bb " * 90 + "!") == []
    assert names_mixed("王小明 Anna Berger 李静") == ["王小明", "Anna Berger", "李静"]
