"""Rules that compare the person on the document with the holder in the register.

A misread stroke, a variant character or a mask is a question, never a mismatch.
"""

from __future__ import annotations

from extractor.document import SEVERAL_PEOPLE, Field
from verifier.model import Asked, Consequence, Outcome
from verifier.names import Likeness, compare_ids, compare_names
from verifier.policy.notice import Rule
from verifier.policy.parameters import HolderId, HolderName
from verifier.reasons import Reason
from verifier.rules.case import Case, Verdict, ask_operator, ask_reviewer, failed

_NAMES = {
    Likeness.CLOSE: Reason.NAME_CLOSE,
    Likeness.MASKED: Reason.NAME_MASKED,
    Likeness.OTHER_SCRIPT: Reason.NAME_IN_OTHER_SCRIPT,
}


def holder_name(case: Case, rule: Rule) -> Verdict:
    """Compare the names; equal names confirm each other, however unsure the reading was."""
    rule.given(HolderName)
    given, read = case.claim.holder.name, case.extraction.first("holder_name")
    if given is None:
        return ask_operator(Reason.NO_HOLDER_GIVEN)
    author = _among_authors(case, given)
    if author is not None:
        shown = {"given": given, "read": str(author.value)}
        return Verdict(Outcome.PASSED, Reason.NAME_EQUAL, fields=(author,), inputs=shown)
    if read is None:
        return ask_reviewer(Reason.NAME_NOT_READ, given=given)
    shown = {"given": given, "read": str(read.value)}
    likenesses = [compare_names(given, str(f.value)) for f in case.extraction.all("holder_name")]
    if Likeness.EQUAL in likenesses:
        return Verdict(Outcome.PASSED, Reason.NAME_EQUAL, fields=(read,), inputs=shown)
    close = [likeness for likeness in likenesses if likeness is not Likeness.DIFFERENT]
    if close:
        return ask_reviewer(_NAMES[close[0]], read, **shown)
    if any(problem.code == SEVERAL_PEOPLE for problem in case.extraction.problems):
        # one page of the file was read, and another may be the claimant's
        return ask_reviewer(Reason.NAME_DIFFERENT, read, **shown)
    return failed(Reason.NAME_DIFFERENT, read, **shown)


def _among_authors(case: Case, given: str) -> Field | None:
    """Return the author, inventor or member of that name: a work has several people."""
    return next(
        (
            author
            for author in case.extraction.all("authors")
            if compare_names(given, str(author.value)) is Likeness.EQUAL
        ),
        None,
    )


def holder_id(case: Case, rule: Rule) -> Verdict:
    """Compare the identity numbers; what is shown of a masked one may agree, no more."""
    rule.given(HolderId)
    given, read = case.claim.holder.id_number, case.extraction.first("holder_id")
    if given is None:
        return ask_operator(Reason.NO_ID_GIVEN)
    if read is None:
        return Verdict(Outcome.NOT_APPLICABLE, Reason.ID_NOT_ON_DOCUMENT)
    likeness = compare_ids(given, str(read.value))
    if likeness is Likeness.EQUAL:
        return Verdict(Outcome.PASSED, Reason.ID_EQUAL, fields=(read,))
    if likeness is Likeness.MASKED:
        return Verdict(
            Outcome.INDETERMINATE,
            Reason.ID_MASKED,
            fields=(read,),
            asks=Asked.REVIEWER,
            consequence=Consequence.NOTE,
        )
    if likeness is Likeness.DIFFERENT:
        return failed(Reason.ID_DIFFERENT, read)
    return ask_reviewer(Reason.ID_CLOSE, read)
