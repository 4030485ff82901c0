"""How far the units have come: claims by state, hours confirmed, the nearest deadline."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from verifier.store import accounts, claims, samples
from verifier.store.accounts import Role
from verifier.store.claims import State
from web.desk import Asking, Here
from web.render import render

router = APIRouter()
SHOWN = (State.CONFIRMED, State.SECOND, State.FIRST, State.READING, State.RETURNED, State.VOID)


@router.get("/overview")
def overview(request: Request, desk: Here, account: Asking) -> Response:
    """Show each unit of the account's scope with its progress."""
    if account.role is Role.TEACHER:
        return RedirectResponse("/my", 303)
    with desk.database.reading() as connection:
        found = claims.progress(connection, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        told = samples.agreement(connection, account)
    ordered = sorted(found, key=lambda one: (one.decided / one.total, named.get(one.unit, "")))
    return render(
        request, "overview.html", found=ordered, units=named, policies=desk.policies,
        shown=SHOWN, today=claims.today(), agreement=told,
    )  # fmt: skip
