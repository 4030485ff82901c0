"""What pages of a journal tell of it where its name has no word of its own; names are invented."""

import pytest

from extractor.fields import find_fields
from tests.extractor.builders import body, line, page


def told(*lines):
    found = find_fields((page(*lines),))
    return {one.name: one.value for one in found.fields if one.role in (None, "host")}


COVER = (
    line("ISSN 1674-8309", 0.7, 0.05),
    line("岭上牧歌", 0.07, 0.07, em=0.12),
    line("HILL PASTURES", 0.08, 0.22, em=0.03),
    line("2018·3", 0.06, 0.32, em=0.06),
    line("季刊 第3期（总第96期）", 0.08, 0.65),
    line("2018年6月出版", 0.08, 0.69),
    line("主管：清河省卫生健康委员会", 0.08, 0.73),
    line("主办：清河医科大学石桥省医学会", 0.08, 0.77),
    line("全国学术期刊综合评价数据库来源期刊", 0.08, 0.95),
)


def test_a_cover_s_largest_line_is_the_journal_and_its_praise_is_not():
    assert told(*COVER)["journal"] == "岭上牧歌"


def test_a_large_line_of_a_page_that_tells_no_issue_is_no_journal():
    bare = [one for one in COVER if "期" not in one.text and "2018" not in one.text]
    assert "journal" not in told(*(one for one in bare if "ISSN" not in one.text))


def test_the_month_of_publication_is_more_exact_than_the_year():
    assert told(*COVER)["issue_date"] == "2018-06"


def test_sponsors_without_a_mark_between_them_are_two():
    found = find_fields((page(*COVER),))
    hosts = [one.value for one in found.fields if one.name == "issuers" and one.role == "host"]
    assert hosts == ["清河医科大学", "石桥省医学会"]


CONTENTS = (
    line("目次", 0.08, 0.05, em=0.07),
    line("山地花圃", 0.77, 0.07),
    line("2022年第7期（第18卷）2022年7月10日出版", 0.4, 0.105, em=0.025),
    line("研究报告", 0.08, 0.22),
    line("月季黑斑病的综合防治", 0.08, 0.28),
    line("王小明（4）", 0.77, 0.28),
    line("城市阳台的绿化", 0.08, 0.34),
    line("李知秋（9）", 0.77, 0.34),
)


def test_beside_the_word_contents_stands_the_journal_over_its_issue():
    given = told(*CONTENTS)
    assert (given["journal"], given["issue_date"]) == ("山地花圃", "2022-07-10")
    assert (given["volume"], given["issue"]) == ("18", "7")


@pytest.mark.parametrize("volume", ["Vol.27 No.8", "Vo1.27 No.8", "Vo 1.27 No.8"])
def test_a_running_head_names_the_journal_between_volume_and_date(volume):
    given = told(
        line("第27卷第8期", 0.07, 0.04, em=0.02),
        line("2019年8月", 0.82, 0.04, em=0.02),
        line("石桥工程技术", 0.4, 0.04, em=0.03),
        line(volume, 0.075, 0.06, em=0.02),
        line("黄土地区深基坑支护结构变形监测", 0.17, 0.14, em=0.04),
        line("王小明", 0.45, 0.2),
        *body("摘要：本文结合近三年的观察，对其变形进行了分析。", "关键词：深基坑；变形监测"),
    )
    assert (given["journal"], given["volume"]) == ("石桥工程技术", "27")
    assert given["issue_date"] == "2019-08"


def article(*feet, top=0.95):
    """Return pages of an article with these numbers at their feet."""
    text = ("摘要：本文结合近三年的观察，对其变形进行了分析。", "关键词：深基坑；变形监测")
    first = page(
        line("山地花圃研究 2019年第8期", 0.1, 0.04),
        line("黄土地区深基坑支护结构变形监测", 0.17, 0.14, em=0.04),
        *body(*text),
        line(feet[0], 0.48, top, em=0.02),
    )
    others = [
        page(*body("本文的第二部分。"), line(foot, 0.48, top, em=0.02), number=number)
        for number, foot in enumerate(feet[1:], start=2)
    ]
    return [one.value for one in find_fields((first, *others)).fields if one.name == "pages"]


@pytest.mark.parametrize(
    ("feet", "pages"),
    [
        (["·46·"], ["46"]),
        (["46", "47", "48"], ["46-48"]),
        (["第 9 页", "31"], ["9"]),
        (["图"], []),
        (["2021"], []),
    ],
)
def test_pages_are_told_by_the_numbers_printed_on_them(feet, pages):
    assert article(*feet) == pages


def test_a_number_in_the_text_is_no_page():
    assert article("46", top=0.6) == []
