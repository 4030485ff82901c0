"""How a claim ranks in the queue: what its doubts would cost, and how surely it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_COSTS = {"void": 300, "return": 20, "review": 1}
_UNREAD = 200
_SETTLED = frozenset({"passed", "not_applicable"})
_MOST = 1_000_000
COUNTED = frozenset(
    {"holder_name", "hours", "start_date", "end_date", "issue_date", "issuers", "activity_title"}
)
"""Fields whose misreading would change what is awarded, or to whom."""


def calm_of(reports: Iterable[Mapping[str, Any]]) -> int:
    """Return a million less the weight of what is open on a claim's documents.

    A finding that would void counts 300, one that returns 20, one for a look 1; an objection
    counts ten times a question. A file that could not be read counts as a return.
    """
    total = 0
    for report in reports:
        if "error" in report:
            total += _UNREAD
        for found in report.get("findings", ()):
            cost = _COSTS.get(found["consequence"])
            if cost is None or found["outcome"] in _SETTLED or found.get("asks") == "operator":
                continue
            total += cost * (10 if found["outcome"] == "failed" else 1)
    return _MOST - min(total, _MOST - 1)


def unsure_of(reports: Iterable[Mapping[str, Any]]) -> int:
    """Return what the least sure field that counts lacks of certainty, in thousandths.

    1000 where none was read.
    """
    told = [
        float(one["confidence"])
        for report in reports
        for name, found in (report.get("fields") or {}).items()
        if name in COUNTED
        for one in (found if isinstance(found, list) else [found])
    ]
    return 1000 - round(min(told, default=0.0) * 1000)
