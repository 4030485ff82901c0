"""English letters of invitation, slips to be sent back, and whose member an invitation asks."""

import pytest

from extractor.fields import find_fields
from extractor.language.organisations import tidy_organisation
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

SIGNED = ("~青川市教育科学研究院", "~2021年9月10日")
ENGLISH = ("~Harbour City Society for Early Reading", "~10 September 2021")


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [c.value for c in found.fields if c.name == name and c.confidence >= 0.9]


def letter(sentence, *before, signed=ENGLISH):
    sentence += " We look forward to welcoming you."
    return told(*before, "Dear Ms. Lu Xiaowen,", sentence, *signed)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "We are pleased to invite you to take part in the Seminar on Shared Reading in Village "
            "Schools, to be held from 8 to 9 October 2021 at the Harbour Library.",
            "Seminar on Shared Reading in Village Schools",
        ),
        (
            "It is our great pleasure to invite you to join us at the 4th Harbour Workshop on Language, "
            "Literacy and Learning, which will be held on 8-9 October 2021.",
            "4th Harbour Workshop on Language, Literacy and Learning",
        ),
        (
            "We have the honour of inviting you to give a keynote speech at the Northern Forum on Soil "
            "and Water 2021. The forum will be held on 8-9 October 2021 in Lakeside Hall.",
            "Northern Forum on Soil and Water 2021",
        ),
    ],
)
def test_an_english_letter_names_the_meeting_to_which_it_invites(sentence, title):
    found = letter(sentence)
    assert found.kind.value == "conference_invitation"
    assert value(found, "activity_title") == title
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2021-10-08", "2021-10-09"]


def test_where_it_is_held_is_no_name_of_a_meeting():
    found = letter(
        "We are pleased to invite you to attend the Forum in Lakeside on 8 October 2021."
    )
    assert not sure(found, "activity_title")


@pytest.mark.parametrize(
    "words", ["meeting you in Lakeside.", "programme Office <office@reading.example>"]
)
def test_a_word_of_a_sentence_is_no_label_of_the_meeting(words):
    page = placed(
        ["LETTER OF INVITATION", "Dear Ms. Lu Xiaowen,",
         "On behalf of the committee, it is our great pleasure to invite you to attend the", "4th Harbour Symposium on "
         "Shared Reading, which will be held on 8 October 2021.", "We sincerely hope to see you and look forward to", words,
         "Yours sincerely,", "Harbour City Society for Early Reading", "10 September 2021"],
        [(0.3, 0.1, 0.7, 0.13), (0.08, 0.2, 0.25, 0.225), (0.08, 0.24, 0.91, 0.265), (0.08, 0.27, 0.89, 0.295),
         (0.08, 0.33, 0.84, 0.355), (0.08, 0.36, 0.4, 0.385), (0.08, 0.42, 0.25, 0.445), (0.08, 0.5, 0.6, 0.53),
         (0.08, 0.54, 0.3, 0.565)],
        (1240, 1754),
    )  # fmt: skip
    assert (
        value(find_fields((page,)), "activity_title") == "4th Harbour Symposium on Shared Reading"
    )


@pytest.mark.parametrize(
    "subject",
    [
        "Subject: Official invitation - 4th Harbour Symposium on Shared Reading",
        "Subject: Invitation to speak at the HSSR 2021",
        "Subject: Re: Letter of invitation: 4th Harbour Symposium on Shared Reading",
    ],
)
def test_the_subject_of_a_mail_asks_and_the_sentence_names(subject):
    found = letter(
        "We are pleased to invite you to speak at the 4th Harbour Symposium on Shared Reading. The "
        "symposium will take place on 8-9 October 2021 at the Harbour Library.",
        "From: Reading Secretariat <office@reading.example>",
        "To: Lu Xiaowen <lu@school.example>",
        "Date: 10 September 2021 9:26",
        subject,
        signed=("~Harbour Reading Secretariat",),
    )
    assert value(found, "activity_title") == "4th Harbour Symposium on Shared Reading"
    assert values(found, "issuers") == ["Harbour Reading Secretariat"]


