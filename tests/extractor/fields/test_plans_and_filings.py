"""Plans of a training and forms by which it was filed: what they promise, and no proof."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value

FORM = (
    "申报单位|柳湾市第六中学",
    "项目名称|新课程背景下班主任专业能力提升培训",
    "培训时间|2021年9月6日至9月10日",
    "培训学时|32学时",
    "培训对象|全体班主任",
    "教师教育处意见|同意备案。",
    "~柳湾市教育局教师教育处",
    "~2021年8月16日",
)


@pytest.mark.parametrize(
    "heading",
    [
        ("#教师继续教育培训项目备案表",),
        ("#柳湾市教育局直属、市属事业、省教育厅直属各普通", "#中小学幼儿园", "#教师继续教育培训项目备案表"),
        ("#柳湾市教育局培训项目备案表",),
    ],
)  # fmt: skip
def test_a_form_that_files_a_training_promises_it(heading):
    found = find_fields((sheet(*heading, *FORM),))
    assert found.kind.value == "meeting_notice"
    assert value(found, "holder_name") is None
    assert value(found, "issue_date") == "2021-08-16"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "#中等职业学校专业带头人高级研修班",
            "#活动计划",
            "日期|内容",
            "7月5日至9日|职业教育政策与改革",
            "7月12日至16日|专业建设与课程开发",
            "7月19日至23日|企业实践考察",
        ),
        (
            "#小学数学单元整体教学高级研修班",
            "#培训课程表",
            "日期|时间|内容|主讲",
            "7月12日|8:30-11:30|课程标准解读|黄教授",
            "7月13日|8:30-11:30|单元整体设计的理论|罗教授",
        ),
        ("#骨干教师研修班", "#研修计划", "第一天|开班与专题讲座", "第二天|分组研讨与展示"),
    ],
)
def test_a_plan_of_a_training_is_no_stray_paper(lines):
    assert find_fields((sheet(*lines),)).kind.value == "meeting_notice"


@pytest.mark.parametrize(
    "lines",
    [
        ("#三年级2班课程表", "星期一|星期二|星期三", "语文|数学|英语", "体育|美术|音乐"),
        ("#个人三年专业发展规划", "第一年熟悉教材,第二年上好公开课。", "柳湾小学 张三"),
    ],
)
def test_what_plans_no_training_is_stray(lines):
    assert find_fields((sheet(*lines),)).kind.value == "unrelated"


def test_a_certificate_that_mentions_the_form_is_a_certificate():
    found = find_fields(
        (
            sheet(
                "#结业证书",
                "王小明同志:",
                "参加班主任专业能力提升培训,32学时,考核合格。",
                "该项目已填写培训项目备案表并经备案。",
                "~柳湾市教师进修学校",
                "~2021年8月1日",
            ),
        )
    )
    assert found.kind.value == "training_certificate"
