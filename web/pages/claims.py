"""One claim on the review desk: looked at, decided, corrected, taken, postponed, undone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from verifier.errors import NotAllowed
from verifier.store import accounts, audit, claims, relations, repeats
from verifier.store.accounts import Account, Role
from verifier.store.claims import Decided
from web.deadlines import due_after, is_frozen
from web.desk import Asking, Desk, Here, Number, Signed, Token
from web.pages.queue import next_claim
from web.render import render
from web.security import check_token
from web.standing import may_decide
from web.views import shown_documents

router = APIRouter()
MOST_HOURS = Decimal(10_000)


@router.get("/claims/{number}")
def claim_page(
    request: Request,
    desk: Here,
    account: Asking,
    number: Number,
    undo: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    """Show a claim with its documents, fields and findings."""
    with desk.database.writing() as connection:
        found = claims.get(connection, number, account)
        papers = claims.documents(connection, number)
        made = claims.decisions(connection, number)
        again = repeats.repeats(connection, number, account)
        related = relations.of_claim(connection, number, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        people = {one.account: accounts.get_account(connection, one.account) for one in made}
        if found.teacher != account.id:
            audit.append(connection, account.login, "claim-viewed", f"claim:{number}")
    return render(
        request, "claim.html", account=account, claim=found, units=named,
        documents=shown_documents(papers), decisions=made, people=people,
        policy=desk.policies.get(found.policy), may_decide=may_decide(account, found),
        next_id=next_claim(desk, account, found), undo=undo,
        repeats=again if account.role is not Role.TEACHER else (),
        relations=related if account.role is not Role.TEACHER else (),
        frozen=is_frozen(desk.policies.get(found.policy)),
    )  # fmt: skip


@router.post("/claims/{number}/decision")
def decide(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    version: Annotated[int, Form()],
    outcome: Annotated[Decided, Form()],
    hours: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[list[str] | None, Form()] = None,
    comment: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide a claim and go on to the next."""
    check_token(session, csrf)
    by = session.account
    with desk.database.reading() as connection:
        before = claims.get(connection, number, by)
    after = next_claim(desk, by, before)
    with desk.database.writing() as connection:
        made = claims.decide(
            connection, number, version, outcome, by=by, hours=hours_of(hours),
            reasons=tuple(reason or ())[:50], comment=comment.strip() or None,
            due_on=due_after(desk.policies.get(before.policy), before.state),
        )  # fmt: skip
    target = f"/claims/{after}" if after is not None else "/queue"
    return RedirectResponse(f"{target}?undo={made}", 303)


@router.post("/decisions/{number}/undo")
def undo(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Take back one's own last decision."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        back = claims.undo(connection, number, session.account)
    return RedirectResponse(f"/claims/{back}", 303)


@router.post("/claims/{number}/take")
def take(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Take a claim."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        claims.take(connection, number, session.account)
    return RedirectResponse(f"/claims/{number}", 303)


@router.post("/claims/{number}/release")
def release(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Give a claim back."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        claims.release(connection, number, session.account)
    return RedirectResponse(f"/claims/{number}", 303)


@router.post("/claims/{number}/postpone")
def postpone(
    desk: Here, session: Signed, number: Number, csrf: Token, until: Annotated[date, Form()]
) -> Response:
    """Hide a claim from the queue until a day."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        found = claims.get(connection, number, session.account)
        claims.postpone(connection, number, until, session.account)
    after = next_claim(desk, session.account, found)
    return RedirectResponse(f"/claims/{after}" if after is not None else "/queue", 303)


@router.post("/evidence/{number}/correction")
def correct(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    claim: Annotated[int, Form()],
    field: Annotated[str, Form(max_length=40)],
    old: Annotated[str, Form(max_length=500)],
    new: Annotated[str, Form(max_length=500)],
) -> Response:
    """Set a field right; what was read is kept."""
    check_token(session, csrf)
    if not _reviews(session.account, desk, claim):
        raise NotAllowed("只有审核人可以更正。 Only a reviewer may correct.")
    if new.strip() != old.strip():
        with desk.database.writing() as connection:
            claims.correct(connection, number, field, old, new.strip(), session.account)
    return RedirectResponse(f"/claims/{claim}", 303)


def _reviews(account: Account, desk: Desk, number: int) -> bool:
    with desk.database.reading() as connection:
        return may_decide(account, claims.get(connection, number, account))


def hours_of(text: str) -> Decimal | None:
    """Return the hours of a form's field; nothing written is None.

    Raises:
        NotAllowed: it is no number of hours.
    """
    if not text.strip():
        return None
    try:
        hours = Decimal(text.strip())
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS or hours != round(hours, 2):
        raise NotAllowed(f"学时须为数字：{text[:20]}。 Hours must be a number.")
    return hours
