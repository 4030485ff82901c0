"""What stated facts are worth by one row of a notice's table, with the questions left open.

Pure and bounded. What the facts do not say is asked for, with the candidates; an item that can be
read in two ways is settled only if both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from verifier.converting import words
from verifier.converting.amounts import Amounts, rounded
from verifier.converting.award import Award, AwardFinding, AwardOption, AwardStep, Told
from verifier.converting.conditions import meets, number_of, worded
from verifier.converting.drafts import Draft, Found, combine, either, higher, mapped, settled
from verifier.facts import Fact, Facts, Value, value_of
from verifier.model import Clause, Consequence
from verifier.policy.conversion import (
    Bounds,
    Case,
    Factor,
    Refusal,
    Remark,
    Row,
    RowEntry,
    Share,
    When,
)
from verifier.policy.notice import Policy

_HUNDRED = Decimal(100)


class TableRow:
    """One row of the table with what can be prepared before the facts come."""

    def __init__(self, policy: Policy, facts: Mapping[str, Fact], row: Row) -> None:
        """Prepare the row of a notice; `facts` are all that the notice knows.

        Raises:
            LookupError: the notice has no section on conversion.
        """
        if policy.conversion is None:
            raise LookupError(f"{policy.id} says nothing of conversion")
        self.row = row
        self.facts = facts
        self.amounts = Amounts(row.name, facts, policy.conversion.unit)
        self.policy_id = policy.id
        self.table = policy.conversion
        self.year = policy.applies.first.year
        self.clause = Clause(policy.id, row.clause, row.catalogue)
        self.outside = self.table.outside
        assumed = {name: value_of(name, raw, facts) for name, raw in row.assumes.items()}
        self.assumed = {name: value for name, value in assumed.items() if value is not None}
        self.assumed_steps = {
            name: AwardStep(words.assumed(self.facts[name], raw), self.clause)
            for name, raw in row.assumes.items()
        }
        self.standing = self._standing()
        self.large = self._large()
        self.refusals = [(refusal, self._remark(refusal)) for refusal in row.refusals]
        self.remarks = [(remark.when, self._remark(remark)) for remark in row.remarks]
        self.reads = frozenset({"activity", "year", *row.reads()})

    def _standing(self) -> tuple[AwardFinding, ...]:
        """Return what is told beside every award of the row."""
        assumed = self.table.subject_assumed
        if assumed is None or self.row.subject is None:
            return ()
        told = Told(
            "通知没有说明折算学时属于哪类科目，此处为推定。",
            "The notice does not say which class these hours belong to; this is assumed.",
        )
        clause = Clause(self.policy_id, assumed.clause, assumed.catalogue)
        return (AwardFinding(self.row.id, Consequence.NOTE, told, clause),)

    def award(self, given: Facts) -> Award:
        """Return what the facts are worth under the row."""
        year = given.get("year")
        day = date(int(year) if isinstance(year, Decimal) else self.year, 1, 1)
        entry, in_span = self._entry(day)
        facts = {**self.assumed, **given} if self.assumed else given
        refused = self._refused(facts) if self.refusals else None
        found = self._value(entry, facts) if refused is None else self._instead(refused[0], facts)
        found = self._limited(entry, found)
        findings = self._findings(facts, found, in_span=in_span)
        if refused is not None:
            findings = (refused[1], *findings)
        lead = tuple(step for name, step in self.assumed_steps.items() if name not in given)
        award = self._award(found, lead, findings)
        if entry.over_years == 1:
            return award
        step = AwardStep(words.spread(self.row.name, entry.over_years), self.clause)
        return replace(award, steps=(*award.steps, step), over_years=entry.over_years)

    def _award(
        self, found: Found, lead: tuple[AwardStep, ...], findings: tuple[AwardFinding, ...]
    ) -> Award:
        subject = self.row.subject
        if found.is_settled:
            draft = found.drafts[0]
            steps = (*lead, *draft.steps)
            return Award(draft.hours, subject, steps, (), False, findings, self.row.id)
        needed = tuple(self.facts[name] for name in found.missing)
        asked = (*((words.missing(needed),) if needed else ()), *found.open)
        options: dict[Decimal, AwardOption] = {}
        for draft in found.drafts:
            why = draft.why or tuple(step.text for step in draft.steps[-1:])
            options.setdefault(draft.hours, AwardOption(draft.hours, words.joined(why)))
        proposed = found.proposed
        steps = (
            *lead,
            *(proposed.steps if proposed is not None else ()),
            *(AwardStep(told, self.clause) for told in asked),
        )
        return Award(
            proposed.hours if proposed is not None else None,
            subject,
            steps,
            tuple(options[hours] for hours in sorted(options)),
            True,
            findings,
            self.row.id,
        )

    def _entry(self, day: date) -> tuple[RowEntry, bool]:
        entries = self.row.entries
        for entry in entries:
            if entry.first <= day <= entry.last:
                return entry, True
        return (entries[0], False) if day < entries[0].first else (entries[-1], False)

    def _value(self, entry: RowEntry, facts: Facts) -> Found:
        found = self._base(entry, facts)
        for bonus in (self._bonus(entry, facts),) if entry.bonus else ():
            found = combine(found, bonus, self._added)
        for factor in entry.factors:
            found = self._multiplied(found, factor, facts)
        if entry.share is not None:
            found = self._shared(found, entry.share, facts)
        return found

    def _refused(self, facts: Facts) -> tuple[Refusal, AwardFinding] | None:
        """Return the first refusal that the stated facts meet, with what is told of it."""
        return next((one for one in self.refusals if self._lacking(one[0].when, facts) == ()), None)

    def _instead(self, refusal: Refusal, facts: Facts) -> Found:
        clause = self._clause_of(refusal.clause, refusal.catalogue)
        return self.amounts.worth(refusal.hours, facts, clause)

    def _base(self, entry: RowEntry, facts: Facts) -> Found:
        holding, possible = self._matching(entry.cases, facts)
        if holding and entry.choose == "highest":
            known = [f for f in (self._case(case, facts) for case in holding) if f.drafts]
            if not known:
                return self._case(holding[0], facts)
            best = known[0]
            for other in known[1:]:
                best = combine(best, other, higher)
            is_one = not best.missing and len({draft.hours for draft in best.drafts}) == 1
            return settled(best.drafts[0]) if is_one else best
        if holding:
            return either(self._case(case, facts) for case in holding)
        if possible:
            return self._undecided(possible, facts)
        if entry.otherwise is not None:
            return self.amounts.worth(entry.otherwise, facts, self.clause)
        return Found((), None, (), (Told(self.outside.zh, self.outside.en),))

    def _bonus(self, entry: RowEntry, facts: Facts) -> Found:
        holding, possible = self._matching(entry.bonus, facts)
        if holding:
            return either(self._case(case, facts) for case in holding)
        if possible:
            return self._undecided(possible, facts)
        nothing = Draft(Decimal(0))
        return Found((nothing,), nothing)

    def _matching(
        self, cases: tuple[Case, ...], facts: Facts
    ) -> tuple[list[Case], list[tuple[Case, tuple[str, ...]]]]:
        """Return the cases that hold, and those that may, with the facts that would tell."""
        holding: list[Case] = []
        possible: list[tuple[Case, tuple[str, ...]]] = []
        for case in cases:
            missing = self._lacking(case.when, facts)
            if missing is None:
                continue
            if missing:
                possible.append((case, missing))
            else:
                holding.append(case)
        return holding, possible

    def _lacking(self, when: When, facts: Facts) -> tuple[str, ...] | None:
        """Return the facts that a condition lacks (none: it holds), or None if it does not hold."""
        missing = []
        for name, wanted in when.items():
            value = facts.get(name)
            if value is None:
                if not (isinstance(wanted, Bounds) and wanted.or_missing):
                    missing.append(name)
            elif not meets(value, wanted):
                return None
        return tuple(missing)

    def _undecided(self, possible: Iterable[tuple[Case, tuple[str, ...]]], facts: Facts) -> Found:
        drafts: list[Draft] = []
        missing: dict[str, None] = {}
        for case, lacking in possible:
            missing.update(dict.fromkeys(lacking))
            why = tuple(
                words.condition(self.facts[name], worded(case.when[name])) for name in lacking
            )
            found = self._case(case, facts)
            missing.update(dict.fromkeys(found.missing))
            drafts += (draft._replace(why=(*why, *draft.why)) for draft in found.drafts)
        return Found(tuple(drafts), None, tuple(missing))

    def _case(self, case: Case, facts: Facts) -> Found:
        return self.amounts.worth(case.hours, facts, self._clause_of(case.clause, case.catalogue))

    @lru_cache(maxsize=256)  # noqa: B019 - a row lives as long as its table
    def _clause_of(self, locator: str | None, catalogue: tuple[str, ...]) -> Clause:
        """Return where a case or factor comes from: its own clause, else the row's."""
        if locator is None and not catalogue:
            return self.clause
        return Clause(self.policy_id, locator or self.row.clause, catalogue or self.row.catalogue)

    def _added(self, base: Draft, bonus: Draft) -> Draft:
        if not bonus.steps:
            return base._replace(why=(*base.why, *bonus.why))
        hours = base.hours + bonus.hours
        step = AwardStep(words.added(hours), bonus.steps[-1].clause, hours)
        return Draft(hours, (*base.steps, *bonus.steps, step), (*base.why, *bonus.why))

    def _multiplied(self, found: Found, factor: Factor, facts: Facts) -> Found:
        lacking = self._lacking(factor.when, facts)
        if lacking is None:
            return found
        if lacking:
            with_it = tuple(self._times(draft, factor, factor.by) for draft in found.drafts)
            conditions = tuple(
                words.condition(self.facts[name], worded(factor.when[name])) for name in lacking
            )
            named = tuple(d._replace(why=(*d.why, *conditions)) for d in with_it)
            return Found((*found.drafts, *named), None, (*found.missing, *lacking), found.open)
        by = factor.by if factor.fact is None else _years(facts.get(factor.fact))
        if by is None:
            return Found(found.drafts, None, (*found.missing, factor.fact or ""), found.open)
        if by == 1:
            return found
        return mapped(found, lambda draft: self._times(draft, factor, by))

    def _times(self, draft: Draft, factor: Factor, by: Decimal | None) -> Draft:
        if by is None:
            return draft
        hours = rounded(draft.hours * by)
        clause = self._clause_of(factor.clause, factor.catalogue)
        step = AwardStep(words.times(factor.name, by, hours), clause, hours)
        return Draft(hours, (*draft.steps, step), draft.why)

    def _shared(self, found: Found, share: Share, facts: Facts) -> Found:
        place, of = number_of(facts.get(share.rank)), number_of(facts.get(share.of))
        lacking = tuple(
            name for name, value in ((share.rank, place), (share.of, of)) if value is None
        )
        if place is None or of is None:
            return Found(found.drafts, None, (*found.missing, *lacking), found.open)
        percents = share.percent.get(str(int(of)), share.others)
        percent = percents[int(place) - 1] if place <= len(percents) else Decimal(0)
        factor = Factor(
            by=percent / _HUNDRED,
            name=self.row.name.model_copy(update={"zh": "作者份额", "en": "author's share"}),
        )
        return mapped(found, lambda draft: self._times(draft, factor, factor.by))

    def _limited(self, entry: RowEntry, found: Found) -> Found:
        limit = entry.at_most
        if limit is None:
            return found

        def cut(draft: Draft) -> Draft:
            if draft.hours <= limit:
                return draft
            step = AwardStep(words.capped(self.row.name, limit), self.clause, limit)
            return draft._replace(hours=limit, steps=(*draft.steps, step))

        return mapped(found, cut)

    def _findings(self, facts: Facts, found: Found, *, in_span: bool) -> tuple[AwardFinding, ...]:
        findings = [told for when, told in self.remarks if self._lacking(when, facts) == ()]
        if not in_span:
            told = Told(
                "该年度不在通知列明的时段内，按最近的规定计算，请核对。",
                "The year lies outside the notice's spans; the nearest rule was used.",
            )
            findings.append(AwardFinding(self.row.id, Consequence.REVIEW, told, self.clause))
        findings += self.standing
        limit = self.table.flag_above
        if limit is not None and any(draft.hours > limit for draft in found.drafts):
            findings += self.large
        return tuple(findings)

    def _large(self) -> tuple[AwardFinding, ...]:
        """Return what is told of an item that is more than a year asks for."""
        limit, source = self.table.flag_above, self.table.flag_source
        if limit is None or source is None:
            return ()
        told = Told(
            f"单项超过一年的 {words.shown(limit)} 学时，通知没有规定上限与结转。",
            f"One item above {words.shown(limit)} hours; the notice sets neither cap nor"
            " carry-over.",
        )
        clause = Clause(self.policy_id, source.clause, source.catalogue)
        return (AwardFinding(self.row.id, Consequence.NOTE, told, clause),)

    def _remark(self, remark: Remark) -> AwardFinding:
        clause = Clause(self.policy_id, remark.clause or self.row.clause, remark.catalogue)
        told = Told(remark.zh, remark.en)
        return AwardFinding(self.row.id, Consequence(remark.consequence), told, clause)


def _years(value: Value | None) -> Decimal | None:
    return Decimal(len(value)) if isinstance(value, tuple) else number_of(value)
