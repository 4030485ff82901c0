"""How two documents are related, with what was compared: data only, for rules and screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extractor.document import Extraction, Field, Place


class RelationKind(StrEnum):
    """The relation of one document to another, the nearest first."""

    SAME_FILE = "same_file"
    """The bytes are equal."""
    SAME_DOCUMENT = "same_document"
    """Another scan, photo, crop, turn or file type of one paper."""
    ALTERED = "altered"
    """One paper with something changed, or another's number under a new name: a person looks."""
    SAME_COURSE = "same_course"
    """Same template and training, another holder: usual among classmates."""
    SAME_ACTIVITY = "same_activity"
    """Another kind of proof of the same event."""
    UNRELATED = "unrelated"


CONCERNS = (RelationKind.SAME_FILE, RelationKind.SAME_DOCUMENT, RelationKind.ALTERED)
"""What a person has to look at before hours are counted."""


class Match(StrEnum):
    """What comparing one field of two documents says."""

    SAME = "same"
    ALIKE = "alike"
    """They differ as a misreading would make them."""
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    """Not read, or not surely, on one of the two: never a difference."""


class Why(StrEnum):
    """The reasons that a relation can have."""

    BYTES = "bytes"
    PICTURE_AND_TEXT = "picture_and_text"
    """The pages lie on each other and no reading on them differs."""
    TEXT_ONLY = "text_only"
    """The pages could not be laid on each other; their readings agree."""
    NUMBER_KEPT = "number_kept"
    """The number is the same, and something else is not."""
    NUMBER_CHANGED = "number_changed"
    """Everything agrees but the number."""
    FACTS_CHANGED = "facts_changed"
    """Same holder and paper, other hours, days or title."""
    OTHER_HOLDER = "other_holder"
    HOLDER_UNREAD = "holder_unread"
    """Same course; nothing tells whose: no duplicate is claimed."""
    SAME_EVENT = "same_event"
    OTHER_EVENT = "other_event"
    """Same template, another training."""
    NOTHING_COMMON = "nothing_common"
    NOT_COMPARABLE = "not_comparable"
    """The pictures differ grossly or cannot be laid on each other: no word about them."""
    SEAL_REPEATS = "seal_repeats"
    """The seal's impression is the same: usual where it is printed, odd where it is stamped."""
    STAMPED_CLASS = "stamped_class"
    """Others of the class carry the seal in turns of their own; on these two it is one."""


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field on both documents: what the comparison says and what weight it has, in bits.

    The weight is the base-2 logarithm of how much likelier this outcome is if the documents
    belong together (Fellegi and Sunter 1969); 0 if the field is unknown on either side.
    """

    name: str
    match: Match
    level: str
    weight: float
    a: Field | None
    b: Field | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A region that differs, on both documents; `field` is None outside of the known fields.

    A text is None where it was not read.
    """

    field: str | None
    a: Place | None
    b: Place | None
    text_a: str | None = None
    text_b: str | None = None


@dataclass(frozen=True, slots=True)
class PagePair:
    """Two pages laid on each other.

    `matrix` maps fractions of page `b` to fractions of page `a` (row by row, 3 x 3), None if
    they could not be registered. `is_saturated`: they differ grossly or are not comparable.
    `seal` is the correlation of the seals' impressions, None where there is none in colour.
    """

    a: int
    b: int
    likeness: float
    """Share of the shingles of the shorter page that the other one has."""
    matrix: tuple[float, ...] | None = None
    is_saturated: bool = False
    seal: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of two documents with everything that led to it."""

    kind: RelationKind
    reasons: tuple[Why, ...]
    fields: tuple[FieldMatch, ...] = ()
    differences: tuple[Difference, ...] = ()
    unread: tuple[str, ...] = ()
    """Fields that one document has and that could not be read on the other."""
    pages: tuple[PagePair, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    """Bits for the same event, the same holder and the same number."""


class Again(StrEnum):
    """In what way hours would count twice, the plainest first."""

    DOCUMENT = "document"
    """The same paper in any capture."""
    ALTERED = "altered"
    """The same paper with something changed."""
    EVENT = "event"
    """Another proof of the same event for the same holder: it counts once."""
    FACTS = "facts"
    """The same holder, title and hours under other days or another number."""
    DAYS = "days"
    """Whole days of learning of one holder, of which one is the same."""


@dataclass(frozen=True, slots=True)
class Related:
    """A document on record, how it is called there, and how it is related."""

    reference: str
    extraction: Extraction
    comparison: Comparison
