"""Each finder on sentences and forms of its own: the right value, its place, and the traps."""

from decimal import Decimal

import pytest

from extractor.fields.amounts import find_amounts
from extractor.fields.bodies.issuers import find_issuers
from extractor.fields.days.periods import find_periods
from extractor.fields.details import find_details
from extractor.fields.numbers import find_numbers
from extractor.fields.people.holder import find_holder
from extractor.fields.titles.activity import find_activity
from tests.extractor.builders import EM, body, leaf, line


def values(candidates, role=None):
    return {c.name: c.value for c in candidates if role is None or c.role == role}


def holder(*lines):
    return values(find_holder(leaf(*lines))).get("holder_name")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("兹证明张三同志于2021年7月参加骨干教师培训。", "张三"),
        ("兹证明王小明(身份证号440106199001011234)参加培训。", "王小明"),
        ("兹证明我校教师欧阳明月于2021年参加培训。", "欧阳明月"),
        ("张三同志:", "张三"),
        ("王小明老师于2021年7月5日至9日参加培训班。", "王小明"),
        ("学员李四,性别女,参加了2021年培训。", "李四"),
        ("李四于2021年7月在某某大学参加培训。", "李四"),
        ("某某市第三中学李明同志参加培训。", "李明"),
        ("阿依古丽·买买提同志于2021年参加培训。", "阿依古丽·买买提"),
        ("赵一鸣,男,身份证号440106199001011234,参加培训。", "赵一鸣"),
        ("This is to certify that Wang Fang has successfully completed the course.", "Wang Fang"),
        ("This certificate is awarded to Mr. John Smith for attending the workshop.", "John Smith"),
    ],
)
def test_the_holder_in_a_sentence(text, name):
    assert holder(*body(text)) == name


def test_the_holder_on_a_line_of_its_own():
    assert (
        holder(line("张小三", 0.4, 0.3, em=0.05), *body("于2021年7月参加培训。", top=0.4))
        == "张小三"
    )


def test_a_latin_name_below_the_certifying_words():
    lines = (
        line("This is to certify that", 0.3, 0.2),
        line("Wang Fang", 0.4, 0.3, em=0.06),
        line("has successfully completed", 0.3, 0.4),
    )
    assert holder(*lines) == "Wang Fang"


@pytest.mark.parametrize(
    "text", ["指导老师:彭文、刘明", "联系人:谢华老师", "校长:王一", "授课教师:李四", "主讲:赵一鸣"]
)
def test_other_people_are_not_the_holder(text):
    assert holder(line(text, 0.1, 0.5)) is None


def test_an_employer_before_the_name_is_given_too():
    found = values(find_holder(leaf(*body("某某市第三中学李明同志参加培训。"))))
    assert found == {"holder_name": "李明", "employer": "某某市第三中学"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "于2021年7月5日至9日参加由某某市教育局主办的2021年骨干教师培训班,共40学时。",
            "2021年骨干教师培训班",
        ),
        (
            "参加某某师范大学举办的“信息技术应用能力提升”培训,成绩合格。",
            "信息技术应用能力提升",
        ),
        ("参加“初中数学教师高级研修班”学习,成绩合格。", "初中数学教师高级研修班"),
        ("于2021年7月参加了《新课程标准解读》学习。", "新课程标准解读"),
        (
            "参加由某某省教育厅主办,某某大学承办的国培计划乡村教师培训项目,考核合格。",
            "国培计划乡村教师培训项目",
        ),
        ("在某某大学举办的班主任高级研修班学习期满。", "班主任高级研修班"),
        ("完成2021年中小学教师全员远程培训全部学习任务。", "2021年中小学教师全员远程培训"),
        (
            "has successfully completed the course Teaching Reading in Primary Schools held from 5 to 9 July 2021.",
            "Teaching Reading in Primary Schools",
        ),
        (
            "attended the workshop “Assessment for Learning” on July 5, 2021.",
            "Assessment for Learning",
        ),
        ("修习“课堂评价研修”规定的全部课程,实修学时40学时。", "课堂评价研修"),
        ("参加“班主任工作坊”的学习情况核定如下,共20学时。", "班主任工作坊"),
        ("参加““国培计划”——乡村教师研修项目”活动,共24学时。", "“国培计划”——乡村教师研修项目"),
        ("参加2021年“国培计划”高中骨干教师研修学习,共60学时。", "2021年“国培计划”高中骨干教师研修"),
        ("接受“学科教学能力提升班”集中学习,共16学时。", "学科教学能力提升班"),
        ("完成骨干教师研修班的全部在线学习任务,共16学时。", "骨干教师研修班"),
        (
            "由甲市教育局主办、乙市师范学院承办的骨干教师高级研修班于2021年7月5日至9日举行。",
            "骨干教师高级研修班",
        ),
        (
            "按照《关于加强教师培训的通知》要求,参加“新课标解读培训”学习,共16学时。",
            "新课标解读培训",
        ),
        (
            "was present at all sessions of Data Literacy for Teachers, 24 hours.",
            "Data Literacy for Teachers",
        ),
    ],
)
def test_the_activity_in_a_sentence(text, title):
    assert values(find_activity(leaf(*body(text)))).get("activity_title") == title


