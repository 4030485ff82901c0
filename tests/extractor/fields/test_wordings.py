"""Wordings of certificates, letters and lists, each read wrong once; people and places invented."""

from __future__ import annotations

import pytest

from extractor.document import Page
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page, value, values

SIGNED = ("~柳湾市教师进修学校", "~2021年8月1日")


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def sure(found, name: str) -> bool:
    return any(f.confidence >= 0.9 for f in found.fields if f.name == name)


def course(text: str, *signed: str):
    return read("#结业证书", "王小明同志:", text, *(signed or SIGNED))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("完成《专业技术人员创新能力建设》公需科目学习,共30学时。", "专业技术人员创新能力建设"),
        ("参加“虚拟仿真教学创新”专题研修班(线上),学时24。", "虚拟仿真教学创新"),
        ("参加《普通高中教科书·生物学》(必修)新教材使用培训会,24学时。", "《普通高中教科书·生物学》(必修)新教材使用培训会"),
        ("参加“国培计划”中西部项目——信息技术应用能力提升培训,90学时。", "“国培计划”中西部项目——信息技术应用能力提升培训"),
        ("参加为期十天(八十学时)的小学语文教师培训,准予结业。", "小学语文教师培训"),
        ("于2021年3月在本校第三十二期中青年干部培训班学习,共128学时。", "第三十二期中青年干部培训班"),
        ("参加柳湾市教师进修学校第八期班主任培训班学习,共40学时。", "第八期班主任培训班"),
        ("参加我市“双百名师”培养工程第二阶段集中培训,共40学时。", "“双百名师”培养工程第二阶段集中培训"),
        ("出席2022年柳湾省第十八届年会暨课堂教学观摩活动,计16学时。", "2022年柳湾省第十八届年会暨课堂教学观摩活动"),
        ("参加主题为“大单元教学设计”的校本研修活动,8学时。", "大单元教学设计"),
        ("根据《关于举办2021年骨干教师培训的通知》,参加骨干教师培训,40学时。", "骨干教师培训"),
    ],
)  # fmt: skip
def test_what_a_training_is_called(text, title):
    assert value(course(text), "activity_title") == title


@pytest.mark.parametrize(
    "text",
    [
        "该学员按期完成省级培训任务,各项考核均已通过,准予结业。",
        "修完研修方案规定的全部课程,计72学时。",
        "统计区间内共完成培训5项,审核通过学时合计72。",
        "兹证明上述人员2020年度参加继续教育情况如上。",
    ],
)
def test_what_no_training_is_called(text):
    assert value(course(text), "activity_title") is None


def test_a_name_on_a_form_is_longer_than_its_beginning_in_a_sentence():
    found = read(
        "#学时证书",
        "您已完成“2024年暑期教师研修”专题的学习,特发此证。",
        "姓名|王小明",
        "研修专题|2024年暑期教师研修(职业教育)",
        "获得学时|10",
        *SIGNED,
    )
    assert value(found, "activity_title") == "2024年暑期教师研修(职业教育)"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["兹证明  吴 越  参加了柳湾市教育学会举办的“师资培训”,共计32学时。"], "吴越"),
        (["欧阳雪 女 一九九〇年三月生 系柳湾市幼儿园教师 于二〇一八年十月参加培训班学习"], "欧阳雪"),
        (["王小明:身份证号320106198709153333,参加2021年教师资格注册培训,经审核合格。"], "王小明"),
        (["恭喜 王小明 老师完成以下课程的学习", "课程:心理危机识别", "学时:8学时"], "王小明"),
        (["兹有 王小明 (单位:柳湾市实验中学 职务:教研组长)", "参加 第十五期研修班"], "王小明"),
        (["你校_王小明_老师于2022年9月至2023年6月参加培训,共24学时。"], "王小明"),
        (["授予:柳湾市实验小学 王小明 同志"], "王小明"),
        (["关于黎志刚同志继续教育学时的说明", "黎志刚,男,现任教于柳湾市职业学校,累计取得继续教育学时374学时。"], "黎志刚"),
    ],
)  # fmt: skip
def test_whose_it_is(lines, name):
    assert value(read("#证书", *lines, *SIGNED), "holder_name") == name


