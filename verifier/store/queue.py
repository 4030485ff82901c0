"""The claims that wait, in the orders and with the filters of a review desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, func, literal, or_, select, tuple_, union_all

from verifier.errors import NotFound
from verifier.store import claims, wordings
from verifier.store.accounts import Account, Role
from verifier.store.claims import REVIEWED, Claim, State
from verifier.store.tables import NEVER, claim, day_tally, tally, together
from verifier.store.tallies import Kind


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; `after` is the key of the last claim seen."""

    states: tuple[State, ...] = ()
    policy: str | None = None
    recommendation: str | None = None
    unit: int | None = None
    text: str | None = None
    mine: bool = False
    overdue: bool = False
    unsupplied: bool = False
    """Only returned claims whose last day for a supplement, as told, is over."""
    at_desk: bool = False
    """Only what this account's office reviews, not what it merely may see."""
    teacher: int | None = None
    policies: tuple[str, ...] | None = None
    """Only claims under one of these notices; None narrows nothing."""
    confirmed: tuple[date, date] | None = None
    """Only what was confirmed from a day to another, both included."""
    order: str = "deadline"
    after: tuple[Any, ...] | None = None
    size: int = 50


_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "deadline": (claim.c.due_on, claim.c.doubts, claim.c.id),
    "clean": (claim.c.doubts, claim.c.due_on, claim.c.id),
    "doubtful": (-claim.c.doubts, claim.c.due_on, claim.c.id),
    "risk": (claim.c.calm, claim.c.due_on, claim.c.id),
    "certainty": (claim.c.unsure, claim.c.due_on, claim.c.id),
    "newest": (-claim.c.id,),
}
_MOST_ID = 2**53


def page(connection: Connection, wanted: Filter, by: Account, today: date) -> tuple[Claim, ...]:
    """Return a page of the claims that wait, in the order wanted."""
    # postponed claims are out of sight where only what waits is wanted
    hides = bool(wanted.states) and set(wanted.states) <= set(REVIEWED)
    few = None
    if wanted.text:
        few = wordings.claims_with(connection, wanted.text, claims.visible(connection, by))
    if few is not None:
        fits = together(_fitting(connection, wanted, by, today, hides=hides))
        rows = connection.execute(select(claim).where(claim.c.id.in_(few), fits))
        return _first(map(claims.claim_from, rows), wanted)
    if wanted.order == "newest":
        return _walk(connection, wanted, by, today, hides=hides)
    states = _standing(connection, wanted, by)
    if not states:
        return ()
    if len(states) == 1:
        return _walk(connection, replace(wanted, states=states), by, today, hides=hides)
    return _merged(connection, wanted, states, by, today, hides=hides)


def _merged(
    connection: Connection,
    wanted: Filter,
    states: Sequence[State],
    by: Account,
    today: date,
    *,
    hides: bool,
) -> tuple[Claim, ...]:
    """Return a page of several states: a walk along an index for each, instead of sorting all."""
    keys = [key.label(f"key_{n}") for n, key in enumerate(_keys(wanted))]
    walks = []
    for state in states:
        fits = _fitting(connection, replace(wanted, states=(state,)), by, today, hides=hides)
        walk = select(claim.c.id.label("number"), *keys).where(*fits)
        walks.append(select(walk.order_by(*_keys(wanted)).limit(wanted.size).subquery()))
    every = union_all(*walks).subquery()
    order = [every.c[key.name] for key in keys]
    numbers = connection.execute(select(every.c.number).order_by(*order).limit(wanted.size))
    rows = connection.execute(select(claim).where(claim.c.id.in_(numbers.scalars().all())))
    return _first(map(claims.claim_from, rows), wanted)


def _standing(connection: Connection, wanted: Filter, by: Account) -> tuple[State, ...]:
    """Return the states wanted, without those in which nothing can fit by what is counted."""
    states = wanted.states or tuple(state for state in State if state is not State.PRECHECK)
    if by.role is Role.TEACHER:
        return states  # is told no figures
    asked = select(tally.c.state).where(
        claims.tallied(connection, by, tally), tally.c.state.in_(states), tally.c.number > 0
    )
    if wanted.policy:
        asked = asked.where(tally.c.policy == wanted.policy)
    if wanted.recommendation:
        asked = asked.where(tally.c.recommendation == wanted.recommendation)
    counted = set(connection.execute(asked.distinct()).scalars())
    return tuple(state for state in states if state in counted)


def _first(found: Iterable[Claim], wanted: Filter) -> tuple[Claim, ...]:
    return tuple(sorted(found, key=lambda one: key_of(one, wanted.order))[: wanted.size])


def _walk(
    connection: Connection, wanted: Filter, by: Account, today: date, *, hides: bool
) -> tuple[Claim, ...]:
    """Return a page in one statement; `hides` leaves out what is postponed."""
    fits = _fitting(connection, wanted, by, today, hides=hides)
    statement = select(claim).where(*fits).order_by(*_keys(wanted)).limit(wanted.size)
    return tuple(claims.claim_from(row) for row in connection.execute(statement))


