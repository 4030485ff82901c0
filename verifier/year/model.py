"""The types of a person's year: claims, what was noted of them, and how they add up. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from verifier.converting.award import Told
from verifier.facts import value_of
from verifier.model import Clause, Consequence, Outcome, Subject
from verifier.policy.notice import Policy
from verifier.policy.parameters import Sourced

NO_HOURS = Decimal(0)


class Status(StrEnum):
    """How far the review of a claim has come."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    RETURNED = "returned"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class YearClaim:
    """One item of a person's year; days may be unknown (None).

    Its hours count in equal parts over `over_years` years from its own. `approved` is the day on
    which its making up was approved.
    """

    subject: Subject
    hours: Decimal
    status: Status
    compulsory: bool = False
    start: date | None = None
    end: date | None = None
    title: str | None = None
    made_up: bool = False
    tags: tuple[str, ...] = ()
    person: str | None = None
    over_years: int = 1
    approved: date | None = None

    @property
    def day(self) -> date | None:
        """The day that places the item in a year: its end, else its start."""
        return self.end or self.start

    def moved(self, years: int) -> YearClaim:
        """Return the same item so many years later."""
        return replace(self, start=_moved(self.start, years), end=_moved(self.end, years))

    def parts(self) -> tuple[YearClaim, ...]:
        """Return the item's share of each year; of one without days, the first."""
        if self.over_years == 1:
            return (self,)
        share = replace(self, hours=self.hours / self.over_years, over_years=1)
        return tuple(share.moved(n) for n in range(self.over_years if self.day else 1))


def tags_of(tags: tuple[str, ...], activity: object) -> tuple[str, ...]:
    """Return an item's tags with what was done, which a notice may limit as a part of the year."""
    code = value_of("activity", activity)
    return tags if code is None or str(code) in tags else (*tags, str(code))


def _moved(day: date | None, years: int) -> date | None:
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class YearFinding:
    """Something that a person should know about the year."""

    rule: str
    outcome: Outcome
    consequence: Consequence
    text: Told
    clause: Clause


@dataclass(frozen=True, slots=True)
class Sums:
    """Hours by part: subject classes, `all`, `compulsory`, tags."""

    parts: Mapping[str, Decimal]

    def of(self, selector: str) -> Decimal:
        """Return the hours of a part."""
        return self.parts.get(selector, NO_HOURS)


@dataclass(frozen=True, slots=True)
class Year:
    """A person's year under a notice.

    `missing` holds only what falls short. `carry_over` is None where the
    notice does not say. `on_time` is False when the year rests on hours that
    were made up. `with_pending` is what would be missing if every pending
    claim were accepted.
    """

    policy: str
    year: int
    complete: bool
    totals: Sums
    missing: Mapping[str, Decimal]
    pending: Mapping[str, Decimal]
    with_pending: Mapping[str, Decimal]
    carry_over: Mapping[str, Decimal] | None
    on_time: bool
    findings: tuple[YearFinding, ...] = ()


@dataclass(slots=True)
class Notes:
    """What was noted while a year was added up, each thing once."""

    policy: Policy
    found: dict[tuple[str, str], YearFinding] = field(default_factory=dict)

    def add(self, rule: str, source: Sourced, zh: str, en: str, consequence: Consequence) -> None:
        """Note a finding once, however many claims give rise to it."""
        outcome = Outcome.FAILED if consequence is Consequence.VOID else Outcome.INDETERMINATE
        if consequence is Consequence.NOTE:
            outcome = Outcome.PASSED
        clause = Clause(self.policy.id, source.clause, source.catalogue)
        told = Told(zh, en)
        self.found.setdefault((rule, zh), YearFinding(rule, outcome, consequence, told, clause))
