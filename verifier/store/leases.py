"""The lease and its fence, once for every table that is a queue.

Such a table has `id`, `state` (ready, leased, done, poison), `attempts`, `fence`, `owner`,
`lease_until` and `error`. A lease makes the fence grow; only who holds the newest fence may
finish the row, so nothing is finished twice, whoever wakes up late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    bindparam,
    case,
    literal_column,
    select,
    update,
)

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5
READY: ColumnElement[str] = literal_column("'ready'")
LEASED: ColumnElement[str] = literal_column("'leased'")
DONE: ColumnElement[str] = literal_column("'done'")
"""Written out, so that the partial indexes serve."""


class Held(Protocol):
    """A row that somebody holds."""

    @property
    def id(self) -> int:
        """The row."""

    @property
    def fence(self) -> int:
        """The fence of the lease."""


def take(
    connection: Connection,
    table: Table,
    owner: str,
    most: int,
    *,
    order: Sequence[ColumnElement[Any]],
    where: Sequence[ColumnElement[bool]] = (),
    length: timedelta = LEASE,
) -> tuple[Row[Any], ...]:
    """Lease up to `most` ready rows in an order; return them whole, in no promised order."""
    ready = (
        select(table.c.id)
        .where(table.c.state == READY, *where)
        .order_by(*order)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return tuple(
        connection.execute(
            update(table)
            .where(table.c.id.in_(ready))
            .values(
                state="leased",
                owner=owner,
                lease_until=datetime.now(UTC) + length,
                fence=table.c.fence + 1,
                attempts=table.c.attempts + 1,
            )
            .returning(*table.c)
        )
    )


def renew(
    connection: Connection, table: Table, held: Iterable[Held], length: timedelta = LEASE
) -> None:
    """Hold rows for longer."""
    rows = [{"row": one.id, "seen": one.fence} for one in held]
    if rows:
        statement = (
            update(table)
            .where(
                table.c.id == bindparam("row"),
                table.c.fence == bindparam("seen"),
                table.c.state == LEASED,
            )
            .values(lease_until=datetime.now(UTC) + length)
        )
        connection.execute(statement, rows)


def is_held(connection: Connection, table: Table, held: Held) -> bool:
    """Say whether a lease still stands."""
    return connection.execute(select(table.c.id).where(*_mine(table, held))).first() is not None


def finish(
    connection: Connection, table: Table, held: Held, values: Mapping[str, Any] | None = None
) -> bool:
    """Set a row done; False (and nothing done) if the lease was lost."""
    done = connection.execute(
        update(table)
        .where(*_mine(table, held))
        .values(state="done", owner=None, lease_until=None, **{"error": None, **(values or {})})
    )
    return done.rowcount == 1


def fail(connection: Connection, table: Table, held: Held, error: str) -> bool | None:
    """Give a row back for another try, or set it aside after the last.

    Return whether that was the last try, None if the lease was lost.
    """
    tries = connection.execute(select(table.c.attempts).where(*_mine(table, held))).scalar()
    if tries is None:
        return None
    is_last = bool(tries >= MOST_ATTEMPTS)
    connection.execute(
        update(table)
        .where(table.c.id == held.id)
        .values(
            state="poison" if is_last else "ready",
            owner=None,
            lease_until=None,
            error=error[:2000],
        )
    )
    return is_last


def give_back(connection: Connection, table: Table, held: Held) -> None:
    """Return a row unfinished without counting the try: nobody could do anything for it."""
    connection.execute(
        update(table)
        .where(*_mine(table, held))
        .values(state="ready", owner=None, lease_until=None, attempts=table.c.attempts - 1)
    )


def give_back_all(
    connection: Connection, table: Table, most_leases: int, *where: ColumnElement[bool]
) -> int:
    """Return every leased row after its driver died, which is no fault of theirs.

    A row that was leased `most_leases` times is set aside all the same: whatever it does to
    the machine, it does it again. Return how many were returned.
    """
    is_over = table.c.fence >= most_leases
    return connection.execute(
        update(table)
        .where(table.c.state == LEASED, *where)
        .values(
            state=case((is_over, "poison"), else_="ready"),
            error=case((is_over, "the driver died with it every time"), else_=table.c.error),
            owner=None,
            lease_until=None,
            attempts=table.c.attempts - 1,
        )
    ).rowcount


def ended(connection: Connection, table: Table) -> tuple[Row[Any], ...]:
    """Return the rows whose lease has ended, as after a crash."""
    late = table.c.lease_until < datetime.now(UTC)
    return tuple(connection.execute(select(*table.c).where(table.c.state == LEASED, late)))


def _mine(table: Table, held: Held) -> tuple[ColumnElement[bool], ...]:
    return (table.c.id == held.id, table.c.fence == held.fence, table.c.state == "leased")
