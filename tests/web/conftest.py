"""The application over an empty store of its own, with somebody of every role."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from verifier.settings import Settings
from verifier.store import accounts, claims, jobs, submissions
from verifier.store.accounts import Account, Role, UnitKind
from verifier.store.submissions import NewClaim, Upload
from web.app import create_app
from web.desk import Desk
from web.pages import sign_in

PASSWORD = "correct horse"
REPORT = {
    "schema": "xueshi.report/1",
    "kind": {"value": "training_certificate", "confidence": 0.99},
    "fields": {
        "holder_name": {"value": "林晓芸", "confidence": 0.99, "page": 1, "box": [0.1, 0.1, 0.3, 0.15], "text": "林晓芸"},
        "hours": {"value": 40, "unit": "学时", "confidence": 0.6, "page": 1, "box": [0.1, 0.3, 0.3, 0.35], "text": "40学时"},
        "issuers": [
            {"value": "甲市教育局", "role": "issuer", "confidence": 0.97, "page": 1, "box": [0.6, 0.8, 0.8, 0.85], "text": "甲市教育局"},
            {"value": "乙市<b>学院</b>", "role": "host", "confidence": 0.97, "page": 1, "box": [0.6, 0.7, 0.8, 0.75], "text": "x"},
        ],
    },
    "seals": [{"text": "甲市教育局", "confidence": 0.9, "colour": "red", "page": 1, "box": [0.7, 0.7, 0.8, 0.86]}],
    "originality": {"assessment": "original", "signals": []},
    "quality": {"grade": "good", "reasons": []},
    "findings": [
        {"rule": "translation", "outcome": "failed", "consequence": "return", "reason": "x",
         "clause": {"policy": "guangzhou-education-2021", "locator": "五(三)2", "catalogue": ["GZ-052"]},
         "message": "缺少译文。 The translation is missing.", "fields": ["hours"],
         "evidence": [{"page": 1, "box": [0.1, 0.3, 0.3, 0.35]}], "remedy": "请补交译文。 Hand it in."},
        {"rule": "originals-only", "outcome": "passed", "consequence": "void", "reason": "y",
         "clause": {"policy": "guangzhou-education-2021", "locator": "五(三)3", "catalogue": ["GZ-053"]},
         "message": "是原件。 It is the original.", "fields": [], "evidence": [], "remedy": ""},
    ],
    "credit": {"hours": 40, "subject": "professional", "basis": "stated", "options": [],
               "steps": [{"text": "证明载明 40 学时。 The document states 40 hours.",
                          "clause": {"policy": "x", "locator": "二(二)", "catalogue": []}, "value": 40}]},
    "recommendation": "return",
}  # fmt: skip


@dataclass
class Site:
    """The application, its store and its people."""

    client: TestClient
    desk: Desk
    school: int
    people: dict[str, Account]

    def sign_in(self, login: str) -> TestClient:
        """Return a client that has signed in."""
        client = TestClient(self.client.app, follow_redirects=False)
        answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    def token(self, client: TestClient) -> str:
        """Return the token that the forms of a client's session carry."""
        page = client.get("/submit").text
        return page.split('name="csrf" value="', 1)[1].split('"', 1)[0]

    def claim(self, n: int = 1, *, read: bool = True, doubts: int = 1) -> int:
        """Return a claim of the teacher, read as the report above says."""
        blob = f"paper {n}".encode()
        upload = Upload(self.desk.blobs.put(blob), len(blob), f"证书<{n}>.jpg")
        with self.desk.database.writing() as connection:
            number = submissions.submit(
                connection,
                NewClaim("guangzhou-education-2021", self.school, holder_name="林晓芸"),
                [upload], pipeline="test", by=self.people["teacher"],
            )  # fmt: skip
        if read:
            self.read(doubts=doubts)
        return number

    def read(self, *, doubts: int = 1) -> None:
        """Finish every reading that waits."""
        picture = self.desk.blobs.put(b"\xff\xd8picture")
        with self.desk.database.writing() as connection:
            # reading one may ask for another, until none waits
            for held in iter(lambda: next(iter(jobs.lease(connection, "test", 1)), None), None):
                readings = tuple(
                    (e, json.loads(json.dumps(REPORT)), (picture,)) for e, _, _ in held.documents
                )
                result = jobs.Result(readings, "return" if doubts else "ready", doubts, None)
                assert jobs.complete(connection, held, result)

    def get(self, number: int) -> claims.Claim:
        """Return a claim as the administrator sees it."""
        with self.desk.database.reading() as connection:
            return claims.get(connection, number, self.people["admin"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(accounts, "_HASHER", quick)
    monkeypatch.setattr(accounts, "_NOBODY", quick.hash("nobody"))
    monkeypatch.setattr(sign_in, "_ATTEMPTS", sign_in.Attempts(most=1000, seconds=60))
    app = create_app(Settings(data=tmp_path / "data"))
    with TestClient(app, follow_redirects=False) as client:
        desk: Desk = app.state.desk
        with desk.database.writing() as connection:
            district = accounts.add_unit(connection, "甲区教育局", UnitKind.DISTRICT)
            school = accounts.add_unit(connection, "甲区一中", UnitKind.SCHOOL, district)
            elsewhere = accounts.add_unit(connection, "乙区二中", UnitKind.SCHOOL)
            rows = (
                ("teacher", Role.TEACHER, school),
                ("colleague", Role.TEACHER, school),
                ("first", Role.UNIT_REVIEWER, school),
                ("other", Role.UNIT_REVIEWER, school),
                ("second", Role.AUTHORITY_REVIEWER, district),
                ("stranger", Role.UNIT_REVIEWER, elsewhere),
                ("auditor", Role.AUDITOR, None),
                ("admin", Role.ADMINISTRATOR, None),
            )
            people = {
                login: accounts.get_account(
                    connection,
                    accounts.add_account(connection, login, login, PASSWORD, role, unit),
                )
                for login, role, unit in rows
            }
        yield Site(client, desk, school, people)
