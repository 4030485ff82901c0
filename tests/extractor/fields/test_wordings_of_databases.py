"""Wordings of articles, covers, contents, databases and records, as three more authors had them."""

from extractor.fields import find_fields
from fixtures.sheets import placed, sheet
from tests.extractor.builders import value, values

TEXT = (
    "摘要：本文从三个方面讨论种植活动的组织。", "关键词：幼儿园；种植；课程", "随着课程改革的深入，种植活动受到重视。",
    "幼儿在活动中观察、记录、讨论。", "教师的支持应当适时而有度。",
)  # fmt: skip
HEAD = "霖江教育学刊  2021年第5期"
TITLE = "#农村小学阅读课的设计与观察"


def told(*lines):
    return find_fields((sheet(*lines),))


def sure(found, name):
    return [one for one in found.fields if one.name == name and one.confidence >= 0.9]


def article(*authors, title=TITLE, head=HEAD):
    return told(head, title, *authors, *TEXT)


def test_some_names_of_a_row_have_gaps_between_their_signs():
    found = article("覃国梁  卢晓雯  阿依努尔·艾山  冯 长 河")
    assert values(found, "authors") == ["覃国梁", "卢晓雯", "阿依努尔·艾山", "冯长河"]


def test_two_names_with_gaps_between_all_their_signs_make_no_three():
    found = article("文︱夏 雨 桐  佟 国 安")
    assert values(found, "authors") == ["夏雨桐", "佟国安"]


def test_letters_behind_names_tell_where_their_owners_work():
    found = article(
        "格桑邓珠a,b,卢晓雯a,莫 坤b,佟 佳b",
        "(a.霖州高原研究院,四川 康定 626000;b.霖州科技职业学院,四川 成都 611130)",
    )
    assert values(found, "authors") == ["格桑邓珠", "卢晓雯", "莫坤", "佟佳"]


def test_a_school_stands_before_each_name_of_a_row():
    found = article("霖州市未水区徐家湾幼儿园  卢 晓 雯   霖江市金塔区东风路幼儿园  佟 莹")
    assert values(found, "authors") == ["卢晓雯", "佟莹"]


def test_each_author_stands_over_their_school():
    found = article("#卢 晓 雯", "霖州市东湖小学", "#莫 启 明", "霖州市教育研究所")
    assert values(found, "authors") == ["卢晓雯", "莫启明"]


def test_an_author_of_a_rare_surname_behind_the_label():
    found = article("作者：朵娅　【霖州市临水区第六小学】", "　　　卢晓雯　【霖州学院教师教育系】")
    assert values(found, "authors") == ["朵娅", "卢晓雯"]


def test_authors_in_the_type_of_the_title_are_no_part_of_it():
    found = article("#卢 晓 雯  莫 启 明  岩 温 罕")
    assert value(found, "activity_title") == "农村小学阅读课的设计与观察"
    assert values(found, "authors") == ["卢晓雯", "莫启明", "岩温罕"]


def test_authors_in_letters_in_the_type_of_the_title():
    found = told(
        "Northern Journal of Inclusive Schooling, Vol. 7, No. 3, 2020, 15-31",
        "#Reading Support for Pupils with Hearing Loss", "#in Two Northern Primary Classrooms",
        "#Mo Qiming1* and Tong Wai-yan2", "1 Linzhou Donghu Primary School, Linzhou, China",
        "Abstract", "This study examined a support programme for eleven pupils in two schools.",
        "Keywords: reading, support",
    )  # fmt: skip
    assert value(found, "activity_title") == (
        "Reading Support for Pupils with Hearing Loss in Two Northern Primary Classrooms"
    )
    assert values(found, "authors") == ["Mo Qiming", "Tong Wai-yan"]


