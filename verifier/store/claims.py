"""Claims through their review: submitted, read, decided in two stages, returned, resubmitted.

Every change is one transaction with its row of the audit trail. A change that rests on an
older version than the present one is refused, so that nobody overwrites what they have
not seen.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    Table,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from verifier.errors import Conflict, NotAllowed, NotFound, TooMany
from verifier.store import audit, fingerprints
from verifier.store.accounts import Account, Role, above, account_from, is_office, scope
from verifier.store.tables import (
    NEVER,
    account,
    answer,
    capture_answer,
    claim,
    correction,
    decision,
    detail,
    document,
    evidence,
    evidence_key,
    job,
    page,
    reading,
)

_CHINA = timezone(timedelta(hours=8))


class State(StrEnum):
    """How far the review of a claim has come; a pre-check is not submitted at all."""

    PRECHECK = "precheck"
    READING = "reading"
    FIRST = "first_review"
    SECOND = "second_review"
    RECHECK = "recheck"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    VOID = "void"
    WITHDRAWN = "withdrawn"


class Decided(StrEnum):
    """What a reviewer decides."""

    CONFIRM = "confirm"
    RETURN = "return"
    VOID = "void"


STAGES: Mapping[Role, tuple[State, ...]] = {
    Role.UNIT_REVIEWER: (State.FIRST,),
    Role.AUTHORITY_REVIEWER: (State.SECOND, State.RECHECK),
}
"""Which stages a role reviews."""
REVIEWED = (State.FIRST, State.SECOND, State.RECHECK)
"""The stages in their order."""
AFTER = {
    State.FIRST: State.SECOND, State.SECOND: State.CONFIRMED, State.RECHECK: State.CONFIRMED,
}  # fmt: skip
MOST_A_DAY = 100
"""Claims that one teacher may submit within a day: nobody has more papers than that."""
RELATE = "relate/1"
"""The pipeline of a job that compares a claim's documents with those on record, once read."""
READ = "read/"
"""How the pipeline of a job begins that reads one document, named by its id, of several."""
TOGETHER = "together/1"
"""The pipeline of the job that judges them beside each other, once all have been read."""
JUDGE = "judge/"
"""How the pipeline of a job begins that judges old readings again, as they were set right."""
_AT_ONCE, SOON = -2, -1
"""Priorities of what a person waits for: a judgement without reading, and a pre-check."""
PRECHECK_LIFE = timedelta(hours=2)
"""How long a pre-check that nobody submits is kept."""


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


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the review desk sees it."""

    id: int
    policy: str
    state: State
    round: int
    unit: int | None
    teacher: int | None
    holder_name: str | None
    holder_id: str | None
    subject: str | None
    title: str | None
    hours: Decimal | None
    facts: Mapping[str, Any]
    recommendation: str | None
    doubts: int
    credit: Decimal | None
    awarded: Decimal | None
    submitted_at: datetime
    due_on: date | None
    postponed_until: date | None
    taken_by: int | None
    version: int
    desk: int | None = None
    calm: int = 0
    unsure: int = 0
    receipt: Mapping[str, Any] | None = None

    def fact(self, name: str) -> object:
        """Return a fact that was stated, None if it was not; the class is one of them."""
        return self.subject if name == "subject" else self.facts.get(name)


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a confirmation leads: the next stage, whose desk it is, its last day."""

    state: State
    desk: int | None = None
    due_on: date | None = None


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


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that a reviewer set right; the reading itself stays as it was."""

    field: str
    old: Any
    new: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a claim."""

    id: int
    stage: State
    round: int
    outcome: Decided
    hours: Decimal | None
    reasons: tuple[str, ...]
    comment: str | None
    account: int
    at: datetime
    is_undone: bool


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
    _may_submit(by)
    _not_too_many(connection, by)
    if not uploads:
        raise NotAllowed("没有上传材料。 No document was uploaded.")
    if given.unit is None or (
        by.role is not Role.ADMINISTRATOR and given.unit not in scope_of(connection, by)
    ):
        raise NotAllowed("不能为该单位提交。 This unit is not yours to submit for.")
    now = at if at is not None else datetime.now(UTC)
    number = _inserted(
        connection,
        given,
        now,
        state=State.READING,
        teacher_id=by.id if by.role is Role.TEACHER else None,
    )
    _add_evidence(connection, number, 1, uploads, now)
    _enqueue(connection, number, 1, pipeline, now)
    audit.append(
        connection, by.login, "claim-submitted", f"claim:{number}", policy=given.policy,
        documents=[upload.sha256 for upload in uploads],
    )  # fmt: skip
    return number


