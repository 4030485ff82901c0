"""Sums read sign by sign, letters of houses, cut heads and marked rows of prizes; invented people."""

import pytest

from extractor.fields import find_fields
from extractor.language.serials import find_serials
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIZE = (1240, 1754)


def told(*lines):
    return find_fields((sheet(*lines),))


def set_at(*rows, marks=()):
    boxes = [
        (left, top, min(0.98, left + 0.0185 * len(text)), top + 0.022) for text, left, top in rows
    ]
    return find_fields((placed([text for text, *_ in rows], boxes, SIZE, marks=marks),))


def transcript(*total, marks=()):
    rows = [
        ("序号", "课程名称", "学分", "学时", "成绩"), ("1", "自然辩证法概论", "2", "36", "83"),
        ("2", "硕士英语", "4", "72", "78"), ("3", "教育原理专题", "3", "54", "90"),
    ]  # fmt: skip
    lines = [("石桥师范学院硕士研究生课程成绩单", 0.25, 0.06), ("姓名：王小明", 0.36, 0.11)]
    lefts = (0.1, 0.16, 0.56, 0.64, 0.74)
    for at, row in enumerate(rows):
        lines += [(text, left, 0.17 + 0.03 * at) for text, left in zip(row, lefts, strict=True)]
    lines += [(text, left, 0.29) for text, left in total]
    lines += [("石桥师范学院研究生处", 0.66, 0.66), ("2018年12月20日", 0.7, 0.69)]
    return set_at(*lines, marks=marks)


@pytest.mark.parametrize("total", [[("合计", 0.28)], [("合", 0.28), ("计", 0.32)]])
def test_the_row_of_the_sum_may_be_read_sign_by_sign(total):
    found = transcript(*total, ("9", 0.56), ("162", 0.64))
    assert (value(found, "credits"), value(found, "hours")) == ("9", "162")


def test_a_full_stop_behind_a_cn_number_is_none_of_it():
    (found, *_) = find_serials("国内统一刊号: CN 42-1763/G4. 国际标准刊号: ISSN 1672-8834")
    assert "CN42-1763/G4" in {one.value for one in (found, *_)}


def article(*units):
    return told(
        "#A two-parameter rainfall threshold for shallow landslides",
        "Pu Zhengyia, Shen Lanxinb, Marco Bellandic, A Gu Wuniua,*", *units,
        "Abstract We propose a two-parameter rainfall threshold based on event rainfall.",
        "Keywords: Landslide; Threshold; Early warning", "1. Introduction",
        "Landslides triggered by intense rainfall are among the most frequent geological hazards.",
    )  # fmt: skip


UNITS = (
    "a Panzhihua Geohazard Monitoring Station, Panzhihua 617000, China",
    "b Chuxiong Vocational College of Natural Resources, Chuxiong 675000, China",
    "Department of Earth Sciences, University of Valdarno, Italy",
)


def test_a_raised_letter_behind_a_name_tells_the_house_though_one_was_not_read():
    names = ["Pu Zhengyi", "Shen Lanxin", "Marco Bellandi", "A Gu Wuniu"]
    assert values(article(*UNITS), "authors") == names


def test_without_houses_the_last_letter_is_the_name_s():
    assert "Pu Zhengyi" not in values(article(), "authors")


def test_an_english_letter_names_all_authors():
    found = told(
        "#Journal of Tropical Fruit Science", "Date: 27 February 2023", "Manuscript ID: JTFS-2022-1390R2", "Dear Dr. Fu Haiqing,",
        "I am pleased to inform you that your manuscript Calcium spraying reduces pericarp cracking",
        "by Fu Haiqing, Mo Zhengfan and Wen Caiyu has been accepted for publication in the",
        "Journal of Tropical Fruit Science. You will receive page proofs within three weeks.", "Sincerely,", "~Priya Raman, PhD", "~Editor-in-Chief",
    )  # fmt: skip
    assert values(found, "authors") == ["Fu Haiqing", "Mo Zhengfan", "Wen Caiyu"]


