"""Normalised text and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("结 业 证 书", "结业证书"),
        ("结　业　证　书", "结业证书"),
        ("２ ０ ２ １ 年 ７ 月", "2021年7月"),
        ("共 40 学时", "共40学时"),
        ("1 2 月", "12月"),
        ("3 5 8", "358"),
        ("12 34", "12 34"),
        ("4 8", "4 8"),
        ("Continuing  Education", "Continuing Education"),
        ("参加 Python 培训", "参加 Python 培训"),
        ("（甲）", "(甲)"),
        ("№ 5", "No 5"),
        ("甲\r\n\r\n 乙", "甲\n乙"),
        ("甲\u200b乙\ufeff", "甲乙"),
        ("⻓⼤", "长大"),
        ("①48学时", "①48学时"),
        ("10²", "10²"),
        ("  甲  ", "甲"),
        ("", ""),
    ],
)
def test_a_text_is_normalised(text, plain):
    assert normalise(text).text == plain


def test_a_place_leads_back_to_the_original():
    text = "共　４８ 个 学 时"
    norm = normalise(text)
    start = norm.text.index("48")
    assert text[slice(*norm.span(start, start + 2))] == "４８"
    assert text[slice(*norm.span(start, len(norm.text)))] == "４８ 个 学 时"


@given(st.text(max_size=200))
def test_every_character_comes_from_a_place_in_the_text(text):
    norm = normalise(text)
    assert len(norm.text) == len(norm.offsets)
    assert all(0 <= offset < len(text) for offset in norm.offsets)
    assert list(norm.offsets) == sorted(norm.offsets)


@given(st.text(alphabet="结业证书 　\n12年AbＡ（）:：", max_size=60))
def test_white_space_is_single_and_never_at_an_end(text):
    plain = normalise(text).text
    assert plain == plain.strip()
    assert not any(pair in plain for pair in ("  ", " \n", "\n ", "\n\n"))


@given(st.text(alphabet="结业证书12AbＡ（）:：", max_size=60))
def test_normalising_twice_changes_nothing(text):
    plain = normalise(text).text
    assert normalise(plain).text == plain
