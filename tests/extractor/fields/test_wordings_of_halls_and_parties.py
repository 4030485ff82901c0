"""Halls of the writer's own house, parties of a contract, and houses told in the midst of a letter."""  # noqa: E501

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")

LETTER = "兹定于2021年10月8日至9日在青川市会议中心举办农村学校阅读教学研讨会，诚邀您拨冗出席。"


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


@pytest.mark.parametrize(
    ("ours", "house"),
    [
        ("我园", "青川市河湾幼儿园"),
        ("我校", "青川市河湾中学"),
        ("本校", "青川市河湾小学"),
        ("我院", "青川市职业技术学院"),
        ("我馆", "青川市图书馆"),
    ],
)
def test_a_hall_of_our_own_house_is_that_of_the_only_house_that_signs(ours, house):
    found = told(
        "#请柬", "陆晓雯老师：", f"兹定于2021年10月8日上午九时，在{ours}多功能厅举行“山野里的童年”课程展示会，恭请光临指导。",
        f"~{house}", "~2021年9月10日",
    )  # fmt: skip
    assert value(found, "location") == f"{house}多功能厅"
    assert not sure(found, "location")


def test_a_hall_of_our_own_house_stays_a_hall_where_another_sort_of_house_signs():
    found = told("#请柬", "陆晓雯老师：", "兹定于2021年10月8日上午九时，在我园多功能厅举行“山野里的童年”课程展示会，恭请光临指导。", *SIGNED)  # fmt: skip
    assert value(found, "location") == "多功能厅"
    assert not sure(found, "location")


@pytest.mark.parametrize("address", ["（河湾镇求知路21号）", "（河湾镇求知路）"])
def test_the_place_that_a_line_names_in_full_beats_our_own_hall(address):
    found = told(
        "#请柬", "陆晓雯老师：", "兹定于2021年10月8日上午九时，在我园多功能厅举行“山野里的童年”课程展示会，恭请光临指导。",
        f"★地点：青川市河湾幼儿园多功能厅{address}", "~青川市河湾幼儿园", "~2021年9月10日",
    )  # fmt: skip
    assert value(found, "location") == "青川市河湾幼儿园多功能厅"


