"""Fingerprints beside the documents and what the comparison found, on both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import cv2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Extraction
from extractor.fingerprint import fingerprint_page
from extractor.pictures import encode_page
from tests.verifier.duplicates import stamps
from tests.verifier.duplicates.papers import noisy
from tests.verifier.duplicates.papers import paper as drawn
from verifier import relating
from verifier.duplicates.document import Document
from verifier.duplicates.scan import Scan
from verifier.errors import NotFound
from verifier.readings import reading_from_bytes as unpack
from verifier.readings import reading_to_bytes as pack
from verifier.store import (
    claims,
    documents,
    fingerprints,
    jobs,
    relations,
    submissions,
    trainings,
    typefaces,
)
from verifier.store.blobs import Blobs
from verifier.store.claims import State
from verifier.store.fingerprints import Marked, bands_of
from verifier.store.submissions import NewClaim, Upload

PIPELINE = "test/1"


def flipped(bits: bytes, places: list[int]) -> bytes:
    number = int.from_bytes(bits, "big")
    for place in places:
        number ^= 1 << place
    return number.to_bytes(32, "big")


@given(st.binary(min_size=32, max_size=32), st.sets(st.integers(0, 255), max_size=15))
def test_fingerprints_within_fifteen_bits_share_a_band(bits, places):
    assert set(bands_of(bits)) & set(bands_of(flipped(bits, sorted(places))))


@settings(max_examples=30)
@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40), st.data())
def test_the_scan_finds_exactly_what_counting_bits_finds(rows, data):
    scan = Scan()
    for key, bits in enumerate(rows):
        scan.add(key, bits)
    wanted = flipped(rows[0], sorted(data.draw(st.sets(st.integers(0, 255), max_size=60))))
    within = data.draw(st.integers(0, 140))
    expected = {
        (key, apart)
        for key, bits in enumerate(rows)
        if (apart := (int.from_bytes(bits, "big") ^ int.from_bytes(wanted, "big")).bit_count())
        <= within
    }
    assert {(one.key, one.bits) for one in scan.near([wanted], within, 100)} == expected


def test_the_nearest_come_first_and_the_newest_of_equals():
    scan = Scan()
    for key, places in ((1, [3]), (2, []), (3, [5]), (4, [7, 9])):
        scan.add(key, flipped(bytes(32), places))
    assert [one.key for one in scan.near([bytes(32)], 15, 3)] == [2, 3, 1]
    scan.drop(2)
    assert [one.key for one in scan.near([bytes(32)], 15, 2)] == [3, 1]


def test_a_reading_comes_back_from_its_bytes_as_it_was():
    extraction = drawn().extraction
    fields = tuple(replace(f, unit="学时") if f.name == "hours" else f for f in extraction.fields)
    extraction = replace(extraction, fields=fields)
    assert unpack(pack(extraction)) == extraction


def submitted(database, blobs: Blobs, people, document: Document, name: str) -> int:
    blob = name.encode()
    upload = Upload(blobs.put(blob), len(blob), name)
    with database.writing() as connection:
        return submissions.submit(
            connection,
            NewClaim("guangzhou-education-2021", people.school, holder_name=name),
            [upload], pipeline=PIPELINE, by=people.teacher,
        )  # fmt: skip


def read(database, blobs: Blobs, document: Document, index: relating.Index) -> int:
    """Finish the one reading that waits as the document says; return its evidence."""
    with database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
        assert held.pipeline == PIPELINE
        ((number, digest, _),) = held.documents
        extraction: Extraction = replace(
            document.extraction, source=replace(document.extraction.source, sha256=digest)
        )
        pages = tuple(blobs.put(encode_page(picture)) for picture in document.pictures)
        bits = tuple(fingerprint_page(picture).upright for picture in document.pictures)
        prints = {number: jobs.Print(blobs.put(pack(extraction)), bits)}
        result = jobs.Result(((number, {"kind": "x"}, pages),), "ready", 0, Decimal(40), prints)
        assert jobs.complete(connection, held, result)
    index.add(number, bits)
    return number


def related(database, blobs: Blobs, index: relating.Index) -> int:
    """Do the comparing that waits; return how many relations it found."""
    with database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
    assert held.pipeline == jobs.RELATE
    found = relating.relate(blobs, relating.propose(database, index, held, blobs.get))
    with database.writing() as connection:
        assert jobs.complete_relations(connection, held, found)
    return len(found.relations)


def test_a_second_claim_of_one_paper_is_related_to_the_first_without_reading(
    database, blobs, people
):
    index = relating.Index()
    first, second = drawn(), noisy(drawn())
    mate = drawn(holder_name="Zhou Minghao", certificate_number="NB20210099")
    numbers = []
    found = []
    for name, document in (("first", first), ("mate", mate), ("second", second)):
        numbers.append(submitted(database, blobs, people, document, name))
        read(database, blobs, document, index)
        found.append(related(database, blobs, index))
    assert found == [0, 0, 1]
    with database.reading() as connection:
        (seen,) = relations.of_claim(connection, numbers[2], people.unit_reviewer)
        waiting = claims.get(connection, numbers[2], people.unit_reviewer)
    assert (seen.kind, seen.claim, seen.holder_name) == ("same_document", numbers[0], "first")
    assert seen.picture is not None
    assert blobs.has(seen.picture)
    assert (waiting.state, waiting.recommendation, waiting.doubts) == (State.FIRST, "review", 1)


def test_a_reader_of_another_unit_learns_that_it_exists_and_no_more(database, blobs, people):
    index = relating.Index()
    with database.writing() as connection:
        upload = Upload(blobs.put(b"theirs"), 6, "theirs.jpg")
        submissions.submit(
            connection, NewClaim("guangzhou-education-2021", people.elsewhere, holder_name="y"),
            [upload], pipeline=PIPELINE, by=people.administrator,
        )  # fmt: skip
    read(database, blobs, drawn(), index)
    related(database, blobs, index)
    number = submitted(database, blobs, people, drawn(), "ours")
    read(database, blobs, noisy(drawn()), index)
    related(database, blobs, index)
    with database.reading() as connection:
        (seen,) = relations.of_claim(connection, number, people.unit_reviewer)
    assert (seen.kind, seen.claim, seen.holder_name, seen.report) == (
        "same_document", None, None, None,
    )  # fmt: skip


def test_an_index_without_memory_answers_by_bands_and_under_skew_by_the_rows(
    database, blobs, people, monkeypatch
):
    rng = random.Random(5)
    template = rng.randbytes(32)
    rows = [flipped(template, rng.sample(range(256), 6)) for _ in range(40)]
    rows += [rng.randbytes(32) for _ in range(20)]
    evidence = []
    for number in range(len(rows)):
        claim = submitted(database, blobs, people, drawn(), f"paper {number}")
        with database.reading() as connection:
            evidence.append(documents.of_claim(connection, claim)[0].id)
    with database.writing() as connection:
        fingerprints.note_many(
            connection,
            (Marked(number, 1, bits) for number, bits in zip(evidence, rows, strict=True)),
        )
    whole, bands = relating.Index(), relating.Index(most=10)
    with database.reading() as connection:
        for index in (whole, bands):
            index.load(connection)
        assert (len(whole.scan), len(bands.scan)) == (60, 0)
        for bits in (rows[0], rows[50]):
            wanted = [flipped(bits, [1, 2, 3])]
            expected = whole.near(connection, wanted)
            assert set(bands.near(connection, wanted)) <= set(expected)
            assert evidence[rows.index(bits)] in bands.near(connection, wanted)
            assert fingerprints.near(connection, wanted).is_complete
            monkeypatch.setattr(fingerprints, "HOT", 3)
            is_complete = fingerprints.near(connection, wanted, hot=3).is_complete
            assert is_complete is (bits == rows[50])
            monkeypatch.undo()


def test_under_skew_the_rows_themselves_are_looked_through(database, blobs, people, monkeypatch):
    claim = submitted(database, blobs, people, drawn(), "paper")
    with database.reading() as connection:
        number = documents.of_claim(connection, claim)[0].id
    bits = bytes(range(32))
    pages = [flipped(bits, [page]) for page in range(20)]
    with database.writing() as connection:
        fingerprints.note(connection, number, pages)
        fingerprints.note(connection, number, pages)  # a second reading replaces the first
    real = fingerprints.near
    monkeypatch.setattr(relating.fingerprints, "near", lambda c, t: real(c, t, hot=2))
    index = relating.Index(most=1)
    with database.reading() as connection:
        index.load(connection)
        assert not real(connection, [bits], hot=2).is_complete
        assert index.near(connection, [bits]) == [number]
        assert len(list(fingerprints.all_after(connection))) == 20


def test_a_lost_lease_notes_no_relation(database, blobs, people):
    index = relating.Index()
    submitted(database, blobs, people, drawn(), "first")
    read(database, blobs, drawn(), index)
    with database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
        jobs.give_back(connection, held)
        assert not jobs.complete_relations(connection, held, relations.Compared())


def test_comparing_that_fails_for_good_leaves_the_claim_as_it_was(database, blobs, people):
    index = relating.Index()
    number = submitted(database, blobs, people, drawn(), "first")
    read(database, blobs, drawn(), index)
    for _ in range(jobs.MOST_ATTEMPTS):
        with database.writing() as connection:
            (held,) = jobs.lease(connection, "w", 1)
            jobs.fail(connection, held, "boom")
    with database.reading() as connection:
        assert jobs.progress(connection) == {"done": 1, "poison": 1}
        assert claims.get(connection, number, people.unit_reviewer).recommendation == "ready"


@pytest.mark.parametrize("state", [State.VOID, State.WITHDRAWN])
def test_what_counts_for_nothing_is_compared_with_nothing(database, blobs, people, state):
    index = relating.Index()
    first = submitted(database, blobs, people, drawn(), "first")
    read(database, blobs, drawn(), index)
    related(database, blobs, index)
    with database.writing() as connection:
        connection.execute(
            claims.claim.update().where(claims.claim.c.id == first).values(state=state)
        )
    submitted(database, blobs, people, drawn(), "second")
    read(database, blobs, noisy(drawn()), index)
    assert related(database, blobs, index) == 0


def of_class(database, blobs: Blobs, people, index: relating.Index, document: Document) -> int:
    """Read a classmate's paper with its seals and compare it; return its claim."""
    holder = str(document.extraction.first("holder_name").value)
    number = submitted(database, blobs, people, document, holder)
    with database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
        ((one, digest, _),) = held.documents
        extraction = replace(
            document.extraction, source=replace(document.extraction.source, sha256=digest)
        )
        fields = {
            name: {"value": str(document.extraction.first(name).value), "confidence": 0.98}
            for name in ("holder_name", "activity_title", "start_date", "certificate_number")
        }
        pages = tuple(blobs.put(encode_page(picture)) for picture in document.pictures)
        (crop,) = (blobs.put(encode_page(seal)) for seal in stamps.crops(document))
        result = jobs.Result(
            ((one, {"kind": "x", "fields": fields}, pages),), "ready", 0, Decimal(40),
            {one: jobs.Print(blobs.put(pack(extraction)), ())},
            {one: {"seal-1": crop, "seal-1-text": crop}},
        )  # fmt: skip
        assert jobs.complete(connection, held, result)
    related(database, blobs, index)
    return number


