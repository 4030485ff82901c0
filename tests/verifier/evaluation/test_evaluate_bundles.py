"""Claims of several documents are scored by what the rules say of them together."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.verifier.builders import certificate
from verifier.errors import ClaimError
from verifier.evaluation.bundles import load_bundles, score_bundles
from verifier.evaluation.evaluate import bundles_as_dict

CERTIFICATE = certificate(name="a.jpg")
LETTER = certificate(kind="unit_letter", name="b.jpg", hours=Decimal(48))


def scored(finds: dict[str, str]) -> dict[str, object]:
    bundle = {"policy": "guangzhou-education-2021", "files": ["a.jpg", "b.jpg"], "finds": finds}
    readings = {"a.jpg": CERTIFICATE, "b.jpg": LETTER}
    return bundles_as_dict(score_bundles({"one": bundle}, readings, None))  # type: ignore[arg-type]


def test_a_claim_is_right_when_every_rule_answers_as_it_should():
    score = scored({"bundle-hours": "failed", "bundle-names": "passed"})
    assert score["claims"] == {"labelled": 1, "right": 1}
    assert score["findings"] == {"labelled": 2, "right": 2}


def test_an_objection_that_nobody_expects_is_wrong():
    score = scored({"bundle-names": "passed"})
    assert score["claims"] == {"labelled": 1, "right": 0}
    assert score["false_objections"] == 1


def test_a_missed_difference_is_wrong():
    score = scored({"bundle-hours": "failed", "bundle-dates": "failed"})
    assert score["findings"] == {"labelled": 2, "right": 1}


def test_a_folder_without_claims_has_none(tmp_path: Path):
    assert load_bundles(tmp_path) == {}


def test_a_file_of_claims_that_is_none_is_refused(tmp_path: Path):
    (tmp_path / "bundles.json").write_text(json.dumps([1]), "utf-8")
    with pytest.raises(ClaimError):
        load_bundles(tmp_path)
