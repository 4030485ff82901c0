"""A stray traditional character on a simplified page is a misreading; a traditional page stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Box, Line, Word
from extractor.script import in_one_script

PAGE = "兹证明该同志参加继续教育培训,学习时间为两年,经考试成绩优秀,准予结业。"


def line(text):
    box = Box(0, 0, 1, 0.1)
    return Line(text, box, 0.9, tuple(Word(char, box, 0.9) for char in text))


def read(*texts):
    return [found.text for found in in_one_script([line(text) for text in texts])]


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("小學科學骨干教师研修班", "小学科学骨干教师研修班"),
        ("龔锦程", "龚锦程"),
        ("黃翠英", "黄翠英"),
    ],
)
def test_a_stray_character_is_read_in_the_script_of_the_page(misread, meant):
    assert read(PAGE, misread)[1] == meant


def test_it_is_less_sure_and_keeps_its_place():
    _, mended = in_one_script([line(PAGE), line("學号")])
    assert [word.text for word in mended.words] == ["学", "号"]
    assert mended.words[0].confidence < mended.words[1].confidence == 0.9


def test_a_page_in_traditional_script_stands():
    page = "茲證明該學員參加繼續教育課程,學習時數三十小時,成績優異,特發此證。"
    assert read(page, "课") == [page, "课"]


@pytest.mark.parametrize("name", ["李昇", "王堃", "陈喆", "刘淼", "於乾", "钱锺书"])
def test_characters_of_names_stand(name):
    assert read(PAGE, name)[1] == name


@given(st.lists(st.text(max_size=12), max_size=6))
def test_nothing_is_lost_or_moved(texts):
    found = in_one_script([line(text) for text in texts])
    assert [len(one.text) for one in found] == [len(text) for text in texts]
    assert all("".join(word.text for word in one.words) == one.text for one in found)
    assert in_one_script(found) == found
