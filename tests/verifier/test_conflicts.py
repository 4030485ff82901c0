"""Where the notices contradict each other: the same facts, judged by each, never merged.

One test a row of the catalogue's table of conflicts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from extractor.document import Assessment
from tests.verifier.builders import CLAIM, TODAY, certificate, finding
from verifier.converting.convert import Converter
from verifier.facts import Facts
from verifier.model import Claim, Evidence, Outcome, Recommendation, Report, Subject
from verifier.policy.load import load_policies
from verifier.verify import verify
from verifier.year.model import Status, Year, YearClaim
from verifier.year.person import year_of

POLICIES = load_policies()
GZ, HF, KF = "guangzhou-education-2021", "hefei-hr-2021", "kaifeng-hr-2021"
ZE, ZH = "zhengzhou-education-2021", "zhengzhou-hr-2020"
ALL = (GZ, HF, KF, ZE, ZH)


def item(
    policy: str,
    hours: int,
    subject: Subject = Subject.PROFESSIONAL,
    *,
    compulsory: bool = False,
    made_up: bool = False,
    day: date | None = None,
    title: str | None = None,
) -> YearClaim:
    on = day or date(POLICIES[policy].applies.first.year, 7, 5)
    return YearClaim(
        subject,
        Decimal(hours),
        Status.ACCEPTED,
        compulsory=compulsory,
        start=on,
        end=on,
        made_up=made_up,
        title=title,
    )


def year(policy: str, *claims: YearClaim) -> Year:
    return year_of(POLICIES[policy], claims)


def judged(policy: str, claim: Claim = CLAIM, facts: Facts | None = None, **document) -> Report:
    shift = POLICIES[policy].applies.first.year - 2021
    days = {
        name: day.replace(year=day.year + shift).isoformat()
        for name, day in (("start_date", date(2021, 7, 5)), ("end_date", date(2021, 7, 9)))
    }
    assert claim.submitted is not None
    filed = claim.submitted.replace(year=claim.submitted.year + shift)
    return verify(
        replace(claim, facts=facts or {}, submitted=filed),
        Evidence(certificate(**(days | document))),
        POLICIES[policy],
        today=TODAY,
    )


@pytest.mark.parametrize("policy", ALL)
def test_three_classes_in_guangzhou_two_elsewhere(policy: str):
    outcomes = {
        f.outcome
        for f in judged(policy, replace(CLAIM, subject=Subject.ELECTIVE)).findings
        if f.rule in ("three-classes", "two-classes")
    }
    assert outcomes == {Outcome.PASSED if policy == GZ else Outcome.FAILED}


@pytest.mark.parametrize("policy", ALL)
def test_the_compulsory_part_is_henans(policy: str):
    public = item(policy, 30, Subject.PUBLIC, compulsory=False)
    missing = year(policy, public, item(policy, 60)).missing
    assert ("compulsory" in missing) == (policy in (KF, ZE, ZH))
    if "compulsory" in missing:
        assert missing["compulsory"] == 24


def passing_year(policy: str, professional: int) -> Year:
    claims = [item(policy, 30, Subject.PUBLIC, compulsory=True), item(policy, professional)]
    if policy == GZ:
        claims.append(item(policy, 18, Subject.ELECTIVE))
    return year(policy, *claims)


@pytest.mark.parametrize(
    ("policy", "carried"), [(GZ, {"professional": 38}), (HF, None), (KF, None), (ZE, {}), (ZH, {})]
)
def test_surplus(policy: str, carried: dict[str, int] | None):
    result = passing_year(policy, 80)
    assert result.complete
    assert result.carry_over == carried


@pytest.mark.parametrize(
    ("policy", "counts", "on_time"),
    [(GZ, False, True), (HF, True, False), (KF, False, True), (ZE, True, False), (ZH, True, False)],
)
def test_making_up(policy: str, counts: bool, on_time: bool):
    claims = [
        item(policy, 30, Subject.PUBLIC, compulsory=True),
        item(policy, 60, made_up=True),
    ]
    result = year(policy, *claims)
    assert result.totals.of("professional") == (60 if counts else 0)
    assert result.on_time is on_time


@pytest.mark.parametrize(
    ("policy", "last"), [(ZE, date(2021, 12, 20)), (ZH, date(2020, 12, 10)), (GZ, date(2022, 1, 9))]
)
def test_the_last_day_of_review(policy: str, last: date):
    fact, rule = ("first_reviewed", "first-review-in-time")
    if policy != GZ:
        fact, rule = ("reviewed", "reviewed-in-time")
    for day, outcome in ((last, Outcome.PASSED), (last + timedelta(1), Outcome.FAILED)):
        assert finding(judged(policy, facts={fact: day}), rule).outcome is outcome


@pytest.mark.parametrize(("policy", "first"), [(ZE, date(2021, 12, 21)), (ZH, date(2020, 12, 11))])
def test_the_freeze(policy: str, first: date):
    for day, outcome in (
        (first - timedelta(1), Outcome.PASSED),
        (first, Outcome.FAILED),
        (date(first.year, 12, 31), Outcome.FAILED),
    ):
        assert finding(judged(policy, facts={"reviewed": day}), "outside-freeze").outcome is outcome


@pytest.mark.parametrize("policy", ALL)
def test_a_copy_is_void_in_guangzhou_only(policy: str):
    report = judged(policy, assessment=Assessment.COPY)
    assert (report.recommendation is Recommendation.VOID) == (policy == GZ)


def test_a_copy_is_what_zhengzhous_vocational_schools_hand_in():
    facts = {"unit_type": "vocational", "copy_lodged": True}
    report = judged(ZE, facts=facts, assessment=Assessment.COPY)
    assert finding(report, "copies-accepted").outcome is Outcome.PASSED


@pytest.mark.parametrize(("policy", "wanted"), [(HF, "15"), (ZE, "1")])
def test_how_long_before_the_class_it_is_filed(policy: str, wanted: str):
    start = date(2021, 7, 5)
    facts = {"plan_filed": True, "organised_by": "unit"}
    for days, outcome in ((int(wanted), Outcome.PASSED), (int(wanted) - 1, None)):
        filed = start - timedelta(days)
        report = judged(policy, facts=facts | {"plan_filed_on": filed})
        rule = "filed-in-advance" if policy == HF else "unit-run-filed"
        found = finding(report, rule)
        assert (found.outcome is Outcome.PASSED) == (outcome is Outcome.PASSED)


def test_provincial_units_are_in_for_zhengzhou_and_out_for_hefei():
    facts = {"unit_level": "provincial"}
    assert finding(judged(HF, facts=facts), "covered-unit").outcome is Outcome.FAILED
    assert finding(judged(ZH, facts=facts), "covered-unit").outcome is Outcome.INDETERMINATE


@pytest.mark.parametrize("policy", ALL)
def test_only_hefei_has_figures_for_a_paper(policy: str):
    converter = Converter(POLICIES[policy])
    facts, _ = converter.read({"activity": "paper", "venue_level": "national", "characters": 4000})
    award = converter.one(facts)
    assert award.hours == (20 if policy == HF else None)
    assert award.needs_reviewer == (policy != HF)


@pytest.mark.parametrize(
    ("policy", "title", "compulsory"),
    [
        (ZH, "知识产权", True),
        (ZE, "知识产权", False),
        (KF, "知识产权", False),
        (ZH, "乡村振兴", False),
        (ZE, "乡村振兴", True),
        (KF, "乡村振兴", True),
    ],
)
def test_a_topics_class_is_of_its_year(policy: str, title: str, compulsory: bool):
    claim = replace(CLAIM, subject=Subject.PUBLIC)
    for stated in (True, False):
        report = judged(policy, claim, {"compulsory": stated}, activity_title=title)
        expected = Outcome.PASSED if stated is compulsory else Outcome.INDETERMINATE
        assert finding(report, "public-topic").outcome is expected


@pytest.mark.parametrize(
    ("policy", "rule", "facts", "office"),
    [
        (ZE, "reviewing-office", {}, "郑州市教育局"),
        (HF, "rechecked-for-senior", {"title_level": "senior"}, "市人社局专业技术人员管理处复核"),
    ],
)
def test_who_reviews(policy: str, rule: str, facts: dict, office: str):
    assert finding(judged(policy, facts=facts), rule).inputs["office"] == office


@pytest.mark.parametrize(
    ("policy", "applicant", "served"),
    [(ZE, "unit", True), (ZE, "person", False), (ZH, "unit", False), (ZH, "department", True)],
)
def test_who_applies_for_making_up(policy: str, applicant: str, served: bool):
    report = judged(policy, facts={"made_up": True, "applicant": applicant})
    rule = "make-up-by-unit" if policy == ZE else "make-up-by-authority"
    assert (finding(report, rule).outcome is Outcome.PASSED) == served


def test_a_talent_programme_is_named_by_its_year():
    for policy, name in ((ZE, "黄河人才计划"), (ZH, "智汇郑州")):
        found = finding(judged(policy, text=f"{name}专项培训 合格"), "form-of-learning")
        assert name in found.inputs["form"]
