"""What is recommended of a claim of several papers as a whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.claim_hours import Worth, main_papers, worth_of
from verifier.model import Recommendation, Report, Unread
from verifier.verify import gravest


@dataclass(frozen=True, slots=True)
class Whole:
    """The gravest recommendation of the papers that a claim rests on, and its hours."""

    recommendation: Recommendation
    worth: Worth


def whole_of(found: Sequence[Report | Unread]) -> Whole:
    """Return what the papers of a claim come to; those that only support another ask for nothing.

    A person looks at what could not be read, or told apart.
    """
    reports = [one for one in found if isinstance(one, Report)]
    worth = worth_of(reports)
    recommendations = [one.recommendation for one in main_papers(reports)]
    if worth.is_open or len(reports) < len(found):
        recommendations.append(Recommendation.REVIEW)
    return Whole(gravest(recommendations), worth)
