"""Projects by contract, changed teams, and lists whose row is told, as six authors had them."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")


def told(*lines):
    return find_fields((sheet(*lines),))


def test_the_members_with_their_leader_among_them_are_ranked_from_one():
    found = told(
        "#结项证书",
        "蓝若水主持的校级教学改革研究项目《应用型课程案例库的建设》（项目批准号：QC-2019-034），准予结项，鉴定等级：良好。",
        "项目组成员（含主持人，依次排序）：蓝若水、祝青、莫以宁、方正。",
        *SIGNED,
    )
    assert value(found, "project_role") == "主持人"
    assert value(found, "holder_rank") == "1"


def test_what_a_sentence_calls_a_project_is_no_part_of_its_name():
    found = told(
        "#结题通知单", "贵单位 马青兰 同志主持的课题 乡土剪纸与小学图形教学的融合研究",
        "（立项号 QC2017-B-092，起止时间2017年11月—2019年11月），结果为 合格。", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "乡土剪纸与小学图形教学的融合研究"


def test_a_project_ends_on_the_day_that_its_form_says():
    found = told(
        "#教育科研项目合同书", "项目名称|寄宿制学校生活教师培养模式研究", "项目编号|QC-KY-2020-77",
        "起始日期|2020年9月1日", "终止日期|2022年8月31日", *SIGNED,
    )  # fmt: skip
    assert value(found, "end_date") == "2022-08-31"


def test_two_schools_that_did_the_work_in_cells_of_a_row_leave_open_where_somebody_works():
    found = find_fields(
        (
            page(
                line("教育科研成果鉴定证书", 0.26, 0.097, em=0.03),
                line("成果名称", 0.12, 0.16), line("冰雪体育课程资源建设与应用", 0.27, 0.16),
                line("课题立项号", 0.11, 0.20), line("QC-T2017-228", 0.27, 0.20),
                line("完成单位", 0.12, 0.27), line("青川市河湾中学", 0.27, 0.27), line("青川市金源小学", 0.55, 0.27),
                line("青川市教育科学研究院", 0.6, 0.80), line("2019年11月29日", 0.62, 0.84),
            ),
        )
    )  # fmt: skip
    assert all(c.confidence < 0.9 for c in found.fields if c.name == "employer")


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("鉴定意见：资料齐全，鉴定委员会一致同意该成果通过鉴定。", "通过"),
        ("您参加的省级重点课题已通过鉴定。", "通过"),
        ("请于明年6月前申请通过鉴定后报我办。", None),
    ],
)
def test_what_the_appraisers_let_pass(sentence, result):
    found = told("#课题结题证书", "课题名称：乡村阅读空间的研究", "课题编号：QC-01-22", sentence, *SIGNED)  # fmt: skip
    assert value(found, "result") == result


def test_the_row_whose_number_a_note_names_is_the_one_that_is_meant():
    found = told(
        "#关于公布2022年度研究项目立项名单的通知",
        "项目编号|项目名称|负责人|成员",
        "QCJG22-031|制种玉米课程思政建设|妥建军|权小燕",
        "QCJG22-032|戈壁农业实训基地建设|权小燕|满江",
        "QCJG22-033|农机专业试点研究|景泰然|妥建军",
        "(权小燕老师主持的项目为QCJG22-032号,特标注。)",
        *SIGNED,
    )
    assert value(found, "activity_title") == "戈壁农业实训基地建设"
    assert value(found, "project_number") == "QCJG22-032"
    assert value(found, "holder_name") == "权小燕"


def test_the_row_with_a_star_before_it_is_the_one_that_is_meant():
    found = told(
        "#课程思政专项课题立项名单",
        "立项编号|课题名称|主持人|单位",
        "QCSZ20-011|烹饪专业课程思政元素挖掘|艾明|青川市服务学校",
        "QCSZ20-012|铁路精神融入检修教学|门广利|青川铁路学校",
        "★QCSZ20-013|冬奥精神融入体育课程的路径|敖春燕|青川市化工学校",
        "注：带★者为本人所承担课题。",
        *SIGNED,
    )
    assert value(found, "activity_title") == "冬奥精神融入体育课程的路径"
    assert value(found, "project_number") == "QCSZ20-013"
    assert value(found, "employer") == "青川市化工学校"


def test_two_starred_rows_tell_nothing():
    found = told(
        "#课程思政专项课题立项名单",
        "立项编号|课题名称|主持人|单位",
        "★QCSZ20-011|烹饪专业课程思政元素挖掘|艾明|青川市服务学校",
        "★QCSZ20-013|冬奥精神融入体育课程的路径|敖春燕|青川市化工学校",
        "QCSZ20-014|工匠文化与焊接课堂|闻杰|青川船舶学院",
        *SIGNED,
    )
    assert value(found, "project_number") is None


def test_a_contract_on_development_is_a_project_of_its_second_party():
    found = told(
        "#技术开发(委托)合同",
        "项目名称:茶叶包装车间视觉分拣装置的研制",
        "委托方(甲方):青川茶业有限公司",
        "受托方(乙方):青川江口职业学校",
        "第二条 乙方指派机电教研组长童建新担任项目负责人,组织六名教师参加。",
        "有效期限:2019年7月10日至2020年12月31日",
        "~签订日期:2019年7月5日",
    )
    assert found.kind.value == "project"
    assert value(found, "holder_name") == "童建新"
    assert value(found, "employer") == "青川江口职业学校"
    assert value(found, "start_date") == "2019-07-10"


def test_who_left_a_team_is_not_its_holder():
    found = told(
        "#课题组成员变更审批表", "课题名称|山区初中劳动教育课程开发", "课题编号|QCKT2021-B-094",
        "负责人|卞玉清", "原成员（顺序）|卞玉清、柯明、庹晓芬", "变更后成员|卞玉清、柯明、龚晓琴",
        "变更事由：原第三成员庹晓芬老师因工作调动不再承担研究，经本人同意退出。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "卞玉清"
    assert value(found, "holder_rank") != "3"


def test_whoever_is_to_join_a_team_is_not_surely_its_holder():
    found = told(
        "#重要事项变更审批表", "课题名称|船舶电气专业管理机制研究", "立项编号|QCZ88", "主持人|蒋国平",
        "变更理由：原成员调离本单位，拟增补校企合作处印小军老师为成员。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "蒋国平"


@pytest.mark.parametrize("before", ["由万长生变更为", "变更为"])
def test_the_new_leader_is_whom_the_change_is_for(before):
    found = told(
        "#关于同意变更课题负责人的批复", "青川市第三中等专业学校:",
        "你校《关于变更课题负责人的请示》收悉。经研究，同意将重点课题“财经专业课程改革研究”(编号QCZD2021-08)"
        f"的负责人{before}揭丽芬，研究期限相应延长至2023年12月。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "揭丽芬"
    assert value(found, "activity_title") == "财经专业课程改革研究"
    assert value(found, "end_date") == "2023-12"


def test_a_request_that_names_a_project_is_about_it():
    found = told(
        "#关于课题延期结题申请的批复", "青川市民族东路小学：",
        "你校《关于“双语数学绘本的编制与使用”课题延期结题的请示》收悉。该课题（编号：QC-2018-27，主持人乌兰图雅）同意延期。",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "双语数学绘本的编制与使用"


def test_the_number_of_the_part_goes_before_that_of_the_whole():
    found = told(
        "#子课题立项通知", "区晓青 老师:",
        "总课题“贯通培养机制研究”(课题批准号:2020QCJK088)下设若干子课题。您申请的子课题《楼宇专业课程衔接研究》获准立项,编号为 2020QCJK088-Z15。",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "project_number") == "2020QCJK088-Z15"


def test_a_contracts_own_number_is_not_the_projects():
    found = told(
        "合同编号：QCKJ-2019-HT-072", "#科技计划项目合同书", "甲方：青川市科学技术局（以下简称甲方）",
        "乙方：青川职业学院（以下简称乙方）", "第一条 项目编号：2019QC0315。项目负责人：舒立群。",
        "~签订日期：2019年6月28日",
    )  # fmt: skip
    assert value(found, "project_number") == "2019QC0315"
    assert set(values(found, "issuers")) == {"青川市科学技术局", "青川职业学院"}


def test_approval_and_completion_tell_from_when_to_when_a_project_ran():
    found = told(
        "#教学改革研究项目结项证书", "项目名称|桥梁检测课程混合式教学改革", "项目编号|QCXM2018-44",
        "立项时间|2018年10月", "结项时间|2021年4月", "鉴定结论|优秀", *SIGNED,
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2018-10", "2021-04")
    assert value(found, "issue_date") == "2021-09-10"


def test_rank_and_role_stand_in_the_bracket_behind_the_holder():
    found = told(
        "#结题证书", "课题立项号 186140099",
        "孟庆余、于海波、娜仁花、哈斯巴根 同志承担的课题《空中课堂协同模式研究》，经审核予以结题。",
        "持证人：哈斯巴根（课题组第四名，参与者）", "持证人单位：青川市第四中学", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_rank") == "4"
    assert value(found, "project_role") == "参与者"


def test_the_number_of_a_school_in_the_bracket_is_no_rank():
    found = told(
        "#结项证书", "项目名称：数学运算素养培养的研究", "项目编号：QC18110742", "主持人：樊志强  参与人：苗青山",
        "持证人：苗青山（青川市第四中学）", "本项目准予结项，鉴定等级：良好。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_rank") != "4"


def test_a_bracket_behind_another_member_is_not_the_holders_role():
    found = told(
        "#课题结题证书",
        "蒯文娟同志参加的省级课题《主题语境写作支架研究》（立项号 QCJK-D/2020/02），结论为通过。",
        "课题组人员（按排名）：1. 于长庚（主持人）　2. 潘倩　3. 蒯文娟（成员）",
        *SIGNED,
    )
    assert value(found, "project_role") == "成员"


def test_of_several_ranked_people_the_holder_has_the_own_place():
    found = told(
        "#项目证书", "项目名称:师范生教学技能训练模式研究", "项目编号:2018-QCYZD-019",
        "主要完成人:第一主持人 逯海霞;第二参加人 扈鹏;第三参加人 阴晓东",
        "阴晓东同志为该项目第三参加人,特发此证。", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "holder_rank") == "3"


def test_the_number_of_the_holders_row_is_the_rank():
    found = told(
        "#科学技术成果鉴定证书", "成果名称:微创治疗胫骨骨折的临床研究", "主要研制人员名单",
        "1 苑福生|主任医师|青川市医院|主持", "2 智慧敏|主治医师|青川市医院|手术", "3 母海波|主治医师|青川市医院|随访",
        "证书持有人:母海波", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_rank") == "3"


def test_judges_are_no_members():
    found = told(
        "#课题成果专家鉴定意见表", "课题名称：数学建模活动资源的开发", "立项编号：QCKT-2018-311",
        "主持人：封宪民（青川市第二中学）", "专家组组长：孔宪章　　成员：仝雪、荆建国、黎昕", "鉴定等级：优秀", *SIGNED,
    )  # fmt: skip
    assert "仝雪" not in values(found, "authors")
    assert value(found, "holder_name") == "封宪民"


def test_a_project_is_to_be_done_by_a_day():
    found = told(
        "#任务书", "课题编号：QCZY2021-ZD04", "课题负责人：云海霞",
        "就乙方承担省级重点课题《邮轮专业双语情境教学研究》达成如下约定：",
        "课题自2021年6月15日起实施，2023年6月14日前完成。", *SIGNED,
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2021-06-15", "2023-06-14")


def test_a_body_whose_name_holds_a_particle_is_one_body():
    found = told(
        "#证明",
        "兹有云岭财经大学国际学院温罕同志，系我院承担的规划项目《跨境商贸汉语使用调查》（项目编号 QC2019043）课题组成员，排名第三。",
        *SIGNED,
    )
    assert value(found, "employer") == "云岭财经大学国际学院"
    assert value(found, "holder_name") == "温罕"


def test_a_last_line_that_ends_in_a_full_stop_names_nobody():
    found = find_fields(
        (
            page(
                line("教育科研项目合同书", 0.30, 0.06, em=0.03),
                line("第六条 双方发生争议的，应当协商解决；协商不成的，提请上级主管部", 0.11, 0.40),
                line("门裁断。", 0.07, 0.43),
                line("签订日期：2020年8月20日", 0.1, 0.80),
            ),
        )
    )
    assert value(found, "holder_name") is None


def test_a_meeting_goes_on_over_hours_in_words():
    found = told(
        "#邀请函", "尊敬的莫文仲教授：",
        "兹定于2021年10月16日（星期六）上午九时至10月17日中午，在青川会议中心举行“乡土课程开发学术论坛”，敬请莅临。",
        "~青川市乡土教育研究会", "~二〇二一年九月八日",
    )  # fmt: skip
    assert (value(found, "start_date"), value(found, "end_date")) == ("2021-10-16", "2021-10-17")


def test_a_societys_meeting_and_what_is_joined_to_it_is_not_surely_the_half():
    found = told(
        "#关于召开青川陶艺教育学会第六次会员代表大会", "#暨2019年学术年会的预备通知", "各位会员代表：",
        "学会第六次会员代表大会暨2019年学术年会定于2019年9月20日至23日举行。", *SIGNED,
    )  # fmt: skip
    assert all(
        c.confidence < 0.9 or "暨" in str(c.value)
        for c in found.fields
        if c.name == "activity_title"
    )
