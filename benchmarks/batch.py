"""Measure the batch around the reading: overhead, memory, claims, growth, workers, other readers.

    python benchmarks/batch.py queue    [--rows 1000000] [--files 1] [--database URL]
    python benchmarks/batch.py lists    [--rows 1000000] [--files 3]
    python benchmarks/batch.py sizes    [--sizes 1000,10000,100000]
    python benchmarks/batch.py workers  [FOLDER] [--pages 12]
    python benchmarks/batch.py readers  [FOLDER] [--pages 8]

`queue` and `sizes` replace the reading by a recorded answer, so that what is left is the driver
and the store; `workers` and `readers` read real pages. Every figure is a ratio within one run,
or CPU time, which a busy machine does not lengthen much. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from threading import Event
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import text  # noqa: E402

from benchmarks.speed import bare_configured, rapidocr_defaults  # noqa: E402
from tests.verifier.builders import certificate  # noqa: E402
from verifier.batch.manifest import open_manifest  # noqa: E402
from verifier.batch.queue import Documents  # noqa: E402
from verifier.batch.results import Tally, answers  # noqa: E402
from verifier.batch.workbook import Book  # noqa: E402
from verifier.driver import drive  # noqa: E402
from verifier.executors.pool import Pool  # noqa: E402
from verifier.readings import reading_to_bytes  # noqa: E402
from verifier.settings import Settings  # noqa: E402
from verifier.store import batches  # noqa: E402
from verifier.store.batch_files import ListedFile  # noqa: E402
from verifier.store.batches import PIECE, Finished, Listed  # noqa: E402
from verifier.store.database import Database  # noqa: E402
from verifier.tasks import FILE, Done, Paper, Read, Task, Workshop, perform, workshop_of  # noqa: E402

POLICY, TODAY = "guangzhou-education-2021", date(2021, 12, 1)
_FEWEST_ROWS = 100_000
WINDOW = 4
TURNS = 400
_PLACE = "粤培2021第0042号"


class Recorded:
    """Hands that answer at once with the report of a recorded reading, its number changed."""

    width = 2

    def __init__(self) -> None:
        """Judge the recorded reading once."""
        reading = reading_to_bytes(certificate())
        task = Task("{}", POLICY, (Paper("a.jpg", reading=reading),), TODAY)
        self.report = perform(Workshop(), task).read[0].report
        self.reading = reading

    def submit(self, task: Task, _seconds: float) -> Future[Done]:
        """Answer."""
        read = tuple(self._read(paper.name) for paper in task.papers)
        future: Future[Done] = Future()
        future.set_result(Done(read, "ready", 0, None))
        return future

    def _read(self, name: str) -> Read:
        report = self.report.replace(_PLACE, f"粤培2021第{name}号").replace(
            "研修班", f"研修班{name}"
        )
        return Read(report, "ready", sha256=f"{int(name):064x}", reading=self.reading)

    def close(self) -> None:
        """Do nothing."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("queue", "lists", "sizes", "workers", "readers"))
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "fixtures" / "dev")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=1, help="of each claim")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--database", help="address of an empty PostgreSQL database")
    options = parser.parse_args()
    print("| measured | value |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        measures = {"queue": queue, "lists": lists, "sizes": sizes, "workers": workers,
                    "readers": readers}  # fmt: skip
        rows = measures[options.what](Path(folder), options)
        for name, value in rows:
            print(f"| {name} | {value} |", flush=True)


