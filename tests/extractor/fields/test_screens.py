"""What pictures of a telephone's or a browser's window tell; people and bodies are invented."""

from decimal import Decimal

import pytest

from extractor.fields import find_fields
from tests.extractor.builders import line, page

BAR = (line("21:03", 0.03, 0.01, em=0.03), line("5G 78%", 0.79, 0.01, em=0.03))


def told(*lines):
    found = find_fields((page(*BAR, *lines),))
    assert found.kind.value == "screenshot"
    return {one.name: one.value for one in found.fields}


def certificate(*below, first="2021年石桥省中小学教师暑期师德集中", rest="学习"):
    return (
        line("我的证书", 0.34, 0.06, em=0.05),
        line(first, 0.09, 0.16, em=0.048),
        *((line(rest, 0.09, 0.21, em=0.048),) if rest else ()),
        line("姓名：王小明", 0.09, 0.27, em=0.04),
        line("学习时间：2021-07-20至2021-08-31", 0.09, 0.32, em=0.04),
        *below,
        line("下载电子证书", 0.36, 0.83, em=0.05),
    )


def test_a_name_that_filled_its_line_goes_on_in_the_next():
    given = told(*certificate())
    assert given["activity_title"] == "2021年石桥省中小学教师暑期师德集中学习"


def test_a_line_below_a_short_name_is_no_part_of_it():
    given = told(*certificate(first="暑期师德集中学习", rest="共三章"))
    assert given["activity_title"] != "暑期师德集中学习共三章"


@pytest.mark.parametrize(
    ("state", "result"),
    [("已合格", "合格"), ("未合格", None), ("未结业", None), ("已完成", None)],
)
def test_a_state_tells_the_result_only_where_it_is_one(state, result):
    assert told(*certificate(line(f"状态：{state}", 0.09, 0.37))).get("result") == result


def test_a_message_to_a_group_announces_a_meeting_of_a_course():
    given = told(
        line("<2021级研修三班（46）", 0.27, 0.05),
        line("班主任李老师", 0.06, 0.15),
        line("@所有人各位学员：石桥区初中数学骨", 0.07, 0.19),
        line("干教师研修班第二次集中定于2021年11", 0.07, 0.23),
        line("月13日在区教师进修学校306教室举行，", 0.07, 0.27),
        line("请准时签到，计6学时。", 0.07, 0.31),
        line("收到[抱拳]", 0.66, 0.38),
    )
    assert given["activity_title"] == "石桥区初中数学骨干教师研修班"
    assert given["location"] == "区教师进修学校306教室"
    assert (given["hours"], given["start_date"]) == (Decimal(6), "2021-11-13")
    assert "holder_name" not in given


def test_news_of_a_prize_tell_what_it_was_and_for_whom():
    given = told(
        line("石桥教育···", 0.31, 0.05),
        line("近日，石桥市教育局公布第八届“教学能手”评", 0.04, 0.24, em=0.04),
        line("选结果，我区5名教师榜上有名。其中，区实验小学", 0.04, 0.29, em=0.04),
        line("王小云老师荣获一等奖。", 0.04, 0.34, em=0.04),
        line("阅读1.2万", 0.04, 0.6),
        line("在看 96", 0.5, 0.6),
    )
    assert given["activity_title"] == "第八届“教学能手”评选"
    assert (given["award_class"], given["result"]) == (Decimal(1), "一等奖")
    assert given["holder_name"] == "王小云"


def test_who_teaches_a_course_is_not_its_name():
    given = told(
        line("课程详情", 0.34, 0.06, em=0.05),
        line("中小学教师数字素养提升专题", 0.09, 0.16, em=0.048),
        line("主讲人：李知秋", 0.09, 0.22, em=0.04),
        line("学习进度：100%", 0.09, 0.27, em=0.04),
        line("已获学时：10", 0.09, 0.32, em=0.04),
    )
    assert given["activity_title"] == "中小学教师数字素养提升专题"


def test_a_competition_s_result_may_come_out_by_itself():
    given = told(
        line("石桥教育发布", 0.31, 0.05),
        line("近日，石桥省第五届微课大赛结果揭晓，我校王小明", 0.04, 0.24, em=0.04),
        line("老师的作品《杠杆》荣获一等奖。", 0.04, 0.29, em=0.04),
        line("阅读1.2万", 0.04, 0.6),
    )
    assert (given["activity_title"], given["occasion"]) == ("杠杆", "石桥省第五届微课大赛")
