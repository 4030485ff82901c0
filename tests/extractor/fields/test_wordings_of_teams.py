"""Teams of projects, and wordings of meetings and articles, that two more authors' pages had."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

APPROVED = ("经审核，同意立项，特发此证。", "~澄园区教师发展中心", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


@pytest.mark.parametrize("label", ["成员", "课题组成员", "子课题组成员", "参与教师"])
@pytest.mark.parametrize("others", ["哈丽娜、占晓莉、过佳", "隋玉、依力哈木江"])
def test_members_are_a_list_whatever_their_surnames(label, others):
    found = told(
        "#课题立项证书", "课题名称：幼儿园户外自主游戏中教师观察与回应的行动研究",
        "课题编号：CYX-2019-033", "主持人：宿芷若", f"{label}：{others}", *APPROVED,
    )  # fmt: skip
    assert values(found, "authors") == ["宿芷若", *others.split("、")]
    assert value(found, "holder_name") == "宿芷若"
    assert value(found, "holder_rank") == "1"


def test_a_team_stands_under_its_head_with_who_leads_first():
    found = told(
        "#课题结题鉴定书", "课题名称：农村幼儿园自然材料在区域活动中的运用研究",
        "课题编号：XCYJ-2020-ZX19", "排序|姓名|承担任务", "主持人|漆雪梅|总体设计",
        "1|厉娟|活动组织", "2|汝倩|材料收集", "3|巴特尔|影像整理", "准予结题。",
        "~澄园区教育体育局教学研究室", "~2022年4月19日",
    )  # fmt: skip
    assert values(found, "authors") == ["漆雪梅", "厉娟", "汝倩", "巴特尔"]
    assert value(found, "holder_name") == "漆雪梅"


def test_a_list_of_projects_is_nobodys_proof():
    found = told(
        "#关于公布2023年度区级教研课题立项名单的通知", "各中小学、幼儿园：",
        "2023年度区级教研课题共有3项课题准予立项，名单见下表。", "立项编号|课题名称|主持人|单位",
        "NTX23001|小学语文预学单设计研究|支海霞|澄园区第一小学",
        "NTX23002|初中数学变式练习的分层设计|仇亚军|澄园区第二中学",
        "NTX23003|小学英语绘本教学的读写结合|司空月|澄园区城东小学",
        "~澄园区教育科学研究室", "~2023年6月2日",
    )  # fmt: skip
    assert value(found, "holder_name") is None
    assert value(found, "employer") is None


def test_a_part_of_a_project_has_a_number_of_its_own():
    found = told(
        "#子课题立项通知", "澄园县第一初级中学：",
        "你校谷梁雨老师申报的子课题《初中语文微写作教学案例研究》，批准立项为省级课题（总课题编号：2019JK14-L088）的子课题。",
        "子课题编号：ZKT-B-0127", "子课题负责人：谷梁雨", "~总课题组", "~2020年10月15日",
    )  # fmt: skip
    assert value(found, "project_number") == "ZKT-B-0127"


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("2023年11月9日—11月11日（11月8日全天报到，12日早餐后离会）", "2023-11-11"),
        ("2023年11月9日—11月11日，12日返程", "2023-11-11"),
        ("2023年11月8日报到，9日—12日会议", "2023-11-12"),
    ],
)
def test_the_day_of_leaving_is_no_day_of_a_meeting(said, last):
    found = told(
        "#关于召开第六届现代农艺专业协作会的通知", "各协作院校：",
        "定于11月在澄园市召开第六届现代农艺专业协作会，现通知如下。", f"会议时间：{said}",
        "会议地点：澄园市阳光酒店", "~澄园农业职业学院", "~2023年9月27日",
    )  # fmt: skip
    assert value(found, "end_date") == last


def test_a_societys_meeting_keeps_the_societys_name():
    title = "霍源基层医学教育学会第三次学术年会暨教学查房培训班"
    found = told(
        "#第二轮通知", "尊敬的各位同道：", f"{title}定于2024年8月23日至25日在澄园市举行。",
        "~霍源基层医学教育学会", "~2024年6月20日",
    )  # fmt: skip
    assert value(found, "activity_title") == title


TEXT = (
    "“双减”之后，作业总量下来了，讲评的质量却没有随之提高。我们试行了新的讲评办法。",
    "我们在四个平行班进行了一个学期的对照实践，前测与后测均采用同一套量表。结果显示有进步。",
    "笔者在教学中发现，不少学生读完题目后只抓住数字便开始列式。究其原因，是缺少意识。",
)


def test_who_wrote_it_is_parted_from_who_helped():
    found = told(
        "澄园教师 2023年第9期", "#会塌的桥：中班建构游戏观察手记",
        "文/诸葛小鱼  指导教师：宓老师  摄影：家委会", *TEXT,
    )  # fmt: skip
    assert values(found, "authors") == ["诸葛小鱼"]


def test_a_title_that_ends_in_a_colon_goes_on_below():
    found = told(
        "澄园教师 2023年第9期", "#“小先生”讲题：", "#五年级数学作业讲评的新尝试",
        "欧阳振华", "澄园市第二小学", *TEXT,
    )  # fmt: skip
    assert value(found, "activity_title") == "“小先生”讲题:五年级数学作业讲评的新尝试"


def test_a_subject_that_is_taught_is_no_journal():
    found = told(
        "澄园职教 2022年第5期", "#活页式教材的实践",
        "欧阳振华", *TEXT, "以往的研究见于在《机械制图》教学中的应用等文。",
    )  # fmt: skip
    assert value(found, "journal") != "机械制图"
