"""Reads the documents of submitted claims in the background: jobs in, readings out.

The driver alone talks to the database. Its children read and judge; they keep nothing but
files by their digest, so that a job done twice does no harm. A child that dies or takes too
long costs its own job one try.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from typing import Any

from pebble import ProcessPool
from sqlalchemy import Connection

from extractor.engines import load_engine
from extractor.errors import MissingInput
from extractor.fingerprint import fingerprint_page
from extractor.pictures import encode_page
from verifier import relating
from verifier.check import Upload, check
from verifier.claim_file import claim_from_json
from verifier.duplicates.document import decode_page
from verifier.errors import NotFound
from verifier.extraction_json import pack
from verifier.json_models import SCHEMA
from verifier.model import Report, Unread
from verifier.policy_load import load_policy
from verifier.registers import load_registers
from verifier.report import report_to_json, unread_to_json
from verifier.settings import Settings, load_settings
from verifier.store import claims, jobs
from verifier.store.blobs import Blobs
from verifier.store.database import Database
from verifier.store.relations import Found
from verifier.verify import doubts, gravest

_CHINA = timezone(timedelta(hours=8))
_IDLE = 0.3
_RENEW_EVERY = 60.0
_WINDOW = 2
"""Jobs held for each child: one at work, one next."""


@dataclass(slots=True)
class _Pages:
    """What is kept of a document's pages: their pictures' digests and their fingerprints."""

    digests: list[str] = field(default_factory=list)
    bits: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _AtWork:
    held: jobs.Leased
    future: Future[Any]


@dataclass(slots=True)
class Worker:
    """The driver of some children over one database."""

    database: Database
    settings: Settings
    children: int = 1
    parent: int | None = None
    """The process whose end ends this one."""
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    index: relating.Index = field(default_factory=relating.Index)
    """The fingerprints on record, held in this process and no other."""

    def run(self, stop: Event, *, until_idle: bool = False) -> int:
        """Work until told to stop (or until nothing is left); return the jobs finished."""
        finished = 0
        at_work: list[_AtWork] = []
        # children are started afresh: a forked copy of threads and models would be broken
        pool = ProcessPool(self.children, context=get_context("spawn"), initializer=warm_up)
        renewed = time.monotonic()
        with self.database.reading() as connection:
            self.index.load(connection)
        try:
            while not stop.is_set() and self.parent in (None, os.getppid()):
                at_work += self._lease(pool, self.children * _WINDOW - len(at_work))
                done = [one for one in at_work if one.future.done()]
                at_work = [one for one in at_work if not one.future.done()]
                finished += sum(self._finish(one) for one in done)
                if not at_work and not done:
                    if until_idle:
                        break
                    stop.wait(_IDLE)
                elif not done:
                    stop.wait(0.05)
                if time.monotonic() - renewed > _RENEW_EVERY:
                    renewed = time.monotonic()
                    self._keep_house(at_work)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
            with self.database.writing() as connection:
                for one in at_work:
                    jobs.give_back(connection, one.held)
        return finished

    def _lease(self, pool: ProcessPool, room: int) -> list[_AtWork]:
        if room <= 0:
            return []
        with self.database.writing() as connection:
            jobs.reap(connection)
            leased = jobs.lease(connection, self.owner, room)
        return [_AtWork(held, self._start(pool, held)) for held in leased]

    def _start(self, pool: ProcessPool, held: jobs.Leased) -> Future[Any]:
        limit = self.settings.read_seconds * 2 * len(held.documents)
        if held.pipeline == jobs.RELATE:
            blobs = _blobs(self.settings.data)
            proposed = relating.propose(self.database, self.index, held, blobs.get)
            return pool.schedule(relate_claim, args=(proposed,), timeout=limit)
        return pool.schedule(read_claim, args=(held,), timeout=limit)

    def _keep_house(self, at_work: list[_AtWork]) -> None:
        """Hold what is at work for longer; forget pre-checks that are over."""
        with self.database.writing() as connection:
            jobs.renew(connection, [one.held for one in at_work])
            dropped = claims.expire(connection)
        blobs = _blobs(self.settings.data)
        for digest in dropped:
            blobs.drop(digest)
        blobs.sweep()

    def _finish(self, one: _AtWork) -> bool:
        error = one.future.exception()
        with self.database.writing() as connection:
            if error is None:
                return self._keep_result(connection, one.held, one.future.result())
            jobs.fail(connection, one.held, f"{type(error).__name__}: {error}")
        return False

    def _keep_result(
        self, connection: Connection, held: jobs.Leased, result: jobs.Result | tuple[Found, ...]
    ) -> bool:
        if not isinstance(result, jobs.Result):
            return jobs.complete_relations(connection, held, result)
        is_kept = jobs.complete(connection, held, result)
        if is_kept:
            for number, kept in result.prints.items():
                self.index.add(number, kept.pages)
        return is_kept


def warm_up() -> None:
    """Load the models once for all that this child will read."""
    load_engine(load_settings().engine)


def read_claim(held: jobs.Leased) -> jobs.Result:
    """Read and judge the documents of a claim; runs in a child."""
    settings = load_settings()
    blobs = _blobs(settings.data)
    pictures: dict[int, _Pages] = {number: _Pages() for number, _, _ in held.documents}
    uploads = [
        Upload(name, partial(_fetch, blobs, digest), partial(_keep, blobs, pictures[number]))
        for number, digest, name in held.documents
    ]
    found = check(
        claim_from_json(claim_json(held)),
        uploads,
        load_policy(held.policy, settings.policies),
        engine=load_engine(settings.engine),
        today=datetime.now(_CHINA).date(),
        registers=load_registers(settings.registers) if settings.registers else None,
        limits=settings.limits,
        trust_roots=settings.trust_roots,
        confidence_floor=settings.confidence_floor,
    )
    numbers = [number for number, _, _ in held.documents]
    readings = tuple(
        (number, json.loads(_written(one)), tuple(pictures[number].digests))
        for number, one in zip(numbers, found, strict=True)
    )
    main = [one for one in found if isinstance(one, Report) and not _is_beside(one)]
    main = main or [one for one in found if isinstance(one, Report)]
    unread = sum(isinstance(one, Unread) for one in found)
    recommendation = gravest(one.recommendation for one in main)
    hours = [one.credit.hours for one in main if one.credit.hours is not None]
    return jobs.Result(
        readings,
        recommendation if not unread else max_review(recommendation),
        sum(doubts(one.findings) for one in main) + unread,
        sum(hours, Decimal(0)) if hours and len(hours) == len(main) else None,
        {
            number: jobs.Print(blobs.put(pack(one.extraction)), tuple(pictures[number].bits))
            for number, one in zip(numbers, found, strict=True)
            if isinstance(one, Report)
        },
    )


def relate_claim(proposed: relating.Proposed) -> tuple[Found, ...]:
    """Compare the documents of a claim with those on record; runs in a child."""
    return relating.relate(_blobs(load_settings().data), proposed)


def max_review(recommendation: str) -> str:
    """Return at least that a person looks: some document could not be read."""
    return "review" if recommendation == "ready" else recommendation


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


def _is_beside(report: Report) -> bool:
    """Tell a paper that only supports another: a translation, the unit's letter."""
    return report.extraction.kind.value in ("translation", "unit_letter")


def _written(found: Report | Unread) -> str:
    return report_to_json(found) if isinstance(found, Report) else unread_to_json(found, SCHEMA)


@lru_cache(maxsize=1)
def _blobs(folder: Path) -> Blobs:
    return Blobs(folder / "blobs")


def _fetch(blobs: Blobs, digest: str) -> bytes:
    try:
        return blobs.get(digest)
    except NotFound as error:
        raise MissingInput("上传的文件找不到了。 The uploaded file is not there.") from error


def _keep(blobs: Blobs, kept: _Pages, number: int, image: Any) -> None:  # noqa: ANN401
    del number  # pages come in their order
    encoded = encode_page(image)
    kept.digests.append(blobs.put(encoded))
    # the same pixels that a later comparison sees
    kept.bits.append(fingerprint_page(decode_page(encoded)).upright)
