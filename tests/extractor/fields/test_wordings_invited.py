"""How invitations, letters, projects and prizes are worded; names are invented."""

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet


def read(*lines):
    found: dict[str, list[str]] = {}
    for one in find_fields((sheet(*lines),)).fields:
        found.setdefault(one.name, []).append(str(one.value))
    return found


def test_the_day_of_a_mail_is_not_that_of_the_meeting():
    found = read(
        "主题:【邀请】石桥数学论坛——主讲嘉宾邀请",
        "发件人:论坛秘书组 <lt@example.cn>",
        "时间:2020年10月22日(星期四)17:06",
        "收件人:王老师 <wang@example.cn>",
        "王小明老师,您好:",
        "我会将于2020年11月14日通过腾讯会议举办“石桥数学教学论坛”,诚邀您作为主讲嘉宾。",
        "石桥市数学教育学会",
    )
    assert (found["start_date"], found["end_date"]) == (["2020-11-14"], ["2020-11-14"])
    assert found["issue_date"] == ["2020-10-22"]


def test_the_day_beside_a_reference_is_the_letter_s():
    found = read(
        "STONE BRIDGE SOCIETY OF VETERINARY SCIENCE",
        "Our ref.: SBS/INV/2018-27        Date: 2018-06-04",
        "#Invitation to Speak",
        "To:|Ms. LI Xiaohong, Senior Veterinarian",
        "Event:|2018 Symposium on Yak Health",
        "Dates:|6-8 August 2018",
        "Venue:|Lakeside Hotel, West Town",
        "Form:|Invited oral talk",
        "We would be honoured to invite you to speak at the Symposium.",
    )
    assert (found["start_date"], found["end_date"]) == (["2018-08-06"], ["2018-08-08"])
    assert found["location"] == ["Lakeside Hotel, West Town"]
    assert found["holder_name"] == ["LI Xiaohong"]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["“整本书阅读研讨会”将于2024-04-19至2024-04-21走进洛水市,会场设在洛水市高级中学报告厅。"],
            "洛水市高级中学报告厅",
        ),
        (
            ["2019年陶瓷保护研讨会将于2019年10月22日至24日在瓷都景川市举行,会址为景川陶瓷馆报告厅。"],
            "景川陶瓷馆报告厅",
        ),
    ],
)  # fmt: skip
def test_the_house_in_the_town(lines, place):
    found = read(
        "#诚邀函", "王小明老师:", *lines, "诚邀您莅临。", "~石桥市教育学会", "~2019年3月1日"
    )
    assert found["location"] == [place]


def test_whose_member_is_invited():
    found = read(
        "#关于邀请王小明同志担任授课专家的函",
        "石桥省电力设计院有限公司:",
        "我中心定于2021年11月8日至12日举办“光伏并网技术高级研修班”。",
        "拟邀请贵单位王小明同志于11月10日下午讲授《逆变器选型》专题,请予支持为盼。",
        "~石桥省继续教育中心",
        "~2021年10月25日",
    )
    assert found["employer"] == ["石桥省电力设计院有限公司"]


def test_hours_before_a_meeting_are_no_lessons():
    found = read(
        "#邀请函",
        "王小明老师:",
        "“石桥康复学术会议”将于2022年9月23日召开,诚邀您出席。",
        "请出示48小时核酸阴性证明,会前2小时签到。",
        "~石桥市康复医学会",
        "~2022年8月22日",
    )
    assert "hours" not in found


def test_the_day_a_project_was_judged_is_no_period():
    found = read(
        "#结项证书",
        "项目名称:草原史诗的搜集与整理",
        "项目批准号:16XMZ0973",
        "主持人:王小明",
        "经审核准予结项。本项目原计划2018年12月完成,经批准延期一次。",
        "~石桥省社会科学规划办公室",
        "~2019年3月22日",
    )
    assert "start_date" not in found
    assert "end_date" not in found


def test_a_label_of_the_project_one_took_part_in():
    found = read(
        "#课题参研证明书",
        "研究者:王小明    承担角色:核心成员    排名:第2",
        "参加的课题:小学科学“家庭实验室”的设计与评价",
        "课题编号:TS〔2019〕GH-088    主持人:李  红    级别:市级规划课题",
        "~石桥市教育科学研究所",
        "~二〇二一年八月二十三日",
    )
    assert found["activity_title"] == ["小学科学“家庭实验室”的设计与评价"]
    assert found["holder_name"] == ["王小明"]
    assert "authors" not in found


