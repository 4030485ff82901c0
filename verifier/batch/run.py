"""Work through a backlog: take its list in, drive it, tell what came. Every step can be repeated.

The state lies in a database beside the results (or in the one of the settings); whatever
dies, the same command with `--resume` goes on where it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import count, islice
from pathlib import Path
from threading import Event
from typing import IO, Any

from verifier.batch.archive import ENDINGS as ARCHIVES
from verifier.batch.archive import Archives
from verifier.batch.folder import folder_entries
from verifier.batch.manifest import ENDINGS as TABLES
from verifier.batch.manifest import open_manifest
from verifier.batch.page import summary_page
from verifier.batch.progress import meter
from verifier.batch.queue import AGAIN, Documents, unreadable
from verifier.batch.results import Tally, answers
from verifier.batch.words import RECOMMENDATIONS
from verifier.batch.workbook import Book
from verifier.contract.lines import print_line
from verifier.driver import drive
from verifier.errors import Conflict, StoreFailure, UsageFailure
from verifier.executors import Executor, open_executor
from verifier.policy.load import load_policy
from verifier.settings import Settings
from verifier.store import batches
from verifier.store.batches import PIECE, Listed
from verifier.store.blobs import open_blobs
from verifier.store.database import Database
from verifier.tasks import workshop_of
from verifier.worker import owner

_CHINA = timezone(timedelta(hours=8))
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: a list, a notice, a place for the results."""

    source: Path
    policy: str
    out: Path
    workers: int
    resume: bool = False
    today: date | None = None


@dataclass(slots=True)
class _Desk:
    """Where the state of a backlog lies."""

    out: Path
    key: str
    taken: str | None

    def note(self, taken: str | None) -> None:
        """Remember the list as taken in."""
        self.taken = taken
        _write(self.out / "batch.json", json.dumps({"batch": self.key, "taken": taken}) + "\n")


def run(order: Order, settings: Settings, executor: Executor | None = None) -> int:
    """Work through a backlog; return the exit code of `check` for all of it.

    Without an executor that of the settings is opened.

    Raises:
        UsageFailure: the list cannot be used, or the place holds other results.
        StoreFailure: the place cannot be written, or the database does not answer.
    """
    load_policy(order.policy, settings.policies)
    source, out = order.source.absolute(), order.out.absolute()
    if not source.exists():
        raise UsageFailure(f"没有 {order.source}。 There is no such file or folder.")
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise UsageFailure(
            "结果不能放在材料文件夹内。 The results cannot lie within the folder to be read.",
            "请用 --out 指定另一个文件夹。 Name another folder with --out.",
        )
    settings = settings.model_copy(
        update={
            "blobs": settings.blobs or str(out / "blobs"),
            "database": settings.database or f"sqlite:///{out / 'batch.db'}",
        }
    )
    with _opened(order, out) as desk:
        database = Database(settings.database_url)
        try:
            database.migrate()
            return _work(order, settings, database, desk, executor)
        finally:
            database.close()


def _work(
    order: Order, settings: Settings, database: Database, desk: _Desk, executor: Executor | None
) -> int:
    with database.writing() as connection:
        today = order.today or datetime.now(_CHINA).date()
        number, before = batches.open_batch(connection, desk.key, today)
        if order.today is None:
            today = before  # a backlog keeps its day, so that going on gives what one run gives
        elif before != today:
            batches.set_today(connection, number, today)
        batches.free(connection, number)
    _take_in(order.source.absolute(), settings, database, number, desk)
    documents = Documents(
        database, number, order.policy, today, workshop_of(settings), owner(),
        carries=settings.executor != "pool",
    )  # fmt: skip
    with database.writing() as connection:
        batches.renew_stale(connection, number, documents.made_by, AGAIN)
        documents.counted.update(batches.counts(connection, number))
    total = documents.counted.total()
    if not total:
        raise UsageFailure("没有可读取的材料。 There is nothing to read.")
    stop = Event()
    waiting = documents.counted["waiting"]
    if waiting:
        with meter(total, total - waiting) as progress, _stopped_by_signals(stop):
            documents.tell = progress.tell
            progress.tell(documents.counted)
            workers = min(order.workers, waiting)
            _drive(documents, executor or open_executor(settings, workers), stop)
    if documents.counted["waiting"] > 0:
        sys.stderr.write(
            f"\n已中断，完成 {total - documents.counted['waiting']}/{total}；用 --resume 继续。"
            " Interrupted; go on with --resume.\n"
        )
        return _INTERRUPTED
    tally = _tell(order, database, number, desk.out, today)
    return _exit_code(tally)


def _drive(documents: Documents, executor: Executor, stop: Event) -> None:
    drive(documents, executor, stop, until_idle=True)
    with documents.database.writing() as connection:
        for number, names, error in batches.set_aside(connection, documents.batch):
            reports = unreadable(names, error)
            batches.keep_answer(connection, number, reports, documents.made_by)


