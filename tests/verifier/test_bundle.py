"""The papers of one claim: pages put together, what each says of the other, on both pages."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.document import Box, Extraction, PagePart, PartKind, Place
from tests.verifier.builders import (
    CLAIM,
    HOLDER,
    TODAY,
    certificate,
    field,
    finding,
    guangzhou,
    judge,
)
from verifier.against import FolderLedger
from verifier.bundle import gather, merge
from verifier.bundle_work import is_the_journals
from verifier.check import check, relation_of
from verifier.contract.report import report_to_json
from verifier.duplicates.document import Document
from verifier.model import Evidence, Outcome, Recommendation, Relation, Report
from verifier.reasons import Reason
from verifier.relations import Match
from verifier.rules.bundle import linked

THERE = Place(2, Box(0.5, 0.5, 0.7, 0.6))


def leaf(name: str, *parts: str, **values: object) -> Extraction:
    """A page of a journal with nothing on it but what is given."""
    basis: dict[str, object] = dict.fromkeys(
        ("holder_name", "activity_title", "hours", "start_date", "end_date", "issue_date",
         "certificate_number", "issuers")
    )  # fmt: skip
    return certificate(
        kind="paper",
        name=name,
        parts=tuple(PagePart(1, PartKind(part)) for part in parts),
        **(basis | values),
    )


ARTICLE = leaf(
    "c.jpg", "article", activity_title="县域教研员课程领导力的现状调查", journal="岚江教育学刊"
)
COVER = leaf("a.jpg", "cover", journal="岚江教育学刊", issn="1977-7450", issue="3")
CONTENTS = leaf("b.jpg", "contents", activity_title="别的文章", journal="岚江教育学刊", issue="3")


def evidence(*extractions: Extraction) -> tuple[Evidence, ...]:
    return gather([Evidence(one, relation_of(one, CLAIM)) for one in extractions])


def reports(*extractions: Extraction) -> list[Report]:
    found = check(CLAIM, extractions, guangzhou(), engine=None, today=TODAY)  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Report)]


def test_the_file_with_the_article_stands_for_its_pages():
    cover, contents, article = evidence(COVER, CONTENTS, ARTICLE)
    assert (cover.part_of, contents.part_of, article.part_of) == ("c.jpg", "c.jpg", None)
    assert article.whole is not None
    assert cover.whole is None


def test_fields_come_from_the_page_that_shows_them_and_keep_its_name():
    whole = merge([ARTICLE, COVER, CONTENTS])
    issn = whole.first("issn")
    assert issn is not None
    assert (issn.value, issn.place.file) == ("1977-7450", "a.jpg")
    title = whole.first("activity_title")
    assert title is not None
    assert (title.value, title.place.file) == ("县域教研员课程领导力的现状调查", None)


def test_a_page_that_shows_a_value_better_gives_it_and_one_that_contradicts_does_not():
    unsure = leaf("a.jpg", "article", journal=field("journal", "岚江教育学列", 0.7))
    sure = leaf("b.jpg", "cover", journal=field("journal", "岚江教育学刊", 0.97))
    other = leaf("c.jpg", "cover", journal=field("journal", "课程与课堂", 0.99))
    better = merge([unsure, sure]).first("journal")
    assert better is not None
    assert better.value == "岚江教育学刊"
    kept = merge([sure, other]).first("journal")
    assert kept is not None
    assert kept.value == "岚江教育学刊"


def test_two_articles_keep_their_own_covers():
    second = leaf("d.jpg", "article", activity_title="另一篇文章的题目", journal="课程与课堂")
    its_cover = leaf("e.jpg", "cover", journal="课程与课堂")
    found = evidence(COVER, ARTICLE, second, its_cover)
    assert [one.part_of for one in found] == ["c.jpg", None, None, "d.jpg"]


def test_a_cover_that_may_belong_to_two_articles_belongs_to_none():
    second = leaf("d.jpg", "article", activity_title="另一篇文章的题目", journal="岚江教育学刊")
    assert [one.part_of for one in evidence(COVER, ARTICLE, second)] == [None, None, None]


def test_a_cover_without_its_article_is_judged_by_itself():
    cover, contents = evidence(COVER, CONTENTS)
    assert (cover.part_of, contents.part_of) == (None, "a.jpg") or (
        cover.part_of, contents.part_of) == ("b.jpg", None)  # fmt: skip


def test_a_page_brings_no_hours_and_no_recommendation_of_its_own():
    cover, article = reports(COVER, ARTICLE)
    assert (cover.part_of, cover.credit.hours) == ("c.jpg", None)
    assert cover.recommendation is Recommendation.READY
    assert finding(cover, "originals-only").outcome is Outcome.PASSED
    assert finding(article, "bundle-journal").outcome is Outcome.PASSED


def test_the_report_of_an_article_tells_its_files_and_what_their_pages_are():
    cover, article = (json.loads(report_to_json(one)) for one in reports(COVER, ARTICLE))
    assert cover["part_of"] == "c.jpg"
    assert article["work"]["files"] == ["c.jpg", "a.jpg"]
    assert article["work"]["parts"] == [
        {"page": 1, "part": "article"},
        {"page": 1, "part": "cover", "file": "a.jpg"},
    ]
    assert article["work"]["fields"]["issn"]["file"] == "a.jpg"
    assert "issn" not in article["fields"]  # what is on that file itself


def test_a_difference_shows_both_pages():
    letter = certificate(kind="unit_letter", name="b.pdf", hours=None)
    hours = replace(field("hours", Decimal(48), unit="学时"), place=THERE)
    letter = replace(letter, fields=(*letter.fields, hours))
    (first, _) = reports(certificate(), letter)
    found = next(
        one
        for one in json.loads(report_to_json(first))["findings"]
        if one["rule"] == "bundle-hours"
    )
    assert found["outcome"] == "failed"
    assert found["consequence"] == "review"
    assert found["evidence"] == [
        {"page": 1, "box": [0.1, 0.1, 0.4, 0.2]},
        {"page": 2, "box": [0.5, 0.5, 0.7, 0.6], "file": "b.pdf"},
    ]
    (compared,) = found["compared"]
    assert (compared["match"], compared["here"]["value"], compared["there"]["value"]) == (
        "different", 40, 48)  # fmt: skip
    assert compared["there"]["file"] == "b.pdf"
    assert "48" in found["message_zh"]
    assert "hours" in found["message_en"]
    assert found["remedy_zh"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"hours": field("hours", Decimal(48), 0.79, unit="学时")}, Outcome.NOT_APPLICABLE),
        ({"hours": field("hours", Decimal(48), 0.81, unit="学时")}, Outcome.FAILED),
        ({"hours": field("hours", Decimal(5), unit="天")}, Outcome.NOT_APPLICABLE),
        ({"hours": field("hours", Decimal(40), unit="课时")}, Outcome.PASSED),
        ({"hours": None}, Outcome.NOT_APPLICABLE),
    ],
)
def test_what_is_unread_unsure_or_of_another_unit_is_not_different(change, expected):
    other = Evidence(certificate(kind="unit_letter", name="b.jpg", **change), Relation.UNIT_LETTER)
    report = judge(certificate(), others=(other,))
    assert finding(report, "bundle-hours").outcome is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("骨干教师专业能力提升研修班", Outcome.PASSED),
        ("关于举办2021年骨干教师专业能力提升研修班的通知", Outcome.PASSED),
        ("骨干教帅专业能力提升研修班", Outcome.PASSED),
        ("学校食堂食品安全管理工作培训", Outcome.FAILED),
    ],
)
def test_a_title_within_a_frame_or_misread_by_a_sign_is_the_same(title, expected):
    notice = certificate(kind="meeting_notice", name="b.jpg", activity_title=title)
    report = judge(certificate(), others=(Evidence(notice),))
    assert finding(report, "bundle-titles").outcome is expected


def test_the_day_of_arrival_on_a_notice_is_no_other_day():
    notice = certificate(kind="meeting_notice", name="b.jpg", start_date="2021-07-04")
    assert finding(judge(certificate(), others=(Evidence(notice),)), "bundle-dates").outcome is (
        Outcome.PASSED
    )


def test_a_letter_is_compared_with_the_certificate_whose_title_it_bears():
    first = Evidence(certificate(activity_title="信息技术应用能力提升培训班"))
    second = Evidence(certificate(name="b.jpg", activity_title="校园食品安全管理培训班"))
    letter = Evidence(
        certificate(kind="unit_letter", name="c.jpg", activity_title="校园食品安全管理培训班"),
        Relation.UNIT_LETTER,
    )
    assert list(linked(first, (second, letter))) == []
    assert list(linked(second, (first, letter))) == [letter]
    assert list(linked(letter, (first, second))) == [second]


def test_a_certificate_and_a_statement_of_one_class_are_compared():
    statement = certificate(kind="hours_statement", name="b.jpg", hours=Decimal(36))
    found = finding(judge(certificate(), others=(Evidence(statement),)), "bundle-hours")
    assert [one.match for one in found.compared] == [Match.DIFFERENT]


def test_names_in_letters_and_in_characters_are_not_compared():
    foreign = certificate(language="en", holder_name="Lin Xiaoyun")
    translation = Evidence(certificate(kind="translation", name="b.jpg"), Relation.TRANSLATION)
    report = judge(foreign, others=(translation,))
    assert finding(report, "bundle-names").outcome is Outcome.NOT_APPLICABLE
    assert finding(report, "sealed-translation").outcome is Outcome.PASSED


def test_an_acceptance_letter_and_its_paper_name_one_journal_and_one_author():
    paper = replace(ARTICLE, fields=(*ARTICLE.fields, field("authors", "林晓芸")))
    letter = certificate(
        kind="acceptance_letter", name="b.jpg", activity_title="县域教研员课程领导力的现状调查",
        fields=(field("journal", "课程与课堂"), field("authors", "林晓芸")),
    )  # fmt: skip
    report = judge(letter, others=(Evidence(paper),))
    assert finding(report, "bundle-journal").outcome is Outcome.FAILED
    assert finding(report, "bundle-names").outcome is Outcome.PASSED


def test_authors_that_look_alike_are_a_question():
    paper = replace(ARTICLE, fields=(*ARTICLE.fields, field("authors", "李喆")))
    letter = certificate(
        kind="acceptance_letter", name="b.jpg", activity_title="县域教研员课程领导力的现状调查",
        holder_name=None, fields=(field("authors", "李哲"),),
    )  # fmt: skip
    found = finding(judge(letter, others=(Evidence(paper),)), "bundle-names")
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.NAMES_CLOSE)
    assert (found.inputs["here"], found.inputs["there"]) == ("李哲", "c.jpg 李喆")


@pytest.mark.parametrize(
    ("member", "outcome"), [("薛听雨", Outcome.NOT_APPLICABLE), ("郭美琪", Outcome.FAILED)]
)
def test_papers_of_two_people_of_one_project_name_both_rightly(member, outcome):
    team = (field("authors", "詹岩松"), field("authors", "薛听雨"))
    approval = certificate(kind="project", name="b.jpg", holder_name="詹岩松", fields=team)
    completion = certificate(kind="project", holder_name=member)
    report = judge(completion, others=(Evidence(approval),))
    assert finding(report, "bundle-names").outcome is outcome


def test_no_difference_between_papers_makes_an_item_void():
    letter = certificate(
        kind="unit_letter", name="b.jpg", holder_name="周启明", hours=Decimal(8),
        start_date="2020-01-01", end_date="2020-01-02",
    )  # fmt: skip
    report, _ = reports(certificate(), letter)
    assert report.recommendation is Recommendation.REVIEW


def test_pages_that_every_author_of_an_issue_has_are_no_repetition():
    on_record = FolderLedger((Document(COVER, ()),))
    assert on_record.related(COVER) == ()
    alike = replace(COVER, parts=())
    assert FolderLedger((Document(alike, ()),)).related(alike) != ()
    assert is_the_journals(COVER)
    assert not is_the_journals(ARTICLE)
    assert not is_the_journals(certificate())


def book(name: str, **values: object) -> Extraction:
    """A page of a book with nothing on it but what is given."""
    return replace(leaf(name, **values), kind=replace(COVER.kind, value="book"))


IMPRINT = book(
    "b.jpg", activity_title="乡村小学阅读教学实践研究", authors="闻秋白", publisher="青麓教育出版社",
    isbn="978-7-5487-2069-9", characters=Decimal(218000),
)  # fmt: skip
TITLE_PAGE = book("a.jpg", activity_title="乡村小学阅读教学实践研究", authors="闻秋白")


def test_a_books_pages_stand_behind_its_imprint():
    title_page, imprint = evidence(TITLE_PAGE, IMPRINT)
    assert (title_page.part_of, imprint.part_of) == ("b.jpg", None)
    assert imprint.whole is not None
    assert len(imprint.whole.pages) == 2


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (
            book("c.jpg", activity_title="乡村小学阅读教学实践研究（第2版）", authors="闻秋白"),
            False,
        ),
        (book("c.jpg", activity_title="乡村小学阅读教学实践研究", authors="苍梅"), False),
        (book("c.jpg", activity_title="乡村小学阅读教学实践研究", isbn="978-7-5487-1111-9"), False),
        (book("c.jpg", activity_title="阅读教学实践", isbn="978-7-5487-2069-9"), True),
        (book("c.jpg", isbn="978-7-5487-2069-9"), True),
        (book("c.jpg", publisher="青麓教育出版社"), False),
    ],
)
def test_a_page_is_of_a_book_by_its_number_or_by_its_title_and_authors(other, is_one):
    imprint, page = evidence(IMPRINT, other)
    assert (page.part_of == "b.jpg") is is_one
    assert (imprint.whole is not None) is is_one


def test_two_books_and_an_article_keep_their_own_pages():
    second = book(
        "d.jpg", activity_title="学前融合教育导论", authors="苍梅", characters=Decimal(90000)
    )
    found = evidence(TITLE_PAGE, COVER, second, ARTICLE, IMPRINT)
    assert [one.part_of for one in found] == ["b.jpg", "c.jpg", None, None, None]


TEAM = ("詹岩松", HOLDER.name or "", "袁锦程")


def project(name: str, *team: str, **values: object) -> Extraction:
    """An approval or completion of one project, made out to who leads it."""
    basis: dict[str, object] = {
        "activity_title": "农村初中生数学阅读能力培养的实践研究",
        "holder_name": team[0],
        "holder_rank": Decimal(1),
        "project_number": "JK19033",
        "start_date": "2019-03",
        "end_date": "2021-09",
        "certificate_number": None,
        "hours": None,
    }
    authors = tuple(field("authors", one) for one in team)
    return certificate(kind="project", name=name, fields=authors, **(basis | values))


@pytest.mark.parametrize(
    ("approval", "rule", "differing"),
    [
        (project("b.jpg", *TEAM), None, {}),
        (project("b.jpg", *TEAM, project_number="皖教规〔2019〕JK19033"), None, {}),
        (project("b.jpg", *TEAM, start_date="2019", end_date=None), None, {}),
        (
            project("b.jpg", *TEAM, project_number="JK21077"),
            "bundle-project",
            {"project_number": ("JK19033", "JK21077")},
        ),
        (
            project("b.jpg", *TEAM, start_date="2021-03", end_date="2023-03"),
            "bundle-dates",
            {"start_date": ("2019-03", "2021-03"), "end_date": ("2021-09", "2023-03")},
        ),
        (
            project("b.jpg", TEAM[0], TEAM[2], TEAM[1]),
            "bundle-project",
            {"holder_rank": (Decimal(2), Decimal(3))},
        ),
        # a paper made out to the member: its own word goes before the list of the other
        (
            project("b.jpg", TEAM[1], holder_rank=Decimal(3)),
            "bundle-project",
            {"holder_rank": (Decimal(2), Decimal(3))},
        ),
    ],
)
def test_approval_and_completion_of_a_project_are_compared(approval, rule, differing):
    """HF-066: on the place in the team hang 72, 60 or 50 hours."""
    report = judge(project("a.jpg", *TEAM), others=(Evidence(approval),))
    for asked in ("bundle-project", "bundle-dates"):
        found = finding(report, asked)
        expected = Outcome.FAILED if asked == rule else Outcome.PASSED
        assert found.outcome is expected, asked
        if asked == rule:
            pairs = [one for one in found.compared if one.match is Match.DIFFERENT]
            assert {one.name: (one.here.value, one.there.value) for one in pairs} == differing
            assert {one.there.place.file for one in pairs} == {"b.jpg"}
    assert report.recommendation is not Recommendation.VOID


def test_two_terms_of_a_class_are_not_compared_as_a_project_is():
    second = certificate(name="b.jpg", start_date="2021-09-06", end_date="2021-09-10")
    report = judge(certificate(), others=(Evidence(second),))
    assert finding(report, "bundle-dates").outcome is Outcome.NOT_APPLICABLE
    assert finding(report, "bundle-project").outcome is Outcome.NOT_APPLICABLE
