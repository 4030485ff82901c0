"""Forms met on documents of two more authors who had not seen the program; names are invented."""

from decimal import Decimal

import pytest

from extractor.document import Page
from extractor.fields import find_fields
from extractor.language.hours import HoursRole, choose_total, find_hours
from extractor.language.identifiers import find_identifiers
from extractor.language.names import is_name
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page

SURE = 0.9


def read(*lines, seals=()):
    return find_fields((page(*lines),), seals)


def told(*lines):
    return find_fields((sheet(*lines),))


def values(found, name, role=None):
    return [f.value for f in found.fields if f.name == name and role in (None, f.role)]


def value(found, name):
    return next(iter(values(found, name)), None)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("已获学时:10 总学时:12", 10),
        ("22/30学时", 22),
        ("应修学时30 实修学时28", 28),
        ("总学时:60 已完成学时:60", 60),
        ("学制两年,完成培养方案规定的240学时,成绩合格。", 240),
        ("线下已完成学时:20 线上已完成学时:40 总学时:60", 60),
    ],
)
def test_what_was_earned_counts_not_what_all_would_come_to(text, hours):
    total = choose_total(find_hours(text))
    assert total is not None
    assert total.value == Decimal(hours)


def test_earned_beside_a_larger_total_is_not_sure():
    total = choose_total(find_hours("已获学时:10 总学时:12"))
    assert total is not None
    assert total.certainty < SURE
    assert total.mentions[0].role is HoursRole.EARNED


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第 0231 号", "0231"),
        ("证书第二〇二一〇七三九号", "二〇二一〇七三九"),
        ("枞教研结字第(19)046号", "枞教研结字第(19)046号"),
        ("编号：CLJX(2022) 1130-6", "CLJX(2022)1130-6"),
        ("号：滨师继字20190628", "滨师继字20190628"),
        ("Ne QYSJ2022-113", "QYSJ2022-113"),
    ],
)
def test_numbers_as_print_shops_set_them(text, number):
    assert [found.value for found in find_identifiers(text)] == [number]


def test_a_lost_label_does_not_make_a_person_s_number_the_certificate_s():
    found = find_identifiers("身份证\n号:530124199202058666")
    assert not any(one.kind.value == "certificate_number" for one in found)


@pytest.mark.parametrize(
    "name", ["乌兰其其格", "巴桑次仁", "索朗卓玛", "海日罕", "公输班", "相里红梅"]
)
def test_names_without_a_common_surname(name):
    found = read(
        line("结业证书", 0.4, 0.1, em=0.06),
        *body(f"{name}同志:", "于2021年7月5日至9日参加骨干教师培训班,共计40学时。"),
    )
    assert value(found, "holder_name") == name


@pytest.mark.parametrize("word", ["申报书", "登记表", "听课", "指导", "中小学", "数学"])
def test_words_of_forms_are_no_names(word):
    assert not is_name(word)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["参加“初中教师足球专项培训”符合学时登记条件,参训10天,计60学时。"],
            "初中教师足球专项培训",
        ),
        (["参加2023年“同步课堂”主讲教师线上培训,共计20学时。"], "2023年“同步课堂”主讲教师线上培训"),
        (["参加由我会主办的全省小学数学“结构化教学”专题研讨活动,共18学时。"], "全省小学数学“结构化教学”专题研讨活动"),
        (["参加2021年新任教师岗前培训(任教学科:小学美术),修满120学时。"], "2021年新任教师岗前培训"),
        (["参加农村小学数学教师提高班学习,学完5门课程,共70学时。"], "农村小学数学教师提高班"),
        (["参加“国培计划(2019)”——乡村教师访名校语文班,完成规定的培训课程,共80学时。"], "“国培计划(2019)”——乡村教师访名校语文班"),
        (["在1+X证书制度师资研修班学习期满,学习40学时。"], "1+X证书制度师资研修班"),
        (["参加本校“自闭症儿童课堂支持策略”一日研修,共6学时。"], "自闭症儿童课堂支持策略"),
    ],
)  # fmt: skip
def test_what_of_a_sentence_is_the_title(lines, title):
    found = read(*body("王小明同志", *lines))
    assert value(found, "activity_title") == title


def test_a_name_that_a_clause_alone_gives_is_not_sure():
    found = read(*body("王小明同志参加农村小学数学教师提高班学习,共70学时。"))
    (title,) = [f for f in found.fields if f.name == "activity_title"]
    assert title.confidence < SURE


