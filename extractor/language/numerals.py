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
_BIG_UNITS = (("亿億", 10**8), ("万萬", 10**4))
_MAX_LENGTH = 24  # characters; the longest exact amount below 10**12 in Chinese needs 23

_CN_DIGIT = "〇零○◯一壹弌二贰貳弍两兩三叁叄參弎四肆五伍六陆陸七柒八捌九玖"
_CN_UNIT = "十拾百佰千仟万萬亿億廿卄卅卌"
_CN = _CN_DIGIT + _CN_UNIT

_ENGLISH_ONES = "one two three four five six seven eight nine"
_ENGLISH_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_VALUES = {
    **{word: value for value, word in enumerate(f"zero {_ENGLISH_ONES} {_ENGLISH_TEENS}".split())},
    **{word: 10 * value for value, word in enumerate(_ENGLISH_TENS.split(), start=2)},
    "fourty": 40,
}
_ONE = _ENGLISH_ONES.replace(" ", "|")
_BELOW_HUNDRED = (
    rf"(?:(?P<tens>{_ENGLISH_TENS.replace(' ', '|')}|fourty)(?:[ -](?P<one>{_ONE}))?"
    rf"|(?P<small>{_ENGLISH_TEENS.replace(' ', '|')}|{_ONE}|zero))"
)
_ENGLISH_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?:(?P<h>{_ONE})[ -]hundred(?:[ -](?:and )?{_BELOW_HUNDRED})?"
    rf"|{_BELOW_HUNDRED.replace('(?P<', '(?P<only_')})(?![A-Za-z])",
    re.IGNORECASE,
)
_ASCII_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?")
_DIGITS_WITH_O = re.compile(r"[0-9][0-9Oo]{0,14}")
_FIGURE = f"[{_CN_DIGIT.strip(ZEROS)}]|[0-9]{{1,2}}"
_ZERO = f"[{ZEROS}]?"
_SECTION = re.compile(
    rf"(?:(?P<k>{_FIGURE})[千仟])?{_ZERO}(?:(?P<h>{_FIGURE})[百佰])?{_ZERO}"
    rf"(?:(?P<ten>(?P<t>{_FIGURE})?[十拾])|(?P<tens>[廿卄卅卌]))?{_ZERO}(?P<one>{_FIGURE})?"
)
_CANDIDATE = re.compile(
    rf"(?P<ascii>[0-9]+(?:[.,][0-9]+)*(?:[0-9Oo]*(?![A-Za-z]))?"
    rf"(?:[百佰千仟万萬亿億]{{1,2}}(?:[{ZEROS}]?[{_CN_DIGIT}0-9]{{1,4}})?){{0,5}}(?:个半)?)"
    rf"|(?P<cn>[{_CN}](?:[{_CN}0-9Oo]*[{_CN}])?(?:[点點][{_CN_DIGIT}]+)?[万亿]?(?:个半)?)"
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
    plain = normalise(text[:200]).text.replace(" ", "").replace("點", "点").removesuffix("整")
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
        if "分之" in {
            plain[match.end() : match.end() + 2],
            plain[match.start() - 2 : match.start()],
        }:
            continue  # 三分之一 is neither three nor one
        found.extend(_amounts_in(match.group(), match.start()))
    for match in _ENGLISH_AMOUNT.finditer(plain):
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
    plain = _without_commas(plain)
    whole, point, rest = plain.replace(".", "点").partition("点")
    if not point:
        value = _parse_integer(plain)
        return None if value is None else Decimal(value)
    factor = next((unit for signs, unit in _BIG_UNITS if rest[-1:] and rest[-1] in signs), 1)
    fraction = rest[:-1] if factor > 1 else rest
    integer = _parse_integer(whole)
    if integer is None or not fraction or any(char not in DIGITS for char in fraction):
        return None
    digits = "".join(str(DIGITS[char]) for char in fraction)
    return Decimal(f"{integer}.{digits}") * factor


def _without_commas(plain: str) -> str:
    """Return 「1,100万」 without the comma of its thousands."""
    match = _THOUSANDS.match(plain)
    return match.group().replace(",", "") + plain[match.end() :] if match else plain


def _parse_integer(plain: str) -> int | None:
    """Return a whole amount written with Chinese signs, perhaps among ASCII digits."""
    if plain and all(char in DIGITS for char in plain):
        return None if plain[0] in "Oo" else int("".join(str(DIGITS[char]) for char in plain))
    for signs, unit in _BIG_UNITS:
        head, *tail = re.split(f"[{signs}]", plain, maxsplit=1)
        if tail:
            several = head.isascii() or len(head) == 1 or any(char in _CN_UNIT for char in head)
            above = _parse_integer(head) if several else None
            below = _parse_tail(tail[0], unit)
            return above * unit + below if above and below is not None else None
    return _parse_section(plain)


def _parse_tail(plain: str, unit: int) -> int | None:
    """Return what follows 万 or 亿: nothing, a colloquial digit (两万五) or an amount below it."""
    if not plain:
        return 0
    if len(plain) == 1 and DIGITS.get(plain):
        return DIGITS[plain] * unit // 10
    value = _parse_integer(plain.lstrip(ZEROS))
    return value if value is not None and value < unit else None


def _parse_section(plain: str) -> int | None:
    """Return an amount below ten thousand with its units (三千零五十, 廿五, 一百二)."""
    match = _SECTION.fullmatch(plain)
    if match is None or not plain.strip(ZEROS):
        return None
    thousands, hundreds, ones = (_figure(match[name]) for name in ("k", "h", "one"))
    tens = _TENS.get(match["tens"], 0)
    if match["ten"]:
        tens = 10 * (_figure(match["t"]) or 1)
    if (thousands or hundreds) and ones < 10 and not tens and plain[-2] not in ZEROS:
        ones *= 10 if hundreds else 100  # 一百二 is 120, 三千五 is 3,500
    return 1000 * thousands + 100 * hundreds + tens + ones


def _figure(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isascii() else DIGITS[text]


def _parse_english(words: str) -> Decimal | None:
    """Return an amount below a thousand written in English words."""
    match = _ENGLISH_AMOUNT.fullmatch(words)
    if match is None:
        return None
    parts = {
        name: _ENGLISH_VALUES[word.lower()] for name, word in match.groupdict().items() if word
    }
    return Decimal(100 * parts.pop("h", 0) + sum(parts.values()))
