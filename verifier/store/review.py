"""What reviewers do with a claim: take, pass on, postpone, decide, undo, correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from verifier.errors import Conflict, NotAllowed, NotFound
from verifier.store import audit, claims, pipelines, tallies
from verifier.store.accounts import Account, above, account_from
from verifier.store.claims import AFTER, STAGES, Claim, Decided, State
from verifier.store.pipelines import AT_ONCE, JUDGE
from verifier.store.tables import NEVER, account, claim, correction, decision, evidence

_SUPPLEMENT = ("supplement_by", "supplemented_on")


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a confirmation leads: the next stage, whose desk it is, its last day."""

    state: State
    desk: int | None = None
    due_on: date | None = None


def take(connection: Connection, number: int, by: Account) -> None:
    """Take a claim, so that nobody else works on it.

    Raises:
        Conflict: somebody else has it.
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage.
    """
    found = claims.get(connection, number, by)
    _at_stage(connection, found, by)
    if found.taken_by == by.id:
        return
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, claim.c.taken_by.is_(None))
        .values(taken_by=by.id, taken_at=datetime.now(UTC))
    )
    if done.rowcount != 1:
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    audit.append(connection, by.login, "claim-taken", f"claim:{number}")


def colleagues(connection: Connection, found: Claim, by: Account) -> tuple[Account, ...]:
    """Return who else could review a claim at its stage, by name."""
    roles = [role for role, stages in STAGES.items() if found.state in stages]
    places = [place for place in (found.desk, found.unit) if place is not None]
    # whoever has the desk, or where there is none an office above the unit
    offices = above(connection, places[0]) if places else ()
    rows = connection.execute(
        select(account)
        .where(
            account.c.role.in_(roles),
            account.c.unit_id.in_(offices),
            account.c.is_active.is_(True),
            account.c.id.not_in([by.id, found.teacher or 0]),
            account.c.id.not_in(_deciders(found)),
        )
        .order_by(account.c.name, account.c.id)
    )
    return tuple(account_from(row) for row in rows)


def pass_on(connection: Connection, number: int, to: int, by: Account) -> None:
    """Give a claim to a colleague, who then has taken it.

    Raises:
        Conflict: somebody else has it.
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage, or not one for the other.
    """
    found = claims.get(connection, number, by)
    _at_stage(connection, found, by)
    if to not in {one.id for one in colleagues(connection, found, by)}:
        raise NotAllowed("不能转交给这个账号。 It cannot be passed on to this account.")
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, or_(claim.c.taken_by.is_(None), claim.c.taken_by == by.id))
        .values(taken_by=to, taken_at=datetime.now(UTC))
    )
    if done.rowcount != 1:
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    audit.append(connection, by.login, "claim-passed-on", f"claim:{number}", to=to)


def release(connection: Connection, number: int, by: Account) -> None:
    """Give a claim back to the queue.

    Raises:
        NotFound: there is none that the account has taken.
    """
    done = connection.execute(
        update(claim)
        .where(claim.c.id == number, claim.c.taken_by == by.id)
        .values(taken_by=None, taken_at=None)
    )
    if done.rowcount != 1:
        raise NotFound("您没有受理这份申报。 You have not taken this claim.")
    audit.append(connection, by.login, "claim-released", f"claim:{number}")


def postpone(connection: Connection, number: int, until: date | None, by: Account) -> None:
    """Hide a claim from the queue until a day (None: show it again).

    Raises:
        NotFound: there is none for this account.
        NotAllowed: it is not at the account's stage.
    """
    _at_stage(connection, claims.get(connection, number, by), by)
    connection.execute(
        update(claim).where(claim.c.id == number).values(postponed_until=until, taken_by=None)
    )
    audit.append(connection, by.login, "claim-postponed", f"claim:{number}", until=until)


