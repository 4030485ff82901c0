"""Find the holder: the one person a document speaks for, among all the names on it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, in_its_language
from extractor.fields.for_whom import is_for_many
from extractor.fields.label_words import is_label
from extractor.fields.labels import Labelled
from extractor.fields.standing_names import (
    TITLE_PREFIX,
    WHOLE_BODY,
    addressed_names,
    beside_latin,
    greeted_names,
    standing_names,
    told_about,
)
from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name
from extractor.language.organisations import (
    body_of_staff,
    organisation_likelihood,
    tidy_organisation,
)
from extractor.language.pipeline import PhraseMatch, matches
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, Passage, join_cells

_LABEL_TRUST = 0.99
_CALLED_SO = 0.87
"""Of what stands behind 「姓名」 and has no usual form of a name."""
_NO_ONE = re.compile(
    r"\s*(?:[(（][^()（）]{1,8}[)）]\s*(?:字|、\s*[㐀-鿿·]{2,8}(?=[、(（]|$))|等\s?(?:同志|老师|教师|学员|人员|人|[\d一二两三四五六七八九十]+\s?[名位人]))"
)
"""「林培(松岭)字 2017…」 begins a number, 「张三等同志」, 「张三(组长)、李四」 are several."""
_GUESSED_TRUST = 0.82
"""Of what stands behind a label that no list knows."""
_LEFT_TRUST = {"certify": 0.97, "learner": 0.95, "greeting": 0.95, "start": 0.9, "clause": 0.85}
_RIGHT_TRUST = {"honorific": 0.99, "particulars": 0.98, "deed": 0.95, "post": 0.95, "end": 0.8}
_LONG = 4  # characters from which a run of them may be a name and what follows it
_MOST = 12  # characters of the longest name looked for, dots included
_SPECK = re.compile(r"(?<=..)[.·、]$")
"""A speck read as a point, between a name and 「同志」."""
_CLAUSE = re.compile(r"[，,。;；](?:贵校|我校|我院|本校)?")
_HEADED = re.compile(
    r"[^，。,:：;；兹]{2,16}(?:证书|证明|证(?!明|书))(?=[\u3400-\u9fff]{2,4}(?:同志|老师))"
)
"""A heading in whose row the sentence begins."""
_NAME_CHARS = re.compile(r"[㐀-鿿·•．・‧∙ ]+")
_LATIN_NAME = re.compile(
    r"\s*((?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+)?[A-Z][A-Za-z'’-]+"
    r"(?:(?:\s+(?:van|von|de|der|den|del|della|di|da|la|le|bin|binti|al|el|ibn))*\s+[A-Z][A-Za-z.'’-]*){1,3})"
)
_HAN_BEHIND = re.compile(r"\s*[/／(（]?\s*([㐀-鿿·]{2,12})\s*[)）]?\s*$")
_MASKED = re.compile(r"^[㐀-鿿][*＊×xX某○]{1,2}[㐀-鿿]?$")
_PRONOUNS = re.compile(r"^[我你您他她本贵该]")
_BODY_GOES_ON = re.compile(
    r"(?!(?:培训|研修|学习|进修|工作)(?:数据|情况|学时|期间|记录|成绩|结果|一事|事宜|时间|考核))(?:发展|培训|进修|教育|学习|专业|工作|管理|资格|研修|队伍|电视|学堂|之家|学院|学校|大学|网|平台|中心|服务|培养|成长|节)|[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]"
)
"""「华育教师发展研究院」, 「石桥教师〔2022〕84号」: no address but part of a name."""
_SURELY = re.compile(r"(?<=[㐀-鿿]{2})确[已于系]?$")
"""「教师李明远确已出席…」"""
_RUNS_ON = re.compile(
    r"(?<=..)(?:[已曾][于在经]|[于在自从已经因以被按赴由系]|(?:完成|参加|通过|修完|学完)了?)$"
)
"""A name of three or more that ends in a particle has run on into the sentence (「李四于」)."""
_OUR = re.compile(
    r"^由|^其中|^(?:[我你贵]?[局区县市])?(?:所属|下属|辖区内?)的?|^(?:[我本][省市区县州镇]|贵校|贵单位)|(?:学校)?[(（](?:学校|单位)[)）]$|(?:教师|老师|职工|员工|学员|教职工|工作人员)$"
)
_TEACHES = re.compile(r"等?(?:主讲|讲授|授课|领衔|担任主讲|联袂|为(?:各位|大家))")
"""「由某大学张三教授主讲的课程」: who taught is not who learned."""
_LATIN_TRUST = 0.85
_WHOLE_CELL = 0.88
"""Of a name of four signs that fills its cell and is on no list: 「吉克阿牛」."""
_UNCOMMON = 0.2  # likelihood of a name whose surname is not on the list
_HONOURED = re.compile(r"..(?:同志|老师|女士|先生|教授)")
_NEED_COLON = frozenset({"教师", "老师"})
"""Words that head a column or a post as often as they announce a name."""
_FROM = re.compile(
    r"^(?:来自于?|(?:经?研究)?(?:决定|同意)(?:聘请|聘任|聘用|续聘|任命|推荐|选派|委派|授予|表彰|增补|接收)?)"
)
"""「决定聘任某某医院张三同志」: how the body begins behind what is done."""
_SPEAKS_FIRST = re.compile(r"\s*[^:：(（]{2,20}[(（]")
"""「兹有张三(单位:… 职务:…)」: a sentence with labels in its brackets."""
_PLACES_FOR_PICTURES = frozenset({"照片"})
"""What stands beside them is the text, and no value."""
_DEPARTMENT = re.compile(
    r"(?![由我本贵经被该])[\u3400-\u9fff]{2,8}(?:科|部|室|处|组|股)(?:科员|干事|主任|副主任|科长|职员|教师|(?:主治|主管|主任|副主任)?(?:医师|护师|药师|技师)|护士长?)?"
    r"|(?:高级|中级|一级|二级|三级|副|助理|特级)?(?:讲师|教授|研究员|工程师|医师|护师|馆员|教员|助教)"
)
"""Of the holder's own house: 「呼吸内科张三于…参加」."""
_IN_LATIN_TOO = re.compile(r"[(（][A-Za-z .,'’-]+[)）]")
"""「张三女士(Ms. ZHANG San)」"""
_HONORIFICS = frozenset({"", "老师", "同志", "先生", "女士", "同学", "教师", "学员"})