def _fitting(
    connection: Connection, wanted: Filter, by: Account, today: date, *, hides: bool
) -> list[Any]:
    """Return the conditions under which a claim is on a page."""
    conditions = [claims.visible(connection, by), *_conditions(connection, wanted, by, today)]
    if hides:
        conditions.append(or_(claim.c.postponed_until.is_(None), claim.c.postponed_until <= today))
    if wanted.at_desk:
        conditions.append(_at_desk(connection, by))
    keys = _keys(wanted)
    if wanted.after is not None and len(wanted.after) == len(keys):
        conditions.append(_beyond(keys, wanted.after))
    return conditions


def _keys(wanted: Filter) -> tuple[Any, ...]:
    return _ORDERS.get(wanted.order, _ORDERS["deadline"])


def key_of(found: Claim, order: str) -> tuple[Any, ...]:
    """Return the key from which the next page begins behind a claim."""
    due = (found.due_on or NEVER).isoformat()
    return {
        "deadline": (due, found.doubts, found.id),
        "clean": (found.doubts, due, found.id),
        "doubtful": (-found.doubts, due, found.id),
        "risk": (found.calm, due, found.id),
        "certainty": (found.unsure, due, found.id),
        "newest": (-found.id,),
    }.get(order, (due, found.doubts, found.id))


def counts(connection: Connection, by: Account) -> Mapping[State, int]:
    """Return how many claims of the account's scope are in each state."""
    rows = connection.execute(
        select(tally.c.state, func.sum(tally.c.number).label("number"))
        .where(claims.tallied(connection, by, tally))
        .group_by(tally.c.state)
    )
    found = {row.state: int(row.number) for row in rows}
    return {state: found[state] for state in State if found.get(state)}


def overdue(connection: Connection, by: Account, day: date) -> int:
    """Return how many claims wait whose last day is over."""
    return sum(_before(connection, by, Kind.DUE, day).values())


def unsupplied(connection: Connection, by: Account, day: date) -> int:
    """Return how many returned claims' last day for a supplement is over."""
    return sum(unsupplied_by_unit(connection, by, day).values())


def unsupplied_by_unit(
    connection: Connection, by: Account, day: date
) -> Mapping[tuple[int, str], int]:
    """Return the same by unit and notice."""
    return _before(connection, by, Kind.SUPPLEMENT, day)


def _before(
    connection: Connection, by: Account, kind: Kind, day: date
) -> Mapping[tuple[int, str], int]:
    """Return how many claims are counted before a day, by unit and notice."""
    rows = connection.execute(
        select(
            day_tally.c.unit_id, day_tally.c.policy, func.sum(day_tally.c.number).label("number")
        )
        .where(
            claims.tallied(connection, by, day_tally),
            day_tally.c.kind == kind, day_tally.c.day < day, day_tally.c.number > 0,
        )
        .group_by(day_tally.c.unit_id, day_tally.c.policy)
    )  # fmt: skip
    return {(row.unit_id, row.policy): int(row.number) for row in rows}


def _unsupplied(day: date) -> list[Any]:
    """Return the conditions that a small index serves: it holds what was told and is open."""
    return [
        claim.c.supplement_by < day,
        claim.c.supplement_by.is_not(None),
        claim.c.supplemented_on.is_(None),
        claim.c.state == State.RETURNED,
    ]


def _beyond(keys: Sequence[Any], after: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return the condition that a row comes behind a key: one comparison that an index serves.

    Raises:
        NotFound: the key is none of this order.
    """
    try:
        values = [_key_part(key, value) for key, value in zip(keys, after, strict=True)]
    except ValueError as error:
        raise NotFound("没有这一页。 There is no such page.") from error
    if len(keys) == 1:
        return keys[0] > values[0]
    bound = [literal(value, key.type) for key, value in zip(keys, values, strict=True)]
    return tuple_(*keys) > tuple_(*bound)


def _key_part(key: Any, value: object) -> date | int:  # noqa: ANN401
    if isinstance(key.type, Date):
        return date.fromisoformat(str(value))
    if not isinstance(value, int) or abs(value) > _MOST_ID:
        raise ValueError(value)
    return value


def _conditions(connection: Connection, wanted: Filter, by: Account, today: date) -> list[Any]:
    conditions: list[Any] = []
    if wanted.states:
        conditions.append(claim.c.state.in_(wanted.states))
    if wanted.policy:
        conditions.append(claim.c.policy == wanted.policy)
    if wanted.recommendation:
        conditions.append(claim.c.recommendation == wanted.recommendation)
    if wanted.unit is not None:
        conditions.append(claim.c.unit_id == wanted.unit)
    if wanted.teacher is not None:
        conditions.append(claim.c.teacher_id == wanted.teacher)
    if wanted.policies is not None:
        conditions.append(claim.c.policy.in_(wanted.policies))
    conditions += _days(wanted, today)
    if wanted.mine:
        conditions.append(claim.c.taken_by == by.id)
    if wanted.text:
        conditions.append(wordings.condition(connection, wanted.text))
    return conditions


def _days(wanted: Filter, today: date) -> list[Any]:
    conditions: list[Any] = []
    if wanted.confirmed is not None:
        conditions.append(claim.c.confirmed_on.between(*wanted.confirmed))
    if wanted.overdue:
        conditions += [claim.c.state.in_(REVIEWED), claim.c.due_on < today]
    if wanted.unsupplied:
        conditions += _unsupplied(today)
    return conditions


def _at_desk(connection: Connection, by: Account) -> Any:  # noqa: ANN401
    places = claims.scope_of(connection, by)
    return or_(claim.c.desk_id.is_(None), claim.c.desk_id.in_(places))
