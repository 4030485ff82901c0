"""The words of judging: claim, evidence, clause, finding, credit, report; data only.

Everything is frozen. Nothing here reads a file, knows a notice or decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from extractor.document import Extraction, Field, Place, Problem
from extractor.errors import Failure
from verifier.facts import Facts
from verifier.reasons import Reason
from verifier.relations import Again, Match, Related


class Subject(StrEnum):
    """Subject class 科目 that hours are claimed for; a notice may know fewer."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    ELECTIVE = "elective"


class Channel(StrEnum):
    """How the hours are said to have reached the register."""

    SELF = "self"
    """The person found the activity and claims it with a proof."""
    RECORDED = "recorded"
    """The platform, an organiser or the school enters the hours without a claim."""


class Route(StrEnum):
    """Which office stands above the unit, and so who reviews second."""

    DISTRICT = "district"
    BUREAU_DIRECT = "bureau_direct"


class Relation(StrEnum):
    """What a further file of the same claim is there for."""

    TRANSLATION = "translation"
    UNIT_LETTER = "unit_letter"


@dataclass(frozen=True, slots=True)
class Holder:
    """The person a claim is made for, as the register has them."""

    name: str | None = None
    id_number: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the claim, by display name, whose purpose the claimant stated."""

    file: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked for, apart from the documents; everything may be unknown (None).

    `hours` are class hours; `submitted` is the day of filing at the place of the
    notice; `position` is the claimant's post in the notice's vocabulary.
    """

    holder: Holder = field(default_factory=Holder)
    subject: Subject | None = None
    hours: Decimal | None = None
    title: str | None = None
    submitted: date | None = None
    year: int | None = None
    channel: Channel | None = None
    route: Route | None = None
    school: str | None = None
    position: str | None = None
    attachments: tuple[Attachment, ...] = ()
    facts: Facts = field(default_factory=dict)
    """What else is known of the claim, by the names of `verifier.facts`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document of a claim; `relation` is None for a proof that stands by itself.

    Of an article that came as several files one stands for the `whole`, and is judged by the
    fields of them all; the others are `part_of` that one, by its display name.
    """

    extraction: Extraction
    relation: Relation | None = None
    whole: Extraction | None = None
    part_of: str | None = None

    @property
    def name(self) -> str:
        """What people know it by: its file, and the page it begins on if that is not the first."""
        source, pages = self.extraction.source, self.extraction.pages
        begins = min((page.number for page in pages), default=1)
        return source.name if begins == 1 else f"{source.name} P{begins}"


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule comes from: the notice, the place in it, the catalogue's ids."""

    policy: str
    locator: str
    catalogue: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What a rule found. INDETERMINATE: an input is missing or a reading unsure."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    NOT_APPLICABLE = "not_applicable"


class Consequence(StrEnum):
    """What a failure means, gravest first."""

    VOID = "void"
    """The item counts for nothing, once a person confirms it."""
    RETURN = "return"
    """The claimant supplies something."""
    REVIEW = "review"
    """A person looks."""
    NOTE = "note"
    """Worth knowing; holds nothing back."""


class Asked(StrEnum):
    """Who can settle an indeterminate finding at the least cost."""

    UPLOADER = "uploader"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    """Whoever runs the program: a claim's datum or a register was not handed in."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field on two documents of a claim: what both say, where, and how they agree.

    `there` stands in the document whose display name is the `file` of its place.
    """

    name: str
    match: Match
    here: Field
    there: Field


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one document.

    `inputs` are the values that the sentence names; `doubted` says that the
    answer was withheld because a field it rests on was read with too little
    confidence; `stale_since` is the day until which the rule was last checked
    against the notice, given only when that day has passed.
    """

    rule: str
    outcome: Outcome
    consequence: Consequence
    reason: Reason
    clause: Clause
    inputs: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    places: tuple[Place, ...] = ()
    asks: Asked | None = None
    doubted: bool = False
    stale_since: date | None = None
    compared: tuple[Compared, ...] = ()
    """What was compared with other documents of the claim."""


class Basis(StrEnum):
    """Where the hours of a credit come from."""

    STATED = "stated"
    COMPUTED = "computed"
    ASSUMED = "assumed"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a document to hours: a sentence's reason, its clause, its value."""

    reason: Reason
    clause: Clause
    value: Decimal | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """Hours that a reviewer may choose, and why they are a candidate."""

    hours: Decimal
    reason: Reason
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Credit:
    """The hours a document would bring if it is accepted; None: a person must say."""

    hours: Decimal | None
    subject: Subject | None
    basis: Basis
    steps: tuple[Step, ...] = ()
    options: tuple[Option, ...] = ()