@pytest.mark.parametrize("label", ["发明", "设计", "发明人"])
def test_inventors_stand_beside_a_label_that_was_cut(label):
    found = told(
        "#实用新型专利证书", "实用新型名称|一种苗木移栽支架", "专利权人|石桥市园林中心", f"{label}|鲍启亮；奚海霞；汪德胜",
        "专利号|ZL 2022 2 1457093.8", "~国家知识产权局", "~2022年10月21日",
    )  # fmt: skip
    assert values(found, "authors") == ["鲍启亮", "奚海霞", "汪德胜"]


def signed(name):
    return told(
        "#闽江少年教育出版社", "#图书编写证明", "    《海洋科普研学手册》系我社2021年4月出版的图书,由王小明老师执笔。",
        f"~{name}", "~2022年3月14日",
    )  # fmt: skip


def test_the_first_sign_of_who_signs_stands_in_the_letterhead():
    assert values(signed("江少年教育出版社"), "issuers") == ["闽江少年教育出版社"]


def test_another_house_than_the_letterhead_s_stays():
    assert values(signed("石桥少年教育出版社"), "issuers") == ["石桥少年教育出版社"]


def test_who_was_sent_by_the_district_works_at_the_school():
    found = told(
        "#支教工作证明", "石桥市教育和体育局:",
        "    贵区选派的石桥市白沙湾学校教师纪振华,自2018年8月27日至2019年7月12日在我校支教。",
        "~河湾初级中学", "~2019年7月12日",
    )  # fmt: skip
    assert value(found, "employer") == "石桥市白沙湾学校"


def prizes(marks=()):
    rows = [
        ("等级", "论文题目", "作者", "单位"), ("一等奖", "大班区域活动的观察", "卞秋雨", "竹镇中心幼儿园"),
        ("二等奖", "自然材料的运用", "仇佳宁", "石湫中心幼儿园"), ("二等奖", "家园共育的衔接", "经雅文", "阳江幼儿园"),
        ("三等奖", "民间游戏的融合", "戎丽娜", "八卦洲幼儿园"),
    ]  # fmt: skip
    lines = [
        ("关于公布2019年石桥市幼儿教育论文评选结果的通报", 0.1, 0.06),
        ("各幼儿园:", 0.1, 0.12),
    ]
    for at, row in enumerate(rows):
        lines += [
            (text, left, 0.3 + 0.04 * at)
            for text, left in zip(row, (0.1, 0.25, 0.55, 0.7), strict=True)
        ]
    lines += [("石桥市幼儿教育学会", 0.6, 0.7), ("2019年11月25日", 0.62, 0.74)]
    return set_at(*lines, marks=marks)


def test_a_marked_row_of_prizes_is_the_holder_s():
    found = prizes(marks=[(0.0, 0.375, 1.0, 0.41)])
    assert value(found, "holder_name") == "仇佳宁"
    assert value(found, "employer") == "石湫中心幼儿园"
    assert value(found, "award_class") == "2"
    assert value(prizes(), "holder_name") != "仇佳宁"


def test_a_mark_on_a_course_leaves_the_others():
    sums = (("合计", 0.28), ("9", 0.56), ("162", 0.64))
    found = transcript(*sums, marks=[(0.0, 0.195, 1.0, 0.225)])
    assert value(found, "credits") == "9"
    assert len(values(found, "course_marks")) == 3


@pytest.mark.parametrize("read", ["共肯团石桥市委", "共背团石桥市委", "共青团石桥市委"])
def test_the_youth_league_is_called_by_no_other_sign(read):
    found = told(
        "#荣誉证书", "王小明同志:", "    被评为优秀青年教师。", f"~{read}", "~2022年3月14日"
    )
    assert values(found, "issuers") == ["共青团石桥市委"]
