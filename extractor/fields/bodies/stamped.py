"""Leave out the pieces of a seal's own text that were read as lines of the page.

A copy's seal is as black as the print, and the detector finds the characters of its ring
that stand upright. What the whole ring says is known from reading it along its arc.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Line, Page, Seal

_LONGEST = 5
"""Characters of a ring that stand in one line for the detector; a body's name is longer."""


def without_stamped_text(page: Page, seals: tuple[Seal, ...]) -> Page:
    """Return the page without short lines that lie on a seal and repeat a piece of its words."""
    here = [seal for seal in seals if seal.words and seal.place.page == page.number]
    if not here:
        return page
    lines = tuple(line for line in page.lines if not any(_repeats(line, seal) for seal in here))
    return replace(page, lines=lines)


def _repeats(line: Line, seal: Seal) -> bool:
    text = "".join(line.text.split())
    x, y = line.box.centre
    box = seal.place.box
    inside = box.left <= x <= box.right and box.top <= y <= box.bottom
    said = seal.words or ""
    # what says all that the ring says is the name printed under it
    return inside and 0 < len(text) <= _LONGEST and text in said and text != seal.text
