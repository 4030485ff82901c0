"""How letters of invitation of other clerks are worded; names are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def read(*lines):
    found: dict[str, list[str]] = {}
    for one in find_fields((sheet(*lines),)).fields:
        found.setdefault(one.name, []).append(str(one.value))
    return found


HEAD = ("#邀请函", "尊敬的王小明老师:")
HELD = "兹定于2022年5月13日至15日在石桥市柳湾宾馆召开石桥数学教育学术年会,诚邀您莅临。"
SIGNED = ("~石桥市数学教育学会", "~2022年4月2日")


def invited(*lines):
    return read(*HEAD, HELD, *lines, *SIGNED)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("【会议地点】石桥市柳湾中学学术厅", "石桥市柳湾中学学术厅"),
        ("会场:石桥市柳湾剧院凭券入场,一人一券", "石桥市柳湾剧院"),
        ("会场在石桥市柳湾中学录播室。", "石桥市柳湾中学录播室"),
        ("研讨主会场设在石桥市柳湾中学,另设两个分会场。", "石桥市柳湾中学"),
        ("会议地点:石桥市柳湾迎宾楼(解放路)", "石桥市柳湾迎宾楼"),
        ("观摩地点:石桥市柳湾幼儿园(主会场)", "石桥市柳湾幼儿园"),
        ("会期5月13日到5月15日,会址石桥市柳湾训练基地,食宿自理。", "石桥市柳湾训练基地"),
    ],
)
def test_where_a_place_begins_and_ends(line, place):
    held = "兹定于2022年5月13日至15日召开石桥数学教育学术年会,诚邀您莅临。"
    found = read(*HEAD, held, line, "请于5月1日前回复。", *SIGNED)
    assert found["location"] == [place]


def test_a_place_below_a_heading_in_brackets():
    held = "我会拟召开石桥数学教育学术年会,现邀请您参加会议。"
    found = read(
        *HEAD, held, "(一)会议时间", "2022年5月13日至15日。", "(二)会议地点",
        "石桥市柳湾学院逸夫楼", "(三)会议内容", "1. 交流经验;2. 观摩课堂。", *SIGNED,
    )  # fmt: skip
    assert found["location"] == ["石桥市柳湾学院逸夫楼"]


def test_what_is_held_well_is_no_part_of_the_place():
    found = read(
        *HEAD, "石桥数学教育学术年会将在石桥市柳湾学校圆满召开,诚邀您莅临。", *SIGNED
    )  # fmt: skip
    assert found["location"] == ["石桥市柳湾学校"]


def test_a_place_that_was_changed_for_another():
    found = read(
        "#关于调整石桥创客教育推进会会期的通知",
        "各有关学校:",
        "原定于7月6日召开的石桥创客教育推进会,调整至2017年7月25日至27日举行,会议地点由原石桥宾馆变更为柳湾市望江宾馆,其他事项不变。",
        "~石桥市电教馆",
        "~2017年7月4日",
    )
    assert found["location"] == ["柳湾市望江宾馆"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("#关于邀请出席2022石桥产教融合大会", "#并主持分论坛的函"),
            "2022石桥产教融合大会",
        ),
        (("#石桥护理学会第六届护理教学大会", "#授课专家邀请函"), "石桥护理学会第六届护理教学大会"),
    ],
)
def test_a_heading_s_name_without_what_else_the_guest_does(lines, title):
    found = read(
        *lines, "王小明老师:", "特邀请您到会并授课。", "时间:2022年5月13日至15日", *SIGNED
    )  # fmt: skip
    assert found["activity_title"] == [title]


@pytest.mark.parametrize(
    "sentence",
    [
        "第九届石桥地理教学年会以线上线下结合的方式,于2020年12月4日至6日在柳湾市召开,诚邀您莅临。",
        "第九届石桥地理教学年会自2011年起每年举办一届,诚邀您莅临。时间:2020年12月4日至6日。",
        "第九届石桥地理教学年会即将开幕,诚邀您莅临。时间:2020年12月4日至6日。",
    ],
)
def test_sentences_that_name_the_meeting_first(sentence):
    assert read(*HEAD, sentence, *SIGNED)["activity_title"] == ["第九届石桥地理教学年会"]


def test_which_of_its_meetings_stands_within_the_marks_or_below_the_name():
    within = "特邀请您出席“2023年石桥物理教育研讨会(第七届)”,时间:2023年10月13日至16日。"
    assert read(*HEAD, within, *SIGNED)["activity_title"] == ["2023年石桥物理教育研讨会(第七届)"]
    below = read(
        "#石桥班主任成长论坛", "#(第七届)", "#邀请函", "王小明老师:",
        "由石桥市三校轮流主办的石桥班主任成长论坛,今年移师柳湾,敬请您出席并作分享。", *SIGNED,
    )  # fmt: skip
    assert below["activity_title"] == ["石桥班主任成长论坛(第七届)"]


def test_earlier_meetings_are_not_this_one():
    found = read(
        *HEAD,
        "自2017年以来,我会已在望江、柳林两地组织过两次现场研讨,现定于2019年11月20日至22日在柳湾市望江幼儿园举办“石桥游戏”第三次现场研讨会,特邀请您到会。",
        *SIGNED,
    )
    assert "过" not in found.get("activity_title", [""])[0]
    assert found["location"] == ["柳湾市望江幼儿园"]


def test_the_subject_of_a_talk_is_not_the_meeting():
    found = read(
        "#关于邀请参加护理教学经验交流会的函",
        "石桥市柳湾卫生学校:",
        "护理教学经验交流会定于2013年10月22日—25日在石桥市望江宾馆举行。特邀请贵校王小明讲师到会并作专题发言",
        "题目:《从病房到课堂》",
        *SIGNED,
    )
    assert found["activity_title"] == ["护理教学经验交流会"]
    assert found["employer"] == ["石桥市柳湾卫生学校"]


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("2024年5月25日(周六)、26日(周日)", "2024-05-26"),
        ("2024年5月25日(六)至26日(日)", "2024-05-26"),
        ("2024年5月25日开至28日止", "2024-05-28"),
    ],
)
def test_days_with_their_weekdays(told, last):
    found = read(*HEAD, f"石桥教育论坛定于{told}在石桥市柳湾宾馆举办,诚邀您莅临。", *SIGNED)
    assert (found["start_date"], found["end_date"]) == (["2024-05-25"], [last])


def test_the_meeting_s_days_behind_that_of_arrival():
    held = "我会定于2016年6月下旬召开石桥针灸学术会议,特邀您参会。"
    found = read(*HEAD, held, "时间:6月24日报到,6月25日—26日开会,26日下午疏散。", *SIGNED)
    assert (found["start_date"], found["end_date"]) == (["2016-06-25"], ["2016-06-26"])


def test_the_day_of_a_letter_of_thanks():
    found = read(
        "Date: December 3, 2018",
        "#LETTER OF INVITATION AND CONFIRMATION",
        "To: Dr. Wei Lin, Harbour Normal University, Port City, China",
        "Dear Dr. Wei,",
        "We thank you for taking part in the International Conference on Harbour Education, held in Port City, Malaysia, November 22-24, 2018.",
        "We look forward to welcoming you again at the next conference.",
        "~Organizing Committee of ICHE 2018",
    )
    assert found["start_date"] == ["2018-11-22"]
    assert found["holder_name"] == ["Wei Lin"]
    assert found["employer"] == ["Harbour Normal University"]


def test_a_meeting_named_in_the_line_below_the_invitation():
    found = read(
        "14 February 2020",
        "Mr Wei Lin",
        "Department of Languages",
        "Harbour Normal University",
        "Re: Invitation to speak",
        "Dear Mr Wei,",
        "On behalf of the programme committee it is my pleasure to invite you to the",
        "#4th Harbour Symposium on Learning in Nature",
        "which will be held from 3 June to 6 June 2020 at Harbour Conference Hotel.",
        "We look forward to welcoming you.",
        "~Harbour Network for Schooling",
    )
    assert found["activity_title"] == ["4th Harbour Symposium on Learning in Nature"]
    assert found["employer"] == ["Harbour Normal University"]


@pytest.mark.parametrize(
    "line",
    [
        "我们诚挚邀请您(柳湾市望江学院)作为特约嘉宾发言。",
        "填报时请注明单位“柳湾市望江学院”。",
        "根据方案,5月14日安排示范课。经柳湾市望江学院同意,邀请您执教一课。",
    ],
)
def test_whose_member_a_sentence_says_the_guest_is(line):
    assert invited(line)["employer"] == ["柳湾市望江学院"]


@pytest.mark.parametrize(
    "lines",
    [
        ("柳湾市望江学院", "王 小 明 老师:"),
        ("柳湾市望江学院并转王小明教授:",),
    ],
)
def test_whose_member_an_address_says_the_guest_is(lines):
    found = read("#邀请函", "石数学函字(98)第112号", *lines, HELD, *SIGNED)
    assert found["employer"] == ["柳湾市望江学院"]
    assert found["document_number"] == ["石数学函字(98)第112号"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("尊敬的王小明校友:",), "王小明"),
        (("向 阳 老师 台鉴:",), "向阳"),
    ],
)
def test_whom_a_letter_greets(lines, name):
    assert read("#邀请函", *lines, HELD, *SIGNED)["holder_name"] == [name]


def test_whom_the_heading_invites():
    found = read(
        "#关于邀请折木春同志出席石桥教研活动的函",
        "柳湾市望江小学:",
        "石桥教研活动定于2017年10月26日至27日在石桥市柳湾宾馆召开。贵校折木春同志多年从事教研,现特邀请其到会点评。",
        *SIGNED,
    )
    assert found["holder_name"] == ["折木春"]
    assert found["employer"] == ["柳湾市望江小学"]


def test_numbers_and_labels_of_old_and_far_letters():
    found = read(
        "(93)石化研字第07号", "#邀請書", "受邀者:王 小 明", "服務單位:石橋市柳灣學校",
        "茲訂於2017年11月24日(五)至26日(日)舉行「石橋教育論壇」,敬請蒞臨。",
        "地　點:石橋市柳灣禮堂", "檔號:SQ/INV/07-092", "~石橋市教育學會", "~2017年9月30日",
    )  # fmt: skip
    assert found["document_number"] == ["(93)石化研字第07号"]
    assert found["location"] == ["石橋市柳灣禮堂"]
    assert found["employer"] == ["石橋市柳灣學校"]
    assert found["certificate_number"] == ["SQ/INV/07-092"]


@pytest.mark.parametrize(
    ("signed", "bodies"),
    [
        (("~石桥大学比较教育研究所(公章)", "~第四届柳湾教育论坛筹备组"), 2),
        (("~王小明小学数学名师工作室", "~李大明乡村教师工作室"), 2),
        (("~石桥工程大学", "~柳湾水利职业技术学院"), 2),
        (("~石桥班主任工作坊", "~柳湾市班主任工作坊"), 2),
        (("~石桥市数学教育咨询中心(盖章有效)",), 1),
        (("~石桥学院(动物医学系代)",), 1),
    ],
)
def test_who_signs_apart(signed, bodies):
    found = read(*HEAD, HELD, "请持本函报到。", *signed, "~2022年4月2日")["issuers"]
    assert len(found) == bodies
    assert not any("(" in one for one in found)


def test_two_offices_of_one_house():
    found = read(
        "#通知", "各学院:", "石桥研修班定于2015年9月19日至25日举行,请各单位组织参加。",
        "~人事处 教务处", "~2015年9月8日",
    )  # fmt: skip
    assert sorted(found["issuers"]) == sorted(["人事处", "教务处"])


def test_lines_of_other_languages_and_of_a_timetable_sign_nothing():
    found = invited(
        "hiermit laden wir Sie herzlich zum 7. Deutsch-Chinesischen Forum am",
        "9月14日上午 | 报到,专家组预备会",
    )
    assert found["issuers"] == ["石桥市数学教育学会"]


def test_a_printed_list_of_messages():
    found = read(
        "手机短信内容打印件(供报销用)",
        "机主:王小明(柳湾市望江小学)|打印人:本人",
        "序号|对方号码|收/发|时间",
        "1|1384130××××|收|2014-04-02 09:15",
        "【石桥足球联盟】王小明老师:现正式邀请您参加石桥三市校园足球教研沙龙,会期2014年4月24日到4月26日,会址石桥市柳湾训练基地,差旅自理。请回复。",
        "以上内容与手机原文一致。",
    )
    assert (found["start_date"], found["end_date"]) == (["2014-04-24"], ["2014-04-26"])
    assert found["holder_name"] == ["王小明"]


@pytest.mark.parametrize(
    "lines",
    [
        ("#特邀嘉宾参会确认单", "(兼作邀请函,请随身携带)", "是否需要学时证明|是(18学时)"),
        ("#关于参加石桥学校复式教学", "#现场观摩活动的邀请", "联盟同意邀请王小明老师上观摩课。"),
    ],
)
def test_letters_of_invitation_by_other_names(lines):
    page = sheet(*lines, "姓名|王小明", "会议时间|2013年9月20日至9月22日", "~石桥联盟")
    assert find_fields((page,)).kind.value == "conference_invitation"
