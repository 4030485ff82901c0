"""A person's year as data: tests/policies/years/<policy>.yaml.

A claim is written `subject hours [compulsory] [made-up] [pending|returned|void]
[days] [title: …] [tag: …]`, in the order of a sentence, so that a reviewer of the
notice reads it; days are `2021-07-05` or `2021-07-05/2021-07-09`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from verifier.model import Subject
from verifier.policy.load import load_policy
from verifier.year.model import Status, YearClaim
from verifier.year.period import period_of
from verifier.year.person import year_of

FOLDER = Path(__file__).parents[2] / "policies" / "years"
SHEETS = [YAML(typ="safe", pure=True).load(path) for path in sorted(FOLDER.glob("*.yaml"))]
CASES = [(sheet["policy"], case) for sheet in SHEETS for case in sheet["cases"]]
KNOWN = {"name", "year", "years", "facts", "today", "claims", "expect"}
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")


def claim_of(text: str, year: int) -> YearClaim:
    text, _, tag = text.partition(" tag: ")
    text, _, title = text.partition(" title: ")
    subject, hours, *words = text.split()
    first = last = date(year, 7, 5)
    status, flags = Status.ACCEPTED, set()
    approved = None
    for word in words:
        if word.startswith("approved-"):
            approved = date.fromisoformat(word.removeprefix("approved-"))
        elif (days := _DAYS.fullmatch(word)) is not None:
            first = date.fromisoformat(days[1])
            last = date.fromisoformat(days[2] or days[1])
        elif word in {one.value for one in Status}:
            status = Status(word)
        else:
            assert word in ("compulsory", "made-up", "undated")
            flags.add(word)
    return YearClaim(
        Subject(subject),
        Decimal(hours),
        status,
        compulsory="compulsory" in flags,
        made_up="made-up" in flags,
        start=None if "undated" in flags else first,
        end=None if "undated" in flags else last,
        title=title or None,
        tags=(tag,) if tag else (),
        approved=approved,
    )


@pytest.mark.parametrize(("policy_id", "case"), CASES, ids=[case["name"] for _, case in CASES])
def test_year(policy_id: str, case: dict[str, Any]):
    assert set(case) <= KNOWN
    policy = load_policy(policy_id)
    year = case.get("year", policy.applies.first.year)
    claims = [claim_of(text, year) for text in case["claims"]]
    facts = case.get("facts", {})
    for given in (claims, claims[::-1]):
        if "years" in case:
            result: Any = period_of(policy, given, *case["years"], facts=facts)
        else:
            today = date.fromisoformat(case["today"]) if "today" in case else None
            result = year_of(policy, given, year, today=today, facts=facts)
        check(result, case["expect"])


def check(result: Any, expected: dict[str, Any]) -> None:
    for key, value in expected.items():
        match key:
            case "complete" | "on_time":
                assert getattr(result, key) is value
            case "totals":
                assert {name: result.totals.of(name) for name in value} == value
            case "missing" | "pending" | "with_pending" | "carry_over":
                assert getattr(result, key) == value
            case "finds":
                assert set(value) <= {found.rule for found in result.findings}
            case "without":
                assert not set(value) & {found.rule for found in result.findings}
            case "finds_nothing":
                assert not result.findings
            case _:
                raise AssertionError(key)


def test_no_two_cases_share_a_name():
    names = [case["name"] for _, case in CASES]
    assert len(set(names)) == len(names)
