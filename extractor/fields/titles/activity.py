"""Find the name of the training or event as the document prints it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.candidates import Candidate, Leaf, agreed, best, in_its_language
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.standing import (
    CLAUSE_END,
    QUOTED_TRUST,
    SENTENCE_TRUST,
    WHOLE_BODY,
    clause_from,
    following,
    from_headings,
    from_next_line,
    referred_to,
    title_at,
)
from extractor.fields.titles.trimming import (
    CLASS_TRUST,
    IN_ENGLISH_TOO,
    PAIRS,
    SCHEME,
    SHORTEST,
    is_title,
    names_class,
    quotation,
    stripped,
    trim,
    unquoted,
    within_marks,
)
from extractor.language.hours import find_hours
from extractor.language.organisations import organisation_likelihood
from extractor.language.pipeline import PhraseMatch, matches
from extractor.passages import Passage

_LABEL_TRUST = 0.975
_ONE_OF_SEVERAL = 0.6
"""Of what stands behind a label that the page has again, with another value."""
_GUESSED_TRUST = 0.8
"""Of what stands behind a label that no list knows."""
_HOURS_BEHIND = re.compile(
    r"(?<=.{4})\s*[(（]\s*(?:共|计)?\s*\d+(?:\.\d+)?\s*个?(?:学时|课时|学分|小时)\s*[)）]$"
)
"""「课程名称:急救(16学时)」"""
_QUOTED_FIRST = re.compile(r"《([^《》]{4,60})》")
_GENERAL_LABELS = frozenset(
    {"名称", "项目", "主题", "题目", "课程", "title", "training", "subject"}
)
_SUBJECTS = re.compile(
    r"[^·•、/,，;；。《》“”]{2,14}(?:\s*[·•、/;；]\s*[^·•、/,，;；。《》“”]{2,14}){2,}等?"
)
"""「教育法规·学校管理·教育理论」: the subjects that were taught"""
_CONTENT_LABELS = frozenset(
    {
        "学习内容",
        "培训内容",
        "研修内容",
        "继续教育内容",
        "研修主题",
        "培训主题",
        "学习主题",
        "活动主题",
    }
)
"""What was learned is as often one subject of the training as its name."""
_CLASS_LABELS = frozenset({"班次", "班别", "班级", "专题", "program", "programme", "course"})
"""A form has room for a short name behind them."""
_IN_QUOTES_TRUST = 0.865
"""A sentence alone is not sure: at first contact with pages of other authors one in five of the
names that only a clause gave was wrong, and none of those that another way found too."""
_CUT_TRUST = 0.6
_ENDS_A_WORD = re.compile(r"(?:教学|课堂|现场|研讨|展示)观摩$")
"""「课堂教学观摩活动」: a part of a name, no deed."""
_WRITTEN = re.compile(r"(?:参与)?(?:编写|撰写|编著|合著|主编|参编)(?:了|的)?(?=《)|主题为(?=[“《])")
"""「编写《…》一书」: of a book its name is the title."""
_CONVENED_TRUST = 0.85
_CLASSIFIED = re.compile(
    r"^[^《“「]*(?:专业科目|公需科目|公需课|专业课|选修科目|选修课|(?:网络|在线|线上|培训|必修|专题|精品|慕课|公开|远程|教育)课程|慕课|网课|微课)[:：]?(?=[《“「])|^(?:课程|专题|项目)[:：]"
)
"""「2021年度专业科目《…》」: the class of the subject stands before the name."""
_OF_CLASS = re.compile(
    r"(?:(?:19|20)\d\d年?度?)?(?:公需|专业|选修|必修|一般公需|行业公需)(?:科目|课程?)[:：](?=.{2})"
)
"""「课程名称:2021年度公需科目:…」: the label's value names the class of the subject first."""
_NUMBERED = re.compile(
    r"(?:(?:19|20)\d\d年?度?)?(?:第[\d一二三四五六七八九十]+[期届次批])?(?:[本该](?:平台|校|院|中心)的?)?(?:在线|开放)*(?:慕课|(?:在线|网络|线上|线下)?(?:课程)?)(?=[《“「])"
)
"""「2021年第三期“…”培训班」: what is quoted is the name, if the rest only says what it was."""
_TERM = re.compile(
    r"(?:19|20)\d\d(?:\s*[-—–]\s*(?:19|20)?\d\d)?(?:学年|年)度?(?:[春秋上下](?:季|半)?|第[一二])(?:学期|学年)(?=[《“「])"
)
"""「2022年秋季学期“…”校本培训」: the school term says when."""
_STUDIED_IN = re.compile(
    r"[在于](?:[本我](?:校|院|局|园|中心|部|处|所|馆|公司|基地|学院)|(?:(?!参加)[㐀-鿿]){4,16}(?:学院|大学|党校|学校|中心))?(?:的)?"
    r"(?P<title>(?:(?!参加)[^,，。;；在]){4,40}?(?:班|工作坊|训练营))(?:脱产)?(?:学习|培训|进修|研修|参训)(?=[,，。;；共计])"
)
_STUDIED_AT = re.compile(
    r"[在于到赴](?:[本我]院|[㐀-鿿]{3,16}医院)(?P<title>[㐀-鿿]{2,12}?(?:科|室|病区|专业|病房|监护中心|诊疗中心)"
    r"(?:临床)?(?:进修(?:学习)?|规范化?培训))(?=[\d一二三四五六七八九十半]{1,2}[个年月]|[,，。;；(（]|期满|$)"
)
_LEARNT_AT = re.compile(
    r"[在于到赴](?:[本我]院|[㐀-鿿]{3,16}医院)(?:[㐀-鿿]{2,10}(?:科|室|中心))?(?:进修|学习)(?P<title>[㐀-鿿]{3,20}?(?:技术|诊疗|护理|专业))(?=[,，。;；(（])"
)
"""「于三月四日至二十九日在本校第三十二期干部培训班学习,」"""
_CUT_TITLE_TRUST = 0.8
_THROUGH = re.compile(
    r"(?:(?:^|[,，。;；])\s*|业|已)经(?!考|审|过)(?:\s*(?:19|20)\d\d\s*年[\d\s月日至—~-]{2,24})?\s*(?:[我本](?:[校院会局园中心]|单位|中心|协会|学会))?的?"
    r"(?P<title>(?:[㐀-鿿]{0,8}第[\d〇零一二三四五六七八九十百]{1,5}[期届批次])?[㐀-鿿]{4,28}?(?:培训(?=[,，]|\s*\d{1,3}\s*(?:学时|课时))|班(?=(?:学习|培训|研修|进修)(?:期满)?[,，。(（]|期满|[,，])))"
)
"""「经红十字应急救护培训,考核合格」"""
_MEMBER_OF = re.compile(
    r"[我本](?:校|院|中心)(?P<title>第[\d〇零一二三四五六七八九十百]{1,5}期[㐀-鿿]{2,24}?班)学员"
)
"""「我校第52期干部培训班学员张三」"""
_CLASS_BEGAN = re.compile(
    r"(?:^|[。,，])(?P<title>[㐀-鿿\d“”‘’()（）]{4,40}?(?:班|培训|研修|项目|训练营|工作坊))(?:于|自)(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[^,，。]{0,18}?"
    r"(?:在[^,，。]{2,16})?(?:开班|启动|开始|开课|实施|举办|举行)"
)
"""「某某名师培养对象高级研修班自2021年7月开班」"""
_COURSES = re.compile(r"[》”]等?(?:\d+|[一二三四五六七八九十])?[门个]?课程$")
_QUOTED = re.compile(r"[“《「『]([^“”《》「」『』]{4,80})[”》」』]")
_CITED = re.compile(
    r"(?:根据|依据|按照|依照|遵照|按|据|落实|贯彻|印发|下发|发布|颁布|施行|执行)的?[^,，。;；]{0,20}$"
)
_SPOKEN_ON = re.compile(
    r"(?:题为|题目为|主题为|论文|报告)[:：]?$|"
    r"(?:paper|report|talk|presentation|speech|lecture|poster)\s+(?:entitled|titled|on|called)?\s*$",
    re.IGNORECASE,
)
"""What somebody spoke on there is not what it was called."""
_BEFORE_NAME = re.compile(r"(?:^|[^㐀-鿿]|[加与了过成完习修读学的为在于由题名班])$")
"""A name begins behind a mark, a verb or a particle; 「英语“口语”培训」 began before."""
_AFTER_NAME = re.compile(
    r"\s*(?:[(（][A-Z][A-Za-z ,.&'’:-]+[)）])?\s*"
    r"(?:$|[,，.。;；:：、)）]|的|中(?![学小国职央华考医])|之|等|并|且|期间|规定|全部|全程|课程|学习|培训|研修|活动|项目|一[门项次]|专题|网络|线上|线下|held|on|from|in)"
)
"""What may stand behind a whole name; 「“国培计划”高中教师培训」 goes on."""
_WHERE = re.compile(
    r"[《“「][^《》“”「」]{2,30}[》”」](?:平台|网站|网|上)*(?:参加|学习|完成|修读|观看)"
)
_SPEAKER = re.compile(
    r"(?:人|教师|专家|老师|嘉宾|导师|督导|单位|者)?\s*[:：]|(?:形式|方式)(?!的)|"
    r"(?:访问学者|进修教师|学员|代表|嘉宾|志愿者|观察员|评委|会员|(?:正式|特邀)代表|"
    r"(?:该|本)?(?:课题|项目)?组?(?:第一|主要|核心)?(?:主持人|负责人|承担人|组长|成员|参与[人者]|参加[人者]))[,，。]"
)
"""「主讲人:…」 and 「主讲形式」 are labels, 「作为访问学者,…」 a role, and none is a deed."""
_LABEL_GOES_ON = re.compile(r"(?:地点|地址|日期|时间|单位|机构|方式|形式|者|方)[:：]?")
"""「举办地点:…」 is a label, not an event that somebody holds."""
_STATE_OF_IT = re.compile(
    r"(?:情况|进度|率|时间|日期|状态)[:：]?|(?:证明|证书|回执|确认|凭证|记录)"
)
"""「完成情况:24学时」, 「出席证明(译文)」"""
_AT_PLACE = re.compile(r"\b(?:at|by|in)\s+(?:the\s+)?$")
_HELD_AT = re.compile(
    r"^\s*(?:[a-z]+\s+){0,2}(?:held|taking place|hosted|organi[sz]ed)\s+(?:at|in|by)\b"
)
_NEAR = 40
_CAPITAL_NOUN = re.compile(
    r"(?:Workshop|Course|Programme|Program|Seminar|Symposium|Institute|School)\s+(?:on|in|for|of)\s+$"
)
"""「attended the Workshop on Herbarium Digitisation」: set with a capital it is of the name."""
_PRESCRIBES = re.compile(r"[》”」]?(?:等)?(?:所?规定|所?要求)的?")
"""「修完《…教学计划》规定的全部课程」: the plan is not what was learned."""
_PLAN = re.compile(r"(?:计划|大纲|方案|标准|规程|指南|规范)[》”]?(?:所?规定)?$")
_RULES = re.compile(
    r"(?:通知|办法|规定|意见|条例|细则|章程|纲要|规划|文件|法|制度|决定|公告|函|批复)(?:[(（].*[)）])?$"
)


