"""Halls of the writer's own house, parties of a contract, houses told within a letter."""

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


@pytest.mark.parametrize(
    "where",
    [
        "您长期从事一线教学，所在的青川市河湾小学在晨诵方面形成了经验。",
        "您任教的青川市河湾小学多年坚持晨诵课堂，经验可贵。",
        "您在青川市河湾小学开设的晨诵社团独具特色。",
        "您任职的青川市河湾小学，多年坚持晨诵。",
    ],
)
def test_the_house_that_a_sentence_says_is_yours_is_where_somebody_works(where):
    found = told("#邀请函", "陆晓雯老师：", f"{LETTER}{where}现诚邀您作专题讲座。", *SIGNED)
    assert value(found, "employer") == "青川市河湾小学"


@pytest.mark.parametrize("hello", ["您好：", "您好！", "你好："])
def test_who_is_greeted_with_a_hello_works_at_the_house_before_the_name(hello):
    found = told(
        "#【邀请】农村学校阅读教学研讨会", "发件人：阅读会务组<hw@qcyd.example>", "收件人：陆晓雯<luxw@qchw.example>",
        f"青川职业技术学院 陆晓雯老师，{hello}", LETTER, *SIGNED,
    )  # fmt: skip
    assert value(found, "employer") == "青川职业技术学院"


@pytest.mark.parametrize(
    "days", [("09/14", "09/15", "09/16"), ("9月14日", "9月15日", "9月16日上午"), ("8:30", "9:20—10:00", "14:30")]
)  # fmt: skip
def test_what_stands_behind_a_day_or_an_hour_signs_nothing(days):
    page = placed(
        ["特邀点评专家邀请函", "陆晓雯老师：", "青川市小学教育专业联盟将召开小学全科教师培养第四次研讨会，特邀您担任点评专家。活动安排如下：",
         days[0], "代表报到、专家预备会", days[1], "模拟授课展示", days[2], "专题报告、总结会",
         "青川市小学教育专业教学联盟", "2021-08-21"],
        [(0.31, 0.095, 0.7, 0.133), (0.11, 0.153, 0.29, 0.193), (0.16, 0.226, 0.89, 0.254), (0.17, 0.5, 0.24, 0.525),
         (0.3, 0.5, 0.51, 0.525), (0.17, 0.54, 0.24, 0.565), (0.3, 0.54, 0.5, 0.565), (0.17, 0.58, 0.24, 0.605),
         (0.3, 0.58, 0.46, 0.605), (0.55, 0.675, 0.88, 0.702), (0.7, 0.712, 0.83, 0.737)],
        (1240, 1754),
    )  # fmt: skip
    assert values(find_fields((page,)), "issuers") == ["青川市小学教育专业教学联盟"]


@pytest.mark.parametrize("sent", ["谨邀", "恭邀", "谨约", "诚启"])
def test_a_card_for_an_anniversary_names_guest_meeting_and_who_sends_it(sent):
    page = placed(
        ["谨订于二〇二一年十月二十九日至三十日举办", "青川幼儿师范学校建校六十周年", "学前教育发展论坛", "敬请", "欧阳晓雯 园长光临指导",
         "地点", "青川市求知路本校音乐厅", "议程", "29日论坛 30日校友座谈", "报到", "28日全天 校门口接待处",
         f"青川幼儿师范学校 {sent}", "二〇二一年九月二十日", "（凭柬入场，每柬一人）", "请柬"],
        [(0.34, 0.162, 0.79, 0.205), (0.42, 0.247, 0.8, 0.299), (0.5, 0.305, 0.72, 0.359), (0.25, 0.42, 0.32, 0.456),
         (0.33, 0.416, 0.6, 0.46), (0.35, 0.463, 0.42, 0.504), (0.44, 0.46, 0.68, 0.501), (0.35, 0.515, 0.42, 0.562),
         (0.44, 0.513, 0.67, 0.556), (0.35, 0.571, 0.42, 0.613), (0.44, 0.568, 0.67, 0.607), (0.64, 0.667, 0.88, 0.71),
         (0.68, 0.723, 0.88, 0.762), (0.37, 0.829, 0.53, 0.866), (0.11, 0.213, 0.27, 0.633)],
        (1754, 1240),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "holder_name") == "欧阳晓雯"
    assert value(found, "activity_title") == "青川幼儿师范学校建校六十周年学前教育发展论坛"
    assert values(found, "issuers") == ["青川幼儿师范学校"]


