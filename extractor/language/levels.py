"""Words for the level of a project, a prize or a qualification, and for a rank in a list.

Levels are given by the names that the notices' tables use: national, ministry, provincial,
municipal, district, school; international; junior, intermediate, senior.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.language.numerals import parse_number

_SCOPES = (
    ("international", r"国际级|international"),
    ("national", r"国家级|国家社科|国家社会科学|国家自然科学|全国教育科学|全国级|national"),
    ("ministry", r"部级|教育部|部委级|ministerial"),
    (
        "provincial",
        r"省部级|省级|全省(?!市)|省厅级|厅级|自治区(?:级|(?=中小学|教育|教师|社会))|provincial",
    ),
    ("municipal", r"(?<!直辖)市厅级|全市|地市级|市级|州级|municipal"),
    (
        "district",
        r"(?:区[(（]县[)）]|县[(（]市?[、,]?区[)）]|县[(（]市[)）])级|区县级|全[县区](?![域县面])|县区级|区级|县级|县市级|district",
    ),
    ("school", r"校级|院级|school.level"),
)
_GRADES = (
    ("senior", r"正高级?|副高级?|高级(?!应用|语言|程序)|senior"),
    ("intermediate", r"中级|intermediate"),
    ("junior", r"初级|助理级|员级|junior"),
)
_RANKED = (
    r"(?<!原)第\s*([一二三四五六七八九十]+|\d{1,2})\s*(?:(?:主要)?(?:完成|发明|设计|作|署名|参与|参加|主持|负责|获奖|研究)\s*(?:人|者)|(?:主要|核心)?成员)",
    r"(?:排名|位次|名次|署名次序|署名顺序|排序|序位|本人排名|排位)\s*[:：]?\s*(?:为|在)?\s*第?\s*([一二三四五六七八九十]+|\d{1,2})(?!\d)",
    r"(?:(?:参与|参加|主持|负责|完成)[人者]|成员)\s*[(（]\s*第\s*([一二三四五六七八九十]+|\d{1,2})\s*[位名]?\s*[)）]",
    r"(?:课题|项目)组?(?:成员|人员)?[中内](?:名次|次序)?(?:列|居|位居|排|排在)(?:于|在)?\s*第\s*([一二三四五六七八九十]+|\d{1,2})(?!\d)\s*[位名]?",
    r"位列\s*第?\s*([一二三四五六七八九十]+|\d{1,2})(?!\d)",
    r"(?:ranked|rank)\s*(?:no\.?|number)?\s*[:：]?\s*(\d{1,2})(?!\d)",
)
_LEAST, _MOST = 1, 30


def scope_of(text: str) -> tuple[str, int, int] | None:
    """Return the level that a text names first, with its place: `provincial` for 「省级」."""
    return _first_of(_SCOPES, text)


def grade_of(text: str) -> tuple[str, int, int] | None:
    """Return the grade of a qualification that a text names first, with its place."""
    return _first_of(_GRADES, text)


def _first_of(table: tuple[tuple[str, str], ...], text: str) -> tuple[str, int, int] | None:
    hits = [
        (found.start(), -found.end(), name)
        for name, pattern in table
        if (found := re.search(pattern, text, re.IGNORECASE))
    ]
    if not hits:
        return None
    start, end, name = min(hits)
    return name, start, -end


def rank_in(text: str) -> tuple[Decimal, int, int] | None:
    """Return the rank that a text states (「第二完成人」, 「排名第3」), with its place."""
    for pattern in _RANKED:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            rank = parse_number(found[1])
            if rank is not None and _LEAST <= rank <= _MOST:
                return Decimal(int(rank)), *found.span()
    return None


def level_of_body(name: str) -> str | None:
    """Return the level of a body that runs projects or prizes, as far as its name tells.

    A ministry or a body of the whole country is national, one of a province provincial.
    """
    if re.match(r"全国|中国|国家|教育部|中央|中华", name):
        return "national"
    if re.match(
        r"[\u3400-\u9fff]{1,6}(?:省|自治区)|(?:北京|上海|天津|重庆)市|自治区|"
        r"(?:内蒙古|广西|西藏|宁夏|新疆)(?![^,，。]{0,8}[市县盟州])",
        name,
    ):
        return "provincial"
    if re.search(r"[\u3400-\u9fff]市[\u3400-\u9fff]{1,5}[区县]|^[\u3400-\u9fff]{1,5}[区县]", name):
        return "district"
    if re.match(r"[\u3400-\u9fff]{1,6}(?:市|州|盟|地区)", name):
        return "municipal"
    return None
