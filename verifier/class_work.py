"""Look at a paper beside its class: an impression that repeats, a number in other type.

Only what the store kept is looked at; neither says anything of the claim, both are shown on the
page of the training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from extractor.pictures import encode_page
from verifier.contract.relation import relation_to_json
from verifier.duplicates.class_seals import Paper, Twins, twins
from verifier.duplicates.class_types import OtherType, set_otherwise
from verifier.duplicates.document import Document, decode_page
from verifier.duplicates.impressions import Ring, is_stamped, ring_of
from verifier.duplicates.picture import overlay, seal_pairs, stacked, strips
from verifier.duplicates.relation import compare
from verifier.readings import reading_from_bytes
from verifier.relations import RelationKind, Why
from verifier.store.blob_store import BlobStore
from verifier.store.relations import Compared, Found, Kept
from verifier.store.typefaces import SetOtherwise

TALLEST = 4000
"""Pixels of the longer side of a picture that is kept of two papers."""
_YOUNG = 12
"""Papers of a class so small that several may have come at once: all of them are looked at."""


def looked_at(blobs: BlobStore, ours: Sequence[Kept], classmates: Sequence[Kept]) -> Compared:
    """Return what stands out of some papers among those of their training.

    All of the class are asked where it is so small that others may not have been looked at; for
    its seals also where it was not known before that they are stamped by hand.
    """
    if not classmates:
        return Compared()
    kept = (*ours, *classmates)
    papers = [Paper(_rings(blobs, one), partial(document_of, blobs, one)) for one in kept]
    asked = range(len(kept)) if len(kept) <= _YOUNG else range(len(ours))
    types = (_set_otherwise(blobs, kept, papers, one) for one in set_otherwise(papers, asked))
    sealed = [at for at, one in enumerate(kept) if one.seals]
    return Compared(
        _seals(
            blobs,
            [kept[at] for at in sealed],
            [papers[at] for at in sealed],
            sum(at < len(ours) for at in sealed),
        ),
        tuple(one for one in types if one is not None),
        tuple(kept[at].evidence for at in asked),
    )


def _seals(
    blobs: BlobStore, kept: Sequence[Kept], papers: Sequence[Paper], ours: int
) -> tuple[Found, ...]:
    """Return the classmates' papers with one impression of a seal that is stamped by hand."""
    before = [tuple(paper.rings.values()) for paper in papers[ours:]]
    is_young = len(kept) <= _YOUNG or not is_stamped(before)
    pairs = twins(papers, range(len(kept) if is_young else ours))
    found = (_told(blobs, kept, papers, two) for two in pairs)
    return tuple(one for one in found if one is not None)


def _told(
    blobs: BlobStore, kept: Sequence[Kept], papers: Sequence[Paper], two: Twins
) -> Found | None:
    """Return two papers with one impression as classmates; None if they are related otherwise."""
    a, b = papers[two.a].document, papers[two.b].document
    result = compare(a, b)
    if result.kind is not RelationKind.SAME_COURSE:
        return None
    result = replace(result, reasons=(*result.reasons, Why.STAMPED_CLASS))
    drawn = stacked([seal_pairs(a, b, two.seals), overlay(a, b, result)])
    picture = blobs.put(encode_page(drawn, TALLEST)) if drawn is not None else None
    return Found(
        kept[two.a].evidence, kept[two.b].evidence, result.kind, relation_to_json(result), picture
    )


def _set_otherwise(
    blobs: BlobStore, kept: Sequence[Kept], papers: Sequence[Paper], one: OtherType
) -> SetOtherwise | None:
    drawn = strips(papers[one.paper].document, papers[one.beside].document, one.field)
    if drawn is None:
        return None
    a, b = kept[one.paper].evidence, kept[one.beside].evidence
    return SetOtherwise(a, b, one.field, blobs.put(encode_page(drawn, TALLEST)))


def _rings(blobs: BlobStore, one: Kept) -> dict[int, Ring]:
    rings = {number: ring_of(decode_page(blobs.get(seal))) for number, seal in one.seals.items()}
    return {number: ring for number, ring in rings.items() if ring is not None}


def document_of(blobs: BlobStore, one: Kept) -> Document:
    """Return a document as the store kept it: what was read, and its pages' pictures."""
    return Document(reading_from_bytes(blobs.get(one.extraction)), pages_of(blobs, one))


def pages_of(blobs: BlobStore, one: Kept) -> tuple[np.ndarray, ...]:
    """Return the pictures of a document's pages."""
    return tuple(decode_page(blobs.get(digest)) for digest in one.pages)
