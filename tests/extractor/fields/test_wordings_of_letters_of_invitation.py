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


def test_a_day_with_the_word_seal_behind_it_signs_nothing():
    found = read(*HEAD, HELD, "~石桥市数学教育学会", "~2022年4月2日(印章)")
    assert found["issuers"] == ["石桥市数学教育学会"]
    assert found["issue_date"] == ["2022-04-02"]


@pytest.mark.parametrize("year", ["2022年", "二〇二二年", "2022年度"])
def test_the_year_of_a_committee_is_of_its_name(year):
    found = read(*HEAD, HELD, f"~{year}石桥市海洋科普论坛组委会", "~2022年4月2日")
    assert found["issuers"] == [f"{year}石桥市海洋科普论坛组委会"]


@pytest.mark.parametrize("label", ["报到时间地点", "报到时间及地点", "报到时间、地点", "签到地点"])
def test_where_to_arrive_is_not_where_it_is_held(label):
    held = "石桥市数学教育学会决定召开石桥数学教育学术年会,诚邀您莅临。"
    found = read(
        *HEAD, held, f"一、{label}:5月12日,石桥市柳湾宾馆大堂", "二、会议时间:2022年5月13日至15日",
        "三、会议地点:石桥市第五中学体育馆", *SIGNED,
    )  # fmt: skip
    assert found["location"] == ["石桥市第五中学体育馆"]


def test_whose_house_a_place_is_in_is_no_sure_part_of_it():
    held = "兹定于2022年5月13日至15日召开石桥数学教育学术年会,诚邀您莅临。"
    page = sheet(*HEAD, held, "会议地点:我院南校区2号楼101学术厅", *SIGNED)
    (place,) = [one for one in find_fields((page,)).fields if one.name == "location"]
    assert place.confidence < 0.9


@pytest.mark.parametrize("end", ["共同体", "联谊会"])
def test_who_signs_for_a_union_of_schools(end):
    found = read(*HEAD, HELD, f"~江南六市科学教研{end}", "~2022年4月2日")
    assert found["issuers"] == [f"江南六市科学教研{end}"]


def test_a_school_of_one_teacher_is_addressed():
    found = read(
        "#邀请函", "松溪县柳湾乡坪上教学点:",
        "我会定于2022年5月13日至14日在石桥市柳湾宾馆举办“山村小学发展论坛”。现特邀请贵校林小禾老师参加。",
        *SIGNED,
    )  # fmt: skip
    assert found["employer"] == ["松溪县柳湾乡坪上教学点"]


def test_a_name_that_goes_on_below_with_what_it_keeps():
    found = read(
        "#请柬", "谨订于二〇〇二年九月十六日至十八日在石桥市柳湾宾馆举行石桥小学教育研究会成立二十周年",
        "纪念暨学术报告会", "敬请周立群先生光临指导", "~石桥小学教育研究会谨订", "~二〇〇二年九月一日",
    )  # fmt: skip
    assert found["activity_title"] == ["石桥小学教育研究会成立二十周年纪念暨学术报告会"]


@pytest.mark.parametrize("first", ["第四届江北片区农村寄宿制学校", "2023江北片区寄宿制学校"])
def test_a_name_in_two_lines_whose_first_ends_as_a_school_does(first):
    found = read(
        f"#{first}", "#管理经验交流会", "#代表邀请函", "代表姓名:周立群",
        "会议时间:2023年5月13日至15日", "会议地点:石桥市柳湾宾馆", "~石桥市教育学会", "~2023年4月2日",
    )  # fmt: skip
    assert found["activity_title"] == [f"{first}管理经验交流会"]


def test_a_society_over_its_meeting_whose_text_has_both():
    found = read(
        "江北机械行业职业教育集团", "#2019年年会暨产教融合研讨会", "#邀 请 函", "尊敬的周立群先生:",
        "经集团常务理事会研究,江北机械行业职业教育集团2019年年会暨产教融合研讨会定于7月中旬在石桥市召开。特此邀请参会。",
        "会期 | 2019年7月16日-19日", "会址 | 石桥市柳湾职业学校", "~江北机械行业职业教育集团秘书处",
        "~2019年6月3日",
    )  # fmt: skip
    assert found["activity_title"] == ["江北机械行业职业教育集团2019年年会暨产教融合研讨会"]


