"""The way in for programs: tokens, cursors, problems, keys, versions, and what it says of itself."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from verifier.store import accounts, audit
from verifier.store.claims import State

POLICY = "guangzhou-education-2021"
PAPER = ("a.jpg", b"paper", "image/jpeg")


@pytest.fixture
def api(site):
    def client(login: str) -> TestClient:
        with site.desk.database.writing() as connection:
            token = accounts.add_token(connection, login, "test")
        headers = {"authorization": f"Bearer {token}"}
        return TestClient(site.client.app, headers=headers, base_url="http://testserver/api/v1")

    return client


def submit(client, paper=PAPER, key=None, **more):
    headers = {"idempotency-key": key} if key else {}
    return client.post(
        "/claims", data={"policy": POLICY, **more}, files=[("files", paper)], headers=headers
    )


def is_problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    return told


def test_without_a_token_there_is_a_problem(site, api):
    nobody = TestClient(site.client.app, base_url="http://testserver/api/v1")
    for headers in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic x"}):
        answer = nobody.get("/claims", headers=headers)
        is_problem(answer, 401)
        assert answer.headers["www-authenticate"] == "Bearer"
    signed = site.sign_in("first")
    assert signed.get("/api/v1/claims").status_code == 401  # a cookie opens no program's door


def test_a_revoked_token_opens_nothing(site, api):
    client = api("first")
    assert client.get("/claims").status_code == 200
    with site.desk.database.writing() as connection:
        assert accounts.revoke_tokens(connection, "first") == 1
    is_problem(client.get("/claims"), 401)


def test_a_claim_is_submitted_read_and_decided_in_both_stages(site, api):
    teacher = api("teacher")
    answer = submit(teacher, holder_name="林晓芸", hours="40", subject="professional")
    assert answer.status_code == 201
    number = answer.json()["id"]
    assert answer.headers["location"] == f"/api/v1/claims/{number}"
    site.read()
    first = api("first")
    found = first.get(f"/claims/{number}")
    assert found.json()["documents"][0]["report"]["schema"] == "xueshi.report/1"
    teacher.get(f"/claims/{number}")
    with site.desk.database.reading() as connection:
        looked = audit.search(connection, audit.Wanted(action="claim-viewed"), 9)
    assert [(row.actor, row.subject) for row in looked] == [("first", f"claim:{number}")]
    path = f"/claims/{number}/decisions"
    is_problem(first.post(path, json={"outcome": "confirm"}), 428)
    is_problem(first.post(path, json={"outcome": "confirm"}, headers={"if-match": "x"}), 412)
    stale = first.post(path, json={"outcome": "confirm"}, headers={"if-match": '"1"'})
    assert is_problem(stale, 409)["code"] == "E-CONFLICT"
    done = first.post(
        path, json={"outcome": "confirm", "hours": 40}, headers={"if-match": found.headers["etag"]}
    )
    assert (done.status_code, done.json()["state"]) == (200, "second_review")
    second = api("second")
    done = second.post(
        path, json={"outcome": "confirm"}, headers={"if-match": done.headers["etag"]}
    )
    assert done.json()["awarded"] == "40.00"
    assert site.get(number).state is State.CONFIRMED


def test_the_same_request_again_does_nothing_new(site, api):
    teacher = api("teacher")
    one, two = submit(teacher, key="k1"), submit(teacher, key="k1")
    assert (one.status_code, two.status_code) == (201, 200)
    assert one.json()["id"] == two.json()["id"]
    is_problem(submit(teacher, key="k1", title="other"), 409)
    assert submit(teacher, key="k2").json()["id"] != one.json()["id"]
    assert submit(api("colleague"), key="k1").status_code == 201


def test_pages_follow_their_cursor(site, api):
    numbers = [site.claim(n) for n in range(5)]
    first, seen, cursor = api("first"), [], None
    while True:
        params = {"size": 2, "state": "first_review", **({"cursor": cursor} if cursor else {})}
        page = first.get("/claims", params=params).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == numbers


@pytest.mark.parametrize(
    ("path", "status"),
    [("/claims/999", 404), ("/claims/0", 422), ("/claims/x", 422), ("/claims?cursor=%00", 404),
     ("/claims?size=0", 422), ("/claims?state=lost", 422), ("/nothing", 404)],
)  # fmt: skip
def test_wrong_requests_are_problems(api, path, status):
    is_problem(api("first").get(path), status)


def test_wrong_submissions_are_problems(api):
    teacher = api("teacher")
    is_problem(submit(teacher, policy="atlantis"), 422)
    is_problem(submit(teacher, hours="-1"), 422)
    is_problem(submit(teacher, unit="999"), 403)
    is_problem(teacher.post("/claims", data={"policy": POLICY}), 422)


def test_what_is_not_ones_own_is_not_there(site, api):
    number = site.claim()
    is_problem(api("stranger").get(f"/claims/{number}"), 404)
    is_problem(api("colleague").get(f"/claims/{number}"), 404)
    assert api("colleague").get("/claims").json()["items"] == []


def test_the_pictures_of_a_document_are_named_and_only_for_those_who_see_the_claim(site, api):
    number = site.claim()
    [document] = api("first").get(f"/claims/{number}").json()["documents"]
    path = document["pictures"]["page-1"].removeprefix("/api/v1")
    found = api("first").get(path)
    assert (found.status_code, found.headers["content-type"]) == (200, "image/jpeg")
    is_problem(api("stranger").get(path), 404)
    is_problem(api("first").get(f"/claims/{number}/pictures/{'0' * 64}"), 404)


def test_it_describes_itself(site):
    told = site.client.get("/api/v1/openapi.json").json()
    assert {
        "/claims", "/claims/{number}", "/claims/{number}/decisions",
        "/claims/{number}/pictures/{digest}", "/policies",
    } == set(told["paths"])  # fmt: skip
    for path in told["paths"].values():
        for act in path.values():
            assert act["summary"]
            assert "application/problem+json" in act["responses"]["404"]["content"]
