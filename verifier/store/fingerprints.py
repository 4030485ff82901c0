"""Fingerprints of pages beside the documents: rows, and bands to find near ones without a scan.

A fingerprint of 256 bits is cut into 16 bands of 16 bits. Two that differ in at most 15 bits
share at least one band (pigeonhole), so that looking up bands finds all of those. Where many
documents come from one template their bands are shared by all of it: such a bucket is not
followed, and the answer says that it is not complete.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select

from verifier.store.tables import fingerprint, fingerprint_band

BANDS = 16
REACH = BANDS - 1
"""Bits within which a complete answer holds every fingerprint."""
HOT = 2000
"""Pages of one band's value from which its bucket is not followed."""
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A page's fingerprint: the evidence, its page, 32 bytes."""

    evidence: int
    page: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What the bands gave; not complete if a hot bucket was left out."""

    pages: tuple[Marked, ...]
    is_complete: bool


def note(connection: Connection, evidence: int, pages: Sequence[bytes]) -> None:
    """Keep the fingerprints of a document's newest reading, in the caller's transaction."""
    forget(connection, [evidence])
    note_many(
        connection,
        (Marked(evidence, number, bits) for number, bits in enumerate(pages, start=1)),
    )


def note_many(connection: Connection, pages: Iterable[Marked]) -> None:
    """Add many fingerprints at once."""
    rows = list(pages)
    if not rows:
        return
    connection.execute(
        insert(fingerprint),
        [{"evidence_id": one.evidence, "page": one.page, "bits": one.bits} for one in rows],
    )
    connection.execute(
        insert(fingerprint_band),
        [
            {"band": band, "value": value, "evidence_id": one.evidence, "page": one.page}
            for one in rows
            for band, value in bands_of(one.bits)
        ],
    )


def forget(connection: Connection, evidence: Sequence[int]) -> None:
    """Remove the fingerprints of some documents."""
    for table in (fingerprint_band, fingerprint):
        connection.execute(delete(table).where(table.c.evidence_id.in_(evidence)))


def all_after(connection: Connection, evidence: int = 0) -> Iterator[Marked]:
    """Yield every fingerprint of documents after one, in the order of their ids."""
    last = (evidence, 2**31 - 1)
    while True:
        key = (fingerprint.c.evidence_id, fingerprint.c.page)
        rows = connection.execute(
            select(fingerprint)
            .where(or_(key[0] > last[0], and_(key[0] == last[0], key[1] > last[1])))
            .order_by(*key)
            .limit(_CHUNK)
        ).all()
        for row in rows:
            yield Marked(row.evidence_id, row.page, bytes(row.bits))
        if len(rows) < _CHUNK:
            return
        last = rows[-1].evidence_id, rows[-1].page


def near(connection: Connection, turns: Sequence[bytes], hot: int = HOT) -> Found:
    """Return the fingerprints that share a band with one in any of its turns."""
    wanted = sorted({pair for bits in turns for pair in bands_of(bits)})
    cold = [pair for pair in wanted if _size(connection, pair, hot) <= hot]
    if not cold:
        return Found((), is_complete=not wanted)
    shared = (
        select(fingerprint_band.c.evidence_id, fingerprint_band.c.page)
        .where(or_(*(_is(pair) for pair in cold)))
        .distinct()
        .subquery()
    )
    rows = connection.execute(
        select(fingerprint).join(
            shared,
            and_(
                shared.c.evidence_id == fingerprint.c.evidence_id,
                shared.c.page == fingerprint.c.page,
            ),
        )
    )
    pages = tuple(Marked(row.evidence_id, row.page, bytes(row.bits)) for row in rows)
    return Found(pages, is_complete=len(cold) == len(wanted))


def bands_of(bits: bytes) -> tuple[tuple[int, int], ...]:
    """Return (band, value) of each band of a fingerprint."""
    return tuple(enumerate(struct.unpack(f">{BANDS}H", bits)))


def _size(connection: Connection, pair: tuple[int, int], most: int) -> int:
    """Return how large a bucket is, counted no further than one above the limit."""
    some = select(fingerprint_band.c.page).where(_is(pair)).limit(most + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _is(pair: tuple[int, int]) -> ColumnElement[bool]:
    return and_(fingerprint_band.c.band == pair[0], fingerprint_band.c.value == pair[1])
