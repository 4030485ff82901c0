"""Numbers of publications and patents, held to their check digits: ISSN, CN, ISBN, DOI, ZL.

A number that fails its check is reported as such and never mended by guessing: only the
usual confusions of recognition (O for 0, l for 1) are undone, and only if the check then holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.language.normalise import normalise


class SerialKind(StrEnum):
    """What a number names; the value is the name of its field."""

    ISSN = "issn"
    CN = "cn_number"
    ISBN = "isbn"
    DOI = "doi"
    PATENT = "patent_number"


@dataclass(frozen=True, slots=True)
class SerialMention:
    """A number in a text, which stands from `start` to `end`.

    `is_sound` is False where the check digit or the form rules the number out. `value` is
    written in the usual way: 1005-3530 and 2049-369X, CN34-1234/G4, 978-7-..., 10.1000/xyz,
    ZL202110012345.6. `implied` marks an ISSN that stands as part of an article's number.
    """

    kind: SerialKind
    value: str
    start: int
    end: int
    is_sound: bool
    implied: bool = False


_FIGURES = str.maketrans("OoQDIl|", "0000111")
_D = "[0-9OoIl|]"
_DASH = r"\s?[-‐‑‒–—―－~_.·]?\s?"
_ISSN = re.compile(
    rf"(?:[I1l|]?SSN|连续出版物号|标准刊号|国际刊号|国际标准期刊号)[^0-9A-Za-z]{{0,6}}(?:ISSN?)?"
    rf"(?:[(（\s]\s?(?i:print|印刷版|纸质版)\s?[)）]?)?\s?[:：]?\s?"
    rf"(?P<n>{_D}{{4}}{_DASH}{_D}{{3}}[0-9OoXx×])(?![0-9])"
)
_ARTICLE = re.compile(
    r"文章编号\s?[】\]〕]?\s?[:：]?\s?(?P<n>[0-9]{4}\s?[-–—－]\s?[0-9]{3}[0-9Xx])\s?[(（]"
)
_CN = re.compile(
    rf"(?:(?<![A-Za-z])C\s?N|国内统一(?:连续出版物号|刊号)|统一刊号|国内刊号)[^0-9A-Za-z]{{0,6}}(?:CN)?\s?"
    rf"(?P<n>{_D}{{2}}\s?[-‐‑‒–—―－]\s?{_D}{{4}}(?:\s?[/／]\s?(?:[A-Z]|[a-z](?![A-Za-z])|0(?=[0-9]))[A-Z0-9.]{{0,4}})?)(?![0-9])"
)
_ISBN = re.compile(
    r"(?:ISBN(?:-1[03])?|书\s?号)\s?[:：]?\s?(?:ISBN)?\s?(?P<n>(?:97[89][-‐–—－ ]?)?(?:[0-9][-‐–—－ ]{0,2}){9}[0-9Xx])(?![0-9])"  # noqa: E501
)
_DOI = re.compile(
    r"(?P<n>(?<![0-9.])10\.\s?[0-9]{4,9}\s?/\s?(?:j\.\s?(?:(?:issn|cnki)\.\s?)?)?[-._;()/:A-Za-z0-9]{3,80})"
)
_PATENT = re.compile(
    rf"(?P<zl>(?:Z\s?[Ll1I|])\s?)?(?P<y>(?:19|20)[0-9]{{2}})\s?(?P<c>[123589])\s?[.．·]?\s?(?P<n>{_D}{{7}})\s?[.．·,]\s?(?P<k>[0-9XxOo])(?![0-9])"
)
_OLD_PATENT = re.compile(
    r"(?P<zl>Z\s?[Ll1I|]\s?)(?P<y>8[5-9]|9[0-9]|0[0-3])\s?(?P<c>[1238])\s?(?P<n>[0-9]{5})\s?[.．]\s?(?P<k>[0-9Xx])(?![0-9])"
)
_UNDOTTED_PATENT = re.compile(
    r"(?P<zl>Z\s?[Ll1I|]\s?)(?P<y>(?:19|20)[0-9]{2})\s?(?P<c>[123589])\s?(?P<n>[0-9]{7})\s?(?P<k>[0-9Xx])(?![0-9])"
)
_REGIONS = frozenset(
    ["10", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"]  # noqa: E501
)  # fmt: skip
"""Two digits of the place of registration (GB/T 9999); 10 is Beijing's second stock."""
_FIRST_SERIAL, _LAST_SERIAL = 1, 8999


def issn_is_sound(number: str) -> bool:
    """Say whether eight characters end in the check that seven demand (ISO 3297)."""
    plain = number.replace("-", "").upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", plain):
        return False
    total = sum(int(d) * w for d, w in zip(plain[:7], range(8, 1, -1), strict=True))
    return "0123456789X"[-total % 11] == plain[7]


