"""Rules on facts of the claim: days, codes, counts and confirmations.

A fact that is missing is asked for, or means that the thing has not happened
yet; it never counts as an answer.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from verifier.model import Asked, Outcome
from verifier.organisations import is_of, plain
from verifier.policy.notice import Rule, last_of_month
from verifier.policy.parameters import (
    CountAtMost,
    DayOutside,
    DaysApart,
    DayWithin,
    EntriesInOrder,
    FactIn,
    FlagSet,
    MonthlyBatch,
    OfficeBy,
    Question,
    Titled,
    UnitInArea,
)
from verifier.policy.values import Period
from verifier.reasons import Reason
from verifier.rules.case import (
    Case,
    Verdict,
    any_in,
    ask_operator,
    ask_reviewer,
    failed,
    not_applicable,
    passed,
)


def day_within(case: Case, rule: Rule) -> Verdict:
    """Test that a day lies in one of the periods."""
    parameters = rule.given(DayWithin)
    day = case.fact(parameters.fact)
    if not isinstance(day, date):
        return _missing(parameters.fact, parameters.missing)
    periods = [case.policy.period(ref, case.on) for ref in parameters.periods]
    shown = _shown(parameters.fact, day) | {"periods": _listed(periods)}
    if any(period.holds(day) for period in periods):
        return passed(Reason.DAY_WITHIN, *case.fields_of(parameters.fact), **shown)
    return failed(Reason.DAY_NOT_WITHIN, *case.fields_of(parameters.fact), **shown)


def day_outside(case: Case, rule: Rule) -> Verdict:
    """Test that a day lies in none of the periods."""
    parameters = rule.given(DayOutside)
    day = case.fact(parameters.fact)
    if not isinstance(day, date):
        return _missing(parameters.fact, parameters.missing)
    periods = [case.policy.period(ref, case.on) for ref in parameters.periods]
    shown = _shown(parameters.fact, day) | {"periods": _listed(periods)}
    if any(period.holds(day) for period in periods):
        return failed(Reason.DAY_FROZEN, *case.fields_of(parameters.fact), **shown)
    return passed(Reason.DAY_CLEAR, *case.fields_of(parameters.fact), **shown)


def days_apart(case: Case, rule: Rule) -> Verdict:
    """Test that one day precedes another by as many days as the notice asks for."""
    parameters = rule.given(DaysApart)
    earlier, later = case.fact(parameters.earlier), case.fact(parameters.later)
    if not isinstance(earlier, date):
        return _missing(parameters.earlier, parameters.missing)
    if not isinstance(later, date):
        return _missing(parameters.later, parameters.missing)
    wanted = case.policy.amount(parameters.at_least, case.on)
    apart = (later - earlier).days if parameters.by == "day" else later.year - earlier.year
    fields = (*case.fields_of(parameters.earlier), *case.fields_of(parameters.later))
    shown = {
        "fact": parameters.earlier,
        "day": earlier.isoformat(),
        "later_fact": parameters.later,
        "later": later.isoformat(),
        "wanted": str(wanted),
    }
    if apart >= wanted:
        return passed(Reason.DAYS_KEPT, *fields, **shown)
    answer = failed if parameters.short == "fails" else ask_reviewer
    return answer(Reason.DAYS_SHORT, *fields, **shown)


def fact_in(case: Case, rule: Rule) -> Verdict:
    """Test that a fact is one of the values that the notice accepts."""
    parameters = rule.given(FactIn)
    value = case.fact(parameters.fact)
    if value is None:
        return _missing(parameters.fact, parameters.missing)
    accepted = case.policy.terms(parameters.accepts, case.on)
    shown = {"fact": parameters.fact, "value": str(value), "accepted": "、".join(accepted)}
    if str(value) in accepted:
        return passed(Reason.FACT_ACCEPTED, **shown)
    if parameters.refuses is None or str(value) in case.policy.terms(parameters.refuses, case.on):
        return failed(Reason.FACT_REFUSED, **shown)
    return ask_reviewer(Reason.FACT_OPEN, **shown)


def flag_set(case: Case, rule: Rule) -> Verdict:
    """Test that something is confirmed."""
    parameters = rule.given(FlagSet)
    value = case.fact(parameters.fact)
    if value is None:
        if parameters.missing == "later":
            return not_applicable(Reason.NOT_YET)
        verdict = ask_operator(Reason.FACT_MISSING, fact=parameters.fact)
        return Verdict(verdict.outcome, verdict.reason, inputs=verdict.inputs, asks=parameters.asks)
    reason = Reason.CONFIRMED if value is True else Reason.NOT_CONFIRMED
    return (passed if value is True else failed)(reason, fact=parameters.fact)


def count_at_most(case: Case, rule: Rule) -> Verdict:
    """Test that a count stays within the notice's limit."""
    parameters = rule.given(CountAtMost)
    value = case.fact(parameters.fact)
    if not isinstance(value, Decimal):
        return _missing(parameters.fact, parameters.missing)
    limit = case.policy.amount(parameters.at_most, case.on)
    shown = {"fact": parameters.fact, "value": str(value), "limit": str(limit)}
    reason = Reason.COUNT_WITHIN if value <= limit else Reason.COUNT_ABOVE
    return (passed if value <= limit else failed)(reason, **shown)


