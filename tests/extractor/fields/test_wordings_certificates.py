"""Wordings of certificates and statements of hours, each read wrong once; all invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value

SIGNED = ("~柳湾市教师进修学校", "~2021年8月1日")


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def course(*lines: str):
    return read("#结业证书", *lines, *SIGNED)


def sure(found, name: str) -> bool:
    return any(f.confidence >= 0.9 for f in found.fields if f.name == name)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("应训90学时,实训86学时,达到要求,准予上岗。", "86"),
        ("本次培训计40学时;因病请假半天(4学时),实得36学时。", "36"),
        ("应到40学时,实到38学时(因公请假2学时)。", "38"),
        ("计划16学时,因故缺席一次(4学时),实际获得12学时。", "12"),
        ("获18学时。注:每3学时授予1学分,不足3学时者不计。", "18"),
        ("共计授课8学时。培训班总学时:28学时。", "8"),
    ],
)
def test_hours_that_were_earned(text, hours):
    assert value(course("王小明同志:", "参加骨干教师培训班," + text), "hours") == hours


def test_hours_of_a_form_with_its_yearly_sum():
    found = read(
        "#2019年继续教育登记表",
        "姓名|王小明|单位|柳湾市第一中学",
        "公需科目|人工智能与健康|学时|30",
        "专业科目|课堂教学设计|学时|60",
        "全年累计学时|90|考核结论|合格",
        *SIGNED,
    )
    assert value(found, "hours") == "90"


def test_hours_owed_and_hours_counted():
    found = read("#学时汇总单", "姓名:王小明", "五年规定总学时:360    当前已认总学时:300", *SIGNED)
    assert value(found, "hours") == "300"


def test_a_list_of_people_with_hours_owed():
    found = read(
        "#2020年教师全员培训学时认定名册",
        "本页开具给:王小明(柳湾市第五中学)",
        "序号|姓名|学科|应得学时|认定学时",
        "17|王小明|物理|24|20",
        "18|李红梅|英语|24|22",
        *SIGNED,
    )
    assert (value(found, "hours"), value(found, "holder_name")) == ("20", "王小明")


def test_a_table_with_heads_in_two_languages():
    found = read(
        "#Continuing Education Record  继续教育记录",
        "Name 姓名|王小明",
        "Employer 单位|柳湾市第一中学",
        "Module 课程|Hours 学时",
        "班级管理|12",
        "心理健康|18",
        "Total 总计|30",
        "Completed modules 已完成课程:2",
        *SIGNED,
    )
    assert found.kind.value == "hours_statement"
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾市第一中学"
    assert (value(found, "hours"), value(found, "courses_passed")) == ("30", "2")


def test_credits_with_their_sum():
    found = read(
        "#继续教育学分证明",
        "药师:王小明",
        "项目:合理用药          9 学分",
        "项目:用药咨询          9 学分",
        "学分合计 18 学分,折合 54 学时。",
        *SIGNED,
    )
    assert (value(found, "credits"), value(found, "hours")) == ("18", "54")
    assert not sure(found, "activity_title")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("于2021年3月11日、3月12日参加“课程设计”工作坊。", "2021-03-11", "2021-03-12"),
        ("于2021年5月8日和5月15日参加“课程设计”培训。", "2021-05-08", "2021-05-15"),
        ("于2021年7月10日起参加教师培训,至8月1日结束。", "2021-07-10", "2021-08-01"),
        ("自2021年5月9日起参加编校培训班。至5月20日,已听完讲座。", "2021-05-09", "2021-05-20"),
        ("2021年7月4日报到,7月24日离班,参加教师培训班。", "2021-07-04", "2021-07-24"),
        (
            "完成“安全”课程的学习,开始时间2021-03-08 09:14,结束时间2021-04-27 21:40。",
            "2021-03-08",
            "2021-04-27",
        ),
    ],
)
def test_when_a_training_began_and_ended(text, start, end):
    found = course("王小明同志" + text)
    assert (value(found, "start_date"), value(found, "end_date")) == (start, end)


@pytest.mark.parametrize(
    "line",
    [
        "开课:2021-03-06    结课:2021-05-14",
        "入班日期:2021年3月6日    离班日期:2021年5月14日",
        "开班|2021年3月6日|结班|2021年5月14日",
    ],
)
def test_labels_of_the_first_and_the_last_day(line):
    found = course("姓名:王小明", "课程名称:合理用药进展", line)
    assert value(found, "start_date") == "2021-03-06"
    assert value(found, "end_date") == "2021-05-14"


def test_an_english_course_on_a_platform():
    found = read(
        "#STATEMENT OF ACCOMPLISHMENT",
        "Awarded to: Wang Xiaoming",
        "Course: Introduction to Karst Hydrogeology",
        "Offered by Rockwell Open Learning through the Ridge platform",
        "Start of course: September 14, 2020",
        "End of course: November 22, 2020",
        "Final grade: Passed with Merit",
        "~Rockwell Open Learning",
        "~December 1, 2020",
    )
    assert found.kind.value == "training_certificate"
    assert value(found, "activity_title") == "Introduction to Karst Hydrogeology"
    assert value(found, "end_date") == "2020-11-22"
    assert value(found, "result") == "Passed with Merit"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("经本会第9期研学旅行指导师培训班学习,准予结业。", "第9期研学旅行指导师培训班"),
        ("业经我院第五期园长任职资格培训班培训期满,准予结业。", "第五期园长任职资格培训班"),
        ("参加“青年学术写作冬令营”(Winter School on Writing),准予结业。", "青年学术写作冬令营"),
        ("您报名的慕课《乡村合理用药》(2023春季班)已结课。", "乡村合理用药"),
        ("参加柳湾市2020年暑期教师全员培训属实。", "柳湾市2020年暑期教师全员培训"),
        ("参加“智慧农业应用”省级骨干教师培训一事属实。", "“智慧农业应用”省级骨干教师培训"),
        ("完成网络课程“金属矿山安全模块”的学习。", "金属矿山安全模块"),
    ],
)
def test_what_a_training_is_called(text, title):
    assert value(course("王小明同志:", text), "activity_title") == title


def test_a_class_that_a_form_calls_in_short():
    found = course("姓名:王小明", "班次:纸质文物修复", "参加“全国纸质文物修复培训班”,准予结业。")
    assert value(found, "activity_title") == "全国纸质文物修复培训班"


@pytest.mark.parametrize(
    "lines",
    [
        ("理论成绩|82|实操成绩|87", "结论|合格"),
        ("报名状态:已缴费    考试状态:合格(88分)",),
    ],
)
def test_the_result_among_marks(lines):
    assert value(course("姓名:王小明", "培训班名称:运行工岗位培训班", *lines), "result") == "合格"


def test_who_looked_it_up_is_no_holder():
    found = course("参加骨干教师培训班,准予结业。", "查档人:巫 琴      复核人:单  雄")
    assert value(found, "holder_name") is None


def test_who_lectured_is_no_title():
    assert value(course("姓名:王小明", "主讲人:荣启良教授,柳湾大学"), "activity_title") is None


@pytest.mark.parametrize(
    ("lines", "employer"),
    [
        (("学员:王小明      所在测站:洛河水文站",), "洛河水文站"),
        (("王小明,女,工作单位柳湾学院,讲师,参加研修班,准予结业。",), "柳湾学院"),
        (("进修医师 王 涛 系 柳湾县中医医院 医师,于2021年3月1日在我院进修。",), "柳湾县中医医院"),
        (("学员:王小明(柳湾市第五中学)", "课程名称:骨干教师培训"), "柳湾市第五中学"),
        (
            ("学员姓名|性别|工作单位|职务", "王小明|男|柳湾市地质勘察院|工程师", "王小明同志参加地质灾害防治技术高级研修班,修满40学时,成绩合格,特发此证。"),
            "柳湾市地质勘察院",
        ),
    ],
)  # fmt: skip
def test_where_the_holder_works(lines, employer):
    assert value(course(*lines), "employer") == employer


def test_labels_that_no_list_knows_end_the_value_before_them():
    found = course("持证人:柏  松　　登记年度:2016 年　　所在学校:柳湾县岩寨民族小学")
    assert value(found, "holder_name") == "柏松"
    assert value(found, "employer") == "柳湾县岩寨民族小学"
    found = course("姓名:王小明", "举办方式:面授    举办地点:柳湾市")
    assert value(found, "location") == "柳湾市"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("于2021年3月19日至22日在石桥林场参加森林防火培训。", "石桥林场"),
        ("参加教师培训,时间为7月17日至21日,地点在柳湾民族小学。", "柳湾民族小学"),
        ("参加骨干培训班(2021年6月10日至14日,柳湾县),均已结业。", "柳湾县"),
        ("在柳湾市民族博物馆完成学习任务,准予结业。", "柳湾市民族博物馆"),
    ],
)
def test_where_a_training_was_held(text, place):
    assert value(course("王小明同志" + text), "location") == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("held in Ban Phu, Thailand from 4 to 15 March 2019", "Ban Phu, Thailand"),
        ("on 17–18 August 2023 at Songqiao Hotel, Zijiang City", "Songqiao Hotel, Zijiang City"),
    ],
)
def test_where_an_english_page_says_it_was(text, place):
    found = read(
        "#CERTIFICATE OF COMPLETION",
        "This is to certify that",
        "#Wang Xiaoming",
        "has completed the course “Paediatric Life Support”",
        text,
        "~Southwest Society of Emergency Nursing",
    )
    assert value(found, "location") == place


def test_numbers_behind_labels_that_no_list_knows():
    found = course("姓名:王小明", "证件号码:5226****0813", "平台证明码:ZAGC-5J7T-220911")
    assert value(found, "holder_id") == "5226****0813"
    assert value(found, "certificate_number") == "ZAGC-5J7T-220911"


def test_a_notice_that_a_sentence_cites():
    found = course("王小明同志:", "为落实柳湾市印发的柳文旅发〔2018〕55号文件要求,参加骨干培训班。")
    assert value(found, "document_number") == "柳文旅发〔2018〕55号"


def test_courses_that_were_all_passed():
    found = course("王小明同志:", "参加岗前培训,所修教育学、心理学、法规三门课程考试全部合格。")
    assert value(found, "courses_passed") == "3"
