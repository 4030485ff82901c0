"""Notices for a terminal: a list of them, and one with its rules."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verifier.policy.conversion import Bounds, Case, Containing, Conversion
from verifier.policy.notice import Policy
from verifier.policy.parameters import Sourced, Strict
from verifier.policy.year import YearRules


def summary_to_json(policy: Policy) -> str:
    """Return a notice's header as one line of JSON."""
    header = {
        "id": policy.id,
        "title": {"zh": policy.title.zh, "en": policy.title.en},
        "issuer": policy.issuer,
        "issued": policy.issued.isoformat() if policy.issued is not None else None,
        "applies": {
            "from": policy.applies.first.isoformat(),
            "to": policy.applies.last.isoformat(),
        },
        "reviewed_until": policy.reviewed_until.isoformat(),
        "rules": len(policy.rules),
    }
    return json.dumps(header, ensure_ascii=False)


def print_policies(console: Console, policies: Sequence[Policy]) -> None:
    """Print one line a notice."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("编号 id", "适用 applies"):
        table.add_column(heading, no_wrap=True)
    table.add_column("通知 notice", overflow="fold")
    for policy in policies:
        days = f"{policy.applies.first} – {policy.applies.last}"
        table.add_row(Text(policy.id, style="cyan"), days, Text(policy.title.zh))
    console.print(table)


def print_policy(console: Console, policy: Policy) -> None:
    """Print a notice: header, rules with their clauses, values, and what it leaves to others."""
    console.print(Text(policy.title.zh, style="bold"))
    console.print(Text(policy.title.en, style="dim"))
    console.print(
        f"{policy.issuer} · {policy.issued or '日期不详 no date'}"
        f" · {policy.applies.first} – {policy.applies.last}"
        f" · 核对至 reviewed until {policy.reviewed_until}"
    )
    console.print()
    console.print(_rules(policy))
    console.print(_values(policy))
    if policy.conversion is not None:
        console.print(_conversion(policy.conversion))
    if policy.year is not None:
        console.print(_year(policy, policy.year))
    console.print(_left(policy))


def _rules(policy: Policy) -> Table:
    table = _table("规则 rule", "条款 clause", "后果", "内容 content", "目录 catalogue")
    for rule in policy.rules:
        table.add_row(
            rule.id,
            rule.clause,
            rule.consequence,
            f"{rule.summary.zh}\n{rule.summary.en}",
            " ".join(rule.catalogue),
        )
    return table


def _values(policy: Policy) -> Table:
    table = _table("值 value", "条款 clause", "用于", "内容 content", "目录 catalogue")
    for value in policy.values:
        table.add_row(
            value.id,
            value.clause,
            value.used_by,
            f"{value.summary.zh}\n{value.summary.en}",
            " ".join(value.catalogue),
        )
    return table


def _conversion(table: Conversion) -> Table:
    shown = _table("折算 conversion", "条款 clause", "时段", "内容 content", "目录 catalogue")
    for row in table.rows:
        for entry in row.entries:
            span = "" if len(row.entries) == 1 else f"{entry.first:%Y} – {entry.last:%Y}"
            amounts = [
                f"{'+ ' if case in entry.bonus else ''}{_condition(case)}{_amount(case.hours)}"
                for case in (*entry.cases, *entry.bonus)
            ]
            name = f"{row.name.zh} {row.name.en}"
            content = "\n".join([name, *amounts])
            shown.add_row(row.id, row.clause, span, content, " ".join(row.catalogue))
    for group in table.together:
        content = f"{group.name.zh}\n{group.name.en}"
        shown.add_row(group.id, group.clause, group.kind, content, " ".join(group.catalogue))
    for outside in (*table.outside_of, table.outside):
        content = f"{outside.zh}\n{outside.en}"
        shown.add_row("outside", outside.clause, "", content, " ".join(outside.catalogue))
    return shown


def _condition(case: Case) -> str:
    conditions = [f"{name} {_wanted(wanted)}" for name, wanted in case.when.items()]
    return f"{', '.join(conditions)}: " if conditions else ""


def _wanted(wanted: tuple[str, ...] | Bounds | Containing) -> str:
    if isinstance(wanted, Containing):
        return "、".join(wanted.contains)
    if isinstance(wanted, tuple):
        return "/".join(wanted)
    signs = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
    limits = [(sign, getattr(wanted, name)) for name, sign in signs.items()]
    return " ".join(f"{sign} {limit}" for sign, limit in limits if limit is not None)


def _amount(amount: Strict) -> str:
    """Return a shape with its figures, such as “per: characters, 5, 1000”."""
    given = amount.model_dump(exclude_defaults=True)
    parts = [_figures(value) for name, value in given.items() if name != "shape"]
    return f"{given['shape']}: {', '.join(filter(None, parts))}"


def _figures(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("zh", "")) or ", ".join(_figures(one) for one in value.values())
    if isinstance(value, tuple | list):
        return "/".join(_figures(one) for one in value)
    return str(value)


def _year(policy: Policy, rules: YearRules) -> Table:
    shown = _table("年度 year", "条款 clause", "", "内容 content", "目录 catalogue")
    for part in rules.parts():
        name = type(part).__name__.lower() if type(part) is not Sourced else "counted"
        given = part.model_dump(exclude={"clause", "catalogue"}, exclude_defaults=True)
        content = ", ".join(f"{key}: {_plain(policy, value)}" for key, value in given.items())
        shown.add_row(name, part.clause, "", content, " ".join(part.catalogue))
    return shown


def _plain(policy: Policy, value: object) -> str:
    """Return a parameter in words; the id of an amount comes with its figure."""
    if isinstance(value, tuple | list):
        return "、".join(_plain(policy, one) for one in value)
    try:
        return f"{value} = {policy.amount(str(value), policy.applies.first)}"
    except LookupError:
        return str(value)


def _left(policy: Policy) -> Table:
    table = _table("归属 where", "条款 clause", "", "原因 reason", "目录 catalogue")
    for part in policy.served_elsewhere:
        reason = f"{part.reason.zh}\n{part.reason.en}"
        table.add_row(part.where, part.clause, "", reason, " ".join(part.catalogue))
    for entry in policy.record:
        reason = f"{entry.reason.zh}\n{entry.reason.en}"
        table.add_row("record", entry.clause, "", reason, " ".join(entry.catalogue))
    return table


def _table(name: str, clause: str, extra: str, content: str, catalogue: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    table.add_column(name, style="cyan", overflow="fold")
    table.add_column(clause, overflow="fold")
    table.add_column(extra, overflow="fold")
    table.add_column(content, overflow="fold", ratio=1)
    table.add_column(catalogue, overflow="fold", style="dim")
    return table
