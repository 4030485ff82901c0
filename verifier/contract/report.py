"""A report, a reading or a failure as one line of the contract's JSON; it judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.document import (
    Box,
    Code,
    Extraction,
    Field,
    OddDigit,
    Originality,
    PagePart,
    Place,
    Problem,
    Quality,
    Seal,
    Signal,
    Signature,
    TextDifference,
)
from verifier.claim_whole import Whole
from verifier.contract.models import (
    READING_SCHEMA,
    SCHEMA,
    AgreementModel,
    BoxModel,
    BundleModel,
    ClauseModel,
    CodeModel,
    CreditModel,
    EnclosedModel,
    ErrorModel,
    FieldModel,
    FindingModel,
    KindModel,
    Model,
    Number,
    OddDigitModel,
    OptionModel,
    OriginalityModel,
    PartModel,
    PlaceModel,
    ProblemModel,
    QualityAdviceModel,
    QualityModel,
    ReadingModel,
    ReportModel,
    SealModel,
    SideModel,
    SignalModel,
    SignatureModel,
    SourceModel,
    StepModel,
    TextDifferenceModel,
    UnreadModel,
    WorkModel,
)
from verifier.contract.relation import related_model
from verifier.contract.text import json_text
from verifier.explain import (
    Wording,
    capture_of,
    message_of,
    next_step_of,
    quality_of,
    remedy_of,
    text_of,
)
from verifier.model import Clause, Compared, Credit, Finding, Report, Unread
from verifier.relations import RelationKind

LISTED = ("issuers", "authors", "indexed_by", "course_marks")
"""Fields that a document has several of; every other name gives its most certain value."""


def bundle_of(file: int, files: int, whole: Whole) -> BundleModel:
    """Return which of a claim's files a document is, with what the claim comes to."""
    hours = whole.worth.hours
    return BundleModel(
        file=file,
        files=files,
        recommendation=whole.recommendation.value,
        hours=_number(hours) if hours is not None else None,
    )


def report_to_json(report: Report, bundle: BundleModel | None = None) -> str:
    """Return a report as one line, with the claim as a whole where several files prove it."""
    judged: dict[str, object] = {
        "schema": SCHEMA,
        "policy": report.policy,
        "findings": [_finding(found) for found in report.findings],
        "credit": _credit(report.credit),
        "recommendation": report.recommendation,
    }
    related = [
        related_model(one)
        for one in report.relations
        if one.comparison.kind is not RelationKind.UNRELATED
    ]
    if related:
        judged["relations"] = related
    if report.whole is not None:
        judged["work"] = _work(report.whole)
    if report.part_of is not None:
        judged["part_of"] = report.part_of
    if bundle is not None:
        judged["bundle"] = bundle
    return _line(ReportModel.model_validate(_reading(report.extraction) | judged))


def reading_to_json(extraction: Extraction) -> str:
    """Return a reading as one line; no notice is involved."""
    return _line(ReadingModel.model_validate({"schema": READING_SCHEMA} | _reading(extraction)))


def unread_to_json(unread: Unread, schema: str = SCHEMA) -> str:
    """Return one line for a file that could not be read, under the schema of its command."""
    failure = unread.failure
    error = ErrorModel(code=failure.code, message=failure.message, remedy=failure.remedy)
    source = SourceModel(name=unread.name)
    return _line(UnreadModel.model_validate({"schema": schema, "source": source, "error": error}))


def _line(model: Model) -> str:
    return json_line(model.model_dump(mode="json", by_alias=True, exclude_unset=True))


def json_line(given: Mapping[str, Any]) -> str:
    """Return an object as one line, its schema first, safe on any screen."""
    data = dict(given)
    return json_text({"schema": data.pop("schema"), **data})


