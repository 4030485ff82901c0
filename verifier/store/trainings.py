"""Claims gathered by the training that their papers name, for one look at a whole class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from verifier.keys import COURSE
from verifier.relations import CONCERNS, RelationKind
from verifier.store import claims, repeats, typefaces
from verifier.store.accounts import Account
from verifier.store.claims import STAGES, Claim, visible
from verifier.store.repeats import Repeat
from verifier.store.tables import (
    NEVER,
    claim,
    evidence,
    evidence_key,
    page,
    reading,
    relation,
    training_tally,
)

MOST = 200
"""Papers of one training that are shown at once."""


@dataclass(frozen=True, slots=True)
class Training:
    """A training with the claims that wait at the account's stage."""

    digest: str
    title: str | None
    claims: int
    clean: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A claim of a training, its paper's newest report and its first page's picture."""

    claim: Claim
    evidence: int
    report: Mapping[str, Any]
    picture: str | None
    is_related: bool
    has_twin_seal: bool = False
    """Another paper of the class carries the same impression of a seal, stamped by hand."""
    twins: tuple[tuple[int, int], ...] = ()
    """The relations that say so, of which the account may see both papers."""
    other_type: Mapping[str, bool] = field(default_factory=dict)
    """The fields in other type than the class's: may the account see the classmate's paper too?"""
    again: tuple[Repeat, ...] = ()
    """Other claims with the same document, number, or activity of the same person."""


def trainings(
    connection: Connection, by: Account, size: int, after: tuple[int, str] | None = None
) -> tuple[Training, ...]:
    """Return so many trainings of which several claims wait for the account, the largest first.

    `after` is the number of claims and the digest of the last one on the page before.
    """
    if by.role not in STAGES:
        return ()
    number = func.sum(training_tally.c.number)
    most = (
        select(
            training_tally.c.digest, number.label("claims"),
            func.sum(training_tally.c.clean).label("clean"),
            func.min(training_tally.c.due_on).label("due_on"),
        )
        .where(
            claims.tallied(connection, by, training_tally),
            training_tally.c.state.in_(STAGES[by.role]),
        )
        .group_by(training_tally.c.digest)
        .having(number > 1, *([] if after is None else [_is_behind(number, *after)]))
        .order_by(number.desc(), training_tally.c.digest)
        .limit(size)
        .subquery()
    )  # fmt: skip
    title = (
        select(claim.c.title)
        .join(evidence, evidence.c.claim_id == claim.c.id)
        .join(evidence_key, evidence_key.c.evidence_id == evidence.c.id)
        .where(
            evidence_key.c.digest == most.c.digest, evidence_key.c.kind == COURSE,
            claim.c.state.in_(STAGES[by.role]), claim.c.title.is_not(None), visible(connection, by),
        )
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip
    rows = connection.execute(
        select(most, title.label("title")).order_by(most.c.claims.desc(), most.c.digest)
    ).all()
    return tuple(
        Training(
            row.digest,
            row.title or _title(connection, row.digest, by),
            int(row.claims),
            int(row.clean),
            None if row.due_on == NEVER else row.due_on,
        )
        for row in rows
    )


def _is_behind(number: Any, claims: int, digest: str) -> Any:  # noqa: ANN401
    return or_(number < claims, (number == claims) & (training_tally.c.digest > digest))


def papers(connection: Connection, digest: str, by: Account) -> tuple[Paper, ...]:
    """Return the claims of a training that wait for the account, each with its paper.

    Of a large training the first 200: the others follow once these are decided.
    """
    if by.role not in STAGES:
        return ()
    rows = connection.execute(
        select(claim.c.id.label("claim_id"), evidence_key.c.evidence_id)
        .join(evidence, evidence.c.id == evidence_key.c.evidence_id)
        .join(claim, claim.c.id == evidence.c.claim_id)
        .where(
            evidence_key.c.kind == COURSE,
            evidence_key.c.digest == digest,
            claim.c.state.in_(STAGES[by.role]),
            visible(connection, by),
        )
        .order_by(claim.c.id)
        .limit(MOST)
    ).all()
    first = {row.claim_id: row.evidence_id for row in reversed(rows)}
    found = []
    for number in sorted(first):
        read = connection.execute(
            select(reading.c.id, reading.c.report)
            .where(reading.c.evidence_id == first[number])
            .order_by(reading.c.id.desc())
            .limit(1)
        ).one()
        picture = connection.execute(
            select(page.c.digest).where(page.c.reading_id == read.id, page.c.number == 1)
        ).scalar()
        twins = _twins(connection, first[number])
        found.append(
            Paper(
                claims.get(connection, number, by),
                first[number],
                read.report,
                picture,
                _is_related(connection, first[number]),
                bool(twins),
                tuple(
                    (row.evidence_id, row.other_id)
                    for row in twins
                    if claims.may_see(connection, row.claim_id, by)
                ),
                {
                    one.field: typefaces.claims_of(connection, one, by) is not None
                    for one in typefaces.of_paper(connection, first[number])
                },
                repeats.repeats(connection, number, by),
            )
        )
    return tuple(found)


def _twins(connection: Connection, number: int) -> Sequence[Any]:
    """Return the pairs of a paper with others by one impression of a seal, with their claims."""
    other = case(
        (relation.c.evidence_id == number, relation.c.other_id), else_=relation.c.evidence_id
    )
    return connection.execute(
        select(relation.c.evidence_id, relation.c.other_id, evidence.c.claim_id)
        .join(evidence, evidence.c.id == other)
        .where(
            or_(relation.c.evidence_id == number, relation.c.other_id == number),
            relation.c.kind == RelationKind.SAME_COURSE,
        )
        .order_by(relation.c.evidence_id, relation.c.other_id)
    ).all()


def _is_related(connection: Connection, number: int) -> bool:
    asked = select(relation.c.kind).where(
        or_(relation.c.evidence_id == number, relation.c.other_id == number),
        relation.c.kind.in_(CONCERNS),
    )
    return connection.execute(asked.limit(1)).first() is not None


def _title(connection: Connection, digest: str, by: Account) -> str | None:
    """Return the title as some paper of the training names it, where no claim does."""
    for paper in papers(connection, digest, by)[:1]:
        named = (paper.report.get("fields") or {}).get("activity_title") or {}
        return str(named["value"]) if "value" in named else None
    return None
