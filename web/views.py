"""Reports as the screen shows them: fields with their boxes, findings that point at fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verifier.explain import Wording
from verifier.legibility import shown_kind_of
from verifier.store.documents import Correction, Evidence

Sentence = Wording | str
_CAPTURE_PICTURE = re.compile(
    r"(?P<kind>saturation|grid|digit)-(?P<page>\d+)(?:-(?P<sort>spectrum|\d+))?"
)
SETTLED = frozenset({"passed", "not_applicable"})
_STATED = ("hours",)
_COUNTED = {
    True: _STATED,
    False: (*_STATED, "start_date", "end_date", "credits", "characters", "courses_passed", "level"),
}
"""The fields behind hours that are stated, and behind those that are counted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page, as fractions of its width and height."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ShownField:
    """A value with what the screen needs to point at it and to set it right."""

    id: str
    name: str
    value: str
    confidence: float
    role: str | None
    unit: str | None
    mark: Mark | None
    read: str | None = None
    """What was read, where a reviewer set it right."""

    @property
    def is_doubtful(self) -> bool:
        """Say whether a person should look."""
        return self.confidence < 0.8 and self.read is None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with the fields and places it rests on."""

    id: str
    rule: str
    outcome: str
    consequence: str
    message: Sentence
    remedy: Sentence
    locator: str
    catalogue: tuple[str, ...]
    fields: tuple[str, ...]
    marks: tuple[Mark, ...]
    asks: str | None
    elsewhere: tuple[tuple[str, Mark], ...] = ()
    """What it also rests on in another document of the claim: its name and the place there."""

    @property
    def is_open(self) -> bool:
        """Say whether it is something to settle rather than something met."""
        settled = self.outcome in SETTLED or self.consequence == "note"
        return not settled and self.asks != "operator"


@dataclass(frozen=True, slots=True)
class ShownSeal:
    """A stamp: what was read of it, and the pictures to compare that with."""

    id: str
    text: str
    colour: str
    confidence: float
    mark: Mark
    whole: str | None
    unrolled: str | None
    beside_grey: str | None = None


@dataclass(frozen=True, slots=True)
class ShownCapture:
    """Why the picture was taken for an original or not, what settles it, and what shows it.

    `pictures` are the sort (`saturation`, `grid`, `spectrum`, `digit`), the page and the digest of
    each; `answer` is what a reviewer said.
    """

    reason: str | None
    why: str
    next_step: str
    pictures: tuple[tuple[str, str, str], ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class ShownEnclosed:
    """Another paper that lies in the same file, and what was read of it."""

    kind: str
    pages: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document of a claim on the screen."""

    id: int
    number: int
    name: str
    round: int
    pages: tuple[str, ...]
    kind: str | None
    originality: str | None
    quality: str | None
    advice: tuple[tuple[Sentence, Sentence], ...]
    """What is wrong with the picture, and what to do about it."""
    recommendation: str | None
    fields: tuple[ShownField, ...]
    findings: tuple[ShownFinding, ...]
    codes: tuple[tuple[str, str, str], ...]
    """Sort, text and the computer that an address in it names (or nothing) of each code."""
    signatures: tuple[tuple[str, str], ...]
    """State and signer of each electronic signature."""
    seals: tuple[ShownSeal, ...]
    capture: ShownCapture
    steps: tuple[tuple[Sentence, str], ...]
    rests_on: tuple[str, ...]
    """The ids of the fields that the hours rest on."""
    credit: Any
    error: str | None
    remedy: str | None
    corrections: tuple[Correction, ...]
    problems: tuple[tuple[Sentence, Sentence, int | None], ...] = ()
    """What the reading met in the file, what to do, and on which page."""
    part_of: str | None = None
    """The document that is judged in place of this one, whose page it is."""
    enclosed: tuple[ShownEnclosed, ...] = ()

    @property
    def is_read(self) -> bool:
        """Say whether there is anything to show of it."""
        return self.kind is not None or self.error is not None

    @property
    def open_findings(self) -> tuple[ShownFinding, ...]:
        """What a person has to settle."""
        return tuple(found for found in self.findings if found.is_open)

    @property
    def to_settle(self) -> int:
        """How many findings and problems of the reading a person has to look at."""
        return len(self.open_findings) + len(self.problems)

    @property
    def other_findings(self) -> tuple[ShownFinding, ...]:
        """What is met, does not apply or lacks only a list of the office."""
        return tuple(found for found in self.findings if not found.is_open)


def shown_documents(papers: Iterable[Evidence]) -> tuple[ShownDocument, ...]:
    """Return the documents of a claim as the screen shows them."""
    return tuple(_document(paper, number) for number, paper in enumerate(papers, start=1))


def read_fields(papers: Iterable[Evidence]) -> Mapping[str, Any]:
    """Return the fields of the first document that tells its days, as they were set right."""
    for paper in papers:
        told = (paper.report or {}).get("fields", {})
        if "start_date" in told or "end_date" in told:
            mended = {one.field: one.new for one in paper.corrections}
            return {
                name: mended.get(name, value["value"])
                for name, value in told.items()
                if isinstance(value, Mapping)
            }
    return {}


