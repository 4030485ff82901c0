"""The form by which a training was filed, where it lies beside the proof of that training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.document import Field
from verifier.model import Evidence, Outcome
from verifier.organisations import plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import FilingForm
from verifier.reasons import Reason
from verifier.rules.bundle import in_file, linked
from verifier.rules.case import Case, Verdict, ask_reviewer, not_applicable, passed
from verifier.rules.days import learning_of
from verifier.rules.headings import is_headed
from verifier.rules.hours import amount_of, hours_of

_SIGNED = re.compile(r"[处局科室厅委章][)）]?[:：]?(20\d\d)年(\d{1,2})月(\d{1,2})日$")
"""「某某市教育局财务处 2021年8月16日」, and not the days of the training."""


def filing_form(case: Case, rule: Rule) -> Verdict:
    """Compare each filing form beside the proof with it; what differs is for a person."""
    words = rule.given(FilingForm).words
    verdicts = [
        _compared(case, form)
        for form in linked(case.document, case.beside)
        if is_headed(form.extraction, words)
    ]
    if not verdicts:
        return not_applicable()
    return next((one for one in verdicts if one.outcome is not Outcome.PASSED), verdicts[0])


def _compared(case: Case, form: Evidence) -> Verdict:
    read, filed = form.extraction.first("issue_date"), hours_of(form.extraction)
    start = _start(case, form)
    days = [*_signed(form), *([_day_of(read)] if read is not None else [])]
    day = max((one for one in days if one is not None), default=None)
    if day is None or start is None:
        return ask_reviewer(Reason.FORM_UNDATED, file=form.name)
    shown = {"file": form.name, "day": day.isoformat(), "start": start.isoformat()}
    there = () if read is None else (in_file(read, form, case.document),)
    if day >= start:
        # whether the day itself is beforehand is for a person, too
        return ask_reviewer(Reason.FORM_NOT_AHEAD, *there, **shown)
    hours = hours_of(case.extraction)
    if hours is not None and filed is not None:
        stated, known = amount_of(hours), amount_of(filed)
        if stated is not None and known is not None and stated > known:
            amounts = {"file": form.name, "hours": str(stated), "filed": str(known)}
            at = in_file(filed, form, case.document)
            return ask_reviewer(Reason.FORM_OF_FEWER_HOURS, hours, at, **amounts)
    return passed(Reason.FORM_AHEAD, *there, **shown)


def _start(case: Case, form: Evidence) -> date | None:
    """Return when the training began, by the proof, else as it was filed."""
    start = case.fact("learning_start")
    if isinstance(start, date):
        return start
    learning = learning_of(form.extraction)
    return learning.start.first if learning is not None and learning.is_exact else None


def _signed(form: Evidence) -> Iterator[date | None]:
    """Yield the days beside the offices that signed: each of them approves on a day of its own."""
    for page in form.extraction.pages:
        for line in page.lines:
            signed = _SIGNED.search(plain(line.text))
            if signed is not None:
                yield _as_day("-".join(part.zfill(2) for part in signed.groups()))


def _day_of(field: Field) -> date | None:
    return _as_day(str(field.value))


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # a month alone, or no day at all