def twins(database, people) -> dict[int, tuple[tuple[int, int], ...]]:
    with database.reading() as connection:
        ((digest,),) = {
            (one.digest,) for one in trainings.trainings(connection, people.unit_reviewer, 9)
        }
        papers = trainings.papers(connection, digest, people.unit_reviewer)
    assert all(paper.has_twin_seal == bool(paper.twins) for paper in papers)
    return {paper.claim.id: paper.twins for paper in papers if paper.twins}


def test_an_impression_that_repeats_in_a_stamped_class_is_told_on_its_page_alone(
    database, blobs, people
):
    index = relating.Index()
    turns = (0, 9, 9, -11, 16, -18, 23)  # the second and the third are one impression
    numbers = []
    for holder, turn in enumerate(turns):
        paper = stamps.captured(stamps.stamped(turn, holder=holder), holder)
        numbers.append(of_class(database, blobs, people, index, paper))
        if holder == 2:  # not before the class is known to be stamped
            assert twins(database, people) == {}
    found = twins(database, people)
    assert set(found) == {numbers[1], numbers[2]}
    ((pair,),) = set(found.values())
    with database.reading() as connection:
        kept = relations.pair(connection, *pair, people.unit_reviewer)
        assert relations.of_claim(connection, numbers[1], people.unit_reviewer) == ()
        waiting = claims.get(connection, numbers[2], people.unit_reviewer)
    assert kept.kind == "same_course"
    assert "stamped_class" in [reason["code"] for reason in kept.report["reasons"]]
    assert kept.picture is not None
    assert blobs.has(kept.picture)
    assert (waiting.recommendation, waiting.doubts) == ("ready", 0)


