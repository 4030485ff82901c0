"""One claim on the review desk: looked at, decided, corrected, taken, postponed, undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from verifier import flow, receipts
from verifier.corrections import value_of
from verifier.errors import NotAllowed, NotFound, WrongInput
from verifier.policy.notice import Policy
from verifier.store import (
    accounts,
    audit,
    captures,
    claims,
    documents,
    pipelines,
    relations,
    repeats,
    review,
)
from verifier.store.accounts import Account, Role
from verifier.store.captures import CaptureAnswer
from verifier.store.claims import Claim, Decided, State
from verifier.store.documents import Evidence
from web.desk import Asking, Desk, Here, Number, Signed, Token
from web.events import Waiting, stream
from web.likenesses import likenesses, own
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
        papers = documents.of_claim(connection, number)
        made = claims.decisions(connection, number)
        again = repeats.repeats(connection, number, account)
        related = relations.of_claim(connection, number, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        people = {one.account: accounts.get_account(connection, one.account) for one in made}
        desks = claims.scope_of(connection, account)
        deciding = may_decide(account, found, desks)
        colleagues = review.colleagues(connection, found, account) if deciding else ()
        judging = pipelines.is_judging(connection, number)
        if found.teacher != account.id:
            audit.append(connection, account.login, "claim-viewed", f"claim:{number}")
    policy = desk.policies.get(found.policy)
    next_id = next_claim(desk, account, found)
    alike = likenesses(again, related)
    reviewing = account.role is not Role.TEACHER
    return render(
        request, "claim.html", account=account, claim=found, units=named,
        documents=shown_documents(papers), decisions=made, people=people,
        policy=policy, may_decide=deciding, colleagues=colleagues, judging=judging,
        next_id=next_id, ahead=_picture_of(desk, next_id), undo=undo,
        likenesses=alike if reviewing else (), earlier=() if reviewing else own(alike),
        frozen=flow.is_frozen(policy, claims.today()),
        late=flow.late(policy, found) if reviewing else None, today=claims.today(),
        filed=None if policy is None else policy.filing_day(found.confirmed_on),
        unstated=flow.unstated(policy, found), asked=flow.asked_facts(policy),
        changes=() if found.receipt is None else receipts.changes(found.receipt, found, papers),
    )  # fmt: skip


def _picture_of(desk: Desk, number: int | None) -> str | None:
    """Return the address of the first page of a claim, to be fetched before it is asked for."""
    if number is None:
        return None
    with desk.database.reading() as connection:
        digest = documents.first_page(connection, number)
    return None if digest is None else f"/claims/{number}/pages/{digest}.jpg"


@router.get("/claims/{number}/events")
async def events(desk: Here, account: Asking, number: Number) -> Response:
    """Tell when a claim has been read, or judged again, as server-sent events."""

    def said() -> Waiting | None:
        with desk.database.reading() as connection:
            found = claims.get(connection, number, account)
            waits = found.state is State.READING or pipelines.is_judging(connection, number)
        return Waiting() if waits else None

    await run_in_threadpool(said)  # one that is not theirs is told before the stream begins
    return stream(said)


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
        made = flow.decide(
            connection, desk.policies, number, version, outcome, by=by, hours=hours_of(hours),
            reasons=tuple(reason or ())[:50], comment=comment.strip() or None,
            grace=desk.settings.supplement_days,
        )  # fmt: skip
    target = f"/claims/{after}" if after is not None else "/queue"
    return RedirectResponse(f"{target}?undo={made}", 303)


@router.post("/decisions/{number}/undo")
def undo(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Take back one's own last decision."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        back = review.undo(connection, number, session.account)
    return RedirectResponse(f"/claims/{back}", 303)


@router.post("/claims/{number}/take")
def take(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Take a claim."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        review.take(connection, number, session.account)
    return RedirectResponse(f"/claims/{number}", 303)


@router.post("/claims/{number}/pass-on")
def pass_on(
    desk: Here, session: Signed, number: Number, csrf: Token, to: Annotated[int, Form()]
) -> Response:
    """Give a claim to a colleague and go on to the next."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        found = claims.get(connection, number, session.account)
        review.pass_on(connection, number, to, session.account)
    return _onward(desk, session.account, found)


