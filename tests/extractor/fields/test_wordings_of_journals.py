"""Wordings of journals, letters on articles, books and patents, as six more authors had them."""

import pytest

from extractor.fields import find_fields
from extractor.fields.people.teams import names_in
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

TEXT = (
    "摘要：本文从三个方面讨论种植活动的组织。", "关键词：幼儿园；种植；课程", "随着课程改革的深入，种植活动受到重视。",
    "幼儿在活动中观察、记录、讨论。", "教师的支持应当适时而有度。",
)  # fmt: skip
HEAD = "霖江教育学刊  2021年第5期"
TITLE = "#农村小学阅读课的设计与观察"


def told(*lines):
    return find_fields((sheet(*lines),))


def article(*authors, title=TITLE, head=HEAD):
    return told(head, title, *authors, *TEXT)


def place(found):
    return tuple(value(found, name) for name in ("journal", "volume", "issue", "issue_date"))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("期刊 / 霖江教育學刊 / 25卷4期 (2022/10)", ("霖江教育學刊", "25", "4", "2022-10")),
        ("首页 > 期刊 > 霖江教育探索 > 2019年05期", ("霖江教育探索", None, "5", "2019")),
        ("霖江园艺技术 2019(16):52-57", ("霖江园艺技术", None, "16", "2019")),
    ],
)  # fmt: skip
def test_a_journal_with_its_issue_in_an_unusual_form(head, expected):
    found = article("卢晓雯  莫启明", head=head)
    assert place(found) == expected


def test_a_journal_with_its_edition_below_its_name_in_letters():
    found = told(
        "J. Linjiang Inst. Technol. (Nat. Sci.)     Vol.34 No.4  Aug. 2021",
        "霖江工学院学报(自然科学版) 第34卷第4期 2021年8月", TITLE, "卢晓雯1,2, 莫启明1",
        "1. 霖江工学院 数学系, 霖州 643033; 2. 霖江测控实验室, 霖州 643033", *TEXT,
    )  # fmt: skip
    assert value(found, "journal") == "霖江工学院学报(自然科学版)"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("年/卷/期：2017年/29卷/1期", ("29", "1", "2017")),
        ("期刊：霖江教育  第十九卷第四期", ("19", "4", None)),
    ],
)
def test_year_volume_and_issue_in_words_or_with_their_signs(line, expected):
    found = told("学术期刊 > 文献详情", TITLE, "作者：卢晓雯", line, *TEXT)
    assert tuple(value(found, name) for name in ("volume", "issue", "issue_date")) == expected


def test_a_record_without_a_volume():
    found = told(
        "手机版 | 充值", TITLE, "卢晓雯1  莫启明2", "1. 霖江县教育督导室 2. 霖州师范学院",
        "摘要:推门听课成为督学进校的常规动作。", "关键词: 责任督学;推门听课", "专题: 中等教育",
        "分类号: G637", "霖江教育督导 . 2019 (05) | 查看该刊数据库收录来源",
        "ISSN:2096-5036  CN:43-1533/G4",
    )  # fmt: skip
    assert place(found)[::2] == ("霖江教育督导", "5")
    assert value(found, "issue_date") == "2019"


def test_an_edition_in_a_line_of_its_own_under_the_name():
    found = told(
        "#霖风教育", "（小学版）", "2021年 第10期 总第587期 | 月刊 1984年创刊", "#目　录",
        "花馍里的数学与美术 | 屈小燕 | 8", "从“教过”到“学会” | 卢晓雯 | 17",
        "主管单位 霖州教育传媒中心　　主办单位 霖风教育杂志社", "出版日期 2021年10月5日",
    )  # fmt: skip
    assert value(found, "journal") == "霖风教育(小学版)"


def test_a_masthead_in_two_languages_gives_the_chinese_name():
    found = told(
        "Northern Primary Education　Vol. 12, No. 2 (Serial No. 68), Apr. 2022",
        "北 方 小 学 教 育　　第12卷第2期（总第68期）　2022年4月",
        TITLE, "卢晓雯", "（霖州市东湖小学，霖州　666100）", *TEXT,
    )  # fmt: skip
    assert value(found, "journal") == "北方小学教育"


