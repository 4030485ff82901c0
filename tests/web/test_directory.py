"""Signing in through a directory of our own making, on a socket of this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry
from sqlalchemy import update

from tests.web.conftest import PASSWORD
from verifier.errors import SettingsError
from verifier.settings import Settings
from verifier.store import accounts, audit
from verifier.store.accounts import Role, UnitKind
from verifier.store.tables import account
from web import directory
from web.app import create_app
from web.security import Attempts

CLIENT, SECRET, ADDRESS = "desk", "a-secret-of-the-desk", "http://127.0.0.1"
KEY, OTHER_KEY = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})


class Provider:
    """A directory; what it answers can be spoilt."""

    def __init__(self) -> None:
        self.issuer = ""
        self.spoil: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "1"}
        self.key: Any = KEY
        self.claims: dict[str, Any] = {"sub": "first"}
        self.nonce = self.challenge = ""
        self.given = 0
        """How many identity tokens it has handed out."""
        self.discovery: dict[str, Any] = {}
        self.app = FastAPI()
        self.app.add_api_route("/.well-known/openid-configuration", self.metadata)
        self.app.add_api_route("/jwks", self.jwks)
        self.app.add_api_route("/token", self.token, methods=["POST"])

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.discovery,
        }  # fmt: skip

    def jwks(self) -> dict[str, Any]:
        return {"keys": [KEY.as_dict(private=False)]}

    def authorize(self, location: str) -> dict[str, str]:
        """Do what a person's browser does there: sign in and be sent back."""
        asked = {name: value[0] for name, value in parse_qs(urlsplit(location).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        self.nonce, self.challenge = asked["nonce"], asked["code_challenge"]
        return {"code": "a-code", "state": asked["state"]}

    async def token(self, request: Request) -> JSONResponse:
        form = {name: str(value) for name, value in (await request.form()).items()}
        user, _, password = base64.b64decode(
            request.headers["authorization"].partition(" ")[2]
        ).decode().partition(":")  # fmt: skip
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proven = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (user, password, proven, form["code"]) != (CLIENT, SECRET, self.challenge, "a-code"):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        told = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60,
                "nonce": self.nonce, **self.claims, **self.spoil}  # fmt: skip
        told = {name: value for name, value in told.items() if value is not None}
        signed = unsigned(told)
        if self.key is not None:
            allowed = JWSRegistry(algorithms=["RS256", "HS256"])
            signed = jwt.encode(self.header, told, self.key, registry=allowed)
        self.given += 1
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})


def unsigned(told: dict[str, Any]) -> str:
    """Return a token that says it needs no signature."""
    parts = ({"alg": "none", "typ": "JWT"}, told)
    packed = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join(part.rstrip("=") for part in packed) + "."


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    with serving(made.app) as address:
        made.issuer = address
        yield made


@pytest.fixture
def desk(tmp_path, provider, monkeypatch):
    """The application that knows the directory, with one account."""
    monkeypatch.setattr(directory, "_ATTEMPTS", Attempts(most=1000, seconds=60))
    return lambda **more: application(tmp_path, provider, **more)


def application(folder, provider, **more) -> TestClient:
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    given = {
        "data": folder / "data", "address": ADDRESS, "oidc_issuer": provider.issuer,
        "oidc_client": CLIENT, "oidc_secret_file": secret, **more,
    }  # fmt: skip
    app = create_app(Settings(**given))
    database = app.state.desk.database
    database.migrate()
    with database.writing() as connection:
        if not accounts.units(connection):
            unit = accounts.add_unit(connection, "一中", UnitKind.SCHOOL)
            for login in ("first", "zhang@school.example"):
                accounts.add_account(connection, login, login, PASSWORD, Role.UNIT_REVIEWER, unit)
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


def come_back(client: TestClient, provider: Provider, target: str = "/queue", **changed: str):
    """Go to the directory and come back from it."""
    sent = client.get("/sign-in/directory/start", params={"next": target})
    assert sent.status_code == 302, sent.text
    assert sent.headers["location"].startswith(f"{provider.issuer}/authorize?")
    back = {**provider.authorize(sent.headers["location"]), **changed}
    return client.get("/sign-in/directory/return", params=back)


def is_in(client: TestClient) -> bool:
    return client.get("/queue").status_code == 200


def test_somebody_with_an_account_comes_in_and_goes_on(desk, provider):
    client = desk()
    page = client.get("/sign-in?next=/queue?state=all").text
    assert 'href="/sign-in/directory/start?next=/queue%3Fstate%3Dall"' in page
    answer = come_back(client, provider, "/queue?state=all")
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue?state=all")
    assert is_in(client)
    database = client.app.state.desk.database
    with database.reading() as connection:
        (row,) = audit.search(connection, audit.Wanted(action="signed-in"), 5)
    assert provider.issuer in row.details


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_elsewhere(desk, provider, target):
    assert come_back(desk(), provider, target).headers["location"] == "/"


