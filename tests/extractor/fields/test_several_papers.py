"""One file with several papers: none of them lends its values to another."""

from dataclasses import replace

from extractor.fields import find_fields
from extractor.language.scripts import has_chinese
from fixtures.sheets import sheet
from tests.extractor.builders import value

CERTIFICATE = (
    "#结业证书", "证书编号：HSPX-2021-0417", "梁思睿同志：",
    "于2021年7月12日至7月16日参加霍源县骨干教师专业能力提升培训班，完成24学时，考核合格，准予结业。",
    "~霍源师范大学", "~2021年9月6日",
)  # fmt: skip
OF_ANOTHER = (
    "#结业证书", "证书编号：HSPX-2021-0433", "邱婉婷同志：",
    "于2021年3月8日至3月12日参加霍源县班主任能力提升培训班，完成40学时，考核合格，准予结业。",
    "~霍源师范大学", "~2021年4月6日",
)  # fmt: skip
NOTICE = (
    "#关于举办霍源县骨干教师专业能力提升培训班的通知", "各中小学：",
    "经研究，决定举办霍源县骨干教师专业能力提升培训班，现将有关事项通知如下。",
    "一、培训时间：2021年7月12日至7月16日", "二、培训地点：霍源师范大学",
    "~霍源师范大学", "~2021年6月10日",
)  # fmt: skip


def told(*pages):
    return find_fields(
        tuple(replace(sheet(*lines), number=at) for at, lines in enumerate(pages, start=1))
    )


def codes(found):
    return [problem.code for problem in found.problems]


def test_another_persons_page_lends_nothing_and_is_told():
    found = told(CERTIFICATE, OF_ANOTHER)
    assert value(found, "holder_name") == "梁思睿"
    assert value(found, "certificate_number") == "HSPX-2021-0417"
    assert value(found, "hours") == "24"
    assert codes(found) == ["P-SEVERAL-PEOPLE"]


def test_a_notice_behind_a_certificate_lends_it_no_day():
    for pages in ((CERTIFICATE, NOTICE), (NOTICE, CERTIFICATE)):
        found = told(*pages)
        assert found.kind.value == "training_certificate"
        assert value(found, "issue_date") == "2021-09-06"
        assert codes(found) == []


LETTER = (
    "#学时证明", "兹证明我校教师梁思睿同志参加霍源县骨干教师专业能力提升培训班，",
    "学习时间为2021年7月12日至7月16日，共计24学时。特此证明。", "~霍源县第一中学", "~2021年9月8日",
)  # fmt: skip


def test_a_letter_beside_a_certificate_is_a_paper_of_its_own():
    for pages, of_letter in (((CERTIFICATE, LETTER), 2), ((LETTER, CERTIFICATE), 1)):
        found = told(*pages)
        assert found.kind.value == "training_certificate"
        assert value(found, "issue_date") == "2021-09-06"
        [letter] = found.enclosed
        assert letter.pages == {of_letter}
        assert letter.kind.value in {"hours_statement", "unit_letter"}
        assert value(letter, "issue_date") == "2021-09-08"
        assert codes(found) == []


def test_a_notice_is_told_with_the_pages_behind_it():
    schedule = ("附件：", "课程安排", "1 课堂观察", "2021年6月1日")
    found = told(CERTIFICATE, NOTICE, schedule, LETTER)
    assert [one.pages for one in found.enclosed] == [{2, 3}, {4}]
    assert found.pages == {1}


def test_a_translation_lends_its_words_to_no_original():
    english = (
        "#CERTIFICATE", "This is to certify that", "#Liang Sirui",
        "has completed the course Inquiry in Science Teaching from July 12, 2021 to July 16, 2021.",
        "~Huoyuan Institute of Education",
    )  # fmt: skip
    chinese = (
        "#译文", "证书", "兹证明梁思睿于2021年7月12日至7月16日完成科学探究教学课程，共36学时。",
        "霍源教育学院", "译者：某某翻译有限公司",
    )  # fmt: skip
    found = told(english, chinese)
    assert found.language == "en"
    assert not any(has_chinese(str(field.value)) for field in found.fields)
    assert [one.kind.value for one in found.enclosed] == ["translation"]


def test_no_page_lies_in_two_papers():
    nameless = ("#译文", "本译文与原件一致。", "译者：某某翻译有限公司", "译文专用章")
    found = told(CERTIFICATE, NOTICE, nameless, LETTER)
    pages = [page for one in found.enclosed for page in one.pages]
    assert len(pages) == len(set(pages))
    assert not found.pages & set(pages)


def test_pages_of_two_years_of_a_journal_are_told():
    cover = (
        "#霍源教育研究",
        "2020年第6期",
        "ISSN 1671-0622",
        "CN44-1379/G4",
        "主办：霍源省教育学会",
    )
    article = (
        "霍源教育研究 2021年第6期", "#初中历史史料教学的三重进阶", "梁思睿", "（霍源县第一中学，霍源 514000）",
        "摘要：史料教学是历史课堂的难点，本文提出三重进阶。", "关键词：史料；进阶；课堂",
    )  # fmt: skip
    assert codes(told(cover, article)) == ["P-SEVERAL-ISSUES"]
    same = tuple(line.replace("2020年", "2021年") for line in cover)
    assert codes(told(same, article)) == []


