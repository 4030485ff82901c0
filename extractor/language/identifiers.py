"""Numbers that name something: certificates, documents, persons, codes to verify with.

A certificate number needs its label, the form 「…字第…号」 or a line of its
own; a telephone or student number is none. What a number means is not looked up anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.language.dates import PartialDate
from extractor.language.normalise import normalise


class IdentifierKind(StrEnum):
    """What an identifier names."""

    CERTIFICATE = "certificate_number"
    VERIFICATION = "verification_code"
    DOCUMENT = "document_number"
    PERSON = "id_number"


@dataclass(frozen=True, slots=True)
class IdentifierMention:
    """An identifier in a text: `text` is what stands from `start` to `end`.

    The place covers the identifier without its label. `value` is normalised,
    without white space; a document number has the brackets 〔〕; a bare
    「第…号」 or 「证字第…号」 around a figure is taken off, as 「No.」 is. `label` is the
    normalised label in front, None if there is none.
    """

    kind: IdentifierKind
    value: str
    start: int
    end: int
    text: str
    label: str | None = None


_Found = tuple[IdentifierKind, int, int, str | None]  # kind, start, end, label

_W = r"[ \n]?"
_HAN = r"[\u3400-\u9fff]"
# Inside a number no word may hide that begins the next item of the page.
_HAN_INSIDE = (
    r"(?:[^\x00-\u33ff\ua000-\U0010ffff年月日时期名位证号码性共计成身]"
    # 「某学培(2022)证字第12号」: 「证字」 before a number begins no other item
    r"|(?<=[继教培训业学修研])证(?=字|[0-9])|证(?=字[ \n]?(?:第|[0-9])))"
)
_OPEN, _CLOSE = r"[〔\[(【{〈<「『]", r"[〕\])】}〉>」』]"
_BRACKETED = rf"{_OPEN}{_W}[0-9A-Za-z\u3400-\u9fff]{{1,10}}{_W}{_CLOSE}"

_CODE_LABEL = (
    r"(?:防伪|查询|验证|校验|核验|查验|识别|鉴别|认证|真伪)(?:编?码|编号|号码?)"
    r"|(?i:verif(?:ication|y)|check(?:ing)?|security) ?(?i:code|no)\.?"
)
_PERSON_LABEL = (
    r"身份证?(?:件)?(?:号码?|编号)|身份证|证件号码?|(?<![A-Za-z])ID ?(?i:card)? ?(?i:no\.?|number)"
    r"|护照(?:号码?)?|(?i:passport)(?: ?(?i:no\.?|number))?"
)
_CODES_OF_OTHERS = (
    "译文 译件 翻译 题 课题 项目 立项 资助 任务 合同 课程 文章 订单 发票 批准 文件 账户 帐户 学员 学生 考生 职工 教师 邮政 机构 "  # noqa: E501
    "人员 档案 会员 信用 班级 计划 图书 产品 设备 座位 房间"
)
_CARDS_OF_OTHERS = (
    "准印 注册 编辑 执业 资格 毕业 学历 学位 职称 准考 工作 学生 会员 军官 护照 居住 借书 社保 "
    "驾驶 身份"
)
_NUMBERS_OF_OTHERS = (
    "Reg Grant Award Project Fund Tel Fax Room Phone Mobile Student Bus Passport ID Flight Module"
    " Batch 电话 传真 手机"
)


def _not_after(words: str, *joints: str) -> str:
    """Return a look-behind for each word with each joint; words are parted by spaces."""
    return "".join(f"(?<!{word}{joint})" for word in words.split() for joint in joints)


_OTHER_CODES = _not_after(_CODES_OF_OTHERS, "")
_OTHER_CARDS = _not_after(_CARDS_OF_OTHERS, "")
_OTHER_NUMBERS = _not_after(_NUMBERS_OF_OTHERS, "", " ", ". ")
_CERTIFICATE_LABEL = (
    rf"(?<![A-Za-z])Ref\.?(?=:? ?[A-Z0-9]{{2,10}}[/-])|{_OTHER_CODES}(?:编号|编码)"
    rf"|{_OTHER_CARDS}证书?(?:编号|编码|号码?|序号|字号|流水号)"
    r"|流水号|(?:^|(?<=\n))号(?=[:：] ?[㐀-鿿]{2})|(?<!编辑证书)(?<!执业证书)(?<!资格证书)登记号"
    r"|注册号|管理号|(?<!文)字号|(?:证明|凭证|继教|继续教育)号码?(?=[:：])"
    r"|(?<![A-Za-z])ID(?=[:：] ?[A-Z]{2})"
    r"|(?i:cert(?:ificate|\.)?|credential|serial|registration|ref(?:erence|\.)?)[ \n]?"
    r"(?i:no\.?|number|id|code|ref\.?|#)"
    rf"|(?<![A-Za-z]){_OTHER_NUMBERS}(?:N[oO0] ?[.:]|N[oO](?= ?[0-9A-Z])|Ne(?= [0-9A-Z]{{2}}))"
)
_LABEL = re.compile(
    rf"(?P<verification>{_CODE_LABEL})|(?P<person>{_PERSON_LABEL})|(?P<certificate>{_CERTIFICATE_LABEL})"
)
_COLON = re.compile(
    rf"(?:{_W}\((?!(?:19|20)[0-9]{{2}}\))(?!{_HAN}{{2,8}}\){_W}[12][0-9]{{3}})[^()\n]{{1,20}}\))?{_W}(?:[:;.]{{1,2}}|[为是])?{_W}"
    rf"(?:N[oO](?:[.:]|[ \n]){_W}|No(?=[0-9]))?"
)

_PREFIX = (
    rf"(?:{_HAN}{{1,12}}(?={_BRACKETED})|{_HAN_INSIDE}{{1,10}}(?={_W}第{_W}[0-9A-Z])"
    rf"|{_HAN_INSIDE}{{1,5}}(?=[0-9A-Z]))"
)
_GROUPS_APART = (
    r" (?![12][0-9]{3} ?[-./年])(?=[A-Z]{0,4}[0-9])[0-9A-Z-]{2,20}(?![0-9A-Za-z年月日/.])"
)
_VALUE = re.compile(
    rf"{_PREFIX}?(?>[0-9A-Za-z]{{1,30}}|[-/_.·—–*]{{1,8}}(?=[0-9A-Za-z第(*]|{_HAN}{{1,4}}[-—–][0-9A-Z]|$)|{_BRACKETED}"
    rf"|{_W}第{_W}(?=[0-9A-Z])|字(?={_W}第|[0-9A-Z(])"
    rf"|(?<=[)〕\]】}}]) (?=[0-9A-Z]{{2}})"
    rf"|(?<=[0-9A-Za-z)〕\]】}}]){_HAN_INSIDE}{{1,6}}(?={_W}第|[0-9A-Z(]|{_BRACKETED})"
    rf"|(?<=[-—–)〕\]]){_HAN_INSIDE}{{1,4}}(?=[-—–][0-9A-Z])"
    rf"|(?<=[0-9])[-—–][甲乙丙丁正副](?!{_HAN})"
    rf"|{_GROUPS_APART}){{1,16}}(?:{_W}号)?"
)
_UNEQUAL = re.compile(
    r"(?:[(\[【](?=[12][0-9]{3}〕)|〔(?=[12][0-9]{3}[)\]】]))([12][0-9]{3})[〕)\]】]"
)
"""A year between two sorts of brackets: one of them was misread."""
_SPECK = re.compile(r"(?<=[)）〕\]字])[.·](?=第)")
"""「某结字(2021).第0158号」"""
_LICENCE = re.compile(rf"{_HAN}ICP[备证]")
"""The licence number of a web page, which often stands behind the certificate's."""
_NUMBERED_NAME = re.compile(r"[0-9]{1,3} ?(?:[A-Z][a-z]{2,}|[a-z]{4,})")
"""「No. 9 Middle School」 is no number of the document."""
_YEAR_AT_END = re.compile(r"(?:19|20)[0-9]{2}$")
_UNLABELLED = re.compile(
    rf"(?:{_HAN}{{1,12}}+{_BRACKETED}|{_HAN}{{1,12}}(?<=字)){_W}(?:{_HAN}{{0,4}}字)?{_W}第{_W}"
    rf"(?:[(（\[〔][0-9]{{2,4}}[)）\]〕]{_W})?[0-9A-Z][0-9A-Z-]{{0,24}}{_W}号"
    rf"|[(（]{_HAN}{{1,8}}[)）]{_W}字{_W}第{_W}[0-9A-Z][0-9A-Z-]{{0,24}}{_W}号|(?<![0-9A-Za-z])(?:19|20)[0-9]{{2}}国培{_HAN}{{0,4}}[0-9]{{4,20}}(?![0-9])"
)
# 「第0231号」 alone on its line, 「证书第二〇二一〇七三九号」
_NUMBER_ALONE = re.compile(
    rf"^第{_W}[0-9A-Z-]{{3,20}}{_W}号$|(?<=证书)第{_W}[0-9〇零○一二三四五六七八九]{{4,20}}{_W}号",
    re.MULTILINE,
)
# A code alone on its line: groups with hyphens, of capitals and figures.
_ALONE = re.compile(
    r"^(?=[0-9—–-]{0,30}[A-Z])(?=[A-Z—–-]{0,30}[0-9])(?=[0-9A-Z—–-]{10,40}$)"
    r"[0-9A-Z]{2,20}(?:[—–-][0-9A-Z]{1,20}){1,6}$",
    re.MULTILINE,
)
_DOCUMENT = re.compile(
    rf"(?P<body>{_HAN}{{1,14}}(?:\({_HAN}{{1,3}}\){_HAN}{{0,4}})?){_W}{_OPEN}{_W}(?P<year>(?:19|20)[0-9]{{2}}){_W}{_CLOSE}"
    rf"{_W}(?P<number>[0-9]{{1,5}}){_W}号"
)
_NOT_IN_BODY = re.compile(
    rf"{_HAN}*(?:根据|按照|依据|依照|遵照|参照|关于|文件|文号|编号|通知|印发|执行|贯彻|下发|转发|详见|见|按|和|与|及|由|以|为|是|的|业经)"
)
_PERSON = re.compile(r"(?<![0-9A-Za-z*])[1-9*][0-9*]{16}[0-9Xx*](?![0-9A-Za-z*])")
_PERSON_LABELLED = re.compile(
    r"[A-Z]{1,2}[0-9*]{6,9}(?![0-9A-Za-z*])|[0-9][0-9*xX]{7,20}(?![0-9A-Za-z*])|[0-9*]{14,21}[Xx]?(?![0-9A-Za-z*])"
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"


def id_check_digit_ok(number: str) -> bool:
    """Say whether 18 signs end in the check digit that the other 17 demand.

    Source: GB 11643-1999, which takes ISO 7064 MOD 11-2.
    """
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_SIGNS[total % 11] == number[-1].upper()


def find_identifiers(text: str) -> tuple[IdentifierMention, ...]:
    """Return every identifier in the text, from left to right, none overlapping."""
    norm = normalise(text)
    taken: list[_Found] = []
    for find in (_labelled, _documents, _unlabelled, _persons):
        for found in find(norm.text):
            if all(found[2] <= start or end <= found[1] for _, start, end, _ in taken):
                taken.append(found)
    mentions: list[IdentifierMention] = []
    for kind, start, end, label in sorted(taken, key=lambda found: found[1]):
        begin, stop = norm.span(start, end)
        value = _value(kind, norm.text[start:end])
        mentions.append(IdentifierMention(kind, value, begin, stop, text[begin:stop], label))
    return tuple(mentions)


def _labelled(plain: str) -> Iterator[_Found]:
    end = 0
    for match in _LABEL.finditer(plain):
        if match.start() < end:
            continue
        colon = _COLON.match(plain, match.end())
        start = colon.end() if colon else match.end()
        found = _value_at(plain, start, match)
        if found is not None:
            end = found[2]
            yield found


def _value_at(plain: str, start: int, label: re.Match[str]) -> _Found | None:
    if label["person"]:
        number = _PERSON_LABELLED.match(plain, start)
        end = number.end() if number else start
        return (IdentifierKind.PERSON, start, end, label.group()) if number else None
    value = _VALUE.match(plain, start)
    if value is None:
        return None
    kind = IdentifierKind.VERIFICATION if label["verification"] else IdentifierKind.CERTIFICATE
    licence = _LICENCE.search(plain, start, value.end())
    end = licence.start() if licence else value.end()
    while end > start and plain[end - 1] in "-/_.·—– \n":
        end -= 1
    while start < end and plain[start] in ".·":
        start += 1
    if plain[end : end + 1] in {"年", "月"}:
        # The next line's date may hang on: GZ202100122021年 is GZ20210012 and a year.
        year = _YEAR_AT_END.search(plain, start, end)
        end = year.start() if year else start
    signs = sum(char.isascii() and char.isalnum() for char in plain[start:end])
    digits = sum(char.isascii() and char.isdigit() for char in plain[start:end])
    shortest = 3 if "证书" in label.group() else 4
    if not digits or signs < shortest or _NUMBERED_NAME.match(plain, start):
        return None
    return kind, start, end, label.group()


def _documents(plain: str) -> Iterator[_Found]:
    for match in _DOCUMENT.finditer(plain):
        start = match.start() + _length_of_lead(match["body"])
        if start < match.end("body"):
            yield IdentifierKind.DOCUMENT, start, match.end(), None


def _unlabelled(plain: str) -> Iterator[_Found]:
    for pattern in (_UNLABELLED, _NUMBER_ALONE, _ALONE):
        for match in pattern.finditer(plain):
            yield IdentifierKind.CERTIFICATE, match.start(), match.end(), None


def _persons(plain: str) -> Iterator[_Found]:
    for match in _PERSON.finditer(plain):
        if _is_person_number(match.group()):
            yield IdentifierKind.PERSON, match.start(), match.end(), None


def _length_of_lead(body: str) -> int:
    """Return how many characters before a document number belong to the sentence."""
    lead = _NOT_IN_BODY.match(body)
    return lead.end() if lead else 0


def _is_person_number(number: str) -> bool:
    """Say whether 18 signs can be a masked number or have a birthday in place."""
    if "*" in number:
        return sum(char != "*" for char in number) >= 4 and number.count("*") >= 4
    birthday = PartialDate(2000, int(number[10:12]), int(number[12:14]))
    return 1900 <= int(number[6:10]) <= 2100 and birthday.exists()


def _value(kind: IdentifierKind, plain: str) -> str:
    value = re.sub(r"\s", "", plain)
    match kind:
        case IdentifierKind.DOCUMENT:
            return re.sub(rf"{_OPEN}((?:19|20)[0-9]{{2}}){_CLOSE}", r"〔\1〕", value, count=1)
        case IdentifierKind.PERSON:
            return value.upper()
        case IdentifierKind.CERTIFICATE | IdentifierKind.VERIFICATION:
            value = _SPECK.sub("", _UNEQUAL.sub(r"〔\1〕", value))
            # 「证字第…号」 names no series either: it only says that a certificate is numbered
            bare = re.fullmatch(r"(?:证书?字)?第([0-9A-Za-z〇零○一二三四五六七八九-]+)号", value)
            return bare[1] if bare else value