def test_how_often_and_for_whom_a_journal_appears_is_not_its_name():
    found = told(
        "国内外公开发行 | 月刊 | ISSN 1672-8270", "#霖江新视界", "LINJIANG XINSHIJIE", "2021年第5期",
        "主办：霖江教育传媒", "定价：8.00元",
    )  # fmt: skip
    assert value(found, "journal") != "国内外公开发行"


def test_contents_is_no_journal():
    found = told(
        "Contents 目次　　霖江儿童康复　2012年2月　第7卷第1期", "· 论　　著 ·",
        "1　幼儿共同注意的眼动研究…………………………卢 晓 雯", "9　书面语偏误分析……………………………莫 启 明",
        "ISSN 1673-5420",
    )  # fmt: skip
    assert value(found, "journal") != "Contents 目次"


def test_a_name_over_its_issue_on_a_page_with_the_article_number():
    found = told(
        "文章编号:1008-2360(2022)01-0056-06", "第20卷第1期 | 霖海职业技术学院学报 | 2022年3月",
        "#小型灌溉站教学实训台的研制", "卢晓雯,莫启明", "(霖海职业技术学院,霖州 061100)", *TEXT,
    )  # fmt: skip
    assert value(found, "journal") == "霖海职业技术学院学报"


def test_a_masthead_under_its_issue_and_over_its_name_in_letters():
    found = told(
        "第 33 卷  第 1 期|2024 年 2 月", "#隧道与岩土工程", "TUNNEL AND GEOTECHNICAL TECHNIQUE",
        "DOI: 10.19929/j.cnki.sdyt.2024.01.013",
        "#富水砂层盾构渣土改良的试验及应用", "卢晓雯,莫启明", "(霖州交通职业学院,霖州 641100)", *TEXT, *TEXT,
    )  # fmt: skip
    assert value(found, "journal") == "隧道与岩土工程"
    assert value(found, "activity_title") == "富水砂层盾构渣土改良的试验及应用"


def test_the_papers_of_a_conference_under_its_name():
    found = told(
        "2022 4th International Conference on Intelligent Sensing and Drives (ICISD)",
        "#A Fault Diagnosis Method Based on Infrared Images", "Lu Xiaowen, Mo Qiming",
        "Abstract—Hot spots are the most common faults of arrays in service. A detector is proposed.",
        "Keywords—infrared image; fault diagnosis", "I. INTRODUCTION",
        "Modules working outdoors suffer from shading and cracks, which reduce the output [1], [2].",
        "DOI: 10.1109/ICISD56412.2022.00068",
    )  # fmt: skip
    assert value(found, "journal").startswith("2022 4th International Conference on Intelligent")


def test_authors_in_short_before_an_english_journal():
    found = told(
        "Lu et al. Annals of Northern Care (2020) 7:58", "https://doi.org/10.1286/s40981-020-0358-4",
        "RESEARCH ARTICLE          Open Access", "#Early walking after surgery of the hip",
        "Xiaowen Lu1, Qiming Mo2", "Abstract", "Background: Walking early is thought to be of use.",
        "Methods: Eleven trials with 1,426 patients were included.", "Keywords: Walking, Hip fracture",
        "Received: 27 February 2020   Accepted: 16 July 2020",
    )  # fmt: skip
    assert (value(found, "journal"), value(found, "volume")) == ("Annals of Northern Care", "7")


def test_the_month_of_a_cover_beside_its_part():
    found = told(
        "ISSN 1671-8305 | CN 52-1089/G4", "#霖灵教育", "LINLING JIAOYU", "2022", "#8",
        "8月·上半月刊　总第462期", "主办：霖灵教育杂志社",
    )  # fmt: skip
    assert value(found, "issue_date") == "2022-08"


