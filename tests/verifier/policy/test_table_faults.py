"""A wrong table of conversion or a wrong year stops the start and says where.

Each case spoils one place of the invented city's sound file; the fault must name
the line that `at` begins, and the reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from verifier.errors import PolicyError
from verifier.policy.load import parse_policy

SOUND = next((Path(__file__).parents[2] / "sixth_city").glob("*.yaml")).read_text("utf-8")
CASES = [
    # the table
    ("activity: lesson", "activity: training", "activity: training", "has a row already"),
    ("- id: lesson", "- id: training", "- id: training", "id used twice"),
    ("fact: minutes", "fact: moments", "- id: lesson", "no fact moments"),
    ("signed_in: {type", "title: {type", "title: {type", "exists already"),
    ("signed_in: {type: flag", "signed_in: {type: colour", "signed_in:", "Input should be"),
    ("rows: [patrol]", "rows: [round]", "rows: [round]", "no row round"),
    ("at_most: 12\n", "per: year\n", "- id: patrol-a-year", "needs at_most"),
    ("kind: cap\n      rows: [patrol]", "kind: either\n      rows: [patrol]", "- id: patrol-a-year",
     "needs its fact"),
    ('attendance: {at_least: "0.8"}}\n              hours: {shape: per, fact: days, hours: 6}',
     'attendance: {at_least: "0.8", below: "0.5"}}\n'
     "              hours: {shape: per, fact: days, hours: 6}",
     'when: {mode: [full_time], attendance: {at_least: "0.8", below', "exclude everything"),
    ("when: {mode: [half_time]", "when: {mode: [full_time]", "when: {mode: [full_time]",
     "same condition"),
    ('by: "0.5", name', "name", "- {when: {role: [listener]}", "by or fact"),
    ("by: 3, name", "by: -3, name", "- {when: {role: [speaker]}", "greater than or equal to 0"),
    ("by: 3, name", "by: 1e999, name", "- {when: {role: [speaker]}", ""),
    ("{shape: flat, hours: 20}", "{shape: round, hours: 20}", "hours: {shape: round",
     "does not match any of the expected tags"),
    ("{shape: flat, hours: 20}", "{shape: flat, hours: .nan}", "hours: {shape: flat, hours: .nan",
     ""),
    ("{shape: flat, hours: 20}", "{shape: flat, hours: 0.5}",
     "hours: {shape: flat, hours: 0.5}", ""),
    ("{shape: flat, hours: 20}", "{shape: flat, hours: 20, least: 3}",
     "hours: {shape: flat, hours: 20, least", "Extra inputs"),
    ("{shape: between, least: 10, most: 15}", "{shape: between, least: 15, most: 10}",
     "hours: {shape: between", "reversed"),
    ("first: 48, step: 6, least: 12", "first: 8, step: 6, least: 12", "hours: {shape: falling",
     "reversed"),
    ('"3": [60, 20, 20]', '"3": [60, 20, 120]', '"3": [60', "less than or equal to 100"),
    ('"3": [60, 20, 20]', '"3": [60, 20]', 'percent: {"1"', "3"),
    ('"3": [60, 20, 20]', '"three": [60, 20, 20]', 'percent: {"1"', "three"),
    ("unit: 45", "unit: 0", "- hours: {shape: per, fact: minutes", "greater than 0"),
    ('attendance: "1"}', 'attendance: "much"}', "assumes:", "must be a number"),
    ("outside: {zh: 其他由审核人判断。, en: A person judges others., clause: 五, catalogue: [LX-008]}",
     "unit: 学时", "conversion:", "Field required"),
    # the year
    ("least: year-senior", "least: year-seniour", "least: year-seniour", "no value year-seniour"),
    ("least: year-senior", "least: classes", "least: classes", "is of type terms"),
    ("of: all, most", "of: everything, most", "- {of: everything", "match pattern"),
    ("answer: next-year", "answer: perhaps", "make_up:", "Input should be"),
    ("years: 5", "years: 50", "years: 50", "less than or equal to 10"),
    ("subjects: [public, professional]", "subjects: []", "subjects: []", "at least 1 item"),
    ("answer: surplus, subject: professional, above: professional-least,",
     "answer: surplus, subject: professional,", "carry_over", "needs its subject"),
]  # fmt: skip


def test_the_sound_file_loads():
    assert parse_policy(SOUND, "linhai.yaml").conversion is not None


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"), CASES, ids=[f"{case[1][:40]}" for case in CASES]
)
def test_a_spoilt_place_is_refused_with_line_and_reason(old, new, at, reason):
    assert old in SOUND, "the case no longer fits the file"
    spoilt = SOUND.replace(old, new, 1)
    with pytest.raises(PolicyError) as caught:
        parse_policy(spoilt, "linhai.yaml")
    lines = spoilt.split("\n")
    faults = caught.value.faults
    assert any(reason in fault.reason and at in lines[fault.line - 1] for fault in faults), faults
