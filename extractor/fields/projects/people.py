"""Find who works on a project: leader and members in their order, the holder's role and rank."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import label_fields
from extractor.fields.people.teams import announced_names, leading_names, names_in, team
from extractor.fields.projects.tables import tabled_team
from extractor.language.levels import rank_in
from extractor.language.names import is_name, names_at_end, tidy_name
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage, join_cells

_LABEL_TRUST, _SENTENCE_TRUST = 0.97, 0.94
_GREETED = re.compile(
    r"(?P<names>[\u3400-\u9fff·、,，\s]{4,60}?)(?:等?(?:老师|同志|教师)们?)?\s?[:：]"
)
_STOP = re.compile(r"[。]")
"""Where a list of people ends."""
_LEADER = re.compile(
    r"(?P<word>主持人|负责人|主持|项目负责人|课题组长|承担人|leader|principal investigator)\s*(?:为|是|[:：])\s*(?P<names>(?:[^。;；:：,，\n()（）]|[(（][^()（）]*[)）]){2,20})",  # noqa: E501
    re.IGNORECASE,
)
_LEADER_NAMED = re.compile(
    r"(?P<word>(?:课题|项目)?(?:主持人|负责人|申请人))\s?(?P<names>[\u3400-\u9fff·]{2,4}?)\s?"
    r"(?:同志|老师|教授|副教授|研究员|女士|先生|校长|主任)?"
    r"(?=[)）,，;；。]|的?(?:汇报|陈述|介绍|答辩|报告)|代表课题组|代表项目组)"
)
"""「(编号X-12,主持人李明)」, 「听取了项目主持人李明的汇报」"""
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
    r"作为(?:课题组?|项目组?)?(?:核心|主要|骨干|第一)?(?:成员|参与者|负责人|主持人)|系[^。]{8,160}?的(?:课题|项目)组(?:核心|主要|骨干)?成员(?=[,，。;；])|(?<=[,，。为是系)）”])(?:为|是|系)?(?:该|本)?(?:课题|项目)组(?:核心|主要|骨干)?成员(?=[,，。;；])"
)
_TAKING_PART = re.compile(
    r"(?:[,，](?:身份)?(?:为|是|系)(?:该|本)?(?:子?课题|子?项目)?的?|(?:您|你|该同志|本人)(?:为|是|系)(?:该|本)(?:课题|项目)的?|系[^。,，]{2,16}(?:主持|负责)的[^。,，]{4,60}(?:[(（][^()（）]{4,60}[)）])?)"
    r"(?:第[一二三四五六七八九十\d]{1,2})?(?P<word>(?:主要|核心|骨干)?(?:参与人|参与者|参加人|参加者))(?=[,，。;；])|"
    r"(?:您|你|该同志|本人)在(?:该|本)?(?:课题|项目)组?中[^。;；]{0,12}[,，](?:承担|担任)(?P<as>参与者|参与人|参加者|参加人)(?:的?工作)?"
)
"""「…,为主要参与人,承担资料整理」, 「系李四主持的项目《…》参与人」"""
_BY_ANOTHER = re.compile(r"(?:由|系)\s?(?P<who>[^,，。;；:：]{2,24})$")
_RANKED_ROLE = re.compile(
    r"[(（](?:第[一二三四五六七八九十\d]{1,2})?(?P<word>参加人|参与人|参加者|参与者|主持人|负责人|成员)(?:[,，]?\s*(?:排名|位次|第).{0,6})?[)）]"
)
"""「张三同志(第3参加人)」"""
_RANK_BEHIND = re.compile(r"\s*[(（](?:排名|位次|第|序)[^()（）]*[)）]$")
"""「参与人(排名第3)」"""
_ROLE_WORDS = re.compile(
    r"第一主持人|主持人|负责人|核心成员|主要成员|骨干成员|课题组成员|项目组成员|参与人员?|参与者|参加人员?|成员|主持|参与"
)
_LEADING = re.compile(r"(?:负责人|申请人|申报人|主持人|承担人)$")
_SERVES_AS = re.compile(r"(?:担任|作为)(?:该|本)?(?:课题|项目)?(?:主持人|负责人)")
_PARTAKERS = ("参与", "参研", "参加")
_NAMED_AS = re.compile(r"(参与人|参与者|参加人)姓名")
_BY_WHOM = re.compile(
    r"由(?:(?:课题|项目)?(?:主持人|负责人|申请人))?([\u3400-\u9fff·]{2,30}?)(?:同志|老师|校长|园长|教授)?"
    r"(?P<word>主持(?!人)|负责(?!人)|承担(?!人)|牵头|申报(?!人)|申请(?!人))"
)
"""「由某某学校李明主持」, 「由主持人李明同志申报的《…》」"""
_MADE_LEADER = re.compile(
    r"(?:指派|委派|指定|选派|确定|明确|由)([\u3400-\u9fff·]{2,30}?)(?:同志|老师|教授)?(?:为|担任|任)(?:本|该)?"
    r"(?P<word>(?:课题|项目)(?:主持人|负责人|组长)|(?<=担任)(?:主持人|负责人))"
)
"""「乙方指派本校李明为项目负责人」, 「由李明老师担任主持人的课题」"""
_YOU_LEAD = re.compile(
    r"由[您你](?:本人)?(?:担任|任)(?:本|该)?(?:子?课题组?|子?项目组?)?(?P<word>主持人|负责人|组长)"
)
"""「由你担任子课题负责人」"""
_OF_YOURS = re.compile(
    r"(?:你|贵|我|本)(?:单位|[校院园局所馆处])(?:(?:教师|教工|职工))?\s?([\u3400-\u9fff·]{2,12}?)\s?(?:同志|老师|教授|副教授)?"
    r"(?P<word>主持|申报|申请|负责|承担)(?=的|完成|[^,，。;；]{0,20}(?:课题|项目)[“《])"
)
"""「你校张三老师主持的课题」, 「我校教师张三主持校级质量工程项目“…”」"""
_TOOK_PART = re.compile(r"(?:参与|参加|加入|参研)(?:了|过)?$")
_OURS = re.compile(r"[我本][校院园局]")
_IN_BRACKETS = re.compile(r"[\u3400-\u9fff·]{2,12}\s*[(（]([\u3400-\u9fff]{4,30})[)）]")
_EMPLOYER_TOLD = re.compile(
    r"[,，;；。(（](?:依托|承担|申报|主持|责任|所在|工作)单位(?:为|[:：])(?P<e>[\u3400-\u9fff()（）]{4,30})(?=[,，;；。)）])"
)
"""「…,依托单位:某某大学,…」"""
_UNDERTAKEN = re.compile(
    r"(?:^|[,，;；。])(?:[^,，。;；]{0,24}对|由)?(?P<e>[\u3400-\u9fff()（）]{4,30}?)(?:承担|申报|主持|牵头)的[^,，。;；]{0,16}(?:课题|项目)"
)
"""「对某某医院承担的区级科技项目“…”进行了验收」"""
_OF_OWN_SCHOOL = re.compile(
    r"(?P<e>[\u3400-\u9fff]{2,20}(?:大学|学院|学校|中学|小学|医院))(?:(?:19|20)\d\d[^,，。]{0,6})?[校院]级"
)
"""「某某大学2019年校级教改项目任务书」"""
_NEXT_LABEL = re.compile(r"\s+[\u3400-\u9fff]{2,8}\s*$")
"""「主持人:辛  毅　　级别:」: the label of what stands behind the names"""
_PASSED_ON = re.compile(
    r"\s*(?P<by>[\u3400-\u9fff()（）]{4,24})转(?P<e>[\u3400-\u9fff()（）]{4,24})\s*[:：]\s*"
)
"""「某某市教育局转某某市第六中学:」: who is to get the letter in the end"""
_WHOLE_BODY = 0.8
_WITHOUT_LEADER, _MAYBE_MORE = 0.85, 0.88
_ONLY_PART = re.compile(r"(?!.*(?:大学|学校))[\u3400-\u9fff]{2,6}(?:学院|系|部|处)")
"""「那英(计算机学院)」: a part of the house that the letter is to."""


def _hosts(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_BY_WHOM, _OF_YOURS, _MADE_LEADER):
        yield from pattern.finditer(text)


def hosted_by(leaf: Leaf) -> list[Candidate]:
    """Return holder and employer of 「由某某学校李明主持,…」."""
    for passage in leaf.passages:
        for match in _hosts(passage.text):
            if _TOOK_PART.search(passage.text[: match.start()]):
                continue  # 「张三参与了由李明主持的课题」: it speaks of who took part
            for name in names_at_end(match[1]):
                body = match[1].removesuffix(name)
                ours = not body or _OURS.match(body) is not None
                if organisation_likelihood(body) < _WHOLE_BODY and not ours:
                    continue
                at, behind = match.start(1) + len(body), match.end(1)
                hosts = not match["word"].startswith("申")
                word, trust = (match["word"], 0.91) if hosts else ("主持人", 0.86)
                if match.re is _OF_YOURS and not re.match("的|完成", passage.text[match.end() :]):
                    trust = min(trust, 0.86)  # as a verb: whether a role is called so, who says?
                told = [
                    Candidate("holder_name", name, 0.92, passage, at, behind, "project:hosted-by"),
                    Candidate(
                        "project_role", word, trust, passage, *match.span("word"), "project:hosted-by"  # noqa: E501
                    ),
                ]  # fmt: skip
                if not ours:
                    told.append(
                        Candidate("employer", body, 0.9, passage, match.start(1), at, "before-name")
                    )
                return told
    return []


def employer_of_leader(leaf: Leaf) -> list[Candidate]:
    """Return the body in brackets behind the leader: 「主持人:李明(某某学校)」.

    Where the page names whom it is for apart, the leader's is not the holder's.
    """
    if leaf.labels("holder_name"):
        return []
    for one in leaf.labels("leader"):
        inside = _IN_BRACKETS.match(one.value.text)
        if inside and organisation_likelihood(inside[1]) >= _WHOLE_BODY:
            return [
                Candidate(
                    "employer",
                    inside[1],
                    0.75 if _ONLY_PART.fullmatch(inside[1]) else 0.92,
                    one.value,
                    *inside.span(1),
                    "project:behind-leader",
                )
            ]
    return []


def of_addressee(general: list[Candidate]) -> list[Candidate]:
    """Return the body that a notice is sent to; less surely a department of the sender's."""
    return [
        replace(c, trust=min(c.trust, 0.8)) if _ONLY_PART.fullmatch(str(c.value)) else c
        for c in general
        if c.name == "employer" and c.method == "addressee"
    ]


