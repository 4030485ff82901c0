"""The rules: kind to function. Each is pure: a case and a rule's parameters in, a verdict out."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from verifier.model import Credit
from verifier.policy.notice import Rule
from verifier.rules import (
    bundle,
    claims,
    contents,
    conversion,
    digits,
    evidence,
    filings,
    forms,
    hours,
    identity,
    listed,
    marks,
    proofs,
    readings,
    recognition,
    repeats,
    scope,
    seals,
    timing,
)
from verifier.rules.case import Case, Verdict

CREDITS: MappingProxyType[str, Callable[[Case, Rule], Credit]] = MappingProxyType(
    {"stated-hours": hours.credit, "converted-hours": conversion.converted_credit}
)
"""The rule kinds that say what hours a document would bring."""

Judge = Callable[[Case, Rule], Verdict]

RULES: MappingProxyType[str, Judge] = MappingProxyType(
    {
        "scope-person": scope.scope_person,
        "register-status": scope.register_status,
        "subject-class": recognition.subject_class,
        "topic": recognition.topic,
        "automatic-subject": recognition.automatic_subject,
        "recorded-by-others": recognition.recorded_by_others,
        "recognised-organiser": recognition.recognised_organiser,
        "learning-form": forms.learning_form,
        "not-alone": evidence.not_alone,
        "originals": evidence.originals,
        "legible": evidence.legible,
        "relevance": evidence.relevance,
        "translation": evidence.translation,
        "time-proof": evidence.time_proof,
        "holder-name": identity.holder_name,
        "holder-id": identity.holder_id,
        "window": timing.window,
        "deadline": timing.deadline,
        "stated-hours": hours.stated_hours,
        "claimed-hours": hours.claimed_hours,
        "hours-per-day": timing.hours_per_day,
        "dates-in-order": timing.dates_in_order,
        "review-route": scope.review_route,
        "repeated": repeats.repeated,
        "day-within": claims.day_within,
        "day-outside": claims.day_outside,
        "days-apart": claims.days_apart,
        "fact-in": claims.fact_in,
        "flag-set": claims.flag_set,
        "count-at-most": claims.count_at_most,
        "exam-passed": proofs.exam_passed,
        "proof-kind": proofs.proof_kind,
        "listed-organiser": listed.listed_organiser,
        "filed": listed.filed,
        "filing-form": filings.filing_form,
        "filed-hours": listed.filed_hours,
        "pass-list": listed.pass_list,
        "recorded-hours": listed.recorded_hours,
        "enclosed": proofs.enclosed,
        "seals-at-least": proofs.seals_at_least,
        "question": claims.question,
        "topic-hint": proofs.topic_hint,
        "topic-class": proofs.topic_class,
        "own-employer": proofs.own_employer,
        "office-by": claims.office_by,
        "unit-in-area": claims.unit_in_area,
        "monthly-batch": claims.monthly_batch,
        "entries-in-order": claims.entries_in_order,
        "converted-hours": conversion.converted_hours,
        "register-listed": listed.register_listed,
        "code-agrees": marks.code_agrees,
        "signature-intact": marks.signature_intact,
        "readings-agree": readings.readings_agree,
        "digits-alike": digits.digits_alike,
        "documents-agree": bundle.documents_agree,
        "listed-in-contents": contents.listed_in_contents,
        "seal-agrees": seals.seal_agrees,
        "seal-present": seals.seal_present,
    }
)
