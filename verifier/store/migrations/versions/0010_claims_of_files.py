"""Backlogs: a claim may name several files; what is known of a file is kept by itself."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PIECE = 5_000
_ITEM = sa.table(
    "batch_item",
    sa.column("id", sa.BigInteger),
    sa.column("batch_id", sa.BigInteger),
    sa.column("name", sa.Text),
    sa.column("location", sa.Text),
    sa.column("stamp", sa.String),
    sa.column("sha256", sa.String),
    sa.column("files", sa.JSON),
)
_FILE = sa.table(
    "batch_file",
    sa.column("batch_id", sa.BigInteger),
    sa.column("place", sa.String),
    sa.column("sha256", sa.String),
    sa.column("tries", sa.Integer),
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "batch_file",
        sa.Column("batch_id", KEY, nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_file_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "place", name=op.f("pk_batch_file")),
    )
    op.add_column("batch_item", sa.Column("files", sa.JSON(), nullable=True))
    op.add_column("batch_item", sa.Column("hours", sa.Numeric(10, 2), nullable=True))
    _gather()
    with op.batch_alter_table("batch_item") as item:
        item.alter_column("files", existing_type=sa.JSON(), nullable=False)
        item.drop_column("location")
        item.drop_column("sha256")
    with op.batch_alter_table("batch_key") as key:
        key.add_column(sa.Column("file", sa.Integer(), server_default="0", nullable=False))
        key.drop_constraint(op.f("pk_batch_key"), type_="primary")
        key.create_primary_key(op.f("pk_batch_key"), ["item_id", "file", "kind"])


def downgrade() -> None:
    """Go back: a claim of several files keeps its first."""
    op.execute("DELETE FROM batch_key WHERE file > 0")
    with op.batch_alter_table("batch_key") as key:
        key.drop_constraint(op.f("pk_batch_key"), type_="primary")
        key.create_primary_key(op.f("pk_batch_key"), ["item_id", "kind"])
        key.drop_column("file")
    op.add_column("batch_item", sa.Column("location", sa.Text(), nullable=True))
    op.add_column("batch_item", sa.Column("sha256", sa.String(length=64), nullable=True))
    _scatter()
    with op.batch_alter_table("batch_item") as item:
        item.alter_column("location", existing_type=sa.Text(), nullable=False)
        item.drop_column("files")
        item.drop_column("hours")
    op.drop_table("batch_file")


def _gather() -> None:
    """Write each row's one file as a list of files, and its digest where files have theirs."""
    bind, after = op.get_bind(), 0
    while True:
        rows = bind.execute(
            sa.select(_ITEM).where(_ITEM.c.id > after).order_by(_ITEM.c.id).limit(_PIECE)
        ).all()
        if not rows:
            return
        after = rows[-1].id
        files = sa.update(_ITEM).where(_ITEM.c.id == sa.bindparam("row"))
        bind.execute(
            files.values(files=sa.bindparam("given", type_=sa.JSON())),
            [
                {"row": row.id, "given": [
                    {"name": row.name, "location": row.location, "stamp": row.stamp}
                ] if row.location else []}
                for row in rows
            ],
        )  # fmt: skip
        known = {
            (row.batch_id, _place(row.location, row.stamp)): row.sha256
            for row in rows
            if row.sha256 is not None
        }
        there = {
            (row.batch_id, row.place)
            for row in bind.execute(
                sa.select(_FILE.c.batch_id, _FILE.c.place).where(
                    _FILE.c.place.in_({place for _, place in known})
                )
            )
        }
        new = [
            {"batch_id": batch, "place": place, "sha256": digest, "tries": 0}
            for (batch, place), digest in known.items()
            if (batch, place) not in there
        ]
        if new:
            bind.execute(sa.insert(_FILE), new)


def _scatter() -> None:
    """Write the first file of each row, and its digest, into the row."""
    bind, after = op.get_bind(), 0
    while True:
        rows = bind.execute(
            sa.select(_ITEM.c.id, _ITEM.c.batch_id, _ITEM.c.files)
            .where(_ITEM.c.id > after)
            .order_by(_ITEM.c.id)
            .limit(_PIECE)
        ).all()
        if not rows:
            return
        after = rows[-1].id
        first = {row.id: (row.files or [{"location": "", "stamp": ""}])[0] for row in rows}
        places = {number: _place(one["location"], one["stamp"]) for number, one in first.items()}
        digests = {
            (row.batch_id, row.place): row.sha256
            for row in bind.execute(
                sa.select(_FILE.c.batch_id, _FILE.c.place, _FILE.c.sha256).where(
                    _FILE.c.place.in_(set(places.values()))
                )
            )
        }
        bind.execute(
            sa.update(_ITEM)
            .where(_ITEM.c.id == sa.bindparam("row"))
            .values(location=sa.bindparam("there"), sha256=sa.bindparam("digest")),
            [
                {"row": row.id, "there": first[row.id]["location"],
                 "digest": digests.get((row.batch_id, places[row.id]))}
                for row in rows
            ],
        )  # fmt: skip


def _place(location: str, stamp: str) -> str:
    return hashlib.sha256(f"{location}\0{stamp}".encode()).hexdigest()[:32]
