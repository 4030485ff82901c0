"""Read a table of courses and marks by its columns: which courses were passed, with which mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.fields.amounts import plain, row_label
from extractor.fields.candidates import Candidate, Leaf
from extractor.fields.transcript_facts import class_attended
from extractor.language.numerals import parse_number
from extractor.language.organisations import organisation_likelihood, tidy_organisation
from extractor.language.pipeline import matches
from extractor.passages import Cell, join_cells

_COURSE = re.compile(
    r"^(?:课程|科目|课程名称|(?:学习|培训|课程)?模块(?:名称)?|单元名称|课目|课程名|科目名称|学科|考试课程|考试科目|轮转科室|course|courses|coursename|coursetitle|subject|module|title)$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^(?:成绩|总评|总评成绩|分数|得分|最终成绩|考试成绩|百分成绩|课程成绩|综合成绩|总成绩|考核成绩|成绩等级|评定成绩|等级|等第|等次|考核结果|考试结果|考核结论|结果|结论|grade|mark|marks|score|result|finalgrade)$",
    re.IGNORECASE,
)
_PASS_WORDS = re.compile(
    r"^(?:优秀?|優秀?|秀|良好?|可|中等?|及格|合格|通过|[ABCD][+\-]?|Pass|P|Excellent|Good)$",
    re.IGNORECASE,
)
_FAIL_WORDS = re.compile(
    r"^(?:不可|不及格|不合格|未通过|缺考|旷考|缓考|在修|在读|未修|IP|W|F|Fail)$", re.IGNORECASE
)
"""Neither failed nor still attended is passed."""
_FIGURE = re.compile(r"^(?:100(?:\.0)?|[1-9]?[0-9](?:\.[0-9])?)$")
_CREDITS = re.compile(r"^(?:学分数?|credits?)$", re.IGNORECASE)
_HOURS = re.compile(r"^(?:学时|课时|总学时)数?$|^hours$", re.IGNORECASE)
_AMOUNT = re.compile(r"^[0-9]{1,4}(?:\.[05])?$")
_SUM = re.compile(r"^(?:合计|总计|总学分|学分合计|total)|总学分[:：]?$", re.IGNORECASE)
_STATED = re.compile(
    r"(?:通过|合格|及格|认定)(?:的)?(?:课程|科目|课目)(?:共|共计)?\s*[:：]?\s*(?P<k>\d{1,2})\s*门|"
    r"(?:通过|结业|及格|合格)(?:的)?(?:课程|科目|模块)(?:门)?数\s*[:：]?\s*(?P<n>\d{1,2})(?!\d)|"
    r"(?P<m>[一二两三四五六七八九十]{1,2}|\d{1,2})\s*[门科](?:课程|课目|科目|功课)?(?:考试|考核|成绩)?"
    r"[,，]?(?:均|全部|都|悉数|悉皆|皆|全)(?:已|考试|考核)?(?:通过|合格|及格)|"
    r"(?i:(?:modules?|courses?|subjects?|units?)\s+passed)\s*[:：]?\s*(?P<e>\d{1,2})(?!\d)"
)
"""「通过课程4门」, 「已通过课程数:6」, 「三门课目均合格」"""
_TOLD_CREDITS = re.compile(
    r"(?:(?<![应须需])(?:已获|已修|已得|累计|获得|取得|实得|所得|修得|修满|认定)(?:总)?学分|(?<!要求)(?<!应修)总学分|学分合计)(?:数|共|共计)?\s*(?:为|[:：])?\s*(\d{1,3}(?:\.\d)?)(?!\d|\s*门)|"
    r"(?<![应须需])(?:共|共计|合计|总计|累计|计|获得|取得|修满)\s*(\d{1,3}(?:\.\d)?)\s*个?学分|"
    r"(?i:credits?\s+(?:awarded|earned|obtained|gained|achieved))\s*[:：]?\s*(\d{1,3}(?:\.\d)?)(?![\d/])"
)
"""「获得总学分:33.5」, 「计14学分」, not 「应取得73学分」"""
_TOLD_HOURS = re.compile(
    r"(?:总(?:学时|课时)数?|(?:学时|课时)(?:合计|总计|共计))\s*(?:为|[:：])?\s*(\d{1,4}(?:\.5)?)|"
    r"(?:共|共计|合计|总计|累计|计|学分\s?[(（])\s*(\d{1,4}(?:\.5)?)\s*个?(?:学时|课时)"
    r"(?!(?:合计|总计|共计)?\s*[:：]?\s*\d)"
)
"""「总学时300」, 「计14学分(252学时)」; 「学分合计10 学时合计160」 means the figure behind."""
_EARNED_CREDITS = re.compile(r"^(?:获得|实得|已得|所得|取得|已获|实获)学分$")
_COMPLETED = re.compile(
    r"(?:完成|修完|学完|修满|通过)(?:了|共|全部|其中)?\s*(?P<n>\d{1,2})\s*门[^，。,;；]{0,6}(?:课程|科目)|"
    r"(?:完成|修完|学完|通过|学习|修读)(?:的)?课程(?:数|门数|共|共计)?\s*[:：]?\s*(?P<m>\d{1,3})\s*门|"
    r"累计(?:完成|通过|修完)\s*(?P<k>\d{1,2})\s*门|"
    r"(?:已完成|已通过|已修)(?:的)?(?:课程|模块|科目)(?:数|门数)?\s*[:：]\s*(?P<q>\d{1,3})\s*(?:门|个|$)|"
    r"(?P<w>[二两三四五六七八九十\d]{1,3})\s*门(?:课程|科目|课)[^,，。;；]{0,4}?(?:考[试核查])?[^,，。;；]{0,2}(?:全部|均|都)?(?:已)?(?:考核|考试)?(?:合格|及格|通过)"
)
"""「按计划完成6门课程的学习」 on a platform's statement, 「四门课程考试全部合格」."""
_STATED_TRUST, _AGREED = 0.93, 0.97
_TOLD_TRUST = 0.92
_PASSED = "courses_passed"
_ON_CREDITS = re.compile(
    r"[<＜‹〈×✕]?[^，。:：]{0,14}学分(?:汇总|查询|明细|统计|证明|登记|合计)[^，。:：]{0,6}"
)
_POINTS = re.compile(r"(\d{1,3}(?:\.\d)?)\s*分")
_ALL = re.compile(r"合格|优秀|良好|通过|达标")
_RESULTS = re.compile(
    r"^(?:考核|考试|成绩|结果|结论|(?:考核|考试|学习|培训)(?:成绩|结果|结论|等级|情况))$"
)
_NAMED_COURSES = re.compile(
    r"(?:修读|修完|学完|完成|学习)(?:了)?(?:课程)?(?:《[^《》]{2,40}》[、,，和及与]?){2,}"
)
_OF_COURSES = re.compile(r"(?:学习|所学|所修|修读|培训)?课程(?:名称)?")
_BESIDE = 0.86
"""Of courses counted in the table of a paper that is no transcript."""
_HEAD, _BODY = 0.2, 0.8
_HEAD_TRUST = 0.86
_PASS = Decimal(60)
_PASS_LINE = re.compile(r"^(?:及格线|合格线|及格分数?|合格分数?|合格标准|及格标准|分数线)$")
_FULL_MARK = re.compile(r"^(?:满分|总分值|满分值)$")
_LEAST_ROWS = 2
_SURE, _DOUBTFUL = 0.93, 0.75