def _document(paper: Evidence, number: int) -> ShownDocument:
    report: Mapping[str, Any] = paper.report or {}
    mended = {one.field: (one.old, one.new) for one in reversed(paper.corrections)}
    mended |= {one.field: (mended[one.field][0], one.new) for one in paper.corrections}
    fields = tuple(_fields(report.get("fields", {}), number, mended))
    error = report.get("error") or {}
    credit = report.get("credit") or {}
    return ShownDocument(
        id=paper.id,
        number=number,
        name=paper.name,
        round=paper.round,
        pages=paper.pages,
        kind=shown_kind_of(report) or None,
        originality=(report.get("originality") or {}).get("assessment"),
        quality=(report.get("quality") or {}).get("grade"),
        advice=tuple(
            (_sentence(one, "message"), _sentence(one, "remedy"))
            for one in (report.get("quality") or {}).get("advice", ())
        ),
        recommendation=report.get("recommendation"),
        problems=tuple(
            (_sentence(one, "message"), _sentence(one, "remedy"), one.get("page"))
            for one in report.get("problems", ())
        ),
        fields=fields,
        findings=tuple(
            _finding(found, index, number, fields)
            for index, found in enumerate(report.get("findings", ()), start=1)
        ),
        codes=tuple(
            (code["type"], code["text"], code.get("host") or "") for code in report.get("codes", ())
        ),
        signatures=tuple(
            (one["integrity"], one.get("signer") or "") for one in report.get("signatures", ())
        ),
        seals=tuple(_seals(report.get("seals", ()), number, paper.details)),
        capture=_capture(report.get("originality") or {}, paper),
        steps=tuple(
            (_sentence(step, "text"), step["clause"]["locator"]) for step in credit.get("steps", ())
        ),
        rests_on=tuple(
            field.id for field in fields if field.name in _COUNTED[credit.get("basis") == "stated"]
        ),
        credit=credit.get("hours"),
        error=error.get("message"),
        remedy=error.get("remedy"),
        corrections=paper.corrections,
        part_of=report.get("part_of"),
        enclosed=tuple(
            ShownEnclosed(
                one["kind"]["value"],
                "、".join(map(str, one["pages"])),
                tuple(_fields(one["fields"], f"{number}-e{position}", {})),
            )
            for position, one in enumerate(report.get("enclosed", ()), start=1)
        ),
    )


def _seals(
    given: Iterable[Mapping[str, Any]], number: int, details: Mapping[str, str]
) -> Iterable[ShownSeal]:
    for position, seal in enumerate(given, start=1):
        mark = mark_of(seal)
        if mark is None:
            continue
        yield ShownSeal(
            id=f"d{number}-seal{position}",
            text=" ".join(filter(None, (seal.get("text"), seal.get("line")))),
            colour=seal.get("colour") or "",
            confidence=float(seal.get("confidence") or 0),
            mark=mark,
            whole=details.get(f"seal-{position}"),
            unrolled=details.get(f"seal-{position}-text"),
            beside_grey=details.get(f"seal-{position}-grey"),
        )


def _capture(originality: Mapping[str, Any], paper: Evidence) -> ShownCapture:
    pictures = [
        ("spectrum" if found["sort"] == "spectrum" else found["kind"], found["page"], digest)
        for name, digest in sorted(paper.details.items())
        if (found := _CAPTURE_PICTURE.fullmatch(name)) is not None
    ]
    return ShownCapture(
        originality.get("reason"),
        originality.get("message") or "",
        originality.get("next_step") or "",
        tuple(pictures),
        paper.capture_answer,
    )


def _fields(
    given: Mapping[str, Any], number: int | str, mended: Mapping[str, tuple[Any, Any]]
) -> Iterable[ShownField]:
    """Yield the fields of a document by its number.

    `mended` holds what was first read of a field and what it is now.
    """
    for name, found in given.items():
        several = found if isinstance(found, list) else [found]
        for index, one in enumerate(several, start=1):
            key = name if len(several) == 1 else f"{name}.{index}"
            first, last = mended.get(key, (None, one["value"]))
            yield ShownField(
                id=f"d{number}-{key.replace('.', '-')}",
                name=name,
                value=str(last),
                confidence=float(one["confidence"]),
                role=one.get("role"),
                unit=one.get("unit"),
                mark=mark_of(one),
                read=str(first) if key in mended and first != last else None,
            )


def _finding(
    found: Mapping[str, Any], index: int, number: int, fields: tuple[ShownField, ...]
) -> ShownFinding:
    rests_on = set(found.get("fields", ()))
    placed = [
        (place.get("file"), mark)
        for place in found.get("evidence", ())
        if (mark := mark_of(place)) is not None
    ]
    return ShownFinding(
        id=f"d{number}-f{index}",
        rule=found["rule"],
        outcome=found["outcome"],
        consequence=found["consequence"],
        message=_sentence(found, "message"),
        remedy=_sentence(found, "remedy"),
        locator=found["clause"]["locator"],
        catalogue=tuple(found["clause"]["catalogue"]),
        fields=tuple(field.id for field in fields if field.name in rests_on),
        marks=tuple(mark for file, mark in placed if file is None),
        asks=found.get("asks"),
        elsewhere=tuple((file, mark) for file, mark in placed if file is not None),
    )


def _sentence(told: Mapping[str, Any], name: str) -> Sentence:
    """Return a sentence of a report; one from before its halves were kept apart is one text."""
    if f"{name}_zh" in told:
        return Wording(told[f"{name}_zh"], told[f"{name}_en"])
    return told.get(name) or ""


def mark_of(place: Mapping[str, Any]) -> Mark | None:
    """Return where a place of a report lies on its page, None if it has no box."""
    box = place.get("box")
    if not box:
        return None
    left, top, right, bottom = box
    return Mark(int(place.get("page") or 1), left, top, right - left, bottom - top)
