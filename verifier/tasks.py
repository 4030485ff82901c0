"""What hands do: a claim and its papers in, reports out. No database is known here.

A task and what comes of it are small and can be sent anywhere: papers are named by where
their bytes lie, or bring them. Doing a task twice does no harm; the only thing it leaves
behind are page pictures by their digest.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from extractor.document import Extraction
from extractor.engines import Reading, load_engine
from extractor.errors import Failure, MissingInput
from extractor.limits import DEFAULT_LIMITS, Limits
from verifier.check import Upload, check, upload_from_path
from verifier.claim_file import claim_from_json
from verifier.claim_hours import main_papers
from verifier.claim_whole import whole_of
from verifier.contract.models import SCHEMA
from verifier.contract.report import report_to_json, unread_to_json
from verifier.corrections import corrected
from verifier.errors import NotFound
from verifier.fingerprints import judge_print, reader_print
from verifier.model import Report, Unread
from verifier.policy.load import load_policy
from verifier.readings import reading_from_bytes, reading_to_bytes
from verifier.registers import FileRegisters, load_registers, registers_for
from verifier.settings import Settings
from verifier.store.blob_store import BlobStore
from verifier.store.blobs import open_blobs
from verifier.store.relations import Compared
from verifier.verify import DEFAULT_CONFIDENCE_FLOOR, doubts

if TYPE_CHECKING:
    from extractor.image import Picture
    from extractor.signals import Looked
    from verifier.relating import Proposed

MOST_SEALS = 20
"""Of a document with more, the first are drawn."""
BLOB, FILE = "blob:", "file:"
"""How a paper's place begins: a digest in the blob store, or a path of this machine."""


class OtherProgram(Failure):
    """The hands run another version of the program, or know another notice or list."""

    code = "E-OTHER-PROGRAM"
    default_remedy = (
        "请在所有机器上安装同一版本，政策与名册文件夹内容须一致。"
        " Install the same version on every machine, with the same notices and lists."
    )

    def __init__(self, what: str) -> None:
        """Name what differs."""
        super().__init__(f"执行端与本机的{what}。 Workers and driver differ: {what}.")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What is the same for all tasks: the engine, the notices, the limits, where blobs lie."""

    engine: str = "rapid"
    policies: Path | None = None
    registers: Path | None = None
    blobs: str | None = None
    confidence_floor: float = DEFAULT_CONFIDENCE_FLOOR
    limits: Limits = DEFAULT_LIMITS
    trust_roots: Path | None = None

    @property
    def reader(self) -> str:
        """The fingerprint of what reads here."""
        return reader_print(self.engine, self.limits, self.trust_roots)

    def judge(self, policy: str, today: date | None) -> str:
        """Return the fingerprint of what judges here by a notice."""
        return judge_print(
            policy, policies=self.policies, registers=self.registers,
            confidence_floor=self.confidence_floor, today=today,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to read: where its bytes lie, or the bytes, or what was read before.

    `refused` says why nothing can be read where that is known.
    """

    name: str
    location: str = ""
    blob: bytes | None = None
    reading: bytes | None = None
    refused: Failure | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)
    """By the fields' keys: what a person set right in a reading from before."""


@dataclass(frozen=True, slots=True)
class Task:
    """A claim with its papers, to be judged by a notice as of a day.

    `reader` and `judge` are what the sender expects to read and to judge with; left empty,
    they are not compared.
    """

    claim: str
    policy: str
    papers: tuple[Paper, ...]
    today: date
    keeps_pages: bool = False
    keeps_readings: bool = False
    reader: str = ""
    judge: str = ""
    lists: tuple[Path, ...] = ()
    """Folders of lists that go before the common ones, the nearest first."""
    proposed: Proposed | None = None
    """What to compare with what is on record, where that is the task."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one paper: its report as JSON, and what there is to keep."""

    report: str
    recommendation: str | None
    """None where the paper could not be read."""
    error: str | None = None
    sha256: str | None = None
    reading: bytes | None = None
    pages: tuple[str, ...] = ()
    bits: tuple[bytes, ...] = ()
    """The fingerprints of the pages that were kept."""
    details: tuple[tuple[str, str], ...] = ()
    """Name and digest of each picture of a part of them."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task."""

    read: tuple[Read, ...]
    recommendation: str
    doubts: int
    credit: Decimal | None
    related: Compared = field(default_factory=Compared)
    """What a person should see of the documents beside those on record."""


@dataclass(slots=True)
class _Kept:
    """What is kept of a paper's pages: their pictures' digests and their fingerprints."""

    digests: list[str] = field(default_factory=list)
    bits: list[bytes] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    seals: int = 0


def workshop_of(settings: Settings) -> Workshop:
    """Return the workshop that the settings describe."""
    folder, roots = settings.registers, settings.trust_roots
    return Workshop(
        engine=settings.engine,
        policies=settings.policies,
        registers=folder.absolute() if folder is not None else None,
        blobs=settings.blobs_address,
        confidence_floor=settings.confidence_floor,
        limits=settings.limits,
        trust_roots=roots.absolute() if roots is not None else None,
    )


