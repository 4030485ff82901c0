"""Indices from which a filtered queue and a unit's progress are answered without the table."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DEADLINE = ["unit_id", "state", "due_on", "doubts", "id"]
FILTERED = ["recommendation", "policy", "postponed_until", "desk_id", "holder_name", "title"]
PROGRESS = ["unit_id", "policy", "state", "recommendation", "subject", "submitted_at"]
SUMMED = ["due_on", "awarded"]


def upgrade() -> None:
    """Go forward."""
    op.drop_index("ix_claim_deadline", "claim")
    op.create_index("ix_claim_deadline", "claim", [*DEADLINE, *FILTERED])
    op.create_index("ix_claim_progress", "claim", [*PROGRESS, *SUMMED])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_claim_progress", "claim")
    op.drop_index("ix_claim_deadline", "claim")
    op.create_index("ix_claim_deadline", "claim", DEADLINE)
