"""Find what a project's approval or completion tells: who, as what, at which level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.label_words import label_fields
from extractor.fields.quotes import quoted_in
from extractor.fields.teams import leading_names, names_in, team
from extractor.language.dates import find_dates
from extractor.language.levels import level_of_body, rank_in, scope_of
from extractor.language.names import is_name, names_at_end, tidy_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.paragraphs import rows_of
from extractor.passages import Passage, join_cells

_LABEL_TRUST, _SENTENCE_TRUST = 0.97, 0.94
_LEAST_TITLE = 5
_CUE = re.compile(r"课题|项目|立项|研究|子课题|project", re.IGNORECASE)
_NUMBER = r"(?P<n>[\u3400-\u9fff]{0,8}?[〔\[(（]?[0-9A-Za-z][0-9A-Za-z\u3400-\u9fff〔〕\[\]()（）/_.·—–-]{2,28}?(?:号)?)"  # noqa: E501
_NUMBERED = re.compile(
    r"(?:课题|项目|立项|批准|资助|计划|任务)[^,，。;；:：\s]{0,4}?(?:编\s?号|批准号|立项号|文号|号)\s*(?:为|是)?\s*[:：]?\s*"
    + _NUMBER
    + r"(?=[,，。;；)）\s]|$)"
)
_TITLE_LINE = re.compile(r"^(?:课题|项目)\s*名\s*称\s*(?P<t>[^:：。\s][^:：。]{4,60})$")
"""A label and its value whose gap was lost in reading."""
_OF_OFFICE = re.compile(r"([省市区县])[\u3400-\u9fff]{2,10}[厅局委]")
_LEVEL_OF = {"省": "provincial", "市": "municipal", "区": "district", "县": "district"}
"""「省交通运输厅科技项目」: whose project it is, told from within the province."""
_OF_PLACE = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:[省市县]|(?<![山社园学校地景特新片小院])区)"
    r"(?=[^,，。]{0,16}(?:规划|课题|项目|科研|教研))"
)
_SHAPE = re.compile(r"^(?=.*[0-9])[0-9A-Za-z\u3400-\u9fff〔〕\[\]()（）/_.·—–-]{3,34}$")
_LEADER = re.compile(
    r"(?P<word>主持人|负责人|主持|项目负责人|课题组长|承担人|leader|principal investigator)\s*(?:为|是|[:：])\s*(?P<names>[^。;；:：,，\n]{2,20})",  # noqa: E501
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:成\s?员|参与人员?|参加人员?|参与者|参研人员|研究人员)(?:[(（][^()（）]{1,16}[)）])?\s*(?:为|有|包括|[:：])\s*(?P<names>[^。;；:：\n]{2,160})"
)
_EVERYBODY = re.compile(
    r"(?:完成人|课题组|全体成员|项目组|完成者|主要成员)[^:：。,，]{0,12}[:：]\s*(?P<names>[^。;；:：\n]{2,160})"
)
_HOSTED = re.compile(
    r"(?:您|你|贵单位)(?:所)?(?:主持|承担|申报|申请|负责)|主持(?:完成|承担|的|研究)|作为(?:课题|项目)?(?:主持人|负责人)"
)
_AS_MEMBER = re.compile(
    r"作为(?:课题组?|项目组?)?(?:核心|主要|骨干)?(?:成员|参与者)|(?<=[,，。为是系])(?:为|是|系)?(?:该|本)?(?:课题|项目)组(?:核心|主要|骨干)?成员(?=[,，。;；])"
)
_ROLE_WORDS = re.compile(
    r"主持人|负责人|第一主持人|核心成员|主要成员|骨干成员|课题组成员|项目组成员|参与人员?|参与者|参加人员?|成员|主持|参与"
)
_LEADING = re.compile(r"(?:负责人|申请人|申报人|主持人|承担人)$")
_NOTHING = re.compile(r"^(?:无|否|不是|—|-|/|none|no|n/a)$", re.IGNORECASE)
_DONE = re.compile(
    r"结\s?题|结\s?项|验收|鉴定(?:通过|证书|合格)|完成证书|completion|concluded", re.IGNORECASE
)
_STARTED = re.compile(r"立\s?项|开\s?题|approval|approved", re.IGNORECASE)
_BY_WHOM = re.compile(r"由([\u3400-\u9fff·]{6,30}?)(?:同志|老师)?(?P<word>主持|负责|承担|牵头)")
_OURS = re.compile(r"[我本][校院园局]")
_IN_BRACKETS = re.compile(r"[\u3400-\u9fff·]{2,12}\s*[(（]([\u3400-\u9fff]{4,30})[)）]")
_WHOLE_BODY = 0.8
_BEGUN = re.compile(r"(?:批准|正式)?(?:立项|开题|启动)")
_ENDED = re.compile(r"(?:如期|按期|顺利|正式)?(?:完成|结题|结项|通过)")
_GRADED = re.compile(
    r"(?:鉴定|结题|结项|评审|验收|评定)?(?:等级|等第|结论|结果)\s*(?:为|[:：])?\s*(?P<r>优秀|良好|合格|优|良|免于鉴定|通过)"
)


def find_project(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return title, number, level, stage, and the people with the holder's role and rank.

    Where the page names nobody as its holder, the leader is the one it speaks for.
    """
    people = _people(leaf)
    found = [*_title(leaf), *_number(leaf), *_level(leaf), *_stage(leaf), *_sub_project(leaf)]
    leader = next((c for c in people if c.role == "leader"), None)
    members = {str(c.value) for c in people if c.role == "member"}
    if leader and holder and holder.method == "standing" and str(holder.value) in members:
        holder = None  # a line of the list of members, beside who leads them
    if holder is None and leader is not None:
        holder = Candidate(
            "holder_name", leader.value, min(leader.trust, 0.88), leader.passage, leader.start,
            leader.end, "project:leader",
        )  # fmt: skip
        found.append(holder)
    if holder is None:
        found.extend(hosts := _hosted_by(leaf))
        holder = next((c for c in hosts if c.name == "holder_name"), None)
    found.extend(_employer_of_leader(leaf))
    found.extend(_run(leaf))
    found.extend(_as_authors(people, holder))
    found.extend(_standing(leaf, holder, people))
    found.extend(_result(leaf))
    return found


