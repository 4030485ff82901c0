"""The placeholder says honestly that there is no review desk yet."""

from __future__ import annotations

import asyncio

import pytest

from web.app import app


def get(path: str) -> tuple[int, dict[str, str], str]:
    """Ask the application over ASGI, without a client or a socket."""
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}  # type: ignore[attr-defined]
    body = b"".join(part.get("body", b"") for part in sent[1:])  # type: ignore[misc]
    return int(sent[0]["status"]), headers, body.decode()  # type: ignore[call-overload]


def test_the_page_says_in_both_languages_that_the_desk_is_not_built():
    status, headers, body = get("/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "尚未建成" in body
    assert "not built yet" in body
    assert "xueshi check" in body


def test_the_process_says_that_it_lives():
    assert get("/livez")[::2] == (200, "ok\n")


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/redoc", "/upload"])
def test_nothing_else_is_served(path: str):
    assert get(path)[0] == 404
