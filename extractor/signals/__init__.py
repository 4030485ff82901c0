"""Measured signals of a page: seals, originality, picture quality. They propose and never judge.

One shrunken map of the page's ink serves all that look for seals and colours.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.document import Originality, Page, Quality, Seal
from extractor.filefacts import FileFacts, SheetFacts
from extractor.signals.colour import Rgb, ink_map
from extractor.signals.originality import assess_originality
from extractor.signals.quality import assess_quality
from extractor.signals.seal_text import ReadStrip
from extractor.signals.seals import FINDING_SIDE, find_coloured_rings, read_seals


@dataclass(frozen=True, slots=True)
class Looked:
    """What was measured on one page beside its text."""

    seals: tuple[Seal, ...]
    originality: Originality
    quality: Quality


def look_at_page(
    image: Rgb,
    page: Page,
    sheet: SheetFacts,
    *,
    file: FileFacts | None = None,
    read_strip: ReadStrip | None = None,
) -> Looked:
    """Return the seals, the kind of capture and the quality of an upright page.

    A page's grey seals are read where no coloured one was found: what a photocopied ring says
    still names the issuer.
    """
    ink = ink_map(image, max_side=FINDING_SIDE)
    coloured = find_coloured_rings(ink)
    originality, grey = assess_originality(
        image, page.lines, ink, coloured, sheet, page=page.number, file=file
    )
    seals = read_seals(
        image,
        ink,
        coloured or grey,
        page=page.number,
        read_strip=read_strip,
        printed=[line.text for line in page.lines],
    )
    return Looked(seals, originality, assess_quality(image, page.lines))
