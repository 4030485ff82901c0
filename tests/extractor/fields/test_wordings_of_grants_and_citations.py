"""Grants in English, contracts without gaps, cited heads and lists of bodies; names are invented."""

import pytest

from extractor.fields import find_fields
from extractor.fields.publications.cited_heads import PEOPLE
from extractor.language.serials import find_serials
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIZE = (1240, 1754)


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def set_at(*rows, marks=()):
    boxes = [
        (left, top, min(0.98, left + width * len(text)), top + height)
        for text, left, top, height, width in rows
    ]
    return find_fields((placed([text for text, *_ in rows], boxes, SIZE, marks=marks),))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("10.16810/j.cnki.Ibe.2023.04.019", "10.16810/j.cnki.lbe.2023.04.019"),
        ("10.3877/c1nr.2020.05.014", "10.3877/clnr.2020.05.014"),
    ],
)
def test_an_l_among_small_letters_was_read_as_another_sign(read, meant):
    (found,) = find_serials(f"DOI:{read}")
    assert (found.value, found.is_sound) == (meant, False)


@pytest.mark.parametrize("doi", ["10.1007/s11356-020-1123", "10.1016/j.IJNSS.2020"])
def test_a_figure_or_a_capital_among_its_like_stays(doi):
    (found,) = find_serials(f"DOI:{doi}")
    assert (found.value, found.is_sound) == (doi, True)


def test_an_index_heads_its_page_with_the_citation():
    small, large = (0.02, 0.0085), (0.03, 0.0125)
    found = set_at(
        ("MedIndex", 0.08, 0.09, *small),
        ("> Reg Anaesth Pract. 2021 Jul;46(7):588-595. doi: 10.1136/rapp-2021-102764.", 0.06, 0.13, *small),
        ("Epub 2021 Apr 29.", 0.06, 0.155, *small),
        ("Esketamine as an adjunct to erector spinae", 0.06, 0.18, *large),
        ("plane block: a randomised trial", 0.06, 0.215, *large),
        ("Xiong Biyun 1, Gan Lulu 1, Peng Shihai 2", 0.06, 0.26, *small),
        ("Affiliations", 0.06, 0.29, *small),
        ("1 Department of Anaesthesiology, Third Hospital of Gan River, Ji'an, China.", 0.06, 0.31, *small),
        ("Abstract", 0.06, 0.36, *small),
        ("Background: Rib fractures cause severe pain and pulmonary complications in the", 0.06, 0.39, *small),
        ("elderly. We asked whether esketamine prolongs the analgesia of a plane block.", 0.06, 0.42, *small),
        ("Keywords: acute pain; nerve block; trauma", 0.06, 0.45, *small),
    )  # fmt: skip
    assert value(found, "activity_title") == (
        "Esketamine as an adjunct to erector spinae plane block: a randomised trial"
    )
    assert value(found, "journal") == "Reg Anaesth Pract"
    assert [value(found, n) for n in ("volume", "issue", "issue_date")] == ["46", "7", "2021-07"]


def test_a_grant_in_english_tells_when_it_begins_and_ends():
    found = told(
        "Qilian Mountains Cooperation Fund", "Ref. QMCF/RG/2019/044", "9 December 2019", "#LETTER OF AWARD: RESEARCH GRANT",
        "Dear Dr. Ge,", "I am delighted to inform you that the Board approved your proposal", "Dispersal corridors of the Pallas's cat",
        "and awarded a grant of CNY 180,000.", "Grant number: RG-19-044", "Commencement: 1 March 2020",
        "Completion: 28 February 2023", "~Qilian Mountains Cooperation Fund",
    )  # fmt: skip
    assert value(found, "project_number") == "RG-19-044"
    assert (value(found, "start_date"), value(found, "end_date")) == ("2020-03-01", "2023-02-28")
    assert value(found, "issue_date") == "2019-12-09"


