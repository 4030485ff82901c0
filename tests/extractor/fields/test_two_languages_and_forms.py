"""Traps that an independent author's pages laid: two languages, forms, what only looks like a value."""

import pytest

from extractor.document import Seal
from extractor.fields import find_fields
from tests.extractor.builders import body, line, page

SMALL = 0.016


def read(*lines, seals: tuple[Seal, ...] = ()):
    """Return name and value of every field; of issuers the list."""
    found = find_fields((page(*lines),), seals).fields
    given = {field.name: field.value for field in found if field.name != "issuers"}
    return given | {"issuers": [field.value for field in found if field.name == "issuers"]}


def small(text: str, left: float, top: float):
    return line(text, left, top, em=SMALL)


def test_of_two_columns_that_say_the_same_the_chinese_one_counts():
    chinese = (
        "兹证明陶强于2022年5月9日至12日参加中外合作办",
        "学教师专业发展培训,共计32学时,经考核,成绩合",
        "格,准予结业。特发此证。",
    )
    english = (
        "This is to certify that Meng Haibo attended",
        "the Professional Development Programme for",
        "Teachers, with satisfactory results, 32 hours.",
    )
    given = read(
        line("结业证书", 0.15, 0.1), line("Certificate of Completion", 0.55, 0.1),
        *(small(text, 0.1, 0.22 + 0.03 * row) for row, text in enumerate(chinese)),
        *(small(text, 0.52, 0.22 + 0.03 * row) for row, text in enumerate(english)),
        small("青麓大学", 0.75, 0.7), small("Qinglu University", 0.74, 0.72), small("2022年5月21日", 0.74, 0.75),
    )  # fmt: skip
    assert given["holder_name"] == "陶强"
    assert given["activity_title"] == "中外合作办学教师专业发展培训"
    assert given["result"] == "合格"
    assert given["issuers"] == ["青麓大学"]


def test_a_foreign_body_that_signs_beside_a_chinese_one_stays():
    given = read(
        line("结业证书", 0.4, 0.1),
        *body("兹证明陶强于2022年5月9日至12日参加教师发展培训班,共计32学时。"),
        small("青麓大学", 0.1, 0.7), small("University of Northmoor", 0.6, 0.7),
    )  # fmt: skip
    assert set(given["issuers"]) == {"青麓大学", "University of Northmoor"}


def test_a_value_of_two_lines_beside_its_label_is_read_whole():
    given = read(
        line("培训证书", 0.4, 0.05), small("姓名", 0.1, 0.2), small("狄佳", 0.3, 0.2),
        small("48", 0.32, 0.3), small("学时数", 0.1, 0.315), small("(大写:肆拾捌)", 0.3, 0.33),
        small("清渠市教育技术装备中心(盖章)", 0.3, 0.42), small("发证单位", 0.1, 0.435),
        small("二〇二一年十一月", 0.33, 0.45),
    )  # fmt: skip
    assert given["issuers"] == ["清渠市教育技术装备中心"]
    assert given["issue_date"] == "2021-11"
    assert given["hours"] == 48


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("韦静于2022年4月在“启明继续教育在线”参加小学教师班主任培训班网络研修,累计13.5学时。", "小学教师班主任培训班"),
        ("韦静于2022年4月在“骨干教师培训”中完成学习,累计13学时。", "骨干教师培训"),
        ("韦静于2022年4月参加学科教学策略网络研修活动,累计13学时。", "学科教学策略网络研修活动"),
    ],
)  # fmt: skip
def test_where_and_how_it_was_learned_is_no_part_of_the_title(sentence, title):
    assert read(line("结业证书", 0.4, 0.1), *body(sentence))["activity_title"] == title


def test_a_title_over_two_lines_counts_where_the_sentence_names_only_the_way_of_learning():
    given = read(
        line("“国培计划(2020)”——", 0.3, 0.1), line("云岭省小学英语教师置换脱产培训项目", 0.22, 0.15),
        line("培训证书", 0.4, 0.22, em=0.05),
        *(small(t, 0.1, 0.4 + 0.03 * i) for i, t in enumerate(("齐丽望同志于2020年6月17日至30日参加集中研修,共计112学时,", "成绩合格。特发此证。"))),
    )  # fmt: skip
    assert given["activity_title"] == "“国培计划(2020)”——云岭省小学英语教师置换脱产培训项目"


