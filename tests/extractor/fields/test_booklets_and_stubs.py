"""Forms and sentences of one more author, each with invented names and words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.fields import find_fields
from extractor.fields.titles.trimming import is_title
from extractor.language.hours import choose_total, find_hours
from extractor.language.names import name_likelihood
from extractor.language.organisations import organisation_likelihood
from extractor.paragraphs import page_cells, passages_of
from extractor.passages import join_cells
from tests.extractor.builders import body, line, page


def told(*lines):
    return {f.name: f.value for f in find_fields((page(*lines),)).fields}


def test_the_unit_stands_below_its_label_over_the_next_label_of_a_booklet():
    found = told(
        line("姓名 郭丽芬", 0.11, 0.45, em=0.02),
        line("工作单位", 0.11, 0.55, em=0.02),
        line("云汀市柏溪路学校", 0.12, 0.60, em=0.02),
        line("证书编号 云教训字第20180736号", 0.11, 0.66, em=0.02),
        line("该学员于2018年4月9日参加专题培训，共学习72学时。", 0.4, 0.3, em=0.02),
    )
    assert found["employer"] == "云汀市柏溪路学校"


def test_a_signature_under_a_table_of_one_row_is_no_second_row():
    found = told(
        line("培训学时证明", 0.4, 0.1, em=0.04),
        line("现将下列学员培训情况证明如下:", 0.1, 0.25, em=0.02),
        line("姓名", 0.1, 0.40, em=0.02), line("工作单位", 0.3, 0.40, em=0.02),
        line("学时", 0.72, 0.40, em=0.02), line("结果", 0.85, 0.40, em=0.02),
        line("谭建国", 0.09, 0.46, em=0.02), line("云汀工程学校", 0.28, 0.46, em=0.02),
        line("40", 0.73, 0.46, em=0.02), line("合格", 0.85, 0.46, em=0.02),
        line("云汀市职业教育学会", 0.64, 0.62, em=0.02),
        line("2023年7月21日", 0.67, 0.66, em=0.02),
    )  # fmt: skip
    assert found["hours"] == Decimal(40)


def test_the_paper_s_number_below_is_no_part_of_the_unit():
    found = told(
        line("证书", 0.4, 0.1, em=0.05),
        *body("车晓曼老师于2018年3月参加区级骨干教师研修班学习，共计30学时。"),
        line("学员单位：静溪区第三幼儿园", 0.15, 0.69, em=0.02),
        line("静溪教训（2019）骨字第052号", 0.15, 0.72, em=0.02),
    )
    assert found["employer"] == "静溪区第三幼儿园"
    assert found["certificate_number"] == "静溪教训(2019)骨字第052号"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("累计实践160学时(每天8学时)。", "160"),
        ("共160学时(8学时/天)。", "160"),
        ("学习时间5天,每天8学时。", None),
    ],
)
def test_what_a_day_has_stands_behind_the_total(text, hours):
    total = choose_total(find_hours(text))
    stated = None if total is None or total.computed else total.value
    assert stated == (None if hours is None else Decimal(hours))


def test_credits_of_a_class():
    total = choose_total(find_hours("授予学分1类8分"))
    assert total is not None
    assert (total.value, total.unit) == (Decimal(8), "学分")


@pytest.mark.parametrize("words", ["学时达到规定要求，合格。", "符合年度培训标准,合格。"])
def test_up_to_the_mark(words):
    found = told(*body(f"王小明同志参加网络研修，共计40学时，{words}"))
    assert found["result"] == "合格"


def test_behind_a_dash_the_name_goes_on():
    found = told(*body("您参加“国培计划(2022)”——中西部项目初中数学带头人高级研修班，共40学时。"))
    assert found["activity_title"] == "“国培计划(2022)”——中西部项目初中数学带头人高级研修班"


def test_a_chinese_name_stands_before_its_latin_one():
    found = told(
        line("课程学习证书", 0.3, 0.1, em=0.05),
        line("龙开宇", 0.27, 0.26, em=0.02), line("LONG Kaiyu", 0.335, 0.26, em=0.02),
        *body("在2024.09.09—2024.12.01期间完成在线课程《教学创新》，共24学时。", top=0.36),
        line("This is to certify that LONG Kaiyu has completed the course.", 0.2, 0.56, em=0.01),
    )  # fmt: skip
    assert found["holder_name"] == "龙开宇"


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("云汀县疾病预防控制中心丘国栋同志于2021年6月26日参加“安全培训”，学习8小时。", "holder_name", "丘国栋"),
        ("庄雅文同志于2023年4月15日在柏溪镇文化站参加“急救技能专题培训”，学习6小时。", "location", "柏溪镇文化站"),
    ],
)  # fmt: skip
def test_sentences(sentence, name, value):
    assert told(*body(sentence))[name] == value


def test_a_school_may_be_followed_by_what_it_is():
    found = told(*body("云汀区田心小学学校(单位)卜兰兰老师于2020年11月26日参加观摩活动，共4学时。"))
    assert found["employer"] == "云汀区田心小学"


def test_nobody_signs_with_a_full_stop_or_as_a_call_to_register():
    found = told(
        line("关于召开小学数学现场会的通知", 0.2, 0.1, em=0.04),
        *body("经研究，决定召开现场会。现将有关事项通知如下：", top=0.3),
        line("二、地点", 0.15, 0.52, em=0.02),
        line("云汀县柏溪乡中心小学。", 0.15, 0.56, em=0.02),
        line("云汀县教师进修学校", 0.6, 0.82, em=0.02),
        line("2018年5月11日", 0.62, 0.85, em=0.02),
        line("扫码注册参会", 0.1, 0.93, em=0.02),
    )
    assert found["issuers"] == "云汀县教师进修学校"
    assert organisation_likelihood("扫码注册参会") < 0.5


def test_a_learner_s_badge_is_nobody():
    assert name_likelihood("会学通学员·实名") == 0
    assert name_likelihood("买买提·艾力") > 0.9


def test_a_row_may_be_the_centred_rest_of_a_broad_one():
    cells = page(
        line(
            "兹证明柳承志于2024年11月8日在杭州参加2024年智能制造与控制工程学", 0.1, 0.42, em=0.024
        ),
        line("术年会，并作分会场报告。", 0.36, 0.46, em=0.024),
        line("并作题为“面向柔性产线的调度优化方法”的分会场报告并获好评", 0.142, 0.46, em=0.024),
    )
    one = page(cells.lines[0], cells.lines[2])
    assert len(passages_of(one)) == 1
    assert len(passages_of(page(cells.lines[0], cells.lines[1]))) == 2
    assert join_cells(page_cells(one)).text.startswith("兹证明")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("二〇二一年七月二十五日至七月三十日", False), ("2021年7月5日至9日", False), ("2021年骨干教师培训", True)],
)  # fmt: skip
def test_days_alone_are_no_title(text, expected):
    assert is_title(text) is expected


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (body("兹有我校教师葛思琪同志，系我院护理系副教授，于2022年9月5日参加能力进修班，共30学时。"), "holder_name", "葛思琪"),
        (body("您参加了市级“小学科学实验技能研修”活动，历时五天，计四十学时，特发此证。"), "level", "municipal"),
        (body("该同志参加“国培计划(2022)”——县级初中数学班，完成培训计划规定的全部课程，共60学时。"), "activity_title", "“国培计划(2022)”——县级初中数学班"),
        ((line("(继教)字第0629号", 0.4, 0.2),), "certificate_number", "(继教)字第0629号"),
        ((line("总成绩：93分（优秀）", 0.1, 0.5),), "result", "优秀"),
    ],
)  # fmt: skip
def test_words_of_another_author(lines, name, value):
    assert told(line("证书", 0.4, 0.1, em=0.05), *lines)[name] == value


def test_a_label_of_a_place_and_a_state_are_no_titles():
    found = told(
        line("继续教育证明", 0.3, 0.1, em=0.05),
        line("举办地点：云汀省平湖口市", 0.15, 0.4, em=0.02),
        line("完成情况：24学时 合格", 0.15, 0.5, em=0.02),
    )
    assert "activity_title" not in found


def test_who_printed_a_notice_did_not_issue_it():
    found = told(
        line("关于召开小学数学现场会的通知", 0.2, 0.1, em=0.04),
        *body("经研究，决定召开现场会。现将有关事项通知如下：", top=0.3),
        line("云汀区教育局", 0.6, 0.76, em=0.02),
        line("2022年3月11日", 0.6, 0.80, em=0.02),
        line("云汀区教育局办公室", 0.1, 0.92, em=0.02),
        line("2022年3月11日印发", 0.5, 0.92, em=0.02),
    )
    assert found["issuers"] == "云汀区教育局"


def test_the_department_that_signs_is_not_where_somebody_works():
    found = told(
        line("柏溪职业学院", 0.35, 0.06, em=0.04),
        *body("葛思琪同志，女，系我院护理系副教授，于2022年9月5日参加能力进修班，共30学时。"),
        line("柏溪职业学院人事处", 0.56, 0.6, em=0.02),
        line("2023年1月6日", 0.6, 0.64, em=0.02),
    )
    assert found["employer"] == "柏溪职业学院"
    assert found["issuers"] == "柏溪职业学院人事处"


def test_a_letter_called_a_statement_speaks_below_its_name():
    found = told(
        line("说明", 0.42, 0.12, em=0.05),
        *body("兹有我校教师沙丽娟同志于2021年7月12日参加实验教学创新培训，共40学时。", top=0.2),
        line("岑溪口中学", 0.6, 0.6, em=0.02),
    )
    assert found["holder_name"] == "沙丽娟"


def test_a_word_of_a_stamp_is_no_label_of_who_signs():
    found = told(
        line("专业技术职务任职资格证书", 0.2, 0.1, em=0.04),
        line("姓名：辛夷", 0.16, 0.22, em=0.02),
        line("级别：中级", 0.16, 0.28, em=0.02),
        line("资格名称：讲师", 0.16, 0.34, em=0.02),
        line("职称", 0.19, 0.69, em=0.02),
        line("云汀省人力资源和社会保障厅", 0.4, 0.70, em=0.02),
        line("2017年12月25日", 0.45, 0.74, em=0.02),
    )
    assert found["activity_title"] == "讲师"


def test_whose_unit_stands_before_the_name_in_an_address():
    found = told(
        line("获奖证书", 0.35, 0.1, em=0.05),
        line("榆溪二中丰子恒：", 0.12, 0.29, em=0.02),
        *body("您的课例《圆锥曲线》在2021年优质课评选中荣获一等奖。", top=0.38),
    )
    assert (found["holder_name"], found["employer"]) == ("丰子恒", "榆溪二中")


def test_a_chinese_page_names_its_holder_in_chinese():
    found = told(
        line("课程认证证书", 0.35, 0.15, em=0.05),
        line("林书瑶", 0.1, 0.3, em=0.03),
        *body("已完成由云汀大学开设的在线课程《混合式教学设计与实施》，学时：32。", top=0.4),
        line("This is to certify that Lin Shuyao has completed the course.", 0.1, 0.6, em=0.02),
    )
    assert found["holder_name"] == "林书瑶"


def test_somebody_called_sheng_was_not_born_then():
    found = told(*body("学员谷春生于2015年8月6日至8月15日参加教材教法培训，共计40课时。"))
    assert (found["holder_name"], found["start_date"]) == ("谷春生", "2015-08-06")


def test_credits_with_their_parts():
    total = choose_total(find_hours("共取得90学分(专业科目60学分,公需科目30学分)"))
    assert total is not None
    assert (total.value, total.unit) == (Decimal(90), "学分")
    told_twice = choose_total(
        find_hours("完成:90学分 合格,共取得90学分(专业科目60学分,公需科目30学分)")
    )
    assert told_twice is not None
    assert told_twice.value == 90
    assert choose_total(find_hours("取得90学分,另记60学分,又记20学分")) is None


@pytest.mark.parametrize(
    ("signed", "expected"), [((), "2020-12-08"), (("2020年12月1日",), "2020-12-01")]
)
def test_the_day_of_printing_speaks_where_no_other_does(signed, expected):
    found = told(
        line("继续教育学时证明", 0.3, 0.1, em=0.04),
        *body("该学员累计获得90学时，特此证明。"),
        *(line(day, 0.6, 0.7, em=0.02) for day in signed),
        line("打印日期：2020-12-08", 0.6, 0.8, em=0.02),
    )
    assert found["issue_date"] == expected
