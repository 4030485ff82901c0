"""Labels over their values, values broken by their cells, and what a team or a contract says."""

import pytest

from extractor.fields import find_fields, leaf_of
from extractor.fields.meetings.heads import of_a_round
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")

LETTER = "兹定于2021年10月8日至9日在青川市会议中心举办农村学校阅读教学研讨会，诚邀您拨冗出席。"


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        ("自2021年10月8日", "至2021年10月10日"),
        ("2021年10月8日", "至10月10日"),
        ("2021年10月8日", "—2021年10月10日"),
    ],
)
def test_a_meeting_ends_on_the_day_in_the_cell_beside_its_first(begun, ended):
    page = placed(
        ["邀请函", "尊敬的陆晓雯老师：", "兹邀请您出席农村学校阅读教学研讨会。", "会期", begun, ended,
         "会址", "青川市嘉陵宾馆", "青川市教育科学研究院", "2021年9月10日"],
        [(0.4, 0.05, 0.6, 0.08), (0.1, 0.12, 0.35, 0.14), (0.14, 0.16, 0.7, 0.18), (0.16, 0.25, 0.22, 0.27),
         (0.3, 0.25, 0.48, 0.27), (0.6, 0.25, 0.79, 0.27), (0.16, 0.29, 0.22, 0.31), (0.3, 0.29, 0.5, 0.31),
         (0.6, 0.5, 0.88, 0.52), (0.65, 0.54, 0.82, 0.56)],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2021-10-08", "2021-10-10"]


def test_the_rest_of_a_title_under_its_middle_is_read_with_it():
    page = placed(
        ["课题编号：QCKY2016-021", "青川市教育科学研究课题", "任务书", "课 题 名 称 川北农村小学引入民间游戏改进大课",
         "间活动的实践研究", "课题负责人", "陆晓雯", "承担单位", "青川市河湾中学"],
        [(0.58, 0.06, 0.88, 0.09), (0.24, 0.19, 0.77, 0.22), (0.32, 0.25, 0.68, 0.31), (0.15, 0.388, 0.83, 0.413),
         (0.47, 0.417, 0.68, 0.445), (0.15, 0.461, 0.32, 0.487), (0.53, 0.461, 0.62, 0.487),
         (0.15, 0.503, 0.32, 0.528), (0.47, 0.503, 0.69, 0.528)],
        (1240, 1754),
    )  # fmt: skip
    title = value(find_fields((page,)), "activity_title")
    assert title == "川北农村小学引入民间游戏改进大课间活动的实践研究"


@pytest.mark.parametrize("below", ["课题级别县级", "课题类别重点", "研究周期两年"])
def test_the_next_label_is_no_rest_of_a_title_though_its_gap_is_lost(below):
    page = placed(
        ["青川市教育科学规划", "课题申报书", "课 题 名 称晨诵课程在山区小学的开发与实施研究", below, "课题主持人陆晓雯",
         "申报日期 2021年6月28日"],
        [(0.25, 0.259, 0.75, 0.29), (0.33, 0.313, 0.67, 0.359), (0.16, 0.423, 0.8, 0.448), (0.17, 0.464, 0.37, 0.489),
         (0.17, 0.506, 0.39, 0.527), (0.17, 0.629, 0.48, 0.65)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "activity_title") == "晨诵课程在山区小学的开发与实施研究"


@pytest.mark.parametrize("label", ["合同编号", "协议编号", "合同登记号"])
def test_a_contract_has_a_number_beside_that_of_its_project(label):
    found = told(
        "#教育科研课题委托研究合同", f"{label}：QC-HT2021-007", "甲方（委托方）：青川市教育学会", "课题名称：农村小学的晨诵",
        "课题编号：2021-ZX-05", "负责人：陆晓雯", *SIGNED,
    )  # fmt: skip
    assert value(found, "certificate_number") == "QC-HT2021-007"
    assert value(found, "project_number") == "2021-ZX-05"


@pytest.mark.parametrize("label", ["申请人角色", "申报人身份"])
def test_what_the_applicant_is_in_the_project_is_their_role(label):
    found = told(
        "#开放课题批准通知", "课题名称|农村小学的晨诵", "课题编号|QC2021-12", "申请人|陆晓雯", f"{label}|负责人", *SIGNED
    )  # fmt: skip
    assert value(found, "project_role") == "负责人"


def test_the_post_in_a_bracket_may_be_called_by_its_last_part():
    found = told(
        "#课题结项通知", "青川市河湾中学：",
        "你单位陆晓雯老师（课题主持人）承担的2020年度课题《农村小学的晨诵》（编号：QC20-067），鉴定结论为合格。", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_role") == "课题主持人"
    assert not sure(found, "project_role")


def tiles(head, rows, foot):
    """Return a page of labels over their values in two columns."""
    texts, boxes = [head], [(0.3, 0.05, 0.7, 0.09)]
    for number, (labels, below) in enumerate(rows):
        top = 0.15 + 0.08 * number
        for at, (label, said) in enumerate(zip(labels, below, strict=True)):
            left = 0.06 + 0.4 * at
            texts += [label, said]
            boxes += [
                (left, top, left + 0.02 * len(label), top + 0.025),
                (left, top + 0.024, left + 0.02 * len(said), top + 0.052),
            ]
    for number, line in enumerate(foot):
        texts.append(line)
        boxes.append((0.6, 0.6 + 0.04 * number, 0.9, 0.626 + 0.04 * number))
    return find_fields((placed(texts, boxes, (1240, 1754)),))


@pytest.mark.parametrize(
    "beside", [("会议规模", "约80人"), ("举办方式", "线下集中"), ("参会人数", "120人")]
)
def test_what_stands_beside_a_label_over_its_value_is_another_label(beside):
    found = tiles(
        "邀请函",
        [
            (("受邀人", "工作单位"), ("陆晓雯", "青川市河湾中学")),
            (("会议名称", beside[0]), ("川北古镇校本课程阅读研讨会", beside[1])),
            (("会议时间", "会议地点"), ("2021年10月8日—9日", "青川市教育大楼五楼会议中心")),
            (("参会身份", "继续教育学时"), ("经验交流发言人", "12学时")),
        ],
        ["诚挚邀请您出席会议。", "青川市乡土教育学会", "2021年9月10日"],
    )
    assert sure(found, "activity_title") == ["川北古镇校本课程阅读研讨会"]
    assert value(found, "location") == "青川市教育大楼五楼会议中心"
    assert value(found, "employer") == "青川市河湾中学"


def test_a_certificate_set_in_tiles_tells_who_leads_and_how_it_ended():
    found = tiles(
        "项目验收证书",
        [
            (("项目编号", "负责人"), ("QC-XN1609", "陆晓雯")),
            (("工作单位", "验收方式"), ("青川市河湾中学", "现场验收")),
            (("起始日期", "完成日期"), ("2019年9月1日", "2021年8月31日")),
            (("验收结论", "验收委员会主任"), ("通过", "秦志远（教授级高级讲师）")),
        ],
        ["青川市职业教育研究会", "2021年9月10日"],
    )
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "project_role") == "负责人"
    assert [value(found, n) for n in ("end_date", "result")] == ["2021-08-31", "通过"]


@pytest.mark.parametrize("post", ["高级教师", "一级教师", "中级技师"])
def test_the_post_in_a_list_of_judges_announces_nobody(post):
    found = told(
        "#项目验收证书", "项目名称|农村小学的晨诵", "项目编号|QC-XN1609", "负责人|陆晓雯", f"{post}|秦志远", *SIGNED
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"


def test_several_who_take_part_are_not_the_one_who_leads():
    found = told(
        "#校级小课题立项审批表",
        "课题名称|农村小学的晨诵",
        "负责人|陆晓雯",
        "参与教师|秦志 马兰 杜鹃",
        *SIGNED,
    )
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize(
    "aside", ["（22日下午报到）", "（10月7日全天报到）", "（报到请走东门）", "（7日晚入住）"]
)
def test_when_to_arrive_is_no_part_of_a_place(aside):
    found = told("#邀请函", "尊敬的陆晓雯老师：", "诚邀您出席农村学校阅读教学研讨会。", f"会议地点：嘉陵宾馆多功能厅{aside}", *SIGNED)  # fmt: skip
    assert value(found, "location") == "嘉陵宾馆多功能厅"


@pytest.mark.parametrize("where", ["金色的海滩", "收获的季节", "最美的秋天"])
def test_where_somebody_is_longed_for_is_no_place(where):
    found = told("#邀请函", "尊敬的陆晓雯老师：", "诚邀您出席农村学校阅读教学研讨会。", f"期待在{where}与您相见！", *SIGNED)  # fmt: skip
    assert value(found, "location") is None


@pytest.mark.parametrize("word", ["现场会", "观摩会", "研讨会"])
def test_labels_that_name_the_sort_of_meeting(word):
    found = told(
        "#邀请函", "姓名|陆晓雯", f"{word}名称|川北幼儿园自然教育{word}", f"{word}地点|青川市第二幼儿园",
        "亲爱的老师：现场设园区观摩、案例分享、分组沙龙三个环节，期待您来看一看。", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == f"川北幼儿园自然教育{word}"
    assert value(found, "location") == "青川市第二幼儿园"


def test_a_letter_beside_a_timetable_names_its_meeting_and_its_place():
    letter = [
        "陆晓雯老师：", "春暖花开，万物生长。根据年度工作安排，我", "会将于2021年4月15日至16日在青川市河湾中学体",
        "艺馆举办2021年川北片区小学语文“诵读”研", "讨活动。", "您执教的《北方的河》一课设计新颖，特邀您",
        "现场执教，并参加课后的专家对话，期待光临。",
    ]  # fmt: skip
    table = ["08:00签到、领取资料", "08:40开幕式", "09:00课例一《海上的风》", "10:00课例二《北方的河》", "11:00专家对话", "14:30讲座", "16:00总结交流"]  # fmt: skip
    texts = ["邀请函", "活动议程", *letter, *table]
    boxes = [(0.2, 0.117, 0.38, 0.16), (0.6, 0.117, 0.75, 0.16)]
    for at, line in enumerate(letter):
        left = 0.09 if at in (0, 2, 3, 4, 6) else 0.13
        right = 0.5 if len(line) > 15 else left + 0.022 * len(line)
        boxes.append((left, 0.19 + 0.042 * at, right, 0.218 + 0.042 * at))
    boxes += [
        (0.54, 0.19 + 0.042 * at, 0.54 + 0.02 * len(line), 0.218 + 0.042 * at)
        for at, line in enumerate(table)
    ]
    found = find_fields((placed(texts, boxes, (1754, 1240)),))
    assert value(found, "activity_title") == "2021年川北片区小学语文“诵读”研讨活动"
    assert value(found, "location") == "青川市河湾中学体艺馆"


@pytest.mark.parametrize("asks", ["邀请出席", "邀请参加", "邀请莅临"])
def test_a_letter_on_an_invitation_is_one_though_it_has_a_notices_heading(asks):
    found = told(
        "#青川市职业教育学会", f"#关于{asks}全市职业学校“诵读”", "#典型案例研讨会的函", "青川市河湾中学陆晓雯同志：",
        "经研究，定于2021年10月23日至25日召开全市职业学校“诵读”典型案例研讨会。您的案例入选展示，请您出席。现将有关事项函告如下：",
        "一、会议地点 嘉陵宾馆多功能厅（22日下午报到）。", "二、会议不收取会务费，差旅费回所在单位报销。", "三、报到时请领取资料，附件：会议日程", "10月23日下午 开幕式",
        "10月25日 专家点评、颁发证书、闭幕", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "conference_invitation"


@pytest.mark.parametrize(
    "pays",
    [
        "由您所在单位青川市河湾中学按规定报销",
        "由您的工作单位青川市河湾中学负担",
        "由您单位（青川市河湾中学）承担",
    ],
)
def test_the_house_that_pays_for_the_way_is_where_somebody_works(pays):
    found = told(
        "#邀请函", "陆晓雯老师：", f"{LETTER}食宿由我院统一安排，交通费用{pays}。", *SIGNED
    )
    assert value(found, "employer") == "青川市河湾中学"


def test_a_line_at_the_head_with_its_round_names_the_meeting():
    leaf = leaf_of(
        (sheet("第六届川北小学科学教育论坛", "嘉宾|陆晓雯", "单位|青川市河湾中学", *SIGNED),)
    )
    assert [c.value for c in of_a_round(leaf)] == ["第六届川北小学科学教育论坛"]


@pytest.mark.parametrize("asks", ["兹邀请", "现聘请", "特邀"])
def test_the_house_in_the_blank_above_a_name_is_where_somebody_works(asks):
    page = placed(
        ["讲学邀请书", "青川市河湾区教师进修学校", asks, "陆晓雯", "同志为以下活动主讲专家：", "活动名称", "川北教研员高级研讨班",
         "活动地点", "青川市实验中学行政楼四楼", "请您收到本邀请书后按时到会讲学。", "青川市教育科学研究院", "2021年9月10日"],
        [(0.32, 0.1, 0.69, 0.15), (0.27, 0.233, 0.62, 0.268), (0.14, 0.245, 0.23, 0.275), (0.18, 0.287, 0.28, 0.317),
         (0.31, 0.284, 0.62, 0.317), (0.13, 0.346, 0.25, 0.379), (0.3, 0.34, 0.65, 0.372), (0.13, 0.43, 0.25, 0.46),
         (0.3, 0.43, 0.7, 0.46), (0.18, 0.587, 0.75, 0.619), (0.5, 0.71, 0.84, 0.744), (0.63, 0.751, 0.81, 0.776)],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "employer") == "青川市河湾区教师进修学校"
    assert values(found, "issuers") == ["青川市教育科学研究院"]


@pytest.mark.parametrize(
    "greeted", ["青川市河湾中学陆晓雯同志：", "陆晓雯老师：", "尊敬的陆晓雯："]
)
def test_whom_a_letter_is_to_has_their_row_in_its_list(greeted):
    rows = [
        ("1", "JG2022-011", "烹饪专业工坊的育人机制", "秦志远", "重点"),
        ("2", "JG2022-019", "中职应用文模块的项目化", "马兰", "一般"),
        ("3", "JG2022-036", "农村小学晨诵课程的教学改革", "陆晓雯", "一般"),
        ("4", "JG2022-041", "建筑施工专业的安全教育", "杜鹃", "一般"),
    ]
    lefts = (0.09, 0.17, 0.33, 0.68, 0.82)
    texts = ["青川市职业教育教学改革研究会", "教改项目立项告知书", greeted, "经评审，你作为主持人申报的项目（见下表）批准为省级立项项目。",
             "序号", "项目编号", "项目名称", "主持人", "备注"]  # fmt: skip
    boxes = [(0.21, 0.05, 0.81, 0.09), (0.32, 0.12, 0.69, 0.16), (0.09, 0.18, 0.5, 0.208), (0.14, 0.21, 0.9, 0.24),
             *((left, 0.33, left + 0.08, 0.36) for left in lefts)]  # fmt: skip
    for number, row in enumerate(rows):
        top = 0.37 + 0.04 * number
        texts += row
        boxes += [
            (left, top, left + max(0.02, 0.014 * len(said)), top + 0.028)
            for left, said in zip(lefts, row, strict=True)
        ]
    texts += ["青川市职业教育教学改革研究会", "2022年6月9日"]
    boxes += [(0.52, 0.7, 0.89, 0.73), (0.69, 0.75, 0.86, 0.78)]
    found = find_fields((placed(texts, boxes, (1240, 1754)),))
    assert value(found, "activity_title") == "农村小学晨诵课程的教学改革"
    assert value(found, "project_number") == "JG2022-036"
    assert value(found, "holder_name") == "陆晓雯"
