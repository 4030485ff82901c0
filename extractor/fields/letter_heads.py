"""Read what the head of a letter or a mail tells: the letter's own day, and whose member it is to.

A mail's head says when it was sent with the words that a notice has for the day of a meeting.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, from_label
from extractor.fields.days.issue import issue_candidates
from extractor.fields.labels.form import Labelled
from extractor.language.dates import find_dates
from extractor.language.names import is_name
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.passages import Cell, join_cells

_OF_MAIL = re.compile(
    r"\s*(?:发\s?件\s?人|收\s?件\s?人|抄\s?送|主\s?题|附\s?件|from|to|cc|subject)\s*(?:[:：]|$)",
    re.IGNORECASE,
)
_SENT_LABELS = frozenset({"时间", "日期", "发送时间", "发件时间", "date", "sent", "time"})
"""What stands before the day of a mail; elsewhere it is the meeting's."""
_SENT_ALWAYS = frozenset({"发送时间", "发件时间"})
_REFERENCE = re.compile(
    r"(?:our|your)?\s*ref(?:erence)?\b\.?\s*(?:no\.?\s*[:：]?|[:：])|(?:文|编)\s?号\s*[:：]",
    re.IGNORECASE,
)
"""「Our ref.: X-12    Date: 4 June 2018」: the day of the letter."""
_REFERENCE_ABOVE = re.compile(r"\s*(?:(?:our|your)\s+)?ref(?:erence)?\b", re.IGNORECASE)
"""「Ref. No. X-12」 over 「Date: 4 June 2018」"""
_DAY_LABELS = frozenset({"日期", "date"})
_TO_THE_MINUTE = re.compile(
    r"\s*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?\s+\d{1,2}[:：]\d\d(?!\s*[-—–~至到起开])"
)
"""「2014-04-02 09:15」 in a list of messages is when one was sent."""
_HELD_ON = re.compile(
    r"(?:会期|会议时间|召开|举办|举行|舉行|舉辦|召開|定于|訂於|[参參]加|出席|"
    r"\b(?:held|takes? place|taking place|hosted|convened|organi[sz]ed|scheduled)\b)",
    re.IGNORECASE,
)
_AROUND = 40
"""Signs around a day among which a sentence says what is on it."""
_FEWEST = 2
_ROWS = 3
_ADDRESS = re.compile(r"([^:：,，。;；]{4,40})[:：]")
_OF_THE_FORM = re.compile(r"\s*(?:学校|单位|院校|学院)?\s*[(（](?:学校|单位|院校|部门)[)）]\s*$")
"""「某某市第七中学  学校(单位):」: the name was filled in before what the form printed."""
_INVITES_YOURS = re.compile(
    r"邀\s?请?(?:你|贵)(?:单位|公司|集团|[校院园局馆所台站社厂])(?:的|派出)?(?P<n>[\u3400-\u9fff·]{2,12}?)"
    r"(?:同志|老师|先生|女士|副?教授|博士|专家|主任|高级工程师|研究员|讲师|医师|护士长|园长|校长)"
)
"""「某某公司:…拟邀请贵单位张三同志于11月10日下午讲授…」"""
_OF_YOURS = re.compile(
    r"(?:你|贵)(?:单位|公司|集团|中心|[校院园局所馆台站社厂室会])(?P<n>[\u3400-\u9fff·]{2,8}?)(?:同志|老师|副?教授|讲师)"
)
"""「鉴于贵校张三老师多年从事…,现邀请其到会」"""
_ASKED_FOR = re.compile(
    r"\s*关于(?:诚挚|特)?(?:邀请|商请)(?P<n>[\u3400-\u9fff·]{2,8}?)(?:同志|老师|副?教授|讲师)"
)
"""「关于邀请张三同志出席2017年年会的函」 is sent to the house of whom it names."""
_ASKS_ALONE = re.compile(r"(?:兹|现|特|诚|敬|谨|拟)?(?:诚|特|敬)?(?:邀请?|聘请|商请|请)")
_STYLED = re.compile(r"(?:同志|老师|教授|先生|女士|专家|校长|园长|研究员|教研员)")
_BODY = 0.8
_ADDRESSEE_EN = re.compile(
    r"(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?(?:\s+[A-Z][A-Za-z’'-]{1,20}){1,4}(?:\s+[\u3400-\u9fff\s]{2,14})?"
)
"""「Dr. Nurlan Bekzhanov」, a line of its own in the head of a letter"""
_NAMED_EN = re.compile(
    r"(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s+(?P<n>[A-Z][A-Za-z’'-]{1,20}(?:\s[A-Z][A-Za-z’'-]{1,20}){1,3})"
)
_TO_EN = re.compile(
    rf"\s*(?:To|Attn|Attention)\s*[:：]\s*{_NAMED_EN.pattern}\s*(?:,\s*(?P<e>[A-Z].{{6,90}}))?$"
)
"""「To: Dr. Wei Lin, Harbour Normal University, Port City, China」"""
_POST_EN = re.compile(
    r"(?:Senior |Associate |Assistant |Chief |Vice[- ]|Deputy )?(?:Engineer|Professor|Lecturer|Teacher|Director|"  # noqa: E501
    r"Dean|Principal|Researcher|Researcher Fellow|Headmaster|Head)(?: of [A-Z][A-Za-z ]{2,30})?,\s*"
)
"""「Senior Engineer, Harbour Vocational College」"""
_HOUSE_WORD_EN = re.compile(
    r"\b(?:University|College|Institute|School|Academy|Polytechnic|Kindergarten|Hospital|Station|Bureau|"
    r"Laboratory)\b"
)
_SCHOOL_OF = re.compile(
    r"(?:School|College|Faculty|Institute|Department|Division|Office|Cent(?:re|er)) (?:of|for) "
    r"[A-Z][A-Za-z ,&-]{2,50}"
)
_HOUSE_EN = re.compile(
    r"(?=.*\b(?:University|College|Academy|Polytechnic|Institute of Technology)\b)"
    r"[A-Z][A-Za-z.'’& -]{5,70}"
)
_UNDER_DEAR = re.compile(
    r"(?:(?:Senior |Associate |Assistant |Chief |Executive |Vice[- ]|Deputy )*"
    r"(?:Engineer|Professor|Lecturer|Teacher|Director|Dean|Principal|Researcher|Headmaster|Headmistress|Head|President|Rector|"
    r"Librarian|Nurse)\b[^.!?;:]{0,40},\s*)?"
    r"[A-Z][A-Za-z0-9.'’& -]{2,50}?"
    r"\b(?:University|College|Institute|School|Academy|Polytechnic|Kindergarten|Hospital)"
    r"(?:\s(?:of|for)\s[A-Z][A-Za-z& ]{2,40}|\s(?:No\.\s?)?\d+)?(?:,\s[A-Z][A-Za-z .]{2,30}){0,2}"
)
"""「Vice Dean, Harbour Polytechnic」 under 「Dear Mr. Lan Wei,」"""
_PART_EN = re.compile(r"(?:Department|Dept\.?|Faculty|Division|Office|Section|Group)\b")
_GOES_ON_EN = re.compile(r"(?:,|\b(?:of|for|and|the))$")
_DEAR = re.compile(
    r"Dear\s+(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s+(?P<n>[A-Z][A-Za-z’'-]{1,20}(?:\s[A-Z][A-Za-z’'-]{1,20}){0,3})\s*[,:，：]?$"
)
_COUNTRY = re.compile(r",\s*[A-Z][A-Za-z.]+(?:\s(?:of\s)?[A-Z][A-Za-z.]+){0,3}\.?$")
_TOWN = re.compile(r",\s*[A-Z][a-z]+(?: [A-Z][a-z]+)?$")
_IN_CHINESE = re.compile(r"[\u3400-\u9fff()（）]{4,30}$")
_CLOSE = 2.5

