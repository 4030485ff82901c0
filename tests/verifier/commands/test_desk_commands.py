"""Commands of the review desk: accounts, units, the trail, a demonstration that is really read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest

from verifier.commands.desk import Reading
from verifier.settings import load_settings
from verifier.store import audit, documents, jobs, queue
from verifier.store.accounts import (
    Role,
    account_of_token,
    add_token,
    find_session,
    get_account,
    sign_in,
    units,
)
from verifier.store.claims import State
from verifier.store.database import Database
from verifier.worker import Worker

SLEEP = ("raise SystemExit(1)", "import time; time.sleep(60)")


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XUESHI_DATA", str(tmp_path / "data"))
    return tmp_path


def store() -> Database:
    return Database(load_settings().database_url)


def add_account(xueshi, monkeypatch, *arguments: str, password: str = "long enough"):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    return xueshi("account", "add", *arguments)


def test_units_and_accounts_are_made_by_command(xueshi, monkeypatch):
    assert xueshi("unit", "add", "东区教育局", "--kind", "district").code == 0
    assert xueshi("unit", "add", "东区一中", "--under", "东区教育局").code == 0
    made = add_account(
        xueshi, monkeypatch, "zhang", "--role", "unit_reviewer", "--unit", "东区一中"
    )
    assert made.code == 0
    with store().reading() as connection:
        account = get_account(connection, 1)
        school = next(unit for unit in units(connection) if unit.name == "东区一中")
    assert (account.login, account.role, account.unit) == ("zhang", Role.UNIT_REVIEWER, school.id)


def test_the_first_administrator_needs_no_unit(xueshi, monkeypatch):
    assert add_account(xueshi, monkeypatch, "admin").code == 0
    with store().reading() as connection:
        assert get_account(connection, 1).role is Role.ADMINISTRATOR


def test_an_account_of_a_directory_asks_for_no_password(xueshi, monkeypatch):
    made = add_account(xueshi, monkeypatch, "zhang", "--directory", password="")
    assert made.code == 0
    with store().reading() as connection:
        assert get_account(connection, 1).login == "zhang"
    with store().writing() as connection:
        assert sign_in(connection, "zhang", "") is None


def test_a_new_password_ends_the_sessions_and_a_closed_account_stays_out(xueshi, monkeypatch):
    add_account(xueshi, monkeypatch, "zhang")
    with store().writing() as connection:
        token, _ = sign_in(connection, "zhang", "long enough")
        key = add_token(connection, "zhang", "a program")
    monkeypatch.setattr(sys, "stdin", io.StringIO("another one\n"))
    assert xueshi("account", "password", "zhang").code == 0
    with store().writing() as connection:
        assert find_session(connection, token) is None
        assert sign_in(connection, "zhang", "long enough") is None
        token, _ = sign_in(connection, "zhang", "another one")
        assert account_of_token(connection, key) is not None
    assert xueshi("account", "close", "zhang").code == 0
    with store().writing() as connection:
        assert find_session(connection, token) is None
        assert sign_in(connection, "zhang", "another one") is None
        assert account_of_token(connection, key) is None
    assert xueshi("account", "close", "nobody").code == 2


def test_labelled_pairs_are_exported_and_scored_by_command(xueshi, tmp_path):
    out = tmp_path / "pairs"
    made = xueshi("pairs", out)
    assert (made.code, json.loads((out / "pairs.json").read_text("utf-8"))) == (0, [])
    assert made.out.startswith("0 ")
    (out / "pairs.json").write_text(
        '[{"answer": "original", "assessment": "copy"}, {"answer": "copy", "assessment": "copy"}]',
        "utf-8",
    )
    told = json.loads(xueshi("evaluate", out, "--json").out)
    assert (told["pairs"], told["wrong"], told["originals_called_copy"]) == (2, 1, 1)
    assert "1" in xueshi("evaluate", out).out


def test_what_cannot_be_made_is_told(xueshi, monkeypatch):
    assert xueshi("unit", "add", "一中", "--kind", "palace").code == 2
    assert xueshi("unit", "add", "一中", "--under", "无此单位").code == 2
    assert xueshi("unit", "add", "一中").code == 0
    assert xueshi("unit", "add", "一中").code == 2
    assert add_account(xueshi, monkeypatch, "x", "--role", "king").code == 2
    assert add_account(xueshi, monkeypatch, "x", "--unit", "无此单位").code == 2
    short = add_account(xueshi, monkeypatch, "x", password="short")
    assert short.code == 2
    assert "E-NOT-ALLOWED" in short.err


def test_a_store_that_cannot_be_used_is_six(xueshi, monkeypatch):
    monkeypatch.setenv("XUESHI_DATABASE", "nonsense://")
    result = xueshi("unit", "add", "一中")
    assert (result.code, "E-STORE" in result.err) == (6, True)


def test_the_trail_is_verified_here_and_from_an_export(xueshi, monkeypatch, tmp_path):
    for name in "abc":
        add_account(xueshi, monkeypatch, name)
    assert xueshi("audit", "verify").code == 0
    exported = xueshi("audit", "export").out
    path = tmp_path / "trail.jsonl"
    path.write_text(exported, encoding="utf-8")
    assert xueshi("audit", "verify", path).code == 0
    rows = [json.loads(line) for line in exported.splitlines()]
    rows[1]["actor"] = "somebody else"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = xueshi("audit", "verify", path)
    assert (result.code, "row 2" in result.out) == (1, True)
    path.write_text('{"seq": 1}\n{"seq": 2}\n', encoding="utf-8")
    assert xueshi("audit", "verify", path).code == 2
    with store().writing() as connection:
        connection.execute(audit.audit.delete().where(audit.audit.c.seq == 1))
    assert xueshi("audit", "verify").code == 1


@pytest.mark.ocr
def test_the_demonstration_is_read_to_its_end(xueshi, monkeypatch):
    monkeypatch.setattr("verifier.commands.desk._DEMO_FILES", 2)
    assert xueshi("demo").code == 0
    database = store()
    # each of the two is read, and then compared with what is on record
    assert Worker(database, load_settings()).run(Event(), until_idle=True) == 4
    with database.reading() as connection:
        admin = get_account(connection, 4)
        assert queue.counts(connection, admin) == {State.FIRST: 2}
        for number in (1, 2):
            (paper,) = documents.of_claim(connection, number)
            assert paper.report["fields"]["hours"]["value"] > 0
            assert len(paper.pages) == 1
        assert jobs.progress(connection) == {"done": 4}
        assert audit.first_break(audit.rows(connection)) is None
    database.close()


def test_a_reading_process_that_dies_is_started_again(monkeypatch, capfd):
    monkeypatch.setattr("verifier.commands.desk._LOOK", 0.02)
    monkeypatch.setattr(
        "verifier.commands.desk.Reading._start",
        lambda self: (
            started.append(1) or subprocess.Popen([sys.executable, "-c", SLEEP[len(started) > 1]])
        ),
    )
    started: list[int] = []
    reading = Reading(1)
    for _ in range(500):
        if len(started) == 2:
            break
        time.sleep(0.02)
    reading.stop()
    assert len(started) == 2
    assert "started again" in capfd.readouterr().err
