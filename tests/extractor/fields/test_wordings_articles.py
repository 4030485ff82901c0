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
        (["Vol. 31  No. 2", "Apr. 2023", "石桥学院学报", "第31卷  第2期"], "石桥学院学报"),
        (["2022年第11期 下旬刊", "石桥教育探索    ISSN 1673-9418    CN 62-1176/G4"], "石桥教育探索"),
        (["高原农业研究", "Plateau Farming", "2022,41(3):58~64    http://www.gyny.example"],
         "高原农业研究"),
    ],
)  # fmt: skip
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


def test_the_only_article_of_a_page_of_contents():
    found = read(
        "#目    录",
        "《石桥教育月谈》2017年第11期",
        "让沉默的孩子开口:选择性缄默儿童的班级 …… 王小明(71-74)",
        "主管:石桥省教育厅   主办:石桥师范大学",
        "国际标准连续出版物号:ISSN 2096-9018",
    )
    assert found["activity_title"] == ["让沉默的孩子开口:选择性缄默儿童的班级"]
    assert found["authors"] == ["王小明"]


def test_authors_in_another_language_below_their_names():
    found = read(
        "石桥机械 2022,44(6):118-123",
        "#基于注意力的表面缺陷检测方法",
        "王小明,李静,周敏",
        "WANG Xiaoming, LI Jing, ZHOU Min",
        ABSTRACT,
    )
    assert (found["journal"], found["authors"]) == (["石桥机械"], ["王小明", "李静", "周敏"])


def test_four_signs_between_wide_gaps_are_one_name():
    found = read("石桥文博    2017年第2期", "#红柳沟题记释读", "李岩    班玛才旦    窦文", ABSTRACT)
    assert found["authors"] == ["李岩", "班玛才旦", "窦文"]


def test_a_figure_read_as_a_letter_behind_a_name():
    found = read(
        "Journal of Plateau Soils, 2022, 14(3):",
        "201-213",
        "#Stocking Density and Soil in Rice Fields",
        "Jixiang Mal,*, Rong Qiao1",
        "Abstract: Soil is studied here. Keywords: soil",
    )
    assert found["authors"] == ["Jixiang Ma", "Rong Qiao"]
    assert found["pages"] == ["201-213"]


def test_a_number_in_the_line_below_its_name():
    found = read(
        "#出版证明",
        "由王小明、李静、周敏三人合著的《石桥渔鼓口述史》,系我社计划内选题,现已正式出版。",
        "该书国际标准书号为ISBN",
        "978-7-5997-0368-0,全书字数305千字。特此证明。",
        "~石桥人民出版社",
        "~2021年12月3日",
    )
    assert found["authors"] == ["王小明", "李静", "周敏"]
    assert found["isbn"] == ["978-7-5997-0368-0"]


def test_who_wrote_a_book_alone():
    found = read(
        "#著作出版证明",
        "兹证明由 王小明 同志独立撰写的学术专著《石桥渔鼓口述史》,已由本社正式出版。",
        "书号ISBN 978-7-5997-0368-0,全书字数305千字。特此证明。",
        "~石桥人民出版社",
        "~2021年12月3日",
    )
    assert found["authors"] == ["王小明"]


def test_the_rest_of_a_label_is_no_author():
    page = ["#石桥花儿采录", "著    者  王小明  马尕西木  李  静", "出    版  石桥文化出版社"]
    found = read(*page, "书    号  ISBN 978-7-5997-0368-0", "定    价  78.00元")
    assert found["authors"] == ["王小明", "马尕西木", "李静"]


def test_a_catalogued_editor_of_a_rare_surname():
    found = read(
        "图书在版编目(CIP)数据",
        "农村小学教学设计二十讲 / 王小明,达瓦旺姆主编.—石桥:石桥教育出版社,2020.6",
        "ISBN 978-7-5997-0368-0",
    )
    assert found["authors"] == ["王小明", "达瓦旺姆"]


def test_inventors_behind_half_a_label():
    page = ["#实用新型专利证书", "实用新型名称:一种平衡台", "人:王小明;李静;周敏"]
    found = read(*page, "专利权人:石桥学院", "证书号第10894413号", "国家知识产权局")
    assert found["authors"] == ["王小明", "李静", "周敏"]


def test_year_volume_and_issue_in_one_cell():
    found = read(
        "#文献检索报告单",
        "题名|高中地理跨学科主题学习设计",
        "作者|王小明;李静",
        "刊名|地理教研通讯",
        "年/卷/期|2023 / 36 / 2",
        "页码|58-63",
    )
    assert (found["volume"], found["issue"]) == (["36"], ["2"])


def test_what_a_text_quotes_is_no_journal():
    found = read(
        "2023年第9期(总第588期)    石桥中学教学",
        "#指向科学思维的微专题复习",
        "王小明    李静",
        ABSTRACT,
        "遗传系谱图是《生物学·必修2·遗传与进化》第5章的重点内容,也是考查的热点。",
        *TEXT,
    )
    assert found["journal"] == ["石桥中学教学"]


def test_for_whom_a_library_looked_an_article_up():
    found = read(
        "#文献检索报告单",
        "题名|高中地理跨学科主题学习设计",
        "作者|李静;周敏;王小明",
        "刊名|地理教研通讯",
        "委托人:王小明,论文第三作者,石桥市第四中学。",
        "~石桥师范学院图书馆",
        "~2023年11月20日",
    )
    assert (found["holder_name"], found["holder_rank"]) == (["王小明"], ["3"])
    assert found["employer"] == ["石桥市第四中学"]


def test_the_pages_alone_at_the_foot():
    lines = [*TEXT, *TEXT, *TEXT, *TEXT]
    found = read(
        "石桥学报    2024年第1期", "#小学课堂提问的转变", "王小明", ABSTRACT, *lines, "57-64"
    )
    assert found["pages"] == ["57-64"]


def test_a_dialogue_is_no_title():
    found = read(
        "《外语课堂》2022年第6期",
        "T: Why did the boy go back to the river?",
        "S1: Because he lost his shoe. He wanted it back.",
        "T: How do you know? Which sentence tells you?",
        *TEXT,
    )
    assert not any("river" in title for title in found.get("activity_title", []))
