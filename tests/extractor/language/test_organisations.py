"""Names of bodies: recognised whole, found in sentences, told apart when set side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.organisations import (
    find_organisations,
    organisation_likelihood,
    split_organisations,
    tidy_organisation,
)


@pytest.mark.parametrize(
    "name",
    [
        "某某市教育局",
        "某某大学继续教育学院",
        "某某省教育学会",
        "某某教育科技有限公司",
        "共青团某某省委",
        "某某区教师发展中心",
        "中国某某学会某某专业委员会",
        "Institute of Teacher Education",
        "Greenfield University",
    ],
)
def test_names_of_bodies(name):
    assert organisation_likelihood(name) >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "特发此证",
        "张三",
        "参加某某大学",
        "2021年7月9日",
        "准予结业",
        "经考核合格",
        "has completed the Course at a School",
        "证书编号:123",
    ],
)
def test_what_is_no_body(text):
    assert organisation_likelihood(text) < 0.5


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("某某市教育局、某某大学", ("某某市教育局", "某某大学")),
        ("某某市教育局 某某大学", ("某某市教育局", "某某大学")),
        ("中国某某学会北京某某大学", ("中国某某学会", "北京某某大学")),
        ("某某大学教务处某某大学学工处", ("某某大学教务处", "某某大学学工处")),
        ("北京某某大学中国教育研究院", ("北京某某大学中国教育研究院",)),
        ("某某医科大学清河省医学会", ("某某医科大学", "清河省医学会")),
        ("某某大学清河市附属中学", ("某某大学清河市附属中学",)),
        ("某某市 教育局（盖章）", ("某某市教育局",)),
        ("某某学会(某某专业委员会、秘书处)", ("某某学会(某某专业委员会、秘书处)",)),
    ],
)
def test_lists_of_bodies(text, names):
    assert split_organisations(text) == names


@pytest.mark.parametrize("mark", ["(盖章)", "（公章）", "（签章）", "(章)", "  ", "："])
def test_seal_notes_are_no_part_of_the_name(mark):
    assert tidy_organisation(f"某某市教育局{mark}") == "某某市教育局"


def test_bodies_are_found_in_a_sentence():
    text = "于2021年7月参加由某某市教育局主办、某某师范大学承办的骨干教师培训班"
    assert [body.name for body in find_organisations(text)] == ["某某市教育局", "某某师范大学"]
    for body in find_organisations(text):
        assert text[body.start : body.end] == body.name


@given(st.text(max_size=60))
def test_likelihood_is_a_probability_and_splitting_never_fails(text):
    assert 0 <= organisation_likelihood(text) <= 1
    assert all(split_organisations(text))
