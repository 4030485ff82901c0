"""Wordings of covers, letters on articles and statements, as papers of five later authors had."""

import pytest

from extractor.fields import find_fields
from extractor.language.serials import find_serials
from fixtures.sheets import sheet
from tests.extractor.builders import line, page, value, values


def told(*lines):
    return find_fields((sheet(*lines),))


def test_an_article_read_online_before_it_was_printed():
    found = find_fields(
        (
            page(
                line("ISSN 1672-8270", 0.09, 0.06),
                line("《濠江教育研究》网络首发论文", 0.22, 0.136, em=0.028),
                line("题目：", 0.10, 0.21), line("试论中学班主任的倾听", 0.28, 0.21),
                line("作者：", 0.10, 0.25), line("冯若曦，矫明", 0.28, 0.25),
                line("收稿日期：", 0.10, 0.33), line("2020-07-19", 0.28, 0.33),
                line("网络首发日期：", 0.10, 0.37), line("2020-11-15", 0.28, 0.37),
                line("网络首发:在编辑部工作流程中，稿件从录用到出版要经历录用定稿、排版定稿等阶段。", 0.10, 0.54),
            ),
        )
    )  # fmt: skip
    assert (value(found, "journal"), value(found, "issue_date")) == ("濠江教育研究", "2020-11-15")


def test_the_printed_year_of_an_issue_before_the_day_online():
    found = find_fields(
        (
            page(
                line("东南机电工程", 0.40, 0.04), line("2023年第9期", 0.75, 0.04),
                line("茶叶嫩芽实时检测方法的改进", 0.20, 0.141, em=0.03),
                line("翁启航，上官鹏", 0.38, 0.19),
                line("摘要：以改进的网络检测茶叶嫩芽，在自建数据集上平均精度有所提高，可以满足需要。", 0.11, 0.255),
                line("网络首发时间：2023-07-06 14:22:35", 0.11, 0.88),
            ),
        )
    )  # fmt: skip
    assert value(found, "issue_date") == "2023"


@pytest.mark.parametrize(
    ("printed", "value", "sound"),
    [
        ("DOI:10. 19999/j.cnki. 12-1353.g4.20240306.050", "10.19999/j.cnki.12-1353.g4.20240306.050", True),
        ("DOI:10.18145/j.1002: 1523.2020.11.031", "10.18145/j.1002-1523.2020.11.031", False),
        ("DOI:10.18145/j.1002", "10.18145/j.1002", False),
        ("DOI:10.19999/j.cnki", "10.19999/j.cnki", False),
    ],
)  # fmt: skip
def test_a_doi_with_gaps_or_cut_off(printed, value, sound):
    (found,) = find_serials(printed)
    assert (found.value, found.is_sound) == (value, sound)


def test_a_supplement_is_no_journals_name():
    found = find_fields(
        (
            page(
                line("第28卷增刊2", 0.08, 0.043), line("渤海职业教育", 0.42, 0.052),
                line("2005年6月", 0.82, 0.043),
                line("文章编号：1008-5041(2005)S2-0293-03", 0.08, 0.091),
                line("素质教育背景下的班主任工作", 0.20, 0.141, em=0.03),
                line("萧淑贞，袁立新", 0.38, 0.19),
                line("摘要：以行动研究法开展了实践，提炼出实施路径，并从组织与评价提出建议。", 0.11, 0.255),
            ),
        )
    )  # fmt: skip
    assert (value(found, "journal"), value(found, "issue")) == ("渤海职业教育", "增刊2")


def test_the_record_of_an_article_tells_its_issue_behind_the_year():
    found = find_fields(
        (
            page(
                line("赣东师范大学学报(社会科学版).2020(11)", 0.06, 0.116),
                line("历史课堂中馆藏文物的运用", 0.06, 0.15, em=0.03),
                line("麻若曦", 0.06, 0.2),
                line(
                    "摘要:以行动研究法开展了实践，提炼出实施路径，并从组织与评价提出建议。",
                    0.06,
                    0.26,
                ),
                line("关键词：历史教学；史料实证", 0.06, 0.33),
            ),
        )
    )
    assert (value(found, "issue"), value(found, "issue_date")) == ("11", "2020")


def test_a_journal_in_marks_with_how_often_it_appears():
    found = told(
        "#论文录用证明", "论文题目：高中物理实验教学中证据意识的培养", "全部作者：尉迟志强",
        "期刊名称：《浦江教育评论》(双月刊)", "~浦江教育评论编辑部", "~2023年10月18日",
    )  # fmt: skip
    assert value(found, "journal") == "浦江教育评论"


