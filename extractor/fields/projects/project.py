"""Find what a project's approval or completion tells: what it is, at which level, how it ended."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.projects.lists import find_listed
from extractor.fields.projects.members import certified_member
from extractor.fields.projects.numbers import find_number
from extractor.fields.projects.people import (
    as_authors,
    employer_of_leader,
    employer_told,
    find_people,
    hosted_by,
)
from extractor.fields.projects.roles import standing_of
from extractor.fields.quotes import quoted_in
from extractor.fields.titles.headings import find_headings
from extractor.language.dates import find_dates
from extractor.language.levels import level_of_body, scope_of
from extractor.passages import Passage

_LABEL_TRUST, _SENTENCE_TRUST = 0.97, 0.94
_LEAST_TITLE = 5
_ANYBODY = 0.6
_CUE = re.compile(r"课题|项目|立项|研究|子课题|project", re.IGNORECASE)
_APPLIED = re.compile(r"(?:主持|申报|申请|承担)(?:的|申报的|完成的)[“《「]$")
"""「您主持申报的“农村小学的作业”已被列为…」"""
_RUN_BY = re.compile(rf"{_CUE.pattern}|基金", re.IGNORECASE)
"""「国家社科基金后期资助」"""
_OF_PROGRAMME = re.compile(
    r"(?:国家|教育部|[\u3400-\u9fff]{2,6}(?:省|市|自治区))[\u3400-\u9fff“”\d]{2,24}"
    r"(?:基金|计划|规划)[\u3400-\u9fff\d]{0,14}(?:项目|课题)"
)
"""「全称:国家自然科学基金地区科学基金项目」: where the project belongs, beside its name"""
_FACTS_BEHIND = re.compile(
    r"[”》」]\s*[(（][^()（）]{0,40}(?:编号|批准号|立项号|主持人|负责人|立项)"
)
"""「你校《农村小学的作业》(编号X-12,主持人李明)开题材料收悉」"""
_GOES_ON = re.compile(r"《[^《》]{2,30}》[\u3400-\u9fff“”、—A-Za-z0-9-]{4,60}")
_TITLE_LINE = re.compile(r"^(?:课题|项目)\s*名\s*称\s*(?P<t>[^:：。\s][^:：。]{4,60})$")
"""A label and its value whose gap was lost in reading."""
_IN_SENTENCE = re.compile(
    r"(?:课题|项目)(?:名称|题目)\s*[:：]\s*(?P<t>[^,，。;；:：《》]{6,60})(?=[,，;；。])"
)
"""「项目编号:X-1,项目名称:农村小学的作业,资助经费:…」: labels in a sentence, whose lines break."""
_OF_OFFICE = re.compile(r"([省市区县])[\u3400-\u9fff]{2,10}[厅局委]")
_OF_THE_STATE = re.compile(
    r"^国家[\u3400-\u9fff]{2,14}(?:基金(?!会计)|重点研发|重大专项|规划办公室|规划领导小组)"
)
"""「国家民族文化研究基金项目」, 「国家农业科技基金委员会」, in a line of its own"""
_LEVEL_OF = {"省": "provincial", "市": "municipal", "区": "district", "县": "district"}
"""「省交通运输厅科技项目」: whose project it is, told from within the province."""
_OF_PLACE = re.compile(
    r"[\u3400-\u9fff]{2,8}(?:[省市县州]|(?<![山社园学校地景特新片小院])区)"
    r"(?=[^,，。]{0,16}(?:规划|课题|项目|科研|教研|基金|工程|教学改革))"
)
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]{6,}”")
"""「《县级中心的建设》」"""
_HAS_PARTS = re.compile(r"[”》」』](?:\s*[(（][^()（）]*[)）])?[^,，。;；“”《》]{0,8}的子课题")
_OF_BODY = re.compile(r"[”》」』]总课题组")
"""「“A”总课题组」 signs for its part B."""
_OF_TEAM = re.compile(r"(?:课题|项目)组(?:核心|主要|骨干)?成员")
_UNDERTAKES = re.compile(r"(?:承担|负责|参与|完成)(?:了|其中的?)?$")
_UNDERTAKES_PART = re.compile(
    r"[,，][^,，。]{0,6}(?:承担|负责|参与|主持)(?:了|其)?的?子课题\s*[“「《]"
)
"""「参与了课题《A》的研究,承担子课题“B”」: the paper is on A."""
_AS_PART = re.compile(r"[”》」』]\s*的?子(?:课题|项目)")
_PART_CERTIFIED = re.compile(
    r"^子\s?(?:课\s?题|项\s?目)(?:立项|结题|结项|任务)?[^,，。:：]{0,6}(?:证书|通知书?|证明)$"
)
_NOTHING = re.compile(r"^(?:无|否|不是|—|-|/|none|no|n/a)$", re.IGNORECASE)
_DONE = re.compile(
    r"结\s?题|结\s?项|验收|鉴定(?:通过|证书|合格)|完成证书|completion|concluded", re.IGNORECASE
)
_STARTED = re.compile(
    r"立\s?项|开\s?题|批准(?:资助)?通知|任务书|合同书|approval|approved", re.IGNORECASE
)
_TO_BE = re.compile(
    r"(?:请|应|须|将|后|申请|按时|逾期|[未不尚待]|预计|拟|方可|作为)[^。;；]{0,24}$"
)
_TO_COME = re.compile(
    r"(?:[^,，。;；]{0,4}(?:依据|凭证|时(?![间长])|前|条件|要求|管理|办法))|"
    r"(?:时间|日期)\s*[:：]?\s*(?:预计|计划)"
)
"""What a project that goes on tells of its end: 「申请鉴定结题的依据」, 「结题时须提交」."""
_LONGEST_HEADING = 30
_BEGUN = re.compile(r"(?:批准|正式)?(?:立项|开题|启动)")
_ENDED = re.compile(r"(?:如期|按期|顺利|正式)?(?:完成|结题|结项|通过)")
_ENDS = ' ,，。;；)）、”"'
_GRADED = re.compile(
    r"(?:鉴定|结题|结项|评审|验收|评定)?(?:等级|等第|结论|结果)\s*(?:为|[:：])?\s*(?P<r>优秀|良好|合格|优|良|免于鉴定|通过)"
)
_ACCEPTED = re.compile(r"(?:准予|同意|予以|准许)(?:结[题项]|验收|通过验收)(?![后前时的申])")
"""「经专家鉴定和我办审核,准予结项」: what came of a project without a grade"""
_LET_END = 0.85
ACCEPTED = "project:accepted"


def find_project(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return title, number, level, stage, and the people with the holder's role and rank.

    Where the page names nobody as its holder, the leader is the one it speaks for.
    """
    listed = find_listed(leaf)
    if listed:
        return [*listed, *_level(leaf), *_stage(leaf)]
    certified = holder is not None and holder.method.startswith("sentence:certify")
    if holder is not None and holder.trust < _ANYBODY and not certified:
        holder = None  # words like a name, of a page that may say whose project it is
    people = find_people(leaf)
    ranked = certified_member(leaf)
    if ranked and (holder is None or holder.method != "label"):
        holder = ranked[0]
    found = [
        *ranked,
        *_title(leaf),
        *find_number(leaf),
        *_level(leaf),
        *_stage(leaf),
        *_sub_project(leaf),
    ]
    leader = next((c for c in people if c.role == "leader"), None)
    team = [c for c in people if c.role == "member"]
    if leader and holder and _is_of_list(holder, team):
        holder = None  # a line of the list of members, beside who leads them
    if holder is None and leader is not None:
        holder = Candidate(
            "holder_name", leader.value, min(leader.trust, 0.88), leader.passage, leader.start,
            leader.end, "project:leader",
        )  # fmt: skip
        found.append(holder)
    if holder is None:
        found.extend(hosts := hosted_by(leaf))
        holder = next((c for c in hosts if c.name == "holder_name"), None)
    found.extend(employer_of_leader(leaf))
    found.extend(employer_told(leaf))
    found.extend(_run(leaf))
    found.extend(as_authors(people, holder))
    # of one member for whom the page is made out it tells role and rank itself
    found.extend(
        c for c in standing_of(leaf, holder, people) if not ranked or c.method == "project:rank"
    )
    if holder is not None and not any(c.name == "project_role" for c in found):
        hosts = hosted_by(leaf)
        same = any(c.name == "holder_name" and c.value == holder.value for c in hosts)
        found.extend(c for c in hosts if same and c.name == "project_role")
    found.extend(_result(leaf))
    return found


