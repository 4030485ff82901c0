"""Find whom a sentence speaks of, between a cue and what commonly follows a name.

「兹证明某某学校张三同志于…参加」: an employer may stand before the name, or in brackets behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.candidates import Candidate
from extractor.fields.people.standing import TITLE_PREFIX, WHOLE_BODY
from extractor.language.names import is_name, name_likelihood, tidy_name
from extractor.language.organisations import (
    body_of_staff,
    find_organisations,
    organisation_likelihood,
    tidy_organisation,
)
from extractor.language.pipeline import PhraseMatch, matches
from extractor.passages import Passage

_NO_ONE = re.compile(
    r"\s*(?:[(（][^()（）]{1,8}[)）]\s*(?:字|、\s*[㐀-鿿·]{2,8}(?=[、(（]|$))|等\s?(?:同志|老师|教师|学员|人员|人|[\d一二两三四五六七八九十]+\s?[名位人]))"
)
"""「林培(松岭)字 2017…」 begins a number, 「张三等同志」, 「张三(组长)、李四」 are several."""
_AFTER_A_NAME = re.compile(r"(?:^|[,，、;；\s])\s*(?P<n>[㐀-鿿·]{2,8})\s*[,，、]\s*$")
"""「张三,李四同志:」 is to both, and to neither alone."""
_LEFT_TRUST = {"certify": 0.97, "learner": 0.95, "greeting": 0.95, "start": 0.9, "clause": 0.85}
_RIGHT_TRUST = {"honorific": 0.99, "particulars": 0.98, "deed": 0.95, "post": 0.95, "end": 0.8}
_MOST = 12  # characters of the longest name looked for, dots included
_SPECK = re.compile(r"(?<=..)[.·、]$")
"""A speck read as a point, between a name and 「同志」."""
CLAUSE = re.compile(r"[，,。;；](?:贵校|我校|我院|本校)?")
_HEADED = re.compile(
    r"[^，。,:：;；兹]{2,16}(?:证书|证明|证(?!明|书))(?=[\u3400-\u9fff]{2,4}(?:同志|老师))"
)
"""A heading in whose row the sentence begins."""
LATIN_NAME = re.compile(
    r"\s*((?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.?\s+)?[A-Z][A-Za-z'’-]+"
    r"(?:(?:\s+(?:van|von|de|der|den|del|della|di|da|la|le|bin|binti|al|el|ibn))*\s+[A-Z][A-Za-z.'’-]*){1,3})"
)
_PRONOUNS = re.compile(r"^[我你您他她本贵该]")
_BODY_GOES_ON = re.compile(
    r"(?!(?:培训|研修|学习|进修|工作)(?:数据|情况|学时|期间|记录|成绩|结果|一事|事宜|时间|考核))(?:发展|培训|进修|教育|学习|专业|工作|管理|资格|研修|队伍|电视|学堂|之家|协会|协作|联盟|联谊|学院|学校|大学|网|平台|中心|服务|培养|成长|节|竞赛|大赛|比赛|基本功|技能|教学)|[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]"
)
"""「华育教师发展研究院」, 「石桥教师〔2022〕84号」: no address but part of a name."""
_SURELY = re.compile(r"(?<=[㐀-鿿]{2})确[已于系]?$")
"""「教师李明远确已出席…」"""
RUNS_ON = re.compile(
    r"(?<=..)(?:[已曾][于在经]|[于在自从已经因以被按赴由系]|(?:完成|参加|通过|修完|学完)了?)$"
)
"""A name of three or more that ends in a particle has run on into the sentence (「李四于」)."""
_OUR = re.compile(
    r"^由|^其中|^(?:[本我][会會校院所局社园園馆館])?(?:诚挚|[诚誠特敬谨謹兹茲现現拟擬]){0,2}地?(?:邀请?|邀請|恭请|恭請)(?:函)?|(?<=[学校院园])党(?:总?支部?|委)$|^(?:[我你贵]?[局区县市])?(?:所属|下属|辖区内?)的?|^(?:[我本][省市区县州镇]|贵校|贵单位)|(?:学校)?[(（](?:学校|单位)[)）]$|(?:教师|老师|职工|员工|学员|教职工|工作人员)$"
)
_NUMBERED = re.compile(r"第[一二三四五六七八九十]{1,3}[讲章节课集期届次批轮组单模]块?元?")
"""「第五讲 教师的自我调适」: 第五 is a surname, too."""
_TEACHES = re.compile(r"等?(?:主讲|讲授|授课|领衔|担任主讲|联袂|为(?:各位|大家))")
"""「由某大学张三教授主讲的课程」: who taught is not who learned."""
_LEARNER = re.compile(
    r"\s*(?:学员|学生)\s?(?P<n>[㐀-鿿·]{2,8}?)\s?[,，]\s?(?P<e>[^,，。;；]{4,30})[,，]"
)
_PARTED_NAME = re.compile(r"(?!.*[在于从自由已经])[㐀-鿿]{1,6}·[㐀-鿿]{1,6}")
_ENDS_A_HOUSE = re.compile(
    r"(?:[中小]学|学校|幼儿园|大学|学院)(?!生|校|院)|"
    r"(?:医院|卫生院|[推广作理监测务术]站|中心|研究[所院]|公司|[物书化]馆|[林农牧]场)(?!长|员|主)"
)
_OF_A_UNIT = re.compile(r"(?<=[㐀-鿿]{4})\s*单位$")
"""「兹有 某某中心 单位 张三 老师」, a form whose blanks were filled in"""
_UNUSUAL = re.compile(
    r"(?![并暨及])(?!.*[组室处科部班全各体教师员生骨干领导任长书记同志家的您你我])[㐀-鿿·]{3,6}"
)
"""What of a line is hardly a part of the house or a post."""
_TO_CONTACT = re.compile(
    r"\s?(?:联系|咨询|接洽|洽[谈询商]|[(（]?\s?(?:(?:联系)?(?:电话|手机|微信|邮箱)|QQ|1[3-9]\d{9}|0\d{2,3}[-—]\d{7}))"
)
"""「可与会务组张三老师联系」, 「张三老师(13…)」: whom to ask."""
_SIGNS = re.compile(
    r"\s?[(（]\s?(?:亲笔)?(?:签名|签字|签章|签署|盖章|印章|signature|signed)", re.IGNORECASE
)
"""「王小明教授(签名),大会主席」 signs and is not addressed."""
_CLAUSE_END = re.compile(r"[,，。;；:：]")
_COMES_OR_GOES = re.compile(
    r"(?:增补|增加|新增|补充|替换|接替|退出|调离|更换)(?:为|了)?[^,，。;；:：]{0,16}$"
)
"""「拟增补某某处李四老师为成员」 on a form of somebody else's."""
_MAYBE = 0.79
_LISTED = 0.6
"""Likelihood from which a word before a comma is a name in a list."""
_UNCOMMON = 0.2  # likelihood of a name whose surname is not on the list
_FROM = re.compile(
    r"^(?:[贵我你][省市区县局](?:选派|委派|指派|派出|推荐)的|来自于?|(?:送|[敬谨恭专面寄])[呈致]|呈送|[敬谨恭专]送|送[交达]|面交|[呈致送][:：\s]+|各[\u3400-\u9fff]{2,6}(?:单位|学校|院校)(?:并|暨|及|、|和)|(?:经?研究)?(?:决定|同意)(?:聘请|聘任|聘用|续聘|任命|推荐|选派|委派|授予|表彰|增补|接收)?)"
)
"""「决定聘任某某医院张三同志」, 「送呈某某中学张三女士」: how the body begins behind what is done."""  # noqa: E501
_OF_MANY = re.compile(r"代表|会员|同仁|同道|教师|学员|专家|嘉宾")
_AND = "和与及暨"
"""「与科技教师和产业代表共同探讨」: nobody is called 和产业."""
_SOLEMNLY = re.compile(
    r"(?:^|[^㐀-鿿]|本[校院会]|我们)(?:谨此|特此|兹此|谨|兹|特此郑重)(?:证明|证实)$"
)
"""How a translated certificate begins: 「谨此证明,」"""
_FROM_PLACE = re.compile(r"来自于?[\u3400-\u9fff]{2,8}")
"""「来自中国广州的王小明先生」, the 的 taken away"""
_DEPARTMENT = re.compile(
    r"(?![由我本贵经被该])[\u3400-\u9fff]{2,8}(?:科|部|室|处|组|股)(?:科员|干事|主任|副主任|科长|职员|教师|(?:主治|主管|主任|副主任)?(?:医师|护师|药师|技师)|护士长?)?"
    r"|(?:高级|中级|一级|二级|三级|副|助理|特级)?(?:讲师|教授|研究员|工程师|医师|护师|馆员|教员|助教)"
)
"""Of the holder's own house: 「呼吸内科张三于…参加」."""


