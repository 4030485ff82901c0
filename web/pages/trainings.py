"""Review by training: a class on one page, what stands out first, and related documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from verifier.errors import NotFound
from verifier.families import COMMON, OWN, Member, gather
from verifier.store import audit, claims, relations, trainings, typefaces
from verifier.store.trainings import Paper
from web.desk import Asking, Desk, Here, Number
from web.render import render
from web.standing import is_clean
from web.views import mark_of

router = APIRouter()
Digest = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
_DAY = 24 * 3600
SIZE = 100


@router.get("/trainings")
def trainings_page(
    request: Request,
    desk: Here,
    account: Asking,
    fewer: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    after: Annotated[str | None, Query(pattern="^[0-9a-f]{64}$")] = None,
) -> Response:
    """List the trainings of which several claims wait, from behind the last one of the page before.

    That one is told by the number of its claims and its digest.
    """
    behind = None if fewer is None or after is None else (fewer, after)
    with desk.database.reading() as connection:
        found = trainings.trainings(connection, account, SIZE + 1, behind)
    last = found[SIZE - 1] if len(found) > SIZE else None
    return render(request, "trainings.html", account=account, found=found[:SIZE], last=last)


@router.get("/trainings/{digest}")
def training_page(request: Request, desk: Here, account: Asking, digest: Digest) -> Response:
    """Show the claims of one training, what they share above, what stands out first."""
    with desk.database.writing() as connection:
        papers = {one.claim.id: one for one in trainings.papers(connection, digest, account)}
        if not papers:
            raise NotFound("没有等待审核的申报属于这个班次。 No claim of this training waits.")
        # a class is looked at as its claims are: it leaves a row for each
        desks = claims.scope_of(connection, account)
        subjects = [f"claim:{number}" for number in papers]
        audit.append_each(connection, account.login, "claim-viewed", subjects, training=True)
    family = gather([_member(one) for one in papers.values()])
    clean = {
        number
        for number, one in papers.items()
        if is_clean(account, one.claim, desks, desk.policies)
    }
    ready = [
        one.member.claim for one in family.members if one.member.claim in clean and not one.odd
    ]
    title = next((one.claim.title for one in papers.values() if one.claim.title), None)
    title = title or _value(next(iter(papers.values())).report, "activity_title")
    return render(
        request, "training.html", account=account, family=family, papers=papers, title=title,
        clean=clean, ready=ready, common=COMMON, own=OWN, most=trainings.MOST,
    )  # fmt: skip


@router.get("/relations/{evidence}/{other}")
def relation_page(
    request: Request, desk: Here, account: Asking, evidence: Number, other: Number
) -> Response:
    """Show two related documents beside each other, with the regions that differ."""
    with desk.database.writing() as connection:
        found = relations.pair(connection, evidence, other, account)
        sides = [f"claim:{side.claim}" for side in found.sides]
        audit.append_each(connection, account.login, "claim-viewed", sides, beside=True)
    regions = [
        [mark_of(region[name]) for region in found.report["regions"] if region[name]]
        for name in ("a", "b")
    ]
    return render(request, "relation.html", account=account, found=found, regions=regions)


@router.get("/relations/{evidence}/{other}/picture.jpg")
def relation_picture(desk: Here, account: Asking, evidence: Number, other: Number) -> Response:
    """Return the evidence picture of a relation."""
    with desk.database.writing() as connection:
        found = relations.pair(connection, evidence, other, account)
        if found.picture is None:
            raise NotFound("没有对照图。 There is no picture.")
        # its address can be guessed, unlike that of a page's picture
        sides = [f"claim:{side.claim}" for side in found.sides]
        audit.append_each(connection, account.login, "claim-viewed", sides, picture=True)
    return _picture(desk, found.picture)


@router.get("/types/{evidence}/{field}.jpg")
def type_picture(
    desk: Here, account: Asking, evidence: Number, field: Annotated[str, Path(max_length=40)]
) -> Response:
    """Return what a paper prints in other type than its class, above the same of a classmate."""
    with desk.database.writing() as connection:
        digest, shown = typefaces.picture(connection, evidence, field, account)
        # as of a relation: its address can be guessed
        sides = [f"claim:{number}" for number in shown]
        audit.append_each(connection, account.login, "claim-viewed", sides, picture=True)
    return _picture(desk, digest)


def _picture(desk: Desk, digest: str) -> Response:
    return Response(
        desk.blobs.get(digest),
        media_type="image/jpeg",
        headers={"cache-control": f"private, max-age={_DAY}, immutable"},
    )


def _member(paper: Paper) -> Member:
    values = {name: _value(paper.report, name) for name in (*COMMON, *OWN)}
    return Member(
        paper.claim.id,
        {name: value for name, value in values.items() if value},
        paper.is_related,
        paper.has_twin_seal,
        frozenset(paper.other_type),
        bool(paper.again),
    )


def _value(report: Mapping[str, Any], name: str) -> str:
    """Return a field's value as text; bodies in one line; nothing if it was not read."""
    found = (report.get("fields") or {}).get(name)
    if isinstance(found, list):
        issuing = [one for one in found if one.get("role") in (None, "issuer")]
        return "、".join(str(one["value"]) for one in issuing)
    return str(found["value"]) if isinstance(found, Mapping) else ""
