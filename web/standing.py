"""What an account may do with a claim as it stands."""

from __future__ import annotations

from verifier.store.accounts import Account
from verifier.store.claims import STAGES, Claim


def may_decide(account: Account, found: Claim) -> bool:
    """Say whether the claim is at the stage of this account and free for it."""
    return STAGES.get(account.role) is found.state and found.taken_by in (None, account.id)


def is_clean(account: Account, found: Claim) -> bool:
    """Say whether a claim may be confirmed among others: nothing on it asks for a look."""
    ready = found.recommendation == "ready" and not found.doubts
    return may_decide(account, found) and ready and found.credit is not None
