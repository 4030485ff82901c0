"""What mastheads, feet and imprints of journals say, entries of contents, covers and letters."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def set_at(*rows):
    """Return a page of lines, each with its left edge, its top and its height in type."""
    boxes = []
    for text, left, top, tall in rows:
        wide = sum(tall * 0.7 if ord(sign) > 0x2FFF else tall * 0.4 for sign in text)
        boxes.append((left, top, min(left + wide, 0.98), top + tall))
    return placed([text for text, *_ in rows], boxes, (1240, 1754))


CONTENTS = (
    ("云川教学探微", 0.1, 0.05, 0.045),
    ("2016年第4期", 0.72, 0.06, 0.025),
    ("目 录", 0.4, 0.12, 0.035),
    ("05 乡村学校课表的变革", 0.1, 0.2, 0.025),
    ("闻人杰", 0.7, 0.215, 0.025),
    ("13 英语绘本的群文阅读", 0.1, 0.28, 0.025),
    ("顾晓棠", 0.7, 0.295, 0.025),
)


@pytest.mark.parametrize(
    "entry",
    [
        "21 让实验走进初中化学课堂",
        "P21 让实验走进初中化学课堂",
        "第21页 让实验走进初中化学课堂",
        "★让实验走进初中化学课堂",
        "◆ 让实验走进初中化学课堂",
        "★21 让实验走进初中化学课堂",
    ],
)
def test_the_page_and_the_sign_before_a_marked_title_are_none_of_it(entry):
    page = set_at(*CONTENTS, (entry, 0.1, 0.36, 0.025), ("秦志远", 0.7, 0.375, 0.025))
    page = replace(page, marks=(Box(0.08, 0.355, 0.95, 0.405),))
    found = find_fields((page,))
    assert value(found, "activity_title") == "让实验走进初中化学课堂"
    assert values(found, "authors") == ["秦志远"]


def test_a_figure_that_counts_something_stays_in_a_marked_title():
    page = set_at(
        *CONTENTS, ("10分钟微课的设计要领", 0.1, 0.36, 0.025), ("秦志远", 0.7, 0.375, 0.025)
    )
    page = replace(page, marks=(Box(0.08, 0.355, 0.95, 0.405),))
    assert value(find_fields((page,)), "activity_title") == "10分钟微课的设计要领"
