"""How fast the review desk answers with many claims, while documents are being read.

    python benchmarks/desk.py [--claims 100000] [--requests 300] [--database URL] [--write]

One web process and one reading process share the machine with the reader of the pages. All claims
are of one unit: seven in ten wait for their first review, the others are on the way, confirmed,
returned or void; the audit trail has a row a claim. The table goes to standard output, with
`--write` into docs/performance.md, each number of claims and each database in its place.
`--database` is an empty PostgreSQL database.
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
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx2
from sqlalchemy import insert, text

from verifier.keys import COURSE
from verifier.settings import Settings
from verifier.store import accounts, claims
from verifier.store.accounts import Role, UnitKind
from verifier.store.database import Database
from verifier.store.submissions import MOST_A_DAY
from verifier.store.tables import (
    audit,
    claim,
    course,
    decision,
    document,
    evidence,
    evidence_key,
    job,
)

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "many claims"
POLICY, FILING = "guangzhou-education-2021", "kaifeng-hr-2021"
"""Most claims are under the one; the other files by month."""
TRAININGS = 977
ACTORS = ("first", "second", "third")
ACTIONS = ("claim-viewed", "claim-decided", "password-set")
"""The last is rare: once in ten thousand rows."""
_A_DAY = datetime.now(UTC).date() - timedelta(days=20)
SUBJECTS = ("public", "professional", None)
WAITING = 400
"""Jobs that wait, so that the reader is busy all the while."""


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--database", help="address of an empty PostgreSQL database")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database=options.database)
        rows = run(settings, options.claims, options.requests)
    lines = ["| measured | p50 | p95 | target p95 |", "|---|---|---|---|", *rows]
    table = "\n".join(lines) + "\n"
    print(table)
    if options.write:
        page = ROOT / "docs" / "performance.md"
        told = page.read_text(encoding="utf-8")
        name = f"desk {options.claims}{' postgresql' if options.database else ''}"
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if marked.search(told) is None:
            parser.error(f"docs/performance.md has no place for {name}")
        page.write_text(marked.sub(lambda m: m[1] + table + m[2], told), encoding="utf-8")
    return 0


def run(settings: Settings, number: int, requests: int) -> list[str]:
    """Return the lines of the table."""
    database = Database(settings.database_url)
    # the claims come as from before there were tallies: the newest migration counts them
    database.migrate("0012")
    with database.writing() as connection:
        unit = accounts.add_unit(connection, "一中", UnitKind.SCHOOL)
        for login, role in (("teacher", Role.TEACHER), ("first", Role.UNIT_REVIEWER)):
            accounts.add_account(connection, login, login, PASSWORD, role, unit)
        accounts.add_account(connection, "auditor", "auditor", PASSWORD, Role.AUDITOR, None)
    _fill(database, settings, unit, number)
    begun = time.perf_counter()
    database.migrate()
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as raw:
            raw.execute(text("VACUUM ANALYZE"))  # as the server does by itself in time
    print(f"the tallies of {number:,} claims made in {time.perf_counter() - begun:.1f} s")
    port = random.randint(20_000, 40_000)
    environment = {
        **os.environ, "XUESHI_DATA": str(settings.data), "XUESHI_PORT": str(port),
        "XUESHI_DATABASE": settings.database_url,
    }  # fmt: skip
    serve = [sys.executable, "-m", "verifier", "serve", "--workers", "1"]
    server = subprocess.Popen(
        serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        return _measured(address, requests, number, 60 if number <= 100_000 else 100)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _measured(address: str, requests: int, number: int, most: int) -> list[str]:
    reviewer, teacher = _signed_in(address, "first"), _signed_in(address, "teacher")
    auditor = _signed_in(address, "auditor")
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

    def named() -> None:
        part = dice.choice(["教师{}", "{}", "训{}", "师{}号"]).format(dice.randint(10, number))
        reviewer.get(f"/queue?text={part}").raise_for_status()

    def trail() -> None:
        actor, action = f"actor={dice.choice(ACTORS)}", f"action={dice.choice(ACTIONS)}"
        subject = f"subject=claim:{dice.randint(1, number)}"
        asked = dice.choice(
            [actor, action, subject, f"{actor}&{action}", f"{actor}&{subject}", f"day={_A_DAY}",
             f"{actor}&day={_A_DAY}", "actor=nobody", "action=password-set"]
        )  # fmt: skip
        auditor.get(f"/trail?{asked}").raise_for_status()

    few = requests // 3

    def page(title: str, path: str, by: httpx2.Client = reviewer) -> str:
        return _line(title, _timed(lambda: _got(by, path), few), most)

    return [
        _line(f"queue page, {number:,} claims", _timed(queue, requests), most),
        _line("queue by name and advice, nothing fits", _timed(filtered, few), most),
        _line("queue by a part of a name or title", _timed(named, requests), most),
        page("queue of what is overdue", "/queue?overdue=true"),
        page("queue of supplements that did not come", "/queue?unsupplied=true"),
        page("queue of everything, as an auditor", "/queue?state=all", auditor),
        page("units' progress", "/overview"),
        page("units' progress, as an auditor", "/overview", auditor),
        page("a unit's plots", "/units/1"),
        page("trainings", "/trainings"),
        page("a class's list and its claims", "/courses/1", auditor),
        _line("audit trail searched", _timed(trail, requests), most),
        page("metrics", "/metrics"),
        _line("claim page", _timed(one, requests), most),
        _line("acknowledge of a 1 MB upload", _timed(upload, min(few, MOST_A_DAY - 10)), 80),
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
            rows = [_claim(n, unit, now, first, dice, is_read=n <= number - WAITING) for n in ids]
            connection.execute(insert(claim), rows)
            decided = [one for row in rows for one in _decisions(row, now)]
            connection.execute(insert(decision), decided)
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
                insert(evidence_key),
                [
                    {"evidence_id": n, "kind": COURSE, "digest": f"{n % TRAININGS:064x}"}
                    for n in ids
                ],
            )
            connection.execute(
                insert(job),
                [
                    {"claim_id": n, "round": 1, "pipeline": "x", "created_at": now,
                     "state": "done" if n <= number - WAITING else "ready"}
                    for n in ids
                ],
            )  # fmt: skip
            connection.execute(insert(audit), _looks(ids, number, now, dice))
        for table in () if database.is_sqlite else ("claim", "evidence"):
            named = {"table": table, "last": number}  # the ids above were not asked of the server
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)"), named
            )
        connection.execute(
            insert(course).values(
                unit_id=unit, policy=POLICY, title="培训1", sha256=digest, size=1, name="a.csv",
                account_id=1, filed_at=now,
            )
        )  # fmt: skip


def _looks(ids: range, number: int, now: datetime, dice: random.Random) -> list[dict[str, Any]]:
    """Return a row of the audit trail for each claim, without its hash: nothing here verifies."""
    return [
        {
            "seq": 100 + n, "at": now - timedelta(days=60) * ((number - n) / number),
            "actor": dice.choice(ACTORS), "subject": f"claim:{n}", "details": "{}",
            "action": ACTIONS[2 if dice.random() < 1e-4 else n % 2],
            "before": bytes(32), "hash": bytes(32),
        }
        for n in ids
    ]  # fmt: skip


def _claim(
    n: int, unit: int, now: datetime, first: date, dice: random.Random, *, is_read: bool
) -> dict[str, Any]:
    """Return the row of a claim; of those that are read, seven in ten wait for a first review."""
    states = [*["first_review"] * 14, *["second_review", "confirmed"] * 2, "returned", "void"]
    state = dice.choice(states) if is_read else "reading"
    day = first - timedelta(days=dice.randint(0, 30))
    return {
        "id": n, "policy": dice.choice([POLICY, POLICY, POLICY, FILING]), "unit_id": unit,
        "submitted_at": now - timedelta(hours=dice.randint(0, 60 * 24)),
        "state": state, "holder_name": f"教师{n}",
        "title": f"培训{n % TRAININGS}", "facts": {}, "subject": dice.choice(SUBJECTS),
        "recommendation": dice.choice(["ready", "review", "return"]) if is_read else None,
        "doubts": dice.randint(0, 3), "credit": dice.randint(4, 90),
        "awarded": dice.randint(4, 90) if state in ("second_review", "confirmed") else None,
        "confirmed_on": day if state == "confirmed" else None,
        "supplement_by": day if state == "returned" else None,
        "due_on": first + timedelta(days=dice.randint(-2, 58)),
    }  # fmt: skip


def _decisions(row: Mapping[str, Any], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield what led to where a claim stands."""
    state = row["state"]
    steps = {
        "second_review": [("first_review", "confirm", "second_review")],
        "confirmed": [
            ("first_review", "confirm", "second_review"), ("second_review", "confirm", "confirmed"),
        ],
        "returned": [("first_review", "return", "returned")],
        "void": [("first_review", "void", "void")],
    }.get(state, [])  # fmt: skip
    for stage, outcome, reached in steps:
        yield {
            "claim_id": row["id"], "round": 1, "stage": stage, "outcome": outcome,
            "reasons": [] if outcome == "confirm" else [f"rule-{row['id'] % 11} 五(三)2"],
            "account_id": 2, "created_at": now - timedelta(days=row["id"] % 30),
            "reached": reached,
        }  # fmt: skip


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