def _may_submit(by: Account) -> None:
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


def answered(connection: Connection, by: Account, key: str, asked: str) -> int | None:
    """Return the claim that this request made when it came before, None if it is new.

    Raises:
        Conflict: another request came under the same key.
    """
    row = connection.execute(
        select(answer).where(answer.c.account_id == by.id, answer.c.key == key)
    ).first()
    if row is None:
        return None
    if row.asked != asked:
        raise Conflict("同一幂等键用于不同的请求。 The key was used for another request.")
    return int(row.claim_id)


def remember_answer(connection: Connection, by: Account, key: str, asked: str, number: int) -> None:
    """Note what a request made, in the transaction that made it."""
    connection.execute(
        insert(answer).values(
            account_id=by.id, key=key, asked=asked, claim_id=number, created_at=datetime.now(UTC)
        )
    )


def precheck(
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
    number = _inserted(
        connection,
        replace(given, unit=None),
        now,
        state=State.PRECHECK,
        token=_digest(token),
        expires_at=now + PRECHECK_LIFE,
    )
    papers = _add_evidence(connection, number, 1, uploads, now)
    # somebody waits: what has been read is shown while the others are
    each = [f"{READ}{paper}" for paper in papers] if len(papers) > 1 else [pipeline]
    for one in each:
        _enqueue(connection, number, 1, one, now, priority=SOON)
    return token


def get_precheck(connection: Connection, token: str) -> Claim:
    """Return the pre-check of a token.

    Raises:
        NotFound: there is none, or it has expired.
    """
    row = connection.execute(
        select(claim).where(claim.c.token == _digest(token), claim.c.state == State.PRECHECK)
    ).first()
    if row is None or row.expires_at <= datetime.now(UTC):
        raise NotFound("预检已过期。 The pre-check has expired.")
    return _claim(row)


def is_judging(connection: Connection, number: int) -> bool:
    """Say whether a claim is being judged again, as a field of it was set right."""
    waiting = select(job.c.id).where(
        job.c.claim_id == number,
        job.c.state.in_(("ready", "leased")),
        job.c.pipeline.startswith(JUDGE, autoescape=True),
    )
    return connection.execute(waiting.limit(1)).first() is not None


def is_read(connection: Connection, number: int) -> bool:
    """Say whether every document of a claim has been read (or given up)."""
    waiting = select(job.c.id).where(
        job.c.claim_id == number,
        job.c.state.in_(("ready", "leased")),
        job.c.pipeline != RELATE,  # comes when nothing is left to read; nobody waits for it
    )
    return connection.execute(waiting).first() is None


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
    _may_submit(by)
    found = get_precheck(connection, token)
    if by.unit is None:
        raise NotAllowed("账号没有所属单位。 The account belongs to no unit.")
    told = {name: value for name, value in (stated or {}).items() if value is not None}
    again = any(value != getattr(found, name) for name, value in told.items())
    told.setdefault("holder_name", found.holder_name or by.name)
    ready = is_read(connection, found.id) and not again
    now = datetime.now(UTC)
    _change(
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
        _enqueue(connection, found.id, found.round, f"{pipeline} again", now)
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


def _inserted(connection: Connection, given: NewClaim, now: datetime, **more: object) -> int:
    made = connection.execute(
        insert(claim)
        .values(
            policy=given.policy, round=1, unit_id=given.unit, holder_name=given.holder_name,
            holder_id=given.holder_id, subject=given.subject, title=given.title,
            hours=given.hours, facts=dict(given.facts or {}), submitted_at=now,
            due_on=given.due_on or NEVER, doubts=0, version=1,
            receipt=None if given.receipt is None else dict(given.receipt), **more,
        )
        .returning(claim.c.id)
    )  # fmt: skip
    return int(made.scalar_one())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def resubmit(
    connection: Connection,
    number: int,
    uploads: Sequence[Upload],
    *,
    pipeline: str,
    by: Account,
) -> None:
    """Take in what was missing from a returned claim and enqueue its next round.

    Raises:
        Conflict: the claim was not returned.
        NotFound: there is none, or it is not the account's.
        NotAllowed: it is another's claim; one without a teacher is its unit's.
    """
    found = get(connection, number, by)
    _may_submit(by)
    if found.teacher not in (None, by.id):
        raise NotAllowed("只有申报人可以补充。 Only its teacher supplements a claim.")
    if found.state is not State.RETURNED:
        raise Conflict("该申报没有被退回。 The claim was not returned.")
    now, next_round = datetime.now(UTC), found.round + 1
    _change(connection, found, state=State.READING, round=next_round, recommendation=None, doubts=0)
    _add_evidence(connection, number, next_round, uploads, now)
    _enqueue(connection, number, next_round, pipeline, now)
    audit.append(
        connection, by.login, "claim-resubmitted", f"claim:{number}", round=next_round,
        documents=[upload.sha256 for upload in uploads],
    )  # fmt: skip


def get(connection: Connection, number: int, by: Account) -> Claim:
    """Return a claim that the account may see.

    Raises:
        NotFound: there is none, or it is not the account's to see.
    """
    row = connection.execute(select(claim).where(claim.c.id == number, visible(connection, by)))
    found = row.first()
    if found is None:
        raise NotFound("没有这份申报。 There is no such claim.")
    return _claim(found)


def may_see(connection: Connection, number: int, by: Account) -> bool:
    """Say whether the account may see a claim."""
    asked = select(claim.c.id).where(claim.c.id == number, visible(connection, by))
    return connection.execute(asked).first() is not None


def document_of(connection: Connection, number: int, by: Account) -> tuple[Claim, Evidence]:
    """Return a document by its id, with its claim.

    Raises:
        NotFound: there is none, or its claim is not the account's to see.
    """
    row = connection.execute(select(evidence.c.claim_id).where(evidence.c.id == number)).first()
    if row is None:
        raise NotFound("没有这份材料。 There is no such document.")
    found = get(connection, row.claim_id, by)
    papers = documents(connection, found.id)
    return found, next(paper for paper in papers if paper.id == number)


def documents(connection: Connection, number: int) -> tuple[Evidence, ...]:
    """Return the documents of a claim with their newest readings and corrections."""
    return documents_of(connection, [number]).get(number, ())


def documents_of(
    connection: Connection, numbers: Sequence[int]
) -> Mapping[int, tuple[Evidence, ...]]:
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


def decisions(connection: Connection, number: int) -> tuple[Decision, ...]:
    """Return every decision on a claim, oldest first, those undone included."""
    found = connection.execute(
        select(decision).where(decision.c.claim_id == number).order_by(decision.c.id)
    )
    return tuple(_decision(row) for row in found)


def take(connection: Connection, number: int, by: Account) -> None:
    """Take a claim, so that nobody else works on it.

    Raises:
        Conflict: somebody else has it.
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage.
    """
    found = get(connection, number, by)
    _at_stage(connection, found, by)
    if found.taken_by == by.id:
        return
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, claim.c.taken_by.is_(None))
        .values(taken_by=by.id, taken_at=datetime.now(UTC))
    )
    if done.rowcount != 1:
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    audit.append(connection, by.login, "claim-taken", f"claim:{number}")


