"""Find who signs: a body's name alone on a line in the lower part, near the day of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.fields.bodies.signature_lines import (
    COMMITTEE_OF_A_YEAR,
    IN_BRACKETS,
    MADE_BY,
    name_signed,
    signature_passages,
)
from extractor.fields.bodies.timetables import beside_days, is_of_a_day
from extractor.fields.bodies.two_lines import SIGNED, WHOLE_NAME
from extractor.fields.candidates import Candidate, Leaf
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.organisations import (
    organisation_likelihood,
    split_organisations,
    tidy_organisation,
)
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, Passage

_SIGNATURE_TRUST = 0.95
UNCONFIRMED = 0.88
"""The trust of a signature whose seal says something else, or that may be an address."""
_SEVERAL, _POST_CODE = 2, re.compile(r"\b[0-9]{5,6}\b")
_NO_BODIES = frozenset({"none", "certificate_number", "issue_date", "hours", "result"})
"""Labels whose value is no body: one that stands beside or below them is somebody's signature."""
_STAMPED_NAME = re.compile(
    r"(?P<name>[㐀-鿿A-Za-z0-9·]{4,24})(?<!单位)(?<!机构)(?<!部门)(?<!机关)(?<!学校)(?<!院校)(?<![人长任字名见处科])"
    r"\s*[(（](?:[^()（）]{0,8}专用章|公章|盖章|印章|章)[)）]"
)
"""「某某教育在线(培训业务专用章)」: who stamps it signs, whatever it is called."""
_STAMPED_TRUST = 0.85
MADE = "signature:made"
"""How whoever had a form printed is told apart from whoever signs it."""
_PRINTED = re.compile(r"(?:印发|[共印]\s?\d{1,4}\s?份)\s*$")
_FOOT = 0.92
_FOLIO = re.compile(
    r"\s*(?:第\s*\d{1,3}\s*页.{0,12}|[-—–·]\s*\d{1,3}\s*[-—–·]|\d{1,3}\s*/\s*\d{1,3}|Page\s*\d.{0,10})\s*",
    re.IGNORECASE,
)
"""The number of a page, in the row at its foot."""
_OF_A_SERIAL = re.compile(r"\bISSN\b|\bCN\s?\d\d-\d{4}")
"""「… | ISSN 1793-6241 | Published four times a year」 below a letter tells of the journal."""
_NO_SIGNER = re.compile(
    r"(?<![)）章位构关门])\s*[:：]\s*$|^\s*(?:at|in|on|to|of|by|with|from)\s?(?=[\u3400-\u9fff])|"
    r"^\s*[甲乙丙]方\s*[(（](?:委托|承担|受托|依托|下达|管理|实施)(?:单位|方)[)）]|"
    r"\b(?:will|shall|your|you|please)\b|^\s*(?:(?:报到|签到)[,，、]|请?(?:扫码|扫一扫|扫描|长按|点击|登录|登陆|关注))|地[点點](?:设|定|在|为)|"
    r"^\s*(?:Affiliation|Institution|Employer|Workplace|Address|Venue|Attn|Subject)\b[^:：]{0,24}[:：]"
)
"""「某某中学:」 is addressed, 「报到,专家组预备会」 stands in a timetable, 「扫码进入会议网站」 beside a code; 「at 某某酒店」 and 「The Forum will cover …」 are of a sentence."""  # noqa: E501
_WHAT_TO_BRING = re.compile(
    r"[一壹]式[一二两三四五六七八九十\d]{1,2}份|"
    r"(?:报到|签到|注册|到会|参会|与会|会前|会后)(?:时|后|前|当[日天])?[,，]?\s?(?:请|一并|统一|同时)?(?:提?交|寄|送|报|领)|"
    r"(?:时|[前后]|请|一并|统一|稿|文|表|件|函|书|料|票|费|均|须|[,，])\s?(?:[提递上]?交|寄送?|送|报送?|发送?|投|汇)(?:至|到|给|往|由|回)?"
    r"(?:本?大会|会议|论坛|年会|我会)?的?(?:会务|秘书|组委|筹备|筹委|组织委|编辑|评审)"
)
"""「纸质稿一式三份,报到时交会务组」, 「回执请发至秘书处」: what is asked of guests."""
_TWICE = re.compile(r"([㐀-鿿]{2,5}[处部会室科办])\1$")
"""「某某联盟秘书处」 over 「秘书处」, what is left of a seal's second line"""
_ANNEX = re.compile(r"\s*附[件表录]\s*[\d一二三四五六七八九十]*\s*[:：]?")
_OFFICE_ALONE = re.compile(r"[㐀-鿿]{2,6}(?:处|部|办公室|工会|团委)")
"""「人事处  教务处」 under a notice of a house to itself"""
_ITEM = re.compile(r"\s*(?:[(（]?\d{1,2}[.、．)）]|[一二三四五六七八九十]{1,2}、)\s*\S{6}")
"""「3.样刊出版后寄送作者」: an item of a list signs nothing."""
_ITEM_HEAD = re.compile(
    r"\s*(?:(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．]|0\d(?!\d))\s*[㐀-鿿]{2,8}\s*[:：]?\s*|"
    r"\s*[【〖][㐀-鿿]{2,8}[】〗]\s*"
)
"""「二、会议地点」, 「02 会议地点」, 「【会议地点】」.

What stands below is told of the meeting and signs nothing.
"""
_OPINION = re.compile(
    r"\s*(?:(?:审核|审查|审批|评审|评议|推荐|鉴定|论证|验收|初审|复审|终审|认定|批准|签署|主管|综合)\s*)?"
    r"(?:意\s*见|结\s*论|评\s*语|决\s*定|审\s*[核查批])(?:\s*[(（][^()（）]{0,8}[)）])?\s*[:：]?\s*"
)
"""How a label of two lines ends that asks a body for what it thinks."""
_TEAM = re.compile(
    r"(?:课题|项目|研究|团队)组?(?:全体)?(?:成员|人员)?[(（](?:按|排|含|不含|依|限)[^()（）]*[)）]?"
)
"""「课题组(按序)」 heads a list of people."""
_ANY_OF_THEM = re.compile(r"各|[统见]一?社会信用")
"""「各办公室」 is where something takes place."""
_ROW_OF_TABLE = 3
_NEXT_LINE = 2.2
_CUT_SENTENCE = re.compile(
    r"\b(?:on|in|at|to|from|of|for|and|the|by|with|during|between|its|their|our|your|his|her|an?|as|"
    r"is|are|was|were|has|have|which|that|am|im|vom|zum|zur|und|der|die|das|des|den|dem|für|von)\s*$"
)
"""「…Convention Center on November 3-5, 2023.」: the last line of a sentence without its day.

A line that a sentence goes on from ends so, too: 「The Institute … presents its」.
"""
_OFFICER = re.compile(
    r"(?:Vice[- ]|Deputy |Acting )?(?:Chair(?:man|person|woman)?|President|Director|Dean|Secretary|"
    r"Head|Co-?ordinator|Rector|Principal|Convenor|Registrar|Manager|Lead)(?:\s+(?:of|to|for)\s+.+)?",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"(?:the\s+)?(?:organi[sz]ing|programme|program|conference|academic|editorial)\s+(?:committee|office|board)|"
    r"(?:the\s+)?office\s+of\s+(?:the\s+)?(?:registrar|dean|director|programmes?|programs?|academic\s+affairs|admissions|registry)|"
    r"(?:the\s+)?(?:registrar['’]?s?|registry|examinations?|academic)\s+office|(?:the\s+)?board\s+of\s+examiners",
    re.IGNORECASE,
)
"""An office that says nothing without the name that stands beside it."""


