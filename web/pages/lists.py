"""The lists of an office: which hold for its units, handed in, taken away.

A unit's own list goes before the common one; what is wrong with a list is told line by line
and the old one stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from verifier import labels
from verifier.errors import NotAllowed, NotFound
from verifier.registers import read_bounded, unit_folder
from verifier.registers.columns import register_of_file
from verifier.store import accounts, audit, claims
from verifier.store.accounts import Account, Role
from web.desk import Asking, Here, Signed, Token
from web.pages.courses import ENDINGS, ending_of, put_list
from web.render import render
from web.security import check_token
from web.uploads import keep

router = APIRouter()
MAY_SEE = frozenset({Role.UNIT_REVIEWER, Role.AUTHORITY_REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR})
MAY_HAND_IN = frozenset({Role.UNIT_REVIEWER, Role.AUTHORITY_REVIEWER, Role.ADMINISTRATOR})
Kind = Annotated[str, Form(max_length=40)]
UnitId = Annotated[int, Form(ge=1, le=2**53)]


@dataclass(frozen=True, slots=True)
class Held:
    """A list that holds for a unit and those below it, or for all."""

    unit: int | None
    register: str
    name: str


@router.get("/lists")
def lists_page(request: Request, desk: Here, account: Asking) -> Response:
    """Show the lists of the account's units and the common ones."""
    if account.role not in MAY_SEE:
        raise NotAllowed("没有查看名册的权限。 This account may not see the lists.")
    with desk.database.reading() as connection:
        places = _places(connection, account)
    held = [
        held
        for unit in places
        for held in _held(unit.id, unit_folder(desk.settings.lists, unit.id))
    ]
    common = [] if desk.settings.registers is None else _held(None, desk.settings.registers)
    return render(
        request, "lists.html", held=[*held, *common], places=places,
        units={unit.id: unit.name for unit in places}, registers=list(labels.REGISTERS),
        may_hand_in=account.role in MAY_HAND_IN,
    )  # fmt: skip


@router.post("/lists")
async def hand_in(
    desk: Here,
    session: Signed,
    csrf: Token,
    files: list[UploadFile],
    kind: Kind,
    unit: UnitId,
) -> Response:
    """Take in a list for a unit; it takes the place of the one before."""
    check_token(session, csrf)
    if kind not in labels.REGISTERS:
        raise NotAllowed("没有这种名册。 There is no such list.")
    (upload,) = await keep(desk, files[:1])
    ending = ending_of(upload.name)

    def store() -> None:
        with desk.database.reading() as connection:
            _check(connection, session.account, unit)
        blob = desk.blobs.get(upload.sha256)
        found = read_bounded(blob, ending, kind)
        folder = unit_folder(desk.settings.lists, unit)
        with desk.database.writing() as connection:
            audit.append(
                connection, session.account.login, "list-handed-in", f"unit:{unit}",
                register=kind, rows=len(found.entries), sha256=upload.sha256,
            )  # fmt: skip
        put_list(folder / f"{kind}{ending}", blob)
        for other in ENDINGS:
            if other != ending:
                (folder / f"{kind}{other}").unlink(missing_ok=True)

    await run_in_threadpool(store)
    return RedirectResponse("/lists", 303)


@router.post("/lists/drop")
def drop(desk: Here, session: Signed, csrf: Token, kind: Kind, unit: UnitId) -> Response:
    """Take a unit's list away: that of the office above holds again."""
    check_token(session, csrf)
    with desk.database.writing() as connection:
        _check(connection, session.account, unit)
        if kind not in labels.REGISTERS:
            raise NotFound("没有这种名册。 There is no such list.")
        audit.append(
            connection, session.account.login, "list-dropped", f"unit:{unit}", register=kind
        )
    for ending in ENDINGS:
        (unit_folder(desk.settings.lists, unit) / f"{kind}{ending}").unlink(missing_ok=True)
    return RedirectResponse("/lists", 303)


def _places(connection: Connection, account: Account) -> list[accounts.Unit]:
    everywhere = account.unit is None and account.role in (Role.ADMINISTRATOR, Role.AUDITOR)
    mine = claims.scope_of(connection, account)
    return [unit for unit in accounts.units(connection) if everywhere or unit.id in mine]


def _check(connection: Connection, account: Account, unit: int) -> None:
    if account.role not in MAY_HAND_IN:
        raise NotAllowed("没有报送名册的权限。 This account hands in no lists.")
    if unit not in {place.id for place in _places(connection, account)}:
        raise NotFound("没有这个单位。 There is no such unit.")


def _held(unit: int | None, folder: Path) -> list[Held]:
    files: Iterable[Path] = sorted(folder.iterdir()) if folder.is_dir() else ()
    found = ((path, register_of_file(path.stem)) for path in files if not path.name.startswith("."))
    return [Held(unit, register, path.name) for path, register in found if register is not None]
