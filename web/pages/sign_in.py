"""Signing in and out, and where each role begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from verifier.store import accounts
from verifier.store.accounts import SESSION_LENGTH, Role
from web.desk import COOKIE, Asking, Here, Signed, Token, desk_of
from web.render import render
from web.security import Attempts, check_token

router = APIRouter()
BEGINNINGS = {Role.TEACHER: "/my", Role.ORGANISER: "/courses"}
_ATTEMPTS = Attempts(most=10, seconds=300)
_A_SCHOOL = 20
"""How many people may stand behind one address."""


@router.get("/")
def home(account: Asking) -> Response:
    """Go to where the account's work is."""
    return RedirectResponse(BEGINNINGS.get(account.role, "/queue"), 303)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the field's name
    """Show the form."""
    return form(request, next)


def form(
    request: Request, back: str, *, status: int = 200, refused: str | None = None, login: str = ""
) -> Response:
    """Return the form; `refused` is why somebody was not let in: `wrong`, `slow`, ..."""
    settings = desk_of(request).settings
    directory = settings.oidc_name if settings.oidc_issuer else None
    return render(
        request, "sign_in.html", status_code=status, back=own(back), refused=refused, login=login,
        directory=directory,
    )  # fmt: skip


@router.post("/sign-in")
def sign_in(
    request: Request,
    desk: Here,
    login: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=500)],
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the field's name
) -> Response:
    """Begin a session."""
    client = request.client.host if request.client is not None else "?"
    allowed = _ATTEMPTS.allow(f"client:{client}", times=_A_SCHOOL)
    if not (allowed and _ATTEMPTS.allow(f"login:{login}")):
        return form(request, next, status=429, refused="slow", login=login)
    with desk.database.writing() as connection:
        made = accounts.sign_in(connection, login, password)
    if made is None:
        return form(request, next, status=401, refused="wrong", login=login)
    return let_in(request, made[0], next)


def let_in(request: Request, token: str, target: str) -> Response:
    """Return the answer that begins a session and goes on to a page of this site."""
    address = desk_of(request).settings.address or str(request.url)
    response = RedirectResponse(own(target), 303)
    response.set_cookie(
        COOKIE, token, max_age=int(SESSION_LENGTH.total_seconds()), httponly=True,
        samesite="lax", secure=address.startswith("https:"),
    )  # fmt: skip
    return response


@router.post("/sign-out")
def sign_out(desk: Here, session: Signed, csrf: Token) -> Response:
    """End the session."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        accounts.sign_out(connection, session.digest, session.account.login)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


def own(target: str) -> str:
    """Return a path of this site; whatever else was asked for becomes its beginning."""
    is_path = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if is_path else "/"
