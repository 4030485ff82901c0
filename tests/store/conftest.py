"""A store of each sort, empty: SQLite in a file, PostgreSQL in a server of this test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import text

from verifier.store import accounts
from verifier.store.accounts import Account, Role, UnitKind, add_account, add_unit, get_account
from verifier.store.blobs import Blobs
from verifier.store.database import Database

accounts._HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""Slow on purpose in the product; a hundred accounts a test run need not be."""
accounts._NOBODY = accounts._HASHER.hash("nobody")
PASSWORD = "correct horse"


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server without a network, gone with the test run."""
    initdb, server = _program("initdb"), _program("pg_ctl")
    assert initdb is not None, "install postgresql: ./run-tests does"
    assert server is not None
    folder = Path(tempfile.mkdtemp(prefix="xs-pg-", dir="/tmp"))
    # the server refuses to run as root
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    lead = as_user if os.geteuid() == 0 else []
    if lead:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    quiet = {"check": True, "capture_output": True}
    subprocess.run(
        [
            *lead,
            initdb,
            "-D",
            data,
            "-U",
            "xueshi",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-A",
            "trust",
        ],
        **quiet,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=60"
    log = folder / "log"
    subprocess.run([*lead, server, "-D", data, "-o", options, "-l", log, "-w", "start"], **quiet)
    try:
        yield f"postgresql+psycopg://xueshi@/postgres?host={folder}"
    finally:
        subprocess.run([*lead, server, "-D", data, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each sort."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'xueshi.db'}"
    address = request.getfixturevalue("postgres")
    server = Database(address)
    with server.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    server.close()
    return address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    made = Database(url)
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


class People:
    """A school under a district, and somebody of every role."""

    def __init__(self, database: Database) -> None:
        with database.writing() as connection:
            self.district = add_unit(connection, "凌水县教育局", UnitKind.DISTRICT)
            self.school = add_unit(connection, "凌水县一中", UnitKind.SCHOOL, self.district)
            self.elsewhere = add_unit(connection, "东津区二中", UnitKind.SCHOOL)

            def one(login: str, role: Role, unit: int | None) -> Account:
                number = add_account(connection, login, login, PASSWORD, role, unit)
                return get_account(connection, number)

            self.teacher = one("teacher", Role.TEACHER, self.school)
            self.colleague = one("colleague", Role.TEACHER, self.school)
            self.unit_reviewer = one("unit", Role.UNIT_REVIEWER, self.school)
            self.authority = one("authority", Role.AUTHORITY_REVIEWER, self.district)
            self.stranger = one("stranger", Role.UNIT_REVIEWER, self.elsewhere)
            self.auditor = one("auditor", Role.AUDITOR, None)
            self.administrator = one("admin", Role.ADMINISTRATOR, None)


@pytest.fixture
def people(database: Database) -> People:
    return People(database)
