"""What may be one text set for itself, and what stands in for what the finders gave."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Box, Line, Page, Word
from extractor.fields import leaf_of
from extractor.fields.candidates import Candidate
from extractor.fields.learned.around import Around
from extractor.fields.learned.heads import METHOD, Heads, as_plain, heads_of
from extractor.fields.learned.model import ALWAYS, RUNS, LinearModel, model
from extractor.fields.learned.run_features import describe_runs
from extractor.fields.learned.runs import runs_of
from fixtures.sheets import placed, sheet


def set_at(*lines: tuple[str, float, float, float]) -> Page:
    """Return a page of lines, each with its left edge, its top and the height of its type."""
    texts = [text for text, *_ in lines]
    boxes = [
        [left, top, min(0.98, left + len(text) * size), top + size]
        for text, left, top, size in lines
    ]
    return placed(texts, boxes, (1240, 1754))


def values_of(page: Page) -> list[str]:
    return [run.value for run in runs_of(Around(leaf_of((page,)).cells))]


ARTICLE = set_at(
    ("青川教育研究", 0.1, 0.05, 0.02),
    ("2021年第3期", 0.7, 0.05, 0.015),
    ("农村小学阅读课的", 0.25, 0.15, 0.04),
    ("设计与观察", 0.32, 0.20, 0.04),
    ("陆晓雯 秦志远", 0.38, 0.27, 0.02),
    ("(青川县第二小学,青川 100000)", 0.3, 0.30, 0.015),
    ("摘要:本文以两轮行动研究为基础,说明如何设计阅读课。", 0.12, 0.36, 0.015),
    *((f"第{n}段写课堂里的观察,写学生怎样读书,怎样说话", 0.12, 0.42 + n * 0.025, 0.015) for n in range(9)),
)  # fmt: skip


def test_lines_under_one_another_are_one_run_and_each_is_one_alone():
    values = values_of(ARTICLE)
    assert {"农村小学阅读课的", "设计与观察", "农村小学阅读课的设计与观察"} <= set(values)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("题名:农村小学的阅读课", "农村小学的阅读课"),
        ("农村小学的阅读课……陆晓雯(35)", "农村小学的阅读课"),
        ("农村小学的阅读课/陆晓雯", "农村小学的阅读课"),
        ("[学术期刊]农村小学的阅读课", "农村小学的阅读课"),
        ("★农村小学的阅读课*", "农村小学的阅读课"),
        ("青川教育研究 2021年第3期", "青川教育研究"),
        ("录自《青川教育研究》", "青川教育研究"),
        ("关于举办春季阅读教学研讨会的邀请函", "春季阅读教学研讨会"),
        ("我校将于四月举办春季阅读教学研讨会,现邀请您参加", "春季阅读教学研讨会"),
        ("参加“书香满园”读书节", "书香满园"),
        ("《青川幼教》第七届作者笔会", "《青川幼教》第七届作者笔会"),
        ("班主任成长论坛(第七届)", "班主任成长论坛(第七届)"),
    ],
)
def test_parts_of_a_line_that_may_be_a_name(line, value):
    assert value in values_of(set_at((line, 0.1, 0.1, 0.02)))


@pytest.mark.parametrize("line", ["(教育科学版)", "——以某地三所小学为例", "三二一"])
def test_a_part_of_something_else_is_no_run(line):
    assert values_of(set_at((line, 0.1, 0.1, 0.02))) == []


@given(
    st.lists(
        st.tuples(
            st.text("题的一《》“”（）()[]【】—…. ,:/|期年1aA", max_size=60),
            st.sampled_from([0.0, 0.01, 0.04]),
        ),
        max_size=8,
    )
)
def test_every_run_is_a_stretch_of_its_lines(lines):
    page = set_at(*((text, 0.1, 0.05 + 0.05 * n, size) for n, (text, size) in enumerate(lines)))
    around = Around(leaf_of((page,)).cells)
    runs = list(runs_of(around))
    assert all(run.passage.text[run.start : run.end] == run.text for run in runs)
    assert all(set(run.cells) <= set(around.cells) for run in runs)
    assert len(describe_runs(around, runs, ())) == len(runs)


def test_a_hostile_sheet_of_many_lines_has_few_runs():
    lines = tuple(
        Line("读书", Box(0.1, 0.1, 0.9, 0.2), 0.9, (Word("读书", Box(0, 0, 1, 1), 0.9),))
        for _ in range(3000)
    )
    around = Around(leaf_of((Page(1, 1000, 1400, lines),)).cells)
    assert len(around.cells) < 300
    assert len(list(runs_of(around))) < 1200


def of_kind(page: Page, kind: str = "paper"):
    return replace(leaf_of((page,)), kind=kind)


def found(page: Page, value: str, trust: float = 0.95) -> Candidate:
    (run, *_) = [r for r in runs_of(Around(leaf_of((page,)).cells)) if value in r.text]
    start = run.passage.text.index(value)
    return Candidate(
        "activity_title", value, trust, run.passage, start, start + len(value), "by-hand"
    )


def test_a_title_is_known_by_how_it_is_set():
    chosen = heads_of(of_kind(ARTICLE), 1).chosen("activity_title", None)
    assert chosen is not None
    assert (chosen.value, chosen.method) == ("农村小学阅读课的设计与观察", METHOD)
    assert 0.5 <= chosen.trust < 0.8
    journal = heads_of(of_kind(ARTICLE), 1).chosen("journal", None)
    assert journal is not None
    assert journal.value == "青川教育研究"


def test_what_is_hardly_set_as_a_title_gives_way_and_never_surely():
    heads = heads_of(of_kind(ARTICLE), 1)
    chosen = heads.chosen("activity_title", found(ARTICLE, "第3段写课堂里的观察"))
    assert chosen is not None
    assert chosen.value == "农村小学阅读课的设计与观察"
    assert chosen.confidence < 0.8


def test_where_both_say_the_same_the_finders_value_stays_as_it_is():
    mine = found(ARTICLE, "农村小学阅读课的设计与观察")
    assert heads_of(of_kind(ARTICLE), 1).chosen("activity_title", mine) is mine


def likelihoods(page: Page, **likely: float) -> Heads:
    runs = tuple(runs_of(Around(leaf_of((page,)).cells)))
    return Heads(runs, {"activity_title": [likely.get(run.value, 0.0) for run in runs]})


@pytest.mark.parametrize(
    ("other", "own", "value", "trust"),
    [
        (0.9, 0.0, "设计与观察", 0.79),
        (0.3, 0.0, "农村小学阅读课的", 0.88),
        (0.9, 0.3, "农村小学阅读课的", 0.95),
        (0.9, 0.15, "设计与观察", 0.79),
        (0.0, 0.15, "农村小学阅读课的", 0.95),
    ],
)
def test_how_likely_both_are_decides(other, own, value, trust):
    heads = likelihoods(ARTICLE, 设计与观察=other, 农村小学阅读课的=own)
    chosen = heads.chosen("activity_title", found(ARTICLE, "农村小学阅读课的"))
    assert chosen is not None
    assert (chosen.value, chosen.trust) == (value, trust)


def test_a_gap_is_filled_by_what_is_likely_enough_alone():
    assert likelihoods(ARTICLE, 设计与观察=0.1).chosen("activity_title", None) is None
    filled = likelihoods(ARTICLE, 设计与观察=0.3).chosen("activity_title", None)
    assert filled is not None
    assert (filled.value, filled.trust) == ("设计与观察", 0.5)


def test_kinds_that_the_model_does_not_know_stay_as_the_finders_have_them():
    mine = found(ARTICLE, "第3段写课堂里的观察")
    assert heads_of(of_kind(ARTICLE, "patent"), 1).chosen("activity_title", mine) is mine
    empty = replace(of_kind(ARTICLE), cells=())
    assert heads_of(empty, None).chosen("activity_title", mine) is mine


def test_an_extreme_score_is_as_good_as_certain():
    known = LinearModel(("paper/activity_title",), {ALWAYS: 0}, np.array([[1e9]], np.float32))
    heads = heads_of(of_kind(sheet("#农村小学的阅读课")), 1, known)
    assert all(one == pytest.approx(1.0) for one in heads.likely["activity_title"])


def test_dashes_are_compared_however_they_were_read():
    assert as_plain("阅读课 一以三所小学为例") == as_plain("阅读课——以三所小学为例")


def test_the_model_that_comes_with_the_program_knows_its_fields():
    assert {"paper/activity_title", "paper/journal", "paper/authors"} < set(model(RUNS).classes)
