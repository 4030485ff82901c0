"""The queue of readings: leased under a fence, renewed, finished once, given up in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select, tuple_

from verifier.relations import CONCERNS
from verifier.store import (
    audit,
    claims,
    documents,
    fingerprints,
    leases,
    pipelines,
    relations,
    repeats,
    typefaces,
)
from verifier.store.accounts import above
from verifier.store.claims import State
from verifier.store.leases import DONE, LEASE, LEASED, MOST_ATTEMPTS, READY
from verifier.store.pipelines import RELATE
from verifier.store.tables import claim, detail, evidence, job, page, reading
from verifier.weights import calm_of, unsure_of

__all__ = ("MOST_ATTEMPTS", "RELATE")
PIPELINE = "check/1"
"""A change of reading that makes old results worth doing again is another name."""
COUNTED = 10_000
"""Counts of jobs end here: a screen that says so many wait says enough, and says it at once."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of a document from before: its whole reading's blob, what was set right."""

    extraction: str
    corrections: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leased:
    """A job that this worker holds until the lease ends, under its fence."""

    id: int
    fence: int
    claim: int
    policy: str
    facts: Mapping[str, Any]
    stated: Mapping[str, Any]
    documents: tuple[tuple[int, str, str], ...]
    """(evidence id, digest, name) of every document of the claim."""
    pipeline: str = PIPELINE
    units: tuple[int, ...] = ()
    """The claim's unit and those above it, the nearest first."""
    before: Mapping[int, Before] = field(default_factory=dict)
    """By evidence id: the documents that were set right and are not read anew."""


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a document for comparing it: its whole reading's blob, its pages' bits."""

    extraction: str
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the reading of a claim's documents gave."""

    readings: tuple[tuple[int, Mapping[str, Any], tuple[str, ...]], ...]
    """(evidence id, report, digests of its page pictures)."""
    recommendation: str
    doubts: int
    credit: Decimal | None
    prints: Mapping[int, Print] = field(default_factory=dict)
    """By evidence id."""
    details: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """By evidence id: the digests of pictures of parts of its pages, by name."""


def lease(
    connection: Connection, owner: str, most: int, length: timedelta = LEASE
) -> tuple[Leased, ...]:
    """Take up to `most` jobs that are ready."""
    taken = leases.take(
        connection, job, owner, most, order=(job.c.priority, job.c.id), length=length
    )
    return tuple(
        _leased(connection, row.id, row.fence, row.claim_id, row.pipeline) for row in taken
    )


def _leased(
    connection: Connection, number: int, fence: int, claim_id: int, pipeline: str
) -> Leased:
    row = connection.execute(select(claim).where(claim.c.id == claim_id)).one()
    papers = connection.execute(
        select(evidence.c.id, evidence.c.sha256, evidence.c.name)
        .where(evidence.c.claim_id == claim_id)
        .order_by(evidence.c.id)
    )
    stated = {
        "holder_name": row.holder_name, "holder_id": row.holder_id, "subject": row.subject,
        "title": row.title, "hours": row.hours, "submitted": claims.day_of(row.submitted_at),
    }  # fmt: skip
    named = tuple(
        (paper.id, paper.sha256, paper.name)
        for paper in papers
        if not pipeline.startswith(pipelines.READ) or pipeline == f"{pipelines.READ}{paper.id}"
    )
    return Leased(
        number, fence, claim_id, row.policy, row.facts, stated, named, pipeline,
        () if row.unit_id is None else above(connection, row.unit_id),
        _before(connection, [paper for paper, _, _ in named], pipeline),
    )  # fmt: skip


def _before(connection: Connection, papers: Sequence[int], pipeline: str) -> Mapping[int, Before]:
    """Return what is known of those documents that need not be read anew."""
    mended: dict[int, dict[str, str]] = {}
    for number, set_right in documents.corrections(connection, papers).items():
        mended[number] = {one.field: str(one.new) for one in set_right}
    is_known = pipeline.startswith(pipelines.JUDGE) or pipeline == pipelines.TOGETHER
    again = papers if is_known else list(mended)
    rows = connection.execute(
        select(reading.c.evidence_id, reading.c.extraction)
        .where(reading.c.evidence_id.in_(again), reading.c.extraction.is_not(None))
        .order_by(reading.c.id)
    )
    return {
        row.evidence_id: Before(row.extraction, mended.get(row.evidence_id, {})) for row in rows
    }


