"""Find the smaller facts of a form: result, employer, place."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.bodies.invited import invited_from
from extractor.fields.candidates import Candidate, Leaf, agreed, in_its_language
from extractor.fields.labels.form import Labelled
from extractor.fields.places import find_places
from extractor.language.levels import scope_of
from extractor.language.organisations import (
    body_of_staff,
    find_organisations,
    organisation_likelihood,
    tidy_organisation,
)
from extractor.language.pipeline import matches
from extractor.language.scripts import has_chinese
from extractor.passages import Passage, join_cells

_SENTENCE_GOES_ON = re.compile(r"[在于参自从,，;；。“《(（\d]|同志|老师")
_DEED_NEXT = re.compile(r"\s*(?:参加|参与|[于在]\s?(?:19|20))")
_ANY_BODY = re.compile(r"[\u3400-\u9fff]{4,20}")
"""Behind a label and a colon a body may end as none on the list does (「铁岭沟机务段」)."""
_GUESSED_TRUST = 0.84
"""Of what stands behind a label that no list knows."""
_CLAUSE_END = re.compile(r"[,，;；。]")
_POST_IN_BRACKETS = re.compile(
    r"[(（](?:[\u3400-\u9fff]{0,6}(?:校长|园长|主任|教师|书记|院长|科长|处长|干事|老师|班主任|组长)|派遣|派出|选派|借调|所属)[)）]$"
)
"""「某某学校(副校长)」"""
_OF_CHINA = re.compile(r"[(（](?:中国|中华人民共和国)[)）]$")
"""What a paper from abroad adds to a school."""
_DEPARTMENT_LABEL = re.compile(r"(?:院|系|部门)?[(（](?:院|系|部|所|院系|部门|科室)[)）]$")
"""「某某大学院(系)」: what comes next in the row."""
_NOT_THERE = "".join(
    f"(?<!{what}{where})"
    for where in ("学校", "单位")
    for what in (
        "跟岗", "研修", "实践", "实习", "支教", "受援", "结对", "承训", "挂职", "交流", "培训",
        "接收",
    )
)  # fmt: skip
"""「跟岗学校为某某中学」 is where somebody was sent."""
_EMPLOYED = re.compile(
    rf"(?:系|现为|现任教于|现任职于|现任|任教于|任职于|供职于|就职于|工作于|来自(?:中国)?|(?<![点址构])(?<!主办单位)(?<!主管单位)(?<!主管部门)(?<!承办单位)(?<!协办单位)(?<!方){_NOT_THERE}为|(?:兹有|兹证明|证明|兹))"
    r"([\u3400-\u9fffA-Za-z0-9()（）]{4,30}?)"
    r"(?:在职|专任|在编|聘任|在岗|新进|新任|新聘|语文|数学|英语)*(?:教师|职工|员工|老师|教职工|工作人员|干部|[,，。;；])"
)
_SENT_FROM = re.compile(
    r"(?:系|为|是)([\u3400-\u9fff()（）]{4,30}?)(?:选派|委派|派出|派遣|推荐|选送)的"
)
"""「张三,系某某小学选派的支教教师」"""
_SENT_BY = re.compile(
    r"(?:由|经|受)([\u3400-\u9fff()（）]{4,30}?)(?:选送|选派|委派|推荐|派出|派遣)(?=[,，来到至赴参前于在])"
)
"""「张三医师由某某医院选送,于…在我院进修」"""
_OFFICE = re.compile(
    r"(?<=[学校园])(?:德育|教务|政教|总务|教导|教科|教研|办公|人事|后勤|团委)[处室科]?$"
)
"""「某某中学德育处副主任」: the school, not its office."""
_OF_A_SCHOOL = re.compile(
    r"(?<=(?:中学|小学|大学|学院|学校|儿园|医院|公司|究院))[\u3400-\u9fff]{1,8}(?:处|科|部|室|办公室)$"
)
"""「某某中学教务处」 signs for the school."""
_OWN_TOWN = re.compile(r"^(?:我|本)(?:[省市区县州旗镇乡]|局|街道)(?:所属|下属|直属)?")
"""「系我区开元职业中学教师」: the school, not whose it is."""
_POST_OF = re.compile(r"(?:Head|Director|Dean|Chair|Manager|Lead|Co-?ordinator)$")
_APPOINTED_AS = re.compile(r"聘[请任为]?[^。;；]*(?:为|担任|任)$")
"""「聘请张三为某某工作室导师」: where somebody is to serve, not where they are employed."""
_IS_AT = re.compile(r"系|现为|现任|任教于|任职于|供职于|就职于|工作于")
_STAFF = re.compile(
    r"[,，;；]\s?([\u3400-\u9fffA-Za-z0-9()（）]{4,30}?)(?:在职|专任|在编|聘任|语文|数学|英语|物理|化学|"
    r"生物|历史|地理|政治|体育|音乐|美术|科学|信息技术|安全|生产|管理|技术|专业)*"
    r"(?:教师|职工|员工|教职工|人员|副?教授|讲师|助教|副?研究员|副?研究馆员|馆员|工程师|(?:主治|主任|副主任)?医师|护师|教研员|"
    r"副?(?:校长|园长|主任|院长))(?=[,，。;；])"
)
"""「张三,女,某某中学教师,…」"""
_BETWEEN_COMMAS = re.compile(
    r"(?:女士|先生|同志|老师|副?教授|讲师|[,，][男女])[,，]([\u3400-\u9fff()（）]{4,30}?)[,，](?=于|自|在|从|参加|已)"
)
"""「张三女士,某某大学某学院,于…」"""
_IN_BRACKETS = re.compile(
    r"[(（](?:[^()（）]{1,24}[,，])?(?:所在|工作|任职|联系|现任教|任教)?(?:学校|单位|幼儿园)\s*[:：]\s*([^()（）:：,，;；]{4,30})[)）]"
)
"""「张三老师(工作单位:某某小学)」"""
_YOURS_NAMED = re.compile(r"贵(?:单位|公司|[校院园局馆所中])[(（]([^()（）:：,，;；]{4,30})[)）]")
"""「请贵校(某某师范大学)给予支持」"""
_NOW_AT = re.compile(r"现(?:在|于)([\u3400-\u9fff()（）]{4,26}?)(?:从事|任教|任职|担任|工作|执教)")
"""「张三,女,现在某某职业学校从事财会专业教学」"""
_NOMINATED = re.compile(
    r"\b(?:(?:on|at|upon)\s+the\s+(?:nomination|recommendation|proposal|request)\s+of|nominated\s+by|seconded\s+(?:from|by))\s+"
    r"(?:the\s+)?([A-Z][\w’'.&-]*(?:\s+(?:of|for|and|the|No\.\s?\d+|[A-Z&][\w’'.&-]*))*),?\s+(?:where|whose|which)\b"
)
"""「on the nomination of Xishan No. 2 Primary School, where she teaches」"""
_POST_HELD = re.compile(r"^(?:现[任为系]|系)|(?<=院)住院$")
"""「现任某某小学(教师)」, 「某某医院住院(医师)」"""
_ANY_SCHOOL = re.compile(r"(?:初级|高级|完全)?(?:小学|初中|高中|中学|幼儿园|大学|学校)")
"""「现任小学教师」 tells what is taught, not where."""
_TEACHES_AT = re.compile(
    r"\b(?:teach(?:es|ing|er)|work(?:s|ing)|employed|based|staff(?: member)?|lecturer|principal|"
    r"(?:under)?graduate(?: student)?|student)"
    r"\s+(?:at|in|of|with)\s+"
    r"(?:the\s+)?([A-Z][\w’'.&-]*(?:\s+(?:of|for|and|the|No\.\s?\d+|[A-Z&][\w’'.&-]*))*)"
)
_FACULTY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}(?:科学|工程|技术|管理)|[\u4e00-\u9fff]{0,2}(?:教育|外国语|人文|文学|法学|商|理|数学|物理|化学|艺术|体育|音乐|美术|马克思主义|护理|计算机|材料|信息|经济))"
    r"(?:学院|学系|系)"
)
"""「生命科学学院」: part of a university that is not named beside it."""
_EMPLOYED_ENGLISH = re.compile(
    r"(?:^|\b[A-Z][\w’'.-]+,?\s+)(?:of|from|at|employed at|a teacher at|teaching at)\s+(?:the\s+)?"
    r"([A-Z][\w’'.&-]*(?:\s+(?:of|for|and|the|No\.\s?\d+|[A-Z&][\w’'.&-]*))*)"
    r"(?=$|,|\s+(?:has|have|was|is|attended|completed|took|participated|successfully)\b)"
)
_UNIT_IN_SENTENCE = re.compile(
    r"(?<=[,，;；(（])(?:现?(?:工作|任职|所在|派出|选派|推荐|服务))(?:单位|学校|院校)(?:为|是|系)?(?![:：])"
    r"(?P<b>[\u3400-\u9fff]{4,24})(?=[,，;；。)）])"
)
"""「张三,女,工作单位某某学院,讲师。」"""
_TRAINED = frozenset({"training_certificate", "hours_statement"})
_PROGRAMMES = (("国培计划", "national"), ("省培计划", "provincial"))
"""Programmes whose name says who pays for them."""
_OF_LEVEL = re.compile(
    r"(国家级|省级|市级|县级|区级|校级)(?:(?=[“《「])|(?:继续(?:医学)?教育|培训|骨干|研修|重点|学科|全员)[^,，。]{0,8}(?:项目|培训|研修|任务)|(?:集中|校本|专题|全员|继续教育)?(?:研修|培训|教研)(?:项目|活动)?(?=[,，。;；]))"
)
"""「国家级继续医学教育项目」, 「市级“…”研修活动」, 「为区级研修,」"""
_RESULT = re.compile(
    r"不合格|不及格|未通过|不达标|达标|已通过|合格(?![线分证])|及格(?![线分])|优秀|优异|优良|良好|中等|优|良|通过|结业|肄业|"
    r"pass(?:ed)? with (?:distinction|merit|credit|honou?rs)|distinction|"
    r"merit|credit|pass(?:ed)?|fail(?:ed)?|excellent|satisfactory|good",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:综合|总评|总体|最终)[^,，。;；]{0,8}$")
"""「三项考核均达标,综合评定为合格」: the second is the result."""
_PENDING = re.compile(r"未(?:合格|达标|结业)")
"""Behind 「状态」: what is not yet so."""
_HEAD = 0.3
_SURELY_A_BODY, _MAYBE_A_BODY = 0.8, 0.5
_OURS = re.compile(
    r"(?<![助到在])(?:(?:我|本)(?:单位|校|园|院|局|中心|公司|馆|所)|我(?:站|厂|社|处|队)(?=[在职员干技]))"
    r"[^,，。;；]{0,12}?"
    r"(?:教师|老师|职工|同志|员工|教授|讲师|教研员|干部|工程师|医师|护士|馆员|技术员)|"
    r"(?<=[兹现]有)(?:我|本)(?:单位|校|园|院|局|中心|公司|馆|所)[\u3400-\u9fff·]{2,8}?(?=[于在自]|参加)"
)
_ADDRESS = re.compile(r"(?:致\s?[:：]\s?([^:：,，。;；]{4,40})[:：]?|([^:：,，。;；]{4,40})[:：])")
"""「某某学校:」, 「致:某某学校人事处」"""
_LETTER = 4
"""Passages below an address in which it may be spoken to: 「贵校教师…」."""
_GREETED = re.compile(
    r"[\u3400-\u9fff·]{2,9}(?:同志|老师|教师|先生|女士|教授|医师|医生|工程师|农艺师|专家|园长|校长|馆员|"
    r"主任|老師|教師|園長|校長|館長|醫師|講師)\s*(?:[台鈞大惠][鑒鉴]|道[鑒鉴])?[:：]"
)
"""「张三高级工程师:」, 「陳某某園長台鑒:」"""
_YOURS = re.compile(
    r"(?<![往赴到至入在望请由蒙谢给])(?:你|贵)(?:单位|校|园|院|局|中心)"
    r"(?!的?(?:招生|举办|承办|主办|组织|开设|开办|培训|安排|通知|要求|统一)|的?(?:领导|大力|一贯|所属|下属|管辖)|[^,，。;；]{0,14}(?:来函|函(?![复覆])|来文|请示|(?<!申报材料)(?<!申请材料)收悉))"
)


_COMMITTEE = re.compile(r"(?:大会|会议|论坛)?(?:学术|专家|评审|组织|程序)(?:委员会|组)")
"""「经学术委员会推荐」: a committee of the meeting"""
_PART, _COMES_FROM = "所在部门", "来自"
_OF_A_PERSON = frozenset({"工作单位", "所在工作单位", "本人单位", "本人所在单位"})
_OF_THE_WORK = re.compile(r"(?:课题|项目)?(?:承担|依托|责任|主持|申报)(?:单位|学校)")
"""Who undertakes a project is not always where the person works for whom a page is made out."""
_DONE_BY = re.compile(r"(?:主要|成果|课题|项目)?(?:完成|承担|参与|协作)单位")
_ONE_OF_SEVERAL = 0.79
"""Below what a rule asks for: of several schools that did a work the holder's is one."""
_OF_BOTH = "立项单位"
"""Whose project is approved, or who approves it where the form asks for the unit elsewhere."""


