"""Pictures of pages, drawn again; original files only to be saved, never shown."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from verifier.errors import NotFound
from verifier.store import audit, claims, documents
from web.desk import Asking, Here, Number

router = APIRouter()
_DAY = 24 * 3600


@router.get("/claims/{number}/pages/{digest}.jpg")
def page_picture(desk: Here, account: Asking, number: Number, digest: str) -> Response:
    """Return the picture of a page of a claim."""
    with desk.database.reading() as connection:
        claims.get(connection, number, account)
        papers = documents.of_claim(connection, number)
    if not any(digest in paper.pictures for paper in papers):
        raise NotFound("没有这一页。 There is no such page.")
    return Response(
        desk.blobs.get(digest),
        media_type="image/jpeg",
        headers={"cache-control": f"private, max-age={_DAY}, immutable"},
    )


@router.get("/claims/{number}/files/{evidence}")
def original(desk: Here, account: Asking, number: Number, evidence: Number) -> Response:
    """Return an original file as an attachment; who took it is noted."""
    with desk.database.writing() as connection:
        claims.get(connection, number, account)
        papers = {paper.id: paper for paper in documents.of_claim(connection, number)}
        if evidence not in papers:
            raise NotFound("没有这份材料。 There is no such document.")
        audit.append(connection, account.login, "file-downloaded", f"evidence:{evidence}")
    paper = papers[evidence]
    return Response(
        desk.blobs.get(paper.sha256),
        media_type="application/octet-stream",
        headers=attachment(paper.name),
    )


def attachment(name: str) -> dict[str, str]:
    """Return the headers under which a file as it came is only saved, never shown."""
    return {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
    }