def people_in_sentence(passage: Passage) -> list[tuple[Candidate, list[Candidate]]]:
    """Return the people whom a passage may speak for, each with where it says they work."""
    cues = matches(passage.text, "holder")
    lefts = [cue for cue in cues if cue.label in _LEFT_TRUST]
    rights = {cue.start: cue for cue in reversed(cues) if cue.label in _RIGHT_TRUST}
    found: list[tuple[Candidate, list[Candidate]]] = []
    openings = [(_behind_colon(passage.text, cue.end), cue.label) for cue in lefts]
    openings.append((len(passage.text) - len(passage.text.lstrip(" *★·•")), "start"))
    openings.extend((mark.end(), "clause") for mark in CLAUSE.finditer(passage.text))
    found.extend(_learner_first(passage))
    headed = _HEADED.match(passage.text)
    if headed:
        openings.append((headed.end(), "start"))
    for opening, left in openings:
        found.extend(_names_after(passage, opening, left, rights))
        latin = LATIN_NAME.match(passage.text, opening) if left != "start" else None
        if latin and left == "clause" and latin.end(1) not in rights:
            continue  # 「14 Canal Street, Suzhou Tel.」: a comma alone announces nobody
        if latin and name_likelihood(tidy_name(latin.group(1))) > 0:
            name = TITLE_PREFIX.sub("", tidy_name(latin.group(1)))
            start = latin.start(1)
            found.append(
                (
                    Candidate(
                        "holder_name", name, 0.96, passage, start, latin.end(1), f"sentence:{left}"
                    ),
                    bracketed_employer(passage, latin.end(1)),
                )
            )
    return found


