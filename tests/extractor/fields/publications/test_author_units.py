"""Where the authors of an article work, where its page names one body for all."""

import pytest

from extractor.fields import find_fields
from tests.extractor.builders import line, page, value, values

TEXT = [
    line(text, 0.1, 0.34 + 0.04 * number, em=0.025)
    for number, text in enumerate(
        ("摘 要：小组合作学习要有明确的分工与规则。我们在实验班推行组长轮换制，",
         "要求每位成员都有发言的机会，并用记录单呈现讨论过程。经过两个月的训练，",
         "关键词：合作学习；课堂教学",
         "作业是课堂教学的延伸。学生的倾听与表达能力有了明显提高。")
    )
]  # fmt: skip


def article(*below_title):
    return find_fields(
        (
            page(
                line("霖州教研 2020年第6期", 0.65, 0.05, em=0.02),
                line("小学科学探究式教学的三个着力点", 0.2, 0.13, em=0.04),
                *(line(text, left, top, em=0.02) for text, left, top in below_title),
                *TEXT,
            ),
        )
    )


@pytest.mark.parametrize(
    "below_title",
    [
        [("王小明，李静", 0.42, 0.2), ("(霖州市瑞宝第二小学，河南霖州 475000)", 0.3, 0.24)],
        [("霖州市瑞宝第二小学 王小明", 0.3, 0.2)],
        [("王小明/霖州市瑞宝第二小学", 0.3, 0.2)],
        [("霖州市瑞宝第二小学", 0.3, 0.2), ("王小明", 0.55, 0.2)],
    ],
)
def test_one_body_beside_or_below_the_names_is_the_authors(below_title):
    found = article(*below_title)
    assert values(found, "authors")[0] == "王小明"
    assert value(found, "employer") == "霖州市瑞宝第二小学"
    assert all(one.confidence < 0.9 for one in found.fields if one.name == "employer")


@pytest.mark.parametrize(
    "below_title",
    [
        [("王小明1，李静2", 0.42, 0.2), ("(1.霖州市瑞宝第二小学；2.霖州师范大学)", 0.3, 0.24)],
        [("王小明", 0.42, 0.2)],
        [("王小明 霖州市瑞宝第二小学  李静 霖溪实验小学", 0.2, 0.2)],
    ],
)
def test_of_several_bodies_none_is_given(below_title):
    assert value(article(*below_title), "employer") is None