def find_details(leaf: Leaf) -> list[Candidate]:
    """Return at most one `result`, `employer`, `location` and level of a training."""
    chosen = (
        agreed(_levels(leaf)) if leaf.kind in (*_TRAINED, "screenshot") else None,
        agreed(in_its_language(_results(leaf), leaf)),
        agreed(in_its_language(_employers(leaf), leaf)),
        agreed(find_places(leaf)),
    )
    return [candidate for candidate in chosen if candidate is not None]


def _results(leaf: Leaf) -> list[Candidate]:
    found = []
    for labelled in leaf.labels("result"):
        marks = list(_RESULT.finditer(labelled.value.text))
        match = next((m for m in marks if has_chinese(m.group())), marks[0] if marks else None)
        if match and not _PENDING.search(labelled.value.text):
            trust = _GUESSED_TRUST if labelled.guessed else 0.96
            found.append(_value("result", labelled, match.start(), match.end(), trust))
    for passage in leaf.passages:
        for phrase in matches(passage.text, "result"):
            start, end = phrase.captures["result"]
            if passage.text[end : end + 1] == "证":
                continue  # 「考核合格证书」 is what the paper is called
            # 「优秀学员」 may be a title of honour as well as a mark
            is_whole = _OF_ALL.search(passage.text[:start]) is not None
            trust = 0.88 if phrase.name == "good-learner" else 0.955 if is_whole else 0.95
            found.append(
                Candidate(
                    "result", passage.text[start:end], trust, passage, start, end, phrase.name
                )
            )
    return found


