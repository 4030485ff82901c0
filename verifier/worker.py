"""Reads the documents of submitted claims in the background: jobs in, readings out.

The desk's queue for the driver: how a job of the store becomes a task, and what comes of a
task a reading. A worker that dies or takes too long costs its own job one try.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from threading import Event
from typing import Any

from sqlalchemy import Connection
from typing_extensions import override

from verifier import relating
from verifier.driver import Queue, Settled, Work, drive
from verifier.executors import Executor, open_executor
from verifier.registers import folders_for
from verifier.settings import Settings
from verifier.store import jobs, prechecks
from verifier.store.blob_store import BlobStore
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
    index: relating.Index = field(default_factory=relating.Index)
    """The fingerprints on record, held in this process and no other."""

    def __post_init__(self) -> None:
        """Fill the index from the rows."""
        with self.database.reading() as connection:
            self.index.load(connection)

    @override
    def turn(
        self, settled: Sequence[Settled[jobs.Leased]], room: int
    ) -> Sequence[Work[jobs.Leased]]:
        """Keep what came and lease up to `room` more jobs."""
        results = [self._result(one) for one in settled]
        with self.database.writing() as connection:
            for one, result in zip(settled, results, strict=True):
                self._keep(connection, one, result)
            leased: Sequence[jobs.Leased] = ()
            if room:
                jobs.reap(connection)
                leased = jobs.lease(connection, self.owner, room)
        limit = self.settings.read_seconds * 2
        return [Work(held, self._task(held), limit * len(held.documents)) for held in leased]

    def _task(self, held: jobs.Leased) -> Task:
        if held.pipeline != jobs.RELATE:
            lists = folders_for(self.settings.lists, held.units, None)
            return replace(task_of(held, open_blobs(self.settings.blobs_address)), lists=lists)
        blobs = open_blobs(self.settings.blobs_address)
        proposed = relating.propose(self.database, self.index, held, blobs.get)
        return replace(task_of(held, blobs), papers=(), proposed=proposed)

    def _result(self, one: Settled[jobs.Leased]) -> jobs.Result | None:
        """Return what a reading's end means for its job; whole readings go to the blobs first."""
        if one.done is None or one.held.pipeline == jobs.RELATE:
            return None
        return result_of(one.held, one.done, open_blobs(self.settings.blobs_address))

    def _keep(
        self, connection: Connection, one: Settled[jobs.Leased], result: jobs.Result | None
    ) -> None:
        if one.done is None:
            if one.error is not None:
                jobs.fail(connection, one.held, one.error)
            else:
                jobs.give_back(connection, one.held)
        elif result is None:
            jobs.complete_relations(connection, one.held, one.done.related)
        elif jobs.complete(connection, one.held, result):
            for number, kept in result.prints.items():
                self.index.add(number, kept.pages)

    @override
    def hold(self, held: Sequence[jobs.Leased]) -> None:
        """Hold what is at work for longer; forget pre-checks that are over."""
        with self.database.writing() as connection:
            jobs.renew(connection, held)
            dropped = prechecks.expire(connection)
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


def task_of(held: jobs.Leased, blobs: BlobStore) -> Task:
    """Return the task of a job."""
    return Task(
        claim_json(held),
        held.policy,
        tuple(
            _paper(name, digest, held.before.get(number), blobs)
            for number, digest, name in held.documents
        ),
        datetime.now(_CHINA).date(),
        keeps_pages=True,
        keeps_readings=True,
    )


def _paper(name: str, digest: str, before: jobs.Before | None, blobs: BlobStore) -> Paper:
    if before is None:
        return Paper(name, f"{BLOB}{digest}")
    return Paper(
        name, f"{BLOB}{digest}", reading=blobs.get(before.extraction),
        corrections=before.corrections,
    )  # fmt: skip


def result_of(held: jobs.Leased, done: Done, blobs: BlobStore) -> jobs.Result:
    """Return what a task's end means for its job."""
    read = {number: one for (number, _, _), one in zip(held.documents, done.read, strict=True)}
    return jobs.Result(
        tuple((number, json.loads(one.report), one.pages) for number, one in read.items()),
        done.recommendation,
        done.doubts,
        done.credit,
        {
            number: jobs.Print(blobs.put(one.reading), one.bits)
            for number, one in read.items()
            if one.reading is not None
        },
        {number: dict(one.details) for number, one in read.items()},
    )


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