def colleagues(connection: Connection, found: Claim, by: Account) -> tuple[Account, ...]:
    """Return who else could review a claim at its stage, by name."""
    roles = [role for role, stages in STAGES.items() if found.state in stages]
    places = [place for place in (found.desk, found.unit) if place is not None]
    # whoever has the desk, or where there is none an office above the unit
    offices = above(connection, places[0]) if places else ()
    rows = connection.execute(
        select(account)
        .where(
            account.c.role.in_(roles),
            account.c.unit_id.in_(offices),
            account.c.is_active.is_(True),
            account.c.id.not_in([by.id, found.teacher or 0]),
            account.c.id.not_in(_deciders(found)),
        )
        .order_by(account.c.name, account.c.id)
    )
    return tuple(account_from(row) for row in rows)


def pass_on(connection: Connection, number: int, to: int, by: Account) -> None:
    """Give a claim to a colleague, who then has taken it.

    Raises:
        Conflict: somebody else has it.
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage, or not one for the other.
    """
    found = get(connection, number, by)
    _at_stage(connection, found, by)
    if to not in {one.id for one in colleagues(connection, found, by)}:
        raise NotAllowed("不能转交给这个账号。 It cannot be passed on to this account.")
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, or_(claim.c.taken_by.is_(None), claim.c.taken_by == by.id))
        .values(taken_by=to, taken_at=datetime.now(UTC))
    )
    if done.rowcount != 1:
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    audit.append(connection, by.login, "claim-passed-on", f"claim:{number}", to=to)


