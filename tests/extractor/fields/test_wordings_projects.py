"""Wordings of projects, prizes, appointments, letters and meetings; people and places invented."""

from __future__ import annotations

import pytest

from extractor.document import Box, Line, Page, Word
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIGNED = ("~柳湾市教育科学研究所", "~2021年8月1日")


def read(*lines: str):
    return find_fields((sheet(*lines, *SIGNED),), ())


def sure(found, name: str) -> bool:
    return any(f.confidence >= 0.9 for f in found.fields if f.name == name)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["您主持申报的“农村小学作业的改进”已被列为柳湾学院2016—2017年度校级科研课题(一般项目)。"], "农村小学作业的改进"),
        (["课题编号:LW-2021-016,项目名称:溶洞里的微生物群落与固碳功能的研究,资助经费:10万元。"], "溶洞里的微生物群落与固碳功能的研究"),
        (["微型课题:大班幼儿晨间谈话的组织", "主持人:李红梅"], "大班幼儿晨间谈话的组织"),
    ],
)  # fmt: skip
def test_what_a_project_is_called(lines, title):
    assert value(read("#课题立项证书", *lines), "activity_title") == title


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["课题“农村小学作业的改进”(LWJY-2016-0553)通过专家鉴定,同意结题。"], "LWJY-2016-0553"),
        (["批准单位文号:柳电大科〔2016〕22号", "您主持的课题“农村小学作业的改进”,课题编号LW1634。"], "LW1634"),
        (["课题序号:WX18-117", "课题名称:农村小学作业的改进"], "WX18-117"),
    ],
)  # fmt: skip
def test_which_number_a_project_has(lines, number):
    assert value(read("#课题证书", *lines), "project_number") == number


def test_the_title_of_a_project_does_not_tell_its_level():
    found = read("#课题结题证明", "李红梅主持的课题《县级职教中心专业群建设研究》已结题。")
    assert value(found, "level") is None


@pytest.mark.parametrize(
    ("lines", "name", "role"),
    [
        (["由李红梅主持的课题《农村小学作业的改进》同意结题。"], "李红梅", "主持人"),
        (["柳湾市第三中学:", "你校李红梅老师申请的教改项目“农村小学作业的改进”,准予立项。"], "李红梅", "主持人"),
        (["主持人:妥海英", "课题名称:农村小学作业的改进"], "妥海英", "主持人"),
        (["由柳湾小学康玉龙校长主持的课题《农村小学作业的改进》已结题。", "该课题组核心成员田甜老师(柳湾小学),承担统计工作。"], "田甜", "核心成员"),
        (["项目名称:农村小学作业的改进", "参加人员:虎学军(排名第3)", "项目负责人:詹毅"], "虎学军", "参加人员"),
    ],
)  # fmt: skip
def test_whom_a_project_paper_is_for(lines, name, role):
    found = read("#课题证明", *lines)
    assert (value(found, "holder_name"), value(found, "project_role")) == (name, role)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["我校首届课堂教学比赛已于5月11日圆满落幕。", "李红梅老师荣获一等奖。"], "首届课堂教学比赛"),
        (["李红梅同志:", "在学校工作中成绩显著,被评为", "#县优秀教师"], "县优秀教师"),
        (["柳湾市第二中学:", "贵单位在2023年柳湾市科技创新大赛组织工作中成绩突出,被评为优秀组织单位。"], "2023年柳湾市科技创新大赛"),
        (["您辅导的学生王小明的作品《会呼吸的花盆》在2017柳湾市创意设计比赛中荣获三等奖,特授予您“优秀辅导教师”称号。"], "2017柳湾市创意设计比赛"),
    ],
)  # fmt: skip
def test_what_a_prize_is_for(lines, title):
    assert value(read("#荣誉证书", *lines), "activity_title") == title


def test_the_group_behind_a_contest_is_not_surely_of_its_name():
    found = read("#奖状", "李红梅同志:", "在柳湾市第十一届技能大赛(焊工)决赛中荣获三等奖。")
    assert not sure(found, "activity_title")