def test_a_letter_of_acceptance_before_the_article_is_not_the_article():
    letter = (
        "#稿件录用通知", "梁思睿老师：", "您投寄的稿件《初中历史史料教学的三重进阶》经审核，决定录用，拟刊于本刊2020年第12期。",
        "~《霍源教育研究》编辑部", "~2020年9月1日",
    )  # fmt: skip
    article = (
        "霍源教育研究 2021年第6期", "#初中历史史料教学的三重进阶", "梁思睿", "（霍源县第一中学，霍源 514000）",
        "摘要：史料教学是历史课堂的难点，本文提出三重进阶。", "关键词：史料；进阶；课堂",
    )  # fmt: skip
    found = told(letter, article)
    assert found.kind.value == "paper"
    assert value(found, "issue_date") == "2021"
    assert [(one.kind.value, one.pages) for one in found.enclosed] == [("acceptance_letter", {1})]
    assert codes(found) == []


def test_two_papers_of_one_person_with_other_hours_or_days_are_told():
    letter = (
        "#学时证明", "兹证明我校教师梁思睿同志参加霍源县骨干教师专业能力提升培训班，",
        "学习时间为2021年7月19日至7月23日，共计42学时。特此证明。", "~霍源县第一中学", "~2021年9月8日",
    )  # fmt: skip
    assert set(codes(told(CERTIFICATE, letter))) == {"P-SEVERAL-HOURS", "P-SEVERAL-DAYS"}


def test_the_back_of_a_certificate_belongs_to_it():
    back = ("#课程安排", "1 课堂观察", "2 作业设计", "3 教学评价")
    found = told(CERTIFICATE, back)
    assert value(found, "holder_name") == "梁思睿"
    assert codes(found) == []


def test_whoever_stands_behind_anothers_page_or_a_notice_belongs_there():
    schedule = ("附件：", "课程安排", "1 课堂观察", "2021年6月1日")
    for behind in (OF_ANOTHER, NOTICE):
        found = told(CERTIFICATE, behind, schedule)
        assert value(found, "issue_date") == "2021-09-06"
        assert all(field.place.page == 1 for field in found.fields)


def test_names_that_differ_by_a_character_are_a_question():
    close = tuple(line.replace("梁思睿", "梁思敏") for line in CERTIFICATE)
    assert codes(told(CERTIFICATE, close)) == ["P-SEVERAL-PEOPLE"]


def test_a_name_in_letters_is_not_compared_with_one_in_characters():
    english = (
        "#CERTIFICATE", "This is to certify that", "#Liang Sirui",
        "has completed the training course from July 12, 2021 to July 16, 2021.", "~Huoyuan Normal University",
    )  # fmt: skip
    assert codes(told(CERTIFICATE, english)) == []


def test_two_certificates_of_one_person_with_other_numbers_are_told():
    again = tuple(line.replace("0417", "0688") for line in CERTIFICATE)
    assert codes(told(CERTIFICATE, again)) == ["P-SEVERAL-NUMBERS"]


def test_days_that_overlap_and_differ_are_told():
    longer = tuple(line.replace("至7月16日", "至7月23日") for line in CERTIFICATE)
    assert codes(told(CERTIFICATE, longer)) == ["P-SEVERAL-DAYS"]


def test_strangers_of_a_whole_class_are_told_once():
    assert codes(told(CERTIFICATE, OF_ANOTHER, OF_ANOTHER, OF_ANOTHER)) == ["P-SEVERAL-PEOPLE"]


SECOND = (
    "#结业证书", "证书编号：HSPX-2021-0688", "梁思睿同志：",
    "于2021年8月10日至8月12日参加霍源县信息技术应用能力提升培训班，完成18学时，考核合格，准予结业。",
    "~霍源县电化教育馆", "~2021年8月16日",
)  # fmt: skip


def test_a_second_certificate_of_the_same_person_is_listed_and_lends_nothing():
    back = ("#课程安排", "1 课堂观察", "2 作业设计", "3 教学评价")
    found = told(CERTIFICATE, SECOND, back)
    assert codes(found) == ["P-SEVERAL-CERTIFICATES"]
    assert found.pages == {1}
    assert value(found, "issue_date") == "2021-09-06"
    [second] = found.enclosed
    assert second.pages == {2, 3}
    assert (value(second, "hours"), value(second, "issue_date")) == ("18", "2021-08-16")


def test_every_further_certificate_is_counted_in_one_sentence():
    third = tuple(line.replace("0688", "0702").replace("18学时", "30学时") for line in SECOND)
    found = told(CERTIFICATE, SECOND, third)
    [problem] = found.problems
    assert "3 份证明" in problem.message
    assert "第 2、3 页" in problem.message
    assert [one.pages for one in found.enclosed] == [{2}, {3}]
