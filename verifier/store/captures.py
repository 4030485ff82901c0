"""What reviewers say that captures show, kept with the crop they looked at: labelled pairs.

An answer judges the picture and decides nothing about the claim. The newest one of a document
counts; those before it stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from verifier.errors import NotAllowed
from verifier.store import audit, documents
from verifier.store.accounts import Account, Role
from verifier.store.tables import capture_answer, evidence

_MAY_ANSWER = frozenset({Role.UNIT_REVIEWER, Role.AUTHORITY_REVIEWER, Role.ADMINISTRATOR})


class CaptureAnswer(StrEnum):
    """What a person sees."""

    ORIGINAL = "original"
    COPY = "copy"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Pair:
    """A person's answer beside the program's, with the digests of the file and of the crop."""

    evidence: int
    sha256: str
    answer: CaptureAnswer
    assessment: str
    reason: str | None
    picture: str | None
    answered_at: datetime


def answer(connection: Connection, number: int, said: CaptureAnswer, by: Account) -> int:
    """Note what a reviewer sees on a document; return the number of its claim.

    Raises:
        NotFound: there is no such document for this account.
        NotAllowed: the account does not review, or the document was not read.
    """
    found, paper = documents.get(connection, number, by)
    told = (paper.report or {}).get("originality")
    if by.role not in _MAY_ANSWER or told is None:
        raise NotAllowed("只有审核人可以标注已读取的材料。 Only a reviewer may, of what was read.")
    connection.execute(
        insert(capture_answer).values(
            evidence_id=number, answer=said.value, assessment=told["assessment"],
            reason=told.get("reason"), picture=_crop(paper), account_id=by.id,
            created_at=datetime.now(UTC),
        )
    )  # fmt: skip
    audit.append(
        connection, by.login, "capture-answered", f"evidence:{number}", answer=said.value,
        claim=found.id,
    )  # fmt: skip
    return found.id


def _crop(paper: documents.Evidence) -> str | None:
    """Return the picture that the answer is about: the first seal, else the page's colours."""
    names = sorted(paper.details)
    wanted = (
        "seal-1",
        *(name for name in names if name.startswith("grid")),
        *(name for name in names if name.startswith("saturation")),
    )
    return next((paper.details[name] for name in wanted if name in paper.details), None)


def pairs(connection: Connection) -> Iterator[Pair]:
    """Yield the newest answer on each document, in the order of the documents."""
    newest = select(func.max(capture_answer.c.id)).group_by(capture_answer.c.evidence_id)
    found = connection.execute(
        select(capture_answer, evidence.c.sha256)
        .join(evidence, evidence.c.id == capture_answer.c.evidence_id)
        .where(capture_answer.c.id.in_(newest))
        .order_by(capture_answer.c.evidence_id)
    )
    for row in found:
        yield Pair(
            row.evidence_id, row.sha256, CaptureAnswer(row.answer), row.assessment, row.reason,
            row.picture, row.created_at,
        )  # fmt: skip
