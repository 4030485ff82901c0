"""Wordings of records, tables and imprints, as papers of four later authors had."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def test_a_tall_heading_beside_the_lines_of_an_invitation_puts_none_of_them_out_of_order():
    found = find_fields(
        (
            page(
                line("洪文渊女士：", 0.54, 0.114),
                line("兹定于二〇二一年十一月二十六日至", 0.58, 0.176),
                line("二十八日，在临川市文昌大剧院召开“江", 0.54, 0.234),
                line("请柬", 0.11, 0.24, em=0.115),
                line("右中小学美育改革研讨会”，恭请", 0.54, 0.291),
                line("光临。", 0.54, 0.33),
                line("江右艺术教育学会", 0.70, 0.789),
                line("二〇二一年十一月五日", 0.70, 0.837),
            ),
        )
    )
    assert value(found, "activity_title") == "江右中小学美育改革研讨会"


def test_credits_that_the_plan_asks_for_are_not_those_that_were_earned():
    found = told(
        "赣北省高等教育自学考试课程合格成绩证明",
        "考生姓名：邢若渔",
        "合格课程：7门",
        "累计学分：37学分",
        "计划规定：应考14门，应取得73学分",
        "赣北省高等教育自学考试委员会办公室",
        "2019年1月15日",
    )
    assert value(found, "credits") == "37"


def test_hours_that_a_year_asks_for_are_not_those_of_the_voucher():
    found = find_fields(
        (
            page(
                line("专业技术人员继续教育学时凭单", 0.30, 0.05, em=0.03),
                line("学员姓名", 0.06, 0.15), line("阮若齐", 0.25, 0.15),
                line("课程名称", 0.06, 0.20), line("高中新教材实施网络研修", 0.25, 0.20),
                line("年度应修", 0.06, 0.30), line("90学时", 0.25, 0.30),
                line("本次认定学时", 0.06, 0.40), line("(大写)柒拾贰学时整 (小写)72.0", 0.25, 0.40),
                line("出具单位：沧海市教育人才服务中心", 0.5, 0.6),
            ),
        )
    )  # fmt: skip
    assert value(found, "hours") == "72"


@pytest.mark.parametrize("beside", ["双月刊", "2021年4月第2期双月刊"])
def test_how_often_a_journal_appears_stands_between_its_name_and_the_issue(beside):
    issue = [] if "期" in beside else [line("2021年4月 第2期", 0.78, 0.05)]
    found = find_fields(
        (
            page(
                line("实训与装备", 0.08, 0.05), line(beside, 0.45, 0.05), *issue,
                line("虚实结合的中职数控实训教学设计", 0.20, 0.12, em=0.03),
                line("温若玉，冉启程", 0.38, 0.17),
                line("摘要：以行动研究法开展了实践，提炼出实施路径，并从组织与评价提出建议。", 0.08, 0.22),
                line("关键词：数控实训；增强现实", 0.08, 0.27),
                *(line("数控加工实训课长期存在示范看不清与操作有风险的难处", 0.08, 0.32 + 0.03 * n) for n in range(18)),
                line("ISSN 2095-8145 CN 42-1893/TH", 0.08, 0.95),
            ),
        )
    )  # fmt: skip
    assert value(found, "journal") == "实训与装备"


def test_the_cover_of_a_reprint_names_its_journal_below():
    found = find_fields(
        (
            page(
                line("抽印本", 0.80, 0.06),
                line("西南民族地区双语儿童", 0.25, 0.15, em=0.035),
                line("数学语言理解的发展研究", 0.25, 0.20, em=0.035),
                line("罗平川，岳温香", 0.40, 0.33),
                line("原载", 0.46, 0.50),
                line("边疆教育科学", 0.35, 0.535, em=0.03),
                line("第19卷 第4期", 0.42, 0.62),
                line("二〇二〇年八月", 0.42, 0.66),
                line("ISSN 1008-2573", 0.42, 0.80),
            ),
        )
    )
    assert value(found, "journal") == "边疆教育科学"
    assert value(found, "activity_title") == "西南民族地区双语儿童数学语言理解的发展研究"


def test_who_makes_a_journal_names_it_and_no_article():
    found = find_fields(
        (
            page(
                line("桂南音乐教育", 0.10, 0.06, em=0.05), line("编辑委员会", 0.66, 0.06),
                line("顾问", 0.56, 0.11),
                line("莫千山 韦书成 谭咏音", 0.56, 0.14),
                line("2021年 第6期 第41卷", 0.16, 0.17),
                line("主办单位：桂南音乐教育学会", 0.08, 0.25),
                line("编辑出版：《桂南音乐教育》编辑部", 0.08, 0.40),
                line("国际标准刊号：ISSN 1002-915X", 0.08, 0.65),
                line("出版日期：2021年12月10日", 0.08, 0.70),
            ),
        )
    )  # fmt: skip
    assert value(found, "journal") == "桂南音乐教育"
    assert value(found, "activity_title") is None
    assert "顾问" not in values(found, "authors")


def test_a_meeting_of_any_name_over_the_invitation_is_not_what_it_is_called():
    found = told(
        "线上学术会议",
        "邀请函",
        "亲爱的钟若雪老师：",
        "会议主题：数字素养与人机协同",
        "会议时间：2022年10月29日",
        "沧海信息科技教育研究会",
    )
    assert value(found, "activity_title") != "线上学术会议"


def test_the_year_of_a_forms_edition_is_no_day_of_issue():
    found = told(
        "教育科研成果鉴定证书",
        "成果名称：中职电子商务专业课程体系的构建与应用",
        "第一完成人：符若年",
        "完成单位：睢州市商贸中等专业学校",
        "豫东职业教育教学研究室印制",
        "二〇一八年版",
    )
    assert value(found, "issue_date") is None
    assert value(found, "holder_name") == "符若年"


def test_a_society_and_a_teachers_college_that_sign_are_two():
    found = find_fields(
        (
            page(
                line("邀请函", 0.42, 0.06, em=0.03),
                line("褚若帆老师：", 0.10, 0.12),
                line("兹定于2020年8月5日至8日举办“赣北高中历史教学研讨会”，特邀您参加。", 0.14, 0.16),
                line("赣北历史教学研究会", 0.62, 0.60),
                line("石湖师范学院", 0.645, 0.63),
                line("2020年7月6日", 0.65, 0.66),
            ),
        )
    )  # fmt: skip
    assert values(found, "issuers") == ["赣北历史教学研究会", "石湖师范学院"]


def test_the_head_of_a_list_of_people_signs_nothing():
    found = find_fields(
        (
            page(
                line("立项通知书", 0.40, 0.05, em=0.03),
                line("课题名称", 0.10, 0.30), line("县域初中课后服务课程供给研究", 0.35, 0.30),
                line("课题组(按序)", 0.10, 0.50), line("鲁若鸣(主持人)、甘若露、姚思源", 0.35, 0.50),
                line("沧澜市教育科学规划领导小组办公室", 0.50, 0.78),
                line("2022年5月18日", 0.60, 0.82),
            ),
        )
    )  # fmt: skip
    assert values(found, "issuers") == ["沧澜市教育科学规划领导小组办公室"]


def test_telephones_beside_the_label_of_a_place_are_none():
    found = told(
        "邀请函",
        "尊敬的令狐若清校长：",
        "第十二届特殊教育融合发展论坛即将举行，诚邀您出席。",
        "地点：会务热线:027-59661083",
        "南湖特殊教育研究会",
        "2021年4月25日",
    )
    assert value(found, "location") is None


def test_an_author_whom_a_letter_greets():
    found = told(
        "论文交流会邀请函",
        "尊敬的作者罗若斌先生：",
        "您撰写的《中职汽修专业教学的实践路径》一文入选“2019年职业教育研究论文交流会”，邀请您参加。",
        "西部职业教育研究院",
        "2019年11月11日",
    )
    assert value(found, "holder_name") == "罗若斌"


def test_two_bodies_that_did_the_work_leave_open_where_the_holder_works():
    found = told(
        "教育科研成果鉴定证书",
        "成果名称：寒地中小学冰雪体育课程资源建设",
        "完成单位：滨江市第四中学 滨江市金源小学",
        "负责人：车若里",
        "滨江市教育学术成果评审中心",
        "2019年11月29日",
    )
    (employer,) = [one for one in found.fields if one.name == "employer"]
    assert employer.confidence < 0.9


TEAM = (
    line("教育科研成果鉴定证书", 0.30, 0.05, em=0.03),
    line("成果名称", 0.08, 0.15), line("寒地中小学冰雪体育课程资源建设", 0.30, 0.15),
    line("排序", 0.08, 0.30), line("姓名", 0.25, 0.30), line("职称", 0.42, 0.30), line("工作单位", 0.62, 0.30),
    line("1", 0.09, 0.36), line("车若里", 0.24, 0.36), line("高级教师", 0.40, 0.36), line("滨江市第四中学", 0.58, 0.36),
    line("2", 0.09, 0.42), line("钟若武", 0.24, 0.42), line("一级教师", 0.40, 0.42), line("滨江市第四中学", 0.58, 0.42),
    line("3", 0.09, 0.48), line("苏若杰", 0.24, 0.48), line("一级教师", 0.40, 0.48), line("滨江市金源小学", 0.58, 0.48),
    line("滨江市教育学术成果评审中心", 0.50, 0.78),
)  # fmt: skip


def test_whoever_is_marked_in_the_table_of_a_team_hands_it_in():
    marked = replace(page(*TEAM), marks=(Box(0.06, 0.47, 0.95, 0.52),))
    found = find_fields((marked,))
    assert (value(found, "holder_name"), value(found, "employer")) == ("苏若杰", "滨江市金源小学")
    assert value(found, "holder_rank") == "3"


def test_nobody_marked_in_the_table_of_a_team_is_not_whoever_leads_it_surely():
    found = find_fields((page(*TEAM),))
    assert not [one for one in found.fields if one.name == "holder_name" and one.confidence >= 0.9]
