"""From findings to a recommendation: doubt, order, age, ledger and registers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extractor.document import Extraction, Problem
from tests.verifier.builders import CLAIM, TODAY, certificate, finding, guangzhou, judge
from verifier.explain import message_of
from verifier.model import (
    Asked,
    Claim,
    Clause,
    Consequence,
    Evidence,
    Finding,
    LedgerMatch,
    Outcome,
    Recommendation,
    RegisterEntry,
    RegisterMatch,
    Relation,
)
from verifier.reasons import Reason
from verifier.relations import Related
from verifier.verify import recommend, verify


class FakeLedger:
    def __init__(self, *matches: LedgerMatch) -> None:
        self._matches = matches

    def matches(self, _claim: Claim, _extraction: Extraction) -> tuple[LedgerMatch, ...]:
        return self._matches

    def related(self, _extraction: Extraction) -> tuple[Related, ...]:
        return ()


class FakeRegisters:
    """Registers as a dictionary: (register, key) to status; a register with no key is empty."""

    def __init__(self, loaded: set[str], entries: dict[tuple[str, str], str]) -> None:
        self._loaded, self._entries = loaded, entries

    def loaded(self, register: str) -> bool:
        return register in self._loaded

    def lookup(self, register: str, key: str) -> RegisterEntry | None:
        status = self._entries.get((register, key))
        return RegisterEntry(key, status) if status is not None else None

    def match(self, *_: object) -> tuple[RegisterMatch, ...]:
        return ()

    def rows_for(self, *_: object) -> tuple[RegisterMatch, ...]:
        return ()


def a_finding(
    outcome: Outcome, consequence: Consequence = Consequence.VOID, asks: Asked | None = None
) -> Finding:
    clause = Clause("p", "一", ("X-1",))
    return Finding("r", outcome, consequence, Reason.COPY, clause, asks=asks)


FAILED, OPEN = Outcome.FAILED, Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], Recommendation.READY),
        ([a_finding(Outcome.PASSED)], Recommendation.READY),
        ([a_finding(Outcome.NOT_APPLICABLE)], Recommendation.READY),
        ([a_finding(FAILED, Consequence.NOTE)], Recommendation.READY),
        ([a_finding(FAILED, Consequence.REVIEW)], Recommendation.REVIEW),
        ([a_finding(FAILED, Consequence.RETURN)], Recommendation.RETURN),
        ([a_finding(FAILED, Consequence.VOID)], Recommendation.VOID),
        ([a_finding(OPEN, Consequence.VOID, Asked.REVIEWER)], Recommendation.REVIEW),
        ([a_finding(OPEN, Consequence.VOID)], Recommendation.REVIEW),
        ([a_finding(OPEN, Consequence.VOID, Asked.UPLOADER)], Recommendation.RETURN),
        ([a_finding(OPEN, Consequence.VOID, Asked.OPERATOR)], Recommendation.READY),
        ([a_finding(OPEN, Consequence.NOTE, Asked.REVIEWER)], Recommendation.READY),
        (
            [a_finding(FAILED, Consequence.RETURN), a_finding(FAILED, Consequence.VOID)],
            Recommendation.VOID,
        ),
        (
            [a_finding(FAILED, Consequence.VOID), a_finding(FAILED, Consequence.REVIEW)],
            Recommendation.VOID,
        ),
        (
            [a_finding(FAILED, Consequence.REVIEW), a_finding(OPEN, asks=Asked.UPLOADER)],
            Recommendation.RETURN,
        ),
    ],
)
def test_the_gravest_finding_gives_the_recommendation(
    findings: list[Finding], expected: Recommendation
):
    assert recommend(findings) is expected


def test_a_page_that_could_not_be_read_needs_a_look():
    problem = Problem("E-INPUT-DAMAGED", "坏页。 A bad page.", "重扫。 Scan again.", page=2)
    report = judge(replace(certificate(), problems=(problem,)))
    assert report.recommendation is Recommendation.REVIEW


def test_failures_come_first_the_gravest_before_the_others():
    report = judge(
        certificate(holder_name="周立安", start_date="2020-07-05", end_date="2020-07-09"),
        replace(CLAIM, hours=Decimal(99)),
    )
    failed = [found.consequence for found in report.findings if found.outcome is FAILED]
    assert failed == [Consequence.VOID, Consequence.RETURN, Consequence.REVIEW]
    ranks = {FAILED: 0, OPEN: 1, Outcome.PASSED: 2, Outcome.NOT_APPLICABLE: 3}
    order = [ranks[found.outcome] for found in report.findings]
    assert order == sorted(order)


def test_the_floor_is_an_argument():
    document = certificate(holder_name="周立安")
    assert finding(judge(document), "holder-name").outcome is FAILED
    doubted = finding(judge(document, confidence_floor=0.99), "holder-name")
    assert (doubted.outcome, doubted.doubted, doubted.asks) == (OPEN, True, Asked.REVIEWER)
    assert "把握不足" in message_of(doubted).zh


def test_every_finding_names_where_the_fields_it_used_stand():
    document = certificate()
    found = finding(judge(document), "learning-window")
    assert [field.name for field in found.fields] == ["start_date", "end_date"]
    assert found.places == (document.fields[0].place,)


@pytest.mark.parametrize(
    ("today", "stale"), [(date(2027, 12, 31), False), (date(2028, 1, 1), True)]
)
def test_a_rule_past_its_review_date_runs_on_and_says_so(today: date, stale: bool):
    report = verify(CLAIM, Evidence(certificate()), guangzhou(), today=today)
    found = finding(report, "learning-window")
    assert found.outcome is Outcome.PASSED
    assert (found.stale_since is not None) is stale
    assert ("2027-12-31" in message_of(found).zh) is stale


def test_a_value_past_its_review_date_makes_its_rule_stale():
    policy = guangzhou()
    values = []
    for value in policy.values:
        if value.id == "learning-year":
            entry = value.entries[0].model_copy(update={"reviewed_until": date(2021, 6, 30)})
            values.append(value.model_copy(update={"entries": (entry,)}))
        else:
            values.append(value)
    dated = policy.model_copy(update={"values": tuple(values)})
    report = verify(CLAIM, Evidence(certificate()), dated, today=TODAY)
    assert finding(report, "learning-window").stale_since == date(2021, 6, 30)
    assert finding(report, "filed-in-time").stale_since is None


def test_an_equal_item_on_record_is_proposed_as_void():
    report = judge(certificate(), ledger=FakeLedger(LedgerMatch("2021-0007", exact=True)))
    found = finding(report, "counted-once")
    assert (found.outcome, found.reason) == (FAILED, Reason.REPEATED)
    assert "2021-0007" in message_of(found).zh
    assert report.recommendation is Recommendation.VOID


def test_a_likeness_on_record_is_looked_at():
    report = judge(certificate(), ledger=FakeLedger(LedgerMatch("2021-0007", exact=False)))
    assert finding(report, "counted-once").reason is Reason.RESEMBLES_OTHER
    assert report.recommendation is Recommendation.REVIEW


def test_an_empty_ledger_clears():
    report = judge(certificate(), ledger=FakeLedger())
    assert finding(report, "counted-once").reason is Reason.NOT_REPEATED


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        ("active", Outcome.PASSED, Reason.REGISTER_CONFIRMS),
        ("archived", FAILED, Reason.REGISTER_OBJECTS),
        ("seconded", OPEN, Reason.REGISTER_SILENT),
        (None, OPEN, Reason.REGISTER_SILENT),
    ],
)
def test_a_register_that_is_loaded_answers(status: str | None, outcome: Outcome, reason: Reason):
    key = ("staff", CLAIM.holder.id_number or "")
    registers = FakeRegisters({"staff"}, {key: status} if status is not None else {})
    found = finding(judge(certificate(), registers=registers), "active-staff")
    assert (found.outcome, found.reason) == (outcome, reason)


def test_a_register_without_a_key_to_look_up_asks_for_it():
    registers = FakeRegisters({"staff"}, {})
    found = finding(judge(certificate(), Claim(), registers=registers), "active-staff")
    assert found.reason is Reason.REGISTER_KEY_MISSING


def test_a_register_that_is_not_loaded_is_named():
    found = finding(judge(certificate()), "provincial-account")
    assert found.reason is Reason.REGISTER_NOT_LOADED
    assert "省系统账号" in message_of(found).zh


def test_a_stated_relation_makes_a_letter_of_any_kind_a_unit_letter():
    letter = Evidence(certificate(kind="unrelated", name="b.jpg"), Relation.UNIT_LETTER)
    report = judge(certificate(hours=None), others=(letter,))
    assert finding(report, "proof-of-time").outcome is Outcome.PASSED


@pytest.mark.parametrize("year", [1999, 2021, 2050])
def test_a_claimed_year_outside_the_notice_takes_its_nearest_day(year: int):
    report = judge(certificate(), replace(CLAIM, year=year))
    assert finding(report, "learning-window").outcome is Outcome.PASSED


def test_a_rule_narrowed_to_a_class_leaves_the_others_alone():
    policy = guangzhou()
    rules = tuple(
        rule.model_copy(update={"subjects": ("elective",)}) if rule.id == "holder-name" else rule
        for rule in policy.rules
    )
    narrowed = policy.model_copy(update={"rules": rules})
    report = verify(CLAIM, Evidence(certificate()), narrowed, today=TODAY)
    assert finding(report, "holder-name").outcome is Outcome.NOT_APPLICABLE


def test_a_rule_that_gets_another_kinds_parameters_is_a_defect():
    policy = guangzhou()
    rule = policy.rules[0].model_copy(update={"kind": "window"})
    broken = policy.model_copy(update={"rules": (rule,)})
    with pytest.raises(TypeError, match="carries no Window"):
        verify(CLAIM, Evidence(certificate()), broken, today=TODAY)