def test_printed_seals_of_a_class_are_told_nowhere(database, blobs, people):
    index = relating.Index()
    for holder in range(6):
        paper = stamps.captured(stamps.stamped(9, holder=holder), holder)
        of_class(database, blobs, people, index, paper)
    assert twins(database, people) == {}


def reset(document: Document) -> Document:
    """Return the paper with its number written in another type."""
    box = document.extraction.first("certificate_number").place.box
    pixels = document.pictures[0].copy()
    height, width = pixels.shape[:2]
    left, right = int(box.left * width), int(box.right * width)
    top, bottom = int(box.top * height), int(box.bottom * height)
    pixels[top : bottom + 1, left - 2 : right + 40] = 248
    text = str(document.extraction.first("certificate_number").value)
    face = cv2.FONT_HERSHEY_COMPLEX
    scale = (right - left) / cv2.getTextSize(text, face, 1.0, 2)[0][0]
    cv2.putText(pixels, text, (left, bottom - 9), face, scale, (25, 25, 30), 2, cv2.LINE_AA)
    return Document(document.extraction, (pixels,))


def set_otherwise(database, people) -> dict[int, set[str]]:
    with database.reading() as connection:
        ((digest,),) = {
            (one.digest,) for one in trainings.trainings(connection, people.unit_reviewer, 9)
        }
        papers = trainings.papers(connection, digest, people.unit_reviewer)
    return {paper.claim.id: set(paper.other_type) for paper in papers if paper.other_type}


