"""What came of a backlog: one line a document in the order of the list, and what they add up to.

The lines are written and counted in one pass; only counts are held in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from verifier.model import Outcome, Recommendation
from verifier.report import json_line
from verifier.store.batches import UNREAD, Line

RELATIONS = {"file": "same_file", "number": "same_number", "activity": "same_activity"}
"""What equal keys say of two documents of one backlog."""
MOST_PAIRS = 500
MOST_UNITS = 5_000
HOURS_STEP = 10
OTHERS = "…"


@dataclass(frozen=True, slots=True)
class Answer:
    """One document with its place in the list, as it is written out."""

    number: int
    name: str
    listed: Mapping[str, Any]
    data: Mapping[str, Any]
    repeats: tuple[tuple[str, int], ...]

    @property
    def line(self) -> str:
        """The answer as one line of JSON."""
        return json_line(self.data)

    @property
    def recommendation(self) -> str:
        """What is recommended, `unread` where nothing could be read."""
        return str(self.data.get("recommendation", UNREAD))

    @property
    def hours(self) -> float | None:
        """The hours that the notice gives, None where only a person can say."""
        found: float | None = (self.data.get("credit") or {}).get("hours")
        return found

    @property
    def open_findings(self) -> list[Mapping[str, Any]]:
        """The findings that somebody has to look at."""
        return [
            one
            for one in self.data.get("findings", ())
            if one["outcome"] in (Outcome.FAILED, Outcome.INDETERMINATE)
        ]

    def field(self, name: str) -> str:
        """Return the value of a field as text, empty if it was not read."""
        found = self.data.get("fields", {}).get(name)
        if isinstance(found, list):
            return "、".join(str(one["value"]) for one in found)
        return "" if found is None else str(found["value"])


@dataclass(slots=True)
class Tally:
    """What the answers of a backlog add up to."""

    documents: int = 0
    hours: float = 0
    recommendations: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    quality: Counter[str] = field(default_factory=Counter)
    spans: Counter[int | None] = field(default_factory=Counter)
    """Documents by their hours, in steps of `HOURS_STEP`; None: only a person can say."""
    relations: Counter[str] = field(default_factory=Counter)
    units: dict[str, Counter[str]] = field(default_factory=dict)
    pairs: list[tuple[int, str, str, int]] = field(default_factory=list)
    """(number, name, relation, number of the other), the first `MOST_PAIRS` of them."""

    def add(self, answer: Answer) -> None:
        """Count an answer."""
        self.documents += 1
        self.recommendations[answer.recommendation] += 1
        for finding in answer.open_findings:
            self.reasons[finding["rule"], finding["reason"]] += 1
        if "error" in answer.data:
            self.errors[answer.data["error"]["code"]] += 1
        else:
            self.kinds[answer.data["kind"]["value"]] += 1
            self.quality[answer.data["quality"]["grade"]] += 1
            hours = answer.hours
            self.spans[None if hours is None else int(hours // HOURS_STEP)] += 1
            self.hours += hours or 0
        for relation, other in answer.repeats:
            self.relations[relation] += 1
            if len(self.pairs) < MOST_PAIRS:
                self.pairs.append((answer.number, answer.name, relation, other))
        unit = answer.listed.get("unit")
        if unit is not None:
            known = unit in self.units or len(self.units) < MOST_UNITS
            self.units.setdefault(unit if known else OTHERS, Counter())[answer.recommendation] += 1


def answers(lines: Iterator[Line]) -> Iterator[Answer]:
    """Yield the answers: what was read and judged, with what only the backlog as a whole shows.

    A document that comes a second time is looked at by a person, the first one, too: which of
    them is right no picture says.
    """
    for line in lines:
        data = json.loads(line.report)
        same = {other for kind, other in line.repeats if kind == "file"}
        repeats = tuple(
            (RELATIONS[kind], other)
            for kind, other in line.repeats
            if kind == "file" or other not in same  # one file has one number and one activity
        )
        item: dict[str, Any] = {"number": line.number, "file": line.name, **line.listed}
        if repeats:
            item["repeats"] = [
                {"relation": relation, "number": other} for relation, other in repeats
            ]
            if data.get("recommendation") == Recommendation.READY:
                data["recommendation"] = str(Recommendation.REVIEW)
        yield Answer(line.number, line.name, line.listed, {**data, "item": item}, repeats)
