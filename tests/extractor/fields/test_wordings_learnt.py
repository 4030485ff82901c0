"""Wordings of certificates and statements of hours that were read wrong once; people invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIGNED = ("~柳湾市教师进修学校", "~2021年12月1日")


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def course(text: str, *more: str):
    return read("#结业证书", "王小明同志:", text, *more, *SIGNED)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("参加骨干教师培训班,应训90学时,实训86学时,成绩合格。", "86"),
        ("参加骨干教师培训班,因病请假半天(4学时),实际完成36学时,成绩合格。", "36"),
        ("参加骨干教师培训班,实得36学时(不足40学时者不发证),成绩合格。", "36"),
        ("应邀为骨干教师培训班授课,共计授课8学时,效果良好。", "8"),
    ],
)
def test_what_was_done_counts_and_not_what_was_owed_or_missed(text, hours):
    assert value(course(text), "hours") == hours


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("于2021年3月11日、3月12日参加实操培训,共16学时。", "2021-03-11", "2021-03-12"),
        ("参加测报技术培训班,开始时间2021年10月8日,结束时间11月27日,共60学时。", "2021-10-08", "2021-11-27"),
        ("自2021年10月9日起参加培训班学习。至10月20日,已听完全部课程,共60学时。", "2021-10-09", "2021-10-20"),
    ],
)  # fmt: skip
def test_when_it_began_and_ended(text, start, end):
    found = course(text)
    assert (value(found, "start_date"), value(found, "end_date")) == (start, end)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("于2021年3月19日至22日在石桥林场参加防火技术培训班,共24学时。", "石桥林场"),
        ("参加防火技术培训班,时间为2021年7月17日至21日,地点在柳湾县实验小学。", "柳湾县实验小学"),
        ("参加防火技术培训班(2021年6月10日至14日,林溪县),共30学时。", "林溪县"),
    ],
)
def test_where_it_was(text, place):
    assert value(course(text), "location") == place


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("您报名的慕课《乡村医生合理用药》已结课,成绩合格,计10学时。", "乡村医生合理用药"),
        ("业经第三期测报员培训班学习期满,成绩合格,准予结业。", "第三期测报员培训班"),
    ],
)
def test_what_was_learnt(text, title):
    assert value(course(text), "activity_title") == title


def test_a_label_that_no_list_knows_ends_the_value_before_it():
    found = read(
        "#培训合格证明", "学员:王小明    所在测站:柳湾水文站", "总学时:24    带班人:李四", *SIGNED
    )
    assert value(found, "holder_name") == "王小明"
    assert value(found, "hours") == "24"


def test_the_number_of_a_row_of_totals_in_two_languages():
    rows = ("序号 No.|课程 Course|Hours 学时", "1|水文测验|12", "2|防汛抢险|8", "Total 合计||20")
    assert value(read("#学时证明", "兹证明王小明参加培训。", *rows, *SIGNED), "hours") == "20"


def test_credits_for_so_many_hours_are_no_sum():
    found = course("参加培训班,每3学时授予1学分,共获4学分。")
    assert value(found, "credits") == "4"
    assert value(found, "hours") is None


def test_the_employer_as_a_clause():
    found = read(
        "#结业证书", "王小明,女,工作单位林溪县气象局,参加测报技术培训班,共24学时。", *SIGNED
    )
    assert value(found, "employer") == "林溪县气象局"


def test_several_that_sign_below_what_was_learnt():
    found = course("参加测报技术培训班,共24学时。", "~林溪县供销社")
    assert "林溪县供销社" in values(found, "issuers")


def test_what_was_done_in_fact_is_no_part_of_it():
    found = course(
        "参加演练课程,每天上午3学时、下午3学时,其中15日下午因事请假,实际完成27学时,考核通过。"
    )
    assert value(found, "hours") == "27"


@pytest.mark.parametrize(
    "text",
    [
        "经推荐、审定,第十一期“古籍修复专修班”学员王小明学习勤勉,结业考核总评为优秀,特颁此证。",
        "兹有学员王小明在本会所办“古籍修复专修班”第三期学习期满,计六十八课时,准予结业。",
    ],
)
def test_a_class_in_quotation_marks_before_its_learner(text):
    assert value(read("#结业证书", text, *SIGNED), "activity_title") == "古籍修复专修班"


def test_credits_that_are_owed_are_not_earned():
    found = read(
        "#继续教育学分登记证明",
        "登记人员:王小明",
        "本次授予学分:6.0分",
        "每年应修学分60分,尚欠25分。",
        *SIGNED,
    )
    assert value(found, "holder_name") == "王小明"
    assert value(found, "credits") == "6"


def test_the_number_of_a_passport_is_not_the_certificate_s():
    found = read("#Training Record", "Name:  SUN Baiyang", "Passport No.:  E0417XX62", "Registration No.:  WTI-HL-19/0733")  # fmt: skip
    assert value(found, "certificate_number") != "E0417XX62"


def test_who_made_a_letter_out_is_not_whom_it_is_about():
    found = read("#证明", "兹证明我站技术员王小明于2021年11月13日参加观测轮训,折合90学时。", "出具人:任宏", "~柳湾县气候站", "~2021年12月11日")  # fmt: skip
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾县气候站"


def test_from_a_day_on_as_old_papers_say_it():
    found = course(
        "自2019年3月18日始,至2019年5月10日止,于本馆接受双语讲解培训,凡三十二讲,九十六学时。"
    )
    assert (value(found, "start_date"), value(found, "end_date")) == ("2019-03-18", "2019-05-10")


def test_how_long_it_took_is_no_title():
    found = course("您已完成本课程全部18讲视频学习(累计观看时长1126分钟),折合24学时。")
    assert "分钟" not in (value(found, "activity_title") or "")


def test_the_letters_of_a_number_are_nobody_s_name():
    found = read(
        "#护林员上岗培训证",
        "林培(松岭)字 20170091",
        "姓    名:格根塔娜",
        "该同志参加岗前培训,考试合格。",
        *SIGNED,
    )
    assert value(found, "holder_name") == "格根塔娜"


def test_what_is_said_of_all_is_the_result():
    found = course("参加护士培训,合计240学时,三项考核均达标,综合评定为合格。")
    assert value(found, "result") == "合格"