def test_the_month_of_a_part_whose_issue_has_another_number():
    found = told(
        "教法研究|霖州地理教学|2023.9(下)", TITLE, "卢晓雯", *TEXT,
        "《霖州地理教学》 半月刊 ISSN 1005-9040 2023年第18期(总第742期)",
    )  # fmt: skip
    assert value(found, "issue_date") == "2023-09"


def test_the_day_behind_the_word_for_appearing():
    found = told(
        TITLE,
        "文 / 卢晓雯",
        *TEXT,
        "霖江生活志　2014年第10期 | 27",
        "ISSN 1674-5833　　CN 33-1362/G6　　出刊：2014年10月18日",
    )
    assert value(found, "issue_date") == "2014-10-18"


def test_where_a_text_was_printed_before_is_not_surely_its_journal():
    found = told(
        "霖湖教育年鉴（2002） | 专 文 | 317", TITLE, "卢晓雯",
        "【编者按】本文原载《霖湖教育》2001年第4期，作者应编辑部之约作了增补。", *TEXT,
    )  # fmt: skip
    assert all(
        one.confidence < 0.9 for one in found.fields if one.name in ("journal", "issue_date")
    )


def test_the_number_of_a_newspaper_in_a_cell_of_its_head():
    found = told(
        "06|论 坛|2014年11月19日 星期三", "#霖江教育时报",
        "国内统一连续出版物号:CN 34-0079|邮发代号:25-61|第2867期|责任编辑:桑 榆",
        TITLE, "□ 霖州市东湖小学  卢晓雯", *TEXT,
    )  # fmt: skip
    assert value(found, "issue") == "2867"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("◎ 霖州市平水区特殊教育学校　卢 晓 雯　　◎ 指导：霖州市教育科学研究所　莫 启 明",), ["卢晓雯"]),
        (("霖江县东湖小学　次旦卓嘎", "霖州市援藏教师（霖江县东湖小学）　莫启明"), ["次旦卓嘎", "莫启明"]),
        (("作　者：[1]卢晓雯；[2]莫启明；[3]景明亮",), ["卢晓雯", "莫启明", "景明亮"]),
        (("■霖江县西海镇第一小学　仁青措　■霖北州教育科学研究所　莫启明",), ["仁青措", "莫启明"]),
        (("卢晓雯¹’²,莫启明¹,段思源¹#(1.霖州医药学校,霖州 671000;2.霖江医院)",), ["卢晓雯", "莫启明", "段思源"]),
        (("卢 玫 莫 启 明 景 小 子",), ["卢玫", "莫启明", "景小子"]),
    ],
)  # fmt: skip
def test_authors_in_unusual_rows(authors, expected):
    assert values(article(*authors), "authors") == expected


def test_authors_with_raised_letters():
    found = told(
        "Northern Journal of School Libraries", "Volume 17, Issue 2, 2020 | ISSN 1839-4078",
        "#Classroom Book Corners in Nine Primary Schools", "Lu Xiaowen^a,*, Mo Qiming^a, Anna Hollis^b",
        "^a Linzhou Teachers' Centre, Linzhou, China", "Abstract: Book corners in nine schools.",
    )  # fmt: skip
    assert values(found, "authors") == ["Lu Xiaowen", "Mo Qiming", "Anna Hollis"]


def test_names_with_gaps_between_all_signs_are_parted_by_their_surnames():
    assert names_in("卢建国 鞠 蕾 尹 逊 阎 思 远") == ["卢建国", "鞠蕾", "尹逊", "阎思远"]
    # whose surname stands alone between two names is told by no gap but the next
    assert names_in("应 竹  卢  晓燕  须 弥") == ["应竹", "卢晓燕", "须弥"]


@pytest.mark.parametrize(
    "line",
    [
        "#农村小学阅读课的设计与观察 被引量:2",
        "#农村小学阅读课的设计与观察△",
    ],
)
def test_a_title_without_its_mark_or_what_a_database_counts(line):
    found = article("卢晓雯  莫启明", title=line)
    assert value(found, "activity_title") == "农村小学阅读课的设计与观察"


