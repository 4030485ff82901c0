"""What a teacher does: submit a claim with its documents, follow it, add what was missing."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from verifier import flow, receipts
from verifier.errors import NotAllowed, WrongInput
from verifier.model import Subject
from verifier.store import claims, queue, submissions
from verifier.store.jobs import PIPELINE
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim
from web.desk import Asking, Desk, Here, Number, Signed, Token
from web.pages.claims import hours_of, stated_facts
from web.render import render
from web.security import check_token
from web.uploads import keep

router = APIRouter()


@router.get("/my")
def my_claims(request: Request, desk: Here, account: Asking) -> Response:
    """Show the claims of the account."""
    with desk.database.reading() as connection:
        wanted = Filter(order="newest", size=200)
        found = queue.page(connection, wanted, account, claims.today())
    return render(request, "my.html", account=account, found=found, policies=desk.policies)


@router.get("/submit")
def submit_page(request: Request, desk: Here, account: Asking) -> Response:
    """Show the form for a new claim."""
    asked = {key: flow.asked_facts(policy) for key, policy in desk.policies.items()}
    names = dict.fromkeys(name for one in asked.values() for name in one if name != "subject")
    choices = {
        name: list(dict.fromkeys(value for one in asked.values() for value in one.get(name, ())))
        for name in names
    }
    return render(
        request, "submit.html", account=account, policies=desk.policies, subjects=list(Subject),
        choices=choices, once=secrets.token_urlsafe(16),
    )  # fmt: skip


@router.post("/submit")
async def submit(
    request: Request,
    desk: Here,
    session: Signed,
    csrf: Token,
    policy: Annotated[str, Form(max_length=80)],
    files: list[UploadFile] | None = None,
    holder_name: Annotated[str, Form(max_length=100)] = "",
    subject: Annotated[str, Form(max_length=20)] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    hours: Annotated[str, Form(max_length=20)] = "",
    receipt: UploadFile | None = None,
    photo: UploadFile | None = None,
    once: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Take in a claim; the answer comes when everything is on the disk.

    One form pressed twice makes one claim; one that was changed in between makes two.
    """
    check_token(session, csrf)
    by = session.account
    if by.unit is None:
        raise NotAllowed("账号没有所属单位。 The account belongs to no unit.")
    if policy not in desk.policies:
        raise WrongInput("没有这份通知。 There is no such notice.")
    facts = stated_facts(desk.policies[policy], await _told(request))
    facts.pop("subject", None)  # a claim has a place of its own for it
    given = NewClaim(
        policy=policy,
        unit=by.unit,
        holder_name=holder_name.strip() or by.name,
        subject=Subject(subject).value if subject in set(Subject) else None,
        title=title.strip() or None,
        hours=hours_of(hours),
        facts=facts,
        receipt=await _received(desk, receipt),
        due_on=flow.first_due(desk.policies[policy], claims.today()),
    )
    uploads = await keep(desk, files, photo)

    key = f"form:{once or secrets.token_urlsafe(16)}:{submissions.digest_of(given, uploads)}"

    def store() -> int:
        with desk.database.writing() as connection:
            number, _ = submissions.submit_once(
                connection, given, uploads, key, pipeline=PIPELINE, by=by
            )
            return number

    number = await run_in_threadpool(store)
    return RedirectResponse(f"/claims/{number}", 303)


@router.post("/claims/{number}/supplement")
async def supplement(
    desk: Here,
    session: Signed,
    number: Number,
    csrf: Token,
    files: list[UploadFile] | None = None,
    photo: UploadFile | None = None,
) -> Response:
    """Take in what was missing from a returned claim."""
    check_token(session, csrf)
    uploads = await keep(desk, files, photo)

    def store() -> None:
        with desk.database.writing() as connection:
            submissions.resubmit(connection, number, uploads, pipeline=PIPELINE, by=session.account)

    await run_in_threadpool(store)
    return RedirectResponse(f"/claims/{number}", 303)


async def _received(desk: Desk, given: UploadFile | None) -> dict[str, Any] | None:
    """Return the receipt of a pre-check that came with a claim, None if none did."""
    if given is None or not given.filename:
        return None
    blob = await given.read(receipts.MOST_BYTES + 1)
    key = await run_in_threadpool(receipts.receipt_key, desk.settings.data)
    return receipts.checked(blob, key)


async def _told(request: Request) -> dict[str, str]:
    """Return what the form's fields say; the files are left out."""
    return {name: str(v) for name, v in (await request.form()).items() if isinstance(v, str)}
