"""Recognise the name of a body (school, office, society, company) in Chinese or English text.

Pure functions over text. They find and split names; which body issued a document is the
business of the field finder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.language.words import words

_SEAL_NOTE = re.compile(
    r"[(（\[【〔<]?\s*(?:加?盖|签|代|公|印)?\s*(?:公?章|签章|盖章|印章|印|章处)\s*[)）\]】〕>]\s*[:：]?\s*$"
    r"|[(（][\u3400-\u9fff]{0,14}(?:章|钢印)[)）]\s*$"
    r"|[(（](?:评价|培训|发证|认证|主办|承办|协办)(?:机构|单位|方)?[)）]\s*$"
    r"|[(（]\s*加?盖\s*$"
    r"|[(（]\s*以下简称[^()（）]{1,12}[)）]\s*$"
    r"|[(（]\s*(?:official |company |corporate )?(?:seal|stamp)(?: here)?\s*[)）]\s*$",
    re.IGNORECASE,
)
_IN_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff])\s*[(（]\s*[A-Z][A-Za-z0-9 .,&'’-]{5,}[)）]?$")
"""「某某学院(Westdale College of …)」: the same name once more."""
_LEAD = re.compile(r"^[\s:：、,，.。;；\-—_|·★☆*]+")
_TRAIL = re.compile(r"[\s:：、,，.。;；\-—_|·★☆*]+$")
_SEPARATORS = re.compile(r"\s*[、，,;；/|]\s*|\s{2,}|\t|\s+(?=[\u3400-\u9fff])")
_HAN_RUN = re.compile(r"[㐀-鿿]")
_ENGLISH_BODY = re.compile(
    r"\b(?:University|College|Institute|Institution|School|Academy|Cent(?:re|er)|Association|"
    r"Society|Council|Ltd|Limited|Inc|LLC|Corporation|Company|Department|Ministry|Bureau|Board|"
    r"Foundation|Trust|Commission|Committee|Authority|Press|Federation|Union|Office|Faculty|"
    r"Consortium|Network|Group|Services|Agency|Organi[sz]ation|Polytechnic|Guild|Partnership|Service|"
    r"Hub|Lab|Alliance|Forum|Partners|Collective|Initiative|Consultancy|"
    r"Associates|Fund|Kindergarten|Nursery|Preschool|Collaborative|Chamber|Museum|Library|Hospital|"
    r"Programme Office|Secretariat)\b|\b(?:Education|Learning)$"
)
_OF_ENGLISH_BODY = re.compile(
    r"Education|International|National|Professional|Vocational|Technology|Technical|Sciences?|"
    r"Teachers?|Teaching|Medicine|Research|Secondary|Provincial|Municipal"
)
_BROKEN = re.compile(r"\b([A-Z][a-z]{1,11}) ([a-z]{1,11})\b")
"""「Depar tment of Education, Universi ty of …」: a gap that the reading put into a word."""
_ENGLISH_SENTENCE = re.compile(
    r"\b(?:has|have|is|was|were|certif(?:y|ies)|completed|attended|awarded|participat\w+|you|your|are|invited?|"
    r"successfully|hereby|held|this|that|hours?|from)\b",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    r"[\u3400-\u9fff]{0,16}《[^《》]{2,24}》(?:编辑部|编委会|编辑委员会|杂志社|期刊社)[\u3400-\u9fff]{0,6}|《[^《》]{4,40}》(?:总|子)?(?:课题|项目)组"
)
_OFFICE = re.compile(
    r"(?:the\s+)?(?:(?:editorial|organi[sz]ing|programme|program|academic)\s+(?:office|board|committee)|"
    r"(?:education|training|admissions|registry|registrar'?s|international)\s+office)",
    re.IGNORECASE,
)
"""An office that says nothing without the name that stands behind it."""
_DIVISION = re.compile(r"(?:School|Faculty|Department|Division|College|Office) of [A-Z]")
"""A part of the body on the other side of the comma: 「University of X, School of Education」."""
_NOT_IN_BODY = re.compile(
    r"[。!！?？:：;；《》=＝]|参加|(?<!人民)(?<!公众)参与|完成|学习期|学习任务|学习了|获得|荣获|特此|特发|兹|经考核|证明|成绩|学时|颁发此|"
    r"同志|老师|先生|女士|您|你|我们?|以上|本证|该|准予|通过|认真|表现|按照|根据|如有|(?<!邀)请|可在|查询|"
    r"^第[一二三四五六七八九十\d]{1,3}条|\d{4}年|监制$|制$|[主承协]办|^会议由|^开户|地址"
)
_LINK = (
    r"(?:参加了?|举办的?|主办的?|承办的?|组织的?|开展的?|委托|颁发的?|印发的?|下发的?|联合|"
    r"由|在|于|(?<!财)经(?![济贸典管纬开营])|受|向|为|是|与|和|及|被|对|从|到|至)"
)
_CONNECTED = re.compile(rf"(?:{_LINK})*(?P<part>(?:(?!{_LINK}).)+)")
"""The stretches of a clause between verbs and particles, any of which may be a body's name."""
_REPEAT = 3
_OF_A_PROVINCE = re.compile(r"[\u3400-\u9fff]{2,3}省(?!分)[\u3400-\u9fff]{2}")
"""No department of a university is called so."""
_NO_BODIES = (
    "干部", "全部", "内部", "外部", "报告厅", "会议厅", "演播厅", "展厅", "音乐厅",
    "宴会厅", "大厅", "多功能厅", "餐厅", "参会", "与会", "赴会", "入会", "机会", "社会", "体会",
)  # fmt: skip
"""Words that end like a department and are none."""
_PART_IN_A_FORM = re.compile(
    r"(?:派出|实践|选派|接收|推荐|所在|工作|主管|用人|培训|参训|送培|跟岗|承训)(?:学校|单位|院校|企业|部门|机构)"
)
"""Who somebody is in a form, whose name stands elsewhere."""
_STAFFED = 0.6
"""A body with a weak ending (卫生院) is one where somebody is said to work there."""
_AT = re.compile(r"^现?(?:任教|任职|供职|就职|工作)于")
_DEPARTMENT = re.compile(
    r"(?:(?<=医院)|(?<=生院))[\u3400-\u9fff]{1,6}(?:门诊|科|室|病区|中心)$|"
    r"(?:(?<=中学)|(?<=小学)|(?<=儿园))[\u3400-\u9fff]{1,4}(?:教研组|年级组|教研室)$"
)
_CAMPUS = re.compile(r"(?:(?<=[大中小]学)|(?<=学[院校])|(?<=儿园))[\u3400-\u9fff]{1,4}[校园]区$")
"""「某某小学滨湖校区」 is a name as 「某某小学」 is."""
_POST = re.compile(
    r"[\u3400-\u9fff]{0,7}(?:师|会计|[职员]工|干部|[校园院所馆处科站]长|书记|主任|教授|人员|"
    r"教员|研究员|馆员|护士|医士|医生|编辑|记者)"
)


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A body's name in a text: `text[start:end]` is `name` but for spaces."""

    name: str
    start: int
    end: int
    likelihood: float