def test_the_parties_of_a_contract_whose_gaps_were_lost():
    found = told(
        "#石桥市科技发展计划项目任务合同书", "项目编号: 2017NKC-0482", "项目名称 番茄根结线虫防控技术集成",
        "甲方（委托单位）石桥市科学技术局", "乙方（承担单位）河湾县农业技术推广站", "项目负责人靳秀英",
        "~石桥市科学技术局", "~二〇一七年六月制",
    )  # fmt: skip
    assert value(found, "employer") == "河湾县农业技术推广站"
    assert value(found, "holder_name") == "靳秀英"
    assert values(found, "issuers") == ["石桥市科学技术局"]


def test_who_led_before_does_not_lead():
    found = told(
        "#关于同意变更课题负责人的批复", "河湾镇卫生服务中心:",
        "    因原负责人应海波同志工作调动,同意将“渔民高血压自我管理研究”课题的负责人变更为柴碧波同志,其他不变。",
        "~石桥县卫生健康发展中心", "~2020年5月8日",
    )  # fmt: skip
    assert value(found, "holder_name") == "柴碧波"


def listed(name):
    """Return a list of projects without heads, on which one name is marked."""
    rows = [
        ("油橄榄果渣饲料化利用技术研究", "石桥区油橄榄产业中心", "敬涛"),
        ("花椒采后干燥设备改进", "石桥县鸿远机械厂", "巩新民"),
        ("半夏种茎脱毒快繁技术体系建立", "石桥市农林职业学校", "胥丽君"),
        ("地质灾害群测群防信息平台", "石桥地质灾害监测所", "苏建业"),
        ("核桃树体改良与高光效修剪", "石桥县林果站", "唐静"),
    ]
    lines = [("2021年度石桥市科技计划项目拟立项一览表", 0.3, 0.1)]
    for at, (title, body, leader) in enumerate(rows):
        top = 0.2 + 0.08 * at
        lines += [
            (str(at + 1), 0.06, top),
            (title, 0.1, top),
            (body, 0.45, top),
            (leader, 0.7, top),
        ]
    lines.append(("说明:各列依次为序号、项目名称、承担单位、负责人。", 0.06, 0.65))
    boxes = [(left, top, left + 0.0125 * len(text), top + 0.03) for text, left, top in lines]
    at = [text for text, *_ in lines].index(name)
    page = placed([text for text, *_ in lines], boxes, (1754, 1240), marks=[boxes[at]])
    return find_fields((page,))


def test_a_ring_on_a_name_marks_its_row_of_a_list_without_heads():
    found = listed("胥丽君")
    assert value(found, "holder_name") == "胥丽君"
    assert value(found, "activity_title") == "半夏种茎脱毒快繁技术体系建立"
    assert value(found, "employer") == "石桥市农林职业学校"


def test_bodies_beside_people_in_a_list_sign_nothing():
    assert not sure(listed("胥丽君"), "issuers")


def test_a_row_of_a_team_is_no_address():
    rows = [
        ("项目任务书", 0.4, 0.06), ("甲方资助“装配式混凝土质量检测”项目(合同编号:CJK-2020-033)经费。", 0.1, 0.12),
        ("姓名", 0.1, 0.25), ("职称", 0.25, 0.25), ("单位", 0.4, 0.25), ("承担的任务", 0.7, 0.25),
        ("陆建军", 0.1, 0.29), ("工程师", 0.25, 0.29), ("石桥建筑科研院", 0.4, 0.29), ("项目负责人、总体设计", 0.7, 0.29),
        ("占海洋", 0.1, 0.33), ("讲师", 0.25, 0.33), ("石桥城建学院", 0.4, 0.33), ("数值模拟", 0.7, 0.33),
        ("甲方(盖章):石桥建设创新服务中心", 0.1, 0.6), ("2020年8月24日", 0.1, 0.66),
    ]  # fmt: skip
    found = set_at(*((text, left, top, 0.02, 0.018) for text, left, top in rows))
    assert value(found, "holder_name") == "陆建军"
    assert value(found, "employer") != "石桥城建学院"


