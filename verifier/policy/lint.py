"""What is worth a look in a notice that loads: stale values, unknown or forgotten statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from verifier.errors import Fault
from verifier.policy.conversion import Bounds, Case, When
from verifier.policy.coverage import Statement, unknown_rows
from verifier.policy.notice import Policy


def lint(
    policy: Policy, file: str, statements: tuple[Statement, ...], today: date
) -> tuple[Fault, ...]:
    """Return the warnings of one notice; line 0 means the file as a whole."""
    reasons = [
        *_stale(policy, today),
        *_rows(policy, statements),
        *_dead(policy),
    ]
    return tuple(Fault(file, 0, reason) for reason in reasons)


def _stale(policy: Policy, today: date) -> Iterator[str]:
    if policy.reviewed_until < today:
        yield f"通知核对至 {policy.reviewed_until} · the notice was checked until then"
    for rule in policy.rules:
        if rule.reviewed_until is not None and rule.reviewed_until < today:
            yield f"规则 {rule.id} 核对至 {rule.reviewed_until} · the rule was checked until then"
    for value in policy.values:
        for entry in value.entries:
            if entry.reviewed_until is not None and entry.reviewed_until < today:
                day = entry.reviewed_until
                yield f"值 {value.id} 核对至 {day} · the value was checked until then"
    for row in policy.conversion.rows if policy.conversion is not None else ():
        for part in row.entries:
            if part.reviewed_until is not None and part.reviewed_until < today:
                yield f"折算 {row.id} 核对至 {part.reviewed_until} · the row was checked until then"


def _rows(policy: Policy, statements: tuple[Statement, ...]) -> Iterator[str]:
    mine = [one.id for one in statements if one.policy == policy.id]
    if not mine:
        return
    for row in unknown_rows(policy, statements):
        yield f"目录没有 {row} · the catalogue has no {row}"
    served = {row for row, _ in policy.served()}
    for row in mine:
        if row not in served:
            yield f"目录 {row} 没有着落 · the statement {row} is not accounted for"


def _dead(policy: Policy) -> Iterator[str]:
    for row in policy.conversion.rows if policy.conversion is not None else ():
        for entry in row.entries:
            for earlier, later in pairwise(entry.cases):
                if entry.choose == "only" and _covers(earlier, later):
                    yield (
                        f"折算 {row.id}：一个条件包含另一个，两者会同时符合"
                        " · one case covers another, so both hold at once"
                    )


def _covers(wide: Case, narrow: Case) -> bool:
    """Say whether whatever meets the narrow case meets the wide one too."""
    return all(
        name in narrow.when and _within(narrow.when, name, wanted)
        for name, wanted in wide.when.items()
    )


def _within(when: When, name: str, wanted: object) -> bool:
    mine = when[name]
    if isinstance(wanted, tuple) and isinstance(mine, tuple):
        return set(mine) <= set(wanted)
    return mine == wanted and not isinstance(mine, Bounds)