def find_activity(leaf: Leaf) -> list[Candidate]:
    """Return at most one `activity_title`.

    A label decides; else the sentence that tells what the holder took part in: the words
    behind 「参加」 and behind whoever held it, quoted or not. Marks that enclose the whole
    name are dropped, marks inside it stay.
    """
    found = _from_labels(leaf)
    for passage in _sentences(leaf):
        found.extend(_from_sentence(passage))
        found.extend(_from_quotes(passage))
    found.extend(from_next_line(leaf))
    found.extend(following(leaf))
    found.extend(referred_to(leaf))
    found = [one for one in found if one.method != "quoted" or not _is_told_already(one, found)]
    found = [_unless_cut(candidate) for candidate in found]
    found = [replace(c, trust=c.trust - 0.1) if _COURSES.search(str(c.value)) else c for c in found]
    titles = [c for c in found if is_title(str(c.value))]
    chosen = _in_full(agreed(in_its_language(titles, leaf)), titles)
    if chosen is None or names_class(str(chosen.value)):
        chosen = agreed(from_headings(leaf)) or chosen
    return [chosen] if chosen else []


def _in_full(chosen: Candidate | None, titles: list[Candidate]) -> Candidate | None:
    """Return a name as a label has it, where a sentence on the page has only its beginning."""
    if chosen is None:
        return None
    name = str(chosen.value)
    whole = [
        c for c in titles if c.method.startswith("label:") and str(c.value).startswith(name + "(")
    ]
    if chosen.method.removeprefix("label:") in _CLASS_LABELS:
        # 「班次:纸质修复」 beside 「参加“全国纸质修复培训班”」
        whole = [c for c in titles if c.method.endswith(":quoted") and name in str(c.value)[:-1]]
    return best(whole) or chosen


