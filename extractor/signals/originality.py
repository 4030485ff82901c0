"""Says what an upload is a capture of: ordered rules with named reasons over measured signals.

Each rule is one thing that a person can see on the page. Where none speaks, or where a picture
cannot tell in principle, the answer is `undecided`: a grey file of an original is the grey file
of a copy, and a colour copy has a red seal too. Nothing here judges a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import (
    Assessment,
    Box,
    CaptureReason,
    Line,
    Origin,
    Originality,
    Place,
    Signal,
)
from extractor.filefacts import FileFacts, SheetFacts
from extractor.signals.capture import (
    colour_share,
    coloured_ink_share,
    is_screenshot,
    middle_share,
)
from extractor.signals.colour import InkMap, Rgb
from extractor.signals.copy_words import find_copy_words
from extractor.signals.screen import Grid, find_grid
from extractor.signals.seals import FoundRing, find_grey_rings, ring_place
from extractor.signals.traces import find_traces

_GREY_FILE = 0.002
_TWO_LEVELS = 0.012
_RED = 0.2
"""Saturation from which a ring's colour is beyond doubt."""
_OTHER_COLOUR = 0.03
_READ_BY_ENGINE = 0.5
_HEAD = 0.35
"""Share of the text's height in which a ring without colour is a letterhead's emblem: of 41 copied
seals on photocopies among the fixtures none stands higher than 0.6 of a landscape page."""

_ASSESSED = {
    CaptureReason.COPY_WORDS: Assessment.COPY,
    CaptureReason.ELECTRONIC_FILE: Assessment.BORN_DIGITAL,
    CaptureReason.FILE_BINARY: Assessment.UNDECIDED,
    CaptureReason.FILE_GREY: Assessment.UNDECIDED,
    CaptureReason.SCREENSHOT: Assessment.RECAPTURE,
    CaptureReason.SCREEN_GRID: Assessment.RECAPTURE,
    CaptureReason.MIXED_SEALS: Assessment.UNDECIDED,
    CaptureReason.FADED_SEAL: Assessment.UNDECIDED,
    CaptureReason.RED_SEAL_OK: Assessment.ORIGINAL,
    CaptureReason.GREY_SEAL_IN_COLOUR: Assessment.COPY,
    CaptureReason.GREY_SEAL_COLOURED_PRINT: Assessment.UNDECIDED,
    CaptureReason.NO_SEAL_FOUND: Assessment.UNDECIDED,
}
"""What each rule concludes, in the order in which the rules are asked."""

_ORDER = (
    Assessment.COPY,
    Assessment.RECAPTURE,
    Assessment.UNDECIDED,
    Assessment.BORN_DIGITAL,
    Assessment.ORIGINAL,
)
"""From the gravest; the gravest page decides for the document."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured on one upright page; the rules look at nothing else."""

    words: tuple[Line, ...]
    drawn: bool
    colour: float
    middle: float
    bilevel: bool
    screenshot: bool
    grid: Grid | None
    coloured: tuple[FoundRing, ...]
    grey: tuple[FoundRing, ...]
    other_colour: float

    @property
    def holds_colour(self) -> bool:
        """Tell whether the capture could have shown a coloured seal."""
        return self.colour >= _GREY_FILE or bool(self.coloured)


def measure(
    image: Rgb,
    lines: Sequence[Line],
    ink: InkMap,
    coloured: Sequence[FoundRing],
    sheet: SheetFacts,
    file: FileFacts | None,
) -> Measured:
    """Return the measures of one upright page; `ink` is its map and `coloured` its rings."""
    colour = 0.0 if sheet.colour != "colour" else colour_share(image)
    within = _hull(lines)
    grey_rings = find_grey_rings(ink, coloured)
    if not coloured:  # alone it would accuse
        grey_rings = tuple(one for one in grey_rings if not _stands_at_head(one, ink, within))
    return Measured(
        words=tuple(find_copy_words(lines)),
        drawn=_is_drawn(lines, sheet),
        colour=colour,
        middle=middle_share(image),
        bilevel=sheet.colour == "bilevel",
        screenshot=is_screenshot(image, file, sheet, lines),
        grid=find_grid(image) if colour >= _GREY_FILE else None,
        coloured=tuple(coloured),
        grey=grey_rings,
        other_colour=coloured_ink_share(ink, within) if grey_rings else 0.0,
    )


