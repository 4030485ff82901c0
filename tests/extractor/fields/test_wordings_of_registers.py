"""Wordings of registers, lists and letters on projects, as the papers of more authors had them."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


LIST = (
    "#云溪省教育厅", "#2018年度教育科研课题结题名单", "云教科函〔2021〕17号", "序号|批准号|课题名称|负责人",
    "41|YX2018-A041|山区高中选课指导的路径研究|傅 远 山", "42|YX2018-A042|村小取暖季作息的调整研究|苗 蕾",
    "43|YX2018-A043|花鼓戏进小学音乐课堂的实践|申屠文",
)  # fmt: skip


@pytest.mark.parametrize(
    "pointer",
    [
        "本页第42项负责人苗蕾系霖州市新桥中学教师，特此注明。",
        "（持单人所划：第42号）",
        "注：序号42，标注者为本人。",
    ],
)
def test_the_row_of_a_list_that_a_line_beside_it_points_at(pointer):
    found = told(*LIST, pointer, "~云溪省教育厅科研处", "~2021年9月1日")
    assert value(found, "activity_title") == "村小取暖季作息的调整研究"
    assert value(found, "holder_name") == "苗蕾"
    assert value(found, "project_number") == "YX2018-A042"


def test_a_list_at_which_nothing_points_is_nobodys():
    found = told(*LIST, "以上第42项等课题另行发文。", "~云溪省教育厅科研处", "~2021年9月1日")
    assert value(found, "holder_name") is None


def test_a_head_for_leader_and_school_together():
    found = told(
        "#新桥区2013年度小课题结题名单公示", "下列区级小课题通过结题评审，现予公示。", "序号|立项号|小课题名称|主持人（学校）",
        "1|XQ13-003|值周班长日志的使用|向小蓉（新桥一小）", "2|XQ13-008|算珠的自制与运用|艾青（东堤小学）",
        "3|XQ13-015|古诗吟唱接龙|冉丽（港湾学校）", "（打印者下划线：第2行，艾青）", "~新桥区教育发展中心", "~2013年12月20日",
    )  # fmt: skip
    assert value(found, "holder_name") == "艾青"
    assert value(found, "employer") == "东堤小学"
    assert value(found, "project_number") == "XQ13-008"


def test_an_item_of_a_list_whose_parts_only_gaps_keep_apart():
    found = told(
        "#霖州市教育局文件", "#关于公布2014年度“微课题”立项名单的通知", "各区县教育局，局直属学校：", "共确定市级“微课题”三项，名单如下：",
        "（一）WT14-01　盲校定向课的声音地图　　谢 一 鸣　霖州市盲人学校", "★（二）WT14-02　老照片里的校史　　卜 红　霖州市盐场学校",
        "（三）WT14-03　初中生订错本的设计　　娄 青　霖州市第二中学", "（★为本人卜红所加）", "~霖州市教育局", "~2014年3月29日",
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "activity_title") == "老照片里的校史"
    assert value(found, "holder_name") == "卜红"
    assert value(found, "employer") == "霖州市盐场学校"
    assert values(found, "issuers") == ["霖州市教育局"]


def test_a_paragraph_of_a_year_book_that_somebody_pointed_at():
    found = told(
        "#四、在研与结题课题", "本年度全区在研课题十三项，结题三项，记述于下：",
        "1.《小学自然标本箱的使用》。负责人鲍国瑞（云溪小学），三月结题，评为合格。",
        "2.《聋童辅助发音训练》。负责人程敏（云溪地区聋哑学校），编号YX97-15，省级，研究时间三年，结题评为优秀。←本人（第2项）",
        "3.《果园里的生物实习》。负责人曲波（果树职中），十二月结题，评为良好。", "~云溪地区教育志编纂办公室", "~2001年3月",
    )  # fmt: skip
    assert value(found, "activity_title") == "聋童辅助发音训练"
    assert value(found, "holder_name") == "程敏"
    assert value(found, "project_number") == "YX97-15"
    assert value(found, "level") == "provincial"
    assert value(found, "result") == "优秀"


@pytest.mark.parametrize(
    "heading",
    ["教育科研课题审批表", "区级“小课题”研究结果通知单", "项目结题结果告知书"],
)
def test_forms_of_projects(heading):
    found = told(
        f"#{heading}", "课题题目：习作互听的实践研究", "课题人：祁晓峰", "学校：霖州市新桥小学", "研究时间：2022.3—2022.12",
        "~霖州市新桥区教育局教研室", "~2023年1月9日",
    )  # fmt: skip
    assert found.kind.value == "project"


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("该项目于2019年5月立项，执行至2021年4月，完成了各项任务。", "2019-05", "2021-04"),
        ("本项目自2017年6月1日实施，至2019年5月31日期满。", "2017-06-01", "2019-05-31"),
        ("课题预计于2022年6月起实施，2024年6月完成。", "2022-06", "2024-06"),
    ],
)
def test_from_when_to_when_a_project_ran(sentence, first, last):
    found = told(
        "#课题结题证书", "课题名称：村小混龄活动的组织研究", "负责人：苗蕾", sentence, "准予结题。",
        "~霖州市教育科学研究所", "~2024年7月9日",
    )  # fmt: skip
    assert value(found, "start_date") == first
    assert value(found, "end_date") == last


def test_approval_and_term_by_their_labels():
    found = told(
        "#课题立项证书", "课题名称：低段朗读评价研究", "课题主持人：苗蕾", "立项时间：2020年6月", "完成时限：2022年6月",
        "~霖州市教育学会", "~2020年7月29日",
    )  # fmt: skip
    assert value(found, "start_date") == "2020-06"
    assert value(found, "end_date") == "2022-06"


@pytest.mark.parametrize(
    ("label", "role"),
    [("组　长", "组长"), ("首席研究者", "首席研究者")],
)
def test_whoever_leads_is_called_as_the_label_says(label, role):
    found = told(
        "#课题立项通知书", "课题名称：课间数学游戏设计研究", f"{label}：苗 国 翠", "课题编号：TP2021-02",
        "~霖州市新桥小学", "~2021年3月5日",
    )  # fmt: skip
    assert value(found, "holder_name") == "苗国翠"
    assert value(found, "project_role") == role


def test_a_role_that_stands_under_its_label():
    found = told(
        "#科研项目任务书", "项目名称", "乡土地理校本教材的编写与试用", "承 担 人|职 责", "苗 牧 川|负责人",
        "承 担 单 位", "霖州市新桥中学", "~霖州市教育科学规划领导小组", "~2009年3月25日",
    )  # fmt: skip
    assert value(found, "holder_name") == "苗牧川"
    assert value(found, "project_role") == "负责人"


def test_the_former_leader_is_not_the_leader():
    found = told(
        "#课题变更批复单", "课题名称：特岗教师成长日记研究（TW14-066）", "原主持人：边 江（已调离）", "现主持人：才 旦 措 姆",
        "研究期限：2014年6月至2016年12月", "~霖州市教育科学研究院", "~2015年9月18日",
    )  # fmt: skip
    assert value(found, "holder_name") == "才旦措姆"
    assert value(found, "activity_title") == "特岗教师成长日记研究"
    assert value(found, "project_number") == "TW14-066"


@pytest.mark.parametrize(
    ("line", "name"),
    [("主 持 人：萨 仁 其 其 格", "萨仁其其格"), ("项目负责人：苗仕文 副主任医师（霖州市人民医院）", "苗仕文")],
)  # fmt: skip
def test_long_names_with_gaps_and_names_with_a_post_behind_them(line, name):
    found = told(
        "#结题证书", "课题名称：双语绘本共读的模式研究", line, "课题编号：MX180452", "准予结题。",
        "~霖州市教育科学研究所", "~2021年9月10日",
    )  # fmt: skip
    assert value(found, "holder_name") == name


def test_a_team_told_in_one_cell():
    found = told(
        "#课题结项证书", "课题名称  幼儿体育游戏干预研究", "课 题 组  组长 苗晨阳  成员 齐婷  花文俊", "立项编号  18TK-A-26", "同意结项。",
        "~霖州市体育科学学会", "~2020年7月6日",
    )  # fmt: skip
    assert value(found, "holder_name") == "苗晨阳"
    assert value(found, "project_role") == "组长"
    assert values(found, "authors") == ["苗晨阳", "齐婷", "花文俊"]


@pytest.mark.parametrize(
    "lines",
    [
        ("指导教师：苗克勤（霖州职业大学）", "该证明供指导教师工作量认定使用。"),
        ("特此向指导教师 苗克勤 颁发证书。",),
    ],
)
def test_a_teacher_whose_students_project_it_was(lines):
    found = told(
        "#大学生创新训练计划项目结题证书", "项目名称：裂纹的手机声学检测", "项目成员：石小满（队长）、冉启航、陶媛", *lines,
        "~霖州职业大学", "~2021年6月7日",
    )  # fmt: skip
    assert value(found, "holder_name") == "苗克勤"
    assert value(found, "project_role") == "指导教师"


def test_a_member_for_whom_a_register_was_made_out():
    found = told(
        "#课题研究人员登记及结题备案单", "课题名称：口语交际课例开发的实践研究", "主持人：张 慧 如", "序|姓名|分工|单位",
        "1|张慧如|总体设计|霖州市徐家小学", "2|邓小坪|课例开发|霖州市茅桥小学", "3|赖琳|数据分析|霖州市平兴小学",
        "备案事由：第2参与人邓小坪申报职称，需证明其参与情况。", "~霖州市教师培训中心", "~2021年6月15日",
    )  # fmt: skip
    assert value(found, "holder_name") == "邓小坪"
    assert value(found, "holder_rank") == "2"
    assert value(found, "project_role") == "参与人"
    assert value(found, "employer") == "霖州市茅桥小学"


def test_whoever_judged_a_project_is_not_of_its_team():
    found = told(
        "#成果鉴定证书", "课题名称：沙艺课程资源的开发与实施研究", "课题主持人：苗映红", "鉴定组成员：邵万里（组长）、裴芳、石国玺",
        "~霖州市教育科学规划领导小组办公室", "~2023年3月15日",
    )  # fmt: skip
    assert values(found, "authors") == []


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("经研究，批准为县级课题，编号：WX2002-17。", "WX2002-17"),
        ("你承担的课题获准立项，属省级一般课题，登记号为 DX94-22，请按期完成。", "DX94-22"),
    ],
)
def test_the_number_under_which_a_project_was_listed(sentence, number):
    found = told(
        "#课题立项通知书", "课题名称：复式听力广播的试验研究", "负责人：苗金水", sentence, "~霖州市教师进修学校", "~2002年7月2日",
    )  # fmt: skip
    assert value(found, "project_number") == number


def test_the_one_number_of_a_form_on_a_project():
    found = told(
        "#霖州市教师小课题研究登记卡", "登记编号 LZX-2023-031", "小课题名称：病句的成因与矫正", "研究者姓名：格桑卓玛",
        "~霖州市教育局教研室", "~2023年12月27日",
    )  # fmt: skip
    assert value(found, "project_number") == "LZX-2023-031"
    assert value(found, "project_role") == "研究者"
    assert not sure(found, "project_number")


def test_a_reply_that_agrees_to_the_end_of_somebodys_project():
    found = told(
        "#关于同意项目结项的批复", "外国语学院：", "一、同意苗苇（霖江大学）主持的2021年度校级青年项目“碑刻文献英译研究”（编号：LJQN2021-44）结项，等次为合格。",
        "~霖江大学社会科学处", "~2023年6月13日",
    )  # fmt: skip
    assert value(found, "holder_name") == "苗苇"
    assert value(found, "employer") == "霖江大学"
    assert not sure(found, "project_role")


@pytest.mark.parametrize(
    "lines",
    [
        ("霖州市新桥中心学校 课题组：", "你课题组申报的课题《晨诵十分钟材料编选研究》准予立项。"),
        ("苗海燕同志：", "你作为负责人申报的课题《晨诵十分钟材料编选研究》准予立项，经费由所在单位霖州市新桥中心学校按1:1配套。"),
    ],
)  # fmt: skip
def test_where_whoever_leads_is_employed_by_the_letter(lines):
    found = told("#课题立项批复", *lines, "~霖江阅读研究会", "~2023年5月22日")
    assert value(found, "employer") == "霖州市新桥中心学校"


def test_a_level_before_the_sort_of_project():
    found = told(
        "#课题立项通知", "苗海燕同志：", "你申报的《虚拟车间的课程化开发》准予立项。", "该项列为校级重点，资助经费0.8万元。",
        "~霖江职业教育集团秘书处", "~2022年5月6日",
    )  # fmt: skip
    assert value(found, "level") == "school"


def test_an_english_page_calls_the_leader_in_english():
    found = told(
        "TO WHOM IT MAY CONCERN", "#Certificate of Project Completion",
        "This is to certify that the following research project has been completed.",
        "Project title: Dialect Loss among Fishing-Village Children", "Project No.: 18HDSW05",
        "Principal investigator: Miao Renqing", "Evaluation: Good", "~Office of Research Administration", "~15 April 2022",
    )  # fmt: skip
    assert value(found, "project_role") == "Principal investigator"
    assert value(found, "project_number") == "18HDSW05"
    assert value(found, "result") == "Good"


def test_a_body_that_signs_does_not_go_on_with_an_employer():
    found = told(
        "# 专利转化实施项目验收证明", "霖江技师学院：", "项目名称：余热回收装置产业化应用研究",
        *(f"{n}.项目资料完整，经费使用规范。" for n in range(1, 10)), "项目负责人：苗海峰    工作单位：霖江技师学院",
        "~霖江知识产权运营服务中心", "~二〇二三年十月九日",
    )  # fmt: skip
    assert value(found, "employer") == "霖江技师学院"


def test_a_number_that_goes_on_behind_its_year_in_the_next_line():
    found = told(
        "#霖江省基础教育科研规划课题", "#立项通知书", "尤锦老师（云溪县河口初级中学）：",
        "您申报的课题《山区中学节气校历的编写》经审定列为霖江省规划课题（省级），", "课题批准号为LJ[2007]", "H206，由您担任课题主持人。",
        "~霖江省基础教育科研规划办公室", "~2007年8月25日",
    )  # fmt: skip
    assert value(found, "project_number") == "LJ[2007]H206"


FORM = (
    "霖江省医药科研课题", "任务书", "课题名称：中药熏洗治疗秋收季节", "手部皲裂的临床观察", "承担单位：霖州市红桥人民医院",
    "课题负责人：尤锦", "起止年限：2009年10月至2011年9月", "签订日期：2009年9月16日",
)  # fmt: skip


def test_the_second_line_of_a_title_as_far_off_as_the_next_row():
    lefts = (0.25, 0.33, 0.15, 0.34, 0.15, 0.15, 0.15, 0.15)
    tops = (0.19, 0.25, 0.36, 0.411, 0.462, 0.513, 0.564, 0.615)
    rights = (0.75, 0.67, 0.63, 0.62, 0.6, 0.4, 0.7, 0.6)
    boxes = [
        (left, top, right, top + 0.024)
        for left, top, right in zip(lefts, tops, rights, strict=True)
    ]
    found = find_fields((placed(FORM, boxes, (1240, 1754)),))
    assert value(found, "activity_title") == "中药熏洗治疗秋收季节手部皲裂的临床观察"


def test_the_second_row_of_a_title_beside_its_label():
    lines = (
        "霖江省教育科学规划（省级）", "课题申请·评审书", "课题类别", "教师教育专项", "课题名称", "海岛低年级学生汉语口语",
        "交际能力培养研究", "课题负责人", "尤锦", "负责人单位", "霖州市红桥小学",
    )  # fmt: skip
    tops = (0.2, 0.26, 0.36, 0.36, 0.41, 0.41, 0.46, 0.51, 0.51, 0.56, 0.56)
    lefts = (0.26, 0.31, *(0.18 if len(line) in (4, 5) else 0.37 for line in lines[2:]))
    lefts = (*lefts[:8], 0.37, *lefts[9:])
    boxes = [
        (left, top, left + 0.026 * len(line), top + 0.025)
        for left, top, line in zip(lefts, tops, lines, strict=True)
    ]
    found = find_fields((placed(lines, boxes, (1240, 1754)),))
    assert value(found, "activity_title") == "海岛低年级学生汉语口语交际能力培养研究"


@pytest.mark.parametrize(
    "to_whom",
    [
        "本证书颁发给课题组成员：卞小溪",
        "此证发给本课题参与人 卞小溪",
        "特授予课题组核心成员卞小溪同志，以资证明。",
    ],
)
def test_the_member_for_whom_a_certificate_is_made_out(to_whom):
    found = told(
        "#课题结题证书", "尤锦校长主持，葛川、苗蕾、卞小溪等参与研究的课题《盐场小学口述史的采集》（课题编号：LJ-21-0315），达到预期目标，准予结题。",
        to_whom, "（在课题组中列第4位）", "工作单位：霖州市盐场小学", "~霖江阅读联盟", "~2024年7月2日",
    )  # fmt: skip
    assert value(found, "holder_name") == "卞小溪"
    assert value(found, "holder_rank") == "4"


def test_who_takes_a_place_in_a_team_since_a_change():
    found = told(
        "#关于同意调整《盲校定向课资源建设》课题组成员的函", "霖州市盲人学校：",
        "经研究，同意将省级课题《盲校定向课资源建设》（批准号：2016LX033）的原第三参与人葛川变更为卞小溪。变更后：卞小溪老师为第三参与人。",
        "该课题完成时限仍为2018年11月30日，请抓紧实施。", "~霖江省特殊教育科研规划办公室", "~2017年9月13日",
    )  # fmt: skip
    assert value(found, "holder_name") == "卞小溪"
    assert value(found, "end_date") == "2018-11-30"


@pytest.mark.parametrize(
    "words", ["鉴定组一致同意通过。", "该课题已于2016年5月通过验收。", "验收专家组同意该课题通过。"]
)
def test_a_project_that_its_judges_passed(words):
    found = told(
        "#霖江教育研究会", "#课题成果鉴定证书", "课题题目 盐场小学口述史的采集", "课题编号 LJ13-087", "主持人 尤锦",
        f"该课题资料完整，成果具有推广价值。{words}", "~霖江教育研究会", "~2016年6月25日",
    )  # fmt: skip
    assert value(found, "result") == "通过"


def test_whom_a_firm_charged_with_a_project():
    found = told(
        "#横向技术服务项目结项证明", "由我公司委托霖州市工业学校完成的技术服务项目“晒盐池水位报警装置研制”（项目编号：LJ-2021-07），已于2022年11月通过验收。",
        "特此证明。", "~霖江盐业有限公司", "~2022年11月30日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市工业学校"


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("批准文号|LJJK09-0315", "project_number", "LJJK09-0315"),
        ("课题批准文号|LJJK09-0315", "project_number", "LJJK09-0315"),
    ],
)
def test_more_labels_of_forms_on_projects(line, name, expected):
    found = told(
        "#霖江省科研课题结题鉴定表", "课题名称|盐场小学口述史的采集", "主持人|尤锦", line, "鉴定等级|良好", "~霖江省课题管理中心", "~2022年12月28日",
    )  # fmt: skip
    assert value(found, name) == expected


def test_the_number_of_a_stub_of_a_form():
    found = told(
        "#校本微课题结项审批单（存档联）", "微课题名称：初二几何错因档案的建立", "编　　号：YXSY-W-2023-28", "申 请 人：尤锦",
        "级　　别：校级", "~霖州市实验中学", "~2024年1月19日",
    )  # fmt: skip
    assert value(found, "project_number") == "YXSY-W-2023-28"
