"""What a unit's claims have come to under one notice: by day, advice, class and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, Connection, case, func, select, type_coerce

from verifier.store.accounts import Account
from verifier.store.claims import REVIEWED, Decided, State, visible
from verifier.store.tables import NEVER, claim, decision

_CHINA, _A_DAY = 8 * 3600 * 1000, 24 * 3600 * 1000
"""In milliseconds, as moments are kept."""
_EPOCH = date(1970, 1, 1)
_MOST = 2000
"""Returns and voids whose reasons are counted, the newest first."""


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
    mine = (visible(connection, by), claim.c.unit_id == unit, claim.c.policy == policy)
    parts = (claim.c.state, claim.c.recommendation, claim.c.subject)  # in the order of an index
    rows = connection.execute(
        select(*parts, func.count().label("number"), func.sum(claim.c.awarded).label("hours"))
        .where(*mine)
        .group_by(*parts)
    )
    by_advice: dict[str, Counter[State]] = {}
    hours: dict[str, Decimal] = {}
    for row in rows:
        state = State(row.state)
        if row.recommendation is not None:
            by_advice.setdefault(row.recommendation, Counter())[state] += row.number
        if state is State.CONFIRMED:
            name = row.subject or ""
            hours[name] = hours.get(name, Decimal(0)) + Decimal(str(row.hours or 0))
    return Picture(_days(connection, mine), by_advice, hours, _reasons(connection, mine))


def _days(connection: Connection, mine: Sequence[ColumnElement[bool]]) -> tuple[Day, ...]:
    submitted = connection.execute(
        select(_day_of(claim.c.submitted_at).label("day"), func.count().label("number"))
        .where(*mine)
        .group_by("day")
    )
    come = {row.day: row.number for row in submitted}
    day = _day_of(decision.c.created_at)
    gone = connection.execute(
        select(day.label("day"), func.count().label("number"))
        .join(claim, claim.c.id == decision.c.claim_id)
        .where(
            *mine,
            decision.c.undone_at.is_(None),
            decision.c.reached.in_((State.CONFIRMED, State.VOID)),
        )
        .group_by("day")
    )
    done = {row.day: row.number for row in gone}
    return tuple(
        Day(_EPOCH + timedelta(days=int(one)), come.get(one, 0), done.get(one, 0))
        for one in sorted({*come, *done})
    )


def _reasons(
    connection: Connection, mine: Sequence[ColumnElement[bool]]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        select(decision.c.reasons)
        .join(claim, claim.c.id == decision.c.claim_id)
        .where(
            *mine,
            decision.c.undone_at.is_(None),
            decision.c.outcome.in_((Decided.RETURN, Decided.VOID)),
        )
        .order_by(decision.c.id.desc())
        .limit(_MOST)
    )
    return tuple(Counter(reason for row in rows for reason in row.reasons).most_common(8))


def _day_of(moment: ColumnElement[datetime]) -> ColumnElement[int]:
    """Return the day in China of a moment, counted from 1970."""
    return (type_coerce(moment, BigInteger) + _CHINA) // _A_DAY


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
    of = claim.c.unit_id.is_not(None) if unit is None else claim.c.unit_id == unit
    is_late = case((claim.c.due_on < day, 1), else_=0)
    found = connection.execute(
        select(
            claim.c.unit_id, claim.c.policy, claim.c.state, func.count().label("number"),
            func.sum(claim.c.awarded).label("hours"), func.min(claim.c.due_on).label("due"),
            func.sum(is_late).label("late"),
        )
        .where(visible(connection, by), of)
        .group_by(claim.c.unit_id, claim.c.policy, claim.c.state)
    )  # fmt: skip
    states: dict[tuple[int, str], dict[State, int]] = {}
    hours: dict[tuple[int, str], Decimal] = {}
    due: dict[tuple[int, str], date] = {}
    late: dict[tuple[int, str], int] = {}
    for row in found:
        key, state = (row.unit_id, row.policy), State(row.state)
        states.setdefault(key, {})[state] = row.number
        if state is State.CONFIRMED:
            hours[key] = Decimal(str(row.hours or 0))
        if state in REVIEWED:
            due[key] = min(due.get(key, NEVER), row.due)
            late[key] = late.get(key, 0) + row.late
    return tuple(
        Progress(
            *key, states[key], hours.get(key, Decimal(0)),
            None if due.get(key, NEVER) == NEVER else due[key], late.get(key, 0),
        )
        for key in sorted(states)
    )  # fmt: skip
