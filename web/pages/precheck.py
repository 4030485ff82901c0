"""The pre-check: what would be objected to, and how to mend it, before anything is submitted.

No account is needed. Who has the address of a pre-check sees it; nobody else does, and it is
gone after two hours unless it is submitted.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from verifier import flow, receipts
from verifier.errors import NotAllowed, NotFound, TooMany
from verifier.model import Subject
from verifier.store import accounts, claims, documents, jobs, pipelines, prechecks
from verifier.store.claims import Claim
from verifier.store.jobs import PIPELINE
from verifier.store.submissions import NewClaim
from web.desk import COOKIE, Here, Signed, Token
from web.events import Waiting, stream
from web.pages.claims import hours_of
from web.render import language_of, render, translations
from web.security import Attempts, check_token
from web.uploads import keep
from web.views import shown_documents

router = APIRouter()
Secret = Annotated[str, Path(min_length=20, max_length=64, pattern=r"^[\w-]+$")]
_ATTEMPTS = Attempts(most=100, seconds=600)
"""For one address: a whole school may stand behind it."""


@router.get("/precheck")
def precheck_page(request: Request, desk: Here) -> Response:
    """Show the form."""
    _remember(request, desk)
    return render(request, "precheck.html", policies=desk.policies, subjects=list(Subject))


@router.post("/precheck")
async def precheck(
    request: Request,
    desk: Here,
    policy: Annotated[str, Form(max_length=80)],
    files: list[UploadFile] | None = None,
    holder_name: Annotated[str, Form(max_length=100)] = "",
    subject: Annotated[str, Form(max_length=20)] = "",
    hours: Annotated[str, Form(max_length=20)] = "",
    photo: UploadFile | None = None,
) -> Response:
    """Take in the documents of a pre-check."""
    client = request.client.host if request.client is not None else "?"
    if not _ATTEMPTS.allow(client):
        raise TooMany("预检次数过多，请稍后再试。 Too many pre-checks; wait a little.")
    if policy not in desk.policies:
        raise NotAllowed("没有这份通知。 There is no such notice.")
    given = NewClaim(
        policy=policy,
        unit=None,
        holder_name=holder_name.strip() or None,
        subject=Subject(subject).value if subject in set(Subject) else None,
        hours=hours_of(hours),
    )
    uploads = await keep(desk, files, photo)

    def store() -> str:
        with desk.database.writing() as connection:
            return prechecks.start(connection, given, uploads, pipeline=PIPELINE)

    return RedirectResponse(f"/precheck/{await run_in_threadpool(store)}", 303)


@router.get("/precheck/{secret}")
def prechecked(request: Request, desk: Here, secret: Secret) -> Response:
    """Show what was found, or that it is still being read."""
    _remember(request, desk)
    with desk.database.reading() as connection:
        found = prechecks.get(connection, secret)
        ready = pipelines.is_read(connection, found.id)
        papers = documents.of_claim(connection, found.id)
    return render(
        request, "prechecked.html", claim=found, ready=ready, base=f"/precheck/{secret}",
        documents=[one for one in shown_documents(papers) if ready or one.is_read],
        papers=len(papers), policy=desk.policies.get(found.policy),
        subjects=list(Subject),
    )  # fmt: skip


@router.get("/precheck/{secret}/events")
async def events(request: Request, desk: Here, secret: Secret) -> Response:
    """Tell when the pre-check has been read, as server-sent events."""
    language = language_of(request)

    def said() -> Waiting | None:
        with desk.database.reading() as connection:
            found = prechecks.get(connection, secret)
            if pipelines.is_read(connection, found.id):
                return None
            words = _standing(jobs.ahead(connection, found.id), language)
            return Waiting(words, prechecks.read_parts(connection, found.id))

    await run_in_threadpool(said)  # an unknown one is told before the stream begins
    return stream(said)


def _standing(ahead: int | None, language: str) -> str:
    """Return how far a pre-check that waits has come, in words."""
    _ = translations(language).gettext
    if ahead is None:
        return _("正在识别，通常需要几秒钟。")
    return _("排队中，前面还有 %(n)s 份。") % {"n": ahead}


@router.get("/precheck/{secret}/pages/{digest}.jpg")
def page_picture(desk: Here, secret: Secret, digest: str) -> Response:
    """Return the picture of a page."""
    with desk.database.reading() as connection:
        found = prechecks.get(connection, secret)
        papers = documents.of_claim(connection, found.id)
    if not any(digest in paper.pictures for paper in papers):
        raise NotFound("没有这一页。 There is no such page.")
    return Response(desk.blobs.get(digest), media_type="image/jpeg")


@router.post("/precheck/{secret}/submit")
def submit(
    desk: Here,
    session: Signed,
    secret: Secret,
    csrf: Token,
    holder_name: Annotated[str, Form(max_length=100)] = "",
    subject: Annotated[str, Form(max_length=20)] = "",
    title: Annotated[str, Form(max_length=500)] = "",
    hours: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Submit the pre-check; what is stated otherwise now is noted beside its receipt."""
    check_token(session, csrf)
    stated = {
        "holder_name": holder_name.strip() or None,
        "subject": Subject(subject).value if subject in set(Subject) else None,
        "title": title.strip() or None,
        "hours": hours_of(hours),
    }
    with desk.database.writing() as connection:
        found = prechecks.get(connection, secret)
        number = prechecks.adopt(
            connection, secret, session.account, pipeline=PIPELINE, stated=stated,
            due_on=flow.first_due(desk.policies[found.policy], claims.today()),
            receipt=_receipt(connection, found),
        )  # fmt: skip
    return RedirectResponse(f"/claims/{number}", 303)


@router.get("/precheck/{secret}/receipt.json")
def receipt(desk: Here, secret: Secret) -> Response:
    """Return what was found, signed; a later submission may carry it."""
    with desk.database.reading() as connection:
        told = _receipt(connection, prechecks.get(connection, secret))
    if told is None:
        raise NotAllowed("材料还在识别。 The documents are still being read.")
    made = receipts.signed(told, receipts.receipt_key(desk.settings.data))
    name = "attachment; filename=xueshi-receipt.json"
    return Response(made, media_type="application/json", headers={"content-disposition": name})


def _receipt(connection: Connection, found: Claim) -> dict[str, Any] | None:
    """Return the receipt of a pre-check, None while it is still being read."""
    if not pipelines.is_read(connection, found.id):
        return None
    papers = documents.of_claim(connection, found.id)
    return receipts.receipt_of(found, papers, datetime.now(UTC))


def _remember(request: Request, desk: Here) -> None:
    """Let the page know who is signed in, if anybody is."""
    token = request.cookies.get(COOKIE)
    if token:
        with desk.database.reading() as connection:
            request.state.session = accounts.find_session(connection, token)
