"""Monthly filing: the day on a claim's page, the batches of the overview, the ledger of one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from verifier.policy.load import load_policies
from verifier.policy.notice import last_of_month
from verifier.store import audit, claims, review
from verifier.store.claims import Decided
from web.pages.overview import filed_of

KAIFENG, GUANGZHOU = "kaifeng-hr-2021", "guangzhou-education-2021"
POLICIES = load_policies(None)
OCTOBER, NOVEMBER = (
    datetime(2026, 10, 31, 15, 59, tzinfo=UTC),
    datetime(2026, 10, 31, 16, tzinfo=UTC),
)
"""The last minute of October in China, and the first of November."""


def confirmed(site, monkeypatch, n, at, policy=KAIFENG):
    number = site.claim(n, doubts=0)
    monkeypatch.setattr(claims, "now", lambda: at)
    with site.desk.database.writing() as connection:
        claims.change(connection, site.get(number), policy=policy)
        for login in ("first", "second"):
            by = site.people[login]
            version = claims.get(connection, number, by).version
            review.decide(connection, number, version, Decided.CONFIRM, by=by, hours=40)
    return number


def rows(client, query, form="jsonl"):
    answer = client.get(f"/ledger.{form}{query}")
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(9998, 12, 31)))
def test_a_claim_is_filed_on_the_last_day_of_its_month(day):
    filed = POLICIES[KAIFENG].filing_day(day)
    assert filed == last_of_month(day) >= day
    assert (filed.year, filed.month) == (day.year, day.month)
    assert (filed + timedelta(days=1)).day == 1
    assert POLICIES[GUANGZHOU].filing_day(day) is None


@pytest.mark.parametrize(
    ("moment", "filed"),
    [
        ((2021, 2, 28, 15, 59), "2021-02-28"),
        ((2021, 2, 28, 16, 0), "2021-03-31"),
        ((2024, 2, 28, 16, 0), "2024-02-29"),
        ((2024, 2, 29, 16, 0), "2024-03-31"),
        ((2100, 2, 28, 16, 0), "2100-03-31"),
        ((2021, 12, 31, 15, 59), "2021-12-31"),
        ((2021, 12, 31, 16, 0), "2022-01-31"),
    ],
)
def test_months_end_in_china(moment, filed):
    day = claims.day_of(datetime(*moment, tzinfo=UTC))
    assert POLICIES[KAIFENG].filing_day(day) == date.fromisoformat(filed)
    assert POLICIES[KAIFENG].filing_day(None) is None


def test_only_notices_that_say_so_file_by_month_and_name_clause_and_office():
    found = {name for name, policy in POLICIES.items() if policy.filing is not None}
    assert found == {KAIFENG}
    assert POLICIES[KAIFENG].filing.clause == "二"
    assert ("KF-030", "filing by month") in set(POLICIES[KAIFENG].served())


@pytest.mark.parametrize(("today", "open_day"), [((2026, 11, 30), 30), ((2026, 11, 1), 30)])
def test_the_open_batch_is_there_though_it_be_empty(today, open_day):
    (one,) = filed_of({KAIFENG: POLICIES[KAIFENG]}, (), date(*today))
    assert (one.open.day, one.open.number, one.before) == (date(2026, 11, open_day), 0, ())


@pytest.mark.parametrize("login", ["teacher", "first", "second", "auditor"])
def test_a_confirmed_claim_tells_on_which_day_it_is_filed(site, monkeypatch, login):
    number = confirmed(site, monkeypatch, 1, OCTOBER)
    other = confirmed(site, monkeypatch, 2, NOVEMBER, GUANGZHOU)
    client = site.sign_in(login)
    page = client.get(f"/claims/{number}").text
    assert "备案日" in page
    assert "2026-10-31" in page
    assert "市人社局每月月底集中备案一次" in page
    english = client.get(f"/claims/{number}", headers={"accept-language": "en"}).text
    assert "Filing day" in english
    assert "the city HR bureau files once" in english
    assert "备案日" not in client.get(f"/claims/{other}").text
    paper = client.get(f"/claims/{number}/notice").text
    assert "备案日" in paper
    assert client.get(f"/claims/{number}/notice.pdf").content.startswith(b"%PDF")
    assert "备案日" not in client.get(f"/claims/{other}/notice").text


def test_an_open_claim_and_one_whose_confirmation_was_undone_tell_no_day(site, monkeypatch):
    number = confirmed(site, monkeypatch, 1, OCTOBER)
    second = site.sign_in("second")
    with site.desk.database.reading() as connection:
        made = claims.decisions(connection, number)[-1].id
    second.post(f"/decisions/{made}/undo", data={"csrf": site.token(second)})
    assert "备案日" not in second.get(f"/claims/{number}").text
    assert rows(second, "?filed=2026-10") == []


def test_the_ledger_is_narrowed_to_a_batch(site, monkeypatch):
    october = confirmed(site, monkeypatch, 1, OCTOBER)
    november = confirmed(site, monkeypatch, 2, NOVEMBER)
    other = confirmed(site, monkeypatch, 3, NOVEMBER, GUANGZHOU)
    client = site.sign_in("first")
    for query, expected in (
        ("", {october, november, other}),
        ("?filed=2026-10", {october}),
        ("?filed=2026-11", {november}),
        (f"?filed=2026-11&policy={KAIFENG}", {november}),
        (f"?policy={GUANGZHOU}", {other}),
        ("?filed=2026-12", set()),
    ):
        assert {row["id"] for row in rows(client, query)} == expected, query
    (row,) = rows(client, "?filed=2026-10")
    assert (row["confirmed_on"], row["filed_on"]) == ("2026-10-31", "2026-10-31")
    assert not {"confirmed_on", "filed_on"} & set(rows(client, "")[0])  # as it was
    answer = client.get("/ledger.csv?filed=2026-11")
    assert "xueshi-ledger-2026-11.csv" in answer.headers["content-disposition"]
    assert answer.text.splitlines()[0].endswith("认定日期,备案日期")
    book = load_workbook(BytesIO(client.get("/ledger.xlsx?filed=2026-11").content))
    assert [cell.value for cell in book.active[2]][-2:] == ["2026-11-01", "2026-11-30"]
    with site.desk.database.reading() as connection:
        last = [one for one in audit.rows(connection) if one.action == "ledger-exported"][-1]
    assert json.loads(last.details)["filed"] == "2026-11"
    assert rows(site.sign_in("stranger"), "?filed=2026-11") == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("filed=2026-13", 422),
        ("filed=2026-1", 422),
        ("filed=0000-01", 422),
        ("filed=2026-11-01", 422),
        ("filed=", 200),
        (f"filed=2026-11&policy={GUANGZHOU}", 404),
        ("filed=2026-11&policy=nowhere", 404),
    ],
)
def test_what_is_no_batch_is_told(site, query, status):
    assert site.sign_in("first").get(f"/ledger.csv?{query}").status_code == status


def test_the_overview_names_the_batches_and_the_next_day(site, monkeypatch):
    confirmed(site, monkeypatch, 1, OCTOBER)
    confirmed(site, monkeypatch, 2, NOVEMBER)
    confirmed(site, monkeypatch, 3, NOVEMBER + timedelta(days=9))
    first = site.sign_in("first")
    page = first.get("/overview").text
    section = page.split('class="batches"')[1]
    assert "下次备案" in section
    for word in ("2026-11-30", "2026-10-31"):
        assert word in section
    for form in ("xlsx", "csv", "jsonl"):
        link = f"/ledger.{form}?policy={KAIFENG}&amp;filed=2026-10"
        assert f'href="{link}"' in section
        assert first.get(link.replace("&amp;", "&")).status_code == 200
    assert section.count('class="num">2<') == 1
    assert "Next filing" in first.get("/overview", headers={"accept-language": "en"}).text
    assert 'class="batches"' not in site.sign_in("stranger").get("/overview").text
    for login in ("teacher", "colleague"):
        assert site.sign_in(login).get("/overview").status_code == 303
        assert site.sign_in(login).get("/ledger.csv?filed=2026-10").status_code == 403


def test_where_no_notice_files_by_month_the_overview_is_as_it_was(site, monkeypatch):
    confirmed(site, monkeypatch, 1, NOVEMBER, GUANGZHOU)
    assert "备案" not in site.sign_in("first").get("/overview").text
