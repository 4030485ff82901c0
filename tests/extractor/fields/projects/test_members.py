"""Of a project's papers: whom they are made out for, beside who leads and who judges."""

import pytest

from extractor.fields import find_fields
from extractor.fields.people.judges import without_judges
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


SIGNED = ("特此证明。", "~霖州职业大学科研处", "~2021年11月30日")


def test_who_took_part_in_what_another_leads_is_the_holder():
    found = told(
        "#课题参与证明",
        "兹证明陈雨桐同志（霖州市科技工业学校）参与了由我校严雪琴教授主持的省级重点科研项目"
        "《中职学生职业适应能力提升研究》（项目编号：2020-ZDJH-318）的研究工作，在课题组成员中排名第4位。",
        *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "陈雨桐"
    assert value(found, "employer") == "霖州市科技工业学校"
    assert value(found, "project_role") == "参与人"
    assert value(found, "holder_rank") == "4"


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("作为参与人参加了谭玉成主持的省级教育科学规划课题《红色文化融入思政课的路径》（立项编号：JK19298），该课题已结束。", "参与人"),
        ("作为课题组成员参与研究的省教育科研课题《民间游戏融入体育课的研究》（编号：2018JK093，主持人：崔瀚文），结题等级为优秀。", "参与人"),
        ("作为主持人完成的省级教育科学规划课题《红色文化融入思政课的路径》（立项编号：JK19298），已通过鉴定。", "主持人"),
    ],
)  # fmt: skip
def test_the_role_is_what_the_sentence_says_and_not_what_another_does(sentence, role):
    found = told("#课题证书", "高丽娟同志：", sentence, *SIGNED)
    assert value(found, "holder_name") == "高丽娟"
    assert value(found, "project_role") == role


def test_a_list_of_members_goes_on_below_the_first_name():
    found = find_fields(
        (
            page(
                line("结项证书", 0.35, 0.1, em=0.05),
                line("由霖州市第三小学承担、于志坚负责的省级教育科学规划课题", 0.16, 0.22),
                line("《小学语文群文阅读教学研究》（批准号：1903118），准予结项。", 0.1, 0.27),
                line("课题负责人：于志坚", 0.1, 0.42),
                line("课题组成员：吴秀芳 白文仓 陈凤莲 石玉婷 斯琴图雅 赵婷", 0.1, 0.47),
                line("翟思琪", 0.28, 0.52),
                line("霖州省教育科学规划领导小组办公室", 0.45, 0.8),
                line("2020年12月18日", 0.6, 0.85),
            ),
        )
    )
    assert value(found, "holder_name") == "于志坚"
    assert value(found, "project_role") == "负责人"
    assert values(found, "authors")[-2:] == ["赵婷", "翟思琪"]


JUDGES = (
    [("专家组", "姓名", "单位", "职称", "签名"), ("组长", "高红霞", "霖州师范学院", "教授", "高红霞"),
     ("成员", "曾令辉", "霖州市教育科学研究院", "教研员", "曾令辉"), ("成员", "那仁花", "霖州市第四十六中学", "正高级教师", "那仁花")]
)  # fmt: skip


def _judged(head: str) -> tuple:
    rows = [(head, *JUDGES[0][1:]), *JUDGES[1:]]
    return tuple(
        line(text, left, 0.55 + 0.05 * number, em=0.02)
        for number, row in enumerate(rows)
        for left, text in zip((0.1, 0.22, 0.35, 0.65, 0.82), row, strict=True)
    )


def test_who_judged_a_project_is_neither_its_holder_nor_of_its_team():
    found = find_fields(
        (
            page(
                line("课题结题专家鉴定意见", 0.3, 0.05, em=0.04),
                *(
                    line(text, left, 0.14 + 0.05 * number, em=0.02)
                    for number, (label, told_) in enumerate(
                        (("课题名称", "小学科学课程乡土资源开发研究"), ("立项编号", "HJG20057"),
                         ("课题负责人", "孙立新"), ("承担单位", "霖州市杏林小学"))
                    )
                    for text, left in ((label, 0.1), (told_, 0.3))
                ),
                line("专家组一致同意结题。", 0.14, 0.45),
                *_judged("专家组"),
                line("霖州市教育科学研究院", 0.6, 0.85),
                line("2021年12月9日", 0.65, 0.9),
            ),
        )
    )  # fmt: skip
    assert value(found, "holder_name") == "孙立新"
    assert value(found, "result") == "同意结题"
    assert not {"那仁花", "曾令辉"} & set(values(found, "authors"))


