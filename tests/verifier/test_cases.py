"""Cases as data: tests/policies/<policy>.yaml is what a reviewer of the notice reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from extractor.document import Assessment, CaptureReason, Extraction, PagePart, PartKind
from tests.verifier.builders import CLAIM, TODAY, certificate, field, finding
from verifier.bundle import gather
from verifier.check import relation_of
from verifier.contract.report import report_to_json
from verifier.facts import value_of
from verifier.model import Channel, Claim, Evidence, Relation, Report, Route, Subject
from verifier.policy.load import load_policy
from verifier.verify import verify


def merged(base: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """Lay a case over what all cases of its sheet begin with."""
    return {
        **base,
        **case,
        "document": {**base.get("document", {}), **case.get("document", {})},
        "claim": {**base.get("claim", {}), **case.get("claim", {})},
    }


FILES = sorted((Path(__file__).parent.parent / "policies").glob("*.yaml"))
SHEETS = [YAML(typ="safe", pure=True).load(path) for path in FILES]
CASES = [
    (sheet["policy"], merged(sheet.get("base", {}), case))
    for sheet in SHEETS
    for case in sheet.get("cases", ())
]
KNOWN_KEYS = {
    "name",
    "document",
    "claim",
    "beside",
    "bodies",
    "further",
    "text",
    "relation",
    "expect",
}


def amount(name: str, value: Any) -> Any:
    return Decimal(str(value)) if name == "hours" and value is not None else value


def document_of(changes: dict[str, Any], *, text: str = "", name: str = "a.jpg") -> Extraction:
    values: dict[str, Any] = {"text": text}
    for key, value in changes.items():
        if key == "assessment":
            values[key] = Assessment(value)
        elif key == "capture":
            values[key] = CaptureReason(value)
        elif key == "parts":
            values[key] = tuple(
                PagePart(page, PartKind(part)) for page, part in enumerate(value, start=1)
            )
        elif isinstance(value, dict):
            more = {key: word for key, word in value.items() if key in ("unit", "role")}
            values[key] = field(
                key, amount(key, value["value"]), value.get("confidence", 0.98), **more
            )
        else:
            values[key] = amount(key, value)
    return certificate(name=name, **values)


def claim_of(changes: dict[str, Any]) -> Claim:
    kinds = {
        "subject": Subject,
        "route": Route,
        "channel": Channel,
        "submitted": date.fromisoformat,
        "hours": lambda value: Decimal(str(value)),
        "facts": lambda given: {name: value_of(name, raw) for name, raw in given.items()},
    }
    made = {
        key: kinds[key](value) if key in kinds and value is not None else value
        for key, value in changes.items()
    }
    return replace(CLAIM, **made)


def report_of(policy_id: str, case: dict[str, Any]) -> Report:
    extraction = document_of(case.get("document", {}), text=case.get("text", ""))
    further = [
        field("issuers", body["name"], role=body["role"]) for body in case.get("bodies", ())
    ] + [
        field(part["field"], amount(part["field"], part["value"]), 0.9, unit=part["unit"])
        for part in case.get("further", ())
    ]
    extraction = replace(extraction, fields=(*extraction.fields, *further))
    claim = claim_of(case.get("claim", {}))
    others = [document_of(part, name=f"{i}.jpg") for i, part in enumerate(case.get("beside", ()))]
    document, *beside = gather(
        [
            Evidence(extraction, Relation(case["relation"]) if "relation" in case else None),
            *(Evidence(other, relation_of(other, claim)) for other in others),
        ]
    )
    return verify(claim, document, load_policy(policy_id), today=TODAY, others=beside)


@pytest.mark.parametrize(("policy_id", "case"), CASES, ids=[case["name"] for _, case in CASES])
def test_case(policy_id: str, case: dict[str, Any]):
    assert set(case) <= KNOWN_KEYS
    report = report_of(policy_id, case)
    report_to_json(report)
    for key, expected in case["expect"].items():
        if key == "recommendation":
            assert report.recommendation.value == expected
        elif key == "credit":
            check_credit(report, expected)
        else:
            check_finding(report, key, expected)


def check_credit(report: Report, expected: dict[str, Any]) -> None:
    credit = report.credit
    assert credit.hours == amount("hours", expected["hours"])
    assert credit.basis.value == expected["basis"]
    assert credit.steps
    if "options" in expected:
        assert [option.hours for option in credit.options] == expected["options"]


def check_finding(report: Report, rule: str, expected: str) -> None:
    outcome, *more = expected.split()
    found = finding(report, rule)
    assert found.outcome.value == outcome, found
    reason, catalogue = more[:1], more[1:]
    assert reason in ([], [found.reason.value]), found
    for row in catalogue:
        assert row in found.clause.catalogue


def test_no_two_cases_share_a_name():
    names = [case["name"] for _, case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("sheet", SHEETS, ids=[path.stem for path in FILES])
def test_every_rule_of_the_notice_has_cases(sheet: dict[str, Any]):
    rules = {rule.id for rule in load_policy(sheet["policy"]).rules}
    tested = {key for case in sheet.get("cases", ()) for key in case["expect"]}
    assert rules - tested <= {"provincial-account"}
