"""Views of the queue that an account keeps under a name of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from verifier.errors import NotAllowed
from verifier.store.accounts import Account
from verifier.store.tables import saved_filter

MOST = 20


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A name and the query of the queue that it stands for."""

    name: str
    query: str


def filters(connection: Connection, by: Account) -> tuple[SavedFilter, ...]:
    """Return what the account keeps, oldest first."""
    found = connection.execute(
        select(saved_filter.c.name, saved_filter.c.query)
        .where(saved_filter.c.account_id == by.id)
        .order_by(saved_filter.c.created_at, saved_filter.c.name)
    )
    return tuple(SavedFilter(row.name, row.query) for row in found)


def keep(connection: Connection, name: str, query: str, by: Account) -> None:
    """Keep a view; one of the same name is replaced.

    Raises:
        NotAllowed: it has no name, or the account keeps as many as it may.
    """
    if not name.strip():
        raise NotAllowed("请给筛选起个名字。 Give the view a name.")
    drop(connection, name, by)
    kept = select(func.count()).where(saved_filter.c.account_id == by.id)
    if connection.execute(kept).scalar_one() >= MOST:
        raise NotAllowed(f"最多保存 {MOST} 个筛选。 At most {MOST} views are kept.")
    connection.execute(
        insert(saved_filter).values(
            account_id=by.id, name=name.strip(), query=query, created_at=datetime.now(UTC)
        )
    )


def drop(connection: Connection, name: str, by: Account) -> None:
    """Forget a view; nothing happens if there is none of that name."""
    connection.execute(
        delete(saved_filter).where(
            saved_filter.c.account_id == by.id, saved_filter.c.name == name.strip()
        )
    )
