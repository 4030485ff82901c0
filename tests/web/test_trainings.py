"""Review by training, and two related documents: pages, rights, what stands out."""

from __future__ import annotations

import copy

import pytest

from tests.web.conftest import REPORT
from verifier.store import audit, jobs, relations, submissions, typefaces
from verifier.store.claims import State
from verifier.store.submissions import NewClaim, Upload
from verifier.store.tables import claim


def fields(**values: str) -> dict:
    return {
        name: {
            "value": value,
            "confidence": 0.97,
            "page": 1,
            "box": [0.1, 0.1, 0.3, 0.2],
            "text": value,
        }
        for name, value in values.items()
    }


def submit(
    site,
    n: int,
    *,
    unit: int | None = None,
    hours: str = "40",
    name: str | None = None,
    title: str = "骨干教师研修班",
):
    """Claim a paper of the class, read it without a doubt; return (claim, evidence)."""
    blob = f"class {n}".encode()
    with site.desk.database.writing() as connection:
        number = submissions.submit(
            connection,
            NewClaim("guangzhou-education-2021", unit or site.school, holder_name=name or f"老师{n:02d}",
                     title=title),
            [Upload(site.desk.blobs.put(blob), len(blob), f"{n}.jpg")],
            pipeline="test", by=site.people["teacher" if unit is None else "admin"],
        )  # fmt: skip
    report = copy.deepcopy(REPORT)
    report["findings"] = []
    report["fields"] = fields(
        holder_name=name or f"老师{n:02d}", activity_title=title, start_date="2021-07-05",
        end_date="2021-07-09", certificate_number=f"PX2021{n:04d}", hours=hours,
    )  # fmt: skip
    picture = site.desk.blobs.put(b"\xff\xd8page")
    with site.desk.database.writing() as connection:
        (held,) = jobs.lease(connection, "w", 1)
        ((evidence, _, _),) = held.documents
        result = jobs.Result(((evidence, report, (picture,)),), "ready", 0, 40)
        assert jobs.complete(connection, held, result)
    return number, evidence


@pytest.fixture
def of_forty(site):
    return [submit(site, n)[0] for n in range(1, 41)]


def link(page: str) -> str:
    return "/trainings/" + page.split('href="/trainings/', 1)[1].split('"', 1)[0]


def test_a_class_is_gathered_and_confirmed_and_undone_together(site, of_forty):
    client = site.sign_in("first")
    address = link(client.get("/trainings").text)
    page = client.get(address).text
    assert page.count('name="claim"') == page.count("checked") == 40
    token = page.split('name="csrf" value="', 1)[1].split('"', 1)[0]
    preview = client.post("/bulk/preview", data={"csrf": token, "claim": of_forty})
    chosen = [part.split('"', 1)[0] for part in preview.text.split('name="claim" value="')[1:]]
    done = client.post("/bulk/confirm", data={"csrf": token, "claim": chosen})
    assert site.get(of_forty[0]).state is State.SECOND
    made = [part.split('"', 1)[0] for part in done.text.split('name="decision" value="')[1:]]
    client.post("/bulk/undo", data={"csrf": token, "decision": made})
    assert {site.get(number).state for number in of_forty} == {State.FIRST}


def test_what_stands_out_comes_first_and_is_not_chosen(site, of_forty):
    strange, _ = submit(site, 777)
    other, _ = submit(site, 41, hours="88")
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    rows = page.split("<tr>")[2:]
    assert f"/claims/{other}" in rows[0]
    assert "<mark>88</mark>" in rows[0]
    assert f"/claims/{strange}" in rows[1]
    assert "编号不在本班号段" in rows[1]
    assert "checked" not in rows[0] + rows[1]


def test_only_what_waits_for_the_reader_is_gathered(site):
    for n in (1, 2):
        submit(site, n)
    elsewhere = site.people["stranger"].unit
    submit(site, 3, unit=elsewhere)
    address = link(site.sign_in("first").get("/trainings").text)
    assert site.sign_in("first").get(address).text.count('name="claim"') == 2
    assert 'href="/trainings/' not in site.sign_in("stranger").get("/trainings").text
    assert 'href="/trainings/' not in site.sign_in("teacher").get("/trainings").text
    assert site.sign_in("teacher").get(address).status_code == 404


def test_more_trainings_than_a_page_holds_follow_on_the_next(site, monkeypatch):
    monkeypatch.setattr("web.pages.trainings.SIZE", 2)
    for course, size in enumerate((3, 2, 2, 4, 2)):
        for n in range(size):
            submit(site, 10 * course + n, title=f"第{course}期研修班")
    client, address, seen = site.sign_in("first"), "/trainings", []
    while address:
        page = client.get(address).text
        seen.append([part.split("</a>", 1)[0].split(">")[-1]
                     for part in page.split('href="/trainings/')[1:]])  # fmt: skip
        more = page.split('rel="next" href="', 1)[1:]
        address = more[0].split('"', 1)[0].replace("&amp;", "&") if more else ""
    assert [len(titles) for titles in seen] == [2, 2, 1]
    assert seen[0] == ["第3期研修班", "第0期研修班"]
    assert {title for titles in seen for title in titles} == {f"第{n}期研修班" for n in range(5)}


