"""Cards and letters that invite, covers of journals and their contents, and letters of editors."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")
LETTER = "兹定于2021年10月8日至9日召开农村学校阅读教学研讨会，诚邀您拨冗出席。"


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize(
    "asked",
    [
        "论文要求|打印稿一式两份，报到时交会务组",
        "发言材料|发言稿一式三份交会务组",
        "材料报送|课例与教案统一寄送组委会",
    ],
)
def test_what_is_asked_of_who_comes_signs_nothing(asked):
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：", LETTER, "会议费用|食宿自理", "", "", "", "", asked, *SIGNED
    )
    assert values(found, "issuers") == ["青川市教育科学研究院"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("我们诚挚地邀请您来到青川市柳湾幼儿园(河东园区)，共赴一场关于绘本的约会。", "青川市柳湾幼儿园(河东园区)"),
        ("诚邀您走进青川市第三中学，观摩课堂。", "青川市第三中学"),
        ("期待与您相聚青川师范学院报告厅！", "青川师范学院报告厅"),
        ("欢迎您莅临柳湾国际酒店，共话成长。", "柳湾国际酒店"),
    ],
)  # fmt: skip
def test_the_house_to_which_a_letter_bids_welcome(asked, place):
    found = told("#邀请函", "尊敬的陆晓雯老师：", LETTER, asked, *SIGNED)
    assert value(found, "location") == place
    assert not sure(found, "location")


@pytest.mark.parametrize("asked", ["诚邀您走进教育的百花园。", "欢迎您莅临我校指导！"])
def test_no_house_is_where_a_letter_speaks_in_images(asked):
    found = told("#邀请函", "尊敬的陆晓雯老师：", LETTER, asked, *SIGNED)
    assert value(found, "location") is None


def test_a_place_is_called_as_the_chinese_half_of_a_page_calls_it():
    found = told(
        "#参会证明", "Certificate of Attendance",
        "兹证明青川职业技术学院陆晓雯副教授于2021年12月3日至5日在昆明全程参加2021年西部地区职业教育产教融合学术研讨会，并在第三分论坛作交流发言。",
        "特此证明。",
        "This is to certify that Associate Professor Lu Xiaowen has attended the 2021 Symposium on Industry Education, "
        "held in Kunming from December 3 to 5, 2021, and made a presentation in Session 3.",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "location") == "昆明"
