"""Find the name of the training or event as the document prints it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, in_its_language
from extractor.fields.headings import find_headings
from extractor.fields.labels import has_label
from extractor.language.dates import DateMention, find_dates
from extractor.language.hours import find_hours
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.pipeline import PhraseMatch, matches
from extractor.passages import Passage

_LABEL_TRUST = 0.975
_GENERAL_LABELS = frozenset(
    {"名称", "项目", "主题", "题目", "课程", "title", "training", "subject"}
)
_QUOTED_TRUST = 0.95
_SENTENCE_TRUST = 0.93
_IN_QUOTES_TRUST = 0.935
_CUT_TRUST = 0.6
_HEADING_TRUST = 0.7
_CONVENED_TRUST = 0.85
_PAIRS = {
    "(": ")",
    "（": "）",
    "《": "》",
    "“": "”",
    "「": "」",
    "『": "』",
    '"': '"',
    "‘": "’",
    "〈": "〉",
    "【": "】",
}
_OPENERS = "(（《“「"
_QUOTES = '"“”'
_EDGE = " \t,，.。;；:：、·—-_*"
_CLAUSE_END = re.compile(r"[，,。；;！!]|(?<![A-Za-z])\.(?=\s|$)")
_SUFFIX = re.compile(
    r"^(?:高级|专题|骨干)?(?:研修班|培训班|学习班|进修班|提高班|训练营|集训营|工作坊|培训项目|研修项目|"
    r"培训课程|课程|培训|研修|学习|项目|活动|会议|论坛|讲座|研讨会|年会|大会)"
)
_HOLDER_PENDING = re.compile(
    r"(?:由|经|受)[^。；;]{2,40}(?:主办|举办|组织|承办|协办|委托|指导|支持)$"
)
"""Who held it is still being listed: 「由甲主办,乙承办的…」."""
_GENERIC_REST = re.compile(
    r"(?:的|等|专题|课程|网络|远程|在线|线上|线下|集中|学习|培训|研修|进修|班|项目|活动|会议|讲座|研讨|"
    r"高级|系列|暑期|寒假|假期|公益|全员|校本|岗前|在职|主题|工作坊|研修营|教师|主讲|指导|授课|辅导|讲师|导师|课|on|held|in|at|course|workshop|training|seminar|programme|program|\s)+"
)
_ASIDE = re.compile(
    r"[(（][^()（）]*(?:\d\s*[天日]|学时|课时|时间|地点|为期|会期)[^()（）]*[)）]?$"
)
_GENERIC_TITLE = re.compile(
    r"^(?:本次|此次|该|上述|以下|下列|如下|规定|全部|全程|各级|各类|相关|有关|本|(?:研修|学习|培训|教学|实践|作业|线上|线下|在线|考核|各项|全部)+(?:任务|作业|要求|环节|内容|考核|测试)|课程学习|(?:公需|专业|选修|必修)(?:科目|课程?)\d*$|研讨交流|交流研讨|会议|(?:集中|网络|线上|线下|在线|远程|跟岗|面授)(?:研修|培训|学习|面授)\d*$|(?:职业)?(?:技能|资格)(?:等级)?(?:认定|鉴定|考核|考试)$|(?:并|且|经)?考[核试][^,，。]{0,4}合格者?$|(?:培训|研修|学习|活动|课程)?(?:项目|活动|课程)?名?称$|相应的?|(?:课程)?视频|[零壹贰叁肆伍陆柒捌玖拾佰一二三四五六七八九十百]+个?(?:学时|课时|小时|学分|天)|\d+\.?\d*个?(?:学时|课时|小时|学分|天)|\d+(?:\.\d+)?\s+(?:[a-z]+\s+)?hours?$)"
)
_COMMON_WORDS = re.compile(
    r"(?:(?:[a-z][\w'’-]*|\d+(?:\.\d+)?(?=\s+(?:[a-z]|CPD))|\d+-?(?:hour|day|week)s?|CPD|[-–:])\s+)+"
)
_CLASSIFIED = re.compile(
    r"^[^《“「]*(?:专业科目|公需科目|公需课|专业课|选修科目|选修课)[:：]?(?=[《“「])"
)
"""「2021年度专业科目《…》」: the class of the subject stands before the name."""
_NUMBERED = re.compile(
    r"(?:(?:19|20)\d\d年?度?)?(?:第[\d一二三四五六七八九十]+[期届次批])?(?=[《“「])"
)
"""「2021年第三期“…”培训班」: what is quoted is the name, if the rest only says what it was."""
_COUNTED = re.compile(r"(?:共|计|等)\s*\d+\s*[次场讲门节期]$")
_BARE_LEAD = re.compile(
    r"(?:completed|attended|participated in|participation in|completion of|completing|attending)"
    r"(?:\s+[a-z][\w-]*|\s+\d[\w.-]*|\s+CPD)*\s*:?$"
)
_COMMON_START = re.compile(r"[a-z]|\d+-(?:day|hour|week)")
_COURSES = re.compile(r"[》”]等?(?:\d+|[一二三四五六七八九十])?[门个]?课程$")
_PLATFORM = re.compile(r"(?:平台|网|APP|公众号|小程序|教育网|研修网)[”」]?(?:上|平台)?$")
"""Where it was learned is not what was learned."""
_QUOTED = re.compile(r"[“《「『]([^“”《》「」『』]{4,80})[”》」』]")
_CITED = re.compile(
    r"(?:根据|依据|按照|依照|遵照|按|据|落实|贯彻|印发|下发|发布|颁布|施行|执行)的?[^,，。;；]{0,20}$"
)
_PAPER = re.compile(
    r"(?:certificate|diploma|statement|record|证书|证明)(?:\s+of\s+\w+)?", re.IGNORECASE
)
_SCHEME = re.compile(r"^.{2,6}(?:计划|工程|行动)$")
"""「“国培计划”」 alone is what the training belongs to, not its name."""
_BEFORE_NAME = re.compile(r"(?:^|[^㐀-鿿]|[加与了过成完习修读学的为在于由题名班])$")
"""A name begins behind a mark, a verb or a particle; 「英语“口语”培训」 began before."""
_AFTER_NAME = re.compile(
    r"\s*(?:$|[,，.。;；:：、)）]|的|中(?![学小国职央华考医])|之|等|并|且|期间|规定|全部|全程|课程|学习|培训|研修|活动|项目|一[门项次]|专题|网络|线上|线下|held|on|from|in)"
)
"""What may stand behind a whole name; 「“国培计划”高中教师培训」 goes on."""
_GOES_ON = re.compile(r"中(?![学小国职央华考医])|之|规定|全部|全程|期间|并|且")
"""What follows a quoted name and belongs to the sentence again."""
_WORK = (
    r"(?:全部|全程|规定|各项|所有|一切|相关|线上|在线|线下|网络|远程|集中|面授|培训|研修|学习|课程|教学|考核|"
    r"内容|任务|环节|要求|活动|阶段|模块|科目|等)"
)
_WHAT_WAS_DONE = re.compile(rf"(?:的|之){_WORK}+$|(?:全部|规定){_WORK}+$")
"""「…培训班的全部在线学习任务」: what there was to do is no part of the name."""
_HELD = re.compile(
    r"\s*(?:delivered|held|conducted|offered|organi[sz]ed|hosted|run)\s+(?:online|by|at|in|from|on|between|via)\b.*$"
)
_WHERE = re.compile(
    r"[《“「][^《》“”「」]{2,30}[》”」](?:平台|网站|网|上)*(?:参加|学习|完成|修读|观看)"
)
_AFTER_QUOTE = re.compile(
    r"[”」』》](?:一?课程?|项目|(?:专题|全员|暑期)?培训班?|(?:主讲|指导|授课)教师|讲师|专家)$"
)
_MODE = re.compile(
    r"(?:(?<=班)|(?<=项目)|(?<=培训)|(?<=课程)|(?<=工作坊))(?:网络|远程|在线|线上|集中|跟岗)(?:研修|学习|培训)$"
)
"""How it was held, behind a name that is whole without it."""
_WHEN_NEXT = re.compile(r"(?:于|在|自|从)$")
_RULES = re.compile(
    r"(?:通知|办法|规定|意见|条例|细则|章程|纲要|规划|文件|法|制度|决定|公告|函|批复)(?:[(（].*[)）])?$"
)
_SHORTEST = 4


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
    found.extend(_from_next_line(leaf))
    found = [_unless_cut(candidate) for candidate in found]
    found = [replace(c, trust=c.trust - 0.1) if _COURSES.search(str(c.value)) else c for c in found]
    titles = [c for c in found if is_title(str(c.value))]
    chosen = agreed(in_its_language(titles, leaf))
    if chosen is None:
        chosen = agreed(_from_headings(leaf))
    return [chosen] if chosen else []


def _sentences(leaf: Leaf) -> list[Passage]:
    """Return the passages, with a heading over two lines as one instead of two."""
    headings = [heading for heading in find_headings(leaf) if heading not in leaf.passages]
    within = {cell.key for heading in headings for cell in heading.cells}
    rest = [p for p in leaf.passages if not any(cell.key in within for cell in p.cells)]
    return [*headings, *rest]


def _from_labels(leaf: Leaf) -> list[Candidate]:
    found = []
    for labelled in leaf.labels("activity_title"):
        text = labelled.value.text
        span = _unquoted(text, 0, len(text))
        trust = _LABEL_TRUST - (0.06 if labelled.label in _GENERAL_LABELS else 0)
        trust -= 0 if labelled.inline else 0.01
        found.append(_title(labelled.value, span, trust, f"label:{labelled.label}"))
    return found


def _from_sentence(passage: Passage) -> list[Candidate]:
    text = passage.text
    cues = [cue for cue in matches(text, "activity") if not _names_a_place(cue, text)]
    attended = [cue for cue in cues if cue.label == "attend"]
    # 「由某大学举办的培训班于七月举行」 names no deed before the event: who held it must do
    held = [cue for cue in cues if cue.name == "held-by"]
    openings = [*attended, *(cue for cue in held if not _within_any(cue, attended, text))]
    found: list[Candidate] = []
    for cue in openings:
        begin = cue.captures.get("quote", (cue.end, 0))[0]
        region = _region(text, begin, {c.start for c in attended})
        found.extend(_in_region(passage, *region, cue.name))
    for cue in cues:
        if cue.label == "within":
            found.extend(_in_region(passage, *cue.captures["title"], cue.name))
        elif cue.label == "convene":
            named = _in_region(passage, *_region(text, cue.end, set()), cue.name)
            found.extend(replace(candidate, trust=_CONVENED_TRUST) for candidate in named)
    return found


def _names_a_place(cue: PhraseMatch, text: str) -> bool:
    """Tell whether 「在“某平台”参加…」 says where, not what."""
    return cue.name == "in-quoted" and _WHERE.match(text, cue.captures["quote"][0]) is not None


def _within_any(held: PhraseMatch, attended: list[PhraseMatch], text: str) -> bool:
    """Tell whether 「举办的」 stands in the clause of 「参加」, which finds the name by itself."""
    return any(
        cue.end <= held.start and not _CLAUSE_END.search(text[cue.end : held.start])
        for cue in attended
    )


def _from_quotes(passage: Passage) -> list[Candidate]:
    """Return what a sentence on hours or on study sets in quotation marks.

    The sentence may tell what was done in words of its own (「修习“…”规定的课程」); orders and
    rules that it cites are not what was learned.
    """
    text = passage.text
    told = find_hours(text) or any(c.label in ("attend", "tail") for c in matches(text, "activity"))
    if not told:
        return []
    return [
        _title(passage, quoted.span(1), _IN_QUOTES_TRUST, "quoted")
        for quoted in _QUOTED.finditer(text)
        if not _CITED.search(text[: quoted.start()])
        and not _RULES.search(quoted[1])
        and not _SCHEME.search(quoted[1])
        and _BEFORE_NAME.search(text[: quoted.start()])
        and _AFTER_NAME.match(text, quoted.end())
    ]


def _unless_cut(candidate: Candidate) -> Candidate:
    """Return the candidate, doubted where its opening mark is never closed: a line was lost."""
    text = str(candidate.value)
    is_cut = any(text.count(mark) > text.count(_PAIRS[mark]) for mark in "《“「『【(（")
    return replace(candidate, trust=_CUT_TRUST) if is_cut else candidate


def _from_next_line(leaf: Leaf) -> list[Candidate]:
    """Return the name that stands on a line of its own below 「has completed the course」."""
    found = []
    for passage, below in pairwise(leaf.passages):
        text = passage.text
        cue = next(
            (
                c
                for c in matches(text, "activity")
                if c.label == "attend" and c.end >= len(text) - 1
            ),
            None,
        )
        lead = cue or re.search(_BARE_LEAD, text)
        near = 0 <= below.box.top - passage.box.bottom <= 3.5 * below.height
        if lead is None or not near or has_label(below.text):
            continue
        if any(hours.end >= len(text) - 1 for hours in find_hours(text)):
            continue  # 「and has attended 30 contact hours」: who signs stands below
        span = _unquoted(below.text, *_stripped(below.text, 0, len(below.text)))
        found.append(_title(below, span, _SENTENCE_TRUST, "next-line"))
    return found


def _ends(cue: PhraseMatch, text: str) -> bool:
    return cue.end >= len(text) - 1


def _region(text: str, start: int, stops: set[int]) -> tuple[int, int]:
    """Return the clause that begins at `start`; marks inside quotes do not end it."""
    closing: list[str] = []
    dated = {i for date in find_dates(text) for i in range(date.start, date.end)}
    for index in range(start, len(text)):
        char = text[index]
        if index in dated:
            continue  # the comma of 「July 5, 2021」 ends nothing
        if closing and char == closing[-1]:
            closing.pop()
        elif char in _PAIRS and _PAIRS[char] in text[index + 1 :]:
            closing.append(_PAIRS[char])
        elif closing or _HOLDER_PENDING.search(text[start:index]):
            continue
        elif _CLAUSE_END.match(text, index) or index in stops - {start}:
            return start, index
    return start, len(text)


def _in_region(passage: Passage, start: int, end: int, cue: str) -> list[Candidate]:
    text = passage.text
    first, last = _trim(text, start, end)
    whole = _quotation(text, first, last)
    if whole is not None and whole[0] > first:
        return [_title(passage, whole, _QUOTED_TRUST, f"sentence:{cue}:quoted")]
    start, end = _stripped(text, start, end)
    numbered = _NUMBERED.match(text, start, end)
    if numbered:
        within = _quotation(text, numbered.end(), end)
        if within is not None and within[0] > numbered.end():
            start = numbered.end()
    classified = _CLASSIFIED.match(text[start:end])
    if classified and classified.end() < end - start:
        start += classified.end()
    quoted = _quotation(text, start, end)
    if quoted is not None:
        return [_title(passage, quoted, _QUOTED_TRUST, f"sentence:{cue}:quoted")]
    start, end = _unquoted(text, start, end)
    if end - start < _SHORTEST:
        return []
    return [_title(passage, (start, end), _SENTENCE_TRUST, f"sentence:{cue}")]


def trimmed_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a name without what stands around it: dates, who held it, marks."""
    start, end = _stripped(text, start, end)
    return _unquoted(text, start, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop what stands around the name: dates, who held it, how long it took."""
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        start, end = _trim(text, start, end)
        start += _common_words(text[start:end])
        for aside in (_COUNTED, _ASIDE, _WHAT_WAS_DONE, _MODE, _HELD):
            found = aside.search(text, start, end)
            if found and found.start() >= start + _SHORTEST:
                end = found.start()
        start, end = _without_facts(text, start, end)
        start, end = _without_cues(text, start, end)
    return start, end


def _without_facts(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a date before the name, and dates and hours behind it."""
    for mention in find_dates(text[start:end]):
        if mention.start == 0 and mention.first.month is not None:
            start += mention.end
        elif mention.end >= end - start - 1 and _is_when(text[start:end], mention):
            end = start + mention.start
        elif (
            mention.first.month is not None
            and mention.start > _SHORTEST
            and _WHEN_NEXT.search(text[start : start + mention.start])
        ):
            return start, start + mention.start - 1
    hours = [m for m in find_hours(text[start:end]) if m.end >= end - start - 2]
    if hours and hours[0].start > _SHORTEST:
        end = start + hours[0].start
    if re.match(r"[A-Z]", text[start:end]):
        end = start + _facts_begin(text[start:end])
    return start, end


def _without_cues(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop one phrase before the name (who held it) or behind it (that it was studied)."""
    for cue in matches(text[start:end], "activity"):
        if cue.label == "opener" and cue.start == 0 and cue.end < end - start:
            return start + cue.end, end
        if cue.label == "lead" and cue.end < end - start and _leads(text, start, cue.start):
            return start + cue.end, end
        if cue.label == "tail" and cue.end >= end - start and cue.start >= _SHORTEST:
            return start, start + cue.start
    return start, end


def _common_words(region: str) -> int:
    """Return the length of the lower-case words before an English name.

    「the 30-hour online course Digital Pedagogy」: names are capitalised, the words that
    lead to them are not.
    """
    skipped = _COMMON_WORDS.match(region)
    rest = region[skipped.end() :] if skipped else ""
    return skipped.end() if skipped and re.match(r"[A-Z“\"‘「《]", rest) else 0


def _facts_begin(region: str) -> int:
    """Return where an English name ends and its dates and hours begin."""
    facts = [m.start for m in find_dates(region) if m.first.month is not None]
    facts += [m.start for m in find_hours(region)]
    return min((at for at in facts if at > _SHORTEST), default=len(region))


def _is_when(region: str, mention: DateMention) -> bool:
    """Tell a date that says when it took place from one that is part of the name."""
    before = region[: mention.start].rstrip()
    return mention.first != mention.last or before.endswith((" on", " in", "held", "于", "在", "("))


def _leads(text: str, start: int, at: int) -> bool:
    """Tell whether all before a cue such as 「举办的」 is about who, where and when."""
    head = text[start : start + at]
    return not any(mark in head for mark in "《“「")


def _quotation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the quoted name at the start of the clause, with what is set behind it.

    「“国培计划”乡村教师培训」 is one name; of 「《课程标准》课程学习」 and 「“信息素养”培训班」
    the name is what the marks enclose, for the rest only says what sort of event it was.
    """
    opening = start
    mark = text[opening] if opening < end else ""
    if mark not in _PAIRS:
        return None
    close = _closing(text, opening, end)
    if close < 0:
        return None
    rest = text[close + 1 : end].strip(_EDGE)
    dated = find_dates(rest)
    if (dated and not (rest[: dated[0].start] + rest[dated[-1].end :]).strip(_EDGE)) or (
        dated and _GENERIC_REST.fullmatch(rest[: dated[0].start])
    ):
        rest = ""
    sentence_goes_on = re.match(r"[a-z(]|的", rest) is not None
    sentence_goes_on = sentence_goes_on or _GOES_ON.match(rest) is not None
    if rest and not sentence_goes_on and not _GENERIC_REST.fullmatch(rest):
        return opening, end
    return opening + 1, close


def _closing(text: str, opening: int, end: int) -> int:
    """Return where the mark at `opening` is closed, marks of its own sort inside it passed over."""
    mark, partner = text[opening], _PAIRS[text[opening]]
    depth = 0
    for at in range(opening, end):
        if text[at] == partner and at > opening:
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == mark:
            depth += 1
    return text.find(partner, opening + 1, end)


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = _trim(text, start, end)
    mark = text[start : start + 1]
    closing = text[end - 1 : end]
    if end - start > 2 and mark in _PAIRS and text.find(_PAIRS[mark], start + 1) == end - 1:
        return start + 1, end - 1
    post = _AFTER_QUOTE.search(text, start, end)
    if post and mark in _PAIRS and text.find(_PAIRS[mark], start + 1) == post.start():
        return start + 1, post.start()
    if end - start > 2 and mark in _QUOTES and closing in _QUOTES:
        return start + 1, end - 1  # two sorts of one mark, as engines mix them
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1] in _OPENERS):
        end -= 1
    return start, end


