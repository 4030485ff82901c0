"""An article beside the contents of its journal: listed or not, under its authors or others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.document import Box, Extraction, Line, Page, PagePart, PartKind, Quality, Word
from tests.verifier.builders import CLAIM, TODAY, certificate, field, finding, guangzhou
from verifier.check import check
from verifier.contract.report import report_to_json
from verifier.model import Finding, Outcome, Recommendation, Report
from verifier.reasons import Reason

TITLE = "初中历史史料教学的三重进阶"
OTHERS = (
    ("核心素养视域下的课堂评价", "彭岚", "1"),
    ("乡村小规模学校的复式教学", "温启航", "8"),
    ("劳动教育课程的校本实施", "谭雨薇", "15"),
    ("整本书阅读的任务设计", "潘若琳", "45"),
    ("作业设计的三个维度", "骆　冰", "60"),
)
LINE = 0.02


def line(text: str, left: float, top: float, confidence: float = 0.98) -> Line:
    """A line of print, as wide as its signs."""
    box = Box(left, top, min(left + 0.02 * len(text), 1.0), top + LINE)
    return Line(text, box, confidence, (Word(text, box, confidence),))


def in_columns(*rows: Sequence[str], top: float = 0.3) -> list[Line]:
    """Rows of title, authors and page number, each in its column."""
    return [
        line(text, left, top + at * 0.03)
        for at, row in enumerate(rows)
        for text, left in zip(row, (0.1, 0.58, 0.88), strict=False)
    ]


def journal(*lines: Line, heading: str = "目　录", **values: object) -> Extraction:
    """A file with one page of contents."""
    whole = (
        line(heading, 0.4, 0.1),
        line("岭东教学研究 2021年第6期（总第318期）", 0.2, 0.2),
        *lines,
    )
    return reading("b.jpg", PartKind.CONTENTS, Page(1, 1000, 1400, whole), **values)


def reading(name: str, part: PartKind, page: Page, **values: object) -> Extraction:
    nothing = dict.fromkeys(
        ("holder_name", "activity_title", "hours", "start_date", "end_date", "issue_date",
         "certificate_number", "issuers")
    )  # fmt: skip
    parts = (PagePart(page.number, part),)
    basis = nothing | {"journal": "岭东教学研究"}
    made = certificate(kind="paper", name=name, parts=parts, **(basis | values))  # type: ignore[arg-type]
    return replace(made, pages=(page,), seals=())


def article(
    *authors: str, title: str = TITLE, text: str = "史料是历史教学的根基。", sure: float = 0.95
) -> Extraction:
    page = Page(1, 1000, 1400, (line(title, 0.1, 0.1), line(text, 0.1, 0.3)))
    named = tuple(field("authors", one, sure) for one in authors)
    return reading("a.jpg", PartKind.ARTICLE, page, activity_title=title, fields=named)


def asked(of: Extraction, *others: Extraction) -> Finding:
    return finding(judged(of, *others), "journal-contents")


def judged(of: Extraction, *others: Extraction) -> Report:
    found = check(CLAIM, (of, *others), guangzhou(), engine=None, today=TODAY)  # type: ignore[arg-type]
    assert isinstance(found[0], Report)
    return found[0]


OURS = article("冯晓彤", "黎振宇")


def entry(authors: str, title: str = TITLE) -> Extraction:
    """Contents in columns that list the article among others."""
    return journal(*in_columns(*OTHERS[:3], (title, authors, "23"), *OTHERS[3:]))


@pytest.mark.parametrize(
    "authors",
    ["冯晓彤，黎振宇", "冯晓彤 黎振宇", "冯晓彤黎振宇", "冯晓彤", "冯晓彤等", "冯晓丹、黎振宇"],
)
def test_an_entry_under_the_articles_authors_agrees(authors):
    """Contents may give the first author alone; a sign may be misread."""
    found = asked(OURS, entry(authors))
    assert (found.outcome, found.reason) == (Outcome.PASSED, Reason.CONTENTS_AGREE)


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ("黎振宇，冯晓彤", "黎振宇、冯晓彤"),
        ("郭美琪，黎振宇", "郭美琪、黎振宇"),
        ("郭美琪", "郭美琪"),
        ("郭美琪黎振宇", "郭美琪、黎振宇"),
        ("黎振宇", "黎振宇"),
        ("冯晓彤，郭美琪，黎振宇", "冯晓彤、郭美琪、黎振宇"),
    ],
)
def test_other_authors_or_another_order_are_a_question_with_both_pages(authors, shown):
    report = judged(OURS, entry(authors))
    found = finding(report, "journal-contents")
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.CONTENTS_DIFFER)
    assert (found.inputs["here"], found.inputs["there"]) == ("冯晓彤、黎振宇", shown)
    assert [place.file for place in found.places] == [None, "b.jpg"]
    assert report.recommendation is Recommendation.REVIEW
    told = {one["rule"]: one for one in json.loads(report_to_json(report))["findings"]}
    (compared,) = told["journal-contents"]["compared"]
    assert (compared["there"]["value"], compared["there"]["file"]) == (shown, "b.jpg")


def test_one_who_stands_on_the_articles_page_is_no_other_author():
    """Perhaps not all of the authors were read."""
    ours = article("冯晓彤", text="冯晓彤1，黎振宇2（广州市海东区新港中学）")
    assert asked(ours, entry("冯晓彤，黎振宇")).reason is Reason.CONTENTS_AGREE


def test_an_article_that_well_read_contents_do_not_list_is_a_question():
    report = judged(OURS, journal(*in_columns(*OTHERS)))
    found = finding(report, "journal-contents")
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.CONTENTS_SILENT)
    assert (found.inputs["title"], found.inputs["count"]) == (TITLE, "5")
    assert [place.file for place in found.places] == [None, "b.jpg"]
    assert report.recommendation is Recommendation.REVIEW


@pytest.mark.parametrize(
    "contents",
    [
        journal(*in_columns(*OTHERS[:3])),
        journal(*in_columns(*OTHERS), heading="本期要目"),
        journal(*in_columns(*((title, name) for title, name, _ in OTHERS))),
        journal(*(line(one.text, one.box.left, one.box.top, 0.8) for one in in_columns(*OTHERS))),
        replace(journal(*in_columns(*OTHERS)), quality=Quality("poor")),
        journal(*in_columns(*OTHERS, ("初中厉吏史科教学的三童进阶", "冯晓彤", "23"))),
        journal(*in_columns(*OTHERS, ("初中历史史料教", "冯晓彤", "23"))),
        journal(*in_columns(*OTHERS, ("初中历史史料教学的二重进路", "郭美琪", "23"))),
    ],
    ids=["few", "highlights", "no-pages", "unsure", "poor", "misread", "cut-off", "alike"],
)
def test_contents_that_may_list_it_or_not_everything_say_nothing(contents):
    assert asked(OURS, contents).outcome is Outcome.NOT_APPLICABLE


def test_an_article_may_stand_on_the_second_page_of_the_contents():
    first, second = journal(*in_columns(*OTHERS)), entry("冯晓彤、黎振宇")
    second = replace(second, source=replace(second.source, name="c.jpg"))
    found = asked(OURS, first, second)
    assert (found.reason, found.places[0].file) == (Reason.CONTENTS_AGREE, "c.jpg")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([f"{TITLE}……冯晓彤　黎振宇（23）"], Reason.CONTENTS_AGREE),
        ([f"23 {TITLE}／冯晓彤，黎振宇"], Reason.CONTENTS_AGREE),
        ([f"冯晓彤，黎振宇：{TITLE}（23）"], Reason.CONTENTS_AGREE),
        ([f"{TITLE}——以七年级为例　冯晓彤　黎振宇"], Reason.CONTENTS_AGREE),
        ([f"{TITLE}……郭美琪（23）"], Reason.CONTENTS_DIFFER),
        ([f"{TITLE}……骆　冰（23）"], Reason.CONTENTS_DIFFER),
        ([f"{TITLE}……黎振宇　冯晓彤（23）"], Reason.CONTENTS_DIFFER),
        # over or under the title, names of others may be those of another entry
        ([f"{TITLE}……（23）", "冯晓彤　黎振宇"], Reason.CONTENTS_AGREE),
        (["冯晓彤　黎振宇", f"{TITLE}……（23）"], Reason.CONTENTS_AGREE),
        ([f"{TITLE}……（23）", "黎振宇　冯晓彤"], Reason.CONTENTS_DIFFER),
        ([f"{TITLE}……（23）", "郭美琪　黎振宇"], Reason.CONTENTS_DIFFER),
        ([f"{TITLE}……（23）", "郭美琪"], Reason.CONTENTS_LIST),
        (["黎振宇", f"{TITLE}……（23）", "黎振宇　冯晓彤"], Reason.CONTENTS_LIST),
        # a title over two lines, and the heading of a section
        (["初中历史史料教学的", "三重进阶　郭美琪　23"], Reason.CONTENTS_DIFFER),
        ([f"{TITLE}　高教论坛"], Reason.CONTENTS_LIST),
        ([f"{TITLE}　本刊编辑部"], Reason.CONTENTS_LIST),
    ],
)
def test_entries_are_told_however_they_are_printed(lines, reason):
    others = [line(f"{title}……{name}（{page}）", 0.1, 0.3 + at * 0.03)
              for at, (title, name, page) in enumerate(OTHERS)]  # fmt: skip
    ours = [line(text, 0.1, 0.6 + at * 0.03) for at, text in enumerate(lines)]
    assert asked(OURS, journal(*others, *ours)).reason is reason


def test_a_second_column_gives_no_names_to_the_first():
    left = [line(TITLE, 0.05, 0.3), line("冯晓彤", 0.34, 0.3), line("23", 0.46, 0.3)]
    right = [
        line("整本书阅读的任务设计", 0.52, 0.3),
        line("潘若琳", 0.8, 0.3),
        line("45", 0.93, 0.3),
    ]
    assert asked(OURS, journal(*left, *right)).reason is Reason.CONTENTS_AGREE


@pytest.mark.parametrize("under", [0.0, 0.03])
def test_names_that_were_hardly_read_are_not_compared(under):
    """Nor where they stand under the title, beside a name of the article's."""
    rows = in_columns(*OTHERS[:3], (TITLE,))
    names = line("郭美琪　黎振宇", 0.58, 0.39 + under, 0.7)
    assert asked(OURS, journal(*rows, names)).reason is Reason.CONTENTS_LIST


