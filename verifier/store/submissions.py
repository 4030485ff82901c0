"""Claims as they come in: submitted, supplied again, and the same request twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select

from verifier.errors import Conflict, NotAllowed, TooMany
from verifier.store import audit, claims, pipelines, tallies, wordings
from verifier.store.accounts import Account, Role
from verifier.store.claims import State
from verifier.store.tables import NEVER, answer, claim, document, evidence

MOST_A_DAY = 100
"""Claims that one teacher may submit within a day: nobody has more papers than that."""


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What a teacher states when they submit."""

    policy: str
    unit: int | None
    holder_name: str | None = None
    holder_id: str | None = None
    subject: str | None = None
    title: str | None = None
    hours: Decimal | None = None
    facts: Mapping[str, Any] | None = None
    due_on: date | None = None
    receipt: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that lies in the blob folder already."""

    sha256: str
    size: int
    name: str


def submit(
    connection: Connection,
    given: NewClaim,
    uploads: Sequence[Upload],
    *,
    pipeline: str,
    by: Account,
    at: datetime | None = None,
) -> int:
    """Take in a claim with its documents and enqueue their reading; return its id.

    `at` is when it was filed, if that was not just now.

    Raises:
        NotAllowed: there is no document, or the unit is not the account's.
        TooMany: a teacher has submitted more than anybody would within a day.
    """
    check_submits(by)
    _not_too_many(connection, by)
    if not uploads:
        raise NotAllowed("没有上传材料。 No document was uploaded.")
    if given.unit is None or (
        by.role is not Role.ADMINISTRATOR and given.unit not in claims.scope_of(connection, by)
    ):
        raise NotAllowed("不能为该单位提交。 This unit is not yours to submit for.")
    now = at if at is not None else datetime.now(UTC)
    number = insert_claim(
        connection,
        given,
        now,
        state=State.READING,
        teacher_id=by.id if by.role is Role.TEACHER else None,
    )
    add_documents(connection, number, 1, uploads, now)
    pipelines.enqueue(connection, number, 1, pipeline, now)
    audit.append(
        connection, by.login, "claim-submitted", f"claim:{number}", policy=given.policy,
        documents=[upload.sha256 for upload in uploads],
    )  # fmt: skip
    return number


def resubmit(
    connection: Connection,
    number: int,
    uploads: Sequence[Upload],
    *,
    pipeline: str,
    by: Account,
) -> None:
    """Take in what was missing from a returned claim and enqueue its next round.

    One that comes after the day that the return told is taken in like any other: the claim
    keeps both days.

    Raises:
        Conflict: the claim was not returned.
        NotFound: there is none, or it is not the account's.
        NotAllowed: it is another's claim; one without a teacher is its unit's.
    """
    found = claims.get(connection, number, by)
    check_submits(by)
    if found.teacher not in (None, by.id):
        raise NotAllowed("只有申报人可以补充。 Only its teacher supplements a claim.")
    if found.state is not State.RETURNED:
        raise Conflict("该申报没有被退回。 The claim was not returned.")
    now, next_round = claims.now(), found.round + 1
    claims.change(
        connection, found, state=State.READING, round=next_round, recommendation=None, doubts=0,
        supplemented_on=claims.day_of(now),
    )  # fmt: skip
    add_documents(connection, number, next_round, uploads, now)
    pipelines.enqueue(connection, number, next_round, pipeline, now)
    audit.append(
        connection, by.login, "claim-resubmitted", f"claim:{number}", round=next_round,
        documents=[upload.sha256 for upload in uploads],
        **({} if found.supplement_by is None else {"supplement_by": found.supplement_by}),
    )  # fmt: skip


def submit_once(
    connection: Connection,
    given: NewClaim,
    uploads: Sequence[Upload],
    key: str,
    *,
    pipeline: str,
    by: Account,
) -> tuple[int, bool]:
    """Take in a claim as `submit` does, once for a key; return its id, and whether it is new.

    Two requests that come at one moment wait for each other.

    Raises:
        Conflict: another request came under the same key.
        NotAllowed, TooMany: as `submit`.
    """
    audit.lock(connection)
    asked = digest_of(given, uploads)
    row = connection.execute(
        select(answer).where(answer.c.account_id == by.id, answer.c.key == key)
    ).first()
    if row is not None:
        if row.asked != asked:
            raise Conflict("同一幂等键用于不同的请求。 The key was used for another request.")
        return int(row.claim_id), False
    number = submit(connection, given, uploads, pipeline=pipeline, by=by)
    connection.execute(
        insert(answer).values(
            account_id=by.id, key=key, asked=asked, claim_id=number, created_at=datetime.now(UTC)
        )
    )
    return number, True


def digest_of(given: NewClaim, uploads: Sequence[Upload]) -> str:
    """Return what tells one request from another: what is stated and which files came."""
    told = repr((given, [upload.sha256 for upload in uploads]))
    return hashlib.sha256(told.encode()).hexdigest()


def check_submits(by: Account) -> None:
    """Check that an account may submit claims at all.

    Raises:
        NotAllowed: it may not.
    """
    if by.role in (Role.ORGANISER, Role.AUDITOR):
        raise NotAllowed("该账号不提交申报。 This account submits no claims.")


def _not_too_many(connection: Connection, by: Account) -> None:
    if by.role is not Role.TEACHER:
        return
    since = datetime.now(UTC) - timedelta(days=1)
    some = (
        select(claim.c.id)
        .where(claim.c.teacher_id == by.id, claim.c.submitted_at > since)
        .order_by(claim.c.id.desc())
        .limit(MOST_A_DAY)
        .subquery()
    )
    if connection.execute(select(func.count()).select_from(some)).scalar_one() >= MOST_A_DAY:
        raise TooMany(
            f"一天最多提交 {MOST_A_DAY} 份申报。 No more than {MOST_A_DAY} claims within a day."
        )


def insert_claim(connection: Connection, given: NewClaim, now: datetime, **more: object) -> int:
    """Write the row of a new claim; return its id."""
    made = connection.execute(
        insert(claim)
        .values(
            policy=given.policy, round=1, unit_id=given.unit, holder_name=given.holder_name,
            holder_id=given.holder_id, subject=given.subject, title=given.title,
            hours=given.hours, facts=dict(given.facts or {}), submitted_at=now,
            due_on=given.due_on or NEVER, doubts=0, version=1,
            receipt=None if given.receipt is None else dict(given.receipt), **more,
        )
        .returning(*tallies.COLUMNS)
    ).one()  # fmt: skip
    tallies.move(connection, None, made)
    wordings.note(connection, made)
    return int(made.id)


def add_documents(
    connection: Connection, number: int, turn: int, uploads: Sequence[Upload], now: datetime
) -> tuple[int, ...]:
    """Add documents to a claim, the same bytes once; return their ids."""
    added = []
    known = set(
        connection.execute(select(evidence.c.sha256).where(evidence.c.claim_id == number)).scalars()
    )
    for upload in uploads:
        if upload.sha256 in known:
            continue
        known.add(upload.sha256)
        have = select(document.c.sha256).where(document.c.sha256 == upload.sha256)
        if connection.execute(have).first() is None:
            connection.execute(
                insert(document).values(sha256=upload.sha256, size=upload.size, created_at=now)
            )
        made = connection.execute(
            insert(evidence)
            .values(
                claim_id=number, sha256=upload.sha256, name=upload.name[:255], round=turn,
                added_at=now,
            )
            .returning(evidence.c.id)
        )  # fmt: skip
        added.append(int(made.scalar_one()))
    return tuple(added)
