"""What somebody who has signed in tried and may not do: a row of the audit trail."""

from __future__ import annotations

from fastapi import Request

from extractor.errors import Failure
from verifier.errors import Infected, NotAllowed, NotFound, TooMany
from verifier.store import audit
from verifier.store.accounts import Account
from web.desk import desk_of
from web.security import Attempts

_NOTED = Attempts(most=60, seconds=600)
"""More refusals of one account in ten minutes say nothing new, and would fill the trail."""


def note(request: Request, error: Failure) -> None:
    """Write a row about a refusal: who, what was asked for, why; not what was sent.

    What is hidden from an account counts if it was asked for by its number: this is how one tries
    the claims of others. A slip such as a second click is none.
    """
    account: Account | None = getattr(request.state, "account", None)
    if account is None or not _is_refusal(request, error) or not _NOTED.allow(account.login):
        return
    with desk_of(request).database.writing() as connection:
        audit.append(
            connection, account.login, "refused", _subject(request), code=error.code,
            method=request.method,
        )  # fmt: skip


def _is_refusal(request: Request, error: Failure) -> bool:
    if isinstance(error, NotFound):
        return "number" in request.path_params
    return isinstance(error, NotAllowed | Infected) and not isinstance(error, TooMany)


def _subject(request: Request) -> str:
    """Return the way that was asked for, without what opens a pre-check or names a file."""
    route = request.scope.get("route")
    shown = str(getattr(route, "path", ""))
    number = request.path_params.get("number")
    return shown if number is None else shown.replace("{number}", str(number))
