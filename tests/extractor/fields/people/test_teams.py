"""Lists of people: every way of parting names, and texts that are no list of people."""

import pytest

from extractor.fields.people.teams import leading_names, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小明，李四", ["王小明", "李四"]),
        ("王小明 李四 赵一鸣", ["王小明", "李四", "赵一鸣"]),
        ("张　三，李小四", ["张三", "李小四"]),
        ("王小明1，李四2*", ["王小明", "李四"]),
        ("王小明；李四;赵一鸣", ["王小明", "李四", "赵一鸣"]),
        ("王小明和李四", ["王小明", "李四"]),
        ("公孙梅仙沈静涵查骞莫立", ["公孙梅仙", "沈静涵", "查骞", "莫立"]),
        ("作者：王小明、李四", ["王小明", "李四"]),
        ("王小明（某某市第一中学），李四（某某大学）", ["王小明", "李四"]),
        ("阿依古丽·买买提，王小明", ["阿依古丽·买买提", "王小明"]),
        ("Chen Yufei, Wang Lin and Zhao Min", ["Chen Yufei", "Wang Lin", "Zhao Min"]),
        ("王小明 编著", ["王小明"]),
        ("某某市第一中学  王小明", ["王小明"]),
        ("本文以两所学校为样本", []),
        ("课堂提问的优化路径", []),
        ("2021年第3期", []),
    ],
)
def test_the_names_of_a_list_in_their_order(text, names):
    assert names_in(text) == names


def test_a_list_ends_where_something_else_begins():
    assert leading_names("王小明、李四、完成了研究任务") == ["王小明", "李四"]