def test_a_title_that_is_alike_need_not_be_read_surely_in_each_sign():
    rows = [replace(one, words=(replace(one.words[0], confidence=0.7),)) if one.text == TITLE else one
            for one in in_columns(*OTHERS[:3], (TITLE, "黎振宇，冯晓彤", "23"))]  # fmt: skip
    assert asked(OURS, journal(*rows)).reason is Reason.CONTENTS_DIFFER


def test_names_may_stand_before_the_title():
    rows = [(*OTHERS[0][1::-1], "1"), ("黎振宇　冯晓彤", TITLE, "23"), (*OTHERS[1][1::-1], "8")]
    found = asked(OURS, journal(*in_columns(*rows)))
    assert (found.reason, found.inputs["there"]) == (Reason.CONTENTS_DIFFER, "黎振宇、冯晓彤")


def test_dots_and_brackets_that_were_hardly_read_do_not_matter():
    def dotted(one: Line) -> Line:
        if one.box.left > 0.1:
            return one
        dots = Word("……（", one.box, 0.5)
        return replace(one, text=f"{one.text}……（", words=(*one.words, dots), confidence=0.7)

    contents = journal(*map(dotted, in_columns(*OTHERS)))
    assert asked(OURS, contents).reason is Reason.CONTENTS_SILENT


