"""What came of a backlog: claims in the order of the list, a line for each of their documents.

They are written and counted in one pass; only counts are held in memory.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from verifier.claim_hours import BESIDE
from verifier.contract import award as award_json
from verifier.contract.report import json_line
from verifier.model import Outcome, Recommendation
from verifier.store.batches import UNREAD, Line

RELATIONS = {"file": "same_file", "number": "same_number", "activity": "same_activity"}
"""What equal keys say of two documents of one backlog."""
MOST_PAIRS = 500
MOST_UNITS = 5_000
HOURS_STEP = 10
OTHERS = "…"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a claim, as it is written out."""

    name: str
    data: Mapping[str, Any]
    repeats: tuple[tuple[str, int], ...]

    @property
    def line(self) -> str:
        """The document as one line of JSON."""
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
    def is_beside(self) -> bool:
        """Whether it only supports another document of its claim."""
        return "part_of" in self.data or self.data.get("kind", {}).get("value") in BESIDE

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


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim with its place in the list: what is recommended of it, and its documents.

    `hours` is None where only a person can say.
    """

    number: int
    listed: Mapping[str, Any]
    documents: tuple[Document, ...]
    recommendation: str
    hours: float | None

    @property
    def reasons(self) -> set[tuple[str, str]]:
        """Rule and reason of what somebody has to look at in the documents that prove something."""
        bearing = [one for one in self.documents if not one.is_beside] or self.documents
        return {
            (finding["rule"], finding["reason"]) for one in bearing for finding in one.open_findings
        }


@dataclass(slots=True)
class Tally:
    """What the answers of a backlog add up to: claims, but for what a single paper shows."""

    claims: int = 0
    documents: int = 0
    hours: float = 0
    recommendations: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    """Documents that could not be read, by the code of why."""
    kinds: Counter[str] = field(default_factory=Counter)
    """Documents by their kind."""
    quality: Counter[str] = field(default_factory=Counter)
    """Documents by how well they can be read."""
    spans: Counter[int | None] = field(default_factory=Counter)
    """Claims by their hours, in steps of `HOURS_STEP`; None: only a person can say."""
    relations: Counter[str] = field(default_factory=Counter)
    units: dict[str, Counter[str]] = field(default_factory=dict)
    pairs: list[tuple[int, str, str, int]] = field(default_factory=list)
    """(number, name, relation, number of the other), the first `MOST_PAIRS` of them."""

    def add(self, answer: Answer) -> None:
        """Count an answer."""
        self.claims += 1
        self.recommendations[answer.recommendation] += 1
        self.reasons.update(answer.reasons)
        if answer.recommendation != UNREAD:
            hours = answer.hours
            self.spans[None if hours is None else int(hours // HOURS_STEP)] += 1
            self.hours += hours or 0
        for document in answer.documents:
            self._add_document(answer.number, document)
        unit = answer.listed.get("unit")
        if unit is not None:
            known = unit in self.units or len(self.units) < MOST_UNITS
            self.units.setdefault(unit if known else OTHERS, Counter())[answer.recommendation] += 1

    def _add_document(self, number: int, document: Document) -> None:
        self.documents += 1
        if "error" in document.data:
            self.errors[document.data["error"]["code"]] += 1
        else:
            self.kinds[document.data["kind"]["value"]] += 1
            self.quality[document.data["quality"]["grade"]] += 1
        for relation, other in document.repeats:
            self.relations[relation] += 1
            if len(self.pairs) < MOST_PAIRS:
                self.pairs.append((number, document.name, relation, other))


def answers(lines: Iterator[Line]) -> Iterator[Answer]:
    """Yield the answers: what was read and judged, with what only the backlog as a whole shows.

    A document that comes a second time in another claim is looked at by a person, the first one,
    too: which of them is right no picture says.
    """
    for line in lines:
        read = [
            (name, json.loads(report), _repeats(line, number))
            for number, (name, report) in enumerate(zip(line.names, line.reports, strict=True))
        ]
        recommendation, hours = _of_the_claim(line, [data for _, data, _ in read])
        if any(repeats for _, _, repeats in read):
            recommendation = _looked_at(recommendation)
        documents = []
        for number, (name, data, repeats) in enumerate(read, start=1):
            item: dict[str, Any] = {"number": line.number, "file": name, **line.listed}
            if len(read) > 1:
                item["bundle"] = {
                    "file": number, "files": len(read),
                    "recommendation": recommendation, "hours": hours,
                }  # fmt: skip
            if repeats:
                item["repeats"] = [
                    {"relation": relation, "number": other} for relation, other in repeats
                ]
                if "recommendation" in data:
                    data["recommendation"] = _looked_at(data["recommendation"])
            documents.append(Document(name, {**data, "item": item}, repeats))
        yield Answer(line.number, line.listed, tuple(documents), recommendation, hours)


def _repeats(line: Line, number: int) -> tuple[tuple[str, int], ...]:
    mine = [(kind, other) for file, kind, other in line.repeats if file == number]
    same = {other for kind, other in mine if kind == "file"}
    return tuple(
        (RELATIONS[kind], other)
        for kind, other in mine
        if kind == "file" or other not in same  # one file has one number and one activity
    )


def _of_the_claim(line: Line, data: list[dict[str, Any]]) -> tuple[str, float | None]:
    """Return what is recommended of a claim and its hours; of one document they are its own."""
    if len(data) > 1:
        return line.recommendation, None if line.hours is None else award_json.number(line.hours)
    alone = Document("", data[0], ())
    return alone.recommendation, alone.hours


def _looked_at(recommendation: str) -> str:
    if recommendation == Recommendation.READY:
        return str(Recommendation.REVIEW)
    return recommendation