def _reading(extraction: Extraction) -> dict[str, object]:
    source, originality = extraction.source, extraction.originality
    return {
        "source": SourceModel(
            name=source.name,
            sha256=source.sha256,
            media_type=source.media_type,
            pages=source.pages,
        ),
        "kind": _kind(extraction),
        "language": extraction.language,
        "fields": _fields(extraction),
        "seals": [_seal(seal) for seal in extraction.seals],
        "codes": [_code(code) for code in extraction.codes],
        "signatures": [_signature(signature) for signature in extraction.signatures],
        "text_differences": [_difference(each) for each in extraction.differences],
        "odd_digits": [_odd_digit(each) for each in extraction.odd_digits],
        "originality": _originality(originality),
        "quality": _quality(extraction.quality),
        "problems": [_problem(problem) for problem in extraction.problems],
        **({"parts": [_part(part) for part in extraction.parts]} if extraction.parts else {}),
        **({"enclosed": list(map(_enclosed, extraction.enclosed))} if extraction.enclosed else {}),
    }


def _kind(extraction: Extraction) -> KindModel:
    return KindModel(value=extraction.kind.value, confidence=_share(extraction.kind.confidence))


def _enclosed(paper: Extraction) -> EnclosedModel:
    return EnclosedModel(
        kind=_kind(paper),
        language=paper.language,
        pages=[page.number for page in paper.pages],
        fields=_fields(paper),
    )


def _work(whole: Extraction) -> WorkModel:
    """Return an article of several files: its files, what their pages are, its fields."""
    own = whole.source.name
    named = (*(part.file for part in whole.parts), *(one.place.file for one in whole.fields))
    files = dict.fromkeys((own, *filter(None, named)))
    return WorkModel(
        files=list(files), parts=[_part(part) for part in whole.parts], fields=_fields(whole)
    )


def _part(part: PagePart) -> PartModel:
    given: dict[str, object] = {"page": part.page, "part": part.kind}
    return PartModel.model_validate(given if part.file is None else given | {"file": part.file})


def _compared(one: Compared) -> AgreementModel:
    return AgreementModel(
        field=one.name, match=one.match, here=_side(one.here), there=_side(one.there)
    )


def _side(field: Field) -> SideModel:
    given: dict[str, object] = {
        "value": _number(field.value) if isinstance(field.value, Decimal) else field.value,
        "page": field.place.page,
        "box": _box(field.place.box),
        "confidence": _share(field.confidence),
    }
    if field.place.file is not None:
        given["file"] = field.place.file
    return SideModel.model_validate(given)


def _fields(extraction: Extraction) -> dict[str, FieldModel | list[FieldModel]]:
    result: dict[str, FieldModel | list[FieldModel]] = {}
    for name in dict.fromkeys(found.name for found in extraction.fields):
        best = extraction.first(name)
        if name in LISTED:
            result[name] = [_field(found) for found in extraction.all(name)]
        elif best is not None:
            result[name] = _field(best)
    return result


def _field(found: Field) -> FieldModel:
    given: dict[str, object] = {
        "value": _number(found.value) if isinstance(found.value, Decimal) else found.value,
        "confidence": _share(found.confidence),
        "page": found.place.page,
        "box": _box(found.place.box),
        "text": found.text,
    }
    if found.unit is not None:
        given["unit"] = found.unit
    if found.role is not None:
        given["role"] = found.role
    if found.place.file is not None:
        given["file"] = found.place.file
    return FieldModel.model_validate(given)


def _seal(seal: Seal) -> SealModel:
    given: dict[str, object] = {
        "confidence": _share(seal.confidence),
        "colour": seal.colour,
        "shape": seal.shape,
        "page": seal.place.page,
        "box": _box(seal.place.box),
    }
    words = {"text": seal.text, "line": seal.line}
    return SealModel.model_validate({k: v for k, v in words.items() if v is not None} | given)


def _code(code: Code) -> CodeModel:
    given: dict[str, object] = {
        "type": code.symbology,
        "text": code.text,
        "page": code.place.page,
        "box": _box(code.place.box),
    }
    return CodeModel.model_validate(given if code.host is None else given | {"host": code.host})


def _difference(difference: TextDifference) -> TextDifferenceModel:
    told = {"field": difference.field, "picture": difference.picture}
    return TextDifferenceModel.model_validate(
        {
            "reason": difference.reason,
            "text": difference.text,
            "page": difference.place.page,
            "box": _box(difference.place.box),
            **{name: value for name, value in told.items() if value is not None},
        }
    )


