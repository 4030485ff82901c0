"""Tell which lines in the lower part of a page are signatures, and the name in each of them."""

from __future__ import annotations

import re

from extractor.fields.bodies.two_lines import SIGNED, WHOLE_NAME, is_english_half, is_one_name
from extractor.fields.candidates import Leaf
from extractor.fields.slips import foot_of_letter
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.paragraphs import ONLY_DATE
from extractor.passages import Cell, Passage, join_cells

BELOW = 0.42  # a signature stands in the lower part of the page
LABEL_LEFT = re.compile(
    r"^[㐀-鿿]{2,4}(?:单位|机构|机关|部门)(?:\s*[(（]?\s*(?:盖章|公章|签章|印章|签字|印鉴)\s*[)）]?\s*[:：]?|\s*[(（]\s*章\s*[)）]\s*[:：]?|\s*[:：])"
)
"""A label whose colon was lost in reading."""
_AS_IN_BRACKETS = re.compile(r"\s*[(（](?:此处)?(?:印章|公章|盖章|章|签章)[)）]\s*")
"""「(印章)某某学院」, as a translation tells of a seal."""
IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")
"""A body in brackets below another signs with it, or is that one's other name."""
_LABEL_WORD = re.compile(
    r"(?:出具|发证|颁发|颁证|填发|授予|证明|主办|举办|评价|考核|鉴定|认定|培训|组织|实施|批准|办学|承训)"
    r"(?:单位|机构|机关|部门)"
)
_BY_OFFICER = re.compile(
    r"(?<=[㐀-鿿]{4})(?:执行|常务|副)?(?:校长|院长|会长|理事长|主任|所长|馆长|园长|总经理|董事长|秘书长|主席)[:：]?"
    r"(?P<name>[㐀-鿿·]{2,6})(?:[(（][^()（）]*[)）])?\s*$"
)
"""「某某专科学校 校长 谷南生」: the body, by whoever heads it."""
MADE_BY = re.compile(r"(?:编制|印制|制)\s*$")
COMMITTEE_OF_A_YEAR = re.compile(
    r"(?P<year>(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?度?)[㐀-鿿“”]{4,40}"
    r"(?:会|论坛|峰会|活动|大赛|沙龙|活动周|展评|展演)"
    r"(?:组委会|组织委员会|筹委会|筹备委员会|筹备组|会务组|秘书处)"
)
"""「2022年全国某某论坛组委会」: the year is of what the committee is for."""
_INVITES = re.compile(
    r"\s*(?:[敬谨诚恭]\s?[邀约订启上请]|[敬謹誠恭]\s?[邀約訂啟啓上請]|拜启|拜啟|特邀|鞠躬)[。.]?\s*$"
)
"""Behind the name under an invitation of the old form."""
_SUBSTITUTE = re.compile(
    r"[(（][^()（）]*(?:代章?|(?:盖章|[公印]章|章)(?:后|方)?(?:有效|生效))(?:[)）]|$)"
)
"""「某某学会(代章)」, 「某某学院(教务处代)」, 「某某中心(盖章有效)」"""
_OFFICE_IN_BRACKETS = re.compile(
    r"[(（][㐀-鿿]{2,10}(?:办公室|[处科部])[)）]\s*$|"
    r"[(（][㐀-鿿]{0,12}(?:主席|理事|理事长|会长|秘书长|盟主|轮值|牵头|依托|挂靠|发起|承办)(?:单位|学校)[)）]\s*$"
)
"""「某某学院(教务处)」, 「某某中学(联盟轮值主席单位)」: the body, by its office or its turn."""
_SMALL_PRINT = re.compile(
    r"\s*(?:[*※★]|注[:：]|备注|说明[:：]|(?:温馨)?提示|[本此该](?:证|证书|证明|凭证|电子证书)|\d[.、．)]|[(（]|"
    r"可?(?:登录|扫码|扫描|请)|证书(?:真伪|查询|验证)|打印)"
)
"""How a note at the foot of a page begins."""
_TRANSLATED = re.compile(r"(?P<zh>[㐀-鿿()（）]{4,40})\s+[A-Z][A-Za-z.,&'’ -]{6,80}")
"""「滇西博物馆联盟  Western Museums Alliance」"""
_SEALED = re.compile(r"[)）]\s*$(?<=章[)）])")
"""「某某研究所(公章)」 is whole."""


