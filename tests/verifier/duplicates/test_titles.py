"""Whether two documents name one activity: titles that are shown, misread, cut or of a work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from extractor.document import Box, Extraction, Field, Kind, Line, Page, Place, Source, Word
from verifier.duplicates.fields import compare_fields
from verifier.duplicates.titles import compare_titles, is_misreading
from verifier.relations import Match

BOX = Box(0.1, 0.1, 0.9, 0.2)


def document(
    title: str | None = None,
    *lines: str,
    kind: str = "training_certificate",
    confidence: float = 0.95,
    **values: str,
) -> Extraction:
    """Return a document of some lines with a title and other fields."""
    given = ({"activity_title": title} if title else {}) | values
    fields = tuple(
        Field(name, value, confidence, Place(1, BOX), value, "drawn")
        for name, value in given.items()
    )
    page = Page(1, 1000, 1400, tuple(_line(text) for text in (*given.values(), *lines)))
    return Extraction(
        Source("x.png", "0" * 64, "image/png", 1), Kind(kind, 0.9), "zh", (page,), fields
    )


def _line(text: str) -> Line:
    return Line(text, BOX, 0.95, (Word(text, BOX, 0.95),))


def title(a: Extraction, b: Extraction) -> Match:
    """Return how two documents' titles compare, which is the same from either side."""
    one, other = a.first("activity_title"), b.first("activity_title")
    found = compare_titles(a, b, one, other)[0]
    assert compare_titles(b, a, other, one)[0] is found
    return found


FORUM = "岭东省第三届历史课堂教学改革论坛"


def test_a_title_that_the_other_paper_shows_is_the_same_however_its_own_was_cut():
    assert title(document(FORUM), document(f"{FORUM}上作大会交流")) is Match.SAME
    assert title(document(FORUM), document(None, f"本文为{FORUM}交流论文")) is Match.SAME
    split = document(None, "本文为岭东省第三届历史", "课堂教学改革论坛交流论文")
    assert title(document(FORUM), split) is Match.SAME


def test_a_paper_of_a_work_is_told_by_what_it_shows_and_never_by_the_works_title():
    work = document("核心素养视域下历史课堂提问的优化路径", f"{FORUM}论文集", kind="paper")
    assert title(document(FORUM), work) is Match.SAME
    alone = document("核心素养视域下历史课堂提问的优化路径", kind="paper")
    assert title(document(FORUM), alone) is Match.UNKNOWN
    assert title(document(FORUM), replace(alone, kind=Kind("award", 0.9))) is Match.DIFFERENT


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("岭东省第三届历史课堂敎学改革论坛", Match.UNKNOWN),
        ("岭东省第三届历史堂教学改革论坛", Match.ALIKE),
        ("岭东省第三届物理课堂教学改革论坛", Match.UNKNOWN),
        ("岭东省第四届历史课堂教学改革论坛", Match.DIFFERENT),
        ("川海省小学校长任职资格培训班", Match.DIFFERENT),
    ],
    ids=["one other character", "one lost", "another word", "the next edition", "another title"],
)
def test_titles_that_were_read_surely(other, expected):
    assert title(document(FORUM), document(other)) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("岭东省第三届历史课堂敎学改革论坛", Match.ALIKE),
        ("岭东省第三届物理课堂教学改革论坛", Match.UNKNOWN),
        ("岭东省第四届历史课堂教学改革论坛", Match.UNKNOWN),
    ],
    ids=["one other character", "another word", "the next edition"],
)
def test_titles_that_were_read_unsurely(other, expected):
    assert title(document(FORUM), document(other, confidence=0.7)) is expected


def test_a_title_cut_out_of_another_terms_is_not_that_terms():
    course = "小学数学骨干教师培训班"
    assert title(document(course), document(f"2021年{course}（第二期）")) is not Match.SAME


def test_places_with_one_equal_character_between_them_are_one_word():
    assert not is_misreading("小学语文教学研讨会", "小学英语教学研讨会", sure=False)


DAYS = {"start_date": "2021-07-05", "end_date": "2021-07-07"}


def days(a: Extraction, b: Extraction) -> Mapping[str, Match]:
    return {one.name: one.match for one in compare_fields(a, b) if one.name in DAYS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议于2021年7月5日至7日在云泽市举行", Match.SAME),
        ("会议于2021年7月5日至8日在云泽市举行", Match.UNKNOWN),
        ("2021年7月5日报到，2021年7月7日返程", Match.UNKNOWN),
    ],
)
def test_days_that_are_no_field_are_the_same_where_the_text_states_the_whole_period(text, expected):
    given, silent = document(FORUM, **DAYS), document(None, text)
    assert set(days(given, silent).values()) == {expected}
    assert days(silent, given) == days(given, silent)


def test_days_that_were_misread_unsurely_are_the_same_where_the_text_states_them():
    misread = document(
        FORUM, "2021年7月5日至7日", confidence=0.6, start_date="2021-07-06", end_date="2021-07-07"
    )
    assert days(document(FORUM, **DAYS), misread)["start_date"] is Match.SAME
