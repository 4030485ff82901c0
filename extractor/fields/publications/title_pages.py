"""Read the date on a book's title page: it stands alone below the press, perhaps with its town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.dates import find_dates
from extractor.passages import join_cells

_TRUST = 0.86
_FEW = 12
"""Lines at most on a title page."""
_PRESS = re.compile(r"[㐀-鿿\s]{2,20}出\s*版\s*(?:社|集\s*团|公\s*司|传\s*媒).{0,10}")
_TOWN = r"(?:[㐀-鿿]{2,4}(?:[、·\s][㐀-鿿]{2,4})?)"
_DATED = re.compile(
    rf"(?:{_TOWN}\s*[·•,，]?\s*)?(?:19|20)[0-9]{{2}}\s?年(?:\s?[0-9]{{1,2}}\s?月)?(?:\s*[·•,，]?\s*{_TOWN})?"
)
"""「2021年3月·青岛」, 「北京 2019年」"""


def date_below_press(leaf: Leaf) -> Iterator[Candidate]:
    """Yield the month or the year that stands right below the press of a page of few lines."""
    for press, below in zip(leaf.cells, leaf.cells[1:], strict=False):
        few = sum(cell.page == press.page for cell in leaf.cells) <= _FEW
        if not few or press.page != below.page or not _PRESS.fullmatch(press.line.text.strip()):
            continue
        passage = join_cells((below,))
        if not _DATED.fullmatch(passage.text.strip()):
            continue
        for d in find_dates(passage.text)[:1]:
            if d.year_given:
                yield Candidate(
                    "issue_date", d.first.iso(), _TRUST, passage, d.start, d.end, "book:title-page"
                )
