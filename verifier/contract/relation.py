"""A comparison as JSON: the same for `compare`, for reports and for the store."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.document import Field, Place, Source
from verifier import relation_words
from verifier.contract.models import (
    COMPARISON_SCHEMA,
    BoxModel,
    ComparedModel,
    ComparisonModel,
    PagePairModel,
    RegionModel,
    RelatedModel,
    RelationModel,
    RelationReasonModel,
    ShownModel,
    SourceModel,
    SpotModel,
)
from verifier.contract.text import json_text
from verifier.relations import Comparison, Difference, FieldMatch, PagePair, Related


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


def related_model(one: Related) -> RelatedModel:
    """Return a related document on record as a part of a report."""
    source = SourceModel(name=one.reference, sha256=one.extraction.source.sha256)
    return RelatedModel.model_validate({"source": source} | _parts(one.comparison))


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
