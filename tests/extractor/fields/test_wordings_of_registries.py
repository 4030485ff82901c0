"""Wordings of letters, records and lists, as the papers of five more authors had them."""

from extractor.document import Box
from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values

ARTICLE = (
    "摘要：本文从三个方面讨论种植活动的组织。", "关键词：幼儿园；种植；课程", "随着课程改革的深入，种植活动受到重视。",
    "幼儿在活动中观察、记录、讨论。", "教师的支持应当适时而有度。",
)  # fmt: skip


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


def test_a_post_in_teaching_ends_whom_a_letter_addresses():
    found = told(
        "#邀请函", "尊敬的霖州市职业中专学校 禤雨薇 高级讲师：", "兹定于2024年6月14日至16日在霖州市东湖宾馆召开“涉海专业产教融合高峰论坛”，诚邀您出席。",
        "~霖江海洋职业大学", "~2024年4月29日",
    )  # fmt: skip
    assert value(found, "holder_name") == "禤雨薇"
    assert value(found, "employer") == "霖州市职业中专学校"


def test_a_given_name_may_hold_a_particle_of_the_old_language():
    found = told(
        "#邀请函", "霖江理工学院欧阳其琛教授：", "兹定于2023年8月18日至20日在霖州市召开“第十二届图学教育研讨会”，特邀请您莅会。",
        "~北方图学教育研究会", "~2023年6月12日",
    )  # fmt: skip
    assert value(found, "holder_name") == "欧阳其琛"


