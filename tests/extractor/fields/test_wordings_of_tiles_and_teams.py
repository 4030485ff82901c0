"""Labels over their values, values broken by their cells, and what a team or a contract says."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        ("自2021年10月8日", "至2021年10月10日"),
        ("2021年10月8日", "至10月10日"),
        ("2021年10月8日", "—2021年10月10日"),
    ],
)
def test_a_meeting_ends_on_the_day_in_the_cell_beside_its_first(begun, ended):
    page = placed(
        ["邀请函", "尊敬的陆晓雯老师：", "兹邀请您出席农村学校阅读教学研讨会。", "会期", begun, ended,
         "会址", "青川市嘉陵宾馆", "青川市教育科学研究院", "2021年9月10日"],
        [(0.4, 0.05, 0.6, 0.08), (0.1, 0.12, 0.35, 0.14), (0.14, 0.16, 0.7, 0.18), (0.16, 0.25, 0.22, 0.27),
         (0.3, 0.25, 0.48, 0.27), (0.6, 0.25, 0.79, 0.27), (0.16, 0.29, 0.22, 0.31), (0.3, 0.29, 0.5, 0.31),
         (0.6, 0.5, 0.88, 0.52), (0.65, 0.54, 0.82, 0.56)],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2021-10-08", "2021-10-10"]


def test_the_rest_of_a_title_under_its_middle_is_read_with_it():
    page = placed(
        ["课题编号：QCKY2016-021", "青川市教育科学研究课题", "任务书", "课 题 名 称 川北农村小学引入民间游戏改进大课",
         "间活动的实践研究", "课题负责人", "陆晓雯", "承担单位", "青川市河湾中学"],
        [(0.58, 0.06, 0.88, 0.09), (0.24, 0.19, 0.77, 0.22), (0.32, 0.25, 0.68, 0.31), (0.15, 0.388, 0.83, 0.413),
         (0.47, 0.417, 0.68, 0.445), (0.15, 0.461, 0.32, 0.487), (0.53, 0.461, 0.62, 0.487),
         (0.15, 0.503, 0.32, 0.528), (0.47, 0.503, 0.69, 0.528)],
        (1240, 1754),
    )  # fmt: skip
    title = value(find_fields((page,)), "activity_title")
    assert title == "川北农村小学引入民间游戏改进大课间活动的实践研究"


@pytest.mark.parametrize("below", ["课题级别县级", "课题类别重点", "研究周期两年"])
def test_the_next_label_is_no_rest_of_a_title_though_its_gap_is_lost(below):
    page = placed(
        ["青川市教育科学规划", "课题申报书", "课 题 名 称晨诵课程在山区小学的开发与实施研究", below, "课题主持人陆晓雯",
         "申报日期 2021年6月28日"],
        [(0.25, 0.259, 0.75, 0.29), (0.33, 0.313, 0.67, 0.359), (0.16, 0.423, 0.8, 0.448), (0.17, 0.464, 0.37, 0.489),
         (0.17, 0.506, 0.39, 0.527), (0.17, 0.629, 0.48, 0.65)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "activity_title") == "晨诵课程在山区小学的开发与实施研究"


@pytest.mark.parametrize("label", ["合同编号", "协议编号", "合同登记号"])
def test_a_contract_has_a_number_beside_that_of_its_project(label):
    found = told(
        "#教育科研课题委托研究合同", f"{label}：QC-HT2021-007", "甲方（委托方）：青川市教育学会", "课题名称：农村小学的晨诵",
        "课题编号：2021-ZX-05", "负责人：陆晓雯", *SIGNED,
    )  # fmt: skip
    assert value(found, "certificate_number") == "QC-HT2021-007"
    assert value(found, "project_number") == "2021-ZX-05"


@pytest.mark.parametrize("label", ["申请人角色", "申报人身份"])
def test_what_the_applicant_is_in_the_project_is_their_role(label):
    found = told(
        "#开放课题批准通知", "课题名称|农村小学的晨诵", "课题编号|QC2021-12", "申请人|陆晓雯", f"{label}|负责人", *SIGNED
    )  # fmt: skip
    assert value(found, "project_role") == "负责人"


def test_the_post_in_a_bracket_may_be_called_by_its_last_part():
    found = told(
        "#课题结项通知", "青川市河湾中学：",
        "你单位陆晓雯老师（课题主持人）承担的2020年度课题《农村小学的晨诵》（编号：QC20-067），鉴定结论为合格。", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_role") == "课题主持人"
    assert not sure(found, "project_role")
