"""A unit's page: its figures on both databases are in tests/store; here what is drawn of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_pages import POLICY, decide
from verifier.policy.load import load_policies
from verifier.store import claims
from verifier.store.units import Day, Picture
from web.pages.units import HEIGHT, WIDTH, plot_of

BEGUN = date(2021, 12, 20)


def picture(*counts: tuple[int, int, int]) -> Picture:
    days = tuple(Day(BEGUN + timedelta(days=n), come, gone) for n, come, gone in counts)
    return Picture(days, {}, {}, ())


def points(line: str) -> list[tuple[float, float]]:
    return [tuple(map(float, point.split(","))) for point in line.split(" ")]


def test_a_unit_shows_what_came_what_was_settled_and_why_it_was_returned(site):
    number, returned = site.claim(1), site.claim(2)
    first, second = site.sign_in("first"), site.sign_in("second")
    decide(site, first, number, hours="40")
    decide(site, second, number, hours="40")
    decide(site, first, returned, "return", reason=["translation 五(三)2"])
    assert f'href="/units/{site.school}?policy={POLICY}"' in first.get("/overview").text
    page = first.get(f"/units/{site.school}").text
    assert "已办结 1 / 2" in page
    assert "五(三)2 translation" in page
    assert "共提交 2 份，已办结 1 份。" in page
    assert f"今天 {claims.today()}" in page
    assert f"/queue?policy={POLICY}" in page


def test_a_unit_without_claims_says_so(site):
    assert (
        "还没有申报" in site.sign_in("stranger").get(f"/units/{site.people['stranger'].unit}").text
    )
    assert site.sign_in("admin").get("/units/999").status_code == 404


def test_the_lines_rise_to_their_sums_and_the_days_stand_where_they_are():
    plot = plot_of(picture((0, 2, 0), (10, 2, 1)), None, BEGUN + timedelta(days=10))
    assert points(plot.submitted)[-1] == (WIDTH, 8.0)
    assert points(plot.settled)[-1] == (WIDTH, HEIGHT - 1 / 4 * (HEIGHT - 8))
    assert [(mark.name, mark.x) for mark in plot.marks] == [("today", WIDTH)]


def test_of_an_old_year_the_plot_ends_soon_after_its_last_day():
    policy = load_policies(None)[POLICY]
    plot = plot_of(picture((0, 1, 0)), policy, date(2030, 1, 1))
    assert [mark.name for mark in plot.marks] == ["first", "second"]
    assert plot.last == date(2022, 1, 13) + timedelta(days=31)


@pytest.mark.parametrize("empty", [None, Picture((), {}, {}, ())])
def test_nothing_is_drawn_of_nothing(empty):
    assert plot_of(empty, None, BEGUN) is None


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9), st.integers(0, 9)), min_size=1,
                unique_by=lambda one: one[0]).map(sorted))  # fmt: skip
def test_the_lines_stay_in_the_plot_and_never_fall(counts):
    plot = plot_of(picture(*counts), None, BEGUN + timedelta(days=200))
    places = points(plot.submitted)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
