"""Score readings against a labelled folder: by field, condition and kind, with risk and coverage.

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
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from extractor.document import Extraction
from extractor.engines import Engine
from extractor.errors import InputError
from extractor.limits import Limits
from verifier.errors import ClaimError
from verifier.evaluate_bundles import Answered, load_bundles, score_bundles

Truth: TypeAlias = Mapping[str, object]
Read: TypeAlias = Callable[[bytes, str], Extraction]

SURE = 0.9
"""Confidence from which a value is taken as given for certain."""
BINS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98)
"""Where the spans of the reliability table begin."""
_STEPS = 20
LEVELS = (0.99, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


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


def run(folder: Path, *, engine: Engine, as_json: bool, limits: Limits) -> int:
    """Score a labelled folder and print the tables; return the exit code.

    Raises:
        ClaimError: The folder has no usable labels, or its claims are none.
    """
    from extractor.extract import extract

    bundles = load_bundles(folder)
    held = {name for bundle in bundles.values() for name in bundle["files"]}
    readings: dict[str, Extraction] = {}

    def read(blob: bytes, name: str) -> Extraction:
        extraction = extract(blob, name, engine=engine, limits=limits)
        if name in held:
            readings[name] = extraction
        return extraction

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("识别 reading")
        score = score_folder(
            folder, read, progress=lambda done, of: shown.update(task, completed=done, total=of)
        )
    answered = score_bundles(bundles, readings, engine)
    if as_json:
        data = as_dict(score)
        if bundles:
            data["bundles"] = bundles_as_dict(answered)
        print(json.dumps(data, ensure_ascii=False))  # noqa: T201
    else:
        print_score(score, Console())
        print_bundles(answered, Console())
    return 3 if score.failures else 0


def print_score(score: Score, console: Console) -> None:
    """Print the tables of a score for a person."""
    data = as_dict(score)
    without = [answer for answer in score.answers if answer.condition != "photocopy"]
    copies = [answer for answer in score.answers if answer.condition == "photocopy"]
    console.print(f"文件 files: {score.files}")
    for title, answers in (
        ("全部字段 all fields", score.answers),
        ("不含复印件 without photocopies", without),
        ("复印件 photocopies", copies),
    ):
        right = sum(answer.right for answer in answers)
        console.print(f"{title}: {right}/{len(answers)} = {right / max(1, len(answers)):.2%}")
    console.print(f"类型 kinds: {data['kinds']}")
    console.print(f"印章文字 words of seals: {_share(score.seals)}")
    for title, key in (
        ("字段 field", _field_of),
        ("条件 condition", _condition_of),
        ("组 group", _group_of),
    ):
        shown = Table(
            title, "标注 labelled", "正确 right", "错误 wrong", "缺失 missing", "比例 share"
        )
        for row in table(score.answers, key):
            figures = (row.labelled, row.right, row.wrong, row.missing)
            shown.add_row(row.name, *(str(figure) for figure in figures), f"{row.share:.2%}")
        console.print(shown)
    risk = Table("置信度 ≥ confidence", "给出 given", "错误 wrong", "风险 risk", "覆盖 coverage")
    for level, given, wrong in risk_table(score.answers):
        share, coverage = wrong / max(1, given), given / max(1, len(score.answers))
        risk.add_row(f"{level:.2f}", str(given), str(wrong), f"{share:.2%}", f"{coverage:.1%}")
    console.print(risk)
    for answer in score.answers:
        if not answer.right:
            got = "—" if answer.given is None else "、".join(answer.given)
            console.print(
                f"✗ {answer.file} [{answer.condition}] {answer.field}: "
                f"{'、'.join(answer.expected)} → {got} ({answer.confidence:.2f})",
                markup=False,
            )


def print_bundles(answered: Sequence[Answered], console: Console) -> None:
    """Print how many claims of several documents were judged as they should be."""
    if not answered:
        return
    data = bundles_as_dict(answered)
    console.print(f"申报 claims: {data['claims']}")
    console.print(f"核查意见 findings: {data['findings']}")
    for one in answered:
        if not one.right:
            console.print(
                f"✗ {one.bundle} {one.rule}: {one.expected or '(no objection)'} → {one.given}",
                markup=False,
            )


def bundles_as_dict(answered: Sequence[Answered]) -> dict[str, object]:
    """Return the score of the claims as plain data; a claim is right if all of it is."""
    claims = {one.bundle for one in answered}
    wrong = [one for one in answered if not one.right]
    named = [one for one in answered if one.expected is not None]
    return {
        "claims": {"labelled": len(claims), "right": len(claims - {one.bundle for one in wrong})},
        "findings": {"labelled": len(named), "right": sum(one.right for one in named)},
        "false_objections": sum(one.expected is None for one in wrong),
        "wrong": [
            {"bundle": one.bundle, "rule": one.rule, "expected": one.expected, "given": one.given}
            for one in wrong
        ],
    }


def _field_of(answer: Answer) -> str:
    return answer.field


def _condition_of(answer: Answer) -> str:
    return answer.condition


def _group_of(answer: Answer) -> str:
    return answer.group


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: how many were labelled, right, wrong and not given."""

    name: str
    labelled: int
    right: int
    wrong: int
    missing: int

    @property
    def share(self) -> float:
        """Right ones among the labelled, 0 to 1."""
        return self.right / self.labelled if self.labelled else 1.0


