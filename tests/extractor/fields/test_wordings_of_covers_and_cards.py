"""Cards and letters that invite, covers of journals and their contents, and letters of editors."""

import re
from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from extractor.fields.titles.dashes import with_dash
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


ENTRIES = (
    ("04 绘本阅读中的提问策略", 0.2, 0.2), ("罗文静", 0.23, 0.225),
    ("游戏", 0.1, 0.26), ("09 沙水游戏材料的投放与调整", 0.2, 0.26), ("卓玛，陆晓雯，秦志远", 0.23, 0.285),
    ("15 园长听评课的三个转变", 0.2, 0.32), ("马玉兰", 0.23, 0.345),
)  # fmt: skip


def contents(*entries, marks=()):
    boxes = [
        (left, top, min(0.98, left + 0.022 * len(text)), top + 0.02) for text, left, top in entries
    ]
    page = placed([text for text, _, _ in entries], boxes, (1240, 1754))
    return replace(page, marks=tuple(Box(*mark) for mark in marks))


HEAD = (
    ("青川幼教探索", 0.1, 0.05), ("2024年第2期", 0.7, 0.06), ("目录", 0.45, 0.1), ("CN 21-1547/G6", 0.1, 0.9)
)  # fmt: skip


@pytest.mark.parametrize(
    "mark", [(0.08, 0.255, 0.6, 0.31), (0.08, 0.255, 0.6, 0.282), (0.19, 0.255, 0.6, 0.282)]
)
def test_the_authors_of_a_marked_article_stand_in_the_line_below_it(mark):
    found = find_fields((contents(*HEAD, *ENTRIES, marks=[mark]),))
    assert value(found, "activity_title") == "沙水游戏材料的投放与调整"
    assert values(found, "authors") == ["卓玛", "陆晓雯", "秦志远"]


ROWS = (
    ("绘本阅读中的提问策略", 0.1, 0.2), ("罗文静", 0.7, 0.2), ("(4)", 0.9, 0.2),
    ("沙水游戏材料的投放与调整", 0.1, 0.26), ("陆晓雯 秦志远", 0.7, 0.26), ("(9)", 0.9, 0.26),
    ("园长听评课的三个转变", 0.1, 0.32), ("马玉兰", 0.7, 0.32), ("(15)", 0.9, 0.32),
)  # fmt: skip


@pytest.mark.parametrize(
    ("note", "rank"),
    [
        ("本人：秦志远，第二作者", "2"),
        ("本人陆晓雯，第一作者", "1"),
        ("陆晓雯（本人），第一作者", "1"),
        ("报送人：秦志远  排名第2", "2"),
    ],
)
def test_whose_the_marked_article_is_a_note_beside_it_says(note, rank):
    page = contents(*HEAD, *ROWS, (note, 0.1, 0.8), marks=[(0.08, 0.255, 0.95, 0.285)])
    found = find_fields((page,))
    assert value(found, "holder_name") == ("陆晓雯" if rank == "1" else "秦志远")
    assert value(found, "holder_rank") == rank


TEXT = tuple(
    f"课程改革要从学校的实际出发，逐步推进，第{n}个方面是备课。" for n in "一二三四五六七八"
)


@pytest.mark.parametrize("byline", ["文陆晓雯 秦志远", "文1陆晓雯 秦志远", "文 陆晓雯 秦志远"])
def test_authors_behind_a_word_whose_stroke_was_lost(byline):
    found = told(
        "青川职教 2022年第5期", "#农村中学劳动课程的模块化设计", byline, "青川市第三中学", *TEXT
    )
    assert values(found, "authors") == ["陆晓雯", "秦志远"]
    assert not sure(found, "authors")


def test_an_author_may_be_called_by_a_surname_that_is_a_word():
    found = told(
        "青川职教 2022年第5期",
        "#农村中学劳动课程的模块化设计",
        "文佳宁 秦志远",
        "青川市第三中学",
        *TEXT,
    )
    assert values(found, "authors") == ["文佳宁", "秦志远"]


