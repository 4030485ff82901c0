"""What a QR or bar code says, made harmless, and which computer an address in it names.

A code is text on a page like any other, written by whoever made the page: it is shown,
compared and never opened. No picture is looked at here; `extractor.decoding.codes` does that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from extractor.document import Box, Code, Place
from extractor.errors import DamagedInput

SYMBOLOGIES = ("qr_code", "micro_qr_code", "data_matrix", "pdf417", "code_128", "code_39", "ean_13")
"""The sorts of code that are looked for."""
MAX_TEXT = 1000
"""Characters that are kept of a code; an address or a certificate's facts are a few hundred."""
MAX_CODES = 20
"""Codes that are kept of one page."""

_ADDRESS = re.compile(r"(?:https?://|(?=www\.))([^/?#]*)", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_HARMFUL = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories that draw nothing, turn the direction of text or end a line."""


def build_codes(said: object, page: int) -> tuple[Code, ...]:
    """Return the codes of a page from a child's JSON: rows of type, text and a box's corners.

    Raises:
        DamagedInput: It does not have that form.
    """
    if not isinstance(said, list) or len(said) > MAX_CODES:
        raise DamagedInput(_NONSENSE)
    return tuple(_code(each, page) for each in said)


def clean_code(text: str) -> str:
    """Return the text with every sign that could act on a screen replaced, cut to `MAX_TEXT`."""
    shown = "".join(_REPLACED if category(char) in _HARMFUL else char for char in text[:MAX_TEXT])
    return shown.strip()


def host_of(text: str) -> str | None:
    """Return the computer that an address names, in small ASCII letters; None if that is unclear.

    What stands before an @ is no part of it: `https://bureau.example@evil.example/` leads to
    evil.example. A name in other scripts is given in its ASCII form (`xn--…`), so that
    letters that look alike do not pass for one another.
    """
    found = _ADDRESS.match(text.strip())
    if found is None:
        return None
    authority = found[1]
    if any(char in "\\\ufffd" or char.isspace() for char in authority):
        return None
    name = re.sub(r":\d*$", "", authority.rpartition("@")[2]).rstrip(".")
    try:
        plain = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return plain if _HOST.fullmatch(plain) else None


_REPLACED = "\N{REPLACEMENT CHARACTER}"
_NONSENSE = "解码结果无效。 The decoder's answer makes no sense."


def _code(said: object, page: int) -> Code:
    match said:
        case [str(symbology), str(text), *corners] if symbology in SYMBOLOGIES:
            shown = clean_code(text)
            return Code(symbology, shown, Place(page, _box(corners)), host_of(shown))
        case _:
            raise DamagedInput(_NONSENSE)


def _box(corners: Sequence[object]) -> Box:
    match corners:
        case [float(left), float(top), float(right), float(bottom)] if (
            0 <= left <= right <= 1 and 0 <= top <= bottom <= 1
        ):
            return Box(left, top, right, bottom)
        case _:
            raise DamagedInput(_NONSENSE)
