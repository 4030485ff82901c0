"""Score what is found of whole claims: `bundles.json` beside the labels of a folder.

Each claim names a notice, its files, what is stated of it, and how the rules on papers beside
each other must answer. A rule that is not named must object to nothing: an objection to papers
that agree is as wrong as one that is missed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractor.document import Extraction
from extractor.engines import Engine
from verifier.check import check
from verifier.claim_file import claim_from_json
from verifier.errors import ClaimError
from verifier.general import rules_under
from verifier.model import Outcome, Report
from verifier.policy.load import load_policy

FILE = "bundles.json"
RULES = (
    "documents-agree",
    "enclosed",
    "listed-in-contents",
    "translation",
    "time-proof",
    "not-alone",
)
"""The kinds of rules that look at one document beside the others."""
_GRAVEST = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED, Outcome.NOT_APPLICABLE)
_TODAY = date(2021, 12, 1)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a rule answered for a claim, and what it should have."""

    bundle: str
    rule: str
    expected: str | None
    """None where it must only not object."""
    given: str | None

    @property
    def right(self) -> bool:
        """Tell whether the answer is the one expected."""
        if self.expected is None:
            return self.given != Outcome.FAILED
        return self.given == self.expected


def load_bundles(folder: Path) -> Mapping[str, Any]:
    """Return the claims of a labelled folder, none if it has no file of them.

    Raises:
        ClaimError: the file is there and is no such file.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ClaimError(f"{path} 无法读取。 {path} cannot be read.") from error
    if not isinstance(data, dict):
        raise ClaimError(f"{path} 应为一个对象。 {path} must hold one object.")
    return data


def score_bundles(
    bundles: Mapping[str, Any], readings: Mapping[str, Extraction], engine: Engine
) -> tuple[Answered, ...]:
    """Judge each claim by what was read of its files and compare with what is to be found."""
    found: list[Answered] = []
    for name, bundle in sorted(bundles.items()):
        policy = load_policy(bundle["policy"])
        given = [readings[file] for file in bundle["files"] if file in readings]
        claim = claim_from_json(json.dumps(bundle.get("claim", {})))
        reports = [
            one
            for one in check(claim, given, policy, engine=engine, today=_TODAY)
            if isinstance(one, Report)
        ]
        answers = _answers(reports)
        expected: Mapping[str, str] = bundle.get("finds", {})
        found.extend(
            Answered(name, rule, expected.get(rule), answers.get(rule))
            for rule in sorted({*answers, *expected})
        )
    return tuple(found)


def _answers(reports: Sequence[Report]) -> dict[str, str]:
    """Return the gravest answer of each rule on papers beside each other."""
    answers: dict[str, Outcome] = {}
    for report in reports:
        kinds = {rule.id: rule.kind for rule in rules_under(load_policy(report.policy))}
        for finding in report.findings:
            if kinds[finding.rule] not in RULES:
                continue
            held = answers.get(finding.rule, Outcome.NOT_APPLICABLE)
            answers[finding.rule] = min(held, finding.outcome, key=_GRAVEST.index)
    return {rule: str(outcome) for rule, outcome in answers.items()}
