"""Which of the notice's forms of learning a document belongs to."""

from __future__ import annotations

from verifier.model import Clause, Consequence, Outcome
from verifier.policy.notice import Rule
from verifier.policy.parameters import LearningForm
from verifier.policy.values import Form, FormCue
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, any_in, ask_reviewer


def learning_form(case: Case, rule: Rule) -> Verdict:
    """Name the form of learning; what fits none falls under the notice's open clause."""
    form = form_of(case, case.policy.forms(rule.given(LearningForm).forms, case.on))
    if form is None:
        return ask_reviewer(Reason.FORM_OPEN)
    title = case.extraction.first("activity_title")
    return Verdict(
        Outcome.PASSED,
        Reason.FORM_FOUND,
        fields=(title,) if title is not None else (),
        inputs={"form": form.name.zh, "form_en": form.name.en},
        consequence=Consequence.NOTE,
        clause=Clause(case.policy.id, form.clause, form.catalogue),
    )


def form_of(case: Case, forms: tuple[Form, ...]) -> Form | None:
    """Return the first form of the notice's list with a cue that the document shows."""
    for form in forms:
        if any(_shows(case, cue) for cue in form.cues):
            return form
    return None


def _shows(case: Case, cue: FormCue) -> bool:
    return (
        (not cue.kinds or case.extraction.kind.value in cue.kinds)
        and (not cue.title or any_in(cue.title, case.title))
        and (not cue.text or any_in(cue.text, case.text))
    )
