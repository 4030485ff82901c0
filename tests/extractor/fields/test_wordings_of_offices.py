"""Wordings of certificates, tables, letters and records, as the papers of four more authors had them."""

import pytest

from extractor.fields import find_fields
from extractor.fields.labels.ticks import with_ticked_options
from extractor.language.serials import find_serials
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


APPOINTED = (
    "#聘书", "霖州市春晓高级中学郭晨曦老师：",
    "兹聘请您担任2022年全市新任教师岗前培训班主讲教师，聘期为2022年8月15日至2022年8月19日，主讲课程《课堂管理与师生沟通》，授课12学时。",
    "此聘。", "报到时间：2022年8月14日", "~霖州市教师进修学校", "~2022年8月10日",
)  # fmt: skip


def test_the_day_of_arrival_begins_nothing_where_the_period_is_told():
    found = told(*APPOINTED)
    assert value(found, "start_date") == "2022-08-15"
    assert value(found, "end_date") == "2022-08-19"


def test_the_day_of_arrival_stands_less_surely_where_nothing_else_tells_the_beginning():
    found = told(
        "#结业证书", "姓名：郭晨曦", "报到时间：2022年8月14日", "结束时间：2022年8月19日", "学时：40学时",
        "~霖州市教师进修学校", "~2022年8月20日",
    )  # fmt: skip
    assert value(found, "start_date") == "2022-08-14"
    assert not sure(found, "start_date")


