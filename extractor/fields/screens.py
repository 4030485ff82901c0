"""Find what a picture of a program's or a web page's window shows.

Mostly that is a course, with its name; a message may announce a meeting, news tell of a prize.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.fields.amounts import plain
from extractor.fields.awards import find_award
from extractor.fields.candidates import Candidate, Leaf, from_label
from extractor.fields.labels.form import Labelled
from extractor.fields.labels.words import has_label
from extractor.fields.meetings.meeting import find_meeting
from extractor.fields.titles.trimming import is_title, names_class
from extractor.fields.transcripts import completed_of, points_of
from extractor.language.dates import find_dates
from extractor.language.names import name_likelihood
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Cell, Slice, join_cells, join_slices

_BUTTON = (
    r"(?:首页|课程|消息|我的|发现|返回|设置|更多|搜索|退出|登录|详情|我的(?:学习|课程|学时)|课程(?:详情|中心)|"
    r"学习(?:中心|记录|档案)|个人中心)"
)
_BUTTONS = re.compile(rf"{_BUTTON}(?:\s*{_BUTTON})*")
_BACK = re.compile(r"\s*[<＜‹〈×✕]")
"""「< 返回 我的研修」: the head of a window, with the sign that leads back."""
_QUOTED = re.compile(r"《[^《》]+》")
_STATE_LINE = re.compile(
    r"[✔√✓☑\s]*[已未](?:结业|完成|通过|学完|达标|合格|签到|开始|结束)"
    r"(?:\s*[·|｜,，].{0,8})?"
)
"""「已结业·合格」"""
_STATE = re.compile(
    r"\s*[✔√✓☑]\s+|\s*[【\[](?:进行中|已完成|已结束|未开始|已结业|已报名|学习中|必修|选修|已通过)[】\]]\s*"
)
"""「【进行中】」 before the name of a course"""
_CHAPTER = re.compile(r"^[√✓☑□●○\s]*第\s*[\d一二三四五六七八九十]+\s*[讲章节课集]")
_PAPER = re.compile(r"(?:证书|证明|凭证)(?:[(（][^()（）]{1,4}[)）])?$")
"""「某某平台 学习证书(电子)」 is what the window shows, not what was learned."""
_FACT = re.compile(
    r"^(?:学员|姓名|学号|认定(?:总)?学时|(?:本)?课程(?:总|共)\s?(?:\d{1,3}\s?)?学时|(?:开课|结课|开班|结班|学习状态)\s?[:：]|(?:总|已[获学修]?|应[学修]?|要求)?学时|累计|已学|学习(?:时间|周期|进度|时长)|状态|"
    r"(?:主讲|授课|讲师|教师|老师|来源|发布|类别|分类|类型|年度|年份|地点|学段|学科)(?:人|者|单位|时间)?\s*[:：]|"
    r"(?:开始|完成)(?:学习|日期|时间)|已(?:完成|学习?)\s*\d{1,3}\s*[%％]|进度|应修|已修|考试|成绩|得分|有效期)|"
    r"^(?i:offered by|provided by|started|enrolled|finished|completed|progress|study hours|"
    r"learning hours|(?:your )?(?:final )?grade)\b"
)
"""What such a page tells below the name of a course."""
_BAR = re.compile(r"[|｜]\s*([^|｜]{4,60})$")
_LABEL_TRUST, _ABOVE_TRUST = 0.95, 0.85
_HEAD = 0.12
_FULL = 0.75
"""How far to the right of the window a line reaches that a name may go on from."""
_NEWS_TRUST = 0.85
"""A message or news speak of more than one person."""
_PRIZED = re.compile(r"(?:荣获|喜获|获得?)(?:了)?[^。]{0,30}(?:[特一二三]等|金|银|铜|优秀|优胜)奖")
_ANNOUNCES = re.compile(
    r"(?:邀请?您|敬请)(?:出席|参加|莅临)|(?:定于|拟于|将于|兹于)[^。]{2,40}(?:举行|举办|召开|开展|集中|开班)"
)
_COLUMNS = {
    "activity_title": re.compile(r"(?:课程|培训|项目|班级|学习)名称"),
    "start_date": re.compile(r"(?:学习)?开始(?:学习)?(?:时间|日期)?"),
    "end_date": re.compile(r"(?:学习)?(?:完成|结束)(?:学习)?(?:时间|日期)?"),
}
_OF_TOWN = re.compile(r"[㐀-鿿]{2}[省市区县旗州]")
"""Where a school's name begins behind its teacher's, the gap between them lost."""
_NAMED, _WHOLE_BODY, _UPPER, _USER_TRUST = 0.8, 0.8, 0.3, 0.88
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_NO_NAME = re.compile(r"^[\u3400-\u9fff]{2,8}[:：]|[,，。]")
"""A label that no list knows, or a piece of a sentence."""
_ACCOUNT = re.compile(
    r"\s*(?P<name>[\u3400-\u9fff·]{2,10})(?:\s+(?:ID|账号|学号|学员号)\s*[:：]?\s*\w+|\s*[,，]?\s*您好\s*[!！~～]?)\s*"
)
"""「张三 ID 60417725」, 「张三 您好!」"""
_BARE_NAME = re.compile(
    r"\s*(?P<head>[\[【(（]头像[\]】)）])?\s*(?P<name>[\u3400-\u9fff]\s{0,3}[\u3400-\u9fff](?:\s{0,3}[\u3400-\u9fff]){0,2})\s*"
)
"""「张 三」 on a line of its own, or beside where the picture is: 「[头像] 张三」"""
_DEPARTMENT = re.compile(r"\s*[·•|｜]\s*[\u3400-\u9fff]{2,10}\s*$")
"""「柳湾镇卫生院 · 公卫科」"""
_EARNED = re.compile(
    r"(?:认定|获得|已获|已获得|已修|已得|累计(?:认定|获得|已[获修])?|总|合计)总?学时(?:数)?(?:[(（]学时[)）])?"
)
_OF_ALL = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*[/／]\s*\d{1,4}(?:\.\d{1,2})?\s*(?:学时)?")
"""「8.5 / 10」 below 「认定总学时」: what was earned of all."""
_FIGURE = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*(?:学时)?")
_COUNTED_TRUST = 0.88
_COLUMNS_LEAST = 3
_NEAR = 6.0
"""Heights of a line between a course's name and the first fact below it."""


