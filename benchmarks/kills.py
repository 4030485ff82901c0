"""Kill the web server and the readers under upload, again and again, and count what was lost.

    python benchmarks/kills.py [--kills 50] [--uploaders 4]

Uploads run all the while. Afterwards every acknowledged claim must be there with its whole
document and one job, every job must have been finished once, and the audit trail must be whole.
Exit code 0 only then; the figures go to standard output as a table for docs/performance.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from sqlalchemy import func, select

from verifier.settings import Settings
from verifier.store import accounts, audit
from verifier.store.accounts import Role, UnitKind
from verifier.store.blobs import Blobs
from verifier.store.database import Database
from verifier.store.tables import claim, evidence, job, reading

PASSWORD = "kill me often"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""A lease of the dead ends at once instead of in five minutes."""


@dataclass
class Count:
    """What the uploaders saw."""

    tries: int = 0
    acknowledged: dict[int, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Run, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--uploaders", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), options.kills, options.uploaders)


def run(folder: Path, kills: int, uploaders: int) -> int:
    """Return 0 if nothing that was acknowledged was lost and nothing was done twice."""
    settings = Settings(data=folder)
    database = Database(settings.database_url)
    database.migrate()
    with database.writing() as connection:
        unit = accounts.add_unit(connection, "一中", UnitKind.SCHOOL)
        accounts.add_account(connection, "teacher", "教师", PASSWORD, Role.TEACHER, unit)
    port = _free_port()
    environment = {**os.environ, "XUESHI_DATA": str(folder), "XUESHI_PORT": str(port)}
    count, stop = Count(), threading.Event()
    threads = [
        threading.Thread(target=_upload, args=(port, count, stop, number))
        for number in range(uploaders)
    ]
    server = _start(environment, "serve", "--workers", "0")
    reader = _start(environment, "work")
    for thread in threads:
        thread.start()
    dice = random.Random(7)
    for number in range(kills):
        time.sleep(dice.uniform(0.3, 1.2))
        if number % 2:
            reader = _killed(reader, environment, "work")
        else:
            server = _killed(server, environment, "serve", "--workers", "0")
            _wait(port)
    time.sleep(1)
    stop.set()
    for thread in threads:
        thread.join()
    for process in (server, reader):
        process.terminate()
        process.wait()
    with database.writing() as connection:
        connection.execute(job.update().where(job.c.state == "leased").values(lease_until=EPOCH))
    last = _start(environment, "work", "--until-idle")
    last.wait()
    return _judged(database, Blobs(folder / "blobs"), count, kills)


def _judged(database: Database, blobs: Blobs, count: Count, kills: int) -> int:
    with database.reading() as connection:
        rows = connection.execute(
            select(claim.c.id, claim.c.state, evidence.c.sha256).join(
                evidence, evidence.c.claim_id == claim.c.id
            )
        ).all()
        held = {row.id: row for row in rows}
        jobs = dict(
            connection.execute(select(job.c.claim_id, func.count()).group_by(job.c.claim_id)).all()
        )
        unfinished = connection.execute(
            select(func.count()).where(job.c.state != "done")
        ).scalar_one()
        twice = connection.execute(
            select(func.count()).select_from(
                select(reading.c.evidence_id)
                .group_by(reading.c.evidence_id)
                .having(func.count() > 1)
                .subquery()
            )
        ).scalar_one()
        broken = audit.first_break(audit.rows(connection))
    lost = [
        n for n, digest in count.acknowledged.items() if n not in held or held[n].sha256 != digest
    ]
    bad = [
        row.id for row in rows if hashlib.sha256(blobs.get(row.sha256)).hexdigest() != row.sha256
    ]
    jobless = [row.id for row in rows if jobs.get(row.id) != 1]
    unread = [row.id for row in rows if row.state == "reading"]
    for title, value in (
        ("kills of server and reader", kills),
        ("uploads tried", count.tries),
        ("uploads acknowledged", len(count.acknowledged)),
        ("acknowledged and lost", len(lost)),
        ("documents not whole", len(bad)),
        ("claims without exactly one job", len(jobless)),
        ("jobs not finished", unfinished),
        ("documents read twice", twice),
        ("claims left unread", len(unread)),
        ("first broken row of the audit trail", broken or "none"),
    ):
        print(f"| {title} | {value} |")
    failed = any((lost, bad, jobless, unfinished, twice, unread, broken))
    return int(failed or not count.acknowledged)


def _upload(port: int, count: Count, stop: threading.Event, number: int) -> None:
    dice = random.Random(number)
    client: httpx2.Client | None = None
    token = ""
    while not stop.is_set():
        try:
            if client is None:
                client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=10)
                form = {"login": "teacher", "password": PASSWORD}
                client.post("/sign-in", data=form)
                page = client.get("/submit").text
                token = page.split('name="csrf" value="', 1)[1].split('"', 1)[0]
            blob = dice.randbytes(dice.randint(1_000, 200_000))
            with count.lock:
                count.tries += 1
            answer = client.post(
                "/submit",
                data={"csrf": token, "policy": "guangzhou-education-2021"},
                files=[("files", ("paper.jpg", blob, "image/jpeg"))],
            )
            if answer.status_code == 303:
                made = int(answer.headers["location"].rpartition("/")[2])
                with count.lock:
                    count.acknowledged[made] = hashlib.sha256(blob).hexdigest()
        except (httpx2.HTTPError, IndexError):
            client = None
            time.sleep(0.05)


def _start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "verifier", *arguments]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    )


def _killed(
    process: subprocess.Popen[bytes], environment: dict[str, str], *arguments: str
) -> subprocess.Popen[bytes]:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return _start(environment, *arguments)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            if httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=1).status_code == 200:
                return
        except httpx2.HTTPError:
            time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