def _levels(leaf: Leaf) -> list[Candidate]:
    """Return at which level a training was held: by its label, or as the project is called."""
    found = [
        Candidate("level", hit[0], 0.95, one.value, hit[1], hit[2], f"label:{one.label}")
        for one in leaf.labels("level")
        if (hit := scope_of(one.value.text)) is not None
    ]
    for passage in leaf.passages:
        for name, level in _PROGRAMMES:
            at = passage.text.find(name)
            if at >= 0:
                found.append(
                    Candidate("level", level, 0.86, passage, at, at + len(name), "programme")
                )
        for match in _OF_LEVEL.finditer(passage.text):
            hit = scope_of(match[1])
            if hit is not None:
                found.append(
                    Candidate("level", hit[0], 0.86, passage, *match.span(1), "sentence:level")
                )
    return found


def _names_several(labelled: Labelled, leaf: Leaf) -> bool:
    """Tell whether a label of who did the work names several: the holder's is one of them."""
    if _DONE_BY.fullmatch(labelled.label) is None:
        return False
    last = labelled.value.cells[-1].key
    beside = [right for row in leaf.rows for left, right in pairwise(row) if left.key == last]
    pieces = [*labelled.value.raw.split(), *(cell.line.text for cell in beside)]
    return sum(organisation_likelihood(piece) >= _SURELY_A_BODY for piece in pieces) > 1