def find_signing(leaf: Leaf) -> list[Candidate]:
    """Return the bodies that sign; labelled values, annexes and the printer's line are none."""
    # 「Head of Programmes」 over a body's name is a post, not the label of a value
    labelled_cells = {
        cell.key
        for labelled in leaf.labelled
        if (labelled.field not in _NO_BODIES or labelled.inline)
        or organisation_likelihood(labelled.value.text) < 0.8
        for cell in labelled.value.cells[:1]
        + tuple(
            cell
            for cell in labelled.value.cells[1:]
            if labelled.field != "none" or organisation_likelihood(cell.line.text) < 0.8
        )
    }
    annexed = {
        cell.page
        for cell in leaf.cells
        if cell.page > 1 and cell.index == 0 and _ANNEX.match(cell.line.text)
    }
    # the foot of a notice says beside 「…印发」 which office printed it, that of a page whose it is
    printed = [
        cell
        for cell in leaf.cells
        if _PRINTED.search(cell.line.text)
        or (cell.box.centre[1] >= _FOOT and _FOLIO.fullmatch(cell.line.text))
    ]
    heads = [cell for cell in leaf.cells if _ITEM_HEAD.fullmatch(cell.line.text)]
    listed = (
        _in_tables(leaf)
        | _over_opinions(leaf)
        | beside_days(leaf)
        | {
            below.key
            for above, below in pairwise(leaf.cells)
            if above in heads or any(_begins_below(below, head) for head in heads)
        }
    )
    lines = [
        cell
        for cell in leaf.cells
        if cell.key not in labelled_cells
        and cell.page not in annexed
        and not _stands_beside(cell, printed)
        and cell.key not in listed
    ]
    found: list[Candidate] = []
    for passage in signature_passages(lines, leaf):
        name = _TWICE.sub(r"\1", tidy_organisation(name_signed(passage)))
        of_a_year = COMMITTEE_OF_A_YEAR.fullmatch(name)
        likelihood = organisation_likelihood(name[of_a_year.end("year") :] if of_a_year else name)
        if _ITEM.match(passage.text) or _ANY_OF_THEM.match(name) or _CUT_SENTENCE.search(name):
            continue
        if any(map(_NO_SIGNER.search, (passage.text, name))) or _OF_A_SERIAL.search(passage.text):
            continue
        if _WHAT_TO_BRING.search(passage.text) or is_of_a_day(passage.text):
            continue
        stamped = _STAMPED_NAME.fullmatch(passage.text.strip())
        if stamped and likelihood < SIGNED and not find_dates(stamped["name"]):
            start = passage.text.find(stamped["name"])
            end = start + len(stamped["name"])
            found.append(
                Candidate(
                    "issuers",
                    stamped["name"],
                    _STAMPED_TRUST,
                    passage,
                    start,
                    end,
                    "signature",
                    "issuer",
                )
            )
            continue
        if _ITEM_HEAD.fullmatch(passage.text) or _TEAM.fullmatch(name):
            continue  # 「六、会务联系」
        if likelihood < SIGNED or _NAMELESS.fullmatch(name) or passage.text.endswith("。"):
            continue  # nobody signs with a full stop: it is a place or a sentence of one word
        trust = _SIGNATURE_TRUST if likelihood >= 0.8 else 0.8
        if (
            len(passage.cells) > 1
            and organisation_likelihood(passage.cells[0].line.text) >= WHOLE_NAME
        ):
            trust = UNCONFIRMED  # a body and its department, or two bodies
        if IN_BRACKETS.fullmatch(passage.text):
            trust = UNCONFIRMED
        method = MADE if MADE_BY.search(passage.text) else "signature"
        for part in _bodies_of(passage):
            if _is_of_a_person(part):
                continue  # 「Chair, Organizing Committee」, 「Anna Berg, Ph.D., Head of …」
            start = max(passage.text.find(part), 0)
            end = start + len(part)
            found.append(Candidate("issuers", part, trust, passage, start, end, method, "issuer"))
    return _doubted_beside_others(found)