@router.post("/claims/{number}/release")
def release(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Give a claim back."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        review.release(connection, number, session.account)
    return RedirectResponse(f"/claims/{number}", 303)


@router.post("/claims/{number}/postpone")
def postpone(
    desk: Here, session: Signed, number: Number, csrf: Token, until: Annotated[date, Form()]
) -> Response:
    """Hide a claim from the queue until a day."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        found = claims.get(connection, number, session.account)
        review.postpone(connection, number, until, session.account)
    return _onward(desk, session.account, found)


def _onward(desk: Desk, account: Account, left: Claim) -> Response:
    """Go on to the claim behind one that somebody leaves, or to the queue."""
    after = next_claim(desk, account, left)
    return RedirectResponse(f"/claims/{after}" if after is not None else "/queue", 303)


@router.post("/claims/{number}/facts")
async def state_facts(request: Request, desk: Here, session: Signed, number: Number) -> Response:
    """Note the facts that decide where the claim goes; the form's names are the facts'."""
    form = await request.form()
    check_token(session, str(form.get("csrf", "")))
    given = {name: str(value) for name, value in form.items() if name not in ("csrf", "version")}
    version = str(form.get("version", ""))

    def store() -> None:
        with desk.database.writing() as connection:
            found = claims.get(connection, number, session.account)
            told = stated_facts(desk.policies.get(found.policy), given)
            current = int(version) if version.isdecimal() else -1
            review.state_facts(connection, number, current, told, session.account)

    await run_in_threadpool(store)
    return RedirectResponse(f"/claims/{number}", 303)


def stated_facts(policy: Policy | None, given: Mapping[str, str]) -> dict[str, str]:
    """Return those of some stated facts that decide where a claim goes, each a value it knows.

    Raises:
        WrongInput: a value is none of those that the notice names.
    """
    told = {}
    for name, values in flow.asked_facts(policy).items():
        word = given.get(name, "")
        if word and word not in values:
            raise WrongInput(f"没有这个选项：{word[:20]}。 There is no such choice.")
        if word:
            told[name] = word
    return told


@router.post("/evidence/{number}/correction")
def correct(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    field: Annotated[str, Form(max_length=40)],
    new: Annotated[str, Form(max_length=500)],
) -> Response:
    """Set a field right; what was read is kept, and the claim is judged again."""
    check_token(session, csrf)
    new = new.strip()
    with desk.database.writing() as connection:
        found, paper = documents.get(connection, number, session.account)
        if not may_decide(session.account, found, claims.scope_of(connection, session.account)):
            raise NotAllowed("只有审核人可以更正。 Only a reviewer may correct.")
        read = _read_as(paper, field)
        value_of(field, read, new)
        before = [one.new for one in paper.corrections if one.field == field]
        old = str(before[-1] if before else read)
        if new != old:
            review.correct(connection, number, field, old, new, session.account)
    return RedirectResponse(f"/claims/{found.id}", 303)


def _read_as(paper: Evidence, key: str) -> object:
    """Return the value of a field of a document's report.

    Raises:
        NotFound: it has no such field.
    """
    name, _, place = key.partition(".")
    found = (paper.report or {}).get("fields", {}).get(name)
    several = found if isinstance(found, list) else [found]
    known = [""] if len(several) == 1 else [str(n) for n in range(1, len(several) + 1)]
    if found is None or place not in known:
        raise NotFound("没有这个字段。 There is no such field.")
    return several[known.index(place)]["value"]


@router.post("/evidence/{number}/originality")
def say_capture(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    claim: Annotated[int, Form()],
    answer: Annotated[CaptureAnswer, Form()],
) -> Response:
    """Note whether a reviewer sees an original; it decides nothing about the claim."""
    check_token(session, csrf)
    if not _reviews(session.account, desk, claim):
        raise NotAllowed("只有审核人可以标注。 Only a reviewer may say so.")
    with desk.database.writing() as connection:
        if captures.answer(connection, number, answer, session.account) != claim:
            raise NotAllowed("材料不属于这份申报。 The document is of another claim.")
    return RedirectResponse(f"/claims/{claim}", 303)


def _reviews(account: Account, desk: Desk, number: int) -> bool:
    with desk.database.reading() as connection:
        found = claims.get(connection, number, account)
        return may_decide(account, found, claims.scope_of(connection, account))


def hours_of(text: str) -> Decimal | None:
    """Return the hours of a form's field; nothing written is None.

    Raises:
        WrongInput: it is no number of hours.
    """
    if not text.strip():
        return None
    try:
        hours = Decimal(text.strip())
    except InvalidOperation:
        hours = Decimal(-1)
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS or hours != round(hours, 2):
        raise WrongInput(
            f"学时须为 0 至 {MOST_HOURS} 之间的数字，最多两位小数：{text[:20]}。"
            f" Hours must be a number from 0 to {MOST_HOURS}, with two decimals at most."
        )
    return hours
