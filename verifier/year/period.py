"""Several years of one person, and the same claims under another notice; pure.

A title application looks at all years of an appointment, each under the
figures of its own year. The second question is asked before a notice changes:
who gains, who loses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from verifier.converting.award import Told
from verifier.converting.words import shown
from verifier.model import Clause, Consequence, Outcome
from verifier.policy.notice import Policy
from verifier.year.model import Sums, Year, YearClaim, YearFinding
from verifier.year.person import year_of

Outcomes = Literal["same", "gains", "loses"]


@dataclass(frozen=True, slots=True)
class Period:
    """The years of a span: complete when every year is, and the cycle's own minima are met."""

    policy: str
    years: tuple[Year, ...]
    totals: Sums
    missing: Mapping[str, Decimal]
    complete: bool
    findings: tuple[YearFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One person's year under two notices."""

    person: str | None
    before: Year
    after: Year

    @property
    def outcome(self) -> Outcomes:
        """Say whether the person gains or loses by the second notice.

        Completion weighs first; with equal completion, the hours still missing.
        """
        if self.before.complete != self.after.complete:
            return "gains" if self.after.complete else "loses"
        lack_before = sum(self.before.missing.values(), Decimal(0))
        lack_after = sum(self.after.missing.values(), Decimal(0))
        if lack_before == lack_after:
            return "same"
        return "gains" if lack_after < lack_before else "loses"


def by_person(claims: Iterable[YearClaim]) -> dict[str | None, list[YearClaim]]:
    """Return the claims of each person, in the order in which they first appear."""
    people: dict[str | None, list[YearClaim]] = defaultdict(list)
    for claim in claims:
        people[claim.person].append(claim)
    return dict(people)


def period_of(
    policy: Policy,
    claims: Iterable[YearClaim],
    first: int,
    last: int,
    facts: Mapping[str, str] | None = None,
) -> Period:
    """Return the years from the first to the last, each by its own figures, and their sum.

    Raises:
        LookupError: the notice has no section on the year.
    """
    everything = [part for claim in claims for part in claim.parts()]
    by_year: dict[int, list[YearClaim]] = defaultdict(list)
    undated = []
    for claim in everything:
        day = claim.day
        if day is None:
            undated.append(claim)
            continue
        # What was made up in the year after belongs to the year before it.
        year = day.year - 1 if claim.made_up and _counts_back(policy) else day.year
        by_year[year].append(claim)
    years = tuple(
        year_of(policy, by_year[year], year, facts=facts) for year in range(first, last + 1)
    )
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for one in years:
        for name, hours in one.totals.parts.items():
            totals[name] += hours
    missing, findings = _cycle(policy, totals, last)
    if undated:
        findings = (*findings, _undated(policy, len(undated)))
    return Period(
        policy=policy.id,
        years=years,
        totals=Sums(dict(totals)),
        missing=missing,
        complete=not missing and not undated and all(one.complete for one in years),
        findings=findings,
    )


def _counts_back(policy: Policy) -> bool:
    return policy.year is not None and policy.year.make_up.answer == "next-year"


def _cycle(
    policy: Policy, totals: Mapping[str, Decimal], last: int
) -> tuple[dict[str, Decimal], tuple[YearFinding, ...]]:
    cycle = policy.year.cycle if policy.year is not None else None
    if cycle is None:
        return {}, ()
    day = policy.day_within(date(last, 1, 1))
    missing: dict[str, Decimal] = {}
    findings = []
    for minimum in cycle.minima:
        least, have = policy.amount(minimum.least, day), totals.get(minimum.of, Decimal(0))
        if have >= least:
            continue
        missing[minimum.of] = least - have
        told = Told(
            f"周期内还差 {shown(least - have)} 学时（{minimum.of}）。",
            f"{shown(least - have)} hours short over the cycle ({minimum.of}).",
        )
        clause = Clause(policy.id, minimum.clause, minimum.catalogue)
        findings.append(YearFinding("cycle", Outcome.FAILED, Consequence.REVIEW, told, clause))
    return missing, tuple(findings)


def _undated(policy: Policy, count: int) -> YearFinding:
    source = policy.year.counted[0] if policy.year is not None else None
    locator = source.clause if source is not None else ""
    told = Told(
        f"{count} 项没有日期，无法归入年度，没有计入。",
        f"{count} item(s) have no day and belong to no year; not counted.",
    )
    clause = Clause(policy.id, locator, source.catalogue if source is not None else ())
    return YearFinding("undated", Outcome.INDETERMINATE, Consequence.REVIEW, told, clause)


def against(
    before: Policy,
    after: Policy,
    claims: Iterable[YearClaim],
    years: tuple[int | None, int | None] = (None, None),
) -> tuple[Ruling, ...]:
    """Return how each person fares under two notices.

    Where no year is given, each notice judges its own; days are moved by whole
    years with it, so that a notice of another year can judge the same learning.

    Raises:
        LookupError: one of the notices has no section on the year.
    """
    first = years[0] if years[0] is not None else before.applies.first.year
    second = years[1] if years[1] is not None else after.applies.first.year
    return tuple(
        Ruling(
            person,
            year_of(before, mine, first),
            year_of(after, [claim.moved(second - first) for claim in mine], second),
        )
        for person, mine in by_person(claims).items()
    )
