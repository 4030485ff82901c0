"""Kill what works through a backlog at random moments, and count what was lost or done twice.

    python benchmarks/batch_kills.py [--kills 200] [--minutes 45] [--documents 1500]
        [--files 3] [--database URL] [--cluster]

Workers, the driver and (with --cluster) the Dask scheduler and its workers die by SIGKILL.
Documents are recorded readings, judged by the product; a trigger of the database, not the
product, counts how often each claim was finished; with --files each is proven by so many
documents. Returns 1 if anything was lost or finished twice, or if more was read again than a
window a kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote_to_bytes

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import text  # noqa: E402

from tests.verifier.builders import certificate  # noqa: E402
from verifier.batch.run import Order, run  # noqa: E402
from verifier.driver import WINDOW  # noqa: E402
from verifier.executors.cluster import Cluster  # noqa: E402
from verifier.executors.pool import Pool  # noqa: E402
from verifier.readings import reading_to_bytes  # noqa: E402
from verifier.settings import Settings  # noqa: E402
from verifier.store.database import Database  # noqa: E402
from verifier.tasks import FILE, Done, Task, Workshop, perform, workshop_of  # noqa: E402

POLICY, TODAY, WORKERS = "guangzhou-education-2021", date(2021, 12, 1), 2
SECONDS = 0.02
"""What a document takes beside its judgement."""
MOST_SECONDS = 3600
STARTS = "XUESHI_BENCHMARK_STARTS"
TRIGGERS = {
    "sqlite": [
        "CREATE TABLE finished (item INTEGER)",
        "CREATE TRIGGER count_finished AFTER UPDATE ON batch_item"
        " WHEN NEW.state = 'done' AND OLD.state <> 'done'"
        " BEGIN INSERT INTO finished VALUES (NEW.id); END",
    ],
    "postgresql": [
        "CREATE TABLE finished (item BIGINT)",
        "CREATE FUNCTION count_finished() RETURNS trigger AS $$ BEGIN"
        " IF NEW.state = 'done' AND OLD.state <> 'done' THEN"
        " INSERT INTO finished VALUES (NEW.id); END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER count_finished AFTER UPDATE ON batch_item"
        " FOR EACH ROW EXECUTE FUNCTION count_finished()",
    ],
}


def recorded(workshop: Workshop, task: Task) -> Done:
    """Judge recorded readings; note which were begun."""
    papers = []
    for paper in task.papers:
        if paper.reading is not None:
            papers.append(paper)
            continue
        with Path(os.environ[STARTS]).open("a", encoding="utf-8") as file:
            file.write(f"{paper.name}\n")
        blob = paper.blob
        if blob is None:
            path = unquote_to_bytes(paper.location.removeprefix(FILE))
            blob = Path(os.fsdecode(path)).read_bytes()
        time.sleep(SECONDS)
        papers.append(replace(paper, reading=blob))
    done = perform(workshop, replace(task, papers=tuple(papers)))
    read = tuple(
        replace(one, reading=paper.reading) for one, paper in zip(done.read, papers, strict=True)
    )
    return replace(done, read=read)


def drive(place: Path, database: str | None, scheduler: str | None) -> int:
    """Be the driver: go on with the backlog."""
    settings = Settings(
        data=place / "data", database=database, engine="tesseract", executor=scheduler or "pool"
    )
    source = place / "papers" / "list.csv"
    source = source if source.exists() else source.parent
    order = Order(source, POLICY, place / "out", WORKERS, resume=True, today=TODAY)
    workshop = workshop_of(settings)
    hands = (
        Cluster(scheduler, workshop, function=recorded)
        if scheduler
        else Pool(workshop, WORKERS, function=recorded)
    )
    return run(order, settings, hands)


class Killing:
    """The processes, and those that were killed."""

    def __init__(self, place: Path, database: str | None, *, cluster: bool) -> None:
        """Make nothing yet."""
        self.place = place
        self.database = database
        self.killed: Counter[str] = Counter()
        self.environment = {
            **os.environ, STARTS: str(place / "starts"), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.scheduler = f"tcp://127.0.0.1:{_free_port()}" if cluster else None
        if cluster:
            self.start("scheduler")
            self.start("dask worker")
        self.start("driver")

    def start(self, name: str) -> None:
        """Start a process, in the place of one that is gone."""
        here = [sys.executable, __file__, "--drive", str(self.place)]
        commands = {
            "driver": [*here, *(["--database", self.database] if self.database else []),
                       *(["--scheduler", self.scheduler] if self.scheduler else [])],
            "scheduler": [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1",
                          "--port", str(self.scheduler).rpartition(":")[2], "--no-dashboard"],
            "dask worker": [sys.executable, "-m", "dask", "worker", str(self.scheduler),
                            "--no-nanny", "--nthreads", str(WORKERS), "--no-dashboard",
                            "--host", "127.0.0.1", "--death-timeout", "120"],
        }  # fmt: skip
        log = (self.place / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            commands[name], env=self.environment, cwd=ROOT, stdout=log, stderr=log
        )

    def kill(self, dice: random.Random) -> None:
        """Kill something, and start again what does not come again by itself."""
        name = dice.choice(["reader", *self.running])
        if name == "reader":
            holder = self.running["dask worker" if self.scheduler else "driver"]
            readers = _readers(holder.pid)
            if not readers:
                return
            os.kill(dice.choice(readers), signal.SIGKILL)
        else:
            self.running[name].kill()
            self.running[name].wait()
            self.start(name)
            if name == "scheduler":
                # workers of a scheduler that is gone are started again by whatever keeps them
                self.running["dask worker"].kill()
                self.running["dask worker"].wait()
                self.start("dask worker")
        self.killed[name] += 1

    def stop(self) -> None:
        """End everything."""
        for process in self.running.values():
            process.kill()
            process.wait()


def main() -> int:
    """Run, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=1500)
    parser.add_argument("--files", type=int, default=1, help="of each claim")
    parser.add_argument(
        "--minutes", type=float, default=45, help="after so long nothing more is killed"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", help="address of an empty PostgreSQL database")
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--drive", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--scheduler", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive is not None:
        return drive(options.drive, options.database, options.scheduler)
    with tempfile.TemporaryDirectory() as folder:
        return chaos(Path(folder), options)


def chaos(place: Path, options: argparse.Namespace) -> int:
    """Work through a backlog while things die; return 0 if all went well."""
    claims = options.documents // options.files
    _papers(place / "papers", claims, options.files)
    (place / "out").mkdir()
    address = options.database or f"sqlite:///{place / 'out' / 'batch.db'}"
    database = Database(address)
    database.migrate()
    with database.writing() as connection:
        for statement in TRIGGERS[database.engine.dialect.name]:
            connection.execute(text(statement))
    dice = random.Random(options.seed)
    began = time.monotonic()
    killing = Killing(place, options.database, cluster=options.cluster)
    share = claims / (options.kills + 1)
    try:
        while time.monotonic() - began < MOST_SECONDS:
            done = _finished(database)
            if done >= claims and killing.running["driver"].poll() is not None:
                break
            total = killing.killed.total()
            may_kill = total < options.kills and time.monotonic() - began < options.minutes * 60
            if may_kill and done >= total * share:
                time.sleep(dice.uniform(0, 0.3))
                killing.kill(dice)
            elif killing.running["driver"].poll() not in (None, 0, 1):
                killing.start("driver")
            time.sleep(0.05)
    finally:
        killing.stop()
    return _judged(place, database, killing, claims, options.files)


def _judged(place: Path, database: Database, killing: Killing, claims: int, files: int) -> int:
    documents = claims * files
    with database.reading() as connection:
        finished = connection.execute(text("SELECT item FROM finished")).scalars().all()
    database.close()
    counts = Counter(finished)
    starts = (place / "starts").read_text("utf-8").split()
    results = place / "out" / "results.jsonl"
    lines = results.read_text("utf-8").splitlines() if results.exists() else []
    kills = killing.killed.total()
    again = len(starts) - documents
    lost = documents - len({json.loads(line)["item"]["file"] for line in lines})
    twice = sum(number > 1 for number in counts.values())
    rows = (
        *((f"kills of the {name}", number) for name, number in sorted(killing.killed.items())),
        ("claims", claims),
        ("documents", documents),
        ("lost", lost),
        ("finished twice", twice),
        ("lines with an error", sum('"error"' in line for line in lines)),
        ("documents begun again, in all", again),
        ("documents begun again, a kill", round(again / max(1, kills), 2)),
        ("window, documents", WINDOW * WORKERS * files),
    )
    print("| measured | value |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    bad = lost or twice or again > kills * WINDOW * WORKERS * files
    if bad or len(finished) != claims:
        for log in sorted(place.glob("*.log")):
            sys.stderr.write(f"{log.name}: {log.read_text('utf-8', 'replace')[-2000:]}\n")
    return int(bool(bad) or any('"error"' in line for line in lines))


def _papers(folder: Path, claims: int, files: int) -> None:
    folder.mkdir()
    rows = ["申报编号,文件\n"]
    for number in range(claims * files):
        made = certificate(
            name="x", certificate_number=f"粤培2021第{number:06}号", activity_title=f"研修{number}"
        )
        made = replace(made, source=replace(made.source, sha256=f"{number:064x}"))
        (folder / f"{number:06}.reading").write_bytes(reading_to_bytes(made))
        rows.append(f"{number % claims},{number:06}.reading\n")
    if files > 1:
        (folder / "list.csv").write_text("".join(rows), "utf-8")


def _finished(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM finished")).scalar_one())


def _readers(parent: int) -> list[int]:
    """Return the children of a process that read."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    # workers find what they do by the name of this module, not as a script's
    import benchmarks.batch_kills

    raise SystemExit(benchmarks.batch_kills.main())
