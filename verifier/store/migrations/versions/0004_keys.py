"""Keys by which a document that is claimed a second time is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "evidence_key",
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_key_evidence_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", "kind", name=op.f("pk_evidence_key")),
    )
    with op.batch_alter_table("evidence_key", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_key_digest_kind", ["digest", "kind"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("evidence_key")
