"""Pages of every kind: what they are and what they tell, on layouts and wordings of their own."""

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from extractor.fields import find_fields
from extractor.fields.kinds import kinds
from fixtures.sheets import sheet
from verifier.evaluation.answers import normal

CASES = YAML(typ="safe").load(Path(__file__).with_name("proofs.yaml").read_text("utf-8"))


def name_of(case):
    return f"{CASES.index(case)} {case['kind']}"


def values(found, name):
    return [normal(f.value) for f in found.fields if f.name == name and f.role in (None, "issuer")]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_kind_of_a_page_is_recognised(case):
    assert find_fields((sheet(*case["lines"]),)).kind.value == case["kind"]


@pytest.mark.parametrize("case", [case for case in CASES if case["fields"]], ids=name_of)
def test_the_fields_of_a_page_are_read(case):
    found = find_fields((sheet(*case["lines"]),))
    expected = {
        name: [normal(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in case["fields"].items()
    }
    assert {name: values(found, name) for name in expected} == expected


def test_every_kind_but_certificates_and_statements_has_a_case():
    told = {cues.kind for cues in kinds()} - {"training_certificate", "hours_statement"}
    assert {case["kind"] for case in CASES} == told


def test_a_kind_gives_no_field_that_is_not_its_own():
    for case in CASES:
        found = find_fields((sheet(*case["lines"]),))
        wanted = next(cues.fields for cues in kinds() if cues.kind == found.kind.value)
        assert not wanted or {field.name for field in found.fields} <= wanted


def test_a_number_that_fails_its_check_is_unsure_and_told():
    lines = (
        "#一种圆规的改进",
        "王小明",
        "摘要：本文讨论圆规。",
        "关键词：圆规",
        "ISSN 1005-3531 CN 34-1234/G4",
    )
    found = find_fields((sheet("教育新论 2021年第5期", *lines),))
    assert found.kind.value == "paper"
    (number,) = (field for field in found.fields if field.name == "issn")
    assert number.value == "1005-3531"
    assert number.confidence <= 0.6
    assert values(found, "cn_number") == ["CN34-1234/G4"]
    (problem,) = found.problems
    assert problem.code == "P-FIELD-CHECK"
    assert "1005-3531" in problem.message


def test_a_promise_of_a_certificate_is_no_certificate():
    notice = (
        "#关于举办骨干教师培训班的通知", "各区教育局：", "经研究，定于2021年7月5日至9日举办骨干教师培训班，",
        "培训结束并考核合格者颁发结业证书，共计40学时。", "请于6月30日前将回执报送。", "~某市教育局",
    )  # fmt: skip
    assert find_fields((sheet(*notice),)).kind.value == "meeting_notice"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("结 业 证 书", "training_certificate"),
        ("聘　　书", "appointment"),
        ("邀　请　函", "conference_invitation"),
        ("课题结题证书", "project"),
        ("课题结题证节", "project"),
        ("发明专利证书", "patent"),
        ("Letter of Acceptance", "acceptance_letter"),
    ],
)
def test_a_heading_alone_names_the_kind_spaced_or_misread_by_a_character(heading, kind):
    page = sheet(f"#{heading}", "张三", "二〇二一年七月", "某某市教育局", "第一号")
    assert find_fields((page,)).kind.value == kind


def test_the_rank_is_the_place_in_the_list():
    found = find_fields((sheet(
        "#课题结题证书", "课题名称：小学语文阅读教学研究", "主持人：王小明", "成员：李四、赵一鸣", "姓名：赵一鸣",
    ),))  # fmt: skip
    rank = next(f for f in found.fields if f.name == "holder_rank")
    assert rank.value == Decimal(3)
