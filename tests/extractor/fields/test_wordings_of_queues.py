"""Brackets with labels, mails, mastheads and rows of forms, as two more authors' pages had them."""

from dataclasses import replace

import pytest

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def test_a_label_in_a_bracket_ends_the_value_before_it():
    found = told(
        "#培训结业证书", "证书编号：HX-2021-0455（发证日期：2021年7月20日）", "姓名：詹岩松", "单位：霖州市第三中学（教师编号：0032）",
        "培训班名称：霖州市骨干教师研修班（学时：40学时）", "培训时间：2021年7月5日至7月9日（共5天）",
        "~霖州市教育科学研究院", "~2021年7月20日",
    )  # fmt: skip
    assert value(found, "certificate_number") == "HX-2021-0455"
    assert value(found, "activity_title") == "霖州市骨干教师研修班"
    assert value(found, "hours") == "40"
    assert value(found, "employer") == "霖州市第三中学"


def test_a_projects_number_ends_where_the_bracket_with_its_date_begins():
    found = told(
        "#课题结题证书", "课题编号：JK21077（立项日期：2021年3月15日）", "课题名称：农村初中生数学阅读能力培养的实践研究",
        "负责人：詹岩松", "经鉴定，准予结题。", "~霖江省教育科学规划领导小组办公室", "~2023年9月28日",
    )  # fmt: skip
    assert value(found, "project_number") == "JK21077"


def test_when_a_mail_was_sent_is_no_day_of_the_meeting():
    found = told(
        "2021年中原职业教育“三教”改革研讨会邀请函", "发件人：会务组<huiwu@zyzj.example>", "时 间：2021年10月11日（星期一）下午3:26",
        "收件人：郗文博<chi@mail.example>", "郗文博老师：",
        "您好！我会定于2021年10月30日—31日在霖州召开2021年中原职业教育“三教”改革研讨会，特邀请您参加会议。",
        "~霖江省职业教育教师发展研究会", "~2021年10月11日",
    )  # fmt: skip
    assert value(found, "start_date") == "2021-10-30"
    assert value(found, "end_date") == "2021-10-31"


def test_a_place_stands_behind_a_bar_whose_gaps_were_lost():
    found = told(
        "#第六届霖江幼儿园游戏与课程建设研讨会", "会议时间｜2022年7月16日—17日", "会议地点｜霖州市番河区国际会议酒店二楼",
        "主办单位：霖州市蓓蕾学前教育协会",
    )  # fmt: skip
    assert value(found, "location") == "霖州市番河区国际会议酒店二楼"


def test_the_list_of_members_ends_with_its_full_stop():
    found = told(
        "#关于校级教改课题结题的通知", "课题“数控车工实训课堂分组轮换教学法研究”（课题编号：SYJG-2020-12，负责人：相里海波）准予结题。",
        "课题组成员（按贡献排序）：相里海波、青木措、逯冬梅、勾建民。", "请按规定给予课题组绩效奖励2000元，并做好成果的推广应用。",
        "~霖州市嵩岳机电职业中等专业学校", "~2022年7月1日",
    )  # fmt: skip
    assert values(found, "authors") == ["相里海波", "青木措", "逯冬梅", "勾建民"]


def test_who_judged_a_project_is_not_who_did_it():
    found = told(
        "#市级社会科学项目结项鉴定表", "项目名称：社区图书室与学校阅读推广的联动机制研究", "项目编号：SK2021-B-074", "负责人：令狐远",
        "排名|姓名|性别|职称|分工", "1|令狐远|男|副教授|总体设计", "2|盘金凤|女|讲师|问卷调查", "3|阿迪力江|男|讲师|数据统计",
        "4|亓雪梅|女|馆员|文献整理", "鉴定专家", "欧阳思齐（组长）、逄锦川、谷雨", "~霖州市社会科学工作办公室", "~2023年8月2日",
    )  # fmt: skip
    assert value(found, "holder_name") == "令狐远"
    assert values(found, "authors") == ["令狐远", "盘金凤", "阿迪力江", "亓雪梅"]


def test_who_approves_is_no_employer_where_the_form_asks_for_the_unit():
    found = told(
        "#霖江省师资建设研究课题任务书", "课题名称：乡村幼儿教师园本教研参与度研究", "课题编号：ZJS21-0486", "负责人：佘雁秋",
        "所在单位：瓯河学前教育学院", "立项单位：霖江省师资建设研究中心", "签订日期：2021年9月16日",
    )  # fmt: skip
    assert value(found, "employer") == "瓯河学前教育学院"


ARTICLE = (
    "摘要：史料教学是历史课堂的难点，本文提出三重进阶，并讨论其在课堂中的使用。", "关键词：史料；进阶；课堂",
)  # fmt: skip


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("文/佘巧云霖州市花河区秀湖幼儿园", ["佘巧云"]),
        ("霖州市从河区流溪小学揭佩珊盘志刚", ["揭佩珊", "盘志刚"]),
        ("文/霖州市从河区流溪小学揭佩珊", ["揭佩珊"]),
        ("作者   诸葛思琪；佟丽娜；买志勇", ["诸葛思琪", "佟丽娜", "买志勇"]),
    ],
)
def test_authors_stand_beside_their_school_without_a_gap(byline, authors):
    found = told("霖州教育 2021年第6期", "#初中历史史料教学的三重进阶", byline, *ARTICLE)
    assert values(found, "authors") == authors


