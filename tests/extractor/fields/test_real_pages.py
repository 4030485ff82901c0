"""What pages of real life taught, with invented names: each was read wrong and sure once."""

import pytest

from extractor.fields import find_fields
from tests.extractor.builders import body, line, page, value, values

HEAD = line("结业证书", 0.4, 0.1, em=0.05)
SENTENCE = body("王小明同志于2021年7月5日至7月9日参加骨干教师培训班,共计40学时,特发此证。")
DAY = line("2021年7月10日", 0.62, 0.7)
SIGNED = (line("柳湾工业大学", 0.6, 0.62), line("2023年5月10日", 0.62, 0.68))


def read(*lines, seals=()):
    return find_fields((page(*lines),), seals)


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("上海市", "发展和改革委员会", "上海市发展和改革委员会"),
        ("柳湾市", "教育局", "柳湾市教育局"),
        ("共青团", "上海市委员会", "共青团上海市委员会"),
        ("中国共产主义青年团", "柳湾市委员会", "中国共产主义青年团柳湾市委员会"),
    ],
)
def test_a_body_whose_first_line_is_only_its_beginning(above, below, whole):
    found = read(HEAD, *SENTENCE, line(above, 0.66, 0.6), line(below, 0.62, 0.64), DAY)
    assert values(found, "issuers") == [whole]


def test_an_office_of_every_town_is_unsure_without_its_town():
    found = read(HEAD, *SENTENCE, line("发展和改革委员会", 0.6, 0.62), DAY)
    issuer = next(field for field in found.fields if field.name == "issuers")
    assert issuer.value == "发展和改革委员会"
    assert issuer.confidence < 0.9


def test_what_an_article_refers_to_is_not_where_it_appeared():
    article = page(
        line("基于热泵的太阳能干燥装置设计", 0.2, 0.1, em=0.05),
        line("张知秋 李一帆", 0.3, 0.18),
        line("摘要:本文设计了一种装置。", 0.1, 0.25),
        *body("正文从这里开始,研究表明装置可行。", "关键词:热泵;太阳能"),
    )
    cited = page(
        line("参考文献", 0.1, 0.05),
        line("[1] 王小明.装置研究[J]. 能源学报, 2019, 12(3): 22-25.", 0.1, 0.08),
        line("[2] Smith J. Solar drying[J].", 0.1, 0.12),
        line("Energy & Environmental Science, 2020, 13(11): 4341-4380.", 0.1, 0.16),
        line("[3] Lee K. Heat pumps[J]. Journal of Heat, 2018, 2(1): 1-9.", 0.1, 0.9),
        line("Renewable Energy Review, 2020, 13(11): 21-28.", 0.1, 0.95),
        number=2,
    )
    goes_on = page(
        line("Nature Energy Research, 2020, 13(11): 431-438.", 0.1, 0.05),
        line("[4] Kim S. Pumps[J]. Journal of Heat, 2018, 2(1): 1-9.", 0.1, 0.09),
        line("[5] Kim S. Dryers[J]. Journal of Heat, 2019, 3(1): 1-9.", 0.1, 0.13),
        number=3,
    )
    found = find_fields((article, cited, goes_on), ())
    names = {field.name for field in found.fields}
    assert value(found, "activity_title") == "基于热泵的太阳能干燥装置设计"
    assert not names & {"journal", "volume", "issue", "issue_date", "pages"}


def test_the_heads_of_pages_with_references_stay():
    pages = tuple(
        page(
            line("2021年第3期 能源教育研究", 0.1, 0.05),
            *(
                (line("干燥装置的设计与教学", 0.2, 0.15, em=0.05), line("摘要:本文。", 0.1, 0.25))
                if number == 1
                else ()
            ),
            line("[1] 王小明.装置研究[J]. 能源学报, 2019, 12(5): 22-25.", 0.1, 0.5),
            line("[2] 李小红.教学研究[J]. 教学学报, 2018, 11(4): 12-15.", 0.1, 0.6),
            number=number,
        )
        for number in (1, 2)
    )
    found = find_fields(pages, ())
    assert (value(found, "journal"), value(found, "issue")) == ("能源教育研究", "3")


@pytest.mark.parametrize(
    "text",
    [
        "兹有我校学生王小明,学号20220101,于2022年9月进入我校计算机学院学习,学制四年,特此证明。",
        "王小明,2018年9月考入本校学习,成绩良好。特此证明。",
        "王小明同志于2019年7月到我校任教,参加2021年度继续教育培训,共计72学时。特此证明。",
    ],
)
def test_when_somebody_came_to_a_school_is_no_training(text):
    found = read(line("证明", 0.4, 0.1, em=0.05), *body(text), *SIGNED)
    assert value(found, "holder_name") == "王小明"
    assert value(found, "start_date") is None
    assert "特此" not in str(value(found, "activity_title"))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("在第十届全国大学生数学建模竞赛东岭赛区中荣获二等奖,特发此证,以资鼓励。", None),
        ("荣获2022年国家级教学成果奖评选柳湾市初评一等奖。", None),
        ("在第十届全国青年教师教学竞赛中荣获二等奖。", "national"),
    ],
)
def test_the_round_of_a_contest_in_one_place_is_not_of_the_country(text, level):
    found = read(
        line("荣誉证书", 0.36, 0.1, em=0.06), line("王小明:", 0.1, 0.25), *body(text), *SIGNED
    )
    assert value(found, "level") == level


