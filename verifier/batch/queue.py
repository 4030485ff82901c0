"""The claims of one backlog as the driver's queue.

A claim is one task, however many files prove it. Only where that broke off are its files read one
by one, so that the one which does harm is found and the others are judged.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from sqlalchemy import Connection
from typing_extensions import override

from extractor.document import PartKind
from extractor.errors import Failure, ReadingDefect
from verifier.claim_hours import BESIDE
from verifier.contract.models import SCHEMA
from verifier.contract.report import unread_to_json
from verifier.driver import Queue, Settled, Work
from verifier.keys import KINDS, keys_of
from verifier.model import Unread
from verifier.store import batch_files, batches
from verifier.store.batch_files import FileRead, Known, ListedFile
from verifier.store.batches import UNREAD, Finished, Leased
from verifier.store.database import Database
from verifier.tasks import FILE, Done, Paper, Read, Task, Workshop

Tell = Callable[[Mapping[str, int]], None]
FILE_KEY = "file"
"""The kind of key that the very bytes of a file are."""
AGAIN = ("E-INPUT-MISSING", "E-INPUT-TOO-SLOW", "E-ENGINE", "E-ENGINE-MISSING", "E-DEFECT")
"""Failures that may have passed when the command is given again."""
MOST_ALONE = 3
"""Tries of one file by itself, after its claim broke off."""
_COMMON = (*BESIDE, "meeting_notice", "conference_invitation", "unrelated")
"""Kinds of document that many people hand in beside their own proof."""


@dataclass(slots=True)
class Documents(Queue[Leased]):
    """The claims of a backlog; `tell` hears of every change in the counts."""

    database: Database
    batch: int
    policy: str
    today: date
    workshop: Workshop
    owner: str
    carries: bool
    """Whether the bytes of files on this machine go along, for hands that cannot reach them."""
    tell: Tell = lambda _: None
    counted: Counter[str] = field(default_factory=Counter)
    reader: str = ""
    judge: str = ""
    made_by: str = ""

    def __post_init__(self) -> None:
        """Fix by what everything will be made."""
        self.reader = self.workshop.reader
        self.judge = self.workshop.judge(self.policy, self.today)
        self.made_by = made_by(self.reader, self.judge)

    @override
    def turn(self, settled: Sequence[Settled[Leased]], room: int) -> Sequence[Work[Leased]]:
        """Keep what came and lease up to `room` more claims."""
        change: Counter[str] = Counter()
        with self.database.writing() as connection:
            for one in settled:
                came = self._settle(connection, one)
                if came is not None:
                    change[came] += 1
            leased = (
                batches.lease(connection, self.batch, self.owner, room, self.reader) if room else ()
            )
        if change:
            self.counted.update(change)
            self.counted["waiting"] -= change.total()
            self.tell(self.counted)
        return [self._work(held) for held in leased]

    @override
    def hold(self, held: Sequence[Leased]) -> None:
        """Hold what is at work for longer."""
        with self.database.writing() as connection:
            batches.renew(connection, held)

    def _settle(self, connection: Connection, one: Settled[Leased]) -> str | None:
        """Keep what came of a claim; return what it got if that is its end."""
        held = one.held
        if held.alone is not None:
            self._settle_alone(connection, one, held.alone)
        elif one.done is not None:
            finished = self._finished(held, one.done)
            if batches.complete(connection, self.batch, held, finished):
                return finished.recommendation
        elif one.error is None:
            batches.give_back(connection, held)
        elif batches.fail(connection, held, one.error):
            names = [file.name for file in held.files]
            batches.keep_answer(connection, held.id, unreadable(names, one.error), self.made_by)
            return UNREAD
        return None

    def _settle_alone(self, connection: Connection, one: Settled[Leased], index: int) -> None:
        """Keep what came of one file of a claim; the claim goes back for the rest."""
        held = one.held
        if (one.done is not None or one.error is not None) and batches.is_held(connection, held):
            place, before = held.files[index].place, held.known[index]
            if one.done is None:
                tries = before.tries + 1
                fault = broken_off(one.error or "") if tries >= MOST_ALONE else None
                batch_files.note_failure(connection, self.batch, place, fault, tries)
            elif (read := one.done.read[0]).sha256 is None:
                fault = _failure_of(read)
                batch_files.note_failure(connection, self.batch, place, fault, before.tries)
            else:
                kept = FileRead(place, read.sha256, read.reading)
                batch_files.keep(connection, self.batch, self.reader, (kept,))
        batches.give_back(connection, held)

    def _work(self, held: Leased) -> Work[Leased]:
        alone = self._alone(held)
        numbers = range(len(held.files)) if alone is None else (alone,)
        papers = tuple(self._paper(held.files[n], held.known[n]) for n in numbers)
        task = Task(
            held.claim, self.policy, papers, self.today,
            keeps_readings=True, reader=self.reader, judge=self.judge,
        )  # fmt: skip
        fresh = sum(paper.reading is None and paper.refused is None for paper in papers)
        limit = self.workshop.limits.read_seconds * 2
        return Work(replace(held, alone=alone), task, limit * max(1, fresh))

    def _alone(self, held: Leased) -> int | None:
        """Return which file of a claim is to be read by itself, None for all of them at once."""
        unread = [
            number
            for number, (file, known) in enumerate(zip(held.files, held.known, strict=True))
            if known.reading is None and file.fault is None and known.fault is None
        ]
        if len(held.files) == 1 or not unread:
            return None
        is_much = len(unread) > 1 and self._size(held, unread) > self.workshop.limits.max_bytes
        return unread[0] if held.attempts > 1 or is_much else None

    def _size(self, held: Leased, numbers: Sequence[int]) -> int:
        """Return the bytes that some files of a claim would bring along."""
        if not self.carries:
            return 0
        paths = [_path(held.files[number]) for number in numbers]
        return sum(_size(path) for path in paths if path is not None)

    def _paper(self, file: ListedFile, known: Known) -> Paper:
        paper = Paper(
            file.name, file.location, reading=known.reading, refused=file.fault or known.fault
        )
        path = _path(file) if self.carries else None
        if path is None or paper.reading is not None or paper.refused is not None:
            return paper
        return replace(paper, blob=_bytes(path, self.workshop.limits.max_bytes))

    def _finished(self, held: Leased, done: Done) -> Finished:
        errors = [read.error for read in done.read if read.error is not None]
        may_pass = [error for error in errors if error in AGAIN]
        is_read = len(errors) < len(done.read)
        return Finished(
            tuple(read.report for read in done.read),
            self.made_by,
            done.recommendation if is_read else UNREAD,
            next(iter(may_pass or errors), None),
            done.credit,
            self.reader,
            tuple(
                FileRead(file.place, read.sha256, read.reading)
                for file, read in zip(held.files, done.read, strict=True)
                if read.sha256 is not None
            ),
            {
                number: _keys(read, is_alone=len(done.read) == 1)
                for number, read in enumerate(done.read)
            },
        )


def made_by(reader: str, judge: str) -> str:
    """Return the fingerprint of a result: by what it was read and judged."""
    return f"{reader[:32]}{judge[:32]}"


def broken_off(error: str) -> Failure:
    """Return why a file is not tried any more that stopped the reading at every try."""
    kind = error.partition(":")[0]
    return ReadingDefect(
        f"多次读取都中断（{kind}），已搁置。"
        f" Reading it broke off at every try ({kind}); it was set aside.",
        "请查看文件，必要时人工核对。 Look at the file; check it by hand if need be.",
    )


def unreadable(names: Sequence[str], error: str) -> tuple[str, ...]:
    """Return the reports of a claim's files that stopped the reading at every try."""
    failure = broken_off(error)
    return tuple(unread_to_json(Unread(name, failure), SCHEMA) for name in names)


