"""What a notice fixes by the days for which it does: amounts, days, windows, lists and tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints

from verifier.policy.parameters import Sourced, Strict

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]


class Bilingual(Strict):
    """A sentence in the project's own words, Chinese and English."""

    zh: Text
    en: Text


class Period(Strict):
    """Days from the first to the last, both included."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")

    def holds(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return self.first <= day <= self.last


class FormCue(Strict):
    """One way to recognise a form of learning: all that is given must hold.

    `kinds` are kinds of document; `title` are words of the activity's title;
    `text` are words anywhere on the document.
    """

    kinds: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class Form(Sourced):
    """A form of learning that the notice accepts."""

    id: Identifier
    name: Bilingual
    hours: Literal["stated", "reviewer"] = Field(
        description="stated: hours on the document are taken; reviewer: a person says the hours."
    )
    cues: Annotated[tuple[FormCue, ...], Field(min_length=1)]


class Entry(Strict):
    """The span of days in which a value holds."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    reviewed_until: date | None = None


E = TypeVar("E", bound=Entry)


class AmountEntry(Entry):
    """An amount in class hours or another stated unit."""

    value: Decimal = Field(ge=0)


class DayEntry(Entry):
    """A day, itself included."""

    value: date


class PeriodEntry(Entry):
    """A period of days."""

    value: Period


class TermsEntry(Entry):
    """A list of words or names."""

    value: Annotated[tuple[Text, ...], Field(min_length=1)]


class ListedBody(Strict):
    """A body of a numbered list; what the notice repeats is kept and told apart by number."""

    number: int = Field(ge=1)
    name: Text
    also: tuple[Text, ...] = Field(default=(), description="Other names of the same body.")


class BodiesEntry(Entry):
    """A list of bodies, as the notice numbers them."""

    value: Annotated[tuple[ListedBody, ...], Field(min_length=1)]


class Quota(Strict):
    """A row of a table of figures."""

    name: Text
    amount: int = Field(ge=0)


class TableEntry(Entry):
    """A table of figures with the total that the notice prints below it."""

    value: Annotated[tuple[Quota, ...], Field(min_length=1)]
    total: int = Field(ge=0)


class FormsEntry(Entry):
    """The forms of learning, the most specific first: the first that fits is taken."""

    value: Annotated[tuple[Form, ...], Field(min_length=1)]


class ValueBase(Sourced):
    """Something the notice fixes, by the days for which it does.

    `used_by` names who needs a value that no rule of this file reads: the
    person's year, the review desk.
    """

    id: Identifier
    summary: Bilingual
    unit: Text | None = None
    used_by: Literal["rules", "year", "desk", "record"] = "rules"
    type: str
    entries: tuple[Entry, ...]


class AmountValue(ValueBase):
    """A threshold, minimum, cap or rate."""

    type: Literal["amount"]
    entries: Annotated[tuple[AmountEntry, ...], Field(min_length=1)]


class DayValue(ValueBase):
    """A deadline or a day of the calendar."""

    type: Literal["day"]
    entries: Annotated[tuple[DayEntry, ...], Field(min_length=1)]


class PeriodValue(ValueBase):
    """A window."""

    type: Literal["period"]
    entries: Annotated[tuple[PeriodEntry, ...], Field(min_length=1)]


class TermsValue(ValueBase):
    """A closed list."""

    type: Literal["terms"]
    entries: Annotated[tuple[TermsEntry, ...], Field(min_length=1)]


class FormsValue(ValueBase):
    """The forms of learning."""

    type: Literal["forms"]
    entries: Annotated[tuple[FormsEntry, ...], Field(min_length=1)]


class BodiesValue(ValueBase):
    """A numbered list of bodies."""

    type: Literal["bodies"]
    entries: Annotated[tuple[BodiesEntry, ...], Field(min_length=1)]


class TableValue(ValueBase):
    """A table of figures; loading tests that it adds up."""

    type: Literal["table"]
    entries: Annotated[tuple[TableEntry, ...], Field(min_length=1)]


Value = Annotated[
    AmountValue | DayValue | PeriodValue | TermsValue | FormsValue | BodiesValue | TableValue,
    Field(discriminator="type"),
]
