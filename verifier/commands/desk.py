"""What the commands of the review desk do: serve, work, accounts, units, audit, a demo."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from verifier.contract.lines import open_input, print_line, read_json
from verifier.errors import FactsError, NotFound, UsageFailure
from verifier.settings import Settings, load_settings
from verifier.store import accounts, audit
from verifier.store.accounts import Role, UnitKind
from verifier.store.database import Database

DEMO_PASSWORD = "demo-demo-demo"  # noqa: S105 - told to everybody on purpose
_DEMO_FILES = 24
_LOOK = 2.0
"""Seconds between two looks at whether the reading process lives."""
_DEMO_DAY = datetime(2021, 12, 20, 9, tzinfo=UTC)
"""When the invented papers were fresh: the notice's filing was open."""


def open_store(settings: Settings) -> Database:
    """Return the store of the settings, at its present shape."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    database.migrate()
    return database


def serve(host: str | None, port: int | None, workers: int) -> None:
    """Run the web application, and the reading beside it in a process of its own."""
    import uvicorn

    settings = load_settings()
    open_store(settings).close()
    reading = Reading(workers) if workers else None
    try:
        uvicorn.run(
            "web.app:create_app",
            factory=True,
            host=host or settings.host,
            port=port or settings.port,
            timeout_graceful_shutdown=30,
            server_header=False,
        )
    finally:
        if reading is not None:
            reading.stop()


class Reading:
    """The process that reads beside the web application; one that dies is started again."""

    def __init__(self, workers: int) -> None:
        """Start it and watch over it."""
        self._command = [sys.executable, "-m", "verifier", "work", "--workers", str(workers)]
        self._stopped = Event()
        self._process = self._start()
        self._watch = Thread(target=self._keep, name="reading", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End it; what it has at hand goes back to the queue."""
        self._stopped.set()
        self._watch.join()  # it may be starting another just now, which has to end, too
        self._process.terminate()
        self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command)  # noqa: S603 - our own command

    def _keep(self) -> None:
        while not self._stopped.wait(_LOOK):
            if self._process.poll() is not None:
                sys.stderr.write("后台识别进程已重新启动。 Reading was started again.\n")
                self._process = self._start()


def work(workers: int, *, until_idle: bool) -> None:
    """Read submitted documents until told to stop."""
    from verifier.worker import Worker

    settings = load_settings()
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    # the server that started us may be killed without a word
    parent = os.getppid()
    database = open_store(settings)
    Worker(database, settings, workers, parent=parent).run(stop, until_idle=until_idle)
    database.close()


def export_pairs(folder: Path, *, with_files: bool) -> None:
    """Write what reviewers said of captures into a folder."""
    from verifier import pairs
    from verifier.store.blobs import open_blobs

    settings = load_settings()
    database, blobs = open_store(settings), open_blobs(settings.blobs_address)
    made = pairs.export(database, blobs, folder, with_files=with_files)
    database.close()
    sys.stdout.write(f"{made} 份标注 labelled pairs → {folder}\n")


def add_account(
    login: str, role: str, name: str | None, unit: str | None, *, directory: bool = False
) -> None:
    """Add an account; the password is asked for, or read from standard input.

    With `directory` it gets one that nobody knows.
    """
    if role not in {one.value for one in Role}:
        known = ", ".join(Role)
        raise UsageFailure(f"没有角色 {role}；可用：{known}。 There is no such role.")
    password = secrets.token_urlsafe() if directory else _password()
    database = open_store(load_settings())
    with database.writing() as connection:
        place = _unit(database, unit)
        accounts.add_account(connection, login, name or login, password, Role(role), place)
    print_line(f"已添加 added: {login} ({role})")


def set_password(login: str) -> None:
    """Give an account another password; it signs in again everywhere."""
    database = open_store(load_settings())
    with database.writing() as connection:
        accounts.set_password(connection, login, _password())
    print_line(f"密码已更改 changed: {login}")


def close_account(login: str) -> None:
    """Close an account."""
    database = open_store(load_settings())
    with database.writing() as connection:
        accounts.close_account(connection, login)
    print_line(f"账号已停用 closed: {login}")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("密码 password: ")
    return sys.stdin.readline().rstrip("\n")


def token(login: str, name: str, *, revoke: bool) -> None:
    """Print a new token of an account, or end all of them."""
    database = open_store(load_settings())
    with database.writing() as connection:
        if revoke:
            ended = accounts.revoke_tokens(connection, login)
            print_line(f"已作废 revoked: {ended}")
        else:
            print_line(accounts.add_token(connection, login, name))


