"""What makes two documents one and the same: exact keys made from the fields that were read.

A key is a digest: the table of keys tells nobody's name. Unsure readings make no key of what
is claimed twice, for a misread number must not accuse anybody; equal keys are shown to a person
and decide nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from verifier.numbers import bare_number, plain

SURE = 0.8
_GATHERS = 0.5
"""What gathers a class accuses nobody: a misread title only leaves its paper alone."""
_SHORTEST = 6
KINDS = ("number", "activity")
"""What a second claim of one paper shares with the first."""
COURSE = "course"
"""What the papers of one class share: it gathers them and repeats nothing."""


def keys_of(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys of a report by kind, as far as its fields were read surely.

    - number: the certificate's number with its first issuer
    - activity: the holder, the activity's title and its days
    - course: the activity's title and its days, whoever holds the paper
    """
    fields = report.get("fields") or {}
    # a patent's number was kept without the words around it before they were read: its keys stay
    read = bare_number if _is_patent(report) else plain
    number = read(_sure(fields, "certificate_number"))
    holder, title = plain(_sure(fields, "holder_name")), plain(_sure(fields, "activity_title"))
    first, last = _sure(fields, "start_date"), _sure(fields, "end_date")
    course = plain(_sure(fields, "activity_title", _GATHERS))
    days = [_sure(fields, name, _GATHERS) for name in ("start_date", "end_date")]
    found = {}
    if len(number) >= _SHORTEST and re.search(r"\d", number):
        found["number"] = _digest("number", number, plain(_issuer(fields)))
    if holder and title and (first or last):
        found["activity"] = _digest("activity", holder, title, first or "", last or "")
    if course and any(days):
        found[COURSE] = _digest(COURSE, course, *days)
    return found


def _is_patent(report: Mapping[str, Any]) -> bool:
    kind = report.get("kind")
    return isinstance(kind, Mapping) and kind.get("value") == "patent"


def _issuer(fields: Mapping[str, Any]) -> str:
    bodies = [one for one in fields.get("issuers") or () if one.get("role") in (None, "issuer")]
    sure = [str(one["value"]) for one in bodies if float(one["confidence"]) >= SURE]
    return min(sure, default="")


def _sure(fields: Mapping[str, Any], name: str, least: float = SURE) -> str:
    found = fields.get(name)
    if not isinstance(found, Mapping) or float(found["confidence"]) < least:
        return ""
    return str(found["value"])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
