"""The rule that hours count once: the ledger knows, a person cancels."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.model import Consequence, LedgerMatch, Outcome
from verifier.policy.conversion import Together
from verifier.policy.notice import Rule
from verifier.policy.parameters import Repeated
from verifier.reasons import Reason
from verifier.relations import Again
from verifier.rules.case import ACTIVITIES, Case, Verdict, ask_operator, failed, passed

_LIKENESSES = (
    (Again.ALTERED, Reason.REPEATED_ALTERED),
    (Again.EVENT, Reason.EVENT_ON_RECORD),
    (Again.FACTS, Reason.FACTS_ON_RECORD),
    (Again.DAYS, Reason.DAYS_ON_RECORD),
)
_WAYS = {
    "either": ("二选一", "one of them counts"),
    "highest": ("取最高", "the highest counts"),
    "once": ("只计一次", "counts once"),
    "each-year": ("每年一次", "counts once a year"),
    "ask": ("由审核人判断是否可以相加", "a person says whether they add up"),
}


def repeated(case: Case, rule: Rule) -> Verdict:
    """Ask the ledger for the same item; a likeness is a question, an equal item a failure."""
    rule.given(Repeated)
    if case.ledger is None:
        return ask_operator(Reason.NO_LEDGER)
    matches = case.ledger.matches(case.claim, case.extraction)
    exact = [match.reference for match in matches if match.exact]
    if exact:
        return failed(Reason.REPEATED, items="、".join(exact))
    for again, reason in _LIKENESSES:
        found = [match for match in matches if match.again is again]
        if found:
            return _likeness(case, reason, found)
    if matches:
        return _likeness(case, Reason.RESEMBLES_OTHER, matches)
    return passed(Reason.NOT_REPEATED)


def _likeness(case: Case, reason: Reason, found: Sequence[LedgerMatch]) -> Verdict:
    inputs = {"items": "、".join(match.reference for match in found)}
    if reason is Reason.EVENT_ON_RECORD:
        group = _group(case, found)
        if group is not None:
            reason = Reason.EVENT_ON_RECORD_BY_RULE
            way = _WAYS[group.kind]
            inputs |= {"rule": group.name.zh, "rule_en": group.name.en, "way": way[0],
                       "way_en": way[1], "clause": group.clause}  # fmt: skip
    return Verdict(
        Outcome.FAILED,
        reason,
        inputs=inputs,
        places=tuple(place for match in found for place in match.places),
        consequence=Consequence.REVIEW,
    )


def _group(case: Case, found: Sequence[LedgerMatch]) -> Together | None:
    """Return the notice's rule on how two proofs of one event act on each other."""
    table = case.policy.conversion
    if table is None:
        return None
    ours = case.fact("activity")
    theirs = {ACTIVITIES.get(match.kind or "") for match in found}
    for group in table.together:
        activities = {row.activity for row in table.rows if row.id in group.rows}
        if ours in activities and theirs & activities and group.kind in _WAYS:
            return group
    return None
