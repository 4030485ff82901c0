"""What forms, offices and studios write: granted hours, whole labels, several who sign."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育局", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize("asked", ["申报学时", "申请学时", "自报学时"])
@pytest.mark.parametrize("granted", ["核定学时", "认定学时", "审定学时", "核准学时", "批准学时"])
def test_hours_that_were_granted_beside_those_asked_for(asked, granted):
    found = told(
        "#继续教育学时认定单", "教师姓名|陆晓雯|任教学科|初中物理", "活动名称|初中物理实验开放周", f"{asked}|20学时|{granted}|14学时",
        "认定意见", "该教师有一天未到场，核减6学时，认定该教师本次活动14学时。", *SIGNED,
    )  # fmt: skip
    assert sure(found, "hours") == [14]


def test_hours_asked_for_and_granted_on_lines_of_their_own():
    found = told(
        "#继续教育学时认定单", "教师姓名：陆晓雯", "活动名称：初中物理实验开放周", "申报学时：20学时", "核定学时：14学时",
        *SIGNED,
    )  # fmt: skip
    assert sure(found, "hours") == [14]


def test_hours_asked_for_stand_where_nothing_was_granted():
    found = told(
        "#继续教育学时申报单",
        "教师姓名|陆晓雯",
        "活动名称|初中物理实验开放周",
        "申报学时|20学时",
        *SIGNED,
    )
    assert value(found, "hours") == "20"


@pytest.mark.parametrize("label", ["认定层级", "活动层级", "学时级别"])
def test_the_level_at_which_hours_were_granted(label):
    found = told(
        "#继续教育学时认定单", "教师姓名|陆晓雯", "活动名称|初中物理实验开放周", f"参与方式|现场观摩|{label}|区级",
        "认定学时|14学时", *SIGNED,
    )  # fmt: skip
    assert value(found, "level") == "district"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("qualification", (
            "#合格证", "应试人陆晓雯参加全国专业技术人员职称外语等级考试，成绩合格，特发此证。",
            "身份证号：340199********0628", "证书编号：QC2021P0071934", "~青川省人事考试院",
        )),
        ("appointment", (
            "#青川市教育局", "#入室通知书", "青川市河湾小学陆晓雯老师：",
            "经个人申报、学校推荐和公示，您已入选秦志远名教师工作室，身份为研修学员，研修周期为三年（2022年3月至2025年2月）。",
            "入室期间，请您遵守工作室章程，提交教学案例两篇，并接受年度考核。", "工作室首次集中研修的时间和地点由主持人另行通知。", *SIGNED,
        )),
    ],
)  # fmt: skip
def test_kinds_of_certificates_and_letters_seldom_seen(kind, lines):
    assert told(*lines).kind.value == kind


@pytest.mark.parametrize(
    "compared",
    [
        "经核对，中文译文与外文原文一致。",
        "经审核，译文与原文内容一致。",
        "经校对，本译文与英文原件相符。",
    ],
)
def test_two_columns_of_an_original_and_its_translation_are_a_translation(compared):
    found = told(
        "英文原文|中文译文", "Lakeside Institute|湖滨研究院", "CERTIFICATE OF TRAINING|培训证书",
        "This certifies that LU Xiaowen has successfully|兹证明陆晓雯（LU Xiaowen）参加了2019年1",
        "completed the Reading Practice Workshop, held|月14日至18日举办的阅读实践工作坊，顺利",
        "from 14 to 18 January 2019, 30 contact hours.|完成全部学习，共30学时。", "18 January 2019|2019年1月18日", "", compared,
    )  # fmt: skip
    assert found.kind.value == "translation"


@pytest.mark.parametrize(
    "number",
    ["青师训（2021）结证字第0123号", "青师训〔2021〕合证字0123号"],
)
def test_a_number_that_goes_on_behind_its_year(number):
    found = told(
        "#培训合格证",
        "陆晓雯同志于2022年8月1日至8日参加园长任职资格培训，考核合格。",
        f"字号：{number}",
        *SIGNED,
    )
    assert value(found, "certificate_number") == number.replace("（", "(").replace("）", ")")


def rows(*cells):
    """Return a form, each cell with its left and right edge, top and height."""
    return find_fields(
        (
            placed(
                [text for text, *_ in cells],
                [(left, top, right, top + high) for _, left, right, top, high in cells],
                (1240, 1754),
            ),
        )
    )


@pytest.mark.parametrize("asked", ["意见", "审核意见", "结论", "意 见"])
def test_a_body_whose_opinion_a_form_asks_for_signs_nothing(asked):
    found = rows(
        ("青川市人民医院", 0.33, 0.69, 0.04, 0.03), ("院内科研基金项目立项审批表", 0.28, 0.74, 0.08, 0.034),
        ("项目名称", 0.11, 0.21, 0.16, 0.026), ("早期干预对重症患儿预后的影响", 0.24, 0.6, 0.16, 0.026),
        ("申请人", 0.11, 0.21, 0.2, 0.026), ("陆晓雯", 0.24, 0.32, 0.2, 0.026),
        ("研究内容", 0.11, 0.21, 0.495, 0.03), ("比较两组患儿的住院天数，为制定方案提供依据。", 0.23, 0.9, 0.495, 0.03),
        ("学术委员会", 0.09, 0.21, 0.563, 0.03), ("经2023年2月9日会议讨论，到会委员11人，同意11人，反", 0.23, 0.9, 0.555, 0.03),
        (asked, 0.12, 0.18, 0.588, 0.03), ("对0人，同意立项。", 0.23, 0.41, 0.58, 0.03),
        ("医院意见", 0.1, 0.2, 0.65, 0.03), ("同意立项。", 0.23, 0.4, 0.65, 0.03),
        ("青川市人民医院（盖章）", 0.55, 0.86, 0.742, 0.027), ("2023年2月20日", 0.66, 0.82, 0.78, 0.027),
    )  # fmt: skip
    assert values(found, "issuers") == ["青川市人民医院"]


def test_the_rows_of_a_numbered_list_are_no_part_of_a_role_below_them():
    found = rows(
        ("教育教学改革项目结项鉴定表", 0.28, 0.73, 0.086, 0.033), ("项目名称", 0.15, 0.26, 0.16, 0.03),
        ("护理专业案例库建设与应用", 0.39, 0.76, 0.163, 0.027), ("负责人", 0.16, 0.25, 0.237, 0.03),
        ("欧阳倩", 0.35, 0.43, 0.238, 0.03), ("项目组成员排序", 0.41, 0.59, 0.277, 0.027),
        ("1", 0.19, 0.22, 0.318, 0.027), ("欧阳倩", 0.35, 0.43, 0.317, 0.03), ("2", 0.56, 0.59, 0.32, 0.027),
        ("秦志远", 0.72, 0.81, 0.318, 0.03), ("3", 0.19, 0.22, 0.357, 0.025), ("陆晓雯", 0.35, 0.43, 0.356, 0.027),
        ("4", 0.57, 0.59, 0.359, 0.023), ("马玉兰", 0.72, 0.8, 0.356, 0.03), ("本页持有人", 0.14, 0.27, 0.391, 0.03),
        ("陆晓雯", 0.35, 0.43, 0.394, 0.03), ("持有人角色", 0.51, 0.64, 0.396, 0.028), ("参与人（排名第3）", 0.66, 0.85, 0.398, 0.025),
        ("青川职业技术学院科研处", 0.49, 0.75, 0.647, 0.024), ("2022年12月14日", 0.53, 0.7, 0.678, 0.025),
    )  # fmt: skip
    assert value(found, "project_role") == "参与人"


@pytest.mark.parametrize("label", ["发证机关（盖章）", "发证单位", "颁证单位（公章）"])
def test_two_bodies_sign_behind_and_below_one_label(label):
    found = rows(
        ("培训合格证", 0.35, 0.69, 0.115, 0.05), ("学员姓名：陆晓雯", 0.18, 0.47, 0.257, 0.032),
        ("工作单位：青川市河湾小学", 0.18, 0.6, 0.36, 0.032), ("培训项目：小学英语教师语音教学能力提升培训", 0.18, 0.84, 0.41, 0.032),
        ("培训学时：80学时", 0.18, 0.47, 0.595, 0.03), (f"{label}：青川区教师进修学校", 0.19, 0.69, 0.736, 0.034),
        ("青川区教育体育局", 0.69 - 0.5 * 10 / (len(label) + 11), 0.66, 0.775, 0.028), ("2021年10月25日", 0.63, 0.85, 0.819, 0.028),
    )  # fmt: skip
    assert sorted(values(found, "issuers")) == ["青川区教师进修学校", "青川区教育体育局"]


@pytest.mark.parametrize("place", ["工作室名称", "聘任项目", "入选工作室"])
def test_where_somebody_serves_is_told_by_its_label_and_not_by_the_post(place):
    found = rows(
        ("聘任证书", 0.3, 0.71, 0.055, 0.06), ("受聘人：陆晓雯", 0.16, 0.46, 0.243, 0.03),
        ("所在单位：青川实验学校", 0.16, 0.57, 0.303, 0.03), ("受聘岗位：研修员", 0.16, 0.46, 0.362, 0.03),
        (f"{place}：秦志远高中历史名师工作室", 0.16, 0.71, 0.417, 0.035), ("聘", 0.16, 0.2, 0.485, 0.027),
        ("期：2021年9月至2024年8月", 0.29, 0.68, 0.478, 0.033), ("青川区教育局", 0.63, 0.83, 0.731, 0.03),
        ("2021年9月10日", 0.64, 0.83, 0.769, 0.03),
    )  # fmt: skip
    assert value(found, "activity_title") == "秦志远高中历史名师工作室"


@pytest.mark.parametrize("name", ["鲜于静", "陆晓雯", "陆晓雯老师"])
@pytest.mark.parametrize(
    "deed", ["在青川市第六届课堂教学竞赛中，表现突出，", "参加青川市第六届课堂教学竞赛，"]
)
def test_a_school_and_a_name_at_the_head_are_the_holder(name, deed):
    found = told(
        "#获奖证书", f"青川市第三小学 {name}", f"{deed}荣获一等奖。", "特发此证。", *SIGNED
    )
    assert value(found, "holder_name") == name.removesuffix("老师")
    assert value(found, "employer") == "青川市第三小学"


@pytest.mark.parametrize("label", ["单位", "工作单位", "所在单位"])
def test_a_body_in_a_sentence_goes_on_in_the_next_line(label):
    text = f"兹证明陆晓雯（身份证号：340199********4216），{label}：青川市第二中等专业学校，于2021年8月16日至8月20日参加"
    at = text.index("第") + 1
    found = rows(
        ("继续教育学时证明", 0.31, 0.7, 0.081, 0.038), (text[:at], 0.15, 0.9, 0.17, 0.029),
        (text[at:], 0.1, 0.89, 0.202, 0.028), ("我中心组织的教师信息化教学能力提升研修班，共30学时。", 0.1, 0.85, 0.234, 0.028),
        ("青川市教师进修学校", 0.57, 0.89, 0.726, 0.026), ("2021年8月23日", 0.67, 0.84, 0.76, 0.028),
    )  # fmt: skip
    assert value(found, "employer") == "青川市第二中等专业学校"


@pytest.mark.parametrize("honoured", ["殿（先生）", "様", "殿", "氏（女士）", "（先生）"])
def test_a_foreign_honorific_behind_the_name_in_a_translation(honoured):
    found = told(
        "#外文证书中文译本", "#修了证", f"公孙晓雯{honoured}", "您于2018年10月1日至10月26日在本所修完《理科实验指导研修》课程，特此证明。",
        "~西山道教育研修所", "~2018年10月26日", "", "中文译文与原文一致。", "译者：秦志远",
    )  # fmt: skip
    assert value(found, "holder_name") == "公孙晓雯"


@pytest.mark.parametrize(
    "told_so",
    [
        "在青川市融媒体中心“名师课堂”项目中承担六年级数学录课任务",
        "在市教育局“名师课堂”公益活动中负责数学录课",
    ],
)
def test_a_unit_tells_in_what_somebody_had_a_part(told_so):
    found = told(
        "#证明", f"陆晓雯系我校在编教师，2020年秋{told_so}，共录课十八节。该项目未另发证书，请上级部门予以考虑。", "特此证明", "~青川市河湾小学", "~2021年8月31日"
    )  # fmt: skip
    assert value(found, "activity_title") == "名师课堂"


@pytest.mark.parametrize("chosen", ["您已入选", "您已正式加入", "您被吸收进入"])
def test_a_letter_to_who_was_chosen_for_a_studio(chosen):
    found = told(
        "#入室通知书", "青川市河湾小学陆晓雯老师：",
        f"经个人申报、学校推荐和公示，{chosen}秦志远名教师工作室，身份为研修学员，研修周期为三年（2022年3月至2025年2月）。",
        "入室期间，请您遵守工作室章程，提交教学案例两篇，并接受年度考核。", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "秦志远名教师工作室"
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize("lead", ["鉴于您", "由于您", "感谢您"])
@pytest.mark.parametrize("did", ["组织工作和作品指导", "评审工作", "选手指导工作"])
def test_the_contest_and_not_the_honour_is_what_an_award_is_for(lead, did):
    found = told(
        "#荣誉证书", "授予陆晓雯老师", f"{lead}在第十届青川青少年科技创新大赛{did}中表现突出，特授予“优秀指导教师”称号。", *SIGNED
    )  # fmt: skip
    assert value(found, "activity_title") == "第十届青川青少年科技创新大赛"


def test_an_invoice_has_neither_holder_nor_title():
    found = told(
        "#电子发票（普通发票）", "发票号码：24342000000061728394|开票日期：2024年03月12日", "购买方名称：青川市河湾中学",
        "项目名称|规格型号|单位|数量|单价|金额|税率|税额", "*住宿服务*住宿费|标间|间夜|6|266.04|1596.23|6%|95.77",
        "价税合计（大写）|壹仟陆佰玖拾贰圆整|（小写）|¥1692.00", "开票人：陆晓",
    )  # fmt: skip
    assert found.kind.value == "unrelated"
    assert not values(found, "holder_name")
    assert not sure(found, "activity_title")