def find_holder(leaf: Leaf) -> list[Candidate]:
    """Return at most one `holder_name`, and the `employer` if the name follows it.

    Names of directors, lecturers and contact persons are left out: they stand behind
    labels of their own or below the running text.
    """
    found: list[Candidate] = []
    employers: list[tuple[str, Candidate]] = []
    for labelled in leaf.labels("holder_name"):
        if labelled.inline or labelled.label not in _NEED_COLON or _fills_a_form(labelled, leaf):
            if labelled.label.endswith("证明") and _HONOURED.search(labelled.value.text):
                continue  # 「兹证明:某某站张三同志主持…」 is a sentence
            named = _from_label(labelled.value, labelled.label)
            limit = _GUESSED_TRUST if labelled.guessed else 1.0
            found.extend(replace(one, trust=min(one.trust, limit)) for one in named)
            if labelled.inline:
                employers.extend(
                    (str(one.value), body)
                    for one in named
                    for body in _bracketed_employer(one.passage, one.end)
                )
    others = {
        cell.key
        for label in leaf.labels("none", "issuer")
        if label.label not in _PLACES_FOR_PICTURES
        for cell in label.value.cells
        if not (label.inline and _SPEAKS_FIRST.match(cell.line.text))
        and not is_name(label.label.strip(":："))
    }
    for passage in leaf.passages:
        if passage.cells[0].key in others:
            continue
        for candidate, employer in _from_sentence(passage):
            found.append(candidate)
            employers.extend((str(candidate.value), one) for one in employer)
    chinese = any(has_chinese(str(one.value)) for one in found)
    if not found or (leaf.language == "zh" and not chinese):
        # what stands alone may be anybody; a label or a sentence says whose document it is
        found.extend(standing_names(leaf, others))
        found.extend(addressed_names(leaf))
        found.extend(told_about(leaf))
    found.extend(greeted_names(leaf))
    found.extend(beside_latin(leaf, found))
    holder = agreed(in_its_language(found, leaf))
    if holder is None:
        return []
    if leaf.language == "zh" and not has_chinese(str(holder.value)):
        # on a Chinese page the Chinese name stands somewhere, too
        holder = replace(holder, trust=min(holder.trust, _LATIN_TRUST))
    named = [body for name, body in employers if name == holder.value]
    return [holder, *(named or _body_beside(holder) or _school_below(leaf, holder))[:1]]


