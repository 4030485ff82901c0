"""Readings built by hand, so that a test says exactly what was on the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extractor.document import (
    Assessment,
    Box,
    CaptureReason,
    Extraction,
    Field,
    Kind,
    Line,
    Originality,
    Page,
    PagePart,
    Place,
    Quality,
    Seal,
    Signal,
    Source,
    Word,
)
from verifier.model import Claim, Evidence, Finding, Holder, Report, Subject
from verifier.policy.load import load_policy
from verifier.policy.notice import Policy
from verifier.verify import verify

TODAY = date(2021, 12, 1)
PLACE = Place(1, Box(0.1, 0.1, 0.4, 0.2))
HOLDER = Holder("林晓芸", "440000199001011230")
CLAIM = Claim(
    holder=HOLDER,
    subject=Subject.PROFESSIONAL,
    hours=Decimal(40),
    submitted=date(2021, 12, 1),
)


def guangzhou() -> Policy:
    return load_policy("guangzhou-education-2021")


def field(name: str, value: str | Decimal, confidence: float = 0.98, **more: str) -> Field:
    return Field(name, value, confidence, PLACE, str(value), "test", **more)


def page(text: str) -> Page:
    lines = tuple(
        Line(part, PLACE.box, 0.98, (Word(part, PLACE.box, 0.98),)) for part in text.split("\n")
    )
    return Page(1, 1000, 1400, lines)


def certificate(
    *,
    kind: str = "training_certificate",
    kind_confidence: float = 0.98,
    language: str = "zh",
    text: str = "",
    assessment: Assessment = Assessment.ORIGINAL,
    signals: tuple[Signal, ...] = (),
    capture: CaptureReason | None = None,
    quality: str = "good",
    sealed: bool = True,
    name: str = "a.jpg",
    without: tuple[str, ...] = (),
    fields: tuple[Field, ...] = (),
    parts: tuple[PagePart, ...] = (),
    **values: object,
) -> Extraction:
    """A sound certificate of a provincial class; `values` replace fields, None removes one."""
    basis: dict[str, object] = {
        "holder_name": "林晓芸",
        "activity_title": "骨干教师专业能力提升研修班",
        "hours": Decimal(40),
        "start_date": "2021-07-05",
        "end_date": "2021-07-09",
        "issue_date": "2021-07-10",
        "certificate_number": "粤培2021第0042号",
        "issuers": "广东省教育厅",
    } | values
    units = {"hours": "学时"}
    roles = {"issuers": "issuer"}
    made: list[Field] = []
    for key, value in basis.items():
        if value is None or key in without:
            continue
        if isinstance(value, Field):
            made.append(value)
            continue
        assert isinstance(value, str | Decimal)
        more = {}
        if key in units:
            more["unit"] = units[key]
        if key in roles:
            more["role"] = roles[key]
        made.append(field(key, value, **more))
    return Extraction(
        source=Source(name, "00" * 32, "image/jpeg", 1),
        kind=Kind(kind, kind_confidence),
        language=language,
        pages=(page(text),),
        fields=(*made, *fields),
        seals=(Seal(PLACE, "red", _sealed_by(made), 0.9),) if sealed else (),
        originality=Originality(assessment, signals, capture),
        quality=Quality(quality),
        parts=parts,
    )


def _sealed_by(fields: list[Field]) -> str | None:
    """What the seal says: the body that the paper names."""
    return next((str(one.value) for one in fields if one.name == "issuers"), None)


def judge(
    extraction: Extraction,
    claim: Claim = CLAIM,
    *,
    others: tuple[Evidence, ...] = (),
    **more: object,
) -> Report:
    return verify(
        claim,
        Evidence(extraction),
        guangzhou(),
        today=TODAY,
        others=others,
        **more,  # type: ignore[arg-type]
    )


def finding(report: Report, rule: str) -> Finding:
    return next(found for found in report.findings if found.rule == rule)


def answer(
    rule: str, extraction: Extraction, claim: Claim = CLAIM, **more: object
) -> tuple[str, str]:
    """The outcome and the reason that a rule of the Guangzhou notice gives."""
    found = finding(judge(extraction, claim, **more), rule)  # type: ignore[arg-type]
    return found.outcome.value, found.reason.value
