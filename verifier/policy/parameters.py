"""The closed set of rule kinds, each with the parameters that a notice may give it.

A parameter that is a figure, a day or a list of the notice is the id of a dated
value (`Ref`), never the figure itself; what stands here directly is vocabulary.
A kind without its function in `verifier.rules.RULES` cannot be released: a test
compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.document import Assessment, PartKind
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
BodiesRef = Annotated[str, Ref("bodies")]

Terms = Annotated[tuple[str, ...], Field(min_length=1)]


class Strict(BaseModel):
    """A frozen part of a policy file that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)


class Sourced(Strict):
    """Something that a clause of the notice says."""

    clause: str = Field(min_length=1, description="Locator in the notice, such as 四(一).")
    catalogue: tuple[str, ...] = Field(min_length=1, description="Ids of the rule catalogue.")


class Part(Strict):
    """A paper of a checklist and how it is recognised.

    `pages` are parts of a published work: a page that is one of them meets it.
    """

    zh: str
    en: str
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pages: tuple[PartKind, ...] = ()


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

    `bodies` and `levels` describe the organiser (empty: any), `names` and the
    `register` list it (neither: any); one of the `words` must stand in the document's text (empty:
    none needed).
    """

    name: str
    bodies: tuple[Body, ...] = ()
    levels: tuple[Level, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    register_name: str | None = Field(default=None, alias="register")


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
    """Whether the upload shows the original paper.

    `colourless` is the answer to a file without colour, which tells nothing by itself; left
    out, it is that of an undecided capture.
    """

    answers: dict[Assessment, AssessmentAnswer]
    colourless: AssessmentAnswer | None = None


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
    """A proof without learning days or without hours needs the unit's letter.

    `kinds` are kinds of the claim's other papers that serve as well, if a body sealed them.
    """

    supplied_by: Relation
    kinds: tuple[str, ...] = ()


class HolderName(Strict):
    """The name on the document against the holder's in the register."""


class HolderId(Strict):
    """The identity number on the document against the holder's in the register."""


class Window(Strict):
    """The learning period lies inside a period."""

    period: PeriodRef


class FactBased(Strict):
    """A rule on a fact of the claim; `missing` says what its absence means.

    ask: whoever runs the program supplies it; later: it has not happened yet,
    so there is nothing to test.
    """

    fact: str
    missing: Literal["ask", "later"] = "ask"


class Deadline(FactBased):
    """Something was done on or before a day; the filing of the claim, unless named."""

    fact: str = "submitted"
    day: DayRef


class DayWithin(FactBased):
    """A day lies in one of the periods."""

    periods: Annotated[tuple[PeriodRef, ...], Field(min_length=1)]


class DayOutside(FactBased):
    """A day lies in none of the periods, such as a freeze."""

    periods: Annotated[tuple[PeriodRef, ...], Field(min_length=1)]


class DaysApart(Strict):
    """One thing precedes another by a number of days (0: the same day will do).

    Besides the facts of the claim, `learning_start` and `learning_end` are
    the days read from the document. By year, the figure counts calendar years.
    `short` says what too short a distance is: against the notice, or a
    question where the notice contradicts itself.
    """

    earlier: str
    later: str
    at_least: AmountRef
    by: Literal["day", "year"] = "day"
    missing: Literal["ask", "later"] = "ask"
    short: Literal["fails", "asks"] = "fails"


class FactIn(FactBased):
    """A fact is one of the values accepted; `refuses` left out refuses all others."""

    accepts: TermsRef
    refuses: TermsRef | None = None


class FlagSet(FactBased):
    """Something is confirmed; `asks` says who knows when the claim does not say."""

    asks: Asked = Asked.OPERATOR


class CountAtMost(FactBased):
    """A count stays within a limit."""

    at_most: AmountRef


