"""Backlogs: their documents as a queue, results, readings and keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_VACUUM = (
    "autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000, fillfactor = 80"
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "batch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("key", name=op.f("uq_batch_key")),
    )
    op.create_table(
        "batch_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("batch_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("copy", sa.Integer(), server_default="0", nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(length=40), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("made_by", sa.String(length=64), nullable=True),
        sa.Column("recommendation", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_item_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_item")),
        sa.UniqueConstraint(
            "batch_id", "key", "copy", name=op.f("uq_batch_item_batch_id_key_copy")
        ),
    )
    with op.batch_alter_table("batch_item", schema=None) as batch_op:
        batch_op.create_index("ix_batch_item_position", ["batch_id", "position"], unique=False)
        batch_op.create_index(
            "ix_batch_item_ready",
            ["batch_id", "position"],
            unique=False,
            sqlite_where=sa.text("state = 'ready'"),
            postgresql_where=sa.text("state = 'ready'"),
        )
        batch_op.create_index(
            "ix_batch_item_leased",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'leased'"),
            postgresql_where=sa.text("state = 'leased'"),
        )
    op.create_table(
        "batch_result",
        sa.Column("item_id", KEY, autoincrement=False, nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["batch_item.id"], name=op.f("fk_batch_result_item_id")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_batch_result")),
    )
    op.create_table(
        "batch_reading",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "reader", name=op.f("pk_batch_reading")),
    )
    op.create_table(
        "batch_key",
        sa.Column("item_id", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["batch_item.id"], name=op.f("fk_batch_key_item_id")),
        sa.PrimaryKeyConstraint("item_id", "kind", name=op.f("pk_batch_key")),
    )
    with op.batch_alter_table("batch_key", schema=None) as batch_op:
        batch_op.create_index("ix_batch_key_digest_kind", ["digest", "kind"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        # a queue leaves dead rows behind at every turn; they slow the claims if they stay
        op.execute(f"ALTER TABLE batch_item SET ({_VACUUM})")


def downgrade() -> None:
    """Go back."""
    for name in ("batch_key", "batch_reading", "batch_result", "batch_item", "batch"):
        op.drop_table(name)
