"""What mastheads, feet and imprints of journals say, entries of contents, covers and letters."""

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


def set_at(*rows):
    """Return a page of lines, each with its left edge, its top and its height in type."""
    boxes = []
    for text, left, top, tall in rows:
        wide = sum(tall * 0.7 if ord(sign) > 0x2FFF else tall * 0.4 for sign in text)
        boxes.append((left, top, min(left + wide, 0.98), top + tall))
    return placed([text for text, *_ in rows], boxes, (1240, 1754))


CONTENTS = (
    ("云川教学探微", 0.1, 0.05, 0.045),
    ("2016年第4期", 0.72, 0.06, 0.025),
    ("目 录", 0.4, 0.12, 0.035),
    ("05 乡村学校课表的变革", 0.1, 0.2, 0.025),
    ("闻人杰", 0.7, 0.215, 0.025),
    ("13 英语绘本的群文阅读", 0.1, 0.28, 0.025),
    ("顾晓棠", 0.7, 0.295, 0.025),
)


@pytest.mark.parametrize(
    "entry",
    [
        "21 让实验走进初中化学课堂",
        "P21 让实验走进初中化学课堂",
        "第21页 让实验走进初中化学课堂",
        "★让实验走进初中化学课堂",
        "◆ 让实验走进初中化学课堂",
        "★21 让实验走进初中化学课堂",
    ],
)
def test_the_page_and_the_sign_before_a_marked_title_are_none_of_it(entry):
    page = set_at(*CONTENTS, (entry, 0.1, 0.36, 0.025), ("秦志远", 0.7, 0.375, 0.025))
    page = replace(page, marks=(Box(0.08, 0.355, 0.95, 0.405),))
    found = find_fields((page,))
    assert value(found, "activity_title") == "让实验走进初中化学课堂"
    assert values(found, "authors") == ["秦志远"]


def test_a_figure_that_counts_something_stays_in_a_marked_title():
    page = set_at(
        *CONTENTS, ("10分钟微课的设计要领", 0.1, 0.36, 0.025), ("秦志远", 0.7, 0.375, 0.025)
    )
    page = replace(page, marks=(Box(0.08, 0.355, 0.95, 0.405),))
    assert value(find_fields((page,)), "activity_title") == "10分钟微课的设计要领"


TEXT = tuple(
    (f"课程改革要从学校的实际出发，第{n}个方面是备课。", 0.1, 0.34 + 0.03 * at, 0.02)
    for at, n in enumerate("一二三四五六七八")
)
TITLE = ("让劳动课走进田野", 0.25, 0.2, 0.04)
NUMBER = ("CN 41-1058/G4 邮发代号 36-288", 0.6, 0.12, 0.02)
BYLINE = ("云川市河湾小学  秦志远", 0.35, 0.26, 0.02)


@pytest.mark.parametrize(
    "spelt",
    ["YUNCHUAN JIAOYU DAOBAO", "Yunchuan Jiaoyu Daobao", "YUN CHUAN JIAO YU DAO BAO", "YUNCHUANJIAOYUDAOBAO"],
)  # fmt: skip
def test_a_newspaper_is_named_over_its_pinyin_and_the_article_below(spelt):
    page = set_at(
        ("云川教育导报", 0.05, 0.03, 0.07),
        ("2019年5月17日 星期五", 0.7, 0.04, 0.02),
        ("第1962期 今日八版", 0.7, 0.07, 0.02),
        (spelt, 0.05, 0.105, 0.018),
        NUMBER,
        TITLE,
        BYLINE,
        *TEXT,
    )
    found = find_fields((page,))
    assert value(found, "journal") == "云川教育导报"
    assert value(found, "activity_title") == "让劳动课走进田野"
    assert values(found, "authors") == ["秦志远"]


@pytest.mark.parametrize(
    "letters", ["YUNCHUAN JIAOXUE", "Yunchuan Jiaoxue Yanjiu", "Yunchuan Education", "YUNCHUAN TEACHING"]
)  # fmt: skip
def test_a_name_in_letters_below_a_chinese_title_is_no_author(letters):
    found = find_fields((set_at(NUMBER, TITLE, (letters, 0.3, 0.25, 0.02), *TEXT),))
    assert value(found, "activity_title") == "让劳动课走进田野"
    assert values(found, "authors") == []


IMPRINT = (
    "主管单位|云川市教育局",
    "主办单位|云川市教育科学研究院",
    "编辑出版|《云川基础教育》编辑部",
    "{person}|闻人杰",
    "主编|顾晓棠",
    "责任编辑|秦志远",
    "封面设计|马玉兰",
    "国际标准刊号|ISSN 1003-4722",
    "国内统一刊号|CN 41-1058/G4",
    "邮发代号|36-288",
    "开本|889毫米×1194毫米 1/16",
    "定价|12.00元",
)
NOTES = "本刊已加入期刊数据库，稿酬一次付清。如不同意，请在来稿时声明。凡有质量问题，请与印厂联系。"