def _hosted_by(leaf: Leaf) -> list[Candidate]:
    """Return holder and employer of 「由某某学校李明主持,…」."""
    for passage in leaf.passages:
        for match in _BY_WHOM.finditer(passage.text):
            for name in names_at_end(match[1]):
                body = match[1].removesuffix(name)
                ours = _OURS.match(body) is not None
                if organisation_likelihood(body) < _WHOLE_BODY and not ours:
                    continue
                at, behind = match.start(1) + len(body), match.end(1)
                told = [
                    Candidate("holder_name", name, 0.92, passage, at, behind, "project:hosted-by"),
                    Candidate(
                        "project_role", match["word"], 0.91, passage, *match.span("word"), "project:hosted-by"  # noqa: E501
                    ),
                ]  # fmt: skip
                if not ours:
                    told.append(
                        Candidate("employer", body, 0.9, passage, match.start(1), at, "before-name")
                    )
                return told
    return []


def _employer_of_leader(leaf: Leaf) -> list[Candidate]:
    """Return the body in brackets behind the leader: 「主持人:李明(某某学校)」."""
    for one in leaf.labels("leader"):
        inside = _IN_BRACKETS.match(one.value.text)
        if inside and organisation_likelihood(inside[1]) >= _WHOLE_BODY:
            return [
                Candidate(
                    "employer", inside[1], 0.92, one.value, *inside.span(1), "project:behind-leader"
                )
            ]
    return []