def let_end(leaf: Leaf, general: list[Candidate]) -> list[Candidate]:
    """Return the last words by which a project without any grade was let end: 「准予结项」."""
    if any(c.name == "result" for c in general):
        return []
    return [
        Candidate("result", match.group(), _LET_END, passage, *match.span(), ACCEPTED)
        for passage in leaf.passages
        for match in _ACCEPTED.finditer(passage.text)
    ][-1:]


def find_told_project(leaf: Leaf) -> list[Candidate]:
    """Return number and level of a project that a letter tells of, and somebody's part in it."""
    numbers = find_number(leaf)
    if not numbers:
        return []  # a letter that names no project by its number is hardly on one
    told = [*_level(leaf), *_sub_project(leaf), *_run(leaf), *standing_of(leaf, None, [])]
    people = hosted_by(leaf)
    if any(c.name == "project_role" for c in told):
        people = [c for c in people if c.name != "project_role"]
    return [*numbers, *told, *people]


def _is_of_list(holder: Candidate, team: list[Candidate]) -> bool:
    """Tell whether a name was taken from a list of several members, which names no holder."""
    # 「…、关」 ends a line and 「山月」 begins the next
    ends = holder.method == "standing" and any(
        str(c.value).endswith(str(holder.value)) for c in team
    )
    named = [c for c in team if ends or str(c.value) == str(holder.value)]
    beside = [c for c in team if c.passage.cells == holder.passage.cells]
    return bool(named) and (holder.method == "standing" or len(beside) > 1)