def test_a_meeting_for_which_a_paper_was_chosen():
    found = told(
        "论文入选通知暨邀请函", "霖州市新桥区文峰学校司徒一鸣老师：",
        "您提交的参会论文经专家组匿名评审，已入选第十一届幼儿园游戏与课程建设高峰论坛。",
        "现正式邀请您于2021年3月8日至10日到霖州市第一中学体育馆参会交流。", "~霖州市职工大学", "~2021年1月18日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第十一届幼儿园游戏与课程建设高峰论坛"
    assert value(found, "start_date") == "2021-03-08"
    assert value(found, "end_date") == "2021-03-10"
    assert value(found, "location") == "霖州市第一中学体育馆"


def test_a_meeting_that_somebody_approved():
    found = told(
        "#邀请函", "霖州市机电工程学校：", "第八届思政课程协同育人研讨会经霖州市教育学会批准，将于2018年7月12日至14日举行，会议地点设在云溪宾馆。",
        "~霖州市教育学会", "~2018年5月23日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第八届思政课程协同育人研讨会"


def test_a_meeting_in_marks_keeps_the_name_of_whose_it_is():
    found = told(
        "#参会证明", "兹证明昝红梅同志于2021年5月13日至15日参加了在霖州市泉城大饭店召开的“数控技术专业建设协作会第八次会议”。",
        "特此证明。", "~数控技术专业建设协作会", "~2021年5月15日",
    )  # fmt: skip
    assert value(found, "activity_title") == "数控技术专业建设协作会第八次会议"


def test_a_town_of_celestial_name_is_no_measure_of_days():
    found = told(
        "#邀请函", "尊敬的阿依努尔·艾山老师：", "我们诚挚邀请您出席2024天山数智赋能基础教育论坛，共同分享区域实践。",
        "时间：2024年5月18日至19日", "~天山教育技术研究会", "~2024年4月26日",
    )  # fmt: skip
    assert value(found, "activity_title") == "2024天山数智赋能基础教育论坛"


def test_a_committee_whose_name_begins_with_the_meetings():
    found = told(
        "#参会证明", "兹证明霖州市工业学校查志远老师于2021年10月22日至24日在霖州市全程参加“第七届机电类专业课程思政研讨会”。",
        "特此证明。", "~第七届全国职业院校机电类专业", "~课程思政研讨会组委会", "~2021年10月24日",
    )  # fmt: skip
    assert values(found, "issuers") == ["第七届全国职业院校机电类专业课程思政研讨会组委会"]


def test_whose_a_page_is_stands_beside_its_number_and_signs_nothing():
    found = find_fields((
        page(
            line("邀请函", 0.42, 0.1, em=0.04), line("兹定于2024年6月14日至16日在霖州市东湖宾馆召开“涉海专业高峰论坛”，诚邀您出席。", 0.1, 0.3, em=0.016),
            line("霖江海洋职业大学", 0.6, 0.6), line("2024年4月29日", 0.6, 0.64),
            line("霖江海洋职业大学科技处", 0.1, 0.96), line("第 1 页 共 2 页", 0.76, 0.96),
        ),
    ))  # fmt: skip
    assert values(found, "issuers") == ["霖江海洋职业大学"]


def test_the_line_below_a_letter_that_tells_of_the_journal_signs_nothing():
    found = told(
        "Decision on Manuscript AJSI-2022-0817 - Accept", "Dear Dr. Zhuge,", "Title: Peer Coaching in Rural Junior High Schools",
        "It is a pleasure to accept your manuscript for publication in the Asian Journal of School Improvement.",
        "Authors: Zhuge, Mingqian; Abula, Reyihan; Sun, Tao",
        "Sincerely,", "~Editorial Office of Asian Journal of School Improvement",
        "Asian Journal of School Improvement | Print ISSN 1793-6241 | Published four times a year",
    )  # fmt: skip
    assert values(found, "issuers") == ["Editorial Office of Asian Journal of School Improvement"]
    assert values(found, "authors") == ["Zhuge, Mingqian", "Abula, Reyihan", "Sun, Tao"]


def test_the_name_of_a_database_is_no_title():
    found = told(
        "#知网 cnki.net", "华东体育教学研究.2020,36(11)", "#校园足球课堂分层教学的实践探索", "令狐建军1 哈斯2 支晓楠1",
        "1.霖州市第六初级中学 2.霖州市教师发展学院", *ARTICLE,
    )  # fmt: skip
    assert value(found, "activity_title") == "校园足球课堂分层教学的实践探索"


def test_authors_over_their_place_of_work_may_have_rare_surnames():
    found = told(
        "#中职教师数据素养现状及提升策略",
        "濮阳立群，练玉珊",
        "（霖州市信息职业学校，霖江霖州 362000）",
        *ARTICLE,
    )
    assert values(found, "authors") == ["濮阳立群", "练玉珊"]


def test_a_subtitle_whose_dash_was_not_read_is_less_sure():
    found = find_fields((
        page(
            line("课程故事", 0.07, 0.02, em=0.02), line("把菜园搬进教室", 0.07, 0.15, em=0.05), line("农牧区幼儿园种植活动的三次调整", 0.12, 0.205, em=0.026),
            line("文／拉姆措", 0.07, 0.25, em=0.02), *(line(text, 0.07, 0.35 + 0.03 * at, em=0.018) for at, text in enumerate(ARTICLE)),
        ),
    ))  # fmt: skip
    assert value(found, "activity_title") == "把菜园搬进教室——农牧区幼儿园种植活动的三次调整"
    assert not sure(found, "activity_title")


def test_a_dash_that_was_read_as_a_figure_or_a_hyphen():
    for read in ("一", "一一", "-"):
        found = told(
            "#论文录用通知", "李明远老师：", f"您的论文《“学历案”在英语教学中的运用{read}以六所学校为例》已被本刊录用。", "~现代校本教研杂志社", "~2023年2月12日"
        )  # fmt: skip
        assert value(found, "activity_title") == "“学历案”在英语教学中的运用——以六所学校为例"


def test_on_the_cover_of_a_reprint_the_article_stands_in_the_middle():
    found = find_fields((
        page(
            line("抽印本", 0.46, 0.09), line("川滇教学研究", 0.25, 0.17, em=0.06), line("2018年 第4期 第33卷", 0.38, 0.28),
            line("彝族地区中职生顶岗实习适应的影响因素", 0.16, 0.4, em=0.036), line("——基于四县的调查", 0.34, 0.45, em=0.028),
            line("沙马伍呷 补爱华", 0.38, 0.51, em=0.028), line("(霖州邛海职业技术学校)", 0.38, 0.54),
            line("川滇教学研究杂志社", 0.39, 0.85), line("二〇一八年八月", 0.41, 0.88),
        ),
    ))  # fmt: skip
    assert value(found, "activity_title") == "彝族地区中职生顶岗实习适应的影响因素——基于四县的调查"
    assert values(found, "authors") == ["沙马伍呷", "补爱华"]


def test_the_number_of_the_part_is_that_of_the_paper():
    found = told(
        "#课题研究证书", "蒯玉芝老师（霖州第五小学）：", "您参加的子课题《革命传统题材课文的情境教学研究》（课题编号：SJ-21-0634），系国家级课题“革命文化教育资源开发研究”（批准号：BHA200187）的子课题。",
        "特颁此证。", "~“革命文化教育资源开发研究”总课题组", "~2023年11月15日",
    )  # fmt: skip
    assert value(found, "project_number") == "SJ-21-0634"


def test_a_letter_of_the_unit_on_a_project_tells_its_number_and_ones_place():
    found = told(
        "#情况说明", "霖州市教师继续教育管理中心：", "我校教师佟佳慧敏主持的课题《中职护理专业课程思政案例开发与应用》，课题编号SMZJ2020-031，由霖州市职业教育学会于2020年12月批准立项，2022年11月通过结题验收。",
        "经我校教务科核实，该教师在课题组中排名第一，情况属实。特此说明。", "~霖州市卫生职业学校", "~2023年1月6日",
    )  # fmt: skip
    assert found.kind.value == "unit_letter"
    assert value(found, "project_number") == "SMZJ2020-031"
    assert value(found, "holder_rank") == "1"
    assert value(found, "start_date") == "2020-12"
    assert value(found, "end_date") == "2022-11"


def test_a_letter_of_the_unit_on_a_training_has_no_project():
    found = told(
        "#情况说明", "县人社局：", "我校教师戴宗霖于2021年11月8日至13日参加“数控车铣加工师资培训”，共计48学时，因培训证书上未注明起止时间，特此说明。",
        "~霖州白鹤职业中专", "~2022年1月6日",
    )  # fmt: skip
    assert value(found, "project_number") is None
    assert value(found, "level") is None


def test_members_whose_leader_was_not_found_are_no_whole_team():
    found = told(
        "#结题证书", "《美术跨学科主题学习的有效性研究》（立项编号：2022JYKT45）已完成研究任务，经专家组鉴定，准予结题。",
        "主要参与人员：赵雨桐、李磊、林红霞", "~霖州市教育科学研究院", "~2024年2月8日",
    )  # fmt: skip
    assert not sure(found, "authors")


def test_the_notice_number_in_the_line_of_a_web_page():
    found = told(
        "#关于举办青年教师学术交流会的通知", "来源：培训处 霖教师〔2020〕87号 浏览次数：730", "各区（县）教育局：",
        "我会拟于2021年2月7日至10日在霖州市实验小学举办“青年教师学术交流会”。", "~霖州市陶行知研究会", "~2020年12月22日",
    )  # fmt: skip
    assert value(found, "document_number") == "霖教师〔2020〕87号"


def test_a_windows_clock_dates_nothing():
    box = Box(0.87, 0.95, 0.99, 0.98)
    clock = line("20:16 2021/7/28", box.left, box.top)
    rest = sheet(
        "学习档案-桂研在线", "我的课程 学习档案", "中小学教师信息技术应用能力提升工程2.0", "项目时间：2021-03-15至2021-07-31", "学员：韦绍荣",
        "总学时 50", "状态：已完成",
    )  # fmt: skip
    found = find_fields((page(*rest.lines, clock),))
    assert value(found, "issue_date") is None
    assert value(found, "end_date") == "2021-07-31"


def test_a_dash_read_as_a_figure_begins_a_subtitle():
    found = told(
        "#农村小学数学“错题资源”的收集与利用", "一以三年级《两位数乘两位数》为例", "缑志强", "（霖州市徐集镇中心小学，霖江霖州237300）", *ARTICLE
    )  # fmt: skip
    assert value(found, "activity_title") == (
        "农村小学数学“错题资源”的收集与利用——以三年级《两位数乘两位数》为例"
    )
    assert not sure(found, "activity_title")


def test_the_menu_of_a_database_is_no_author():
    found = told(
        "#初中道德与法治课议题式教学的实施路径", "叶尔兰·巴合提；娄春梅 ☆收藏 下载(126) 引用(3)", "霖州市第四中学；霖州市教育科学研究所",
        "刊名：中学政史教学新探", "年卷期：2020年 第16卷 第9期", *ARTICLE,
    )  # fmt: skip
    assert value(found, "activity_title") == "初中道德与法治课议题式教学的实施路径"
    assert values(found, "authors") == ["叶尔兰·巴合提", "娄春梅"]


def test_what_a_part_of_a_journal_is_called_is_no_title():
    found = told("课堂纵横", "#让音乐课“动”起来", "#乡镇小学律动教学初探", "李明远", *ARTICLE)
    assert "课堂纵横" not in (value(found, "activity_title") or "")


def test_authors_each_with_a_school_in_brackets():
    found = told(
        "#论文录用证明", "兹证明鹿梦瑶（霖州市机关幼儿园）、扎西央金（霖州市机关幼儿园）、鹿志鹏（霖江师范学院）合作撰写的论文《劳动教育融入幼儿园一日生活的行动研究》，已被《学前教研学刊》录用。",
        "~学前教研学刊编辑部", "~2023年11月29日",
    )  # fmt: skip
    assert values(found, "authors") == ["鹿梦瑶", "扎西央金", "鹿志鹏"]


def test_who_leads_is_not_listed_twice_though_the_column_of_the_team_has_both():
    columns = (0.12, 0.26, 0.54, 0.66, 0.78)
    heads = ("立项编号", "课题名称", "负责人", "类别", "课题组成员")
    cells = ("HT20Z006", "中职电商直播实训课程", "东方晓", "县级课题", "东方晓、邸红梅")
    rows = ((heads, 0.38), (cells, 0.42))
    found = find_fields((
        page(
            line("关于公布课题立项结果的通知", 0.25, 0.15, em=0.03), line("霖州市职业教育中心：", 0.1, 0.22, em=0.018),
            line("你单位申报的1项课题予以立项（见下表）。", 0.14, 0.28, em=0.018),
            *(line(text, left, top, em=0.016) for row, top in rows for text, left in zip(row, columns, strict=True)),
            line("霖州市教育局", 0.7, 0.56, em=0.018), line("2020年7月8日", 0.7, 0.6, em=0.018),
        ),
    ))  # fmt: skip
    assert values(found, "authors") == ["东方晓", "邸红梅"]


def test_a_meeting_that_a_letter_names_in_two_languages_has_the_chinese_name():
    found = told(
        "#第七届智能教育与学习科学国际学术会议", "7th International Conference on Intelligent Education and Learning Sciences", "#邀请函",
        "尊敬的欧阳靖雯教授：", "您好！第七届智能教育与学习科学国际学术会议将于2024年10月18日至20日召开，组委会诚挚邀请您出席会议。",
        "Dear Prof. OUYANG Jingwen,", "We are pleased to invite you to attend the 7th International Conference on Intelligent Education and Learning Sciences, which will be held on October 18-20, 2024.",
        "~第七届智能教育与学习科学国际学术会议组织委员会", "~2024年8月26日",
    )  # fmt: skip
    assert value(found, "activity_title") == "第七届智能教育与学习科学国际学术会议"


def test_a_dotted_name_stands_among_numbered_authors():
    found = told(
        "#虚拟仿真联合情景模拟在急诊护理带教中的应用效果", "爨云峰1 买合木提·吐尔逊2 东方晓1 岑 蓉1", "1霖江医科大学附属医院急诊科，霖州650118", *ARTICLE
    )  # fmt: skip
    assert value(found, "activity_title") == "虚拟仿真联合情景模拟在急诊护理带教中的应用效果"
    assert values(found, "authors") == ["爨云峰", "买合木提·吐尔逊", "东方晓", "岑蓉"]


def test_the_third_participant_is_a_participant():
    found = told(
        "#结题证书", "亓官文静同志：", "您参加的霖州市市级教育科学研究课题《小学劳动教育校本课程的开发与实施》（课题编号：WJJK20056），同意结题。您为该课题第三参与者。",
        "课题负责人：储士奇（霖州市龙眠小学）", "~霖州市教育科学研究院", "~2022年6月2日",
    )  # fmt: skip
    assert value(found, "project_role") == "参与者"
    assert value(found, "holder_rank") == "3"


def test_authors_in_brackets_behind_their_article():
    found = told(
        "#稿件录用通知", "上官磊老师：", "您好！您与夏侯敏、图雅合作的论文《大单元视角下初中排球教学设计研究》（上官磊，夏侯敏，图雅）已通过三审，本刊决定录用。",
        "~《体育教学探索》编辑部", "~2024年4月19日",
    )  # fmt: skip
    assert values(found, "authors") == ["上官磊", "夏侯敏", "图雅"]


def test_four_signs_in_a_list_may_be_one_name():
    found = told(
        "#课题结题证书", "课题名称：小学劳动教育校本课程的开发与实施", "课题编号：WJJK20056", "主持人：古丽珊", "课题组成员：温良玉、侯莫陈杰、饶思颖",
        "~霖州市教育科学研究院", "~2022年6月2日",
    )  # fmt: skip
    assert not [one for one in sure(found, "authors") if str(one.value) in ("侯莫", "陈杰")]
