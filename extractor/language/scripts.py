"""Tell Chinese text from text in Latin letters."""

from __future__ import annotations

import re

_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def recognise_language(text: str) -> str:
    """Return `zh` where Chinese characters carry the text, else `en`."""
    return "zh" if len(_HAN.findall(text)) >= len(_LATIN_WORD.findall(text)) else "en"


def has_chinese(text: str) -> bool:
    """Tell whether any character is Chinese."""
    return _HAN.search(text) is not None
