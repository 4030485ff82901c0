"""What is granted beside what is asked for, who signs, and what only looks like a training's day."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def read(*lines):
    found: dict[str, list[str]] = {}
    result = find_fields((sheet(*lines),))
    for one in result.fields:
        if one.name != "issuers" or one.role == "issuer":
            found.setdefault(one.name, []).append(str(one.value))
    return found | {"kind": [result.kind.value]}


STATEMENT = ("#继续教育学时审核表", "姓名：王小明      身份证号：350582199001011234")
SIGNED = ("~石桥市教师发展中心", "~2021年9月28日")


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (["申报学时：60        核准学时：48"], "48"),
        (["应修学时：24    实修学时：27.5"], "27.5"),
        (["申报学时|60|审定学时|48"], "48"),
        (["已通过课程：3门      已获学时：30      年度要求：40学时"], "30"),
        (
            [
                "类  别|内  容|应修学时|审核学时",
                "公需科目|大数据与社会治理|24|30",
                "专业科目|公开课评议|60|36",
                "专业科目|远程学习|（同上）|32",
                "合  计|——|84|98",
            ],
            "98",
        ),
        (
            [
                "年度|公需科目|专业科目|校本研修|合计",
                "2019|18|42|30|90",
                "2020|18|40|32|90",
                "总计|36|82|62|180",
            ],
            "180",
        ),
    ],
)
def test_hours_are_those_that_were_granted(lines, hours):
    assert read(*STATEMENT, *lines, *SIGNED)["hours"] == [hours]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("于2021年7月.17日至28日参加“课堂评价”研修班", "2021-07-17", "2021-07-28"),
        ("于2021年2月4日至2021年3月.15日参加“课堂评价”研修班", "2021-02-04", "2021-03-15"),
    ],
)
def test_a_speck_behind_a_month_is_no_end_of_the_day(sentence, start, end):
    found = read("#结业证书", f"王小明老师{sentence}，共计40学时。", *SIGNED)
    assert (found["start_date"], found["end_date"]) == ([start], [end])


def test_a_day_that_was_not_read_leaves_the_month_unsure():
    sentence = "王小明老师于2021年9月T6日参加“课堂评价”研修班，共计40学时。"
    fields = find_fields((sheet("#结业证书", sentence, *SIGNED),)).fields
    days = [one for one in fields if one.name in ("start_date", "end_date")]
    assert [str(one.value) for one in days] == ["2021-09", "2021-09"]
    assert all(one.confidence < 0.8 for one in days)


def test_a_birth_is_no_training():
    found = read(
        "#推荐函",
        "我馆馆员王小明，男，1987年5月出生，2012年7月入馆，现推荐参评。",
        "~石桥木雕博物馆",
        "~2021年8月3日",
    )
    assert not {"start_date", "end_date"} & found.keys()


@pytest.mark.parametrize(
    ("lines", "issuers"),
    [
        (["~松岭省教育学会中学地理", "~教学专业委员会"], ["松岭省教育学会中学地理教学专业委员会"]),
        (["~长风教育在线（培训业务专用章）"], ["长风教育在线"]),
        (["~（印章）北岸理工学院"], ["北岸理工学院"]),
    ],
)
def test_who_signs(lines, issuers):
    found = read(
        "#结业证书",
        "王小明老师于2021年7月1日至5日参加“课堂评价”研修班，共计40学时。",
        *lines,
        "~2021年7月6日",
    )
    assert found["issuers"] == issuers


def test_where_it_is_held_signs_nothing():
    found = read(
        "#关于召开课堂评价研讨会的通知",
        "各县区教育局：",
        "经研究，决定召开课堂评价研讨会。现将有关事项通知如下：",
        "一、会议时间",
        "2021年9月23日，会期一天。",
        "二、会议地点",
        "石桥市第四中学录播教室",
        "三、参会人员",
        "各县区教研员。",
        "~石桥市教育局",
        "~2021年9月14日",
    )
    assert found["issuers"] == ["石桥市教育局"]


@pytest.mark.parametrize(
    ("lines", "employer"),
    [
        (
            [
                "#支教证明",
                "石桥县教育局：",
                "我校教师王小明，女，系清浦县第二小学选派的支教教师，自2017年9月起在我校任教。",
                "~石桥县龙潭乡中心小学",
            ],
            "清浦县第二小学",
        ),
        (
            [
                "#关于选派王小明同志参加培训的函",
                "松岭师范学院：",
                "根据贵校招生安排，同意选派清浦县实验小学王小明同志参加“乡村音乐教师研修班”。",
                "~石桥县教育局",
            ],
            "清浦县实验小学",
        ),
        (
            [
                "致：石桥市卫生学校人事处",
                "来函收悉。现将贵校  谷 雨 生  老师研修数据反馈如下：",
                "研修项目|课程思政能力提升研修",
                "有效学时|64学时",
                "~育匠云课（石桥）科技有限公司",
            ],
            "石桥市卫生学校",
        ),
    ],
)
def test_where_somebody_works_who_was_sent(lines, employer):
    assert read(*lines, "~2021年7月12日")["employer"] == [employer]


def test_the_name_of_a_class_that_began():
    found = read(
        "#研修证书",
        "王小明：",
        "石桥市第二批名师培养对象高级研修班自2021年7月开班，至2022年11月结束。您全程参与，累计参加研修192学时。",
        *SIGNED,
    )
    assert found["activity_title"] == ["石桥市第二批名师培养对象高级研修班"]


def test_whoever_leads_signs_and_dates():
    found = read(
        "#班主任工作年限证明",
        "王小明，男，系我校教师，2016年9月至2019年7月任班主任。",
        "~石桥县城南初级中学（公章）",
        "~负责人：米俊    2022年8月15日",
    )
    assert found["issue_date"] == ["2022-08-15"]


@pytest.mark.parametrize(
    ("heading", "told", "stage"),
    [
        ("#课题立项通知书", "此通知作为申请鉴定结题的依据，逾期未结题者予以撤项。", "approved"),
        ("#资助项目批准通知", "项目结题时须提交研究报告。", "approved"),
        ("#结题证书", "本课题于2019年立项，经鉴定准予结题。", "completed"),
    ],
)
def test_a_project_stands_where_its_heading_says(heading, told, stage):
    found = read(
        heading,
        "课题名称：乡村小学作业设计研究",
        "课题编号：SQ2021-018",
        "主持人：王小明",
        told,
        "~石桥市教育科学研究院",
    )
    assert (found["kind"], found["project_stage"]) == (["project"], [stage])


def test_a_certificate_on_a_telephone_is_a_screenshot():
    assert read(
        "下午3:27    5G 68%",
        "我的证书",
        "#培训结业证书",
        "王小明同志：",
        "于2022年9月1日至11月30日参加专业技术人员公需科目网络培训，修满32学时，准予结业。",
        "~松岭省继续教育学院",
        "~2022年12月2日",
        "保存图片    分享    打印",
    )["kind"] == ["screenshot"]


def test_a_letter_to_go_and_learn_is_one_of_the_employer():
    assert read(
        "#证 明",
        "石桥市人力资源和社会保障局：",
        "我校教师王小明，于2023年7月17日至28日赴松岭师范学院参加“骨干教师培训”，共计72学时。因证书在途中遗失，现予以证明。",
        "~石桥县第三中学",
        "~2023年9月5日",
    )["kind"] == ["unit_letter"]