def queue(place: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Take in a long list; lease and finish at its beginning and with nine tenths done."""
    if options.rows < _FEWEST_ROWS:
        sys.exit(f"--rows: a tenth of fewer than {_FEWEST_ROWS} is used up by the measuring")
    database = Database(options.database or f"sqlite:///{place / 'batch.db'}")
    database.migrate()
    before = _peak()
    began, cpu = time.perf_counter(), time.process_time()
    number = _taken_in(database, options.rows, options.files)
    yield "claims, files of each", f"{options.rows:,}, {options.files}"
    yield (
        "taken in, rows a second (CPU seconds in all)",
        f"{options.rows / (time.perf_counter() - began):,.0f} ({time.process_time() - cpu:.0f})",
    )
    yield "peak memory of the driver, list taken in", f"{_peak() / 1e6:.0f} MB"
    yield "growth of it from an empty list", f"{(_peak() - before) / 1e6:.0f} MB"
    yield "a transaction that writes one row, p50 / p95", _spread(_writes(database, number))
    fresh = _claims(database, number)
    yield "claim of 4, none done, p50 / p95", _spread(fresh)
    with database.writing() as connection:
        connection.execute(
            text("UPDATE batch_item SET state = 'done', recommendation = 'ready'"
                 " WHERE position <= :last AND state = 'ready'"),
            {"last": options.rows * 9 // 10},
        )  # fmt: skip
    at_once = _claims(database, number)
    yield "claim of 4, nine tenths done at one stroke, p50 / p95", _spread(at_once)
    _vacuum(database)
    yield "a transaction that writes one row, p50 / p95", _spread(_writes(database, number))
    yield "claim of 4, nine tenths done, p50 / p95", _spread(_claims(database, number))
    yield from _driven(database, number, "driver and store, a document, a million queued")
    yield "peak memory of the driver, at work", f"{_peak() / 1e6:.0f} MB"
    database.close()


def lists(place: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Read a long list whose claims are rows of one number, far from each other."""
    claims = options.rows // options.files
    path = place / "list.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("申报编号,姓名,单位,文件\n")
        file.writelines(
            f"2021-{n % claims:07},林晓芸,凌水县一中,papers/{n:07}.jpg\n"
            for n in range(claims * options.files)
        )
    before, began = _peak(), time.perf_counter()
    found = sum(1 for _ in open_manifest(path).entries())
    yield "rows, claims", f"{claims * options.files:,}, {found:,}"
    yield "read, rows a second", f"{options.rows / (time.perf_counter() - began):,.0f}"
    yield "peak memory, growth of it", f"{_peak() / 1e6:.0f} MB, {(_peak() - before) / 1e6:.0f} MB"


def _vacuum(database: Database) -> None:
    """Do what PostgreSQL does by itself meanwhile when the rows are not done at one stroke."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
            plain.execute(text("VACUUM ANALYZE batch_item"))


def _driven(database: Database, number: int, title: str) -> Iterator[tuple[str, str]]:
    """Drive some documents that take no time; what CPU is used is the driver's and the store's."""
    documents = Documents(
        database, number, POLICY, TODAY, workshop_of(Settings()), "benchmark", carries=False
    )
    hands = Recorded()
    stop, most = Event(), 2000

    def tell(counted: Any) -> None:  # noqa: ANN401
        if counted["ready"] >= most:
            stop.set()

    documents.tell = tell
    cpu = time.process_time()
    done = drive(documents, hands, stop, until_idle=True)
    share = (time.process_time() - cpu) / done
    yield title, f"{share * 1000:.2f} ms CPU"
    yield "share of CPU at one second a document", f"{share:.2%}"


def sizes(place: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Work through backlogs of several sizes, results written; the reading is recorded."""
    for rows in map(int, options.sizes.split(",")):
        database = Database(f"sqlite:///{place / f'{rows}.db'}")
        database.migrate()
        cpu, began = time.process_time(), time.perf_counter()
        number = _taken_in(database, rows)
        taken = time.process_time()
        documents = Documents(
            database, number, POLICY, TODAY, workshop_of(Settings()), "benchmark", carries=False
        )
        drive(documents, Recorded(), Event(), until_idle=True)
        driven = time.process_time()
        tally, book = Tally(), Book()
        with (place / "results.jsonl").open("w", encoding="utf-8") as file:
            for answer in answers(batches.lines(database, number)):
                file.writelines(f"{document.line}\n" for document in answer.documents)
                tally.add(answer)
                book.add(answer)
        book.save(place / "summary.xlsx", tally, "x")
        told = time.process_time()
        parts = (taken - cpu, driven - taken, told - driven)
        each = " + ".join(f"{part / rows * 1000:.2f}" for part in parts)
        yield (
            f"{rows:,} documents: list + driver + results, ms CPU each",
            f"{each} = {sum(parts) / rows * 1000:.2f}",
        )
        yield (
            f"{rows:,} documents: a second of wall time",
            f"{rows / (time.perf_counter() - began):.0f}",
        )
        size = (place / f"{rows}.db").stat().st_size / rows / 1000
        yield f"{rows:,} documents: kB in the database each", f"{size:.1f}"
        yield f"{rows:,} documents: peak memory", f"{_peak() / 1e6:.0f} MB"
        database.close()


def workers(place: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Read the same pages with one worker and with two, in turn, after each is warm."""
    files = _files(options.folder, options.pages)
    spent: dict[int, list[float]] = {1: [], 2: []}
    pools = {count: Pool(Workshop(), count, nice=0) for count in spent}
    for count, pool in pools.items():
        for one in [pool.submit(_task(files[0]), 600) for _ in range(count * 2)]:
            one.result()
    for count in (1, 2, 2, 1):
        began = time.perf_counter()
        for one in [pools[count].submit(_task(path), 600) for path in files]:
            one.result()
        spent[count].append(time.perf_counter() - began)
    for pool in pools.values():
        pool.close()
    one, two = sum(spent[1]), sum(spent[2])
    yield "pages", str(len(files))
    yield "load of the machine meanwhile", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    yield (
        "pages a second, one worker / two",
        f"{2 * len(files) / one:.2f} / {2 * len(files) / two:.2f}",
    )
    yield "two workers / one", f"{one / two:.2f}"
    own = resource.getrusage(resource.RUSAGE_SELF)
    used = own.ru_utime + own.ru_stime
    yield "driver's share of CPU", f"{used / (one + 2 * two):.1%}"
    del place


def readers(place: Path, options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Read the same pages in turn with several readers; CPU seconds a page, one thread each."""
    del place
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    files = _files(options.folder, options.pages)
    named: dict[str, Callable[[Path], object]] = {
        "a backlog's worker: fields, judgement, report": lambda path: perform(
            Workshop(), _task(path)
        ),
        "RapidOCR bare, as the product sets it: lines only": _of_bytes(bare_configured()),
        "RapidOCR's defaults: lines only": _of_bytes(rapidocr_defaults()),
        "Tesseract with the same fields and judgement": lambda path: perform(
            Workshop(engine="tesseract"), _task(path)
        ),
    }
    spent: dict[str, list[float]] = {name: [] for name in named}
    for turn, path in enumerate(files):
        names = list(named)
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            before = _cpu()
            named[name](path)
            if turn:  # the first page warms
                spent[name].append(_cpu() - before)
    base = sum(next(iter(spent.values())))
    yield "pages", str(len(files) - 1)
    for name, seconds in spent.items():
        share = sum(seconds) / base
        yield name, f"{sum(seconds) / len(seconds):.2f} CPU s a page, {share:.2f} of the first"


def _of_bytes(read: Callable[[bytes], object]) -> Callable[[Path], object]:
    return lambda path: read(path.read_bytes())


def _task(path: Path) -> Task:
    return Task("{}", POLICY, (Paper(path.name, f"{FILE}{path}"),), TODAY)


def _files(folder: Path, count: int) -> list[Path]:
    found = sorted(path for path in folder.resolve().iterdir() if path.suffix == ".jpg")
    step = max(1, len(found) // count)
    return found[::step][:count]


def _taken_in(database: Database, rows: int, files: int = 1) -> int:
    with database.writing() as connection:
        number, _ = batches.open_batch(connection, f"benchmark {rows}", TODAY)
        turn = batches.begin_turn(connection, number)
    listed = (
        Listed(f"{n}", tuple(ListedFile(f"{n}", f"file:/papers/{n}.jpg", "1:1")
                             for n in range(n * files, (n + 1) * files)),
               '{"school":"凌水县一中"}', {"row": n, "unit": "凌水县一中"})
        for n in range(1, rows + 1)
    )  # fmt: skip
    first = 1
    while piece := tuple(islice(listed, PIECE)):
        with database.writing() as connection:
            batches.take_in(connection, number, turn, first, piece)
        first += len(piece)
    return number


def _claims(database: Database, number: int) -> list[float]:
    """Return the seconds of many claims, each of what was claimed finished between them."""
    spent = []
    for _ in range(TURNS):
        began = time.perf_counter()
        with database.writing() as connection:
            held = batches.lease(connection, number, "benchmark", WINDOW, "reader")
        spent.append(time.perf_counter() - began)
        with database.writing() as connection:
            for one in held:
                batches.complete(connection, number, one, Finished(("{}",), "x", "ready"))
    return spent


def _writes(database: Database, number: int) -> list[float]:
    """Return the seconds of small transactions: what the disk and the machine take anyway."""
    spent = []
    for _ in range(TURNS):
        began = time.perf_counter()
        with database.writing() as connection:
            batches.set_today(connection, number, TODAY)
        spent.append(time.perf_counter() - began)
    return spent


def _spread(seconds: list[float]) -> str:
    return f"{median(seconds) * 1000:.1f} / {quantiles(seconds, n=20)[18] * 1000:.1f} ms"


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children that ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _peak() -> int:
    """Return the most bytes this process has held in memory."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    main()
