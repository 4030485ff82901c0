"""The last day for a supplement, as a return told it, and the day on which one came."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INDEX = "ix_claim_supplement_by"
_OPEN = "supplement_by IS NOT NULL AND supplemented_on IS NULL"
_PIECE = 5_000
_CHINA, _A_DAY = 8 * 3600 * 1000, 24 * 3600 * 1000
_EPOCH = date(1970, 1, 1)
_CLAIM = sa.table(
    "claim",
    sa.column("id", sa.BigInteger),
    sa.column("round", sa.Integer),
    sa.column("state", sa.String),
    sa.column("supplemented_on", sa.Date),
)
_JOB = sa.table(
    "job",
    sa.column("claim_id", sa.BigInteger),
    sa.column("round", sa.Integer),
    sa.column("created_at", sa.BigInteger),
)


def upgrade() -> None:
    """Go forward: a supplement came when the reading of its round was asked for."""
    op.add_column("claim", sa.Column("supplement_by", sa.Date(), nullable=True))
    op.add_column("claim", sa.Column("supplemented_on", sa.Date(), nullable=True))
    op.add_column("decision", sa.Column("supplement_by", sa.Date(), nullable=True))
    _recall()
    op.create_index(
        _INDEX,
        "claim",
        ["supplement_by"],
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(_INDEX, "claim")
    op.drop_column("decision", "supplement_by")
    op.drop_column("claim", "supplemented_on")
    op.drop_column("claim", "supplement_by")


def _recall() -> None:
    """Write the day of each supplement to which nothing was returned again."""
    bind, after = op.get_bind(), 0
    while True:
        rows = bind.execute(
            sa.select(_CLAIM.c.id, sa.func.min(_JOB.c.created_at).label("at"))
            .join(_JOB, sa.and_(_JOB.c.claim_id == _CLAIM.c.id, _JOB.c.round == _CLAIM.c.round))
            .where(_CLAIM.c.id > after, _CLAIM.c.round > 1, _CLAIM.c.state != "returned")
            .group_by(_CLAIM.c.id)
            .order_by(_CLAIM.c.id)
            .limit(_PIECE)
        ).all()
        if not rows:
            return
        after = rows[-1].id
        bind.execute(
            sa.update(_CLAIM)
            .where(_CLAIM.c.id == sa.bindparam("row"))
            .values(supplemented_on=sa.bindparam("day")),
            [
                {"row": row.id, "day": _EPOCH + timedelta(days=(row.at + _CHINA) // _A_DAY)}
                for row in rows
            ],
        )
