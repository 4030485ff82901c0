"""What a job does with a claim, and whether a claim still waits for one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from verifier.store.tables import job

RELATE = "relate/1"
"""The pipeline of a job that compares a claim's documents with those on record, once read."""
READ = "read/"
"""How the pipeline of a job begins that reads one document, named by its id, of several."""
TOGETHER = "together/1"
"""The pipeline of the job that judges them beside each other, once all have been read."""
JUDGE = "judge/"
"""How the pipeline of a job begins that judges old readings again, as they were set right."""
AT_ONCE, SOON = -2, -1
"""Priorities of what a person waits for: a judgement without reading, and a pre-check."""


def enqueue(
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