def test_a_page_of_abstracts_in_english():
    found = told(
        "160 | Research in Northern Practice | No. 3, 2022 (Serial No. 87)",
        "#ABSTRACTS OF MAIN ARTICLES", "#How Rural Teachers Notice Block Play", "LU Xiaowen, MO Qiming",
        "(Linzhou Preschool Teachers College, Linzhou 343000, China)",
        "Abstract: Forty-two teachers from township kindergartens were asked to watch three clips.",
        "Key words: teacher noticing; block play",
    )  # fmt: skip
    assert value(found, "activity_title") == "How Rural Teachers Notice Block Play"


def test_a_list_of_its_own_that_indexes_an_article():
    found = article("卢晓雯", "【收录情况】 CSSCI扩展版")
    assert values(found, "indexed_by") == ["CSSCI扩展版"]


def test_a_list_that_has_two_names_is_not_sure():
    found = article("卢晓雯", "（本文被 EI Compendex 收录，收录号 20114114）")
    (index,) = (one for one in found.fields if one.name == "indexed_by")
    assert index.confidence < 0.9


def test_the_length_in_words():
    assert value(article("卢晓雯", "（本文五千一百字）"), "characters") == "5100"


def test_an_order_of_authors_and_the_place_in_it():
    found = told(
        "#《霖北职教》编辑部", "#稿件录用通知书", "卢晓雯老师：",
        "您好！您以第一作者身份投来的论文《中职数控专业双场景评价的实践》，经终审，决定予以录用。",
        "作者署名及次序：卢晓雯，莫 峰（以此为准，不得再作增减）", "~《霖北职教》编辑部", "~2022年4月27日",
    )  # fmt: skip
    assert values(found, "authors") == ["卢晓雯", "莫峰"]
    assert value(found, "holder_rank") == "1"


def test_somebody_addressed_by_a_nurses_title_with_others():
    found = told(
        "#录用函", "单于慧敏护师:",
        "您好,由您与滕 霞、查建平共同撰写的论文“护理在造影中的应用”已通过终审,排入《霖江护理》2024年第33卷第2期。",
        "~霖江护理编辑部", "~2024年1月9日",
    )  # fmt: skip
    assert values(found, "authors") == ["单于慧敏", "滕霞", "查建平"]


@pytest.mark.parametrize(
    ("catalogued", "printed"),
    [
        ("霖江研学读本.淮河卷", "霖江研学读本·淮河卷"),
        ("霖江乡土论丛. 2022", "霖江乡土论丛(2022)"),
    ],
)
def test_a_books_name_as_printed(catalogued, printed):
    found = told(
        "图书在版编目(CIP)数据", f"{catalogued} / 卢晓雯,莫启明编著.—合肥:霖风教育出版社,2020.6",
        "ISBN 978-7-5700-1182-6", "#" + printed, "责任编辑|柯 英|装帧设计|鹿 鸣",
        "版  次|2020 年 6 月第 1 版|2020 年 6 月第 1 次印刷", "定  价|36.00 元",
    )  # fmt: skip
    assert value(found, "activity_title") == printed


def test_the_last_of_several_editions_of_a_title_in_two_lines():
    found = told(
        "#霖江空调系统", "#检测与维修", "(第二版)", "主 编  卢晓雯  莫启明",
        "出版发行:霖南机工出版社", "字数:412千字|印张:17.75", "2012年8月第1版 2018年1月第2版 2018年1月第1次印刷",
        "ISBN 978-7-111-58203-4|定价:45.00元",
    )  # fmt: skip
    assert value(found, "activity_title") == "霖江空调系统检测与维修"
    assert value(found, "issue_date") == "2018-01"


