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
    counted = connection.execute(
        select(claim.c.recommendation, claim.c.state, func.count().label("number"))
        .where(*mine, claim.c.recommendation.is_not(None))
        .group_by(claim.c.recommendation, claim.c.state)
    )
    by_advice: dict[str, dict[State, int]] = {}
    for row in counted:
        by_advice.setdefault(row.recommendation, {})[State(row.state)] = row.number
    hours = connection.execute(
        select(claim.c.subject, func.sum(claim.c.awarded).label("hours"))
        .where(*mine, claim.c.state == State.CONFIRMED)
        .group_by(claim.c.subject)
    )
    return Picture(
        _days(connection, mine),
        by_advice,
        {row.subject or "": Decimal(str(row.hours or 0)) for row in hours},
        _reasons(connection, mine),
    )


def _days(connection: Connection, mine: Sequence[ColumnElement[bool]]) -> tuple[Day, ...]:
    submitted, settled = _day_of(claim.c.submitted_at), _day_of(decision.c.created_at)
    come = connection.execute(
        select(submitted.label("day"), func.count().label("number")).where(*mine).group_by("day")
    )
    gone = connection.execute(
        select(settled.label("day"), func.count().label("number"))
        .join(claim, claim.c.id == decision.c.claim_id)
        .where(
            *mine,
            decision.c.undone_at.is_(None),
            decision.c.reached.in_((State.CONFIRMED, State.VOID)),
        )
        .group_by("day")
    )
    counts = {row.day: row.number for row in come}
    done = {row.day: row.number for row in gone}
    return tuple(
        Day(_EPOCH + timedelta(days=int(day)), counts.get(day, 0), done.get(day, 0))
        for day in sorted({*counts, *done})
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
