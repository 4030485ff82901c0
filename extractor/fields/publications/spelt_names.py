"""Tell a journal's name by what stands below it: the same in pinyin, or in English with its number.

Mastheads print 「某某教育研究」 over 「MOUMOU JIAOYU YANJIU」, or over 「Some Education」 and its
ISSN. No line so spelt is an author, and no title of an article is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractor.language.serials import SerialKind, find_serials
from extractor.passages import Cell

HAN = re.compile(r"[㐀-鿿]")
_UPPER = 0.4
"""Of the page's height: so far down a name stands over its English one."""
_SET_LARGE, _MOST_SIGNS = 1.2, 20
_LEAST_SPELT, _MOST_SPELT = 3, 12
_FEWEST_WORDS = 2
"""Words in letters from which a line may be a journal's name."""
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstwxyz]*[aeiouüv]+(?:ng?(?![aeiouüv])|r(?![aeiouüv]))?")
"""A syllable of pinyin: its vowels with what stands before them, 「ng」 or 「n」 behind."""
_SPELT_WORD = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiouüv]{1,3})(?:ng?(?![aeiouüv])|r(?![aeiouüv]))?)+"
)
_PINYIN = re.compile(r"[A-Za-zÜü' ]+")
_LETTERS = re.compile(r"[A-Za-zÜü'’&.\- ]+")
_ENGLISH_NAME = re.compile(
    r"\s*(?:(?:The\s)?(?:[A-Z][a-z]+\s){0,3}Journal\s(?:of|for|on)\b|(?:Bulletin|Annals|Archives|Transactions)\sof\b|Acta\s).*"
)
_OF_A_JOURNAL = re.compile(
    r"\b(?:Journal|Education|Educational|Teaching|Research|Review|Studies|Monthly|Weekly|Quarterly|Bulletin|"
    r"Magazine|Forum|Frontiers|Exploration|Curriculum|Pedagogy|Schools?|Science|Technology|Contents|Daily|"
    r"Herald|Times|News)\b",
    re.IGNORECASE,
)
_WITH_PINYIN = re.compile(r"(?P<name>[㐀-鿿]+(?:\s[㐀-鿿]+)*)\s*(?P<spelt>[A-Za-z][A-Za-z' ]*)")
_MOST_OF_PERSON = 4
"""Syllables of a person's name: 「Ouyang Xiaoming」."""


def is_latin(text: str) -> bool:
    """Tell whether a line is in letters alone, of more than one word."""
    return not HAN.search(text) and len(re.findall(r"[A-Za-z]{3,}", text)) > 1


def is_under(below: Cell, cell: Cell) -> bool:
    """Tell whether a line stands right under another one."""
    gap = below.box.top - cell.box.bottom
    beside = below.box.left > cell.box.right or below.box.right < cell.box.left
    return -0.3 * cell.box.height < gap < cell.box.height and not beside


def syllables(text: str) -> int:
    """Return how many syllables of pinyin a line of letters has, 0 if it has anything else."""
    plain = text.strip()
    return len(_SYLLABLE.findall(plain.lower())) if _PINYIN.fullmatch(plain) else 0


def pinyin_under(cell: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """Return the line below a name that spells it in pinyin: as many syllables as signs.

    A long one may go on in a second line.
    """
    name = HAN.findall(cell.line.text)
    plain = re.sub(r"[《》\s]", "", cell.line.text)
    if not _LEAST_SPELT <= len(name) <= _MOST_SPELT or len(name) != len(plain):
        return []
    for below in cells:
        if not is_under(below, cell) or not (first := syllables(below.line.text)):
            continue
        if first == len(name):
            return [below]
        for rest in cells:
            if is_under(rest, below) and first + syllables(rest.line.text) == len(name) > first:
                return [below, rest]
    return []


def is_spelt_beside(text: str) -> bool:
    """Tell whether a line is a name with its pinyin: 「某某天地 MOUMOU TIANDI」."""
    both = _WITH_PINYIN.fullmatch(text.strip())
    if both is None:
        return False
    name = len(re.sub(r"\s", "", both["name"]))
    return name >= _LEAST_SPELT and syllables(both["spelt"]) == name


def is_no_person(text: str) -> bool:
    """Tell whether a line in letters on a Chinese page is a journal's name and nobody's.

    It is in capitals throughout, spells more syllables than a person's name has, or has a word of
    journals: 「HENAN JIAOYU」, 「Linjiang Jiaoyu Yanjiu」, 「Linjiang Education」.
    """
    plain = text.strip()
    if not _LETTERS.fullmatch(plain) or len(re.findall(r"[A-Za-z]{2,}", plain)) < _FEWEST_WORDS:
        return False
    words = plain.lower().split()
    spelt = all(_SPELT_WORD.fullmatch(word) for word in words)
    long = spelt and len(_SYLLABLE.findall(plain.lower())) > _MOST_OF_PERSON
    return plain.isupper() or long or _OF_A_JOURNAL.search(plain) is not None


def stands_over_english_name(cell: Cell, cells: Sequence[Cell], *, told: bool) -> bool:
    """Tell whether a large name stands right over its English one, as on the cover of one article.

    That begins 「Journal of …」 where the page has `told` the issue, as no English title does, or
    it stands over or beside the journal's number: 「ISSN 1234-5678, CN 12-3456/G4」.
    """
    name = cell.line.text.strip()
    usual = median(one.box.height for one in cells)
    large = cell.box.centre[1] < _UPPER and cell.box.height >= _SET_LARGE * usual
    if not large or not (
        4 <= len(HAN.findall(name)) == len(re.sub(r"[()（）《》\s]", "", name)) <= _MOST_SIGNS
    ):
        return False
    english = [one for one in cells if is_under(one, cell) and is_latin(one.line.text)]
    if told and any(_ENGLISH_NAME.fullmatch(one.line.text) for one in english):
        return True
    english += [
        rest
        for one in english
        for rest in cells
        if is_under(rest, one) and _LETTERS.fullmatch(rest.line.text)  # 「of Central China」
    ]
    return any(
        _is_number(other) and (is_under(other, one) or _is_beside(other, one))
        for one in english
        for other in cells
    )


def _is_number(cell: Cell) -> bool:
    """Tell whether a line begins with the number of a journal."""
    kinds = (SerialKind.ISSN, SerialKind.CN)
    return any(
        one.kind in kinds and HAN.search(cell.line.text[: one.start]) is None
        for one in find_serials(cell.line.text)
    )


def _is_beside(other: Cell, cell: Cell) -> bool:
    apart = abs(other.box.centre[1] - cell.box.centre[1])
    return other.key != cell.key and apart < 0.6 * cell.box.height
