"""The command itself, with real processes that read real pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.verifier.batch.test_lists import zipped

FIXTURES = Path(__file__).parents[3] / "fixtures"
PAPERS, BUNDLES = FIXTURES / "dev", FIXTURES / "bundles" / "dev"


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


@pytest.mark.ocr
def test_claims_of_a_list_are_judged_as_check_judges_their_files(xueshi, tmp_path):
    """A letter that says other hours, and an article whose pages came as files."""
    claims = {
        "letter": ("letter-other-hours-1.jpg", "letter-other-hours-2.jpg"),
        "paper": ("paper-files-1-p1.jpg", "paper-files-1-p3.jpg", "paper-files-1-p4.jpg"),
    }
    for name in (name for names in claims.values() for name in names):
        (tmp_path / name).write_bytes((BUNDLES / name).read_bytes())
    letter, paper = claims.values()
    (tmp_path / "list.csv").write_text(
        f"申报编号,文件\nletter,{'；'.join(letter)}\n"
        + "".join(f"paper,{name}\n" for name in paper),
        "utf-8",
    )
    given = ("--policy", "guangzhou-education-2021", "--today", "2021-12-01")
    out = tmp_path / "out"
    assert xueshi("batch", tmp_path / "list.csv", *given, "--out", out).code in (0, 1)
    lines = [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]
    items = [line.pop("item") for line in lines]
    assert [(one["number"], one["claim"], one["file"]) for one in items] == [
        *((1, "letter", name) for name in letter), *((2, "paper", name) for name in paper)
    ]  # fmt: skip
    checked = [
        line
        for names in claims.values()
        for line in xueshi("check", *(BUNDLES / name for name in names), *given, "--json").lines
    ]
    # what the claim comes to stands with the item of a batch, else with each report
    whole = [line.pop("bundle") for line in checked]
    assert lines == checked
    assert [one["bundle"] for one in items] == [
        {name: one[name] for name in items[0]["bundle"]} for one in whole
    ]
    found = {one["rule"]: one["outcome"] for one in lines[0]["findings"]}
    assert found["bundle-hours"] == "failed"
    assert [line.get("part_of") for line in lines[2:]].count(None) == 1


def test_what_cannot_be_used_is_told(xueshi, tmp_path):
    given = ("--policy", "guangzhou-education-2021", "--out", tmp_path / "out")
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    for source in ("none", "x.pdf"):
        result = xueshi("batch", tmp_path / source, *given)
        assert (result.code, result.out) == (2, "")
        assert "E-USAGE" in result.err
    assert xueshi("batch", tmp_path, "--policy", "none", "--out", tmp_path / "out2").code == 2
