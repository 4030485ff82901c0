"""A digit that differs from its neighbours is a question to a person, never an accusation."""

from __future__ import annotations

import json
from dataclasses import replace

from extractor.document import Box, OddDigit, Place
from tests.verifier.builders import answer, certificate, finding, judge
from verifier.contract.report import report_to_json
from verifier.explain import message_of
from verifier.model import Recommendation

THERE = Place(1, Box(0.3, 0.5, 0.31, 0.52))


def with_digits(*found: OddDigit):
    return replace(certificate(), odd_digits=found)


def test_nothing_is_asked_where_no_digit_differs():
    assert answer("digits-alike", certificate())[0] == "not_applicable"


def test_a_person_is_shown_the_digit_and_the_hours_stay():
    report = judge(with_digits(OddDigit("48", 0, THERE, 1.42)))
    found = finding(report, "digits-alike")
    assert (found.outcome.value, found.reason.value) == ("indeterminate", "digits-differ")
    assert found.places == (THERE,)
    said = message_of(found).both
    assert "“48”中的“4”" in said
    assert "后来填写的数字也会这样" in said
    assert report.recommendation is Recommendation.REVIEW
    assert report.credit.hours == 40
    (told,) = json.loads(report_to_json(report))["odd_digits"]
    assert (told["number"], told["index"], told["ratio"], told["page"]) == ("48", 0, 1.42, 1)
