"""Notes in the margin of an article, tags before titles, tables and forms around names."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

TEXT = "教师何时介入往往让人困惑。"


def told(*lines):
    return find_fields((sheet(*lines),))


def set_at(*rows, marks=()):
    boxes = [
        (left, top, min(0.98, left + 0.015 * len(text)), top + 0.018) for text, left, top in rows
    ]
    page = placed([text for text, _, _ in rows], boxes, (1240, 1754))
    return replace(page, marks=tuple(Box(*mark) for mark in marks))


ENTRIES = (
    ("青川物理教学", 0.1, 0.05), ("2024年第2期", 0.7, 0.06), ("本期要目", 0.1, 0.1), ("CN 21-1547/G6", 0.1, 0.9),
    ("【教学研究】习题课的分层设计", 0.1, 0.2), ("罗文静", 0.8, 0.2),
    ("{}自制测力计的三次改进", 0.1, 0.26), ("陆晓雯 秦志远", 0.8, 0.26),
    ("【学生天地】我们测量了旗杆", 0.1, 0.32), ("马玉兰", 0.8, 0.32),
)  # fmt: skip


@pytest.mark.parametrize("tag", ["【实验园地】", "[实验园地]", "〔实验园地〕", ""])
def test_the_section_of_a_marked_article_is_no_part_of_its_title(tag):
    rows = [(text.format(tag), left, top) for text, left, top in ENTRIES]
    found = find_fields((set_at(*rows, marks=[(0.08, 0.255, 0.97, 0.285)]),))
    assert value(found, "activity_title") == "自制测力计的三次改进"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


@pytest.mark.parametrize("mark", [(0.08, 0.255, 0.6, 0.285), (0.08, 0.255, 0.97, 0.285)])
@pytest.mark.parametrize("under", ["青川物理教学", "QINGCHUAN WULI JIAOXUE"])
def test_the_authors_below_a_marked_title_may_end_where_its_page_does(mark, under):
    rows = [
        ("青川物理教学", 0.1, 0.05), (under, 0.1, 0.07), ("本期目录", 0.4, 0.1), ("CN 21-1547/G6", 0.1, 0.9),
        ("习题课的分层设计", 0.36, 0.2), ("12", 0.92, 0.2), ("罗文静", 0.85, 0.222),
        ("自制测力计的三次改进", 0.36, 0.26), ("16", 0.92, 0.26), ("主编", 0.06, 0.26), ("陆晓雯 秦志远", 0.8, 0.282),
        ("莫少华", 0.06, 0.284), ("我们测量了旗杆", 0.36, 0.32), ("21", 0.92, 0.32), ("马玉兰", 0.85, 0.342),
    ]  # fmt: skip
    masthead = (0.08, 0.045, 0.5, 0.09)
    found = find_fields((set_at(*rows, marks=[mark, masthead]),))
    assert value(found, "activity_title") == "自制测力计的三次改进"
    assert values(found, "authors") == ["陆晓雯", "秦志远"]


@pytest.mark.parametrize("tag", ["[期刊论文]", "【期刊论文】", "[学术期刊]"])
def test_the_name_of_a_database_over_a_tagged_title_is_none_of_it(tag):
    title = f"{tag}水肥一体化对设施番茄产量的影响"
    page = placed(
        ["云川学术 Yunchuan Scholar", title, "作者", "陆晓雯；秦志远", "刊名", "青川园艺", "ISSN / CN",
         "1671-9034 / CN 64-1073/S", "摘要", "结果表明，分次追施时产量最高，品质同步提高。"],
        [(0.04, 0.01, 0.38, 0.043), (0.05, 0.06, 0.82, 0.095), (0.1, 0.15, 0.17, 0.17), (0.22, 0.15, 0.5, 0.17),
         (0.1, 0.2, 0.17, 0.22), (0.22, 0.2, 0.34, 0.22), (0.08, 0.25, 0.18, 0.27), (0.21, 0.25, 0.47, 0.27),
         (0.09, 0.32, 0.16, 0.34), (0.22, 0.32, 0.9, 0.34)],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "activity_title") == "水肥一体化对设施番茄产量的影响"


@pytest.mark.parametrize(
    "pair", ["1671-9034 / CN 64-1073/S", "1671-9034/64-1073/S", "1671-9034；CN64-1073/S"]
)
def test_an_issn_before_a_cn_needs_no_letters_of_its_own(pair):
    found = told("#水肥一体化对番茄产量的影响", "作者：陆晓雯", "刊名：青川园艺", f"ISSN / CN：{pair}",
                 "摘要：结果表明，分次追施时产量最高。")  # fmt: skip
    assert value(found, "issn") == "1671-9034"


def test_what_is_no_sound_issn_before_a_cn_is_not_surely_one():
    found = told("#水肥一体化对番茄产量的影响", "作者：陆晓雯", "刊名：青川园艺",
                 "ISSN / CN：1671-9035 / CN 64-1073/S", "摘要：分次追施时产量最高。")  # fmt: skip
    assert not [c for c in found.fields if c.name == "issn" and c.confidence >= 0.9]


MARGIN = (
    "引用格式",
    "陆晓雯.孪生实训平台的",
    "设计与应用[J].2023",
    "DOI",
    "ISSN",
    "1671-9034",
    "收稿",
    "2023-05-30",
)


@pytest.mark.parametrize("byline", ["陆晓雯*，秦志远", "陆晓雯 秦志远", "陆晓雯1，秦志远1"])
def test_notes_in_the_margin_stand_in_nobodys_way(byline):
    page = placed(
        ["青川实训", "2023年第12卷第6期", "孪生实训平台的设计与应用研究", byline, "青川技师学院先进制造系，青川 628100",
         "摘要 针对设备不足，设计了由三部分组成的平台。", *MARGIN],
        [(0.05, 0.013, 0.32, 0.05), (0.76, 0.018, 0.96, 0.04), (0.32, 0.119, 0.91, 0.15), (0.33, 0.155, 0.5, 0.172),
         (0.32, 0.175, 0.68, 0.193), (0.32, 0.2, 0.96, 0.22),
         *((0.05, 0.1 + 0.019 * at, 0.06 + 0.014 * len(text), 0.117 + 0.019 * at) for at, text in enumerate(MARGIN))],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert values(found, "authors") == ["陆晓雯", "秦志远"]
    assert value(found, "issn") == "1671-9034"


def upright(*signed):
    """Return a page whose title runs down its right edge, `signed` in the column beside it."""
    rows = [(TEXT, left, 0.1 + 0.03 * at) for at in range(20) for left in (0.1, 0.45)]
    rows += [("青川幼教 2012年第7期", 0.6, 0.03), ("CN 21-1566/G4", 0.6, 0.93)]
    texts = [text for text, _, _ in rows] + ["沙水区里的小小工程师", *(text for text, *_ in signed)]
    boxes = [(left, top, left + 0.3, top + 0.02) for _, left, top in rows]
    boxes += [(0.86, 0.09, 0.94, 0.5), *((0.8, top, 0.84, bottom) for _, top, bottom in signed)]
    return placed(texts, boxes, (1240, 1754))


@pytest.mark.parametrize("lead", ["文/", "文／", "撰文/", "文｜"])
def test_who_wrote_it_stands_upright_beside_an_upright_title(lead):
    page = upright((f"{lead}陆晓雯", 0.246, 0.354), ("秦", 0.39, 0.41), ("静", 0.429, 0.45))
    assert values(find_fields((page,)), "authors") == ["陆晓雯", "秦静"]


@pytest.mark.parametrize(
    "also",
    ["（2018 International Forum on Early Childhood Education）", "(Qingchuan Forum on Schools)"],
)
def test_a_meetings_name_in_english_too_is_given_in_chinese(also):
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：", f"2018年学前教育国际论坛{also}将于2018年11月2日至4日在青川师范大学举行，请您出席。",
        "~青川师范大学", "~2018年9月28日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2018年学前教育国际论坛"


@pytest.mark.parametrize("form", [" 学校（单位）", "（学校）", " 单位（院校）"])
def test_the_printed_words_of_a_form_are_no_part_of_the_school(form):
    found = told(
        "#参会邀请信", f"青川市第七中学{form}：", "兹邀请贵单位陆晓雯老师出席由我会举办的青川市第四届中学地理实践教学观摩会",
        "会议时间：2015年7月21日至7月24日", "会议地点：青川宾馆", "~青川市中学地理教学研究会", "~2015年6月18日",
    )  # fmt: skip
    assert value(found, "employer") == "青川市第七中学"


def test_the_second_line_of_a_tables_cell_signs_nothing():
    table = [("14:00—17:20", "分论坛一：课证融通；分论坛二：产教", "各组召集人"), ("19:00—20:30", "联盟理事会议", "理事长"),
             ("8:30—11:00", "作品展示", "评审组")]  # fmt: skip
    texts = [
        "2021年年会邀请函",
        "青川商贸职业学院 陆晓雯老师：",
        "谨邀请您参加2021年年会，安排如下表。",
    ]
    boxes = [(0.3, 0.1, 0.7, 0.14), (0.08, 0.19, 0.46, 0.21), (0.13, 0.22, 0.8, 0.24)]
    for at, row in enumerate(table):
        top = 0.43 + 0.045 * at
        texts += row
        boxes += [
            (0.25, top, 0.37, top + 0.02),
            (0.41, top, 0.75, top + 0.02),
            (0.78, top, 0.89, top + 0.02),
        ]
    texts += ["融合实训基地", "青川市高职院校专业联盟", "2021年11月15日"]
    boxes += [(0.52, 0.452, 0.64, 0.471), (0.61, 0.69, 0.91, 0.716), (0.62, 0.75, 0.87, 0.77)]
    found = find_fields((placed(texts, boxes, (1240, 1754)),))
    assert values(found, "issuers") == ["青川市高职院校专业联盟"]


@pytest.mark.parametrize(
    "event", ["第十五届“绿野课堂”教学开放日", "第三届课堂教学展示活动", "第八届“山杏”读书节"]
)
def test_a_schools_open_day_is_called_by_the_school(event):
    found = told(
        "#邀请函", "致：河湾小学陆晓雯老师", f"活动名称：青川市乌山小学{event}", "活动时间：2017年4月13日至4月14日",
        "活动地点：青川市乌山小学", "~青川市乌山小学", "~2017年3月30日",
    )  # fmt: skip
    assert value(found, "activity_title") == f"青川市乌山小学{event}"