def test_a_meetings_second_part_stands_below_its_name():
    found = told(
        "#2021年石桥护理学术年会", "#暨继续教育学习班", "邀请函", "尊敬的王小明老师:",
        "    兹定于2021年10月18日至20日在石桥大酒店召开2021年石桥护理学术年会,诚邀您参加。",
        "~石桥护理学会", "~2021年8月30日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2021年石桥护理学术年会暨继续教育学习班"
    assert not sure(found, "activity_title")


def test_the_name_of_a_meeting_ends_before_the_next_sentence_begins():
    found = told(
        "#学术会议邀请函", "兹邀请石桥县医院王小明同志参加由石桥麻醉学协作组举办的2014年石桥困难气道管理学术会议",
        "会议于2014年9月12日至9月14日在石桥市江明珠宾馆召开。", "~石桥麻醉学协作组", "~2014年8月5日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2014年石桥困难气道管理学术会议"


def test_the_guest_stands_behind_school_and_office():
    found = told(
        "#参会邀请", "受邀人|石桥船舶技工学校 实训处 逯永强 高级实习指导教师", "时间|2021年5月28日至30日",
        "地点|石桥培训学院工匠楼", "主题|产教融合实训基地建设论坛", "~石桥培训学院", "~2021年4月30日",
    )  # fmt: skip
    assert value(found, "holder_name") == "逯永强"


def test_at_is_no_part_of_a_place():
    found = told(
        "#邀请函", "尊敬的王小明老师:", "    我系定于2021年5月28日,.在本部图书馆学术厅举办护理教育论坛,诚邀您参加。",
        "~石桥医学院护理系", "~2021年4月30日",
    )  # fmt: skip
    assert not value(found, "location").startswith((".", "在"))


def awarded(sign, note):
    """Return a notice of prizes, one of whose rows bears a sign."""
    rows = [
        ("奖项", "学校", "选手", "指导教师"),
        ("二等奖", "石桥县职教中心", "马小龙、周婷", "杨占国"),
        ("一等奖", "石桥市农业学校", "柳旭、丁嘉怡", f"{sign}白晓东"),
        ("三等奖", "石桥市商贸学校", "王宇航、金娜", "蔡永红"),
    ]
    lines = [
        ("石桥市教育体育局", 0.3, 0.07), ("关于表彰2021年职业院校技能大赛获奖师生的决定", 0.2, 0.14),
        ("    决定对下列获奖选手及指导教师予以表彰。", 0.1, 0.22),
    ]  # fmt: skip
    for at, row in enumerate(rows):
        lines += [
            (text, left, 0.3 + 0.04 * at)
            for text, left in zip(row, (0.12, 0.28, 0.55, 0.76), strict=True)
        ]
    lines += [(note, 0.1, 0.5), ("石桥市教育体育局", 0.6, 0.66), ("2021年6月28日", 0.62, 0.7)]
    return set_at(*((text, left, top, 0.022, 0.0185) for text, left, top in lines))


@pytest.mark.parametrize("note", ["注：标★者为本次申报职称人员。", "★为申报人本人。"])
def test_a_sign_in_a_table_says_whose_row_it_is(note):
    found = awarded("★", note)
    assert value(found, "holder_name") == "白晓东"
    assert value(found, "award_class") == "1"
    assert value(found, "employer") == "石桥市农业学校"
    assert not sure(found, "holder_name")


def test_a_sign_without_a_meaning_marks_nobody():
    assert value(awarded("★", "注：名单按得分排列。"), "holder_name") != "白晓东"


def test_a_number_before_whoever_signs_is_none_of_the_name():
    found = told(
        "#CERTIFICATE OF ATTENDANCE", "This is to certify that Wang Fang attended the Spring Forum on Vocational Studies",
        "held on 12-14 May 2023 in Shiqiao, China.",
        "~Certificate No. AB-2023-0512 · Shiqiao Association for Vocational Studies",
    )  # fmt: skip
    assert values(found, "issuers") == ["Shiqiao Association for Vocational Studies"]


@pytest.mark.parametrize("line", ["A" * 400 + "!", "A 1 " * 100 + "x", "1" * 400 + "x"])
def test_a_hostile_line_under_a_citation_costs_no_time(line):
    assert PEOPLE.match(line) is None
    assert PEOPLE.match("Xiong Biyun 1, Gan Lulu 1, Peng Shihai 2") is not None
