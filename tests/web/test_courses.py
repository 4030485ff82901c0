"""Organisers' lists, the annex, registers of a unit, the auditors' trail."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from verifier import labels
from verifier.errors import RegisterError
from verifier.registers import folders_for, load_register, read_bounded, registers_for
from verifier.store import accounts, audit, claims, courses
from verifier.store.accounts import Role, UnitKind
from verifier.store.tables import claim as claim_table
from web import render

PASSWORD = "correct horse"
HEAD = "序号,姓名,单位,身份证号码,技术职称,培训学时,考试结果,备注,培训主题,培训时间\n"
ROW = "1,林晓芸,甲区一中,44000019900101123X,一级教师,30,合格,=1+1,骨干教师研修,2021年7月5日至2021年7月9日\n"
BAD = (
    "1,,甲区一中,44000019900101123X,一级教师,thirty,合格,,骨干教师研修,2021年7月5日至2021年7月9日\n"
)


@pytest.fixture
def base(site):
    with site.desk.database.writing() as connection:
        unit = accounts.add_unit(
            connection, "甲区培训基地", UnitKind.CENTRE, site.people["second"].unit
        )
        number = accounts.add_account(connection, "org", "org", PASSWORD, Role.ORGANISER, unit)
        site.people["org"] = accounts.get_account(connection, number)
    return site.sign_in("org")


def hand_in(site, client, body, name="名单.csv"):
    form = {"csrf": site.token(client), "policy": "hefei-hr-2021"}
    return client.post("/courses", data=form, files=[("files", (name, body, "text/csv"))])


def test_a_pass_list_is_filed_seen_and_taken_back(site, base):
    answer = hand_in(site, base, (HEAD + ROW).encode())
    path = answer.headers["location"]
    page = base.get(path).text
    assert "林晓芸" in page
    assert "44000019900101123X" in page
    # an auditor sees that there is a number, not which
    assert "440000********123X" in site.sign_in("auditor").get(path).text
    lists = folders_for(site.desk.settings.lists, (), None)
    assert registers_for(lists).lookup("pass-list", "44000019900101123X").name == "林晓芸"
    assert base.post(f"{path}/withdraw", data={"csrf": site.token(base)}).status_code == 303
    assert "已撤回" in base.get(path).text
    assert registers_for(lists) is None


def test_what_is_wrong_with_a_list_is_told_by_line_and_nothing_is_kept(site, base):
    answer = hand_in(site, base, (HEAD + BAD).encode())
    assert answer.status_code == 400
    assert "第 2 行" in answer.text
    assert "姓名" in answer.text
    assert "thirty" not in answer.text
    assert "还没有报送名单" in base.get("/courses").text


@pytest.mark.parametrize(
    ("name", "body", "status"),
    [
        ("a.exe", b"MZ", 422), ("a.xlsx", b"PK\x03\x04 not a workbook", 400), ("a.csv", b"", 400),
        ("a.csv", b"\x00" * 1000, 400), ("a.xlsx.php", b"x", 422), ("a.csv", HEAD.encode(), 403),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(site, base, name, body, status):
    assert hand_in(site, base, body, name).status_code == status


def test_an_organiser_sees_how_many_claims_rest_on_a_class_and_nobodys_name(site, base):
    number = site.claim()
    mine = claim_table.update().where(claim_table.c.id == number)
    with site.desk.database.writing() as connection:
        connection.execute(mine.values(title="骨干教师研修", holder_name="张三丰"))
    page = base.get(hand_in(site, base, (HEAD + ROW).encode()).headers["location"]).text
    assert "待初审 <b>1</b>" in page
    assert "张三丰" not in page
    assert base.get(f"/claims/{number}").status_code == 404


def test_the_annex_has_the_columns_of_the_notice_and_is_read_again_as_it_is(site, base, tmp_path):
    path = hand_in(site, base, (HEAD + ROW).encode()).headers["location"]
    made = base.get(f"{path}/list.xlsx").content
    sheet = load_workbook(BytesIO(made)).active
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert rows[0] == ["继续教育合格人员简明情况汇总表"]
    assert rows[1] == ["填报单位", "甲区培训基地"]
    assert ["培训主题", "骨干教师研修"] in rows
    heading = next(row for row in rows if row[0] == "序号")
    assert heading == [
        "序号",
        "姓名",
        "单位",
        "身份证号码",
        "技术职称",
        "培训学时",
        "考试结果",
        "备注",
    ]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1"].data_type == "s"
    assert cells["44000019900101123X"].data_type == "s"
    (tmp_path / "pass-list.xlsx").write_bytes(made)
    (entry,) = load_register(tmp_path / "pass-list.xlsx", "pass-list").entries
    assert (entry.name, entry.columns["id"], entry.columns["hours"]) == (
        "林晓芸", "44000019900101123X", "30",
    )  # fmt: skip
    assert (entry.columns["start"], entry.columns["end"]) == ("2021-07-05", "2021-07-09")
    told = list(csv.reader(StringIO(base.get(f"{path}/list.csv").content.decode("utf-8-sig"))))
    assert told[-1][7] == "'=1+1"
    line = json.loads(base.get(f"{path}/list.jsonl").text)
    assert (line["name"], line["hours"], line["title"]) == ("林晓芸", "30", "骨干教师研修")


def confirmed(site, n, title, hours):
    number = site.claim(n)
    with site.desk.database.writing() as connection:
        claims.change(
            connection, site.get(number), title=title, holder_id="110101199001011237",
            state="confirmed", awarded=hours,
        )  # fmt: skip
    return number


def test_who_was_confirmed_for_a_class_comes_as_the_annex(site):
    confirmed(site, 1, "骨干教师研修", 30)
    confirmed(site, 2, "骨干教师研修班二期", 12)
    second = site.sign_in("second")
    rows = list(
        csv.reader(
            StringIO(second.get("/annex.csv?title=骨干教师研修").content.decode("utf-8-sig"))
        )
    )
    assert ["培训主题", "骨干教师研修"] in rows
    assert rows[-1][:6] == ["1", "林晓芸", "甲区一中", '="110101199001011237"', "", "30"]
    masked = site.sign_in("first").get("/annex.jsonl").text.splitlines()
    assert len(masked) == 2
    assert json.loads(masked[0])["id"] == "110101********1237"
    assert site.sign_in("stranger").get("/annex.jsonl").text == ""


def lists_form(site, client, unit, kind="staff", body="姓名,状态\n林晓芸,在职\n"):
    form = {"csrf": site.token(client), "kind": kind, "unit": unit}
    return client.post("/lists", data=form, files=[("files", ("a.csv", body.encode(), "text/csv"))])


def test_the_nearest_list_holds_and_taking_it_away_brings_back_the_one_above(site, tmp_path):
    district = site.people["second"].unit
    common = tmp_path / "common"
    common.mkdir()
    (common / "staff.csv").write_text("姓名,状态\n林晓芸,已归档\n", encoding="utf-8")
    (common / "bases.csv").write_text("名称\n某基地\n", encoding="utf-8")

    def status():
        found = registers_for(
            folders_for(site.desk.settings.lists, (site.school, district), common)
        )
        assert found.loaded("bases")
        return found.lookup("staff", "林晓芸").status

    assert status() == "archived"
    second, first = site.sign_in("second"), site.sign_in("first")
    assert lists_form(site, second, district, body="姓名,状态\n林晓芸,离职\n").status_code == 303
    assert status() == "left"
    assert lists_form(site, first, site.school).status_code == 303
    assert status() == "active"
    assert "人员名册" in first.get("/lists").text
    form = {"csrf": site.token(first), "kind": "staff", "unit": site.school}
    assert first.post("/lists/drop", data=form).status_code == 303
    assert status() == "left"
    assert lists_form(site, first, district).status_code == 404
    assert lists_form(site, second, district, kind="../x").status_code == 403
    assert lists_form(site, second, district, body="姓名\n林\n").status_code == 400
    assert status() == "left"


def test_the_reader_is_told_which_units_lists_hold(site):
    from verifier.store import jobs

    site.claim(read=False)
    with site.desk.database.writing() as connection:
        (held,) = jobs.lease(connection, "test", 1)
    assert held.units == (site.school, site.people["second"].unit)


def test_an_upload_that_never_ends_costs_only_itself(monkeypatch):
    monkeypatch.setattr("verifier.registers.bounded.SECONDS", 0.0001)
    with pytest.raises(RegisterError):
        read_bounded(HEAD.encode(), ".csv", "pass-list")


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"null", b'{"faults": 3}', b'{"faults":[],"notes":[],"entries":[[1]]}']
)
def test_a_child_that_lies_is_no_list(monkeypatch, answer):
    told = SimpleNamespace(returncode=0, stdout=answer)
    monkeypatch.setattr("verifier.registers.bounded.subprocess.run", lambda *_, **__: told)
    with pytest.raises(RegisterError):
        read_bounded(b"x", ".csv", "pass-list")


def test_a_workbook_is_read_in_the_child_as_here(tmp_path):
    book = Workbook()
    for line in (HEAD + ROW.replace("=1+1", "")).splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "a.xlsx")
    here = load_register(tmp_path / "a.xlsx", "pass-list")
    there = read_bounded((tmp_path / "a.xlsx").read_bytes(), ".xlsx", "pass-list")
    assert [(e.name, dict(e.columns) | {"file": ""}) for e in there.entries] == [
        (e.name, dict(e.columns) | {"file": ""}) for e in here.entries
    ]


def test_the_trail_is_searched_and_verified(site):
    number = site.claim()
    site.sign_in("first").get(f"/claims/{number}")
    auditor = site.sign_in("auditor")
    page = auditor.get(f"/trail?actor=first&subject=claim:{number}").text
    rows = page.partition("<tbody>")[2]
    assert "查看" in rows
    assert "登录" not in rows
    assert "没有符合的记录" in auditor.get("/trail?actor=nobody").text
    assert "审计记录完整" in auditor.get("/trail/verify").text
    with site.desk.database.writing() as connection:
        connection.execute(text("UPDATE audit SET actor = 'x' WHERE seq = 3"))
    assert "自第 3 行起不连续" in auditor.get("/trail/verify").text
    assert auditor.get("/trail?day=2021-13-01").status_code == 422


def test_the_trail_pages_from_the_newest_on(site, monkeypatch):
    monkeypatch.setattr("web.pages.trail.SIZE", 3)
    auditor = site.sign_in("auditor")
    with site.desk.database.reading() as connection:
        last = audit.last(connection)
    page = auditor.get("/trail").text
    assert f"before={last - 2}" in page
    assert page.count("<tr><td") == 3


def test_an_empty_list_is_no_list(site, base):
    with site.desk.database.writing() as connection, pytest.raises(Exception, match="空"):
        courses.file(connection, "hefei-hr-2021", (), None, site.people["org"])


def test_every_action_of_the_trail_has_its_words():
    folder = Path(render.__file__).parent.parent
    told = "".join(
        path.read_text(encoding="utf-8")
        for part in ("verifier/store", "web")
        for path in (folder / part).rglob("*.py")
    )
    named = set(re.findall(r'audit\.append\(.{0,80}?"((?:[a-z]+-)+[a-z]+)"', told, re.DOTALL))
    assert len(named) > 20
    assert named <= set(labels.ACTIONS), named - set(labels.ACTIONS)
    assert {f"claim-{outcome}" for outcome in claims.Decided} <= set(labels.ACTIONS)
