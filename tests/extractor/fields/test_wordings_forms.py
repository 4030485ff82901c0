"""Wordings of forms, letters and notices that were read wrong once; people and places invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIGNED = ("~柳湾市教师进修学校", "~2021年8月1日")


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def course(text: str, *signed: str):
    return read("#结业证书", "王小明同志:", text, *(signed or SIGNED))


def confidence(found, name: str) -> float:
    return max((f.confidence for f in found.fields if f.name == name), default=0.0)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("于2022年3月至8月在我院心血管内科进修学习六个月,成绩合格。", "心血管内科进修学习"),
        ("在我院心血管内科进修心脏介入诊疗技术,期满六个月。", "心脏介入诊疗技术"),
        ("参加第46期小学校长培训班学习,修完《校长培训教学计划》规定的全部课程,计300学时。", "第46期小学校长培训班"),
        ("您已学完课程:数据分析与可视化,48学时。", "数据分析与可视化"),
        ("参加“混合式教学设计”在线点播培训,共24学时。", "混合式教学设计"),
        ("参加由某学会委托“博识课堂”平台承办的藏品数字化线上培训班,20学时。", "藏品数字化线上培训班"),
    ],
)  # fmt: skip
def test_what_was_learned(text, title):
    assert value(course(text), "activity_title") == title


@pytest.mark.parametrize(
    "text",
    [
        "在本院完成进修计划规定的全部内容,准予结业。",
        "完成16周学习与期末测验,成绩合格。",
        "完成了法规、伦理审查等内容的学习,40学时。",
        "此证明仅供办理职称评审时使用。",
        "参加王小明老师的培训。",
    ],
)
def test_what_is_no_name_of_a_training(text):
    assert value(course(text), "activity_title") is None


def test_a_sentence_means_the_heading():
    found = read(
        "#2017年“偏微分方程”研究生暑期学校",
        "#结业证书",
        "王小明同学:",
        "你于2017年7月10日至28日参加本期暑期学校,修读课程《守恒律》,准予结业。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "2017年“偏微分方程”研究生暑期学校"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["贵单位罕沐阳同学于2023年5月出席了年会。"], "罕沐阳"),
        (["巴图,男,蒙古族,系我校讲师,2021年9月1日至2022年6月30日参加访学。"], "巴图"),
        (["我院心血管内科主治医师韩露同志参加了年会。"], "韩露"),
        (["教师|满  妮|校名|柳湾市第二职业中专"], "满妮"),
        (["用户 ma_rui(实名:马睿)", "您已学完课程:数据分析。"], "马睿"),
        (["姓名 Name   车 永强", "证件号码 ID Number   211324198812094619"], "车永强"),
        (
            ["参训人员:覃 小龙    性别:男    所属院校:柳湾民族师范高等专科学校", "参加培训。"],
            "覃小龙",
        ),
        (["This certificate is awarded to", "Ms. Liang Xiaotong  梁晓彤"], "梁晓彤"),
        (["援派教师:鲜于波    派出单位:柳湾市镜湖中学", "参加培训。"], "鲜于波"),
    ],
)
def test_whose_paper_it_is(lines, name):
    assert value(read("#培训证明", *lines, *SIGNED), "holder_name") == name


def test_who_signs_over_a_post_is_not_the_holder():
    found = read(
        "#课程证书",
        "欧阳朔  柳湾工业大学",
        "于2023年2月20日至6月18日完成了由柳湾理工大学开设的在线课程",
        "智能制造导论",
        "裴玉良",
        "主讲教师",
        *SIGNED,
    )
    assert value(found, "holder_name") == "欧阳朔"
    assert value(found, "activity_title") == "智能制造导论"


def test_figures_over_their_labels():
    found = read(
        "#课程证书", "王小明", "48|93|优秀", "课程学时|综合成绩|评定", "Hours|Score|Grade", *SIGNED
    )
    assert value(found, "hours") == "48"
    assert value(found, "result") == "优秀"


@pytest.mark.parametrize(
    ("line", "employer"),
    [
        ("王小明,男,系柳湾县人民医院心内科主治医师,参加培训。", "柳湾县人民医院"),
        ("王小明,女,1983年2月生,柳湾师范学院副教授,作为访问学者参加培训。", "柳湾师范学院"),
        ("任职单位:柳湾乡九年一贯制学校(副校长)", "柳湾乡九年一贯制学校"),
        ("依托单位:柳湾师范大学生命科学学院", "柳湾师范大学生命科学学院"),
    ],
)
def test_where_somebody_works(line, employer):
    assert value(read("#培训证书", "学员:王小明", line, *SIGNED), "employer") == employer


@pytest.mark.parametrize(
    "line", ["组织单位:柳湾市第一中学", "承办学校:柳湾市第一中学", "考核机构:柳湾市第一中学"]
)
def test_an_unknown_label_of_whoever_held_it_is_no_employer(line):
    assert value(read("#培训证书", "学员:王小明", line, *SIGNED), "employer") is None


@pytest.mark.parametrize("label", ["送培单位", "来稿单位", "所属园所"])
def test_what_an_unknown_label_announces_is_guessed_and_not_sure(label):
    found = read("#培训证书", "学员:王小明", f"{label}:柳湾市第一中学", *SIGNED)
    assert value(found, "employer") == "柳湾市第一中学"


@pytest.mark.parametrize(
    ("signed", "bodies"),
    [
        (["~柳湾省校长培训中心(钢印)"], {"柳湾省校长培训中心"}),
        (["~柳湾市医学会(继续医学教育专用章)"], {"柳湾市医学会"}),
        (["~柳湾师范学院(项目执行办公室)"], {"柳湾师范学院"}),
        (["~柳湾县教育体育局", "~远帆研修网"], {"柳湾县教育体育局", "远帆研修网"}),
        (["~柳湾区教育局人事科", "~丁慧兰名师工作室"], {"柳湾区教育局人事科", "丁慧兰名师工作室"}),
        (["~柳湾市学前教育研究会", "~柳湾幼儿师范学校继续教育学院"], {"柳湾市学前教育研究会", "柳湾幼儿师范学校继续教育学院"}),
        (["~柳湾市档案学会", "~柳湾博物院"], {"柳湾市档案学会", "柳湾博物院"}),
    ],
)  # fmt: skip
def test_who_signs(signed, bodies):
    found = read(
        "#结业证书", "王小明同志参加骨干教师培训,共40学时,准予结业。", *signed, "~2021年8月1日"
    )
    assert set(values(found, "issuers")) == bodies


def test_small_print_below_the_day_ends_no_text():
    found = read(
        "#学习证书",
        "学员:王小明",
        "课程学时:48学时",
        "颁发时间:2024-01-16",
        "~柳湾大学信息学院",
        "~智慧学堂在线教育科技有限公司",
        "本证书为非学历学习证书,不可作为学历凭证。",
    )
    assert set(values(found, "issuers")) == {"柳湾大学信息学院", "智慧学堂在线教育科技有限公司"}


def test_a_school_and_its_university_in_english_are_one():
    found = read(
        "#CERTIFICATE OF ATTENDANCE",
        "This certificate is awarded to Liang Xiaotong for completing the Summer Institute, 30 hours.",
        "~School of Foreign Studies, Qinghe Normal University",
        "~July 23, 2022",
    )
    assert values(found, "issuers") == ["School of Foreign Studies, Qinghe Normal University"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("举办日期|2021-06-18/06-20", "2021-06-18", "2021-06-20"),
        ("举办日期|2021.6.18/2021.6.20", "2021-06-18", "2021-06-20"),
        ("王小明自2022年8月起参加规范化培训,至2023年6月完成区级培训60学时。", "2022-08", "2023-06"),
    ],
)
def test_from_when_to_when(text, first, last):
    found = read("#培训证书", "学员:王小明", text, *SIGNED)
    assert (value(found, "start_date"), value(found, "end_date")) == (first, last)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("合计学时(60分钟折1学时):2", 2),
        ("总学时(45分钟为1学时):36", 36),
        ("每45分钟计1学时,共计24学时。", 24),
    ],
)
def test_what_a_minute_is_worth_is_no_total(text, hours):
    assert value(read("#培训证明", "学员:王小明", text, *SIGNED), "hours") == str(hours)


def test_the_row_of_the_total_wins_over_a_heading_and_is_not_sure():
    found = read(
        "#教师培训学时证明",
        "(360学时培训)",
        "学员:王小明",
        "培训项目|培训机构|时间|学时",
        "班主任研修|进修学校|2016.10|90",
        "课堂改进|师范学院|2017.11|48",
        "总学时|||138",
        *SIGNED,
    )
    assert value(found, "hours") == "138"
    assert confidence(found, "hours") < 0.9


def test_what_was_applied_for_is_not_what_was_granted():
    found = read(
        "#学时登记卡",
        "姓名|王小明",
        "学习内容|学习形式|申报学时|核定学时",
        "法治思想|网络学习|30|30",
        "古籍著录|面授|48|42",
        "合计||78|72",
        "经审验,核定继续教育学时72学时。",
        *SIGNED,
    )
    assert value(found, "hours") == "72"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Ref. TEYL/22/0093", "TEYL/22/0093"),
        ("结业证书编号:2022ZYJS31—柳湾滩—019", "2022ZYJS31—柳湾滩—019"),
    ],
)
def test_the_papers_own_number(line, number):
    assert value(read("#结业证书", "学员:王小明", line, *SIGNED), "certificate_number") == number


@pytest.mark.parametrize(
    "line", ["责任编辑证书号:JZ150032", "Grant No. 11726S03", "准印证号:(云)Z99-0214"]
)
def test_numbers_of_other_papers(line):
    assert value(read("#结业证书", "学员:王小明", line, *SIGNED), "certificate_number") is None


def test_a_number_in_a_lecturers_brackets_gives_way():
    found = read("#合格证", "救护培训师:容与(证号RC-2031)", "编号:SJ2104-00382", *SIGNED)
    assert value(found, "certificate_number") == "SJ2104-00382"


def test_stars_are_kept_as_printed_where_there_are_few():
    found = read("#培训证书", "身份证号:230881****0719", "姓名:王小明", *SIGNED)
    assert value(found, "holder_id") == "230881****0719"


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("考核结果:优秀☑  良好☐  合格☐  不合格☐", "优秀"),
        ("考核结果:□优秀  ☑良好  □合格", "良好"),
        ("考核结果:□优秀  □良好  □合格", None),
        ("考核 Assessment:Pass 合格", "合格"),
    ],
)
def test_the_option_that_is_ticked(line, result):
    assert value(read("#鉴定表", "学员:王小明", line, *SIGNED), "result") == result


def test_a_notice_that_a_paper_rests_on_is_told_and_not_sure():
    found = course("根据《关于举办骨干教师培训的通知》(柳教〔2020〕17号)参加骨干教师培训,40学时。")
    assert value(found, "document_number") == "柳教〔2020〕17号"
    assert confidence(found, "document_number") < 0.9


def test_a_label_in_running_text_ends_with_its_clause():
    found = read(
        "#培训证书",
        "学员:王小明",
        "地点:柳湾省图书馆报告厅,计继续教育专业科目学时32学时。",
        *SIGNED,
    )
    assert value(found, "location") == "柳湾省图书馆报告厅"


def test_the_line_below_a_short_value_is_not_its_rest():
    found = read(
        "#参会证明",
        "与会者:王小明",
        "会址:莲花山庄",
        "住宿费320元/天,会务费自理。",
        *SIGNED,
    )
    assert value(found, "location") in ("莲花山庄", None)


def test_the_next_meeting_is_held_elsewhere():
    found = read(
        "#参会证明",
        "王小明参加了2016年在柳湾市举行的编辑交流会。",
        "下届会议拟于2017年9月在黔江口市举行。",
        *SIGNED,
    )
    assert value(found, "location") != "黔江口市"


def test_the_translator_is_not_the_holder():
    found = read(
        "#教学文凭证书(中文译文)",
        "考生:石榴",
        "证书注册号 RB/DipT/0066329",
        "首席执行官 理查德",
        "译者保证书",
        "本人王小明精通中英双语,证明以上译文准确完整。",
        "~译者签名:王小明",
        "~2017-06-30",
    )
    assert value(found, "holder_name") == "石榴"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("经红十字应急救护培训,考核合格。", "红十字应急救护培训"),
        ("参加由某学会举办的国家级继续医学教育项目《脓毒症新进展学习班》(项目编号:2021-04-11-087(国))。", "脓毒症新进展学习班"),
        ("参加我省高等学校新教师岗前培训,学习了《教育学》、《心理学》四门课程。", "高等学校新教师岗前培训"),
        ("2020年8月3日至14日在青川学院继续教育基地参加中等职业学校“双师型”教师专业能力研修班学习,计72学时。", "中等职业学校“双师型”教师专业能力研修班"),
        ("参加“教师教学与科研”高级研修班(在线直播+录播回放),折合学时32学时。", "教师教学与科研"),
    ],
)  # fmt: skip
def test_what_was_learned_and_where_it_was_held(text, title):
    assert value(course(text), "activity_title") in (title, f"“{title}”高级研修班")


def test_a_title_in_two_languages_is_the_chinese_one():
    found = read(
        "#培训合格证明",
        "持证人姓名 / Name of holder:李港生",
        "培训项目 / Title of training:基本安全培训(Z01)/ Basic Training",
        "共计 108 学时,考核合格。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "基本安全培训(Z01)"


def test_a_member_of_a_course():
    found = read(
        "#证明",
        "兹有我校第52期中青年干部培训班学员上官文博同志,于2019年3月4日入学,2019年5月17日结业。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "第52期中青年干部培训班"
    assert value(found, "start_date") == "2019-03-04"
    assert value(found, "end_date") == "2019-05-17"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["廖思琪", "修读了由柳湾理工大学周明远教授主讲的课程"], "廖思琪"),
        (["Name 姓名  司徒嘉宁", "经应急救护培训,考核合格。"], "司徒嘉宁"),
        (["您好,哈丽娜·叶尔肯导游!", "您已完成年审培训。"], "哈丽娜·叶尔肯"),
        (["欢迎您:仇 婷婷 [退出]", "已获学时:30"], "仇婷婷"),
        (["尊敬的 濮阳子墨:", "恭喜您完成培训!"], "濮阳子墨"),
        (["持证者 甘 露 于2021年4月至6月接受专科护士培训。"], "甘露"),
        (["贵局所属柳湾市第一中学教师尉迟明珠(身份证号:53092419880722348X)参加培训。"], "尉迟明珠"),
    ],
)  # fmt: skip
def test_whose_paper_it_is_among_others(lines, name):
    assert value(read("#培训合格证", *lines, *SIGNED), "holder_name") == name


def test_of_whom_a_letter_speaks():
    found = read(
        "#关于池砚同志援藏工作情况的说明",
        "该同志于2019年7月至2021年1月在外地工作。",
        "~柳湾市妇幼保健院",
        "~2022年6月27日",
    )
    assert value(found, "holder_name") == "池砚"


@pytest.mark.parametrize(
    ("signed", "bodies"),
    [
        (["~柳湾省文物局", "~柳湾民族博物馆"], {"柳湾省文物局", "柳湾民族博物馆"}),
        (["~国家税务总局柳湾市税务局教育科", "~云岭税务干部学院"], {"国家税务总局柳湾市税务局教育科", "云岭税务干部学院"}),
        (["~全国轻工职业教育联盟", "~苏澄工艺美术职业学院"], {"全国轻工职业教育联盟", "苏澄工艺美术职业学院"}),
        (["~柳湾医学高等专科学校  校长  谷 南 生"], {"柳湾医学高等专科学校"}),
        (["~柳湾区民政局社会事务股"], {"柳湾区民政局社会事务股"}),
    ],
)  # fmt: skip
def test_who_signs_beside_whom(signed, bodies):
    found = read(
        "#结业证书", "王小明同志参加骨干教师培训,共40学时,准予结业。", *signed, "~2021年8月1日"
    )
    assert set(values(found, "issuers")) == bodies


def test_a_body_and_its_department_are_not_surely_one():
    found = course(
        "参加骨干教师培训,共40学时。", "~柳湾能化装备有限责任公司", "~人力资源部", "~2022-08-08"
    )
    assert confidence(found, "issuers") < 0.9


@pytest.mark.parametrize(
    "text",
    ["共计_80_学时,准予结业。", "共计__80__学时", "学时:_80_"],
)
def test_what_is_left_of_an_underline_is_no_sign(text):
    assert value(course(text), "hours") == "80"


def test_what_was_learned_was_over_when_the_paper_was_made_out():
    found = read(
        "#继续教育学时证明",
        "王小明于2021年度在我院参加以下培训:",
        "1.3月20日至4月11日,课程实施示范培训,36学时;",
        "以上培训合计36学时。",
        "~柳湾师范大学继续教育学院",
        "~2022年1月7日",
    )
    assert value(found, "start_date") == "2021-03-20"
    assert value(found, "end_date") == "2021-04-11"


def test_a_day_in_a_list_is_no_day_of_a_signature():
    found = read(
        "#培训学时认定单",
        "姓名|曲洋",
        "主题|形式|日期|学时",
        "课程思政|工作坊|2022-10-13|4",
        "混合教学|线上|2022-11-21|6",
        "说课观摩|沙龙|2023-03-30|2",
        "教学讲座|讲座|2023-05-18|3",
        "以上共计 15 学时。",
        "~柳湾学院教师发展中心",
        "~打印日期:2023-07-03",
    )
    assert value(found, "issue_date") == "2023-07-03"


def test_a_paper_in_two_languages_has_its_chinese_employer():
    found = read(
        "#进修结业证书",
        "兹证明司马文博(柳湾师范学院外国语学院)参加我校高级研修班,共60学时。",
        "This is to certify that SIMA Wenbo of Liuwan Normal College has completed the programme.",
        *SIGNED,
    )
    assert value(found, "employer") == "柳湾师范学院外国语学院"


def test_a_label_in_a_bracket_ends_with_it():
    found = course(
        "参加暑期社会实践研修班(第二期,主题:“红军足迹”),研修时间2023年7月9—15日,48学时。"
    )
    assert value(found, "activity_title") != "“红军足迹”),研修时间2023年7月9—15日"


def test_a_proof_of_compulsory_subjects_is_a_certificate():
    found = read(
        "#2021年度柳湾市专业技术人员公需科目学习合格证明",
        "姓名|崔雨桐|证件类型|居民身份证",
        "工作单位|柳湾市第四十七中学|考试结果|合格",
        "课程名称|成绩|学时",
        "规划纲要解读|91|10",
        "知识产权保护|86|8",
        "合计||18",
        *SIGNED,
    )
    assert found.kind.value == "training_certificate"
    assert value(found, "hours") == "18"


def test_a_line_of_english_below_a_value_translates_it():
    found = read(
        "#结业证明书",
        "姓名 Name:尹淑贞",
        "研修项目 Programme:边疆高校英语教师混合式教学能力提升计划",
        "Blended Teaching Competence Programme for College Teachers",
        "学时 Hours:72",
        *SIGNED,
    )
    assert value(found, "activity_title") == "边疆高校英语教师混合式教学能力提升计划"


@pytest.mark.parametrize(
    ("pieces", "number"),
    [
        (("柳农继培结字", "第20210347号"), "柳农继培结字第20210347号"),
        (("柳图学培", "(2019)143"), "柳图学培(2019)143"),
    ],
)
def test_a_number_in_a_narrow_column_is_put_together(pieces, number):
    found = read("编号:", *pieces, "#结业证书", "王小明同志参加骨干教师培训班,共40学时。", *SIGNED)
    assert value(found, "certificate_number") == number


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("我站职工鲁建军同志,于2018年9月参加生态管护培训班,培训80学时。", "柳湾县林业工作站"),
        ("我馆馆员鲁建军同志,于2018年9月参加古籍修复培训班,培训80学时。", "柳湾县林业工作站"),
        ("鲁建军同志,职称主治医师,工作单位林溪县中医医院,参加诊疗进展学习班。", "林溪县中医医院"),
    ],
)
def test_whose_staff_a_letter_is_about(text, employer):
    found = read("#证明", text, "特此证明。", "~柳湾县林业工作站", "~2023年8月7日")
    assert value(found, "employer") == employer


def test_the_body_over_whom_a_letter_greets_employs_them():
    found = read(
        "#聘书",
        "柳湾市水文水资源勘测分局",
        "龙跃高级工程师:",
        "兹聘请您为柳湾市水利工程建设质量评审专家,聘期三年。",
        "~柳湾市水务局",
        "~2020年7月1日",
    )
    assert value(found, "employer") == "柳湾市水文水资源勘测分局"


def test_the_leader_of_a_project_does_not_tell_where_its_holder_works():
    rows = ("课题主持人|冯学礼(柳湾市教育科学研究所)", "证书持有人|王小明")
    found = read("#结题证书", "课题名称|乡土课程资源开发研究", *rows, "承担角色|参与人", *SIGNED)
    assert value(found, "employer") is None
    found = read("#结题证书", *rows, "持有人单位|林溪县民族中学", "承担角色|参与人", *SIGNED)
    assert value(found, "employer") == "林溪县民族中学"


def test_a_proof_of_attendance_may_quote_the_meeting():
    found = read(
        "柳湾市植物保护学会",
        "2024年学术年会",
        "#参会证明",
        "兹证明植保站苗苗同志于2024年4月19日至21日出席“柳湾市植物保护学会2024年学术年会”。",
        "~柳湾市植物保护学会",
        "~2024年4月21日",
    )
    assert value(found, "activity_title") == "柳湾市植物保护学会2024年学术年会"


def test_what_a_work_was_judged_to_be_is_the_result():
    found = course("参加装潢技艺基础班学习,共四十课时,结业作品经评议为优良,特予证明。")
    assert value(found, "result") == "优良"


def test_a_doi_with_blanks_behind_its_dots():
    found = read(
        "第41卷第5期 2022年",
        "DOI: 10. 15987/j. issn. 1008-9736.2022.05.006",
        "#放鸭密度对土壤养分的影响",
        "何 畏1,段小芹2",
        "摘要:以一处梯田为例,讨论了放鸭的密度。结果表明有效。",
        "关键词:稻鸭共作;梯田",
    )
    assert value(found, "doi") == "10.15987/j.issn.1008-9736.2022.05.006"


def test_a_numbered_class_is_not_what_is_learnt():
    found = read("学时详情", "职业院校教师师德师风专题网络培训", "班级:2022年柳湾市中职2班", "总学时  20", "结业结果  优秀")  # fmt: skip
    assert confidence(found, "activity_title") < 0.9


def test_a_member_told_apart_from_the_leader_is_the_holder():
    found = read(
        "#教学改革研究项目参与证明",
        "我校研究项目“线上线下混合式教学改革”(项目编号:LW2019-031,主持人:王小明)已通过结项评审。",
        "项目组成员情况如下:第二参与人 哈斯巴根,生命科学学院讲师,承担数据分析工作。",
        "~柳湾师范学院教务处",
        "~2023年9月12日",
    )
    assert value(found, "holder_name") == "哈斯巴根"
    assert value(found, "holder_rank") == "2"
    assert confidence(found, "employer") < 0.9


def test_who_teaches_is_not_who_learns():
    found = course("在我馆参加研修班学习,成绩合格。", "研修课时:120课时        任课教师:董建云、施丽芳", *SIGNED)  # fmt: skip
    assert value(found, "holder_name") == "王小明"
    assert value(found, "hours") == "120"


YEARS = ("#继续教育情况证明", "我单位职工王小明同志近三年参加继续教育情况如下:")


def test_of_a_table_of_several_columns_the_one_that_adds_up_counts():
    rows = ("2019年|30|60|90", "2020年|30|64|94", "2021年|30|58|88", "三年合计|90|182|272")
    found = read(*YEARS, "年度|公需科目|专业科目|小计", *rows, *SIGNED)
    assert value(found, "hours") == "272"


def test_one_of_several_columns_of_hours_is_never_sure():
    rows = ("2019年|30|60", "2020年|30|64", "2021年|30|58", "三年合计|90|182")
    assert confidence(read(*YEARS, "年度|公需科目|专业科目", *rows, *SIGNED), "hours") < 0.9


def test_the_hours_of_the_class_are_not_those_of_who_taught_in_it():
    found = read(
        "#讲座学时证明",
        "柳湾师范学院科技处:",
        "贵校阮成龙老师于2020年10月9日在我市培训班授课,共讲授专题8学时(该班总学时为24学时)。",
        "~柳湾市活动中心",
        "~2020年10月13日",
    )
    assert value(found, "hours") == "8"
    assert value(found, "employer") == "柳湾师范学院"


@pytest.mark.parametrize(
    ("signed", "bodies"),
    [
        (("~柳湾博物馆联盟  Liuwan Museums Alliance", "~林溪县博物馆  Linxi Museum"), ["柳湾博物馆联盟", "林溪县博物馆"]),
        (("~柳湾高原植物学会", "~林溪民族医药研究所"), ["柳湾高原植物学会", "林溪民族医药研究所"]),
    ],
)  # fmt: skip
def test_two_that_sign_stay_two(signed, bodies):
    found = course("参加保护技术培训班,共36学时。", *signed, "~2018年5月25日")
    assert values(found, "issuers") == bodies


@pytest.mark.parametrize(
    "text",
    [
        "王小明医师由林溪县中医医院选送,于2018年3月至8月在我院进修学习,成绩合格。",
        "王小明,女,1989年6月生,系林溪县中医医院新进教师,于2016年7月参加岗前培训,共110学时。",
    ],
)
def test_who_sent_somebody_employs_them(text):
    assert value(read("#进修证书", text, *SIGNED), "employer") == "林溪县中医医院"


def test_a_member_of_the_team_holds_the_proof_and_not_the_leader():
    found = read(
        "#教研课题参与证明",
        "普文杰同志系柳湾县教育局2019年度县级课题“整本书阅读的过程性评价”(立项号:LW2019-12;主持人:王小明)的课题组成员,承担数据统计工作。",
        "情况属实,特此证明。",
        *SIGNED,
    )
    assert value(found, "holder_name") == "普文杰"


def test_authors_in_brackets_behind_a_title():
    found = read(
        "#稿件录用通知书",
        "王小明同志:",
        "您好!大作《研学课程的设计》(作者:王小明,杨涛,李佳蔚)经专家评审,现决定录用。",
        "~《地理教学探索》编辑部",
        "~2019-12-09",
    )
    assert values(found, "authors") == ["王小明", "杨涛", "李佳蔚"]


def test_the_occasion_of_a_prize_without_whom_it_went_to():
    found = read(
        "#表彰证书",
        "授予:林溪县人民医院  王小明 同志",
        "“2020年度青年岗位能手技能竞赛”三等奖。",
        "~柳湾省医务工会",
        "~2020年12月15日",
    )
    assert value(found, "activity_title") == "2020年度青年岗位能手技能竞赛"


def test_the_number_of_a_patent_s_certificate_is_never_sure():
    found = read(
        "证书号第10734512号", "#实用新型专利证书", "实用新型名称:一种清洗一体机", "发明人:王小明"
    )
    assert value(found, "certificate_number") == "第10734512号"
    assert confidence(found, "certificate_number") < 0.9


def test_hours_translated_as_credit_hours():
    found = read("#结业证书", "学员姓名 Name:王小明", "研修学时 Credit Hours:48", *SIGNED)
    assert value(found, "hours") == "48"
    assert value(found, "credits") is None


@pytest.mark.parametrize(
    ("label", "who"),
    [
        ("培训对象", "全体班主任"),
        ("培训对象", "高中段班主任"),
        ("培训对象", "全市初中物理教师"),
        ("参训人员", "全体班主任"),
        ("学员", "各校骨干教师"),
    ],
)
def test_whom_a_class_is_for_holds_nothing(label, who):
    found = read(
        "#培训情况证明", f"{label}:{who}", "培训时间:2021年9月6日至9月10日", "32学时", *SIGNED
    )
    assert value(found, "holder_name") is None


@pytest.mark.parametrize("who", ["张三", "张三老师", "张三(柳湾市第一小学)", "全智慧"])
def test_who_is_named_behind_such_a_label_holds_the_paper(who):
    found = read(
        "#培训情况证明", f"培训对象:{who}", "培训时间:2021年9月6日至9月10日", "32学时", *SIGNED
    )
    assert value(found, "holder_name") == who[:3].removesuffix("老").removesuffix("(")
