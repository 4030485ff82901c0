"""Supplements: the day that a return tells, what is overdue, and what the reviewer sees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from verifier import flow
from verifier.policy.load import load_policies
from verifier.settings import Settings
from verifier.store import accounts, claims
from verifier.store.claims import Decided, State
from verifier.store.tables import claim as claim_table
from web.desk import Desk

KAIFENG, GUANGZHOU, HEFEI = "kaifeng-hr-2021", "guangzhou-education-2021", "hefei-hr-2021"
POLICIES = load_policies(None)
PAPER = ("files", ("b.jpg", b"\xff\xd8 b", "image/jpeg"))


@pytest.fixture
def clock(monkeypatch):
    """Set the moment, in UTC, for days and decisions alike."""

    def set_to(*moment):
        monkeypatch.setattr(claims, "now", lambda: datetime(*moment, tzinfo=UTC))

    return set_to


def chosen(site, days):
    """Let the office leave so many days from now on."""
    desk = site.desk
    settings = Settings(data=desk.settings.data, supplement_days=days)
    made = Desk(desk.database, desk.blobs, desk.policies, settings)
    programs = next(r.app for r in site.client.app.routes if getattr(r, "path", "") == "/api/v1")
    site.client.app.state.desk = programs.state.desk = made


def claimed(site, n=1, policy=GUANGZHOU, doubts=1, **values):
    number = site.claim(n, doubts=doubts)
    filed = datetime(2021, 11, 2, tzinfo=UTC)
    with site.desk.database.writing() as connection:
        claims.change(connection, site.get(number), policy=policy, submitted_at=filed, **values)
    return number


def returned(site, number):
    client = site.sign_in("first")
    form = {
        "csrf": site.token(client), "version": site.get(number).version, "outcome": "return",
        "reason": "translation 五(三)2",
    }  # fmt: skip
    assert client.post(f"/claims/{number}/decision", data=form).status_code == 303


def supply(site, number, doubts=1):
    client = site.sign_in("teacher")
    form = {"csrf": site.token(client)}
    assert client.post(f"/claims/{number}/supplement", data=form, files=[PAPER]).status_code == 303
    site.read(doubts=doubts)


@given(
    st.integers(0, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(min_value=1, max_value=366),
)
def test_the_last_day_is_so_many_days_after_the_day_in_china(moment, days):
    today = claims.day_of(moment)
    last = flow._last_day(Decided.RETURN, today, days)
    assert (last - today).days == days
    for outcome, grace in ((Decided.RETURN, None), (Decided.CONFIRM, days), (Decided.VOID, days)):
        assert flow._last_day(outcome, today, grace) is None


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ((2021, 12, 31, 15, 59), "2022-01-10"),
        ((2021, 12, 31, 16, 0), "2022-01-11"),
        ((2024, 2, 19, 12, 0), "2024-02-29"),
        ((2023, 2, 19, 12, 0), "2023-03-01"),
    ],
)
def test_a_return_tells_the_day_everywhere(site, clock, moment, told):
    clock(*moment)
    chosen(site, 10)
    number = claimed(site)
    returned(site, number)
    assert site.get(number).supplement_by == date.fromisoformat(told)
    teacher = site.sign_in("teacher")
    page = teacher.get(f"/claims/{number}").text
    assert f"请于 {told} 前（含当日）补正" in page
    assert f"补正期限 {told}" in page
    assert f"补正期限 {told}" in teacher.get("/my").text
    assert f"补正期限 {told}" in site.sign_in("second").get(f"/claims/{number}").text
    paper = teacher.get(f"/claims/{number}/notice").text
    assert f"请于 {told} 前（含当日）补正" in paper
    assert f"<dt>补正期限</dt><dd>{told}</dd>" in paper
    assert teacher.get(f"/claims/{number}/notice.pdf").content.startswith(b"%PDF")
    english = {"accept-language": "en"}
    assert f"Please supply it by {told}" in teacher.get(f"/claims/{number}", headers=english).text
    assert f"Please supply it by {told}" in teacher.get(
        f"/claims/{number}/notice", headers=english
    ).text  # fmt: skip
    with site.desk.database.writing() as connection:
        token = accounts.add_token(connection, "teacher", "x")
    api = TestClient(site.client.app, headers={"authorization": f"Bearer {token}"})
    got = api.get(f"/api/v1/claims/{number}").json()
    assert (got["supplement_by"], got["supplemented_on"]) == (told, None)
    assert api.get("/api/v1/claims").json()["items"][0]["supplement_by"] == told


def test_a_program_that_returns_tells_the_day_too(site, clock):
    clock(2021, 11, 30)
    chosen(site, 5)
    number = claimed(site)
    with site.desk.database.writing() as connection:
        token = accounts.add_token(connection, "first", "x")
    api = TestClient(site.client.app, headers={"authorization": f"Bearer {token}"})
    got = api.post(
        f"/api/v1/claims/{number}/decisions", json={"outcome": "return", "reasons": ["x"]},
        headers={"if-match": f'"{site.get(number).version}"'},
    ).json()  # fmt: skip
    assert got["supplement_by"] == "2021-12-05"


def test_changing_the_setting_changes_nothing_that_was_told(site, clock):
    clock(2021, 11, 1)
    chosen(site, 10)
    one, two = claimed(site, 1), claimed(site, 2)
    returned(site, one)
    for days in (30, None):
        chosen(site, days)
        assert "2021-11-11" in site.sign_in("teacher").get(f"/claims/{one}/notice").text
        assert site.get(one).supplement_by == date(2021, 11, 11)
    returned(site, two)
    assert site.get(two).supplement_by is None
    clock(2021, 11, 20)
    for number in (one, two):
        supply(site, number)
    first = site.sign_in("first")
    assert "退回时告知的期限为 2021-11-11" in first.get(f"/claims/{one}").text
    assert "逾期补正" not in first.get(f"/claims/{two}").text


@pytest.mark.parametrize(("day", "late"), [(11, False), (12, True)])
def test_what_is_overdue_is_in_the_queue_the_unit_and_the_overview(site, clock, day, late):
    clock(2021, 11, 1)
    chosen(site, 10)
    number = claimed(site)
    returned(site, number)
    clock(2021, 11, day)
    for login in ("first", "second", "admin"):
        client = site.sign_in(login)
        assert ("逾期未补正" in client.get("/queue").text) is late
        listed = client.get("/queue?unsupplied=true").text
        assert (f'href="/claims/{number}"' in listed) is late
        assert ('class="late">补正 2021-11-11' in listed) is late
        for path in ("/overview", f"/units/{site.school}"):
            assert ("逾期未补正" in client.get(path).text) is late
    stranger = site.sign_in("stranger")
    assert "逾期未补正" not in stranger.get("/queue").text
    assert f"/claims/{number}" not in stranger.get("/queue?unsupplied=true").text
    form = {"csrf": site.token(stranger), "name": "x", "query": "unsupplied=true&evil=1"}
    kept = stranger.post("/queue/filters", data=form)
    assert kept.headers["location"] == "/queue?unsupplied=true"


@pytest.mark.parametrize(("day", "late"), [(11, False), (12, True)])
def test_a_late_supplement_is_taken_in_and_shown_with_both_days(site, clock, day, late):
    clock(2021, 11, 1)
    chosen(site, 10)
    number = claimed(site)
    returned(site, number)
    clock(2021, 11, day)
    supply(site, number)
    assert site.get(number).state is State.FIRST
    for login, sees in (("first", late), ("second", late), ("teacher", False)):
        page = site.sign_in(login).get(f"/claims/{number}").text
        assert (f"补正于 2021-11-{day} 提交，退回时告知的期限为 2021-11-11" in page) is sees
    first = site.sign_in("first")
    assert ("逾期补正" in first.get("/queue").text) is late
    english = first.get(f"/claims/{number}", headers={"accept-language": "en"}).text
    assert ("the return told 2021-11-11 as the last day" in english) is late


@pytest.mark.parametrize(
    ("policy", "clause", "moment", "late"),
    [
        (GUANGZHOU, "四(三)", (2021, 12, 31, 15, 59), None),
        (GUANGZHOU, "四(三)", (2021, 12, 31, 16, 0), "2022-01-01"),
        (KAIFENG, "一", (2022, 1, 5), "2022-01-05"),
    ],
)
def test_without_a_day_the_notices_own_last_day_is_shown_with_its_clause(
    site, clock, policy, clause, moment, late
):
    clock(2021, 12, 20)
    number = claimed(site, policy=policy)
    returned(site, number)
    assert "补正期限" not in site.sign_in("teacher").get(f"/claims/{number}").text
    clock(*moment)
    supply(site, number)
    assert site.get(number).state is State.FIRST
    page = site.sign_in("first").get(f"/claims/{number}").text
    words = f"补正于 {late} 提交，通知（{clause}）的申报截止日为 2021-12-31。"
    assert (words in page) is (late is not None)
    assert ("由您决定" in page) is (late is not None)
    assert "逾期补正" not in page  # the notice does not say so
    assert ("截止日后补正" in site.sign_in("first").get("/queue").text) is (late is not None)
    assert "由您决定" not in site.sign_in("teacher").get(f"/claims/{number}").text


def test_make_up_and_notices_without_a_last_day_are_never_late(site, clock):
    clock(2021, 12, 20)
    made_up = claimed(site, 1, KAIFENG, facts={"made_up": True})
    open_one = claimed(site, 2, HEFEI)
    for number in (made_up, open_one):
        returned(site, number)
    clock(2023, 1, 1)
    for number in (made_up, open_one):
        supply(site, number)
        assert flow.late(POLICIES[site.get(number).policy], site.get(number)) is None
        assert flow.late(None, site.get(number)) is None


@pytest.mark.parametrize("days", [10, None])
def test_a_late_supplement_is_not_confirmed_among_others(site, clock, days):
    clock(2021, 12, 1)
    chosen(site, days)
    late, clean = claimed(site, 1), claimed(site, 2)
    returned(site, late)
    clock(2022, 1, 3)
    supply(site, late, doubts=0)
    mine = claim_table.update().where(claim_table.c.id.in_([late, clean]))
    with site.desk.database.writing() as connection:
        connection.execute(mine.values(credit=10, recommendation="ready", doubts=0))
    first = site.sign_in("first")
    page = first.get("/queue").text
    assert f'name="claim" value="{clean}"' in page
    assert f'name="claim" value="{late}"' not in page
    chosen_ones = [f"{n}:{site.get(n).version}" for n in (late, clean)]
    first.post("/bulk/confirm", data={"csrf": site.token(first), "claim": chosen_ones})
    assert (site.get(late).state, site.get(clean).state) == (State.FIRST, State.SECOND)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_setting_that_makes_no_sense_is_refused(days):
    with pytest.raises(ValueError, match="supplement_days"):
        Settings(supplement_days=days)
    assert Settings(supplement_days=None).supplement_days is None


def test_days_are_counted_over_the_end_of_the_year_and_leap_days():
    for today, days in ((date(2023, 12, 31), 60), (date(2024, 12, 31), 60)):
        assert flow._last_day(Decided.RETURN, today, days) == today + timedelta(days=days)
    assert flow._last_day(Decided.RETURN, date(2023, 12, 31), 60) == date(2024, 2, 29)
    assert flow._last_day(Decided.RETURN, date(2024, 12, 31), 60) == date(2025, 3, 1)
