"""Mails, parts of projects, lists of one project, old forms of invitations; all invented."""

from decimal import Decimal

import pytest

from extractor.fields import find_fields
from extractor.language.names import is_name, name_likelihood
from fixtures.sheets import sheet
from tests.extractor.builders import line, page


def of_page(made):
    found = find_fields((made,))
    given: dict[str, list[object]] = {}
    for one in found.fields:
        if one.role in (None, "issuer"):
            given.setdefault(one.name, []).append(one.value)
    return found.kind.value, given


def told(*lines):
    return of_page(sheet(*lines))[1]


MAIL = (
    "主题：录用通知-技术学堂与创新-稿号AB22-0913",
    "发件人：技术学堂与创新编辑部 <tougao@abc.example>",
    "时间：2022年3月17日 15:42",
    "王小明作者：",
    "您投稿的《虚拟实训在教学中的应用》一文已被《技术学堂与创新》2022年5月上旬刊（第13期）录用，"
    "页码预排为46-48。",
    "编号：AB22-0913。如需纸质录用通知，请回复邮寄地址。",
)


def test_a_mail_that_tells_of_acceptance_is_one():
    kind, given = of_page(sheet(*MAIL, "技术学堂与创新编辑部", "2022年3月17日"))
    assert kind == "acceptance_letter"
    assert given["activity_title"] == ["虚拟实训在教学中的应用"]
    assert (given["journal"], given["issue"]) == (["技术学堂与创新"], ["13"])
    assert (given["authors"], given["pages"]) == (["王小明"], ["46-48"])
    assert given["issuers"] == ["技术学堂与创新编辑部"]


def test_other_editors_than_the_journal_s_do_not_sign():
    given = told(*MAIL, "石桥教育时报编辑部")
    assert "石桥教育时报编辑部" not in given.get("issuers", [])


def test_the_length_of_a_paper_stands_in_brackets_behind_its_title():
    given = told(
        "#稿件录用通知",
        "王小明同志：",
        "您好！您的论文《校园足球的组织模式》（约6300字）经本刊三审审议，决定录用，拟安排在2021年第10期发表。",
        "~《清河体育教学》杂志社",
        "~2021年8月19日",
    )
    assert given["characters"] == [Decimal(6300)]


def test_a_word_may_be_a_given_name_behind_a_surname():
    assert is_name("李向阳")
    assert name_likelihood("向阳") == 0


def test_second_editors_are_parted_from_the_first_though_no_gap_was_read():
    given = told(
        "图书在版编目（CIP）数据",
        "实训基地建设/王小明主编李梅陈子昂副主编.—石桥：清河大学出版社，2022.1",
        "ISBN 978-7-302-00000-0",
        "定价：39.80元",
    )
    assert given["authors"] == ["王小明", "李梅", "陈子昂"]


def test_a_label_may_be_followed_by_its_translation_without_a_gap():
    given = told(
        "#职业技能等级证书",
        "姓名Name：太史宁",
        "职业名称 Occupation：保育师",
        "证书编号 Certificate No.：S000037020011213000582",
        "~石桥市职业技能鉴定指导中心",
    )
    assert given["holder_name"] == ["太史宁"]


def test_what_is_accepted_as_a_part_of_a_project_is_what_was_done():
    given = told(
        "#子课题立项证明",
        "石桥区青石小学：",
        "贵校申报的“低段劳动清单的研制”（主持人：王小棠；成员：李文、陈雅琴）已列为国家级课题"
        "“新时代劳动评价体系研究”（批准号BHA200177）的子课题，子课题编号：LDJY-Z-2021-162。",
        "~“新时代劳动评价体系研究”总课题组",
        "~清河劳动教育研究中心（代章）",
        "~2021年5月12日",
    )
    assert given["activity_title"] == ["低段劳动清单的研制"]
    assert given["project_number"] == ["LDJY-Z-2021-162"]
    assert given["issuers"] == ["“新时代劳动评价体系研究”总课题组", "清河劳动教育研究中心"]


