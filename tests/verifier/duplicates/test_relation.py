"""Two documents and how they are related: readings and pictures are drawn, no engine reads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import cv2
import numpy as np
import pytest

from extractor.document import Box, Kind, Page
from tests.verifier.duplicates.papers import ROWS, SIZE, noisy, paper, warped
from verifier.duplicates.aligned import align
from verifier.duplicates.document import Document
from verifier.duplicates.relation import compare
from verifier.relations import Match, RelationKind, Why

ORIGINAL = paper()
WIDTH, HEIGHT = SIZE


def perspective() -> np.ndarray:
    source = np.float32([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]])
    target = np.float32([[60, 40], [WIDTH - 30, 70], [WIDTH - 70, HEIGHT - 30], [30, HEIGHT - 60]])
    return np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)


def shifted(x: float, y: float, scale: float = 1.0) -> np.ndarray:
    return np.array([[scale, 0, x], [0, scale, y], [0, 0, 1]], np.float64)


def grey(document: Document) -> Document:
    flat = cv2.cvtColor(document.pictures[0], cv2.COLOR_RGB2GRAY)
    return Document(document.extraction, (np.repeat(flat[..., None], 3, axis=2),))


def photocopied(document: Document) -> Document:
    flat = grey(noisy(document)).pictures[0]
    hard = np.where(cv2.GaussianBlur(flat, (0, 0), 1) > 150, 255, 20).astype(np.uint8)
    return Document(noisy(document).extraction, (hard,))


CAPTURES = {
    "rescan": noisy(ORIGINAL),
    "grey": grey(noisy(ORIGINAL)),
    "photocopy": photocopied(ORIGINAL),
    "phone": warped(ORIGINAL, perspective()),
    "crop": warped(ORIGINAL, shifted(-50, -60), (WIDTH - 80, HEIGHT - 90)),
    "upper half": warped(ORIGINAL, shifted(0, 0), (WIDTH, HEIGHT * 3 // 4)),
    "half of a larger glass": warped(ORIGINAL, shifted(0, 0), (2 * WIDTH, HEIGHT)),
    "half size": warped(ORIGINAL, shifted(0, 0, 0.5), (WIDTH // 2, HEIGHT // 2)),
}


@pytest.mark.parametrize("how", CAPTURES)
def test_another_capture_of_one_paper_is_the_same_document(how):
    found = compare(ORIGINAL, CAPTURES[how])
    assert found.kind is RelationKind.SAME_DOCUMENT
    assert found.differences == ()


def test_equal_bytes_are_the_same_file_without_a_look():
    found = compare(ORIGINAL, Document(ORIGINAL.extraction))
    assert (found.kind, found.reasons) == (RelationKind.SAME_FILE, (Why.BYTES,))


CLASSMATES = {
    "other name and number": {"holder_name": "Zhou Minghao", "certificate_number": "NB20210057"},
    "numbers side by side": {"holder_name": "Wang Lei", "certificate_number": "NB20210043"},
    "other hours too": {
        "holder_name": "Wang Lei", "certificate_number": "NB20210043", "hours": "40",
    },
}  # fmt: skip


@pytest.mark.parametrize("who", CLASSMATES)
def test_a_classmate_is_never_a_duplicate_nor_altered(who):
    found = compare(ORIGINAL, noisy(paper(**CLASSMATES[who])))
    assert found.kind is RelationKind.SAME_COURSE
    assert "holder_name" in {one.field for one in found.differences}


ALTERATIONS = {
    "hours": {"hours": "88"},
    "hours by one": {"hours": "49"},
    "end_date": {"end_date": "2022-07-09"},
    "certificate_number": {"certificate_number": "NB20210077"},
    "holder_name": {"holder_name": "Zhou Minghao"},
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_one_changed_field_is_an_alteration_and_its_region_is_shown_on_both(what):
    forged = noisy(paper(**ALTERATIONS[what]))
    found = compare(ORIGINAL, forged)
    assert found.kind is RelationKind.ALTERED
    name = what.removesuffix(" by one")
    region = next(one for one in found.differences if one.field == name)
    for place, document in ((region.a, ORIGINAL), (region.b, forged)):
        field = document.extraction.first(name)
        assert place is not None
        assert field is not None
        assert place.box.overlap(field.place.box) > 0.7


def test_another_name_of_which_one_character_was_read_unsurely_is_an_alteration():
    forged = noisy(paper(holder_name="Beck Steph"))
    page = forged.extraction.pages[0]
    lines = tuple(
        replace(line, words=tuple(replace(w, confidence=0.4) if w.text == "B" else w
                                  for w in line.words))
        for line in page.lines
    )  # fmt: skip
    unread = replace(
        forged.extraction,
        pages=(replace(page, lines=lines),),
        fields=tuple(f for f in forged.extraction.fields if f.name != "holder_name"),
    )
    found = compare(ORIGINAL, Document(unread, forged.pictures))
    assert (found.kind, found.reasons[0]) == (RelationKind.ALTERED, Why.NUMBER_KEPT)


CELL = tuple(("{hours}", 640, 20) if "{hours}" in row[0] else row for row in ROWS)
"""The hours stand alone in a cell: two figures, no line that tells what is usual."""


@pytest.mark.parametrize("hours", ["84", "61", "46"])
def test_one_figure_of_two_that_stand_alone_is_seen(hours):
    found = compare(paper(rows=CELL, hours="64"), noisy(paper(rows=CELL, hours=hours)))
    assert found.kind is RelationKind.ALTERED
    assert {one.field for one in found.differences} == {"hours"}


def test_two_figures_that_stand_alone_and_are_the_same_are_no_change():
    cell = paper(rows=CELL, hours="64")
    assert compare(cell, noisy(cell)).kind is RelationKind.SAME_DOCUMENT


def test_another_number_on_a_page_whose_holder_nobody_read_is_an_alteration_if_all_else_is_equal():
    blind = ("holder_name",)
    forged = noisy(paper(without=blind, certificate_number="NB20210077"))
    found = compare(paper(without=blind), forged)
    assert (found.kind, found.reasons[0]) == (RelationKind.ALTERED, Why.NUMBER_CHANGED)


def test_a_classmate_whose_name_nobody_read_is_told_by_the_picture():
    def unread(document: Document) -> Document:
        page = document.extraction.pages[0]
        lines = tuple(line for line in page.lines if not line.text.startswith("Name"))
        fields = tuple(f for f in document.extraction.fields if f.name != "holder_name")
        bare = replace(document.extraction, pages=(replace(page, lines=lines),), fields=fields)
        return Document(bare, document.pictures)

    mate = noisy(paper(holder_name="Zhou Minghao", certificate_number="NB20210043"))
    assert compare(unread(ORIGINAL), unread(mate)).kind is RelationKind.SAME_COURSE


def test_a_number_kept_under_a_new_name_says_so():
    found = compare(ORIGINAL, noisy(paper(holder_name="Zhou Minghao")))
    assert Why.NUMBER_KEPT in found.reasons


def test_same_template_and_another_training_is_unrelated():
    other = paper(
        holder_name="Zhou Minghao",
        certificate_number="NB20190311",
        activity_title="School Safety for Head Teachers",
        start_date="2019-03-01",
        end_date="2019-03-05",
        issue_date="2019-03-09",
        hours="24",
    )
    found = compare(ORIGINAL, noisy(other))
    assert (found.kind, found.reasons[0]) == (RelationKind.UNRELATED, Why.OTHER_EVENT)


def test_the_next_years_certificate_of_one_teacher_is_unrelated():
    later = paper(
        certificate_number="NB20220311",
        start_date="2022-07-05",
        end_date="2022-07-09",
        issue_date="2022-07-12",
    )
    assert compare(ORIGINAL, noisy(later)).kind is RelationKind.UNRELATED


def test_a_field_that_was_not_read_is_unknown_and_never_different():
    blind = noisy(paper(without=("holder_name", "certificate_number")))
    found = compare(ORIGINAL, blind)
    assert found.kind is RelationKind.SAME_DOCUMENT
    assert all(match.match is not Match.DIFFERENT for match in found.fields)


def test_an_unsure_misreading_on_equal_print_changes_nothing():
    capture = noisy(ORIGINAL)
    page = capture.extraction.pages[0]
    lines = tuple(
        replace(
            line,
            text=line.text.replace("48", "43"),
            words=tuple(replace(w, text="3") if w.text == "8" else w for w in line.words),
        )
        if "hours of" in line.text
        else line
        for line in page.lines
    )
    fields = tuple(
        replace(f, value=Decimal(43)) if f.name == "hours" else f for f in capture.extraction.fields
    )
    misread = replace(capture.extraction, pages=(replace(page, lines=lines),), fields=fields)
    found = compare(ORIGINAL, Document(misread, capture.pictures))
    assert found.kind is RelationKind.SAME_DOCUMENT


def test_half_a_page_without_name_and_number_claims_no_duplicate():
    half = warped(ORIGINAL, shifted(0, -450), (WIDTH, 320))
    assert compare(ORIGINAL, half).kind is RelationKind.SAME_COURSE


def test_without_pictures_the_readings_decide():
    bare = replace(ORIGINAL.extraction, source=replace(ORIGINAL.extraction.source, sha256="f" * 64))
    found = compare(ORIGINAL, Document(bare))
    assert (found.kind, found.reasons[0]) == (RelationKind.SAME_DOCUMENT, Why.TEXT_ONLY)
    assert found.pages[0].is_saturated


def test_another_kind_of_proof_of_the_event_is_the_same_activity():
    extraction = paper(without=("certificate_number", "hours")).extraction
    page = extraction.pages[0]
    lines = tuple(
        line for line in page.lines if "Reading" in line.text or "2021-07-05" in line.text
    )
    invitation = replace(
        extraction,
        source=replace(extraction.source, sha256="e" * 64),
        kind=Kind("conference_invitation", 0.9),
        pages=(replace(page, lines=lines),),
    )
    blank = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    found = compare(ORIGINAL, Document(replace(invitation, pages=(
        Page(1, WIDTH, HEIGHT, (*lines, *(_prose(i) for i in range(12)))),)), (blank,)))  # fmt: skip
    assert (found.kind, found.reasons[0]) == (RelationKind.SAME_ACTIVITY, Why.SAME_EVENT)


LETTER = (
    ROWS[1],
    ("Dear {holder_name},", 400, 34),
    ("your lecture was heard with great applause at our meeting", 470, 24),
    ("{activity_title}", 530, 30),
    ("from {start_date} to {end_date}", 610, 30),
    ("where all of the participants thanked you for it", 690, 28),
    ("We send you the proceedings as soon as they are printed", 770, 26),
    ("and would be glad to see you again", 840, 30),
    ROWS[8],
)
"""Another paper of the same body: its seal, signature and facts register, the rest does not."""


def test_two_papers_of_one_body_that_share_seal_and_facts_are_never_one_that_was_altered():
    letter = noisy(paper(rows=LETTER))
    found = compare(ORIGINAL, letter)
    assert (found.kind, found.reasons) == (RelationKind.SAME_ACTIVITY, (Why.SAME_EVENT,))
    a, b = (document.sheet(1) for document in (ORIGINAL, letter))
    aligned = align(a, b)
    assert aligned is not None
    assert aligned.is_saturated


@pytest.mark.parametrize(
    "other",
    [
        {"activity_title": "Teaching Physics in Primary Schools"},
        {"start_date": "2021-09-06", "end_date": "2021-09-10"},
    ],
    ids=["title", "days"],
)
def test_another_event_of_one_body_is_no_other_proof(other):
    found = compare(ORIGINAL, noisy(paper(rows=LETTER, **other)))
    assert found.kind is RelationKind.UNRELATED


def test_days_that_were_read_unsurely_and_differ_prove_no_event():
    letter = noisy(paper(rows=LETTER, start_date="2021-09-06", end_date="2021-09-10"))
    unsure = tuple(
        replace(field, confidence=0.6) if field.name in ("start_date", "end_date") else field
        for field in letter.extraction.fields
    )
    doubted = Document(replace(letter.extraction, fields=unsure), letter.pictures)
    assert compare(ORIGINAL, doubted).kind is RelationKind.UNRELATED


def test_documents_with_nothing_in_common_are_unrelated():
    page = Page(1, WIDTH, HEIGHT, tuple(_prose(i) for i in range(8)))
    other = replace(
        ORIGINAL.extraction,
        source=replace(ORIGINAL.extraction.source, sha256="d" * 64),
        pages=(page,),
        fields=(),
        seals=(),
    )
    blank = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    found = compare(ORIGINAL, Document(other, (blank,)))
    assert (found.kind, found.reasons) == (RelationKind.UNRELATED, (Why.NOTHING_COMMON,))


def test_the_seal_of_another_sheet_from_the_same_press_is_told_and_does_not_decide():
    found = compare(ORIGINAL, noisy(paper(**CLASSMATES["other name and number"])))
    assert Why.SEAL_REPEATS in found.reasons
    assert found.kind is RelationKind.SAME_COURSE


def test_the_relation_is_the_same_from_either_side():
    for other in (noisy(paper(hours="88")), noisy(paper(**CLASSMATES["numbers side by side"]))):
        assert compare(ORIGINAL, other).kind is compare(other, ORIGINAL).kind


def _prose(row: int):
    box = Box(0.1, 0.3 + row * 0.05, 0.9, 0.33 + row * 0.05)
    text = f"paragraph {row} about quite other matters {'abcdefgh'[row % 8] * 5} {row * 7919}"
    line = ORIGINAL.extraction.pages[0].lines[0]
    word = replace(line.words[0], text=text, box=box)
    return replace(line, text=text, box=box, words=(word,))
