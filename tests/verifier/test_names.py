"""A misreading is never an accusation: how alike two names or numbers are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.names import Likeness, compare_ids, compare_names

ID = "440000199001011230"


@pytest.mark.parametrize(
    ("given_name", "read", "likeness"),
    [
        ("王小明", "王小明", Likeness.EQUAL),
        ("王小明", "王 小 明", Likeness.EQUAL),
        ("王小明", "王小明老师", Likeness.EQUAL),
        ("买买提·艾力", "买买提•艾力", Likeness.EQUAL),
        ("Anna Smith", "SMITH Anna", Likeness.EQUAL),
        ("陈丽", "陳麗", Likeness.CLOSE),
        ("王小明", "王小朋", Likeness.CLOSE),
        ("王小明", "王明", Likeness.CLOSE),
        ("张三", "张四", Likeness.DIFFERENT),
        ("李己", "李已", Likeness.CLOSE),
        ("王小明", "李大明", Likeness.DIFFERENT),
        ("王小明", "王*明", Likeness.MASKED),
        ("欧阳小明", "欧**", Likeness.MASKED),
        ("王小明", "王某某", Likeness.MASKED),
        ("王小明", "李**", Likeness.DIFFERENT),
        ("王小明", "Wang Xiaoming", Likeness.OTHER_SCRIPT),
        ("Anna Smith", "王小明", Likeness.OTHER_SCRIPT),
    ],
)
def test_names(given_name: str, read: str, likeness: Likeness):
    assert compare_names(given_name, read) is likeness


@pytest.mark.parametrize(
    ("read", "likeness"),
    [
        (ID, Likeness.EQUAL),
        ("4400 0019 9001 0112 30", Likeness.EQUAL),
        ("440000199001011231", Likeness.CLOSE),
        ("440000199001011991", Likeness.DIFFERENT),
        ("440000900101123", Likeness.CLOSE),
        ("440000900101124", Likeness.DIFFERENT),
        ("44000019900101123", Likeness.CLOSE),
        ("440000********1230", Likeness.MASKED),
        ("440000XXXXXXXX1230", Likeness.MASKED),
        ("4400****1230", Likeness.MASKED),
        ("440000********1231", Likeness.DIFFERENT),
    ],
)
def test_identity_numbers(read: str, likeness: Likeness):
    assert compare_ids(ID, read) is likeness


def test_a_check_digit_x_is_no_mask():
    assert compare_ids("44000019900101123X", "44000019900101123x") is Likeness.EQUAL
    assert compare_ids("44000019900101123X", "440000199001011235") is Likeness.CLOSE


def test_a_long_mask_is_compared_without_delay():
    assert compare_names("欧" * 5000, "欧*" * 2000 + "阳") is Likeness.DIFFERENT


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_comparison_has_no_preferred_side(first: str, second: str):
    assert (compare_names(first, second) is Likeness.EQUAL) == (
        compare_names(second, first) is Likeness.EQUAL
    )
    compare_ids(first, second)


@given(st.text(min_size=1))
def test_a_name_equals_itself(name: str):
    assert compare_names(name, name) is Likeness.EQUAL
