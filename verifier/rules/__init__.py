"""The rules: kind to function. Each is pure: a case and a rule's parameters in, a verdict out."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from verifier.policy import Rule
from verifier.rules import (
    evidence,
    forms,
    hours,
    identity,
    recognition,
    repeats,
    scope,
    timing,
)
from verifier.rules.case import Case, Verdict

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
        "review-route": scope.review_route,
        "repeated": repeats.repeated,
    }
)