def signature_passages(lines: list[Cell], leaf: Leaf) -> list[Passage]:
    """Return lines that may be signatures, a name broken over two lines joined."""
    bottom = max((cell.box.bottom for cell in lines), default=1.0)
    # what stands above its translator's words leaves its signature higher
    below = BELOW * (bottom if leaf.kind == "translation" else foot_of_letter(leaf))
    lower = [cell for cell in lines if cell.box.centre[1] >= below]
    # the first line of a name may stand just above, the letter being short
    lower = [cell for cell in lines if cell not in lower and _begins_name(cell, lower[:1])] + lower
    body_end = _end_of_body(leaf)
    lower = [cell for cell in lower if cell.box.centre[1] >= body_end]
    passages: list[Passage] = []
    used: set[int] = set()
    for number, cell in enumerate(lower):
        if number in used:
            continue
        passage = join_cells((cell,))
        name = tidy_organisation(name_signed(passage))
        follower = next(
            (
                (index, other)
                for index, other in enumerate(lower[number + 1 :], number + 1)
                if index not in used
                and _goes_on(cell, other)
                and not _SEALED.search(cell.line.text)
            ),
            None,
        )
        # 「某某课」 over 「建设联盟(代章)」
        rest = tidy_organisation(name_signed(join_cells(follower[1:]))) if follower else ""
        if follower and (is_one_name(name, rest) or is_english_half(name, rest)):
            used.add(follower[0])
            passage = join_cells((cell, follower[1]))
        passages.append(passage)
    return passages


_NUMBER_FIRST = re.compile(
    r"^\s*(?:(?:Certificate|Serial|Registration|Reference)\s)?(?:No|Number|Ref)\b[.:：]?\s?"
    r"[A-Z0-9][A-Z0-9/-]*\d\s*[·•|｜]\s*",
    re.IGNORECASE,
)
"""「Certificate No. AB-2023-0512 · Association for …」, one line at the foot of a certificate"""


def name_signed(passage: Passage) -> str:
    """Return the name in a signature, without its label, day, officer or the words around it."""
    text = _AS_IN_BRACKETS.sub("", LABEL_LEFT.sub("", passage.text))
    text = _NUMBER_FIRST.sub("", text)
    translated = _TRANSLATED.fullmatch(text.strip())
    if translated and organisation_likelihood(translated["zh"]) >= WHOLE_NAME:
        return translated["zh"]
    within = IN_BRACKETS.fullmatch(text)
    if within and organisation_likelihood(within[1]) >= WHOLE_NAME:
        return within[1]
    lead = _LABEL_WORD.match(text)
    if lead and organisation_likelihood(text[lead.end() :]) >= WHOLE_NAME:
        text = text[lead.end() :]
    for mention in reversed(find_dates(text)):
        if mention.first.month is None and COMMITTEE_OF_A_YEAR.fullmatch(text, mention.start):
            continue
        text = text[: mention.start] + text[mention.end :]
    officer = _BY_OFFICER.search(text)
    if officer and is_name(officer["name"]):
        text = text[: officer.start()]
    made = MADE_BY.search(text)
    if made and organisation_likelihood(text[: made.start()]) >= WHOLE_NAME:
        text = text[: made.start()]  # 「…规划领导小组办公室制」 at the foot of a form
    invited = _INVITES.search(text)
    if invited and organisation_likelihood(text[: invited.start()]) >= SIGNED:
        text = text[: invited.start()]
    text = _SUBSTITUTE.sub("", text)
    office = _OFFICE_IN_BRACKETS.search(text)
    if office and organisation_likelihood(text[: office.start()]) >= WHOLE_NAME:
        return text[: office.start()]
    return text


def _begins_name(cell: Cell, below: list[Cell]) -> bool:
    """Tell whether a line is the first half of a name that goes on in one of the others."""
    name = tidy_organisation(cell.line.text)
    return organisation_likelihood(name) < SIGNED and any(
        _goes_on(cell, other)
        and is_one_name(name, tidy_organisation(name_signed(join_cells((other,)))))
        for other in below
    )


def _goes_on(cell: Cell, other: Cell) -> bool:
    step = other.box.top - cell.box.top
    centred = abs(other.box.centre[0] - cell.box.centre[0]) <= 0.5 * max(
        cell.box.width, other.box.width
    )
    alike = 0.7 <= other.box.height / cell.box.height <= 1.4
    return 0 < step <= 2.2 * cell.box.height and centred and alike


def _end_of_body(leaf: Leaf) -> float:
    """Return how far down the running text reaches: signatures stand below its sentences."""
    dated = [
        cell.box.top
        for cell in leaf.cells
        if cell.box.centre[1] >= BELOW and ONLY_DATE.match(cell.line.text)
    ]
    foot = min(dated, default=1.0)  # what stands below the day of issue is small print
    for passage in reversed(leaf.passages):
        if not _SMALL_PRINT.match(passage.text) or passage.box.centre[1] < BELOW:
            break
        foot = min(foot, passage.box.top)
    ends = [
        passage.cells[-1].box.top
        for passage in leaf.passages
        if passage.box.top < foot
        and re.search(r"[。！!]|特发此证|特此证明|证明。?$|准予|颁发此证", passage.text)
        and organisation_likelihood(passage.text) < 0.5
        and passage.box.bottom < 0.9
    ]
    return min(ends, default=BELOW)
