"""Heads of articles, inner pages and covers as people set them; names and journals are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet

TEXT = (
    "课堂提问是教师了解学生的窗口。笔者在三个班级连续观察了一个学期,发现多数提问停留在记忆层面。",
    "学生的回答因此很少超出课本。我们随后调整了提问的次序,让学生先问、先答、先评。",
    "一学期以后,主动举手的学生由十一人增加到二十九人。这一变化说明提问的权利应当还给学生。",
)
ABSTRACT = "摘要:本文讨论农村小学的课堂提问。关键词:提问;课堂"


def read(*lines):
    found: dict[str, list[str]] = {}
    for one in find_fields((sheet(*lines),)).fields:
        found.setdefault(one.name, []).append(str(one.value))
    return found


def sure(*lines):
    return {one.name for one in find_fields((sheet(*lines),)).fields if one.confidence >= 0.9}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        (
            "措姆拉珍  王小明  李志刚  卡德尔·艾山  周敏",
            ["措姆拉珍", "王小明", "李志刚", "卡德尔·艾山", "周敏"],
        ),
        ("◎ 文/李  婧", ["李婧"]),
        ("语文组    冯  岚", ["冯岚"]),
        ("英语组   端木成   简  青", ["端木成", "简青"]),
        (
            "尹桃花 (石桥县第四小学)    王小明 (石桥县青山乡中心小学)",
            ["尹桃花", "王小明"],
        ),
        ("文/石桥县教育体育局  禄荣昌   石桥县第二幼儿园  陇  娟", ["禄荣昌", "陇娟"]),
    ],
)
def test_authors_under_a_title(line, authors):
    found = read("石桥教育研究    2021年第3期", "#小学课堂提问的三个转变", line, ABSTRACT, *TEXT)
    assert found["authors"] == authors


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        (
            ["第 4 期|王小明:农村小学课堂提问的转变|·73·"],
            "农村小学课堂提问的转变",
            ["王小明"],
        ),
        (
            ["石桥教学研究   第15卷   第3期   李静,独孤文浩:农村小学课堂提问的转变"],
            "农村小学课堂提问的转变",
            ["李静", "独孤文浩"],
        ),
        (
            ["84      石桥教学研究   2016.8        农村小学课堂提问/王小明  李静"],
            "农村小学课堂提问",
            ["王小明", "李静"],
        ),
        (
            ["石桥教学研究   2020年第2期", "李  静、夏侯晓棠《农村小学课堂提问的转变》"],
            "农村小学课堂提问的转变",
            ["李静", "夏侯晓棠"],
        ),
    ],
)
def test_a_running_head_names_author_and_title(head, title, authors):
    found = read(*head, *TEXT, "参考文献:", "[1]周敏.提问的艺术[J].课程纵横,2014(3):50-54.")
    assert (found["activity_title"], found["authors"]) == ([title], authors)


def test_text_in_ordinary_type_is_no_title():
    found = read("ISSN 2096-8801", *TEXT, *TEXT, "参考文献:", "[1]周敏.提问[J].课程纵横,2014.")
    assert "activity_title" not in found


def test_title_and_authors_below_the_text():
    found = read(
        "《石桥教学研究》  2023年第2期",
        *TEXT,
        "参考文献:",
        "[1]周敏.提问的艺术[J].课程纵横,2014(3):50-54.",
        "作者:王小明(1985—),男,石桥县寄宿制小学,一级教师;",
        "　　　李静(1990—),女,石桥县寄宿制小学,二级教师。",
        "文题:农村小学课堂提问的转变",
        "编辑/周  敏",
    )
    assert found["activity_title"] == ["农村小学课堂提问的转变"]
    assert found["authors"] == ["王小明", "李静"]


def test_an_english_title_is_no_part_of_the_chinese_one():
    found = read(
        "石桥学报    2024年第1期",
        "#小学课堂提问的转变",
        "#The Change of Questions in Primary Classrooms",
        "王小明1,李静2",
        ABSTRACT,
    )
    assert found["activity_title"] == ["小学课堂提问的转变"]


@pytest.mark.parametrize(
    ("head", "journal"),
    [
        (["青石教研|2021年第3期(总第46期)|青石区教学研究室编"], "青石教研"),
        (["青 石 教 苑", "石桥市第五中学主办    2022年秋季号    第4期"], "青石教苑"),
        (["ISSN 1673-9986    铸造与模具    2019年第8期"], "铸造与模具"),
        (["乡土教育研究(双月刊)    2017年第6期    第24卷"], "乡土教育研究"),
        (["青石教研 (内部资料 免费交流)   2016年第4期"], "青石教研"),
        (["石桥一中校刊《青桐》    总第38期"], "青桐"),
    ],
)
def test_what_stands_beside_a_journals_name(head, journal):
    found = read(*head, "#小学课堂提问的三个转变", "王小明", ABSTRACT, *TEXT)
    assert found["journal"] == [journal]


def test_a_long_english_journal_and_its_place():
    found = read(
        "#A Method for Wind Turbine Gearboxes",
        "LI Wenbo 1, ZHANG Ke 1",
        "Abstract: Signals are noisy. Key words: gearbox",
        "Citation: LI W B, ZHANG K. A method for wind turbine gearboxes[J]. Journal of Shiqiao"
        " University of Technology (Natural Science Edition), 2020, 37(2): 113-121.",
    )
    journal = "Journal of Shiqiao University of Technology (Natural Science Edition)"
    assert found["journal"] == [journal]
    found = read(
        "Mathematics Teacher Inquiry (2018) 6:3, 41-52",
        "#From Abacus to Tablet in Primary Classrooms",
        "Xue Haiyan; Luo Yifei",
        "Abstract: Manipulatives are recommended by every curriculum. Keywords: teachers",
    )
    assert found["journal"] == ["Mathematics Teacher Inquiry"]
    assert (found["volume"], found["issue"], found["pages"]) == (["6"], ["3"], ["41-52"])


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (
            ["石桥市委党校学报", "", "2024年1月|第26卷第1期", "#“吹哨”机制的实践", "王小明",
             ABSTRACT, *TEXT, "〔收稿日期〕2023-10-19"],
            "2024-01",
        ),
        (["石桥课程 | 2023.04(中) | 教法", "#小学课堂提问的转变", "王小明", ABSTRACT], "2023-04"),
        (
            ["#石桥民族学报", "ISSN 1008-7764", "本期特稿:共同体意识", "2021 年 4 月  第 47 卷",
             "第 2 期(总第 186 期)"],
            "2021-04",
        ),
        (
            ["石桥观察    2022年第10期", "#目    次", "宅基地退出意愿研究…… 王小明(4)",
             "期刊基本参数:CN62-1959/F*1999*m*A4*56*zh*P*¥15.00*500*10*2022-10"],
            "2022-10",
        ),
    ],
)  # fmt: skip
def test_when_an_issue_came_out(lines, date):
    assert read(*(line for line in lines if line))["issue_date"] == [date]


def test_the_figure_over_the_year_of_a_cover():
    found = read(
        "#智慧教育", "主办:石桥教育学会", "7", "2018 / 下旬", "总第 521 期", "ISSN 2095-9938"
    )
    assert found["issue"] == ["7"]


def test_a_series_is_no_title_of_a_book():
    found = read(
        "“十三五”职业教育省级规划教材",
        "幼儿歌曲弹唱",
        "编  著  王小明  李  静",
        "出版发行|星海音像教育出版社",
        "版  次|2022年1月第2版",
        "字  数|286千字",
    )
    assert found["activity_title"] == ["幼儿歌曲弹唱"]
