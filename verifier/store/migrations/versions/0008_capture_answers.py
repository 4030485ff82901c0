"""What reviewers say that captures show: labelled pairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "capture_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("assessment", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_capture_answer_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_capture_answer_evidence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture_answer")),
    )
    op.create_index(op.f("ix_capture_answer_evidence_id"), "capture_answer", ["evidence_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("capture_answer")