def test_the_office_of_a_sex_is_nobody_s_name():
    found = find_fields(
        (page(line("结业证书", 0.4, 0.1, em=0.05), line("别女", 0.1, 0.2), *body("共40学时。")),)
    )
    assert value(found, "holder_name") is None


def test_a_user_is_greeted_by_name():
    found = read("我的学习", "王小明,您好", "2022年公需科目", "总学时:30 已完成:30", "下载证书")
    assert value(found, "holder_name") == "王小明"


def test_a_speck_between_surname_and_given_name_is_no_dot():
    found = read("#培训证书", "韩·冰老师:", "参加骨干教师培训,共120学时。", *SIGNED)
    assert value(found, "holder_name") == "韩冰"


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("学员钟离沐,现任柳湾县第一中学德育处副主任,参加培训班学习,128学时。", "柳湾县第一中学"),
        ("学员钟离沐,现任职于柳湾县第一中学,参加培训班学习,128学时。", "柳湾县第一中学"),
        ("穆凡同志(女,1984年6月生,柳湾市外国语学校)参加我院培训,40学时。", "柳湾市外国语学校"),
        ("尔古·阿呷,女,系我区柳湾职业中学在编教师,累计180学时。", "柳湾职业中学"),
        ("陆鸢老师,工作单位为柳湾市盲聋哑学校,参加培训,12学时。", "柳湾市盲聋哑学校"),
        ("杜建军教授,柳湾工业学院,于2018年9月至2019年7月参加培训,40学时。", "柳湾工业学院"),
        ("兹证明马骏(性别:男,工作单位:柳湾市外国语学校)参加培训,40学时。", "柳湾市外国语学校"),
    ],
)
def test_where_somebody_works(text, school):
    assert value(read("#证书", text, *SIGNED), "employer") == school


@pytest.mark.parametrize(
    "text",
    [
        "王小明参加骨干教师培训,地点为柳湾幼儿师范学校,共计80学时。",
        "王小明参加骨干教师培训,主办单位为柳湾教育学院,共计80学时。",
    ],
)
def test_where_it_was_held_is_no_employer(text):
    assert value(read("#证书", text, *SIGNED), "employer") is None


def test_a_row_of_labels_and_values_without_colons():
    found = read("#培训证明", "姓名 王小明 性别 女 年龄 35", "单位 柳湾市实验中学 职称 高级教师")
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾市实验中学"


def test_a_value_ends_where_the_next_line_begins_a_sentence():
    found = read(
        "#合格证书",
        "姓名:王小明",
        "工作单位:柳湾市东风路小学",
        "该学员于2021年度参加《创新能力建设》学习,完成30学时。",
    )
    assert value(found, "employer") == "柳湾市东风路小学"


def test_a_value_may_go_on_under_its_label():
    name = "2020年柳湾省中小学教师信息技术应用能力提升工程2.0全员培训"
    found = read("#结业证书", f"培训项目  {name}", "培训时间  2020年10月12日—2020年12月25日")
    assert value(found, "activity_title") == name


def test_labels_that_are_set_in_two_lines():
    found = find_fields(
        (
            page(
                line("合格证书", 0.3, 0.1, em=0.05),
                line("姓名", 0.1, 0.2),
                line("王小明", 0.3, 0.2),
                line("证书编", 0.1, 0.3),
                line("ZLSY220457", 0.3, 0.315),
                line("号", 0.13, 0.335),
            ),
        )
    )
    assert value(found, "certificate_number") == "ZLSY220457"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("自2024年4月18日起至同月22日止,参加专项培训。", "2024-04-18", "2024-04-22"),
        ("自2024年2月起,至2025年1月止,参加专项培训。", "2024-02", "2025-01"),
        ("于2021年7月5日上午至7月9日下午参加专项培训。", "2021-07-05", "2021-07-09"),
        ("于二〇二一年三月五日至同年六月十日参加专项培训。", "2021-03-05", "2021-06-10"),
        ("于2024年3月参加专项培训,并于2024.03.29通过线上考试。", "2024-03", "2024-03"),
    ],
)
def test_from_when_to_when(text, first, last):
    found = course(text)
    assert (value(found, "start_date"), value(found, "end_date")) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "在2021年9月至20222年7月期间参加校本研修,共48学时。",
        "于2021年3月、5月、7月分三次参加集中培训,共40学时。",
    ],
)
def test_a_period_that_is_not_told_whole_is_not_sure(text):
    assert not sure(course(text), "end_date")