@pytest.mark.parametrize(
    "clause",
    [
        "invite you, as a representative of Green River Central Primary School, to attend",
        "invite you, as an experienced teacher from Green River Central Primary School, to attend",
        "invite you to represent Green River Central Primary School, and to attend",
        "invite you and your school, Green River Central Primary School, to attend",
    ],
)
def test_an_english_sentence_tells_where_the_guest_works(clause):
    found = letter(
        f"We would like to {clause} the 4th Harbour Symposium on Shared Reading, to be held on 8 October 2021."
    )
    assert value(found, "employer") == "Green River Central Primary School"


def test_a_letter_to_nobody_by_name_says_whom_it_invites():
    found = told(
        "#LETTER OF INVITATION",
        "We hereby invite Dr. Lu Xiaowen of Green River Normal University to attend the 4th Harbour "
        "Symposium on Shared Reading, to be held on 8 October 2021.",
        *ENGLISH,
    )
    assert value(found, "holder_name") == "Lu Xiaowen"
    assert value(found, "employer") == "Green River Normal University"


@pytest.mark.parametrize(
    "line", ["Vice Dean, Green River Polytechnic", "Head of Mathematics, Green River Polytechnic"]
)
def test_the_post_and_the_house_stand_under_the_greeting(line):
    found = told(
        "Dear Ms. Lu Xiaowen,", line, "Warm greetings from Harbour City!",
        "We are pleased to invite you to attend the 4th Harbour Symposium on Shared Reading, to be held on "
        "8 October 2021.", *ENGLISH,
    )  # fmt: skip
    assert value(found, "employer") == "Green River Polytechnic"


def test_a_school_of_a_university_stands_over_its_name():
    found = told(
        "Dr. Lu Xiaowen", "Senior Lecturer, School of Forestry", "Green River University of Technology",
        "#LETTER OF INVITATION", "Dear Dr. Lu,",
        "We are pleased to invite you to attend the 4th Harbour Symposium on Shared Reading, to be held on "
        "8 October 2021.", *ENGLISH,
    )  # fmt: skip
    assert value(found, "employer") == "Green River University of Technology"


@pytest.mark.parametrize(
    "by", ["hosted by our department on", "organised by our faculty on", "convened by us on"]
)
def test_who_holds_it_is_no_deadline(by):
    found = letter(
        f"We are pleased to invite you to the 2021 Harbour Symposium on Shared Reading, {by} 8-9 October 2021 at "
        "the University of Lakeside. An abstract should reach us by 30 September and be revised by 5 October.",
        "Date: 10 September 2021",
    )
    assert [value(found, n) for n in ("start_date", "end_date")] == ["2021-10-08", "2021-10-09"]


@pytest.mark.parametrize(
    "above",
    [
        "Secretary to the Forum",
        "Coordinator for Overseas Guests",
        "Anna Berg, Ph.D., Head of Department",
    ],
)
def test_an_officer_over_the_body_signs_for_it(above):
    found = letter(
        "We are pleased to invite you to attend the 4th Harbour Symposium on Shared Reading, to be held on "
        "8 October 2021.",
        signed=(f"~{above}", *ENGLISH),
    )
    assert values(found, "issuers") == ["Harbour City Society for Early Reading"]


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        (
            "Depar tment of Forestry, Universi ty of Lund",
            "Department of Forestry, University of Lund",
        ),
        ("Harbour Instit ute of Technology", "Harbour Institute of Technology"),
        ("Trust and hope", "Trust and hope"),
    ],
)
def test_a_gap_that_the_reading_put_into_a_word_is_closed(read, whole):
    assert tidy_organisation(read) == whole


