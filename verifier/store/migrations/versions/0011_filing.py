"""The day on which a claim was confirmed for good, by which notices file."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEX = "ix_claim_confirmed_on"
_PIECE = 5_000
_CHINA, _A_DAY = 8 * 3600 * 1000, 24 * 3600 * 1000
_EPOCH = date(1970, 1, 1)
_CLAIM = sa.table(
    "claim",
    sa.column("id", sa.BigInteger),
    sa.column("state", sa.String),
    sa.column("confirmed_on", sa.Date),
)
_DECISION = sa.table(
    "decision",
    sa.column("claim_id", sa.BigInteger),
    sa.column("outcome", sa.String),
    sa.column("created_at", sa.BigInteger),
    sa.column("undone_at", sa.BigInteger),
)


def upgrade() -> None:
    """Go forward: a confirmed claim was confirmed by its last decision."""
    op.add_column("claim", sa.Column("confirmed_on", sa.Date(), nullable=True))
    _recall()
    op.create_index(
        _INDEX,
        "claim",
        ["policy", "confirmed_on", "unit_id", "desk_id", "state", "awarded"],
        sqlite_where=sa.text("confirmed_on IS NOT NULL"),
        postgresql_where=sa.text("confirmed_on IS NOT NULL"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index(_INDEX, "claim")
    op.drop_column("claim", "confirmed_on")


def _recall() -> None:
    """Write the day of each confirmed claim's last confirmation."""
    bind, after = op.get_bind(), 0
    last = sa.func.max(_DECISION.c.created_at)
    while True:
        rows = bind.execute(
            sa.select(_CLAIM.c.id, last.label("at"))
            .join(_DECISION, _DECISION.c.claim_id == _CLAIM.c.id)
            .where(
                _CLAIM.c.id > after,
                _CLAIM.c.state == "confirmed",
                _DECISION.c.outcome == "confirm",
                _DECISION.c.undone_at.is_(None),
            )
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
            .values(confirmed_on=sa.bindparam("day")),
            [
                {"row": row.id, "day": _EPOCH + timedelta(days=(row.at + _CHINA) // _A_DAY)}
                for row in rows
            ],
        )
