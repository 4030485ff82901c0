"""Hands for tests: in this process, with a reader that takes a file's text for what it shows.

A file holds `hours=40;number=X1;holder=…;kind=…`. The judgement is the product's own.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote_to_bytes

from extractor.document import Extraction
from tests.verifier.builders import certificate
from verifier.executors import HandsLost, WorkerDied
from verifier.readings import reading_to_bytes
from verifier.store.blobs import open_blobs
from verifier.tasks import BLOB, FILE, Done, Paper, Task, Workshop, perform

NAMES = {"hours": "hours", "number": "certificate_number", "holder": "holder_name",
         "title": "activity_title"}  # fmt: skip


def shown(blob: bytes, name: str) -> Extraction:
    """What a file of these tests shows."""
    given = dict(part.split("=", 1) for part in blob.decode().split(";") if part)
    values = {NAMES[key]: text for key, text in given.items() if key in NAMES}
    if "hours" in values:
        values["hours"] = Decimal(values["hours"])
    if "kind" in given:
        values["kind"] = given["kind"]
    made = certificate(name=name, **values)
    return replace(made, source=replace(made.source, sha256=hashlib.sha256(blob).hexdigest()))


def text_reader(workshop: Workshop, task: Task) -> Done:
    """Do a task of these tests."""
    papers = tuple(_read(workshop, paper) for paper in task.papers)
    done = perform(workshop, replace(task, papers=papers))
    read = tuple(
        one if old.reading is not None else replace(one, reading=new.reading)
        for one, old, new in zip(done.read, task.papers, papers, strict=True)
    )
    return replace(done, read=read)


def _read(workshop: Workshop, paper: Paper) -> Paper:
    """Return a paper with what its text shows; as it is where the product is to say what it is."""
    blob = (
        None if paper.reading is not None or paper.refused is not None else _bytes(workshop, paper)
    )
    match blob:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"sleep":
            time.sleep(600)
        case b"boom":
            raise ZeroDivisionError("the document's own fault")
    if blob is None or not blob.startswith((b"hours", b"holder", b"kind")):
        return paper
    return replace(paper, reading=reading_to_bytes(shown(blob, paper.name)))


def _bytes(workshop: Workshop, paper: Paper) -> bytes | None:
    if paper.blob is not None:
        return paper.blob
    if paper.location.startswith(BLOB):
        return open_blobs(workshop.blobs).get(paper.location.removeprefix(BLOB))
    path = Path(os.fsdecode(unquote_to_bytes(paper.location.removeprefix(FILE))))
    return path.read_bytes() if path.exists() else None


class Inline:
    """An executor that does everything at once, in this process; some tasks may go wrong."""

    def __init__(self, workshop: Workshop, wrong: Callable[[Task], Exception | None] | None = None):
        self.workshop = workshop
        self.wrong = wrong or (lambda _: None)
        self.read: list[str] = []
        self.judged: list[str] = []
        self.is_closed = False

    width = 2

    def submit(self, task: Task, seconds: float) -> Future[Done]:
        future: Future[Done] = Future()
        error = self.wrong(task)
        if error is not None:
            future.set_exception(error)
            return future
        read = [one.name for one in task.papers if one.reading is None and one.refused is None]
        self.read += read
        if not read:
            self.judged.append(task.papers[0].name)
        try:
            future.set_result(text_reader(self.workshop, task))
        except ZeroDivisionError as failure:
            future.set_exception(failure)
        return future

    def close(self) -> None:
        self.is_closed = True


def first_times(number: int, error: type[HandsLost | WorkerDied]):
    """Let every document go wrong so many times before it is done."""
    seen: dict[str, int] = {}

    def wrong(task: Task) -> Exception | None:
        name = task.papers[0].name
        seen[name] = seen.get(name, 0) + 1
        return error("as told") if seen[name] <= number else None

    return wrong