@dataclass(frozen=True, slots=True)
class Mark:
    """A course with its mark as it is printed, and whether it was passed."""

    course: str
    mark: str
    passed: bool
    row: tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A column of courses and the column of their marks, by the middles of their headings."""

    course: Cell
    mark: Cell


def find_transcript(leaf: Leaf) -> list[Candidate]:
    """Return how many courses were passed and each course with its mark, as 课程:85."""
    marks, unread = marks_of(leaf)
    stated = _stated(leaf) or _stated(leaf, _COMPLETED)
    titled = class_attended(leaf)
    summed = [
        *(_summed(leaf, _CREDITS, "credits") or _told(leaf, _TOLD_CREDITS, "credits")),
        *(_summed(leaf, _HOURS, "hours") or _told(leaf, _TOLD_HOURS, "hours")),
    ]
    if len(marks) < _LEAST_ROWS:
        return [*stated, *summed, *titled]
    passed = [mark for mark in marks if mark.passed]
    first = join_cells((marks[0].row[1],))
    trust = _SURE if unread == 0 else _DOUBTFUL
    counted = Candidate(
        _PASSED, Decimal(len(passed)), trust, first, 0, len(first.text), "table:marks"
    )
    found = [_agreeing(counted, stated), *summed, *titled]
    for mark in marks:
        passage = join_cells(mark.row)
        found.append(
            Candidate(
                "course_marks",
                f"{mark.course}:{mark.mark}",
                0.92,
                passage,
                0,
                len(passage.text),
                "table:marks",
            )
        )
    return found


def find_completed(leaf: Leaf) -> list[Candidate]:
    """Return how many courses a statement says were completed, and the sum of credits earned."""
    found = [
        *completed_of(leaf),
        *(
            _summed(leaf, _EARNED_CREDITS, "credits")
            or _summed(leaf, _CREDITS, "credits")
            or points_of(leaf)
        ),
    ]
    if not _tells_result(leaf):
        found.extend(_common_result(leaf))
    marks, unread = marks_of(leaf)
    if len(marks) >= _LEAST_ROWS and not unread and not any(c.name == _PASSED for c in found):
        passage = join_cells((marks[0].row[1],))
        passed = Decimal(sum(mark.passed for mark in marks))
        found.append(
            Candidate(_PASSED, passed, _BESIDE, passage, 0, len(passage.text), "table:marks")
        )
    return found


def completed_of(leaf: Leaf) -> list[Candidate]:
    """Return how many courses a sentence says were completed, or names one by one."""
    return _stated(leaf, _COMPLETED) or _listed(leaf)


def _listed(leaf: Leaf) -> list[Candidate]:
    """Return how many courses are named: 「修读课程《甲》《乙》」, 「学习课程:甲;乙;丙」."""
    for passage in leaf.passages:
        match = _NAMED_COURSES.search(passage.text)
        if match:
            named = Decimal(match.group().count("《"))
            return [Candidate(_PASSED, named, _BESIDE, passage, *match.span(), "named")]
    for one in leaf.labels("activity_title"):
        parts = [part for part in re.split("[;；]", one.value.text) if _is_course(part)]
        if _OF_COURSES.fullmatch(one.label) and len(parts) > 1:
            named, end = Decimal(len(parts)), len(one.value.text)
            return [Candidate(_PASSED, named, _BESIDE, one.value, 0, end, "named")]
    return []


def _common_result(leaf: Leaf) -> list[Candidate]:
    """Return what every row of a table says in its column of results: 「合格」."""
    rows = leaf.rows
    for number, row in enumerate(rows):
        heading = next((cell for cell in row if _RESULTS.match(_key(cell))), None)
        if heading is None or len(row) <= _LEAST_ROWS:
            continue
        below = [
            cell
            for other in rows[number + 1 :]
            if other[0].page == heading.page
            and len(other) > 1
            and (cell := _nearest(other, heading, row)) is not None
            and _passed(cell.line.text.strip(), _PASS) is not None
        ]
        words = {cell.line.text.strip() for cell in below}
        if len(below) >= _LEAST_ROWS and len(words) == 1 and _ALL.fullmatch(word := words.pop()):
            passage = join_cells((below[0],))
            end = len(passage.text)
            return [Candidate("result", word, _BESIDE, passage, 0, end, "table:marks")]
    return []


def points_of(leaf: Leaf) -> list[Candidate]:
    """Return the sum 「合计 28.5 分」 of a page on credits, which calls them points."""
    if not any(_ON_CREDITS.fullmatch(re.sub(r"\s", "", c.line.text)) for c in leaf.cells):
        return []
    for row in leaf.rows:
        points = _POINTS.fullmatch(row[-1].line.text.strip())
        if len(row) > 1 and points and _SUM.search(_plain(row_label(row))):
            passage = join_cells((row[-1],))
            end = len(passage.text)
            return [
                Candidate(
                    "credits", plain(Decimal(points[1])), _BESIDE, passage, 0, end, "table:sum"
                )
            ]
    return []


def _tells_result(leaf: Leaf) -> bool:
    """Tell whether the page says the result of all of it, beside those of its courses."""
    return any(one.inline for one in leaf.labels("result")) or any(
        matches(passage.text, "result") for passage in leaf.passages
    )


def _stated(leaf: Leaf, sentence: re.Pattern[str] = _STATED) -> list[Candidate]:
    """Return how many courses were passed as a sentence below the table says it."""
    return [
        Candidate(
            _PASSED,
            figure,
            _STATED_TRUST,
            passage,
            *match.span(match.lastgroup or 1),
            "stated",
        )
        for passage in leaf.passages
        for match in sentence.finditer(passage.text)
        if (figure := parse_number(match[match.lastgroup or 1])) is not None
    ][:1]


def _told(leaf: Leaf, sentence: re.Pattern[str], name: str) -> list[Candidate]:
    """Return the one sum that the lines around the table tell in words."""
    found = {
        Decimal(match[match.lastindex or 1]): Candidate(
            name,
            plain(Decimal(match[match.lastindex or 1])),
            _TOLD_TRUST,
            passage,
            *match.span(match.lastindex or 1),
            "told",
            unit="学时" if name == "hours" else None,
        )
        for passage in leaf.passages
        for match in sentence.finditer(passage.text)
    }
    return list(found.values()) if len(found) == 1 else []


def _summed(leaf: Leaf, heading: re.Pattern[str], name: str) -> list[Candidate]:
    """Return what the row 「合计」 says under the heading, as the field of that name."""
    head: tuple[Cell, ...] = ()
    column: Cell | None = None
    for row in leaf.rows:
        found = next((cell for cell in row if heading.match(_key(cell))), None)
        if found is not None and len(row) > 1:
            head, column = row, found
        elif (
            column is not None
            and row[0].page == column.page
            and _SUM.search(_plain(row_label(row)))
        ):
            cell = _nearest(row[1:], column, head)
            if cell is not None and _AMOUNT.match(cell.line.text.strip()):
                passage = join_cells((cell,))
                value = plain(Decimal(cell.line.text.strip()))
                end = len(passage.text)
                unit = "学时" if name == "hours" else None
                return [Candidate(name, value, _SURE, passage, 0, end, "table:sum", unit=unit)]
    return []


def _agreeing(counted: Candidate, stated: list[Candidate]) -> Candidate:
    """Return the stated number, surer where the table's rows are as many."""
    if not stated:
        return counted
    if stated[0].value == counted.value:
        return replace(stated[0], trust=_AGREED)
    return replace(stated[0], trust=_DOUBTFUL)


