"""What one way alone tells, who is greeted with others, and papers of offices seldom seen."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


LETTER = "兹定于2021年10月8日至9日在青川市会议中心举办农村学校阅读教学研讨会，诚邀您拨冗出席。"


def test_a_meeting_that_one_sentence_alone_names_is_not_surely_called_so():
    found = told("#邀请函", "尊敬的陆晓雯老师：", LETTER, *SIGNED)
    assert value(found, "activity_title") == "农村学校阅读教学研讨会"
    assert not sure(found, "activity_title")


def test_a_meeting_is_surely_called_what_its_heading_and_its_text_say():
    found = told("#农村学校阅读教学研讨会", "#邀请函", "尊敬的陆晓雯老师：", LETTER, *SIGNED)
    assert sure(found, "activity_title") == ["农村学校阅读教学研讨会"]


@pytest.mark.parametrize("greeted", ["陆晓雯，秦志远，马玉兰同学：", "陆晓雯,马玉兰老师:"])
def test_nobody_of_several_who_are_greeted_is_surely_the_holder(greeted):
    found = told("#荣誉证书", greeted, "在青川市2021年科技节活动中表现突出，特此表彰。", *SIGNED)
    assert not sure(found, "holder_name")


@pytest.mark.parametrize("lead", ["经研究，", "经核实，", "经讨论，"])
def test_what_was_done_before_is_nobody_beside_a_holder(lead):
    found = told(
        "#证明", f"{lead}陆晓雯同志于2021年5月10日至5月12日参加青川市骨干教师培训班。", *SIGNED
    )
    assert sure(found, "holder_name") == ["陆晓雯"]


@pytest.mark.parametrize("did", ["老师承担的", "主持的", "同志申报的", "完成的"])
def test_the_leader_who_undertook_a_project_is_its_holder(did):
    found = told(
        "#结题证书",
        f"课题主持人陆晓雯{did}青川市教育科学研究课题《农村小学的晨诵》（课题编号：QC2019-12），经专家鉴定，准予结题。",
        *SIGNED,
    )
    assert value(found, "holder_name") == "陆晓雯"


def test_a_project_runs_from_its_opening_to_its_end_and_is_signed_on_its_own_day():
    found = told(
        "#结题通知书", "课题名称|农村小学的晨诵", "主持人|陆晓雯", "开题时间|2019年3月", "结题时间|2021年5月", *SIGNED
    )  # fmt: skip
    assert [value(found, n) for n in ("start_date", "end_date", "issue_date")] == [
        "2019-03",
        "2021-05",
        "2021-09-10",
    ]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("unrelated", ("#停水通知", "各位住户：", "因管网改造，定于2021年11月9日上午8:30至17:00对本小区停水。")),
        ("qualification", (
            "#全国专业技术人员计算机应用能力考试", "#合格证", "应试人 陆晓雯 参加全国专业技术人员计算机应用能力考试，"
            "Word 2007 中文字处理模块成绩合格，特发此证。", "证书编号：QC2021P0071934", "~青川市人事考试院",
        )),
        ("project", ("#资助证书", "陆晓雯：", "您申报的项目经专家评审获得经费资助，用于项目的实施。", "项目名称：乡村书屋")),
    ],
)  # fmt: skip
def test_kinds_of_papers_seldom_seen(kind, lines):
    assert told(*lines, *SIGNED).kind.value == kind


def test_an_issue_before_its_pages_is_no_part_of_a_title():
    found = told(
        "青川教育技术 2022(14) 第68-72页 共5页", "#农村中学项目式教学设计研究", "#陆晓雯 秦志远",
        "1.青川市第三中学 2.青川师范学院", "摘要：文章分析了课程的特点。", "关键词：教学设计；项目式教学",
    )  # fmt: skip
    assert value(found, "activity_title") == "农村中学项目式教学设计研究"
    assert value(found, "issue") == "14"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


TEXT = tuple(
    f"课程改革要从学校的实际出发，逐步推进，第{n}个方面是备课。" for n in "一二三四五六七八"
)


def test_the_menu_and_the_box_beside_an_article_on_the_web_are_none_of_it():
    page = placed(
        ["青川职业教育学刊", "Journal of Qingchuan Vocational Education", "首页 | 期刊介绍 | 投稿指南 | 在线期刊 | 联系我们",
         "2024年 第13卷第1期", "农村中学劳动课程的模块化设计", "文章快速检索", "陆晓雯，秦志远", "摘要 课程改革要从实际出发。", *TEXT],
        [
            (0.03, 0.01, 0.37, 0.04), (0.04, 0.05, 0.47, 0.07), (0.03, 0.08, 0.62, 0.1), (0.04, 0.12, 0.3, 0.14),
            (0.04, 0.15, 0.56, 0.18), (0.74, 0.155, 0.86, 0.185), (0.04, 0.19, 0.27, 0.21), (0.04, 0.23, 0.6, 0.25),
            *((0.04, 0.3 + 0.03 * at, 0.7, 0.32 + 0.03 * at) for at in range(len(TEXT))),
        ],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "activity_title") == "农村中学劳动课程的模块化设计"
    assert value(found, "journal") != "联系我们"


def test_hours_taught_face_to_face_and_a_rate_beside_them():
    found = told(
        "#继续教育学时证明",
        "兹证明陆晓雯老师于2021年4月9日至6月11日参加我校开设的“单元教学”培训，获得培训学时32学时，折合学分4学分（按8学时折1学分计）。",
        *SIGNED,
    )
    assert sure(found, "hours") == [32]
    assert value(found, "credits") == "4"


def test_a_date_cut_by_the_end_of_its_line_is_no_day_of_issue():
    found = told(
        "#研究员聘书", "Certificate of Appointment", "敬聘", "陆  晓  女士",
        "为本馆第四届学术委员会特聘研究员，任期自二零二三年五月十八日起，至二零二六年五月十七日止。", "此  聘",
        "~青川市博物馆", "~馆长  秦志远（签名章）",
    )  # fmt: skip
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2023-05-18", "2026-05-17"]


@pytest.mark.parametrize("course", ["急救技能培训", "心理咨询师培训", "国家开放大学骨干教师培训"])
def test_hours_of_a_course_whose_name_has_a_word_of_telephones(course):
    found = told(
        "#学时证明", f"兹证明陆晓雯于2021年4月9日至11日参加{course}24小时，考核合格。", *SIGNED
    )
    assert value(found, "hours") == "24"


def test_when_somebody_answers_the_telephone_is_no_training():
    found = told(
        "#学时证明", "兹证明陆晓雯于2021年4月9日至11日参加骨干教师培训，考核合格。", "服务热线：96000（24小时）", *SIGNED
    )  # fmt: skip
    assert value(found, "hours") is None


ENROLLED = (
    "#学生成绩单",
    "姓名：陆晓雯    学号：2018031",
    "入学时间：2018年9月{end}",
    "|课程名称|成绩",
    "|教育学|88",
    "|心理学|91",
)


@pytest.mark.parametrize(
    ("end", "days"), [("", (None, None)), ("    毕业时间：2021年6月", ("2018-09", "2021-06"))]
)
def test_who_is_still_enrolled_has_no_period(end, days):
    lines = [line.format(end=end) for line in ENROLLED]
    found = told(*lines, "~青川师范学院教务处", "~2021年7月1日")
    assert (value(found, "start_date"), value(found, "end_date")) == days


def test_a_letter_to_its_team_names_where_a_project_is_at_home():
    found = told(
        "#结题通知", "青川市河湾中学课题组：", "你们承担的课题《农村小学的晨诵》（课题编号：QC2019-12）已按期完成，准予结题。", *SIGNED
    )  # fmt: skip
    told_so = [(c.value, c.method) for c in found.fields if c.name == "employer"]
    assert told_so == [("青川市河湾中学", "project:to-team")]


@pytest.mark.parametrize("beside", ["扫码进入会议网站", "扫描进入学习中心"])
def test_what_stands_below_a_code_signs_nothing(beside):
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：", LETTER, *("　" for _ in range(8)), f"~{beside}", *SIGNED
    )
    assert values(found, "issuers") == ["青川市教育科学研究院"]