def test_a_branch_centre_does_not_end_the_occasion():
    text = "在商学院志愿服务分中心2024年组织考评中,表现突出,荣获一等奖。"
    found = read(line("荣誉证书", 0.36, 0.1, em=0.06), *body(f"王小明同学{text}"), *SIGNED)
    title = value(found, "activity_title")
    assert title is None or "分中心" in title


def test_a_medal_in_large_type_is_nobody_s_name():
    found = read(
        line("奖状", 0.4, 0.1, em=0.08),
        line("季军", 0.4, 0.3, em=0.06),
        *body("在校运动会男子100米比赛中荣获第三名,特发此状,以资鼓励。", top=0.4),
        *SIGNED,
    )
    assert value(found, "holder_name") is None


def test_a_word_behind_the_learner_is_not_the_name_that_stands_above():
    found = read(
        HEAD,
        line("王小明", 0.45, 0.2),
        *body("学员顺利完成2021年客服实训项目,表现优异。"),
        *SIGNED,
    )
    assert value(found, "holder_name") == "王小明"


def test_the_translation_of_a_label_is_no_qualification():
    found = read(
        line("专业技术资格证书", 0.3, 0.05, em=0.05),
        line("资格名称", 0.1, 0.2),
        line("Qualification Level", 0.4, 0.2),
        line("批准日期:2022年5月28日", 0.1, 0.42),
        line("姓名:王小明", 0.1, 0.5),
    )
    assert value(found, "activity_title") != "Qualification Level"


def test_advanced_applications_are_no_grade():
    text = "王小明参加全国计算机等级考试,通过二级MS Office高级应用考试,成绩合格,取得等级证书。"
    found = read(line("等级证书", 0.3, 0.05, em=0.05), *body(text), *SIGNED)
    assert found.kind.value == "qualification"
    assert value(found, "level") is None


def test_a_certificate_of_one_skill_is_a_qualification():
    found = read(
        line("专项职业能力证书", 0.3, 0.1, em=0.06),
        line("姓名:王小明", 0.1, 0.2),
        line("职业名称:网店运营", 0.1, 0.26),
        line("证书编号:2203012345678901", 0.1, 0.32),
        line("经考核合格,准予发证", 0.1, 0.4),
        line("柳湾市职业技能鉴定中心", 0.5, 0.62),
    )
    assert found.kind.value == "qualification"
    assert value(found, "activity_title") == "网店运营"


def test_a_label_behind_a_blank_is_no_part_of_the_school():
    found = read(
        HEAD, line("姓名:王小明", 0.1, 0.2), line("学校名称:柳湾工业大学院(系)", 0.1, 0.26)
    )
    assert value(found, "employer") == "柳湾工业大学"


def test_an_appointed_tutor_works_at_the_school_that_stands_before_the_name():
    text = "兹聘请松原县第一中学王小明老师为松原县李知秋名师工作室导师,聘期三年。"
    found = read(line("聘书", 0.4, 0.1, em=0.06), *body(text), *SIGNED)
    assert value(found, "employer") == "松原县第一中学"


def test_what_guests_are_asked_to_bring_is_no_place():
    found = read(
        line("邀请函", 0.4, 0.1, em=0.06),
        line("尊敬的王小明老师:", 0.1, 0.2),
        *body("兹定于2023年5月12日至14日举办川南省基础教育论坛,诚邀您参加。"),
        line("会议地点:松原县国际会议中心三楼 请持本函参会,往返交通费自理", 0.1, 0.4),
        *SIGNED,
    )
    assert value(found, "location") == "松原县国际会议中心三楼"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("参加“2021年小学数学骨干教师培训项目学习,共40学时。", "2021年小学数学骨干教师培训项目"),
        ("完成省级“信息技术应用能力提升工程2.0”培训,共40学时。", "信息技术应用能力提升工程2.0"),
        ("作为2025年柳湾马拉松的志愿者,全力参与,特发此证。", "2025年柳湾马拉松"),
    ],
)
def test_what_stands_around_a_name_is_left_out(text, title):
    found = read(HEAD, line("王小明老师:", 0.1, 0.2), *body(text), *SIGNED)
    assert value(found, "activity_title") == title


def test_a_piece_of_a_number_is_no_number():
    found = read(HEAD, *SENTENCE, line("编号", 0.1, 0.5), line("20.", 0.3, 0.5), *SIGNED)
    assert value(found, "certificate_number") is None