def _is_told_already(quoted: Candidate, found: list[Candidate]) -> bool:
    """Tell whether a sentence gives the same words, or a name of which the marked ones are a part.

    「全省数学“结构化教学”研讨活动」: the marks enclose no whole name.
    """
    return any(
        other.passage is quoted.passage
        and other is not quoted
        and (
            (other.start < quoted.start - 1 and quoted.end + 1 < other.end)
            or (other.start, other.end) == (quoted.start, quoted.end)
        )
        for other in found
    )


def _sentences(leaf: Leaf) -> list[Passage]:
    """Return the passages, with a heading over two lines as one instead of two."""
    headings = [heading for heading in find_headings(leaf) if heading not in leaf.passages]
    within = {cell.key for heading in headings for cell in heading.cells}
    rest = [p for p in leaf.passages if not any(cell.key in within for cell in p.cells)]
    return [*headings, *rest]


def _from_labels(leaf: Leaf) -> list[Candidate]:
    found = []
    told: dict[str, set[str]] = {}
    for labelled in leaf.labels("activity_title"):
        told.setdefault(labelled.label, set()).add(labelled.value.text)
    for labelled in leaf.labels("activity_title"):
        text = labelled.value.text
        of_class = _OF_CLASS.match(text)
        span = unquoted(text, of_class.end() if of_class else 0, len(text))
        other = IN_ENGLISH_TOO.search(text)
        if other and other.start() > span[0]:
            span = span[0], min(span[1], other.start())
        counted = _HOURS_BEHIND.search(text, span[0], span[1])
        span = (span[0], counted.start()) if counted else span
        closed = _QUOTED_FIRST.match(text)
        if closed and len(labelled.value.cells) > 1:
            span = closed.span(1)  # what stands on the next line is no part of it
        trust = _LABEL_TRUST - (0.06 if labelled.label in _GENERAL_LABELS else 0)
        trust -= 0.09 if labelled.label in _CONTENT_LABELS else 0
        trust -= 0 if labelled.inline else 0.01
        trust = min(trust, _GUESSED_TRUST) if labelled.guessed else trust
        if len(told.get(labelled.label, ())) > 1 or _SUBJECTS.fullmatch(text):
            trust = min(trust, _ONE_OF_SEVERAL)
        title = title_at(labelled.value, span, trust, f"label:{labelled.label}")
        is_class = names_class(str(title.value))
        found.append(replace(title, trust=min(trust, CLASS_TRUST)) if is_class else title)
    return found


