"""Spell the dash between the lines of a title as print does, however it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.passages import Cell, join_cells

SIDE_TITLE = re.compile(r"^\s*[—–－-]{1,2}")
"""The dash before a title's second part."""
DASH_AS_ONE = re.compile(r"^一{1,2}(?=以|基于|兼|[“‘《「『])")
"""「一“读写共生”的尝试」 in smaller type below a title: its dash, read as the figure."""
_DASHES = "-–—－ "
_CHINESE_END, _CHINESE_START = re.compile(r"[㐀-鿿”》」』)!?]$"), re.compile(r"[㐀-鿿“‘《「『]")


def with_long_dashes(text: str, lines: Sequence[Cell]) -> str:
    """Return a title with 「——」 for the dash that a line of it begins or ends with.

    「把菜园搬进课堂」 over 「-乡村小学的三年」: between Chinese words it is long in print.
    """
    for one, below in pairwise(lines):
        above, rest = (join_cells((cell,)).text.strip() for cell in (one, below))
        bare, start = above.rstrip(_DASHES), rest.lstrip(_DASHES)
        if bare == above and start == rest:
            continue
        if _CHINESE_END.search(bare) and _CHINESE_START.match(start):
            broken = re.compile(rf"({re.escape(bare)})[{_DASHES}]+(?={re.escape(start[:4])})")
            text = broken.sub(r"\1——", text)
    return text
