"""What is known of the files of a backlog, each by itself, whichever claims name it.

A file is where it lies and its stamp: one that changed is another. What a reader read in its
bytes is kept by their digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, null, or_, select, update

from extractor.errors import Failure
from verifier.store.tables import batch_file, batch_reading


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as a list names it; `fault` says why it cannot be read where the list shows that."""

    name: str
    location: str
    stamp: str
    fault: Failure | None = None

    @property
    def place(self) -> str:
        """Where it lies and its stamp, as one digest."""
        return hashlib.sha256(f"{self.location}\0{self.stamp}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file: its digest, its reading, why there is none."""

    reading: bytes | None = None
    fault: Failure | None = None
    tries: int = 0
    """How often reading it by itself broke off."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of reading a file: the digest of its bytes, and what was read anew."""

    place: str
    sha256: str
    reading: bytes | None = None


def file_to_data(file: ListedFile) -> dict[str, Any]:
    """Return a file as it stands in a row."""
    data: dict[str, Any] = {"name": file.name, "location": file.location, "stamp": file.stamp}
    return data if file.fault is None else {**data, "fault": _fault_to_data(file.fault)}


def file_from_data(data: Mapping[str, Any]) -> ListedFile:
    """Return the file of a row."""
    return ListedFile(
        data["name"], data["location"], data["stamp"], _fault_from_data(data.get("fault"))
    )


def known(
    connection: Connection, number: int, places: Collection[str], reader: str
) -> dict[str, Known]:
    """Return what is known of some files of a backlog, with what this reader read in them."""
    if not places:
        return {}
    found = connection.execute(
        select(batch_file.c.place, batch_file.c.tries, batch_file.c.fault, batch_reading.c.reading)
        .outerjoin(
            batch_reading,
            (batch_reading.c.sha256 == batch_file.c.sha256) & (batch_reading.c.reader == reader),
        )
        .where(batch_file.c.batch_id == number, batch_file.c.place.in_(places))
    )
    return {row.place: Known(row.reading, _fault_from_data(row.fault), row.tries) for row in found}


def keep(connection: Connection, number: int, reader: str, files: Collection[FileRead]) -> None:
    """Keep what came of reading some files; the same bytes are kept once."""
    if not files:
        return
    by_place = {one.place: one for one in files}
    there = {
        row.place: row.sha256
        for row in connection.execute(
            select(batch_file.c.place, batch_file.c.sha256).where(
                batch_file.c.batch_id == number, batch_file.c.place.in_(by_place)
            )
        )
    }
    new = [
        {"batch_id": number, "place": place, "sha256": one.sha256, "tries": 0}
        for place, one in by_place.items()
        if place not in there
    ]
    if new:
        connection.execute(insert(batch_file), new)
    for place, one in by_place.items():
        if there.get(place, one.sha256) != one.sha256:
            connection.execute(
                update(batch_file)
                .where(batch_file.c.batch_id == number, batch_file.c.place == place)
                .values(sha256=one.sha256)
            )
    readings = {one.sha256: one.reading for one in files if one.reading is not None}
    if readings:
        kept = connection.execute(
            select(batch_reading.c.sha256).where(
                batch_reading.c.sha256.in_(readings), batch_reading.c.reader == reader
            )
        ).scalars()
        for digest in readings.keys() - set(kept):
            connection.execute(
                insert(batch_reading).values(sha256=digest, reader=reader, reading=readings[digest])
            )


def note_failure(
    connection: Connection, number: int, place: str, fault: Failure | None, tries: int
) -> None:
    """Keep how often reading a file by itself broke off, and why it is not tried again if so."""
    values = {"tries": tries, "fault": null() if fault is None else _fault_to_data(fault)}
    where = (batch_file.c.batch_id == number, batch_file.c.place == place)
    if not connection.execute(update(batch_file).where(*where).values(values)).rowcount:
        connection.execute(insert(batch_file).values(batch_id=number, place=place, **values))


def forget_failures(connection: Connection, number: int) -> None:
    """Let every file be tried anew."""
    failed = or_(batch_file.c.tries > 0, batch_file.c.fault.is_not(None))
    mine = batch_file.c.batch_id == number
    connection.execute(delete(batch_file).where(mine, failed, batch_file.c.sha256.is_(None)))
    connection.execute(update(batch_file).where(mine, failed).values(tries=0, fault=null()))


def _fault_to_data(fault: Failure) -> dict[str, str]:
    return {"code": fault.code, "message": fault.message, "remedy": fault.remedy}


def _fault_from_data(data: Mapping[str, str] | None) -> Failure | None:
    if data is None:
        return None
    fault = Failure(data["message"], data["remedy"])
    fault.code = data["code"]
    return fault
