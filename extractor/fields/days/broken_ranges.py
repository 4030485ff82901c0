"""Put days together that a narrow column of a table broke: 「2021年3月18日至」 over 「19日」.

Read on their own, the first line would tell of one day and the second of none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Line, Page
from extractor.passages import joined_line

_DAY = r"\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
_BEGUN = re.compile(rf".{{0,12}}(?:19|20)\d\d\s?[年./-]\s?{_DAY}\s*[至到—–~～-]")
_REST = re.compile(
    rf"(?:(?:(?:19|20)\d\d\s?[年./-]\s?)?{_DAY}|\d{{1,2}}\s?日)(?:\s*[(（][^()（）]{{1,8}}[)）])?"
)
_STEP = 1.9
"""Line heights from the top of a line to that of the next in its cell."""
_MOST = 80
"""Ranges that a table breaks; with more of them each would be held against thousands of lines."""
_NARROW = 0.4
"""Of the page's width: a wider line is no cell of a table, and wraps as text does."""


def with_whole_ranges(page: Page) -> Page:
    """Return the page with both days of a range in the line in which it begins."""
    begun = [line for line in page.lines if _is_begun(line)]
    if not 0 < len(begun) <= _MOST:
        return page
    joined: dict[int, Line] = {}
    taken: set[int] = set()
    for line in begun:
        rest = next((one for one in page.lines if _is_rest(one, line)), None)
        if rest is not None and id(rest) not in taken:
            joined[id(line)] = joined_line(line, rest, line.box)
            taken.add(id(rest))
    lines = tuple(joined.get(id(one), one) for one in page.lines if id(one) not in taken)
    return replace(page, lines=lines)


def _is_begun(line: Line) -> bool:
    return line.box.width < _NARROW and _BEGUN.fullmatch(line.text.strip()) is not None


def _is_rest(line: Line, begun: Line) -> bool:
    """Tell whether a line stands right under another within its width, and is a day alone."""
    step = line.box.top - begun.box.top
    centre = line.box.centre[0]
    return (
        0.5 * begun.box.height < step < _STEP * begun.box.height
        and begun.box.left <= centre <= begun.box.right
        and _REST.fullmatch(line.text.strip()) is not None
    )
