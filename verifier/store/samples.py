"""Sampling of what was confirmed for a blind second reading, and how far the two agree."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from math import sqrt

from sqlalchemy import Connection, Select, exists, func, insert, select
from sqlalchemy.exc import IntegrityError

from verifier.errors import Conflict, NotAllowed
from verifier.store import audit, claims
from verifier.store.accounts import Account, Role
from verifier.store.claims import Decided, State
from verifier.store.tables import claim, decision, second_look

MAY_LOOK = frozenset(
    {Role.UNIT_REVIEWER, Role.AUTHORITY_REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR}
)
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many second looks there were, and how many came to the same."""

    looks: int
    same_outcome: int
    same_hours: int

    @property
    def share(self) -> float:
        """The share that agrees in outcome and hours."""
        return self.same_hours / self.looks if self.looks else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % (Wilson 1927)."""
        if not self.looks:
            return 0.0, 1.0
        n, p, z = self.looks, self.share, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def draw(connection: Connection, by: Account) -> int | None:
    """Return a confirmed claim at random that the account neither decided nor looked at before."""
    _allowed(by)
    candidates = _candidates(connection, by)
    first, last = connection.execute(
        select(func.min(claim.c.id), func.max(claim.c.id)).where(claim.c.state == State.CONFIRMED)
    ).one()
    if first is None:
        return None
    begin = first + secrets.randbelow(last - first + 1)
    for condition in (claim.c.id >= begin, claim.c.id < begin):
        found = connection.execute(
            candidates.where(condition).order_by(claim.c.id).limit(1)
        ).first()
        if found is not None:
            return int(found.id)
    return None


def may_look(connection: Connection, number: int, by: Account) -> bool:
    """Say whether a claim is one that the account may look at in this way."""
    found = connection.execute(_candidates(connection, by).where(claim.c.id == number)).first()
    return by.role in MAY_LOOK and found is not None


def record(
    connection: Connection, number: int, outcome: Decided, hours: Decimal | None, by: Account
) -> None:
    """Note what the account would have decided.

    Raises:
        NotAllowed: the claim is none for a second look of this account.
        Conflict: the account looked at it already.
    """
    if not may_look(connection, number, by):
        raise NotAllowed("不能复读这份申报。 This claim is not one for your second look.")
    try:
        connection.execute(
            insert(second_look).values(
                claim_id=number, account_id=by.id, outcome=outcome,
                hours=hours if outcome is Decided.CONFIRM else None, created_at=datetime.now(UTC),
            )
        )  # fmt: skip
    except IntegrityError as error:
        raise Conflict("已经复读过。 You looked at it already.") from error
    audit.append(connection, by.login, "claim-looked-at-again", f"claim:{number}", outcome=outcome)


def agreement(connection: Connection, by: Account) -> Agreement:
    """Return how far second looks agree with what was decided, in the account's scope."""
    # an outer join, so that no database begins with the claims of the scope: the looks are few
    mine = (claim.c.id == second_look.c.claim_id) & claims.visible(connection, by)
    rows = connection.execute(
        select(second_look.c.outcome, second_look.c.hours, claim.c.awarded, claim.c.state)
        .select_from(second_look)
        .outerjoin(claim, mine)
    )
    found = [row for row in rows if row.state is not None]
    same = [row for row in found if row.outcome == Decided.CONFIRM and row.state == State.CONFIRMED]
    return Agreement(len(found), len(same), sum(row.hours == row.awarded for row in same))


def _candidates(connection: Connection, by: Account) -> Select[tuple[int]]:
    decided = exists().where(decision.c.claim_id == claim.c.id, decision.c.account_id == by.id)
    looked = exists().where(second_look.c.claim_id == claim.c.id, second_look.c.account_id == by.id)
    return select(claim.c.id).where(
        claim.c.state == State.CONFIRMED,
        claims.visible(connection, by),
        ~decided,
        ~looked,
        claim.c.teacher_id.is_distinct_from(by.id),
    )


def _allowed(by: Account) -> None:
    if by.role not in MAY_LOOK:
        raise NotAllowed("没有复读的权限。 This account may not look again.")
