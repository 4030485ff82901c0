"""First pages of articles without an abstract, and what proofs of retrieval say; all invented."""

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import names_in
from fixtures.sheets import sheet
from tests.extractor.builders import line, page

PROSE = "随着改革的不断深入，教师逐步从讲授者转变为组织者，笔者结合所在学校的实践展开探讨"


def told(*lines):
    return fields_of(page(*lines))[1]


def fields_of(made):
    found = find_fields((made,))
    given: dict[str, list[object]] = {}
    for one in found.fields:
        if one.role in (None, "host"):
            given.setdefault(one.name, []).append(one.value)
    return found.kind.value, given


def text(first, *, top=0.3, rows=24):
    return (
        line(first, 0.08, top, em=0.02),
        *(line(PROSE, 0.08, top + 0.022 * (row + 1), em=0.018) for row in range(rows)),
    )


ISSUE = line("2021年第3期", 0.8, 0.03, em=0.02)


def first_page(*head):
    return (*head, *text("一、问题的提出"))


def test_an_article_without_an_abstract_is_known_by_its_head_and_its_sections():
    kind, given = fields_of(
        page(
            *first_page(
                line("园本研究", 0.06, 0.04, em=0.02),
                line("幼教新窗2021.03（下半月）", 0.6, 0.05, em=0.02),
                line("角色游戏中教师观察的三个层次", 0.09, 0.11, em=0.04),
                line("石桥县柳河幼儿园王小雅", 0.08, 0.18, em=0.024),
            ),
            line("72", 0.07, 0.95, em=0.02),
        )
    )
    assert kind == "paper"
    assert given["activity_title"] == ["角色游戏中教师观察的三个层次"]
    assert (given["journal"], given["issue"], given["pages"]) == (["幼教新窗"], ["3"], ["72"])
    assert given["authors"] == ["王小雅"]


def test_a_school_below_the_title_is_no_author():
    given = told(
        *first_page(
            ISSUE,
            line("角色游戏中教师观察的三个层次", 0.09, 0.11, em=0.04),
            line("石桥县柳河实验幼儿园", 0.08, 0.18, em=0.024),
        )
    )
    assert "authors" not in given


def test_the_number_of_a_page_without_margins_is_its_lowest_line():
    given = told(
        *first_page(ISSUE, line("角色游戏中教师观察的三个层次", 0.09, 0.11, em=0.04)),
        line("-128一", 0.5, 0.87, em=0.02),
    )
    assert given["pages"] == ["128"]


def test_a_smaller_line_set_in_below_a_title_is_its_subtitle():
    given = told(
        *first_page(
            ISSUE,
            line("让课堂“动”起来", 0.09, 0.1, em=0.04),
            line("谈低年级识字教学的两个支点", 0.13, 0.16, em=0.031),
        )
    )
    assert given["activity_title"] == ["让课堂“动”起来——谈低年级识字教学的两个支点"]


def test_lines_of_a_title_in_the_middle_are_one_without_a_dash():
    given = told(
        *first_page(
            ISSUE,
            line("低年级识字教学中情境创设的", 0.3, 0.1, em=0.03),
            line("实践与反思", 0.42, 0.15, em=0.03),
        )
    )
    assert given["activity_title"] == ["低年级识字教学中情境创设的实践与反思"]


def test_an_article_may_begin_below_the_end_of_another():
    given = told(
        line("清河师范大学学报（教育科学版）", 0.36, 0.03, em=0.02),
        *(line(PROSE, 0.08, 0.08 + 0.025 * row, em=0.018) for row in range(10)),
        line("教师合作的条件与路径", 0.3, 0.53, em=0.03),
        line("欧阳远 李知秋", 0.4, 0.58, em=0.02),
        line("摘要：" + PROSE, 0.1, 0.63, em=0.018),
        *text("一、问题的提出", top=0.66, rows=8),
    )
    assert given["activity_title"] == ["教师合作的条件与路径"]
    assert given["authors"] == ["欧阳远", "李知秋"]