def test_what_is_taught_is_not_what_the_meeting_is_called():
    found = read(
        "#四市八校高中数学同课异构教学研讨活动邀请函", "石桥市柳湾高级中学:",
        "根据四市八校教学联盟2020—2021学年度工作计划,第五轮高中数学同课异构教学研讨活动由我校承办。课题为《指数函数的图象》(必修第一册)。现邀请贵校周立群老师执教一节。",
        "1.时间:2020年11月26日—27日", "2.地点:石桥市沙南中学录播室", "~四市八校教学联盟秘书处",
        "~石桥市沙南中学(代章)", "~2020年11月12日",
    )  # fmt: skip
    assert found["activity_title"] == ["四市八校高中数学同课异构教学研讨活动"]
    # 「根|据四市」 is no city whose name a seal hid
    assert found["issuers"] == ["四市八校教学联盟秘书处", "石桥市沙南中学"]


@pytest.mark.parametrize("head", ["听课证(回执联)|座号:B区 14排 7座", "听课证|座位号:3排8座"])
def test_a_card_with_a_seat_to_listen_to_lessons(head):
    page = sheet(
        head, "#第六届江北小学数学名师课堂观摩会", "代表姓名|周立群", "单 位|石桥市八一小学",
        "日 期|2015年5月8日-10日", "会 场|石桥市体育馆", "兹证明该代表已按规定参加全部六个半场的观摩活动。",
        "凭本联可到组委会换领继续教育学时单。", "~第六届江北小学数学名师课堂观摩会组委会", "~2015年5月10日",
    )  # fmt: skip
    found = find_fields((page,))
    named = {one.name: str(one.value) for one in found.fields}
    assert found.kind.value == "attendance_proof"
    assert named["location"] == "石桥市体育馆"
    assert named["activity_title"] == "第六届江北小学数学名师课堂观摩会"


@pytest.mark.parametrize("head", ["四校语文联合教研活动通知单", "四校语文听课活动通知书"])
def test_a_slip_that_tells_of_a_meeting(head):
    page = sheet(
        f"#{head}", "活动时间:2021年12月8日至9日", "活动地点:石桥小学录播教室", "参加对象:语文教师",
        "活动主题:“读一读、写一写”——单元整体教学", "~石桥市石桥小学教导处", "~2021年12月2日",
    )  # fmt: skip
    assert find_fields((page,)).kind.value == "meeting_notice"


def test_an_invitation_in_the_old_signs():
    found = read(
        "#粵海中華經典教學聯誼會", "粵海經教聯字第2017-021號", "#邀請函", "澳門柳灣學校", "歐陽文和 主任道鑒:",
        "敬啟者:訂於二〇一七年四月七日至九日,假石橋市文化藝術中心舉辦「第九屆中小學經典教學觀摩會」。謹邀請蒞臨出席。",
        "隨函附上大會議程及回條各一份,敬請於三月二十五日前擲回為荷。", "~粵海中華經典教學聯誼會 謹啟",
        "~二〇一七年三月十日",
    )  # fmt: skip
    assert found["holder_name"] == ["歐陽文和"]
    assert found["issuers"] == ["粵海中華經典教學聯誼會"]
    assert found["document_number"] == ["粵海經教聯字第2017-021號"]


def test_the_code_of_one_guests_letter():
    found = invited("函号:HN2014-川-0236")
    assert found["certificate_number"] == ["HN2014-川-0236"]
    assert "document_number" not in found


def test_the_number_of_a_letter_of_an_office_is_the_letters():
    assert invited("函号:石数会函〔2022〕5号")["document_number"] == ["石数会函〔2022〕5号"]


def test_the_house_of_a_guest_whose_name_is_long():
    found = read(
        "#邀请函", "石桥大学", "阿依古丽·买买提明副教授:", HELD, *SIGNED,
    )  # fmt: skip
    assert found["employer"] == ["石桥大学"]