def _body_beside(holder: Candidate) -> list[Candidate]:
    """Return the body that stands by the holder's name in its line, as it was found there."""
    if holder.method == "behind-latin":
        return _bracketed_employer(holder.passage, holder.end)
    if holder.method == "standing+body":
        return _employer_behind(holder.passage, holder.end)
    if holder.method in ("addressed", "label:behind-post"):
        return _body_before(holder)
    return []


def _fills_a_form(labelled: Labelled, leaf: Leaf) -> bool:
    """Tell whether a name stands in a row with the next label behind it: 「教师 张三 校名 …」."""
    if not is_name(labelled.value.text) or len(labelled.value.cells) != 1:
        return False
    row = next((r for r in leaf.rows if labelled.value.cells[0] in r), ())
    behind = [cell for cell in row if cell.box.left > labelled.value.box.right]
    return len(behind) > 1 and is_label(behind[0].line.text)


def _body_before(holder: Candidate) -> list[Candidate]:
    """Return the body as whose member a line addresses the holder: 「某某二中张三:」."""
    body = tidy_organisation(holder.passage.text[: holder.start])
    body = body if organisation_likelihood(body) >= WHOLE_BODY else body_of_staff(body)
    if organisation_likelihood(body) < WHOLE_BODY:
        return []
    start = max(holder.passage.text.find(body), 0)
    return [
        Candidate("employer", body, 0.9, holder.passage, start, start + len(body), "before-name")
    ]


def _school_below(leaf: Leaf, holder: Candidate) -> list[Candidate]:
    """Return the body on the line below, or beside, a name that stands alone on its line."""
    key = holder.passage.cells[-1].key
    rest = holder.passage.text.replace(str(holder.value), "", 1)
    rest = _IN_LATIN_TOO.sub("", rest).strip(" :：,，")
    alone = holder.method == "standing" or rest in _HONORIFICS
    for cell, below in (*pairwise(leaf.cells), *_right_below(leaf, key)):
        if cell.key != key or not alone:
            continue
        passage = join_cells((below,))
        name = tidy_organisation(re.split(r"[|｜]", passage.text)[0].strip(" ()（）"))
        if organisation_likelihood(name) < WHOLE_BODY and not _CLAUSE.search(name):
            name = body_of_staff(name)  # 「某某学院教师」
        near = -cell.box.height <= below.box.top - cell.box.bottom <= 2 * cell.box.height
        if near and organisation_likelihood(name) >= WHOLE_BODY and name != holder.value:
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            return [Candidate("employer", name, 0.85, passage, start, end, "below-name")]
    return []


