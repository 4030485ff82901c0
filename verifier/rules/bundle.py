"""Put the documents of one claim beside each other: whether they say the same of one thing.

What one of them does not show, or was read unsurely, is not compared and never different; what
differs as a misreading would make it is alike. A difference is shown to a person, on both pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rapidfuzz.fuzz import partial_ratio

from extractor.document import Extraction, Field
from verifier.agreement import LEAST_TITLE, same_title, same_value
from verifier.bundle_work import SAME_WORK, work_match
from verifier.keys import SURE
from verifier.model import Asked, Compared, Evidence, Outcome, Relation
from verifier.names import Likeness, compare_names
from verifier.numbers import plain
from verifier.policy.notice import Rule
from verifier.policy.parameters import DocumentsAgree
from verifier.reasons import Reason
from verifier.relations import Match
from verifier.rules.case import Case, Verdict, not_applicable
from verifier.rules.headings import is_headed
from verifier.rules.places import RANK, place_in_team

_ANNOUNCING = ("meeting_notice", "conference_invitation")
"""Kinds that say what will be: days and places may move a little until it is held."""
_WITHOUT_HOLDER = ("meeting_notice", "paper", "book")
PROVING = ("training_certificate", "hours_statement", "attendance_proof", "appointment")
"""Kinds that show that somebody learned."""
PROMISED = {"acceptance_letter": ("paper",), **dict.fromkeys(_ANNOUNCING, PROVING)}
"""What each kind that announces something goes with."""
_NAMES = ("holder_name", "holder_id")
_OF_A_PROJECT = ("project_number", "start_date", "end_date", RANK)
_CLASS_HOURS = ("学时", "课时")
_IN_ALL = re.compile(r"共|总|合计|累计|计(?![入划算])|全程|全部|in total|total", re.IGNORECASE)
"""「每天8学时,合计24学时」: which of its hours are the whole of a training."""
_FORMS_OF_STUDY = ("登记表", "学籍档案", "学籍表", "学籍卡")
"""How a page about somebody's studies is headed that lists no courses."""
_ALIKE_TITLE = 85
_MOVED = 3
"""Days by which what was held may differ from what was announced."""


def documents_agree(case: Case, rule: Rule) -> Verdict:
    """Compare fields with those of the claim's other documents that are about the same thing."""
    names = rule.given(DocumentsAgree).fields
    others = sorted(linked(case.document, case.others), key=lambda paper: paper.name)
    claimant = case.claim.holder.name
    compared = tuple(
        one for other in others for one in _compared(case.document, other, names, claimant)
    )
    told = [one for one in compared if one.match is not Match.UNKNOWN]
    if not told:
        return not_applicable(Reason.NOTHING_TO_COMPARE)
    differing = [one for one in told if one.match is Match.DIFFERENT]
    close = [pair for other in others for pair in _close_names(case.document, other, names)]
    if close and not differing:
        return Verdict(
            Outcome.INDETERMINATE,
            Reason.NAMES_CLOSE,
            fields=tuple(dict.fromkeys(field for pair in close for field in pair)),
            inputs=_shown(close),
            asks=Asked.REVIEWER,
            compared=compared,
        )
    shown = differing or told
    fields = tuple(dict.fromkeys(field for one in shown for field in (one.here, one.there)))
    return Verdict(
        Outcome.FAILED if differing else Outcome.PASSED,
        Reason.DOCUMENTS_DIFFER if differing else Reason.DOCUMENTS_AGREE,
        # two readings that agree confirm each other, however unsure each of them is
        rests_on=fields if differing else (),
        fields=fields,
        inputs={"field": "、".join(dict.fromkeys(one.name for one in shown))}
        | _shown([(one.here, one.there) for one in shown]),
        compared=compared,
    )


