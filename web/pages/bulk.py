"""Several clean claims at once: chosen, shown again before anything happens, undone together.

Only claims without a doubt can be confirmed this way; each is a decision of its own, so that
one which somebody else changed meanwhile costs itself alone.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from extractor.errors import Failure
from verifier import flow
from verifier.errors import NotAllowed
from verifier.store import claims, review
from verifier.store.accounts import Account
from verifier.store.claims import Claim, Decided
from web.desk import Desk, Here, Signed, Token
from web.render import render
from web.security import check_token
from web.standing import is_clean

router = APIRouter()
T = TypeVar("T", int, str)
MOST = 200


@router.post("/bulk/preview")
def preview(
    request: Request,
    desk: Here,
    session: Signed,
    csrf: Token,
    claim: Annotated[list[int] | None, Form()] = None,
) -> Response:
    """Show what would be confirmed, and what would not and why."""
    check_token(session, csrf)
    numbers = _few(claim)
    with desk.database.reading() as connection:
        found = [claims.get(connection, number, session.account) for number in numbers]
        desks = claims.scope_of(connection, session.account)
    clean = [one for one in found if is_clean(session.account, one, desks, desk.policies)]
    left = [one for one in found if one not in clean]
    return render(request, "bulk.html", clean=clean, left=left)


@router.post("/bulk/confirm")
def confirm(
    request: Request,
    desk: Here,
    session: Signed,
    csrf: Token,
    claim: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Confirm the claims shown, each as it was when it was shown (`id:version`)."""
    check_token(session, csrf)
    done: list[tuple[Claim, int]] = []
    failed: list[tuple[int, str]] = []
    for number, version in map(_parsed, _few(claim)):
        try:
            done.append(_confirmed(desk, session.account, number, version))
        except Failure as failure:
            failed.append((number, failure.message))
    return render(request, "bulk_done.html", done=done, failed=failed)


@router.post("/bulk/undo")
def undo(
    desk: Here,
    session: Signed,
    csrf: Token,
    decision: Annotated[list[int] | None, Form()] = None,
) -> Response:
    """Take the decisions of one go back, as far as nobody has gone on from them."""
    check_token(session, csrf)
    for number in _few(decision):
        try:
            with desk.database.writing() as connection:
                review.undo(connection, number, session.account)
        except Failure:
            continue  # somebody went on from it; the queue shows where it is
    return RedirectResponse("/queue", 303)


def _confirmed(desk: Desk, account: Account, number: int, version: int) -> tuple[Claim, int]:
    with desk.database.writing() as connection:
        found = claims.get(connection, number, account)
        desks = claims.scope_of(connection, account)
        if not is_clean(account, found, desks, desk.policies):
            raise NotAllowed("这份申报需要单独审核。 This claim needs a look of its own.")
        made = flow.decide(
            connection, desk.policies, number, version, Decided.CONFIRM, by=account,
            hours=found.credit,
        )  # fmt: skip
    return found, made


def _few(given: list[T] | None) -> list[T]:
    chosen = list(dict.fromkeys(given or ()))
    if not 1 <= len(chosen) <= MOST:
        raise NotAllowed(f"请选择 1 至 {MOST} 份。 Choose one to {MOST}.")
    return chosen


def _parsed(text: str) -> tuple[int, int]:
    number, _, version = text.partition(":")
    if not (number.isdecimal() and version.isdecimal() and len(text) < 40):
        raise NotAllowed("表单有误。 The form is wrong.")
    return int(number), int(version)