_FOR_A_BODY = re.compile(
    r"(?:[您你]|贵方)?代表(?P<e>[㐀-鿿()（）]{4,30}?)(?:参加|出席|参会|与会|莅临|在本次)|"
    r"[您你]作为(?P<delegate>[㐀-鿿()（）]{4,30}?)的?(?:特邀|正式|列席|教师)?代表"
    r"(?=参加|出席|参会|与会|莅临|到会|莅会|[,，]|在)|"
    r"以(?P<as>[㐀-鿿()（）]{4,30}?)(?:的?代表|专家)的?身份(?:参加|出席|参会|与会|莅临)|"
    r"[您你](?:的|所在的?)?(?:工作|派出|任职)?单位(?:[(（])?(?P<pays>[㐀-鿿]{4,30}?)[)）]?(?=按|负责|承担|负担|报销|凭|依|据|解决|支付|自理|予以|给予)"
)
"""「诚挚邀请您代表某某学校参加本次论坛」, 「请您以某某设计院代表的身份参会」

Who pays is told, too: 「交通费由您所在单位某某学校报销」.
"""


def is_of_the_letter(one: Labelled, leaf: Leaf) -> bool:
    """Tell whether a labelled day is that of the letter itself: in a mail's head, beside a number.

    A bare 「Date:」 is, too, where another label or a sentence tells later days of the meeting.
    """
    if one.label.lower() not in _SENT_LABELS:
        return False
    if len(list(_mail_lines_around(one, leaf))) >= _FEWEST:
        return True
    if _TO_THE_MINUTE.match(one.value.text) and _is_before_it_is_held(one, leaf):
        return True
    if one.label.lower() not in _DAY_LABELS:
        return False
    return (
        _is_beside_reference(one, leaf)
        or any(
            other.label.lower() not in _SENT_LABELS and find_dates(other.value.text)
            for other in leaf.labels("period")
        )
        or _is_before_it_is_held(one, leaf)
    )


