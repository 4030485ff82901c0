"""Names of persons: what can be one and what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "王小明",
        "欧阳明月",
        "司马光",
        "阿依古丽·买买提",
        "阿卜杜拉•热合曼",
        "Wang Fang",
        "Mary Ann Smith",
        "Dr. Li Ming",
        "趙明",
    ],
)
def test_forms_of_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "同志",
        "老师",
        "培训",
        "学时证明",
        "广州",
        "张",
        "合格",
        "张三同志参加",
        "Certificate of Completion",
        "2021",
        "",
        "银奖",
        "某某市教育局",
    ],
)
def test_what_is_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize("specks", ["AA AAA", "I II", "BCD FGH", "Oooo Ne", "E EE III"])
def test_letters_seen_in_a_picture_are_no_name(specks):
    assert name_likelihood(specks) == 0


@pytest.mark.parametrize("name", ["An Na", "Li Lili", "Ng Wai", "John Smith III", "J. R. Lynn"])
def test_names_of_few_letters_are_names(name):
    assert is_name(name)


def test_a_dot_between_parts_is_unified():
    assert tidy_name("阿依古丽•买买提") == "阿依古丽·买买提"


def test_spaces_within_a_chinese_name_vanish():
    assert tidy_name(" 张　三 ：") == "张三"


def test_the_name_is_found_behind_an_employer():
    assert names_at_end("某某市第三中学李明")[0] == "李明"


@given(st.text(max_size=20))
def test_likelihood_is_a_probability(text):
    assert 0 <= name_likelihood(text) <= 1
