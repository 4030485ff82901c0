"""What of a stretch of text is the name of an event."""

from __future__ import annotations

import pytest

from extractor.fields.titles.dashes import with_dash
from extractor.fields.titles.trimming import trimmed_title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第三届全国化学教学研讨会上作大会交流", "第三届全国化学教学研讨会"),
        (
            "云泽市课堂教学改革论坛（第七期）上作了题为作业的报告",
            "云泽市课堂教学改革论坛（第七期）",
        ),
        ("青年教师培训班中荣获一等奖", "青年教师培训班"),
        ("社会中发展能力培训班", "社会中发展能力培训班"),
        ("课堂上交流的艺术", "课堂上交流的艺术"),
    ],
)
def test_what_somebody_did_at_a_meeting_is_no_part_of_its_name(text, name):
    assert text[slice(*trimmed_title(text, 0, len(text)))] == name


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("初中文言文“教一学一评”一体化的实施路径", "初中文言文“教—学—评”一体化的实施路径"),
        ("基于教-学-评一致性的作业设计", "基于教—学—评一致性的作业设计"),
        ("教学评价的一个问题", "教学评价的一个问题"),
    ],
)
def test_the_dashes_of_teaching_learning_and_assessing(read, meant):
    assert with_dash(read) == meant