def _run(leaf: Leaf) -> list[Candidate]:
    """Return from when to when it ran: 「于2018年10月立项,2020年11月完成研究」."""
    for passage in leaf.passages:
        dates = [d for d in find_dates(passage.text) if d.year_given and d.first == d.last]
        begun = [d for d in dates if _BEGUN.match(passage.text, d.end)]
        ended = [d for d in dates if _ENDED.match(passage.text, d.end)]
        if begun and ended and begun[0].first.iso() < ended[-1].first.iso():
            first, last = begun[0], ended[-1]
            return [
                Candidate("start_date", first.first.iso(), 0.93, passage, first.start, first.end, "project:run"),  # noqa: E501
                Candidate("end_date", last.first.iso(), 0.93, passage, last.start, last.end, "project:run"),  # noqa: E501
            ]  # fmt: skip
    return []


def _title(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("activity_title"):
        title = from_label("activity_title", one, _LABEL_TRUST if len(one.label) > 2 else 0.93)
        if len(str(title.value)) >= _LEAST_TITLE:
            found.append(title)
    for passage in (join_cells((cell,)) for cell in leaf.cells):
        joined = _TITLE_LINE.match(passage.text)
        if joined:
            found.append(
                Candidate(
                    "activity_title", joined["t"], 0.86, passage, *joined.span("t"), "project:line"
                )
            )
    for passage in leaf.passages:
        quotes = quoted_in(passage.text)
        # of 「A」子课题《B》 B is what was done
        parts = [q for q in quotes if passage.text[: q.start - 1].rstrip().endswith("子课题")]
        for quote in parts or quotes:
            around = (
                passage.text[max(0, quote.start - 40) : quote.start]
                + passage.text[quote.end : quote.end + 14]
            )
            before = passage.text[: quote.start]
            if (
                len(quote.text) >= _LEAST_TITLE
                and _CUE.search(around)
                and not re.search(r"(?:根据|按照|依据)[^。]{0,12}$", before)
            ):
                found.append(
                    Candidate(
                        "activity_title",
                        quote.text,
                        _SENTENCE_TRUST,
                        passage,
                        quote.start,
                        quote.end,
                        "project:quoted",
                    )
                )
    longest = max((len(str(c.value)) for c in found), default=0)
    chosen = agreed([c for c in found if len(str(c.value)) * 2 >= longest])
    return [chosen] if chosen else []


def _number(leaf: Leaf) -> list[Candidate]:
    found = []
    for one in leaf.labels("project_number"):
        text = re.sub(r"\s+", "", one.value.text).strip("。.,，;；")
        if _SHAPE.match(text):
            found.append(
                Candidate(
                    "project_number",
                    text,
                    0.98,
                    one.value,
                    0,
                    len(one.value.text),
                    f"label:{one.label}",
                )
            )
    for passage in leaf.passages:
        for match in _NUMBERED.finditer(passage.text):
            text = re.sub(r"\s+", "", match["n"])
            if _SHAPE.match(text) and text.count("(") + text.count("（") == text.count(
                ")"
            ) + text.count("）"):
                found.append(
                    Candidate(
                        "project_number", text, 0.95, passage, *match.span("n"), "project:number"
                    )
                )
    chosen = agreed(found)
    return [chosen] if chosen else []


def _level(leaf: Leaf) -> list[Candidate]:
    """Return the level in words; else that of the body that runs the project, less surely."""
    found = []
    for one in leaf.labels("level"):
        hit = scope_of(one.value.text)
        if hit:
            found.append(Candidate("level", hit[0], 0.96, one.value, hit[1], hit[2], "label:level"))
        office = _OF_OFFICE.match(one.value.text)
        if office and not hit:
            level = _LEVEL_OF[office[1]]
            found.append(Candidate("level", level, 0.88, one.value, *office.span(), "label:office"))
    for passage in leaf.passages:
        hit = scope_of(passage.text)
        if hit and _CUE.search(passage.text):
            found.append(Candidate("level", hit[0], 0.93, passage, hit[1], hit[2], "project:level"))
    if not found:
        for passage in leaf.passages:
            match = _OF_PLACE.search(passage.text)
            place = re.split(r"[为是的列属获]", match.group())[-1] if match else ""
            of_place = level_of_body(place + "教") if place else None
            if match and of_place:
                found.append(
                    Candidate("level", of_place, 0.72, passage, *match.span(), "project:body")
                )
    chosen = agreed(found)
    return [chosen] if chosen else []


def _stage(leaf: Leaf) -> list[Candidate]:
    """Return `completed` or `approved`; a certificate of completion may tell of both."""
    for stage, pattern in (("completed", _DONE), ("approved", _STARTED)):
        for passage in leaf.passages:
            match = pattern.search(passage.text)
            planned = match and re.search(
                r"(?:请|应|须|将|后|申请|按时)[^。]{0,24}$", passage.text[: match.start()]
            )
            if match and not (stage == "completed" and planned):
                return [
                    Candidate("project_stage", stage, 0.93, passage, *match.span(), "project:stage")
                ]
    return []


def _sub_project(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("sub_project"):
        if _NOTHING.match(one.value.text.strip()):
            return []
        return [
            Candidate(
                "sub_project", "true", 0.93, one.value, 0, len(one.value.text), "label:sub_project"
            )
        ]
    for passage in leaf.passages:
        match = re.search(
            r"子\s?课\s?题(?!\s*[:：]?\s*(?:无|否|/))|子\s?项\s?目|sub-?project",
            passage.text,
            re.IGNORECASE,
        )
        if match:
            return [Candidate("sub_project", "true", 0.9, passage, *match.span(), "project:sub")]
    return []


def _people(leaf: Leaf) -> list[Candidate]:
    """Return leader and members in their order, with these roles; or everybody as one list."""
    leaders = _listed(leaf, "leader", _LEADER, most=3)
    members = _listed(leaf, "members", _MEMBERS, most=40)
    if not leaders and not members:
        return _listed(leaf, "authors", _EVERYBODY, most=40)
    named = {str(c.value) for c in leaders}
    return [*leaders, *(c for c in members if str(c.value) not in named)]


def _listed(leaf: Leaf, label: str, pattern: re.Pattern[str], most: int) -> list[Candidate]:
    """Return the longest list that a label or a sentence gives."""
    lists: list[list[Candidate]] = []
    role = {"leader": "leader", "members": "member"}.get(label)
    for names, passage, trust, method in _lists(leaf, label, pattern):
        made = team("authors", names[:most], passage, trust, method)
        lists.append([_in_role(c, role) for c in made])
    return max(lists, key=len, default=[])


def _in_role(c: Candidate, role: str | None) -> Candidate:
    return Candidate(c.name, c.value, c.trust, c.passage, c.start, c.end, c.method, role)


def _lists(
    leaf: Leaf, label: str, pattern: re.Pattern[str]
) -> Iterator[tuple[list[str], Passage, float, str]]:
    for one in leaf.labels(label):
        names = names_in(one.value.raw) or leading_names(one.value.raw)
        if names:
            yield names, one.value, _LABEL_TRUST, f"label:{one.label}"
    for passage in leaf.passages:
        for match in pattern.finditer(passage.raw):
            names = names_in(match["names"]) or leading_names(match["names"])
            if names:
                yield names, passage, _SENTENCE_TRUST, f"project:{label}"


def _as_authors(people: list[Candidate], holder: Candidate | None) -> list[Candidate]:
    """Return everybody in the order of their rank; one person alone is no list."""
    names = [str(c.value) for c in people]
    if holder is not None and str(holder.value) not in names:
        members_only = people and all(c.role == "member" for c in people)
        return [_in_role(c, None) for c in people] if not members_only else [
            _in_role(Candidate("authors", holder.value, 0.8, holder.passage, holder.start, holder.end, "project:holder"), None),  # noqa: E501
            *(_in_role(c, None) for c in people),
        ]  # fmt: skip
    return [_in_role(c, None) for c in people] if len(people) > 1 else []


def _standing(leaf: Leaf, holder: Candidate | None, people: list[Candidate]) -> list[Candidate]:
    """Return the holder's role and rank: as stated, else by the place in the list."""
    found = [*_stated_rank(leaf)]
    role = _stated_role(leaf)
    name = str(holder.value) if holder else None
    place = next((i for i, c in enumerate(people) if str(c.value) == name), None)
    leads = place is not None and people[place].role == "leader"
    hosted = next((p for p in leaf.passages if _HOSTED.search(p.text)), None)
    if not role and leads and place is not None:
        word = _word_for_leader(leaf)
        role = [_about(people[place], "project_role", word, 0.93, "project:leader")]
    if not role and hosted is not None and holder is not None:
        match = _HOSTED.search(hosted.text)
        span = match.span() if match else (0, len(hosted.text))
        role = [Candidate("project_role", "主持人", 0.9, hosted, *span, "project:hosted")]
    if not role and place is not None and people[place].role == "member":
        role = [_about(people[place], "project_role", "课题组成员", 0.88, "project:member")]
    found.extend(role)
    if not any(c.name == "holder_rank" for c in found):
        is_leader = bool(role) and re.search(r"主持|负责", str(role[0].value)) is not None
        if place is not None and people[place].role in ("leader", None):
            found.append(
                _about(people[place], "holder_rank", Decimal(place + 1), 0.93, "project:place")
            )
        elif place is not None:
            has_leader = any(c.role == "leader" for c in people)
            rank = place + (1 if has_leader else 2)
            found.append(
                _about(
                    people[place],
                    "holder_rank",
                    Decimal(rank),
                    0.88 if has_leader else 0.7,
                    "project:place",
                )
            )
        elif is_leader:
            found.append(_about(role[0], "holder_rank", Decimal(1), 0.9, "project:leader"))
    return found


def _word_for_leader(leaf: Leaf) -> str:
    """Return what the page calls who leads: 负责人, 申请人, else 主持人."""
    for one in leaf.labels("leader"):
        word = _LEADING.search(one.label)
        if word:
            return word.group()
    for passage in leaf.passages:
        said = _LEADER.search(passage.text)
        word = _LEADING.search(said["word"]) if said else None
        if word:
            return word.group()
    return "主持人"


def _about(c: Candidate, name: str, value: str | Decimal, trust: float, method: str) -> Candidate:
    return Candidate(name, value, min(trust, c.trust), c.passage, c.start, c.end, method)


def _stated_rank(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("rank"):
        match = re.search(r"[0-9]{1,2}|[一二三四五六七八九十]{1,2}", one.value.text)
        value = parse_number(match.group()) if match else None
        if match and value is not None and 1 <= value <= 40:
            return [
                Candidate(
                    "holder_rank", Decimal(int(value)), 0.97, one.value, *match.span(), "label:rank"
                )
            ]
    for passage in leaf.passages:
        hit = rank_in(passage.text)
        if hit:
            return [Candidate("holder_rank", hit[0], 0.94, passage, hit[1], hit[2], "project:rank")]
    return []


def _stated_role(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("role"):
        text = one.value.text.strip()
        if 2 <= len(text) <= 12 and not is_name(tidy_name(text)):
            return [
                Candidate(
                    "project_role", text, 0.95, one.value, 0, len(one.value.text), "label:role"
                )
            ]
    # 「核心成员」 beside 「承担角色」 is a value here and a label elsewhere
    fields = label_fields("project")
    for row in rows_of(leaf.cells):
        for cell, beside in pairwise(row):
            text = re.sub(r"\s+", "", beside.line.text)
            is_role = fields.get(re.sub(r"[\s:：]", "", cell.line.text)) == "role"
            if (
                is_role
                and cell.page == beside.page
                and _ROLE_WORDS.search(text)
                and len(text) <= 12
            ):
                passage = join_cells((beside,))
                return [
                    Candidate(
                        "project_role", text, 0.93, passage, 0, len(passage.text), "table:role"
                    )
                ]
    for passage in leaf.passages:
        match = _AS_MEMBER.search(passage.text)
        word = _ROLE_WORDS.search(match.group()) if match else None
        if match and word:
            return [
                Candidate("project_role", word.group(), 0.9, passage, *match.span(), "project:role")
            ]
    return []


def _result(leaf: Leaf) -> list[Candidate]:
    found = [
        Candidate("result", match["r"], 0.95, passage, *match.span("r"), "project:graded")
        for passage in leaf.passages
        if (match := _GRADED.search(passage.text))
    ]
    chosen = best(found)
    return [chosen] if chosen else []
