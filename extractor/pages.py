"""Turn one sheet of a document into an upright page with its lines in reading order.

The text layer of a born-digital page is used where it agrees with what the
engine sees; otherwise the engine's reading stands. No field is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.document import Line, Page, Problem
from extractor.engines import Engine
from extractor.image import Picture, turn
from extractor.marked_names import marked_names, rows_of_marked_names
from extractor.order import reading_order
from extractor.pen_marks import marks_on_list
from extractor.script import in_one_script
from extractor.textlayer import is_borne_out, merge_readings, turn_line

if TYPE_CHECKING:
    from extractor.intake import Sheet


@dataclass(frozen=True, slots=True)
class LayerReading:
    """What a page's text layer says and its picture does not bear out."""

    hidden: tuple[tuple[str, Line], ...] = ()
    """Lines that cannot be seen, with why (`extractor.decoded.HIDDEN`)."""
    contradicted: tuple[tuple[Line, tuple[Line, ...]], ...] = ()
    """Lines with what was seen in their place instead."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that was read: the page, its upright RGB picture, and what was odd about it."""

    page: Page
    image: Picture
    problems: tuple[Problem, ...] = ()
    layer: LayerReading = field(default_factory=LayerReading)


def read_page(sheet: Sheet, engine: Engine) -> ReadPage:
    """Read one sheet with the engine and, where it has one, from its text layer.

    Raises:
        EngineError: The engine broke off.
    """
    reading = engine.read(sheet.image)
    image = turn(sheet.image, reading.rotation)
    height, width = image.shape[:2]
    layer = tuple(turn_line(line, reading.rotation) for line in sheet.text)
    seen = in_one_script(reading.lines)
    merged = merge_readings(
        layer,
        seen,
        image,
        number=sheet.number,
        comparable=sheet.facts.undrawn_text == 0,
    )
    page = Page(
        number=sheet.number,
        width=width,
        height=height,
        lines=reading_order(merged.lines, width=width, height=height, skew=reading.skew),
        rotation=reading.rotation,
        origin=merged.origin,
        skew=reading.skew,
        marks=marks_on_list(image, merged.lines)
        or rows_of_marked_names(image, merged.lines, skew=reading.skew),
        marked_names=marked_names(image, merged.lines, skew=reading.skew),
    )
    hidden = (
        *((reason, turn_line(line, reading.rotation)) for reason, line in sheet.hidden),
        *(("unseen", line) for line in merged.unseen),
    )
    return ReadPage(
        page,
        image,
        merged.problems,
        LayerReading(
            tuple((why, line) for why, line in hidden if not is_borne_out(line, seen)),
            merged.contradicted,
        ),
    )