def test_the_end_of_an_english_title_is_no_author():
    found = told(
        "霖江数据知识服务平台", "#视障学生语文词汇学习中触摸编码的作用",
        "Role of Touch Coding in Chinese Vocabulary Learning of", "Blind Students",
        "摘要: 以某校高中部28名学生为对象，比较两种条件下生词的再认成绩。", "作者: 卢 晓 雯 [1]  莫 进 [2]",
        "关键词: 视障学生  词汇  触摸编码", "刊名: 霖江特殊教育", "年,卷(期): 2017, 14(4)", "ISSN: 2096-5478",
        "所属期刊栏目: 教学研究", "分类号: G762", "页数: 6 (58-63)", "参考文献(19)",
    )  # fmt: skip
    assert values(found, "authors") == ["卢晓雯", "莫进"]


def test_who_wrote_an_article_that_was_shared():
    found = told(
        "#【分享】农村小学阅读课的设计与观察", "原创　卢晓雯　莫启明　霖江阅读教与学　2022-03-21 18:00　发表于江苏",
        "本文刊于《霖江阅读教与学》2022年第3期，转载请注明来源。", *TEXT,
    )  # fmt: skip
    assert values(found, "authors") == ["卢晓雯", "莫启明"]
    assert value(found, "activity_title") == "农村小学阅读课的设计与观察"


def test_a_journal_between_its_page_and_its_count_of_issues():
    found = article("卢晓雯", head="· 36 ·  霖北冶金  总第 287 期")
    assert value(found, "journal") == "霖北冶金"


def test_a_journal_on_a_page_of_a_database():
    record = ("#农村小学阅读课的设计与观察", "卢晓雯1　莫启明2", "1.霖州市东湖小学　2.霖州师范学院")
    for line in (
        "霖东农业工程 . 2023 ,(08)",
        "霖东农业工程 . 2022 ,38 (11)  查看该刊数据库收录来源",
    ):
        assert value(told(*record, line, *TEXT), "journal") == "霖东农业工程"


def test_a_journal_of_which_a_reprint_was_made():
    found = told(
        "《霖江畜牧与饲料》论文抽印本", "2013年 第29卷 第1期", TITLE, "卢晓雯  莫启明", *TEXT
    )
    assert value(found, "journal") == "霖江畜牧与饲料"


def test_a_magazine_beside_the_name_of_its_part():
    foot = ("责编/夏小满", "2019年第9期  53 | CN 37-1482/G4 | ISSN 1672-5395")
    found = told(
        "校园内外·教师札记 | 教学随想", TITLE, "◎ 霖州市东湖小学  卢晓雯", *TEXT[2:] * 6, *foot
    )
    assert value(found, "journal") == "校园内外·教师札记"


def test_a_journal_has_its_chinese_name_beside_the_english_one():
    beside = article(
        "卢晓雯", head="Vocational Teaching Review | 职校天地 | 2019年12月  第35卷  第12期"
    )
    assert value(beside, "journal") == "职校天地"
    over = told(
        "《閱讀與教學學刊》,2018年,第46卷第1期", "Reading and Teaching Journal, 2018, Vol. 46, No. 1",
        TITLE, "卢晓雯", *TEXT,
    )  # fmt: skip
    assert value(over, "journal") == "閱讀與教學學刊"


def test_the_english_name_stands_in_a_row_of_its_own():
    found = told(
        "#支架式教学在小学阅读课中的应用", TEXT[0], "作者 | 卢晓雯；莫启明", "刊名 | 霖江教育月刊",
        "Journal | Linjiang Education Monthly", "年，卷(期) | 2019,(23)", "页数 | 3（105-107）",
    )  # fmt: skip
    assert value(found, "journal") == "霖江教育月刊"


def test_the_journal_of_an_article_that_is_first_read_online():
    found = told(
        "网络首发论文", "题目：绘本共读对孤独症儿童叙事能力的干预", "作者：卢晓雯，莫启明", "收稿日期：2023-11-17", "网络首发日期：2024-02-26",
        "#霖江特殊儿童康复", "#Journal of Linjiang Rehabilitation", "ISSN 1671-9069，CN 42-1688/G4",
        "网络首发：在编辑部工作流程中，稿件从录用到出版要经历录用定稿、排版定稿、整期汇编定稿等阶段。",
        "录用定稿指内容已经确定，且通过同行评议、主编终审同意刊用的稿件。排版定稿指录用定稿按照期刊特定版式排版后的稿件。",
        "出版确认：纸质期刊编辑部通过与电子期刊出版单位签约，在网络版上发布的论文视为正式出版，可以引用。",
        "因为本刊网络版为国家批准的网络连续型出版物，所以网络首发论文视为正式出版。",
    )  # fmt: skip
    assert value(found, "journal") == "霖江特殊儿童康复"


