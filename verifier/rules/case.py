"""What a rule is given and what it gives back; shared small questions about a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractor.document import Extraction, Field, Place
from verifier.facts import Value
from verifier.legibility import is_illegible
from verifier.model import (
    Asked,
    Claim,
    Clause,
    Compared,
    Consequence,
    Evidence,
    Ledger,
    Outcome,
    Registers,
    Relation,
)
from verifier.names import Likeness, compare_names
from verifier.organisations import plain
from verifier.policy.notice import Policy
from verifier.reasons import Reason
from verifier.rules.days import learning_of

ISSUING_ROLES = ("issuer", "host")
_CERTIFIED_BY_OTHERS = frozenset({"training_certificate", "hours_statement"})
ACTIVITIES: Mapping[str, str] = {
    "training_certificate": "training",
    "hours_statement": "training",
    "attendance_proof": "training",
    "conference_invitation": "conference",
    "paper": "paper",
    "book": "book",
    "project": "project",
    "patent": "patent",
    "award": "science_award",
    "qualification": "qualification",
    "transcript": "degree_course",
}
"""The activity that a kind of document proves, unless the claim says another."""
_OF_WHAT_IS_SAID = ("P-SEVERAL-", "P-FIELD-CHECK")
"""How the codes of problems begin that say nothing of how well a page can be read."""
_CONFERENCE = re.compile(r"(?:会议|年会|研讨会|论坛|大会|峰会|学术会|交流会)[”》\"]?$")
"""What somebody attended who was at a conference, and not at a training."""


@dataclass(frozen=True)
class Case:
    """One document of a claim before a notice, with everything a rule may look at.

    `others` are the claim's further documents; `today` is the day of the run.
    """

    claim: Claim
    document: Evidence
    policy: Policy
    registers: Registers
    today: date
    others: tuple[Evidence, ...] = ()
    ledger: Ledger | None = None

    @property
    def extraction(self) -> Extraction:
        """The reading of the document that is judged, with that of its further pages."""
        return self.document.whole or self.document.extraction

    @cached_property
    def on(self) -> date:
        """The day whose values of the notice apply: the claim's year, else the notice's."""
        if self.claim.year is None:
            return self.policy.applies.first
        return self.policy.day_within(date(self.claim.year, 1, 1))

    @cached_property
    def text(self) -> str:
        """All text of the document in one width, without white space."""
        return plain("".join(page.text for page in self.extraction.pages))

    @cached_property
    def title(self) -> str | None:
        """The activity's title: as read, else as claimed; in one width, without white space."""
        read = self.extraction.first("activity_title")
        stated = str(read.value) if read is not None else self.claim.title
        return plain(stated) if stated else None

    @cached_property
    def organisers(self) -> tuple[Field, ...]:
        """The bodies that issued or held the activity, issuers first; helpers are left out.

        So is the holder's own unit where others signed too: on a form it only agrees (单位意见).
        """
        found = self.extraction.all("issuers")
        bodies = tuple(f for role in ISSUING_ROLES for f in found if (f.role or "issuer") == role)
        employer = self.extraction.first("employer")
        if employer is None or self.extraction.kind.value not in _CERTIFIED_BY_OTHERS:
            return bodies
        others = tuple(f for f in bodies if plain(str(f.value)) != plain(str(employer.value)))
        return others if any((f.role or "issuer") == "issuer" for f in others) else bodies

    def fact(self, name: str) -> Value | None:
        """Return a fact of the claim by name, or None if nobody gave it.

        Besides what the claim states these are read from it or the document:
        submitted, subject, channel, route, activity (by the kind of document),
        learning_start and learning_end (a day only where it is known to the day).
        """
        given = self.claim.facts.get(name)
        if given is not None:
            return given
        match name:
            case "submitted":
                return self.claim.submitted
            case "activity":
                return self._activity()
            case "subject" | "channel" | "route":
                value = getattr(self.claim, name)
                return str(value) if value is not None else None
            case "learning_start" | "learning_end":
                learning = learning_of(self.extraction)
                if learning is None or not learning.is_exact:
                    return None
                return learning.start.first if name == "learning_start" else learning.end.last
            case _:
                return None

    def _activity(self) -> str | None:
        kind = self.extraction.kind.value
        attended = kind == "attendance_proof" and _CONFERENCE.search(self.title or "")
        return "conference" if attended else ACTIVITIES.get(kind)

    def fields_of(self, name: str) -> tuple[Field, ...]:
        """Return the fields of the document that a fact was read from."""
        if name not in ("learning_start", "learning_end") or name in self.claim.facts:
            return ()
        learning = learning_of(self.extraction)
        return learning.fields if learning is not None else ()

    @property
    def is_hard_to_read(self) -> bool:
        """Say whether something missing may simply not have been readable."""
        return self.extraction.quality.grade == "poor" or any(
            not problem.code.startswith(_OF_WHAT_IS_SAID) for problem in self.extraction.problems
        )

    @property
    def is_illegible(self) -> bool:
        """Say whether too little can be read to tell what the page is."""
        kind = self.extraction.kind
        grade = self.extraction.quality.grade
        return is_illegible(kind.value, kind.confidence, grade, self.text)

    @cached_property
    def beside(self) -> tuple[Evidence, ...]:
        """The claim's other papers, without those that name another holder than this one."""
        mine = self.extraction.first("holder_name")
        return tuple(other for other in self.others if not _names_another(mine, other.extraction))

    def supporting(self, relation: Relation) -> tuple[Evidence, ...]:
        """Return the claim's other papers of that purpose."""
        return tuple(other for other in self.beside if other.relation is relation)