def _passed_on(leaf: Leaf) -> list[Candidate]:
    """Return the last of two bodies through whose hands a notice goes."""
    return [
        Candidate("employer", match["e"], 0.9, passage, *match.span("e"), "project:passed-on")
        for passage in leaf.passages
        if (match := _PASSED_ON.fullmatch(passage.text)) is not None
        and organisation_likelihood(match["by"]) >= _WHOLE_BODY
        and organisation_likelihood(match["e"]) >= _WHOLE_BODY
    ][:1]


def employer_told(leaf: Leaf) -> list[Candidate]:
    """Return the body behind a label in a sentence: 「…,依托单位:某某大学,项目类别:…」."""
    return (
        _passed_on(leaf)
        or [
            Candidate("employer", match["e"], 0.9, passage, *match.span("e"), "project:told")
            for passage in leaf.passages
            for pattern in (_EMPLOYER_TOLD, _UNDERTAKEN)
            for match in pattern.finditer(passage.text)
            if not leaf.labels("employer") and organisation_likelihood(match["e"]) >= _WHOLE_BODY
        ][:1]
        or [
            Candidate("employer", match["e"], 0.86, passage, *match.span("e"), "project:own-school")
            for passage in leaf.passages
            if not leaf.labels("employer") and (match := _OF_OWN_SCHOOL.match(passage.text))
        ][:1]
    )