def test_a_name_whose_end_was_lost_is_doubted():
    found = find_activity(leaf(*body("参加《公文写作与档案整理的")))
    assert all(candidate.confidence < 0.8 for candidate in found)


def test_a_watermark_is_nobodys_name():
    askew = line("李明", 0.4, 0.4, em=0.12)
    lines = [line(f"第{n}行说的是别的事情", 0.1, 0.55 + n * 0.04) for n in range(4)]
    assert holder(askew, *lines) is None


def test_who_is_behind_another_label_is_not_the_holder():
    cells = (line("经办人", 0.1, 0.4), line("李明", 0.3, 0.4))
    assert holder(*cells) is None


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("学员张三,女,现任职于鹿溪市女子中学,于2021年参加培训。", "鹿溪市女子中学"),
        ("李四,男,鹿溪市第五中学教师,于2021年参加培训。", "鹿溪市第五中学"),
        ("学员王五,单位:鹿溪市第五中学,参加培训。", "鹿溪市第五中学"),
        ("of Riverside Bilingual School", "Riverside Bilingual School"),
        ("Wang Fang, who teaches at Riverside School, took part.", "Riverside School"),
    ],
)
def test_the_employer_in_a_sentence(text, employer):
    assert values(find_details(leaf(*body(text)))).get("employer") == employer


def test_a_letterhead_speaks_where_nobody_signed():
    lines = (line("Orchard Street Training Partnership", 0.1, 0.05), *body("Total hours: 36"))
    assert values(find_issuers(leaf(*lines))) == {"issuers": "Orchard Street Training Partnership"}


def test_a_day_on_its_own_line_continues_the_sentence():
    lines = (
        line("was present at all sessions of the workshop,", 0.1, 0.3),
        line("7 January 2023,", 0.3, 0.35),
        line("Given on 9 January 2023", 0.1, 0.8),
    )
    found = values(find_periods(leaf(*lines)))
    assert (found["start_date"], found["issue_date"]) == ("2023-01-07", "2023-01-09")


def test_the_activity_behind_a_label():
    found = find_activity(leaf(line("培训项目:《骨干教师培训班》", 0.1, 0.3)))
    assert values(found) == {"activity_title": "骨干教师培训班"}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("于2021年7月5日至9日参加培训。", "2021-07-05", "2021-07-09"),
        ("于2021年7月5日参加讲座。", "2021-07-05", "2021-07-05"),
        ("2021年7月至2022年3月参加网络研修。", "2021-07", "2022-03"),
        ("培训时间:2021.07.05-07.09", "2021-07-05", "2021-07-09"),
        ("held from 12 March to 16 March 2021 at the centre.", "2021-03-12", "2021-03-16"),
    ],
)
def test_the_learning_period(text, start, end):
    found = values(find_periods(leaf(*body(text))))
    assert (found.get("start_date"), found.get("end_date")) == (start, end)


def test_a_missing_year_comes_from_the_day_of_issue():
    lines = (*body("于7月5日至9日参加培训。"), line("2021年7月20日", 0.6, 0.8))
    assert values(find_periods(leaf(*lines))) == {
        "start_date": "2021-07-05",
        "end_date": "2021-07-09",
        "issue_date": "2021-07-20",
    }


def test_a_missing_year_is_not_invented():
    assert values(find_periods(leaf(*body("于7月5日至9日参加培训。")))) == {}


def test_the_day_of_issue_is_no_learning_period():
    assert values(find_periods(leaf(line("二〇二一年七月", 0.6, 0.8)))) == {"issue_date": "2021-07"}


@pytest.mark.parametrize("text", ["有效期至2024年12月31日", "出生日期:1990年1月1日"])
def test_other_dates_are_neither(text):
    assert values(find_periods(leaf(line(text, 0.1, 0.3)))) == {}


def test_the_hours_of_a_form_with_label_and_value_apart():
    found = find_amounts(leaf(line("学时", 0.1, 0.3), line("48", 0.3, 0.3)))
    assert values(found) == {"hours": Decimal(48)}


def test_the_total_of_a_table_is_taken_not_its_rows():
    lines = [line("课程名称", 0.1, 0.2), line("学时", 0.6, 0.2)]
    for row, (name, hours) in enumerate((("教育政策", "8"), ("教学设计", "16"), ("合计", "24"))):
        lines += [line(name, 0.1, 0.25 + 0.05 * row), line(hours, 0.61, 0.25 + 0.05 * row)]
    assert values(find_amounts(leaf(*lines))) == {"hours": Decimal(24)}


