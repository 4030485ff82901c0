"""Find where the recogniser skipped a character, and put it in once it has been read.

A character that a seal's line crosses, such as the zero of 二〇二五, is often
passed over without any doubt; only the wide step that it leaves tells of it.
Read alone with its two neighbours it mostly comes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from extractor.engines.recognised import Recognised, relative_steps
from extractor.image import Picture

SUSPECT_STEP = 1.6
"""A step between two characters, over the usual one, from which one may be missing."""
WIDEST_STEP = 5.0
"""A wider step is a space between columns."""
SURE = 0.6
"""Each character put in has been read with this confidence at least."""
NEIGHBOUR = 0.55
"""So much of a height is kept on either side of the two neighbours' middles."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A wide step after the character at `index`, and how many usual steps it measures."""

    index: int
    steps: float


def find_gap(recognised: Recognised) -> Gap | None:
    """Return the widest suspicious step, None if the characters follow one another evenly.

    Both neighbours are letters or digits and one is a wide character: marks and
    Latin letters have uneven steps anyway.
    """
    text = recognised.text
    gaps = [
        Gap(i, step)
        for i, step in enumerate(relative_steps(recognised))
        if SUSPECT_STEP < step < WIDEST_STEP
        and text[i : i + 2].isalnum()
        and any(east_asian_width(char) in "WF" for char in text[i : i + 2])
    ]
    return max(gaps, key=lambda gap: gap.steps, default=None)


def gap_crop(crop: Picture, recognised: Recognised, gap: Gap) -> Picture:
    """Return the part of the line's crop from one neighbour of the gap to the other."""
    height, width = crop.shape
    left = recognised.centres[gap.index] * width - NEIGHBOUR * height
    right = recognised.centres[gap.index + 1] * width + NEIGHBOUR * height
    return crop[:, max(0, int(left)) : min(width, int(right) + 1)]


def fill_gap(recognised: Recognised, gap: Gap, parts: Iterable[Recognised]) -> Recognised:
    """Return the line with what the first sure one of `parts` shows in the gap.

    `parts` are readings of `gap_crop`; one that lacks a neighbour, or has more
    between them than fits, says nothing. If none says anything, the line comes
    back unchanged.
    """
    return next(
        (filled for part in parts if (filled := _filled(recognised, gap, part)) is not None),
        recognised,
    )


def _filled(recognised: Recognised, gap: Gap, part: Recognised) -> Recognised | None:
    before, after = recognised.text[gap.index], recognised.text[gap.index + 1]
    first, last = part.text.find(before), part.text.rfind(after)
    found, confidences = part.text[first + 1 : last], part.confidences[first + 1 : last]
    fits = 0 < len(found) <= round(gap.steps) and found.isalnum()
    if first < 0 or last <= first or not fits or min(confidences) < SURE:
        return None
    at = gap.index + 1
    start, end = recognised.centres[gap.index], recognised.centres[at]
    share = (end - start) / (len(found) + 1)
    centres = tuple(start + share * (i + 1) for i in range(len(found)))
    merged = recognised.confidences[:at] + confidences + recognised.confidences[at:]
    return replace(
        recognised,
        text=recognised.text[:at] + found + recognised.text[at:],
        confidence=sum(merged) / len(merged),
        centres=recognised.centres[:at] + centres + recognised.centres[at:],
        confidences=merged,
    )
