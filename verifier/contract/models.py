"""The JSON of the contract as pydantic models; its schemas are generated from here.

Only what was set is written: what a document does not say is absent, never
null; null stands only where the contract gives it a meaning.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from extractor.document import Assessment, CaptureReason, Changes, Integrity, PartKind, Trust
from verifier.model import Asked, Basis, Consequence, Outcome, Recommendation, Subject
from verifier.relations import Match, RelationKind

SCHEMA = "xueshi.report/1"
READING_SCHEMA = "xueshi.reading/1"
COMPARISON_SCHEMA = "xueshi.comparison/1"

# left, top, right, bottom, as fractions of the upright page
BoxModel = tuple[float, float, float, float]
Number = int | float


class Model(BaseModel):
    """A part of the JSON; only what was set is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)


class SourceModel(Model):
    """The file. Of one that could not be read only the name is known."""

    name: str
    sha256: str | None = None
    media_type: str | None = None
    pages: int | None = None


class KindModel(Model):
    """What sort of document it is."""

    value: str
    confidence: float


class FieldModel(Model):
    """A value with its place: `box` on the upright `page`, `text` as read there.

    `file` names the document where the place is on another file of the same article.
    """

    value: str | Number
    unit: str | None = None
    role: str | None = None
    confidence: float
    page: int
    box: BoxModel
    text: str
    file: str | None = None


class SealModel(Model):
    """A stamp: the `text` along its ring, the words of a `line` inside; `shape` round or square."""

    text: str | None = None
    line: str | None = None
    confidence: float
    colour: str
    shape: str = "round"
    page: int
    box: BoxModel


class CodeModel(Model):
    """A QR or bar code: its text, and the computer that an address in it names."""

    type: str
    text: str
    host: str | None = None
    page: int
    box: BoxModel


class TextDifferenceModel(Model):
    """Text of the file's layer that its picture does not bear out, and what the picture shows."""

    reason: str
    field: str | None = None
    text: str
    picture: str | None = None
    page: int
    box: BoxModel


class OddDigitModel(Model):
    """A digit that is sharper or softer than those beside it; `ratio` is its share of the usual."""

    number: str
    index: int
    ratio: float
    page: int
    box: BoxModel


class SignatureModel(Model):
    """An electronic signature; `signer` and `signed_at` are what it says of itself."""

    container: str
    integrity: Integrity
    changes: Changes
    trust: Trust
    signer: str | None = None
    signed_at: str | None = None
    page: int | None = None
    box: BoxModel | None = None


class SignalModel(Model):
    """A measured hint at the kind of capture."""

    name: str
    value: float
    points_to: str
    page: int | None = None
    box: BoxModel | None = None


class OriginalityModel(Model):
    """What the upload is a capture of: which rule said so, why in words, what settles it."""

    assessment: Assessment
    signals: list[SignalModel]
    reason: CaptureReason | None = None
    message: str | None = None
    next_step: str | None = None


class QualityAdviceModel(Model):
    """One reason against a picture in words, and what the person who took it can do."""

    reason: str
    message: str
    message_zh: str
    message_en: str
    remedy: str
    remedy_zh: str
    remedy_en: str


class QualityModel(Model):
    """How well the picture can be read; `advice` explains each of the `reasons`."""

    grade: str
    reasons: list[str]
    advice: list[QualityAdviceModel] = []


class ProblemModel(Model):
    """What the reading could not do; it went on."""

    code: str
    message: str
    remedy: str
    page: int | None = None


class ClauseModel(Model):
    """Where a rule comes from."""

    policy: str
    locator: str
    catalogue: list[str] | None = None


class PlaceModel(Model):
    """A place on a page; `file` names the document where it is another of the claim."""

    page: int
    box: BoxModel
    file: str | None = None


class PartModel(Model):
    """A page of a published work and which part of it that is."""

    page: int
    part: PartKind
    file: str | None = None


class SideModel(Model):
    """What one document says of a field; `file` names it where it is another of the claim."""

    value: str | Number
    page: int
    box: BoxModel
    confidence: float
    file: str | None = None


class AgreementModel(Model):
    """One field on two documents of a claim."""

    field: str
    match: Match
    here: SideModel
    there: SideModel


class FindingModel(Model):
    """One rule's answer; `message` and `remedy` are both languages one after the other."""

    rule: str
    outcome: Outcome
    consequence: Consequence
    reason: str
    clause: ClauseModel
    message: str
    message_zh: str
    message_en: str
    fields: list[str]
    evidence: list[PlaceModel]
    remedy: str
    remedy_zh: str
    remedy_en: str
    asks: Asked | None = None
    compared: list[AgreementModel] | None = None


class StepModel(Model):
    """One step from the document to the hours."""

    text: str
    text_zh: str
    text_en: str
    clause: ClauseModel
    value: Number | None = None


class OptionModel(Model):
    """Hours that a reviewer may choose."""

    hours: Number
    text: str
    text_zh: str
    text_en: str


class CreditModel(Model):
    """What the document would bring if accepted; null hours: only a person can say."""

    hours: Number | None
    subject: Subject | None
    basis: Basis
    steps: list[StepModel]
    options: list[OptionModel]


