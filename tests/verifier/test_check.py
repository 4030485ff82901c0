"""The main path: one claim's files in, a report for each out; a bad file costs itself alone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extractor.document import Extraction
from extractor.engines import Reading
from extractor.errors import DamagedInput, EngineError, MissingInput, TooLargeInput
from extractor.limits import Limits
from tests.verifier.builders import CLAIM, TODAY, certificate, finding, guangzhou
from verifier.check import Upload, check, read_upload, relation_of, upload_from_path
from verifier.model import (
    Attachment,
    Claim,
    Outcome,
    Recommendation,
    Relation,
    Report,
    Unread,
)


class NoEngine:
    name = "none"

    def read(self, _image: object) -> Reading:
        raise AssertionError("the fake reader needs no engine")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[bytes, object]], None]:
    """Put a reader in place that knows a few contents: an extraction, or a failure to raise."""

    def install(known: dict[bytes, object]) -> None:
        def extract(blob: bytes, *_: object, **__: object) -> Extraction:
            found = known[blob]
            if isinstance(found, Exception):
                raise found
            assert isinstance(found, Extraction)
            return found

        module = ModuleType("extractor.extract")
        module.extract = extract  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "extractor.extract", module)

    return install


def upload(blob: bytes, name: str = "a.jpg") -> Upload:
    return Upload(name, lambda: blob)


def run(*uploads: Upload, claim: Claim = CLAIM) -> tuple[Report | Unread, ...]:
    return check(claim, uploads, guangzhou(), engine=NoEngine(), today=TODAY)


def test_reports_come_in_the_order_of_the_files(reads):
    reads(
        {b"1": certificate(name="1"), b"2": DamagedInput("坏。 Bad."), b"3": certificate(name="3")}
    )
    first, second, third = run(upload(b"1"), upload(b"2", "2.jpg"), upload(b"3"))
    assert isinstance(first, Report)
    assert first.extraction.source.name == "1"
    assert isinstance(second, Unread)
    assert (second.name, second.failure.code) == ("2.jpg", "E-INPUT-DAMAGED")
    assert isinstance(third, Report)
    assert third.recommendation is Recommendation.READY


def test_an_engine_that_breaks_on_one_file_leaves_the_others(reads):
    reads({b"1": EngineError("引擎。 Engine."), b"2": certificate()})
    first, second = run(upload(b"1"), upload(b"2"))
    assert isinstance(first, Unread)
    assert isinstance(second, Report)


def test_the_papers_of_a_claim_are_judged_beside_each_other(reads):
    reads({b"1": certificate(hours=None), b"2": certificate(kind="unit_letter", name="b.jpg")})
    report = run(upload(b"1"), upload(b"2"))[0]
    assert isinstance(report, Report)
    assert finding(report, "proof-of-time").outcome is Outcome.PASSED


def test_a_paper_alone_has_nothing_beside_it(reads):
    reads({b"1": certificate(hours=None)})
    report = run(upload(b"1"))[0]
    assert isinstance(report, Report)
    assert finding(report, "proof-of-time").outcome is Outcome.FAILED


def test_a_stated_relation_wins_over_the_kind():
    claim = Claim(attachments=(Attachment("a.jpg", Relation.UNIT_LETTER),))
    assert relation_of(certificate(kind="translation"), claim) is Relation.UNIT_LETTER
    assert relation_of(certificate(kind="translation"), Claim()) is Relation.TRANSLATION
    assert relation_of(certificate(), Claim()) is None


def test_no_files_give_no_reports():
    assert run() == ()


def test_a_file_on_disk_is_opened_when_its_turn_comes(tmp_path: Path, reads):
    path = tmp_path / "late.jpg"
    late = upload_from_path(path)
    path.write_bytes(b"1")
    reads({b"1": certificate()})
    assert isinstance(read_upload(late, engine=NoEngine()), Extraction)


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path):
    with pytest.raises(MissingInput, match="does not exist"):
        upload_from_path(tmp_path / "none.jpg").fetch()
    with pytest.raises(MissingInput, match="folder"):
        upload_from_path(tmp_path).fetch()
    with pytest.raises(MissingInput):
        upload_from_path(Path("a\0b")).fetch()


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "big.jpg"
    path.write_bytes(b"123")
    assert upload_from_path(path, limits=Limits(max_bytes=3)).fetch() == b"123"
    with pytest.raises(TooLargeInput):
        upload_from_path(path, limits=Limits(max_bytes=2)).fetch()


def test_a_pipe_that_looks_like_a_file_is_not_waited_for(tmp_path: Path):
    import os

    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(MissingInput, match="not a plain file"):
        upload_from_path(path).fetch()
