"""Find the fields of a document: its kind, its language and each value with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document import Box, Field, Kind, Line, Page, PagePart, Place, Problem, Seal, Word
from extractor.fields.amounts import find_amounts
from extractor.fields.bodies.cover_lines import without_lines_of
from extractor.fields.bodies.issuers import find_issuers
from extractor.fields.bodies.rare_places import with_rare_places
from extractor.fields.bodies.stamped import without_stamped_text
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.completing import completed
from extractor.fields.days.broken_ranges import with_whole_ranges
from extractor.fields.days.periods import find_periods
from extractor.fields.details import find_details, own_employer
from extractor.fields.kinds import fields_of, recognise_kind
from extractor.fields.labels.form import read_labels
from extractor.fields.labels.guessed import with_guesses
from extractor.fields.labels.ticks import with_ticked_options
from extractor.fields.meetings.own_houses import at_signers
from extractor.fields.numbers import find_numbers
from extractor.fields.own import SEVERAL, find_own, remarks_on
from extractor.fields.people import rosters
from extractor.fields.people.holder import find_holder
from extractor.fields.people.judges import without_judges
from extractor.fields.people.look_alikes import with_rare_surnames
from extractor.fields.people.marked import BY_SIGN
from extractor.fields.pointed import without_other_items
from extractor.fields.projects.tables import doubted_in_team
from extractor.fields.publications.indexing_proofs import is_indexing_proof
from extractor.fields.publications.parts import page_parts
from extractor.fields.refuted import without_refuted
from extractor.fields.several_papers import READ, PagePaper, Papers, papers_of
from extractor.fields.titles.activity import find_activity
from extractor.fields.titles.dashes import may_have_lost_dash, with_dash
from extractor.fields.transcript_facts import of_the_whole
from extractor.fields.transcripts import of_the_school
from extractor.fields.translations import of_the_original
from extractor.fields.watermarks import without_watermark
from extractor.language.scripts import has_chinese
from extractor.paragraphs import page_cells, passages_of, rows_of

_FINDERS = (
    find_holder,
    find_activity,
    find_amounts,
    find_periods,
    find_numbers,
    find_details,
)


_MEETING = re.compile(
    r"(?:会|论坛)(?:$|暨)|(?:开放|观摩|展示|研讨|教研|交流)(?:日|周|月|活动)$|(?:教学|教研|教育|学术|艺术|读书|科技)节$"
)
"""A society's congress is called by its name, a school's open day by the school's."""
_OF_OWN_STAFF = frozenset({"hours_statement", "project", "award"})
"""Kinds that a school makes out for 「我校教师」, too."""
_OF_TITLES = frozenset(
    {"paper", "acceptance_letter", "project", "award", "book", "conference_invitation"}
)
"""Kinds whose titles have dashes in them."""
_DASHED = 0.88
_OF_A_HOLDER = ("holder_name", "employer", "certificate_number")
_OF_ONE_ROW = frozenset({"holder_name", "certificate_number"})
"""What a row of a list tells of one of its people."""
_OF_ONE_PERSON = frozenset({"holder_name", "holder_rank"})
_OF_AN_AUTHOR = frozenset({"holder_name", "holder_rank", "employer"})
"""What a journal's letter on an article tells, other than the pages of the journal."""
_NUMBERED = re.compile(r"第[\d零〇一二三四五六七八九十百]{1,5}[期届次]")


_SURE = 0.9
"""From here on a value of a page may tell that the page is another paper."""
_OF_ISSUE, _LIKELY = frozenset({"issue_date"}), 0.85
"""The year of a journal's issue is never quite sure to be all of its day."""
_LONGEST_LINE = 600
"""Characters of a line: a sheet in small type has some 200, and patterns take the square of it."""
_GAP = " " * 12
_LONG_GAP = re.compile(rf"\s{{{len(_GAP) + 1},}}")
_SAID_TWICE = frozenset({"employer", "holder_name", "activity_title", "location"})
"""What a page in two languages says in both."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a document is and says; `problems` are values that were read and not believed.

    `enclosed` are the papers that lie beside it in one file, on the `pages` of each.
    """

    kind: Kind
    language: str
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...] = ()
    parts: tuple[PagePart, ...] = ()
    pages: frozenset[int] = frozenset()
    enclosed: tuple[Findings, ...] = ()


