"""Find names apart from any sentence: alone on a line, addressed, greeted, in two scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.form import read_labels
from extractor.fields.labels.words import has_label
from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name
from extractor.language.organisations import (
    organisation_likelihood,
)
from extractor.language.pipeline import matches
from extractor.passages import Cell, join_cells

TITLE_PREFIX = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s+", re.IGNORECASE)
_DEAR_FIRST = re.compile(r"^Dear\s+", re.IGNORECASE)
WHOLE_BODY = 0.8
_IN_BOTH_SCRIPTS = re.compile(
    r"((?:[\u3400-\u9fff·]\s?){2,12})\s*[A-Z][A-Za-z’'-]+(?:\s+[A-Z][A-Za-z’'-]+){1,2}"
)
"""「譚偉倫 TAN Weilun」"""
_LATIN_FIRST = re.compile(
    r"[A-Z][A-Za-z’'-]+(?:\s+[A-Z][A-Za-z’'-]+){1,2}"
    r"(?:\s*[(（]\s*([\u3400-\u9fff·]{2,8}?)\s*(?:博士|教授|先生|女士|老师|医师)?\s*[)）]|(?:\s*[/／]\s*|\s+)([\u3400-\u9fff·]{2,8}?)"
    r"(?:\s*(?:博士|教授|先生|女士|老师|医师|医生|研究员))?\s*(?:$|[:：(（]))"
)
"""「Mr. HE Xiaochuan(何小川)」, 「Ms. Liang Xiaotong 梁晓彤」, 「Dr. MA Yulong / 马玉龙 博士:」"""
_ADDRESSED = re.compile(r"\s*([㐀-鿿·()（）]{6,30}?)(?:主持人|负责人)?\s*[:：]\s*")
_POST_ADDRESSED = re.compile(
    r"\s*[㐀-鿿]{2,12}(?:员|师|生|长|工|任|士|事|警|官|师傅|职工|干部|主管|[科部室系处班])[\s　]+"
    r"(?P<n>[㐀-鿿](?:[\s　]?[㐀-鿿]){1,3}?)[\s　]*(?:同志|老师|先生|女士|师傅)?\s*[:：]\s*"
)
"""「救护车驾驶员 张三:」"""
_UNCOMMON_NAME = re.compile(r"(?![各全诸])[㐀-鿿](?:(?![员师生长工任们位门友])[㐀-鿿]){2}")
_OFFICER = re.compile(
    r"\s*(?:Vice[- ]|Deputy |Programme |Program |Course )?(?:Chair(?:man|person)?|President|"
    r"Director|Dean|Speaker|Instructor|Tutor|Lecturer|Secretary|Head|Principal|Convenor)\b[^:：]{0,40}[:：]"
)
"""「Chair of Organizing Committee: Prof. ZHANG San 张三」 is who signs."""
_USER = (
    r"(?:[您你]好|欢迎您?|当前用户|用户名?)\s*[,，:：!！]?\s*"
    r"(?:(?:参训|受训|进修)?(?:教师|学员|老师|医师|同学)\s+)?"
)
_USER_ENDS = r"(?=\s|$|[,，!！(（\[［]|老师|同志|学员|导游|医生|会员|教练|(?:安全)?退出|注销)"
_GREETING = re.compile(
    rf"{_USER}(?:([\u3400-\u9fff·]{{2,8}}?)|([\u3400-\u9fff](?:\s[\u3400-\u9fff]){{2,3}})|([\u3400-\u9fff]{{1,2}}\s[\u3400-\u9fff]{{1,2}})){_USER_ENDS}"
)
"""「您好,张三 退出」, 「欢迎您:张 三」, 「欢迎您,张 三 四」, 「欢迎您,参训教师 张 三」"""
_GREETED = re.compile(
    r"\s*([\u3400-\u9fff·]{2,8}?)(?:老师|同志|学员)?\s*[,，]\s*(?:[您你]好|欢迎|上午好|下午好)"
)
"""「张三,您好」"""
_REAL_NAME = re.compile(r"[(（]\s*(?:实名|真实姓名|姓名)\s*[:：]\s*([\u3400-\u9fff·]{2,8})\s*[)）]")
"""「用户 ma_rui(实名:马睿)」"""
_ABOUT = re.compile(
    r"\s*关于(?:[\u3400-\u9fff]{4,16}(?:学校|中学|小学|大学|学院|医院|幼儿园))?(?P<name>[\u3400-\u9fff·]{2,8}?)"
    r"(?:同志|老师|教师|同学)[^,，。:：]{2,24}的?(?:证明|说明|函|鉴定|报告|认定|通知|批复|情况)$"
)
_DEAR_TITLED = re.compile(
    r"\s*(?:尊敬的|敬爱的)\s*(?P<name>[㐀-鿿]{3})\s*(?:老师|同志|先生|女士|副?教授|博士|医师|医生|护士|工程师|研究员|馆员)"
    r"\s*[:：]\s*"
)
"""「尊敬的玄在民医师:」, however rare the surname"""
_ASKED_TO_COME = re.compile(
    r"\s*关于(?:诚挚|特|诚|拟)?(?:邀请|商请)(?!各|有关|相关|部分|优秀|骨干|专家|名|一线|[你贵我本该全省市区县校])"
    r"(?P<name>[\u3400-\u9fff·]{2,8}?)(?:同志|老师|副?教授|讲师|先生|女士|校长|园长)"
    r"(?=出席|参加|担任|赴|到|来|为|作|莅|做|执教|授课|讲学|参会|与会)"
)
"""「关于邀请张三同志出席2017年年会的函」, whatever the name begins with"""
_IN_SPACED_SIGNS = re.compile(
    r"\s*(?:尊敬的|敬爱的)?\s*(?P<n>[\u3400-\u9fff](?:[ 　]{1,2}[\u3400-\u9fff]){1,2})[ 　]*"
    r"(?:老[师師]|同志|先生|女士|副?教授)[ 　]*(?:台[鉴鑒]|惠[鉴鑒]|道[鉴鑒])?\s*[:：]?\s*"
)
"""「向 阳 老师 台鉴:」: what is set in signs apart is a name, even if it is a word."""
_AT_REQUEST = re.compile(
    r"(?:应|因|供)(?P<name>[\u3400-\u9fff·]{2,8}?)(?:同志|老师|同学)?本人(?=申报|申请|要求|请求|评审|参评|使用|需要)"
)
"""「本说明应张三本人申报职称之需而出具」"""
_DEAR = re.compile(
    r"\s*(?:尊敬的|亲爱的)(?:作者|专家|嘉宾|会员|代表|学员|用户|老师)?\s*"
    r"(?P<name>[\u3400-\u9fff·]{2,8})\s*[:：,，]?\s*"
)
_HANDED_TO = re.compile(
    r"\s*(?:(?:送|谨|敬|恭|面|此|特)?呈送?|呈送|[谨敬恭]?送|[谨敬特]致)\s*[:：]?[\s\u3000]*(?:[\u3400-\u9fff]{4,20}[\s\u3000]+)?"
    r"(?P<n>[\u3400-\u9fff](?:[\s\u3000]?[\u3400-\u9fff·]){1,5}?)[\s\u3000]*"
    r"(?:老师|同志|先生|女士|副?教授|博士|专家|副?(?:校长|园长|院长|主任|馆长|会长)|研究员|医师|书记|局长|处长|伉俪)?[\s\u3000]*"
    r"(?:[台惠道钧雅]\s?[鉴启览]|[亲大敬]启|惠存|收)?\s*[:：]?\s*"
)
"""「送呈 张三 老师」, 「敬呈张三女士台启」 on a card"""
_MAILED_TO = re.compile(
    r"\s*[“\"'‘]?\s*(?P<n>[\u3400-\u9fff·]{2,12}?)\s*[”\"'’]?(?P<p>老师|同志|女士|先生|副?教授|博士)?\s*"
    r"(?(p)(?:[<＜〈《(（]|$)|[<＜〈《(（])"
)
BODY_FIRST = "body+standing"
"""How a name was found that stands behind a body on a line of its own."""
_BODY_AND_NAME = re.compile(
    r"\s*(?P<b>[\u3400-\u9fff()（）·]{4,30})\s+(?P<n>[\u3400-\u9fff·](?:\s?[\u3400-\u9fff·]){1,9}?)\s*"
    r"(?:同志|老师|先生|女士|同学|教师)?\s*[:：,，]?\s*"
)
_SIGNS_OFF = re.compile(r"[敬谨][邀启约上呈贺订]$|^[诚恭]邀")
"""「某某学院 敬邀」"""
_DEED_BELOW = re.compile(
    r"\s*(?:[您你其该]|同志|老师|同学)?(?:[在于](?![编职岗读籍])|荣\s?获|喜?获|参加|参与|撰写|执教|指导|作为|"
    r"被评|被授|(?:的|你|您)?(?:作品|论文|课例|案例)[《“])"
)
"""What the line below goes on with: 「在…竞赛中,表现突出」."""
_STANDING_TRUST, _RARE = 0.9, 0.85
_FOREIGN_HONORIFIC = re.compile(
    r"(?P<n>[\u3400-\u9fff·][\u3400-\u9fff·\s]{1,12}?)\s*"
    r"(?=[殿様样氏君阁女教博(（])(?:殿|様|样|氏|君|阁下|女史|教授|博士)?\s*"
    r"(?:[(（](?:先生|女士|老师|小姐|君|同志|阁下|敬称)(?:[/／、](?:先生|女士|小姐))?[)）])?\s*[:：,，]?"
)
"""「张三殿(先生)」, as a translation from Japanese keeps the honorific."""
_SENTENCE_END = ("。", "；", ";")
"""No name that stands alone ends like the last line of a paragraph."""
_WATERMARK = 3.0
"""Times the usual height from which a line is no line of text: its letters stand askew."""
_SIGNING_POST = re.compile(
    r"(?:主讲|授课|课程|带教|指导|培训)(?:教师|老师|人|负责人|专家)|(?:执行|常务|副)?(?:校长|院长|会长|理事长|秘书长|主任|馆长|所长|总经理|董事长)"
)
_IN_COLUMN, _ALIGNED, _NEXT_ROWS = 0.88, 0.02, 5
"""Most trust in one of a column of names; how far apart their left edges are, in widths of the
page, and they themselves, in heights of a line."""
_UPPER = 0.75  # a name alone on its line stands above the signature


def standing_names(leaf: Leaf, others: set[tuple[int, int]]) -> list[Candidate]:
    """Return names that stand alone on a line above the running text.

    Those behind the labels of `others` are left out, and what is set much larger than
    the text or askew, as watermarks are.
    """
    found = [*_named_with_body(leaf, others), *_named_behind_body(leaf, others)]
    usual = median(cell.box.height for cell in leaf.cells) if leaf.cells else 0.0
    chinese = leaf.language == "zh"
    above: Cell | None = None
    for cell, below in pairwise([*leaf.cells, None]):
        before, above = above, cell
        if cell is None or cell.line.vertical or cell.box.centre[1] > _UPPER:
            continue
        if cell.key in others or cell.box.height > _WATERMARK * usual:
            continue
        text = cell.line.text.strip()
        latin = not re.search(r"[㐀-鿿]", text)
        if (latin and chinese) or text.endswith(_SENTENCE_END):
            continue
        both = _IN_BOTH_SCRIPTS.fullmatch(text)
        text = both[1] if both else text
        if leaf.kind == "translation" and (foreign := _FOREIGN_HONORIFIC.fullmatch(text)):
            text = foreign["n"]
        name = tidy_name(re.sub(r"(?:同志|老师|先生|女士|同学|学员)?[:：,，]?\s*$", "", text))
        name = TITLE_PREFIX.sub("", _DEAR_FIRST.sub("", name))
        if not is_name(name) or has_label(text) or _names_a_signer(cell, below):
            continue
        if read_labels((cell,)):
            continue
        likely = name_likelihood(name)
        trust = (0.6 if latin else _STANDING_TRUST) * (0.6 + 0.4 * likely)
        if below is not None and _introduces_deed(below):
            trust = min(0.97, trust + (0.3 if latin else 0.06))
        if before is not None and _introduces_name(before):
            trust = min(0.97, trust + (0.4 if latin else 0.06))
        passage = join_cells((cell,))
        found.append(
            Candidate("holder_name", name, trust, passage, 0, len(passage.text), "standing")
        )
    return [
        replace(one, trust=min(one.trust, _IN_COLUMN)) if _is_in_column(one, found) else one
        for one in found
    ]


def _is_in_column(one: Candidate, found: list[Candidate]) -> bool:
    """Tell whether other people's names stand under or over one, as in a table of a team."""
    mine = one.place
    return one.method == "standing" and any(
        other.method == "standing"
        and other.value != one.value
        and other.place.page == mine.page
        and abs(other.place.box.left - mine.box.left) <= _ALIGNED
        and abs(other.place.box.top - mine.box.top) <= _NEXT_ROWS * mine.box.height
        for other in found
    )