def decide(
    connection: Connection,
    number: int,
    version: int,
    outcome: Decided,
    *,
    by: Account,
    hours: Decimal | None = None,
    reasons: Sequence[str] = (),
    comment: str | None = None,
    onward: Onward | None = None,
    supplement_by: date | None = None,
) -> int:
    """Decide a claim at the stage of the account's role; return the decision's id.

    `onward` is where a confirmation leads, as the notice has it (`verifier.flow`); the deadline
    stays as it is where it names none. `supplement_by` is the last day for a supplement that a
    return tells.

    Raises:
        NotFound: there is no such claim for this account.
        NotAllowed: it is not at the account's stage, or the account decided before (the two
            stages are two people's), or a return or void gives no reason.
        Conflict: it changed since the version, or somebody else has taken it.
    """
    found = claims.get(connection, number, by)
    if found.version != version:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")
    _at_stage(connection, found, by)
    if found.taken_by not in (None, by.id):
        raise Conflict("已由他人受理。 Somebody else has taken it.")
    if by.id == found.teacher or _decided_before(connection, found, by):
        raise NotAllowed(
            "同一人不能审核自己的申报或两个环节。 Nobody reviews their own claim or both stages."
        )
    if outcome is not Decided.CONFIRM and not (reasons or comment):
        raise NotAllowed("退回或作废须说明理由。 A return or a void needs a reason.")
    reached, now = _reached(found, outcome, onward), claims.now()
    told = supplement_by if outcome is Decided.RETURN else None
    made = connection.execute(
        insert(decision)
        .values(
            claim_id=number, round=found.round, stage=found.state, outcome=outcome,
            hours=hours if outcome is Decided.CONFIRM else None, reasons=list(reasons),
            comment=comment, account_id=by.id, created_at=now,
            reached=reached.state, before=_before(found), supplement_by=told,
        )
        .returning(decision)
    ).one()  # fmt: skip
    awarded = None
    if outcome is Decided.CONFIRM:
        awarded = hours if hours is not None else found.awarded
    changed: dict[str, object] = {
        "state": reached.state, "awarded": awarded, "desk_id": reached.desk,
    }  # fmt: skip
    if reached.due_on is not None:
        changed["due_on"] = reached.due_on
    if reached.state is State.CONFIRMED:
        changed["confirmed_on"] = claims.day_of(now)
    if outcome is Decided.RETURN:
        changed |= {"supplement_by": told, "supplemented_on": None}
    claims.change(connection, found, taken_by=None, taken_at=None, **changed)
    tallies.decided(connection, number, made)
    decided = int(made.id)
    audit.append(
        connection, by.login, f"claim-{outcome}", f"claim:{number}", stage=found.state,
        hours=hours, reasons=list(reasons), decision=decided,
        **({} if told is None else {"supplement_by": told}),
    )  # fmt: skip
    return decided


def undo(connection: Connection, number: int, by: Account) -> int:
    """Take back one's own last decision while nobody has gone on from it; return its claim.

    Raises:
        NotFound: there is no such decision of this account.
        Conflict: the claim has gone on.
    """
    row = connection.execute(
        select(decision).where(
            decision.c.id == number, decision.c.account_id == by.id, decision.c.undone_at.is_(None)
        )
    ).first()
    if row is None:
        raise NotFound("没有可撤销的决定。 There is no decision of yours to undo.")
    latest = connection.execute(
        select(func.max(decision.c.id)).where(
            decision.c.claim_id == row.claim_id, decision.c.undone_at.is_(None)
        )
    ).scalar_one()
    current = claims.claim_from(
        connection.execute(select(claim).where(claim.c.id == row.claim_id)).one()
    )
    reached = State(row.reached or _reached_by_stage(State(row.stage), Decided(row.outcome)))
    gone_on = current.taken_by not in (None, by.id)
    if latest != number or current.state is not reached or current.round != row.round or gone_on:
        raise Conflict("申报已进入下一步，不能撤销。 The claim has gone on; this cannot be undone.")
    connection.execute(
        update(decision).where(decision.c.id == number).values(undone_at=datetime.now(UTC))
    )
    claims.change(
        connection, current, state=State(row.stage), confirmed_on=None, **_restored(row.before)
    )
    tallies.decided(connection, current.id, row, -1)
    audit.append(connection, by.login, "decision-undone", f"claim:{current.id}", decision=number)
    return current.id


