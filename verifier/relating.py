"""Compare what was read with what is on record, without reading either again.

The driver proposes (keys in the store, fingerprints in memory), a child compares: it sees only
what the store kept, the whole reading and the pages' pictures. Classmates are not compared
with each other, but for their seals and their type: `verifier/class_work.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np
from sqlalchemy import Connection

from extractor.fingerprint import fingerprint_page
from extractor.pictures import encode_page
from verifier.bundle_work import is_the_journals
from verifier.class_work import TALLEST, document_of, looked_at, pages_of
from verifier.contract.relation import relation_to_json
from verifier.duplicates.candidates import is_surely_another
from verifier.duplicates.document import Document, decode_page
from verifier.duplicates.fields import compare_fields
from verifier.duplicates.picture import evidence_picture, overlay, stacked
from verifier.duplicates.relation import compare
from verifier.duplicates.scan import Scan
from verifier.readings import reading_from_bytes
from verifier.relations import RelationKind
from verifier.store import fingerprints, relations
from verifier.store.blob_store import BlobStore
from verifier.store.database import Database
from verifier.store.fingerprints import Marked
from verifier.store.jobs import Leased
from verifier.store.relations import Compared, Found, Kept

IN_MEMORY = 20_000_000
"""Fingerprints that are held in memory, 40 bytes each; beyond it the bands propose."""
NEAR = 31
"""Bits of 256 within which two pages have one template."""
_PROPOSED = 50
_COMPARED = 12
"""Documents whose pictures are compared: those that their fields do not tell apart."""
_CLASS = 60
"""Classmates, the newest, that are looked at beside a paper."""
_CHUNK = 50_000
_TELLS = (RelationKind.UNRELATED, RelationKind.SAME_COURSE)


@dataclass(slots=True)
class Index:
    """Every fingerprint on record: in memory as long as there is room, else by its bands."""

    most: int = IN_MEMORY
    scan: Scan = field(default_factory=Scan)
    _full: bool = False

    def load(self, connection: Connection) -> None:
        """Fill the memory from the rows."""
        rows = fingerprints.all_after(connection)
        while chunk := list(islice(rows, _CHUNK)):
            if len(self.scan) + len(chunk) > self.most:
                self._full = True
                self.scan = Scan()
                return
            self.scan.add_many(
                np.array([one.evidence for one in chunk], np.int64),
                np.frombuffer(b"".join(one.bits for one in chunk), np.uint8).reshape(-1, 32),
            )

    def add(self, evidence: int, pages: Iterable[bytes]) -> None:
        """Add a document that was just committed."""
        self.scan.drop(evidence)
        for bits in pages:
            self.scan.add(evidence, bits)

    def near(self, connection: Connection, turns: Sequence[bytes]) -> list[int]:
        """Return the documents with a page near one that may lie in several turns."""
        if not self._full:
            return [one.key for one in self.scan.near(turns, NEAR, _PROPOSED)]
        found = fingerprints.near(connection, turns)
        return (
            _nearest(found.pages, turns)
            if found.is_complete
            else self._scanned(connection, turns, found.pages)
        )

    def _scanned(
        self, connection: Connection, turns: Sequence[bytes], known: Sequence[Marked]
    ) -> list[int]:
        """Look through the rows themselves: a bucket of the bands was too full to follow."""
        near = list(known)
        rows = fingerprints.all_after(connection)
        while chunk := list(islice(rows, _CHUNK)):
            part = Scan()
            part.add_many(
                np.arange(len(chunk), dtype=np.int64),
                np.frombuffer(b"".join(one.bits for one in chunk), np.uint8).reshape(-1, 32),
            )
            near += [chunk[one.key] for one in part.near(turns, NEAR, _PROPOSED)]
        return _nearest(near, turns)


def _nearest(pages: Sequence[Marked], turns: Sequence[bytes]) -> list[int]:
    part = Scan()
    for one in dict.fromkeys(pages):
        part.add(one.evidence, one.bits)
    return [one.key for one in part.near(turns, NEAR, _PROPOSED)]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a child compares: the documents of a claim and those on record, by their blobs.

    `classmates` are papers of the same training, the newest first.
    """

    ours: tuple[Kept, ...]
    others: tuple[Kept, ...]
    classmates: tuple[Kept, ...] = ()


def propose(
    database: Database, index: Index, held: Leased, picture_of: Callable[[str], bytes]
) -> Proposed:
    """Return what the documents of a claim are to be compared with, the keys' finds first."""
    numbers = [number for number, _, _ in held.documents]
    with database.reading() as connection:
        ours = relations.kept(connection, numbers)
        near: list[int] = list(relations.sharing_keys(connection, numbers, _PROPOSED))
        for one in ours:
            for digest in one.pages:
                turns = fingerprint_page(decode_page(picture_of(digest))).turns
                near += index.near(connection, turns)
        wanted = [number for number in dict.fromkeys(near) if number not in numbers][:_PROPOSED]
        others = {one.evidence: one for one in relations.kept(connection, wanted)}
        of_class = relations.classmates(connection, numbers, _CLASS)
        classmates = relations.kept(connection, of_class)
    return Proposed(
        ours, tuple(others[number] for number in wanted if number in others), classmates
    )


def relate(blobs: BlobStore, given: Proposed) -> Compared:
    """Compare documents with those on record; return what a person should see."""
    found: list[Found] = []
    others = [
        (one, extraction)
        for one in given.others
        if not is_the_journals(extraction := reading_from_bytes(blobs.get(one.extraction)))
    ]
    for ours in given.ours:
        document = document_of(blobs, ours)
        if is_the_journals(document.extraction):
            continue
        ranked = sorted(
            (
                (compare_fields(document.extraction, extraction), order)
                for order, (_, extraction) in enumerate(others)
            ),
            key=lambda one: (-sum(match.weight for match in one[0]), one[1]),
        )
        worth = [order for fields, order in ranked if not is_surely_another(fields)]
        for order in worth[:_COMPARED]:
            other, extraction = others[order]
            counterpart = Document(extraction, pages_of(blobs, other))
            result = compare(document, counterpart)
            if result.kind in _TELLS:
                continue
            drawn = stacked(
                [
                    evidence_picture(document, counterpart, result),
                    overlay(document, counterpart, result),
                ]
            )
            picture = blobs.put(encode_page(drawn, TALLEST)) if drawn is not None else None
            found.append(
                Found(ours.evidence, other.evidence, result.kind, relation_to_json(result), picture)
            )
    told = {frozenset((one.evidence, one.other)) for one in found}
    of_class = looked_at(blobs, given.ours, given.classmates)
    found += (one for one in of_class.relations if frozenset((one.evidence, one.other)) not in told)
    return replace(of_class, relations=tuple(found))
