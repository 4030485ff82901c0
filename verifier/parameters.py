"""The closed set of rule kinds, each with the parameters that a notice may give it.

A parameter that is a figure, a day or a list of the notice is the id of a dated
value (`Ref`), never the figure itself; what stands here directly is vocabulary.
A kind without its function in `verifier.rules.RULES` cannot be released: a test
compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from extractor.document import Assessment
from verifier.model import Asked, Consequence, Outcome, Relation, Subject
from verifier.organisations import Body, Level


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a parameter as the id of a dated value of that type."""

    type: str


AmountRef = Annotated[str, Ref("amount")]
DayRef = Annotated[str, Ref("day")]
PeriodRef = Annotated[str, Ref("period")]
TermsRef = Annotated[str, Ref("terms")]
FormsRef = Annotated[str, Ref("forms")]

Terms = Annotated[tuple[str, ...], Field(min_length=1)]


class Strict(BaseModel):
    """A frozen part of a policy file that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)


class Sourced(Strict):
    """Something that a clause of the notice says."""

    clause: str = Field(min_length=1, description="Locator in the notice, such as 四(一).")
    catalogue: tuple[str, ...] = Field(min_length=1, description="Ids of the rule catalogue.")


class ScopePerson(Strict):
    """Whether the claimant's post is one that the notice speaks to."""

    covered: TermsRef
    outside: TermsRef


class RegisterStatus(Strict):
    """What a register says about the holder or the school."""

    register_name: str = Field(alias="register")
    key: Annotated[str, Field(pattern="^(holder|school)$")]
    confirms: Terms
    objects: tuple[str, ...] = ()


class SubjectClass(Strict):
    """Whether the subject class claimed is one of the notice's."""

    classes: TermsRef


class Topic(Strict):
    """Whether a course carries a topic that the notice names for a subject class."""

    subject: Subject
    topics: TermsRef
    full_hours: AmountRef


class AutomaticSubject(Strict):
    """A subject class that the platform records, so that nobody claims it."""

    subject: Subject


class RecordedChannel(Sourced):
    """A way of learning whose hours somebody other than the learner registers.

    `bodies` and `levels` describe the organiser (empty: any); one of the
    `words` must stand in the document's text (empty: none needed).
    """

    name: str
    bodies: tuple[Body, ...] = ()
    levels: tuple[Level, ...] = ()
    words: tuple[str, ...] = ()


class RecordedByOthers(Strict):
    """The channels that leave nothing to claim; `places` are the notice's own area."""

    places: TermsRef
    channels: Annotated[tuple[RecordedChannel, ...], Field(min_length=1)]


class RecognisedOrganiser(Strict):
    """What each type of organiser means; `recognised` ones need no look."""

    recognised: Annotated[tuple[Body, ...], Field(min_length=1)]
    noted: tuple[Body, ...] = ()


class LearningForm(Strict):
    """Which of the notice's forms of learning a document belongs to."""

    forms: FormsRef


class NotAlone(Strict):
    """A kind of document that promises something and proves it only with another."""

    kind: str
    proved_by: Terms


class AssessmentAnswer(Strict):
    """What one assessment of the capture means under the notice."""

    outcome: Outcome
    consequence: Consequence
    asks: Asked | None = None


class Originals(Strict):
    """Whether the upload shows the original paper."""

    answers: dict[Assessment, AssessmentAnswer]


class Relevance(Strict):
    """Whether the upload is a proof of learning at all.

    `facts` are the fields that speak of learning, of which a proof has at
    least `at_least`; `kinds` are exempt from that count.
    """

    facts: Terms
    at_least: int = Field(ge=1)
    exempt: tuple[str, ...] = ()


class Translation(Strict):
    """A document that is not in the review's language needs a sealed translation."""

    languages: Terms
    mixed: tuple[str, ...] = ()


class TimeProof(Strict):
    """A proof without learning days or without hours needs the unit's letter."""

    supplied_by: Relation


class HolderName(Strict):
    """The name on the document against the holder's in the register."""


class HolderId(Strict):
    """The identity number on the document against the holder's in the register."""


class Window(Strict):
    """The learning period lies inside a period."""

    period: PeriodRef


class Deadline(Strict):
    """The claim was filed on or before a day."""

    day: DayRef


class StatedHours(Strict):
    """The document states its hours in a unit that needs no conversion."""

    units: TermsRef
    forms: FormsRef


class ClaimedHours(Strict):
    """The hours claimed are those on the document."""


class HoursPerDay(Strict):
    """The hours fit into the days; `online` words lift the question."""

    per_day: int = Field(ge=1, le=24)
    online: tuple[str, ...] = ()


class ReviewRoute(Strict):
    """Which office reviews second, by the kind of school."""

    offices: dict[str, str]


class Repeated(Strict):
    """The item is not on record already."""


PARAMETERS: dict[str, type[Strict]] = {
    "scope-person": ScopePerson,
    "register-status": RegisterStatus,
    "subject-class": SubjectClass,
    "topic": Topic,
    "automatic-subject": AutomaticSubject,
    "recorded-by-others": RecordedByOthers,
    "recognised-organiser": RecognisedOrganiser,
    "learning-form": LearningForm,
    "not-alone": NotAlone,
    "originals": Originals,
    "relevance": Relevance,
    "translation": Translation,
    "time-proof": TimeProof,
    "holder-name": HolderName,
    "holder-id": HolderId,
    "window": Window,
    "deadline": Deadline,
    "stated-hours": StatedHours,
    "claimed-hours": ClaimedHours,
    "hours-per-day": HoursPerDay,
    "review-route": ReviewRoute,
    "repeated": Repeated,
}