def test_a_title_ends_where_the_letter_begins():
    found = find_fields(
        (
            page(
                line("用稿通知", 0.40, 0.129, em=0.035),
                line("作 者：娄晓彤", 0.16, 0.192),
                line("稿件题目：双减背景下数学作业分层设计的实践与思考", 0.17, 0.237),
                line("经编委会审定，上述稿件符合本刊刊用要求，同意采用，将安排", 0.16, 0.279),
                line("在近期出版，具体刊期以正式出版为准。", 0.11, 0.313),
                line("江淮教育评论杂志社", 0.56, 0.488), line("2020年8月12日", 0.55, 0.524),
            ),
        )
    )  # fmt: skip
    assert value(found, "activity_title") == "双减背景下数学作业分层设计的实践与思考"


def test_a_schools_letter_on_an_article():
    found = told(
        "#情况说明", "霖州市教师发展中心：",
        "我校教师闫晶晶撰写的论文《指向深度学习的地理课堂提问策略》已发表于《实验教学与装备》（CN44-1270/G4）2020年第7期。",
        "特此说明。", "~霖州市青云路初级中学", "~2020年12月17日",
    )  # fmt: skip
    assert value(found, "activity_title") == "指向深度学习的地理课堂提问策略"
    assert value(found, "journal") == "实验教学与装备"
    assert (value(found, "issue"), value(found, "cn_number")) == ("7", "CN44-1270/G4")
    assert value(found, "issue_date") == "2020-12-17"
    assert value(found, "project_number") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "兹有我校教师吴志强，作为参与人（排名第3）参加了由本校臧春雷主持的市级课题《地理单元教学设计研究》（课题编号：KT20199492）的研究工作。",
        "兹证明吴志强同志参加国家级课题“语文教育质量研究”的子课题“阅读课程资源建设研究”的研究工作，身份为参与人。该子课题负责人为臧春雷。",
    ],
)  # fmt: skip
def test_who_took_part_is_not_who_leads(sentence):
    found = told("#证明", sentence, "特此证明。", "~霖州市长江路小学", "~2020年8月14日")
    assert value(found, "holder_name") == "吴志强"


def test_a_rare_surname_is_certified_all_the_same():
    found = told(
        "#课题参与证明",
        "兹证明渢凤英同志参加国家级课题“语文教育质量研究”的子课题“阅读课程资源建设研究”的研究工作，身份为参与人。",
        "该子课题于2018年3月立项，2020年11月通过结题验收，子课题负责人为方秀英。",
        "~中国教师教育研究院", "~2020年12月5日",
    )  # fmt: skip
    assert value(found, "holder_name") == "渢凤英"


@pytest.mark.parametrize(
    ("lines", "holder"),
    [
        (
            ("#继续教育学时证明", "有关单位：",
             "经查，霖州市育才学校教师郄秀兰在2021年度登记的继续教育学时为：公需科目30学时，专业科目60学时，共90学时。",
             "~霖州市教师发展中心", "~2021年12月3日"),
            "郄秀兰",
        ),
        (
            ("#援派工作证明", "兹证明霖州市第三中学教师阿依古丽·买买提受我局选派，于2018年8月至2019年7月赴外地从事支教工作。",
             "~霖州市教育局", "~2019年8月9日"),
            "阿依古丽·买买提",
        ),
        (
            ("#邀请函", "敬邀 仝晓蕾 老师：", "兹定于2022年4月11日上午九时，在霖州市第一中学学术报告厅举办“名师课堂教学观摩会”，敬请莅临。",
             "~霖州市教育科学研究院"),
            "仝晓蕾",
        ),
    ],
)  # fmt: skip
def test_whom_a_letter_is_on(lines, holder):
    assert value(told(*lines), "holder_name") == holder


