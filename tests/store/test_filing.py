"""The day of the last confirmation, and the batches of a month: both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from alembic import command

from verifier.store import claims, filing, jobs, queue, review, submissions
from verifier.store.claims import Decided, State
from verifier.store.filing import Batch
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim, Upload

KAIFENG, GUANGZHOU = "kaifeng-hr-2021", "guangzhou-education-2021"


def at(monkeypatch, *moment: int) -> None:
    """Let decisions be made at a moment in UTC."""
    monkeypatch.setattr(claims, "now", lambda: datetime(*moment, tzinfo=UTC))


def waiting(database, people, n: int, policy: str = KAIFENG) -> int:
    upload = Upload(f"{n:064x}", 1000, f"{n}.jpg")
    with database.writing() as connection:
        number = submissions.submit(
            connection, NewClaim(policy, people.school, holder_name="林晓芸"), [upload],
            pipeline="x", by=people.teacher,
        )  # fmt: skip
        (held,) = jobs.lease(connection, "w", 1)
        papers = tuple((paper, {"kind": "x"}, ()) for paper, _, _ in held.documents)
        assert jobs.complete(connection, held, jobs.Result(papers, "ready", 0, Decimal(40)))
    return number


def decide(database, number: int, by, outcome=Decided.CONFIRM) -> int:
    with database.writing() as connection:
        found = claims.get(connection, number, by)
        return review.decide(
            connection, number, found.version, outcome, by=by, hours=Decimal("7.5"), comment="x"
        )


def confirmed(database, people, n: int, policy: str = KAIFENG) -> int:
    number = waiting(database, people, n, policy)
    decide(database, number, people.unit_reviewer)
    decide(database, number, people.authority)
    return number


def seen(database, number: int, by) -> claims.Claim:
    with database.reading() as connection:
        return claims.get(connection, number, by)


def batches(database, by, *policies: str) -> tuple[Batch, ...]:
    with database.reading() as connection:
        return filing.batches(connection, by, policies)


def test_the_day_is_that_of_the_last_confirmation_in_china(database, people, monkeypatch):
    number = waiting(database, people, 1)
    at(monkeypatch, 2021, 11, 29, 12)
    decide(database, number, people.unit_reviewer)
    assert seen(database, number, people.teacher).confirmed_on is None
    at(monkeypatch, 2021, 11, 30, 16)  # the first of December in China
    made = decide(database, number, people.authority)
    assert seen(database, number, people.teacher).confirmed_on == date(2021, 12, 1)
    with database.writing() as connection:
        review.undo(connection, made, people.authority)
    found = seen(database, number, people.teacher)
    assert (found.state, found.confirmed_on) == (State.SECOND, None)
    at(monkeypatch, 2022, 1, 3, 1)
    decide(database, number, people.authority)
    assert seen(database, number, people.teacher).confirmed_on == date(2022, 1, 3)


@pytest.mark.parametrize("outcome", [Decided.RETURN, Decided.VOID])
def test_what_is_not_confirmed_is_in_no_batch(database, people, outcome):
    number = waiting(database, people, 1)
    decide(database, number, people.unit_reviewer)
    decide(database, number, people.authority, outcome)
    assert seen(database, number, people.teacher).confirmed_on is None
    assert batches(database, people.administrator, KAIFENG) == ()


def test_a_batch_is_a_months_confirmations_under_one_notice_and_in_ones_scope(
    database, people, monkeypatch
):
    at(monkeypatch, 2024, 2, 29, 15, 59)  # one minute before March in China, of a leap year
    first = confirmed(database, people, 1)
    at(monkeypatch, 2024, 2, 3)
    second = confirmed(database, people, 2)
    at(monkeypatch, 2024, 2, 29, 16)
    third = confirmed(database, people, 3)
    confirmed(database, people, 4, GUANGZHOU)
    february = Batch(KAIFENG, date(2024, 2, 29), 2, Decimal(15))
    march = Batch(KAIFENG, date(2024, 3, 31), 1, Decimal("7.5"))
    for by in (people.administrator, people.authority, people.unit_reviewer, people.auditor):
        assert batches(database, by, KAIFENG) == (march, february)
    assert batches(database, people.stranger, KAIFENG) == ()
    assert batches(database, people.administrator) == ()
    assert february.month == "2024-02"
    for month, expected in (
        ((date(2024, 2, 1), february.day), {first, second}),
        ((date(2024, 3, 1), march.day), {third}),
        ((date(2024, 1, 1), date(2024, 1, 31)), set()),
    ):
        wanted = Filter(states=(State.CONFIRMED,), policies=(KAIFENG,), confirmed=month)
        with database.reading() as connection:
            found = queue.page(connection, wanted, people.administrator, march.day)
        assert {one.id for one in found} == expected


def test_what_was_confirmed_before_there_were_batches_is_found_by_its_decision(
    database, people, monkeypatch
):
    at(monkeypatch, 2021, 12, 31, 16)
    number, open_one = confirmed(database, people, 1), waiting(database, people, 2)
    decide(database, open_one, people.unit_reviewer)
    command.downgrade(database._alembic(), "0010")
    database.migrate()
    assert seen(database, number, people.teacher).confirmed_on == date(2022, 1, 1)
    assert seen(database, open_one, people.teacher).confirmed_on is None
