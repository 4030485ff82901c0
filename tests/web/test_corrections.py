"""A field set right: what was read is kept, and the claim is judged again without reading."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verifier.duplicates.papers import paper as drawn
from verifier.corrections import corrected, value_of
from verifier.errors import NotAllowed
from verifier.readings import reading_to_bytes
from verifier.store import documents, jobs, prechecks, relations, submissions
from verifier.store.claims import State
from verifier.store.submissions import NewClaim, Upload
from verifier.tasks import perform, workshop_of
from verifier.worker import Jobs, result_of


def judge(site) -> int:
    """Do the jobs that wait as the worker does; return how many."""
    desk = site.desk
    work = Jobs(desk.database, desk.settings).turn([], 10)
    for one in work:
        result = result_of(one.held, perform(workshop_of(desk.settings), one.task), desk.blobs)
        with desk.database.writing() as connection:
            assert jobs.complete(connection, one.held, result)
    return len(work)


@pytest.fixture
def kept(site):
    """A claim whose paper was read, with its reading and its page's picture kept."""
    extraction = drawn().extraction
    blob = b"\xff\xd8 kept"
    picture = site.desk.blobs.put(b"\xff\xd8picture")
    with site.desk.database.writing() as connection:
        number = submissions.submit(
            connection,
            NewClaim("guangzhou-education-2021", site.school, holder_name="林晓芸"),
            [Upload(site.desk.blobs.put(blob), len(blob), "a.jpg")],
            pipeline="test", by=site.people["teacher"],
        )  # fmt: skip
        (held,) = jobs.lease(connection, "test", 1)
        ((evidence, _, _),) = held.documents
        kept = jobs.Print(site.desk.blobs.put(reading_to_bytes(extraction)), (bytes(32),))
        report = {"fields": {"hours": {"value": 72, "confidence": 0.9, "page": 1, "box": None}}}
        result = jobs.Result(
            ((evidence, report, (picture,)),), "review", 1, Decimal(72), {evidence: kept},
            {evidence: {"seal-1": picture}},
        )  # fmt: skip
        assert jobs.complete(connection, held, result)
        (relate,) = jobs.lease(connection, "test", 5)
        assert jobs.complete_relations(connection, relate, relations.Compared())
    return number, evidence, picture


def correct(site, client, evidence, **form):
    return client.post(
        f"/evidence/{evidence}/correction", data={"csrf": site.token(client), **form}
    )


def test_hours_set_right_are_counted_and_the_pages_stay(site, kept):
    number, evidence, picture = kept
    first = site.sign_in("first")
    stale = site.get(number).version
    assert correct(site, first, evidence, field="hours", new="16").status_code == 303
    assert "正在按更正重新核查" in first.get(f"/claims/{number}").text
    assert judge(site) == 1
    found = site.get(number)
    assert (found.state, found.credit) == (State.FIRST, Decimal(16))
    with site.desk.database.reading() as connection:
        (paper,) = documents.of_claim(connection, number)
    assert paper.report["fields"]["hours"]["value"] == 16
    assert paper.pages == (picture,)
    assert paper.details == {"seal-1": picture}
    page = first.get(f"/claims/{number}").text
    assert "识别为 72" in page
    assert 'name="hours" inputmode="decimal" size="6" value="16"' in page
    form = {"csrf": site.token(first), "version": stale, "outcome": "confirm", "hours": "72"}
    assert first.post(f"/claims/{number}/decision", data=form).status_code == 409


def test_a_correction_can_be_taken_back_and_is_judged_each_time(site, kept):
    number, evidence, _ = kept
    first = site.sign_in("first")
    for hours in ("16", "72"):
        correct(site, first, evidence, field="hours", new=hours)
        assert judge(site) == 1
        assert site.get(number).credit == Decimal(hours)
    assert "识别为" not in first.get(f"/claims/{number}").text
    correct(site, first, evidence, field="hours", new="72")  # as it is already
    assert judge(site) == 0


def test_a_confirmed_claim_stays_as_it_was_decided(site, kept):
    number, evidence, _ = kept
    first, second = site.sign_in("first"), site.sign_in("second")
    correct(site, first, evidence, field="hours", new="16")
    for client in (first, second):
        form = {"csrf": site.token(client), "version": site.get(number).version,
                "outcome": "confirm", "hours": "16"}  # fmt: skip
        assert client.post(f"/claims/{number}/decision", data=form).status_code == 303
    before = site.get(number)
    assert before.state is State.CONFIRMED
    judge(site)
    assert site.get(number) == before