def _employers(leaf: Leaf) -> list[Candidate]:
    found = [candidate for passage in leaf.passages for candidate in _employed(passage)]
    if leaf.kind == "appointment":
        found = [c for c in found if not _APPOINTED_AS.search(c.passage.text[: c.start])]
    found.extend(_addressed(leaf))
    found.extend(_above_addressee(leaf))
    found.extend(invited_from(leaf))
    labels = leaf.labels("employer")
    if any(one.label in _OF_A_PERSON for one in labels):
        labels = tuple(one for one in labels if not _OF_THE_WORK.fullmatch(one.label))
    for labelled in labels:
        if labelled.label == _OF_BOTH and any(other.label != _OF_BOTH for other in labels):
            continue
        if (
            labelled.label == _PART
            and organisation_likelihood(labelled.value.text) < _SURELY_A_BODY
        ):
            continue  # 「护理教研室」 is where in the house
        named = [b for b in find_organisations(labelled.value.text) if b.start == 0]
        runs_on = bool(named) and (
            _DEED_NEXT.match(labelled.value.text, named[0].end) is not None
            or (
                len(labelled.value.cells) > 1
                and _SENTENCE_GOES_ON.match(labelled.value.text, named[0].end) is not None
            )
        )
        name = tidy_organisation(named[0].name if runs_on else _first_clause(labelled.value.text))
        name = _whole_body(_OF_CHINA.sub("", _POST_IN_BRACKETS.sub("", name)))
        if labelled.label == _COMES_FROM:
            name = _OF_A_SCHOOL.sub("", name)  # 「来自:某某医院内分泌科」
        first = tidy_organisation(re.split(r"[:：]", labelled.value.cells[0].line.text)[-1])
        if len(labelled.value.cells) > 1 and organisation_likelihood(name) < _SURELY_A_BODY:
            # what stands on the next line is no part of a name that is whole without it
            name = first if organisation_likelihood(first) >= _SURELY_A_BODY else name
        likely = organisation_likelihood(name) > 0
        if (likely and len(name) >= 2) or (labelled.inline and _ANY_BODY.fullmatch(name)):
            start = max(labelled.value.text.find(name), 0)
            found.append(
                Candidate(
                    "employer",
                    name,
                    min(
                        _GUESSED_TRUST if labelled.guessed else 0.96 if likely else 0.85,
                        _ONE_OF_SEVERAL if _names_several(labelled, leaf) else 1.0,
                    ),
                    labelled.value,
                    start,
                    start + len(name),
                    f"label:{labelled.label}",
                )
            )
    return found


