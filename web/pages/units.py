"""One unit under one notice: its progress against its days, and what its claims came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from verifier.errors import NotFound
from verifier.policy.notice import Policy
from verifier.store import accounts, claims, queue, units
from verifier.store.accounts import Role
from verifier.store.units import Picture, picture_of
from web.desk import Asking, Here, Number
from web.pages.overview import SHOWN
from web.render import render

router = APIRouter()
WIDTH, HEIGHT = 600, 160
"""Of the plot, in its own units."""
ADVICE = ("ready", "review", "return", "void")


@dataclass(frozen=True, slots=True)
class Mark:
    """A day to show across the plot, and how far from its left it stands."""

    name: str
    day: date
    x: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Two lines over the days, each as the points of a polyline, with the days that count."""

    submitted: str
    settled: str
    first: date
    last: date
    most: int
    marks: tuple[Mark, ...]


@router.get("/units/{number}")
def unit_page(
    request: Request,
    desk: Here,
    account: Asking,
    number: Number,
    policy: Annotated[str | None, Query(max_length=80)] = None,
) -> Response:
    """Show a unit of the account's scope."""
    with desk.database.reading() as connection:
        named = {unit.id: unit.name for unit in accounts.units(connection)}
        everywhere = account.role in (Role.ADMINISTRATOR, Role.AUDITOR) and account.unit is None
        inside = everywhere or number in claims.scope_of(connection, account)
        if account.role in (Role.TEACHER, Role.ORGANISER) or not inside or number not in named:
            raise NotFound("没有这个单位。 There is no such unit.")
        found = {
            one.policy: one
            for one in units.progress(connection, account, claims.today(), unit=number)
        }
        chosen = policy if policy in found else next(iter(found), None)
        lacking = queue.unsupplied_by_unit(connection, account, claims.today())
        picture = None if chosen is None else picture_of(connection, number, chosen, account)
    notice = desk.policies.get(chosen or "")
    return render(
        request, "unit.html", name=named[number], number=number, found=found,
        progress=found.get(chosen or ""), lacking=lacking.get((number, chosen or ""), 0),
        chosen=chosen, policy=notice, policies=desk.policies,
        picture=picture, plot=plot_of(picture, notice, claims.today()), shown=SHOWN,
        advice=ADVICE, width=WIDTH, height=HEIGHT, today=claims.today(),
    )  # fmt: skip


def plot_of(picture: Picture | None, policy: Policy | None, today: date) -> Plot | None:
    """Return the plot of what came in and what was settled; None where nothing came in."""
    if picture is None or not picture.days:
        return None
    first, newest = picture.days[0].day, picture.days[-1].day
    due = [
        (stage, day)
        for stage in ("first", "second")
        if policy is not None and (day := policy.review_due(stage, first)) is not None
    ]
    last = max([newest, *(day for _, day in due)])
    last = max(last, min(today, last + timedelta(days=31)))  # of old claims the end is not today
    span = max((last - first).days, 1)

    def at(day: date) -> float:
        return round((day - first).days / span * WIDTH, 1)

    most = sum(one.submitted for one in picture.days)
    marks = [Mark(stage, day, at(day)) for stage, day in due if day >= first]
    if first <= today <= last:
        marks.append(Mark("today", today, at(today)))
    return Plot(
        _line(((at(one.day), one.submitted) for one in picture.days), most),
        _line(((at(one.day), one.settled) for one in picture.days), most),
        first, last, most, tuple(marks),
    )  # fmt: skip


def _line(steps: Iterable[tuple[float, int]], most: int) -> str:
    """Return the points of a line that rises by steps to the right end of the plot."""
    places: Sequence[tuple[float, int]] = tuple(steps)
    sums = tuple(accumulate(number for _, number in places))
    points, before = [f"0,{HEIGHT}"], float(HEIGHT)
    for (x, _), total in zip(places, sums, strict=True):
        y = round(HEIGHT - total / max(most, 1) * (HEIGHT - 8), 1)
        points += [f"{x},{before}", f"{x},{y}"]
        before = y
    return " ".join([*points, f"{WIDTH},{before}"])
