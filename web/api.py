"""The programs' way in, `/api/v1`: the same claims, with tokens instead of sessions.

Failures are problems by RFC 9457. Pages follow a cursor. A submission may carry an
Idempotency-Key: the same request again answers with the same claim. A decision carries the
version it rests on in If-Match.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import (
    Depends,
    FastAPI,
    File,
    Form,
    Header,
    Path,
    Query,
    Request,
    Response,
    UploadFile,
)
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from extractor.errors import Failure
from verifier import flow
from verifier.errors import NotFound, WrongInput
from verifier.model import Subject
from verifier.store import accounts, audit, claims, documents, looks, queue, submissions
from verifier.store.accounts import Account
from verifier.store.claims import Claim, Decided, State
from verifier.store.documents import Evidence
from verifier.store.jobs import PIPELINE
from verifier.store.queue import Filter
from verifier.store.submissions import NewClaim
from web import refusals
from web.desk import Desk, Here, Number, desk_of
from web.failures import status_of
from web.pages.queue import decoded, encoded
from web.uploads import keep

PROBLEM = "application/problem+json"
_BEARER = HTTPBearer(auto_error=False)


class ApiFailure(HTTPException):
    """A failure of the way in: no token, or a missing header."""


class ClaimOut(BaseModel):
    """A claim as programs see it."""

    model_config = ConfigDict(title="Claim")

    id: int
    policy: str
    state: State
    round: int
    version: int
    unit: int | None
    holder_name: str | None
    subject: str | None
    title: str | None
    hours: Decimal | None
    recommendation: str | None
    doubts: int
    credit: Decimal | None
    awarded: Decimal | None
    submitted_at: datetime
    due_on: date | None
    supplement_by: date | None
    """The last day for a supplement, as the last return told it; null where it told none."""
    supplemented_on: date | None
    """The day in China on which the supplement after the last return came."""


class DocumentOut(BaseModel):
    """A document of a claim with its report, as `xueshi check --json` prints it."""

    model_config = ConfigDict(title="Document")

    id: int
    sha256: str
    name: str
    round: int
    report: dict[str, Any] | None
    pictures: dict[str, str]
    """Address of each picture by name: `page-1`, `seal-1`, `seal-1-grey`, `saturation-1` …"""


class ClaimDetail(ClaimOut):
    """A claim with its documents."""

    model_config = ConfigDict(title="Claim with documents")

    documents: list[DocumentOut]


class ClaimPage(BaseModel):
    """A page of claims; `next` is the cursor of the next page, null at the end."""

    model_config = ConfigDict(title="Page of claims")

    items: list[ClaimOut]
    next: str | None


class DecisionIn(BaseModel):
    """What is decided."""

    model_config = ConfigDict(title="Decision", extra="forbid")

    outcome: Decided
    hours: Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=2)] | None = None
    reasons: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)] = []
    comment: Annotated[str, Field(max_length=2000)] | None = None


class Problem(BaseModel):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str | None = None
    remedy: str | None = None


def api_account(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Account:
    """Return the account of the request's token.

    Raises:
        ApiFailure: there is none that holds.
    """
    found = None
    if given is not None:
        with desk_of(request).database.reading() as connection:
            found = accounts.account_of_token(connection, given.credentials)
    if found is None:
        raise ApiFailure(401, "需要有效的令牌。 A token is needed.", {"www-authenticate": "Bearer"})
    request.state.account = found
    return found


Caller = Annotated[Account, Depends(api_account)]
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "content": {PROBLEM: {}}} for code in (401, 403, 404, 409, 413, 422)
}


def create_api(desk: Desk) -> FastAPI:
    """Return the application for programs, over the same parts."""
    api = FastAPI(title="Xueshi", version="1", docs_url=None, redoc_url=None, responses=_PROBLEMS)
    api.state.desk = desk
    api.add_api_route("/claims", list_claims, methods=["GET"], response_model=ClaimPage)
    api.add_api_route(
        "/claims", submit_claim, methods=["POST"], status_code=201, response_model=ClaimOut
    )
    api.add_api_route("/claims/{number}", get_claim, methods=["GET"], response_model=ClaimDetail)
    api.add_api_route(
        "/claims/{number}/pictures/{digest}", get_picture, methods=["GET"], response_class=Response
    )
    api.add_api_route(
        "/claims/{number}/decisions", decide_claim, methods=["POST"], response_model=ClaimOut
    )
    api.add_api_route("/policies", list_policies, methods=["GET"])
    _tell_problems(api)
    return api


def list_policies(desk: Here, caller: Caller) -> list[dict[str, str]]:
    """Return the notices that are known."""
    del caller  # only that there is one
    return [
        {"id": policy.id, "title": policy.title.zh, "title_en": policy.title.en}
        for policy in desk.policies.values()
    ]


def list_claims(
    desk: Here,
    caller: Caller,
    state: State | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ClaimPage:
    """Return a page of the claims that the account may see, by deadline."""
    wanted = Filter(
        states=(state,) if state is not None else (), after=decoded(cursor), size=size + 1
    )
    with desk.database.reading() as connection:
        found = queue.page(connection, wanted, caller, claims.today())
        fresh = looks.unseen(connection, found[:size], caller)
    if fresh:
        with desk.database.writing() as connection:
            looks.note(connection, fresh, caller, program=True)
    shown = found[:size]
    more = len(found) > size
    return ClaimPage(
        items=[claim_out(one) for one in shown],
        next=encoded(queue.key_of(shown[-1], wanted.order)) if more else None,
    )


async def submit_claim(
    desk: Here,
    caller: Caller,
    response: Response,
    files: Annotated[list[UploadFile], File()],
    policy: Annotated[str, Form(max_length=80)],
    unit: Annotated[int | None, Form(ge=1, le=2**53)] = None,
    holder_name: Annotated[str | None, Form(max_length=100)] = None,
    subject: Annotated[Subject | None, Form()] = None,
    title: Annotated[str | None, Form(max_length=500)] = None,
    hours: Annotated[Decimal | None, Form(ge=0, le=10_000, decimal_places=2)] = None,
    idempotency_key: Annotated[str | None, Header(max_length=200, min_length=1)] = None,
) -> ClaimOut:
    """Take in a claim with its documents; its reading goes on in the background."""
    if policy not in desk.policies:
        raise WrongInput("没有这份通知。 There is no such notice.")
    place = unit if unit is not None else caller.unit
    given = NewClaim(
        policy=policy, unit=place, holder_name=holder_name, title=title, hours=hours,
        subject=subject.value if subject is not None else None,
        due_on=flow.first_due(desk.policies[policy], claims.today()),
    )  # fmt: skip
    uploads = await keep(desk, files)

    def store() -> tuple[Claim, bool]:
        with desk.database.writing() as connection:
            if idempotency_key is None:
                number = submissions.submit(
                    connection, given, uploads, pipeline=PIPELINE, by=caller
                )
                return claims.get(connection, number, caller), True
            number, is_new = submissions.submit_once(
                connection, given, uploads, idempotency_key, pipeline=PIPELINE, by=caller
            )
            return claims.get(connection, number, caller), is_new

    made, is_new = await run_in_threadpool(store)
    if not is_new:
        response.status_code = 200
    response.headers["location"] = f"/api/v1/claims/{made.id}"
    response.headers["etag"] = etag(made)
    return claim_out(made)


def get_claim(desk: Here, caller: Caller, number: Number, response: Response) -> ClaimDetail:
    """Return a claim with its documents and their reports."""
    with desk.database.writing() as connection:
        found = claims.get(connection, number, caller)
        papers = documents.of_claim(connection, number)
        if found.teacher != caller.id:
            audit.append(connection, caller.login, "claim-viewed", f"claim:{number}", program=True)
    response.headers["etag"] = etag(found)
    return ClaimDetail(
        **claim_out(found).model_dump(),
        documents=[document_out(number, paper) for paper in papers],
    )


def get_picture(
    desk: Here, caller: Caller, number: Number, digest: Annotated[str, Path(max_length=64)]
) -> Response:
    """Return a picture of a page of a claim, or of a part of one, as JPEG."""
    with desk.database.reading() as connection:
        claims.get(connection, number, caller)
        papers = documents.of_claim(connection, number)
    if not any(digest in paper.pictures for paper in papers):
        raise NotFound("没有这张图。 There is no such picture.")
    return Response(desk.blobs.get(digest), media_type="image/jpeg")


def decide_claim(
    desk: Here,
    caller: Caller,
    number: Number,
    given: DecisionIn,
    response: Response,
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> ClaimOut:
    """Decide a claim at the account's stage."""
    if if_match is None:
        raise ApiFailure(428, "缺少 If-Match。 If-Match is needed.")
    version = if_match.strip('W/" ')
    if not version.isdecimal():
        raise ApiFailure(412, "If-Match 无效。 If-Match is not a version.")
    with desk.database.writing() as connection:
        flow.decide(
            connection, desk.policies, number, int(version), given.outcome, by=caller,
            hours=given.hours, reasons=given.reasons, comment=given.comment,
            grace=desk.settings.supplement_days,
        )  # fmt: skip
        found = claims.get(connection, number, caller)
    response.headers["etag"] = etag(found)
    return claim_out(found)