def _is_before_it_is_held(one: Labelled, leaf: Leaf) -> bool:
    """Tell whether a sentence says that the meeting is held after a labelled day.

    「Date: 2 September 2019 … takes place from 18 to 20 October 2019」; thanks come afterwards,
    for one of several days.
    """
    days = find_dates(one.value.text)
    if not days or days[0].first != days[0].last or not days[0].year_given:
        return False
    own = {cell.key for cell in one.value.cells}
    return any(
        mention.year_given
        and mention.first.day is not None
        and (
            mention.first.iso() > days[0].first.iso()
            or mention.first.iso() < mention.last.iso() < days[0].first.iso()
        )
        and _HELD_ON.search(passage.text[max(0, mention.start - _AROUND) : mention.end + _AROUND])
        for passage in leaf.passages
        if not any(cell.key in own for cell in passage.cells)
        for mention in find_dates(passage.text)
    )


def cells_of_the_letter(leaf: Leaf) -> frozenset[tuple[int, int]]:
    """Return the keys of the lines whose day is the letter's own."""
    return frozenset(
        cell.key
        for one in leaf.labels("period")
        if is_of_the_letter(one, leaf)
        for cell in one.value.cells
    )


def sent_on(leaf: Leaf) -> list[Candidate]:
    """Return the day on which a mail was sent, where no other day of issue is told."""
    if issue_candidates(leaf):
        return []
    return [
        Candidate(
            "issue_date", day.first.iso(), 0.94, one.value, day.start, day.end, "letter:sent-on"
        )
        for one in (*leaf.labels("period"), *leaf.labels("none"))
        if one.label in _SENT_ALWAYS or is_of_the_letter(one, leaf)
        for day in find_dates(one.value.text)[:1]
        if day.year_given and day.first == day.last and day.first.day is not None
    ][:1]


def employer_addressed(leaf: Leaf) -> list[Candidate]:
    """Return the body that is asked to let its member come: 「某某公司:…邀请贵单位张三同志…」."""
    if not any(
        _INVITES_YOURS.search(passage.text) or _speaks_of_yours(passage.text, leaf.kind)
        for passage in leaf.passages
    ):
        return []
    for passage in leaf.passages:
        address = _ADDRESS.fullmatch(passage.text)
        name = tidy_organisation(_without_form(address[1])) if address else ""
        start = passage.text.find(name)
        if name and start >= 0 and organisation_likelihood(name) >= _BODY:
            end = start + len(name)
            return [Candidate("employer", name, 0.91, passage, start, end, "letter:addressed")]
    return []


def _without_form(addressed: str) -> str:
    """Return who is addressed without the printed words of a form behind the name, if any."""
    name = _OF_THE_FORM.sub("", addressed)
    return name if organisation_likelihood(tidy_organisation(name)) >= _BODY else addressed


def _speaks_of_yours(text: str, kind: str) -> bool:
    """Tell whether an invitation names somebody of the body that it is sent to."""
    if kind != "conference_invitation":
        return False
    return any(is_name(match["n"]) for match in _OF_YOURS.finditer(text)) or bool(
        _ASKED_FOR.match(text)
    )


def employer_filled_in(leaf: Leaf) -> list[Candidate]:
    """Return the body in the blank behind 「兹邀请」, above the row of its member's name.

    「兹邀请 | 某某学校」 over 「张三 | 同志为以下活动主讲专家:」 is a form filled in as a sentence.
    """
    for row, below in pairwise(leaf.rows):
        for asks, body in pairwise(row):
            name = tidy_organisation(body.line.text)
            if (
                _ASKS_ALONE.fullmatch(asks.line.text.strip())
                and organisation_likelihood(name) >= _BODY
                and any(
                    is_name(one.line.text.strip()) and _STYLED.match(other.line.text.strip())
                    for one, other in pairwise(below)
                )
            ):
                passage = join_cells((body,))
                start = max(passage.text.find(name), 0)
                end = start + len(name)
                return [Candidate("employer", name, 0.88, passage, start, end, "invited:member-of")]
    return []


def represented(leaf: Leaf) -> list[Candidate]:
    """Return the body for which somebody is asked to come."""
    return [
        Candidate("employer", match[at], 0.9, passage, *match.span(at), "meeting:represented")
        for passage in leaf.passages
        for match in _FOR_A_BODY.finditer(passage.text)
        if organisation_likelihood(match[at := str(match.lastgroup)]) >= _BODY
    ][:1]