def find_people(leaf: Leaf) -> list[Candidate]:
    """Return leader and members in their order, with these roles; or everybody as one list."""
    leaders = _listed(leaf, "leader", _LEADER, most=3)
    leaders = leaders or _listed(leaf, "leader", _LEADER_NAMED, most=1)
    members = _listed(leaf, "members", _MEMBERS, most=40)
    tabled = tabled_team(leaf)
    if len(tabled) > len(members):  # a label beside a table may take its first name only
        if any(c.role == "leader" for c in tabled):
            return tabled  # the form tells in its rows who leads
        members = tabled
    named = {str(c.value) for c in leaders}
    if not members:
        everybody = _listed(leaf, "authors", _EVERYBODY, most=40)
        # 「全体成员」 beside 「负责人」 begins with whoever leads
        if not leaders or named < {str(c.value) for c in everybody}:
            return [_in_role(c, "leader" if str(c.value) in named else None) for c in everybody]
    members = members or _addressed_team(leaf, named)
    return [*leaders, *(c for c in members if str(c.value) not in named)]


def _addressed_team(leaf: Leaf, leaders: Collection[str]) -> list[Candidate]:
    """Return the members of 「张三、李四、王五老师:」, whom a letter greets with their leader."""
    for line in leaf.lines:
        match = _GREETED.fullmatch(line.text.strip())
        names = announced_names(match["names"]) if match else []
        if len(names) > 1 and set(leaders) & set(names):
            greeted = team("authors", names, line, _SENTENCE_TRUST, "project:greeted")
            return [_in_role(c, "member") for c in greeted]
    return []


