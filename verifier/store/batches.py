"""Backlogs in the store: their lists taken in, their claims leased, results kept and told.

Everything goes by pieces: no function holds more than one piece of a backlog in memory.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from verifier.store import batch_files, leases
from verifier.store.batch_files import (
    FileRead,
    Known,
    ListedFile,
    file_from_data,
    file_to_data,
)
from verifier.store.database import Database
from verifier.store.tables import batch, batch_item, batch_key, batch_result

PIECE = 500
"""Rows that are held in memory at once."""
MOST_LEASES = 100
"""How often a claim may be at hand when the driver dies before it is set aside."""
UNREAD = "unread"
"""Stands for the recommendation of a claim of which nothing could be read."""
CLAIM = "claim"
"""What a list says of a claim under this name is its number: by it the claim is known again."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim as the list names it, before anything is read: its files, one or several.

    `reports` are the whole answer already where the list itself is wrong.
    """

    name: str
    files: tuple[ListedFile, ...]
    claim: str
    listed: Mapping[str, Any]
    reports: tuple[str, ...] = ()
    error: str | None = None

    @property
    def key(self) -> str:
        """By what this is the same claim when the list is taken in again."""
        number = self.listed.get(CLAIM)
        known_by = f"{self.name}\0{self.claim}" if number is None else f"\0{number}"
        return hashlib.sha256(known_by.encode()).hexdigest()[:32]

    @property
    def stamp(self) -> str:
        """What changes when the claim does: it is done again then."""
        if self.error is not None:
            return f"fault {self.error}"
        if len(self.files) == 1 and CLAIM not in self.listed:
            return self.files[0].stamp
        parts = [self.claim, *(f"{one.name}\0{one.place}" for one in self.files)]
        return hashlib.sha256("\1".join(parts).encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Leased:
    """A claim that this driver holds under its fence, with what is known of each file."""

    id: int
    fence: int
    attempts: int
    name: str
    files: tuple[ListedFile, ...]
    known: tuple[Known, ...]
    claim: str
    alone: int | None = None
    """Which of the files is read by itself, without judging the claim."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What is kept of a claim that was worked through: a report for each of its files.

    `keys` are by the number of the file, from 0.
    """

    reports: tuple[str, ...]
    made_by: str
    recommendation: str
    error: str | None = None
    hours: Decimal | None = None
    reader: str = ""
    files: tuple[FileRead, ...] = ()
    keys: Mapping[int, Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A finished claim in the order of the list, with a name and a report for each file.

    `repeats` are (number of the file from 0, kind of key, number of the other claim).
    """

    number: int
    names: tuple[str, ...]
    listed: Mapping[str, Any]
    reports: tuple[str, ...]
    recommendation: str
    hours: Decimal | None
    repeats: tuple[tuple[int, str, int], ...]


def open_batch(connection: Connection, key: str, today: date) -> tuple[int, date]:
    """Return the backlog of a key and the day it counts as today; it is made if it is new."""
    row = connection.execute(select(batch).where(batch.c.key == key)).first()
    if row is not None:
        return int(row.id), row.today
    made = connection.execute(
        insert(batch)
        .values(key=key, today=today, turn=0, created_at=datetime.now(UTC))
        .returning(batch.c.id)
    ).scalar_one()
    return int(made), today


def set_today(connection: Connection, number: int, today: date) -> None:
    """Let another day count as today."""
    connection.execute(update(batch).where(batch.c.id == number).values(today=today))


def begin_turn(connection: Connection, number: int) -> int:
    """Begin to take in the list, once more or for the first time; return which turn this is."""
    return int(
        connection.execute(
            update(batch)
            .where(batch.c.id == number)
            .values(turn=batch.c.turn + 1)
            .returning(batch.c.turn)
        ).scalar_one()
    )


