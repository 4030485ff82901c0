"""Values in cells of two lines, posts, editors, towns: what another author's pages laid bare."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.document import Seal
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page

SMALL = 0.018


def small(text: str, left: float, top: float):
    return line(text, left, top, em=SMALL)


def read(*lines, seals: tuple[Seal, ...] = ()):
    found = find_fields((page(*lines),), seals).fields
    return {field.name: field for field in found}


def told(*lines: str) -> dict[str, object]:
    """Return the fields of a sheet; of several of one name, the list."""
    found = find_fields((sheet(*lines),)).fields
    listed = [f.value for f in found if f.name == "authors"]
    return {f.name: f.value for f in found} | ({"authors": listed} if listed else {})


def test_hours_in_figures_over_hours_in_words_belong_to_the_label_between_them():
    given = read(
        line("继续教育培训证书", 0.35, 0.08),
        small("姓名", 0.15, 0.2), small("穆子雅", 0.4, 0.2),
        small("学时数", 0.15, 0.459), small("48", 0.42, 0.447), small("(大写:肆拾捌)", 0.36, 0.471),
        small("考核结果", 0.62, 0.459), small("优秀", 0.8, 0.459),
        small("发证单位", 0.15, 0.6), small("青麓大学教师教育学院", 0.45, 0.6),
    )  # fmt: skip
    assert given["hours"].value == Decimal(48)
    assert given["result"].value == "优秀"


def test_the_end_of_a_name_on_its_own_line_is_no_label():
    given = read(
        line("培训合格证书", 0.35, 0.08),
        small("学员姓名：欧阳安勇", 0.18, 0.2),
        small("培训项目：", 0.18, 0.31), small("川海省幼儿园音乐骨干教师家庭教育指导专题", 0.33, 0.3),
        small("培训班", 0.33, 0.325),
        small("培训学时：48课时", 0.18, 0.4),
        small("武汉市格致教育科技有限公司", 0.55, 0.7),
    )  # fmt: skip
    assert given["activity_title"].value == "川海省幼儿园音乐骨干教师家庭教育指导专题培训班"


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("兹聘请您担任沅陵湾市教师发展中心化学学科兼职教研员，聘期一年。", "兼职教研员"),
        ("受邀担任“书法教师专项技能研修班”主讲教师，授课6学时。", "主讲教师"),
        ("决定聘任你单位上官建东同志为石桥市陶源明名师工作室成员，聘期三年。", "成员"),
    ],
)
def test_the_post_of_an_appointment_is_read(sentence: str, role: str):
    given = told(
        "#聘书", "康志禾老师：", sentence, "此聘。", "~沅陵湾市教师发展中心", "~2021年12月27日"
    )
    assert given["project_role"] == role


def test_a_post_behind_a_quoted_course_is_no_part_of_its_name():
    given = told(
        "#授课证明",
        "汪知老师于2022年8月23日至26日受邀担任“小学语文教师命题能力高级研修班”指导教师，授课6学时。",
        "特此证明。",
        "~望川师范学院",
    )
    assert given["activity_title"] == "小学语文教师命题能力高级研修班"


def test_editors_sign_with_the_name_of_their_journal():
    given = told(
        "#用稿通知书",
        "邵琪同志：",
        "您的稿件《基于大概念的单元教学设计研究》经本刊三审通过，决定录用，拟刊于2022年第9期。",
        "特此通知。",
        "~《基础教育论衡》编辑部",
        "~2022年6月27日",
    )
    assert given["issuers"] == "《基础教育论衡》编辑部"


def test_a_mail_of_acceptance_names_author_and_day_in_its_head():
    given = told(
        "#稿件录用通知",
        "发件人：云岭教学研究编辑部",
        "时间：2020年6月23日13:20",
        "毕丽东作者，您好！",
        "您投给本刊的论文“县域教研员课程领导力的现状调查”已通过终审，同意录用。",
        "《云岭教学研究》编辑部",
    )
    assert given["authors"] == ["毕丽东"]
    assert given["issue_date"] == "2020-06-23"


def test_a_number_of_a_society_on_an_invitation_is_the_letters():
    given = told(
        "#石桥市教育科学研究院",
        "沧学会函〔2021〕16号",
        "#邀请函",
        "尊敬的陶波行教授：",
        "我单位定于2021年10月14日在厦门市云庭酒店举办“教育数字化转型高峰论坛”，诚邀您出席。",
        "~石桥市教育科学研究院",
    )
    assert given["document_number"] == "沧学会函〔2021〕16号"
    assert "certificate_number" not in given


def test_a_transcript_is_issued_by_the_office_that_signs():
    given = told(
        "#青麓大学",
        "#教育硕士学习成绩单",
        "姓名：张婉禾",
        "学习时间：2018年9月—2021年6月",
        "课程名称|学分|成绩",
        "教育心理学|2|69",
        "教育学原理|2|80",
        "通过课程2门，共计4学分。",
        "~青麓大学研究生院",
        "~2021年6月22日",
    )
    assert given["issuers"] == "青麓大学研究生院"
    assert (given["start_date"], given["end_date"]) == ("2018-09", "2021-06")
    assert given["courses_passed"] == Decimal(2)


def test_a_stated_number_of_courses_that_the_table_contradicts_is_unsure():
    found = find_fields(
        (
            sheet(
                "#学习成绩单", "姓名：张婉禾", "课程名称|学分|成绩", "教育心理学|2|69",
                "教育学原理|2|80", "通过课程12门，共计4学分。", "~青麓大学",
            ),
        )
    ).fields  # fmt: skip
    courses = next(field for field in found if field.name == "courses_passed")
    assert courses.value == Decimal(12)
    assert courses.confidence < 0.8


def test_a_town_in_the_sentence_is_where_it_took_place():
    given = told(
        "#结业证书",
        "沈嘉舒老师于2022年9月7日至14日在昆明市参加“教学能力培训班”，共计90学时，准予结业。",
        "~柳塘市教育局",
    )
    assert given["location"] == "昆明市"


def test_hours_and_day_on_one_line_tell_of_the_training():
    given = told(
        "#CERTIFICATE OF COMPLETION",
        "This certificate is presented to",
        "#Li Ruoxi",
        "has successfully completed the course",
        "Safeguarding and Child Protection",
        "13 August 2021 · 12 contact hours",
        "~Date of issue: August 28, 2021",
        "~Northmere College of Education",
    )
    assert (given["start_date"], given["end_date"]) == ("2021-08-13", "2021-08-13")
    assert given["issue_date"] == "2021-08-28"


def test_a_day_that_a_seal_hides_leaves_the_date_unsure():
    found = find_fields(
        (
            sheet(
                "#学习证书", "学员姓名：童舜悦", "总学时：10学时",
                "~越岭省教师发展中心", "~2022年5月日",
            ),
        )
    ).fields  # fmt: skip
    issued = next(field for field in found if field.name == "issue_date")
    assert issued.value == "2022-05"
    assert issued.confidence < 0.8


def test_the_heading_of_a_notice_that_wraps_is_one_name():
    given = told(
        "#关于举办澜州市校园食品安全与后勤管理工作培训",
        "#班的通知",
        "各有关单位：",
        "经研究，决定举办澜州市校园食品安全与后勤管理工作培训班。现将有关事项通知如下：",
        "一、培训时间：2021年7月7日至8月5日。",
        "~云麓省教育学会",
        "~2021年6月7日",
    )
    assert given["activity_title"] == "澜州市校园食品安全与后勤管理工作培训班"


def test_a_book_is_issued_by_its_publisher_and_its_length_is_read_from_the_table():
    given = told(
        "图书在版编目(CIP)数据",
        "乡村教师成长叙事/张书志,蒋佳东主编.—昆明:青麓科学技术出版社,2020.9",
        "ISBN 978-7-5441-5372-0",
        "出版发行|青麓科学技术出版社",
        "印刷|岚江彩印有限责任公司",
        "字数|126千字",
        "版次|2020年9月第1版",
    )
    assert given["issuers"] == "青麓科学技术出版社"
    assert given["characters"] == Decimal(126000)