def test_marks_that_a_line_breaks_are_one_name():
    found = read(
        line("王小明同志参加“国培计划", 0.2, 0.3),
        line("(2020)”秦渠省农村教师培训团队研修项目,共计", 0.15, 0.35),
        line("160学时,考核合格,准予结业。", 0.15, 0.4),
    )
    assert value(found, "activity_title") == "“国培计划(2020)”秦渠省农村教师培训团队研修项目"


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("于2019年12月2日开班,12月6日结束,王小明老师参加培训,共30学时。", "2019-12-02", "2019-12-06"),
        ("参加研修,集中研修时间为2020年11月2日至2020年11月16日,网络研修时间截至2020年12月20日。", "2020-11-02", "2020-12-20"),
        ("参加名师研修,分三个阶段学习:2021年7月12日至16日,2021年10月11日至22日,成果展示2022年3月25日。", "2021-07-12", "2022-03-25"),
    ],
)  # fmt: skip
def test_from_when_to_when_in_parts(sentence, start, end):
    found = told("#培训证书", "王小明老师:", sentence, "~青麓市教师发展中心", "~2022年4月6日")
    assert (value(found, "start_date"), value(found, "end_date")) == (start, end)


def test_when_a_project_was_begun_and_done_and_who_led_it():
    found = told(
        "#专项课题结题证书",
        "由虎丘市平江实验学校谈小雨主持的市级课题《初中名著阅读学习研究》(立项号HQ18-Z045),"
        "于2018年10月立项,2020年11月完成研究任务,鉴定等级:良好,同意结题。",
        "~虎丘市教育科学研究院",
        "~2020年11月30日",
    )
    assert (value(found, "holder_name"), value(found, "employer")) == (
        "谈小雨",
        "虎丘市平江实验学校",
    )
    assert (value(found, "start_date"), value(found, "end_date")) == ("2018-10", "2020-11")


def test_a_translation_has_the_bodies_and_the_day_of_the_original():
    found = told(
        "#翻译件",
        "兹证明王小明女士,出席了2019年11月7日至9日举行的北海数学教育年会,获得12个专业发展学时。",
        "~北海教师协会",
        "~2019年11月9日",
        "~译文与原件核对一致",
        "~鹭洲市第三中学",
        "~2019年11月28日",
    )
    assert found.kind.value == "translation"
    assert values(found, "issuers") == ["北海教师协会"]
    assert value(found, "issue_date") == "2019-11-09"


def test_no_line_of_an_article_signs_it():
    found = told(
        "#乡村小规模学校复式教学的实践路径",
        "霍小明",
        "(陵州师范学院,陵州 536000)",
        "摘要：以三所乡村小规模学校为个案,分析复式教学的意义。",
        "关键词：小规模学校；复式教学",
        "文章编号：1671-0944(2021)05-0061-06",
        "~已有研究多集中于城市学校",
    )
    assert found.kind.value == "paper"
    assert values(found, "issuers") == []


def test_a_table_of_marks_with_names_flush_left_and_its_sums():
    found = told(
        "#青麓大学",
        "#研究生成绩单",
        "姓名：张婉禾",
        "课程名称|学分|学时|成绩",
        "英语|2|36|85",
        "教育原理与当代教育问题|2|36|88",
        "统计|2|36|90",
        "合计|6|108",
        "~青麓大学研究生院",
        "~2021年7月6日",
    )
    assert value(found, "courses_passed") == Decimal(3)
    assert (value(found, "credits"), value(found, "hours")) == (Decimal(6), Decimal(108))


def test_a_sum_of_credits_is_no_sum_of_hours():
    found = told(
        "#研究生成绩单",
        "姓名：张婉禾",
        "课程名称|学分|成绩",
        "教育原理|2|85",
        "教育统计|2|88",
        "合计|4",
        "~青麓大学研究生院",
    )
    assert value(found, "credits") == Decimal(4)
    assert value(found, "hours") is None


def test_a_patent_has_one_office_by_the_name_it_signs_with():
    found = told(
        "#发明专利证书",
        "发明名称：一种力学演示实验装置",
        "发明人：张小明；李小红",
        "专利号：ZL201910836214.5",
        "授权公告日：2021年06月15日",
        "国家知识产权局依照中华人民共和国专利法进行审查,决定授予专利权。",
        "~中华人民共和国国家知识产权局",
    )
    assert values(found, "issuers") == ["中华人民共和国国家知识产权局"]