def test_nobody_gets_an_account_by_being_known_elsewhere(desk, provider):
    client = desk()
    provider.claims = {"sub": "somebody"}
    answer = come_back(client, provider)
    assert answer.status_code == 403
    assert "请联系管理员" in answer.text
    assert not is_in(client)


def test_an_account_that_was_closed_stays_closed(desk, provider):
    client = desk()
    with client.app.state.desk.database.writing() as connection:
        connection.execute(update(account).values(is_active=False))
    assert come_back(client, provider).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        ({"nonce": "another"}, "another answer's nonce"),
        ({"nonce": None}, "no nonce"),
        ({"aud": "another"}, "for another client"),
        ({"aud": ["another"], "azp": "another"}, "for another client, told twice"),
        ({"aud": None}, "for nobody"),
        ({"iss": "https://another.example"}, "by another issuer"),
        ({"exp": int(time.time()) - 3600}, "over"),
        ({"exp": None}, "without an end"),
        ({"sub": None}, "of nobody"),
        ({"sub": ""}, "of nobody"),
        ({"sub": 7}, "of a number"),
    ],
)
def test_an_identity_token_that_does_not_fit_lets_nobody_in(desk, provider, spoil, why):
    client = desk()
    provider.spoil = spoil
    assert come_back(client, provider).status_code == 401, why
    assert provider.given == 1
    assert not is_in(client)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "RS256", "kid": "1"}, OTHER_KEY),
        ({"alg": "none"}, None),
        ({"alg": "HS256", "kid": "1"}, OctKey.import_key(SECRET)),
    ],
)
def test_a_signature_that_is_not_the_directorys_lets_nobody_in(desk, provider, header, key):
    client = desk()
    provider.header, provider.key = header, key
    assert come_back(client, provider).status_code == 401
    assert provider.given == 1
    assert not is_in(client)


def test_an_answer_that_was_not_asked_for_here_lets_nobody_in(desk, provider):
    client = desk()
    assert come_back(client, provider, state="another").status_code == 401
    victim = desk()
    sent = client.get("/sign-in/directory/start")
    stolen = provider.authorize(sent.headers["location"])
    assert victim.get("/sign-in/directory/return", params=stolen).status_code == 401
    assert not is_in(victim)


def test_an_answer_works_once(desk, provider):
    client = desk()
    sent = client.get("/sign-in/directory/start")
    back = provider.authorize(sent.headers["location"])
    assert client.get("/sign-in/directory/return", params=back).status_code == 303
    client.cookies.delete("xueshi_session")
    assert client.get("/sign-in/directory/return", params=back).status_code == 401


def test_what_the_directory_refuses_is_told_without_its_words(desk, provider):
    client = desk()
    client.get("/sign-in/directory/start")
    answer = client.get(
        "/sign-in/directory/return",
        params={"error": "access_denied", "error_description": "<b>no</b>"},
    )
    assert answer.status_code == 401
    assert "<b>" not in answer.text
    assert "没有成功" in answer.text


def test_another_issuer_at_that_address_is_refused(desk, provider):
    provider.discovery = {"issuer": "https://another.example"}
    assert desk().get("/sign-in/directory/start").status_code == 401


def test_a_directory_that_is_not_there_costs_only_its_button(tmp_path, provider, monkeypatch):
    monkeypatch.setattr(directory, "_ATTEMPTS", Attempts(most=1000, seconds=60))
    client = application(tmp_path, provider, oidc_issuer="http://127.0.0.1:9")
    assert client.get("/sign-in/directory/start").status_code == 401
    answer = client.post("/sign-in", data={"login": "first", "password": PASSWORD})
    assert answer.status_code == 303


@pytest.mark.parametrize(("verified", "status"), [(True, 303), (False, 401), (None, 401)])
def test_an_address_counts_once_it_is_verified(desk, provider, verified, status):
    provider.claims = {"sub": "1", "email": "zhang@school.example", "email_verified": verified}
    assert come_back(desk(oidc_claim="email"), provider).status_code == status


def test_leaving_too_often_is_slowed_down(desk, monkeypatch):
    monkeypatch.setattr(directory, "_ATTEMPTS", Attempts(most=1, seconds=60))
    client = desk()
    assert client.get("/sign-in/directory/start").status_code == 302
    assert client.get("/sign-in/directory/start").status_code == 429


def test_the_cookie_of_the_way_tells_only_these_pages(desk):
    sent = desk().get("/sign-in/directory/start")
    (cookie,) = sent.headers.get_list("set-cookie")
    assert "path=/sign-in/directory;" in cookie
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize(
    "more",
    [{"address": None}, {"oidc_client": None}, {"oidc_issuer": "http://directory.example"},
     {"address": "http://desk.example"}, {"oidc_secret_file": "/nowhere"}],
)  # fmt: skip
def test_unsafe_or_missing_settings_stop_the_start(desk, more):
    with pytest.raises(SettingsError):
        desk(**more)


def test_without_the_setting_there_is_no_such_way(tmp_path):
    client = TestClient(create_app(Settings(data=tmp_path)))
    assert client.get("/sign-in/directory/start").status_code == 404
    assert "/sign-in/directory" not in client.get("/sign-in").text
