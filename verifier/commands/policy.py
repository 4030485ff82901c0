"""`xueshi policy list|show|lint|coverage`: the notices the product knows, and how well."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date

from rich.table import Table
from rich.text import Text

from verifier.contract.lines import print_line
from verifier.policy.coverage import Covered, cover, read_catalogue
from verifier.policy.lint import lint
from verifier.policy.load import load_policies, load_policy, policy_files
from verifier.settings import load_settings
from verifier.terminal import policy as policy_terminal
from verifier.terminal import report as terminal

_HOW = {
    "decided": ("规则判断", "decided"),
    "asked": ("由人判断", "asked"),
    "recorded": ("备记", "recorded"),
    "missing": ("缺", "missing"),
}


def list_policies(*, as_json: bool) -> None:
    """Print the notices that are known."""
    policies = list(load_policies(load_settings().policies).values())
    if as_json:
        for policy in policies:
            print_line(policy_terminal.summary_to_json(policy))
    else:
        policy_terminal.print_policies(terminal.open_console(sys.stdout), policies)


def show_policy(policy_id: str, *, as_json: bool) -> None:
    """Print one notice with its rules, values, table and year, and what it leaves to others."""
    policy = load_policy(policy_id, load_settings().policies)
    if as_json:
        print_line(policy.model_dump_json(by_alias=True))
    else:
        policy_terminal.print_policy(terminal.open_console(sys.stdout), policy)


def lint_policies(policy_id: str | None, today: date) -> int:
    """Print what is worth a look; return 0 if nothing is, 1 for warnings.

    Raises:
        PolicyError: a file is wrong; every fault of every file is listed.
        UnknownPolicy: no notice has that id.
    """
    folder = load_settings().policies
    policies = load_policies(folder)
    chosen = [load_policy(policy_id, folder)] if policy_id is not None else policies.values()
    names = {name: path.name for name, path in policy_files(folder).items()}
    statements = read_catalogue()
    console = terminal.open_console(sys.stdout)
    code = 0
    for policy in chosen:
        warnings = lint(policy, names[policy.id], statements, today)
        code = max(code, int(bool(warnings)))
        for warning in warnings:
            console.print(Text(f"{warning.file}: {warning.reason}"))
        if not warnings:
            console.print(Text(f"{names[policy.id]}: ✓"))
    return code


def show_coverage(policy_id: str | None, *, as_json: bool) -> int:
    """Print every statement of the catalogue with what serves it; 1 if one is missing."""
    policies = load_policies(load_settings().policies)
    if policy_id is not None and policy_id not in policies:
        load_policy(policy_id, load_settings().policies)
    statements = [one for one in read_catalogue() if policy_id is None or one.policy == policy_id]
    covered = cover(statements, policies.values())
    if as_json:
        for one in covered:
            print_line(json.dumps(_data(one), ensure_ascii=False))
    else:
        _print(covered)
    return int(any(one.how == "missing" for one in covered))


def _data(one: Covered) -> dict[str, object]:
    return {
        "id": one.statement.id,
        "policy": one.statement.policy,
        "kind": one.statement.kind,
        "checkable": one.statement.checkable,
        "how": one.how,
        "rule": one.served_by[0] if one.served_by else None,
        "served_by": list(one.served_by),
    }


def _print(covered: tuple[Covered, ...]) -> None:
    console = terminal.open_console(sys.stdout)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("编号 id", "种类 kind", "可查 mc", "方式 how"):
        table.add_column(heading, no_wrap=True)
    table.add_column("由谁 served by", overflow="fold")
    for one in covered:
        table.add_row(
            Text(one.statement.id, style="cyan"),
            one.statement.kind,
            one.statement.checkable,
            " ".join(_HOW[one.how]),
            ", ".join(one.served_by),
        )
    console.print(table)
    by_mark = Counter(f"{one.statement.checkable} {one.how}" for one in covered)
    console.print(f"共 {len(covered)} 条 statements")
    for mark in ("Y", "P", "N"):
        counts = [
            f"{_HOW[how][1]} {by_mark[f'{mark} {how}']}" for how in _HOW if by_mark[f"{mark} {how}"]
        ]
        console.print(f"{mark}: {', '.join(counts)}")