@pytest.mark.parametrize(
    ("sentence", "result", "work"),
    [
        ("您执教的课例《观潮》在2021年菱湖市语文课堂教学评比活动中荣获一等奖。", "一等奖", "观潮"),
        ("在第六届湘南省生物优质课展评活动中,您的参赛课《光合作用的原理》荣获壹等奖。", "壹等奖", "光合作用的原理"),
    ],
)  # fmt: skip
def test_an_award_in_the_words_of_its_page(sentence, result, work):
    found = told("#荣誉证书", "贝小雨老师:", sentence, "特发此证,以资鼓励。", "~菱湖市教育局")
    assert (value(found, "result"), value(found, "award_class")) == (result, Decimal(1))
    assert value(found, "activity_title") == work


def test_the_one_author_of_an_awarded_work_is_its_holder():
    found = told(
        "#获奖证书",
        "成果名称：“岗课赛证”融通的教学改革与实践",
        "完成人：诸葛小明（第三完成人）",
        "获奖等级：一等奖",
        "~河南省教育厅",
    )
    assert value(found, "holder_name") == "诸葛小明"
    assert value(found, "activity_title") == "“岗课赛证”融通的教学改革与实践"
    assert value(found, "holder_rank") == Decimal(3)


def test_a_notice_tells_its_place_under_a_heading_and_the_hours_it_promises():
    found = told(
        "#关于举办2022年骨干教师高级研修班的通知",
        "各县（市、区）教育局：",
        "一、培训时间",
        "2022年7月18日至7月24日。",
        "二、培训地点",
        "云岭师范学院",
        "三、其他事项",
        "培训合格者计56学时。",
        "~云岭市教育局",
        "~2022年6月28日",
    )
    assert (value(found, "location"), value(found, "hours")) == ("云岭师范学院", Decimal(56))
    assert values(found, "issuers") == ["云岭市教育局"]


def test_bodies_in_an_annex_sign_nothing():
    notice = sheet(
        "#关于举办班主任培训班的通知",
        "各县区教育体育局：",
        "一、培训时间：2022年8月8日至8月12日",
        "~开封县教育体育局",
        "~2022年7月15日",
    )
    annex = sheet("附件", "#名额分配表", "~龙亭区教育体育局", "~杞县教育体育局")
    found = find_fields((notice, Page(2, annex.width, annex.height, annex.lines)))
    assert values(found, "issuers") == ["开封县教育体育局"]


def test_a_committee_whose_end_a_seal_hides_is_called_whole_but_not_surely():
    found = told(
        "#培训证明",
        "王小明老师参加研修班,共计20学时。",
        "~东岭省数学学会教学专业委",
        "~2019年10月27日",
    )
    (issuer,) = [f for f in found.fields if f.name == "issuers"]
    assert issuer.value == "东岭省数学学会教学专业委员会"
    assert issuer.confidence < SURE


@pytest.mark.parametrize(
    ("lines", "employer"),
    [
        (["滑小雨老师 杞县金城大道小学", "参加名师培育研修,共40学时。"], "杞县金城大道小学"),
        (["苗小心老师", "青麓市第二十七中学", "参加我社举办的网络培训,计12学时。"], "青麓市第二十七中学"),
        (["兹有臧小波女士,汴梁大学文学院,于2023年4月7日至10日在昆明参加研修班,修满32学时。"], "汴梁大学文学院"),
    ],
)  # fmt: skip
def test_where_somebody_works_beside_the_name(lines, employer):
    found = told("#结业证书", *lines, "~青麓市教育局", "~2024年8月14日")
    assert value(found, "employer") == employer


def test_a_phone_s_status_bar_makes_a_screenshot():
    found = told(
        "9:41|5G 78%", "#学习证书", "介小推学员：", "你在“乡村振兴与教育”网络课程中修满16学时。",
        "保存到相册|分享",
    )  # fmt: skip
    assert found.kind.value == "screenshot"


def test_the_level_of_a_training_is_read_where_it_is_printed():
    found = told(
        "#培训证书", "姓名|阎小青", "培训项目|物理教师培训", "培训级别|市级", "学时|40学时"
    )
    assert value(found, "level") == "municipal"
    assert value(told("#培训证书", "王小明老师参加物理教师培训,共40学时。"), "level") is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2023-01-08 学时:48最终成绩:合格", 48), ("学习时间:2022-10-10至2023-01-08学时:48", 48)],
)
def test_a_date_before_a_label_is_no_figure_of_its_unit(text, hours):
    assert [m.value for m in find_hours(text)] == [Decimal(hours)]


