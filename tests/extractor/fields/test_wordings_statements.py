"""Statements of hours, transcripts, qualifications, screens; people and places are invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIGNED = ("~柳湾市教师进修学校", "~2021年8月1日")
BAR = "09:41   中国移动 5G   78%"


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def kind(*lines: str) -> str:
    return read(*lines).kind.value


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("共 4 条记录    学时合计:72", "72"),
        ("本学年研修学时为36学时(其中听评课12学时,备课14学时,交流10学时)。", "36"),
        ("以下人员参加培训,每人计40学时。", "40"),
        ("因故压缩日程,学时由24学时调整为12学时。", "12"),
        ("总课时 40 讲  约30学时  已记4.5学时", "4.5"),
        ("学时 Hours:12.0", "12"),
        ("学时小计 24", "24"),
        ("学时(课时):40", "40"),
        ("完成/要求:80/72学时", "80"),
        ("要求/完成:72/80学时", "80"),
        ("16/20 hours", "16"),
    ],
)
def test_how_many_hours(text, hours):
    assert value(read("#学时证明", "王小明老师:", text, *SIGNED), "hours") == hours


def test_a_code_is_no_count_of_hours():
    found = read("#学时证明", "王小明老师参加培训,考核合格。", *SIGNED, "验证码:7H2K-99QD")
    assert value(found, "hours") is None


def test_the_last_item_of_a_list_is_no_sum_of_the_others():
    rows = ("序号|项目|学时", "1|课标解读|24", "2|心理讲座|4", "3|作业研讨|8", "4|校本研修|36")
    found = read("#学时证明", "姓名:王小明", *rows, *SIGNED)
    assert value(found, "hours") == "72"


def test_a_column_of_credits_gives_no_hours():
    rows = ("项目|类别|学分", "质量管理|Ⅰ类|5", "专题讲座|Ⅱ类|3", "合计||8")
    found = read("#继续教育学分登记表", "姓名:王小明", *rows, *SIGNED)
    assert value(found, "hours") is None
    assert value(found, "credits") == "8"


def test_what_was_asked_for_stands_beside_what_was_given():
    rows = ("内容|申报学时|认定学时", "研讨会|16|12", "讲座|10|10", "合计|26|22")
    found = read("#学时认定表", "姓名:王小明", *rows, *SIGNED)
    assert value(found, "hours") == "22"


def test_a_total_of_hours_done_below_two_columns():
    rows = ("课目|计划学时|实训学时", "规程|30|30", "绝缘|45|42", "实际完成学时合计|72|")
    found = read("#培训记录表", "学员:王小明", *rows, *SIGNED)
    assert value(found, "hours") == "72"


MARKS = ("课程|学分|成绩", "学前心理学|4|81", "教育研究方法|3|77", "儿童文学|3|58")


def test_a_transcript_with_its_sums_in_words():
    found = read(
        "#柳湾师范学院学籍成绩卡",
        "姓名:王小明    学号:2019520137",
        *MARKS,
        "学时合计:400    取得学分合计:7    平均学分绩点:3.42",
        "~柳湾师范学院继续教育学院",
    )
    assert found.kind.value == "transcript"
    assert value(found, "hours") == "400"
    assert value(found, "credits") == "7"
    assert value(found, "courses_passed") == "2"


def test_headings_in_two_languages_and_a_course_still_attended():
    found = read(
        "#ACADEMIC TRANSCRIPT 课程成绩单",
        "姓名:王小明",
        "Course 课程|Grade 等级",
        "Managerial Economics 管理经济学|A-",
        "Business Ethics 商业伦理|P",
        "Strategic Management 战略管理|IP",
    )
    assert value(found, "courses_passed") == "2"


def test_a_mark_is_measured_by_its_own_line():
    found = read(
        "#学员成绩通知单",
        "王小明同学:你在学习期间的成绩如下:",
        "课程|得分|及格线",
        "护理概论|84|60",
        "操作技术|76|80",
        "结业证书另行寄发,请核对地址。",
        *SIGNED,
    )
    assert found.kind.value == "transcript"
    assert value(found, "courses_passed") == "1"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["修读课程《方程理论》《守恒律》,经考试准予结业。"], "2"),
        (["学习课程:图书质量管理;著作权法要点;主题出版", "学时:48"], "3"),
    ],
)
def test_courses_are_counted_where_they_are_named(lines, count):
    found = read("#继续教育学时证明", "姓名:王小明", *lines, *SIGNED)
    assert value(found, "courses_passed") == count


def test_rotations_are_courses():
    rows = ("轮转科室|理论|结果", "新生儿科|82|合格", "小儿神经|58|不合格", "重症|80|合格")
    found = read("住院医师规范化培训学员出科考核成绩汇总", "学员:王小明", *rows, *SIGNED)
    assert found.kind.value == "transcript"
    assert value(found, "courses_passed") == "2"


@pytest.mark.parametrize("heads", ["序号|课程名称|考核结果", "类别|学习内容|考核"])
def test_a_result_that_all_courses_share(heads):
    rows = (heads, "1|数字经济|合格", "2|生态文明|合格")
    found = read("#公需科目学时证明", "姓名:王小明", *rows, *SIGNED)
    assert value(found, "result") == "合格"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("审核状态:审核通过", None),
        ("是否合格:合格", "合格"),
        ("达标状态:合格", "合格"),
        ("继续教育学时经审核合格。", "合格"),
    ],
)
def test_what_is_a_result(text, result):
    assert value(read("#学时证明", "姓名:王小明", text, *SIGNED), "result") == result


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([BAR, "< 返回  学时明细", "姓名:王小明", "审核通过学时 50"], "screenshot"),
        (["学时查询结果 - 柳湾省教师管理系统", "教师:王小明", "共 4 条记录"], "screenshot"),
        (["企业微信 · 学习吧", "姓名  王小明", "课程包  瓦斯防治", "[ 转发 ]  [ 收藏 ]"], "screenshot"),
        (["培训合格卡", "学员:王小明", "课程:上岗培训", "考核:合格"], "training_certificate"),
        (["#特种作业操作证", "姓名:王小明", "准操项目:低压电工作业"], "qualification"),
        (["#学员出科考核成绩汇总", "学员:王小明", "科室|理论|结果", "儿科|82|合格"], "transcript"),
    ],
)  # fmt: skip
def test_what_a_page_is(lines, name):
    assert kind(*lines) == name


def test_a_window_s_head_and_the_state_of_a_course_are_no_name():
    found = read(
        BAR, "<  返回    我的研修    …", "【进行中】柳湾省2022年课程标准全员研修", "研修时间:2022.07.11 - 08.20", "要求学时 60    已获学时 48"
    )  # fmt: skip
    assert value(found, "activity_title") == "柳湾省2022年课程标准全员研修"


def test_whose_window_it_is_and_what_they_earned_of_all():
    found = read(
        BAR, "<  我的学习档案", "王小明  您好!", "柳湾市实验小学 · 语文", "当前项目:2022年暑期教师研修", "认定总学时", "8.5 / 10"
    )  # fmt: skip
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾市实验小学"
    assert value(found, "activity_title") == "2022年暑期教师研修"
    assert value(found, "hours") == "8.5"


def test_points_of_a_page_on_credits():
    found = read(BAR, "×   学分查询", "姓名|王小明", "国家级 Ⅰ类|10.0 分", "合    计|10.0 分")
    assert value(found, "credits") == "10"


@pytest.mark.parametrize(
    ("lines", "name", "wanted"),
    [
        (["批准文号|柳人社发〔2021〕17号"], "document_number", "柳人社发〔2021〕17号"),
        (["初领日期:2018-05-16", "应复审日期:2021-05-15 前"], "issue_date", "2018-05-16"),
        (["普通话水平达到二级甲等,成绩 88.6 分。"], "result", "二级甲等"),
        (
            ["医师资格证书编码:201162141629909", "医师执业证书编码:141629900002716"],
            "certificate_number",
            "141629900002716",
        ),
        (["主要执业机构:柳湾县中医院"], "employer", "柳湾县中医院"),
    ],
)
def test_what_a_qualification_tells(lines, name, wanted):
    found = read("#医师执业证书", "姓名:王小明", *lines, *SIGNED)
    assert found.kind.value == "qualification"
    assert wanted in values(found, name)


def test_a_letter_on_a_qualification_is_not_its_name():
    found = read(
        "#任 职 资 格 通 知 书", "王小明同志:", "经评审委员会评审,你具备主管技师任职资格。", *SIGNED
    )
    assert value(found, "activity_title") == "主管技师"
