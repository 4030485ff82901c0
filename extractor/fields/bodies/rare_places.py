"""Read a county's rare character that the recogniser took for one that looks like it.

「埔桥区」 is no place, 「埇桥区」 is. What is put right was not read so: a person is to compare.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.document import Line, Page
from extractor.fields.misread import with_meant
from extractor.language.words import words

_ARROW = "→"


def with_rare_places(page: Page) -> Page:
    """Return the page with the names of such places as they are meant, and doubtful there."""
    lines = tuple(_mended(line) for line in page.lines)
    return page if lines == page.lines else replace(page, lines=lines)


def _mended(line: Line) -> Line:
    pattern, meant = _places()
    return with_meant(
        line,
        {
            found.start() + at: sign
            for found in pattern.finditer(line.text)
            for at, sign in enumerate(meant[found.group()])
            if sign != found.group()[at]
        },
    )


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds a misread name, and which name each is."""
    meant = dict(pair.split(_ARROW) for pair in words("misread_places"))
    return re.compile("|".join(sorted(meant, key=len, reverse=True))), meant