@pytest.mark.parametrize(
    "told",
    [
        "由我校李大山副校长主持,现已通过鉴定。我校教师王小明作为参与人,在课题组中排名第4。",
        "由李大山主持,已通过鉴定。经查,王小明(石桥县职业学校)系该课题参与人,排名第3。",
        "主持人为李大山。兹证明王小明为该课题参与人,在课题组中排名第3,承担问卷编制。",
        "由石桥职业技术学院李大山教授主持。我院教师王小明自2019年9月起参加该课题研究,身份为参与人,完成子报告。",
    ],
)  # fmt: skip
def test_the_member_beside_the_leader(told):
    heading, title = "#课题参与证明", "石桥省教育科学规划课题《农村学校劳动教育基地建设》"
    found = read(heading, title + told, "~石桥学校", "~2022年4月15日")
    assert found["holder_name"] == ["王小明"]
    assert found["project_role"] == ["参与人"]


def test_a_notice_that_is_passed_on():
    found = read(
        "#关于下达2019年度课题立项的通知",
        "石桥市教育局转石桥市第六中学:",
        "由主持人王小明同志申报的《县域高中走班制的实践研究》被列为石桥省教育科学规划课题,立项号为LY〔2019〕GHB1873。",
        "~石桥省教育科学规划领导小组办公室",
        "~2019年6月17日",
    )
    assert found["employer"] == ["石桥市第六中学"]
    assert found["holder_name"] == ["王小明"]


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["尊敬的作者  哈森其其格、 王志伟、 李人博:", "您的论文《绿洲城镇冲突识别》已被录用。"], ["哈森其其格", "王志伟", "李人博"]),
        (["贵校教师厚建中撰写的《高中化学课堂观察》一文,本刊审定采用。"], ["厚建中"]),
        (["兹证明由 王志豪(第一作者)、李  月(第二作者)合作的文章“护理实训课翻转教学”已通过评议。"], ["王志豪", "李月"]),
        (["兹证明石桥县人民医院普外科王占海、李维忠、汪玉兰撰写的《老年手术的时机》一文,已被我刊采用。"], ["王占海", "李维忠", "汪玉兰"]),
        (["Dear authors 各位作者:  王小明、李  雨、Zhao Mingyi", "We are pleased to inform you that your paper", "“Port Microgrids at Work” has been accepted."], ["王小明", "李雨", "Zhao Mingyi"]),
        (["Dear Prof. 王长春, Dr. 李雪:", "您提交的论文《制冷维修教学平台》已被录用。"], ["王长春", "李雪"]),
        (["王小明老师,您好!", "您投送的稿件已录用,题目:", "合作者:李大山、赵小红"], ["王小明", "李大山", "赵小红"]),
        (["作者 王小明:", "大作《双语口语游戏的设计》本刊决定录用。", "署名次序:王小明(第一作者)、李杨"], ["王小明", "李杨"]),
    ],
)  # fmt: skip
def test_who_wrote_what_was_accepted(lines, authors):
    found = read("#论文录用通知书", *lines, "~《石桥学刊》编辑部", "~2021年6月28日")
    assert found["authors"] == authors


