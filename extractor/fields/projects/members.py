"""Find the one member of a team whom a project's paper is made out for, beside its leader."""

from __future__ import annotations

import re

from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.labels.words import squeeze
from extractor.language.names import is_name, name_likelihood, names_at_end
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

_THE_MEMBER = re.compile(
    r"(?:^|[,，。;；:：该本])(?:课题|项目)组(?P<word>(?:核心|主要|骨干)?成员)\s?(?P<n>[\u3400-\u9fff·]{2,12}?)\s?(?:同志|老师)"
    r"(?:[(（](?P<at>[^()（）]{4,30})[)）])?"
)
"""「该课题组核心成员张三老师(某某学校)」"""
_OF_THE_TEAM = re.compile(
    r"(?:^|[,，。;；]|兹证明|证明|兹有)\s?(?P<n>[\u3400-\u9fff·]{2,12}?)(?:同志|老师)(?:系|是|为)[^。]{6,90}"
    r"的?(?:课题|项目)组(?P<word>(?:核心|主要|骨干)?成员)"
)
"""「张三同志系…课题“…”(主持人:李四)的课题组成员」"""
_PART_SAID = re.compile(r"(?:主要|核心|骨干)?(?:参与人|参与者|参加人|参加者|参研人员)")
_PART = rf"(?P<word>{_PART_SAID.pattern})"
_TAKES_PART = re.compile(
    r"(?P<n>[\u3400-\u9fff·]{2,16}?)\s?(?:同志|老师)?(?:[(（](?P<at>[^()（）]{4,30})[)）])?[,，]?"
    rf"(?:作为|系|为|是)(?:该|本|此|上述|以上|前述)?(?:课题组?|项目组?)?的?(?:第[一二三四五六七八九十\d]{{1,2}})?{_PART}"
    r"(?=[,，。;；]|参[加与])"
)
"""「我校教师李小四作为参与人,在课题组中排名第4」, 「李小四(某某学校)系该课题第三参与人」

「兹证明我校李小四为上述项目参与人」 below a table that names the leader.
"""
_JOINED = re.compile(
    r"(?:^|兹?证明|兹有|[,，。;；:：])\s?(?P<n>[\u3400-\u9fff·]{2,24}?)\s?(?:同志|老师|教师)?(?:[(（](?P<at>[^()（）]{4,30})[)）])?[,，]?"
    r"(?P<word>参[与加])(?:了|过)由[^,，。;；]{2,30}(?:主持|负责|牵头)的"
)
"""「兹证明李小四同志(某某学校)参与了由我校张三教授主持的课题」"""
_RANKED_MEMBER = re.compile(
    r"(?:^|[:：,，。;；])\s?(?P<n>[\u3400-\u9fff·]{2,24}?)\s?(?:同志|老师)?[,，]?作为(?:该|本)?(?P<word>(?:课题|项目)组(?:主要|核心|骨干)?成员)"
    r"\s?[(（](?:本人)?(?:排名|位次|排序|第)"
)
"""「兹证明:某某学校教师李小四,作为课题组成员(排名第4)参加了」"""
_IN_SUCH_PART = re.compile(
    rf"[我本](?:单位|[校院园局馆所站])(?:教师|老师|医师|护士|馆员|职工|员工)(?P<n>[\u3400-\u9fff·]{{2,8}}?)(?:同志|老师)?"
    rf"(?:自|从|于)?(?:19|20)\d\d年[^,，。;；]{{1,10}}(?:参加|参与)(?:了)?(?:该|本|此|上述)(?:课题|项目)[^。;；]{{0,12}}[,，]"
    rf"(?:身份|角色)为{_PART}"
)
"""「我院教师李小四自2019年9月起参加该课题研究,身份为参与人」"""
_RANKED_ALOUD = re.compile(
    r"(?<!原)第\s?(?P<r>[二三四五六七八九]|[2-9](?!\d))\s?(?P<word>参与人|参加人|完成人|主研人员|成员)\s?(?:是|为|[:：])?\s*"
    r"(?P<n>[\u3400-\u9fff·]{2,12}?)(?=[,，。;；(（]|同志|老师|因|申报|申请|持有|$)"
)
"""「项目组成员情况如下:第二参与人 张三,…」, but not whoever left: 「原第三成员张三」"""
_RANKED_SINCE = re.compile(
    r"(?:变更|调整|增补|更换|替换)(?:后|为)\s?[:：,，]?\s?(?:由)?(?P<n>[\u3400-\u9fff·]{2,5}?)(?:同志|老师)?(?:为|任|担任|列)(?:该|本)?(?:课题|项目)?组?"
    r"第\s?(?P<r>[二三四五六七八九]|[2-9](?!\d))\s?(?P<word>参与人|参加人|完成人|主研人员|成员)"
)
"""「变更后:张三老师为第二参与人」"""
_ONE_RANKED = re.compile(
    r"(?P<n>[\u3400-\u9fff·]{2,12})[(（]\s*(?:本人)?(?:排名|位次|排序|第)[^()（）、,，]{0,6}[)）]"
)
"""「虎学军(排名第3)」"""
_MADE_OUT_TO = re.compile(
    r"(?:本|此|该|特)?(?:证书?)?(?:颁发?给|发给|颁予|授予)\s?(?:本|该)?(?:课题|项目)?组?(?P<word>(?:核心|主要|骨干)?成员|参与人|参与者|参加人|参研人)"
    r"\s?[:：]?\s?(?P<n>[\u3400-\u9fff·]{2,5}?)\s?(?:同志|老师)?(?=$|[,，。;；(（])"
)
"""「本证书颁发给课题组成员:张三」, beside who leads the team"""
_TAUGHT = re.compile(
    r"(?:特?向|授予|颁发给|发给|特授)(?P<word>指导教师|指导老师|项目负责人|课题主持人|主持人|负责人)\s?(?P<n>[\u3400-\u9fff·]{2,5}?)\s?(?:同志|老师)?"
    r"(?:颁发|颁授|发放|授予|出具|此证|[,，。])"
)
"""「特此向指导教师张三颁发证书」"""
_FOR_TEACHER = re.compile(
    r"(?:本|该|此)证[明书]?(?:仅)?(?:供|用于|作为)(?P<word>指导教师|指导老师)"
)
_TEACHER = re.compile(
    r"(?:^|[。;；\s])指导(?:教师|老师)\s*[:：]\s*(?P<n>[\u3400-\u9fff·]{2,4})(?=$|[\s,，。;；(（])"
)
"""「指导教师:张三(某某大学)」, where the paper is for the teacher's own use"""
_CHANGED_TO = re.compile(
    r"(?:课题|项目)?(?P<word>负责人|主持人)(?:由[\u3400-\u9fff·]{2,8}?(?:同志|老师)?)?(?:变更|调整|更换|更改)为\s*"
    r"(?P<n>[\u3400-\u9fff·]{2,4}?)\s*(?=[,，。;；]|同志|老师)"
)
"""「同意该课题负责人由张三变更为李四」"""
_STAFF = re.compile(
    r"(?:教师|老师|职工|员工|教授|讲师|医师|护师|研究员|馆员|组成员|兹?证明|(?<![检审调抽普])查|(?:^|[兹经])(?:核?查实?|核实)|兹有|[我本](?:单位|[校院园局馆所]))\s?$"
)
_LOOKED_UP = re.compile(r"(?:^|[兹经])查(?=[\u3400-\u9fff·]{2})")
"""「查李小四同志系该课题参与人」, unless it is the surname 查."""
_UNCOMMON = 0.2  # likelihood of a name whose surname is not on the list
_WHOLE_BODY = 0.8