def _names_a_signer(cell: Cell, below: Cell | None) -> bool:
    """Tell whether a name stands over the post of whoever signs: 「裴玉良」 over 「主讲教师」."""
    return (
        below is not None
        and _SIGNING_POST.fullmatch(below.line.text.strip()) is not None
        and below.box.top - cell.box.bottom <= cell.box.height
    )


def _named_with_body(leaf: Leaf, others: set[tuple[int, int]]) -> list[Candidate]:
    """Return the name of a line that is a name, a gap and a body: 「王小明  某某中学」."""
    found = []
    for cell in leaf.cells:
        name, _, body = re.sub(r"\s+", " ", cell.line.text.strip()).partition(" ")
        if cell.key in others or cell.box.centre[1] > _UPPER or not is_name(name):
            continue
        if organisation_likelihood(body) >= WHOLE_BODY:
            passage = join_cells((cell,))
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            found.append(Candidate("holder_name", name, 0.88, passage, start, end, "standing+body"))
    return found


def _named_behind_body(leaf: Leaf, others: set[tuple[int, int]]) -> list[Candidate]:
    """Return the name of 「某某小学  张三」, a line over what that person did."""
    found = []
    for cell, below in pairwise(leaf.cells):
        line = _BODY_AND_NAME.fullmatch(cell.line.text)
        name = tidy_name(line["n"]) if line else ""
        if line is None or cell.key in others or cell.box.centre[1] > _UPPER or not is_name(name):
            continue
        goes_on = _DEED_BELOW.match(below.line.text) or _introduces_deed(below)
        goes_on = goes_on and not _SIGNS_OFF.search(name)
        if goes_on and organisation_likelihood(line["b"]) >= WHOLE_BODY:
            passage = join_cells((cell,))
            start = max(passage.text.rfind(name), 0)
            end = start + len(name)
            found.append(Candidate("holder_name", name, 0.9, passage, start, end, BODY_FIRST))
    return found


