"""The blind second reading: a confirmed claim without what was decided about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from verifier.errors import NotAllowed
from verifier.store import audit, claims, documents, samples
from verifier.store.claims import Decided
from web.desk import Asking, Here, Number, Signed, Token
from web.pages.claims import hours_of
from web.render import render
from web.security import check_token
from web.views import shown_documents

router = APIRouter()


@router.get("/sample")
def sample(request: Request, desk: Here, account: Asking) -> Response:
    """Go to a claim drawn at random, or say that none is left."""
    with desk.database.reading() as connection:
        number = samples.draw(connection, account)
        told = samples.agreement(connection, account)
    if number is None:
        return render(request, "sample_none.html", agreement=told)
    return RedirectResponse(f"/sample/{number}", 303)


@router.get("/sample/{number}")
def sample_page(request: Request, desk: Here, account: Asking, number: Number) -> Response:
    """Show a claim without its decisions."""
    with desk.database.writing() as connection:
        found = claims.get(connection, number, account)
        if not samples.may_look(connection, number, account):
            raise NotAllowed("不能复读这份申报。 This claim is not one for your second look.")
        papers = documents.of_claim(connection, number)
        audit.append(connection, account.login, "claim-viewed", f"claim:{number}", blind=True)
    return render(
        request, "sample.html", claim=found, documents=shown_documents(papers),
        policy=desk.policies.get(found.policy),
    )  # fmt: skip


@router.post("/sample/{number}")
def record(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    outcome: Annotated[Decided, Form()],
    hours: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Note what the reader would have decided, and draw the next."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        samples.record(connection, number, outcome, hours_of(hours), session.account)
    return RedirectResponse("/sample", 303)
