"""A claim from JSON and from the command line's options, validated at the rim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from verifier.errors import ClaimError
from verifier.facts import FACTS, Value, value_of
from verifier.model import Attachment, Channel, Claim, Holder, Relation, Route, Subject

# A filing at 23:30 in Guangzhou is of that day, whatever the day in UTC.
_CHINA = timezone(timedelta(hours=8))

MOST_FILES = 20
"""Files that may prove one claim."""

Hours = Annotated[Decimal, Field(ge=0, le=10_000, allow_inf_nan=False)]


class HolderModel(BaseModel):
    """The claimant as the register has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str | None = None
    id: str | None = None


class AttachmentModel(BaseModel):
    """A file of the claim whose purpose the claimant stated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    relation: Relation


class ClaimModel(BaseModel):
    """What a claim file may say; every key may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="Xueshi claim")

    holder: HolderModel = HolderModel()
    subject: Subject | None = None
    hours: Hours | None = None
    title: str | None = None
    submitted: date | datetime | None = Field(
        default=None, description="Day or time of filing; a time with an offset is taken to China."
    )
    year: int | None = Field(default=None, ge=1990, le=2100)
    channel: Channel | None = None
    route: Route | None = None
    school: str | None = None
    position: str | None = None
    attachments: tuple[AttachmentModel, ...] = ()
    facts: dict[str, Any] = Field(
        default={},
        description="What no document says and a rule asks for, such as mode or plan_filed.",
    )

    @field_validator("facts")
    @classmethod
    def _known_facts(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value for name, raw in given.items() if (value := _fact(name, raw)) is not None
        }


def _fact(name: str, raw: object) -> Value | None:
    try:
        return value_of(name, raw)
    except KeyError:
        near = get_close_matches(name, FACTS, n=1)
        hint = f"（{near[0]}？）" if near else ""
        raise ValueError(f"没有此事实 · there is no such fact: {name[:60]}{hint}") from None


def facts_of(given: Iterable[str]) -> dict[str, Value]:
    """Return the facts of options written NAME=VALUE.

    Raises:
        ClaimError: an option is not of that form, or its value is not of the fact's type.
    """
    stated = facts_from_options(given)
    return dict(claim_from_json(json.dumps({"facts": stated})).facts)


def facts_from_options(given: Iterable[str]) -> dict[str, str]:
    """Return the facts of options written NAME=VALUE, not yet looked at.

    Raises:
        ClaimError: an option is not of that form.
    """
    facts = {}
    for option in given:
        name, equals, value = option.partition("=")
        if not equals or not name.strip():
            raise ClaimError(
                f"事实写作 名称=值：{option[:60]}。"
                " Write a fact as NAME=VALUE, such as mode=online."
            )
        facts[name.strip()] = value.strip()
    return facts


def claim_from_json(text: str) -> Claim:
    """Return the claim that a JSON text holds.

    Raises:
        ClaimError: it is no JSON or does not follow the schema; all faults are named.
    """
    try:
        given = ClaimModel.model_validate_json(text)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'JSON'}: {fault['msg']}"
            for fault in error.errors()
        )
        raise ClaimError(f"申报数据有误。 The claim is wrong: {faults}") from None
    return Claim(
        holder=Holder(given.holder.name or None, given.holder.id or None),
        subject=given.subject,
        hours=given.hours,
        title=given.title,
        submitted=day_of(given.submitted),
        year=given.year,
        channel=given.channel,
        route=given.route,
        school=given.school,
        position=given.position,
        attachments=tuple(Attachment(part.file, part.relation) for part in given.attachments),
        facts=given.facts,
    )


def claim_from_options(
    path: Path | None,
    *,
    holder: Mapping[str, str | None],
    facts: Iterable[str] = (),
    **options: str | None,
) -> Claim:
    """Return the claim of a file, if one is given, with the options laid over it.

    Raises:
        ClaimError: the file cannot be read, or something in it or in an option is wrong.
    """
    data = _data_of(path) if path is not None else {}
    named = {key: value for key, value in holder.items() if value is not None}
    if named:
        before = data.get("holder")
        data["holder"] = (before if isinstance(before, dict) else {}) | named
    stated = facts_from_options(facts)
    if stated:
        known = data.get("facts")
        data["facts"] = (known if isinstance(known, dict) else {}) | stated
    data |= {key: value for key, value in options.items() if value is not None}
    return claim_from_json(json.dumps(data))


def _data_of(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ClaimError(
            f"申报文件 {path.name} 无法读取。 The claim file cannot be read: {error}"
        ) from error
    if not isinstance(data, dict):
        raise ClaimError("申报文件须是一个 JSON 对象。 The claim file must hold one JSON object.")
    return data


def day_of(moment: date | datetime | None) -> date | None:
    """Return the day in China of a moment; a day, or a time without an offset, stands."""
    if isinstance(moment, datetime):
        return (moment.astimezone(_CHINA) if moment.tzinfo is not None else moment).date()
    return moment
