"""Second looks at confirmed claims, by people who do not know the decision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "second_look",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_second_look_account_id")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_second_look_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "account_id", name=op.f("pk_second_look")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("second_look")
