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
        "兹证明青川职业技术学院陆晓雯副教授于2021年12月3日至5", "日在杭州全程参加2021年西部地区职业教育产教融合学术研讨会，",
        "并在第三分论坛作交流发言。", "特此证明。",
        "This is to certify that Associate Professor Lu Xiaowen has",
        "attended the 2021 Symposium on Industry-Education Integration in",
        "Vocational Education, held in Hangzhou from December 3 to 5,", "2021, and made a presentation in Session 3.",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "location") == "杭州"


@pytest.mark.parametrize(
    ("head", "held", "name"),
    [
        ("#乡村教师阅读素养提升学习班暨青北片区农村学校阅读教学|#研讨会邀请函", "农村学校阅读教学研讨会",
         "乡村教师阅读素养提升学习班暨青北片区农村学校阅读教学研讨会"),
        ("#第六届农村学校阅读教学研讨会|#邀请函", "农村学校阅读教学研讨会", "第六届农村学校阅读教学研讨会"),
        ("#青北地区农村学校阅读教学研讨会参会邀请函", "农村学校阅读教学研讨会", "青北地区农村学校阅读教学研讨会"),
    ],
)  # fmt: skip
def test_a_meeting_is_called_what_its_head_says_before_the_name_in_the_text(head, held, name):
    text = f"为提升教师素养，我院定于2021年10月8日至9日在青川市会议中心举办{held}，诚邀您拨冗出席。"
    found = told(*head.split("|"), "尊敬的陆晓雯老师：", text, *SIGNED)
    assert value(found, "activity_title") == name
    assert not sure(found, "activity_title")


def test_a_red_head_is_no_part_of_the_name_below_it():
    text = "我院定于2021年10月8日至9日在青川市会议中心举办阅读教学研讨会，诚邀您拨冗出席。"
    found = told(
        "#青川市教育科学研究院", "#阅读教学研讨会邀请函", "尊敬的陆晓雯老师：", text, *SIGNED
    )
    assert value(found, "activity_title") == "阅读教学研讨会"


@pytest.mark.parametrize(
    "card", ["送呈 陆晓雯 老师", "谨呈：陆晓雯先生", "呈　陆晓雯　校长", "敬呈陆晓雯女士台启", "送呈陆晓雯教授惠鉴", "谨送 陆晓雯 老师"]
)  # fmt: skip
def test_to_whom_a_card_is_handed(card):
    found = told("#请柬", card, "(青川市第三中学)", LETTER, "恭候光临", *SIGNED)
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize(
    "cover", [("第六届农村特殊教育学校", "康复教学研讨会"), ("第六届", "农村特殊教育学校", "康复教学研讨会")]
)  # fmt: skip
def test_the_lines_of_a_name_on_a_cover_sign_nothing(cover):
    text = "承蒙支持，“第六届农村特殊教育学校康复教学研讨会”定于2021年10月8日至9日在青川市会议中心举行，诚邀您出席。"
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：", text, "恭候光临！", *(f"~{one}" for one in cover), *SIGNED
    )
    assert values(found, "issuers") == ["青川市教育科学研究院"]