def isbn_is_sound(number: str) -> bool:
    """Say whether the check of an ISBN of 10 or 13 places holds (ISO 2108)."""
    plain = number.replace("-", "").upper()
    if re.fullmatch(r"97[89][0-9]{10}", plain):
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(plain)) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", plain):
        figures = [10 if d == "X" else int(d) for d in plain]
        return sum(f * w for f, w in zip(figures, range(10, 0, -1), strict=True)) % 11 == 0
    return False


def cn_is_sound(number: str) -> bool:
    """Say whether a CN number has a known place and a serial that is given out (GB/T 9999)."""
    found = re.fullmatch(r"(?:CN)?([0-9]{2})-([0-9]{4})(?:/[A-Z][A-Z0-9.]*)?", number)
    if found is None or found[1] not in _REGIONS:
        return False
    return _FIRST_SERIAL <= int(found[2]) <= _LAST_SERIAL


def patent_is_sound(number: str) -> bool:
    """Say whether the check of a Chinese patent number holds (ZC 0006-2003).

    The figures before the point are weighed 2 to 9 and again from 2; the rest modulo 11 is the
    check, X for ten.
    """
    plain = number.upper().removeprefix("ZL").replace(".", "")
    if not re.fullmatch(r"(?:[0-9]{8}|[0-9]{12})[0-9X]", plain):
        return False
    total = sum(int(d) * (2 + i % 8) for i, d in enumerate(plain[:-1]))
    return "0123456789X"[total % 11] == plain[-1]


def patent_type_of(number: str) -> str | None:
    """Return `invention`, `utility` or `design` by the figure that tells them apart."""
    plain = number.upper().removeprefix("ZL")
    code = plain[4:5] if len(plain.replace(".", "")) == 13 else plain[2:3]
    kinds = {"1": "invention", "8": "invention", "2": "utility", "9": "utility", "3": "design"}
    return kinds.get(code)


def find_serials(text: str) -> tuple[SerialMention, ...]:
    """Return every such number in the text, from left to right, none overlapping."""
    norm = normalise(text)
    found: list[SerialMention] = []
    for finder in (_issns, _cns, _isbns, _patents, _dois):
        for mention in finder(norm.text):
            if all(mention.end <= one.start or one.end <= mention.start for one in found):
                found.append(mention)
    return tuple(
        SerialMention(
            one.kind, one.value, *norm.span(one.start, one.end), one.is_sound, one.implied
        )
        for one in sorted(found, key=lambda one: one.start)
    )


def _mended(raw: str, check: Callable[[str], bool]) -> tuple[str, bool]:
    """Return a number as it stands if its check holds, else as it must have been printed."""
    if check(raw):
        return raw, True
    figures = raw.translate(_FIGURES)
    return (figures, True) if check(figures) else (figures, False)


def _issns(plain: str) -> Iterator[SerialMention]:
    for implied, pattern in ((False, _ISSN), (True, _ARTICLE)):
        for match in pattern.finditer(plain):
            raw = re.sub(r"[^0-9A-Za-z|×]", "", match["n"]).replace("×", "X").upper()
            raw, sound = _mended(raw, issn_is_sound)
            value = f"{raw[:4]}-{raw[4:]}"
            yield SerialMention(SerialKind.ISSN, value, *match.span("n"), sound, implied)


def _cns(plain: str) -> Iterator[SerialMention]:
    for match in _CN.finditer(plain):
        raw = re.sub(r"\s", "", match["n"])
        raw = re.sub(r"[‐‑‒–—―－]", "-", raw).replace("／", "/")
        head, slash, tail = raw.partition("/")
        head, _ = _mended(head, cn_is_sound)
        tail = re.sub(
            "^0", "O", tail.rstrip(".")
        ).upper()  # O is the class of physics and chemistry
        value = f"CN{head}{slash}{tail}"
        yield SerialMention(SerialKind.CN, value, *match.span("n"), cn_is_sound(value))


def _isbns(plain: str) -> Iterator[SerialMention]:
    for match in _ISBN.finditer(plain):
        value = re.sub(r"[‐–—－ ]+", "-", match["n"].strip())
        yield SerialMention(SerialKind.ISBN, value, *match.span("n"), isbn_is_sound(value))


