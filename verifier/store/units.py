"""What a unit's claims have come to under one notice: by day, advice, class and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, Connection, func, select, type_coerce

from verifier.store.accounts import Account
from verifier.store.claims import Decided, State, visible
from verifier.store.tables import claim, decision

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
