"""Forms that a sixteenth independent author drew; names are invented."""

from decimal import Decimal

import pytest

from extractor.document import Box, Place, Seal
from extractor.fields import find_fields
from extractor.language.dates import find_dates
from extractor.language.hours import find_hours
from extractor.language.normalise import normalise
from tests.extractor.builders import body, line, page, sheet

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