def _from_sentence(passage: Passage) -> list[Candidate]:
    text = passage.text
    cues = [
        cue
        for cue in matches(text, "activity")
        if not _names_a_place(cue, text)
        and not _STATE_OF_IT.match(text, cue.end)
        and not (cue.name == "spoke-at" and _SPEAKER.match(text, cue.end))
    ]
    attended = [
        cue
        for cue in cues
        if cue.label == "attend"
        and not (cue.name == "announced" and _is_cited(text, cue.start))
        and not _ENDS_A_WORD.search(text[: cue.end])
    ]
    # 「由某大学举办的培训班于七月举行」 names no deed before the event: who held it must do
    held = [cue for cue in cues if cue.name == "held-by"]
    openings = [*attended, *(cue for cue in held if not _within_any(cue, attended, text))]
    found: list[Candidate] = []
    for cue in openings:
        begin = cue.captures.get("quote", (cue.end, 0))[0]
        region = clause_from(text, begin, {c.start for c in attended})
        found.extend(_in_region(passage, *region, cue.name))
    for studied in _STUDIED_IN.finditer(text):
        found.extend(_in_region(passage, *studied.span("title"), "studied-in"))
    found.extend(
        title_at(passage, learnt.span("title"), SENTENCE_TRUST, "studied-at")
        for shape in (_STUDIED_AT, _LEARNT_AT)
        for learnt in shape.finditer(text)
    )
    found.extend(
        title_at(passage, named.span("title"), _CUT_TITLE_TRUST, "through")
        for shape in (_THROUGH, _MEMBER_OF, _CLASS_BEGAN)
        for named in shape.finditer(text)
    )
    for cue in cues:
        if cue.label == "within":
            found.extend(_in_region(passage, *cue.captures["title"], cue.name))
        elif cue.label == "convene" and not _LABEL_GOES_ON.match(text, cue.end):
            named = _in_region(passage, *clause_from(text, cue.end, set()), cue.name)
            found.extend(replace(candidate, trust=_CONVENED_TRUST) for candidate in named)
    return found


