"""The reason codes: one for each thing a finding or a step of a credit can say.

The sentences stand in `verifier.explain`; a code, once released, keeps its meaning.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a rule answered as it did."""

    NO_SUCH_CASE = "no-such-case"

    WITHIN_WINDOW = "within-window"
    OUTSIDE_WINDOW = "outside-window"
    STRADDLES_WINDOW = "straddles-window"
    NO_LEARNING_DATE = "no-learning-date"
    ONLY_ISSUE_DATE = "only-issue-date"
    DATES_CONTRADICT = "dates-contradict"

    FILED_IN_TIME = "filed-in-time"
    FILED_LATE = "filed-late"
    NO_SUBMISSION_DATE = "no-submission-date"

    CLASS_KNOWN = "class-known"
    CLASS_UNKNOWN = "class-unknown"
    NO_CLASS_CLAIMED = "no-class-claimed"

    TOPIC_NAMED = "topic-named"
    TOPIC_NOT_NAMED = "topic-not-named"
    TOPIC_CLOSE = "topic-close"
    TOPIC_IN_OTHER_CLASS = "topic-in-other-class"
    TOPIC_AUTOMATIC = "topic-automatic"
    TOPIC_NOT_FULL = "topic-not-full"
    NO_TITLE = "no-title"

    CLAIM_NEEDED = "claim-needed"
    RECORDED_AUTOMATICALLY = "recorded-automatically"
    RECORDED_ALREADY = "recorded-already"
    RECORDED_BY_OTHERS = "recorded-by-others"
    OTHER_CHANNEL = "other-channel"
    ORGANISER_UNCLEAR = "organiser-unclear"

    ORGANISER_RECOGNISED = "organiser-recognised"
    ORGANISER_TO_RECOGNISE = "organiser-to-recognise"
    NO_ORGANISER = "no-organiser"

    FORM_FOUND = "form-found"
    FORM_OPEN = "form-open"

    PROVED_BY_ANOTHER = "proved-by-another"
    PROMISE_ONLY = "promise-only"

    ORIGINAL = "original"
    COPY = "copy"
    RECAPTURE = "recapture"
    COLOURLESS_FILE = "colourless-file"
    ORIGINALITY_OPEN = "originality-open"
    BORN_DIGITAL = "born-digital"

    RELEVANT = "relevant"
    UNRELATED = "unrelated"
    SCREENSHOT = "screenshot"
    NO_LEARNING_FACTS = "no-learning-facts"
    KIND_UNSURE = "kind-unsure"

    TRANSLATION_GIVEN = "translation-given"
    TRANSLATION_UNSEALED = "translation-unsealed"
    TRANSLATION_MISSING = "translation-missing"
    LANGUAGE_MIXED = "language-mixed"
    LANGUAGE_UNKNOWN = "language-unknown"

    TIME_STATED = "time-stated"
    TIME_PROVED_BY_UNIT = "time-proved-by-unit"
    UNIT_PROOF_UNSEALED = "unit-proof-unsealed"
    TIME_MISSING = "time-missing"
    TIME_UNREADABLE = "time-unreadable"

    NAME_EQUAL = "name-equal"
    NAME_CLOSE = "name-close"
    NAME_MASKED = "name-masked"
    NAME_IN_OTHER_SCRIPT = "name-in-other-script"
    NAME_DIFFERENT = "name-different"
    NAME_NOT_READ = "name-not-read"
    NO_HOLDER_GIVEN = "no-holder-given"

    ID_EQUAL = "id-equal"
    ID_CLOSE = "id-close"
    ID_MASKED = "id-masked"
    ID_DIFFERENT = "id-different"
    ID_NOT_ON_DOCUMENT = "id-not-on-document"
    NO_ID_GIVEN = "no-id-given"

    HOURS_STATED = "hours-stated"
    HOURS_NOT_READ = "hours-not-read"
    HOURS_DISAGREE = "hours-disagree"
    HOURS_IN_OTHER_UNIT = "hours-in-other-unit"
    HOURS_LEFT_TO_REVIEWER = "hours-left-to-reviewer"
    HOURS_AS_CLAIMED = "hours-as-claimed"
    HOURS_CLAIMED_MORE = "hours-claimed-more"
    HOURS_CLAIMED_FEWER = "hours-claimed-fewer"
    NO_HOURS_CLAIMED = "no-hours-claimed"
    HOURS_FIT_DAYS = "hours-fit-days"
    HOURS_EXCEED_DAYS = "hours-exceed-days"

    POSITION_COVERED = "position-covered"
    POSITION_OUTSIDE = "position-outside"
    POSITION_OPEN = "position-open"
    NO_POSITION_GIVEN = "no-position-given"

    REGISTER_NOT_LOADED = "register-not-loaded"
    REGISTER_KEY_MISSING = "register-key-missing"
    REGISTER_CONFIRMS = "register-confirms"
    REGISTER_OBJECTS = "register-objects"
    REGISTER_SILENT = "register-silent"

    ROUTE_FOUND = "route-found"
    NO_ROUTE_GIVEN = "no-route-given"

    NO_LEDGER = "no-ledger"
    NOT_REPEATED = "not-repeated"
    REPEATED = "repeated"
    RESEMBLES_OTHER = "resembles-other"
