"""Wordings of certificates, awards, appointments and letters, as two more authors had them."""

import pytest

from extractor.fields import find_fields
from extractor.language.dates import find_dates
from extractor.language.hours import find_hours
from extractor.language.identifiers import find_identifiers
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


def kind(*lines):
    return told(*lines).kind.value


@pytest.mark.parametrize(
    "lines",
    [
        ("#健康合格证明", "(食品从业人员)", "姓名:祁小满|性别:女", "体检结果:合格", "发证日期:2022年3月4日", "~霖州市南河社区卫生服务中心"),
        ("#无犯罪记录证明", "申请人姓名:祁小满", "申请用途:教师资格认定", "经查询,截至出证之日,未发现该申请人有犯罪记录。", "~霖州分局南河派出所", "~2022年3月4日"),
    ],
)  # fmt: skip
def test_papers_on_health_and_crimes_show_no_learning(lines):
    assert kind(*lines) == "unrelated"


def test_a_diploma_that_examiners_award_is_a_qualification():
    found = told(
        "NORTHERN BOARD OF MUSIC TEACHERS", "#Diploma in Teaching Piano", "(Level 4)", "The Panel of Examiners hereby certifies that",
        "#QIN Yuxin", "Passport No. G8***3107", "having satisfied the examiners in the papers and in practical teaching, has been admitted as a holder of this Diploma.",
        "School at time of examination: Northfield Bilingual Primary School", "Diploma number | NBM-4-2020-118", "Awarded on | 7 May 2020",
        "~Northern Board of Music Teachers", "~Chair, Panel of Examiners",
    )  # fmt: skip
    assert found.kind.value == "qualification"
    assert value(found, "employer") == "Northfield Bilingual Primary School"
    assert value(found, "holder_id") == "G8***3107"
    assert value(found, "issue_date") == "2020-05-07"


def test_a_paper_that_only_tells_hours_is_a_statement_of_them():
    assert kind(
        "#专业技术人员继续教育学习证明", "姓名|祁小满|工作单位|霖州市南薰高级中学", "培训项目|高中地理教师能力提升工程",
        "线上必修|40 学时|线下集中|16 学时", "实得总学时|56 学时", "说明:本证明仅证明学时完成情况,不替代结业证书。",
        "~霖州在线教师研修网", "~2021年12月11日",
    ) == "hours_statement"  # fmt: skip


@pytest.mark.parametrize("title", ["导师聘请证", "指导教师聘任证"])
def test_a_tutor_is_whose_appointment_it_is_not_the_pupil(title):
    found = told(
        f"#{title}", "#霖州市“薪火相传”新教师培养计划", "编号|XH-2022-018", "结对导师|祁 小 满|任职学校|霖州市南薰中学",
        "培养对象|岳 知 远|学科|初中物理", "结对时段|2022年9月 — 2024年8月", "~霖州市教育局", "~二〇二二年九月一日颁发",
    )  # fmt: skip
    assert found.kind.value == "appointment"
    assert value(found, "holder_name") == "祁小满"
    assert value(found, "activity_title") == "霖州市“薪火相传”新教师培养计划"


def test_a_term_that_ends_on_the_next_line():
    found = told(
        "#兼 职 教 研 员 聘 任 书", "特聘任 霖州市龙湾镇中心小学", "祁 小 满 同志", "为霖州市小学科学学科兼职教研员",
        "任 期:自 2015 年 9 月 1 日", "    至 2018 年 8 月 31 日", "~霖州市教学研究室", "~二〇一五年八月二十四日",
    )  # fmt: skip
    assert value(found, "start_date") == "2015-09-01"
    assert value(found, "end_date") == "2018-08-31"
    assert value(found, "employer") == "霖州市龙湾镇中心小学"


def test_whoever_went_to_learn_came_back_when_it_was_over():
    found = told(
        "霖州市妇幼保健院", "#证  明  信", "南河区卫生健康委科教股:",
        "兹有我院儿科医师 祁 小 满 同志,于二〇二一年三月一日赴江北医科大学附属医院进修,进修项目“新生儿重症监护”,于二〇二一年八月三十一日期满返院。",
        "~霖州市妇幼保健院", "~二〇二一年九月九日",
    )  # fmt: skip
    assert value(found, "start_date") == "2021-03-01"
    assert value(found, "end_date") == "2021-08-31"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("令和五年(2023年)4月1日至同年7月31日", "2023-04-01", "2023-07-31"),
        ("令和元年(2019年)11月20日", "2019-11-20", "2019-11-20"),
        ("平成29年10月3日", "2017-10-03", "2017-10-03"),
        ("2021年05月01日零时起至2022年04月30日二十四时止", "2021-05-01", "2022-04-30"),
    ],
)
def test_days_by_eras_and_by_the_clock(text, first, last):
    (day,) = find_dates(text)
    assert (day.first.iso(), day.last.iso()) == (first, last)