def renew(connection: Connection, held: Sequence[Leased], length: timedelta = LEASE) -> None:
    """Hold jobs for longer."""
    leases.renew(connection, job, held, length)


def complete(connection: Connection, held: Leased, result: Result) -> bool:
    """Finish a job with its result; False (and nothing done) if the lease was lost."""
    if not leases.finish(connection, job, held):
        return False
    now = datetime.now(UTC)
    _keep(connection, held, result, now)
    if held.pipeline.startswith(pipelines.READ):
        _judge_together(connection, held, now)
        return True
    if result.prints or held.pipeline == pipelines.TOGETHER:
        _ask_to_relate(connection, held, now)
    reports = [report for _, report, _ in result.readings]
    is_judged_again = held.pipeline.startswith(pipelines.JUDGE)
    again = repeats.is_repeated(connection, held.claim)
    # the comparison with what is on record is not made again, so its doubt stays
    related = is_judged_again and relations.concern(connection, held.claim)
    recommendation = result.recommendation
    if (again or related) and recommendation == "ready":
        recommendation = "review"  # claimed before: a person looks
    at = claims.REVIEWED if is_judged_again else (State.READING, State.PRECHECK)
    if (found := claims.held(connection, held.claim, at)) is not None:
        claims.change(
            connection,
            found,
            state=State.FIRST if found.state is State.READING else found.state,
            recommendation=recommendation,
            doubts=result.doubts + again + related,
            calm=calm_of(reports) - again,
            unsure=unsure_of(reports),
            credit=result.credit,
        )
    audit.append(
        connection, "worker", "claim-judged-again" if is_judged_again else "claim-read",
        f"claim:{held.claim}", recommendation=recommendation,
    )  # fmt: skip
    return True


def _keep(connection: Connection, held: Leased, result: Result, now: datetime) -> None:
    """Write what was read; the keys, for which others are made to wait, come last."""
    for number, report, pages in result.readings:
        last = _last_reading(connection, number) if number in held.before else None
        extraction = last.extraction if last is not None else None
        if number in result.prints:
            extraction = result.prints[number].extraction
        made = connection.execute(
            insert(reading)
            .values(
                evidence_id=number,
                job_id=held.id,
                report=report,
                created_at=now,
                extraction=extraction,
            )
            .returning(reading.c.id)
        ).scalar_one()
        if last is not None:
            _carry_over(connection, last.id, made)
        if number in result.prints:
            fingerprints.note(connection, number, result.prints[number].pages)
        for position, digest in enumerate(pages, start=1):
            connection.execute(insert(page).values(reading_id=made, number=position, digest=digest))
        for name, digest in result.details.get(number, {}).items():
            connection.execute(insert(detail).values(reading_id=made, name=name, digest=digest))
    for number, report, _ in result.readings:
        repeats.note_keys(connection, number, report)


def _last_reading(connection: Connection, number: int) -> Any:  # noqa: ANN401 - a row, or None
    return connection.execute(
        select(reading.c.id, reading.c.extraction)
        .where(reading.c.evidence_id == number, reading.c.extraction.is_not(None))
        .order_by(reading.c.id.desc())
        .limit(1)
    ).first()


def _carry_over(connection: Connection, last: int, made: int) -> None:
    """Let a new judgement of an old reading show the same pictures."""
    for table, names in ((page, ("number", "digest")), (detail, ("name", "digest"))):
        columns = [table.c[name] for name in names]
        same = select(literal(made), *columns).where(table.c.reading_id == last)
        connection.execute(insert(table).from_select(["reading_id", *names], same))


def fail(connection: Connection, held: Leased, error: str) -> bool:
    """Give a job back for another try, or set it aside after the last; False if it was lost."""
    is_last = leases.fail(connection, job, held, error)
    if is_last is None:
        return False
    if is_last and held.pipeline.startswith(pipelines.READ):
        _judge_together(connection, held, datetime.now(UTC))
    elif is_last and held.pipeline != RELATE:
        # a person looks at what could not be read
        if (found := claims.held(connection, held.claim, (State.READING,))) is not None:
            claims.change(connection, found, state=State.FIRST, recommendation="review")
        audit.append(connection, "worker", "claim-unreadable", f"claim:{held.claim}")
    return True


