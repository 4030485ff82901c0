"""Numbers and texts of papers in the form in which they are compared."""

from __future__ import annotations

import re
from unicodedata import normalize

_AROUND = re.compile(r"第(?P<number>[0-9a-z]+)号")


def plain(text: str) -> str:
    """Return the letters and figures of a text, of one width and case."""
    return "".join(char for char in normalize("NFKC", text).casefold() if char.isalnum())


def bare_number(text: str) -> str:
    """Return a number's letters and figures, without the words of 「第1234567号」 around it."""
    bare = plain(text)
    around = _AROUND.fullmatch(bare)
    return around["number"] if around else bare