def test_the_class_of_a_prize_goes_before_the_place_in_the_contest():
    found = read("#获奖证书", "选手|李红梅", "名次|第二名(二等奖)", "竞赛名称|柳湾市护理技能竞赛")
    assert str(value(found, "award_class")) == "2"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "授予:李国栋、才让东智、潘婷婷",
            "你们的报告《牧区寄宿学校调查》在柳湾市竞赛中荣获二等奖。",
        ],
        ["参赛选手:李国栋  才让东智  潘婷婷", "在柳湾市职业技能大赛中荣获二等奖。"],
    ],
)
def test_a_prize_of_several(lines):
    found = read("#荣誉证书", *lines)
    assert values(found, "authors") == ["李国栋", "才让东智", "潘婷婷"]


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (["在我校技能节钳工比赛中荣获一等奖。"], "school"),
        (["在第二十届宁夏中小学教师论文大赛中荣获三等奖。"], "provincial"),
        (["奖励等级:一等奖", "获奖项目:低碳胶凝材料成套装备"], "national"),
    ],
)
def test_the_level_of_a_prize(lines, level):
    head = "#全国建材行业技术革新奖" if level == "national" else "#荣誉证书"
    found = find_fields((sheet(head, "李红梅同志:", *lines, "~2021年8月1日"),), ())
    assert value(found, "level") == level


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["姓名|曲波|性别|男", "聘任职务|柳湾市医疗鉴定专家库成员", "聘期|2018年3月至2023年2月"], "柳湾市医疗鉴定专家库"),
        (["曲波同志:", "聘请您为柳湾省职称评审委员会委员,任期三年。"], "柳湾省职称评审委员会"),
        (["曲波老师:", "诚邀您担任“柳湾市2023年实验操作培训班”主讲教师。", "授课专题|生活中的简单机械"], "柳湾市2023年实验操作培训班"),
    ],
)  # fmt: skip
def test_what_somebody_is_appointed_to(lines, title):
    assert value(read("#聘书", *lines), "activity_title") == title


def test_where_a_lecture_was_given():
    found = read(
        "#讲座证明", "高婕教授于2022年11月17日在我校致远楼201会议室为全体数学教师作了讲座。"
    )
    assert value(found, "location") == "致远楼201会议室"


def test_whom_a_unit_sends_where():
    found = read(
        "#单位证明", "经研究,同意选派我馆馆员李红梅参加古籍修复技术研修班,费用由我馆承担。"
    )
    assert value(found, "holder_name") == "李红梅"
    assert value(found, "activity_title") == "古籍修复技术研修班"


def test_how_a_posting_was_judged():
    found = read("#支教证明", "李红梅,系柳湾一中教师,在我校支教一年,服务期满,考核结果为称职。")
    assert value(found, "result") == "称职"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("兹介绍我校迪丽努尔·托合提等壹名同志前往你处办理教师资格认定事宜。", "迪丽努尔·托合提"),
        ("贵院李红梅医师自2019年3月1日起至8月31日止在我院进修。", "李红梅"),
    ],
)
def test_whom_a_letter_names(line, name):
    assert value(read("#单位证明", line), "holder_name") == name


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["李红梅同志出席2016年养殖技术交流会,会期10月30日至11月1日,地点柳湾市农垦宾馆。"],
            "柳湾市农垦宾馆",
        ),
        (["李红梅出席第七届过程安全研讨会(2023年9月15—17日,金湖市),并作报告。"], "金湖市"),
        (["李红梅参加第三届青年论坛。", "论坛地址:柳湾市湿地博物馆"], "柳湾市湿地博物馆"),
    ],
)
def test_where_a_meeting_was(lines, place):
    assert value(read("#参会证明", *lines), "location") == place


def test_a_meeting_in_two_languages_has_its_chinese_name():
    found = read(
        "#参会证明",
        "李红梅",
        "attended the 7th Process Safety Symposium",
        "出席第七届过程安全研讨会(2023年9月15—17日,金湖市)。",
    )
    assert value(found, "activity_title") == "第七届过程安全研讨会"


def test_the_last_day_of_a_meeting_may_be_written_with_a_slash():
    found = read(
        "#关于举办护理新进展培训班的通知",
        "各医院:",
        "1.时间:2023/5/20(周六)8:00报到,5/20—5/21授课。",
        "2.地点:柳湾市第一医院",
    )
    assert value(found, "end_date") == "2023-05-21"


def test_a_heading_over_two_sorts_of_letter():
    found = read(
        "#第三届柳湾生态保护青年论坛", "#论文录用暨参会邀请", "夏侯晴女士:", "现正式邀请您。"
    )
    assert value(found, "activity_title") == "第三届柳湾生态保护青年论坛"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("project", ["#横向科研项目到账证明", "兹证明李红梅作为负责人承担了横向课题“视觉检测模块的开发”。"]),
        ("award", ["#柳湾省第十六届社会科学优秀成果奖", "获奖成果:《水利碑刻辑释》", "获奖作者:李红梅", "获奖等级:一等"]),
        ("unit_letter", ["#送教下乡证明", "送教教师|李红梅|学科|英语", "受教学校|柳湾乡中心校"]),
        ("unit_letter", ["#单位推荐意见", "李红梅同志系我所助理研究员,同意推荐其申报访问学者。"]),
        ("attendance_proof", ["#参会回执(存根)", "今有李红梅同志,出席2016年技术交流会,已到会,特此证明。"]),
    ],
)  # fmt: skip
def test_what_sort_of_page_it_is(kind, lines):
    assert read(*lines).kind.value == kind


