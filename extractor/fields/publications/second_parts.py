"""Tell the second part of a title by its type and place: smaller, and set in below the first."""

from __future__ import annotations

import re

from extractor.fields.publications.title_dashes import DASH_AS_ONE, SIDE_TITLE
from extractor.passages import Cell

SUBTITLE, _SMALL, _ASIDE = 0.88, 0.65, 0.03
"""Of the title's height, below which a line is its second part, or can be nothing else of it; and
how far apart the middles of the two are where it is set in.
"""
EXAMPLE = re.compile(
    r"一{0,2}(?:(?:以|基于对?).{2,40}(?:为例|为中心|为视角|的(?:[㐀-鿿]{2})?(?:考察|调查|分析|调研))|"
    r"兼[谈论评议析及].{3,40})"
)
"""「以某某图书馆为例」, 「兼谈…」 below a title, with a dash before it or what it is read as."""


def is_subtitle(title: Cell, below: Cell) -> bool:
    """Tell whether the second line of a Chinese title is smaller and set in, its dash not read."""
    smaller = below.box.height < SUBTITLE * title.box.height
    aside = abs(below.box.centre[0] - title.box.centre[0]) > _ASIDE
    dashed = re.search(r"[—–-]\s*$", title.line.text) or SIDE_TITLE.match(below.line.text)
    if EXAMPLE.fullmatch(below.line.text.strip()) and not dashed:
        return True
    if smaller and DASH_AS_ONE.match(below.line.text.strip()):
        return True
    return _is_set_in(title, below) and aside and not dashed


def is_small_below(title: Cell, below: Cell) -> bool:
    """Tell whether a line set in below a title is so small that it is no second line of it."""
    return _is_set_in(title, below) and below.box.height < _SMALL * title.box.height


def _is_set_in(title: Cell, below: Cell) -> bool:
    """Tell whether a Chinese line below a title is smaller and begins farther right."""
    smaller = below.box.height < SUBTITLE * title.box.height
    set_in = below.box.left - title.box.left > 0.5 * title.em
    chinese = re.match(r"\s*[“‘「『《]?[㐀-鿿]", below.line.text)
    return smaller and set_in and chinese is not None