def _first_clause(text: str) -> str:
    """Return a labelled value to its first mark; an English school has its university behind it."""
    return _CLAUSE_END.split(text)[0] if has_chinese(text) else text


def _whole_body(name: str) -> str:
    """Return a body without the next label of its row, which a form prints after a blank."""
    label = _DEPARTMENT_LABEL.search(name)
    if label and organisation_likelihood(name[: label.start()]) >= _SURELY_A_BODY:
        return name[: label.start()]
    return name


def _employed(passage: Passage) -> list[Candidate]:
    """Return the employer of 「张三,系某某学校教师」."""
    found = []
    for pattern in (
        _EMPLOYED,
        _STAFF,
        _BETWEEN_COMMAS,
        _SENT_BY,
        _SENT_FROM,
        _IN_BRACKETS,
        _YOURS_NAMED,
        _EMPLOYED_ENGLISH,
        _TEACHES_AT,
        _NOW_AT,
        _NOMINATED,
    ):
        for match in pattern.finditer(passage.text):
            name = _OFFICE.sub("", body_of_staff(_OWN_TOWN.sub("", match[1])))
            name = _POST_HELD.sub("", name)
            nobodys = _ANY_SCHOOL.fullmatch(name) or _COMMITTEE.fullmatch(name)
            likely = 0.0 if nobodys else organisation_likelihood(name)
            surely = 0.6 if _IS_AT.match(match.group()) else 0.8
            lead = passage.text[match.start() : match.start(1)].partition(" ")[0]
            # 「University of Education」 is no employer of somebody called University
            called = lead.isascii() and organisation_likelihood(f"The {lead}") > 0
            called = called or (name.isascii() and " " not in name)  # 「Review of Education」
            called = called or _POST_OF.match(lead) is not None  # 「Head of Professional Learning」
            if likely >= surely and not called:
                start = match.start(1) + max(match[1].find(name), 0)
                end = start + len(name)
                trust = 0.86 if _FACULTY.fullmatch(name) else 0.93
                found.append(Candidate("employer", name, trust, passage, start, end, "employed-at"))
    for named in _UNIT_IN_SENTENCE.finditer(passage.text):
        likely = organisation_likelihood(named["b"])
        if likely >= _MAYBE_A_BODY:
            trust, span = 0.93 if likely >= _SURELY_A_BODY else 0.86, named.span("b")
            found.append(Candidate("employer", named["b"], trust, passage, *span, "unit-is"))
    return found