def state_facts(
    connection: Connection, number: int, version: int, stated: Mapping[str, str], by: Account
) -> None:
    """Note facts that decide where a claim goes, such as the level of the title applied for.

    Raises:
        NotFound: there is no such claim for this account.
        Conflict: it changed since the version.
        NotAllowed: the claim is neither the account's own, unread or returned, nor at its stage.
    """
    found = claims.get(connection, number, by)
    if found.version != version:
        raise Conflict("申报已被他人修改。 The claim has changed meanwhile.")
    own = found.teacher == by.id and found.state in (State.READING, State.RETURNED)
    if not own:
        _at_stage(connection, found, by)
    facts = {**found.facts, **{name: told for name, told in stated.items() if name != "subject"}}
    claims.change(connection, found, facts=facts, subject=stated.get("subject", found.subject))
    audit.append(connection, by.login, "facts-stated", f"claim:{number}", facts=dict(stated))


def correct(
    connection: Connection,
    number: int,
    field: str,
    old: object,
    new: object,
    by: Account,
) -> None:
    """Set a field of a document right and have the claim judged again; what was read is kept.

    Raises:
        NotFound: there is no such document for this account.
    """
    row = connection.execute(select(evidence.c.claim_id).where(evidence.c.id == number)).first()
    if row is None:
        raise NotFound("没有这份材料。 There is no such document.")
    found, now = claims.get(connection, row.claim_id, by), datetime.now(UTC)
    made = connection.execute(
        insert(correction)
        .values(evidence_id=number, field=field, old=old, new=new, account_id=by.id, created_at=now)
        .returning(correction.c.id)
    ).scalar_one()
    claims.change(connection, found)
    pipelines.enqueue(connection, found.id, found.round, f"{JUDGE}{made}", now, priority=AT_ONCE)
    audit.append(
        connection, by.login, "field-corrected", f"evidence:{number}", field=field,
        claim=found.id,
    )  # fmt: skip


def _reached(found: Claim, outcome: Decided, onward: Onward | None) -> Onward:
    """Return where a decision on a claim leads."""
    if outcome is Decided.CONFIRM and onward is not None:
        return onward
    return Onward(_reached_by_stage(found.state, outcome), found.desk)


def _reached_by_stage(stage: State, outcome: Decided) -> State:
    if outcome is Decided.CONFIRM:
        return AFTER[stage]
    return State.RETURNED if outcome is Decided.RETURN else State.VOID


def _before(found: Claim) -> dict[str, Any]:
    """Return what undoing a decision on a claim brings back, as plain JSON."""
    return {
        "awarded": None if found.awarded is None else str(found.awarded),
        "desk_id": found.desk,
        "due_on": (found.due_on or NEVER).isoformat(),
        **{name: _text(getattr(found, name)) for name in _SUPPLEMENT},
    }


def _restored(before: Mapping[str, Any] | None) -> dict[str, Any]:
    if before is None:  # decided before this was kept
        return {"awarded": None}
    awarded = before["awarded"]
    return {
        "awarded": None if awarded is None else Decimal(awarded),
        "desk_id": before["desk_id"],
        "due_on": date.fromisoformat(before["due_on"]),
        **{name: _date(before[name]) for name in _SUPPLEMENT if name in before},
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _at_stage(connection: Connection, found: Claim, by: Account) -> None:
    """Check that a claim lies at a stage, and at a desk, of the account.

    Raises:
        NotAllowed: it lies elsewhere.
    """
    if found.state not in STAGES.get(by.role, ()):
        raise NotAllowed("申报不在您的审核环节。 The claim is not at your stage.")
    if found.desk is not None and found.desk not in claims.scope_of(connection, by):
        raise NotAllowed("申报由其他部门审核。 The claim is at another office.")


def _decided_before(connection: Connection, found: Claim, by: Account) -> bool:
    mine = _deciders(found).where(decision.c.account_id == by.id)
    return connection.execute(mine.limit(1)).first() is not None


def _deciders(found: Claim) -> Select[tuple[int]]:
    """Return the accounts that decided another stage of a claim's present round."""
    return select(decision.c.account_id).where(
        decision.c.claim_id == found.id,
        decision.c.round == found.round,
        decision.c.stage != found.state,
        decision.c.undone_at.is_(None),
    )