def test_a_page_that_falls_to_one_side_is_laid_straight():
    """The names of the next line would stand in this row else."""
    rows = in_columns(*OTHERS[:3], (TITLE, "冯晓彤", "23"), ("初中物理错题的归因", "郭美琪", "52"))
    fallen = [replace(one, box=Box(one.box.left, one.box.top + 0.035 * one.box.centre[0],
                                   one.box.right, one.box.bottom + 0.035 * one.box.centre[0]))
              for one in rows]  # fmt: skip
    contents = journal(*fallen)
    (page,) = contents.pages
    contents = replace(contents, pages=(replace(page, skew=2.8),))
    assert asked(OURS, contents).reason is Reason.CONTENTS_AGREE


def test_contents_within_one_file_are_compared_with_its_article():
    contents = journal(*in_columns(*OTHERS[:3], (TITLE, "黎振宇、冯晓彤", "23"), *OTHERS[3:]))
    (page,) = contents.pages
    both = replace(
        OURS,
        pages=(page, replace(OURS.pages[0], number=2)),
        parts=(PagePart(1, PartKind.CONTENTS), PagePart(2, PartKind.ARTICLE)),
    )
    found = asked(both)
    assert found.reason is Reason.CONTENTS_DIFFER
    assert found.inputs["where"] == "P1"


@pytest.mark.parametrize(
    "ours",
    [
        article("冯晓彤", title="On Historical Sources"),
        article("冯晓彤", title="史料教学"),
        replace(OURS, parts=()),
    ],
)
def test_without_a_chinese_title_of_some_length_nothing_is_compared(ours):
    assert asked(ours, journal(*in_columns(*OTHERS))).outcome is Outcome.NOT_APPLICABLE