def _run(leaf: Leaf) -> list[Candidate]:
    """Return from when to when it ran: 「于2018年10月立项,2020年11月完成研究」."""
    for passage in leaf.passages:
        dates = [
            d
            for d in find_dates(passage.text)
            if d.year_given and d.first == d.last and d.first.month  # a year is when it was counted
        ]
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
        whole = one.value.text.strip(" 。;；,，")
        if _GOES_ON.fullmatch(whole) and len(str(title.value)) < len(whole):
            # 「《动物解剖学》虚拟仿真实验教学资源建设」 ends with no mark
            start = max(one.value.text.find(whole), 0)
            title = replace(title, value=whole, start=start, end=start + len(whole))
        if len(str(title.value)) >= _LEAST_TITLE:
            found.append(title)
    for passage in leaf.lines:
        joined = _TITLE_LINE.match(passage.text)
        if joined:
            found.append(
                Candidate(
                    "activity_title", joined["t"], 0.86, passage, *joined.span("t"), "project:line"
                )
            )
    for passage in leaf.passages:
        named = _IN_SENTENCE.search(passage.text)
        if named:
            cut = [c for c in found if named["t"].startswith(str(c.value))]
            found = [c for c in found if c not in cut]
            found.append(
                Candidate(
                    "activity_title", named["t"], 0.94, passage, *named.span("t"), "project:told"
                )
            )
        quotes = [q for q in quoted_in(passage.text) if not _OF_BODY.match(passage.text, q.end)]
        # of 「A」子课题《B》 B is what was done
        parts = [q for q in quotes if passage.text[: q.start - 1].rstrip().endswith("子课题")]
        if len(parts) < len(quotes) and _UNDERTAKES_PART.search(passage.text):
            quotes, parts = [q for q in quotes if q not in parts], []
        # 「A」 is accepted as a part of the project 「B」
        parts = parts or [
            q for q in quotes[:1] if any(_HAS_PARTS.match(passage.text, o.end) for o in quotes[1:])
        ]
        # who is of the team of A and undertakes its part B: the paper is on A
        tasks = [q for q in quotes if _is_task(passage.text, q.start - 1, q.end)]
        if tasks and _OF_TEAM.search(passage.text) and len(tasks) < len(quotes):
            quotes = [q for q in quotes if q not in tasks]
        for quote in parts or quotes:
            around = (
                passage.text[max(0, quote.start - 40) : quote.start]
                + passage.text[quote.end : quote.end + 14]
            )
            before = passage.text[: quote.start]
            if (
                len(quote.text) >= _LEAST_TITLE
                and (
                    quote in parts
                    or _CUE.search(around)
                    or _APPLIED.search(before)
                    or _FACTS_BEHIND.match(passage.text, quote.end)
                )
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
    found.extend(_of_part(leaf))
    found = [c for c in found if not _OF_PROGRAMME.fullmatch(str(c.value))] or found
    longest = max((len(str(c.value)) for c in found), default=0)
    chosen = agreed([c for c in found if len(str(c.value)) * 2 >= longest])
    return [chosen] if chosen else []


def _of_part(leaf: Leaf) -> list[Candidate]:
    """Return the name of the part for which a page is made out that has a label for it."""
    return [
        Candidate(
            "activity_title", text, 0.965, one.value, 0, len(one.value.text), "label:sub_project"
        )
        for one in leaf.labels("sub_project")
        if len(text := one.value.text.strip("《》“” ")) >= _LEAST_TITLE
        and any(_PART_CERTIFIED.search(passage.text) for passage in leaf.passages)
    ]


def _is_task(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation is the part of a project that somebody undertakes."""
    return _UNDERTAKES.search(text[:start]) is not None and _AS_PART.match(text, end) is not None


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
        hit = scope_of(_without_titles(passage.text, leaf))
        if hit and passage.text[hit[2] : hit[2] + 1] == "门":
            continue  # 「教育部门」
        if hit and _RUN_BY.search(passage.text):
            found.append(Candidate("level", hit[0], 0.93, passage, hit[1], hit[2], "project:level"))
    if not found:
        found = [
            Candidate("level", "national", 0.88, line, *match.span(), "project:state")
            for line in leaf.lines
            if (match := _OF_THE_STATE.match(line.text)) is not None
        ][:1]
    if not found:
        for passage in leaf.passages:
            match = _OF_PLACE.search(passage.text)
            place = re.split(r"[为是的列属获系了]", match.group())[-1] if match else ""
            of_place = level_of_body(place + "教") if place else None
            if match and of_place:
                found.append(
                    Candidate("level", of_place, 0.72, passage, *match.span(), "project:body")
                )
    chosen = agreed(found)
    return [chosen] if chosen else []


def _without_titles(text: str, leaf: Leaf) -> str:
    """Return the text with its titles blanked: one on schools of the county is no county's."""
    text = _QUOTED.sub(lambda title: "_" * len(title.group()), text)
    for one in leaf.labels("activity_title"):
        text = text.replace(one.value.text, "_" * len(one.value.text))
    return text


def _stage(leaf: Leaf) -> list[Candidate]:
    """Return `completed` or `approved`, as the heading says; else as the sentences do.

    A certificate of completion may tell of both, a notice of approval of what is to be done in
    the end.
    """
    stages = (("completed", _DONE), ("approved", _STARTED))
    for heading in find_headings(leaf):
        named = [(stage, match) for stage, p in stages if (match := p.search(heading.text))]
        if len(named) == 1 and len(heading.text) <= _LONGEST_HEADING:
            return [_at_stage(*named[0], heading)]
    for stage, pattern in stages:
        for passage in leaf.passages:
            for match in pattern.finditer(passage.text):
                before, behind = passage.text[: match.start()], passage.text[match.end() :]
                ahead = _TO_BE.search(before) or _TO_COME.match(behind)
                if not (stage == "completed" and ahead):
                    return [_at_stage(stage, match, passage)]
    return []


def _at_stage(stage: str, match: re.Match[str], passage: Passage) -> Candidate:
    return Candidate("project_stage", stage, 0.93, passage, *match.span(), "project:stage")


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


def _result(leaf: Leaf) -> list[Candidate]:
    found = [
        Candidate(
            "result",
            match["r"],
            # 「通过验收」: whether that or 「通过」 is the result is a person's to say, and
            # 「良」 at the end of a line may go on with 「好」 in the next
            0.95
            if passage.text[match.end() : match.end() + 1] in (*_ENDS, "")
            and (match.end() < len(passage.text) or len(match["r"]) > 1)
            else 0.88,
            passage,
            *match.span("r"),
            "project:graded",
        )
        for passage in leaf.passages
        if (match := _GRADED.search(passage.text))
    ]
    chosen = best(found)
    return [chosen] if chosen else []