def _right_below(leaf: Leaf, key: tuple[int, int]) -> list[tuple[Cell, Cell]]:
    """Return a cell with the next one under its beginning, where another column stands between."""
    cell = next((one for one in leaf.cells if one.key == key), None)
    if cell is None:
        return []
    under = [
        one
        for one in leaf.cells
        if one.page == cell.page
        and one.box.top > cell.box.top
        and abs(one.box.left - cell.box.left) <= cell.em
    ]
    return [(cell, min(under, key=lambda one: one.box.top))] if under else []


def _from_label(value: Passage, label: str) -> list[Candidate]:
    named = [join_cells((cell,)) for cell in value.cells if is_name(cell.line.text)]
    if len(value.cells) > 1 and len(named) == 1:
        value = named[0]  # the form's heading stands over the name
    text = value.text
    if organisation_likelihood(text) >= 0.8:
        return []  # 「持证人」 over the name of a body was no label of it
    if is_for_many(label, text):
        return []
    run = _NAME_CHARS.match(text)
    trust = _LABEL_TRUST
    if run and run.group().strip():
        name = tidy_name(run.group())
        name = _RUNS_ON.sub("", name)
        start = run.start()
        end = run.end()
        if not is_name(name) and len(name) >= _LONG:
            if alone := _behind_school(value) or _behind_post(value):
                return alone
            whole = run.group().strip() == text.strip() and len(name) == _LONG
            name = name if whole else _leading_name(name)
            end = start + max(len(name), _LONG)
            trust = _WHOLE_CELL if whole else 0.9
        if len(name) < 2 or len(name) > 15:
            return []
        likely = name_likelihood(name)
        weight = trust if likely >= 0.5 else trust * 0.85
        if label.endswith("姓名"):
            weight = max(weight, _CALLED_SO)
        return [Candidate("holder_name", name, weight, value, start, end, f"label:{label}")]
    latin = _LATIN_NAME.match(text)
    han = _HAN_BEHIND.match(text, latin.end()) if latin else None
    if han and is_name(han[1]):  # 「Zhang San 张三」
        return [Candidate("holder_name", han[1], trust, value, *han.span(1), f"label:{label}")]
    name = tidy_name(latin.group(1)) if latin else tidy_name(text)
    name = TITLE_PREFIX.sub("", name)
    if _MASKED.match(name) or name_likelihood(name) > 0 or (latin and len(name) >= 4):
        end = latin.end() if latin else len(text)
        return [Candidate("holder_name", name, trust, value, 0, end, f"label:{label}")]
    return []


def _behind_school(value: Passage) -> list[Candidate]:
    """Return the name in 「授予:某某小学 张三 同志」, which stands apart behind a body."""
    words_in = re.findall(r"\S+", value.raw)
    if len(words_in) < 2 or organisation_likelihood(words_in[0]) < WHOLE_BODY:
        return []
    name = re.sub(r"(?:同志|老师|先生|女士)$", "", words_in[1])
    start = value.text.find(name)
    if not is_name(name) or start < 0:
        return []
    end = start + len(name)
    return [Candidate("holder_name", name, 0.93, value, start, end, "label:behind-school")]


def _behind_post(value: Passage) -> list[Candidate]:
    """Return the name in 「受邀嘉宾:某某学院副院长 张三」, behind a body and a post in it."""
    text = value.text.strip()
    for name in names_at_end(text):
        if body_of_staff(before := text.removesuffix(name)) not in ("", before):
            end = value.text.find(text) + len(text)
            start = end - len(name)
            return [Candidate("holder_name", name, 0.9, value, start, end, "label:behind-post")]
    return []


def _leading_name(run: str) -> str:
    """Return the likeliest name that a run begins with; one before a deed (「参加」) goes first."""
    deeds = {cue.start for cue in matches(run, "holder") if cue.label in ("deed", "honorific")}
    sizes = range(2, min(len(run), 4) + 1)
    best = max(sizes, key=lambda n: (n in deeds and is_name(run[:n]), name_likelihood(run[:n]), -n))
    return run[:best]


