"""Which finders read what only documents of one kind tell.

What they find takes the place of what the general finders give under the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractor.document import Problem
from extractor.fields.appointments import find_appointment, find_lecture, find_posting
from extractor.fields.awards import author_of_paper, find_award
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.editors_letters import find_acceptance, find_printed
from extractor.fields.meetings.meeting import find_attended, find_meeting
from extractor.fields.patents import find_patent
from extractor.fields.projects.ends import find_end, let_end, ran_between
from extractor.fields.projects.people import of_addressee
from extractor.fields.projects.project import find_project, find_told_project
from extractor.fields.publications.books import find_book
from extractor.fields.publications.papers import find_paper
from extractor.fields.publications.told_articles import find_told_article
from extractor.fields.publications.work_proofs import find_translated
from extractor.fields.qualifications import find_qualification
from extractor.fields.screens import find_screen
from extractor.fields.serial_numbers import failed_checks
from extractor.fields.transcript_facts import class_in_heading
from extractor.fields.transcripts import find_completed, find_transcript
from extractor.language.serials import SerialKind

SEVERAL = ("authors", "issuers", "indexed_by", "course_marks")
"""Fields that a document has several of, in their order; every other name has one value."""

_OWN: Mapping[str, Callable[[Leaf], list[Candidate]]] = {
    "acceptance_letter": find_acceptance,
    "appointment": find_appointment,
    "attendance_proof": find_attended,
    "award": find_award,
    "book": find_book,
    "conference_invitation": find_meeting,
    "hours_statement": find_completed,
    "meeting_notice": find_meeting,
    "paper": find_paper,
    "patent": find_patent,
    "qualification": find_qualification,
    "screenshot": find_screen,
    "training_certificate": find_completed,
    "transcript": find_transcript,
    "translation": find_translated,
    "unit_letter": lambda leaf: [
        *find_posting(leaf),
        *find_told_project(leaf),
        *find_told_article(leaf),
    ],
}
_CHECKED: Mapping[str, tuple[SerialKind, ...]] = {
    "acceptance_letter": (SerialKind.ISSN, SerialKind.CN),
    "paper": (SerialKind.ISSN, SerialKind.CN),
    "book": (SerialKind.ISBN,),
    "patent": (SerialKind.PATENT,),
}


def find_own(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return what the leaf's kind has of its own; `general` is what every kind may have."""
    if leaf.kind == "project":
        holder = next((c for c in general if c.name == "holder_name"), None)
        found = [*find_project(leaf, holder), *of_addressee(general)]
        known = [*found, *general]
        ran = ran_between(leaf, known)
        if not any(one.name in ("start_date", "end_date") for one in (*known, *ran)):
            ran += find_end(leaf)
        return [*found, *let_end(leaf, known), *ran]
    finder = _OWN.get(leaf.kind)
    found = find_printed(leaf) if leaf.kind == "paper" else []
    found = found or (finder(leaf) if finder is not None else [])
    if leaf.kind == "award" and not any(one.name == "authors" for one in found):
        holder = next((c for c in (*found, *general) if c.name == "holder_name"), None)
        found += author_of_paper(leaf, holder)
    titles = [one for one in (*found, *general) if one.name == "activity_title"]
    if leaf.kind == "transcript" and all(one.method.startswith("heading") for one in titles):
        found += class_in_heading(leaf)
    named = bool(titles)
    if leaf.kind == "appointment" and not named:
        found += find_lecture(leaf)
    return found


def remarks_on(leaf: Leaf) -> tuple[Problem, ...]:
    """Return what a person should know of numbers that were read and not believed."""
    return failed_checks(leaf, _CHECKED.get(leaf.kind, ()))
