"""Put back the spaces between Latin words that a recogniser lost, from the white on the picture.

The recogniser's own positions are too coarse for it: a space is one or two of its columns.
Where a run of white columns is as wide as a space, and wider than the gaps between
letters on the same line, two words meet.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from extractor.engines.recognised import Recognised
from extractor.image import Picture

_LATIN_SHARE = 0.8
_LEAST_LETTERS = 8
_SPACE = 0.17
"""Of the line's height: the narrowest gap that is a space."""
_SURELY_APART = 0.4
_WIDER = 2.2
"""Times the usual gap between letters."""
_ALIKE = 0.7
"""Of the line's spaces that were recognised: a narrower gap is between letters."""
_INK = 0.06
"""Of the line's height: ink in a column below this is dust."""
_JOINTS = "-/–_"
_ENDS = ",;:.)”’"
_BEGINS = "(“‘"


def is_latin(text: str) -> bool:
    """Tell whether a line is mostly of Latin letters, whose words are parted by spaces."""
    letters = [char for char in text if not char.isspace()]
    latin = sum(char.isascii() for char in letters)
    return len(letters) >= _LEAST_LETTERS and latin >= _LATIN_SHARE * len(letters)


def restore_spaces(recognised: Recognised, crop: Picture) -> Recognised:
    """Return a line of Latin letters with spaces where its words stand apart.

    `crop` is the grey picture of the line, shape (height, width).
    """
    gaps = _gaps(crop)
    seen = [width for at, width in gaps if _is_at_space(recognised, at)]
    least = _ALIKE * median(seen) if seen else 0.0
    cuts = [_between(recognised, at, width) for at, width in gaps if width >= least]
    text, centres, confidences = recognised.text, recognised.centres, recognised.confidences
    for i in sorted({cut for cut in cuts if cut is not None}, reverse=True):
        middle = (centres[i - 1] + centres[i]) / 2
        text = f"{text[:i]} {text[i:]}"
        centres = (*centres[:i], middle, *centres[i:])
        confidences = (*confidences[:i], 1.0, *confidences[i:])
    return replace(recognised, text=text, centres=centres, confidences=confidences)


def _gaps(crop: Picture) -> list[tuple[float, float]]:
    """Return the white runs as wide as a space.

    Each is its middle, as a fraction of the line's width, and how wide it is in heights.
    """
    height, width = crop.shape[:2]
    _, dark = cv2.threshold(crop, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    inked = np.flatnonzero(dark.sum(axis=0) > max(1, _INK * height))
    if len(inked) < 2:
        return []
    runs = [(a, b) for a, b in pairwise(inked.tolist()) if b - a > 1]
    usual = median([b - a - 1 for a, b in runs]) if runs else 0
    least = max(_SPACE * height, _WIDER * min(usual, 0.1 * height))
    return [((a + b) / 2 / width, (b - a - 1) / height) for a, b in runs if b - a - 1 >= least]


def _between(recognised: Recognised, at: float, width: float) -> int | None:
    """Return the index of the character behind the gap, None where no space is missing.

    The recogniser's columns may be half a letter off: where a small letter meets a
    capital or a figure one place beside, the words meet there.
    """
    text = recognised.text
    index = sum(centre < at for centre in recognised.centres)
    if not 1 <= index < len(text) or _is_at_space(recognised, at):
        return None
    near = _near(recognised, at)
    index = next((i for i in near if _turns(text[i - 1], text[i])), index)
    hyphened = any(text[i] in _JOINTS for i in near)
    return None if hyphened or (_belongs(text, index) and width < _SURELY_APART) else index


def _is_at_space(recognised: Recognised, at: float) -> bool:
    """Tell whether the recogniser saw a space at the gap."""
    text = recognised.text
    return any(text[i].isspace() or text[i - 1].isspace() for i in _near(recognised, at))


def _near(recognised: Recognised, at: float) -> range:
    """Return the characters before which the gap may lie; columns may be half a letter off."""
    index = sum(centre < at for centre in recognised.centres)
    return range(max(1, index - 1), min(len(recognised.text) - 1, index + 1) + 1)


def _belongs(text: str, index: int) -> bool:
    """Tell whether a gap may lie inside one word: about a hyphen, in a code, 「T otal」."""
    before, after = text[index - 1], text[index]
    if not (before.isalnum() or before in _ENDS) or not (after.isalnum() or after in _BEGINS):
        return True
    # 「T otal」: letters set without kerning; only A and I are words by themselves
    alone = not text[: index - 1][-1:].isalnum()
    if alone and before.isupper() and before not in "AI" and after.islower():
        return True
    code = all(char.isupper() or char.isdigit() for char in (before, after))
    ordinal = before.isdigit() and text[index : index + 2] in ("st", "nd", "rd", "th")
    return code or ordinal


def _turns(before: str, after: str) -> bool:
    return (before.islower() and (after.isupper() or after.isdigit())) or (
        before in ",;:" and after.isalnum()
    )
