"""The phrase shapes of the domain, one case a line of `phrases.yaml`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from extractor.language.dates import find_dates
from extractor.language.hours import choose_total, find_hours
from extractor.language.identifiers import find_identifiers
from extractor.language.numerals import find_numbers

CASES = YAML(typ="safe").load(Path(__file__).with_name("phrases.yaml").read_text("utf-8"))


def cases_with(key):
    return [pytest.param(case, id=f"{case['id']}-{case['text']}") for case in CASES if key in case]


@pytest.mark.parametrize("case", cases_with("total"))
def test_the_total_of_a_phrase_is_chosen(case):
    total = choose_total(find_hours(case["text"]))
    if case["total"] is None:
        assert total is None
        return
    value, unit = case["total"].split()
    assert total is not None
    assert (total.value, total.unit) == (Decimal(value), unit)
    assert total.computed == case.get("computed", False)
    assert total.ambiguous == case.get("ambiguous", False)


@pytest.mark.parametrize("case", cases_with("roles"))
def test_every_figure_has_its_role(case):
    found = [(mention.role.value, mention.value) for mention in find_hours(case["text"])]
    wanted = [(role, Decimal(value)) for role, value in map(str.split, case["roles"])]
    assert found == wanted


@pytest.mark.parametrize("case", cases_with("dates"))
def test_dates_are_read(case):
    found = [
        mention.first.iso() + (f"/{mention.last.iso()}" if mention.is_range else "")
        for mention in find_dates(case["text"])
    ]
    assert found == case["dates"]


@pytest.mark.parametrize("case", cases_with("ids"))
def test_identifiers_are_read(case):
    found = [f"{mention.kind} {mention.value}" for mention in find_identifiers(case["text"])]
    assert found == case["ids"]


@pytest.mark.parametrize("case", cases_with("numbers"))
def test_numbers_are_read(case):
    found = [mention.value for mention in find_numbers(case["text"])]
    assert found == [Decimal(number) for number in case["numbers"]]
