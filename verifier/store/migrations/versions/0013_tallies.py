"""How many claims stand where, counted as they change instead of on each request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_PROGRESS = ["unit_id", "policy", "state", "recommendation", "subject", "submitted_at"]
_SUMMED = ["due_on", "awarded"]
_CHINA, _A_DAY = 8 * 3600 * 1000, 24 * 3600 * 1000
_EPOCH = date(1970, 1, 1)
_PIECE = 20_000
_CLAIM = sa.table(
    "claim",
    sa.column("id", sa.BigInteger),
    sa.column("unit_id", sa.BigInteger),
    sa.column("policy", sa.String),
    sa.column("desk_id", sa.BigInteger),
    sa.column("state", sa.String),
    sa.column("recommendation", sa.String),
    sa.column("doubts", sa.Integer),
    sa.column("subject", sa.String),
    sa.column("awarded", sa.Numeric(10, 2)),
    sa.column("submitted_at", sa.BigInteger),
    sa.column("due_on", sa.Date),
    sa.column("confirmed_on", sa.Date),
    sa.column("supplement_by", sa.Date),
    sa.column("supplemented_on", sa.Date),
)
_DECISION = sa.table(
    "decision",
    sa.column("id", sa.BigInteger),
    sa.column("claim_id", sa.BigInteger),
    sa.column("outcome", sa.String),
    sa.column("reasons", sa.JSON),
    sa.column("reached", sa.String),
    sa.column("created_at", sa.BigInteger),
    sa.column("undone_at", sa.BigInteger),
)
_PAPER = sa.table("evidence", sa.column("id", sa.BigInteger), sa.column("claim_id", sa.BigInteger))
_WORD = sa.table(
    "evidence_key",
    sa.column("evidence_id", sa.BigInteger),
    sa.column("kind", sa.String),
    sa.column("digest", sa.String),
)
_STAGES = ("first_review", "second_review", "recheck")
_C, _D = _CLAIM.c, _DECISION.c
_DESK = sa.func.coalesce(_C.desk_id, 0)
_NO_HOURS: sa.ColumnElement[Any] = sa.literal_column("0")
_HUNDREDTHS: sa.ColumnElement[Any] = sa.func.coalesce(
    sa.func.sum(sa.cast(sa.func.round(_C.awarded * 100), sa.BigInteger)), 0
)


def upgrade() -> None:
    """Go forward: count what there is."""
    names = [_text(name) for name in ("state", "recommendation", "subject")]
    day = sa.Column("day", sa.Date(), primary_key=True)
    reason = sa.Column("reason", sa.Text(), primary_key=True)
    tally = _made("tally", _desk(), *names, _sum("hours"))
    days = _made("day_tally", _desk(), _text("kind"), day, _sum("hours"))
    reasons = _made("reason_tally", reason)
    trainings = op.create_table(
        "training_tally",
        sa.Column("unit_id", _KEY, sa.ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        _text("state"),
        sa.Column("digest", sa.String(64), primary_key=True),
        _desk(),
        sa.Column("due_on", sa.Date(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clean", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(tally, list(_standing()))
    op.bulk_insert(days, list(_days()))
    op.bulk_insert(reasons, list(_reasons()))
    op.bulk_insert(trainings, list(_trainings()))
    op.drop_index("ix_claim_progress", "claim")


def downgrade() -> None:
    """Go back."""
    op.create_index("ix_claim_progress", "claim", [*_PROGRESS, *_SUMMED])
    for name in ("training_tally", "reason_tally", "day_tally", "tally"):
        op.drop_table(name)


def _made(name: str, *columns: sa.Column[Any]) -> sa.Table:
    unit = sa.ForeignKey("unit.id")
    return op.create_table(
        name,
        sa.Column("unit_id", _KEY, unit, primary_key=True, autoincrement=False),
        sa.Column("policy", sa.String(80), primary_key=True),
        *columns,
        sa.Column("number", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )


def _desk() -> sa.Column[int]:
    return sa.Column("desk_id", _KEY, primary_key=True, autoincrement=False)


def _sum(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), primary_key=True)


def _standing() -> Iterator[dict[str, Any]]:
    return _grouped(
        _DESK.label("desk_id"), _C.state,
        sa.func.coalesce(_C.recommendation, "").label("recommendation"),
        sa.func.coalesce(_C.subject, "").label("subject"), hours=_HUNDREDTHS,
    )  # fmt: skip


def _days() -> Iterator[dict[str, Any]]:
    desk = _DESK.label("desk_id")
    stages = _C.state.in_(_STAGES)
    told = [_C.state == "returned", _C.supplement_by.is_not(None), _C.supplemented_on.is_(None)]
    for row in _grouped(desk, _C.due_on.label("day"), where=[stages]):
        yield row | {"kind": "due"}
    for row in _grouped(desk, _C.supplement_by.label("day"), where=told):
        yield row | {"kind": "supplement"}
    on = _C.confirmed_on
    for row in _grouped(desk, on.label("day"), where=[on.is_not(None)], hours=_HUNDREDTHS):
        yield row | {"kind": "confirmed"}
    stands = [_D.claim_id == _C.id, _D.undone_at.is_(None), _D.reached.in_(("confirmed", "void"))]
    for kind, moment, where in (
        ("submitted", _C.submitted_at, ()),
        ("settled", _D.created_at, stands),
    ):
        for row in _grouped(((moment + _CHINA) // _A_DAY).label("day"), where=where):
            day = _EPOCH + timedelta(days=row["day"])
            yield row | {"kind": kind, "desk_id": 0, "day": day}


def _reasons() -> Iterator[dict[str, Any]]:
    found: Counter[tuple[int, str, str]] = Counter()
    bind, after = op.get_bind(), 0
    while True:
        rows = bind.execute(
            sa.select(_D.id, _C.unit_id, _C.policy, _D.reasons)
            .where(
                _D.id > after, _D.claim_id == _C.id, _D.undone_at.is_(None),
                _D.outcome.in_(("return", "void")), _C.unit_id.is_not(None),
            )
            .order_by(_D.id)
            .limit(_PIECE)
        ).all()  # fmt: skip
        if not rows:
            break
        after = rows[-1].id
        found.update((row.unit_id, row.policy, one) for row in rows for one in row.reasons)
    for (unit, policy, reason), number in found.items():
        yield {"unit_id": unit, "policy": policy, "reason": reason, "number": number}


def _trainings() -> Iterator[dict[str, Any]]:
    papers = (
        sa.select(_PAPER.c.claim_id, _WORD.c.digest)
        .where(_WORD.c.evidence_id == _PAPER.c.id, _WORD.c.kind == "course")
        .distinct()
        .subquery()
    )
    is_clean = sa.and_(_C.doubts == 0, _C.recommendation == "ready")
    keys = (
        _C.unit_id, _C.state, _DESK.label("desk_id"), papers.c.digest, _C.due_on,
    )  # fmt: skip
    rows = op.get_bind().execute(
        sa.select(
            *keys, sa.func.count().label("number"),
            sa.func.sum(sa.case((is_clean, 1), else_=0)).label("clean"),
        )
        .where(papers.c.claim_id == _C.id, _C.unit_id.is_not(None), _C.state.in_(_STAGES))
        .group_by(*keys)
    )  # fmt: skip
    for row in rows.mappings():
        yield {**row, "clean": int(row["clean"])}


def _grouped(
    *parts: sa.ColumnElement[Any],
    where: Sequence[sa.ColumnElement[bool]] = (),
    hours: sa.ColumnElement[Any] = _NO_HOURS,
) -> Iterator[dict[str, Any]]:
    keys = (_C.unit_id, _C.policy, *parts)
    rows = op.get_bind().execute(
        sa.select(*keys, sa.func.count().label("number"), hours.label("hours"))
        .where(_C.unit_id.is_not(None), *where)
        .group_by(*keys)
    )
    for row in rows.mappings():
        yield {**row, "hours": int(row["hours"])}
