"""Documents that were claimed before: the same file, number, or activity of the same person.

Void and withdrawn claims and pre-checks count for nothing. What stands in another unit is told
without a name: that it exists is the reviewer's business, whose it is may not be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, literal, select, union_all

from verifier.keys import KINDS, keys_of
from verifier.store import claims, tallies
from verifier.store.accounts import Account
from verifier.store.claims import State
from verifier.store.tables import claim, evidence, evidence_key

_COUNTS_NOT = (State.VOID, State.WITHDRAWN, State.PRECHECK)
_MOST = 20


@dataclass(frozen=True, slots=True)
class Repeat:
    """Another claim with the same document; `claim` is None where the account may not see it.

    `mine` and `theirs` are the two documents.
    """

    kind: str
    claim: int | None
    holder_name: str | None
    state: State | None
    mine: int | None = None
    theirs: int | None = None


def note_keys(connection: Connection, number: int, report: Mapping[str, Any]) -> None:
    """Keep the keys of a document's newest reading."""
    with tallies.gathering(connection, number):
        connection.execute(delete(evidence_key).where(evidence_key.c.evidence_id == number))
        for kind, digest in keys_of(report).items():
            connection.execute(
                insert(evidence_key).values(evidence_id=number, kind=kind, digest=digest)
            )


def is_repeated(connection: Connection, number: int) -> bool:
    """Say whether any document of a claim stands in another claim that counts."""
    return connection.execute(_others(number).limit(1)).first() is not None


def repeats(connection: Connection, number: int, by: Account) -> tuple[Repeat, ...]:
    """Return the other claims with a document of this one."""
    found = connection.execute(_others(number).limit(_MOST)).all()
    ids = [row.id for row in found]
    # by their ids first: with the scope in the same condition a database may scan the scope
    rows = connection.execute(
        select(claim.c.id, claim.c.holder_name, claim.c.state).where(claim.c.id.in_(ids))
    ).all()
    seen = {row.id: row for row in rows if claims.may_see(connection, row.id, by)}
    made: dict[tuple[str, int], Repeat] = {}
    for row in found:
        known = seen.get(row.id)
        made.setdefault(
            (row.kind, row.id),
            Repeat(row.kind, None, None, None)
            if known is None
            else Repeat(
                row.kind, row.id, known.holder_name, State(known.state), row.mine, row.theirs
            ),
        )
    return tuple(made.values())


def _others(number: int) -> Any:  # noqa: ANN401
    mine, theirs = evidence.alias("mine"), evidence.alias("theirs")
    my_key, their_key = evidence_key.alias("my_key"), evidence_key.alias("their_key")
    counts = claim.c.state.not_in(_COUNTS_NOT)
    files = (
        select(
            claim.c.id,
            literal("file").label("kind"),
            mine.c.id.label("mine"),
            theirs.c.id.label("theirs"),
        )
        .select_from(mine)
        .join(theirs, theirs.c.sha256 == mine.c.sha256)
        .join(claim, claim.c.id == theirs.c.claim_id)
        .where(mine.c.claim_id == number, claim.c.id != number, counts)
    )
    keys = (
        select(claim.c.id, their_key.c.kind, mine.c.id.label("mine"), theirs.c.id.label("theirs"))
        .select_from(mine)
        .join(my_key, my_key.c.evidence_id == mine.c.id)
        .join(
            their_key,
            (their_key.c.digest == my_key.c.digest) & (their_key.c.kind == my_key.c.kind),
        )
        .join(theirs, theirs.c.id == their_key.c.evidence_id)
        .join(claim, claim.c.id == theirs.c.claim_id)
        .where(
            mine.c.claim_id == number,
            claim.c.id != number,
            counts,
            my_key.c.kind.in_(KINDS),
        )
    )
    return union_all(files, keys)
