"""The tables, as SQLAlchemy Core knows them; migrations bring a database to this shape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    TypeDecorator,
    UniqueConstraint,
    and_,
    case,
    text,
    true,
)
from sqlalchemy import String as AnyString
from sqlalchemy import Text as AnyText
from sqlalchemy.types import JSON, TypeEngine
from typing_extensions import override

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_THOUSAND, _HUNDRED = 1000, 100
NEVER = date(9999, 12, 31)
PIECE = 8
"""Characters of a name or title by which it is found; what is longer is compared whole then."""


def storable(text: str) -> str:
    """Return a text without what no database holds: zero characters and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


class String(TypeDecorator[str]):
    """A text of at most some characters."""

    impl = AnyString
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it can be kept."""
        return None if value is None else storable(value)


class Text(String):
    """A text of any length."""

    impl = AnyText
    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as milliseconds since 1970: the same on every database."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the milliseconds of an aware moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return round(value.timestamp() * _THOUSAND)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else datetime.fromtimestamp(value / _THOUSAND, UTC)


class ExactHours(TypeDecorator[Decimal]):
    """Hours as hundredths: SQLite has no decimals, and a sum that grows must not drift."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return the hundredths."""
        return None if value is None else round(value * _HUNDRED)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the hours."""
        return None if value is None else Decimal(value) / _HUNDRED


Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in columns of type INTEGER."""
Hours = Numeric(10, 2)


def _exact(length: int) -> TypeEngine[str]:
    """Return the type of a text whose order is that of its characters' numbers everywhere."""
    return AnyString(length).with_variant(AnyString(length, collation="C"), "postgresql")


