"""The way of a claim through the offices, as its notice has it; the store only keeps it.

Which stage follows, whose desk that is and by when comes from `review` in the notice; which
unit an office is for a school, from the routes of the units. A fact that decides the way and
was not stated is asked for: nobody is sent on by a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from verifier.errors import NotAllowed
from verifier.facts import FACTS, FactType
from verifier.model import Subject
from verifier.policy.notice import Office, Policy, Rule
from verifier.policy.parameters import Deadline, OfficeBy
from verifier.store import accounts, claims, review
from verifier.store.accounts import Account
from verifier.store.claims import Claim, Decided, State
from verifier.store.review import Onward


@dataclass(frozen=True, slots=True)
class Late:
    """A supplement that came after a last day: that which its return told, or the notice's own.

    `clause` is where the notice has its last day for claims; of supplements it says nothing.
    """

    came: date
    last: date
    clause: str | None = None


def first_due(policy: Policy, today: date) -> date:
    """Return the last day of the first stage; where no day is named, the notice's last."""
    return policy.review_due("first", today) or policy.applies.last


def unstated(policy: Policy | None, found: Claim) -> tuple[str, ...]:
    """Return the facts on which the next stage depends and that nobody stated."""
    offices = _asked_after(policy, found.state)
    names = dict.fromkeys(name for office in offices for name in office.when)
    return tuple(name for name in names if found.fact(name) in (None, ""))


def asked_facts(policy: Policy | None) -> Mapping[str, tuple[str, ...]]:
    """Return every fact that decides where claims under a notice go, with its usual values."""
    if policy is None or policy.review is None:
        return {}
    values: dict[str, dict[str, None]] = {}
    for office in policy.review.all_offices:
        for name, words in office.when.items():
            values.setdefault(name, {}).update(dict.fromkeys(words))
    for rule in policy.rules:
        if isinstance(rule.parameters, OfficeBy) and rule.parameters.fact in values:
            values[rule.parameters.fact].update(dict.fromkeys(rule.parameters.offices))
    if "subject" in values:
        values["subject"].update(dict.fromkeys(_subjects(policy)))
    return {name: tuple(words) for name, words in values.items()}


def onward(connection: Connection, policy: Policy | None, found: Claim, today: date) -> Onward:
    """Return where a confirmation of a claim at its present stage leads.

    Raises:
        NotAllowed: a fact on which this depends was not stated.
    """
    lacking = unstated(policy, found)
    if lacking:
        named_zh = "、".join(FACTS[name].zh for name in lacking)
        named_en = ", ".join(FACTS[name].en for name in lacking)
        raise NotAllowed(
            f"请先填写{named_zh}，它决定下一环节。 State the {named_en} first: the next stage"
            " depends on it."
        )
    if policy is None or policy.review is None:
        return Onward(claims.AFTER[found.state])
    if found.state is State.FIRST:
        office = _holding(policy.review.offices, found)
        return Onward(
            State.SECOND, _desk(connection, office, found), policy.review_due("second", today)
        )
    recheck = policy.review.recheck
    if found.state is State.SECOND and recheck is not None and _holds(recheck, found):
        return Onward(State.RECHECK, _desk(connection, recheck, found))
    return Onward(claims.AFTER[found.state], found.desk)


def decide(
    connection: Connection,
    policies: Mapping[str, Policy],
    number: int,
    version: int,
    outcome: Decided,
    *,
    by: Account,
    hours: Decimal | None = None,
    reasons: Sequence[str] = (),
    comment: str | None = None,
    grace: int | None = None,
) -> int:
    """Decide a claim and send it where its notice says; return the decision's id.

    `grace` is how many days a return leaves for a supplement; None where nobody says.

    Raises:
        NotAllowed: nothing is reviewed today, a fact is missing, or as `review.decide`.
        NotFound, Conflict: as `review.decide`.
    """
    found = claims.get(connection, number, by)
    policy, today = policies.get(found.policy), claims.today()
    if is_frozen(policy, today):
        raise NotAllowed("按通知，今天不办理审核。 By the notice nothing is reviewed today.")
    at_stage = found.state in claims.STAGES.get(by.role, ())
    leads = onward(connection, policy, found, today) if _goes_on(outcome, at_stage) else None
    return review.decide(
        connection, number, version, outcome, by=by, hours=hours, reasons=reasons,
        comment=comment, onward=leads, supplement_by=_last_day(outcome, today, grace),
    )  # fmt: skip


def late(policy: Policy | None, found: Claim) -> Late | None:
    """Return the days of a supplement that came late; nothing is refused for it.

    Where the return told a day, that one counts; where it told none, the notice's own last day
    for claims, though the notice does not say whether it holds for a supplement.
    """
    came = found.supplemented_on
    if came is None:
        return None
    if found.supplement_by is not None:
        return Late(came, found.supplement_by) if found.is_late else None
    last = claims_until(policy, found)
    return Late(came, last[0], last[1].clause) if last is not None and came > last[0] else None


def claims_until(policy: Policy | None, found: Claim) -> tuple[date, Rule] | None:
    """Return the notice's last day for handing in a claim, with its rule; None if it has none."""
    if policy is None:
        return None
    on = policy.day_within(claims.day_of(found.submitted_at))
    days = [
        (policy.day(rule.parameters.day, on), rule)
        for rule in policy.rules
        if isinstance(rule.parameters, Deadline)
        and rule.parameters.fact == "submitted"
        and _speaks(rule, found)
    ]
    return min(days, key=lambda one: one[0], default=None)


def _speaks(rule: Rule, found: Claim) -> bool:
    """Say whether a rule is about a claim; a flag that was not stated is false."""
    given = {name: found.fact(name) for name in rule.when}
    for name, value in given.items():
        if value in (None, "") and FACTS[name].type is FactType.FLAG:
            given[name] = "false"
    of_subject = not rule.subjects or found.subject in rule.subjects
    return of_subject and all(str(given[n]).lower() in words for n, words in rule.when.items())


def _last_day(outcome: Decided, today: date, grace: int | None) -> date | None:
    if grace is None or outcome is not Decided.RETURN:
        return None
    return today + timedelta(days=grace)


def filing(policies: Mapping[str, Policy]) -> Mapping[str, Policy]:
    """Return the notices under which confirmed claims are filed in batches."""
    return {name: policy for name, policy in policies.items() if policy.filing is not None}


def is_frozen(policy: Policy | None, today: date) -> bool:
    """Say whether the notice lets nothing be reviewed on a day."""
    return policy is not None and policy.is_frozen(today)


def _goes_on(outcome: Decided, at_stage: bool) -> bool:
    return at_stage and outcome is Decided.CONFIRM


def _asked_after(policy: Policy | None, state: State) -> tuple[Office, ...]:
    if policy is None or policy.review is None:
        return ()
    if state is State.FIRST:
        return policy.review.offices
    recheck = policy.review.recheck
    return (recheck,) if state is State.SECOND and recheck is not None else ()


def _holds(office: Office, found: Claim) -> bool:
    return all(str(found.fact(name)) in words for name, words in office.when.items())


def _holding(offices: Sequence[Office], found: Claim) -> Office | None:
    return next((office for office in offices if _holds(office, found)), None)


def _desk(connection: Connection, office: Office | None, found: Claim) -> int | None:
    return None if office is None else accounts.office_of(connection, found.unit, office.office)


def _subjects(policy: Policy) -> tuple[str, ...]:
    known = policy.year.subjects if policy.year is not None else tuple(Subject)
    return tuple(str(subject) for subject in known)