def release(connection: Connection, number: int, by: Account) -> None:
    """Give a claim back to the queue.

    Raises:
        NotFound: there is none that the account has taken.
    """
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, claim.c.taken_by == by.id)
        .values(taken_by=None, taken_at=None)
    )
    if done.rowcount != 1:
        raise NotFound("您没有受理这份申报。 You have not taken this claim.")
    audit.append(connection, by.login, "claim-released", f"claim:{number}")


def postpone(connection: Connection, number: int, until: date | None, by: Account) -> None:
    """Hide a claim from the queue until a day (None: show it again).

    Raises:
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage.
    """
    _at_stage(connection, get(connection, number, by), by)
    connection.execute(
        update(claim).where(claim.c.id == number).values(postponed_until=until, taken_by=None)
    )
    audit.append(connection, by.login, "claim-postponed", f"claim:{number}", until=until)


def decide(
    connection: Connection,
    number: int,
    version: int,
    outcome: Decided,
    *,
    by: Account,
    hours: Decimal | None = None,
    reasons: Sequence[str] = (),
    comment: str | None = None,
    onward: Onward | None = None,
) -> int:
    """Decide a claim at the stage of the account's role; return the decision's id.

    `onward` is where a confirmation leads, as the notice has it (`verifier.flow`); the deadline
    stays as it is where it names none.

    Raises:
        NotFound: there is no such claim for this account.
        NotAllowed: it is not at the account's stage, or the account decided before (the two
            stages are two people's), or a return or void gives no reason.
        Conflict: it changed since the version, or somebody else has taken it.
    """
    found = get(connection, number, by)
    if found.version != version:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")
    _at_stage(connection, found, by)
    if found.taken_by not in (None, by.id):
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    if by.id == found.teacher or _decided_before(connection, found, by):
        raise NotAllowed(
            "同一人不能审核自己的申报或两个环节。 Nobody reviews their own claim or both stages."
        )
    if outcome is not Decided.CONFIRM and not (reasons or comment):
        raise NotAllowed("退回或作废须说明理由。 A return or a void needs a reason.")
    reached = _reached(found, outcome, onward)
    made = connection.execute(
        insert(decision)
        .values(
            claim_id=number, round=found.round, stage=found.state, outcome=outcome,
            hours=hours if outcome is Decided.CONFIRM else None, reasons=list(reasons),
            comment=comment, account_id=by.id, created_at=datetime.now(UTC),
            reached=reached.state, before=_before(found),
        )
        .returning(decision.c.id)
    )  # fmt: skip
    awarded = None
    if outcome is Decided.CONFIRM:
        awarded = hours if hours is not None else found.awarded
    changed: dict[str, object] = {
        "state": reached.state, "awarded": awarded, "desk_id": reached.desk,
    }  # fmt: skip
    if reached.due_on is not None:
        changed["due_on"] = reached.due_on
    _change(connection, found, taken_by=None, taken_at=None, **changed)
    decided = int(made.scalar_one())
    audit.append(
        connection, by.login, f"claim-{outcome}", f"claim:{number}", stage=found.state,
        hours=hours, reasons=list(reasons), decision=decided,
    )  # fmt: skip
    return decided


