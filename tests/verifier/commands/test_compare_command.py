"""The `compare` command: its JSON, its words, its exit codes, its picture; the reader is a fake."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from extractor import engines
from extractor.errors import DamagedInput
from tests.verifier.duplicates.papers import noisy, paper
from verifier.duplicates.document import Document

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs/schemas/comparison.schema.json").read_text("utf-8")
)
PAPERS = {
    "a.png": paper(),
    "rescan.png": noisy(paper()),
    "forged.png": noisy(paper(hours="88")),
    "classmate.png": noisy(paper(holder_name="Zhou Minghao", certificate_number="NB20210057")),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files whose readings and pictures are known; anything else is damaged."""

    def extract(blob: bytes, name: str, *, keep=None, **_: object):
        document = PAPERS.get(blob.decode())
        if not isinstance(document, Document):
            raise DamagedInput("打不开。 Cannot be opened.")
        if keep is not None:
            keep(1, document.pictures[0])
        return document.extraction

    module = ModuleType("extractor.extract")
    module.extract = extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extractor.extract", module)
    monkeypatch.setitem(engines.ENGINES, "rapid", type("Fake", (), {"name": "rapid"}))
    engines.load_engine.cache_clear()
    for name in (*PAPERS, "bad.png"):
        (tmp_path / name).write_text(name)
    yield tmp_path
    engines.load_engine.cache_clear()


def test_an_alteration_is_one_with_its_region_on_both_pages(xueshi, folder):
    result = xueshi("compare", folder / "a.png", folder / "forged.png", "--json")
    (found,) = result.lines
    jsonschema.validate(found, SCHEMA)
    assert (result.code, found["relation"]) == (1, "altered")
    region = next(one for one in found["regions"] if one["field"] == "hours")
    assert region["a"]["page"] == region["b"]["page"] == 1
    assert (region["a"]["text"], region["b"]["text"]) == ("4", "8")


def test_classmates_are_zero(xueshi, folder):
    result = xueshi("compare", folder / "a.png", folder / "classmate.png")
    assert result.code == 0
    assert "同班次" in result.out
    assert "a person decides" in result.out


def test_a_duplicate_is_one(xueshi, folder):
    assert xueshi("compare", folder / "a.png", folder / "rescan.png").code == 1


def test_the_same_file_twice_is_the_same_file(xueshi, folder):
    result = xueshi("compare", folder / "a.png", folder / "a.png", "--json")
    assert result.lines[0]["relation"] == "same_file"


def test_a_file_that_cannot_be_read_is_three_and_named(xueshi, folder):
    result = xueshi("compare", folder / "a.png", folder / "bad.png", "--json")
    assert result.code == 3
    assert result.lines[0]["source"] == {"name": "bad.png"}


def test_the_evidence_picture_is_a_png(xueshi, folder, tmp_path):
    out = tmp_path / "out.png"
    xueshi("compare", folder / "a.png", folder / "forged.png", "--picture", out)
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_wrong_usage(xueshi, folder, tmp_path):
    out = tmp_path / "no" / "out.png"
    result = xueshi("compare", folder / "a.png", folder / "forged.png", "--picture", out)
    assert result.code == 2
    assert "cannot be written" in result.err
