"""Numerals: what they are worth, against an independent writer of Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.numerals import find_numbers, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("48", "48"),
        ("４８", "48"),
        ("1,000", "1000"),
        ("4.5", "4.5"),
        ("十二", "12"),
        ("一百二十", "120"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("两百", "200"),
        ("三千五", "3500"),
        ("两万五", "25000"),
        ("一万二千", "12000"),
        ("一万零一十", "10010"),
        ("二〇二一", "2021"),
        ("二○二一", "2021"),
        ("二O二一", "2021"),
        ("四十八点五", "48.5"),
        ("三十二个半", "32.5"),
        ("半", "0.5"),
        ("壹佰贰拾", "120"),
        ("肆拾捌整", "48"),
        ("廿五", "25"),
        ("卅", "30"),
        ("3万", "30000"),
        ("1.2万", "12000"),
        ("35千", "35000"),
        ("3万4000", "34000"),
        ("1,100万", "11000000"),
        ("4O", "40"),
        ("forty-eight", "48"),
        ("Forty", "40"),
        ("one hundred and twenty", "120"),
        ("七", "7"),
        ("零", "0"),
    ],
)
def test_a_numeral_has_its_value(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "-5", "负五", "NaN", "1e9", "inf", "2.5.1", "1,00", "十百", "一十百", "O", "twenty ten",
     "学时", "9" * 50, "一" * 300, "十" * 50, "3个半个半", "1/2"],
)  # fmt: skip
def test_what_states_no_amount_is_none(text):
    assert parse_number(text) is None


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_as_they_are_written(number):
    for mode in ("low", "up"):
        assert parse_number(cn2an.an2cn(number, mode)) == number


@given(st.decimals(0, 9999, places=1))
def test_chinese_decimals_are_read_as_they_are_written(number):
    assert parse_number(cn2an.an2cn(str(number), "low")) == number


@given(st.integers(0, 10**9), st.booleans())
def test_figures_are_read_with_and_without_commas_and_in_any_width(number, wide):
    for text in (str(number), f"{number:,}"):
        shown = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}) if wide else text
        assert parse_number(shown) == number


@given(st.text(alphabet="一二两三十百千万亿点半个零〇O0123456789,.整 forty", max_size=30))
def test_a_number_is_never_negative_and_never_a_crash(text):
    value = parse_number(text)
    assert value is None or value >= 0
    for mention in find_numbers(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.value == parse_number(mention.text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("线上24,线下16", ["24", "16"]),
        ("公需12，28", ["12", "28"]),
        ("GZ48", []),
        ("版本3.5.1", []),
        ("三分之一", []),
        ("forty (40) hours", ["40", "40"]),
        ("半天", ["0.5"]),
        ("上半年", []),
    ],
)
def test_numbers_are_found_in_a_text(text, values):
    assert [mention.value for mention in find_numbers(text)] == [Decimal(v) for v in values]
