"""What an organisation's name says about its type and level; nothing about its standing.

Public bodies in China carry both in their names: 「天河区教育局」 is a district's
education administration. A name that says neither is UNKNOWN, which is an answer.
"""

from __future__ import annotations

import re
from enum import StrEnum
from unicodedata import normalize


class Body(StrEnum):
    """Type of an organisation, as its name tells."""

    EDUCATION_ADMINISTRATION = "education_administration"
    GOVERNMENT = "government"
    TEACHING_RESEARCH = "teaching_research"
    UNIVERSITY = "university"
    SCHOOL = "school"
    ASSOCIATION = "association"
    COMPANY = "company"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Level of government that an organisation belongs to, as its name tells."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"
    SCHOOL = "school"
    UNKNOWN = "unknown"


# First match wins: a company or association may carry 教育 or a place in its name,
# and a university's education college is not an education administration.
_BODY_WORDS: tuple[tuple[Body, tuple[str, ...]], ...] = (
    (
        Body.COMPANY,
        (r"公司|集团|股份|企业", r"Co\.", r"Ltd", r"\bInc\b", r"\bLLC\b", r"GmbH"),
    ),
    (
        Body.ASSOCIATION,
        (
            r"协会|学会|研究会|联合会|促进会|基金会|商会|联盟|理事会|专业委员会",
            r"Association",
            r"Society",
        ),
    ),
    (
        Body.TEACHING_RESEARCH,
        (
            r"教研[室院]|教研中心|教学研究[室院]|教育(?:科学)?研究[院所室]|教育发展研究院",
            r"教科[院所]|(?:教师|教育)发展(?:中心|学院)|教师进修学[校院]|教师培训(?:中心|学院)",
            r"电教馆|电化教育馆|教育技术(?:中心|装备中心)|继续教育指导中心",
        ),
    ),
    (
        Body.EDUCATION_ADMINISTRATION,
        (
            r"教育[部厅局]|教育委员会|[市区县]教委|^教委|教体局|文教局|教科文体局",
            r"教育(?:和|与|、)?(?:体育|文化|科技|科学技术)[^学校]{0,8}局",
            r"Ministry of Education",
            r"Education Bureau",
        ),
    ),
    (
        Body.UNIVERSITY,
        (r"大学|学院|高等专科|师专", r"University", r"College", r"Institute of"),
    ),
    (Body.SCHOOL, (r"中学|(?<!中)小学|幼儿园|学校|一中|附中|附小|职中", r"\bSchool\b")),
    (Body.GOVERNMENT, (r"人民政府|[局厅部]$|[局厅]\W|(?:委员会|办公室|总工会)$",)),
)
_BODIES = tuple((body, re.compile("|".join(words), re.IGNORECASE)) for body, words in _BODY_WORDS)

_LEVEL_WORDS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    (Level.DISTRICT, (r"[一-鿿]{2,}?(?<!自治)(?<!行政)(?<!社)(?<!校)[区县]", r"县级")),
    (Level.MUNICIPAL, (r"[一-鿿]{2,}?市",)),
    (Level.PROVINCIAL, (r"[一-鿿]{2,}?(?:省|自治区)",)),
    (
        Level.NATIONAL,
        (r"教育部|^中国|^中华|^全国|^国家|中央|人力资源和社会保障部", r"Ministry"),
    ),
)
_LEVELS = tuple(
    (level, re.compile("|".join(words), re.IGNORECASE)) for level, words in _LEVEL_WORDS
)

_MUNICIPALITIES = re.compile(r"^(?:北京|天津|上海|重庆)市(?![一-鿿]{1,3}[区县])")


def plain(text: str) -> str:
    """Return the text in one width and without white space, as names are compared."""
    return "".join(normalize("NFKC", text).split())


def body_of(name: str) -> Body:
    """Return the type of organisation that a name states."""
    compact = plain(name) if re.search(r"[一-鿿]", name) else name
    return next((body for body, shape in _BODIES if shape.search(compact)), Body.UNKNOWN)


def level_of(name: str) -> Level:
    """Return the lowest level of government that a name states.

    A school is its own level. The four municipalities rank as provinces.
    """
    compact = plain(name)
    if body_of(name) is Body.SCHOOL:
        return Level.SCHOOL
    if _MUNICIPALITIES.search(compact):
        return Level.PROVINCIAL
    return next((level for level, shape in _LEVELS if shape.search(compact)), Level.UNKNOWN)


def is_of(name: str, places: tuple[str, ...]) -> bool:
    """Say whether a name begins with one of the places, or with one after a larger place.

    A district's name is not unique in the country: 「贵阳市白云区教育局」 is not
    Guangzhou's. A city named before the district must itself be one of the places.
    """
    compact = plain(name)
    city = re.search(r"([一-鿿]{2,}?市)", re.sub(r"^[一-鿿]{2,}?(?:省|自治区)", "", compact))
    if city is not None and not any(city.group(1) == place for place in places):
        return False
    return any(place in compact for place in places)