def test_studies_from_their_beginning_to_their_end():
    found = told(
        "#霖州师范大学研究生成绩单", "姓名:祁小满    学位类别:教育硕士    学制:三年", "入学:2017年9月    毕业:2020年6月",
        "课程 | 学分 | 成绩", "教育原理 | 3 | 86", "课程论 | 3 | 90", "儿童文学 | 2 | 88", "~霖州师范大学研究生院", "~2020年6月21日",
    )  # fmt: skip
    assert value(found, "start_date") == "2017-09"
    assert value(found, "end_date") == "2020-06"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("结业课程数 5,缺考 0", "5"),
        ("上列学科合计六门,悉数及格。", "6"),
        ("Pass mark: 40. Modules passed: 3.", "3"),
    ],
)
def test_how_many_courses_were_passed(line, count):
    found = told(
        "#学员成绩单", "姓名:祁小满", "课程:教育概论  教学设计", line, "~霖州电视大学教务处", "~2012年6月8日"
    )  # fmt: skip
    assert value(found, "courses_passed") == count


def test_an_office_is_no_body_without_its_college():
    found = told(
        "ST OSWIN'S COLLEGE OF EDUCATION", "#Academic Transcript", "Name: Qin Yuxin", "Module | ECTS | Mark",
        "ED301 Inclusive Practice | 10 | 68", "ED304 Assessment | 10 | 61", "Total credits awarded: 20",
        "~Office of the Registrar", "~St Oswin's College of Education", "~17 July 2021",
    )  # fmt: skip
    assert values(found, "issuers") == ["St Oswin's College of Education"]
    assert value(found, "credits") == "20"


@pytest.mark.parametrize(
    ("text", "figure"),
    [("本次会议计16个进修学时", "16"), ("30 学时,等同 3.5 继续教育学分", "3.5")],
)
def test_hours_and_credits_of_a_sort(text, figure):
    assert str(find_hours(text)[-1].value) == figure


def test_a_hotline_is_open_for_hours_that_nobody_learned():
    found = told(
        "#停 水 通 知", "尊敬的用水户:", "我公司定于2022年4月13日对下列区域暂停供水。", "服务热线:96100(24小时)",
        "~霖州水务集团南河营业所", "~2022年4月9日",
    )  # fmt: skip
    assert not values(found, "hours")


SHARED = (
    "#荣 誉 证 书", "NO:LZWK2021(微)077-乙", "祁小满、岳知远 老师:", "你们合作完成的微课《雨从哪里来》,在省级中小学教师微课征集活动中经评审,被评为",
    "#二 等 奖", "(本证一式两份:甲份由第一作者祁小满收执,乙份由第二作者岳知远收执。此为乙份,持有人岳知远。)",
    "~霖州数字教育联盟", "~2021年7月",
)  # fmt: skip


def test_a_copy_is_of_whoever_keeps_it():
    found = told(*SHARED)
    assert value(found, "holder_name") == "岳知远"
    assert value(found, "holder_rank") == "2"
    assert value(found, "certificate_number") == "LZWK2021(微)077-乙"
    assert value(found, "level") == "provincial"


def test_the_ranks_of_several_are_nobodys_where_no_one_is_said_to_keep_the_copy():
    found = told(*SHARED[:5], "(甲份由第一作者祁小满收执,乙份由第二作者岳知远收执。)", *SHARED[6:])
    assert not sure(found, "holder_rank")


LISTED = (
    "南河区教育工会", "#第三届青年教师教学技能竞赛获奖通报", "等 次 | 选手 | 单位", "一等奖 | 岑 远 | 长河路小学",
    "二等奖 | 罗小舟 | 石桥中心校", "三等奖 | 温 亮 | 新城小学",
)  # fmt: skip


def test_the_prize_of_whoever_is_spoken_to_below_a_list():
    found = told(
        *LISTED, "兹将本通报抄送获奖者罗小舟(石桥中心校):你在本次区级竞赛中名列二等奖。", "~南河区教育工会", "~2022年5月14日"
    )  # fmt: skip
    assert value(found, "award_class") == "2"
    assert value(found, "result") == "二等奖"


def test_one_of_all_prizes_of_a_list_is_not_sure():
    found = told(*LISTED, "~南河区教育工会", "~2022年5月14日")
    assert not sure(found, "award_class")


def test_a_notice_tells_whose_prize_it_announces():
    found = told(
        "#南河区教育局", "#关于公布2021年区级教学设计比赛结果的通报", "各中小学:",
        "经初赛、决赛两轮角逐,石桥路第二中学教师 祁 小 满 获二等奖。", "(其他获奖名单略)", "~南河区教育局", "~2021年8月1日",
    )  # fmt: skip
    assert value(found, "holder_name") == "祁小满"
    assert value(found, "employer") == "石桥路第二中学"


def test_a_seal_beside_the_label_of_whoever_trained():
    found = told(
        "#岗位培训合格证书", "姓名:祁小满", "参加“全区中小学校长任职资格岗位培训(第九期)”,自2009年7月15日始,至2009年8月9日止,共150学时。",
        "培训科目: 教育法规 · 学校管理 · 教育理论 · 学校财务", "~培训机构(印章) 霖州市教师进修学校", "~2009年8月18日",
    )  # fmt: skip
    assert values(found, "issuers") == ["霖州市教师进修学校"]
    assert value(found, "activity_title") == "全区中小学校长任职资格岗位培训(第九期)"