class ExamPassed(Strict):
    """The document says that the examination was passed.

    `asks` says who settles a document without such words: the uploader, when
    another paper can show it.
    """

    passed: TermsRef
    failed: TermsRef
    asks: Asked = Asked.REVIEWER


class ProofKind(Strict):
    """The document is of a kind that the notice takes; of `asked` kinds a person judges.

    A document of an accepted kind without any of the `words` is asked about too.
    """

    accepted: TermsRef
    asked: TermsRef | None = None
    words: TermsRef | None = None


class ListedOrganiser(Strict):
    """The organiser stands in a list of the notice (`names`), a register, or both.

    `needed` says that an organiser outside the list is an objection; else it
    is a question to a person. `authorities_of` are the places whose departments, like those of
    the province and the state, organise by right.
    """

    names: BodiesRef | None = None
    register_name: str | None = Field(default=None, alias="register")
    authorities_of: TermsRef | None = None
    needed: bool = False


class Filed(Strict):
    """The class or the platform was filed beforehand, as a register or the claim says.

    `by` is what the register is searched by; `flag` the fact of the claim
    that answers when no register was handed in; `lead_days` how many days
    before the class the filing must lie; `same_day` what a filing on the very
    day of the class is.
    """

    register_name: str = Field(alias="register")
    by: Literal["title", "platform"]
    flag: str
    lead_days: AmountRef | None = None
    same_day: Literal["late", "asks"] = "late"


class FilingForm(Strict):
    """A filing form beside the proof was approved before the training, for as many hours.

    `words` are those that head such a form. What it says otherwise is a question.
    """

    words: tuple[str, ...]


class FiledHours(Strict):
    """The hours on the document are not more than those filed or recognised for the class."""

    register_name: str = Field(alias="register")


class PassList(Strict):
    """The holder stands in the pass list of the class, with the same hours."""

    register_name: str = Field(alias="register")


class RecordedHours(Strict):
    """The platform's export does not hold the same course for the same holder already."""

    register_name: str = Field(alias="register")


class Enclosed(Strict):
    """The papers that a proof needs beside it.

    `need` is how many of the parts must be there. A part is met by a document of one of its
    kinds, by a page that is one of its pages, or by its words: in a heading, or anywhere on a
    paper whose kind stands for no part. `asks` says who settles what is lacking: the
    uploader, where the notice asks for it.
    """

    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    need: int = Field(ge=1)
    asks: Asked = Asked.UPLOADER


class SealsAtLeast(Strict):
    """The document bears that many seals; seals are found by colour, so a person confirms.

    `words` narrow it to documents whose text holds one of them, such as a form.
    """

    count: AmountRef
    words: tuple[str, ...] = ()


class Titled(Strict):
    """Papers of some kinds whose activity's title ends with one of the words."""

    kinds: tuple[str, ...]
    titled: tuple[str, ...]


class Question(Strict):
    """What only a person can settle, put as a question.

    `words` narrow it to documents whose text holds one of them; `not_of` are none of its case.
    """

    zh: str
    en: str
    words: tuple[str, ...] = ()
    not_of: Titled | None = None


class TopicHint(Strict):
    """Whether the title carries a topic that the notice lists; the list is open."""

    topics: TermsRef


class TopicClass(Strict):
    """Which of two lists, compulsory or elective, the title's topic stands in.

    The lists are hints: both are open, and a topic alone does not make a
    course compulsory. What the document or the claim says of it is compared.
    """

    compulsory: TermsRef
    elective: TermsRef


class OwnEmployer(Strict):
    """Training inside a company does not count; `companies` says whether any company is asked."""

    companies: bool = True


class OfficeBy(Strict):
    """Which office acts, by a fact of the claim.

    `units` are bodies that the notice names by themselves; only the whole name
    counts, and it goes before the fact.
    """

    fact: str
    offices: dict[str, str]
    units: dict[str, str] = Field(default={})


class UnitInArea(Strict):
    """The claimant's unit lies in the notice's area, as its name tells."""

    places: TermsRef