def organisation_likelihood(text: str) -> float:
    """Return how well the whole text fits the name of a body, 0 to 1."""
    name = tidy_organisation(text)
    if not name:
        return 0.0
    if _HAN_RUN.search(name):
        return _han_likelihood(name)
    if len(name) > 90 or not _ENGLISH_BODY.search(name) or not name[:1].isupper():
        return 0.0
    if " " not in name:
        return 0.0  # 「Institute」 is what it is, not what it is called
    if _ENGLISH_SENTENCE.search(name):
        return 0.15
    return 0.85


def _han_likelihood(name: str) -> float:
    compact = re.sub(r"\s+", "", name)
    if _EDITORS.fullmatch(compact):
        return 0.95
    if not 4 <= len(compact) <= 42 or _NOT_IN_BODY.search(compact):
        return 0.0
    if compact.endswith(_NO_BODIES) or _PART_IN_A_FORM.fullmatch(compact):
        return 0.0
    ending = _ending(_CAMPUS.sub("", re.sub(r"[(（][^()（）]*[)）]$", "", compact)))
    if ending is None:
        return 0.0
    if ending in words("weak_body_endings"):
        return 0.6 if len(compact) >= 6 else 0.3
    return 0.95 if len(compact) >= 5 else 0.8


def _ending(compact: str) -> str | None:
    """Return the longest known ending of a body's name that the text ends with."""
    for length in range(min(8, len(compact) - 1), 0, -1):
        if compact[-length:] in words("body_endings") or compact[-length:] in words(
            "weak_body_endings"
        ):
            return compact[-length:]
    return None


@cache
def _last_characters() -> frozenset[str]:
    endings = words("body_endings") | words("weak_body_endings")
    return frozenset({"区", *(end[-1] for end in endings)})


