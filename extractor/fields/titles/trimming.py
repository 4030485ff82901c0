"""What of a stretch of text is the name of an event: the rest of it is trimmed away.

Knows nothing of pages; which stretch is looked at is decided by who asks.
"""

from __future__ import annotations

import re

from extractor.language.dates import DateMention, find_dates
from extractor.language.hours import find_hours
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood
from extractor.language.pipeline import matches

PAIRS = {
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
"""Marks that enclose, each with its partner."""
_OPENERS = "(（《“「"
_QUOTES = '"“”'
_EDGE = " \t,，.。;；:：、·—-_*"
_GENERIC_REST = re.compile(
    r"(?:的|等|第\d+期|短期|专题|课程|网络|远程|在线|线上|线下|任务|点播|直播|录播|同步|片区|强化|系统|集中|学习|培训|研修|进修|班|项目|活动|会议|讲座|研讨|"
    r"高级|系列|公需|专业|必修|选修|科目|一书|一文|面授|训练营|集训营|线上训练课|暑期|寒假|假期|周末|公益|全员|校本|岗前|在职|主题|[一二三四五六七八九十两半\d]+[天日周]|主题论坛|工作坊|研修营|教师|主讲|指导|授课|辅导|讲师|导师|课|on|held|in|at|course|workshop|training|seminar|programme|program|[(（]|[)）]|\s)+"
)
_FOR_STAFF = re.compile(r"教师.{0,6}(?:培训|研修|进修|班)")
"""「“同步课堂”主讲教师培训」: who is trained belongs to the name."""
_ASIDE = re.compile(
    r"[(（][^()（）]*(?:\d\s*[天日]|学时|课时|时间|地点|为期|会期|会议号|腾讯会议|钉钉|[:：])[^()（）]*[)）]?$"
)
_NUMBER_ASIDE = re.compile(
    r"[(（](?:项目|课程|班级|培训|会议)?编?号[:：]?(?:[^()（）]|[(（][^()（）]*[)）])*[)）]?$"
)
_TOWN_ASIDE = re.compile(r"[(（](?:[㐀-鿿]{2,6}?(?:自治区|自治州|省|市|县|区|州)){1,3}[)）]$")
"""「…研修班(云溪省云溪市)」: where it was held."""
_HOURS_IN_BRACKETS = re.compile(r"[(（]\s*(?:共|计)?\s*\d+\s*个?(?:学时|课时|小时)[)）]")
"""「…课程(40学时)」: what stands behind is another thing."""
_GENERIC_TITLE = re.compile(
    r"^(?:.*(?:凭证|凭据|依据)$|.*(?:大学|学院|学校|中心|平台|学会|协会)(?:开设|提供|推出)$|(?:进修|培养|教学|实习)?计划规定|(?:国家|[省市区县校])级(?:培训|研修|学习)任务$|(?:培训|学习|研修)\d+[项次门期]|(?:培训|研训|研修|学习)共?\d+$|.*培训\d+$|至\d|.*规定的\d+$|(?:会议|大会|论坛)的?(?:各项|全部|全程|所有)|本次|此次|该|上述|以下|下列|如下|规定|全部|全程|各级|各类|各项|相关|有关|本|(?:\d+|[一二三四五六七八九十]+)[门个节次场讲](?:课程?|讲座|活动|专题|视频)|(?:研修|学习|培训|教学|实践|作业|线上|线下|在线|考核|各项|全部)+(?:任务|作业|要求|环节|内容|考核|测试)|课程学习|[一每]次|\d+[周天日个]月?的?(?:学习|培训|课程)|[一二两三]年期|(?:公需|专业|选修|必修)(?:科目|课程?)\d*$|研讨交流|交流研讨|会议|(?:规定的?)?(?:培训|学习|研修|规定|全部|相关)+的?(?:课程|活动|项目)$|(?:集中|网络|线上|线下|在线|远程|跟岗|面授)(?:研修|培训|学习|面授)\d*$|(?:职业)?(?:技能|资格)(?:等级)?(?:认定|鉴定|考核|考试)$|(?:并|且|经)?考[核试][^,，。]{0,4}合格者?$|(?:培训|研修|学习|活动|课程)?(?:项目|活动|课程)?名?称$|相应的?|(?:课程)?视频|[零壹贰叁肆伍陆柒捌玖拾佰一二三四五六七八九十百]+个?(?:学时|课时|小时|学分|天)|\d+\.?\d*个?(?:学时|课时|小时|学分|天)|\d+(?:\.\d+)?\s+(?:[a-z]+\s+)?hours?(?:\s+of\s+[a-z]+(?:\s+in\s+.*)?)?$)"
)
_COMMON_WORDS = re.compile(
    r"(?:(?:[a-z][\w'’-]*|\d+(?:\.\d+)?(?=\s+(?:[a-z]|CPD))|\d+-?(?:hour|day|week)s?|CPD|[-–:])\s+)+"
)
_COUNTED = re.compile(r"(?:共|计|等)\s*\d+\s*[次场讲门节期](?:活动|课程?)?$")
_ALL_MODES = re.compile(
    r"[(（](?:线上|在线|线下|现场|直播|录播|回放|网络)+(?:\s*[+＋、和及]\s*(?:线上|在线|线下|现场|直播|录播|回放|网络)+)+[)）]$"
)
_NO_NAME = re.compile(
    r"^[零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]+$|此证明|^仅供|^我的|^(?:网络|线上|面授|实践|公需|专业)?(?:学时|课时)|[一二两三四五\d][次场]$|》[、,，]?《|依据(?:之一)?$|\d+[人名位]$|(?:单元|章节|课后|期末|期中)(?:测验|考试|作业|测试)(?!设计|研讨|研究|改革|命题|命制|评价|优化|管理|质量|分析)|并(?:通过|达到|完成|经)|等(?:内容|课程|模块|环节|方面|专题)$|(?:如下|如上|情况为|情况)$|(?:19|20)\d\d-\d\d-\d\d|(?:线上|线下|面授|网络)\d+(?:学时|课时)"
    r"|^(?:培训|教学|研修|学习|课程)?(?:计划|方案|大纲)规定|(?:证明条?|证书|通知书?)$|的$|等$|\d+[讲节次场门个](?:课程)?$"
)
"""Figures in words, the head of a list, a row of one: no event is called so."""
_LASTING = re.compile(r"为期[^的,，。]{1,6}[天日周月](?:[(（][^()（）]{1,8}[)）])?的")
_LEVEL = re.compile(r"(?:国家|[省市区县校])级(?=[“「《])")
"""「省级“…”培训」: of which level it was is a field of its own."""
_CALLED = re.compile(
    r"(?<=的)(?:课题|项目)(?!研究(?!.*研究)|[组式化制]|管理|申报|学习|教学)\s?(?=[㐀-鿿]{6})"
)
"""「主持的课题 某某研究」: what it is comes before how it is called."""
_COMMON_START = re.compile(r"[a-z]|\d+-(?:day|hour|week)")
_PLATFORM = re.compile(r"(?:平台|网|APP|公众号|小程序|教育网|研修网)[”」]?(?:上|平台)?$")
"""Where it was learned is not what was learned."""
_PAPER = re.compile(
    r"(?:certificate|diploma|statement|record|证书|证明)(?:\s+of\s+\w+)?", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?<![初高职])中(?![学小国职央华考医西东部层青])|之|规定|全部|全程|期间|并|且|符合|属于|属[^性地]|已|经(?=[^典济])|均|予以|按照"
)
"""What follows a quoted name and belongs to the sentence again."""
_WORK = (
    r"(?:全部|全程|规定|各项|所有|一切|相关|线上|在线|线下|网络|远程|集中|面授|培训|研修|学习|课程|教学|考核|"
    r"内容|任务|环节|要求|活动|阶段|模块|科目|等)"
)
_WHAT_WAS_DONE = re.compile(
    rf"(?:的|之){_WORK}+$|的(?:志愿者|评委|嘉宾|裁判员?|工作人员|组织者|承办方)$|(?:全部|规定){_WORK}+$"
)
"""「…培训班的全部在线学习任务」: what there was to do is no part of the name."""
_HELD = re.compile(
    r"\s*(?:delivered|held|conducted|offered|organi[sz]ed|hosted|run)\s+(?:online|by|at|in|from|on|between|via)\b.*$"
)
_AFTER_QUOTE = re.compile(
    r"[”」』》](?:一?课程?|项目|(?:专题|全员|暑期)?培训班?|(?:主讲|指导|授课)教师|讲师|专家)$"
)
_MODE = re.compile(
    r"(?:(?<=班)|(?<=项目)|(?<=培训)|(?<=课程)|(?<=工作坊))(?:网络|远程|在线|线上|集中|跟岗|脱产)(?:研修|学习|培训)$"
    r"|(?<=班)脱产$"
)
"""How it was held, behind a name that is whole without it."""
_DONE_THERE = re.compile(
    r"(?<=[会坛班营)）”」》])(?:上|中)(?:作|做|进行|发表|宣读|发言|交流|分享|展示|执教|主讲|荣?获).*$"
)
"""「…研讨会上作大会交流」: what somebody did there is no part of the name."""
_WHEN_NEXT = re.compile(r"(?:于|在|自|从)$")
SCHEME = re.compile(r".{2,8}(?:计划|工程|行动)")
"""「“青蓝工程”校本培训」: the marks enclose what the training belongs to."""
_BY_PLATFORM = re.compile(
    r"[“《][^“”《》]{2,16}[”》](?:平台|网站|网络?平台|公司|网校|工作室|中心)?$"
)
"""「委托“某某”平台承办的」: the marks are those of who held it."""
IN_ENGLISH_TOO = re.compile(
    r"(?<=[㐀-鿿)）”》])\s*(?:[/／]\s*[A-Z][A-Za-z][A-Za-z .,&'’()-]*|"
    r"[(（]\s*(?:[12]\d{3}\s?)?[A-Z](?=[^()（）]*[a-z])[A-Za-z0-9 .,:&'’-]{15,}[)）])$"
)
"""「基本安全培训(Z01)/ Basic Training」, 「2018年某某论坛(2018 International Forum on …)」"""
_REPORTED = re.compile(r"的(?:材料|申请|证明|报告)(?:收悉|已收悉|均?已?收到)?$")
"""「你校报来张三参加…的材料收悉」."""
_HONORIFIC = re.compile(r"(?:老师|同志|先生|女士|同学|教授|学员)$")
SHORTEST = 4
"""Characters: a shorter text is a word, no name."""