def _addressed(leaf: Leaf) -> list[Candidate]:
    """Return the body to which a letter on its member is addressed: 「某某学校: … 你单位张三」."""
    found = []
    for number, head in enumerate(leaf.passages):
        address = _ADDRESS.fullmatch(head.text)
        name = tidy_organisation(address[1] or address[2]) if address else ""
        office = _OF_A_SCHOOL.search(name)
        house, trust = (name[: office.start()], 0.88) if office else (name, 0.93)
        letter = "\n".join(p.text for p in leaf.passages[number + 1 : number + 1 + _LETTER])
        yours, ours = _YOURS.search(letter), _OURS.search(letter)
        is_theirs = yours is not None and (ours is None or yours.start() < ours.start())
        if is_theirs and organisation_likelihood(house) >= 0.8:
            start = max(head.text.find(house), 0)
            end = start + len(house)
            found.append(Candidate("employer", house, trust, head, start, end, "addressee"))
    return found


def _above_addressee(leaf: Leaf) -> list[Candidate]:
    """Return the body on a line of its own over 「张三高级工程师:」, from the same left edge."""
    found = []
    for above, below in pairwise(leaf.cells):
        close = 0 < below.box.top - above.box.top <= 2.5 * above.box.height
        flush = abs(below.box.left - above.box.left) <= above.em
        if (
            above.page == below.page
            and close
            and flush
            and _GREETED.fullmatch(below.line.text.strip())
        ):
            passage = join_cells((above,))
            name = tidy_organisation(passage.text)
            start = passage.text.find(name)
            if start >= 0 and organisation_likelihood(name) >= _SURELY_A_BODY:
                end = start + len(name)
                found.append(
                    Candidate("employer", name, 0.85, passage, start, end, "above-addressee")
                )
    return found


def own_employer(leaf: Leaf, issuers: list[Candidate]) -> list[Candidate]:
    """Return the one body that signs a letter on 「我校教师」 as their employer."""
    if _addressed(leaf) or any(_SENT_FROM.search(passage.text) for passage in leaf.passages):
        return []  # 「贵校选派的支教教师」: it is the other's member
    signed = [one for one in issuers if one.role == "issuer"]
    if len(signed) != 1 or not any(_OURS.search(passage.text) for passage in leaf.passages):
        return []
    whole = replace(signed[0], name="employer", role=None, method="own-staff")
    return [_without_department(whole, leaf)]


def _without_department(employer: Candidate, leaf: Leaf) -> Candidate:
    """Return the body of whose department signed, where it heads the page by itself."""
    name = str(employer.value)
    heads = (tidy_organisation(cell.line.text) for cell in leaf.cells if cell.box.top < _HEAD)
    body = next((head for head in heads if name.startswith(head) and head != name), "")
    if organisation_likelihood(body) < _SURELY_A_BODY:
        office = _OF_A_SCHOOL.search(name)
        end = office.start() if office else len(name)
        return replace(
            employer,
            value=name[:end],
            end=employer.start + end,
            trust=min(employer.trust, 0.88) if office else employer.trust,
        )
    return replace(employer, value=body, end=employer.start + len(body))


def _value(name: str, labelled: Labelled, start: int, end: int, trust: float) -> Candidate:
    text = labelled.value.text[start:end]
    return Candidate(name, text, trust, labelled.value, start, end, f"label:{labelled.label}")
