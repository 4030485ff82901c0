"""Tell the papers apart that one file holds: whose they are, and which only announces.

A certificate is often scanned with the notice of its class, or two certificates are put into one
PDF. Values of two papers must not make one: the days of a notice are none of the certificate, and
a number on another person's certificate is none of this one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Problem

PROVING = frozenset(
    {"training_certificate", "hours_statement", "attendance_proof", "unit_letter", "appointment"}
)
_ANNOUNCING = frozenset({"meeting_notice", "conference_invitation"})
_SURE = 0.9
_MOST_PAGES = 12
"""Pages of a file that are looked at one by one; certificates of a class come in longer ones."""


@dataclass(frozen=True, slots=True)
class PagePaper:
    """What a page says by itself; values that were not read for sure are None."""

    page: int
    kind: str
    is_sure: bool
    """Whether its kind is."""
    holder: str | None = None
    hours: str | None = None
    first_day: str | None = None
    last_day: str | None = None

    @property
    def proves(self) -> bool:
        """Whether it is a proof by itself."""
        return self.kind in PROVING

    @property
    def announces(self) -> bool:
        """Whether it surely tells only what will be."""
        return self.is_sure and self.kind in _ANNOUNCING


@dataclass(frozen=True, slots=True)
class OnePaper:
    """The pages of the paper that a file is read as, and what to know of the others."""

    pages: frozenset[int]
    problems: tuple[Problem, ...] = ()


def is_asked(pages: int) -> bool:
    """Say whether a file of so many pages is looked at page by page."""
    return 1 < pages <= _MOST_PAGES


def surely(value: object, confidence: float) -> str | None:
    """Return a value that was read for sure, without its gaps."""
    return "".join(str(value).split()) if confidence >= _SURE else None


def of_one_paper(told: Sequence[PagePaper]) -> OnePaper:
    """Return the pages of the first proof; all of them where no page proves anything.

    Left out are what only announces it and pages made out to somebody else, of which a person is
    told. A page that names nobody belongs to the paper.
    """
    proofs = [one for one in told if one.proves]
    everything = frozenset(one.page for one in told)
    if not proofs:
        return OnePaper(everything)
    first = next((one for one in proofs if one.holder), None)
    strangers = [
        one
        for one in proofs
        if first is not None and one.holder and not _is_one_name(one.holder, first.holder or "")
    ]
    # a page behind another person's certificate is that person's
    aside = {one.page for one in strangers}
    for one in told:
        if one.page - 1 in aside and one.holder is None and not one.proves:
            aside.add(one.page)
    kept = [one for one in told if one.page not in aside and not one.announces]
    problems = [_of_another(first, one) for one in strangers if first is not None]
    hours = [one for one in kept if one.hours is not None and one.proves]
    problems += [_of_other_hours(hours[0], one) for one in hours[1:] if one.hours != hours[0].hours]
    days = [one for one in kept if one.first_day and one.last_day and one.proves]
    problems += [_of_other_days(days[0], one) for one in days[1:] if _is_apart(days[0], one)]
    return OnePaper(frozenset(one.page for one in kept), tuple(problems))


def _is_apart(one: PagePaper, other: PagePaper) -> bool:
    """Tell whether no day of one is within the other's."""
    return (one.last_day or "") < (other.first_day or "") or (other.last_day or "") < (
        one.first_day or ""
    )


def _is_one_name(one: str, other: str) -> bool:
    """Tell whether two names are surely not two people: a sign misread keeps all others."""
    if len(one) != len(other):
        return one in other or other in one
    return sum(a != b for a, b in zip(one, other, strict=True)) * 2 < len(one)


def _of_another(first: PagePaper, other: PagePaper) -> Problem:
    return Problem(
        "P-SEVERAL-PEOPLE",
        f"第 {first.page} 页写的是“{first.holder}”，第 {other.page} 页写的是“{other.holder}”；"
        f"只按前者读取。 Pages {first.page} and {other.page} name different people;"
        " only the former was read.",
        "请核对该页是否误传，不同的人应分开上传。"
        " Check whether the page was sent by mistake; papers of other people come apart.",
        other.page,
    )


def _of_other_hours(first: PagePaper, other: PagePaper) -> Problem:
    return Problem(
        "P-SEVERAL-HOURS",
        f"第 {first.page} 页写 {first.hours} 学时，第 {other.page} 页写 {other.hours} 学时。"
        f" Page {first.page} states {first.hours} hours, page {other.page} {other.hours}.",
        "请对照两页核对学时；不同的培训应分开上传。"
        " Compare both pages; papers of other classes come apart.",
        other.page,
    )


def _of_other_days(first: PagePaper, other: PagePaper) -> Problem:
    one, two = (f"{each.first_day} – {each.last_day}" for each in (first, other))
    return Problem(
        "P-SEVERAL-DAYS",
        f"第 {first.page} 页的学习时间是 {one}，第 {other.page} 页是 {two}。"
        f" Page {first.page} tells of {one}, page {other.page} of {two}.",
        "请核对是否为两次培训；不同的培训应分开上传。"
        " Check whether these are two classes; papers of other classes come apart.",
        other.page,
    )