def test_what_a_head_says_of_the_page_is_no_journal():
    found = told(
        "全文复印  G31 | 2020年第11期", "#霖江语文教学文汇", "ISSN 1002-6835 | CN 11-4306/G4 | 月刊", "【阅读教学】",
        TITLE, "卢晓雯", *TEXT, *TEXT[2:] * 5, "▲ 霖江语文教学文汇  37",
    )  # fmt: skip
    assert value(found, "journal") == "霖江语文教学文汇"


def test_an_issue_of_which_marks_part_the_volume():
    found = told(
        "霖轨供电技术 ›› 2020, Vol. 41 ›› Issue (7): 88-92.", TITLE, "卢晓雯", *TEXT,
    )  # fmt: skip
    assert (value(found, "volume"), value(found, "issue")) == ("41", "7")


def test_the_number_of_a_school_is_no_issue():
    found = told(
        "#检索证明报告", "委托人：卢晓雯", "经检索 Web of Science 核心合集，下列1篇论文被 SCI-EXPANDED 收录，委托人为第二作者。",
        "Title: Reading support in rural classrooms of two northern counties", "Author(s): Mo, Qiming; Lu, Xiaowen",
        "Source: JOURNAL OF LINJIANG EDUCATION", "Volume: 17　Issue: 3　Pages: 211-219　Published: MAY 2021",
        "Addresses: [Lu, Xiaowen] Linzhou No 5 Middle Sch, Linzhou 459000, Peoples R China",
        "~霖江大学图书馆", "~2021年9月10日",
    )  # fmt: skip
    assert (value(found, "volume"), value(found, "issue")) == ("17", "3")
    assert values(found, "indexed_by") == ["SCI-EXPANDED"]


def test_a_part_of_a_month_of_which_an_issue_is():
    found = told(
        "中文核心期刊", "#霖江职业教育", "LINJIANG ZHIYE JIAOYU", "2021年第15期  5月下旬刊", "总第 826 期", "#目  次",
        "职业教育的三重逻辑……………… 卢晓雯  4", "学院改革探析…………… 莫启明  11", "ISSN 1009-8178 | CN 22-1256/G7",
    )  # fmt: skip
    assert value(found, "issue_date") == "2021-05"
    assert values(found, "indexed_by") == ["中文核心期刊"]


def test_who_checked_a_copy_tells_no_day_of_issue():
    found = told(
        "专业技术人员论文登记表（附论文首页复印件粘贴处）", "申报人：卢晓雯 | 单位：霖州市东湖中学", TITLE, "卢晓雯1　　莫启明2",
        "(1.霖州市东湖中学　2.霖州师范学院)", "载：《霖江教育探索》2023年第15卷第1期，2023年2月　P.93-98", *TEXT,
        "申报人排名：第一作者 | 字数：6200", "经核对，复印件与原件相符。　　　审核日期：2023年9月5日",
    )  # fmt: skip
    assert value(found, "issue_date") == "2023-02"
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "1")


def test_a_masthead_is_no_title_of_the_article_below_it():
    found = told(
        "#霖北煤机与自动化", "2014年7月25日出版  第30卷第7期(总第231期)", "期刊登记:CN 23-1377/TD   ISSN 1006-1487",
        "霖州市机械行业协会 主管主办", "————————————————————", "采煤机摇臂齿轮点蚀的监测", "佟志刚  卢晓雯  莫 妮",
        "(霖州机械技师学院 机电系)", "[文摘] 用铁谱方法对采煤机润滑油进行监测，提前23天预报故障1次。", "[主题词] 采煤机；摇臂",
        "摇臂是采煤机中故障率最高的部件之一。", "传统的检查方法停机时间长。", "油液监测技术近年来得到应用。",
    )  # fmt: skip
    assert value(found, "activity_title") == "采煤机摇臂齿轮点蚀的监测"
    assert values(found, "authors") == ["佟志刚", "卢晓雯", "莫妮"]
    assert value(found, "journal") == "霖北煤机与自动化"


