"""Amounts as written, in any of the ways a Chinese or English certificate writes them.

「48」「４８」「1,000」「四十八点五」「肆拾捌」「二〇二一」「3万」「三十二个半」
「forty-eight」. Negative amounts, exponents and fractions are not amounts here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.language.normalise import normalise

ZEROS = "〇零○◯"
DIGITS = {
    **dict.fromkeys(ZEROS + "0Oo", 0),
    **dict.fromkeys("1一壹弌", 1),
    **dict.fromkeys("2二贰貳弍两兩", 2),
    **dict.fromkeys("3三叁叄參弎", 3),
    **dict.fromkeys("4四肆", 4),
    **dict.fromkeys("5五伍", 5),
    **dict.fromkeys("6六陆陸", 6),
    **dict.fromkeys("7七柒", 7),
    **dict.fromkeys("8八捌", 8),
    **dict.fromkeys("9九玖", 9),
}
"""The value of every sign that stands for a digit; the letter O is a zero among digits."""

_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MAX_LENGTH = 24  # characters; the longest exact amount below 10**12 in Chinese needs 23

_CN_DIGIT = "〇零○◯一壹弌二贰貳弍两兩三叁叄參弎四肆五伍六陆陸七柒八捌九玖"
_CN_UNIT = "十拾百佰千仟万萬亿億廿卄卅卌"
_CN = _CN_DIGIT + _CN_UNIT

_ENGLISH_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_ENGLISH_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_ENGLISH_WORD = "|".join(
    sorted([*_ENGLISH_SMALL, *_ENGLISH_TENS, "hundred", "fourty"], key=len, reverse=True)
)

_ASCII_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?")
_DIGITS_WITH_O = re.compile(r"[0-9][0-9Oo]{0,14}")
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:{_ENGLISH_WORD})(?:[ -](?:and )?(?:{_ENGLISH_WORD})){{0,4}}(?![A-Za-z])",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    rf"(?P<ascii>[0-9]+(?:[.,][0-9]+)*(?:[0-9Oo]*(?![A-Za-z]))?[百千万亿]{{0,2}}(?:个半)?)"
    rf"|(?P<cn>[{_CN}](?:[{_CN}0-9Oo]*[{_CN}])?(?:点[{_CN_DIGIT}]+)?[万亿]?(?:个半)?)"
    r"|(?P<half>半(?=[天日个小学课]))"
)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """An amount in a text: `text` is what stands from `start` to `end`."""

    start: int
    end: int
    text: str
    value: Decimal


def parse_number(text: str) -> Decimal | None:
    """Return the amount that the whole text states, or None if it states none.

    Chinese digits without units are read by position (二〇二一 is 2021, 一二 is
    12). 个半 adds a half, 半 alone is a half, 整 is ignored.
    """
    plain = normalise(text[:200]).text.replace(" ", "").removesuffix("整")
    if not plain or len(text) > 200:
        return None
    if plain == "半":
        return Decimal("0.5")
    if plain.endswith("个半"):
        whole = _parse_plain(plain[:-2])
        return None if whole is None or whole != int(whole) else whole + Decimal("0.5")
    if plain[0].isascii() and plain[0].isalpha():
        return _parse_english(normalise(text).text)
    return _parse_plain(plain)


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Return every amount in the text, from left to right, none overlapping another.

    Figures that hang on a Latin letter before them (「GZ48」) or form a dotted
    version (「3.5.1」) are codes, not amounts.
    """
    norm = normalise(text)
    found = [
        _mention(text, norm.span(start, end), value)
        for start, end, value in number_spans(norm.text)
    ]
    return tuple(found)


def number_spans(plain: str) -> list[tuple[int, int, Decimal]]:
    """Return (start, end, value) of every amount in a text that is already normalised."""
    found: list[tuple[int, int, Decimal]] = []
    for match in _CANDIDATE.finditer(plain):
        if match.lastgroup == "ascii" and _hangs_on_a_letter(plain, match.start()):
            continue
        found.extend(_amounts_in(match.group(), match.start()))
    for match in _ENGLISH.finditer(plain):
        value = _parse_english(match.group())
        if value is not None:
            found.append((match.start(), match.end(), value))
    return sorted(found)


