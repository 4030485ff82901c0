"""How alike two names, or two identity numbers, are; never whose they are."""

from __future__ import annotations

import re
from enum import Enum, auto
from unicodedata import normalize


class Likeness(Enum):
    """What a comparison of two writings can say."""

    EQUAL = auto()
    CLOSE = auto()
    """They differ as a misreading or a variant character would make them."""
    MASKED = auto()
    """One hides characters; what it shows agrees with the other."""
    OTHER_SCRIPT = auto()
    """One is in Chinese characters, the other in letters."""
    DIFFERENT = auto()


# Characters of names that are variants of each other or that engines confuse.
# One group a word; traditional forms stand beside their simplified ones.
_ALIKE_GROUPS = """
己已巳 未末 日曰 王玉主 土士 干千于 天夫无 刀力 人入八 大太犬 木本术 白自百 田由甲申 陈陳
张張 刘劉 杨楊 赵趙 黄黃 吴吳 孙孫 马馬 罗羅 郑鄭 谢謝 韩韓 冯馮 邓鄧 许許 萧肖蕭 叶葉 吕呂
卢盧 蒋蔣 阎闫閻 傅付博 戴代 范範 丽麗 华華 国國 红紅 兰蘭 伟偉 军軍 东東 凤鳳 龙龍 云雲
峰峯 群羣 杰傑 晓曉 艳艷豔 洁潔 颖穎 颍颖 晖暉辉 辉輝 莹瑩 萤莹 静靜 喆哲 堃坤 升昇 淼森
珊姗 婷停 芳方 祥详 俊浚 梅海 佳住 清请 悦说 桦华 钢纲 林材 烨晔 赟斌 玥钥 琦绮 炜伟 建健
小晓 文玟 雯文 宁寧 卫衛 庆慶 贵貴 爱愛 娟绢 捷婕 亚亞 义義 仪儀 庄莊 严嚴 苏蘇 许讦 于於
郁鬱 游遊 万萬 余餘 沈沉 岳嶽 涂塗 钟鐘鍾
"""
_ALIKE = tuple(_ALIKE_GROUPS.split())
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康"
    "施葛樊倪俞殷岳季章鲁凌霍柯颜祝骆庄翟阮聂欧詹柳裴甘褚涂齐梅盛"
)
_OF_BODIES = frozenset("组部社刊校院系所处室学园教研")
_LONGEST_NAME = 4
_MASK = "*＊×✱●○□某"
_DOTS = str.maketrans("", "", "·・•‧．.")
_TITLES = re.compile(r"(?:同志|老师|先生|女士|同学)$")
_SHORT_NAME = 2
_ID_LENGTH = 18
_OLD_ID_LENGTH = 15
_MISREAD_DIGITS = 2


def compare_names(given: str, read: str) -> Likeness:
    """Compare a name as registered with one as read.

    Of three or more characters one may be misread; of two, where a different
    character is half the name, only a known variant or confusion counts as close.
    """
    first, second = _name(given), _name(read)
    if first == second:
        return Likeness.EQUAL
    if _is_chinese(first) != _is_chinese(second) and not _is_masked(second):
        return Likeness.OTHER_SCRIPT
    if not _is_chinese(first) and sorted(given.casefold().split()) == sorted(
        read.casefold().split()
    ):
        return Likeness.EQUAL
    if _is_masked(first) or _is_masked(second):
        return _compare_masked(first, second)
    return Likeness.CLOSE if _is_close(first, second) else Likeness.DIFFERENT


def may_be_name(text: str) -> bool:
    """Say whether a word can well be a Chinese name: a frequent surname, and no body's word.

    Rare surnames are left out: a section's heading must not be taken for a person.
    """
    is_long_enough = _SHORT_NAME <= len(text) <= _LONGEST_NAME
    return is_long_enough and text[0] in _SURNAMES and not _OF_BODIES & set(text)


def compare_ids(given: str, read: str) -> Likeness:
    """Compare two identity numbers; an old one of 15 digits lacks century and check digit."""
    first, second = _id(given), _id(read)
    if first == second:
        return Likeness.EQUAL
    if _is_masked(second) or _is_masked(first):
        return _compare_masked(first, second)
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(longer) == _ID_LENGTH and len(shorter) == _OLD_ID_LENGTH:
        return Likeness.CLOSE if longer[:6] + longer[8:17] == shorter else Likeness.DIFFERENT
    if len(first) == len(second):
        wrong = sum(a != b for a, b in zip(first, second, strict=True))
        return Likeness.CLOSE if wrong <= _MISREAD_DIGITS else Likeness.DIFFERENT
    is_part = len(shorter) >= len(longer) - _MISREAD_DIGITS and _is_subsequence(shorter, longer)
    return Likeness.CLOSE if is_part else Likeness.DIFFERENT


def variants_of(char: str) -> frozenset[str]:
    """Return the characters that may stand for one in a name, itself included."""
    return frozenset(char).union(*(group for group in _ALIKE if char in group))


def _name(text: str) -> str:
    compact = "".join(normalize("NFKC", text).split()).translate(_DOTS).casefold()
    return _TITLES.sub("", compact) or compact


def _id(text: str) -> str:
    return "".join(normalize("NFKC", text).split()).upper().replace("-", "")


def _is_chinese(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def _is_masked(text: str) -> bool:
    return any(char in _MASK for char in normalize("NFC", text)) or (
        "X" in text[:-1].upper() and (any(char.isdigit() for char in text))
    )


def _compare_masked(first: str, second: str) -> Likeness:
    """Compare what both show; a mask of one sign may stand for several characters."""
    if len(first) == len(second):
        agree = all(a == b or _hides(a) or _hides(b) for a, b in zip(first, second, strict=True))
        return Likeness.MASKED if agree else Likeness.DIFFERENT
    masked, full = (second, first) if _is_masked(second) else (first, second)
    return Likeness.MASKED if _fits(masked, full) else Likeness.DIFFERENT


def _fits(masked: str, full: str) -> bool:
    """Say whether what a mask leaves stands in the full text, in order and at its ends."""
    shown = "".join("\0" if _hides(char) else char for char in masked).split("\0")
    head, *middle, tail = shown
    if not full.startswith(head) or not full[len(head) :].endswith(tail):
        return False
    rest = full[len(head) : len(full) - len(tail)]
    for part in middle:
        found = rest.find(part)
        if found < 0:
            return False
        rest = rest[found + len(part) :]
    return True


def _hides(char: str) -> bool:
    return char in _MASK or char.upper() == "X"


def _is_close(first: str, second: str) -> bool:
    if len(first) == len(second):
        pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        if all(_are_alike(a, b) for a, b in pairs):
            return True
        return len(pairs) == 1 and len(first) > _SHORT_NAME
    shorter, longer = sorted((first, second), key=len)
    return (
        len(longer) - len(shorter) == 1
        and len(shorter) >= _SHORT_NAME
        and _is_subsequence(shorter, longer)
    )


def _are_alike(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _ALIKE)


def _is_subsequence(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(char in rest for char in shorter)