@pytest.mark.parametrize(
    "text",
    [
        "石桥教师〔2022〕84号",
        "华育教师发展研究院课题管理中心",
        "14 Canal Street, Suzhou Tel. +86 512 6354",
    ],
)
def test_part_of_a_name_or_an_address_is_nobody(text):
    assert "holder_name" not in read(line("通知", 0.4, 0.1), *body(text))


def test_a_beginning_may_bring_its_end():
    given = read(
        line("Certificate of Training", 0.3, 0.1), small("from 1 June to 2 June 2021 in Chengdu, China,", 0.2, 0.4),
        small("Date of issue: June 4, 2021", 0.5, 0.7),
    )  # fmt: skip
    assert (given["start_date"], given["end_date"]) == ("2021-06-01", "2021-06-02")


def test_the_place_ends_before_what_was_done_there():
    given = read(
        line("参会证明", 0.4, 0.1),
        *body("兹证明顾柏于2021年6月23日至26日在南昌市全程参加了由石桥", "市教科院主办的“沧南省教师发展论坛”。"),
    )  # fmt: skip
    assert given["location"] == "南昌市"


def test_a_letter_on_somebody_of_yours_names_their_employer():
    given = read(
        line("名师工作室成员聘任通知", 0.3, 0.1), small("沅陵湾市第四实验小学:", 0.1, 0.25),
        *(small(t, 0.13 - 0.03 * bool(i), 0.29 + 0.03 * i) for i, t in enumerate(("经评审,决定聘任你单位欧阳民同志为沅陵湾市音乐名师工作室成员,聘期三", "年。特此通知。"))),
        small("沅陵湾市教育局", 0.6, 0.7),
    )  # fmt: skip
    assert given["holder_name"] == "欧阳民"
    assert given["employer"] == "沅陵湾市第四实验小学"


def test_a_unit_that_writes_of_its_own_staff_is_their_employer():
    given = read(
        line("情况说明", 0.4, 0.1),
        *body("兹有我单位汤东景同志于2022年6月13日至17日参加骨干", "教师培训,共30学时。情况属实,特此说明。"),
        line("石桥市第三实验小学", 0.5, 0.7),
    )  # fmt: skip
    assert given["employer"] == "石桥市第三实验小学"
    assert given["issuers"] == ["石桥市第三实验小学"]


@pytest.mark.parametrize(
    "quoted", ["“促进学习的评价”课", "“促进学习的评价”课程", "“促进学习的评价”指导教师"]
)
def test_what_stands_behind_a_quoted_title_is_left_out(quoted):
    given = read(line("结业证书", 0.4, 0.1), line("课程名称", 0.1, 0.3), line(quoted, 0.3, 0.3))
    assert given["activity_title"] == "促进学习的评价"


def test_a_value_of_two_lines_ends_at_the_next_label_of_its_row():
    given = read(
        line("培训证书", 0.4, 0.05), small("姓名", 0.1, 0.2), small("狄佳", 0.3, 0.2),
        small("48", 0.32, 0.3), small("(大写:肆拾捌)", 0.28, 0.33), small("学时数", 0.1, 0.315),
        small("考核结果", 0.5, 0.315), small("良好", 0.62, 0.31),
    )  # fmt: skip
    assert (given["hours"], given["result"]) == (48, "良好")


def test_a_heading_that_ends_in_a_dash_is_one_with_the_line_below():
    given = read(
        line("“国培计划(2021)”——", 0.3, 0.15),
        line("沧南省农村初中科学教师工作坊主持人培训项目", 0.15, 0.2),
        line("培训证书", 0.4, 0.26),
        *body("许梓波老师于2021年11月5日至2021年11月18日参加上述项目学习,计112学时。", top=0.36),
    )
    assert given["activity_title"] == "“国培计划(2021)”——沧南省农村初中科学教师工作坊主持人培训项目"