def bilingual(chinese, english):
    return find_fields(
        (
            placed(
                ["第四届农村阅读教学论坛", "邀请函", "Letter of Invitation", "青川市河湾中学", "陆晓雯副教授：",
                 "由组委会筹办的“第四届农村阅读教学论坛”定于2021年10月8日至9日在", "青川市会议中心举行，诚邀您出席并作报告。",
                 "Dear Ms. Lu Xiaowen,", "The Committee cordially invites you to attend the",
                 "Forum to be held on October 8-9, 2021.", chinese, "2021年9月10日", english],
                [(0.05, 0.02, 0.4, 0.06), (0.15, 0.1, 0.3, 0.14), (0.64, 0.1, 0.86, 0.14), (0.05, 0.18, 0.22, 0.21),
                 (0.05, 0.22, 0.2, 0.25), (0.07, 0.27, 0.48, 0.3), (0.05, 0.31, 0.48, 0.34), (0.53, 0.19, 0.76, 0.22),
                 (0.53, 0.23, 0.96, 0.26), (0.53, 0.27, 0.9, 0.3), (0.2, 0.7, 0.44, 0.735), (0.25, 0.745, 0.4, 0.78),
                 (0.53, 0.705, 0.85, 0.74)],
                (1754, 1240),
            ),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("农村阅读教学论坛组委会", "Organizing Committee of FRRT"),
        ("青川市农村教育研究会", "Society for Rural Education, Qingchuan"),
    ],
)
def test_the_english_half_of_a_letter_is_signed_by_the_same_body(chinese, english):
    assert values(bilingual(chinese, english), "issuers") == [chinese]


@pytest.mark.parametrize(
    "slip", ["参会回执", "会议回执（请于9月20日前寄回）", "……………沿此线剪下……………"]
)
def test_a_letter_over_a_slip_is_signed_above_it(slip):
    page = placed(
        ["青川市特殊教育学会", "邀请函", "青川市河湾培智学校 努尔兰 老师：",
         "兹定于2021年10月8日至9日在青川市嘉陵宾馆召开“川北融合教育", "交流会”，特邀请您参加，并填写下面一栏。",
         "青川市特殊教育学会", "2021年9月10日", slip, "姓名", "电话", "是否参会", "是否住宿", "备注"],
        [(0.12, 0.03, 0.5, 0.06), (0.38, 0.08, 0.62, 0.12), (0.12, 0.15, 0.5, 0.18), (0.17, 0.19, 0.87, 0.22),
         (0.12, 0.225, 0.8, 0.255), (0.58, 0.3, 0.87, 0.33), (0.66, 0.34, 0.83, 0.365), (0.4, 0.45, 0.6, 0.48),
         (0.14, 0.51, 0.23, 0.54), (0.48, 0.51, 0.57, 0.54), (0.13, 0.555, 0.24, 0.585), (0.47, 0.555, 0.58, 0.585),
         (0.14, 0.6, 0.23, 0.63)],
        (1240, 1754),
    )  # fmt: skip
    found = find_fields((page,))
    assert value(found, "issue_date") == "2021-09-10"
    assert [(c.value, c.role) for c in found.fields if c.name == "issuers"] == [
        ("青川市特殊教育学会", "issuer")
    ]
    assert sure(found, "issue_date") == ["2021-09-10"]
    assert value(found, "holder_name") == "努尔兰"
    assert value(found, "employer") == "青川市河湾培智学校"


@pytest.mark.parametrize(
    "asked",
    [
        "特邀请您作为青川市河湾中学的代表参加会议",
        "您是河湾中学一年级的班主任，诚邀您出席",
        "诚邀您作为青川市河湾中学代表出席，",
    ],
)
def test_an_invitation_tells_whose_delegate_is_asked(asked):
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：", f"“川北阅读教学研讨会”将于2021年10月8日在青川市召开。{asked}。", *SIGNED
    )  # fmt: skip
    assert str(value(found, "employer")).endswith("河湾中学")