def _title(passage: Passage, span: tuple[int, int], trust: float, method: str) -> Candidate:
    start, end = span
    return Candidate("activity_title", passage.text[start:end], trust, passage, start, end, method)


def is_title(value: str) -> bool:
    """Tell whether a text can be the name of an event, and is no name, paper or platform."""
    chinese = re.search(r"[㐀-鿿]", value)
    if len(value) < _SHORTEST or (chinese and is_name(value)):
        return False
    if not chinese and _COMMON_START.match(value):
        return False  # 「3-day training programme」 says what it was, not what it is called
    if _PAPER.fullmatch(value.strip()):
        return False
    letters = re.findall(r"[㐀-鿿A-Za-z]", value)
    platform = _PLATFORM.search(value) is not None
    return len(letters) >= 3 and not platform and not _GENERIC_TITLE.match(value)


def _from_headings(leaf: Leaf) -> list[Candidate]:
    """Return a name read off the heading: 「2021年骨干教师培训班结业证书」."""
    found = []
    for passage in find_headings(leaf):
        text = passage.text
        for cue in matches(text, "activity"):
            if cue.label == "title_word" and cue.end >= len(text) - 1:
                span = _unquoted(text, 0, cue.start)
                if span[1] - span[0] >= 6 and organisation_likelihood(text) < 0.5:
                    found.append(_title(passage, span, _HEADING_TRUST, "heading"))
        suffix = re.search(_SUFFIX.pattern[1:] + r"$", text)
        if suffix and suffix.start() >= _SHORTEST and len(text) < 45:
            span = _unquoted(text, 0, len(text))
            found.append(_title(passage, span, _HEADING_TRUST - 0.02, "heading:suffix"))
    # 「“国培计划(2021)”——」 over the rest: the rest alone is no whole name
    wholes = [str(c.value) for c in found if "——" in str(c.value)]
    return [c for c in found if not any(w != c.value and w.endswith(str(c.value)) for w in wholes)]
