"""Forms that a sixteenth independent author drew; names are invented."""

from decimal import Decimal

import pytest

from extractor.document import Box, Place, Seal
from extractor.fields import find_fields
from extractor.language.dates import find_dates
from extractor.language.hours import find_hours
from extractor.language.normalise import normalise
from fixtures.sheets import sheet
from tests.extractor.builders import body, line, page

SMALL = 0.016


def told(*lines: str):
    return find_fields((sheet(*lines),))


def one(found, name):
    return next((field for field in found.fields if field.name == name), None)


def value(found, name):
    field = one(found, name)
    return field.value if field is not None else None


ROSTER = (
    "#2021年教师课程标准培训学时认定表",
    "申报人：{who}",
    "姓名|单位|认定学时|考核结果".replace("|", "|"),
    "程家栋|清泉中学|48|合格",
    "单晓枫|泉东初级中学|40|合格",
    "桂芳菲|南渡镇中学|36|优秀",
    "~认定单位：清泉县教育体育局",
    "~认定日期：2021年9月2日",
)


@pytest.mark.parametrize(
    ("who", "hours", "employer", "result"),
    [("单晓枫", 40, "泉东初级中学", "合格"), ("桂芳菲", 36, "南渡镇中学", "优秀")],
)
def test_of_a_list_of_people_only_the_holders_row_counts(who, hours, employer, result):
    found = told(*(text.format(who=who) for text in ROSTER))
    assert value(found, "holder_name") == who
    assert value(found, "hours") == hours
    assert value(found, "employer") == employer
    assert value(found, "result") == result


@pytest.mark.parametrize("who", ["万俊豪", ""])
def test_the_sum_of_a_list_of_people_is_nobodys_hours(who):
    found = told(*(text.format(who=who) for text in ROSTER if who or "申报人" not in text))
    assert value(found, "hours") is None


def test_a_list_of_courses_is_no_list_of_people():
    found = told(
        "#继续教育学时证明", "姓名：单晓枫", "课程名称|学时", "课堂提问|12", "作业设计|18", "合计|30",
        "~清泉县教师进修学校", "~2021年9月2日",
    )  # fmt: skip
    assert value(found, "hours") == 30


@pytest.mark.parametrize(
    ("text", "hours"),
    [("学时数（大写）：参拾贰学时", 32), ("共计伍拾参学时", 53), ("计壹佰零参个学时", 103), ("共30个接触学时", 30)],
)  # fmt: skip
def test_three_in_capitals_is_a_figure_however_it_was_read(text, hours):
    assert [mention.value for mention in find_hours(text)] == [Decimal(hours)]


@pytest.mark.parametrize("text", ["参加培训", "伍拾人参加", "肆拾参与者", "贰拾参观"])
def test_to_take_part_is_no_figure(text):
    assert normalise(text).text == text


@pytest.mark.parametrize("mark", ["—", "至", "一"])
def test_two_years_of_two_figures_bear_each_other_out(mark):
    (found,) = find_dates(f"研修时间 20年5月{mark}21年11月")
    assert (found.first.iso(), found.last.iso()) == ("2020-05", "2021-11")


def test_a_period_whose_beginning_was_spoilt_begins_on_the_day_that_fits_and_is_not_sure():
    found = told("#培训证书", "姓名：步长青", "学习时间：2022-05-111至2022-06-08", "学时：24")
    start, end = one(found, "start_date"), one(found, "end_date")
    assert (start.value, end.value) == ("2022-05-11", "2022-06-08")
    assert start.confidence < 0.9 <= end.confidence


def test_a_period_whose_beginning_fits_no_day_is_not_sure_of_one():
    found = told("#培训证书", "姓名：步长青", "学习时间：2022-9511至2022-06-08", "学时：24")
    start = one(found, "start_date")
    assert start is None or start.confidence < 0.6


