"""A person's year on the screen: what is confirmed, what waits, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from verifier.errors import NotAllowed, NotFound
from verifier.model import Subject
from verifier.policy.notice import Policy
from verifier.store import accounts, audit, claims, documents, queue
from verifier.store.accounts import Account, Role
from verifier.store.claims import Claim, State
from verifier.store.queue import Filter
from verifier.year.model import Status, Year, YearClaim, tags_of
from verifier.year.person import year_of
from web.desk import Asking, Desk, Here, Number
from web.render import render
from web.views import read_fields

router = APIRouter()
_MOST = 500
_STATUS = {
    State.CONFIRMED: Status.ACCEPTED, State.RETURNED: Status.RETURNED, State.VOID: Status.VOID,
}  # fmt: skip
Chosen = Annotated[str | None, Query(max_length=80)]
Of = Annotated[int | None, Query(ge=1990, le=2100)]


@dataclass(frozen=True, slots=True)
class Gauge:
    """One part of the year: hours there, waiting, and asked for."""

    part: str
    have: Decimal
    waiting: Decimal
    least: Decimal

    @property
    def missing(self) -> Decimal:
        """What is still missing."""
        return max(self.least - self.have, Decimal(0))


@router.get("/my/year")
def my_year(
    request: Request, desk: Here, account: Asking, policy: Chosen = None, year: Of = None
) -> Response:
    """Show the account's own year."""
    return _shown(request, desk, account, account, policy, year)


@router.get("/people/{number}/year")
def persons_year(
    request: Request,
    desk: Here,
    account: Asking,
    number: Number,
    policy: Chosen = None,
    year: Of = None,
) -> Response:
    """Show the year of a teacher in the reviewer's scope."""
    with desk.database.reading() as connection:
        person = accounts.get_account(connection, number)
        known = person.unit is not None and person.unit in claims.scope_of(connection, account)
    everywhere = account.role in (Role.ADMINISTRATOR, Role.AUDITOR) and account.unit is None
    if number != account.id and (account.role is Role.TEACHER or not (known or everywhere)):
        raise NotFound("没有这个人。 There is no such person.")
    return _shown(request, desk, account, person, policy, year)


def _shown(
    request: Request,
    desk: Desk,
    account: Account,
    person: Account,
    chosen: str | None,
    year: int | None,
) -> Response:
    policies = {name: one for name, one in desk.policies.items() if one.year is not None}
    with desk.database.writing() as connection:
        wanted = Filter(teacher=person.id, order="newest", size=_MOST)
        found = queue.page(connection, wanted, account, claims.today())
        name = chosen or (found[0].policy if found else next(iter(policies)))
        if name not in policies:
            raise NotAllowed("该通知没有年度规定。 The notice says nothing of a year.")
        mine = [one for one in found if one.policy == name]
        papers = documents.of_claims(connection, [one.id for one in mine])
        if person.id != account.id:
            audit.append(connection, account.login, "year-viewed", f"account:{person.id}")
    items = [_item(one, read_fields(papers.get(one.id, ()))) for one in mine]
    policy = policies[name]
    result = year_of(policy, items, year, today=claims.today())
    return render(
        request, "year.html", person=person, policy=policy, policies=policies, result=result,
        gauges=gauges(policy, result), found=mine,
    )  # fmt: skip


def gauges(policy: Policy, result: Year) -> list[Gauge]:
    """Return the parts for which the notice asks hours, each with what is there and waits."""
    missing, waiting = result.missing, result.pending
    rules = policy.year
    parts = [] if rules is None else list(dict.fromkeys(one.of for one in rules.minima))
    made = []
    for part in parts:
        have = result.totals.of(part)
        least = have + missing[part] if part in missing else _least(policy, part, result.year)
        made.append(Gauge(part, have, waiting.get(part, Decimal(0)), least))
    return made


def _least(policy: Policy, part: str, year: int) -> Decimal:
    rules = policy.year
    day = policy.day_within(date(year, 1, 1))
    asked = (one for one in (rules.minima if rules is not None else ()) if one.of == part)
    return max((policy.amount(one.least, day) for one in asked), default=Decimal(0))


def _item(one: Claim, fields: Mapping[str, Any]) -> YearClaim:
    hours = one.awarded if one.awarded is not None else one.credit
    subject = one.subject if one.subject in set(Subject) else Subject.PROFESSIONAL
    return YearClaim(
        subject=Subject(subject),
        hours=hours if hours is not None else Decimal(0),
        status=_STATUS.get(one.state, Status.PENDING),
        compulsory=one.facts.get("compulsory") is True,
        start=_day(fields.get("start_date")),
        end=_day(fields.get("end_date")),
        title=one.title,
        made_up=one.facts.get("made_up") is True,
        tags=tags_of((), one.facts.get("activity")),
        approved=_day(one.facts.get("approved")),
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
