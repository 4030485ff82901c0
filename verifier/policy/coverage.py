"""Which part of the product serves each statement of the rule catalogue.

`policies/catalogue.csv` lists the statements: id, notice, kind, and whether a
program can check them (Y from document and claim, P partly, N not).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from verifier.policy.notice import Policy, Rule

CATALOGUE = Path(__file__).parent.parent / "policies/catalogue.csv"

Serving = Literal["decided", "asked", "recorded", "missing"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the catalogue."""

    id: str
    policy: str
    kind: str
    checkable: Literal["Y", "P", "N"]


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement and everything that serves it.

    decided: a rule, a value it reads, the table or the year; asked: only a
    question to a person; recorded: kept with the reason why not.
    """

    statement: Statement
    served_by: tuple[str, ...]
    how: Serving


def read_catalogue(path: Path = CATALOGUE) -> tuple[Statement, ...]:
    """Return the statements of the catalogue."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Statement(row["id"], row["policy"], row["kind"], row["checkable"])  # type: ignore[arg-type]
            for row in csv.DictReader(stream)
        )


def cover(statements: Iterable[Statement], policies: Iterable[Policy]) -> tuple[Covered, ...]:
    """Return for each statement what serves it in the notices given."""
    served: dict[str, dict[str, None]] = defaultdict(dict)
    asked: set[str] = set()
    for policy in policies:
        asked |= {f"rule {rule.id}" for rule in policy.rules if _only_asks(rule)}
        for row, by in policy.served():
            served[row][by] = None
    return tuple(
        Covered(one, tuple(served[one.id]), _how(tuple(served[one.id]), asked))
        for one in statements
    )


def unknown_rows(policy: Policy, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return catalogue ids that a notice names and the catalogue lacks."""
    known = {one.id for one in statements}
    return tuple(dict.fromkeys(row for row, _ in policy.served() if row not in known))


def _only_asks(rule: Rule) -> bool:
    return rule.kind == "question"


def _how(served_by: tuple[str, ...], asked: set[str]) -> Serving:
    if not served_by:
        return "missing"
    deciding = [by for by in served_by if by != "record" and not by.startswith("served elsewhere")]
    if any(by not in asked for by in deciding):
        return "decided"
    return "asked" if deciding else "recorded"