def certified_member(leaf: Leaf) -> list[Candidate]:
    """Return the one member that a page is made out for, beside the leader whom it names too.

    「该课题组核心成员张三老师(某某学校),承担…」, 「参加人员:张三(排名第3)」.
    """
    if told := _new_leader(leaf) or _taught(leaf):
        return told
    for passage in leaf.passages:
        addressed = _OF_THE_TEAM.search(passage.text)
        match = _THE_MEMBER.search(passage.text) or addressed
        if match and (match is addressed or is_name(match["n"])):
            start, end = match.span("n")
            start = end - len(_looked_up(match["n"], leaf))
            told = [
                Candidate("holder_name", passage.text[start:end], 0.93, passage, start, end, "project:member"),  # noqa: E501
                Candidate("project_role", match["word"], 0.88, passage, *match.span("word"), "project:member"),  # noqa: E501
            ]  # fmt: skip
            if match.groupdict().get("at") and organisation_likelihood(match["at"]) >= _WHOLE_BODY:
                told.append(
                    Candidate(
                        "employer", match["at"], 0.9, passage, *match.span("at"), "behind-name"
                    )
                )
            return told
        made_out = _MADE_OUT_TO.search(passage.text)
        if made_out and is_name(made_out["n"]):
            return [
                Candidate("holder_name", made_out["n"], 0.93, passage, *made_out.span("n"), "project:member"),  # noqa: E501
                Candidate("project_role", made_out["word"], 0.85, passage, *made_out.span("word"), "project:member"),  # noqa: E501
            ]  # fmt: skip
        told = _taking_part(passage, leaf)
        if told:
            return told
    aloud = [
        (p, match)
        for p in leaf.passages
        for match in _RANKED_SINCE.finditer(p.text)
        if name_likelihood(match["n"]) > _UNCOMMON
    ]
    aloud = aloud or [(p, match) for p in leaf.passages for match in _RANKED_ALOUD.finditer(p.text)]
    if len(aloud) == 1:
        passage, match = aloud[0]
        return [
            Candidate("holder_name", match["n"], 0.92, passage, *match.span("n"), "project:member"),
            Candidate(
                "project_role", match["word"], 0.85, passage, *match.span("word"), "project:member"
            ),
        ]
    for one in leaf.labels("members"):
        ranked = _ONE_RANKED.fullmatch(one.value.text.strip())
        if ranked and name_likelihood(ranked["n"]) > _UNCOMMON:
            end = len(one.value.text)
            return [
                Candidate("holder_name", ranked["n"], 0.88, one.value, 0, end, "project:member"),
                Candidate("project_role", one.label, 0.8, one.value, 0, end, "project:member"),
            ]
    return []