class RelationReasonModel(Model):
    """Why the relation is what it is."""

    code: str
    text: str


class ShownModel(Model):
    """A value on one of the documents."""

    value: str | Number
    confidence: float
    page: int
    box: BoxModel


class ComparedModel(Model):
    """One field on both; `weight` in bits speaks for belonging together if positive."""

    field: str
    match: Match
    weight: float
    a: ShownModel | None
    b: ShownModel | None


class SpotModel(Model):
    """A place on one document with what was read there, null if nothing."""

    page: int
    box: BoxModel
    text: str | None


class RegionModel(Model):
    """A region that differs, on both documents."""

    field: str | None
    a: SpotModel | None
    b: SpotModel | None


class PagePairModel(Model):
    """Two pages that were laid on each other; `matrix` maps fractions of b to fractions of a."""

    a: int
    b: int
    likeness: float
    matrix: list[float] | None
    comparable: bool
    seal: float | None


class RelationModel(Model):
    """How two documents are related."""

    relation: RelationKind
    reasons: list[RelationReasonModel]
    compared: list[ComparedModel]
    unread: list[str]
    regions: list[RegionModel]
    pages: list[PagePairModel]
    weights: dict[str, float]


class RelatedModel(RelationModel):
    """A document on record that is related to the one under check."""

    source: SourceModel


class ComparisonModel(RelationModel):
    """What `xueshi compare --json` prints."""

    model_config = ConfigDict(title="Xueshi comparison")

    schema_: Literal["xueshi.comparison/1"] = Field(alias="schema")
    a: SourceModel
    b: SourceModel


class ErrorModel(Model):
    """Why a file could not be read."""

    code: str
    message: str
    remedy: str


class EnclosedModel(Model):
    """Another paper that lies in the same file, on these pages: a notice, a letter."""

    kind: KindModel
    language: str
    pages: list[int]
    fields: dict[str, FieldModel | list[FieldModel]]


class ReadModel(Model):
    """What was read from a document."""

    source: SourceModel
    kind: KindModel
    language: str
    fields: dict[str, FieldModel | list[FieldModel]]
    seals: list[SealModel]
    codes: list[CodeModel] = []
    signatures: list[SignatureModel] = []
    text_differences: list[TextDifferenceModel] = []
    odd_digits: list[OddDigitModel] = []
    originality: OriginalityModel
    quality: QualityModel
    problems: list[ProblemModel]
    parts: list[PartModel] = Field(default=[])
    enclosed: list[EnclosedModel] = Field(default=[])


class ReadingModel(ReadModel):
    """What `xueshi read --json` prints for one document."""

    model_config = ConfigDict(title="Xueshi reading")

    schema_: Literal["xueshi.reading/1"] = Field(alias="schema")


class WorkModel(Model):
    """An article that came as several files, by whose fields together it is judged."""

    files: list[str]
    parts: list[PartModel]
    fields: dict[str, FieldModel | list[FieldModel]]


class BundleModel(Model):
    """Which of a claim's files a document is, and what is recommended of the whole claim."""

    file: int
    files: int
    recommendation: Literal["ready", "review", "return", "void", "unread"]
    hours: Number | None


class ReportModel(ReadModel):
    """What `xueshi check --json` prints for one document."""

    model_config = ConfigDict(title="Xueshi report")

    schema_: Literal["xueshi.report/1"] = Field(alias="schema")
    policy: str
    findings: list[FindingModel]
    credit: CreditModel
    recommendation: Recommendation
    relations: list[RelatedModel] = Field(default=[])
    work: WorkModel | None = None
    part_of: str | None = Field(
        default=None, description="The document that is judged for this one, whose page it is."
    )
    bundle: BundleModel | None = Field(
        default=None,
        description="The claim as a whole, where `check` was given several files; in a backlog it"
        " stands in `item`.",
    )


class UnreadModel(Model):
    """What the commands print for a file that could not be read."""

    model_config = ConfigDict(title="Xueshi unread file")

    schema_: Literal["xueshi.report/1", "xueshi.reading/1", "xueshi.comparison/1"] = Field(
        alias="schema"
    )
    source: SourceModel
    error: ErrorModel


class RepeatModel(Model):
    """Another claim of the backlog with a document that is the same in some respect."""

    relation: Literal["same_file", "same_number", "same_activity"]
    number: int


class ItemModel(Model):
    """A claim's place in a backlog, what the list says of it, and where a document comes again.

    `bundle` is there where several files prove the claim.
    """

    number: int
    file: str
    row: int | None = None
    claim: str | None = None
    bundle: BundleModel | None = None
    holder: str | None = None
    unit: str | None = None
    hours: str | None = None
    subject: str | None = None
    repeats: list[RepeatModel] | None = None


class BatchReportModel(ReportModel):
    """The line of a document of a backlog that was read."""

    item: ItemModel


class BatchUnreadModel(UnreadModel):
    """The line of a document of a backlog that could not be read."""

    item: ItemModel


class BatchLineModel(RootModel[BatchReportModel | BatchUnreadModel]):
    """One line of `results.jsonl`."""

    model_config = ConfigDict(title="Xueshi batch line")
