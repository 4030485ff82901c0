"""Compare what was read with the labels of a folder, field by field and seal by seal.

A field is right when it equals the label after NFKC and removal of white space, a seal when its
ring or all its words do, for labels hold the one or the other. A field that the label lacks is
neither right nor wrong, but is counted as surplus when given.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from extractor.document import Extraction
from extractor.errors import InputError
from verifier.errors import ClaimError

Truth: TypeAlias = Mapping[str, object]
Read: TypeAlias = Callable[[bytes, str], Extraction]


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled field of one file and what was read for it.

    `given` is None when nothing was read; `confidence` is 0 then.
    """

    file: str
    condition: str
    group: str
    field: str
    expected: tuple[str, ...]
    given: tuple[str, ...] | None
    confidence: float

    @property
    def right(self) -> bool:
        """Tell whether the reading equals the label."""
        return self.given is not None and sorted(self.given) == sorted(self.expected)


@dataclass(slots=True)
class Score:
    """Everything a scoring run found; the tables are made from it."""

    answers: list[Answer] = field(default_factory=list)
    seals: list[Answer] = field(default_factory=list)
    kinds: list[tuple[str, str, str, str]] = field(default_factory=list)
    surplus: list[tuple[str, str, float]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    files: int = 0


def load_truth(folder: Path) -> dict[str, Truth]:
    """Return the labels of a folder.

    Raises:
        ClaimError: There is no `truth.json`, or it is not what the contract says.
    """
    path = folder / "truth.json"
    try:
        truth = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ClaimError(
            f"{folder} 中没有 truth.json。 There is no truth.json in {folder}.",
            "请选择带标注的文件夹。 Choose a labelled folder.",
        ) from error
    except (OSError, ValueError) as error:
        raise ClaimError(
            f"{path} 无法读取:{error}。 {path} cannot be read.",
            "请检查 JSON 格式。 Check that it is valid JSON.",
        ) from error
    if not isinstance(truth, dict) or not all(isinstance(v, dict) for v in truth.values()):
        raise ClaimError(
            f"{path} 应为「文件名 → 标注」的对象。 {path} must map file names to labels.",
            "请参照 contract 中 truth.json 的格式。 Follow the documented form.",
        )
    return truth


def score_folder(
    folder: Path, read: Read, *, progress: Callable[[int, int], None] | None = None
) -> Score:
    """Read every labelled file of the folder and compare.

    Raises:
        ClaimError: The folder has no usable labels.
    """
    truth = load_truth(folder)
    score = Score()
    for number, (name, label) in enumerate(sorted(truth.items()), start=1):
        score.files += 1
        try:
            extraction = read((folder / name).read_bytes(), name)
        except (InputError, OSError) as failure:
            score.failures.append((name, str(failure)))
            extraction = None
        _compare(score, name, label, extraction)
        if progress is not None:
            progress(number, len(truth))
    return score


def _compare(score: Score, name: str, label: Truth, extraction: Extraction | None) -> None:
    condition, group = str(label.get("condition")), str(label.get("group") or label.get("kind"))
    expected = label.get("fields")
    fields = expected if isinstance(expected, Mapping) else {}
    kind = extraction.kind.value if extraction else "-"
    if label.get("kind"):
        score.kinds.append((name, condition, str(label["kind"]), kind))
    score.seals.extend(_seals(name, condition, group, label.get("seals"), extraction))
    given = _values(extraction) if extraction else {}
    for key, value in fields.items():
        values, confidence = given.get(key, (None, 0.0))
        score.answers.append(
            Answer(name, condition, group, key, _normal_list(value), values, confidence)
        )
    for key, (_, confidence) in given.items():
        if key not in fields:
            score.surplus.append((name, key, confidence))


def _seals(
    file: str, condition: str, group: str, expected: object, extraction: Extraction | None
) -> Iterable[Answer]:
    """Yield what was read of each labelled seal: of those found the one that comes nearest.

    Of a seal its ring or all its words are taken, whichever is nearer to the label.
    """
    found = [
        (tuple(normal(text) for text in (seal.text, seal.words) if text), seal.confidence)
        for seal in (extraction.seals if extraction else ())
        if seal.words
    ]
    wanted = _normal_list(expected) if isinstance(expected, list) else ()
    for words in sorted(wanted, key=lambda words: all(words not in read for read, _ in found)):
        nearest = max(found, key=lambda one: _likeness(words, one[0]), default=None)
        if nearest is None:
            yield Answer(file, condition, group, "seal", (words,), None, 0.0)
            continue
        found.remove(nearest)
        given = max(nearest[0], key=lambda read: ratio(words, read))
        yield Answer(file, condition, group, "seal", (words,), (given,), nearest[1])


def _likeness(words: str, readings: Sequence[str]) -> float:
    return max(ratio(words, read) for read in readings)


def _values(extraction: Extraction) -> dict[str, tuple[tuple[str, ...], float]]:
    """Return each field's values and the lowest confidence.

    Of issuers only who issued it; the hosts speak for a document that nobody signed.
    """
    grouped: dict[str, list[tuple[str, float]]] = defaultdict(list)
    roles = {found.role for found in extraction.fields if found.name == "issuers"}
    speaking = "issuer" if "issuer" in roles else "host"
    for found in extraction.fields:
        if found.name == "issuers" and found.role != speaking:
            continue
        grouped[found.name].append((normal(found.value), found.confidence))
    return {
        name: (tuple(value for value, _ in pairs), min(confidence for _, confidence in pairs))
        for name, pairs in grouped.items()
    }


def _normal_list(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(normal(item) for item in value)
    return (normal(value),)


def normal(value: object) -> str:
    """Return the form in which values are compared: NFKC without white space.

    Numbers lose trailing zeros, so that 40 equals 40.0.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return str(value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value)).normalize()
        return format(number, "f")
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
