"""Tallies: whatever is done, and by however many at once, they equal a recount of the rows."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from alembic import command
from sqlalchemy import select

from verifier.errors import Conflict, NotAllowed, NotFound
from verifier.keys import COURSE
from verifier.relations import CONCERNS
from verifier.store import claims, jobs, prechecks, queue, review, submissions, units
from verifier.store.accounts import Role, add_account, add_route, get_account
from verifier.store.claims import REVIEWED, Decided, State
from verifier.store.relations import Compared, Found
from verifier.store.review import Onward
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import (
    claim,
    day_tally,
    decision,
    evidence,
    evidence_key,
    reason_tally,
    tally,
    training_tally,
)
from verifier.store.tallies import Kind

POLICIES = ("guangzhou-education-2021", "kaifeng-hr-2021")
REASONS = ("a 一", "b 二", "丙")
REFUSED = (Conflict, NotAllowed, NotFound)
BEGUN = datetime(2021, 12, 30, 12, tzinfo=UTC)


def told(connection) -> tuple[dict, ...]:
    """Return what the tallies say; a row that came back to nothing is not there."""
    found = []
    for table in (tally, day_tally, reason_tally, training_tally):
        keys = [one.name for one in table.primary_key]
        figures = [one for one in ("number", "hours", "clean") if one in table.c]
        rows = connection.execute(select(table)).mappings()
        found.append({
            tuple(row[key] for key in keys): tuple(row[name] for name in figures)
            for row in rows
        })  # fmt: skip
    return tuple(found)


def counted(connection) -> tuple[dict, ...]:
    """Count the rows one by one, as the tables' own words have it."""
    standing, days, reasons = Counter(), Counter(), Counter()
    hours, day_hours = Counter(), Counter()
    found = {row.id: row for row in connection.execute(select(claim)) if row.unit_id is not None}
    for row in found.values():
        place, desk, awarded = (row.unit_id, row.policy), row.desk_id or 0, row.awarded or 0
        key = (*place, desk, row.state, row.recommendation or "", row.subject or "")
        standing[key] += 1
        hours[key] += awarded
        days[*place, 0, "submitted", claims.day_of(row.submitted_at)] += 1
        if row.state in REVIEWED:
            days[*place, desk, "due", row.due_on] += 1
        if row.state == State.RETURNED and row.supplement_by:
            days[*place, desk, "supplement", row.supplement_by] += 1
        if row.state == State.CONFIRMED:
            days[*place, desk, "confirmed", row.confirmed_on] += 1
            day_hours[*place, desk, "confirmed", row.confirmed_on] += awarded
    for row in connection.execute(select(decision).where(decision.c.undone_at.is_(None))):
        place = (found[row.claim_id].unit_id, found[row.claim_id].policy)
        if row.reached in (State.CONFIRMED, State.VOID):
            days[*place, 0, "settled", claims.day_of(row.created_at)] += 1
        if row.outcome != Decided.CONFIRM:
            reasons.update((*place, reason) for reason in row.reasons)
    words = connection.execute(
        select(evidence.c.claim_id, evidence_key.c.digest)
        .join(evidence_key, evidence_key.c.evidence_id == evidence.c.id)
        .where(evidence_key.c.kind == COURSE)
    )
    classes, clean = Counter(), Counter()
    for number, digest in {tuple(row) for row in words}:
        if (row := found.get(number)) is not None and row.state in REVIEWED:
            key = (row.unit_id, row.state, digest, row.desk_id or 0, row.due_on)
            classes[key] += 1
            clean[key] += row.doubts == 0 and row.recommendation == "ready"
    return (
        {key: (number, hours[key]) for key, number in standing.items()},
        {key: (number, day_hours[key]) for key, number in days.items()},
        {key: (number,) for key, number in reasons.items()},
        {key: (number, clean[key]) for key, number in classes.items()},
    )


