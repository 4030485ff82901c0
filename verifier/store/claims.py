"""What a claim is, who may see it, and how it is changed.

Every change is one transaction with its row of the audit trail. A change that rests on an
older version than the present one is refused, so that nobody overwrites what they have
not seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Table, false, or_, select, true, update

from verifier.errors import Conflict, NotFound
from verifier.store import audit, tallies, wordings
from verifier.store.accounts import Account, Role, is_office, scope
from verifier.store.states import REVIEWED, Decided, State, day_of
from verifier.store.tables import NEVER, claim, decision

__all__ = ("REVIEWED", "Decided", "State", "day_of")


STAGES: Mapping[Role, tuple[State, ...]] = {
    Role.UNIT_REVIEWER: (State.FIRST,),
    Role.AUTHORITY_REVIEWER: (State.SECOND, State.RECHECK),
}
"""Which stages a role reviews."""
AFTER = {
    State.FIRST: State.SECOND, State.SECOND: State.CONFIRMED, State.RECHECK: State.CONFIRMED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the review desk sees it."""

    id: int
    policy: str
    state: State
    round: int
    unit: int | None
    teacher: int | None
    holder_name: str | None
    holder_id: str | None
    subject: str | None
    title: str | None
    hours: Decimal | None
    facts: Mapping[str, Any]
    recommendation: str | None
    doubts: int
    credit: Decimal | None
    awarded: Decimal | None
    submitted_at: datetime
    due_on: date | None
    postponed_until: date | None
    taken_by: int | None
    version: int
    desk: int | None = None
    calm: int = 0
    unsure: int = 0
    receipt: Mapping[str, Any] | None = None
    confirmed_on: date | None = None
    """The day in China of the confirmation after which nobody has to look any more."""
    supplement_by: date | None = None
    """The last day for a supplement, as the last return told it; None where it told none."""
    supplemented_on: date | None = None
    """The day in China on which the supplement after the last return came."""

    @property
    def is_late(self) -> bool:
        """Say whether the supplement came after the day that the return told."""
        by, came = self.supplement_by, self.supplemented_on
        return by is not None and came is not None and came > by

    def is_unsupplied(self, day: date) -> bool:
        """Say whether the last day for a supplement is over on a day, and none has come."""
        by = self.supplement_by
        return self.state is State.RETURNED and by is not None and by < day

    def fact(self, name: str) -> object:
        """Return a fact that was stated, None if it was not; the class is one of them."""
        return self.subject if name == "subject" else self.facts.get(name)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a claim."""

    id: int
    stage: State
    round: int
    outcome: Decided
    hours: Decimal | None
    reasons: tuple[str, ...]
    comment: str | None
    account: int
    at: datetime
    is_undone: bool
    supplement_by: date | None = None
    """The last day for a supplement that a return told."""


def get(connection: Connection, number: int, by: Account) -> Claim:
    """Return a claim that the account may see.

    Raises:
        NotFound: there is none, or it is not the account's to see.
    """
    row = connection.execute(select(claim).where(claim.c.id == number, visible(connection, by)))
    found = row.first()
    if found is None:
        raise NotFound("没有这份申报。 There is no such claim.")
    return claim_from(found)


def may_see(connection: Connection, number: int, by: Account) -> bool:
    """Say whether the account may see a claim."""
    asked = select(claim.c.id).where(claim.c.id == number, visible(connection, by))
    return connection.execute(asked).first() is not None


def decisions(connection: Connection, number: int) -> tuple[Decision, ...]:
    """Return every decision on a claim, oldest first, those undone included."""
    found = connection.execute(
        select(decision).where(decision.c.claim_id == number).order_by(decision.c.id)
    )
    return tuple(_decision(row) for row in found)


def visible(connection: Connection, by: Account) -> Any:  # noqa: ANN401
    """Return the condition under which the account may see a claim; never a pre-check."""
    if by.role in (Role.ADMINISTRATOR, Role.AUDITOR) and by.unit is None:
        return claim.c.state != State.PRECHECK
    if by.role is Role.TEACHER:
        return claim.c.teacher_id == by.id
    if by.role is Role.ORGANISER:
        return claim.c.id.is_(None)  # sees how many claims rest on its classes, not whose
    return _within(connection, by, claim)


def tallied(connection: Connection, by: Account, table: Table) -> Any:  # noqa: ANN401
    """Return the condition under which a tally counts claims that the account may see.

    Who reviews nothing is told no figures; a desk is asked for where the table keeps it.
    """
    if by.role in (Role.ADMINISTRATOR, Role.AUDITOR) and by.unit is None:
        return true()
    if by.role in (Role.TEACHER, Role.ORGANISER):
        return false()
    return _within(connection, by, table)


def _within(connection: Connection, by: Account, table: Table) -> Any:  # noqa: ANN401
    places = scope_of(connection, by)
    mine = table.c.unit_id.in_(places)
    is_office_too = by.role is Role.AUTHORITY_REVIEWER and is_office(connection, places)
    if is_office_too and "desk_id" in table.c:
        return or_(mine, table.c.desk_id.in_(places))
    return mine


def scope_of(connection: Connection, by: Account) -> frozenset[int]:
    """Return the units whose claims the account may see or submit for."""
    return scope(connection, by.unit) if by.unit is not None else frozenset()


def now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in China, where the notices hold."""
    return day_of(now())


def held(connection: Connection, number: int, states: Collection[State]) -> Claim | None:
    """Return a claim that is in one of some states and that nobody else can change meanwhile."""
    audit.lock(connection)
    row = connection.execute(
        select(claim).where(claim.c.id == number, claim.c.state.in_(states))
    ).first()
    return None if row is None else claim_from(row)


def change(connection: Connection, found: Claim, **values: Any) -> None:  # noqa: ANN401
    """Change a claim as it was found; its version grows.

    Raises:
        Conflict: it changed meanwhile.
    """
    before = tallies.begin(connection, found.id)
    after = connection.execute(
        update(claim)
        .where(claim.c.id == found.id, claim.c.version == found.version)
        .values(version=found.version + 1, **values)
        .returning(*tallies.COLUMNS)
    ).first()
    if after is None:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")
    tallies.move(connection, before, after)
    if before is None or any(
        getattr(before, name) != getattr(after, name) for name in wordings.NOTED
    ):
        wordings.note(connection, after)


def claim_from(row: Row[Any]) -> Claim:
    """Return the claim of a row."""
    return Claim(
        row.id, row.policy, State(row.state), row.round, row.unit_id, row.teacher_id,
        row.holder_name, row.holder_id, row.subject, row.title, row.hours, row.facts,
        row.recommendation, row.doubts, row.credit, row.awarded, row.submitted_at,
        None if row.due_on == NEVER else row.due_on,
        row.postponed_until, row.taken_by, row.version, row.desk_id, row.calm, row.unsure,
        row.receipt, row.confirmed_on, row.supplement_by, row.supplemented_on,
    )  # fmt: skip


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        row.id, State(row.stage), row.round, Decided(row.outcome), row.hours,
        tuple(row.reasons), row.comment, row.account_id, row.created_at,
        row.undone_at is not None, row.supplement_by,
    )  # fmt: skip
