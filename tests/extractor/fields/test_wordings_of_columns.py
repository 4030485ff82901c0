"""Wordings of mails, letters, tables and journals' pages, as the papers of four later authors had them."""

import pytest

from extractor.fields import find_fields
from extractor.fields.days.broken_ranges import with_whole_ranges
from extractor.fields.people.teams import names_in
from extractor.language.levels import rank_in
from extractor.language.organisations import find_organisations, organisation_likelihood
from extractor.language.serials import find_serials
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def form(rows, *, left, step, top, pitch):
    """Return the cells of a form: columns `step` apart, rows `pitch`."""
    return [
        line(text, left + step * at, top + pitch * number)
        for number, row in enumerate(rows)
        for at, text in enumerate(row)
    ]


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


def test_a_greeting_before_the_meeting_is_no_part_of_its_name():
    found = told(
        "#邀请函", "尊敬的程亚男教授：",
        "您好！第四届山城临床护理教学改革学术会议定于2021年10月23日至24日在我校召开。鉴于您的学术影响，我们真诚邀请您莅临会议。",
        "~霖州医学高等专科学校", "~2021年9月27日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第四届山城临床护理教学改革学术会议"


def test_the_design_of_homework_may_be_what_a_meeting_is_on():
    found = told(
        "#关于召开霖州市初中数学单元作业设计研讨会的通知", "各县（市、区）教研室：",
        "经研究，决定召开霖州市初中数学单元作业设计研讨会。", "一、时间", "2021年4月22日（星期四），会期一天。",
        "~霖州市教育局教学研究室", "~2021年4月13日",
    )  # fmt: skip
    assert value(found, "activity_title") == "霖州市初中数学单元作业设计研讨会"


def test_a_meeting_that_is_said_to_be_held_by_somebody():
    found = told(
        "全国民族艺术教育学术研讨会（2024）", "（第二轮通知）",
        "全国民族艺术教育学术研讨会（2024）由中国霖溪艺术教育学会和霖州师范大学共同主办。现将会议安排通知如下：",
        "会议时间：2024年10月6—8日", "~中国霖溪艺术教育学会", "~2024年9月18日",
    )  # fmt: skip
    assert value(found, "activity_title") == "全国民族艺术教育学术研讨会(2024)"


MAIL = (
    ("会议邀请：诚邀参加2022年全国职业教育年会", 0.10, 0.10),
    ("发件人", 0.10, 0.15), ("会务组<huiwu@conf.example.cn>", 0.21, 0.15),
    ("时间", 0.10, 0.18), ("2022年9月22日（星期四）10:19", 0.21, 0.18),
    ("收件人", 0.10, 0.21), ("尉迟琳<wj@mail.example.com>", 0.21, 0.21),
    ("尉迟琳老师：", 0.10, 0.27), ("您好！", 0.10, 0.30),
    ("由霖州教育发展研究会主办的2022年全国职业教育年会定于2022年10月17日—18日在霖州会展中心举行，", 0.14, 0.33),
    ("特邀请您参加。", 0.10, 0.36),
    ("2022年全国职业教育年会组委会", 0.55, 0.50), ("2022年9月22日", 0.60, 0.53),
)  # fmt: skip


def test_the_time_in_the_head_of_a_mail_without_colons_is_not_the_meetings():
    found = find_fields((page(*(line(*one) for one in MAIL)),))
    assert value(found, "start_date") == "2022-10-17"
    assert value(found, "end_date") == "2022-10-18"


BROKEN = (
    ("活动名称", 0.18, 0.31), ("活动日期", 0.42, 0.31), ("活动地点", 0.64, 0.31),
    ("数与运算主题教研活动", 0.12, 0.37), ("2021年3月18日至", 0.38, 0.36), ("霖溪小学", 0.64, 0.37),
    ("19日", 0.45, 0.386),
)  # fmt: skip


def test_days_that_a_column_breaks_are_one_range():
    cells = [line(*one) for one in BROKEN]
    found = find_fields(
        (
            page(
                line("教研活动参加证明", 0.3, 0.1, em=0.04),
                line("查明月老师参加了本院组织的数与运算主题教研活动，出勤情况如下：", 0.14, 0.2),
                *cells,
                line("霖州市教育研究院", 0.6, 0.6),
                line("2021年3月26日", 0.62, 0.63),
            ),
        )
    )
    assert value(found, "start_date") == "2021-03-18"
    assert value(found, "end_date") == "2021-03-19"


@pytest.mark.parametrize("below", ["3月9日前报送", "19", "8学时", "小学"])
def test_what_is_no_day_is_left_in_its_cell(below):
    sheet_of_cells = page(line("2021年3月18日至", 0.38, 0.36), line(below, 0.42, 0.386))
    assert with_whole_ranges(sheet_of_cells) == sheet_of_cells


def test_each_line_of_a_list_with_bullets_in_two_columns_has_its_value_below():
    cells = (
        ("●会议日期", 0.10, 0.19), ("●注册费", 0.52, 0.19),
        ("2024年10月6—8日", 0.10, 0.212), ("代表1600元；10月2日前缴费", 0.52, 0.212),
        ("●会议地点", 0.10, 0.26), ("●重要日期", 0.52, 0.26),
        ("霖州市大瀑布饭店", 0.10, 0.282), ("全文提交截止：2024年9月10日", 0.52, 0.282),
    )  # fmt: skip
    found = find_fields(
        (
            page(
                line("关于召开霖溪学术研讨会的通知", 0.2, 0.06, em=0.04),
                *(line(*one) for one in cells),
                line("中国霖溪艺术教育学会", 0.58, 0.53),
                line("2024年9月18日", 0.60, 0.56),
            ),
        )
    )
    assert value(found, "start_date") == "2024-10-06"
    assert value(found, "end_date") == "2024-10-08"
    assert value(found, "location") == "霖州市大瀑布饭店"


def test_an_author_in_brackets_whose_name_the_line_breaks():
    lines = [
        line("稿件录用通知书", 0.36, 0.21, em=0.03),
        line("程亚男老师：", 0.16, 0.29),
        line(
            "您好！您撰写的论文《初中文言文诵读教学的三重路径》（作者：程亚", 0.20, 0.32, em=0.0205
        ),
        line(
            "男；单位：霖州市庐山区寿春中学北校区）已于2020年7月3日收到。", 0.16, 0.345, em=0.0205
        ),
        line("《霖溪语文教学》编辑部", 0.55, 0.56),
        line("2020年9月8日", 0.57, 0.59),
    ]
    found = find_fields((page(*lines),))
    assert values(found, "authors") == ["程亚男"]
    assert value(found, "employer") == "霖州市庐山区寿春中学北校区"


def test_the_journal_that_heads_and_signs_a_letter_of_acceptance():
    found = told(
        "霖溪教育探索", "#论文录用通知单", "论文题目：县域高中教师专业发展的纾解策略", "作者：李建国",
        "上述稿件已通过我刊专家评审，同意录用。", "~霖溪教育探索编辑部（盖章）", "~2021年8月16日",
    )  # fmt: skip
    assert value(found, "journal") == "霖溪教育探索"


IMPRINT = (
    "主管单位：霖溪省教育厅", "主办单位：霖溪省职业技术教育教学研究室", "编辑出版：《霖溪职业教育研究》编辑部",
    "主 编：古丽娜尔·艾尼", "副主编：孙鹏飞 张丽华", "编 委：胡雅琴 王圻 周晓燕", "责任编辑：李敏", "社 址：霖州市文化路22号",
    "电 话：0371-89927212", "印 刷：霖州市新华印务有限公司", "发行范围：国内外公开发行", "国内发行：霖州市邮政局", "邮发代号：26-168",
    "国际标准连续出版物号：ISSN 1948-0148", "国内统一连续出版物号：CN 41-1466/G4", "广告经营许可证：4100809",
    "出版日期：2021年7月10日", "定 价：10.00元",
)  # fmt: skip


def test_the_largest_line_of_a_page_on_who_makes_a_journal_is_no_article():
    found = find_fields(
        (
            page(
                line("霖溪职业教育研究", 0.31, 0.106, em=0.045),
                line("LINXI ZHIYE JIAOYU YANJIU", 0.33, 0.146),
                line("(月刊，1984年创刊)", 0.41, 0.173),
                line("2021年第7期 总第412期", 0.39, 0.191),
                *(line(text, 0.22, 0.24 + 0.025 * at) for at, text in enumerate(IMPRINT)),
            ),
        )
    )
    assert value(found, "journal") == "霖溪职业教育研究"
    assert not values(found, "activity_title")
    assert not values(found, "authors")


def test_the_name_of_a_chinese_journal_stands_before_its_name_in_english():
    head = line("霖溪师范学院学报（教育科学版）", 0.37, 0.044)
    faint = tuple(
        type(word)(word.text, word.box, 0.75) for word in head.words
    )  # a character that was read with doubt
    head = type(head)(head.text, head.box, 0.8, faint)
    found = find_fields(
        (
            page(
                head,
                line("第34卷 第3期", 0.08, 0.044),
                line("2021年5月", 0.08, 0.062),
                line("Journal of Linxi Normal College (Educational Sciences)", 0.29, 0.062),
                line("项目化学习视域下初中地理单元教学设计研究", 0.18, 0.11, em=0.03),
                line("诸葛明，李敏", 0.42, 0.15),
                line(
                    "摘要：在分析当前教学现状的基础上，提出以真实问题为驱动的设计思路。", 0.11, 0.2
                ),
                line("关键词：教学设计；核心素养", 0.11, 0.23),
            ),
        )
    )
    assert value(found, "journal") == "霖溪师范学院学报(教育科学版)"


def test_experts_in_a_row_of_a_form_are_nobody_of_the_project():
    rows = (
        ("课题名称", "基于证据的高中英语写作反馈机制研究"), ("课题编号", "GJB1423496"),
        ("课题负责人", "上官婉清"), ("所在单位", "霖州市松浦中学"),
        ("论证专家", "黄志强（霖溪工程学院）；苏振华（霖州教师进修学校）"),
    )  # fmt: skip
    cells = form(rows, left=0.08, step=0.16, top=0.12, pitch=0.03)
    found = find_fields(
        (
            page(
                line("霖溪省教育科学规划课题开题论证表", 0.24, 0.06, em=0.03),
                *cells,
                line("霖州市松浦中学（盖章）", 0.57, 0.63),
                line("2022年10月13日", 0.64, 0.65),
            ),
        )
    )
    assert value(found, "holder_name") == "上官婉清"


def test_our_teacher_who_leads_a_project_is_named_in_the_letter_on_it():
    found = told(
        "#证明", "兹证明我校教师吴昊主持校级质量工程项目“病理生理学虚拟仿真实验教学平台的建设与实践”，项目编号：2020xjxm25，目前项目进展顺利。",
        "特此证明。", "~霖州医学院教务处", "~2021年11月3日",
    )  # fmt: skip
    assert value(found, "holder_name") == "吴昊"


def test_the_third_name_in_brackets_is_a_rank():
    assert rank_in("您作为参与人（第3名）参加了市级课题")[0] == 3


@pytest.mark.parametrize(
    "name", ["霖州市庐山区寿春中学北校区", "霖州市屯溪路小学滨湖校区", "霖州第一幼儿园东湖园区"]
)
def test_a_school_with_its_campus_is_a_body(name):
    assert organisation_likelihood(name) >= 0.8
    assert find_organisations(f"{name}，您好")[0].name == name


@pytest.mark.parametrize("name", ["霖州市东湖区", "高新技术园区", "教学校区"])
def test_a_district_is_none(name):
    assert organisation_likelihood(name) < 0.8


@pytest.mark.parametrize(
    ("text", "number", "is_sound"),
    [
        (
            "DOI: 10.3760/cma.j.cn 116314-20201111-01036",
            "10.3760/cma.j.cn116314-20201111-01036",
            False,
        ),
        ("DOI: 10.1000/xyz 2020-11-11", "10.1000/xyz", True),
        ("DOI: 10.1000/j.abc.2020.11 116314-20201111", "10.1000/j.abc.2020.11", True),
    ],
)
def test_a_gap_before_the_figures_of_a_doi(text, number, is_sound):
    (found,) = find_serials(text)
    assert (found.value, found.is_sound) == (number, is_sound)


def test_a_label_set_wide_in_single_signs_is_read_whole():
    rows = (
        ("主", "管", "单", "位：霖溪省教育厅"), ("主", "办", "单", "位：霖溪省教育科学研究院"),
        ("主", "编：努尔兰·托列根"), ("出", "版", "日", "期：2021年6月20日"),
    )  # fmt: skip
    cells = form(rows, left=0.20, step=0.075, top=0.26, pitch=0.04)
    found = find_fields(
        (
            page(
                line("霖溪教育研究", 0.30, 0.08, em=0.06),
                line("2021年第6期（总第257期）", 0.32, 0.195),
                *cells,
                line("国际标准连续出版物号：ISSN 2810-4293", 0.20, 0.54),
                line("国内统一连续出版物号：CN 65-1364/G4", 0.20, 0.58),
            ),
        )
    )
    assert value(found, "issue_date") == "2021-06-20"


def test_whoever_takes_part_in_a_project_is_not_whoever_leads_it():
    found = told(
        "#证明", "兹证明霖州护理学校教师董亚妹，作为课题组成员参与了由王小妹老师主持的省级课题《高职护理专业考核体系的构建研究》（课题批准号：GJG2018-15）的研究工作。",
        "情况属实，特此证明。", "~霖州护理学校", "~2021年9月15日",
    )  # fmt: skip
    assert value(found, "holder_name") == "董亚妹"


def test_you_who_are_in_charge_are_called_so():
    found = told(
        "#微型课题结题证书", "佟佳雯老师：",
        "您负责的校级微型课题《家园共育视野下幼儿劳动习惯养成研究》（编号W202222），经审核验收合格，准予结题。",
        "~霖州市教师培训中心", "~2023年9月16日",
    )  # fmt: skip
    assert value(found, "project_role") == "负责人"


def test_a_mail_to_the_author_is_to_whom_its_head_names():
    found = told(
        "稿件录用通知", "发件人：霖溪投稿系统<tougao@example.cn>", "收件人：尼玛普赤<50921****@example.com>",
        "时 间：2021年9月11日15:30", "尊敬的作者：",
        "您好！经三审，您投送的稿件《培智学校生活适应课情境教学研究》已被《霖溪特教》录用。",
        "~霖溪特教编辑部", "~2021年9月11日",
    )  # fmt: skip
    assert value(found, "holder_name") == "尼玛普赤"
    assert not sure(found, "holder_name")


def test_a_name_like_none_known_behind_its_school_wrote_the_article():
    found = find_fields(
        (
            page(
                line("《霖溪教研》2018年第8期", 0.62, 0.07),
                line("非遗剪纸走进中小学美术课堂的路径", 0.24, 0.124, em=0.033),
                line("霖觉县第三中学 格桑梅朵", 0.36, 0.185, em=0.018),
                line(
                    "【摘要】随着课程改革的不断推进，县域学校的教学方式正在发生变化。", 0.16, 0.22
                ),
                line("【关键词】本土资源；教学设计；实践", 0.15, 0.28),
                line("教师应当立足本地资源，把生活经验引入教学。", 0.16, 0.35),
            ),
        )
    )
    assert values(found, "authors") == ["格桑梅朵"]
    assert not sure(found, "authors")


def test_a_collection_of_papers_is_where_an_article_appeared():
    found = find_fields(
        (
            page(
                line("2022年霖溪职业教育教学改革优秀论文集", 0.11, 0.052),
                line("2022年8月", 0.79, 0.052),
                line("标准化病人在中职基础护理学实训中的应用", 0.16, 0.115, em=0.033),
                line("皇甫少卿 葛春梅", 0.40, 0.16),
                line("(霖上卫生健康职业学院)", 0.39, 0.19),
                line(
                    "摘要：我们以某县三所学校为样本，采用访谈与课堂记录相结合的方式。", 0.15, 0.23
                ),
                line("关键词：实训教学；护生；效果评价", 0.15, 0.30),
            ),
        )
    )
    assert value(found, "journal") == "2022年霖溪职业教育教学改革优秀论文集"


def test_a_figure_over_a_name_that_was_read_as_a_mark():
    assert names_in("冯海涛!，许烨霖") == ["冯海涛", "许烨霖"]
    assert names_in("您好!") == []


def test_who_signs_among_the_experts_is_nobody_of_the_project():
    rows = (
        ("课题名称", "老年护理课程资源建设研究"), ("立项编号", "HZ-2020-177"), ("负责人", "冼慧娴"),
        ("承担单位", "霖州护理学校"), ("专家签名", "云昌盛", "邢增芳", "符亚花"),
    )  # fmt: skip
    cells = form(rows, left=0.12, step=0.13, top=0.12, pitch=0.035)
    found = find_fields(
        (
            page(
                line("课题成果专家鉴定意见表", 0.31, 0.06, em=0.03),
                *cells,
                line("霖州卫生职业教育研究会", 0.63, 0.63),
                line("2022年11月11日", 0.71, 0.66),
            ),
        )
    )
    assert value(found, "holder_name") == "冼慧娴"


def test_a_large_sign_beside_two_rows_of_a_form_joins_no_values():
    found = find_fields(
        (
            page(
                line("霖溪初中数学变式教学案例精", 0.05, 0.185, em=0.032),
                line("选", 0.20, 0.256, em=0.066),
                line("书名", 0.54, 0.256), line("霖溪初中数学变式教学案例精选", 0.62, 0.256),
                line("主编", 0.535, 0.302), line("彭向东", 0.62, 0.302),
                line("出版者", 0.53, 0.35), line("霖溪教育出版社", 0.62, 0.35),
                line("字数", 0.53, 0.40), line("204 000", 0.62, 0.40),
                line("版次", 0.53, 0.45), line("2023年6月第1版", 0.62, 0.45),
                line("书号", 0.53, 0.50), line("ISBN 978-7-5336-9102-8", 0.62, 0.50),
                line("彭向东 主编", 0.19, 0.463),
            ),
        )
    )  # fmt: skip
    assert value(found, "activity_title") == "霖溪初中数学变式教学案例精选"


def test_a_student_whose_name_has_a_point_is_named_without_a_school():
    found = told(
        "#学习成绩证明", "学生 班玛·卓玛 ，高等教育本科（专科起点）学前教育专业，学习成绩如下：", "课程|学分|分数", "幼儿园课程论|4|90",
        "以上合计及格课程1门，取得总学分4分。", "~霖海开放大学教务处", "~2021-01-14",
    )  # fmt: skip
    assert value(found, "holder_name") == "班玛·卓玛"
