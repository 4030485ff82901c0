"""Where a claim goes: offices by class of subject, the third stage, days without review."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.policy.load import load_policies
from verifier.store import accounts, claims, queue
from verifier.store.accounts import Role, UnitKind
from verifier.store.claims import State

ZHENGZHOU, HEFEI, GUANGZHOU = (
    "zhengzhou-education-2021",
    "hefei-hr-2021",
    "guangzhou-education-2021",
)


@pytest.fixture
def offices(site, monkeypatch):
    """An HR bureau beside the district, with a reviewer of its own."""
    monkeypatch.setattr("verifier.store.claims.today", lambda: date(2021, 11, 2))
    with site.desk.database.writing() as connection:
        bureau = accounts.add_unit(connection, "甲市人社局", UnitKind.AUTHORITY)
        number = accounts.add_account(
            connection, "hr", "hr", "correct horse", Role.AUTHORITY_REVIEWER, bureau
        )
        site.people["hr"] = accounts.get_account(connection, number)
    return bureau


def route(site, bureau, office="hr"):
    above = site.people["second"].unit
    with site.desk.database.writing() as connection:
        accounts.add_route(connection, above, office, bureau)


def claimed(site, n, policy, **values):
    number = site.claim(n)
    with site.desk.database.writing() as connection:
        claims.change(connection, site.get(number), policy=policy, **values)
    return number


def decide(site, client, number, outcome="confirm", **more):
    form = {
        "csrf": site.token(client), "version": site.get(number).version, "outcome": outcome, **more,
    }  # fmt: skip
    return client.post(f"/claims/{number}/decision", data=form)


def test_the_class_of_subject_says_which_office_reviews_second(site, offices):
    route(site, offices)
    public = claimed(site, 1, ZHENGZHOU, subject="public")
    professional = claimed(site, 2, ZHENGZHOU, subject="professional")
    first, second, hr = (site.sign_in(login) for login in ("first", "second", "hr"))
    for number in (public, professional):
        assert decide(site, first, number, hours="40").status_code == 303
    assert (site.get(public).desk, site.get(professional).desk) == (offices, None)
    assert f"/claims/{public}" in hr.get("/queue").text
    assert f"/claims/{professional}" not in hr.get("/queue?state=all").text
    assert hr.get(f"/claims/{professional}").status_code == 404
    assert f"/claims/{public}" not in second.get("/queue").text
    # the district still sees what its schools claim, and cannot decide it
    assert second.get(f"/claims/{public}").status_code == 200
    assert decide(site, second, public).status_code == 403
    assert decide(site, second, professional, hours="40").status_code == 303
    assert decide(site, hr, public, hours="40").status_code == 303
    assert {site.get(n).state for n in (public, professional)} == {State.CONFIRMED}
    assert hr.get(f"/claims/{public}").status_code == 200


def test_a_class_that_nobody_stated_is_asked_for_before_the_claim_goes_on(site, offices):
    route(site, offices)
    number = claimed(site, 1, ZHENGZHOU)
    first = site.sign_in("first")
    assert 'name="subject"' in first.get(f"/claims/{number}").text
    assert decide(site, first, number, hours="40").status_code == 403
    form = {"csrf": site.token(first), "version": site.get(number).version}
    path = f"/claims/{number}/facts"
    assert first.post(path, data={**form, "subject": "magic"}).status_code == 422
    assert first.post(path, data={**form, "subject": "public", "version": 1}).status_code == 409
    stranger = site.sign_in("stranger")
    other = {**form, "csrf": site.token(stranger), "subject": "public"}
    assert stranger.post(path, data=other).status_code == 404
    assert first.post(path, data={**form, "subject": "public"}).status_code == 303
    assert decide(site, first, number, hours="40").status_code == 303
    assert site.get(number).desk == offices


def test_without_a_route_the_office_above_reviews(site, offices):
    number = claimed(site, 1, ZHENGZHOU, subject="public")
    assert decide(site, site.sign_in("first"), number, hours="40").status_code == 303
    assert site.get(number).desk is None
    assert decide(site, site.sign_in("second"), number, hours="40").status_code == 303


@pytest.mark.parametrize(("level", "third"), [("senior", True), ("intermediate", False)])
def test_senior_titles_are_checked_a_third_time(site, offices, level, third):
    route(site, offices)
    number = claimed(site, 1, HEFEI, facts={"title_level": level})
    first, second, hr = (site.sign_in(login) for login in ("first", "second", "hr"))
    decide(site, first, number, hours="40")
    target = decide(site, second, number, hours="36.5").headers["location"]
    assert site.get(number).state is (State.RECHECK if third else State.CONFIRMED)
    if not third:
        return
    assert "待复核" in hr.get("/queue").text
    assert decide(site, second, number).status_code == 403
    # undone, it lies where it lay, with what was awarded before
    undone = target.partition("undo=")[2]
    assert second.post(f"/decisions/{undone}/undo", data={"csrf": site.token(second)})
    found = site.get(number)
    assert (found.state, found.desk, found.awarded) == (State.SECOND, None, 40)
    decide(site, second, number, hours="36.5")
    assert decide(site, hr, number).status_code == 303
    assert (site.get(number).state, float(site.get(number).awarded)) == (State.CONFIRMED, 36.5)


def test_one_person_never_decides_two_of_the_three_stages(site, offices):
    """Without a route the third stage lies with the office above: another person does it."""
    number = claimed(site, 1, HEFEI, facts={"title_level": "senior"})
    decide(site, site.sign_in("first"), number, hours="40")
    second = site.sign_in("second")
    decide(site, second, number)
    assert (site.get(number).state, site.get(number).desk) == (State.RECHECK, None)
    assert decide(site, second, number).status_code == 403
    assert site.get(number).state is State.RECHECK


def test_the_level_of_the_title_is_asked_when_a_claim_is_submitted(site, offices):
    teacher = site.sign_in("teacher")
    assert 'name="title_level"' in teacher.get("/submit").text
    form = {"csrf": site.token(teacher), "policy": HEFEI, "title_level": "senior"}
    files = [("files", ("a.jpg", b"\xff\xd8 a", "image/jpeg"))]
    number = int(
        teacher.post("/submit", data=form, files=files).headers["location"].rpartition("/")[2]
    )
    assert site.get(number).facts == {"title_level": "senior"}
    assert (
        teacher.post("/submit", data={**form, "title_level": "x"}, files=files).status_code == 422
    )


@pytest.mark.parametrize(("day", "reviewed"), [(20, True), (21, False), (31, False)])
def test_on_frozen_days_nothing_is_decided(site, monkeypatch, day, reviewed):
    number = claimed(site, 1, ZHENGZHOU, subject="professional")
    monkeypatch.setattr("verifier.store.claims.today", lambda: date(2021, 12, day))
    status = decide(site, site.sign_in("first"), number, hours="40").status_code
    assert status == (303 if reviewed else 403)
    assert site.get(number).state is (State.SECOND if reviewed else State.FIRST)


@pytest.mark.parametrize(("day", "late"), [(9, False), (10, True)])
def test_what_is_overdue_is_listed_from_the_day_after_its_last(site, monkeypatch, day, late):
    number = claimed(site, 1, GUANGZHOU, due_on=date(2022, 1, 9))
    monkeypatch.setattr("verifier.store.claims.today", lambda: date(2022, 1, day))
    first = site.sign_in("first")
    assert (f"/claims/{number}" in first.get("/queue?overdue=true").text) is late
    assert ('class="late"' in first.get("/overview").text) is late


def test_the_notices_say_who_reviews_and_no_code_names_a_city(site):
    """Each office that a notice names has its clause; what decides can be stated."""
    for policy in load_policies(None).values():
        for office in policy.review.all_offices if policy.review is not None else ():
            assert office.clause
            assert set(office.when) <= {"subject", "title_level"}
    with site.desk.database.reading() as connection:
        assert accounts.office_of(connection, site.school, "hr") is None
        assert queue.counts(connection, site.people["admin"]) == {}
