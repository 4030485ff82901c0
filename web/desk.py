"""What every page needs at hand: the store, the files, the notices, who is asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Path, Request

from verifier.policy.notice import Policy
from verifier.settings import Settings
from verifier.store import accounts
from verifier.store.accounts import Account, Session
from verifier.store.blob_store import BlobStore
from verifier.store.database import Database

COOKIE = "xueshi_session"


class SignInFirst(Exception):
    """Nobody has signed in; `back` is where they wanted to go."""

    def __init__(self, back: str) -> None:
        """Remember the page that was asked for."""
        super().__init__(back)
        self.back = back


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that the pages share."""

    database: Database
    blobs: BlobStore
    policies: Mapping[str, Policy]
    settings: Settings


def desk_of(request: Request) -> Desk:
    """Return the parts of the application that a request came to."""
    found: Desk = request.app.state.desk
    return found


def session_of(request: Request) -> Session:
    """Return the session of the request's cookie.

    Raises:
        SignInFirst: there is none that holds.
    """
    token = request.cookies.get(COOKIE)
    if token:
        with desk_of(request).database.reading() as connection:
            found = accounts.find_session(connection, token)
        if found is not None:
            request.state.session, request.state.account = found, found.account
            return found
    url = request.url
    raise SignInFirst(f"{url.path}?{url.query}".rstrip("?") if request.method == "GET" else "/")


def account_of(session: Annotated[Session, Depends(session_of)]) -> Account:
    """Return who is asking."""
    return session.account


Here = Annotated[Desk, Depends(desk_of)]
Signed = Annotated[Session, Depends(session_of)]
Asking = Annotated[Account, Depends(account_of)]
Number = Annotated[int, Path(ge=1, le=2**53)]
"""The id of something, in an address."""
Token = Annotated[str, Form(alias="csrf", max_length=200)]
"""The token that each form of a session carries."""