def _new_leader(leaf: Leaf) -> list[Candidate]:
    """Return who leads a project from now on, by the letter that approves the change."""
    for passage in leaf.passages:
        match = _CHANGED_TO.search(passage.text)
        if match and name_likelihood(match["n"]) >= _UNCOMMON:
            return [
                Candidate("holder_name", match["n"], 0.92, passage, *match.span("n"), "project:member"),  # noqa: E501
                Candidate("project_role", match["word"], 0.88, passage, *match.span("word"), "project:member"),  # noqa: E501
            ]  # fmt: skip
    return []


def _taught(leaf: Leaf) -> list[Candidate]:
    """Return the teacher whose students worked on it, where the page is made out for them."""
    for passage in leaf.passages:
        given = _TAUGHT.search(passage.text)
        if given and name_likelihood(given["n"]) >= _UNCOMMON:
            return _in_such_role(passage, given, given["word"])
    use = next((m for p in leaf.passages if (m := _FOR_TEACHER.search(p.text))), None)
    named = [(p, m) for p in leaf.passages for m in _TEACHER.finditer(p.text)] if use else []
    if use and len(named) == 1 and name_likelihood(named[0][1]["n"]) >= _UNCOMMON:
        return _in_such_role(*named[0], use["word"])
    return []


def _in_such_role(passage: Passage, match: re.Match[str], word: str) -> list[Candidate]:
    span = match.span("n")
    return [
        Candidate("holder_name", match["n"], 0.92, passage, *span, "project:member"),
        Candidate("project_role", word, 0.9, passage, *span, "project:member"),
    ]


def _looked_up(name: str, leaf: Leaf) -> str:
    """Return a name without the 查 of 「查李小四同志系…」 before it.

    Of three signs it is a surname, unless the page gives the name without it elsewhere.
    """
    rest = name[1:]
    if not _LOOKED_UP.match(name) or not is_name(rest):
        return name
    told = any(
        rest in squeeze(line.text) and "查" + rest not in squeeze(line.text) for line in leaf.lines
    )
    return rest if told or not is_name(name) else name


def _taking_part(passage: Passage, leaf: Leaf) -> list[Candidate]:
    """Return who is said to take part, with this word; where it stands, whatever the surname.

    Of 「参与了」 alone the word is 参与人, less surely.
    """
    match = _IN_SUCH_PART.search(passage.text)
    name = match["n"] if match else ""
    if match is None:
        match = _TAKES_PART.search(passage.text)
        names = names_at_end(match["n"]) if match else ()
        if match is None and (ranked := _RANKED_MEMBER.search(passage.text)):
            named = [n for n in names_at_end(ranked["n"]) if _is_whole(ranked["n"], n)]
            end = ranked.end("n")
            if named:
                start, span = end - len(named[0]), ranked.span("word")
                return [
                    Candidate("holder_name", named[0], 0.91, passage, start, end, "project:member"),
                    Candidate(
                        "project_role", ranked["word"], 0.88, passage, *span, "project:member"
                    ),
                ]
        name = max((n for n in names if match and _is_whole(match["n"], n)), key=len, default="")
        if not name and (joined := _JOINED.search(passage.text)):
            names = names_at_end(joined["n"])
            name = max((n for n in names if _is_whole(joined["n"], n)), key=len, default="")
            match = joined
    if match is None or not name:
        return []
    name = _looked_up(name, leaf)
    end = match.end("n")
    word, trust = match["word"], 0.92
    if match.re is _JOINED:
        said = _PART_SAID.search(passage.text, match.end())
        word, trust = (said.group(), 0.91) if said else ("参与人", 0.85)
    found = [
        Candidate("holder_name", name, 0.92, passage, end - len(name), end, "project:member"),
        Candidate("project_role", word, trust, passage, *match.span("word"), "project:member"),
    ]
    at = match.groupdict().get("at") or ""
    if organisation_likelihood(at) >= _WHOLE_BODY:
        found.append(Candidate("employer", at, 0.9, passage, *match.span("at"), "behind-name"))
    return found


def _is_whole(words: str, name: str) -> bool:
    """Tell whether nothing stands before a name but what the person is: 「我校教师」."""
    lead = words.removesuffix(name)
    return (
        not lead or _STAFF.search(lead) is not None or organisation_likelihood(lead) >= _WHOLE_BODY
    )