def employer_over_dear(leaf: Leaf) -> list[Candidate]:
    """Return the labelled employer whose line runs on into 「Dear Ms. Shui」, without that."""
    return [
        replace(named, value=str(named.value)[: dear.start()], end=named.start + dear.start())
        for one in leaf.labels("employer")
        for named in [from_label("employer", one, 0.92)]
        if (dear := re.search(r"\s+Dear\s", str(named.value)))
    ][:1]


def holder_above_dear(leaf: Leaf) -> list[Candidate]:
    """Return the whole name of whom a letter greets by the last: 「Dear Dr. Bekzhanov」."""
    greeted = {m["n"] for line in leaf.lines if (m := _DEAR.match(line.text.strip()))}
    for line in leaf.lines:
        match = _NAMED_EN.fullmatch(line.text.strip()) or _TO_EN.match(line.text)
        if match and greeted & {match["n"], match["n"].split()[-1], match["n"].split()[0]}:
            start = line.text.find(match["n"])
            end = start + len(match["n"])
            return [
                Candidate("holder_name", match["n"], 0.92, line, start, end, "letter:above-dear")
            ]
    return []


def employer_below_name(leaf: Leaf) -> list[Candidate]:
    """Return the body below the name in an English letter's head, without its country."""
    for line in leaf.lines:
        to = _TO_EN.match(line.text)
        parts = [part for part in re.split(r",\s*", (to and to["e"]) or "") if _is_house_en(part)]
        if parts:
            start = line.text.find(parts[0])
            span = (start, start + len(parts[0]))
            return [Candidate("employer", parts[0], 0.86, line, *span, "letter:to")]
    for above, below in pairwise(leaf.cells):
        near = 0 < below.box.top - above.box.top <= _CLOSE * above.box.height
        flush = abs(below.box.left - above.box.left) <= 2 * above.em
        if not (near and flush and above.page == below.page):
            continue
        greets = _DEAR.match(above.line.text.strip())
        if not (greets or _ADDRESSEE_EN.fullmatch(above.line.text.strip())):
            continue
        if greets and not _UNDER_DEAR.fullmatch(below.line.text.strip()):
            continue  # the letter begins
        rest = [cell for cell in leaf.cells if cell.page == below.page and cell.index > below.index]
        if _PART_EN.match(below.line.text) and rest and _is_house_en(rest[0].line.text):
            below, rest = rest[0], rest[1:]
        wrapped = rest[:1] if _GOES_ON_EN.search(below.line.text.strip()) else []
        passage = join_cells((below, *wrapped))
        text = _POST_EN.sub("", passage.text.strip(" ,，"), count=1)
        if _SCHOOL_OF.fullmatch(text) and rest and _HOUSE_EN.fullmatch(rest[0].line.text.strip()):
            passage = join_cells(
                tuple(rest[:1])
            )  # 「Lecturer, School of Nursing」 over its university
            text = passage.text.strip(" ,，")
        chinese = _IN_CHINESE.search(text)
        name = chinese.group() if chinese else _without_country(text)
        start = passage.text.find(name)
        if start >= 0 and organisation_likelihood(name) > 0:
            end = start + len(name)
            return [Candidate("employer", name, 0.86, passage, start, end, "letter:below-name")]
    return []


def _is_house_en(text: str) -> bool:
    return _HOUSE_WORD_EN.search(text) is not None


def _without_country(text: str) -> str:
    """Return 「Institute of Ecology, State University」 of what ends in a town or country."""
    country = _COUNTRY.search(text)
    if country and organisation_likelihood(country.group().strip(", .")) <= 0:
        text = text[: country.start()]
        country = _TOWN.search(text)
    if country and organisation_likelihood(country.group().strip(", .")) <= 0:
        return text[: country.start()]
    return text


def _row_of(one: Labelled, leaf: Leaf) -> int | None:
    key = one.value.cells[0].key
    return next((at for at, row in enumerate(leaf.rows) if any(c.key == key for c in row)), None)


def _mail_lines_around(one: Labelled, leaf: Leaf) -> list[Cell]:
    """Return the cells of the rows right above and below that are lines of a mail's head.

    A menu may stand beside them.
    """
    at = _row_of(one, leaf)
    if at is None:
        return []
    near = [*leaf.rows[max(0, at - _ROWS) : at], *leaf.rows[at + 1 : at + 1 + _ROWS]]
    return [cell for row in near for cell in row if _OF_MAIL.match(cell.line.text)]


def _is_beside_reference(one: Labelled, leaf: Leaf) -> bool:
    at = _row_of(one, leaf)
    if at is None:
        return False
    above = leaf.rows[max(0, at - 1) : at]
    return any(_REFERENCE.search(c.line.text) for c in leaf.rows[at]) or any(
        _REFERENCE_ABOVE.match(c.line.text) for row in above for c in row
    )