def _learner_first(passage: Passage) -> list[tuple[Candidate, list[Candidate]]]:
    """Return the name in 「学员张三,某某小学教师,于…」, with where they work."""
    match = _LEARNER.match(passage.text)
    body = body_of_staff(match["e"]) if match else ""
    at = passage.text.find(body, match.start("e")) if match and body else -1
    if match is None or not is_name(match["n"]):
        return []  # 「学员在培训期间,…」
    name = Candidate("holder_name", match["n"], 0.95, passage, *match.span("n"), "learner")
    if at < 0:
        # with a point between its parts a name is no other word: 「学生 班玛·卓玛,高等教育本科…」
        return [(name, [])] if _PARTED_NAME.fullmatch(match["n"]) else []
    end = at + len(body)
    return [(name, [Candidate("employer", body, 0.9, passage, at, end, "behind-name")])]


def _behind_colon(text: str, at: int) -> int:
    """Return where the sentence goes on behind 「兹证明:」 or 「谨此证明,」 of a translation."""
    mark = text[at : at + 1]
    told = mark in (":", "：") and text[:at].endswith("证明")
    solemn = mark in (",", "，") and _SOLEMNLY.search(text[:at])
    return at + 1 if told or solemn else at


def _names_after(
    passage: Passage, opening: int, left: str, rights: dict[int, PhraseMatch]
) -> list[tuple[Candidate, list[Candidate]]]:
    """Return the names between a cue and what commonly follows a name.

    An employer may stand before the name (「某某学校张三同志」).
    """
    text = passage.text
    found: list[tuple[Candidate, list[Candidate]]] = []
    closings = [at for at in rights if opening < at <= opening + 60]
    for closing in sorted(closings):
        cue = rights[closing]
        run = _to_its_end(text[opening:closing], cue)
        closing = opening + len(run)
        if re.search(r"[，。；;:：,]", run):
            break
        right = cue.label
        if right == "post" and left not in ("certify", "learner", "start"):
            continue
        if right == "honorific" and _is_no_address(text, cue.end, left):
            continue
        announced = left in ("certify", "learner", "greeting")
        uncommon = _may_be_uncommon(left, right)
        names = _ending_names(run, uncommon=uncommon, announced=announced)
        names = _without_and(names, is_of_many=left == "learner" and _is_of_many(text, cue))
        for name in _of_one_person(names, text, closing, right):
            start = closing - len(name)
            # 「某某小学并张三老师:」 is to both
            before = text[opening:start].strip(" _＿").removesuffix("的").removesuffix("并")
            before = _OF_A_UNIT.sub("", before)
            learns = left == "learner" and not before
            employer = _body_of_learner(passage, opening) if learns else []
            weight = _LEFT_TRUST[left] * _RIGHT_TRUST[right]
            if before:
                before = _whole_run(text, opening, before)
                body = tidy_organisation(_FROM.sub("", _OUR.sub("", before)))
                body = body if organisation_likelihood(body) >= 0.5 else body_of_staff(body) or body
                is_body = organisation_likelihood(body) >= 0.5
                if body and not is_body and not _is_beside_name(before, body):
                    continue
                at = text.find(body) if is_body else -1
                if at >= 0:
                    employer.append(
                        Candidate("employer", body, 0.9, passage, at, at + len(body), "before-name")
                    )
                weight *= 0.98
            if left in ("certify", "greeting") or right == "honorific":
                weight = max(weight, 0.955)
            trust = min(weight * (0.4 + 0.6 * name_likelihood(name)) / 0.97, 0.985)
            if _COMES_OR_GOES.search(text[:start]):
                trust = min(trust, _MAYBE)
            behind = cue.end if right == "honorific" else closing
            employer = employer or bracketed_employer(passage, behind)
            if right == "honorific" and not employer:
                employer = employer_behind(passage, behind)
            method = f"sentence:{left}+{right}"
            found.append(
                (
                    Candidate(
                        "holder_name", tidy_name(name), trust, passage, start, closing, method
                    ),
                    employer,
                )
            )
    return found


