"""Dates: every written form leads back to the date, and nothing else is a date."""

from __future__ import annotations

from datetime import date, timedelta

import cn2an
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.language.dates import PartialDate, find_dates, resolve_year

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MARKS = st.sampled_from(["-", "—", "——", "–", "~", "～", "至", "到", " - ", " 至 ", "一"])
MONTHS = "January February March April May June July August September October November December"


def chinese(number):
    return cn2an.an2cn(number, "low").removeprefix("一") if 9 < number < 20 else cn2an.an2cn(number)


def digits(number, zero="〇"):
    return "".join(f"{zero}一二三四五六七八九"[int(figure)] for figure in str(number))


def english(day):
    return MONTHS.split()[day.month - 1]


FORMS = {
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "年月日, padded": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "年月日, spaced": lambda d: " ".join(f"{d.year}年{d.month}月{d.day}日"),
    "年月日, wide": lambda d: FORMS["年月日"](d).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "年月号": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "Chinese": lambda d: f"{digits(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, 零": lambda d: f"{digits(d.year, '零')}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, ○": lambda d: f"{digits(d.year, '○')}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, O": lambda d: f"{digits(d.year, 'O')}年{chinese(d.month)}月{chinese(d.day)}日",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "slashes": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "ISO": lambda d: d.isoformat(),
    "ISO with time": lambda d: f"{d.isoformat()} 08:30",
    "ISO 8601 with time": lambda d: f"{d.isoformat()}T08:30:00",
    "compact": lambda d: f"{d:%Y%m%d}",
    "July 5, 2021": lambda d: f"{english(d)} {d.day}, {d.year}",
    "Jul. 5, 2021": lambda d: f"{english(d)[:3]}. {d.day}, {d.year}",
    "5 July 2021": lambda d: f"{d.day} {english(d)} {d.year}",
    "JULY 5th, 2021": lambda d: f"{english(d).upper()} {d.day}th, {d.year}",
    "05-Jul-2021": lambda d: f"{d.day:02}-{english(d)[:3]}-{d.year}",
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_a_date_is_read_from_each_form(form, day):
    [mention] = find_dates(FORMS[form](day))
    assert mention.first.iso() == mention.last.iso() == day.isoformat()
    assert mention.year_given


RANGES = {
    "whole": lambda a, b, m: f"{FORMS['年月日'](a)}{m}{FORMS['年月日'](b)}",
    "whole, Chinese": lambda a, b, m: f"{FORMS['Chinese'](a)}{m}{FORMS['Chinese'](b)}",
    "whole, dots": lambda a, b, m: f"{FORMS['dots'](a)}{m}{FORMS['dots'](b)}",
    "whole, slashes": lambda a, b, m: f"{FORMS['slashes'](a)}{m}{FORMS['slashes'](b)}",
    "English": lambda a, b, _: f"from {FORMS['July 5, 2021'](a)} to {FORMS['July 5, 2021'](b)}",
    "English, day first": lambda a, b, _: f"{FORMS['5 July 2021'](a)} - {FORMS['5 July 2021'](b)}",
}
SAME_YEAR = {
    "年月日-月日": lambda a, b, m: f"{FORMS['年月日'](a)}{m}{b.month}月{b.day}日",
    "dots": lambda a, b, m: f"{FORMS['dots'](a)}{m}{b.month}.{b.day}",
    "July 5 to August 2, 2021": lambda a, b, _: (
        f"{english(a)} {a.day} to {english(b)} {b.day}, {b.year}"
    ),
}
SAME_MONTH = {
    "年月日-日": lambda a, b, m: f"{FORMS['年月日'](a)}{m}{b.day}日",
    "年月日, one 日": lambda a, b, m: f"{a.year}年{a.month}月{a.day}{m}{b.day}日",
    "July 5-9, 2021": lambda a, b, _: f"{english(a)} {a.day}-{b.day}, {a.year}",
    "5-9 July 2021": lambda a, b, _: f"{a.day}-{b.day} {english(a)} {a.year}",
}


def assert_range(text, first, last):
    [mention] = find_dates(text)
    assert (mention.first.iso(), mention.last.iso()) == (first.isoformat(), last.isoformat())
    assert mention.text == text.removeprefix("from ")


@pytest.mark.parametrize("form", RANGES)
@given(first=DAYS, length=st.integers(1, 800), mark=MARKS)
def test_a_period_is_read_from_each_form(form, first, length, mark):
    assume(first.year < 2098)
    last = first + timedelta(length)
    assert_range(RANGES[form](first, last, mark), first, last)


@pytest.mark.parametrize("form", SAME_YEAR)
@given(first=DAYS, length=st.integers(1, 300), mark=MARKS)
def test_a_period_within_a_year_may_say_the_year_once(form, first, length, mark):
    assume(first.year < 2100)
    last = first + timedelta(length)
    assume(first.year == last.year)
    assert_range(SAME_YEAR[form](first, last, mark), first, last)


@pytest.mark.parametrize("form", SAME_MONTH)
@given(first=DAYS, length=st.integers(1, 27), mark=MARKS)
def test_a_period_within_a_month_may_say_the_month_once(form, first, length, mark):
    assume(first.year < 2100)
    last = first + timedelta(length)
    assume(first.month == last.month)
    assert_range(SAME_MONTH[form](first, last, mark), first, last)


@given(year=st.integers(1950, 2099), month=st.integers(1, 12), mark=MARKS)
def test_months_are_as_exact_as_they_are_written(year, month, mark):
    [single] = find_dates(f"{year}年{month}月")
    assert single.first == single.last == PartialDate(year, month)
    [period] = find_dates(f"{year}年{month}月{mark}{year + 1}年{month}月")
    assert (period.first, period.last) == (PartialDate(year, month), PartialDate(year + 1, month))


@given(day=DAYS)
def test_confused_signs_within_a_date_are_read_as_what_they_must_be(day):
    plain = FORMS["年月日, padded"](day)
    for right, wrong in (
        ("0", "O"),
        ("0", "〇"),
        ("1", "l"),
        ("1", "I"),
        ("日", "曰"),
        ("月", "目"),
    ):
        [mention] = find_dates(plain.replace(right, wrong))
        assert mention.first.iso() == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月31日", "2021年2月29日", "2021年13月1日", "2021年0月5日", "2021-13-05",
        "2021.2.30", "1949年10月1日", "2101年1月1日", "20211305", "July 32, 2021",
        "February 30, 2021",
        "3.5", "v2021.7.5.1", "4.8分", "139 0000 2021", "020-2021-0705", "CERT20210705",
        "2021-07-05-0012", "20210705号", "192.168.10.21", "2021010203040506", "07/05/2021",
        "3月龄", "第7-9日程", "一月", "5日", "May", "2021人",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize("text", ["2021年7月9日至5日", "2021.7.9-2021.7.5", "2021年7月9日至32日"])
def test_a_period_that_ends_before_it_begins_is_not_believed(text):
    assert not any(mention.is_range for mention in find_dates(text))


def test_a_missing_year_is_filled_in():
    [mention] = find_dates("7月5-9日")
    assert not mention.year_given
    resolved = resolve_year(mention, year=2021)
    assert (resolved.first.iso(), resolved.last.iso()) == ("2021-07-05", "2021-07-09")


def test_a_period_over_new_year_ends_in_the_next_year():
    [mention] = find_dates("12月28日至1月3日")
    resolved = resolve_year(mention, year=2021)
    assert (resolved.first.iso(), resolved.last.iso()) == ("2021-12-28", "2022-01-03")


def test_a_day_that_the_year_does_not_have_stays_open():
    [mention] = find_dates("2月29日")
    assert resolve_year(mention, year=2021) == mention
    assert resolve_year(mention, year=2020).first.iso() == "2020-02-29"


def test_a_stated_year_is_never_replaced():
    [mention] = find_dates("2021年7月5日")
    assert resolve_year(mention, year=1999) == mention


def test_one_of_two_zeros_may_be_lost_where_no_other_year_fits():
    [mention] = find_dates("二〇九年八月二十九日")
    assert (mention.first.iso(), mention.year_restored) == ("2009-08-29", True)
    assert not [one for one in find_dates("二〇二年八月二十九日") if one.year_given]


def test_a_year_that_lost_a_sign_says_so():
    [whole, restored] = find_dates("二〇二一年七月 二二一年七月")
    assert whole.first == restored.first == PartialDate(2021, 7)
    assert (whole.year_restored, restored.year_restored) == (False, True)