class Recommendation(StrEnum):
    """What the program proposes to the reviewer, who decides."""

    READY = "ready"
    REVIEW = "review"
    RETURN = "return"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of one document under one notice."""

    policy: str
    extraction: Extraction
    findings: tuple[Finding, ...]
    credit: Credit
    recommendation: Recommendation
    relations: tuple[Related, ...] = ()
    """Documents on record that are related to this one, as far as a ledger holds any."""
    whole: Extraction | None = None
    """The article of several files that this document stands for, by which it was judged."""
    part_of: str | None = None
    """The document that is judged in place of this one, whose page it is."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the reading itself could not do."""
        return self.extraction.problems


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: its display name and why."""

    name: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class LedgerMatch:
    """An item already on record that this one resembles.

    `exact` holds for an equal file, or equal certificate number and holder, or
    equal title, holder and days; everything else is a likeness for a person.
    """

    reference: str
    exact: bool
    again: Again | None = None
    """In what way the hours would count twice, where the documents were compared."""
    kind: str | None = None
    """The kind of the document on record."""
    places: tuple[Place, ...] = ()
    """Where this document differs from the one on record."""


class Ledger(Protocol):
    """What is already registered or claimed, by anybody, in any year."""

    def matches(self, claim: Claim, extraction: Extraction) -> tuple[LedgerMatch, ...]:
        """Return the items on record that this document repeats or resembles."""
        ...

    def related(self, extraction: Extraction) -> tuple[Related, ...]:
        """Return the documents on record that are related to this one, with how."""
        ...


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of a register: its name as listed, its status word, its further columns."""

    name: str
    status: str
    columns: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    """Line of the file, from 1, so that a person can look it up; 0 if not from a file."""


class MatchPath(StrEnum):
    """How a name was found in a register, the surest way first."""

    EXACT = "exact"
    ALIAS = "alias"
    """Under another name that the office lists, valid on the day asked for."""
    SHORT_FORM = "short_form"
    """One is the other with a place, a suffix or brackets left out."""
    MISREAD = "misread"
    """They differ by characters that engines confuse."""

    @property
    def is_fact(self) -> bool:
        """Say whether the match stands by itself; every other is a question to a person."""
        return self in (MatchPath.EXACT, MatchPath.ALIAS)


@dataclass(frozen=True, slots=True)
class RegisterMatch:
    """An entry that a name may stand for, and how it was found."""

    entry: RegisterEntry
    path: MatchPath


class Registers(Protocol):
    """Lists that an office keeps: staff, accounts, bases, plans, pass lists, recorded hours."""

    def loaded(self, register: str) -> bool:
        """Say whether that register was handed in."""
        ...

    def lookup(self, register: str, key: str) -> RegisterEntry | None:
        """Return the entry under that key, None if the register has none."""
        ...

    def match(self, register: str, name: str, on: date | None = None) -> tuple[RegisterMatch, ...]:
        """Return the entries that a name may stand for on a day, the surest first."""
        ...

    def rows_for(
        self, register: str, holder_id: str | None, name: str | None
    ) -> tuple[RegisterMatch, ...]:
        """Return the rows of a person, the surest first; a name of several people is weak."""
        ...


class NoRegisters:
    """No register was handed in: every question about one stays open."""

    def loaded(self, register: str) -> bool:  # noqa: ARG002 - the same answer for all
        """Return False."""
        return False

    def lookup(self, register: str, key: str) -> RegisterEntry | None:  # noqa: ARG002 - as above
        """Return None."""
        return None

    def match(
        self,
        register: str,  # noqa: ARG002 - as above
        name: str,  # noqa: ARG002
        on: date | None = None,  # noqa: ARG002
    ) -> tuple[RegisterMatch, ...]:
        """Return nothing."""
        return ()

    def rows_for(
        self,
        register: str,  # noqa: ARG002 - as above
        holder_id: str | None,  # noqa: ARG002
        name: str | None,  # noqa: ARG002
    ) -> tuple[RegisterMatch, ...]:
        """Return nothing."""
        return ()
