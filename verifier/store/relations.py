"""How documents on record are related, as the comparison found; shown to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select

from verifier.errors import NotFound
from verifier.keys import COURSE
from verifier.relations import CONCERNS, RelationKind
from verifier.store import claims
from verifier.store.accounts import Account
from verifier.store.claims import State
from verifier.store.tables import (
    claim,
    detail,
    evidence,
    evidence_key,
    page,
    reading,
    relation,
)
from verifier.store.typefaces import SetOtherwise

_OF_A_BODY = re.compile(r"seal-(\d+)-text")
"""Of a body's seal the ring is kept unrolled too; a name's square seal has none."""
_COUNTS_NOT = (State.VOID, State.WITHDRAWN, State.PRECHECK)
_MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A relation of two documents by their evidence ids; `picture` is a blob's digest."""

    evidence: int
    other: int
    kind: str
    report: Mapping[str, Any]
    picture: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing a claim's documents with those on record found."""

    relations: tuple[Found, ...] = ()
    types: tuple[SetOtherwise, ...] = ()
    looked_at: tuple[int, ...] = ()
    """The documents whose type was looked at, classmates' among them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is needed to compare a document without reading it again: digests of its blobs.

    `seals` are the pictures of bodies' seals by their numbers in the reading, from 1.
    """

    evidence: int
    extraction: str
    pages: tuple[str, ...]
    seals: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """A relation as an account may see it: the other side is None where it is not theirs."""

    evidence: int
    other: int | None
    pair: tuple[int, int] | None
    """The two as the relation was kept: which of them is side A."""
    claim: int | None
    holder_name: str | None
    kind: str
    report: Mapping[str, Any] | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of two related documents: its claim, its holder, its file's name, its pages."""

    evidence: int
    claim: int
    holder_name: str | None
    name: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two related documents that an account may see both."""

    kind: str
    sides: tuple[Side, Side]
    report: Mapping[str, Any]
    picture: str | None


def note(connection: Connection, of: Sequence[int], found: Iterable[Found]) -> None:
    """Keep the relations of some documents instead of what was known of them.

    Of documents beside these (two classmates' seals) nothing is kept that is known already.
    """
    connection.execute(
        delete(relation).where(or_(relation.c.evidence_id.in_(of), relation.c.other_id.in_(of)))
    )
    now = datetime.now(UTC)
    for one in found:
        if not {one.evidence, one.other} & set(of) and _is_known(connection, one):
            continue
        connection.execute(
            insert(relation).values(
                evidence_id=one.evidence, other_id=one.other, kind=one.kind,
                report=dict(one.report), picture=one.picture, created_at=now,
            )
        )  # fmt: skip


def _is_known(connection: Connection, one: Found) -> bool:
    either = [
        (relation.c.evidence_id == a) & (relation.c.other_id == b)
        for a, b in ((one.evidence, one.other), (one.other, one.evidence))
    ]
    return connection.execute(select(relation.c.kind).where(or_(*either))).first() is not None


def concern(connection: Connection, number: int) -> bool:
    """Say whether a document of a claim is related to another in a way that a person looks at."""
    mine = select(evidence.c.id).where(evidence.c.claim_id == number).scalar_subquery()
    found = select(relation.c.evidence_id).where(
        or_(relation.c.evidence_id.in_(mine), relation.c.other_id.in_(mine)),
        relation.c.kind.in_(CONCERNS),
    )
    return connection.execute(found.limit(1)).first() is not None


def kept(connection: Connection, numbers: Sequence[int]) -> tuple[Kept, ...]:
    """Return what was kept of the newest readings of some documents that count."""
    made: dict[int, Kept] = {}
    rows = connection.execute(
        select(reading.c.id, reading.c.evidence_id, reading.c.extraction)
        .join(evidence, evidence.c.id == reading.c.evidence_id)
        .join(claim, claim.c.id == evidence.c.claim_id)
        .where(
            reading.c.evidence_id.in_(numbers),
            reading.c.extraction.is_not(None),
            claim.c.state.not_in(_COUNTS_NOT),
        )
        .order_by(reading.c.id)
    ).all()
    for row in rows:
        pages = connection.execute(
            select(page.c.digest).where(page.c.reading_id == row.id).order_by(page.c.number)
        ).scalars()
        seals = _seals(connection, row.id)
        made[row.evidence_id] = Kept(row.evidence_id, row.extraction, tuple(pages), seals)
    return tuple(made.values())


def _seals(connection: Connection, number: int) -> dict[int, str]:
    """Return the pictures of the bodies' seals of a reading by their numbers."""
    rows = connection.execute(
        select(detail.c.name, detail.c.digest).where(detail.c.reading_id == number)
    )
    drawn = {row.name: row.digest for row in rows}
    numbers = sorted(int(found[1]) for name in drawn if (found := _OF_A_BODY.fullmatch(name)))
    return {number: drawn[f"seal-{number}"] for number in numbers if f"seal-{number}" in drawn}


def classmates(connection: Connection, numbers: Sequence[int], most: int) -> tuple[int, ...]:
    """Return documents of other claims of the same training, the newest first."""
    return _sharing(connection, numbers, evidence_key.c.kind == COURSE, most)


def sharing_keys(connection: Connection, numbers: Sequence[int], most: int) -> tuple[int, ...]:
    """Return documents of other claims that share a key with some documents, the newest first.

    A class is not compared with itself: that a training is the same is no such key.
    """
    return _sharing(connection, numbers, evidence_key.c.kind != COURSE, most)


def _sharing(
    connection: Connection, numbers: Sequence[int], wanted: ColumnElement[bool], most: int
) -> tuple[int, ...]:
    theirs = evidence_key.alias("theirs")
    ours = select(evidence.c.claim_id).where(evidence.c.id.in_(numbers))
    found = connection.execute(
        select(theirs.c.evidence_id)
        .select_from(evidence_key)
        .join(
            theirs,
            (theirs.c.digest == evidence_key.c.digest) & (theirs.c.kind == evidence_key.c.kind),
        )
        .join(evidence, evidence.c.id == theirs.c.evidence_id)
        .where(evidence_key.c.evidence_id.in_(numbers), wanted, evidence.c.claim_id.not_in(ours))
        .distinct()
        .order_by(theirs.c.evidence_id.desc())
        .limit(most)
    ).scalars()
    return tuple(found)


def of_claim(connection: Connection, number: int, by: Account) -> tuple[Seen, ...]:
    """Return the relations of a claim's documents, as far as the account may see them.

    Of a class only its page tells which papers carry one impression of a seal.
    """
    papers = set(
        connection.execute(select(evidence.c.id).where(evidence.c.claim_id == number)).scalars()
    )
    rows = connection.execute(
        select(relation)
        .where(
            or_(relation.c.evidence_id.in_(papers), relation.c.other_id.in_(papers)),
            relation.c.kind != RelationKind.SAME_COURSE,
        )
        .order_by(relation.c.created_at.desc(), relation.c.evidence_id)
        .limit(_MOST)
    ).all()
    return tuple(_seen(connection, row, papers, by) for row in rows)


def pair(connection: Connection, number: int, other: int, by: Account) -> Pair:
    """Return two related documents.

    Raises:
        NotFound: they are not related, or the account may not see both.
    """
    row = connection.execute(
        select(relation).where(relation.c.evidence_id == number, relation.c.other_id == other)
    ).first()
    sides = [_side(connection, one, by) for one in (number, other)] if row is not None else []
    first, second = (*sides, None, None)[:2]
    if row is None or first is None or second is None:
        raise NotFound("没有这一对材料。 There is no such pair of documents.")
    return Pair(row.kind, (first, second), row.report, row.picture)


def _side(connection: Connection, number: int, by: Account) -> Side | None:
    row = connection.execute(
        select(evidence.c.id, evidence.c.name, evidence.c.claim_id, claim.c.holder_name)
        .join(claim, claim.c.id == evidence.c.claim_id)
        .where(evidence.c.id == number)
    ).one()
    if not claims.may_see(connection, row.claim_id, by):
        return None
    newest = (
        select(reading.c.id)
        .where(reading.c.evidence_id == number)
        .order_by(reading.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    pages = connection.execute(
        select(page.c.digest).where(page.c.reading_id == newest).order_by(page.c.number)
    ).scalars()
    return Side(row.id, row.claim_id, row.holder_name, row.name, tuple(pages))


def _seen(connection: Connection, row: Any, papers: set[int], by: Account) -> Seen:  # noqa: ANN401
    ours, theirs = row.evidence_id, row.other_id
    if ours not in papers:
        ours, theirs = theirs, ours
    other = connection.execute(
        select(claim.c.id, claim.c.holder_name)
        .join(evidence, evidence.c.claim_id == claim.c.id)
        .where(evidence.c.id == theirs)
    ).one()
    if not claims.may_see(connection, other.id, by):
        return Seen(ours, None, None, None, None, row.kind, None, None)
    return Seen(
        ours, theirs, (row.evidence_id, row.other_id), other.id, other.holder_name, row.kind,
        row.report, row.picture,
    )  # fmt: skip