def take_in(
    connection: Connection, number: int, turn: int, first: int, piece: Sequence[Listed]
) -> None:
    """Take in a piece of the list whose first claim has the position `first`.

    What is there already and has not changed keeps its state and its result.
    """
    keys = [one.key for one in piece]
    known: dict[tuple[str, int], Any] = {}
    copies: Counter[str] = Counter()
    found = connection.execute(
        select(
            batch_item.c.id, batch_item.c.key, batch_item.c.copy, batch_item.c.turn,
            batch_item.c.stamp, batch_item.c.error,
        ).where(batch_item.c.batch_id == number, batch_item.c.key.in_(set(keys)))
    )  # fmt: skip
    for there in found:
        known[there.key, there.copy] = there
        copies[there.key] += there.turn == turn
    new, same, changed, wrong = [], [], [], []
    for position, (one, key) in enumerate(zip(piece, keys, strict=True), start=first):
        copy = copies[key]
        copies[key] += 1
        values = {
            "position": position, "turn": turn, "name": one.name,
            "files": [file_to_data(file) for file in one.files],
            "stamp": one.stamp, "claim": one.claim, "listed": dict(one.listed),
        }  # fmt: skip
        row = known.get((key, copy))
        is_wrong = bool(one.reports)
        settled = {"state": "done" if is_wrong else "ready", "error": one.error}
        if row is None:
            new.append(
                {"batch_id": number, "key": key, "copy": copy, **values, **settled,
                 "recommendation": UNREAD if is_wrong else None, "attempts": 0, "fence": 0}
            )  # fmt: skip
        elif row.stamp != one.stamp or (row.error != one.error and is_wrong):
            changed.append({"row": row.id, **values, **settled})
        else:
            same.append({"row": row.id, **values})
        if is_wrong:
            wrong.append((key, copy, one.reports))
    if new:
        connection.execute(insert(batch_item), new)
    names = ("position", "turn", "name", "files", "stamp", "claim", "listed")
    by_id = batch_item.c.id == bindparam("row")
    if same:
        values = {name: bindparam(f"new_{name}") for name in names}
        connection.execute(update(batch_item).where(by_id).values(values), _renamed(same))
    if changed:
        values = {name: bindparam(f"new_{name}") for name in (*names, "state", "error")}
        values |= {"made_by": None, "recommendation": None, "attempts": 0,
                   "fence": batch_item.c.fence + 1}  # fmt: skip
        connection.execute(update(batch_item).where(by_id).values(values), _renamed(changed))
    for key, copy, reports in wrong:
        item = connection.execute(
            select(batch_item.c.id).where(
                batch_item.c.batch_id == number, batch_item.c.key == key, batch_item.c.copy == copy
            )
        ).scalar_one()
        connection.execute(
            update(batch_item).where(batch_item.c.id == item).values(recommendation=UNREAD)
        )
        _keep_result(connection, item, reports)


def end_turn(connection: Connection, number: int, turn: int) -> int:
    """Forget the claims that the list no longer names; return how many."""
    gone = (batch_item.c.batch_id == number, batch_item.c.turn != turn)
    ids = select(batch_item.c.id).where(*gone)
    connection.execute(delete(batch_key).where(batch_key.c.item_id.in_(ids)))
    connection.execute(delete(batch_result).where(batch_result.c.item_id.in_(ids)))
    return connection.execute(delete(batch_item).where(*gone)).rowcount


def renew_stale(
    connection: Connection, number: int, made_by: str, again: Sequence[str] = ()
) -> int:
    """Make ready again what was made otherwise than now, or failed in a way that may pass.

    `again` lists codes of failures that are worth another try, as is every file that broke the
    reading off. Return how many claims there are.
    """
    batch_files.forget_failures(connection, number)
    stale = and_(
        batch_item.c.state == "done",
        batch_item.c.made_by.is_not(None),
        batch_item.c.made_by != made_by,
    )
    # what the list itself has wrong was made by nobody: only another list can mend it
    may_pass = and_(batch_item.c.made_by.is_not(None), batch_item.c.error.in_(again))
    failed = or_(batch_item.c.state == "poison", may_pass)
    return connection.execute(
        update(batch_item)
        .where(batch_item.c.batch_id == number, or_(stale, failed))
        .values(state="ready", attempts=0, error=None)
    ).rowcount