def of_the_school(leaf: Leaf, issuers: list[Candidate]) -> list[Candidate]:
    """Return who issued a transcript: no course of its table; the head where nobody signed."""
    rows = {cell.key for mark in marks_of(leaf)[0] for cell in mark.row}
    heads = [
        join_cells((cell,))
        for cell in leaf.cells
        if cell.box.centre[1] <= _HEAD and organisation_likelihood(cell.line.text) >= _BODY
    ]
    signed = [one for one in issuers if not any(cell.key in rows for cell in one.passage.cells)]
    if signed or not heads:
        return signed
    name = tidy_organisation(heads[0].text)
    return [
        Candidate(
            "issuers", name, _HEAD_TRUST, heads[0], 0, len(heads[0].text), "letterhead", "issuer"
        )
    ]


def marks_of(leaf: Leaf) -> tuple[list[Mark], int]:
    """Return the courses with marks and how many rows have a course but no legible mark."""
    marks: list[Mark] = []
    unread = 0
    for rows in leaf.rows_by_page:
        for number, row in enumerate(rows):
            pairs = _pairs(row)
            if pairs:
                found, lost = _read_rows(pairs, row, rows[number + 1 :])
                marks.extend(found)
                unread += lost
                break
    return marks, unread


def _key(cell: Cell) -> str:
    return _plain(cell.line.text)