def test_to_an_author_by_no_other_honour():
    found = read(
        "#录用通知", "扎西拉姆作者:", "您好!您的来稿“双语教育视频的应用”已被《石桥护理》录用。", "《石桥护理》编辑部"
    )  # fmt: skip
    assert found["holder_name"] == ["扎西拉姆"]


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        (["会议时间:2018年5月25日报到,26日—27日上课,27日下午返程"], "2018-05-25", "2018-05-27"),
        (["拟于2022年9月中旬召开学术年会。会议拟于9月16日至18日在石桥市举行。"], "2022-09-16", "2022-09-18"),
        (
            ["The meeting first planned for 17-19 April 2020 has been postponed and will now be held on 30 October - 1 November 2020."],
            "2020-10-30",
            "2020-11-01",
        ),
    ],
)  # fmt: skip
def test_the_days_of_a_meeting(lines, first, last):
    found = read(
        "#关于召开学术年会的通知", "各会员单位:", *lines, "~石桥省护理学会", "~2018年4月12日"
    )
    assert (found["start_date"], found["end_date"]) == ([first], [last])


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("会期三天(10月13日—15日),地点初定石桥市碧湖会议中心。", "石桥市碧湖会议中心"),
        ("主会场|石桥大学图书馆报告厅", "石桥大学图书馆报告厅"),
        ("座谈地点|石桥博物馆一楼多功能厅", "石桥博物馆一楼多功能厅"),
    ],
)
def test_other_words_for_the_place(line, place):
    found = read("#邀请函", "王小明老师:", "“产教融合论坛”将于2017年10月13日召开。", line, "诚邀您莅临。", "~石桥职业教育集团")  # fmt: skip
    assert found["location"] == [place]


def test_a_society_s_meeting_is_called_by_its_whole_name():
    found = read(
        "#关于召开2023年学术年会的通知",
        "各会员单位:",
        "经研究,决定召开“石桥省职业教育学会2023年学术年会”。现将有关事项通知如下:",
        "会议时间:2023年11月17日—19日",
        "~石桥省职业教育学会",
        "~2023年9月25日",
    )
    assert found["activity_title"] == ["石桥省职业教育学会2023年学术年会"]


def test_whoever_led_another_s_project_is_not_the_holder():
    found = read(
        "#课题参与证明",
        "兹有石桥第五幼儿园教师王小明,参与了由该园园长李大山主持的区级小课题《书写环境创设的实践》的研究工作,为主要参与人,承担资料整理。",
        "~石桥区教育局教研室",
        "~2022年11月30日",
    )
    assert found["project_role"] == ["主要参与人"]
    assert "holder_rank" not in found


def test_a_title_that_goes_on_behind_the_mark():
    found = read(
        "#结题证书", "项目名称|《动物解剖学》虚拟仿真实验教学资源建设", "主持人|王小明", "~石桥大学教务处"
    )  # fmt: skip
    assert found["activity_title"] == ["《动物解剖学》虚拟仿真实验教学资源建设"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("荣获全国三等奖", "national"),
        ("在线上教学资源征集活动中报送的课例《春天》被评为区级一等奖", "district"),
        ("论文《三个支点》在2018年度全省小学教育论文评选活动中,经初评、复评、终审三轮,被评为二等奖。", "provincial"),
    ],
)  # fmt: skip
def test_the_level_of_a_prize(line, level):
    found = read(
        "#荣誉证书", "王小明同志:", line, "特发此证,以资鼓励。", "~教育学会", "~2018年12月"
    )
    assert found["level"] == [level]


def test_the_author_beside_the_library():
    found = read(
        "#获奖证书",
        "论文题目:县级图书馆服务半径研究",
        "作者:王小明    石桥县图书馆",
        "在2021年度征文评选中荣获一等奖",
        "~石桥省图书馆学会",
    )
    assert (found["holder_name"], found["employer"]) == (["王小明"], ["石桥县图书馆"])


def test_since_when_somebody_serves():
    found = read(
        "#任职通知",
        "经园务会讨论,决定:",
        "聘任王小明同志为教科室主任,任期自2020年8月起。",
        "~石桥县第二幼儿园",
        "~2020年8月28日",
    )
    assert found["start_date"] == ["2020-08"]


def test_the_day_of_a_decision_is_no_beginning():
    found = read(
        "#聘任书",
        "王小明主任医师:",
        "经本会第四届理事会第三次会议(2021年10月24日)审议通过,现聘任您为质控专家委员会委员,任期四年。",
        "~石桥省抗癌协会",
        "~2021年11月8日",
    )
    assert "start_date" not in found


def test_who_is_greeted_in_english_and_where_they_work():
    found = read(
        "#LETTER OF INVITATION",
        "January 16, 2024",
        "Dr. Nurlan Bekov",
        "Institute of Steppe Ecology, Stone State University, Kazakhstan",
        "Dear Dr. Bekov,",
        "It is our great pleasure to invite you to deliver a keynote lecture at the 4th International Conference on Arid Land, which will be held in Stone Town, China, from May 9 to 12, 2024.",
        "~Organizing Committee of the Conference on Arid Land",
    )  # fmt: skip
    assert found["holder_name"] == ["Nurlan Bekov"]
    assert found["employer"] == ["Institute of Steppe Ecology, Stone State University"]
    assert found["activity_title"] == ["4th International Conference on Arid Land"]


