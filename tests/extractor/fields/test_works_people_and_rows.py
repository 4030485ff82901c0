"""Which work a paper is on, whose it is and what one row of a table says; names are invented."""

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import announced_names
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page


def told(made):
    found = find_fields((made,))
    return {one.name: one.value for one in found.fields}


def letter(number="", sent="您投稿至“2019全国虚拟教学应用研讨会”的论文《虚拟实验的应用》"):
    return told(
        sheet(
            "#录用通知",
            *([number] if number else []),
            "尊敬的汤小明老师:",
            f"{sent}已通过评审并被录用,将收入会议论文集。",
            "~虚拟教学应用研讨会组委会",
            "~2019年9月15日",
        )
    )


def test_the_meeting_that_a_paper_was_sent_to_is_not_the_paper():
    assert letter()["activity_title"] == "虚拟实验的应用"


def test_the_number_of_a_manuscript_is_none_of_the_letter():
    assert letter("编号:20190328061")["certificate_number"] == "20190328061"
    assert "certificate_number" not in letter("稿件编号:XYKX-20191107")


def test_the_author_stands_behind_the_school():
    found = find_fields(
        (
            sheet(
                "#论文录用证明",
                "清河县城东小学汤小明同志撰写的论文《小学阅读角的建设》,已被《山地教师》录用。",
                "~山地教师杂志社",
                "~2019年12月2日",
            ),
        )
    )
    given = {one.name: one.value for one in found.fields}
    assert (given["authors"], given["employer"]) == ("汤小明", "清河县城东小学")


def test_the_project_and_not_the_part_that_a_member_undertakes():
    given = told(
        sheet(
            "#课题参与证明",
            "兹证明汤小明同志(清河市实验学校)为省级重点课题“跨学科主题学习的设计与评价”"
            "(课题编号:JLJK-2019-Z-014)课题组成员,排名第四,承担“小学跨学科作业设计”"
            "子课题研究工作。",
            "~清河省教育科学研究所",
            "~2019年11月3日",
        )
    )
    assert given["activity_title"] == "跨学科主题学习的设计与评价"
    assert given["project_role"] == "课题组成员"


def test_what_a_guide_is_called_is_no_work():
    given = told(
        sheet(
            "#荣誉证书",
            "晏小山老师:",
            "在第十二届清河市青少年科技创新大赛活动中,您辅导的学生作品成绩突出,"
            "被评为“优秀辅导教师”。",
            "~清河市青少年科技活动中心",
            "~2019年5月30日",
        )
    )
    assert given["activity_title"] == "第十二届清河市青少年科技创新大赛"
    assert given["result"] == "优秀辅导教师"


def test_among_names_an_inventor_may_be_called_anything():
    assert announced_names("阳光明;相里红;王小明") == ["阳光明", "相里红", "王小明"]
    assert announced_names("方法装置;阳光明") == []


def test_the_product_of_a_design_stands_below_its_label():
    given = told(
        sheet(
            "(19)中华人民共和国国家知识产权局",
            "(12)外观设计专利",
            "(45)授权公告日 2019.07.30",
            "(54)使用外观设计的产品名称",
            "幼儿算珠教具",
        )
    )
    assert given["activity_title"] == "幼儿算珠教具"


def qualification(*facts):
    return told(sheet("#专业技术资格证书", "姓名:汤小明", *facts))


def test_the_day_of_the_paper_goes_before_the_day_of_the_grant():
    given = qualification(
        "资格名称:一级教师",
        "授予时间:2019年10月30日",
        "发证机关:清河市人力资源和社会保障局",
        "发证日期:2019年12月17日",
    )
    assert given["issue_date"] == "2019-12-17"


def test_a_qualification_that_fills_its_line_is_the_name():
    given = told(
        sheet(
            "#专业技术人员",
            "#职业资格证书",
            "#社会工作者职业资格",
            "姓名:汤小明",
            "级别:中级",
            "管理号:20191035035000000716",
        )
    )
    assert given["activity_title"] == "社会工作者职业资格"


def test_a_test_of_spoken_chinese_gives_its_grade():
    given = told(
        sheet(
            "#普通话水平测试等级证书",
            "姓名丹小枫性别女",
            "参加普通话水平测试,成绩 92.3 分,等级 二级甲等",
            "~清河省语言文字培训测试中心",
            "~2019年6月1日",
        )
    )
    assert (given["result"], given["holder_name"]) == ("二级甲等", "丹小枫")


