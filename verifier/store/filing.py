"""Batches in which confirmed claims are filed: each month's, by notice, with what is in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, select

from verifier.policy.notice import last_of_month
from verifier.store.accounts import Account
from verifier.store.claims import tallied
from verifier.store.tables import day_tally
from verifier.store.tallies import Kind


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
            day_tally.c.policy, day_tally.c.day, func.sum(day_tally.c.number).label("number"),
            func.sum(day_tally.c.hours).label("hours"),
        )
        .where(
            tallied(connection, by, day_tally), day_tally.c.policy.in_(policies),
            day_tally.c.kind == Kind.CONFIRMED, day_tally.c.number > 0,
        )
        .group_by(day_tally.c.policy, day_tally.c.day)
    )  # fmt: skip
    found: dict[tuple[str, date], Batch] = {}
    for row in rows:
        key = (row.policy, last_of_month(row.day))
        before = found.get(key, Batch(*key, 0, Decimal(0)))
        found[key] = Batch(*key, before.number + int(row.number), before.hours + row.hours)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.policy), reverse=True))
