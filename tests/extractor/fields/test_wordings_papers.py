"""Wordings of papers, letters, books and patents, each read wrong once; people invented."""

from __future__ import annotations

import pytest

from extractor.fields import find_fields
from fixtures.sheets import sheet
from tests.extractor.builders import value, values

ABSTRACT = "摘  要:本文以一所县城中学为例,讨论了教研活动的组织。结果表明,该做法有效。"
KEYWORDS = "关键词:县城中学;教研;组织"


def read(*lines: str):
    return find_fields((sheet(*lines),), ())


def confidence(found, name: str) -> float:
    return max((f.confidence for f in found.fields if f.name == name), default=0.0)


def paper(*head: str, foot: tuple[str, ...] = ()):
    return read(*head, ABSTRACT, KEYWORDS, *foot)


TITLE = "#县城中学教研活动的组织与改进"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("田  疆1)   努尔兰·哈比提1)   邱建军2)", ["田疆", "努尔兰·哈比提", "邱建军"]),
        ("撒文军¹　赵  琛²　南  杰¹", ["撒文军", "赵琛", "南杰"]),
        ("郝树森¹  李绍平²  [日]佐藤健介³", ["郝树森", "李绍平", "佐藤健介"]),
        ("文 / 申屠 澈   柳湾县博物馆", ["申屠澈"]),
        ("窦 晓 峰", ["窦晓峰"]),
        ("王小明 (柳湾职业技术学院 新能源工程系,柳湾 750911)", ["王小明"]),
    ],
)
def test_who_stands_below_a_title(byline, names):
    assert values(paper(TITLE, byline), "authors") == names


def test_where_the_authors_work_is_nobody():
    found = paper(TITLE, "窦 晓 峰", "柳湾市第一职业中等专业学校  柳湾 276999")
    assert values(found, "authors") == ["窦晓峰"]


def test_letters_that_mark_where_the_authors_work():
    found = read(
        "#Home visits and medication adherence among older adults",
        "Tsering Lhamo a, Yanling Kou b,*, Duojie Renqing c, Xiaoming Shang b",
        "a Department of Nursing, Liuwan Hospital, Liuwan 811900, China",
        "b School of Nursing, Liuwan Medical University, Liuwan 730922, China",
        "c Liuwan County Center for Disease Control, Liuwan 811899, China",
        "Abstract: We evaluated whether a programme improves adherence. It did.",
        "Keywords: home visits; adherence",
    )
    assert values(found, "authors") == [
        "Tsering Lhamo", "Yanling Kou", "Duojie Renqing", "Xiaoming Shang",
    ]  # fmt: skip


def test_a_short_article_without_abstract():
    found = read(
        "小学语文教与思|XIAOXUE YUWEN JIAO YU SI|2022.6(下)",
        "#把“慢”还给童年的习作",
        "——以三年级上册习作单元为例",
        "柳湾市栖霞路小学  谷  雨",
        "三年级是学生习作的起步阶段。不少教师急于求成,结果学生望“作”生畏。笔者尝试放慢。",
        "一、慢慢看,让素材自己走进来",
        "生活如泉源,文章犹如溪水。开学第二周,我请学生每人认养一盆绿豆苗。",
        "[作者单位:柳湾市栖霞路小学(325999)]",
        "责任编辑:邵亦宁",
        "国内统一刊号 CN 33-1218/G4   邮发代号 32-999   定价 12.00元",
    )
    assert value(found, "activity_title") == "把“慢”还给童年的习作——以三年级上册习作单元为例"
    assert values(found, "authors") == ["谷雨"]
    assert value(found, "journal") == "小学语文教与思"
    assert confidence(found, "issue") < 0.9  # whether the second half is an issue of its own


@pytest.mark.parametrize(
    ("line", "journal", "issue"),
    [
        ("当代护理与康复  2016年11月第14卷第22期   Contemp Nurs Rehabil, Nov 2016", "当代护理与康复", "22"),
        ("高原语文学刊·初中版    2019年第10期", "高原语文学刊·初中版", "10"),
    ],
)  # fmt: skip
def test_a_journal_named_with_its_issue(line, journal, issue):
    found = paper(TITLE, "王小明", foot=(line,))
    assert (value(found, "journal"), value(found, "issue")) == (journal, issue)


