"""Two documents beside each other and one over the other, for a person's eyes.

Any two that the account may see: of one claim, or of two. It says nothing about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from verifier.store import audit, documents
from verifier.store.accounts import Account
from verifier.store.claims import Claim
from verifier.store.documents import Evidence
from web.desk import Asking, Here
from web.render import render

router = APIRouter()
Id = Annotated[int, Query(ge=1, le=2**53)]
PageOf = Annotated[int, Query(ge=1, le=10_000)]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its claim, the document, the page that is shown."""

    claim: Claim
    paper: Evidence
    page: int

    @property
    def picture(self) -> str | None:
        """The digest of the page's picture, None if there is no such page."""
        return self.paper.pages[self.page - 1] if self.page <= len(self.paper.pages) else None


@router.get("/compare")
def compare(
    request: Request,
    desk: Here,
    account: Asking,
    left: Id,
    right: Id,
    left_page: PageOf = 1,
    right_page: PageOf = 1,
) -> Response:
    """Show a page of each of two documents."""
    with desk.database.writing() as connection:
        sides = (
            _side(connection, left, left_page, account),
            _side(connection, right, right_page, account),
        )
        others = {side.claim.id: documents.of_claim(connection, side.claim.id) for side in sides}
        for number in others:
            audit.append(connection, account.login, "claim-viewed", f"claim:{number}", beside=True)
    choices = [(one.claim, others[one.claim.id]) for one in {s.claim.id: s for s in sides}.values()]
    return render(request, "compare.html", sides=sides, choices=choices)


def _side(connection: Connection, number: int, page: int, account: Account) -> Side:
    found, paper = documents.get(connection, number, account)
    return Side(found, paper, min(page, max(1, len(paper.pages))))
