"""Wordings of proofs on papers, books, patents, projects, prizes and posts; names are invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import (
    announced_names,
    catalogued_names,
    names_in,
    numbered_names,
)
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

PROOF = (
    "#检索证明",
    "报告编号：2022-0456",
    "委托人：王小明",
    "委托单位：柳湾大学数学学院",
    "检索年限：2018－2021",
    "经检索，下列1篇论文被SSCI收录，委托人为第二作者：",
    "标题：Teaching Fractions in Rural Schools",
    "作者：Li, S; Wang, XM (Wang, Xiaoming)",
    "来源出版物：EDUCATION REVIEW  卷：33  期：4  页：411-420",
    "DOI：10.1016/j.edr.2021.03.004",
    "~柳湾大学图书馆",
    "~2022年3月4日",
)


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def test_a_proof_of_indexing_is_made_out_for_somebody():
    found = read(*PROOF)
    assert found.kind.value == "paper"
    assert value(found, "holder_name") == "王小明"
    assert value(found, "holder_rank") == "2"
    assert value(found, "employer") == "柳湾大学数学学院"
    assert value(found, "certificate_number") == "2022-0456"
    assert values(found, "authors") == ["Li, S", "Wang, XM"]
    assert [value(found, name) for name in ("volume", "issue", "pages")] == ["33", "4", "411-420"]
    assert value(found, "issue_date") == "2022-03-04"
    assert values(found, "issuers") == ["柳湾大学图书馆"]


def test_a_proof_of_indexing_names_the_author_in_a_sentence():
    found = read(
        "#论文收录证明",
        "No. QK-2019-44",
        "兹有柳湾市实验小学教师李晓华（第一作者）撰写的论文《小学数学作业分层设计》，发表于《柳湾教育》2021年第6期，已被全文收录。",
        "全部作者依次为：李晓华；单于兰。",
        "~柳湾大学图书馆",
        "~2022年3月4日",
    )
    assert value(found, "holder_name") == "李晓华"
    assert value(found, "employer") == "柳湾市实验小学"
    assert values(found, "authors") == ["李晓华", "单于兰"]
    assert value(found, "holder_rank") == "1"


def test_the_pages_of_an_article_are_nobodys():
    found = read(
        "柳湾教学研究 2021年第6期",
        "#小学数学作业分层设计",
        "王小明",
        "（柳湾市第一小学，柳湾 100001）",
        "摘要：本文讨论作业的分层设计。",
        "关键词：小学数学；作业",
        "编号：2021-06-33",
    )
    assert value(found, "holder_name") is None
    assert value(found, "certificate_number") is None


def test_an_article_in_a_newspaper():
    found = read(
        "柳湾教育报   2021年10月20日  星期三   第3版  教研",
        "#山里孩子的算术课",
        "柳湾市大山小学   王小明   李晓华",
        "去年冬天，雪下得很大，孩子们走不出山。老师们商量，走进去。",
        "第一站是北沟屯。孩子们围着炕桌坐下来。课就这样开始了。",
        "本版责编：赵一凡",
    )
    assert found.kind.value == "paper"
    assert value(found, "journal") == "柳湾教育报"
    assert values(found, "authors") == ["王小明", "李晓华"]


def test_a_running_head_with_a_page_number_and_a_section_over_the_title():
    found = read(
        "48   柳湾教学研究 2021年6月 第12卷第6期   LIUWAN EDU RES Jun. 2021 Vol.12 No.6",
        "●名师讲堂●",
        "小学数学作业分层设计的实践",
        "王小明1，斯琴图雅2，李晓华1",
        "（1.柳湾市第一小学，柳湾 100001；2.柳湾市第二小学）",
        "摘要：本文讨论作业的分层设计，并以三年级为例。",
        "关键词：小学数学；作业",
    )
    assert value(found, "journal") == "柳湾教学研究"
    assert value(found, "activity_title") == "小学数学作业分层设计的实践"
    assert values(found, "authors") == ["王小明", "斯琴图雅", "李晓华"]


def test_the_cover_of_a_journal_has_its_issue_over_the_year():
    found = read(
        "ISSN 1672-9328", "CN 22-6107/G4", "#柳湾教学研究", "LIUWAN JIAOXUE YANJIU", "11", "2021",
        "总第486期   上半月出版",
    )  # fmt: skip
    assert value(found, "issue") == "11"


def test_how_often_a_journal_comes_out_is_not_its_name():
    found = read(
        "#柳湾石油学院学报（社会科学版）",
        "Journal of Liuwan Petroleum Institute (Social Sciences Edition)",
        "双月刊    2022年8月    第24卷    第4期    总第138期",
        "CONTENTS  目录",
        "老油区土地复垦的财政责任 …… 王小明（1）",
    )
    assert value(found, "journal") != "双月刊"


@pytest.mark.parametrize(
    ("lines", "title", "authors"),
    [
        (["尊敬的王小明、李晓华两位老师：", "贵作《小学数学作业分层设计》已通过三审，将刊于2022年第3期。"],
         "小学数学作业分层设计", ["王小明", "李晓华"]),
        (["您的稿件《小学数学作业分层设计》已被《柳湾教育》正式接收。", "作者署名顺序为：赵一凡（第一作者），斯琴高娃（第二作者、通讯作者）。"],
         "小学数学作业分层设计", ["赵一凡", "斯琴高娃"]),
        (["稿件名称|小学数学作业分层设计", "全体作者|王小明  李晓华", "拟刊卷期|第16卷第6期"],
         "小学数学作业分层设计", ["王小明", "李晓华"]),
    ],
)  # fmt: skip
def test_letters_of_acceptance(lines, title, authors):
    found = read("#录用函", *lines, "~《柳湾教育》编辑部", "~2021年12月1日")
    assert found.kind.value == "acceptance_letter"
    assert value(found, "activity_title") == title
    assert values(found, "authors") == authors
    assert value(found, "journal") == "柳湾教育"


def test_a_contract_with_a_press():
    found = read(
        "合同编号：LW-HT-2019-0127",
        "#图书出版合同",
        "甲方（著作权人）：王小明",
        "甲方单位：柳湾茶叶研究所",
        "乙方（出版者）：柳湾教育出版社",
        "作品名称：柳湾红茶谱系",
        "作者署名：王小明  著",
        "第三条  作品字数约为150千字，图片约80幅。",
        "甲方（签字）：王小明              乙方代表（签字）：李晓华",
        "签订日期：2019年4月16日",
    )
    assert found.kind.value == "book"
    assert value(found, "holder_name") == "王小明"
    assert value(found, "activity_title") == "柳湾红茶谱系"
    assert values(found, "authors") == ["王小明"]
    assert value(found, "publisher") == "柳湾教育出版社"
    assert value(found, "issue_date") == "2019-04-16"


def test_a_registered_program():
    found = read(
        "#计算机软件著作权登记证书",
        "证书号：软著登字第6290418号",
        "软 件 名 称：|柳湾校园巡查系统V2.1",
        "著 作 权 人：|王小明；李晓华",
        "登  记  号：|2020SR1489920",
        "~中华人民共和国国家版权局",
        "~2020年11月10日",
    )
    assert found.kind.value == "patent"
    assert value(found, "activity_title") == "柳湾校园巡查系统V2.1"
    assert value(found, "certificate_number") == "软著登字第6290418号"
    assert values(found, "authors") == ["王小明", "李晓华"]


def test_a_value_ends_at_a_label_that_is_set_wide():
    found = read(
        "#软件著作权登记申请受理通知书",
        "流水号：2023R11L0490771",
        "软件全称：高危孕产妇转运调度软件",
        "版 本 号：V1.0",
        "~中国版权保护中心软件著作权登记部",
        "~2023-06-01",
    )
    assert value(found, "activity_title") == "高危孕产妇转运调度软件"


def test_a_copy_of_the_register_has_a_day_of_its_own():
    found = read(
        "#专 利 登 记 簿 副 本",
        "专利号：ZL201610744093.6",
        "发明名称：一种茶叶烘干装置（发明）",
        "专利权人：柳湾茶叶研究所",
        "发明人：王小明、李晓华",
        "授权公告日：2018年10月19日",
        "~国家知识产权局",
        "~2022年9月23日",
    )
    assert value(found, "issue_date") == "2022-09-23"
    assert value(found, "activity_title") == "一种茶叶烘干装置"


@pytest.mark.parametrize(
    "told",
    [
        "对柳湾市实验小学申报的市级课题《农村作业设计研究》（课题编号：LW2019-032，负责人：王小明）进行了鉴定。",
        "对柳湾市实验小学承担的市级课题“农村作业设计研究”（LW2019-032）进行了验收，听取了课题负责人王小明的汇报。",
        "柳湾市实验小学承担的市级课题《农村作业设计研究》（编号LW2019-032，主持人王小明）通过验收。",
    ],
)
def test_the_leader_in_brackets_and_clauses(told):
    found = read(
        "#课题验收意见", f"2021年5月8日，柳湾市教育局组织专家，{told}",
        "~柳湾市教育科学规划领导小组办公室", "~2021年5月10日",
    )  # fmt: skip
    assert found.kind.value == "project"
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾市实验小学"
    assert value(found, "activity_title") == "农村作业设计研究"
    assert value(found, "project_number") == "LW2019-032"


def test_a_contract_on_research():
    found = read(
        "#横向科研项目技术服务合同",
        "委托方（甲方）：柳湾糖业股份有限公司",
        "受托方（乙方）：柳湾工业大学",
        "项目名称：锅炉余热回收系统改造设计",
        "乙方指派本校能源学院王小明为项目负责人，未经甲方书面同意不得更换。",
        "第三条 履行期限：2021年5月8日起至2022年5月7日止。",
        "~甲方：柳湾糖业股份有限公司（盖章）",
        "~乙方：柳湾工业大学（盖章）",
        "~签订日期：2021年5月8日",
    )
    assert found.kind.value == "project"
    assert value(found, "activity_title") == "锅炉余热回收系统改造设计"
    assert value(found, "holder_name") == "王小明"
    assert value(found, "employer") == "柳湾工业大学"
    assert value(found, "project_role") == "项目负责人"
    assert value(found, "issue_date") == "2021-05-08"


def test_what_a_school_certifies_of_its_own_staff():
    found = read(
        "#课题参与证明",
        "我校李晓华老师作为课题组成员（排名第4），全程参加市级课题“乡土美术资源的开发利用”（课题编号：LW2016-119）的研究。",
        "~柳湾市石桥小学",
        "~2018年9月3日",
    )
    assert value(found, "employer") == "柳湾市石桥小学"


def test_a_number_of_a_project_stands_apart_from_its_sort():
    found = read(
        "#教改项目立项任务书",
        "1. 项目名称：工程测量课程混合式教学探索",
        "2. 主 持 人：王 明（所在院系：土木工程学院）",
        "3. 项目编号：2019JGZ-08（重点）",
        "~柳湾大学教务处",
        "~2019-06-17",
    )
    assert value(found, "project_number") == "2019JGZ-08"
    assert value(found, "holder_name") == "王明"


def test_a_number_that_looks_like_a_day_is_none():
    found = read(
        "#项目验收意见",
        "专家对柳湾市人民医院承担的科技项目“糖尿病足部风险管理”（平科20210307）进行了验收。",
        "~柳湾市科学技术局",
        "~2024年4月2日",
    )
    assert value(found, "start_date") is None
    assert value(found, "project_number") == "平科20210307"


@pytest.mark.parametrize(
    ("lines", "name", "value_of"),
    [
        (["获奖者：王小明", "项目名称：柳湾红茶加工工艺", "排  名：第2（共7人）"], "holder_rank", "2"),
        (["获奖者：王小明", "参赛项目：柳湾红茶加工工艺", "所获奖项：铜奖"], "activity_title", "柳湾红茶加工工艺"),
        (["获奖者：王小明", "获奖项目：柳湾红茶加工工艺", "参赛高校：柳湾科技大学"], "employer", "柳湾科技大学"),
        (["王小明同学：", "恭喜你在第十一届“岭南之声”英语演讲大赛中获本科组二等奖！"], "activity_title", "第十一届“岭南之声”英语演讲大赛"),
        (["救护车驾驶员 王小明：", "你在2024年6月抗洪抢险救援中表现突出，决定给予嘉奖一次。"], "holder_name", "王小明"),
        (["王小明同志：", "你撰写的《小水窖清淤维护初探》一文，在水利系统论文评比中被评为三等奖。"], "authors", "王小明"),
    ],
)  # fmt: skip
def test_prizes(lines, name, value_of):
    found = read("#获奖通知", *lines, "特发此证，以资鼓励。", "~柳湾市水利局", "~2021年9月1日")
    assert found.kind.value == "award"
    assert value(found, name) == value_of


@pytest.mark.parametrize(
    ("lines", "name", "value_of"),
    [
        (["#聘任协议书", "甲方：柳湾市第一中学", "乙方：王　小　明", "甲方聘任乙方为外聘教师，聘任时间为2021年3月1日至2022年1月15日。"],
         "holder_name", "王小明"),
        (["#专家聘任书", "姓名|王小明", "现聘任您为柳湾市培训基地师资库成员，有效期：2022.08.01～2024.07.31。"], "end_date", "2024-07-31"),
        (["#关于聘任王小明同志为专家库成员的决定", "经研究，决定聘任柳湾市人民医院王小明同志为柳湾省医师协会专家库成员。"], "employer", "柳湾市人民医院"),
        (["#聘任函", "王小明 教授：", "特聘请您为初中数学组理论导师。", "请贵校（柳湾师范大学）给予支持。"], "employer", "柳湾师范大学"),
    ],
)  # fmt: skip
def test_posts(lines, name, value_of):
    found = read(*lines, "~柳湾省医师协会", "~2021年2月26日")
    assert found.kind.value == "appointment"
    assert value(found, name) == value_of


def test_names_by_how_they_are_listed():
    assert numbered_names("王小明1，那木吉勒2，李  华3") == ["王小明", "那木吉勒", "李华"]
    assert catalogued_names("Li, S; Wang, XM (Wang, Xiaoming)") == ["Li, S", "Wang, XM"]
    assert catalogued_names("Li S; Wang XM") == []
    assert names_in("王 明（所在") == ["王明"]
    assert announced_names("宿丹，王小明", surely=True) == ["宿丹", "王小明"]
