"""Rules with an office's lists behind them: what they decide, and what they only ask."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.verifier.builders import CLAIM, HOLDER, TODAY, certificate, field, finding
from verifier.facts import Facts
from verifier.model import Evidence, RegisterEntry, Report, Subject
from verifier.policy.load import load_policies
from verifier.registers import FileRegisters, Register
from verifier.verify import verify

POLICIES = load_policies()
HF, ZE, ZH, KF = "hefei-hr-2021", "zhengzhou-education-2021", "zhengzhou-hr-2020", "kaifeng-hr-2021"
TITLE = "骨干教师专业能力提升研修班"
ID = HOLDER.id_number


def row(name: str, status: str = "listed", line: int = 2, **columns: str) -> RegisterEntry:
    return RegisterEntry(name, status, columns, line)


def judged(
    policy: str,
    facts: Facts | None = None,
    *,
    subject: Subject = Subject.PROFESSIONAL,
    document: dict[str, object] | None = None,
    **lists: list[RegisterEntry],
) -> Report:
    registers = FileRegisters(
        Register(name.replace("_", "-"), tuple(rows)) for name, rows in lists.items()
    )
    return verify(
        replace(CLAIM, facts=facts or {}, subject=subject),
        Evidence(certificate(**{"text": "考核合格"} | (document or {}))),
        POLICIES[policy],
        today=TODAY,
        registers=registers,
    )


def answer(report: Report, rule: str) -> tuple[str, str]:
    found = finding(report, rule)
    return found.outcome.value, found.reason.value


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        ("2021-06-20", ("passed", "filed-ahead")),
        ("2021-06-21", ("failed", "filed-too-late")),
        ("", ("indeterminate", "filing-day-unknown")),
    ],
)
def test_a_class_is_filed_fifteen_days_ahead(filed: str, expected: tuple[str, str]):
    plan = row(TITLE, "filed", title=TITLE, filed=filed)
    assert answer(judged(HF, plans=[plan]), "filed-in-advance") == expected


def test_a_class_that_is_not_in_the_list_was_not_filed():
    plans = [row("另一个培训班", "filed", title="另一个培训班", filed="2021-01-01")]
    assert answer(judged(HF, plans=plans), "filed-in-advance") == ("failed", "not-filed")


def test_a_title_that_is_nearly_the_one_filed_is_a_question():
    title = "骨干教师专业能力提升研修斑"
    plans = [row(title, "filed", title=title, filed="2021-01-01")]
    found = answer(judged(HF, plans=plans), "filed-in-advance")
    assert found == ("indeterminate", "filing-resembles")


@pytest.mark.parametrize(
    ("hours", "credit", "expected"),
    [
        ("40", 40, ("passed", "hours-as-filed")),
        ("32", 32, ("failed", "hours-above-filed")),
        ("48", 40, ("passed", "hours-as-filed")),
    ],
)
def test_the_lower_of_stated_and_filed_hours(hours: str, credit: int, expected: tuple[str, str]):
    plan = row(TITLE, "filed", title=TITLE, filed="2021-01-01", hours=hours)
    report = judged(ZE, plans=[plan])
    assert answer(report, "hours-as-filed") == expected
    assert report.credit.hours == credit


def passed(line: int = 2, status: str = "passed", **columns: str) -> RegisterEntry:
    return row(HOLDER.name or "", status, line, **{"id": ID or "", "title": TITLE, **columns})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([passed(hours="40")], ("passed", "listed-alike")),
        ([passed(hours="36")], ("failed", "listed-otherwise")),
        ([passed(status="failed")], ("failed", "listed-as-failed")),
        ([passed(title="计算机应用培训")], ("indeterminate", "listed-elsewhere")),
        ([passed(title="骨干教师能力提升研修班")], ("indeterminate", "listed-perhaps")),
        ([passed(title="计算机培训"), passed(3, hours="40")], ("passed", "listed-alike")),
        ([row("周文杰", "passed", title=TITLE, id="440000199001011999")],
         ("indeterminate", "register-silent")),
        ([row("林晓云", "passed", title=TITLE)], ("indeterminate", "listed-perhaps")),
    ],
)  # fmt: skip
def test_the_pass_list_of_the_class(rows: list[RegisterEntry], expected: tuple[str, str]):
    assert answer(judged(HF, pass_list=rows), "in-pass-list") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([passed(status="recorded")], ("failed", "recorded-already-in")),
        ([passed(status="recorded", title=f"《{TITLE}》")], ("failed", "recorded-already-in")),
        ([passed(status="recorded", title=TITLE + "（二期）")], ("passed", "not-recorded")),
        ([passed(status="recorded", title="2021年" + TITLE)], ("passed", "not-recorded")),
        ([passed(status="recorded", title="骨干教师能力提升研修班")],
         ("indeterminate", "recorded-perhaps")),
        ([passed(status="recorded", title="别的课程")], ("passed", "not-recorded")),
        ([row("别人", "recorded", title=TITLE, id="440000199001011999")], ("passed", "not-recorded")),
        ([], ("passed", "not-recorded")),
    ],
)  # fmt: skip
def test_hours_that_the_platform_holds(rows: list[RegisterEntry], expected: tuple[str, str]):
    assert answer(judged(ZE, recorded_hours=rows), "not-recorded-yet") == expected


def test_a_base_of_the_register_gives_hours_by_the_table():
    bases = [row("临海师范大学")]
    report = judged(HF, document={"issuers": "临海师范大学"}, bases=bases)
    assert answer(report, "city-base") == ("passed", "organiser-listed")
    assert report.credit.options[0].hours == Decimal(40) or report.credit.hours == Decimal(40)


def test_the_holder_s_own_unit_that_only_agrees_needs_no_recognition():
    own = field("issuers", "临海市第九中学", role="issuer")
    document = {"issuers": "临海师范大学", "employer": "临海市第九中学", "fields": (own,)}
    report = judged(HF, document=document, bases=[row("临海师范大学")])
    assert answer(report, "city-base") == ("passed", "organiser-listed")


def test_a_base_is_valid_on_the_day_of_the_class_only():
    for last, expected in (("2021-07-04", False), ("2021-12-31", True)):
        bases = [row("临海师范大学", valid_from="2020-01-01", valid_to=last)]
        report = judged(KF, document={"issuers": "临海师范大学"}, bases=bases)
        assert (finding(report, "base-course").outcome.value == "passed") is expected


def test_a_former_name_is_good_until_the_day_of_the_rename():
    bases = [row("临海大学")]
    aliases = [row("临海大学", "renamed", alias="临海师范学院", valid_to="2021-08-31")]
    old = judged(KF, document={"issuers": "临海师范学院"}, bases=bases, aliases=aliases)
    assert finding(old, "base-course").outcome.value == "passed"


def test_a_public_class_of_a_registered_base_is_not_claimed():
    report = judged(
        KF,
        {"mode": "face_to_face"},
        subject=Subject.PUBLIC,
        document={"issuers": "临海师范大学"},
        bases=[row("临海师范大学")],
    )
    assert answer(report, "uploaded-by-base") == ("failed", "recorded-by-others")


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("某某职业教育促进会", ("failed", "organiser-warned")),
        ("广东省教育厅", ("passed", "organiser-not-warned")),
    ],
)
def test_a_body_to_be_careful_with(issuer: str, expected: tuple[str, str]):
    lists = [row("某某职业教育促进会", "refused")]
    report = judged(HF, document={"issuers": issuer}, issuers_refused=lists)
    assert answer(report, "irregular-issuer") == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("registered", ("passed", "register-confirms")),
        ("missing", ("failed", "register-objects")),
    ],
)
def test_an_account_with_the_provincial_platform(status: str, expected: tuple[str, str]):
    accounts = [row(HOLDER.name or "", status, id=ID or "")]
    assert answer(judged(ZH, provincial_accounts=accounts), "account") == expected
