"""The day on which an issue appeared, titles in parts, menus, and marked entries of contents."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import placed
from tests.extractor.builders import value, values


def set_at(*rows, marks=()):
    """Return a page of lines: (text, left, top), and how tall one is where that is not 0.018."""
    texts, boxes = [], []
    for text, left, top, *tall in rows:
        height = tall[0] if tall else 0.018
        texts.append(text)
        boxes.append((left, top, min(0.98, left + height * 0.83 * len(text)), top + height))
    return replace(placed(texts, boxes, (1240, 1754)), marks=tuple(Box(*mark) for mark in marks))


def told(*rows, marks=()):
    return find_fields((set_at(*rows, marks=marks),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


IMPRINT = (
    ("青川教师", 0.1, 0.06, 0.04), ("目录", 0.5, 0.06), ("（双月刊·1992年创刊）", 0.1, 0.12),
    ("习题课的分层设计", 0.45, 0.2), ("罗文静 3", 0.85, 0.2), ("自制测力计的三次改进", 0.45, 0.25), ("陆晓雯 7", 0.85, 0.25),
    ("主办单位 青川教师进修学院", 0.1, 0.2), ("国内刊号 CN 21-1547/G6", 0.1, 0.3), ("{}", 0.1, 0.4),
    ("2017年第4期", 0.1, 0.8),
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["出版日期2017年8月15日", "出版时间2017年8月15日", "刊出日期2017年8月15日", "出刊日期 2017年8月15日", "发行日期2017年8月15日"],
)
def test_a_day_in_an_imprint_needs_no_colon(line):
    found = told(*((text.format(line), *where) for text, *where in IMPRINT))
    assert value(found, "issue_date") == "2017-08-15"


def test_the_year_is_not_sure_beside_a_day_of_another_year():
    rows = ((text.format("出版日期2018年1月15日"), *where) for text, *where in IMPRINT)
    assert not sure(told(*rows), "issue_date")


RECORD = (
    ("首页>期刊>文献详情", 0.05, 0.1), ("盲校低段触觉绘本的制作与使用", 0.25, 0.14, 0.03), ("陆晓雯 秦志远", 0.36, 0.18),
    ("青川市培智学校", 0.43, 0.2), ("摘要：", 0.05, 0.23), ("以六名一年级学生为对象，考察触觉绘本在阅读课中的作用。", 0.19, 0.23),
    ("年,卷(期):", 0.05, 0.41), ("2021, 9(4)", 0.19, 0.41), ("页码：", 0.05, 0.44), ("57-62", 0.19, 0.44),
    ("刊名：", 0.05, 0.47), ("青川特教", 0.19, 0.47),
)  # fmt: skip


@pytest.mark.parametrize("label", ["在线出版：", "网络出版：", "线上出版：", "在线发表时间：", "刊出时间：", "出刊时间："])
def test_the_day_stands_where_a_record_tells_the_year_too(label):
    found = told(*RECORD, (label, 0.05, 0.57), ("2021年8月20日", 0.19, 0.57))
    assert value(found, "issue_date") == "2021-08-20"


@pytest.mark.parametrize("own", ["个人打印", "读者自印", "自行打印"])
def test_what_a_reader_printed_of_a_database_tells_when_the_issue_appeared(own):
    found = told(
        (f"云川学术平台 | 检索报告({own})", 0.05, 0.02), ("打印日期：2022-11-02", 0.8, 0.02),
        ("题名", 0.05, 0.12), ("盲校低段触觉绘本的制作与使用", 0.14, 0.12), ("作者", 0.05, 0.2), ("陆晓雯；秦志远", 0.14, 0.2),
        ("刊名", 0.05, 0.25), ("青川特教", 0.14, 0.25), ("年/期", 0.05, 0.28), ("2021年第4期", 0.14, 0.28),
        ("国内刊号", 0.05, 0.33), ("CN 21-1547/G6", 0.14, 0.33), ("出版日期", 0.05, 0.36), ("2021年8月20日", 0.14, 0.36),
        ("摘要", 0.05, 0.4), ("以六名一年级学生为对象，考察触觉绘本在阅读课中的作用。", 0.14, 0.4),
    )  # fmt: skip
    assert value(found, "issue_date") == "2021-08-20"


@pytest.mark.parametrize("menu", ["期刊 学位论文 会议 报纸", "期刊 学位论文 会议论文 年鉴 专利 标准"])
def test_the_words_of_a_menu_are_no_journal(menu):
    found = told((menu, 0.23, 0.055), *RECORD)
    assert value(found, "journal") == "青川特教"
