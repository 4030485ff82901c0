"""Who did what to what, in a chain: each row's hash covers the row before it.

A row is written in the transaction of the change it tells of. Changing, dropping or
inserting a row later breaks the chain from there on, and `verify` names the first break.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Transaction, func, insert, select, text

from verifier.store.states import CHINA
from verifier.store.tables import audit, together

BEGINNING = bytes(32)
_LOCK = 7_218_100_501
"""The key under which PostgreSQL lets one writer at a time append."""
_LOCKED: WeakSet[Transaction] = WeakSet()
"""Transactions that hold the lock already, so that the server is not asked again."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of the trail."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: str
    before: bytes
    hash: bytes


def lock(connection: Connection) -> None:
    """Be the only one who changes something, until the transaction ends; SQLite is so anyway."""
    held = connection.get_transaction()
    if connection.dialect.name == "postgresql" and held not in _LOCKED:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if (held := connection.get_transaction()) is not None:
            _LOCKED.add(held)


def append(
    connection: Connection, actor: str, action: str, subject: str, **details: object
) -> None:
    """Add a row for a change in the same transaction; details must be plain JSON."""
    append_each(connection, actor, action, [subject], **details)


def append_each(
    connection: Connection, actor: str, action: str, subjects: Sequence[str], **details: object
) -> None:
    """Add a row for each of several things to which the same happened."""
    lock(connection)
    last = connection.execute(
        select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    ).first()
    seq, before = (last.seq, last.hash) if last is not None else (0, BEGINNING)
    now = datetime.now(UTC)
    # as precise as the column keeps it, or the hash would not be found again
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    told = json.dumps(details, ensure_ascii=False, sort_keys=True, default=str)
    added = []
    for number, subject in enumerate(subjects, start=seq + 1):
        row = AuditRow(number, now, actor, action, subject, told, before, b"")
        added.append(asdict(row) | {"hash": _hash(row)})
        before = added[-1]["hash"]
    if added:
        connection.execute(insert(audit), added)


def rows(connection: Connection, after: int = 0) -> Iterator[AuditRow]:
    """Yield the rows of the trail in their order, from behind a number."""
    statement = select(audit).where(audit.c.seq > after).order_by(audit.c.seq)
    with connection.execute(statement.execution_options(yield_per=1000)) as found:
        for row in found:
            yield AuditRow(*row)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the trail is wanted; empty words narrow nothing.

    `day` is a day in China; `before` the number of the last row seen.
    """

    actor: str = ""
    action: str = ""
    subject: str = ""
    day: date | None = None
    before: int | None = None


def search(connection: Connection, wanted: Wanted, most: int) -> tuple[AuditRow, ...]:
    """Return the rows that fit, the newest first."""
    statement = select(audit).order_by(audit.c.seq.desc()).limit(most)
    words = [
        column == word
        for column, word in ((audit.c.actor, wanted.actor), (audit.c.action, wanted.action))
        if word
    ]
    if wanted.subject:  # few rows tell of one thing
        words = [audit.c.subject == wanted.subject, together(words)]
    statement = statement.where(*words)
    if wanted.day is not None:
        begin = datetime.combine(wanted.day, time(), CHINA)
        within = [audit.c.at >= begin]
        if wanted.day < date.max:
            within.append(audit.c.at < begin + timedelta(days=1))
        # the rows of a day lie together: the others need not be gone through in their order
        number = audit.c.seq + 0  # of the bare number PostgreSQL walks all rows to the first
        edges = select(func.min(number), func.max(number)).where(*within)
        first, newest = connection.execute(edges).one()
        if first is None:
            return ()
        statement = statement.where(audit.c.seq.between(first, newest), *within)
    if wanted.before is not None:
        statement = statement.where(audit.c.seq < wanted.before)
    return tuple(AuditRow(*row) for row in connection.execute(statement))


def actions(connection: Connection) -> tuple[str, ...]:
    """Return the actions that rows tell of."""
    # from each to the next along the index, instead of through all rows
    some = select(func.min(audit.c.action).label("action")).cte("some", recursive=True)
    following = select(func.min(audit.c.action)).where(audit.c.action > some.c.action)
    some = some.union_all(select(following.scalar_subquery()).where(some.c.action.is_not(None)))
    found = connection.execute(select(some.c.action).where(some.c.action.is_not(None)))
    return tuple(sorted(found.scalars()))


def last(connection: Connection) -> int:
    """Return the number of the newest row, 0 if there is none."""
    return connection.execute(select(func.max(audit.c.seq))).scalar() or 0


def first_break(trail: Iterable[AuditRow]) -> int | None:
    """Return the number of the first row that does not follow from those before, else None."""
    expected, before = 1, BEGINNING
    for row in trail:
        if row.seq != expected or row.before != before or _hash(row) != row.hash:
            return expected
        expected, before = row.seq + 1, row.hash
    return None


def row_data(row: AuditRow) -> dict[str, Any]:
    """Return a row as plain data, for an export that can be verified elsewhere."""
    return {
        "seq": row.seq,
        "at": row.at.isoformat(timespec="milliseconds"),
        "actor": row.actor,
        "action": row.action,
        "subject": row.subject,
        "details": row.details,
        "before": row.before.hex(),
        "hash": row.hash.hex(),
    }


def row_from(data: Mapping[str, Any]) -> AuditRow:
    """Return the row of an export.

    Raises:
        KeyError, ValueError, TypeError: the data is no row.
    """
    return AuditRow(
        int(data["seq"]),
        datetime.fromisoformat(data["at"]),
        str(data["actor"]),
        str(data["action"]),
        str(data["subject"]),
        str(data["details"]),
        bytes.fromhex(data["before"]),
        bytes.fromhex(data["hash"]),
    )


def _hash(row: AuditRow) -> bytes:
    told = [
        row.seq, row.at.isoformat(timespec="milliseconds"), row.actor, row.action, row.subject,
        row.details, row.before.hex(),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).digest()
