"""What a claim of several papers is worth: one activity counts once, whoever the paper names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from extractor.document import SEVERAL_PEOPLE, Assessment, Extraction, Problem
from extractor.errors import DamagedInput
from tests.verifier.builders import CLAIM, HOLDER, certificate, field, finding, guangzhou, judge
from verifier.check import check
from verifier.claim_hours import Worth, same_papers, worth_of
from verifier.claim_whole import whole_of
from verifier.model import Basis, Claim, Evidence, Outcome, Recommendation, Report, Unread
from verifier.policy.load import load_policy
from verifier.reasons import Reason
from verifier.verify import verify


def paper(name: str, **values: object) -> Extraction:
    """A paper in a file of its own."""
    made = certificate(name=name, **values)  # type: ignore[arg-type]
    return replace(made, source=replace(made.source, sha256=name.encode().hex().ljust(64, "0")))


def worth(*papers: Extraction) -> Worth:
    found = check(CLAIM, papers, guangzhou(), engine=None, today=date(2021, 12, 1))  # type: ignore[arg-type]
    return worth_of([one for one in found if isinstance(one, Report)])


def test_a_certificate_that_came_twice_counts_once():
    assert worth(paper("a.jpg"), paper("b.png")) == Worth(Decimal(40))


def test_a_certificate_and_the_proof_of_its_hours_are_one_activity():
    statement = paper("b.jpg", kind="hours_statement", certificate_number=None)
    notice = paper("c.jpg", kind="meeting_notice", holder_name=None, certificate_number=None)
    assert worth(paper("a.jpg"), statement, notice) == Worth(Decimal(40))


def test_hours_that_disagree_are_for_a_person_to_settle():
    statement = paper("b.jpg", kind="hours_statement", hours=Decimal(46), certificate_number=None)
    assert worth(paper("a.jpg"), statement) == Worth(None, is_open=True)


def test_classes_of_other_titles_or_other_days_add_up():
    other = paper(
        "b.jpg", activity_title="校园食品安全管理培训班", certificate_number="粤培2021第0077号"
    )
    later = paper(
        "c.jpg",
        certificate_number="粤培2021第0099号",
        start_date="2021-09-06",
        end_date="2021-09-10",
        issue_date="2021-09-11",
    )
    assert worth(paper("a.jpg"), other, later) == Worth(Decimal(120))


def reports(*papers: Extraction) -> list[Report]:
    found = check(CLAIM, papers, guangzhou(), engine=None, today=date(2021, 12, 1))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Report)]


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({}, True),
        ({"certificate_number": None}, True),
        ({"activity_title": None}, True),
        ({"certificate_number": "粤培2021第0043号"}, False),
        ({"certificate_number": None, "hours": None}, False),
        ({"certificate_number": None, "start_date": None}, False),
        ({"hours": Decimal(44)}, False),
        ({"holder_name": "周启明"}, False),
        ({"holder_name": None}, False),
        ({"kind": "hours_statement"}, False),
        ({"certificate_number": field("certificate_number", "粤培2021第0042号", 0.7), "hours": None},
         False),
    ],
)  # fmt: skip
def test_a_paper_that_came_in_two_pictures_is_told_by_all_that_it_says(change, is_same):
    groups = same_papers(
        reports(paper("a.jpg"), paper("b.jpg", **change), paper("c.jpg", hours=None))
    )
    told = [[one.extraction.source.name for one in group] for group in groups]
    first = told[0] if told else []
    assert ("b.jpg" in first) is is_same


def test_one_file_under_two_names_is_one_and_no_suspicion():
    first, second = reports(paper("a.jpg"), replace(paper("a.jpg"), source=paper("b.jpg").source))
    alone = judge(paper("a.jpg"))
    assert same_papers([first, second]) == ((first, second),)
    assert {one.recommendation for one in (first, second, alone)} == {alone.recommendation}
    assert whole_of([first, second]).worth.hours == 40


def test_the_whole_is_as_grave_as_the_papers_it_rests_on():
    """A notice proves nothing and asks for nothing; what could not be read a person looks at."""
    notice = paper("b.jpg", kind="meeting_notice", holder_name=None, certificate_number=None)
    ready, promised = reports(paper("a.jpg"), notice)
    assert (ready.recommendation, promised.recommendation) == ("ready", "ready")
    [alone] = reports(notice)
    assert alone.recommendation is not Recommendation.READY
    assert whole_of([ready, promised]).recommendation is Recommendation.READY
    unread = Unread("c.jpg", DamagedInput("打不开。 Cannot be opened."))
    assert whole_of([ready, unread]).recommendation is Recommendation.REVIEW
    copy = reports(paper("d.jpg", assessment=Assessment.COPY))
    assert whole_of([ready, *copy]).recommendation is Recommendation.VOID


def test_the_whole_is_open_where_its_hours_are():
    undated: dict[str, object] = {"start_date": None, "end_date": None, "certificate_number": None}
    found = [
        replace(one, recommendation=Recommendation.READY)
        for one in reports(paper("a.jpg", **undated), paper("b.jpg", **undated))
    ]
    whole = whole_of(found)
    assert (whole.recommendation, whole.worth.hours) == (Recommendation.REVIEW, None)


@pytest.mark.parametrize("number", ["粤培2021第0077号", None])
def test_two_certificates_of_one_title_without_days_are_a_question(number):
    undated: dict[str, object] = {"start_date": None, "end_date": None}
    one = paper("a.jpg", **undated)
    other = paper("b.jpg", certificate_number=number, **undated)
    assert worth(one, other) == Worth(None, is_open=True)


def of_work(kind: str, *authors: str, **values: object) -> Extraction:
    """A project or patent: nothing of a training on it."""
    nothing = dict.fromkeys(
        ("hours", "start_date", "end_date", "certificate_number", "holder_name"), None
    )
    named = tuple(field("authors", name) for name in authors)
    return paper("a.jpg", kind=kind, fields=named, **(nothing | values))


def hefei(document: Extraction, *others: Extraction, **facts: str) -> Report:
    claim = Claim(holder=HOLDER, submitted=date(2021, 12, 1), facts=facts)  # type: ignore[arg-type]
    return verify(
        claim,
        Evidence(document),
        load_policy("hefei-hr-2021"),
        today=date(2021, 12, 1),
        others=tuple(map(Evidence, others)),
    )


@pytest.mark.parametrize(("place", "hours"), [(0, 72), (1, 60), (2, 50)])
def test_a_member_of_a_project_has_the_hours_of_the_own_place(place, hours):
    """Annex 3, projects: by rank 72, 60, 50; the leader's rank on the page is the leader's."""
    team = ["詹岩松", "袁锦程"]
    team.insert(place, HOLDER.name or "")
    project = of_work(
        "project", *team, holder_name=team[0], holder_rank=Decimal(1), level="provincial"
    )
    assert hefei(project).credit.hours == hours


def test_a_rank_that_is_another_persons_is_nobodys_where_the_claimant_is_not_listed():
    project = of_work("project", holder_name="詹岩松", holder_rank=Decimal(1), level="provincial")
    assert hefei(project).credit.hours is None


@pytest.mark.parametrize(("number", "is_open"), [("JK19033", False), ("JK21077", True)])
def test_papers_of_one_title_and_two_numbers_may_be_two_projects(number, is_open):
    team = ("詹岩松", HOLDER.name or "")
    approval, completion = (
        replace(of_work("project", *team, level="provincial", project_number=one), source=source)
        for one, source in (
            (number, paper("a.jpg").source),
            ("JK19033", paper("b.jpg").source),
        )
    )
    reports = [hefei(approval, completion), hefei(completion, approval)]
    assert worth_of(reports) == Worth(None if is_open else Decimal(60), is_open)


@pytest.mark.parametrize(("status", "hours"), [("granted", 72), ("accepted", None)])
def test_an_application_that_was_received_is_no_patent(status, hours):
    """Annex 3: "a patent obtained"; HF-086: an acceptance notice is not a grant."""
    patent = of_work("patent", HOLDER.name or "", patent_type="invention", patent_status=status)
    credit = hefei(patent).credit
    assert credit.hours == hours
    if hours is None:
        assert (credit.basis, [one.hours for one in credit.options]) == (Basis.REVIEWER, [0])


def test_a_ministrys_certificate_alone_lacks_its_papers():
    """HF-044: whose training it is is read of the certificate, as the hours are."""
    days = {"start_date": "2021-07-05", "end_date": "2021-07-29", "issue_date": "2021-07-30"}
    training = paper("a.jpg", issuers="教育部", hours=None, text="考核合格，准予结业", **days)
    report = hefei(training)
    assert report.credit.hours == 120
    assert finding(report, "training-papers").outcome is Outcome.INDETERMINATE
    assert report.recommendation is Recommendation.RETURN


def test_a_notice_of_other_days_does_not_agree_with_the_certificate():
    """On twenty days hang 120 hours instead of 72: days that meet are not yet the same."""
    training = paper("a.jpg", start_date="2021-07-05", end_date="2021-07-29")
    notice = paper("b.jpg", kind="meeting_notice", start_date="2021-07-05", end_date="2021-07-22")
    assert finding(hefei(training, notice), "bundle-dates").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("announced", "says", "outcome"),
    [
        (24, "每天8学时，合计24学时", Outcome.FAILED),
        (24, "共24学时", Outcome.FAILED),
        (40, "共40学时", Outcome.NOT_APPLICABLE),  # all that can be earned
        (48, "共48学时", Outcome.NOT_APPLICABLE),  # some of it was missed
        (8, "每天8学时", Outcome.NOT_APPLICABLE),
        (24, "其中线上24学时", Outcome.NOT_APPLICABLE),
    ],
)
def test_more_hours_than_the_notice_announces_in_all_are_a_question(announced, says, outcome):
    notice = paper("b.jpg", kind="meeting_notice", hours=None)
    hours = replace(field("hours", Decimal(announced)), text=says, unit="学时")
    notice = replace(notice, fields=(*notice.fields, hours))
    found = finding(hefei(paper("a.jpg"), notice), "bundle-hours")
    assert found.outcome is outcome


def test_a_paper_reported_at_a_conference_is_a_question():
    """HF-057, HF-058: a reported paper earns hours of its own; whose it is a person says."""
    attended = paper(
        "a.jpg",
        kind="attendance_proof",
        hours=None,
        activity_title="全国基础教育课程改革学术年会",
        issuers="教育部",
        text="兹证明林晓芸参加会议，作了题为课堂观察的论文报告",
    )
    credit = hefei(attended).credit
    assert credit.hours is None
    assert {one.hours for one in credit.options} >= {Decimal(6), Decimal(14)}


def test_what_a_notice_promises_is_not_earned():
    notice = paper("a.jpg", kind="meeting_notice", holder_name=None, certificate_number=None)
    found = check(CLAIM, (notice,), guangzhou(), engine=None, today=date(2021, 12, 1))  # type: ignore[arg-type]
    (report,) = found
    assert isinstance(report, Report)
    assert (report.credit.hours, report.credit.basis) == (None, Basis.REVIEWER)
    assert [option.hours for option in report.credit.options] == [40]
    assert finding(report, "hours-on-document").reason is Reason.HOURS_PROMISED


@pytest.mark.parametrize(
    ("year", "sealed", "expected"),
    [
        ("2021", True, (Outcome.PASSED, Reason.WITHIN_WINDOW)),
        ("2020", True, (Outcome.FAILED, Reason.OUTSIDE_WINDOW)),
        ("2021", False, (Outcome.INDETERMINATE, Reason.ONLY_ISSUE_DATE)),
    ],
)
def test_the_days_that_a_sealed_letter_proves_are_the_days_of_learning(year, sealed, expected):
    """GZ-058: where the certificate lacks the days, the school's sealed letter proves them."""
    undated = paper("a.jpg", start_date=None, end_date=None)
    letter = paper(
        "b.jpg",
        kind="unit_letter",
        certificate_number=None,
        start_date=f"{year}-07-05",
        end_date=f"{year}-07-09",
        issuers="广州市第一中学",
        sealed=sealed,
    )
    found = check(CLAIM, (undated, letter), guangzhou(), engine=None, today=date(2021, 12, 1))  # type: ignore[arg-type]
    report = found[0]
    assert isinstance(report, Report)
    window = finding(report, "learning-window")
    assert (window.outcome, window.reason) == expected
    if sealed:
        assert {place.file for place in window.places} == {"b.jpg"}