def _shown(pairs: list[tuple[Field, Field]]) -> dict[str, str]:
    """Return what a sentence says of values here and of those in other files."""
    said: dict[str, dict[str, None]] = {}
    for _, there in pairs:
        where = there.place.file or f"P{there.place.page}"
        said.setdefault(where, {})[_written(there)] = None
    return {
        "here": "、".join(dict.fromkeys(_written(here) for here, _ in pairs)),
        "there": "；".join(f"{file} {'、'.join(values)}" for file, values in said.items()),
        "files": "、".join(said),
    }


def _close_names(
    document: Evidence, other: Evidence, names: tuple[str, ...]
) -> Iterator[tuple[Field, Field]]:
    """Yield names of two papers, both clearly read, that differ as look-alikes do.

    That may be one person misread, or two people: neither is for the program to say.
    """
    for name in ("holder_name", "authors"):
        if name not in names or not _is_asked(name, document, other):
            continue
        if name in _NAMES and _are_of_one_team(document, other):
            continue
        ours = [one for one in document.extraction.all(name) if one.confidence >= SURE]
        for there in other.extraction.all(name):
            if there.confidence < SURE:
                continue
            alike = {_likeness(one, there): one for one in ours}
            if Likeness.CLOSE in alike and not alike.keys() & {Likeness.EQUAL, Likeness.MASKED}:
                yield alike[Likeness.CLOSE], in_file(there, other, document)


def in_file(field: Field, paper: Evidence, document: Evidence) -> Field:
    """Return a field of another paper with its file at its place, unless that is the document's."""
    source = paper.extraction.source
    if source == document.extraction.source:
        return field
    return replace(field, place=replace(field.place, file=source.name))