class Office:
    """Somebody who does whatever comes to their mind to the claims of two schools."""

    def __init__(self, database, people, seed: int, monkeypatch) -> None:
        self.database, self.people, self.dice = database, people, Random(seed)
        self.today = BEGUN
        monkeypatch.setattr(claims, "now", lambda: self.today)
        with database.writing() as connection:
            add_route(connection, people.district, "hr", people.elsewhere)
            made = add_account(
                connection, f"hr{seed}", "hr", "correct horse", Role.AUTHORITY_REVIEWER,
                people.elsewhere,
            )  # fmt: skip
            self.hr = get_account(connection, made)
        self.undoable: list[tuple[int, object]] = []

    def act(self) -> str:
        doings = (self.submit, self.read, *[self.decide] * 5, self.undo,
                  self.supply, self.state, self.pre_check, self.give_up)  # fmt: skip
        doing = self.dice.choice(doings)
        self.today += timedelta(hours=self.dice.randint(0, 9))
        with suppress(*REFUSED), self.database.writing() as connection:
            doing(connection)
        return doing.__name__

    def paper(self) -> Upload:
        return Upload(f"{self.dice.getrandbits(250):064x}", 10, "a.jpg")

    def given(self) -> NewClaim:
        subject = self.dice.choice([None, "public", "professional"])
        due = self.dice.choice([None, date(2021, 12, 30), date(2022, 1, 2)])
        return NewClaim(self.dice.choice(POLICIES), self.people.school, subject=subject, due_on=due)

    def submit(self, connection) -> None:
        submissions.submit(
            connection, self.given(), [self.paper()], pipeline="x", by=self.people.teacher,
            at=self.today,
        )  # fmt: skip

    def pre_check(self, connection) -> None:
        token = prechecks.start(connection, self.given(), [self.paper()], pipeline="x")
        if self.dice.random() < 0.7:
            prechecks.adopt(connection, token, self.people.teacher, pipeline="x",
                            stated={"subject": self.dice.choice([None, "public"])})  # fmt: skip

    def read(self, connection) -> None:
        for held in jobs.lease(connection, "w", 3):
            if held.pipeline == jobs.RELATE:
                assert jobs.complete_relations(connection, held, self.related(connection, held))
                continue
            read = tuple((paper, self.report(), ()) for paper, _, _ in held.documents)
            advice = self.dice.choice(["ready", "review", "return", "void"])
            assert jobs.complete(connection, held, jobs.Result(read, advice, 0, Decimal(4)))

    def report(self) -> dict:
        """Return a report that names one of three trainings, or none."""
        title = self.dice.choice([None, "研修一", "研修二", "研修三"])
        named = {"activity_title": title, "start_date": "2021-03-01"} if title else {}
        return {"fields": {name: {"value": value, "confidence": 0.99}
                           for name, value in named.items()}}  # fmt: skip

    def related(self, connection, held) -> Compared:
        """Return a relation to an older document, if there is one: the claim is doubted."""
        paper = held.documents[0][0]
        older = select(evidence.c.id).where(evidence.c.id < paper).limit(1)
        others = connection.execute(older).scalars()
        found = (Found(paper, other, min(CONCERNS), {}, None) for other in others)
        return Compared(tuple(found))

    def give_up(self, connection) -> None:
        for held in jobs.lease(connection, "w", 1):
            assert jobs.fail(connection, held, "broken")

    def some(self, connection, *states: State) -> int:
        rows = connection.execute(
            select(claim.c.id).where(claim.c.state.in_(states)).order_by(claim.c.id)
        )
        numbers = list(rows.scalars())
        if not numbers:
            raise NotFound("none")
        return self.dice.choice(numbers)

    def decide(self, connection) -> None:
        number = self.some(connection, *REVIEWED)
        by = self.dice.choice([self.people.unit_reviewer, self.people.authority, self.hr])
        found = claims.get(connection, number, by)
        onward = None
        if found.state is State.FIRST and self.dice.random() < 0.7:
            onward = Onward(State.SECOND, self.people.elsewhere, date(2022, 1, 9))
        made = review.decide(
            connection, number, found.version, self.dice.choice([Decided.CONFIRM, *Decided]),
            by=by, hours=self.dice.choice([None, Decimal("7.5"), Decimal("0.1"), Decimal(40)]),
            reasons=self.dice.choices(REASONS, k=self.dice.randint(1, 3)), onward=onward,
            supplement_by=self.dice.choice([None, date(2021, 12, 31), date(2022, 1, 5)]),
        )  # fmt: skip
        self.undoable.append((made, by))

    def undo(self, connection) -> None:
        made, by = self.dice.choice(self.undoable or [(0, self.people.authority)])
        review.undo(connection, made, by)

    def supply(self, connection) -> None:
        number = self.some(connection, State.RETURNED)
        submissions.resubmit(
            connection, number, [self.paper()], pipeline="x", by=self.people.teacher
        )

    def state(self, connection) -> None:
        number = self.some(connection, State.FIRST)
        version = claims.get(connection, number, self.people.unit_reviewer).version
        review.state_facts(connection, number, version,
                           {"subject": self.dice.choice(["public", "elective"])},
                           self.people.unit_reviewer)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_tallies_equal_a_recount(database, people, monkeypatch, seed):
    office, done = Office(database, people, seed, monkeypatch), []
    kinds, desks, states = set(), set(), set()
    for _ in range(200):
        done.append(office.act())
        with database.reading() as connection:
            now = (kept, days, reasons, classes) = told(connection)
            assert now == counted(connection), done
        kinds |= {key[3] for key in days}
        desks |= {key[2] for key in kept}
        states |= {key[3] for key in kept}
    # the walk has come by every sort of figure
    assert (kinds, desks) == ({str(one) for one in Kind}, {0, people.elsewhere})
    assert {State.CONFIRMED, State.VOID, State.RETURNED, *REVIEWED[:2]} <= states
    assert reasons
    assert max(classes.values())[0] > 1
    command.downgrade(database._alembic(), "0012")
    database.migrate()  # what the migration counts is the same again
    with database.reading() as connection:
        assert told(connection) == now


