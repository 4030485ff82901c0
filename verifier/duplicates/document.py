"""A document to be compared: what was read on it and its pages' pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from extractor.document import Extraction, Page
from extractor.fingerprint import Fingerprint, shingles_of
from extractor.image import Picture, resize
from verifier.duplicates.aligned import Sheet, prepare


@dataclass(slots=True)
class Document:
    """One reading with the upright RGB pictures of its pages, in their order.

    Pictures may be fewer than pages; a page without one is compared by its text alone.
    Pages are made ready for comparison when first asked for, and kept.
    """

    extraction: Extraction
    pictures: Sequence[Picture] = ()
    marks: tuple[Fingerprint, ...] | None = None
    """The pages' fingerprints, None until somebody asks."""
    _sheets: dict[int, Sheet] = field(default_factory=dict)
    _shingles: dict[int, frozenset[int]] = field(default_factory=dict)

    def sheet(self, number: int) -> Sheet | None:
        """Return a page's picture made ready; pages count from 1."""
        if not 1 <= number <= len(self.pictures):
            return None
        if number not in self._sheets:
            self._sheets[number] = prepare(self.pictures[number - 1])
        return self._sheets[number]

    def shingles(self, page: Page) -> frozenset[int]:
        """Return the shingles of a page's text."""
        if page.number not in self._shingles:
            self._shingles[page.number] = shingles_of(page.text)
        return self._shingles[page.number]


def shrink(image: Picture, longer_side: int) -> Picture:
    """Return the picture at most so large, as a copy that is nobody else's."""
    scale = longer_side / max(image.shape[:2])
    if scale >= 1:
        return image.copy()
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    return resize(image, size)


def decode_page(encoded: bytes) -> Picture:
    """Return the RGB picture of a page as `extractor.pictures.encode_page` kept it.

    Raises:
        ValueError: the bytes are no picture.
    """
    found = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR)
    if found is None:
        raise ValueError("the page's picture cannot be decoded")
    return np.asarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB), np.uint8)
