"""The documents of one backlog as the driver's queue."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote_to_bytes

from typing_extensions import override

from extractor.errors import ReadingDefect
from verifier.driver import Queue, Settled, Work
from verifier.json_models import SCHEMA
from verifier.keys import KINDS, keys_of
from verifier.model import Unread
from verifier.report import unread_to_json
from verifier.store import batches
from verifier.store.batches import UNREAD, Finished, Leased
from verifier.store.database import Database
from verifier.tasks import FILE, Done, Paper, Task, Workshop

Tell = Callable[[Mapping[str, int]], None]
FILE_KEY = "file"
"""The kind of key that the very bytes of a file are."""


@dataclass(slots=True)
class Documents(Queue[Leased]):
    """The documents of a backlog; `tell` hears of every change in the counts."""

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
        """Keep what came and lease up to `room` more documents."""
        change: Counter[str] = Counter()
        with self.database.writing() as connection:
            for one in settled:
                if one.done is not None:
                    finished = self._finished(one.done)
                    if batches.complete(connection, one.held, finished):
                        change[finished.recommendation] += 1
                elif one.error is None:
                    batches.give_back(connection, one.held)
                elif batches.fail(connection, one.held, one.error):
                    report = unreadable(one.held.name, one.error)
                    batches.keep_answer(connection, one.held.id, report, self.made_by)
                    change[UNREAD] += 1
            leased = (
                batches.lease(connection, self.batch, self.owner, room, self.reader) if room else ()
            )
        if change:
            self.counted.update(change)
            self.counted["waiting"] -= change.total()
            self.tell(self.counted)
        limit = self.workshop.limits.read_seconds * 2
        return [Work(held, self._task(held), limit) for held in leased]

    @override
    def hold(self, held: Sequence[Leased]) -> None:
        """Hold what is at work for longer."""
        with self.database.writing() as connection:
            batches.renew(connection, held)

    def _task(self, held: Leased) -> Task:
        paper = Paper(held.name, held.location, reading=held.reading)
        if self.carries and held.reading is None and held.location.startswith(FILE):
            path = Path(os.fsdecode(unquote_to_bytes(held.location.removeprefix(FILE))))
            paper = Paper(held.name, held.location, _bytes(path, self.workshop.limits.max_bytes))
        return Task(
            held.claim, self.policy, (paper,), self.today,
            keeps_readings=True, reader=self.reader, judge=self.judge,
        )  # fmt: skip

    def _finished(self, done: Done) -> Finished:
        (read,) = done.read
        keys: dict[str, str] = {}
        if read.sha256 is not None:
            found = keys_of(json.loads(read.report))
            keys = {FILE_KEY: read.sha256, **{k: v for k, v in found.items() if k in KINDS}}
        return Finished(
            read.report, self.made_by, read.recommendation or UNREAD,
            read.error, read.sha256, self.reader, read.reading, keys,
        )  # fmt: skip


def made_by(reader: str, judge: str) -> str:
    """Return the fingerprint of a result: by what it was read and judged."""
    return f"{reader[:32]}{judge[:32]}"


def unreadable(name: str, error: str) -> str:
    """Return the report of a document that stopped the reading at every try."""
    kind = error.partition(":")[0]
    defect = ReadingDefect(
        f"多次读取都中断（{kind}），已搁置。"
        f" Reading it broke off at every try ({kind}); it was set aside.",
        "请查看文件，必要时人工核对。 Look at the file; check it by hand if need be.",
    )
    return unread_to_json(Unread(name, defect), SCHEMA)


def _bytes(path: Path, limit: int) -> bytes | None:
    """Return a file's bytes; None where the worker will say what is wrong with it."""
    try:
        if not path.is_file() or path.stat().st_size > limit:
            return None
        return path.read_bytes()
    except OSError:
        return None
