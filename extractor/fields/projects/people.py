"""Find who works on a project: leader and members in their order, and where they work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from extractor.fields.bodies.parties import without_party
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.people.teams import (
    announced_names,
    leading_names,
    names_in,
    raw_of_list,
    team,
)
from extractor.fields.projects.roles import LEADER, LEADER_NAMED, STOP, TEAM_TOLD, usual_word
from extractor.fields.projects.tables import tabled_team
from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.passages import Passage

_LABEL_TRUST, _SENTENCE_TRUST = 0.97, 0.94
_STRANGE, _LEAST_STRANGE, _STRANGE_TRUST = re.compile(r"[\u3400-\u9fff]{2,4}"), 0.05, 0.85
_CLAUSE = re.compile(r"[,，;；(（]")
_TAGGED = re.compile(r"\s*[(（](?:课题|项目)?(?:主持人?|负责人|组长)[)）]")
"""「张三(主持人)、李四」"""
_OF_PARTY = re.compile(r"^(?:甲方|乙方|[我本]校)(?:的)?(?:教师|老师|教授|讲师|工程师)?\s*")
"""「项目负责人:乙方教师 张三」"""
_JUDGES = re.compile(
    r"(?:专家|评委|评审|鉴定|验收|论证)(?:[^。:：]{0,6}(?:组长|主任|主席)?\s*[:：]|(?:委员会|小?组)?$)"
)
"""「专家组组长:张三  成员:李四」, 「鉴定组|成员:张三」: who judged the project."""
_POST = re.compile(
    r"[\u3400-\u9fff]{0,10}(?:教师|老师|组长|主任|校长|园长|院长|教授|讲师|研究员|工程师|医师)"
)
"""「指派体育教研组长张三担任」: what the person is."""
_LEAST_BODY = 0.5
_GREETED = re.compile(
    r"(?P<names>[\u3400-\u9fff·、,，\s]{4,60}?)(?:等?(?:老师|同志|教师)们?)?\s?[:：]"
)
_MEMBERS = re.compile(
    r"(?:成\s?员|参与人员?|参加人员?|参与者|参研人员|研究人员)(?:[(（][^()（）]{1,16}[)）])?\s*(?:为|有|包括|[:：])\s*(?P<names>[^。;；:：\n]{2,160})"
)
_EVERYBODY = re.compile(
    r"(?:完成人|课题组|全体成员|项目组|完成者|主要成员)[^:：。,，]{0,12}[:：]\s*(?P<names>[^。;；:：\n]{2,160})"
)
_LEADER_AMONG = re.compile(r"成员[(（][^()（）]{0,4}含(?:课题|项目)?(?:主持人|负责人)")
"""「项目组成员(含主持人,依次排序):张三、李四」: whoever leads stands first."""
_SIGNS_APART = re.compile(r"[\u3400-\u9fff](?:\s[\u3400-\u9fff]){3,6}")
"""「娜 仁 其 其 格」: a long name with a gap between all its signs"""
_WITH_POST = re.compile(
    r"(?P<n>[\u3400-\u9fff·]{2,4})\s+[\u3400-\u9fff]{0,8}(?:医师|护师|药师|技师|教师|工程师|农艺师|畜牧师|馆员|研究员|教授|讲师|助教|主任|校长|园长|院长)"
    r"\s*(?=$|[(（,，])"
)
"""「项目负责人:张三 副主任医师(某某医院)」"""
_PARTAKERS = ("参与", "参研", "参加")
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
_AGREED_FOR = re.compile(
    r"(?:^|[,，。;；、])\s?(?:现)?(?:同意|批准|准予)([\u3400-\u9fff·]{2,8}?)(?:同志|老师|教授)?(?:[(（](?P<at>[\u3400-\u9fff]{4,24})[)）])?"
    r"(?P<word>主持|负责|承担)的"
)
"""「一、同意张三(某某大学)主持的…项目结项」"""
_OF_YOURS = re.compile(
    r"(?:你|贵|我|本)(?:单位|[校院园局所馆处])(?:(?:教师|教工|职工))?\s?([\u3400-\u9fff·]{2,12}?)\s?(?:同志|老师|教授|副教授)?"
    r"(?P<word>主持|申报|申请|负责|承担)(?=的|完成|[^,，。;；]{0,20}(?:课题|项目)[“《])"
)
"""「你校张三老师主持的课题」, 「我校教师张三主持校级质量工程项目“…”」"""
_APPROVED_FOR = re.compile(
    r"(?:批准|同意)\s?(?P<who>[\u3400-\u9fff()（）\s]{6,34}?)\s?(?:同志|老师|教授)"
    r"(?:申报|申请|主持|承担|负责)的"
)
"""「兹批准某某中学张三同志申报的课题」"""
_TOOK_PART = re.compile(r"(?:参与|参加|加入|参研)(?:了|过)?由?$")
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
_CHARGED = re.compile(
    r"由?(?:[我本](?:公司|单位|厂|院|社|局|会)|(?<=由)[\u3400-\u9fff()（）]{4,24}?)委托(?P<e>[\u3400-\u9fff()（）]{4,30}?)(?:承担|完成|研制|开发|实施)的"
)
"""「由我公司委托某某学院完成的技术服务项目」"""
_HOST_BODY = re.compile(
    r"(?:由|经|至|请)(?:其|你)?(?:依托|所在|承担|申报|责任|主持|管理)单位[:：]?\s?(?P<e>[\u3400-\u9fff()（）]{4,30}?)"
    r"(?=审[核查]|盖章|提交|同意|统一|科研|按|负责|给予|配套|解决|自筹|加强|切实|认真|做好|落实|履行|督促|协助|严格|保证|支持)"
)
"""「电子版由依托单位某某大学审核后提交」, 「请责任单位某某大学加强管理」"""
_YOUR_BODY = re.compile(
    r"[您你](?:的|所在的?)(?:工作)?单位\s*[:：]?\s*(?P<e>[\u3400-\u9fff()（）]{4,30}?)(?=[,，。;；]|$)"
)
"""「证书随函寄送至您的单位 某某学校」"""
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
_TO_TEAM = re.compile(r"\s*(?P<e>[\u3400-\u9fff]{4,24}?)\s*(?:子?课题|项目)组\s*[:：]\s*")
_WHOLE_BODY = 0.8
_WITHOUT_LEADER, _MAYBE_MORE = 0.85, 0.88
_ONLY_PART = re.compile(r"(?!.*(?:大学|学校))[\u3400-\u9fff]{2,6}(?:学院|系|部|处)")
"""「那英(计算机学院)」: a part of the house that the letter is to."""


def _hosts(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_BY_WHOM, _OF_YOURS, _MADE_LEADER, _AGREED_FOR):
        yield from pattern.finditer(text)


def hosted_by(leaf: Leaf) -> list[Candidate]:
    """Return holder and employer of 「由某某学校李明主持,…」."""
    for passage in leaf.passages:
        for match in _hosts(passage.text):
            if _TOOK_PART.search(passage.text[: match.start()]):
                continue  # 「张三参与了由李明主持的课题」: it speaks of who took part
            for name in names_at_end(match[1]):
                body = match[1].removesuffix(name)
                ours = not body or bool(_OURS.match(body) or _POST.fullmatch(body))
                if organisation_likelihood(body) < _WHOLE_BODY and not ours:
                    continue
                at, behind = match.start(1) + len(body), match.end(1)
                hosts = not match["word"].startswith("申")
                hosts = hosts and match.re is not _AGREED_FOR
                word, trust = (match["word"], 0.91) if hosts else (usual_word(leaf), 0.86)
                if match.re is _OF_YOURS and not re.match("的|完成", passage.text[match.end() :]):
                    trust = min(trust, 0.86)  # as a verb: whether a role is called so, who says?
                if word == "负责":
                    word, trust = "负责人", min(trust, 0.88)  # 「李明老师负责的课题」
                if word.startswith(("课题", "项目")):
                    trust = min(trust, 0.88)  # so it is called, or 「负责人」
                told = [
                    Candidate("holder_name", name, 0.92, passage, at, behind, "project:hosted-by"),
                    Candidate(
                        "project_role", word, trust, passage, *match.span("word"), "project:hosted-by"  # noqa: E501
                    ),
                ]  # fmt: skip
                if (at_work := match.groupdict().get("at")) and organisation_likelihood(
                    at_work
                ) >= _WHOLE_BODY:
                    span = match.span("at")
                    told.append(Candidate("employer", at_work, 0.9, passage, *span, "behind-name"))
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
        inside = _IN_BRACKETS.match(_WITH_POST.sub(r"\g<n>", one.value.text))
        inside = inside and re.search(rf"[(（]({re.escape(inside[1])})[)）]", one.value.text)
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


def _to_team(leaf: Leaf) -> list[Candidate]:
    """Return the body that a letter to its team names: 「某某学校 课题组:」."""
    return [
        Candidate("employer", match["e"], 0.88, passage, *match.span("e"), "project:to-team")
        for passage in leaf.passages
        if not leaf.labels("employer")
        and (match := _TO_TEAM.fullmatch(passage.text)) is not None
        and organisation_likelihood(match["e"]) >= _WHOLE_BODY
    ][:1]


def employer_told(leaf: Leaf) -> list[Candidate]:
    """Return the body behind a label in a sentence: 「…,依托单位:某某大学,项目类别:…」."""
    return (
        _passed_on(leaf)
        or _to_team(leaf)
        or [
            Candidate("employer", match["e"], 0.9, passage, *match.span("e"), "project:told")
            for passage in leaf.passages
            for pattern in (_EMPLOYER_TOLD, _UNDERTAKEN, _CHARGED, _HOST_BODY, _YOUR_BODY)
            for match in pattern.finditer(passage.text)
            if not leaf.labels("employer") and organisation_likelihood(match["e"]) >= _WHOLE_BODY
        ][:1]
        or ([] if leaf.labels("employer") else [*_approved_for(leaf), *_second_party(leaf)])
        or own_school(leaf)
    )


def own_school(leaf: Leaf) -> list[Candidate]:
    """Return the school whose own project it is: 「某某大学2019年校级教改项目立项一览表」."""
    return [
        Candidate("employer", match["e"], 0.86, passage, *match.span("e"), "project:own-school")
        for passage in leaf.passages
        if not leaf.labels("employer") and (match := _OF_OWN_SCHOOL.match(passage.text))
    ][:1]


def _approved_for(leaf: Leaf) -> list[Candidate]:
    """Return the body before the name of whom a project was approved for."""
    for passage in leaf.passages:
        match = _APPROVED_FOR.search(passage.text)
        for name in names_at_end(match["who"]) if match else ():
            body = match["who"].removesuffix(name).rstrip() if match else ""
            if match and organisation_likelihood(body) >= _WHOLE_BODY:
                start = match.start("who")
                end = start + len(body)
                return [Candidate("employer", body, 0.88, passage, start, end, "project:approved")]
    return []


def _second_party(leaf: Leaf) -> list[Candidate]:
    """Return the body that does the work by a contract, 乙方."""
    for one in leaf.labels("issuer"):
        name = tidy_organisation(without_party(one.value.text))
        if one.label == "乙方" and organisation_likelihood(name) >= _WHOLE_BODY:
            start = max(one.value.text.find(name), 0)
            end = start + len(name)
            return [Candidate("employer", name, 0.86, one.value, start, end, "project:party")]
    return []


def find_people(leaf: Leaf) -> list[Candidate]:
    """Return leader and members in their order, with these roles; or everybody as one list."""
    if told := _team_told(leaf):
        return told
    leaders = _listed(leaf, "leader", LEADER, most=3)
    leaders = leaders or _listed(leaf, "leader", LEADER_NAMED, most=1) or _signing_party(leaf)
    members = _listed(leaf, "members", _MEMBERS, most=40)
    tabled = tabled_team(leaf)
    if len(tabled) > len(members):  # a label beside a table may take its first name only
        if any(c.role == "leader" for c in tabled):
            return tabled  # the form tells in its rows who leads
        members = tabled
    leaders = leaders or [c for c in members if c.role == "leader"]
    if members and any(_LEADER_AMONG.search(passage.text) for passage in leaf.passages):
        first = str(members[0].value)
        leaders = leaders or [_in_role(members[0], "leader")]
        members = [c for c in members if str(c.value) != first]
    named = {str(c.value) for c in leaders}
    if not members:
        everybody = _listed(leaf, "authors", _EVERYBODY, most=40)
        # 「全体成员」 beside 「负责人」 begins with whoever leads
        if not leaders or named < {str(c.value) for c in everybody}:
            return [_in_role(c, "leader" if str(c.value) in named else c.role) for c in everybody]
    members = members or _addressed_team(leaf, named)
    return [*leaders, *(c for c in members if str(c.value) not in named)]


def _signing_party(leaf: Leaf) -> list[Candidate]:
    """Return the teacher who is 乙方 of a contract: 「乙方(承担人):张三」."""
    for one in leaf.labels("issuer"):
        name = tidy_name(one.value.text)
        if one.label == "乙方" and is_name(name):
            found = team("authors", [name], one.value, _SENTENCE_TRUST, "project:party")
            return [_in_role(c, "leader") for c in found]
    return []


def _team_told(leaf: Leaf) -> list[Candidate]:
    """Return leader and members of 「课题组 | 组长 张三  成员 李四  王五」."""
    for one in leaf.labels("authors", "members"):
        told = TEAM_TOLD.fullmatch(raw_of_list(one.value).strip())
        names = names_in(told["m"]) if told else []
        if told and names and is_name(told["l"]):
            people = team(
                "authors", [told["l"], *names], one.value, _SENTENCE_TRUST, "project:team"
            )
            return [_in_role(c, "leader" if c.value == told["l"] else "member") for c in people]
    return []


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


def _listed(leaf: Leaf, label: str, pattern: re.Pattern[str], most: int) -> list[Candidate]:
    """Return the longest list that a label or a sentence gives."""
    lists: list[list[Candidate]] = []
    role = {"leader": "leader", "members": "member"}.get(label)
    for names, passage, trust, method in _lists(leaf, label, pattern):
        made = team("authors", names[:most], passage, trust, method)
        lists.append([_in_role(c, "leader" if _is_tagged(c) else role) for c in made])
    return max(lists, key=len, default=[])


def _is_tagged(one: Candidate) -> bool:
    """Tell whether a list says of a name that it leads: 「张三(主持人)、李四」."""
    return _TAGGED.match(one.passage.text, one.end) is not None


def _in_role(c: Candidate, role: str | None) -> Candidate:
    return Candidate(c.name, c.value, c.trust, c.passage, c.start, c.end, c.method, role)


def _lists(
    leaf: Leaf, label: str, pattern: re.Pattern[str]
) -> Iterator[tuple[list[str], Passage, float, str]]:
    for one in leaf.labels(label):
        if label == "members" and _JUDGES.search(one.value.cells[0].line.text):
            continue
        # 「主持人:妥海英」: whoever a label names may have a surname that is on no list
        raw = _OF_PARTY.sub("", STOP.split(raw_of_list(one.value).strip())[0])
        names = names_in(raw) or announced_names(raw, surely=label != "leader")
        names = names or leading_names(raw)
        posted = _WITH_POST.match(raw) if label == "leader" and not names else None
        if posted and is_name(posted["n"]):
            names = [posted["n"]]
        if names:
            yield names, one.value, _LABEL_TRUST, f"label:{one.label}"
        elif label == "leader" and (name := _strange_name(_CLAUSE.split(raw)[0])):
            yield [name], one.value, _STRANGE_TRUST, f"label:{one.label}"
    yield from _shared_label(leaf, label)
    for passage in leaf.passages:
        text = raw_of_list(passage)
        for match in pattern.finditer(text):
            if label == "members" and _JUDGES.search(text[: match.start()]):
                continue
            told = match["names"]
            if text[match.end() : match.end() + 1] in (":", "："):
                told = _NEXT_LABEL.sub("", told)
            names = names_in(told) or leading_names(told)
            if names:
                yield names, passage, _SENTENCE_TRUST, f"project:{label}"


def _strange_name(raw: str) -> str:
    """Return a name alone behind a label whose surname is on no list, empty if it can be none."""
    name = tidy_name(raw)
    apart = _SIGNS_APART.fullmatch(raw.strip())
    may_be = (apart or _STRANGE.fullmatch(name)) and name_likelihood(name) >= _LEAST_STRANGE
    return name if may_be and organisation_likelihood(name) < _LEAST_BODY else ""


def _shared_label(leaf: Leaf, label: str) -> Iterator[tuple[list[str], Passage, float, str]]:
    """Yield the members behind a label that elsewhere names the holder: 「参与教师:张三、李四」."""
    for one in leaf.labels("holder_name") if label == "members" else ():
        names = names_in(one.value.raw) or announced_names(one.value.raw, surely=True)
        if len(names) > 1 and one.label.startswith(_PARTAKERS):
            yield names, one.value, _LABEL_TRUST, f"label:{one.label}"