def together(conditions: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return conditions as one that is asked of the rows found by the others.

    Without statistics SQLite takes any index for narrower than a list of numbers; it looks for
    none in here.
    """
    return case((and_(true(), *conditions), 1), else_=0) == 1


unit = Table(
    "unit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("parent_id", Key, ForeignKey("unit.id")),
)
"""Schools and the offices above them; a reviewer sees their own unit and those below it."""

unit_route = Table(
    "unit_route",
    metadata,
    Column("unit_id", Key, ForeignKey("unit.id"), primary_key=True),
    Column("office", String(40), primary_key=True),
    Column("to_unit_id", Key, ForeignKey("unit.id"), nullable=False, index=True),
)
"""Which unit is the office of that word (as notices name it) for a unit and those below it."""

account = Table(
    "account",
    metadata,
    Column("id", Key, primary_key=True),
    Column("login", String(100), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("password", String(300), nullable=False),
    Column("role", String(20), nullable=False),
    Column("unit_id", Key, ForeignKey("unit.id")),
    Column("is_active", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", Instant, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
"""Only the digest of a session's token is kept: who reads the table can use none."""

api_token = Table(
    "api_token",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
"""What a program signs in with; only the digest is kept."""

answer = Table(
    "answer",
    metadata,
    Column("account_id", Key, ForeignKey("account.id"), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("asked", String(64), nullable=False),
    Column("claim_id", Key, ForeignKey("claim.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""What was answered to a request with a key, so that the same request again does nothing new."""

document = Table(
    "document",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""A file that was uploaded, by its digest; its bytes lie in the blob folder."""

claim = Table(
    "claim",
    metadata,
    Column("id", Key, primary_key=True),
    Column("policy", String(80), nullable=False),
    Column("state", String(20), nullable=False),
    Column("round", Integer, nullable=False, server_default="1"),
    Column("unit_id", Key, ForeignKey("unit.id")),
    Column("token", String(64), unique=True),
    Column("expires_at", Instant),
    Column("teacher_id", Key, ForeignKey("account.id")),
    Column("holder_name", String(100)),
    Column("holder_id", String(40)),
    Column("subject", String(20)),
    Column("title", String(500)),
    Column("hours", Hours),
    Column("facts", JSON, nullable=False),
    Column("recommendation", String(20)),
    Column("doubts", Integer, nullable=False, server_default="0"),
    Column("calm", Integer, nullable=False, server_default="0"),
    Column("unsure", Integer, nullable=False, server_default="0"),
    Column("credit", Hours),
    Column("awarded", Hours),
    Column("desk_id", Key, ForeignKey("unit.id")),
    Column("receipt", JSON),
    Column("confirmed_on", Date),
    Column("supplement_by", Date),
    Column("supplemented_on", Date),
    Column("submitted_at", Instant, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("postponed_until", Date),
    Column("taken_by", Key, ForeignKey("account.id")),
    Column("taken_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(
        "ix_claim_deadline",
        "unit_id",
        "state",
        "due_on",
        "doubts",
        "id",
        "recommendation",
        "policy",
        "postponed_until",
        "desk_id",
        "holder_name",
        "title",
    ),
    Index("ix_claim_clean", "unit_id", "state", "doubts", "due_on", "id"),
    Index("ix_claim_state_deadline", "state", "due_on", "doubts", "id"),
    Index("ix_claim_teacher_id_id", "teacher_id", "id"),
    Index("ix_claim_holder_name", "holder_name", "unit_id", "desk_id", "state"),
    Index("ix_claim_title", "title", "unit_id", "desk_id", "state"),
    Index("ix_claim_desk", "desk_id", "state", "due_on", "doubts", "id"),
    Index("ix_claim_calm", "unit_id", "state", "calm", "due_on", "id"),
    Index("ix_claim_unsure", "unit_id", "state", "unsure", "due_on", "id"),
    Index("ix_claim_confirmed_on", "policy", "confirmed_on", "unit_id", "desk_id", "state",
          "awarded", sqlite_where=text("confirmed_on IS NOT NULL"),
          postgresql_where=text("confirmed_on IS NOT NULL")),
    Index("ix_claim_supplement_by", "supplement_by",
          sqlite_where=text("supplement_by IS NOT NULL AND supplemented_on IS NULL"),
          postgresql_where=text("supplement_by IS NOT NULL AND supplemented_on IS NULL")),
)  # fmt: skip
"""What one teacher claims for one activity, with the state of its review.

`doubts` counts the findings that a person has to settle; `calm` is the less the more these would
cost, `unsure` the more the less surely a field that counts was read (`verifier.weights`): both
ascend, so that an index serves their order; `credit` is what the program proposes, `awarded`
what a person decided; `desk_id` is the office that reviews where the notice names another than
the one above the unit; `receipt` is what a pre-check before the submission found; `confirmed_on`
is the day in China of the last confirmation, by which notices file; `supplement_by` is the last
day for a supplement that was told with the last return, `supplemented_on` the day in China on
which one came; a claim without a deadline is due on `NEVER`, so that the queue's order is that of
an index; the columns at the end of that index are those that a queue is filtered by, so that rows
which do not fit are not fetched. A pre-check
belongs to no unit: it is found by the digest of a token that only its teacher has, and is gone
when it expires.
"""

tally = Table(
    "tally",
    metadata,
    Column("unit_id", Key, ForeignKey("unit.id"), primary_key=True, autoincrement=False),
    Column("policy", String(80), primary_key=True),
    Column("desk_id", Key, primary_key=True, autoincrement=False),
    Column("state", String(20), primary_key=True),
    Column("recommendation", String(20), primary_key=True),
    Column("subject", String(20), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hours", ExactHours, nullable=False),
    sqlite_with_rowid=False,
)
"""How many claims stand where, and their hours (`verifier.store.tallies`); "" and 0 are none."""

day_tally = Table(
    "day_tally",
    metadata,
    Column("unit_id", Key, ForeignKey("unit.id"), primary_key=True, autoincrement=False),
    Column("policy", String(80), primary_key=True),
    Column("desk_id", Key, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hours", ExactHours, nullable=False),
    sqlite_with_rowid=False,
)
"""The same by a day in China: the kinds are those of `verifier.store.tallies.Kind`."""

training_tally = Table(
    "training_tally",
    metadata,
    Column("unit_id", Key, ForeignKey("unit.id"), primary_key=True, autoincrement=False),
    Column("state", String(20), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("desk_id", Key, primary_key=True, autoincrement=False),
    Column("due_on", Date, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("clean", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Claims under review by the trainings that their papers name, and those that raise no doubt."""

reason_tally = Table(
    "reason_tally",
    metadata,
    Column("unit_id", Key, ForeignKey("unit.id"), primary_key=True, autoincrement=False),
    Column("policy", String(80), primary_key=True),
    Column("reason", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How often a reason was given in decisions that stand."""

wording = Table(
    "wording",
    metadata,
    Column("piece", _exact(PIECE), primary_key=True),
    Column("text", _exact(500), primary_key=True),
    sqlite_with_rowid=False,
)
"""The names and titles of claims by each of their ends, cut to `PIECE` characters.

What holds a word has an end that begins with it (`verifier.store.wordings`).
"""

evidence = Table(
    "evidence",
    metadata,
    Column("id", Key, primary_key=True),
    Column("claim_id", Key, ForeignKey("claim.id"), nullable=False, index=True),
    Column("sha256", String(64), ForeignKey("document.sha256"), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("round", Integer, nullable=False),
    Column("added_at", Instant, nullable=False),
    UniqueConstraint("claim_id", "sha256"),
)

job = Table(
    "job",
    metadata,
    Column("id", Key, primary_key=True),
    Column("claim_id", Key, ForeignKey("claim.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("pipeline", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("owner", String(80)),
    Column("lease_until", Instant),
    Column("error", Text),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("claim_id", "round", "pipeline"),
    Index("ix_job_ready", "priority", "id", sqlite_where=text("state = 'ready'"),
          postgresql_where=text("state = 'ready'")),
    Index("ix_job_leased", "lease_until", sqlite_where=text("state = 'leased'"),
          postgresql_where=text("state = 'leased'")),
    Index("ix_job_left", "state", sqlite_where=text("state <> 'done'"),
          postgresql_where=text("state <> 'done'")),
)  # fmt: skip
"""One reading of a claim's documents: the table is the queue.

A worker leases a job under a fence that grows with every lease; only the holder of the
newest fence may finish it, so no job is finished twice.
"""

reading = Table(
    "reading",
    metadata,
    Column("id", Key, primary_key=True),
    Column("evidence_id", Key, ForeignKey("evidence.id"), nullable=False),
    Column("job_id", Key, ForeignKey("job.id"), nullable=False),
    Column("report", JSON, nullable=False),
    Column("extraction", String(64)),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("evidence_id", "job_id"),
)
"""What was read on a document and how the notice judges it.

`extraction` names the blob of the whole reading with every line's place, so that the document
can be compared without being read again.
"""

evidence_key = Table(
    "evidence_key",
    metadata,
    Column("evidence_id", Key, ForeignKey("evidence.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("digest", String(64), nullable=False),
    Index("ix_evidence_key_digest_kind", "digest", "kind"),
)
"""By what a document is found again when it is claimed a second time."""

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("evidence_id", Key, ForeignKey("evidence.id"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("bits", LargeBinary(32), nullable=False),
)
"""What each page looks like in 256 bits: it proposes which documents may be alike."""

fingerprint_band = Table(
    "fingerprint_band",
    metadata,
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("value", Integer, primary_key=True, autoincrement=False),
    Column("evidence_id", Key, ForeignKey("evidence.id"), primary_key=True, index=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The fingerprints by each of their 16 bands, for stores too large to be scanned in memory."""

relation = Table(
    "relation",
    metadata,
    Column("evidence_id", Key, ForeignKey("evidence.id"), primary_key=True),
    Column("other_id", Key, ForeignKey("evidence.id"), primary_key=True, index=True),
    Column("kind", String(20), nullable=False),
    Column("report", JSON, nullable=False),
    Column("picture", String(64), index=True),
    Column("created_at", Instant, nullable=False),
)
"""How two documents are related, with what differs; `picture` names the blob that shows it."""

other_type = Table(
    "other_type",
    metadata,
    Column("evidence_id", Key, ForeignKey("evidence.id"), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("other_id", Key, ForeignKey("evidence.id"), nullable=False),
    Column("picture", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""What a paper prints in other type than its class does; the blob shows it above a classmate's."""

page = Table(
    "page",
    metadata,
    Column("reading_id", Key, ForeignKey("reading.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
)
"""The pictures of a reading's pages; two readings may share one."""

batch = Table(
    "batch",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", String(36), nullable=False, unique=True),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("today", Date, nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""A backlog worked through by `xueshi batch`; `turn` counts how often its list was taken in."""

batch_item = Table(
    "batch_item",
    metadata,
    Column("id", Key, primary_key=True),
    Column("batch_id", Key, ForeignKey("batch.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", String(32), nullable=False),
    Column("copy", Integer, nullable=False, server_default="0"),
    Column("turn", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("files", JSON, nullable=False),
    Column("stamp", String(40), nullable=False),
    Column("claim", Text, nullable=False),
    Column("listed", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("owner", String(80)),
    Column("lease_until", Instant),
    Column("error", Text),
    Column("made_by", String(64)),
    Column("recommendation", String(20)),
    Column("hours", Hours),
    UniqueConstraint("batch_id", "key", "copy"),
    Index("ix_batch_item_position", "batch_id", "position"),
    Index("ix_batch_item_ready", "batch_id", "position", sqlite_where=text("state = 'ready'"),
          postgresql_where=text("state = 'ready'")),
    Index("ix_batch_item_leased", "lease_until", sqlite_where=text("state = 'leased'"),
          postgresql_where=text("state = 'leased'")),
)  # fmt: skip
"""One claim of a backlog, and its place in the queue, as `job` is for the desk.

`position` is its place in the list, `key` and `copy` what makes it the same claim when the
list is taken in again, `files` what proves it, `stamp` by what a changed file is noticed,
`listed` what the list says of it, `made_by` the fingerprint of what made its result.
"""

batch_file = Table(
    "batch_file",
    metadata,
    Column("batch_id", Key, ForeignKey("batch.id"), primary_key=True, autoincrement=False),
    Column("place", String(32), primary_key=True),
    Column("sha256", String(64)),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("fault", JSON),
)
"""What is known of a file that a list names, whichever claims it is of.

`place` is where it lies and its stamp as one digest, `tries` how often reading it alone broke
off, `fault` why nothing is read in it any more.
"""

batch_result = Table(
    "batch_result",
    metadata,
    Column("item_id", Key, ForeignKey("batch_item.id"), primary_key=True, autoincrement=False),
    Column("report", LargeBinary, nullable=False),
)
"""The reports of an item's files, one a line, deflated."""

batch_reading = Table(
    "batch_reading",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reader", String(64), primary_key=True),
    Column("reading", LargeBinary, nullable=False),
)
"""What a reader, by its fingerprint, read in a file: judging again needs no reading again."""

batch_key = Table(
    "batch_key",
    metadata,
    Column("item_id", Key, ForeignKey("batch_item.id"), primary_key=True, autoincrement=False),
    Column("file", Integer, primary_key=True, server_default="0"),
    Column("kind", String(20), primary_key=True),
    Column("digest", String(64), nullable=False),
    Index("ix_batch_key_digest_kind", "digest", "kind"),
)
"""By what documents of a backlog are found to be one; `file` counts an item's files from 0."""

detail = Table(
    "detail",
    metadata,
    Column("reading_id", Key, ForeignKey("reading.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
)
"""Pictures of parts of a reading's pages by name: `seal-1`, `seal-1-text` …"""

correction = Table(
    "correction",
    metadata,
    Column("id", Key, primary_key=True),
    Column("evidence_id", Key, ForeignKey("evidence.id"), nullable=False, index=True),
    Column("field", String(40), nullable=False),
    Column("old", JSON),
    Column("new", JSON),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
)

capture_answer = Table(
    "capture_answer",
    metadata,
    Column("id", Key, primary_key=True),
    Column("evidence_id", Key, ForeignKey("evidence.id"), nullable=False, index=True),
    Column("answer", String(20), nullable=False),
    Column("assessment", String(20), nullable=False),
    Column("reason", String(40)),
    Column("picture", String(64)),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""What a reviewer says a capture shows (original, copy, unsure) beside what the program said.

`picture` is the blob of the crop that was looked at: the two together are a labelled pair.
"""

decision = Table(
    "decision",
    metadata,
    Column("id", Key, primary_key=True),
    Column("claim_id", Key, ForeignKey("claim.id"), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("stage", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("hours", Hours),
    Column("reasons", JSON, nullable=False),
    Column("comment", Text),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("undone_at", Instant),
    Column("reached", String(20)),
    Column("before", JSON),
    Column("supplement_by", Date),
    Index("ix_decision_account_id_id", "account_id", "id"),
)
"""What was decided; `reached` and `before` are where it led and what undoing it brings back.

`supplement_by` is the last day for a supplement that a return told.
"""

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("account_id", Key, ForeignKey("account.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("query", String(500), nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""A view of the queue that an account keeps."""

course = Table(
    "course",
    metadata,
    Column("id", Key, primary_key=True),
    Column("unit_id", Key, ForeignKey("unit.id"), nullable=False, index=True),
    Column("policy", String(80), nullable=False),
    Column("title", String(300), nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("name", String(255), nullable=False),
    Column("account_id", Key, ForeignKey("account.id"), nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
)
"""A pass list that an organiser handed in; the file lies in the blob folder as it came."""

course_person = Table(
    "course_person",
    metadata,
    Column("course_id", Key, ForeignKey("course.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("values", JSON, nullable=False),
    Index("ix_course_person_name", "name"),
)
"""A row of a pass list, by the columns of the register."""

second_look = Table(
    "second_look",
    metadata,
    Column("claim_id", Key, ForeignKey("claim.id"), primary_key=True),
    Column("account_id", Key, ForeignKey("account.id"), primary_key=True),
    Column("outcome", String(20), nullable=False),
    Column("hours", Hours),
    Column("created_at", Instant, nullable=False),
)
"""What somebody who did not know the decision would have decided; it changes nothing."""

audit = Table(
    "audit",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("details", Text, nullable=False),
    Column("before", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_audit_actor", "actor", "seq", "action"),
    Index("ix_audit_action", "action", "seq", "actor"),
    Index("ix_audit_subject", "subject", "seq"),
    Index("ix_audit_at", "at", "seq"),
)
"""Who did what to what; each row's hash covers the row before it."""