def test_our_unit_signs_as_the_employer():
    found = told(
        "#关于培训证书未注明时间的说明", "霖州市教师发展中心：",
        "兹有我单位乌云其其格于2022年5月4日至2022年5月7日参加“劳动教育课程建设研修活动”，共24学时。",
        "特此说明，请予审核。", "~霖州市实验小学", "~2022年7月26日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市实验小学"


def test_a_name_in_marks_goes_on_behind_a_colon():
    found = find_fields(
        (
            page(
                line("培训证书", 0.38, 0.119, em=0.06),
                line("苏莉莉 老师：", 0.23, 0.292, em=0.035),
                line(
                    "您于2023.07.19—2023.08.22在本中心平台完成“暑期教师研修：", 0.27, 0.363, em=0.02
                ),
                line(
                    "科学素养提升专题”全部课程的学习，应学10学时，实际认定12.5学",
                    0.23,
                    0.403,
                    em=0.02,
                ),
                line("时，考核合格，特发此证。", 0.23, 0.443, em=0.02),
                line("国家教师网络研修中心", 0.71, 0.803),
            ),
        )
    )
    assert value(found, "activity_title") == "暑期教师研修:科学素养提升专题"


def test_a_section_with_a_point_is_no_part_of_the_title():
    found = find_fields(
        (
            page(
                line("教学·研究", 0.06, 0.052, em=0.022),
                line("塞上教学参考", 0.49, 0.042, em=0.018),
                line("2022年第4期（总第366期）", 0.66, 0.038, em=0.018),
                line("乡村小规模学校音乐课堂的困境", 0.06, 0.085, em=0.028),
                line("霖川市金凤区育才小学 武文博", 0.08, 0.149),
                line("[摘要]从学情出发设计任务，能够帮助学生在真实的活动中建构知识。", 0.08, 0.189),
            ),
        )
    )
    assert value(found, "activity_title") == "乡村小规模学校音乐课堂的困境"


def test_the_meeting_ends_before_the_label_in_its_row():
    found = find_fields(
        (
            page(
                line("邀请函", 0.31, 0.094, em=0.05),
                line("彭昊天 先生/女士:", 0.12, 0.225),
                line("诚挚邀请您出席", 0.18, 0.265),
                line("2023青海省产教融合发展大会", 0.12, 0.305, em=0.02),
                line("时间", 0.54, 0.305, em=0.02),
                line("2023.05.20—2023.05.21", 0.62, 0.305, em=0.02),
                line("青海省产教融合发展大会组委会", 0.49, 0.674),
            ),
        )
    )
    assert value(found, "activity_title") == "2023青海省产教融合发展大会"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("#教师参加学术会议情况证明表", "姓名|赵凤霞", "会议名称|中小学劳动教育现场会", "会议时间|2024年8月12日至2024年8月13日",
             "认定学时|16学时", "以上情况属实，该教师按时出席全部活动。", "~霖州市教师进修学院", "~2024年8月13日"),
            "attendance_proof",
        ),
        (
            ("#教师参加培训情况登记表", "姓名|赵凤霞", "培训名称|劳动教育培训", "培训时间|2024年8月12日至2024年8月13日",
             "认定学时|16学时", "以上情况属实。", "~霖州市教师进修学院", "~2024年8月13日"),
            "hours_statement",
        ),
        (
            ("#结业证书(译文)", "兹证明徐静怡已修完“儿童早期阅读指导国际研讨班”（2019年8月5日至8月16日），总计40学时。",
             "颁发单位：日本东都教育大学", "颁发日期：2019年8月16日", "翻译机构：霖州信言翻译服务有限公司", "翻译日期：2019年9月20日"),
            "translation",
        ),
    ],
)  # fmt: skip
def test_kinds_told_apart(lines, kind):
    assert told(*lines).kind.value == kind


def test_words_of_a_sentence_are_no_leader_of_a_project():
    found = told(
        "#课题中期检查报告表", "课题名称|幼儿园食育课程的园本化建构", "立项编号|KINDER18B25", "课题级别|市级",
        "主持人|上官子志", "承担单位|霖州市春蕾幼儿园",
        "研究进展|与已有研究相比，本文更加关注过程而不是结果[5]。因此，有必要在更大范围内继续检验上述结论。",
    )  # fmt: skip
    assert value(found, "holder_name") == "上官子志"


def test_who_sent_the_material_is_the_employer():
    found = told(
        "#关于确认教学创新团队立项的批复", "霖州市政府机关幼儿园：",
        "你单位报来的申报材料收悉。经审核，同意“霖州美术教学创新团队建设项目”立项（项目编号：TD2022042），项目负责人为司马艳杰。",
        "~霖州市教师发展中心", "~2022年12月5日",
    )  # fmt: skip
    assert value(found, "employer") == "霖州市政府机关幼儿园"


