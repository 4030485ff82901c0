"""Books, patents, projects, prizes and posts in forms met later; people and bodies are invented."""

from decimal import Decimal

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import announced_names
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page


def told(*lines):
    found = find_fields((sheet(*lines),))
    given: dict[str, list[object]] = {}
    for one in found.fields:
        if one.role in (None, "issuer"):
            given.setdefault(one.name, []).append(one.value)
    return given


def book(*lines):
    return told("图书在版编目（CIP）数据", *lines, "ISBN 978-7-302-00000-0", "定价：39.80元")


def test_a_rare_surname_stands_between_the_slash_and_the_word_for_authors():
    given = book("校园机械教程/翀建军编著.—石桥：清河理工出版社.2016.8")
    assert given["authors"] == ["翀建军"]
    assert given["activity_title"] == ["校园机械教程"]


def test_second_editors_belong_to_the_authors_that_the_catalogue_lists():
    given = book("儿童哲学课／王小明主编；翀孟，李光副主编.—石桥：清河出版社，2019.11")
    assert given["authors"] == ["王小明", "翀孟", "李光"]


def test_the_gap_behind_the_word_for_authors_may_be_lost():
    assert book("#校园机械教程", "编著王小明")["authors"] == ["王小明"]


@pytest.mark.parametrize("line", ["编著说明", "作者简介", "主编单位"])
def test_a_heading_of_a_book_is_nobody(line):
    assert "authors" not in book("#校园机械教程", line)


@pytest.mark.parametrize("raw", ["清河理工出版社", "王小明，本书由多人写成", "建的"])
def test_what_can_be_no_name_is_announced_in_vain(raw):
    assert announced_names(raw) == []


def test_inventors_are_parted_though_their_marks_were_misread():
    given = told(
        "证书号第4062598号",
        "#发明专利证书",
        "发明名称：一种桥梁裂纹监测方法",
        "发明人：王小明：李知秋：陈一帆",
        "专利号：ZL 2018 1 0736215.X",
        "授权公告日：2020年10月27日",
        "国家知识产权局依照中华人民共和国专利法经过审查，决定授予专利权。",
    )
    assert given["authors"] == ["王小明", "李知秋", "陈一帆"]


def project(*lines):
    return told("#课题立项通知书", *lines, "~石桥市教育科学规划领导小组办公室", "~2021年6月18日")


def test_who_leads_is_called_as_the_page_calls_them_though_the_line_breaks_in_the_word():
    found = find_fields(
        (
            page(
                line("课题立项通知书", 0.35, 0.1, em=0.05),
                line("石桥市实验中学王小明同志：", 0.1, 0.24),
                *body(
                    "你申报的课题《地理深度学习研究》批准立项。课题编号：2021SC0457，负",
                    "责人：王小明，研究期限：2021年6月至2023年6月。",
                ),
            ),
        )
    )
    assert [one.value for one in found.fields if one.name == "project_role"] == ["负责人"]


def test_a_sentence_says_who_runs_it_in_a_word_of_its_own():
    given = project("由我校数学系王小明老师主持的校级教学改革项目“代数教学模式探索”已获批准立项。")
    assert (given["holder_name"], given["project_role"]) == (["王小明"], ["主持"])


def test_a_member_s_part_and_place_are_told_in_the_sentence():
    given = told(
        "#课题研究证明",
        "兹证明石桥市第二小学王小明参加了清河省教育学会省级科研课题“识字教学策略研究”（课题编号：JL2018-112；主持人：李知秋）的研究工作，为课题组成员，排名第二。",
        "~清河省教育学会",
        "~2020年6月3日",
    )
    assert given["project_role"] == ["课题组成员"]
    assert given["holder_rank"] == [Decimal(2)]


def test_the_gap_behind_a_project_s_label_may_be_lost():
    given = told(
        "#课题结题证书",
        "下列课题准予结题。",
        "课题名称校园职业礼仪课程开发研究",
        "立项编号 XM2017-B034",
    )
    assert given["activity_title"] == ["校园职业礼仪课程开发研究"]


