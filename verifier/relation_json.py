"""A comparison as JSON: the same for `compare`, for reports and for the store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field as Described

from extractor.document import Field, Place, Source
from verifier import relation_words
from verifier.json_models import BoxModel, Model, Number, SourceModel
from verifier.json_text import json_text
from verifier.relations import Comparison, Difference, FieldMatch, Match, PagePair, RelationKind

COMPARISON_SCHEMA = "xueshi.comparison/1"


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


class ComparisonModel(RelationModel):
    """What `xueshi compare --json` prints."""

    schema_: Literal["xueshi.comparison/1"] = Described(alias="schema")
    a: SourceModel
    b: SourceModel


def comparison_to_json(found: Comparison, a: Source, b: Source) -> dict[str, Any]:
    """Return a comparison with its two files, in the words of `ComparisonModel`."""
    model = ComparisonModel.model_validate(
        {"schema": COMPARISON_SCHEMA, "a": _source(a), "b": _source(b)} | _parts(found)
    )
    data = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {"schema": data.pop("schema"), "a": data.pop("a"), "b": data.pop("b"), **data}


def comparison_line(found: Comparison, a: Source, b: Source) -> str:
    """Return a comparison as one line."""
    return json_text(comparison_to_json(found, a, b))


def relation_to_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison alone, in the words of `RelationModel`."""
    return RelationModel.model_validate(_parts(found)).model_dump(mode="json", exclude_unset=True)


def _parts(found: Comparison) -> dict[str, object]:
    return {
        "relation": found.kind,
        "reasons": [
            RelationReasonModel(code=why, text=" ".join(relation_words.REASONS[why]))
            for why in found.reasons
        ],
        "compared": [_compared(match) for match in found.fields],
        "unread": list(found.unread),
        "regions": [_region(one) for one in found.differences],
        "pages": [_pair(one) for one in found.pages],
        "weights": dict(found.weights),
    }


def _source(source: Source) -> SourceModel:
    return SourceModel(
        name=source.name, sha256=source.sha256, media_type=source.media_type, pages=source.pages
    )


def _compared(match: FieldMatch) -> ComparedModel:
    return ComparedModel(
        field=match.name,
        match=match.match,
        weight=round(match.weight, 2),
        a=_shown(match.a),
        b=_shown(match.b),
    )


def _shown(found: Field | None) -> ShownModel | None:
    if found is None:
        return None
    value = found.value
    number = float(value) if isinstance(value, Decimal) else value
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return ShownModel(
        value=number,
        confidence=round(found.confidence, 4),
        page=found.place.page,
        box=_box(found.place),
    )


def _region(one: Difference) -> RegionModel:
    return RegionModel(field=one.field, a=_spot(one.a, one.text_a), b=_spot(one.b, one.text_b))


def _spot(place: Place | None, text: str | None) -> SpotModel | None:
    return None if place is None else SpotModel(page=place.page, box=_box(place), text=text)


def _pair(pair: PagePair) -> PagePairModel:
    return PagePairModel(
        a=pair.a,
        b=pair.b,
        likeness=pair.likeness,
        matrix=list(pair.matrix) if pair.matrix is not None else None,
        comparable=not pair.is_saturated,
        seal=pair.seal,
    )


def _box(place: Place) -> BoxModel:
    left, top, right, bottom = place.box.as_list()
    return left, top, right, bottom
