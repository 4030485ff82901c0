"""What papers print in other type than their class does; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from verifier.errors import NotFound
from verifier.store import claims
from verifier.store.accounts import Account
from verifier.store.tables import evidence, other_type


@dataclass(frozen=True, slots=True)
class SetOtherwise:
    """A field of a document in other type than a classmate's, by their evidence ids.

    `picture` is the digest of a blob with both, the classmate's below.
    """

    evidence: int
    other: int
    field: str
    picture: str


def note(connection: Connection, of: Sequence[int], found: Iterable[SetOtherwise]) -> None:
    """Keep what was found of some documents instead of what was known of them."""
    connection.execute(delete(other_type).where(other_type.c.evidence_id.in_(of)))
    now = datetime.now(UTC)
    for one in found:
        connection.execute(
            insert(other_type).values(
                evidence_id=one.evidence, field=one.field, other_id=one.other,
                picture=one.picture, created_at=now,
            )
        )  # fmt: skip


def of_paper(connection: Connection, number: int) -> tuple[SetOtherwise, ...]:
    """Return what a document prints in other type than its class."""
    rows = connection.execute(
        select(other_type).where(other_type.c.evidence_id == number).order_by(other_type.c.field)
    )
    return tuple(SetOtherwise(row.evidence_id, row.other_id, row.field, row.picture)
                 for row in rows)  # fmt: skip


def claims_of(connection: Connection, one: SetOtherwise, by: Account) -> tuple[int, int] | None:
    """Return the claims of both papers; None if the account may not see both."""
    rows = connection.execute(
        select(evidence.c.id, evidence.c.claim_id).where(
            evidence.c.id.in_((one.evidence, one.other))
        )
    )
    held = {row.id: row.claim_id for row in rows}
    found = held[one.evidence], held[one.other]
    return found if all(claims.may_see(connection, number, by) for number in found) else None


def picture(
    connection: Connection, number: int, field: str, by: Account
) -> tuple[str, tuple[int, int]]:
    """Return the picture's digest and the claims it shows.

    Raises:
        NotFound: nothing was found there, or the account may not see both papers.
    """
    for one in of_paper(connection, number):
        if one.field == field and (shown := claims_of(connection, one, by)) is not None:
            return one.picture, shown
    raise NotFound("没有对照图。 There is no picture.")