@pytest.mark.parametrize(
    "house",
    ["会议地点为嘉陵东山酒店", "地点设在嘉陵东山酒店", "会场设在嘉陵东山酒店"],
)
def test_the_house_stands_before_its_town(house):
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：",
        f"“川北阅读教学研讨会”将于2021年10月8日至9日在嘉陵江市召开，{house}。诚邀您出席。", *SIGNED,
    )  # fmt: skip
    assert value(found, "location") == "嘉陵东山酒店"


@pytest.mark.parametrize("at", ["于", "在"])
def test_a_place_between_commas_is_where_it_is_held(at):
    found = told(
        "#请柬", "陆晓雯老师台鉴：",
        f"谨定于2021年10月8日至9日，{at}青川市白塔镇望江楼，召开川北书院学术座谈会。敬邀惠临赐教。", *SIGNED,
    )  # fmt: skip
    assert value(found, "location") == "青川市白塔镇望江楼"


def test_what_is_told_between_commas_need_be_no_place():
    found = told(
        "#邀请函", "尊敬的陆晓雯老师：",
        "兹定于2021年10月8日上午，在各位专家的支持下，召开川北书院学术座谈会。诚邀您出席。", *SIGNED,
    )  # fmt: skip
    assert not values(found, "location")


@pytest.mark.parametrize("opens", ["即将启幕", "即将隆重开幕", "即将揭幕"])
def test_a_meeting_is_named_where_it_is_said_to_open(opens):
    found = told(
        "#诚挚邀请", "青川市河湾中学 陆晓雯老师：",
        f"以“阅读·远方”为主题的2021川北地区乡村学校阅读大会{opens}。特邀您莅会，并在“整本书”分会场作案例分享。",
        "大会时间|2021年10月8日", "大会地点|青川市会议中心", *SIGNED,
    )  # fmt: skip
    assert value(found, "activity_title") == "2021川北地区乡村学校阅读大会"


def test_the_house_on_the_line_below_the_days_is_where_it_is_held():
    page = placed(
        ["邀请函", "尊敬的陆晓雯老师：", "特邀您出席“川北阅读教学研讨会”。", "时间", "2021年10月8日至9日，会期两天",
         "青川市嘉陵宾馆南楼", "议程", "分组论证；大会总结", "青川市教育科学研究院", "2021年9月10日"],
        [(0.4, 0.05, 0.6, 0.08), (0.1, 0.12, 0.35, 0.14), (0.14, 0.16, 0.7, 0.185), (0.15, 0.25, 0.26, 0.276),
         (0.28, 0.25, 0.7, 0.276), (0.28, 0.278, 0.52, 0.304), (0.15, 0.33, 0.26, 0.356), (0.28, 0.33, 0.6, 0.356),
         (0.6, 0.6, 0.88, 0.626), (0.65, 0.64, 0.82, 0.666)],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "location") == "青川市嘉陵宾馆南楼"


