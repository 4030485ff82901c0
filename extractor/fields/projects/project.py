"""Find what a project's approval or completion tells: what it is, at which level, how it ended."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import FieldValue
from extractor.fields.candidates import Candidate, Leaf, agreed
from extractor.fields.people.marked import MARKED_NAME, MARKED_TRUST, marked_one
from extractor.fields.people.teams import announced_names, names_in
from extractor.fields.projects.ends import TO_BE, find_grade, find_run
from extractor.fields.projects.headless_rows import find_headless_row
from extractor.fields.projects.lists import find_listed
from extractor.fields.projects.members import certified_member
from extractor.fields.projects.names import CUE, find_title
from extractor.fields.projects.numbers import find_number
from extractor.fields.projects.people import (
    as_authors,
    employer_of_leader,
    employer_told,
    find_people,
    hosted_by,
    own_school,
)
from extractor.fields.projects.roles import IN_BRACKET, standing_of
from extractor.fields.projects.tables import employer_in_numbered_row, employer_in_team
from extractor.fields.titles.headings import find_headings
from extractor.language.levels import level_of_body, scope_of
from extractor.passages import Passage

_ANYBODY, _HARDLY = 0.6, 0.82
_RUN_BY = re.compile(rf"{CUE.pattern}|基金|级(?:重点|一般|青年|专项|规划)", re.IGNORECASE)
"""「国家社科基金后期资助」, 「列为校级重点」"""
_OF_OFFICE = re.compile(r"([省市区县])[\u3400-\u9fff]{2,10}[厅局委]")
_LEVEL_ALONE = re.compile(r"\s*[(（【〔\[][\u3400-\u9fff、()（）]{1,5}级[)）】〕\]]\s*")
"""「(区级)」, a line of its own under what the paper is"""
_UPPER = 0.45
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
_NOTHING = re.compile(r"^(?:无|否|不是|—|-|/|none|no|n/a)$", re.IGNORECASE)
_DONE = re.compile(
    r"结\s?题|结\s?项|验收|鉴定(?:通过|证书|合格)|完成证书|completion|concluded", re.IGNORECASE
)
_STARTED = re.compile(
    r"立\s?项|开\s?题|批准(?:资助)?通知|任务书|合同书|approval|approved", re.IGNORECASE
)
_TO_COME = re.compile(
    r"(?:[^,，。;；]{0,4}(?:依据|凭证|时(?![间长])|前|条件|要求|管理|办法))|"
    r"(?:时间|日期)\s*[:：]?\s*(?:预计|计划)"
)
"""What a project that goes on tells of its end: 「申请鉴定结题的依据」, 「结题时须提交」."""
_LONGEST_HEADING = 30
_SEVERAL = re.compile(r"label:(?:参与|参加|参研)")
_MAY_BE_NAME = re.compile(r"[\u3400-\u9fff·]{2,5}")


def find_project(leaf: Leaf, holder: Candidate | None) -> list[Candidate]:
    """Return title, number, level, stage, and the people with the holder's role and rank.

    Where the page names nobody as its holder, the leader is the one it speaks for.
    """
    listed = find_listed(leaf) or find_headless_row(leaf)
    if any(c.name == "holder_name" for c in listed):
        told = () if any(c.name == "employer" for c in listed) else own_school(leaf)
        return [*listed, *told, *_level(leaf), *_stage(leaf)]
    certified = holder is not None and holder.method.startswith("sentence:certify")
    if holder is not None and holder.trust < _ANYBODY and not certified:
        holder = None  # words like a name, of a page that may say whose project it is
    people = find_people(leaf)
    ranked = certified_member(leaf)
    if ranked and (holder is None or holder.method != "label"):
        holder = ranked[0]
    found = [
        *listed,
        *ranked,
        *find_title(leaf),
        *find_number(leaf),
        *_level(leaf),
        *_stage(leaf),
        *_sub_project(leaf),
    ]
    if (at := marked_one(people, leaf)) is not None:
        holder = replace(
            people[at], name="holder_name", trust=MARKED_TRUST, method=MARKED_NAME, role=None
        )
        found.append(holder)
    leader = next((c for c in people if c.role == "leader"), None)
    team = [c for c in people if c.role == "member"]
    if leader and holder and _is_of_list(holder, team):
        holder = None  # a line of the list of members, beside who leads them
    labelled = leader is not None and leader.method.startswith("label:")
    if labelled and holder and holder.trust < _HARDLY and holder.value not in _names(people):
        holder = None  # words of a sentence, beside a label that says who leads
    if labelled and holder and (_is_first_of_several(holder) or _signs_for_it(leaf, holder)):
        holder = None
    alone = people[0] if len(people) == 1 and people[0].role is None else None
    if holder is None and (leader := leader or alone) is not None:
        holder = Candidate(
            "holder_name", leader.value, min(leader.trust, 0.88), leader.passage, leader.start,
            leader.end, "project:leader",
        )  # fmt: skip
        found.append(holder)
    if holder is None:
        found.extend(hosts := hosted_by(leaf))
        holder = next((c for c in hosts if c.name == "holder_name"), None)
    in_row = employer_in_team(leaf, holder) or employer_in_numbered_row(leaf, holder)
    found.extend(in_row or employer_of_leader(leaf))
    found.extend(employer_told(leaf))
    found.extend(find_run(leaf))
    found.extend(as_authors(people, holder))
    # of one member for whom the page is made out it tells role and rank itself
    tabled = any(c.method == "table:people" for c in people)
    found.extend(
        c
        for c in standing_of(leaf, holder, people)
        if not ranked
        or c.method in ("project:rank", IN_BRACKET)
        or (tabled and c.method == "project:place" and holder and holder.value in _names(people))
    )
    if holder is not None and not any(c.name == "project_role" for c in found):
        hosts = hosted_by(leaf)
        same = any(c.name == "holder_name" and c.value == holder.value for c in hosts)
        found.extend(c for c in hosts if same and c.name == "project_role")
    found.extend(find_grade(leaf))
    return found


def find_told_project(leaf: Leaf) -> list[Candidate]:
    """Return number and level of a project that a letter tells of, and somebody's part in it."""
    numbers = find_number(leaf)
    if not numbers:
        return []  # a letter that names no project by its number is hardly on one
    told = [*_level(leaf), *_sub_project(leaf), *find_run(leaf), *standing_of(leaf, None, [])]
    people = hosted_by(leaf)
    if any(c.name == "project_role" for c in told):
        people = [c for c in people if c.name != "project_role"]
    return [*numbers, *told, *people]