def test_a_volume_and_a_list_of_a_book():
    found = told(
        "#霖江数学史：几何篇", "（第3卷）", "卢晓雯　　莫启明　　编著", "CSSCI来源集刊",
        "出　　版　霖白书局", "书　　号　ISBN 978-7-5472-9012-1", "字　　数　21.4万", "定价：36.00元",
        "版　　次　二〇一九年五月第一版第一次印刷", "版权所有　翻印必究",
    )  # fmt: skip
    assert value(found, "volume") == "3"
    assert values(found, "indexed_by") == ["CSSCI"]


def test_a_book_for_the_house_with_those_who_helped():
    found = told(
        "内部资料 准印证号:(霖)L15-086", "#班主任工作一百答", "顾问:贝学群", "著者:莫启明",
        "参编人员(以姓氏笔画为序):丁 敏 卢 晓 雯", "封面题字:查 济", "目 录", "序 言/1|第一章 接班/5",
        "后 记/212", "编印单位 霖江县教育学会", "成书时间 2015年12月|总字数 21万字", "免费交流 请勿外传",
    )  # fmt: skip
    assert found.kind.value == "book"


def test_a_second_designer_in_the_line_below():
    found = told(
        "#外观设计专利证书", "证书号第6938215号", "外观设计名称：盲文练习板（六点）", "设 计 人：卢 可 心",
        "莫 启 明", "专利号：ZL 2021 3 0128840.7", "专利权人：霖州启明学校",
        "授权公告日：2021年11月02日", "~国家知识产权局",
    )  # fmt: skip
    assert values(found, "authors") == ["卢可心", "莫启明"]


def test_a_copy_of_the_register_without_a_day_of_its_own():
    found = told(
        "#专 利 登 记 簿 副 本", "专利号|ZL 2016 2 1042397.1", "专利类型|实用新型", "名称|一种定律演示装置",
        "申请日|2016年09月08日|授权公告日|2017年04月05日", "发明人|卢晓雯、莫 敏", "专利权人|霖江县临涣中学",
        "序号|登记事项|生效日|备注", "2|年费缴纳至第5年度|2020年08月28日|—", "~国家知识产权局专利局",
    )  # fmt: skip
    assert value(found, "issue_date") == "2017-04-05"


@pytest.mark.parametrize(
    "line",
    [
        "作者署名依次为：卢晓雯、莫启明。",
        "署名依次为卢晓雯、莫启明。",
        "作者排名依次为：卢晓雯、莫启明。",
    ],
)
def test_a_letter_that_tells_the_authors_one_by_one(line):
    found = told(
        "#《霖江基础教育》编辑部", "#录用通知书", "卢晓雯老师：",
        f"您好！您投给本刊的论文《农村小学阅读课的设计与观察》经编委会终审，决定录用。{line}",
        "~《霖江基础教育》编辑部", "~2020年7月28日",
    )  # fmt: skip
    assert values(found, "authors") == ["卢晓雯", "莫启明"]


@pytest.mark.parametrize("often", ["旬刊", "双月刊", "季刊"])
def test_how_often_a_journal_appears_is_not_its_name(often):
    found = told(f"{often}·2024年第13期·5月1日出版", TITLE, "卢晓雯", *TEXT)
    assert value(found, "journal") != often


@pytest.mark.parametrize("label", ["字数统计", "正文字数", "文章字数"])
def test_the_length_on_a_database_page(label):
    found = told("中文期刊平台 | 文献详情", TITLE, "作者：卢晓雯", *TEXT, f"{label}：约2900字")
    assert str(value(found, "characters")) == "2900"


@pytest.mark.parametrize(
    "line", ["第3412期 今日八版", "第3412期 国内统一连续出版物号：CN 65-0087", "总第3412期　星期三"]
)
def test_the_number_of_a_newspaper_with_what_stands_behind_it(line):
    found = told("霖江教师报", "2014年11月19日 星期三", line, TITLE, "卢晓雯", *TEXT)
    assert value(found, "issue") == "3412"


