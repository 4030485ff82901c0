"""Read a page in the one script that it is written in.

A recogniser of both scripts takes a simplified character for its traditional form now and then
(學 for 学), mostly in brush-like type. On a page in simplified script a few traditional characters
are misreadings; on one in traditional script they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from opencc import OpenCC

from extractor.document import Line, Word

_MOST_STRAY = 0.25
"""Of the characters that the scripts write differently, the share that may be misreadings."""
_NAMES = frozenset("昇氾祕瑠")
"""Characters of the 2013 list of standard characters that are simplified elsewhere."""
_DOUBT = 0.97


def in_one_script(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a page with stray traditional characters in their simplified form.

    A character that stands in the simplified standard set (GB 2312) is left as it is.
    """
    text = "".join(line.text for line in lines)
    stray = sum(_simplified(char) is not None for char in text)
    if stray == 0:
        return tuple(lines)
    plain = sum(_is_simplified_form(char) for char in text)
    if stray > _MOST_STRAY * (stray + plain):
        return tuple(lines)
    return tuple(_mended(line) for line in lines)


def _mended(line: Line) -> Line:
    if all(_simplified(char) is None for char in line.text):
        return line
    words = tuple(_mended_word(word) for word in line.words)
    return replace(line, text=_in_simplified(line.text), words=words)


def _mended_word(word: Word) -> Word:
    text = _in_simplified(word.text)
    return word if text == word.text else Word(text, word.box, word.confidence * _DOUBT)


def _in_simplified(text: str) -> str:
    return "".join(_simplified(char) or char for char in text)


@cache
def _simplified(char: str) -> str | None:
    """Return the simplified form of a character that only traditional script has."""
    if char.isascii() or char in _NAMES or _in_gb2312(char):
        return None
    form = str(_converter("t2s").convert(char))
    return form if form != char and len(form) == 1 else None


@cache
def _is_simplified_form(char: str) -> bool:
    """Tell whether traditional script writes the character otherwise."""
    return not char.isascii() and str(_converter("s2t").convert(char)) != char


@cache
def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter(scripts: str) -> OpenCC:
    return OpenCC(scripts)