def _names(people: list[Candidate]) -> set[FieldValue]:
    return {c.value for c in people}


def _is_of_list(holder: Candidate, team: list[Candidate]) -> bool:
    """Tell whether a name was taken from a list of several members, which names no holder."""
    # 「…、关」 ends a line and 「山月」 begins the next
    ends = holder.method == "standing" and any(
        str(c.value).endswith(str(holder.value)) for c in team
    )
    named = [c for c in team if ends or str(c.value) == str(holder.value)]
    beside = [c for c in team if c.passage.cells == holder.passage.cells]
    # 「占海洋 讲师」 in a row of the team's table is no address
    in_row = holder.method.startswith("sentence:") and any(
        c.method == "table:people" and c.stands_on(holder) for c in named
    )
    return bool(named) and (in_row or holder.method == "standing" or len(beside) > 1)


def _is_first_of_several(holder: Candidate) -> bool:
    """Tell whether a label has several take part: 「参与教师 | 张三 李四 王五」.

    The gaps between them may be lost in reading.
    """
    text = holder.passage.cells[0].line.text.strip()
    names = text.split()
    if _SEVERAL.match(holder.method) is None:
        return False
    apart = len(names) > 1 and all(map(_MAY_BE_NAME.fullmatch, names))
    return apart or len(names_in(text) or announced_names(text, surely=True)) > 1


def _signs_for_it(leaf: Leaf, holder: Candidate) -> bool:
    """Tell whether a name stands behind 「负责人:」 at the foot, below another who leads."""
    heads = [one for one in leaf.labels("leader") if one.value.cells]
    return (
        holder.method == "standing"
        and len(heads) > 1
        and any(holder.passage.cells[0] in one.value.cells for one in heads[1:])
    )


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
            # 「全区在研课题」 tells of where, not of which level
            whole = passage.text[hit[1] : hit[2]].startswith("全") and hit[0] != "national"
            trust = 0.72 if whole else 0.93
            found.append(
                Candidate("level", hit[0], trust, passage, hit[1], hit[2], "project:level")
            )
    if not found:
        found = [
            Candidate("level", hit[0], 0.88, line, hit[1], hit[2], "project:level-line")
            for line in leaf.lines
            if _LEVEL_ALONE.fullmatch(line.text)
            and line.box.centre[1] <= _UPPER
            and (hit := scope_of(line.text))
        ][:1]
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
                ahead = TO_BE.search(before) or _TO_COME.match(behind)
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
