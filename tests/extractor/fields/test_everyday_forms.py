"""Forms met on documents of authors who had not seen the program: each with invented names."""

import pytest

from extractor.document import Box, Line, Place, Seal, Word
from extractor.fields import find_fields
from tests.extractor.builders import body, line, page


def read(*lines, seals: tuple[Seal, ...] = ()):
    return find_fields((page(*lines),), seals)


def value(found, name):
    return next((f.value for f in found.fields if f.name == name), None)


@pytest.mark.parametrize(
    ("text", "name", "employer"),
    [
        ("王小明老师(茶山中学)于2021年5月8日参加骨干教师培训班。", "王小明", "茶山中学"),
        ("学员李知秋,系柏溪镇卫生院药剂师,于2021年4月参加合理用药培训。", "李知秋", "柏溪镇卫生院"),
        ("学员李知秋系柳湾学院图书馆职工,2021年4月参加检索培训。", "李知秋", "柳湾学院图书馆"),
        ("陈一帆同志系河阳农业技术站职工,于2021年3月参加防控培训班。", "陈一帆", "河阳农业技术站"),
        ("我中心学员应采薇(女,禾丰市蚕桑研究所农艺师)2021年参加培训。", "应采薇", "禾丰市蚕桑研究所"),
    ],
)  # fmt: skip
def test_where_a_sentence_says_its_holder_works(text, name, employer):
    found = read(*body(text))
    assert (value(found, "holder_name"), value(found, "employer")) == (name, employer)


@pytest.mark.parametrize("words", ["考试成绩92分", "学业完成,成绩良好", "将于2021年第3期发表"])
def test_ordinary_words_behind_a_comma_are_nobody(words):
    found = read(*body(f"参加网络安全专题培训,共计40学时,{words}。"))
    assert value(found, "holder_name") is None


def test_a_line_may_address_somebody_s_teacher():
    found = read(
        line("证书", 0.44, 0.15, em=0.05),
        line("东岭省平江中学史新:", 0.2, 0.3),
        *body("您于2021年5月24日至28日全程参加学科教师专项培训,共计40学时。", top=0.4),
    )
    assert value(found, "holder_name") == "史新"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("参加国家级继续医学教育项目“呼吸疾病规范化诊治新进展学习班”学习,共20学时。", "呼吸疾病规范化诊治新进展学习班"),
        ("参加“自主游戏观察与支持工作坊”共8次活动,共20学时。", "自主游戏观察与支持工作坊"),
        ("参加高中学段语文“优秀传统文化”轮训,共20学时。", "高中学段语文“优秀传统文化”轮训"),
        ("参加农村园长任职资格培训,学习期满,共完成壹佰贰拾学时。", "农村园长任职资格培训"),
        ("出席2022中部人工智能教育大会(线上+线下)。", "2022中部人工智能教育大会"),
    ],
)  # fmt: skip
def test_what_of_a_sentence_is_the_title(sentence, title):
    assert value(read(*body(f"王小明同志于2021年7月5日{sentence}")), "activity_title") == title


def test_a_course_is_quoted_on_the_line_below():
    found = read(
        line("黄小英", 0.45, 0.3, em=0.04),
        line("在2022年3月7日至6月20日期间,完成柳湾理工大学开设的在线课程", 0.2, 0.4),
        line("《混合式教学设计与实践》", 0.35, 0.46),
        line("课程总学时:32学时", 0.3, 0.55),
    )
    assert value(found, "activity_title") == "混合式教学设计与实践"


@pytest.mark.parametrize(
    "number",
    ["柏药训2021第58号", "沅医协奖2021-B07", "校训(结)字2021-3-041", "第〇三二七号", "研字第二一七号"],
)  # fmt: skip
def test_a_number_that_fills_its_line_needs_no_label(number):
    found = read(*body("王小明同志于2021年7月5日参加骨干教师培训。"), line(number, 0.12, 0.85))
    assert value(found, "certificate_number") == number


def test_a_page_s_licence_is_no_part_of_the_number_before_it():
    found = read(
        *body("王小明同志于2021年7月5日参加骨干教师培训。"),
        line("证书编号ZXY-88213-7 京ICP备00012345号-2", 0.3, 0.9),
    )
    assert value(found, "certificate_number") == "ZXY-88213-7"


def test_the_day_under_the_signature_counts_and_not_that_of_a_stamp():
    found = read(
        *body("王小明老师于2021年11月18日参加观摩研讨活动,记4学时。"),
        line("松塘市教育局教研室", 0.55, 0.6),
        line("2021年11月18日", 0.57, 0.64),
        line("学时已登记", 0.2, 0.8),
        line("2021.12.01", 0.2, 0.84),
    )
    assert value(found, "issue_date") == "2021-11-18"


def test_a_name_over_two_lines_is_one_body():
    for above, below in (
        ("东岭省高等学校图书情报", "工作委员会"),
        ("宣州市敬亭区", "专业技术人员继续教育中心"),
    ):
        found = read(
            *body("王小明同志于2021年6月16日至18日参加培训。特此证明。"),
            line(above, 0.55, 0.65),
            line(below, 0.55, 0.69),
            line("2021年6月18日", 0.57, 0.73),
        )
        assert value(found, "issuers") == above + below


def test_who_stamps_with_its_printed_name_issued_it_whatever_it_is_called():
    seal = Seal(Place(1, Box(0.6, 0.6, 0.8, 0.8)), "red", "学海云课堂", 0.95)
    found = read(
        *body("王小明同志于2021年7月5日参加骨干教师培训,共40学时。"),
        line("学海云课堂", 0.65, 0.68),
        line("2021年7月15日", 0.65, 0.72),
        seals=(seal,),
    )
    assert value(found, "issuers") == "学海云课堂"


