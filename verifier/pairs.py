"""Labelled pairs in and out: what reviewers said of captures, and how the program does on them.

A folder of pairs holds `pairs.json` (a list) beside the crops that were looked at and, where the
office wants to measure newer rules, the uploads themselves. Without these the answers are
compared with what the program said then. No name, number or file name of anybody is written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from extractor.document import Assessment
from extractor.engines import Engine
from extractor.limits import Limits
from verifier import labels
from verifier.check import read_upload, upload_from_path
from verifier.errors import ClaimError, UsageFailure
from verifier.model import Unread
from verifier.store import captures
from verifier.store.blob_store import BlobStore
from verifier.store.database import Database

FILE = "pairs.json"
_FALSE = {
    "original": (Assessment.COPY, Assessment.RECAPTURE),
    "copy": (Assessment.ORIGINAL,),
}
"""Assessments that are an error for an answer; an undecided one never is."""


class PairModel(BaseModel):
    """One answer of a reviewer beside the program's of that time; files lie in the folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: Literal["original", "copy", "unsure"]
    assessment: Assessment
    reason: str | None = None
    crop: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    file: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    answered_on: str | None = None


_PAIRS = TypeAdapter(list[PairModel])


def export(database: Database, blobs: BlobStore, folder: Path, *, with_files: bool) -> int:
    """Write the pairs of a store into a folder; return how many.

    Raises:
        UsageFailure: the folder cannot be written.
    """
    with database.reading() as connection:
        found = list(captures.pairs(connection))
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, pair in enumerate(found, start=1):
            crop = f"{number:05}-crop.jpg" if pair.picture is not None else None
            if pair.picture is not None and crop is not None:
                (folder / crop).write_bytes(blobs.get(pair.picture))
            file = f"{number:05}" if with_files else None
            if file is not None:
                (folder / file).write_bytes(blobs.get(pair.sha256))
            made.append(
                PairModel(
                    answer=pair.answer.value,
                    assessment=Assessment(pair.assessment),
                    reason=pair.reason,
                    crop=crop,
                    file=file,
                    answered_on=pair.answered_at.date().isoformat(),
                )
            )
        text = _PAIRS.dump_json(made, indent=2, exclude_none=True)
        (folder / FILE).write_bytes(text + b"\n")
    except OSError as error:
        raise UsageFailure(
            f"无法写入文件夹。 The folder cannot be written: {error.strerror}.",
            "请换一个可写的文件夹。 Choose a folder that can be written to.",
        ) from error
    return len(made)


def load(folder: Path) -> list[PairModel]:
    """Return the pairs of a folder.

    Raises:
        ClaimError: `pairs.json` is not what `export` writes.
    """
    try:
        return _PAIRS.validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise ClaimError(
            f"{FILE} 无法读取。 {FILE} cannot be read.",
            "请用 xueshi pairs 重新导出。 Export it again with `xueshi pairs`.",
        ) from error


def score(folder: Path, *, engine: Engine, limits: Limits) -> dict[str, Any]:
    """Return how the program does on a folder of pairs; files in it are read again.

    `counts` is answer, then assessment, to a number; `wrong` and `decided` leave out the pairs
    of which the reviewer could not tell.
    """
    counts: dict[str, Counter[str]] = {answer: Counter() for answer in labels.CAPTURE_ANSWERS}
    again = unread = 0
    for pair in load(folder):
        said = pair.assessment
        if pair.file is not None:
            found = read_upload(
                upload_from_path(folder / pair.file, limits=limits), engine=engine, limits=limits
            )
            if isinstance(found, Unread):
                unread += 1
                continue
            said, again = found.originality.assessment, again + 1
        counts[pair.answer][said.value] += 1
    told = [(answer, said, n) for answer in _FALSE for said, n in counts[answer].items()]
    return {
        "pairs": sum(counter.total() for counter in counts.values()),
        "read_again": again,
        "unread": unread,
        "counts": {answer: dict(counter) for answer, counter in counts.items()},
        "decided": sum(n for _, said, n in told if said != Assessment.UNDECIDED),
        "told": sum(n for *_, n in told),
        "wrong": sum(n for answer, said, n in told if Assessment(said) in _FALSE[answer]),
        "originals_called_copy": sum(counts["original"][one] for one in _FALSE["original"]),
        "copies_passed": counts["copy"][Assessment.ORIGINAL],
    }


def run(folder: Path, *, engine: Engine, as_json: bool, limits: Limits) -> int:
    """Score a folder of pairs and print it; return the exit code."""
    found = score(folder, engine=engine, limits=limits)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))  # noqa: T201
    else:
        _print(found, Console())
    return 3 if found["unread"] else 0


def _print(found: Mapping[str, Any], console: Console) -> None:
    console.print(f"标注 pairs: {found['pairs']}（重新识别 read again: {found['read_again']}）")
    shown = Table("人工 reviewer", *(labels.both(labels.ASSESSMENTS, one) for one in Assessment))
    for answer, counter in found["counts"].items():
        cells = (str(counter.get(one, 0)) for one in Assessment)
        shown.add_row(labels.both(labels.CAPTURE_ANSWERS, answer), *cells)
    console.print(shown)
    console.print(
        f"已判定 decided: {found['decided']}/{found['told']}；"
        f"其中错误 wrong: {found['wrong']}（原件误判 originals called copy: "
        f"{found['originals_called_copy']}，复印件放行 copies passed: {found['copies_passed']}）"
    )