def complete_relations(connection: Connection, held: Leased, found: relations.Compared) -> bool:
    """Finish comparing a claim's documents; what concerns a person is one doubt more."""
    if not leases.finish(connection, job, held):
        return False
    numbers = [number for number, _, _ in held.documents]
    relations.note(connection, numbers, found.relations)
    typefaces.note(connection, [*numbers, *found.looked_at], found.types)
    if any(one.kind in CONCERNS for one in found.relations):
        if (first := claims.held(connection, held.claim, (State.FIRST,))) is not None:
            asked = "review" if first.recommendation == "ready" else first.recommendation
            claims.change(connection, first, recommendation=asked, doubts=first.doubts + 1)
        audit.append(connection, "worker", "claim-related", f"claim:{held.claim}")
    return True


def _judge_together(connection: Connection, held: Leased, now: datetime) -> None:
    """Have the documents of a claim judged beside each other, if this was the last to be read."""
    mine = (job.c.claim_id == held.claim, job.c.id != held.id)
    waits = select(job.c.id).where(
        *mine, job.c.state.in_((READY, LEASED)), job.c.pipeline.startswith(pipelines.READ)
    )
    if connection.execute(waits.limit(1)).first() is None:
        row = connection.execute(select(job.c.round).where(job.c.id == held.id)).one()
        connection.execute(
            insert(job).values(
                claim_id=held.claim, round=row.round, pipeline=pipelines.TOGETHER, state="ready",
                priority=pipelines.SOON, created_at=now,
            )
        )  # fmt: skip


def _ask_to_relate(connection: Connection, held: Leased, now: datetime) -> None:
    row = connection.execute(select(job.c.round).where(job.c.id == held.id)).one()
    asked = select(job.c.id).where(
        job.c.claim_id == held.claim, job.c.round == row.round, job.c.pipeline == RELATE
    )
    if connection.execute(asked).first() is None:
        connection.execute(
            insert(job).values(
                claim_id=held.claim, round=row.round, pipeline=RELATE, state="ready",
                priority=1, created_at=now,
            )
        )  # fmt: skip


def give_back(connection: Connection, held: Leased) -> None:
    """Return a job unfinished without counting the try: the worker shuts down."""
    leases.give_back(connection, job, held)


def reap(connection: Connection) -> int:
    """Give back the jobs whose lease has ended, as after a crash; return how many."""
    ended = leases.ended(connection, job)
    for row in ended:
        held = _leased(connection, row.id, row.fence, row.claim_id, row.pipeline)
        fail(connection, held, "the worker was lost")
    return len(ended)


def waiting(connection: Connection) -> int:
    """Return how many jobs are ready or at work."""
    held = (job.c.state == READY, job.c.state == LEASED)
    each = (
        select(func.count()).select_from(select(job.c.id).where(one).limit(COUNTED).subquery())
        for one in held
    )
    row = connection.execute(select(*(part.scalar_subquery() for part in each))).one()
    return sum(row)


def ahead(connection: Connection, number: int) -> int | None:
    """Return how many jobs come before a claim's own, None if one of them is at work already."""
    own = connection.execute(
        select(job.c.id, job.c.priority, (job.c.state == LEASED).label("is_at_work"))
        .where(job.c.claim_id == number, job.c.state.in_((READY, LEASED)), job.c.pipeline != RELATE)
        .order_by(job.c.state, job.c.priority, job.c.id)  # those at work first
        .limit(1)
    ).first()
    if own is None or own.is_at_work:
        return None
    earlier = select(job.c.id).where(
        job.c.state == READY,
        tuple_(job.c.priority, job.c.id) < tuple_(literal(own.priority), literal(own.id)),
    )
    some = earlier.limit(COUNTED).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def progress(connection: Connection) -> Mapping[str, int]:
    """Return how many jobs are in each state."""
    left = select(job.c.state, func.count().label("number")).where(job.c.state != DONE)
    # most are done: all are counted without a look at their states, the others from a small index
    everything = select(DONE, func.count()).select_from(job)
    found = connection.execute(left.group_by(job.c.state).union_all(everything))
    numbers = {row.state: row.number for row in found}
    done = numbers.pop("done")
    numbers["done"] = done - sum(numbers.values())
    return {state: number for state, number in numbers.items() if number}
