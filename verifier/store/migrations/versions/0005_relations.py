"""Fingerprints of pages, and how documents are related."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extraction", sa.String(length=64), nullable=True))
    op.create_table(
        "fingerprint",
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("bits", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_fingerprint_evidence_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", "page", name=op.f("pk_fingerprint")),
    )
    op.create_table(
        "fingerprint_band",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_fingerprint_band_evidence_id")
        ),
        sa.PrimaryKeyConstraint(
            "band", "value", "evidence_id", "page", name=op.f("pk_fingerprint_band")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("fingerprint_band", schema=None) as batch_op:
        batch_op.create_index("ix_fingerprint_band_evidence_id", ["evidence_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_relation_evidence_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["evidence.id"], name=op.f("fk_relation_other_id")),
        sa.PrimaryKeyConstraint("evidence_id", "other_id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index("ix_relation_other_id", ["other_id"], unique=False)
        batch_op.create_index("ix_relation_picture", ["picture"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("relation")
    op.drop_table("fingerprint_band")
    op.drop_table("fingerprint")
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_column("extraction")