def _is_cited(text: str, at: int) -> bool:
    """Tell whether a place in a text lies in the name of an order: 「根据《关于举办…的通知》」."""
    opened = text.rfind("《", 0, at)
    return opened > text.rfind("》", 0, at) and _CITED.search(text[:opened]) is not None


def _names_a_place(cue: PhraseMatch, text: str) -> bool:
    """Tell whether 「在“某平台”参加…」 says where, not what."""
    return cue.name == "in-quoted" and _WHERE.match(text, cue.captures["quote"][0]) is not None


def _within_any(held: PhraseMatch, attended: list[PhraseMatch], text: str) -> bool:
    """Tell whether 「举办的」 stands in the clause of 「参加」, which finds the name by itself."""
    return any(
        cue.end <= held.start and not CLAUSE_END.search(text[cue.end : held.start])
        for cue in attended
    )


_LEARNT = re.compile(
    r"[“「](?P<t>[^“”「」]{4,50}(?:班|培训|研修|轮训|复训|课程|项目|计划|训练营))[”」](?:第[^,，。;；]{1,4}[期届])?的?"
    r"(?:学员|学习(?:期满|满|合格|[,，])|期满)"
)
"""「“某某专修班”学员张三」, 「在本会所办“某某传习班”第三期学习期满」"""
_LEARNT_TRUST = 0.91


