"""Of invitations and of proofs that somebody came."""

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def test_whom_somebody_is_to_represent_is_where_they_work():
    found = told(
        "#会议邀请函", "白丽娟老师：",
        "您好！我院拟于2021年11月20日至21日举办“新课标视域下大单元教学设计高峰论坛”，诚挚邀请您代表霖州市第六十八中学参加本次论坛。",
        "地点：霖州师范大学报告厅", "~霖州师范大学教育学院", "~2021年10月28日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市第六十八中学"


def test_how_somebody_took_part_is_not_what_it_was():
    found = told(
        "#教师参加教研活动证明表", "姓名|马子涵", "活动名称|霖州市小学科学实验教学展评活动",
        "活动时间|2021.04.12—2021.04.13", "参加形式|现场观摩、分组研讨", "~霖州市教育科学研究院", "~2021年4月18日",
    )  # fmt: skip
    assert value(found, "activity_title") == "霖州市小学科学实验教学展评活动"


def test_a_proof_for_an_application_for_hours_grants_none():
    found = told(
        "#证明",
        "兹证明冯俊杰，系霖州市云岭小学教师，于2021年7月26日至28日参加了由我学部在霖溪市主办的“2021年全国班级管理经验交流会”，"
        "并在分会场作了题为“班级日志里的教育契机”的交流发言。",
        "（此证明供申报继续教育学时使用，涂改无效）", "~霖州大学教育学部", "~2021年7月29日",
    )  # fmt: skip
    assert found.kind.value == "attendance_proof"
    assert value(found, "location") == "霖溪市"


def test_a_heading_of_a_notice_signs_nothing():
    found = told(
        "#全国课堂评价学术研讨会会议通知", "一、会议时间：2022年6月17日—18日", "二、会议地点：霖州师范学院", "三、注册费",
        "代表1200元/人，研究生800元/人；2022年6月2日前汇款优惠200元。",
        "~六、会务联系", "~霖州师范学院", "~2022年4月25日",
    )  # fmt: skip
    assert values(found, "issuers") == ["霖州师范学院"]


def test_a_town_abroad_is_told_with_its_country():
    found = told(
        "#Certificate of Attendance", "This is to certify that", "Hao Yuting", "attended",
        "The 6th International Conference on Teacher Education", "held in Linzhou, China on November 17-19, 2018",
        "~Organizing Committee", "~November 19, 2018",
    )  # fmt: skip
    assert value(found, "location") == "Linzhou, China"


def test_a_certificate_of_a_meeting_is_no_training_certificate():
    found = told(
        "#参会证书", "CERTIFICATE OF PARTICIPATION", "霖州市凤凰小学 萧丽华老师：",
        "您于2015年10月13日至14日全程参加在霖溪市举办的江南杯小学数学名师课堂展示活动，折合16学时。", "特发此证，以资证明。",
        "~霖州省教育学会", "~2015年10月14日",
    )  # fmt: skip
    assert found.kind.value == "attendance_proof"
    assert value(found, "hours") == "16"


def test_a_range_that_its_line_breaks_off_is_read_to_its_end():
    found = find_fields(
        (
            page(
                line("关于召开“第七次中学化学学术研讨会”的通知", 0.2, 0.1, em=0.03),
                line(
                    "一、时间地点。报到：2023年7月24日下午；会议：2023年7月25日至27",
                    0.1,
                    0.3,
                    em=0.025,
                ),
                line("日。会议地点：霖州市花园酒店。", 0.07, 0.34, em=0.025),
                line("二、参会者请于6月20日前扫描二维码填写回执。", 0.1, 0.38, em=0.025),
                line("霖州省教育学会", 0.6, 0.8, em=0.025),
                line("2023年6月17日", 0.6, 0.84, em=0.025),
            ),
        )
    )
    assert value(found, "end_date") == "2023-07-27"
    assert value(found, "activity_title") == "第七次中学化学学术研讨会"


def test_who_came_is_no_name():
    found = told(
        "霖州市语文教学课堂改进论坛", "参会教师出席情况一览表", "会议时间：2021年8月23日至26日",
        "~霖州市教育科学研究院", "~2021年8月28日",
    )  # fmt: skip
    assert found.kind.value == "attendance_proof"
    assert value(found, "holder_name") is None