def find_screen(leaf: Leaf) -> list[Candidate]:
    """Return the course's name; else what a message announces, or the prize that news tell of."""
    user = [*_user(leaf), *_counted(leaf), *completed_of(leaf), *points_of(leaf)]
    text = "".join(passage.text for passage in leaf.passages)
    course = _only_row(leaf) or _named_course(leaf)
    if not course and not _ANNOUNCES.search(text):
        course = _above_a_fact(leaf)
    if course:
        return [*user, *course]
    if _PRIZED.search(text):
        return [*user, *(replace(c, trust=min(c.trust, _NEWS_TRUST)) for c in find_award(leaf))]
    if _ANNOUNCES.search(text):
        told = (c for c in find_meeting(leaf) if c.name in ("activity_title", "location"))
        return [*user, *(replace(c, trust=min(c.trust, _NEWS_TRUST)) for c in told)]
    return user


def _user(leaf: Leaf) -> list[Candidate]:
    """Return whose account it is: a name and their school in one line near the top."""
    if leaf.labels("holder_name"):
        return []
    for cell in leaf.cells:
        if cell.box.centre[1] > _UPPER:
            continue
        school = _school_under(cell, leaf)
        account = _ACCOUNT.fullmatch(cell.line.text)
        bare = _BARE_NAME.fullmatch(cell.line.text)
        account = account or (bare if bare and (school or bare["head"]) else None)
        name = re.sub(r"\s", "", account["name"]) if account else ""
        if name_likelihood(name) >= _NAMED:
            passage = join_cells((cell,))
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            user = Candidate(
                "holder_name", name, _USER_TRUST, passage, start, end, "screen:account"
            )
            return [user, *school]
    for cell in leaf.cells:
        passage = join_cells((cell,))
        text = passage.text
        parts = [
            size
            for size in range(2, 5)
            if name_likelihood(text[:size]) >= _NAMED and _OF_TOWN.match(text, size)
        ]
        if cell.box.centre[1] <= _UPPER and parts:
            size, end = max(parts, key=lambda size: name_likelihood(text[:size])), len(text)
            if organisation_likelihood(text[size:]) >= _WHOLE_BODY:
                return [
                    Candidate("holder_name", text[:size], _USER_TRUST, passage, 0, size, "screen:user"),  # noqa: E501
                    Candidate("employer", text[size:], _USER_TRUST, passage, size, end, "behind-name"),  # noqa: E501
                ]  # fmt: skip
    return []