@pytest.mark.parametrize(
    ("line", "pages"),
    [
        ("《新域地质》 2020年  第38卷  第1期  61-67页", "61-67"),
        ("西北提灌与节水　　2023年第7期　　128～130", "128-130"),
        ("引用信息:王小明.县城中学教研活动的组织与改进[J].柳湾教育,2023,45(12):47-52.", "47-52"),
        ("王小明. 县城中学教研活动的组织与改进[J]. 柳湾教育, 2022, 29(S1): 119-125.", "119-125"),
    ],
)
def test_the_pages_of_an_article(line, pages):
    assert value(paper(TITLE, "王小明", foot=(line,)), "pages") == pages


def test_an_issue_in_chinese_figures():
    found = paper("西部图书馆建设  二〇一七年第六期", TITLE, "王小明")
    assert (value(found, "journal"), value(found, "issue")) == ("西部图书馆建设", "6")


def test_a_note_at_the_foot_names_another_journal():
    note = "① 苗德福:《布展札记》,《湖中文物通讯》2010年第2期,第14页。"
    found = paper("博物馆学人  2024·1  总第 31 辑", TITLE, "王小明", foot=(note,))
    assert value(found, "journal") == "博物馆学人"


def test_an_issn_in_another_number():
    found = paper(TITLE, "王小明", foot=("DOI:10.98760/cma.j.issn.1671-9034.2019.04.009",))
    assert value(found, "issn") == "1671-9034"
    assert confidence(found, "issn") < 0.9


def letter(*lines: str, signed: str = "~《柳湾教育》编辑部"):
    return read("#录用通知", *lines, signed, "~2021年8月1日")


def test_several_who_wrote_a_paper():
    found = letter(
        "兹证明 额尔敦·巴图、佘秀兰、孔令川 三位作者(第一作者单位:柳湾大学)撰写的论文"
        "“自锁托槽的影响与比较”已通过三审,拟安排在2023年第44卷第1期刊出。"
    )
    assert values(found, "authors") == ["额尔敦·巴图", "佘秀兰", "孔令川"]


def test_the_place_of_one_author_in_a_letter_to_the_unit():
    found = letter(
        "柳湾市疾病预防控制中心:",
        "贵单位蒲海霞同志(第二作者)与甄永刚合著之《社区重点人群知晓率干预效果》一文,"
        "已由《疾病预防与健康促进(西北版)》审定录用,预计2023年第10期见刊。",
        "署名顺序:1.甄永刚  2.蒲海霞",
    )
    assert values(found, "authors") == ["甄永刚", "蒲海霞"]
    assert value(found, "activity_title") == "社区重点人群知晓率干预效果"
    assert value(found, "journal") == "疾病预防与健康促进(西北版)"
    assert value(found, "holder_rank") == "2"


def test_the_authors_behind_a_title_in_english():
    found = read(
        "#Letter of Acceptance",
        "Date: 2023-04-06",
        "Dear Dr. Tian Jiahui,",
        "We are pleased to inform you that your manuscript entitled “Wind-sand hazard assessment”"
        " by Tian Jiahui, Bai Yunfei and Mamtimin Hesen has been accepted for publication in"
        " Railway and Desert Engineering. It is scheduled to appear in Volume 8, Issue 2.",
        "Manuscript received: Oct. 9, 2022",
    )
    assert values(found, "authors") == ["Tian Jiahui", "Bai Yunfei", "Mamtimin Hesen"]
    assert value(found, "issue_date") == "2023-04-06"


def test_what_a_mail_is_about_and_what_the_paper_is_called():
    found = read(
        "发件人:朔方草业学报编辑部 <a@example.cn>",
        "主  题:稿件录用通知(系统自动发送)",
        "曹菁 博士:",
        "您好!经主编终审,您的稿件",
        "题目:荒漠草原补播对土壤种子库的影响",
        "作者:曹菁,马学礼,余雁",
        "已被《朔方草业学报》正式录用,将刊发于2022年第31卷第9期。请上传《著作权转让声明》扫描件。",
        "~朔方草业学报编辑部",
    )
    assert value(found, "activity_title") == "荒漠草原补播对土壤种子库的影响"
    assert value(found, "journal") == "朔方草业学报"


def test_who_signs_for_the_editors_is_no_part_of_their_name():
    found = letter(
        "王小明老师:",
        "大作《社区基金的动员逻辑》经审稿,决定录用。",
        signed="~《城乡社会工作》编辑部  尉迟",
    )
    assert values(found, "issuers") == ["《城乡社会工作》编辑部"]


