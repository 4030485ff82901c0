"""Hostile requests of every kind: each is refused early, in words, and leaves nothing behind."""

from __future__ import annotations

import logging
import shlex
import sys
import time
from collections import namedtuple
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.web.test_pages import POLICY, decide
from verifier.settings import Settings
from verifier.store import audit, claims, documents, submissions
from verifier.store.claims import State
from verifier.store.tables import claim, storable
from web import refusals, security
from web.app import create_app
from web.pages import system

FORM = "multipart/form-data; boundary=x"
FIELD = b'Content-Disposition: form-data; name="login"\r\n\r\nv\r\n--x--\r\n'


@pytest.mark.parametrize(
    "body",
    [
        b"--x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + FIELD,
        b"--x\r\nX: " + b"a" * 200_000 + b"\r\n" + FIELD,
        b"p" * 200_000 + b"\r\n--x\r\n" + FIELD,
        b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nv\r\n' % n for n in range(3000))
        + b"--x--\r\n",
        b"--x\r\n" + b'Content-Disposition: form-data; name="f"; filename="a"\r\n\r\n' + b"z" * 900_000,
    ],
    ids=["headers", "long header", "preamble", "fields", "a file where none is taken"],
)  # fmt: skip
def test_a_form_that_never_ends_is_refused_at_once(site, body):
    begun = time.monotonic()
    answer = site.client.post("/sign-in", content=body, headers={"content-type": FORM})
    assert 400 <= answer.status_code < 500
    assert time.monotonic() - begun < 2


def test_only_where_files_come_in_may_a_body_be_long(site):
    routes = [
        "/submit",
        "/precheck",
        "/claims/1/supplement",
        "/courses",
        "/lists",
        "/api/v1/claims",
    ]
    assert all(security._UPLOADS.fullmatch(path) for path in routes)
    body = b"a=" + b"b" * (1 << 18)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for path in ("/sign-in", "/claims/1/decision", "/bulk/confirm", "/api/v1/claims/1/decisions"):
        assert site.client.post(path, content=body, headers=kind).status_code == 413


@pytest.mark.parametrize(
    "name",
    ["../../app.db", "CON", "a" * 400 + ".jpg", "证书\x00.jpg", 'a"; filename="b.html', "\u202egpj.exe"],
)  # fmt: skip
def test_a_name_is_only_ever_text(site, name):
    teacher = site.sign_in("teacher")
    answer = teacher.post(
        "/submit", data={"csrf": site.token(teacher), "policy": POLICY},
        files=[("files", (name, b"\xff\xd8 paper", "image/jpeg"))],
    )  # fmt: skip
    assert answer.status_code == 303
    with site.desk.database.reading() as connection:
        (paper,) = documents.of_claim(connection, 1)
    assert "\0" not in paper.name
    assert len(paper.name) <= 255
    given = teacher.get(f"/claims/1/files/{paper.id}").headers["content-disposition"]
    assert given.startswith("attachment; filename*=UTF-8''")
    assert not set(given.partition("''")[2]) & set('"\\/;\r\n ')


def test_what_no_database_holds_is_left_out(site):
    assert storable("林\0晓\ud800芸") == "林晓?芸"
    number = site.claim()
    first = site.sign_in("first")
    decide(site, first, number, "return", comment="a\0b")
    with site.desk.database.reading() as connection:
        (made,) = claims.decisions(connection, number)
        assert audit.first_break(audit.rows(connection)) is None
    assert made.comment == "ab"