_NUMBERED_CLASS = re.compile(r"(?!.*(?:培训|研修|进修|研训|轮训|集训))[\u4e00-\u9fff0-9]*\d{1,2}班")
CLASS_TRUST = 0.6
"""Of the name of a numbered class behind a label, which any other name surpasses."""


_YEAR_FIRST = re.compile(r"^(?:19|20)\d\d(?=天[㐀-鿿])")
"""「2024天山论坛」 is not measured in days."""


def trimmed_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a name without what stands around it: dates, who held it, marks."""
    start, end = stripped(text, start, end)
    return unquoted(text, start, end)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop what stands around the name: dates, who held it, how long it took."""
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        start, end = trim(text, start, end)
        other = IN_ENGLISH_TOO.search(text, start, end)
        end = other.start() if other else end
        lasting = _LASTING.match(text, start, end)
        start = lasting.end() if lasting else start
        start += _common_words(text[start:end])
        for before_name in (_LEVEL, _CALLED):
            found = before_name.match(text, start, end)
            start = found.end() if found else start
        for aside in (
            _REPORTED, _COUNTED, _ALL_MODES, _ASIDE, _NUMBER_ASIDE, _TOWN_ASIDE, _WHAT_WAS_DONE,
            _MODE, _HELD, _DONE_THERE,
        ):  # fmt: skip
            found = aside.search(text, start, end)
            if found and found.start() >= start + SHORTEST:
                end = found.start()
        counted = _HOURS_IN_BRACKETS.search(text, start, end)
        if counted and counted.start() >= start + SHORTEST:
            end = counted.start()
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
            and mention.start > SHORTEST
            and _WHEN_NEXT.search(text[start : start + mention.start])
        ):
            return start, start + mention.start - 1
    hours = [m for m in find_hours(text[start:end]) if m.end >= end - start - 2]
    if hours and hours[0].start > SHORTEST:
        end = start + hours[0].start
    if re.match(r"[A-Z]", text[start:end]):
        end = start + _facts_begin(text[start:end])
    return start, end


