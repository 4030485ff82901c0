"""What holds for every reading, however odd: no trace, no guess, no unfair recommendation."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractor.document import (
    Assessment,
    Box,
    Extraction,
    Field,
    Kind,
    Originality,
    Place,
    Problem,
    Quality,
    Seal,
    Signal,
    Source,
)
from tests.verifier.builders import CLAIM, TODAY, certificate, guangzhou, page
from verifier.contract.report import report_to_json
from verifier.explain import message_of, remedy_of
from verifier.general import rules_under
from verifier.labels import FIELDS, KINDS, ROLES
from verifier.model import (
    Basis,
    Channel,
    Claim,
    Evidence,
    Holder,
    Outcome,
    Recommendation,
    Relation,
    Report,
    Route,
    Subject,
)
from verifier.verify import verify

PLACE = Place(1, Box(0, 0, 1, 1))
GRAVITY = list(Recommendation)

shares = st.floats(0, 1)
days = st.dates(date(2019, 1, 1), date(2024, 12, 31)).map(date.isoformat)
amounts = st.decimals(0, 10_000, places=1)
texts = st.text(max_size=30)
bodies = st.sampled_from(
    ["广州市教育局", "天河区教育局", "广东省教育厅", "华南某大学", "某某科技公司", "University"]
)
values = st.one_of(texts, days, amounts, bodies, st.sampled_from(["2021", "2021-13", "林*芸"]))
fields = st.builds(
    Field,
    name=st.sampled_from([*FIELDS, "new_field"]),
    value=values,
    confidence=shares,
    place=st.just(PLACE),
    text=texts,
    method=st.just("test"),
    role=st.none() | st.sampled_from([*ROLES, "guest"]),
    unit=st.none() | st.sampled_from(["学时", "课时", "小时", "天", "学分", "?"]),
)
extractions = st.builds(
    Extraction,
    source=st.just(Source("a.jpg", "00", "image/jpeg", 1)),
    kind=st.builds(Kind, st.sampled_from([*KINDS, "new_kind"]), shares),
    language=st.sampled_from(["zh", "en", "mixed", "und", "", "fr"]),
    pages=texts.map(lambda text: (page(text),)),
    fields=st.lists(fields, max_size=8).map(tuple),
    seals=st.lists(st.just(Seal(PLACE, "red")), max_size=1).map(tuple),
    originality=st.builds(
        Originality,
        st.sampled_from(Assessment),
        st.lists(st.builds(Signal, texts, shares, texts), max_size=2).map(tuple),
    ),
    quality=st.builds(Quality, st.sampled_from(["good", "fair", "poor", "odd"])),
    problems=st.lists(st.just(Problem("E-X", "x", "y")), max_size=1).map(tuple),
)
claims = st.builds(
    Claim,
    holder=st.builds(Holder, st.none() | texts, st.none() | texts),
    subject=st.none() | st.sampled_from(Subject),
    hours=st.none() | amounts,
    title=st.none() | texts,
    submitted=st.none() | st.dates(),
    year=st.none() | st.integers(1990, 2100),
    channel=st.none() | st.sampled_from(Channel),
    route=st.none() | st.sampled_from(Route),
    school=st.none() | texts,
    position=st.none() | texts,
)
papers = st.builds(Evidence, extractions, st.none() | st.sampled_from(Relation))


def judged(claim: Claim, document: Extraction, others: list[Evidence]) -> Report:
    return verify(claim, Evidence(document), guangzhou(), today=TODAY, others=others)


@given(claims, extractions, st.lists(papers, max_size=2))
def test_every_reading_gets_a_report_that_can_be_said_and_written(claim, document, others):
    report = judged(claim, document, others)
    assert len(report.findings) == len(rules_under(guangzhou()))
    for found in report.findings:
        assert message_of(found).zh
        assert found.clause.locator
        assert found.clause.catalogue
        needs_remedy = found.outcome in (Outcome.FAILED, Outcome.INDETERMINATE)
        assert bool(remedy_of(found).both) is needs_remedy
    json.loads(report_to_json(report))


@given(claims, extractions)
def test_nothing_that_was_read_unsurely_fails(claim, document):
    unsure = replace(
        document, fields=tuple(replace(found, confidence=0.5) for found in document.fields)
    )
    failed = [f for f in judged(claim, unsure, []).findings if f.outcome is Outcome.FAILED]
    # What remains speaks of the claim, the capture, or what is missing: of no value read.
    assert not [found.rule for found in failed if found.fields]


@given(claims, extractions)
def test_hours_are_the_documents_or_nobodys(claim, document):
    credit = judged(claim, document, []).credit
    stated = {found.value for found in document.fields if found.name == "hours"}
    if credit.basis is Basis.STATED:
        assert credit.hours in {Decimal(str(v)) for v in stated if _is_number(v)}
        assert credit.steps
    else:
        assert credit.hours is None
    assert {option.hours for option in credit.options} <= {
        Decimal(str(v)) for v in stated if _is_number(v)
    }


@given(extractions)
def test_a_claim_that_says_more_never_hides_a_failure_of_the_document(document):
    bare = judged(Claim(), document, [])
    told = judged(CLAIM, document, [])
    failed = {f.rule for f in bare.findings if f.outcome is Outcome.FAILED}
    still = {f.rule for f in told.findings if f.outcome is Outcome.FAILED}
    assert failed <= still


@given(extractions, st.lists(papers, max_size=3))
def test_a_further_paper_never_makes_a_document_fail(document, others):
    alone = judged(CLAIM, document, [])
    beside = judged(CLAIM, document, others)
    failed = {f.rule for f in alone.findings if f.outcome is Outcome.FAILED}
    still = {f.rule for f in beside.findings if f.outcome is Outcome.FAILED}
    # that two papers disagree is what the rules on bundles are there to say
    assert {rule for rule in still if not rule.startswith("bundle-")} <= failed
    assert beside.credit == alone.credit


@given(claims, extractions, st.lists(papers, max_size=3))
def test_the_order_of_further_papers_does_not_matter(claim, document, others):
    forward = judged(claim, document, others)
    backward = judged(claim, document, others[::-1])
    assert forward.recommendation is backward.recommendation
    assert forward.credit == backward.credit


@given(extractions.filter(lambda document: document.originality.assessment is Assessment.COPY))
def test_a_copy_is_never_recommended_as_ready(document):
    assert judged(CLAIM, document, []).recommendation is Recommendation.VOID


@given(days, days)
def test_the_window_follows_the_calendar(start, end):
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    report = judged(CLAIM, certificate(start_date=start, end_date=end), [])
    reason = next(f for f in report.findings if f.rule == "learning-window").reason.value
    if last < first:
        assert reason == "dates-contradict"
    elif first.year == last.year == 2021:
        assert reason == "within-window"
    elif last.year < 2021 or first.year > 2021:
        assert reason == "outside-window"
    else:
        assert reason == "straddles-window"


def _is_number(value: object) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False