def undo(connection: Connection, number: int, by: Account) -> int:
    """Take back one's own last decision while nobody has gone on from it; return its claim.

    Raises:
        NotFound: there is no such decision of this account.
        Conflict: the claim has gone on.
    """
    row = connection.execute(
        select(decision).where(
            decision.c.id == number, decision.c.account_id == by.id, decision.c.undone_at.is_(None)
        )
    ).first()
    if row is None:
        raise NotFound("没有可撤销的决定。 There is no decision of yours to undo.")
    latest = connection.execute(
        select(func.max(decision.c.id)).where(
            decision.c.claim_id == row.claim_id, decision.c.undone_at.is_(None)
        )
    ).scalar_one()
    current = _claim(connection.execute(select(claim).where(claim.c.id == row.claim_id)).one())
    reached = State(row.reached or _reached_by_stage(State(row.stage), Decided(row.outcome)))
    gone_on = current.taken_by not in (None, by.id)
    if latest != number or current.state is not reached or current.round != row.round or gone_on:
        raise Conflict("申报已进入下一步，不能撤销。 The claim has gone on; this cannot be undone.")
    connection.execute(
        update(decision).where(decision.c.id == number).values(undone_at=datetime.now(UTC))
    )
    _change(connection, current, state=State(row.stage), **_restored(row.before))
    audit.append(connection, by.login, "decision-undone", f"claim:{current.id}", decision=number)
    return current.id


def state_facts(
    connection: Connection, number: int, version: int, stated: Mapping[str, str], by: Account
) -> None:
    """Note facts that decide where a claim goes, such as the level of the title applied for.

    Raises:
        NotFound: there is no such claim for this account.
        Conflict: it changed since the version.
        NotAllowed: the claim is neither the account's own, unread or returned, nor at its stage.
    """
    found = get(connection, number, by)
    if found.version != version:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")
    own = found.teacher == by.id and found.state in (State.READING, State.RETURNED)
    if not own:
        _at_stage(connection, found, by)
    facts = {**found.facts, **{name: told for name, told in stated.items() if name != "subject"}}
    _change(connection, found, facts=facts, subject=stated.get("subject", found.subject))
    audit.append(connection, by.login, "facts-stated", f"claim:{number}", facts=dict(stated))