def test_a_class_with_more_papers_than_are_shown_says_so(site, monkeypatch):
    monkeypatch.setattr("verifier.store.trainings.MOST", 3)
    for n in (1, 2, 3):
        submit(site, n)
    client = site.sign_in("first")
    address = link(client.get("/trainings").text)
    submit(site, 4)
    page = client.get(address).text
    assert page.count('name="claim"') == 3
    assert "这里最多显示 3 份" in page


@pytest.mark.parametrize("address", ["/trainings/x", "/trainings/" + "0" * 64, "/relations/1/2"])
def test_what_is_not_there_is_not_found(site, address):
    assert site.sign_in("first").get(address).status_code in (404, 422)


@pytest.fixture
def related(site):
    """Two claims of which one's paper is the other's, altered."""
    (first, one), (second, two) = submit(site, 1), submit(site, 2)
    spot = {"page": 1, "box": [0.2, 0.2, 0.4, 0.3], "text": "8"}
    report = {
        "relation": "altered", "unread": ["issue_date"],
        "reasons": [{"code": "number_kept", "text": "证书编号相同。 The number is the same."}],
        "compared": [{"field": "hours", "match": "different", "weight": -3.1,
                      "a": {"value": 48, "confidence": 0.9, "page": 1, "box": [0, 0, 1, 1]},
                      "b": {"value": 88, "confidence": 0.9, "page": 1, "box": [0, 0, 1, 1]}}],
        "regions": [{"field": "hours", "a": spot, "b": spot}, {"field": None, "a": None, "b": spot}],
        "pages": [], "weights": {},
    }  # fmt: skip
    picture = site.desk.blobs.put(b"\xff\xd8evidence")
    with site.desk.database.writing() as connection:
        relations.note(connection, [two], [relations.Found(two, one, "altered", report, picture)])
    return first, second, f"/relations/{two}/{one}"


def test_two_related_documents_stand_beside_each_other_with_their_regions(site, related):
    first, second, address = related
    client = site.sign_in("first")
    assert address in client.get(f"/claims/{first}").text
    assert address in client.get(f"/claims/{second}").text
    page = client.get(address).text
    assert page.count('class="differs"') == 3
    assert "<mark>88</mark>" in page
    assert client.get(f"{address}/picture.jpg").content == b"\xff\xd8evidence"


def test_nobody_sees_a_pair_of_which_one_is_not_theirs(site, related):
    first, _, address = related
    assert site.sign_in("stranger").get(address).status_code == 404
    assert site.sign_in("stranger").get(f"{address}/picture.jpg").status_code == 404
    assert "/relations/" not in site.sign_in("teacher").get(f"/claims/{first}").text


def test_a_teacher_learns_of_their_own_earlier_claim_and_of_nobody_elses(site):
    (first, one), (second, two) = submit(site, 1), submit(site, 2)
    report = {"relation": "same_document", "unread": [], "reasons": [], "compared": [],
              "regions": [], "pages": [], "weights": {}}  # fmt: skip
    with site.desk.database.writing() as connection:
        relations.note(
            connection, [two], [relations.Found(two, one, "same_document", report, None)]
        )
    page = site.sign_in("teacher").get(f"/claims/{second}").text
    assert f"D-{one}" in page
    assert f'href="/claims/{first}"' in page
    with site.desk.database.writing() as connection:  # now the earlier one is somebody else's
        connection.execute(
            claim.update().where(claim.c.id == first).values(teacher_id=site.people["first"].id)
        )
    page = site.sign_in("teacher").get(f"/claims/{second}").text
    assert "D-" not in page.split("<main")[1]  # before it stand tokens of any letters
    assert f'href="/claims/{first}"' not in page
    assert "可能已申报" not in page


def test_a_related_paper_stands_out_in_its_class(site, related):
    submit(site, 3)
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    assert page.count("与另一份材料相同或有改动") == 2
    assert page.count("checked") == 1


@pytest.fixture
def twins(site):
    """A class of which two papers carry one impression of a seal."""
    made = [submit(site, n) for n in range(1, 5)]
    report = {
        "relation": "same_course", "unread": [], "compared": [], "regions": [], "pages": [],
        "weights": {},
        "reasons": [{"code": "stamped_class", "text": "这两份的印迹却重合。 It is one impression."}],
    }  # fmt: skip
    picture = site.desk.blobs.put(b"\xff\xd8impressions")
    (one, two) = made[0][1], made[2][1]
    with site.desk.database.writing() as connection:
        found = relations.Found(two, one, "same_course", report, picture)
        relations.note(connection, [two], [found])
    return [number for number, _ in made], f"/relations/{two}/{one}"


