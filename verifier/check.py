"""The main path: the files of one claim in, a report for each of them out.

Reading and judging meet only here. A file that cannot be read costs itself
alone: its place is taken by an `Unread`, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.document import Extraction
from extractor.engines import Engine
from extractor.errors import (
    EngineError,
    InputError,
    MissingInput,
    ReadingDefect,
    TooLargeInput,
)
from extractor.limits import DEFAULT_LIMITS, Limits
from verifier.bundle import gather
from verifier.model import Claim, Evidence, Ledger, Registers, Relation, Report, Unread
from verifier.policy.notice import Policy
from verifier.verify import DEFAULT_CONFIDENCE_FLOOR, verify

if TYPE_CHECKING:
    from extractor.extract import KeepLooked, KeepPage


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be read: its display name and how to get its bytes, when its turn comes.

    `fetch` raises an `InputError` when the bytes cannot be had.
    """

    name: str
    fetch: Callable[[], bytes]
    keep: KeepPage | None = None
    """Is handed the number and the upright picture of each page, for people to look at."""
    keep_looked: KeepLooked | None = None
    """Is handed the picture of each page with what was measured on it."""


def upload_from_path(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> Upload:
    """Return the upload of a file on disk; nothing is opened before it is fetched."""
    return Upload(path.name, partial(_bytes_of, path, limits))


def check(
    claim: Claim,
    files: Iterable[Upload | Extraction | Unread],
    policy: Policy,
    *,
    engine: Engine,
    today: date,
    ledger: Ledger | None = None,
    registers: Registers | None = None,
    limits: Limits = DEFAULT_LIMITS,
    confidence_floor: float = DEFAULT_CONFIDENCE_FLOOR,
    trust_roots: Path | None = None,
) -> tuple[Report | Unread, ...]:
    """Read the papers of one claim and judge each, the others beside it.

    A file is judged as the paper that it is read as; what else lies in it is beside that, as if it
    had come by itself.

    A paper that was read before comes as its reading, and one that is known to be unreadable as
    that. The result is in the order of the files.
    """
    read = [
        found
        if isinstance(found, Extraction | Unread)
        else read_upload(found, engine=engine, limits=limits, trust_roots=trust_roots)
        for found in files
    ]
    evidence = gather(
        [
            Evidence(found, relation_of(found, claim))
            for found in read
            if isinstance(found, Extraction)
        ]
    )
    within = tuple(
        Evidence(paper, _relation_shown(paper))
        for found in read
        if isinstance(found, Extraction)
        for paper in found.enclosed
    )
    judged = iter(
        verify(
            claim,
            document,
            policy,
            today=today,
            others=(*_without(evidence, index), *within),
            ledger=ledger,
            registers=registers,
            confidence_floor=confidence_floor,
        )
        for index, document in enumerate(evidence)
    )
    return tuple(found if isinstance(found, Unread) else next(judged) for found in read)


def read_upload(
    upload: Upload,
    *,
    engine: Engine,
    limits: Limits = DEFAULT_LIMITS,
    trust_roots: Path | None = None,
) -> Extraction | Unread:
    """Return the reading of one file, or why there is none."""
    try:
        blob = upload.fetch()
    except InputError as failure:
        return Unread(upload.name, failure)
    from extractor.extract import extract  # loads the language models, so it waits until here

    try:
        return extract(
            blob,
            upload.name,
            engine=engine,
            limits=limits,
            keep=upload.keep,
            keep_looked=upload.keep_looked,
            trust_roots=trust_roots,
        )
    except (InputError, EngineError) as failure:
        return Unread(upload.name, failure)
    except Exception as error:  # noqa: BLE001  # a door: one document must not cost the others
        defect = ReadingDefect(
            f"读取时程序出错（{type(error).__name__}）。 "
            f"The program failed on this document ({type(error).__name__})."
        )
        defect.__cause__ = error
        return Unread(upload.name, defect)


def relation_of(extraction: Extraction, claim: Claim) -> Relation | None:
    """Return what a document is for: as the claimant stated, else as its kind shows."""
    for attachment in claim.attachments:
        if attachment.file == extraction.source.name:
            return attachment.relation
    return _relation_shown(extraction)


def _relation_shown(extraction: Extraction) -> Relation | None:
    shown = {relation.value: relation for relation in Relation}
    return shown.get(extraction.kind.value)


def _without(evidence: Sequence[Evidence], index: int) -> tuple[Evidence, ...]:
    return (*evidence[:index], *evidence[index + 1 :])


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise MissingInput(
                "这是文件夹，不是文件。 This is a folder, not a file.",
                "请给出其中的文件。 Name the files in it.",
            )
        size = path.stat().st_size
        if not path.is_file():
            # A pipe or a device would be waited for without end.
            raise MissingInput("这不是普通文件。 This is not a plain file.")
        if size > limits.max_bytes:
            raise TooLargeInput(
                f"文件超过 {limits.max_bytes} 字节。 "
                f"The file is larger than {limits.max_bytes} bytes."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        # ValueError: a name with a zero byte.
        raise MissingInput(
            "文件不存在或无法打开。 The file does not exist or cannot be opened."
        ) from error