def correct(
    connection: Connection,
    number: int,
    field: str,
    old: object,
    new: object,
    by: Account,
) -> None:
    """Set a field of a document right and have the claim judged again; what was read is kept.

    Raises:
        NotFound: there is no such document for this account.
    """
    row = connection.execute(select(evidence.c.claim_id).where(evidence.c.id == number)).first()
    if row is None:
        raise NotFound("没有这份材料。 There is no such document.")
    found, now = get(connection, row.claim_id, by), datetime.now(UTC)
    made = connection.execute(
        insert(correction)
        .values(evidence_id=number, field=field, old=old, new=new, account_id=by.id, created_at=now)
        .returning(correction.c.id)
    ).scalar_one()
    _change(connection, found)
    _enqueue(connection, found.id, found.round, f"{JUDGE}{made}", now, priority=_AT_ONCE)
    audit.append(
        connection, by.login, "field-corrected", f"evidence:{number}", field=field,
        claim=found.id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; `after` is the key of the last claim seen."""

    states: tuple[State, ...] = ()
    policy: str | None = None
    recommendation: str | None = None
    unit: int | None = None
    text: str | None = None
    mine: bool = False
    overdue: bool = False
    at_desk: bool = False
    """Only what this account's office reviews, not what it merely may see."""
    teacher: int | None = None
    order: str = "deadline"
    after: tuple[Any, ...] | None = None
    size: int = 50


def queue(connection: Connection, wanted: Filter, by: Account, today: date) -> tuple[Claim, ...]:
    """Return a page of the claims that wait, in the order wanted."""
    if len(wanted.states) > 1:
        # one walk along an index for each state, instead of sorting all that wait
        each = [queue(connection, replace(wanted, states=(s,)), by, today) for s in wanted.states]
        found = sorted(chain.from_iterable(each), key=lambda one: key_of(one, wanted.order))
        return tuple(found[: wanted.size])
    keys = _ORDERS.get(wanted.order, _ORDERS["deadline"])
    statement = select(claim).where(visible(connection, by), *_conditions(wanted, by, today))
    if wanted.at_desk:
        statement = statement.where(_at_desk(connection, by))
    if wanted.after is not None and len(wanted.after) == len(keys):
        statement = statement.where(_beyond(keys, wanted.after))
    statement = statement.order_by(*keys).limit(wanted.size)
    return tuple(_claim(row) for row in connection.execute(statement))


def key_of(found: Claim, order: str) -> tuple[Any, ...]:
    """Return the key from which the next page begins behind a claim."""
    due = (found.due_on or NEVER).isoformat()
    return {
        "deadline": (due, found.doubts, found.id),
        "clean": (found.doubts, due, found.id),
        "doubtful": (-found.doubts, due, found.id),
        "risk": (found.calm, due, found.id),
        "certainty": (found.unsure, due, found.id),
        "newest": (-found.id,),
    }.get(order, (due, found.doubts, found.id))


_MOST_ID = 2**53
COUNTED = 10_000
"""Counts end here: a screen that says 10,000 and more says enough, and says it at once."""


def counts(connection: Connection, by: Account) -> Mapping[State, int]:
    """Return how many claims of the account's scope are in each state, at most `COUNTED`."""
    seen = visible(connection, by)
    parts = [
        select(func.count()).select_from(
            select(claim.c.id).where(seen, claim.c.state == state).limit(COUNTED).subquery()
        )
        for state in State
    ]
    row = connection.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return {state: number for state, number in zip(State, row, strict=True) if number}


def overdue(connection: Connection, by: Account, day: date) -> int:
    """Return how many claims wait whose last day is over, at most `COUNTED`."""
    late = [claim.c.state.in_(REVIEWED), claim.c.due_on < day]
    some = select(claim.c.id).where(visible(connection, by), *late).limit(COUNTED).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit's claims under one notice have come."""

    unit: int
    policy: str
    states: Mapping[State, int]
    hours: Decimal
    due_on: date | None
    overdue: int = 0

    @property
    def total(self) -> int:
        """All claims of the unit."""
        return sum(self.states.values())

    @property
    def decided(self) -> int:
        """Those that nobody has to look at any more."""
        return sum(self.states.get(state, 0) for state in (State.CONFIRMED, State.VOID))


def progress(
    connection: Connection, by: Account, day: date, unit: int | None = None
) -> tuple[Progress, ...]:
    """Return how far each unit of the account's scope (or one) has come, by unit and notice.

    `day` is the one before which a deadline is over.
    """
    of = claim.c.unit_id.is_not(None) if unit is None else claim.c.unit_id == unit
    is_late = case((claim.c.due_on < day, 1), else_=0)
    found = connection.execute(
        select(
            claim.c.unit_id, claim.c.policy, claim.c.state, func.count().label("number"),
            func.sum(claim.c.awarded).label("hours"), func.min(claim.c.due_on).label("due"),
            func.sum(is_late).label("late"),
        )
        .where(visible(connection, by), of)
        .group_by(claim.c.unit_id, claim.c.policy, claim.c.state)
    )  # fmt: skip
    states: dict[tuple[int, str], dict[State, int]] = {}
    hours: dict[tuple[int, str], Decimal] = {}
    due: dict[tuple[int, str], date] = {}
    late: dict[tuple[int, str], int] = {}
    for row in found:
        key, state = (row.unit_id, row.policy), State(row.state)
        states.setdefault(key, {})[state] = row.number
        if state is State.CONFIRMED:
            hours[key] = Decimal(str(row.hours or 0))
        if state in REVIEWED:
            due[key] = min(due.get(key, NEVER), row.due)
            late[key] = late.get(key, 0) + row.late
    return tuple(
        Progress(
            *key, states[key], hours.get(key, Decimal(0)),
            None if due.get(key, NEVER) == NEVER else due[key], late.get(key, 0),
        )
        for key in sorted(states)
    )  # fmt: skip


def today() -> date:
    """Return the day in China, where the notices hold."""
    return datetime.now(_CHINA).date()


def scope_of(connection: Connection, by: Account) -> frozenset[int]:
    """Return the units whose claims the account may see or submit for."""
    return scope(connection, by.unit) if by.unit is not None else frozenset()


_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "deadline": (claim.c.due_on, claim.c.doubts, claim.c.id),
    "clean": (claim.c.doubts, claim.c.due_on, claim.c.id),
    "doubtful": (-claim.c.doubts, claim.c.due_on, claim.c.id),
    "risk": (claim.c.calm, claim.c.due_on, claim.c.id),
    "certainty": (claim.c.unsure, claim.c.due_on, claim.c.id),
    "newest": (-claim.c.id,),
}


