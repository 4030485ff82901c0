"""Score readings against a labelled folder by field, condition and kind, with risk and coverage."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from extractor.document import Extraction
from extractor.engines import Engine
from extractor.limits import Limits
from verifier.evaluation.answers import Answer, Score, score_folder
from verifier.evaluation.bundles import Answered, load_bundles, score_bundles

SURE = 0.9
"""Confidence from which a value is taken as given for certain."""
BINS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98)
"""Where the spans of the reliability table begin."""
_STEPS = 20
LEVELS = (0.99, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


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
