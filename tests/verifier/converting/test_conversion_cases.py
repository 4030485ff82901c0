"""Conversion as data: tests/policies/conversion/<policy>.yaml, item by item and together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from verifier.converting.award import Award, Awards
from verifier.converting.convert import Converter
from verifier.converting.together import together
from verifier.facts import FACTS
from verifier.policy.load import load_policy

FOLDER = Path(__file__).parents[2] / "policies" / "conversion"
SHEETS = [YAML(typ="safe", pure=True).load(path) for path in sorted(FOLDER.glob("*.yaml"))]
SINGLE = [(sheet["policy"], case) for sheet in SHEETS for case in sheet["cases"]]
LISTS = [(sheet["policy"], case) for sheet in SHEETS for case in sheet["together"]]
CONVERTERS = {sheet["policy"]: Converter(load_policy(sheet["policy"])) for sheet in SHEETS}


def amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def one(policy: str, facts: dict[str, Any]) -> Award:
    return awards(policy, [facts]).items[0]


def awards(policy: str, items: list[dict[str, Any]]) -> Awards:
    converter = CONVERTERS[policy]
    read = [converter.read(facts)[0] for facts in items]
    return together(converter, [(facts, converter.one(facts)) for facts in read])


@pytest.mark.parametrize(("policy", "case"), SINGLE, ids=[case["name"] for _, case in SINGLE])
def test_item(policy: str, case: dict[str, Any]):
    award = one(policy, case["facts"])
    assert award.hours == amount(case["hours"])
    assert award.needs_reviewer is case.get("asks", False)
    if "options" in case:
        assert [option.hours for option in award.options] == list(map(amount, case["options"]))
    told = "".join(step.text.en for step in award.steps)
    for fact in case.get("missing", ()):
        assert FACTS[fact].en in told
    if "catalogue" in case:
        assert case["catalogue"] in {row for step in award.steps for row in step.clause.catalogue}
    assert award.steps
    assert all(step.clause.locator for step in award.steps)


@pytest.mark.parametrize(("policy", "case"), LISTS, ids=[case["name"] for _, case in LISTS])
def test_items_together(policy: str, case: dict[str, Any]):
    found = awards(policy, case["items"])
    assert [award.hours for award in found.items] == list(map(amount, case["each"]))
    assert found.total == amount(case["total"])
    assert found.needs_reviewer is case.get("asks", False)
    turned = awards(policy, case["items"][::-1])
    assert turned.total == found.total


def test_no_two_cases_share_a_name():
    names = [case["name"] for _, case in (*SINGLE, *LISTS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("policy", CONVERTERS)
def test_every_row_and_every_rule_between_items_has_cases(policy: str):
    table = CONVERTERS[policy].table
    items = [case["facts"] for name, case in SINGLE if name == policy]
    assert {row.activity for row in table.rows} <= {facts["activity"] for facts in items}
    lists = [case["items"] for name, case in LISTS if name == policy]
    tested = {facts["activity"] for items in lists for facts in items}
    for group in table.together:
        assert {row.activity for row in table.rows if row.id in group.rows} <= tested


@pytest.mark.parametrize(
    ("policy", "facts", "clause", "offered"),
    [
        ("zhengzhou-hr-2020", {"activity": "training", "hours": 40, "filed_hours": 30},
         "四(二)", [30, 40]),
        ("zhengzhou-education-2021", {"activity": "training"}, "四(二)", []),
        ("kaifeng-hr-2021", {"activity": "training", "hours": 40}, "一 专业(4)(5)", [40]),
        ("kaifeng-hr-2021", {"activity": "paper", "characters": 4000}, "一 专业(6)", []),
        ("kaifeng-hr-2021", {"activity": "public_course", "hours": 30}, "一 公需(1)-(4)", [30]),
        ("kaifeng-hr-2021", {"activity": "patent"}, "一", []),
        ("guangzhou-education-2021", {"activity": "public_course"}, "二(一)", []),
        ("guangzhou-education-2021", {"activity": "project"}, "二(二)", []),
    ],
)  # fmt: skip
def test_an_activity_outside_the_table_is_told_by_its_own_clause(policy, facts, clause, offered):
    converter = Converter(load_policy(policy))
    award = converter.one(converter.read(facts)[0])
    assert award.hours is None
    assert award.needs_reviewer
    assert {step.clause.locator for step in award.steps} == {clause}
    assert [option.hours for option in award.options] == offered
