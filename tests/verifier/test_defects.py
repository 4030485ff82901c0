"""A defect met on one document costs that document: the others are still reported."""

import extractor.extract
from extractor.errors import ReadingDefect
from verifier.check import Upload, read_upload
from verifier.model import Unread


def test_an_unexpected_error_becomes_an_answer_for_that_file(monkeypatch):
    def broken(blob, name, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(extractor.extract, "extract", broken)
    found = read_upload(Upload("a.jpg", lambda: b"x"), engine=None)
    assert isinstance(found, Unread)
    assert isinstance(found.failure, ReadingDefect)
    assert found.failure.code == "E-DEFECT"
    assert found.failure.exit_code == 70
    assert "ZeroDivisionError" in found.failure.message