def test_where_guests_are_seated():
    found = told(
        "#邀请函", "何嘉敏 女士大鉴：",
        "敝会定于二〇二四年四月二十日上午九时，假座霖州市求知路12号图书大楼四楼报告厅，举办“阅读推广与古籍活化专题研讨会”，为期一日。",
        "~霖溪省图书馆学会", "~二〇二四年三月十八日",
    )  # fmt: skip
    assert value(found, "location") == "霖州市求知路12号图书大楼四楼报告厅"


def test_a_holiday_is_no_place():
    found = told(
        "#关于举办教师研修活动的通知", "各学校：", "为提高教师素养，利用暑假期间空闲的时间，举办“阅读推广专题研讨会”，请按时参加。",
        "~霖溪省图书馆学会", "~二〇二四年三月十八日",
    )  # fmt: skip
    assert value(found, "location") is None


def test_a_collection_takes_in_a_paper():
    found = told(
        "#采用函", "令狐志先生惠鉴：",
        "承惠寄大作《少年田径运动员起跑反应时训练方法的比较》，爰决定收入《霖溪省青少年体能训练学术研讨会论文选集》，约于明岁仲春付梓。",
        "~霖溪省体育科学学会", "~二〇一九年二月五日",
    )  # fmt: skip
    assert value(found, "journal") == "霖溪省青少年体能训练学术研讨会论文选集"


def test_an_invitation_in_traditional_characters():
    found = told(
        "#邀請函", "歐陽詠詩老師台鑒：",
        "本會謹訂於二〇二三年十一月十八日，假九龍塘教育中心演講廳，舉行「第十二屆幼兒音樂教育研討會」。謹此專函奉邀，撥冗蒞臨指導。",
        "如蒙俯允，敬祈於十月二十日或以前以電郵示覆，俾便安排。", "~幼兒音樂教育學會", "~二〇二三年九月二十六日",
    )  # fmt: skip
    assert found.kind.value == "conference_invitation"
    assert value(found, "holder_name") == "歐陽詠詩"


def test_the_authors_of_a_book_end_before_its_length():
    found = told(
        "#图书出版证明",
        "兹证明《乡村教师专业成长叙事》一书由我社于2021年6月正式出版，书号ISBN978-7-5351-6489-6，作者为朱玉兰、韩冰、吴海涛，全书共26万字。其中吴海涛独立撰写第三章至第五章。",
        "特此证明。", "~霖溪师范大学出版社",
    )  # fmt: skip
    assert values(found, "authors") == ["朱玉兰", "韩冰", "吴海涛"]


def test_a_books_length_with_half_of_its_label():
    found = find_fields(
        (
            page(
                line("图书在版编目（CIP）数据", 0.15, 0.168),
                line("中原民间工艺与校本课程/周晓燕著.一郑州：霖溪教育出版社，2021.1", 0.19, 0.2),
                line("ISBN 978-7-5649-0964-2", 0.19, 0.258),
                line("著 者 周晓燕", 0.14, 0.5), line("数 320千字", 0.19, 0.704),
                line("版 次 2021年1月第1版", 0.14, 0.735),
            ),
        )
    )  # fmt: skip
    assert str(value(found, "characters")) == "320000"


def test_where_somebody_was_sent_ends_before_what_for():
    found = told(
        "#关于夏侯静怡同志支教情况的说明",
        "夏侯静怡，系霖州市旅游职业学校在职教师。受学校选派，该同志自2021年9月1日至2022年7月5日赴金坪县南溪镇中心学校参加“支教帮扶工作”，承担两个班的教学任务。",
        "特此说明。", "~霖州市旅游职业学校", "~二〇二二年八月十日",
    )  # fmt: skip
    assert value(found, "location") == "金坪县南溪镇中心学校"


def test_two_ministries_sign_beside_one_another_in_two_lines():
    found = find_fields(
        (
            page(
                line("专业技术资格证书", 0.28, 0.128, em=0.04),
                line("本证书表明持证人通过国家统一组织的考试，取得计算机技术专业资格。", 0.12, 0.407),
                line("姓 名：阿依夏木·吐尔逊", 0.12, 0.527),
                line("资格名称：信息系统项目管理师", 0.12, 0.611),
                line("批准日期：2022年05月28日", 0.12, 0.69),
                line("中华人民共和国", 0.21, 0.855), line("中华人民共和国", 0.65, 0.855),
                line("人力资源和社会保障部", 0.18, 0.883), line("工业和信息化部", 0.64, 0.883),
            ),
        )
    )  # fmt: skip
    assert values(found, "issuers") == [
        "中华人民共和国人力资源和社会保障部",
        "中华人民共和国工业和信息化部",
    ]
