"""What guards every page: headers, no forged requests, no endless bodies, no guessing."""

from __future__ import annotations

import hmac
import logging
import re
import time
from collections import defaultdict, deque
from threading import Lock

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import TooLargeInput
from verifier.errors import NotAllowed
from verifier.store.accounts import Session

_POLICY = (
    "default-src 'none'; img-src 'self' blob:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=(), payment=()",
}
_SECRET = re.compile(r"^(/precheck/)[^/]+")
_PATH = 2
"""Where the access log of the server has the address that was asked for."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def without_secrets(record: logging.LogRecord) -> bool:
    """Take out of a line of the access log whom somebody looked for, and the way to a pre-check."""
    if isinstance(record.args, tuple) and len(record.args) > _PATH:
        client, method, path, *others = record.args
        shown = _SECRET.sub(r"\1…", str(path).partition("?")[0])
        record.args = (client, method, shown, *others)
    return True


class Guard:
    """Sets the headers of every answer and refuses changes asked for by another site."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        if scope["method"] not in _SAFE and not _is_own(Request(scope)):
            await _refuse(
                guarded, 403, "跨站请求已被拒绝。 A request from another site is refused."
            )
            return
        await self._app(scope, receive, guarded)


def _is_own(request: Request) -> bool:
    """Tell whether a change was asked for by this site's own page (or by no browser)."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host')}"


_UPLOADS = re.compile(r"/(precheck|submit|courses|lists|claims/\d+/supplement|api/v1/claims)")
"""Where files come in; every other body is a form or a line of JSON."""
_MOST_ELSEWHERE = 1 << 18


class BodyLimit:
    """Refuses a body that is longer than allowed, also one that hides its length."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        """Stand before an application; `most` is in bytes, where files come in."""
        self._app = app
        self._uploads = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes as they come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = _UPLOADS.fullmatch(scope["path"]) is not None
        most = self._uploads if is_upload else min(_MOST_ELSEWHERE, self._uploads)
        declared = Request(scope).headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > most:
            await _refuse(send, 413, "上传内容太大。 That is too much to upload.")
            return
        come = 0

        async def counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > most:
                raise TooLargeInput("上传内容太大。 That is too much to upload.")
            return message

        await self._app(scope, counted, send)


async def _refuse(send: Send, status: int, said: str) -> None:
    body = f"{said}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def check_token(session: Session, given: str) -> None:
    """Check that a form came from a page of this session.

    Raises:
        NotAllowed: its token is another's.
    """
    if not hmac.compare_digest(given.encode(), session.csrf.encode()):
        raise NotAllowed(
            "表单已过期。 The form is too old.",
            "请刷新页面后重新提交。 Load the page again and send it anew.",
        )


class Attempts:
    """How often somebody tried lately; a small table in memory."""

    def __init__(self, most: int, seconds: float) -> None:
        """Allow `most` tries within some seconds."""
        self._most = most
        self._seconds = seconds
        self._tries: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def allow(self, who: str, times: int = 1) -> bool:
        """Count a try; say whether it may go on. `times` as many are allowed to some."""
        now = time.monotonic()
        with self._lock:
            tries = self._tries[who]
            while tries and now - tries[0] > self._seconds:
                tries.popleft()
            if len(tries) >= self._most * times:
                return False
            tries.append(now)
            if len(self._tries) > 10_000:
                self._tries = defaultdict(deque, {k: v for k, v in self._tries.items() if v})
            return True
