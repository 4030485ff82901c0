"""Labels and their values: behind a colon, in the next cell, or below."""

import pytest

from extractor.fields.labels.form import read_labels
from extractor.fields.labels.words import is_label, label_fields
from extractor.paragraphs import page_cells
from tests.extractor.builders import line, page


def read(*lines):
    found = read_labels(page_cells(page(*lines)))
    return [(item.field, item.value.text) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓名:张三", [("holder_name", "张三")]),
        ("姓 名：张三", [("holder_name", "张三")]),
        ("姓名(Name):张三", [("holder_name", "张三")]),
        ("姓名 Name：张三", [("holder_name", "张三")]),
        (
            "姓名：张三 性别：女 单位：某某学校",
            [("holder_name", "张三"), ("none", "女"), ("employer", "某某学校")],
        ),
        ("学员姓名：张三性别：女", [("holder_name", "张三"), ("none", "女")]),
        ("姓名 张三", [("holder_name", "张三")]),
        ("Name: Wang Fang", [("holder_name", "Wang Fang")]),
        ("Date of issue: 9 July 2021", [("issue_date", "9 July 2021")]),
    ],
)
def test_values_in_one_line_with_their_labels(text, expected):
    assert read(line(text, 0.1, 0.2)) == expected


def test_a_value_stands_in_the_next_cell():
    assert read(line("姓名", 0.1, 0.2), line("张三", 0.3, 0.2)) == [("holder_name", "张三")]


def test_a_value_stands_below_its_heading():
    cells = (
        line("姓名", 0.1, 0.2),
        line("学时", 0.4, 0.2),
        line("张三", 0.1, 0.25),
        line("48", 0.41, 0.25),
    )
    assert read(*cells) == [("holder_name", "张三"), ("hours", "48")]


def test_an_english_line_below_a_chinese_label_takes_no_value_of_its_own():
    cells = (
        line("证书编号：A2021", 0.1, 0.2),
        line("Certificate No", 0.1, 0.24),
        line("某某大学", 0.1, 0.28),
    )
    assert read(*cells) == [("certificate_number", "A2021")]


def test_an_unknown_label_takes_its_value_out_of_the_way():
    assert read(line("获奖单位：某某大学", 0.1, 0.2)) == [("none", "某某大学")]


def test_a_salutation_is_no_label():
    assert read(line("张三同志：", 0.1, 0.2), line("你于2021年参加培训", 0.1, 0.25)) == []


def test_a_long_value_goes_on_in_the_next_line():
    cells = (
        line("培训项目：二〇二一年某某省中小学骨干教师信息技术", 0.1, 0.2),
        line("应用能力提升培训", 0.25, 0.24),
        line("单位：某某市第一中学", 0.1, 0.3),
    )
    assert read(*cells)[0] == (
        "activity_title",
        "二〇二一年某某省中小学骨干教师信息技术应用能力提升培训",
    )


def test_an_empty_blank_has_no_value():
    assert read(line("姓名：____", 0.1, 0.2)) == []


def test_every_label_is_recognised_as_one():
    assert [label for label in label_fields() if not is_label(label)] == []


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("研修时段", "period"),
        ("培训起止日期", "period"),
        ("所属项目", "activity_title"),
        ("核定单位", "issuer"),
        ("考核等次", "result"),
        ("已修学时", "hours"),
        ("证书编码", "certificate_number"),
        ("证书大小", None),
        ("Record No.", "certificate_number"),
        ("Course title", "activity_title"),
    ],
)
def test_labels_built_of_two_words_need_not_be_listed(label, field):
    assert label_fields().get(label.replace(" ", "").lower().rstrip(".")) == field


def test_what_stands_in_the_column_of_labels_ends_the_value_above():
    cells = (
        line("姓名", 0.1, 0.2),
        line("张三", 0.3, 0.2),
        line("特长", 0.1, 0.25),
        line("书法", 0.3, 0.25),
    )
    assert read(*cells) == [("holder_name", "张三")]


def test_labels_over_their_values_are_a_list_not_a_table():
    cells = (
        line("所在单位", 0.1, 0.2, em=0.02),
        line("某某市第五中学", 0.1, 0.24),
        line("培训名称", 0.1, 0.30, em=0.02),
        line("骨干教师研修班", 0.1, 0.34),
    )
    assert read(*cells) == [("employer", "某某市第五中学"), ("activity_title", "骨干教师研修班")]
