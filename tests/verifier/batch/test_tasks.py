"""What hands do, without a database: readings kept and judged again, versions compared."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Box, Field, Place
from extractor.errors import Failure
from tests.verifier.builders import certificate, page
from verifier.readings import reading_from_bytes, reading_to_bytes
from verifier.tasks import OtherProgram, Paper, Task, Workshop, perform

TODAY = date(2021, 12, 1)
POLICY = "guangzhou-education-2021"
WORKSHOP = Workshop()


def judged(**more) -> Task:
    paper = Paper("b.jpg", reading=reading_to_bytes(certificate()))
    return Task("{}", POLICY, (paper,), TODAY, **more)


texts = st.text(max_size=30)
values = st.one_of(texts, st.decimals(allow_nan=False, allow_infinity=False, places=2))


@given(texts, values, texts)
def test_a_reading_comes_back_as_it_was(name, value, line):
    found = Field(name, value, 0.5, Place(1, Box(0, 0, 0.5, 1)), line, "m", unit=name)
    made = replace(certificate(), fields=(found,), pages=(page(line),))
    back = reading_from_bytes(reading_to_bytes(made))
    assert back == made
    assert type(back.fields[0].value) is type(value)


@pytest.mark.parametrize("blob", [b"", b"x", b"\x78\x9c"])
def test_bytes_that_are_no_reading_are_refused(blob):
    with pytest.raises(ValueError):
        reading_from_bytes(blob)


def test_a_reading_of_before_is_judged_under_its_new_name():
    done = perform(WORKSHOP, judged())
    assert '"name": "b.jpg"' in done.read[0].report
    assert done.read[0].reading is None
    assert done.credit == Decimal(40)


def test_what_is_known_to_be_unreadable_travels_and_is_told_beside_the_others():
    failure = Failure("坏了。 Broken.", "请换。 Change it.")
    failure.code = "E-INPUT-DAMAGED"
    papers = (*judged().papers, Paper("x.jpg", refused=failure))
    task = pickle.loads(pickle.dumps(replace(judged(), papers=papers)))
    done = perform(WORKSHOP, task)
    assert [one.error for one in done.read] == [None, "E-INPUT-DAMAGED"]
    assert json.loads(done.read[1].report)["error"]["remedy"] == "请换。 Change it."
    assert (done.recommendation, done.credit) == ("review", Decimal(40))


def test_hands_of_another_version_refuse():
    good = {"reader": WORKSHOP.reader, "judge": WORKSHOP.judge(POLICY, TODAY)}
    assert perform(WORKSHOP, judged(**good)).read
    for part in ("reader", "judge"):
        with pytest.raises(OtherProgram):
            perform(WORKSHOP, judged(**{**good, part: "another"}))


def test_a_fingerprint_follows_everything_that_decides(tmp_path):
    prints = {
        WORKSHOP.judge(POLICY, TODAY),
        WORKSHOP.judge(POLICY, date(2021, 12, 2)),
        WORKSHOP.judge("hefei-hr-2021", TODAY),
        replace(WORKSHOP, confidence_floor=0.7).judge(POLICY, TODAY),
        replace(WORKSHOP, registers=tmp_path).judge(POLICY, TODAY),
    }
    (tmp_path / "bases.csv").write_text("x")
    prints.add(replace(WORKSHOP, registers=tmp_path).judge(POLICY, TODAY))
    assert len(prints) == 5, "an empty folder of lists is as none"
    limits = replace(WORKSHOP.limits, render_dpi=100)
    readers = {WORKSHOP.reader, replace(WORKSHOP, engine="tesseract").reader,
               replace(WORKSHOP, limits=limits).reader}  # fmt: skip
    assert len(readers) == 3


def test_bytes_that_cannot_be_had_are_the_documents_answer(tmp_path):
    for location in (f"file:{tmp_path}/none.jpg", f"blob:{'0' * 64}"):
        workshop = Workshop(blobs=str(tmp_path / "blobs"))
        done = perform(workshop, Task("{}", POLICY, (Paper("a.jpg", location),), TODAY))
        assert done.read[0].error == "E-INPUT-MISSING"
