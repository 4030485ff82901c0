"""What two more authors' pages taught: marks on rolls, references over days, clauses like labels."""

from dataclasses import replace

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import names_in
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川教育科学研究院", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one.value for one in found.fields if one.name == name and one.confidence >= 0.9]


@pytest.mark.parametrize("head", ["收款", "付款", "汇款"])
def test_who_takes_the_money_is_nobodys_employer(head):
    found = told(
        "#会议邀请函", "陆晓雯老师：", "第三届小学数学教学研讨会定于2021年10月8日在青川市召开，诚邀您参加。",
        f"会议注册费1500元。{head}单位：河间建筑职业学院。汇款时请注明姓名。", *SIGNED,
    )  # fmt: skip
    assert value(found, "employer") is None


def test_what_is_done_online_is_no_place():
    found = told(
        "#会议邀请函", "陆晓雯老师：",
        "“瓦斯综合治理技术交流会”定于2015年8月6日至8日在山西省长治市潞州宾馆举行。",
        "会议将就矿井分源抽采、风网在线解算等议题开展交流。", *SIGNED,
    )  # fmt: skip
    assert values(found, "location") == ["山西省长治市潞州宾馆"]


@pytest.mark.parametrize("reference", ["Ref. No. LSE/2023/109", "Our ref: LSE-109"])
def test_a_day_below_the_reference_of_a_letter_is_its_own(reference):
    found = told(
        "#Liuwan Society of Education", reference, "Date: 14 March 2023", "Dear Ms. Lu,",
        "We have the honour of inviting you to the 2023 Symposium on Rural Schools. The symposium takes "
        "place at the Liuwan University Town Hotel, Liuwan, near the old harbour and its museums, on "
        "20-22 May 2023.",
    )  # fmt: skip
    assert value(found, "start_date") == "2023-05-20"
    assert value(found, "end_date") == "2023-05-22"


def test_no_one_of_a_column_of_names_is_surely_the_holder():
    found = told(
        "#科技计划项目验收证书", "项目名称：崇明水仙种球脱毒快繁", "主要完成人员",
        "1|陆晓雯|高级农艺师", "2|施惠芳|农艺师", "3|秦志远|助理农艺师", *SIGNED,
    )  # fmt: skip
    assert sure(found, "holder_name") == []


def test_an_article_written_with_others_whose_names_are_rare_is_not_surely_of_one():
    found = told(
        "#稿件录用通知书", "陆晓雯 先生／女士：",
        "您好！您与纳小平、勉秀兰合作撰写的论文《滩羊羔羊早期断奶试验》，经专家审稿，决定录用，拟刊于本刊2021年第2期。",
        "~《塞上畜牧》编辑部", "~2020年11月23日",
    )  # fmt: skip
    assert sure(found, "authors") == []


def test_a_translation_into_english_says_what_it_is():
    found = told(
        "TRANSLATION FROM CHINESE", "#Certificate of Completion",
        "This is to certify that Ms. LU Xiaowen attended the training course, 80 class hours.",
        "I declare that the above is a true and accurate translation of the Chinese original.",
    )  # fmt: skip
    assert found.kind.value == "translation"


