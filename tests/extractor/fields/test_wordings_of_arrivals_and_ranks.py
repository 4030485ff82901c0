"""Days of arrival, columns of ranks, signers and translators; names are invented."""

import pytest

from extractor.fields import find_fields
from extractor.language.serials import find_serials
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIZE = (1240, 1754)
SIGNED = ("~石桥市数学教育学会", "~2021年4月2日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def invited(*lines):
    return told("#邀请函", "尊敬的王小明老师:", *lines, "请持本函参会。", *SIGNED)


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("时间|2021年5月28日(报到)、29日、30日", ("2021-05-28", "2021-05-30")),
        ("会议时间:2021年7月12日报到,13日至14日开会,15日返程", ("2021-07-13", "2021-07-14")),
        ("    会议于2021年11月6日在石桥宾馆报到,7日、8日正式会议,9日返程。", ("2021-11-07", "2021-11-08")),
        ("    会议于十一月六日在石桥宾馆报到,七日、八日正式会议,九日返程。", ("2021-11-07", "2021-11-08")),
    ],
)  # fmt: skip
def test_the_days_behind_that_of_arrival_are_not_sure(when, days):
    found = invited("    特邀请您出席石桥市数学教育学术年会。", when)
    assert (value(found, "start_date"), value(found, "end_date")) == days
    assert not sure(found, "start_date") + sure(found, "end_date")


def test_a_lone_day_of_arrival_is_not_surely_all_of_it():
    found = told(
        "#通知", "王小明老师:", "    请于2021年7月12日到石桥宾馆报到,参加骨干教师培训。", *SIGNED,
    )  # fmt: skip
    assert not sure(found, "end_date")


def test_whoever_applies_for_a_post_learned_on_the_days_told_behind():
    found = told(
        "#情况说明", "县人力资源和社会保障局:",
        "    我院中级职称申报人员云卓玛(护师)在2018年11月5日—11月9日期间参加了适宜技术师资培训,共30学时。",
        "~南门镇卫生院", "~2018年12月25日",
    )  # fmt: skip
    assert value(found, "holder_name") == "云卓玛"
    assert (value(found, "start_date"), value(found, "end_date")) == ("2018-11-05", "2018-11-09")


@pytest.mark.parametrize("house", ["石桥州畜牧工作站", "石桥县人民医院", "石桥市教师发展中心"])
def test_an_uncommon_name_stands_behind_its_house(house):
    found = invited("    诚邀您出席石桥青年论坛。")
    assert value(found, "holder_name") == "王小明"
    found = told(
        "#关于邀请参加石桥青年论坛的函", f"{house}才让东知同志:",
        "    由我会主办的石桥青年论坛拟于2021年8月6日在石桥宾馆召开,特邀您参加。", *SIGNED,
    )  # fmt: skip
    assert (value(found, "holder_name"), value(found, "employer")) == ("才让东知", house)


def test_the_blank_before_unit_is_where_somebody_works():
    found = told(
        "#会议出席证明", "兹有 石桥市教师发展中心 单位 王小倩 老师,于2015年4月24日至26日在石桥参加观摩研讨会,计20学时。",
        "~承办单位:石桥区阳明中学", "~2015年4月26日",
    )  # fmt: skip
    assert value(found, "employer") == "石桥市教师发展中心"
    assert values(found, "issuers") == ["石桥区阳明中学"]
    assert not [c for c in found.fields if c.role == "issuer" and c.confidence >= 0.9]


def ranked(holder_row):
    """Return a certificate of five columns, the row of whose holder is marked."""
    rows = [
        ("1", "邱佩珍", "副教授", "石桥理工职业学院", "第一完成人"),
        ("2", "温国梁", "农艺师", "石桥农业推广中心", "第二完成人"),
        ("3", "谭永辉", "讲师", "石桥理工职业学院", "第三完成人"),
    ]
    lines = [
        ("石桥市科技计划项目", 0.33, 0.08, 0.65), ("验收证书", 0.4, 0.12, 0.58),
        ("项目名称", 0.09, 0.21, 0.19), ("香菇菌渣育苗关键技术研究", 0.36, 0.21, 0.74),
        ("项目编号", 0.09, 0.25, 0.19), ("2020KTSC317", 0.28, 0.25, 0.43),
        ("序号", 0.09, 0.41, 0.15), ("姓名", 0.2, 0.41, 0.26), ("职称", 0.34, 0.41, 0.4),
        ("工作单位", 0.55, 0.41, 0.65), ("完成人次序", 0.78, 0.41, 0.89),
    ]  # fmt: skip
    for at, row in enumerate(rows):
        top = 0.45 + 0.04 * at
        lefts = (0.11, 0.19, 0.34, 0.5, 0.78)
        lines += [
            (text, left, top, left + 0.021 * len(text))
            for text, left in zip(row, lefts, strict=True)
        ]
    lines += [("石桥市科学技术局", 0.6, 0.7, 0.8), ("2022年12月9日", 0.6, 0.73, 0.76)]
    boxes = [(left, top, right, top + 0.025) for _, left, top, right in lines]
    top = 0.45 + 0.04 * holder_row
    marked = [(0.0, top, 1.0, top + 0.025)]
    return find_fields((placed([text for text, *_ in lines], boxes, SIZE, marks=marked),))


@pytest.mark.parametrize(("row", "name"), [(1, "温国梁"), (2, "谭永辉")])
def test_a_column_that_ranks_everybody_ranks_the_holder_by_their_row(row, name):
    found = ranked(row)
    assert value(found, "holder_name") == name
    assert value(found, "holder_rank") == str(row + 1)


def test_a_speck_in_a_patents_number_is_none_of_it():
    (found,) = find_serials("ZL 2018 1. 0935277.6")
    assert found.value == "ZL201810935277.6"


def test_who_signs_over_a_heads_post_is_not_whom_it_is_for():
    found = told(
        "【译文】", "#结业证书", "兹证明", "潘雨桐(PAN Yutong)", "石桥学院",
        "于2019年7月8日至26日在加拿大参加并完成“在线教学法研修项目”,总学习时数为60学时。",
        "", "", "", "", "", "", "[签名]", "海伦·麦克雷 博士", "院长", "~落基山国际大学", "~2019年7月26日",
        "兹声明:以上中文译文与英文原件内容一致。",
    )  # fmt: skip
    assert value(found, "holder_name") == "潘雨桐"


def test_a_paper_in_translation_says_so_at_its_foot():
    lines = (
        "~论文首页中文译文", "《应用土壤动物学》2019年第11卷第3期204-213页", "#苹果园土壤线虫群落对长期覆草的响应",
        "辛瑞,白若兰", "摘要:覆草是旱地果园保墒增肥的常用措施,但其影响尚不清楚。", "关键词:覆草;线虫;苹果", "1.引言",
    )  # fmt: skip
    assert told(*lines).kind.value == "paper"
    foot = ("~译文与原文内容相符。", "~翻译人:郝秋实", "~石桥县果业研究所", "~2019年12月2日")
    assert told(*lines, *foot).kind.value == "translation"
