"""The last day for a supplement, as its return told it: both databases."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from alembic import command

from verifier.store import audit, claims, jobs, queue, review, submissions
from verifier.store.claims import Decided, State
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim, Upload

GUANGZHOU = "guangzhou-education-2021"
TOLD = date(2021, 12, 10)


def at(monkeypatch, *moment: int) -> None:
    """Let supplements come and decisions be made at a moment in UTC."""
    monkeypatch.setattr(claims, "now", lambda: datetime(*moment, tzinfo=UTC))


def read(database) -> None:
    with database.writing() as connection:
        for held in jobs.lease(connection, "w", 10):
            papers = tuple((paper, {"kind": "x"}, ()) for paper, _, _ in held.documents)
            assert jobs.complete(connection, held, jobs.Result(papers, "ready", 0, Decimal(40)))


def paper(n: int) -> Upload:
    return Upload(f"{n:064x}", 1000, f"{n}.jpg")


def waiting(database, people, n: int = 1) -> int:
    with database.writing() as connection:
        given = NewClaim(GUANGZHOU, people.school, holder_name="林晓芸")
        number = submissions.submit(connection, given, [paper(n)], pipeline="x", by=people.teacher)
    read(database)
    return number


def decide(database, number: int, by, outcome=Decided.RETURN, told: date | None = TOLD) -> int:
    with database.writing() as connection:
        found = claims.get(connection, number, by)
        return review.decide(
            connection, number, found.version, outcome, by=by, comment="x", supplement_by=told
        )


def supplied(database, people, number: int, n: int) -> None:
    with database.writing() as connection:
        submissions.resubmit(connection, number, [paper(n)], pipeline="x", by=people.teacher)
    read(database)


def seen(database, number: int, by) -> claims.Claim:
    with database.reading() as connection:
        return claims.get(connection, number, by)


def days(found: claims.Claim) -> tuple[date | None, date | None]:
    return found.supplement_by, found.supplemented_on


@pytest.mark.parametrize(
    ("moment", "came", "late"),
    [
        ((2021, 12, 10, 15, 59), TOLD, False),
        ((2021, 12, 10, 16, 0), date(2021, 12, 11), True),  # in Greenwich still the tenth
        ((2022, 3, 1, 0, 0), date(2022, 3, 1), True),
    ],
)
def test_a_supplement_is_taken_in_whenever_it_comes_with_both_days(
    database, people, monkeypatch, moment, came, late
):
    number = waiting(database, people)
    decide(database, number, people.unit_reviewer)
    assert days(seen(database, number, people.teacher)) == (TOLD, None)
    at(monkeypatch, *moment)
    supplied(database, people, number, 2)
    found = seen(database, number, people.unit_reviewer)
    assert (found.state, found.round, *days(found)) == (State.FIRST, 2, TOLD, came)
    assert found.is_late is late
    with database.reading() as connection:
        (made,) = claims.decisions(connection, number)
        rows = {row.action: json.loads(row.details) for row in audit.rows(connection)}
    assert made.supplement_by == TOLD
    assert rows["claim-return"]["supplement_by"] == "2021-12-10"
    assert rows["claim-resubmitted"]["supplement_by"] == "2021-12-10"


def test_a_return_that_tells_no_day_makes_nothing_late(database, people, monkeypatch):
    number = waiting(database, people)
    decide(database, number, people.unit_reviewer, told=None)
    at(monkeypatch, 2030, 1, 1)
    supplied(database, people, number, 2)
    found = seen(database, number, people.teacher)
    assert days(found) == (None, date(2030, 1, 1))
    assert not found.is_late
    with database.reading() as connection:
        rows = {row.action: json.loads(row.details) for row in audit.rows(connection)}
    assert "supplement_by" not in {*rows["claim-return"], *rows["claim-resubmitted"]}


def test_every_return_tells_its_own_day_and_undoing_one_brings_back_the_days_before(
    database, people, monkeypatch
):
    number = waiting(database, people)
    decide(database, number, people.unit_reviewer)
    at(monkeypatch, 2021, 12, 12)
    supplied(database, people, number, 2)
    before = days(seen(database, number, people.teacher))
    assert before == (TOLD, date(2021, 12, 12))
    made = decide(database, number, people.unit_reviewer, told=date(2021, 12, 20))
    assert days(seen(database, number, people.teacher)) == (date(2021, 12, 20), None)
    with database.writing() as connection:
        review.undo(connection, made, people.unit_reviewer)
    assert days(seen(database, number, people.teacher)) == before
    decide(database, number, people.unit_reviewer, told=None)
    assert days(seen(database, number, people.teacher)) == (None, None)
    with database.reading() as connection:
        told = [one.supplement_by for one in claims.decisions(connection, number)]
    assert told == [TOLD, date(2021, 12, 20), None]


@pytest.mark.parametrize("outcome", [Decided.CONFIRM, Decided.VOID])
def test_only_a_return_tells_a_day(database, people, outcome):
    number = waiting(database, people)
    decide(database, number, people.unit_reviewer, outcome)
    assert days(seen(database, number, people.teacher)) == (None, None)


def test_what_was_not_supplied_in_time_is_counted_and_listed(database, people, monkeypatch):
    late, other, came, untold = (waiting(database, people, n) for n in (1, 2, 3, 4))
    waiting(database, people, 5)
    decide(database, late, people.unit_reviewer)
    decide(database, other, people.unit_reviewer, told=date(2021, 12, 11))
    decide(database, came, people.unit_reviewer)
    decide(database, untold, people.unit_reviewer, told=None)
    at(monkeypatch, 2021, 12, 20)
    supplied(database, people, came, 6)
    for day, expected in (
        (TOLD, set()),
        (date(2021, 12, 11), {late}),
        (date(2021, 12, 12), {late, other}),
    ):
        for by in (people.unit_reviewer, people.authority, people.administrator):
            with database.reading() as connection:
                wanted = Filter(states=(State.RETURNED,), unsupplied=True)
                found = queue.page(connection, wanted, by, day)
                number = queue.unsupplied(connection, by, day)
                by_unit = queue.unsupplied_by_unit(connection, by, day)
            assert {one.id for one in found} == expected
            assert all(one.is_unsupplied(day) for one in found)
            assert number == len(expected)
            assert by_unit == ({(people.school, GUANGZHOU): number} if expected else {})
    with database.reading() as connection:
        assert queue.unsupplied(connection, people.stranger, date(2022, 1, 1)) == 0


def test_the_day_of_a_supplement_from_before_is_that_of_its_reading(database, people, monkeypatch):
    number, again = waiting(database, people, 1), waiting(database, people, 2)
    for one in (number, again):
        decide(database, one, people.unit_reviewer, told=None)
    at(monkeypatch, 2021, 12, 31, 16, 30)
    supplied(database, people, number, 3)
    supplied(database, people, again, 4)
    decide(database, again, people.unit_reviewer, told=None)
    command.downgrade(database._alembic(), "0011")
    database.migrate()
    assert days(seen(database, number, people.teacher)) == (None, date(2022, 1, 1))
    assert days(seen(database, again, people.teacher)) == (None, None)