def test_the_days_of_a_list_s_rows_are_not_sure():
    found = read(
        "#Record of Continuing Professional Development",
        "Teacher: Zhao Min",
        "Phonics Training|14 Sep 2020|6",
        "Safeguarding Level 2|3 Nov 2020|3",
        "Total||9",
        "~Lakeside International School",
    )
    assert not sure(found, "start_date")


def test_a_day_in_a_row_of_a_list_is_not_the_day_of_issue():
    found = read(
        "#学时证明",
        "1|二次函数教研|柳湾县教研室|2022-03-16",
        "2|试卷讲评|柳湾县教师进修学校|2022-05-12",
        "打印日期:2022-07-05",
    )
    assert value(found, "issue_date") == "2022-07-05"


@pytest.mark.parametrize(
    ("signed", "bodies"),
    [
        (("~柳湾市人力资源和社会保障局", "~专业技术人员管理科"), ["柳湾市人力资源和社会保障局专业技术人员管理科"]),
        (("~校长:李国强(签章)", "~柳湾市教师进修学校"), ["柳湾市教师进修学校"]),
        (("~University of Brightwater, School of Education",), ["University of Brightwater, School of Education"]),
        (("~Dr. Peter Hall", "~Head of Professional Learning", "~University of Westbridge"), ["University of Westbridge"]),
        (("~Chair, Organizing Committee",), []),
    ],
)  # fmt: skip
def test_who_signs(signed, bodies):
    found = course("参加骨干教师培训,共40学时。", *signed, "~2021年8月1日")
    assert values(found, "issuers") == bodies


def test_who_only_trained_is_not_who_certifies():
    found = read(
        "#学分认定证明",
        "姓名:王小明",
        "培训学时:80",
        "培训机构:柳湾民族大学",
        "~柳湾省教师培训项目办公室",
        "~2022年9月10日",
    )
    assert values(found, "issuers") == ["柳湾省教师培训项目办公室"]


def test_a_host_that_stamps_the_page_issues_it():
    found = read("#学分证书", "王小明同志:", "学习期满,18学时。", "~主办单位(盖章):柳湾省护理学会")
    assert values(found, "issuers") == ["柳湾省护理学会"]


def test_hours_are_no_body():
    found = read("#学时认定表", "姓名:王小明", "认定机构:|认定122学时。", *SIGNED)
    assert values(found, "issuers") == ["柳湾市教师进修学校"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("编号:2019-访-046", "2019-访-046"),
        ("证书编号(幼园长)2018第212号", "(幼园长)2018第212号"),
        ("编号(No.):2018-11", "2018-11"),
    ],
)
def test_numbers_with_words_in_them(text, number):
    found = read("#结业证书", "王小明同志:", "参加骨干教师培训,共40学时。", *SIGNED, text)
    assert value(found, "certificate_number") == number


def test_one_part_that_the_others_add_up_to_is_the_whole():
    found = course(
        "已完成2018—2022学年(第五周期)360学时的教师培训任务。"
        "其中:集中培训120学时,校本研修150学时,远程培训90学时。"
    )
    assert value(found, "hours") == "360"


def test_what_was_taught_stands_below_the_hours_of_tuition():
    found = read(
        "#Certificate of Professional Development",
        "This is to certify that",
        "Zhou Wenqing",
        "has successfully completed 45 hours of tuition in",
        "#Communicative Methodology for Teachers",
        "held at Ashcombe from 15th July to 2nd August 2019",
    )
    assert value(found, "activity_title") == "Communicative Methodology for Teachers"
    assert value(found, "hours") == "45"