def _body_of_learner(passage: Passage, opening: int) -> list[Candidate]:
    """Return where a learner works by what stands before 「教师」: 「…,某某中学音乐教师张三」."""
    run = re.search(r"[㐀-鿿()（）]*$", passage.text[:opening])
    body = body_of_staff(_FROM.sub("", run.group())) if run else ""
    at = passage.text.find(body, run.start()) if run and body else -1
    if at < 0 or organisation_likelihood(body) < WHOLE_BODY:
        return []
    return [Candidate("employer", body, 0.9, passage, at, at + len(body), "before-name")]


def _is_of_many(text: str, cue: PhraseMatch) -> bool:
    return _OF_MANY.match(text, cue.start) is not None


def _without_and(names: list[str], *, is_of_many: bool) -> list[str]:
    """Return the names without those that begin with an 「and」 between two sorts of people."""
    return [name for name in names if not (is_of_many and name[0] in _AND)]


def _is_beside_name(before: str, rest: str) -> bool:
    """Tell whether what stands before a name is a part of the house or where somebody is from."""
    return _FROM_PLACE.fullmatch(before) is not None or _DEPARTMENT.fullmatch(rest) is not None


def _of_one_person(names: Sequence[str], text: str, end: int, right: str) -> Sequence[str]:
    """Return the names that end here and are neither several people's nor begin a body's."""
    if _NO_ONE.match(text, end):
        return ()
    names = [name for name in names if not _follows_another(text, end - len(name))]
    return [name for name in names if right != "deed" or not _begins_a_body(text, end, name)]


def _follows_another(text: str, start: int) -> bool:
    """Tell whether another person's name, with a comma, stands right before one."""
    before = _AFTER_A_NAME.search(text[:start])
    return before is not None and name_likelihood(before["n"]) >= _LISTED


def _begins_a_body(text: str, end: int, name: str) -> bool:
    """Tell whether a body's name goes on over what looks like a person: 「云岭财|经大学」."""
    rest = _CLAUSE_END.split(text[end - len(name) :])[0]
    return any(body.start == 0 and body.end > len(name) for body in find_organisations(rest))


def _to_its_end(run: str, cue: PhraseMatch) -> str:
    """Return what stands before a cue without the blank, the speck or the particle at its end."""
    run = run.rstrip("_＿ ")
    end = {"deed": _SURELY, "honorific": _SPECK}.get(cue.label)
    found = end.search(run) if end else None
    return run[: found.start()] if found else run


