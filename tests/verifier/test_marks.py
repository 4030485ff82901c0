"""Codes and electronic signatures: what agrees, what differs, what a person looks at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.codes import SYMBOLOGIES, clean_code, host_of
from extractor.document import Box, Changes, Code, Integrity, Place, Signature, Trust
from tests.verifier.builders import answer, certificate, field, finding, judge
from verifier.contract.report import report_to_json
from verifier.explain import message_of, remedy_of
from verifier.general import general_rules, rules_under
from verifier.model import Consequence, Recommendation
from verifier.policy.load import load_policies

CORNER = Place(1, Box(0.8, 0.8, 0.9, 0.9))


def with_codes(*texts: str, **values: object):
    codes = tuple(Code("qr_code", text, CORNER, host_of(text)) for text in texts)
    return replace(certificate(**values), codes=codes)


def with_signatures(*signatures: Signature):
    return replace(certificate(), signatures=signatures)


@pytest.mark.parametrize(
    "text",
    [
        "粤培2021第0042号",
        "https://cert.example.cn/q?certNo=%E7%B2%A4%E5%9F%B92021%E7%AC%AC0042%E5%8F%B7",
        "https://cert.example.cn/v/20210042",
        "证书编号：粤培２０２１第００４２号；姓名：林晓芸；学时：40",
        '{"姓名": "林晓芸", "编号": "粤培2021第OO42号"}',
    ],
)
def test_a_code_that_repeats_the_print_agrees(text: str):
    assert answer("code-agrees", with_codes(text)) == ("passed", "code-agrees")


@pytest.mark.parametrize(
    "text", ["证书编号:1804233;姓名:林晓芸", "https://c.example.cn/?no=1804233"]
)
def test_a_code_has_a_printed_number_without_the_words_around_it(text: str):
    printed = with_codes(text, certificate_number="第1804233号")
    assert answer("code-agrees", printed) == ("passed", "code-agrees")


@pytest.mark.parametrize(
    "text",
    [
        "编号：粤培2021第0043号",
        "https://cert.example.cn/q?certNo=20219999",
        "粤培2021第0043号",
        "证书编号：粤培2021第0042号；姓名：周立安；学时：40",
        "姓名：林晓芸 学时：12",
        "林晓芸，共计12学时",
    ],
)
def test_a_code_that_says_something_else_is_shown_to_a_person(text: str):
    report = judge(with_codes(text))
    found = finding(report, "code-agrees")
    assert (found.outcome.value, found.reason.value) == ("failed", "code-differs")
    assert found.consequence is Consequence.REVIEW
    assert CORNER in found.places
    assert report.recommendation is Recommendation.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "https://cert.example.cn/v/8f3a9c0e77b14d",
        "https://cert.example.cn/v?id=20210710",
        "https://weixin.example.cn/r/AbCdEfGhIjKl",
        "13800138000",
        "javascript:alert(1)",
        "9771234567898",
    ],
)
def test_a_code_with_nothing_to_compare_is_a_note(text: str):
    report = judge(with_codes(text))
    found = finding(report, "code-agrees")
    assert (found.outcome.value, found.reason.value) == ("indeterminate", "code-not-compared")
    assert found.consequence is Consequence.NOTE
    assert report.recommendation is Recommendation.READY
    assert text[:80] in message_of(found).both


def test_the_host_of_an_address_is_named_and_not_opened():
    found = finding(judge(with_codes("https://a.example@evil.example/x")), "code-agrees")
    assert "evil.example" in remedy_of_filled(found)


def remedy_of_filled(found) -> str:
    return message_of(found).both + remedy_of(found).both


def test_without_a_printed_number_nothing_differs():
    found = with_codes("编号：粤培2021第0043号", certificate_number=None)
    assert answer("code-agrees", found)[1] == "code-not-compared"


def test_a_printed_number_read_with_doubt_lets_the_code_neither_pass_nor_fail():
    doubtful = field("certificate_number", "粤培2021第0048号", 0.5)
    found = with_codes("编号：粤培2021第0042号", certificate_number=doubtful)
    assert answer("code-agrees", found)[0] == "indeterminate"


def test_of_two_codes_the_one_that_differs_speaks():
    found = with_codes("粤培2021第0042号", "编号：粤培2021第0043号")
    assert answer("code-agrees", found) == ("failed", "code-differs")


def test_of_several_hours_on_the_page_the_code_may_repeat_any():
    two = with_codes("学时：16", fields=(field("hours", Decimal(16), unit="学时"),))
    assert answer("code-agrees", two)[0] == "passed"


def test_a_document_without_marks_is_not_spoken_of():
    for rule in ("code-agrees", "signature-intact"):
        assert answer(rule, certificate())[0] == "not_applicable"


@pytest.mark.parametrize(
    ("integrity", "changes", "trust", "outcome", "reason", "recommendation"),
    [
        ("intact", "none", "not_checked", "passed", "signature-intact", "ready"),
        ("intact", "permitted", "not_checked", "passed", "signature-intact", "ready"),
        ("intact", "none", "trusted", "passed", "signature-trusted", "ready"),
        ("intact", "none", "untrusted", "indeterminate", "signature-untrusted", "ready"),
        ("intact", "suspect", "trusted", "failed", "changed-after-signing", "review"),
        ("intact", "unclear", "trusted", "indeterminate", "signature-covers-part", "review"),
        ("broken", "none", "trusted", "failed", "signature-broken", "review"),
        ("unreadable", "not_checked", "not_checked", "indeterminate", "signature-unreadable", "review"),
        ("not_checked", "not_checked", "not_checked", "indeterminate", "signature-not-checked", "ready"),
    ],
)  # fmt: skip
def test_each_state_of_a_signature_has_its_answer(
    integrity: str, changes: str, trust: str, outcome: str, reason: str, recommendation: str
):
    signature = Signature("pdf", Integrity(integrity), Changes(changes), Trust(trust), "示例中心")
    report = judge(with_signatures(signature))
    found = finding(report, "signature-intact")
    assert (found.outcome.value, found.reason.value) == (outcome, reason)
    assert report.recommendation.value == recommendation


def test_of_several_signatures_the_worst_speaks():
    good = Signature("pdf", Integrity.INTACT, Changes.NONE)
    bad = Signature("pdf", Integrity.BROKEN, Changes.NONE)
    assert answer("signature-intact", with_signatures(good, bad))[1] == "signature-broken"
    assert answer("signature-intact", with_signatures(bad, good))[1] == "signature-broken"


def test_the_general_rules_hold_under_every_notice_unless_it_has_its_own():
    general = [rule.id for rule in general_rules()]
    for policy in load_policies().values():
        ids = [rule.id for rule in rules_under(policy)]
        assert [rule for rule in ids if rule in general] == general
        own = policy.model_copy(update={"rules": (*policy.rules, *general_rules())})
        assert rules_under(own) == own.rules


def test_no_general_rule_makes_void_or_sends_back():
    for rule in general_rules():
        assert rule.consequence in (Consequence.REVIEW, Consequence.NOTE)


texts = st.text(max_size=60).map(clean_code)
codes = st.builds(Code, st.sampled_from(SYMBOLOGIES), texts, st.just(CORNER), st.none() | texts)
signatures = st.builds(
    Signature,
    st.just("pdf"),
    st.sampled_from(Integrity),
    st.sampled_from(Changes),
    st.sampled_from(Trust),
    st.none() | texts,
)


@given(st.lists(codes, max_size=2), st.lists(signatures, max_size=2))
def test_whatever_marks_say_they_never_make_void_nor_send_back(codes, signatures):
    report = judge(replace(certificate(), codes=tuple(codes), signatures=tuple(signatures)))
    report_to_json(report)
    assert report.recommendation in (Recommendation.READY, Recommendation.REVIEW)
    for rule in ("code-agrees", "signature-intact"):
        assert message_of(finding(report, rule)).zh