def test_whoever_is_appointed_to_teach_a_class_is_appointed_to_the_class():
    assert value(told(*APPOINTED), "activity_title") == "2022年全市新任教师岗前培训班"
    found = told(
        "#聘任授课证明", "兹证明霖州市南薰小学王建国同志受聘为我院2023年小学道德与法治骨干教师培训班授课专家，于2023年10月9日至12日承担教学任务。",
        "~霖州市教育科学研究院", "~2023年10月17日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2023年小学道德与法治骨干教师培训班"


def test_all_courses_of_the_hours_that_the_plan_prescribes():
    found = told(
        "#培训合格证书", "林嘉怡，系霖州市石桥初级中学副校长，于2016年4月至6月在本中心参加第38期初中校长任职资格培训班学习，"
        "完成教学计划规定的300学时全部课程，考核合格。", "~霖州市校长培训中心", "~2016年6月24日",
    )  # fmt: skip
    assert value(found, "hours") == "300"


def test_hours_of_several_sorts_have_their_sum_in_the_last_column():
    found = told(
        "#教师五年周期培训学时认定表", "姓名：朴善姬",
        "年度|集中培训学时|校本研修学时", "2016年|72|24", "2017年|68|30", "2018年|80|24", "五年总学时|220|78",
        "~霖州市教师发展中心", "~2021年1月18日",
    )  # fmt: skip
    assert not sure(found, "hours")  # two sorts, and nothing sums them up
    rows = (
        ("年度", "集中培训学时", "校本研修学时", "小计"), ("2016年", "72", "24", "96"),
        ("2017年", "68", "30", "98"), ("2018年", "80", "24", "104"), ("五年总学时", "220", "78", "298"),
    )  # fmt: skip
    cells = [
        line(text, 0.15 + 0.2 * at, 0.3 + 0.04 * row)
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
    ]
    heading = line("教师五年周期培训学时认定表", 0.25, 0.08, em=0.04)
    found = find_fields((page(heading, *cells),))
    assert value(found, "hours") == "298"


def test_hours_that_were_granted_stand_before_those_of_their_sorts():
    found = told(
        "#教师培训学时认定表", "姓名：朴善姬", "课程|线上研修学时|认定学时", "班级管理|20|12", "课程设计|16|12", "合计|36|24",
        "~霖州市教师发展中心", "~2021年1月18日",
    )  # fmt: skip
    assert value(found, "hours") == "24"


def test_whom_to_ask_is_not_who_is_invited():
    found = told(
        "会议邀请函 2021年学校体育与健康促进学术年会", "霖州市第十四中学", "郗文静老师，您好！",
        "“2021年学校体育与健康促进学术年会”将于2021年6月22日至23日举行，组委会诚邀您参加会议。",
        "如贵校另有老师希望参会，可与会务组逯永红老师联系（15700000029）。", "~霖州教育联盟会议组委会", "~2021年5月20日",
    )  # fmt: skip
    assert value(found, "holder_name") == "郗文静"


def test_the_days_of_the_meeting_stand_between_arrival_and_departure():
    found = told(
        "#关于召开“2021年教育测量学术研讨会”的通知", "各会员单位：", "现将会议有关事项通知如下。",
        "2.会议时间 报到：2021年7月15日14:00—21:00；会议：2021年7月16日—18日；7月19日离会。",
        "3.会议地点 霖州市云海酒店（班车每日7:50自车站发车）", "~霖州教育学术委员会", "~2021年5月30日",
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2021-07-16", "2021-07-18")
    assert value(found, "location") == "霖州市云海酒店"


def test_who_leaves_when_stands_in_brackets_and_lengthens_nothing():
    found = told(
        "#关于召开2022年图书馆员阅读指导培训会的通知", "各会员学校：", "现将有关事项通知如下：",
        "一、时间：2022年7月11日至13日（7月10日14:00起报到，14日早餐后离会）。",
        "二、地点：霖州市湖滨酒店三楼会议厅（联系电话：0594-0000600）。", "~霖州市图书馆工作委员会", "~2022年6月15日",
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2022-07-11", "2022-07-13")
    assert value(found, "location") == "霖州市湖滨酒店三楼会议厅"


def test_a_letter_of_the_school_on_a_member_of_a_project_is_a_letter():
    found = told(
        "#证明", "职称评审委员会办公室：",
        "兹证明霖州市明德学校丁一凡老师参加了由金英姬老师主持的课题《初中语文传统文化教学资源的开发研究》（课题编号：KY2019828）的研究工作。",
        "其中丁一凡老师为第3参与人，情况属实，特此证明。", "~霖州市明德学校", "~2021年4月19日",
    )  # fmt: skip
    assert found.kind.value == "unit_letter"
    assert value(found, "project_number") == "KY2019828"


@pytest.mark.parametrize("post", ["主持人", "负责人"])
def test_who_serves_as_leader_is_the_holder_in_that_words_role(post):
    found = told(
        "#关于同意课题结题的批复", "霖州市第五中学：",
        f"专家对由欧阳慧敏老师担任{post}的区级立项课题《县域高中生涯规划课程的开发与实施》（立项编号：QK2018206）进行了结题评审。",
        "认定课题组成员依次为：欧阳慧敏、潘建军、芈晓岚。", "~霖州市教师进修学校", "~2019年8月17日",
    )  # fmt: skip
    assert value(found, "holder_name") == "欧阳慧敏"
    assert value(found, "project_role") == post
    assert values(found, "authors") == ["欧阳慧敏", "潘建军", "芈晓岚"]
    assert not sure(found, "authors")  # a team is easily longer than what was read of it


def test_a_member_works_at_the_own_school_and_not_where_the_project_is_undertaken():
    found = told(
        "#教育科研课题结题证书", "阮思远 同志：", "你参加的霖州市教育科研课题已通过结题鉴定。你在课题组中为参与人，排名第3。",
        "工作单位：霖州市广鹿岛中心小学", "课题名称：海岛小规模学校复式体育教学模式研究", "承担单位：霖州市教师进修学校",
        "负责人：牟海平", "全体成员：牟海平、宫玉洁、阮思远、谷雨生", "~霖州市基础教育科研管理中心", "~2021年7月2日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市广鹿岛中心小学"
    assert values(found, "authors") == ["牟海平", "宫玉洁", "阮思远", "谷雨生"]
    assert value(found, "holder_rank") == "3"


ABSTRACT = (
    "摘要：本文讨论课堂上的提问。", "关键词：课堂；提问", "随着课程改革的深入，提问受到重视。", "学生在课堂上思考、讨论。", "教师的提问应当适时。",
)  # fmt: skip


def test_a_title_is_sure_where_its_authors_follow_it():
    whole = told("#农村初中学生英语阅读兴趣的培养", "霖州市东方红小学 宋伟", *ABSTRACT)
    assert sure(whole, "activity_title")
    led = told(
        "#课改新视窗", "#农村初中学生英语阅读兴趣的培养研究", "霖州市东方红小学 宋伟", *ABSTRACT
    )
    assert not sure(led, "activity_title")
    cut = told("#农村初中学生英语阅读兴趣的培养", "从一次公开课谈起的若干思考和启示", *ABSTRACT)
    assert not sure(cut, "activity_title")


def test_a_rubric_that_runs_down_the_edge_is_no_part_of_the_title():
    top = 0.08
    lines = [
        line("高中地理区域认知素养的测评与提升路径", 0.11, top, em=0.03),
        line("堂", 0.96, top + 0.018, em=0.025),
        line("霖州市实验小学 佘丽君仉晓菲", 0.11, top + 0.04),
        *(line(text, 0.1, top + 0.1 + 0.03 * at) for at, text in enumerate(ABSTRACT)),
    ]
    found = find_fields((page(*lines),))
    assert value(found, "activity_title") == "高中地理区域认知素养的测评与提升路径"
    assert values(found, "authors") == ["佘丽君", "仉晓菲"]


def test_a_record_of_a_database_tells_year_volume_and_issue():
    found = told(
        "#文献检索记录", "委托人：吕晓燕", "检索日期：2022年8月2日", "题名|高职钢琴课程改革研究——兼谈学习单的设计", "作者|郄秀荣；吕晓燕",
        "刊名|教学与测评", "出版年|2021", "卷|39", "期|9",
        "ISSN|1005-3530", "CN|42-1018/G4", "中图分类号|G633.91", "摘要：本文讨论课堂上的提问。",
    )  # fmt: skip
    assert value(found, "issue_date") == "2021"
    assert (value(found, "volume"), value(found, "issue")) == ("39", "9")
    found = told(
        "#高职院校水产养殖专业“渔场课堂”的构建", "摘要：本文讨论海洋牧场上的课堂。", "关键词：渔场课堂", "作者|曲海涛", "刊名|海洋职业教育", "年，卷|2019,35(2)",
        "ISSN|1005-3530", "页码|38-42", "出版日期|2019-04-25", "上网日期|2019-06-03",
    )  # fmt: skip
    assert (value(found, "volume"), value(found, "issue")) == ("35", "2")
    assert value(found, "issue_date") == "2019-04-25"


def test_when_a_paper_will_appear_is_not_the_day_of_the_letter():
    found = told(
        "稿件录用通知", "尊敬的金善英老师：", "您的稿件审理已经结束，信息如下：", "稿件题目|双语教师课堂话语的混合研究", "录用|2022年第12卷第1期",
        "~《霖江外语》编辑部", "~2021年11月23日",
    )  # fmt: skip
    assert value(found, "issue_date") == "2021-11-23"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CN 37-1523/s", "CN37-1523/S"),
        ("CN 41-1234/g4", "CN41-1234/G4"),
        ("国际标准连续出版物号：ISS 1653-8277", "1653-8277"),
    ],
)
def test_numbers_of_journals_in_small_letters_or_cut(text, number):
    assert [one.value for one in find_serials(text)] == [number]


def test_a_number_of_figures_with_a_point_in_it_is_for_a_person():
    found = told(
        "#专业技术资格证书", "姓名：欧阳慧敏", "资格名称：高级教师", "证书编号：41.03201981735", "~霖州市人力资源和社会保障局", "~2019年4月29日",
    )  # fmt: skip
    assert value(found, "certificate_number") == "41.03201981735"
    assert not sure(found, "certificate_number")


def test_the_translators_number_is_not_the_certificates():
    found = told(
        "译文编号：YLQ-23-09144", "#证书译文", "（译自日文原件）", "证书名称|研修结业证", "持证人|逄锦涛", "研修名称|特别支援教育海外教师研修",
        "总学时|110学时", "证书编号|第2022-0581号", "颁发日期|2022年10月28日", "~霖州翻译有限公司（翻译专用章）",
    )  # fmt: skip
    assert value(found, "certificate_number") == "第2022-0581号"


def test_a_bilingual_certificate_is_the_chinese_persons_and_bodys():
    found = told(
        "#结业证书", "学员吴国华，霖州市崇文初级中学教师，于2021年7月12日至8月6日在我部英语教师口语强化班学习，修满120学时。",
        "This is to certify that WU Guohua attended the Intensive Course in Spoken English.",
        "~School of Continuing Training, Nandu International Studies University", "~", "~", "~霖都外国语大学培训学院", "~2021年8月9日",
    )  # fmt: skip
    assert value(found, "holder_name") == "吴国华"
    assert value(found, "employer") == "霖州市崇文初级中学"
    assert value(found, "activity_title") == "英语教师口语强化班"
    assert values(found, "issuers") == ["霖都外国语大学培训学院"]


def test_a_name_that_begins_like_none_stands_behind_its_school():
    found = told(
        "#荣誉证书", "霖州市涪城区星火小学巴音那木拉老师：", "在第八届霖州市中小学青年教师教学竞赛中，荣获二等奖。", "~霖州市教育局", "~2020年3月27日",
    )  # fmt: skip
    assert value(found, "holder_name") == "巴音那木拉"
    assert not sure(found, "holder_name")
    assert value(found, "employer") == "霖州市涪城区星火小学"


def test_a_body_in_english_goes_on_in_the_next_line():
    found = told(
        "#CERTIFICATE OF COMPLETION", "This is to certify that", "#Zhiqiang HUANG",
        "has successfully completed the programme from 15 May 2020 to 19 May 2020, comprising 30 contact hours.",
        "~Harbour City Centre for Professional", "~Learning", "~Date of issue: 20 May 2020",
    )  # fmt: skip
    assert values(found, "issuers") == ["Harbour City Centre for Professional Learning"]


def test_the_address_of_a_page_dates_nothing():
    found = told(
        "#课题管理平台", "课题名称：虚拟现实支持下的实训教学研究", "课题编号：JK2022ZJ031", "立项日期：2022-06-20", "负责人：朴美善",
        "~http://keti.jky.example/detail?id=20220731",
    )  # fmt: skip
    assert value(found, "issue_date") == "2022-06-20"


FORM = (
    "#教育科研课题结题鉴定表",
    "课题名称：小学低段数学说题活动的校本实践",
    "课题编号：JS-2020-G19",
)


@pytest.mark.parametrize(
    ("rows", "level", "result"),
    [
        (("课题级别：□省级 □市级 ☑县（区）级", "鉴定等级|□优秀|☑良好|□合格"), "district", "良好"),
        (("课题级别：省级☑ 市级□ 县级□", "鉴定等级：优秀□ 良好□ 合格☑"), "provincial", "合格"),
        (("课题级别：□省级 □市级 □县级", "鉴定等级：□优秀 □良好 □合格"), None, None),
    ],
)
def test_only_the_option_that_is_ticked_is_said(rows, level, result):
    found = told(*FORM, *rows, "~霖州教研协会", "~2022年12月16日")
    assert value(found, "level") == level
    assert value(found, "result") == result


def test_a_box_alone_before_a_line_is_a_mark_and_no_option():
    found = told(
        "#结业证书", "□ 姓名：郭晨曦", "□ 学时：40学时", "□ 培训班：霖州市新任教师岗前培训班", "~霖州市教师进修学校", "~2022年8月20日",
    )  # fmt: skip
    assert value(found, "hours") == "40"


def test_marks_before_items_in_two_columns_are_no_options():
    found = told(
        "#会议通知", "各会员单位：", "□会议时间：2023年5月13日至15日   □会议地点：霖州市东湖宾馆", "~霖州市教育学会", "~2023年4月8日",
    )  # fmt: skip
    assert value(found, "start_date") == "2023-05-13"


def test_what_stands_behind_the_last_option_stays():
    found = told(
        *FORM[:2], "课题级别：☑省级 □市级 课题编号：JS-2020-G19", "~霖州教研协会", "~2022年12月16日"
    )
    assert value(found, "level") == "provincial"
    assert value(found, "project_number") == "JS-2020-G19"


def test_a_learner_in_a_clause_is_no_name_that_runs_on():
    found = told(
        "#培训证书", "学员佟佳·明远在学习期间，遵守纪律，完成40学时，准予结业。", "~霖州市教师进修学校", "~2022年8月20日",
    )  # fmt: skip
    assert not [one for one in sure(found, "holder_name") if one.value != "佟佳·明远"]


def test_what_was_not_ticked_leaves_everything_else_in_its_place():
    form = sheet(*FORM, "课题级别：□省级 □市级 ☑县级", "~霖州教研协会", "~2022年12月16日")
    ticked = with_ticked_options(form)
    [before] = [one for one in form.lines if "☑" in one.text]
    [after] = [one for one in ticked.lines if one.box == before.box]
    assert len(after.text) == len(before.text)
    assert "".join(word.text for word in after.words) == after.text
    assert after.text.split() == ["课题级别：", "县级"]


def test_a_meetings_days_and_place_stand_below_headings_without_colons():
    found = told(
        "#关于召开教材编写学术研讨会的通知", "各会员单位：", "第一轮通知（2023年2月20日）发出后，共收到论文213篇。现将有关事项通知如下。",
        "1会议时间", "2023年5月13日—15日，5月12日全天报到，16日上午疏散。", "2会议地点",
        "霖州市教育出版大厦报告厅（凤栖东路66号，电话029-00000370）", "~霖州教材研究会", "~2023年4月8日",
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2023-05-13", "2023-05-15")
    assert value(found, "location") == "霖州市教育出版大厦报告厅"


def test_a_place_in_brackets_behind_the_role():
    found = told(
        "#结项证书", "公冶望舒同志（霖州医药高等专科学校）作为参与人（第3位）完成的省级教学改革研究项目《教学模式的创新》（项目编号：213486），"
        "经专家验收，结项等级为优秀。", "~霖州市教学改革研究中心", "~2023年12月20日",
    )  # fmt: skip
    assert value(found, "holder_rank") == "3"


def test_a_surname_mended_in_one_line_is_mended_in_the_others():
    found = told(
        "#关于同意课题立项的批复", "霖州市第一中学：", "同意逢玥同志主持申报的《选课走班管理模式的行动研究》列为2019年度市级课题，课题编号为YDJY2019-276。",
        "课题负责人：逢玥", "主要成员：禤淑媛、朱永刚、帅思佳", "~霖州市教育科学研究所", "~2019年9月25日",
    )  # fmt: skip
    assert values(found, "authors") == ["逄玥", "禤淑媛", "朱永刚", "帅思佳"]
    assert value(found, "project_role") == "负责人"


def test_when_a_text_was_judged_is_not_when_the_letter_was_made_out():
    found = told(
        "#稿件录用通知单", "填发日期：2024年6月19日", "稿件题目：探究单元的误用与匡正", "作者：苏日娜、鹿鸣", "收稿日期|2024-02-27", "审定日期|2024-06-12",
        "~《教材与课堂》编辑部", "~2024年6月19日",
    )  # fmt: skip
    assert value(found, "issue_date") == "2024-06-19"


def test_a_place_ends_at_the_mark_of_the_next_item():
    found = told(
        "#会议邀请函", "赫连铮老师：", "我们诚挚邀请您出席2025年霖州工程教育教师峰会。", "会议日期：2025年4月12日",
        "会议地点：霖州市生态会议酒店长乐厅（机场大巴世博园线终点） ■ 会议注册费：980元/人", "~霖州工程教育学会", "~2025年3月6日",
    )  # fmt: skip
    assert value(found, "location") == "霖州市生态会议酒店长乐厅"


def test_a_line_without_an_end_costs_itself_alone():
    endless = ("Royal " * 20_000, "□☑ " * 20_000, "会议时间" + " " * 60_000 + "x")
    lines = [line(text, 0.1, 0.5 + 0.03 * at) for at, text in enumerate(endless)]
    paper = (
        line("结业证书", 0.35, 0.08, em=0.05), line("郭晨曦老师参加霖州市新任教师岗前培训班，学习40学时，准予结业。", 0.1, 0.2),
        line("霖州市教师进修学校", 0.6, 0.8), line("2022年8月20日", 0.62, 0.84),
    )  # fmt: skip
    found = find_fields((page(*paper, *lines),))
    assert (value(found, "hours"), value(found, "issue_date")) == ("40", "2022-08-20")
