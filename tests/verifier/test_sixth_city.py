"""A city that the code has never heard of, from one data file with shapes no notice uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from verifier.converting.award import Awards
from verifier.converting.convert import Converter
from verifier.converting.together import together
from verifier.model import Subject
from verifier.policy.load import load_policy
from verifier.policy.notice import Policy
from verifier.year.model import Status, YearClaim
from verifier.year.period import period_of
from verifier.year.person import year_of

FOLDER = Path(__file__).parent.parent / "sixth_city"


@pytest.fixture(scope="module")
def linhai() -> Policy:
    return load_policy("linhai-education-2025", FOLDER)


def awards_of(policy: Policy, *given: dict[str, Any]) -> Awards:
    converter = Converter(policy)
    read = [converter.read(facts)[0] for facts in given]
    return together(converter, [(facts, converter.one(facts)) for facts in read])


def hours_of(policy: Policy, **facts: Any) -> Decimal | None:
    return awards_of(policy, facts).items[0].hours


@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        ({"days": 5, "mode": "full_time"}, 30),
        ({"days": 5, "mode": "half_time"}, 15),
        ({"days": 5, "mode": "seminar"}, 60),
        ({"days": 6, "mode": "seminar"}, 60),  # 72, capped for one event
        ({"days": 5}, 20),  # only days are given
        ({"days": 2.5}, 10),
        ({"days": 2, "mode": "full_time", "role": "speaker"}, 36),
        ({"days": 5, "mode": "full_time", "role": "listener"}, 15),
        ({"days": 5, "mode": "full_time", "passed": False}, 6),
        ({"days": 5, "mode": "full_time", "attendance": 0.8}, 30),
        ({"days": 5, "mode": "full_time", "attendance": 0.79}, 0),
    ],
)
def test_days_by_mode_with_role_attendance_and_cap(linhai: Policy, facts: dict, hours: int):
    assert hours_of(linhai, activity="training", **facts) == hours


@pytest.mark.parametrize(
    ("authors", "rank", "hours"),
    [(1, 1, 20), (2, 2, 20), (3, 1, 12), (3, 3, 4), (5, 1, 8), (5, 3, 2), (5, 4, 0)],
)
def test_shares_of_authors(linhai: Policy, authors: int, rank: int, hours: int):
    facts = {"venue_level": "national", "authors": authors, "rank": rank}
    assert hours_of(linhai, activity="paper", **facts) == hours


def test_a_range_is_a_persons_choice(linhai: Policy):
    facts = {"activity": "paper", "venue_level": "provincial", "authors": 1, "rank": 1}
    award = awards_of(linhai, facts).items[0]
    assert award.hours is None
    assert award.needs_reviewer
    assert {option.hours for option in award.options} == {10, 15}


@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        ({"activity": "lesson", "minutes": 134}, 2),
        ({"activity": "lesson", "minutes": 135}, 3),
        ({"activity": "patent", "rank": 1}, 48),
        ({"activity": "patent", "rank": 4}, 30),
        ({"activity": "patent", "rank": 9}, 12),
        ({"activity": "medical_credit", "credits": 2.5, "mode": "group"}, 20),
        ({"activity": "medical_credit", "credits": 2.5, "mode": "other"}, 25),
        ({"activity": "patrol", "signed_in": True}, 5),
        ({"activity": "patrol", "signed_in": False}, 0),
    ],
)
def test_other_shapes(linhai: Policy, facts: dict, hours: int):
    assert hours_of(linhai, **facts) == hours


def test_caps_over_a_year_and_over_the_cycle(linhai: Policy):
    visits = [{"activity": "patrol", "signed_in": True, "year": 2023}] * 4
    assert awards_of(linhai, *visits).total == 12
    earned = [
        {"activity": "medical_credit", "credits": 5, "mode": "other", "year": year}
        for year in (2021, 2022, 2023)
    ]
    assert awards_of(linhai, *earned).total == 100


def test_hours_spread_over_years(linhai: Policy):
    award = awards_of(linhai, {"activity": "degree", "year": 2023}).items[0]
    assert (award.hours, award.over_years) == (100, 2)
    assert "over 2 years" in award.steps[-1].text.en
    degree = replace(claim(2023, 100), over_years=award.over_years)
    each = {year: year_of(linhai, [degree], year).totals.of("all") for year in range(2022, 2026)}
    assert each == {2022: 0, 2023: 50, 2024: 50, 2025: 0}
    assert period_of(linhai, [degree], 2021, 2025).totals.of("all") == 100


def claim(year: int, hours: int, subject: str = "professional", *tags: str) -> YearClaim:
    day = date(year, 5, 1)
    return YearClaim(
        Subject(subject), Decimal(hours), Status.ACCEPTED, start=day, end=day, tags=tags
    )


@pytest.mark.parametrize(
    ("level", "hours", "missing"), [("senior", 71, 1), ("senior", 72, 0), ("junior", 40, 0)]
)
def test_minima_by_title_level(linhai: Policy, level: str, hours: int, missing: int):
    year = year_of(linhai, [claim(2023, hours)], 2023, facts={"title_level": level})
    assert year.missing == ({"all": missing} if missing else {})


def test_a_ceiling_and_a_capped_carry_over(linhai: Policy):
    year = year_of(linhai, [claim(2023, 200)], 2023, facts={"title_level": "senior"})
    assert year.totals.of("all") == 144
    assert year.carry_over == {"professional": 20}


def test_a_cycle_with_nested_minima(linhai: Policy):
    claims = [claim(year, 60) for year in range(2021, 2026)]
    claims += [claim(year, 18, "public", "city") for year in range(2021, 2026)]
    facts = {"title_level": "senior"}
    full = period_of(linhai, claims, 2021, 2025, facts)
    assert full.complete
    assert full.totals.of("all") == 390
    assert full.totals.of("tag:city") == 90
    short = period_of(linhai, claims[:-2], 2021, 2025, facts)
    assert not short.complete
    assert short.missing == {"all": 6, "public": 36, "tag:city": 6}