@pytest.mark.parametrize(("word", "role"), [("第3参加人", "参加人"), ("第二参与者", "参与者")])
def test_the_role_stands_with_the_rank_in_brackets(word, role):
    given = told(
        "#课题研究证书",
        f"王小棠同志（{word}）参加校级课题《农村小学阅读环境建设研究》的研究工作，鉴定结果：通过。",
        "~石桥镇中心小学教科室",
    )
    assert given["project_role"] == [role]


def listed(*rows):
    """A notice whose table has wrapped cells: each row is (top, ((left, text), …))."""
    cells = [line(text, left, top, em=0.016) for top, row in rows for left, text in row]
    return page(
        line("关于公布石桥市教育科学规划2021年度", 0.23, 0.1, em=0.03),
        line("结题课题的通知", 0.35, 0.14, em=0.03),
        line("石教规〔2021〕33号", 0.38, 0.2, em=0.02),
        line("经专家评审，同意下列课题结题，现予公布（节选）。", 0.19, 0.27, em=0.02),
        *cells,
        line("石桥市教育科学规划领导小组办公室", 0.47, 0.6, em=0.02),
        line("2021年12月15日", 0.64, 0.64, em=0.02),
    )


HEAD = (
    (0.32, ((0.2, "课题编号"), (0.38, "课题名称"), (0.56, "负责"), (0.66, "单位"), (0.76, "等"))),
    (0.34, ((0.57, "人"), (0.76, "级"))),
)
FIRST = (
    (
        0.37,
        (
            (0.18, "QLJK2019-YB-"),
            (0.32, "初中“学、练”一体化教"),
            (0.56, "欧阳"),
            (0.62, "石桥市第二十六"),
            (0.76, "优"),
        ),
    ),
    (0.39, ((0.2, "077"), (0.4, "学研究"), (0.57, "强"), (0.66, "中学"), (0.76, "秀"))),
)


def test_the_one_project_of_a_list_is_read_through_its_wrapped_cells():
    kind, given = of_page(listed(*HEAD, *FIRST))
    assert kind == "project"
    assert given["activity_title"] == ["初中“学、练”一体化教学研究"]
    assert (given["holder_name"], given["project_role"]) == (["欧阳强"], ["负责人"])
    assert (given["employer"], given["result"]) == (["石桥市第二十六中学"], ["优秀"])
    assert given["project_number"] == ["QLJK2019-YB-077"]


def test_a_list_of_two_projects_is_nobody_s_by_itself():
    second = (
        (
            0.42,
            (
                (0.18, "QLJK2019-YB-078"),
                (0.32, "识字教学的情境研究"),
                (0.56, "王小明"),
                (0.62, "石桥市第三中学"),
            ),
        ),
    )
    _, given = of_page(listed(*HEAD, *FIRST, *second))
    assert "欧阳强" not in given.get("holder_name", [])
    assert "project_role" not in given


def test_an_invitation_of_the_old_form_tells_its_place_and_who_invites():
    given = told(
        "#请柬",
        "王小林先生台鉴：",
        "谨定于二〇二一年五月十六日上午九时假石桥书院明伦堂举行“传统文化进校园”校长座谈会，敬请光临指导。",
        "~石桥书院 敬约",
        "~二〇二一年五月六日",
    )
    assert given["location"] == ["石桥书院明伦堂"]
    assert given["issuers"] == ["石桥书院"]


def test_the_blank_of_a_form_may_repeat_the_end_of_a_name():
    given = told(
        "#聘书",
        "王小棠老师：",
        "兹聘请您为石桥区“启明”小学英语名师工作室工作室成员，聘期2021年3月至2024年2月。",
        "此聘",
        "~石桥区教育局",
    )
    assert given["activity_title"] == ["石桥区“启明”小学英语名师工作室"]


def test_an_honour_under_the_bare_word_certificate_is_an_award():
    kind, given = of_page(
        sheet(
            "#证书",
            "王小雪同志：",
            "荣获2020—2021学年度石桥区“优秀班主任”称号。",
            "特授予此证。",
            "~石桥区教育局",
            "~2021年9月10日",
        )
    )
    assert kind == "award"
    assert given["result"] == ["优秀班主任"]


