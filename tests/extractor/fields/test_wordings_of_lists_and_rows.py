"""Marked rows of lists, tables of teams and experts, labels over values, bodies in two lines."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from extractor.fields.watermarks import without_watermark
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


COLUMNS = (0.08, 0.16, 0.3, 0.63, 0.75)
TITLES = [
    "农村小学晨诵课程的开发", "初中物理家庭实验的设计", "幼儿园沙水游戏的观察", "乡土歌谣在音乐课上的运用",
    "高中地图阅读的训练", "班级图书角的建设",
]  # fmt: skip
LEADERS = ["陆晓雯", "秦志远", "马玉兰", "宋文清", "何敏慧", "韩立新"]
HOUSES = [
    "青川市河湾小学",
    "青川市第三中学",
    "青川市河湾幼儿园",
    "青川市柳林小学",
    "青川市第一中学",
    "青川市东桥小学",
]


def listed(marks=(), heads=("序号", "课题编号", "课题名称", "负责人", "所在单位"), rows=None):
    """Return a list of six projects, the fourth of which has a title of two lines."""
    rows = rows or [
        (str(n), f"QC2021-{n:02d}", *rest)
        for n, rest in enumerate(zip(TITLES, LEADERS, HOUSES, strict=True), 1)
    ]
    cells = [("关于公布2021年度教育科研课题立项名单的通知", 0.27, 0.14)]
    cells += [(head, left, 0.33) for head, left in zip(heads, COLUMNS, strict=True)]
    for at, row in enumerate(rows):
        top = 0.37 + 0.036 * at
        cells += [(cell, left, top) for cell, left in zip(row, COLUMNS, strict=True)]
    cells.append(("研究", COLUMNS[2], 0.37 + 0.036 * 3 + 0.018))
    boxes = [(x, y, x + 0.018 * len(t), y + 0.022) for t, x, y in cells]
    page = placed([text for text, _, _ in cells], boxes, (1240, 1754))
    return replace(page, marks=tuple(Box(*mark) for mark in marks))


ROW, STRAY = (0.07, 0.474, 0.95, 0.51), (0.62, 0.512, 0.72, 0.54)


def test_a_mark_that_reaches_a_name_of_the_next_row_is_that_of_its_own_row():
    found = find_fields((listed([ROW, STRAY]),))
    assert value(found, "holder_name") == "宋文清"
    assert value(found, "project_number") == "QC2021-04"
    assert value(found, "activity_title") == "乡土歌谣在音乐课上的运用研究"
    assert value(found, "employer") == "青川市柳林小学"


def test_of_a_list_in_which_nothing_is_marked_no_project_is_anybodys():
    found = find_fields((listed(),))
    for name in ("activity_title", "holder_name", "employer", "project_role"):
        assert value(found, name) is None


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (("序号", "起始时间", "项目名称", "主持人", "完成时间"), ("2021.03", "2023.02")),
        (("序号", "开始时间", "项目名称", "负责人", "结束时间"), ("2021年3月", "2023年2月")),
        (("序号", "立项编号", "课题名称", "负责人", "研究周期"), ("QC-04", "2021.03-2023.02")),
    ],
)
def test_a_marked_row_tells_when_its_project_began_and_ended(heads, days):
    rows = [
        (str(n), days[0], title, leader, days[1])
        for n, (title, leader) in enumerate(zip(TITLES, LEADERS, strict=True), 1)
    ]
    found = find_fields((listed([ROW], heads, rows),))
    assert (value(found, "start_date"), value(found, "end_date")) == ("2021-03", "2023-02")


def test_the_second_line_of_a_title_is_no_part_of_the_number_below_it():
    lines = [
        "立项证书", "【课题名称】", "综合实践视角下乡村初中", "“家乡河流”主题学习研究", "【课题编号】", "2021QC118",
        "【主持人】", "陆晓雯", "上述课题准予立项，特颁此证。", "青川市教育科学研究院", "2021年9月10日",
    ]  # fmt: skip
    places = [
        (0.4, 0.13), (0.16, 0.278), (0.33, 0.275), (0.33, 0.308), (0.16, 0.357), (0.33, 0.356), (0.16, 0.405),
        (0.33, 0.405), (0.2, 0.5), (0.5, 0.75), (0.5, 0.79),
    ]  # fmt: skip
    boxes = [(x, y, x + 0.024 * len(t), y + 0.029) for t, (x, y) in zip(lines, places, strict=True)]
    found = find_fields((placed(lines, boxes, (1240, 1754)),))
    assert value(found, "project_number") == "2021QC118"
    assert value(found, "activity_title") == "综合实践视角下乡村初中“家乡河流”主题学习研究"


@pytest.mark.parametrize("head", ["专家组", "鉴定组成员", "评审专家", "评委", "验收组"])
def test_who_appraised_a_project_is_not_its_holder(head):
    found = told(
        "#教育科研成果鉴定证书", "成果名称|农村小学晨诵课程的开发", "主持人|原晓川", "工作单位|青川市河湾中学",
        "鉴定结论|通过", "鉴定意见", "鉴定组听取了课题组的汇报，同意通过鉴定。",
        f"{head}|姓名|单位", "组长|秦志远|青川师范学院", "成员|马玉兰|青川市教研室", "成员|宋文清|青川市第三中学", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "原晓川"
    assert value(found, "employer") == "青川市河湾中学"
    assert not {"秦志远", "马玉兰", "宋文清"} & set(values(found, "authors"))


@pytest.mark.parametrize(
    ("head", "word"), [("角色", "负责人"), ("项目角色", "课题负责人"), ("承担角色", "项目组长")]
)
def test_the_word_in_the_holders_row_of_the_team_is_the_role(head, word):
    found = told(
        "#项目批准书", "青川师范学院陆晓雯教授：", "您牵头申报的“古籍数字化检索系统的研究”获准资助，项目批准号21A550031。",
        f"姓名|职称|{head}", f"陆晓雯|教授|{word}", "秦志远|讲师|成员", "马玉兰|讲师|成员", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_role") == word


def test_who_heads_an_application_is_not_surely_called_its_host():
    found = told(
        "#项目批准书", "青川师范学院陆晓雯教授：", "您牵头申报的“古籍数字化检索系统的研究”获准资助，项目批准号21A550031。",
        "姓名|职称|性别", "陆晓雯|教授|女", "秦志远|讲师|男", "马玉兰|讲师|女", *SIGNED,
    )  # fmt: skip
    assert not sure(found, "project_role")


def test_whoever_was_in_charge_of_a_project_is_called_so():
    found = told(
        "#课题结题通知书", "青川市河湾小学：", "你校陆晓雯老师负责的市级课题《农村小学的晨诵》（编号QC21-12）已按计划完成，予以结题。", *SIGNED
    )  # fmt: skip
    assert value(found, "project_role") == "负责人"


def test_a_school_that_every_row_names_is_no_watermark():
    lines, boxes = [], []
    for at, row in enumerate([("姓名", "工作单位"), *((n, "青川师范学院") for n in LEADERS[:4])]):
        for text, left in zip(row, (0.2, 0.5), strict=True):
            lines.append(text)
            boxes.append((left, 0.3 + 0.03 * at, left + 0.013 * len(text), 0.327 + 0.03 * at))
    page = placed(lines, boxes, (1240, 1754))
    assert without_watermark(page) == page


@pytest.mark.parametrize("when", ["会议时间", "活动时间", "时间"])
@pytest.mark.parametrize("where", ["会议地点", "举办地点", "地点"])
def test_labels_side_by_side_each_over_its_value(when, where):
    lines = [
        "青川中小学阅读教育大会", "邀请函", when, where, "2021年7月22—24日", "青川市湖滨会展中心", "21日全天报到", "凭本函入场",
        "陆晓雯老师：", "诚邀您出席大会并作分享。", "青川市阅读学会", "2021年6月18日",
    ]  # fmt: skip
    places = [
        (0.3, 0.12), (0.43, 0.2), (0.22, 0.316), (0.67, 0.316), (0.16, 0.35), (0.6, 0.349), (0.2, 0.385), (0.66, 0.384),
        (0.1, 0.44), (0.15, 0.47), (0.5, 0.76), (0.55, 0.79),
    ]  # fmt: skip
    boxes = [(x, y, x + 0.021 * len(t), y + 0.026) for t, (x, y) in zip(lines, places, strict=True)]
    found = find_fields((placed(lines, boxes, (1240, 1754)),))
    assert value(found, "location") == "青川市湖滨会展中心"
    assert (value(found, "start_date"), value(found, "end_date")) == ("2021-07-22", "2021-07-24")


LETTER = "兹定于2021年10月8日至9日在青川市会议中心举办“农村学校阅读教学研讨会”，诚邀您拨冗出席。"
GREETED = ("#邀请函", "尊敬的陆晓雯老师：", LETTER)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("~青川市高等职业院校思想政治理论课", "~建设联盟（代章）"), "青川市高等职业院校思想政治理论课建设联盟"),
        (("~青川市教育学会", "~中学语文教学专业委员会"), "青川市教育学会中学语文教学专业委员会"),
        (("~青川市教育学会", "~小学数学专委会"), "青川市教育学会小学数学专委会"),
        (("~青川市物理学会", "~中学物理教学分会（盖章）"), "青川市物理学会中学物理教学分会"),
    ],
)  # fmt: skip
def test_a_body_whose_name_goes_on_in_the_next_line(lines, body):
    assert values(told(*GREETED, *lines, "~2021年9月10日"), "issuers") == [body]


def test_two_societies_that_sign_are_two():
    found = told(*GREETED, "~青川市教育学会", "~柳湾市语文学会", "~2021年9月10日")
    assert values(found, "issuers") == ["青川市教育学会", "柳湾市语文学会"]


@pytest.mark.parametrize(
    "item",
    [
        "14日 分组研讨、离会",
        "10月9日上午 参观、离会",
        "下午 分组研讨、座谈会",
        "第二天 论坛、闭幕会",
    ],
)
def test_what_is_done_on_a_day_signs_nothing(item):
    blank = ("　" for _ in range(8))
    found = told(*GREETED, *blank, item, *SIGNED)
    assert values(found, "issuers") == ["青川市教育科学研究院"]


@pytest.mark.parametrize("handed", ["送呈", "谨呈", "敬呈", "送交", "敬送", "谨致"])
def test_the_word_of_handing_over_is_no_part_of_a_school(handed):
    found = told("#请柬", f"{handed} 青川市河湾中学 陆晓雯 女士", LETTER, *SIGNED)
    assert value(found, "employer") == "青川市河湾中学"
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize("label", ["服务项目", "受聘项目", "聘请项目", "指导项目"])
@pytest.mark.parametrize("post", ["聘任岗位", "聘用岗位"])
def test_an_appointment_is_to_the_programme_and_its_post_is_the_role(label, post):
    found = told(
        "#特聘专家聘书", "受聘人|陆晓雯", "工作单位|青川市河湾中学", f"{post}|指导专家", f"{label}|青川市乡村教师阅读素养提升行动",
        "聘任期限|2021.04.01 至 2024.03.31", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "青川市乡村教师阅读素养提升行动"


@pytest.mark.parametrize(
    "said",
    [
        "本译文与原件内容一致，由所在学校核对并加盖公章。",
        "此翻译件与英文原件相符。",
        "上述中文译文内容与原文一致。",
        "[译自英文]",
    ],
)
def test_what_says_of_itself_that_it_is_translated_is_a_translation(said):
    found = told(
        "#结业证书", "兹证明", "陆晓雯 (LU Xiaowen)",
        "于2019年7月8日至2019年8月2日参加下列课程的学习，共计120学时，出勤良好，并完成全部课程作业：",
        "以英语为媒介的阅读教学研修课程", "(Overseas Programme in Reading Instruction)",
        "颁发机构：兰卡斯顿大学教育学院", "颁发日期：2019年8月2日", said,
    )  # fmt: skip
    assert found.kind.value == "translation"
    assert value(found, "activity_title") == "以英语为媒介的阅读教学研修课程"


@pytest.mark.parametrize("lead", ["完成了以下培训课程，成绩合格：", "修读如下课程，共计40学时："])
def test_the_one_course_below_a_sentence_that_leads_to_it(lead):
    found = told("#结业证书", f"陆晓雯于2021年7月8日至12日{lead}", "农村小学阅读教学", *SIGNED)
    assert value(found, "activity_title") == "农村小学阅读教学"


@pytest.mark.parametrize("post", ["音乐教师", "语文教师", "教师"])
def test_a_teacher_works_where_a_translation_says(post):
    found = told(
        "#翻译件", "#继续教育证明", f"本协会谨此证明，青川市第十九中学{post}陆晓雯女士，参加了由本协会开设的“歌唱教学初级课程”。",
        "课程自2018年10月2日开始，至2018年10月13日结束，总授课时数为45学时。", "签发于2018年10月15日", "圣洛朗音乐教育协会",
        "兹核对译文与原文相符", "翻译：秦志远",
    )  # fmt: skip
    assert value(found, "employer") == "青川市第十九中学"


@pytest.mark.parametrize("label", ["级别", "层级", "培训班级别"])
def test_at_which_level_hours_were_earned(label):
    found = told(
        "#学时认定表", "姓名|陆晓雯", "培训名称|2021年小学科学教师实验教学能力培训", "培训日期|2021年9月4日至2021年11月28日",
        f"{label}|区级", "认定学时|36", "经审核，认定继续教育学时共36学时。", *SIGNED,
    )  # fmt: skip
    assert value(found, "level") == "district"


@pytest.mark.parametrize("ends", ["厅。", "楼二层会议室。", "中心；"])
def test_the_last_signs_of_a_place_on_the_next_line(ends):
    place = "青川市柳林区望江路湖滨学术交流中心二楼第一会议报告"
    lines = [
        "邀请函", "尊敬的陆晓雯老师：", "我会定于2021年5月14日至16日举办“第五届青川课程改革论坛”，特邀请您出席论坛。",
        f"一、会议地点：{place}", ends, "二、联系人：秦老师。", "青川市教育学会", "2021年4月12日",
    ]  # fmt: skip
    boxes = [
        (0.4, 0.15, 0.6, 0.19), (0.11, 0.22, 0.34, 0.245), (0.16, 0.26, 0.89, 0.285), (0.16, 0.414, 0.89, 0.44),
        (0.11, 0.444, 0.11 + 0.024 * len(ends), 0.469), (0.16, 0.476, 0.5, 0.5), (0.6, 0.75, 0.87, 0.775),
        (0.7, 0.786, 0.87, 0.81),
    ]  # fmt: skip
    found = find_fields((placed(lines, boxes, (1240, 1754)),))
    assert sure(found, "location") == [place + ends[:-1]]


@pytest.mark.parametrize(
    "theme", ["会议主题是“{}”。", "本届年会主题为“{}”。", "本次年会围绕“{}”展开。"]
)
def test_what_is_told_as_the_theme_is_not_the_meetings_name(theme):
    theme = theme.format("山区高中学生生涯规划教育")
    found = told(
        "#邀 请 函", "青川市河湾中学：",
        f"经柳湾中学教育协作会理事会研究决定，柳湾中学教育协作会第十一次年会于2018年9月20日至22日在青川市湖滨中学召开。{theme}"
        "特邀请你校陆晓雯老师参加会议并作大会发言。", "~柳湾中学教育协作会", "~2018年8月30日",
    )  # fmt: skip
    assert value(found, "activity_title") == "柳湾中学教育协作会第十一次年会"


@pytest.mark.parametrize(
    "spoke", ["作题为《初中化学实验改进》的专题讲座", "主讲《初中化学实验改进》"]
)
def test_the_title_of_a_lecture_is_not_the_class_it_was_given_in(spoke):
    found = told(
        "#授课证明", f"陆晓雯同志受我馆聘请，于2023年7月20日至21日在青川市2023年中小学实验教师培训班上担任主讲教师，{spoke}，共授课8学时。",
        "特此证明。", "~青川市电化教育馆", "~2023年7月22日",
    )  # fmt: skip
    assert value(found, "activity_title") == "青川市2023年中小学实验教师培训班"


def test_a_company_that_approves_a_project_does_not_employ_its_leader():
    found = told(
        "产业协同育人项目（2021年第二批）", "#立项通知", "青川大学：",
        "感谢贵校对本公司协同育人项目的支持。经评审，贵校药学院陆晓雯老师申报的“药房虚拟仿真实践基地建设”项目获准立项。",
        "项目编号：QC202102-0573", "项目负责人：陆晓雯", "项目周期：2022年1月1日至2022年12月31日",
        "~柳湾启明仿真科技有限公司", "~2021年12月20日",
    )  # fmt: skip
    assert value(found, "employer") == "青川大学"


def test_of_a_timetable_with_several_rows_no_first_row_is_told():
    heads = ("时间", "内容", "地点")
    rows = [("10月8日", "开幕式", "第一报告厅"), ("10月9日", "分论坛", "第二报告厅")]
    cells = [(t, 0.12 + 0.28 * at, 0.4) for at, t in enumerate(heads)]
    cells += [
        (t, 0.12 + 0.28 * at, 0.44 + 0.04 * n)
        for n, row in enumerate(rows)
        for at, t in enumerate(row)
    ]
    cells += [
        ("邀请函", 0.4, 0.1),
        ("尊敬的陆晓雯老师：", 0.1, 0.2),
        ("诚邀您出席青川阅读年会。", 0.14, 0.24),
    ]
    boxes = [(x, y, x + 0.02 * len(t), y + 0.024) for t, x, y in cells]
    found = find_fields((placed([t for t, _, _ in cells], boxes, (1240, 1754)),))
    assert value(found, "location") != "第一报告厅"
