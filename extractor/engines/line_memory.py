"""Remember what lines said by their pixels, so that the next paper of a class costs less.

The papers of a class that a platform exports are the same but for a name and a number: a line of
the same pixels, wherever it stands, need not be recognised again. The answer is the one that
recognising would give, so that memory changes no result; scans of paper, no two of which share
their pixels, are read as if nothing were remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from extractor.engines.recognised import Recognised
from extractor.image import Picture

MOST_LINES = 4096
"""A remembered line has about 3 KB."""


class LineMemory:
    """What the last few thousand crops of lines said."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: OrderedDict[bytes, Recognised] = OrderedDict()

    def recognised(self, crop: Picture, recognise: Callable[[Picture], Recognised]) -> Recognised:
        """Return what a grey crop says; `recognise` is asked if these pixels are new."""
        key = _key(crop)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = recognise(crop)
            if len(self._known) > MOST_LINES:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return known


def _key(crop: Picture) -> bytes:
    """Return a digest of the pixels and the shape; that two crops share one is out of reach."""
    height, width = crop.shape
    return blake2b(b"%d %d " % (height, width) + crop.tobytes(), digest_size=16).digest()
