"""How far the units have come: claims by state, hours confirmed, the nearest deadline."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from verifier.store import accounts, claims, samples, units
from verifier.store.claims import State
from web.desk import Asking, Here
from web.pages.sign_in import BEGINNINGS
from web.render import render

router = APIRouter()
SHOWN = (
    State.CONFIRMED,
    State.RECHECK,
    State.SECOND,
    State.FIRST,
    State.READING,
    State.RETURNED,
    State.VOID,
)


@router.get("/overview")
def overview(request: Request, desk: Here, account: Asking) -> Response:
    """Show each unit of the account's scope with its progress."""
    if account.role in BEGINNINGS:
        return RedirectResponse(BEGINNINGS[account.role], 303)
    with desk.database.reading() as connection:
        found = units.progress(connection, account, claims.today())
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        told = samples.agreement(connection, account)
    ordered = sorted(found, key=lambda one: (one.decided / one.total, named.get(one.unit, "")))
    return render(
        request, "overview.html", found=ordered, units=named, policies=desk.policies,
        shown=SHOWN, today=claims.today(), agreement=told,
    )  # fmt: skip
