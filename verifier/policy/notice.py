"""A notice as data: its header, its dated values, its rules, and what it leaves to others.

The types are frozen pydantic models, because a notice is a file: they validate
it, give its JSON Schema and are what the rules read. How a file becomes a
`Policy`, with all faults at once, is `verifier.policy.load`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_args

from pydantic import ConfigDict, Field, create_model

from verifier.model import Clause, Consequence, Subject
from verifier.policy.conversion import Conversion
from verifier.policy.parameters import PARAMETERS, DayRef, RecordedByOthers, Ref, Sourced, Strict
from verifier.policy.values import (
    AmountEntry,
    Bilingual,
    BodiesEntry,
    DayEntry,
    E,
    Form,
    FormsEntry,
    FormsValue,
    Identifier,
    ListedBody,
    Period,
    PeriodEntry,
    TermsEntry,
    Text,
    Value,
)
from verifier.policy.year import YearRules

P = TypeVar("P", bound=Strict)
ONE_DAY = timedelta(days=1)


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


class Rule(Sourced):
    """One check: a kind of the closed set with its parameters.

    `kinds`, `not_kinds`, `subjects` and `when` narrow what it looks at; anything
    else it answers with not_applicable. A flag that `when` names and the claim
    does not give is taken as false; any other missing fact is asked for.
    """

    id: Identifier
    kind: str
    consequence: Consequence
    summary: Bilingual
    reviewed_until: date | None = None
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    when: dict[str, tuple[str, ...]] = Field(
        default={}, description="Facts of the claim and the values for which the rule speaks."
    )
    parameters: Strict = Field(default_factory=Strict)

    def given(self, expected: type[P]) -> P:
        """Return the parameters as those of the kind that the caller implements."""
        if not isinstance(self.parameters, expected):
            raise TypeError(f"rule {self.id} carries no {expected.__name__}")
        return self.parameters

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield (parameter, type wanted, id of the value) of every dated value it reads."""
        for name, info in type(self.parameters).model_fields.items():
            given = getattr(self.parameters, name)
            targets = given if isinstance(given, tuple) else (given,)
            for mark in dict.fromkeys((*info.metadata, *_marks(info.annotation))):
                if isinstance(mark, Ref):
                    yield from ((name, mark.type, str(t)) for t in targets if t is not None)

    def cite(self, policy_id: str) -> Clause:
        """Return the clause that this rule implements."""
        return Clause(policy_id, self.clause, self.catalogue)


def _marks(annotation: object) -> Iterator[object]:
    """Yield the marks inside an annotation: of an optional one, or of a tuple's items."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)


def _rule_of_kind(kind: str, parameters: type[Strict]) -> type[Rule]:
    required = ... if parameters.model_fields else parameters()
    return create_model(
        f"{parameters.__name__}Rule",
        __base__=Rule,
        __doc__=parameters.__doc__,
        kind=(Literal[kind], ...),  # type: ignore[arg-type]  # known at run time only
        parameters=(parameters, required),
    )


if TYPE_CHECKING:
    AnyRule = Rule
else:  # one model a kind, so that a file's faults and its JSON Schema are exact
    _KINDS = [_rule_of_kind(kind, parameters) for kind, parameters in PARAMETERS.items()]
    AnyRule = Annotated[reduce(or_, _KINDS), Field(discriminator="kind")]


class Elsewhere(Strict):
    """Statements of the notice that another part of the product serves."""

    catalogue: Annotated[tuple[str, ...], Field(min_length=1)]
    clause: Text
    where: Literal["year", "desk", "duplicates", "registers", "policy"]
    reason: Bilingual


class Record(Strict):
    """Statements that no program can check, with why."""

    catalogue: Annotated[tuple[str, ...], Field(min_length=1)]
    clause: Text
    reason: Bilingual


class Office(Sourced):
    """Which office reviews a claim for which all of `when` holds.

    `office` is a word that units are routed by (`xueshi unit route`); where a unit has no
    such route the office above it reviews, as for every other claim.
    """

    office: Identifier
    name: Bilingual
    when: Annotated[dict[str, Annotated[tuple[str, ...], Field(min_length=1)]], Field(min_length=1)]


class Filing(Sourced):
    """Who files what was confirmed, all at once on the last day of each month."""

    every: Literal["month"]
    by: Bilingual


class Review(Strict):
    """Who reviews, and by when; left out where the notice names no day or no other office.

    `offices` take the second review away from the office above the unit; `recheck` is a
    third stage for the claims it names; `filed` says that confirmed claims are filed in batches.
    """

    first: DayRef | None = None
    second: DayRef | None = None
    offices: tuple[Office, ...] = ()
    recheck: Office | None = None
    filed: Filing | None = None

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield (name, type wanted, id of the value) of every value that this reads."""
        for name in ("first", "second"):
            target = getattr(self, name)
            if target is not None:
                yield name, "day", target

    @property
    def all_offices(self) -> tuple[Office, ...]:
        """Every office that the notice names for a part of the claims."""
        return (*self.offices, *((self.recheck,) if self.recheck is not None else ()))


