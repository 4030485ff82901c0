"""Dashes in a title that were read as the figure one."""

import pytest

from extractor.fields import find_fields
from extractor.fields.titles.dashes import may_have_lost_dash, with_dash
from fixtures.sheets import sheet


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("黄土地基桩一土相互作用的时变特性", "黄土地基桩—土相互作用的时变特性"),
        ("农村小学家庭一社区协同育人的实践", "农村小学家庭—社区协同育人的实践"),
        ("中职数控“课堂一车间”双场景评价", "中职数控“课堂—车间”双场景评价"),
        ("侗歌进课堂的“声一景一情”路径", "侗歌进课堂的“声—景—情”路径"),
        ("基于情境一探究一迁移的物理教学", "基于情境—探究—迁移的物理教学"),
        ("县志编纂的百年流变（1919一2019）", "县志编纂的百年流变（1919—2019）"),
        ("面向3一6岁儿童的绘本阅读", "面向3—6岁儿童的绘本阅读"),
    ],
)
def test_what_parts_two_sides_is_a_dash(read, meant):
    assert with_dash(read) == meant


@pytest.mark.parametrize(
    "title",
    [
        "城乡教育一体化的县域实践", "小学数学一课一练的改进", "“一村一幼”辅导员的成长", "“三字一话”训练的路径",
        "“分一分”怎样教", "高一新生的走班适应", "让每一次对话真正发生", "统一高考的公平与效率", "一学期一主题的家校合作",
        "师范生第一课堂与第二课堂的融合", "家校社一体的劳动教育", "同一课堂里的互动与协同",
    ],
)  # fmt: skip
def test_a_figure_in_a_title_stays(title):
    assert with_dash(title) == title


def test_what_may_be_a_dash_is_not_surely_read():
    title = "闽台一海丝青年教师的汉语教学"
    assert may_have_lost_dash(title)
    assert not may_have_lost_dash("第一东方小学一体化教学的十年")
    found = find_fields((sheet("#结题证书", f"课题名称：{title}", "课题编号：QC2019-021", "主持人：陆晓雯",
                               "~青川市教育科学研究院", "~2021年9月10日"),))  # fmt: skip
    (told,) = (field for field in found.fields if field.name == "activity_title")
    assert told.value == title
    assert told.confidence < 0.9
