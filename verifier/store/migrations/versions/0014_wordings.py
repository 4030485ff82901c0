"""Names and titles by their ends; indices for searching the trail and counting jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_PIECE, _LENGTH = 8, 500
_INDICES = (
    ("ix_claim_holder_name", "claim", ["holder_name", "unit_id", "desk_id", "state"]),
    ("ix_claim_title", "claim", ["title", "unit_id", "desk_id", "state"]),
    ("ix_audit_actor", "audit", ["actor", "seq", "action"]),
    ("ix_audit_action", "audit", ["action", "seq", "actor"]),
    ("ix_audit_subject", "audit", ["subject", "seq"]),
    ("ix_audit_at", "audit", ["at", "seq"]),
)
# in their order, so that the table grows at its end
_FILL = """
INSERT INTO wording (piece, text)
WITH RECURSIVE
texts(text) AS (
    SELECT holder_name FROM claim WHERE unit_id IS NOT NULL AND holder_name <> ''
    UNION SELECT title FROM claim WHERE unit_id IS NOT NULL AND title <> ''
),
ends(rest, text) AS (
    SELECT {folded}, text FROM texts
    UNION ALL SELECT substr(rest, 2), text FROM ends WHERE length(rest) > 1
)
SELECT DISTINCT substr(rest, 1, :piece), text FROM ends ORDER BY 1, 2
"""


def upgrade() -> None:
    """Go forward."""
    for name, table, columns in _INDICES:
        op.create_index(name, table, columns)
    left = sa.text("state <> 'done'")
    op.create_index("ix_job_left", "job", ["state"], sqlite_where=left, postgresql_where=left)
    op.create_table(
        "wording",
        sa.Column("piece", _exact(_PIECE), primary_key=True),
        sa.Column("text", _exact(_LENGTH), primary_key=True),
        sqlite_with_rowid=False,
    )
    is_postgres = op.get_bind().dialect.name == "postgresql"
    folded = 'lower(text COLLATE "C")' if is_postgres else "lower(text)"
    op.get_bind().execute(sa.text(_FILL.format(folded=folded)), {"piece": _PIECE})


def downgrade() -> None:
    """Go back."""
    op.drop_table("wording")
    op.drop_index("ix_job_left", "job")
    for name, table, _ in reversed(_INDICES):
        op.drop_index(name, table)


def _exact(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")