def _names_another(mine: Field | None, other: Extraction) -> bool:
    theirs = other.first("holder_name")
    if mine is None or theirs is None:
        return False
    # a misread character, or the name in letters on a foreign paper, is nobody else
    return compare_names(str(mine.value), str(theirs.value)) is Likeness.DIFFERENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule's own answer, before the notice's clause is put to it.

    `fields` is what it looked at; `rests_on` those of them whose misreading
    would make it wrong. `consequence` and `clause` replace the rule's own
    when the case at hand is milder or a more exact clause speaks.
    """

    outcome: Outcome
    reason: Reason
    rests_on: tuple[Field, ...] = ()
    fields: tuple[Field, ...] = ()
    places: tuple[Place, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    asks: Asked | None = None
    consequence: Consequence | None = None
    clause: Clause | None = None
    compared: tuple[Compared, ...] = ()


def passed(reason: Reason, *rests_on: Field, **inputs: str) -> Verdict:
    """Return the verdict that nothing is to be objected to."""
    return Verdict(Outcome.PASSED, reason, rests_on, inputs=inputs)


def failed(reason: Reason, *rests_on: Field, **inputs: str) -> Verdict:
    """Return the verdict that the rule is not met."""
    return Verdict(Outcome.FAILED, reason, rests_on, inputs=inputs)


def ask_reviewer(reason: Reason, *fields: Field, **inputs: str) -> Verdict:
    """Return the verdict that a person must look."""
    return Verdict(Outcome.INDETERMINATE, reason, fields=fields, inputs=inputs, asks=Asked.REVIEWER)


def ask_operator(reason: Reason, **inputs: str) -> Verdict:
    """Return the verdict that a datum was not handed in."""
    return Verdict(Outcome.INDETERMINATE, reason, inputs=inputs, asks=Asked.OPERATOR)


def not_applicable(reason: Reason = Reason.NO_SUCH_CASE) -> Verdict:
    """Return the verdict that the rule does not speak to this case."""
    return Verdict(Outcome.NOT_APPLICABLE, reason)


def part_of_work(file: str) -> Verdict:
    """Return the verdict that another document, of which this is a page, is judged instead."""
    return Verdict(Outcome.NOT_APPLICABLE, Reason.PART_OF_WORK, inputs={"file": file})


def goes_with(file: str) -> Verdict:
    """Return the verdict that the proof that a notice comes with is judged instead."""
    return Verdict(Outcome.NOT_APPLICABLE, Reason.GOES_WITH_PROOF, inputs={"file": file})


def any_in(words: tuple[str, ...], text: str | None) -> bool:
    """Say whether one of the words stands in the text (both in one width, no spaces)."""
    return text is not None and any(plain(word) in text for word in words)