def _counted(leaf: Leaf) -> list[Candidate]:
    """Return the hours that stand large by what they are: 「10」 over 「认定学时」."""
    for label in leaf.cells:
        if not _EARNED.fullmatch(label.line.text.strip()):
            continue
        for cell in leaf.cells:
            figure = _figure_by(cell, label)
            if figure is not None:
                passage = join_cells((cell,))
                end = len(passage.text)
                value = plain(Decimal(figure[1]))
                return [
                    Candidate(
                        "hours", value, _COUNTED_TRUST, passage, 0, end, "screen:over", unit="学时"
                    )
                ]
    return _counted_in_row(leaf)


def _counted_in_row(leaf: Leaf) -> list[Candidate]:
    """Return the hours of the one course that a table lists, below 「认定学时」."""
    for row, below, *more in zip(leaf.rows, leaf.rows[1:], leaf.rows[2:], strict=False):
        heads = [at for at, cell in enumerate(row) if _EARNED.fullmatch(cell.line.text.strip())]
        alike = len(row) == len(below) >= _COLUMNS_LEAST and not any(
            len(other) == len(row) for other in more
        )
        if len(heads) != 1 or not alike or row[0].page != below[0].page:
            continue
        cell = below[heads[0]]
        figure = _FIGURE.fullmatch(cell.line.text.strip())
        if figure is not None:
            passage, value = join_cells((cell,)), plain(Decimal(figure[1]))
            end = len(passage.text)
            return [
                Candidate(
                    "hours", value, _COUNTED_TRUST, passage, 0, end, "screen:row", unit="学时"
                )
            ]
    return []


def _figure_by(cell: Cell, label: Cell) -> re.Match[str] | None:
    """Return the figure in a cell over the label, or the share of all (「8.5 / 10」) under it."""
    if cell.page != label.page:
        return None
    text, height = cell.line.text.strip(), label.box.height
    if -0.3 * height <= label.box.top - cell.box.bottom <= height:
        apart = abs(cell.box.centre[0] - label.box.centre[0])
        return _FIGURE.fullmatch(text) if apart <= label.em else None
    is_under = 0 <= cell.box.top - label.box.bottom <= height
    return _OF_ALL.fullmatch(text) if is_under and cell.box.left <= label.box.right else None


def _school_under(cell: Cell, leaf: Leaf) -> list[Candidate]:
    """Return the body on the line below the user's name, without what part of it they are of."""
    for below in leaf.cells:
        step = below.box.top - cell.box.top
        near = cell.page == below.page and 0 < step <= 2 * cell.box.height
        name = _DEPARTMENT.sub("", join_cells((below,)).text).strip()
        if near and organisation_likelihood(name) >= _WHOLE_BODY:
            passage = join_cells((below,))
            return [Candidate("employer", name, _USER_TRUST, passage, 0, len(name), "below-name")]
    return []


def _only_row(leaf: Leaf) -> list[Candidate]:
    """Return name and days of the one course that a table of courses lists."""
    for row in leaf.rows:
        heads = {
            name: cell
            for cell in row
            for name, words in _COLUMNS.items()
            if words.fullmatch(cell.line.text.strip())
        }
        if "activity_title" not in heads:
            continue
        listed = [
            told
            for below in leaf.rows
            if below[0].page == row[0].page and below[0].box.top > row[0].box.bottom
            if "activity_title" in (told := _row_of(below, row, heads)) and len(told) > 1
        ]
        return list(listed[0].values()) if len(listed) == 1 else []
    return []


