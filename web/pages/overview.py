"""How far the units have come: claims by state, hours confirmed, the nearest deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from verifier import flow
from verifier.policy.notice import Policy, last_of_month
from verifier.store import accounts, claims, filing, queue, samples, units
from verifier.store.claims import State
from verifier.store.filing import Batch
from web.desk import Asking, Here
from web.pages.sign_in import BEGINNINGS
from web.render import render

router = APIRouter()
SHOWN = (
    State.CONFIRMED,
    State.RECHECK,
    State.SECOND,
    State.FIRST,
    State.READING,
    State.RETURNED,
    State.VOID,
)


@dataclass(frozen=True, slots=True)
class Filed:
    """How the confirmed claims of a notice are filed: the batch that is open, and those before."""

    policy: Policy
    open: Batch
    before: tuple[Batch, ...]

    @property
    def batches(self) -> tuple[Batch, ...]:
        """All of them, the newest first."""
        return (self.open, *self.before)


@router.get("/overview")
def overview(request: Request, desk: Here, account: Asking) -> Response:
    """Show each unit of the account's scope with its progress."""
    if account.role in BEGINNINGS:
        return RedirectResponse(BEGINNINGS[account.role], 303)
    with desk.database.reading() as connection:
        found = units.progress(connection, account, claims.today())
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        told = samples.agreement(connection, account)
        lacking = queue.unsupplied_by_unit(connection, account, claims.today())
        filing_here = {
            name: policy
            for name, policy in flow.filing(desk.policies).items()
            if any(one.policy == name for one in found)
        }
        batches = filing.batches(connection, account, filing_here) if filing_here else ()
    ordered = sorted(found, key=lambda one: (one.decided / one.total, named.get(one.unit, "")))
    return render(
        request, "overview.html", found=ordered, units=named, policies=desk.policies,
        shown=SHOWN, today=claims.today(), agreement=told, lacking=lacking,
        filed=filed_of(filing_here, batches, claims.today()),
    )  # fmt: skip


def filed_of(
    policies: Mapping[str, Policy], batches: Iterable[Batch], today: date
) -> tuple[Filed, ...]:
    """Return the batches of each notice that files; the open one is there though it be empty."""
    told, day = tuple(batches), last_of_month(today)
    mine = {name: [one for one in told if one.policy == name] for name in policies}
    return tuple(
        Filed(
            policy,
            next((one for one in mine[name] if one.day == day), Batch(name, day, 0, Decimal(0))),
            tuple(one for one in mine[name] if one.day != day),
        )
        for name, policy in policies.items()
    )
