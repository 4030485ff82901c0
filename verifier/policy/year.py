"""What a notice says of a person's year, as data: minima, carry-over, make-up, topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import Field

from verifier.model import Subject
from verifier.policy.parameters import AmountRef, PeriodRef, Ref, Sourced, Strict, TermsRef

Selector = Annotated[
    str, Field(pattern=r"^(all|compulsory|public|professional|elective|tag:[a-z0-9_-]+)$")
]
"""Which hours are added: all, a subject class, the compulsory ones, or those of a tag."""


class Minimum(Sourced):
    """The fewest hours of some part; `when` narrows it to some people (title_level)."""

    of: Selector
    least: AmountRef
    when: dict[str, tuple[str, ...]] = Field(default={})


class CarryOver(Sourced):
    """What becomes of hours above the minimum.

    none: they lapse; surplus: those of `subject` above `above` pass into the
    next year once the year is passed, at most `at_most`; open: the notice
    does not say.
    """

    answer: Literal["none", "surplus", "open"]
    subject: Subject | None = None
    above: AmountRef | None = None
    at_most: AmountRef | None = None


class MakeUp(Sourced):
    """Whether hours learned later count for the year.

    counts: they do, within `periods`, but not as done in time; next-year: the
    year after, with a look at more than `load` hours; closed: no longer after
    `last_open`, which itself is a question; refused: they are not recorded;
    open: the notice does not say. `approved_first`: it counts once it was
    approved, and only what is learned after that.
    """

    answer: Literal["counts", "next-year", "closed", "refused", "open"]
    periods: tuple[PeriodRef, ...] = ()
    load: AmountRef | None = None
    last_open: int | None = None
    approved_first: bool = False


class Appraisal(Sourced):
    """Whose yearly appraisal looks at whether the hours were done in time.

    Empty `when`: everybody's; hours that were made up do not count for it.
    """

    when: dict[str, tuple[str, ...]] = Field(default={})


class OnceATopic(Sourced):
    """A topic of a subject class counts once; `full` hours of one topic complete it."""

    subject: Subject
    topics: TermsRef | None = None
    full: AmountRef | None = None


class Ceiling(Sourced):
    """The most hours of some part that count in a year."""

    of: Selector
    most: AmountRef


class Cycle(Sourced):
    """A span of years with minima of its own, beside those of each year."""

    years: Annotated[int, Field(ge=2, le=10)]
    minima: Annotated[tuple[Minimum, ...], Field(min_length=1)]


class YearRules(Strict):
    """How a person's year adds up."""

    subjects: Annotated[tuple[Subject, ...], Field(min_length=1)]
    minima: tuple[Minimum, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    carry_over: CarryOver
    make_up: MakeUp
    appraisal: Appraisal | None = None
    once: tuple[OnceATopic, ...] = ()
    freeze: PeriodRef | None = None
    cycle: Cycle | None = None
    counted: Annotated[tuple[Sourced, ...], Field(min_length=1)] = Field(
        description="Where it stands that only accepted hours of the calendar year count."
    )

    def parts(self) -> Iterator[Sourced]:
        """Yield everything here that has a clause."""
        yield from (part for _, part in self.placed_parts())

    def placed_parts(self) -> Iterator[tuple[tuple[str | int, ...], Sourced]]:
        """Yield everything here that has a clause, each with its path below `year`."""
        for name in ("minima", "ceilings", "once", "counted"):
            for index, part in enumerate(getattr(self, name)):
                yield (name, index), part
        for name in ("carry_over", "make_up", "appraisal", "cycle"):
            part = getattr(self, name)
            if part is not None:
                yield (name,), part
        if self.cycle is not None:
            for index, minimum in enumerate(self.cycle.minima):
                yield ("cycle", "minima", index), minimum

    def served(self) -> Iterator[tuple[str, str]]:
        """Yield (catalogue id, what serves it)."""
        for part in self.parts():
            name = f"year {type(part).__name__.lower()}" if type(part) is not Sourced else "year"
            yield from ((item, name) for item in part.catalogue)

    def references(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Yield (path below `year`, type wanted, id of the value) of every value that it reads."""
        for path, part in (((), self), *self.placed_parts()):
            for name, info in type(part).model_fields.items():
                marks = [*info.metadata, *_marks(info.annotation)]
                kinds = {mark.type for mark in marks if isinstance(mark, Ref)}
                given = getattr(part, name)
                for target in given if isinstance(given, tuple) else (given,):
                    if isinstance(target, str):
                        yield from (((*path, name), kind, target) for kind in kinds)


def _marks(annotation: object) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)