@pytest.mark.parametrize("behind", ["电话：0839-3301**2", "传真：0839-3301**2", "邮编：628100"])
def test_the_societys_address_in_the_small_print_is_no_place_of_a_meeting(behind):
    page = placed(
        ["年会邀请书", "陆晓雯老师：", "川北小学阅读教师协会2021年学术年会定于2021年10月8日在青川市河湾小学举行，特此邀请，请准时到会。",
         "川北小学阅读教师协会", "2021年9月10日", "会址：青川市教师发展中心305室", behind],
        [(0.39, 0.12, 0.58, 0.16), (0.06, 0.17, 0.19, 0.2), (0.11, 0.21, 0.91, 0.235), (0.62, 0.6, 0.88, 0.63),
         (0.66, 0.64, 0.86, 0.665), (0.09, 0.947, 0.36, 0.972), (0.38, 0.944, 0.57, 0.968)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "location") == "青川市河湾小学"


@pytest.mark.parametrize("what", ["论坛", "年会", "研讨会", "沙龙"])
def test_a_heading_of_a_place_that_ran_into_the_line_above_it(what):
    page = placed(
        ["邀请函", "青川市河湾中学陆晓雯老师：", "我们将于2021年10月8日至9日举办“川北线上阅读教学云论坛”，特邀请您作经验介绍。", f"一、{what}时间",
         "2021年10月8日（星期五）14:30至10月9日（星期六）17:30", f"二、{what}地点", "腾讯会议线上平台", "三、参加人员", "骨干教师约300人",
         "青川市教育科学研究院", "2021年9月10日"],
        [(0.39, 0.078, 0.61, 0.117), (0.1, 0.176, 0.52, 0.197), (0.15, 0.214, 0.9, 0.234), (0.1, 0.355, 0.26, 0.379),
         (0.15, 0.383, 0.82, 0.403), (0.1, 0.418, 0.26, 0.444), (0.15, 0.444, 0.35, 0.468), (0.1, 0.483, 0.25, 0.507),
         (0.15, 0.509, 0.5, 0.53), (0.59, 0.688, 0.87, 0.708), (0.65, 0.721, 0.83, 0.742)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "location") == "腾讯会议线上平台"


def test_a_word_of_an_english_sentence_is_no_label_of_a_place():
    page = placed(
        ["Dear Ms. Lu Xiaowen,", "We have the pleasure of inviting you to the Fifth Regional Conference on Rural Reading. The conference will take",
         "place on October 8-9, 2021 at Qingchuan Riverside Hotel.", "With warm regards,", "Rural Reading Society of North Sichuan"],
        [(0.07, 0.21, 0.29, 0.228), (0.07, 0.261, 0.93, 0.283), (0.07, 0.286, 0.58, 0.303), (0.07, 0.608, 0.26, 0.629),
         (0.07, 0.661, 0.43, 0.684)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "location") == "Qingchuan Riverside Hotel"


@pytest.mark.parametrize("begun", ["立项时间", "开题时间"])
def test_a_form_of_completion_begins_when_it_was_approved(begun):
    cells = [
        ("课题编号", 0.11, 0.13), ("QC-2019-B-19", 0.29, 0.13), ("课题级别", 0.53, 0.13), ("校级", 0.76, 0.13),
        ("主持人", 0.12, 0.17), ("陆晓雯", 0.33, 0.17), ("职称", 0.55, 0.17), ("讲师", 0.76, 0.17),
        (begun, 0.11, 0.21), ("2019年3月", 0.31, 0.21), ("完成时间", 0.53, 0.21), ("2020年11月", 0.73, 0.21),
        ("课题名称", 0.11, 0.25), ("农村小学晨诵课程的教学对策研究", 0.25, 0.25),
        ("所在单位", 0.11, 0.29), ("青川职业技术学院", 0.25, 0.29), ("经评议，同意结题，鉴定等级：良好。", 0.26, 0.5),
        ("学院", 0.13, 0.762), ("审批", 0.13, 0.79), ("青川职业技术学院", 0.7, 0.796), ("2020年12月20日", 0.69, 0.83),
    ]  # fmt: skip
    boxes = [(x, y, x + 0.02 * len(text), y + 0.028) for text, x, y in cells]
    page = placed(
        ["校级课题结题鉴定表", *(text for text, _, _ in cells)],
        [(0.34, 0.056, 0.66, 0.083), *boxes],
        (1240, 1754),
    )
    found = find_fields((page,))
    assert value(found, "issue_date") == "2020-12-20"
    assert value(found, "start_date") == "2019-03"
    assert value(found, "end_date") == "2020-11"


@pytest.mark.parametrize(
    ("first", "second"),
    [("项目下达单位", "项目承担单位"), ("委托方", "受托方"), ("以下简称甲方", "以下简称乙方")],
)
def test_the_parties_of_a_contract_have_what_they_are_in_brackets(first, second):
    found = told(
        "#科技计划项目合同书", "项目名称：山区果品烘干余热回收装置的研制", "项目编号：QCKJ2020-35",
        f"甲方：青川市科学技术局（{first}）", f"乙方：青川职业技术学院（{second}）",
        "第一条 甲方同意将上述项目列入2020年度市级科技计划，由乙方承担实施。",
        "第二条 乙方委派本单位教师陆晓雯为项目负责人，项目组其他成员见附表。", "签订日期：2020年4月26日",
    )  # fmt: skip
    assert values(found, "issuers") == ["青川市科学技术局", "青川职业技术学院"]
    assert value(found, "employer") == "青川职业技术学院"
    assert value(found, "project_role") == "项目负责人"
    assert not sure(found, "project_role")


@pytest.mark.parametrize("stamps", ["学校（盖章）", "单位（公章）"])
def test_the_teacher_who_signs_a_contract_leads_and_the_school_stamps_beside(stamps):
    found = told(
        "#教师小课题研究合同书", "甲方（委托方）：青川市教育科学研究室", "乙方（承担人）：陆 晓 雯",
        "就乙方承担的2013年度市级小课题“农村初中生英语单词记忆的矫正”（课题立项号：2013X112）达成如下协议：",
        "第一条 研究期限 自2013年4月1日起至2014年3月31日止。", "第二条 乙方作为课题主持人，按申报方案组织研究。",
        "甲方（盖章）：青川市教育科学研究室", "乙方（签字）：陆晓雯", f"{stamps}：青川市河湾中学", "2013年3月26日",
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"
    assert values(found, "issuers") == ["青川市教育科学研究室", "青川市河湾中学"]