def test_a_supplement_is_called_so_under_its_masthead():
    found = told(
        "#霖江安全与健康", "#2023年增刊(学术论文专辑)", "ISSN 1671-5500  CN 11-4819/X", "第45卷 增刊1  2023年6月",
        "#农村小学安全课程的开发与实践", "濮阳 凯  卢晓雯  佟 辰", "(霖州职业学院,天津 300270)", *TEXT,
    )  # fmt: skip
    assert value(found, "activity_title") == "农村小学安全课程的开发与实践"
    assert value(found, "journal") == "霖江安全与健康"


CONTENTS = (
    "霖江果树  2019 · 6(双月刊)", "目  次", "苹果越冬抽条原因调查…………………佟 莹 等(5)",
    "油桃蜜蜂授粉技术要点…………………卢晓雯 莫启明(16)",
)  # fmt: skip


def test_a_row_of_the_contents_is_called_ones_own():
    own = CONTENTS[-1] + "  ←本人文章,第二作者为本人"
    found = told(*CONTENTS[:-1], own, "蓝莓基质袋栽水肥一体化…………………夏 雪(20)")
    assert value(found, "activity_title") == "油桃蜜蜂授粉技术要点"
    assert values(found, "authors") == ["卢晓雯", "莫启明"]
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("莫启明", "2")


def test_a_note_below_the_contents_tells_whose_article_is_meant():
    note = (
        "说明:《油桃蜜蜂授粉技术要点》一文作者卢晓雯系霖州市农业科学研究所高级农艺师,为第一作者。"
    )
    found = told(*CONTENTS, "蓝莓基质袋栽水肥一体化…………………夏 雪(20)", note)
    assert value(found, "activity_title") == "油桃蜜蜂授粉技术要点"
    assert values(found, "authors") == ["卢晓雯", "莫启明"]
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "1")
    assert value(found, "employer") == "霖州市农业科学研究所"


def test_the_class_of_a_journal_begins_the_next_line():
    found = article(
        "卢晓雯",
        head="（来源：《霖江幼教》2022年第12期，国内统一刊号CN 12-1350/G6，全文2600字）",
    )
    assert value(found, "cn_number") == "CN12-1350/G6"


def test_an_issn_is_that_of_the_print():
    for told_so in ("ISSN Print: 1671-5500", "ISSN (print) 1671-5500"):
        assert value(article("卢晓雯", told_so), "issn") == "1671-5500"


def test_a_gap_stands_behind_the_thousands_of_the_characters():
    found = told(HEAD, TITLE, "卢晓雯", *TEXT, "(全文约2 800字)")
    assert value(found, "characters") == "2800"


def test_who_indexes_a_journal_stands_alone_in_its_head():
    for line, name in (
        ("中国科技核心期刊", "中国科技核心期刊"), ("Indexed in ERIC", "ERIC"),
        ("本刊为《中国核心期刊(遴选)数据库》收录期刊", "中国核心期刊(遴选)数据库"),
    ):  # fmt: skip
        assert values(told(line, HEAD, TITLE, "卢晓雯", *TEXT), "indexed_by") == [name]


def test_a_proof_of_indexing_has_the_place_in_brackets():
    found = told(
        "#霖江师范大学图书馆", "#CSSCI 论文收录证明", "论文题目 | 县域教育均衡政策的执行偏差", "作者 | 卢晓雯；莫启明", "收录类别 | CSSCI",
        "兹证明霖州市教育局教研室卢晓雯同志（本文第一作者）所著上述论文，经检索，确已收录。", "~霖江师范大学图书馆", "~2023年10月18日",
    )  # fmt: skip
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "1")