@pytest.mark.parametrize(
    ("read", "title"),
    [
        ("农村小学史料教学—一以“青川”为例", "农村小学史料教学——以“青川”为例"),
        ("绘本阅读中的提问—一读《山里的小河》有感", "绘本阅读中的提问——读《山里的小河》有感"),
        ("农村小学史料教学一—以“青川”为例", "农村小学史料教学——以“青川”为例"),
        ("单元作业的整体设计——一种新的思路", "单元作业的整体设计——一种新的思路"),
        ("单元作业的整体设计—一种新的思路", "单元作业的整体设计—一种新的思路"),
    ],
)
def test_a_dash_half_of_which_was_read_as_a_figure(read, title):
    assert with_dash(read) == title


@pytest.mark.parametrize(
    "authors",
    [
        ("陆晓雯 Lu Xiaowen", "秦志远 Qin Zhiyuan", "马玉兰 Ma Yulan", "罗文静 Luo Wenjing"),
        ("陆晓雯 Lu Xiaowen", "秦志远 (QIN Zhiyuan)", "马 兰 Ma Lan"),
    ],
)
@pytest.mark.parametrize("word", ["抽印本", "（单行本）"])
def test_the_cover_of_a_reprint_has_its_authors_in_both_scripts(word, authors):
    found = told(
        f"#{word}", "#青川农业科学", "第52卷 第3期  2019年6月",
        "#山地果园土壤的微生物群落特", "#征及修复效果", *authors, "(青川农业职业学院 园艺系)",
        "DOI: 10.11962/qcnykx.2019.03.0201", "《青川农业科学》编辑部",
    )  # fmt: skip
    assert value(found, "activity_title") == "山地果园土壤的微生物群落特征及修复效果"
    assert values(found, "authors") == [re.sub(r"[^㐀-鿿]", "", one) for one in authors]


LIST = (
    "本期要目", "□ 特稿", "从起点到终点：普惠教育的十年", "□ 理论前沿", "儿童视角下的班级规则建构", "秦志远 马玉兰",
    "□ 游戏与课程", "户外游戏中的同伴互助", "罗文静", "□ 教师发展", "新教师情绪劳动的叙事探究", "□ 家园共育",
    "隔代教养家庭的沟通", "□ 域外瞭望", "森林幼儿园的风险教育",
)  # fmt: skip


@pytest.mark.parametrize(
    ("over", "under", "when"),
    [
        ("2021", "6月 第19卷 第3期", "2021-06"),
        ("2021年", "第3期 6月 总第218期", "2021-06"),
        ("2021", "第19卷·第3期", "2021"),
    ],
)
def test_a_year_alone_over_the_issue_of_a_cover(over, under, when):
    cover = (
        (over, 0.8, 0.035), (under, 0.7, 0.067), ("青川幼教视界", 0.15, 0.12), ("CN 36-1219/G4", 0.05, 0.9)
    )  # fmt: skip
    rows = ((text, 0.1, 0.25 + 0.035 * at) for at, text in enumerate(LIST))
    found = find_fields((contents(*cover, *rows),))
    assert value(found, "issue") == "3"
    assert value(found, "issue_date") == when


AFTER = "已经我社审定，排入《青川启思》2021年第12期，现处于排版校对阶段。该刊刊号：ISSN 1673-5080。"


@pytest.mark.parametrize(
    ("told_of", "rank"),
    [
        ("兹证明陆晓雯为独立作者的文章——", None),
        ("兹证明陆晓雯老师为第一作者的论文：", "1"),
        ("兹证明以陆晓雯为第一作者的论文", "1"),
        ("兹证明陆晓雯系唯一作者的稿件", None),
    ],
)
@pytest.mark.parametrize(
    "title", ["绘本活动中大班幼儿提问能力的培养", "《绘本活动中大班幼儿提问能力的培养》"]
)
def test_an_article_between_two_halves_of_a_sentence(told_of, rank, title):
    found = told("#刊用证明", told_of, title, AFTER, "~青川启思杂志社", "~2021年10月8日")
    assert value(found, "activity_title") == "绘本活动中大班幼儿提问能力的培养"
    assert value(found, "holder_name") == "陆晓雯"
    assert values(found, "authors") == ["陆晓雯"]
    assert value(found, "holder_rank") == rank
    assert not sure(found, "activity_title")