@pytest.mark.parametrize(
    ("issue", "section", "journal"),
    [(0.08, 0.45, 0.8), (0.8, 0.45, 0.08)],
    ids=["journal-right", "journal-left"],
)
def test_a_section_between_issue_and_journal_is_not_the_journal(issue, section, journal):
    given = told(
        *first_page(
            line("2020年第9期", issue, 0.03, em=0.02),
            line("教学实践", section, 0.03, em=0.02),
            line("课程新视野研究", journal, 0.03, em=0.02),
            line("识字教学中的情境创设", 0.3, 0.1, em=0.035),
        )
    )
    assert given["journal"] == ["课程新视野研究"]


def test_a_journal_may_be_called_like_a_section_where_it_stands_alone():
    given = told(
        *first_page(
            line("2020年第9期", 0.08, 0.03, em=0.02),
            line("教学研究", 0.45, 0.03, em=0.02),
            line("识字教学中的情境创设", 0.3, 0.1, em=0.035),
        )
    )
    assert given["journal"] == ["教学研究"]


def test_a_long_head_in_letters_tells_volume_issue_and_pages():
    head = "Journal of Invented Pedagogy, Vol. 8, No. 2, 2021, pp. 115–123"
    given = told(
        line(head, 0.09, 0.03, em=0.02),
        line("Designing Learning Tasks in Schools", 0.15, 0.1, em=0.06),
        line("ZhanYifei, Mo Shaoqing", 0.4, 0.18, em=0.03),
        line("Abstract. Learning is regarded as a core component.", 0.1, 0.24, em=0.02),
        line("Keywords: learning task; school", 0.1, 0.28, em=0.02),
        line("ISSN 2709-4413", 0.8, 0.06, em=0.02),
    )
    assert (given["volume"], given["issue"], given["pages"]) == (["8"], ["2"], ["115-123"])
    assert given["authors"] == ["Zhan Yifei", "Mo Shaoqing"]


@pytest.mark.parametrize("word", ["JavaScript", "PowerPoint"])
def test_a_word_with_a_capital_inside_is_nobody(word):
    assert names_in(word) == []


COVER = (
    line("语文新探", 0.15, 0.15, em=0.1),
    line("2021·8", 0.64, 0.33, em=0.04),
    line("ISSN 1002-5537 CN37-1024/G4", 0.19, 0.86),
)


def test_the_sponsor_may_stand_before_its_word():
    assert told(*COVER, line("清河省教育厅主管 清河师范大学主办", 0.19, 0.8))["issuers"] == [
        "清河师范大学"
    ]


def test_the_number_of_a_journal_ends_the_name_of_its_sponsor():
    imprint = "主管：清河出版集团 主办：清河教育出版社 刊号：ISSN1002-5537 CN37-1024/G4"
    assert told(*COVER[:2], line(imprint, 0.1, 0.8, em=0.02))["issuers"] == ["清河教育出版社"]


def test_a_proof_of_retrieval_tells_the_place_in_one_cell_and_has_its_own_day():
    _, given = fields_of(
        sheet(
            "#论文收录检索证明",
            "经检索，下述论文被收录：",
            "题名|乡村教师素养的结构模型",
            "作者|王小明；李知秋",
            "来源|远程学习评论，2021，39（03）：88-96",
            "IS SN|1672-0946",
            "收录情况|CSSCI来源期刊",
            "~清河师范大学图书馆",
            "~2021年12月22日",
        )
    )
    assert given["journal"] == ["远程学习评论"]
    assert (given["volume"], given["issue"], given["pages"]) == (["39"], ["3"], ["88-96"])
    assert (given["issn"], given["issue_date"]) == (["1672-0946"], ["2021-12-22"])


def test_the_journal_of_a_proof_of_retrieval_ends_where_its_issue_begins():
    _, given = fields_of(
        sheet(
            "#检索证明",
            "标题：县域教师流动的机制研究",
            "作者：王小明，李知秋",
            "来源出版物：教育经济新论 2021年第3期 页码：45-52",
            "收录情况：CSSCI",
            "~石桥大学图书馆",
        )
    )
    assert given["journal"] == ["教育经济新论"]
    assert given["activity_title"] == ["县域教师流动的机制研究"]


def test_how_often_a_journal_comes_out_is_no_part_of_its_sponsor_s_name():
    imprint = "主办：清河职业技术学院 双月刊 2018年4月出版"
    assert told(*COVER, line(imprint, 0.1, 0.8, em=0.02))["issuers"] == ["清河职业技术学院"]