def find_fields(pages: tuple[Page, ...], seals: tuple[Seal, ...] = ()) -> Findings:
    """Return the kind, the language (`zh` or `en`) and the fields of a document.

    A field that the document does not show is absent. Where two finders give one name
    (an employer on a form and in a sentence) the surer value stays.
    """
    papers = _papers(pages, seals)
    main = _of_pages(papers.main, pages, seals)
    return replace(
        main,
        problems=(*main.problems, *papers.problems),
        enclosed=tuple(_of_pages(group, pages, seals) for group in papers.enclosed),
    )


def _of_pages(
    numbers: frozenset[int], pages: tuple[Page, ...], seals: tuple[Seal, ...]
) -> Findings:
    """Return what the pages of one paper say."""
    seals = tuple(seal for seal in seals if seal.place.page in numbers)
    leaf = leaf_of(tuple(page for page in pages if page.number in numbers), seals)
    kind = recognise_kind(leaf)
    leaf = read_as(leaf, kind.value)
    original, _ = of_the_original(leaf)
    found = completed(candidates_of(leaf, seals), original)
    fields = tuple(candidate.field() for candidate in found)
    return Findings(kind, leaf.language, fields, remarks_on(leaf), page_parts(leaf), numbers)


def _papers(pages: tuple[Page, ...], seals: tuple[Seal, ...]) -> Papers:
    """Return which pages make the paper that the file is read as, and which lie beside it."""
    if len(pages) == 1:
        return Papers(frozenset({pages[0].number}))
    return papers_of([_page_paper(page, seals) for page in pages])


def _page_paper(page: Page, seals: tuple[Seal, ...]) -> PagePaper:
    """Return what a page says, read as if it were the whole file."""
    seals = tuple(seal for seal in seals if seal.place.page == page.number)
    leaf = leaf_of((page,), seals)
    kind = recognise_kind(leaf)
    said = {
        one.name: str(one.value)
        for one in candidates_of(read_as(leaf, kind.value), seals)
        if one.name in READ and one.confidence >= (_LIKELY if one.name in _OF_ISSUE else _SURE)
    }
    return PagePaper(page.number, kind.value, kind.confidence >= _SURE, said)


def leaf_of(pages: tuple[Page, ...], seals: tuple[Seal, ...] = ()) -> Leaf:
    """Return what the finders look at, before it is known what the document is."""
    pages = tuple(without_other_items(_with_lines_of_print(page)) for page in pages)
    pages = tuple(
        with_rare_places(
            with_rare_surnames(
                with_whole_ranges(
                    with_ticked_options(
                        without_judges(without_watermark(without_stamped_text(page, seals)))
                    )
                )
            )
        )
        for page in pages
    )
    cells = tuple(cell for page in pages for cell in page_cells(page))
    marks = {page.number: page.marks for page in pages}
    names = tuple(Place(page.number, box) for page in pages for box in page.marked_names)
    return Leaf(
        cells=cells,
        passages=tuple(passage for page in pages for passage in passages_of(page)),
        labelled=(),
        marked=frozenset(c.key for c in cells if _lies_in(c.box.centre, marks[c.page])),
        marked_names=names,
    )


def _with_lines_of_print(page: Page) -> Page:
    """Return the page as a print could have it.

    A hidden text may go on without an end: such lines are left out. A gap of hundreds of blanks,
    on which patterns would spend seconds, is as wide as any gap.
    """
    lines = tuple(_with_short_gaps(one) for one in page.lines if len(one.text) <= _LONGEST_LINE)
    return page if lines == page.lines else replace(page, lines=lines)