def test_a_table_of_the_team_is_no_table_of_judges():
    team = page(*_judged("课题组"))
    assert without_judges(team) == team
    assert without_judges(page(*_judged("专家组"))).lines == ()


def test_a_grade_is_the_result_and_not_that_the_project_may_end():
    found = told(
        "#结题证书", "于志坚主持的市级课题《小学语文群文阅读教学研究》（编号：1903118）经专家鉴定，",
        "鉴定等级为良好，准予结题。", "~霖州市教育科学研究院", "~2020年12月18日",
    )  # fmt: skip
    assert value(found, "result") == "良好"


def test_experts_who_sign_under_their_leader_are_nobodys_team():
    rows = [("职务", "姓名", "工作单位", "职称", "签名"), *JUDGES[1:]]
    cells = [
        line(text, left, 0.55 + 0.05 * number, em=0.02)
        for number, row in enumerate(rows)
        for left, text in zip((0.1, 0.22, 0.35, 0.65, 0.82), row, strict=True)
    ]
    opinion = line("专家组听取了汇报，形成鉴定意见如下：", 0.1, 0.2)
    assert without_judges(page(opinion, *cells)).lines == (opinion,)
    assert len(without_judges(page(*cells)).lines) == len(cells)


@pytest.mark.parametrize(
    ("annex", "role"),
    [
        ("附：1.课题负责人所在单位：霖州市回民中学", "负责人"),
        ("附：1.课题主持人所在单位：霖州市回民中学", "主持人"),
        ("附：研究计划", "主持人"),
    ],
)
def test_whoever_applied_is_called_what_the_page_calls_who_leads(annex, role):
    found = told(
        "#课题立项通知书", "吴佳宁同志：",
        "经学科专家组评审，您申报的课题《信息技术支持下的初中地理研究》被批准为2022年度省级一般课题。课题批准号：2022GH0874。",
        annex, "~霖州省教育科学规划领导小组办公室", "~2022年5月9日",
    )  # fmt: skip
    assert value(found, "project_role") == role


def test_labels_set_wide_in_one_line_with_their_values():
    found = told(
        "#结题报告书", "课 题 名 称 信息化环境下初中音乐德育渗透的行动研究", "立 项 编 号L/2010/364",
        "课 题 类 别 市级规划课题", "课题负责人 蔡小红", "工 作 单 位 霖州市紫荆学校",
        "~霖州市教育科学规划领导小组办公室制",
    )  # fmt: skip
    assert value(found, "activity_title") == "信息化环境下初中音乐德育渗透的行动研究"
    assert value(found, "project_number") == "L/2010/364"
    assert value(found, "level") == "municipal"


def test_the_head_of_the_next_column_is_no_name():
    found = told(
        "#课题参与证明",
        "兹证明霖州市第七中学于小蕾老师参与了由林晓燕主持的市级课题“家园共育的实践研究”（立项编号：SJ2019026）的研究工作，为课题组第4参与人。",
        "课题组成员及排序如下：", "排序|姓名|课题分工", "1|林晓燕|主持、总体设计", "4|于小蕾|资料整理", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "于小蕾"
    assert value(found, "project_role") == "参与人"
    assert value(found, "holder_rank") == "4"


def test_a_list_made_out_for_experts_is_left_as_it_is():
    cells = [
        line(text, left, 0.4 + 0.05 * number, em=0.02)
        for number, row in enumerate(
            (("序号", "姓名", "工作单位", "职称"), ("1", "高红霞", "霖州师范学院", "教授"))
        )
        for left, text in zip((0.1, 0.22, 0.4, 0.7), row, strict=True)
    ]
    listed = page(line("评审专家名单", 0.4, 0.35), *cells)
    assert without_judges(listed) == listed
