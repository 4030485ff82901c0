"""The command itself, with real processes that read real pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.verifier.batch.test_lists import zipped

PAPERS = Path(__file__).parents[3] / "fixtures" / "dev"


@pytest.mark.ocr
def test_a_backlog_gives_what_single_checks_give(xueshi, tmp_path):
    names = ("0001.jpg", "0002.jpg")
    path = zipped(
        tmp_path / "papers.zip", *((name, (PAPERS / name).read_bytes()) for name in names)
    )
    given = ("--policy", "guangzhou-education-2021", "--today", "2021-12-01")
    result = xueshi("batch", path, *given, "--out", tmp_path / "out", "--workers", "2")
    single = xueshi("check", *(PAPERS / name for name in names), *given, "--json")
    lines = [
        json.loads(line)
        for line in (tmp_path / "out/results.jsonl").read_text("utf-8").splitlines()
    ]
    assert [line.pop("item") for line in lines] == [
        {"number": n, "file": name} for n, name in enumerate(names, start=1)
    ]
    for line, alone in zip(lines, single.lines, strict=True):
        # a single check sees both papers as one claim's
        assert line["fields"] == alone["fields"]
        assert line["seals"] == alone["seals"]
    assert result.code in (0, 1)
    assert "results.jsonl" in result.out
    again = xueshi("batch", path, *given, "--out", tmp_path / "out", "--resume")
    assert again.code == result.code


def test_what_cannot_be_used_is_told(xueshi, tmp_path):
    given = ("--policy", "guangzhou-education-2021", "--out", tmp_path / "out")
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    for source in ("none", "x.pdf"):
        result = xueshi("batch", tmp_path / source, *given)
        assert (result.code, result.out) == (2, "")
        assert "E-USAGE" in result.err
    assert xueshi("batch", tmp_path, "--policy", "none", "--out", tmp_path / "out2").code == 2