def test_an_honour_of_those_who_learned_is_no_award():
    kind, _ = of_page(
        sheet(
            "#证书",
            "王小雪同志参加石桥区骨干教师培训班，学习40学时，考核合格，被评为“优秀学员”称号。",
            "~石桥区教育局",
            "~2021年9月10日",
        )
    )
    assert kind == "training_certificate"


def test_a_lecture_in_a_house_of_one_s_own_is_known_by_its_title():
    given = told(
        "#讲座证明",
        "王小明老师：",
        "您于2021年9月28日下午在我园“成长大讲堂”中为全体教师作《绘本与情绪教育》专题讲座，时长3学时。",
        "特此证明！",
        "~石桥镇中心幼儿园",
    )
    assert given["activity_title"] == ["绘本与情绪教育"]


def test_a_lecture_in_a_programme_is_known_by_the_programme():
    given = told(
        "#授课证明",
        "王小明老师于2021年9月28日在小学语文骨干教师研修班作专题讲座。",
        "特此证明。",
        "~石桥区教师进修学校",
    )
    assert given["activity_title"] == ["小学语文骨干教师研修班"]


def test_a_damaged_day_may_lie_in_the_second_half_of_the_school_year():
    given = told(
        "#荣誉证书",
        "王小雪同志：",
        "荣获2020—2021学年度石桥区“优秀班主任”称号。",
        "~石桥区教育局",
        "~二〇之一年九月十日",
    )
    assert given["issue_date"] == ["2021-09-10"]


def test_the_subject_of_a_mail_may_name_the_journal_and_is_no_title():
    given = told(
        "主题：《中学物理新刊》稿件录用通知",
        "发件人：中学物理新刊编辑部",
        "尊敬的王小明老师：",
        "您投稿的“初中电学实验的改进”一文，经审稿专家评审，同意录用，拟刊登在2021年第9期。",
        "《中学物理新刊》编辑部",
    )
    assert given["activity_title"] == ["初中电学实验的改进"]


def test_who_wrote_the_paper_may_be_told_in_the_sentence():
    given = told(
        "#用稿证明",
        "兹证明王小明（石桥市第二中学）撰写的论文《高中作文升格路径》已被我刊采用，将于2022年第3期刊发。",
        "~《石桥学刊》编辑部",
    )
    assert given["authors"] == ["王小明"]


def test_a_form_s_own_name_is_no_journal_and_the_editors_name_theirs():
    given = told(
        "#稿件采用通知单",
        "稿件题目|高中作文升格路径",
        "作者|王小明",
        "拟发期次|2022年第3期",
        "编辑部意见|同意采用",
        "~石桥学刊杂志社",
        "~2022.1.6",
    )
    assert given["journal"] == ["石桥学刊"]


def test_an_audience_is_no_programme():
    given = told(
        "#讲座证明",
        "兹证明王小明老师于2022年5月6日受我校邀请，为全体语文教师作题为《群文阅读的课堂实施》的专题讲座（3课时）。",
        "~石桥市第四中学",
    )
    assert given["activity_title"] == ["群文阅读的课堂实施"]


def test_an_inventor_with_a_rare_surname_is_not_left_out():
    given = told(
        "证书号第15233412号",
        "#实用新型专利证书",
        "实用新型名称：一种可调节黑板支架",
        "发 明 人：李向阳；公孙瑾；励志",
        "授权公告日：2021年12月14日",
    )
    assert given["authors"] == ["李向阳", "公孙瑾", "励志"]


def test_by_whom_a_project_was_led_begins_with_no_by():
    given = told(
        "#课题开题证书",
        "由石桥市第五小学王小明老师主持的市级规划课题《小学劳动基地建设研究》，经审核同意开题。",
        "~石桥市教育科学研究所",
    )
    assert given["employer"] == ["石桥市第五小学"]