def test_whom_a_letter_is_to_is_no_label_of_what_stands_below():
    found = told(
        "#听课（讲座）证明",
        "岭东医科大学第三临床学院：",
        "贵单位狄小惠老师于2022年11月17日参加我中心举办的“临床教师教学沙龙”,听课时长3小时。",
        "~岭东医科大学教师教学发展中心",
        "~2022年11月18日",
    )
    assert value(found, "holder_name") == "狄小惠"
    assert value(found, "employer") == "岭东医科大学第三临床学院"


def test_a_name_and_a_body_in_one_line_are_a_person_and_where_they_work():
    found = told(
        "#指导教师获奖证书",
        "甄小航 汴梁大学附属中学",
        "在第十四届程序设计邀请赛(中原赛区)中,指导参赛队获得二等奖。",
        "~程序设计邀请赛中原赛区组委会",
        "~2020年11月29日",
    )
    assert (value(found, "holder_name"), value(found, "employer")) == ("甄小航", "汴梁大学附属中学")
    assert values(found, "issuers") == ["程序设计邀请赛中原赛区组委会"]


def test_what_no_name_begins_with_goes_on_from_the_line_above():
    found = read(
        line("荣誉证书", 0.4, 0.1, em=0.06),
        *body("张小明同志在创业计划竞赛中荣获银奖。", top=0.3),
        line("东岭省人力资源", 0.1, 0.7, em=0.02),
        line("东岭金融控股集团", 0.5, 0.7, em=0.02),
        line("和社会保障厅", 0.11, 0.722, em=0.02),
        line("有限公司", 0.54, 0.722, em=0.02),
    )
    assert values(found, "issuers") == ["东岭省人力资源和社会保障厅", "东岭金融控股集团有限公司"]


def test_a_bilingual_page_in_traditional_script():
    found = read(
        line("香港職業教育專業學院", 0.2, 0.08, em=0.05),
        line("課程證書", 0.4, 0.18, em=0.05),
        line("譚小倫TAN Xiaolun", 0.3, 0.3),
        line("於2019年11月4日至11月15日修畢", 0.29, 0.36),
        line("has completed, from 4 to 15 November 2019, the", 0.25, 0.4),
        line("職業教育教師國際化能力研修課程", 0.25, 0.45),
        line("Programme on International Competence for Teachers", 0.2, 0.5),
        line("學時總計 64 學時", 0.39, 0.56),
    )
    assert value(found, "holder_name") == "譚小倫"
    assert value(found, "activity_title") == "職業教育教師國際化能力研修課程"
    assert value(found, "hours") == Decimal(64)


def test_the_number_of_a_note_is_no_hours():
    text = "说明:1.面授每日按8学时计;2.本证书学时可登记为专业科目学时;3.涂改无效。"
    assert choose_total(find_hours(text)) is None


def test_the_last_figure_of_a_column_that_is_the_sum_of_the_others_is_their_total():
    found = told(
        "#校本研修学时认定单",
        "教师姓名：殷小岚",
        "研修形式|学时",
        "集体备课|12",
        "专题讲座|6",
        "公开课研讨|8",
        "读书沙龙|4",
        "认定数|30",
        "~武进区前黄实验学校",
    )
    assert value(found, "hours") == Decimal(30)


@pytest.mark.parametrize("place", ["青麓市师范附属小学报告厅", "青麓市图书馆一楼展厅"])
def test_a_hall_signs_nothing(place):
    found = told(
        "#关于召开工作会议的通知",
        "各学校：",
        "一、会议时间：2024年4月22日",
        f"~{place}",
        "~青麓市教育研究院",
        "~2024年4月8日",
    )
    assert values(found, "issuers") == ["青麓市教育研究院"]


def test_the_line_under_a_winner_s_name_says_where_they_work_and_signs_nothing():
    found = told(
        "#获奖证书",
        "乌云其木格",
        "~青麓市第一幼儿园",
        "在青麓市第七届教师基本功大赛中获得二等奖。",
        "青麓市教育体育局",
        "2023年6月9日",
    )
    assert found.kind.value == "award"
    assert "青麓市教育体育局" in values(found, "issuers")


@pytest.mark.parametrize("name", ["丛晓东", "鹿鸣远", "亓艳玲"])
def test_rarer_surnames(name):
    found = told(
        "#学时证明", f"经查,青麓市高级中学{name}同志2022年度累计96学时。", "~青麓市教师进修学院"
    )
    assert (value(found, "holder_name"), value(found, "employer")) == (name, "青麓市高级中学")
