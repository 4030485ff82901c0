"""Notices for a terminal: a list of them, and one with its rules."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verifier.policy import Policy


def summary_to_json(policy: Policy) -> str:
    """Return a notice's header as one line of JSON."""
    header = {
        "id": policy.id,
        "title": {"zh": policy.title.zh, "en": policy.title.en},
        "issuer": policy.issuer,
        "issued": policy.issued.isoformat(),
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
        f"{policy.issuer} · {policy.issued} · {policy.applies.first} – {policy.applies.last}"
        f" · 核对至 reviewed until {policy.reviewed_until}"
    )
    console.print()
    console.print(_rules(policy))
    console.print(_values(policy))
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
