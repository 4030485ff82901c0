"""What forms, offices and studios write: granted hours, whole labels, several who sign."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育局", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize("asked", ["申报学时", "申请学时", "自报学时"])
@pytest.mark.parametrize("granted", ["核定学时", "认定学时", "审定学时", "核准学时", "批准学时"])
def test_hours_that_were_granted_beside_those_asked_for(asked, granted):
    found = told(
        "#继续教育学时认定单", "教师姓名|陆晓雯|任教学科|初中物理", "活动名称|初中物理实验开放周", f"{asked}|20学时|{granted}|14学时",
        "认定意见", "该教师有一天未到场，核减6学时，认定该教师本次活动14学时。", *SIGNED,
    )  # fmt: skip
    assert sure(found, "hours") == [14]


def test_hours_asked_for_and_granted_on_lines_of_their_own():
    found = told(
        "#继续教育学时认定单", "教师姓名：陆晓雯", "活动名称：初中物理实验开放周", "申报学时：20学时", "核定学时：14学时",
        *SIGNED,
    )  # fmt: skip
    assert sure(found, "hours") == [14]


def test_hours_asked_for_stand_where_nothing_was_granted():
    found = told("#继续教育学时申报单", "教师姓名|陆晓雯", "活动名称|初中物理实验开放周", "申报学时|20学时", *SIGNED)
    assert value(found, "hours") == "20"


@pytest.mark.parametrize("label", ["认定层级", "活动层级", "学时级别"])
def test_the_level_at_which_hours_were_granted(label):
    found = told(
        "#继续教育学时认定单", "教师姓名|陆晓雯", "活动名称|初中物理实验开放周", f"参与方式|现场观摩|{label}|区级",
        "认定学时|14学时", *SIGNED,
    )  # fmt: skip
    assert value(found, "level") == "district"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("qualification", (
            "#合格证", "应试人陆晓雯参加全国专业技术人员职称外语等级考试，成绩合格，特发此证。",
            "身份证号：340199********0628", "证书编号：QC2021P0071934", "~青川省人事考试院",
        )),
        ("appointment", (
            "#青川市教育局", "#入室通知书", "青川市河湾小学陆晓雯老师：",
            "经个人申报、学校推荐和公示，您已入选秦志远名教师工作室，身份为研修学员，研修周期为三年（2022年3月至2025年2月）。",
            "入室期间，请您遵守工作室章程，提交教学案例两篇，并接受年度考核。", "工作室首次集中研修的时间和地点由主持人另行通知。", *SIGNED,
        )),
    ],
)  # fmt: skip
def test_kinds_of_certificates_and_letters_seldom_seen(kind, lines):
    assert told(*lines).kind.value == kind


@pytest.mark.parametrize(
    "compared",
    ["经核对，中文译文与外文原文一致。", "经审核，译文与原文内容一致。", "经校对，本译文与英文原件相符。"],
)
def test_two_columns_of_an_original_and_its_translation_are_a_translation(compared):
    found = told(
        "英文原文|中文译文", "Lakeside Institute|湖滨研究院", "CERTIFICATE OF TRAINING|培训证书",
        "This certifies that LU Xiaowen has successfully|兹证明陆晓雯（LU Xiaowen）参加了2019年1",
        "completed the Reading Practice Workshop, held|月14日至18日举办的阅读实践工作坊，顺利",
        "from 14 to 18 January 2019, 30 contact hours.|完成全部学习，共30学时。", "18 January 2019|2019年1月18日", "", compared,
    )  # fmt: skip
    assert found.kind.value == "translation"