def addressed_names(leaf: Leaf) -> list[Candidate]:
    """Return whom a line addresses as somebody's: 「某某中学张三:」."""
    found = []
    for cell in leaf.cells:
        passage = join_cells((cell,))
        address = _ADDRESSED.fullmatch(passage.text)
        post = _POST_ADDRESSED.fullmatch(passage.raw)
        name = tidy_name(post["n"]) if post and cell.box.centre[1] <= _UPPER else ""
        if is_name(name) or _UNCOMMON_NAME.fullmatch(name):
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            trust = 0.9 if is_name(name) else 0.85
            found.append(
                Candidate("holder_name", name, trust, passage, start, end, "addressed:post")
            )
            continue
        if cell.box.centre[1] > _UPPER or address is None:
            continue
        for name in names_at_end(address[1]):
            body = address[1].removesuffix(name)
            if organisation_likelihood(body) >= 0.8:
                start = address.start(1) + len(body)
                end = address.end(1)
                found.append(Candidate("holder_name", name, 0.93, passage, start, end, "addressed"))
                break
    return found


def greeted_names(leaf: Leaf) -> list[Candidate]:
    """Return the user whom a web page greets: 「您好,张三 退出」."""
    found = []
    for cell in leaf.cells:
        greeting = _GREETING.search(cell.line.text) or _GREETED.match(cell.line.text)
        greeting = greeting or _REAL_NAME.search(cell.line.text)
        name = tidy_name(greeting[greeting.lastindex or 1]) if greeting else ""
        if is_name(name):
            passage = join_cells((cell,))
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            found.append(Candidate("holder_name", name, 0.93, passage, start, end, "greeting"))
    return found


