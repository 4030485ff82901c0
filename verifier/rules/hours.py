"""Rules about hours as stated and as claimed, and the credit a document would bring.

No conversion happens here: where a notice gives no table, hours that are not
stated in class hours are a question to a person.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from extractor.document import Extraction, Field
from verifier.model import (
    Basis,
    Consequence,
    Credit,
    Evidence,
    Option,
    Outcome,
    Relation,
    Step,
)
from verifier.policy.notice import Rule
from verifier.policy.parameters import ClaimedHours, StatedHours
from verifier.reasons import Reason
from verifier.rules.bundle import PROMISED, PROVING, in_file
from verifier.rules.case import (
    Case,
    Verdict,
    ask_operator,
    ask_reviewer,
    failed,
    not_applicable,
    passed,
)
from verifier.rules.forms import form_of
from verifier.rules.sealed import sealed_proofs

_CLASS_HOURS = ("学时", "课时", "学時")


def hours_of(extraction: Extraction) -> Field | None:
    """Return the field of the hours, the most certain one; None if it is no amount."""
    found = extraction.first("hours")
    return found if found is not None and amount_of(found) is not None else None


def amount_of(hours: Field) -> Decimal | None:
    """Return a field's amount; None if it is not a finite number of at least 0."""
    return finite(hours.value)


def is_class_hours(hours: Field, units: tuple[str, ...] = _CLASS_HOURS) -> bool:
    """Say whether the amount is stated in class hours (a unit left out is taken as such)."""
    return hours.unit is None or hours.unit in units


def hours_on_file(case: Case, register: str) -> Decimal | None:
    """Return the hours filed or recognised for the class, by the claim or the register."""
    given = case.fact("filed_hours")
    if isinstance(given, Decimal):
        return given
    if not case.registers.loaded(register) or not case.title:
        return None
    start = case.fact("learning_start")
    day = start if isinstance(start, date) else None
    sure = [m for m in case.registers.match(register, case.title, day) if m.path.is_fact]
    return finite(sure[0].entry.columns.get("hours")) if sure else None


def finite(text: object) -> Decimal | None:
    """Return the amount that a text states; None if it is not a finite number of at least 0."""
    try:
        amount = Decimal(str(text))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def hours_beside(case: Case) -> tuple[Field, Evidence] | None:
    """Return the class hours that sealed papers tell of for a proof that states none, and whose.

    Only where they all tell of the same; a translation renders another unit.
    """
    if case.extraction.kind.value not in PROVING:
        return None
    told = [
        (in_file(hours, paper, case.document), paper)
        for paper in sealed_proofs(case)
        if paper.relation is not Relation.TRANSLATION
        and (hours := hours_of(paper.extraction)) is not None
    ]
    amounts = {amount_of(hours) for hours, _ in told}
    is_clear = len(amounts) == 1 and all(is_class_hours(hours) for hours, _ in told)
    return told[0] if is_clear else None


def stated_hours(case: Case, rule: Rule) -> Verdict:
    """Test that the document itself gives its hours, in a unit that needs no conversion."""
    parameters = rule.given(StatedHours)
    hours = hours_of(case.extraction)
    form = form_of(case, case.policy.forms(parameters.forms, case.on))
    if hours is None:
        is_certificate = form is None or form.hours == "stated"
        if is_certificate and (proved := hours_beside(case)) is not None:
            field, paper = proved
            shown = {"hours": _shown(field), "unit": field.unit or "学时", "file": paper.name}
            return passed(Reason.HOURS_PROVED_BESIDE, field, **shown)
        return ask_reviewer(
            Reason.HOURS_NOT_READ
            if form is not None and is_certificate
            else Reason.HOURS_LEFT_TO_REVIEWER
        )
    shown = {"hours": _shown(hours), "unit": hours.unit or "学时"}
    if _others(case.extraction, hours):
        amounts = "、".join(_shown(found) for found in case.extraction.all("hours"))
        return ask_reviewer(
            Reason.HOURS_DISAGREE, *case.extraction.all("hours"), **(shown | {"hours": amounts})
        )
    if not is_class_hours(hours, case.policy.terms(parameters.units, case.on)):
        return ask_reviewer(Reason.HOURS_IN_OTHER_UNIT, hours, **shown)
    if case.extraction.kind.value in PROMISED:
        return ask_reviewer(Reason.HOURS_PROMISED, hours, **shown)
    if form is not None and form.hours == "reviewer":
        return ask_reviewer(Reason.HOURS_LEFT_TO_REVIEWER, hours, **shown)
    return passed(Reason.HOURS_STATED, hours, **shown)


def credit(case: Case, rule: Rule) -> Credit:
    """Return the hours the document would bring, with steps; the reviewer's where it is silent."""
    parameters = rule.given(StatedHours)
    register = parameters.register_name
    verdict = stated_hours(case, rule)
    clause = rule.cite(case.policy.id)
    if verdict.outcome is Outcome.PASSED:
        hours = finite(verdict.inputs["hours"])
        step = Step(verdict.reason, clause, hours, verdict.inputs)
        filed = None if register is None else hours_on_file(case, register)
        if filed is None or hours is None or filed >= hours:
            return Credit(hours, case.claim.subject, Basis.STATED, (step,))
        shown = {"hours": str(hours), "filed": str(filed)}
        lower = Step(Reason.HOURS_ABOVE_FILED, clause, filed, shown)
        return Credit(filed, case.claim.subject, Basis.COMPUTED, (step, lower))
    units = case.policy.terms(parameters.units, case.on)
    options = {
        amount: Option(amount, Reason.HOURS_STATED, {"hours": _shown(found), "unit": "学时"})
        for found in case.extraction.all("hours")
        if (amount := amount_of(found)) is not None and is_class_hours(found, units)
    }
    step = Step(verdict.reason, clause, None, verdict.inputs)
    return Credit(None, case.claim.subject, Basis.REVIEWER, (step,), tuple(options.values()))


def claimed_hours(case: Case, rule: Rule) -> Verdict:
    """Compare the hours claimed with those on the document."""
    rule.given(ClaimedHours)
    claimed = case.claim.hours
    if claimed is None:
        return ask_operator(Reason.NO_HOURS_CLAIMED)
    hours = hours_of(case.extraction)
    if hours is None and (proved := hours_beside(case)) is not None:
        hours = proved[0]
    amount = amount_of(hours) if hours is not None else None
    if hours is None or amount is None or not is_class_hours(hours):
        return not_applicable()
    shown = {"hours": _shown(hours), "claimed": str(claimed)}
    if claimed == amount:
        return Verdict(Outcome.PASSED, Reason.HOURS_AS_CLAIMED, fields=(hours,), inputs=shown)
    if claimed > amount:
        return failed(Reason.HOURS_CLAIMED_MORE, hours, **shown)
    return Verdict(
        Outcome.FAILED,
        Reason.HOURS_CLAIMED_FEWER,
        (hours,),
        inputs=shown,
        consequence=Consequence.NOTE,
    )


def _others(extraction: Extraction, hours: Field) -> bool:
    return any(amount_of(found) != amount_of(hours) for found in extraction.all("hours"))


def _shown(hours: Field) -> str:
    return str(hours.value)
