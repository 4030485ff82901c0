"""Tell a person's name from other short words: Chinese, minority and Latin names.

Pure functions over text. They say whether a piece of text can be a name; whose name it
is, is the business of the field finder.
"""

from __future__ import annotations

import re

from extractor.language.words import words

_NOT_IN_NAMES = frozenset(
    "的了在是与及或由从被把将已所我你您他她它们这那此分第个位校局厅委院司部处科室班组"
)

_NO_GIVEN = frozenset("的了是与及被将市省县区镇乡村校局厅系")
_LONGEST_OF_PARTS = 8
_LATIN_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+)?[A-Z][A-Za-z'’\-]*\.?(?:\s+[A-Z][A-Za-z'’\-]*\.?){1,3}$"
)
_VOWEL, _THRICE = re.compile(r"[aeiouy]"), re.compile(r"(.)\1\1")
_HAN = re.compile(r"^[㐀-鿿豈-﫿\U00020000-\U0003134F]+$")
_HAN_DOTTED = re.compile(r"^[㐀-鿿]{1,7}(?:[·•．・‧∙][㐀-鿿]{1,7}){1,3}$")
_DOTS = re.compile(r"[·•．・‧∙]")
_SPECK = re.compile(r"^([㐀-鿿])·([㐀-鿿]{1,2})$")
"""A speck between surname and given name: the parts of names with a dot are longer."""
_LEVEL_OF_PLACE = re.compile(r"[区校院园县市省国部厅][级属直管]")
"""「区级」 begins with a surname."""
_PLACE_TAKEN = re.compile(r"第[一二三四五六七八九十][名位届期]")
_INTRODUCED = re.compile(
    r"关于|兹有|授予|聘请|学员|证明|.{2,6}的|.{0,4}(?:编辑|教师|医师|员工|职工|代表)(?=[㐀-鿿])"
)
_MOTTO = re.compile(
    r"^与|[·•．・‧∙]与|[你我您]|同行|携手|共[育创享建赢筑]|赋能|未来|聚焦|引领|[育树立]人|匠心"
)
"""「与你同行·共育工匠」, a motto in two halves"""
_OF_BOOKS = re.compile(r"[教课书册训研第]|语文|数学|英语|生物")
"""In titles of books, 「普通高中教科书·生物学」, and not in names with a dot."""


def tidy_name(text: str) -> str:
    """Return the name without inner spaces (Chinese) and surrounding marks.

    The separating dot of minority names becomes 「·」.
    """
    text = text.strip(" \t_＿—-–:：,，.。;；()（）[]【】\"“”'‘’*")
    if re.search(r"[㐀-鿿]", text):
        text = _DOTS.sub("·", re.sub(r"\s+", "", text))
        speck = _SPECK.match(text)
        return "".join(speck.groups()) if speck and speck[1] in words("surnames") else text
    return re.sub(r"\s+", " ", text)


def name_likelihood(text: str) -> float:
    """Return how well the text fits the form of a person's name, 0 to 1.

    0 means it cannot be one. Chinese names are a known surname with one or two
    characters (three after a compound surname); minority names carry a dot; Latin
    names are two to four capitalised words.
    """
    name = tidy_name(text)
    if _HAN_DOTTED.match(name) and not (
        _OF_BOOKS.search(name) or _INTRODUCED.match(name) or _MOTTO.search(name)
    ):
        parts = _DOTS.split(name)
        # 「吉林·延吉」 is a province and its town
        other = parts[0] in words("places") or any(
            {part, part[-2:]} & words("not_names") for part in parts
        )
        return 0.0 if other else 0.95
    if _HAN.match(name):
        return _han_likelihood(name)
    if _LATIN_NAME.match(name):
        latin = {word.strip(".").lower() for word in name.split()}
        return 0.0 if latin & words("not_latin_names") or _is_no_word(latin) else 0.85
    return 0.0


def _is_no_word(parts: set[str]) -> bool:
    """Tell whether letters are specks of a picture and no name: 「AA AAA」, 「BCD FGH」.

    Nobody's name repeats one letter in each of its words, or has no vowel, or one sign thrice.
    """
    return (
        all(len(set(part)) == 1 for part in parts)
        or not any(_VOWEL.search(part) for part in parts)
        or any(_THRICE.search(part) for part in parts - {"iii"})
    )


def _han_likelihood(name: str) -> float:
    if 3 <= len(name) <= _LONGEST_OF_PARTS and _is_of_parts(name):
        return 0.9
    if _PLACE_TAKEN.fullmatch(name) or _LEVEL_OF_PLACE.fullmatch(name):
        return 0.0
    if name in words("not_names") or not 2 <= len(name) <= 4:
        return 0.0
    if len(name) == 3 and name[:2] in words("compound_surnames") and name[2] not in _NO_GIVEN:
        return 0.97
    given = words("not_names") - words("given_words")
    if len(name) > 2 and (name[:2] in words("not_names") or name[1:] in given):
        return 0.05
    if any(char in _NOT_IN_NAMES for char in name[1:]) or name[-1] in "市省县区镇乡村表单证册族":
        return 0.1
    if name[:2] in words("compound_surnames") and len(name) >= 3:
        return 0.97
    if name[0] in words("surnames"):
        return {2: 0.85, 3: 0.95, 4: 0.45}[len(name)]
    return {2: 0.25, 3: 0.3, 4: 0.1}[len(name)]


_WHOLE_NAME = 4
"""Signs of a word that is nobody's part but a name of its own: 迪丽努尔."""


def _is_of_parts(name: str) -> bool:
    """Tell whether it is made of two or more words of Tibetan and Mongol names."""
    parts = words("minority_name_parts")
    ends = {0}
    for start in range(len(name)):
        if start in ends:
            ends |= {end for end in range(start + 1, len(name) + 1) if name[start:end] in parts}
    return len(name) in ends and (name not in parts or len(name) >= _WHOLE_NAME)


def is_name(text: str) -> bool:
    """Tell whether the text is more likely a person's name than not."""
    return name_likelihood(text) >= 0.5


def names_at_end(text: str) -> tuple[str, ...]:
    """Return the names that the text may end with, the likeliest first.

    「合肥市第三中学李明」 may end with 李明 or 学李明; what stands before decides
    elsewhere.
    """
    run = re.search(r"[㐀-鿿·•]+$", text)
    if run is None:
        return ()
    tail = run.group()
    found = [
        (name_likelihood(tail[-length:]), tail[-length:])
        for length in range(2, min(len(tail), 12) + 1)
    ]
    return tuple(name for score, name in sorted(found, key=lambda item: -item[0]) if score >= 0.5)
