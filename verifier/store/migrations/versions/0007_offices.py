"""Offices, receipts, weights, parts of pages, kept filters, pass lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "unit_route",
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("to_unit_id", KEY, nullable=False),
        _key("unit_route", "unit_id", "unit"),
        _key("unit_route", "to_unit_id", "unit"),
        sa.PrimaryKeyConstraint("unit_id", "office", name=op.f("pk_unit_route")),
    )
    op.create_index(op.f("ix_unit_route_to_unit_id"), "unit_route", ["to_unit_id"])
    with op.batch_alter_table("claim", schema=None) as batch:
        batch.add_column(sa.Column("calm", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("unsure", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("desk_id", KEY, nullable=True))
        batch.add_column(sa.Column("receipt", sa.JSON(), nullable=True))
        batch.create_foreign_key(op.f("fk_claim_desk_id"), "unit", ["desk_id"], ["id"])
    op.create_index("ix_claim_desk", "claim", ["desk_id", "state", "due_on", "doubts", "id"])
    for name in ("calm", "unsure"):
        op.create_index(f"ix_claim_{name}", "claim", ["unit_id", "state", name, "due_on", "id"])
    with op.batch_alter_table("decision", schema=None) as batch:
        batch.add_column(sa.Column("reached", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("before", sa.JSON(), nullable=True))
    op.create_table(
        "detail",
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        _key("detail", "reading_id", "reading"),
        sa.PrimaryKeyConstraint("reading_id", "name", name=op.f("pk_detail")),
    )
    op.create_index(op.f("ix_detail_digest"), "detail", ["digest"])
    op.create_table(
        "saved_filter",
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        _key("saved_filter", "account_id", "account"),
        sa.PrimaryKeyConstraint("account_id", "name", name=op.f("pk_saved_filter")),
    )
    op.create_table(
        "course",
        sa.Column("id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        _key("course", "unit_id", "unit"),
        _key("course", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(op.f("ix_course_unit_id"), "course", ["unit_id"])
    op.create_table(
        "course_person",
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        _key("course_person", "course_id", "course"),
        sa.PrimaryKeyConstraint("course_id", "position", name=op.f("pk_course_person")),
    )
    op.create_index("ix_course_person_name", "course_person", ["name"])


def downgrade() -> None:
    """Go back."""
    for table in ("course_person", "course", "saved_filter", "detail"):
        op.drop_table(table)
    with op.batch_alter_table("decision", schema=None) as batch:
        batch.drop_column("before")
        batch.drop_column("reached")
    for name in ("calm", "unsure", "desk"):
        op.drop_index(f"ix_claim_{name}", "claim")
    with op.batch_alter_table("claim", schema=None) as batch:
        batch.drop_constraint(op.f("fk_claim_desk_id"), type_="foreignkey")
        for name in ("receipt", "desk_id", "unsure", "calm"):
            batch.drop_column(name)
    op.drop_table("unit_route")
