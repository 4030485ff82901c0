"""Tell the papers apart that one file holds: whose they are, and which only announces.

A certificate is often scanned with the notice of its class, or two certificates are put into one
PDF. Values of two papers must not make one: the days of a notice are none of the certificate, and
a number on another person's certificate is none of this one's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from extractor.document import SEVERAL_PEOPLE, Problem
from extractor.language.scripts import has_chinese

_PROVING = frozenset(
    {"training_certificate", "hours_statement", "attendance_proof", "unit_letter", "appointment"}
)
_ANNOUNCING = frozenset({"meeting_notice", "conference_invitation"})
_COMPARED = (
    ("certificate_number", "P-SEVERAL-NUMBERS", "证书编号", "the certificate's number"),
    ("hours", "P-SEVERAL-HOURS", "学时", "the hours"),
    ("start_date", "P-SEVERAL-DAYS", "开始日期", "the first day"),
    ("end_date", "P-SEVERAL-DAYS", "结束日期", "the last day"),
)
"""Field, code of the problem, and what it is called, of what two proofs of one activity share."""
READ = ("holder_name", *(name for name, *_ in _COMPARED))
"""The fields that a page is asked for."""


@dataclass(frozen=True, slots=True)
class PagePaper:
    """What a page says by itself: its kind, and the values that were read for sure."""

    page: int
    kind: str
    is_sure: bool
    """Whether its kind is."""
    said: dict[str, str]

    @property
    def holder(self) -> str | None:
        """Whom it is made out to."""
        return self.said.get("holder_name")

    @property
    def proves(self) -> bool:
        """Whether it is a proof by itself."""
        return self.kind in _PROVING and (self.is_sure or self.holder is not None)

    @property
    def announces(self) -> bool:
        """Whether it surely tells only what will be."""
        return self.is_sure and self.kind in _ANNOUNCING


@dataclass(frozen=True, slots=True)
class OnePaper:
    """The pages of the paper that a file is read as, and what to know of the others."""

    pages: frozenset[int]
    problems: tuple[Problem, ...] = ()


class _Likeness(Enum):
    SAME = auto()
    CLOSE = auto()
    DIFFERENT = auto()


def of_one_paper(told: Sequence[PagePaper]) -> OnePaper:
    """Return the pages of the first proof; all of them where no page proves anything.

    Left out are what only announces it and pages made out to somebody else, with the pages behind
    them that prove nothing and name nobody. What a person should know of them is told.
    """
    proofs = [one for one in told if one.proves]
    if not proofs:
        return OnePaper(frozenset(one.page for one in told))
    first = next((one for one in proofs if one.holder), proofs[0])
    likeness = {one.page: _likeness(first.holder, one.holder) for one in proofs}
    strangers = [page for page, like in likeness.items() if like is _Likeness.DIFFERENT]
    aside = {*strangers, *(one.page for one in told if one.announces)}
    for one in told:
        if one.page - 1 in aside and not one.proves and one.holder is None:
            aside.add(one.page)
    kept = [one for one in proofs if one.page not in aside]
    problems = [_of_strangers(first, strangers)] if strangers else []
    problems += [
        _of_close_name(first, one) for one in kept if likeness[one.page] is _Likeness.CLOSE
    ]
    problems += _of_differing(kept)
    return OnePaper(frozenset(one.page for one in told) - aside, tuple(problems))


def _likeness(one: str | None, other: str | None) -> _Likeness:
    """Compare two names that were read for sure; in two scripts they are not compared."""
    if not one or not other or has_chinese(one) != has_chinese(other) or "*" in one + other:
        return _Likeness.SAME
    if not has_chinese(one):
        # the order of the parts is free, and so is how much is written out
        equal = sorted(one.lower().split()) == sorted(other.lower().split())
        return _Likeness.SAME if equal else _Likeness.CLOSE
    one, other = ("".join(name.split()) for name in (one, other))
    if one == other:
        return _Likeness.SAME
    misread = len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return _Likeness.CLOSE if misread or one in other or other in one else _Likeness.DIFFERENT


def _of_differing(proofs: Sequence[PagePaper]) -> list[Problem]:
    """Return what the proofs of one person say differently, each code once."""
    problems: dict[str, Problem] = {}
    for name, code, zh, en in _COMPARED:
        saying = [one for one in proofs if name in one.said]
        for other in saying[1:]:
            first = saying[0]
            if name == "certificate_number" and first.kind != other.kind:
                continue  # a letter has a number of its own
            values = first.said[name], other.said[name]
            if values[0].startswith(values[1]) or values[1].startswith(values[0]):
                continue  # a month holds its days
            problems.setdefault(
                code,
                Problem(
                    code,
                    f"第 {first.page} 页的{zh}是 {values[0]}，第 {other.page} 页是 {values[1]}。"
                    f" Pages {first.page} and {other.page} differ in {en}.",
                    "请对照两页核对；不同的培训应分开上传。"
                    " Compare both pages; papers of other classes come apart.",
                    other.page,
                ),
            )
    return list(problems.values())


def _of_strangers(first: PagePaper, strangers: Sequence[int]) -> Problem:
    pages = "、".join(map(str, strangers))
    return Problem(
        SEVERAL_PEOPLE,
        f"第 {first.page} 页写的是“{first.holder}”，第 {pages} 页写的是别的姓名；只按前者读取。"
        f" Page {first.page} and others name different people; only the former was read.",
        "请核对这些页是否误传，不同的人应分开上传。"
        " Check whether these pages were sent by mistake; papers of other people come apart.",
        strangers[0],
    )


def _of_close_name(first: PagePaper, other: PagePaper) -> Problem:
    return Problem(
        SEVERAL_PEOPLE,
        f"第 {first.page} 页的姓名是“{first.holder}”，第 {other.page} 页是“{other.holder}”，"
        "相近而不相同。"
        f" The names on pages {first.page} and {other.page} are close and not equal.",
        "可能是识读有误，也可能是两个人，请对照两页。 A misreading, or two people: compare both.",
        other.page,
    )
