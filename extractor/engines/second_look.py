"""Decide which lines deserve a second look, prepare their crops anew, and choose a reading.

Fine patterns behind print, faint print and the rest of a seal's ink make the
recogniser doubt or skip characters. The crop is then read again in other guises.
All this is measured on the crop and its reading; nothing is known of the text's
meaning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from extractor.engines.recognised import Recognised, relative_steps
from extractor.image import Picture, resize

DOUBTED = 0.95
"""A line read with less confidence is looked at again."""
EVEN_GAP = 1.3
"""Steps differ by so much in evenly set type, with digits between wide characters."""
GAP_COST = 0.1
"""Each further step's width costs a reading so much of its confidence when readings compete."""
SURE_ADDITION = 0.8
"""A character found only beyond the detected ends of a line is kept from this confidence."""
SOFT_HEIGHT = 26
"""Shrinking a line to so many pixels melts the hatching that the recogniser trips over."""
STRETCH = 1.5
LONGEST = 2.0
"""Shorter boxes, in heights, hold one character or none and are not looked at again."""


def is_doubtful(recognised: Recognised, crop: Picture) -> bool:
    """Tell whether the crop should be read again."""
    height, width = crop.shape
    return width >= LONGEST * height and recognised.confidence < DOUBTED


def guises(crop: Picture) -> Iterator[Picture]:
    """Yield the crop as it is easier to read: softened, then with ever more made white.

    First what is near the paper's brightness goes, then all but the darkest ink:
    of a grey seal under black print little is left.
    """
    height, width = crop.shape
    if height > SOFT_HEIGHT:
        yield resize(crop, (max(1, round(width * SOFT_HEIGHT / height)), SOFT_HEIGHT))
    dark, light, paper = np.percentile(crop, (2, 60, 75))
    yield _stretched(crop, dark, light * 0.85 - dark)
    yield _stretched(crop, dark, (paper - dark) * 0.45)


def best(readings: Sequence[Recognised]) -> Recognised:
    """Return the most trusted reading, each character settled by all of the same length.

    A reading is trusted by its confidence, less a charge for unread gaps.
    """
    chosen = max(readings, key=_weight)
    equals = [reading for reading in readings if len(reading.text) == len(chosen.text)]
    text, confidences = [], []
    for i in range(len(chosen.text)):
        votes: dict[str, float] = defaultdict(float)
        for reading in equals:
            votes[reading.text[i]] += reading.confidences[i]
        char = max(votes, key=lambda char: votes[char])
        text.append(char)
        confidences.append(max(r.confidences[i] for r in equals if r.text[i] == char))
    mean = sum(confidences) / max(len(confidences), 1)
    return replace(chosen, text="".join(text), confidence=mean, confidences=tuple(confidences))


def continues(longer: Recognised, known: Recognised) -> bool:
    """Tell whether a longer crop shows the known text with more characters at an end.

    Each added character has to be sure, or the rim of a neighbour would come in.
    """
    at = longer.text.find(known.text)
    if not known.text or at < 0 or len(longer.text) == len(known.text):
        return False
    added = longer.confidences[:at] + longer.confidences[at + len(known.text) :]
    return min(added) >= SURE_ADDITION


def repeats(recognised: Recognised) -> bool:
    """Tell whether a character stands three times in a row, as in a masked number."""
    return _RUN.search(recognised.text) is not None


def stretched(crop: Picture) -> Picture:
    """Return the crop made wider, so that equal neighbours are told apart."""
    height, width = crop.shape
    return resize(crop, (round(width * STRETCH), height))


def counted(recognised: Recognised, wider: Recognised) -> Recognised:
    """Return the reading of the stretched crop if it differs by the length of runs alone.

    The model merges equal characters that stand closer than two of its columns.
    """
    same = _collapsed(wider.text) == _collapsed(recognised.text)
    return wider if same and len(wider.text) >= len(recognised.text) else recognised


def _collapsed(text: str) -> str:
    return "".join(char for char, _ in groupby(text))


_RUN = re.compile(r"(\S)\1\1")


def _weight(recognised: Recognised) -> float:
    text = recognised.text
    # White space that was recognised explains a wide step.
    steps = [s for i, s in enumerate(relative_steps(recognised)) if " " not in text[i : i + 2]]
    return recognised.confidence - GAP_COST * max(0.0, max(steps, default=1.0) - EVEN_GAP)


def _stretched(crop: Picture, dark: float, reach: float) -> Picture:
    """Return the crop with `dark` made black and all beyond `reach` above it white."""
    return np.asarray(((crop - dark) * (255 / max(reach, 20.0))).clip(0, 255), dtype=np.uint8)