@pytest.mark.parametrize(
    "policy",
    [
        "guangzhou-education-2021",
        "hefei-hr-2021",
        "kaifeng-hr-2021",
        "zhengzhou-education-2021",
        "zhengzhou-hr-2020",
    ],
)
def test_a_notice_names_nobody_and_is_asked_for_no_name(policy):
    notice = paper("a.jpg", kind="meeting_notice", holder_name=None, certificate_number=None)
    report = verify(
        CLAIM, Evidence(notice), load_policy(policy), today=date(2021, 12, 1), others=()
    )
    assert finding(report, "holder-name").outcome is Outcome.NOT_APPLICABLE
    assert report.recommendation is not Recommendation.READY


def test_another_name_on_a_file_of_several_people_is_a_question():
    """The claimant's page may be another one of the file: nobody is sent back for it."""
    several = replace(
        paper("a.jpg", holder_name="邱婉婷"),
        problems=(Problem(SEVERAL_PEOPLE, "", "", 2),),
    )
    alone = paper("a.jpg", holder_name="邱婉婷")
    outcomes = [finding(judge(one), "holder-name").outcome for one in (several, alone)]
    assert outcomes == [Outcome.INDETERMINATE, Outcome.FAILED]


def of_studies(name: str, **values: object) -> Extraction:
    """A paper of somebody's studies, as Hefei's table knows them."""
    basis: dict[str, object] = {
        "kind": "transcript",
        "activity_title": None,
        "certificate_number": None,
        "hours": None,
        "start_date": "2021-03",
        "end_date": "2021-12",
        "issue_date": "2021-12-22",
    }
    return paper(name, **(basis | values))


