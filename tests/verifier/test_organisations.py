"""What the name of an organisation says of it."""

from __future__ import annotations

import pytest

from verifier.organisations import Body, Level, body_of, is_of, level_of


@pytest.mark.parametrize(
    ("name", "body", "level"),
    [
        ("中华人民共和国教育部", Body.EDUCATION_ADMINISTRATION, Level.NATIONAL),
        ("教育部教师工作司", Body.EDUCATION_ADMINISTRATION, Level.NATIONAL),
        ("广东省教育厅", Body.EDUCATION_ADMINISTRATION, Level.PROVINCIAL),
        ("新疆维吾尔自治区教育厅", Body.EDUCATION_ADMINISTRATION, Level.PROVINCIAL),
        ("上海市教育委员会", Body.EDUCATION_ADMINISTRATION, Level.PROVINCIAL),
        ("上海市浦东新区教育局", Body.EDUCATION_ADMINISTRATION, Level.DISTRICT),
        ("广州市教育局", Body.EDUCATION_ADMINISTRATION, Level.MUNICIPAL),
        ("郑州市教育局继续教育专用章", Body.EDUCATION_ADMINISTRATION, Level.MUNICIPAL),
        ("天河区教育局", Body.EDUCATION_ADMINISTRATION, Level.DISTRICT),
        ("某某县教育体育局", Body.EDUCATION_ADMINISTRATION, Level.DISTRICT),
        ("广州市教育研究院", Body.TEACHING_RESEARCH, Level.MUNICIPAL),
        ("番禺区教师发展中心", Body.TEACHING_RESEARCH, Level.DISTRICT),
        ("华南某大学教育学院", Body.UNIVERSITY, Level.UNKNOWN),
        ("University of Somewhere", Body.UNIVERSITY, Level.UNKNOWN),
        ("广州市第一中学", Body.SCHOOL, Level.SCHOOL),
        ("云岭省教育学会", Body.ASSOCIATION, Level.PROVINCIAL),
        ("某某教育科技有限公司", Body.COMPANY, Level.UNKNOWN),
        ("广州市人力资源和社会保障局", Body.GOVERNMENT, Level.MUNICIPAL),
        ("全国中小学教师培训网", Body.UNKNOWN, Level.NATIONAL),
        ("", Body.UNKNOWN, Level.UNKNOWN),
    ],
)
def test_type_and_level(name: str, body: Body, level: Level):
    assert body_of(name) is body
    assert level_of(name) is level


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("广州市教育局", True),
        ("广东省广州市天河区教育局", True),
        ("白云区教育局", True),
        ("贵阳市白云区教育局", False),
        ("深圳市教育局", False),
        ("广东省教育厅", False),
    ],
)
def test_a_place_is_the_notices_own(name: str, inside: bool):
    assert is_of(name, ("广州市", "天河区", "白云区")) is inside