def test_a_table_without_total_is_added_up_with_doubt():
    lines = [line("课程名称", 0.1, 0.2), line("学时", 0.6, 0.2)]
    for row, (name, hours) in enumerate((("教育政策", "8"), ("教学设计", "16"))):
        lines += [line(name, 0.1, 0.25 + 0.05 * row), line(hours, 0.61, 0.25 + 0.05 * row)]
    (found,) = find_amounts(leaf(*lines))
    assert found.value == Decimal(24)
    assert found.confidence < 0.9


def test_credits_are_no_hours():
    found = find_amounts(leaf(*body("授予继续教育3学分。")))
    assert values(found) == {"credits": Decimal(3)}


def test_the_signature_names_the_issuer():
    lines = (
        *body("张三同志参加由某某市教育局主办的培训班,成绩合格。", top=0.3),
        line("特发此证。", 0.1, 0.5),
        line("某某师范大学继续教育学院", 0.5, 0.75),
        line("2021年7月9日", 0.6, 0.8),
    )
    assert [c.value for c in find_issuers(leaf(*lines))] == ["某某师范大学继续教育学院"]


def test_hosts_and_organisers_are_told_from_the_issuer():
    lines = (
        line("主办单位:某某市教育局", 0.1, 0.6),
        line("承办单位:某某大学、某某区教师发展中心", 0.1, 0.65),
        line("发证单位:某某学会(盖章)", 0.1, 0.7),
    )
    found = [(c.role, c.value) for c in find_issuers(leaf(*lines))]
    assert sorted(found) == [
        ("host", "某某市教育局"),
        ("issuer", "某某学会"),
        ("organiser", "某某区教师发展中心"),
        ("organiser", "某某大学"),
    ]


def test_a_name_over_two_lines_is_one_issuer():
    lines = (
        *body("张三同志参加培训。特发此证。", top=0.3),
        line("某某大学", 0.65, 0.7),
        line("继续教育学院", 0.62, 0.74),
    )
    assert [c.value for c in find_issuers(leaf(*lines))] == ["某某大学继续教育学院"]


def test_two_bodies_one_over_another_are_two_issuers():
    lines = (
        *body("张三同志参加培训。特发此证。", top=0.3),
        line("中国某某学会", 0.62, 0.7),
        line("北京某某大学", 0.62, 0.74),
    )
    assert [c.value for c in find_issuers(leaf(*lines))] == ["中国某某学会", "北京某某大学"]


def test_numbers_are_told_apart():
    lines = (
        line("某教培〔2021〕12号", 0.4, 0.1),
        line("证书编号:GZ2021-0045", 0.1, 0.8),
        line("查询码:8F3K2", 0.1, 0.85),
        line("联系电话:020-12345678", 0.1, 0.9),
    )
    assert values(find_numbers(leaf(*lines))) == {
        "certificate_number": "GZ2021-0045",
        "document_number": "某教培〔2021〕12号",
    }


def test_a_notice_that_is_cited_lends_its_number_only_as_the_ground_and_not_surely():
    found = find_numbers(leaf(*body("根据某教培〔2021〕12号文件要求,张三同志参加了培训。")))
    assert values(found) == {"document_number": "某教培〔2021〕12号"}
    assert all(one.confidence < 0.9 for one in found)
    assert find_numbers(leaf(*body("张三同志参加了培训,某教培〔2021〕12号同时停止执行。"))) == []


def test_the_result():
    assert values(find_details(leaf(*body("经考核,成绩合格,准予结业。")))) == {"result": "合格"}
    assert values(find_details(leaf(line("考核结果:优秀", 0.1, 0.5)))) == {"result": "优秀"}
    assert values(find_details(leaf(*body("考核不合格。")))) == {"result": "不合格"}


def test_every_value_has_its_place():
    lines = body("兹证明张三同志于2021年7月5日至9日参加骨干教师培训班。")
    (found,) = find_holder(leaf(*lines))
    assert found.passage.text[found.start : found.end] == "张三"
    assert 0.17 < found.place.box.left < 0.22
    assert found.place.box.width == pytest.approx(0.06)


def centred(*texts):
    widths = [sum(0.5 * EM for _ in text) for text in texts]
    rows = zip(texts, widths, strict=True)
    return [line(text, 0.5 - wide / 2, 0.3 + 0.05 * row) for row, (text, wide) in enumerate(rows)]


@pytest.mark.parametrize(
    ("texts", "hours"),
    [
        (["held from 5 July 2021 to 11 July 2021, comprising 36", "contact hours."], Decimal(36)),
        (["held from 5 July 2021 to 11 July 2021, comprising 36 contact", "hours."], Decimal(36)),
        (["has completed the course that ended on 11 July 2021", "hours of study are below"], None),
        (["has completed the course of the summer, group 36", "hours: 24"], Decimal(24)),
    ],
)
def test_hours_whose_unit_stands_on_the_next_centred_line(texts, hours):
    assert values(find_amounts(leaf(*centred(*texts)))).get("hours") == hours
