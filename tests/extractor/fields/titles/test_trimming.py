"""What of a stretch of text is the name of an event."""

from __future__ import annotations

import pytest

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
