"""The documents of claims, with their newest readings, pictures and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from verifier.errors import NotFound
from verifier.store import claims
from verifier.store.accounts import Account
from verifier.store.claims import Claim
from verifier.store.tables import (
    account,
    capture_answer,
    correction,
    detail,
    evidence,
    page,
    reading,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that a reviewer set right; the reading itself stays as it was."""

    field: str
    old: Any
    new: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document of a claim, with its newest reading if there is one."""

    id: int
    sha256: str
    name: str
    round: int
    report: Mapping[str, Any] | None
    pages: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    """Digests of pictures of parts of the pages, by name."""
    capture_answer: str | None = None
    """What a reviewer last said that the capture shows: `original`, `copy` or `unsure`."""

    @property
    def pictures(self) -> frozenset[str]:
        """The digests of every picture that may be shown of this document."""
        return frozenset((*self.pages, *self.details.values()))


def get(connection: Connection, number: int, by: Account) -> tuple[Claim, Evidence]:
    """Return a document by its id, with its claim.

    Raises:
        NotFound: there is none, or its claim is not the account's to see.
    """
    row = connection.execute(select(evidence.c.claim_id).where(evidence.c.id == number)).first()
    if row is None:
        raise NotFound("没有这份材料。 There is no such document.")
    found = claims.get(connection, row.claim_id, by)
    papers = of_claim(connection, found.id)
    return found, next(paper for paper in papers if paper.id == number)


def of_claim(connection: Connection, number: int) -> tuple[Evidence, ...]:
    """Return the documents of a claim with their newest readings and corrections."""
    return of_claims(connection, [number]).get(number, ())


def of_claims(connection: Connection, numbers: Sequence[int]) -> Mapping[int, tuple[Evidence, ...]]:
    """Return the documents of some claims by claim, as `documents`."""
    newest = (
        select(reading.c.evidence_id, func.max(reading.c.id).label("id"))
        .join(evidence, evidence.c.id == reading.c.evidence_id)
        .where(evidence.c.claim_id.in_(numbers))
        .group_by(reading.c.evidence_id)
        .subquery()
    )
    found = connection.execute(
        select(evidence, reading.c.report, reading.c.id.label("reading_id"))
        .outerjoin(newest, newest.c.evidence_id == evidence.c.id)
        .outerjoin(reading, reading.c.id == newest.c.id)
        .where(evidence.c.claim_id.in_(numbers))
        .order_by(evidence.c.id)
    ).all()
    corrected = corrections(connection, [row.id for row in found])
    shown = _pages(connection, [row.reading_id for row in found])
    parts = _details(connection, [row.reading_id for row in found])
    answers = _capture_answers(connection, [row.id for row in found])
    made: dict[int, tuple[Evidence, ...]] = {}
    for row in found:
        paper = Evidence(
            row.id, row.sha256, row.name, row.round, row.report, shown.get(row.reading_id, ()),
            corrected.get(row.id, ()), parts.get(row.reading_id, {}), answers.get(row.id),
        )  # fmt: skip
        made[row.claim_id] = (*made.get(row.claim_id, ()), paper)
    return made


def first_page(connection: Connection, number: int) -> str | None:
    """Return the digest of the picture that a claim's page begins with, None if there is none."""
    return connection.execute(
        select(page.c.digest)
        .join(reading, reading.c.id == page.c.reading_id)
        .join(evidence, evidence.c.id == reading.c.evidence_id)
        .where(evidence.c.claim_id == number)
        .order_by(evidence.c.id, reading.c.id.desc(), page.c.number)
        .limit(1)
    ).scalar()


def corrections(
    connection: Connection, numbers: Iterable[int]
) -> Mapping[int, tuple[Correction, ...]]:
    """Return the corrections of some documents, oldest first."""
    found = connection.execute(
        select(correction, account.c.name.label("by"))
        .join(account, account.c.id == correction.c.account_id)
        .where(correction.c.evidence_id.in_(list(numbers)))
        .order_by(correction.c.id)
    )
    made: dict[int, tuple[Correction, ...]] = {}
    for row in found:
        one = Correction(row.field, row.old, row.new, row.by, row.created_at)
        made[row.evidence_id] = (*made.get(row.evidence_id, ()), one)
    return made


def _pages(connection: Connection, numbers: Iterable[int | None]) -> dict[int, tuple[str, ...]]:
    """Return the pictures of the pages of some readings, in their order."""
    wanted = [number for number in numbers if number is not None]
    found = connection.execute(
        select(page).where(page.c.reading_id.in_(wanted)).order_by(page.c.reading_id, page.c.number)
    )
    made: dict[int, tuple[str, ...]] = {}
    for row in found:
        made[row.reading_id] = (*made.get(row.reading_id, ()), row.digest)
    return made


def _details(connection: Connection, numbers: Iterable[int | None]) -> dict[int, dict[str, str]]:
    """Return the pictures of parts of the pages of some readings, by name."""
    wanted = [number for number in numbers if number is not None]
    made: dict[int, dict[str, str]] = {}
    for row in connection.execute(select(detail).where(detail.c.reading_id.in_(wanted))):
        made.setdefault(row.reading_id, {})[row.name] = row.digest
    return made


def _capture_answers(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the newest answer on the capture of each document."""
    found = connection.execute(
        select(capture_answer.c.evidence_id, capture_answer.c.answer)
        .where(capture_answer.c.evidence_id.in_(list(numbers)))
        .order_by(capture_answer.c.id)
    )
    return {row.evidence_id: row.answer for row in found}
