"""What operators and programs ask: is it alive, is it ready; and which language a reader wants."""

from __future__ import annotations

import hmac
from importlib.metadata import version
from shutil import disk_usage

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from verifier.store import jobs
from web.desk import Here
from web.render import LANGUAGE_COOKIE, LANGUAGES

router = APIRouter()
_YEAR = 365 * 24 * 3600
_FILES = 4
"""Files of the largest size for which there has to be room."""


@router.get("/livez", response_class=PlainTextResponse)
def livez() -> str:
    """Answer that the process is alive."""
    return "ok\n"


@router.get("/readyz")
def readyz(desk: Here) -> Response:
    """Answer whether the store can be used and an upload could be kept, and if not, why."""
    missing = []
    if not desk.database.is_current():
        missing.append("the database is not at the present shape")
    try:
        free = disk_usage(desk.settings.data).free
    except OSError:
        free = 0
    if free < desk.settings.max_bytes * _FILES:
        missing.append("the disk of the data folder is full")
    said = "; ".join(missing) or "ok"
    return PlainTextResponse(f"{said}\n", status_code=503 if missing else 200)


@router.get("/version")
def told_version() -> JSONResponse:
    """Answer which version runs."""
    return JSONResponse({"name": "xueshi", "version": version("xueshi")})


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(desk: Here, request: Request) -> str:
    """Answer with the queue's lengths, as Prometheus reads them.

    Raises:
        HTTPException: a token is asked for, and this is not it.
    """
    asked = desk.settings.metrics_token_file
    if asked is not None:
        given = request.headers.get("authorization", "").encode()
        token = asked.read_bytes().strip()
        if not token or not hmac.compare_digest(given, b"Bearer " + token):
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
    with desk.database.reading() as connection:
        counted = jobs.progress(connection)
    lines = ["# TYPE xueshi_jobs gauge"]
    lines += [f'xueshi_jobs{{state="{state}"}} {number}' for state, number in counted.items()]
    return "\n".join(lines) + "\n"


@router.get("/language/{language}")
def choose_language(language: str, request: Request) -> Response:
    """Remember the language and go back."""
    back = request.headers.get("referer", "/")
    response = RedirectResponse(back if back.startswith(str(request.base_url)) else "/", 303)
    if language in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=_YEAR, httponly=True, samesite="lax")
    return response