def etag(found: Claim) -> str:
    """Return the version of a claim as an entity tag."""
    return f'"{found.version}"'


def claim_out(found: Claim) -> ClaimOut:
    """Return a claim as programs see it."""
    return ClaimOut(**{name: getattr(found, name) for name in ClaimOut.model_fields})


def document_out(number: int, paper: Evidence) -> DocumentOut:
    """Return a document of a claim as programs see it."""
    report = dict(paper.report) if paper.report is not None else None
    named = {f"page-{page}": digest for page, digest in enumerate(paper.pages, start=1)}
    named |= sorted(paper.details.items())
    pictures = {
        name: f"/api/v1/claims/{number}/pictures/{digest}" for name, digest in named.items()
    }
    return DocumentOut(
        id=paper.id, sha256=paper.sha256, name=paper.name, round=paper.round, report=report,
        pictures=pictures,
    )  # fmt: skip


def _tell_problems(api: FastAPI) -> None:
    @api.exception_handler(Failure)
    async def _failed(request: Request, error: Failure) -> Response:
        await run_in_threadpool(refusals.note, request, error)
        told = {"code": error.code, "remedy": error.remedy or None}
        return problem(status_of(error), error.message, **told)

    @api.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        del request
        made = problem(error.status_code, str(error.detail))
        made.headers.update(error.headers or {})
        return made

    @api.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        del request
        named = "; ".join(
            f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors()
        )
        return problem(422, named)


def problem(status: int, detail: str, **more: str | None) -> JSONResponse:
    """Return a problem by RFC 9457."""
    title = {401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
    told = Problem(
        title=title.get(status, "Problem"),
        status=status,
        detail=detail,
        code=more.get("code"),
        remedy=more.get("remedy"),
    )
    return JSONResponse(told.model_dump(), status_code=status, media_type=PROBLEM)
