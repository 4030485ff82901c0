"""Pages over HTTP: who may see and do what, forms without script, wrong input, headers."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from tests.web.conftest import REPORT
from verifier.store import audit, documents, jobs, looks, prechecks, queue, samples
from verifier.store.claims import State
from verifier.store.tables import claim as claim_table
from web import render
from web.pdf import lines_of
from web.render import one_language
from web.security import Attempts

POLICY = "guangzhou-education-2021"
EVERYBODY = ("teacher", "colleague", "first", "other", "second", "stranger", "auditor", "admin")
INSIDERS = {"teacher", "first", "other", "second", "auditor", "admin"}


def decide(site, client, number, outcome="confirm", **more):
    form = {
        "csrf": site.token(client), "version": site.get(number).version, "outcome": outcome, **more,
    }  # fmt: skip
    return client.post(f"/claims/{number}/decision", data=form)


def test_nobody_sees_anything_before_signing_in(site):
    number = site.claim()
    for path in ("/", "/queue", "/my", "/submit", f"/claims/{number}"):
        answer = site.client.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in")


def test_a_wrong_password_is_told_and_nothing_is_given(site):
    for login, password in (("first", "wrong"), ("nobody", "correct horse"), ("", "x")):
        answer = site.client.post("/sign-in", data={"login": login, "password": password})
        assert answer.status_code in (401, 422)
        assert "set-cookie" not in answer.headers


def test_guessing_is_slowed_down():
    attempts = Attempts(most=3, seconds=60)
    assert [attempts.allow("x") for _ in range(5)] == [True, True, True, False, False]
    assert attempts.allow("y")


@pytest.mark.parametrize(
    ("wanted", "went"),
    [
        ("/queue", "/queue"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(site, wanted, went):
    form = {"login": "first", "password": "correct horse", "next": wanted}
    assert site.client.post("/sign-in", data=form).headers["location"] == went


def test_signing_out_ends_the_session_on_the_server(site):
    client = site.sign_in("first")
    cookie = dict(client.cookies)
    client.post("/sign-out", data={"csrf": site.token(client)})
    again = TestClient(site.client.app, follow_redirects=False, cookies=cookie)
    assert again.get("/queue").status_code == 303


@pytest.mark.parametrize("login", EVERYBODY)
def test_every_route_of_a_claim_is_only_for_those_it_concerns(site, login):
    number = site.claim()
    with site.desk.database.reading() as connection:
        (paper,) = documents.of_claim(connection, number)
    client = site.sign_in(login)
    allowed = login in INSIDERS
    for path in (
        f"/claims/{number}",
        f"/claims/{number}/pages/{paper.pages[0]}.jpg",
        f"/claims/{number}/files/{paper.id}",
    ):
        assert client.get(path).status_code == (200 if allowed else 404), path
    token = site.token(client)
    for path, form in (
        (f"/claims/{number}/take", {}),
        (f"/claims/{number}/release", {}),
        (f"/claims/{number}/postpone", {"until": "2030-01-01"}),
        (
            f"/evidence/{paper.id}/correction",
            {"field": "hours", "new": "41"},
        ),
        (f"/claims/{number}/decision", {"version": 2, "outcome": "confirm"}),
    ):
        status = client.post(path, data={**form, "csrf": token}).status_code
        if login not in INSIDERS:
            assert status in (403, 404), path
    if login not in ("first", "other"):
        assert site.get(number).state is State.FIRST


def test_a_change_needs_the_token_of_the_session_and_of_this_site(site):
    number = site.claim()
    client = site.sign_in("first")
    form = {"version": site.get(number).version, "outcome": "confirm"}
    path = f"/claims/{number}/decision"
    assert client.post(path, data={**form, "csrf": "x"}).status_code == 403
    assert client.post(path, data=form).status_code == 422
    form["csrf"] = site.token(client)
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        assert client.post(path, data=form, headers=headers).status_code == 403
    assert site.get(number).state is State.FIRST
    answer = client.post(path, data=form, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 303
    assert site.get(number).state is State.SECOND


def test_two_stages_and_the_next_claim_in_turn(site):
    one, two = site.claim(1), site.claim(2)
    first = site.sign_in("first")
    answer = decide(site, first, one, hours="40")
    assert answer.headers["location"].startswith(f"/claims/{two}?undo=")
    assert decide(site, first, two).headers["location"].startswith("/queue?undo=")
    second = site.sign_in("second")
    assert decide(site, second, one, hours="36.5").status_code == 303
    assert (site.get(one).state, site.get(one).awarded) == (State.CONFIRMED, Decimal("36.50"))


def test_a_return_goes_back_to_the_teacher_and_comes_again(site):
    number = site.claim()
    first, teacher = site.sign_in("first"), site.sign_in("teacher")
    assert decide(site, first, number, "return").status_code == 403
    assert decide(site, first, number, "return", reason=["translation 五(三)2"]).status_code == 303
    assert "补充材料" in teacher.get(f"/claims/{number}").text
    files = [("files", ("译文.pdf", b"%PDF-1.4 translation", "application/pdf"))]
    answer = teacher.post(
        f"/claims/{number}/supplement", data={"csrf": site.token(teacher)}, files=files
    )
    assert answer.status_code == 303
    site.read()
    assert (site.get(number).state, site.get(number).round) == (State.FIRST, 2)
    page = first.get(f"/claims/{number}").text
    assert "译文.pdf" in page
    assert "translation 五(三)2" in page


def test_a_decision_on_what_has_changed_is_refused(site):
    number = site.claim()
    first = site.sign_in("first")
    stale = site.get(number).version
    first.post(
        "/evidence/1/correction",
        data={"csrf": site.token(first), "field": "hours", "new": "48"},
    )
    form = {"csrf": site.token(first), "version": stale, "outcome": "confirm"}
    assert first.post(f"/claims/{number}/decision", data=form).status_code == 409
    page = first.get(f"/claims/{number}").text
    assert "识别为 40" in page
    assert "48" in page


def test_the_last_decision_can_be_undone(site):
    number = site.claim()
    first = site.sign_in("first")
    target = decide(site, first, number).headers["location"]
    made = target.partition("undo=")[2]
    answer = first.post(f"/decisions/{made}/undo", data={"csrf": site.token(first)})
    assert answer.headers["location"] == f"/claims/{number}"
    assert site.get(number).state is State.FIRST
    second = site.sign_in("second")
    assert (
        second.post(f"/decisions/{made}/undo", data={"csrf": site.token(second)}).status_code == 404
    )


def test_taking_putting_back_and_postponing(site):
    number = site.claim()
    first, other = site.sign_in("first"), site.sign_in("other")
    assert first.post(f"/claims/{number}/take", data={"csrf": site.token(first)}).status_code == 303
    assert other.post(f"/claims/{number}/take", data={"csrf": site.token(other)}).status_code == 409
    assert "data-decision" not in other.get(f"/claims/{number}").text
    assert "data-decision" in first.get(f"/claims/{number}").text
    assert str(number) in first.get("/queue?mine=true").text
    first.post(f"/claims/{number}/release", data={"csrf": site.token(first)})
    form = {"csrf": site.token(first), "until": "2999-01-01"}
    assert first.post(f"/claims/{number}/postpone", data=form).status_code == 303
    assert f"/claims/{number}" not in first.get("/queue").text
    assert f"/claims/{number}" in first.get("/queue?state=all").text


def test_what_a_document_says_is_never_markup(site):
    number = site.claim()
    page = site.sign_in("first").get(f"/claims/{number}").text
    assert "乙市&lt;b&gt;学院" in page
    assert "<b>学院" not in page
    assert "证书&lt;1&gt;.jpg" in page


def test_the_claim_page_joins_fields_findings_and_places(site):
    number = site.claim()
    page = site.sign_in("first").get(f"/claims/{number}").text
    fields = set(re.findall(r'id="(d1-[a-z_0-9-]+)" tabindex="0" data-field', page))
    assert fields == {
        "d1-holder_name", "d1-hours", "d1-issuers-1", "d1-issuers-2", "d1-seal1"
    }  # fmt: skip
    assert 'data-fields="d1-hours"' in page
    boxes = set(re.findall(r'data-box="([^"]+)"', page))
    assert boxes == fields | {"d1-f1"}
    assert "五(三)2" in page
    assert "缺少译文。" in page
    assert "The translation is missing" not in page


def test_english_readers_get_english(site):
    number = site.claim()
    client = site.sign_in("first")
    page = client.get(f"/claims/{number}", headers={"accept-language": "en-GB,en"}).text
    assert "The translation is missing." in page
    assert "Findings" in page
    assert 'lang="en"' in page
    client.get("/language/zh")
    assert "核查意见" in client.get(f"/claims/{number}", headers={"accept-language": "en"}).text


def test_every_sentence_of_the_pages_has_its_english():
    folder = render._HERE
    found = extract_from_dir(
        folder / "templates", [("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"newstyle_gettext": "true"}},
    )  # fmt: skip
    wanted = {message for _, _, message, _, _ in found}
    wanted |= {message for _, _, message, _, _ in extract_from_dir(folder, [("**.py", "python")])}
    with (folder / "locale" / "en.po").open("rb") as file:
        known = {
            message.id for message in read_po(file, locale="en") if message.id and message.string
        }
    assert wanted == known


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("缺少译文。 The translation is missing.", "缺少译文。", "The translation is missing."),
        (
            "主办 甲市教育局 不在名单。 甲市教育局 is not listed.",
            "主办 甲市教育局 不在名单。 甲市教育局 is not listed.",
            None,
        ),
        ("只有中文。", "只有中文。", "只有中文。"),
        ("Only English.", "Only English.", "Only English."),
        ("记 ABC 学时。 The ABC hours.", "记 ABC 学时。", "The ABC hours."),
    ],
)
def test_one_half_of_a_sentence_in_two_languages(text, zh, en):
    assert one_language(text, "zh") == zh
    if en is not None:
        assert one_language(text, "en") == en


def submit(site, client, files, **more):
    form = {"csrf": site.token(client), "policy": POLICY, **more}
    return client.post("/submit", data=form, files=[("files", file) for file in files])


PAPER = ("证书.jpg", b"\xff\xd8 paper", "image/jpeg")


def test_a_submitted_claim_is_kept_before_it_is_acknowledged(site):
    teacher = site.sign_in("teacher")
    answer = submit(site, teacher, [PAPER, ("b.png", b"png", "image/png")], hours="40")
    number = int(answer.headers["location"].rpartition("/")[2])
    with site.desk.database.reading() as connection:
        papers = documents.of_claim(connection, number)
    assert [paper.name for paper in papers] == ["证书.jpg", "b.png"]
    assert site.desk.blobs.get(papers[0].sha256) == PAPER[1]
    assert "正在识别" in teacher.get(f"/claims/{number}").text
    assert f"/claims/{number}" in teacher.get("/my").text


def test_one_form_pressed_twice_makes_one_claim_and_a_changed_one_another(site):
    teacher = site.sign_in("teacher")
    form = teacher.get("/submit").text
    once = re.search(r'name="once" value="([^"]+)"', form)[1]
    assert f'value="{once}"' not in teacher.get("/submit").text
    places = [
        submit(site, teacher, [PAPER], once=given, hours=hours).headers["location"]
        for given, hours in ((once, "40"), (once, "40"), (once, "24"), ("another", "40"))
    ]
    assert places[0] == places[1]
    assert len(set(places)) == 3
    unmarked = [submit(site, teacher, [PAPER]).headers["location"] for _ in range(2)]
    assert len(set(unmarked)) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"policy": "atlantis"},
        {"hours": "many"},
        {"hours": "-1"},
        {"hours": "1e9"},
        {"hours": "NaN"},
    ],
)
def test_a_wrong_claim_is_refused(site, more):
    teacher = site.sign_in("teacher")
    answer = submit(site, teacher, [PAPER], **more)
    assert answer.status_code == 422
    assert "改正后再提交" in answer.text, "what to do, and not to use another account"


def test_too_many_or_too_large_files_are_refused(site):
    teacher = site.sign_in("teacher")
    assert submit(site, teacher, [PAPER] * 21).status_code == 422
    small = replace(site.desk, settings=site.desk.settings.model_copy(update={"max_bytes": 4}))
    site.client.app.state.desk = small
    assert submit(site, teacher, [PAPER]).status_code == 413
    with site.desk.database.reading() as connection:
        assert not queue.counts(connection, site.people["admin"])


def test_an_endless_body_is_cut_off(site):
    most = site.desk.settings.max_bytes * 4
    answer = site.client.post("/sign-in", headers={"content-length": str(most + 1)}, content=b"x")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/claims/999",
        "/claims/x",
        "/queue?after=zzz",
        "/queue?after=WzFd",
        "/claims/999999999999999999999",
    ],
)
def test_wrong_addresses_get_a_page_not_a_trace(site, path):
    answer = site.sign_in("first").get(path)
    assert answer.status_code in (200, 404, 422)
    assert "Traceback" not in answer.text


def test_every_answer_carries_its_guards(site):
    for path in ("/sign-in", "/livez", "/static/xueshi.css", "/nothing"):
        headers = site.client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    page = site.client.get("/sign-in").text
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)
    assert "style=" not in page


def test_originals_are_only_ever_saved(site):
    number = site.claim()
    answer = site.sign_in("first").get(f"/claims/{number}/files/1")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_list_leaves_a_row_where_it_shows_somebody_new(site, monkeypatch):
    def told() -> list[tuple[str, list[int], str]]:
        with site.desk.database.reading() as connection:
            trail = list(audit.rows(connection))
        assert audit.first_break(trail) is None
        rows = [(row, json.loads(row.details)) for row in trail if row.action == looks.LIST_VIEWED]
        return [(row.actor, one["claims"], one["query"]) for row, one in rows]

    first, second = site.claim(1), site.claim(2)
    client, auditor, teacher = map(site.sign_in, ("first", "auditor", "teacher"))
    for _ in range(2):
        client.get("/queue")
    assert told() == [("first", [first, second], "")]
    client.get("/queue?order=newest")  # the same people in another order
    client.get("/queue?text=nobody")
    assert len(told()) == 1
    third = site.claim(3)
    client.get("/queue?order=newest")
    auditor.get("/queue?state=all")
    teacher.get("/queue")
    assert told()[1:] == [
        ("first", [third], "order=newest"),
        ("auditor", [first, second, third], "state=all"),
    ]
    monkeypatch.setattr(looks, "AGAIN", timedelta(0))
    client.get("/queue")
    assert told()[3:] == [("first", [first, second, third], "")]


def test_looking_at_a_claim_its_notice_or_a_year_and_taking_a_file_leave_a_trace(site):
    number = site.claim()
    client = site.sign_in("first")
    client.get(f"/claims/{number}")
    client.get(f"/claims/{number}/files/1")
    decide(site, client, number, "return", reason=["translation 五(三)2"])
    teacher, person = site.sign_in("teacher"), site.people["teacher"].id
    for by in (client, teacher):
        by.get(f"/claims/{number}/notice.pdf")
        by.get(f"/people/{person}/year")
    with site.desk.database.reading() as connection:
        trail = list(audit.rows(connection))
    told = [(row.actor, row.action) for row in trail]
    assert ("first", "claim-viewed") in told
    assert ("first", "file-downloaded") in told
    assert ("first", "notice-viewed") in told
    assert ("first", "year-viewed") in told
    assert not {("teacher", "notice-viewed"), ("teacher", "year-viewed")} & set(told)
    assert audit.first_break(trail) is None


def test_the_operator_is_told_what_goes_on(site):
    assert site.client.get("/livez").text == "ok\n"
    assert site.client.get("/readyz").status_code == 200
    assert site.client.get("/version").json()["name"] == "xueshi"
    site.claim(read=False)
    assert 'xueshi_jobs{state="ready"} 1' in site.client.get("/metrics").text


def test_the_queue_pages_and_filters(site, monkeypatch):
    monkeypatch.setattr("web.pages.queue.SIZE", 2)
    numbers = [site.claim(n) for n in range(5)]
    client = site.sign_in("first")
    seen, path = [], "/queue"
    while path:
        page = client.get(path).text
        seen += [int(n) for n in re.findall(r'<td><a href="/claims/(\d+)"', page)]
        more = re.search(r'rel="next" href="([^"]+)"', page)
        path = more.group(1).replace("&amp;", "&") if more else None
    assert seen == numbers
    assert "这里没有" in client.get("/queue?text=无此人").text
    assert client.get("/queue?recommendation=return").text.count('<td><a href="/claims/') == 2


def prechecked(site, client=None):
    client = client or site.client
    answer = client.post("/precheck", data={"policy": POLICY}, files=[("files", PAPER)])
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_pre_check_needs_no_account_and_shows_each_remedy(site):
    path = prechecked(site)
    assert "正在识别" in site.client.get(path).text
    site.read()
    page = site.client.get(path).text
    assert "缺少译文。" in page
    assert "请补交译文。" in page
    picture = re.search(rf'src="({re.escape(path)}/pages/[0-9a-f]+\.jpg)"', page).group(1)
    assert site.client.get(picture).status_code == 200
    assert "event: read" in site.client.get(f"{path}/events").text


def test_a_pre_check_is_nobodys_else_business(site):
    prechecked(site)
    site.read()
    for login in ("first", "admin", "auditor"):
        client = site.sign_in(login)
        assert "/claims/1" not in client.get("/queue?state=all").text
        assert client.get("/claims/1").status_code == 404
    assert site.client.get("/precheck/" + "x" * 32).status_code == 404
    assert site.client.get("/precheck/short").status_code == 404


def test_a_pre_check_is_submitted_as_it_is(site):
    teacher = site.sign_in("teacher")
    path = prechecked(site, teacher)
    site.read()
    answer = teacher.post(f"{path}/submit", data={"csrf": site.token(teacher)})
    number = int(answer.headers["location"].rpartition("/")[2])
    found = site.get(number)
    assert (found.state, found.unit, found.doubts) == (State.FIRST, site.school, 1)
    assert teacher.get(path).status_code == 404


def test_a_pre_check_submitted_while_it_is_read_goes_on(site):
    teacher = site.sign_in("teacher")
    path = prechecked(site, teacher)
    teacher.post(f"{path}/submit", data={"csrf": site.token(teacher)})
    assert site.get(1).state is State.READING
    site.read()
    assert site.get(1).state is State.FIRST


def test_what_nobody_submits_is_gone_after_its_time(site):
    path = prechecked(site)
    kept = site.claim(9)
    site.read()
    with site.desk.database.writing() as connection:
        connection.execute(claim_table.update().values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert site.client.get(path).status_code == 404
    with site.desk.database.writing() as connection:
        dropped = prechecks.expire(connection)
        assert prechecks.expire(connection) == ()
    # the kept claim has a page with the very same picture
    assert len(dropped) == 1
    with site.desk.database.reading() as connection:
        (paper,) = documents.of_claim(connection, kept)
    assert not {paper.sha256, *paper.pages} & set(dropped)


def test_pre_checks_are_limited(site, monkeypatch):
    monkeypatch.setattr("web.pages.precheck._ATTEMPTS", Attempts(most=1, seconds=60))
    prechecked(site)
    answer = site.client.post("/precheck", data={"policy": POLICY}, files=[("files", PAPER)])
    assert answer.status_code == 429


def confirmed(site, n=1, **more):
    number = site.claim(n)
    if more:
        mine = claim_table.update().where(claim_table.c.id == number)
        with site.desk.database.writing() as connection:
            connection.execute(mine.values(**more))
    decide(site, site.sign_in("first"), number, hours="40")
    decide(site, site.sign_in("second"), number, hours="36.5")
    return number


def test_the_ledger_is_a_file_that_cannot_act_and_damages_no_number(site):
    confirmed(site, 1, holder_id="110101199001011237", title="=HYPERLINK(1)", holder_name="@张")
    confirmed(site, 2, title="第二", holder_name='李"四')
    first, second = site.sign_in("first"), site.sign_in("second")
    text = first.get("/ledger.csv").content
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(text.decode("utf-8-sig"))))
    assert rows[0][:4] == ["编号", "单位", "姓名", "身份证号"]
    assert rows[1][2:4] == ["'@张", "110101********1237"]
    assert rows[1][6] == "'=HYPERLINK(1)"
    assert rows[2][2] == '李"四'
    assert (
        list(csv.reader(StringIO(second.get("/ledger.csv").text)))[1][3] == '="110101199001011237"'
    )
    sheet = load_workbook(BytesIO(second.get("/ledger.xlsx").content)).active
    cell = sheet["G2"]
    assert (cell.value, cell.data_type, sheet["D2"].value) == (
        "=HYPERLINK(1)",
        "s",
        "110101199001011237",
    )
    lines = second.get("/ledger.jsonl").text.splitlines()
    assert [json.loads(line)["awarded"] for line in lines] == [36.5, 36.5]
    assert site.sign_in("teacher").get("/ledger.csv").status_code == 403
    assert len(site.sign_in("stranger").get("/ledger.jsonl").text) == 0
    assert first.get("/ledger.pdf").status_code == 404


def test_the_ledger_holds_every_page_of_the_store(site, monkeypatch):
    monkeypatch.setattr("web.pages.papers._SIZE", 2)
    numbers = [site.claim(n) for n in range(5)]
    lines = site.sign_in("first").get("/ledger.jsonl?state=first_review").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == numbers


def test_the_notice_to_a_teacher_says_what_to_supply(site):
    number = site.claim()
    first, teacher = site.sign_in("first"), site.sign_in("teacher")
    assert first.get(f"/claims/{number}/notice").status_code == 403
    decide(site, first, number, "return", reason=["translation 五(三)2"], comment="请盖章")
    page = teacher.get(f"/claims/{number}/notice").text
    for told in ("补正通知", "缺少译文。", "请补交译文。", "五(三)2", "请盖章"):
        assert told in page
    assert site.sign_in("colleague").get(f"/claims/{number}/notice").status_code == 404
    done = confirmed(site, 2)
    assert "36.5" in teacher.get(f"/claims/{done}/notice").text


def text_of(blob):
    with PdfDocument(blob) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def test_the_notice_as_a_pdf_says_the_same_and_carries_its_fonts(site):
    number = site.claim()
    teacher = site.sign_in("teacher")
    comment = "Please “盖章” 㐂䶮 — <b>No 5</b>"
    decide(
        site,
        site.sign_in("first"),
        number,
        "return",
        reason=["translation 五(三)2"],
        comment=comment,
    )
    answer = teacher.get(f"/claims/{number}/notice.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    told = text_of(answer.content)
    for words in ("补正通知", "缺少译文。", "请补交译文。", "五(三)2", "甲区一中", "<b>No 5</b>"):
        assert words in told
    assert "“盖章” 㐂䶮" in told
    assert answer.content.count(b"/FontFile2") == 2
    assert site.sign_in("colleague").get(f"/claims/{number}/notice.pdf").status_code == 404
    english = teacher.get(f"/claims/{number}/notice.pdf", headers={"accept-language": "en"})
    assert "Notice of supplement" in text_of(english.content)


@example("“ ”", 1)
@given(st.text(alphabet="汉字（）“”，。、 abcXYZ019-…%", max_size=60), st.integers(1, 12))
def test_breaking_a_text_into_lines_loses_nothing_but_spaces(text, room):
    lines = lines_of(text, lambda piece: len(piece) <= room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= room for line in lines)
    assert all(line.strip() == line for line in lines)


def test_no_line_begins_with_a_sign_that_closes():
    lines = lines_of("请补交译文，并加盖公章。" * 9, lambda piece: len(piece) <= 7)
    assert not {line[0] for line in lines} & set("，。")


def test_two_documents_stand_beside_each_other_for_those_who_may_see_both(site):
    one, two = site.claim(1), site.claim(2)
    with site.desk.database.reading() as connection:
        (mine,), (theirs,) = (documents.of_claim(connection, number) for number in (one, two))
    path = f"/compare?left={mine.id}&right={theirs.id}"
    page = site.sign_in("first").get(path).text
    for number, paper in ((one, mine), (two, theirs)):
        assert f"/claims/{number}/pages/{paper.pages[0]}.jpg" in page
    assert "证书&lt;1&gt;.jpg" in page
    for login in ("colleague", "stranger"):
        assert site.sign_in(login).get(path).status_code == 404
    assert site.sign_in("first").get("/compare?left=1&right=999").status_code == 404
    assert site.sign_in("first").get(path + "&right_page=9").status_code == 200


def test_what_the_reading_met_in_a_file_is_shown_beside_the_findings(site):
    number = site.claim(read=False)
    problem = {
        "code": "P-SEVERAL-PEOPLE", "page": 2,
        "message": "两页写的是<b>两个</b>姓名。 Two pages name two people.",
        "remedy": "不同的人应分开上传。 Papers of other people come apart.",
    }  # fmt: skip
    with site.desk.database.writing() as connection:
        [held] = jobs.lease(connection, "test", 10)
        made = ((held.documents[0][0], {**REPORT, "findings": [], "problems": [problem]}, ()),)
        assert jobs.complete(connection, held, jobs.Result(made, "review", 1, None))
    page = site.sign_in("first").get(f"/claims/{number}").text
    for words in ("两页写的是&lt;b&gt;两个&lt;/b&gt;姓名。", "不同的人应分开上传。", "第 2 页"):
        assert words in page, words
    assert "Two pages name" not in page
    assert '<b class="count">1</b>' in page
    assert "没有需要处理的意见" not in page


def test_another_paper_of_the_file_is_shown_with_its_page(site):
    number = site.claim(read=False)
    place = {"page": 2, "box": [0.1, 0.1, 0.2, 0.2], "confidence": 0.97, "text": "x"}
    letter = {
        "kind": {"value": "hours_statement", "confidence": 0.9}, "language": "zh", "pages": [2, 3],
        "fields": {"hours": {"value": 24, "unit": "学时", **place}},
    }  # fmt: skip
    with site.desk.database.writing() as connection:
        [held] = jobs.lease(connection, "test", 10)
        made = ((held.documents[0][0], {**REPORT, "enclosed": [letter]}, ()),)
        assert jobs.complete(connection, held, jobs.Result(made, "review", 1, None))
    page = site.sign_in("first").get(f"/claims/{number}").text
    assert "同一文件第 2、3 页：学时证明" in page
    shown = page[page.index('id="d1-e1-hours"') :]
    assert "24 学时" in shown[: shown.index("</div>")]
    assert "更正" not in shown[: shown.index("</div>")]


def test_what_a_capture_is_believed_by_is_shown_and_answered(site):
    number = site.claim(read=False)
    whole, colours = site.desk.blobs.put(b"\xff\xd8seal"), site.desk.blobs.put(b"\xff\xd8colours")
    report = {
        **REPORT,
        "originality": {
            "assessment": "copy", "reason": "GREY_SEAL_IN_COLOUR", "signals": [],
            "message": "圆章无颜色。 The seal has no colour.", "next_step": "请用原件重拍。 Capture it.",
        },
        "quality": {
            "grade": "fair", "reasons": ["glare"],
            "advice": [{
                "reason": "glare", "message": "x", "message_zh": "画面有反光。", "message_en": "Glare.",
                "remedy": "x", "remedy_zh": "请换个角度。", "remedy_en": "Another angle.",
            }],
        },
    }  # fmt: skip
    with site.desk.database.writing() as connection:
        [held] = jobs.lease(connection, "test", 10)
        paper = held.documents[0][0]
        made = ((paper, report, (whole,)),)
        shown = {
            "seal-1": whole, "seal-1-grey": whole, "saturation-1": colours, "grid-1": colours,
            "digit-1-2": whole,
        }  # fmt: skip
        done = jobs.Result(made, "review", 1, None, details={paper: shown})
        assert jobs.complete(connection, held, done)
    client = site.sign_in("first")
    page = client.get(f"/claims/{number}").text
    for words in (
        "圆章无颜色",
        "请用原件重拍",
        "页面色彩",
        "屏幕网格",
        "清晰程度不同的数字",
        "画面有反光",
        "请换个角度",
        "是原件",
    ):
        assert words in page, words
    assert client.get(f"/claims/{number}/pages/{colours}.jpg").content == b"\xff\xd8colours"
    form = {"csrf": site.token(client), "claim": number, "answer": "copy"}
    path = f"/evidence/{paper}/originality"
    assert client.post(path, data={**form, "answer": "forged"}).status_code == 422
    assert client.post(path, data={**form, "claim": site.claim(2)}).status_code == 403
    assert client.post(path, data=form).status_code == 303
    page = client.get(f"/claims/{number}").text
    assert 'value="copy" aria-pressed="true"' in page
    assert "aria-pressed" not in page.split('value="original"')[1].split(">")[0]


def test_the_pictures_of_a_seal_stand_beside_what_was_read_of_it(site):
    number = site.claim(read=False)
    whole = site.desk.blobs.put(b"\xff\xd8 whole")
    with site.desk.database.writing() as connection:
        (held,) = jobs.lease(connection, "test", 1)
        ((paper, _, _),) = held.documents
        seals = [{"colour": "red", "confidence": 0.5, "page": 1, "box": [0.7, 0.7, 0.8, 0.86]}]
        made = ((paper, {"seals": seals}, ()),)
        result = jobs.Result(made, "return", 1, None, details={paper: {"seal-1": whole}})
        assert jobs.complete(connection, held, result)
    first = site.sign_in("first")
    picture = f"/claims/{number}/pages/{whole}.jpg"
    assert picture in first.get(f"/claims/{number}").text
    assert first.get(picture).content == b"\xff\xd8 whole"
    assert site.sign_in("stranger").get(picture).status_code == 404


def test_a_view_of_the_queue_is_kept_for_its_account_alone(site):
    first = site.sign_in("first")
    query = "state=first_review&order=risk&after=zzz&evil=1&mine="
    form = {"csrf": site.token(first), "name": "<b>先看风险", "query": query}
    target = first.post("/queue/filters", data=form).headers["location"]
    assert target == "/queue?state=first_review&order=risk"
    assert "&lt;b&gt;先看风险" in first.get("/queue").text
    assert "先看风险" not in site.sign_in("other").get("/queue").text
    first.post("/queue/filters", data={**form, "query": "mine=true"})
    page = first.get("/queue").text
    assert page.count("先看风险</a>") == 1
    assert '/queue?mine=true"' in page
    first.post("/queue/filters/drop", data=form)
    assert "先看风险" not in first.get("/queue").text
    assert first.post("/queue/filters", data={**form, "name": " "}).status_code == 403


@pytest.mark.parametrize(("order", "expected"), [("risk", [2, 3, 1]), ("certainty", [1, 2, 3])])
def test_the_queue_goes_by_risk_or_by_certainty(site, order, expected):
    numbers = [site.claim(n) for n in (1, 2, 3)]
    values = zip(numbers, ((900, 10), (100, 20), (500, 30)), strict=True)
    with site.desk.database.writing() as connection:
        for number, (calm, unsure) in values:
            mine = claim_table.update().where(claim_table.c.id == number)
            connection.execute(mine.values(calm=calm, unsure=unsure))
    page = site.sign_in("first").get(f"/queue?order={order}").text
    assert [int(n) for n in re.findall(r'<td><a href="/claims/(\d+)"', page)] == expected


def test_deadlines_are_the_notices_own(site, monkeypatch):
    monkeypatch.setattr("verifier.store.claims.today", lambda: date(2021, 12, 15))
    teacher = site.sign_in("teacher")
    number = int(submit(site, teacher, [PAPER]).headers["location"].rpartition("/")[2])
    assert site.get(number).due_on == date(2022, 1, 9)
    site.read()
    decide(site, site.sign_in("first"), number)
    assert site.get(number).due_on == date(2022, 1, 13)


@pytest.mark.parametrize(("day", "frozen"), [(20, False), (21, True), (31, True)])
def test_the_days_on_which_nothing_is_reviewed_are_told(site, monkeypatch, day, frozen):
    number = site.claim()
    mine = claim_table.update().where(claim_table.c.id == number)
    with site.desk.database.writing() as connection:
        connection.execute(mine.values(policy="zhengzhou-education-2021"))
    monkeypatch.setattr("verifier.store.claims.today", lambda: date(2021, 12, day))
    page = site.sign_in("first").get(f"/claims/{number}").text
    assert ("结转期" in page) is frozen


def clean(site, n):
    number = site.claim(n, doubts=0)
    mine = claim_table.update().where(claim_table.c.id == number)
    with site.desk.database.writing() as connection:
        connection.execute(mine.values(credit=10 + n))
    return number


def test_clean_claims_are_confirmed_together_after_a_preview_and_undone_together(site):
    one, two, doubted = clean(site, 1), clean(site, 2), site.claim(3)
    first = site.sign_in("first")
    page = first.get("/queue").text
    assert page.count('name="claim" value=') == 2
    token = site.token(first)
    shown = first.post("/bulk/preview", data={"csrf": token, "claim": [one, two, doubted]}).text
    chosen = re.findall(r'name="claim" value="(\d+:\d+)"', shown)
    assert [int(each.split(":")[0]) for each in chosen] == [one, two]
    assert "23" in shown
    assert f"/claims/{doubted}" in shown
    assert site.get(one).state is State.FIRST
    done = first.post("/bulk/confirm", data={"csrf": token, "claim": chosen}).text
    assert {site.get(n).state for n in (one, two)} == {State.SECOND}
    assert site.get(one).awarded == 11
    made = re.findall(r'name="decision" value="(\d+)"', done)
    first.post("/bulk/undo", data={"csrf": token, "decision": made})
    assert {site.get(n).state for n in (one, two)} == {State.FIRST}


def test_what_changed_since_the_preview_or_has_doubts_is_not_confirmed(site):
    one, two, doubted = clean(site, 1), clean(site, 2), site.claim(3)
    first = site.sign_in("first")
    stale = f"{one}:{site.get(one).version - 1}"
    good, wrong = f"{two}:{site.get(two).version}", f"{doubted}:{site.get(doubted).version}"
    form = {"csrf": site.token(first), "claim": [stale, good, wrong]}
    page = first.post("/bulk/confirm", data=form).text
    assert [site.get(n).state for n in (one, two, doubted)] == [
        State.FIRST,
        State.SECOND,
        State.FIRST,
    ]
    assert page.count('class="alert"') == 2
    for claim in ([], ["x"], ["1:2:3"], [f"{n}:1" for n in range(201)]):
        answer = first.post("/bulk/confirm", data={"csrf": form["csrf"], "claim": claim})
        assert answer.status_code == 403
    stranger = site.sign_in("stranger")
    form = {"csrf": site.token(stranger), "claim": [f"{one}:{site.get(one).version}"]}
    stranger.post("/bulk/confirm", data=form)
    assert site.get(one).state is State.FIRST


def test_a_persons_year_shows_what_is_there_and_missing(site):
    confirmed(site, 1, subject="professional", title="骨干教师培训")
    site.claim(2)
    mine = claim_table.update().where(claim_table.c.id == 2)
    with site.desk.database.writing() as connection:
        connection.execute(mine.values(subject="public", credit=30))
    page = site.sign_in("teacher").get("/my/year?year=2021").text
    assert "36.5 / 42" in page
    assert "还差 5.5" in page
    assert "待审 30" in page
    assert "未完成" in page
    number = site.people["teacher"].id
    for login, status in (("first", 200), ("second", 200), ("admin", 200), ("teacher", 200),
                          ("stranger", 404), ("colleague", 404)):  # fmt: skip
        assert site.sign_in(login).get(f"/people/{number}/year").status_code == status, login
    assert site.sign_in("teacher").get("/my/year?policy=atlantis").status_code == 403
    assert "还差" in site.sign_in("colleague").get("/my/year?policy=hefei-hr-2021").text


def test_the_overview_counts_what_each_unit_has_done(site):
    confirmed(site, 1)
    site.claim(2)
    site.claim(3, read=False)
    prechecked(site)
    for login in ("first", "second", "admin", "auditor"):
        page = site.sign_in(login).get("/overview").text
        assert "1 / 3" in page
        assert "36.5" in page
        assert "已认定 1, 待初审 1, 识别中 1" in page
    assert "甲区一中" not in site.sign_in("stranger").get("/overview").text
    assert site.sign_in("teacher").get("/overview").status_code == 303


def test_a_second_look_is_blind_changes_nothing_and_counts(site):
    one = confirmed(site, 1)
    before = site.get(one)
    other = site.sign_in("other")
    target = other.get("/sample").headers["location"]
    assert target == f"/sample/{one}"
    page = other.get(target).text
    assert "36.5" not in page
    assert "学时 40" not in page
    form = {"csrf": site.token(other), "outcome": "confirm", "hours": "36.5"}
    assert other.post(target, data=form).status_code == 303
    assert other.post(target, data=form).status_code == 403
    assert site.get(one) == before
    assert "没有可以复读" in other.get("/sample").text
    auditor = site.sign_in("auditor")
    auditor.post(target, data={"csrf": site.token(auditor), "outcome": "void"})
    told = site.sign_in("second").get("/overview").text
    assert "复读 2 份" in told
    assert "一致 50 %" in told
    for login in ("first", "second"):  # they decided it
        assert "没有可以复读" in site.sign_in(login).get("/sample").text
    assert site.sign_in("teacher").get("/sample").status_code == 403
    assert site.sign_in("stranger").get(target).status_code == 404


def test_the_interval_of_an_agreement():
    assert samples.Agreement(0, 0, 0).interval == (0.0, 1.0)
    low, high = samples.Agreement(100, 95, 90).interval
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
