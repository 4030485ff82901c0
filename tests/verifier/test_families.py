"""A class on one page: what is common, what stands out, in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.families import Member, Odd, gather


def member(claim: int, number: str, *, related: bool = False, **values: str) -> Member:
    shared = {"hours": "48", "start_date": "2021-07-05", "certificate_number": number} | values
    return Member(claim, {k: v for k, v in shared.items() if v}, related)


CLASS = [member(n, f"PX2021{n:04d}") for n in range(1, 41)]


def odd(members: list[Member]) -> dict[int, tuple[Odd, ...]]:
    return {one.member.claim: one.odd for one in gather(members).members if one.odd}


def test_forty_numbers_in_a_row_stand_out_for_nothing():
    assert odd(CLASS) == {}
    assert gather(CLASS).common == {"hours": "48", "start_date": "2021-07-05"}


@pytest.mark.parametrize(
    ("strange", "why"),
    [
        (member(99, "PX20217777"), (Odd.NUMBER_APART,)),
        (member(99, "QX20210041"), (Odd.NUMBER_APART,)),
        (member(99, "PX20210041", hours="88"), (Odd.OTHER_VALUE,)),
        (member(99, "PX20210007"), (Odd.NUMBER_TWICE,)),
        (member(99, "PX20210041", related=True), (Odd.RELATED,)),
        (replace(member(99, "PX20210041"), has_twin_seal=True), (Odd.SEAL_TWICE,)),
    ],
    ids=["far away", "another stem", "other hours", "used twice", "a copy", "one impression"],
)
def test_what_is_not_as_the_class_is_stands_first_with_why(strange, why):
    found = gather([*CLASS, strange])
    assert odd([*CLASS, strange])[99] == why
    assert found.members[0].member.claim in (99, 7)


def test_what_was_not_read_stands_out_for_nothing():
    assert 99 not in odd([*CLASS, Member(99, {})])
    assert 99 not in odd([*CLASS, member(99, "", hours="")])


def test_a_gap_of_a_few_numbers_is_no_oddity():
    assert odd([member(n, f"PX{n:04d}") for n in (1, 2, 9, 15, 16)]) == {}


def test_numbers_that_form_no_run_say_nothing():
    assert odd([member(n, f"X{n * 7919:06d}") for n in range(1, 12)]) == {}


def test_of_two_papers_neither_is_the_class():
    assert odd([member(1, "PX0001"), member(2, "PX0002", hours="88")]) == {}


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=4)), max_size=12))
def test_every_member_is_there_once_whatever_was_read(rows):
    members = [member(n, number, hours=hours) for n, (number, hours) in enumerate(rows)]
    found = gather(members)
    assert sorted(one.member.claim for one in found.members) == list(range(len(rows)))