def test_the_most_hours_of_a_day_are_not_what_was_learned():
    given = read(
        line("参训学时统计证明", 0.3, 0.1), small("学员姓名:姚婉行", 0.1, 0.2),
        small("合计", 0.1, 0.4), small("25学时(大写:贰拾伍学时)", 0.3, 0.4),
        small("注:每日最多计8学时。", 0.1, 0.5),
    )  # fmt: skip
    assert given["hours"] == 25


def test_whom_a_letter_greets_is_no_label():
    given = read(
        line("结业证明", 0.4, 0.1), small("各有关单位：", 0.1, 0.25),
        *body("学员史强珍(身份证号码:340120198512164469)同志于2020年4月13日至21日参加我院承办的培训。"),
    )  # fmt: skip
    assert given["holder_name"] == "史强珍"


@pytest.mark.parametrize(
    "rows",
    [
        ("您于2021年12月", "4日至2021年12月", "5日参加教师发展专题研讨,共计12学时。"),
        ("学员张三于2021年12月4日至", "2021年12月5日参加教师发展专题研讨,共计12学时。"),
        ("学员张三于2021年12月4日", "至12月5日参加教师发展专题研讨,共计12学时。"),
    ],
)
def test_a_period_broken_between_short_lines_is_one(rows):
    given = read(
        line("结业证书", 0.4, 0.1), line("张三老师:", 0.1, 0.2),
        *(small(text, 0.1, 0.3 + 0.025 * n) for n, text in enumerate(rows)),
        small("某某大学继续教育学院", 0.6, 0.7), small("一行把正文的右边撑开到这里来的字", 0.7, 0.8),
    )  # fmt: skip
    assert (given["start_date"], given["end_date"]) == ("2021-12-04", "2021-12-05")


def test_an_employer_in_brackets_behind_the_name():
    given = read(
        line("培训证书", 0.4, 0.1),
        *body(
            "兹证明覃婉仪老师(工作单位:榕城区松岗实验小学)于2021年7月12日至16日参加培训,共40学时。"
        ),
    )
    assert given["employer"] == "榕城区松岗实验小学"


def test_the_total_of_a_year_is_no_further_row():
    given = read(
        line("教师继续教育登记册", 0.3, 0.05), small("姓名:臧晓岚", 0.1, 0.15),
        small("起止时间", 0.1, 0.2), small("培训内容", 0.3, 0.2), small("学时", 0.6, 0.2),
        small("2021.03.08-03.12", 0.1, 0.25), small("课堂教学诊断", 0.3, 0.25), small("20", 0.61, 0.25),
        small("2021.06.21-06.22", 0.1, 0.3), small("应急救护培训", 0.3, 0.3), small("8", 0.61, 0.3),
        small("2021.08.23-08.27", 0.1, 0.35), small("新教材研读", 0.3, 0.35), small("32", 0.61, 0.35),
        small("本年度合计", 0.3, 0.4), small("60", 0.61, 0.4),
    )  # fmt: skip
    assert given["hours"] == 60


def test_the_english_name_behind_a_chinese_one_is_left_out():
    given = read(
        line("结业证书", 0.4, 0.1),
        small("颁发机构:韦斯特戴尔教育学院(Westdale College of", 0.1, 0.6), small("颁发日期:2021年7月5日", 0.1, 0.7),
    )  # fmt: skip
    assert given["issuers"] == ["韦斯特戴尔教育学院"]


def test_the_day_in_a_cell_for_an_opinion_is_the_day_of_issue():
    given = read(
        line("继续教育登记表", 0.3, 0.05), small("姓名", 0.1, 0.2), small("詹其睿", 0.3, 0.2),
        small("培训机构意见", 0.1, 0.6), small("2021年5月6日", 0.5, 0.6),
    )  # fmt: skip
    assert given["issue_date"] == "2021-05-06"


def test_a_course_of_a_numbered_run_is_what_is_quoted():
    given = read(
        line("培训证明书", 0.4, 0.1),
        *body("邬清和同志参加了我中心2021年第三期“安全教育与校园欺凌防治”培训班,共计十六学时。"),
    )
    assert given["activity_title"] == "安全教育与校园欺凌防治"
