"""Papers that lie in one file with the document: each serves as if it had come by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.document import Extraction, Place, Seal
from tests.verifier.builders import CLAIM, PLACE, TODAY, certificate, finding, guangzhou
from verifier.check import check
from verifier.contract.report import report_to_json
from verifier.model import Basis, Outcome, Recommendation, Report
from verifier.readings import reading_from_bytes, reading_to_bytes
from verifier.reasons import Reason

SCHOOL = "广州市荔东区康宁小学"


def on_page(number: int, paper: Extraction) -> Extraction:
    """The same paper on another page of its file."""
    place = Place(number, PLACE.box)
    return replace(
        paper,
        pages=tuple(replace(page, number=number) for page in paper.pages),
        fields=tuple(replace(field, place=place) for field in paper.fields),
        seals=tuple(replace(seal, place=place) for seal in paper.seals),
    )


def letter(**values: object) -> Extraction:
    basis: dict[str, object] = {"certificate_number": None, "issuers": SCHOOL}
    return on_page(2, certificate(kind="hours_statement", **(basis | values)))  # type: ignore[arg-type]


def file_of(document: Extraction, *enclosed: Extraction) -> Extraction:
    seals = (*document.seals, *(seal for one in enclosed for seal in one.seals))
    return replace(document, seals=seals, enclosed=enclosed)


def judged(*files: Extraction) -> Report:
    report, *_ = check(CLAIM, files, guangzhou(), engine=None, today=TODAY)  # type: ignore[arg-type]
    assert isinstance(report, Report)
    return report


WITHOUT_DAYS = certificate(start_date=None, end_date=None)
WITHOUT_HOURS = certificate(hours=None)


def test_a_sealed_letter_in_the_file_proves_the_days():
    found = finding(judged(file_of(WITHOUT_DAYS, letter())), "proof-of-time")
    assert (found.outcome, found.reason) == (Outcome.PASSED, Reason.TIME_PROVED_BY_UNIT)
    assert found.inputs["file"] == "a.jpg P2"


def test_an_unsealed_letter_in_the_file_is_a_question():
    found = finding(judged(file_of(WITHOUT_DAYS, letter(sealed=False))), "proof-of-time")
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.UNIT_PROOF_UNSEALED)


def test_a_letter_about_another_person_in_the_file_proves_nothing():
    found = finding(judged(file_of(WITHOUT_DAYS, letter(holder_name="邱婉婷"))), "proof-of-time")
    assert (found.outcome, found.reason) == (Outcome.FAILED, Reason.TIME_PROOF_OF_ANOTHER)


def test_what_a_letter_in_the_file_says_otherwise_is_shown_on_its_page():
    found = finding(judged(file_of(certificate(), letter(hours=Decimal(42)))), "bundle-hours")
    assert found.outcome is Outcome.FAILED
    [one] = found.compared
    assert (one.there.place.page, one.there.place.file) == (2, None)
    assert found.inputs["there"] == "P2 42学时"


def test_a_letter_within_another_file_names_that_file():
    other = file_of(certificate(name="b.jpg", kind="meeting_notice"), letter(hours=Decimal(42)))
    other = replace(
        other,
        source=replace(other.source, sha256="11" * 32),
        enclosed=tuple(
            replace(one, source=replace(one.source, name="b.jpg", sha256="11" * 32))
            for one in other.enclosed
        ),
    )
    found = finding(judged(certificate(), other), "bundle-hours")
    assert [one.there.place.file for one in found.compared] == ["b.jpg"]


def test_sealed_hours_beside_a_certificate_without_any_are_its_hours():
    report = judged(file_of(WITHOUT_HOURS, letter()))
    assert (report.credit.hours, report.credit.basis) == (Decimal(40), Basis.STATED)
    assert [step.reason for step in report.credit.steps] == [Reason.HOURS_PROVED_BESIDE]
    assert finding(report, "hours-as-claimed").reason is Reason.HOURS_AS_CLAIMED
    assert report.recommendation is Recommendation.READY


@pytest.mark.parametrize(
    "beside",
    [
        [letter(sealed=False)],
        [letter(), letter(hours=Decimal(42))],
        [letter(issuers="广州启明教育咨询有限公司")],
        [letter(holder_name="邱婉婷")],
        [letter(activity_title="校园食品安全管理培训班")],
        [],
    ],
    ids=["unsealed", "other hours", "a company's", "another's", "another class", "nothing"],
)
def test_hours_that_nothing_sealed_proves_are_a_persons_to_say(beside):
    report = judged(file_of(WITHOUT_HOURS, *beside))
    assert report.credit.hours is None
    assert report.recommendation is not Recommendation.READY


def test_a_letter_in_days_is_no_amount_of_hours():
    days = letter()
    days = replace(
        days,
        fields=tuple(
            replace(one, unit="天") if one.name == "hours" else one for one in days.fields
        ),
    )
    assert judged(file_of(WITHOUT_HOURS, days)).credit.hours is None


def test_the_seal_of_a_letter_is_none_of_the_certificate():
    unsealed = certificate(sealed=False)
    found = finding(judged(file_of(unsealed, letter())), "seal-present")
    assert found.outcome is not Outcome.PASSED
    of_both = file_of(certificate(), letter())
    assert [seal.place.page for seal in of_both.seals] == [1, 2]
    assert [seal.place.page for seal in of_both.own_seals] == [1]
    assert all(isinstance(seal, Seal) for seal in of_both.own_seals)


def test_a_report_tells_what_else_lies_in_the_file():
    told = json.loads(report_to_json(judged(file_of(certificate(), letter()))))
    [one] = told["enclosed"]
    assert (one["kind"]["value"], one["pages"]) == ("hours_statement", [2])
    assert one["fields"]["hours"]["page"] == 2
    assert "enclosed" not in json.loads(report_to_json(judged(certificate())))


def test_a_reading_keeps_what_lies_beside_it():
    reading = file_of(certificate(), letter())
    assert reading_from_bytes(reading_to_bytes(reading)) == reading