def _is_no_address(text: str, at: int, left: str) -> bool:
    """Tell whether 「教师」 goes on as a body's name, or whoever is called so taught or helps."""
    teaches = left != "certify" and _TEACHES.match(text, at) is not None
    others = (_BODY_GOES_ON, _TO_CONTACT, _SIGNS)
    return teaches or any(one.match(text, at) for one in others)


def _whole_run(text: str, opening: int, before: str) -> str:
    """Return the body before a name with the beginning that held a cue: 「某某教师/进修学校」."""
    begin = re.search(r"[㐀-鿿]*$", text[:opening])
    whole = (begin.group().rpartition("的")[2] if begin else "") + before
    if whole != before and organisation_likelihood(whole) >= WHOLE_BODY:
        return whole
    return before


_UNIT = re.compile(r"^\s*(?:工作|所在)?单位\s*[:：]?\s*(?=[㐀-鿿]{4})")
"""「(单位 某某中学)」, whose colon a blank to fill in replaces."""


def bracketed_employer(passage: Passage, at: int) -> list[Candidate]:
    """Return the body in the brackets behind a name: 「张三(女,1984年生,某某学校)」."""
    inside = re.match(r"\s?[(（]([^()（）]+)(?:[)）]|$)", passage.text[at:])
    if inside is None:
        return []
    for part in re.finditer(r"[^,，、;；]+", inside[1]):
        body = body_of_staff(_UNIT.sub("", part.group()))
        if body:
            start = at + inside.start(1) + part.start() + part.group().find(body)
            end = start + len(body)
            return [Candidate("employer", body, 0.93, passage, start, end, "behind-name")]
    return []


def employer_behind(passage: Passage, at: int) -> list[Candidate]:
    """Return the body that is all that stands behind 「张三老师」 in a line."""
    rest = passage.text[at:].strip(" :：")
    if organisation_likelihood(rest) < WHOLE_BODY:
        return []
    start = passage.text.find(rest, at)
    end = start + len(rest)
    return [Candidate("employer", rest, 0.9, passage, start, end, "behind-name")]


def _may_be_uncommon(left: str, right: str) -> bool:
    """Tell whether a name is announced clearly enough to be one that begins like none.

    Neither the begin of a line nor a comma is, before an ordinary verb (「已于」, 「学业完成」).
    """
    return left in ("certify", "learner", "greeting") or right in ("honorific", "particulars")


def _ending_names(run: str, *, uncommon: bool, announced: bool) -> list[str]:
    """Return what may be the name at the end of a run, the whole run included.

    `uncommon` allows one whose surname is on no list; `announced`, that what stands before the
    name is no part of it.
    """
    tail = re.search(r"[㐀-鿿·•．・‧∙]+$", run)
    if tail is None:
        return []
    word = tail.group()
    sizes = range(2, min(len(word), _MOST) + 1)
    names = [word[-size:] for size in sizes]
    names = [n for n in names if not RUNS_ON.search(n) and not _PRONOUNS.match(n)]
    names = [n for n in names if not _NUMBERED.fullmatch(n)]
    likely = [n for n in names if name_likelihood(n) >= 0.5]
    alone = word == run.strip() and 2 <= len(word) <= 4 and word in names
    if uncommon and not likely and alone and name_likelihood(word) > _UNCOMMON:
        return [word]
    if announced and alone and likely == [word[1:]] and name_likelihood(word) > _UNCOMMON:
        return [word, *likely]  # a rare surname before a given name that could be a whole one
    body, of, last = word.rpartition("的")
    rare = bool(of) and last in names and name_likelihood(last) > _UNCOMMON
    if uncommon and not likely and rare and organisation_likelihood(body) >= WHOLE_BODY:
        return [last]  # 「某某中学的过小宁老师」
    behind = _behind_body(word) if uncommon else []
    return [*(one for one in behind if one not in likely), *likely]


def _behind_body(word: str) -> list[str]:
    """Return the uncommon name that is all that a house's leaves: 「某某小学巴音那木拉」."""
    ends = [one.end() for one in _ENDS_A_HOUSE.finditer(word)]
    return [
        word[end:]
        for end in ends[-1:]
        if organisation_likelihood(word[:end]) >= WHOLE_BODY and _UNUSUAL.fullmatch(word, end)
    ]
