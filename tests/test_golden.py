"""Readings of whole documents: what the command gives for fixtures, from bytes to fields.

The documents are of the development set; each stands for one way a page can reach us.
"""

import json
import socket
from pathlib import Path

import pytest

from extractor.document import Assessment
from extractor.engines import load_engine
from extractor.extract import extract
from verifier.evaluation.answers import normal
from verifier.evaluation.evaluate import SURE

DEV = Path(__file__).parent.parent / "fixtures/dev"
TRUTH = json.loads((DEV / "truth.json").read_text("utf-8"))
FACTS = ("holder_name", "hours", "start_date", "end_date", "issue_date", "certificate_number")


def one_of_each_condition():
    """Return the first certificate or statement of every condition."""
    chosen = {}
    for name, label in sorted(TRUTH.items()):
        if label["kind"] in ("training_certificate", "hours_statement"):
            chosen.setdefault(label["condition"], name)
    return sorted(chosen.values())


@pytest.fixture(scope="module")
def engine():
    return load_engine("rapid")


@pytest.mark.ocr
@pytest.mark.parametrize("name", one_of_each_condition())
def test_the_facts_of_a_document_are_read_with_their_places(name, engine):
    found = extract((DEV / name).read_bytes(), name, engine=engine)
    label = TRUTH[name]["fields"]
    read = {field.name: field for field in found.fields if field.name in FACTS}
    expected = {key: normal(label[key]) for key in FACTS if key in label}
    assert set(read) == set(expected)
    for key, field in read.items():
        # a rare character may be misread on a blurred page, but never as if it were sure
        doubted = key == "holder_name" and field.confidence < SURE
        assert doubted or normal(field.value) == expected[key]
    assert found.kind.value in ("training_certificate", "hours_statement")
    for field in read.values():
        box = field.place.box
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
        assert 0 < field.confidence <= 1


@pytest.mark.ocr
def test_a_photocopy_is_never_called_an_original(engine):
    name = next(n for n, label in sorted(TRUTH.items()) if label["condition"] == "photocopy")
    found = extract((DEV / name).read_bytes(), name, engine=engine)
    assert found.originality.assessment in (Assessment.COPY, Assessment.UNDECIDED)


@pytest.mark.ocr
def test_a_born_digital_page_is_known_by_its_structure(engine):
    name = next(n for n, label in sorted(TRUTH.items()) if label["condition"] == "born_digital")
    found = extract((DEV / name).read_bytes(), name, engine=engine)
    assert found.originality.assessment is Assessment.BORN_DIGITAL


@pytest.mark.ocr
def test_a_reading_repeats(engine):
    blob = (DEV / "0002.jpg").read_bytes()
    assert extract(blob, "a.jpg", engine=engine) == extract(blob, "a.jpg", engine=engine)


@pytest.mark.ocr
def test_reading_needs_no_network(monkeypatch, engine):
    connect = socket.socket.connect

    def refuse(self, address):
        assert self.family not in (socket.AF_INET, socket.AF_INET6), address
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    blob = (DEV / "0002.jpg").read_bytes()
    assert extract(blob, "a.jpg", engine=engine).first("hours") is not None
