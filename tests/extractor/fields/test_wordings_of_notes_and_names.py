"""Notes on whose an article is, names in two lines, lists of Chinese and foreign people."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def set_at(*rows, marks=()):
    """Return a page of lines at (text, left, top, height)."""
    boxes = [
        (left, top, min(0.98, left + 0.75 * size * len(text)), top + size)
        for text, left, top, size in rows
    ]
    page = placed([text for text, *_ in rows], boxes, (1240, 1754))
    return replace(page, marks=tuple(Box(*mark) for mark in marks))


ENTRIES = (
    ("习题课的分层设计", 0.34, 0.16, 0.02), ("罗文静", 0.78, 0.16, 0.02), ("1", 0.9, 0.16, 0.02),
    ("自制测力计的三次改进", 0.34, 0.22, 0.02), ("陆晓雯 秦志远", 0.74, 0.22, 0.02), ("7", 0.9, 0.22, 0.02),
    ("我们测量了旗杆", 0.34, 0.28, 0.02), ("马玉兰", 0.78, 0.28, 0.02), ("12", 0.9, 0.28, 0.02),
    ("雨天里的观察课", 0.34, 0.34, 0.02), ("杜春鹃", 0.78, 0.34, 0.02), ("19", 0.9, 0.34, 0.02),
)  # fmt: skip
FRAMED = (0.32, 0.215, 0.97, 0.245)


@pytest.mark.parametrize("section", ["教学改革", "课程创新", "教育改革"])
@pytest.mark.parametrize("day", ["2021年5月20日出版", "2021年5月出版", "2021年5月20日"])
def test_the_first_section_of_the_contents_is_no_journal(section, day):
    page = set_at(
        ("青川幼教前沿", 0.06, 0.05, 0.032), ("目录", 0.34, 0.06, 0.035), ("CONTENTS", 0.43, 0.07, 0.02),
        (day, 0.06, 0.089, 0.022), (section, 0.34, 0.11, 0.022), ("第12卷 第5期", 0.06, 0.116, 0.022),
        *ENTRIES, ("CN 21-1547/G6", 0.06, 0.5, 0.02), ("主办：青川幼儿师范学校", 0.06, 0.54, 0.02),
        marks=[FRAMED],
    )  # fmt: skip
    assert value(find_fields((page,)), "journal") == "青川幼教前沿"


BELOW = tuple(
    (f"课程改革要从学校的实际出发，第{n}个方面是备课。", 0.1, 0.5 + 0.03 * at, 0.02)
    for at, n in enumerate("一二三四五六七八")
)


@pytest.mark.parametrize(
    ("first", "second", "letters"),
    [
        ("乡村儿童", "教育研究", "RURAL CHILDREN EDUCATION"),
        ("青川职业", "技术学刊", "QINGCHUAN ZHIYE JISHU XUEKAN"),
        ("农村学校", "管理参考", "Management of Rural Schools"),
    ],
)
def test_a_journals_name_in_two_large_lines_is_one(first, second, letters):
    page = set_at(
        (first, 0.05, 0.05, 0.08), ("第9卷", 0.84, 0.05, 0.03), ("2019年第3期", 0.73, 0.09, 0.03),
        (second, 0.05, 0.135, 0.08), (letters, 0.06, 0.225, 0.022), ("本期要目", 0.06, 0.3, 0.03),
        ("送教上门的个别设计", 0.07, 0.4, 0.026), ("陆晓雯 秦志远", 0.76, 0.4, 0.026),
        ("手语翻译走进课堂", 0.07, 0.44, 0.026), ("马玉兰", 0.85, 0.44, 0.026), ("CN 21-1547/G6", 0.79, 0.89, 0.02),
    )  # fmt: skip
    assert value(find_fields((page,)), "journal") == first + second


def test_the_second_line_of_a_title_makes_it_no_journal():
    page = set_at(
        ("教学随笔", 0.08, 0.03, 0.022), ("青川教育 2020年第9期", 0.6, 0.03, 0.022), ("乡村儿童", 0.1, 0.1, 0.05),
        ("教育研究", 0.1, 0.155, 0.05), ("陆晓雯", 0.1, 0.22, 0.024), *BELOW,
    )  # fmt: skip
    assert "乡村儿童教育研究" not in sure(find_fields((page,)), "journal")


@pytest.mark.parametrize(
    "beside", ["本版编辑：樊大春", "责编：樊大春", "今日8版CN 21-0068", "责任校对/樊大春"]
)
def test_a_newspapers_name_in_two_lines_and_its_number(beside):
    page = set_at(
        ("QINGCHUAN JIAOSHI BAO", 0.3, 0.06, 0.02), ("青川", 0.12, 0.075, 0.04), ("教师报", 0.1, 0.115, 0.04),
        ("2023年6月7日 星期三", 0.3, 0.085, 0.022), (f"第2107期 {beside}", 0.3, 0.108, 0.022),
        ("国内统一刊号：CN 21-0068", 0.3, 0.132, 0.022), ("让劳动课走进田野", 0.25, 0.2, 0.05),
        ("云川市河湾小学 秦志远", 0.35, 0.26, 0.02), *BELOW,
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "journal") == "青川教师报"
    assert value(found, "issue") == "2107"


RECORD = (
    "#可穿戴设备在中学跑步课中的应用", "作者：陆晓雯；秦志远", "摘要：本文报告十六周的训练。结果表明，损伤明显减少。",
    "关键词：跑步；训练", "DOI: 10.13928/j.qcty.2021.04.012", "ISSN: 1671-9034",
)  # fmt: skip


@pytest.mark.parametrize("label", ["在线出版日期", "网络出版时间", "在线发表日期"])
def test_the_day_of_an_issue_on_the_network_tells_more_than_its_year(label):
    found = told("青川体育学刊 2021,Vol.36(04)：58-63", *RECORD, f"{label}：2021-08-20")
    assert value(found, "issue_date") == "2021-08-20"
    assert not sure(found, "issue_date")


@pytest.mark.parametrize("line", ["网络首发日期：2021-06-20", "在线出版日期：2022-08-20"])
def test_a_day_on_the_network_before_the_issue_or_of_another_year_is_not_its_day(line):
    found = told("青川体育学刊 2021,Vol.36(04)：58-63", *RECORD, line)
    assert value(found, "issue_date") == "2021"


@pytest.mark.parametrize(
    "way",
    [
        "首页>期刊>体育科学>青川体育学刊>2021年04期",
        "首页 › 刊物 › 教育、体育 › 青川体育学刊 › 2021年第4期",
        "期刊导航 / 体育学 / 青川体育学刊 / 2021年 / 04期",
    ],
)
def test_the_way_to_a_page_names_the_subject_over_the_journal(way):
    assert value(told(way, *RECORD), "journal") == "青川体育学刊"


@pytest.mark.parametrize(
    "cited", ["2021,Vol.36(04)：58-63", "2021，Vol. 36(No.4)：58-63", "2021, 36(4): 58-63"]
)
def test_a_journal_stands_before_the_letters_of_its_volume(cited):
    assert value(told(f"青川体育学刊 {cited}", *RECORD), "journal") == "青川体育学刊"


def contents(*notes):
    rows = [(text, 0.1, 0.6 + 0.03 * at, 0.02) for at, text in enumerate(notes)]
    heads = (
        ("青川物理教学", 0.1, 0.03, 0.05),
        ("2021年第3期", 0.7, 0.05, 0.022),
        ("目录", 0.44, 0.1, 0.035),
    )
    return find_fields((set_at(*heads, *ENTRIES, *rows, marks=[FRAMED]),))


@pytest.mark.parametrize(
    "notes",
    [
        ("说明：红框内为本人论文，秦志远系第二作者。",),
        ("→所标论文为本人成果", "（第二作者 秦志远）"),
        ("蓝色方框处为本人文章，第2作者：秦志远",),
        ("画线处系我的论文，秦志远为该文第二作者",),
        ("标注处为申报人论文", "秦志远（第二作者）"),
    ],
)
def test_a_note_on_the_marked_article_tells_which_author_has_it(notes):
    found = contents(*notes)
    assert value(found, "holder_name") == "秦志远"
    assert value(found, "holder_rank") == "2"


@pytest.mark.parametrize(
    "note",
    [
        "兹证明上述目录中红框所示论文为我校教师秦志远同志所撰写",
        "兹证明上列论文作者秦志远系我校语文教研员，情况属实",
        "经核实，框内论文系本院专任教师秦志远老师发表",
    ],
)
def test_who_is_ours_works_at_the_house_that_signs_below(note):
    found = contents(note, "并已公开发表，复印件与原件相符。", "青川师范学院科研处")
    assert value(found, "holder_name") == "秦志远"
    assert value(found, "employer") == "青川师范学院"
    assert not sure(found, "employer")


def test_a_note_on_all_authors_or_none_names_no_holder():
    both = contents("红框内论文的第一作者陆晓雯、第二作者秦志远均为在职教师")
    other = contents("红框内为本人论文，樊大春系第一作者。")
    assert value(both, "holder_name") is None
    assert value(other, "holder_name") is None


SUMMARY = ("摘要：本文讨论村民议事规则的形成。结果表明，规则来自惯例。", 0.28, 0.22, 0.018)


def article(*rows):
    head = (
        ("青川行政学院学报", 0.39, 0.03, 0.025),
        ("第29卷 第1期", 0.05, 0.055, 0.02),
        ("2017年1月", 0.8, 0.04, 0.02),
    )
    return find_fields((set_at(*head, *rows, *BELOW),))  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("陆晓雯 秦志远 Bernd Kessler 马玉兰", ["陆晓雯", "秦志远", "Bernd Kessler", "马玉兰"]),
        ("陆晓雯1，Anna M. Berger2，秦志远1", ["陆晓雯", "Anna M. Berger", "秦志远"]),
        ("Zhao Lin；陆晓雯；秦志远", ["Zhao Lin", "陆晓雯", "秦志远"]),
        ("陆晓雯*、Jean-Luc Moreau", ["陆晓雯", "Jean-Luc Moreau"]),
    ],
)
def test_people_with_names_in_letters_stand_among_chinese_ones(byline, names):
    title = ("论村民议事规则的生成与运行", 0.28, 0.12, 0.03)
    found = article(title, (byline, 0.3, 0.16, 0.02), SUMMARY)
    assert value(found, "activity_title") == "论村民议事规则的生成与运行"
    assert values(found, "authors") == names


NOTES = ("开放获取", "收稿日期", "2016-08-19", "刊号", "CN 21-1334/D", "DOI")


@pytest.mark.parametrize(
    "doi",
    [("10.14180/", "j.qcxb.2017.", "01.015"), ("10.14180/j.qcxb.", "2017.01.015"), ("DOI:10.14180/j.", "qcxb.2017.01.015")],
)  # fmt: skip
def test_notes_go_on_in_the_margin_below_the_head_and_break_a_doi(doi):
    margin = [
        (text, 0.07, 0.11 + 0.018 * at, 0.016) for at, text in enumerate((*NOTES, *doi, "页码"))
    ]
    title = ("论村民议事规则的生成与运行", 0.28, 0.12, 0.03)
    found = article(*margin, title, ("陆晓雯 秦志远", 0.3, 0.16, 0.02), SUMMARY)
    assert values(found, "authors") == ["陆晓雯", "秦志远"]
    assert value(found, "doi") == "10.14180/j.qcxb.2017.01.015"


@pytest.mark.parametrize("mark", ["□ ", "■", "◇本报记者 "])
def test_a_marked_byline_stands_beside_the_text_of_the_next_column(mark):
    page = set_at(
        ("青川教育导报", 0.38, 0.02, 0.038), ("2015年11月24日 星期二", 0.7, 0.03, 0.022),
        ("第2846期 国内统一刊号：CN 21-0061", 0.6, 0.055, 0.022), ("带班要学会慢下来的智慧", 0.04, 0.095, 0.05), (f"{mark}陆晓雯", 0.05, 0.15, 0.02),
        ("果离开了追问，再先进的课堂", 0.36, 0.15, 0.02), *BELOW,
    )  # fmt: skip
    assert values(find_fields((page,)), "authors") == ["陆晓雯"]


@pytest.mark.parametrize(
    "aside", ["（CSSCI来源期刊）", "(北大核心)", "【中文核心期刊】", "（CSCD核心库）"]
)
def test_the_lists_that_have_a_journal_are_no_part_of_its_name(aside):
    found = told(*RECORD[:2], f"来源期刊：青川远程教学{aside}", "2021年第5期", *RECORD[2:])
    assert value(found, "journal") == "青川远程教学"


@pytest.mark.parametrize(
    "second", ["“空中菜园”项目的三轮实践", "《北方的河》教学实录", "一次观察课的前前后后"]
)
def test_a_second_part_in_smaller_type_may_touch_the_title_and_begin_in_marks(second):
    page = set_at(
        ("青川教学参考2022年第5期", 0.6, 0.03, 0.02), ("在种植中读懂数学", 0.08, 0.103, 0.042),
        (second, 0.16, 0.1445, 0.026), ("青川市河湾小学 陆晓雯", 0.08, 0.183, 0.02),
        *BELOW, ("CN 21-1147/G4", 0.66, 0.89, 0.02),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "activity_title") == f"在种植中读懂数学——{second}"
    assert not sure(found, "activity_title")


@pytest.mark.parametrize("rubric", ["保教实践", "一线手记", "成长故事集"])
def test_a_sections_name_down_the_margin_is_no_title(rubric):
    rows = (
        ("青川幼教", 0.1, 0.033, 0.028), ("2016年第2期", 0.5, 0.038, 0.022), ("种子为什么总不发芽呢", 0.1, 0.1, 0.04),
        ("陆晓雯 秦志远（青川市河湾幼儿园）", 0.1, 0.17, 0.018), ("【摘要】本文记录五周的观察。", 0.13, 0.21, 0.018),
    )  # fmt: skip
    texts = [text for text, *_ in (*rows, *BELOW)] + [rubric]
    boxes = [
        (left, top, min(0.98, left + 0.75 * size * len(text)), top + size)
        for text, left, top, size in (*rows, *BELOW)
    ]
    page = placed(texts, [*boxes, (0.01, 0.088, 0.06, 0.222)], (1240, 1754))
    found = find_fields((page,))
    assert value(found, "activity_title") == "种子为什么总不发芽呢"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


@pytest.mark.parametrize(
    "byline",
    [
        (("陆晓雯", 0.8, 0.145, 0.026), ("青川市河湾小学", 0.76, 0.172, 0.022)),
        (("文/陆晓雯", 0.8, 0.145, 0.026),),
        (("陆 晓 雯", 0.8, 0.12, 0.026), ("（青川市河湾小学）", 0.76, 0.148, 0.022)),
    ],
)
def test_who_wrote_it_stands_to_the_right_of_the_title(byline):
    page = set_at(
        ("《青川语文》2020年第9期", 0.6, 0.05, 0.022), ("让整本书", 0.09, 0.116, 0.04), ("在小学课堂真实发生", 0.14, 0.16, 0.04),
        *byline, *BELOW, ("CN 21-1203/G4", 0.1, 0.9, 0.02),
    )  # fmt: skip
    found = find_fields((page,))
    assert values(found, "authors") == ["陆晓雯"]
    assert not sure(found, "authors")


@pytest.mark.parametrize("name", ["陆晓雯", "秦静"])
def test_a_name_is_read_sign_by_sign_below_an_upright_title(name):
    rows = [(text, 0.2, top, size) for text, _, top, size in BELOW]
    rows += [("青川教育 2012年第7期", 0.6, 0.03, 0.02), ("CN 21-1566/G4", 0.6, 0.93, 0.02)]
    rows += [(sign, 0.075, 0.53 + 0.022 * at, 0.022) for at, sign in enumerate(name)]
    texts = [text for text, *_ in rows] + ["平板走进课堂之后", "青川市", "河湾中学"]
    boxes = [
        (left, top, min(0.98, left + 0.75 * size * len(text)), top + size)
        for text, left, top, size in rows
    ]
    boxes += [(0.06, 0.15, 0.12, 0.52), (0.06, 0.607, 0.11, 0.627), (0.06, 0.63, 0.12, 0.65)]
    found = find_fields((placed(texts, boxes, (1240, 1754)),))
    assert values(found, "authors") == [name]


@pytest.mark.parametrize(
    ("by", "source"), [("By:", "Source:"), ("Authors:", "Source Title:"), ("By:", "Published in:")]
)
def test_a_record_in_an_english_index_has_its_title_over_its_author(by, source):
    rows = [
        ("Citation Index - Full Record", 0.05, 0.02, 0.018), ("Record 1 of 1", 0.05, 0.085, 0.019),
        ("Peer feedback in rural writing classes:", 0.05, 0.108, 0.027), ("a study of confidence and revision", 0.05, 0.135, 0.025),
        (by, 0.05, 0.165, 0.02), ("Lu, Xiaowen [1]; Qin, Jing [2]", 0.22, 0.165, 0.02), (source, 0.05, 0.19, 0.02),
        ("RURAL WRITING PRACTICE AND INQUIRY", 0.3, 0.19, 0.02), ("Volume:", 0.05, 0.215, 0.02),
        ("27 Issue: 3 Pages: 411-430", 0.22, 0.215, 0.02), ("Published:", 0.05, 0.24, 0.02), ("MAY 2022", 0.22, 0.24, 0.02),
        ("ISSN:", 0.05, 0.265, 0.02), ("1671-9034", 0.22, 0.265, 0.02), ("Abstract", 0.05, 0.3, 0.02),
        ("This study examined whether peer feedback improves writing in two rural schools.", 0.05, 0.325, 0.017),
        ("Keywords: peer feedback; writing; rural schools", 0.05, 0.35, 0.017),
        ("Document Type: Article   Indexed in: SSCI", 0.05, 0.38, 0.017),
    ]  # fmt: skip
    found = find_fields((set_at(*rows),))
    title = "Peer feedback in rural writing classes: a study of confidence and revision"
    assert value(found, "activity_title") == title
    assert values(found, "authors") == ["Lu, Xiaowen", "Qin, Jing"]
    assert value(found, "journal") == "RURAL WRITING PRACTICE AND INQUIRY"
    assert value(found, "volume") == "27"
