"""Read a rare surname that the recogniser took for the everyday character that looks like it.

The recogniser knows both 「冼」 and 「洗」 and prefers the one that it has seen more often. Where a
person's name must stand and the character read begins none, the surname is meant. Since it was not
read so, what is found there is for a person to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.document import Line, Page
from extractor.fields.misread import with_meant
from extractor.language.names import is_name
from extractor.language.words import words

_SURNAMES = {"逢": "逄", "洗": "冼", "亿": "仉", "辽": "逯", "负": "贠"}
"""Of 900 names on pages of ten authors twelve were misread in their surname, ten of them so."""
_NOT_GIVEN = frozenset("元责载数担宁东西河阳源沈年迎手衣涤漱")
"""What follows these characters in words: 「负责」, 「辽宁」, 「洗衣」."""
_OF_PLACES = frozenset("省市县区州")
_TITLED = re.compile(
    r"([逢洗亿辽负])\s?[㐀-鿿](?:\s?[㐀-鿿])?\s{0,2}"
    r"(?=同志|老师|先生|女士|同学|学员|教授|副教授|讲师|园长|校长|主任|院长|医师|医生)"
)
_ITEM = re.compile(
    r"(?:^|(?<=[、,，;；:：\s]))([逢洗亿辽负])\s?[㐀-鿿]\s?[㐀-鿿](?=$|[、,，;；\s(（])"
)
_ALONE = re.compile(r"\s*([逢洗亿辽负])\s?[㐀-鿿]\s?[㐀-鿿]\s*")
_NAME = re.compile(r"[逢洗亿辽负][㐀-鿿]{1,2}?(?=同志|老师|先生|女士|同学|[^㐀-鿿]|$)")
_MOST_MISREAD = 12
"""Names of one page that are looked for in its other lines."""
_BETWEEN = re.compile(r"[、,，;；:：\s]+")


def with_rare_surnames(page: Page) -> Page:
    """Return the page with such characters replaced where a name stands, and doubtful there."""
    lines = tuple(_mended(line) for line in page.lines)
    if lines == page.lines:
        return page
    # who is called so in one line is called so in the others
    wrong = {name for pair in zip(page.lines, lines, strict=True) for name in _misread(*pair)}
    wrong = wrong if len(wrong) <= _MOST_MISREAD else set()
    return replace(page, lines=tuple(_as_elsewhere(line, wrong) for line in lines))


def _misread(before: Line, mended: Line) -> Iterator[str]:
    """Yield the names of a line as they were before their surname was mended."""
    for at, (one, other) in enumerate(zip(before.text, mended.text, strict=True)):
        name = _NAME.match(before.text, at) if one != other else None
        if name:
            yield name.group()


def _as_elsewhere(line: Line, wrong: Iterable[str]) -> Line:
    for name in wrong:
        for found in re.finditer(rf"(?<![㐀-鿿]){re.escape(name)}(?![㐀-鿿])", line.text):
            line = _with_surname(line, found.start())
    return line


def _mended(line: Line) -> Line:
    found = {m.start(1) for m in _TITLED.finditer(line.text) if _may_be_name(m)}
    alone = _ALONE.fullmatch(line.text)
    if alone and _may_be_name(alone):
        found.add(alone.start(1))
    if any(map(is_name, _BETWEEN.split(line.text))):
        found |= {m.start(1) for m in _ITEM.finditer(line.text) if _may_be_name(m)}
    for at in sorted(found):
        line = _with_surname(line, at)
    return line


def _may_be_name(match: re.Match[str]) -> bool:
    signs = "".join(match.group().split())
    given = signs[1:]
    if given[0] in _NOT_GIVEN or set(given) & _OF_PLACES:
        return False
    return not {signs, given} & words("not_names")


def _with_surname(line: Line, at: int) -> Line:
    return with_meant(line, {at: _SURNAMES[line.text[at]]})