def decide(measured: Measured) -> CaptureReason:
    """Return the first rule that speaks; the last one always does."""
    rules = {
        CaptureReason.COPY_WORDS: bool(measured.words),
        CaptureReason.ELECTRONIC_FILE: measured.drawn,
        CaptureReason.FILE_BINARY: measured.bilevel
        or (not measured.holds_colour and measured.middle < _TWO_LEVELS),
        CaptureReason.FILE_GREY: not measured.holds_colour,
        CaptureReason.SCREENSHOT: measured.screenshot,
        CaptureReason.SCREEN_GRID: measured.grid is not None and measured.grid.is_a_screens,
        CaptureReason.MIXED_SEALS: bool(measured.coloured and measured.grey),
        CaptureReason.FADED_SEAL: bool(measured.coloured)
        and all(ring.saturation < _RED for ring in measured.coloured),
        CaptureReason.RED_SEAL_OK: bool(measured.coloured),
        CaptureReason.GREY_SEAL_IN_COLOUR: bool(measured.grey)
        and measured.other_colour < _OTHER_COLOUR,
        CaptureReason.GREY_SEAL_COLOURED_PRINT: bool(measured.grey),
        CaptureReason.NO_SEAL_FOUND: True,
    }
    return next(reason for reason in _ASSESSED if rules[reason])


def assess_originality(
    image: Rgb,
    lines: Sequence[Line],
    ink: InkMap,
    coloured: Sequence[FoundRing],
    sheet: SheetFacts,
    *,
    page: int,
    file: FileFacts | None = None,
) -> tuple[Originality, tuple[FoundRing, ...]]:
    """Return the assessment of one upright page with all its signals, and its grey rings."""
    measured = measure(image, lines, ink, coloured, sheet, file)
    reason = decide(measured)
    signals = (*_signals(measured, ink, page), *find_traces(file, sheet))
    return Originality(_ASSESSED[reason], signals, reason), measured.grey


def join_originality(pages: Sequence[Originality]) -> Originality:
    """Return the assessment of a document: the gravest page's, with the signals of all.

    A document is sealed once: beside a page with a coloured seal one without any says nothing.
    """
    if not pages:
        return Originality(Assessment.UNDECIDED)
    is_sealed = any(page.assessment is Assessment.ORIGINAL for page in pages)
    telling = [
        page for page in pages if not (is_sealed and page.reason is CaptureReason.NO_SEAL_FOUND)
    ]
    gravest = min(telling, key=lambda page: _ORDER.index(page.assessment))
    signals = dict.fromkeys(signal for page in pages for signal in page.signals)
    return Originality(gravest.assessment, tuple(signals), gravest.reason)


def _is_drawn(lines: Sequence[Line], sheet: SheetFacts) -> bool:
    """Tell from the file's structure whether type draws this page, and not a picture of type."""
    if not sheet.vector_text or sheet.full_page_picture:
        return False
    seen = sum(len(line.text) for line in lines if line.origin is Origin.OCR)
    return seen <= _READ_BY_ENGINE * max(sheet.vector_text, sum(len(line.text) for line in lines))


def _stands_at_head(one: FoundRing, ink: InkMap, within: Box | None) -> bool:
    top, bottom = (within.top, within.bottom) if within else (0.0, 1.0)
    reach = (top + _HEAD * (bottom - top)) * ink.transmission.shape[0]
    return bool(one.ring.centre[1] < reach)


def _hull(lines: Sequence[Line]) -> Box | None:
    hull: Box | None = None
    for line in lines:
        hull = line.box if hull is None else hull.union(line.box)
    return hull


def _signals(measured: Measured, ink: InkMap, page: int) -> list[Signal]:
    found = [
        Signal("copy-words", round(line.confidence, 2), "copy", Place(page, line.box))
        for line in measured.words
    ]
    if measured.drawn:
        found.append(Signal("drawn-by-fonts", 1.0, "born_digital"))
    elif measured.bilevel or (not measured.holds_colour and measured.middle < _TWO_LEVELS):
        found.append(Signal("two-level-file", round(measured.middle, 4), "undecided"))
    elif not measured.holds_colour:
        found.append(Signal("grey-file", round(measured.colour, 4), "undecided"))
    if measured.screenshot:
        found.append(Signal("screenshot-shape", 1.0, "recapture"))
    if measured.grid is not None and measured.grid.is_a_screens:
        grid = measured.grid
        found.append(
            Signal("screen-grid", round(grid.amplitude, 2), "recapture", Place(page, grid.box))
        )
    for ring in measured.coloured:
        name = "faded-seal" if ring.saturation < _RED else f"{ring.colour}-seal"
        points = "undecided" if ring.saturation < _RED else "original"
        place = ring_place(ink, ring.ring, page)
        found.append(Signal(name, round(ring.saturation, 2), points, place))
    points = "copy" if measured.holds_colour else "undecided"
    for ring in measured.grey:
        place = ring_place(ink, ring.ring, page)
        found.append(Signal("grey-seal", round(ring.saturation, 2), points, place))
    if measured.grey and measured.holds_colour:
        found.append(Signal("coloured-print", round(measured.other_colour, 3), "original"))
    return found
