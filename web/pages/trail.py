"""The audit trail for those who look: searched, and its chain verified."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from verifier.errors import NotAllowed, WrongInput
from verifier.store import audit
from verifier.store.accounts import Account, Role
from web.desk import Asking, Here
from web.render import render

router = APIRouter()
SIZE = 100
Word = Annotated[str, Query(max_length=120)]


@router.get("/trail")
def trail_page(
    request: Request,
    desk: Here,
    account: Asking,
    actor: Word = "",
    action: Word = "",
    subject: Word = "",
    day: Annotated[str, Query(max_length=10)] = "",
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    """Show the rows that fit, the newest first."""
    _may_look(account)
    wanted = audit.Wanted(actor.strip(), action.strip(), subject.strip(), _day(day), before)
    with desk.database.reading() as connection:
        found = audit.search(connection, wanted, SIZE + 1)
        actions = audit.actions(connection)
    return render(
        request, "trail.html", found=found[:SIZE], wanted=wanted, actions=actions, day=day,
        next_before=found[SIZE - 1].seq if len(found) > SIZE else None, verified=None,
    )  # fmt: skip


@router.get("/trail/verify")
def verify(request: Request, desk: Here, account: Asking) -> Response:
    """Verify the whole chain and say where it is broken, if it is."""
    _may_look(account)
    with desk.database.reading() as connection:
        broken = audit.first_break(audit.rows(connection))
        last = audit.last(connection)
        actions = audit.actions(connection)
    return render(
        request, "trail.html", found=(), wanted=audit.Wanted(), actions=actions, day="",
        next_before=None, verified=(broken, last),
    )  # fmt: skip


def _may_look(account: Account) -> None:
    """Let only those in who see everything: a row tells of any unit."""
    if account.role not in (Role.AUDITOR, Role.ADMINISTRATOR) or account.unit is not None:
        raise NotAllowed("只有审计人员可以查看。 Only auditors may look.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise WrongInput("日期有误。 The day is wrong.") from error