def tidy_organisation(text: str) -> str:
    """Return the name without seal notes such as 「(盖章)」, edge marks and inner spaces."""
    before = None
    while before != text:
        before = text
        text = _TRAIL.sub("", _LEAD.sub("", _SEAL_NOTE.sub("", text)))
    if _HAN_RUN.search(text):
        text = _IN_ENGLISH.sub("", text)
        text = re.sub(r"(?<=[^A-Za-z])\s+|\s+(?=[^A-Za-z])", "", text)
    else:
        text = _BROKEN.sub(_unbroken, re.sub(r"\s+", " ", text))
    return text


def _unbroken(halves: re.Match[str]) -> str:
    """Return 「University」 of 「Universi ty」; two words that make no known one stay apart."""
    whole = halves[1] + halves[2]
    known = _ENGLISH_BODY.fullmatch(whole) or _OF_ENGLISH_BODY.fullmatch(whole)
    return whole if known else halves.group()


def without_department(name: str) -> str:
    """Return a hospital or a school without the department behind it: 「…医院外科」."""
    department = _DEPARTMENT.search(name)
    house = name[: department.start()] if department else ""
    return house if organisation_likelihood(house) >= _STAFFED else name


def body_of_staff(text: str) -> str:
    """Return the body at the head of what says where somebody works and as what, "" for none.

    「柏溪镇卫生院药剂师」 works at 柏溪镇卫生院.
    """
    name = without_department(_AT.sub("", tidy_organisation(text)))
    if organisation_likelihood(name) >= _STAFFED:
        return name
    # the longest body before a post: 「师范学院附属中学教师」 works at the school
    for end in range(len(name) - 2, 3, -1):
        if _POST.fullmatch(name[end:]) and organisation_likelihood(name[:end]) >= _STAFFED:
            return without_department(name[:end])
    return ""


def split_organisations(text: str) -> tuple[str, ...]:
    """Return the bodies that a text lists, e.g. 「甲、乙」 or two names set side by side.

    Names that stand without any mark between them are parted where one ends like a body
    and the rest begins like another (a place, or the same words again).
    """
    if not _HAN_RUN.search(text):
        parts = re.split(r"\s*[;；/|]\s*|\s*,\s+(?=[A-Z][a-z]+ (?:of|[A-Z]))", text)
        named: list[str] = []
        for part in filter(None, (tidy_organisation(part) for part in parts)):
            if named and (
                _OFFICE.fullmatch(named[-1]) or _DIVISION.match(part) or _DIVISION.match(named[-1])
            ):
                named[-1] += f", {part}"
            else:
                named.append(part)
        return tuple(named)
    names: list[str] = []
    for part in _split_outside_brackets(text):
        names.extend(_split_run(tidy_organisation(part)))
    return tuple(name for name in names if name)


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[(（]|[)）]|" + _SEPARATORS.pattern, text):
        mark = match.group()
        if mark in "(（":
            depth += 1
        elif mark in ")）":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    merged: list[str] = []
    for part in parts:
        # a space inside one name (「广州市 教育局」) leaves a piece that is no body by itself
        if merged and organisation_likelihood(merged[-1]) < 0.5 and "、" not in text:
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _split_run(name: str) -> list[str]:
    for cut in range(4, len(name) - 3):
        left, right = name[:cut], name[cut:]
        if _parts(left, right) and organisation_likelihood(left) >= 0.8:
            rest = _split_run(right)
            if all(organisation_likelihood(part) >= 0.5 for part in rest):
                return [left, *rest]
    return [name]


def _parts(left: str, right: str) -> bool:
    if right[:_REPEAT] == left[:_REPEAT] and len(right) > _REPEAT:
        return True
    if left.endswith(("大学", "学院")) and _OF_A_PROVINCE.match(right):
        return True
    ending = _ending(left)
    return ending in words("closing_body_endings") and any(
        right.startswith(place) for place in words("places")
    )


@lru_cache(maxsize=512)
def find_organisations(text: str) -> tuple[OrganisationMention, ...]:
    """Return the bodies that are named inside a sentence, longest first at each place.

    A name runs back from its ending to the last mark, verb or particle before it.
    """
    found: list[OrganisationMention] = []
    last = _last_characters()
    for clause in re.finditer(r"[^，。,;；:：、!！?？《》“”\"\n]+", text):
        for part in _CONNECTED.finditer(clause.group()):
            name = part.group("part")
            for end in range(len(name), 3, -1):
                if name[end - 1] not in last and _HAN_RUN.match(name[end - 1]):
                    continue  # quick: most characters end no name
                likelihood = organisation_likelihood(name[:end])
                if likelihood >= 0.8 and tidy_organisation(name[:end]) == name[:end]:
                    start = clause.start() + part.start("part")
                    found.append(OrganisationMention(name[:end], start, start + end, likelihood))
                    break
    return tuple(found)
