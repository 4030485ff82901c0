"""The rule on the two readings of a page: what its text layer says, what its picture shows.

Hidden text has innocent causes (a template's notes, a scanner's own reading, a search aid),
and others; the picture is believed in every case, and a person is shown both.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import TextDifference
from verifier.model import Asked, Consequence, Outcome
from verifier.policy.notice import Rule
from verifier.policy.parameters import ReadingsAgree
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, not_applicable

_SHOWN = 3
_CUT = 60
_HARMLESS = "off_page"
"""What stands off the page is usually the rest of a design that was cut to size."""


def readings_agree(case: Case, rule: Rule) -> Verdict:
    """Report facts that differ, then text that contradicts the picture, then hidden text."""
    rule.given(ReadingsAgree)
    found = case.extraction.differences
    if not found:
        return not_applicable()
    facts = [each for each in found if each.field is not None]
    if facts:
        return _differing(Outcome.FAILED, Reason.READINGS_DIFFER, facts)
    contradicting = [each for each in found if each.reason == "contradicts"]
    if contradicting:
        return _differing(Outcome.INDETERMINATE, Reason.TEXT_CONTRADICTS, contradicting)
    whys = dict.fromkeys(each.reason for each in found)
    return Verdict(
        Outcome.INDETERMINATE,
        Reason.TEXT_HIDDEN,
        places=tuple(each.place for each in found),
        inputs={
            "hiding": "、".join(whys),
            "texts": "；".join(each.text[:_CUT] for each in found[:_SHOWN]),
        },
        asks=Asked.REVIEWER,
        consequence=Consequence.NOTE if set(whys) == {_HARMLESS} else None,
    )


def _differing(outcome: Outcome, reason: Reason, found: Sequence[TextDifference]) -> Verdict:
    places = [place for each in found for place in (each.place, each.picture_place) if place]
    return Verdict(
        outcome,
        reason,
        places=tuple(dict.fromkeys(places)),
        inputs={
            "differences": "；".join(_shown(each) for each in found[:_SHOWN]),
            "field": "、".join(dict.fromkeys(each.field for each in found if each.field)),
        },
        asks=Asked.REVIEWER if outcome is Outcome.INDETERMINATE else None,
    )


def _shown(each: TextDifference) -> str:
    return f"{each.text[:_CUT]} ≠ {(each.picture or '—')[:_CUT]}"
