"""A person's year as the contract's JSON; it judges nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pydantic import ConfigDict

from verifier.contract.award import Data, both, number
from verifier.contract.models import ClauseModel, Model, Number
from verifier.model import Consequence, Outcome
from verifier.year.model import Year, YearFinding
from verifier.year.period import Period, Ruling


class YearFindingModel(Model):
    """Something that a person should know about the year."""

    rule: str
    outcome: Outcome
    consequence: Consequence
    clause: ClauseModel
    message: str


class YearModel(Model):
    """What `xueshi year --json` prints for one person and year."""

    model_config = ConfigDict(title="Xueshi year")

    person: str | None = None
    policy: str
    year: int
    complete: bool
    totals: dict[str, Number]
    compulsory: Number
    missing: dict[str, Number]
    pending: dict[str, Number]
    with_pending: dict[str, Number]
    carry_over: dict[str, Number] | None
    on_time: bool
    findings: list[YearFindingModel]


class PeriodModel(Model):
    """What `xueshi year --years` prints for one person: the years and their sum."""

    model_config = ConfigDict(title="Xueshi period")

    person: str | None = None
    policy: str
    first: int
    last: int
    complete: bool
    totals: dict[str, Number]
    missing: dict[str, Number]
    years: list[YearModel]
    findings: list[YearFindingModel]


class RulingModel(Model):
    """What `xueshi year --against` prints for one person."""

    model_config = ConfigDict(title="Xueshi ruling")

    person: str | None = None
    outcome: str
    before: YearModel
    after: YearModel


_TOTALS = ("public", "professional", "elective", "all")


def year_data(year: Year, person: str | None = None) -> Data:
    """Return a year as plain data, in the shape of `YearModel`."""
    sums = year.totals
    data: Data = {"person": person} if person is not None else {}
    return data | {
        "policy": year.policy,
        "year": year.year,
        "complete": year.complete,
        "totals": {name: number(sums.of(name)) for name in _TOTALS}
        | {name: number(hours) for name, hours in sums.parts.items() if ":" in name},
        "compulsory": number(sums.of("compulsory")),
        "missing": _numbers(year.missing),
        "pending": _numbers(year.pending),
        "with_pending": _numbers(year.with_pending),
        "carry_over": None if year.carry_over is None else _numbers(year.carry_over),
        "on_time": year.on_time,
        "findings": _findings(year.findings),
    }


def period_data(period: Period, person: str | None = None) -> Data:
    """Return a span of years as plain data, in the shape of `PeriodModel`."""
    data: Data = {"person": person} if person is not None else {}
    return data | {
        "policy": period.policy,
        "first": period.years[0].year,
        "last": period.years[-1].year,
        "complete": period.complete,
        "totals": {name: number(period.totals.of(name)) for name in _TOTALS},
        "missing": _numbers(period.missing),
        "years": [year_data(year) for year in period.years],
        "findings": _findings(period.findings),
    }


def ruling_data(ruling: Ruling) -> Data:
    """Return how a person fares under two notices, in the shape of `RulingModel`."""
    data: Data = {"person": ruling.person} if ruling.person is not None else {}
    return data | {
        "outcome": ruling.outcome,
        "before": year_data(ruling.before),
        "after": year_data(ruling.after),
    }


def _numbers(parts: Mapping[str, Decimal]) -> Data:
    return {name: number(hours) for name, hours in parts.items()}


def _findings(found: Sequence[YearFinding]) -> list[Data]:
    return [
        {
            "rule": one.rule,
            "outcome": one.outcome,
            "consequence": one.consequence,
            "clause": {
                "policy": one.clause.policy,
                "locator": one.clause.locator,
                "catalogue": list(one.clause.catalogue),
            },
            "message": both(one.text),
        }
        for one in found
    ]