def test_a_publishers_letter_on_a_book():
    found = read(
        "#著作出版证明",
        "兹有柳湾职业技术学院白淑琴同志独立完成的学术专著《戈壁农业设施栽培基质研究》,"
        "经我社三审三校,已于2019年11月正式出版发行,书号ISBN 978-7-226-95481-6,全书共26.4万字。",
        "特此证明。",
        "~岷阳人民出版社总编室",
        "~2019年12月3日",
    )
    assert found.kind.value == "book"
    assert value(found, "activity_title") == "戈壁农业设施栽培基质研究"
    assert value(found, "characters") == "264000"
    assert value(found, "publisher") == "岷阳人民出版社"
    assert value(found, "holder_name") == "白淑琴"


def test_a_sheet_on_who_wrote_how_much():
    found = read(
        "#学术著作署名及字数认定单",
        "申请人|欧阳晓梅|工作单位|柳湾师范学院",
        "著作名称|柳湾方言语音调查|书　　号|978-7-227-97715-0",
        "出版社|柳湾古籍出版社|出版年月|2021年9月",
        "署名位次|第3位|本人撰写字数|5.5万字",
        "经核对书稿审稿档案,字数属实。",
        "~柳湾古籍出版社",
    )
    assert value(found, "holder_name") == "欧阳晓梅"
    assert value(found, "holder_rank") == "3"
    assert value(found, "characters") == "55000"


def test_the_pages_of_a_book_have_no_holder():
    found = read(
        "#茶艺实训教程(活页式)",
        "图书在版编目(CIP)数据",
        "茶艺实训教程:活页式 / 伏琴,李小蝶主编. -- 栖山 : 栖山大学出版社, 2023.2",
        "ISBN 978-7-5692-9871-0",
        "茶艺实训教程(活页式)",
        "责任编辑  郝 慧      责任校对  水 月",
        "开本 787mm×1092mm 1/16   14.75印张·305千字",
    )
    assert value(found, "holder_name") is None
    assert value(found, "activity_title") == "茶艺实训教程(活页式)"
    assert value(found, "characters") == "305000"


def test_what_a_translator_has_translated():
    found = read(
        "#翻译工作量证明",
        "译者姓名|古丽娜尔·艾山|性　　别|女",
        "工作单位|柳湾市民族语言翻译中心|译审语种|汉语→维吾尔语",
        "译著名称|设施葡萄越冬管理|统一书号|978-7-228-91664-2",
        "完成字数|9.8万字|署名方式|独立翻译",
        "出版单位|柳湾人民出版社|出版时间|2020年10月",
        "~柳湾人民出版社维文编辑部",
        "~2021年5月17日",
    )
    assert found.kind.value == "translation"
    assert value(found, "activity_title") == "设施葡萄越冬管理"
    assert value(found, "characters") == "98000"
    assert value(found, "publisher") == "柳湾人民出版社"


def test_a_patent_as_it_was_published():
    found = read(
        "(19) 国家知识产权局",
        "#(12) 实用新型专利",
        "(10) 授权公告号 CN 219899471 U",
        "(45) 授权公告日 2023.10.27",
        "(21) 申请号 202321089944.7",
        "(73) 专利权人 柳湾市第四中学",
        "(72) 发明人 漆雕明 龙在田 米拉·努尔兰",
        "(51) Int.Cl.  G09B 23/18 (2006.01)",
        "(54) 实用新型名称  楞次定律定量探究演示仪",
    )
    assert value(found, "issue_date") == "2023-10-27"


def test_a_proof_of_an_inventors_place():
    found = read(
        "#职工专利成果登记证明",
        "冶国栋,系柳湾输变电检修有限公司高级技师,其参与完成的下列专利已获国家授权:",
        "专利名称:一种带电作业用绝缘斗防冻裂检测方法",
        "专利号:ZL201910448377.5",
        "全部发明人:宗海峰、汤晓、冶国栋、旦正加(冶国栋排名第3)",
        "~柳湾输变电检修有限公司科技部",
        "~2023年2月20日",
    )
    assert values(found, "authors") == ["宗海峰", "汤晓", "冶国栋", "旦正加"]
    assert value(found, "holder_rank") == "3"
