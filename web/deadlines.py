"""By when a claim should be decided, as its notice says."""

from __future__ import annotations

from datetime import date

from verifier.policy import Policy
from verifier.store.claims import State, today


def first_due(policy: Policy) -> date:
    """Return the last day of the first stage; where no day is named, the notice's last."""
    return policy.review_due("first", today()) or policy.applies.last


def due_after(policy: Policy | None, stage: State) -> date | None:
    """Return the last day of the stage that follows one, None where the notice names none."""
    if policy is None or stage is not State.FIRST:
        return None
    return policy.review_due("second", today())


def is_frozen(policy: Policy | None) -> bool:
    """Say whether the notice lets nothing be reviewed today."""
    return policy is not None and policy.is_frozen(today())
