"""The ways in which an item can be counted, kept side by side until one of them is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from verifier.converting.award import AwardStep, Told

_MAX_DRAFTS = 64


class Draft(NamedTuple):
    """One way to count the item; `why` are the conditions under which it holds."""

    hours: Decimal
    steps: tuple[AwardStep, ...] = ()
    why: tuple[Told, ...] = ()


class Found(NamedTuple):
    """The ways to count, which of them is proposed, and what is missing to choose.

    `open` says that a person must say even if there is one way only.
    """

    drafts: tuple[Draft, ...]
    proposed: Draft | None = None
    missing: tuple[str, ...] = ()
    open: tuple[Told, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Say whether nothing is left to a person."""
        return not self.open and not self.missing and len({d.hours for d in self.drafts}) == 1


def settled(draft: Draft) -> Found:
    """Return the only way to count."""
    return Found((draft,), draft)


def either(found: Iterable[Found]) -> Found:
    """Return cases that hold at once as readings of which the lower is proposed."""
    all_found = list(found)
    if len(all_found) == 1:
        return all_found[0]
    drafts = tuple(draft for one in all_found for draft in one.drafts)
    lowest = min(drafts, key=lambda draft: draft.hours) if drafts else None
    missing = tuple(dict.fromkeys(name for one in all_found for name in one.missing))
    opened = tuple(told for one in all_found for told in one.open)
    if len({draft.hours for draft in drafts}) > 1:
        told = Told("两条规定同时符合。", "Two provisions hold at once.")
        opened = (*opened, told)
    return Found(drafts, lowest, missing, opened)


def combine(first: Found, second: Found, join: Callable[[Draft, Draft], Draft]) -> Found:
    """Return every way of the first with every way of the second."""
    pairs = list(product(first.drafts, second.drafts))[:_MAX_DRAFTS]
    proposed = None
    if first.proposed is not None and second.proposed is not None:
        proposed = join(first.proposed, second.proposed)
    return Found(
        tuple(join(a, b) for a, b in pairs),
        proposed,
        tuple(dict.fromkeys((*first.missing, *second.missing))),
        (*first.open, *second.open),
    )


def higher(first: Draft, second: Draft) -> Draft:
    """Return the way that gives more hours, the first of equals."""
    return first if first.hours >= second.hours else second


def mapped(found: Found, change: Callable[[Draft], Draft]) -> Found:
    """Return the same ways, each changed."""
    drafts = tuple(change(draft) for draft in found.drafts)
    proposed = found.proposed
    if proposed is not None:
        # Mostly the proposal is the only draft: then it is changed once.
        proposed = drafts[0] if proposed is found.drafts[0] else change(proposed)
    return Found(drafts, proposed, found.missing, found.open)
