"""Stated facts to hours by a notice's table: one item, with its steps and its open questions.

Pure and bounded. What the facts do not say is asked for, with the candidates;
what the notice leaves open is a person's to say. An item that can be read in
two ways is settled only if both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property, lru_cache
from typing import Any

from verifier import award_words as words
from verifier.award import Award, AwardFinding, AwardOption, AwardStep, Told
from verifier.conditions import distinct, meets, number_of, worded
from verifier.conversion import (
    Between,
    Bounds,
    Case,
    Choice,
    Conversion,
    Factor,
    Falling,
    Flat,
    Open,
    Outside,
    Per,
    Ranked,
    Readings,
    Refusal,
    Remark,
    Row,
    RowEntry,
    Share,
    Stated,
    When,
)
from verifier.drafts import Draft, Found, combine, either, higher, mapped, settled
from verifier.facts import FACTS, Fact, FactError, Facts, Value, value_of
from verifier.model import Clause, Consequence
from verifier.organisations import plain
from verifier.parameters import Sourced
from verifier.policy import Policy

_FINEST = Decimal("0.000001")
_HUNDRED = Decimal(100)


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
        self._rows: dict[str, _Row] = {}
        for row in self.table.rows:
            self._rows.setdefault(row.activity, _Row(self, row))

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


class _Row:
    """One row of the table with what can be prepared before the facts come."""

    def __init__(self, converter: Converter, row: Row) -> None:
        self.row = row
        self.facts = converter.facts
        self.policy_id = converter.policy.id
        self.table = converter.table
        self.year = converter.year
        self.clause = converter.clause(row)
        self.outside = converter.table.outside
        assumed = {name: value_of(name, raw, converter.facts) for name, raw in row.assumes.items()}
        self.assumed = {name: value for name, value in assumed.items() if value is not None}
        self.assumed_steps = {
            name: AwardStep(words.assumed(self.facts[name], raw), self.clause)
            for name, raw in row.assumes.items()
        }
        self.standing = self._standing()
        self.large = self._large()
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
        found = self._value(entry, facts)
        found = self._limited(entry, found)
        findings = self._findings(facts, found, in_span=in_span)
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
        for refusal in self._refusing(facts):
            clause = self._clause_of(refusal.clause, refusal.catalogue)
            return self._amount(refusal.hours, facts, clause)
        found = self._base(entry, facts)
        for bonus in (self._bonus(entry, facts),) if entry.bonus else ():
            found = combine(found, bonus, self._added)
        for factor in entry.factors:
            found = self._multiplied(found, factor, facts)
        if entry.share is not None:
            found = self._shared(found, entry.share, facts)
        return found

    def _refusing(self, facts: Facts) -> Iterator[Refusal]:
        """Yield what the stated facts stand against, the first that decides first."""
        for refusal in self.row.refusals:
            if self._lacking(refusal.when, facts) == ():
                yield refusal

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
            return self._amount(entry.otherwise, facts, self.clause)
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
        return self._amount(case.hours, facts, self._clause_of(case.clause, case.catalogue))

    @lru_cache(maxsize=256)  # noqa: B019 - a row lives as long as its table
    def _clause_of(self, locator: str | None, catalogue: tuple[str, ...]) -> Clause:
        """Return where a case or factor comes from: its own clause, else the row's."""
        if locator is None and not catalogue:
            return self.clause
        return Clause(self.policy_id, locator or self.row.clause, catalogue or self.row.catalogue)

    def _amount(self, amount: Any, facts: Facts, clause: Clause) -> Found:  # noqa: ANN401
        match amount:
            case Flat():
                text = words.flat(self.row.name, amount.hours, self.table.unit)
                return settled(Draft(amount.hours, (AwardStep(text, clause, amount.hours),)))
            case Per():
                return self._counted(amount, facts, clause)
            case Ranked():
                return self._ranked(amount, facts, clause)
            case Falling():
                return self._falling(amount, facts, clause)
            case Stated():
                return self._stated(amount, facts, clause)
            case Choice():
                return self._choice(amount, facts, clause)
            case Between():
                drafts = tuple(self._flat_draft(h, clause) for h in (amount.least, amount.most))
                return Found(drafts, None, (), (words.between(amount.least, amount.most),))
            case Open():
                drafts = tuple(self._flat_draft(hours, clause) for hours in amount.candidates)
                return Found(drafts, None, (), (Told(amount.reason.zh, amount.reason.en),))
            case Readings():
                return self._readings(amount, facts, clause)
            case _:
                raise TypeError(f"unknown shape {type(amount).__name__}")

    def _flat_draft(self, hours: Decimal, clause: Clause) -> Draft:
        text = words.flat(self.row.name, hours, self.table.unit)
        return Draft(hours, (AwardStep(text, clause, hours),))

    def _counted(self, per: Per, facts: Facts, clause: Clause) -> Found:
        count = number_of(facts.get(per.fact))
        named = distinct(facts.get(per.names or ""))
        if count is None and named:
            count = Decimal(len(named))
        if count is None:
            return Found((), None, (per.fact,))
        if named and count != len(named):
            return self._miscounted(per, clause, (count, Decimal(len(named))))
        exact = _rounded(count / per.unit * per.hours)
        full = (count / per.unit).to_integral_value(ROUND_FLOOR) * per.hours
        if per.parts == "exact" or full == exact:
            return settled(self._counted_draft(count, per, clause, exact))
        whole = self._counted_draft(count, per, clause, full)
        if per.parts == "whole":
            return settled(whole)
        share = self._counted_draft(count, per, clause, exact)
        first = Draft(whole.hours, whole.steps, (words.whole_units(per.unit),))
        second = Draft(share.hours, share.steps, (words.by_share(per.unit),))
        told = Told("零头怎样计算，通知没有规定。", "The notice does not say how a rest counts.")
        return Found((first, second), first, (), (told,))

    def _miscounted(self, per: Per, clause: Clause, counts: tuple[Decimal, Decimal]) -> Found:
        """Return both amounts where the names are not as many as was said; the lower first."""
        drafts = tuple(
            self._counted_draft(count, per, clause, _rounded(count / per.unit * per.hours))
            for count in sorted(counts)
        )
        told = words.miscounted(self.facts[per.fact], *counts)
        return Found(drafts, drafts[0], (), (told,))

    def _counted_draft(self, count: Decimal, per: Per, clause: Clause, hours: Decimal) -> Draft:
        text = words.counted(
            self.row.name, count, self.facts[per.fact], (per.unit, per.hours), hours
        )
        return Draft(hours, (AwardStep(text, clause, hours),))

    def _ranked(self, ranked: Ranked, facts: Facts, clause: Clause) -> Found:
        fact, place = self.facts[ranked.fact], number_of(facts.get(ranked.fact))
        if place is None:
            places = [*enumerate(ranked.hours, start=1)]
            if ranked.beyond is not None:
                places.append((len(ranked.hours) + 1, ranked.beyond))
            drafts = tuple(
                self._ranked_draft(fact, Decimal(at), hours, clause, ranked)._replace(
                    why=(words.condition(fact, str(at)),)
                )
                for at, hours in places
            )
            return Found(drafts, None, (ranked.fact,))
        if place <= len(ranked.hours):
            hours = ranked.hours[int(place) - 1]
        elif ranked.beyond is not None:
            hours = ranked.beyond
        else:
            told = words.beyond(self.row.name, fact, place, len(ranked.hours))
            return Found((), None, (), (told,))
        return settled(self._ranked_draft(fact, place, hours, clause, ranked))

    def _ranked_draft(
        self, fact: Fact, place: Decimal, hours: Decimal, clause: Clause, ranked: Ranked
    ) -> Draft:
        if place > len(ranked.hours):
            text = words.beyond(self.row.name, fact, place, len(ranked.hours))
        else:
            text = words.ranked(self.row.name, fact, place, hours)
        return Draft(hours, (AwardStep(text, clause, hours),))

    def _falling(self, falling: Falling, facts: Facts, clause: Clause) -> Found:
        fact, place = self.facts[falling.fact], number_of(facts.get(falling.fact))
        if place is None:
            return Found((self._flat_draft(falling.first, clause),), None, (falling.fact,))
        hours = max(falling.least, falling.first - falling.step * (place - 1))
        text = words.ranked(self.row.name, fact, place, hours)
        return settled(Draft(hours, (AwardStep(text, clause, hours),)))

    def _stated(self, stated: Stated, facts: Facts, clause: Clause) -> Found:
        hours = number_of(facts.get(stated.fact))
        by = str(facts.get(stated.confirmed_by or "", ""))
        confirmed = stated.confirmed_by is None or (
            bool(by) and (_holds(by, stated.accepts) or not _holds(by, stated.words))
        )
        if hours is None:
            return Found((), None, (stated.fact,))
        draft = Draft(hours, (AwardStep(words.stated(self.row.name, hours, by), clause, hours),))
        if confirmed:
            return settled(draft)
        fact = self.facts[stated.confirmed_by or stated.fact]
        told = Told(f"须由有权单位认定（{fact.zh}）。", f"To be recognised ({fact.en}).")
        proposed = draft if stated.unconfirmed == "proposed" else None
        return Found((draft,), proposed, (), (told,))

    def _choice(self, choice: Choice, facts: Facts, clause: Clause) -> Found:
        said = number_of(facts.get(choice.settled_by)) if choice.settled_by is not None else None
        if said is not None and said in choice.hours:
            text = words.stated(self.row.name, said, "")
            return settled(Draft(said, (AwardStep(text, clause, said),)))
        drafts = tuple(self._flat_draft(hours, clause) for hours in choice.hours)
        told = Told(
            "通知列出几种学时，没有给出选用的标准。",
            "The notice lists several figures and no criterion.",
        )
        return Found(drafts, None, (), (told,))

    def _readings(self, readings: Readings, facts: Facts, clause: Clause) -> Found:
        drafts: list[Draft] = []
        proposed: Draft | None = None
        missing: dict[str, None] = {}
        opened: list[Told] = []
        for index, reading in enumerate(readings.of):
            found = self._amount(reading.hours, facts, clause)
            told = Told(reading.zh, reading.en)
            named = [draft._replace(why=(told, *draft.why)) for draft in found.drafts]
            drafts += named
            opened += found.open
            if index == 0:
                missing.update(dict.fromkeys(found.missing))
                if found.proposed is not None:
                    proposed = found.proposed._replace(why=(told,))
        if len({draft.hours for draft in drafts}) == 1 and not missing and not opened:
            return settled(drafts[0]._replace(why=()))
        told = Told(
            "通知的规定可以有不同理解：" + "；".join(reading.zh for reading in readings.of) + "。",
            "The notice can be read as: " + "; ".join(reading.en for reading in readings.of) + ".",
        )
        return Found(tuple(drafts), proposed, tuple(missing), (told, *opened))

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
        hours = _rounded(draft.hours * by)
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
        findings = [self._remark(refusal) for refusal in self._refusing(facts)]
        findings += [told for when, told in self.remarks if self._lacking(when, facts) == ()]
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


def _holds(name: str, words_in_it: tuple[str, ...]) -> bool:
    return any(plain(word) in plain(name) for word in words_in_it)


def _years(value: Value | None) -> Decimal | None:
    return Decimal(len(value)) if isinstance(value, tuple) else number_of(value)


def _rounded(hours: Decimal) -> Decimal:
    whole = int(hours)
    return Decimal(whole) if whole == hours else hours.quantize(_FINEST).normalize()
