"""How fast the review desk answers with many claims, while documents are being read.

    python benchmarks/desk.py [--claims 100000] [--requests 300] [--write]

One web process and one reading process share the machine with the reader of the pages. The table
goes to standard output, with `--write` into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

import httpx2
from sqlalchemy import insert

from verifier.settings import Settings
from verifier.store import accounts, claims
from verifier.store.accounts import Role, UnitKind
from verifier.store.database import Database
from verifier.store.submissions import MOST_A_DAY
from verifier.store.tables import claim, document, evidence, job

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "many claims"
POLICY = "guangzhou-education-2021"
WAITING = 400
"""Jobs that wait, so that the reader is busy all the while."""


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = run(Path(folder), options.claims, options.requests)
    lines = ["| measured | p50 | p95 | target p95 |", "|---|---|---|---|", *rows]
    table = "\n".join(lines) + "\n"
    print(table)
    if options.write:
        page = ROOT / "docs" / "performance.md"
        told = page.read_text(encoding="utf-8")
        marked = re.compile(r"(<!-- desk -->\n).*?(<!-- /desk -->)", re.DOTALL)
        page.write_text(marked.sub(lambda m: m[1] + table + m[2], told), encoding="utf-8")
    return 0


def run(folder: Path, number: int, requests: int) -> list[str]:
    """Return the lines of the table."""
    settings = Settings(data=folder)
    database = Database(settings.database_url)
    database.migrate()
    with database.writing() as connection:
        unit = accounts.add_unit(connection, "一中", UnitKind.SCHOOL)
        for login, role in (("teacher", Role.TEACHER), ("first", Role.UNIT_REVIEWER)):
            accounts.add_account(connection, login, login, PASSWORD, role, unit)
    _fill(database, settings, unit, number)
    port = random.randint(20_000, 40_000)
    environment = {**os.environ, "XUESHI_DATA": str(folder), "XUESHI_PORT": str(port)}
    command = [sys.executable, "-m", "verifier", "serve", "--workers", "1"]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        return _measured(address, requests, number)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _measured(address: str, requests: int, number: int) -> list[str]:
    reviewer, teacher = _signed_in(address, "first"), _signed_in(address, "teacher")
    token = _token(teacher)
    blob = random.Random(1).randbytes(1 << 20)
    dice = random.Random(2)
    after: list[str] = [""]

    def queue() -> None:
        page = reviewer.get(f"/queue{after[0]}").raise_for_status().text
        more = re.search(r'rel="next" href="/queue(\?[^"]+)"', page)
        after[0] = more[1].replace("&amp;", "&") if more is not None else ""

    def one() -> None:
        reviewer.get(f"/claims/{dice.randint(1, number)}").raise_for_status()

    def upload() -> None:
        answer = teacher.post(
            "/submit",
            data={"csrf": token, "policy": POLICY},
            files=[("files", ("a.jpg", blob + dice.randbytes(8), "image/jpeg"))],
        )
        assert answer.status_code == 303, answer.text

    mine = _token(reviewer)
    at = [int(re.search(r'<td><a href="/claims/(\d+)"', reviewer.get("/queue").text)[1])]

    def following() -> None:
        page = reviewer.get(f"/claims/{at[0]}").text
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version is not None
        begun = time.perf_counter()
        form = {"csrf": mine, "version": version[1], "outcome": "confirm", "hours": "8"}
        target = reviewer.post(f"/claims/{at[0]}/decision", data=form).headers["location"]
        reviewer.get(target).raise_for_status()
        spent.append(time.perf_counter() - begun)
        at[0] = int(re.search(r"/claims/(\d+)", target)[1])

    spent: list[float] = []
    for _ in range(requests // 3):
        following()

    def filtered() -> None:
        query = f"text=教师{dice.randint(1, number)}&recommendation=void"
        reviewer.get(f"/queue?{query}").raise_for_status()

    return [
        _line(f"queue page, {number:,} claims", _timed(queue, requests), 60),
        _line("queue by name and advice, nothing fits", _timed(filtered, requests // 3), 60),
        _line("units' progress", _timed(lambda: _got(reviewer, "/overview"), requests // 3), 60),
        _line("a unit's plots", _timed(lambda: _got(reviewer, "/units/1"), requests // 3), 60),
        _line("claim page", _timed(one, requests), 60),
        _line(
            "acknowledge of a 1 MB upload", _timed(upload, min(requests // 3, MOST_A_DAY - 10)), 80
        ),
        _line("decision to the next claim's page", spent, 150),
    ]


def _got(client: httpx2.Client, path: str) -> None:
    client.get(path).raise_for_status()


def _timed(act: Callable[[], None], times: int) -> list[float]:
    for _ in range(5):
        act()
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        spent.append(time.perf_counter() - begun)
    return spent


def _line(title: str, spent: list[float], target: int) -> str:
    cuts = quantiles(spent, n=20)
    return f"| {title} | {cuts[9] * 1000:.0f} ms | {cuts[18] * 1000:.0f} ms | {target} ms |"


def _fill(database: Database, settings: Settings, unit: int, number: int) -> None:
    from verifier.store.blobs import Blobs

    picture = next((ROOT / "fixtures" / "dev").glob("*.jpg")).read_bytes()
    digest = Blobs(settings.data / "blobs").put(picture)
    now, dice = datetime.now(UTC), random.Random(3)
    first = claims.today()
    with database.writing() as connection:
        connection.execute(
            insert(document).values(sha256=digest, size=len(picture), created_at=now)
        )

        def own(n: int) -> str:
            """Return the digest of a claim's document: a real one for those still to be read."""
            return digest if n > number - WAITING else f"{n:064x}"

        for begin in range(0, number, 5000):
            ids = range(begin + 1, min(begin + 5000, number) + 1)
            connection.execute(
                insert(claim),
                [
                    {
                        "id": n, "policy": POLICY, "unit_id": unit, "submitted_at": now,
                        "state": "reading" if n > number - WAITING else "first_review",
                        "holder_name": f"教师{n}", "title": f"培训{n % 977}", "facts": {},
                        "recommendation": dice.choice(["ready", "review", "return"]),
                        "doubts": dice.randint(0, 3), "credit": dice.randint(4, 90),
                        "due_on": first + timedelta(days=dice.randint(0, 60)),
                    }
                    for n in ids
                ],
            )  # fmt: skip
            made = [n for n in ids if own(n) != digest]
            if made:
                connection.execute(
                    insert(document),
                    [{"sha256": own(n), "size": 1, "created_at": now} for n in made],
                )
            connection.execute(
                insert(evidence),
                [
                    {"id": n, "claim_id": n, "sha256": own(n), "name": "a.jpg", "round": 1,
                     "added_at": now}
                    for n in ids
                ],
            )  # fmt: skip
        connection.execute(
            insert(job),
            [
                {"claim_id": n, "round": 1, "pipeline": "x", "state": "ready", "created_at": now}
                for n in range(number - WAITING + 1, number + 1)
            ],
        )


def _signed_in(address: str, login: str) -> httpx2.Client:
    client = httpx2.Client(base_url=address, timeout=60)
    client.post("/sign-in", data={"login": login, "password": PASSWORD})
    return client


def _token(client: httpx2.Client) -> str:
    return client.get("/submit").text.split('name="csrf" value="', 1)[1].split('"', 1)[0]


def _wait(address: str) -> None:
    for _ in range(400):
        try:
            if httpx2.get(f"{address}/readyz", timeout=2).status_code == 200:
                return
        except httpx2.HTTPError:
            time.sleep(0.05)


if __name__ == "__main__":
    raise SystemExit(main())