def test_a_number_in_other_type_is_told_on_the_page_of_its_class_alone(database, blobs, people):
    index = relating.Index()
    numbers = []
    for holder in range(7):
        paper = stamps.captured(stamps.stamped(9, holder=holder), holder)
        numbers.append(
            of_class(database, blobs, people, index, reset(paper) if holder == 1 else paper)
        )
        if holder == 3:  # too few that could be compared with each other
            assert set_otherwise(database, people) == {}
    # it came when the class was small, and is told once there are enough to tell by
    assert set_otherwise(database, people) == {numbers[1]: {"certificate_number"}}
    with database.reading() as connection:
        (odd,) = documents.of_claim(connection, numbers[1])
        (told,) = typefaces.of_paper(connection, odd.id)
        digest, shown = typefaces.picture(
            connection, odd.id, "certificate_number", people.unit_reviewer
        )
        waiting = claims.get(connection, numbers[1], people.unit_reviewer)
        with pytest.raises(NotFound):
            typefaces.picture(connection, odd.id, "employer", people.unit_reviewer)
        with pytest.raises(NotFound):
            typefaces.picture(connection, odd.id, "certificate_number", people.stranger)
    assert told.picture == digest
    assert numbers[1] in shown
    assert blobs.has(digest)
    assert (waiting.recommendation, waiting.doubts) == ("ready", 0)
