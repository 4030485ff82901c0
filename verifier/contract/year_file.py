"""A person's claims from JSON Lines, validated at the rim; every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, BinaryIO, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from verifier.contract.lines import read_json
from verifier.errors import FactsError
from verifier.model import Subject
from verifier.year.model import Status, YearClaim, tags_of

MAX_CLAIMS = 1_000_000


def _number(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("须为数 · must be a number")  # noqa: TRY004 - pydantic wants ValueError
    return value


Hours = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(ge=0, le=10_000, allow_inf_nan=False, decimal_places=6),
]


class YearClaimModel(BaseModel):
    """One item of a person's year; unknown keys are ignored, so that exports fit."""

    model_config = ConfigDict(extra="ignore", frozen=True, title="Xueshi year claim")

    subject: Subject
    hours: Hours
    status: Status
    compulsory: bool = False
    start_date: date | None = None
    end_date: date | None = None
    title: Annotated[str, Field(max_length=500)] | None = None
    made_up: bool = False
    tags: tuple[Annotated[str, Field(max_length=60)], ...] = ()
    person: Annotated[str, Field(max_length=100)] | None = None
    over_years: Annotated[int, Field(ge=1, le=10)] = 1
    activity: Annotated[str, Field(max_length=60)] | None = None
    approved: date | None = None
    kind: Literal["claim"] = "claim"


def claims_from(stream: BinaryIO) -> Iterator[YearClaim]:
    """Yield the claims of JSON Lines, or of one JSON list.

    Raises:
        FactsError: something is no claim; the first twenty faults are listed.
    """
    faults: list[str] = []
    for item in read_json(stream).items:
        if item.error is not None:
            faults.append(item.error.message)
            continue
        values = item.value if isinstance(item.value, list) else [item.value]
        for value in values:
            try:
                yield _claim(value)
            except FactsError as error:
                faults.append(f"第 {item.line} 行 (line {item.line}): {error.message}")
    if faults:
        more = len(faults) - 20
        listed = "\n".join(f"  {fault}" for fault in faults[:20])
        rest = f"\n  … +{more}" if more > 0 else ""
        raise FactsError(f"申报数据有误。 The claims are wrong:\n{listed}{rest}")


def _claim(value: object) -> YearClaim:
    try:
        given = YearClaimModel.model_validate(value)
    except ValidationError as error:
        raise FactsError(
            "; ".join(
                f"{'.'.join(map(str, fault['loc'])) or 'JSON'}: {fault['msg']}"
                for fault in error.errors()[:5]
            )
        ) from None
    first, last = given.start_date, given.end_date
    if first is not None and last is not None and last < first:
        raise FactsError("end_date: 早于 start_date · earlier than start_date")
    return YearClaim(
        subject=given.subject,
        hours=given.hours,
        status=given.status,
        compulsory=given.compulsory,
        start=first,
        end=last,
        title=given.title,
        made_up=given.made_up,
        tags=tags_of(given.tags, given.activity),
        person=given.person,
        over_years=given.over_years,
        approved=given.approved,
    )
