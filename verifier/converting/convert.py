"""Stated facts to hours by a notice's table: one item, with its steps and its open questions.

Pure and bounded. What the facts do not say is asked for, with the candidates;
what the notice leaves open is a person's to say. An item that can be read in
two ways is settled only if both give the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from verifier.converting.award import Award, AwardFinding, AwardOption, AwardStep, Told
from verifier.converting.conditions import number_of
from verifier.converting.table_row import TableRow
from verifier.facts import FACTS, Fact, FactError, Facts, Value, value_of
from verifier.model import Clause, Consequence
from verifier.organisations import plain
from verifier.policy.conversion import Conversion, Outside
from verifier.policy.notice import Policy
from verifier.policy.parameters import Sourced


class Converter:
    """A notice's table, ready to be asked; build it once for many items."""

    def __init__(self, policy: Policy) -> None:
        """Take the table of a notice.

        Raises:
            LookupError: the notice has no section on conversion.
        """
        if policy.conversion is None:
            raise LookupError(f"{policy.id} says nothing of conversion")
        self.policy = policy
        self.table: Conversion = policy.conversion
        declared = {
            name: Fact(fact.type, fact.zh, fact.en) for name, fact in self.table.facts.items()
        }
        self.facts: Mapping[str, Fact] = {**FACTS, **declared}
        self._rows: dict[str, TableRow] = {}
        for row in self.table.rows:
            self._rows.setdefault(row.activity, TableRow(policy, self.facts, row))

    @cached_property
    def year(self) -> int:
        """The year taken when none is given: the notice's."""
        return self.policy.applies.first.year

    def read(self, given: Mapping[str, Any]) -> tuple[Facts, tuple[str, ...]]:
        """Return the facts of a JSON object, and the names that nobody declared.

        Raises:
            FactError: a value is not of its fact's type, or the activity is missing.
        """
        facts: dict[str, Value] = {}
        unknown = []
        for name, raw in given.items():
            if name not in self.facts:
                unknown.append(name)
                continue
            value = value_of(name, raw, self.facts)
            if value is not None:
                facts[name] = value
        if "activity" not in facts:
            known = "、".join(self._rows) or "—"
            raise FactError(f"缺少 activity（学习形式）· activity is missing; known: {known}")
        return facts, tuple(unknown)

    def one(self, facts: Facts, unknown: Sequence[str] = ()) -> Award:
        """Return what one item is worth by itself."""
        row = self._rows.get(str(facts["activity"]))
        award = row.award(facts) if row is not None else self._outside(facts)
        if unknown:
            award = replace(award, findings=(*award.findings, *map(self._unknown, unknown)))
        return award

    def named(self, title: str) -> str | None:
        """Return the activity of the row that speaks of trainings of such a title."""
        compact = plain(title)
        for row in self.table.rows:
            if any(plain(name) in compact for name in row.titles):
                return row.activity
        return None

    def relevant(self, facts: Facts) -> tuple[tuple[str, Value], ...]:
        """Return the facts that the worth of one item by itself can depend on."""
        row = self._rows.get(str(facts["activity"]))
        if row is None:
            known = ("activity", *self._outside_of(facts).offers)
            return tuple((name, value) for name, value in facts.items() if name in known)
        return tuple((name, value) for name, value in facts.items() if name in row.reads)

    def year_of(self, facts: Facts) -> int:
        """Return the calendar year of an item."""
        year = facts.get("year")
        return int(year) if isinstance(year, Decimal) else self.year

    def clause(self, source: Sourced) -> Clause:
        """Return where something comes from."""
        return Clause(self.policy.id, source.clause, source.catalogue)

    def _outside_of(self, facts: Facts) -> Outside:
        activity = facts["activity"]
        said = (one for one in self.table.outside_of if activity in one.activities)
        return next(said, self.table.outside)

    def _outside(self, facts: Facts) -> Award:
        outside = self._outside_of(facts)
        told = Told(outside.zh, outside.en)
        step = AwardStep(told, self.clause(outside))
        finding = AwardFinding("conversion", Consequence.REVIEW, told, self.clause(outside))
        options: dict[Decimal, AwardOption] = {}
        for name in outside.offers:
            hours, fact = number_of(facts.get(name)), self.facts[name]
            if hours is not None:
                options.setdefault(hours, AwardOption(hours, Told(fact.zh, fact.en)))
        return Award(
            None, None, (step,), tuple(options.values()), needs_reviewer=True, findings=(finding,)
        )

    def _unknown(self, name: str) -> AwardFinding:
        shown = name if len(name) <= 40 else f"{name[:37]}..."
        told = Told(f"不认识的事实 {shown}，没有使用。", f"The fact {shown} is unknown; not used.")
        return AwardFinding("conversion", Consequence.NOTE, told, self.clause(self.table.outside))