def _hangs_on_a_letter(plain: str, start: int) -> bool:
    before = plain[start - 1] if start else " "
    return before.isascii() and (before.isalpha() or before == "_")


def _amounts_in(run: str, start: int) -> list[tuple[int, int, Decimal]]:
    """Return the amount of a run, or those of its parts if commas only list them."""
    value = parse_number(run)
    if value is not None:
        return [(start, start + len(run), value)]
    found: list[tuple[int, int, Decimal]] = []
    if "," in run:
        for part in run.split(","):
            value = parse_number(part)
            if value is not None:
                found.append((start, start + len(part), value))
            start += len(part) + 1
    return found


def _mention(text: str, span: tuple[int, int], value: Decimal) -> NumberMention:
    return NumberMention(span[0], span[1], text[span[0] : span[1]], value)


def _parse_plain(plain: str) -> Decimal | None:
    if _ASCII_NUMBER.fullmatch(plain):
        return Decimal(plain)
    if _THOUSANDS.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if _DIGITS_WITH_O.fullmatch(plain):
        return Decimal(re.sub("[Oo]", "0", plain))
    if len(plain) > _MAX_LENGTH:
        return None
    whole, point, rest = plain.replace(".", "点").partition("点")
    if not point:
        value = _parse_integer(plain)
        return None if value is None else Decimal(value)
    factor = _BIG_UNITS.get(rest[-1:], 1)
    fraction = rest[:-1] if factor > 1 else rest
    integer = _parse_integer(whole)
    if integer is None or not fraction or any(char not in DIGITS for char in fraction):
        return None
    digits = "".join(str(DIGITS[char]) for char in fraction)
    return Decimal(f"{integer}.{digits}") * factor


def _parse_integer(plain: str) -> int | None:
    """Return a whole amount written with Chinese signs, perhaps among ASCII digits."""
    if not plain or plain[0] in "Oo":
        return None
    if all(char in DIGITS for char in plain):
        return int("".join(str(DIGITS[char]) for char in plain))
    total, section, pending = 0, 0, None
    small, big, last, after_zero = 10**4, 10**12, 1, False
    for token in _TOKEN.findall(plain):
        if token[0] in DIGITS:
            if pending is not None:
                return None
            value = int(token) if token[0].isascii() else DIGITS[token]
            if value:
                pending = value
            else:
                after_zero = True
            continue
        if token in _TENS:
            if pending is not None or small <= 10:
                return None
            section, small, last = section + _TENS[token], 10, 10
        elif token in _SMALL_UNITS:
            unit = _SMALL_UNITS[token]
            if unit >= small or (pending is None and unit > 10):
                return None
            section, small, last = section + (pending or 1) * unit, unit, unit
        elif token in _BIG_UNITS:
            unit = _BIG_UNITS[token]
            section += pending or 0
            if unit >= big or not section:
                return None
            total, section, small, big, last = total + section * unit, 0, 10**4, unit, unit
        else:
            return None
        pending, after_zero = None, False
    if pending is not None and last >= 100 and not after_zero and pending < 10:
        pending *= last // 10  # 一百二 is 120, 两万五 is 25,000
    return total + section + (pending or 0)


def _parse_english(words: str) -> Decimal | None:
    """Return an amount below a thousand written in English words."""
    total = 0
    current = 0
    for word in re.split(r"[ -]+", words.lower().replace("fourty", "forty")):
        if word == "and" and total:
            continue
        if word == "hundred" and 0 < current < 10 and not total:
            total, current = current * 100, 0
        elif word in _ENGLISH_TENS and not current:
            current = _ENGLISH_TENS[word]
        elif word in _ENGLISH_SMALL and (not current or (current >= 20 and current % 10 == 0)):
            if current and not 0 < _ENGLISH_SMALL[word] < 10:
                return None
            current += _ENGLISH_SMALL[word]
        else:
            return None
    return Decimal(total + current)