def as_authors(people: list[Candidate], holder: Candidate | None) -> list[Candidate]:
    """Return everybody in the order of their rank; one person alone is no list."""
    # a team is easily longer than what was read of it
    people = [replace(c, trust=min(c.trust, _MAYBE_MORE)) for c in people]
    names = [str(c.value) for c in people]
    if holder is not None and str(holder.value) not in names:
        members_only = people and all(c.role == "member" for c in people)
        if len(people) == 1 and not members_only:
            return []  # who leads what the holder took part in
        return [_in_role(c, None) for c in people] if not members_only else [
            _in_role(Candidate("authors", holder.value, 0.8, holder.passage, holder.start, holder.end, "project:holder"), None),  # noqa: E501
            *(_in_role(c, None) for c in people),
        ]  # fmt: skip
    if holder is None and all(c.role == "member" for c in people):
        # who leads them was not found
        people = [replace(c, trust=min(c.trust, _WITHOUT_LEADER)) for c in people]
    return [_in_role(c, None) for c in people] if len(people) > 1 else []


def standing_of(leaf: Leaf, holder: Candidate | None, people: list[Candidate]) -> list[Candidate]:
    """Return the holder's role and rank: as stated, else by the place in the list."""
    found = [*_stated_rank(leaf)]
    role = _stated_role(leaf)
    name = str(holder.value) if holder else None
    place = next((i for i, c in enumerate(people) if str(c.value) == name), None)
    leads = place is not None and people[place].role == "leader"
    hosted = next((p for p in leaf.passages if _is_hosted(p.text, name)), None)
    if not role and leads and place is not None:
        word = _word_for_leader(leaf)
        # 「课题负责人」: whether the post is called so, or 「负责人」, is a person's to say
        trust = 0.93 if word == _called(leaf) else 0.88
        role = [_about(people[place], "project_role", word, trust, "project:leader")]
    member = place is not None and people[place].role == "member"
    if not role and hosted is not None and holder is not None and not member:
        match = _SERVES_AS.search(hosted.text) or _HOSTED.search(hosted.text)
        span = match.span() if match else (0, len(hosted.text))
        post = _LEADING.search(match.group()) if match else None
        word = post.group() if post else "主持人"
        if match and match.group().endswith("负责"):
            word = "负责人"  # 「您负责的课题」
        role = [Candidate("project_role", word, 0.9, hosted, *span, "project:hosted")]
    if not role and place is not None and member:
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


def _is_hosted(text: str, holder: str | None) -> bool:
    """Tell whether a text says that somebody leads, and not another than the holder."""
    match = _HOSTED.search(text)
    another = _BY_ANOTHER.search(text[: match.start()]) if match else None
    return match is not None and not (another and holder and holder not in another["who"])


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
        # 「主持人:妥海英」: whoever a label names may have a surname that is on no list
        raw = _STOP.split(one.value.raw.strip())[0]
        names = names_in(raw) or announced_names(raw, surely=label != "leader")
        names = names or leading_names(raw)
        if names:
            yield names, one.value, _LABEL_TRUST, f"label:{one.label}"
    yield from _shared_label(leaf, label)
    for passage in leaf.passages:
        for match in pattern.finditer(passage.raw):
            told = match["names"]
            if passage.raw[match.end() : match.end() + 1] in (":", "："):
                told = _NEXT_LABEL.sub("", told)
            names = names_in(told) or leading_names(told)
            if names:
                yield names, passage, _SENTENCE_TRUST, f"project:{label}"


