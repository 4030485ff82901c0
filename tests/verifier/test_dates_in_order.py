"""A proof dated before what it proves: a question where it contradicts, else a note or nothing."""

from __future__ import annotations

import pytest

from tests.verifier.builders import certificate, finding, judge


@pytest.mark.parametrize(
    ("values", "outcome", "reason", "consequence"),
    [
        ({"issue_date": "2021-07-10"}, "passed", "issued-afterwards", "review"),
        ({"issue_date": "2021-07-09"}, "passed", "issued-afterwards", "review"),
        ({"issue_date": "2021-07-08"}, "indeterminate", "issued-before-end", "note"),
        ({"issue_date": "2021-07-05"}, "indeterminate", "issued-before-end", "note"),
        ({"issue_date": "2021-07-04"}, "indeterminate", "issued-before-learning", "review"),
        ({"issue_date": "2021-07"}, "passed", "issued-afterwards", "review"),
        ({"issue_date": "2021-06"}, "indeterminate", "issued-before-learning", "review"),
        ({"issue_date": "2021"}, "passed", "issued-afterwards", "review"),
        ({"issue_date": None}, "not_applicable", "no-such-case", "review"),
        (
            {"issue_date": "2021-07-01", "kind": "meeting_notice"},
            "not_applicable",
            "no-such-case",
            "review",
        ),
        (
            {"issue_date": "2021-07-01", "without": ("start_date", "end_date")},
            "not_applicable",
            "no-such-case",
            "review",
        ),
    ],
)
def test_the_day_of_issue_is_put_beside_the_days_of_learning(
    values: dict[str, object], outcome: str, reason: str, consequence: str
):
    found = finding(judge(certificate(**values)), "dates-in-order")  # type: ignore[arg-type]
    assert (found.outcome.value, found.reason.value) == (outcome, reason)
    if outcome != "not_applicable":
        assert found.consequence.value == consequence