def test_a_title_that_is_granted_under_the_bare_word_certificate_is_an_award():
    kind, given = of_page(
        sheet(
            "#证 书",
            "授予：王小明 同志",
            "“石桥市第四批学科带头人”称号",
            "~石桥市教育体育局",
            "~2020年9月",
        )
    )
    assert (kind, given["holder_name"]) == ("award", ["王小明"])


def test_a_bracket_that_is_broken_before_a_label_is_one_sentence():
    given = told(
        "#课题立项通知书",
        "王小明 同志：",
        "您申报的省教育科学规划一般课题“县域高中走班教学组织与评价的实践”（课题编号：SGH21B077）已准予立项。",
        "~石桥省教育科学规划领导小组办公室",
    )
    assert given["project_number"] == ["SGH21B077"]


def test_members_of_a_studio_may_be_chosen_instead_of_appointed():
    kind, given = of_page(
        sheet(
            "#证书",
            "王小明同志：",
            "经遴选，您被确定为石桥市李知秋名师工作室成员，周期三年（2021年9月—2024年8月）。",
            "~石桥市教育局",
            "~2021年9月1日",
        )
    )
    assert kind == "appointment"
    assert given["activity_title"] == ["石桥市李知秋名师工作室"]


def test_the_office_s_own_words_are_no_part_of_an_invention_s_name():
    given = told(
        "#专利申请受理通知书",
        "申请号：202110456789.1",
        "发明人：王小明 李知秋",
        "发明创造名称：一种组合式地理教具",
        "经核实确认国家知识产权局专利局予以受理。",
    )
    assert given["activity_title"] == ["一种组合式地理教具"]


def test_the_quoted_qualification_ends_with_its_mark():
    given = told(
        "#职业技能等级证书",
        "王小明 于2021年9月5日经考核取得“幼儿保育师”四级/中级工职业技能等级。",
        "证书编号：Y000034010001214000123",
        "~石桥职业技术学院",
    )
    assert given["activity_title"] == ["幼儿保育师"]


def test_labels_may_stand_in_brackets_of_their_own():
    given = told(
        "#会议通知",
        "各高中学校：",
        "现定于2021年3月25日上午8:30召开高三复习备考研讨会，请准时参加。",
        "【参会人员】各校备课组长 【会议地点】石桥市·第一中学报告厅",
        "~石桥市教师发展中心",
    )
    assert given["location"] == ["石桥市·第一中学报告厅"]


def test_a_town_of_two_signs_is_a_place_and_other_words_are_none():
    proof = "兹证明王小明于2024年11月8日—10日在{}参加2024年智能制造学术年会。"
    assert told("#参会证书", proof.format("杭州"))["location"] == ["杭州"]
    assert "location" not in told("#参会证书", proof.format("校内"))


def test_the_last_sign_of_a_prize_may_stand_on_a_line_of_its_own():
    found = find_fields(
        (
            page(
                line("荣誉证书", 0.35, 0.1, em=0.06),
                line("王小明同志：", 0.1, 0.3),
                line("在2019年石桥区教学技能大赛中荣获初中组三等", 0.16, 0.37),
                line("奖。", 0.1, 0.47),
                line("石桥区教育局", 0.6, 0.7),
            ),
        )
    )
    prize = {one.name: one for one in found.fields}
    assert (prize["award_class"].value, prize["result"].value) == (Decimal(3), "三等奖")
    assert prize["result"].confidence < 0.9


def test_a_member_who_holds_the_paper_is_not_the_one_who_led():
    given = told(
        "#课题结题证书",
        "石桥县东街幼儿园陈艳同志主持的县级课题《乡土资源融入活动的研究》，经鉴定，准予结题。",
        "课题主持人：陈艳",
        "课题组成员：李知秋（第2）、王小明（第3）",
        "本证书持有人：李知秋",
        "~石桥县教育科学研究室",
    )
    assert (given["holder_name"], given["project_role"]) == (["李知秋"], ["课题组成员"])
