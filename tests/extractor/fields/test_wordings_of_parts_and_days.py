"""The day on which an issue appeared, titles in parts, menus, and marked entries of contents."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractor.document import Box
from extractor.fields import find_fields
from extractor.pen_marks import marks_on_list
from fixtures.sheets import placed
from tests.extractor.builders import value, values


def set_at(*rows, marks=(), wide=0.83):
    """Return a page of lines: (text, left, top), and how tall one is where that is not 0.018.

    `wide` is how much of the page's width a sign fills, in heights of its line.
    """
    texts, boxes = [], []
    for text, left, top, *tall in rows:
        height = tall[0] if tall else 0.018
        texts.append(text)
        boxes.append((left, top, min(0.98, left + height * wide * len(text)), top + height))
    return replace(placed(texts, boxes, (1240, 1754)), marks=tuple(Box(*mark) for mark in marks))


def told(*rows, marks=(), wide=0.83):
    return find_fields((set_at(*rows, marks=marks, wide=wide),))


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
    [
        "出版日期2017年8月15日",
        "出版时间2017年8月15日",
        "刊出日期2017年8月15日",
        "出刊日期 2017年8月15日",
        "发行日期2017年8月15日",
    ],
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


@pytest.mark.parametrize(
    "label",
    ["在线出版：", "网络出版：", "线上出版：", "在线发表时间：", "刊出时间：", "出刊时间："],
)
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


@pytest.mark.parametrize(
    "menu", ["期刊 学位论文 会议 报纸", "期刊 学位论文 会议论文 年鉴 专利 标准"]
)
def test_the_words_of_a_menu_are_no_journal(menu):
    found = told((menu, 0.23, 0.055), *RECORD)
    assert value(found, "journal") == "青川特教"


def article(*head, top=0.3):
    """Return a page of an article: its head, and two lines of text in three columns below."""
    text = [
        (said, left, top + 0.022 * line, 0.016)
        for line in range(24)
        for left, said in (
            (0.1, "课堂上孩子们跃跃欲试，我顺"), (0.37, "为此，教师要在备课时考虑学"),
            (0.64, "教研组每两周开展一次集体备"),
        )
    ]  # fmt: skip
    foot = [
        ("国际刊号 ISSN 1005-4472 国内刊号 CN 35-1225/G7", 0.1, 0.86, 0.016), ("本文字数：2800", 0.1, 0.89, 0.016),
        ("责任编辑：莫少华", 0.5, 0.89, 0.016),
    ]  # fmt: skip
    return told(("《青川教学》2019年第3期", 0.65, 0.04, 0.016), *head, *text, *foot, wide=1.25)


@pytest.mark.parametrize("byline", ["□ 陆晓雯 秦志远", "陆晓雯 秦志远", "文／陆晓雯 秦志远"])
def test_a_second_part_without_its_dash_is_read_though_the_authors_stand_at_its_right(byline):
    found = article(
        ("让日记成为表达的起点", 0.08, 0.12, 0.036), ("三年级循环日记教学例谈", 0.15, 0.16, 0.018),
        (byline, 0.68, 0.157, 0.02), ("青川市河湾小学 628000", 0.6, 0.19, 0.016),
    )  # fmt: skip
    assert value(found, "activity_title") == "让日记成为表达的起点——三年级循环日记教学例谈"
    assert not sure(found, "activity_title")


@pytest.mark.parametrize("rubric", ["教养笔记", "班级故事", "成长手记"])
def test_the_name_of_a_rubric_in_the_margin_is_no_part_of_the_title(rubric):
    found = article(
        (rubric, 0.13, 0.133, 0.022), ("中班幼儿“不爱喝水”的对策", 0.29, 0.129, 0.03), ("文／陆晓雯", 0.29, 0.165, 0.02),
        ("青川市机关幼儿园", 0.72, 0.168, 0.018),
    )  # fmt: skip
    assert value(found, "activity_title") == "中班幼儿“不爱喝水”的对策"


@pytest.mark.parametrize(
    ("left", "right", "below", "title"),
    [
        ("把书店", "“请”进校园", "", "把书店“请”进校园"),
        ("学生晚归，", "宿管员不能“缺位”", "", "学生晚归,宿管员不能“缺位”"),
        ("中班科学活动", "“会跳舞的盐”", "的设计与反思", "中班科学活动“会跳舞的盐”的设计与反思"),
    ],
)
def test_the_pieces_of_a_row_of_the_title_are_joined_from_the_left(left, right, below, title):
    start = 0.1 + 1.25 * 0.036 * len(left)
    foot = [(below, 0.1, 0.17, 0.036)] if below else []
    found = article(
        (left, 0.1, 0.125, 0.036), (right, start, 0.122, 0.04), *foot, ("文／陆晓雯 秦志远", 0.1, 0.215, 0.02),
        ("青川市河湾小学", 0.5, 0.215, 0.018),
    )  # fmt: skip
    assert value(found, "activity_title") == title
    assert not sure(found, "activity_title")


@pytest.mark.parametrize(
    "second",
    ["民间剪纸在山村美术课中的运用", "乡土材料在山村美术课中的运用", "晨间锻炼游戏的开发与实施"],
)
def test_a_dash_before_a_second_part_may_be_read_as_the_figure(second):
    found = article(
        ("红纸为媒 巧手生花", 0.32, 0.12, 0.036), (f"一{second}", 0.32, 0.165, 0.022),
        ("陆晓雯 秦志远", 0.38, 0.2, 0.02),
    )  # fmt: skip
    assert value(found, "activity_title") == f"红纸为媒巧手生花——{second}"


def test_one_lesson_in_the_second_line_keeps_its_figure():
    found = article(
        ("红纸为媒 巧手生花", 0.32, 0.12, 0.036), ("一堂山村剪纸课引发的思考", 0.32, 0.165, 0.022),
        ("陆晓雯 秦志远", 0.38, 0.2, 0.02),
    )  # fmt: skip
    assert "——堂" not in (value(found, "activity_title") or "")


CONTENTS = (
    ("青川物理教学", 0.36, 0.05, 0.03), ("目 次", 0.1, 0.1), ("2021年第2期", 0.4, 0.1),
    ("【教学研究】", 0.09, 0.2), ("习题课的分层设计", 0.22, 0.2), ("(罗文静)", 0.78, 0.2), ("4", 0.92, 0.2),
    ("自制测力计的三次改进", 0.22, 0.26), ("{}", 0.62, 0.26), ("7", 0.92, 0.26),
    ("【学生天地】我们测量了旗杆", 0.09, 0.32), ("(马玉兰)", 0.78, 0.32), ("9", 0.92, 0.32),
)  # fmt: skip


@pytest.mark.parametrize("names", ["(陆 明 秦志远)", "（陆明 秦志远）", "[陆明 秦志远]"])
def test_the_authors_of_a_marked_entry_may_stand_in_brackets(names):
    rows = [(text.format(names), *where) for text, *where in CONTENTS]
    found = told(*rows, marks=[(0.2, 0.255, 0.95, 0.285)])
    assert value(found, "activity_title") == "自制测力计的三次改进"
    assert values(found, "authors") == ["陆明", "秦志远"]


def test_the_marked_entry_stands_though_another_has_its_page_in_a_cell_of_its_own():
    found = told(
        ("青川物理教学", 0.1, 0.05, 0.03), ("2021年第2期", 0.7, 0.05), ("目次", 0.43, 0.11), ("CN 21-1547/G6", 0.1, 0.9),
        ("习题课的分层设计", 0.08, 0.2), ("罗文静", 0.8, 0.2), ("(4)", 0.92, 0.2), ("自制测力计的三次改进", 0.08, 0.24),
        ("陆晓雯 秦志远(7)", 0.75, 0.24), ("我们测量了旗杆", 0.08, 0.28), ("马玉兰(9)", 0.8, 0.28),
        marks=[(0.07, 0.235, 0.97, 0.262)],
    )  # fmt: skip
    assert value(found, "activity_title") == "自制测力计的三次改进"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


def test_a_cover_that_tells_of_articles_is_looked_at_for_marks():
    page = set_at(
        ("青川技校", 0.1, 0.08, 0.06), ("2019", 0.78, 0.08), ("第6期", 0.78, 0.12), ("月刊", 0.1, 0.16), ("让后进生动起来", 0.14, 0.4),
    )  # fmt: skip
    image = np.full((1754, 1240, 3), (20, 40, 90), np.uint8)
    cv2.ellipse(image, (420, 715), (380, 60), 0, 0, 360, (230, 70, 60), 6)
    assert marks_on_list(image, page.lines)


@pytest.mark.parametrize("mark", ["□", "◆"])
def test_a_second_author_in_a_piece_beside_a_marked_byline_is_read(mark):
    found = article(
        ("宿管员不能“缺位”", 0.1, 0.125, 0.036), (f"{mark} 青川职业学校 陆晓雯", 0.1, 0.17, 0.02), ("秦志远", 0.45, 0.17, 0.02),
    )  # fmt: skip
    assert values(found, "authors") == ["陆晓雯", "秦志远"]
