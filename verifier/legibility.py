"""Tell a page that nobody can read from one that has nothing to do with learning. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UNDECIDED = "undecided"
"""What a page is called whose kind nobody can tell."""
SURE_KIND = 0.9
"""From here on a page is taken for the kind that it was read as."""
_LIKELY_KIND = 0.5
_FEW_LETTERS = 12
"""Fewer than this on a page say nothing of its kind: a blurred page, or a landscape."""


def is_illegible(kind: str, confidence: float, grade: str, text: str) -> bool:
    """Tell a page that bears no sign of learning because hardly anything of it could be read."""
    letters = sum(char.isalnum() for char in text)
    is_open = kind == "unrelated" and confidence < SURE_KIND
    return is_open and (grade == "poor" or letters < _FEW_LETTERS)


def shown_kind(kind: str, confidence: float, grade: str) -> str:
    """Return the kind as people are told it: what was hardly read is not called unrelated."""
    floor = SURE_KIND if grade == "poor" else _LIKELY_KIND
    return UNDECIDED if kind == "unrelated" and confidence < floor else kind


def shown_kind_of(report: Mapping[str, Any]) -> str:
    """Return the kind of a report's JSON as people are told it; empty where it has none."""
    kind = report.get("kind") or {}
    grade = (report.get("quality") or {}).get("grade", "")
    return shown_kind(kind.get("value", ""), kind.get("confidence", 1.0), grade)
