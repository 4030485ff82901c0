"""Measures whether an upload is a capture of an original: ordered rules with named reasons.

Each rule is one signal that a person can see on the page. Where no rule speaks, the answer
is `undecided`. A colour copy cannot be told from an original on a picture, and a grey file
says nothing about what lay on the glass: neither is guessed. Nothing here judges a claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractor.document import Assessment, Line, Originality, Place, Seal, Signal
from extractor.filefacts import SheetFacts
from extractor.image import resize
from extractor.signals.colour import Rgb, extremes

_COPY_WORDS = re.compile(
    r"^[^，。]{0,6}(?:复印件|影印件|複印件|与原件(?:一致|相符|核对无误|无异)|與原件相符|原件(?:已核|核对)|"
    r"true copy|certified copy|copy of (?:the )?original)[^，。]{0,8}$",
    re.IGNORECASE,
)
_MEASURED_SIDE = 800
_COLOURLESS = 7.0
"""Chroma (distance from grey, 0 to 255) below which nine hundred and ninety-nine pixels in a
thousand of a scan stay when the file holds no colour but for what JPEG adds."""

_ORDER = (
    Assessment.COPY,
    Assessment.RECAPTURE,
    Assessment.UNDECIDED,
    Assessment.BORN_DIGITAL,
    Assessment.ORIGINAL,
)
"""From the gravest; the gravest page decides for the document."""


def assess_originality(
    image: Rgb, lines: Sequence[Line], seals: Sequence[Seal], facts: SheetFacts, *, page: int
) -> Originality:
    """Return the assessment of one upright page with the signals that led to it.

    The first rule that applies decides: words of a copy; a page drawn by fonts (from the
    file's structure, never from pixels); a file without colour; a red or blue seal in a
    colour capture; else undecided.
    """
    words = [line for line in lines if _COPY_WORDS.match(line.text.strip())]
    if words:
        signals = tuple(
            Signal("copy-words", round(line.confidence, 2), "copy", Place(page, line.box))
            for line in words
        )
        return Originality(Assessment.COPY, signals)
    if facts.vector_text > 0 and not facts.full_page_picture:
        drawn = Signal("drawn-by-fonts", float(facts.vector_text), "born_digital")
        return Originality(Assessment.BORN_DIGITAL, (drawn,))
    if facts.colour == "bilevel":
        return Originality(Assessment.UNDECIDED, (Signal("bilevel-file", 1.0, "undecided"),))
    chroma = measure_chroma(image)
    if facts.colour == "grey" or chroma < _COLOURLESS:
        return Originality(Assessment.UNDECIDED, (Signal("grey-file", chroma, "undecided"),))
    coloured = [seal for seal in seals if seal.colour in ("red", "blue")]
    if coloured:
        signals = tuple(
            Signal(f"{seal.colour}-seal", 1.0, "original", seal.place) for seal in coloured
        )
        return Originality(Assessment.ORIGINAL, signals)
    return Originality(Assessment.UNDECIDED, (Signal("no-coloured-seal", chroma, "undecided"),))


def measure_chroma(image: Rgb) -> float:
    """Return how far the most coloured thousandth of the page is from grey, 0 to 255."""
    scale = min(1.0, _MEASURED_SIDE / max(image.shape[:2]))
    height, width = (max(1, round(side * scale)) for side in image.shape[:2])
    weakest, strongest = extremes(resize(image, (width, height)))
    spread = cv2.subtract(strongest, weakest)
    return round(float(np.percentile(spread, 99.9)), 1)


def join_originality(pages: Sequence[Originality]) -> Originality:
    """Return the assessment of a document: the gravest page's, with the signals of all."""
    if not pages:
        return Originality(Assessment.UNDECIDED)
    gravest = min(pages, key=lambda page: _ORDER.index(page.assessment)).assessment
    return Originality(gravest, tuple(signal for page in pages for signal in page.signals))