def _take_in(
    source: Path, settings: Settings, database: Database, number: int, desk: _Desk
) -> None:
    """Bring the list in the database to that of the source."""
    stamp = None
    if source.is_file() and source.name.casefold().endswith(ARCHIVES):
        found = source.stat()
        stamp = f"{found.st_size}:{found.st_mtime_ns}"
        if stamp == desk.taken:
            return  # an archive that has not changed need not be unpacked again
    entries = _entries(source, settings)
    with database.writing() as connection:
        turn = batches.begin_turn(connection, number)
    first = count(1, PIECE)
    while piece := tuple(islice(entries, PIECE)):
        with database.writing() as connection:
            batches.take_in(connection, number, turn, next(first), piece)
    with database.writing() as connection:
        batches.end_turn(connection, number, turn)
    desk.note(stamp)


def _entries(source: Path, settings: Settings) -> Iterator[Listed]:
    name = source.name.casefold()
    if source.is_dir():
        return folder_entries(source, Archives(open_blobs(settings.blobs_address), settings.limits))
    if name.endswith(TABLES):
        manifest = open_manifest(source)
        if manifest.heading.ignored:
            listed = "、".join(manifest.heading.ignored)
            sys.stderr.write(f"未使用的列：{listed}。 Columns that are not used.\n")
        return manifest.entries()
    archives = Archives(open_blobs(settings.blobs_address), settings.limits)
    if name.endswith(ARCHIVES) and archives.is_archive(source):
        return archives.entries(source)
    raise UsageFailure(
        f"{source.name} 不是文件夹、清单或压缩包。 This is no folder, list or archive.",
        "请给出文件夹、CSV 或 xlsx 清单，或 zip、tar 压缩包。"
        " Name a folder, a CSV or xlsx list, or a zip or tar archive.",
    )


def _tell(order: Order, database: Database, number: int, out: Path, today: date) -> Tally:
    """Write the three files; each appears whole or not at all."""
    tally, book = Tally(), Book()
    lines = out / "results.jsonl.part"
    try:
        with lines.open("w", encoding="utf-8") as file:
            for answer in answers(batches.lines(database, number)):
                file.writelines(f"{document.line}\n" for document in answer.documents)
                tally.add(answer)
                book.add(answer)
            file.flush()
            os.fsync(file.fileno())
        lines.replace(out / "results.jsonl")
        title = order.source.absolute().name
        part = out / "summary.xlsx.part"
        book.save(part, tally, title)
        part.replace(out / "summary.xlsx")
        page = summary_page(tally, title=title, policy=order.policy, today=today.isoformat())
        _write(out / "summary.html", page)
    except OSError as error:
        raise StoreFailure(f"结果无法写入。 The results cannot be written: {error}") from error
    shown = "，".join(
        f"{words[0]} {tally.recommendations[code]}"
        for code, words in RECOMMENDATIONS.items()
        if tally.recommendations[code]
    )
    print_line(f"{tally.claims} 件申报 claims（{tally.documents} 份材料 documents）：{shown}")
    for name in ("results.jsonl", "summary.xlsx", "summary.html"):
        print_line(f"  {order.out / name}")
    return tally


def _exit_code(tally: Tally) -> int:
    if tally.errors:
        return 3
    return int(tally.recommendations["ready"] < tally.claims)


@contextmanager
def _opened(order: Order, out: Path) -> Iterator[_Desk]:
    """Give the place of the results, which one run at a time may use."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock: IO[Any] = (out / "lock").open("w")
    except OSError as error:
        raise StoreFailure(f"结果无法写入。 The results cannot be written: {error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Conflict(
                "另一个进程正在写入该文件夹。 Another run is at work in this folder.",
                "请等待其结束。 Wait for its end.",
            ) from error
        note, begun = out / "batch.json", False
        if note.exists():
            if not order.resume:
                raise UsageFailure(
                    f"{order.out} 中已有结果。 There are results already.",
                    "用 --resume 继续，或换一个文件夹。 Use --resume.",
                )
            try:
                data = json.loads(note.read_text("utf-8"))
                desk = _Desk(out, str(data["batch"]), data["taken"])
            except (ValueError, KeyError, TypeError) as error:
                raise StoreFailure(
                    "batch.json 已损坏。 The file batch.json is damaged.",
                    "请换一个文件夹重新开始。 Begin again in another folder.",
                ) from error
        else:
            desk = _Desk(out, str(uuid.uuid4()), None)
            desk.note(None)
            begun = True
        try:
            yield desk
        except UsageFailure:
            if begun:  # nothing was taken in, so that the folder is free for the next try
                note.unlink(missing_ok=True)
            raise


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """Let a signal stop the work in an orderly way; a second one ends it at once."""

    def act(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {sign: signal.signal(sign, act) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