@pytest.mark.parametrize(
    "label", ["课程名称：2022年度公需科目：碳达峰与碳中和", "课程名称：公需课程：碳达峰与碳中和"]
)
def test_the_class_of_a_subject_is_no_part_of_the_courses_name(label):
    found = told("#公需科目学习合格证书", "姓名：步长青", label, "学时：24")
    assert value(found, "activity_title") == "碳达峰与碳中和"


def test_a_body_in_brackets_under_another_signs_too_and_is_not_sure():
    found = told(
        "#公需科目学习合格证书", "姓名：步长青", "学时：24",
        "~岭北省专业技术人员继续教育基地", "~（岭北开放大学）", "~2022年6月9日",
    )  # fmt: skip
    bodies = {f.value: f.confidence for f in found.fields if f.name == "issuers"}
    assert set(bodies) == {"岭北省专业技术人员继续教育基地", "岭北开放大学"}
    assert bodies["岭北开放大学"] < 0.9


def test_a_seal_over_the_hosts_label_is_the_host():
    foot = line("主办：全国中等职业教育德育联盟", 0.14, 0.76, em=SMALL)
    seal = Seal(Place(1, Box(0.12, 0.7, 0.34, 0.9)), "red", "国中等职业教育德育联盟", 0.9)
    found = find_fields(
        (page(line("研修证明", 0.4, 0.1), *body("钟鼎铭参加2021年班主任基本功研修活动,共32学时。"), foot),),
        (seal,),
    )  # fmt: skip
    assert {f.value for f in found.fields if f.name == "issuers"} == {"全国中等职业教育德育联盟"}


def test_two_languages_at_heights_of_their_own_are_two_columns():
    chinese = (
        "您于2022年7月11日至2022年7月30日参加职业院校",
        "学前教育专业带头人领军能力研修,学习总时长",
        "120学时,完成全部研修任务,准予结业。",
    )
    english = (
        "This is to certify that Gu Yuwei attended the",
        "Leadership Programme for Preschool Education",
        "Specialty Heads from 2022-07-11 to 2022-07-30,",
        "totalling 120 class hours, and has fulfilled it.",
    )
    found = find_fields(
        (
            page(
                line("结业证书", 0.4, 0.1), line("谷雨薇老师：", 0.08, 0.28, em=SMALL),
                *(line(text, 0.11 if row == 0 else 0.08, 0.352 + 0.03 * row, em=SMALL)
                  for row, text in enumerate(chinese)),
                *(line(text, 0.55, 0.28 + 0.04 * row, em=SMALL) for row, text in enumerate(english)),
                line("江右职业技术师范学院", 0.7, 0.76, em=SMALL), line("2022年7月30日", 0.75, 0.8, em=SMALL),
            ),
        )
    )  # fmt: skip
    assert value(found, "activity_title") == "职业院校学前教育专业带头人领军能力研修"


def test_a_heading_in_capitals_is_no_label():
    found = told(
        "#培训结业证明",
        "TRAINING RECORD · 蒲公英学前教育研究院",
        "学员 于佩兰",
        "课程 自然教育课程设计工作坊",
    )
    assert value(found, "activity_title") == "自然教育课程设计工作坊"


def test_rows_of_a_form_that_lost_their_gaps_are_read():
    found = told(
        "#外出培训学时认定单", "姓名梁明珠部门护理系", "培训名称老年护理师资培训", "认定学时30学时"
    )
    assert value(found, "holder_name") == "梁明珠"
    assert value(found, "activity_title") == "老年护理师资培训"


@pytest.mark.parametrize(
    ("sentence", "passed"),
    [("按计划完成 6 门课程的学习，累计获得45学时。", 6), ("共完成3门课程，合计30学时。", 3), ("本平台开设12门课程，累计获得45学时。", None)],
)  # fmt: skip
def test_courses_that_a_statement_counts(sentence, passed):
    found = told("#个人学时证明", f"阮思齐于2021年度在本平台选学课程，{sentence}")
    assert value(found, "courses_passed") == passed