@pytest.mark.parametrize(
    ("field", "new", "status"),
    [("hours", "many", 403), ("hours", "NaN", 403), ("hours", "-1", 403), ("nonsense", "1", 404),
     ("hours.7", "1", 404), ("hours.x", "8", 404)],
)  # fmt: skip
def test_what_a_field_cannot_be_is_refused(site, kept, field, new, status):
    _, evidence, _ = kept
    assert (
        correct(site, site.sign_in("first"), evidence, field=field, new=new).status_code == status
    )
    assert judge(site) == 0


def test_only_who_decides_sets_right(site, kept):
    number, evidence, _ = kept
    for login in ("teacher", "second", "auditor", "stranger"):
        answer = correct(site, site.sign_in(login), evidence, field="hours", new="16")
        assert answer.status_code in (403, 404), login
    # another's claim at hand opens no other: the stage is that of the document's own claim
    mine = site.claim(9)
    form = {"field": "hours", "new": "16", "claim": str(mine)}
    assert correct(site, site.sign_in("second"), evidence, **form).status_code == 403
    assert site.get(number).credit == Decimal(72)


def test_the_second_of_several_bodies_is_set_right():
    extraction = drawn().extraction
    name = extraction.first("issuers")
    two = (*extraction.fields, type(name)(**{s: getattr(name, s) for s in name.__slots__}))
    several = type(extraction)(
        **{s: getattr(extraction, s) for s in extraction.__slots__} | {"fields": two}
    )
    made = corrected(several, {"issuers.2": "乙市教育局"}).all("issuers")
    assert [one.value for one in made] == [name.value, "乙市教育局"]
    assert (made[1].confidence, made[1].method) == (1.0, "reviewer")


@pytest.mark.parametrize("text", ["2021", "2021-07", "2021-07-05"])
def test_days_as_exact_as_they_are(text):
    assert value_of("start_date", "2020-01-01", text) == text


@pytest.mark.parametrize("text", ["", "7月5日", "2021-13", "2021-02-30", "21-07-05", "2021-07-05 "])
def test_what_is_no_day(text):
    with pytest.raises(NotAllowed):
        value_of("start_date", "2020-01-01", text)


DRAWN = drawn().extraction


@settings(deadline=None)
@given(st.text(max_size=20))
def test_nothing_that_is_written_breaks_a_reading(text):
    extraction = DRAWN
    made = corrected(extraction, {field.name: text for field in extraction.fields})
    assert {type(field.value) for field in made.all("hours")} <= {Decimal}


def test_a_pre_check_of_several_is_read_one_by_one_and_judged_together(site):
    files = [("files", (f"{n}.jpg", f"paper {n}".encode(), "image/jpeg")) for n in (1, 2)]
    made = site.client.post("/precheck", data={"policy": "guangzhou-education-2021"}, files=files)
    address, database = made.headers["location"], site.desk.database
    for number in (1, 2):
        with database.writing() as connection:
            (held,) = jobs.lease(connection, "test", 1)
            ((evidence, _, name),) = held.documents
            assert name == f"{number}.jpg"
            kept = jobs.Print(site.desk.blobs.put(reading_to_bytes(drawn().extraction)), ())
            report = {"kind": {"value": "training_certificate"}, "fields": {}, "findings": []}
            picture = site.desk.blobs.put(f"page {number}".encode())
            result = jobs.Result(
                ((evidence, report, (picture,)),), "ready", 0, None, {evidence: kept}
            )
            assert jobs.complete(connection, held, result)
        if number == 1:
            page = site.client.get(address).text
            assert "已识别 1 / 2 份" in page
            assert page.count("<article") == 1
            assert "data-events" in page
    assert "data-events" in site.client.get(address).text  # not judged together yet
    assert judge(site) == 1
    page = site.client.get(address).text
    assert "data-events" not in page
    assert page.count("<article") == page.count("<figure") == 2
    with database.reading() as connection:
        found = prechecks.get(connection, address.rpartition("/")[2])
    assert found.recommendation is not None


def test_one_that_cannot_be_read_does_not_hold_the_others_up(site):
    files = [("files", (f"{n}.jpg", f"paper {n}".encode(), "image/jpeg")) for n in (1, 2)]
    site.client.post("/precheck", data={"policy": "guangzhou-education-2021"}, files=files)
    with site.desk.database.writing() as connection:
        for _ in range(jobs.MOST_ATTEMPTS):
            (held,) = jobs.lease(connection, "test", 1)
            jobs.fail(connection, held, "crash")
        (other,) = jobs.lease(connection, "test", 1)
        assert other.documents != held.documents
        result = jobs.Result(((other.documents[0][0], {"fields": {}}, ()),), "ready", 0, None)
        assert jobs.complete(connection, other, result)
        (last,) = jobs.lease(connection, "test", 9)
    assert len(last.documents) == 2