def _dois(plain: str) -> Iterator[SerialMention]:
    for match in _DOI.finditer(plain):
        value = re.sub(r"\s", "", match["n"]).rstrip(".,;:)(")
        value, mended = _JOURNAL_CODE.subn(lambda code: code.group().replace("1", "l"), value)
        value, doubted = _LOOKS_LIKE_L.subn("l", value)
        start = match.start("n")
        end = start + len(match["n"].rstrip())
        if _YEAR_CUT.search(value):
            rest = _REST_OF_DOI.match(plain, end)
        else:
            rest = _rest_of_number(value, plain, end)
        parts = _PARTS_OF_DOI.match(plain, end)
        has_figures = _FIGURE.search(value.partition("/")[2]) is not None
        behind = None if has_figures else _NUMBER_OF_DOI.match(plain, end)
        half = _HALF_ISSN.search(value)
        other_half = (
            _OTHER_HALF.match(plain, start + len(match["n"].rstrip(".,;: "))) if half else None
        )
        if rest:
            dot = "." if _YEAR_LAST.search(value) else ""
            value = value + dot + re.sub(r"\s", "", rest.group()).rstrip(".")
            end = rest.end()
        elif parts:
            value, end = f"{value}.{parts['n']}", parts.end()
        elif behind:
            value, end = value + behind["n"], behind.end()
        elif other_half:
            value, end = f"{value}-{other_half['n']}", other_half.end()
        sound = not (mended or doubted or rest or parts or behind or half or _CUT_OFF.search(value))
        yield SerialMention(SerialKind.DOI, value, start, end, sound)


def _rest_of_number(value: str, plain: str, end: int) -> re.Match[str] | None:
    """Return the figures behind a gap that make the number of an article one of three."""
    if plain[end - 1] == "." and _YEAR_LAST.search(value):
        return _MONTH_AND_NUMBER.match(plain, end)
    cut = _NUMBER_CUT.search(value)
    return re.compile(rf"\s[0-9]{{{3 - len(cut[1])}}}(?![0-9])").match(plain, end) if cut else None


_YEAR_LAST = re.compile(r"\.(?:19|20)\d\d$")
_MONTH_AND_NUMBER = re.compile(r"\s[01][0-9]\.\s?[0-9]{3}(?![0-9])")
"""「10.16213/j.abcde.2023. 06. 011」"""
_NUMBER_CUT = re.compile(r"/j\.[a-z]+\.(?:19|20)\d\d\.\d\d\.(\d{1,2})$")
"""「10.16213/j.abcde.2022.03.0 04」"""
_YEAR_CUT = re.compile(r"\.(?:[12]|19|20|19\d|20\d)$")
_REST_OF_DOI = re.compile(r"(?:\s?[0-9.]{1,6}){1,3}")
"""「10.16213/j.abcde.202 2.05. 009」: gaps within the year and behind it"""
_PARTS_OF_DOI = re.compile(r"(?<=[0-9]\.)\s(?P<n>[0-9]{2,6}(?:\.[0-9]{1,6})+)(?![0-9.]|\s?[,，])")
"""「10.16213/j.abcde.2020. 11.023」"""
_CUT_OFF = re.compile(r"/j\.[a-z]+$")
"""「10.16213/j.cnki」: no article has the journal's part alone"""
_HALF_ISSN = re.compile(r"/j\.(?:issn\.)?[0-9]{4}$")
_OTHER_HALF = re.compile(r"\s?[:：;]?\s?(?P<n>[0-9]{3}[0-9Xx]\.(?:19|20)[0-9]{2}\.[0-9.]*[0-9])")
"""「10.16213/j.1002: 1523.2020.11.031」: the hyphen inside an ISSN misread"""
_FIGURE = re.compile(r"[0-9]")
_NUMBER_OF_DOI = re.compile(r"\s(?P<n>[0-9]{4,9}(?:-[0-9]{3,9}){1,2})(?![-0-9])")
"""「10.3760/cma.j.cn 112140-20201111-01036」: a gap before the only figures"""
_JOURNAL_CODE = re.compile(r"(?<=/j\.)(?=[a-z1]*1)(?=[a-z1]*[a-z])[a-z1]{3,6}(?=\.(?:19|20)\d\d)")
"""The letters of a journal (GB/T 7714 「j.xljy.2022」), of which one was read as a figure."""


_LOOKS_LIKE_L = re.compile(
    r"(?<=[./])I(?=[a-z]{2}[a-z]*[./])|(?<=[a-z])I(?=[a-z])|(?<=[/.][a-z])1(?=[a-z]{2})"
)
"""「10.16810/j.cnki.Ibe.2023」, 「10.3877/c1nr.2020」: an l among small letters"""


def _patents(plain: str) -> Iterator[SerialMention]:
    for pattern in (_PATENT, _OLD_PATENT, _UNDOTTED_PATENT):
        for match in pattern.finditer(plain):
            serial, check = match["n"].translate(_FIGURES), match["k"].upper()
            number = f"{match['y']}{match['c']}{serial}.{'0' if check == 'O' else check}"
            sound = patent_is_sound(number)
            value = f"ZL{number}" if match["zl"] else number
            yield SerialMention(SerialKind.PATENT, value, *match.span(), sound)
