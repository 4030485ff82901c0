"""Whom to believe, the finders or the likeliest stretch: what may be chosen, and what comes of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fields import candidates_of, leaf_of, read_as
from extractor.fields.completing import METHOD, Models, given_for, likelihoods, with_stretches
from extractor.fields.kinds import recognise_kind
from extractor.fields.learned.choosing import MOST, choices
from extractor.fields.learned.features import describe
from extractor.fields.learned.model import ALWAYS, SPANS, LinearModel, model
from fixtures.sheets import sheet

PAGE = sheet(
    "#结业证书",
    "证书编号:SQ2021-0042",
    "王小明同志(石桥市第一小学):",
    "参加2021年骨干教师培训,共40学时,考核合格,准予结业。",
    "~石桥市教师发展中心",
    "~2021年5月1日",
)
LEAF = read_as(leaf_of((PAGE,)), recognise_kind(leaf_of((PAGE,))).value)
FOUND = candidates_of(LEAF)
SPANS_OF_PAGE = describe(LEAF, FOUND)


def believing(**weights: float) -> Models:
    """Return the models, of which the second knows these features alone."""
    rows = {ALWAYS: 0, **{name: index for index, name in enumerate(weights, 1)}}
    column = np.array([[0.0], *([weight] for weight in weights.values())], np.float32)
    return Models(model(SPANS), LinearModel(("right",), rows, column))


@given(st.lists(st.floats(0, 1), min_size=len(SPANS_OF_PAGE), max_size=len(SPANS_OF_PAGE)))
def test_every_value_stands_for_choice_once_and_the_finders_always(likely):
    (holder,) = given_for("holder_name", FOUND)
    options = choices("holder_name", LEAF.kind, holder, SPANS_OF_PAGE, np.array(likely, np.float32))
    values = [one.value for one in options]
    assert len(values) == len(set(values)) <= MOST + 1
    assert [one.value for one in options if one.is_given] == ["王小明"]


def test_where_nothing_was_found_and_nothing_is_likely_there_is_no_choice():
    nothing = np.zeros(len(SPANS_OF_PAGE), np.float32)
    assert choices("location", LEAF.kind, None, SPANS_OF_PAGE, nothing) == ()


def test_what_the_models_think_little_of_stays_but_is_not_sure():
    doubted = with_stretches(FOUND, LEAF, believing(given=-5, other=-9, fills=-9))
    for name in ("holder_name", "certificate_number", "issuers"):
        (before,), (after,) = given_for(name, FOUND), given_for(name, doubted)
        assert before.confidence >= 0.9
        assert after.value == before.value
        assert after.confidence < 0.8


def test_what_the_models_believe_stays_as_it_is():
    assert set(with_stretches(FOUND, LEAF, believing(given=5, other=-9, fills=-9))) == set(FOUND)


def test_what_stands_in_for_a_finder_s_value_is_never_sure():
    classes = model(SPANS).classes
    # whole lines are as likely as one another, whatever they say
    weights = np.array([[-5] * len(classes), [10] * len(classes)], np.float32)
    anything = LinearModel(classes, {ALWAYS: 0, "way=whole": 1}, weights)
    models = Models(anything, believing(given=-9, other=9, fills=-9).choices)
    other = with_stretches(FOUND, LEAF, models)
    replaced = [one for one in other if one.method == METHOD]
    assert replaced
    assert all(one.confidence < 0.8 for one in replaced)


def test_nothing_stands_in_for_what_the_finders_are_sure_of():
    other = with_stretches(FOUND, LEAF, believing(given=-9, other=9, fills=-9))
    sure = {one.name: one.value for one in FOUND if one.confidence >= 0.9 and one.role is None}
    assert {"holder_name", "certificate_number"} <= sure.keys()
    after = {one.name: one.value for one in other if one.name in sure and one.role is None}
    assert after == sure


def test_days_hours_and_identity_numbers_are_the_finders_alone():
    mine = {"hours", "start_date", "end_date", "issue_date", "holder_id"}
    before = {one for one in FOUND if one.name in mine}
    assert before == {
        one for one in with_stretches(FOUND, LEAF, believing(given=-9, other=9)) if one.name in mine
    }


@given(st.dictionaries(st.sampled_from(("way=whole", "way=name", "times=1")), st.floats(-60, 60)))
def test_the_values_of_a_field_and_none_of_them_are_certain_together(weights):
    rows = {ALWAYS: 0, **{name: index for index, name in enumerate(weights, 1)}}
    column = np.array([[-1.0], *([weight] for weight in weights.values())], np.float32)
    likely = likelihoods(SPANS_OF_PAGE, LinearModel(("a",), rows, column))[:, 0]
    by_value = {one.value: float(p) for one, p in zip(SPANS_OF_PAGE, likely, strict=True)}
    assert all(0 <= p <= 1 for p in by_value.values())
    assert sum(by_value.values()) < 1 + 1e-4


def test_a_value_that_stands_twice_is_likely_by_both_places():
    page = sheet("#结业证书", "学员:王小明", "证书编号:A-1", "王小明")
    leaf = read_as(leaf_of((page,)), "training_certificate")
    described = describe(leaf, ())
    weights = np.array([[-20], [20]], np.float32)
    likely = likelihoods(described, LinearModel(("a",), {ALWAYS: 0, "value=王小明": 1}, weights))
    places = [row for row, one in enumerate(described) if one.value == "王小明"]
    assert len(places) > 1
    assert likely[places, 0].tolist() == pytest.approx([len(places) / (len(places) + 1)] * 2, 0.01)
