"""The states of a claim's review, what a reviewer decides, and the days these count by."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

CHINA = timezone(timedelta(hours=8))


class State(StrEnum):
    """How far the review of a claim has come; a pre-check is not submitted at all."""

    PRECHECK = "precheck"
    READING = "reading"
    FIRST = "first_review"
    SECOND = "second_review"
    RECHECK = "recheck"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    VOID = "void"
    WITHDRAWN = "withdrawn"


class Decided(StrEnum):
    """What a reviewer decides."""

    CONFIRM = "confirm"
    RETURN = "return"
    VOID = "void"


REVIEWED = (State.FIRST, State.SECOND, State.RECHECK)
"""The stages in their order."""


def day_of(moment: datetime) -> date:
    """Return the day in China of a moment."""
    return moment.astimezone(CHINA).date()