def _with_short_gaps(line: Line) -> Line:
    if _LONG_GAP.search(line.text) is None:
        return line
    text = _LONG_GAP.sub(_GAP, line.text)
    return replace(line, text=text, words=(Word(text, line.box, line.confidence),))


def _lies_in(point: tuple[float, float], boxes: Iterable[Box]) -> bool:
    x, y = point
    return any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)


def read_as(leaf: Leaf, kind: str) -> Leaf:
    """Return the leaf of a document of that kind, with the labels that such documents have."""
    by_page = [
        tuple(cell for cell in leaf.cells if cell.page == page)
        for page in sorted({cell.page for cell in leaf.cells})
    ]
    labelled = with_guesses(
        tuple(found for cells in by_page for found in read_labels(cells, kind)),
        tuple(row for cells in by_page for row in rows_of(cells)),
    )
    return replace(leaf, labelled=labelled, kind=kind)


def _of_the_holder(
    leaf: Leaf, roster: rosters.Roster | None, general: list[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return what every kind may have, and what the holder's row of a list of people says."""
    if roster is None:
        return (doubted_in_team(leaf, general) if leaf.kind == "project" else general), []
    # the sum below a list of people is nobody's, and no name of it stands for whose paper it is
    general = [
        c
        for c in general
        if not c.method.startswith("table:")
        and not (c.name in _OF_ONE_ROW and any(map(roster.holds, c.passage.cells)))
    ]
    if (marked := roster.holder()) is not None:
        general = [*(c for c in general if c.name != "holder_name"), marked]
    holder = next((str(c.value) for c in general if c.name == "holder_name"), None)
    row = roster.own(holder)
    if not row:
        general = [c for c in general if c.method != "below-name"]
    return general, row


def _beside_sign(own: list[Candidate], general: list[Candidate]) -> list[Candidate]:
    """Return a kind's own without another holder than whom a sign tells: 「★为申报人」."""
    signed = any(c.method == BY_SIGN for c in general)
    return [c for c in own if not (signed and c.name in _OF_ONE_PERSON)]


def _is_letter_on_book(own: list[Candidate]) -> bool:
    """Tell whether a publisher's letter was read, which names a person and is signed."""
    return any(c.method.startswith("work:") for c in own)


def _is_letter_on_paper(own: list[Candidate]) -> bool:
    """Tell whether a journal's letter on an article was read, which the journal signs."""
    return any(c.method == "letter:printed" for c in own)


def _issuers(
    leaf: Leaf, seals: tuple[Seal, ...], own: list[Candidate], roster: rosters.Roster | None
) -> list[Candidate]:
    """Return the bodies that signed, as far as a document of the kind is signed."""
    pages_of_book = leaf.kind == "book" and not _is_letter_on_book(own)
    if pages_of_book or (leaf.kind == "patent" and any(c.name == "issuers" for c in own)):
        # other bodies print, sell and catalogue a book; a patent's seal says the office's name
        # with the state's before it
        return []
    found = find_issuers(*of_the_original(leaf, seals))
    if roster is not None:
        found = [one for one in found if not any(map(roster.holds, one.passage.cells))]
    if leaf.kind == "paper" and not (_is_letter_on_paper(own) or is_indexing_proof(leaf)):
        # no line of an article's text, and no heading of a journal, signs it
        found = [one for one in found if one.method not in ("signature", "letterhead")]
    return of_the_school(leaf, found) if leaf.kind == "transcript" else found


def _without_holder_of_it(title: Candidate, issuers: list[Candidate]) -> Candidate:
    """Return 「第26期培训班」 of 「某某党校第26期培训班」, where that school signs the page."""
    text = str(title.value)
    if title.passage.text[max(0, title.start - 1) : title.start] in ("“", "《"):
        return title  # what stands in marks is whole
    for one in issuers:
        name = str(one.value)
        if text.startswith(name) and _NUMBERED.match(text, len(name)) and not _MEETING.search(text):
            start = title.start + title.passage.text[title.start : title.end].find(name) + len(name)
            return replace(title, value=text[len(name) :], start=start)
    return title


def _dashed(title: Candidate) -> Candidate:
    """Return a title with the dashes that were read as less, less surely, or if one may be so."""
    text = with_dash(str(title.value))
    if text == title.value and not may_have_lost_dash(text):
        return title
    return replace(title, value=text, trust=min(title.trust, _DASHED))


def _is_better(one: Candidate, other: Candidate, leaf: Leaf) -> bool:
    """Tell which of two values of a field stands: a Chinese paper's Chinese one, else the surer."""
    chinese, also = has_chinese(str(one.value)), has_chinese(str(other.value))
    if leaf.language == "zh" and one.name in _SAID_TWICE and chinese != also:
        return chinese
    return one.confidence > other.confidence


def candidates_of(leaf: Leaf, seals: tuple[Seal, ...] = ()) -> list[Candidate]:
    """Return what the finders give: the surest of each name, the kind's own before the others."""
    # the translator's own name, number and day stand below
    original, _ = of_the_original(leaf)
    general = without_refuted(leaf, [one for finder in _FINDERS for one in finder(original)])
    roster = rosters.find_roster(leaf) if leaf.kind in rosters.KINDS else None
    general, row = _of_the_holder(leaf, roster, general)
    own = _beside_sign([*row, *find_own(leaf, general)], general)
    pages_of_book = leaf.kind == "book" and not _is_letter_on_book(own)
    if pages_of_book or (leaf.kind == "paper" and not is_indexing_proof(leaf)):
        # the pages of a work name its makers, and hold out no one as their owner
        general = [c for c in general if c.name not in _OF_A_HOLDER]
    issuers = _issuers(leaf, seals, own, roster)
    if leaf.kind == "transcript":
        general = of_the_whole(leaf, general)
    if leaf.kind == "unit_letter":
        own += own_employer(leaf, issuers)
    elif leaf.kind in _OF_OWN_STAFF and not any(c.name == "employer" for c in (*own, *general)):
        general += own_employer(leaf, issuers)
    owned = {candidate.name for candidate in own}
    single: dict[str, Candidate] = {}
    listed = [c for c in own if c.name in SEVERAL and c.name != "issuers"]
    for candidate in (*own, *(c for c in general if c.name not in owned)):
        name = candidate.name
        if name in SEVERAL:
            continue
        if name not in single or _is_better(candidate, single[name], leaf):
            single[name] = candidate
    if "location" in single:
        single["location"] = at_signers(single["location"], issuers)
    if "activity_title" in single:
        named = _without_holder_of_it(single["activity_title"], issuers)
        single["activity_title"] = _dashed(named) if leaf.kind in _OF_TITLES else named
    # 「《某某学刊》编辑部 张三」: who signs for the editors is no part of their name
    editors = [c for c in own if c.method == "letter:editors"]
    issuers = [one for one in issuers if not any(one.stands_on(c) for c in editors)]
    title = str(single["activity_title"].value) if "activity_title" in single else ""
    issuers = without_lines_of(title, issuers, leaf)
    employer = single.get("employer")
    if employer is not None and employer.method in (
        "below-name", "behind-name", "invited:member-of",
    ):  # fmt: skip
        # the line under or over the holder's name says where they work, it signs nothing
        issuers = [one for one in issuers if not one.stands_on(employer)]
    bodies = {
        (c.role, re.sub(r"[《》]", "", str(c.value))): c
        for c in (*issuers, *own)
        if c.name == "issuers" and str(c.value) != title
    }
    wanted = fields_of(leaf.kind)
    chosen = [*single.values(), *listed, *bodies.values()]
    if leaf.kind == "paper" and _is_letter_on_paper(own):
        wanted |= _OF_AN_AUTHOR
    return [c for c in chosen if not wanted or c.name in wanted]
