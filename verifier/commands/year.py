"""`xueshi year`: a person's claims against the minima; several years; two notices compared."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verifier import labels
from verifier.claim_file import facts_of
from verifier.contract.lines import open_input, print_line
from verifier.contract.year import period_data, ruling_data, year_data
from verifier.contract.year_file import claims_from
from verifier.converting.words import shown
from verifier.errors import UsageFailure
from verifier.policy.load import load_policy
from verifier.policy.notice import Policy
from verifier.settings import load_settings
from verifier.terminal.report import open_console, safe
from verifier.year.model import Year, YearClaim, YearFinding
from verifier.year.period import Period, Ruling, against, by_person, period_of
from verifier.year.person import year_of

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_MAX_SPAN = 40
_PARTS = {
    "all": ("合计", "all"),
    "compulsory": ("公需必修", "public compulsory"),
    **labels.SUBJECTS,
}


def year(
    policy_id: str,
    source: str,
    *,
    as_json: bool,
    years: str | None = None,
    other: str | None = None,
    facts: Sequence[str] = (),
    today: date | None = None,
) -> int:
    """Print each person's year (or years, or the comparison); return the exit code.

    Raises:
        FactsError: a claim is wrong.
        UsageFailure: an option is, or the notice says nothing of the year.
    """
    folder = load_settings().policies
    policy = _policy(policy_id, folder)
    claims = _claims(source)
    span = _span(years)
    known = {name: str(value) for name, value in facts_of(facts).items()}
    console = open_console(sys.stdout)
    if other is not None:
        rulings = against(policy, _policy(other, folder), claims)
        _tell_rulings(console, rulings, as_json=as_json)
        return 0
    complete = True
    for person, mine in by_person(claims).items() or {None: []}.items():
        if span is not None and span[0] != span[1]:
            period = period_of(policy, mine, *span, facts=known)
            complete &= period.complete
            _tell_period(console, period, person, as_json=as_json)
            continue
        one = year_of(policy, mine, span[0] if span else None, today=today, facts=known)
        complete &= one.complete
        _tell_year(console, one, person, as_json=as_json)
    return 0 if complete else 1


def _policy(policy_id: str, folder: object) -> Policy:
    policy = load_policy(policy_id, folder)  # type: ignore[arg-type]
    if policy.year is None:
        raise UsageFailure(
            f"通知 {policy_id} 没有年度汇总的规定。"
            f" The notice {policy_id} says nothing of a person's year."
        )
    return policy


def _claims(source: str) -> list[YearClaim]:
    if source == "-":
        return list(claims_from(sys.stdin.buffer))
    with open_input(source) as stream:
        return list(claims_from(stream))


def _span(years: str | None) -> tuple[int, int] | None:
    if years is None:
        return None
    found = _YEARS.fullmatch(years)
    if found is None:
        raise UsageFailure(
            f"年度写作 2021 或 2018-2021：{safe(years)}。 Write years as 2021 or 2018-2021."
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if not first <= last < first + _MAX_SPAN:
        raise UsageFailure("年度的起止颠倒或过长。 The years are reversed or too many.")
    return first, last


def _tell_year(console: Console, one: Year, person: str | None, *, as_json: bool) -> None:
    if as_json:
        print_line(json.dumps(year_data(one, person), ensure_ascii=False))
        return
    _heading(console, person, f"{one.policy} · {one.year}", complete=one.complete)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", "已认定 accepted", "还差 missing", "待审 pending"):
        table.add_column(heading)
    names = [name for name in _PARTS if name in one.missing or one.totals.of(name)]
    names += [name for name in one.pending if name not in names]
    for name in [*names, *(["all"] if "all" not in names else [])]:
        table.add_row(
            _part(name),
            shown(one.totals.of(name)),
            _amount(one.missing, name),
            _amount(one.pending, name),
        )
    console.print(table)
    if one.carry_over is None:
        console.print("结转：通知没有规定。 Carry-over: the notice does not say.")
    elif one.carry_over:
        console.print(f"结转 carried over: {_amounts(one.carry_over)}")
    if one.missing and not one.with_pending:
        console.print("待审项目通过后即可完成。 Complete once the pending items are accepted.")
    elif one.pending and one.with_pending:
        console.print(f"待审项目通过后还差 still missing then: {_amounts(one.with_pending)}")
    if not one.on_time:
        console.print("含补学学时，不算当年按时完成。 Rests on made-up hours: not on time.")
    _tell_findings(console, one.findings)


def _tell_period(console: Console, period: Period, person: str | None, *, as_json: bool) -> None:
    if as_json:
        print_line(json.dumps(period_data(period, person), ensure_ascii=False))
        return
    years = f"{period.years[0].year}–{period.years[-1].year}"
    _heading(console, person, f"{period.policy} · {years}", complete=period.complete)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("年度 year", "合计 all", "公需", "专业", "还差 missing"):
        table.add_column(heading)
    for one in period.years:
        table.add_row(
            str(one.year),
            *(shown(one.totals.of(name)) for name in ("all", "public", "professional")),
            _amounts(one.missing) or "✓",
        )
    console.print(table)
    _tell_findings(console, period.findings)


def _tell_rulings(console: Console, rulings: Sequence[Ruling], *, as_json: bool) -> None:
    if as_json:
        for ruling in rulings:
            print_line(json.dumps(ruling_data(ruling), ensure_ascii=False))
        return
    words = {"same": "不变 same", "gains": "有利 gains", "loses": "不利 loses"}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", "结果 outcome", "原还差 missing before", "现还差 missing after"):
        table.add_column(heading)
    for ruling in rulings:
        table.add_row(
            Text(safe(ruling.person or "—")),
            words[ruling.outcome],
            _amounts(ruling.before.missing) or "✓",
            _amounts(ruling.after.missing) or "✓",
        )
    console.print(table)
    counts = {name: sum(r.outcome == name for r in rulings) for name in words}
    console.print(" · ".join(f"{words[name]}: {count}" for name, count in counts.items()))


def _heading(console: Console, person: str | None, what: str, *, complete: bool) -> None:
    state = "已完成 complete" if complete else "未完成 not complete"
    who = f"{safe(person)} · " if person else ""
    console.print(Text(f"{who}{what} · {state}", style="bold"))


def _tell_findings(console: Console, findings: Sequence[YearFinding]) -> None:
    for found in findings:
        console.print(Text(f"· [{found.clause.locator}] {found.text.zh} {found.text.en}"))


def _part(name: str) -> str:
    return " ".join(_PARTS[name]) if name in _PARTS else name.removeprefix("tag:")


def _amount(parts: Mapping[str, Decimal], name: str) -> str:
    return shown(parts[name]) if name in parts else ""


def _amounts(parts: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{_part(name)} {shown(hours)}" for name, hours in parts.items())