def test_a_number_in_two_lines():
    found = read(
        "#课题立项通知书",
        "王小明老师:",
        "您主持申报的课题《农村数学错题资源的开发》被列为石桥省教育科学规划一般课题。",
        "课题立项号:GS",
        "〔2020〕GHB1186",
        "~石桥省教育科学规划领导小组办公室",
        "~2020年9月8日",
    )
    assert found["project_number"] == ["GS〔2020〕GHB1186"]


def test_the_programme_is_not_the_project():
    found = read(
        "#项目资助通知",
        "王小明同志:",
        "项目全称:国家自然科学基金地区科学基金项目",
        "项目名称:高寒草甸退化机理研究",
        "项目批准号:31960012",
        "~国家自然科学基金委员会",
    )
    assert found["activity_title"] == ["高寒草甸退化机理研究"]
    assert found["level"] == ["national"]


def test_a_ranked_member_of_the_team():
    found = read(
        "#课题研究参与证明",
        "兹证明:石桥市聋哑学校教师王小明,作为课题组成员(排名第4)参加了市级课题“手语词汇库的建设”的研究工作。课题主持人为李大山。",
        "~石桥市教育科学研究院",
    )
    assert found["holder_name"] == ["王小明"]


def test_the_day_of_teaching():
    found = read(
        "#聘任书",
        "尊敬的王小明园长:",
        "现聘请您担任“石桥县幼儿园教师轮训”授课专家,授课时间为2021年7月20日上午。",
        "~石桥县教师发展中心",
        "~2021年7月",
    )
    assert (found["start_date"], found["end_date"]) == (["2021-07-20"], ["2021-07-20"])


@pytest.mark.parametrize("label", ["出席人", "参加人", "听课教师"])
def test_who_attended(label):
    found = read(
        "#参会证明", f"{label}:王小明", "会议名称:石桥省博物馆学会2018年学术年会", "~石桥省博物馆学会"
    )  # fmt: skip
    assert found["holder_name"] == ["王小明"]


def test_an_invitation_by_its_heading():
    page = sheet(
        "#关于邀请参加第五届石桥学前教育论坛的函",
        "各会员单位:",
        "我会决定举办第五届石桥学前教育论坛。现将有关事项函告如下:",
        "时间:2024年5月24日至26日",
        "~石桥省学前教育研究会",
    )
    assert find_fields((page,)).kind.value == "conference_invitation"


def test_a_mail_of_acceptance_that_names_its_journal_below():
    found = read(
        "发件人:石桥学报编辑部<sqxb@example.cn>",
        "主题:稿件录用通知",
        "王小明先生/女士:",
        "您投给本刊的论文“高寒草甸土壤微生物研究”(作者:王小明、李红、赵大山)予以录用,拟于2022年第4期发表。",
        "石桥学报编辑部",
    )
    assert found["journal"] == ["石桥学报"]
    assert found["authors"] == ["王小明", "李红", "赵大山"]


def test_the_guide_s_prize_on_the_next_line():
    found = read(
        "#荣誉证书",
        "王小明老师:",
        "您指导的学生李小红同学在第三十七届中学生物理竞赛中荣获二等奖,被评为",
        "#优秀指导教师",
        "~石桥省物理学会",
    )
    assert found["result"] == ["优秀指导教师"]


def test_the_theme_of_a_lecture_is_not_the_meeting():
    found = read(
        "#授课邀请函",
        "尊敬的王小明老师:",
        "我校将于2023年8月22日至24日举办“石桥县骨干教师研修班”,特邀您到我校作专题讲座。",
        "讲座主题:减负背景下的作业设计",
        "~石桥县第三中学",
    )
    assert found["activity_title"] == ["石桥县骨干教师研修班"]