def test_whose_work_a_record_of_a_platform_tells_of():
    found = told(
        "教师科研业绩管理平台 | 当前用户：卢晓雯 | 退出", "论文成果 — 查看", "论文题目 | 小学阅读课的“三问”设计",
        "成果归属人 | 卢晓雯 | 所属单位 | 霖州市东湖中学", "发表刊物 | 霖江教育研究与指导", "刊号 | CN 33-1402/D | ISSN | 1672-3856",
        "发表时间 | 2022-07 | 年期 | 2022年第7期", "全部作者 | 佟志刚；卢晓雯；莫启明", "本人排名 | 2 | 作者总数 | 3",
    )  # fmt: skip
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "2")
    assert value(found, "employer") == "霖州市东湖中学"


def test_a_newspaper_as_it_is_read_on_a_screen():
    found = told(
        "霖江晨报  数字报        2023年5月24日  第1873期", TITLE, "霖州市东湖小学   卢 晓 雯", *TEXT,
        "统一刊号：CN 33-0126",
    )  # fmt: skip
    assert value(found, "journal") == "霖江晨报"
    assert value(found, "issue") == "1873"


def test_a_newspaper_beside_the_day():
    head = "霖北理论导报 | 2022年10月18日　星期二 | 第06版·学苑"
    found = told(head, "国内统一连续出版物号 CN 33-0092", TITLE, "□ 卢晓雯　佟莹", *TEXT)
    assert value(found, "journal") == "霖北理论导报"


def test_the_number_of_an_issue_before_a_month_is_no_day():
    found = told(
        "ISSN 1674-5555        LINJIANG JOURNAL OF RURAL EDUCATION        Vol. 29 No. 1    Mar. 2022",
        "doi:10.19412/j.issn.1674-5555.2022.01.011", TITLE, "卢晓雯，佟 莹", *TEXT,
    )  # fmt: skip
    assert value(found, "issue_date") == "2022-03"
    assert "EDUCATION" not in [one.value for one in sure(found, "journal")]


def test_the_month_of_which_an_issue_is_a_part():
    foot = "刊号：ISSN 1674-5555  CN 44-1693/G6    2020年第18期（总第517期）"
    found = article("卢晓雯", *TEXT, foot, head="霖南早教                2020.9 下半月刊")
    assert value(found, "issue_date") == "2020-09"


def test_a_part_of_a_month_beside_the_issue_of_a_cover():
    found = told(
        "ISSN 2095-5555", "#霖江机电教学", "2022年第8期 | 8月下旬 | 总第417期 第29卷", "本期要目", "数控实训的设计 | 9", "液压教学的要点 | 17",
        "主办单位：霖州机械工程技术学会",
    )  # fmt: skip
    assert value(found, "issue_date") == "2022-08"


def test_two_authors_in_letters_stand_in_columns():
    found = told(
        "Northern Journal of Power Studies, Vol. 6, No. 4, December 2022 | 148",
        "#A Converter with Soft Switches for", "#Used Battery Packs", "Mo Qiming | Lu Xiaowen",
        "School of Engineering | Power Research Center", "Abstract—This paper presents a converter for used packs in two plants.",
        "Index Terms—converter, battery",
    )  # fmt: skip
    assert values(found, "authors") == ["Mo Qiming", "Lu Xiaowen"]


def test_authors_beside_their_names_in_pinyin():
    found = told(
        "霖江数据知识服务平台", TITLE, "作者： | 卢晓雯 Lu Xiaowen 莫启明 Mo Qiming 佟莹 Tong Ying",
        "刊名： | 霖江教育研究", "年,卷(期): | 2022, 52(4)", "ISSN: | 1003-5555",
    )  # fmt: skip
    assert values(found, "authors") == ["卢晓雯", "莫启明", "佟莹"]


