"""Rules about time: the learning window, the filing deadline, hours against days.

The window is tested on the days of learning, as the proof has them or the sealed paper that proves
them. A day of issue after the year's end is no objection, and no substitute for them either.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from verifier.model import Asked, Consequence, Outcome
from verifier.policy.notice import Rule
from verifier.policy.parameters import DatesInOrder, Deadline, HoursPerDay, Window
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
from verifier.rules.days import learning_of, span_of
from verifier.rules.evidence import proved_learning
from verifier.rules.hours import hours_of, is_class_hours

_HOURS_OF_A_DAY = 24


def window(case: Case, rule: Rule) -> Verdict:
    """Test that the learning period lies inside the window."""
    allowed = case.policy.period(rule.given(Window).period, case.on)
    bounds = {"first": allowed.first.isoformat(), "last": allowed.last.isoformat()}
    learning = learning_of(case.extraction) or proved_learning(case)
    if learning is None:
        issued = case.extraction.first("issue_date")
        if issued is None:
            return ask_reviewer(Reason.NO_LEARNING_DATE, **bounds)
        return ask_reviewer(Reason.ONLY_ISSUE_DATE, issued, issued=str(issued.value), **bounds)
    shown = {"period": learning.text, **bounds}
    if learning.end.last < learning.start.first:
        return ask_reviewer(Reason.DATES_CONTRADICT, *learning.fields, **shown)
    if learning.end.last < allowed.first or learning.start.first > allowed.last:
        return failed(Reason.OUTSIDE_WINDOW, *learning.fields, **shown)
    if learning.start.first >= allowed.first and learning.end.last <= allowed.last:
        return passed(Reason.WITHIN_WINDOW, *learning.fields, **shown)
    return Verdict(
        Outcome.FAILED,
        Reason.STRADDLES_WINDOW,
        learning.fields,
        inputs=shown,
        consequence=Consequence.REVIEW,
    )


def deadline(case: Case, rule: Rule) -> Verdict:
    """Test that the claim was filed, or something else done, on or before the last day."""
    parameters = rule.given(Deadline)
    last = case.policy.day(parameters.day, case.on)
    done = case.fact(parameters.fact)
    is_filing = parameters.fact == "submitted"
    if not isinstance(done, date):
        if parameters.missing == "later":
            return not_applicable(Reason.NOT_YET)
        if is_filing:
            return ask_operator(Reason.NO_SUBMISSION_DATE, last=last.isoformat())
        return ask_operator(Reason.FACT_MISSING, fact=parameters.fact)
    in_time = done <= last
    if is_filing:
        reason = Reason.FILED_IN_TIME if in_time else Reason.FILED_LATE
        shown = {"filed": done.isoformat(), "last": last.isoformat()}
    else:
        reason = Reason.DONE_IN_TIME if in_time else Reason.DONE_LATE
        shown = {"fact": parameters.fact, "day": done.isoformat(), "last": last.isoformat()}
    return (passed if in_time else failed)(reason, **shown)


def hours_per_day(case: Case, rule: Rule) -> Verdict:
    """Compare the hours with the days of a face-to-face activity; a hint, never a fact.

    More hours than a day has are no hint any more: hours or days are wrong, or misread.
    """
    parameters = rule.given(HoursPerDay)
    hours, learning = hours_of(case.extraction), learning_of(case.extraction)
    if hours is None or learning is None or not is_class_hours(hours) or not learning.is_exact:
        return not_applicable()
    if learning.end.last < learning.start.first or any_in(parameters.online, case.text):
        return not_applicable()
    days = (learning.end.last - learning.start.first).days + 1
    shown = {"hours": str(hours.value), "days": str(days), "per_day": str(parameters.per_day)}
    if Decimal(str(hours.value)) <= days * parameters.per_day:
        return passed(Reason.HOURS_FIT_DAYS, hours, *learning.fields, **shown)
    verdict = failed(Reason.HOURS_EXCEED_DAYS, hours, *learning.fields, **shown)
    if Decimal(str(hours.value)) > days * _HOURS_OF_A_DAY:
        return replace(verdict, consequence=Consequence.REVIEW)
    return verdict


def dates_in_order(case: Case, rule: Rule) -> Verdict:
    """Test that a proof of what was done is not dated before it: a contradiction, or a misreading.

    A paper dated within the days of learning is often made out on the last but one: a note.
    """
    issued, learning = case.extraction.first("issue_date"), learning_of(case.extraction)
    day = span_of(str(issued.value)) if issued is not None else None
    kind = case.extraction.kind.value
    if kind not in rule.given(DatesInOrder).kinds or issued is None or day is None:
        return not_applicable()
    if learning is None or learning.end.last < learning.start.first:
        return not_applicable()
    fields = (issued, *learning.fields)
    shown = {"issued": str(issued.value), "period": learning.text}
    if day.last < learning.start.first:
        return ask_reviewer(Reason.ISSUED_BEFORE_LEARNING, *fields, **shown)
    if day.last < learning.end.first:
        return Verdict(
            Outcome.INDETERMINATE,
            Reason.ISSUED_BEFORE_END,
            fields=fields,
            inputs=shown,
            asks=Asked.REVIEWER,
            consequence=Consequence.NOTE,
        )
    return Verdict(Outcome.PASSED, Reason.ISSUED_AFTERWARDS, fields=fields, inputs=shown)