def _from_sentence(passage: Passage) -> list[tuple[Candidate, list[Candidate]]]:
    cues = matches(passage.text, "holder")
    lefts = [cue for cue in cues if cue.label in _LEFT_TRUST]
    rights = {cue.start: cue for cue in reversed(cues) if cue.label in _RIGHT_TRUST}
    found: list[tuple[Candidate, list[Candidate]]] = []
    openings = [(_behind_colon(passage.text, cue.end), cue.label) for cue in lefts]
    openings.append((len(passage.text) - len(passage.text.lstrip(" *★·•")), "start"))
    openings.extend((mark.end(), "clause") for mark in _CLAUSE.finditer(passage.text))
    headed = _HEADED.match(passage.text)
    if headed:
        openings.append((headed.end(), "start"))
    for opening, left in openings:
        found.extend(_names_after(passage, opening, left, rights))
        latin = _LATIN_NAME.match(passage.text, opening) if left != "start" else None
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
                    _bracketed_employer(passage, latin.end(1)),
                )
            )
    return found


def _behind_colon(text: str, at: int) -> int:
    """Return where the sentence goes on behind 「兹证明:」."""
    return at + 1 if text[at : at + 1] in (":", "：") and text[:at].endswith("证明") else at


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
        for name in () if _NO_ONE.match(text, closing) else names:
            start = closing - len(name)
            before = text[opening:start].strip(" _＿").removesuffix("的")
            employer: list[Candidate] = []
            weight = _LEFT_TRUST[left] * _RIGHT_TRUST[right]
            if before:
                before = _whole_run(text, opening, before)
                body = tidy_organisation(_FROM.sub("", _OUR.sub("", before)))
                body = body if organisation_likelihood(body) >= 0.5 else body_of_staff(body) or body
                is_body = organisation_likelihood(body) >= 0.5
                if body and not is_body and not _DEPARTMENT.fullmatch(body):
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
            behind = cue.end if right == "honorific" else closing
            employer = employer or _bracketed_employer(passage, behind)
            if right == "honorific" and not employer:
                employer = _employer_behind(passage, behind)
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


def _to_its_end(run: str, cue: PhraseMatch) -> str:
    """Return what stands before a cue without the blank, the speck or the particle at its end."""
    run = run.rstrip("_＿ ")
    end = {"deed": _SURELY, "honorific": _SPECK}.get(cue.label)
    found = end.search(run) if end else None
    return run[: found.start()] if found else run


def _is_no_address(text: str, at: int, left: str) -> bool:
    """Tell whether 「教师」 goes on as a body's name, or whoever is called so only taught."""
    teaches = left != "certify" and _TEACHES.match(text, at) is not None
    return teaches or _BODY_GOES_ON.match(text, at) is not None


def _whole_run(text: str, opening: int, before: str) -> str:
    """Return the body before a name with the beginning that held a cue: 「某某教师/进修学校」."""
    begin = re.search(r"[㐀-鿿]*$", text[:opening])
    whole = (begin.group().rpartition("的")[2] if begin else "") + before
    if whole != before and organisation_likelihood(whole) >= WHOLE_BODY:
        return whole
    return before


def _bracketed_employer(passage: Passage, at: int) -> list[Candidate]:
    """Return the body in the brackets behind a name: 「张三(女,1984年生,某某学校)」."""
    inside = re.match(r"\s?[(（]([^()（）]+)(?:[)）]|$)", passage.text[at:])
    if inside is None:
        return []
    for part in re.finditer(r"[^,，、;；]+", inside[1]):
        body = body_of_staff(part.group())
        if body:
            start = at + inside.start(1) + part.start() + part.group().find(body)
            end = start + len(body)
            return [Candidate("employer", body, 0.93, passage, start, end, "behind-name")]
    return []


def _employer_behind(passage: Passage, at: int) -> list[Candidate]:
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
    names = [n for n in names if not _RUNS_ON.search(n) and not _PRONOUNS.match(n)]
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
    return likely
