"""A notice's table of conversion as data: what stated facts are worth, in closed shapes.

A row speaks to one activity. Its cases exclude one another; a bonus adds, a
factor multiplies, a cap limits. Where the notice can be read in several ways
the row says so (`readings`), and a person chooses. How facts meet a row is
`verifier.converting.convert`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from verifier.facts import FactType
from verifier.model import Subject
from verifier.policy.parameters import Sourced, Strict

Text = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Hours = Annotated[Decimal, Field(ge=0, le=100_000, allow_inf_nan=False)]


class Words(Strict):
    """A phrase in both languages."""

    zh: Text
    en: Text


class Bounds(Strict):
    """Limits of a number; those given must all hold."""

    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    or_missing: bool = Field(default=False, description="Holds too when the fact is not given.")

    def hold(self, amount: Decimal) -> bool:
        """Say whether a number keeps to the limits."""
        return (
            (self.at_least is None or amount >= self.at_least)
            and (self.above is None or amount > self.above)
            and (self.at_most is None or amount <= self.at_most)
            and (self.below is None or amount < self.below)
        )


class Containing(Strict):
    """Names of which one must be the text, or stand in it."""

    contains: Annotated[tuple[Text, ...], Field(min_length=1)]


When = dict[str, tuple[Text, ...] | Bounds | Containing]
"""Facts and what they must be: one of some words (flags: "true", "false"), a number
within bounds, or a text containing a name. All of them must hold."""


class Flat(Strict):
    """So many hours, whatever the facts."""

    shape: Literal["flat"]
    hours: Hours


class Per(Strict):
    """So many hours for each unit of a counted fact.

    `parts` says what a part of a unit brings: exact (facts that come whole, or
    the notice counts parts), whole (only full units), either (the notice does
    not say: full units are proposed, and a person chooses). `names` is a fact that
    names the units one by one: it counts them where nobody did, each name once.
    """

    shape: Literal["per"]
    fact: Text
    names: Text | None = None
    hours: Hours
    unit: Annotated[Decimal, Field(gt=0, le=100_000_000)] = Decimal(1)
    parts: Literal["exact", "whole", "either"] = "exact"


class Ranked(Strict):
    """Hours by a place in an order, the first place first; `beyond` for later places."""

    shape: Literal["ranked"]
    fact: Text
    hours: Annotated[tuple[Hours, ...], Field(min_length=1)]
    beyond: Hours | None = Field(default=Decimal(0), description="null: a person says.")


class Falling(Strict):
    """Hours of the first place, and less by a step for each later one."""

    shape: Literal["falling"]
    fact: Text
    first: Hours
    step: Hours
    least: Hours = Decimal(0)


class Stated(Strict):
    """The hours that the facts state.

    `confirmed_by` is a fact that must name who recognised them; without it
    `unconfirmed` says whether the hours are proposed or left open. `words`
    are names of that fact that confirm nothing, such as the employer's own, unless
    one of `accepts` stands in them too, such as the authority above the employer.
    """

    shape: Literal["stated"]
    fact: Text = "hours"
    confirmed_by: Text | None = None
    unconfirmed: Literal["proposed", "open"] = "open"
    words: tuple[Text, ...] = ()
    accepts: tuple[Text, ...] = ()


class Choice(Strict):
    """One of several figures without a criterion; a stated figure that equals one settles it."""

    shape: Literal["choice"]
    hours: Annotated[tuple[Hours, ...], Field(min_length=2)]
    settled_by: Text | None = None


class Between(Strict):
    """A range within which a person chooses."""

    shape: Literal["between"]
    least: Hours
    most: Hours


class Open(Strict):
    """The notice is silent: only a person can say; `candidates` are figures worth showing."""

    shape: Literal["open"]
    reason: Words
    candidates: tuple[Hours, ...] = ()


class Reading(Words):
    """One way to read the notice."""

    hours: Annotated[
        Flat | Per | Ranked | Falling | Stated | Choice | Between | Open,
        Field(discriminator="shape"),
    ]


class Readings(Strict):
    """The notice can be read in several ways; the first is proposed, a person chooses."""

    shape: Literal["readings"]
    of: Annotated[tuple[Reading, ...], Field(min_length=2)]


Amount = Annotated[
    Flat | Per | Ranked | Falling | Stated | Choice | Between | Open | Readings,
    Field(discriminator="shape"),
]


class Case(Strict):
    """An amount and the facts for which it holds; its own clause where it has one."""

    when: When = Field(default={})
    hours: Amount
    clause: Text | None = None
    catalogue: tuple[Text, ...] = ()


class Factor(Strict):
    """What the hours are multiplied by: a figure, or a fact (`years`)."""

    when: When = Field(default={})
    by: Annotated[Decimal, Field(ge=0, le=1000)] | None = None
    fact: Text | None = None
    name: Words
    clause: Text | None = None
    catalogue: tuple[Text, ...] = ()


class Share(Strict):
    """The percentage of each author, by their number; `others` for more of them."""

    rank: Text = "rank"
    of: Text = "authors"
    percent: dict[str, tuple[Annotated[Decimal, Field(ge=0, le=100)], ...]]
    others: tuple[Annotated[Decimal, Field(ge=0, le=100)], ...] = ()


class Remark(Strict):
    """Something to tell beside the hours when the facts are so; it changes nothing."""

    when: When = Field(default={})
    zh: Text
    en: Text
    clause: Text | None = None
    catalogue: Annotated[tuple[Text, ...], Field(min_length=1)]
    consequence: Literal["note", "review"] = "note"


class Refusal(Remark):
    """Stated facts by which the row's hours are not to be had: what holds instead, and why.

    Asked before everything else of the row; a fact that nobody gave refuses nothing.
    """

    when: When = Field(min_length=1)
    hours: Flat | Open = Field(discriminator="shape")


class RowEntry(Strict):
    """What a row says in a span of days.

    `choose` tells what several matching cases mean: only (they exclude one
    another, so two of them are two readings, of which the lower is proposed)
    or highest (the best counts).
    """

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    reviewed_until: date | None = None
    choose: Literal["only", "highest"] = "only"
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    otherwise: Open | Flat | None = Field(
        default=None, discriminator="shape", description="When no case holds; left out: open."
    )
    bonus: tuple[Case, ...] = ()
    factors: tuple[Factor, ...] = ()
    share: Share | None = None
    at_most: Hours | None = Field(default=None, description="Cap for one item.")
    over_years: int = Field(
        default=1, ge=1, le=10, description="Over how many years, from its own, an item counts."
    )


class Row(Sourced):
    """A row of the table: what one activity is worth.

    `assumes` are facts taken so when they are not given; the steps say it. `titles` are
    names of which a training's title contains one that is claimed under this row.
    """

    id: Identifier
    activity: Text
    name: Words
    subject: Subject | None = None
    assumes: dict[str, Text] = Field(default={})
    titles: tuple[Text, ...] = ()
    entries: Annotated[tuple[RowEntry, ...], Field(min_length=1)]
    refusals: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def reads(self) -> Iterator[str]:
        """Yield the names of the facts that the row may look at."""
        yield from self.assumes
        for remark in (*self.refusals, *self.remarks):
            yield from remark.when
        for entry in self.entries:
            for case in (*entry.cases, *entry.bonus):
                yield from case.when
                yield from _read_by(case.hours)
            for factor in entry.factors:
                yield from factor.when
                if factor.fact is not None:
                    yield factor.fact
            if entry.share is not None:
                yield from (entry.share.rank, entry.share.of)


def _read_by(amount: Strict) -> Iterator[str]:
    for name in ("fact", "names", "confirmed_by", "settled_by"):
        fact = getattr(amount, name, None)
        if fact is not None:
            yield fact
    if isinstance(amount, Readings):
        for reading in amount.of:
            yield from _read_by(reading.hours)


class Together(Sourced):
    """How items of one person act on each other.

    - either: of the values of `fact` only one counts (training or examination),
      by `parts` where they are named; the same one again in its year counts no more
    - highest: items that are the same (`same`) count once, at the highest value
    - once: the same, in whatever year
    - each-year: items that are the same count once a calendar year
    - cap: their sum in a year (or in a cycle) is limited
    - ask: items that are the same are shown to a person

    Items are the same if all facts of `same` are. Where one lacks them, the facts of `or_same`
    tell, one after the other. `when` leaves out items that state otherwise.
    """

    id: Identifier
    kind: Literal["either", "highest", "once", "each-year", "cap", "ask"]
    rows: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    same: tuple[Text, ...] = ()
    or_same: tuple[Text, ...] = ()
    when: When = Field(default={})
    fact: Text | None = None
    parts: Text | None = None
    count: Text | None = None
    at_most: Hours | None = None
    per: Literal["year", "all"] = "year"
    name: Words


class FactDeclared(Words):
    """A fact that only this notice asks for."""

    type: FactType


class Outside(Sourced):
    """What the notice says, or leaves open, of activities that the table lacks.

    Hours that one of the facts `offers` states are shown as an option.
    """

    zh: Text
    en: Text
    offers: tuple[Text, ...] = ()


class OutsideOf(Outside):
    """The same of some activities alone."""

    activities: Annotated[tuple[Text, ...], Field(min_length=1)]


class Conversion(Strict):
    """The table of a notice; without rows, what it says instead of a table."""

    unit: Text = "学时"
    facts: dict[str, FactDeclared] = Field(default={})
    rows: tuple[Row, ...] = ()
    together: tuple[Together, ...] = ()
    outside: Outside
    outside_of: tuple[OutsideOf, ...] = ()
    subject_assumed: Sourced | None = Field(
        default=None, description="Where the subject class of converted hours is an assumption."
    )
    flag_above: Hours | None = Field(
        default=None, description="A single item above this is shown to a person."
    )
    flag_source: Sourced | None = None

    def served(self) -> Iterator[tuple[str, str]]:
        """Yield (catalogue id, what serves it)."""
        for row in self.rows:
            yield from ((item, f"conversion {row.id}") for item in row.catalogue)
            for remark in (*row.refusals, *row.remarks):
                yield from ((item, f"conversion {row.id}") for item in remark.catalogue)
            for entry in row.entries:
                for part in entry.cases + entry.bonus:
                    yield from ((item, f"conversion {row.id}") for item in part.catalogue)
                for factor in entry.factors:
                    yield from ((item, f"conversion {row.id}") for item in factor.catalogue)
        for group in self.together:
            yield from ((item, f"conversion {group.id}") for item in group.catalogue)
        for outside in (self.outside, *self.outside_of):
            yield from ((item, "conversion outside") for item in outside.catalogue)
        for source in (self.subject_assumed, self.flag_source):
            if source is not None:
                yield from ((item, "conversion") for item in source.catalogue)