def perform(workshop: Workshop, task: Task) -> Done:
    """Read and judge the papers of a claim.

    Raises:
        OtherProgram: what would read or judge here is not what the sender expects.
    """
    _compare(workshop, task)
    if task.proposed is not None:
        from verifier.relating import relate  # picture libraries: not for the driver of a batch

        related = relate(_blobs(workshop.blobs), task.proposed)
        return Done((), "ready", 0, None, related)
    kept = [_Kept() for _ in task.papers]
    papers = [
        _from_before(paper)
        or Upload(
            paper.name, partial(_fetch, workshop, paper),
            partial(_keep, workshop, pages) if task.keeps_pages else None,
            partial(_keep_looked, workshop, pages) if task.keeps_pages else None,
        )
        for paper, pages in zip(task.papers, kept, strict=True)
    ]  # fmt: skip
    found = check(
        claim_from_json(task.claim),
        papers,
        load_policy(task.policy, workshop.policies),
        engine=_WhenNeeded(workshop.engine),
        today=task.today,
        registers=_registers(workshop, task),
        limits=workshop.limits,
        trust_roots=workshop.trust_roots,
        confidence_floor=workshop.confidence_floor,
    )
    read = tuple(
        _read(one, pages, paper, keeps=task.keeps_readings)
        for one, pages, paper in zip(found, kept, task.papers, strict=True)
    )
    return _together(found, read)


def _compare(workshop: Workshop, task: Task) -> None:
    if task.reader and task.reader != workshop.reader:
        raise OtherProgram("识别程序不同 · the reader")
    if task.judge and task.judge != _judge(workshop, task.policy, task.today):
        raise OtherProgram("核查程序、通知或名册不同 · the rules, the notice or the lists")


@lru_cache(maxsize=64)
def _judge(workshop: Workshop, policy: str, today: date) -> str:
    return workshop.judge(policy, today)


def _from_before(paper: Paper) -> Extraction | Unread | None:
    if paper.refused is not None:
        return Unread(paper.name, paper.refused)
    if paper.reading is None:
        return None
    read = reading_from_bytes(paper.reading)
    # the same bytes may come under another name
    named = replace(read, source=replace(read.source, name=paper.name))
    return corrected(named, paper.corrections)


@dataclass(frozen=True, slots=True)
class _WhenNeeded:
    """The engine, loaded when there is something to read: what was read before needs none."""

    name: str

    def read(self, image: Picture) -> Reading:
        return load_engine(self.name).read(image)

    def read_strip(self, image: Picture) -> tuple[str, float]:
        return load_engine(self.name).read_strip(image)


def _read(one: Report | Unread, pages: _Kept, paper: Paper, *, keeps: bool) -> Read:
    if isinstance(one, Unread):
        return Read(unread_to_json(one, SCHEMA), None, error=one.failure.code)
    fresh = keeps and paper.reading is None
    return Read(
        report_to_json(one),
        one.recommendation,
        sha256=one.extraction.source.sha256,
        reading=reading_to_bytes(one.extraction) if fresh else None,
        pages=tuple(pages.digests),
        bits=tuple(pages.bits),
        details=tuple(pages.details.items()),
    )


def _together(found: Sequence[Report | Unread], read: tuple[Read, ...]) -> Done:
    reports = [one for one in found if isinstance(one, Report)]
    whole = whole_of(found)
    unread = len(found) - len(reports)
    asked = sum(doubts(one.findings) for one in main_papers(reports))
    return Done(
        read,
        str(whole.recommendation),
        asked + unread + whole.worth.is_open,
        whole.worth.hours,
    )


def _fetch(workshop: Workshop, paper: Paper) -> bytes:
    if paper.blob is not None:
        return paper.blob
    if paper.location.startswith(FILE):
        path = Path(os.fsdecode(unquote_to_bytes(paper.location.removeprefix(FILE))))
        return upload_from_path(path, limits=workshop.limits).fetch()
    try:
        return _blobs(workshop.blobs).get(paper.location.removeprefix(BLOB))
    except NotFound as error:
        raise MissingInput("上传的文件找不到了。 The uploaded file is not there.") from error


def _keep(workshop: Workshop, kept: _Kept, number: int, image: Picture) -> None:
    del number  # pages come in their order
    # image libraries: not for the driver
    from extractor.fingerprint import fingerprint_page
    from extractor.pictures import encode_page
    from verifier.duplicates.document import decode_page

    encoded = encode_page(image)
    kept.digests.append(_blobs(workshop.blobs).put(encoded))
    # the same pixels that a later comparison sees
    kept.bits.append(fingerprint_page(decode_page(encoded)).upright)


def _keep_looked(
    workshop: Workshop, kept: _Kept, number: int, image: Picture, looked: Looked
) -> None:
    from extractor.pictures import encode_page
    from extractor.signals.capture_pictures import page_pictures

    room = max(0, MOST_SEALS - kept.seals)
    drawn = page_pictures(
        image,
        number,
        looked.seals[:room],
        looked.originality,
        first_seal=kept.seals + 1,
        odd_digits=looked.odd_digits,
    )
    # pages come in their order, as the seals of the report do
    kept.seals += len(looked.seals)
    for name, picture in drawn.items():
        kept.details[name] = _blobs(workshop.blobs).put(encode_page(picture))


@lru_cache(maxsize=2)
def _blobs(address: str | None) -> BlobStore:
    if address is None:
        raise NotFound("没有设置文件存放处。 No place for blobs is set.")
    return open_blobs(address)


def _registers(workshop: Workshop, task: Task) -> FileRegisters | None:
    if not all(folder.is_dir() for folder in task.lists):
        raise OtherProgram("名册不同 · the lists")
    if task.lists:
        common = (workshop.registers,) if workshop.registers is not None else ()
        return registers_for((*task.lists, *common))
    return _common(workshop.registers) if workshop.registers is not None else None


@lru_cache(maxsize=2)
def _common(folder: Path) -> FileRegisters:
    return load_registers(folder)
