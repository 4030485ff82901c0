"""Find what letters on people tell: an appointment, a lecture, a posting to a far school."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, best, from_label
from extractor.fields.quotes import quoted_in
from extractor.fields.titles.headings import find_headings
from extractor.fields.titles.trimming import SCHEME, trimmed_title
from extractor.language.dates import find_dates
from extractor.language.names import is_name, names_at_end
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.passages import Passage

_APPOINTED = re.compile(
    r"(?:聘请|聘任|聘用|特聘[请任用]?|聘|被?(?:确定|认定|吸收|遴选)(?=为[^。,，]{0,40}(?:工作室|工作坊)))[^。]{0,24}?(?:为|担任|任(?![书期职务命]|项目[:：]|岗位|对象|类别|级别|年限|单位))(?:我[校院会局社馆所园刊站司单位中心]{1,3}|本[校院会局社馆所园刊站司单位中心]{1,3})?(?P<t>[^。,，;；]{3,60}?)(?=[。,，;；]|聘期|任期|作(?:了|专题|主题|学术)*(?:讲座|报告)|$)"
)
_APPOINTEE = re.compile(
    r"(?:聘请|聘任|聘用|特聘|续聘|聘|敦请|恭请|延请|礼请)(?!\s*[您你])\s*(?:[\u4e00-\u9fff]{4,20}(?:学校|中学|小学|大学|学院|幼儿园|中心|局|院|校))?"
    r"(?P<n>[\u4e00-\u9fff·]{2,12}?)\s*(?:同志|老师|先生|女士|(?:副)?教授|(?:副)?校长|博士|(?:副?主任|主治)?医师|(?:副?主任)?护师|(?:副)?研究员|高级工程师|主任)?\s*(?:[(（][^()（）]{2,24}[)）])?\s*(?:为|担任|任|作为|出任)"
)
_CALLED_FROM = re.compile(
    r"(?:聘请|聘任|聘用|特聘[请任用]?|敦请|恭请|延请|礼请|聘)\s*(?P<e>[\u3400-\u9fff()（）]{4,26})\s*$"
)
_CALLED = re.compile(
    r"\s*[\u3400-\u9fff·]{2,10}?\s*(?:同志|老师|先生|女士|教师|副?教授|副?校长|副?园长|医师|工程师)?\s*$"
)
"""「兹聘请某某小学」 over 「张三 老师」, a line of its own"""
_SCHEME_IN_HEAD = re.compile(
    r"(?!.*(?:聘[书请任用]|证书|通知))[^,，。:：;；]{6,40}(?:(?:培养|培训|帮扶|结对|发展|成长|提升)(?:计划|工程|项目|行动)|工作[室坊])"
)
"""「某某市“青蓝结对”新教师培养计划」 under 「导师聘书」"""
_POST = re.compile(
    r"(?:特聘|首席|客座|兼职|理论|实践|执行|班级)*(?:(?<!岗前)(?<!专题)(?<!骨干)培训|授课|主讲|指导|评审|咨询|学术|讲座)*(?:专家|讲师|教师|教授|顾问|导师|评委|主讲人|负责人|主讲|辅导教师|讲课教师|教研员|委员|编委|评审专家)$|(?:核心|骨干)?(?:学员|成员|主持人|培训者|带教老师|带教教师)$"
)
_AUDIENCE = re.compile(
    r"(?:全体|广大|各位|[我本全][校园院]的?)(?!.*(?:班|培训|研修|项目|活动|[论讲]坛|会|讲堂|课程|计划)$)"
)
"""「为全体语文(教师)」 names who listened."""
_FOR_ALL = re.compile(r"[为给对](?:全体|广大|各位|[我本全][校园院])")
"""「在201会议室为全体数学(教师作讲座)」"""
_SPOKE_AT = re.compile(
    r"(?:到|在)(?:[我本][校院园局所馆])?(?P<p>[^,，。;；:：“”《》]{2,24}?(?:室|厅|楼|馆|剧场|中心|礼堂|校区))(?=报到|[为给向对](?:全体|我|各)|作(?!为)|开设|举行)"
)
"""「在我校致远楼201会议室为全体教师作了…」, 「到县文化馆一楼剧场报到」"""
_FOR_HOW_LONG = re.compile(r"[(（](?:试用期?|任期|聘期|兼职?|挂职)[^()（）]{0,16}[)）]$")
"""「教务处处长(试用期一年)」"""
_TEACHES_ON = re.compile(r"(?:授课|讲课|讲座|上课|讲学)(?:时间|日期)\s*(?:为|是|定于|[:：])\s*$")
_SERVES_FROM = re.compile(r"(?:任期|聘期|聘任期限?|任职时间)\s*[:：]?\s*(?:自|从|由)\s*$")
_AND_NO_END = re.compile(r"\s*(?:起|开始)(?:计算|算起|执行|生效)?\s*(?:[。;；]|$)")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,4})\1$")
"""「某某名师工作室工作室成员」: the blank of the form repeats the end of the name."""
_CHOSEN = re.compile(
    r"(?:入选(?:为|到)?|加入|进入|入围|录取(?:为|到)|吸[收纳](?:为|进入|到)|遴选(?:为|进入))(?P<t>[^。,，;；:：]{2,40}?(?:工作室|工作坊|工作站|名师坊))"
    r"(?=[。,，;；(（]|成员|学员|研修|跟岗|学习|第|$)"
)
"""「您已入选某某名教师工作室,身份为研修学员」"""
_AS_POST = re.compile(
    r"(?:聘请|聘任|聘用|特聘|聘|担任|出任|作为)[^。;；]{0,70}?"
    r"(?P<r>(?:(?:特聘|首席|客座|兼职|专职|常务)?(?:授课|培训|主讲|指导|评审|咨询|学术|讲座|辅导)?"
    r"(?:教研员|专家|讲师|教师|教授|顾问|导师|评委|主讲人|负责人|辅导员|班主任)|学员|成员|主持人))"
    r"(?=[。,，;；]|$)"
)
_SPOKE = re.compile(
    r"(?:为|在|于)(?P<t>[^。,，;；]{4,60}?)(?:学员|参训教师|全体学员|教师|中|上)?(?:作|做|担任|主讲|讲授|开设|授课)"
)
_LECTURE = re.compile(
    r"(?:作|做|开设|主讲|讲授)(?:了|的)?(?:题为|主题为)?《(?P<t>[^《》]{3,50})》的?(?:专题|主题|学术)?(?:讲座|报告)"
)
_BODY = 0.8
_LECTURE_TRUST = 0.78
"""Such a proof is known by the programme in which it was given, where it names one."""
_OUR_HOUSE = re.compile(r"(?:上午|下午|晚上)?在?[我本][园校院局](?:[“\"《]|$)")
_POSTED = re.compile(
    r"(?:赴|前往|派往|派驻|到|在)(?P<p>[^,，。;；:：“”]{2,30}?)(?:开展|从事|参加|进行|承担|执行|实施)?“?(?:为期[^,，。]{1,8}的?)?(?P<what>支教|援藏|援疆|援青|援派|对口支援|对口帮扶|挂职|帮扶|驻村|支医|扶贫|轮岗交流|交流轮岗|援外|援教|支援)"
)
_PAPER_ITSELF = re.compile(r"[\u4e00-\u9fff]{0,6}(?:证明|证书|聘书|通知书?|公函|协议书?)")
_PEOPLE = re.compile(r"(?:等|[二两三四五六七八九十\d])?(?:位|名)?同志(?:的)?(?:职务|岗位|职称)?$")
_SENDS = re.compile(
    r"(?:选派|推荐|委派|派|介绍|安排)(?:了)?我(?:单位|[校院园局馆所社])(?P<n>[\u3400-\u9fff·]{2,16}?)\s?(?:等[一二两三四五壹贰叁肆伍\d]{1,2}名)?(?:同志|老师)?"
    r"(?:参加(?P<t>[^,，。;；]{4,50}?(?:班|培训|研修|会|活动))(?=[,，。;；学]|$)|前往|赴|到|去)"
)
"""「同意选派我馆馆员张三参加…研修班」, 「介绍我校张三等一名同志前往」"""
_THIS_ONE = re.compile(
    r"(?:参加|参与|完成)(?:了)?(?:该|此|上述|前述)(?:项|次|期|个)?"
    r"(?P<what>培训班?|研修班?|轮训|进修|学习班|活动|会议|论坛|课程)"
)
_SERVED_IN = re.compile(
    r"在[^。,，;；“”《》]{0,30}[“《「](?P<t>[^“”《》「」]{3,40})[”》」](?:系列|专项|公益|录课|建设|教研|直播)*"
    r"(?:项目|活动|工程|计划|行动|栏目|平台|工作)(?:建设|实施|录制|工作|开展)?(?:期?间|过程)?[中里内]?[,，]?"
    r"(?:[^。,，;；]{0,6})(?:承担|担任|负责|参与|完成|主讲|录制|从事|执教|开设)"
)
_MARKED = re.compile(r"[“《]([^“”《》]{4,40})[”》]")
_JUDGED = re.compile(
    r"考核(?:结果|等次|评定)?(?:均?(?:定|评定|确定)?为|[:：])\s*[:：]?\s*[“\"]?(?P<r>优秀|良好|合格|基本称职|称职|达标)"
)
"""「考核结果为称职」"""


def find_appointment(leaf: Leaf) -> list[Candidate]:
    """Return who was appointed, and the programme that they were appointed to or spoke at."""
    found = []
    people = [
        Candidate("holder_name", match["n"], 0.96, passage, *match.span("n"), "letter:appointed")
        for passage in leaf.passages
        for match in _APPOINTEE.finditer(passage.text)
        if is_name(match["n"])
    ]
    # 「工作室名称:…」 says where somebody serves, 「受聘岗位:研修员」 only as what
    posts = () if leaf.labels("activity_title") else leaf.labels("post")
    for one in posts:
        found.extend(_programme(one.value, 0, len(one.value.text), 0.85, "label:post"))
    for passage in leaf.passages:
        for pattern, trust, method in (
            (_APPOINTED, 0.86, "letter:appointed"),
            (_CHOSEN, 0.88, "letter:chosen"),
            (_SPOKE, 0.8, "letter:spoke"),
        ):
            match = pattern.search(passage.text)
            if match:
                found.extend(_programme(passage, *match.span("t"), trust, method))
    places = [
        Candidate("location", match["p"], 0.88, passage, *match.span("p"), "letter:spoke-at")
        for passage in leaf.passages
        for match in _SPOKE_AT.finditer(passage.text)
        if not leaf.labels("location")
    ]
    chosen = (
        agreed(found) or best(_schemes_in_head(leaf)),
        best(people),
        best(_posts(leaf)),
        best(places),
        best(_since(leaf)),
    )
    return [*_called_from(leaf), *_taught(leaf), *(one for one in chosen if one is not None)]


def _called_from(leaf: Leaf) -> list[Candidate]:
    """Return the body from which somebody is called whose name stands on the next line."""
    if leaf.labels("employer"):
        return []
    for above, below in pairwise(leaf.passages):
        match = _CALLED_FROM.search(above.text)
        if match is None or not _CALLED.fullmatch(below.text):
            continue
        name = tidy_organisation(match["e"])
        if organisation_likelihood(name) >= _BODY:
            start = match.start("e") + max(match["e"].find(name), 0)
            end = start + len(name)
            return [Candidate("employer", name, 0.9, above, start, end, "letter:called-from")]
    return []


def _schemes_in_head(leaf: Leaf) -> list[Candidate]:
    """Return the scheme that stands as a heading where no sentence names one."""
    if any(leaf.labels("activity_title", "lecture", "post")):
        return []
    return [
        Candidate("activity_title", text, 0.82, head, 0, len(head.text), "letter:heading")
        for head in find_headings(leaf)
        if _SCHEME_IN_HEAD.fullmatch(text := head.text.strip())
    ]


def find_lecture(leaf: Leaf) -> list[Candidate]:
    """Return the lecture that somebody gave, where a page names no programme it was given in."""
    told = [from_label("activity_title", one, _LECTURE_TRUST) for one in leaf.labels("lecture")]
    return told[:1] or [
        Candidate(
            "activity_title", match["t"], _LECTURE_TRUST, passage, *match.span("t"), "letter:lecture"  # noqa: E501
        )
        for passage in leaf.passages
        for match in _LECTURE.finditer(passage.text)
    ][:1]  # fmt: skip


def _taught(leaf: Leaf) -> list[Candidate]:
    """Return the day on which somebody is to teach: 「授课时间为2021年7月20日上午」."""
    for passage in leaf.passages:
        for day in find_dates(passage.text):
            if day.year_given and day.first.day and _TEACHES_ON.search(passage.text[: day.start]):
                return [
                    Candidate(name, one.iso(), 0.9, passage, day.start, day.end, "letter:taught")
                    for name, one in (("start_date", day.first), ("end_date", day.last))
                ]
    return []


def _since(leaf: Leaf) -> list[Candidate]:
    """Return the day from which somebody serves, where no end is told: 「任期自2020年8月起」."""
    return [
        Candidate("start_date", day.first.iso(), 0.92, passage, day.start, day.end, "letter:since")
        for passage in leaf.passages
        for day in find_dates(passage.text)
        if day.year_given
        and day.first == day.last
        and _SERVES_FROM.search(passage.text[: day.start])
        and _AND_NO_END.match(passage.text[day.end :])
    ]


def _posts(leaf: Leaf) -> list[Candidate]:
    """Return the post that somebody was appointed to, or in which they taught."""
    return [
        Candidate("project_role", match["r"], 0.92, passage, *match.span("r"), "letter:post")
        for passage in leaf.passages
        for match in _AS_POST.finditer(passage.text)
    ]


def _programme(
    passage: Passage, start: int, end: int, trust: float, method: str
) -> list[Candidate]:
    """Return the programme without the post in it; a post alone is what the letter is about."""
    start, end = trimmed_title(passage.text, start, end)
    text = _FOR_HOW_LONG.sub("", passage.text[start:end])
    post = _POST.search(text)
    if post and post.start() >= 4:
        text = text[: post.start()].rstrip("的 ")
    text = _TWICE.sub(r"\1", text)
    quoted = re.fullmatch(r"[“《「]([^“”《》「」]+)[”》」](?:项目|活动|课程)?", text)
    if quoted and (text.endswith(tuple("”》」")) or not SCHEME.fullmatch(quoted[1])):
        start, text = start + 1, quoted[1]
    if _PEOPLE.search(text):
        return []  # 「关于聘任张三等同志职务的通知」
    if _PAPER_ITSELF.fullmatch(text):
        return []  # 「聘任授课证明」
    if len(text) < 3 or _OUR_HOUSE.match(text) or _AUDIENCE.match(text) or _FOR_ALL.search(text):
        return []
    return [Candidate("activity_title", text, trust, passage, start, start + len(text), method)]


def find_posting(leaf: Leaf) -> list[Candidate]:
    """Return whom a unit sends or sent, where and what for; or what it explains."""
    sent = _sent(leaf)
    posted = _posting(leaf)
    titled = any(one.name == "activity_title" for one in (*sent, *posted))
    return [*sent, *_judged(leaf), *posted, *([] if titled else _meant(leaf) or _served_in(leaf))]


def _served_in(leaf: Leaf) -> list[Candidate]:
    """Return what somebody had a part in: 「在“某某课堂”项目中承担录课任务」."""
    return [
        Candidate("activity_title", one["t"], 0.85, passage, *one.span("t"), "letter:served-in")
        for passage in leaf.passages
        for one in _SERVED_IN.finditer(passage.text)
    ][:1]


def _meant(leaf: Leaf) -> list[Candidate]:
    """Return what 「参加该项研修」 means: the name in marks before it that ends so."""
    for passage in leaf.passages:
        meant = _THIS_ONE.search(passage.text)
        if meant is None:
            continue
        for named in reversed(list(_MARKED.finditer(passage.text, 0, meant.start()))):
            if named[1].rstrip("班").endswith(meant["what"].rstrip("班")):
                return [
                    Candidate(
                        "activity_title", named[1], 0.88, passage, *named.span(1), "letter:meant"
                    )
                ]
    return []


def _sent(leaf: Leaf) -> list[Candidate]:
    """Return who is sent to a course, and to which: 「同意选派我馆馆员张三参加…研修班」."""
    for passage in leaf.passages:
        match = _SENDS.search(passage.text)
        names = names_at_end(match["n"]) if match else ()
        if match and names:
            end = match.end("n")
            # of a name with a dot every end is a name too
            name = max(names, key=len) if "·" in match["n"] else names[0]
            found = [
                Candidate("holder_name", name, 0.9, passage, end - len(name), end, "letter:sent")
            ]
            if match["t"]:
                found += _programme(passage, *match.span("t"), 0.88, "letter:sent")
            return found
    return []


def _judged(leaf: Leaf) -> list[Candidate]:
    """Return how somebody's time away was judged: 「考核结果为称职」."""
    return [
        Candidate("result", match["r"], 0.92, passage, *match.span("r"), "letter:judged")
        for passage in leaf.passages
        for match in _JUDGED.finditer(passage.text)
    ][:1]


def _posting(leaf: Leaf) -> list[Candidate]:
    for passage in leaf.passages:
        for quote in quoted_in(passage.text):
            explained = re.match(
                r"[^。,，]{0,6}(?:证书|证明|结业证)", passage.text[quote.end + 1 :]
            )
            if (
                explained
                and len(quote.text) >= 4
                and re.search(r"所持|取得|获得|颁发|参加|的$|持有", passage.text[: quote.start])
            ):
                return [
                    Candidate(
                        "activity_title",
                        quote.text,
                        0.93,
                        passage,
                        quote.start,
                        quote.end,
                        "letter:explained",
                    )
                ]
    for passage in leaf.passages:
        match = _POSTED.search(passage.text)
        if match:
            place = match["p"].strip()
            return [
                Candidate("location", place, 0.9, passage, match.start("p"), match.start("p") + len(place), "letter:posted"),  # noqa: E501
                Candidate("activity_title", match["what"], 0.7, passage, *match.span("what"), "letter:posted"),  # noqa: E501
            ]  # fmt: skip
    return []
