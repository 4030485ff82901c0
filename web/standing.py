"""What an account may do with a claim as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from verifier import flow
from verifier.policy.notice import Policy
from verifier.store.accounts import Account
from verifier.store.claims import STAGES, Claim


def may_decide(account: Account, found: Claim, desks: AbstractSet[int]) -> bool:
    """Say whether the claim is at the stage of this account and free for it.

    `desks` are the units of the account's scope: another office's claim is only looked at.
    """
    is_here = found.desk is None or found.desk in desks
    at_stage = found.state in STAGES.get(account.role, ())
    return at_stage and is_here and found.taken_by in (None, account.id)


def is_clean(
    account: Account, found: Claim, desks: AbstractSet[int], policies: Mapping[str, Policy]
) -> bool:
    """Say whether a claim may be confirmed among others: nothing on it asks for a look.

    A supplement that came late asks for one.
    """
    ready = found.recommendation == "ready" and not found.doubts
    in_time = flow.late(policies.get(found.policy), found) is None
    return may_decide(account, found, desks) and ready and in_time and found.credit is not None
