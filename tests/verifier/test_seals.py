"""What a seal says beside the print: agreement, a question, or nothing told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Extraction, Seal
from tests.verifier.builders import PLACE, answer, certificate, field, finding, judge
from verifier.explain import message_of
from verifier.model import Consequence, Recommendation, RegisterEntry
from verifier.registers import FileRegisters
from verifier.registers.load import Register
from verifier.sealnames import SealMatch, compare_seal, seal_core

SURE = 0.7


def sealed(*texts: str | None, shape: str = "round", **values: Any) -> Extraction:
    seals = tuple(Seal(PLACE, "red", text, SURE, shape) for text in texts)
    return replace(certificate(**values), seals=seals)


@pytest.mark.parametrize(
    ("seal", "printed"),
    [
        ("清渠市锦屏区教育局", "清渠市锦屏区教育局"),
        ("云岭省职业教育学会培训专用章", "云岭省职业教育学会"),
        ("岚江师范大学继续教育专用章(2)", "岚江师范大学"),
        ("江右省教师继续教育中心电子证书专用章", "江右省教师继续教育中心"),
        ("临江市海淀信息技术有限公司合同专用章", "临江市海淀信息技术有限公司"),
        ("沧南理工大学", "沧南理工大学继续教育学院"),
        ("沧南理工大学继续教育学院", "沧南理工大学"),
        ("广原省教育科学研究院", "广原省教科院"),
        ("沧南师范大学", "沧南师大"),
        ("望川市第三中学", "望川三中"),
        ("麓市教师发展", "青麓市教师发展中心"),
        ("清渠产教育技术装备中心", "清渠市教育技术装备中心"),
        ("江省远程教育及员", "岚江省远程教育发展中心"),
        ("柳集市教师进修学", "柳塘市教师进修学院"),
        ("中国教育学会", "中国教育学会"),
    ],
)
def test_a_seal_worded_or_misread_otherwise_agrees(seal: str, printed: str):
    assert compare_seal(seal, 0.6, (printed,)).match is SealMatch.AGREES


@pytest.mark.parametrize(
    ("seal", "printed"),
    [
        ("白鹭市教师发展中心", "青麓市教师发展中心"),
        ("南屏师范大学继续教育学院", "岚江师范大学继续教育学院"),
        ("天河区教育局", "越秀区教育局"),
        ("清渠市锦屏区教育局", "云岭省职业教育学会"),
    ],
)
def test_a_clear_seal_of_another_body_differs(seal: str, printed: str):
    assert compare_seal(seal, SURE, (printed,)).match is SealMatch.DIFFERS
    assert compare_seal(seal, 0.6, (printed,)).match is SealMatch.UNTOLD


@pytest.mark.parametrize(
    ("seal", "printed"),
    [
        ("望川市第一中学", "望川市第二中学"),
        ("望川一中", "望川市第三中学"),
        ("师范大学", "岚江师范大学继续教育学院"),
        ("市继续教育管理中心", "望川市继续教育管理中心"),
        ("日职业技公大学", "白鹭职业技术大学"),
        ("中国教育发展战略学会", "中国教育学会"),
        ("青大字", "青麓大学"),
        ("专用章", "青麓大学"),
        ("", "青麓大学"),
        (None, "青麓大学"),
    ],
)
def test_between_agreement_and_difference_nothing_is_told(seal: str | None, printed: str):
    assert compare_seal(seal, SURE, (printed,)).match is SealMatch.UNTOLD


def test_the_purpose_of_a_seal_is_no_part_of_its_body():
    assert seal_core("青麓市教师发展中心培训专用章（1）") == "青麓市教师发展中心"
    assert seal_core("专用章") == "专用章"


@given(st.text(max_size=20), st.floats(0, 1), st.lists(st.text(max_size=20), max_size=3))
def test_any_texts_can_be_compared(seal: str, confidence: float, bodies: list[str]):
    found = compare_seal(seal, confidence, tuple(bodies))
    assert 0 <= found.likeness <= 1
    assert found.body is None or found.body in bodies


def test_a_seal_of_the_issuer_holds_nothing_back():
    report = judge(sealed("广东省教育厅"))
    assert finding(report, "seal-agrees").reason.value == "seal-agrees"
    assert report.recommendation is Recommendation.READY


def test_a_seal_of_a_body_that_the_paper_does_not_name_is_asked_about():
    report = judge(sealed("白鹭市信息工程学校"))
    found = finding(report, "seal-agrees")
    assert (found.outcome.value, found.reason.value) == ("indeterminate", "seal-differs")
    assert found.consequence is Consequence.REVIEW
    assert report.recommendation is Recommendation.REVIEW
    assert "白鹭市信息工程学校" in message_of(found).zh


def test_a_body_named_anywhere_on_the_page_is_no_stranger():
    page = sealed("白鹭市信息工程学校", text="承办单位：白鹭市信息工程学校")
    assert answer("seal-agrees", page) == ("passed", "seal-agrees")


def test_a_second_seal_of_another_body_is_a_note():
    report = judge(sealed("广东省教育厅", "白鹭市信息工程学校"))
    found = finding(report, "seal-agrees")
    assert found.reason.value == "second-seal-differs"
    assert found.consequence is Consequence.NOTE
    assert report.recommendation is Recommendation.READY


def test_a_stranger_on_the_office_s_lists_is_a_note():
    bases = Register("bases", (RegisterEntry("白鹭市信息工程学校", ""),))
    report = judge(sealed("白鹭市信息工程学校"), registers=FileRegisters([bases]))
    found = finding(report, "seal-agrees")
    assert (found.reason.value, found.consequence) == ("seal-differs", Consequence.NOTE)


def test_a_seal_hardly_read_is_a_note():
    report = judge(sealed("教育厅"))
    assert finding(report, "seal-agrees").reason.value in ("seal-agrees", "seal-not-compared")
    assert report.recommendation is Recommendation.READY


def test_a_page_without_a_printed_body_accuses_no_seal():
    page = sealed("白鹭市信息工程学校", without=("issuers",), employer="青麓市第一小学")
    assert answer("seal-agrees", page) == ("indeterminate", "seal-not-compared")


def test_a_name_seal_is_no_body_s():
    page = sealed("林晓芸印", shape="square")
    assert answer("seal-agrees", page) == ("not_applicable", "no-such-case")
    assert answer("seal-present", page) == ("indeterminate", "seal-not-seen")


def test_an_unread_seal_is_a_seal():
    assert answer("seal-present", sealed(None)) == ("passed", "seal-seen")


@pytest.mark.parametrize(
    ("text", "more", "reason", "consequence"),
    [
        ("", {}, "seal-not-seen", "note"),
        ("广东省教育厅（盖章）", {}, "seal-not-seen-where-asked", "review"),
        ("广东省教育厅（盖章）", {"quality": "poor"}, "seal-not-seen-where-asked", "note"),
    ],
)
def test_a_missing_seal_is_asked_about_where_the_paper_has_room_for_one(
    text: str, more: dict[str, Any], reason: str, consequence: str
):
    page = certificate(sealed=False, text=text, **more)
    found = finding(judge(page), "seal-present")
    assert (found.reason.value, found.consequence.value) == (reason, consequence)


def test_a_paper_that_needs_no_seal_is_not_asked_for_one():
    page = certificate(sealed=False, kind="paper", fields=(field("authors", "林晓芸"),))
    assert answer("seal-present", page) == ("not_applicable", "no-such-case")
