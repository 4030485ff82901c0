"""Whose names a list has shown to whom: a row of the trail where somebody new came into sight.

A list that is filtered, turned or opened again shows mostly those it has just shown. A row for
each look would bury the trail, so one is written only for claims that the account's own rows of
the last minutes do not name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from verifier.store import audit
from verifier.store.accounts import Account
from verifier.store.claims import Claim

LIST_VIEWED = "list-viewed"
AGAIN = timedelta(minutes=10)
"""After this a name that is shown again leaves a row again."""
_NEWEST = 40
"""Rows of the account that are looked at; what only an older one names leaves a row again."""


def unseen(connection: Connection, shown: Collection[Claim], by: Account) -> tuple[int, ...]:
    """Return the claims of a list that the account has not just been shown; its own are no look."""
    numbers = {one.id for one in shown if one.teacher != by.id}
    if not numbers:
        return ()
    since = datetime.now(UTC) - AGAIN
    for row in audit.search(connection, audit.Wanted(subject=_subject(by)), _NEWEST):
        if row.action == LIST_VIEWED and row.at > since:
            numbers.difference_update(json.loads(row.details)["claims"])
    return tuple(sorted(numbers))


def note(connection: Connection, numbers: Sequence[int], by: Account, **how: object) -> None:
    """Note that a list has shown these claims to an account, and how it was asked for."""
    audit.append(connection, by.login, LIST_VIEWED, _subject(by), claims=list(numbers), **how)


def _subject(by: Account) -> str:
    return f"account:{by.id}"
