"""Measured signals of a page: seals, originality, picture quality. They propose and never judge.

One shrunken map of the page's ink serves all that look for seals and colours.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.document import OddDigit, Originality, Page, Quality, Seal
from extractor.filefacts import FileFacts, SheetFacts
from extractor.signals.colour import Rgb, ink_map
from extractor.signals.coloured_words import find_coloured_words
from extractor.signals.digits import find_odd_digits
from extractor.signals.originality import assess_originality
from extractor.signals.quality import assess_quality
from extractor.signals.seal_text import ReadStrip
from extractor.signals.seals import FINDING_SIDE, find_coloured_rings, read_seals
from extractor.signals.stamps import find_stamps, lines_of


@dataclass(frozen=True, slots=True)
class Looked:
    """What was measured on one page beside its text."""

    seals: tuple[Seal, ...]
    originality: Originality
    quality: Quality
    odd_digits: tuple[OddDigit, ...] = ()


def look_at_page(
    image: Rgb,
    page: Page,
    sheet: SheetFacts,
    *,
    file: FileFacts | None = None,
    read_strip: ReadStrip | None = None,
) -> Looked:
    """Return the seals, the kind of capture, the quality and the odd digits of an upright page.

    Grey seals stand behind the coloured ones: what a photocopied ring says still names the
    issuer, and beside a coloured one both are to be seen.
    """
    ink = ink_map(image, max_side=FINDING_SIDE)
    coloured = find_coloured_rings(ink)
    stamps = find_stamps(
        image, ink, [one.ring for one in coloured], page=page.number, read_strip=read_strip
    )
    lines = (*page.lines, *lines_of(stamps))
    if read_strip is not None:
        rings = [one.ring for one in coloured]
        lines = (*lines, *find_coloured_words(image, ink, rings, read_strip, known=page.lines))
    originality, grey = assess_originality(
        image, lines, ink, coloured, sheet, page=page.number, file=file
    )
    seals = read_seals(
        image,
        ink,
        (*coloured, *grey),
        page=page.number,
        read_strip=read_strip,
        printed=[line.text for line in page.lines],
    )
    return Looked(
        (*seals, *stamps),
        originality,
        assess_quality(image, page.lines, rotation=page.rotation),
        find_odd_digits(image, page),
    )
