"""The reviewer's queue: what waits, in the order wanted, page by page."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from verifier import flow
from verifier.errors import NotFound
from verifier.store import accounts, claims, filters, jobs, looks, queue
from verifier.store.accounts import Account
from verifier.store.claims import REVIEWED, STAGES, Claim, State
from verifier.store.queue import Filter
from web.desk import Asking, Here, Signed, Token
from web.pages.sign_in import BEGINNINGS
from web.render import render
from web.security import check_token
from web.standing import is_clean

router = APIRouter()
SIZE = 50
KEPT = ("state", "policy", "recommendation", "text", "order", "mine", "overdue", "unsupplied")
ORDERS = ("deadline", "risk", "certainty", "clean", "doubtful", "newest")


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
    overdue: bool = False,
    unsupplied: bool = False,
) -> Response:
    """Show a page of the queue; a reviewer sees their own stage unless they ask otherwise."""
    if account.role in BEGINNINGS:
        return RedirectResponse(BEGINNINGS[account.role], 303)
    wanted = Filter(
        states=_wanted(state, account, overdue=overdue, unsupplied=unsupplied),
        policy=policy or None,
        recommendation=recommendation or None,
        text=(text or "").strip() or None,
        mine=mine,
        overdue=overdue,
        unsupplied=unsupplied,
        at_desk=not state and not overdue and not unsupplied,
        order=order if order in ORDERS else "deadline",
        after=decoded(after),
        size=SIZE + 1,
    )
    with desk.database.reading() as connection:
        found = queue.page(connection, wanted, account, claims.today())
        counted = queue.counts(connection, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        working = jobs.waiting(connection)
        desks = claims.scope_of(connection, account)
        kept = filters.filters(connection, account)
        late = queue.overdue(connection, account, claims.today())
        lacking = queue.unsupplied(connection, account, claims.today())
        fresh = looks.unseen(connection, found[:SIZE], account)
    if fresh:
        with desk.database.writing() as connection:
            looks.note(connection, fresh, account, query=_query(request))
    shown, more = found[:SIZE], len(found) > SIZE
    clean = {one.id for one in shown if is_clean(account, one, desks, desk.policies)}
    return render(
        request, "queue.html", account=account, found=shown, counts=counted, units=named,
        states=list(State), chosen=state, wanted=wanted,
        policies=desk.policies, orders=ORDERS,
        next_page=encoded(queue.key_of(shown[-1], wanted.order)) if more else None,
        working=working, today=claims.today(), clean=clean, choosing=bool(clean), kept=kept,
        late=late, lacking=lacking, waiting=REVIEWED, query=_query(request),
        supplied_late={
            one.id: late_one
            for one in shown
            if (late_one := flow.late(desk.policies.get(one.policy), one)) is not None
        },
    )  # fmt: skip


@router.post("/queue/filters")
def keep_filter(
    desk: Here,
    session: Signed,
    csrf: Token,
    name: Annotated[str, Form(max_length=40)],
    query: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Keep the view of the queue under a name."""
    check_token(session, csrf)
    chosen = _known(parse_qsl(query, max_num_fields=20))
    with desk.database.writing() as connection:
        filters.keep(connection, name, chosen, session.account)
    return RedirectResponse(f"/queue?{chosen}", 303)


@router.post("/queue/filters/drop")
def drop_filter(
    desk: Here, session: Signed, csrf: Token, name: Annotated[str, Form(max_length=40)]
) -> Response:
    """Forget a view of the queue."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        filters.drop(connection, name, session.account)
    return RedirectResponse("/queue", 303)


def _query(request: Request) -> str:
    return _known(request.query_params.multi_items())


def _known(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a query of what the queue can be asked, in one order, without its page."""
    told = {name: value for name, value in pairs if name in KEPT and value}
    return urlencode({name: told[name] for name in KEPT if name in told})


def _wanted(
    asked: str | None, account: Account, *, overdue: bool, unsupplied: bool
) -> tuple[State, ...]:
    if unsupplied:
        return (State.RETURNED,)
    return REVIEWED if overdue and not asked else _states(asked, account)


def _states(asked: str | None, account: Account) -> tuple[State, ...]:
    if asked == "all":
        return ()
    if asked in {one.value for one in State}:
        return (State(asked),)
    return STAGES.get(account.role, ())


def next_claim(desk: Here, account: Account, done: Claim | None) -> int | None:
    """Return the claim to look at after another one: the next of the account's stage."""
    if account.role not in STAGES:
        return None
    wanted = Filter(states=STAGES[account.role], size=1, at_desk=True)
    if done is not None:
        behind = replace(wanted, after=queue.key_of(done, wanted.order))
        with desk.database.reading() as connection:
            found = queue.page(connection, behind, account, claims.today())
        if found:
            return found[0].id
    with desk.database.reading() as connection:
        found = queue.page(connection, wanted, account, claims.today())
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
