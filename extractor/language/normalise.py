"""Text as printed or recognised to text as the grammars expect it, with a way back.

Every other module of this package searches the normalised text and reports
places in the original. Nothing here corrects spelling or changes digits.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Pieces of CJK type that fonts inside PDFs hand out instead of the characters
# and that have no compatibility mapping in Unicode.
_RADICALS = str.maketrans(
    "⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "民母虎西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
)
# ① and ² stay: turned into 1 and 2 they would grow onto the number beside them.
_KEPT_FORMS = frozenset({"<circle>", "<super>", "<sub>", "<fraction>"})
_DIGIT_FULL_STOPS = range(0x2488, 0x249C)  # ⒈ to ⒛, which would read as "1." before a figure
# Of ambiguous width, yet set among Chinese characters on our pages.
_CJK_SIGNS = frozenset("○◯·—–…“”‘’")
_UNDERLINE = re.compile(r"_+")
_OF_CODE = re.compile(r"[0-9A-Za-z]")
_SPACED_DIGITS = re.compile(r"(?<![0-9A-Za-z.,:/+-])[0-9](?: [0-9])+(?![0-9A-Za-z.,:/+-]| [0-9])")

_THREE = re.compile("参(?=[拾佰仟])|(?<=[拾佰仟零])参(?=[拾佰仟万个学課课小天日月年元整期届次]|$)")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and, for each of its characters, the index in the original.

    White space is single: one space, or one line feed where the original had a
    line break. One original character may have become several.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open place in the original of `text[start:end]`, which is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=1024)
def normalise(text: str) -> Normalised:
    """Return the text with one width of characters and without letter-spacing.

    Full-width signs, compatibility forms and CJK radicals become the usual
    characters (NFKC, one character at a time), zero-width characters vanish.
    Spaces go where one neighbour is Chinese and the other no Latin letter
    (「结 业 证 书」, 「共 40 学时」) and inside spaced figures (「2 0 2 1 年」);
    elsewhere one space stays. 「参拾贰」 is written 叁拾贰, as 參 was always a way to write it.
    """
    chars: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for plain in char if " " < char <= "~" else _plain(char):
            chars.append(plain)
            offsets.append(index)
    if "_" in chars:
        chars = _without_underlines(chars)
    keep = _kept_positions(chars)
    chars, offsets = [chars[i] for i in keep], [offsets[i] for i in keep]
    return _without_spaced_digits(_THREE.sub("叁", "".join(chars)), offsets)


def _without_underlines(chars: list[str]) -> list[str]:
    """Return the signs with a blank for what is left of an underline: 「共_80_学时」.

    A form filled in on a line is read with its ends; within a code of letters the sign stays.
    """
    text = "".join(chars)
    for run in _UNDERLINE.finditer(text):
        before, behind = text[: run.start()][-1:], text[run.end() :][:1]
        if not (_OF_CODE.match(before) and _OF_CODE.match(behind)):
            chars[run.start() : run.end()] = " " * (run.end() - run.start())
    return chars


@lru_cache(maxsize=16384)
def _plain(char: str) -> str:
    """Return what one character becomes: nothing, itself or several."""
    if char in "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " "
    if category in {"Cf", "Cc", "Cs"}:
        return ""
    form = unicodedata.decomposition(char).partition(" ")[0]
    if form in _KEPT_FORMS or ord(char) in _DIGIT_FULL_STOPS:
        return char
    return unicodedata.normalize("NFKC", char).translate(_RADICALS)


def _kept_positions(chars: list[str]) -> list[int]:
    """Return the positions that stay once white space is thinned out."""
    keep: list[int] = []
    index = 0
    while index < len(chars):
        if chars[index] not in " \n":
            keep.append(index)
            index += 1
            continue
        end = index
        while end < len(chars) and chars[end] in " \n":
            end += 1
        if keep and end < len(chars):
            run = chars[index:end]
            if "\n" in run:
                keep.append(index + run.index("\n"))
            elif not _closes_up(chars[keep[-1]], chars[end]):
                keep.append(index)
        index = end
    return keep


def _closes_up(left: str, right: str) -> bool:
    """Say whether a space between the two is only letter-spacing."""
    if is_cjk(left):
        return is_cjk(right) or not right.isalpha()
    return is_cjk(right) and not left.isalpha()


@lru_cache(maxsize=16384)
def is_cjk(char: str) -> bool:
    """Say whether a character is set in a Chinese square."""
    return char in _CJK_SIGNS or unicodedata.east_asian_width(char) in "WF"


def _without_spaced_digits(text: str, offsets: list[int]) -> Normalised:
    """Close up 「2 0 2 1」; two lone digits only before a Chinese character."""
    dropped: set[int] = set()
    for match in _SPACED_DIGITS.finditer(text):
        before_cjk = match.end() < len(text) and is_cjk(text[match.end()])
        if match.end() - match.start() >= 5 or before_cjk:
            dropped.update(range(match.start() + 1, match.end(), 2))
    if not dropped:
        return Normalised(text, tuple(offsets))
    keep = [index for index in range(len(text)) if index not in dropped]
    return Normalised("".join(text[i] for i in keep), tuple(offsets[i] for i in keep))
