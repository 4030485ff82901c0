"""What holds for all facts and all claims: an answer or a typed error, caps, order, no loss."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.contract.award import awards_data
from verifier.contract.year import year_data
from verifier.converting.award import Awards
from verifier.converting.convert import Converter
from verifier.converting.together import together
from verifier.facts import FACTS, FactError, FactType
from verifier.model import Subject
from verifier.policy.load import load_policies, load_policy
from verifier.year.model import Status, YearClaim
from verifier.year.person import year_of

HEFEI = Converter(load_policy("hefei-hr-2021"))
ACTIVITIES = [row.activity for row in HEFEI.table.rows]
WITH_YEAR = [policy for policy in load_policies().values() if policy.year is not None]

words = st.sampled_from(
    ["national", "provincial", "municipal", "ministry", "abroad", "company", "base", "exam",
     "training", "review", "intermediate", "senior", "invention", "design", "国家级", "不明"]
)  # fmt: skip
plausible = {
    FactType.TEXT: st.sampled_from(["合肥市教育局", "论文甲", "课题乙", "A-1"]),
    FactType.CODE: words,
    FactType.AMOUNT: st.one_of(
        st.integers(0, 60), st.sampled_from([1999, 2000, 2001, 10_000]), st.just(Decimal("12.5"))
    ),
    FactType.COUNT: st.integers(0, 6),
    FactType.PLACE: st.integers(1, 8),
    FactType.FLAG: st.booleans(),
    FactType.YEAR: st.integers(2014, 2022),
    FactType.YEARS: st.one_of(st.integers(0, 4), st.lists(st.integers(2014, 2022), max_size=3)),
    FactType.DAY: st.dates(date(2014, 1, 1), date(2022, 12, 31)).map(date.isoformat),
    FactType.DAYS: st.just([]),
    FactType.TEXTS: st.lists(st.sampled_from(["Word", "Excel", "网络"]), max_size=3),
}


def facts_of(activity: str) -> st.SearchStrategy[dict[str, Any]]:
    row = next(row for row in HEFEI.table.rows if row.activity == activity)
    names = {*row.reads(), "year", "title", "project_number"} - {"activity"}
    each = {name: plausible[HEFEI.facts[name].type] for name in sorted(names)}
    return st.fixed_dictionaries({"activity": st.just(activity)}, optional=each)


items = st.sampled_from(ACTIVITIES).flatmap(facts_of)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def converted(given: list[dict[str, Any]]) -> Awards:
    read = [HEFEI.read(facts)[0] for facts in given]
    return together(HEFEI, [(facts, HEFEI.one(facts)) for facts in read])


@given(items)
def test_every_item_has_steps_with_a_clause_and_hours_or_a_question(facts):
    award = converted([facts]).items[0]
    assert award.steps
    assert all(step.clause.locator and step.text.zh and step.text.en for step in award.steps)
    assert award.hours is not None or award.needs_reviewer
    assert award.hours is None or award.hours >= 0
    if not award.needs_reviewer:
        assert not award.options
    json.dumps(awards_data(converted([facts])), default=str)


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), json_values, max_size=6), json_values)
def test_any_json_is_answered_or_refused_as_a_wrong_fact(facts, activity):
    try:
        read, unknown = HEFEI.read({**facts, "activity": activity})
    except FactError:
        return
    assert HEFEI.one(read, unknown).steps


@given(st.lists(items, max_size=6), st.randoms())
def test_the_order_of_items_changes_neither_total_nor_question(given_items, random):
    shuffled = random.sample(given_items, len(given_items))
    one, other = converted(given_items), converted(shuffled)
    assert one.total == other.total
    assert one.needs_reviewer is other.needs_reviewer


@given(st.lists(items, max_size=5), items)
def test_a_further_item_never_lowers_the_total(given_items, further):
    before, after = converted(given_items), converted([*given_items, further])
    assert after.total >= before.total


@given(st.lists(items, min_size=1, max_size=5), st.data())
def test_the_same_item_again_counts_at_most_as_it_does_alone(given_items, data):
    again = data.draw(st.sampled_from(given_items))
    alone = converted([again]).items[0].hours or Decimal(0)
    before, after = converted(given_items), converted([*given_items, again])
    assert after.total - before.total <= alone


@given(st.lists(facts_of("self_study"), max_size=8))
def test_self_study_never_passes_its_cap_in_a_year(given_items):
    cap = next(group for group in HEFEI.table.together if group.kind == "cap")
    found = converted(given_items)
    by_year: Counter[int] = Counter()
    for facts, award in zip(given_items, found.items, strict=True):
        by_year[facts.get("year", HEFEI.year)] += award.hours or 0  # type: ignore[assignment]
    assert all(hours <= cap.at_most for hours in by_year.values())


@given(st.lists(items, min_size=2, max_size=5))
def test_together_no_item_is_worth_more_than_alone_and_none_disappears(given_items):
    found = converted(given_items)
    assert len(found.items) == len(given_items)
    for facts, award in zip(given_items, found.items, strict=True):
        alone = converted([facts]).items[0]
        assert (award.hours is None) is (alone.hours is None)
        if award.hours is not None and alone.hours is not None:
            assert award.hours <= alone.hours
        assert award.steps[: len(alone.steps)] == alone.steps


@given(items, st.data())
def test_what_only_tells_more_never_opens_what_was_settled(facts, data):
    """A fact that the row does not read changes nothing."""
    award = converted([facts]).items[0]
    row = next(row for row in HEFEI.table.rows if row.activity == facts["activity"])
    others = sorted(set(FACTS) - {*row.reads(), "activity", "year"})
    name = data.draw(st.sampled_from(others))
    more = {**facts, name: data.draw(plausible[FACTS[name].type])}
    assert converted([more]).items[0] == award


claims = st.builds(
    YearClaim,
    subject=st.sampled_from(Subject),
    hours=st.decimals(0, 100, places=1),
    status=st.sampled_from(Status),
    compulsory=st.booleans(),
    start=st.none() | st.dates(date(2019, 12, 1), date(2023, 1, 31)),
    title=st.none() | st.sampled_from(["人工智能与健康", "生态文明", "班主任培训"]),
    made_up=st.booleans(),
    tags=st.lists(st.sampled_from(["a", "b"]), max_size=1).map(tuple),
)
policies = pytest.mark.parametrize("policy", WITH_YEAR, ids=lambda policy: policy.id)


@policies
@given(st.lists(claims, max_size=6), st.randoms(), st.integers(2019, 2024))
def test_a_year_does_not_depend_on_the_order_of_claims(policy, given_claims, random, year):
    shuffled = random.sample(given_claims, len(given_claims))
    one, other = year_of(policy, given_claims, year), year_of(policy, shuffled, year)
    assert replace(one, findings=()) == replace(other, findings=())
    assert {found.text for found in one.findings} == {found.text for found in other.findings}
    json.dumps(year_data(one, None), default=str)


@policies
@given(st.lists(claims, max_size=5), claims)
def test_a_further_claim_takes_no_hours_away(policy, given_claims, further):
    before, after = year_of(policy, given_claims), year_of(policy, [*given_claims, further])
    for part, hours in before.totals.parts.items():
        if part != "compulsory" and not part.startswith("tag:"):
            assert after.totals.of(part) >= hours
    if before.complete and not {f.rule for f in after.findings} - {f.rule for f in before.findings}:
        assert after.complete


@policies
@given(st.lists(claims, max_size=6))
def test_only_accepted_hours_are_in_the_totals(policy, given_claims):
    accepted = [claim for claim in given_claims if claim.status is Status.ACCEPTED]
    assert year_of(policy, given_claims).totals == year_of(policy, accepted).totals
    assert year_of(policy, given_claims).totals.of("all") <= sum(
        (claim.hours for claim in accepted), Decimal(0)
    )


@policies
@given(st.lists(claims, max_size=6))
def test_missing_is_what_the_minima_lack_and_complete_lacks_nothing(policy, given_claims):
    found = year_of(policy, given_claims)
    assert all(hours > 0 for hours in found.missing.values())
    if found.complete:
        assert not found.missing
    for part, hours in found.with_pending.items():
        assert hours <= found.missing.get(part, Decimal(0))