def test_every_body_that_signs_a_form_is_an_issuer():
    found = read(
        line("继续教育学时登记表", 0.3, 0.08, em=0.04),
        line("姓名:程小然", 0.12, 0.15),
        line("单位:莱塘市第九中学", 0.12, 0.2),
        *body("参加高中地理研修,共40学时。", top=0.3),
        line("莱塘市第九中学", 0.6, 0.5),
        line("2022年11月16日", 0.6, 0.53),
        line("莱塘市教育局继续教育办公室", 0.55, 0.7),
        line("2022年11月25日", 0.6, 0.73),
    )
    assert [f.value for f in found.fields if f.name == "issuers"] == [
        "莱塘市第九中学",
        "莱塘市教育局继续教育办公室",
    ]
    assert value(found, "issue_date") == "2022-11-25"


def test_a_place_ends_where_the_next_sentence_begins_but_not_in_brackets():
    for text, place in (
        ("会议地点:柳州市(具体宾馆见报到通知)", "柳州市"),
        ("会议地点:祁山市康泰大酒店,请于10月10日前将回执发送至会务组。", "祁山市康泰大酒店"),
    ):
        found = read(
            line("邀请函", 0.4, 0.1, em=0.05),
            line("尊敬的王小明老师:", 0.1, 0.2),
            line("诚挚邀请您出席2022年慢病防控高峰论坛。", 0.15, 0.25),
            line("会议时间:2022年10月28日—30日", 0.15, 0.3),
            line(text, 0.15, 0.35),
        )
        assert value(found, "location") == place


def test_credits_add_up():
    found = read(
        *body("王小明已完成2022年度学习,取得专业科目60学分、公需科目30学分,合计90学分,成绩合格。")
    )
    assert value(found, "credits") == 90


def test_columns_are_read_from_right_to_left_as_one_sentence():
    def column(text, centre, top, bottom):
        box = Box(centre - 0.015, top, centre + 0.015, bottom)
        return Line(text, box, 0.99, (Word(text, box, 0.99),), vertical=True)

    found = read(
        column("研修证书", 0.9, 0.3, 0.69),
        column("谭宏文同志于二〇二二年七月十一日至七月", 0.76, 0.15, 0.8),
        column("二十日参加我院举办之「硬笔与毛笔教学研", 0.71, 0.15, 0.8),
        column("修班」,研修期满,计六十学时,准予结业。", 0.66, 0.15, 0.78),
        column("明湖书画教师研修院", 0.21, 0.38, 0.69),
        column("二〇二二年七月廿一日", 0.15, 0.43, 0.72),
    )
    got = {f.name: f.value for f in found.fields}
    assert got["holder_name"] == "谭宏文"
    assert got["activity_title"] == "硬笔与毛笔教学研修班"
    assert (got["hours"], got["start_date"], got["end_date"]) == (60, "2022-07-11", "2022-07-20")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("课程详情", "小学道德与法治单元整体教学", "学员:黄小升", "总学时:10学时", "首页课程消息我的"), "小学道德与法治单元整体教学"),
        (("学海|职业院校课程思政教学设计", "课程目录(共20学时)", "学习进度100%"), "职业院校课程思政教学设计"),
    ],
)  # fmt: skip
def test_the_course_on_a_window_stands_above_its_facts_or_in_its_head(lines, title):
    rows = [line(text, 0.1, 0.04 + 0.09 * i) for i, text in enumerate(("9:41 5G 86%", *lines))]
    if "|" in lines[0]:
        rows = [line(text, 0.1, 0.04 + 0.09 * i) for i, text in enumerate(lines)]
        rows.append(line("继续学习 返回首页 已完成", 0.1, 0.9))
    found = read(*rows)
    assert found.kind.value == "screenshot"
    assert value(found, "activity_title") == title


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("在年会中担任点评专家,按规定计8学时。", 8),
        ("按时参加各项研修,完成规定学时28学时,准予结业。", 28),
        ("出席了数学教育年会,获得12个专业发展学时。", 12),
        ("按规定每人每年不少于72学时。", None),
    ],
)
def test_hours_that_rules_award_are_not_those_that_they_demand(text, hours):
    assert value(read(*body(text)), "hours") == hours


def test_whom_a_certificate_is_conferred_on():
    found = read(
        line("课程学习证书", 0.1, 0.12, em=0.04),
        line("授予 林知夏", 0.1, 0.2),
        line("课程名称", 0.1, 0.28),
        line("教育统计入门", 0.29, 0.28),
        line("课程学时", 0.1, 0.34),
        line("32学时", 0.29, 0.34),
    )
    assert value(found, "holder_name") == "林知夏"
    named = read(*body("授予优秀学员称号,共计40学时。"))
    assert value(named, "holder_name") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("林知夏同志于2023年3月9日至10日在柳岸市第五中学参加阅读指导培训,核定12学时。", "柳岸市第五中学"),
        ("林知夏同志2021年7月12日至16日于松风书院参加研习营,计30学时。", "松风书院"),
        ("林知夏同志于2021年7月19日至23日赴柳岸市参加高研班,共40学时。", "柳岸市"),
        ("林知夏同志于2021年7月在我校附属中学参加校本研修,共40学时。", None),
    ],
)  # fmt: skip
def test_where_a_sentence_says_it_took_place(text, place):
    assert value(read(*body(text)), "location") == place


def test_what_a_paper_is_good_for_is_no_title():
    found = read(
        line("专业科目学习证书", 0.29, 0.17, em=0.04),
        line("课程", 0.23, 0.3),
        line("课堂革命与教学诊改", 0.35, 0.3),
        *body("本证书由平台核发,可作为年度继续教育学时登记凭证,当年有效。"),
    )
    assert value(found, "activity_title") == "课堂革命与教学诊改"
