"""`xueshi convert`, `xueshi year` and `xueshi policy lint|coverage`: what goes in and comes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from verifier.facts import facts_table
from verifier.policy.coverage import read_catalogue

HEFEI = ("--policy", "hefei-hr-2021")
GUANGZHOU = ("--policy", "guangzhou-education-2021")
COURSE = '{"activity": "public_course", "courses": 1}'


@pytest.fixture
def told(xueshi, monkeypatch) -> Callable:
    """Call the command with text on standard input."""

    def call(text: str | bytes, *arguments: str):
        blob = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": BytesIO(blob)})())
        return xueshi(*arguments, "-")

    return call


def claim(**more: object) -> str:
    given = {"subject": "public", "hours": 30, "status": "accepted", "start_date": "2021-03-01"}
    return json.dumps({**given, **more}, ensure_ascii=False)


COMPLETE = "\n".join(
    [claim(), claim(subject="professional", hours=42), claim(subject="elective", hours=18)]
)


def test_one_object_gives_one_award_in_the_contracts_words(told):
    result = told(COURSE, "convert", *HEFEI)
    (award,) = result.lines
    assert result.code == 0
    assert award["hours"] == 30
    assert award["options"] == []
    assert award["needs_reviewer"] is False
    assert {"steps", "findings"} <= set(award)
    assert award["steps"][-1]["clause"]["catalogue"] == ["HF-034", "HF-035"]


def test_a_list_is_one_person(told):
    study = '{"activity": "self_study", "hours": 30}'
    (found,) = told(f"[{COURSE}, {study}, {study}]", "convert", *HEFEI).lines
    assert [item["hours"] for item in found["items"]] == [30, 30, 6]
    assert found["total"] == 66


def test_lines_are_independent_and_a_wrong_one_costs_itself(told):
    lines = [COURSE, "no json", COURSE, '{"activity": "paper", "characters": -1}', f"[{COURSE}]"]
    result = told("\n".join(lines), "convert", *HEFEI)
    assert result.code == 2
    assert [set(line) & {"hours", "error", "total"} for line in result.lines] == [
        {"hours"}, {"error"}, {"hours"}, {"error"}, {"total"},
    ]  # fmt: skip
    errors = [line["error"] for line in result.lines if "error" in line]
    assert [(error["code"], error["line"]) for error in errors] == [("E-FACTS", 2), ("E-FACTS", 4)]
    assert "characters" in errors[1]["message"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "空"),
        (b"\xff\xfe", "UTF-8"),
        ("{", "JSON"),
        ("3", "JSON"),
        ('{"courses": 1}', "activity"),
        ('{"activity": "paper", "characters": 1e999}', "characters"),
        ('{"activity": "paper", "characters": NaN}', "NaN"),
        ('{"activity": "paper", "characters": true}', "characters"),
        ('{"activity": "patent", "rank": 0}', "rank"),
        ('{"activity": "patent", "rank": 1.5}', "rank"),
        ('{"activity": ["paper"]}', "activity"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_one_wrong_document_is_two_and_names_the_fact(told, text, word):
    result = told(text, "convert", *HEFEI)
    assert result.code == 2
    assert result.out == ""
    assert "E-FACTS" in result.err
    assert word in result.err
    assert "Traceback" not in result.err


def test_a_file_is_read_like_standard_input(xueshi, tmp_path: Path):
    path = tmp_path / "facts.json"
    path.write_text(f"\ufeff[\n{COURSE},\n{COURSE}\n]\n", encoding="utf-8")
    assert xueshi("convert", *HEFEI, path).lines[0]["total"] == 60


@pytest.mark.parametrize("verb", ["convert", "year"])
def test_a_missing_file_and_a_folder_are_two(xueshi, tmp_path: Path, verb: str):
    for path in (tmp_path, tmp_path / "none.json"):
        result = xueshi(verb, *HEFEI, path)
        assert result.code == 2
        assert path.name in result.err


def test_an_unknown_fact_is_told_and_changes_nothing(told):
    (award,) = told('{"activity": "public_course", "shoe_size": 43}', "convert", *HEFEI).lines
    assert award["hours"] == 30
    assert any("shoe_size" in found["message"] for found in award["findings"])


@pytest.mark.parametrize(
    "policy", ["zhengzhou-education-2021", "zhengzhou-hr-2020", "kaifeng-hr-2021"]
)
def test_a_notice_without_a_table_borrows_none(told, policy: str):
    (award,) = told(COURSE, "convert", "--policy", policy).lines
    assert award["hours"] is None
    assert award["needs_reviewer"] is True


def test_a_complete_year_is_zero_and_an_incomplete_one_is_one(told):
    result = told(COMPLETE, "year", *GUANGZHOU, "--json")
    assert result.code == 0
    (year,) = result.lines
    assert year["complete"] is True
    assert year["totals"] == {"public": 30, "professional": 42, "elective": 18, "all": 90}
    result = told(claim(), "year", *GUANGZHOU, "--json")
    assert result.code == 1
    assert result.lines[0]["missing"] == {"all": 60, "professional": 42, "elective": 18}


def test_each_person_has_a_year_of_their_own(told):
    lines = "\n".join(claim(person=name) for name in ("甲", "乙", "甲"))
    years = told(lines, "year", *GUANGZHOU, "--json").lines
    assert {year["person"]: year["totals"]["all"] for year in years} == {"甲": 60, "乙": 30}


def test_the_year_is_shown_to_a_person(told):
    result = told(COMPLETE, "year", *GUANGZHOU)
    assert "已完成 complete" in result.out
    result = told(f"{claim()}\n{claim(subject='elective', status='pending')}", "year", *GUANGZHOU)
    assert "未完成 not complete" in result.out
    assert "还差" in result.out


def test_a_span_of_years(told):
    lines = "\n".join(claim(start_date=f"{year}-03-01") for year in (2020, 2021))
    (period,) = told(lines, "year", *HEFEI, "--years", "2020-2021", "--json").lines
    assert [year["year"] for year in period["years"]] == [2020, 2021]
    assert "2020–2021" in told(lines, "year", *HEFEI, "--years", "2020-2021").out


@pytest.mark.parametrize("years", ["2021-2020", "21", "1900-2021", "x"])
def test_wrong_years_are_two(told, years: str):
    assert told(COMPLETE, "year", *GUANGZHOU, "--years", years).code == 2


def test_two_notices_compared_say_who_gains_and_who_loses(told):
    public = [claim(person="甲", hours=60, compulsory=True), claim(person="乙", hours=30)]
    professional = [claim(person=name, subject="professional", hours=60) for name in "甲乙"]
    lines = "\n".join([*public, *professional])
    result = told(lines, "year", *GUANGZHOU, "--against", "zhengzhou-education-2021", "--json")
    assert {line["person"]: line["outcome"] for line in result.lines} == {
        "甲": "gains",
        "乙": "loses",
    }
    assert "gains" in told(lines, "year", *GUANGZHOU, "--against", "zhengzhou-education-2021").out


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": -1}, {"hours": "NaN"}, {"hours": True}, {"hours": 10_001}, {"subject": "sport"},
        {"status": "maybe"}, {"start_date": "2021-02-30"}, {"title": "长" * 501},
        {"end_date": "2021-01-01"},
    ],
)  # fmt: skip
def test_a_wrong_claim_is_two_with_its_line_and_field(told, wrong):
    result = told(f"{claim()}\n{claim(**wrong)}", "year", *GUANGZHOU, "--json")
    assert result.code == 2
    assert "line 2" in result.err
    assert next(iter(wrong)) in result.err
    assert result.out == ""


def test_all_wrong_claims_are_told_at_once_and_not_more_than_twenty(told):
    result = told("\n".join([claim(hours=-1)] * 30), "year", *GUANGZHOU)
    assert result.err.count("hours:") == 20
    assert "+10" in result.err


def test_the_page_on_facts_lists_all_of_them():
    page = (Path(__file__).parents[3] / "docs" / "conversion.md").read_text(encoding="utf-8")
    assert facts_table() in page


def test_lint_is_clean_and_coverage_names_every_statement(xueshi):
    assert xueshi("policy", "lint").code == 0
    rows = xueshi("policy", "coverage", "--json").lines
    assert len(rows) == len(read_catalogue()) == 292


def test_lint_says_what_a_file_of_ones_own_lacks(xueshi, tmp_path: Path, monkeypatch):
    museum = Path(__file__).parents[1] / "museum"
    (tmp_path / "gap.yaml").write_bytes((museum / "gap.yaml").read_bytes())
    monkeypatch.setenv("XUESHI_POLICIES", str(tmp_path))
    result = xueshi("policy", "lint")
    assert result.code == 5
    assert "gap.yaml:21" in result.err + result.out