def test_a_letter_on_how_it_went_is_the_units():
    found = told(
        "#关于教师参加企业实践情况的函", "区教师进修学校：",
        "我校选派汽修专业教师陆晓雯于2022年1月10日至2月25日参加岗位实践，现申请折算继续教育学时120学时。妥否，请函复。",
        *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "unit_letter"


@pytest.mark.parametrize("other", ["东盟", "中东欧国家", "阿拉伯国家"])
def test_a_dash_between_two_regions_is_no_figure(other):
    found = told(
        "#会议邀请函", "陆晓雯老师：", f"“第九届中国一{other}职业教育合作论坛”定于2021年10月8日在青川市召开，诚邀您参加。", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == f"第九届中国—{other}职业教育合作论坛"


def test_a_blank_for_the_unit_in_brackets_is_filled_without_its_word():
    found = told(
        "#请柬", "谨呈 阳雪梅 老师（单位 攀枝花金沙中学 ）：", "兹定于2016年11月18日至19日，在邛海宾馆芙蓉厅，举行“攀西地区高中化学研讨会”。",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "employer") == "攀枝花金沙中学"


def test_who_wrote_and_who_went_through_a_survey_are_its_authors():
    assert names_in("糜丹丹 简素芬 综述 卜万春 审校") == ["糜丹丹", "简素芬", "卜万春"]


def test_a_body_for_teachers_names_no_teacher():
    found = told(
        "#结业证书", "覃漫舒 老师（单位：恩施市施南职业技术学校）于二○一九年七月八日至七月二十一日参加骨干教师省级培训班学习，计112学时，准予结业。",
        "~鄂西职教师资培训中心", "~二○一九年七月二十一日",
    )  # fmt: skip
    assert value(found, "holder_name") == "覃漫舒"


@pytest.mark.parametrize("title", ["医师", "老师"])
def test_whom_a_letter_greets_may_have_a_rare_surname(title):
    found = told(
        "#参会确认函", f"尊敬的玄在民{title}：", "感谢您出席长白山急诊医学大会2021，累计听课时长21小时。",
        "吉林·延吉", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "玄在民"


def test_a_record_of_an_english_index_gives_the_full_names():
    rows = (
        ("Literature Core Collection - Full Record", 0.04, 0.02), ("Search", 0.8, 0.02),
        ("Rapid screening of aflatoxin in Xinjiang walnut kernels by near-infrared", 0.04, 0.09),
        ("spectroscopy and gradient boosting", 0.04, 0.115), ("By", 0.04, 0.15),
        ("Qiao, ZW (Qiao, Zhiwen) [1]; Xing, YH (Xing, Yuhe) [2]; Luan, BT (Luan,", 0.19, 0.15),
        ("Botao) [1]", 0.19, 0.172), ("Source", 0.04, 0.195), ("FOOD QUALITY LETTERS", 0.19, 0.195),
        ("Volume", 0.04, 0.22), ("9", 0.19, 0.22), ("Abstract", 0.04, 0.3),
        ("Aflatoxin contamination threatens the safety of walnut products in many regions.", 0.04, 0.33),
    )  # fmt: skip
    boxes = [(left, top, left + 0.009 * len(text), top + 0.02) for text, left, top in rows]
    found = find_fields((placed([text for text, *_ in rows], boxes, (1240, 1754)),))
    assert values(found, "authors") == ["Qiao, Zhiwen", "Xing, Yuhe", "Luan, Botao"]


def test_a_greeting_is_no_part_of_the_subject_above_it():
    found = told(
        "#Qinba Silk Research Institute", "Ref. No. QTSI/2023/IL-109", "Date: 14 March 2023", "Ms. Jing Ruolan",
        "Re: Invitation to the 2023 Symposium on Mulberry Resources and Sericulture", "Dear Ms. Jing,",
        "The symposium takes place at Ankang University Town Hotel, Ankang, on 20-22 May 2023.",
    )  # fmt: skip
    assert value(found, "activity_title") == "2023 Symposium on Mulberry Resources and Sericulture"
    assert value(found, "document_number") == "QTSI/2023/IL-109"


def test_a_marked_row_of_a_list_without_heads_is_read_by_what_its_cells_are():
    rows = (
        ("牧区寄宿制学校图书馆阅读推广研究", "阿坝师专附属小学", "罗文静"),
        ("山区走读生晚托作业辅导的调查", "汉源县大树镇中学", "帅勇"),
        ("智障儿童生活数学教具研制", "攀枝花市花城特殊教育学校", "祝融雪"),
        ("小学科学种植长周期观察活动", "眉山市彭山区江口小学", "岳敏"),
    )
    lines = ["#2016年度省级课题立项公告", "确定下列课题为2016年度省级立项课题，现予公布。"]
    page = sheet(*lines, *("|".join(row) for row in rows), "（以上姓名均为课题负责人。）", *SIGNED)
    own = [line.box for line in page.lines if line.text in rows[2]]
    found = find_fields((replace(page, marks=tuple(own)),))
    assert value(found, "holder_name") == "祝融雪"
    assert value(found, "employer") == "攀枝花市花城特殊教育学校"
    assert value(found, "activity_title") == "智障儿童生活数学教具研制"
    assert value(found, "project_role") == "负责人"


def test_two_who_cooperate_sign_line_by_line():
    found = told(
        "#会议邀请", "索朗央金副主任医师：", "“高原肺水肿早期识别与转运论坛”将于2021年7月24日至25日举行，诚邀您参加。",
        "~中国高原病防治协作组", "~日喀则珠峰人民医院", "~二〇二一年六月九日",
    )  # fmt: skip
    assert set(values(found, "issuers")) == {"中国高原病防治协作组", "日喀则珠峰人民医院"}


@pytest.mark.parametrize("town", ["贵州安顺", "贵州省安顺市", "浙江宁波", "宁波"])
def test_a_town_behind_its_province_is_not_surely_the_place(town):
    found = told(
        "#邀请函", "呼延晋博士：", f"第十二届水文地质青年学者沙龙谨定于二〇一八年十二月七日至九日在{town}举办，诚邀您出席。", *SIGNED,
    )  # fmt: skip
    assert sure(found, "location") == []


def test_when_where_and_who_stand_over_what_they_ask_for():
    rows = (
        ("邀请函", 0.14, 0.1), ("禚秀芝园长：", 0.15, 0.2),
        ("“黄河三角洲幼儿户外自主游戏现场观摩活动”将在滨州市举行，谨邀您拨冗参加。", 0.15, 0.25),
        ("何时", 0.25, 0.364), ("何地", 0.48, 0.366), ("何人", 0.71, 0.366),
        ("2025年4月25日", 0.2, 0.384), ("沾化区冬枣小镇", 0.43, 0.387), ("园长、骨干教师", 0.67, 0.389),
        ("至4月26日", 0.23, 0.405), ("会议中心", 0.46, 0.406), ("共200人", 0.7, 0.408),
        ("滨州渤海幼教集团", 0.68, 0.59), ("2025年3月28日", 0.7, 0.62),
    )  # fmt: skip
    boxes = [(left, top, left + 0.016 * len(text), top + 0.021) for text, left, top in rows]
    found = find_fields((placed([text for text, *_ in rows], boxes, (1240, 1754)),))
    assert value(found, "location") != "何人园长、骨干教师共200人"
    assert not any("园长" in place for place in values(found, "location"))


def test_a_grant_that_is_awarded_in_english_is_a_project():
    found = told(
        "#Green Delta Research Foundation", "12 January 2025", "RE: NOTICE OF AWARD - Grant No. GDRF-25-0047", "Dear Ms. Lang Jingshu,",
        "I am delighted to inform you that the Board has approved your application.",
        "Project title|Sedge Communities as Indicators of Recovery", "Principal Investigator|Lang Jingshu",
        "Host institution|Dongying Wetland Ecology Institute", "Project period|1 March 2025 - 28 February 2027",
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "activity_title") == "Sedge Communities as Indicators of Recovery"
    assert value(found, "employer") == "Dongying Wetland Ecology Institute"


def test_a_certificate_that_a_project_was_accepted_is_a_projects():
    found = told(
        "内蒙古自治区农牧业科技推广项目", "#验收合格证", "证书号|NMTG-YS-2024-0351", "项目名称|肉羊全混合颗粒饲料配制技术推广",
        "完成单位|乌拉特前旗草原工作站", "本证持有人|斯琴高娃", "项目层次|自治区级（省级）",
        "上述项目已通过专家验收，各项指标均达到任务书要求，特发此证。", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "level") == "provincial"
