"""Texts made to be slow or to break: any text is read, in time linear in its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language import phrasebook
from extractor.language.dates import find_dates
from extractor.language.hours import choose_total, find_hours
from extractor.language.identifiers import find_identifiers
from extractor.language.numerals import find_numbers
from extractor.language.pipeline import matches

FINDERS = [find_numbers, find_dates, find_hours, find_identifiers]
PIECES = [
    *(
        "1",
        "一",
        "O",
        "l",
        "1,",
        "1.",
        "1-",
        "2021",
        "2021.",
        "2021-",
        "2021年",
        "二〇二一年",
        "7月5-",
    ),
    *(
        "July ",
        "5 ",
        "第",
        "第1",
        "编号",
        "编号:",
        "No.",
        "(1)",
        "〔2021〕",
        "字第",
        "*",
        "身份证",
        "中1",
    ),
    *(
        "共",
        "共1",
        "学时",
        "1学时",
        "第1学时",
        "学时:",
        "其中",
        "其中1学时",
        "每天",
        "每年不少于",
        "总",
        "公需",
        "时长",
    ),
    *("total of ", "at least ", "1 hours ", "1学分=", "半", "十", "forty ", "\n", " ", "\u200b"),
]
MAX_GROWTH = 32
"""A text eight times as long may take so many times as long: 8 is linear, 64 is quadratic."""
FLOOR = 0.02  # seconds; below it a quotient measures the machine


def seconds(find, text):
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES, ids=repr)
@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_a_long_text_takes_time_in_proportion(find, piece):
    short, long = (piece * (size // len(piece)) for size in (1000, 8000))
    find("共40学时")
    assert seconds(find, long) < MAX_GROWTH * max(seconds(find, short), FLOOR)


@given(st.text(max_size=120))
def test_any_text_is_read(text):
    for find in FINDERS:
        for mention in find(text):
            assert text[mention.start : mention.end] == mention.text
    choose_total(find_hours(text))
    for group in phrasebook.group_names():
        for match in matches(text, group):
            assert 0 <= match.start < match.end <= len(text)