def _plain(text: str) -> str:
    """Return a heading without spaces and marks, and without its translation: 「Grade 成绩」."""
    text = re.sub(r"[\s:：()（）/]", "", text)
    chinese = re.sub(r"[A-Za-z.]+", "", text)
    return chinese if len(chinese) > 1 else text


def _pairs(row: tuple[Cell, ...]) -> list[_Pair]:
    """Return the columns of a heading row: each course column with the next mark column."""
    pairs: list[_Pair] = []
    course: Cell | None = None
    for cell in row:
        if _COURSE.match(_key(cell)):
            course = cell
        elif _MARK.match(_key(cell)) and course is not None:
            pairs.append(_Pair(course, cell))
            course = None
    return pairs


def _read_rows(
    pairs: list[_Pair], head: tuple[Cell, ...], rows: tuple[tuple[Cell, ...], ...]
) -> tuple[list[Mark], int]:
    marks: list[Mark] = []
    unread = 0
    last = head[0].box.bottom
    height = head[0].box.height
    for row in rows:
        if row[0].box.top - last > 5 * height:
            break  # the table has ended
        told = False
        for pair in pairs:
            course, mark = _nearest(row, pair.course, head), _nearest(row, pair.mark, head)
            if course is None or not _is_course(course.line.text):
                continue
            told = True
            least = _least(row, head)
            read = None if mark is None or mark is course else _mark(course, mark, least)
            if read is None:
                unread += 1
            else:
                marks.append(read)
        if told:
            last = row[0].box.bottom
    return marks, unread


