"""Add up what a claim of several papers is worth: papers about one activity count once. Pure.

A certificate and the proof of its hours, an invitation and the proof of attendance, a project's
approval and its completion are one activity each, and so is a certificate that came twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.document import Extraction
from verifier.agreement import same_value
from verifier.keys import SURE
from verifier.model import Report
from verifier.relations import Match
from verifier.rules.bundle import PROMISED, PROVING, days_meet, is_form_beside, title_match

BESIDE = ("translation", "unit_letter")
"""Kinds of document that only support another."""
_SAID = (
    "certificate_number", "holder_name", "activity_title", "hours", "start_date", "end_date",
    "issue_date", "project_number",
)  # fmt: skip
"""What two pictures of one paper say alike, as far as it was read."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The hours of a claim; None where only a person can say.

    `is_open` tells that papers about one activity are worth different hours, or that nobody can
    tell whether it is one.
    """

    hours: Decimal | None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """The papers of a claim about one activity, and what it is worth.

    `is_open` tells that they are worth different hours, or may be about two.
    """

    papers: tuple[Report, ...]
    hours: Decimal | None
    is_open: bool


def main_papers(reports: Sequence[Report]) -> list[Report]:
    """Return the papers that a claim rests on, all of them where none supports another."""
    main = [one for one in reports if not _is_beside(one)] or list(reports)
    kinds = {_kind(one) for one in main}
    # what was promised counts by the proof of it, and a graduate's form by the transcript
    return [
        one
        for one in main
        if not kinds & set(PROMISED.get(_kind(one), ()))
        and not any(is_form_beside(one.extraction, other.extraction) for other in main)
    ]


def worth_of(reports: Sequence[Report]) -> Worth:
    """Return what the papers of a claim are worth, each activity once."""
    activities = activities_of(reports)
    known = [one.hours for one in activities if one.hours is not None]
    is_open = any(one.is_open for one in activities)
    complete = len(known) == len(activities) > 0 and not is_open
    return Worth(sum(known, Decimal(0)) if complete else None, is_open)


def activities_of(reports: Sequence[Report]) -> tuple[Activity, ...]:
    """Return what a claim's main papers are about, with the hours of each."""
    found = []
    for papers in _activities(main_papers(reports)):
        worths = {one.credit.hours for one in papers if says_hours(one)}
        is_open = len(worths) > 1 or not _is_surely_one(papers)
        hours = next(iter(worths)) if len(worths) == 1 else None
        found.append(Activity(tuple(papers), hours, is_open))
    return tuple(found)


def same_papers(reports: Sequence[Report]) -> tuple[tuple[Report, ...], ...]:
    """Return the papers that came more than once: one file, or one paper in two pictures.

    That is nobody's fault, and no suspicion: it counts once.
    """
    groups: list[list[Report]] = []
    for report in reports:
        for group in groups:
            if is_same_file(report, group[0]) or _is_same_paper(report, group[0]):
                group.append(report)
                break
        else:
            groups.append([report])
    return tuple(tuple(group) for group in groups if len(group) > 1)


def is_same_file(one: Report, other: Report) -> bool:
    """Tell whether two papers are one file, under whatever names."""
    return one.extraction.source.sha256 == other.extraction.source.sha256


def _is_same_paper(report: Report, other: Report) -> bool:
    """Tell whether two pictures surely show one paper: all that both say is the same."""
    if _kind(report) != _kind(other):
        return False
    one, two = report.extraction, other.extraction
    said = {name: _match(name, one, two) for name in _SAID}
    if Match.DIFFERENT in said.values() or said["holder_name"] is not Match.SAME:
        return False
    is_told = all(said[name] is Match.SAME for name in ("start_date", "end_date", "hours"))
    return said["certificate_number"] is Match.SAME or (
        is_told and title_match(one, two) is Match.SAME
    )


def _is_beside(report: Report) -> bool:
    """Tell a paper that only supports another: a translation, the unit's letter, a page."""
    return report.part_of is not None or _kind(report) in BESIDE


def _kind(report: Report) -> str:
    return report.extraction.kind.value


def says_hours(report: Report) -> bool:
    """Tell whether a paper is worth hours, or a question about them; others have none to add."""
    credit = report.credit
    return (
        credit.hours is not None
        or bool(credit.options)
        or report.extraction.first("hours") is not None
    )


def _activities(reports: Sequence[Report]) -> list[list[Report]]:
    """Return the papers by what they are about."""
    groups: list[list[Report]] = []
    for report in reports:
        joined, apart = [report], []
        for group in groups:
            if any(_is_one(report, other) for other in group):
                joined = [*group, *joined]
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def _is_one(report: Report, other: Report) -> bool:
    """Tell whether two papers are about one activity, as far as they say."""
    one, two = report.extraction, other.extraction
    if one.source.sha256 == two.source.sha256:
        return True
    if _match("certificate_number", one, two) is Match.SAME:
        return True
    if title_match(one, two) not in (Match.SAME, Match.ALIKE):
        return False
    return not (_has_days(one) and _has_days(two)) or days_meet(one, two)


def _is_surely_one(papers: Sequence[Report]) -> bool:
    """Tell whether no two proofs of a kind may be two terms of a course, which have one title.

    With one number, or on the same days, they are one: nobody is at two terms at once. Projects
    of one title and two numbers may be two.
    """
    for at, report in enumerate(papers):
        for other in papers[at + 1 :]:
            one, two = report.extraction, other.extraction
            if _match("project_number", one, two) is Match.DIFFERENT:
                return False
            if _kind(report) != _kind(other) or _kind(report) not in PROVING:
                continue
            same_file = one.source.sha256 == two.source.sha256
            same_number = _match("certificate_number", one, two) in (Match.SAME, Match.ALIKE)
            same_days = all(
                _match(name, one, two) is Match.SAME for name in ("start_date", "end_date")
            )
            if not (same_file or same_number or same_days):
                return False
    return True


def _has_days(document: Extraction) -> bool:
    return any(document.first(name) is not None for name in ("start_date", "end_date"))


def _match(name: str, one: Extraction, two: Extraction) -> Match:
    here, there = one.first(name), two.first(name)
    if here is None or there is None or min(here.confidence, there.confidence) < SURE:
        return Match.UNKNOWN
    return same_value(name, here, there)
