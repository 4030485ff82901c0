"""What stands in another column, or beside what is meant, is not taken for it, or not surely."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet


def told(page):
    return find_fields((page,)).fields


def test_the_place_under_a_heading_is_looked_for_in_its_own_column():
    lines = [
        ("青川高校辅导员工作坊邀请函", 0.25, 0.08, 0.75, 0.11),
        ("尊敬的陆晓雯老师:", 0.06, 0.16, 0.3, 0.18),
        ("现邀请您参加第三期工作坊,有关事项如下。", 0.1, 0.19, 0.6, 0.21),
        ("一、时间", 0.06, 0.25, 0.15, 0.27), ("七、费用", 0.52, 0.25, 0.61, 0.27),
        ("2020年10月16日至18日", 0.1, 0.28, 0.4, 0.30), ("培训费1200元/人,含资料费", 0.55, 0.32, 0.9, 0.34),
        ("二、地点", 0.06, 0.33, 0.15, 0.35), ("自驾者由青川中学北门停车场进入", 0.52, 0.345, 0.9, 0.362),
        ("青川市学术交流中心", 0.1, 0.37, 0.34, 0.39), ("请于10月9日前汇款", 0.55, 0.40, 0.8, 0.42),
        ("青川高校心理健康教育协作组", 0.6, 0.8, 0.92, 0.82), ("2020年9月18日", 0.7, 0.84, 0.9, 0.86),
    ]  # fmt: skip
    page = placed([text for text, *_ in lines], [box for _, *box in lines], (1240, 1754))
    assert [one.value for one in told(page) if one.name == "location"] == ["青川市学术交流中心"]


@pytest.mark.parametrize("costs", ["培训费1200元/人", "每人收费300元"])
def test_what_costs_money_is_no_place(costs):
    page = sheet(
        "#会议通知",
        "各有关学校:",
        "现定于5月9日召开教研活动,有关事项如下。",
        "二、会议地点",
        costs,
        "~青川县教研室",
    )
    assert costs not in [one.value for one in told(page) if one.name == "location"]


LETTER = (
    "#INVITATION", "Dear Ms. Lu Xiaowen,",
    "We are pleased to invite you to the 4th Symposium on Rural Schools on May 9-10, 2021.",
)  # fmt: skip


def signers(*signed: str):
    return [one for one in told(sheet(*LETTER, *signed)) if one.name == "issuers"]


def test_a_second_signer_in_letters_is_not_sure():
    alone = signers("~Qingchuan Association for Rural Education", "~April 2, 2021")
    two = signers(
        "~Qingchuan Association for Rural Education", "~Faculty of Education, Liuwan University",
        "~April 2, 2021",
    )  # fmt: skip
    assert [one.confidence >= 0.9 for one in alone] == [True]
    assert len(two) > 1
    assert not any(one.confidence >= 0.9 for one in two)


def test_an_address_under_a_signature_is_not_surely_who_signed():
    found = signers("~School of Education, Liuwan University, Liuwan 100000", "~April 2, 2021")
    assert not any(one.confidence >= 0.9 for one in found)


@pytest.mark.parametrize("second", ["与评价", "和研究"])
def test_a_journals_second_line_alone_is_not_surely_its_name(second):
    page = sheet(
        second,
        "2021年第3期",
        "#农村小学阅读课的三个转变",
        "陆晓雯",
        "摘要:本文以两轮行动研究为基础。",
    )
    found = [one for one in told(page) if one.name == "journal" and one.value == second]
    assert not any(one.confidence >= 0.9 for one in found)


def test_a_year_told_with_the_issue_alone_is_not_surely_all_of_its_day():
    page = sheet(
        "青川教育研究    2021年第3期",
        "#农村小学阅读课的三个转变",
        "陆晓雯",
        "摘要:本文以两轮行动研究为基础。",
    )
    (day,) = [one for one in told(page) if one.name == "issue_date"]
    assert (day.value, day.confidence < 0.9) == ("2021", True)
