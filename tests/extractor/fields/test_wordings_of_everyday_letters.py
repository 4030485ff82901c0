"""Wordings of letters, articles and translations that many an office writes, each read once."""

import pytest

from extractor.fields import find_fields, recognise_kind
from extractor.fields import leaf_of as leaf
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def read(*lines):
    return find_fields((sheet(*lines),))


def test_a_letter_to_a_school_on_one_of_its_own_has_a_guest():
    found = read(
        "#邀请函", "石桥大学：",
        "久闻贵校王小明研究馆员长期致力于阅读推广研究，成果丰硕，特邀请其莅临大会作主题报告。",
        "~南山图书情报学会", "~2023年4月11日",
    )  # fmt: skip
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "石桥大学"


@pytest.mark.parametrize("signed", ["(签名)", "（亲笔签名）", "（盖章）"])
def test_who_signs_a_translation_is_not_its_holder(signed):
    found = read(
        "英文原件译文", "#出席证明（译文）", "致有关人士：",
        "谨此证明，来自中国石桥的王小明先生出席了2016年8月1日至5日在新加坡举行的第九届南洋数学教育大会，"
        "并在会上展示论文。",
        f"~李国强教授{signed}，大会主席", "~南洋数学教育大会组织委员会", "~2016年8月5日",
    )  # fmt: skip
    assert value(found, "holder_name") == "王小明"
    assert value(found, "activity_title") == "第九届南洋数学教育大会"
    assert values(found, "issuers") == ["南洋数学教育大会组织委员会"]


def test_a_role_is_not_what_was_attended():
    found = read(
        "#翻 译 件", "#访问学者证书",
        "本校谨此证明，王小明女士作为访问学者，于2013年9月至2014年2月参加了汉语与比较教育访问研修项目，"
        "圆满完成研修计划。",
        "~美国湖滨大学教育学院", "~签发日期：2014年2月14日",
    )  # fmt: skip
    assert value(found, "activity_title") == "汉语与比较教育访问研修项目"


@pytest.mark.parametrize("visit", ["跟岗学习", "考察学习"])
def test_a_visit_is_called_whole(visit):
    found = read(
        "#证明", "兹有我单位职工王小明，男，2015年10月12日—10月23日由学校选派，"
        f"参加南山省骨干教师赴东海{visit}，培训期间遵守纪律。特此证明。",
        "~石桥市第三中学", "~2015年12月1日",
    )  # fmt: skip
    assert value(found, "activity_title") == f"南山省骨干教师赴东海{visit}"


def test_the_sentence_counts_the_day_of_arrival_that_a_timetable_leaves_out():
    found = read(
        "#2019年汽车维修专业教学成果交流会邀请函", "致：石桥技师学院 王小明老师",
        "为总结改革成果，南山技工教育研究会定于2019年5月24日—26日在石桥市举办“2019年汽车维修专业"
        "教学成果交流会”。诚邀您携成果参会。",
        "一、时间安排：5月24日报到；5月25日成果汇报与专家点评；5月26日上午总结。",
        "~南山技工教育研究会", "~2019年4月29日",
    )  # fmt: skip
    days = {f.name: f for f in found.fields}
    assert days["start_date"].value == "2019-05-24"
    assert days["end_date"].value == "2019-05-26"
    assert days["start_date"].confidence < 0.9