def test_by_which_notice_a_project_was_approved():
    found = read("#课题立项证书", "课题名称:农村小学作业的改进", "立项文件:柳职教函〔2021〕27号")
    assert value(found, "document_number") == "柳职教函〔2021〕27号"


@pytest.mark.parametrize(
    ("lines", "school"),
    [
        (["柳湾信息工程大学:", "贵校申报的以下项目予以立项:", "项目名称:农村小学作业的改进", "项目负责人:李英(计算机学院)"], "柳湾信息工程大学"),
        (["李红梅老师:", "项目编号:LW-2021-016,依托单位:柳湾师范大学,项目名称:农村小学作业的改进研究,经费:10万元。"], "柳湾师范大学"),
    ],
)  # fmt: skip
def test_whose_project_it_is(lines, school):
    assert value(read("#项目立项函", *lines), "employer") == school


def test_a_department_that_a_notice_goes_to_is_not_surely_the_employer():
    found = read(
        "#项目任务下达通知",
        "外国语学院:",
        "你院李红梅老师申请的教改项目“农村小学作业的改进”准予立项。",
    )
    assert not sure(found, "employer")


def test_a_prize_is_addressed_to_several_one_of_an_uncommon_surname():
    found = read("#获奖证书", "哈志远、李小霞老师:", "你们的论文《单元作业设计》荣获三等奖。")
    assert values(found, "authors") == ["哈志远", "李小霞"]


def test_the_days_of_a_timetable():
    found = read(
        "#通知",
        "各教研组:",
        "定于开学前一周举办2023年暑期校本研修,安排如下。",
        "日期|时间|内容",
        "8月24日|8:30—11:30|师德专题",
        "8月25日|8:30—11:30|新课标解读",
        "8月26日|8:30—11:30|集体备课",
    )
    assert (value(found, "start_date"), value(found, "end_date")) == ("2023-08-24", "2023-08-26")


def test_the_sort_behind_a_quoted_topic_is_not_surely_of_the_name():
    found = read("#邀请书", "李红梅女士:", "谨定于2022年8月6日举行“高原生态与人类适应”学术座谈会。")
    assert not sure(found, "activity_title")


def test_a_lesson_given_at_another_school():
    found = read(
        "#送教下乡证明", "送教教师|李红梅|学科|英语", "送教时间|2023.10.26|受教学校|柳湾乡中心校",
        "授课内容|五年级上册第四单元阅读课|课时|1",
    )  # fmt: skip
    assert value(found, "activity_title") == "五年级上册第四单元阅读课"
    assert value(found, "start_date") == "2023-10-26"


def test_a_meeting_that_only_the_heading_names():
    found = read("柳湾医学会第十八次检验医学学术会议", "#参会证书", "李红梅老师:", "感谢您的参与。")
    assert value(found, "activity_title") == "柳湾医学会第十八次检验医学学术会议"


def at(text: str, left: float, top: float, right: float) -> Line:
    box = Box(left, top, right, top + 0.024)
    return Line(text, box, 0.99, (Word(text, box, 0.99),))


def test_the_members_of_a_table_below_their_label_are_all_read():
    rows = [
        (("序号", 0.125, 0.186), ("姓名", 0.265, 0.326), ("单位", 0.509, 0.572), ("分工", 0.773, 0.833)),
        (("1", 0.104, 0.122), ("詹岩松", 0.22, 0.301), ("柳湾市庐东中学", 0.381, 0.549), ("主持人", 0.706, 0.787)),
        (("2", 0.101, 0.125), ("薛听雨", 0.22, 0.299), ("柳湾市庐东中学", 0.382, 0.549), ("研究实施", 0.706, 0.808)),
        (("3", 0.1, 0.123), ("袁锦程", 0.222, 0.299), ("柳湾市庐东中学", 0.381, 0.548), ("资料整理", 0.706, 0.808)),
    ]  # fmt: skip
    table = [
        at(text, left, 0.404 + 0.0245 * number, right)
        for number, row in enumerate(rows)
        for text, left, right in row
    ]
    lines = (
        at("课题立项通知书", 0.29, 0.113, 0.699),
        at("詹岩松同志：", 0.091, 0.204, 0.252),
        at("您申报的课题“农村小学作业的改进”经评审，批准立项。", 0.144, 0.251, 0.82),
        at("课题组成员（按顺序）：", 0.146, 0.365, 0.419),
        *table,
    )
    found = find_fields((Page(1, 1240, 1754, lines),), ())
    assert values(found, "authors") == ["詹岩松", "薛听雨", "袁锦程"]
    assert value(found, "holder_rank") == "1"