def _shared_label(leaf: Leaf, label: str) -> Iterator[tuple[list[str], Passage, float, str]]:
    """Yield the members behind a label that elsewhere names the holder: 「参与教师:张三、李四」."""
    for one in leaf.labels("holder_name") if label == "members" else ():
        names = names_in(one.value.raw) or announced_names(one.value.raw, surely=True)
        if len(names) > 1 and one.label.startswith(_PARTAKERS):
            yield names, one.value, _LABEL_TRUST, f"label:{one.label}"


def _word_for_leader(leaf: Leaf) -> str:
    """Return what the page calls who leads: 负责人, 申请人, else 主持人."""
    for one in leaf.labels("leader"):
        word = _LEADING.search(one.label)
        if word:
            return word.group()
    for passage in leaf.passages:
        said = _LEADER.search(passage.text) or _LEADER_NAMED.search(passage.text)
        word = _LEADING.search(said["word"]) if said else None
        if word:
            return word.group()
    return "主持人"


def _called(leaf: Leaf) -> str:
    """Return the whole label or words before the leader's name; else the usual word."""
    labels = [one.label for one in leaf.labels("leader")]
    said = [m["word"] for p in leaf.passages if (m := _LEADER_NAMED.search(p.text))]
    return next(iter((*labels, *said)), _word_for_leader(leaf))


def _about(c: Candidate, name: str, value: str | Decimal, trust: float, method: str) -> Candidate:
    return Candidate(name, value, min(trust, c.trust), c.passage, c.start, c.end, method)


def labelled_rank(leaf: Leaf) -> list[Candidate]:
    """Return the holder's place as a form states it: 「排名:第2(共7人)」."""
    for one in leaf.labels("rank"):
        match = re.search(r"[0-9]{1,2}|[一二三四五六七八九十]{1,2}", one.value.text)
        value = parse_number(match.group()) if match else None
        if match and value is not None and 1 <= value <= 40:
            return [
                Candidate(
                    "holder_rank", Decimal(int(value)), 0.97, one.value, *match.span(), "label:rank"
                )
            ]
    return []


def _stated_rank(leaf: Leaf) -> list[Candidate]:
    if labelled := labelled_rank(leaf):
        return labelled
    for passage in leaf.passages:
        hit = rank_in(passage.text)
        if hit:
            return [Candidate("holder_rank", hit[0], 0.94, passage, hit[1], hit[2], "project:rank")]
    return []


def _stated_role(leaf: Leaf) -> list[Candidate]:
    for one in leaf.labels("role"):
        text = _RANK_BEHIND.sub("", _STOP.split(one.value.text.strip())[0])
        if 2 <= len(text) <= 12 and not is_name(tidy_name(text)):
            return [
                Candidate(
                    "project_role", text, 0.95, one.value, 0, len(one.value.text), "label:role"
                )
            ]
    for one in leaf.labels("holder_name"):
        # 「参与人姓名:张三」
        called = _NAMED_AS.fullmatch(one.label)
        if called:
            end = len(one.value.text)
            return [
                Candidate("project_role", called[1], 0.9, one.value, 0, end, f"label:{one.label}")
            ]
    # 「核心成员」 beside 「承担角色」 is a value here and a label elsewhere
    fields = label_fields("project")
    for row in leaf.rows:
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
    return _role_in_sentence(leaf)


def _role_in_sentence(leaf: Leaf) -> list[Candidate]:
    """Return the role that a sentence gives to whom the page is for."""
    for passage in leaf.passages:
        made = _YOU_LEAD.search(passage.text)
        if made:
            span = made.span("word")
            return [Candidate("project_role", made["word"], 0.91, passage, *span, "project:role")]
    for passage in leaf.passages:
        ranked = _RANKED_ROLE.search(passage.text)
        if ranked:
            return [
                Candidate(
                    "project_role", ranked["word"], 0.92, passage, *ranked.span("word"), "project:role"  # noqa: E501
                )
            ]  # fmt: skip
    for passage in leaf.passages:
        taking = _TAKING_PART.search(passage.text)
        if taking:
            group = "word" if taking["word"] else "as"
            span = taking.span(group)
            return [Candidate("project_role", taking[group], 0.91, passage, *span, "project:role")]
    for passage in leaf.passages:
        match = _AS_MEMBER.search(passage.text)
        word = max(_ROLE_WORDS.finditer(match.group()), key=lambda w: w.end()) if match else None
        if match and word:
            return [
                Candidate("project_role", word.group(), 0.9, passage, *match.span(), "project:role")
            ]
    return []
