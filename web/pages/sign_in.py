"""Signing in and out, and where each role begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from verifier.store import accounts
from verifier.store.accounts import SESSION_LENGTH, Role
from web.desk import COOKIE, Asking, Here, Signed, Token
from web.render import render
from web.security import Attempts, check_token

router = APIRouter()
BEGINNINGS = {Role.TEACHER: "/my", Role.ORGANISER: "/courses"}
_ATTEMPTS = Attempts(most=10, seconds=300)


@router.get("/")
def home(account: Asking) -> Response:
    """Go to where the account's work is."""
    return RedirectResponse(BEGINNINGS.get(account.role, "/queue"), 303)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the field's name
    """Show the form."""
    return render(request, "sign_in.html", back=_own(next), failed=False, slow=False, login="")


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
    if not (_ATTEMPTS.allow(f"login:{login}") and _ATTEMPTS.allow(f"client:{client}")):
        return render(
            request, "sign_in.html", status_code=429, back=_own(next), failed=True, slow=True,
            login=login,
        )  # fmt: skip
    with desk.database.writing() as connection:
        made = accounts.sign_in(connection, login, password)
    if made is None:
        return render(
            request, "sign_in.html", status_code=401, back=_own(next), failed=True, slow=False,
            login=login,
        )  # fmt: skip
    response = RedirectResponse(_own(next), 303)
    response.set_cookie(
        COOKIE, made[0], max_age=int(SESSION_LENGTH.total_seconds()), httponly=True,
        samesite="lax", secure=request.url.scheme == "https",
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


def _own(target: str) -> str:
    """Return a path of this site; whatever else was asked for becomes its beginning."""
    is_path = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if is_path else "/"
