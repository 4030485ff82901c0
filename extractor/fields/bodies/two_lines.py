"""Tell whether two lines of a signature are one body's name, broken between them, or two bodies."""

from __future__ import annotations

import re

from extractor.language.organisations import organisation_likelihood
from extractor.language.words import words

SHORTEST_PART = 4
_STANDS_ALONE = re.compile(r"大学|学会|协会|公司|[中小]学|学校|[省市区县州旗]|教育[局厅部]|组委会")
WHOLE_NAME = 0.9
_SESSION = re.compile(r"(?:第[一二三四五六七八九十百\d]{1,4}届|(?:19|20)\d\d年?)[㐀-鿿]{4,}")
_COMMITTEE = re.compile(r"(?:组委会|组织委员会|筹委会|筹备组|会务组|秘书处)$")
"""「第七届全国职业院校机电类专业」 over 「课程思政研讨会组委会」 is one name."""
_ONLY_PLACE = re.compile(r"[㐀-鿿]{2,12}[省市区县州]")
_ONLY_HEAD = re.compile(
    r"(?:中国)?(?:共青团|共产主义青年团|少先队|中共|共产党)|中华人民共和国|中国人民解放军"
)
"""What a body's name begins with and no body is called: the next line goes on with it."""
SIGNED = 0.6
_ONLY_END = re.compile(r"[和与及暨][㐀-鿿]{3,}|(?:集团)?(?:股份)?有限(?:责任)?公司|(?:总|分)公司")
"""What no name begins with: the rest of the one above."""
_SECTION = re.compile(r"(?![㐀-鿿]*[省市区县州旗])[㐀-鿿]{2,10}[科处股]")
"""「专业技术人员管理科」: a section of the authority on the line above."""
_ENDS_WHOLE = re.compile(r"(?:课题组|组委会|编委会|筹委会|领导小组|工作组|专家组)$")
"""No body goes on behind such an end, and none has departments."""
_ENDS_WHOLE_BODY = re.compile(r"(?:[局厅科处]|学会|协会|研究会|中心|公司|委员会)$")
_OF_ITS_OWN = re.compile(
    r"(?:网|网校|(?:名师|名校长|名班主任)?工作[室坊]|平台|出版社|杂志社|报社|基金会|联盟)$"
)
"""No department of an authority is called so."""
_SOCIETY = re.compile(r"(?:学会|协会|研究会|促进会|联合会|联盟)$")
_OF_SOCIETY = re.compile(
    r"(?!中国|中华|全国|国际|世界)(?![㐀-鿿]{2,16}(?:学会|协会|研究会|联盟|联合会)[㐀-鿿])[㐀-鿿]{2,20}(?:专业委员会|专委会|工作委员会|研究委员会|教学委员会|学术委员会|分会|学组|专业组)"
)
"""「中学语文教学专业委员会」 is a part of the society on the line above."""
_HOUSE_OF_SCIENCE = re.compile(r"(?:研究所|研究院|博物馆|图书馆|美术馆|集团|医院|大学|学院)$")
"""No society has such a house below it: 「某某学会」 over 「某某研究所」 are two."""
_AUTHORITY = re.compile(r"[㐀-鿿]{2,12}[省市县区州盟旗][㐀-鿿]{1,14}[局厅处科股委]")
_HOUSE = re.compile(r"(?:学院|大学|学校|中学|小学|幼儿园|医院|有限公司|研究院)$")
_COMMON_HEAD = re.compile(
    r"教师|教育|继续|成人|干部|职工|附属|培训|研究|国际|远程|网络|职业|师资|专业|教学|实验|第[一二三四五六七八九十]|"
    r"(?![㐀-鿿]{0,2}(?:师范|职业|理工|工商|医科|农林|财经|民族|体育|艺术))[㐀-鿿]{2,4}(?:学院|研究院)$"
)
"""How the name of a part begins, and no house of its own."""
_HAS_PARTS = re.compile(r"(?:大学|学院|集团|学校|医院|公司|党校|[局厅])$")
"""What has schools, institutes and hospitals below it."""
_OWN_COLLEGE = re.compile(
    r"(?!高等|中等|成人|继续|应用|国际|现代|远程|网络)[㐀-鿿]{2,10}(?:职业(?:技术)?(?:学院|大学|学校)|专科学校|技师学院)"
)
"""「某某大学」 over 「江南水利职业技术学院」, which has a name of its own, are two."""
_PART_OF_ONE = re.compile(r"(?:[处科股室部]|办公室|委员会|小组)$")
"""What an authority's name goes on with; no school, museum or society is a part of one."""
_DEPENDENT = re.compile(
    r"(?:工作|专业|教学|组织|筹备|领导|学术|管理|执行|评审|编辑)*(?:委员会|小组|办公室|分会)"
)
"""「工作委员会」 is nobody's name without what stands above it."""
_ENGLISH_HALF = re.compile(r"\b[A-Z][a-z]+(?:al|ic|ive|ary|ory)\s*$")
_ENGLISH_REST = re.compile(
    r"(?!.*\b(?:Director|Dean|President|Chair|Principal|Head|Manager|Officer|Secretary|Coordinator|"
    r"Registrar|Date|Signature)\b)[A-Z][a-z]+(?: (?:[A-Z][a-z]+|and|of)){0,3}"
)
"""「Harbour City Centre for Professional」 over 「Learning」"""


