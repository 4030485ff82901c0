"""How invitations to meetings are worded, day by day and place by place; names are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def findings(*lines):
    return find_fields((sheet(*lines),))


def read(*lines):
    found: dict[str, list[str]] = {}
    for one in findings(*lines).fields:
        found.setdefault(one.name, []).append(str(one.value))
    return found


def sure(*lines):
    return {one.name for one in findings(*lines).fields if one.confidence >= 0.9}


INVITED = (
    "#邀请函",
    "尊敬的王小明老师:",
    "    兹定于2022年5月13日至15日在石桥市召开石桥数学教育学术年会,诚邀您莅临。",
)
SIGNED = ("~石桥市数学教育学会", "~2022年4月2日")


@pytest.mark.parametrize(
    "line",
    [
        "宣读时间:5月14日 15:40—15:55",
        "会议时间:5月13日下午2:30开始,会期两天半",
    ],
)
def test_a_single_day_gives_way_to_the_range_of_the_sentence(line):
    found = read(*INVITED, line, "请持本函报到。", *SIGNED)
    assert (found["start_date"], found["end_date"]) == (["2022-05-13"], ["2022-05-15"])


@pytest.mark.parametrize(
    "record",
    [
        "打印时间:2022-04-27 16:41:08 | 操作员:self",
        "发布时间:2022-04-08 11:20  来源:秘书处  浏览次数:1296",
    ],
)
def test_the_day_of_a_record_is_not_the_meeting_s(record):
    found = read(record, *INVITED, "请持本函报到。", *SIGNED)
    assert (found["start_date"], found["end_date"]) == (["2022-05-13"], ["2022-05-15"])


def test_one_of_the_days_is_not_sure():
    lines = (*INVITED, "会议时间:5月14日", "请持本函报到。", *SIGNED)
    assert read(*lines)["end_date"] == ["2022-05-15"]
    assert "end_date" not in sure(*lines)


def test_the_day_on_which_a_forwarded_mail_was_sent():
    found = read(
        "发件人: 教务处 <jw@example.cn>",
        "发送时间: 2022年4月6日 9:12",
        "收件人: 王小明",
        "主题: 转发: 关于邀请贵校王小明老师出席石桥高中物理论坛的函",
        "石桥市第三中学:",
        "    石桥高中物理论坛定于2022年5月8日至10日在柳湾市学术报告厅举办。贵校王小明老师长期从事竞赛辅导,",
        "现邀请王小明老师参会并作20分钟发言,恳请贵校予以支持。",
        "~柳湾物理教育协作组",
        "~2022年4月3日",
    )
    assert (found["start_date"], found["end_date"]) == (["2022-05-08"], ["2022-05-10"])
    assert found["location"] == ["柳湾市学术报告厅"]
    assert found["issuers"] == ["柳湾物理教育协作组"]


def test_the_day_at_the_head_of_an_english_letter():
    found = read(
        "INVITATION LETTER",
        "Date: 9 September 2019",
        "To: Mr. Wang Xiaoming (王小明)",
        "Dear Mr. Wang,",
        "We are delighted to invite you to speak at ISND 2019 (国际护理发展论坛), which takes place "
        "from 25 to 27 October 2019 at 石桥市柳湾大酒店.",
        "The Forum will cover your accommodation for three nights.",
        "Yours sincerely,",
        "~国际护理发展论坛组委会",
    )
    assert (found["start_date"], found["end_date"]) == (["2019-10-25"], ["2019-10-27"])
    assert found["activity_title"] == ["国际护理发展论坛"]
    assert found["issuers"] == ["国际护理发展论坛组委会"]
    assert found["location"] == ["石桥市柳湾大酒店"]


def test_first_and_last_day_in_a_row_of_a_form():
    found = read(
        "打印时间:2021-09-27 16:41:08",
        "#参会邀请函",
        "会议名称 | 第三届石桥化学实验教学大会",
        "被邀请人 | 王小明 | 性别 | 男",
        "开始日期 | 2021-10-29 | 结束日期 | 2021-10-31",
        "会议地点 | 石桥市会议中心",
        "说明:本函由系统根据注册信息自动生成,可作为请假的依据。",
        "签发日期:2021-09-24",
    )
    assert (found["start_date"], found["end_date"]) == (["2021-10-29"], ["2021-10-31"])


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["会议地点:柳湾镇果园会议中心,13日下午报到,14日全天报告"],
            "柳湾镇果园会议中心",
        ),
        (
            [
                "会议须知",
                "·会场:石桥市柳湾区石桥铁路工程学院国际交流中心",
                "·13日14:00起报到,14日主会场,15日上午参观",
            ],
            "石桥市柳湾区石桥铁路工程学院国际交流中心",
        ),
        (["何地:石桥市东方剧院"], "石桥市东方剧院"),
    ],
)
def test_a_place_ends_before_a_day(lines, place):
    head = ("#邀请函", "尊敬的王小明老师:", "    诚邀您出席石桥数学教育学术年会。")
    assert read(*head, *lines, *SIGNED)["location"] == [place]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        (
            "石桥茶艺教学论坛定于2022年5月13日在茶叶之乡柳湾市茶艺馆举办,诚邀您出席。",
            "柳湾市茶艺馆",
        ),
        ("2022年5月13日至15日,石桥茶艺教学论坛将在柳湾宾馆明月厅与您相约!", "柳湾宾馆明月厅"),
    ],
)
def test_a_place_in_a_sentence(sentence, place):
    found = read("#邀请函", "尊敬的王小明老师:", f"    {sentence}", *SIGNED)
    assert found["location"] == [place]


def test_a_request_is_no_place():
    found = read(
        "#关于邀请专家出席石桥水利论坛的函",
        "石桥市水利学院:",
        "    我所将于2022年5月13日举办石桥水利论坛,拟邀请贵院王小明教授到会作报告。",
        *SIGNED,
    )
    assert "location" not in found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "石桥市橡胶协会二届三次会议,经研究决定于2022年5月13日至15日在柳湾市召开,请您务必到会。",
            "石桥市橡胶协会二届三次会议",
        ),
        (
            "原定线下举行的石桥小学作业设计学术年会(2022)改为线上召开,您的论文获邀在分论坛宣读。",
            "石桥小学作业设计学术年会(2022)",
        ),
        (
            "石桥市药剂师协会会员代表大会暨用药学术会议定于2022年5月13日召开,邀请您作为列席代表出席会议。",
            "石桥市药剂师协会会员代表大会暨用药学术会议",
        ),
    ],
)
def test_the_name_in_a_sentence(sentence, name):
    found = read("#邀请函", "尊敬的王小明老师:", f"    {sentence}", *SIGNED)
    assert found["activity_title"] == [name]


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (("#线上·第三届智慧课堂学术会议", "#邀请函"), "第三届智慧课堂学术会议"),
        (
            ("#国家级继续医学教育项目", "#儿童青少年脊柱侧弯防控学习班", "#邀请函"),
            "儿童青少年脊柱侧弯防控学习班",
        ),
        (
            ("#“核心素养导向的单元教学设计”", "#全国观摩研讨活动", "#邀请函(第二轮)"),
            "“核心素养导向的单元教学设计”全国观摩研讨活动",
        ),
    ],
)
def test_the_name_in_the_heading(headings, name):
    lines = ("尊敬的王小明老师:", "    请您按时参会,并主持一场讨论。")
    assert read(*headings, *lines, *SIGNED)["activity_title"] == [name]


def test_the_subject_of_a_fax():
    found = read(
        "传真 FAX",
        "致(TO):石桥市第二十四中学 | 传真:0951-508 3316",
        "收件人:王小明老师 | 页数:1页",
        "主题:邀请参加柳湾高中历史教学交流会",
        "王老师:",
        "    今年的交流会时间定在2018年7月16日到7月19日,地点在柳湾饭店东楼三层会议室。",
        "    能否成行,望于7月5日前传真或电话告我。专此奉达,并颂暑祺!",
        "~柳湾历史教师协作会",
        "~联络人:李大海",
        "~2018年6月25日",
    )
    assert found["activity_title"] == ["柳湾高中历史教学交流会"]
    assert found["holder_name"] == ["王小明"]
    assert found["employer"] == ["石桥市第二十四中学"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("古丽娜尔·艾山 农艺师:", "古丽娜尔·艾山"),
        ("尊敬的作者  王 小 明:", "王小明"),
        ("致:石桥热带作物职业学院  岩 温 光 讲师", "岩温光"),
        ("致:石桥热带作物职业学院  王 小 明 讲师", "王小明"),
    ],
)
def test_whom_a_letter_addresses(address, name):
    found = read("#邀请函", address, INVITED[2], *SIGNED)
    assert found["holder_name"] == [name]


def test_a_motto_and_an_observer_are_nobody():
    found = read(
        "石桥轨道交通学院  |  与你携手·共育英才",
        "#“轨道智能运维”产教融合论坛",
        "#邀请函",
        "各位同行:",
        "    论坛定于2022年5月13日召开,列席代表享有发言权。",
        *SIGNED,
    )
    assert "holder_name" not in found


def test_whom_a_letter_asks_a_body_for():
    found = read(
        "#研修专家邀请函",
        "石桥市教育科学研究所:",
        "    因工作需要,拟邀请贵所 王 小 明 同志担任“2022柳湾教师成长论坛”点评专家,请予支持。",
        "    1.时间:2022年5月13日至15日",
        "    2.地点:柳湾教师进修学校三号楼",
        *SIGNED,
    )
    assert found["holder_name"] == ["王小明"]
    assert found["employer"] == ["石桥市教育科学研究所"]
    assert found["activity_title"] == ["2022柳湾教师成长论坛"]


@pytest.mark.parametrize(
    "line",
    [
        "    您所在的石桥市果业推广中心在病虫防治方面的经验很有代表性。",
        "    您所在单位石桥市果业推广中心已同意您参会。",
        "抄送:石桥市果业推广中心(王小明同志所在单位)",
        "诚邀 | 石桥市果业推广中心",
    ],
)
def test_where_the_invited_work(line):
    assert read(*INVITED, line, "    请持本函报到。", *SIGNED)["employer"] == ["石桥市果业推广中心"]


def test_where_the_invited_lead_is_not_sure():
    line = "    您所指导的石桥市柳湾小学“小雨点”合唱团有口皆碑。"
    lines = (*INVITED, line, *SIGNED)
    assert read(*lines)["employer"] == ["石桥市柳湾小学"]
    assert "employer" not in sure(*lines)


def test_whom_a_form_invites():
    found = read(
        "#会 议 邀 请 函",
        "邀请对象:王 小 明(石桥市社区卫生服务中心)",
        "会议名称:石桥慢病防治高峰论坛",
        "会议日期:2021/7/3—2021/7/4",
        "会议地址:石桥市柳湾大厦多功能厅",
        "进入会场请佩戴代表证。",
        "~石桥全科医师协会",
        "~2021/6/7",
    )
    assert found["holder_name"] == ["王小明"]
    assert found["employer"] == ["石桥市社区卫生服务中心"]


def test_many_may_be_invited():
    found = read(
        "#会议邀请函", "邀请对象:各高校骨干教师", INVITED[2].replace("您", "各位"), *SIGNED
    )
    assert "holder_name" not in found


def test_members_beside_whom_a_school_is_addressed():
    found = read(
        "#关于邀请参加第四届戏曲进校园展演的函",
        "各会员单位并石桥市柳湾路小学王小明老师:",
        "    第四届戏曲进校园展演拟于2022年5月13日—15日举办,特邀请王小明老师到会。",
        *SIGNED,
    )
    assert found["employer"] == ["石桥市柳湾路小学"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("石重研技函(2015)第22号", "石重研技函(2015)第22号"),
        ("石办研邀字〔2021〕第052号", "石办研邀字〔2021〕第052号"),
        ("函号:0186/SQE/2021", "0186/SQE/2021"),
        ("(函件编号:EX/2023/SQ-11)", "EX/2023/SQ-11"),
    ],
)
def test_the_number_of_a_letter(line, number):
    found = read(line, *INVITED, "    请持本函报到。", *SIGNED)
    assert found["document_number"] == [number]
    assert "certificate_number" not in found


def test_the_number_of_a_letter_behind_the_body_that_heads_it():
    lines = (
        "石桥市医疗器械检验协会    石械检协〔2023〕31号",
        *INVITED,
        "    请持本函报到。",
        *SIGNED,
    )
    (number,) = (one for one in findings(*lines).fields if one.name == "document_number")
    assert (number.value, number.method) == ("石械检协〔2023〕31号", "identifier:document_number")


def test_credits_that_an_invitation_offers():
    lines = (*INVITED, "    全程参加者授予国家级Ⅰ类学分6分。", *SIGNED)
    assert read(*lines)["credits"] == ["6"]
    assert "credits" not in sure(*lines)


def test_a_letter_from_hong_kong():
    lines = (
        "香港幼兒教育促進協會",
        "廣州市東湖幼兒園",
        "黎美儀園長台鑒:",
        "#邀請出席",
        "#「兩岸幼兒遊戲研討會2021」",
        "    本會謹訂於二零二一年十一月十九日至二十日(星期五、六)假香港教育大樓一樓演講廳舉行上述研討會,",
        "素仰閣下不遺餘力,特函邀請閣下蒞臨指導。如蒙俯允,請將回條電郵至本會。",
        "    耑此奉邀,敬候賜覆。",
        "~香港幼兒教育促進協會",
        "~二零二一年十月五日",
    )
    found = read(*lines)
    assert findings(*lines).kind.value == "conference_invitation"
    assert found["holder_name"] == ["黎美儀"]
    assert found["employer"] == ["廣州市東湖幼兒園"]
    assert found["activity_title"] == ["兩岸幼兒遊戲研討會2021"]
    assert found["location"] == ["香港教育大樓一樓演講廳"]


def test_a_letter_from_taiwan():
    lines = (
        "#財團法人臺北市文教基金會  函",
        "受文者:廈門市湖山小學 陳大文校長",
        "發文日期:西元2019年3月8日",
        "發文字號:文教字第1080022號",
        "主旨:檢送「2019兩岸小學校長論壇」邀請事宜,請查照惠允。",
        "說明:",
        "一、謹訂於2019年4月18日至21日辦理旨揭論壇,地點為臺北市立湖山國小。",
        "二、敬邀貴校長率團出席。",
        "~財團法人臺北市文教基金會",
    )
    found = read(*lines)
    assert findings(*lines).kind.value == "conference_invitation"
    assert found["holder_name"] == ["陳大文"]
    assert found["employer"] == ["廈門市湖山小學"]
    assert found["document_number"] == ["文教字第1080022號"]
    assert found["location"] == ["臺北市立湖山國小"]
    assert found["issuers"] == ["財團法人臺北市文教基金會"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "#关于召开石桥专业群建设推进会的邀请函",
            "各理事单位:",
            "    定于2022年5月13日至14日召开石桥专业群建设推进会。现将有关事项通知如下:",
            "一、会议地点:柳湾大酒店。",
            "二、食宿统一安排,费用自理。",
            "三、请于5月5日前将参会人员名单报秘书处。",
        ),
        (
            "主题:邀请函——石桥果树病害防控技术交流会",
            "王小明老师:",
            "    我站将于2022年5月13日举办石桥果树病害防控技术交流会,想请您到会作20分钟的典型发言。",
            "    13日下午报到,食宿由我站解决。",
            "附件:日程",
        ),
    ],
)
def test_an_invitation_is_told_from_a_notice(lines):
    assert findings(*lines, *SIGNED).kind.value == "conference_invitation"


@pytest.mark.parametrize(
    "signer",
    ["石桥市柳湾中学(八校联盟轮值主席单位)", "石桥市柳湾中学(协作体牵头学校)"],
)
def test_whose_turn_it_is_is_no_part_of_a_signer(signer):
    lines = (*INVITED, "    请持本函报到。", f"~{signer}", "~2022年4月2日")
    assert read(*lines)["issuers"] == ["石桥市柳湾中学"]


def test_the_place_of_arrival_and_meeting_in_one():
    lines = (*INVITED, "报到地点与会址:石桥市柳湾江国际酒店", "    请持本函报到。", *SIGNED)
    assert read(*lines)["location"] == ["石桥市柳湾江国际酒店"]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            (
                "地点:石桥市柳湾第一高级中学各年级教室及阶梯教室",
                "开放形式 | 课例 | 主持",
                "上午 | 推门课(1—4节) | 教务处",
            ),
            "石桥市柳湾第一高级中学各年级教室及阶梯教室",
        ),
        (
            ("研讨班地点:石桥市柳湾酒店四楼学术厅", "请随身携带本人身份证及照片2张。"),
            "石桥市柳湾酒店四楼学术厅",
        ),
    ],
)
def test_a_place_ends_before_the_next_line(lines, place):
    head = ("#邀请函", "尊敬的王小明老师:", "    诚邀您出席石桥数学教育学术年会。")
    assert read(*head, *lines, *SIGNED)["location"] == [place]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("活动地址 | 石桥市柳湾区铁路工匠学院",), "石桥市柳湾区铁路工匠学院"),
        (
            (
                "一、会议时间",
                "2022年5月13日至15日(13日下午报到)",
                "二、会议地点",
                "石桥市职教城大礼堂",
            ),
            "石桥市职教城大礼堂",
        ),
        (
            ("    年会改于2022年6月3日举行,地点变更为柳湾区荣誉酒店,其余安排不变。",),
            "柳湾区荣誉酒店",
        ),
    ],
)
def test_where_it_is_held(lines, place):
    head = ("#邀请函", "尊敬的王小明老师:", "    诚邀您出席石桥数学教育学术年会。")
    assert read(*head, *lines, *SIGNED)["location"] == [place]


def test_an_english_label_ends_a_place():
    found = read(
        "CERTIFICATE OF ATTENDANCE",
        "This is to certify that Ms. Wang Xiaoming has attended 16 hours of training.",
        "Course: Reading in Village Schools",
        "Date: 24 May 2022",
        "Venue: Riverside Hotel, Shiqiao Normal University",
        "Presentation: 15 minutes in English or Chinese",
        "~Faculty of Education, Shiqiao Normal University",
        "~5 June 2022",
    )
    assert found["location"] == ["Riverside Hotel, Shiqiao Normal University"]


def test_the_lesson_that_somebody_is_to_give_is_not_the_meeting():
    found = read(
        "#邀 请 函",
        "尊敬的 王小明 老师:",
        "    我室定于2022年5月13日至15日在柳湾镇中心小学举行“石桥县2022年春季小学语文同课异构活动”,"
        "现诚邀您执教观摩课一节。",
        "课    题:五年级下册《草船借箭》导读",
        *SIGNED,
    )
    assert found["activity_title"] == ["石桥县2022年春季小学语文同课异构活动"]


COURSE = (
    "#专家邀请函",
    "尊敬的王小明老师:",
    "    “国培计划(2022)”——石桥省初中英语骨干教师研修班将于2022年5月9日至5月27日在我院举办。",
    "    拟邀请您出席研修班中期成果论坛并作专题讲座,具体安排如下。",
    "一、讲座时间:5月16日 8:30—11:50",
    "二、讲座地点:石桥师范大学教师教育学院多媒体教室",
)


def test_a_lecture_is_given_within_a_course():
    found = read(*COURSE, *SIGNED)
    assert found["activity_title"] == ["“国培计划(2022)”——石桥省初中英语骨干教师研修班"]
    assert (found["start_date"], found["end_date"]) == (["2022-05-09"], ["2022-05-27"])
    assert not {"start_date", "end_date"} & sure(*COURSE, *SIGNED)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "由石桥卫生学校联合举办的2022“柳江”护理教育课程思政研讨会筹备就绪,邀请您参加课程思政微课展评。",
            "2022“柳江”护理教育课程思政研讨会",
        ),
        (
            "我会年度学术活动“人工智能与著作权”民法学术研讨会定于2022年5月13日至14日在石桥大学举行。",
            "“人工智能与著作权”民法学术研讨会",
        ),
        (
            "贵校教师的论文入选我所主办的“山地的村庄:变迁中的农耕社会”工作坊。经研究,同意邀请您参加。",
            "“山地的村庄:变迁中的农耕社会”工作坊",
        ),
        (
            "您向石桥省第二届乡村幼儿教育论坛提交的论文《绘本的投放》经评审入选分组报告。现诚邀您赴会宣读。",
            "石桥省第二届乡村幼儿教育论坛",
        ),
    ],
)
def test_the_whole_name_in_a_sentence(sentence, name):
    found = read("#邀请函", "尊敬的王小明老师:", f"    {sentence}", *SIGNED)
    assert found["activity_title"] == [name]


def test_the_name_below_the_verb():
    found = read(
        "#请柬",
        "    石桥学前教育研究院谨定于2022年5月13日至15日在柳湾文化艺术中心举办",
        "首届柳江幼儿园课程建设研讨会诚挚邀请您及贵园骨干教师拨冗出席。",
        *SIGNED,
    )
    assert found["activity_title"] == ["首届柳江幼儿园课程建设研讨会"]


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (
            ("#全国第九届桥梁材料学术会议", "#(第二轮通知暨邀请函)"),
            "全国第九届桥梁材料学术会议",
        ),
        (
            ("#ISBE 2022 | 第三届桥梁教育国际会议", "#邀请函"),
            "第三届桥梁教育国际会议",
        ),
    ],
)
def test_round_and_letters_are_no_part_of_a_name(headings, name):
    lines = ("王小明博士:", "    请您按时参会,并主持一场讨论。", "一、会议时间 2022年5月13日至15日")
    assert read(*headings, *lines, *SIGNED)["activity_title"] == [name]


def test_what_the_machine_prints_over_a_fax():
    found = read(
        "FROM : 0951 3377XXXX                 2022/04/02  15:17           P.01/02",
        "#传   真   件",
        "王小明先生:",
        "    “石桥省林业类教材编写工作会”订于2022年5月13日至15日在柳湾山庄召开,"
        "请您以《竹木加工》主编的身份出席。",
        "会议地点:柳湾市柳湾山庄会议楼",
        "接站:13日下午火车站出站口,凭本函乘车。",
        "~石桥省林业教材编审委员会办公室",
    )
    assert (found["start_date"], found["end_date"]) == (["2022-05-13"], ["2022-05-15"])


def test_text_read_across_two_columns_is_not_sure():
    lines = (
        "#石桥省首届职业院校陶瓷技艺",
        "#传承与创新大会  邀请函",
        "各有关院校、研究院所、企业: | 【会议日程】",
        "石桥因瓷而兴,职教因匠而立。为总结我省 | 5月13日  全天  报到",
        "现代学徒制试点经验,兹定于2022年5月13日至 | 5月14日  上午  开幕式",
        "16日召开石桥省首届职业院校陶瓷技艺传承与创 |         下午  现场教学",
        "新大会,诚邀贵单位派员参加。 | 5月15日  上午  分组研讨",
        "【会议地点】 |         下午  技艺展演",
        "石桥柳湾国际会议中心 | 5月16日  返程",
        "~石桥省陶瓷职业教育集团",
        "~2022年4月9日",
    )
    assert not {"activity_title", "end_date"} & sure(*lines)
    assert "石桥柳湾国际会议中心" not in read(*lines)["issuers"]


@pytest.mark.parametrize(
    "line",
    [
        "    系统会自动带出您的单位“石桥市果业推广中心”。",
        "    素仰阁下任职石桥市果业推广中心以来,于病虫防治多有创获。",
        "    并征得石桥市果业推广中心同意,现邀请您作为正式代表参会。",
        "    您的参会资格(石桥市果业推广中心代表)继续有效。",
    ],
)
def test_the_house_of_the_invited(line):
    assert read(*INVITED, line, "    请持本函报到。", *SIGNED)["employer"] == ["石桥市果业推广中心"]


def test_a_school_and_its_teacher_are_addressed_together():
    found = read("#邀请函", "柳湾路小学并王小明老师:", INVITED[2], *SIGNED)
    assert found["holder_name"] == ["王小明"]
    assert found["employer"] == ["柳湾路小学"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("编辑一部〔2022〕邀字第 17 号", "编辑一部〔2022〕邀字第17号"),
        ("编号:石职教函〔2022〕7号", "石职教函〔2022〕7号"),
    ],
)
def test_the_number_of_a_letter_by_its_shape(line, number):
    found = read(line, *INVITED, "    请持本函报到。", *SIGNED)
    assert found["document_number"] == [number]
    assert "certificate_number" not in found


def test_the_day_on_which_a_system_sent_a_letter():
    found = read(
        "#电子邀请函",
        "会议名称:石桥数字化校园建设研讨会",
        "参会人员:王小明",
        "会议起止:2022-05-13 09:00 至 2022-05-15 12:00",
        "发函单位:石桥市职业教育协作委员会",
        "发函时间:2022-04-02 16:08:27",
        "打印时间:2022-04-03 08:11",
    )
    assert found["issue_date"] == ["2022-04-02"]
    assert found["issuers"] == ["石桥市职业教育协作委员会"]
