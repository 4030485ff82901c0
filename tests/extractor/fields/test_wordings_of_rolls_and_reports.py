"""Rolls of a team, contracts and forms on projects, and what notices and pages tell beside them."""

import pytest

from extractor.fields import find_fields, leaf_of
from extractor.fields.titles.activity import find_activity
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")
SIZE = (1240, 1754)


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def set_at(*rows):
    boxes = [
        (left, top, min(0.98, left + 0.018 * len(text)), top + 0.02) for text, left, top in rows
    ]
    return find_fields((placed([text for text, _, _ in rows], boxes, SIZE),))


@pytest.mark.parametrize("signer", ["负责人：", "负责人"])
def test_who_signs_a_contract_for_a_school_leads_no_project(signer):
    found = set_at(
        ("青川市教育科研课题研究合同书", 0.3, 0.05), ("课题名称：", 0.1, 0.12), ("农村小学晨诵课程的开发", 0.27, 0.12),
        ("课题主持人：", 0.1, 0.16), ("陆晓雯", 0.27, 0.16), ("主持人单位：", 0.1, 0.2), ("青川市河湾小学", 0.27, 0.2),
        ("第一条乙方按照课题设计方案开展研究，按时提交开题报告和结题材料。", 0.14, 0.26),
        ("甲方（盖章）：", 0.1, 0.55), ("乙方（盖章）：", 0.55, 0.55), ("青川市教育科学研究院", 0.1, 0.59),
        ("青川市河湾小学", 0.55, 0.59), (signer, 0.1, 0.63), ("秦志远", 0.22, 0.63), (signer, 0.55, 0.63),
        ("终明朗", 0.67, 0.63), ("2021年9月10日", 0.1, 0.68), ("2021年9月10日", 0.55, 0.68),
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize("label", ["参研教师", "参与教师"])
def test_several_who_take_part_hold_no_paper_though_their_gaps_are_lost(label):
    found = told(
        "#课题立项证明书", "课题名称|农村小学的晨诵", "立项编号|QC-2021-018", "课题负责人|陆晓雯",
        "任职学校|青川市河湾小学", f"{label}|罗静秦晓东马兰", "经学校评议，同意上述课题立项。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"


@pytest.mark.parametrize("label", ["立项代码", "课题代码", "项目代码", "批准代码", "课题代号"])
def test_the_code_of_a_project_is_its_number(label):
    found = told(
        "#微型课题立项通知", "陆晓雯老师：", "你申报的微型课题已获准立项。", "课题名称|农村小学的晨诵",
        f"{label}|QCW2013-E-26", "负责人|陆晓雯", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_number") == "QCW2013-E-26"


@pytest.mark.parametrize("mark", [".", "、", ")"])
def test_a_holder_works_where_their_row_of_the_roll_says(mark):
    rows = [("陆晓雯", "青川教育科学研究院"), ("秦志远", "青川市第一高级中学"), ("罗文静", "青川市河湾小学")]  # fmt: skip
    found = set_at(
        ("结题证书", 0.4, 0.05),
        ("“小学生家国情怀教育的课程资源研究”课题（课题批准号：QCA190418）现予结题。", 0.1, 0.12),
        ("课题组成员（按贡献排序）：", 0.1, 0.18),
        *((f"{at}{mark}{name}", 0.15, 0.18 + 0.04 * at) for at, (name, _) in enumerate(rows, 1)),
        *((body, 0.42, 0.18 + 0.04 * at) for at, (_, body) in enumerate(rows, 1)),
        ("持证人：罗文静", 0.1, 0.4), ("身份：课题组成员", 0.35, 0.4),
        ("青川教育科学研究院", 0.6, 0.6), ("2021年9月10日", 0.62, 0.64),
    )  # fmt: skip
    assert sure(found, "employer") == ["青川市河湾小学"]


def test_a_school_lists_its_own_projects():
    found = told(
        "#青川建筑学院2020年度校级教学改革研究项目立项一览表", "序号|项目编号|项目名称|主持人|类别",
        "15|JG2020-15|工程测量实践教学链的重构|罗文静|重点", "16|JG2020-16|建筑设计工坊的组织研究|秦志远|一般",
        "★17|JG2020-17|大学英语分级教学的动态调整研究|陆晓雯|一般", "~青川建筑学院教务处", "~2020年11月12日",
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "employer") == "青川建筑学院"


@pytest.mark.parametrize("sort", ["科学技术成果", "科技成果", "科研成果"])
@pytest.mark.parametrize("who", ["完成者", "完成人"])
def test_a_completers_certificate_is_on_a_project_and_theirs(sort, who):
    found = told(
        f"#{sort}{who}证书", "成果名称：山地黑山羊育肥综合配套技术研究", "项目编号：青科攻1140012-3",
        "任务来源：省级科技攻关计划", f"{who}：陆晓雯", "完成单位：青川畜牧兽医学院",
        "该成果已按规定登记，特颁发此证书。", "证书编号：青科成证2012-0487-04", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "project_number") == "青科攻1140012-3"
    assert value(found, "level") == "provincial"
    assert sure(found, "holder_rank") == []
    several = told(
        f"#{sort}{who}证书", "成果名称：山地黑山羊育肥综合配套技术研究", "项目编号：青科攻1140012-3",
        f"{who}：陆晓雯、秦志远、罗文静", "该成果已按规定登记，特颁发此证书。", *SIGNED,
    )  # fmt: skip
    assert sure(several, "holder_name") == []


@pytest.mark.parametrize("label", ["课题来源", "项目来源", "立项来源"])
@pytest.mark.parametrize("number", ["青干教研2010-37", "QC-2010-37"])
def test_where_a_project_comes_from_has_its_number_in_a_bracket(label, number):
    found = told(
        "#鉴定证书", "成果名称：税务情景剧在培训中的开发与应用", f"{label}：省级干部教育研究课题（{number}）",
        "完成单位：青川经济管理干部学院", "鉴定结论：国内先进", "课题组成员：陆晓雯", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_number") == number
    # the years of a programme are none
    years = told(
        "#鉴定证书", "成果名称：税务情景剧在培训中的开发与应用", f"{label}：省级干部教育研究课题（2019-2021）",
        "鉴定结论：国内先进", "课题组成员：陆晓雯", *SIGNED,
    )  # fmt: skip
    assert values(years, "project_number") == []


@pytest.mark.parametrize("checked", ["查", "经查", "经核实", "兹查", "经核查"])
@pytest.mark.parametrize("word", ["参与人", "参加人"])
def test_who_is_looked_up_takes_part_beside_who_leads(checked, word):
    found = told(
        "#教学研究成果", "#鉴定证书", "成果名称：情景剧在岗位培训中的开发与应用", "鉴定结论：国内先进",
        "课题组成员：秦志远（主持人）　罗文静　马玉兰　陆晓雯",
        f"{checked}陆晓雯同志系本课题第四{word}，情况属实，特予确认。", *SIGNED,
    )  # fmt: skip
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "project_role") == word
    assert str(value(found, "holder_rank")) == "4"
    # 查 is a surname, too
    found = told("#课题研究证明", f"查志远同志系本课题第四{word}，情况属实。", "课题名称：农村小学的晨诵", *SIGNED)  # fmt: skip
    assert value(found, "holder_name") == "查志远"


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("您申报的课题", "已获准立项，列为国家级西部项目，批准号为19QCY037。"),
        ("你主持的市级课题", "，经评审同意立项，批准号为19QCY037。"),
        ("您主持申报的课题", "经专家组评审准予立项，批准号为19QCY037。"),
        ("您申请的项目", "（项目编号：19QCY037）已通过验收。"),
    ],
)
def test_a_project_has_its_name_without_marks(before, behind):
    found = told(
        "#课题立项通知书", "陆晓雯同志：",
        f"{before}多语环境下山区教师教学能力发展研究{behind}请您作为项目负责人，组织实施研究。", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "多语环境下山区教师教学能力发展研究"
    assert sure(found, "activity_title") == []


@pytest.mark.parametrize("told_so", ["项目负责人", "课题主持人", "课题组成员"])
def test_as_what_somebody_works_is_no_title(told_so):
    found = told("#立项通知书", "陆晓雯同志：", "批准号为19QCY037的课题已立项。", f"请您作为{told_so}，组织实施研究。", *SIGNED)  # fmt: skip
    assert values(found, "activity_title") == []


@pytest.mark.parametrize(
    "asked",
    [
        "请责任单位{}加强管理与监督",
        "请承担单位{}切实做好管理",
        "请依托单位{}督促落实",
        "请管理单位{}严格把关",
    ],
)
def test_the_body_that_is_asked_to_watch_is_where_it_is_done(asked):
    found = told(
        "#立项通知书", "陆晓雯同志：", "您申报的课题“农村小学的晨诵”已获准立项，批准号为19QCY037。",
        f"{asked.format('青川河师范学院')}，经费单独建账。", *SIGNED,
    )  # fmt: skip
    assert value(found, "employer") == "青川河师范学院"


def test_who_applied_as_the_head_leads():
    found = told(
        "#课题立项通知", "青川生态职业学院：",
        "你院陆晓雯老师主持申报的课题林草专业田间学校教学模式研究，经评审同意立项，立项号QC-2024-109。", *SIGNED,
    )  # fmt: skip
    assert value(found, "project_role") == "主持人"


@pytest.mark.parametrize("label", ["填报单位（章）", "填报单位（盖章）", "填报单位"])
def test_who_fills_in_the_form_of_a_project_does_not_decide_on_it(label):
    found = told(
        "#科研项目结题验收表", f"{label}：青川州第二人民医院", "项目名称|神经阻滞技术在基层的规范化教学",
        "项目编号|2018QC093", "主持人|陆晓雯", "工作单位|青川州第二人民医院", "验收结论|优秀",
        "主管部门|青川卫生健康科教中心", "~2021年1月20日",
    )  # fmt: skip
    assert values(found, "issuers") == ["青川卫生健康科教中心"]


@pytest.mark.parametrize("verb", ["组织开展", "组织举办", "组织召开"])
def test_a_notice_arranges_what_it_names(verb):
    found = told(
        "#青川市教育局", f"#青川市教育局关于{verb}2021年新入职教师岗前培训班的通知", "各中小学、幼儿园：",
        f"为帮助新教师，经研究，决定{verb}2021年新入职教师岗前培训班，现将安排通知如下：",
        "一、时间：2021年8月16日至20日", "~青川市教育局", "~2021年7月30日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2021年新入职教师岗前培训班"


@pytest.mark.parametrize("label", ["时间地点", "时间、地点"])
@pytest.mark.parametrize(
    "day", ["2021年8月16日至20日，", "2021年8月16日上午9:00，", "8月16日（星期一），"]
)
def test_a_place_stands_behind_the_day_under_one_label(label, day):
    found = told(
        "#关于举办新入职教师岗前培训班的通知", "各中小学：", "经研究，决定举办新入职教师岗前培训班。",
        f"一、{label}：{day}青川市教师进修学校。", "~青川市教育局", "~2021年7月30日",
    )  # fmt: skip
    assert value(found, "location") == "青川市教师进修学校"


@pytest.mark.parametrize("sort", ["讲", "章", "节", "课"])
def test_the_fifth_lecture_is_nobody(sort):
    found = told(
        "我的学习", "陆晓雯", "中小学教师心理健康教育能力提升", "课程总学时：20学时", "学习状态：合格",
        f"第四{sort} 教师的危机识别", "已学完", f"第五{sort} 教师的自我调适", "已学完",
    )  # fmt: skip
    assert value(found, "holder_name") != f"第五{sort}"
    assert value(found, "activity_title") == "中小学教师心理健康教育能力提升"


@pytest.mark.parametrize("fact", ["本课程共16学时", "开课：2022年2月14日", "开班：2022年2月14日"])
def test_a_course_is_named_above_when_it_begins(fact):
    found = set_at(
        ("墨香研修网-学习详情", 0.01, 0.01), ("墨香研修网", 0.02, 0.08), ("首页", 0.34, 0.08), ("课程中心", 0.47, 0.08),
        ("小学书法教学基本技能", 0.05, 0.26), (fact, 0.05, 0.3), ("陆晓雯", 0.81, 0.41), ("章节", 0.2, 0.48),
        ("时长", 0.44, 0.48), ("进度", 0.58, 0.48), ("执笔与坐姿", 0.17, 0.56), ("45分钟", 0.44, 0.56), ("100%", 0.58, 0.56),
    )  # fmt: skip
    assert value(found, "activity_title") == "小学书法教学基本技能"


@pytest.mark.parametrize("head", ["主讲形式", "主讲方式", "主持形式"])
def test_the_head_of_a_column_is_no_lecture(head):
    assert find_activity(leaf_of((sheet(f"{head}学时"),))) == []


@pytest.mark.parametrize("group", ["高中组", "小学组", ""])
@pytest.mark.parametrize(("level", "told_as"), [("区级", "district"), ("市级", "municipal")])
def test_a_level_in_a_bracket_is_no_part_of_a_contests_name(group, level, told_as):
    found = told(
        "#奖状", "陆晓雯老师：", f"荣获第三届青年教师课堂教学比武（{level}）{group}", "三等奖", "以资鼓励。",
        "~青川教师进修学校", "~2022年6月24日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第三届青年教师课堂教学比武"
    assert value(found, "level") == told_as


@pytest.mark.parametrize("facts", ["性别：女 民族：汉族", "出生年月：1988年5月", "职称：一级教师"])
def test_a_school_under_a_picture_signs_nothing(facts):
    found = set_at(
        ("陆晓雯", 0.2, 0.5), (facts, 0.15, 0.53), ("青川市第十八小学", 0.17, 0.56),
        ("培训结业证", 0.65, 0.12), ("学员陆晓雯于2020年11月2日至12月11日参加语言文字", 0.55, 0.24),
        ("应用能力提升培训，总学时180学时，准予结业。", 0.55, 0.28),
        ("青川教育学院", 0.55, 0.69), ("青川州教育局", 0.78, 0.69), ("二〇二〇年十二月十五日", 0.64, 0.82),
    )  # fmt: skip
    assert value(found, "employer") == "青川市第十八小学"
    assert sorted(values(found, "issuers")) == ["青川州教育局", "青川教育学院"]


@pytest.mark.parametrize(
    "words", ["兹证明此译文与英文原件内容相符。", "译文与原件一致，特此声明。"]
)
def test_a_signature_beside_the_translators_words_is_the_originals(words):
    found = set_at(
        ("译文（英译中）", 0.06, 0.06), ("研修证书", 0.43, 0.15), ("学员姓名", 0.24, 0.3), ("陆晓雯", 0.41, 0.3),
        ("研修项目", 0.24, 0.36), ("中学数学探究教学国际工作坊", 0.41, 0.36),
        ("签发人：主任安德鲁·哈里斯", 0.57, 0.71), (words, 0.06, 0.725),
        ("墨尔本南方大学继续教育部", 0.58, 0.74), ("签发日期：2018年9月28日", 0.58, 0.77),
    )  # fmt: skip
    assert values(found, "issuers") == ["墨尔本南方大学继续教育部"]
    assert value(found, "issue_date") == "2018-09-28"