@pytest.mark.parametrize("label", ["本证书持有者", "本证书授予"])
def test_whose_copy_of_a_project_s_certificate(label):
    found = read(
        "#结项证书",
        "项目名称:农村小学复式教学策略研究",
        "负责人:李大山",
        "参与人:王小明  赵小红",
        f"{label}:王小明(参与人,排名第2)",
        "~石桥市教育局",
    )
    assert found["holder_name"] == ["王小明"]


def test_a_post_on_trial():
    found = read(
        "#聘任通知", "各部门:", "聘任王小明同志为教务处主任(试用期一年)。", "~石桥职业学院"
    )
    assert found["activity_title"] == ["教务处主任"]


def test_several_who_won_over_the_prize():
    found = read(
        "#证书",
        "作品名称:云端荐书官",
        "主要完成人:王兰、李英、沙吾列·哈德尔",
        "荣获全国三等奖",
        "~图书馆联盟",
    )
    assert found["authors"] == ["王兰", "李英", "沙吾列·哈德尔"]


def test_the_time_for_objections_is_no_project_s_period():
    found = read(
        "#课题拟立项名单公示",
        "课题名称:农村小学作业设计研究",
        "公示期:2020年9月7日至9月11日。公示期内如有异议,请书面反映。",
        "~石桥省教育厅",
        "~2020年9月7日",
    )
    assert "start_date" not in found


def test_of_several_authors_none_is_the_holder():
    found = read(
        "#用稿证明",
        "兹证明由 王志豪(第一作者)、李小月(第二作者)合作的文章“护理实训课的翻转”已通过评议,本刊定于2023年第10期登载。",
        "~《石桥学刊》编辑部",
    )
    assert "holder_name" not in found


def test_an_english_invitation_to_speak():
    found = read(
        "#Invitation to Speak",
        "To: Ms. Wang Xiaoming",
        "Affiliation: Shiqiao No.3 Kindergarten",
        "Dear Ms. Wang,",
        "We have the honour to invite you as a speaker at the Asia Forum on Early Education.",
        "Date: 7-9 December 2018",
        "Venue: Lane Convention Hall, Port Willow",
        "Time allotted: 20 minutes, including questions",
        "Kindly confirm by 15 October 2018.",
        "~Programme Committee",
        "~3 September 2018",
    )
    assert found["employer"] == ["Shiqiao No.3 Kindergarten"]
    assert found["location"] == ["Lane Convention Hall, Port Willow"]


def test_a_meeting_that_was_moved():
    found = read(
        "#参会邀请函",
        "王小明老师,您好!",
        "第五届能源系统青年学者会议(ESYS 2022)因原会场另有安排,由原定的柳湾市改至石桥市迎宾馆举行,会议日期调整为2022年7月9日-10日。",
        "~ESYS 2022 组织委员会",
    )
    assert found["activity_title"][0].startswith("第五届能源系统青年学者会议")
    assert found["location"] == ["石桥市迎宾馆"]


def test_the_month_is_no_part_of_the_place():
    found = read(
        "#“键上江南”钢琴教学研讨会",
        "会议通知(一号公告)",
        "各高等院校:",
        "请各单位派代表参会。",
        "“键上江南”钢琴教学研讨会将于今年五月在石桥市举行。",
        "~石桥音乐家协会",
        "~2024年3月21日",
    )
    assert found["location"] == ["石桥市"]


def test_a_forum_for_whose_committee_one_is_invited():
    found = read(
        "#邀请函",
        "王小明 护士长:",
        "谨代表“海峡伤口护理高峰论坛(2016)”学术委员会,诚邀阁下出任分会场讲者。",
        "会期:2016年6月24日—26日",
        "~石桥护理学会",
    )
    assert found["activity_title"] == ["海峡伤口护理高峰论坛(2016)"]


def test_a_place_behind_a_mark():
    found = read(
        "#“键上江南”钢琴教学研讨会",
        "会议通知(一号公告)",
        "各高等院校:",
        "请各单位派代表参会。",
        "“键上江南”钢琴教学研讨会将于今年五月在石桥市举行。",
        "◆ 时间  2024/5/17—5/20",
        "◆ 地点  石桥师范学院音乐厅",
        "◆ 费用  代表 1380 元",
        "~石桥音乐家协会",
        "~2024年3月21日",
    )
    assert found["location"] == ["石桥师范学院音乐厅"]