def free(connection: Connection, number: int) -> int:
    """Return to the queue what a driver that is gone had leased; return how much."""
    mine = batch_item.c.batch_id == number
    return leases.give_back_all(connection, batch_item, MOST_LEASES, mine)


def lease(
    connection: Connection, number: int, owner: str, most: int, reader: str
) -> tuple[Leased, ...]:
    """Lease the next claims, each file with its reading if this reader has read it."""
    rows = leases.take(
        connection, batch_item, owner, most,
        where=(batch_item.c.batch_id == number,), order=(batch_item.c.position,),
    )  # fmt: skip
    rows = tuple(sorted(rows, key=lambda row: row.position))
    files = {row.id: tuple(map(file_from_data, row.files)) for row in rows}
    places = {one.place for listed in files.values() for one in listed}
    found = batch_files.known(connection, number, places, reader)
    nothing = Known()
    return tuple(
        Leased(
            row.id, row.fence, row.attempts, row.name, files[row.id],
            tuple(found.get(one.place, nothing) for one in files[row.id]), row.claim,
        )
        for row in rows
    )  # fmt: skip


def complete(connection: Connection, number: int, held: leases.Held, done: Finished) -> bool:
    """Keep what came of a claim; False (and nothing done) if the lease was lost."""
    values = {
        "made_by": done.made_by, "recommendation": done.recommendation, "error": done.error,
        "hours": done.hours,
    }  # fmt: skip
    if not leases.finish(connection, batch_item, held, values):
        return False
    _keep_result(connection, held.id, done.reports)
    batch_files.keep(connection, number, done.reader, done.files)
    keys = [
        {"item_id": held.id, "file": file, "kind": kind, "digest": digest}
        for file, found in (done.keys or {}).items()
        for kind, digest in found.items()
    ]
    if keys:
        connection.execute(insert(batch_key), keys)
    return True


def is_held(connection: Connection, held: leases.Held) -> bool:
    """Say whether a lease still stands."""
    return leases.is_held(connection, batch_item, held)


def fail(connection: Connection, held: leases.Held, error: str) -> bool | None:
    """Give a claim back for another try; say whether that was the last, None if lost."""
    return leases.fail(connection, batch_item, held, error)


def give_back(connection: Connection, held: leases.Held) -> None:
    """Return a claim unfinished without counting the try."""
    leases.give_back(connection, batch_item, held)


def renew(connection: Connection, held: Sequence[leases.Held]) -> None:
    """Hold claims for longer."""
    leases.renew(connection, batch_item, held)


def set_aside(connection: Connection, number: int) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    """Return (id, names of the files, error) of what was set aside and has no answer yet."""
    found = connection.execute(
        select(
            batch_item.c.id, batch_item.c.name, batch_item.c.files, batch_item.c.error
        ).where(
            batch_item.c.batch_id == number,
            batch_item.c.state == "poison",
            batch_item.c.id.not_in(select(batch_result.c.item_id)),
        )
    )  # fmt: skip
    return tuple((row.id, _names(row), row.error or "") for row in found)


def keep_answer(connection: Connection, item: int, reports: Sequence[str], made_by: str) -> None:
    """Keep the answer for a claim that was set aside."""
    connection.execute(
        update(batch_item)
        .where(batch_item.c.id == item)
        .values(recommendation=UNREAD, made_by=made_by)
    )
    _keep_result(connection, item, reports)


def counts(connection: Connection, number: int) -> Mapping[str, int]:
    """Return how many claims are at work or waiting (`waiting`), and how many got what."""
    found = connection.execute(
        select(batch_item.c.state, batch_item.c.recommendation, func.count().label("number"))
        .where(batch_item.c.batch_id == number)
        .group_by(batch_item.c.state, batch_item.c.recommendation)
    )
    result: Counter[str] = Counter()
    for row in found:
        is_over = row.state in ("done", "poison")
        result[(row.recommendation or UNREAD) if is_over else "waiting"] += row.number
    return result


