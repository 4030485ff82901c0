"""Which line of a page is likelier to name an article's authors than what the finders gave."""

from dataclasses import replace

import numpy as np
import pytest

from extractor.fields import leaf_of
from extractor.fields.learned.heads import METHOD
from extractor.fields.learned.model import ALWAYS, LinearModel
from extractor.fields.people.teams import team
from extractor.fields.publications.likely_authors import CLASS, bylines_of, likelier_authors
from extractor.passages import join_cells
from fixtures.sheets import sheet

PAGE = sheet(
    "#农村小学阅读课的设计与观察", "陆晓雯 秦志远", "作者:马玉兰", "摘要:本文以两轮行动研究为基础。"
)
LEAF = replace(leaf_of((PAGE,)), kind="paper")


def believing(**weights: float) -> LinearModel:
    """Return a model that knows these features alone."""
    rows = {ALWAYS: 0, **{name: index for index, name in enumerate(weights, 1)}}
    column = np.array([[-9.0], *([weight] for weight in weights.values())], np.float32)
    return LinearModel((CLASS,), rows, column)


def given(*names: str, line: int = 1):
    return team("authors", list(names), join_cells((LEAF.cells[line],)), 0.95, "by-hand")


def names(found) -> list[str]:
    return [str(one.value) for one in found]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["陆晓雯 秦志远"], ("陆晓雯", "秦志远")),
        (["作者:陆晓雯,秦志远"], ("陆晓雯", "秦志远")),
        (["文/陆晓雯"], ("陆晓雯",)),
        (["农村小学的阅读课……陆晓雯 秦志远(35)"], ("陆晓雯", "秦志远")),
        (["陆晓雯 秦志远", "马玉兰 罗文静"], ("陆晓雯", "秦志远", "马玉兰", "罗文静")),
    ],
)
def test_lines_that_tell_names(lines, told):
    cells = leaf_of((sheet(*lines),)).cells
    assert told in [one.names for one in bylines_of(cells)]


def test_prose_tells_no_names():
    assert bylines_of(leaf_of((sheet("课堂里要留出读书的时间,让学生说话。"),)).cells) == ()


def test_a_gap_is_filled_by_the_likeliest_line_and_never_surely():
    found = likelier_authors(LEAF, 1, [], believing(**{"names=2": 12}))
    assert names(found) == ["陆晓雯", "秦志远"]
    assert {one.method for one in found} == {METHOD}
    assert all(one.confidence < 0.8 for one in found)


def test_what_is_likely_stays_as_it_is():
    mine = given("马玉兰", line=2)
    assert likelier_authors(LEAF, 1, mine, believing(labelled=12)) == mine


def test_what_nothing_speaks_for_gives_way_to_a_likelier_line():
    found = likelier_authors(LEAF, 1, given("马玉兰", line=2), believing(**{"names=2": 12}))
    assert names(found) == ["陆晓雯", "秦志远"]


def test_where_nothing_is_likely_the_finders_names_stay_and_are_not_sure():
    found = likelier_authors(LEAF, 1, given("马玉兰", line=2), believing())
    assert names(found) == ["马玉兰"]
    assert all(one.confidence < 0.9 for one in found)


def test_some_of_the_names_that_were_found_do_not_stand_for_all():
    mine = given("陆晓雯", "秦志远", "罗文静")
    found = likelier_authors(LEAF, 1, mine, believing(**{"names=2": 12}))
    assert names(found) == ["陆晓雯", "秦志远", "罗文静"]


def test_a_page_without_names_changes_nothing():
    leaf = replace(leaf_of((sheet("课堂里要留出读书的时间"),)), kind="paper")
    mine = given("马玉兰", line=2)
    assert likelier_authors(leaf, 1, mine) == mine