@pytest.mark.parametrize(
    "often",
    ["(1987年创刊 半月刊)", "半月刊 1987年创刊", "月刊·创刊于1987年", "双月刊", "（自1987年创刊）", "逢单月出版"],
)  # fmt: skip
def test_an_imprint_has_a_journal_and_no_article(often):
    rows = [row.format(person="编委会主任") for row in IMPRINT]
    found = told(
        "#云川基础教育", "#YUNCHUAN JICHU JIAOYU", f"#{often}", "#2019年第7期", *rows, NOTES
    )
    assert value(found, "journal") == "云川基础教育"
    assert value(found, "activity_title") is None
    assert values(found, "authors") == []


@pytest.mark.parametrize("person", ["编委会主任", "策划", "特约审读"])
def test_the_person_of_the_next_row_is_no_part_of_the_editors(person):
    cells = [
        (text, left, 0.25 + 0.03 * at, 0.024)
        for at, row in enumerate(IMPRINT)
        for text, left in zip(row.format(person=person).split("|"), (0.26, 0.42), strict=True)
    ]
    page = set_at(("云川基础教育", 0.21, 0.07, 0.05), ("2019年第7期", 0.34, 0.19, 0.024), *cells)
    bodies = [str(c.value) for c in find_fields((page,)).fields if c.name == "issuers"]
    assert "《云川基础教育》编辑部" in bodies
    assert not any("闻人杰" in body for body in bodies)


def upright(*column, letters=()):
    page = set_at(
        ("目次", 0.5, 0.1, 0.03),
        *((f"农村学校第{at}学年的阅读课", 0.35, 0.14 + 0.03 * at, 0.018) for at in range(20)),
        *((f"秦志远 {at}", 0.8, 0.14 + 0.03 * at, 0.018) for at in range(20)),
        ("CN 44-1217/G4", 0.79, 0.06, 0.018),
        *((text, 0.08, 0.52 + 0.025 * at, 0.02) for at, text in enumerate(letters)),
        *((text, 0.08, 0.61 + 0.042 * at, 0.04) for at, text in enumerate(column)),
        ("云川教研", 0.08, 0.08, 0.4),
    )  # fmt: skip
    lines = list(page.lines)
    box = Box(0.08, 0.08, 0.22, 0.48)
    lines[-1] = replace(
        lines[-1], box=box, words=tuple(replace(w, box=box) for w in lines[-1].words)
    )
    return replace(page, lines=tuple(lines))


@pytest.mark.parametrize(
    "letters", [("YUNCHUAN", "JIAOYAN"), ("YUNCHUAN JIAOYAN",), ("Yun Chuan Jiao Yan",), ()]
)
def test_a_name_set_upright_beside_contents_is_the_journals(letters):
    found = find_fields((upright("2018", "第9期", letters=letters),))
    assert value(found, "journal") == "云川教研"
    assert bool(sure(found, "journal")) is bool(letters)


@pytest.mark.parametrize(
    ("column", "issue"),
    [
        (("2018", "第9期"), "9"),
        (("2018年", "第09期"), "9"),
        (("第9期", "2018"), "9"),
        (("2018", "第9期（总第186期）"), "9"),
        (("2018", "总第186期"), None),
    ],
)
def test_a_year_over_the_issue_tells_both_wherever_they_stand(column, issue):
    found = find_fields((upright(*column, letters=("YUNCHUAN JIAOYAN",)),))
    assert value(found, "issue") == issue
    if issue:
        assert value(found, "issue_date") == "2018"


ARTICLE = (
    ("云川幼教  2021年第6期", 0.66, 0.06, 0.022),
    ("沙池边上的合作游戏", 0.25, 0.12, 0.045),
    ("文／秦志远", 0.4, 0.18, 0.02),
    *(("教师何时介入往往让人困惑。", left, 0.22 + 0.03 * at, 0.018) for at in range(20) for left in (0.1, 0.52)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("2021年6月·37", "2021-06"),
        ("·37·2021年6月", "2021-06"),
        ("37 | 2021年6月", "2021-06"),
        ("2021年6月 — 37 —", "2021-06"),
        ("2021年6月 第37页", "2021-06"),
        ("第37页 2021年06月", "2021-06"),
        ("2021年6月", "2021-06"),
        ("2020年6月·37", "2021"),
    ],
)
def test_the_month_beside_the_page_in_a_foot_is_more_exact_than_the_year(foot, day):
    page = set_at(*ARTICLE, ("CN 44-1724/G6", 0.1, 0.9, 0.018), (foot, 0.7, 0.905, 0.018))
    assert value(find_fields((page,)), "issue_date") == day


def test_a_head_of_two_lines_tells_month_and_issue():
    page = set_at(
        ("云川幼教 2020年11月", 0.1, 0.04, 0.02),
        ("第11期", 0.1, 0.065, 0.02),
        *ARTICLE[1:],
        ("CN 44-1724/G6", 0.1, 0.9, 0.018),
    )
    found = find_fields((page,))
    assert [value(found, n) for n in ("journal", "issue", "issue_date")] == [
        "云川幼教",
        "11",
        "2020-11",
    ]


