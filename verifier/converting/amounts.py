"""The closed shapes of amounts, and what each is worth for stated facts.

A shape answers with every figure that it allows, the one that is proposed, and what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from verifier.converting import words
from verifier.converting.award import AwardStep, Told
from verifier.converting.conditions import distinct, number_of
from verifier.converting.drafts import Draft, Found, settled
from verifier.facts import Fact, Facts
from verifier.model import Clause
from verifier.organisations import plain
from verifier.policy.conversion import (
    Between,
    Choice,
    Falling,
    Flat,
    Open,
    Per,
    Ranked,
    Readings,
    Stated,
    Words,
)

_FINEST = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of one row: under which name, with which facts, in which unit they are told."""

    name: Words
    facts: Mapping[str, Fact]
    unit: str

    def worth(self, amount: Any, facts: Facts, clause: Clause) -> Found:  # noqa: ANN401
        """Return what an amount of a row is worth for the facts; `clause` is where it stands."""
        match amount:
            case Flat():
                text = words.flat(self.name, amount.hours, self.unit)
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
        text = words.flat(self.name, hours, self.unit)
        return Draft(hours, (AwardStep(text, clause, hours),))

    def _counted(self, per: Per, facts: Facts, clause: Clause) -> Found:
        count = number_of(facts.get(per.fact))
        named = () if per.names is None else distinct(facts.get(per.names))
        if count is None and named:
            count = Decimal(len(named))
        if count is None:
            return Found((), None, (per.fact,))
        if named and count != len(named):
            return self._miscounted(per, clause, (count, Decimal(len(named))))
        exact = rounded(count / per.unit * per.hours)
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
            self._counted_draft(count, per, clause, rounded(count / per.unit * per.hours))
            for count in sorted(counts)
        )
        told = words.miscounted(self.facts[per.fact], *counts)
        return Found(drafts, drafts[0], (), (told,))

    def _counted_draft(self, count: Decimal, per: Per, clause: Clause, hours: Decimal) -> Draft:
        text = words.counted(self.name, count, self.facts[per.fact], (per.unit, per.hours), hours)
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
            told = words.beyond(self.name, fact, place, len(ranked.hours))
            return Found((), None, (), (told,))
        return settled(self._ranked_draft(fact, place, hours, clause, ranked))

    def _ranked_draft(
        self, fact: Fact, place: Decimal, hours: Decimal, clause: Clause, ranked: Ranked
    ) -> Draft:
        if place > len(ranked.hours):
            text = words.beyond(self.name, fact, place, len(ranked.hours))
        else:
            text = words.ranked(self.name, fact, place, hours)
        return Draft(hours, (AwardStep(text, clause, hours),))

    def _falling(self, falling: Falling, facts: Facts, clause: Clause) -> Found:
        fact, place = self.facts[falling.fact], number_of(facts.get(falling.fact))
        if place is None:
            return Found((self._flat_draft(falling.first, clause),), None, (falling.fact,))
        hours = max(falling.least, falling.first - falling.step * (place - 1))
        text = words.ranked(self.name, fact, place, hours)
        return settled(Draft(hours, (AwardStep(text, clause, hours),)))

    def _stated(self, stated: Stated, facts: Facts, clause: Clause) -> Found:
        hours = number_of(facts.get(stated.fact))
        by = str(facts.get(stated.confirmed_by or "", ""))
        confirmed = stated.confirmed_by is None or (
            bool(by) and (_holds(by, stated.accepts) or not _holds(by, stated.words))
        )
        if hours is None:
            return Found((), None, (stated.fact,))
        draft = Draft(hours, (AwardStep(words.stated(self.name, hours, by), clause, hours),))
        if confirmed:
            return settled(draft)
        fact = self.facts[stated.confirmed_by or stated.fact]
        told = Told(f"须由有权单位认定（{fact.zh}）。", f"To be recognised ({fact.en}).")
        proposed = draft if stated.unconfirmed == "proposed" else None
        return Found((draft,), proposed, (), (told,))

    def _choice(self, choice: Choice, facts: Facts, clause: Clause) -> Found:
        said = number_of(facts.get(choice.settled_by)) if choice.settled_by is not None else None
        if said is not None and said in choice.hours:
            text = words.stated(self.name, said, "")
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
            found = self.worth(reading.hours, facts, clause)
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


def rounded(hours: Decimal) -> Decimal:
    """Return hours without the digits that no notice means."""
    whole = int(hours)
    return Decimal(whole) if whole == hours else hours.quantize(_FINEST).normalize()


def _holds(name: str, words_in_it: tuple[str, ...]) -> bool:
    return any(plain(word) in plain(name) for word in words_in_it)