def linked(document: Evidence, others: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """Yield the documents of the claim that are about the same as one of them.

    A paper that supports others (a letter, a translation, a notice) is about the one whose title
    it bears, or about all of them where it bears none of their titles.
    """
    everything = (document, *others)
    for other in others:
        if document.part_of is not None or other.part_of is not None:
            if other.part_of == document.extraction.source.name:
                yield other
        elif _supports(document, other):
            if _is_about(document, other, everything):
                yield other
        elif _supports(other, document):
            if _is_about(other, document, everything):
                yield other
        elif title_match(document.extraction, other.extraction) in (Match.SAME, Match.ALIKE):
            yield other


def proof_beside(document: Evidence, others: tuple[Evidence, ...]) -> Evidence | None:
    """Return the proof of what a notice announces; an invitation is one person's own paper.

    It has to be of that activity: by its title, or by its days where titles tell nothing.
    A form about somebody's studies goes with the transcript in the same way.
    """
    here = document.extraction
    for other in others:
        if is_form_beside(here, other.extraction):
            return other
    if here.kind.value != "meeting_notice":
        return None
    for other in linked(document, others):
        there = other.extraction
        if there.kind.value not in PROVING:
            continue
        match = title_match(here, there)
        if match in (Match.SAME, Match.ALIKE):
            return other
        if match is Match.UNKNOWN and days_meet(here, there):
            return other
    return None


def is_form_beside(form: Extraction, transcript: Extraction) -> bool:
    """Tell a graduate's form or file without courses from the transcript that counts them.

    Both are of one person, and of the same time as far as they say.
    """
    courses = "courses_passed"
    if {form.kind.value, transcript.kind.value} != {"transcript"}:
        return False
    if form.first(courses) is not None or transcript.first(courses) is None:
        return False
    first, second = form.first("holder_name"), transcript.first("holder_name")
    if first is None or second is None or _likeness(first, second) is not Likeness.EQUAL:
        return False
    is_dated = all(
        any(paper.first(name) is not None for name in ("start_date", "end_date"))
        for paper in (form, transcript)
    )
    return is_headed(form, _FORMS_OF_STUDY) and (not is_dated or days_meet(form, transcript))


def _supports(paper: Evidence, main: Evidence) -> bool:
    if main.relation is not None:
        return False
    if paper.relation is not None:
        return True
    return main.extraction.kind.value in PROMISED.get(paper.extraction.kind.value, ())


def _is_about(paper: Evidence, main: Evidence, everything: tuple[Evidence, ...]) -> bool:
    mains = [one for one in everything if one is not paper and _supports(paper, one)]
    named = [
        one
        for one in mains
        if title_match(paper.extraction, one.extraction) in (Match.SAME, Match.ALIKE)
    ]
    return main in (named or mains)


def differs(document: Evidence, other: Evidence, names: tuple[str, ...]) -> bool:
    """Say whether two papers about the same thing say something else in one of the fields."""
    compared = _compared(document, other, names)
    return any(one.match is Match.DIFFERENT for one in compared)


def _compared(
    document: Evidence, other: Evidence, names: tuple[str, ...], claimant: str | None = None
) -> Iterator[Compared]:
    for name in names:
        if not _is_asked(name, document, other):
            continue
        here, there = (_asked_of(paper, name, claimant) for paper in (document, other))
        if here is None or there is None:
            continue
        if name in _NAMES and _are_of_one_team(document, other):
            continue
        match = _match(name, document, other, here, there)
        if (
            match in (Match.DIFFERENT, Match.ALIKE)
            and min(here.confidence, there.confidence) < SURE
        ):
            match = Match.UNKNOWN
        yield Compared(name, match, here, in_file(there, other, document))


def _asked_of(paper: Evidence, name: str, claimant: str | None) -> Field | None:
    """Return what a paper says in a field; of the places in a team that is the claimant's."""
    if name != RANK:
        return paper.extraction.first(name)
    return place_in_team(claimant, paper.extraction) if claimant is not None else None


def _is_asked(name: str, one: Evidence, other: Evidence) -> bool:
    """Say whether two documents of such kinds are to agree in a field."""
    kinds = {one.extraction.kind.value, other.extraction.kind.value}
    if other.part_of is not None:
        return name in SAME_WORK
    if kinds == {"project"} and name in _OF_A_PROJECT:
        return True  # it is approved and completed, and both papers are of one kind
    if name in SAME_WORK:
        # a letter tells the issue that was planned; the journal does not change
        return kinds == {"acceptance_letter", "paper"} and name in ("journal", "issn", "cn_number")
    if name in _NAMES:
        return not kinds & set(_WITHOUT_HOLDER)
    if name == "hours" and "meeting_notice" in kinds:
        return _proves_more_than_announced(one, other)
    if name == "authors" or one.relation is not None or other.relation is not None:
        return True
    # two papers of one kind and one title are two terms of a course as often as one
    return len(kinds) > 1


def _proves_more_than_announced(one: Evidence, other: Evidence) -> bool:
    """Say whether a proof states more hours than the whole that its notice announces.

    A notice says how many can be earned: fewer are no contradiction, and hours a day or of a part
    of the programme are no whole.
    """
    announced = [e for e in (one, other) if e.extraction.kind.value == "meeting_notice"]
    proofs = [e for e in (one, other) if e.extraction.kind.value in PROVING]
    if len(announced) != 1 or len(proofs) != 1:
        return False
    promised, stated = (e.extraction.first("hours") for e in (*announced, *proofs))
    if promised is None or stated is None or _IN_ALL.search(promised.text) is None:
        return False
    amounts = (promised.value, stated.value)
    if not (isinstance(amounts[0], Decimal) and isinstance(amounts[1], Decimal)):
        return False
    return amounts[1] > amounts[0]


def _are_of_one_team(one: Evidence, other: Evidence) -> bool:
    """Say whether two papers of a project are made out to two people of one list of its members.

    A notice of approval is addressed to who leads, a certificate of completion to each of them.
    """
    if {one.extraction.kind.value, other.extraction.kind.value} != {"project"}:
        return False
    first, second = (paper.extraction.first("holder_name") for paper in (one, other))
    if first is None or second is None or _likeness(first, second) is not Likeness.DIFFERENT:
        return False
    return any(
        all(
            any(_likeness(holder, member) is Likeness.EQUAL for member in team)
            for holder in (first, second)
        )
        for team in (one.extraction.all("authors"), other.extraction.all("authors"))
    )


def _likeness(one: Field, other: Field) -> Likeness:
    return compare_names(str(one.value), str(other.value))


def _match(name: str, one: Evidence, other: Evidence, here: Field, there: Field) -> Match:
    if other.part_of is not None or name in SAME_WORK:
        return work_match(name, here, there)
    ours, theirs = one.extraction, other.extraction
    match name:
        case "activity_title":
            return title_match(ours, theirs)
        case "authors":
            return _author_match(ours.all(name), theirs.all(name))
        case "hours":
            # a translation renders the unit, and no two languages have the same one
            if not (isinstance(here.value, Decimal) and isinstance(there.value, Decimal)):
                return Match.UNKNOWN
            is_rendered = Relation.TRANSLATION in (one.relation, other.relation)
            comparable = is_rendered or _same_unit(here, there)
            return same_value(name, here, there) if comparable else Match.UNKNOWN
        case "start_date" | "end_date" if {ours.kind.value, theirs.kind.value} & set(_ANNOUNCING):
            is_near = days_meet(ours, theirs) and _are_near(here, there)
            return Match.ALIKE if is_near else same_value(name, here, there)
        case _:
            return same_value(name, here, there)


def title_match(one: Extraction, other: Extraction) -> Match:
    """Compare titles; one that stands in the other's text, or within it, is alike."""
    here, there = one.first("activity_title"), other.first("activity_title")
    if here is None or there is None:
        return Match.UNKNOWN
    first, second = str(here.value), str(there.value)
    if _is_han(first) != _is_han(second):
        return Match.UNKNOWN
    match = same_title(first, second)
    if match is not Match.DIFFERENT:
        return match
    shorter, longer = sorted((plain(first), plain(second)), key=len)
    if len(shorter) < LEAST_TITLE:
        return Match.UNKNOWN
    texts = (longer, plain(_text(one)), plain(_text(other)))
    if shorter in longer or all(shorter in text for text in texts[1:]):
        return Match.ALIKE
    if plain(first) in texts[2] or plain(second) in texts[1]:
        return Match.ALIKE
    return Match.ALIKE if partial_ratio(shorter, longer) >= _ALIKE_TITLE else Match.DIFFERENT


def _author_match(ours: tuple[Field, ...], theirs: tuple[Field, ...]) -> Match:
    """Compare two lists of authors; a letter may name the first of them only."""
    found = [
        any(
            compare_names(str(one.value), str(other.value)) is not Likeness.DIFFERENT
            for other in ours
        )
        for one in theirs
    ]
    if all(found):
        return Match.SAME
    return Match.ALIKE if any(found) else Match.DIFFERENT


def days_meet(one: Extraction, other: Extraction) -> bool:
    """Say whether the days of two documents meet; unknown ends are those of the other end."""
    spans = []
    for document in (one, other):
        days = [
            str(field.value)
            for name in ("start_date", "end_date")
            if (field := document.first(name)) is not None
        ]
        if not days:
            return False
        spans.append((min(days), max(days)))
    (first, last), (begin, end) = spans
    return first <= f"{end}~" and begin <= f"{last}~"  # a month holds its days


def _are_near(one: Field, other: Field) -> bool:
    """Say whether two days are so near that arrival or departure may lie between them."""
    try:
        days = [date.fromisoformat(str(field.value)) for field in (one, other)]
    except ValueError:
        return True  # a month, or a year: as far as the paper says
    return abs((days[0] - days[1]).days) <= _MOVED


def _same_unit(one: Field, other: Field) -> bool:
    units = {one.unit, other.unit}
    return len(units) == 1 or None in units or units <= set(_CLASS_HOURS)


def _is_han(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def _text(document: Extraction) -> str:
    return "\n".join(page.text for page in document.pages)


def _written(field: Field) -> str:
    return f"{field.value}{field.unit or ''}"