def test_many_at_once_lose_no_count(database, people):
    def submit(n: int) -> int:
        with database.writing() as connection:
            given = NewClaim(POLICIES[n % 2], people.school)
            upload = Upload(f"{n:064x}", 10, "a.jpg")
            return submissions.submit(connection, given, [upload], pipeline="x", by=people.teacher)

    def read(_: int) -> None:
        with database.writing() as connection:
            for held in jobs.lease(connection, "w", 2):
                papers = tuple((paper, {"kind": "x"}, ()) for paper, _, _ in held.documents)
                jobs.complete(connection, held, jobs.Result(papers, "ready", 0, Decimal(4)))

    def decide(number: int) -> None:
        for by, outcome in (
            (people.unit_reviewer, Decided.CONFIRM),
            (people.authority, Decided.VOID),
        ):
            with suppress(*REFUSED), database.writing() as connection:
                found = claims.get(connection, number, by)
                review.decide(connection, number, found.version, outcome, by=by, reasons=["a 一"])

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(submit, range(30)))
        list(pool.map(read, range(60)))
        list(pool.map(decide, [*numbers, *numbers]))
        with database.reading() as connection:
            assert told(connection) == counted(connection)
    with database.reading() as connection:
        assert queue.counts(connection, people.unit_reviewer) == {State.VOID: 30}
        (first, second) = units.progress(connection, people.authority, date(2022, 1, 1))
    assert (first.decided, second.decided) == (15, 15)


def test_a_change_that_fails_counts_nothing(database, people):
    with database.writing() as connection:
        number = submissions.submit(
            connection, NewClaim(POLICIES[0], people.school), [Upload("0" * 64, 1, "a")],
            pipeline="x", by=people.teacher,
        )  # fmt: skip
        old = claims.get(connection, number, people.teacher)
        claims.change(connection, old, state=State.FIRST)
    for given in (old, replace(old, version=99)):
        with pytest.raises(Conflict), database.writing() as connection:
            claims.change(connection, given, state=State.CONFIRMED)
    with database.reading() as connection:
        assert told(connection) == counted(connection)


def test_an_office_is_told_what_lies_at_its_desk_and_teachers_nothing(
    database, people, monkeypatch
):
    office = Office(database, people, 0, monkeypatch)
    with database.writing() as connection:
        office.submit(connection)
        office.read(connection)
        number = office.some(connection, State.FIRST)
        version = claims.get(connection, number, people.unit_reviewer).version
        onward = Onward(State.SECOND, people.elsewhere, date(2022, 1, 9))
        review.decide(connection, number, version, Decided.CONFIRM, by=people.unit_reviewer,
                      hours=Decimal(4), onward=onward)  # fmt: skip
    with database.reading() as connection:
        for by in (office.hr, people.authority, people.administrator, people.auditor):
            (one,) = units.progress(connection, by, date(2022, 1, 10))
            assert (one.unit, one.total, one.overdue) == (people.school, 1, 1)
            assert one.due_on == date(2022, 1, 9)
            assert queue.overdue(connection, by, date(2022, 1, 10)) == 1
            assert queue.overdue(connection, by, date(2022, 1, 9)) == 0
        for by in (people.teacher, people.stranger):
            assert units.progress(connection, by, date(2022, 1, 10)) == ()
            assert queue.counts(connection, by) == {}
