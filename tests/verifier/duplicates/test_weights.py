"""Match weights after Fellegi and Sunter: the arithmetic, and that the table makes sense."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.verifier.builders import certificate
from verifier.agreement import is_own_number, same_number, same_title
from verifier.duplicates.fields import compare_fields
from verifier.duplicates.weights import EVENT, Chance, bits_of, chances, probability, total
from verifier.relations import Match


def test_a_weight_is_the_logarithm_of_how_much_likelier_it_makes_a_match():
    assert Chance(0.8, 0.1).bits == pytest.approx(3)
    assert Chance(0.05, 0.8).bits == pytest.approx(-4)


def test_bits_and_prior_make_a_probability():
    assert probability(0, 0.3) == pytest.approx(0.3)
    # odds 1:1023 against, ten bits for: even but for one part in two thousand
    assert probability(10, 1 / 1024) == pytest.approx(1024 / (1024 + 1023))


@pytest.mark.parametrize("name", list(chances()))
def test_the_outcomes_of_a_field_are_all_of_them_and_in_order(name):
    levels = chances()[name]
    for share in ("m", "u"):
        assert sum(getattr(one, share) for one in levels.values()) == pytest.approx(1, abs=1e-9)
    bits = [one.bits for one in levels.values()]
    assert bits == sorted(bits, reverse=True)
    assert bits_of(name, Match.SAME) > 0 > bits_of(name, Match.DIFFERENT)
    assert bits_of(name, Match.UNKNOWN) == 0


def test_a_field_of_one_side_alone_weighs_nothing():
    found = compare_fields(certificate(), certificate(hours=None))
    hours = next(one for one in found if one.name == "hours")
    assert (hours.match, hours.weight) == (Match.UNKNOWN, 0)


def test_an_unsure_reading_is_no_difference():
    other = certificate(hours=Decimal(40))
    fields = tuple(
        type(f)(f.name, "周明", 0.5, f.place, f.text, f.method) if f.name == "holder_name" else f
        for f in other.fields
    )
    found = compare_fields(certificate(), type(other)(**{
        **{name: getattr(other, name) for name in other.__dataclass_fields__}, "fields": fields}))  # fmt: skip
    assert next(one for one in found if one.name == "holder_name").match is Match.UNKNOWN


def test_the_weights_of_an_event_add_up():
    found = compare_fields(certificate(), certificate())
    expected = sum(bits_of(name, Match.SAME) for name in EVENT)
    assert total(found, EVENT) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("PX-2021-0042", "px20210042", Match.SAME),
        ("PX2021O042", "PX20210042", Match.ALIKE),
        ("PX2021042", "PX20210042", Match.ALIKE),
        ("PX20210042", "PX20210043", Match.DIFFERENT),
        ("第 1804233 号", "1804233", Match.SAME),
        ("第1804233号", "1804235", Match.DIFFERENT),
    ],
)
def test_numbers_of_one_class_are_different_and_misreadings_alike(one, other, expected):
    assert same_number(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("骨干教师研修班（第3期）", "骨干教师研修班(第3期)", Match.SAME),
        ("骨干教师研修班第三期", "骨干教师研修班第四期", Match.DIFFERENT),
        ("2021年骨干教师研修班", "2022年骨干教师研修班", Match.DIFFERENT),
        ("中小学骨干教师能力提升研修班", "中小学骨千教师能力提升研修班", Match.ALIKE),
    ],
)
def test_a_figure_in_a_title_is_another_training(one, other, expected):
    assert same_title(one, other) is expected


@pytest.mark.parametrize(
    ("number", "own"), [("粤教培〔2021〕12号", False), ("12345", False), ("PX20210042", True)]
)
def test_the_number_of_a_notice_is_no_papers_own(number, own):
    assert is_own_number(number) is own
