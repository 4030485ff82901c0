"""A folder of documents as a ledger: what is under check is compared with each that may be related.

Each file of the folder is read once. A file of the folder that is itself under check is not
compared with itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.document import Extraction
from extractor.engines import Engine
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.pictures import LONGER_SIDE
from verifier.bundle_work import is_the_journals
from verifier.check import Upload, upload_from_path
from verifier.comparing import read_document
from verifier.duplicates.candidates import propose
from verifier.duplicates.document import Document, shrink
from verifier.duplicates.relation import compare
from verifier.errors import UsageFailure
from verifier.model import Claim, LedgerMatch, Unread
from verifier.relations import Again, Comparison, Match, Related, RelationKind

if TYPE_CHECKING:
    from extractor.image import Picture

_SAME = (RelationKind.SAME_FILE, RelationKind.SAME_DOCUMENT)
_FULL_DAY = Decimal(6)
"""Class hours from which a day of learning leaves no room for another."""
_HOLDER = ("holder_name", "holder_id")


@dataclass(slots=True)
class FolderLedger:
    """What lies in a folder, read and ready to be compared with what is under check."""

    documents: Sequence[Document]
    _pages: dict[str, list[Picture]] = field(default_factory=dict)
    _found: dict[str, tuple[Related, ...]] = field(default_factory=dict)

    def watch(self, upload: Upload) -> Upload:
        """Return the upload so that its pages can be compared once it is read."""
        pages: list[Picture] = []
        self._pages[upload.name] = pages
        before = upload.keep

        def keep(number: int, image: Picture) -> None:
            pages.append(shrink(image, LONGER_SIDE))
            if before is not None:
                before(number, image)

        return replace(upload, keep=keep)

    def related(self, extraction: Extraction) -> tuple[Related, ...]:
        """Return the documents that are related to one, with how, the likeliest first."""
        digest = extraction.source.sha256
        if digest not in self._found:
            document = Document(extraction, self._pages.get(extraction.source.name, ()))
            proposed = [] if is_the_journals(extraction) else propose(document, self.documents)
            pairs = [
                (other, compare(document, other))
                for other in proposed
                if not is_the_journals(other.extraction)
            ]
            self._found[digest] = tuple(
                Related(other.extraction.source.name, other.extraction, found)
                for other, found in pairs
            )
        return self._found[digest]

    def matches(self, claim: Claim, extraction: Extraction) -> tuple[LedgerMatch, ...]:
        """Return what a related document means for hours that are claimed again."""
        del claim  # the documents speak for themselves
        found = []
        for one in self.related(extraction):
            again = again_of(extraction, one.extraction, one.comparison)
            if again is not None:
                places = tuple(spot.a for spot in one.comparison.differences if spot.a is not None)
                found.append(
                    LedgerMatch(one.reference, exact=again is Again.DOCUMENT, again=again,
                                kind=one.extraction.kind.value, places=places)
                )  # fmt: skip
        return tuple(found)


def again_of(ours: Extraction, theirs: Extraction, found: Comparison) -> Again | None:
    """Return in what way hours would count twice, None if they would not."""
    if found.kind in _SAME:
        return Again.DOCUMENT
    if found.kind is RelationKind.ALTERED:
        return Again.ALTERED
    if not _same_holder(found):
        return None
    if found.kind is RelationKind.SAME_ACTIVITY:
        return Again.EVENT
    answers = {match.name: match.match for match in found.fields}
    if answers.get("activity_title") is Match.SAME and answers.get("hours") is Match.SAME:
        return Again.FACTS
    return Again.DAYS if _full_days_overlap(ours, theirs) else None


def _same_holder(found: Comparison) -> bool:
    answers = {match.name: match.match for match in found.fields}
    seen = [answers[name] for name in _HOLDER if name in answers]
    return Match.SAME in seen and Match.DIFFERENT not in seen


def _full_days_overlap(ours: Extraction, theirs: Extraction) -> bool:
    """Say whether both documents claim whole days of which one is the same."""
    spans = [_full_days(one) for one in (ours, theirs)]
    first, second = spans
    if first is None or second is None:
        return False
    return max(first[0], second[0]) <= min(first[1], second[1])


def _full_days(document: Extraction) -> tuple[date, date] | None:
    values: Mapping[str, str] = {
        name: str(found.value)
        for name in ("start_date", "end_date", "hours")
        if (found := document.first(name)) is not None
    }
    try:
        first = date.fromisoformat(values["start_date"])
        last = date.fromisoformat(values.get("end_date", values["start_date"]))
        hours = Decimal(values["hours"])
    except (KeyError, ValueError, ArithmeticError):
        return None  # not known to the day: nothing is concluded
    days = (last - first).days + 1
    return (first, last) if days > 0 and hours / days >= _FULL_DAY else None


def ledger_of_folder(
    folder: Path,
    *,
    engine: Engine,
    leave_out: Sequence[Path] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[FolderLedger, tuple[Unread, ...]]:
    """Read the files of a folder; return the ledger and what could not be read.

    Raises:
        UsageFailure: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageFailure(
            f"没有文件夹 {folder.name!r}。 There is no folder of that name.",
            "请给出已登记材料所在的文件夹。 Name the folder with what is on record.",
        )
    known = {path.resolve() for path in leave_out}
    read = [
        read_document(upload_from_path(path, limits=limits), engine=engine, limits=limits)
        for path in sorted(folder.iterdir())
        if path.is_file()
        and not path.name.startswith(".")
        and path.suffix.lower() not in _NOT_DOCUMENTS
        and path.resolve() not in known
    ]
    documents = tuple(one for one in read if isinstance(one, Document))
    return FolderLedger(documents), tuple(one for one in read if isinstance(one, Unread))


_NOT_DOCUMENTS = (".json", ".jsonl", ".csv", ".txt", ".md", ".yaml", ".yml")
"""What lies beside documents and says something about them."""
