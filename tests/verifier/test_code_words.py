"""Codes are said in words: no Chinese sentence says 「级别为 ministry」."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.verifier.builders import CLAIM, TODAY, certificate
from verifier.code_words import CODE_WORDS
from verifier.converting import words as award_words
from verifier.explain import message_of
from verifier.facts import FACTS, FactType
from verifier.model import Evidence
from verifier.policy.load import load_policy
from verifier.verify import verify

POLICIES = sorted((Path(__file__).parents[2] / "verifier/policies").rglob("*.yaml"))


def codes_in(tree: Any) -> set[str]:
    """Every value that a notice's file compares a coded fact with."""
    if isinstance(tree, list):
        return set().union(*map(codes_in, tree))
    if not isinstance(tree, dict):
        return set()
    found = set().union(*map(codes_in, tree.values()))
    for name, values in tree.items():
        if name in FACTS and FACTS[name].type is FactType.CODE and name != "activity":
            found |= {str(one) for one in (values if isinstance(values, list) else [values])}
    return found


@pytest.mark.parametrize("path", POLICIES, ids=[path.stem for path in POLICIES])
def test_every_code_of_a_notice_has_words(path):
    codes = {code for code in codes_in(YAML(typ="safe", pure=True).load(path)) if code.isascii()}
    assert {code for code in codes if re.fullmatch(r"[a-z_]+", code)} <= set(CODE_WORDS)


def test_a_condition_is_said_in_words():
    told = award_words.condition(FACTS["level"], "ministry / abroad")
    assert told.zh == "级别为 国家部委 / 国（境）外 时"
    assert told.en == "if level is ministry / abroad"


def test_a_number_in_a_condition_stays():
    assert award_words.condition(FACTS["days"], "> 20").zh == "天数为 > 20 时"


def test_a_refused_value_is_said_in_words():
    claim = type(CLAIM)(facts={"unit_level": "provincial"})
    document = Evidence(certificate())
    report = verify(claim, document, load_policy("hefei-hr-2021"), today=TODAY)
    told = next(found for found in report.findings if found.rule == "covered-unit")
    assert message_of(told).zh.startswith("单位隶属为 省级，通知只接受 市级、县级、区级")


def test_a_language_is_said_in_words():
    document = Evidence(certificate(language="mixed"))
    policy = load_policy("guangzhou-education-2021")
    report = verify(CLAIM, document, policy, today=TODAY)
    told = next(found for found in report.findings if found.rule == "sealed-translation")
    assert message_of(told).zh == "证书含有外文（中外文并用），是否需要译文由审核人判断。"