def lines(database: Database, number: int) -> Iterator[Line]:
    """Yield every finished claim in the order of the list, piece by piece."""
    after = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                select(
                    batch_item.c.id, batch_item.c.position, batch_item.c.name,
                    batch_item.c.files, batch_item.c.listed, batch_item.c.recommendation,
                    batch_item.c.hours, batch_result.c.report,
                )
                .join(batch_result, batch_result.c.item_id == batch_item.c.id)
                .where(batch_item.c.batch_id == number, batch_item.c.position > after)
                .order_by(batch_item.c.position)
                .limit(PIECE)
            ).all()  # fmt: skip
            if not rows:
                return
            repeats = _repeats(connection, number, [row.id for row in rows])
        for row in rows:
            yield Line(
                row.position, _names(row), row.listed,
                tuple(zlib.decompress(row.report).decode().split("\n")),
                row.recommendation or UNREAD, row.hours, repeats.get(row.id, ()),
            )  # fmt: skip
        after = rows[-1].position


def _repeats(
    connection: Connection, number: int, items: Sequence[int]
) -> dict[int, tuple[tuple[int, str, int], ...]]:
    mine = connection.execute(
        select(batch_key.c.item_id, batch_key.c.file, batch_key.c.kind, batch_key.c.digest)
        .where(batch_key.c.item_id.in_(items))
        .order_by(batch_key.c.item_id, batch_key.c.file, batch_key.c.kind)
    ).all()
    first: dict[tuple[str, str], int] = {}
    second: dict[tuple[str, str], int] = {}
    for row in _places(connection, number, {row.digest for row in mine}):
        if row.number > 1:
            first[row.kind, row.digest] = row.first
    for row in _places(connection, number, {digest for _, digest in first}, first.values()):
        second[row.kind, row.digest] = row.first
    places = {row.id: row.position for row in _positions(connection, items)}
    result: dict[int, tuple[tuple[int, str, int], ...]] = {}
    for one in mine:
        key = (one.kind, one.digest)
        if key in first:
            is_first = places[one.item_id] == first[key]
            other = second.get(key, first[key]) if is_first else first[key]
            result[one.item_id] = (*result.get(one.item_id, ()), (one.file, one.kind, other))
    return result


def _places(
    connection: Connection, number: int, digests: set[str], without: Iterable[int] = ()
) -> Sequence[Any]:
    """Return how many finished claims have each key, and where the first of them stands."""
    return connection.execute(
        select(
            batch_key.c.kind,
            batch_key.c.digest,
            func.min(batch_item.c.position).label("first"),
            func.count(batch_key.c.item_id.distinct()).label("number"),
        )
        .join(batch_item, batch_item.c.id == batch_key.c.item_id)
        .where(
            batch_key.c.digest.in_(digests),
            batch_item.c.batch_id == number,
            batch_item.c.state == "done",
            batch_item.c.position.not_in(set(without)),
        )
        .group_by(batch_key.c.kind, batch_key.c.digest)
    ).all()


def _positions(connection: Connection, items: Sequence[int]) -> Sequence[Any]:
    return connection.execute(
        select(batch_item.c.id, batch_item.c.position).where(batch_item.c.id.in_(items))
    ).all()


def _names(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row has no type
    return tuple(one["name"] for one in row.files) or (row.name,)


def _keep_result(connection: Connection, item: int, reports: Sequence[str]) -> None:
    connection.execute(delete(batch_key).where(batch_key.c.item_id == item))
    connection.execute(delete(batch_result).where(batch_result.c.item_id == item))
    blob = zlib.compress("\n".join(reports).encode(), 6)
    connection.execute(insert(batch_result).values(item_id=item, report=blob))


def _renamed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {key if key == "row" else f"new_{key}": value for key, value in row.items()} for row in rows
    ]