class MonthlyBatch(FactBased):
    """Which batch takes the claim, where the office files once at each month's end."""

    missing: Literal["ask", "later"] = "later"


class ConvertedHours(Strict):
    """The notice's table of conversion gives the hours.

    `bases` are the bodies that it calls bases; a register may list further ones.
    """

    units: TermsRef
    bases: BodiesRef | None = None
    register_name: str | None = Field(default=None, alias="register")


class RegisterListed(Strict):
    """The organiser does not stand in a register of bodies to be careful with."""

    register_name: str = Field(alias="register")


class EntriesInOrder(FactBased):
    """The entries of a certificate book are in order of time."""


class StatedHours(Strict):
    """The document states its hours in a unit that needs no conversion.

    Where hours count as filed or recognised by an office, `register` is the
    register of what was filed; the lower of both figures then counts.
    """

    units: TermsRef
    forms: FormsRef
    register_name: str | None = Field(default=None, alias="register")


class ClaimedHours(Strict):
    """The hours claimed are those on the document."""


class HoursPerDay(Strict):
    """The hours fit into the days; `online` words lift the question."""

    per_day: int = Field(ge=1, le=24)
    online: tuple[str, ...] = ()


class ReviewRoute(Strict):
    """Which office reviews second, by the kind of school."""

    offices: dict[str, str]


class CodeAgrees(Strict):
    """What a QR or bar code says is what is printed: number, name, hours."""


class SignatureIntact(Strict):
    """An electronic signature in the file is whole, and nothing was changed after it."""


class ReadingsAgree(Strict):
    """The text layer of a file says what its picture shows, and hides nothing."""


class DigitsAlike(Strict):
    """No digit of a number differs in its edges from those beside it."""


class DocumentsAgree(Strict):
    """The documents of one claim say the same in these fields, as far as each shows them."""

    fields: Terms


class ListedInContents(Strict):
    """The contents of the journal list the article, under the names of its authors in order."""


class DatesInOrder(Strict):
    """A proof of one of the `kinds` is not dated before what it proves."""

    kinds: tuple[str, ...]


class SealAgrees(Strict):
    """The seals on the paper are those of bodies that it names.

    `registers` are the office's lists of bodies: a seal of one of these is a note only.
    """

    registers: tuple[str, ...] = ()


class Legible(Strict):
    """Enough of the page can be read to tell what it is."""


class SealPresent(Strict):
    """A paper of one of the `kinds` bears a body's seal."""

    kinds: tuple[str, ...]


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
    "code-agrees": CodeAgrees,
    "signature-intact": SignatureIntact,
    "readings-agree": ReadingsAgree,
    "digits-alike": DigitsAlike,
    "documents-agree": DocumentsAgree,
    "listed-in-contents": ListedInContents,
    "dates-in-order": DatesInOrder,
    "seal-agrees": SealAgrees,
    "seal-present": SealPresent,
    "day-within": DayWithin,
    "day-outside": DayOutside,
    "days-apart": DaysApart,
    "fact-in": FactIn,
    "flag-set": FlagSet,
    "count-at-most": CountAtMost,
    "exam-passed": ExamPassed,
    "proof-kind": ProofKind,
    "listed-organiser": ListedOrganiser,
    "filed": Filed,
    "filing-form": FilingForm,
    "filed-hours": FiledHours,
    "pass-list": PassList,
    "recorded-hours": RecordedHours,
    "enclosed": Enclosed,
    "legible": Legible,
    "seals-at-least": SealsAtLeast,
    "question": Question,
    "topic-hint": TopicHint,
    "topic-class": TopicClass,
    "own-employer": OwnEmployer,
    "office-by": OfficeBy,
    "unit-in-area": UnitInArea,
    "monthly-batch": MonthlyBatch,
    "entries-in-order": EntriesInOrder,
    "converted-hours": ConvertedHours,
    "register-listed": RegisterListed,
}
