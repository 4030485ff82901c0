"""How one name is written: the form that is compared, its short forms, its likely misreadings.

Pure text; knows no register. Only `key_of` decides equality. Everything else is a
guess that a person confirms, and keeps away from what tells two bodies apart:
numerals, places, 东 and 西, 中学 and 小学, a unit and its sub-unit.
"""

from __future__ import annotations

import re
from itertools import product
from unicodedata import category, normalize

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟「」『』＂", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("〔【[{", "("),
        **dict.fromkeys("〕】]}", ")"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("•‧・．", "·"),
    }
)
_LEFT_OUT = str.maketrans("", "", "\"'()《》〈〉<>")

# Provinces with their full endings; at the beginning of a name they may stand without.
_PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
    "云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 北京 天津 上海 重庆"
)
_PROVINCE = re.compile(
    rf"({'|'.join(_PROVINCES.split())})(省|(?:壮族|回族|维吾尔)?自治区|市(?!场))?"
)
# 城市学院, 超市, 社区, 校区 and 市场 are no places; neither is 县级 or 区域.
_PLACE = re.compile(
    r"([一-鿿]{2,7}?)(自治州|自治县|市(?<![城都超夜门股上]市)(?!场)|县(?![级域])"
    r"|区(?<![社校园小景片军特灾地市战分]区)(?![域块县级]))"
)
_MAX_PLACES = 3
_COMPANY = re.compile(r"(?:有限责任公司|有限公司)$")
_COMPANY_FORMS = ("有限公司", "有限责任公司", "")
_REMARK = re.compile(r"\([^()]*\)")
# A bracket with these names a part of the body, or one of several: it is never left out.
_TELLS_APART = re.compile(r"[0-9〇零一二三四五六七八九十百]|分|校区|附属|院区|园|期|班|[上下]")
# Shorter, what is left once every place is gone could be anybody's: 教育局, 大学.
_ENOUGH = 5
# A province with its ending usually stands before a name that is whole: 安徽省合肥学院.
_ENOUGH_AFTER_PROVINCE = 4
_PROVINCE_ENDINGS = ("省", "自治区")
_ENOUGH_COMPANY = 4


def key_of(text: str) -> str:
    """Return a name as names are compared: one width, case and form of signs, no white space."""
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    kept = (char for char in folded if category(char) not in ("Cc", "Cf", "Cs"))
    return "".join("".join(kept).split()).translate(_SIGNS)


def unsigned(key: str) -> str:
    """Return a key without quotation marks and brackets; what stands in them stays."""
    return key.translate(_LEFT_OUT) or key


def short_forms(key: str) -> frozenset[str]:
    """Return what may be written for that name, without signs, the name itself included.

    Left out may be: a larger place, every place if enough remains, the word 省, 市,
    县 or 区 after a place's name, the form of a company, a remark in brackets.
    """
    found: set[str] = set()
    for form in {key, _without_remarks(key)}:
        places, core = _places(unsigned(form))
        found.update(
            "".join(kept) + end
            for kept in product(*(_place_forms(*place) for place in places))
            for end in _core_forms(core)
            if _is_enough(places, kept, end)
        )
    return frozenset(found | {unsigned(key)})


def bare(key: str) -> str:
    """Return a key with its places by their bare names and no form of company."""
    places, core = _places(unsigned(key))
    return "".join(name for name, _ in places) + _COMPANY.sub("", core)


def _without_remarks(key: str) -> str:
    return _REMARK.sub(lambda m: m[0] if _TELLS_APART.search(m[0]) else "", key) or key


def _places(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the places at the beginning, each as name and ending, and the rest."""
    places: list[tuple[str, str]] = []
    rest = text
    found = _PROVINCE.match(rest) or _PLACE.match(rest)
    while found is not None and len(places) < _MAX_PLACES:
        places.append((found[1], found[2] or ""))
        rest = rest[found.end() :]
        found = _PLACE.match(rest)
    return tuple(places), rest


def _place_forms(name: str, ending: str) -> tuple[str, ...]:
    return (name + ending, name, "") if ending else (name, "")


def _core_forms(core: str) -> tuple[str, ...]:
    stem = _COMPANY.sub("", core)
    if stem == core or len(stem) < _ENOUGH_COMPANY:
        return (core,)
    return tuple(stem + form for form in _COMPANY_FORMS)


def _is_enough(places: tuple[tuple[str, str], ...], kept: tuple[str, ...], end: str) -> bool:
    """Say whether a short form still names somebody: its smallest place, or enough besides."""
    if not places or kept[-1]:
        return bool(end)
    is_after_province = len(places) == 1 and places[0][1].endswith(_PROVINCE_ENDINGS)
    enough = _ENOUGH_AFTER_PROVINCE if is_after_province else _ENOUGH
    return not any(kept) and len(end) >= enough


# Characters of bodies' names and titles that engines confuse, or that are the
# traditional forms of each other. One group a word; none of them is a numeral.
_ALIKE_GROUPS = """
己已巳 未末朱 土士 干于千 日曰目 田由申甲 大太犬丈 人入 天夫无 王玉主 木本术 白自 科料 院阮完
学学字孝學 校较狡 师帅师師 市巾布 肥肌 庐卢芦廬 巢果 育肓 教敖敎救 局居 厅斤廳 部郎陪 中申巾 小少
安女 徽微 合台会會 幼幻 儿几 圆园图園 国囤國 团困團 培陪 训川讯訓 进近進 俢修 职识職 业亚業
技枝妓 电申電 环坏環 才寸 公么 司同 限艰 财贴財 政攻 特待持 殊珠 检捡险检檢 验险骏驗 药约藥
化代 农衣農 经径轻經 济挤齐濟 理埋 站粘 建健 设没投設 县具縣 城诚 东车東 西酉 区匹區 第弟 策笨
银很銀 广厂廣 播插 视规現現视視 艺乞藝 开井開 网冈網 委季 员贝員 文丈 休体 体休體 间问 问间
保促 证正證 会云 心必 务条務 展屏 屋层 源原 管营 营管 蜀罩 包句 河何 阳陽 淮准 滨宾濱 湖潮
新薪 工土 信倍 息思 社杜 科秆 研砂 究宄 所听 资贷 源沅 服眼 宏宠 景最 软轻軟 件仵 食良 品晶
皖脘 博搏 生牛 态恋 筑巩 特牯 卫卩衛 长长長 丰車丰豐 庄压莊 镇鎮 乡鄉 华華 发發 馆馆館 总總 万萬
"""
_ALIKE = tuple(frozenset(group) for group in _ALIKE_GROUPS.split())

_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾廿卅")
# Characters by which bodies and courses of otherwise equal names differ.
_DISTINCT = frozenset(
    "东西南北中上下左右前后内外大小高初新老男女甲乙丙丁省市县区乡镇村州旗路街总分附"
    "春夏秋冬党团语数英物化生政史地音体美科信文理工农林医商师军警艺"
)
_LONG = 10
_SHORTEST = 3
_SHORTEST_WITH_GAP = 8
_PROTECTED = 4
_PROTECTED_AFTER_PLACE = 2
_PROTECTED_END = 2
_ALIKE_SHARE = 4
_LATIN = re.compile(r"[a-z]")


def is_misread(first: str, second: str) -> bool:
    """Say whether two different keys may be one name, read with an engine's mistakes.

    Equal length, with characters that engines confuse, at most a quarter of them; in a
    long name one of them may be any other, away from its beginning and end. Or
    one character missing from a name of some length. Numerals never differ.
    """
    one, other = unsigned(first), unsigned(second)
    return _is_misread(one, other) or _is_misread(bare(first), bare(second))


def _is_misread(one: str, other: str) -> bool:
    if one == other or _numerals(one) != _numerals(other):
        return False
    if len(one) == len(other):
        return _differs_alike(one, other)
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and _lacks_one(shorter, longer)


def _numerals(text: str) -> str:
    return "".join(char for char in text if char in _NUMERALS or char.isdecimal())


def _differs_alike(one: str, other: str) -> bool:
    if len(one) < _SHORTEST:
        return False
    places = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) > max(1, len(one) // _ALIKE_SHARE):
        return False
    strange = []
    for index in places:
        a, b = one[index], other[index]
        if a in _DISTINCT and b in _DISTINCT:
            return False
        if not any(a in group and b in group for group in _ALIKE):
            strange.append(index)
    if not strange:
        return True
    protected = max(_begins_at(one), _begins_at(other), _PROTECTED)
    return (
        len(strange) == 1
        and len(places) <= 2
        and len(one) >= _LONG
        and protected <= strange[0] < len(one) - _PROTECTED_END
        and not _is_distinct(one[strange[0]])
        and not _is_distinct(other[strange[0]])
    )


def _begins_at(text: str) -> int:
    """Return where a name's own words begin to be long enough to bear a strange character."""
    places, core = _places(text)
    return len(text) - len(core) + _PROTECTED_AFTER_PLACE if places else 0


def _is_distinct(char: str) -> bool:
    return char in _DISTINCT or _LATIN.match(char) is not None


def _lacks_one(shorter: str, longer: str) -> bool:
    if len(longer) < _SHORTEST_WITH_GAP:
        return False
    gap = next((index for index, char in enumerate(shorter) if char != longer[index]), len(shorter))
    return shorter[gap:] == longer[gap + 1 :] and not _is_distinct(longer[gap])