def _odd_digit(digit: OddDigit) -> OddDigitModel:
    return OddDigitModel(
        number=digit.text,
        index=digit.index,
        ratio=digit.ratio,
        page=digit.place.page,
        box=_box(digit.place.box),
    )


def _signature(signature: Signature) -> SignatureModel:
    said = {"signer": signature.signer, "signed_at": signature.signed_at}
    given: dict[str, object] = {
        "container": signature.container,
        "integrity": signature.integrity,
        "changes": signature.changes,
        "trust": signature.trust,
        **{name: value for name, value in said.items() if value is not None},
    }
    if signature.place is not None:
        given |= {"page": signature.place.page, "box": _box(signature.place.box)}
    return SignatureModel.model_validate(given)


def _quality(quality: Quality) -> QualityModel:
    advice = []
    for reason in quality.reasons:
        message, remedy = quality_of(reason)
        advice.append(
            QualityAdviceModel(
                reason=reason,
                message=message.both,
                message_zh=message.zh,
                message_en=message.en,
                remedy=remedy.both,
                remedy_zh=remedy.zh,
                remedy_en=remedy.en,
            )
        )
    given = {"grade": quality.grade, "reasons": list(quality.reasons)}
    return QualityModel.model_validate(given | ({"advice": advice} if advice else {}))


def _originality(originality: Originality) -> OriginalityModel:
    given: dict[str, object] = {
        "assessment": originality.assessment,
        "signals": [_signal(signal) for signal in originality.signals],
    }
    if originality.reason is not None:
        given["reason"] = originality.reason
        given["message"] = capture_of(originality).both
        given["next_step"] = next_step_of(originality).both
    return OriginalityModel.model_validate(given)


def _signal(signal: Signal) -> SignalModel:
    place = signal.place
    return SignalModel(
        name=signal.name,
        value=round(signal.value, 4),
        points_to=signal.points_to,
        page=place.page if place is not None else None,
        box=_box(place.box) if place is not None else None,
    )


def _problem(problem: Problem) -> ProblemModel:
    return ProblemModel(
        code=problem.code, message=problem.message, remedy=problem.remedy, page=problem.page
    )


def _finding(finding: Finding) -> FindingModel:
    given: dict[str, object] = {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "consequence": finding.consequence,
        "reason": finding.reason,
        "clause": _clause(finding.clause),
        **_told("message", message_of(finding)),
        "fields": list(dict.fromkeys(field.name for field in finding.fields)),
        "evidence": [_place(place) for place in finding.places],
        **_told("remedy", remedy_of(finding)),
    }
    if finding.asks is not None:
        given["asks"] = finding.asks
    if finding.compared:
        given["compared"] = [_compared(one) for one in finding.compared]
    return FindingModel.model_validate(given)


def _told(name: str, words: Wording) -> dict[str, str]:
    """Return a sentence under its name in both languages together, and in each by itself."""
    return {name: words.both, f"{name}_zh": words.zh, f"{name}_en": words.en}


def _credit(credit: Credit) -> CreditModel:
    return CreditModel(
        hours=_number(credit.hours) if credit.hours is not None else None,
        subject=credit.subject,
        basis=credit.basis,
        steps=[
            StepModel(
                **_told("text", text_of(step)),
                clause=_clause(step.clause),
                value=_number(step.value) if step.value is not None else None,
            )
            for step in credit.steps
        ],
        options=[
            OptionModel(hours=_number(option.hours), **_told("text", text_of(option)))
            for option in credit.options
        ],
    )


def _clause(clause: Clause) -> ClauseModel:
    return ClauseModel(
        policy=clause.policy, locator=clause.locator, catalogue=list(clause.catalogue)
    )


def _place(place: Place) -> PlaceModel:
    if place.file is None:
        return PlaceModel(page=place.page, box=_box(place.box))
    return PlaceModel(page=place.page, box=_box(place.box), file=place.file)


def _box(box: Box) -> BoxModel:
    left, top, right, bottom = box.as_list()
    return left, top, right, bottom


def _number(amount: Decimal) -> Number:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _share(confidence: float) -> float:
    return round(confidence, 4)
