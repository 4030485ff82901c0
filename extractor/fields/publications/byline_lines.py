"""Tell the lines of an article's head that say who wrote it, and where its authors work."""

from __future__ import annotations

import re

from extractor.fields.people.teams import announced_names, names_in
from extractor.fields.publications.author_rows import names_beside_pinyin, names_mixed
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.language.words import words
from extractor.passages import Cell

_AFFILIATION = re.compile(
    r"[㐀-鿿](?:\s?[,，]?\s?|[,，][㐀-鿿\s]{2,12})[0-9]{6}\s*(?:[;；)）]|$|\s[㐀-鿿](?:\s?[㐀-鿿]){1,3}$)|"
    r"^\s*[(（].*(?:大学|学院|学校|中学|小学|幼儿园|医院|中心|公司|研究[院所])[^()（）]*[)）]\s*$"
)
"""Where the authors work: with the post code, an author perhaps behind it, or in brackets."""
_AFFILIATION_EN = re.compile(
    r"\s*[a-z0-9]\s?[A-Z][^.]{4,}\b(?:University|School|Institute|College|Department|Centre|Center|Academy)\b.*,"
)
"""「a School of Education, Western University, Helan」"""
PARTED = re.compile(r"[,，、;；]")
BYLINE = re.compile(
    r"(?:(?:[\[［][㐀-鿿]{1,3}[\]］])?(?:[㐀-鿿]{2,6}·[㐀-鿿]{2,6}|[㐀-鿿](?:\s{0,3}[㐀-鿿]){1,3})\s?"
    r"(?:[0-9]{1,2}(?:[,，]\s?[0-9]{1,2})*|[¹²³]|[①-⑤])[)）]?[*＊]?[\s,，.、;；]*){2,}"
)
"""Names, each with the number of where the author works: 「张三1,李四2」, 「张三¹ 李四²」."""
MENU = re.compile(
    r"(?:(?:\s{0,4}[☆★])?\s{0,4}(?:收藏|下载|引用|分享|打印|导出|关注)(?:\s?[(（]\s?\d{1,7}\s?[)）])?){2,8}\s{0,4}$"
)
"""Behind the authors on a database's page: 「☆收藏 下载(126) 引用(3)」."""
_OF_SPEECH = re.compile(r"[不又也谁么的了是在去有无会能可就都还只怎这那何]")
"""「不读书,何以教」 has words that are in nobody's name."""
_SHORT_NAME = re.compile(r"[㐀-鿿]{2,3}")
_NAMES_IN_GAPS = re.compile(r"[㐀-鿿]{2,4}(?:\s+[㐀-鿿]{2,4})+")
_BODY = 0.5


def is_told(cell: Cell) -> bool:
    """Tell whether a line below a title says who wrote it or where they work."""
    return names_people(cell) or organisation_likelihood(cell.line.text) >= _BODY


def names_people(cell: Cell) -> bool:
    """Tell whether a line says who wrote the article: by its form, or as 「某某小学 李明」."""
    told = is_of_authors(cell) or lists_people(cell) or bool(names_in(cell.line.text))
    return told or any(is_name(part) for part in cell.line.text.split())


def places_authors(cell: Cell) -> bool:
    """Tell whether a line says where authors work: with the post code, or in brackets."""
    return _AFFILIATION.search(cell.line.text.strip()) is not None


def is_of_authors(cell: Cell) -> bool:
    """Tell whether a line says by its form who wrote the article, or where they work."""
    text = MENU.sub("", cell.line.text).strip()
    return (
        _AFFILIATION.search(text) is not None
        or BYLINE.fullmatch(text) is not None
        or _AFFILIATION_EN.match(text) is not None
        or (PARTED.search(text) is not None and lists_people(cell))
        or bool(names_beside_pinyin(text) or names_mixed(text))
    )


def lists_people(cell: Cell) -> bool:
    """Tell whether a line holds Chinese names, parted by commas or with 「文/」 before them."""
    text = cell.line.text
    if not has_chinese(text):
        return False
    if names_in(text) or names_mixed(text):
        return True
    listed = announced_names(text) if PARTED.search(text) else []
    if _NAMES_IN_GAPS.fullmatch(text.strip()):
        listed = text.split()  # one of 「包一凡 丁香凝 樊立本 贡瑞」 has a rare surname
    if len(listed) > 1 and all(map(_SHORT_NAME.fullmatch, listed)):
        # 「普文彬,尹丽梅」: one surname is on no list, the other as common as they come
        plain = not any(map(_OF_SPEECH.search, listed))
        return plain and any(is_name(one) and one[0] in words("common_surnames") for one in listed)
    return sum(map(is_name, listed)) * 2 > len(listed)  # 「慢一点,又何妨」 is a title