def _from_quotes(passage: Passage) -> list[Candidate]:
    """Return what a sentence on hours or on study sets in quotation marks.

    The sentence may tell what was done in words of its own (「修习“…”规定的课程」); orders and
    rules that it cites are not what was learned.
    """
    text = passage.text
    learnt = [
        title_at(passage, match.span("t"), _LEARNT_TRUST, "quoted:learnt")
        for match in _LEARNT.finditer(text)
    ]
    told = find_hours(text) or any(c.label in ("attend", "tail") for c in matches(text, "activity"))
    if learnt or not told:
        return learnt
    return [
        title_at(passage, quoted.span(1), _IN_QUOTES_TRUST, "quoted")
        for quoted in _QUOTED.finditer(text)
        if not _CITED.search(text[: quoted.start()])
        and not _SPOKEN_ON.search(text[: quoted.start()])
        and not _RULES.search(quoted[1])
        and not _prescribes(text, *quoted.span(1))
        and not _is_listed(text, quoted)
        and not SCHEME.fullmatch(quoted[1])
        and _BEFORE_NAME.search(text[: quoted.start()])
        and _AFTER_NAME.match(text, quoted.end())
    ]


def _is_listed(text: str, quoted: re.Match[str]) -> bool:
    """Tell whether marked words are one of several: 「《教育学》、《心理学》四门课程」."""
    before, behind = text[: quoted.start()], text[quoted.end() :]
    return (
        re.search(r"》[、,，]?$", before) is not None or re.match(r"[、,，]?《", behind) is not None
    )


def _unless_cut(candidate: Candidate) -> Candidate:
    """Return the candidate, doubted where its opening mark is never closed: a line was lost."""
    text = str(candidate.value)
    is_cut = any(text.count(mark) > text.count(PAIRS[mark]) for mark in "《“「『【(（")
    return replace(candidate, trust=_CUT_TRUST) if is_cut else candidate


def _in_region(passage: Passage, start: int, end: int, cue: str) -> list[Candidate]:
    text = passage.text
    if _HELD_AT.search(text[start : start + _NEAR]) and re.match(r"[a-z]", text[start:].lstrip()):
        return []  # 「attending the conference held at Lanting Hotel」 names the place alone
    noun = _CAPITAL_NOUN.search(text, 0, start)
    start = noun.start() if noun else start
    first, last = trim(text, start, end)
    whole = quotation(text, first, last)
    if whole is not None and _prescribes(text, first, whole[1]):
        return []
    if whole is not None and whole[0] > first:
        return [title_at(passage, whole, QUOTED_TRUST, f"sentence:{cue}:quoted")]
    start, end = stripped(text, start, end)
    written = _WRITTEN.match(text, start, end)
    start = written.end() if written else start
    term = _TERM.match(text, start, end)
    start = term.end() if term else start
    numbered = _NUMBERED.match(text, start, end)
    if numbered:
        within = quotation(text, numbered.end(), end)
        if within is not None and within[0] > numbered.end():
            start = numbered.end()
    classified = _CLASSIFIED.match(text[start:end])
    if classified and classified.end() < end - start:
        start += classified.end()
    quoted = quotation(text, start, end)
    if quoted is not None and _prescribes(text, quoted[0], quoted[1]):
        return []
    if quoted is not None:
        return [title_at(passage, quoted, QUOTED_TRUST, f"sentence:{cue}:quoted")]
    start, end = within_marks(text, start, end) or unquoted(text, start, end)
    if end - start < SHORTEST:
        return []
    if _AT_PLACE.search(text[:start]) and organisation_likelihood(text[start:end]) >= WHOLE_BODY:
        return []  # 「completed a programme at Lingxi University」
    return [title_at(passage, (start, end), SENTENCE_TRUST, f"sentence:{cue}")]


def _prescribes(text: str, start: int, end: int) -> bool:
    """Tell whether what is named is a plan whose contents were learned, and not their name."""
    return bool(_PLAN.search(text[start:end]) and _PRESCRIBES.match(text, end)) or bool(
        _PLAN.search(text[start:end]) and text[start:end].endswith("规定")
    )