def test_a_seal_that_repeats_stands_out_in_its_class_with_both_crops(site, twins):
    numbers, address = twins
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    rows = page.split("<tr>")[2:]
    assert f"/claims/{numbers[0]}" in rows[0]
    assert f"/claims/{numbers[2]}" in rows[1]
    for row in rows[:2]:
        assert "印章印迹与另一份重合" in row
        assert f'href="{address}"' in row
        assert "checked" not in row
    assert page.count("checked") == 2
    pair = client.get(address).text
    assert "同班次，不同持证人" in pair
    assert "这两份的印迹却重合" in pair
    assert client.get(f"{address}/picture.jpg").content == b"\xff\xd8impressions"


def test_a_seal_that_repeats_is_no_word_on_the_claim_and_none_to_its_teacher(site, twins):
    numbers, address = twins
    for login in ("first", "teacher"):
        page = site.sign_in(login).get(f"/claims/{numbers[0]}").text
        assert "可能重复申报" not in page
        assert address not in page


@pytest.fixture
def other_type(site):
    """A class of which one number is set in other type, seen beside that of a classmate."""
    made = [submit(site, n) for n in range(1, 5)]
    elsewhere, _ = submit(site, 9, unit=site.people["stranger"].unit)
    picture = site.desk.blobs.put(b"\xff\xd8types")
    odd, beside = made[2][1], made[0][1]
    with site.desk.database.writing() as connection:
        told = typefaces.SetOtherwise(odd, beside, "certificate_number", picture)
        typefaces.note(connection, [odd], [told])
    return [number for number, _ in made], f"/types/{odd}/certificate_number.jpg", elsewhere


def test_a_number_in_other_type_stands_out_in_its_class_with_both_prints(site, other_type):
    numbers, address, _ = other_type
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    rows = page.split("<tr>")[2:]
    assert f"/claims/{numbers[2]}" in rows[0]
    assert "字体与同班不同" in rows[0]
    assert "<mark>PX20210003</mark>" in rows[0]
    assert f'src="{address}"' in rows[0]
    assert "checked" not in rows[0]
    assert page.count("checked") == 3
    assert client.get(address).content == b"\xff\xd8types"
    with site.desk.database.reading() as connection:
        seen = [row.subject for row in audit.search(connection, audit.Wanted(), 2)]
    assert set(seen) == {f"claim:{numbers[0]}", f"claim:{numbers[2]}"}


def test_a_number_in_other_type_is_no_word_on_the_claim_and_shown_to_nobody_else(site, other_type):
    numbers, address, _ = other_type
    for login in ("first", "teacher"):
        page = site.sign_in(login).get(f"/claims/{numbers[2]}").text
        assert "字体" not in page
        assert address not in page
    assert site.sign_in("stranger").get(address).status_code == 404
    assert (
        site.sign_in("first").get(address.replace("certificate_number", "employer")).status_code
        == 404
    )


def test_a_print_beside_another_offices_is_told_and_not_shown(site, other_type):
    numbers, address, _ = other_type
    with site.desk.database.writing() as connection:  # the classmate's claim is elsewhere now
        connection.execute(
            claim.update()
            .where(claim.c.id == numbers[0])
            .values(unit_id=site.people["stranger"].unit)
        )
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    assert "字体与同班不同" in page
    assert address not in page
    assert client.get(address).status_code == 404


def test_a_paper_that_was_claimed_before_stands_out_with_the_other_claim_beside_it(site):
    numbers = [submit(site, n)[0] for n in (1, 2, 3)]
    again, _ = submit(site, 2)
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    rows = {
        n: next(r for r in page.split("<tr>")[2:] if f'"/claims/{n}"' in r)
        for n in (*numbers, again)
    }
    for mine, other in ((numbers[1], again), (again, numbers[1])):
        assert "已有另一份申报" in rows[mine]
        assert f"对照申报 {other}" in rows[mine]
        assert "checked" not in rows[mine]
    for n in (numbers[0], numbers[2]):
        assert "已有另一份申报" not in rows[n]
    address = rows[again].split('href="/compare?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    assert client.get(f"/compare?{address}").status_code == 200


def test_of_a_claim_in_another_unit_only_that_it_exists_is_told(site):
    numbers = [submit(site, n)[0] for n in (1, 2, 3)]
    elsewhere, _ = submit(site, 2, unit=site.people["stranger"].unit)
    client = site.sign_in("first")
    page = client.get(link(client.get("/trainings").text)).text
    row = next(r for r in page.split("<tr>")[2:] if f'"/claims/{numbers[1]}"' in r)
    assert "已有另一份申报" in row
    assert f"对照申报 {elsewhere}" not in page
