"""The receipt of a pre-check: signed here, and every later change told to the reviewer."""

from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier import receipts
from verifier.errors import NotAllowed
from verifier.store import documents, prechecks
from verifier.store.claims import State

POLICY = "guangzhou-education-2021"
KEY = b"k" * 32
PAPER = ("证书.jpg", b"\xff\xd8 paper", "image/jpeg")
OTHER = ("译文.jpg", b"\xff\xd8 translation", "image/jpeg")
TOLD = {
    "schema": receipts.SCHEMA, "at": "2021-12-01T08:00:00+00:00", "stated": {"policy": POLICY},
    "documents": [], "recommendation": "ready", "doubts": 0,
}  # fmt: skip


def prechecked(site, client, **more):
    form = {"policy": POLICY, "holder_name": "林晓芸", **more}
    path = client.post("/precheck", data=form, files=[("files", PAPER)]).headers["location"]
    site.read()
    return path


def submit(site, client, files, receipt, **more):
    form = {"csrf": site.token(client), "policy": POLICY, "holder_name": "林晓芸", **more}
    parts = [("files", file) for file in files] + [("receipt", ("r.json", receipt, "text/json"))]
    return client.post("/submit", data=form, files=parts)


def number_of(answer):
    return int(answer.headers["location"].rpartition("/")[2])


def test_a_submission_with_its_receipt_shows_exactly_what_changed(site):
    teacher = site.sign_in("teacher")
    path = prechecked(site, teacher, hours="40")
    receipt = teacher.get(f"{path}/receipt.json").content
    made = submit(site, teacher, [PAPER, OTHER], receipt, hours="48", subject="professional")
    site.read()
    page = site.sign_in("first").get(f"/claims/{number_of(made)}").text
    assert "当时有 1 处疑问" in page
    assert "此后有 3 处变化" in page
    assert "<del>40</del> → <b>48</b>" in page
    assert "新增文件 <b>译文.jpg</b>" in page
    same = submit(site, teacher, [PAPER], receipt, hours="40.0")
    assert "此后没有变化" in site.sign_in("first").get(f"/claims/{number_of(same)}").text


def test_a_pre_check_that_is_submitted_carries_its_receipt(site):
    teacher = site.sign_in("teacher")
    path = prechecked(site, teacher, hours="40")
    form = {"csrf": site.token(teacher), "holder_name": "林晓芸", "hours": "40"}
    number = number_of(teacher.post(f"{path}/submit", data=form))
    found = site.get(number)
    assert found.state is State.FIRST
    assert found.due_on is not None
    assert "此后没有变化" in site.sign_in("first").get(f"/claims/{number}").text


def test_a_pre_check_whose_hours_are_changed_is_read_again_and_says_so(site):
    teacher = site.sign_in("teacher")
    path = prechecked(site, teacher, hours="40")
    form = {"csrf": site.token(teacher), "holder_name": "林晓芸", "hours": "48"}
    number = number_of(teacher.post(f"{path}/submit", data=form))
    assert site.get(number).state is State.READING
    site.read()
    assert site.get(number).state is State.FIRST
    assert "<del>40</del> → <b>48</b>" in site.sign_in("first").get(f"/claims/{number}").text


def test_while_it_is_being_read_there_is_no_receipt(site):
    form = {"policy": POLICY}
    path = site.client.post("/precheck", data=form, files=[("files", PAPER)]).headers["location"]
    assert site.client.get(f"{path}/receipt.json").status_code == 403


@pytest.mark.parametrize(
    "blob",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"signature": 3}', b"[" * 60_000,
        receipts.signed(TOLD, b"another key of thirty-two bytes!").encode(),
        receipts.signed(TOLD, KEY).replace('"doubts": 0', '"doubts": 7').encode(),
        receipts.signed(TOLD | {"schema": "other/1"}, KEY).encode(),
        receipts.signed(TOLD, KEY).encode() + b" " * receipts.MOST_BYTES,
    ],
)  # fmt: skip
def test_what_was_not_signed_here_is_refused(blob):
    with pytest.raises(NotAllowed):
        receipts.checked(blob, KEY)


def test_a_forged_receipt_stops_the_submission(site):
    teacher = site.sign_in("teacher")
    forged = receipts.signed(TOLD, KEY)
    assert submit(site, teacher, [PAPER], forged).status_code == 403
    assert "/claims/" not in teacher.get("/my").text


text = st.text(max_size=20)


@given(st.dictionaries(text, text, max_size=4), st.integers(0, 9))
def test_what_is_signed_is_read_back_whatever_it_says(stated, doubts):
    told = {**TOLD, "stated": stated, "doubts": doubts}
    assert (
        receipts.checked(receipts.signed(told, KEY).encode("utf-8", "surrogatepass"), KEY) == told
    )


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = receipts.receipt_key(tmp_path)
    assert receipts.receipt_key(tmp_path) == key
    path = tmp_path / "receipt.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(key[:5])
    with pytest.raises(NotAllowed):
        receipts.receipt_key(tmp_path)


def test_the_receipt_tells_no_identity_number(site):
    path = prechecked(site, site.client)
    told = json.loads(site.client.get(f"{path}/receipt.json").content)
    assert set(told) == {*TOLD, "signature"}
    assert set(told["stated"]) == {"policy", "holder_name"}


def test_a_picture_just_taken_is_a_document_too(site):
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    policy, end = part.format("policy", "", POLICY), "--x--\r\n"
    none = part.format("files", '; filename=""\r\nContent-Type: application/octet-stream', "")
    taken = part.format("photo", '; filename="1.jpg"\r\nContent-Type: image/jpeg', "picture")
    kind = {"content-type": "multipart/form-data; boundary=x"}
    made = site.client.post("/precheck", content=policy + none + taken + end, headers=kind)
    assert made.status_code == 303, made.text
    with site.desk.database.reading() as connection:
        found = prechecks.get(connection, made.headers["location"].rpartition("/")[2])
        assert [paper.name for paper in documents.of_claim(connection, found.id)] == ["1.jpg"]
    for body in (policy + none + end, policy + end):  # as a browser sends it; as a program might
        nothing = site.client.post("/precheck", content=body, headers=kind)
        assert nothing.status_code == 422
        assert "请选择" in nothing.text
