"""When the issue of an article appeared, as heads and feet of pages tell it."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value

BODY = [
    line(text, 0.1, 0.34 + 0.04 * number, em=0.025)
    for number, text in enumerate(
        ("小组合作学习要有明确的分工与规则。我们在实验班推行组长轮换制，要求",
         "每位成员都有发言的机会，并用记录单呈现讨论过程。经过两个月的训练，",
         "学生的倾听与表达能力有了明显提高。作业是课堂教学的延伸。")
    )
]  # fmt: skip


def article(foot: str):
    return find_fields(
        (
            page(
                line("课堂聚焦", 0.1, 0.05, em=0.02),
                line("霖州教研 2020年第6期", 0.65, 0.05, em=0.02),
                line("小学科学探究式教学的三个着力点", 0.2, 0.13, em=0.04),
                line("楚天阔/霖州市瑞宝第二小学", 0.3, 0.2, em=0.02),
                *BODY,
                line(foot, 0.1, 0.95, em=0.02),
            ),
        )
    )


@pytest.mark.parametrize(
    ("foot", "date"),
    [("2020.06 总第310期", "2020-06"), ("2020.6 总第310期", "2020"), ("第310期", "2020")],
)
def test_a_month_of_two_figures_beside_the_whole_number_is_the_issues(foot, date):
    assert value(article(foot), "issue_date") == date


def test_the_month_of_the_issue_is_before_the_day_on_which_it_was_online():
    found = find_fields(
        (
            sheet(
                "Journal of Teaching Enquiry", "Vol. 12, No. 3; September 2021",
                "#Peer Feedback and Writing Confidence among Students",
                "Haiyan Ling & Xiaoman Qu",
                "Received: April 6, 2021", "Online Published: August 12, 2021",
                "Abstract", "This study examines how guided peer feedback affects the writing of students.",
                "Keywords: peer feedback, writing",
            ),
        )
    )  # fmt: skip
    assert value(found, "issue_date") == "2021-09"


def test_the_name_over_how_often_a_journal_appears():
    found = find_fields(
        (
            page(
                line("霖州教学研究", 0.35, 0.05, em=0.045),
                line("(双月刊)", 0.44, 0.1, em=0.02),
                line("第38卷第6期", 0.1, 0.14, em=0.02),
                line("2021年12月20日出版", 0.4, 0.14, em=0.02),
                line("目 录", 0.45, 0.18, em=0.03),
                *(
                    line(text, left, 0.24 + 0.04 * number, em=0.02)
                    for number, row in enumerate(
                        (
                            ("【教育理论】",),
                            ("基于绘本的小学英语阅读教学策略探析", "冯浩然 (1)"),
                            ("民族地区中学地理研学旅行课程开发", "方雨薇 (9)"),
                            ("【课程与教学】",),
                            ("情境教学法在初中历史课堂中的运用", "洪春梅 (25)"),
                            ("农村小学数学分层作业设计的思考", "何勇 (41)"),
                        )
                    )
                    for text, left in zip(row, (0.1, 0.75), strict=False)
                ),
            ),
        )
    )
    assert value(found, "journal") == "霖州教学研究"
    assert value(found, "issue_date") == "2021-12-20"
