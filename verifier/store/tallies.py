"""How many claims stand where, counted as they change and in the same transaction.

Pages that tell how far a unit has come read a few rows here instead of every claim. What a claim
adds follows from its row alone, so a change takes away what the row before added and adds what
the row after does; what a decision adds is taken away when it is undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from verifier.keys import COURSE
from verifier.store import audit
from verifier.store.states import REVIEWED, Decided, State, day_of
from verifier.store.tables import (
    claim,
    day_tally,
    evidence,
    evidence_key,
    reason_tally,
    tally,
    training_tally,
)

NOWHERE = 0
"""The desk of a claim that has none: a key has no empty part."""
COLUMNS: tuple[Column[Any], ...] = (
    claim.c.id, claim.c.unit_id, claim.c.policy, claim.c.desk_id, claim.c.state,
    claim.c.recommendation, claim.c.doubts, claim.c.subject, claim.c.awarded,
    claim.c.submitted_at, claim.c.due_on, claim.c.confirmed_on, claim.c.supplement_by,
    claim.c.supplemented_on, claim.c.holder_name, claim.c.title,
)  # fmt: skip
"""What of a claim's row decides where it is counted, and by what words it is found."""
_SECOND = {tally: "hours", day_tally: "hours", training_tally: "clean", reason_tally: None}
"""The tables, and what each sums beside the number."""
_NO_HOURS = Decimal(0)
_Cell = tuple[Table, tuple[Any, ...], Decimal | int]
"""A row of one of the tables by its key, and what one claim adds to the second sum."""


class Kind(StrEnum):
    """What is counted by day; the desk is kept where another office may ask for it."""

    SUBMITTED = "submitted"
    """Claims by the day on which they came; of no desk."""
    DUE = "due"
    """Claims under review by the last day of their stage."""
    SUPPLEMENT = "supplement"
    """Returned claims by the last day for a supplement that was told and has not come."""
    CONFIRMED = "confirmed"
    """Confirmed claims by the day of their confirmation, with their hours."""
    SETTLED = "settled"
    """Decisions that stand and after which nobody has to look any more; of no desk."""


def begin(connection: Connection, number: int) -> Row[Any] | None:
    """Return what is counted of a claim before a change, and keep others from changing any.

    The lock is that of the audit trail, which every change takes anyway: taken before the first
    row, it cannot be waited for by somebody who holds a row that its owner waits for.
    """
    audit.lock(connection)
    return connection.execute(select(*COLUMNS).where(claim.c.id == number)).first()


def move(connection: Connection, before: Row[Any] | None, after: Row[Any]) -> None:
    """Count a claim where it is now and no longer where it was before (None: it is new)."""
    audit.lock(connection)
    # a new claim has no paper yet, so it is of no training
    trainings = () if before is None else _trainings(connection, after.id)
    cells = [(cell, 1) for cell in _cells(after, trainings)]
    if before is not None:
        cells += [(cell, -1) for cell in _cells(before, trainings)]
    _add(connection, cells)


@contextmanager
def gathering(connection: Connection, paper: int) -> Iterator[None]:
    """Count a paper's claim in the trainings that its keys name after a change of them."""
    audit.lock(connection)
    row = connection.execute(
        select(*COLUMNS)
        .join(evidence, evidence.c.claim_id == claim.c.id)
        .where(evidence.c.id == paper)
    ).one()
    before = _trainings(connection, row.id)
    yield
    after = _trainings(connection, row.id)
    cells = [(cell, 1) for cell in _cells(row, after)]
    _add(connection, cells + [(cell, -1) for cell in _cells(row, before)])


def decided(connection: Connection, number: int, made: Row[Any], times: int = 1) -> None:
    """Count a decision on a claim by its day and its reasons; `times` -1 takes it away."""
    audit.lock(connection)
    asked = select(claim.c.unit_id, claim.c.policy).where(claim.c.id == number)
    unit, policy = connection.execute(asked).one()
    cells: list[_Cell] = []
    if made.reached in (State.CONFIRMED, State.VOID):
        day = day_of(made.created_at)
        cells.append((day_tally, (unit, policy, NOWHERE, Kind.SETTLED, day), _NO_HOURS))
    if made.outcome in (Decided.RETURN, Decided.VOID):
        cells += [(reason_tally, (unit, policy, one), _NO_HOURS) for one in made.reasons]
    _add(connection, [(cell, times) for cell in cells])


def _trainings(connection: Connection, number: int) -> Sequence[str]:
    """Return the trainings that a claim's papers name, each once."""
    asked = (
        select(evidence_key.c.digest)
        .join(evidence, evidence.c.id == evidence_key.c.evidence_id)
        .where(evidence.c.claim_id == number, evidence_key.c.kind == COURSE)
    )
    return connection.execute(asked.distinct()).scalars().all()


def _cells(row: Row[Any], trainings: Sequence[str]) -> Iterator[_Cell]:
    """Yield where a claim is counted; one that is not submitted, of no unit, is nowhere."""
    if row.unit_id is None:
        return
    desk = row.desk_id or NOWHERE
    hours = row.awarded or _NO_HOURS
    key = (row.unit_id, row.policy, desk, row.state, row.recommendation or "", row.subject or "")
    yield tally, key, hours
    yield _of_day(row, NOWHERE, Kind.SUBMITTED, day_of(row.submitted_at))
    if row.state in REVIEWED:
        yield _of_day(row, desk, Kind.DUE, row.due_on)
        clean = int(row.doubts == 0 and row.recommendation == "ready")
        for digest in trainings:
            yield training_tally, (row.unit_id, row.state, digest, desk, row.due_on), clean
    elif row.state == State.RETURNED:
        if row.supplement_by is not None and row.supplemented_on is None:
            yield _of_day(row, desk, Kind.SUPPLEMENT, row.supplement_by)
    elif row.confirmed_on is not None:
        yield _of_day(row, desk, Kind.CONFIRMED, row.confirmed_on, hours)


def _of_day(row: Row[Any], desk: int, kind: Kind, day: date, hours: Decimal = _NO_HOURS) -> _Cell:
    return day_tally, (row.unit_id, row.policy, desk, kind, day), hours


def _add(connection: Connection, cells: Sequence[tuple[_Cell, int]]) -> None:
    """Add what cells come to in sum: a row where there is none yet, none where nothing is left."""
    numbers: Counter[tuple[Table, tuple[Any, ...]]] = Counter()
    more: dict[tuple[Table, tuple[Any, ...]], Decimal | int] = defaultdict(int)
    for (table, key, second), times in cells:
        numbers[table, key] += times
        more[table, key] += second * times
    for table, name in _SECOND.items():
        rows = [
            dict(zip((one.name for one in table.primary_key), key, strict=True))
            | {"number": number, **({name: more[of, key]} if name else {})}
            for (of, key), number in numbers.items()
            if of is table and (number or more[of, key])
        ]
        if rows:
            _upsert(connection, table, rows)


def _upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    is_postgres = connection.dialect.name == "postgresql"
    made = postgresql.insert(table) if is_postgres else sqlite.insert(table)
    sums = {one.name: one + made.excluded[one.name] for one in table.c if not one.primary_key}
    keys = list(table.primary_key)
    connection.execute(made.on_conflict_do_update(index_elements=keys, set_=sums), rows)
    fewer = [{f"{key.name}_": row[key.name] for key in keys} for row in rows if row["number"] < 0]
    if fewer:
        empty = [key == bindparam(f"{key.name}_", type_=key.type) for key in keys]
        connection.execute(delete(table).where(table.c.number == 0, *empty), fewer)