def test_signs_at_the_names_of_authors():
    assert values(article("卢 晓 雯1，阿依努尔·艾山2，莫 启 明1+，佟 莹1"), "authors") == [
        "卢晓雯", "阿依努尔·艾山", "莫启明", "佟莹",
    ]  # fmt: skip
    assert values(article("⊙ 卢 晓 雯1  莫 启 明2"), "authors") == ["卢晓雯", "莫启明"]
    assert values(article("撰稿人  卢晓雯  佟 莹"), "authors") == ["卢晓雯", "佟莹"]


def test_the_english_name_stands_behind_the_journal_of_a_label():
    found = told(
        "霖江文献总库 | 文献知网节", TITLE, "卢晓雯  莫启明", TEXT[0],
        "来源期刊 | 霖江社区护理 Community Nursing of Linjiang", "ISSN | 1007-5555", "页码 | 86-90",
    )  # fmt: skip
    assert value(found, "journal") == "霖江社区护理"


def test_the_year_and_the_issue_of_a_record():
    found = told(
        "霖江学术期刊全文数据库 | 打印日期：2022-11-18", TITLE, "卢晓雯；佟 莹", TEXT[0], "刊名：霖江外语教学", "年，期：2021(11)",
        "页码：66-75",
    )  # fmt: skip
    assert (value(found, "issue_date"), value(found, "issue")) == ("2021", "11")


def test_one_list_of_journals_by_both_its_names():
    found = told(
        "#文献检索报告", "委托人 | 卢晓雯", "检索结论：论文发表之期刊属《中文核心期刊要目总览》（2020年版）收录范围，即通称之“北大核心”。",
        "题    名：农村小学阅读课的设计与观察", "作    者：莫启明，卢晓雯", "刊    名：霖江教育", "~霖州科技文献检索中心",
        "~二〇二一年十月二十九日",
    )  # fmt: skip
    assert values(found, "indexed_by") == ["北大核心"]
    assert value(found, "holder_rank") == "2"


def test_who_holds_the_articles_of_a_journal():
    for line, name in (
        ("中国知网全文收录期刊", "中国知网"), ("收录：中国人文社会科学引文库", "中国人文社会科学引文库"),
    ):  # fmt: skip
        assert values(told(line, HEAD, TITLE, "卢晓雯", *TEXT), "indexed_by") == [name]


def test_labels_of_a_proof_in_brackets():
    found = told(
        "#论文收录检索证明", "委托人：卢晓雯", "检索结果：委托人提供的1篇论文已被CSSCI收录。", "【来源篇名】县域教研中的合作及其条件",
        "【英文篇名】Cooperation in County Teaching Research", "【来源作者】佟莹/卢晓雯/莫启明", "【期    刊】霖江教育评论",
        "~霖江大学图书馆", "~2022年4月12日",
    )  # fmt: skip
    assert value(found, "activity_title") == "县域教研中的合作及其条件"
    assert values(found, "authors") == ["佟莹", "卢晓雯", "莫启明"]


def test_whose_articles_a_school_lists():
    found = told(
        "#教师论文发表目录", "填报人：卢晓雯        所在部门：基础部", "论文题目 | 中职英语听说课的问题设计", "作者（按署名顺序） | 莫启明、卢晓雯",
        "发表刊物 | 霖江中职教学", "刊    号 | CN 21-1493/G4", "期次 | 2019年第7期", "填报人签字：卢晓雯",
    )  # fmt: skip
    assert values(found, "authors") == ["莫启明", "卢晓雯"]
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "2")


LISTED = (
    "#目  次", "#《霖江教育科研》二〇二一年第七期", "ISSN 1003-5555  CN 51-1207/G4  月刊 1985年创刊",
    "义务教育的县域行动 | 佟 志 刚 | 1", "小学科学新旧教材比较 | 夏 雪 | 6",
)  # fmt: skip


def test_a_row_of_contents_in_columns_is_called_ones_own():
    found = told(*LISTED, "▲初中英语听说活动的设计(本人论文) | 卢 晓 雯 | 15")
    assert value(found, "activity_title") == "初中英语听说活动的设计"
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "1")
    assert value(found, "journal") == "霖江教育科研"