def table(answers: Iterable[Answer], key: Callable[[Answer], str]) -> list[Row]:
    """Return a row for each value of the key, in alphabetical order."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[key(answer)].append(answer)
    rows = []
    for name in sorted(groups):
        group = groups[name]
        right = sum(answer.right for answer in group)
        missing = sum(answer.given is None for answer in group)
        rows.append(Row(name, len(group), right, len(group) - right - missing, missing))
    return rows


def risk_table(answers: Iterable[Answer]) -> list[tuple[float, int, int]]:
    """Return, for each confidence level, how many values reach it and how many are wrong."""
    given = [answer for answer in answers if answer.given is not None]
    return [
        (
            level,
            sum(answer.confidence >= level for answer in given),
            sum(answer.confidence >= level and not answer.right for answer in given),
        )
        for level in LEVELS
    ]


def reliability(answers: Iterable[Answer]) -> list[dict[str, float | int]]:
    """Return, for each span of confidence, how many values it has, how many right, and its mean.

    Where confidence means what it says, the share that is right is the mean.
    """
    given = [answer for answer in answers if answer.given is not None]
    spans = zip((*BINS[1:], 1.01), BINS, strict=True)
    table = []
    for above, least in spans:
        inside = [answer for answer in given if least <= answer.confidence < above]
        if inside:
            table.append(
                {
                    "from": least,
                    "given": len(inside),
                    "right": sum(answer.right for answer in inside),
                    "mean": round(sum(a.confidence for a in inside) / len(inside), 4),
                }
            )
    return table


def coverage(answers: Iterable[Answer]) -> list[dict[str, float]]:
    """Return the share wrong among the surest values, for each twentieth of them that is kept."""
    given = sorted(
        (answer for answer in answers if answer.given is not None),
        key=lambda answer: -answer.confidence,
    )
    points = []
    for step in range(1, _STEPS + 1):
        kept = given[: max(1, len(given) * step // _STEPS)]
        if kept:
            wrong = sum(not answer.right for answer in kept) / len(kept)
            points.append({"kept": step / _STEPS, "wrong": round(wrong, 5)})
    return points


def as_dict(score: Score) -> dict[str, object]:
    """Return the whole score as plain data."""
    photocopies = [a for a in score.answers if a.condition == "photocopy"]
    others = [a for a in score.answers if a.condition != "photocopy"]
    return {
        "schema": "xueshi.evaluation/1",
        "files": score.files,
        "fields": _share(score.answers),
        "fields_without_photocopies": _share(others),
        "photocopies": _share(photocopies),
        "sure_values": sum(a.given is not None and a.confidence >= SURE for a in score.answers),
        "sure_and_wrong": sum(
            a.given is not None and a.confidence >= SURE and not a.right for a in score.answers
        ),
        "by_field": [_row(r) for r in table(score.answers, _field_of)],
        "by_field_without_photocopies": [_row(r) for r in table(others, _field_of)],
        "by_condition": [_row(r) for r in table(score.answers, _condition_of)],
        "by_group": [_row(r) for r in table(score.answers, _group_of)],
        "seals": _share(score.seals),
        "seals_by_condition": [_row(r) for r in table(score.seals, _condition_of)],
        "risk": [
            {"confidence": level, "given": given, "wrong": wrong}
            for level, given, wrong in risk_table(score.answers)
        ],
        "reliability": reliability(score.answers),
        "coverage": coverage(score.answers),
        "kinds": {
            "labelled": len(score.kinds),
            "right": sum(truth == given for _, _, truth, given in score.kinds),
        },
        "wrong": [
            {
                "file": a.file,
                "condition": a.condition,
                "field": a.field,
                "expected": list(a.expected),
                "given": None if a.given is None else list(a.given),
                "confidence": a.confidence,
            }
            for a in score.answers
            if not a.right
        ],
        "wrong_kinds": [
            {"file": name, "condition": condition, "expected": truth, "given": given}
            for name, condition, truth, given in score.kinds
            if truth != given
        ],
        "surplus": [
            {"file": name, "field": key, "confidence": confidence}
            for name, key, confidence in score.surplus
        ],
        "failures": [{"file": name, "message": message} for name, message in score.failures],
    }


def _share(answers: list[Answer]) -> dict[str, float | int]:
    right = sum(answer.right for answer in answers)
    return {
        "labelled": len(answers),
        "right": right,
        "share": round(right / len(answers), 4) if answers else 1.0,
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "labelled": row.labelled,
        "right": row.right,
        "wrong": row.wrong,
        "missing": row.missing,
        "share": round(row.share, 4),
    }