def told_about(leaf: Leaf) -> list[Candidate]:
    """Return of whom a letter speaks at its head: 「关于张三同志…的说明」, 「尊敬的张三:」."""
    found = []
    for passage in leaf.passages:
        titled = _DEAR_TITLED.fullmatch(passage.text)
        if titled and not is_name(titled["name"]) and _UNCOMMON_NAME.fullmatch(titled["name"]):
            span = titled.span("name")
            found.append(
                Candidate("holder_name", titled["name"], _RARE, passage, *span, "told-about")
            )
        named = _ABOUT.match(passage.text) or _DEAR.fullmatch(passage.text)
        named = named or _AT_REQUEST.search(passage.text)
        if named and is_name(named["name"]):
            found.append(
                Candidate(
                    "holder_name", named["name"], 0.93, passage, *named.span("name"), "told-about"
                )
            )
    if leaf.kind != "conference_invitation":
        return found[:1]
    found += [
        Candidate("holder_name", asked["name"], 0.91, one, *asked.span("name"), "told-about")
        for one in leaf.passages
        if (asked := _ASKED_TO_COME.match(one.text))
    ]
    found += _handed_to(leaf)
    for line in leaf.lines:
        spaced = _IN_SPACED_SIGNS.fullmatch(line.raw)
        name = re.sub(r"\s", "", spaced["n"]) if spaced else ""
        at = line.text.find(name) if name else -1
        if at >= 0:
            span = (at, at + len(name))
            found.append(Candidate("holder_name", name, 0.91, line, *span, "spaced-address"))
    return found[:1]


