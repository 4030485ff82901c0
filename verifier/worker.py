"""Reads the documents of submitted claims in the background: jobs in, readings out.

The desk's queue for the driver: how a job of the store becomes a task, and what comes of a
task a reading. A worker that dies or takes too long costs its own job one try.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from threading import Event
from typing import Any

from typing_extensions import override

from verifier.driver import Queue, Settled, Work, drive
from verifier.executors import Executor, open_executor
from verifier.settings import Settings
from verifier.store import claims, jobs
from verifier.store.blobs import open_blobs
from verifier.store.database import Database
from verifier.tasks import BLOB, Done, Paper, Task

_CHINA = timezone(timedelta(hours=8))


def owner() -> str:
    """Return the name under which this process holds leases."""
    return f"{socket.gethostname()}:{os.getpid()}"


@dataclass(slots=True)
class Jobs(Queue[jobs.Leased]):
    """The jobs of the desk."""

    database: Database
    settings: Settings
    owner: str = field(default_factory=owner)

    @override
    def turn(
        self, settled: Sequence[Settled[jobs.Leased]], room: int
    ) -> Sequence[Work[jobs.Leased]]:
        """Keep what came and lease up to `room` more jobs."""
        with self.database.writing() as connection:
            for one in settled:
                if one.done is not None:
                    jobs.complete(connection, one.held, result_of(one.held, one.done))
                elif one.error is not None:
                    jobs.fail(connection, one.held, one.error)
                else:
                    jobs.give_back(connection, one.held)
            if not room:
                return ()
            jobs.reap(connection)
            leased = jobs.lease(connection, self.owner, room)
        limit = self.settings.read_seconds * 2
        return [Work(held, task_of(held), limit * len(held.documents)) for held in leased]

    @override
    def hold(self, held: Sequence[jobs.Leased]) -> None:
        """Hold what is at work for longer; forget pre-checks that are over."""
        with self.database.writing() as connection:
            jobs.renew(connection, held)
            dropped = claims.expire(connection)
        blobs = open_blobs(self.settings.blobs_address)
        for digest in dropped:
            blobs.drop(digest)
        blobs.sweep()


@dataclass(slots=True)
class Worker:
    """The reading behind the desk: its jobs, driven over some hands."""

    database: Database
    settings: Settings
    children: int = 1
    parent: int | None = None
    """The process whose end ends this one."""
    executor: Executor | None = None

    def run(self, stop: Event, *, until_idle: bool = False) -> int:
        """Work until told to stop (or until nothing is left); return the jobs finished."""
        return drive(
            Jobs(self.database, self.settings),
            self.executor or open_executor(self.settings, self.children),
            stop,
            until_idle=until_idle,
            parent=self.parent,
        )


def task_of(held: jobs.Leased) -> Task:
    """Return the task of a job."""
    return Task(
        claim_json(held),
        held.policy,
        tuple(Paper(name, f"{BLOB}{digest}") for _, digest, name in held.documents),
        datetime.now(_CHINA).date(),
        keeps_pages=True,
    )


def result_of(held: jobs.Leased, done: Done) -> jobs.Result:
    """Return what a task's end means for its job."""
    readings = tuple(
        (number, json.loads(read.report), read.pages)
        for (number, _, _), read in zip(held.documents, done.read, strict=True)
    )
    return jobs.Result(readings, done.recommendation, done.doubts, done.credit)


def claim_json(held: jobs.Leased) -> str:
    """Return the claim of a job in the words of a claim file."""
    stated: Mapping[str, Any] = held.stated
    given = {
        "holder": {"name": stated["holder_name"], "id": stated["holder_id"]},
        "subject": stated["subject"],
        "hours": stated["hours"],
        "title": stated["title"],
        "submitted": stated["submitted"],
        "facts": dict(held.facts),
    }
    return json.dumps(given, default=str)
