"""Documents that a teacher has looked at before anything is submitted.

A pre-check is a claim without a unit that only its token finds. It is removed when its
time is over.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from verifier.errors import NotAllowed, NotFound
from verifier.store import audit, claims, fingerprints, pipelines, submissions
from verifier.store.accounts import Account, Role
from verifier.store.claims import Claim, State
from verifier.store.pipelines import READ, SOON
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import (
    NEVER,
    claim,
    detail,
    document,
    evidence,
    evidence_key,
    job,
    page,
    reading,
)

LIFE = timedelta(hours=2)
"""How long a pre-check that nobody submits is kept."""


def start(
    connection: Connection,
    given: NewClaim,
    uploads: Sequence[Upload],
    *,
    pipeline: str,
) -> str:
    """Take in documents to be looked at before anything is submitted; return their token.

    Raises:
        NotAllowed: there is no document.
    """
    if not uploads:
        raise NotAllowed("没有上传材料。 No document was uploaded.")
    now, token = datetime.now(UTC), secrets.token_urlsafe(24)
    number = submissions.insert_claim(
        connection,
        replace(given, unit=None),
        now,
        state=State.PRECHECK,
        token=_digest(token),
        expires_at=now + LIFE,
    )
    papers = submissions.add_documents(connection, number, 1, uploads, now)
    # somebody waits: what has been read is shown while the others are
    each = [f"{READ}{paper}" for paper in papers] if len(papers) > 1 else [pipeline]
    for one in each:
        pipelines.enqueue(connection, number, 1, one, now, priority=SOON)
    return token


def get(connection: Connection, token: str) -> Claim:
    """Return the pre-check of a token.

    Raises:
        NotFound: there is none, or it has expired.
    """
    row = connection.execute(
        select(claim).where(claim.c.token == _digest(token), claim.c.state == State.PRECHECK)
    ).first()
    if row is None or row.expires_at <= datetime.now(UTC):
        raise NotFound("预检已过期。 The pre-check has expired.")
    return claims.claim_from(row)


def read_parts(connection: Connection, number: int) -> int:
    """Return how many documents of a claim have been read."""
    found = (
        select(func.count(func.distinct(reading.c.evidence_id)))
        .join(evidence, evidence.c.id == reading.c.evidence_id)
        .where(evidence.c.claim_id == number)
    )
    return int(connection.execute(found).scalar_one())


def adopt(
    connection: Connection,
    token: str,
    by: Account,
    *,
    pipeline: str,
    due_on: date | None = None,
    receipt: Mapping[str, Any] | None = None,
    stated: Mapping[str, Any] | None = None,
) -> int:
    """Submit a pre-check as the account's claim; return its id.

    It stays as it was read, unless `stated` says otherwise than the pre-check: then it is read
    again. `receipt` is what the pre-check found.

    Raises:
        NotFound: there is no such pre-check.
        NotAllowed: the account belongs to no unit, or submits nothing.
    """
    submissions.check_submits(by)
    found = get(connection, token)
    if by.unit is None:
        raise NotAllowed("账号没有所属单位。 The account belongs to no unit.")
    told = {name: value for name, value in (stated or {}).items() if value is not None}
    again = any(value != getattr(found, name) for name, value in told.items())
    told.setdefault("holder_name", found.holder_name or by.name)
    ready = pipelines.is_read(connection, found.id) and not again
    now = datetime.now(UTC)
    claims.change(
        connection,
        found,
        state=State.FIRST if ready else State.READING,
        unit_id=by.unit,
        teacher_id=by.id if by.role is Role.TEACHER else None,
        token=None,
        expires_at=None,
        submitted_at=now,
        due_on=due_on or NEVER,
        receipt=None if receipt is None else dict(receipt),
        **told,
    )
    if again:
        pipelines.enqueue(connection, found.id, found.round, f"{pipeline} again", now)
    audit.append(connection, by.login, "claim-submitted", f"claim:{found.id}", policy=found.policy)
    return found.id


def expire(connection: Connection) -> tuple[str, ...]:
    """Remove pre-checks that are over; return the digests of files that nobody needs any more."""
    over = select(claim.c.id).where(
        claim.c.state == State.PRECHECK, claim.c.expires_at <= datetime.now(UTC)
    )
    numbers = list(connection.execute(over).scalars())
    if not numbers:
        return ()
    papers = connection.execute(
        select(evidence.c.id, evidence.c.sha256).where(evidence.c.claim_id.in_(numbers))
    ).all()
    ids = [paper.id for paper in papers]
    read = select(reading.c.id).where(reading.c.evidence_id.in_(ids))
    pages = _named(connection, page, read) | _named(connection, detail, read)
    whole = connection.execute(
        select(reading.c.extraction).where(
            reading.c.id.in_(read), reading.c.extraction.is_not(None)
        )
    ).scalars()
    kept = set(whole)
    for table in (page, detail):
        connection.execute(delete(table).where(table.c.reading_id.in_(read)))
    fingerprints.forget(connection, ids)
    connection.execute(delete(evidence_key).where(evidence_key.c.evidence_id.in_(ids)))
    connection.execute(delete(reading).where(reading.c.evidence_id.in_(ids)))
    connection.execute(delete(evidence).where(evidence.c.id.in_(ids)))
    connection.execute(delete(job).where(job.c.claim_id.in_(numbers)))
    connection.execute(delete(claim).where(claim.c.id.in_(numbers)))
    files = {paper.sha256 for paper in papers}
    files -= _still_needed(connection, evidence.c.sha256, files)
    connection.execute(delete(document).where(document.c.sha256.in_(files)))
    for column in (page.c.digest, detail.c.digest):
        pages -= _still_needed(connection, column, pages)
    kept -= _still_needed(connection, reading.c.extraction, kept)
    return tuple(sorted(files | pages | kept))


def _named(connection: Connection, table: Table, read: Any) -> set[str]:  # noqa: ANN401
    """Return the digests of the pictures of some readings."""
    found = select(table.c.digest).where(table.c.reading_id.in_(read))
    return set(connection.execute(found).scalars())


def _still_needed(
    connection: Connection, column: ColumnElement[str], digests: Iterable[str]
) -> set[str]:
    """Return those digests that a row still names: equal files and pages are kept once."""
    named = select(column).where(column.in_(list(digests))).distinct()
    return set(connection.execute(named).scalars())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