def test_the_months_of_a_column_sign_nothing():
    rows = ("课程名称|学分|考试时间", "教育学原理|6|2019.04", "教育测量|5|2019.10")
    lines = [
        line(text, 0.1 + 0.3 * column, 0.5 + 0.05 * row)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts.split("|"))
    ]
    made = page(
        line("自学考试课程合格成绩证明", 0.3, 0.1, em=0.04),
        *body("汤小明(准考证号350221100348)下列课程考试合格:", top=0.3),
        *lines,
    )
    assert "issue_date" not in told(made)


def test_a_rare_surname_behind_a_school_and_its_particle():
    given = told(
        sheet(
            "#观摩听课证明",
            "清河市第十六中学的过小宁老师于2019年4月22日到我校观摩“初中化学研讨课”,"
            "听课3节,记4学时。",
            "~清河市育英中学教导处",
            "~2019年4月22日",
        )
    )
    assert (given["holder_name"], given["employer"]) == ("过小宁", "清河市第十六中学")


def test_an_english_employer_stands_in_brackets_behind_the_name():
    given = told(
        page(
            line("Certificate of Attendance", 0.28, 0.1, em=0.04),
            line("This letter confirms that Zhuge Wen (Nanhuai Vocational College)", 0.1, 0.3),
            line("attended the 12th Harbour Early Childhood Conference.", 0.1, 0.34),
            line("November 29, 2019", 0.1, 0.62),
        )
    )
    assert given["employer"] == "Nanhuai Vocational College"


def test_a_lecture_is_no_part_of_the_course_it_was_given_in():
    given = told(
        sheet(
            "#授课证明",
            "汤小明老师于2019年7月22日受聘为我院高中数学骨干教师提升班作专题讲座"
            "《解析几何备考》,授课4学时。",
            "~石桥教育学院培训部",
            "~2019年7月23日",
        )
    )
    assert given["activity_title"] == "高中数学骨干教师提升班"


BAR = (line("21:03", 0.03, 0.01, em=0.03), line("5G 78%", 0.79, 0.01, em=0.03))


@pytest.mark.parametrize("name", ["汤小明", "濮阳春", "令狐小雨"])
def test_a_user_and_their_school_may_stand_without_a_gap(name):
    given = told(
        page(
            *BAR,
            line("我的学时", 0.4, 0.05),
            line(f"{name}清河市第三医院", 0.07, 0.13),
            line("课程：医疗质量必修课", 0.07, 0.19),
            line("状态：合格", 0.07, 0.25),
            line("查看证书", 0.42, 0.42),
        )
    )
    assert (given["holder_name"], given["employer"]) == (name, "清河市第三医院")


COURSES = (
    line("●岭上专技在线-学时查询×", 0.01, 0.01, em=0.016),
    line("←→ https://zj.example.org/study/record", 0.01, 0.06, em=0.016),
    line("当前用户：汤小明 所属单位：清河市水利院 年度：2019", 0.17, 0.14, em=0.016),
    line("课程名称", 0.27, 0.2, em=0.016),
    line("开始", 0.55, 0.2, em=0.016),
    line("完成", 0.7, 0.2, em=0.016),
    line("学时", 0.84, 0.2, em=0.016),
    line("学时查询", 0.02, 0.25, em=0.016),
    line("碳达峰碳中和专题", 0.18, 0.25, em=0.016),
    line("2019-09-01", 0.54, 0.25, em=0.016),
    line("2019-09-26", 0.69, 0.25, em=0.016),
    line("20", 0.85, 0.25, em=0.016),
    line("共1条记录", 0.17, 0.4, em=0.016),
    line("退出登录", 0.02, 0.45, em=0.016),
)


def test_the_only_row_of_a_table_of_courses_tells_the_course():
    given = told(page(*COURSES))
    assert given["activity_title"] == "碳达峰碳中和专题"
    assert (given["start_date"], given["end_date"]) == ("2019-09-01", "2019-09-26")
    assert (given["holder_name"], given["employer"]) == ("汤小明", "清河市水利院")


def test_of_several_rows_none_is_the_course():
    more = (
        line("乡村振兴战略专题", 0.18, 0.3, em=0.016),
        line("2019-10-01", 0.54, 0.3, em=0.016),
        line("2019-10-26", 0.69, 0.3, em=0.016),
    )
    assert "start_date" not in told(page(*COURSES, *more))