COVER = ("题目：职业学校课程衔接的机制", "作者：秦志远，马玉兰", "收稿日期：2021-08-17")


@pytest.mark.parametrize(
    "number",
    ["ISSN 2096-5400, CN 41-1452/G4", "CN 41-1452/G4  ISSN 2096-5400", "ISSN 2096-5400", "CN 41-1452/G4"],
)  # fmt: skip
@pytest.mark.parametrize(
    "english",
    [
        ("Vocational Review of Yunchuan",),
        ("YUNCHUAN VOCATIONAL REVIEW",),
        ("Vocational Review", "of Yunchuan"),
    ],
)
def test_a_name_over_its_english_one_and_its_number_is_the_journals(english, number):
    page = set_at(
        ("网络首发论文", 0.06, 0.03, 0.025),
        ("云川职教评说", 0.32, 0.13, 0.045),
        *((text, 0.26, 0.185 + 0.024 * at, 0.02) for at, text in enumerate(english)),
        (number, 0.28, 0.185 + 0.024 * len(english), 0.02),
        *((text, 0.2, 0.3 + 0.04 * at, 0.02) for at, text in enumerate(COVER)),
        *(("录用定稿指内容已经确定，且通过同行评议的稿件。", 0.1, 0.5 + 0.03 * at, 0.018) for at in range(14)),
    )  # fmt: skip
    found = find_fields((page,))
    assert sure(found, "journal") == ["云川职教评说"]
    assert value(found, "activity_title") == "职业学校课程衔接的机制"


@pytest.mark.parametrize("label", ["引用格式：", "引用本文：", "本文引用格式："])
def test_a_reference_to_the_article_itself_may_break_within_its_title(label):
    page = set_at(
        ("网络首发论文", 0.06, 0.03, 0.025),
        *((text, 0.2, 0.2 + 0.04 * at, 0.02) for at, text in enumerate(COVER)),
        (f"{label}秦志远，马玉兰.职业学校课程衔接的机", 0.2, 0.4, 0.02),
        ("制[J/OL].云川职教评说. https://kns.yczj.net/", 0.31, 0.43, 0.02),
    )
    assert value(find_fields((page,)), "journal") == "云川职教评说"


@pytest.mark.parametrize("label", ["DOI", "DOI号", "文章DOI", "数字对象标识符"])
@pytest.mark.parametrize("called", ["中文题名", "中文题目", "论文题目"])
def test_a_letter_of_acceptance_tells_the_doi_in_a_row(label, called):
    page = set_at(
        ("云川职教评说", 0.1, 0.05, 0.045),
        ("Yunchuan Vocational Review", 0.1, 0.1, 0.02),
        ("ISSN 2096-5613", 0.76, 0.1, 0.02),
        ("论文录用证明", 0.1, 0.18, 0.035),
        ("兹证明下列论文已被本刊正式录用，排版工作正在进行。", 0.1, 0.24, 0.022),
        (called, 0.1, 0.29, 0.022), ("混合式教学中的学习行为分析", 0.35, 0.29, 0.022),
        ("全部作者", 0.1, 0.335, 0.022), ("秦志远；马玉兰", 0.35, 0.335, 0.022),
        (label, 0.1, 0.38, 0.022), ("10.19866/j.ycz.2021.04.027", 0.35, 0.38, 0.022),
        ("云川职教评说编辑委员会", 0.6, 0.74, 0.022), ("2021年6月8日", 0.7, 0.78, 0.022),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "doi") == "10.19866/j.ycz.2021.04.027"
    assert value(found, "activity_title") == "混合式教学中的学习行为分析"
    assert value(found, "journal") == "云川职教评说"


@pytest.mark.parametrize(
    ("read", "meant"),
    [("CSSCl", "CSSCI"), ("cSSC1", "CSSCI"), ("SSCl", "SSCI"), ("El", "EI"), ("sci", "SCI")],
)
def test_a_list_of_journals_whose_last_letter_was_misread(read, meant):
    found = told(
        "#文献详细信息", "题名|农村中学图书馆的阅读推广", "作者|秦志远；马玉兰", "出处|《云川图书情报》", "年份|2016年", "期号|第5期",
        f"收录情况|{read}", "关键词|图书馆；阅读推广", "文摘|文章分析了阅读推广的三种模式，认为应当建立共同体。",
    )  # fmt: skip
    assert values(found, "indexed_by") == [meant]


@pytest.mark.parametrize(
    ("first", "second"), [((0.15, 0.2), (0.15, 0.3)), ((0.66, 0.2), (0.52, 0.3))]
)
def test_the_title_of_a_cover_goes_on_flush_with_its_first_line(first, second):
    page = set_at(
        ("云川教师教育丛书", 0.6, 0.07, 0.03),
        ("走向", *first, 0.1),
        ("深度阅读", *second, 0.1),
        ("秦志远 主编", 0.16, 0.46, 0.04),
        ("云川文教出版社", 0.4, 0.89, 0.04),
    )
    found = find_fields((page,))
    assert value(found, "activity_title") == "走向深度阅读"
    assert values(found, "authors") == ["秦志远"]