def _beyond(keys: Sequence[Any], after: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return the condition that a row comes behind a key: one comparison that an index serves.

    Raises:
        NotFound: the key is none of this order.
    """
    try:
        values = [_key_part(key, value) for key, value in zip(keys, after, strict=True)]
    except ValueError as error:
        raise NotFound("没有这一页。 There is no such page.") from error
    if len(keys) == 1:
        return keys[0] > values[0]
    bound = [literal(value, key.type) for key, value in zip(keys, values, strict=True)]
    return tuple_(*keys) > tuple_(*bound)


def _key_part(key: Any, value: object) -> date | int:  # noqa: ANN401
    if isinstance(key.type, Date):
        return date.fromisoformat(str(value))
    if not isinstance(value, int) or abs(value) > _MOST_ID:
        raise ValueError(value)
    return value


def _conditions(wanted: Filter, by: Account, today: date) -> list[Any]:
    conditions: list[Any] = []
    if wanted.states:
        conditions.append(claim.c.state.in_(wanted.states))
        waiting = set(wanted.states) <= set(REVIEWED)
        if waiting:
            conditions.append(
                or_(claim.c.postponed_until.is_(None), claim.c.postponed_until <= today)
            )
    if wanted.policy:
        conditions.append(claim.c.policy == wanted.policy)
    if wanted.recommendation:
        conditions.append(claim.c.recommendation == wanted.recommendation)
    if wanted.unit is not None:
        conditions.append(claim.c.unit_id == wanted.unit)
    if wanted.teacher is not None:
        conditions.append(claim.c.teacher_id == wanted.teacher)
    if wanted.overdue:
        conditions += [claim.c.state.in_(REVIEWED), claim.c.due_on < today]
    if wanted.mine:
        conditions.append(claim.c.taken_by == by.id)
    if wanted.text:
        like = f"%{_escaped(wanted.text)}%"
        conditions.append(
            or_(claim.c.holder_name.like(like, escape="\\"), claim.c.title.like(like, escape="\\"))
        )
    return conditions


def _escaped(given: str) -> str:
    return given.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def visible(connection: Connection, by: Account) -> Any:  # noqa: ANN401
    """Return the condition under which the account may see a claim; never a pre-check."""
    if by.role in (Role.ADMINISTRATOR, Role.AUDITOR) and by.unit is None:
        return claim.c.state != State.PRECHECK
    if by.role is Role.TEACHER:
        return claim.c.teacher_id == by.id
    if by.role is Role.ORGANISER:
        return claim.c.id.is_(None)  # sees how many claims rest on its classes, not whose
    places = scope_of(connection, by)
    if by.role is Role.AUTHORITY_REVIEWER and is_office(connection, places):
        return or_(claim.c.unit_id.in_(places), claim.c.desk_id.in_(places))
    return claim.c.unit_id.in_(places)


def _at_desk(connection: Connection, by: Account) -> Any:  # noqa: ANN401
    places = scope_of(connection, by)
    return or_(claim.c.desk_id.is_(None), claim.c.desk_id.in_(places))


def _reached(found: Claim, outcome: Decided, onward: Onward | None) -> Onward:
    """Return where a decision on a claim leads."""
    if outcome is Decided.CONFIRM and onward is not None:
        return onward
    return Onward(_reached_by_stage(found.state, outcome), found.desk)


def _reached_by_stage(stage: State, outcome: Decided) -> State:
    if outcome is Decided.CONFIRM:
        return AFTER[stage]
    return State.RETURNED if outcome is Decided.RETURN else State.VOID


def _before(found: Claim) -> dict[str, Any]:
    """Return what undoing a decision on a claim brings back, as plain JSON."""
    return {
        "awarded": None if found.awarded is None else str(found.awarded),
        "desk_id": found.desk,
        "due_on": (found.due_on or NEVER).isoformat(),
    }


def _restored(before: Mapping[str, Any] | None) -> dict[str, Any]:
    if before is None:  # decided before this was kept
        return {"awarded": None}
    awarded = before["awarded"]
    return {
        "awarded": None if awarded is None else Decimal(awarded),
        "desk_id": before["desk_id"],
        "due_on": date.fromisoformat(before["due_on"]),
    }


def _at_stage(connection: Connection, found: Claim, by: Account) -> None:
    """Check that a claim lies at a stage, and at a desk, of the account.

    Raises:
        NotAllowed: it lies elsewhere.
    """
    if found.state not in STAGES.get(by.role, ()):
        raise NotAllowed("申报不在您的审核环节。 The claim is not at your stage.")
    if found.desk is not None and found.desk not in scope_of(connection, by):
        raise NotAllowed("申报由其他部门审核。 The claim is at another office.")


def _decided_before(connection: Connection, found: Claim, by: Account) -> bool:
    mine = _deciders(found).where(decision.c.account_id == by.id)
    return connection.execute(mine.limit(1)).first() is not None


def _deciders(found: Claim) -> Select[tuple[int]]:
    """Return the accounts that decided another stage of a claim's present round."""
    return select(decision.c.account_id).where(
        decision.c.claim_id == found.id,
        decision.c.round == found.round,
        decision.c.stage != found.state,
        decision.c.undone_at.is_(None),
    )


def _change(connection: Connection, found: Claim, **values: Any) -> None:  # noqa: ANN401
    done = connection.execute(
        update(claim)
        .where(claim.c.id == found.id, claim.c.version == found.version)
        .values(version=found.version + 1, **values)
    )
    if done.rowcount != 1:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")


def _add_evidence(
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


def _enqueue(
    connection: Connection,
    number: int,
    turn: int,
    pipeline: str,
    now: datetime,
    priority: int = 0,
) -> None:
    """Put a job into the queue; the lowest priority is done first."""
    connection.execute(
        insert(job).values(
            claim_id=number, round=turn, pipeline=pipeline, state="ready", created_at=now,
            priority=priority, attempts=0, fence=0,
        )
    )  # fmt: skip


def _claim(row: Row[Any]) -> Claim:
    return Claim(
        row.id, row.policy, State(row.state), row.round, row.unit_id, row.teacher_id,
        row.holder_name, row.holder_id, row.subject, row.title, row.hours, row.facts,
        row.recommendation, row.doubts, row.credit, row.awarded, row.submitted_at,
        None if row.due_on == NEVER else row.due_on,
        row.postponed_until, row.taken_by, row.version, row.desk_id, row.calm, row.unsure,
        row.receipt,
    )  # fmt: skip


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        row.id, State(row.stage), row.round, Decided(row.outcome), row.hours,
        tuple(row.reasons), row.comment, row.account_id, row.created_at,
        row.undone_at is not None,
    )  # fmt: skip
