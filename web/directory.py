"""Signing in through an office's own directory (OpenID Connect).

The code flow with PKCE, state and nonce, and the checks of the identity token, are Authlib's.
The account must be there already: its login is what one claim of the token says. Nobody gets
an account, a role or a unit from a directory.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.middleware.sessions import SessionMiddleware

from verifier import receipts
from verifier.errors import SettingsError
from verifier.settings import Settings
from verifier.store import accounts
from web import failures
from web.desk import Desk
from web.pages.sign_in import form, let_in, own
from web.security import Attempts

PATH = "/sign-in/directory"
_LOG = logging.getLogger("xueshi.web")
_ATTEMPTS = Attempts(most=200, seconds=300)
_LONGEST = 600
"""Seconds between leaving for the directory and coming back."""
_PATIENCE = 10
"""Seconds for one answer of the directory."""
_SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LOCAL = ("localhost", "127.0.0.1", "::1")


class Refused(Exception):
    """The directory's answer cannot be relied upon, or there is none."""


def create_directory(desk: Desk) -> SessionMiddleware:
    """Return the application that goes to the directory and comes back.

    Raises:
        SettingsError: a setting is missing or unsafe, or the extra `oidc` is not installed.
    """
    settings = desk.settings
    _check(settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.directory = _client(settings)
    app.add_api_route("/start", start, methods=["GET"])
    app.add_api_route("/return", come_back, methods=["GET"])
    failures.register(app)
    # what must come back unchanged travels signed, in a cookie of these pages alone
    key = hmac.new(receipts.receipt_key(settings.data), PATH.encode(), hashlib.sha256).hexdigest()
    return SessionMiddleware(
        app, secret_key=key, session_cookie="xueshi_directory", max_age=_LONGEST, path=PATH,
        same_site="lax", https_only=str(settings.address).startswith("https:"),
    )  # fmt: skip


async def start(request: Request, next: str = "/") -> Response:  # noqa: A002 - the field's name
    """Send somebody to the directory."""
    client = request.client.host if request.client is not None else "?"
    if not _ATTEMPTS.allow(client):
        return form(request, next, status=429, refused="slow")
    desk: Desk = request.app.state.desk
    request.session.clear()
    request.session["next"] = own(next)
    try:
        await _metadata(request)
        answer: Response = await request.app.state.directory.authorize_redirect(
            request, f"{desk.settings.address}{PATH}/return"
        )
    except Exception as error:  # noqa: BLE001 - a door: whatever the directory does
        return _refuse(request, next, error)
    return answer


async def come_back(request: Request) -> Response:
    """Let somebody in whom the directory has recognised, if they have an account."""
    desk: Desk = request.app.state.desk
    target = str(request.session.get("next", "/"))
    try:
        told = await _told(request)
        login = _login(told, desk.settings.oidc_claim)
    except Exception as error:  # noqa: BLE001 - a door: whatever the directory does
        return _refuse(request, target, error)
    finally:
        request.session.clear()

    def begin() -> str | None:
        with desk.database.writing() as connection:
            made = accounts.sign_in_known(connection, login, str(desk.settings.oidc_issuer))
        return None if made is None else made[0]

    token = await run_in_threadpool(begin)
    if token is None:
        return form(request, target, status=403, refused="unknown")
    return let_in(request, token, target)


async def _told(request: Request) -> Mapping[str, Any]:
    """Return the claims of the identity token, all of it checked."""
    metadata = await _metadata(request)
    settings: Settings = request.app.state.desk.settings
    token = await request.app.state.directory.authorize_access_token(
        request,
        claims_options={
            "iss": {"essential": True, "value": metadata["issuer"]},
            "aud": {"essential": True, "value": settings.oidc_client},
            "nonce": {"essential": True},
        },
    )
    told: Mapping[str, Any] | None = token.get("userinfo")
    if not told:
        raise Refused("no identity token")
    return told


async def _metadata(request: Request) -> Mapping[str, Any]:
    """Return what the directory says of itself, if it is the one that was meant."""
    metadata: dict[str, Any] = await request.app.state.directory.load_server_metadata()
    if metadata.get("issuer") != request.app.state.desk.settings.oidc_issuer:
        raise Refused("another issuer")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    # never unsigned, never with the secret that the desk itself knows
    safe = [one for one in offered if one in _SIGNED_WITH]
    metadata["id_token_signing_alg_values_supported"] = safe or ["RS256"]
    return metadata


def _login(told: Mapping[str, Any], claim: str) -> str:
    value = told.get(claim)
    if not isinstance(value, str) or not value.strip():
        raise Refused("no such claim")
    if claim == "email" and told.get("email_verified") is not True:
        raise Refused("an address that nobody has verified")
    return value


def _refuse(request: Request, target: str, error: Exception) -> Response:
    _LOG.warning("signing in through the directory failed: %s", type(error).__name__)
    return form(request, target, status=401, refused="directory")


def _check(settings: Settings) -> None:
    if settings.address is None or settings.oidc_client is None:
        raise SettingsError(
            "统一身份认证还需要 XUESHI_ADDRESS 和 XUESHI_OIDC_CLIENT。"
            " Signing in through a directory needs XUESHI_ADDRESS and XUESHI_OIDC_CLIENT."
        )
    for address in (settings.address, str(settings.oidc_issuer)):
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _LOCAL:
            raise SettingsError(
                f"统一身份认证须用 https：{address}。 Signing in through a directory needs https."
            )


def _client(settings: Settings) -> Any:  # noqa: ANN401 - Authlib has no types
    try:
        from authlib.integrations.starlette_client import OAuth
    except ImportError as error:
        raise SettingsError(
            "统一身份认证需要安装：pip install 'xueshi[oidc]'。"
            " Signing in through a directory needs the extra oidc."
        ) from error
    secret = None
    if settings.oidc_secret_file is not None:
        try:
            secret = settings.oidc_secret_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(
                "读不到 XUESHI_OIDC_SECRET_FILE。 The file with the secret cannot be read."
            ) from error
    scope = "openid" if settings.oidc_claim == "sub" else "openid profile email"
    more = {} if secret else {"token_endpoint_auth_method": "none"}
    issuer = str(settings.oidc_issuer).rstrip("/")
    return OAuth().register(
        "directory",
        client_id=settings.oidc_client,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": scope, "code_challenge_method": "S256", "timeout": _PATIENCE, **more,
        },
    )  # fmt: skip
