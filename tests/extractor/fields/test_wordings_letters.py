"""Wordings of letters, transcripts and screens, each read wrong once; people and places invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("#医师执业证书(副页)", "姓名:张丽", "执业地点:柳湾市医院", "首次注册日期:2019年7月25日"), "qualification"),
        (("#检测员上岗证", "姓名:赵强", "从业范围:农药残留速测", "成绩合格,准予上岗。", "未按期复训者失效。"), "qualification"),
        (("#岗位培训合格证", "赵强同志参加仓库保管岗位培训,考核合格。", "~柳湾市粮食局"), "training_certificate"),
        (("#学员学业鉴定表", "学员|马芳", "单元|学时|得分", "个案工作|20|89", "团体辅导|24|93"), "transcript"),
        (("#Transcript of Training / 培训成绩报告单", "姓名:马芳", "模块|学时|分数", "管线|36|88", "支架|20|92"), "transcript"),
        (("柳湾市青少年宫", "#公函", "柳湾省校外教育协会:", "贵会来函收悉。我宫教师韩雪于2021年5月参加研修。", "此复。", "~柳湾市青少年宫"), "unit_letter"),
        (("#培训出勤卡", "姓名:周涛", "名称:鼠疫防控强化班", "出勤8个半天,折28学时", "~柳湾省防治研究所"), "attendance_proof"),
        (("钉聊 全部已读 11:48", "学习群(186)", "姓名:权有福", "结论:合格", "输入消息……"), "screenshot"),
        (("#教师个人专业发展规划", "姓名:柴玉凤", "第一年:听课不少于30节,完成继续教育90学时。"), "unrelated"),
    ],
)  # fmt: skip
def test_what_a_page_is(lines, kind):
    assert read(*lines).kind.value == kind


@pytest.mark.parametrize(
    ("lines", "name", "employer"),
    [
        (("#公函", "柳湾省研究会:", "贵会来函收悉。我中心干部夏侯珍于2020年2月24日至3月20日参加研修,合格。", "此复。", "~柳湾市活动中心"), "夏侯珍", "柳湾市活动中心"),
        (("#支教鉴定书", "柳湾市实验中学:", "贵校选派的支教教师闻人倩,自2020年9月1日起在我校支教一学年,帮助我校青年教师。", "~青石县中学"), "闻人倩", "柳湾市实验中学"),
        (("#交流学习成绩的认定", "柳湾学院教务处:", "贵校学生巴桑次仁(男)于2021年9月—2022年1月在我校交流学习,请予认定。", "~青石大学教务处"), "巴桑次仁", "柳湾学院"),
        (("#邀请函", "受邀嘉宾:柳湾学院副院长 戚广田", "我会定于2023年6月15日举办“产教融合论坛”,诚邀您出席。", "~柳湾市促进会"), "戚广田", "柳湾学院"),
        (("#工作访问证明", "兹证明 Ms. LIANG Qiu 梁秋(柳湾大学美术学院)自2018年10月起在我院访学。", "~青石研究院"), "梁秋", "柳湾大学美术学院"),
        (("市教育局人事科:", "#获奖情况证明", "经查,柳湾市第一中学冉斌老师设计的教案《小夜灯》获二等奖。", "~柳湾市科技馆"), "冉斌", "柳湾市第一中学"),
    ],
)  # fmt: skip
def test_whose_letter_it_is(lines, name, employer):
    found = read(*lines)
    assert value(found, "holder_name") == name
    assert value(found, "employer") == employer


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("研修网  首页  我的研修  退出", "欢迎您,参训教师 强 巴", "认定学时:60"), "强巴"),
        (("【学员端】学时查询结果", "查询条件  姓名:佟 丽  证件尾号:4026", "首页  我的"), "佟丽"),
        (("21:06  5G  31%", "[头像]  苗  青", "受聘企业:柳湾选矿厂", "班名:安全能力提升班"), "苗青"),
        (("#学习完成证明", "学员 哈丽娅·居马 已于 2022年2月28日完成在线课程"), "哈丽娅·居马"),
    ],
)  # fmt: skip
def test_whose_account_it_is(lines, name):
    assert value(read(*lines), "holder_name") == name


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("参加“古籍修复”学习,应到40学时,实到38学时(因公请假2学时)。", "38"),
        ("参加“古籍修复”学习,今日学习:0小时12分。", None),
        ("参加“古籍修复”学习,24小时内同步学分。", None),
        ("每三年再登记,需累计继续教育72小时。", None),
        ("王小明在我校支教,周课时14节。", None),
    ],
)
def test_which_figure_is_hours_of_study(text, hours):
    assert value(read("#证明", "兹证明王小明同志", text, "~柳湾市图书馆"), "hours") == hours


def test_what_a_transcript_tells_beside_its_table():
    found = read(
        "#岗前培训考核成绩表",
        "姓名|鲁大成",
        "总课时|80",
        "科目|满分|得分",
        "理论知识|100|76",
        "技能操作|100|83",
        "评定等级:合格",
        "两门课目均合格。",
        "~柳湾市职业培训学校",
    )
    assert value(found, "hours") == "80"
    assert value(found, "result") == "合格"
    assert value(found, "courses_passed") == "2"


def test_what_a_journal_tells_of_an_article_that_it_printed():
    found = read(
        "#关于论文署名顺序的证明",
        "本刊2019年第6期第48页至50页刊登的《留守儿童家校沟通》一文,作者依次为宇文强、沙丽娟、高登科,"
        "其中沙丽娟(柳湾市第一小学)为第二作者。",
        "国内统一刊号CN 62-9031/G4,国际标准刊号ISSN 1673-9925",
        "~柳湾教育论坛杂志社",
        "~2020年3月11日",
    )
    assert value(found, "activity_title") == "留守儿童家校沟通"
    assert values(found, "authors") == ["宇文强", "沙丽娟", "高登科"]
    assert value(found, "holder_name") == "沙丽娟"
    assert value(found, "pages") == "48-50"
    assert value(found, "issue_date") == "2020-03-11"
