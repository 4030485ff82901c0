"""The reviewer's queue: what waits, in the order wanted, page by page."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from verifier.errors import NotFound
from verifier.store import accounts, claims, jobs
from verifier.store.accounts import Account, Role
from verifier.store.claims import STAGES, Claim, Filter, State
from web.desk import Asking, Here
from web.render import render
from web.standing import is_clean

router = APIRouter()
SIZE = 50
ORDERS = ("deadline", "clean", "doubtful", "newest")


@router.get("/queue")
def queue_page(
    request: Request,
    desk: Here,
    account: Asking,
    state: Annotated[str | None, Query(max_length=20)] = None,
    policy: Annotated[str | None, Query(max_length=80)] = None,
    recommendation: Annotated[str | None, Query(max_length=20)] = None,
    text: Annotated[str | None, Query(max_length=100)] = None,
    order: str = "deadline",
    after: Annotated[str | None, Query(max_length=200)] = None,
    *,
    mine: bool = False,
) -> Response:
    """Show a page of the queue; a reviewer sees their own stage unless they ask otherwise."""
    if account.role is Role.TEACHER:
        return RedirectResponse("/my", 303)
    wanted = Filter(
        states=_states(state, account),
        policy=policy or None,
        recommendation=recommendation or None,
        text=(text or "").strip() or None,
        mine=mine,
        order=order if order in ORDERS else "deadline",
        after=decoded(after),
        size=SIZE + 1,
    )
    with desk.database.reading() as connection:
        found = claims.queue(connection, wanted, account, claims.today())
        counted = claims.counts(connection, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        working = jobs.waiting(connection)
    shown, more = found[:SIZE], len(found) > SIZE
    clean = {one.id for one in shown if is_clean(account, one)}
    return render(
        request, "queue.html", account=account, found=shown, counts=counted, units=named,
        most=claims.COUNTED, states=list(State), chosen=state, wanted=wanted,
        policies=desk.policies, orders=ORDERS,
        next_page=encoded(claims.key_of(shown[-1], wanted.order)) if more else None,
        working=working, today=claims.today(), clean=clean, choosing=bool(clean),
    )  # fmt: skip


def _states(asked: str | None, account: Account) -> tuple[State, ...]:
    if asked == "all":
        return ()
    if asked in {one.value for one in State}:
        return (State(asked),)
    return (STAGES[account.role],) if account.role in STAGES else ()


def next_claim(desk: Here, account: Account, done: Claim | None) -> int | None:
    """Return the claim to look at after another one: the next of the account's stage."""
    if account.role not in STAGES:
        return None
    wanted = Filter(states=(STAGES[account.role],), size=1)
    if done is not None:
        behind = Filter(states=wanted.states, size=1, after=claims.key_of(done, wanted.order))
        with desk.database.reading() as connection:
            found = claims.queue(connection, behind, account, claims.today())
        if found:
            return found[0].id
    with desk.database.reading() as connection:
        found = claims.queue(connection, wanted, account, claims.today())
    left = [one.id for one in found if done is None or one.id != done.id]
    return left[0] if left else None


def encoded(key: tuple[Any, ...]) -> str:
    """Return a key as a word for an address."""
    return urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decoded(word: str | None) -> tuple[Any, ...] | None:
    """Return the key of such a word.

    Raises:
        NotFound: it is none.
    """
    if not word:
        return None
    try:
        key = json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except ValueError:
        key = None
    if not isinstance(key, list) or not all(isinstance(value, str | int) for value in key):
        raise NotFound("没有这一页。 There is no such page.")
    return tuple(key)