def test_a_record_tells_year_volume_and_issue_and_files_it_under_a_subject():
    found = told(
        "题名：项目式学习中的教师提问研究", "作者：郗晓棠；佟丽娜", "刊名：霖江课程研究", "年，卷（期）：2019, 38(4)",
        "专题：教育理论与教育管理；中等教育", "ISSN：1003-7780", "打印时间：2021-10-14 15:02", *ARTICLE,
    )  # fmt: skip
    assert value(found, "activity_title") == "项目式学习中的教师提问研究"
    assert (value(found, "volume"), value(found, "issue")) == ("38", "4")
    assert value(found, "issue_date") == "2019"


def test_year_and_issue_stand_without_a_volume():
    found = told(
        "霖江课程研究 . 2022 ,(11)", "#项目式学习中的教师提问研究", "郗晓棠 佟丽娜", *ARTICLE,
    )  # fmt: skip
    assert (value(found, "issue_date"), value(found, "issue")) == ("2022", "11")


def test_a_masthead_is_spelt_below_in_pinyin():
    found = told(
        "#霖江教与学", "#LINJIANG JIAO YU XUE", "2021年第4期", "ISSN 2096-417X", "CN34-1265/G4",
        "目录", "县域教研共同体的运行机制探析 4", "课后服务课程化的校本路径 9",
    )  # fmt: skip
    assert value(found, "journal") == "霖江教与学"


def test_a_newspaper_tells_its_name_and_number_at_its_head():
    found = told(
        "#霖江教师报", "2021年10月26日 星期二", "国内统一连续出版物号 CN44-0187 第4128期", "#让方言童谣走进音乐课堂",
        "霖州市从河区流溪小学揭佩珊盘志刚",
        "为此，备课组先后开展了三轮集体备课。教研组据此调整了教学顺序。从课堂观察的情况来看，学生的参与度明显提高。",
    )  # fmt: skip
    assert value(found, "journal") == "霖江教师报"
    assert value(found, "issue") == "4128"
    assert value(found, "activity_title") == "让方言童谣走进音乐课堂"
    assert values(found, "authors") == ["揭佩珊", "盘志刚"]


def test_another_article_beside_the_column_has_no_part_in_the_authors():
    page = sheet("#让方言童谣走进音乐课堂", "霖州市从河区流溪小学揭佩珊", *ARTICLE)
    title = page.lines[0]
    beside = replace(
        page.lines[1], text="简讯", words=(replace(page.lines[1].words[0], text="简讯"),),
        box=Box(0.9, page.lines[1].box.top, 0.95, page.lines[1].box.bottom),
    )  # fmt: skip
    assert beside.box.left > title.box.right + 0.1
    found = find_fields((replace(page, lines=(*page.lines[:2], beside, *page.lines[2:])),))
    assert values(found, "authors") == ["揭佩珊"]


def test_what_a_forum_is_about_is_not_what_it_is_called():
    found = told(
        "#关于邀请参加特殊教育学校课程建设论坛的函", "霖州市特殊教育学校：",
        "我中心定于2022年7月22日至24日在霖州市举办“第四届长河特殊教育学校课程建设论坛”，现邀请贵校翟羽霏老师参会。",
        "一、论坛主题：融合·支持·个别化——面向每一个学生的课程", "~霖江师范大学教师培训中心", "~2022年7月1日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第四届长河特殊教育学校课程建设论坛"


def test_a_letter_greets_the_team_with_its_leader_first():
    found = told(
        "#小课题结题通知书", "课题编号：YZXKT-2020-153", "尚洁、禄远航、卞小雨老师：",
        "你们承担的区级小课题“农村幼儿园晨间活动的组织与优化”，按规定完成了研究任务，准予结题。", "课题负责人：尚洁",
        "~颍泽区教育局教科研中心", "~2021年7月2日",
    )  # fmt: skip
    assert values(found, "authors") == ["尚洁", "禄远航", "卞小雨"]


def test_notes_below_a_list_are_no_row_of_it():
    found = told(
        "#霖州市2022年度教学研究课题立项名单", "立项编号|课题名称|主持人",
        "36 HJ2022C036|民间游戏融入体育活动的研究|余晓璇", "说明：1.研究周期一般为两年。", "2.成员变更须办理手续。",
        "~霖州市教育局教研室", "~2022年5月31日",
    )  # fmt: skip
    assert value(found, "activity_title") == "民间游戏融入体育活动的研究"
    assert value(found, "project_number") == "HJ2022C036"


def test_the_edition_of_a_journal_belongs_to_its_name():
    found = told(
        "#稿件录用通知", "夏侯兰老师：", "您的论文《县域教研共同体的运行机制》经审定，拟刊于《霖河师范学院学报》（社会科学版）2022年第3期。",
        "~《霖河师范学院学报》编辑部", "~2022年3月1日",
    )  # fmt: skip
    assert value(found, "journal") == "霖河师范学院学报(社会科学版)"