def test_a_name_set_wide_in_a_greeting_is_whole():
    found = told(
        "当前位置:首页 >> 个人中心 >> 学时查询", "欢迎您,祁 小 满 [退出] [修改密码]", "所属单位:霖州市南薰中学",
        "项目名称|主办机构|起止日期|认定学时", "高中物理实验教学专题培训|霖州市教师进修学校|2019-07-23 至 2019-07-28|36",
        "审核状态:已登记|考核结果:合格", "共 1 条记录 第 1/1 页",
    )  # fmt: skip
    assert value(found, "holder_name") == "祁小满"
    assert value(found, "hours") == "36"


def test_a_course_stands_over_how_far_it_was_learned():
    found = told(
        "10:21 | 中国移动 4G | 71%", "＜ 返回 | 我的学习档案 | ···", "单位:南河县城关完小", "小学数学跨学科主题教学专题",
        "已完成 100%", "学习时段 2022-05-02 ~ 2022-06-19", "获得学时:20 | 考核:合格",
    )  # fmt: skip
    assert value(found, "activity_title") == "小学数学跨学科主题教学专题"


def test_letters_that_speak_of_a_reply_still_name_whose_teacher_it_is():
    found = told(
        "南河区人民医院", "#关于岳知远同志进修学时的复函", "南河区卫生学校:", "贵校来函收悉。现就贵校教师岳知远在我院学习一事函复如下:",
        "2022年3月1日至2022年5月31日,岳知远参加了“老年护理”进修项目,累计180学时。", "~南河区人民医院", "~2022年6月15日",
    )  # fmt: skip
    assert [one.value for one in sure(found, "employer")] == ["南河区卫生学校"]


@pytest.mark.parametrize("text", ["湖公(治)证字〔2022〕308号", "霖公(户)字〔2021〕15号"])
def test_a_number_with_the_office_in_brackets(text):
    (one,) = find_identifiers(text)
    assert one.value == text


def test_names_that_are_one_word():
    found = told(
        "#证 明", "兹有我园教师迪丽努尔同志,参与“小主播”实践活动,累计三十课时。", "特此证明。",
        "~南河区阳光幼儿园(公章)", "~二〇二一年十二月一日",
    )  # fmt: skip
    assert value(found, "holder_name") == "迪丽努尔"


def test_where_a_training_abroad_was_held():
    found = told(
        "(中文译文)", "#结业证书", "兹证明", "#祁小满", "已完成“双语教学法”课程,该课程于2018年7月8日至2018年8月2日在英国约克举办,面授100学时。",
        "~北原大学教育学院", "~2018年8月2日",
    )  # fmt: skip
    assert value(found, "location") == "英国约克"


def test_whom_a_school_nominated():
    found = told(
        "DELTA TEACHERS' FORUM", "#LETTER OF APPOINTMENT", "Appointment certificate No. DTF/AP/2022/15", "5 January 2022",
        "It is hereby confirmed that, on the nomination of Xishan No. 2 Primary School, where she teaches,", "#Ms QIN Yuxin",
        'is appointed Visiting Trainer of the programme "Stories at School" for the term from 1 February 2022 to 31 July 2022.',
        "~Delta Teachers' Forum",
    )  # fmt: skip
    assert value(found, "employer") == "Xishan No. 2 Primary School"
    assert value(found, "issue_date") == "2022-01-05"


def test_where_somebody_teaches_now():
    found = told(
        "#讲师任职资格证明", "祁小满,女,现在霖州市南薰职业学校从事会计专业教学,经评审具备讲师任职资格。", "~霖州市人事局", "~二〇一一年十二月五日"
    )  # fmt: skip
    assert value(found, "employer") == "霖州市南薰职业学校"


def test_what_an_insurance_says():
    found = told(
        "#学生平安保险 保险凭证", "保险单号|LZ340103202200761", "被保险人|岳知远", "保险期间|2021年09月01日零时起至2022年08月31日二十四时止",
        "~江北人寿保险股份有限公司霖州支公司", "~签单日期:2021年8月25日",
    )  # fmt: skip
    assert value(found, "start_date") == "2021-09-01"
    assert value(found, "certificate_number") == "LZ340103202200761"
    assert value(found, "issue_date") == "2021-08-25"


@pytest.mark.parametrize("office", ["", "内分泌科", "护理部"])
def test_a_learner_comes_from_a_house_not_from_its_ward(office):
    found = told(
        "#学员成绩表", "班次名称:全市护理骨干提升班", f"学员    祁 小 满    来自  霖州市人民医院{office}", "科目 | 学时 | 成绩",
        "护理管理 | 30 | 88", "护理教学 | 24 | 优", "~霖州市护理学会", "~2022年8月6日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市人民医院"
