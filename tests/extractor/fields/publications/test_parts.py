"""Which part of its journal a page is: what each page says, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Page
from extractor.fields import find_fields
from fixtures.sheets import sheet

COVER = sheet("#岚江教育学刊", "2021年第3期", "ISSN 1977-7450", "CN50-1292/G")
CONTENTS = sheet(
    "#目  录",
    "2021年第3期 总第123期",
    "县域教研员课程领导力的现状调查|毕丽东（3）",
    "乡村小学教师学习共同体建设|杨行（9）",
    "岚江教育学刊 ISSN 1977-7450 CN50-1292/G",
)
IMPRINT = sheet(
    "岚江教育学刊",
    "主管单位：岚江省教育厅",
    "主办单位：岚江师范大学",
    "编辑出版：《岚江教育学刊》编辑部",
    "主编：方俊永",
    "国内统一刊号：CN50-1292/G",
    "定价：20.00元",
)
ARTICLE = sheet(
    "#县域教研员课程领导力的现状调查",
    "毕丽东",
    "摘要：本文调查了县域教研员的课程领导力。",
    "关键词：教研员；课程领导力",
    "中图分类号：G63",
)


def parts(*pages: Page) -> list[tuple[int, str]]:
    numbered = tuple(replace(page, number=number) for number, page in enumerate(pages, start=1))
    return [(part.page, part.kind.value) for part in find_fields(numbered).parts]


def test_each_page_of_a_set_is_told():
    assert parts(COVER, IMPRINT, CONTENTS, ARTICLE) == [
        (1, "cover"),
        (2, "copyright_page"),
        (3, "contents"),
        (4, "article"),
    ]


def test_a_page_by_itself_is_told():
    assert parts(COVER) == [(1, "cover")]
    assert parts(CONTENTS) == [(1, "contents")]


def test_a_page_that_goes_on_with_the_article_belongs_to_it():
    more = sheet(*["教研员的课程领导力受到多种因素的影响，需要进一步的研究。"] * 14)
    assert parts(ARTICLE, more) == [(1, "article"), (2, "article")]


def test_pages_of_other_kinds_are_no_parts():
    certificate = sheet("#结业证书", "张敏同志参加培训，共计40学时，准予结业。", "~岚江师范大学")
    assert parts(certificate) == []
