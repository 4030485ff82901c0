"""Spell the dash between the lines of a title as print does, however it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.passages import Cell, join_cells

SIDE_TITLE = re.compile(r"^\s*[—–－-]{1,2}")
"""The dash before a title's second part."""
DASH_AS_ONE = re.compile(
    r"^一{1,2}(?=以|基于|兼|[“‘《「『])|"
    r"^一(?![一二三四五六七八九十个堂次节种场项名位所份本篇线体年起样般些切定直日方路生课例则件组套类带站师人对把张支"
    r"只颗条座片句首段幅点步道面代度股轮批系流级等致心旦边时周天月期夜夕瞬贯味再向经到言词字图米校班县区镇村家门单页扇棵束碗杯粒"
    r"朵根滴封盏双副番趟遍声眼口手身举力并同共概律元维核主技专多])(?=[㐀-鿿]{6})"
)
"""「一“读写共生”的尝试」 in smaller type below a title: its dash, read as the figure.

「一民间剪纸在美术课中的运用」 as well, but not 「一堂习作课的思考」.
"""
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