def test_an_english_card_tells_meeting_days_and_house():
    lines = [
        "The Rural Teachers' Reading Society of North Sichuan", "requests the pleasure of the company of", "Ms. Lu Xiaowen",
        "Qingchuan County No. 2 Primary School", "at the", "2021 Workshop on Morning Reading", "in Mountain Classrooms",
        "from Friday, October 8 to Sunday, October 10, 2021", "Conference Hall, Qingchuan Teachers' Training Centre",
    ]  # fmt: skip
    boxes = [
        (0.5 - 0.006 * len(text), 0.14 + 0.055 * at, 0.5 + 0.006 * len(text), 0.18 + 0.055 * at)
        for at, text in enumerate(lines)
    ]
    page = placed(
        [*lines, "The Rural Teachers' Reading Society of North Sichuan", "September 3, 2021"],
        [*boxes, (0.5, 0.75, 0.85, 0.78), (0.75, 0.79, 0.85, 0.82)],
        (1754, 1240),
    )
    found = find_fields((page,))
    assert found.kind.value == "conference_invitation"
    assert (
        value(found, "activity_title") == "2021 Workshop on Morning Reading in Mountain Classrooms"
    )
    assert value(found, "location") == "Conference Hall, Qingchuan Teachers' Training Centre"
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2021-10-08", "2021-10-10"]


@pytest.mark.parametrize("label", ["申请日期"])
def test_a_cover_is_of_the_day_on_which_it_was_filled_in(label):
    found = told(
        "#青川市教育科学研究课题", "#申请·评审书", "课题名称|幼儿园混龄活动的研究", "课题负责人|陆晓雯", "所在单位|青川市河湾幼儿园",
        f"{label}|2021年6月18日", "~青川市教育科学研究院 制", "~2021年",
    )  # fmt: skip
    assert value(found, "issue_date") == "2021-06-18"


@pytest.mark.parametrize("note", ["红线处为本人（陆晓雯）课题", "申报人：陆晓雯", "陆晓雯（本人）"])
def test_a_note_tells_whose_row_of_a_list_is_meant(note):
    rows = [
        ("LS17-01", "小学科学记录单的设计与使用", "秦志远", "青川市城关小学", "合格"),
        ("LS17-02", "农村幼儿园亲子阅读推广研究", "马兰", "青川市店上幼儿园", "良好"),
        ("LS17-05", "村小复式班晨诵策略研究", "陆晓雯", "青川市河湾小学", "优秀"),
        ("LS17-06", "初中数学导学案的优化", "杜鹃", "青川市第三中学", "合格"),
    ]
    lefts = (0.06, 0.14, 0.45, 0.58, 0.89)
    texts = [
        "青川市教师教育学会",
        "关于公布2017年度市级课题结题验收结果的通知",
        "课题编号",
        "课题名称",
        "课题负责人",
        "所在单位",
        "等级",
    ]
    boxes = [(0.38, 0.05, 0.62, 0.1), (0.28, 0.14, 0.72, 0.18),
             *((left, 0.25, left + 0.07, 0.28) for left in lefts)]  # fmt: skip
    for number, row in enumerate(rows):
        top = 0.3 + 0.045 * number
        texts += row
        boxes += [
            (left, top, left + max(0.03, 0.014 * len(said)), top + 0.03)
            for left, said in zip(lefts, row, strict=True)
        ]
    texts += [note, "青川市教师教育学会", "2019年7月4日"]
    boxes += [(0.04, 0.72, 0.26, 0.75), (0.79, 0.73, 0.94, 0.76), (0.82, 0.77, 0.92, 0.8)]
    found = find_fields((placed(texts, boxes, (1754, 1240)),))
    told_of = [
        value(found, n) for n in ("holder_name", "activity_title", "project_number", "result")
    ]
    assert told_of == ["陆晓雯", "村小复式班晨诵策略研究", "LS17-05", "优秀"]


@pytest.mark.parametrize(
    ("ranked", "role"),
    [
        ("你在课题组成员中排名第三", "成员"),
        ("你在课题组主要成员中排第三", "主要成员"),
    ],
)
def test_a_place_among_the_members_tells_a_member(ranked, role):
    found = told(
        "#课题组成员证书", "陆晓雯同志：",
        f"你参加的川北职业教育科研课题“农村电商人才培养研究”（立项号：ZCY19-337），经专家组鉴定，准予结项。{ranked}。", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_role") == role


@pytest.mark.parametrize("level", ["（区级）", "【区级】"])
def test_a_line_of_its_own_under_the_head_tells_the_level(level):
    found = told(
        "#教师小课题研究", "#结题证书", level, "青川市河湾中学陆晓雯老师：",
        "您作为负责人承担的小课题《农村小学的晨诵》（编号：QX15-64），研究过程扎实，准予结题。", *SIGNED,
    )  # fmt: skip
    assert value(found, "level") == "district"


@pytest.mark.parametrize("which", ["上述", "以上", "此", "该"])
def test_a_sentence_below_a_table_tells_for_which_member_the_paper_is(which):
    found = told(
        "#结题证明", "项目名称|村小复式班晨诵策略研究", "主持人|秦志远", "参与人|马玉兰 陆晓雯",
        f"兹证明我校陆晓雯为{which}项目参与人，排名第2。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "project_role") == "参与人"