def _row_of(
    below: tuple[Cell, ...], row: tuple[Cell, ...], heads: dict[str, Cell]
) -> dict[str, Candidate]:
    """Return what a row says below the heads, each cell taken for the nearest one's."""
    found: dict[str, Candidate] = {}
    for name, head in heads.items():
        own = [cell for cell in below if _nearest(cell, row) is head]
        if not own:
            continue
        cell = min(own, key=lambda c: abs(c.box.centre[0] - head.box.centre[0]))
        passage = join_cells((cell,))
        text, end = passage.text, len(passage.text)
        dates = find_dates(text)
        if name == "activity_title":
            if is_title(text) and not dates:
                found[name] = Candidate(name, text, _ABOVE_TRUST, passage, 0, end, "screen:row")
        elif dates and dates[0].year_given:
            day = dates[0].first.iso()
            found[name] = Candidate(name, day, _ABOVE_TRUST, passage, 0, end, "screen:row")
    return found


def _nearest(cell: Cell, row: tuple[Cell, ...]) -> Cell:
    return min(row, key=lambda head: abs(head.box.centre[0] - cell.box.centre[0]))


def _named_course(leaf: Leaf) -> list[Candidate]:
    """Return the course's name by its label or in the window's head."""
    for one in leaf.labels("activity_title"):
        text = one.value.text
        if not _BUTTONS.fullmatch(text) and is_title(text) and not names_class(text):
            return [from_label("activity_title", _before_facts(one), _LABEL_TRUST)]
    for cell in leaf.cells:
        passage = join_cells((cell,))
        named = _BAR.search(passage.text)
        if cell.box.centre[1] <= _HEAD and named:
            span = named.span(1)
            return [
                Candidate("activity_title", named[1], _ABOVE_TRUST, passage, *span, "screen:head")
            ]
    return []


def _above_a_fact(leaf: Leaf) -> list[Candidate]:
    """Return the course's name that stands above the first fact that the window tells of it."""
    facts = (cell for cell in leaf.cells if _FACT.match(cell.line.text.strip()))
    above = ([title] for fact in facts if (title := _above(fact, leaf)) is not None)
    return next(above, [])


def _before_facts(one: Labelled) -> Labelled:
    """Return a value without the lines from the first fact (「学习进度 100%」) on."""
    first, *rest = one.value.cells
    facts = [at for at, cell in enumerate(rest) if _FACT.match(cell.line.text.strip())]
    if not facts:
        return one
    text = first.line.text
    begin = max(text.rfind(":"), text.rfind("：")) + 1
    parts = [Slice(first, begin, len(text))]
    parts.extend(Slice(cell, 0, len(cell.line.text)) for cell in rest[: facts[0]])
    return replace(one, value=join_slices(tuple(parts)))


def _above(fact: Cell, leaf: Leaf) -> Candidate | None:
    near = [
        cell
        for cell in leaf.cells
        if cell.page == fact.page
        and 0 < fact.box.top - cell.box.top <= _NEAR * fact.box.height
        and cell.box.left <= fact.box.right
        and fact.box.left <= cell.box.right
    ]
    for cell in sorted(near, key=lambda c: -c.box.top):
        passage = join_cells((cell,))
        text = passage.text
        if _FACT.match(text) or _CHAPTER.match(text) or _BUTTONS.fullmatch(text):
            continue
        if _ADDRESS.search(text) or _BACK.match(text) or _STATE_LINE.fullmatch(text):
            continue
        if _PAPER.search(text):
            continue
        if is_title(text) and not has_label(text) and not _NO_NAME.search(text):
            passage = join_cells((cell, *_rest_of(cell, near)))
            state = _STATE.match(passage.text)
            start, end = state.end() if state else 0, len(passage.text)
            whole = _QUOTED.fullmatch(passage.text[start:])
            start, end = (start + 1, end - 1) if whole else (start, end)
            title = passage.text[start:end]
            return Candidate(
                "activity_title", title, _ABOVE_TRUST, passage, start, end, "screen:above"
            )
    return None


def _rest_of(cell: Cell, near: list[Cell]) -> list[Cell]:
    """Return the short second line of a name that filled the first one."""
    return [
        below
        for below in near
        if cell.box.right >= _FULL
        and 0 < below.box.top - cell.box.bottom + 0.3 * cell.box.height < cell.box.height
        and abs(below.box.left - cell.box.left) <= 0.5 * cell.em
        and below.box.right < cell.box.right
        and not (_FACT.match(told := join_cells((below,)).text) or _STATE_LINE.fullmatch(told))
    ][:1]