def test_a_request_behind_a_telephone_is_no_meeting():
    found = read(
        "#南山省小学德育课程研究会", "#第十二届小学品德课程学术年会通知（第二轮）",
        "各会员单位、各位会员：", "会议时间：2013年10月25—28日，25日报到，28日中午离会",
        "会议地点：石桥市湖滨宾馆", "联系人：秘书处 李静　电话：010-58800000",
        "请参会代表务必于9月30日前寄回参会回执。",
        "~南山省小学德育课程研究会", "~2013年8月19日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第十二届小学品德课程学术年会"


def test_an_event_in_marks_is_called_without_the_word_for_any():
    found = read(
        "#邀请函", "石桥高级中学　王小明　老师：",
        "“南山名师大讲堂·高中历史专场”活动定于2023年3月24日至25日在石桥市第二中学举行，特邀请您作为"
        "主讲嘉宾。",
        "~南山高中历史名师联盟", "~2023年3月10日",
    )  # fmt: skip
    assert value(found, "activity_title") == "南山名师大讲堂·高中历史专场"


def test_an_author_behind_a_post_code_in_the_type_of_the_title_ends_it():
    found = read(
        "中学数学探究 | 2018年第9期 | 解题研究", "#一道高考导数压轴题的多解探究与教学思考",
        "#石桥市湖滨中学 224300 王小明",
        "摘要：对2018年高考理科第21题进行多角度分析，给出四种不同解法，并提出三点建议。",
        "关键词：导数；压轴题；一题多解", "1 试题呈现",
    )  # fmt: skip
    assert value(found, "activity_title") == "一道高考导数压轴题的多解探究与教学思考"
    assert values(found, "authors") == ["王小明"]


def test_a_title_that_ends_in_a_colon_goes_on_without_a_dash():
    found = read(
        "岭南基础教育　2019年第11期（总第287期）", "#高中地理项目式学习的设计与实施：",
        "#以“南湾红树林保护”为例", "王小明", "（石桥市第一中学，广东 石桥 519100）",
        "【摘要】项目式学习以真实问题驱动学生的持续探究，是落实地理实践力的有效途径。",
        "【关键词】项目式学习；地理实践力；红树林",
    )  # fmt: skip
    assert value(found, "activity_title") == (
        "高中地理项目式学习的设计与实施:以“南湾红树林保护”为例"
    )


def test_a_book_that_a_text_speaks_of_is_no_journal():
    found = read(
        "2023 年 第 2 期 | 陇 南 学 刊 | No.2, 2023", "第 38 卷（总第 176 期） | Longnan Journal",
        "#古写本中的蒙学教材及其当代价值", "#王 小 明", "（石桥师范学院 文学院，甘肃 石桥 741001）",
        "[内容提要] 写本中保存了《开蒙要训》等数十种蒙学写本。", "[关键词] 蒙学教材；写本",
        "早在1913年，已有学者即在《鸣沙旧书》中收录《家教》并撰跋语。",
    )  # fmt: skip
    assert value(found, "journal") == "陇南学刊"


def test_a_journal_over_its_english_name_and_a_row_of_numbers():
    found = read(
        "史地教学参考", "HISTORY AND GEOGRAPHY TEACHING REFERENCE",
        "CN 21-1385/G4 | ISSN 1001-5426 | 2017年第12期", "教学设计",
        "#地理实践力培养视角下的乡土地理研学课程开发", "#——以南湾湿地为例",
        "王小明 （石桥市第一高级中学，辽宁 石桥 124000）",
        "摘 要：地理实践力是地理学科核心素养之一。", "关键词：地理实践力；乡土地理",
    )  # fmt: skip
    assert value(found, "journal") == "史地教学参考"


def test_a_cover_with_an_author_and_a_press_is_a_book():
    page = sheet(
        "南山名师书系", "#走在专业成长的路上", "#——一位特级教师的教育手记", "王小明　著",
        "三十年讲台春秋，一百二十则教育随笔", "南山人民出版社",
    )  # fmt: skip
    assert recognise_kind(leaf((page,))).value == "book"


def test_a_given_name_that_is_a_word_too():
    found = read(
        "#科研项目结题证明",
        "兹证明石桥理工学院机电工程学院教师李文明（工号：20090117）为我校校级科研项目“基于机器视觉的"
        "柑橘表面缺陷检测系统研究”（项目编号：KY2018ZR12）的项目负责人，该项目已完成，同意结题。",
        "~石桥理工学院科研处", "~2020年6月22日",
    )  # fmt: skip
    assert value(found, "holder_name") == "李文明"


@pytest.mark.parametrize("label", ["完成时限", "完成期限", "项目完成时限"])
def test_the_day_by_which_a_project_is_to_be_done_is_its_end(label):
    found = read(
        "#立项通知书", "石桥职业技术学院：", "你单位申报的下列项目列为2023年度社科规划项目。",
        "项目名称 | 红色文化资源数字化传播研究", "项目编号 | 23YB208", "负责人 | 王小明",
        f"{label} | 2024年6月30日", "~石桥市社会科学界联合会", "~2023年6月19日",
    )  # fmt: skip
    assert value(found, "end_date") == "2024-06-30"


def test_the_kindergarten_to_which_somebody_went_is_the_place():
    found = read(
        "#证 明 函", "清城区教育局：",
        "王小明系我园在编教师，于2018年5月21日至25日赴山南县三排镇中心幼儿园参加送教下乡活动，执教"
        "大班语言活动2节。", "~石桥市人民路幼儿园", "~2018年6月4日",
    )  # fmt: skip
    assert value(found, "location") == "山南县三排镇中心幼儿园"


def test_a_heading_in_english_is_no_part_of_the_name_below_it():
    found = read(
        "#INVITATION LETTER", "#第三届智能装配与精密制造学术会议", "Dear 王小明副教授,",
        "您投稿的论文已确定为分会场口头报告。组委会谨邀请您于2023年8月11日至13日出席本次会议。",
        "~第三届智能装配与精密制造学术会议组织委员会", "~2023年6月28日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第三届智能装配与精密制造学术会议"


def test_a_small_town_on_no_list_is_a_place():
    found = read(
        "#邀请函", "尊敬的王小明老师：",
        "兹定于2021年10月8日至9日在洮溪召开农村学校阅读教学研讨会，诚邀您拨冗出席。",
        "~石桥市教育学会", "~2021年9月10日",
    )  # fmt: skip
    assert value(found, "location") == "洮溪"


def test_a_committee_of_another_society_signs_for_itself():
    found = read(
        "#线上会议参会证明", "参会代表：王小明", "会议名称：第八届口腔种植青年论坛（线上）",
        "经平台核查，以上人员参加了本次线上会议，特此证明。",
        "~东海口腔医学青年联盟", "~南山口腔医学会种植专业委员会", "~2022-12-06",
    )  # fmt: skip
    assert values(found, "issuers") == ["东海口腔医学青年联盟", "南山口腔医学会种植专业委员会"]


def test_and_between_two_sorts_of_guests_begins_no_name():
    found = read(
        "#邀请函", "尊敬的康立老师:",
        "我们诚挚邀请您莅临2024年人工智能教育大会，与两地校长、科技教师和产业代表共同探讨。",
        "~石桥市人工智能学会", "~2024年3月22日",
    )  # fmt: skip
    assert value(found, "holder_name") == "康立"