def _handed_to(leaf: Leaf) -> list[Candidate]:
    """Return to whom a card is handed: 「送呈 张三 老师」."""
    found = []
    for line in leaf.lines:
        handed = _HANDED_TO.fullmatch(line.raw)
        name = tidy_name(handed["n"]) if handed else ""
        at = line.text.find(name) if is_name(name) else -1
        if at >= 0:
            found.append(
                Candidate("holder_name", name, 0.91, line, at, at + len(name), "handed-to")
            )
    return found


def mailed_to(leaf: Leaf) -> list[Candidate]:
    """Return to whom a mail or a fax was sent: 「收件人:张三<…>」, 「收件人:张三老师」."""
    return [
        Candidate("holder_name", match["n"], 0.86, one.value, *match.span("n"), "letter:mailed-to")
        for one in leaf.labels("none")
        if one.label.startswith("收件") and (match := _MAILED_TO.match(one.value.text))
        if not match["p"] or is_name(match["n"])
    ][:1]


def beside_latin(leaf: Leaf, found: list[Candidate]) -> list[Candidate]:
    """Return the Chinese name that stands before the Latin one found: 「龙开宇 LONG Kaiyu」."""
    latin = {str(one.value).lower() for one in found}
    bracketed = [
        (passage, _LATIN_FIRST.search(passage.text))
        for passage in leaf.passages
        if not _OFFICER.match(passage.text)
    ]
    named = [
        Candidate("holder_name", name[at], 0.965, passage, *name.span(at), "behind-latin")
        for passage, name in bracketed
        if name and is_name(name[at := 1 if name[1] else 2])
    ]
    if named:
        return named[:1]
    both = [(passage, _IN_BOTH_SCRIPTS.fullmatch(passage.text)) for passage in leaf.passages]
    return [
        Candidate("holder_name", name[1], _STANDING_TRUST, passage, *name.span(1), "beside-latin")
        for passage, name in both
        if name and name.group()[len(name[1]) :].strip().lower() in latin and is_name(name[1])
    ]


def _introduces_name(cell: Cell) -> bool:
    text = join_cells((cell,)).text
    return any(
        cue.label == "certify" and cue.end >= len(text) - 2 for cue in matches(text, "holder")
    )


def _introduces_deed(cell: Cell) -> bool:
    cues = matches(join_cells((cell,)).text, "holder")
    return any(cue.label in ("deed", "honorific") and cue.start <= 3 for cue in cues)