def test_a_spoken_paper_is_not_the_conference():
    found = read(
        "#Certificate of Participation",
        "This certifies that Dr. Li Na participated in the 6th Symposium on STEM Education, held in",
        "Suzhou, 16-18 October 2020 and presented a paper entitled “Thinking in Primary Schools”.",
    )
    assert value(found, "activity_title") == "6th Symposium on STEM Education"


def test_the_honour_of_a_year_s_work_is_the_title():
    found = read(
        "#荣誉证书",
        "王小明同志:",
        "在2020-2021学年度工作中成绩显著,被评为“柳湾市优秀教师”。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "柳湾市优秀教师"


def test_the_winners_that_a_line_addresses():
    found = read(
        "#论文证书",
        "王雪梅、张立新 同志:",
        "你们的论文《大单元教学的实践与思考》在优秀论文评选中获 二 等奖。",
        *SIGNED,
    )
    assert found.kind.value == "award"
    assert values(found, "authors") == ["王雪梅", "张立新"]


def test_a_taught_lesson_is_the_awarded_work():
    found = read(
        "#荣誉证书", "方圆老师所授《圆的面积》一课荣获第七届柳湾省优质课评比特等奖。", *SIGNED
    )
    assert value(found, "activity_title") == "圆的面积"


def test_who_undertakes_a_part_of_a_project_holds_a_paper_on_the_project():
    found = read(
        "#课题参与证明",
        "兹证明张立新同志参与了课题《乡村教师专业发展研究》的研究工作,"
        "承担子课题“乡村教师培训需求调查”,为课题组主要成员。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "乡村教师专业发展研究"


def test_a_journal_s_masthead_is_no_title():
    found = read(
        "第39卷第4期 2021年8月",
        "#柳湾师范学院学报(教育科学)",
        "#小学数学分层作业设计研究",
        "刘志远,汪晓燕",
        "[摘 要]作业设计是减轻学生负担的重要环节。",
    )
    assert value(found, "activity_title") == "小学数学分层作业设计研究"
    assert value(found, "journal") == "柳湾师范学院学报(教育科学)"


def test_the_name_of_a_journal_in_letters_is_left_out():
    found = read(
        "2021年第15期(总第312期) 教学与管理参考 JIAOXUE YU GUANLI CANKAO",
        "#整本书阅读教学策略",
        "王丽娟",
        "摘要:本文从任务设计等方面提出策略。",
    )
    assert value(found, "journal") == "教学与管理参考"


def test_a_subtitle_whose_dash_was_lost():
    found = find_fields(
        (
            page(
                line("清代地方志的破损调查", 0.3, 0.1, em=0.04),
                line("以柳湾市图书馆为例", 0.32, 0.16, em=0.039),
                line("卓玛 赵抱朴", 0.4, 0.22),
                line("摘要:对馆藏进行普查。", 0.1, 0.3),
                line("关键词:地方志;古籍修复", 0.1, 0.35),
            ),
        )
    )
    assert value(found, "activity_title") == "清代地方志的破损调查——以柳湾市图书馆为例"


def test_authors_beside_their_school_with_a_wide_stroke():
    found = read(
        "#高阶思维的问题设计", "□ 李 想／柳湾市实验小学", "【摘要】高阶思维。", "【关键词】数学"
    )
    assert values(found, "authors") == ["李想"]


def test_second_editors_are_people_and_their_title_is_none():
    found = read(
        "#小学数学作业设计",
        "主编 王丽娟 副主编 陈刚 李敏",
        "#柳湾教育出版社",
        "ISBN 978-7-5559-1234-5",
        "版次 2021年6月第1版 印次 2021年6月第1次印刷",
    )
    assert "副主编" not in values(found, "authors")


def test_what_a_guest_is_to_speak_on_is_not_the_meeting():
    found = read(
        "#第五届特殊教育学术论坛邀请函",
        "王教授:",
        "第五届特殊教育学术论坛将于2022年6月18日至19日在柳湾学院召开,"
        "现诚挚邀请您作主旨报告,报告题目:《融合教育的本土实践》。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "第五届特殊教育学术论坛"


def test_the_month_of_a_meeting_alone_is_not_sure():
    found = read(
        "#邀请函",
        "王小明校长:",
        "兹定于2019年11月底召开柳湾省后勤学术年会,诚邀您拨冗莅临。",
        *SIGNED,
    )
    assert value(found, "start_date") == "2019-11"
    assert not sure(found, "start_date")


def test_a_letter_on_what_a_certificate_leaves_out_is_the_school_s():
    found = read(
        "#关于许文静同志参加培训情况的证明",
        "柳湾市人力资源和社会保障局:",
        "我园教师许文静,于2021年7月5日至16日参加骨干教师培训,80学时。"
        "该证书未载明起止时间,特此说明。",
        "~柳湾市安居幼儿园",
        "~2021年12月3日",
    )
    assert values(found, "issuers") == ["柳湾市安居幼儿园"]


def watermarked() -> Page:
    """Return a page on which a university's name stands askew behind the text."""
    marks = [
        line("苍梧大学", 0.1 + 0.2 * across, 0.35 + 0.12 * down) for across in range(3) for down in range(4)
    ]  # fmt: skip
    askew = [
        type(mark)(
            mark.text,
            type(mark.box)(mark.box.left, mark.box.top, mark.box.right, mark.box.top + 0.09),
            mark.confidence,
            mark.words,
        )
        for mark in marks
    ]
    return page(
        line("合格证", 0.4, 0.1, em=0.05),
        *body("王小明于2024年3月参加安全培训,累计学习16学时。"),
        *askew,
        line("苍梧大学设备管理处", 0.55, 0.84),
        line("2024年4月1日", 0.6, 0.9),
    )


def test_a_watermark_signs_nothing():
    found = find_fields((watermarked(),))
    assert values(found, "issuers") == ["苍梧大学设备管理处"]


def test_the_edge_of_the_text_is_not_a_speck_in_the_margin():
    found = find_fields(
        (
            page(
                line("结题证书", 0.4, 0.1, em=0.05),
                line("本课题已完成研究任务,经专家组鉴定,准予结题,鉴定等", 0.1, 0.3),
                line("级:良好。", 0.1, 0.345),
                line("IC", 0.95, 0.9),
            ),
        )
    )
    assert value(found, "result") == "良好"


@pytest.mark.parametrize(
    ("line_", "name"),
    [
        ("次旺罗布同志:", "次旺罗布"),
        ("吉克阿牛老师:", "吉克阿牛"),
        ("兹证明 Mr. HE Xiaochuan(何小川)于2019年7月8日至8月2日", "何小川"),
    ],
)
def test_names_of_other_peoples_and_in_two_scripts(line_, name):
    found = read("#证书", line_, "参加骨干教师培训,共40学时。", *SIGNED)
    assert value(found, "holder_name") == name


def test_a_name_of_four_signs_fills_its_cell():
    found = read("#任职资格证书", "姓名|哈木阿尕", "资格名称|高级教师", "管理号|51220600000342")
    assert value(found, "holder_name") == "哈木阿尕"


def test_a_school_whose_name_holds_a_word_for_teachers():
    found = read(
        "#聘书", "柳湾县教师进修学校 伊力哈木·帕尔哈提 老师:", "兹聘请您担任主持人。", *SIGNED
    )
    assert value(found, "employer") == "柳湾县教师进修学校"


def test_who_deals_with_a_letter_is_not_whose_it_is():
    found = read(
        "#证明",
        "我校教师段毅,男,现年36岁,于2021年7月参加骨干教师提升研修班,共96学时。",
        "因结业证书遗失,原发证单位不再补发,现由我校予以证明。",
        "经办人(签字):韦桂芳",
        "~柳湾县第二高级中学",
        "~2021年11月3日",
    )
    assert found.kind.value == "unit_letter"
    assert value(found, "holder_name") == "段毅"
    assert value(found, "employer") == "柳湾县第二高级中学"


def test_two_days_of_two_bodies_are_not_sure():
    found = read(
        "#情况说明",
        "杨冬梅,女,我园保教主任,参加了园本研修,累计36学时。特此说明。",
        "~柳湾县中心幼儿园",
        "~2023年7月5日",
        "~柳湾县教育体育局人事科",
        "~2023年7月11日",
    )
    assert not sure(found, "issue_date")


def test_items_of_a_list_sign_nothing():
    found = read(
        "#稿件录用通知书",
        "诺敏、程守拙作者:",
        "您的大作《教师胜任力模型构建研究》决定予以采用,拟刊于本刊2021年第6期,约6800字。请您:",
        "1. 勿再投他刊,文责自负;",
        "~3. 样刊出版后寄送作者并上传柳湾教育网",
        "~《塞北教育学刊》编辑部",
        "~2021年9月17日",
    )
    assert values(found, "issuers") == ["《塞北教育学刊》编辑部"]
    assert values(found, "authors") == ["诺敏", "程守拙"]
    assert value(found, "characters") == "6800"


def test_a_form_of_acceptance_is_no_paper():
    found = read(
        "#用稿通知单",
        "文章题目|初中英语作业的分层设计",
        "作者姓名|卓玛措",
        "国内刊号|CN 63-9908/G4",
        "国际刊号|ISSN 2096-9910",
        "上述来稿经编审会审议,拟在《中学课程探索》2024年第2期发表。",
        "~中学课程探索杂志社",
        "~2023年12月25日",
    )
    assert found.kind.value == "acceptance_letter"
    assert value(found, "issue_date") == "2023-12-25"


def test_a_section_s_name_at_the_edge_is_no_title():
    found = find_fields(
        (
            page(
                line("教学设计与案例", 0.08, 0.06, em=0.03),
                line("基于手持技术的概念教学设计", 0.25, 0.1, em=0.03),
                line("谢一鸣 欧阳静", 0.42, 0.15, em=0.02),
                line("摘要:以数字化实验为载体。", 0.1, 0.2, em=0.02),
                line("关键词:手持技术;概念教学", 0.1, 0.24, em=0.02),
            ),
        )
    )
    assert value(found, "activity_title") == "基于手持技术的概念教学设计"


@pytest.mark.parametrize(
    ("text", "number"),
    [("编号:CJJX(2023)物-20486", "CJJX(2023)物-20486"), ("证书号:2021-教-12", "2021-教-12")],
)
def test_a_number_with_a_subject_in_it(text, number):
    found = read("#荣誉证书", "王小明老师:", "您的论文《作业设计》荣获一等奖。", *SIGNED, text)
    assert value(found, "certificate_number") == number


def test_a_project_s_number_on_two_lines():
    found = read(
        "#课题立项通知书",
        "次旺罗布同志:",
        "您申报的课题《错题资源的开发与利用》批准为规划2019年度一般课题,课题批准号:LY〔2019〕GHB0653。",
        *SIGNED,
    )
    assert value(found, "project_number") == "LY〔2019〕GHB0653"


def test_a_journal_s_letters_in_a_doi_are_doubted_where_one_is_a_figure():
    found = read(
        "#乡村小学劳动课程的困境与路径",
        "蒙晓,黄立群",
        "摘要:劳动教育在乡村小学的落实。",
        "关键词:劳动教育;乡村小学",
        "DOI:10.99731/j.x1jy.2022.04.009",
    )
    assert value(found, "doi") == "10.99731/j.xljy.2022.04.009"
    assert not sure(found, "doi")


def test_a_designer_who_owns_the_design_holds_the_certificate():
    found = read(
        "#外观设计专利证书",
        "外观设计名称:三棱镜分光观察箱",
        "设计人:古丽米热·阿不都",
        "专利号:ZL 2018 3 0456123.4",
        "专利权人:古丽米热·阿不都",
        "授权公告日:2019年02月15日",
    )
    assert value(found, "holder_name") == "古丽米热·阿不都"


def test_hours_that_stand_over_what_they_are():
    found = find_fields(
        (
            page(
                line("9:41", 0.05, 0.01),
                line("5G 78%", 0.8, 0.01),
                line("我的学习档案", 0.4, 0.05),
                line("2024年暑期教师数字素养提升研修", 0.1, 0.2),
                line("10", 0.18, 0.3, em=0.06),
                line("12.6", 0.45, 0.3, em=0.06),
                line("认定学时", 0.15, 0.365),
                line("累计观看(小时)", 0.4, 0.365),
                line("师德素养2学时", 0.6, 0.5),
                line("虚拟仿真4学时", 0.6, 0.55),
                line("下载电子证书", 0.4, 0.9),
            ),
        )
    )
    assert found.kind.value == "screenshot"
    assert value(found, "hours") == "10"


def test_small_letters_behind_authors_say_where_they_work():
    found = find_fields(
        (
            page(
                line("Asian Review of Science Teaching, Vol. 15, No. 2, 2024", 0.07, 0.03, em=0.02),
                line("Response Cards and Talk in Rural Schools: A Study in", 0.07, 0.1, em=0.03),
                line("Eighth-Grade Physics", 0.07, 0.14, em=0.03),
                line("Wenjun Tuoa, Dolma Tseringb", 0.07, 0.19, em=0.02),
                line("a School of Education, Western University, Helan", 0.07, 0.22, em=0.02),
                line("b Jinhe Institute of Science, Jinhe", 0.07, 0.25, em=0.02),
                line("Abstract: This study examines response cards.", 0.07, 0.3, em=0.02),
                line("Keywords: response cards; physics", 0.07, 0.34, em=0.02),
            ),
        )
    )
    title = "Response Cards and Talk in Rural Schools: A Study in Eighth-Grade Physics"
    assert value(found, "activity_title") == title
    assert values(found, "authors") == ["Wenjun Tuo", "Dolma Tsering"]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("卓玛·央金措 同志(柳湾县中医院伤口门诊):", "柳湾县中医院"),
        ("王小明 同志(柳湾市第三康复医院外科):", "柳湾市第三康复医院"),
        ("王小明 老师(柳湾市第一中学语文教研组):", "柳湾市第一中学"),
    ],
)
def test_a_department_is_no_part_of_the_house(text, house):
    found = read("#结业证书", text, "参加骨干研修班,修满480学时,准予结业。", *SIGNED)
    assert value(found, "employer") == house


def test_what_an_enterprise_s_form_calls_its_people():
    found = read(
        "#继续教育学时核定单",
        "持册人:池小明",
        "身份证件:329901198402296017",
        "供职机构:柳湾科技期刊中心",
        "核定区间:2019年1月1日—2021年12月31日",
        *SIGNED,
    )
    assert value(found, "holder_name") == "池小明"
    assert value(found, "holder_id") == "329901198402296017"
    assert value(found, "employer") == "柳湾科技期刊中心"
    assert value(found, "end_date") == "2021-12-31"


def test_who_approved_a_title_did_not_issue_the_certificate():
    found = read(
        "#专业技术职务任职资格证书",
        "姓名:王小明",
        "资格名称:高级教师",
        "审批机关:柳湾省职称改革工作领导小组",
        "发证机关:柳湾省人力资源和社会保障厅",
    )
    assert values(found, "issuers") == ["柳湾省人力资源和社会保障厅"]


def test_the_subject_of_a_letter_is_no_part_of_a_name():
    found = read(
        "#关于达娃·旺堆同志接受继续教育情况的证明",
        "达娃·旺堆(身份证号码329901198906143516),系柳湾县藏医院主治医师,累计67学时。",
        *SIGNED,
    )
    assert value(found, "holder_name") == "达娃·旺堆"


def test_all_authors_that_a_form_lists_one_by_one():
    found = read(
        "#用稿通知",
        "论文题目|文言文整合教学策略",
        "第一作者|谭雪",
        "作者单位|柳湾高级中学",
        "其他作者|谷志远",
        "刊物名称|语文教育前沿",
        "字符数|4800",
        "~语文教育前沿杂志社",
        "~2022年10月27日",
    )
    assert values(found, "authors") == ["谭雪", "谷志远"]
    assert value(found, "characters") == "4800"


def test_the_house_behind_a_label_is_where_a_meeting_is_held():
    found = read(
        "#关于邀请参加智慧课堂学术年会的函",
        "尊敬的 王小明 老师:",
        "本会定于2023年10月20日至22日在云岭市召开智慧课堂学术年会,诚挚邀请您拨冗莅临。",
        "二、会议地点:云岭市滇湖国际会议中心(春城东路288号)",
        *SIGNED,
    )
    assert value(found, "location") == "云岭市滇湖国际会议中心(春城东路288号)"


def test_an_account_s_name_and_school():
    found = find_fields(
        (
            page(
                line("21:46", 0.05, 0.01),
                line("5G 73%", 0.8, 0.01),
                line("学习档案", 0.4, 0.05),
                line("单雯 ID 60417725", 0.06, 0.13),
                line("柳湾县机关幼儿园", 0.06, 0.165),
                line("2023年幼儿园骨干教师网络研修", 0.06, 0.24),
                line("研修时间:2023-03-06 至2023-05-31", 0.06, 0.28),
                line("查看电子证书", 0.4, 0.88),
                line("首页", 0.1, 0.95),
                line("我的", 0.8, 0.95),
            ),
        )
    )
    assert (value(found, "holder_name"), value(found, "employer")) == ("单雯", "柳湾县机关幼儿园")
    assert value(found, "certificate_number") is None


SCHOOL = "柳湾市东湖区第三小学"


@pytest.mark.parametrize(
    "text",
    [
        f"兹证明来自{SCHOOL}的王小明老师参加骨干教师培训,共40学时。",
        f"学员王小明,工作于{SCHOOL},参加骨干教师培训,共40学时。",
        f"王小明同志(单位:{SCHOOL};职务:教师)参加骨干教师培训,共40学时。",
        f"王小明,男,汉族,1980年5月出生,{SCHOOL}数学教师。2022年7月参加骨干教师培训,共40学时。",
        f"姓名:王小明 单位:{SCHOOL} 参加骨干教师培训,共40学时",
        f"{SCHOOL}校长王小明同志参加校长任职资格培训,共300学时。",
        f"兹有{SCHOOL}王小明(女)同志,参加骨干教师培训,共40学时。",
        f"王小明同志(身份证号:320106198709153333,{SCHOOL}教师)参加骨干教师培训,共40学时。",
    ],
)
def test_somebody_and_their_school_in_one_sentence(text):
    found = read("#结业证书", text, *SIGNED)
    assert (value(found, "holder_name"), value(found, "employer")) == ("王小明", SCHOOL)


def test_a_learner_s_name_of_many_signs_ends_before_the_day():
    found = read(
        "#结业证书", "学员 热依汗古丽·阿卜杜热西提 于2022年7月参加双语教师培训,共40学时。", *SIGNED
    )
    assert value(found, "holder_name") == "热依汗古丽·阿卜杜热西提"


def test_where_somebody_teaches_in_brackets():
    found = read(
        "#继续教育学时证明",
        f"兹有我县端木辰老师(身份证号:350799198802236124,任教于{SCHOOL})参加培训,114学时。",
        *SIGNED,
    )
    assert value(found, "employer") == SCHOOL


def test_the_head_of_a_column_is_not_named_by_the_next_column():
    found = read(
        "#继续教育学习完成证明",
        "姓名|苗小蓓",
        "课程名称|授课人|学时",
        "数字经济与产业转型|贺廷钧|8",
        "生态文明建设讲座|罗小茜|6",
        "知识产权创造与运用|方知白|10",
        "合计||24",
        *SIGNED,
    )
    assert "贺廷钧" not in str(value(found, "activity_title"))
    assert value(found, "hours") == "24"
