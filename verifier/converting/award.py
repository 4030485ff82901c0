"""What stated facts are worth: the hours, the steps to them, and what is left to a person.

The small parts are named tuples: an office converts a backlog of a hundred
thousand items in one call, and these are made several times an item.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from verifier.model import Clause, Consequence, Subject


class Told(NamedTuple):
    """A sentence in both languages."""

    zh: str
    en: str


class AwardStep(NamedTuple):
    """One step of the arithmetic, with the clause behind it."""

    text: Told
    clause: Clause
    value: Decimal | None = None


class AwardOption(NamedTuple):
    """Hours that a person may choose, and why they are a candidate."""

    hours: Decimal
    text: Told


class AwardFinding(NamedTuple):
    """Something that a person should know beside the hours."""

    rule: str
    consequence: Consequence
    text: Told
    clause: Clause


@dataclass(frozen=True, slots=True)
class Award:
    """The hours of one item.

    `hours` are None when only a person can say. `needs_reviewer` with hours
    means: these are proposed, and `options` lists the other readings. The
    hours count in equal parts over `over_years` years from the item's own.
    """

    hours: Decimal | None
    subject: Subject | None
    steps: tuple[AwardStep, ...] = ()
    options: tuple[AwardOption, ...] = ()
    needs_reviewer: bool = False
    findings: tuple[AwardFinding, ...] = ()
    row: str | None = None
    over_years: int = 1

    def limited(self, hours: Decimal, step: AwardStep, *, asks: bool = False) -> Award:
        """Return the award with fewer hours, for the reason that the step gives."""
        return replace(
            self,
            hours=hours,
            steps=(*self.steps, step),
            options=tuple(o for o in self.options if o.hours <= hours)
            if not asks
            else self.options,
            needs_reviewer=self.needs_reviewer or asks,
        )


@dataclass(frozen=True, slots=True)
class Awards:
    """The items of one person together; `total` adds the hours that are known."""

    items: tuple[Award, ...]
    total: Decimal
    needs_reviewer: bool = field(default=False)
