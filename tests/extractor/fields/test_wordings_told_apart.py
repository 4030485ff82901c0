"""What was once read surely and wrongly, each from a page of its own; names are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def read(*lines):
    found: dict[str, list[str]] = {}
    for one in find_fields((sheet(*lines),)).fields:
        found.setdefault(one.name, []).append(str(one.value))
    return found


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["研修时段|2021-04-12|至|2021-07-05", "总学时|50"], "2021-04-12", "2021-07-05"),
        (
            ["累计24学时,准予登记。", "学习方式:线上直播与线下工作坊相结合    期间:2020年8月17日—2020年8月19日"],
            "2020-08-17",
            "2020-08-19",
        ),
        (["实际上课时间为2020/11/7、11/8、11/14、11/15,总计24课时。"], "2020-11-07", "2020-11-15"),
        (["参加“草原鉴定技术研修班”(2019年4月22日开班,26日结束)。"], "2019-04-22", "2019-04-26"),
    ],
)  # fmt: skip
def test_when_a_training_ended(lines, start, end):
    found = read("#培训合格证", "学员:王小明", *lines, "~石桥市教师发展中心", "~2021年9月28日")
    assert (found["start_date"], found["end_date"]) == ([start], [end])


def test_a_figure_before_a_gap_has_no_unit_behind_it():
    found = read("#成绩登记表", "姓名:王小明", "通过 4 门    学分合计 10    学时合计 160")
    assert (found["hours"], found["credits"]) == (["160"], ["10"])


def test_names_are_parted_by_their_widest_gaps():
    cover = read(
        "#羊病防治实训教程",
        "闵 海 山    塔  娜    编著",
        "呼伦草原教育出版社",
        "ISBN 978-7-5997-0368-0",
    )
    assert cover["authors"] == ["闵海山", "塔娜"]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("兹聘请 石桥市疾病预防控制中心 祝  融 主任医师为环境卫生专业委员会副主任委员,任期五年。", "祝融"),
        ("兹证明  热依汗古丽·买买提  完成了“混合式课程设计”线上培训,累计学习32学时。", "热依汗古丽·买买提"),
    ],
)  # fmt: skip
def test_where_a_name_ends(sentence, name):
    assert read("#聘书" if "聘" in sentence else "#培训证书", sentence)["holder_name"] == [name]


def test_a_resident_works_at_the_hospital():
    sentence = "图布新·巴特尔,男,系宝日镇中心卫生院住院医师,在我院参加“适宜技术骨干培训”,成绩合格。"
    assert read("#进修结业证书", sentence)["employer"] == ["宝日镇中心卫生院"]


def test_the_leader_s_role_is_not_that_of_whom_the_letter_is_for():
    found = read(
        "#科研项目参与证明",
        "由草原卫生职业学院牵头的课题“居家护理可行性调查”(校级,主持人:樊蕊)已于2022年10月通过验收。",
        "该学院教师 乌云毕力格 为该课题参与人,主要承担问卷发放工作。",
        "~草原卫生职业学院科研处",
    )
    assert found.get("project_role") != ["主持人"]


def test_the_prize_is_the_one_on_a_line_of_its_own():
    found = read(
        "#指导教师奖",
        "王小明:在第五届技工院校创业大赛中,您指导的参赛项目获学生组一等奖。经组委会研究,授予您",
        "#优秀指导教师二等奖",
        "~石桥省技工院校创业大赛组委会",
    )
    assert found["award_class"] == ["2"]


def test_courses_are_counted_as_the_page_says():
    found = read("#培训班学员成绩表", "学员姓名:王小明", "通过课目:4门      综合评语:合格")
    assert found["courses_passed"] == ["4"]


def test_a_day_of_issue_long_after_all_else_on_the_page_is_not_sure():
    def issued(year):
        lines = (
            "#关于举办研讨会的通知",
            "石护联〔2019〕8号",
            "兹定于2019年11月8日至10日举办研讨会。",
            "~石桥市护理学会",
        )
        fields = find_fields((sheet(*lines, f"~{year}年十月十五日"),)).fields
        return next(one for one in fields if one.name == "issue_date")

    assert issued("二〇一九").confidence >= 0.9
    assert issued("二〇二九").confidence < 0.9