class Policy(Strict):
    """One notice."""

    model_config = ConfigDict(title="Xueshi policy")

    schema_: Literal["xueshi.policy/1"] = Field(alias="schema")
    id: Identifier
    title: Bilingual
    issuer: Text
    area: Annotated[tuple[Text, ...], Field(min_length=1, description="Country, province, city.")]
    issued: date | None = Field(description="Day of issue; null where the notice bears none.")
    document_number: Text | None = None
    based_on: tuple[Text, ...] = ()
    applies: Period
    reviewed_until: date = Field(
        description="Day by which somebody looks again; after it the rules run on and say so."
    )
    catalogue: Annotated[tuple[str, ...], Field(min_length=1)]
    values: tuple[Value, ...] = ()
    rules: Annotated[tuple[AnyRule, ...], Field(min_length=1)]
    conversion: Conversion | None = None
    year: YearRules | None = None
    review: Review | None = None
    served_elsewhere: tuple[Elsewhere, ...] = ()
    record: tuple[Record, ...] = ()

    def amount(self, value_id: str, day: date) -> Decimal:
        """Return the amount of that id on a day."""
        return self._entry(AmountEntry, value_id, day).value

    def day(self, value_id: str, day: date) -> date:
        """Return the deadline of that id for a day."""
        return self._entry(DayEntry, value_id, day).value

    def review_due(self, stage: Literal["first", "second"], day: date) -> date | None:
        """Return the last day of a stage of the review, None where the notice names none."""
        target = getattr(self.review, stage) if self.review is not None else None
        return None if target is None else self.day(target, self.day_within(day))

    @property
    def filing(self) -> Filing | None:
        """How confirmed claims are filed; None where the notice says nothing of it."""
        return self.review.filed if self.review is not None else None

    def filing_day(self, confirmed: date | None) -> date | None:
        """Return the day on which a claim is filed that was confirmed on a day in China."""
        return None if confirmed is None or self.filing is None else last_of_month(confirmed)

    def is_frozen(self, day: date) -> bool:
        """Say whether the notice lets nothing be reviewed on a day."""
        ref = self.year.freeze if self.year is not None else None
        if ref is None or not self.applies.first <= day <= self.applies.last:
            return False
        return self.period(ref, day).holds(day)

    def period(self, value_id: str, day: date) -> Period:
        """Return the period of that id for a day."""
        return self._entry(PeriodEntry, value_id, day).value

    def terms(self, value_id: str, day: date) -> tuple[str, ...]:
        """Return the list of that id on a day."""
        return self._entry(TermsEntry, value_id, day).value

    def forms(self, value_id: str, day: date) -> tuple[Form, ...]:
        """Return the forms of that id on a day."""
        return self._entry(FormsEntry, value_id, day).value

    def bodies(self, value_id: str, day: date) -> tuple[ListedBody, ...]:
        """Return the list of bodies of that id on a day."""
        return self._entry(BodiesEntry, value_id, day).value

    def reviewed(self, rule: Rule, day: date) -> date:
        """Return the day until which a rule and the values it reads on a day were checked."""
        read = [target for _, _, target in rule.references()]
        checked = [
            entry.reviewed_until
            for value in self.values
            if value.id in read
            for entry in value.entries
            if entry.first <= day <= entry.last and entry.reviewed_until is not None
        ]
        return min(rule.reviewed_until or self.reviewed_until, *checked, self.reviewed_until)

    def day_within(self, day: date) -> date:
        """Return that day, or the nearest one to which the notice applies."""
        return min(max(day, self.applies.first), self.applies.last)

    def served(self) -> Iterator[tuple[str, str]]:
        """Yield (catalogue id, what serves it) for every statement accounted for."""
        yield from ((row, "policy") for row in self.catalogue)
        for rule in self.rules:
            yield from ((row, f"rule {rule.id}") for row in rule.catalogue)
            if isinstance(rule.parameters, RecordedByOthers):
                channels = rule.parameters.channels
                yield from ((row, f"rule {rule.id}") for part in channels for row in part.catalogue)
        for value in self.values:
            yield from ((row, f"value {value.id}") for row in value.catalogue)
            if isinstance(value, FormsValue):
                forms = (form for entry in value.entries for form in entry.value)
                yield from ((row, f"form {form.id}") for form in forms for row in form.catalogue)
        if self.conversion is not None:
            yield from self.conversion.served()
        if self.year is not None:
            yield from self.year.served()
        for office in self.review.all_offices if self.review is not None else ():
            yield from ((row, f"review by {office.office}") for row in office.catalogue)
        if self.filing is not None:
            yield from ((row, "filing by month") for row in self.filing.catalogue)
        for part in self.served_elsewhere:
            yield from ((row, f"served elsewhere: {part.where}") for row in part.catalogue)
        for entry in self.record:
            yield from ((row, "record") for row in entry.catalogue)

    def _entry(self, kind: type[E], value_id: str, day: date) -> E:
        for value in self.values:
            if value.id != value_id:
                continue
            for entry in value.entries:
                if isinstance(entry, kind) and entry.first <= day <= entry.last:
                    return entry
        raise LookupError(f"{self.id} has no {kind.__name__} {value_id} on {day}")
