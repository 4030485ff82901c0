"""The rule on digits that differ from their neighbours: a hint for a person, never an accusation.

What a form leaves to be filled in, by hand or by another machine, differs as a digit does that
was typed over; so the picture enlarged is shown and a person says which it is.
"""

from __future__ import annotations

from verifier.model import Asked, Outcome
from verifier.policy.notice import Rule
from verifier.policy.parameters import DigitsAlike
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, not_applicable


def digits_alike(case: Case, rule: Rule) -> Verdict:
    """Show the digits whose edges are sharper or softer than those beside them."""
    rule.given(DigitsAlike)
    found = case.extraction.odd_digits
    if not found:
        return not_applicable()
    shown = dict.fromkeys((each.text, each.text[each.index]) for each in found)
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.DIGITS_DIFFER,
        places=tuple(each.place for each in found),
        inputs={
            "numbers": "、".join(dict.fromkeys(text for text, _ in shown)),
            "digits": "、".join(dict.fromkeys(digit for _, digit in shown)),
        },
        asks=Asked.REVIEWER,
    )
