"""Where a sponsor's name, an article's title and a list of authors end; names are invented."""

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page


def told(*lines):
    found = find_fields((page(*lines),))
    return {one.name: one.value for one in found.fields if one.role in (None, "host")}


def authors(*lines):
    found = find_fields((page(*lines),))
    return [one.value for one in found.fields if one.name == "authors"]


def cover(*foot):
    return (
        line("清河教育", 0.12, 0.1, em=0.09),
        line("QINGHE EDUCATION MONTHLY", 0.14, 0.21, em=0.03),
        line("2019·4", 0.14, 0.27),
        line(foot[0], 0.14, 0.31),
        *(line(text, 0.14, 0.8 + 0.035 * row, em=0.025) for row, text in enumerate(foot[1:])),
    )


COVER = cover(
    "4月下半月出版 总第126期",
    "主管：清河省教育厅",
    "主办：清河省教育学会",
    "ISSN 1674-8309",
    "CN41-1459/G4",
)


def test_a_sponsor_s_name_ends_where_the_numbers_of_the_journal_begin():
    assert told(*COVER)["issuers"] == "清河省教育学会"


def test_the_month_of_publication_takes_the_year_of_the_issue():
    assert told(*COVER)["issue_date"] == "2019-04"
    dated = cover("4月10日出版 总第126期", "主办：清河省教育学会", "ISSN 1674-8309")
    assert told(*dated)["issue_date"] == "2019-04-10"


def test_a_month_in_brackets_behind_the_issue_is_its_month():
    contents = (
        line("目 次", 0.42, 0.06, em=0.05),
        line("中学物理园地 2019年第39卷第6期(6月)", 0.3, 0.12),
        line("浮力实验的改进", 0.1, 0.2),
        line("王小明(4)", 0.5, 0.2),
        line("刊号：ISSN 1674-8309 CN22-1366/04", 0.1, 0.9),
    )
    given = told(*contents)
    assert given["issue_date"] == "2019-06"
    assert given["cn_number"] == "CN22-1366/O4"


ARTICLE = (
    line("第18卷 第11期 石桥医学 Vol.18 No.11", 0.2, 0.05, em=0.02),
    line("呼吸训练联合针刺的疗效观察", 0.25, 0.14, em=0.03),
    line("汤小明1,燕晓芳1,水淼2", 0.36, 0.19, em=0.026),
    line("1.清河市中医院康复科,清河467000;2.清河学院医学院", 0.2, 0.235, em=0.024),
    *body("摘要：目的观察呼吸训练联合针刺的临床效果。", "关键词：呼吸训练；针刺", top=0.29),
    line(
        "引用格式：汤小明,燕晓芳,水淼.呼吸训练联合针刺的疗效观察[J].石桥医学,2019,18(11):93-96.",
        0.05,
        0.93,
        em=0.016,
    ),
)


def test_where_the_authors_work_is_no_part_of_the_title():
    assert told(*ARTICLE)["activity_title"] == "呼吸训练联合针刺的疗效观察"
    bracketed = (
        line("指向思维进阶的习作支架", 0.27, 0.12, em=0.03),
        line("汤小明", 0.45, 0.17, em=0.026),
        line("(清河区实验小学,清河石桥364000)", 0.3, 0.2, em=0.024),
        *body("摘要：本文以两轮行动研究为基础。", "关键词：习作；支架", top=0.26),
    )
    assert told(*bracketed)["activity_title"] == "指向思维进阶的习作支架"
    assert authors(*bracketed) == ["汤小明"]


def test_authors_with_the_numbers_of_their_units_end_before_the_units():
    assert authors(*ARTICLE) == ["汤小明", "燕晓芳", "水淼"]


def test_how_to_cite_the_article_tells_its_pages():
    assert told(*ARTICLE)["pages"] == "93-96"
    reference = ARTICLE[-1].text.replace("引用格式：", "[1] ")
    assert "pages" not in told(*ARTICLE[:-1], line(reference, 0.05, 0.93, em=0.016))


def test_the_second_editors_of_a_book_stand_below_the_first():
    given = authors(
        line("走进游戏的世界", 0.25, 0.25, em=0.06),
        line("汤小明 主编", 0.25, 0.36),
        line("燕晓芳 谷雨 副主编", 0.25, 0.4),
        line("清河少年儿童出版社", 0.25, 0.84),
    )
    assert given == ["汤小明", "燕晓芳", "谷雨"]


def catalogue(by, *more):
    found = find_fields(
        (
            sheet(
                "图书在版编目(CIP)数据",
                f"初中数学问题教学/{by}.一清河:清河教育出版社,2019.8",
                "ISBN 978-7-5699-3187-2",
                *more,
            ),
        )
    )
    given = {one.name: one.value for one in found.fields}
    return given["activity_title"], [o.value for o in found.fields if o.name == "authors"]


def test_a_dash_that_was_read_as_one_parts_the_catalogue_s_data():
    assert catalogue("汤小明燕晓芳著") == ("初中数学问题教学", ["汤小明", "燕晓芳"])


def test_who_the_catalogue_leaves_out_stands_behind_the_label():
    more = catalogue("汤小明等主编", "作者：汤小明 燕晓芳 主编")
    assert more[1] == ["汤小明", "燕晓芳"]
    assert catalogue("汤小明等主编", "作者：燕晓芳 主编")[1] == ["汤小明"]