TRANSCRIPT = of_studies("a.jpg", text="成绩单", courses_passed=Decimal(4))


def studied(*papers: Extraction) -> list[Report]:
    policy = load_policy("hefei-hr-2021")
    found = check(CLAIM, papers, policy, engine=None, today=date(2021, 12, 31))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Report)]


def test_a_graduates_form_is_asked_for_no_courses_that_the_transcript_counts():
    reports = studied(TRANSCRIPT, of_studies("b.jpg", text="结业人员登记表", kind_confidence=0.3))
    told = finding(reports[1], "hours-on-document")
    assert (told.outcome, told.reason) == (Outcome.NOT_APPLICABLE, Reason.GOES_WITH_PROOF)
    assert reports[1].credit.hours is None
    assert reports[1].recommendation is reports[0].recommendation
    assert worth_of(reports) == Worth(Decimal(60))


@pytest.mark.parametrize(
    "values",
    [
        {"text": "成绩单"},  # another term, whose courses were not read
        {"text": "结业人员登记表", "holder_name": "林晓云"},
        {"text": "结业人员登记表", "start_date": "2019-03", "end_date": "2020-12"},
    ],
)
def test_what_is_no_form_of_these_studies_is_asked_about(values):
    reports = studied(TRANSCRIPT, of_studies("b.jpg", **values))
    assert finding(reports[1], "hours-on-document").outcome is Outcome.INDETERMINATE
    assert worth_of(reports).hours is None


def test_a_form_alone_is_asked_for_the_courses():
    (report,) = studied(of_studies("b.jpg", text="结业人员登记表"))
    assert finding(report, "hours-on-document").reason is Reason.CONVERSION_OPEN
