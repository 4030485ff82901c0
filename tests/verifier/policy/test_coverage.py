"""Every statement of the catalogue is accounted for, and served by its own notice."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from verifier.policy.coverage import cover, read_catalogue, unknown_rows
from verifier.policy.lint import lint
from verifier.policy.load import load_policies, policy_files
from verifier.policy.notice import Policy

STATEMENTS = read_catalogue()
POLICIES = load_policies()


def test_the_catalogue_has_its_292_statements():
    assert len(STATEMENTS) == len({one.id for one in STATEMENTS}) == 292
    assert Counter(one.checkable for one in STATEMENTS) == {"Y": 132, "P": 133, "N": 27}
    assert {one.policy for one in STATEMENTS} == set(POLICIES)


def test_no_statement_is_unaccounted_for():
    missing = [o.statement.id for o in cover(STATEMENTS, POLICIES.values()) if o.how == "missing"]
    assert missing == []


def test_what_a_program_can_check_is_decided():
    covered = cover(STATEMENTS, POLICIES.values())
    undecided = [
        o.statement.id for o in covered if o.statement.checkable == "Y" and o.how != "decided"
    ]
    assert undecided == []


def test_what_no_program_can_check_has_its_reason():
    for policy in POLICIES.values():
        for entry in policy.record:
            assert entry.reason.zh
            assert entry.reason.en


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_notice_serves_its_own_statements_only(policy: Policy):
    mine = {one.id for one in STATEMENTS if one.policy == policy.id}
    assert {row for row, _ in policy.served()} == mine
    assert unknown_rows(policy, STATEMENTS) == ()


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_shipped_notice_gives_the_linter_nothing_to_say(policy: Policy):
    file = policy_files()[policy.id].name
    assert list(lint(policy, file, STATEMENTS, date(2026, 1, 1))) == []


def test_values_past_their_review_are_told():
    policy = POLICIES["guangzhou-education-2021"]
    warnings = list(lint(policy, "x.yaml", STATEMENTS, date(2028, 1, 1)))
    assert warnings


def test_a_statement_that_is_taken_away_is_missed():
    policy = POLICIES["kaifeng-hr-2021"]
    less = policy.model_copy(
        update={"rules": tuple(r for r in policy.rules if r.id != "unit-reviews-first")}
    )
    values = tuple(v for v in less.values if v.id != "no-days")
    less = less.model_copy(update={"values": values})
    missing = [o.statement.id for o in cover(STATEMENTS, [less]) if o.how == "missing"]
    assert "KF-029" in missing