@pytest.mark.parametrize(
    ("category", "level"),
    [
        ("省交通运输厅科技项目", ["provincial"]),
        ("市教育局规划课题", ["municipal"]),
        ("一般课题", None),
    ],
)
def test_the_level_of_a_project_is_that_of_the_office_it_belongs_to(category, level):
    given = told(
        "#课题结项证书", "项目名称：桩基工艺优化研究", f"项目类别：{category}", "准予结项。"
    )
    assert given.get("level") == level


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("被批准立项为青湖区2020年度教育科学规划课题。", ["district"]),
        ("被批准立项为山区教育科研课题。", None),
    ],
)
def test_a_district_s_plan_is_of_its_level_and_the_hills_are_no_district(sentence, level):
    given = told("#立项通知书", f"你单位申报的课题《小学劳动课程开发研究》经评审，{sentence}")
    assert given.get("level") == level


def award(*lines):
    return told(
        "#荣誉证书", "石桥市农业学校王小明老师：", *lines, "~石桥市教育局", "~2019年10月22日"
    )


def test_the_sort_of_a_work_may_stand_behind_its_name():
    given = award("您的作品《果树嫁接技术》微课在2019年石桥市信息化教学大赛中荣获", "#二等奖")
    assert given["activity_title"] == ["果树嫁接技术"]
    assert given["occasion"] == ["2019年石桥市信息化教学大赛"]
    assert (given["award_class"], given["level"]) == ([Decimal(2)], ["municipal"])


def test_a_teacher_s_own_prize_is_not_the_pupil_s():
    given = award(
        "您辅导的学生李知秋在第十九届石桥市科技创新大赛中获一等奖，被评为“优秀指导教师”。"
    )
    assert given["result"] == given["award_class"] == ["优秀指导教师"]
    assert given["activity_title"] == ["第十九届石桥市科技创新大赛"]


def test_the_authority_that_signs_gives_its_level_where_nothing_else_does():
    assert award("您撰写的论文《浮力教学》在优秀论文评选中获一等奖。")["level"] == ["municipal"]


def test_somebody_is_appointed_to_a_quoted_programme():
    given = told(
        "#聘书",
        "王小明老师：",
        "兹聘请您为“石桥市2023年初中英语教师培训”项目授课专家，于2023年10月18日作专题讲座，计4课时。",
        "~石桥市教师教育院",
    )
    assert given["activity_title"] == ["石桥市2023年初中英语教师培训"]


def test_who_stands_in_the_list_of_members_is_not_the_one_who_leads():
    given = told(
        "#结题证书",
        "课题名称：乡土资源融入美术课程的研究",
        "主持人：王小明",
        "课题组成员：|李知秋",
        "|陈一帆",
        "该课题准予结题。",
    )
    assert given["holder_name"] == ["王小明"]
    assert given["holder_rank"] == [Decimal(1)]


@pytest.mark.parametrize(
    "opening",
    [
        "王小明、李知秋同志：来稿",
        "尊敬的王小明、李知秋老师：您的论文",
        "王小明、李知秋老师，您好！您的论文",
    ],
)
def test_a_letter_to_authors_may_go_on_in_the_line_that_addresses_them(opening):
    given = told("#用稿通知", f"{opening}《小型运输机设计与试验》已通过三审，拟于2021年第5期刊出。")
    assert given["authors"] == ["王小明", "李知秋"]


def test_a_second_author_is_called_so_in_the_list():
    given = told(
        "#论文录用证明",
        "论文题目：阅读疗法的接受度研究",
        "作者|王小明；第二作者 李知秋",
        "上述稿件已被我刊正式录用。",
    )
    assert given["authors"] == ["王小明", "李知秋"]


def test_a_heading_in_english_names_no_event_of_a_chinese_prize():
    given = told(
        "#技能竞赛获奖证书",
        "AWARD|CERTIFICATE OF SKILLS COMPETITION",
        "王小明同志：",
        "在石桥市第十二届职工技能大赛中，荣获银奖。",
        "~石桥市总工会",
        "~2021年10月15日",
    )
    assert given["activity_title"] == ["石桥市第十二届职工技能大赛"]


def test_the_day_of_a_prize_may_stand_behind_its_label():
    given = told(
        "#科学技术奖证书",
        "为表彰在推动科学技术进步中作出贡献的人员，特颁发此证书。",
        "奖励类别：2020年度科学技术奖",
        "项目名称：岩溶区水污染协同修复技术",
        "获奖等级：三等奖",
        "获奖者：王小明",
        "奖励日期：2021年4月28日",
        "~临溪市科学技术奖励委员会",
    )
    assert given["issue_date"] == ["2021-04-28"]
    assert given["level"] == ["municipal"]
