"""What an organiser does: hand in who passed a class, see what became of the certificates.

A list counts for claims as soon as it is filed; withdrawing it takes it away again, and both
stay on record. An organiser sees numbers of claims, never whose they are.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from verifier.errors import NotAllowed, NotFound, WrongInput
from verifier.registers import read_bounded
from verifier.registers.scoped import FILED
from verifier.store import accounts, audit, claims, courses
from web.annex import REGISTER, Annex, annex_file
from web.desk import Asking, Here, Number, Signed, Token
from web.pages.files import attachment
from web.pages.papers import masked, may_see_numbers
from web.render import render
from web.security import check_token
from web.uploads import keep

router = APIRouter()
ENDINGS = (".csv", ".xlsx")


@router.get("/courses")
def courses_page(request: Request, desk: Here, account: Asking) -> Response:
    """Show the lists handed in, with the form for another."""
    _may_see(account)
    with desk.database.reading() as connection:
        found = courses.courses(connection, account)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
    return render(
        request, "courses.html", found=found, units=named, policies=desk.policies,
        may_file=account.role in courses.MAY_FILE and account.unit is not None,
    )  # fmt: skip


@router.get("/courses/template.{form}")
def template(account: Asking, form: Literal["csv", "xlsx"]) -> Response:
    """Return an empty list to fill in."""
    _may_see(account)
    made, kind = annex_file(Annex("", claims.today(), ()), form)
    name = f"attachment; filename=pass-list.{form}"
    return Response(made, media_type=kind, headers={"content-disposition": name})


@router.post("/courses")
async def file_list(
    desk: Here,
    session: Signed,
    csrf: Token,
    files: list[UploadFile],
    policy: Annotated[str, Form(max_length=80)],
) -> Response:
    """Take in a list; what is wrong with it is told line by line, and nothing is kept then."""
    check_token(session, csrf)
    if policy not in desk.policies:
        raise WrongInput("没有这份通知。 There is no such notice.")
    if session.account.role not in courses.MAY_FILE:
        raise NotAllowed("只有举办单位可以报送名单。 Only an organiser hands in a list.")
    (upload,) = await keep(desk, files[:1])
    ending = ending_of(upload.name)

    def store() -> int:
        blob = desk.blobs.get(upload.sha256)
        found = read_bounded(blob, ending, REGISTER)
        with desk.database.writing() as connection:
            number = courses.file(connection, policy, found.entries, upload, session.account)
        # after the row: a list that counts is always on record
        put_list(desk.settings.lists / FILED / f"{REGISTER}-{number}{ending}", blob)
        return number

    return RedirectResponse(f"/courses/{await run_in_threadpool(store)}", 303)


@router.get("/courses/{number}")
def course_page(request: Request, desk: Here, account: Asking, number: Number) -> Response:
    """Show a list with its people, and how far the claims that rest on it are."""
    _may_see(account)
    with desk.database.writing() as connection:
        found = courses.get(connection, number, account)
        rows = courses.people(connection, number)
        standing = courses.standing(connection, found)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        audit.append(connection, account.login, "pass-list-viewed", f"course:{number}")
    whole = may_see_numbers(account)
    people = [(name, {**row, "id": _shown(row.get("id"), whole=whole)}) for name, row in rows]
    return render(
        request, "course.html", course=found, people=people, standing=standing, units=named,
        states=list(claims.State), policy=desk.policies.get(found.policy),
        may_withdraw=account.role in courses.MAY_FILE and found.withdrawn_at is None,
    )  # fmt: skip


@router.get("/courses/{number}/list.{form}")
def course_list(
    desk: Here, account: Asking, number: Number, form: Literal["csv", "xlsx", "jsonl"]
) -> Response:
    """Return the list in the form of the annex; who took it is noted."""
    _may_see(account)
    with desk.database.writing() as connection:
        found = courses.get(connection, number, account)
        rows = courses.people(connection, number)
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        audit.append(connection, account.login, "pass-list-exported", f"course:{number}", form=form)
    whole = may_see_numbers(account)
    people = [{**row, "name": name, "id": _shown(row.get("id"), whole=whole)} for name, row in rows]
    made, kind = annex_file(Annex(named.get(found.unit, ""), claims.today(), people), form)
    name = f"attachment; filename=pass-list-{number}.{form}"
    return Response(made, media_type=kind, headers={"content-disposition": name})


@router.get("/courses/{number}/file")
def course_file(desk: Here, account: Asking, number: Number) -> Response:
    """Return the list as it was handed in."""
    _may_see(account)
    with desk.database.writing() as connection:
        found = courses.get(connection, number, account)
        if not may_see_numbers(account):
            raise NotFound("没有这份名单。 There is no such list.")
        audit.append(connection, account.login, "file-downloaded", f"course:{number}")
    return Response(
        desk.blobs.get(found.sha256),
        media_type="application/octet-stream",
        headers=attachment(found.name),
    )


@router.post("/courses/{number}/withdraw")
def withdraw(desk: Here, session: Signed, number: Number, csrf: Token) -> Response:
    """Withdraw a list: it counts no more."""
    check_token(session, csrf)
    _may_see(session.account)
    with desk.database.writing() as connection:
        found = courses.withdraw(connection, number, session.account)
    ending = ending_of(found.name)
    (desk.settings.lists / FILED / f"{REGISTER}-{number}{ending}").unlink(missing_ok=True)
    return RedirectResponse(f"/courses/{number}", 303)


def ending_of(name: str) -> str:
    """Return the ending of a list's file.

    Raises:
        WrongInput: it is neither a CSV file nor a workbook.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise WrongInput("请上传 xlsx 或 CSV 文件。 Upload an xlsx or CSV file.")
    return ending


def put_list(path: Path, blob: bytes) -> None:
    """Write a list whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(blob)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _may_see(account: accounts.Account) -> None:
    if account.role not in courses.MAY_SEE:
        raise NotAllowed("没有查看名单的权限。 This account may not see the lists.")


def _shown(number: str | None, *, whole: bool) -> str:
    return (number if whole else masked(number)) or ""