def test_a_line_below_the_contents_tells_whose_article_is_meant():
    note = "附：本校教师卢晓雯论文位于第15—19页，系第二作者。"
    found = told(*LISTED, "初中英语听说活动的设计 | 莫启明、卢晓雯 | 15", note)
    assert value(found, "activity_title") == "初中英语听说活动的设计"
    assert (value(found, "holder_name"), value(found, "holder_rank")) == ("卢晓雯", "2")


def test_what_the_editors_point_at_is_nobodys_own():
    found = told(*LISTED, "☞ 初中英语听说活动的设计 | 莫启明 | 15", "(标“☞”者为本刊推荐阅读)")
    assert values(found, "authors") == []


def test_the_only_article_of_some_contents_in_columns():
    found = told(
        "#《霖江农牧职教》", "LINJIANG NONGMU ZHIJIAO", "2019年第2期（第34卷  总第131期）", "ISSN 1009-5555", "CN 23-1412/S", "本期要目",
        "中职种植专业的田间课堂 | 卢晓雯、佟莹 | 3",
    )  # fmt: skip
    assert value(found, "activity_title") == "中职种植专业的田间课堂"
    assert values(found, "authors") == ["卢晓雯", "佟莹"]
    assert value(found, "journal") == "霖江农牧职教"


def test_the_cover_of_a_reprint_has_the_journal_in_the_largest_type():
    found = told(
        "抽 印 本", "OFFPRINT", "#霖 江 技 术 师 范 学 报", "JOURNAL OF LINJIANG TECHNICAL NORMAL UNIVERSITY",
        "#农村教师培养制度的比较", "#与借鉴", "卢 晓 雯      莫 启 明      佟 志 刚", "2018年  第33卷  第5期", "（2018年10月出版）",
        "CN 35-1319/N      ISSN 1671-5555",
    )  # fmt: skip
    assert value(found, "journal") == "霖江技术师范学报"
    assert value(found, "activity_title") == "农村教师培养制度的比较与借鉴"


def test_an_exercise_in_an_article_is_not_its_title():
    found = told(
        "理科教研·数学版 | 2019年5月10日出版", "#一道直线问题的解法与推广", "#莫 启 明", "(霖州市东湖高级中学 453100)",
        "摘 要：本文给出三种解法，并将结论推广。", "关键词：直线；推广", "题目 设直线l过点F与圆C交于A,B两点，求AM的方程.",
        "由题意可得方程。", "解之即得结论。", "此法较为简便。",
    )  # fmt: skip
    assert value(found, "activity_title") == "一道直线问题的解法与推广"
    assert values(found, "authors") == ["莫启明"]


def test_an_issue_between_a_journal_and_a_section_far_off():
    page = placed(
        ["阅读教学", "2016年第12期", "霖淮中学语文", "农村中学阅读课的设计与观察", "卢晓雯", *TEXT],
        [
            (0.12, 0.06, 0.21, 0.08), (0.6, 0.06, 0.73, 0.08), (0.74, 0.06, 0.89, 0.08),
            (0.18, 0.11, 0.82, 0.14), (0.46, 0.16, 0.54, 0.18),
            *((0.12, 0.2 + 0.03 * at, 0.88, 0.22 + 0.03 * at) for at in range(len(TEXT))),
        ],
        (1240, 1754),
    )  # fmt: skip
    assert value(find_fields((page,)), "journal") == "霖淮中学语文"


def test_the_length_of_an_article_that_its_editors_printed():
    found = told(
        "#论文发表证明", "霖州市东湖幼儿园：", "贵园卢晓雯老师撰写的《童玩在户外游戏中的开发与实践》一文，已在我刊2020年第10期刊出，全文3800字。",
        "特此证明。", "~《霖江幼教》编辑部", "~2020年11月6日",
    )  # fmt: skip
    assert value(found, "characters") == "3800"


def test_a_yearbook_is_a_journal():
    found = article("卢晓雯", head="霖江学前教育年鉴（2020）      · 专题研究 ·")
    assert value(found, "journal") == "霖江学前教育年鉴"