def test_the_places_of_kindergartens_and_the_numbers_of_cards_are_labelled():
    found = told(
        "#教师培训登记卡",
        "姓名 于佩兰",
        "园所 浔溪区机关第一幼儿园",
        "卡号：岚教培卡20210377",
        "培训学时：40学时",
    )
    assert value(found, "employer") == "浔溪区机关第一幼儿园"
    assert value(found, "certificate_number") == "岚教培卡20210377"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("会计人员继续教育证明", "hours_statement"),
        ("2021年度学习证明", "hours_statement"),
        ("培训证明", "training_certificate"),
    ],
)
def test_what_is_proven_of_continuing_education_is_a_statement_of_hours(heading, kind):
    found = told(
        f"#{heading}", "兹证明单晓枫参加骨干教师研修班，共40学时。特此证明。", "~清泉县教师进修学校"
    )
    assert found.kind.value == kind


def _award(*more: str):
    return told(
        "#获奖证书",
        "你校参赛项目《机器视觉下的缺陷检测》荣获江川省大学生创新大赛（2024）一等奖。",
        *more,
    )


@pytest.mark.parametrize(
    ("left", "day"), [("202年年11月5日", "2024-11-05"), ("202年10月", "2024-10")]
)
def test_a_year_that_lost_its_last_figure_is_the_only_one_the_page_names(left, day):
    found = one(_award("~江川省教育厅", f"~{left}"), "issue_date")
    assert found.value == day
    assert found.confidence < 0.8


@pytest.mark.parametrize("other", ["2023年备案。", "2019年备案。"])
def test_of_two_years_that_fit_none_is_taken(other):
    found = one(_award(f"本赛事于{other}", "~江川省教育厅", "~202年11月5日"), "issue_date")
    assert (found is None) == other.startswith("2023")


def test_two_lines_that_a_seal_says_in_one_are_one_body():
    name = "江川省贸易促进委员会商业行业委员会"
    lines = (line("江川省贸易促进委员会", 0.5, 0.7, em=SMALL), line("商业行业委员会", 0.53, 0.725, em=SMALL),
             line("江川省商业经济学会", 0.75, 0.7, em=SMALL))  # fmt: skip
    seal = Seal(Place(1, Box(0.5, 0.62, 0.7, 0.82)), "red", name, 0.95)
    found = find_fields(
        (page(line("证书", 0.4, 0.1), *body("蓝田学校代表队荣获跨境电商赛道二等奖。"), *lines),),
        (seal,),
    )
    assert {f.value for f in found.fields if f.name == "issuers"} == {name, "江川省商业经济学会"}


MARKED = (
    "#实验教师技能培训学时认定表",
    "本页姓名以▲标注者为申报人",
    "单位|姓名|认定学时",
    "清沅县第一中学|闻人杰|24",
    "清沅县民族中学|▲ 召文斌|18",
    "清沅县城南中学|仲孙燕|20",
    "~清沅县教师发展中心",
)


def test_a_mark_that_the_page_explains_says_whose_row_it_is():
    found = told(*MARKED)
    assert value(found, "holder_name") == "召文斌"
    assert value(found, "hours") == 18
    assert value(found, "employer") == "清沅县民族中学"
    assert [f.value for f in found.fields if f.name == "issuers"] == ["清沅县教师发展中心"]


@pytest.mark.parametrize(
    "lines",
    [
        tuple(text for text in MARKED if "标注" not in text),
        tuple(text.replace("|仲孙燕", "|▲ 仲孙燕") for text in MARKED),
        tuple(
            text.replace("闻人杰", "闻人杰老师").replace("▲ 召文斌", "管小满") for text in MARKED
        ),
    ],
)
def test_of_a_list_without_a_clear_mark_nobody_is_the_holder(lines):
    found = told(*lines)
    assert value(found, "holder_name") is None
    assert value(found, "hours") is None


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("申报学时：60 确认学时：56",), 56),
        (("应修学时:90结论:合格", "获得学时：96"), 96),
        (("课程|学时", "课堂提问|40", "作业设计|56", "合计|96", "应修学时:90结论:合格"), 96),
    ],
)
def test_what_is_owed_or_asked_for_is_not_what_was_awarded(lines, hours):
    assert value(told("#继续教育学时登记表", "姓名：娄振东", *lines), "hours") == hours


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("21.3.15—21.3.19", "2021-03-15", "2021-03-19"),
        ("自2021年6月7日报到，至2021年6月11日结束", "2021-06-07", "2021-06-11"),
    ],
)
def test_other_ways_to_write_a_period(text, first, last):
    found = told(
        "#结业证", "蹇大勇 同志：", f"你于{text}在我站参加《植保无人机操作》培训班学习，共30学时。"
    )
    assert (value(found, "start_date"), value(found, "end_date")) == (first, last)