def _nearest(row: tuple[Cell, ...], heading: Cell, head: tuple[Cell, ...]) -> Cell | None:
    """Return the cell of a row that stands under a heading, or between it and the next one.

    Names flush left under a heading in the middle of a wide column may not reach it.
    """
    under = [cell for cell in row if _overlap(cell, heading)]
    place = next((at for at, other in enumerate(head) if other.key == heading.key), 0)
    left = head[place - 1].box.right if place else 0.0
    right = head[place + 1].box.left if place + 1 < len(head) else 1.0
    between = [
        cell
        for cell in row
        if left <= cell.box.left
        and cell.box.right <= right
        and not any(_overlap(cell, other) for other in head)
    ]
    return min(under or between, key=lambda cell: _apart(cell, heading), default=None)


def _overlap(cell: Cell, heading: Cell) -> bool:
    """Tell whether a cell and a heading share a part of the page's width."""
    shared = min(cell.box.right, heading.box.right) - max(cell.box.left, heading.box.left)
    return shared > 0


def _apart(cell: Cell, heading: Cell) -> float:
    """Return how far a cell is from standing under a heading: by middles or by left edges."""
    return min(
        abs(cell.box.centre[0] - heading.box.centre[0]), abs(cell.box.left - heading.box.left)
    )


def _is_course(text: str) -> bool:
    text = text.strip()
    return re.search(r"[㐀-鿿]{2}|[A-Za-z]{3}", text) is not None and not re.search(
        r"合计|总计|平均|小计|备注|教务|[:：，。；]|[\u4e00-\u9fff][,;]|total|average",
        text,
        re.IGNORECASE,
    )


def _least(row: tuple[Cell, ...], head: tuple[Cell, ...]) -> Decimal:
    """Return the mark that passes: of the row's own column, else three fifths of the full mark."""
    for heading, share in ((_PASS_LINE, Decimal(1)), (_FULL_MARK, Decimal("0.6"))):
        column = next((cell for cell in head if heading.match(_key(cell))), None)
        cell = _nearest(row, column, head) if column is not None else None
        if cell is not None and _AMOUNT.match(text := re.sub(r"[\s分]", "", cell.line.text)):
            return Decimal(text) * share
    return _PASS


def _mark(course: Cell, mark: Cell, least: Decimal) -> Mark | None:
    text = re.sub(r"[\s分]", "", mark.line.text)
    passed = _passed(text, least)
    if passed is None:
        return None
    return Mark(re.sub(r"\s+", "", course.line.text), text, passed, (course, mark))


def _passed(text: str, least: Decimal) -> bool | None:
    if _FIGURE.match(text):
        return Decimal(text) >= least
    if _FAIL_WORDS.match(text):
        return False
    return True if _PASS_WORDS.match(text) else None
