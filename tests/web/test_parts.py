"""What changes while somebody looks: claims passed on, parts of pages, streams of events."""

from __future__ import annotations

import hashlib
import re

from tests.web.conftest import PASSWORD
from tests.web.test_pages import decide
from verifier.store import accounts, claims, jobs, prechecks, review
from web import render


def test_a_claim_is_passed_on_to_who_could_review_it(site):
    number = site.claim()
    first, other = site.sign_in("first"), site.sign_in("other")
    page = first.get(f"/claims/{number}").text
    offered = page.split('name="to"', 1)[1].split("</select>", 1)[0]
    assert "other" in offered
    assert not any(name in offered for name in ("first", "second", "stranger", "teacher"))
    form = {"csrf": site.token(first)}
    for login in ("second", "stranger", "teacher", "first"):
        refused = first.post(
            f"/claims/{number}/pass-on", data={**form, "to": site.people[login].id}
        )
        assert refused.status_code == 403, login
    to_other = {**form, "to": site.people["other"].id}
    assert first.post(f"/claims/{number}/pass-on", data=to_other).status_code == 303
    assert "data-decision" not in first.get(f"/claims/{number}").text
    assert "data-decision" in other.get(f"/claims/{number}").text
    assert f"/claims/{number}" in other.get("/queue?mine=true").text
    assert first.post(f"/claims/{number}/pass-on", data=to_other).status_code == 409


def test_who_decided_the_first_stage_is_offered_no_second(site):
    number = site.claim()
    decide(site, site.sign_in("first"), number)
    with site.desk.database.writing() as connection:
        district = site.people["second"].unit
        made = accounts.add_account(
            connection, "third", "third", PASSWORD, accounts.Role.AUTHORITY_REVIEWER, district
        )
        found = claims.get(connection, number, site.people["second"])
        names = [one.id for one in review.colleagues(connection, found, site.people["second"])]
    assert names == [made]


def test_a_part_of_a_page_for_nobody_sends_the_whole_page_to_sign_in(site):
    whole = site.client.get("/queue?state=all")
    assert whole.headers["location"] == "/sign-in?next=/queue%3Fstate%3Dall"
    part = site.client.get("/queue?state=all", headers={"hx-request": "true"})
    assert (part.status_code, part.text) == (401, "")
    assert part.headers["hx-redirect"] == whole.headers["location"]
    # a form that was sent too late is not sent again by signing in
    assert site.client.post("/claims/1/take").headers["location"] == "/sign-in?next=/"


def test_what_is_vendored_is_what_its_note_says():
    folder = render._HERE / "static" / "vendor"
    note = (folder / "htmx.txt").read_text(encoding="utf-8")
    body = (folder / "htmx.min.js").read_bytes()
    assert hashlib.sha256(body).hexdigest() in note
    version = re.search(r"htmx (2\.\d+\.\d+)", note)[1]
    assert f'version:"{version}"'.encode() in body
    assert (folder / "htmx.LICENSE.txt").stat().st_size > 500


def test_a_stream_tells_when_a_claim_has_been_read(site):
    number = site.claim(read=False)
    first = site.sign_in("first")
    waits = f'data-events="/claims/{number}/events"'
    assert waits in first.get(f"/claims/{number}").text
    assert site.sign_in("stranger").get(f"/claims/{number}/events").status_code == 404
    site.read()
    assert waits not in first.get(f"/claims/{number}").text
    told = first.get(f"/claims/{number}/events")
    assert told.headers["content-type"].startswith("text/event-stream")
    assert told.text == "id: 0\nevent: read\ndata: \n\n"


def test_a_pre_check_goes_before_the_backlog_and_says_how_many_are_before_it(site):
    backlog = [site.claim(n, read=False) for n in range(3)]
    made = [
        site.client.post(
            "/precheck", data={"policy": "guangzhou-education-2021"},
            files=[("files", ("a.jpg", f"x{n}".encode(), "image/jpeg"))],
        ).headers["location"].rpartition("/")[2]
        for n in range(2)
    ]  # fmt: skip
    with site.desk.database.writing() as connection:
        asked = [prechecks.get(connection, secret).id for secret in made]
        assert [jobs.ahead(connection, number) for number in asked] == [0, 1]
        assert {held.claim for held in jobs.lease(connection, "test", 2)} == set(asked)
        assert jobs.ahead(connection, asked[0]) is None
        assert {held.claim for held in jobs.lease(connection, "test", 9)} == set(backlog)