_SAME_SORT = (
    (re.compile(r"(?:组委会|组织委员会|筹委会)$"), re.compile(r"\bOrgani[sz]ing Committee\b")),
    (re.compile(r"(?:秘书处|会务组)$"), re.compile(r"\b(?:Secretariat|Office)\b")),
    (re.compile(r"(?:学会|协会|研究会|促进会)$"), re.compile(r"\b(?:Society|Association)\b")),
    (re.compile(r"(?:联盟|联合会)$"), re.compile(r"\b(?:Alliance|League|Union|Federation)\b")),
    (re.compile(r"(?:大学|学院)$"), re.compile(r"\b(?:University|College|Institute|School)\b")),
    (
        re.compile(r"(?:研究院|研究所|科学院)$"),
        re.compile(r"\b(?:Institute|Academy|Cent(?:re|er))\b"),
    ),
    (re.compile(r"中心$"), re.compile(r"\bCent(?:re|er)\b")),
    (re.compile(r"(?:中学|小学|学校)$"), re.compile(r"\bSchool\b")),
    (re.compile(r"(?:委员会)$"), re.compile(r"\b(?:Committee|Commission|Council)\b")),
    (re.compile(r"(?:[局厅])$"), re.compile(r"\b(?:Bureau|Department|Commission)\b")),
)
"""How bodies of one sort end in Chinese, and what they have in their English name."""


def is_same_sort(chinese: str, english: str) -> bool:
    """Tell whether an English name may be the other's: 「…组委会」 is an Organizing Committee."""
    return any(zh.search(chinese) and en.search(english) for zh, en in _SAME_SORT)


def is_english_half(above: str, below: str) -> bool:
    """Tell whether a body's English name ends in an adjective, its noun in the next line."""
    halves = _ENGLISH_HALF.search(above) and _ENGLISH_REST.fullmatch(below)
    return bool(halves) and organisation_likelihood(above) >= SIGNED


def is_one_name(above: str, below: str) -> bool:
    """Tell whether two lines are one body's name: the second cannot stand alone.

    「北京某大学」 over 「继续教育学院」 is one, 「甲学会」 over 「乙大学」 are two.
    """
    has_place = any(below.startswith(place) for place in words("places"))
    only_head = _ONLY_HEAD.fullmatch(above) is not None
    if only_head or (_ONLY_PLACE.fullmatch(above) and not has_place):
        return organisation_likelihood(above + below) >= (SIGNED if only_head else WHOLE_NAME)
    if _SECTION.fullmatch(below) and organisation_likelihood(above) >= SIGNED:
        return True
    is_rest = _ONLY_END.fullmatch(below) is not None
    if _ENDS_WHOLE.search(above) and organisation_likelihood(below) >= WHOLE_NAME:
        return False
    whole = organisation_likelihood(above + below)
    if len(above) < SHORTEST_PART or whole < (SIGNED if is_rest else WHOLE_NAME):
        return False
    if is_rest or (not has_place and _is_part_of_society(above, below)):
        return True
    if has_place or not re.search(r"[㐀-鿿]", below):
        return False
    if _are_two(above, below):
        return False
    if below[:3] in above[1:]:
        return False  # 「某大学甲学院」 over 「甲学院乙中心」: a body and its department
    if organisation_likelihood(above) < 0.5:
        if _SESSION.fullmatch(above) and _COMMITTEE.search(below):
            return True
        if _DEPENDENT.match(below):
            return True
        return organisation_likelihood(below) < 0.9
    return not _STANDS_ALONE.search(below)


def _is_part_of_society(above: str, below: str) -> bool:
    """Tell whether a committee on the second line is one of the society on the first."""
    part = _OF_SOCIETY.fullmatch(below) is not None
    return part and _SOCIETY.search(above) is not None and below[:2] != above[:2]


def _are_two(above: str, below: str) -> bool:
    """Tell whether two lines are surely two bodies: by their ends, or by one town."""
    if _OF_ITS_OWN.search(below) and any(
        end.search(above) for end in (_ENDS_WHOLE_BODY, _OF_ITS_OWN)
    ):
        return True
    if _AUTHORITY.fullmatch(above) and organisation_likelihood(below) >= WHOLE_NAME:
        return _PART_OF_ONE.search(below) is None
    if organisation_likelihood(above) < WHOLE_NAME:
        return False
    if _SESSION.fullmatch(below) or _OWN_COLLEGE.fullmatch(below):
        return True
    if _SOCIETY.search(above) and _HOUSE_OF_SCIENCE.search(below):
        return _COMMON_HEAD.match(below) is None
    own_house = _HOUSE.search(below) is not None and _COMMON_HEAD.match(below) is None
    return below[:2] == above[:2] or (own_house and _HAS_PARTS.search(above) is None)