def test_a_version_of_three_numbers_is_no_day():
    assert find_dates("软件版本21.3.15") == ()


def test_a_period_that_the_end_of_a_line_breaks_off_goes_on():
    found = told(
        "#培训证书", "牟知远老师：",
        "您已完成特殊教育教师融合教育专题网络研修的全部课程，学习时间：2021.10.08—", "2021.11.20，累计30学时。",
    )  # fmt: skip
    assert value(found, "start_date") == "2021-10-08"
    end = one(found, "end_date")
    assert end.value == "2021-11-20" or end.confidence < 0.6


def test_a_time_of_day_run_into_its_date_leaves_the_date():
    (found,) = find_dates("生成时间:2021-08-2710:26:41")
    assert found.first.iso() == "2021-08-27"


@pytest.mark.parametrize(
    ("text", "result"),
    [("考试成绩79分，合格。", "合格"), ("成绩：92分（优秀）", "优秀"), ("学习状态:合格", "合格"), ("考试成绩79分。", None)],
)  # fmt: skip
def test_a_grade_behind_the_marks(text, result):
    assert value(told("#培训证书", "姓名：牟知远", "累计30学时。", text), "result") == result


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("呼吸内科邬晓霏 于2021年4月24日参加《气道管理与护理》培训，合计8学时。", "邬晓霏"),
        ("兹有云汐三小的宓春晖同志，于2021年4月6日参加科学探究教学学习，登记24学时。", "宓春晖"),
    ],
)
def test_whom_a_sentence_names_behind_a_department_or_a_school(sentence, name):
    assert value(told("#培训合格证", sentence), "holder_name") == name


def test_the_text_beside_the_place_for_a_photograph_is_no_value():
    found = find_fields((page(
        line("职业技能培训证书", 0.35, 0.1), line("照片", 0.1, 0.29, em=SMALL),
        line("学员申屠亮，男，身份证号341226198803155419，自2021年7月19日起至8月6日", 0.25, 0.26, em=SMALL),
        line("参加机器人应用编程培训脱产学习，共120课时，成绩良好，特发此证。", 0.25, 0.3, em=SMALL),
    ),))  # fmt: skip
    assert value(found, "holder_name") == "申屠亮"


def test_the_sum_of_credits_earned_is_not_that_of_those_owed():
    found = told(
        "#继续医学教育学分证明", "姓名：居安然", "学分类别|获得学分|应得学分",
        "I类|14|10", "II类|15.5|15", "合计|29.5|25", "~清沅县卫生健康局科教股",
    )  # fmt: skip
    assert value(found, "credits") == Decimal("29.5")
    assert [f.value for f in found.fields if f.name == "issuers"] == ["清沅县卫生健康局科教股"]


def test_a_centred_name_goes_on_in_a_shorter_centred_line():
    found = find_fields((page(
        line("学分证书", 0.4, 0.1), line("喻淑芬 同志于2021.10.21—10.23 参加", 0.2, 0.28, em=SMALL),
        line("基层医院手术室护理安全管理", 0.5 - 6.5 * SMALL, 0.31, em=SMALL),
        line("及感染控制研讨", 0.5 - 3.5 * SMALL, 0.335, em=SMALL),
        line("学习班学习，学时数18，授予6学分。", 0.2, 0.37, em=SMALL),
    ),))  # fmt: skip
    assert value(found, "activity_title") == "基层医院手术室护理安全管理及感染控制研讨"