@pytest.mark.parametrize(
    "asks", ["特邀请其作为嘉宾教师出席并参与评课", "拟邀请其到会作经验介绍", "特邀请其担任点评专家"]
)
def test_a_notice_that_asks_for_one_teacher_of_a_school_invites(asks):
    found = told(
        "#关于邀请出席区域小学英语绘本教学现场交流会的通知", "河湾小学：",
        f"为展示我区教学成果，经研究，决定召开“川北绘本教学现场会”。你校陆晓雯老师表现突出，{asks}。现就有关事项通知如下。",
        "会议时间：2021年10月8日至9日", "会议地点：青川市嘉陵小学", "联系人：何老师", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "conference_invitation"
    assert value(found, "holder_name") == "陆晓雯"
    assert value(found, "employer") == "河湾小学"


def test_a_letter_on_a_guest_is_an_invitation():
    found = told(
        "#关于特邀参加2021年年会的函", "青川市河湾中学：",
        "我会2021年年会暨“川北地理实践”学术交流会拟于10月上旬召开。经理事会推荐，特邀贵校陆晓雯同志为特邀代表。",
        "会议起止：2021年10月8日至9日", "会议地点：嘉陵研学营地", "往返路费由派出单位报支。请被邀代表携带本函报到。", *SIGNED,
    )  # fmt: skip
    assert found.kind.value == "conference_invitation"


def test_the_house_of_a_guest_stands_over_the_name_on_a_card():
    page = placed(
        ["河湾区嘉陵幼儿园", "陆晓雯园长", "台鉴：", "谨定于二〇二一年十月八日上午九时，在河湾区文化中心", "举行“游戏·看见”教学沙龙。恭请莅临指导。",
         "河湾区学前教育研究会 敬邀", "二〇二一年九月十日", "请柬"],
        [(0.36, 0.13, 0.54, 0.17), (0.36, 0.19, 0.5, 0.23), (0.56, 0.19, 0.63, 0.23), (0.41, 0.29, 0.92, 0.33),
         (0.36, 0.35, 0.8, 0.39), (0.63, 0.8, 0.92, 0.84), (0.69, 0.857, 0.9, 0.887), (0.11, 0.3, 0.22, 0.4)],
        (1600, 1131),
    )  # fmt: skip
    assert value(find_fields((page,)), "employer") == "河湾区嘉陵幼儿园"


def test_who_sent_a_mail_is_not_where_its_guest_works():
    found = told(
        "From: Reading Secretariat <office@reading.example>", "Sent: Friday, 10 September 2021 9:26",
        "To: Lu Xiaowen", "Subject: Official invitation - 4th Harbour Symposium on Shared Reading",
        "Dear Ms. Lu Xiaowen,", "Vice Dean, Green River Polytechnic", "Warm greetings from Harbour City!",
        "We have the honour to invite you to speak at the 4th Harbour Symposium on Shared Reading.",
        "Dates|8-9 October 2021", "Venue|Harbour City", "~Best regards,", "~Secretary to the Forum",
        "~Harbour City Society for Early Reading",
    )  # fmt: skip
    assert value(found, "employer") == "Green River Polytechnic"
    assert value(found, "issue_date") == "2021-09-10"
    assert value(found, "activity_title") == "4th Harbour Symposium on Shared Reading"


def test_a_professor_is_called_by_the_name():
    found = told(
        "Dear Professor Lu Xiaowen,",
        "We are pleased to invite you to the 4th Harbour Symposium on Shared Reading, to be held in Lakeside, "
        "Norway during 8-9 October 2021. As a leading researcher at Green River Agricultural University, you would "
        "be a most welcome guest. We look forward to welcoming you.",
        "~Prof. Anna Berg", "~Chair of the Organising Committee", *ENGLISH,
    )  # fmt: skip
    assert value(found, "holder_name") == "Lu Xiaowen"
    assert value(found, "employer") == "Green River Agricultural University"
    assert value(found, "location") == "Lakeside, Norway"


def test_a_letter_is_to_somebody_of_a_house_in_one_line():
    found = told(
        "To: Ms. Lu Xiaowen, Green River Kindergarten, Norway", "#Letter of Invitation", "Dear Ms. Lu,",
        "We are delighted to invite you to the 4th Harbour Forum on Shared Reading in Lakeside on 8 October 2021. "
        "We look forward to welcoming you.", "~Prof. Anna Berg", "~Chair of the Organising Committee", *ENGLISH,
    )  # fmt: skip
    assert value(found, "employer") == "Green River Kindergarten"
    assert value(found, "start_date") == "2021-10-08"


def test_a_card_names_guest_and_host():
    found = told(
        "#INVITATION", "You are cordially invited to the Harbour Forum on Shared Reading 2021",
        "Guest: Ms. Lu Xiaowen", "Date: 8 October 2021", "Venue: Lakeside Hall, Harbour City",
        "Hosted by: Harbour Polytechnic", "RSVP by 1 October 2021",
    )  # fmt: skip
    assert value(found, "holder_name") == "Lu Xiaowen"
    assert [c.value for c in found.fields if c.name == "issuers"] == ["Harbour Polytechnic"]
