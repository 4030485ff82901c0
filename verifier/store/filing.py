"""Batches in which confirmed claims are filed: each month's, by notice, with what is in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, select

from verifier.policy import last_of_month
from verifier.store.accounts import Account
from verifier.store.claims import visible
from verifier.store.tables import claim


@dataclass(frozen=True, slots=True)
class Batch:
    """What is filed under one notice on one day."""

    policy: str
    day: date
    number: int
    hours: Decimal

    @property
    def month(self) -> str:
        """The month as addresses have it."""
        return f"{self.day:%Y-%m}"


def batches(connection: Connection, by: Account, policies: Collection[str]) -> tuple[Batch, ...]:
    """Return the batches of the account's scope under some notices, the newest first."""
    rows = connection.execute(
        select(
            claim.c.policy, claim.c.confirmed_on, func.count().label("number"),
            func.sum(claim.c.awarded).label("hours"),
        )
        .where(
            visible(connection, by), claim.c.policy.in_(policies),
            claim.c.confirmed_on.is_not(None),
        )
        .group_by(claim.c.policy, claim.c.confirmed_on)
    )  # fmt: skip
    found: dict[tuple[str, date], Batch] = {}
    for row in rows:
        key = (row.policy, last_of_month(row.confirmed_on))
        before = found.get(key, Batch(*key, 0, Decimal(0)))
        hours = before.hours + Decimal(str(row.hours or 0))
        found[key] = Batch(*key, before.number + row.number, hours)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.policy), reverse=True))
