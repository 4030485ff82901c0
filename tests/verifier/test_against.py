"""A folder of documents as the ledger: what counts twice, in which way, and what does not."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.document import Extraction
from tests.verifier.builders import answer, certificate, finding, judge
from verifier.against import FolderLedger
from verifier.contract.report import report_to_json
from verifier.duplicates.document import Document

TEXT = (
    "培训证书\n林晓芸同志参加骨干教师专业能力提升研修班\n二〇二一年七月五日至七月九日\n"
    "共计四十学时，成绩合格\n编号粤培2021第0042号\n广东省教育厅"
)
NUMBER = "GD20210042"


def paper(digest: str, text: str = TEXT, **values: object) -> Extraction:
    made = certificate(text=text, certificate_number=values.pop("number", NUMBER), **values)
    return replace(made, source=replace(made.source, sha256=digest * 32, name=f"{digest}.jpg"))


def ledger(*documents: Extraction) -> FolderLedger:
    return FolderLedger([Document(one) for one in documents])


OURS = paper("aa")


def test_the_same_paper_in_another_file_is_void_once_a_person_confirms():
    outcome = answer("counted-once", OURS, ledger=ledger(paper("bb")))
    assert outcome == ("failed", "repeated")
    assert judge(OURS, ledger=ledger(paper("bb"))).recommendation == "void"


def test_a_classmate_on_record_repeats_nothing():
    mate = paper("bb", TEXT.replace("林晓芸", "周明"), holder_name="周明", number="GD20210043")
    assert answer("counted-once", OURS, ledger=ledger(mate)) == ("passed", "not-repeated")


def test_the_same_number_under_another_name_is_for_a_person():
    forged = paper("bb", TEXT.replace("林晓芸", "周明"), holder_name="周明")
    report = judge(OURS, ledger=ledger(forged))
    found = finding(report, "counted-once")
    assert (found.reason, found.consequence) == ("repeated-altered", "review")


def test_another_proof_of_the_same_event_counts_once():
    invitation = paper(
        "bb", "邀请函\n诚邀林晓芸老师参加骨干教师专业能力提升研修班\n地点另行通知",
        kind="conference_invitation", hours=None, without=("certificate_number", "issue_date"),
    )  # fmt: skip
    assert answer("counted-once", OURS, ledger=ledger(invitation)) == ("failed", "event-on-record")


def test_the_same_facts_in_an_earlier_year_are_for_a_person():
    earlier = paper(
        "bb", "学时证明\n证明内容见系统记录\n打印于服务大厅", number="GD20200017",
        start_date="2020-07-05", end_date="2020-07-09", issue_date="2020-07-10",
    )  # fmt: skip
    assert answer("counted-once", OURS, ledger=ledger(earlier)) == ("failed", "facts-on-record")


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (("2021-07-09", "2021-07-10"), 16, ("failed", "days-on-record")),
        (("2021-07-10", "2021-07-11"), 16, ("passed", "not-repeated")),
        (("2021-07-09", "2021-07-10"), 4, ("passed", "not-repeated")),
    ],
    ids=["a day twice", "the day after", "evenings only"],
)
def test_whole_days_of_two_events_do_not_overlap(days, hours, expected):
    other = paper(
        "bb", "结业证书\n另一项目的学习\n完全不同的文字内容", number="XY20210777",
        activity_title="心理健康教育专题培训", start_date=days[0], end_date=days[1],
        hours=Decimal(hours), issuers="南岭市教师发展中心",
    )  # fmt: skip
    ours = replace(OURS)
    assert answer("counted-once", ours, ledger=ledger(other)) == expected


def test_an_unknown_day_overlaps_with_nothing():
    other = paper("bb", "结业证书\n另一项目", number="XY20210777", start_date="2021-07",
                  end_date="2021-07", activity_title="心理健康教育专题培训")  # fmt: skip
    assert answer("counted-once", OURS, ledger=ledger(other)) == ("passed", "not-repeated")


def test_the_report_lists_what_is_related_and_how():
    mate = paper("bb", TEXT.replace("林晓芸", "周明"), holder_name="周明", number="GD20210043")
    report = json.loads(report_to_json(judge(OURS, ledger=ledger(mate))))
    (related,) = report["relations"]
    assert (related["relation"], related["source"]["name"]) == ("same_course", "bb.jpg")


def test_without_a_ledger_there_is_no_list():
    assert "relations" not in json.loads(report_to_json(judge(OURS)))
