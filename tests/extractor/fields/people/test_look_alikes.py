"""Rare surnames behind the everyday characters that a recogniser reads for them."""

import pytest

from extractor.fields import find_fields
from extractor.fields.people.look_alikes import with_rare_surnames
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def confidence(found, name):
    return min(one.confidence for one in found.fields if one.name == name)


def read(text):
    return with_rare_surnames(sheet(text)).lines[0].text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("由霖州职业教育中心逢焕宁同志主持", "由霖州职业教育中心逄焕宁同志主持"),
        ("洗嘉俊老师", "冼嘉俊老师"),
        ("李明远，亿子轩，佟林", "李明远，仉子轩，佟林"),
        ("王小红、李明远、负巧玲", "王小红、李明远、贠巧玲"),
        ("洗嘉俊", "冼嘉俊"),
    ],
)
def test_where_a_name_must_stand_the_surname_is_meant(seen, meant):
    assert read(seen) == meant


@pytest.mark.parametrize(
    "text",
    [
        "项目负责人：李明远", "辽宁省教师继续教育中心", "辽岭省教师", "洗手间", "洗衣机操作", "亿元产值", "负责同志请签字",
        "相逢在春天", "久别重逢老师", "李明远，负责人",
    ],
)  # fmt: skip
def test_words_stay_what_they_are(text):
    assert read(text) == text


def test_such_a_name_is_for_a_person_to_compare():
    found = find_fields(
        (sheet("#培训结业证书", "洗嘉俊老师：", "于2021年7月5日至9日参加霖州市骨干教师研修班，计40学时，准予结业。",
               "~霖州市教育科学研究院", "~2021年7月20日"),)
    )  # fmt: skip
    assert value(found, "holder_name") == "冼嘉俊"
    assert confidence(found, "holder_name") < 0.8


def test_a_name_that_may_end_elsewhere_is_in_doubt():
    found = find_fields(
        (sheet("#关于“课堂提问”的行动研究", "骆显乐靳其", "摘要：本文讨论课堂提问。", "关键词：提问；课堂", "随着课程改革的深入，提问受到重视。"),)
    )  # fmt: skip
    assert confidence(found, "authors") < 0.9
    assert len(values(found, "authors")) == 2
