"""Find the smaller facts of a form: result, employer, place."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.fields.labels import Labelled
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.language.pipeline import matches

_RESULT = re.compile(
    r"不合格|不及格|未通过|合格|及格|优秀|优良|良好|中等|优|良|通过|结业|肄业|"
    r"distinction|merit|credit|pass(?:ed)?|fail(?:ed)?|excellent|satisfactory|good",
    re.IGNORECASE,
)


def find_details(leaf: Leaf) -> list[Candidate]:
    """Return at most one `result`, `employer` and `location`."""
    chosen = (agreed(_results(leaf)), agreed(_employers(leaf)), agreed(_locations(leaf)))
    return [candidate for candidate in chosen if candidate is not None]


def _results(leaf: Leaf) -> list[Candidate]:
    found = []
    for labelled in leaf.labels("result"):
        match = _RESULT.search(labelled.value.text)
        if match:
            found.append(_value("result", labelled, match.start(), match.end(), 0.96))
    for passage in leaf.passages:
        for phrase in matches(passage.text, "result"):
            start, end = phrase.captures["result"]
            found.append(
                Candidate("result", passage.text[start:end], 0.95, passage, start, end, phrase.name)
            )
    return found


def _employers(leaf: Leaf) -> list[Candidate]:
    found = []
    for labelled in leaf.labels("employer"):
        name = tidy_organisation(labelled.value.text)
        if len(name) >= 2 and organisation_likelihood(name) > 0:
            start = max(labelled.value.text.find(name), 0)
            found.append(
                Candidate(
                    "employer",
                    name,
                    0.96,
                    labelled.value,
                    start,
                    start + len(name),
                    f"label:{labelled.label}",
                )
            )
    return found


def _locations(leaf: Leaf) -> list[Candidate]:
    return [
        _value("location", labelled, 0, len(labelled.value.text), 0.95)
        for labelled in leaf.labels("location")
    ]


def _value(name: str, labelled: Labelled, start: int, end: int, trust: float) -> Candidate:
    text = labelled.value.text[start:end]
    return Candidate(name, text, trust, labelled.value, start, end, f"label:{labelled.label}")