@pytest.mark.parametrize(
    "exercise",
    [
        "题目 已知椭圆x²/4+y²=1，直线l过点P(1,0)，求证：l过定点。",
        "题目　如图，在△ABC中，AB=AC，D为BC的中点。",
    ],
)
def test_an_exercise_is_not_the_title_of_the_article(exercise):
    found = told(
        HEAD, "解题研究", "#一道定点问题的多解与推广", "卢晓雯 (霖州市丹江高级中学 443200)",
        "文[1]给出了一道模拟试题的解答，现整理如下。", exercise, "1 解法探究",
        "解法1 设直线方程，代入得到两根之和. 由对称性可知定点在轴上.", "评析 这是常规的思路.",
        "2 推广", "结论1 对一般的情形仍然成立. 证明从略.", "(收稿日期：2021-03-08)",
    )  # fmt: skip
    assert value(found, "activity_title") == "一道定点问题的多解与推广"
    assert values(found, "authors") == ["卢晓雯"]


IMPRINT = (
    "#霖江童谣与音乐教学", "主　编　卢晓雯　莫启明", "霖江教育出版社出版发行", "霖州市印务有限公司印刷",
    "2018年6月第1版　2018年6月第1次印刷", "|开本：787毫米×1092毫米 1/16|印张：14.25|字数：228千字",
    "ISBN 978-7-5392-0416-8", "定价：38.00元",
)  # fmt: skip


@pytest.mark.parametrize(
    ("note", "employer"),
    [
        ("申报人莫启明，系本书第二作者", None),
        ("佐证人：莫启明，工作单位：霖州市丹江中学，排名第二", "霖州市丹江中学"),
        ("持有人：莫启明（排名2）　霖州市丹江中学", "霖州市丹江中学"),
        ("申报人：莫启明　单位：霖州市丹江中学　本人署名位次：2", "霖州市丹江中学"),
    ],
)
def test_a_note_on_a_book_tells_whose_it_is(note, employer):
    found = told(note, *IMPRINT)
    told_of = (value(found, name) for name in ("holder_name", "employer", "issue_date"))
    assert tuple(told_of) == ("莫启明", employer, "2018-06")
    assert str(value(found, "holder_rank")) == "2"


def test_a_note_on_a_book_of_somebody_else_tells_nothing():
    assert value(told("申报人：申小川　排名第二", *IMPRINT), "holder_name") is None


def test_a_note_on_a_patent_tells_whose_it_is():
    found = told(
        "佐证材料（申报人 莫启明，霖州市特殊教育学校，第2设计人）", "#外观设计专利证书",
        "外观设计名称：触摸识字积木", "设　计　人：卢晓雯、莫启明", "专　利　号：ZL 2015 3 0172906. 7",
        "专利申请日：2015年05月29日", "专 利 权 人：卢晓雯", "授权公告日：2015年10月14日",
        "　　本外观设计经过本局依照中华人民共和国专利法进行初步审查，决定授予专利权，颁发本证书。",
        "~中华人民共和国国家知识产权局",
    )  # fmt: skip
    assert (value(found, "holder_name"), value(found, "employer")) == (
        "莫启明", "霖州市特殊教育学校",
    )  # fmt: skip
    assert str(value(found, "holder_rank")) == "2"


@pytest.mark.parametrize("behind", ["由本社发行部调换", "由我社读者服务部调换"])
def test_an_imprint_that_promises_another_copy_is_no_letter(behind):
    found = told(*IMPRINT, f"凡购本书，如有缺页、倒页、脱页，{behind}")
    assert value(found, "activity_title") == "霖江童谣与音乐教学"
    assert str(value(found, "characters")) == "228000"
    assert value(found, "issue_date") == "2018-06"


@pytest.mark.parametrize("line", ["2021年3月·霖州", "霖州　2021年3月", "2021年3月"])
def test_the_date_below_the_press_on_a_title_page(line):
    found = told("霖江德育实践丛书", "#中学生生涯规划手册", "莫启明 主编", "霖江教育出版社", line)
    assert value(found, "issue_date") == "2021-03"
