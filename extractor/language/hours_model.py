"""What a text says about hours: the figures with their roles, and the one that counts.

Types only; `hours.py` finds the figures and `totals.py` chooses among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class HoursRole(StrEnum):
    """What a figure says; the values are the labels of `patterns/hours.yaml`."""

    TOTAL = "total"
    STATED = "stated"
    EARNED = "earned"
    PART = "part"
    PER_DAY = "per_day"
    SESSION = "session"
    REQUIRED = "required"
    MINIMUM = "minimum"
    CREDIT = "credit"
    DURATION = "duration"
    FACTOR = "factor"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class HoursMention:
    """A figure of hours, credits, days or minutes with the role its phrase gives it.

    `text` is what stands from `start` to `end`; `value_span` is where the
    figure itself stands. `unit` is the canonical unit, empty where the text
    has none. `minutes` are those stated beside class hours (4学时30分钟); they
    are not added, for how long a class hour lasts is not ours to say.
    `pattern` names the phrase.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    role: HoursRole
    pattern: str
    value_span: tuple[int, int]
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HoursTotal:
    """The hours of the activity as a whole.

    `certainty` is between 0 and 1. `computed` says that the value is a sum or
    a product and stands nowhere. `ambiguous` says that the text gives several
    answers; `value` is then only the likeliest. `mentions` are the figures
    that led to it, the deciding one first.
    """

    value: Decimal
    unit: str
    mentions: tuple[HoursMention, ...]
    certainty: float
    reason: str
    computed: bool = False
    ambiguous: bool = False