@pytest.mark.parametrize(
    "key",
    ["x", "WyJhIiwxLDJd", "WzEsMSwxXQ", "WyIyMDIxLTAxLTAxIiwxLDFlOTlK", "WyIyMDIxLTAxLTAxIiwiMiIsM10",
     "W10", "bnVsbA", "WyIyMDIxLTAxLTAxIiwxLDk5OTk5OTk5OTk5OTk5OTk5OTk5OTld"],
)  # fmt: skip
def test_a_made_up_place_in_the_queue_is_no_defect(site, key):
    for order in ("deadline", "newest", "risk"):
        answer = site.sign_in("first").get(f"/queue?after={key}&order={order}")
        assert answer.status_code in (200, 404), order


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-29"])
def test_days_at_the_ends_of_the_calendar(site, day):
    number = site.claim()
    first = site.sign_in("first")
    form = {"csrf": site.token(first), "until": day}
    assert first.post(f"/claims/{number}/postpone", data=form).status_code == 303
    assert site.sign_in("auditor").get(f"/trail?day={day}").status_code == 200


def test_a_teacher_submits_no_more_than_anybody_has(site, monkeypatch):
    monkeypatch.setattr(submissions, "MOST_A_DAY", 2)
    site.claim(1)
    site.claim(2)
    teacher = site.sign_in("teacher")
    answer = teacher.post(
        "/submit", data={"csrf": site.token(teacher), "policy": POLICY},
        files=[("files", ("a.jpg", b"\xff\xd8 third", "image/jpeg"))],
    )  # fmt: skip
    assert answer.status_code == 429
    assert "一天最多提交 2 份" in answer.text


def test_a_full_disk_is_told_before_an_upload_fails(site, monkeypatch):
    assert site.client.get("/readyz").text == "ok\n"
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(system, "disk_usage", lambda _: usage(1, 1, 0))
    answer = site.client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "the disk of the data folder is full\n")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND"])
def test_other_methods_do_nothing(site, method):
    number = site.claim()
    assert site.sign_in("first").request(method, f"/claims/{number}").status_code == 405
    assert site.get(number).state is State.FIRST


def test_nothing_that_changes_is_reached_by_a_link(site):
    number = site.claim()
    before = site.get(number)
    first = site.sign_in("first")
    for path in ("decision", "take", "release", "postpone", "pass-on", "facts", "supplement"):
        assert first.get(f"/claims/{number}/{path}").status_code in (404, 405), path
    assert site.get(number) == before


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/.env", "/static/", "/static/../app.py",
             "/static/%2e%2e/app.py", "/static/..%2f..%2fapp.py", "/blobs", "/data/xueshi.db"],
)  # fmt: skip
def test_nothing_is_served_that_was_not_meant_to_be(site, path):
    assert site.sign_in("first").get(path).status_code in (404, 405)


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/queue?text=林晓芸", "/queue"), ("/precheck/a-secret/events", "/precheck/…/events"),
     ("/precheck", "/precheck"), ("/claims/7", "/claims/7")],
)  # fmt: skip
def test_the_access_log_names_nobody_and_opens_nothing(path, shown):
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:1", "GET", path, "1.1", 200), None,
    )  # fmt: skip
    assert security.without_secrets(record)
    assert record.getMessage() == f'127.0.0.1:1 - "GET {shown} HTTP/1.1" 200'


def test_the_data_folder_is_its_owners_alone(tmp_path):
    create_app(Settings(data=tmp_path / "new" / "data"))
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def scanned_by(site, script: str, seconds: float = 5) -> None:
    command = f"{sys.executable} -c {shlex.quote(script)}"
    changed = site.desk.settings.model_copy(update={"scanner": command, "scanner_seconds": seconds})
    site.client.app.state.desk = replace(site.desk, settings=changed)


REFUSES = "import sys; sys.exit(b'EICAR' in sys.stdin.buffer.read())"


def given_in(site, *blobs: bytes):
    teacher = site.sign_in("teacher")
    files = [("files", (f"{n}.jpg", blob, "image/jpeg")) for n, blob in enumerate(blobs)]
    form = {"csrf": site.token(teacher), "policy": POLICY}
    return teacher.post("/submit", data=form, files=files)


def number_of_claims(site) -> int:
    with site.desk.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(claim)).scalar_one()