def _doubted_beside_others(found: list[Candidate]) -> list[Candidate]:
    """Return the signers, those in letters not surely where several bodies sign.

    「Faculty of Education, Room 309」 under a signature is an address as often as a second signer,
    and with a post code, 「…, Yueyang 414006」, it is one more often than not.
    """
    return [
        replace(one, trust=min(one.trust, UNCONFIRMED))
        if not has_chinese(name := str(one.value))
        and (len(found) >= _SEVERAL or _POST_CODE.search(name))
        else one
        for one in found
    ]


def _is_of_a_person(part: str) -> bool:
    """Tell whether a part of a signature is a post, an office of no name or no body."""
    if _OFFICER.fullmatch(part) or _NAMELESS.fullmatch(part):
        return True
    return not has_chinese(part) and organisation_likelihood(part) < SIGNED


def _over_opinions(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the cells that a row's label begins with: 「学术委员会」 over 「意见」 in a form."""
    return {
        cell.key
        for cell in leaf.cells
        for below in leaf.cells
        if cell.page == below.page
        and _OPINION.fullmatch(below.line.text)
        and 0 < below.box.top - cell.box.top <= _NEXT_LINE * cell.box.height
        and abs(below.box.centre[0] - cell.box.centre[0]) <= cell.em
    }


def _begins_below(cell: Cell, head: Cell) -> bool:
    """Tell whether a cell stands right below a heading, beside which another column may stand."""
    step = cell.box.top - head.box.top
    flush = abs(cell.box.left - head.box.left) <= head.em
    return cell.page == head.page and flush and 0 < step <= _NEXT_LINE * head.box.height


def _in_tables(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the cells of rows of three and more that hold other things than bodies and days.

    So is the second line of a cell, alone between two such rows of a table.
    """
    rows = leaf.rows
    wide = [len(row) >= _ROW_OF_TABLE for row in rows]
    between = {
        rows[at][0].key
        for at in range(1, len(rows) - 1)
        if len(rows[at]) == 1 and wide[at - 1] and wide[at + 1] and _is_next_line(rows, at)
    }
    return between | {
        cell.key
        for at, row in enumerate(rows)
        if wide[at]
        and (wide[max(at - 1, 0)] or wide[min(at + 1, len(rows) - 1)])
        and at > 0
        and _is_of_table(row)
        for cell in row
    }


def _is_of_table(row: tuple[Cell, ...]) -> bool:
    """Tell whether a row holds a body among other things, or bodies beside a person."""
    bodies = [one for one in row if organisation_likelihood(one.line.text) >= SIGNED]
    return len(bodies) == 1 or (
        bool(bodies) and any(is_name(one.line.text.strip()) for one in row if one not in bodies)
    )


def _is_next_line(rows: Sequence[tuple[Cell, ...]], at: int) -> bool:
    """Tell whether a line alone is close under a row and set under one of its cells."""
    (cell,) = rows[at]
    return any(
        above.page == cell.page
        and 0 < cell.box.top - above.box.top <= _NEXT_LINE * cell.box.height
        and abs(above.box.centre[0] - cell.box.centre[0]) <= 2 * cell.em
        for above in rows[at - 1]
    )


def _stands_beside(cell: Cell, others: list[Cell]) -> bool:
    """Tell whether a cell stands in the row of one of the others."""
    return any(
        other.page == cell.page
        and abs(other.box.centre[1] - cell.box.centre[1]) <= 0.6 * cell.box.height
        for other in others
    )


def _bodies_of(passage: Passage) -> tuple[str, ...]:
    """Return the bodies of a signature; a gap parts two of them if each is a whole name."""
    pieces = [tidy_organisation(piece) for piece in re.split(r"(?<=\S)\s+(?=\S)", passage.raw)]
    if len(pieces) > 1 and all(map(_OFFICE_ALONE.fullmatch, pieces)):
        return tuple(pieces)
    if len(pieces) > 1 and all(organisation_likelihood(piece) >= 0.8 for piece in pieces):
        return tuple(
            name
            for piece in pieces
            if re.search(r"[㐀-鿿]", piece)
            for name in split_organisations(piece)
        )
    return split_organisations(name_signed(passage))
