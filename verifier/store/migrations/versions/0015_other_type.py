"""What a paper prints in other type than the papers of its class do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "other_type",
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_other_type_evidence_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["evidence.id"], name=op.f("fk_other_type_other_id")),
        sa.PrimaryKeyConstraint("evidence_id", "field", name=op.f("pk_other_type")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("other_type")
