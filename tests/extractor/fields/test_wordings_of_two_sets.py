"""Wordings on which pages of two more authors were misread, one case each."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

SIGNED = ("~霍源县教育局", "~二〇一八年六月五日")


def told(*lines):
    return find_fields((sheet(*lines),))


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("按要求修满六十学时", "60"),
        ("按照培训要求完成全部120学时", "120"),
        ("须按要求修满60学时", None),
        ("应按培训要求完成60学时", None),
    ],
)
def test_what_was_done_as_asked_was_done(said, hours):
    found = told(
        "#结业证书", "裴松同志：", f"参加霍源县班主任专项培训，{said}，准予结业。", *SIGNED
    )
    assert value(found, "hours") == hours


@pytest.mark.parametrize("host", ["本基地", "我基地", "本平台", "本学会", "我校"])
def test_whoever_speaks_of_itself_is_no_part_of_the_title(host):
    found = told(
        "#职业院校“双师型”教师培训证书", "司徒婷 老师（莞溪市机电工程学校）",
        f"您于2024年4月15日至5月10日参加{host}“工业机器人集成应用”师资培训，培训共计160学时，准予结业。",
        "~莞溪职业技术大学职教师资培训基地", "~2024.05.13",
    )  # fmt: skip
    assert "工业机器人集成应用" in value(found, "activity_title")
    assert "双师型" not in value(found, "activity_title")
    assert host not in value(found, "activity_title")


def test_the_level_of_a_project_is_nobodys_name():
    found = told(
        "#课题立项证书", "课题名称：幼儿园户外自主游戏中教师观察与回应的行动研究",
        "主持人：古兰丹·巴特尔", "课题编号：CYX-2019-033", "课题级别：", "区级",
        "经审定，准予立项，特发此证。", "~北京市澄园区教育学会", "~2019.09.20",
    )  # fmt: skip
    assert value(found, "holder_name") == "古兰丹·巴特尔"


def test_a_form_is_of_the_day_on_which_it_was_filled_in():
    found = told(
        "立项编号：CLSD-JG-2023-41", "#楚麓师范大学", "#教学改革研究项目任务书",
        "项目名称：师范生“三字一话”数字化自训平台的建设与应用", "项目级别：校级",
        "主持人：令狐拙", "所在单位：楚麓师范大学（公章）", "填表日期：2023年4月10日",
    )  # fmt: skip
    assert value(found, "issue_date") == "2023-04-10"


def test_below_a_numbered_head_of_a_place_nobody_signs():
    found = told(
        "#关于举办科研管理干部工作会议的预备通知", "各民办高校科研处：",
        "楚麓省际民办高等教育协作会拟举办科研管理干部工作会议，现将有关事项预通知如下。",
        "01 会议时间", "2022年7月8日-10日", "02 会议地点", "楚麓市银杏大酒店", "03 参会对象",
        "各校科研处处长，每校限3人。", "~楚麓省际民办高等教育协作会", "~2022年6月13日",
    )  # fmt: skip
    assert values(found, "issuers") == ["楚麓省际民办高等教育协作会"]


def test_the_home_institution_is_the_holders_and_signs_nothing():
    found = told(
        "#CERTIFICATE OF TRAINING", "Awarded to", "Zhuo Wenjing",
        'who took part in the overseas study programme "Innovation in Vocational Teacher'
        ' Education" from March 4, 2018 to March 24, 2018',
        "Home institution: Xinzhou Polytechnic College", "Total hours: 90",
        "~Westmere Institute of Education", "~March 24, 2018",
    )  # fmt: skip
    assert value(found, "employer") == "Xinzhou Polytechnic College"
    assert values(found, "issuers") == ["Westmere Institute of Education"]