def _keys(read: Read, *, is_alone: bool) -> Mapping[str, str]:
    """Return by what a document is found again in another claim, where it is the claimant's own.

    Of one class everybody has the notice, of one issue of a journal its cover.
    """
    if read.sha256 is None:
        return {}
    report: Mapping[str, Any] = json.loads(read.report)
    parts = {page["part"] for page in report.get("parts", ())}
    is_common = "part_of" in report or report["kind"]["value"] in _COMMON
    if (parts and PartKind.ARTICLE not in parts) or (is_common and not is_alone):
        return {}
    found = keys_of(report)
    return {FILE_KEY: read.sha256, **{kind: found[kind] for kind in KINDS if kind in found}}


def _failure_of(read: Read) -> Failure:
    error = json.loads(read.report)["error"]
    failure = Failure(error["message"], error["remedy"])
    failure.code = error["code"]
    return failure


def _path(file: ListedFile) -> Path | None:
    """Return where a file lies on this machine, None if it lies in the blob store."""
    if not file.location.startswith(FILE):
        return None
    return Path(os.fsdecode(unquote_to_bytes(file.location.removeprefix(FILE))))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _bytes(path: Path, limit: int) -> bytes | None:
    """Return a file's bytes; None where the worker will say what is wrong with it."""
    try:
        if not path.is_file() or path.stat().st_size > limit:
            return None
        return path.read_bytes()
    except OSError:
        return None