def test_what_the_scanner_refuses_is_not_taken_in(site):
    scanned_by(site, REFUSES)
    answer = given_in(site, b"\xff\xd8 paper", b"\xff\xd8 EICAR")
    assert answer.status_code == 422
    assert "查毒程序拒绝了文件：1.jpg" in answer.text
    assert number_of_claims(site) == 0
    with site.desk.database.reading() as connection:
        assert "E-INFECTED" in list(audit.rows(connection))[-1].details
    english = site.sign_in("teacher")
    english.cookies.set("xueshi_language", "en")
    form = {"csrf": site.token(english), "policy": POLICY}
    refused = english.post("/submit", data=form, files=[("files", ("证书.jpg", b"EICAR"))])
    assert "The malware scanner refuses a file: 证书.jpg." in refused.text
    assert given_in(site, b"\xff\xd8 paper").status_code == 303
    with site.desk.database.reading() as connection:
        (paper,) = documents.of_claim(connection, 1)
    assert site.desk.blobs.get(paper.sha256) == b"\xff\xd8 paper"  # whole, after it was looked at


@pytest.mark.parametrize(
    ("script", "seconds"),
    [("import sys; sys.exit(2)", 5), ("import time; time.sleep(9)", 0.2)],
    ids=["fails", "hangs"],
)
def test_without_the_scanners_word_nothing_is_taken_in(site, script, seconds):
    scanned_by(site, script, seconds)
    answer = given_in(site, b"\xff\xd8 paper")
    assert answer.status_code == 503
    assert "查毒程序没有应答" in answer.text
    assert number_of_claims(site) == 0


def test_a_scanner_that_is_not_there_lets_nothing_in(site):
    changed = site.desk.settings.model_copy(update={"scanner": "/nowhere/scanner -"})
    site.client.app.state.desk = replace(site.desk, settings=changed)
    assert given_in(site, b"\xff\xd8 paper").status_code == 503


def refusals_of(site) -> list[audit.AuditRow]:
    with site.desk.database.reading() as connection:
        rows = list(audit.rows(connection))
        assert audit.first_break(rows) is None
    return [row for row in rows if row.action == "refused"]


def test_what_is_refused_leaves_a_row_without_what_was_sent(site):
    number = site.claim()
    stranger = site.sign_in("stranger")
    assert stranger.get(f"/claims/{number}").status_code == 404
    teacher = site.sign_in("teacher")
    decide(site, teacher, number, "confirm", comment="13912345678")
    first, second = refusals_of(site)
    assert (first.actor, first.subject) == ("stranger", f"/claims/{number}")
    assert (second.actor, second.subject) == ("teacher", f"/claims/{number}/decision")
    assert "13912345678" not in second.details


def test_a_page_that_is_not_there_and_a_stranger_leave_no_row(site):
    assert site.client.get("/claims/1").status_code == 303
    assert site.sign_in("teacher").get("/nothing").status_code == 404
    assert refusals_of(site) == []


def test_refusals_do_not_fill_the_trail(site, monkeypatch):
    monkeypatch.setattr(refusals, "_NOTED", security.Attempts(most=3, seconds=60))
    stranger = site.sign_in("stranger")
    for number in range(1, 9):
        stranger.get(f"/claims/{number}")
    assert len(refusals_of(site)) == 3


def test_the_figures_of_the_desk_ask_for_their_token(site, tmp_path):
    assert site.client.get("/metrics").status_code == 200
    token = tmp_path / "token"
    token.write_text("s3cret\n")
    changed = site.desk.settings.model_copy(update={"metrics_token_file": token})
    site.client.app.state.desk = replace(site.desk, settings=changed)
    assert site.client.get("/metrics").status_code == 401
    for given, status in (("s3cret", 200), ("other", 401), ("", 401)):
        answer = site.client.get("/metrics", headers={"authorization": f"Bearer {given}"})
        assert answer.status_code == status
    token.write_text("")
    assert site.client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 401