def add_unit(name: str, kind: str, under: str | None) -> None:
    """Add a unit."""
    if kind not in {one.value for one in UnitKind}:
        raise UsageFailure(f"没有类型 {kind}。 There is no such kind of unit.")
    database = open_store(load_settings())
    above = _unit(database, under)
    with database.writing() as connection:
        accounts.add_unit(connection, name, UnitKind(kind), above)
    print_line(f"已添加 added: {name}")


def add_route(name: str, office: str, target: str) -> None:
    """Let a unit's claims that go to an office go to the unit that is it."""
    database = open_store(load_settings())
    below, to = _unit(database, name), _unit(database, target)
    with database.writing() as connection:
        accounts.add_route(connection, int(below or 0), office, int(to or 0))
    print_line(f"已设置 routed: {name} · {office} → {target}")


def _unit(database: Database, name: str | None) -> int | None:
    if name is None:
        return None
    with database.reading() as connection:
        found = [unit.id for unit in accounts.units(connection) if unit.name == name]
    if not found:
        raise NotFound(f"没有单位 {name}。 There is no such unit.")
    return found[0]


def verify_audit(export: str | None) -> int:
    """Verify the trail; return 1 and name the first row where it is broken."""
    if export is None:
        with open_store(load_settings()).reading() as connection:
            broken = audit.first_break(audit.rows(connection))
    else:
        with open_input(export) as stream:
            broken = audit.first_break(_exported(stream))
    if broken is None:
        print_line("审计记录完整。 The audit trail is whole.")
        return 0
    print_line(f"审计记录自第 {broken} 行起不连续。 The trail is broken from row {broken} on.")
    return 1


def _exported(stream: BinaryIO) -> Iterator[audit.AuditRow]:
    for item in read_json(stream).items:
        try:
            if item.error is not None:
                raise item.error
            yield audit.row_from(item.value)
        except (KeyError, TypeError, ValueError) as error:
            raise FactsError(
                f"第 {item.line} 行不是审计记录。 Line {item.line} is no row of a trail."
            ) from error


def export_audit() -> None:
    """Print the trail."""
    with open_store(load_settings()).reading() as connection:
        for row in audit.rows(connection):
            print_line(json.dumps(audit.row_data(row), ensure_ascii=False))


def demo() -> None:
    """Make a district, a school, an account of each role, and claims with invented papers."""
    from verifier.store import claims, submissions
    from verifier.store.blobs import open_blobs
    from verifier.store.jobs import PIPELINE

    settings = load_settings()
    papers = Path(__file__).parent.parent.parent / "fixtures" / "dev"
    files = sorted(path for path in papers.glob("*.jpg"))[:_DEMO_FILES]
    if not files:
        raise NotFound("没有演示材料。 The documents of the demonstration are not here.")
    database, blobs = open_store(settings), open_blobs(settings.blobs_address)
    truth = json.loads((papers / "truth.json").read_text(encoding="utf-8"))
    with database.writing() as connection:
        district = accounts.add_unit(connection, "演示区教育局", UnitKind.DISTRICT)
        school = accounts.add_unit(connection, "演示中学", UnitKind.SCHOOL, district)
        base = accounts.add_unit(connection, "演示培训基地", UnitKind.CENTRE, district)
        made = {
            login: accounts.add_account(connection, login, name, DEMO_PASSWORD, role, unit)
            for login, name, role, unit in (
                ("teacher", "演示教师", Role.TEACHER, school),
                ("first", "学校审核人", Role.UNIT_REVIEWER, school),
                ("colleague", "学校审核人乙", Role.UNIT_REVIEWER, school),
                ("second", "区审核人", Role.AUTHORITY_REVIEWER, district),
                ("organiser", "培训基地", Role.ORGANISER, base),
                ("auditor", "审计人员", Role.AUDITOR, None),
                ("admin", "管理员", Role.ADMINISTRATOR, None),
            )
        }
        teacher = accounts.get_account(connection, made["teacher"])
    for turn, path in enumerate(files):
        blob = path.read_bytes()
        digest = blobs.put(blob)
        told = truth[path.name]["fields"]
        with database.writing() as connection:
            given = submissions.NewClaim(
                "guangzhou-education-2021", school, holder_name=told.get("holder_name"),
                title=told.get("activity_title"), subject="professional",
                due_on=claims.today() + timedelta(days=3 + turn % 7),
            )  # fmt: skip
            upload = submissions.Upload(digest, len(blob), path.name)
            submissions.submit(
                connection, given, [upload], pipeline=PIPELINE, by=teacher, at=_DEMO_DAY
            )
    print_line(
        f"演示数据已建立：账号 {'、'.join(made)}，密码 {DEMO_PASSWORD}。"
        " Sign in as one of them after `xueshi serve`."
    )
