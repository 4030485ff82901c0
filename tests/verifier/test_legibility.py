"""A page that nobody can read is never called unrelated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.document import Quality
from tests.verifier.builders import certificate, finding, judge
from verifier.legibility import is_illegible, shown_kind, shown_kind_of
from verifier.model import Asked, Recommendation
from verifier.reasons import Reason


@pytest.mark.parametrize(
    ("kind", "confidence", "grade", "shown"),
    [
        ("unrelated", 0.3, "poor", "undecided"),
        ("unrelated", 0.89, "poor", "undecided"),
        ("unrelated", 0.9, "poor", "unrelated"),
        ("unrelated", 0.3, "fair", "undecided"),
        ("unrelated", 0.5, "fair", "unrelated"),
        ("training_certificate", 0.3, "poor", "training_certificate"),
    ],
)
def test_what_a_page_is_called(kind, confidence, grade, shown):
    assert shown_kind(kind, confidence, grade) == shown
    report = {"kind": {"value": kind, "confidence": confidence}, "quality": {"grade": grade}}
    assert shown_kind_of(report) == shown


def test_a_file_that_could_not_be_read_has_no_kind():
    assert shown_kind_of({"error": {"code": "E-INPUT-CORRUPT"}}) == ""


@pytest.mark.parametrize(
    ("confidence", "grade", "text", "expected"),
    [
        (0.3, "poor", "", True),
        (0.3, "good", "囗 一", True),
        (0.3, "good", "本店新到水果特价优惠欢迎选购", False),
        (0.89, "poor", "本店新到水果特价优惠欢迎选购", True),
        (0.9, "poor", "本店新到水果特价优惠欢迎选购", False),
    ],
)
def test_what_cannot_be_read(confidence, grade, text, expected):
    assert is_illegible("unrelated", confidence, grade, text) is expected
    assert not is_illegible("training_certificate", confidence, grade, text)


@pytest.mark.parametrize(
    ("reasons", "reason", "asks", "recommended"),
    [
        (("no_text",), Reason.PAGE_ILLEGIBLE, Asked.UPLOADER, Recommendation.RETURN),
        (("blurred",), Reason.PAGE_ILLEGIBLE, Asked.UPLOADER, Recommendation.RETURN),
        (("no_text", "blank"), Reason.PAGE_BLANK, Asked.REVIEWER, Recommendation.REVIEW),
    ],
)
def test_a_blank_back_is_not_sent_for_again(reasons, reason, asks, recommended):
    nothing = (
        "holder_name", "activity_title", "hours", "start_date", "end_date", "issue_date",
        "certificate_number", "issuers",
    )  # fmt: skip
    read = certificate(kind="unrelated", kind_confidence=0.3, without=nothing, sealed=False)
    report = judge(replace(read, quality=Quality("poor", reasons)))
    found = finding(report, "legible")
    assert (found.reason, found.asks) == (reason, asks)
    assert report.recommendation is recommended