_OF_A_VISIT = re.compile(r"(?:跟岗|跟班|顶岗|挂职|影子|访问|考察|参观|观摩|交流|浸润式|浸入式)$")
"""Before 「学习」, which is a part of what was done, not only that it was."""


def _without_cues(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop one phrase before the name (who held it) or behind it (that it was studied)."""
    for cue in matches(text[start:end], "activity"):
        if cue.label == "opener" and cue.start == 0 and cue.end < end - start:
            return start + cue.end, end
        if cue.label == "lead" and cue.end < end - start and _leads(text, start, cue.start):
            return start + cue.end, end
        if cue.label == "tail" and cue.end >= end - start and cue.start >= SHORTEST:
            if _OF_A_VISIT.search(text, start, start + cue.start):
                continue  # 「某省教师赴某市跟岗学习」
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
    return min((at for at in facts if at > SHORTEST), default=len(region))


def _is_when(region: str, mention: DateMention) -> bool:
    """Tell a date that says when it took place from one that is part of the name."""
    before = region[: mention.start].rstrip()
    if before.endswith("(") and mention.first.month is None:
        return False  # 「网络培训(2022年秋季)」
    return mention.first != mention.last or before.endswith((" on", " in", "held", "于", "在", "("))


def _leads(text: str, start: int, at: int) -> bool:
    """Tell whether all before a cue such as 「举办的」 is about who, where and when."""
    head = _BY_PLATFORM.sub("", text[start : start + at])
    return not any(mark in head for mark in "《“「")


def quotation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the quoted name at the start of the clause, with what is set behind it.

    「“国培计划”乡村教师培训」 is one name; of 「《课程标准》课程学习」 and 「“信息素养”培训班」
    the name is what the marks enclose, for the rest only says what sort of event it was.
    """
    opening = start
    mark = text[opening] if opening < end else ""
    if mark not in PAIRS:
        return None
    close = _closing(text, opening, end)
    if close < 0:
        return None
    behind = text[close + 1 : end]
    rest = behind.strip(_EDGE)
    dated = find_dates(rest)
    if (dated and not (rest[: dated[0].start] + rest[dated[-1].end :]).strip(_EDGE)) or (
        dated and _GENERIC_REST.fullmatch(rest[: dated[0].start])
    ):
        rest = ""
    sentence_goes_on = _SENTENCE_NEXT.match(rest) is not None
    # 「“国培计划(2022)”——中西部项目…」: behind a dash the name goes on
    dash = behind[:1] in "—–-－" and bool(behind)
    sentence_goes_on = sentence_goes_on or (not dash and _GOES_ON.match(rest) is not None)
    is_generic = _GENERIC_REST.fullmatch(rest) and not _FOR_STAFF.search(rest)
    if rest and is_generic and SCHEME.fullmatch(text, opening + 1, close):
        return opening, end
    if rest and not sentence_goes_on and not is_generic:
        return opening, end
    return opening + 1, close


_SENTENCE_NEXT = re.compile(
    r"[a-z]|的|\([A-Z][A-Za-z ,.&'’:-]+\)?|(?:\([^()]*\))?已(?:结课|完成|结业|结束)|"
    r"\([^()]*(?:\)?$|\)[^㐀-鿿])"
)
"""「“…冬令营”(Winter School on …),」, 「《…》(2023春季班)已结课」"""
_PROGRAMME = re.compile(r"(?:工程|计划|项目|行动|系列)$")
_EVENT_END = re.compile(r"(?:班|培训|工作坊|研修|研讨会|论坛|大会|年会|会议)$")
_WHOLE_QUOTE = 6
"""Characters between marks from which they may be the whole name."""


def within_marks(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what is marked in 「某学院“某某法”短期课程」, if the rest is a body and a word.

    What stands before the mark is a body or a programme, or what is marked ends like an event;
    what follows only says what sort of event it was.
    """
    marked = re.search(r"[“「《]([^“”「」《》]+)[”」》]", text[start:end])
    if marked is None or len(marked[1]) < _WHOLE_QUOTE:
        return None
    before = text[start : start + marked.start()].strip(_EDGE)
    rest = text[start + marked.end() : end].strip(_EDGE)
    if rest and (_FOR_STAFF.search(rest) or not _GENERIC_REST.fullmatch(rest)):
        return None
    belongs = organisation_likelihood(before) >= 0.8 or _PROGRAMME.search(before) is not None
    if not belongs and not (
        before and _EVENT_END.search(marked[1]) and len(marked[1]) > len(before)
    ):
        return None
    return start + marked.start(1), start + marked.end(1)


def _closing(text: str, opening: int, end: int) -> int:
    """Return where the mark at `opening` is closed, marks of its own sort inside it passed over."""
    mark, partner = text[opening], PAIRS[text[opening]]
    depth = 0
    for at in range(opening, end):
        if text[at] == partner and at > opening:
            depth -= 1
            if depth == 0:
                return at
        elif text[at] == mark:
            depth += 1
    return text.find(partner, opening + 1, end)


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a name without the marks that enclose the whole of it."""
    start, end = trim(text, start, end)
    mark = text[start : start + 1]
    closing = text[end - 1 : end]
    if end - start > 2 and mark in PAIRS and text.find(PAIRS[mark], start + 1) == end - 1:
        return start + 1, end - 1
    post = _AFTER_QUOTE.search(text, start, end)
    if post and mark in PAIRS and text.find(PAIRS[mark], start + 1) == post.start():
        return start + 1, post.start()
    if end - start > 2 and mark in _QUOTES and closing in _QUOTES:
        return start + 1, end - 1  # two sorts of one mark, as engines mix them
    return start, end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place without marks and white space at its edges, and a mark never closed."""
    while start < end and (text[start] in _EDGE or _is_left_open(text, start, end)):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1] in _OPENERS):
        end -= 1
    return start, end


def _is_left_open(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation mark at the start of a name lost its partner in reading."""
    # engines mix the sorts of one mark: “…"
    partners = PAIRS.get(text[start], "") + ('"' if text[start] == "“" else "")
    return text[start] in "“「《" and not any(sign in partners for sign in text[start:end])


def names_class(value: str) -> bool:
    """Tell 「2022年某市中职2班」: who learns together, which need not be what they learn."""
    return _NUMBERED_CLASS.fullmatch(value.strip()) is not None


_MEASURED = re.compile(r"\d\s?分钟[)）]?$")
"""「时长1126分钟)」 is how long it took."""


def is_title(value: str) -> bool:
    """Tell whether a text can be the name of an event, and is no name, paper or platform."""
    chinese = re.search(r"[㐀-鿿]", value)
    if len(value) < SHORTEST or (chinese and is_name(value)):
        return False
    if not chinese and _COMMON_START.match(value):
        return False  # 「3-day training programme」 says what it was, not what it is called
    if _PAPER.fullmatch(value.strip()) or _NO_NAME.search(value):
        return False
    addressed = _HONORIFIC.search(value)
    if addressed and is_name(value[: addressed.start()].strip()):
        return False
    undated = value
    for date in reversed(find_dates(value)):
        undated = undated[: date.start] + undated[date.end :]
    if _MEASURED.search(undated):
        return False
    letters = re.findall(r"[㐀-鿿A-Za-z]", undated)
    platform = _PLATFORM.search(value) is not None
    generic = _GENERIC_TITLE.match(_YEAR_FIRST.sub("", value)) is not None
    return len(letters) >= 3 and not platform and not generic