def office_by(case: Case, rule: Rule) -> Verdict:
    """Name the office that acts, by a fact of the claim."""
    parameters = rule.given(OfficeBy)
    unit = plain(case.claim.school or "")
    named = next((o for name, o in parameters.units.items() if plain(name) == unit), None)
    if named is not None:
        return passed(Reason.ROUTE_FOUND, office=named)
    value = case.fact(parameters.fact)
    if value is None:
        return ask_operator(Reason.FACT_MISSING, fact=parameters.fact)
    office = parameters.offices.get(str(value))
    if office is None:
        return ask_reviewer(Reason.OFFICE_OPEN, fact=parameters.fact, value=str(value))
    return passed(Reason.ROUTE_FOUND, office=office)


def unit_in_area(case: Case, rule: Rule) -> Verdict:
    """Look for a place of the notice in the name of the claimant's unit."""
    unit = case.claim.school
    if unit is None:
        return ask_operator(Reason.FACT_MISSING, fact="school")
    places = case.policy.terms(rule.given(UnitInArea).places, case.on)
    if is_of(unit, places):
        return passed(Reason.UNIT_IN_AREA, unit=unit)
    return ask_reviewer(Reason.UNIT_ELSEWHERE, unit=unit)


def monthly_batch(case: Case, rule: Rule) -> Verdict:
    """Name the month's end at which the claim is filed; the exact day is the office's."""
    parameters = rule.given(MonthlyBatch)
    day = case.fact(parameters.fact)
    if not isinstance(day, date):
        return _missing(parameters.fact, parameters.missing)
    last = last_of_month(day).isoformat()
    return passed(Reason.BATCH_AT, **_shown(parameters.fact, day), batch=last)


def entries_in_order(case: Case, rule: Rule) -> Verdict:
    """Test that the entries of a certificate book follow each other in time."""
    parameters = rule.given(EntriesInOrder)
    days = case.fact(parameters.fact)
    if not isinstance(days, tuple):
        return _missing(parameters.fact, parameters.missing)
    for earlier, later in pairwise(days):
        if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
            shown = {"day": earlier.isoformat(), "later": later.isoformat()}
            return failed(Reason.ENTRIES_OUT_OF_ORDER, **shown)
    return passed(Reason.ENTRIES_IN_ORDER)


def question(case: Case, rule: Rule) -> Verdict:
    """Put to a person what the notice leaves to one."""
    parameters = rule.given(Question)
    if parameters.words and not any_in(parameters.words, case.text):
        return not_applicable()
    if parameters.not_of is not None and _is_titled(case, parameters.not_of):
        return not_applicable()
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.QUESTION,
        inputs={"question": parameters.zh, "question_en": parameters.en},
        asks=Asked.REVIEWER,
    )


def _is_titled(case: Case, titled: Titled) -> bool:
    """Say whether the document is of those kinds, with an activity called so."""
    is_of_kind = case.extraction.kind.value in titled.kinds
    return is_of_kind and case.title is not None and case.title.endswith(titled.titled)


def _missing(fact: str, missing: Literal["ask", "later"]) -> Verdict:
    if missing == "later":
        return not_applicable(Reason.NOT_YET)
    return ask_operator(Reason.FACT_MISSING, fact=fact)


def _shown(fact: str, day: date) -> dict[str, str]:
    return {"fact": fact, "day": day.isoformat()}


def _listed(periods: list[Period]) -> str:
    return "、".join(f"{period.first} – {period.last}" for period in periods)
