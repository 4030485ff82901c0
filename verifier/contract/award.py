"""Awards as the contract's JSON; it judges nothing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pydantic import ConfigDict

from verifier.contract.models import ClauseModel, Model, Number
from verifier.converting.award import Award, AwardFinding, Awards, Told
from verifier.model import Clause, Consequence, Outcome, Subject

Data = dict[str, object]


class AwardStepModel(Model):
    """One step of the arithmetic."""

    text: str
    clause: ClauseModel
    value: Number | None = None


class AwardOptionModel(Model):
    """Hours that a person may choose, and why."""

    hours: Number
    reason: str


class AwardFindingModel(Model):
    """Something a person should know beside the hours."""

    rule: str
    outcome: Outcome
    consequence: Consequence
    clause: ClauseModel
    message: str


class AwardModel(Model):
    """What `xueshi convert` prints for one item.

    Hours are null when only a person can say; hours with `needs_reviewer` are
    proposed, and `options` lists the other readings of the notice.
    """

    model_config = ConfigDict(title="Xueshi award")

    hours: Number | None
    subject: Subject | None
    steps: list[AwardStepModel]
    options: list[AwardOptionModel]
    needs_reviewer: bool
    findings: list[AwardFindingModel]
    over_years: int = 1


class AwardsModel(Model):
    """What `xueshi convert` prints for a list: one person's items together."""

    model_config = ConfigDict(title="Xueshi awards")

    items: list[AwardModel]
    total: Number
    needs_reviewer: bool


class AwardErrorDetail(Model):
    """Which line is wrong, and why."""

    code: Literal["E-FACTS"]
    message: str
    line: int


class AwardErrorModel(Model):
    """What `xueshi convert` prints in the place of a line that it cannot use."""

    model_config = ConfigDict(title="Xueshi facts error")

    error: AwardErrorDetail


def award_data(award: Award) -> Data:
    """Return one award as plain data, in the shape of `AwardModel`."""
    return {
        "hours": None if award.hours is None else number(award.hours),
        "subject": award.subject,
        "steps": [
            {
                "text": both(step.text),
                "clause": _clause(step.clause),
                "value": None if step.value is None else number(step.value),
            }
            for step in award.steps
        ],
        "options": [
            {"hours": number(option.hours), "reason": both(option.text)} for option in award.options
        ],
        "needs_reviewer": award.needs_reviewer,
        "findings": [_finding(found) for found in award.findings],
        **({"over_years": award.over_years} if award.over_years > 1 else {}),
    }


def awards_data(awards: Awards) -> Data:
    """Return the awards of one person as plain data, in the shape of `AwardsModel`."""
    return {
        "items": [award_data(award) for award in awards.items],
        "total": number(awards.total),
        "needs_reviewer": awards.needs_reviewer,
    }


def number(amount: Decimal) -> int | float:
    """Return an amount as JSON writes it: whole numbers without a point."""
    whole = int(amount)
    return whole if whole == amount else float(amount)


def both(told: Told) -> str:
    """Return a sentence in both languages."""
    return f"{told.zh} {told.en}"


def _finding(found: AwardFinding) -> Data:
    is_open = found.consequence is not Consequence.NOTE
    return {
        "rule": found.rule,
        "outcome": Outcome.INDETERMINATE if is_open else Outcome.PASSED,
        "consequence": found.consequence,
        "clause": _clause(found.clause),
        "message": both(found.text),
    }


@lru_cache(maxsize=1024)
def _clause(clause: Clause) -> Data:
    return {
        "policy": clause.policy,
        "locator": clause.locator,
        "catalogue": list(clause.catalogue),
    }
