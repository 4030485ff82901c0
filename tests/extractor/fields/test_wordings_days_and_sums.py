"""Days that begin or end something else, and figures that are no sum; names are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def fields_of(*lines):
    found: dict[str, list[tuple[str, float]]] = {}
    for one in find_fields((sheet(*lines),)).fields:
        found.setdefault(one.name, []).append((str(one.value), one.confidence))
    return found


def read(*lines):
    return {name: [value for value, _ in values] for name, values in fields_of(*lines).items()}


SIGNED = ("~石桥市教师发展中心", "~2021年9月28日")


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["Started: Jan 9, 2021", "Completed: Feb 27, 2021"], "2021-01-09", "2021-02-27"),
        (["首次学习：2021-03-04 19:20", "完成时间：2021-05-16 22:07"], "2021-03-04", "2021-05-16"),
        (["学习开始：2021-02-14", "学习完成：2021-03-02"], "2021-02-14", "2021-03-02"),
        (["2021.03.21 开课 ｜ 2021.05.15 结课"], "2021-03-21", "2021-05-15"),
    ],
)
def test_a_beginning_and_its_end(lines, start, end):
    found = read("#学习证书", "学员：王小明", "课程：课堂评价", *lines, "课程学时：28", *SIGNED)
    assert (found["start_date"], found["end_date"]) == ([start], [end])


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "由贵局选派的支教教师王小明，2020年8月28日到我校报到，2021年7月10日期满返回。",
            "2020-08-28",
            "2021-07-10",
        ),
        (
            "贵校教师王小明，于2021年7月12日到我公司报到，进行企业实践，至2021年8月20日期满离岗。",
            "2021-07-12",
            "2021-08-20",
        ),
    ],
)
def test_a_stay_ends_when_its_time_is_over(sentence, start, end):
    found = read("#证明", "石桥市教育局：", sentence, "~清浦县九年制学校", "~2021年8月28日")
    assert (found["start_date"], found["end_date"]) == ([start], [end])


@pytest.mark.parametrize(
    "sentence",
    [
        "经所学术委员会2021年4月14日会议研究，同意推荐。",
        "王小明老师2021年4月指导学生参加技能大赛，获二等奖。",
        "自2017年5月起担任教研组长。",
        "该书由听松书局于2021年4月正式出版。",
        "今天是2021-04-29 星期三",
    ],
)
def test_a_day_of_something_else_is_no_training(sentence):
    assert not {"start_date", "end_date"} & read("#说明", sentence, *SIGNED).keys()


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["生成时间：2021-10-14 16:05", "~石桥干部网络学院", "~2021/10/01"], "2021-10-01"),
        (
            [
                "Participants were selected under an agreement signed on 14 January 2019.",
                "~University of Westmarch",
                "~2 August 2019",
            ],
            "2019-08-02",
        ),
    ],
)
def test_the_day_of_the_signature(lines, day):
    assert read("#Certificate of Attendance", *lines)["issue_date"] == [day]


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (["实际服务时长共计143.5小时（其中2020年度98小时）。"], "143.5"),
        (["申报学时|36|审核认定学时|32", "参观活动（4学时）不符合认定范围。"], "32"),
        (["参加研修，申报52学时，因缺交作业扣减6学时，实际认定46学时。"], "46"),
    ],
)
def test_hours_in_all(lines, hours):
    assert read("#学时证明", "姓名：王小明", *lines, *SIGNED)["hours"] == [hours]


@pytest.mark.parametrize(
    "sentence",
    [
        "学时建议：3-5小时每周",
        "近五年主讲课程年均授课312学时。",
        "研修期间每日参加内镜室工作8小时，不含周末。",
        "说明：1学分折合3学时；五年累计不少于120学分（360学时）为合格。",
        "请于入场时出示48小时核酸检测阴性证明。",
    ],
)
def test_what_is_no_sum_of_hours(sentence):
    found = fields_of("#研修证明", "姓名：王小明", sentence, *SIGNED)
    assert all(confidence < 0.8 for _, confidence in found.get("hours", []))


def test_what_is_earned_above_a_cap_is_not_sure():
    found = fields_of(
        "#学时登记证明",
        "姓名：王小明",
        "本学年校本研训实得28学时，超过上限（24学时）部分不予登记，核定登记：24学时。",
        *SIGNED,
    )
    assert [confidence < 0.8 for _, confidence in found["hours"]] == [True]


def test_hours_attended_of_those_that_were_held():
    found = read(
        "#Letter of Attendance",
        "We confirm that Dr Yang Ruohan attended the Symposium on Imaging, 21-23 October 2021.",
        "The symposium comprised 20 contact hours; Dr Yang registered for 17.5 of these hours.",
        "~Lanwan Society of Radiology",
        "~24 October 2021",
    )
    assert found["hours"] == ["17.5"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Name 姓名|Wang Xiaoming 王小明|Year 年度|2021"], "王小明"),
        (["敦请  达瓦·次仁 先生  出任我馆", "志愿讲解员"], "达瓦·次仁"),
        (["你单位报来的阿孜古丽·托合提同志继续教育材料收悉。"], "阿孜古丽·托合提"),
    ],
)
def test_whose_paper_it_is(lines, name):
    assert read("#认定书", *lines, *SIGNED)["holder_name"] == [name]


def test_who_chairs_a_meeting_did_not_attend_it():
    found = read(
        "#Certificate of Attendance",
        "This certifies that",
        "热依汗·吐尔逊  Reyihan Tuerxun",
        "attended the 3rd International Symposium on Water Resources",
        "Chair of Organizing Committee: Prof. Guan Shaofeng 关少峰",
        "~石桥生态与地理研究所",
        "~2021年9月28日",
    )
    assert found["holder_name"] == ["热依汗·吐尔逊"]


def test_a_speck_within_a_label():
    found = read(
        "证书号第17639428号",
        "#实用新型专利证书",
        "实用新型名称：一种便携式渠道测量架",
        "发明人：王小明；热依汗·吐尔逊",
        "专. 利 号： ZL 2021 2 3408276.X",
        "专利权人：王小明",
        "~2022年08月12日",
    )
    assert found["authors"] == ["王小明", "热依汗·吐尔逊"]


def test_what_is_found_of_all_courses_is_the_result():
    found = read(
        "#学员成绩单",
        "姓名|王小明|学号|JX2019060218",
        "序号|课程名称|学时|成绩",
        "1|渠道衬砌新材料应用|16|91",
        "2|安全生产法规|8|94",
        "合计||24|",
        "结业鉴定||合格|",
        *SIGNED,
    )
    assert found["result"] == ["合格"]


def test_the_days_of_one_stage_are_not_sure():
    found = fields_of(
        "#学时证明",
        "王小明老师参加课堂评价研修，研修分三段进行：线上学习24学时，集中面授32学时（2021年3月18日至21日），返岗实践16学时，合计72学时。",
        *SIGNED,
    )
    assert [(day, sure < 0.8) for day, sure in found["start_date"]] == [("2021-03-18", True)]
