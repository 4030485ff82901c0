"""Papers of every layout: subtitles behind a dash, offprints, upright titles, ticked contents."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import placed
from tests.extractor.builders import value, values

SIZE = (1240, 1754)
TEXT = tuple(
    f"课程改革要从学校的实际出发，逐步推进，第{n}个方面是备课。" for n in "一二三四五六七八"
)


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def article(*head):
    """An article whose head is a large line, a smaller one below it, and its authors."""
    title, below, authors = head
    lines = [
        "青川教育学刊 2021年第3期",
        title,
        below,
        authors,
        "摘要：本文讨论课程改革的实践。",
        "关键词：课程；改革",
        *TEXT,
    ]
    boxes = [
        (0.1, 0.05, 0.4, 0.07),
        (0.1, 0.12, 0.5, 0.165),
        (0.13, 0.175, 0.13 + 0.02 * len(below), 0.2),
        (0.13, 0.215, 0.32, 0.235),
        *((0.1, 0.26 + 0.03 * at, 0.9, 0.28 + 0.03 * at) for at in range(len(lines) - 4)),
    ]
    return find_fields((placed(lines, boxes, SIZE),))


@pytest.mark.parametrize("dash", ["-", "–", "—", "－"])
def test_the_dash_before_a_second_line_of_a_title_is_long(dash):
    found = article("把菜园搬进数学课", f"{dash}乡村小学“丈量课程”的两年尝试", "陆晓雯 秦志远")
    assert value(found, "activity_title") == "把菜园搬进数学课——乡村小学“丈量课程”的两年尝试"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


def test_the_dash_behind_the_first_line_of_a_title_is_long():
    found = article("把菜园搬进数学课-", "乡村小学“丈量课程”的两年尝试", "陆晓雯 秦志远")
    assert value(found, "activity_title") == "把菜园搬进数学课——乡村小学“丈量课程”的两年尝试"


@pytest.mark.parametrize(
    ("below", "rest"),
    [
        ("一“量一量”单元的设计与思考", "“量一量”单元的设计与思考"),
        ("一《量一量》一课的设计与思考", "《量一量》一课的设计与思考"),
        ("一兼谈长度单位的教学", "兼谈长度单位的教学"),
    ],
)
def test_a_dash_read_as_the_figure_one_is_perhaps_one(below, rest):
    found = article("一把尺子的旅行", below, "文/陆晓雯")
    assert value(found, "activity_title") == f"一把尺子的旅行——{rest}"
    assert not sure(found, "activity_title")


def test_a_dash_within_a_line_is_left_as_it_was_read():
    found = article("T-S法在数学课上的应用", "乡村小学的两年尝试", "陆晓雯 秦志远")
    assert str(value(found, "activity_title")).startswith("T-S法在数学课上的应用")


@pytest.mark.parametrize("word", ["抽印本", "论文抽印本", "论文单行本"])
@pytest.mark.parametrize("sign", ["", "☑", "□"])
def test_the_cover_of_an_offprint_with_the_issue_in_words(word, sign):
    lines = [
        (word, (0.74, 0.1, 0.87, 0.13)), ("青川教育史刊", (0.27, 0.19, 0.71, 0.25)),
        ("第六卷 第二期", (0.39, 0.26, 0.6, 0.29)), ("二〇一一年四月", (0.39, 0.295, 0.59, 0.32)),
        ("青川书院藏书制度述略", (0.23, 0.42, 0.76, 0.46)), ("陆晓雯", (0.36, 0.51, 0.47, 0.54)),
        (f"{sign}秦志远", (0.52, 0.51, 0.68, 0.54)), ("第 31—46 页", (0.42, 0.63, 0.56, 0.65)),
        ("青川", (0.45, 0.69, 0.53, 0.73)), ("青川教育史刊编辑委员会 编印", (0.31, 0.8, 0.68, 0.83)),
        ("ISSN 1673-0690", (0.4, 0.84, 0.59, 0.865)),
    ]  # fmt: skip
    found = find_fields((placed([t for t, _ in lines], [b for _, b in lines], SIZE),))
    assert found.kind.value == "paper"
    assert value(found, "activity_title") == "青川书院藏书制度述略"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]
    assert [value(found, n) for n in ("journal", "volume", "issue", "issue_date")] == [
        "青川教育史刊", "6", "2", "2011-04",
    ]  # fmt: skip


CONTENTS = [
    ("青川课堂研究", (0.12, 0.1, 0.86, 0.2)), ("2021年第5期", (0.4, 0.22, 0.6, 0.25)),
    ("本期要目", (0.63, 0.3, 0.78, 0.33)),
    ("晨诵课程的三种样态", (0.5, 0.36, 0.9, 0.39)), ("梁一舟", (0.85, 0.4, 0.93, 0.42)),
    ("山区小学午间阅读的课程化探索", (0.5, 0.44, 0.93, 0.47)),
    ("陆晓雯 秦志远", (0.75, 0.48, 0.93, 0.5)),
    ("绘本里的数学", (0.5, 0.52, 0.8, 0.55)), ("冯一白", (0.85, 0.56, 0.93, 0.58)),
    ("ISSN 2095-7432", (0.07, 0.87, 0.27, 0.9)), ("CN 14-1375/G4", (0.07, 0.9, 0.26, 0.93)),
]  # fmt: skip


def test_the_authors_of_a_marked_entry_may_end_where_its_title_does():
    page = placed([t for t, _ in CONTENTS], [b for _, b in CONTENTS], SIZE)
    found = find_fields((replace(page, marks=(Box(0.5, 0.44, 0.99, 0.47),)),))
    assert value(found, "activity_title") == "山区小学午间阅读的课程化探索"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("桑云贾子丰 饶玉（25)", ["桑云", "贾子丰", "饶玉"]),
        ("陆晓雯 秦志远马玉兰 (12)", ["陆晓雯", "秦志远", "马玉兰"]),
        ("柳依秦可 14", ["柳依", "秦可"]),
    ],
)
def test_names_of_a_marked_entry_whose_gap_was_lost(listed, names):
    lines = [
        ("青川师范学院学报", (0.3, 0.05, 0.7, 0.09)), ("2021年第5期", (0.4, 0.1, 0.6, 0.12)),
        ("目录", (0.45, 0.15, 0.55, 0.18)),
        ("晨诵课程的三种样态", (0.07, 0.2, 0.4, 0.225)), ("梁一舟（1）", (0.8, 0.2, 0.92, 0.225)),
        ("山区小学午间阅读的层次", (0.07, 0.26, 0.42, 0.285)), (listed, (0.65, 0.26, 0.92, 0.285)),
    ]  # fmt: skip
    page = placed([t for t, _ in lines], [b for _, b in lines], SIZE)
    found = find_fields((replace(page, marks=(Box(0.07, 0.26, 0.99, 0.285),)),))
    assert value(found, "activity_title") == "山区小学午间阅读的层次"
    assert values(found, "authors") == names


def newspaper(*upright, name="青川教师报"):
    """A page of a newspaper with three columns of text beside what stands upright."""
    head = [
        ("2019年5月16日 星期四 第1427期", (0.08, 0.05, 0.39, 0.07)), ("教育随笔", (0.44, 0.05, 0.57, 0.08)),
        (name, (0.72, 0.05, 0.93, 0.08)), ("统一刊号：CN51-0048", (0.08, 0.08, 0.27, 0.1)),
    ]  # fmt: skip
    text = [
        (TEXT[(3 * row + at) % len(TEXT)], (0.2 + 0.25 * at, top, 0.43 + 0.25 * at, top + 0.018))
        for row in range(16)
        for top in [0.13 + 0.05 * row]
        for at in range(3)
    ]
    lines = [*head, *text, *upright]
    return find_fields((placed([t for t, _ in lines], [b for _, b in lines], SIZE),))


def test_the_columns_of_an_upright_title_follow_from_right_to_left():
    found = newspaper(
        ("停下来，听见", (0.11, 0.13, 0.15, 0.33)), ("山里的孩子", (0.06, 0.17, 0.1, 0.36)),
        ("陆晓雯", (0.07, 0.365, 0.09, 0.44)),
    )  # fmt: skip
    assert value(found, "activity_title") == "停下来,听见山里的孩子"
    assert values(found, "authors") == ["陆晓雯"]
    assert not sure(found, "activity_title")


@pytest.mark.parametrize(
    "name",
    ["B2 青川教师报", "第3版 青川教师报", "青川教师报 03", "A4版｜青川教师报", "B2   青川教师报", "青川教师报 · 三版"],
)  # fmt: skip
def test_a_newspaper_is_named_beside_the_number_of_its_sheet(name):
    found = newspaper(
        ("山里孩子的操场", (0.06, 0.13, 0.1, 0.36)), ("陆晓雯", (0.07, 0.37, 0.09, 0.44)), name=name
    )
    assert value(found, "journal") == "青川教师报"
    assert value(found, "activity_title") == "山里孩子的操场"


def test_columns_of_text_that_run_down_the_page_are_no_title():
    columns = [
        (TEXT[at][:12], (0.02 + 0.045 * at, 0.13, 0.055 + 0.045 * at, 0.47)) for at in range(4)
    ]
    found = newspaper(*columns)
    assert not any(TEXT[0][:6] in str(c.value) for c in found.fields if c.name == "activity_title")
