"""Tell the papers apart that one file holds: which one it is, what lies beside it, whose it is.

A certificate is often scanned with the notice of its class or the school's letter, or two
certificates are put into one PDF. Values of two papers must not make one: the days of a notice
are none of the certificate, and a number on another person's certificate is none of this one's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from extractor.document import SEVERAL_PEOPLE, Problem
from extractor.language.scripts import has_chinese

_PROVING = frozenset(
    {"training_certificate", "hours_statement", "attendance_proof", "unit_letter", "appointment"}
)
_BESIDE = {"hours_statement": 1, "unit_letter": 2, "translation": 3}
"""Kinds that come beside another proof, the more surely the higher."""
_ANNOUNCING = frozenset({"meeting_notice", "conference_invitation"})


@dataclass(frozen=True, slots=True)
class _Compared:
    """A field that papers of some kinds in one file share, and the problem where they do not."""

    field: str
    code: str
    zh: str
    en: str
    kinds: frozenset[str] = _PROVING
    part: Callable[[str], str] = str


_WORK, _PROJECT = frozenset({"paper"}), frozenset({"project"})
_NUMBERED = frozenset({"patent", "award", "qualification"})
_COMPARED = (
    _Compared("certificate_number", "P-SEVERAL-NUMBERS", "证书编号", "the certificate's number"),
    _Compared("hours", "P-SEVERAL-HOURS", "学时", "the hours"),
    _Compared("start_date", "P-SEVERAL-DAYS", "开始日期", "the first day"),
    _Compared("end_date", "P-SEVERAL-DAYS", "结束日期", "the last day"),
    _Compared(
        "issue_date",
        "P-SEVERAL-ISSUES",
        "出版年份",
        "the year of issue",
        _WORK,
        lambda day: day[:4],
    ),
    _Compared("issn", "P-SEVERAL-ISSUES", "ISSN", "the ISSN", _WORK),
    _Compared("project_number", "P-SEVERAL-NUMBERS", "项目编号", "the project's number", _PROJECT),
    _Compared("certificate_number", "P-SEVERAL-NUMBERS", "编号", "the number", _NUMBERED),
)
READ = ("holder_name", *dict.fromkeys(one.field for one in _COMPARED))
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

    @property
    def begins(self) -> bool:
        """Whether a paper begins with it, and does not go on."""
        is_work = self.is_sure and self.kind in _WORK
        return self.proves or self.announces or is_work or self.holder is not None


@dataclass(frozen=True, slots=True)
class Papers:
    """The pages of the paper that a file is read as, and what to know of the others.

    `enclosed` are the pages of each paper beside it that lends it nothing: a notice, a letter, a
    translation, a proof of another activity. Pages of other people are in neither.
    """

    main: frozenset[int]
    enclosed: tuple[frozenset[int], ...] = ()
    problems: tuple[Problem, ...] = ()


class _Likeness(Enum):
    SAME = auto()
    CLOSE = auto()
    DIFFERENT = auto()


def papers_of(told: Sequence[PagePaper]) -> Papers:
    """Return the papers of a file by its pages; all pages are one where none proves anything.

    It is read as its first proof; of a certificate and the letter about it that is the
    certificate, of a letter of acceptance and the article the article. What a person should know
    of the others is told.
    """
    everything = frozenset(one.page for one in told)
    proofs = [one for one in told if one.proves]
    first = min(
        proofs, key=lambda one: (_BESIDE.get(one.kind, 0), one.holder is None), default=None
    )
    if first is None:
        first = next((one for one in told if one.is_sure and one.kind in _WORK), None)
    if first is None:
        return Papers(everything, problems=tuple(_of_differing(told)))
    likeness = {one.page: _likeness(first.holder, one.holder) for one in proofs}
    strangers = [page for page, like in likeness.items() if like is _Likeness.DIFFERENT]
    further = [
        one.page
        for one in proofs
        if likeness[one.page] is _Likeness.SAME and _is_of_another_activity(one, first)
    ]
    beside = [
        one.page for one in told if one.announces or _is_beside(one, first) or one.page in further
    ]
    starts = frozenset({*strangers, *beside})
    groups = {page: _with_pages_behind(page, told, starts) for page in starts}
    same = [one for one in proofs if one.page not in (*strangers, *further)]
    problems = [_of_strangers(first, strangers)] if strangers else []
    problems += [_of_further(first, further)] if further else []
    problems += [
        _of_close_name(first, one) for one in same if likeness[one.page] is _Likeness.CLOSE
    ]
    problems += _of_differing(same if proofs else told)
    return Papers(
        everything.difference(*groups.values()),
        tuple(groups[page] for page in beside),
        tuple(problems),
    )


def _is_beside(one: PagePaper, first: PagePaper) -> bool:
    """Tell a letter or a translation about the proof that the file is read as."""
    if one.is_sure and one.kind == "acceptance_letter":
        return first.kind in _WORK
    is_paper = one.is_sure or one.proves
    return is_paper and _BESIDE.get(one.kind, 0) > _BESIDE.get(first.kind, 0)


def _is_of_another_activity(one: PagePaper, first: PagePaper) -> bool:
    """Tell a proof of the same kind that differs in two of number, hours and days.

    One of them may be misread, or be a term of the same training; it is told and stays.
    """
    if one.kind != first.kind:
        return False
    differs = [
        any(_contradict(one.said.get(name), first.said.get(name)) for name in names)
        for names in (("certificate_number",), ("hours",), ("start_date", "end_date"))
    ]
    return sum(differs) > 1


def _contradict(value: str | None, other: str | None) -> bool:
    """Tell whether two values differ; a month holds its days."""
    if value is None or other is None:
        return False
    return not (value.startswith(other) or other.startswith(value))


def _with_pages_behind(
    page: int, told: Sequence[PagePaper], starts: frozenset[int]
) -> frozenset[int]:
    """Return a page with those behind it that begin no other paper."""
    pages = {page}
    for one in told:
        if one.page - 1 in pages and not one.begins and one.page not in starts:
            pages.add(one.page)
    return frozenset(pages)


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


def _of_differing(papers: Sequence[PagePaper]) -> list[Problem]:
    """Return what papers of one person say differently, each code once."""
    problems: dict[str, Problem] = {}
    for asked in _COMPARED:
        saying = [
            one
            for one in papers
            if one.kind in asked.kinds and (one.is_sure or one.proves) and asked.field in one.said
        ]
        for other in saying[1:]:
            first = saying[0]
            if asked.field == "certificate_number" and first.kind != other.kind:
                continue  # a letter has a number of its own
            values = asked.part(first.said[asked.field]), asked.part(other.said[asked.field])
            if not _contradict(*values):
                continue
            problems.setdefault(
                asked.code,
                Problem(
                    asked.code,
                    f"第 {first.page} 页的{asked.zh}是 {values[0]}，"
                    f"第 {other.page} 页是 {values[1]}。"
                    f" Pages {first.page} and {other.page} differ in {asked.en}.",
                    "请对照两页核对；不同的材料应分开上传。"
                    " Compare both pages; papers of other things come apart.",
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


def _of_further(first: PagePaper, further: Sequence[int]) -> Problem:
    pages, number = "、".join(map(str, further)), len(further) + 1
    return Problem(
        "P-SEVERAL-CERTIFICATES",
        f"这个文件里有 {number} 份证明；这里只核算第 {first.page} 页的一份，"
        f"第 {pages} 页的另行列出，没有计入。"
        f" The file holds {number} proofs of other activities; the one on page {first.page} is"
        f" judged, what page {pages.replace('、', ', ')} says is listed and not counted.",
        "请把每份证明单独上传，以便分别计算学时。"
        " Upload each proof by itself, so that the hours of each count.",
        further[0],
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
