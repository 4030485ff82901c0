"""The rule that hours count once: the ledger knows, a person cancels."""

from __future__ import annotations

from verifier.model import Consequence, Outcome
from verifier.parameters import Repeated
from verifier.policy import Rule
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, ask_operator, failed, passed


def repeated(case: Case, rule: Rule) -> Verdict:
    """Ask the ledger for the same item; a likeness is a question, an equal item a failure."""
    rule.given(Repeated)
    if case.ledger is None:
        return ask_operator(Reason.NO_LEDGER)
    matches = case.ledger.matches(case.claim, case.extraction)
    exact = [match.reference for match in matches if match.exact]
    if exact:
        return failed(Reason.REPEATED, items="、".join(exact))
    if matches:
        return Verdict(
            Outcome.FAILED,
            Reason.RESEMBLES_OTHER,
            inputs={"items": "、".join(match.reference for match in matches)},
            consequence=Consequence.REVIEW,
        )
    return passed(Reason.NOT_REPEATED)
