"""What a unit's claims have come to under one notice: by day, advice, class and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Table, case, func, select

from verifier.store.accounts import Account
from verifier.store.claims import State, tallied
from verifier.store.tables import NEVER, day_tally, reason_tally, tally
from verifier.store.tallies import Kind

_MOST = 8
"""Reasons that are told, the most frequent."""


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day: claims submitted, claims confirmed or made void for good."""

    day: date
    submitted: int
    settled: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The figures behind a unit's plots."""

    days: tuple[Day, ...]
    by_advice: Mapping[str, Mapping[State, int]]
    """Claims by what the program recommended and where they stand."""
    hours: Mapping[str, Decimal]
    """Confirmed hours by class of subject; empty where none was stated."""
    reasons: tuple[tuple[str, int], ...]
    """Why claims were returned or made void, the most frequent first."""


def picture_of(connection: Connection, unit: int, policy: str, by: Account) -> Picture:
    """Return the figures of a unit's claims under a notice, as far as the account sees them."""
    parts = (tally.c.state, tally.c.recommendation, tally.c.subject)
    rows = connection.execute(
        select(
            *parts, func.sum(tally.c.number).label("number"), func.sum(tally.c.hours).label("hours")
        )
        .where(*_mine(connection, unit, policy, by, tally))
        .group_by(*parts)
    )
    by_advice: dict[str, Counter[State]] = {}
    hours: dict[str, Decimal] = {}
    for row in rows:
        state = State(row.state)
        if row.recommendation:
            by_advice.setdefault(row.recommendation, Counter())[state] += int(row.number)
        if state is State.CONFIRMED:
            hours[row.subject] = hours.get(row.subject, Decimal(0)) + row.hours
    days = _days(connection, _mine(connection, unit, policy, by, day_tally))
    return Picture(
        days,
        by_advice,
        hours,
        _reasons(connection, _mine(connection, unit, policy, by, reason_tally)),
    )


def _mine(
    connection: Connection, unit: int, policy: str, by: Account, table: Table
) -> tuple[ColumnElement[bool], ...]:
    return (
        tallied(connection, by, table), table.c.unit_id == unit, table.c.policy == policy,
        table.c.number > 0,
    )  # fmt: skip


def _days(connection: Connection, mine: Sequence[ColumnElement[bool]]) -> tuple[Day, ...]:
    rows = connection.execute(
        select(day_tally.c.kind, day_tally.c.day, day_tally.c.number).where(
            *mine, day_tally.c.kind.in_((Kind.SUBMITTED, Kind.SETTLED))
        )
    )
    found = {(row.kind, row.day): row.number for row in rows}
    return tuple(
        Day(day, found.get((Kind.SUBMITTED, day), 0), found.get((Kind.SETTLED, day), 0))
        for day in sorted({day for _, day in found})
    )


def _reasons(
    connection: Connection, mine: Sequence[ColumnElement[bool]]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        select(reason_tally.c.reason, reason_tally.c.number)
        .where(*mine)
        .order_by(reason_tally.c.number.desc(), reason_tally.c.reason)
        .limit(_MOST)
    )
    return tuple((row.reason, row.number) for row in rows)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit's claims under one notice have come."""

    unit: int
    policy: str
    states: Mapping[State, int]
    hours: Decimal
    due_on: date | None
    overdue: int = 0

    @property
    def total(self) -> int:
        """All claims of the unit."""
        return sum(self.states.values())

    @property
    def decided(self) -> int:
        """Those that nobody has to look at any more."""
        return sum(self.states.get(state, 0) for state in (State.CONFIRMED, State.VOID))


def progress(
    connection: Connection, by: Account, day: date, unit: int | None = None
) -> tuple[Progress, ...]:
    """Return how far each unit of the account's scope (or one) has come, by unit and notice.

    `day` is the one before which a deadline is over.
    """
    found = connection.execute(
        select(
            tally.c.unit_id, tally.c.policy, tally.c.state,
            func.sum(tally.c.number).label("number"), func.sum(tally.c.hours).label("hours"),
        )
        .where(*_of(connection, by, tally, unit))
        .group_by(tally.c.unit_id, tally.c.policy, tally.c.state)
    )  # fmt: skip
    states: dict[tuple[int, str], dict[State, int]] = {}
    hours: dict[tuple[int, str], Decimal] = {}
    for row in found:
        key, state = (row.unit_id, row.policy), State(row.state)
        states.setdefault(key, {})[state] = int(row.number)
        if state is State.CONFIRMED:
            hours[key] = row.hours
    late = case((day_tally.c.day < day, day_tally.c.number), else_=0)
    waiting = connection.execute(
        select(
            day_tally.c.unit_id, day_tally.c.policy, func.min(day_tally.c.day).label("due"),
            func.sum(late).label("late"),
        )
        .where(*_of(connection, by, day_tally, unit), day_tally.c.kind == Kind.DUE)
        .group_by(day_tally.c.unit_id, day_tally.c.policy)
    )  # fmt: skip
    due = {(row.unit_id, row.policy): (row.due, int(row.late)) for row in waiting}
    return tuple(
        Progress(
            *key, states[key], hours.get(key, Decimal(0)),
            None if (last := due.get(key, (NEVER, 0)))[0] == NEVER else last[0], last[1],
        )
        for key in sorted(states)
    )  # fmt: skip


def _of(
    connection: Connection, by: Account, table: Table, unit: int | None
) -> tuple[ColumnElement[bool], ...]:
    here = () if unit is None else (table.c.unit_id == unit,)
    return (tallied(connection, by, table), table.c.number > 0, *here)
