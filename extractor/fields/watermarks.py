"""Leave out the letters of a watermark: the same words again and again, askew, behind the text."""

from __future__ import annotations

import re
from dataclasses import replace
from statistics import median

from extractor.document import Line, Page

_HAN = re.compile(r"[㐀-鿿]{2,10}")
_ASKEW = 1.6
"""Times the width of a character from which a line's box is too high for a level line."""
_HIGHER = 1.15
"""Times the usual height of a page's lines from which a line may slant: narrow type has high boxes.

「某某师范学院」 in each row of a table stands no higher than what is beside it.
"""
_REPEATED = 3
"""Times that a word stands askew on a page with a watermark."""


def without_watermark(page: Page) -> Page:
    """Return the page without the lines of a repeated, slanting word and the pieces of it."""
    usual = median(line.box.height for line in page.lines) if page.lines else 0.0
    askew = {
        at
        for at, line in enumerate(page.lines)
        if line.box.height > _HIGHER * usual and _is_askew(line, page)
    }
    texts = [_plain(page.lines[at]) for at in askew]
    marks = {text for text in texts if texts.count(text) >= _REPEATED}
    if not marks:
        return page
    return replace(
        page,
        lines=tuple(
            line
            for at, line in enumerate(page.lines)
            if at not in askew or not any(_is_piece(_plain(line), mark) for mark in marks)
        ),
    )


def _is_askew(line: Line, page: Page) -> bool:
    text = _plain(line)
    if line.vertical or not _HAN.fullmatch(text):
        return False
    each = line.box.width * page.width / len(text)
    return line.box.height * page.height > _ASKEW * each


def _is_piece(text: str, mark: str) -> bool:
    return text in mark or mark in text


def _plain(line: Line) -> str:
    return "".join(line.text.split())
