"""Letters of a journal's editors on what they will print."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


SIGNED = ("~霖州教学研究杂志社", "~二〇二一年七月二十日")


def test_the_author_addressed_is_the_holder_among_those_listed():
    found = told(
        "#用稿通知", "尊敬的孙文博作者：", "来稿收悉。您的稿件达到发表水平，现将用稿情况通知如下：",
        "稿件题目|农村小学数学分层作业设计的思考", "作者|孙文博、梁玉兰", "刊发刊期|2021年第8期", "刊物级别|省级", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "孙文博"
    assert values(found, "authors") == ["孙文博", "梁玉兰"]
    assert value(found, "level") == "provincial"


def test_several_authors_addressed_in_one_breath_have_no_holder_among_them():
    found = told(
        "#用稿通知", "尊敬的孙文博等作者：", "来稿收悉。您的稿件达到发表水平，现将用稿情况通知如下：",
        "稿件题目|农村小学数学分层作业设计的思考", "作者|孙文博、梁玉兰", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") is None


def test_whoever_a_letter_addresses_wrote_what_was_sent_in():
    found = told(
        "#刊用通知单", "霖州市金银滩中学许慧玲同志：",
        "来稿“小学英语绘本教学中思维品质的培养”收悉。经编辑部审定，该文将在《霖州课堂》2025年第8期刊出。", *SIGNED,
    )  # fmt: skip
    assert values(found, "authors") == ["许慧玲"]
    assert value(found, "employer") == "霖州市金银滩中学"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("编字〔2021〕第792号", "document_number"),
        ("录字[2021]第698号", "document_number"),
        ("编号：LY2021-1690", "certificate_number"),
    ],
)
def test_the_number_of_the_letter_itself(number, name):
    found = told(
        "#录用证明", number, "王小明老师撰写的论文《基于分层作业的初中化学教学策略》，经同行专家评审，同意录用，计划在2021年第8期发表。",
        *SIGNED,
    )  # fmt: skip
    assert value(found, name) == number.removeprefix("编号：")


def test_a_title_whose_second_mark_was_read_straight():
    found = told(
        "#Letter of Acceptance", "Dear Ms. Liu Xiaoyan,",
        "We are glad to inform you that your paper entitled “Picture Book Reading and Oral English in Primary Classrooms\" has been accepted for publication.",
        "~Editorial Office of Asian Journal of School Education",
    )  # fmt: skip
    assert (
        value(found, "activity_title")
        == "Picture Book Reading and Oral English in Primary Classrooms"
    )
