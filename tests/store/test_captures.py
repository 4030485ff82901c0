"""What reviewers say of captures is kept with the crop, exported without names, and scored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from extractor.limits import DEFAULT_LIMITS
from verifier import pairs
from verifier.errors import ClaimError, NotAllowed, NotFound, UsageFailure
from verifier.store import captures, documents, jobs, submissions
from verifier.store.captures import CaptureAnswer
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import audit

COPY = {"originality": {"assessment": "copy", "reason": "GREY_SEAL_IN_COLOUR", "signals": []}}


class NoEngine:
    name = "none"

    def read(self, _image: object) -> object:
        raise AssertionError("nothing is to be read")

    read_strip = read


def document(database, people, blobs, report=COPY, *, number=1) -> int:
    blob = f"paper {number}".encode()
    upload = Upload(blobs.put(blob), len(blob), "林晓芸的证书.jpg")
    with database.writing() as connection:
        made = submissions.submit(
            connection,
            NewClaim("guangzhou-education-2021", people.school, holder_name="林晓芸"),
            [upload], pipeline="test/1", by=people.teacher,
        )  # fmt: skip
        for held in jobs.lease(connection, "w", 10):
            ((evidence, *_),) = held.documents
            crop = blobs.put(f"crop {number}".encode())
            done = jobs.Result(
                ((evidence, report, ()),), "review", 1, Decimal(40),
                details={evidence: {"saturation-1": blobs.put(b"colours"), "seal-1": crop}},
            )  # fmt: skip
            assert jobs.complete(connection, held, done)
        return documents.of_claim(connection, made)[0].id


def say(database, number, what, by):
    with database.writing() as connection:
        return captures.answer(connection, number, what, by)


def all_pairs(database):
    with database.reading() as connection:
        return list(captures.pairs(connection))


def test_the_newest_answer_counts_and_stands_beside_the_crop(database, people, blobs):
    number = document(database, people, blobs)
    claim = say(database, number, CaptureAnswer.UNSURE, people.unit_reviewer)
    say(database, number, CaptureAnswer.COPY, people.authority)
    [pair] = all_pairs(database)
    assert (pair.answer, pair.assessment, pair.reason) == (
        CaptureAnswer.COPY,
        "copy",
        "GREY_SEAL_IN_COLOUR",
    )
    assert blobs.get(pair.picture) == b"crop 1"
    with database.reading() as connection:
        [paper] = documents.of_claim(connection, claim)
        actions = [row.action for row in connection.execute(select(audit))]
    assert paper.capture_answer == "copy"
    assert actions.count("capture-answered") == 2


def test_only_those_who_review_the_claim_may_answer(database, people, blobs):
    number = document(database, people, blobs)
    for by in (people.teacher, people.auditor):
        with pytest.raises(NotAllowed):
            say(database, number, CaptureAnswer.ORIGINAL, by)
    with pytest.raises(NotFound):
        say(database, number, CaptureAnswer.ORIGINAL, people.stranger)
    unread = document(database, people, blobs, {"error": {"message": "x"}}, number=2)
    with pytest.raises(NotAllowed):
        say(database, unread, CaptureAnswer.ORIGINAL, people.unit_reviewer)
    assert all_pairs(database) == []


def test_an_export_names_nobody_and_is_scored(database, people, blobs, tmp_path: Path):
    passed = {"originality": {"assessment": "original", "reason": "RED_SEAL_OK", "signals": []}}
    open_ = {"originality": {"assessment": "undecided", "signals": []}}
    for number, (report, answer) in enumerate(
        [
            (COPY, CaptureAnswer.COPY),
            (COPY, CaptureAnswer.ORIGINAL),
            (passed, CaptureAnswer.COPY),
            (open_, CaptureAnswer.ORIGINAL),
            (COPY, CaptureAnswer.UNSURE),
        ]
    ):
        evidence = document(database, people, blobs, report, number=number)
        say(database, evidence, answer, people.unit_reviewer)
    out = tmp_path / "pairs"
    assert pairs.export(database, blobs, out, with_files=False) == 5
    written = (out / pairs.FILE).read_text("utf-8")
    assert "林" not in written
    assert "证书" not in written
    assert len(list(out.glob("*-crop.jpg"))) == 5
    found = pairs.score(out, engine=NoEngine(), limits=DEFAULT_LIMITS)
    assert (found["pairs"], found["told"], found["decided"]) == (5, 4, 3)
    assert (found["wrong"], found["originals_called_copy"], found["copies_passed"]) == (2, 1, 1)
    assert found["counts"]["original"] == {"copy": 1, "undecided": 1}


def test_files_are_exported_on_request_and_read_again(
    database, people, blobs, tmp_path, monkeypatch
):
    say(database, document(database, people, blobs), CaptureAnswer.ORIGINAL, people.unit_reviewer)
    pairs.export(database, blobs, tmp_path, with_files=True)
    [pair] = pairs.load(tmp_path)
    assert (tmp_path / pair.file).read_bytes() == b"paper 1"
    found = pairs.score(tmp_path, engine=NoEngine(), limits=DEFAULT_LIMITS)
    assert (found["unread"], found["pairs"]) == (1, 0)


@pytest.mark.parametrize(
    "text",
    ["", "{}", '[{"answer": "yes", "assessment": "copy"}]',
     '[{"answer": "copy", "assessment": "copy", "file": "../../etc/passwd"}]'],
)  # fmt: skip
def test_a_list_that_no_export_wrote_is_refused(tmp_path, text):
    (tmp_path / pairs.FILE).write_text(text, "utf-8")
    with pytest.raises(ClaimError):
        pairs.load(tmp_path)


def test_a_place_that_cannot_be_written_is_said(database, blobs, tmp_path):
    (tmp_path / "taken").write_text("x", "utf-8")
    with pytest.raises(UsageFailure):
        pairs.export(database, blobs, tmp_path / "taken", with_files=False)
