"""What papers, projects and patents show becomes facts of the table, and the holder is among them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.verifier.builders import CLAIM, TODAY, certificate, field
from verifier.model import Evidence, Outcome
from verifier.policy.load import load_policy
from verifier.verify import verify

YEAR = {"years": Decimal(1), "sub_project": False}


def work(kind, *fields, names=()):
    authors = tuple(field("authors", name) for name in names)
    bare = ("holder_name", "hours", "start_date", "end_date", "certificate_number", "issuers")
    return certificate(kind=kind, without=bare, fields=(*authors, *fields))


def hefei(extraction, **facts):
    claim = replace(CLAIM, facts=facts, hours=None, subject=None)
    return verify(claim, Evidence(extraction), load_policy("hefei-hr-2021"), today=TODAY)


def name_finding(report):
    return next(f for f in report.findings if str(f.reason).startswith(("name-", "no-holder")))


def test_a_stated_length_gives_a_paper_its_hours():
    paper = work("paper", field("characters", Decimal(4000)), names=("林晓芸",))
    report = hefei(paper, venue_level="provincial")
    assert report.credit.hours == 12


@pytest.mark.parametrize(("place", "hours"), [(1, 72), (2, 60), (3, 50)])
def test_the_rank_in_a_project_is_the_holders_place_in_the_list(place, hours):
    names = ["王小明", "李四", "赵一鸣"]
    names[place - 1] = "林晓芸"
    project = work("project", field("level", "provincial"), names=names)
    assert hefei(project, **YEAR).credit.hours == hours


def test_a_stated_rank_goes_before_the_place_in_the_list():
    project = work(
        "project",
        field("level", "provincial"),
        field("holder_rank", Decimal(2)),
        names=("林晓芸", "李四"),
    )
    assert hefei(project, **YEAR).credit.hours == 60


def test_a_utility_patent_by_the_inventors_order():
    patent = work("patent", field("patent_type", "utility"), names=("王小明", "林晓芸"))
    assert hefei(patent).credit.hours == 50


def test_a_name_that_stands_twice_in_a_list_gives_no_rank():
    project = work("project", field("level", "provincial"), names=("林晓芸", "林晓芸"))
    assert hefei(project, **YEAR).credit.hours is None


def test_the_holder_among_the_authors_is_the_holder():
    paper = work("paper", names=("王小明", "林晓芸"))
    assert name_finding(hefei(paper)).outcome is Outcome.PASSED


def test_a_list_without_the_holder_asks_and_accuses_nobody():
    paper = work("paper", names=("王小明", "李四"))
    assert name_finding(hefei(paper)).outcome is Outcome.INDETERMINATE


def test_a_member_of_the_project_is_not_taken_for_somebody_else():
    project = certificate(
        kind="project",
        without=("hours", "start_date", "end_date"),
        holder_name="王小明",
        fields=(field("authors", "王小明"), field("authors", "林晓芸")),
    )
    assert name_finding(hefei(project)).outcome is Outcome.PASSED
